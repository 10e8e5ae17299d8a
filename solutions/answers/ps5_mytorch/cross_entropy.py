# Answers to `cross_entropy`, right and wrong, that the autograder is measured on.


class Loss(Function):
    @classmethod
    def backward(cls, ctx, grad):
        return Tensor(grad.data * ctx.gradient), None


def log_softmax(x):
    shifted = x - x.max(axis=1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))


def cross_entropy(predicted, target):
    return CrossEntropy.apply(predicted, target)


# %% right: one operation
class CrossEntropy(Loss):
    @staticmethod
    def forward(ctx, predicted, target):
        x, labels = predicted.data, target.data.astype(int)
        n, classes = x.shape
        log_probs = log_softmax(x)
        ctx.gradient = (np.exp(log_probs) - np.eye(classes)[labels]) / n
        return output_of(-log_probs[np.arange(n), labels].mean(), predicted)


# %% right: picked by a product
class CrossEntropy(Loss):
    @staticmethod
    def forward(ctx, predicted, target):
        x, labels = predicted.data, target.data.astype(int)
        n, classes = x.shape
        log_probs, right = log_softmax(x), to_one_hot(target, classes).data
        ctx.gradient = (np.exp(log_probs) - right) / n
        return output_of(-(log_probs * right).sum() / n, predicted)


# %% right: put together from operations
class Exp(Function):
    @staticmethod
    def forward(ctx, a):
        ctx.out = np.exp(a.data)
        return output_of(ctx.out, a)

    @staticmethod
    def backward(ctx, grad):
        return (Tensor(grad.data * ctx.out),)


class Total(Function):
    @staticmethod
    def forward(ctx, a, axis, keepdims):
        ctx.shape, ctx.axis, ctx.keepdims = a.shape, axis, keepdims
        return output_of(a.data.sum(axis=axis, keepdims=keepdims), a)

    @staticmethod
    def backward(ctx, grad):
        return Tensor(np.broadcast_to(grad.data, ctx.shape)), None, None


def cross_entropy(predicted, target):
    n, classes = predicted.shape
    largest = Tensor(predicted.data.max(axis=1, keepdims=True))
    shifted = predicted - largest
    log_probs = shifted - Total.apply(Exp.apply(shifted), 1, True).log()
    picked = log_probs * to_one_hot(target, classes)
    return Total.apply(picked, None, False) / Tensor(-float(n))


# %% right: example by example
class CrossEntropy(Loss):
    @staticmethod
    def forward(ctx, predicted, target):
        loss, ctx.gradient = 0.0, np.zeros(predicted.shape)
        for k, (row, label) in enumerate(zip(predicted.data, target.data)):
            p = np.exp(row - row.max())
            log_sum = np.log(p.sum()) + row.max()
            loss += (log_sum - row[label]) / len(predicted.data)
            ctx.gradient[k] = p / p.sum() / len(predicted.data)
            ctx.gradient[k, label] -= 1 / len(predicted.data)
        return output_of(loss, predicted)


# %% wrong: the sum, not the mean
class CrossEntropy(Loss):
    @staticmethod
    def forward(ctx, predicted, target):
        x, labels = predicted.data, target.data.astype(int)
        n, classes = x.shape
        log_probs = log_softmax(x)
        ctx.gradient = np.exp(log_probs) - np.eye(classes)[labels]
        return output_of(-log_probs[np.arange(n), labels].sum(), predicted)


# %% wrong: the gradient lacks 1/N
class CrossEntropy(Loss):
    @staticmethod
    def forward(ctx, predicted, target):
        x, labels = predicted.data, target.data.astype(int)
        n, classes = x.shape
        log_probs = log_softmax(x)
        ctx.gradient = np.exp(log_probs) - np.eye(classes)[labels]
        return output_of(-log_probs[np.arange(n), labels].mean(), predicted)


# %% wrong: the upstream gradient is left out
class CrossEntropy(Loss):
    @staticmethod
    def forward(ctx, predicted, target):
        x, labels = predicted.data, target.data.astype(int)
        n, classes = x.shape
        log_probs = log_softmax(x)
        ctx.gradient = (np.exp(log_probs) - np.eye(classes)[labels]) / n
        return output_of(-log_probs[np.arange(n), labels].mean(), predicted)

    @staticmethod
    def backward(ctx, grad):
        return Tensor(ctx.gradient), None


# %% wrong: the sign of the loss
class CrossEntropy(Loss):
    @staticmethod
    def forward(ctx, predicted, target):
        x, labels = predicted.data, target.data.astype(int)
        n, classes = x.shape
        log_probs = log_softmax(x)
        ctx.gradient = (np.exp(log_probs) - np.eye(classes)[labels]) / n
        return output_of(log_probs[np.arange(n), labels].mean(), predicted)


