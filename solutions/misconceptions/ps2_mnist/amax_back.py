# Mistakes in `amax_back` that have a hint of their own, the more specific first.


# %% [markdown] id="ties-counted-fully"
# Right, except where several entries are tied: each of them gets the whole gradient, so together
# they get too much. What should the shares of all that are tied add up to?

# %%
def amax_back(grad_out, out, x, dim=None, keepdim=False):
    if dim is not None and not keepdim:
        grad_out, out = np.expand_dims(grad_out, dim), np.expand_dims(out, dim)
    return grad_out * (x == out)


# %% [markdown] id="first-winner-only"
# Right, except where several entries are tied: one of them takes it all. A search for the place of
# the largest names a single place; which question finds all of them?

# %%
def amax_back(grad_out, out, x, dim=None, keepdim=False):
    axes = tuple(range(x.ndim)) if dim is None else tuple(np.atleast_1d(dim) % x.ndim)
    if dim is not None and not keepdim:
        grad_out = np.expand_dims(grad_out, dim)
    others = tuple(a for a in range(x.ndim) if a not in axes)
    moved = np.transpose(x, others + tuple(sorted(axes)))
    flat = moved.reshape(*(x.shape[a] for a in others), -1)
    mask = np.arange(flat.shape[-1]) == flat.argmax(axis=-1)[..., None]
    back = np.argsort(others + tuple(sorted(axes)))
    return grad_out * np.transpose(mask.reshape(moved.shape), back)


# %% [markdown] id="last-winner-only"
# Right, except where several entries are tied: the last of them takes it all. How can the shares be
# the same for all that are as large?

# %%
def amax_back(grad_out, out, x, dim=None, keepdim=False):
    axes = tuple(range(x.ndim)) if dim is None else tuple(np.atleast_1d(dim) % x.ndim)
    if dim is not None and not keepdim:
        grad_out = np.expand_dims(grad_out, dim)
    others = tuple(a for a in range(x.ndim) if a not in axes)
    moved = np.transpose(x, others + tuple(sorted(axes)))
    flat = moved.reshape(*(x.shape[a] for a in others), -1)
    last = flat.shape[-1] - 1 - flat[..., ::-1].argmax(axis=-1)
    mask = np.arange(flat.shape[-1]) == last[..., None]
    back = np.argsort(others + tuple(sorted(axes)))
    return grad_out * np.transpose(mask.reshape(moved.shape), back)


# %% [markdown] id="ties-halved"
# Right where one entry wins alone, and where two are tied. Three or more can be tied, too: how many
# are there in each row?

# %%
def amax_back(grad_out, out, x, dim=None, keepdim=False):
    if dim is not None and not keepdim:
        grad_out, out = np.expand_dims(grad_out, dim), np.expand_dims(out, dim)
    winners = x == out
    alone = winners.sum(axis=dim, keepdims=True) == 1
    return grad_out * winners * np.where(alone, 1.0, 0.5)


# %% [markdown] id="counts-everywhere"
# The winners are found, but their number is counted in the whole array. The shares of each row
# should add up to one: along which axes do you count, and does the count stay beside its row?

# %%
def amax_back(grad_out, out, x, dim=None, keepdim=False):
    if dim is not None and not keepdim:
        grad_out, out = np.expand_dims(grad_out, dim), np.expand_dims(out, dim)
    winners = x == out
    return grad_out * winners / winners.sum()


# %% [markdown] id="copies-to-all"
# Every entry gets the gradient of its row, as it would for a sum. If an entry that is not the
# largest rises by a little, does the output move?

# %%
def amax_back(grad_out, out, x, dim=None, keepdim=False):
    if dim is not None and not keepdim:
        grad_out = np.expand_dims(grad_out, dim)
    return np.broadcast_to(grad_out, x.shape)


# %% [markdown] id="shares-with-losers"
# Every entry gets a share, as it would for a mean. If an entry that is not the largest rises by a
# little, does the output move?

# %%
def amax_back(grad_out, out, x, dim=None, keepdim=False):
    if dim is not None and not keepdim:
        grad_out, out = np.expand_dims(grad_out, dim), np.expand_dims(out, dim)
    n = x.size / out.size
    return np.broadcast_to(grad_out, x.shape) / n


# %% [markdown] id="upstream-ignored"
# The winners and their shares are right, as far as they go. The chain rule has a second factor: how
# much the loss changes with the output.

# %%
def amax_back(grad_out, out, x, dim=None, keepdim=False):
    if dim is not None and not keepdim:
        grad_out, out = np.expand_dims(grad_out, dim), np.expand_dims(out, dim)
    winners = (x == out).astype(x.dtype)
    return winners / winners.sum(axis=dim, keepdims=True)


# %% [markdown] id="winners-only"
# You return which entries are the largest. What is missing are the upstream gradient and, for those
# that are tied, their share of it.

# %%
def amax_back(grad_out, out, x, dim=None, keepdim=False):
    if dim is not None and not keepdim:
        grad_out, out = np.expand_dims(grad_out, dim), np.expand_dims(out, dim)
    return (x == out).astype(x.dtype)


# %% [markdown] id="losers-win"
# The gradient goes to the entries that are not the largest. Which comparison of `x` and `out` is
# true for a winner?

