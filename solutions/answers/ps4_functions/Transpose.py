# Answers to `Transpose`, right and wrong, that the autograder is measured on.

# %% right: as the text suggests
class Transpose(Function):
    def forward(self, t1):
        self.save_for_backward(t1)
        return t1.data.T
    def backward(self, partial):
        (p1,) = self.parents
        if p1.requires_grad:
            p1.grad += partial.T
def transposed(self):
    assert self.data.ndim == 2
    return Tensor.comm(Transpose(), self)
Tensor.T = property(transposed)

# %% right: with functions of NumPy
class Transpose(Function):
    def forward(self, t1):
        self.save_for_backward(t1)
        return np.transpose(t1.data)
    def backward(self, partial):
        (p1,) = self.parents
        if p1.requires_grad:
            p1.grad += np.transpose(partial)
def transposed(self):
    assert self.data.ndim == 2
    return Tensor.comm(Transpose(), self)
Tensor.T = property(transposed)

# %% right: axes exchanged
class Transpose(Function):
    def forward(self, t1):
        self.save_for_backward(t1)
        return t1.data.swapaxes(0, 1)
    def backward(self, partial):
        p = self.parents[0]
        if not p.requires_grad:
            return
        p.grad = p.grad + partial.swapaxes(1, 0)
def transposed(self):
    assert self.data.ndim == 2
    return Tensor.comm(Transpose(), self)
Tensor.T = property(transposed)

# %% right: einsum
class Transpose(Function):
    def forward(self, t1):
        self.save_for_backward(t1)
        return np.einsum("ij->ji", t1.data)
    def backward(self, partial):
        (p1,) = self.parents
        if p1.requires_grad:
            p1.grad += np.einsum("ij->ji", partial)
def transposed(self):
    assert self.data.ndim == 2
    return Tensor.comm(Transpose(), self)
Tensor.T = property(transposed)

# %% right: the tensor kept under a name of its own
class Transpose(Function):
    def forward(self, t1):
        self.save_for_backward(t1)
        self.x = t1
        return t1.data.T
    def backward(self, partial):
        if self.x.requires_grad:
            self.x.grad += partial.T
def transposed(self):
    if len(self.data.shape) != 2:
        raise AssertionError("a matrix, please")
    return self.comm(Transpose(), self)
Tensor.T = property(transposed)

# %% wrong: the gradient is not turned back [not-turned-back]
class Transpose(Function):
    def forward(self, t1):
        self.save_for_backward(t1)
        return t1.data.T
    def backward(self, partial):
        (p1,) = self.parents
        if p1.requires_grad:
            p1.grad += partial
def transposed(self):
    assert self.data.ndim == 2
    return Tensor.comm(Transpose(), self)
Tensor.T = property(transposed)

# %% wrong: nothing is turned
class Transpose(Function):
    def forward(self, t1):
        self.save_for_backward(t1)
        return t1.data
    def backward(self, partial):
        (p1,) = self.parents
        if p1.requires_grad:
            p1.grad += partial
def transposed(self):
    assert self.data.ndim == 2
    return Tensor.comm(Transpose(), self)
Tensor.T = property(transposed)

# %% wrong: reshaped [reshaped]
class Transpose(Function):
    def forward(self, t1):
        self.save_for_backward(t1)
        return t1.data.reshape(t1.shape[1], t1.shape[0])
    def backward(self, partial):
        (p1,) = self.parents
        if p1.requires_grad:
            p1.grad += partial.reshape(p1.shape)
def transposed(self):
    assert self.data.ndim == 2
    return Tensor.comm(Transpose(), self)
Tensor.T = property(transposed)

# %% wrong: the gradient replaces the one before
class Transpose(Function):
    def forward(self, t1):
        self.save_for_backward(t1)
        return t1.data.T
    def backward(self, partial):
        (p1,) = self.parents
        if p1.requires_grad:
            p1.grad = partial.T
def transposed(self):
    assert self.data.ndim == 2
    return Tensor.comm(Transpose(), self)
Tensor.T = property(transposed)

# %% wrong: gradient for those who want none
class Transpose(Function):
    def forward(self, t1):
        self.save_for_backward(t1)
        return t1.data.T
    def backward(self, partial):
        (p1,) = self.parents
        p1.grad += partial.T
def transposed(self):
    assert self.data.ndim == 2
    return Tensor.comm(Transpose(), self)
Tensor.T = property(transposed)

# %% wrong: nothing saved
class Transpose(Function):
    def forward(self, t1):
        return t1.data.T
    def backward(self, partial):
        (p1,) = self.parents
        if p1.requires_grad:
            p1.grad += partial.T
def transposed(self):
    assert self.data.ndim == 2
    return Tensor.comm(Transpose(), self)
Tensor.T = property(transposed)

# %% wrong: a tensor is returned
class Transpose(Function):
    def forward(self, t1):
        self.save_for_backward(t1)
        return Tensor(t1.data.T)
    def backward(self, partial):
        (p1,) = self.parents
        if p1.requires_grad:
            p1.grad += partial.T
def transposed(self):
    assert self.data.ndim == 2
    return Transpose().forward(self)
