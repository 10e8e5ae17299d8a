# Mistakes in `matmul_back` that have a hint of their own, the more specific first.


# %% [markdown] id="not-unbroadcast"
# The products are right, and have the counting axes of the output. A matrix that was used several
# times gets several shares: they have to be added up until the shape is that of the input.

# %%
def matmul_back0(grad_out, out, x, y):
    return grad_out @ np.swapaxes(y, -1, -2)


def matmul_back1(grad_out, out, x, y):
    return np.swapaxes(x, -1, -2) @ grad_out


# %% [markdown] id="all-axes-reversed"
# Right for two matrices. `.T`, and `np.transpose` without axes, turn all the axes around, also
# those that count matrices. Only the last two should change places.

# %%
def matmul_back0(grad_out, out, x, y):
    return unbroadcast(grad_out @ y.T, x)


def matmul_back1(grad_out, out, x, y):
    return unbroadcast(x.T @ grad_out, y)


# %% [markdown] id="transpose-missing"
# A factor is not transposed, so the shapes do not fit, or do so by accident because the matrices
# are square. Write down the shapes of the last two axes: which product gives those of the answer?

# %%
def matmul_back0(grad_out, out, x, y):
    return unbroadcast(grad_out @ y, x)


def matmul_back1(grad_out, out, x, y):
    return unbroadcast(x @ grad_out, y)


# %% [markdown] id="gradient-transposed"
# `grad_out` is transposed, where the other factor should be. Which product of two matrices has the
# last two axes of the answer?

# %%
def matmul_back0(grad_out, out, x, y):
    return unbroadcast(np.swapaxes(grad_out, -1, -2) @ y, x)


def matmul_back1(grad_out, out, x, y):
    return unbroadcast(x @ np.swapaxes(grad_out, -1, -2), y)


# %% [markdown] id="order-turned"
# The factors stand in the wrong order. Products of matrices cannot be turned around: `grad_out`
# stands on the side on which the other factor did not stand.

# %%
def matmul_back0(grad_out, out, x, y):
    return unbroadcast(np.swapaxes(y, -1, -2) @ grad_out, x)


def matmul_back1(grad_out, out, x, y):
    return unbroadcast(grad_out @ np.swapaxes(x, -1, -2), y)


# %% [markdown] id="arguments-swapped"
# The two functions have changed places: each returns the gradient for the other argument. The first
# is for `x`, the second for `y`.

# %%
def matmul_back0(grad_out, out, x, y):
    return unbroadcast(np.swapaxes(x, -1, -2) @ grad_out, y)


def matmul_back1(grad_out, out, x, y):
    return unbroadcast(grad_out @ np.swapaxes(y, -1, -2), x)


# %% [markdown] id="unbroadcast-to-the-other"
# The product is right, and is then summed to the shape of the wrong argument. Whose gradient is it?

# %%
def matmul_back0(grad_out, out, x, y):
    return unbroadcast(grad_out @ np.swapaxes(y, -1, -2), y)


def matmul_back1(grad_out, out, x, y):
    return unbroadcast(np.swapaxes(x, -1, -2) @ grad_out, x)


# %% [markdown] id="unbroadcast-too-early"
# `grad_out` is summed before the product. But each of its matrices belongs to one matrix of the
# other factor, and so has to be multiplied with that one first. Sum last.

# %%
def matmul_back0(grad_out, out, x, y):
    grad = grad_out.reshape(-1, *grad_out.shape[-2:]).sum(axis=0)
    return unbroadcast(grad @ np.swapaxes(y, -1, -2), x)


def matmul_back1(grad_out, out, x, y):
    grad = grad_out.reshape(-1, *grad_out.shape[-2:]).sum(axis=0)
    return unbroadcast(np.swapaxes(x, -1, -2) @ grad, y)


# %% [markdown] id="mean-over-batches"
# The shares of a matrix that was used several times are averaged. Each use adds to the effect it
# has: they are added up.

# %%
def matmul_back0(grad_out, out, x, y):
    full = grad_out @ np.swapaxes(y, -1, -2)
    return unbroadcast(full, x) * x.size / full.size


