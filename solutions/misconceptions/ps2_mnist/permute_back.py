# %% [markdown] id="axes-not-inverted"
# You permute in the same direction once more. Swapping two axes undoes itself, so matrices pass,
# but three axes in a cycle go on turning: in the example, at which place of `grad_out` is the
# axis A, and where does it have to go?

# %%
def permute_back(grad_out, out, x, axes):
    return np.transpose(grad_out, axes)


# %%
def permute_back(grad_out, out, x, axes):
    return np.transpose(grad_out, [x.shape.index(size) for size in grad_out.shape])


# %% [markdown] id="guessed-from-the-shape"
# Right as long as the lengths of `x` are different. Where some are equal, the shape cannot tell
# whether the axes have been put back in the right order; `axes` can. Does your code look at a
# shape to decide what to do?

# %%
def permute_back(grad_out, out, x, axes):
    grad_x = np.transpose(grad_out, axes)
    if grad_x.shape != x.shape:
        grad_x = np.transpose(grad_out, np.argsort(axes))
    return grad_x


# %%
def permute_back(grad_out, out, x, axes):
    return np.transpose(grad_out, [grad_out.shape.index(size) for size in x.shape])


# %%
def permute_back(grad_out, out, x, axes):
    if grad_out.shape == x.shape:
        return grad_out
    return np.transpose(grad_out, np.argsort(np.mod(axes, x.ndim)))


# %% [markdown] id="shape-of-output"
# `grad_out` comes back with its axes as they were, in the order of the output. If you sort
# something, do you need the sorted axes, which are always 0, 1, 2, or the order that sorts them?

# %%
def permute_back(grad_out, out, x, axes):
    return grad_out


# %% [markdown] id="always-reverses"
# Your result undoes a full reversal of the axes, whatever `axes` says. That is right for
# matrices; with three axes or more there are many other orders. Where do `axes` come in?

# %%
def permute_back(grad_out, out, x, axes):
    return grad_out.T


# %%
def permute_back(grad_out, out, x, axes):
    return grad_out.ravel(order="F").reshape(x.shape)


# %% [markdown] id="axes-reversed"
# You read `axes` from the back to the front. That is not its inverse: for each axis of `x` ask at
# which place of `axes` it stands.

# %%
def permute_back(grad_out, out, x, axes):
    return np.transpose(grad_out, axes[::-1])


# %% [markdown] id="inverse-reversed"
# Nearly: these are the right places, but they come from the last axis to the first, so that a
# matrix is not transposed at all. Do you sort from large to small, or turn a list round?

# %%
def permute_back(grad_out, out, x, axes):
    return np.transpose(grad_out, np.argsort(axes)[::-1])


# %% [markdown] id="reversed-then-inverted"
# You turn `axes` round before you sort, so the places that you read off are counted from the
# wrong end. Which place does the 0 of `axes` stand at, counted from the front?

# %%
def permute_back(grad_out, out, x, axes):
    return np.transpose(grad_out, np.argsort(axes[::-1]))


# %% [markdown] id="axes-negated"
# You put a minus sign before the axes, or subtract them from a number. A negative axis is counted
# from the end; that is not a way back. For each axis of `x` ask at which place of `axes` it
# stands.

# %%
def permute_back(grad_out, out, x, axes):
    return np.transpose(grad_out, [-axis for axis in axes])


# %%
def permute_back(grad_out, out, x, axes):
    return np.transpose(grad_out, [x.ndim - 1 - axis for axis in axes])


# %% [markdown] id="axes-applied-twice"
# You permute forwards twice more. After three turns a cycle of three is back where it began, but
# other permutations are not. Which single permutation takes every axis straight back?

# %%
def permute_back(grad_out, out, x, axes):
    return np.transpose(np.transpose(grad_out, axes), axes)


# %% [markdown] id="inverted-twice-over"
# You apply the inverse permutation twice: once brings every axis home, and the second time takes
# it away again.

# %%
def permute_back(grad_out, out, x, axes):
    inverse = np.argsort(axes)
    return np.transpose(np.transpose(grad_out, inverse), inverse)


# %% [markdown] id="swaps-two-axes"
# Your code swaps two axes and leaves the others alone. That is enough for a matrix, but a
# permutation may move all of its axes at once, as `(2, 0, 1)` does in the example.

# %%
def permute_back(grad_out, out, x, axes):
    return np.swapaxes(grad_out, 0, 1)


