# %% [markdown] id="shape-of-output"
# Your result has the shape of the output, as `grad_out` has it already. `new_shape` is where you
# come from; whose shape do you want to go back to?

# %%
def reshape_back(grad_out, out, x, new_shape):
    return grad_out


# %% [markdown] id="forward-again"
# What comes back holds the numbers of `x` in the shape of `x`: the input again, not a gradient.
# Which of the arguments holds the numbers 10, 20, 30 … of the picture in the text?

# %%
def reshape_back(grad_out, out, x, new_shape):
    return np.reshape(out, x.shape)


# %% [markdown] id="forward-repeated"
# What comes back is `x` reshaped to `new_shape`, the output of the forward function again. On the
# way back the numbers are those of `grad_out`, and they are laid out in the shape of `x`.

# %%
def reshape_back(grad_out, out, x, new_shape):
    return np.reshape(x, new_shape)


# %% [markdown] id="returns-shape"
# A shape comes back, not an array. You have found where `grad_out` has to go; now take it there.

# %%
def reshape_back(grad_out, out, x, new_shape):
    return x.shape


# %%
def reshape_back(grad_out, out, x, new_shape):
    return new_shape


# %%
def reshape_back(grad_out, out, x, new_shape):
    return grad_out.shape


# %%
def reshape_back(grad_out, out, x, new_shape):
    return np.array(x.shape)


# %% [markdown] id="upstream-ignored"
# The shape is right, but ones come back, whatever the upstream gradient was. Each element of
# `out` is an element of `x`; what does that say about their gradients?

# %%
def reshape_back(grad_out, out, x, new_shape):
    return np.ones_like(x)


# %% [markdown] id="all-zeros"
# The shape is right, but nothing but zeros comes back. Is there an array that was made and never
# filled, or filled only in a copy?

# %%
def reshape_back(grad_out, out, x, new_shape):
    return np.zeros_like(x)


# %% [markdown] id="multiplied-by-input"
# Each gradient has been multiplied by an element of `x`. Reshaping changes no number; does the
# slope depend on how large the number is?

# %%
def reshape_back(grad_out, out, x, new_shape):
    return grad_out.reshape(x.shape) * x


# %%
def reshape_back(grad_out, out, x, new_shape):
    return grad_out * out


# %% [markdown] id="sign-flipped"
# Right but for the sign. Each element of `out` is an element of `x`, so when the one grows, what
# does the other do?

# %%
def reshape_back(grad_out, out, x, new_shape):
    return -grad_out.reshape(x.shape)


# %% [markdown] id="scaled"
# Each entry is divided by a number of elements. Reshaping neither adds nor averages: every
# element of `x` goes to exactly one place.

# %%
def reshape_back(grad_out, out, x, new_shape):
    return grad_out.reshape(x.shape) / x.size


# %% [markdown] id="reversed-shape"
# The result has the lengths of the output, but backwards. Turning a shape round undoes a
# transpose; what undoes a reshape is going back to the shape from before. Which argument still
# has it?

# %%
def reshape_back(grad_out, out, x, new_shape):
    return grad_out.reshape(out.shape[::-1])


# %%
def reshape_back(grad_out, out, x, new_shape):
    return np.transpose(grad_out)


# %% [markdown] id="reversed-input-shape"
# You are using the right shape, but backwards: the lengths of `x` come out in the opposite order.
# Which length stands first in `x`?

# %%
def reshape_back(grad_out, out, x, new_shape):
    return grad_out.reshape(x.shape[::-1])


# %%
def reshape_back(grad_out, out, x, new_shape):
    return grad_out.reshape(x.shape).T


# %% [markdown] id="element-order"
# All the right numbers and the right shape, but not all of them are in their places. Both grids
# are read row by row, as you read a page; does something in your code (a transpose, an `order`)
# read down the columns, or in the order of memory?

# %%
def reshape_back(grad_out, out, x, new_shape):
    return np.reshape(grad_out, x.shape, order="F")


# %%
def reshape_back(grad_out, out, x, new_shape):
    return grad_out.reshape(x.shape[::-1]).T


# %%
def reshape_back(grad_out, out, x, new_shape):
    return grad_out.T.reshape(x.shape)


# %%
def reshape_back(grad_out, out, x, new_shape):
    return np.reshape(grad_out, x.shape, order="A")


# %% [markdown] id="reversed-elements"
# All the right numbers and the right shape, but the numbers run from the last to the first.
# Reshaping keeps the reading order; is there a `[::-1]` in your code that has to go?

# %%
def reshape_back(grad_out, out, x, new_shape):
    return grad_out[::-1].reshape(x.shape)


# %%
def reshape_back(grad_out, out, x, new_shape):
    return grad_out.ravel()[::-1].reshape(x.shape)


# %% [markdown] id="sorted-elements"
# All the right numbers and the right shape, but the numbers have been sorted. The order of the
# elements is the only thing that a reshape keeps.

