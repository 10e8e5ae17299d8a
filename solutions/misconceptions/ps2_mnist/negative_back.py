# %% [markdown] id="sign-flipped"
# Every entry comes back with the wrong sign. In the example, when `x[0]` grows a little, does
# `out[0]` grow or fall, and what does that do to the loss?

# %%
def negative_back(grad_out, out, x):
    return grad_out


# %% [markdown] id="upstream-ignored"
# Your result is the slope of the function itself, the same for every upstream gradient. The chain
# rule has a second factor: where does `grad_out` come in?

# %%
def negative_back(grad_out, out, x):
    return -np.ones_like(x)


# %%
def negative_back(grad_out, out, x):
    return -1


# %%
def negative_back(grad_out, out, x):
    return -1.0


# %%
def negative_back(grad_out, out, x):
    return np.array(-1.0)


# %% [markdown] id="all-ones"
# Ones come back, whatever went in. How steep is `y = -x`, and where does `grad_out` come in?

# %%
def negative_back(grad_out, out, x):
    return np.ones_like(x)


# %%
def negative_back(grad_out, out, x):
    return 1


# %% [markdown] id="all-zeros"
# Nothing but zeros comes back. Is there an array that was made but never filled?

# %%
def negative_back(grad_out, out, x):
    return np.zeros_like(x)


# %% [markdown] id="forward-again"
# What comes back is the output of the forward function, the negative of `x`, while a gradient has
# to be made from `grad_out`. If `grad_out` does stand in your line, compare the order of the
# parameters with the stub: the engine passes them by position.

# %%
def negative_back(grad_out, out, x):
    return -x


# %% [markdown] id="returns-x"
# What comes back is `x` itself, or the negative of `out`, which is the same. A gradient has to be
# made from `grad_out`; if your code does use that name, look at the order of the arguments, in
# the `def` line and in what you call.

# %%
def negative_back(grad_out, out, x):
    return x


# %% [markdown] id="multiplied-by-input"
# Each gradient comes back multiplied by a value of `x` or of `out` (one is the negative of the
# other). Does the slope of `y = -x` depend on where you are?

# %%
def negative_back(grad_out, out, x):
    return -x * grad_out


# %%
def negative_back(grad_out, out, x):
    return x * grad_out


# %% [markdown] id="copied-from-log"
# Your gradient is divided by `x`, as in the backward function of the logarithm. How much does
# `-x` change when `x` changes a little, and does it matter how large `x` is?

# %%
def negative_back(grad_out, out, x):
    return grad_out / x


# %%
def negative_back(grad_out, out, x):
    return -grad_out / x


# %% [markdown] id="not-finite"
# Right, except where `x` is zero: there your code divides zero by zero, and the result is NaN.
# The slope of `y = -x` is the same everywhere; is there a way to it without a division?

# %%
def negative_back(grad_out, out, x):
    return grad_out * out / x


# %% [markdown] id="derivative-of-abs"
# The sign of your result depends on the sign of `x`, as if the function were the absolute value.
# Is `y = -x` any different to the left of zero?

# %%
def negative_back(grad_out, out, x):
    return np.where(x >= 0, -grad_out, grad_out)


# %%
def negative_back(grad_out, out, x):
    return np.where(x > 0, -grad_out, grad_out)


# %%
def negative_back(grad_out, out, x):
    return -grad_out * np.sign(x)


# %%
def negative_back(grad_out, out, x):
    return grad_out * np.sign(x)


# %%
def negative_back(grad_out, out, x):
    return np.where(x >= 0, grad_out, -grad_out)


# %%
def negative_back(grad_out, out, x):
    return np.where(x > 0, grad_out, -grad_out)


# %% [markdown] id="added-not-multiplied"
# Something is added to `grad_out` or subtracted from it. How do the two slopes of a chain
# combine: if `L` rises by 10 for each step of `out`, and `out` falls by one for each step of `x`?

# %%
def negative_back(grad_out, out, x):
    return 1 - grad_out


# %%
def negative_back(grad_out, out, x):
    return grad_out - 1


# %%
def negative_back(grad_out, out, x):
    return -1 - grad_out


# %%
def negative_back(grad_out, out, x):
    return 1 + grad_out


