# Mistakes in `stable_cross_entropy` that have a hint of their own, the more specific first.


# %% [markdown] id="not-shifted"
# Right for small logits. For large ones the exponential is infinite, or zero, and its logarithm is
# not finite. Which number may you subtract from all the logits of an example without changing the
# loss?

# %%
def stable_cross_entropy(logits, true_labels):
    return logits.exp().sum(dim=-1).log() - logits[arange(0, len(logits)), true_labels]


# %%
def stable_cross_entropy(logits, true_labels):
    logprobs = logits - logits.exp().sum(dim=-1, keepdim=True).log()
    return -logprobs[arange(0, len(logits)), true_labels]


# %% [markdown] id="shifted-label-term-only"
# The loss is too large or too small by the largest logit: the logits of the right class are not
# shifted, and the others are, or the other way round. The shift belongs to both terms.

# %%
def stable_cross_entropy(logits, true_labels):
    shifted = logits - logits.array.max(axis=-1, keepdims=True)
    return shifted.exp().sum(dim=-1).log() - logits[arange(0, len(logits)), true_labels]


# %% [markdown] id="shifted-normaliser-missing"
# The exponentials are still those of the old logits. The shift is there to make exactly them safe.

# %%
def stable_cross_entropy(logits, true_labels):
    shifted = logits - logits.array.max(axis=-1, keepdims=True)
    return logits.exp().sum(dim=-1).log() - shifted[arange(0, len(logits)), true_labels]


# %% [markdown] id="log-of-probability"
# Right as long as no class is far behind. The probability of one that is comes out as 0, and its
# logarithm is not finite. Stay with differences of logarithms: the softmax itself is not needed.

# %%
def stable_cross_entropy(logits, true_labels):
    shifted = logits - logits.array.max(axis=-1, keepdims=True)
    exps = shifted.exp()
    return -(exps / exps.sum(dim=-1, keepdim=True))[arange(0, len(logits)), true_labels].log()


# %%
def stable_cross_entropy(logits, true_labels):
    shifted = logits - logits.array.max(axis=-1, keepdims=True)
    exps = shifted.exp()
    return -(exps[arange(0, len(logits)), true_labels] / exps.sum(dim=-1)).log()


# %% [markdown] id="log-of-exp"
# Right as long as no class is far behind. Taking the exponential of a shifted logit and then its
# logarithm loses it: the exponential may be 0 by then. What is the logarithm of an exponential?

# %%
def stable_cross_entropy(logits, true_labels):
    shifted = logits - logits.array.max(axis=-1, keepdims=True)
    exps = shifted.exp()
    return exps.sum(dim=-1).log() - exps[arange(0, len(logits)), true_labels].log()


# %% [markdown] id="largest-of-all"
# Right as long as all examples have logits of about the same size. You subtract the largest logit
# of the whole batch; an example whose own logits are far below it then has nothing but zeros to add
# up. Each example has a largest logit of its own.

# %%
def stable_cross_entropy(logits, true_labels):
    shifted = logits - logits.array.max()
    return shifted.exp().sum(dim=-1).log() - shifted[arange(0, len(logits)), true_labels]


# %% [markdown] id="largest-along-batch"
# You look for the largest logit of each class, over the batch, where each example should get the
# largest of its own. Along which axis are the classes?

# %%
def stable_cross_entropy(logits, true_labels):
    shifted = logits - logits.array.max(axis=0, keepdims=True)
    return shifted.exp().sum(dim=-1).log() - shifted[arange(0, len(logits)), true_labels]


# %% [markdown] id="axis-lost"
# The largest logits have the shape (batch,), and the logits (batch, classes): NumPy cannot put the
# one under the other as a column. What does `max` need so that the axis of the classes stays?

# %%
def stable_cross_entropy(logits, true_labels):
    shifted = logits - logits.array.max(axis=-1)
    return shifted.exp().sum(dim=-1).log() - shifted[arange(0, len(logits)), true_labels]


# %% [markdown] id="smallest-subtracted"
# The exponents are zero or positive now, and large ones still overflow. Which logit has to be
# subtracted so that none is above zero?

# %%
def stable_cross_entropy(logits, true_labels):
    shifted = logits - logits.array.min(axis=-1, keepdims=True)
    return shifted.exp().sum(dim=-1).log() - shifted[arange(0, len(logits)), true_labels]