# %%
def reshape_back(grad_out, out, x, new_shape):
    return np.sort(grad_out.ravel()).reshape(x.shape)


# %% [markdown] id="matrices-only"
# Your code counts on `x` being a matrix, with rows and columns. It may have one dimension, or
# three, or none; is there a way to hand on its whole shape without taking it apart?

# %%
def reshape_back(grad_out, out, x, new_shape):
    return grad_out.reshape(len(x), -1)


# %%
def reshape_back(grad_out, out, x, new_shape):
    return grad_out.reshape(x.shape[0], -1)


# %%
def reshape_back(grad_out, out, x, new_shape):
    return grad_out.reshape(x.shape[0], x.shape[1])


# %%
def reshape_back(grad_out, out, x, new_shape):
    return grad_out.reshape(-1, x.shape[1])


# %%
def reshape_back(grad_out, out, x, new_shape):
    return grad_out.reshape(x.shape[0], x.shape[-1])


# %%
def reshape_back(grad_out, out, x, new_shape):
    return grad_out.reshape(-1, x.shape[-1])


# %%
def reshape_back(grad_out, out, x, new_shape):
    rows, columns = x.shape
    return grad_out.reshape(rows, columns)


# %%
def reshape_back(grad_out, out, x, new_shape):
    return grad_out.reshape(len(x), len(x[0]))


# %%
def reshape_back(grad_out, out, x, new_shape):
    grad_x = np.zeros_like(x)
    flat = grad_out.flatten()
    for i in range(x.shape[0]):
        for j in range(x.shape[1]):
            grad_x[i, j] = flat[i * x.shape[1] + j]
    return grad_x


# %%
def reshape_back(grad_out, out, x, new_shape):
    rows, columns = x.shape
    grad_x = np.zeros((rows, columns))
    for i in range(rows):
        for j in range(columns):
            grad_x[i, j] = grad_out[i * columns + j]
    return grad_x


# %% [markdown] id="three-axes-only"
# Your code counts on `x` having three dimensions. It may have any number of them, even none; is
# there a way to hand on its whole shape without taking it apart?

# %%
def reshape_back(grad_out, out, x, new_shape):
    return grad_out.reshape(x.shape[0], x.shape[1], x.shape[2])


# %% [markdown] id="fixed-lengths"
# Fixed lengths are written into your code, such as the 28 by 28 of an image. Images are only the
# first use of a reshape; `x` may have any shape, and it carries that shape with it.

# %%
def reshape_back(grad_out, out, x, new_shape):
    return grad_out.reshape(-1, 28, 28)


# %%
def reshape_back(grad_out, out, x, new_shape):
    return grad_out.reshape(-1, 1, 28, 28)


# %% [markdown] id="example-hard-coded"
# The shape of the picture in the text, `(2, 3)`, is written into your code. Other inputs have
# other shapes, and bring them along; which argument has the one to go back to?

# %%
def reshape_back(grad_out, out, x, new_shape):
    return grad_out.reshape(2, 3)


# %% [markdown] id="vectors-only"
# Your code counts on `x` being a vector, with a single length. It may have any number of
# dimensions; is there a way to hand on its whole shape without taking it apart?

# %%
def reshape_back(grad_out, out, x, new_shape):
    return grad_out.reshape(len(x))


# %%
def reshape_back(grad_out, out, x, new_shape):
    return grad_out.reshape(x.shape[0])


# %%
def reshape_back(grad_out, out, x, new_shape):
    (length,) = x.shape
    return grad_out.reshape(length)


# %% [markdown] id="flattened"
# The numbers are in the right order, but they come back as one long row. Break the row up again:
# in which shape were they before?

# %%
def reshape_back(grad_out, out, x, new_shape):
    return grad_out.reshape(-1)


# %% [markdown] id="squeezed"
# Right, except where `x` has dimensions of length 1: they are missing from your result. The
# gradient has every dimension of `x`, the short ones too.

# %%
def reshape_back(grad_out, out, x, new_shape):
    return grad_out.reshape(x.shape).squeeze()


# %% [markdown] id="squeezed-only"
# Your code takes dimensions of length 1 away, which undoes a reshape only if those are all that
# it added. The numbers have to go back to the shape that they had before, whatever it was.

# %%
def reshape_back(grad_out, out, x, new_shape):
    return np.squeeze(grad_out)


# %% [markdown] id="vector-of-0-d"
# Right, except where `x` is a single number, with the shape `()`: there your result has a
# dimension more. Does something in your code make a vector of it?

# %%
def reshape_back(grad_out, out, x, new_shape):
    return np.atleast_1d(grad_out.reshape(x.shape))


# %% [markdown] id="extra-dimension"
# The numbers are in the right order, but there is a dimension of length 1 around them that `x`
# does not have. Is there a pair of brackets, or a 1 in the shape, too many?

