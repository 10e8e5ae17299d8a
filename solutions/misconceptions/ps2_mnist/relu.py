# Wrong answers to `relu`, and what to say to whoever gave one.

# %% [markdown] id="returns-array"
# `relu` takes a tensor and has to give back a tensor; yours gives back bare numbers. Without the
# `Tensor` around it the result has no recipe, and there is nothing to walk backwards from. Which
# function of the notebook does the same on tensors?

# %%
def relu(x):
    return np.maximum(x.array, 0)

# %%
def relu(x):
    return maximum(x, 0.0).array

# %%
def relu(x):
    return x.array * (x.array > 0)

# %%
def relu(x):
    return np.clip(x.array, 0, None)

# %%
def relu(x):
    x.array[x.array < 0] = 0
    return x.array

# %% [markdown] id="returns-list"
# `relu` has to give back a Tensor, and this is a Python container. There is no need to walk
# through the numbers yourself: a function that works on a whole tensor, element by element, is
# already there.

# %%
def relu(x):
    return [max(value, 0.0) for value in x.array.ravel()]

# %%
def relu(x):
    return [max(value, 0.0) for value in x.array]

# %% [markdown] id="returns-none"
# `relu(x)` is None. Either there is no `return`, or something that works in place stands behind it
# and hands nothing back.

# %%
def relu(x):
    maximum(x, 0.0)

# %% [markdown] id="modifies-input"
# You change the numbers of `x` itself. Whoever made `x` still needs them, and the derivative has
# to know which of them *were* negative; once they are overwritten, nobody can tell. Make a new
# tensor out of `x` instead.

# %%
def relu(x):
    x.array[x.array < 0] = 0
    return x

# %%
def relu(x):
    np.maximum(x.array, 0, out=x.array)
    return maximum(x, 0.0)

# %%
def relu(x):
    x.array[x.array < 0] = 0
    return Tensor(x.array, requires_grad=x.requires_grad)

# %%
def relu(x):
    x.array[x.array < 0] = 0
    return Tensor(x.array)

# %% [markdown] id="x-array-replaced"
# Where `x` is negative, half of the gradient gets through, as in a tie. That is what `maximum`
# does if it finds zeros there: you have put new numbers into the tensor `x` before you call it.
# Leave `x` as it is and let `maximum` do all the work.

# %%
def relu(x):
    x.array = np.maximum(x.array, 0)
    return maximum(x, 0.0)

# %% [markdown] id="graph-cut"
# No gradient arrives at `x`: the result has no recipe that leads back to it. The engine sees only
# wrapped functions that are called on the tensor `x` itself, with tracking on; what is computed
# from `x.array`, or within `NoGrad`, leaves no trace. Setting `requires_grad` on the result by
# hand does not bring it back.

# %%
def relu(x):
    return Tensor(np.maximum(x.array, 0))

# %%
def relu(x):
    return Tensor(np.maximum(x.array, 0), requires_grad=x.requires_grad)

# %%
def relu(x):
    return Tensor(np.maximum(x.array, 0), requires_grad=True)

# %%
def relu(x):
    out = Tensor(np.maximum(x.array, 0))
    if x.requires_grad:
        out.recipe = x.recipe
    return out

# %% [markdown] id="graph-cut-and-wrong-values"
# No gradient arrives at `x`: what is computed from `x.array` leaves no recipe, so build the result
# out of functions on tensors, such as your `maximum`. The values are not those of relu yet either;
# for `x = [-2.0, 0.0, 3.0]` they are `[0.0, 0.0, 3.0]`.

# %%
def relu(x):
    return Tensor(np.clip(x.array, 0, 1))

# %%
def relu(x):
    return Tensor(x.array > 0)

# %%
def relu(x):
    return Tensor((x.array > 0).astype(np.float32))

# %%
def relu(x):
    return Tensor(np.minimum(x.array, 0))

# %%
def relu(x):
    return Tensor(np.abs(x.array))

# %%
def relu(x):
    return Tensor(np.zeros_like(x.array))

# %%
def relu(x):
    return Tensor(x.array)

# %%
def relu(x):
    return Tensor(np.tanh(x.array))

# %%
def relu(x):
    return Tensor(1 / (1 + np.exp(-x.array)))

# %%
def relu(x):
    return Tensor(np.where(x.array > 0, x.array, 0.01 * x.array))

# %%
def relu(x):
    return Tensor(x.array[x.array > 0])

