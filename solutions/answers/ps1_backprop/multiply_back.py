# Answers to `multiply_back`, right and wrong, that the autograder is measured on.

# %% right: numbers become arrays first
def multiply_back0(grad_out: Arr, out: Arr, x: Arr | float, y: Arr | float) -> Arr:
    if not isinstance(x, Arr):
        x = np.array(x)
    return unbroadcast(y * grad_out, x)


def multiply_back1(grad_out: Arr, out: Arr, x: Arr | float, y: Arr | float) -> Arr:
    if not isinstance(y, Arr):
        y = np.array(y)
    return unbroadcast(x * grad_out, y)


# %% right: np.asarray
def multiply_back0(grad_out, out, x, y):
    x, y = np.asarray(x), np.asarray(y)
    return unbroadcast(np.multiply(grad_out, y), x)


def multiply_back1(grad_out, out, x, y):
    x, y = np.asarray(x), np.asarray(y)
    return unbroadcast(np.multiply(grad_out, x), y)


# %% right: one in terms of the other
def multiply_back0(grad_out, out, x, y):
    product = grad_out * y
    return unbroadcast(product, np.array(x, dtype=float))


def multiply_back1(grad_out, out, x, y):
    return multiply_back0(grad_out, out, y, x)


# %% right: two lambdas
multiply_back0 = lambda grad_out, out, x, y: unbroadcast(grad_out * y, np.asarray(x))
multiply_back1 = lambda grad_out, out, x, y: unbroadcast(grad_out * x, np.asarray(y))


# %% right: without unbroadcast
def _back(grad_out, own, other):
    result = np.asarray(grad_out * other)
    own = np.asarray(own)
    new = result.ndim - own.ndim
    axes = tuple(range(new)) + tuple(new + i for i, n in enumerate(own.shape) if n == 1)
    return result.sum(axis=axes).reshape(own.shape)


def multiply_back0(grad_out, out, x, y):
    return _back(grad_out, x, y)


def multiply_back1(grad_out, out, x, y):
    return _back(grad_out, y, x)


# %% right: a number summed separately
def multiply_back0(grad_out, out, x, y):
    result = grad_out * y
    if isinstance(x, (int, float)):
        return result.sum()
    return unbroadcast(result, x)


def multiply_back1(grad_out, out, x, y):
    result = grad_out * x
    if isinstance(y, (int, float)):
        return result.sum()
    return unbroadcast(result, y)


# %% wrong: own factor [own-argument]
def multiply_back0(grad_out, out, x, y):
    x = np.asarray(x)
    return unbroadcast(x * grad_out, x)


def multiply_back1(grad_out, out, x, y):
    y = np.asarray(y)
    return unbroadcast(y * grad_out, y)


# %% wrong: swapped [functions-swapped]
def multiply_back1(grad_out, out, x, y):
    x = np.asarray(x)
    return unbroadcast(y * grad_out, x)


def multiply_back0(grad_out, out, x, y):
    y = np.asarray(y)
    return unbroadcast(x * grad_out, y)


# %% wrong: no unbroadcast [not-unbroadcast]
def multiply_back0(grad_out, out, x, y):
    return np.multiply(y, grad_out)


def multiply_back1(grad_out, out, x, y):
    return np.multiply(x, grad_out)


# %% wrong: no unbroadcast in the second [second-not-unbroadcast]
def multiply_back0(grad_out, out, x, y):
    return unbroadcast(y * grad_out, np.array(x))


def multiply_back1(grad_out, out, x, y):
    return x * grad_out


# %% wrong: to the shape of the other [unbroadcast-to-the-other]
def multiply_back0(grad_out, out, x, y):
    y = np.asarray(y)
    return unbroadcast(y * grad_out, y)


def multiply_back1(grad_out, out, x, y):
    x = np.asarray(x)
    return unbroadcast(x * grad_out, x)


# %% wrong: copied, one name not changed [second-like-first]
def multiply_back0(grad_out, out, x, y):
    x = np.asarray(x)
    return unbroadcast(grad_out * y, x)


def multiply_back1(grad_out, out, x, y):
    x = np.asarray(x)
    return unbroadcast(grad_out * y, x)


