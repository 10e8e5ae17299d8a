# Answers to `log_softmax_back`, right and wrong, that the autograder is measured on.

# %% right: as the text suggests
def log_softmax_back(grad_out: Arr, out: Arr, x: Arr, dim: int = -1) -> Arr:
    p = np.exp(out)
    return grad_out - p * np.sum(grad_out, axis=dim, keepdims=True)


# %% right: probabilities from x, shifted
def log_softmax_back(grad_out: Arr, out: Arr, x: Arr, dim: int = -1) -> Arr:
    e = np.exp(x - x.max(axis=dim, keepdims=True))
    p = e / e.sum(axis=dim, keepdims=True)
    return grad_out - p * grad_out.sum(axis=dim, keepdims=True)


# %% right: expand_dims
def log_softmax_back(grad_out: Arr, out: Arr, x: Arr, dim: int = -1) -> Arr:
    total = np.expand_dims(grad_out.sum(axis=dim), dim)
    return grad_out - np.exp(out) * total


# %% right: the Jacobian of every row
def log_softmax_back(grad_out: Arr, out: Arr, x: Arr, dim: int = -1) -> Arr:
    p = np.moveaxis(np.exp(out), dim, -1)
    g = np.moveaxis(grad_out, dim, -1)
    jacobian = np.eye(p.shape[-1]) - np.ones((p.shape[-1], 1)) * p[..., None, :]
    result = np.einsum('...j,...ji->...i', g, jacobian)
    return np.moveaxis(result, -1, dim).astype(np.float32)


# %% right: in place on a copy
def log_softmax_back(grad_out: Arr, out: Arr, x: Arr, dim: int = -1) -> Arr:
    result = np.exp(out)
    result *= -grad_out.sum(axis=dim, keepdims=True)
    result += grad_out
    return result


# %% right: float64 inside
def log_softmax_back(grad_out: Arr, out: Arr, x: Arr, dim: int = -1) -> Arr:
    g = grad_out.astype(np.float64)
    return (g - np.exp(out.astype(np.float64)) * g.sum(dim, keepdims=True)).astype(np.float32)


# %% wrong: own place only [sum-forgotten]
def log_softmax_back(grad_out: Arr, out: Arr, x: Arr, dim: int = -1) -> Arr:
    return grad_out * (1 - np.exp(out))


# %% wrong: the first term [only-diagonal]
def log_softmax_back(grad_out: Arr, out: Arr, x: Arr, dim: int = -1) -> Arr:
    return grad_out.copy()


# %% wrong: the second term [only-second-term]
def log_softmax_back(grad_out: Arr, out: Arr, x: Arr, dim: int = -1) -> Arr:
    return np.exp(out) * -np.sum(grad_out, axis=dim, keepdims=True)


# %% wrong: the second term, positive [only-second-term]
def log_softmax_back(grad_out: Arr, out: Arr, x: Arr, dim: int = -1) -> Arr:
    return grad_out.sum(dim, keepdims=True) * np.exp(out)


# %% wrong: plus [plus-instead-of-minus]
def log_softmax_back(grad_out: Arr, out: Arr, x: Arr, dim: int = -1) -> Arr:
    p = np.exp(out)
    return p * grad_out.sum(dim, keepdims=True) + grad_out


# %% wrong: turned round [sign-turned]
def log_softmax_back(grad_out: Arr, out: Arr, x: Arr, dim: int = -1) -> Arr:
    p = np.exp(out)
    return p * grad_out.sum(dim, keepdims=True) - grad_out


# %% wrong: logarithms for probabilities [out-without-exp]
def log_softmax_back(grad_out: Arr, out: Arr, x: Arr, dim: int = -1) -> Arr:
    total = grad_out.sum(dim, keepdims=True)
    return grad_out - total * out


# %% wrong: exp of x [exp-of-x]
def log_softmax_back(grad_out: Arr, out: Arr, x: Arr, dim: int = -1) -> Arr:
    total = grad_out.sum(dim, keepdims=True)
    return grad_out - total * np.exp(x)


# %% wrong: softmax of x, not shifted [softmax-overflows]
def log_softmax_back(grad_out: Arr, out: Arr, x: Arr, dim: int = -1) -> Arr:
    e = np.exp(x)
    return grad_out - e / np.sum(e, axis=dim, keepdims=True) * grad_out.sum(axis=dim, keepdims=True)


# %% wrong: sums everything [sum-over-everything]
def log_softmax_back(grad_out: Arr, out: Arr, x: Arr, dim: int = -1) -> Arr:
    return grad_out - np.sum(grad_out) * np.exp(out)


# %% wrong: no keepdims [sum-loses-the-axis]
def log_softmax_back(grad_out: Arr, out: Arr, x: Arr, dim: int = -1) -> Arr:
    total = np.sum(grad_out, axis=dim)
    return grad_out - total * np.exp(out)


# %% wrong: last axis [always-last-axis]
def log_softmax_back(grad_out: Arr, out: Arr, x: Arr, dim: int = -1) -> Arr:
    return grad_out - np.exp(out) * np.sum(grad_out, -1, keepdims=True)