def matmul_back1(grad_out, out, x, y):
    full = np.swapaxes(x, -1, -2) @ grad_out
    return unbroadcast(full, y) * y.size / full.size


# %% [markdown] id="first-batch-only"
# Of the matrices that were used several times you take one share and leave the others out. All of
# them have to be added up.

# %%
def matmul_back0(grad_out, out, x, y):
    full = grad_out @ np.swapaxes(y, -1, -2)
    while full.ndim > x.ndim:
        full = full[0]
    for axis in range(x.ndim):
        if x.shape[axis] == 1:
            full = full.take([0], axis=axis)
    return full


def matmul_back1(grad_out, out, x, y):
    full = np.swapaxes(x, -1, -2) @ grad_out
    while full.ndim > y.ndim:
        full = full[0]
    for axis in range(y.ndim):
        if y.shape[axis] == 1:
            full = full.take([0], axis=axis)
    return full


# %% [markdown] id="new-axes-only"
# Right where whole axes were put in front. An axis of length 1 may also have been stretched; it is
# summed too, and stays with length 1.

# %%
def matmul_back0(grad_out, out, x, y):
    full = grad_out @ np.swapaxes(y, -1, -2)
    return full.sum(axis=tuple(range(full.ndim - x.ndim)))


def matmul_back1(grad_out, out, x, y):
    full = np.swapaxes(x, -1, -2) @ grad_out
    return full.sum(axis=tuple(range(full.ndim - y.ndim)))


# %% [markdown] id="stretched-axes-only"
# Right where axes were stretched. `x` or `y` may also have fewer axes than the output: then those
# in front have to be summed away.

# %%
def matmul_back0(grad_out, out, x, y):
    full = grad_out @ np.swapaxes(y, -1, -2)
    axes = tuple(i for i in range(min(x.ndim, full.ndim)) if x.shape[i] == 1 and full.shape[i] > 1)
    return full.sum(axis=axes, keepdims=True)


def matmul_back1(grad_out, out, x, y):
    full = np.swapaxes(x, -1, -2) @ grad_out
    axes = tuple(i for i in range(min(y.ndim, full.ndim)) if y.shape[i] == 1 and full.shape[i] > 1)
    return full.sum(axis=axes, keepdims=True)


# %% [markdown] id="reshaped-instead-of-transposed"
# The last two axes are exchanged by `reshape`, which gives the right shape and puts the numbers in
# the wrong places. A transpose moves every number.

# %%
def matmul_back0(grad_out, out, x, y):
    yt = y.reshape(*y.shape[:-2], y.shape[-1], y.shape[-2])
    return unbroadcast(grad_out @ yt, x)


def matmul_back1(grad_out, out, x, y):
    xt = x.reshape(*x.shape[:-2], x.shape[-1], x.shape[-2])
    return unbroadcast(xt @ grad_out, y)


# %% [markdown] id="elementwise-product"
# You multiply element by element, where matrices should be multiplied. Which operator does that?

# %%
def matmul_back0(grad_out, out, x, y):
    return unbroadcast(grad_out * y, x)


def matmul_back1(grad_out, out, x, y):
    return unbroadcast(grad_out * x, y)


# %% [markdown] id="upstream-ignored"
# The gradient does not contain `grad_out`. The chain rule weighs every output by how much the loss
# changes with it.

# %%
def matmul_back0(grad_out, out, x, y):
    return unbroadcast(np.ones_like(grad_out) @ np.swapaxes(y, -1, -2), x)


def matmul_back1(grad_out, out, x, y):
    return unbroadcast(np.swapaxes(x, -1, -2) @ np.ones_like(grad_out), y)


# %% [markdown] id="np-dot"
# Right for two matrices. `np.dot` pairs every matrix of the one with every matrix of the other; `@`
# goes through the batches side by side.

# %%
def matmul_back0(grad_out, out, x, y):
    return unbroadcast(np.dot(grad_out, np.swapaxes(y, -1, -2)), x)


def matmul_back1(grad_out, out, x, y):
    return unbroadcast(np.dot(np.swapaxes(x, -1, -2), grad_out), y)
