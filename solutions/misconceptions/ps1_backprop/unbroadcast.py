# Wrong answers to `unbroadcast`, and what to say to whoever gave one.

# %% [markdown] id="stretched-not-summed"
# New axes in front are dealt with. But an axis of length 1 in `original` may have been stretched to a
# longer one as well; then its copies have to be added up.

# %%
def unbroadcast(broadcasted, original):
    extra = broadcasted.ndim - original.ndim
    return broadcasted.sum(axis=tuple(range(extra)))

# %%
def unbroadcast(broadcasted, original):
    while broadcasted.ndim > original.ndim:
        broadcasted = broadcasted.sum(axis=0)
    return broadcasted

# %% [markdown] id="new-axes-not-summed"
# Axes that were stretched are dealt with. But `original` may also have fewer axes than `broadcasted`:
# those that are missing in front were added by broadcasting, and have to be summed away.

# %%
def unbroadcast(broadcasted, original):
    axes = tuple(i for i, n in enumerate(original.shape) if n == 1 and broadcasted.shape[i] > 1)
    return broadcasted.sum(axis=axes, keepdims=True)

# %%
def unbroadcast(broadcasted, original):
    for axis, (n, m) in enumerate(zip(broadcasted.shape, original.shape)):
        if n != m:
            broadcasted = broadcasted.sum(axis=axis, keepdims=True)
    return broadcasted

# %%
def unbroadcast(broadcasted, original):
    axes = tuple(i for i, n in enumerate(original.shape) if n == 1)
    return broadcasted.sum(axis=axes, keepdims=True)

# %% [markdown] id="keepdims-forgotten"
# The right axes are summed, but one that was stretched has to stay, with length 1; here it is gone.
# `sum` has an argument for that.

# %%
def unbroadcast(broadcasted, original):
    extra = broadcasted.ndim - original.ndim
    broadcasted = broadcasted.sum(axis=tuple(range(extra)))
    axes = tuple(i for i, n in enumerate(original.shape) if n == 1 and broadcasted.shape[i] > 1)
    return broadcasted.sum(axis=axes)

# %%
def unbroadcast(broadcasted, original):
    extra = broadcasted.ndim - original.ndim
    broadcasted = broadcasted.sum(axis=tuple(range(extra)))
    axes = tuple(i for i, n in enumerate(original.shape) if n == 1)
    return broadcasted.sum(axis=axes)

# %% [markdown] id="new-axes-kept"
# The numbers are right, but axes that broadcasting has added in front are still there with length 1.
# The result needs the shape of `original`, with as many axes.

# %%
def unbroadcast(broadcasted, original):
    extra = broadcasted.ndim - original.ndim
    stretched = tuple(extra + i for i, n in enumerate(original.shape) if n == 1)
    return broadcasted.sum(axis=tuple(range(extra)) + stretched, keepdims=True)

# %%
def unbroadcast(broadcasted, original):
    shape = (1,) * (broadcasted.ndim - original.ndim) + original.shape
    for axis, n in enumerate(shape):
        if n == 1:
            broadcasted = broadcasted.sum(axis=axis, keepdims=True)
    return broadcasted

# %%
def unbroadcast(broadcasted, original):
    extra = broadcasted.ndim - original.ndim
    broadcasted = broadcasted.sum(axis=tuple(range(extra)), keepdims=True)
    axes = tuple(extra + i for i, n in enumerate(original.shape) if n == 1)
    return broadcasted.sum(axis=axes, keepdims=True)

# %% [markdown] id="new-axes-at-the-end"
# Broadcasting adds its new axes in *front*; you take them from the other end. Write the two shapes one
# above the other, flush right, and see which columns are empty.

# %%
def unbroadcast(broadcasted, original):
    while broadcasted.ndim > original.ndim:
        broadcasted = broadcasted.sum(axis=-1)
    axes = tuple(i for i, n in enumerate(original.shape) if n == 1 and broadcasted.shape[i] > 1)
    return broadcasted.sum(axis=axes, keepdims=True)

# %%
def unbroadcast(broadcasted, original):
    extra = broadcasted.ndim - original.ndim
    broadcasted = broadcasted.sum(axis=tuple(range(original.ndim, original.ndim + extra)))
    axes = tuple(i for i, n in enumerate(original.shape) if n == 1)
    return broadcasted.sum(axis=axes, keepdims=True)