# %% [markdown] id="tensor-of-tensor"
# You wrap a tensor in another `Tensor`. The functions of the notebook, such as `maximum`, give
# back tensors already, with their recipes; wrapping one again hides it from the engine.

# %%
def relu(x):
    return Tensor(maximum(x, 0.0))

# %%
def relu(x):
    return Tensor(maximum(x, 0.0), requires_grad=x.requires_grad)

# %%
def relu(x):
    return Tensor(maximum(x, 0.0), requires_grad=True)

# %% [markdown] id="not-registered"
# The values are right, but the way back stops at a function for which the table has no backward
# function. `relu` needs no function of its own: build it from one whose backward function you have
# written already. (If you do want your own, register it for the NumPy function that you wrapped,
# not for the wrapped one.)

# %%
def relu(x):
    return wrap_forward_fn(lambda array: np.maximum(array, 0))(x)

# %% [markdown] id="wrong-at-ties"
# Right on either side of 0; exactly at 0 the gradient is not half of what comes in, but all of it
# or nothing. A mask decides for one side there. `maximum` has a rule for the case that its two
# arguments are equal, so can you leave the decision to it?

# %%
def relu(x):
    return x * Tensor(np.where(x.array > 0, 1.0, 0.0))

# %%
def relu(x):
    return x * Tensor(np.where(x.array >= 0, 1.0, 0.0))

# %%
def relu(x):
    return x * Tensor(1.0 - np.signbit(x.array))

# %% [markdown] id="upstream-ignored"
# The backward function that you wrote returns the derivative of relu alone. The chain rule has a
# second factor, `grad_out`. (You can also do without a backward function of your own: `relu` can
# be built from one of your tensor functions.)

# %%
def _relu_of_arrays(x):
    return np.maximum(x, 0)


BACK_FUNCS.add_back_func(
    _relu_of_arrays, 0, lambda grad_out, out, x: (x > 0) + 0.5 * (x == 0)
)
relu = wrap_forward_fn(_relu_of_arrays)

# %%
def _relu_of_arrays(x):
    return np.maximum(x, 0)


BACK_FUNCS.add_back_func(_relu_of_arrays, 0, lambda grad_out, out, x: 1.0 * (x > 0))
relu = wrap_forward_fn(_relu_of_arrays)

# %%
def _relu_of_arrays(x):
    return np.maximum(x, 0)


BACK_FUNCS.add_back_func(_relu_of_arrays, 0, lambda grad_out, out, x: 1.0 * (x >= 0))
relu = wrap_forward_fn(_relu_of_arrays)

# %% [markdown] id="local-derivative-ignored"
# The values are right, but all of the gradient passes, also where `x` is negative. There the
# output does not move when `x` moves a little, so what should `x` get? If you replaced `x.array`
# and gave back `x` itself, the engine cannot know that anything happened.

# %%
def _relu_of_arrays(x):
    return np.maximum(x, 0)


BACK_FUNCS.add_back_func(_relu_of_arrays, 0, lambda grad_out, out, x: grad_out)
relu = wrap_forward_fn(_relu_of_arrays)

# %%
def relu(x):
    return x + Tensor(np.maximum(-x.array, 0))

# %%
def relu(x):
    x.array = np.maximum(x.array, 0)
    return x

# %% [markdown] id="forward-again"
# The values are right, but your backward function multiplies by values of the forward pass. Where
# `x` is positive, relu has slope 1, however large `x` is.

# %%
def _relu_of_arrays(x):
    return np.maximum(x, 0)


BACK_FUNCS.add_back_func(_relu_of_arrays, 0, lambda grad_out, out, x: grad_out * out)
relu = wrap_forward_fn(_relu_of_arrays)

# %% [markdown] id="leaky"
# Negative inputs come through, only smaller: this is the leaky relative of relu. Here everything
# below zero should become zero, whole and flat.

# %%
def relu(x):
    return maximum(x, 0.01 * x)

# %%
def relu(x):
    return maximum(x, 0.1 * x)

# %%
def relu(x):
    return maximum(x, 0.2 * x)

# %%
def relu(x):
    return maximum(x, 0.001 * x)

# %% [markdown] id="wrong-threshold"
# The bend is in the wrong place: what your function compares `x` with is not zero, so flat and
# slope meet at another number. For `x = [-2.0, 0.0, 3.0]` the result is `[0.0, 0.0, 3.0]`; what
# does yours give?

