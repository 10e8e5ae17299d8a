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