# %% wrong: the sign of the gradient
class CrossEntropy(Loss):
    @staticmethod
    def forward(ctx, predicted, target):
        x, labels = predicted.data, target.data.astype(int)
        n, classes = x.shape
        log_probs = log_softmax(x)
        ctx.gradient = (np.eye(classes)[labels] - np.exp(log_probs)) / n
        return output_of(-log_probs[np.arange(n), labels].mean(), predicted)


# %% wrong: the largest is not taken out
class CrossEntropy(Loss):
    @staticmethod
    def forward(ctx, predicted, target):
        x, labels = predicted.data, target.data.astype(int)
        n, classes = x.shape
        log_probs = x - np.log(np.exp(x).sum(axis=1, keepdims=True))
        ctx.gradient = (np.exp(log_probs) - np.eye(classes)[labels]) / n
        return output_of(-log_probs[np.arange(n), labels].mean(), predicted)


# %% wrong: a small number under the logarithm
class CrossEntropy(Loss):
    @staticmethod
    def forward(ctx, predicted, target):
        x, labels = predicted.data, target.data.astype(int)
        n, classes = x.shape
        log_probs = np.log(np.exp(log_softmax(x)) + 1e-8)
        ctx.gradient = (np.exp(log_probs) - np.eye(classes)[labels]) / n
        return output_of(-log_probs[np.arange(n), labels].mean(), predicted)


# %% wrong: softmax over the batch
class CrossEntropy(Loss):
    @staticmethod
    def forward(ctx, predicted, target):
        x, labels = predicted.data, target.data.astype(int)
        n, classes = x.shape
        log_probs = log_softmax(x.T).T
        ctx.gradient = (np.exp(log_probs) - np.eye(classes)[labels]) / n
        return output_of(-log_probs[np.arange(n), labels].mean(), predicted)


# %% wrong: the largest of all scores
class CrossEntropy(Loss):
    @staticmethod
    def forward(ctx, predicted, target):
        x, labels = predicted.data, target.data.astype(int)
        n, classes = x.shape
        log_probs = x - x.max() - np.log(np.exp(x - x.max()).sum(axis=1, keepdims=True))
        ctx.gradient = (np.exp(log_probs) - np.eye(classes)[labels]) / n
        return output_of(-log_probs[np.arange(n), labels].mean(), predicted)


# %% wrong: the largest is not put back
class CrossEntropy(Loss):
    @staticmethod
    def forward(ctx, predicted, target):
        x, labels = predicted.data, target.data.astype(int)
        n, classes = x.shape
        log_probs = x - np.log(np.exp(x - x.max(axis=1, keepdims=True)).sum(axis=1, keepdims=True))
        ctx.gradient = (np.exp(log_probs) - np.eye(classes)[labels]) / n
        return output_of(-log_probs[np.arange(n), labels].mean(), predicted)


# %% wrong: averaged over all entries
class CrossEntropy(Loss):
    @staticmethod
    def forward(ctx, predicted, target):
        x, labels = predicted.data, target.data.astype(int)
        n, classes = x.shape
        log_probs = log_softmax(x)
        ctx.gradient = (np.exp(log_probs) - np.eye(classes)[labels]) / x.size
        return output_of(-(log_probs * np.eye(classes)[labels]).mean(), predicted)


# %% wrong: the logarithm is left out
class CrossEntropy(Loss):
    @staticmethod
    def forward(ctx, predicted, target):
        x, labels = predicted.data, target.data.astype(int)
        n, classes = x.shape
        log_probs = log_softmax(x)
        ctx.gradient = (np.exp(log_probs) - np.eye(classes)[labels]) / n
        return output_of(-np.exp(log_probs[np.arange(n), labels]).mean(), predicted)


# %% wrong: every column of the labels
class CrossEntropy(Loss):
    @staticmethod
    def forward(ctx, predicted, target):
        x, labels = predicted.data, target.data.astype(int)
        n, classes = x.shape
        log_probs = log_softmax(x)
        ctx.gradient = (np.exp(log_probs) - np.eye(classes)[labels]) / n
        return output_of(-log_probs[:, labels].mean(), predicted)


# %% wrong: the labels are left out of the gradient
class CrossEntropy(Loss):
    @staticmethod
    def forward(ctx, predicted, target):
        x, labels = predicted.data, target.data.astype(int)
        n, classes = x.shape
        log_probs = log_softmax(x)
        ctx.gradient = np.exp(log_probs) / n
        return output_of(-log_probs[np.arange(n), labels].mean(), predicted)


