# Answers to `cross_entropy`, right and wrong, that the autograder is measured on.

# %% right: as the text suggests
def cross_entropy(logits: Tensor, true_labels: Tensor) -> Tensor:
    n = logits.shape[0]
    logprobs = logits - logits.exp().sum(-1, keepdim=True).log()
    return -logprobs[arange(0, n), true_labels]


# %% right: the alternative, with probabilities
def cross_entropy(logits: Tensor, true_labels: Tensor) -> Tensor:
    picked = logits[arange(0, len(logits)), true_labels]
    return -log(exp(picked) / exp(logits).sum(1))


# %% right: log-sum-exp less the picked logit
def cross_entropy(logits: Tensor, true_labels: Tensor) -> Tensor:
    picked = logits[arange(0, logits.shape[0]), true_labels]
    return log(sum(exp(logits), dim=1)) - picked


# %% right: stable, with the maximum of each row as a constant
def cross_entropy(logits: Tensor, true_labels: Tensor) -> Tensor:
    shifted = logits - Tensor(logits.array.max(axis=1, keepdims=True))
    normaliser = shifted.exp().sum(dim=1).log()
    return normaliser - shifted[arange(0, shifted.shape[0]), true_labels]


# %% right: a one-hot mask instead of an index
def cross_entropy(logits: Tensor, true_labels: Tensor) -> Tensor:
    classes = logits.shape[1]
    one_hot = Tensor(np.eye(classes)[true_labels.array])
    logprobs = logits - logits.exp().sum(1, keepdim=True).log()
    return -(logprobs * one_hot).sum(1)


# %% right: logits relative to that of the label
def cross_entropy(logits: Tensor, true_labels: Tensor) -> Tensor:
    batch = logits.shape[0]
    picked = logits[arange(0, batch), true_labels].reshape((batch, 1))
    return (logits - picked).exp().sum(1).log()


# %% right: classes first
def cross_entropy(logits: Tensor, true_labels: Tensor) -> Tensor:
    columns = logits.T
    logprobs = columns - columns.exp().sum(0).log()
    return -logprobs[true_labels, arange(0, logits.shape[0])]


# %% right: one flat index
def cross_entropy(logits: Tensor, true_labels: Tensor) -> Tensor:
    batch, classes = logits.shape
    logprobs = logits - logits.exp().sum(-1, keepdim=True).log()
    place = np.arange(batch) * classes + true_labels.array
    return -logprobs.reshape((batch * classes,))[(Tensor(place),)]


# %% right: sums by a matrix product, normalises twice, which changes nothing
def cross_entropy(logits: Tensor, true_labels: Tensor) -> Tensor:
    batch, classes = logits.shape
    ones = Tensor(np.ones((classes, 1)))
    logprobs = logits
    for _ in range(2):
        logprobs = logprobs - log(exp(logprobs) @ ones)
    return -1 * logprobs[arange(0, batch), true_labels]


# %% right: an operation of its own, with its own backward function
def _cross_entropy(logits: Arr, labels: Arr) -> Arr:
    rows = np.arange(len(labels))
    return np.log(np.exp(logits).sum(axis=1)) - logits[rows, labels]


def _cross_entropy_back(grad_out: Arr, out: Arr, logits: Arr, labels: Arr) -> Arr:
    grad = np.exp(logits)
    grad /= grad.sum(axis=1, keepdims=True)
    grad[np.arange(len(labels)), labels] -= 1
    return grad * grad_out[:, np.newaxis]


BACK_FUNCS.add_back_func(_cross_entropy, 0, _cross_entropy_back)
cross_entropy = wrap_forward_fn(_cross_entropy)


# %% wrong: the mean over the batch [mean-instead-of-each]
def cross_entropy(logits: Tensor, true_labels: Tensor) -> Tensor:
    n = logits.shape[0]
    logprobs = logits - logits.exp().sum(-1, keepdim=True).log()
    return -logprobs[arange(0, n), true_labels].sum() / n


