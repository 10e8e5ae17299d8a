# %% [markdown] id="local-derivative-ignored"
# `grad_out` comes back as it came in. The exponential is steep for large `x` and nearly flat for
# very negative ones; where does your result say how steep it is?

# %%
def exp_back(grad_out, out, x):
    return grad_out


# %% [markdown] id="upstream-ignored"
# Your result is the slope of the exponential by itself, which is right as far as it goes. The
# chain rule has a second factor: how much the loss changes with `out`.

# %%
def exp_back(grad_out, out, x):
    return out


# %% [markdown] id="all-ones"
# Ones come back, whatever went in. Both the slope of the exponential and the upstream gradient
# have to come into the result.

# %%
def exp_back(grad_out, out, x):
    return np.ones_like(x)


# %% [markdown] id="all-zeros"
# Nothing but zeros comes back. Is there an array that was made but never filled?

# %%
def exp_back(grad_out, out, x):
    return np.zeros_like(x)


# %% [markdown] id="returns-x"
# What comes back is `x`, the input of the forward function. A gradient has to be made from
# `grad_out` and from how steep the exponential is.

# %%
def exp_back(grad_out, out, x):
    return x


# %% [markdown] id="x-instead-of-out"
# You multiply `grad_out` by `x`. Is the slope of `e^x` at 0 zero? If your code says `out` where
# you wonder about this, compare the order of its parameters with the stub.

# %%
def exp_back(grad_out, out, x):
    return grad_out * x


# %% [markdown] id="out-times-x"
# Your result is `x` times `out`, and the upstream gradient is not in it. Which two of the three
# arguments belong together? If `grad_out` does stand in your code, compare the order of its
# parameters with the stub.

# %%
def exp_back(grad_out, out, x):
    return x * out


# %% [markdown] id="times-x-as-well"
# There is one factor too many: besides `grad_out` and the exponential, your result is multiplied
# by `x`. What does the text say about the derivative of the exponential?

# %%
def exp_back(grad_out, out, x):
    return grad_out * out * x


# %% [markdown] id="exp-of-out"
# The exponential is taken twice: `out` is `e^x` already, and you take the exponential of that.
# What is `out` in the example, and what would come out of your line for it?

# %%
def exp_back(grad_out, out, x):
    return grad_out * np.exp(out)


# %%
def exp_back(grad_out, out, x):
    return np.exp(out)


# %%
def exp_back(grad_out, out, x):
    return grad_out * out * np.exp(out)


# %% [markdown] id="exponent-not-factor"
# A factor has become an exponent: there is a `**` where a `*` was meant, or `grad_out` stands
# inside the brackets of an exponential. In the chain rule the two slopes are multiplied.

# %%
def exp_back(grad_out, out, x):
    return out**grad_out


# %%
def exp_back(grad_out, out, x):
    return np.exp(grad_out * out)


# %%
def exp_back(grad_out, out, x):
    return grad_out**out


# %%
def exp_back(grad_out, out, x):
    return grad_out**x


# %%
def exp_back(grad_out, out, x):
    return x**grad_out


# %% [markdown] id="exp-of-upstream"
# You take the exponential of `grad_out`. The upstream gradient is a rate, not an input of the
# function; in the chain rule it is a plain factor.

# %%
def exp_back(grad_out, out, x):
    return np.exp(grad_out)


# %%
def exp_back(grad_out, out, x):
    return out * np.exp(grad_out)


# %%
def exp_back(grad_out, out, x):
    return grad_out * np.exp(grad_out)


# %%
def exp_back(grad_out, out, x):
    return x * np.exp(grad_out)


# %% [markdown] id="power-rule"
# This is the rule for `x^n`, where the variable is below and the exponent is a fixed number. In
# `e^x` it is the other way round: what is the derivative then?

# %%
def exp_back(grad_out, out, x):
    return grad_out * x * np.exp(x - 1)


# %%
def exp_back(grad_out, out, x):
    return grad_out * np.exp(x - 1)


# %%
def exp_back(grad_out, out, x):
    return x * np.exp(x - 1)


# %%
def exp_back(grad_out, out, x):
    return grad_out * (x - 1) * np.exp(x)


