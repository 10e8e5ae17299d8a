# Answers to `amax_back`, right and wrong, that the autograder is measured on.

# %% right: as the text suggests
def amax_back(grad_out: Arr, out: Arr, x: Arr, dim=None, keepdim=False) -> Arr:
    if dim is not None and not keepdim:
        grad_out, out = np.expand_dims(grad_out, dim), np.expand_dims(out, dim)
    winners = x == out
    return grad_out * winners / winners.sum(axis=dim, keepdims=True)


# %% right: divides the gradient first
def amax_back(grad_out: Arr, out: Arr, x: Arr, dim=None, keepdim=False) -> Arr:
    if dim is not None and not keepdim:
        grad_out, out = np.expand_dims(grad_out, dim), np.expand_dims(out, dim)
    winners = x == out
    share = grad_out / np.count_nonzero(winners, axis=dim, keepdims=True)
    return np.where(winners, share, 0)


# %% right: through the notebook's own sum_back and _amax
def amax_back(grad_out: Arr, out: Arr, x: Arr, dim=None, keepdim=False) -> Arr:
    winners = (x == _amax(x, dim, True)).astype(np.float32)
    counts = _sum(winners, dim)
    return winners * sum_back(grad_out / counts if not keepdim else grad_out / counts.reshape(out.shape), None, x, dim, keepdim)


# %% right: reshapes to the shape with keepdims
def amax_back(grad_out: Arr, out: Arr, x: Arr, dim=None, keepdim=False) -> Arr:
    shape = np.max(x, axis=dim, keepdims=True).shape
    grad_out, out = grad_out.reshape(shape), out.reshape(shape)
    winners = x >= out
    return grad_out * (winners / winners.sum(axis=dim, keepdims=True))


# %% right: does not use out
def amax_back(grad_out: Arr, out: Arr, x: Arr, dim=None, keepdim=False) -> Arr:
    top = x.max(axis=dim, keepdims=True)
    mask = np.equal(x, top).astype(float)
    mask /= mask.sum(axis=dim, keepdims=True)
    return (mask * np.reshape(grad_out, top.shape)).astype(np.float32)


# %% right: an element at a time
def amax_back(grad_out: Arr, out: Arr, x: Arr, dim=None, keepdim=False) -> Arr:
    top = x.max(axis=dim, keepdims=True)
    count = (x == top).sum(axis=dim, keepdims=True)
    wide, counts = np.broadcast_to(top, x.shape), np.broadcast_to(count, x.shape)
    shares = np.broadcast_to(np.reshape(grad_out, top.shape), x.shape)
    result = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        if x[i] == wide[i]:
            result[i] = shares[i] / counts[i]
    return result


# %% wrong: no division [ties-counted-fully]
def amax_back(grad_out: Arr, out: Arr, x: Arr, dim=None, keepdim=False) -> Arr:
    if dim is not None and not keepdim:
        grad_out, out = np.expand_dims(grad_out, dim), np.expand_dims(out, dim)
    return np.where(x == out, grad_out, 0)


# %% wrong: no division, with astype [ties-counted-fully]
def amax_back(grad_out: Arr, out: Arr, x: Arr, dim=None, keepdim=False) -> Arr:
    if dim is not None and not keepdim:
        grad_out, out = np.expand_dims(grad_out, dim), np.expand_dims(out, dim)
    winners = (x >= out).astype(np.float32)
    return winners * grad_out


# %% wrong: argmax along one axis
def amax_back(grad_out: Arr, out: Arr, x: Arr, dim=None, keepdim=False) -> Arr:
    if dim is None or not isinstance(dim, int):
        return amax_back(grad_out, out, x, None, True)
    if not keepdim:
        grad_out = np.expand_dims(grad_out, dim)
    result = np.zeros_like(x)
    np.put_along_axis(result, np.expand_dims(x.argmax(dim), dim), grad_out, dim)
    return result


# %% wrong: half to each that is tied [ties-halved]
def amax_back(grad_out: Arr, out: Arr, x: Arr, dim=None, keepdim=False) -> Arr:
    if dim is not None and not keepdim:
        grad_out, out = np.expand_dims(grad_out, dim), np.expand_dims(out, dim)
    winners = x == out
    many = np.count_nonzero(winners, axis=dim, keepdims=True) > 1
    return grad_out * winners * (1 - 0.5 * many)


# %% wrong: counts in the whole array [counts-everywhere]
def amax_back(grad_out: Arr, out: Arr, x: Arr, dim=None, keepdim=False) -> Arr:
    if dim is not None and not keepdim:
        grad_out, out = np.expand_dims(grad_out, dim), np.expand_dims(out, dim)
    winners = (x == out).astype(np.float32)
    return winners * grad_out / np.count_nonzero(winners)