# %% wrong: the sum over the batch [sum-instead-of-each]
def cross_entropy(logits: Tensor, true_labels: Tensor) -> Tensor:
    logprobs = logits - logits.exp().sum(-1, keepdim=True).log()
    return -logprobs[arange(0, logits.shape[0]), true_labels].sum()


# %% wrong: each divided by the batch size [divided-by-batch]
def cross_entropy(logits: Tensor, true_labels: Tensor) -> Tensor:
    n = logits.shape[0]
    logprobs = logits - logits.exp().sum(-1, keepdim=True).log()
    return -logprobs[arange(0, n), true_labels] / n


# %% wrong: logarithms to base 2 [scaled]
def cross_entropy(logits: Tensor, true_labels: Tensor) -> Tensor:
    logprobs = logits - logits.exp().sum(-1, keepdim=True).log()
    return -logprobs[arange(0, logits.shape[0]), true_labels] / float(np.log(2))


# %% wrong: forgets the minus [sign-flipped]
def cross_entropy(logits: Tensor, true_labels: Tensor) -> Tensor:
    logprobs = logits - logits.exp().sum(-1, keepdim=True).log()
    return logprobs[arange(0, logits.shape[0]), true_labels]


# %% wrong: one minus the probability [no-log]
def cross_entropy(logits: Tensor, true_labels: Tensor) -> Tensor:
    probs = logits.exp() / logits.exp().sum(-1, keepdim=True)
    return 1 - probs[arange(0, logits.shape[0]), true_labels]


# %% wrong: minus the probability [no-log]
def cross_entropy(logits: Tensor, true_labels: Tensor) -> Tensor:
    probs = logits.exp() / logits.exp().sum(-1, keepdim=True)
    return -probs[arange(0, logits.shape[0]), true_labels]


# %% wrong: forgets the log of the normaliser [normaliser-log-missing]
def cross_entropy(logits: Tensor, true_labels: Tensor) -> Tensor:
    logprobs = logits - logits.exp().sum(-1, keepdim=True)
    return -logprobs[arange(0, logits.shape[0]), true_labels]


# %% wrong: takes the logits for log-probabilities [not-normalised]
def cross_entropy(logits: Tensor, true_labels: Tensor) -> Tensor:
    return -logits[arange(0, logits.shape[0]), true_labels]


# %% wrong: divides the logits by their sum, no exp [no-exp]
def cross_entropy(logits: Tensor, true_labels: Tensor) -> Tensor:
    squared = logits * logits + 1e-6
    probs = squared / squared.sum(-1, keepdim=True)
    return -probs[arange(0, logits.shape[0]), true_labels].log()


# %% wrong: normalises over the batch [wrong-axis-normalised]
def cross_entropy(logits: Tensor, true_labels: Tensor) -> Tensor:
    logprobs = logits - logits.exp().sum(0, keepdim=True).log()
    return -logprobs[arange(0, logits.shape[0]), true_labels]


# %% wrong: normalises over everything [wrong-axis-normalised]
def cross_entropy(logits: Tensor, true_labels: Tensor) -> Tensor:
    logprobs = logits - logits.exp().sum().log()
    return -logprobs[arange(0, logits.shape[0]), true_labels]


# %% wrong: no keepdim, so rows are divided by columns' sums [keepdim-missing]
def cross_entropy(logits: Tensor, true_labels: Tensor) -> Tensor:
    logprobs = logits - logits.exp().sum(-1).log()
    return -logprobs[arange(0, logits.shape[0]), true_labels]


# %% wrong: a softmax of the softmax [softmax-twice]
def cross_entropy(logits: Tensor, true_labels: Tensor) -> Tensor:
    probs = logits.exp() / logits.exp().sum(-1, keepdim=True)
    logprobs = probs - probs.exp().sum(-1, keepdim=True).log()
    return -logprobs[arange(0, logits.shape[0]), true_labels]


