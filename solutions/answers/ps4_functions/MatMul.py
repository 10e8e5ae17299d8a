# Answers to `MatMul`, right and wrong, that the autograder is measured on.

# %% right: as the text suggests
class MatMul(Function):
    def forward(self, t1, t2):
        self.save_for_backward(t1, t2)
        return t1.data @ t2.data
    def backward(self, partial):
        p1, p2 = self.parents
        if p1.requires_grad:
            p1.grad += partial @ p2.data.T
        if p2.requires_grad:
            p2.grad += p1.data.T @ partial

# %% right: with functions of NumPy
class MatMul(Function):
    def forward(self, t1, t2):
        self.save_for_backward(t1, t2)
        return np.matmul(t1.data, t2.data)
    def backward(self, partial):
        p1, p2 = self.parents
        if p1.requires_grad:
            p1.grad += np.dot(partial, np.transpose(p2.data))
        if p2.requires_grad:
            p2.grad += np.dot(np.transpose(p1.data), partial)

# %% right: einsum
class MatMul(Function):
    def forward(self, t1, t2):
        self.save_for_backward(t1, t2)
        return np.einsum("ik,kj->ij", t1.data, t2.data)
    def backward(self, partial):
        p1, p2 = self.parents
        if p1.requires_grad:
            p1.grad += np.einsum("ij,kj->ik", partial, p2.data)
        if p2.requires_grad:
            p2.grad += np.einsum("ik,ij->kj", p1.data, partial)

# %% right: the transpose of a product
class MatMul(Function):
    def forward(self, t1, t2):
        self.save_for_backward(t1, t2)
        return t1.data @ t2.data
    def backward(self, partial):
        p1, p2 = self.parents
        if p1.requires_grad:
            p1.grad += (p2.data @ partial.T).T
        if p2.requires_grad:
            p2.grad += (partial.T @ p1.data).T

# %% right: gradients replaced by sums
class MatMul(Function):
    def forward(self, t1, t2):
        self.save_for_backward(t1, t2)
        return t1.data @ t2.data
    def backward(self, partial):
        a, b = self.parents
        if a.requires_grad:
            a.grad = a.grad + partial.dot(b.data.T)
        if b.requires_grad:
            b.grad = b.grad + a.data.T.dot(partial)

# %% wrong: no transpose [transpose-missing]
class MatMul(Function):
    def forward(self, t1, t2):
        self.save_for_backward(t1, t2)
        return t1.data @ t2.data
    def backward(self, partial):
        p1, p2 = self.parents
        if p1.requires_grad:
            p1.grad += partial @ p2.data
        if p2.requires_grad:
            p2.grad += p1.data @ partial

# %% wrong: the order of the factors [factors-swapped]
class MatMul(Function):
    def forward(self, t1, t2):
        self.save_for_backward(t1, t2)
        return t1.data @ t2.data
    def backward(self, partial):
        p1, p2 = self.parents
        if p1.requires_grad:
            p1.grad += p2.data.T @ partial
        if p2.requires_grad:
            p2.grad += partial @ p1.data.T

# %% wrong: element by element
class MatMul(Function):
    def forward(self, t1, t2):
        self.save_for_backward(t1, t2)
        return t1.data @ t2.data
    def backward(self, partial):
        p1, p2 = self.parents
        if p1.requires_grad:
            p1.grad += partial * p2.data
        if p2.requires_grad:
            p2.grad += partial * p1.data

# %% wrong: a product of numbers
class MatMul(Function):
    def forward(self, t1, t2):
        self.save_for_backward(t1, t2)
        return t1.data * t2.data
    def backward(self, partial):
        p1, p2 = self.parents
        if p1.requires_grad:
            p1.grad += partial * p2.data
        if p2.requires_grad:
            p2.grad += partial * p1.data

# %% wrong: the other gradient [gradients-swapped]
class MatMul(Function):
    def forward(self, t1, t2):
        self.save_for_backward(t1, t2)
        return t1.data @ t2.data
    def backward(self, partial):
        p1, p2 = self.parents
        if p1.requires_grad:
            p1.grad += p1.data.T @ partial
        if p2.requires_grad:
            p2.grad += partial @ p2.data.T

# %% wrong: partial is left out
class MatMul(Function):
    def forward(self, t1, t2):
        self.save_for_backward(t1, t2)
        return t1.data @ t2.data
    def backward(self, partial):
        p1, p2 = self.parents
        if p1.requires_grad:
            p1.grad += np.ones_like(partial) @ p2.data.T
        if p2.requires_grad:
            p2.grad += p1.data.T @ np.ones_like(partial)

