# Answers to `derivative`, right and wrong, that the autograder is measured on.


# %% right: a loop
def derivative(f, x, n=1):
    x = Tensor(x, dtype=None, requires_grad=True)
    y = f(x)
    for _ in range(n):
        if not y.requires_grad:
            return np.zeros(x.shape, dtype=x.dtype)
        x.grad = None
        y.backward(create_graph=True)
        if x.grad is None:
            return np.zeros(x.shape, dtype=x.dtype)
        y = x.grad
    return y.numpy()


# %% right: recursive
def derivative(f, x, n=1):
    x = Tensor(x, dtype=None, requires_grad=True)

    def again(y, n):
        if n == 0:
            return y.data
        if not y.requires_grad:
            return np.zeros_like(x.data)
        x.grad = None
        y.sum().backward(create_graph=True)
        return again(x.grad, n - 1)

    return again(f(x), n)


# %% right: begins with ones
def derivative(f, x, n=1):
    x = Tensor(x, dtype=None, requires_grad=True)
    y = f(x)
    while n > 0 and y.requires_grad:
        x.grad = None
        y.backward(Tensor.ones(*y.shape, dtype=y.dtype), create_graph=True)
        y, n = x.grad, n - 1
    return y.data if n == 0 else np.zeros_like(x.data)


# %% right: an error ends it
def derivative(f, x, n=1):
    x = Tensor(x, dtype=None, requires_grad=True)
    y = f(x)
    for _ in range(n):
        x.grad = None
        try:
            y.backward(create_graph=True)
        except RuntimeError:
            return np.zeros_like(x.data)
        y = x.grad
    return y.data


# %% wrong: not emptied [not-emptied]
def derivative(f, x, n=1):
    x = Tensor(x, dtype=None, requires_grad=True)
    y = f(x)
    for _ in range(n):
        if not y.requires_grad:
            return np.zeros_like(x.data)
        y.backward(create_graph=True)
        y = x.grad
    return y.data


# %% wrong: no graph
def derivative(f, x, n=1):
    x = Tensor(x, dtype=None, requires_grad=True)
    y = f(x)
    for _ in range(n):
        x.grad = None
        y.backward()
        y = x.grad
    return y


# %% wrong: the first only
def derivative(f, x, n=1):
    x = Tensor(x, dtype=None, requires_grad=True)
    f(x).backward()
    return x.grad


# %% wrong: of the function again
def derivative(f, x, n=1):
    x = Tensor(x, dtype=None, requires_grad=True)
    for _ in range(n):
        x.grad = None
        f(x).backward(create_graph=True)
    return x.grad.data if n else f(x).data


# %% wrong: constants are forgotten [constants-forgotten]
def derivative(f, x, n=1):
    x = Tensor(x, dtype=None, requires_grad=True)
    y = f(x)
    for _ in range(n):
        x.grad = None
        y.backward(create_graph=True)
        y = x.grad
    return y.data


# %% wrong: one too many
def derivative(f, x, n=1):
    x = Tensor(x, dtype=None, requires_grad=True)
    y = f(x)
    for _ in range(n + 1):
        if not y.requires_grad:
            return np.zeros_like(x.data)
        x.grad = None
        y.backward(create_graph=True)
        y = x.grad
    return y.data


# %% wrong: summed
def derivative(f, x, n=1):
    x = Tensor(x, dtype=None, requires_grad=True)
    y = f(x)
    for _ in range(n):
        if not y.requires_grad:
            return np.zeros_like(x.data)
        x.grad = None
        y.backward(create_graph=True)
        y = x.grad
    return y.data.sum()


# %% wrong: differences
def derivative(f, x, n=1):
    x = np.asarray(x, dtype=np.float64)
    if n == 0:
        return f(Tensor(x)).data
    step = 1e-2
    return (derivative(f, x + step, n - 1) - derivative(f, x, n - 1)) / step


# %% wrong: float32 [float32-only]
def derivative(f, x, n=1):
    x = Tensor(x, requires_grad=True)
    y = f(x)
    for _ in range(n):
        if not y.requires_grad:
            return np.zeros_like(x.data)
        x.grad = None
        y.backward(create_graph=True)
        y = x.grad
    return y.data


# %% wrong: the slope at one
def derivative(f, x, n=1):
    x = Tensor(x, dtype=None, requires_grad=True)
    y = f(x)
    for _ in range(n):
        if not y.requires_grad:
            return np.zeros_like(x.data)
        x.grad = None
        y.backward(y, create_graph=True)
        y = x.grad
    return y.data

# %% right: recursion
def derivative(f, x, n=1):
    def slope(g):
        def h(t):
            y = g(t)
            if not y.requires_grad:
                return Tensor.zeros(t.shape)
            before, t.grad = t.grad, None
            y.backward(create_graph=True)
            found, t.grad = t.grad, before
            return Tensor.zeros(t.shape) if found is None else found
        return h
    for _ in range(n):
        f = slope(f)
    return f(Tensor(x, dtype=None, requires_grad=True)).numpy()

# %% wrong: at most two
def derivative(f, x, n=1):
    x = Tensor(x, dtype=None, requires_grad=True)
    y = f(x)
    for _ in range(min(n, 2)):
        if not y.requires_grad:
            return np.zeros_like(x.data)
        x.grad = None
        y.backward(create_graph=True)
        y = Tensor.zeros(x.shape) if x.grad is None else x.grad
    return y.data
