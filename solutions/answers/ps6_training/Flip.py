# Answers to `Flip`, right and wrong, that the autograder is measured on.

# %% right: as the text suggests
class Flip(Function):
    def __init__(self, axes=None):
        self.axes = axes

    def forward(self, a):
        return np.flip(a, self.axes)

    def backward(self, out_grad, node):
        return flip(out_grad, self.axes)


# %% right: Flip itself
class Flip(Function):
    def __init__(self, axes=None):
        self.axes = axes

    def forward(self, a):
        return np.flip(a, self.axes)

    def backward(self, out_grad, node):
        return Flip(self.axes)(out_grad)


# %% right: by slices
class Flip(Function):
    def __init__(self, axes=None):
        self.axes = axes

    def forward(self, a):
        axes = range(a.ndim) if self.axes is None else np.atleast_1d(self.axes)
        turned = {axis % a.ndim for axis in axes}
        return a[tuple(slice(None, None, -1 if axis in turned else 1) for axis in range(a.ndim))]

    def backward(self, out_grad, node):
        return flip(out_grad, self.axes)


# %% wrong: passed on [not-flipped-back]
class Flip(Function):
    def __init__(self, axes=None):
        self.axes = axes

    def forward(self, a):
        return np.flip(a, self.axes)

    def backward(self, out_grad, node):
        return out_grad


# %% wrong: an array
class Flip(Function):
    def __init__(self, axes=None):
        self.axes = axes

    def forward(self, a):
        return np.flip(a, self.axes)

    def backward(self, out_grad, node):
        return np.flip(out_grad.data, self.axes)


# %% wrong: the graph is cut
class Flip(Function):
    def __init__(self, axes=None):
        self.axes = axes

    def forward(self, a):
        return np.flip(a, self.axes)

    def backward(self, out_grad, node):
        return Tensor(np.flip(out_grad.data, self.axes))


# %% wrong: other names
class Flip(Function):
    def __init__(self, axes=None):
        self.axes = axes

    def compute(self, a):
        return np.flip(a, self.axes)

    def gradient(self, out_grad, node):
        return flip(out_grad, self.axes)


# %% wrong: all axes
class Flip(Function):
    def __init__(self, axes=None):
        self.axes = axes

    def forward(self, a):
        return np.flip(a)

    def backward(self, out_grad, node):
        return flip(out_grad)


# %% wrong: axis 0 is taken for none
class Flip(Function):
    """Turns the order along some axes round."""

    def __init__(self, axes: int | tuple[int, ...] | None = None):
        self.axes = axes

    def forward(self, a):
        return np.flip(a, self.axes or None)

    def backward(self, out_grad, node):
        return flip(out_grad, self.axes)


# %% right: np.flip and flip
class Flip(Function):
    """Turns the order along some axes round."""

    def __init__(self, axes: int | tuple[int, ...] | None = None):
        self.axes = axes

    def forward(self, a):
        return np.flip(a, self.axes)

    def backward(self, out_grad, node):
        return flip(out_grad, self.axes)


# %% right: slices
class Flip(Function):
    """Turns the order along some axes round."""

    def __init__(self, axes: int | tuple[int, ...] | None = None):
        self.axes = axes

    def forward(self, a):
        if self.axes is None:
            chosen = range(a.ndim)
        elif isinstance(self.axes, tuple):
            chosen = self.axes
        else:
            chosen = (self.axes,)
        index = [slice(None)] * a.ndim
        for axis in chosen:
            index[axis] = slice(None, None, -1)
        return a[tuple(index)]

    def backward(self, out_grad, node):
        return Flip(self.axes)(out_grad)


# %% right: one axis after the other
class Flip(Function):
    """Turns the order along some axes round."""

    def __init__(self, axes: int | tuple[int, ...] | None = None):
        self.axes = axes

    def forward(self, a):
        axes = tuple(range(a.ndim)) if self.axes is None else self.axes
        if isinstance(axes, int):
            axes = (axes,)
        for axis in axes:
            a = np.flip(a, axis)
        return np.ascontiguousarray(a) if a.ndim else a

    def backward(self, out_grad, node):
        return self.__class__(self.axes)(out_grad)


# %% wrong: the gradient is not turned
class Flip(Function):
    """Turns the order along some axes round."""

    def __init__(self, axes: int | tuple[int, ...] | None = None):
        self.axes = axes

    def forward(self, a):
        return np.flip(a, self.axes)

    def backward(self, out_grad, node):
        return out_grad


# %% wrong: backward flips all axes
class Flip(Function):
    """Turns the order along some axes round."""

    def __init__(self, axes: int | tuple[int, ...] | None = None):
        self.axes = axes

    def forward(self, a):
        return np.flip(a, self.axes)

    def backward(self, out_grad, node):
        return flip(out_grad)


# %% wrong: the gradient without a history, float32
class Flip(Function):
    """Turns the order along some axes round."""

    def __init__(self, axes: int | tuple[int, ...] | None = None):
        self.axes = axes

    def forward(self, a):
        return np.flip(a, self.axes)

    def backward(self, out_grad, node):
        return Tensor(np.flip(out_grad.data, self.axes))


# %% wrong: negative axes are passed over; a single axis fails
class Flip(Function):
    """Turns the order along some axes round."""

    def __init__(self, axes: int | tuple[int, ...] | None = None):
        self.axes = axes

    def forward(self, a):
        if self.axes is None:
            chosen = range(a.ndim)
        else:
            chosen = [k for k in self.axes if k >= 0]
        index = [slice(None)] * a.ndim
        for axis in chosen:
            index[axis] = slice(None, None, -1)
        return a[tuple(index)]

    def backward(self, out_grad, node):
        return Flip(self.axes)(out_grad)


# %% wrong: turned in place: the input changes
class Flip(Function):
    """Turns the order along some axes round."""

    def __init__(self, axes: int | tuple[int, ...] | None = None):
        self.axes = axes

    def forward(self, a):
        a[...] = np.flip(a, self.axes).copy()
        return a

    def backward(self, out_grad, node):
        return flip(out_grad, self.axes)

# %% wrong: in single precision
class Flip(Function):
    def __init__(self, axes=None):
        self.axes = axes
    def forward(self, a):
        return np.flip(a, self.axes)
    def backward(self, out_grad, node):
        return flip(Tensor(out_grad.data) if not out_grad.requires_grad else out_grad, self.axes)

# %% wrong: of the input [gradient-alone]
class Flip(Function):
    def __init__(self, axes=None):
        self.axes = axes

    def forward(self, a):
        return np.flip(a, self.axes)

    def backward(self, out_grad, node):
        return flip(node._inputs[0], self.axes)
