# %% [markdown] id="multiplies-by-value"
# The upstream gradient is multiplied by the numbers of `a`. The logarithm is steep where `a` is
# small: what is its derivative?

# %%
def log(a):
    output = np.log(a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out * a.array
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<LogBackward>",
    )


# %%
def log(a):
    output = np.log(a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = a.array
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<LogBackward>",
    )


# %% [markdown] id="slope-of-exp"
# The gradient is that of the exponential, or uses the logarithm again. The derivative of the
# logarithm at $a$ is $1/a$.

# %%
def log(a):
    output = np.log(a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out * np.exp(a.array)
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<LogBackward>",
    )


# %%
def log(a):
    output = np.log(a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out * np.log(a.array)
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<LogBackward>",
    )


# %%
def log(a):
    output = np.log(a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out * output
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<LogBackward>",
    )


# %% [markdown] id="upside-down"
# The division is upside down: it is the upstream gradient that is divided by the numbers of `a`.

# %%
def log(a):
    output = np.log(a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = a.array / grad_out
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<LogBackward>",
    )


# %%
def log(a):
    output = np.log(a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = 1 / (grad_out * a.array)
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<LogBackward>",
    )


# %% [markdown] id="divides-by-result"
# You divide by the result. The derivative of the logarithm is one over what *went in*.

# %%
def log(a):
    output = np.log(a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out / output
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<LogBackward>",
    )


# %%
def log(a):
    output = np.log(a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = 1 / output
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<LogBackward>",
    )


# %% [markdown] id="squared"
# The derivative of the logarithm is $1/a$; here a square, or a sign, has got in. That would be
# the derivative of $1/a$.

# %%
def log(a):
    output = np.log(a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = -grad_out / a.array**2
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<LogBackward>",
    )


# %%
def log(a):
    output = np.log(a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out / a.array**2
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<LogBackward>",
    )


# %% [markdown] id="other-base"
# This is a logarithm to another base than $e$. NumPy's natural logarithm is called `np.log`; how
# much `np.log10` differs is a factor that turns up in the slope as well.

# %%
def log(a):
    output = np.log10(a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out / a.array
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<LogBackward>",
    )


# %%
def log(a):
    output = np.log2(a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out / a.array
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<LogBackward>",
    )


# %%
def log(a):
    output = np.log10(a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out / (a.array * np.log(10))
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<LogBackward>",
    )


# %%
def log(a):
    output = np.log2(a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out / (a.array * np.log(2))
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<LogBackward>",
    )


# %%
def log(a):
    output = np.log1p(a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out / a.array
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<LogBackward>",
    )


# %%
def log(a):
    output = np.log1p(a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out / (1 + a.array)
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<LogBackward>",
    )


# %% [markdown] id="protected"
# Nearly right: something is added before the logarithm, or before the division. For small numbers
# it shows; the numbers here are positive, and need no protection.

# %%
def log(a):
    output = np.log(a.array + 1e-3)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out / a.array
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<LogBackward>",
    )


# %%
def log(a):
    output = np.log(a.array + 1e-3)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out / (a.array + 1e-3)
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<LogBackward>",
    )


# %%
def log(a):
    output = np.log(a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out / (a.array + 1e-3)
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<LogBackward>",
    )


# %%
def log(a):
    output = np.log(a.array + 1e-6)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out / a.array
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<LogBackward>",
    )


# %%
def log(a):
    output = np.log(a.array + 1e-6)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out / (a.array + 1e-6)
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<LogBackward>",
    )


# %%
def log(a):
    output = np.log(a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out / (a.array + 1e-6)
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<LogBackward>",
    )


# %%
def log(a):
    output = np.log(a.array + 1e-8)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out / a.array
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<LogBackward>",
    )


# %%
def log(a):
    output = np.log(np.maximum(a.array, 1e-3))

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out / a.array
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<LogBackward>",
    )


# %% [markdown] id="assigns-instead-of-adding"
# The gradient is right the first time, but it replaces what was there. A tensor may be used in
# several places, and each of them adds its share.

# %%
def log(a):
    output = np.log(a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out / a.array
            a.grad = grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<LogBackward>",
    )


# %%
def log(a):
    output = np.log(a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out / a.array
            a.zero_grad(); a.grad += grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<LogBackward>",
    )


# %%
def log(a):
    output = np.log(a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out / a.array
            a.grad[...] = grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<LogBackward>",
    )


# %% [markdown] id="gradient-not-added"
# Something is computed, but the tensor's gradient does not change. What `grad_fn` returns is not
# looked at: the share has to be added to `a.grad`.

# %%
def log(a):
    output = np.log(a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out / a.array
            return grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<LogBackward>",
    )


