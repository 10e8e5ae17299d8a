# Answers to `sum_back`, right and wrong, that the autograder is measured on.

# %% right: as the text suggests
def sum_back(grad_out: Arr, out: Arr, x: Arr, dim=None, keepdim=False):
    if dim is not None and not keepdim:
        grad_out = np.expand_dims(grad_out, dim)
    return np.broadcast_to(grad_out, x.shape)


# %% right: reshapes to what keepdim would have given
def sum_back(grad_out: Arr, out: Arr, x: Arr, dim=None, keepdim=False):
    kept = np.sum(x, axis=dim, keepdims=True).shape
    return grad_out.reshape(kept) + np.zeros_like(x)


# %% right: times ones
def sum_back(grad_out: Arr, out: Arr, x: Arr, dim=None, keepdim=False):
    if keepdim or dim is None:
        return grad_out * np.ones_like(x)
    return np.expand_dims(grad_out, axis=dim) * np.ones_like(x)


# %% right: indexed with np.newaxis
def sum_back(grad_out: Arr, out: Arr, x: Arr, dim=None, keepdim=False):
    if dim is None:
        dims = set(range(x.ndim))
    else:
        dims = {d % x.ndim for d in np.atleast_1d(dim).astype(int)}
    if not keepdim:
        grad_out = grad_out[tuple(np.newaxis if d in dims else slice(None) for d in range(x.ndim))]
    grad_x = np.empty_like(x, dtype=grad_out.dtype)
    grad_x[...] = grad_out
    return grad_x


# %% right: repeats along one summed dimension after the other
def sum_back(grad_out: Arr, out: Arr, x: Arr, dim=None, keepdim=False):
    if dim is None:
        dims = tuple(range(x.ndim))
    elif isinstance(dim, tuple):
        dims = tuple(d % x.ndim for d in dim)
    else:
        dims = (dim % x.ndim,)
    grad_x = np.asarray(grad_out)
    for d in sorted(dims):
        if not keepdim:
            grad_x = np.expand_dims(grad_x, d)
        grad_x = np.repeat(grad_x, x.shape[d], axis=d)
    return grad_x


# %% right: one element at a time
def sum_back(grad_out: Arr, out: Arr, x: Arr, dim=None, keepdim=False):
    kept = np.sum(x, axis=dim, keepdims=True).shape
    column = np.reshape(grad_out, kept)
    grad_x = np.zeros_like(x, dtype=grad_out.dtype)
    for position in np.ndindex(x.shape):
        grad_x[position] = column[tuple(0 if n == 1 else i for i, n in zip(position, kept))]
    return grad_x


# %% right: summed dimensions to the front and back
def sum_back(grad_out: Arr, out: Arr, x: Arr, dim=None, keepdim=False):
    if dim is None:
        return np.full(x.shape, grad_out.item())
    dims = dim if isinstance(dim, tuple) else (dim,)
    front = range(len(dims))
    grad_x = np.zeros_like(x, dtype=grad_out.dtype)
    if keepdim:
        grad_out = np.squeeze(grad_out, axis=dims)
    np.moveaxis(grad_x, dims, front)[...] = grad_out
    return grad_x


# %% right: in place on its own array of zeros, in float64
def sum_back(grad_out: Arr, out: Arr, x: Arr, dim=None, keepdim=False):
    grad_x = np.zeros(x.shape)
    grad_x += grad_out if keepdim or dim is None else np.expand_dims(grad_out, dim)
    return grad_x


# %% right: no test for dim 0, which needs no new dimension
def sum_back(grad_out: Arr, out: Arr, x: Arr, dim=None, keepdim=False):
    if dim and not keepdim:
        grad_out = np.expand_dims(grad_out, dim)
    return np.broadcast_to(grad_out, x.shape)


# %% wrong: forgets to put the summed dimensions back [forgets-expand-dims]
def sum_back(grad_out: Arr, out: Arr, x: Arr, dim=None, keepdim=False):
    return np.broadcast_to(grad_out, x.shape)


