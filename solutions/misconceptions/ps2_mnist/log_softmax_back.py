# Mistakes in `log_softmax_back` that have a hint of their own, the more specific first.


# %% [markdown] id="all-zeros"
# Nothing but zeros comes back. Is there an array that was made and never filled, or a difference of
# two things that are the same?

# %%
def log_softmax_back(grad_out, out, x, dim=-1):
    return np.zeros_like(x)


# %% [markdown] id="sum-forgotten"
# Each probability is multiplied with the gradient of its own place alone. But `x[i]` reaches every
# output of its row: what became of the sum in the formula?

# %%
def log_softmax_back(grad_out, out, x, dim=-1):
    return grad_out - np.exp(out) * grad_out


# %% [markdown] id="only-diagonal"
# This is `grad_out` itself: the first term of the formula. Raising `x[i]` also makes all the
# outputs of its row smaller.

# %%
def log_softmax_back(grad_out, out, x, dim=-1):
    return grad_out


# %% [markdown] id="only-second-term"
# This is the second term of the formula by itself. Raising `x[i]` also raises its own output
# directly.

# %%
def log_softmax_back(grad_out, out, x, dim=-1):
    return -np.exp(out) * grad_out.sum(axis=dim, keepdims=True)


# %%
def log_softmax_back(grad_out, out, x, dim=-1):
    return np.exp(out) * grad_out.sum(axis=dim, keepdims=True)


# %% [markdown] id="plus-instead-of-minus"
# The two terms are added. The probabilities of a row add up to one: if one rises, do the logarithms
# of the others rise or fall?

# %%
def log_softmax_back(grad_out, out, x, dim=-1):
    return grad_out + np.exp(out) * grad_out.sum(axis=dim, keepdims=True)


# %% [markdown] id="sign-turned"
# The numbers are right, but for their sign. Raise `x[i]` by a little: does `out[i]` rise or fall?

# %%
def log_softmax_back(grad_out, out, x, dim=-1):
    return np.exp(out) * grad_out.sum(axis=dim, keepdims=True) - grad_out


# %% [markdown] id="out-without-exp"
# You multiply by `out`, which holds the *logarithms* of the probabilities. How do you get the
# probabilities from them?

# %%
def log_softmax_back(grad_out, out, x, dim=-1):
    return grad_out - out * grad_out.sum(axis=dim, keepdims=True)


# %% [markdown] id="exp-of-x"
# You take the exponential of `x`, which is no probability: it does not add up to one along the
# axis, and for large `x` it overflows. Of which argument is the exponential a probability?

# %%
def log_softmax_back(grad_out, out, x, dim=-1):
    return grad_out - np.exp(x) * grad_out.sum(axis=dim, keepdims=True)


# %% [markdown] id="softmax-overflows"
# Right, except for large values: an exponential of `x` is infinite there. `out` is never positive,
# so its exponential is safe, and it is what you look for.

# %%
def log_softmax_back(grad_out, out, x, dim=-1):
    p = np.exp(x) / np.exp(x).sum(axis=dim, keepdims=True)
    return grad_out - p * grad_out.sum(axis=dim, keepdims=True)


# %% [markdown] id="sum-over-everything"
# Right for a single row. The sum runs over the whole array, where each row of probabilities wants a
# sum of its own. Which axis is it, and does it stay?

# %%
def log_softmax_back(grad_out, out, x, dim=-1):
    return grad_out - np.exp(out) * grad_out.sum()


# %% [markdown] id="sum-loses-the-axis"
# The sums have lost their axis, and so meet the wrong rows, or do not fit at all. What does `sum`
# need so that the axis stays, with length 1?

# %%
def log_softmax_back(grad_out, out, x, dim=-1):
    return grad_out - np.exp(out) * grad_out.sum(axis=dim)


# %% [markdown] id="always-last-axis"
# Right where the axis is the last one. Which argument says along which axis the probabilities add
# up to one?

# %%
def log_softmax_back(grad_out, out, x, dim=-1):
    return grad_out - np.exp(out) * grad_out.sum(axis=-1, keepdims=True)


# %% [markdown] id="always-first-axis"
# Right where the axis is the first one. Which argument says along which axis the probabilities add
# up to one?

# %%
def log_softmax_back(grad_out, out, x, dim=-1):
    return grad_out - np.exp(out) * grad_out.sum(axis=0, keepdims=True)


# %% [markdown] id="always-axis-one"
# Right where the axis has the number 1. Which argument says along which axis the probabilities add
# up to one?

# %%
def log_softmax_back(grad_out, out, x, dim=-1):
    return grad_out - np.exp(out) * grad_out.sum(axis=1, keepdims=True)


# %% [markdown] id="sum-of-products"
# This is the gradient of the softmax, where it should be that of its logarithm. Compare the sum in
# the formula with yours: what does it add up?

# %%
def log_softmax_back(grad_out, out, x, dim=-1):
    p = np.exp(out)
    return p * (grad_out - (grad_out * p).sum(axis=dim, keepdims=True))


# %% [markdown] id="weighted-sum"
# The sum adds up `grad_out` times probabilities. In the formula the probability stands in front of
# the sum, and only once.

# %%
def log_softmax_back(grad_out, out, x, dim=-1):
    p = np.exp(out)
    return grad_out - p * (grad_out * p).sum(axis=dim, keepdims=True)


# %%
def log_softmax_back(grad_out, out, x, dim=-1):
    p = np.exp(out)
    return grad_out - (grad_out * p).sum(axis=dim, keepdims=True)


# %% [markdown] id="probability-forgotten"
# You subtract the whole sum from every entry. Each entry answers for a part of it only, as large as
# its probability.

# %%
def log_softmax_back(grad_out, out, x, dim=-1):
    return grad_out - grad_out.sum(axis=dim, keepdims=True)


# %% [markdown] id="mean-instead-of-sum"
# You take the mean of `grad_out` along the axis. All outputs of the row are reached: their
# gradients add up.

# %%
def log_softmax_back(grad_out, out, x, dim=-1):
    return grad_out - np.exp(out) * grad_out.mean(axis=dim, keepdims=True)


# %% [markdown] id="upstream-ignored"
# The upstream gradient is not in your result, which is how the outputs change with `x`. The chain
# rule weighs each of them by how much the loss changes with it.

# %%
def log_softmax_back(grad_out, out, x, dim=-1):
    return 1 - np.exp(out)


# %%
def log_softmax_back(grad_out, out, x, dim=-1):
    return 1 - np.exp(out) * x.shape[dim]


# %% [markdown] id="as-for-log"
# This is the derivative of a logarithm of `x` by itself. Here `x` goes through an exponential
# first, and each output depends on all of its row.

# %%
def log_softmax_back(grad_out, out, x, dim=-1):
    return grad_out / x


# %% [markdown] id="modifies-input"
# The numbers are right, but `grad_out` or `out` is not the same afterwards, and others still need
# it. Make a new array instead of writing into one that came in; watch for `-=`, `*=` and `out=`.

# %%
def log_softmax_back(grad_out, out, x, dim=-1):
    p = np.exp(out)
    p *= grad_out.sum(axis=dim, keepdims=True)
    grad_out -= p
    return grad_out