# %%
def permute_back(grad_out, out, x, axes):
    return np.swapaxes(grad_out, axes[0], axes[1])


# %%
def permute_back(grad_out, out, x, axes):
    return np.swapaxes(grad_out, 0, -1)


# %%
def permute_back(grad_out, out, x, axes):
    return np.swapaxes(grad_out, -1, -2)


# %%
def permute_back(grad_out, out, x, axes):
    return np.swapaxes(grad_out, axes[0], axes[-1])


# %%
def permute_back(grad_out, out, x, axes):
    return np.swapaxes(grad_out, axes[-1], axes[-2])


# %%
def permute_back(grad_out, out, x, axes):
    return np.swapaxes(grad_out, 1, 2)


# %% [markdown] id="rotates"
# Your code moves one axis from one end to the other and shifts the rest, whatever `axes` says.
# That is one of many orders; where do `axes` come in?

# %%
def permute_back(grad_out, out, x, axes):
    return np.moveaxis(grad_out, 0, -1)


# %%
def permute_back(grad_out, out, x, axes):
    return np.moveaxis(grad_out, -1, 0)


# %% [markdown] id="swaps-in-turn"
# You swap axes one pair after the other. After the first swap the axes no longer stand where
# `axes` says, so the next swap takes the wrong ones. What would move all of them at once?

# %%
def permute_back(grad_out, out, x, axes):
    grad_x = grad_out
    for i, axis in enumerate(axes):
        grad_x = np.swapaxes(grad_x, i, axis)
    return grad_x


# %%
def permute_back(grad_out, out, x, axes):
    grad_x = grad_out
    for i, axis in enumerate(axes):
        grad_x = np.moveaxis(grad_x, i, axis)
    return grad_x


# %%
def permute_back(grad_out, out, x, axes):
    grad_x = grad_out
    for i, axis in enumerate(axes):
        grad_x = np.moveaxis(grad_x, axis, i)
    return grad_x


# %% [markdown] id="reshaped-not-permuted"
# The shape is right, but the numbers are not where they belong: forcing an array into a shape
# keeps its reading order and cuts it into rows anew. Axes have to be moved as a whole.

# %%
def permute_back(grad_out, out, x, axes):
    return np.reshape(grad_out, x.shape)


# %%
def permute_back(grad_out, out, x, axes):
    return np.transpose(grad_out, axes).reshape(x.shape)


# %% [markdown] id="wrong-for-negative-axes"
# Right for axes counted from the front. Counted from the end, as in `(-2, -1, -3)`, they go
# wrong: in which order do they stand once each is counted from the front, and does your code see
# them so?

# %%
def permute_back(grad_out, out, x, axes):
    return np.transpose(grad_out, np.argsort(np.abs(axes)))


# %%
def permute_back(grad_out, out, x, axes):
    return np.transpose(grad_out, [axes.index(axis) for axis in range(x.ndim)])


# %%
def permute_back(grad_out, out, x, axes):
    place = {axis: i for i, axis in enumerate(axes)}
    return np.transpose(grad_out, [place[axis] for axis in range(x.ndim)])


# %%
def permute_back(grad_out, out, x, axes):
    inverse = [0] * len(axes)
    for i, axis in enumerate(axes):
        inverse[abs(axis)] = i
    return np.transpose(grad_out, inverse)


# %%
def permute_back(grad_out, out, x, axes):
    if min(axes) < 0:
        return np.transpose(grad_out, axes)
    return np.transpose(grad_out, np.argsort(axes))


# %%
def permute_back(grad_out, out, x, axes):
    if min(axes) < 0:
        return np.swapaxes(grad_out, -1, -2)
    return np.transpose(grad_out, np.argsort(axes))


# %% [markdown] id="keyword-or-tuple"
# Only one case fails, the one in which negative axes are passed by keyword, and it fails with a
# TypeError. If the message speaks of a keyword, compare the names of your parameters with the
# stub; if it speaks of a tuple, remember that a tuple cannot be changed in place.

# %%
def permute_back(grad_out, out, x, dims):
    return np.transpose(grad_out, np.argsort(dims))


# %% [markdown] id="two-axes-only"
# Right for matrices, but your code counts on two axes, and here there may be more. `axes` has as
# many entries as `x` has dimensions; can you do without taking it, or the shape, apart?

# %%
def permute_back(grad_out, out, x, axes):
    i, j = axes
    return np.transpose(grad_out, (i, j))