# %% wrong: assigned
class MatMul(Function):
    def forward(self, t1, t2):
        self.save_for_backward(t1, t2)
        return t1.data @ t2.data
    def backward(self, partial):
        p1, p2 = self.parents
        if p1.requires_grad:
            p1.grad = partial @ p2.data.T
        if p2.requires_grad:
            p2.grad = p1.data.T @ partial

# %% wrong: no question whether a gradient is wanted
class MatMul(Function):
    def forward(self, t1, t2):
        self.save_for_backward(t1, t2)
        return t1.data @ t2.data
    def backward(self, partial):
        p1, p2 = self.parents
        p1.grad += partial @ p2.data.T
        p2.grad += p1.data.T @ partial

# %% wrong: one or the other
class MatMul(Function):
    def forward(self, t1, t2):
        self.save_for_backward(t1, t2)
        return t1.data @ t2.data
    def backward(self, partial):
        p1, p2 = self.parents
        if p1.requires_grad:
            p1.grad += partial @ p2.data.T
        elif p2.requires_grad:
            p2.grad += p1.data.T @ partial

# %% wrong: tensors are multiplied
class MatMul(Function):
    def forward(self, t1, t2):
        self.save_for_backward(t1, t2)
        return t1.data @ t2.data
    def backward(self, partial):
        p1, p2 = self.parents
        if p1.requires_grad:
            p1.grad += partial @ p2.T
        if p2.requires_grad:
            p2.grad += p1.data.T @ partial

# %% wrong: the second gradient is transposed [result-transposed]
class MatMul(Function):
    def forward(self, t1, t2):
        self.save_for_backward(t1, t2)
        return t1.data @ t2.data
    def backward(self, partial):
        p1, p2 = self.parents
        if p1.requires_grad:
            p1.grad += partial @ p2.data.T
        if p2.requires_grad:
            p2.grad += partial.T @ p1.data

# %% wrong: kept on the class
class MatMul(Function):
    def forward(self, t1, t2):
        MatMul.parents = (t1, t2)
        MatMul.saved = (t1, t2)
        return t1.data @ t2.data
    def backward(self, partial):
        p1, p2 = MatMul.saved
        if p1.requires_grad:
            p1.grad += partial @ p2.data.T
        if p2.requires_grad:
            p2.grad += p1.data.T @ partial

# %% wrong: a mean over the batch [scaled]
class MatMul(Function):
    def forward(self, t1, t2):
        self.save_for_backward(t1, t2)
        return t1.data @ t2.data
    def backward(self, partial):
        p1, p2 = self.parents
        if p1.requires_grad:
            p1.grad += partial @ p2.data.T
        if p2.requires_grad:
            p2.grad += p1.data.T @ partial / len(partial)

# %% wrong: only parents that want a gradient are kept
class MatMul(Function):
    def forward(self, t1, t2):
        self.save_for_backward(*[t for t in (t1, t2) if t.requires_grad])
        return t1.data @ t2.data
    def backward(self, partial):
        p1, p2 = self.parents
        p1.grad += partial @ p2.data.T
        p2.grad += p1.data.T @ partial

# %% right: loops
class MatMul(Function):
    def forward(self, t1, t2):
        self.save_for_backward(t1, t2)
        out = np.zeros((len(t1.data), t2.data.shape[1]), np.float32)
        for k in range(t1.data.shape[1]):
            out += np.outer(t1.data[:, k], t2.data[k])
        return out
    def backward(self, partial):
        p1, p2 = self.parents
        if p1.requires_grad:
            for i, row in enumerate(partial):
                p1.grad[i] += p2.data @ row
        if p2.requires_grad:
            for i, row in enumerate(partial):
                p2.grad += np.multiply.outer(p1.data[i], row)

# %% right: arrays kept under names of their own
class MatMul(Function):
    def forward(self, t1, t2):
        self.save_for_backward(t1, t2)
        self.a, self.b = t1.data.copy(), t2.data.copy()
        return np.tensordot(self.a, self.b, 1)
    def backward(self, partial):
        for p, grad in zip(self.parents, (np.inner(partial, self.b), (partial.T @ self.a).T)):
            if p.requires_grad:
                p.grad = p.grad + grad
