# %% [markdown] id="slope-of-log"
# The gradient is divided by `a`, as for a logarithm. The exponential is its own derivative.

# %%
def exp(a):
    output = np.exp(a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out / a.array
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<ExpBackward>",
    )


# %%
def exp(a):
    output = np.exp(a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out / output
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<ExpBackward>",
    )


# %% [markdown] id="multiplies-by-value"
# The upstream gradient is multiplied by the numbers that went in. The exponential is its own
# derivative: which numbers are wanted?

# %%
def exp(a):
    output = np.exp(a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out * a.array
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<ExpBackward>",
    )


# %%
def exp(a):
    output = np.exp(a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = a.array
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<ExpBackward>",
    )


# %%
def exp(a):
    output = np.exp(a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out * a.array * output
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<ExpBackward>",
    )


# %% [markdown] id="power-rule"
# That is the rule for $a^n$. Here it is the exponent that changes, and $e^a$ is its own
# derivative.

# %%
def exp(a):
    output = np.exp(a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out * a.array * np.exp(a.array - 1)
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<ExpBackward>",
    )


# %%
def exp(a):
    output = np.exp(a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out * np.exp(a.array - 1)
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<ExpBackward>",
    )


# %% [markdown] id="upstream-passed-on"
# The upstream gradient is passed on as it is, as `add` does. How steep is the exponential at each
# of the numbers?

# %%
def exp(a):
    output = np.exp(a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<ExpBackward>",
    )


# %% [markdown] id="exp-of-upstream"
# The exponential of the upstream gradient is taken. It is multiplied as it comes; what has to be
# raised is the numbers of `a`.

# %%
def exp(a):
    output = np.exp(a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = np.exp(grad_out)
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<ExpBackward>",
    )


# %%
def exp(a):
    output = np.exp(a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = np.exp(grad_out) * a.array
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<ExpBackward>",
    )


# %%
def exp(a):
    output = np.exp(a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = np.exp(grad_out * a.array)
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<ExpBackward>",
    )


# %%
def exp(a):
    output = np.exp(a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = np.exp(grad_out) * output
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<ExpBackward>",
    )


# %% [markdown] id="other-base"
# This is a power of another number than $e$. NumPy's function for $e^a$ is `np.exp`.

# %%
def exp(a):
    output = 2.0**a.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out * output
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<ExpBackward>",
    )


# %%
def exp(a):
    output = 2.0**a.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out * np.exp(a.array)
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<ExpBackward>",
    )


# %%
def exp(a):
    output = np.exp2(a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out * output * np.log(2)
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<ExpBackward>",
    )


# %%
def exp(a):
    output = 10.0**a.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out * output
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<ExpBackward>",
    )


# %%
def exp(a):
    output = np.expm1(a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out * np.exp(a.array)
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<ExpBackward>",
    )


# %%
def exp(a):
    output = np.expm1(a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out * output
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<ExpBackward>",
    )


# %%
def exp(a):
    output = 2.718**a.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out * np.exp(a.array)
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<ExpBackward>",
    )


# %%
def exp(a):
    output = 2.718**a.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out * output
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<ExpBackward>",
    )


# %%
def exp(a):
    output = 2.71828**a.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out * output
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<ExpBackward>",
    )


# %%
def exp(a):
    output = np.exp(-a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = -grad_out * output
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<ExpBackward>",
    )


# %%
def exp(a):
    output = np.exp(-a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out * output
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<ExpBackward>",
    )


# %% [markdown] id="largest-subtracted"
# The largest number is subtracted first, which softmax does and an exponential must not: here
# nothing divides it out again.

# %%
def exp(a):
    output = np.exp(a.array - a.array.max())

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out * output
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<ExpBackward>",
    )


# %%
def exp(a):
    output = np.exp(a.array - a.array.max())

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out * np.exp(a.array)
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<ExpBackward>",
    )


# %% [markdown] id="assigns-instead-of-adding"
# The gradient is right the first time, but it replaces what was there. A tensor may be used in
# several places, and each of them adds its share.

# %%
def exp(a):
    output = np.exp(a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out * np.exp(a.array)
            a.grad = grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<ExpBackward>",
    )


# %%
def exp(a):
    output = np.exp(a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out * np.exp(a.array)
            a.zero_grad(); a.grad += grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<ExpBackward>",
    )


# %%
def exp(a):
    output = np.exp(a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out * np.exp(a.array)
            a.grad[...] = grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<ExpBackward>",
    )


# %% [markdown] id="gradient-not-added"
# Something is computed, but the tensor's gradient does not change. What `grad_fn` returns is not
# looked at: the share has to be added to `a.grad`.

# %%
def exp(a):
    output = np.exp(a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out * np.exp(a.array)
            return grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<ExpBackward>",
    )


# %%
def exp(a):
    output = np.exp(a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out * np.exp(a.array)
            a.grad + grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<ExpBackward>",
    )


# %%
def exp(a):

    def backward(grad_out):
        pass

    return Tensor(
        np.exp(a.array),
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<ExpBackward>",
    )