# %%
def log(a):
    output = np.log(a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out / a.array
            a.grad + grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<LogBackward>",
    )


# %%
def log(a):

    def backward(grad_out):
        pass

    return Tensor(
        np.log(a.array),
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<LogBackward>",
    )


# %% [markdown] id="subtracts-gradient"
# The gradient arrives with the wrong sign. It has to be added to what is there; going downhill is
# the optimiser's business.

# %%
def log(a):
    output = np.log(a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out / a.array
            a.grad -= grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<LogBackward>",
    )


# %%
def log(a):
    output = np.log(a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out / a.array
            a.grad += -grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<LogBackward>",
    )


# %% [markdown] id="upstream-ignored"
# This is the slope of the function itself. The chain rule has a second factor: where does
# `grad_out` come in?

# %%
def log(a):
    output = np.log(a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = np.ones_like(a.array) / a.array
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<LogBackward>",
    )


# %% [markdown] id="upstream-is-own-gradient"
# In place of the upstream gradient, which comes in as the argument, the tensor's own gradient is
# used.

# %%
def log(a):
    output = np.log(a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = a.grad / a.array
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<LogBackward>",
    )


# %%
def log(a):
    output = np.log(a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = a.grad / a.array
            a.grad = grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<LogBackward>",
    )


# %%
def log(a):

    def backward(grad_out):
        a.grad *= 1 / a.array

    return Tensor(
        np.log(a.array),
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<LogBackward>",
    )


# %% [markdown] id="upstream-replaced"
# The tensor's gradient is multiplied, where the share has to be added.

# %%
def log(a):
    output = np.log(a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out / a.array
            a.grad *= grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<LogBackward>",
    )


# %% [markdown] id="upstream-added"
# The upstream gradient is added, where the chain rule multiplies it.

# %%
def log(a):
    output = np.log(a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out + 1 / a.array
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<LogBackward>",
    )


# %% [markdown] id="summed"
# The shares are summed up before they are added. The result has the shape of `a`, and each number
# keeps its own gradient.

# %%
def log(a):
    output = np.log(a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out / a.array
            a.grad += grad_a.sum()

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<LogBackward>",
    )


# %%
def log(a):
    output = np.log(a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out / a.array
            a.grad += grad_a.sum(axis=0)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<LogBackward>",
    )


# %%
def log(a):
    output = np.log(a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out / a.array
            a.grad += np.mean(grad_a)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<LogBackward>",
    )


# %% [markdown] id="tensor-among-arrays"
# A tensor stands in a line that computes with arrays. Inside `backward` all are arrays: the
# numbers of a tensor are in its `array`.

# %%
def log(a):
    output = np.log(a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out / a
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<LogBackward>",
    )


# %%
def log(a):
    output = np.log(a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out * (1 / a)
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<LogBackward>",
    )


# %% [markdown] id="arguments-in-wrong-order"
# What is passed to `Tensor` is right, but not in its order: the numbers, whether a gradient is
# wanted, the parents, the backward function, the name. With their names before them,
# `parents=...`, they cannot be confused.