# %%
def negative_back(grad_out, out, x):
    return grad_out + out


# %%
def negative_back(grad_out, out, x):
    return x + grad_out


# %%
def negative_back(grad_out, out, x):
    return -grad_out - x


# %%
def negative_back(grad_out, out, x):
    return x - grad_out


# %% [markdown] id="upstream-sign-lost"
# Every entry of your result has the same sign, whatever the signs in `grad_out`. If the loss
# falls as `out` grows, what does it do as `x` grows?

# %%
def negative_back(grad_out, out, x):
    return -np.abs(grad_out)


# %%
def negative_back(grad_out, out, x):
    return np.abs(grad_out)


# %% [markdown] id="upstream-squared"
# `grad_out` enters your result twice, as a square. The chain rule takes it once; what is the
# other factor?

# %%
def negative_back(grad_out, out, x):
    return -(grad_out**2)


# %%
def negative_back(grad_out, out, x):
    return grad_out**2


# %% [markdown] id="reciprocal"
# `grad_out` stands below a fraction bar. Which of the operations in the formula is a division?

# %%
def negative_back(grad_out, out, x):
    return -1 / grad_out


# %%
def negative_back(grad_out, out, x):
    return 1 / grad_out


# %% [markdown] id="scaled"
# Every entry is divided by a number of elements, as if the function took a mean. Each element of
# `x` has one element of `out` all to itself.

# %%
def negative_back(grad_out, out, x):
    return -grad_out / x.size


# %%
def negative_back(grad_out, out, x):
    return -grad_out / len(x)


# %%
def negative_back(grad_out, out, x):
    return -grad_out / x.shape[0]


# %%
def negative_back(grad_out, out, x):
    return -grad_out / x.shape[-1]


# %% [markdown] id="upstream-summed"
# The elements of `grad_out` are added up or averaged on the way, so that they mix. Element `x[i]`
# moves only `out[i]`; which part of `grad_out` should its gradient depend on?

# %%
def negative_back(grad_out, out, x):
    return -np.sum(grad_out)


# %%
def negative_back(grad_out, out, x):
    return -np.sum(grad_out, axis=0)


# %%
def negative_back(grad_out, out, x):
    return -np.mean(grad_out)


# %%
def negative_back(grad_out, out, x):
    return np.full_like(x, -np.sum(grad_out))


# %%
def negative_back(grad_out, out, x):
    return np.full_like(x, -np.mean(grad_out))


# %%
def negative_back(grad_out, out, x):
    return -np.sum(grad_out, keepdims=True)


# %% [markdown] id="flattened"
# The numbers are right, but they come back in one long row. The gradient has the shape of `x`,
# which here is also that of `grad_out`; what in your line changes it?

# %%
def negative_back(grad_out, out, x):
    return -grad_out.flatten()


# %% [markdown] id="squeezed"
# Right, except where a dimension of `x` has length 1: it is missing from your result. The
# gradient keeps every dimension of `x`, the short ones too.

# %%
def negative_back(grad_out, out, x):
    return -np.squeeze(grad_out)


# %% [markdown] id="vector-of-0-d"
# Right, except for a single number without dimensions: `x` has shape `()`, and your result has a
# dimension more. Which step of yours turns a lone number into a vector or a matrix?

# %%
def negative_back(grad_out, out, x):
    return -np.atleast_1d(grad_out)


# %%
def negative_back(grad_out, out, x):
    return -np.atleast_2d(grad_out)


# %% [markdown] id="extra-dimension"
# The right numbers, but with a dimension of length 1 around them that `x` does not have. Is there
# a pair of brackets, or a new axis, too many?

# %%
def negative_back(grad_out, out, x):
    return np.array([-grad_out])


# %%
def negative_back(grad_out, out, x):
    return -grad_out[..., None]


# %% [markdown] id="transposed"
# Rows and columns have changed places. Element `x[i, j]` moves only `out[i, j]`, so its gradient
# stays at the place `[i, j]`.

# %%
def negative_back(grad_out, out, x):
    return -grad_out.T


# %% [markdown] id="needs-a-dimension"
# Right, except for a single number: `x` may have the shape `()`, and then there is no first
# dimension to loop over, to count or to index. NumPy's own arithmetic works on arrays of any
# shape, without a loop.