# %% [markdown] id="copied-from-log"
# Your gradient is divided by `x`, as in the backward function of the logarithm. The exponential
# is another function, and its slope is another one: what is it at `x = 0`?

# %%
def exp_back(grad_out, out, x):
    return grad_out / x


# %%
def exp_back(grad_out, out, x):
    return out / x


# %%
def exp_back(grad_out, out, x):
    return grad_out * out / x


# %% [markdown] id="takes-a-logarithm"
# There is a logarithm in your result, and the derivative of `e^x` has none (for negative `x` it
# does not even exist). How steep is the exponential?

# %%
def exp_back(grad_out, out, x):
    return grad_out * np.log(x)


# %%
def exp_back(grad_out, out, x):
    return grad_out * np.log(np.abs(x))


# %%
def exp_back(grad_out, out, x):
    return grad_out * out * np.log(x)


# %% [markdown] id="divided-by-out"
# The larger `x` is, the smaller your gradient becomes, as if `e^x` stood below a fraction bar or
# `x` had a minus sign. The exponential gets steeper to the right; what should happen to the
# gradient?

# %%
def exp_back(grad_out, out, x):
    return grad_out / out


# %%
def exp_back(grad_out, out, x):
    return -grad_out / out


# %%
def exp_back(grad_out, out, x):
    return 1 / out


# %% [markdown] id="divided-by-upstream"
# `grad_out` stands below a fraction bar in your result. If the loss reacts twice as strongly to
# `out`, should the gradient of `x` be twice as large or half as large?

# %%
def exp_back(grad_out, out, x):
    return out / grad_out


# %%
def exp_back(grad_out, out, x):
    return x / grad_out


# %% [markdown] id="derivative-of-another-function"
# This is the derivative of another function: an expression such as `y (1 - y)` belongs to the
# sigmoid or the softmax, `1 - y^2` to the tanh. Here `y` is nothing but `e^x`, and its derivative
# is simpler.

# %%
def exp_back(grad_out, out, x):
    return grad_out * out * (1 - out)


# %%
def exp_back(grad_out, out, x):
    return grad_out * (1 - out)


# %%
def exp_back(grad_out, out, x):
    return grad_out * (1 - out**2)


# %%
def exp_back(grad_out, out, x):
    return grad_out * out / (1 + out)


# %%
def exp_back(grad_out, out, x):
    return grad_out * out / (1 + out) ** 2


# %%
def exp_back(grad_out, out, x):
    return out * (grad_out - np.sum(grad_out * out, axis=-1, keepdims=True))


# %%
def exp_back(grad_out, out, x):
    return grad_out * out / np.sum(out)


# %% [markdown] id="out-twice"
# `out` enters your result twice. The derivative of `e^x` is `e^x`, once.

# %%
def exp_back(grad_out, out, x):
    return grad_out * out**2


# %% [markdown] id="upstream-squared"
# `grad_out` enters your result twice, as a square. The chain rule takes it once.

# %%
def exp_back(grad_out, out, x):
    return grad_out**2 * out


# %% [markdown] id="upstream-sign-lost"
# No entry of your result is negative, although `grad_out` has negative entries. Follow one of
# those through your line: which step drops its sign?

# %%
def exp_back(grad_out, out, x):
    return np.abs(grad_out) * out


# %% [markdown] id="exp-of-abs"
# Right where `x` is positive, but for negative `x` the sign of `x` gets lost. How steep is `e^x`
# far to the left?

# %%
def exp_back(grad_out, out, x):
    return grad_out * np.exp(np.abs(x))


# %% [markdown] id="zero-for-negative-x"
# Right where `x` is positive, but for negative `x` the gradient comes back as zero or as it came
# in. The exponential has one formula for all `x`; what is its slope at `-1`?

# %%
def exp_back(grad_out, out, x):
    return grad_out * out * (x > 0)


# %%
def exp_back(grad_out, out, x):
    return grad_out * np.exp(np.maximum(x, 0))


# %% [markdown] id="off-by-one"
# The slope that you multiply by is off by one, everywhere. What is the slope of `e^x` at 0?

# %%
def exp_back(grad_out, out, x):
    return grad_out * (out - 1)