# %% wrong: as for a sum [copies-to-all]
def amax_back(grad_out: Arr, out: Arr, x: Arr, dim=None, keepdim=False) -> Arr:
    if not keepdim and dim is not None:
        grad_out = np.expand_dims(grad_out, dim)
    return grad_out + np.zeros_like(x)


# %% wrong: as for a mean [shares-with-losers]
def amax_back(grad_out: Arr, out: Arr, x: Arr, dim=None, keepdim=False) -> Arr:
    if dim is not None and not keepdim:
        grad_out, out = np.expand_dims(grad_out, dim), np.expand_dims(out, dim)
    return (grad_out + np.zeros_like(x)) * out.size / x.size


# %% wrong: shares without upstream [upstream-ignored]
def amax_back(grad_out: Arr, out: Arr, x: Arr, dim=None, keepdim=False) -> Arr:
    if dim is not None and not keepdim:
        grad_out, out = np.expand_dims(grad_out, dim), np.expand_dims(out, dim)
    winners = x == out
    return winners / winners.sum(axis=dim, keepdims=True)


# %% wrong: the mask alone [winners-only]
def amax_back(grad_out: Arr, out: Arr, x: Arr, dim=None, keepdim=False) -> Arr:
    if dim is not None and not keepdim:
        grad_out, out = np.expand_dims(grad_out, dim), np.expand_dims(out, dim)
    return np.where(x == out, 1.0, 0.0)


# %% wrong: not equal [losers-win]
def amax_back(grad_out: Arr, out: Arr, x: Arr, dim=None, keepdim=False) -> Arr:
    if dim is not None and not keepdim:
        grad_out, out = np.expand_dims(grad_out, dim), np.expand_dims(out, dim)
    return np.where(x == out, 0, grad_out)


# %% wrong: smaller [losers-win]
def amax_back(grad_out: Arr, out: Arr, x: Arr, dim=None, keepdim=False) -> Arr:
    if dim is not None and not keepdim:
        grad_out, out = np.expand_dims(grad_out, dim), np.expand_dims(out, dim)
    return grad_out * np.less(x, out)


# %% wrong: expands with keepdim, too [expands-keepdim]
def amax_back(grad_out: Arr, out: Arr, x: Arr, dim=None, keepdim=False) -> Arr:
    if dim is None:
        winners = x == out
        return grad_out * winners / winners.sum()
    winners = x == np.expand_dims(out, dim)
    return np.expand_dims(grad_out, dim) * winners / winners.sum(axis=dim, keepdims=True)


# %% wrong: never expands [forgets-expand-dims]
def amax_back(grad_out: Arr, out: Arr, x: Arr, dim=None, keepdim=False) -> Arr:
    winners = x == out
    return grad_out * (winners / winners.sum(axis=dim, keepdims=True))


# %% wrong: expands grad_out only [forgets-expand-dims]
def amax_back(grad_out: Arr, out: Arr, x: Arr, dim=None, keepdim=False) -> Arr:
    if dim is not None and not keepdim:
        grad_out = np.expand_dims(grad_out, dim)
    winners = x == out
    return grad_out * winners / winners.sum(axis=dim, keepdims=True)


# %% wrong: expands out only [expands-only-out]
def amax_back(grad_out: Arr, out: Arr, x: Arr, dim=None, keepdim=False) -> Arr:
    if dim is not None and not keepdim:
        out = np.expand_dims(out, dim)
    winners = x == out
    return grad_out * winners / winners.sum(axis=dim, keepdims=True)


# %% wrong: a new last axis [axis-put-last]
def amax_back(grad_out: Arr, out: Arr, x: Arr, dim=None, keepdim=False) -> Arr:
    if dim is not None and not keepdim:
        grad_out, out = np.expand_dims(grad_out, -1), np.expand_dims(out, -1)
    winners = x == out
    return grad_out * winners / winners.sum(axis=dim, keepdims=True)


# %% wrong: expand_dims of None [dim-none-unhandled]
def amax_back(grad_out: Arr, out: Arr, x: Arr, dim=None, keepdim=False) -> Arr:
    if not keepdim:
        grad_out = np.expand_dims(grad_out, dim)
        out = np.expand_dims(out, dim)
    winners = x == out
    return grad_out * winners / winners.sum(axis=dim, keepdims=True)


# %% wrong: the one largest [largest-of-all]
def amax_back(grad_out: Arr, out: Arr, x: Arr, dim=None, keepdim=False) -> Arr:
    if dim is not None and not keepdim:
        grad_out, out = np.expand_dims(grad_out, dim), np.expand_dims(out, dim)
    return np.where(x == np.max(x), grad_out, 0)