# %% wrong: one loss an example
class CrossEntropy(Loss):
    @staticmethod
    def forward(ctx, predicted, target):
        x, labels = predicted.data, target.data.astype(int)
        n, classes = x.shape
        log_probs = log_softmax(x)
        ctx.gradient = (np.exp(log_probs) - np.eye(classes)[labels]) / n
        return output_of(-log_probs[np.arange(n), labels], predicted)


# %% wrong: an array
def cross_entropy(predicted, target):
    log_probs = log_softmax(predicted.data)
    return -log_probs[np.arange(len(log_probs)), target.data].mean()


# %% wrong: outside the graph
def cross_entropy(predicted, target):
    log_probs = log_softmax(predicted.data)
    return Tensor(-log_probs[np.arange(len(log_probs)), target.data].mean())

# %% wrong: ten classes
class Loss(Function):
    @staticmethod
    def forward(ctx, predicted, target):
        x = predicted.data - predicted.data.max(axis=1, keepdims=True)
        logp = x - np.log(np.exp(x).sum(axis=1, keepdims=True))
        hot = np.eye(10)[target.data][:, : x.shape[1]]
        ctx.gradient = (np.exp(logp) - hot) / len(x)
        return output_of(-(hot * logp).sum() / len(x), predicted)
    @staticmethod
    def backward(ctx, grad_output):
        return Tensor(grad_output.data * ctx.gradient), None


def cross_entropy(predicted, target):
    return Loss.apply(predicted, target)

# %% wrong: the gradient is scaled in place
class Loss(Function):
    @staticmethod
    def forward(ctx, predicted, target):
        x = predicted.data - predicted.data.max(axis=1, keepdims=True)
        logp = x - np.log(np.exp(x).sum(axis=1, keepdims=True))
        rows = np.arange(len(x))
        ctx.gradient = np.exp(logp)
        ctx.gradient[rows, target.data] -= 1
        return output_of(-logp[rows, target.data].mean(), predicted)
    @staticmethod
    def backward(ctx, grad_output):
        ctx.gradient /= len(ctx.gradient)
        return Tensor(grad_output.data * ctx.gradient), None


def cross_entropy(predicted, target):
    return Loss.apply(predicted, target)

# %% wrong: labels on the class
class Loss(Function):
    @staticmethod
    def forward(ctx, predicted, target):
        x = predicted.data - predicted.data.max(axis=1, keepdims=True)
        logp = x - np.log(np.exp(x).sum(axis=1, keepdims=True))
        Loss.labels, ctx.p = target.data, np.exp(logp)
        return output_of(-logp[np.arange(len(x)), target.data].mean(), predicted)
    @staticmethod
    def backward(ctx, grad_output):
        g = ctx.p.copy()
        g[np.arange(len(g)), Loss.labels] -= 1
        return Tensor(grad_output.data * g / len(g)), None


def cross_entropy(predicted, target):
    return Loss.apply(predicted, target)

# %% right: with logaddexp
class Loss(Function):
    @staticmethod
    def forward(ctx, predicted, target):
        lse = np.logaddexp.reduce(predicted.data, axis=1)
        rows = range(len(lse))
        ctx.rest = predicted.data, lse, target.data
        return output_of(sum(lse[i] - predicted.data[i, target.data[i]] for i in rows) / len(lse), predicted)
    @staticmethod
    def backward(ctx, grad_output):
        x, lse, labels = ctx.rest
        g = np.exp(x - lse[:, None]) - (labels[:, None] == np.arange(x.shape[1]))
        return Tensor(grad_output.data * g / len(x)), Tensor(np.zeros(len(x)))


def cross_entropy(predicted, target):
    return Loss.apply(predicted, target)

# %% wrong: grad sign, upstream ignored [gradient-alone]
class CrossEntropy(Function):
    @staticmethod
    def forward(ctx, predicted, target):
        x = predicted.data
        shifted = x - x.max(axis=1, keepdims=True)
        logs = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
        n = x.shape[0]
        ctx.p = np.exp(logs)
        ctx.y = target.data.astype(int)
        loss = -logs[np.arange(n), ctx.y].mean()
        return Tensor(loss, requires_grad=predicted.requires_grad, is_leaf=not predicted.requires_grad)

    @staticmethod
    def backward(ctx, grad_output):
        grad = ctx.p.copy()
        n = len(ctx.y)
        grad[np.arange(n), ctx.y] += 1
        return Tensor(grad / n), None


def cross_entropy(predicted, target):
    return CrossEntropy.apply(predicted, target)
