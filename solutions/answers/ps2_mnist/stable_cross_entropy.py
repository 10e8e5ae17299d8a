# Answers to `stable_cross_entropy`, right and wrong, that the autograder is measured on.

# %% right: as the text suggests
def stable_cross_entropy(logits: Tensor, true_labels: Tensor) -> Tensor:
    c = logits.array.max(axis=1, keepdims=True)
    z = logits - Tensor(c)
    return z.exp().sum(1).log() - z[arange(0, len(logits)), true_labels]


# %% right: log-probabilities first
def stable_cross_entropy(logits: Tensor, true_labels: Tensor) -> Tensor:
    shifted = logits - logits.array.max(axis=-1, keepdims=True)
    logprobs = shifted - shifted.exp().sum(-1, keepdim=True).log()
    return -logprobs[arange(0, len(logits)), true_labels]


# %% right: with log_softmax
def stable_cross_entropy(logits: Tensor, true_labels: Tensor) -> Tensor:
    return -log_softmax(logits)[arange(0, len(logits)), true_labels]


# %% right: with amax, through the graph
def stable_cross_entropy(logits: Tensor, true_labels: Tensor) -> Tensor:
    shifted = logits - logits.amax(dim=-1, keepdim=True)
    return shifted.exp().sum(dim=-1).log() - shifted[arange(0, len(logits)), true_labels]


# %% right: adds the shift back
def stable_cross_entropy(logits: Tensor, true_labels: Tensor) -> Tensor:
    c = logits.array.max(axis=-1)
    z = logits - c[:, None]
    return z.exp().sum(dim=-1).log() + c - logits[arange(0, len(logits)), true_labels]


# %% right: the logits of the right class subtracted as well
def stable_cross_entropy(logits: Tensor, true_labels: Tensor) -> Tensor:
    shifted = logits - logits.array.max(axis=-1, keepdims=True)
    z = shifted - shifted[arange(0, len(logits)), true_labels].reshape((len(logits), 1))
    c = Tensor(z.array.max(axis=-1))
    w = z - c.reshape((len(logits), 1))
    return w.exp().sum(dim=-1).log() + c


# %% right: numpy numbers for rows
def stable_cross_entropy(logits: Tensor, true_labels: Tensor) -> Tensor:
    shifted = logits - logits.array.max(axis=-1, keepdims=True)
    rows = Tensor(np.arange(logits.shape[0]))
    return shifted.exp().sum(dim=1).log() - shifted[rows, true_labels]


# %% wrong: as before [not-shifted]
def stable_cross_entropy(logits: Tensor, true_labels: Tensor) -> Tensor:
    return cross_entropy(logits, true_labels)


# %% wrong: as before, log-probabilities first [not-shifted]
def stable_cross_entropy(logits: Tensor, true_labels: Tensor) -> Tensor:
    z = logits.exp().sum(-1, keepdim=True).log()
    return -(logits - z)[arange(0, len(logits)), true_labels]


# %% wrong: shift in one term [shifted-label-term-only]
def stable_cross_entropy(logits: Tensor, true_labels: Tensor) -> Tensor:
    c = Tensor(logits.array.max(axis=-1, keepdims=True))
    return (logits - c).exp().sum(-1).log() - logits[arange(0, len(logits)), true_labels]


# %% wrong: shift in the other term [shifted-normaliser-missing]
def stable_cross_entropy(logits: Tensor, true_labels: Tensor) -> Tensor:
    c = Tensor(logits.array.max(axis=-1, keepdims=True))
    return logits.exp().sum(-1).log() - (logits - c)[arange(0, len(logits)), true_labels]


# %% wrong: softmax, then its logarithm [log-of-probability]
def stable_cross_entropy(logits: Tensor, true_labels: Tensor) -> Tensor:
    shifted = logits - logits.array.max(axis=-1, keepdims=True)
    e = shifted.exp()
    p = e / e.sum(-1, keepdim=True)
    return -log(p[arange(0, len(logits)), true_labels])


# %% wrong: softmax of the right class [log-of-probability]
def stable_cross_entropy(logits: Tensor, true_labels: Tensor) -> Tensor:
    shifted = logits - logits.array.max(axis=-1, keepdims=True)
    e = shifted.exp()
    return -log(e[arange(0, len(logits)), true_labels] / e.sum(-1))


# %% wrong: log of exp [log-of-exp]
def stable_cross_entropy(logits: Tensor, true_labels: Tensor) -> Tensor:
    shifted = logits - logits.array.max(axis=-1, keepdims=True)
    e = shifted.exp()
    return e.sum(1).log() - log(e[arange(0, len(logits)), true_labels])


# %% wrong: largest of the batch [largest-of-all]
def stable_cross_entropy(logits: Tensor, true_labels: Tensor) -> Tensor:
    z = logits - np.max(logits.array)
    return z.exp().sum(1).log() - z[arange(0, len(logits)), true_labels]


# %% wrong: along the batch [largest-along-batch]
def stable_cross_entropy(logits: Tensor, true_labels: Tensor) -> Tensor:
    z = logits - np.max(logits.array, axis=0)
    return z.exp().sum(1).log() - z[arange(0, len(logits)), true_labels]


