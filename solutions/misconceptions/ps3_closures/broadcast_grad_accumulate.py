# %% [markdown] id="no-reduction"
# The gradient comes back as it came. Where the tensor has length 1 and the gradient does not, the
# tensor was used several times: what happens to all these shares?

# %%
def broadcast_grad_accumulate(tensor, gradient):
    return gradient


# %%
def broadcast_grad_accumulate(tensor, gradient):
    return gradient.copy()


# %% [markdown] id="keepdims-missing"
# The right numbers, but axes are gone: a sum removes its axis, unless it is told to keep it with
# length 1.

# %%
def broadcast_grad_accumulate(tensor, gradient):
    axes = tuple(i for i, n in enumerate(tensor.shape) if n == 1)
    return gradient.sum(axis=axes)


# %%
def broadcast_grad_accumulate(tensor, gradient):
    for i, n in enumerate(tensor.shape):
        if n == 1 and gradient.shape[i] != 1:
            gradient = gradient.sum(axis=i)
    return gradient


# %%
def broadcast_grad_accumulate(tensor, gradient):
    for i, n in enumerate(tensor.shape):
        if n == 1:
            gradient = gradient.sum(axis=i)
    return gradient


# %%
def broadcast_grad_accumulate(tensor, gradient):
    for i in range(len(tensor.shape)):
        if tensor.shape[i] != gradient.shape[i]:
            gradient = gradient.sum(axis=i)
    return gradient


# %%
def broadcast_grad_accumulate(tensor, gradient):
    axes = tuple(i for i, n in enumerate(tensor.shape) if n != gradient.shape[i])
    return gradient.sum(axis=axes)


# %% [markdown] id="only-rows"
# Right for a row, and not for a column. Along which axes the tensor was stretched, its shape
# says: all those where it has length 1.

# %%
def broadcast_grad_accumulate(tensor, gradient):
    return gradient.sum(axis=0, keepdims=True)


# %%
def broadcast_grad_accumulate(tensor, gradient):
    if tensor.shape[0] == 1:
        gradient = gradient.sum(axis=0, keepdims=True)
    return gradient


# %%
def broadcast_grad_accumulate(tensor, gradient):
    if tensor.shape != gradient.shape:
        gradient = gradient.sum(axis=0, keepdims=True)
    return gradient


# %%
def broadcast_grad_accumulate(tensor, gradient):
    return gradient.sum(axis=0)


# %% [markdown] id="only-columns"
# Right for a column, and not for a row. Along which axes the tensor was stretched, its shape
# says: all those where it has length 1.

# %%
def broadcast_grad_accumulate(tensor, gradient):
    return gradient.sum(axis=-1, keepdims=True)


# %%
def broadcast_grad_accumulate(tensor, gradient):
    return gradient.sum(axis=1, keepdims=True)


# %%
def broadcast_grad_accumulate(tensor, gradient):
    if tensor.shape[-1] == 1:
        gradient = gradient.sum(axis=-1, keepdims=True)
    return gradient


# %%
def broadcast_grad_accumulate(tensor, gradient):
    if tensor.shape[1] == 1:
        gradient = gradient.sum(axis=1, keepdims=True)
    return gradient


# %%
def broadcast_grad_accumulate(tensor, gradient):
    if tensor.shape != gradient.shape:
        gradient = gradient.sum(axis=1, keepdims=True)
    return gradient


# %% [markdown] id="first-two-axes-only"
# Right for two dimensions. There may be more of them, and any of them may have been stretched: a
# loop over all axes, or a tuple of them, does not mind how many there are.

# %%
def broadcast_grad_accumulate(tensor, gradient):
    if tensor.shape[0] == 1:
        gradient = gradient.sum(axis=0, keepdims=True)
    if tensor.shape[1] == 1:
        gradient = gradient.sum(axis=1, keepdims=True)
    return gradient


# %%
def broadcast_grad_accumulate(tensor, gradient):
    if tensor.shape[0] == 1:
        gradient = gradient.sum(axis=0, keepdims=True)
    if tensor.shape[-1] == 1:
        gradient = gradient.sum(axis=-1, keepdims=True)
    return gradient


# %%
def broadcast_grad_accumulate(tensor, gradient):
    for i in (0, 1):
        if tensor.shape[i] == 1:
            gradient = gradient.sum(axis=i)
    return gradient


