# Answers to `hessian_vector_product`, right and wrong, that the autograder is measured on.


# %% right: a product and a sum
def hessian_vector_product(f, x, v):
    x = Tensor(x, dtype=None, requires_grad=True)
    f(x).backward(create_graph=True)
    g = x.grad
    x.grad = None
    if not g.requires_grad:
        return np.zeros_like(x.data)
    (g * Tensor(v, dtype=x.dtype)).sum().backward()
    return x.grad if x.grad is not None else np.zeros_like(x.data)


# %% right: v as the upstream gradient
def hessian_vector_product(f, x, v):
    x = Tensor(x, dtype=None, requires_grad=True)
    f(x).backward(create_graph=True)
    g = x.grad
    x.grad = None
    if g.requires_grad:
        g.backward(v)
    return np.zeros_like(x.data) if x.grad is None else x.grad


# %% right: v times the gradient
def hessian_vector_product(f, x, v):
    x = Tensor(x, dtype=None, requires_grad=True)
    f(x).backward(create_graph=True)
    g = x.grad
    x.grad = None
    along = summation(v * g)
    if not along.requires_grad:
        return np.zeros_like(x.data)
    along.backward()
    return x.grad


# %% right: a second tensor
def hessian_vector_product(f, x, v):
    y = Tensor(x, dtype=None, requires_grad=True)
    f(y).backward(create_graph=True)
    slope, y.grad = y.grad, None
    try:
        (slope * v).sum().backward()
    except RuntimeError:
        return np.zeros_like(y.data)
    return np.zeros_like(y.data) if y.grad is None else y.grad


# %% wrong: not emptied
def hessian_vector_product(f, x, v):
    x = Tensor(x, dtype=None, requires_grad=True)
    f(x).backward(create_graph=True)
    g = x.grad
    if not g.requires_grad:
        return np.zeros_like(x.data)
    (g * Tensor(v, dtype=x.dtype)).sum().backward()
    return getattr(x.grad, "_op", None) and x.grad.data


# %% wrong: the gradient times v
def hessian_vector_product(f, x, v):
    x = Tensor(x, dtype=None, requires_grad=True)
    f(x).backward(create_graph=True)
    g = x.grad
    x.grad = None
    return g.data * v


# %% wrong: the gradient
def hessian_vector_product(f, x, v):
    x = Tensor(x, dtype=None, requires_grad=True)
    f(x).backward(create_graph=True)
    g = x.grad
    x.grad = None
    return g.data


# %% wrong: v is forgotten
def hessian_vector_product(f, x, v):
    x = Tensor(x, dtype=None, requires_grad=True)
    f(x).backward(create_graph=True)
    g = x.grad
    x.grad = None
    if not g.requires_grad:
        return np.zeros_like(x.data)
    g.sum().backward()
    return x.grad


# %% wrong: the sum of the columns, times v
def hessian_vector_product(f, x, v):
    x = Tensor(x, dtype=None, requires_grad=True)
    f(x).backward(create_graph=True)
    g = x.grad
    x.grad = None
    if not g.requires_grad:
        return np.zeros_like(x.data)
    g.sum().backward()
    return x.grad * v


# %% wrong: no graph
def hessian_vector_product(f, x, v):
    x = Tensor(x, dtype=None, requires_grad=True)
    f(x).backward()
    g = Tensor(x.grad, dtype=None)
    x.grad = None
    (g * Tensor(v, dtype=x.dtype)).sum().backward()
    return x.grad


# %% wrong: no curvature
def hessian_vector_product(f, x, v):
    x = Tensor(x, dtype=None, requires_grad=True)
    f(x).backward(create_graph=True)
    g = x.grad
    x.grad = None
    (g * Tensor(v, dtype=x.dtype)).sum().backward()
    return x.grad


# %% wrong: a number
def hessian_vector_product(f, x, v):
    x = Tensor(x, dtype=None, requires_grad=True)
    f(x).backward(create_graph=True)
    g = x.grad
    x.grad = None
    return (g.data * v).sum()


# %% wrong: float32
def hessian_vector_product(f, x, v):
    x = Tensor(x, requires_grad=True)
    f(x).backward(create_graph=True)
    g = x.grad
    x.grad = None
    if not g.requires_grad:
        return np.zeros_like(x.data)
    (g * Tensor(v)).sum().backward()
    return x.grad


# %% wrong: differences
def hessian_vector_product(f, x, v):
    x = Tensor(x, dtype=None, requires_grad=True)
    f(x).backward()
    y = Tensor(x.data + 0.1 * v, dtype=None, requires_grad=True)
    f(y).backward()
    return (y.grad - x.grad) / 0.1

# %% right: row by row
def hessian_vector_product(f, x, v):
    x, v = np.asarray(x), np.asarray(v)
    out = np.zeros(x.shape, x.dtype)
    for i in np.ndindex(x.shape):
        t = Tensor(x, dtype=None, requires_grad=True)
        f(t).backward(create_graph=True)
        slope, t.grad = t.grad, None
        if slope.requires_grad:
            pick = np.zeros(x.shape)
            pick[i] = 1
            summation(multiply(slope, Tensor(pick, dtype=str(x.dtype)))).backward()
            out[i] = 0 if t.grad is None else (t.grad * v).sum()
    return out

# %% wrong: the diagonal times v
def hessian_vector_product(f, x, v):
    t = Tensor(x, dtype=None, requires_grad=True)
    f(t).backward(create_graph=True)
    slope, t.grad = t.grad, None
    if not slope.requires_grad:
        return np.zeros_like(t.data)
    summation(slope).backward()
    return (np.zeros_like(t.data) if t.grad is None else t.grad) * v
