# Answers to `Dilate`, right and wrong, that the autograder is measured on.

# %% right: as the text suggests
class Dilate(Function):
    def __init__(self, axes, dilation):
        self.axes, self.dilation = axes, dilation

    def forward(self, a):
        shape, index = list(a.shape), [slice(None)] * a.ndim
        for axis in self.axes:
            shape[axis] += max(a.shape[axis] - 1, 0) * self.dilation
            index[axis] = slice(None, None, self.dilation + 1)
        out = np.zeros(shape, dtype=a.dtype)
        out[tuple(index)] = a
        return out

    def backward(self, out_grad, node):
        return undilate(out_grad, self.axes, self.dilation)


# %% right: inserted
class Dilate(Function):
    def __init__(self, axes, dilation):
        self.axes, self.dilation = axes, dilation

    def forward(self, a):
        for axis in self.axes:
            places = np.repeat(np.arange(1, max(a.shape[axis], 1)), self.dilation)
            a = np.insert(a, places, 0, axis=axis)
        return a

    def backward(self, out_grad, node):
        return undilate(out_grad, self.axes, self.dilation)


# %% right: a product with ones and zeros
class Dilate(Function):
    def __init__(self, axes, dilation):
        self.axes, self.dilation = axes, dilation

    def forward(self, a):
        for axis in self.axes:
            n = a.shape[axis]
            spread = np.zeros((n, n + max(n - 1, 0) * self.dilation), dtype=a.dtype)
            spread[np.arange(n), np.arange(n) * (self.dilation + 1)] = 1
            a = np.moveaxis(np.tensordot(a, spread, (axis, 0)), -1, axis)
        return a

    def backward(self, out_grad, node):
        return undilate(out_grad, self.axes, self.dilation)


# %% wrong: an array [array-returned]
class Dilate(Function):
    def __init__(self, axes, dilation):
        self.axes, self.dilation = axes, dilation

    def forward(self, a):
        shape, index = list(a.shape), [slice(None)] * a.ndim
        for axis in self.axes:
            shape[axis] += max(a.shape[axis] - 1, 0) * self.dilation
            index[axis] = slice(None, None, self.dilation + 1)
        out = np.zeros(shape, dtype=a.dtype)
        out[tuple(index)] = a
        return out

    def backward(self, out_grad, node):
        return undilate(out_grad, self.axes, self.dilation).data


# %% wrong: zeros at the end
class Dilate(Function):
    def __init__(self, axes, dilation):
        self.axes, self.dilation = axes, dilation

    def forward(self, a):
        shape, index = list(a.shape), [slice(None)] * a.ndim
        for axis in self.axes:
            shape[axis] += a.shape[axis] * self.dilation
            index[axis] = slice(None, None, self.dilation + 1)
        out = np.zeros(shape, dtype=a.dtype)
        out[tuple(index)] = a
        return out

    def backward(self, out_grad, node):
        return undilate(out_grad, self.axes, self.dilation)


# %% wrong: off by one
class Dilate(Function):
    def __init__(self, axes, dilation):
        self.axes, self.dilation = axes, dilation

    def forward(self, a):
        shape, index = list(a.shape), [slice(None)] * a.ndim
        for axis in self.axes:
            shape[axis] += max(a.shape[axis] - 1, 0) * (self.dilation - 1)
            index[axis] = slice(None, None, self.dilation)
        out = np.zeros(shape, dtype=a.dtype)
        out[tuple(index)] = a
        return out

    def backward(self, out_grad, node):
        return undilate(out_grad, self.axes, self.dilation)


# %% wrong: below zero [nothing-has-no-neighbors]
class Dilate(Function):
    def __init__(self, axes, dilation):
        self.axes, self.dilation = axes, dilation

    def forward(self, a):
        shape, index = list(a.shape), [slice(None)] * a.ndim
        for axis in self.axes:
            shape[axis] += (a.shape[axis] - 1) * self.dilation
            index[axis] = slice(None, None, self.dilation + 1)
        out = np.zeros(shape, dtype=a.dtype)
        out[tuple(index)] = a
        return out

    def backward(self, out_grad, node):
        return undilate(out_grad, self.axes, self.dilation)


