# Answers to `exp_back`, right and wrong, that the autograder is measured on.

# %% right: as the text suggests
def exp_back(grad_out: Arr, out: Arr, x: Arr) -> Arr:
    return grad_out * out


# %% right: with np.multiply
def exp_back(grad_out: Arr, out: Arr, x: Arr) -> Arr:
    return np.multiply(out, grad_out)


# %% right: recomputed from x
def exp_back(grad_out: Arr, out: Arr, x: Arr) -> Arr:
    return grad_out * np.exp(x)


# %% right: through the notebook's own exp
def exp_back(grad_out: Arr, out: Arr, x: Arr) -> Arr:
    return exp(Tensor(x)).array * grad_out


# %% right: a power of e
def exp_back(grad_out: Arr, out: Arr, x: Arr) -> Arr:
    return np.e**x * grad_out


# %% right: einsum
def exp_back(grad_out: Arr, out: Arr, x: Arr) -> Arr:
    return np.einsum("...,...->...", out, grad_out)


# %% right: one element at a time
def exp_back(grad_out: Arr, out: Arr, x: Arr) -> Arr:
    grad_x = np.empty_like(x, dtype=grad_out.dtype)
    for position in np.ndindex(*x.shape):
        grad_x[position] = out[position] * grad_out[position]
    return grad_x


# %% right: in place on its own copy
def exp_back(grad_out: Arr, out: Arr, x: Arr) -> Arr:
    grad_x = np.array(out)
    grad_x *= grad_out
    return grad_x


# %% right: float64 inside, float32 out
def exp_back(grad_out: Arr, out: Arr, x: Arr) -> Arr:
    product = np.asarray(out, np.float64) * np.asarray(grad_out, np.float64)
    return product.astype(np.float32)


# %% right: the Jacobian of the flattened function, always diagonal
def exp_back(grad_out: Arr, out: Arr, x: Arr) -> Arr:
    jacobian = np.diag(np.ravel(out))
    return (np.ravel(grad_out) @ jacobian).reshape(x.shape)


# %% right: a general rule for elementwise functions
def elementwise_back(derivative):
    def back(grad_out, out, x):
        return grad_out * derivative(out, x)

    return back


exp_back = elementwise_back(lambda out, x: out)


# %% wrong: hands the upstream gradient on [local-derivative-ignored]
def exp_back(grad_out: Arr, out: Arr, x: Arr) -> Arr:
    return grad_out


# %% wrong: the local derivative alone [upstream-ignored]
def exp_back(grad_out: Arr, out: Arr, x: Arr) -> Arr:
    return out


# %% wrong: x where out belongs [x-instead-of-out]
def exp_back(grad_out: Arr, out: Arr, x: Arr) -> Arr:
    return grad_out * x


# %% wrong: exp of out instead of exp of x [exp-of-out]
def exp_back(grad_out: Arr, out: Arr, x: Arr) -> Arr:
    return grad_out * np.exp(out)


# %% wrong: the rule for powers of x [power-rule]
def exp_back(grad_out: Arr, out: Arr, x: Arr) -> Arr:
    return grad_out * x * np.exp(x - 1)


# %% wrong: copied from log_back [copied-from-log]
def exp_back(grad_out: Arr, out: Arr, x: Arr) -> Arr:
    return grad_out / x


# %% wrong: divides by out [divided-by-out]
def exp_back(grad_out: Arr, out: Arr, x: Arr) -> Arr:
    return grad_out / out


# %% wrong: the derivative of a softmax, or so [derivative-of-another-function]
def exp_back(grad_out: Arr, out: Arr, x: Arr) -> Arr:
    return grad_out * out * (1 - out)


# %% wrong: exp of the absolute value, right for positive inputs [exp-of-abs]
def exp_back(grad_out: Arr, out: Arr, x: Arr) -> Arr:
    return grad_out * np.exp(np.abs(x))


# %% wrong: base 2 [wrong-base]
def exp_back(grad_out: Arr, out: Arr, x: Arr) -> Arr:
    return grad_out * 2.0**x


# %% wrong: a factor of ln 10 too many [scaled]
def exp_back(grad_out: Arr, out: Arr, x: Arr) -> Arr:
    return grad_out * out * np.log(10)


# %% wrong: averages over the elements [scaled]
def exp_back(grad_out: Arr, out: Arr, x: Arr) -> Arr:
    return grad_out * out / max(out.size, 1)


# %% wrong: a minus sign too many [sign-flipped]
def exp_back(grad_out: Arr, out: Arr, x: Arr) -> Arr:
    return -grad_out * out