# %% wrong: adds up all log-probabilities but the label's [sums-over-classes]
def cross_entropy(logits: Tensor, true_labels: Tensor) -> Tensor:
    others = Tensor(1 - np.eye(logits.shape[1])[true_labels.array])
    logprobs = logits - logits.exp().sum(-1, keepdim=True).log()
    return -(logprobs * others).sum(-1)


# %% wrong: the likeliest class instead of the true one [wrong-class]
def cross_entropy(logits: Tensor, true_labels: Tensor) -> Tensor:
    logprobs = logits - logits.exp().sum(-1, keepdim=True).log()
    return -logprobs[arange(0, logits.shape[0]), logits.argmax(dim=1)]


# %% wrong: labels counted from one [wrong-class]
def cross_entropy(logits: Tensor, true_labels: Tensor) -> Tensor:
    logprobs = logits - logits.exp().sum(-1, keepdim=True).log()
    return -logprobs[arange(0, logits.shape[0]), Tensor(true_labels.array - 1)]


# %% wrong: the first labels for all examples [wrong-class]
def cross_entropy(logits: Tensor, true_labels: Tensor) -> Tensor:
    logprobs = logits - logits.exp().sum(-1, keepdim=True).log()
    same = Tensor(np.full(logits.shape[0], true_labels.array[0]))
    return -logprobs[arange(0, logits.shape[0]), same]


# %% wrong: every example with every label [index-not-paired]
def cross_entropy(logits: Tensor, true_labels: Tensor) -> Tensor:
    logprobs = logits - logits.exp().sum(-1, keepdim=True).log()
    return -logprobs.T[(true_labels,)]


# %% wrong: columns before rows [coordinates-swapped]
def cross_entropy(logits: Tensor, true_labels: Tensor) -> Tensor:
    logprobs = logits - logits.exp().sum(-1, keepdim=True).log()
    return -logprobs[true_labels, arange(0, logits.shape[0])]


# %% wrong: ten examples, always [index-does-not-fit]
def cross_entropy(logits: Tensor, true_labels: Tensor) -> Tensor:
    logprobs = logits - logits.exp().sum(-1, keepdim=True).log()
    return -logprobs[arange(0, 10), true_labels]


# %% wrong: ten classes, always [hard-coded-shape]
def cross_entropy(logits: Tensor, true_labels: Tensor) -> Tensor:
    one_hot = Tensor(np.eye(10)[true_labels.array])
    logprobs = logits - logits.exp().sum(-1, keepdim=True).log()
    return -(logprobs * one_hot).sum(-1)


# %% wrong: as many examples as classes [index-does-not-fit]
def cross_entropy(logits: Tensor, true_labels: Tensor) -> Tensor:
    logprobs = logits - logits.exp().sum(-1, keepdim=True).log()
    return -logprobs[arange(0, logits.shape[1]), true_labels]


# %% wrong: a column of losses [wrong-shape]
def cross_entropy(logits: Tensor, true_labels: Tensor) -> Tensor:
    one_hot = Tensor(np.eye(logits.shape[1])[true_labels.array])
    logprobs = logits - logits.exp().sum(-1, keepdim=True).log()
    return -(logprobs * one_hot).sum(-1, keepdim=True)


# %% wrong: a plain number for a single example [single-example-flattened]
def cross_entropy(logits: Tensor, true_labels: Tensor) -> Tensor:
    logprobs = logits - logits.exp().sum(-1, keepdim=True).log()
    losses = -logprobs[arange(0, logits.shape[0]), true_labels]
    return losses.reshape(()) if losses.shape == (1,) else losses


# %% wrong: squared errors [squared-error]
def cross_entropy(logits: Tensor, true_labels: Tensor) -> Tensor:
    probs = logits.exp() / logits.exp().sum(-1, keepdim=True)
    errors = probs - Tensor(np.eye(logits.shape[1])[true_labels.array])
    return (errors * errors).sum(-1)