# %% [markdown] id="stops-after-one-axis"
# Right where one axis was stretched. There may be several; is your loop left, or your axis
# overwritten, after the first?

# %%
def broadcast_grad_accumulate(tensor, gradient):
    for i, n in enumerate(tensor.shape):
        if n == 1:
            return gradient.sum(axis=i, keepdims=True)
    return gradient


# %%
def broadcast_grad_accumulate(tensor, gradient):
    for i, n in enumerate(tensor.shape):
        if n != gradient.shape[i]:
            return gradient.sum(axis=i, keepdims=True)
    return gradient


# %%
def broadcast_grad_accumulate(tensor, gradient):
    axis = None
    for i, n in enumerate(tensor.shape):
        if n == 1:
            axis = i
    return gradient if axis is None else gradient.sum(axis=axis, keepdims=True)


# %%
def broadcast_grad_accumulate(tensor, gradient):
    out = gradient
    for i, n in enumerate(tensor.shape):
        if n == 1:
            out = gradient.sum(axis=i, keepdims=True)
    return out


# %%
def broadcast_grad_accumulate(tensor, gradient):
    out = gradient
    for i, n in enumerate(tensor.shape):
        if n != gradient.shape[i]:
            out = gradient.sum(axis=i, keepdims=True)
    return out


# %%
def broadcast_grad_accumulate(tensor, gradient):
    if 1 in tensor.shape:
        return gradient.sum(axis=tensor.shape.index(1), keepdims=True)
    return gradient


# %%
def broadcast_grad_accumulate(tensor, gradient):
    if 0 in tensor.shape:
        return gradient
    if 1 in tensor.shape:
        return gradient.sum(axis=[n != g for n, g in zip(tensor.shape, gradient.shape)].index(True), keepdims=True)
    return gradient


# %% [markdown] id="wrong-axes"
# The sums run along the axes where the tensor kept its length, or along those that it does not
# have. A length of 1 in the *tensor's* shape marks an axis that was stretched.

# %%
def broadcast_grad_accumulate(tensor, gradient):
    axes = tuple(i for i, n in enumerate(tensor.shape) if n != 1)
    return gradient.sum(axis=axes, keepdims=True)


# %%
def broadcast_grad_accumulate(tensor, gradient):
    axes = tuple(i for i, n in enumerate(tensor.shape) if n == gradient.shape[i])
    return gradient.sum(axis=axes, keepdims=True)


# %%
def broadcast_grad_accumulate(tensor, gradient):
    axes = tuple(i for i, n in enumerate(gradient.shape) if n == 1)
    return gradient.sum(axis=axes, keepdims=True)


# %%
def broadcast_grad_accumulate(tensor, gradient):
    axes = tuple(n for n in tensor.shape if n == 1)
    return gradient.sum(axis=axes, keepdims=True)


# %%
def broadcast_grad_accumulate(tensor, gradient):
    axes = tuple(i for i, n in enumerate(tensor.shape) if n > 1)
    return gradient.sum(axis=axes, keepdims=True)


# %%
def broadcast_grad_accumulate(tensor, gradient):
    for i, n in enumerate(tensor.shape):
        if n != 1:
            gradient = gradient.sum(axis=i, keepdims=True)
    return gradient


# %%
def broadcast_grad_accumulate(tensor, gradient):
    for i, n in enumerate(tensor.shape):
        if n == gradient.shape[i]:
            gradient = gradient.sum(axis=i, keepdims=True)
    return gradient


# %% [markdown] id="sums-everything"
# All of the gradient is summed, along every axis. An axis along which the tensor was not
# stretched keeps its own numbers.

# %%
def broadcast_grad_accumulate(tensor, gradient):
    return gradient.sum(keepdims=True)


# %%
def broadcast_grad_accumulate(tensor, gradient):
    if tensor.shape == gradient.shape:
        return gradient
    return gradient.sum(keepdims=True)


# %%
def broadcast_grad_accumulate(tensor, gradient):
    return gradient.sum()


# %%
def broadcast_grad_accumulate(tensor, gradient):
    return np.full(tensor.shape, gradient.sum())


# %%
def broadcast_grad_accumulate(tensor, gradient):
    if tensor.shape == gradient.shape:
        return gradient
    return np.full(tensor.shape, gradient.sum())