# %%
def relu(x):
    return maximum(x, 1.0)

# %%
def relu(x):
    return maximum(x, 0.5)

# %%
def relu(x):
    return maximum(x, 0.1)

# %%
def relu(x):
    return maximum(x, 1e-2)

# %%
def relu(x):
    return maximum(x, 1e-3)

# %%
def relu(x):
    return maximum(x, -1.0)

# %% [markdown] id="identity"
# Nothing happens to `x`: negative numbers come out as they went in. What should become of them?

# %%
def relu(x):
    return x

# %%
def relu(x):
    return maximum(x, x)

# %%
def relu(x):
    return x + 0.0

# %% [markdown] id="all-zero"
# All that comes out is zero. Positive numbers should come through unchanged.

# %%
def relu(x):
    return 0.0 * x

# %% [markdown] id="abs-instead"
# This is the absolute value: negative numbers come out positive. They should come out as zero. For
# `x = [-2.0, 0.0, 3.0]` the result is `[0.0, 0.0, 3.0]`.

# %%
def relu(x):
    return maximum(x, -x)

# %% [markdown] id="minimum-instead"
# You keep the negative numbers and lose the positive ones. Which of `x` and 0 should win, the
# larger or the smaller?

# %%
def relu(x):
    return -maximum(-x, 0.0)

# %%
def relu(x):
    return x * Tensor(np.where(x.array < 0, 1.0, 0.0))

# %% [markdown] id="input-negated"
# This is relu of `-x`: negative numbers come through with their sign turned, and positive ones
# vanish. Look for a minus that does not belong there, or a comparison that is the wrong way round.

# %%
def relu(x):
    return maximum(-x, 0.0)

# %%
def relu(x):
    return -x * Tensor(np.where(x.array < 0, 1.0, 0.0))

# %% [markdown] id="sign-flipped"
# Right but for the sign: everything that should be positive comes out negative. For `x = [-2.0,
# 0.0, 3.0]` the result is `[0.0, 0.0, 3.0]`.

# %%
def relu(x):
    return -maximum(x, 0.0)

# %% [markdown] id="scaled"
# Everything is twice, or half, what it should be. For `x = [-2.0, 0.0, 3.0]` the result is `[0.0,
# 0.0, 3.0]`: a positive number comes through as it is.

# %%
def relu(x):
    return x + maximum(x, -x)

# %%
def relu(x):
    return maximum(x, 0.0) / 2

# %% [markdown] id="clipped"
# There is a ceiling: from some size on, larger inputs no longer give larger outputs. relu bends
# once, at zero, and above that it goes on for ever.

# %%
def relu(x):
    return -maximum(-maximum(x, 0.0), -6.0)

# %%
def relu(x):
    return -maximum(-maximum(x, 0.0), -1.0)

# %%
def relu(x):
    return -maximum(-maximum(x, 0.0), -10.0)

# %% [markdown] id="approximation"
# This is another activation function, one that bends smoothly. relu has a corner: exactly zero up
# to zero, and exactly `x` from there on.

# %%
def relu(x):
    return log(1 + exp(x))

# %%
def relu(x):
    return 1 / (1 + exp(-x))

# %%
def relu(x):
    return x / (1 + exp(-x))

# %%
def relu(x):
    return (exp(x) - exp(-x)) / (exp(x) + exp(-x))

# %%
def relu(x):
    return maximum(x, exp(x) - 1)

# %%
def relu(x):
    return maximum(x, 0.0) - maximum(1 - exp(x), 0.0)

# %% [markdown] id="squared"
# Positive numbers come out squared: `x` is multiplied by something that is `x` already. For `x =
# [-2.0, 0.0, 3.0]` the result is `[0.0, 0.0, 3.0]`.

# %%
def relu(x):
    return x * maximum(x, 0.0)

# %% [markdown] id="step-instead"
# You return *whether* each number is positive, as ones and zeros. What should come out in the
# place of a positive number?

# %%
def relu(x):
    return maximum(x, 0.0) / x

# %% [markdown] id="requires-grad-forced"
# Everything is right, except that a gradient is required although nobody asked for one. The
# wrapped functions pass the wish on by themselves: the result requires a gradient exactly if one
# of the arguments does. So leave `requires_grad` alone.

# %%
def relu(x):
    x.requires_grad = True
    return maximum(x, 0.0)

# %% [markdown] id="wrong-shape"
# Right, except for a tensor without dimensions: your zero has a dimension of its own, so the
# result gets one too. Shape `()` in means shape `()` out; a plain number fits every shape.