# %% wrong: first axis [always-first-axis]
def log_softmax_back(grad_out: Arr, out: Arr, x: Arr, dim: int = -1) -> Arr:
    return grad_out - np.exp(out) * np.sum(grad_out, 0, keepdims=True)


# %% wrong: axis 1 [always-axis-one]
def log_softmax_back(grad_out: Arr, out: Arr, x: Arr, dim: int = -1) -> Arr:
    total = np.sum(grad_out, axis=1)[:, None]
    return grad_out - np.exp(out) * total


# %% wrong: the softmax's gradient [sum-of-products]
def log_softmax_back(grad_out: Arr, out: Arr, x: Arr, dim: int = -1) -> Arr:
    p = np.exp(out)
    return p * grad_out - p * np.sum(p * grad_out, axis=dim, keepdims=True)


# %% wrong: weighted [weighted-sum]
def log_softmax_back(grad_out: Arr, out: Arr, x: Arr, dim: int = -1) -> Arr:
    p = np.exp(out)
    return grad_out - p * np.sum(p * grad_out, axis=dim, keepdims=True)


# %% wrong: no probability [probability-forgotten]
def log_softmax_back(grad_out: Arr, out: Arr, x: Arr, dim: int = -1) -> Arr:
    return grad_out - np.sum(grad_out, axis=dim, keepdims=True)


# %% wrong: mean [mean-instead-of-sum]
def log_softmax_back(grad_out: Arr, out: Arr, x: Arr, dim: int = -1) -> Arr:
    return grad_out - np.exp(out) * np.mean(grad_out, axis=dim, keepdims=True)


# %% wrong: no upstream [upstream-ignored]
def log_softmax_back(grad_out: Arr, out: Arr, x: Arr, dim: int = -1) -> Arr:
    return np.ones_like(x) - np.exp(out)


# %% wrong: as for the logarithm [as-for-log]
def log_softmax_back(grad_out: Arr, out: Arr, x: Arr, dim: int = -1) -> Arr:
    return log_back(grad_out, out, x)


# %% wrong: zeros [all-zeros]
def log_softmax_back(grad_out: Arr, out: Arr, x: Arr, dim: int = -1) -> Arr:
    return np.zeros(x.shape, dtype=np.float32)


# %% wrong: writes into grad_out [modifies-input]
def log_softmax_back(grad_out: Arr, out: Arr, x: Arr, dim: int = -1) -> Arr:
    grad_out -= np.exp(out) * grad_out.sum(axis=dim, keepdims=True)
    return grad_out


# %% wrong: nothing returned [returns-none]
def log_softmax_back(grad_out: Arr, out: Arr, x: Arr, dim: int = -1) -> Arr:
    grad_out - np.exp(out) * grad_out.sum(axis=dim, keepdims=True)


# %% wrong: a Tensor [returns-tensor]
def log_softmax_back(grad_out: Arr, out: Arr, x: Arr, dim: int = -1) -> Arr:
    return Tensor(grad_out - np.exp(out) * grad_out.sum(axis=dim, keepdims=True))


# %% wrong: without the sum of the upstream gradient [sum-forgotten]
def log_softmax_back(grad_out, out, x, dim=-1):
    return grad_out * (1 - np.exp(out))


# %% wrong: drops lengths of one [squeezed]
def log_softmax_back(grad_out, out, x, dim=-1):
    return np.squeeze(grad_out - np.exp(out) * grad_out.sum(axis=dim, keepdims=True))


# %% wrong: probabilities of the first call
_probabilities = {}


def log_softmax_back(grad_out, out, x, dim=-1):
    p = _probabilities.setdefault(out.shape, np.exp(out))
    return grad_out - p * grad_out.sum(axis=dim, keepdims=True)


# %% wrong: a default of its own
def log_softmax_back(grad_out, out, x, dim=0):
    return grad_out - np.exp(out) * grad_out.sum(axis=dim, keepdims=True)


# %% wrong: the axis of the first call
_axis = []


def log_softmax_back(grad_out, out, x, dim=-1):
    _axis.append(dim % x.ndim)
    axis = _axis[0] if _axis[0] < x.ndim else dim
    return grad_out - np.exp(out) * grad_out.sum(axis=axis, keepdims=True)


# %% right: the softmax worked out again
def log_softmax_back(grad_out, out, x, dim=-1):
    e = np.exp(x - np.max(x, axis=dim, keepdims=True))
    p = e / np.sum(e, axis=dim, keepdims=True)
    return grad_out - p * np.sum(grad_out, axis=dim, keepdims=True)


# %% right: the Jacobian, row by row
def log_softmax_back(grad_out, out, x, dim=-1):
    g, y = np.moveaxis(grad_out, dim, -1), np.moveaxis(out, dim, -1)
    result = np.empty(g.shape)
    for place in np.ndindex(g.shape[:-1]):
        jacobian = np.eye(g.shape[-1]) - np.exp(y[place])[None, :]
        result[place] = g[place] @ jacobian
    return np.moveaxis(result, -1, dim)