# %% wrong: unbroadcast before the product [unbroadcast-too-early]
def multiply_back0(grad_out, out, x, y):
    g = unbroadcast(grad_out, np.asarray(x))
    return g * y


def multiply_back1(grad_out, out, x, y):
    g = unbroadcast(grad_out, np.asarray(y))
    return g * x


# %% wrong: the slope alone [upstream-ignored]
def multiply_back0(grad_out, out, x, y):
    slope = np.broadcast_to(y, grad_out.shape)
    return unbroadcast(slope, np.asarray(x))


def multiply_back1(grad_out, out, x, y):
    slope = np.broadcast_to(x, grad_out.shape)
    return unbroadcast(slope, np.asarray(y))


# %% wrong: the slope as it is [upstream-ignored]
def multiply_back0(grad_out, out, x, y):
    return y


def multiply_back1(grad_out, out, x, y):
    return x


# %% wrong: times out [output-instead]
def multiply_back0(grad_out, out, x, y):
    return unbroadcast(out * grad_out, np.array(x))


def multiply_back1(grad_out, out, x, y):
    return unbroadcast(out * grad_out, np.array(y))


# %% wrong: as for a sum [sum-rule]
def multiply_back0(grad_out, out, x, y):
    return unbroadcast(grad_out, np.array(x))


def multiply_back1(grad_out, out, x, y):
    return unbroadcast(grad_out, np.array(y))


# %% wrong: divided [divides]
def multiply_back0(grad_out, out, x, y):
    return unbroadcast(np.true_divide(grad_out, y), np.array(x))


def multiply_back1(grad_out, out, x, y):
    return unbroadcast(np.true_divide(grad_out, x), np.array(y))


# %% wrong: both [both-returned]
def multiply_back0(grad_out, out, x, y):
    gx = unbroadcast(grad_out * y, np.array(x))
    gy = unbroadcast(grad_out * x, np.array(y))
    return gx, gy


def multiply_back1(grad_out, out, x, y):
    return multiply_back0(grad_out, out, x, y)


# %% right: only the other argument may be a number
def multiply_back0(grad_out, out, x, y):
    result = grad_out * y
    if result.shape != x.shape:
        result = unbroadcast(result, x)
    return result


def multiply_back1(grad_out, out, x, y):
    result = grad_out * x
    if result.shape != y.shape:
        result = unbroadcast(result, y)
    return result


# %% right: nobody asks for the gradient of a number
def multiply_back0(grad_out, out, x, y):
    if isinstance(x, float):
        return grad_out * y
    return unbroadcast(grad_out * y, x)


def multiply_back1(grad_out, out, x, y):
    if isinstance(y, float):
        return grad_out * x
    return unbroadcast(grad_out * x, y)


# %% wrong: matrix product [matrix-product]
def multiply_back0(grad_out, out, x, y):
    return np.matmul(grad_out, y.T)


def multiply_back1(grad_out, out, x, y):
    return np.matmul(x.T, grad_out)


# %% wrong: minus [sign-flipped]
def multiply_back0(grad_out, out, x, y):
    return -unbroadcast(grad_out * y, np.array(x))


def multiply_back1(grad_out, out, x, y):
    return -unbroadcast(grad_out * x, np.array(y))


# %% wrong: in place [modifies-input]
def multiply_back0(grad_out, out, x, y):
    np.multiply(grad_out, y, out=grad_out)
    return unbroadcast(grad_out, np.array(x))


def multiply_back1(grad_out, out, x, y):
    np.multiply(grad_out, x, out=grad_out)
    return unbroadcast(grad_out, np.array(y))


# %% wrong: nothing returned by the second [returns-none]
def multiply_back0(grad_out, out, x, y):
    return unbroadcast(grad_out * y, np.array(x))


def multiply_back1(grad_out, out, x, y):
    unbroadcast(grad_out * x, np.array(y))


# %% wrong: plus instead of times
def multiply_back0(grad_out, out, x, y):
    return unbroadcast(grad_out + y, np.array(x))