# %% wrong: passed on [dilated-back]
class Dilate(Function):
    def __init__(self, axes, dilation):
        self.axes, self.dilation = axes, dilation

    def forward(self, a):
        shape, index = list(a.shape), [slice(None)] * a.ndim
        for axis in self.axes:
            shape[axis] += max(a.shape[axis] - 1, 0) * self.dilation
            index[axis] = slice(None, None, self.dilation + 1)
        out = np.zeros(shape, dtype=a.dtype)
        out[tuple(index)] = a
        return out

    def backward(self, out_grad, node):
        return out_grad


# %% right: every
class Dilate(Function):
    """Puts `dilation` zeros between neighbors along some axes, which may be negative."""

    def __init__(self, axes: tuple[int, ...], dilation: int):
        self.axes = axes
        self.dilation = dilation

    def forward(self, a):
        chosen = {axis % a.ndim for axis in self.axes}
        shape = [
            n + max(n - 1, 0) * self.dilation if k in chosen else n for k, n in enumerate(a.shape)
        ]
        out = np.zeros(shape, dtype=a.dtype)
        out[every(a.ndim, self.axes, self.dilation + 1)] = a
        return out

    def backward(self, out_grad, node):
        return undilate(out_grad, self.axes, self.dilation)


# %% right: slices by hand
class Dilate(Function):
    """Puts `dilation` zeros between neighbors along some axes, which may be negative."""

    def __init__(self, axes: tuple[int, ...], dilation: int):
        self.axes = axes
        self.dilation = dilation

    def forward(self, a):
        shape, places = list(a.shape), [slice(None)] * a.ndim
        for axis in self.axes:
            if a.shape[axis] > 0:
                shape[axis] = a.shape[axis] + (a.shape[axis] - 1) * self.dilation
            places[axis] = slice(None, None, self.dilation + 1)
        out = np.zeros(tuple(shape), a.dtype)
        out[tuple(places)] = a
        return out

    def backward(self, out_grad, node):
        return Undilate(self.axes, self.dilation)(out_grad)


# %% right: one axis after the other, np.insert of nothing: zeros behind each, the last cut off
class Dilate(Function):
    """Puts `dilation` zeros between neighbors along some axes, which may be negative."""

    def __init__(self, axes: tuple[int, ...], dilation: int):
        self.axes = axes
        self.dilation = dilation

    def _along(self, a, axis):
        a = np.moveaxis(a, axis, 0)
        n = a.shape[0]
        if n > 0:
            wide = np.zeros((n, self.dilation + 1, *a.shape[1:]), dtype=a.dtype)
            wide[:, 0] = a
            wide = wide.reshape(n * (self.dilation + 1), *a.shape[1:])
            a = wide[: len(wide) - self.dilation]
        return np.moveaxis(a, 0, axis)

    def forward(self, a):
        for axis in sorted({k % a.ndim for k in self.axes}):
            a = self._along(a, axis)
        return a

    def backward(self, out_grad, node):
        return undilate(out_grad, self.axes, self.dilation)


# %% wrong: zeros after the last, as well
class Dilate(Function):
    """Puts `dilation` zeros between neighbors along some axes, which may be negative."""

    def __init__(self, axes: tuple[int, ...], dilation: int):
        self.axes = axes
        self.dilation = dilation

    def forward(self, a):
        chosen = {axis % a.ndim for axis in self.axes}
        shape = [
            n * (self.dilation + 1) if k in chosen else n for k, n in enumerate(a.shape)
        ]
        out = np.zeros(shape, dtype=a.dtype)
        out[every(a.ndim, self.axes, self.dilation + 1)] = a
        return out

    def backward(self, out_grad, node):
        return undilate(out_grad, self.axes, self.dilation)


# %% wrong: negative axes are passed over
class Dilate(Function):
    """Puts `dilation` zeros between neighbors along some axes, which may be negative."""

    def __init__(self, axes: tuple[int, ...], dilation: int):
        self.axes = axes
        self.dilation = dilation

    def forward(self, a):
        chosen = set(self.axes)
        shape = [
            n + max(n - 1, 0) * self.dilation if k in chosen else n for k, n in enumerate(a.shape)
        ]
        out = np.zeros(shape, dtype=a.dtype)
        out[every(a.ndim, self.axes, self.dilation + 1)] = a
        return out

    def backward(self, out_grad, node):
        return undilate(out_grad, self.axes, self.dilation)