Tensor.T = property(transposed)

# %% wrong: any number of dimensions [any-dimensions]
class Transpose(Function):
    def forward(self, t1):
        self.save_for_backward(t1)
        return t1.data.T
    def backward(self, partial):
        (p1,) = self.parents
        if p1.requires_grad:
            p1.grad += partial.T
def transposed(self):
    return Tensor.comm(Transpose(), self)
Tensor.T = property(transposed)

# %% wrong: another exception
class Transpose(Function):
    def forward(self, t1):
        self.save_for_backward(t1)
        return t1.data.T
    def backward(self, partial):
        (p1,) = self.parents
        if p1.requires_grad:
            p1.grad += partial.T
def transposed(self):
    if self.data.ndim != 2:
        raise ValueError("a matrix, please")
    return Tensor.comm(Transpose(), self)
Tensor.T = property(transposed)

# %% wrong: T forgets the graph
class Transpose(Function):
    def forward(self, t1):
        self.save_for_backward(t1)
        return t1.data.T
    def backward(self, partial):
        (p1,) = self.parents
        if p1.requires_grad:
            p1.grad += partial.T
def transposed(self):
    assert self.data.ndim == 2
    return Tensor(self.data.T, requires_grad=self.requires_grad)
Tensor.T = property(transposed)

# %% wrong: the gradient is handed back
class Transpose(Function):
    def forward(self, t1):
        self.save_for_backward(t1)
        return t1.data.T
    def backward(self, partial):
        return partial.T
def transposed(self):
    assert self.data.ndim == 2
    return Tensor.comm(Transpose(), self)
Tensor.T = property(transposed)

# %% wrong: turned by a quarter
class Transpose(Function):
    def forward(self, t1):
        self.save_for_backward(t1)
        return np.rot90(t1.data)
    def backward(self, partial):
        (p1,) = self.parents
        if p1.requires_grad:
            p1.grad += partial.T
def transposed(self):
    assert self.data.ndim == 2
    return Tensor.comm(Transpose(), self)
Tensor.T = property(transposed)

# %% wrong: one operator object for all calls
class Transpose(Function):
    """The transpose of a matrix."""

    def forward(self, t1: Tensor) -> Arr:
        self.save_for_backward(t1)
        return t1.data.T

    def backward(self, partial: Arr) -> None:
        (p1,) = self.parents
        if p1.requires_grad:
            p1.grad += partial.T


TRANSPOSE = Transpose()


def transposed(self: Tensor) -> Tensor:
    assert self.data.ndim == 2, f"only a matrix has a transpose, and the shape is {self.shape}"
    return Tensor.comm(TRANSPOSE, self)


Tensor.T = property(transposed)

# %% wrong: T always requires a gradient
class Transpose(Function):
    def forward(self, t1):
        self.save_for_backward(t1)
        return t1.data.T
    def backward(self, partial):
        p1, = self.parents
        if p1.requires_grad:
            p1.grad += partial.T


def transposed(self):
    assert self.data.ndim == 2
    function = Transpose()
    return Tensor(function.forward(self), requires_grad=True, fn=function)


Tensor.T = property(transposed)

# %% wrong: T is kept on the tensor
class Transpose(Function):
    def forward(self, t1):
        self.save_for_backward(t1)
        return t1.data.T
    def backward(self, partial):
        p1, = self.parents
        if p1.requires_grad:
            p1.grad += partial.T


def transposed(self):
    assert self.data.ndim == 2
    if not hasattr(self, "turned"):
        self.turned = Tensor.comm(Transpose(), self)
    return self.turned


Tensor.T = property(transposed)

# %% right: the assertion in forward
class Transpose(Function):
    def forward(self, t1):
        assert t1.data.ndim == 2, "a matrix is wanted"
        self.save_for_backward(t1)
        out = np.empty(t1.shape[::-1], t1.data.dtype)
        for i, row in enumerate(t1.data):
            out[:, i] = row
        return out
    def backward(self, partial):
        for p in self.parents:
            if p.requires_grad:
                np.add(p.grad, np.moveaxis(partial, 0, 1), out=p.grad)


def transposed(self):
    return Tensor.comm(Transpose(), self)


Tensor.T = property(transposed)

# %% right: a lambda, an if that raises
class Transpose(Function):
    def forward(self, t1):
        self.save_for_backward(t1)
        return np.rollaxis(t1.data, 1).copy()
    def backward(self, partial):
        if self.parents[0].requires_grad:
            self.parents[0].grad = self.parents[0].grad + np.einsum("ij->ji", partial)


def transposed(self):
    if self.data.ndim != 2:
        raise AssertionError("no matrix")
    return self.comm(Transpose(), self)


Tensor.T = property(lambda self: transposed(self))

# %% wrong: parents unpacked without a comma [list-as-array]
class Transpose(Function):
    def forward(self, t1):
        self.save_for_backward(t1)
        return t1.data.T

    def backward(self, partial):
        p1 = self.parents
        if p1.requires_grad:
            p1.grad += partial.T


def transposed(self):
    assert len(self.shape) == 2, "only matrices"
    return Tensor.comm(Transpose(), self)


Tensor.T = property(transposed)