def multiply_back1(grad_out, out, x, y):
    return unbroadcast(grad_out + x, np.array(y))


# %% wrong: through the output [through-the-output]
def multiply_back0(grad_out, out, x, y):
    return unbroadcast(grad_out * out / x, x)


def multiply_back1(grad_out, out, x, y):
    return unbroadcast(grad_out * out / y, y)


# %% wrong: through the output, zeros made harmless
def multiply_back0(grad_out, out, x, y):
    return unbroadcast(grad_out * np.divide(out, x, out=np.zeros_like(out), where=np.broadcast_to(x, out.shape) != 0), x)


def multiply_back1(grad_out, out, x, y):
    return unbroadcast(grad_out * x, y)


# %% wrong: one array counted twice
def multiply_back0(grad_out, out, x, y):
    factor = 2 if x is y else 1
    return unbroadcast(factor * grad_out * y, x)


def multiply_back1(grad_out, out, x, y):
    return unbroadcast(grad_out * x, y)


# %% wrong: in the dtype of the argument [dtype-of-argument]
def multiply_back0(grad_out, out, x, y):
    return unbroadcast(grad_out * y, x).astype(x.dtype)


def multiply_back1(grad_out, out, x, y):
    return unbroadcast(grad_out * x, y).astype(y.dtype)


# %% wrong: grad_out scaled in place, first [modifies-input]
def multiply_back0(grad_out, out, x, y):
    grad_out *= y
    return unbroadcast(grad_out, x)


def multiply_back1(grad_out, out, x, y):
    return unbroadcast(grad_out * x, y)


# %% wrong: grad_out scaled in place, second [modifies-input]
def multiply_back0(grad_out, out, x, y):
    return unbroadcast(grad_out * y, x)


def multiply_back1(grad_out, out, x, y):
    np.multiply(grad_out, x, out=grad_out)
    return unbroadcast(grad_out, y)


# %% wrong: zero taken for nothing
def multiply_back0(grad_out, out, x, y):
    return unbroadcast(grad_out * y, x)


def multiply_back1(grad_out, out, x, y):
    if isinstance(x, (int, float)) and not x:
        return unbroadcast(grad_out, y)
    return unbroadcast(grad_out * x, y)


# %% wrong: whole numbers are not numbers
def multiply_back0(grad_out, out, x, y):
    if isinstance(y, float):
        y = np.array(y)
    return unbroadcast(grad_out * y.reshape(y.shape), x)


def multiply_back1(grad_out, out, x, y):
    if isinstance(x, float):
        x = np.array(x)
    return unbroadcast(grad_out * x.reshape(x.shape), y)


# %% wrong: dots
def multiply_back0(grad_out, out, x, y):
    return unbroadcast(np.dot(grad_out, y) if np.ndim(y) == 0 else grad_out * y, x)


def multiply_back1(grad_out, out, x, y):
    return unbroadcast(np.dot(grad_out, x) if np.ndim(x) < 2 else grad_out * x, y)


# %% right: einsum, no unbroadcast
def multiply_back0(grad_out, out, x, y):
    full = grad_out * y
    while full.ndim > x.ndim:
        full = full.sum(0)
    for axis, n in enumerate(x.shape):
        if n == 1:
            full = full.sum(axis, keepdims=True)
    return full


def multiply_back1(grad_out, out, x, y):
    return multiply_back0(grad_out, out, y, x)


# %% right: by keyword to unbroadcast
def multiply_back0(grad_out, out, x, y):
    return unbroadcast(broadcasted=np.multiply(grad_out, y), original=x)


def multiply_back1(grad_out, out, x, y):
    return unbroadcast(broadcasted=np.multiply(grad_out, x), original=y)


# %% right: numbers become arrays
def multiply_back0(grad_out: Arr, out: Arr, x: Arr, y: Arr | float) -> Arr:
    if not isinstance(y, Arr):
        y = np.array(y)
    return unbroadcast(y * grad_out, x)


def multiply_back1(grad_out: Arr, out: Arr, x: Arr | float, y: Arr) -> Arr:
    if not isinstance(x, Arr):
        x = np.array(x)
    return unbroadcast(x * grad_out, y)