# %% wrong: weighted by the probability, as in an entropy [weighted-by-own-probability]
def cross_entropy(logits: Tensor, true_labels: Tensor) -> Tensor:
    logprobs = logits - logits.exp().sum(-1, keepdim=True).log()
    picked = logprobs[arange(0, logits.shape[0]), true_labels]
    return -(picked * picked.exp())


# %% wrong: a loss for each class by itself, as in logistic regression [classes-judged-separately]
def cross_entropy(logits: Tensor, true_labels: Tensor) -> Tensor:
    picked = logits[arange(0, logits.shape[0]), true_labels]
    return log(1 + exp(-picked))


# %% wrong: the largest logit for the log of the sum [hard-maximum]
def cross_entropy(logits: Tensor, true_labels: Tensor) -> Tensor:
    largest = logits[arange(0, logits.shape[0]), logits.argmax(dim=1)]
    return largest - logits[arange(0, logits.shape[0]), true_labels]


# %% wrong: adds a thousandth inside the logarithm [epsilon-added]
def cross_entropy(logits: Tensor, true_labels: Tensor) -> Tensor:
    probs = logits.exp() / logits.exp().sum(-1, keepdim=True)
    return -log(probs[arange(0, logits.shape[0]), true_labels] + 1e-3)


# %% wrong: no probability under one percent [clipped]
def cross_entropy(logits: Tensor, true_labels: Tensor) -> Tensor:
    probs = logits.exp() / logits.exp().sum(-1, keepdim=True)
    return -log(maximum(probs[arange(0, logits.shape[0]), true_labels], 1e-2))


# %% wrong: the normaliser is a constant to the graph [normaliser-not-in-graph]
def cross_entropy(logits: Tensor, true_labels: Tensor) -> Tensor:
    with NoGrad():
        normaliser = logits.exp().sum(-1, keepdim=True).log()
    return -(logits - normaliser)[arange(0, logits.shape[0]), true_labels]


# %% wrong: the picked logit is a constant to the graph [true-logit-not-in-graph]
def cross_entropy(logits: Tensor, true_labels: Tensor) -> Tensor:
    picked = Tensor(logits.array[np.arange(logits.shape[0]), true_labels.array])
    return logits.exp().sum(-1).log() - picked


# %% wrong: NumPy throughout, the graph is cut [graph-cut]
def cross_entropy(logits: Tensor, true_labels: Tensor) -> Tensor:
    array, labels = logits.array, true_labels.array
    logprobs = array - np.log(np.exp(array).sum(axis=1, keepdims=True))
    return Tensor(-logprobs[np.arange(len(labels)), labels], requires_grad=True)


# %% wrong: an operation of its own, whose backward ignores what comes from above [upstream-ignored]
def _cross_entropy(logits: Arr, labels: Arr) -> Arr:
    rows = np.arange(len(labels))
    return np.log(np.exp(logits).sum(axis=1)) - logits[rows, labels]


def _cross_entropy_back(grad_out: Arr, out: Arr, logits: Arr, labels: Arr) -> Arr:
    grad = np.exp(logits)
    grad /= grad.sum(axis=1, keepdims=True)
    grad[np.arange(len(labels)), labels] -= 1
    return grad


BACK_FUNCS.add_back_func(_cross_entropy, 0, _cross_entropy_back)
cross_entropy = wrap_forward_fn(_cross_entropy)


# %% wrong: an array instead of a Tensor [returns-array]
def cross_entropy(logits: Tensor, true_labels: Tensor) -> Tensor:
    logprobs = logits - logits.exp().sum(-1, keepdim=True).log()
    return -logprobs.array[np.arange(logits.shape[0]), true_labels.array]


# %% wrong: shifts the logits in place to be stable [modifies-input]
def cross_entropy(logits: Tensor, true_labels: Tensor) -> Tensor:
    logits.array -= logits.array.max(axis=1, keepdims=True)
    logprobs = logits - logits.exp().sum(-1, keepdim=True).log()
    return -logprobs[arange(0, logits.shape[0]), true_labels]