# %%
def negative_back(grad_out, out, x):
    grad_x = np.zeros_like(x)
    for i in range(len(x)):
        grad_x[i] = -grad_out[i]
    return grad_x


# %%
def negative_back(grad_out, out, x):
    grad_x = np.zeros_like(x)
    for i in range(x.shape[0]):
        grad_x[i] = -grad_out[i]
    return grad_x


# %% [markdown] id="returns-list"
# A Python list comes back, with a piece of the gradient at each place, and a single number, of
# shape `()`, cannot be looped over at all. The engine needs one NumPy array of the shape of `x`;
# does it take a loop?

# %%
def negative_back(grad_out, out, x):
    return [-g for g in grad_out]


# %% [markdown] id="matrices-only"
# Right for matrices, but `x` may have one dimension, three, or none. Taking its shape apart into
# rows and columns ties your code to two; NumPy's own arithmetic works on every shape, without a
# loop.

# %%
def negative_back(grad_out, out, x):
    rows, columns = x.shape
    return -grad_out


# %%
def negative_back(grad_out, out, x):
    grad_x = np.zeros_like(x)
    for i in range(x.shape[0]):
        for j in range(x.shape[1]):
            grad_x[i, j] = float(-grad_out[i, j])
    return grad_x


# %%
def negative_back(grad_out, out, x):
    grad_x = np.zeros_like(x)
    for i in range(len(x)):
        for j in range(len(x[0])):
            grad_x[i, j] = float(-grad_out[i, j])
    return grad_x


# %% [markdown] id="one-number-only"
# Right for a single number only. `grad_out`, `out` and `x` are arrays as a rule, and something in
# your code (`float`, say) asks for the one value of an array that has many.

# %%
def negative_back(grad_out, out, x):
    return -float(grad_out)


# %% [markdown] id="right-for-0-d-only"
# Right for a single number, but with proper arrays NumPy refuses. Is there a product of matrices
# (`dot`) where each element should meet only its namesake, or a step such as `.item()` or an `if`
# that wants an array to be one number?

# %%
def negative_back(grad_out, out, x):
    return -grad_out.item()


# %%
def negative_back(grad_out, out, x):
    return np.dot(grad_out, -np.ones_like(x))


# %% [markdown] id="matrix-or-fixed-shape"
# NumPy cannot fit the shapes together, in any of the cases. The three arrays have one shape, of
# any number of dimensions, and each element has to do only with its namesakes. Does your code use
# a matrix product (`@`), or count on a certain number of dimensions?

# %%
def negative_back(grad_out, out, x):
    return -grad_out @ x


# %% [markdown] id="dot-not-elementwise"
# The arguments are combined with a product of matrices. The three arrays have one shape, and each
# element of `x` has to do only with the element of `grad_out` at its place; is `x` needed at all?

# %%
def negative_back(grad_out, out, x):
    return np.dot(grad_out, -x)


# %%
def negative_back(grad_out, out, x):
    return np.dot(grad_out, x)


# %%
def negative_back(grad_out, out, x):
    return np.outer(grad_out, -x)


# %% [markdown] id="wrong-dtype"
# The result consists of whole numbers, and what stood behind the point is gone. Gradients are
# floating-point numbers; where does your code turn them into integers, or make an integer array?

# %%
def negative_back(grad_out, out, x):
    return -grad_out.astype(int)


# %% [markdown] id="types-do-not-fit"
# Every case ends in a TypeError. If its message speaks of arguments, compare your `def` line with
# the stub: the engine always passes three, in that order, even if one is all you need. Otherwise
# something is called, looped over or turned into a number that cannot be.

# %%
def negative_back(grad_out, x):
    return -grad_out


# %% [markdown] id="no-such-attribute"
# Something is asked for an attribute that it does not have; the message says which. What comes in
# are plain NumPy arrays, not tensors, so there is no `.array` or `.grad` in them.

# %%
def negative_back(grad_out, out, x):
    return -grad_out.array


# %% [markdown] id="name-not-defined"
# Your code uses a name that does not exist where it runs; the message says which. Your function
# has the arguments `grad_out`, `out` and `x`, and NumPy goes by the name of `np`.

# %%
def negative_back(grad_out, out, x):
    return -grad
