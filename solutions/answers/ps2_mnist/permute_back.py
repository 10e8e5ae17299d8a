# Answers to `permute_back`, right and wrong, that the autograder is measured on.

# %% right: as the text suggests
def permute_back(grad_out: Arr, out: Arr, x: Arr, axes: tuple) -> Arr:
    inverse = np.argsort(axes)
    return np.transpose(grad_out, inverse)


# %% right: fills in the inverse permutation
def permute_back(grad_out: Arr, out: Arr, x: Arr, axes: tuple) -> Arr:
    inverse = [0] * len(axes)
    for position, axis in enumerate(axes):
        inverse[axis] = position
    return grad_out.transpose(inverse)


# %% right: moveaxis
def permute_back(grad_out: Arr, out: Arr, x: Arr, axes: tuple) -> Arr:
    return np.moveaxis(grad_out, range(len(axes)), axes)


# %% right: einsum with numbered axes
def permute_back(grad_out: Arr, out: Arr, x: Arr, axes: tuple) -> Arr:
    n = x.ndim
    return np.einsum(grad_out, [axis % n for axis in axes], list(range(n)))


# %% right: writes through a permuted view of the result
def permute_back(grad_out: Arr, out: Arr, x: Arr, axes: tuple) -> Arr:
    grad_x = np.empty_like(x, dtype=grad_out.dtype)
    np.transpose(grad_x, axes)[...] = grad_out
    return grad_x


# %% right: asks of each axis where it went
def permute_back(grad_out: Arr, out: Arr, x: Arr, axes: tuple) -> Arr:
    positive = [axis % x.ndim for axis in axes]
    return np.transpose(grad_out, [positive.index(axis) for axis in range(x.ndim)])


# %% right: sorts with sorted
def permute_back(grad_out: Arr, out: Arr, x: Arr, axes: tuple) -> Arr:
    order = sorted(range(len(axes)), key=lambda position: axes[position])
    return np.transpose(grad_out, order)


# %% right: swaps pairs of axes until they are in order
def permute_back(grad_out: Arr, out: Arr, x: Arr, axes: tuple) -> Arr:
    left = [axis % x.ndim for axis in axes]
    grad_x = grad_out
    for here in range(len(left)):
        there = left.index(here)
        grad_x = np.swapaxes(grad_x, here, there)
        left[here], left[there] = left[there], left[here]
    return grad_x


# %% right: follows the numbers of the elements
def permute_back(grad_out: Arr, out: Arr, x: Arr, axes: tuple) -> Arr:
    number = np.transpose(np.arange(x.size).reshape(x.shape), axes)
    flat = np.zeros(x.size, dtype=grad_out.dtype)
    flat[number.ravel()] = grad_out.ravel()
    return flat.reshape(x.shape)


# %% right: permutes on until the cycle closes
def permute_back(grad_out: Arr, out: Arr, x: Arr, axes: tuple) -> Arr:
    step = [axis % x.ndim for axis in axes]
    so_far = step
    grad_x = grad_out
    while so_far != sorted(step):
        grad_x = np.transpose(grad_x, step)
        so_far = [so_far[axis] for axis in step]
    return grad_x


# %% wrong: permutes by the same axes again [axes-not-inverted]
def permute_back(grad_out: Arr, out: Arr, x: Arr, axes: tuple) -> Arr:
    return np.transpose(grad_out, axes)


# %% wrong: moves the axes in the wrong direction [axes-not-inverted]
def permute_back(grad_out: Arr, out: Arr, x: Arr, axes: tuple) -> Arr:
    return np.moveaxis(grad_out, axes, range(len(axes)))


# %% wrong: inverts twice [axes-not-inverted]
def permute_back(grad_out: Arr, out: Arr, x: Arr, axes: tuple) -> Arr:
    return np.transpose(grad_out, np.argsort(np.argsort(axes)))


# %% wrong: sorts the axes instead of taking their order [shape-of-output]
def permute_back(grad_out: Arr, out: Arr, x: Arr, axes: tuple) -> Arr:
    return np.transpose(grad_out, np.sort(axes))


# %% wrong: hands the upstream gradient on [shape-of-output]
def permute_back(grad_out: Arr, out: Arr, x: Arr, axes: tuple) -> Arr:
    return grad_out


# %% wrong: always reverses all axes [always-reverses]
def permute_back(grad_out: Arr, out: Arr, x: Arr, axes: tuple) -> Arr:
    return grad_out.T


