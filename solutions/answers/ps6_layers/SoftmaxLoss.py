# Answers to `SoftmaxLoss`, right and wrong, that the autograder is measured on.

# %% right: methods
class SoftmaxLoss(Module):
    def forward(self, logits, y):
        n, k = logits.shape
        one_hot = Tensor.one_hot(y, k)
        right = (logits * one_hot).sum(axes=(1,))
        return (ops.logsumexp(logits, axes=(1,)) - right).sum() / n


# %% right: one sum
class SoftmaxLoss(Module):
    def forward(self, logits, y):
        n, k = logits.shape
        right = logits * Tensor.one_hot(y, k)
        return (ops.logsumexp(logits, axes=(1,)).sum() - right.sum()) / n


# %% right: log-probabilities
class SoftmaxLoss(Module):
    def forward(self, logits, y):
        n, k = logits.shape
        log_probs = logits - ops.reshape(ops.logsumexp(logits, axes=(1,)), (n, 1))
        return -(log_probs * Tensor.one_hot(y, k)).sum() / n


# %% right: one-hot rows by hand
class SoftmaxLoss(Module):
    def forward(self, logits, y):
        n, k = logits.shape
        labels = np.asarray(y.data if isinstance(y, Tensor) else y).astype(int)
        rows = np.zeros((n, k))
        rows[np.arange(n), labels] = 1 / n
        weights = Tensor(np.full(n, 1 / n))
        return (ops.logsumexp(logits, axes=1) * weights).sum() - (logits * Tensor(rows)).sum()


# %% wrong: a sum [not-averaged]
class SoftmaxLoss(Module):
    def forward(self, logits, y):
        n, k = logits.shape
        one_hot = Tensor.one_hot(y, k)
        right = (logits * one_hot).sum(axes=(1,))
        return (ops.logsumexp(logits, axes=(1,)) - right).sum()


# %% wrong: over the classes [averaged-over-classes]
class SoftmaxLoss(Module):
    def forward(self, logits, y):
        n, k = logits.shape
        one_hot = Tensor.one_hot(y, k)
        right = (logits * one_hot).sum(axes=(1,))
        return (ops.logsumexp(logits, axes=(1,)) - right).sum() / k


# %% wrong: the sign [sign-flipped]
class SoftmaxLoss(Module):
    def forward(self, logits, y):
        n, k = logits.shape
        one_hot = Tensor.one_hot(y, k)
        right = (logits * one_hot).sum(axes=(1,))
        return -(ops.logsumexp(logits, axes=(1,)) - right).sum() / n


# %% wrong: overflows [overflows]
class SoftmaxLoss(Module):
    def forward(self, logits, y):
        n, k = logits.shape
        one_hot = Tensor.one_hot(y, k)
        right = (logits * one_hot).sum(axes=(1,))
        return (ops.log(ops.exp(logits).sum(axes=(1,))) - right).sum() / n


# %% wrong: the other axis
class SoftmaxLoss(Module):
    def forward(self, logits, y):
        n, k = logits.shape
        one_hot = Tensor.one_hot(y, k)
        right = (logits * one_hot).sum(axes=(1,))
        return (ops.logsumexp(logits, axes=(0,)) - right).sum() / n


# %% wrong: all logits [over-the-batch]
class SoftmaxLoss(Module):
    def forward(self, logits, y):
        n, k = logits.shape
        one_hot = Tensor.one_hot(y, k)
        right = (logits * one_hot).sum(axes=(1,))
        return (ops.logsumexp(logits) - right).sum() / n


# %% wrong: a loss for each
class SoftmaxLoss(Module):
    def forward(self, logits, y):
        n, k = logits.shape
        one_hot = Tensor.one_hot(y, k)
        right = (logits * one_hot).sum(axes=(1,))
        return ops.logsumexp(logits, axes=(1,)) - right


# %% wrong: a number, no tensor
class SoftmaxLoss(Module):
    def forward(self, logits, y):
        n, k = logits.shape
        one_hot = Tensor.one_hot(y, k)
        right = (logits * one_hot).sum(axes=(1,))
        return float((ops.logsumexp(logits, axes=(1,)) - right).sum().data / n)


# %% wrong: the one-hot rows want a gradient
class SoftmaxLoss(Module):
    def forward(self, logits, y):
        n, k = logits.shape
        right = logits * Tensor.one_hot(y, k, requires_grad=True)
        return (ops.logsumexp(logits, axes=(1,)).sum() - right.sum()) / n


# %% right: one-hot
class SoftmaxLoss(Module):
    """The mean cross-entropy of a batch, from logits."""

    def forward(self, logits: Tensor, y: Any) -> Tensor:
        n, k = logits.shape
        one_hot = Tensor.one_hot(y, k, dtype=logits.dtype)
        right = (logits * one_hot).sum(1)
        return (ops.logsumexp(logits, axes=1) - right).sum() / n


# %% right: functions only
class SoftmaxLoss(Module):
    """The mean cross-entropy of a batch, from logits."""

    def forward(self, logits: Tensor, y: Any) -> Tensor:
        batch, classes = logits.shape
        mask = Tensor.one_hot(y, classes, dtype=str(logits.dtype))
        total = ops.logsumexp(logits, axes=(1,))
        chosen = ops.summation(ops.multiply(logits, mask), axes=(-1,))
        losses = ops.add(total, ops.negate(chosen))
        return ops.summation(ops.divide_scalar(losses, batch))