# %%
def permute_back(grad_out, out, x, axes):
    return np.swapaxes(grad_out, *axes)


# %% [markdown] id="limited-number-of-axes"
# Your code is made for certain numbers of axes, two or three, say, and there may be more. `axes`
# has as many entries as `x` has dimensions; is there a way that does not name each of them?

# %%
def permute_back(grad_out, out, x, axes):
    letters = "ijk"
    there = "".join(letters[axis] for axis in axes)
    return np.einsum(f"{there}->{letters[: x.ndim]}", grad_out)


# %%
def permute_back(grad_out, out, x, axes):
    letters = "ijkl"
    there = "".join(letters[axis] for axis in axes)
    return np.einsum(f"{there}->{letters[: x.ndim]}", grad_out)


# %%
def permute_back(grad_out, out, x, axes):
    i, j, k = np.argsort(axes)
    return np.transpose(grad_out, (i, j, k))


# %%
def permute_back(grad_out, out, x, axes):
    inverse = np.argsort(axes)
    return np.transpose(grad_out, (inverse[0], inverse[1], inverse[2]))


# %%
def permute_back(grad_out, out, x, axes):
    return np.transpose(grad_out, (axes.index(0), axes.index(1), axes.index(2)))


# %%
def permute_back(grad_out, out, x, axes):
    i, j, k = axes
    return np.transpose(grad_out, (i, j, k))


# %%
def permute_back(grad_out, out, x, axes):
    if len(axes) == 2:
        return grad_out.T
    i, j, k = np.argsort(axes)
    return np.transpose(grad_out, (i, j, k))


# %% [markdown] id="example-hard-coded"
# The permutation from the text, `(1, 2, 0)` or `(2, 0, 1)`, is written into your code. It belongs
# to one example; for other `axes` the inverse has to be found anew.

# %%
def permute_back(grad_out, out, x, axes):
    return np.transpose(grad_out, (1, 2, 0))


# %%
def permute_back(grad_out, out, x, axes):
    return np.transpose(grad_out, (2, 0, 1))


# %% [markdown] id="axes-out-of-range"
# NumPy finds no axes with these numbers: an array with three axes has 0, 1 and 2, or -3, -2 and
# -1. Do you hand it lengths, or places counted from one?

# %%
def permute_back(grad_out, out, x, axes):
    return np.transpose(grad_out, x.shape)


# %%
def permute_back(grad_out, out, x, axes):
    return np.transpose(grad_out, np.argsort(axes) + 1)


# %% [markdown] id="axes-wrong-count"
# NumPy says in every case that the axes do not match the array. It wants one number for each axis
# of `grad_out`, from 0 up, each of them once; what is it that you hand to it, and how many
# numbers are in there?

# %%
def permute_back(grad_out, out, x, axes):
    return np.transpose(grad_out, np.argsort(axes)[0])


# %% [markdown] id="sorts-sizes"
# You sort the lengths of a shape. What tells where the axes went is `axes`; two axes may well
# have the same length.

# %%
def permute_back(grad_out, out, x, axes):
    return np.transpose(grad_out, np.argsort(x.shape))


# %%
def permute_back(grad_out, out, x, axes):
    return np.transpose(grad_out, np.argsort(grad_out.shape))


# %% [markdown] id="indexed-not-permuted"
# With the axes in square brackets you pick elements or rows out of `grad_out`. Here nothing is
# picked: all elements stay, and the axes change their order.

# %%
def permute_back(grad_out, out, x, axes):
    return grad_out[np.argsort(axes)]


# %%
def permute_back(grad_out, out, x, axes):
    return grad_out[axes]


# %%
def permute_back(grad_out, out, x, axes):
    return grad_out[tuple(np.argsort(axes))]


# %%
def permute_back(grad_out, out, x, axes):
    return grad_out[list(axes)]


# %% [markdown] id="returns-axes"
# A list of axes comes back, not a gradient. If it is the inverse permutation you are nearly
# there: which array is to be permuted by it?

# %%
def permute_back(grad_out, out, x, axes):
    return np.argsort(axes)


# %%
def permute_back(grad_out, out, x, axes):
    return axes


# %%
def permute_back(grad_out, out, x, axes):
    return tuple(np.argsort(axes))


# %%
def permute_back(grad_out, out, x, axes):
    return list(np.argsort(axes))


# %% [markdown] id="upstream-ignored"
# The shape is right, but ones come back, whatever the upstream gradient was. Each element of
# `out` is an element of `x`; what does that say about their gradients?