# %% wrong: reads column by column, which undoes a reversal only [always-reverses]
def permute_back(grad_out: Arr, out: Arr, x: Arr, axes: tuple) -> Arr:
    return grad_out.ravel(order="F").reshape(x.shape)


# %% wrong: the axes backwards [axes-reversed]
def permute_back(grad_out: Arr, out: Arr, x: Arr, axes: tuple) -> Arr:
    return np.transpose(grad_out, axes[::-1])


# %% wrong: the inverse backwards [inverse-reversed]
def permute_back(grad_out: Arr, out: Arr, x: Arr, axes: tuple) -> Arr:
    return np.transpose(grad_out, np.argsort(axes)[::-1])


# %% wrong: sorts from large to small [inverse-reversed]
def permute_back(grad_out: Arr, out: Arr, x: Arr, axes: tuple) -> Arr:
    return np.transpose(grad_out, np.argsort(-np.array(axes)))


# %% wrong: negates the axes [axes-negated]
def permute_back(grad_out: Arr, out: Arr, x: Arr, axes: tuple) -> Arr:
    return np.transpose(grad_out, [-axis for axis in axes])


# %% wrong: permutes twice more, which closes cycles of three only [axes-applied-twice]
def permute_back(grad_out: Arr, out: Arr, x: Arr, axes: tuple) -> Arr:
    return np.transpose(np.transpose(grad_out, axes), axes)


# %% wrong: swaps the first two axes [swaps-two-axes]
def permute_back(grad_out: Arr, out: Arr, x: Arr, axes: tuple) -> Arr:
    return np.swapaxes(grad_out, 0, 1)


# %% wrong: swaps the axes named first and second [swaps-two-axes]
def permute_back(grad_out: Arr, out: Arr, x: Arr, axes: tuple) -> Arr:
    return np.swapaxes(grad_out, axes[0], axes[1])


# %% wrong: swaps the first and the last axis [swaps-two-axes]
def permute_back(grad_out: Arr, out: Arr, x: Arr, axes: tuple) -> Arr:
    return np.swapaxes(grad_out, 0, -1)


# %% wrong: reshapes to the shape of x [reshaped-not-permuted]
def permute_back(grad_out: Arr, out: Arr, x: Arr, axes: tuple) -> Arr:
    return grad_out.reshape(x.shape)


# %% wrong: permutes, then forces the shape of x [reshaped-not-permuted]
def permute_back(grad_out: Arr, out: Arr, x: Arr, axes: tuple) -> Arr:
    return np.transpose(grad_out, axes).reshape(x.shape)


# %% wrong: searches the axes for positive numbers [wrong-for-negative-axes]
def permute_back(grad_out: Arr, out: Arr, x: Arr, axes: tuple) -> Arr:
    return np.transpose(grad_out, [axes.index(axis) for axis in range(x.ndim)])


# %% wrong: takes the absolute value of the axes [wrong-for-negative-axes]
def permute_back(grad_out: Arr, out: Arr, x: Arr, axes: tuple) -> Arr:
    return np.transpose(grad_out, np.argsort(np.abs(axes)))


# %% wrong: finds the axes by their sizes [guessed-from-the-shape]
def permute_back(grad_out: Arr, out: Arr, x: Arr, axes: tuple) -> Arr:
    return np.transpose(grad_out, [grad_out.shape.index(size) for size in x.shape])


# %% wrong: takes equal shapes for nothing to do [guessed-from-the-shape]
def permute_back(grad_out: Arr, out: Arr, x: Arr, axes: tuple) -> Arr:
    if grad_out.shape == x.shape:
        return grad_out
    return np.transpose(grad_out, np.argsort(axes))


# %% wrong: permutes by the same axes unless the shape tells [guessed-from-the-shape]
def permute_back(grad_out: Arr, out: Arr, x: Arr, axes: tuple) -> Arr:
    grad_x = np.transpose(grad_out, axes)
    if grad_x.shape != x.shape:
        grad_x = np.transpose(grad_out, np.argsort(axes))
    return grad_x


# %% wrong: no more than three axes [limited-number-of-axes]
def permute_back(grad_out: Arr, out: Arr, x: Arr, axes: tuple) -> Arr:
    letters = "ijk"
    there = "".join(letters[axis] for axis in axes)
    return np.einsum(f"{there}->{letters[:x.ndim]}", grad_out)