# %%
def relu(x):
    return maximum(x, Tensor([0.0]))

# %%
def relu(x):
    return maximum(x, Tensor([[0.0]]))

# %% [markdown] id="wrong-for-0-d"
# Right, except for a tensor without dimensions. Its shape is `()`, so there is no length to ask
# for; but a plain number goes with every shape, and then no shape is needed.

# %%
def relu(x):
    return maximum(x, zeros(x.shape[-1]))

# %% [markdown] id="hard-coded-shape"
# Right for tensors with one number of dimensions, and not for others: `x` may be 0-d, 1-D, 2-D or
# more. You need not build zeros of a shape at all, because `maximum` also takes a plain number and
# broadcasts it.

# %%
def relu(x):
    return maximum(x, zeros(len(x)))

# %%
def relu(x):
    return maximum(x, zeros(len(x.array)))

# %%
def relu(x):
    return maximum(x, zeros(x.shape[0]))

# %%
def relu(x):
    return maximum(x, zeros(1, x.shape[1]))

# %%
def relu(x):
    return maximum(x, zeros(x.shape[0], x.shape[1]))

# %% [markdown] id="one-number-only"
# Your code treats `x` as if it were a single number: `if`, `max` and `item` ask for one answer,
# and a tensor has one for every element. Which of your functions compares element by element?

# %%
def relu(x):
    if x.array > 0:
        return x
    return 0.0 * x

# %%
def relu(x):
    if x.array > 0:
        return x
    return Tensor(0.0)

# %%
def relu(x):
    if x.array > 0:
        return x
    return Tensor(0.0, requires_grad=True)

# %%
def relu(x):
    return Tensor(max(x.array, 0.0))

# %%
def relu(x):
    return Tensor(max(x.array, 0.0), requires_grad=x.requires_grad)

# %%
def relu(x):
    return max(x.item(), 0.0)

# %% [markdown] id="loop-over-elements"
# You walk through `x.array` number by number. That works for one number of dimensions only, and
# the engine sees nothing of it, so no gradient comes back. Which of your functions compares a
# whole tensor with 0, element by element?

# %%
def relu(x):
    return Tensor([max(value, 0.0) for value in x.array])

# %%
def relu(x):
    return Tensor([max(value, 0.0) for value in x.array], requires_grad=x.requires_grad)

# %%
def relu(x):
    return Tensor([max(value, 0.0) for value in x.array], requires_grad=True)

# %% [markdown] id="whole-array-comparison"
# You decide once for the whole tensor: all of it passes, or none of it. relu decides for each
# element by itself. Which of your functions compares element by element?

# %%
def relu(x):
    return x if x.array.sum() > 0 else 0.0 * x

# %%
def relu(x):
    return x if x.array.mean() > 0 else Tensor(np.zeros_like(x.array))

# %%
def relu(x):
    return x if np.all(x.array > 0) else 0.0 * x

# %%
def relu(x):
    return x if np.all(x.array > 0) else Tensor(np.zeros_like(x.array))

# %%
def relu(x):
    return x if np.any(x.array > 0) else 0.0 * x

# %%
def relu(x):
    return x if np.any(x.array > 0) else Tensor(np.zeros_like(x.array))

# %% [markdown] id="maximum-over-all"
# You look for the largest element of the whole tensor. relu works element by element: each number
# is compared with 0, by itself, and the shape stays as it is.

# %%
def relu(x):
    return Tensor(np.full_like(x.array, max(x.array.max(), 0.0)), requires_grad=x.requires_grad)

# %%
def relu(x):
    return Tensor(np.full_like(x.array, max(x.array.max(), 0.0)))

# %%
def relu(x):
    return Tensor(x.array.max())

# %%
def relu(x):
    return Tensor(max(x.array.max(), 0.0))

# %%
def relu(x):
    return Tensor(np.max(np.maximum(x.array, 0.0)), requires_grad=x.requires_grad)

# %% [markdown] id="summed"
# You add up the result. relu keeps the shape of its input: as many numbers come out as went in.

# %%
def relu(x):
    return maximum(x, 0.0).sum()

# %% [markdown] id="calls-itself"
# Your function calls itself without end. `x.relu()` and `relu(x)` are one and the same function,
# so neither can be what it is made of; which other function of the notebook does the formula name?

# %%
def relu(x):
    return x.relu()