# %% [markdown] id="subtracts-gradient"
# The gradient arrives with the wrong sign. It has to be added to what is there; going downhill is
# the optimiser's business.

# %%
def exp(a):
    output = np.exp(a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out * np.exp(a.array)
            a.grad -= grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<ExpBackward>",
    )


# %%
def exp(a):
    output = np.exp(a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out * np.exp(a.array)
            a.grad += -grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<ExpBackward>",
    )


# %% [markdown] id="upstream-ignored"
# This is the slope of the function itself. The chain rule has a second factor: where does
# `grad_out` come in?

# %%
def exp(a):
    output = np.exp(a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = np.ones_like(a.array) * np.exp(a.array)
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<ExpBackward>",
    )


# %% [markdown] id="upstream-is-own-gradient"
# In place of the upstream gradient, which comes in as the argument, the tensor's own gradient is
# used.

# %%
def exp(a):
    output = np.exp(a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = a.grad * np.exp(a.array)
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<ExpBackward>",
    )


# %%
def exp(a):
    output = np.exp(a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = a.grad * np.exp(a.array)
            a.grad = grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<ExpBackward>",
    )


# %%
def exp(a):

    def backward(grad_out):
        a.grad *= np.exp(a.array)

    return Tensor(
        np.exp(a.array),
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<ExpBackward>",
    )


# %% [markdown] id="upstream-replaced"
# The tensor's gradient is multiplied, where the share has to be added.

# %%
def exp(a):
    output = np.exp(a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out * np.exp(a.array)
            a.grad *= grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<ExpBackward>",
    )


# %% [markdown] id="upstream-added"
# The upstream gradient is added, where the chain rule multiplies it.

# %%
def exp(a):
    output = np.exp(a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out + np.exp(a.array)
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<ExpBackward>",
    )


# %% [markdown] id="summed"
# The shares are summed up before they are added. The result has the shape of `a`, and each number
# keeps its own gradient.

# %%
def exp(a):
    output = np.exp(a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out * np.exp(a.array)
            a.grad += grad_a.sum()

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<ExpBackward>",
    )


# %%
def exp(a):
    output = np.exp(a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out * np.exp(a.array)
            a.grad += grad_a.sum(axis=0)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<ExpBackward>",
    )


# %%
def exp(a):
    output = np.exp(a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out * np.exp(a.array)
            a.grad += np.mean(grad_a)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<ExpBackward>",
    )


# %% [markdown] id="tensor-among-arrays"
# A tensor stands in a line that computes with arrays. Inside `backward` all are arrays: the
# numbers of a tensor are in its `array`.

# %%
def exp(a):
    output = np.exp(a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out * np.exp(a)
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<ExpBackward>",
    )


# %%
def exp(a):
    output = np.exp(a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out * a
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<ExpBackward>",
    )


# %% [markdown] id="arguments-in-wrong-order"
# What is passed to `Tensor` is right, but not in its order: the numbers, whether a gradient is
# wanted, the parents, the backward function, the name. With their names before them,
# `parents=...`, they cannot be confused.

