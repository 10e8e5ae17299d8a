# %% [markdown] id="forgets-expand-dims"
# Where `keepdim` is false, the summed axis is gone from `grad_out`, and your code does not put it
# back in its place. NumPy lines the axes up from the right and adds what is missing in front,
# which suits `dim=0`; which axis is missing for `dim=1`?

# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    return np.broadcast_to(grad_out, x.shape)


# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    return np.expand_dims(grad_out, 0) * np.ones_like(x)


# %% [markdown] id="condition-on-none-inverted"
# You put an axis back where `dim` is None, and not where it is a number. For `dim=None` a single
# number has to be copied, which needs no new axis; in which case is an axis missing?

# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    if dim is None:
        grad_out = np.expand_dims(grad_out, dim)
    return np.broadcast_to(grad_out, x.shape)


# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    if dim is None and not keepdim:
        grad_out = np.expand_dims(grad_out, dim)
    return np.broadcast_to(grad_out, x.shape)


# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    if dim is None or keepdim:
        grad_out = np.expand_dims(grad_out, dim)
    return np.broadcast_to(grad_out, x.shape)


# %% [markdown] id="keepdim-inverted"
# With `keepdim=True` the summed axis is still there, with length 1, and can be copied along as it
# is; with `keepdim=False` it is missing and has to be put back in its place. Your code gets
# neither right: is its condition the wrong way round, or does it not look at `keepdim` and `dim`?

# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    if dim is not None and keepdim:
        grad_out = np.expand_dims(grad_out, dim)
    return np.broadcast_to(grad_out, x.shape)


# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    if keepdim:
        grad_out = np.expand_dims(grad_out, dim)
    return np.broadcast_to(grad_out, x.shape)


# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    if dim is not None and keepdim:
        grad_out = np.expand_dims(grad_out, dim)
    return grad_out * np.ones_like(x)


# %% [markdown] id="expands-despite-keepdim"
# Right, except with `keepdim=True`: there the summed axis is still in `grad_out`, with length 1,
# just as copying along it needs it. What does your code do to the shape in that case?

# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    if dim is not None:
        grad_out = np.expand_dims(grad_out, dim)
    return np.broadcast_to(grad_out, x.shape)


# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    if dim is not None:
        grad_out = np.expand_dims(grad_out, dim)
    return grad_out * np.ones_like(x)


# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    if dim is None:
        return np.broadcast_to(grad_out, x.shape)
    grad_out = np.expand_dims(grad_out, dim)
    for d in dim if isinstance(dim, tuple) else (dim,):
        grad_out = np.repeat(grad_out, x.shape[d], axis=d)
    return grad_out


# %% [markdown] id="returns-early-with-keepdim"
# Right, except with `keepdim=True`, where `grad_out` comes back as it is. The summed axis is
# there then, but with length 1; what is still missing until the shape is that of `x`?

# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    if keepdim:
        return grad_out
    if dim is not None:
        grad_out = np.expand_dims(grad_out, dim)
    return np.broadcast_to(grad_out, x.shape)


# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    if dim is not None:
        if keepdim:
            return grad_out
        grad_out = np.expand_dims(grad_out, dim)
    return np.broadcast_to(grad_out, x.shape)


# %% [markdown] id="expands-too-often"
# You put an axis back in cases in which none is missing: with `keepdim=True` it is still there,
# and with `dim=None` a single number can be copied as it is. Which condition has to hold before
# an axis is put back?

# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    grad_out = np.expand_dims(grad_out, dim)
    return np.broadcast_to(grad_out, x.shape)


# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    if dim is not None or not keepdim:
        grad_out = np.expand_dims(grad_out, dim)
    return np.broadcast_to(grad_out, x.shape)


# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    grad_out = np.expand_dims(grad_out, dim)
    return grad_out * np.ones_like(x)


# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    if dim is not None or not keepdim:
        grad_out = np.expand_dims(grad_out, dim)
    return grad_out * np.ones_like(x)


# %% [markdown] id="dim-none-unhandled"
# `dim` may be None, which means that everything was summed; your code takes it for the number of
# an axis, or for a place in a shape. With `dim=None` and without `keepdim`, what is the shape of
# `grad_out`, and does it need a new axis?

# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    if not keepdim:
        grad_out = np.expand_dims(grad_out, dim)
    return np.broadcast_to(grad_out, x.shape)


# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    dims = dim if isinstance(dim, tuple) else (dim,)
    kept = [1 if d in [e % x.ndim for e in dims] else n for d, n in enumerate(x.shape)]
    return np.broadcast_to(grad_out.reshape(kept), x.shape)


# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    dim = dim or 0
    if not keepdim:
        grad_out = np.expand_dims(grad_out, dim)
    return np.repeat(grad_out, x.shape[dim], axis=dim)


# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    if dim is None:
        dim = 0
    if not keepdim:
        grad_out = np.expand_dims(grad_out, dim)
    for d in dim if isinstance(dim, tuple) else (dim,):
        grad_out = np.repeat(grad_out, x.shape[d], axis=d)
    return grad_out


# %% [markdown] id="none-not-copied"
# Right, except for `dim=None`, where `grad_out` comes back as it is. Every element of `x` went
# into that one sum; which shape must the gradient have?

# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    if dim is None:
        return grad_out
    if not keepdim:
        grad_out = np.expand_dims(grad_out, dim)
    return np.broadcast_to(grad_out, x.shape)


# %% [markdown] id="none-upstream-ignored"
# Right, except for `dim=None`, where ones come back. That would be the gradient if nothing
# followed the sum; where does `grad_out` come in?

# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    if dim is None:
        return np.ones_like(x)
    if not keepdim:
        grad_out = np.expand_dims(grad_out, dim)
    return np.broadcast_to(grad_out, x.shape)


# %% [markdown] id="none-with-keepdim"
# Right, except for `dim=None` with `keepdim=True`. There `grad_out` holds one number, but its
# shape is `(1, 1, 1)`, not `()`; what in your code wants it without dimensions, or adds more to
# them?

# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    if dim is None:
        return np.full(x.shape, float(grad_out))
    if not keepdim:
        grad_out = np.expand_dims(grad_out, dim)
    return np.broadcast_to(grad_out, x.shape)


# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    if dim is None:
        grad_out = np.expand_dims(grad_out, tuple(range(x.ndim)))
    elif not keepdim:
        grad_out = np.expand_dims(grad_out, dim)
    return np.broadcast_to(grad_out, x.shape)


# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    if dim is None:
        grad_out = np.expand_dims(grad_out, tuple(range(x.ndim)))
    elif not keepdim:
        grad_out = np.expand_dims(grad_out, dim)
    return grad_out * np.ones_like(x)


# %% [markdown] id="dim-zero-taken-for-none"
# You ask whether `dim` is there by its truth value, and 0 counts as false in Python. So `dim=0`
# is treated like None; how can the two be told apart?

# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    if not dim:
        return np.full(x.shape, grad_out.item())
    if not keepdim:
        grad_out = np.expand_dims(grad_out, dim)
    return np.broadcast_to(grad_out, x.shape)


# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    if not dim:
        return np.full(x.shape, float(grad_out))
    if not keepdim:
        grad_out = np.expand_dims(grad_out, dim)
    return np.broadcast_to(grad_out, x.shape)


# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    if not dim:
        return np.full(x.shape, np.sum(grad_out))
    if not keepdim:
        grad_out = np.expand_dims(grad_out, dim)
    return np.broadcast_to(grad_out, x.shape)


# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    dim = dim or tuple(range(x.ndim))
    if not keepdim:
        grad_out = np.expand_dims(grad_out, dim)
    return np.broadcast_to(grad_out, x.shape)


# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    dim = dim or tuple(range(x.ndim))
    if not keepdim:
        grad_out = np.expand_dims(grad_out, dim)
    return grad_out * np.ones_like(x)


# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    if not dim:
        return np.full(x.shape, grad_out.flat[0])
    if not keepdim:
        grad_out = np.expand_dims(grad_out, dim)
    return np.broadcast_to(grad_out, x.shape)


# %% [markdown] id="wrong-for-tuple-axes"
# Every case with a single axis passes, but not those with a tuple. `dim` may name several axes,
# in any order: does your code use each of their numbers, and do they still mean the same once the
# first axis has been put back?

# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    if isinstance(dim, int) and not keepdim:
        grad_out = np.expand_dims(grad_out, dim)
    return np.broadcast_to(grad_out, x.shape)


# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    if dim is not None and not keepdim:
        for d in dim if isinstance(dim, tuple) else (dim,):
            grad_out = np.expand_dims(grad_out, d)
    return np.broadcast_to(grad_out, x.shape)


# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    if dim is not None and not keepdim:
        dims = dim if isinstance(dim, tuple) else (dim,)
        for d in sorted(dims, reverse=True):
            grad_out = np.expand_dims(grad_out, d)
    return np.broadcast_to(grad_out, x.shape)


# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    if dim is not None and not keepdim:
        dims = dim if isinstance(dim, tuple) else (dim,)
        for d in reversed(dims):
            grad_out = np.expand_dims(grad_out, d)
    return np.broadcast_to(grad_out, x.shape)


# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    if dim is not None and not keepdim:
        first = dim[0] if isinstance(dim, tuple) else dim
        grad_out = np.expand_dims(grad_out, first)
    return np.broadcast_to(grad_out, x.shape)


# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    if dim is not None and not keepdim:
        last = dim[-1] if isinstance(dim, tuple) else dim
        grad_out = np.expand_dims(grad_out, last)
    return np.broadcast_to(grad_out, x.shape)


# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    if dim is not None and not keepdim:
        dims = dim if isinstance(dim, tuple) else (dim,)
        for d in sorted((d % x.ndim for d in dims), reverse=True):
            grad_out = np.expand_dims(grad_out, d)
    return np.broadcast_to(grad_out, x.shape)


# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    if dim is not None and not keepdim:
        for d in dim if isinstance(dim, tuple) else (dim,):
            grad_out = np.expand_dims(grad_out, d % x.ndim)
    return np.broadcast_to(grad_out, x.shape)


# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    if dim is None:
        return np.full(x.shape, grad_out.item())
    for d in dim if isinstance(dim, tuple) else (dim,):
        if not keepdim:
            grad_out = np.expand_dims(grad_out, d)
        grad_out = np.repeat(grad_out, x.shape[d], axis=d)
    return grad_out


# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    if dim is None:
        return np.full(x.shape, grad_out.item())
    if not keepdim:
        grad_out = np.expand_dims(grad_out, dim)
    return np.repeat(grad_out, x.shape[dim], axis=dim)


# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    if dim is None:
        return np.broadcast_to(grad_out, x.shape)
    if isinstance(dim, tuple):
        return np.full(x.shape, np.sum(grad_out))
    if not keepdim:
        grad_out = np.expand_dims(grad_out, dim)
    return np.broadcast_to(grad_out, x.shape)


# %% [markdown] id="one-axis-only"
# Right for one axis, given as a number. But `dim` may also be None, for all axes, or a tuple of
# several, and neither behaves like a number: it is no place in a shape, and cannot be compared
# with 0.

# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    if not keepdim:
        grad_out = np.expand_dims(grad_out, dim)
    return np.repeat(grad_out, x.shape[dim], axis=dim)


# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    if not keepdim:
        shape = list(x.shape)
        shape[dim] = 1
        grad_out = grad_out.reshape(shape)
    return np.broadcast_to(grad_out, x.shape)


# %% [markdown] id="only-the-plainest-case"
# Your code is right for one axis, given as a number and without `keepdim`. With `keepdim=True`
# the axis is still there, with length 1, and `dim` may also be None or a tuple; go through these
# one by one.

# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    return np.repeat(np.expand_dims(grad_out, dim), x.shape[dim], axis=dim)


# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    if dim is None:
        return np.full(x.shape, grad_out)
    return np.repeat(np.expand_dims(grad_out, dim), x.shape[dim], axis=dim)


# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    if isinstance(dim, int):
        grad_out = np.expand_dims(grad_out, dim)
    return np.broadcast_to(grad_out, x.shape)


# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    if dim is None:
        return np.full(x.shape, grad_out.item())
    return np.stack([grad_out] * x.shape[dim], axis=dim)


# %% [markdown] id="one-axis-from-the-front"
# Right for one axis counted from the front. But `dim` may also be negative, as in -1 for the last
# axis, a tuple of several axes, or None; what becomes of those in your code?

# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    return np.broadcast_to(grad_out.reshape(x.shape[:dim] + (1,) + x.shape[dim + 1 :]), x.shape)


# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    kept = [1 if d == dim else n for d, n in enumerate(x.shape)]
    return np.broadcast_to(grad_out.reshape(kept), x.shape)


# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    if dim is not None and not keepdim:
        grad_out = grad_out.reshape(x.shape[:dim] + (1,) + x.shape[dim + 1 :])
    return np.broadcast_to(grad_out, x.shape)


# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    if not keepdim:
        grad_out = grad_out.reshape(x.shape[:dim] + (1,) + x.shape[dim + 1 :])
    return np.broadcast_to(grad_out, x.shape)


# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    if dim is not None and not keepdim:
        grad_out = grad_out.reshape([1 if d == dim else n for d, n in enumerate(x.shape)])
    return np.broadcast_to(grad_out, x.shape)


# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    if not keepdim:
        grad_out = grad_out.reshape([1 if d == dim else n for d, n in enumerate(x.shape)])
    return np.broadcast_to(grad_out, x.shape)


# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    if dim is not None and not keepdim:
        index = [slice(None)] * x.ndim
        for d in range(x.ndim):
            if d == dim:
                index[d] = None
        grad_out = grad_out[tuple(index)]
    return np.broadcast_to(grad_out, x.shape)