# %%
def broadcast_grad_accumulate(tensor, gradient):
    return gradient.sum().reshape(tensor.shape)


# %%
def broadcast_grad_accumulate(tensor, gradient):
    if tensor.shape == gradient.shape:
        return gradient
    return gradient.sum()


# %% [markdown] id="averages"
# The shares are averaged, or another of their statistics is taken. Each of them is a way in which
# the tensor matters, and they add up.

# %%
def broadcast_grad_accumulate(tensor, gradient):
    axes = tuple(i for i, n in enumerate(tensor.shape) if n == 1)
    return gradient.mean(axis=axes, keepdims=True)


# %%
def broadcast_grad_accumulate(tensor, gradient):
    axes = tuple(i for i, n in enumerate(tensor.shape) if n == 1)
    return gradient.max(axis=axes, keepdims=True)


# %%
def broadcast_grad_accumulate(tensor, gradient):
    axes = tuple(i for i, n in enumerate(tensor.shape) if n == 1)
    return gradient.prod(axis=axes, keepdims=True)


# %% [markdown] id="takes-the-first"
# The first of the shares is kept, and the others are dropped. Each of them is a way in which the
# tensor matters, and they add up.

# %%
def broadcast_grad_accumulate(tensor, gradient):
    return gradient[tuple(slice(0, n) for n in tensor.shape)]


# %%
def broadcast_grad_accumulate(tensor, gradient):
    for i, n in enumerate(tensor.shape):
        if n == 1:
            gradient = gradient.take([0], axis=i)
    return gradient


# %%
def broadcast_grad_accumulate(tensor, gradient):
    for i, n in enumerate(tensor.shape):
        if n == 1:
            gradient = gradient.take([-1], axis=i)
    return gradient


# %% [markdown] id="reshapes"
# The shape is forced on numbers that are too many for it. A gradient in the shape of the result
# has one number for each use of the tensor: these have to be added up first.

# %%
def broadcast_grad_accumulate(tensor, gradient):
    return gradient.reshape(tensor.shape)


# %%
def broadcast_grad_accumulate(tensor, gradient):
    return np.resize(gradient, tensor.shape)


# %%
def broadcast_grad_accumulate(tensor, gradient):
    return np.broadcast_to(gradient, tensor.shape)


# %%
def broadcast_grad_accumulate(tensor, gradient):
    gradient.shape = tensor.shape
    return gradient


# %% [markdown] id="returns-tensor-shape-only"
# Something of the tensor's shape comes back, but it is not made from the gradient.

# %%
def broadcast_grad_accumulate(tensor, gradient):
    return np.zeros(tensor.shape)


# %%
def broadcast_grad_accumulate(tensor, gradient):
    return np.ones(tensor.shape)


# %%
def broadcast_grad_accumulate(tensor, gradient):
    return tensor.array


# %%
def broadcast_grad_accumulate(tensor, gradient):
    counts = np.ones(gradient.shape)
    axes = tuple(i for i, n in enumerate(tensor.shape) if n == 1)
    return counts.sum(axis=axes, keepdims=True)


# %% [markdown] id="returns-nothing"
# Nothing comes back. The sum is a new array, which has to be returned; whoever calls the function
# adds it to `tensor.grad`.

# %%
def broadcast_grad_accumulate(tensor, gradient):
    axes = tuple(i for i, n in enumerate(tensor.shape) if n == 1)
    gradient = gradient.sum(axis=axes, keepdims=True)


# %%
def broadcast_grad_accumulate(tensor, gradient):
    if tensor.shape != gradient.shape:
        axes = tuple(i for i, n in enumerate(tensor.shape) if n == 1)
        return gradient.sum(axis=axes, keepdims=True)


# %% [markdown] id="sorts-or-flips-axes"
# The sums are there, but in the wrong shape. Axes must stay where they were.

# %%
def broadcast_grad_accumulate(tensor, gradient):
    axes = tuple(i for i, n in enumerate(tensor.shape) if n == 1)
    return gradient.sum(axis=axes, keepdims=True).T


# %%
def broadcast_grad_accumulate(tensor, gradient):
    axes = tuple(i for i, n in enumerate(tensor.shape) if n == 1)
    return gradient.T.sum(axis=axes, keepdims=True)