# %%
def exp_back(grad_out, out, x):
    return grad_out * (out + 1)


# %% [markdown] id="wrong-base"
# The base of your power is not `e`. `np.exp` takes powers of `e`, and the forward function has
# put them into one of the arguments.

# %%
def exp_back(grad_out, out, x):
    return grad_out * 2.0**x


# %%
def exp_back(grad_out, out, x):
    return grad_out * 2.0**x * np.log(2)


# %%
def exp_back(grad_out, out, x):
    return grad_out * 10.0**x


# %%
def exp_back(grad_out, out, x):
    return grad_out * 10.0**x * np.log(10)


# %% [markdown] id="rounded-e"
# Nearly right, and the further `x` is from 0 the worse: your value of `e` has too few digits.
# Which argument holds the powers of `e`, worked out exactly on the way forward?

# %%
def exp_back(grad_out, out, x):
    return grad_out * 2.7**x


# %%
def exp_back(grad_out, out, x):
    return grad_out * 2.71**x


# %%
def exp_back(grad_out, out, x):
    return grad_out * 2.718**x


# %%
def exp_back(grad_out, out, x):
    return grad_out * 2.7182**x


# %%
def exp_back(grad_out, out, x):
    return grad_out * 2.72**x


# %%
def exp_back(grad_out, out, x):
    return grad_out * 3.0**x


# %% [markdown] id="approximation"
# Good near 0, and worse the further `x` is from it: this is the beginning of the series of `e^x`,
# and what is left out is not small. Is there an argument that holds `e^x` exactly?

# %%
def exp_back(grad_out, out, x):
    return grad_out * (1 + x + x**2 / 2 + x**3 / 6)


# %%
def exp_back(grad_out, out, x):
    return grad_out * (1 + x + x**2 / 2)


# %%
def exp_back(grad_out, out, x):
    return grad_out * (1 + x)


# %%
def exp_back(grad_out, out, x):
    return grad_out * (1 + x + x**2 / 2 + x**3 / 6 + x**4 / 24)


# %%
def exp_back(grad_out, out, x):
    return grad_out * (1 + x + x**2 / 2 + x**3 / 6 + x**4 / 24 + x**5 / 120)


# %% [markdown] id="numerical-derivative"
# The slope comes from the difference over a small step, which is never exact: a large step misses
# the curve, and a small one drowns in rounding. The exact slope is at hand in one of the
# arguments.

# %%
def exp_back(grad_out, out, x):
    return grad_out * (np.exp(x + 1e-2) - np.exp(x)) / 1e-2


# %%
def exp_back(grad_out, out, x):
    return grad_out * (np.exp(x + 1e-3) - np.exp(x)) / 1e-3


# %%
def exp_back(grad_out, out, x):
    return grad_out * (np.exp(x.astype(float) + 1e-3) - np.exp(x.astype(float))) / 1e-3


# %%
def exp_back(grad_out, out, x):
    return grad_out * (np.exp(x + 1e-4) - np.exp(x)) / 1e-4


# %%
def exp_back(grad_out, out, x):
    return grad_out * (np.exp(x + 1e-5) - np.exp(x)) / 1e-5


# %%
def exp_back(grad_out, out, x):
    return grad_out * (np.exp(x + 1e-6) - np.exp(x)) / 1e-6


# %%
def exp_back(grad_out, out, x):
    h = 1e-3
    return grad_out * (np.exp(x + h) - np.exp(x - h)) / (2 * h)


# %%
def exp_back(grad_out, out, x):
    h = 1e-4
    return grad_out * (np.exp(x + h) - np.exp(x - h)) / (2 * h)


# %%
def exp_back(grad_out, out, x):
    h = 1e-5
    return grad_out * (np.exp(x + h) - np.exp(x - h)) / (2 * h)


# %%
def exp_back(grad_out, out, x):
    h = 1e-6
    return grad_out * (np.exp(x + h) - np.exp(x - h)) / (2 * h)


# %% [markdown] id="clipped"
# Right for moderate values, but large ones are cut off at a bound. The gradient of the
# exponential has no bound; the caution that keeps it from overflowing does not belong here.

