# Answers to `negative_back`, right and wrong, that the autograder is measured on.

# %% right: as the text suggests
def negative_back(grad_out: Arr, out: Arr, x: Arr) -> Arr:
    return -grad_out


# %% right: with np.negative
def negative_back(grad_out: Arr, out: Arr, x: Arr) -> Arr:
    return np.negative(grad_out)


# %% right: the local derivative spelled out
def negative_back(grad_out: Arr, out: Arr, x: Arr) -> Arr:
    local = np.full(x.shape, -1.0)
    return grad_out * local


# %% right: subtracted from nothing
def negative_back(grad_out: Arr, out: Arr, x: Arr) -> Arr:
    return 0.0 - grad_out


# %% right: in place on its own copy
def negative_back(grad_out: Arr, out: Arr, x: Arr) -> Arr:
    grad_x = np.array(grad_out)
    grad_x *= -1
    return grad_x


# %% right: einsum
def negative_back(grad_out: Arr, out: Arr, x: Arr) -> Arr:
    return np.einsum("...,...->...", grad_out, -np.ones_like(x))


# %% right: float64 inside, cast back
def negative_back(grad_out: Arr, out: Arr, x: Arr) -> Arr:
    wide = np.asarray(grad_out, dtype=np.float64)
    return (wide * -1.0).astype(grad_out.dtype)


# %% right: one element at a time
def negative_back(grad_out: Arr, out: Arr, x: Arr) -> Arr:
    grad_x = np.zeros_like(x, dtype=grad_out.dtype)
    for position in np.ndindex(x.shape):
        grad_x[position] = -grad_out[position]
    return grad_x


# %% right: a NumPy scalar where the input is 0-d
def negative_back(grad_out: Arr, out: Arr, x: Arr) -> Arr:
    flipped = np.multiply(grad_out, -1)
    return flipped[()]


# %% right: a lambda
negative_back = lambda grad_out, out, x: -1 * grad_out


# %% wrong: forgets the sign [sign-flipped]
def negative_back(grad_out: Arr, out: Arr, x: Arr) -> Arr:
    return grad_out


# %% wrong: the local derivative alone [upstream-ignored]
def negative_back(grad_out: Arr, out: Arr, x: Arr) -> Arr:
    return -np.ones_like(x)


# %% wrong: negates the input instead of the gradient [forward-again]
def negative_back(grad_out: Arr, out: Arr, x: Arr) -> Arr:
    return -x


# %% wrong: returns out [forward-again]
def negative_back(grad_out: Arr, out: Arr, x: Arr) -> Arr:
    return out


# %% wrong: multiplies by the input as well [multiplied-by-input]
def negative_back(grad_out: Arr, out: Arr, x: Arr) -> Arr:
    return -x * grad_out


# %% wrong: multiplies by out [multiplied-by-input]
def negative_back(grad_out: Arr, out: Arr, x: Arr) -> Arr:
    return grad_out * out


# %% wrong: differentiates abs, right for positive inputs [derivative-of-abs]
def negative_back(grad_out: Arr, out: Arr, x: Arr) -> Arr:
    return np.where(x >= 0, -grad_out, grad_out)


# %% wrong: one minus the gradient [added-not-multiplied]
def negative_back(grad_out: Arr, out: Arr, x: Arr) -> Arr:
    return 1 - grad_out


# %% wrong: loses the sign that the upstream gradient had [upstream-sign-lost]
def negative_back(grad_out: Arr, out: Arr, x: Arr) -> Arr:
    return -np.abs(grad_out)


# %% wrong: squares the upstream gradient [upstream-squared]
def negative_back(grad_out: Arr, out: Arr, x: Arr) -> Arr:
    return -(grad_out**2)


# %% wrong: negates the upstream gradient in place [modifies-input]
def negative_back(grad_out: Arr, out: Arr, x: Arr) -> Arr:
    grad_out *= -1
    return grad_out


# %% wrong: uses the memory of the input for the result [modifies-input]
def negative_back(grad_out: Arr, out: Arr, x: Arr) -> Arr:
    np.negative(grad_out, out=x)
    return x


# %% wrong: uses the memory of out for the result [modifies-input]
def negative_back(grad_out: Arr, out: Arr, x: Arr) -> Arr:
    out[...] = -1
    return grad_out * out