# %% wrong: ones [upstream-ignored]
def permute_back(grad_out: Arr, out: Arr, x: Arr, axes: tuple) -> Arr:
    return np.ones_like(x)


# %% wrong: permutes out back [forward-again]
def permute_back(grad_out: Arr, out: Arr, x: Arr, axes: tuple) -> Arr:
    return np.transpose(out, np.argsort(axes))


# %% wrong: multiplies by the input [multiplied-by-input]
def permute_back(grad_out: Arr, out: Arr, x: Arr, axes: tuple) -> Arr:
    return np.transpose(grad_out, np.argsort(axes)) * x


# %% wrong: a minus sign [sign-flipped]
def permute_back(grad_out: Arr, out: Arr, x: Arr, axes: tuple) -> Arr:
    return -np.transpose(grad_out, np.argsort(axes))


# %% wrong: drops dimensions of size 1 [squeezed]
def permute_back(grad_out: Arr, out: Arr, x: Arr, axes: tuple) -> Arr:
    return np.transpose(grad_out, np.argsort(axes)).squeeze()


# %% wrong: writes the gradient into the input [modifies-input]
def permute_back(grad_out: Arr, out: Arr, x: Arr, axes: tuple) -> Arr:
    np.transpose(x, axes)[...] = grad_out
    return x


# %% wrong: whole numbers [wrong-dtype]
def permute_back(grad_out: Arr, out: Arr, x: Arr, axes: tuple) -> Arr:
    grad_x = np.zeros(x.shape, dtype=int)
    np.transpose(grad_x, axes)[...] = grad_out
    return grad_x


# %% wrong: calls permute, which makes a Tensor [returns-tensor]
def permute_back(grad_out: Arr, out: Arr, x: Arr, axes: tuple) -> Arr:
    return permute(grad_out, tuple(int(axis) for axis in np.argsort(axes)))


# %% wrong: a list [returns-list]
def permute_back(grad_out: Arr, out: Arr, x: Arr, axes: tuple) -> Arr:
    return np.transpose(grad_out, np.argsort(axes)).tolist()


# %% wrong: returns the inverse permutation instead of the gradient [returns-axes]
def permute_back(grad_out: Arr, out: Arr, x: Arr, axes: tuple) -> Arr:
    return np.argsort(axes)


# %% wrong: no return [returns-none]
def permute_back(grad_out: Arr, out: Arr, x: Arr, axes: tuple) -> Arr:
    grad_x = np.transpose(grad_out, np.argsort(axes))


# %% wrong: the inverse is found once for each number of axes
_inverse_of = {}


def permute_back(grad_out, out, x, axes):
    if len(axes) not in _inverse_of:
        _inverse_of[len(axes)] = np.argsort(axes)
    return np.transpose(grad_out, _inverse_of[len(axes)])


# %% wrong: cached by shape
_seen = {}


def permute_back(grad_out, out, x, axes):
    inverse = _seen.setdefault(x.shape, tuple(np.argsort(axes)))
    if len(inverse) != len(axes):
        inverse = tuple(np.argsort(axes))
    return grad_out.transpose(inverse)


# %% wrong: swapaxes of the first two [swaps-two-axes]
def permute_back(grad_out, out, x, axes):
    return np.swapaxes(grad_out, axes[0], axes[1])


# %% wrong: argsort of the negated [inverse-reversed]
def permute_back(grad_out, out, x, axes):
    return np.transpose(grad_out, np.argsort([-a for a in axes]))


# %% wrong: argmax for the inverse [wrong-for-negative-axes]
def permute_back(grad_out, out, x, axes):
    order = [int(np.argmax(np.array(axes) == i)) for i in range(len(axes))]
    return np.transpose(grad_out, order)


# %% right: the inverse by a loop, negative axes too
def permute_back(grad_out, out, x, axes):
    inverse = [0] * x.ndim
    for place, axis in enumerate(axes):
        inverse[axis % x.ndim] = place
    return grad_out.transpose(inverse)


# %% right: index of each axis
def permute_back(grad_out, out, x, axes):
    positive = [a + x.ndim if a < 0 else a for a in axes]
    return np.transpose(grad_out, [positive.index(i) for i in range(x.ndim)])


# %% wrong: writes through a permuted view of the result, in the dtype of x [wrong-dtype]
def permute_back(grad_out: Arr, out: Arr, x: Arr, axes: tuple) -> Arr:
    grad_x = np.empty_like(x)
    np.transpose(grad_x, axes)[...] = grad_out
    return grad_x
