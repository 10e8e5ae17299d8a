# Answers to `LogSumExp`, right and wrong, that the autograder is measured on.


# %% right: softmax by tensors
class LogSumExp(Function):
    def __init__(self, axes=None):
        self.axes = axes

    def forward(self, a):
        m = np.max(a, axis=self.axes, keepdims=True, initial=-np.inf)
        m = np.where(np.isfinite(m), m, 0)
        s = np.sum(np.exp(a - m), axis=self.axes, keepdims=True)
        with np.errstate(divide="ignore"):
            out = m + np.log(s)
        return np.squeeze(out, axis=self.axes)

    def backward(self, out_grad, node):
        a = node._inputs[0]
        m = Tensor(np.max(a.data, axis=self.axes, keepdims=True, initial=-np.inf), dtype=a.dtype)
        m.data[~np.isfinite(m.data)] = 0
        e = exp(a - m)
        s = summation(e, self.axes).reshape(m.shape)
        return out_grad.reshape(m.shape) * (e / s)


# %% right: the sum first
class LogSumExp(Function):
    def __init__(self, axes=None):
        self.axes = axes

    def forward(self, a):
        m = np.max(a, axis=self.axes, keepdims=True, initial=-np.inf)
        m = np.where(np.isfinite(m), m, 0)
        s = np.sum(np.exp(a - m), axis=self.axes, keepdims=True)
        with np.errstate(divide="ignore"):
            out = m + np.log(s)
        return np.squeeze(out, axis=self.axes)

    def backward(self, out_grad, node):
        a = node._inputs[0]
        m = Tensor(np.max(a.data, axis=self.axes, keepdims=True, initial=-np.inf), dtype=a.dtype)
        m.data[~np.isfinite(m.data)] = 0
        e = exp(a - m)
        s = summation(e, self.axes)
        return reshape(out_grad / s, m.shape) * e


# %% right: stretched
class LogSumExp(Function):
    def __init__(self, axes=None):
        self.axes = axes

    def forward(self, a):
        m = np.max(a, axis=self.axes, keepdims=True, initial=-np.inf)
        m = np.where(np.isfinite(m), m, 0)
        s = np.sum(np.exp(a - m), axis=self.axes, keepdims=True)
        with np.errstate(divide="ignore"):
            out = m + np.log(s)
        return np.squeeze(out, axis=self.axes)

    def backward(self, out_grad, node):
        a = node._inputs[0]
        m = Tensor(np.max(a.data, axis=self.axes, keepdims=True, initial=-np.inf), dtype=a.dtype)
        m.data[~np.isfinite(m.data)] = 0
        e = exp(a - m)
        s = broadcast_to(reshape(summation(e, self.axes), m.shape), a.shape)
        return multiply(broadcast_to(reshape(out_grad, m.shape), a.shape), divide(e, s))


# %% right: the largest of all as a scale
class LogSumExp(Function):
    def __init__(self, axes=None):
        self.axes = axes

    def forward(self, a):
        m = np.max(a, axis=self.axes, keepdims=True, initial=-np.inf)
        m = np.where(np.isfinite(m), m, 0)
        s = np.sum(np.exp(a - m), axis=self.axes, keepdims=True)
        with np.errstate(divide="ignore"):
            out = m + np.log(s)
        return np.squeeze(out, axis=self.axes)

    def backward(self, out_grad, node):
        a = node._inputs[0]
        m = Tensor(np.max(a.data, axis=self.axes, keepdims=True, initial=-np.inf), dtype=a.dtype)
        m.data[~np.isfinite(m.data)] = 0
        e = exp(a - m)
        s = summation(e, self.axes).reshape(m.shape)
        return (e / s) * out_grad.reshape(m.shape)


# %% wrong: overflows
class LogSumExp(Function):
    def __init__(self, axes=None):
        self.axes = axes

    def forward(self, a):
        return np.log(np.sum(np.exp(a), axis=self.axes))

    def backward(self, out_grad, node):
        a = node._inputs[0]
        e = exp(a)
        kept = np.sum(a.data, axis=self.axes, keepdims=True).shape
        return out_grad.reshape(kept) * e / e.sum(self.axes).reshape(kept)


# %% wrong: as the course has it
class LogSumExp(Function):
    def __init__(self, axes=None):
        self.axes = axes

    def forward(self, a):
        m = np.max(a, axis=self.axes, keepdims=True)
        return m.reshape(-1) + np.log(np.sum(np.exp(a - m), axis=self.axes))

    def backward(self, out_grad, node):
        a = node._inputs[0]
        m = Tensor(np.max(a.data, axis=self.axes, keepdims=True, initial=-np.inf), dtype=a.dtype)
        m.data[~np.isfinite(m.data)] = 0
        e = exp(a - m)
        s = summation(e, self.axes).reshape(m.shape)
        return out_grad.reshape(m.shape) * (e / s)