# %% [markdown] id="mean-subtracted"
# Subtracting the mean helps, but a logit far above the mean still overflows. Which logit has to be
# subtracted so that no exponent is above zero?

# %%
def stable_cross_entropy(logits, true_labels):
    shifted = logits - logits.array.mean(axis=-1, keepdims=True)
    return shifted.exp().sum(dim=-1).log() - shifted[arange(0, len(logits)), true_labels]


# %% [markdown] id="clipped"
# Large logits are cut off or scaled down, which changes the loss: two that are both cut become
# equal. Only subtracting the same number from all the logits of an example leaves the loss as it
# is.

# %%
def stable_cross_entropy(logits, true_labels):
    z = Tensor(np.clip(logits.array, -80, 80)) + (logits - logits.array)
    return z.exp().sum(dim=-1).log() - z[arange(0, len(logits)), true_labels]


# %% [markdown] id="graph-cut"
# The loss is right, and no gradient comes back to the logits. Only the shift is a constant; the
# logits themselves have to stay a tensor all the way, so that the engine sees what is done with
# them.

# %%
def stable_cross_entropy(logits, true_labels):
    shifted = Tensor(logits.array - logits.array.max(axis=-1, keepdims=True))
    return shifted.exp().sum(dim=-1).log() - shifted[arange(0, len(logits)), true_labels]


# %% [markdown] id="sign-flipped"
# The numbers are right, but for their sign. A loss is a *negative* log-probability, and so never
# below zero.

# %%
def stable_cross_entropy(logits, true_labels):
    shifted = logits - logits.array.max(axis=-1, keepdims=True)
    return shifted[arange(0, len(logits)), true_labels] - shifted.exp().sum(dim=-1).log()


# %% [markdown] id="averaged"
# You return one number for the whole batch. Each example should keep a loss of its own; the average
# is taken later.

# %%
def stable_cross_entropy(logits, true_labels):
    shifted = logits - logits.array.max(axis=-1, keepdims=True)
    losses = shifted.exp().sum(dim=-1).log() - shifted[arange(0, len(logits)), true_labels]
    return losses.sum() / len(logits)


# %%
def stable_cross_entropy(logits, true_labels):
    shifted = logits - logits.array.max(axis=-1, keepdims=True)
    losses = shifted.exp().sum(dim=-1).log() - shifted[arange(0, len(logits)), true_labels]
    return losses.sum()


# %% [markdown] id="label-term-missing"
# This is the normaliser alone. The loss also depends on which class was right: what is subtracted
# from it?

# %%
def stable_cross_entropy(logits, true_labels):
    shifted = logits - logits.array.max(axis=-1, keepdims=True)
    return shifted.exp().sum(dim=-1).log()


# %% [markdown] id="log-missing"
# The sum of the exponentials stands there without its logarithm. Compare the first term with the
# formula.

# %%
def stable_cross_entropy(logits, true_labels):
    shifted = logits - logits.array.max(axis=-1, keepdims=True)
    return shifted.exp().sum(dim=-1) - shifted[arange(0, len(logits)), true_labels]


# %% [markdown] id="small-number-added"
# A small number is added before the logarithm. That keeps it finite, but where a class is far
# behind the loss is cut off at the logarithm of that number, and its gradient is wrong.

# %%
def stable_cross_entropy(logits, true_labels):
    shifted = logits - logits.array.max(axis=-1, keepdims=True)
    exps = shifted.exp()
    probabilities = exps / exps.sum(dim=-1, keepdim=True)
    return -(probabilities[arange(0, len(logits)), true_labels] + 1e-9).log()


# %%
def stable_cross_entropy(logits, true_labels):
    shifted = logits - logits.array.max(axis=-1, keepdims=True)
    exps = shifted.exp()
    probabilities = exps / exps.sum(dim=-1, keepdim=True)
    return -(probabilities[arange(0, len(logits)), true_labels] + 1e-7).log()


# %%
def stable_cross_entropy(logits, true_labels):
    shifted = logits - logits.array.max(axis=-1, keepdims=True)
    exps = shifted.exp()
    probabilities = exps / exps.sum(dim=-1, keepdim=True)
    return -(probabilities[arange(0, len(logits)), true_labels] + 1e-8).log()