# %% [markdown] id="shapes-compared-from-the-left"
# You compare the shapes from the left while they still differ in length. Axis 0 of `original` is not
# axis 0 of `broadcasted` as long as there are new axes in front; get rid of those first, or count from
# the right.

# %%
def unbroadcast(broadcasted, original):
    axes = tuple(i for i in range(original.ndim) if original.shape[i] == 1)
    out = broadcasted.sum(axis=axes, keepdims=True)
    return out.sum(axis=tuple(range(broadcasted.ndim - original.ndim)))

# %%
def unbroadcast(broadcasted, original):
    axes = [i for i, (n, m) in enumerate(zip(broadcasted.shape, original.shape)) if n != m]
    axes += range(original.ndim, broadcasted.ndim)
    return broadcasted.sum(axis=tuple(axes), keepdims=True).reshape(original.shape)

# %%
def unbroadcast(broadcasted, original):
    axes = tuple(i for i in range(original.ndim) if original.shape[i] == 1 and broadcasted.shape[i] > 1)
    out = broadcasted.sum(axis=axes, keepdims=True)
    while out.ndim > original.ndim:
        out = out.sum(axis=0)
    return out

# %% [markdown] id="averaged"
# The copies are averaged here. Each of them has an influence of its own on $L$, and influences add up.

# %%
def unbroadcast(broadcasted, original):
    extra = broadcasted.ndim - original.ndim
    broadcasted = broadcasted.mean(axis=tuple(range(extra)))
    axes = tuple(i for i, n in enumerate(original.shape) if n == 1)
    return broadcasted.mean(axis=axes, keepdims=True)

# %% [markdown] id="one-copy-taken"
# One of the copies is taken and the others are dropped. Each copy has a gradient of its own, and all of
# them reach the same number of `original`.

# %%
def unbroadcast(broadcasted, original):
    extra = broadcasted.ndim - original.ndim
    out = broadcasted[(0,) * extra]
    for axis, n in enumerate(original.shape):
        if n == 1:
            out = np.take(out, [0], axis=axis)
    return out

# %% [markdown] id="everything-summed"
# Everything is added up into one number. Only those axes may be summed along which `original` was
# copied; along the others each number has its own gradient.

# %%
def unbroadcast(broadcasted, original):
    return np.sum(broadcasted)

# %%
def unbroadcast(broadcasted, original):
    if broadcasted.shape == original.shape:
        return broadcasted
    return broadcasted.sum().reshape(original.shape) if original.size == 1 else broadcasted.sum()

# %%
def unbroadcast(broadcasted, original):
    return np.full(original.shape, broadcasted.sum())

# %% [markdown] id="only-reshaped"
# Nothing is added up here: reshaping and broadcasting move and copy numbers. The copies of a number have
# to be *summed*, so that fewer numbers are left.

# %%
def unbroadcast(broadcasted, original):
    return broadcasted.reshape(original.shape)

# %%
def unbroadcast(broadcasted, original):
    return np.resize(broadcasted, original.shape)

# %%
def unbroadcast(broadcasted, original):
    return broadcasted.ravel()[: original.size].reshape(original.shape)

# %% [markdown] id="broadcast-once-more"
# This goes forward once more: it makes an array larger, or hands it back as large as it was. Here the
# large gradient has to become as small as `original`.

# %%
def unbroadcast(broadcasted, original):
    return np.broadcast_to(original, broadcasted.shape)

# %%
def unbroadcast(broadcasted, original):
    return broadcasted

# %%
def unbroadcast(broadcasted, original):
    return original

# %%
def unbroadcast(broadcasted, original):
    return broadcasted * np.ones_like(original)

# %% [markdown] id="axes-shift-while-summing"
# You sum over one axis after the other, counting upwards, while the numbers of the axes change: once
# axis 0 is gone, what was axis 1 is axis 0. Sum over all of them in one call, or always over the first.

# %%
def unbroadcast(broadcasted, original):
    for axis in range(broadcasted.ndim - original.ndim):
        broadcasted = broadcasted.sum(axis=axis)
    axes = tuple(i for i, n in enumerate(original.shape) if n == 1)
    return broadcasted.sum(axis=axes, keepdims=True)

# %% [markdown] id="one-new-axis-only"
# One new axis in front is dealt with, but there may be several: as many as the two arrays differ in
# their number of axes.