# %% [markdown] id="wrong-for-negative-axes"
# Right for axes counted from the front. Counted from the end, as in -1 for the last, they miss
# their place: a negative number means something else in `grad_out`, or in a list, than in `x`,
# which has more axes.

# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    if dim is not None and not keepdim:
        shape = list(grad_out.shape)
        for d in sorted(dim) if isinstance(dim, tuple) else [dim]:
            shape.insert(d, 1)
        grad_out = grad_out.reshape(shape)
    return np.broadcast_to(grad_out, x.shape)


# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    if dim is not None and not keepdim:
        dims = dim if isinstance(dim, tuple) else (dim,)
        dims = tuple(d + grad_out.ndim if d < 0 else d for d in dims)
        grad_out = np.expand_dims(grad_out, dims)
    return np.broadcast_to(grad_out, x.shape)


# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    if dim is not None and not keepdim:
        dims = dim if isinstance(dim, tuple) else (dim,)
        grad_out = grad_out.reshape([1 if d in dims else n for d, n in enumerate(x.shape)])
    return np.broadcast_to(grad_out, x.shape)


# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    if dim is None:
        dims = tuple(range(x.ndim))
    else:
        dims = dim if isinstance(dim, tuple) else (dim,)
    if not keepdim:
        index = tuple(None if d in dims else slice(None) for d in range(x.ndim))
        grad_out = grad_out[index]
    return np.broadcast_to(grad_out, x.shape)


# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    if dim is None:
        dims = tuple(range(x.ndim))
    else:
        dims = dim if isinstance(dim, tuple) else (dim,)
    grad_out = grad_out.reshape([1 if d in dims else n for d, n in enumerate(x.shape)])
    return np.broadcast_to(grad_out, x.shape)


# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    if dim is not None and not keepdim:
        dims = dim if isinstance(dim, tuple) else (dim,)
        grad_out = np.expand_dims(grad_out, tuple(abs(d) for d in dims))
    return np.broadcast_to(grad_out, x.shape)


# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    if dim is not None and not keepdim:
        for d in range(x.ndim):
            if d in (dim if isinstance(dim, tuple) else (dim,)):
                grad_out = np.expand_dims(grad_out, d)
    return np.broadcast_to(grad_out, x.shape)


# %% [markdown] id="negative-tuple"
# Right, except for a tuple of negative axes. A negative number is counted from the end, and where
# the end is changes with every axis that you put back; do all the axes go back in one step?

# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    if dim is not None and not keepdim:
        for d in sorted(dim) if isinstance(dim, tuple) else (dim,):
            grad_out = np.expand_dims(grad_out, d)
    return np.broadcast_to(grad_out, x.shape)


# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    if dim is None:
        return np.full(x.shape, grad_out.item())
    for d in sorted(dim) if isinstance(dim, tuple) else (dim,):
        if not keepdim:
            grad_out = np.expand_dims(grad_out, d)
        grad_out = np.repeat(grad_out, x.shape[d], axis=d)
    return grad_out


# %% [markdown] id="single-axis-unhandled"
# Your code takes `dim` for a tuple, and a single axis comes as a plain number, which cannot be
# looped over and has no length. `dim` may be a number, a tuple, or None.

# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    if dim is not None and not keepdim:
        for d in dim:
            grad_out = np.expand_dims(grad_out, d)
    return np.broadcast_to(grad_out, x.shape)


# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    if dim is not None and not keepdim:
        for d in sorted(dim):
            grad_out = np.expand_dims(grad_out, d)
    return np.broadcast_to(grad_out, x.shape)


# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    if dim is not None and not keepdim:
        grad_out = np.expand_dims(grad_out, tuple(dim))
    return np.broadcast_to(grad_out, x.shape)


# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    if not keepdim:
        for d in dim:
            grad_out = np.expand_dims(grad_out, d)
    return np.broadcast_to(grad_out, x.shape)


# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    if dim is not None:
        shape = [1 if d in [e % x.ndim for e in dim] else n for d, n in enumerate(x.shape)]
        grad_out = grad_out.reshape(shape)
    return np.broadcast_to(grad_out, x.shape)


# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    if not keepdim:
        grad_out = np.expand_dims(grad_out, tuple(dim))
    return np.broadcast_to(grad_out, x.shape)


# %% [markdown] id="two-dims-only"
# Right for the axes 0 and 1 of a matrix, but those are not all the axes there are. Does your code
# ask whether `dim` is 0 or 1? It may also be negative, or a tuple, and with `keepdim` it is still
# there; is there a way that uses `dim` itself?

# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    if dim == 0:
        return np.broadcast_to(grad_out, x.shape)
    if not keepdim:
        grad_out = np.expand_dims(grad_out, -1)
    return np.broadcast_to(grad_out, x.shape)


# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    if dim == 0 and not keepdim:
        grad_out = np.expand_dims(grad_out, 0)
    elif not keepdim:
        grad_out = np.expand_dims(grad_out, 1)
    return np.broadcast_to(grad_out, x.shape)


# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    if dim == 0:
        return np.broadcast_to(grad_out, x.shape)
    if dim is not None and not keepdim:
        grad_out = grad_out[:, None]
    return np.broadcast_to(grad_out, x.shape)


# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    if dim == 1:
        grad_out = grad_out[:, None]
    return np.broadcast_to(grad_out, x.shape)


# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    if dim == 1 and not keepdim:
        grad_out = grad_out.reshape(-1, 1)
    return np.broadcast_to(grad_out, x.shape)


# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    if dim == 1:
        grad_out = grad_out.reshape(-1, 1)
    return np.broadcast_to(grad_out, x.shape)


# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    if not keepdim and dim == 0:
        grad_out = grad_out.reshape(1, -1)
    if not keepdim and dim == 1:
        grad_out = grad_out.reshape(-1, 1)
    return np.broadcast_to(grad_out, x.shape)


# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    if dim == 1:
        return np.broadcast_to(grad_out[:, None], x.shape)
    if dim == 0:
        return np.broadcast_to(grad_out[None, :], x.shape)
    return np.broadcast_to(grad_out, x.shape)


# %% [markdown] id="matched-by-size"
# Right as long as the lengths of `x` are different. In a square matrix the shape of `grad_out`
# fits in both ways and cannot tell which axis was summed, so that you copy along the wrong one;
# which argument can?

# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    if not keepdim:
        left = list(grad_out.shape)
        shape = []
        for size in x.shape:
            shape.append(left.pop(0) if left and left[0] == size else 1)
        grad_out = grad_out.reshape(shape)
    return np.broadcast_to(grad_out, x.shape)


# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    try:
        return np.broadcast_to(grad_out, x.shape)
    except ValueError:
        return np.broadcast_to(np.expand_dims(grad_out, dim), x.shape)


# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    if not keepdim:
        for d, size in reversed(list(enumerate(x.shape))):
            if grad_out.ndim <= d and (grad_out.ndim == 0 or grad_out.shape[-1] != size):
                grad_out = grad_out[..., None]
    return np.broadcast_to(grad_out, x.shape)


# %% [markdown] id="guesses-the-axis"
# Your code tries where the axis fits, or puts it at one end if nothing else works. In a square
# matrix it fits in both ways, and in three dimensions it may belong in the middle; which argument
# says where?

# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    try:
        return np.broadcast_to(grad_out, x.shape)
    except ValueError:
        return np.broadcast_to(grad_out[..., None], x.shape)


# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    try:
        return np.broadcast_to(grad_out[..., None], x.shape)
    except ValueError:
        return np.broadcast_to(grad_out, x.shape)


# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    try:
        return np.broadcast_to(grad_out, x.shape)
    except ValueError:
        return np.broadcast_to(grad_out.T, x.T.shape).T


# %% [markdown] id="ignores-dim"
# Your result does not depend on `dim` as it should: the gradients are copied along the same axis,
# or mixed, whatever was summed. Which elements of `x` went into the first sum, for `dim=0` and
# for `dim=1`?

# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    return np.full_like(x, np.sum(grad_out))


# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    return np.full_like(x, grad_out.flat[0])


# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    if dim is None:
        return np.full(x.shape, grad_out)
    if keepdim:
        return np.broadcast_to(grad_out, x.shape)
    return np.stack([grad_out] * x.shape[dim])


# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    return np.full_like(x, np.mean(grad_out))


# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    return np.full_like(x, grad_out.item())


# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    if dim is not None and not keepdim:
        grad_out = np.expand_dims(grad_out, -1)
    return np.broadcast_to(grad_out, x.shape)


# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    if dim is not None:
        grad_out = np.expand_dims(grad_out, -1)
    return np.broadcast_to(grad_out, x.shape)


# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    return np.broadcast_to(np.expand_dims(grad_out, -1), x.shape)


# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    return np.expand_dims(grad_out, -1) * np.ones_like(x)


# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    return np.broadcast_to(np.expand_dims(grad_out, 0), x.shape)


# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    if dim is not None and not keepdim:
        grad_out = np.expand_dims(grad_out, 1)
    return np.broadcast_to(grad_out, x.shape)


# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    if dim is not None and not keepdim:
        grad_out = grad_out[:, None]
    return np.broadcast_to(grad_out, x.shape)


# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    if dim is not None:
        grad_out = grad_out[:, None]
    return np.broadcast_to(grad_out, x.shape)


# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    if not keepdim:
        grad_out = np.expand_dims(grad_out, 1)
    return np.broadcast_to(grad_out, x.shape)


# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    if not keepdim:
        grad_out = grad_out[:, None]
    return np.broadcast_to(grad_out, x.shape)


# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    return np.broadcast_to(np.expand_dims(grad_out, 1), x.shape)


# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    return np.broadcast_to(grad_out[:, None], x.shape)


# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    if dim is not None and not keepdim:
        grad_out = grad_out.reshape(-1, 1)
    return np.broadcast_to(grad_out, x.shape)


# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    return np.broadcast_to(grad_out.reshape(-1, 1), x.shape)


# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    if dim is not None and not keepdim:
        grad_out = grad_out.reshape(1, -1)
    return np.broadcast_to(grad_out, x.shape)


# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    return np.broadcast_to(grad_out.reshape(1, -1), x.shape)


# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    return np.broadcast_to(grad_out.T, x.T.shape).T


# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    if dim is not None and not keepdim:
        return (grad_out * np.ones_like(x.T)).T
    return np.broadcast_to(grad_out, x.shape)


# %% [markdown] id="copied-in-wrong-order"
# All the copies are there, and the shape is right, but for some axes they stand in the wrong
# places: filling the shape in reading order fits one axis only. Put the axis back first, then let
# NumPy copy along it.

# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    return np.repeat(grad_out, x.size // grad_out.size).reshape(x.shape)


# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    return np.tile(grad_out, x.size // grad_out.size).reshape(x.shape)


# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    return np.resize(grad_out, x.shape)


# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    if keepdim or dim is None:
        return np.broadcast_to(grad_out, x.shape)
    return np.repeat(grad_out, x.size // grad_out.size).reshape(x.shape)


# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    if keepdim or dim is None:
        return np.broadcast_to(grad_out, x.shape)
    return np.tile(grad_out, x.size // grad_out.size).reshape(x.shape)


# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    if keepdim or dim is None:
        return np.broadcast_to(grad_out, x.shape)
    return np.resize(grad_out, x.shape)


# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    if dim is None:
        return np.broadcast_to(grad_out, x.shape)
    return np.repeat(grad_out, x.shape[dim]).reshape(x.shape)


# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    if dim is None:
        return np.broadcast_to(grad_out, x.shape)
    return np.tile(grad_out, x.shape[dim]).reshape(x.shape)


# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    if dim is None or keepdim:
        return np.broadcast_to(grad_out, x.shape)
    return np.repeat(grad_out, x.shape[dim]).reshape(x.shape)


# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    if dim is None or keepdim:
        return np.broadcast_to(grad_out, x.shape)
    return np.tile(grad_out, x.shape[dim]).reshape(x.shape)


# %% [markdown] id="shapes-do-not-fit"
# In every case NumPy is asked for a shape that the numbers do not fit into. `grad_out` has fewer
# entries than `x`, so that reshaping is not enough, and `x` cannot be broadcast to something
# smaller: what has to be copied, and to which shape?

# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    return grad_out.reshape(x.shape)


# %% [markdown] id="stacks-copies"
# Stacking copies works for one axis that has a length. But `dim` may be a tuple of several axes,
# and an axis may have length 0, so that there is nothing to stack; can NumPy copy along an axis
# without a list of copies?

# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    if dim is None:
        return np.full(x.shape, grad_out)
    if keepdim:
        return np.broadcast_to(grad_out, x.shape)
    return np.stack([grad_out] * x.shape[dim], axis=dim)


# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    if dim is None or keepdim:
        return np.broadcast_to(grad_out, x.shape)
    return np.concatenate([np.expand_dims(grad_out, dim)] * x.shape[dim], axis=dim)


# %% [markdown] id="one-entry-for-each-row"
# You go through the rows of `x` and take one entry of `grad_out` for each. That suits `dim=1` in
# a matrix; which entry belongs to a row when the columns have been added up, or everything?

# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    grad_x = np.zeros_like(x)
    for i in range(x.shape[0]):
        grad_x[i] = grad_out[i]
    return grad_x


# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    grad_x = np.zeros_like(x)
    for i in range(len(x)):
        grad_x[i, :] = grad_out[i]
    return grad_x


# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    if dim is None or keepdim:
        return np.broadcast_to(grad_out, x.shape)
    grad_x = np.zeros_like(x)
    for i in range(x.shape[0]):
        grad_x[i] = grad_out[i]
    return grad_x


# %% [markdown] id="tiled-too-often"
# The result is too large: `np.tile` repeats along every axis as often as its numbers say, also
# along the axes that are there already. Only the summed axes have to be filled with copies.

# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    return np.tile(grad_out, x.shape)


# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    if dim is not None and not keepdim:
        grad_out = np.expand_dims(grad_out, dim)
    return np.tile(grad_out, x.shape)


# %% [markdown] id="repeats-a-missing-axis"
# You repeat along `dim`, but without `keepdim` that axis is no longer in `grad_out`: either there
# is no such axis, or another one has taken its number. What has to happen before there is
# something to repeat along?

# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    return np.repeat(grad_out, x.shape[dim], axis=dim)


# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    if dim is None:
        return np.broadcast_to(grad_out, x.shape)
    return np.repeat(grad_out, x.shape[dim], axis=dim)


# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    if dim is None:
        return np.full(x.shape, grad_out)
    for d in dim if isinstance(dim, tuple) else (dim,):
        grad_out = np.repeat(grad_out, x.shape[d], axis=d)
    return grad_out


# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    if dim is None:
        return np.full(x.shape, grad_out)
    return np.concatenate([grad_out] * x.shape[dim], axis=dim)


# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    if dim is None:
        return np.full(x.shape, grad_out)
    if keepdim:
        return np.broadcast_to(grad_out, x.shape)
    return np.concatenate([grad_out] * x.shape[dim], axis=dim)


# %% [markdown] id="not-broadcast"
# The summed axes are back in your result, but with length 1. Every element that went into a sum
# gets a copy of its gradient; what is missing until the shape is that of `x`?

# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    if dim is not None and not keepdim:
        grad_out = np.expand_dims(grad_out, dim)
    return grad_out


# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    if not keepdim:
        grad_out = np.expand_dims(grad_out, dim)
    return grad_out


# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    return np.expand_dims(grad_out, dim)


# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    return grad_out.reshape(np.sum(x, axis=dim, keepdims=True).shape)


# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    if dim is not None:
        grad_out = np.expand_dims(grad_out, dim)
    return grad_out


# %% [markdown] id="shape-of-output"
# `grad_out` comes back unchanged, or summed again to the shape of the output. The backward of
# summing is copying: each element that went into a sum gets the gradient of that sum, so your
# result has as many entries as `x`.

# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    return grad_out


# %% [markdown] id="sums-again"
# You sum on the way back as well. The backward of summing is copying: every element that went
# into a sum receives the gradient of that sum, so the result gets larger, not smaller.

# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    return np.sum(grad_out, axis=dim, keepdims=keepdim)


# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    return np.sum(grad_out, axis=dim, keepdims=True)


# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    return np.sum(grad_out, axis=dim)


# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    return np.sum(grad_out)


# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    return np.broadcast_to(np.sum(grad_out, axis=dim, keepdims=keepdim), x.shape)


# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    return np.sum(grad_out * x, axis=dim, keepdims=keepdim)


# %% [markdown] id="upstream-ignored"
# Ones come back: each element adds to its sum at the rate 1, which is right for the sum by
# itself. The chain rule has a second factor; where does `grad_out` come in?

# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    return np.ones_like(x)


# %% [markdown] id="all-zeros"
# The shape is right, but nothing but zeros comes back. Is there an array that was made and never
# filled, or filled only in a copy?

# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    return np.zeros_like(x)


# %% [markdown] id="scaled"
# The gradients are in their places, but each is multiplied or divided by a number of elements, as
# if the function took a mean. When one term of a sum grows by a little, by how much does the sum
# grow?

# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    if dim is not None and not keepdim:
        grad_out = np.expand_dims(grad_out, dim)
    return np.broadcast_to(grad_out, x.shape) * max(out.size, 1) / max(x.size, 1)


# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    if dim is not None and not keepdim:
        grad_out = np.expand_dims(grad_out, dim)
    return np.broadcast_to(grad_out, x.shape) * (x.size / max(out.size, 1))


# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    if dim is not None and not keepdim:
        grad_out = np.expand_dims(grad_out, dim)
    return np.broadcast_to(grad_out, x.shape) / max(x.size, 1)


# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    if dim is not None and not keepdim:
        grad_out = np.expand_dims(grad_out, dim)
    return np.broadcast_to(grad_out, x.shape) * x.size


# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    if dim is not None and not keepdim:
        grad_out = np.expand_dims(grad_out, dim)
    return np.broadcast_to(grad_out, x.shape) / x.shape[0]


# %% [markdown] id="forward-again"
# What you copy is `out`, the sum itself, and not its gradient. Which argument says how much the
# loss changes with each sum?

# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    if dim is not None and not keepdim:
        out = np.expand_dims(out, dim)
    return np.broadcast_to(out, x.shape)


# %% [markdown] id="forward-repeated"
# What comes back is the sum, as the forward function has it already. On the way back it is
# `grad_out` that is needed, copied to all the elements that went into each sum.

# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    return out


# %% [markdown] id="returns-x"
# What comes back is `x` itself. How much the loss changes with an element of `x` does not depend
# on how large that element is, but on the gradient of the sum that it went into.

# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    return x


# %% [markdown] id="multiplied-by-input"
# Each gradient comes back multiplied by an element of `x`, or divided by one. When one term of a
# sum grows by a little, does it matter for the sum how large the term is?

# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    if dim is not None and not keepdim:
        grad_out = np.expand_dims(grad_out, dim)
    return grad_out * x


# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    return grad_out * x


# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    if dim is not None and not keepdim:
        grad_out = np.expand_dims(grad_out, dim)
    return np.broadcast_to(grad_out, x.shape) / x


# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    if dim is not None and not keepdim:
        grad_out, out = np.expand_dims(grad_out, dim), np.expand_dims(out, dim)
    return grad_out * x / out


# %% [markdown] id="multiplied-by-out"
# Each gradient comes back multiplied by its sum. How much a sum grows with one of its terms does
# not depend on how large the sum is.

# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    if dim is not None and not keepdim:
        grad_out, out = np.expand_dims(grad_out, dim), np.expand_dims(out, dim)
    return np.broadcast_to(grad_out * out, x.shape)


# %% [markdown] id="sign-flipped"
# Right but for the sign. When one term of a sum grows, does the sum grow or fall?

# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    if dim is not None and not keepdim:
        grad_out = np.expand_dims(grad_out, dim)
    return -np.broadcast_to(grad_out, x.shape)


# %% [markdown] id="transposed"
# Rows and columns have changed places in your result. The gradient has the shape of `x`, entry
# for entry.

# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    if dim is not None and not keepdim:
        grad_out = np.expand_dims(grad_out, dim)
    return np.broadcast_to(grad_out, x.shape).T


# %% [markdown] id="flattened"
# The copies are right, but they come back in one long row. The gradient has the shape of `x`.

# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    if dim is not None and not keepdim:
        grad_out = np.expand_dims(grad_out, dim)
    return np.broadcast_to(grad_out, x.shape).flatten()


# %% [markdown] id="squeezed"
# Right, except where an axis of `x` has length 1: it is missing from your result. The gradient
# has every axis of `x`, the short ones too.

# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    if dim is not None and not keepdim:
        grad_out = np.expand_dims(grad_out, dim)
    return np.broadcast_to(grad_out, x.shape).squeeze()


# %% [markdown] id="wrong-dtype"
# The result consists of whole numbers, and what stood behind the point is gone. Gradients are
# floating-point numbers; where does your code turn them into integers, or make an integer array?

# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    if dim is not None and not keepdim:
        grad_out = np.expand_dims(grad_out, dim)
    return np.broadcast_to(grad_out, x.shape).astype(int)


# %% [markdown] id="types-do-not-fit"
# Every case ends in a TypeError, so something is called with what it does not take. If the
# message names your function, compare its parameters with the stub: the engine passes `dim` and
# `keepdim` by keyword, and NumPy's names for them differ. If it names another function, or a
# tuple, look at what that one is given.

# %%
def sum_back(grad_out, out, x, axis=None, keepdims=False):
    return np.broadcast_to(grad_out, x.shape)


# %% [markdown] id="no-such-attribute"
# Something is asked for an attribute that it does not have; the message says which. What comes in
# are plain NumPy arrays, not tensors: they have no `.array`, and none of the methods that only
# PyTorch has.

# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    return grad_out.expand(x.shape)


# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    if dim is not None and not keepdim:
        grad_out = grad_out.unsqueeze(dim)
    return np.broadcast_to(grad_out, x.shape)


# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    if not keepdim:
        grad_out = grad_out.unsqueeze(dim)
    return np.broadcast_to(grad_out, x.shape)


# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    if dim is not None:
        grad_out = grad_out.unsqueeze(dim)
    return np.broadcast_to(grad_out, x.shape)


# %% [markdown] id="name-not-defined"
# Your code uses a name that does not exist where it runs; the message says which. Your function
# has the arguments `grad_out`, `out`, `x`, `dim` and `keepdim`, and NumPy goes by the name of
# `np`.

# %%
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    return np.broadcast_to(grad_out, no_such_name)