# %% wrong: relies on broadcasting with ones [forgets-expand-dims]
def sum_back(grad_out: Arr, out: Arr, x: Arr, dim=None, keepdim=False):
    return grad_out * np.ones(x.shape)


# %% wrong: spreads the whole of the upstream gradient [ignores-dim]
def sum_back(grad_out: Arr, out: Arr, x: Arr, dim=None, keepdim=False):
    return np.full_like(x, np.sum(grad_out))


# %% wrong: spreads the first upstream gradient [ignores-dim]
def sum_back(grad_out: Arr, out: Arr, x: Arr, dim=None, keepdim=False):
    return np.full_like(x, grad_out.flat[0])


# %% wrong: always a new last dimension [ignores-dim]
def sum_back(grad_out: Arr, out: Arr, x: Arr, dim=None, keepdim=False):
    if dim is not None and not keepdim:
        grad_out = np.expand_dims(grad_out, -1)
    return np.broadcast_to(grad_out, x.shape)


# %% wrong: always a new first dimension [always-last-axis]
def sum_back(grad_out: Arr, out: Arr, x: Arr, dim=None, keepdim=False):
    if dim is not None and not keepdim:
        grad_out = np.expand_dims(grad_out, 0)
    return np.broadcast_to(grad_out, x.shape)


# %% wrong: always a column [ignores-dim]
def sum_back(grad_out: Arr, out: Arr, x: Arr, dim=None, keepdim=False):
    if dim is not None and not keepdim:
        grad_out = grad_out.reshape(-1, 1)
    return np.broadcast_to(grad_out, x.shape)


# %% wrong: broadcasts to the transposed shape, whatever dim is [ignores-dim]
def sum_back(grad_out: Arr, out: Arr, x: Arr, dim=None, keepdim=False):
    return np.broadcast_to(grad_out.T, x.T.shape).T


# %% wrong: a new dimension even where keepdim left one [expands-despite-keepdim]
def sum_back(grad_out: Arr, out: Arr, x: Arr, dim=None, keepdim=False):
    if dim is not None:
        grad_out = np.expand_dims(grad_out, dim)
    return np.broadcast_to(grad_out, x.shape)


# %% wrong: as before, but makes room for it by adding [expands-despite-keepdim]
def sum_back(grad_out: Arr, out: Arr, x: Arr, dim=None, keepdim=False):
    if dim is not None:
        grad_out = np.expand_dims(grad_out, dim)
    return np.zeros_like(x) + grad_out


# %% wrong: keepdim the wrong way round [keepdim-inverted]
def sum_back(grad_out: Arr, out: Arr, x: Arr, dim=None, keepdim=False):
    if dim is not None and keepdim:
        grad_out = np.expand_dims(grad_out, dim)
    return np.broadcast_to(grad_out, x.shape)


# %% wrong: no thought for a dim of None [dim-none-unhandled]
def sum_back(grad_out: Arr, out: Arr, x: Arr, dim=None, keepdim=False):
    if not keepdim:
        grad_out = np.expand_dims(grad_out, dim)
    return np.broadcast_to(grad_out, x.shape)


# %% wrong: takes a dim of None for the first [dim-none-unhandled]
def sum_back(grad_out: Arr, out: Arr, x: Arr, dim=None, keepdim=False):
    dim = dim or 0
    if not keepdim:
        grad_out = np.expand_dims(grad_out, dim)
    return np.repeat(grad_out, x.shape[dim], axis=dim)


# %% wrong: expands one dimension after the other, in the order given [wrong-for-tuple-axes]
def sum_back(grad_out: Arr, out: Arr, x: Arr, dim=None, keepdim=False):
    if dim is not None and not keepdim:
        for d in dim if isinstance(dim, tuple) else (dim,):
            grad_out = np.expand_dims(grad_out, d)
    return np.broadcast_to(grad_out, x.shape)


