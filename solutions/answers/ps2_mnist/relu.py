# Answers to `relu`, right and wrong, that the autograder is measured on.

# %% right: as the text suggests
def relu(x: Tensor) -> Tensor:
    return maximum(x, 0.0)


# %% right: zero first
def relu(x: Tensor) -> Tensor:
    return maximum(0.0, x)


# %% right: a whole number
def relu(x: Tensor) -> Tensor:
    return maximum(x, 0)


# %% right: a Tensor of zeros
def relu(x: Tensor) -> Tensor:
    return maximum(x, Tensor(np.zeros_like(x.array)))


# %% right: a 0-d Tensor
def relu(x: Tensor) -> Tensor:
    return maximum(x, Tensor(np.array(0.0)))


# %% right: the mean of x and its absolute value
def relu(x: Tensor) -> Tensor:
    return (x + maximum(x, -x)) / 2


# %% right: x less its negative part
def relu(x: Tensor) -> Tensor:
    return x + maximum(-x, 0.0)


# %% right: an operation of its own, with its own backward function
def _relu(x: Arr) -> Arr:
    return np.where(x > 0, x, 0)


def _relu_back(grad_out: Arr, out: Arr, x: Arr) -> Arr:
    return grad_out * np.heaviside(x, 0.5)


relu_ = wrap_forward_fn(_relu)
BACK_FUNCS.add_back_func(_relu, 0, _relu_back)


def relu(x: Tensor) -> Tensor:
    return relu_(x)


# %% right: times a constant mask
def relu(x: Tensor) -> Tensor:
    mask = (x.array > 0) + 0.5 * (x.array == 0)
    return x * Tensor(mask)


# %% right: a lambda
relu = lambda x: maximum(x, 0.0)


# %% wrong: NumPy on the array, the graph is cut [graph-cut]
def relu(x: Tensor) -> Tensor:
    return Tensor(np.maximum(x.array, 0))


# %% wrong: NumPy on the array, requires_grad put back by hand [graph-cut]
def relu(x: Tensor) -> Tensor:
    return Tensor(np.maximum(x.array, 0), requires_grad=x.requires_grad)


# %% wrong: with gradients switched off [graph-cut]
def relu(x: Tensor) -> Tensor:
    with NoGrad():
        return maximum(x, 0.0)


# %% wrong: maximum of a fresh Tensor [graph-cut]
def relu(x: Tensor) -> Tensor:
    return maximum(Tensor(x.array, requires_grad=True), 0.0)


# %% wrong: an array instead of a Tensor [returns-array]
def relu(x: Tensor) -> Tensor:
    return np.maximum(x.array, 0)


# %% wrong: a mask that is 0 at 0 [wrong-at-ties]
def relu(x: Tensor) -> Tensor:
    return x * Tensor(np.where(x.array > 0, 1.0, 0.0))


# %% wrong: a mask that is 1 at 0 [wrong-at-ties]
def relu(x: Tensor) -> Tensor:
    return x * Tensor(np.where(x.array >= 0, 1.0, 0.0))


# %% wrong: a mask from the sign bit, 1 at 0 and 0 at -0 [wrong-at-ties]
def relu(x: Tensor) -> Tensor:
    return x * Tensor(1.0 - np.signbit(x.array))


# %% wrong: its own backward function, 0 at 0 [wrong-at-ties]
def _relu(x: Arr) -> Arr:
    return np.maximum(x, 0)


def _relu_back(grad_out: Arr, out: Arr, x: Arr) -> Arr:
    return grad_out * (out > 0)


BACK_FUNCS.add_back_func(_relu, 0, _relu_back)
relu = wrap_forward_fn(_relu)


# %% wrong: its own backward function, without the upstream gradient [upstream-ignored]
def _relu(x: Arr) -> Arr:
    return np.maximum(x, 0)


def _relu_back(grad_out: Arr, out: Arr, x: Arr) -> Arr:
    return (x > 0) + 0.5 * (x == 0)


BACK_FUNCS.add_back_func(_relu, 0, _relu_back)
relu = wrap_forward_fn(_relu)


# %% wrong: wraps a function for which nothing is registered [not-registered]
def relu(x: Tensor) -> Tensor:
    return wrap_forward_fn(lambda array: np.maximum(array, 0))(x)


# %% wrong: leaks for negative inputs [leaky]
def relu(x: Tensor) -> Tensor:
    return maximum(x, 0.01 * x)


# %% wrong: a threshold of one [wrong-threshold]
def relu(x: Tensor) -> Tensor:
    return maximum(x, 1.0)