# %%
def log(a):
    output = np.log(a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out / a.array
            a.grad += grad_a

    return Tensor(output, (a,), a.requires_grad, backward if a.requires_grad else None, "<LogBackward>")


# %%
def log(a):
    output = np.log(a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out / a.array
            a.grad += grad_a

    return Tensor(output, (a,), a.requires_grad, backward, "<LogBackward>")


# %%
def log(a):
    output = np.log(a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out / a.array
            a.grad += grad_a

    return Tensor(output, a.requires_grad, backward if a.requires_grad else None, (a,), "<LogBackward>")


# %% [markdown] id="requires-grad-not-passed-on"
# Gradients are right, but the result itself says that it requires none, so whatever is computed
# from it will not ask for any. It has to be passed on to the new Tensor.

# %%
def log(a):
    output = np.log(a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out / a.array
            a.grad += grad_a

    return Tensor(
        output,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<LogBackward>",
    )


# %%
def log(a):
    output = np.log(a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out / a.array
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=False,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<LogBackward>",
    )


# %% [markdown] id="always-requires-grad"
# Where `a` requires no gradient, the result should not either, and should remember no backward
# function.

# %%
def log(a):
    output = np.log(a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out / a.array
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=True,
        parents=(a,),
        grad_fn=backward,
        grad_fn_name="<LogBackward>",
    )


# %%
def log(a):
    output = np.log(a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out / a.array
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=True,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<LogBackward>",
    )


# %% [markdown] id="grad-fn-always"
# Right, except that the result has a backward function even where nobody wants a gradient. Such a
# result should hold on to nothing: its `grad_fn` is None.

# %%
def log(a):
    output = np.log(a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out / a.array
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward,
        grad_fn_name="<LogBackward>",
    )


# %% [markdown] id="grad-fn-missing"
# The result does not know its backward function. Making it is not enough, and calling it is too
# early: the new Tensor takes the function itself as `grad_fn`.

# %%
def log(a):
    output = np.log(a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out / a.array
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn_name="<LogBackward>",
    )


# %%
def log(a):
    output = np.log(a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out / a.array
            a.grad += grad_a

    return Tensor(
        output,
        parents=(a,),
        grad_fn_name="<LogBackward>",
    )


# %%
def log(a):
    output = np.log(a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out / a.array
            a.grad += grad_a

    return Tensor(
        output,
    )


# %%
def log(a):
    output = np.log(a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out / a.array
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
    )


# %%
def log(a):
    output = np.log(a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out / a.array
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=True,
    )


# %% [markdown] id="grad-fn-called"
# The backward function is called where the result is made, with brackets after its name. It has
# to be handed over, not called: the upstream gradient is not known yet.

# %%
def log(a):
    output = np.log(a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out / a.array
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward() if a.requires_grad else None,
        grad_fn_name="<LogBackward>",
    )


# %% [markdown] id="takes-no-upstream"
# The backward function cannot be called with the upstream gradient. It takes one argument, the
# gradient of the result, as an array.

# %%
def log(a):
    output = np.log(a.array)

    def backward():
        if a.requires_grad:
            grad_a = np.ones_like(a.array) / a.array
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<LogBackward>",
    )


# %% [markdown] id="remembers-the-last-call"
# The numbers are kept in one place that all calls share, so the next call overwrites them before
# they are needed. Names of the function itself are new in every call; which of yours are not?

# %%
def log(a):
    log.a = a
    output = np.log(a.array)

    def backward(grad_out):
        a = log.a
        if a.requires_grad:
            grad_a = grad_out / a.array
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<LogBackward>",
    )


# %%
saved = {}


def log(a):
    saved['a'] = a
    output = np.log(a.array)

    def backward(grad_out):
        a = saved['a']
        if a.requires_grad:
            grad_a = grad_out / a.array
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<LogBackward>",
    )


# %%
def log(a):
    log.array = a.array

    def backward(grad_out):
        a.grad += grad_out / log.array

    return Tensor(
        np.log(a.array),
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<LogBackward>",
    )


# %% [markdown] id="calls-itself"
# Inside, the function is called again, without end. On arrays it is NumPy's function that is
# wanted, with `np.` before its name, and it wants `a.array`.

# %%
def log(a):
    output = log(a).array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out / a.array
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<LogBackward>",
    )


# %%
def log(a):
    output = a.log().array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out / a.array
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<LogBackward>",
    )


# %%
def log(a):
    output = log(a)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out / a.array
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<LogBackward>",
    )


# %% [markdown] id="numpy-on-tensor"
# NumPy's function is given the tensor, and makes something else of it than its array of numbers.
# The numbers are in `a.array`.

# %%
def log(a):
    output = np.log(a)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out / a.array
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<LogBackward>",
    )


# %%
def log(a):
    output = np.log(a).array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out / a.array
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<LogBackward>",
    )


# %% [markdown] id="returns-array"
# What comes back is an array of numbers. The result has to be a Tensor, or nothing is remembered.

# %%
def log(a):
    output = np.log(a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out / a.array
            a.grad += grad_a

    return output


# %%
def log(a):
    return np.log(a.array)


# %% [markdown] id="returns-none"
# Nothing comes back: a `return` is missing before the new Tensor.

# %%
def log(a):
    output = np.log(a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out / a.array
            a.grad += grad_a

    out = Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<LogBackward>",
    )


# %%
def log(a):
    output = np.log(a.array)


# %% [markdown] id="writes-into-parent"
# The numbers of the parent are not the same afterwards. Others hold the same array and still need
# it: make a new one.

# %%
def log(a):
    output = np.log(a.array, out=a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out / a.array
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<LogBackward>",
    )


# %%
def log(a):
    output = np.log(a.array, out=a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out / np.exp(output)
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<LogBackward>",
    )


# %%
def log(a):
    output = np.log(a.array); a.array[...] = output

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out / a.array
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<LogBackward>",
    )


# %%
def log(a):
    before = a.array.copy()
    output = np.log(a.array, out=a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out / before
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<LogBackward>",
    )


# %% [markdown] id="writes-into-upstream"
# The upstream gradient that came in is not the same afterwards. It is the `grad` of another
# tensor: make a new array instead of changing it in place.

# %%
def log(a):

    def backward(grad_out):
        grad_out /= a.array
        a.grad += grad_out

    return Tensor(
        np.log(a.array),
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<LogBackward>",
    )