# %%
def exp_back(grad_out, out, x):
    return grad_out * np.minimum(out, 100.0)


# %%
def exp_back(grad_out, out, x):
    return grad_out * np.minimum(out, 10.0)


# %%
def exp_back(grad_out, out, x):
    return grad_out * np.minimum(out, 50.0)


# %%
def exp_back(grad_out, out, x):
    return grad_out * np.minimum(out, 500.0)


# %%
def exp_back(grad_out, out, x):
    return grad_out * np.minimum(out, 1000.0)


# %%
def exp_back(grad_out, out, x):
    return grad_out * np.minimum(out, 10000.0)


# %%
def exp_back(grad_out, out, x):
    return grad_out * np.minimum(out, 1.0)


# %%
def exp_back(grad_out, out, x):
    return grad_out * np.exp(np.clip(x, -1, 1))


# %%
def exp_back(grad_out, out, x):
    return grad_out * np.exp(np.clip(x, -5, 5))


# %%
def exp_back(grad_out, out, x):
    return grad_out * np.exp(np.clip(x, -10, 10))


# %%
def exp_back(grad_out, out, x):
    return grad_out * np.exp(np.minimum(x, 5))


# %%
def exp_back(grad_out, out, x):
    return np.clip(grad_out * out, -1, 1)


# %%
def exp_back(grad_out, out, x):
    return np.clip(grad_out * out, -100, 100)


# %% [markdown] id="shifted-by-max"
# Before the exponential you subtract the largest `x`. In a softmax that cancels again, but here
# it scales every gradient down; what is `out` for the `x` as it is?

# %%
def exp_back(grad_out, out, x):
    return grad_out * np.exp(x - np.max(x))


# %%
def exp_back(grad_out, out, x):
    return grad_out * np.exp(x - np.max(x, axis=-1, keepdims=True))


# %% [markdown] id="rounded"
# The result has been rounded, and small gradients lose their digits or vanish. How an array is
# shown and what it holds are two things: leave the numbers as they are.

# %%
def exp_back(grad_out, out, x):
    return np.round(grad_out * out, 2)


# %%
def exp_back(grad_out, out, x):
    return np.round(grad_out * out, 3)


# %%
def exp_back(grad_out, out, x):
    return np.round(grad_out * out, 4)


# %%
def exp_back(grad_out, out, x):
    return np.round(grad_out * out, 1)


# %%
def exp_back(grad_out, out, x):
    return np.round(grad_out * out)


# %% [markdown] id="sign-flipped"
# The numbers are right but for their sign. When `x` grows a little, does `e^x` grow or fall?

# %%
def exp_back(grad_out, out, x):
    return -grad_out * out


# %% [markdown] id="added-not-multiplied"
# You add or subtract where the chain rule multiplies. If `out` rises by 3 for each step of `x`,
# and the loss by 2 for each step of `out`, by how much does the loss rise for each step of `x`?

# %%
def exp_back(grad_out, out, x):
    return grad_out + out


# %%
def exp_back(grad_out, out, x):
    return out - grad_out


# %%
def exp_back(grad_out, out, x):
    return grad_out - out


# %%
def exp_back(grad_out, out, x):
    return grad_out + x


# %% [markdown] id="right-for-0-d-only"
# Right for a single number, but with proper arrays NumPy refuses. Is there a product of matrices
# (`dot`) where each element should meet only its namesake, or a step such as `.item()` or an `if`
# that wants an array to be one number?

# %%
def exp_back(grad_out, out, x):
    return np.dot(grad_out, out)


# %% [markdown] id="matrix-or-fixed-shape"
# NumPy cannot fit the shapes together, in any of the cases. The three arrays have one shape, of
# any number of dimensions. Does your code use a matrix product (`@`), perhaps with a diagonal
# matrix, or count on a certain number of dimensions?

# %%
def exp_back(grad_out, out, x):
    return grad_out @ out


# %% [markdown] id="dot-not-elementwise"
# The arguments are combined as matrices or vectors: rows meet columns, and shapes change or do
# not fit. The three arrays have one shape, of any number of dimensions, and each element has to
# do only with its namesakes.

# %%
def exp_back(grad_out, out, x):
    return np.dot(grad_out, out.T)


