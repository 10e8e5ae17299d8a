# Answers to `BroadcastTo`, right and wrong, that the autograder is measured on.


# %% right: one sum
class BroadcastTo(Function):
    def __init__(self, shape):
        self.shape = shape

    def forward(self, a):
        return np.broadcast_to(a, self.shape)

    def backward(self, out_grad, node):
        a = node._inputs[0]
        extra = out_grad.ndim - a.ndim
        axes = [*range(extra), *(extra + i for i, n in enumerate(a.shape) if n == 1)]
        return out_grad.sum(tuple(axes)).reshape(a.shape)


# %% right: axis after axis
class BroadcastTo(Function):
    def __init__(self, shape):
        self.shape = shape

    def forward(self, a):
        return np.broadcast_to(a, self.shape)

    def backward(self, out_grad, node):
        a = node._inputs[0]
        grad = out_grad
        while grad.ndim > a.ndim:
            grad = summation(grad, 0)
        for i, n in enumerate(a.shape):
            if n == 1 and grad.shape[i] != 1:
                shape = list(grad.shape)
                shape[i] = 1
                grad = reshape(summation(grad, i), tuple(shape))
        return reshape(grad, a.shape)


# %% right: shapes lined up from the end
class BroadcastTo(Function):
    def __init__(self, shape):
        self.shape = shape

    def forward(self, a):
        return np.broadcast_to(a, self.shape)

    def backward(self, out_grad, node):
        a = node._inputs[0]
        padded = (1,) * (out_grad.ndim - a.ndim) + a.shape
        axes = tuple(i for i, n in enumerate(padded) if n != out_grad.shape[i])
        return reshape(summation(out_grad, axes), a.shape)


# %% right: times ones
class BroadcastTo(Function):
    def __init__(self, shape):
        self.shape = shape

    def forward(self, a):
        return a * np.ones(self.shape, dtype=a.dtype)

    def backward(self, out_grad, node):
        a = node._inputs[0]
        padded = (1,) * (out_grad.ndim - a.ndim) + a.shape
        axes = tuple(i for i, n in enumerate(padded) if n == 1)
        return reshape(summation(out_grad, axes), a.shape)


# %% wrong: only axes in front
class BroadcastTo(Function):
    def __init__(self, shape):
        self.shape = shape

    def forward(self, a):
        return np.broadcast_to(a, self.shape)

    def backward(self, out_grad, node):
        a = node._inputs[0]
        return summation(out_grad, tuple(range(out_grad.ndim - a.ndim)))


# %% wrong: only lengths of 1
class BroadcastTo(Function):
    def __init__(self, shape):
        self.shape = shape

    def forward(self, a):
        return np.broadcast_to(a, self.shape)

    def backward(self, out_grad, node):
        a = node._inputs[0]
        axes = tuple(i for i, n in enumerate(a.shape) if n == 1)
        return reshape(summation(out_grad, axes), a.shape)


# %% wrong: places are not shifted
class BroadcastTo(Function):
    def __init__(self, shape):
        self.shape = shape

    def forward(self, a):
        return np.broadcast_to(a, self.shape)

    def backward(self, out_grad, node):
        a = node._inputs[0]
        extra = out_grad.ndim - a.ndim
        axes = {*range(extra), *(i for i, n in enumerate(a.shape) if n == 1)}
        return reshape(summation(out_grad, tuple(axes)), a.shape)


# %% wrong: not reshaped
class BroadcastTo(Function):
    def __init__(self, shape):
        self.shape = shape

    def forward(self, a):
        return np.broadcast_to(a, self.shape)

    def backward(self, out_grad, node):
        a = node._inputs[0]
        extra = out_grad.ndim - a.ndim
        axes = [*range(extra), *(extra + i for i, n in enumerate(a.shape) if n == 1)]
        return summation(out_grad, tuple(axes))


# %% wrong: stretched again
class BroadcastTo(Function):
    def __init__(self, shape):
        self.shape = shape

    def forward(self, a):
        return np.broadcast_to(a, self.shape)

    def backward(self, out_grad, node):
        return broadcast_to(out_grad, node.shape)


# %% wrong: passed on
class BroadcastTo(Function):
    def __init__(self, shape):
        self.shape = shape

    def forward(self, a):
        return np.broadcast_to(a, self.shape)

    def backward(self, out_grad, node):
        return out_grad


# %% wrong: everything is summed
class BroadcastTo(Function):
    def __init__(self, shape):
        self.shape = shape

    def forward(self, a):
        return np.broadcast_to(a, self.shape)

    def backward(self, out_grad, node):
        return broadcast_to(summation(out_grad), node._inputs[0].shape)


# %% wrong: axis 0 always
class BroadcastTo(Function):
    def __init__(self, shape):
        self.shape = shape

    def forward(self, a):
        return np.broadcast_to(a, self.shape)

    def backward(self, out_grad, node):
        return reshape(summation(out_grad, 0), node._inputs[0].shape)


# %% wrong: an array
class BroadcastTo(Function):
    def __init__(self, shape):
        self.shape = shape

    def forward(self, a):
        return np.broadcast_to(a, self.shape)

    def backward(self, out_grad, node):
        a = node._inputs[0]
        extra = out_grad.ndim - a.ndim
        axes = (*range(extra), *(extra + i for i, n in enumerate(a.shape) if n == 1))
        return out_grad.data.sum(axis=axes).reshape(a.shape)


# %% wrong: the numbers leave the graph
class BroadcastTo(Function):
    def __init__(self, shape):
        self.shape = shape

    def forward(self, a):
        return np.broadcast_to(a, self.shape)

    def backward(self, out_grad, node):
        a = node._inputs[0]
        extra = out_grad.ndim - a.ndim
        axes = (*range(extra), *(extra + i for i, n in enumerate(a.shape) if n == 1))
        return Tensor(out_grad.data.sum(axis=axes).reshape(a.shape))

# %% wrong: shape in place of tensor [list-as-array]
class BroadcastTo(Function):
    def __init__(self, shape):
        self.shape = shape

    def forward(self, a):
        return np.broadcast_to(a, self.shape)

    def backward(self, out_grad, node):
        return unbroadcast(out_grad, node._inputs[0].shape)

# %% wrong: Tensor of np sum [gradient-alone]
class BroadcastTo(Function):
    def __init__(self, shape):
        self.shape = shape

    def forward(self, a):
        return np.broadcast_to(a, self.shape)

    def backward(self, out_grad, node):
        return Tensor(out_grad.data.sum(axis=0))