# %% wrong: the largest is not added
class LogSumExp(Function):
    def __init__(self, axes=None):
        self.axes = axes

    def forward(self, a):
        m = np.max(a, axis=self.axes, keepdims=True, initial=-np.inf)
        return np.log(np.sum(np.exp(a - m), axis=self.axes))

    def backward(self, out_grad, node):
        a = node._inputs[0]
        m = Tensor(np.max(a.data, axis=self.axes, keepdims=True, initial=-np.inf), dtype=a.dtype)
        m.data[~np.isfinite(m.data)] = 0
        e = exp(a - m)
        s = summation(e, self.axes).reshape(m.shape)
        return out_grad.reshape(m.shape) * (e / s)


# %% wrong: not normalized
class LogSumExp(Function):
    def __init__(self, axes=None):
        self.axes = axes

    def forward(self, a):
        m = np.max(a, axis=self.axes, keepdims=True, initial=-np.inf)
        m = np.where(np.isfinite(m), m, 0)
        s = np.sum(np.exp(a - m), axis=self.axes, keepdims=True)
        with np.errstate(divide="ignore"):
            out = m + np.log(s)
        return np.squeeze(out, axis=self.axes)

    def backward(self, out_grad, node):
        a = node._inputs[0]
        m = Tensor(np.max(a.data, axis=self.axes, keepdims=True, initial=-np.inf), dtype=a.dtype)
        m.data[~np.isfinite(m.data)] = 0
        e = exp(a - m)
        return out_grad.reshape(m.shape) * e


# %% wrong: the upstream gradient is left out
class LogSumExp(Function):
    def __init__(self, axes=None):
        self.axes = axes

    def forward(self, a):
        m = np.max(a, axis=self.axes, keepdims=True, initial=-np.inf)
        m = np.where(np.isfinite(m), m, 0)
        s = np.sum(np.exp(a - m), axis=self.axes, keepdims=True)
        with np.errstate(divide="ignore"):
            out = m + np.log(s)
        return np.squeeze(out, axis=self.axes)

    def backward(self, out_grad, node):
        a = node._inputs[0]
        m = Tensor(np.max(a.data, axis=self.axes, keepdims=True, initial=-np.inf), dtype=a.dtype)
        m.data[~np.isfinite(m.data)] = 0
        e = exp(a - m)
        return e / summation(e, self.axes).reshape(m.shape)


# %% wrong: the upstream gradient is not reshaped
class LogSumExp(Function):
    def __init__(self, axes=None):
        self.axes = axes

    def forward(self, a):
        m = np.max(a, axis=self.axes, keepdims=True, initial=-np.inf)
        m = np.where(np.isfinite(m), m, 0)
        s = np.sum(np.exp(a - m), axis=self.axes, keepdims=True)
        with np.errstate(divide="ignore"):
            out = m + np.log(s)
        return np.squeeze(out, axis=self.axes)

    def backward(self, out_grad, node):
        a = node._inputs[0]
        m = Tensor(np.max(a.data, axis=self.axes, keepdims=True, initial=-np.inf), dtype=a.dtype)
        m.data[~np.isfinite(m.data)] = 0
        e = exp(a - m)
        return out_grad * (e / summation(e, self.axes).reshape(m.shape))


# %% wrong: softmax over everything
class LogSumExp(Function):
    def __init__(self, axes=None):
        self.axes = axes

    def forward(self, a):
        m = np.max(a, axis=self.axes, keepdims=True, initial=-np.inf)
        m = np.where(np.isfinite(m), m, 0)
        s = np.sum(np.exp(a - m), axis=self.axes, keepdims=True)
        with np.errstate(divide="ignore"):
            out = m + np.log(s)
        return np.squeeze(out, axis=self.axes)

    def backward(self, out_grad, node):
        a = node._inputs[0]
        m = Tensor(np.max(a.data, axis=self.axes, keepdims=True, initial=-np.inf), dtype=a.dtype)
        m.data[~np.isfinite(m.data)] = 0
        e = exp(a - m)
        return out_grad.reshape(m.shape) * (e / summation(e))