# %% wrong: counts without keepdims [counts-lose-the-axis]
def amax_back(grad_out: Arr, out: Arr, x: Arr, dim=None, keepdim=False) -> Arr:
    if dim is not None and not keepdim:
        grad_out, out = np.expand_dims(grad_out, dim), np.expand_dims(out, dim)
    winners = x == out
    return grad_out * winners / np.sum(winners, axis=dim)


# %% wrong: multiplied by x [times-the-value]
def amax_back(grad_out: Arr, out: Arr, x: Arr, dim=None, keepdim=False) -> Arr:
    if dim is not None and not keepdim:
        grad_out, out = np.expand_dims(grad_out, dim), np.expand_dims(out, dim)
    winners = x == out
    return grad_out * x * winners / winners.sum(axis=dim, keepdims=True)


# %% wrong: zeros [all-zeros]
def amax_back(grad_out: Arr, out: Arr, x: Arr, dim=None, keepdim=False) -> Arr:
    return np.zeros_like(x)


# %% wrong: nothing returned [returns-none]
def amax_back(grad_out: Arr, out: Arr, x: Arr, dim=None, keepdim=False) -> Arr:
    if dim is not None and not keepdim:
        grad_out, out = np.expand_dims(grad_out, dim), np.expand_dims(out, dim)
    winners = x == out
    grad_out * winners / winners.sum(axis=dim, keepdims=True)


# %% wrong: a list [returns-list]
def amax_back(grad_out: Arr, out: Arr, x: Arr, dim=None, keepdim=False) -> Arr:
    if dim is not None and not keepdim:
        grad_out, out = np.expand_dims(grad_out, dim), np.expand_dims(out, dim)
    winners = x == out
    return (grad_out * winners / winners.sum(axis=dim, keepdims=True)).tolist()


# %% wrong: sign turned [sign-flipped]
def amax_back(grad_out: Arr, out: Arr, x: Arr, dim=None, keepdim=False) -> Arr:
    if dim is not None and not keepdim:
        grad_out, out = np.expand_dims(grad_out, dim), np.expand_dims(out, dim)
    winners = x == out
    return -grad_out * winners / winners.sum(axis=dim, keepdims=True)


# %% wrong: nearly the largest is the largest
def amax_back(grad_out, out, x, dim=None, keepdim=False):
    if dim is not None and not keepdim:
        grad_out, out = np.expand_dims(grad_out, dim), np.expand_dims(out, dim)
    winners = np.isclose(x, out).astype(grad_out.dtype)
    return grad_out * winners / winners.sum(axis=dim, keepdims=True)


# %% wrong: drops lengths of one [squeezed]
def amax_back(grad_out, out, x, dim=None, keepdim=False):
    if dim is not None and not keepdim:
        grad_out, out = np.expand_dims(grad_out, dim), np.expand_dims(out, dim)
    winners = (x == out).astype(grad_out.dtype)
    return np.squeeze(grad_out * winners / winners.sum(axis=dim, keepdims=True))


# %% wrong: all that are tied to the first [first-winner-only]
def amax_back(grad_out, out, x, dim=None, keepdim=False):
    if dim is not None and not keepdim:
        grad_out, out = np.expand_dims(grad_out, dim), np.expand_dims(out, dim)
    winners = x == out
    if dim is None:
        first = np.zeros(x.shape)
        first.flat[np.argmax(winners)] = 1
        return grad_out * first
    if isinstance(dim, int):
        winners = winners & (np.cumsum(winners, axis=dim) == 1)
    return grad_out * winners / winners.sum(axis=dim, keepdims=True)


# %% wrong: the type of x [wrong-dtype]
def amax_back(grad_out, out, x, dim=None, keepdim=False):
    if dim is not None and not keepdim:
        grad_out, out = np.expand_dims(grad_out, dim), np.expand_dims(out, dim)
    winners = (x == out).astype(grad_out.dtype)
    return (grad_out * winners / winners.sum(axis=dim, keepdims=True)).astype(x.dtype)


# %% wrong: the softmax of the differences
def amax_back(grad_out, out, x, dim=None, keepdim=False):
    if dim is not None and not keepdim:
        grad_out, out = np.expand_dims(grad_out, dim), np.expand_dims(out, dim)
    weights = np.exp(1e3 * (x - out))
    return grad_out * weights / weights.sum(axis=dim, keepdims=True)


# %% right: divided first
def amax_back(grad_out, out, x, dim=None, keepdim=False):
    top = np.max(x, axis=dim, keepdims=True)
    mask = x == top
    share = np.reshape(grad_out, top.shape) / np.count_nonzero(mask, axis=dim, keepdims=True)
    return np.where(mask, share, 0.0)
