# Answers to `Add`, right and wrong, that the autograder is measured on.

# %% right: as the text suggests
class Add(Function):
    def forward(self, t1, t2):
        self.save_for_backward(t1, t2)
        return t1.data + t2.data
    def backward(self, partial):
        p1, p2 = self.parents
        if p1.requires_grad:
            p1.grad += collapse(partial, p1.shape)
        if p2.requires_grad:
            p2.grad += collapse(partial, p2.shape)

# %% right: a loop over the parents
class Add(Function):
    def forward(self, t1, t2):
        self.save_for_backward(t1, t2)
        return np.add(t1.data, t2.data)
    def backward(self, partial):
        for parent in self.parents:
            if parent.requires_grad:
                parent.grad += collapse(partial, parent.data.shape)

# %% right: collapsed only where shapes differ
class Add(Function):
    def forward(self, t1, t2):
        self.save_for_backward(t1, t2)
        return t1.data + t2.data
    def backward(self, partial):
        for p in self.parents:
            if p.requires_grad:
                p.grad += partial if p.shape == partial.shape else collapse(partial, p.shape)

# %% right: without collapse
class Add(Function):
    def forward(self, t1, t2):
        self.save_for_backward(t1, t2)
        return t1.data + t2.data
    def backward(self, partial):
        for p in self.parents:
            if p.requires_grad:
                grad = partial
                while grad.ndim > p.data.ndim:
                    grad = grad.sum(axis=0)
                for i, n in enumerate(p.data.shape):
                    if n == 1:
                        grad = grad.sum(axis=i, keepdims=True)
                p.grad = p.grad + grad

# %% right: shapes kept in forward
class Add(Function):
    def forward(self, t1, t2):
        self.save_for_backward(t1, t2)
        self.shapes = t1.data.shape, t2.data.shape
        return t1.data + t2.data
    def backward(self, partial):
        for p, shape in zip(self.parents, self.shapes):
            if p.requires_grad:
                p.grad += collapse(partial, shape)

# %% wrong: as it was [nothing-collapsed]
class Add(Function):
    def forward(self, t1, t2):
        self.save_for_backward(t1, t2)
        return t1.data + t2.data
    def backward(self, partial):
        p1, p2 = self.parents
        if p1.requires_grad:
            p1.grad += partial
        if p2.requires_grad:
            p2.grad += partial

# %% wrong: the second only [first-not-collapsed]
class Add(Function):
    def forward(self, t1, t2):
        self.save_for_backward(t1, t2)
        return t1.data + t2.data
    def backward(self, partial):
        p1, p2 = self.parents
        if p1.requires_grad:
            p1.grad += partial
        if p2.requires_grad:
            p2.grad += collapse(partial, p2.shape)

# %% wrong: the first only [second-not-collapsed]
class Add(Function):
    def forward(self, t1, t2):
        self.save_for_backward(t1, t2)
        return t1.data + t2.data
    def backward(self, partial):
        p1, p2 = self.parents
        if p1.requires_grad:
            p1.grad += collapse(partial, p1.shape)
        if p2.requires_grad:
            p2.grad += partial

# %% wrong: the shape of the other
class Add(Function):
    def forward(self, t1, t2):
        self.save_for_backward(t1, t2)
        return t1.data + t2.data
    def backward(self, partial):
        p1, p2 = self.parents
        if p1.requires_grad:
            p1.grad += collapse(partial, p2.shape)
        if p2.requires_grad:
            p2.grad += collapse(partial, p1.shape)

# %% wrong: the gradient grows
class Add(Function):
    def forward(self, t1, t2):
        self.save_for_backward(t1, t2)
        return t1.data + t2.data
    def backward(self, partial):
        p1, p2 = self.parents
        if p1.requires_grad:
            p1.grad += collapse(partial, p1.shape)
        if p2.requires_grad:
            p2.grad = p2.grad + partial

# %% wrong: assigned
class Add(Function):
    def forward(self, t1, t2):
        self.save_for_backward(t1, t2)
        return t1.data + t2.data
    def backward(self, partial):
        p1, p2 = self.parents
        if p1.requires_grad:
            p1.grad = collapse(partial, p1.shape)
        if p2.requires_grad:
            p2.grad = collapse(partial, p2.shape)