# %% wrong: expands the dimensions of a tuple from the last to the first [wrong-for-tuple-axes]
def sum_back(grad_out: Arr, out: Arr, x: Arr, dim=None, keepdim=False):
    if dim is not None and not keepdim:
        dims = dim if isinstance(dim, tuple) else (dim,)
        for d in sorted(dims, reverse=True):
            grad_out = np.expand_dims(grad_out, d)
    return np.broadcast_to(grad_out, x.shape)


# %% wrong: only the first dimension of a tuple [wrong-for-tuple-axes]
def sum_back(grad_out: Arr, out: Arr, x: Arr, dim=None, keepdim=False):
    if dim is not None and not keepdim:
        first = dim[0] if isinstance(dim, tuple) else dim
        grad_out = np.expand_dims(grad_out, first)
    return np.broadcast_to(grad_out, x.shape)


# %% wrong: repeats, with one dimension in mind [wrong-for-tuple-axes]
def sum_back(grad_out: Arr, out: Arr, x: Arr, dim=None, keepdim=False):
    if dim is None:
        return np.full(x.shape, grad_out.item())
    if not keepdim:
        grad_out = np.expand_dims(grad_out, dim)
    return np.repeat(grad_out, x.shape[dim], axis=dim)


# %% wrong: inserts a 1 in the shape before dim, off by one for negative dims [wrong-for-negative-axes]
def sum_back(grad_out: Arr, out: Arr, x: Arr, dim=None, keepdim=False):
    if dim is not None and not keepdim:
        shape = list(grad_out.shape)
        for d in sorted(dim) if isinstance(dim, tuple) else [dim]:
            shape.insert(d, 1)
        grad_out = grad_out.reshape(shape)
    return np.broadcast_to(grad_out, x.shape)


# %% wrong: counts negative dims from the end of the sum, not of the input [wrong-for-negative-axes]
def sum_back(grad_out: Arr, out: Arr, x: Arr, dim=None, keepdim=False):
    if dim is not None and not keepdim:
        dims = dim if isinstance(dim, tuple) else (dim,)
        dims = tuple(d + grad_out.ndim if d < 0 else d for d in dims)
        grad_out = np.expand_dims(grad_out, dims)
    return np.broadcast_to(grad_out, x.shape)


# %% wrong: looks for positive dims only [wrong-for-negative-axes]
def sum_back(grad_out: Arr, out: Arr, x: Arr, dim=None, keepdim=False):
    if dim is None:
        dims = tuple(range(x.ndim))
    else:
        dims = dim if isinstance(dim, tuple) else (dim,)
    if not keepdim:
        shape = [1 if d in dims else n for d, n in enumerate(x.shape)]
        grad_out = grad_out.reshape(shape)
    return np.broadcast_to(grad_out, x.shape)


# %% wrong: works out from the sizes which dimensions are gone [matched-by-size]
def sum_back(grad_out: Arr, out: Arr, x: Arr, dim=None, keepdim=False):
    if not keepdim:
        left = list(grad_out.shape)
        shape = []
        for size in x.shape:
            shape.append(left.pop(0) if left and left[0] == size else 1)
        grad_out = grad_out.reshape(shape)
    return np.broadcast_to(grad_out, x.shape)


# %% wrong: expands but does not broadcast [not-broadcast]
def sum_back(grad_out: Arr, out: Arr, x: Arr, dim=None, keepdim=False):
    if dim is not None and not keepdim:
        grad_out = np.expand_dims(grad_out, dim)
    return grad_out


# %% wrong: hands the upstream gradient on [shape-of-output]
def sum_back(grad_out: Arr, out: Arr, x: Arr, dim=None, keepdim=False):
    return grad_out


# %% wrong: sums the upstream gradient as the forward function did [shape-of-output]
def sum_back(grad_out: Arr, out: Arr, x: Arr, dim=None, keepdim=False):
    if keepdim or dim is None:
        return np.sum(grad_out, axis=dim, keepdims=keepdim)
    return np.sum(np.expand_dims(grad_out, dim), axis=dim)