# %% wrong: divides out by x for the derivative, 0/0 at zero [not-finite]
def negative_back(grad_out: Arr, out: Arr, x: Arr) -> Arr:
    return grad_out * (out / x)


# %% wrong: transposes [transposed]
def negative_back(grad_out: Arr, out: Arr, x: Arr) -> Arr:
    return -grad_out.T


# %% wrong: adds the gradient up [upstream-summed]
def negative_back(grad_out: Arr, out: Arr, x: Arr) -> Arr:
    return -np.sum(grad_out)


# %% wrong: averages over the elements [scaled]
def negative_back(grad_out: Arr, out: Arr, x: Arr) -> Arr:
    return -grad_out / max(x.size, 1)


# %% wrong: flattens [flattened]
def negative_back(grad_out: Arr, out: Arr, x: Arr) -> Arr:
    return -grad_out.flatten()


# %% wrong: drops dimensions of size 1 [squeezed]
def negative_back(grad_out: Arr, out: Arr, x: Arr) -> Arr:
    return -np.squeeze(grad_out)


# %% wrong: makes a vector of a 0-d array [vector-of-0-d]
def negative_back(grad_out: Arr, out: Arr, x: Arr) -> Arr:
    return -np.atleast_1d(grad_out)


# %% wrong: counts on a first dimension [needs-a-dimension]
def negative_back(grad_out: Arr, out: Arr, x: Arr) -> Arr:
    grad_x = np.zeros_like(x)
    for i in range(len(x)):
        grad_x[i] = -grad_out[i]
    return grad_x


# %% wrong: counts on rows and columns [matrices-only]
def negative_back(grad_out: Arr, out: Arr, x: Arr) -> Arr:
    rows, columns = x.shape
    grad_x = np.zeros((rows, columns))
    for i in range(rows):
        for j in range(columns):
            grad_x[i, j] = -grad_out[i, j]
    return grad_x


# %% wrong: whole numbers [wrong-dtype]
def negative_back(grad_out: Arr, out: Arr, x: Arr) -> Arr:
    return -grad_out.astype(int)


# %% wrong: a Tensor [returns-tensor]
def negative_back(grad_out: Arr, out: Arr, x: Arr) -> Arr:
    return Tensor(-grad_out)


# %% wrong: calls negative, which makes a Tensor [returns-tensor]
def negative_back(grad_out: Arr, out: Arr, x: Arr) -> Arr:
    return negative(grad_out)


# %% wrong: a list [returns-list]
def negative_back(grad_out: Arr, out: Arr, x: Arr) -> Arr:
    return (-grad_out).tolist()


# %% wrong: no return [returns-none]
def negative_back(grad_out: Arr, out: Arr, x: Arr) -> Arr:
    grad_x = -grad_out


# %% wrong: the parameters in another order [forward-again]
def negative_back(x: Arr, out: Arr, grad_out: Arr) -> Arr:
    return -grad_out


# %% wrong: keeps the first answer that it has given
_first_answer = {}


def negative_back(grad_out, out, x):
    key = (x.shape, x.dtype)
    if key not in _first_answer:
        _first_answer[key] = -grad_out
    return _first_answer[key]


# %% wrong: one buffer for all calls of a shape
_buffers = {}


def negative_back(grad_out, out, x):
    buffer = _buffers.setdefault(grad_out.shape, np.empty_like(grad_out))
    np.negative(grad_out, out=buffer)
    return buffer


# %% wrong: half precision on the way [not-finite]
def negative_back(grad_out, out, x):
    return (-grad_out.astype(np.float16)).astype(grad_out.dtype)


# %% wrong: the sign of x decides [derivative-of-abs]
def negative_back(grad_out, out, x):
    return np.where(x >= 0, -grad_out, grad_out)


# %% right: a product with minus one, broadcast
def negative_back(grad_out, out, x):
    return np.multiply(grad_out, np.full(x.shape, -1.0, dtype=np.float32))


# %% right: zeros less the gradient
def negative_back(grad_out: Arr, out: Arr, x: Arr) -> Arr:
    zeros_ = np.zeros(grad_out.shape, grad_out.dtype)
    return zeros_ - grad_out


# %% wrong: one element at a time, in the dtype of x [wrong-dtype]
def negative_back(grad_out: Arr, out: Arr, x: Arr) -> Arr:
    grad_x = np.zeros_like(x)
    for position in np.ndindex(x.shape):
        grad_x[position] = -grad_out[position]
    return grad_x
