# Answers to `Summation`, right and wrong, that the autograder is measured on.


# %% right: reshaped and stretched
class Summation(Function):
    def __init__(self, axes=None):
        self.axes = axes

    def forward(self, a):
        return np.sum(a, axis=tuple(self.axes) if isinstance(self.axes, list) else self.axes)

    def backward(self, out_grad, node):
        a = node._inputs[0]
        axes = self.axes
        if axes is None:
            axes = range(a.ndim)
        elif isinstance(axes, int):
            axes = (axes,)
        shape = list(a.shape)
        for axis in axes:
            shape[axis] = 1
        return broadcast_to(reshape(out_grad, tuple(shape)), a.shape)


# %% right: by the shape of kept axes
class Summation(Function):
    def __init__(self, axes=None):
        self.axes = axes

    def forward(self, a):
        return np.sum(a, axis=tuple(self.axes) if isinstance(self.axes, list) else self.axes)

    def backward(self, out_grad, node):
        a = node._inputs[0]
        kept = np.sum(
            a.data,
            axis=tuple(self.axes) if isinstance(self.axes, list) else self.axes,
            keepdims=True,
        ).shape
        return out_grad.reshape(kept).broadcast_to(a.shape)


# %% right: times ones
class Summation(Function):
    def __init__(self, axes=None):
        self.axes = axes

    def forward(self, a):
        return np.sum(a, axis=tuple(self.axes) if isinstance(self.axes, list) else self.axes)

    def backward(self, out_grad, node):
        a = node._inputs[0]
        axes = self.axes
        if axes is None:
            axes = range(a.ndim)
        elif isinstance(axes, int):
            axes = (axes,)
        shape = list(a.shape)
        for axis in axes:
            shape[axis] = 1
        ones = Tensor.ones(*a.shape, dtype=a.dtype)
        return multiply(broadcast_to(reshape(out_grad, tuple(shape)), a.shape), ones)


# %% right: ones inserted in order
class Summation(Function):
    def __init__(self, axes=None):
        self.axes = axes

    def forward(self, a):
        return np.sum(a, axis=tuple(self.axes) if isinstance(self.axes, list) else self.axes)

    def backward(self, out_grad, node):
        a = node._inputs[0]
        if self.axes is None:
            shape = (1,) * a.ndim
        else:
            axes = self.axes if isinstance(self.axes, (tuple, list)) else (self.axes,)
            shape = list(out_grad.shape)
            for axis in sorted(axis % a.ndim for axis in axes):
                shape.insert(axis, 1)
        return broadcast_to(reshape(out_grad, tuple(shape)), a.shape)


# %% wrong: not stretched
class Summation(Function):
    def __init__(self, axes=None):
        self.axes = axes

    def forward(self, a):
        return np.sum(a, axis=tuple(self.axes) if isinstance(self.axes, list) else self.axes)

    def backward(self, out_grad, node):
        a = node._inputs[0]
        axes = self.axes
        if axes is None:
            axes = range(a.ndim)
        elif isinstance(axes, int):
            axes = (axes,)
        shape = list(a.shape)
        for axis in axes:
            shape[axis] = 1
        return reshape(out_grad, tuple(shape))


# %% wrong: passed on
class Summation(Function):
    def __init__(self, axes=None):
        self.axes = axes

    def forward(self, a):
        return np.sum(a, axis=tuple(self.axes) if isinstance(self.axes, list) else self.axes)

    def backward(self, out_grad, node):
        return out_grad


# %% wrong: stretched without its axes [axis-not-put-back]
class Summation(Function):
    def __init__(self, axes=None):
        self.axes = axes

    def forward(self, a):
        return np.sum(a, axis=tuple(self.axes) if isinstance(self.axes, list) else self.axes)

    def backward(self, out_grad, node):
        return broadcast_to(out_grad, node._inputs[0].shape)


# %% wrong: None is forgotten
class Summation(Function):
    def __init__(self, axes=None):
        self.axes = axes

    def forward(self, a):
        return np.sum(a, axis=tuple(self.axes) if isinstance(self.axes, list) else self.axes)

    def backward(self, out_grad, node):
        a = node._inputs[0]
        axes = self.axes
        if isinstance(axes, int):
            axes = (axes,)
        shape = list(a.shape)
        for axis in axes:
            shape[axis] = 1
        return broadcast_to(reshape(out_grad, tuple(shape)), a.shape)


# %% wrong: one axis only
class Summation(Function):
    def __init__(self, axes=None):
        self.axes = axes

    def forward(self, a):
        return np.sum(a, axis=tuple(self.axes) if isinstance(self.axes, list) else self.axes)

    def backward(self, out_grad, node):
        a = node._inputs[0]
        axes = self.axes
        if axes is None:
            axes = range(a.ndim)
        elif isinstance(axes, int):
            axes = (axes,)
        shape = list(a.shape)
        for axis in axes:
            shape[axis] = 1
        shape = list(a.shape)
        shape[list(axes)[0] if len(list(axes)) else 0] = 1
        return broadcast_to(reshape(out_grad, tuple(shape)), a.shape)


# %% wrong: a mean
class Summation(Function):
    def __init__(self, axes=None):
        self.axes = axes

    def forward(self, a):
        return np.mean(a, axis=self.axes)

    def backward(self, out_grad, node):
        a = node._inputs[0]
        axes = self.axes
        if axes is None:
            axes = range(a.ndim)
        elif isinstance(axes, int):
            axes = (axes,)
        shape = list(a.shape)
        for axis in axes:
            shape[axis] = 1
        return broadcast_to(reshape(out_grad, tuple(shape)), a.shape)