# %%
def permute_back(grad_out, out, x, axes):
    return np.ones_like(x)


# %% [markdown] id="all-zeros"
# The shape is right, but nothing but zeros comes back. Is there an array that was made and never
# filled, or filled only in a copy?

# %%
def permute_back(grad_out, out, x, axes):
    return np.zeros_like(x)


# %% [markdown] id="forward-again"
# What comes back are the numbers of `x` in the shape of `x`: the input again, not a gradient.
# Your result has to be made from `grad_out`.

# %%
def permute_back(grad_out, out, x, axes):
    return np.transpose(out, np.argsort(axes))


# %% [markdown] id="forward-repeated"
# What comes back are the numbers of `x`, in another order of the axes. On the way back it is
# `grad_out` that has to be permuted, so that it gets the shape of `x`.

# %%
def permute_back(grad_out, out, x, axes):
    return np.transpose(x, axes)


# %%
def permute_back(grad_out, out, x, axes):
    return np.transpose(out, axes)


# %%
def permute_back(grad_out, out, x, axes):
    return np.transpose(x, np.argsort(axes))


# %% [markdown] id="multiplied-by-input"
# Each gradient has been multiplied by an element of `x`. Permuting changes no number; does the
# slope depend on how large the number is?

# %%
def permute_back(grad_out, out, x, axes):
    return np.transpose(grad_out, np.argsort(axes)) * x


# %%
def permute_back(grad_out, out, x, axes):
    return grad_out * out


# %% [markdown] id="sign-flipped"
# Right but for the sign. Each element of `out` is an element of `x`, so when the one grows, what
# does the other do?

# %%
def permute_back(grad_out, out, x, axes):
    return -np.transpose(grad_out, np.argsort(axes))


# %% [markdown] id="scaled"
# Each entry is divided by a number of elements. Permuting neither adds nor averages: every
# element of `x` goes to exactly one place.

# %%
def permute_back(grad_out, out, x, axes):
    return np.transpose(grad_out, np.argsort(axes)) / x.size


# %% [markdown] id="squeezed"
# Right, except where an axis of `x` has length 1: it is missing from your result. The gradient
# has every axis of `x`, the short ones too.

# %%
def permute_back(grad_out, out, x, axes):
    return np.transpose(grad_out, np.argsort(axes)).squeeze()


# %% [markdown] id="extra-dimension"
# The axes are in the right order, but there is one of length 1 around them that `x` does not
# have. Is there a pair of brackets, or a new axis, too many?

# %%
def permute_back(grad_out, out, x, axes):
    return np.transpose(grad_out, np.argsort(axes))[None]


# %%
def permute_back(grad_out, out, x, axes):
    return np.transpose(grad_out, np.argsort(axes))[..., None]


# %% [markdown] id="flattened"
# All the numbers come back in one long row. The gradient has as many axes as `x`, with the same
# lengths.

# %%
def permute_back(grad_out, out, x, axes):
    return np.transpose(grad_out, np.argsort(axes)).ravel()


# %%
def permute_back(grad_out, out, x, axes):
    return grad_out.ravel()


# %% [markdown] id="wrong-dtype"
# The result consists of whole numbers, and what stood behind the point is gone. Gradients are
# floating-point numbers; where does your code turn them into integers, or make an integer array?

# %%
def permute_back(grad_out, out, x, axes):
    return np.transpose(grad_out, np.argsort(axes)).astype(int)


# %% [markdown] id="types-do-not-fit"
# Every case ends in a TypeError. If its message names your function, compare your `def` line with
# the stub: the engine passes four arguments, in that order. If it names a NumPy function, look at
# how that one takes its axes: as one tuple or list, or one by one.

# %%
def permute_back(grad_out, out, x):
    return grad_out.T


# %% [markdown] id="no-such-attribute"
# Something is asked for an attribute that it does not have; the message says which. What comes in
# are plain NumPy arrays and a tuple, not tensors: they have no `.array` and no `.permute`.

# %%
def permute_back(grad_out, out, x, axes):
    return grad_out.permute(np.argsort(axes))


# %% [markdown] id="name-not-defined"
# Your code uses a name that does not exist where it runs; the message says which. Your function
# has the arguments `grad_out`, `out`, `x` and `axes`, and NumPy goes by the name of `np`.

# %%
def permute_back(grad_out, out, x, axes):
    return np.transpose(grad_out, argsort(axes))