# %% wrong: axis lost [axis-lost]
def stable_cross_entropy(logits: Tensor, true_labels: Tensor) -> Tensor:
    z = logits - Tensor(logits.array.max(axis=1))
    return z.exp().sum(1).log() - z[arange(0, len(logits)), true_labels]


# %% wrong: smallest [smallest-subtracted]
def stable_cross_entropy(logits: Tensor, true_labels: Tensor) -> Tensor:
    z = logits - np.min(logits.array, axis=1, keepdims=True)
    return z.exp().sum(1).log() - z[arange(0, len(logits)), true_labels]


# %% wrong: mean [mean-subtracted]
def stable_cross_entropy(logits: Tensor, true_labels: Tensor) -> Tensor:
    z = logits - np.mean(logits.array, axis=1, keepdims=True)
    return z.exp().sum(1).log() - z[arange(0, len(logits)), true_labels]


# %% wrong: arrays all the way [graph-cut]
def stable_cross_entropy(logits: Tensor, true_labels: Tensor) -> Tensor:
    z = logits.array - logits.array.max(axis=-1, keepdims=True)
    return Tensor(np.log(np.exp(z).sum(axis=-1)) - z[np.arange(len(z)), true_labels.array])


# %% wrong: sign [sign-flipped]
def stable_cross_entropy(logits: Tensor, true_labels: Tensor) -> Tensor:
    return log_softmax(logits)[arange(0, len(logits)), true_labels]


# %% wrong: average [averaged]
def stable_cross_entropy(logits: Tensor, true_labels: Tensor) -> Tensor:
    shifted = logits - logits.array.max(axis=-1, keepdims=True)
    return (shifted.exp().sum(1).log() - shifted[arange(0, len(logits)), true_labels]).sum() / len(shifted)


# %% wrong: no label term [label-term-missing]
def stable_cross_entropy(logits: Tensor, true_labels: Tensor) -> Tensor:
    shifted = logits - logits.array.max(axis=-1, keepdims=True)
    return log(shifted.exp().sum(1))


# %% wrong: no logarithm [log-missing]
def stable_cross_entropy(logits: Tensor, true_labels: Tensor) -> Tensor:
    shifted = logits - logits.array.max(axis=-1, keepdims=True)
    e = shifted.exp()
    return e.sum(dim=1) - shifted[arange(0, len(logits)), true_labels]


# %% wrong: a small number added [small-number-added]
def stable_cross_entropy(logits: Tensor, true_labels: Tensor) -> Tensor:
    shifted = logits - logits.array.max(axis=-1, keepdims=True)
    e = shifted.exp()
    p = e / e.sum(1, keepdim=True)
    return -log(p[arange(0, len(logits)), true_labels] + 1e-8)


# %% wrong: nothing returned
def stable_cross_entropy(logits: Tensor, true_labels: Tensor) -> Tensor:
    shifted = logits - logits.array.max(axis=-1, keepdims=True)
    shifted.exp().sum(dim=-1).log() - shifted[arange(0, len(logits)), true_labels]


# %% wrong: divided by the largest
def stable_cross_entropy(logits: Tensor, true_labels: Tensor) -> Tensor:
    z = logits / np.abs(logits.array).max(axis=-1, keepdims=True)
    return z.exp().sum(1).log() - z[arange(0, len(logits)), true_labels]


# %% wrong: columns 0, 1, 2 of the labels
def stable_cross_entropy(logits: Tensor, true_labels: Tensor) -> Tensor:
    shifted = logits - logits.array.max(axis=-1, keepdims=True)
    return shifted.exp().sum(dim=-1).log() - shifted[true_labels, arange(0, len(logits))]


# %% wrong: limits the logits
def stable_cross_entropy(logits, true_labels):
    z = logits * Tensor((abs(logits.array) < 80) * 1.0) + Tensor(
        np.where(abs(logits.array) < 80, 0, np.clip(logits.array, -80, 80))
    )
    return z.exp().sum(-1).log() - z[arange(0, len(logits)), true_labels]


# %% wrong: shifts in place
def stable_cross_entropy(logits, true_labels):
    logits.array -= logits.array.max(axis=-1, keepdims=True)
    return logits.exp().sum(-1).log() - logits[arange(0, len(logits)), true_labels]


# %% wrong: the shift of the first call
_shifts = {}


def stable_cross_entropy(logits, true_labels):
    shift = _shifts.setdefault(logits.shape, logits.array.max(axis=-1, keepdims=True))
    z = logits - shift
    return z.exp().sum(-1).log() - z[arange(0, len(logits)), true_labels]


# %% wrong: only where they are large [not-finite]
def stable_cross_entropy(logits, true_labels):
    if logits.array.max() > 80:
        logits = logits - logits.array.max()
    return logits.exp().sum(-1).log() - logits[arange(0, len(logits)), true_labels]


# %% right: the shift given back to the normalizer
def stable_cross_entropy(logits, true_labels):
    top = Tensor(logits.array.max(axis=-1, keepdims=True))
    log_z = (logits - top).exp().sum(-1).log()
    return log_z + Tensor(top.array[:, 0]) - logits[arange(0, len(logits)), true_labels]
