# Answers to `LogSoftmax`, right and wrong, that the autograder is measured on.

# %% right: as the text suggests
class LogSoftmax(Function):
    def forward(self, t1):
        self.save_for_backward(t1)
        shifted = t1.data - t1.data.max(axis=-1, keepdims=True)
        self.out = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
        return self.out
    def backward(self, partial):
        (p1,) = self.parents
        if p1.requires_grad:
            p1.grad += partial - np.exp(self.out) * partial.sum(axis=-1, keepdims=True)
def log_softmax(self):
    return Tensor.comm(LogSoftmax(), self)
Tensor.log_softmax = log_softmax

# %% right: the probabilities kept
class LogSoftmax(Function):
    def forward(self, t1):
        self.save_for_backward(t1)
        x = t1.data - np.max(t1.data, axis=-1, keepdims=True)
        total = np.sum(np.exp(x), axis=-1, keepdims=True)
        self.probs = np.exp(x) / total
        return x - np.log(total)
    def backward(self, partial):
        (p1,) = self.parents
        if p1.requires_grad:
            p1.grad += partial - self.probs * np.sum(partial, axis=-1, keepdims=True)
def log_softmax(self):
    return Tensor.comm(LogSoftmax(), self)
Tensor.log_softmax = log_softmax

# %% right: logaddexp
class LogSoftmax(Function):
    def forward(self, t1):
        self.save_for_backward(t1)
        self.out = t1.data - np.logaddexp.reduce(t1.data, axis=-1, keepdims=True)
        return self.out
    def backward(self, partial):
        (p1,) = self.parents
        if p1.requires_grad:
            p1.grad += partial - np.exp(self.out) * partial.sum(axis=-1, keepdims=True)
def log_softmax(self):
    return Tensor.comm(LogSoftmax(), self)
Tensor.log_softmax = log_softmax

# %% right: one row at a time, with its Jacobian
class LogSoftmax(Function):
    def forward(self, t1):
        self.save_for_backward(t1)
        shifted = t1.data - t1.data.max(axis=-1, keepdims=True)
        self.out = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
        return self.out
    def backward(self, partial):
        (p1,) = self.parents
        if p1.requires_grad:
            rows = self.out.reshape(-1, self.out.shape[-1])
            grads = partial.reshape(rows.shape)
            made = [g @ (np.eye(len(r)) - np.exp(r)) for r, g in zip(rows, grads)]
            p1.grad += np.reshape(made, p1.shape)
def log_softmax(self):
    return Tensor.comm(LogSoftmax(), self)
Tensor.log_softmax = log_softmax

# %% wrong: the maximum is not subtracted [not-stable]
class LogSoftmax(Function):
    def forward(self, t1):
        self.save_for_backward(t1)
        shifted = t1.data
        self.out = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
        return self.out
    def backward(self, partial):
        (p1,) = self.parents
        if p1.requires_grad:
            p1.grad += partial - np.exp(self.out) * partial.sum(axis=-1, keepdims=True)
def log_softmax(self):
    return Tensor.comm(LogSoftmax(), self)
Tensor.log_softmax = log_softmax

# %% wrong: the logarithm of the quotient [logarithm-too-late]
class LogSoftmax(Function):
    def forward(self, t1):
        self.save_for_backward(t1)
        x = t1.data - t1.data.max(axis=-1, keepdims=True)
        self.out = np.log(np.exp(x) / np.exp(x).sum(axis=-1, keepdims=True))
        return self.out
    def backward(self, partial):
        (p1,) = self.parents
        if p1.requires_grad:
            p1.grad += partial - np.exp(self.out) * partial.sum(axis=-1, keepdims=True)
def log_softmax(self):
    return Tensor.comm(LogSoftmax(), self)
Tensor.log_softmax = log_softmax

# %% wrong: one maximum for all [maximum-of-all]
class LogSoftmax(Function):
    def forward(self, t1):
        self.save_for_backward(t1)
        shifted = t1.data - t1.data.max()
        self.out = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
        return self.out
    def backward(self, partial):
        (p1,) = self.parents
        if p1.requires_grad:
            p1.grad += partial - np.exp(self.out) * partial.sum(axis=-1, keepdims=True)