# %% wrong: a length of zero becomes negative
class Dilate(Function):
    """Puts `dilation` zeros between neighbors along some axes, which may be negative."""

    def __init__(self, axes: tuple[int, ...], dilation: int):
        self.axes = axes
        self.dilation = dilation

    def forward(self, a):
        chosen = {axis % a.ndim for axis in self.axes}
        shape = [
            n + (n - 1) * self.dilation if k in chosen else n for k, n in enumerate(a.shape)
        ]
        out = np.zeros(shape, dtype=a.dtype)
        out[every(a.ndim, self.axes, self.dilation + 1)] = a
        return out

    def backward(self, out_grad, node):
        return undilate(out_grad, self.axes, self.dilation)


# %% wrong: dilation is the step: one zero less
class Dilate(Function):
    """Puts `dilation` zeros between neighbors along some axes, which may be negative."""

    def __init__(self, axes: tuple[int, ...], dilation: int):
        self.axes = axes
        self.dilation = dilation

    def forward(self, a):
        chosen = {axis % a.ndim for axis in self.axes}
        shape = [
            n + max(n - 1, 0) * (self.dilation - 1) if k in chosen else n for k, n in enumerate(a.shape)
        ]
        out = np.zeros(shape, dtype=a.dtype)
        out[every(a.ndim, self.axes, max(self.dilation, 1))] = a
        return out

    def backward(self, out_grad, node):
        return undilate(out_grad, self.axes, self.dilation - 1)


# %% wrong: gradient without history; float32
class Dilate(Function):
    """Puts `dilation` zeros between neighbors along some axes, which may be negative."""

    def __init__(self, axes: tuple[int, ...], dilation: int):
        self.axes = axes
        self.dilation = dilation

    def forward(self, a):
        chosen = {axis % a.ndim for axis in self.axes}
        shape = [
            n + max(n - 1, 0) * self.dilation if k in chosen else n for k, n in enumerate(a.shape)
        ]
        out = np.zeros(shape, dtype=a.dtype)
        out[every(a.ndim, self.axes, self.dilation + 1)] = a
        return out

    def backward(self, out_grad, node):
        return Tensor(out_grad.data[every(out_grad.ndim, self.axes, self.dilation + 1)])


# %% wrong: every axis is dilated; backward does so again
class Dilate(Function):
    """Puts `dilation` zeros between neighbors along some axes, which may be negative."""

    def __init__(self, axes: tuple[int, ...], dilation: int):
        self.axes = axes
        self.dilation = dilation

    def forward(self, a):
        chosen = set(range(a.ndim))
        shape = [
            n + max(n - 1, 0) * self.dilation if k in chosen else n for k, n in enumerate(a.shape)
        ]
        out = np.zeros(shape, dtype=a.dtype)
        out[every(a.ndim, tuple(range(a.ndim)), self.dilation + 1)] = a
        return out

    def backward(self, out_grad, node):
        return dilate(out_grad, self.axes, self.dilation)

# %% wrong: float64 in float32
class Dilate(Function):
    def __init__(self, axes, dilation):
        self.axes, self.dilation = axes, dilation
    def forward(self, a):
        shape = list(a.shape)
        for i in self.axes:
            shape[i] += max(shape[i] - 1, 0) * self.dilation
        out = np.zeros(shape, dtype=a.dtype)
        out[every(a.ndim, self.axes, self.dilation + 1)] = a
        return out
    def backward(self, out_grad, node):
        return undilate(Tensor(out_grad.data) if not out_grad.requires_grad else out_grad, self.axes, self.dilation)


# %% right: kron
class Dilate(Function):
    def __init__(self, axes, dilation):
        self.axes, self.dilation = tuple(axes), dilation

    def forward(self, a):
        block = np.zeros(
            [
                self.dilation + 1 if i in {x % a.ndim for x in self.axes} else 1
                for i in range(a.ndim)
            ],
            dtype=a.dtype,
        )
        block[(0,) * a.ndim] = 1
        out = np.kron(a, block)
        cut = [slice(0, n + max(n - 1, 0) * (b - 1)) for n, b in zip(a.shape, block.shape)]
        return out[tuple(cut)]

    def backward(self, out_grad, node):
        return undilate(out_grad, self.axes, self.dilation)
