# Answers to `log_back`, right and wrong, that the autograder is measured on.

# %% right: a division
def log_back(grad_out: Arr, out: Arr, x: Arr) -> Arr:
    return grad_out / x


# %% right: times the reciprocal
def log_back(grad_out: Arr, out: Arr, x: Arr) -> Arr:
    return grad_out * (1.0 / x)


# %% right: np.divide and a name for the slope
def log_back(grad_out: Arr, out: Arr, x: Arr) -> Arr:
    slope = np.reciprocal(x)
    return np.multiply(slope, grad_out)


# %% right: through the output
def log_back(grad_out: Arr, out: Arr, x: Arr) -> Arr:
    return grad_out * np.exp(-np.log(x))


# %% right: a power
def log_back(grad_out: Arr, out: Arr, x: Arr) -> Arr:
    return grad_out * x ** -1


# %% right: as a lambda, in double precision
log_back = lambda grad_out, out, x: grad_out.astype(np.float64) / x.astype(np.float64)


# %% right: element by element
def log_back(grad_out: Arr, out: Arr, x: Arr) -> Arr:
    result = np.zeros_like(x)
    for index in np.ndindex(x.shape):
        result[index] = grad_out[index] / x[index]
    return result


# %% wrong: the derivative alone [upstream-ignored]
def log_back(grad_out: Arr, out: Arr, x: Arr) -> Arr:
    return x ** -1.0


# %% wrong: np.reciprocal alone [upstream-ignored]
def log_back(grad_out: Arr, out: Arr, x: Arr) -> Arr:
    return np.reciprocal(x)


# %% wrong: multiplied [multiplied-instead]
def log_back(grad_out: Arr, out: Arr, x: Arr) -> Arr:
    return np.multiply(grad_out, x)


# %% wrong: minus the power [multiplied-instead]
def log_back(grad_out: Arr, out: Arr, x: Arr) -> Arr:
    return grad_out / x ** -1


# %% wrong: divided by out [divided-by-output]
def log_back(grad_out: Arr, out: Arr, x: Arr) -> Arr:
    return np.true_divide(grad_out, out)


# %% wrong: out in the numerator [forward-again]
def log_back(grad_out: Arr, out: Arr, x: Arr) -> Arr:
    return out * grad_out


# %% wrong: the forward function [forward-again]
def log_back(grad_out: Arr, out: Arr, x: Arr) -> Arr:
    return out


# %% wrong: the fraction the wrong way up [upside-down]
def log_back(grad_out: Arr, out: Arr, x: Arr) -> Arr:
    return np.divide(x, grad_out)


# %% wrong: the inverse function [exponential-instead]
def log_back(grad_out: Arr, out: Arr, x: Arr) -> Arr:
    y = np.exp(grad_out)
    return y


# %% wrong: times exp(out), which is x [multiplied-instead]
def log_back(grad_out: Arr, out: Arr, x: Arr) -> Arr:
    return np.exp(out) * grad_out


# %% wrong: second derivative [derivative-twice]
def log_back(grad_out: Arr, out: Arr, x: Arr) -> Arr:
    return -(grad_out / (x * x))


# %% wrong: of log10 [other-base]
def log_back(grad_out: Arr, out: Arr, x: Arr) -> Arr:
    return grad_out / x / np.log(10.0)


# %% wrong: a minus sign [sign-flipped]
def log_back(grad_out: Arr, out: Arr, x: Arr) -> Arr:
    return grad_out * -1 / x


# %% wrong: summed [summed-to-a-number]
def log_back(grad_out: Arr, out: Arr, x: Arr) -> Arr:
    return (grad_out / x).sum()


# %% wrong: in place [modifies-input]
def log_back(grad_out: Arr, out: Arr, x: Arr) -> Arr:
    return np.divide(grad_out, x, out=grad_out)


# %% wrong: in place on x [modifies-input]
def log_back(grad_out: Arr, out: Arr, x: Arr) -> Arr:
    x[...] = 1 / x
    return grad_out * x


# %% wrong: floor division [integer-division]
def log_back(grad_out: Arr, out: Arr, x: Arr) -> Arr:
    return np.floor_divide(grad_out, x)


# %% wrong: an epsilon below [afraid-of-zero]
def log_back(grad_out: Arr, out: Arr, x: Arr) -> Arr:
    eps = 1e-3
    return grad_out / (x + eps)


# %% wrong: log1p [afraid-of-zero]
def log_back(grad_out: Arr, out: Arr, x: Arr) -> Arr:
    return grad_out / (1 + x)


# %% wrong: nothing returned [returns-none]
def log_back(grad_out: Arr, out: Arr, x: Arr) -> Arr:
    grad_out / x


# %% wrong: a Tensor returned [returns-tensor]
def log_back(grad_out, out, x):
    return Tensor(grad_out / x)


# %% wrong: a list [returns-list]
def log_back(grad_out, out, x):
    return (grad_out / x).tolist() if x.ndim else [grad_out / x]


# %% wrong: doubled [scaled]
def log_back(grad_out, out, x):
    return 2 * grad_out / x


# %% wrong: other arguments [arguments-renamed]
def log_back(grad_out, x):
    return grad_out / x


# %% wrong: the result is written into grad_out [modifies-input]
def log_back(grad_out, out, x):
    grad_out[...] = grad_out / x
    return grad_out


# %% wrong: a buffer that all calls share [remembers-earlier-calls]
_buffers = {}


def log_back(grad_out, out, x):
    result = _buffers.setdefault(np.shape(x), np.zeros(np.shape(x)))
    np.divide(grad_out, x, out=result)
    return result


# %% wrong: remembered by shape [remembers-earlier-calls]
_known = {}


def log_back(grad_out, out, x):
    if np.shape(x) not in _known:
        _known[np.shape(x)] = 1 / x
    return grad_out * _known[np.shape(x)]


# %% wrong: nothing smaller than one in the denominator
def log_back(grad_out, out, x):
    return grad_out / np.maximum(x, 1)


# %% wrong: a size is asked for [wrong-when-empty]
def log_back(grad_out, out, x):
    if x.size == 0:
        raise ValueError("empty")
    return grad_out / x


# %% wrong: rows only
def log_back(grad_out, out, x):
    return np.array([g / row for g, row in zip(grad_out, x)])


# %% wrong: rounded
def log_back(grad_out, out, x):
    return np.round(grad_out / x, 3)


# %% wrong: from out, with the base two
def log_back(grad_out, out, x):
    return grad_out / 2 ** out


# %% right: from the output
def log_back(grad_out, out, x):
    return grad_out * np.exp(-out)


# %% right: in place on a copy
def log_back(grad_out, out, x):
    result = grad_out.copy()
    result /= x
    return result


# %% right: by broadcasting and einsum
def log_back(grad_out, out, x):
    return np.einsum("...,...->...", grad_out, 1 / x)