# %%
def unbroadcast(broadcasted, original):
    if broadcasted.ndim > original.ndim:
        broadcasted = broadcasted.sum(axis=0)
    axes = tuple(i for i, n in enumerate(original.shape) if n == 1 and broadcasted.shape[i] > 1)
    return broadcasted.sum(axis=axes, keepdims=True)

# %%
def unbroadcast(broadcasted, original):
    if broadcasted.ndim != original.ndim:
        return broadcasted.sum(axis=0)
    axes = tuple(i for i, n in enumerate(original.shape) if n == 1)
    return broadcasted.sum(axis=axes, keepdims=True)

# %%
def unbroadcast(broadcasted, original):
    if broadcasted.ndim > original.ndim:
        broadcasted = broadcasted.sum(axis=0)
    for axis, n in enumerate(original.shape):
        if n == 1:
            broadcasted = broadcasted.sum(axis=axis, keepdims=True)
    return broadcasted

# %% [markdown] id="one-stretched-axis-only"
# One stretched axis is dealt with, but there may be several. Do not stop at the first one.

# %%
def unbroadcast(broadcasted, original):
    extra = broadcasted.ndim - original.ndim
    broadcasted = broadcasted.sum(axis=tuple(range(extra)))
    for axis, n in enumerate(original.shape):
        if n == 1 and broadcasted.shape[axis] != 1:
            return broadcasted.sum(axis=axis, keepdims=True)
    return broadcasted

# %%
def unbroadcast(broadcasted, original):
    extra = broadcasted.ndim - original.ndim
    broadcasted = broadcasted.sum(axis=tuple(range(extra)))
    if 1 in original.shape:
        broadcasted = broadcasted.sum(axis=original.shape.index(1), keepdims=True)
    return broadcasted

# %% [markdown] id="either-new-or-stretched"
# New axes are dealt with, and stretched ones as well, but not both in the same array. After the new axes
# are gone, go on and look for stretched ones.

# %%
def unbroadcast(broadcasted, original):
    if broadcasted.ndim > original.ndim:
        return broadcasted.sum(axis=tuple(range(broadcasted.ndim - original.ndim)))
    axes = tuple(i for i, n in enumerate(original.shape) if n == 1)
    return broadcasted.sum(axis=axes, keepdims=True)

# %%
def unbroadcast(broadcasted, original):
    extra = broadcasted.ndim - original.ndim
    if extra:
        axes, keep = tuple(range(extra)), False
    else:
        axes, keep = tuple(i for i in range(original.ndim) if original.shape[i] != broadcasted.shape[i]), True
    return broadcasted.sum(axis=axes, keepdims=keep)

# %% [markdown] id="zero-d-forgotten"
# Right, except where `original` has no axes at all. Its shape is `()`; it was used everywhere, so all
# of the gradient has to be added up.

# %%
def unbroadcast(broadcasted, original):
    if original.ndim == 0:
        return broadcasted
    extra = broadcasted.ndim - original.ndim
    broadcasted = broadcasted.sum(axis=tuple(range(extra)))
    axes = tuple(i for i, n in enumerate(original.shape) if n == 1)
    return broadcasted.sum(axis=axes, keepdims=True)

# %%
def unbroadcast(broadcasted, original):
    if not original.shape:
        return broadcasted.sum().reshape(1)
    extra = broadcasted.ndim - original.ndim
    broadcasted = broadcasted.sum(axis=tuple(range(extra)))
    axes = tuple(i for i, n in enumerate(original.shape) if n == 1)
    return broadcasted.sum(axis=axes, keepdims=True)

# %% [markdown] id="multiplied-by-original"
# The values of `original` have found their way into the result. Only its *shape* matters here.

# %%
def unbroadcast(broadcasted, original):
    extra = broadcasted.ndim - original.ndim
    broadcasted = broadcasted.sum(axis=tuple(range(extra)))
    axes = tuple(i for i, n in enumerate(original.shape) if n == 1)
    return broadcasted.sum(axis=axes, keepdims=True) * original

# %%
def unbroadcast(broadcasted, original):
    extra = broadcasted.ndim - original.ndim
    stretched = tuple(extra + i for i, n in enumerate(original.shape) if n == 1)
    return original + broadcasted.sum(axis=tuple(range(extra)) + stretched).reshape(original.shape)