# %%
def exp_back(grad_out, out, x):
    return np.dot(grad_out.T, out)


# %%
def exp_back(grad_out, out, x):
    return grad_out @ out.T


# %%
def exp_back(grad_out, out, x):
    return grad_out.T @ out


# %%
def exp_back(grad_out, out, x):
    return np.outer(grad_out, out)


# %%
def exp_back(grad_out, out, x):
    return np.inner(grad_out, out)


# %%
def exp_back(grad_out, out, x):
    return np.cross(grad_out, out)


# %% [markdown] id="result-summed"
# The products are added up, or averaged, into fewer numbers than `x` has. Every element of `x`
# needs a gradient of its own; adding up is for inputs that were used in several places.

# %%
def exp_back(grad_out, out, x):
    return np.sum(grad_out * out)


# %%
def exp_back(grad_out, out, x):
    return np.sum(grad_out * out, axis=0)


# %%
def exp_back(grad_out, out, x):
    return np.sum(grad_out * out, axis=-1)


# %%
def exp_back(grad_out, out, x):
    return np.sum(grad_out * out, axis=-1, keepdims=True)


# %%
def exp_back(grad_out, out, x):
    return np.mean(grad_out * out)


# %% [markdown] id="upstream-summed"
# `grad_out` is added up or averaged before it is multiplied, so that the gradients of different
# elements mix. Element `x[i]` moves only `out[i]`; which part of `grad_out` is its own?

# %%
def exp_back(grad_out, out, x):
    return np.sum(grad_out) * out


# %%
def exp_back(grad_out, out, x):
    return np.mean(grad_out) * out


# %%
def exp_back(grad_out, out, x):
    return np.sum(grad_out, axis=0) * out


# %% [markdown] id="scaled"
# Every entry is divided by a number of elements, as if the function took a mean. Each element of
# `x` has one element of `out` all to itself.

# %%
def exp_back(grad_out, out, x):
    return grad_out * out / x.size


# %%
def exp_back(grad_out, out, x):
    return grad_out * out / len(x)


# %%
def exp_back(grad_out, out, x):
    return grad_out * out / x.shape[0]


# %% [markdown] id="jacobian-for-vectors"
# A diagonal matrix of slopes is the right idea for a vector, but `x` may have any number of
# dimensions, and `np.diag` does something else to a matrix. What does multiplying by a diagonal
# matrix do to each single element?

# %%
def exp_back(grad_out, out, x):
    return np.diag(out) @ grad_out


# %%
def exp_back(grad_out, out, x):
    return np.diag(out.flatten()) @ grad_out


# %%
def exp_back(grad_out, out, x):
    return np.diag(out) * grad_out


# %% [markdown] id="flattened"
# The numbers are right, but they come back in one long row. The gradient has the shape of `x`,
# which is also that of `grad_out` and `out`; what in your code changes it?

# %%
def exp_back(grad_out, out, x):
    return (grad_out * out).flatten()


# %% [markdown] id="squeezed"
# Right, except where a dimension of `x` has length 1: it is missing from your result. The
# gradient keeps every dimension of `x`, the short ones too.

# %%
def exp_back(grad_out, out, x):
    return np.squeeze(grad_out * out)


# %% [markdown] id="vector-of-0-d"
# Right, except for a single number without dimensions: `x` has shape `()`, and your result has a
# dimension more. Which step of yours turns a lone number into a vector or a matrix?

# %%
def exp_back(grad_out, out, x):
    return np.atleast_1d(grad_out * out)


# %%
def exp_back(grad_out, out, x):
    return np.atleast_2d(grad_out * out)


# %% [markdown] id="extra-dimension"
# The right numbers, but with a dimension of length 1 around them that `x` does not have. Is there
# a pair of brackets, or a new axis, too many?

# %%
def exp_back(grad_out, out, x):
    return np.array([grad_out * out])


# %%
def exp_back(grad_out, out, x):
    return (grad_out * out)[..., None]


# %% [markdown] id="transposed"
# Rows and columns have changed places. Element `x[i, j]` moves only `out[i, j]`, so its gradient
# stays at the place `[i, j]`.

