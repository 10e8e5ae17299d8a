# Answers to `newton`, right and wrong, that the autograder is measured on.


# %% right: a loop
def newton(f, x, steps=5):
    x = Tensor(x, dtype=None).data
    for _ in range(steps):
        x = x - derivative(f, x) / derivative(f, x, n=2)
    return x


# %% right: recursive
def newton(f, x, steps=5):
    x = Tensor(x, dtype=None).numpy()
    if steps == 0:
        return x
    return newton(f, x - derivative(f, x, 1) / derivative(f, x, 2), steps - 1)


# %% right: with its own walks
def newton(f, x, steps=5):
    x = Tensor(x, dtype=None).numpy()
    for _ in range(steps):
        t = Tensor(x, dtype=None, requires_grad=True)
        f(t).backward(create_graph=True)
        slope, t.grad = t.grad, None
        slope.backward()
        x = x - slope.data / t.grad
    return x


# %% right: a copy that is changed
def newton(f, x, steps=5):
    x = Tensor(x, dtype=None).numpy()
    while steps:
        x -= derivative(f, x, 1) / derivative(f, x, 2)
        steps -= 1
    return x


# %% wrong: uphill [uphill]
def newton(f, x, steps=5):
    x = Tensor(x, dtype=None).data
    for _ in range(steps):
        x = x + derivative(f, x) / derivative(f, x, 2)
    return x


# %% wrong: upside down [upside-down]
def newton(f, x, steps=5):
    x = Tensor(x, dtype=None).data
    for _ in range(steps):
        x = x - derivative(f, x, 2) / derivative(f, x, 1)
    return x


# %% wrong: a root
def newton(f, x, steps=5):
    x = Tensor(x, dtype=None).data
    for _ in range(steps):
        x = x - derivative(f, x, 0) / derivative(f, x, 1)
    return x


# %% wrong: gradient descent
def newton(f, x, steps=5):
    x = Tensor(x, dtype=None).data
    for _ in range(steps):
        x = x - 0.1 * derivative(f, x)
    return x


# %% wrong: always five
def newton(f, x, steps=5):
    x = Tensor(x, dtype=None).data
    for _ in range(5):
        x = x - derivative(f, x) / derivative(f, x, 2)
    return x


# %% wrong: one step
def newton(f, x, steps=5):
    x = Tensor(x, dtype=None).data
    return x - derivative(f, x) / derivative(f, x, 2)


# %% wrong: the input is changed
def newton(f, x, steps=5):
    x = np.asarray(x)
    for _ in range(steps):
        x -= derivative(f, x) / derivative(f, x, 2)
    return x


# %% wrong: float32
def newton(f, x, steps=5):
    x = Tensor(x).data
    for _ in range(steps):
        x = x - derivative(f, x) / derivative(f, x, 2)
    return x


# %% wrong: slopes from the start
def newton(f, x, steps=5):
    x = start = Tensor(x, dtype=None).data
    for _ in range(steps):
        x = x - derivative(f, start) / derivative(f, start, 2)
    return x


# %% wrong: the slope is squared
def newton(f, x, steps=5):
    x = Tensor(x, dtype=None).data
    for _ in range(steps):
        x = x - derivative(f, x) / derivative(f, x) ** 2
    return x

# %% wrong: stops when all is near
def newton(f, x, steps=5):
    x = Tensor(x, dtype=None).data
    for _ in range(steps):
        step = derivative(f, x, 1) / derivative(f, x, 2)
        if np.abs(step).max() < 0.1:
            break
        x = x - step
    return x

# %% wrong: the curvature of the start
def newton(f, x, steps=5):
    x = Tensor(x, dtype=None).data
    curve = derivative(f, x, 2)
    for _ in range(steps):
        x = x - derivative(f, x, 1) / curve
    return x

# %% wrong: float [array-as-number]
def newton(f, x, steps=5):
    x = float(x)
    for _ in range(steps):
        x = x - derivative(f, x, 1) / derivative(f, x, 2)
    return x

# %% wrong: wrong order of arguments [argument-of-another-kind]
def newton(f, x, steps=5):
    x = np.array(x)
    for _ in range(steps):
        x = x - derivative(x, f, 1) / derivative(f, x, 2)
    return x