# %% right: mask by hand, logsumexp of differences
class SoftmaxLoss(Module):
    """The mean cross-entropy of a batch, from logits."""

    def forward(self, logits: Tensor, y: Any) -> Tensor:
        labels = (y.data if isinstance(y, Tensor) else np.asarray(y)).astype(int)
        n = len(labels)
        mask = np.zeros(logits.shape, dtype=logits.dtype)
        mask[np.arange(n), labels] = 1
        chosen = (logits * Tensor(mask, dtype=None)).sum(axes=1).reshape(n, 1)
        losses = ops.logsumexp(logits - chosen, axes=1)
        return ops.summation(losses) * (1 / n)


# %% wrong: divides by the number of logits
class SoftmaxLoss(Module):
    """The mean cross-entropy of a batch, from logits."""

    def forward(self, logits: Tensor, y: Any) -> Tensor:
        n, k = logits.shape
        one_hot = Tensor.one_hot(y, k, dtype=logits.dtype)
        right = (logits * one_hot).sum(1)
        return (ops.logsumexp(logits, axes=1) - right).sum() / logits.size


# %% wrong: the sum, not the mean, and plus
class SoftmaxLoss(Module):
    """The mean cross-entropy of a batch, from logits."""

    def forward(self, logits: Tensor, y: Any) -> Tensor:
        n, k = logits.shape
        one_hot = Tensor.one_hot(y, k, dtype=logits.dtype)
        right = (logits * one_hot).sum(1)
        return (ops.logsumexp(logits, axes=1) + right).sum()


# %% wrong: logarithm and exponential by hand: overflows
class SoftmaxLoss(Module):
    """The mean cross-entropy of a batch, from logits."""

    def forward(self, logits: Tensor, y: Any) -> Tensor:
        n, k = logits.shape
        one_hot = Tensor.one_hot(y, k, dtype=logits.dtype)
        right = (logits * one_hot).sum(1)
        return (ops.log(ops.exp(logits).sum(1)) - right).sum() / n


# %% wrong: log of the sum over the whole batch
class SoftmaxLoss(Module):
    """The mean cross-entropy of a batch, from logits."""

    def forward(self, logits: Tensor, y: Any) -> Tensor:
        n, k = logits.shape
        one_hot = Tensor.one_hot(y, k, dtype=logits.dtype)
        right = (logits * one_hot).sum(1)
        return (ops.logsumexp(logits) - right).sum() / n


# %% wrong: no gradient through the right logit; float32
class SoftmaxLoss(Module):
    """The mean cross-entropy of a batch, from logits."""

    def forward(self, logits: Tensor, y: Any) -> Tensor:
        n, k = logits.shape
        one_hot = Tensor.one_hot(y, k, dtype=logits.dtype)
        right = Tensor((logits.data * one_hot.data).sum(1))
        return (ops.logsumexp(logits, axes=1) - right).sum() / n


# %% wrong: logarithm of the softmax plus a small number
class SoftmaxLoss(Module):
    """The mean cross-entropy of a batch, from logits."""

    def forward(self, logits: Tensor, y: Any) -> Tensor:
        n, k = logits.shape
        one_hot = Tensor.one_hot(y, k, dtype=logits.dtype)
        p = ops.exp(logits - ops.logsumexp(logits, axes=1).reshape(n, 1))
        return -(ops.log((p * one_hot).sum(1) + 1e-6)).sum() / n


# %% wrong: y as an array only, one-hot rows in float32 by np.eye
class SoftmaxLoss(Module):
    """The mean cross-entropy of a batch, from logits."""

    def forward(self, logits: Tensor, y: Any) -> Tensor:
        n, k = logits.shape
        one_hot = Tensor(np.eye(k)[list(y)])
        right = (logits * one_hot).sum(1)
        return (ops.logsumexp(logits, axes=1) - right).sum() / n

# %% wrong: ten classes
class SoftmaxLoss(Module):
    def forward(self, logits, y):
        n, classes = logits.shape
        y = y.data if isinstance(y, Tensor) else np.asarray(y)
        rows = Tensor(np.eye(10)[y.astype(int)][:, :classes], dtype=str(logits.dtype))
        return ops.summation(ops.logsumexp(logits, axes=(1,)) - ops.summation(logits * rows, axes=(1,))) / n

# %% wrong: the labels of the batch before
class SoftmaxLoss(Module):
    def forward(self, logits, y):
        n, classes = logits.shape
        if not hasattr(self, "rows") or self.rows.shape != logits.shape:
            self.rows = Tensor.one_hot(y, classes, dtype=str(logits.dtype), requires_grad=False)
        return ops.summation(ops.logsumexp(logits, axes=(1,)) - ops.summation(logits * self.rows, axes=(1,))) / n

# %% wrong: no loss in evaluation mode
class SoftmaxLoss(Module):
    def forward(self, logits, y):
        n, classes = logits.shape
        rows = Tensor.one_hot(y, classes, dtype=str(logits.dtype), requires_grad=False)
        out = ops.summation(ops.logsumexp(logits, axes=(1,)) - ops.summation(logits * rows, axes=(1,))) / n
        return out if self.training else out * 0