# %% wrong: ones [upstream-ignored]
def sum_back(grad_out: Arr, out: Arr, x: Arr, dim=None, keepdim=False):
    return np.ones_like(x)


# %% wrong: divides by the number of terms [scaled]
def sum_back(grad_out: Arr, out: Arr, x: Arr, dim=None, keepdim=False):
    if dim is not None and not keepdim:
        grad_out = np.expand_dims(grad_out, dim)
    return np.broadcast_to(grad_out, x.shape) * max(out.size, 1) / max(x.size, 1)


# %% wrong: multiplies by the number of terms [scaled]
def sum_back(grad_out: Arr, out: Arr, x: Arr, dim=None, keepdim=False):
    if dim is not None and not keepdim:
        grad_out = np.expand_dims(grad_out, dim)
    return np.broadcast_to(grad_out, x.shape) * (x.size / max(out.size, 1))


# %% wrong: multiplies by the input [multiplied-by-input]
def sum_back(grad_out: Arr, out: Arr, x: Arr, dim=None, keepdim=False):
    if dim is not None and not keepdim:
        grad_out = np.expand_dims(grad_out, dim)
    return grad_out * x


# %% wrong: spreads out instead of the upstream gradient [forward-again]
def sum_back(grad_out: Arr, out: Arr, x: Arr, dim=None, keepdim=False):
    if dim is not None and not keepdim:
        out = np.expand_dims(out, dim)
    return np.broadcast_to(out, x.shape)


# %% wrong: a minus sign [sign-flipped]
def sum_back(grad_out: Arr, out: Arr, x: Arr, dim=None, keepdim=False):
    if dim is not None and not keepdim:
        grad_out = np.expand_dims(grad_out, dim)
    return -np.broadcast_to(grad_out, x.shape)


# %% wrong: NumPy's names for the arguments [types-do-not-fit]
def sum_back(grad_out: Arr, out: Arr, x: Arr, axis=None, keepdims=False):
    if axis is not None and not keepdims:
        grad_out = np.expand_dims(grad_out, axis)
    return np.broadcast_to(grad_out, x.shape)


# %% wrong: writes the gradient into the input [modifies-input]
def sum_back(grad_out: Arr, out: Arr, x: Arr, dim=None, keepdim=False):
    if dim is not None and not keepdim:
        grad_out = np.expand_dims(grad_out, dim)
    x[...] = grad_out
    return x


# %% wrong: whole numbers [wrong-dtype]
def sum_back(grad_out: Arr, out: Arr, x: Arr, dim=None, keepdim=False):
    if dim is not None and not keepdim:
        grad_out = np.expand_dims(grad_out, dim)
    return np.broadcast_to(grad_out, x.shape).astype(np.int64)


# %% wrong: a Tensor [returns-tensor]
def sum_back(grad_out: Arr, out: Arr, x: Arr, dim=None, keepdim=False):
    if dim is not None and not keepdim:
        grad_out = np.expand_dims(grad_out, dim)
    return Tensor(np.broadcast_to(grad_out, x.shape))


# %% wrong: a list [returns-list]
def sum_back(grad_out: Arr, out: Arr, x: Arr, dim=None, keepdim=False):
    if dim is not None and not keepdim:
        grad_out = np.expand_dims(grad_out, dim)
    return np.broadcast_to(grad_out, x.shape).tolist()


# %% wrong: returns in one branch only [returns-none]
def sum_back(grad_out: Arr, out: Arr, x: Arr, dim=None, keepdim=False):
    if dim is not None and not keepdim:
        grad_out = np.expand_dims(grad_out, dim)
        return np.broadcast_to(grad_out, x.shape)


# %% wrong: the axes of the first call
_axes = []