# %%
def exp_back(grad_out, out, x):
    return (grad_out * out).T


# %% [markdown] id="needs-a-dimension"
# Right, except for a single number: `x` may have the shape `()`, and then there is no first
# dimension to loop over, to count or to index. NumPy's own arithmetic works on arrays of any
# shape, without a loop.

# %%
def exp_back(grad_out, out, x):
    return np.array([g * o for g, o in zip(grad_out, out)])


# %%
def exp_back(grad_out, out, x):
    grad_x = np.zeros_like(x)
    for i in range(x.shape[0]):
        grad_x[i] = grad_out[i] * out[i]
    return grad_x


# %% [markdown] id="matrices-only"
# Right for matrices, but `x` may have one dimension, three, or none. Taking its shape apart into
# rows and columns ties your code to two; NumPy's own arithmetic works on every shape, without a
# loop.

# %%
def exp_back(grad_out, out, x):
    rows, columns = x.shape
    return grad_out * out


# %%
def exp_back(grad_out, out, x):
    grad_x = np.zeros_like(x)
    for i in range(x.shape[0]):
        for j in range(x.shape[1]):
            grad_x[i, j] = float(grad_out[i, j] * out[i, j])
    return grad_x


# %%
def exp_back(grad_out, out, x):
    grad_x = np.zeros_like(x)
    for i in range(len(x)):
        for j in range(len(x[0])):
            grad_x[i, j] = float(grad_out[i, j] * out[i, j])
    return grad_x


# %% [markdown] id="one-number-only"
# Right for a single number only. The arguments are arrays as a rule, and something in your code
# asks for the one value of an array that has many: `float`, `.item()`, an `if`, or a function of
# Python's `math`, which NumPy has its own versions of.

# %%
import math


def exp_back(grad_out, out, x):
    return grad_out * math.exp(x)


# %% [markdown] id="keeps-state"
# Right the first time, but what is computed in one call is used again in a later one, for another
# `x`. The function must depend on its arguments alone; what outlives the call?

# %%
remembered = {}


def exp_back(grad_out, out, x):
    if x.shape not in remembered:
        remembered[x.shape] = out.copy()
    return grad_out * remembered[x.shape]


# %%
first = []


def exp_back(grad_out, out, x):
    if not first:
        first.append(out)
    return grad_out * first[0]


# %% [markdown] id="returns-list"
# A Python list comes back, with a piece of the gradient at each place, and a single number, of
# shape `()`, cannot be looped over at all. The engine needs one NumPy array of the shape of `x`;
# does it take a loop?

# %%
def exp_back(grad_out, out, x):
    return [g * o for g, o in zip(grad_out, out)]


# %% [markdown] id="wrong-dtype"
# The result consists of whole numbers, and what stood behind the point is gone. Gradients are
# floating-point numbers; where does your code turn them into integers, or make an integer array?

# %%
def exp_back(grad_out, out, x):
    return (grad_out * out).astype(int)


# %% [markdown] id="low-precision"
# The result is in half precision, which has three decimal digits and ends at 65504. Gradients
# keep the precision of `x`.

# %%
def exp_back(grad_out, out, x):
    return (grad_out * out).astype(np.float16)


# %% [markdown] id="types-do-not-fit"
# Every case ends in a TypeError. If its message speaks of positional arguments, compare your
# `def` line with the stub: the engine always passes three, in that order. If it speaks of
# scalars, a step of yours expects a single number or a vector, and the arrays here have any
# number of dimensions.

# %%
def exp_back(grad_out, out):
    return grad_out * out


# %% [markdown] id="no-such-attribute"
# Something is asked for an attribute that it does not have; the message says which. What comes in
# are plain NumPy arrays, not tensors: there is no `.array` in them, and no `.exp()`.

# %%
def exp_back(grad_out, out, x):
    return grad_out * x.exp()


# %% [markdown] id="name-not-defined"
# Your code uses a name that does not exist where it runs; the message says which. Your function
# has the arguments `grad_out`, `out` and `x`, NumPy goes by the name of `np`, and any other
# module would have to be imported.

# %%
def exp_back(grad_out, out, x):
    return grad_out * no_such_name