# %% wrong: the softmax is a constant
class LogSumExp(Function):
    def __init__(self, axes=None):
        self.axes = axes

    def forward(self, a):
        m = np.max(a, axis=self.axes, keepdims=True, initial=-np.inf)
        m = np.where(np.isfinite(m), m, 0)
        s = np.sum(np.exp(a - m), axis=self.axes, keepdims=True)
        with np.errstate(divide="ignore"):
            out = m + np.log(s)
        return np.squeeze(out, axis=self.axes)

    def backward(self, out_grad, node):
        a = node._inputs[0]
        m = Tensor(np.max(a.data, axis=self.axes, keepdims=True, initial=-np.inf), dtype=a.dtype)
        m.data[~np.isfinite(m.data)] = 0
        e = exp(a - m)
        s = summation(e, self.axes).reshape(m.shape)
        return out_grad.reshape(m.shape) * (e / s).detach()


# %% wrong: the numbers leave the graph
class LogSumExp(Function):
    def __init__(self, axes=None):
        self.axes = axes

    def forward(self, a):
        m = np.max(a, axis=self.axes, keepdims=True, initial=-np.inf)
        m = np.where(np.isfinite(m), m, 0)
        s = np.sum(np.exp(a - m), axis=self.axes, keepdims=True)
        with np.errstate(divide="ignore"):
            out = m + np.log(s)
        return np.squeeze(out, axis=self.axes)

    def backward(self, out_grad, node):
        a = node._inputs[0]
        m = Tensor(np.max(a.data, axis=self.axes, keepdims=True, initial=-np.inf), dtype=a.dtype)
        m.data[~np.isfinite(m.data)] = 0
        e = exp(a - m)
        s = summation(e, self.axes).reshape(m.shape)
        return Tensor(out_grad.data.reshape(m.shape) * (e / s).data)


# %% wrong: the last axis
class LogSumExp(Function):
    def __init__(self, axes=None):
        self.axes = axes

    def forward(self, a):
        m = np.max(a, axis=-1, keepdims=True, initial=-np.inf)
        return (m + np.log(np.sum(np.exp(a - m), axis=-1, keepdims=True)))[..., 0]

    def backward(self, out_grad, node):
        a = node._inputs[0]
        m = Tensor(np.max(a.data, axis=self.axes, keepdims=True, initial=-np.inf), dtype=a.dtype)
        m.data[~np.isfinite(m.data)] = 0
        e = exp(a - m)
        s = summation(e, self.axes).reshape(m.shape)
        return out_grad.reshape(m.shape) * (e / s)


# %% wrong: the sum of exponentials
class LogSumExp(Function):
    def __init__(self, axes=None):
        self.axes = axes

    def forward(self, a):
        return np.sum(np.exp(a), axis=self.axes)

    def backward(self, out_grad, node):
        return out_grad

# %% wrong: the largest of all
class LogSumExp(Function):
    def __init__(self, axes=None):
        self.axes = axes
    def forward(self, a):
        m = a.max(initial=-1e30) if a.size else 0
        with np.errstate(divide="ignore"):
            return np.log(np.sum(np.exp(a - m), axis=self.axes)) + m
    def backward(self, out_grad, node):
        (a,) = node._inputs
        kept = np.sum(a.data, axis=self.axes, keepdims=True).shape
        return multiply(reshape(out_grad, kept), exp(add(a, negate(reshape(node, kept)))))

# %% right: by the result
class LogSumExp(Function):
    def __init__(self, axes=None):
        self.axes = axes
    def forward(self, a):
        return np.logaddexp.reduce(a.transpose([*self._rest(a), *self._along(a)]).reshape([*(a.shape[i] for i in self._rest(a)), -1 if a.size else int(np.prod([a.shape[i] for i in self._along(a)]))]), axis=-1)
    def _along(self, a):
        axes = range(a.ndim) if self.axes is None else np.atleast_1d(self.axes)
        return [int(i) % a.ndim for i in axes]
    def _rest(self, a):
        return [i for i in range(a.ndim) if i not in self._along(a)]
    def backward(self, out_grad, node):
        (a,) = node._inputs
        kept = tuple(1 if i in self._along(a) else n for i, n in enumerate(a.shape))
        return multiply(reshape(out_grad, kept), exp(add(a, negate(reshape(node, kept)))))

# %% wrong: keepdims in the result [in-another-shape]
class LogSumExp(Function):
    def __init__(self, axes=None):
        self.axes = axes

    def forward(self, a):
        m = a.max(axis=self.axes, keepdims=True)
        out = m + np.log(np.exp(a - m).sum(axis=self.axes, keepdims=True))
        return out

    def backward(self, out_grad, node):
        a = node._inputs[0]
        m = Tensor(a.data.max(axis=self.axes, keepdims=True), dtype=None)
        shape = m.shape
        e = exp(a - broadcast_to(m, a.shape))
        s = broadcast_to(reshape(summation(e, self.axes), shape), a.shape)
        g = broadcast_to(reshape(out_grad, shape), a.shape)
        return multiply(g, divide(e, s))