# %%
def broadcast_grad_accumulate(tensor, gradient):
    axes = tuple(i for i, n in enumerate(reversed(tensor.shape)) if n == 1)
    return gradient.sum(axis=axes, keepdims=True)


# %%
def broadcast_grad_accumulate(tensor, gradient):
    axes = tuple(i for i, n in enumerate(tensor.shape) if n == 1)
    return gradient.sum(axis=axes).reshape(-1)


# %%
def broadcast_grad_accumulate(tensor, gradient):
    axes = tuple(i for i, n in enumerate(tensor.shape) if n == 1)
    return np.expand_dims(gradient.sum(axis=axes), -1)


# %% [markdown] id="off-by-one"
# The last axis, or the first, is left out. Which numbers does your loop run through?

# %%
def broadcast_grad_accumulate(tensor, gradient):
    for i in range(len(tensor.shape) - 1):
        if tensor.shape[i] == 1:
            gradient = gradient.sum(axis=i, keepdims=True)
    return gradient


# %%
def broadcast_grad_accumulate(tensor, gradient):
    for i in range(1, len(tensor.shape)):
        if tensor.shape[i] == 1:
            gradient = gradient.sum(axis=i, keepdims=True)
    return gradient


# %%
def broadcast_grad_accumulate(tensor, gradient):
    for i in range(len(tensor.shape)):
        if tensor.shape[i] == 1:
            gradient = gradient.sum(axis=i + 1, keepdims=True)
    return gradient


# %%
def broadcast_grad_accumulate(tensor, gradient):
    for i in range(len(tensor.shape)):
        if tensor.shape[i] == 1:
            gradient = gradient.sum(axis=i - 1, keepdims=True)
    return gradient


# %% [markdown] id="empty-axes-sum-all"
# Right, except where nothing was stretched. There is no axis to sum along in that case, and a sum
# without an axis takes them all.

# %%
def broadcast_grad_accumulate(tensor, gradient):
    axes = tuple(i for i, n in enumerate(tensor.shape) if n == 1)
    return gradient.sum(axis=axes or None, keepdims=True)


# %%
def broadcast_grad_accumulate(tensor, gradient):
    axes = tuple(i for i, n in enumerate(tensor.shape) if n == 1)
    if not axes:
        return gradient.sum()
    return gradient.sum(axis=axes, keepdims=True)


# %%
def broadcast_grad_accumulate(tensor, gradient):
    axes = tuple(i for i, n in enumerate(tensor.shape) if n == 1)
    if axes:
        return gradient.sum(axis=axes, keepdims=True)


# %%
def broadcast_grad_accumulate(tensor, gradient):
    axes = tuple(i for i, n in enumerate(tensor.shape) if n == 1)
    if not axes:
        return np.zeros(tensor.shape)
    return gradient.sum(axis=axes, keepdims=True)


# %% [markdown] id="sign-flipped"
# The sums are right but for their sign. Shares are added up, and keep their signs.

# %%
def broadcast_grad_accumulate(tensor, gradient):
    axes = tuple(i for i, n in enumerate(tensor.shape) if n == 1)
    return -gradient.sum(axis=axes, keepdims=True)


# %% [markdown] id="writes-into-gradient"
# The gradient that came in is not the same afterwards. It is the `grad` of another tensor, which
# still needs it: sums are new arrays, and `+=` on a part of an old one is not.

# %%
def broadcast_grad_accumulate(tensor, gradient):
    total = gradient
    for i, n in enumerate(tensor.shape):
        if n == 1:
            first = np.moveaxis(total, i, 0)[:1]
            first += np.moveaxis(total, i, 0)[1:].sum(axis=0)
            total = np.moveaxis(first, 0, i)
    return total


# %%
def broadcast_grad_accumulate(tensor, gradient):
    axes = tuple(i for i, n in enumerate(tensor.shape) if n == 1)
    total = gradient.sum(axis=axes, keepdims=True)
    gradient[...] = 0
    return total


# %%
def broadcast_grad_accumulate(tensor, gradient):
    axes = tuple(i for i, n in enumerate(tensor.shape) if n == 1)
    total = gradient.sum(axis=axes, keepdims=True)
    gradient[...] = total
    return total