# %%
def amax_back(grad_out, out, x, dim=None, keepdim=False):
    if dim is not None and not keepdim:
        grad_out, out = np.expand_dims(grad_out, dim), np.expand_dims(out, dim)
    winners = (x != out).astype(x.dtype)
    return grad_out * winners / winners.sum(axis=dim, keepdims=True)


# %%
def amax_back(grad_out, out, x, dim=None, keepdim=False):
    if dim is not None and not keepdim:
        grad_out, out = np.expand_dims(grad_out, dim), np.expand_dims(out, dim)
    return grad_out * (x != out)


# %%
def amax_back(grad_out, out, x, dim=None, keepdim=False):
    if dim is not None and not keepdim:
        grad_out, out = np.expand_dims(grad_out, dim), np.expand_dims(out, dim)
    return grad_out * (x < out)


# %% [markdown] id="expands-keepdim"
# Right without `keepdim`. With it the axis is still there, and is put in a second time. When does
# nothing have to be put back?

# %%
def amax_back(grad_out, out, x, dim=None, keepdim=False):
    if dim is not None:
        grad_out, out = np.expand_dims(grad_out, dim), np.expand_dims(out, dim)
    winners = (x == out).astype(x.dtype)
    return grad_out * winners / winners.sum(axis=dim, keepdims=True)


# %% [markdown] id="forgets-expand-dims"
# Right with `keepdim`, and for `dim=None`. Without `keepdim` the axis is gone from `grad_out` and
# from `out`, and NumPy lines them up with the wrong axis of `x`, or with none. In both of them it
# has to be put back at its old place.

# %%
def amax_back(grad_out, out, x, dim=None, keepdim=False):
    winners = (x == out).astype(x.dtype)
    return grad_out * winners / winners.sum(axis=dim, keepdims=True)


# %% [markdown] id="expands-only-out"
# The winners are found. But `grad_out` has lost its axis as `out` has, and meets the wrong rows, or
# does not fit at all.

# %%
def amax_back(grad_out, out, x, dim=None, keepdim=False):
    if dim is not None and not keepdim:
        out = np.expand_dims(out, dim)
    winners = (x == out).astype(x.dtype)
    return grad_out * winners / winners.sum(axis=dim, keepdims=True)


# %% [markdown] id="axis-put-last"
# The axis is put back, but always at the end. It has to return to the place it had in `x`, which
# `dim` says.

# %%
def amax_back(grad_out, out, x, dim=None, keepdim=False):
    if dim is not None and not keepdim:
        grad_out, out = grad_out[..., None], out[..., None]
    winners = (x == out).astype(x.dtype)
    return grad_out * winners / winners.sum(axis=dim, keepdims=True)


# %% [markdown] id="dim-none-unhandled"
# Right where `dim` names axes. For `dim=None` all axes were taken, there is a single number, and
# nothing to put back: it can meet an array of any shape as it is.

# %%
def amax_back(grad_out, out, x, dim=None, keepdim=False):
    if not keepdim:
        grad_out, out = np.expand_dims(grad_out, dim), np.expand_dims(out, dim)
    winners = (x == out).astype(x.dtype)
    return grad_out * winners / winners.sum(axis=dim, keepdims=True)


# %% [markdown] id="largest-of-all"
# You look for the largest entry of the whole array. Each row has its own, and `out` holds them all.

# %%
def amax_back(grad_out, out, x, dim=None, keepdim=False):
    if dim is not None and not keepdim:
        grad_out, out = np.expand_dims(grad_out, dim), np.expand_dims(out, dim)
    winners = (x == x.max()).astype(x.dtype)
    return grad_out * winners / np.maximum(winners.sum(axis=dim, keepdims=True), 1)


# %%
def amax_back(grad_out, out, x, dim=None, keepdim=False):
    if dim is not None and not keepdim:
        grad_out, out = np.expand_dims(grad_out, dim), np.expand_dims(out, dim)
    return grad_out * (x == x.max())


# %% [markdown] id="counts-lose-the-axis"
# The counts of winners have lost the axis along which they were counted, and so meet the wrong
# rows, or do not fit. What does `sum` need so that the axis stays?

# %%
def amax_back(grad_out, out, x, dim=None, keepdim=False):
    if dim is not None and not keepdim:
        grad_out, out = np.expand_dims(grad_out, dim), np.expand_dims(out, dim)
    winners = (x == out).astype(x.dtype)
    return grad_out * winners / winners.sum(axis=dim)


# %% [markdown] id="times-the-value"
# The gradient is multiplied by the entry itself. How much does the output rise, if the largest
# entry rises by one?

# %%
def amax_back(grad_out, out, x, dim=None, keepdim=False):
    if dim is not None and not keepdim:
        grad_out, out = np.expand_dims(grad_out, dim), np.expand_dims(out, dim)
    winners = (x == out).astype(x.dtype)
    return grad_out * winners * x / winners.sum(axis=dim, keepdims=True)


# %%
def amax_back(grad_out, out, x, dim=None, keepdim=False):
    if dim is not None and not keepdim:
        grad_out, out = np.expand_dims(grad_out, dim), np.expand_dims(out, dim)
    return grad_out * (x == out) * x


# %% [markdown] id="all-zeros"
# Nothing but zeros comes back. Is there an array that was made and never filled?

# %%
def amax_back(grad_out, out, x, dim=None, keepdim=False):
    return np.zeros_like(x)
