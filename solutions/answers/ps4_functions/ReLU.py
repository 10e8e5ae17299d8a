# Answers to `ReLU`, right and wrong, that the autograder is measured on.

# %% right: as the text suggests
class ReLU(Function):
    def forward(self, t1):
        self.save_for_backward(t1)
        return np.maximum(t1.data, 0)
    def backward(self, partial):
        (p1,) = self.parents
        if p1.requires_grad:
            p1.grad += partial * (p1.data > 0)
def relu(self):
    return Tensor.comm(ReLU(), self)
Tensor.relu = relu

# %% right: a product with a mask
class ReLU(Function):
    def forward(self, t1):
        self.save_for_backward(t1)
        self.mask = t1.data > 0
        return t1.data * self.mask
    def backward(self, partial):
        (p1,) = self.parents
        if p1.requires_grad:
            p1.grad += self.mask * partial
def relu(self):
    return Tensor.comm(ReLU(), self)
Tensor.relu = relu

# %% right: where
class ReLU(Function):
    def forward(self, t1):
        self.save_for_backward(t1)
        return np.where(t1.data > 0, t1.data, 0)
    def backward(self, partial):
        (p1,) = self.parents
        if p1.requires_grad:
            p1.grad += np.where(p1.data > 0, partial, 0)
def relu(self):
    return Tensor.comm(ReLU(), self)
Tensor.relu = relu

# %% right: from the result
class ReLU(Function):
    def forward(self, t1):
        self.save_for_backward(t1)
        self.out = np.clip(t1.data, 0, None)
        return self.out
    def backward(self, partial):
        (p1,) = self.parents
        if p1.requires_grad:
            grad = partial.astype(np.float32)
            grad[self.out == 0] = 0
            p1.grad = p1.grad + grad
def relu(self):
    return Tensor.comm(ReLU(), self)
Tensor.relu = relu

# %% right: half of x and its absolute value
class ReLU(Function):
    def forward(self, t1):
        self.save_for_backward(t1)
        return (t1.data + np.abs(t1.data)) / 2
    def backward(self, partial):
        (p1,) = self.parents
        if p1.requires_grad:
            p1.grad += partial * np.heaviside(p1.data, 0)
def relu(self):
    return Tensor.comm(ReLU(), self)
Tensor.relu = relu

# %% wrong: a slope of 1 at zero [slope-at-zero]
class ReLU(Function):
    def forward(self, t1):
        self.save_for_backward(t1)
        return np.maximum(t1.data, 0)
    def backward(self, partial):
        (p1,) = self.parents
        if p1.requires_grad:
            p1.grad += partial * (p1.data >= 0)
def relu(self):
    return Tensor.comm(ReLU(), self)
Tensor.relu = relu

# %% wrong: a slope of a half at zero [slope-at-zero]
class ReLU(Function):
    def forward(self, t1):
        self.save_for_backward(t1)
        return np.maximum(t1.data, 0)
    def backward(self, partial):
        (p1,) = self.parents
        if p1.requires_grad:
            p1.grad += partial * np.heaviside(p1.data, 0.5)
def relu(self):
    return Tensor.comm(ReLU(), self)
Tensor.relu = relu

# %% wrong: no mask [no-mask]
class ReLU(Function):
    def forward(self, t1):
        self.save_for_backward(t1)
        return np.maximum(t1.data, 0)
    def backward(self, partial):
        (p1,) = self.parents
        if p1.requires_grad:
            p1.grad += partial
def relu(self):
    return Tensor.comm(ReLU(), self)
Tensor.relu = relu

# %% wrong: the sign of partial [sign-of-partial]
class ReLU(Function):
    def forward(self, t1):
        self.save_for_backward(t1)
        return np.maximum(t1.data, 0)
    def backward(self, partial):
        (p1,) = self.parents
        if p1.requires_grad:
            p1.grad += np.maximum(partial, 0)
def relu(self):
    return Tensor.comm(ReLU(), self)
Tensor.relu = relu

# %% wrong: the slope alone
class ReLU(Function):
    def forward(self, t1):
        self.save_for_backward(t1)
        return np.maximum(t1.data, 0)
    def backward(self, partial):
        (p1,) = self.parents
        if p1.requires_grad:
            p1.grad += p1.data > 0
def relu(self):
    return Tensor.comm(ReLU(), self)
Tensor.relu = relu

# %% wrong: the other side [mask-wrong-way]
class ReLU(Function):
    def forward(self, t1):
        self.save_for_backward(t1)
        return np.maximum(t1.data, 0)
    def backward(self, partial):
        (p1,) = self.parents
        if p1.requires_grad:
            p1.grad += partial * (p1.data <= 0)
def relu(self):
    return Tensor.comm(ReLU(), self)
Tensor.relu = relu