# %%
def reshape_back(grad_out, out, x, new_shape):
    return grad_out.reshape((1, *x.shape))


# %%
def reshape_back(grad_out, out, x, new_shape):
    return grad_out.reshape((*x.shape, 1))


# %% [markdown] id="unpacked-shape"
# Right, except where `x` is a single number. Its shape is `()`, so that there is no length to
# count, and nothing is left when the shape is unpacked (`*x.shape`). Can you hand the shape on as
# a whole?

# %%
def reshape_back(grad_out, out, x, new_shape):
    return grad_out.reshape(*x.shape)


# %% [markdown] id="length-left-open"
# You leave one length to NumPy, as -1. It cannot be worked out where `x` has no elements, and it
# is one dimension too many where `x` has the shape `()`. All the lengths are known; do you need
# the -1?

# %%
def reshape_back(grad_out, out, x, new_shape):
    if x.ndim == 0:
        return grad_out.reshape(())
    return grad_out.reshape(x.shape[:-1] + (-1,))


# %%
def reshape_back(grad_out, out, x, new_shape):
    return grad_out.reshape(x.shape[:-1] + (-1,))


# %% [markdown] id="broadcast-not-reshaped"
# Your code copies `grad_out` along dimensions until it covers `x`, as broadcasting does. Nothing
# was copied on the way forward: there are as many gradients as elements, and they only have to be
# laid out in another grid.

# %%
def reshape_back(grad_out, out, x, new_shape):
    return grad_out * np.ones_like(x)


# %% [markdown] id="shapes-do-not-fit"
# Nearly always NumPy is asked for a shape that the elements do not fit into. Does your code name
# a fixed shape, or broadcast `grad_out` to the shape of `x`? Nothing has to be copied here: there
# are as many gradients as elements of `x`, only laid out in another grid.

# %%
def reshape_back(grad_out, out, x, new_shape):
    return np.broadcast_to(grad_out, x.shape)


# %%
def reshape_back(grad_out, out, x, new_shape):
    grad_x = np.zeros_like(x)
    grad_x[...] = grad_out
    return grad_x


# %% [markdown] id="permuted-not-reshaped"
# `np.transpose` puts axes in another order, and the numbers that it takes are places of axes, not
# lengths. A reshape moves no axis: it keeps the reading order and changes the grid.

# %%
def reshape_back(grad_out, out, x, new_shape):
    return np.transpose(grad_out, x.shape)


# %% [markdown] id="unbroadcast-not-reshaped"
# `unbroadcast` adds entries up, for an input that was used several times over. Here each element
# of `x` went to exactly one place, so nothing is to be added.

# %%
def reshape_back(grad_out, out, x, new_shape):
    return unbroadcast(grad_out, x)


# %% [markdown] id="summed"
# The gradients are added up or averaged, so that those of different elements mix. Each element of
# `x` went to exactly one place; which one number should come back from there?

# %%
def reshape_back(grad_out, out, x, new_shape):
    return np.full_like(x, np.sum(grad_out))


# %%
def reshape_back(grad_out, out, x, new_shape):
    return np.sum(grad_out)


# %% [markdown] id="modifies-input"
# You change an array that came in: its shape or its contents are not what they were before the
# call. Other operations still need it, so leave it alone and return a new array, or another view.

# %%
def reshape_back(grad_out, out, x, new_shape):
    grad_out.resize(x.shape, refcheck=False)
    return grad_out


# %%
def reshape_back(grad_out, out, x, new_shape):
    grad_out.shape = x.shape
    return grad_out


# %% [markdown] id="wrong-dtype"
# The result consists of whole numbers, and what stood behind the point is gone. Gradients are
# floating-point numbers; where does your code turn them into integers, or make an integer array?

# %%
def reshape_back(grad_out, out, x, new_shape):
    return grad_out.reshape(x.shape).astype(int)


# %% [markdown] id="types-do-not-fit"
# Every case ends in a TypeError. If its message speaks of arguments, compare your `def` line with
# the stub: the engine passes four, in that order. Otherwise something is given where it does not
# belong: `reshape` wants an array and a shape (an array such as `x` is not a shape), and NumPy's
# `view` is not PyTorch's.

# %%
def reshape_back(grad_out, out, x):
    return grad_out.reshape(x.shape)


# %% [markdown] id="no-such-attribute"
# Something is asked for an attribute that it does not have; the message says which. What comes in
# are plain NumPy arrays, not tensors, so there is no `.array` in them, nor any method that only
# PyTorch has.

# %%
def reshape_back(grad_out, out, x, new_shape):
    return grad_out.reshape(x.array.shape)


# %% [markdown] id="name-not-defined"
# Your code uses a name that does not exist where it runs; the message says which. Your function
# has the arguments `grad_out`, `out`, `x` and `new_shape`, and NumPy goes by the name of `np`.

# %%
def reshape_back(grad_out, out, x, new_shape):
    return grad_out.reshape(no_such_name)