def log_softmax(self):
    return Tensor.comm(LogSoftmax(), self)
Tensor.log_softmax = log_softmax

# %% wrong: along the batch
class LogSoftmax(Function):
    def forward(self, t1):
        self.save_for_backward(t1)
        shifted = t1.data - t1.data.max(axis=0, keepdims=True)
        self.out = shifted - np.log(np.exp(shifted).sum(axis=0, keepdims=True))
        return self.out
    def backward(self, partial):
        (p1,) = self.parents
        if p1.requires_grad:
            p1.grad += partial - np.exp(self.out) * partial.sum(axis=0, keepdims=True)
def log_softmax(self):
    return Tensor.comm(LogSoftmax(), self)
Tensor.log_softmax = log_softmax

# %% wrong: axis 1 [axis-one]
class LogSoftmax(Function):
    def forward(self, t1):
        self.save_for_backward(t1)
        shifted = t1.data - t1.data.max(axis=1, keepdims=True)
        self.out = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
        return self.out
    def backward(self, partial):
        (p1,) = self.parents
        if p1.requires_grad:
            p1.grad += partial - np.exp(self.out) * partial.sum(axis=1, keepdims=True)
def log_softmax(self):
    return Tensor.comm(LogSoftmax(), self)
Tensor.log_softmax = log_softmax

# %% wrong: probabilities
class LogSoftmax(Function):
    def forward(self, t1):
        self.save_for_backward(t1)
        x = np.exp(t1.data - t1.data.max(axis=-1, keepdims=True))
        self.out = x / x.sum(axis=-1, keepdims=True)
        return self.out
    def backward(self, partial):
        (p1,) = self.parents
        if p1.requires_grad:
            p1.grad += self.out * (partial - (self.out * partial).sum(axis=-1, keepdims=True))
def log_softmax(self):
    return Tensor.comm(LogSoftmax(), self)
Tensor.log_softmax = log_softmax

# %% wrong: partial passes [partial-alone]
class LogSoftmax(Function):
    def forward(self, t1):
        self.save_for_backward(t1)
        shifted = t1.data - t1.data.max(axis=-1, keepdims=True)
        self.out = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
        return self.out
    def backward(self, partial):
        (p1,) = self.parents
        if p1.requires_grad:
            p1.grad += partial
def log_softmax(self):
    return Tensor.comm(LogSoftmax(), self)
Tensor.log_softmax = log_softmax

# %% wrong: the diagonal only [each-by-itself]
class LogSoftmax(Function):
    def forward(self, t1):
        self.save_for_backward(t1)
        shifted = t1.data - t1.data.max(axis=-1, keepdims=True)
        self.out = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
        return self.out
    def backward(self, partial):
        (p1,) = self.parents
        if p1.requires_grad:
            p1.grad += partial * (1 - np.exp(self.out))
def log_softmax(self):
    return Tensor.comm(LogSoftmax(), self)
Tensor.log_softmax = log_softmax

# %% wrong: the sum of partial is left out [sum-forgotten]
class LogSoftmax(Function):
    def forward(self, t1):
        self.save_for_backward(t1)
        shifted = t1.data - t1.data.max(axis=-1, keepdims=True)
        self.out = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
        return self.out
    def backward(self, partial):
        (p1,) = self.parents
        if p1.requires_grad:
            p1.grad += partial - np.exp(self.out)
def log_softmax(self):
    return Tensor.comm(LogSoftmax(), self)
Tensor.log_softmax = log_softmax

# %% wrong: logarithms for probabilities [logarithm-for-probability]
class LogSoftmax(Function):
    def forward(self, t1):
        self.save_for_backward(t1)
        shifted = t1.data - t1.data.max(axis=-1, keepdims=True)
        self.out = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
        return self.out
    def backward(self, partial):
        (p1,) = self.parents
        if p1.requires_grad:
            p1.grad += partial - self.out * partial.sum(axis=-1, keepdims=True)
def log_softmax(self):
    return Tensor.comm(LogSoftmax(), self)
Tensor.log_softmax = log_softmax