# %% wrong: shares of a mean
class Summation(Function):
    def __init__(self, axes=None):
        self.axes = axes

    def forward(self, a):
        return np.sum(a, axis=tuple(self.axes) if isinstance(self.axes, list) else self.axes)

    def backward(self, out_grad, node):
        a = node._inputs[0]
        axes = self.axes
        if axes is None:
            axes = range(a.ndim)
        elif isinstance(axes, int):
            axes = (axes,)
        shape = list(a.shape)
        for axis in axes:
            shape[axis] = 1
        return broadcast_to(reshape(out_grad, tuple(shape)), a.shape) / max(a.size, 1)


# %% wrong: ones only
class Summation(Function):
    def __init__(self, axes=None):
        self.axes = axes

    def forward(self, a):
        return np.sum(a, axis=tuple(self.axes) if isinstance(self.axes, list) else self.axes)

    def backward(self, out_grad, node):
        return Tensor.ones(*node._inputs[0].shape)


# %% wrong: ones of float32
class Summation(Function):
    def __init__(self, axes=None):
        self.axes = axes

    def forward(self, a):
        return np.sum(a, axis=tuple(self.axes) if isinstance(self.axes, list) else self.axes)

    def backward(self, out_grad, node):
        a = node._inputs[0]
        axes = self.axes
        if axes is None:
            axes = range(a.ndim)
        elif isinstance(axes, int):
            axes = (axes,)
        shape = list(a.shape)
        for axis in axes:
            shape[axis] = 1
        return broadcast_to(Tensor(reshape(out_grad, tuple(shape))), a.shape)


# %% wrong: an array
class Summation(Function):
    def __init__(self, axes=None):
        self.axes = axes

    def forward(self, a):
        return np.sum(a, axis=tuple(self.axes) if isinstance(self.axes, list) else self.axes)

    def backward(self, out_grad, node):
        a = node._inputs[0]
        axes = self.axes
        if axes is None:
            axes = range(a.ndim)
        elif isinstance(axes, int):
            axes = (axes,)
        shape = list(a.shape)
        for axis in axes:
            shape[axis] = 1
        return np.broadcast_to(out_grad.data.reshape(shape), a.shape)


# %% wrong: axes are kept
class Summation(Function):
    def __init__(self, axes=None):
        self.axes = axes

    def forward(self, a):
        return np.sum(a, axis=self.axes, keepdims=True)

    def backward(self, out_grad, node):
        return broadcast_to(out_grad, node._inputs[0].shape)

# %% right: ones times the gradient
class Summation(Function):
    def __init__(self, axes=None):
        self.axes = axes
    def forward(self, a):
        return np.add.reduce(a, axis=tuple(range(a.ndim)) if self.axes is None else tuple(int(i) for i in np.atleast_1d(self.axes)))
    def backward(self, out_grad, node):
        (a,) = node._inputs
        kept = np.zeros(a.shape).sum(axis=tuple(range(a.ndim)) if self.axes is None else tuple(int(i) for i in np.atleast_1d(self.axes)), keepdims=True).shape
        return multiply(Tensor(np.ones(a.shape), dtype=a.dtype), reshape(out_grad, kept))

# %% wrong: axes are sorted by their numbers
class Summation(Function):
    def __init__(self, axes=None):
        self.axes = axes
    def forward(self, a):
        axes = self.axes
        for axis in sorted(range(a.ndim) if axes is None else np.atleast_1d(axes).astype(int), reverse=True):
            a = a.sum(axis=axis)
        return a
    def backward(self, out_grad, node):
        (a,) = node._inputs
        shape = list(a.shape)
        for axis in range(a.ndim) if self.axes is None else np.atleast_1d(self.axes).astype(int):
            shape[axis] = 1
        return broadcast_to(reshape(out_grad, tuple(shape)), a.shape)

# %% wrong: keepdims in forward [in-another-shape]
class Summation(Function):
    def __init__(self, axes=None):
        self.axes = axes

    def forward(self, a):
        axes = tuple(self.axes) if isinstance(self.axes, list) else self.axes
        return a.sum(axis=axes, keepdims=True)

    def backward(self, out_grad, node):
        a = node._inputs[0]
        shape = list(a.shape)
        axes = self.axes
        if axes is None:
            axes = range(len(shape))
        elif isinstance(axes, int):
            axes = (axes,)
        for axis in axes:
            shape[axis] = 1
        return broadcast_to(reshape(out_grad, tuple(shape)), a.shape)

# %% wrong: times data, and no None [factor-of-an-input]
class Summation(Function):
    def __init__(self, axes=None):
        self.axes = axes

    def forward(self, a):
        axes = tuple(self.axes) if isinstance(self.axes, list) else self.axes
        return a.sum(axis=axes)

    def backward(self, out_grad, node):
        a = node._inputs[0]
        shape = list(a.shape)
        axes = self.axes
        if axes is None:
            axes = range(len(shape))
        elif isinstance(axes, int):
            axes = (axes,)
        for axis in axes:
            shape[axis] = 1
        return multiply(broadcast_to(reshape(out_grad, tuple(shape)), a.shape), a)