# %% wrong: the value for the slope [value-for-slope]
class ReLU(Function):
    def forward(self, t1):
        self.save_for_backward(t1)
        return np.maximum(t1.data, 0)
    def backward(self, partial):
        (p1,) = self.parents
        if p1.requires_grad:
            p1.grad += partial * np.maximum(p1.data, 0)
def relu(self):
    return Tensor.comm(ReLU(), self)
Tensor.relu = relu

# %% wrong: leaky
class ReLU(Function):
    def forward(self, t1):
        self.save_for_backward(t1)
        return np.where(t1.data > 0, t1.data, 0.01 * t1.data)
    def backward(self, partial):
        (p1,) = self.parents
        if p1.requires_grad:
            p1.grad += partial * np.where(p1.data > 0, 1, 0.01)
def relu(self):
    return Tensor.comm(ReLU(), self)
Tensor.relu = relu

# %% wrong: writes into the tensor [written-into]
class ReLU(Function):
    def forward(self, t1):
        self.save_for_backward(t1)
        t1.data[t1.data < 0] = 0
        return t1.data
    def backward(self, partial):
        (p1,) = self.parents
        if p1.requires_grad:
            p1.grad += partial * (p1.data > 0)
def relu(self):
    return Tensor.comm(ReLU(), self)
Tensor.relu = relu

# %% wrong: the largest of all [largest-of-all]
class ReLU(Function):
    def forward(self, t1):
        self.save_for_backward(t1)
        return max(0, t1.data)
    def backward(self, partial):
        (p1,) = self.parents
        if p1.requires_grad:
            p1.grad += partial * (p1.data > 0)
def relu(self):
    return Tensor.comm(ReLU(), self)
Tensor.relu = relu

# %% wrong: assigned
class ReLU(Function):
    def forward(self, t1):
        self.save_for_backward(t1)
        return np.maximum(t1.data, 0)
    def backward(self, partial):
        (p1,) = self.parents
        if p1.requires_grad:
            p1.grad = partial * (p1.data > 0)
def relu(self):
    return Tensor.comm(ReLU(), self)
Tensor.relu = relu

# %% wrong: the method forgets the graph
class ReLU(Function):
    def forward(self, t1):
        self.save_for_backward(t1)
        return np.maximum(t1.data, 0)
    def backward(self, partial):
        (p1,) = self.parents
        if p1.requires_grad:
            p1.grad += partial * (p1.data > 0)
def relu(self):
    return Tensor(np.maximum(self.data, 0))
Tensor.relu = relu

# %% wrong: the absolute value [other-function]
class ReLU(Function):
    def forward(self, t1):
        self.save_for_backward(t1)
        return np.abs(t1.data)
    def backward(self, partial):
        (p1,) = self.parents
        if p1.requires_grad:
            p1.grad += partial * (p1.data > 0)
def relu(self):
    return Tensor.comm(ReLU(), self)
Tensor.relu = relu

# %% wrong: the method always requires a gradient
class ReLU(Function):
    def forward(self, t1):
        self.save_for_backward(t1)
        return np.maximum(t1.data, 0)
    def backward(self, partial):
        p1, = self.parents
        if p1.requires_grad:
            p1.grad += partial * (p1.data > 0)


def relu(self):
    function = ReLU()
    return Tensor(function.forward(self), requires_grad=True, fn=function)


Tensor.relu = relu

# %% wrong: small numbers count as zero
class ReLU(Function):
    def forward(self, t1):
        self.save_for_backward(t1)
        return np.maximum(t1.data, 0)
    def backward(self, partial):
        p1, = self.parents
        if p1.requires_grad:
            p1.grad += partial * (p1.data > 1e-3)


def relu(self):
    return Tensor.comm(ReLU(), self)


Tensor.relu = relu

# %% wrong: bounded by six
class ReLU(Function):
    def forward(self, t1):
        self.save_for_backward(t1)
        return np.clip(t1.data, 0, 6)
    def backward(self, partial):
        p1, = self.parents
        if p1.requires_grad:
            p1.grad += partial * ((p1.data > 0) & (p1.data < 6))


def relu(self):
    return Tensor.comm(ReLU(), self)


Tensor.relu = relu

# %% right: the sign of the result
class ReLU(Function):
    def forward(self, t1):
        self.save_for_backward(t1)
        self.out = np.clip(t1.data, 0, None)
        return self.out
    def backward(self, partial):
        p1, = self.parents
        if p1.requires_grad:
            p1.grad += partial * np.sign(self.out)


def relu(self):
    return Tensor.comm(ReLU(), self)


Tensor.relu = relu

# %% right: heaviside, and a mask that adds
class ReLU(Function):
    def forward(self, t1):
        self.save_for_backward(t1)
        out = t1.data.copy()
        out[out < 0] = 0
        self.slope = np.heaviside(t1.data, 0)
        return out
    def backward(self, partial):
        p1, = self.parents
        if p1.requires_grad:
            mask = self.slope == 1
            p1.grad[mask] += partial[mask]


Tensor.relu = lambda self: self.comm(ReLU(), self)