# %% wrong: a plus [signs-added]
class LogSoftmax(Function):
    def forward(self, t1):
        self.save_for_backward(t1)
        shifted = t1.data - t1.data.max(axis=-1, keepdims=True)
        self.out = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
        return self.out
    def backward(self, partial):
        (p1,) = self.parents
        if p1.requires_grad:
            p1.grad += partial + np.exp(self.out) * partial.sum(axis=-1, keepdims=True)
def log_softmax(self):
    return Tensor.comm(LogSoftmax(), self)
Tensor.log_softmax = log_softmax

# %% wrong: assigned
class LogSoftmax(Function):
    def forward(self, t1):
        self.save_for_backward(t1)
        shifted = t1.data - t1.data.max(axis=-1, keepdims=True)
        self.out = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
        return self.out
    def backward(self, partial):
        (p1,) = self.parents
        if p1.requires_grad:
            p1.grad = partial - np.exp(self.out) * partial.sum(axis=-1, keepdims=True)
def log_softmax(self):
    return Tensor.comm(LogSoftmax(), self)
Tensor.log_softmax = log_softmax

# %% right: put together from operators
def log_softmax(self):
    x = self - self.max(axis=-1, keepdims=True)
    return x - x.exp().sum(axis=-1, keepdims=True).log()
Tensor.log_softmax = log_softmax

# %% right: the maximum as a constant
def log_softmax(self):
    x = self - Tensor(self.data.max(axis=-1, keepdims=True))
    total = x.exp().sum(axis=-1, keepdims=True)
    return x + -total.log()
Tensor.log_softmax = log_softmax

# %% wrong: put together, without the maximum [not-stable]
def log_softmax(self):
    return self - self.exp().sum(axis=-1, keepdims=True).log()
Tensor.log_softmax = log_softmax

# %% wrong: put together, over everything [over-everything]
def log_softmax(self):
    x = self - self.max(axis=-1, keepdims=True)
    return x - x.exp().sum().log()
Tensor.log_softmax = log_softmax

# %% wrong: put together from arrays
def log_softmax(self):
    x = self.data - self.data.max(axis=-1, keepdims=True)
    return Tensor(x - np.log(np.exp(x).sum(axis=-1, keepdims=True)), requires_grad=True)
Tensor.log_softmax = log_softmax

# %% wrong: the method always requires a gradient
class LogSoftmax(Function):
    def forward(self, t1):
        self.save_for_backward(t1)
        shifted = t1.data - t1.data.max(axis=-1, keepdims=True)
        self.out = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
        return self.out
    def backward(self, partial):
        p1, = self.parents
        if p1.requires_grad:
            p1.grad += partial - np.exp(self.out) * partial.sum(axis=-1, keepdims=True)


def log_softmax(self):
    function = LogSoftmax()
    return Tensor(function.forward(self), requires_grad=True, fn=function)


Tensor.log_softmax = log_softmax

# %% wrong: the first score for the maximum
class LogSoftmax(Function):
    def forward(self, t1):
        self.save_for_backward(t1)
        shifted = t1.data - t1.data[..., :1]
        self.out = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
        return self.out
    def backward(self, partial):
        p1, = self.parents
        if p1.requires_grad:
            p1.grad += partial - np.exp(self.out) * partial.sum(axis=-1, keepdims=True)


def log_softmax(self):
    return Tensor.comm(LogSoftmax(), self)


Tensor.log_softmax = log_softmax

# %% right: reshaped to rows, and back
class LogSoftmax(Function):
    def forward(self, t1):
        self.save_for_backward(t1)
        x = t1.data.reshape(-1, t1.shape[-1]).astype(float)
        x -= x.max(axis=1)[:, None]
        self.p = np.exp(x)
        total = self.p.sum(axis=1)[:, None]
        self.p /= total
        return (x - np.log(total)).reshape(t1.shape)
    def backward(self, partial):
        p1, = self.parents
        if p1.requires_grad:
            g = partial.reshape(self.p.shape)
            p1.grad += (g - self.p * (g @ np.ones((g.shape[1], 1)))).reshape(p1.shape)


Tensor.log_softmax = lambda self: Tensor.comm(LogSoftmax(), self)
log_softmax = Tensor.log_softmax