def sum_back(grad_out, out, x, dim=None, keepdim=False):
    if not keepdim and dim is not None:
        if not _axes:
            _axes.append(dim)
        try:
            return np.broadcast_to(np.expand_dims(grad_out, _axes[0]), x.shape)
        except ValueError:
            pass
        grad_out = np.expand_dims(grad_out, dim)
    return np.broadcast_to(grad_out, x.shape)


# %% wrong: drops lengths of one [squeezed]
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    if dim is not None and not keepdim:
        grad_out = np.expand_dims(grad_out, dim)
    return np.squeeze(np.broadcast_to(grad_out, x.shape))


# %% wrong: the share of each [scaled]
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    if dim is not None and not keepdim:
        grad_out = np.expand_dims(grad_out, dim)
    return np.broadcast_to(grad_out, x.shape) * out.size / x.size


# %% wrong: reshapes with keepdim of a sum of x, ones for lengths
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    return np.ones(x.shape) * np.reshape(grad_out, np.max(x, axis=dim, keepdims=True).shape[::-1])


# %% wrong: only where x is not zero
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    if dim is not None and not keepdim:
        grad_out = np.expand_dims(grad_out, dim)
    return np.broadcast_to(grad_out, x.shape) * (x > 0)


# %% wrong: keepdim when there is a tuple is forgotten
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    if isinstance(dim, tuple) or (dim is not None and not keepdim):
        grad_out = np.expand_dims(grad_out, dim)
    return np.broadcast_to(grad_out, x.shape)


# %% right: another default, which comes to the same
def sum_back(grad_out, out, x, dim=0, keepdim=False):
    if dim is not None and not keepdim:
        grad_out = np.expand_dims(grad_out, dim)
    return np.broadcast_to(grad_out, x.shape)


# %% right: reshaped to what keepdims would give
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    kept = np.sum(np.ones(x.shape), axis=dim, keepdims=True).shape
    return np.ones(x.shape, dtype=grad_out.dtype) * np.reshape(grad_out, kept)


# %% right: axes put in one by one
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    if dim is None:
        return np.full(x.shape, grad_out)
    if not keepdim:
        axes = [dim] if isinstance(dim, int) else list(dim)
        for axis in sorted(a % x.ndim for a in axes):
            grad_out = np.expand_dims(grad_out, axis)
    return grad_out + np.zeros(x.shape, grad_out.dtype)


# %% wrong: indexed with np.newaxis, in the dtype of x [wrong-dtype]
def sum_back(grad_out: Arr, out: Arr, x: Arr, dim=None, keepdim=False):
    if dim is None:
        dims = set(range(x.ndim))
    else:
        dims = {d % x.ndim for d in np.atleast_1d(dim).astype(int)}
    if not keepdim:
        grad_out = grad_out[tuple(np.newaxis if d in dims else slice(None) for d in range(x.ndim))]
    grad_x = np.empty_like(x)
    grad_x[...] = grad_out
    return grad_x


# %% wrong: one element at a time, in the dtype of x [wrong-dtype]
def sum_back(grad_out: Arr, out: Arr, x: Arr, dim=None, keepdim=False):
    kept = np.sum(x, axis=dim, keepdims=True).shape
    column = np.reshape(grad_out, kept)
    grad_x = np.zeros_like(x)
    for position in np.ndindex(x.shape):
        grad_x[position] = column[tuple(0 if n == 1 else i for i, n in zip(position, kept))]
    return grad_x


# %% wrong: summed dimensions to the front and back, in the dtype of x [wrong-dtype]
def sum_back(grad_out: Arr, out: Arr, x: Arr, dim=None, keepdim=False):
    if dim is None:
        return np.full(x.shape, grad_out.item())
    dims = dim if isinstance(dim, tuple) else (dim,)
    front = range(len(dims))
    grad_x = np.zeros_like(x)
    if keepdim:
        grad_out = np.squeeze(grad_out, axis=dims)
    np.moveaxis(grad_x, dims, front)[...] = grad_out
    return grad_x
