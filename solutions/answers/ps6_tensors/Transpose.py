# Answers to `Transpose`, right and wrong, that the autograder is measured on.


# %% right: swapaxes
class Transpose(Function):
    def __init__(self, axes=None):
        self.axes = axes

    def forward(self, a):
        if self.axes is None:
            return np.swapaxes(a, -1, -2)
        if len(self.axes) == 2:
            return np.swapaxes(a, *self.axes)
        return np.transpose(a, self.axes)

    def backward(self, out_grad, node):
        if self.axes is None or len(self.axes) == 2:
            return transpose(out_grad, self.axes)
        order = [axis % node.ndim for axis in self.axes]
        return transpose(out_grad, tuple(np.argsort(order)))


# %% right: by index
class Transpose(Function):
    def __init__(self, axes=None):
        self.axes = axes

    def forward(self, a):
        if self.axes is None:
            return np.swapaxes(a, -1, -2)
        if len(self.axes) == 2:
            return np.swapaxes(a, *self.axes)
        return np.transpose(a, self.axes)

    def backward(self, out_grad, node):
        if self.axes is None or len(self.axes) == 2:
            return transpose(out_grad, self.axes)
        order = [axis % node.ndim for axis in self.axes]
        return transpose(out_grad, tuple(order.index(k) for k in range(node.ndim)))


# %% right: the inverse filled in
class Transpose(Function):
    def __init__(self, axes=None):
        self.axes = axes

    def forward(self, a):
        if self.axes is None:
            return np.swapaxes(a, -1, -2)
        if len(self.axes) == 2:
            return np.swapaxes(a, *self.axes)
        return np.transpose(a, self.axes)

    def backward(self, out_grad, node):
        if self.axes is None or len(self.axes) == 2:
            return transpose(out_grad, self.axes)
        inverse = [0] * node.ndim
        for new, old in enumerate(self.axes):
            inverse[old] = new
        return transpose(out_grad, tuple(inverse))


# %% right: the order kept from forward
class Transpose(Function):
    def __init__(self, axes=None):
        self.axes = axes

    def forward(self, a):
        order = list(range(a.ndim))
        if self.axes is None or len(self.axes) == 2:
            i, j = self.axes or (-1, -2)
            order[i], order[j] = order[j], order[i]
        else:
            order = [k % a.ndim for k in self.axes]
        self.order = order
        return a.transpose(order)

    def backward(self, out_grad, node):
        if len(self.order) == 2 and self.order == [1, 0]:
            return transpose(out_grad)
        if sorted(self.order) == self.order:
            return reshape(out_grad, out_grad.shape)
        if self.axes is None or len(self.axes) == 2:
            return transpose(out_grad, self.axes)
        return transpose(out_grad, tuple(int(k) for k in np.argsort(self.order)))


# %% wrong: argsort of a pair, as the course has it [argsort-of-a-pair]
class Transpose(Function):
    def __init__(self, axes=None):
        self.axes = axes

    def forward(self, a):
        if self.axes is None:
            return np.swapaxes(a, -1, -2)
        if len(self.axes) == 2:
            return np.swapaxes(a, *self.axes)
        return np.transpose(a, self.axes)

    def backward(self, out_grad, node):
        if self.axes is None:
            return transpose(out_grad)
        return transpose(out_grad, tuple(np.argsort(self.axes)))


# %% wrong: the same order again [the-same-order-again]
class Transpose(Function):
    def __init__(self, axes=None):
        self.axes = axes

    def forward(self, a):
        if self.axes is None:
            return np.swapaxes(a, -1, -2)
        if len(self.axes) == 2:
            return np.swapaxes(a, *self.axes)
        return np.transpose(a, self.axes)

    def backward(self, out_grad, node):
        return transpose(out_grad, self.axes)


# %% wrong: negative axes are sorted [negative-axes-sorted]
class Transpose(Function):
    def __init__(self, axes=None):
        self.axes = axes

    def forward(self, a):
        if self.axes is None:
            return np.swapaxes(a, -1, -2)
        if len(self.axes) == 2:
            return np.swapaxes(a, *self.axes)
        return np.transpose(a, self.axes)

    def backward(self, out_grad, node):
        if self.axes is None or len(self.axes) == 2:
            return transpose(out_grad, self.axes)
        return transpose(out_grad, tuple(np.argsort(self.axes)))


# %% wrong: the order backwards
class Transpose(Function):
    def __init__(self, axes=None):
        self.axes = axes

    def forward(self, a):
        if self.axes is None:
            return np.swapaxes(a, -1, -2)
        if len(self.axes) == 2:
            return np.swapaxes(a, *self.axes)
        return np.transpose(a, self.axes)

    def backward(self, out_grad, node):
        if self.axes is None or len(self.axes) == 2:
            return transpose(out_grad, self.axes)
        return transpose(out_grad, tuple(self.axes)[::-1])


# %% wrong: not transposed back
class Transpose(Function):
    def __init__(self, axes=None):
        self.axes = axes

    def forward(self, a):
        if self.axes is None:
            return np.swapaxes(a, -1, -2)
        if len(self.axes) == 2:
            return np.swapaxes(a, *self.axes)
        return np.transpose(a, self.axes)

    def backward(self, out_grad, node):
        return out_grad