# %% wrong: adds instead of multiplying [added-not-multiplied]
def exp_back(grad_out: Arr, out: Arr, x: Arr) -> Arr:
    return grad_out + out


# %% wrong: a matrix product [right-for-0-d-only]
def exp_back(grad_out: Arr, out: Arr, x: Arr) -> Arr:
    return np.dot(grad_out, out)


# %% wrong: adds the upstream gradient up first [upstream-summed]
def exp_back(grad_out: Arr, out: Arr, x: Arr) -> Arr:
    return grad_out.sum() * out


# %% wrong: Jacobian that is a diagonal matrix for vectors only [jacobian-for-vectors]
def exp_back(grad_out: Arr, out: Arr, x: Arr) -> Arr:
    return np.diag(out) @ grad_out


# %% wrong: loops over a vector, no other shape [types-do-not-fit]
def exp_back(grad_out: Arr, out: Arr, x: Arr) -> Arr:
    return np.array([float(g) * float(o) for g, o in zip(grad_out, out)])


# %% wrong: the first terms of the series [approximation]
def exp_back(grad_out: Arr, out: Arr, x: Arr) -> Arr:
    return grad_out * (1 + x + x**2 / 2 + x**3 / 6)


# %% wrong: caps large values [clipped]
def exp_back(grad_out: Arr, out: Arr, x: Arr) -> Arr:
    return grad_out * np.minimum(out, 100.0)


# %% wrong: a**x with a taken from out and x, nothing to take at zero [not-finite]
def exp_back(grad_out: Arr, out: Arr, x: Arr) -> Arr:
    log_of_base = np.log(out) / x
    return grad_out * out * log_of_base


# %% wrong: multiplies the upstream gradient in place [modifies-input]
def exp_back(grad_out: Arr, out: Arr, x: Arr) -> Arr:
    grad_out *= out
    return grad_out


# %% wrong: multiplies out in place [modifies-input]
def exp_back(grad_out: Arr, out: Arr, x: Arr) -> Arr:
    return np.multiply(grad_out, out, out=out)


# %% wrong: remembers the derivative of the first input of that shape [keeps-state]
remembered = {}


def exp_back(grad_out: Arr, out: Arr, x: Arr) -> Arr:
    if x.shape not in remembered:
        remembered[x.shape] = out.copy()
    return grad_out * remembered[x.shape]


# %% wrong: whole numbers [wrong-dtype]
def exp_back(grad_out: Arr, out: Arr, x: Arr) -> Arr:
    return (grad_out * out).astype(int)


# %% wrong: half precision [low-precision]
def exp_back(grad_out: Arr, out: Arr, x: Arr) -> Arr:
    return (grad_out * out).astype(np.float16)


# %% wrong: a Tensor [returns-tensor]
def exp_back(grad_out: Arr, out: Arr, x: Arr) -> Arr:
    return Tensor(grad_out * out)


# %% wrong: a list [returns-list]
def exp_back(grad_out: Arr, out: Arr, x: Arr) -> Arr:
    return list(np.ravel(grad_out * out))


# %% wrong: no return [returns-none]
def exp_back(grad_out: Arr, out: Arr, x: Arr) -> Arr:
    grad_out * out


# %% wrong: prints instead of returning [returns-none]
def exp_back(grad_out: Arr, out: Arr, x: Arr) -> Arr:
    print(grad_out * out)


# %% wrong: keeps what it was called with first
class _Memory:
    out = None


def exp_back(grad_out, out, x):
    if _Memory.out is None or _Memory.out.shape != out.shape:
        _Memory.out = out
    return grad_out * _Memory.out


# %% wrong: limits the exponent [clipped]
def exp_back(grad_out, out, x):
    return grad_out * np.exp(np.clip(x, -10, 10))


# %% wrong: expm1 [off-by-one]
def exp_back(grad_out, out, x):
    return grad_out * np.expm1(x)


# %% wrong: writes the product into out [modifies-input]
def exp_back(grad_out, out, x):
    out *= grad_out
    return out


# %% wrong: a power of ten [wrong-base]
def exp_back(grad_out, out, x):
    return grad_out * 10.0**x


# %% right: two to the power of x over log 2
def exp_back(grad_out, out, x):
    return grad_out * np.exp2(x / np.log(2.0))


# %% right: einsum
def exp_back(grad_out, out, x):
    return np.einsum("...,...->...", grad_out, out)


# %% wrong: one element at a time, in the dtype of x [wrong-dtype]
def exp_back(grad_out: Arr, out: Arr, x: Arr) -> Arr:
    grad_x = np.empty_like(x)
    for position in np.ndindex(*x.shape):
        grad_x[position] = out[position] * grad_out[position]
    return grad_x