# %% wrong: a small number instead of zero [wrong-threshold]
def relu(x: Tensor) -> Tensor:
    return maximum(x, 1e-2)


# %% wrong: the absolute value [abs-instead]
def relu(x: Tensor) -> Tensor:
    return maximum(x, -x)


# %% wrong: the minimum [minimum-instead]
def relu(x: Tensor) -> Tensor:
    return -maximum(-x, 0.0)


# %% wrong: the input negated [input-negated]
def relu(x: Tensor) -> Tensor:
    return maximum(-x, 0.0)


# %% wrong: forgets to halve [scaled]
def relu(x: Tensor) -> Tensor:
    return x + maximum(x, -x)


# %% wrong: stops at six [clipped]
def relu(x: Tensor) -> Tensor:
    return -maximum(-maximum(x, 0.0), -6.0)


# %% wrong: stops at one [clipped]
def relu(x: Tensor) -> Tensor:
    return 1.0 - maximum(1.0 - maximum(x, 0.0), 0.0)


# %% wrong: the smooth version [approximation]
def relu(x: Tensor) -> Tensor:
    return log(1 + exp(x))


# %% wrong: clears the negative entries of the input [modifies-input]
def relu(x: Tensor) -> Tensor:
    x.array[x.array < 0] = 0
    return x


# %% wrong: maximum in place, then through the graph [modifies-input]
def relu(x: Tensor) -> Tensor:
    np.maximum(x.array, 0, out=x.array)
    return maximum(x, 0.0)


# %% wrong: makes the input require a gradient [requires-grad-forced]
def relu(x: Tensor) -> Tensor:
    x.requires_grad = True
    return maximum(x, 0.0)


# %% wrong: a zero with a dimension of its own [wrong-shape]
def relu(x: Tensor) -> Tensor:
    return maximum(x, Tensor([0.0]))


# %% wrong: a row of zeros for matrices [hard-coded-shape]
def relu(x: Tensor) -> Tensor:
    return maximum(x, zeros(1, x.shape[1]))


# %% wrong: the largest element [maximum-over-all]
def relu(x: Tensor) -> Tensor:
    return Tensor(np.full_like(x.array, max(x.array.max(initial=0.0), 0.0)), x.requires_grad)


# %% wrong: Python's max on the whole [whole-array-comparison]
def relu(x: Tensor) -> Tensor:
    return x if x.array.sum() > 0 else 0.0 * x


# %% wrong: calls the method that calls relu [calls-itself]
def relu(x: Tensor) -> Tensor:
    return x.relu()


# %% wrong: whole numbers [wrong-dtype]
def relu(x: Tensor) -> Tensor:
    result = maximum(x, 0.0)
    result.array = result.array.astype(int)
    return result


# %% wrong: a list [returns-list]
def relu(x: Tensor) -> Tensor:
    return [max(value, 0.0) for value in x.array.ravel()]


# %% wrong: no return [returns-none]
def relu(x: Tensor) -> Tensor:
    maximum(x, 0.0)


# %% wrong: NumPy's maximum on a Tensor [ufunc-on-tensor]
def relu(x: Tensor) -> Tensor:
    return np.maximum(x, 0)


# %% wrong: flattens what has three dimensions
def relu(x: Tensor) -> Tensor:
    out = maximum(x, 0.0)
    if x.ndim > 2:
        out = out.reshape((x.shape[0], -1))
    return out


# %% wrong: keeps the mask of the first call
_relu_masks = {}


def relu(x: Tensor) -> Tensor:
    mask = _relu_masks.setdefault(x.shape, Tensor((x.array > 0) + 0.5 * (x.array == 0)))
    return x * mask


# %% wrong: asks of all the numbers at once
def relu(x: Tensor) -> Tensor:
    return x if (x.array > 0).all() else maximum(x, 0.0) * (x.array.max() > 0) * 1.0 + x * 0.0001


# %% wrong: leaves the gradients off
def relu(x: Tensor) -> Tensor:
    out = maximum(x, 0.0)
    grad_tracking_enabled.enabled = False
    return out


# %% wrong: a gradient from the start
def relu(x: Tensor) -> Tensor:
    x.grad = Tensor(np.zeros(x.shape))
    return maximum(x, 0.0)


# %% right: zeros of the shape
def relu(x: Tensor) -> Tensor:
    """Like torch.nn.function.relu(x, inplace=False)."""
    return maximum(x, zeros(*x.shape))


# %% right: the method
def relu(x: Tensor) -> Tensor:
    return x.maximum(0)