# %%
def exp(a):
    output = np.exp(a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out * np.exp(a.array)
            a.grad += grad_a

    return Tensor(output, (a,), a.requires_grad, backward if a.requires_grad else None, "<ExpBackward>")


# %%
def exp(a):
    output = np.exp(a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out * np.exp(a.array)
            a.grad += grad_a

    return Tensor(output, (a,), a.requires_grad, backward, "<ExpBackward>")


# %%
def exp(a):
    output = np.exp(a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out * np.exp(a.array)
            a.grad += grad_a

    return Tensor(output, a.requires_grad, backward if a.requires_grad else None, (a,), "<ExpBackward>")


# %% [markdown] id="requires-grad-not-passed-on"
# Gradients are right, but the result itself says that it requires none, so whatever is computed
# from it will not ask for any. It has to be passed on to the new Tensor.

# %%
def exp(a):
    output = np.exp(a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out * np.exp(a.array)
            a.grad += grad_a

    return Tensor(
        output,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<ExpBackward>",
    )


# %%
def exp(a):
    output = np.exp(a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out * np.exp(a.array)
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=False,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<ExpBackward>",
    )


# %% [markdown] id="always-requires-grad"
# Where `a` requires no gradient, the result should not either, and should remember no backward
# function.

# %%
def exp(a):
    output = np.exp(a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out * np.exp(a.array)
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=True,
        parents=(a,),
        grad_fn=backward,
        grad_fn_name="<ExpBackward>",
    )


# %%
def exp(a):
    output = np.exp(a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out * np.exp(a.array)
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=True,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<ExpBackward>",
    )


# %% [markdown] id="grad-fn-always"
# Right, except that the result has a backward function even where nobody wants a gradient. Such a
# result should hold on to nothing: its `grad_fn` is None.

# %%
def exp(a):
    output = np.exp(a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out * np.exp(a.array)
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward,
        grad_fn_name="<ExpBackward>",
    )


# %% [markdown] id="grad-fn-missing"
# The result does not know its backward function. Making it is not enough, and calling it is too
# early: the new Tensor takes the function itself as `grad_fn`.

# %%
def exp(a):
    output = np.exp(a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out * np.exp(a.array)
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn_name="<ExpBackward>",
    )


# %%
def exp(a):
    output = np.exp(a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out * np.exp(a.array)
            a.grad += grad_a

    return Tensor(
        output,
        parents=(a,),
        grad_fn_name="<ExpBackward>",
    )


# %%
def exp(a):
    output = np.exp(a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out * np.exp(a.array)
            a.grad += grad_a

    return Tensor(
        output,
    )


# %%
def exp(a):
    output = np.exp(a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out * np.exp(a.array)
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
    )


# %%
def exp(a):
    output = np.exp(a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out * np.exp(a.array)
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=True,
    )


# %% [markdown] id="grad-fn-called"
# The backward function is called where the result is made, with brackets after its name. It has
# to be handed over, not called: the upstream gradient is not known yet.

# %%
def exp(a):
    output = np.exp(a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out * np.exp(a.array)
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward() if a.requires_grad else None,
        grad_fn_name="<ExpBackward>",
    )


# %% [markdown] id="takes-no-upstream"
# The backward function cannot be called with the upstream gradient. It takes one argument, the
# gradient of the result, as an array.

# %%
def exp(a):
    output = np.exp(a.array)

    def backward():
        if a.requires_grad:
            grad_a = np.ones_like(a.array) * np.exp(a.array)
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<ExpBackward>",
    )


# %% [markdown] id="remembers-the-last-call"
# The numbers are kept in one place that all calls share, so the next call overwrites them before
# they are needed. Names of the function itself are new in every call; which of yours are not?

# %%
def exp(a):
    exp.a = a
    output = np.exp(a.array)

    def backward(grad_out):
        a = exp.a
        if a.requires_grad:
            grad_a = grad_out * np.exp(a.array)
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<ExpBackward>",
    )


# %%
saved = {}


def exp(a):
    saved['a'] = a
    output = np.exp(a.array)

    def backward(grad_out):
        a = saved['a']
        if a.requires_grad:
            grad_a = grad_out * np.exp(a.array)
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<ExpBackward>",
    )


# %%
def exp(a):
    exp.output = np.exp(a.array)

    def backward(grad_out):
        a.grad += grad_out * exp.output

    return Tensor(
        np.exp(a.array),
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<ExpBackward>",
    )


# %% [markdown] id="calls-itself"
# Inside, the function is called again, without end. On arrays it is NumPy's function that is
# wanted, with `np.` before its name, and it wants `a.array`.

# %%
def exp(a):
    output = exp(a).array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out * np.exp(a.array)
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<ExpBackward>",
    )


# %%
def exp(a):
    output = a.exp().array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out * np.exp(a.array)
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<ExpBackward>",
    )


# %%
def exp(a):
    output = exp(a)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out * np.exp(a.array)
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<ExpBackward>",
    )


# %% [markdown] id="numpy-on-tensor"
# NumPy's function is given the tensor, and makes something else of it than its array of numbers.
# The numbers are in `a.array`.

# %%
def exp(a):
    output = np.exp(a)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out * np.exp(a.array)
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<ExpBackward>",
    )


# %%
def exp(a):
    output = np.exp(a).array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out * np.exp(a.array)
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<ExpBackward>",
    )


# %% [markdown] id="returns-array"
# What comes back is an array of numbers. The result has to be a Tensor, or nothing is remembered.

# %%
def exp(a):
    output = np.exp(a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out * np.exp(a.array)
            a.grad += grad_a

    return output


# %%
def exp(a):
    return np.exp(a.array)


# %% [markdown] id="returns-none"
# Nothing comes back: a `return` is missing before the new Tensor.

# %%
def exp(a):
    output = np.exp(a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out * np.exp(a.array)
            a.grad += grad_a

    out = Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<ExpBackward>",
    )


# %%
def exp(a):
    output = np.exp(a.array)


# %% [markdown] id="writes-into-parent"
# The numbers of the parent are not the same afterwards. Others hold the same array and still need
# it: make a new one.

# %%
def exp(a):
    output = np.exp(a.array, out=a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out * np.exp(a.array)
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<ExpBackward>",
    )


# %%
def exp(a):
    output = np.exp(a.array, out=a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out * output
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<ExpBackward>",
    )


# %%
def exp(a):
    output = np.exp(a.array); a.array[...] = output

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out * np.exp(a.array)
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<ExpBackward>",
    )


# %%
def exp(a):
    output = np.exp(a.array); a.array[...] = output

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out * output
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<ExpBackward>",
    )


# %% [markdown] id="writes-into-upstream"
# The upstream gradient that came in is not the same afterwards. It is the `grad` of another
# tensor: make a new array instead of changing it in place.

# %%
def exp(a):

    def backward(grad_out):
        grad_out *= np.exp(a.array)
        a.grad += grad_out

    return Tensor(
        np.exp(a.array),
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<ExpBackward>",
    )