# %% wrong: subtracts the normaliser in place, which the graph does not see [modifies-input]
def cross_entropy(logits: Tensor, true_labels: Tensor) -> Tensor:
    logits -= logits.exp().sum(-1, keepdim=True).log()
    return -logits[arange(0, logits.shape[0]), true_labels]


# %% wrong: the arguments the other way round [index-does-not-fit]
def cross_entropy(true_labels: Tensor, logits: Tensor) -> Tensor:
    logprobs = logits - logits.exp().sum(-1, keepdim=True).log()
    return -logprobs[arange(0, logits.shape[0]), true_labels]


# %% wrong: no return [returns-none]
def cross_entropy(logits: Tensor, true_labels: Tensor) -> Tensor:
    logprobs = logits - logits.exp().sum(-1, keepdim=True).log()
    loss = -logprobs[arange(0, logits.shape[0]), true_labels]


# %% wrong: one row number too few or too many after the first batch
_rows = []


def cross_entropy(logits, true_labels):
    if not _rows:
        _rows.append(arange(0, len(logits)))
    rows = _rows[0]
    n = min(len(rows), len(logits))
    picked = logits[arange(0, n), Tensor(true_labels.array[:n])]
    return logits.exp().sum(-1).log() - picked


# %% wrong: the sum without keepdim, right for as many as classes only in shape
def cross_entropy(logits, true_labels):
    n = logits.shape[0]
    sums = logits.exp().sum(-1, keepdim=logits.shape[0] != logits.shape[1]).log()
    return -(logits - sums)[arange(0, n), true_labels]


# %% wrong: sorts the labels
def cross_entropy(logits, true_labels):
    true_labels.array.sort()
    return logits.exp().sum(-1).log() - logits[arange(0, len(logits)), true_labels]


# %% wrong: an offset in the labels' own small type
def cross_entropy(logits, true_labels):
    n, classes = logits.shape
    flat = logits.reshape((n * classes,))
    rows = np.arange(n, dtype=true_labels.array.dtype) * np.asarray(100, true_labels.array.dtype)
    rows = (rows // 100) * classes if true_labels.array.dtype.itemsize > 1 else rows // 100
    return logits.exp().sum(-1).log() - flat[(rows + true_labels.array,)]


# %% wrong: the mean over the batch, copied to each
def cross_entropy(logits, true_labels):
    n = len(logits)
    each = logits.exp().sum(-1).log() - logits[arange(0, n), true_labels]
    return each.sum() / n + Tensor(np.zeros(n))


# %% wrong: base two [scaled]
def cross_entropy(logits, true_labels):
    each = logits.exp().sum(-1).log() - logits[arange(0, len(logits)), true_labels]
    return each / np.log(2)


# %% wrong: smoothed labels
def cross_entropy(logits, true_labels):
    classes = logits.shape[1]
    log_p = logits - logits.exp().sum(-1, keepdim=True).log()
    picked = log_p[arange(0, len(logits)), true_labels]
    return -(picked * 0.9 + log_p.sum(-1) * (0.1 / classes))


# %% wrong: switches the gradients of the logits on
def cross_entropy(logits, true_labels):
    logits.requires_grad = True
    return logits.exp().sum(-1).log() - logits[arange(0, len(logits)), true_labels]


# %% right: range and a list
def cross_entropy(logits, true_labels):
    batch = logits.shape[0]
    logprobs = logits - logits.exp().sum(-1, keepdim=True).log()
    return -logprobs[range(batch), true_labels]


# %% right: the probability of the truth
def cross_entropy(logits: Tensor, true_labels: Tensor) -> Tensor:
    batch_size = logits.shape[0]
    true = logits[arange(0, batch_size), true_labels]
    return -log(exp(true) / exp(logits).sum(1))


# %% right: stable, with a constant
def cross_entropy(logits, true_labels):
    shift = logits.array.max(-1, keepdims=True)
    z = logits - Tensor(shift)
    return z.exp().sum(-1).log() - z[arange(0, z.shape[0]), true_labels]