# %% wrong: reshaped back
class Transpose(Function):
    def __init__(self, axes=None):
        self.axes = axes

    def forward(self, a):
        if self.axes is None:
            return np.swapaxes(a, -1, -2)
        if len(self.axes) == 2:
            return np.swapaxes(a, *self.axes)
        return np.transpose(a, self.axes)

    def backward(self, out_grad, node):
        return reshape(out_grad, node._inputs[0].shape)


# %% wrong: all axes are reversed
class Transpose(Function):
    def __init__(self, axes=None):
        self.axes = axes

    def forward(self, a):
        return np.transpose(a, self.axes)

    def backward(self, out_grad, node):
        if self.axes is None:
            return transpose(out_grad)
        return transpose(out_grad, tuple(np.argsort([k % node.ndim for k in self.axes])))


# %% wrong: an array
class Transpose(Function):
    def __init__(self, axes=None):
        self.axes = axes

    def forward(self, a):
        if self.axes is None:
            return np.swapaxes(a, -1, -2)
        if len(self.axes) == 2:
            return np.swapaxes(a, *self.axes)
        return np.transpose(a, self.axes)

    def backward(self, out_grad, node):
        if self.axes is None or len(self.axes) == 2:
            return np.swapaxes(out_grad.data, *(self.axes or (-1, -2)))
        return np.transpose(out_grad.data, np.argsort([k % node.ndim for k in self.axes]))


# %% wrong: the numbers leave the graph
class Transpose(Function):
    def __init__(self, axes=None):
        self.axes = axes

    def forward(self, a):
        if self.axes is None:
            return np.swapaxes(a, -1, -2)
        if len(self.axes) == 2:
            return np.swapaxes(a, *self.axes)
        return np.transpose(a, self.axes)

    def backward(self, out_grad, node):
        if self.axes is None or len(self.axes) == 2:
            return Tensor(np.swapaxes(out_grad.data, *(self.axes or (-1, -2))))
        return Tensor(np.transpose(out_grad.data, np.argsort([k % node.ndim for k in self.axes])))


# %% wrong: only the last two
class Transpose(Function):
    def __init__(self, axes=None):
        self.axes = axes

    def forward(self, a):
        return np.swapaxes(a, -1, -2)

    def backward(self, out_grad, node):
        return transpose(out_grad)


# %% wrong: nothing comes back
class Transpose(Function):
    def __init__(self, axes=None):
        self.axes = axes

    def forward(self, a):
        if self.axes is None:
            return np.swapaxes(a, -1, -2)
        if len(self.axes) == 2:
            return np.swapaxes(a, *self.axes)
        return np.transpose(a, self.axes)

    def backward(self, out_grad, node):
        transpose(out_grad, self.axes)

# %% right: moved axis by axis
class Transpose(Function):
    def __init__(self, axes=None):
        self.axes = axes
    def forward(self, a):
        if self.axes is None or len(self.axes) == 2:
            return np.swapaxes(a, *(self.axes or (-1, -2)))
        return np.moveaxis(a, self.axes, range(a.ndim))
    def backward(self, out_grad, node):
        if self.axes is None or len(self.axes) == 2:
            return Transpose(self.axes)(out_grad)
        places = [i % node.ndim for i in self.axes]
        return transpose(out_grad, tuple(places.index(i) for i in range(node.ndim)))

# %% wrong: inverse computed in place on self.axes: the second backward is wrong
class Transpose(Function):
    """Changes the order of axes.

    axes: None swaps the last two; a pair swaps these two; else a permutation of all. Axes may be
    negative.
    """

    def __init__(self, axes: tuple[int, ...] | None = None):
        self.axes = axes

    def forward(self, a):
        n = a.ndim
        if self.axes is None:
            order = list(range(n))
            order[-1], order[-2] = order[-2], order[-1]
        elif len(self.axes) == 2:
            i, j = self.axes
            order = list(range(n))
            order[i], order[j] = order[j], order[i]
        else:
            order = [k % n for k in self.axes]
        return np.transpose(a, order)

    def backward(self, out_grad, node):
        if self.axes is None or len(self.axes) == 2:
            return transpose(out_grad, self.axes)
        n = out_grad.ndim
        self.axes = tuple(int(k) for k in np.argsort([k % n for k in self.axes]))
        return transpose(out_grad, self.axes)

# %% wrong: swapaxes only [another-shape]
class Transpose(Function):
    def __init__(self, axes=None):
        self.axes = axes
    def forward(self, a):
        if self.axes is None:
            return np.swapaxes(a, -1, -2)
        return np.swapaxes(a, self.axes[0], self.axes[1])
    def backward(self, out_grad, node):
        return transpose(out_grad, self.axes)

# %% wrong: data in backward [numbers-without-a-past]
class Transpose(Function):
    def __init__(self, axes=None):
        self.axes = axes

    def order(self, n):
        order = list(range(n))
        if self.axes is None:
            order[-1], order[-2] = order[-2], order[-1]
        elif len(self.axes) == 2:
            i, j = self.axes
            order[i], order[j] = order[j], order[i]
        else:
            order = [a % n for a in self.axes]
        return order

    def forward(self, a):
        return np.transpose(a, self.order(a.ndim))

    def backward(self, out_grad, node):
        order = self.order(out_grad.ndim)
        return Tensor(np.transpose(out_grad.data, np.argsort(order)))