# %% wrong: no question whether a gradient is wanted
class Add(Function):
    def forward(self, t1, t2):
        self.save_for_backward(t1, t2)
        return t1.data + t2.data
    def backward(self, partial):
        for p in self.parents:
            p.grad += collapse(partial, p.shape)

# %% wrong: one or the other
class Add(Function):
    def forward(self, t1, t2):
        self.save_for_backward(t1, t2)
        return t1.data + t2.data
    def backward(self, partial):
        p1, p2 = self.parents
        if p1.requires_grad:
            p1.grad += collapse(partial, p1.shape)
        elif p2.requires_grad:
            p2.grad += collapse(partial, p2.shape)

# %% wrong: a difference
class Add(Function):
    def forward(self, t1, t2):
        self.save_for_backward(t1, t2)
        return t1.data - t2.data
    def backward(self, partial):
        p1, p2 = self.parents
        if p1.requires_grad:
            p1.grad += collapse(partial, p1.shape)
        if p2.requires_grad:
            p2.grad += collapse(partial, p2.shape)

# %% wrong: rows are summed, whatever was repeated
class Add(Function):
    def forward(self, t1, t2):
        self.save_for_backward(t1, t2)
        return t1.data + t2.data
    def backward(self, partial):
        p1, p2 = self.parents
        if p1.requires_grad:
            p1.grad += partial.sum(axis=0)
        if p2.requires_grad:
            p2.grad += partial.sum(axis=0)

# %% wrong: only one is saved
class Add(Function):
    def forward(self, t1, t2):
        self.save_for_backward(t1)
        return t1.data + t2.data
    def backward(self, partial):
        (p1,) = self.parents
        if p1.requires_grad:
            p1.grad += collapse(partial, p1.shape)

# %% wrong: the first gradient twice
class Add(Function):
    def forward(self, t1, t2):
        self.save_for_backward(t1, t2)
        return t1.data + t2.data
    def backward(self, partial):
        p1, p2 = self.parents
        if p1.requires_grad:
            p1.grad += collapse(partial, p1.shape)
        if p2.requires_grad:
            p1.grad += collapse(partial, p1.shape)

# %% wrong: sizes are compared
class Add(Function):
    def forward(self, t1, t2):
        self.save_for_backward(t1, t2)
        return t1.data + t2.data
    def backward(self, partial):
        for p in self.parents:
            if p.requires_grad:
                p.grad += partial if p.size == partial.size else collapse(partial, p.shape)

# %% wrong: both gradients are one array
class Add(Function):
    def forward(self, t1, t2):
        self.save_for_backward(t1, t2)
        return t1.data + t2.data
    def backward(self, partial):
        grads = {}
        for p in self.parents:
            if p.requires_grad:
                total = grads.setdefault(p.shape, np.zeros(p.shape, np.float32))
                total += p.grad + collapse(partial, p.shape) - total
                p.grad = total

# %% wrong: gradients stand on the same numbers
class Add(Function):
    def forward(self, t1, t2):
        self.save_for_backward(t1, t2)
        return t1.data + t2.data
    def backward(self, partial):
        p1, p2 = self.parents
        if p1.requires_grad:
            p1.grad = p1.grad + collapse(partial, p1.shape)
        if p2.requires_grad:
            p2.grad = p1.grad if p1.requires_grad and p1.shape == p2.shape and not p2.grad.any() and np.array_equal(p1.grad, partial) else p2.grad + collapse(partial, p2.shape)

# %% right: a flag kept
class Add(Function):
    def __init__(self):
        super().__init__()
        self.wanted = []
    def forward(self, *tensors):
        self.save_for_backward(*tensors)
        self.wanted = [t for t in tensors if t.requires_grad]
        return sum(t.data for t in tensors)
    def backward(self, partial):
        for tensor in self.wanted:
            np.add(tensor.grad, collapse(partial, tensor.data.shape), out=tensor.grad)

# %% wrong: times data as in Mul [factor-of-an-input]
class Add(Function):
    def forward(self, t1, t2):
        self.save_for_backward(t1, t2)
        return t1.data + t2.data

    def backward(self, partial):
        p1, p2 = self.parents
        if p1.requires_grad:
            p1.grad += collapse(partial * p2.data, p1.shape)
        if p2.requires_grad:
            p2.grad += collapse(partial * p1.data, p2.shape)
