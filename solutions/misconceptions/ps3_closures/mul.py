# %% [markdown] id="own-factor"
# Each gradient is multiplied by the tensor's own numbers. If a number of `a` grows by a little,
# the product grows by that times its partner: whose number is that?

# %%
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out * a.array)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, grad_out * b.array)

    return Tensor(
        a.array * b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %% [markdown] id="slopes-of-add"
# The gradients are those of a sum. How steeply a product grows with one factor depends on how
# large the other one is.

# %%
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, grad_out)

    return Tensor(
        a.array * b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %% [markdown] id="sum-of-factors"
# Both factors come into each gradient. If a number of `a` grows by a little, only its partner in
# `b` says by how much the product grows.

# %%
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out * (a.array + b.array))
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, grad_out * (a.array + b.array))

    return Tensor(
        a.array * b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %%
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out * a.array * b.array)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, grad_out * a.array * b.array)

    return Tensor(
        a.array * b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %% [markdown] id="divides-by-factor"
# You divide where the chain rule multiplies. Besides, dividing the product by a factor that may
# be zero does not give the other one back.

# %%
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out / b.array)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, grad_out / a.array)

    return Tensor(
        a.array * b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %%
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out * (a.array * b.array) / a.array)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, grad_out * (a.array * b.array) / b.array)

    return Tensor(
        a.array * b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %% [markdown] id="still-adds"
# This still adds. Copied from `add`: the pattern stays, but what is computed forwards changes as
# well.

# %%
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out * b.array)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, grad_out * a.array)

    return Tensor(
        a.array + b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %%
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, grad_out)

    return Tensor(
        a.array + b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %% [markdown] id="matrix-product"
# Forwards this is the product of two matrices. Here each number is multiplied by its partner,
# which is what `*` does with arrays.

# %%
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out * b.array)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, grad_out * a.array)

    return Tensor(
        a.array @ b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %%
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out @ b.array.T)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, a.array.T @ grad_out)

    return Tensor(
        a.array @ b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %%
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out @ b.array.T)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, a.array.T @ grad_out)

    return Tensor(
        a.array * b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %% [markdown] id="assigns-instead-of-adding"
# The gradient is right the first time, but it replaces what was there. A tensor may be used in
# several places, or twice in one, and each of them adds its share.

# %%
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad = broadcast_grad_accumulate(a, grad_out * b.array)
        if b.requires_grad:
            b.grad = broadcast_grad_accumulate(b, grad_out * a.array)

    return Tensor(
        a.array * b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %%
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out * b.array)
        if b.requires_grad:
            b.grad = broadcast_grad_accumulate(b, grad_out * a.array)

    return Tensor(
        a.array * b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %%
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad = broadcast_grad_accumulate(a, grad_out * b.array)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, grad_out * a.array)

    return Tensor(
        a.array * b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %%
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.zero_grad()
        if b.requires_grad:
            b.zero_grad()
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out * b.array)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, grad_out * a.array)

    return Tensor(
        a.array * b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %%
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad[...] = broadcast_grad_accumulate(a, grad_out * b.array)
        if b.requires_grad:
            b.grad[...] = broadcast_grad_accumulate(b, grad_out * a.array)

    return Tensor(
        a.array * b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %% [markdown] id="gradient-not-added"
# Something is computed, but no tensor's gradient changes. What `grad_fn` returns is not looked
# at: the shares have to be added to `a.grad` and `b.grad`.

# %%
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        grad_a = broadcast_grad_accumulate(a, grad_out * b.array)
        grad_b = broadcast_grad_accumulate(b, grad_out * a.array)
        return grad_a, grad_b

    return Tensor(
        a.array * b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %%
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad + broadcast_grad_accumulate(a, grad_out * b.array)
        if b.requires_grad:
            b.grad + broadcast_grad_accumulate(b, grad_out * a.array)

    return Tensor(
        a.array * b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %%
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        pass

    return Tensor(
        a.array * b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %% [markdown] id="subtracts-gradient"
# The gradients arrive with the wrong sign: they are subtracted from what is there. Going downhill
# is the optimiser's business; here they are collected.

# %%
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad -= broadcast_grad_accumulate(a, grad_out * b.array)
        if b.requires_grad:
            b.grad -= broadcast_grad_accumulate(b, grad_out * a.array)

    return Tensor(
        a.array * b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %% [markdown] id="upstream-ignored"
# These are the slopes of the operation itself. The chain rule has a second factor: where does
# `grad_out` come in?

# %%
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, np.ones_like(grad_out) * b.array)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, np.ones_like(grad_out) * a.array)

    return Tensor(
        a.array * b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %%
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, 1.0 + 0 * grad_out * b.array)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, 1.0 + 0 * grad_out * a.array)

    return Tensor(
        a.array * b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %% [markdown] id="second-forgotten"
# The second tensor gets no gradient, or not always. Both tensors may want one, independently of
# each other.

# %%
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out * b.array)

    return Tensor(
        a.array * b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %%
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out * b.array)
        elif b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, grad_out * a.array)

    return Tensor(
        a.array * b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %%
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out * b.array)
            return
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, grad_out * a.array)

    return Tensor(
        a.array * b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %% [markdown] id="nested-condition"
# The second tensor's part stands inside the first one's condition. Look at the indentation: what
# happens where only `b` requires a gradient?

# %%
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out * b.array)
            if b.requires_grad:
                b.grad += broadcast_grad_accumulate(b, grad_out * a.array)

    return Tensor(
        a.array * b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %%
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad and b.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out * b.array)
            b.grad += broadcast_grad_accumulate(b, grad_out * a.array)

    return Tensor(
        a.array * b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %% [markdown] id="requires-grad-ignored"
# Right as long as both tensors require a gradient. One that does not has no `grad` to add to: it
# is None, and should stay so. Before a share is added to a tensor, does your code ask whether
# that very tensor requires it?

# %%
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        a.grad += broadcast_grad_accumulate(a, grad_out * b.array)
        b.grad += broadcast_grad_accumulate(b, grad_out * a.array)

    return Tensor(
        a.array * b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %%
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        a.grad += broadcast_grad_accumulate(a, grad_out * b.array)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, grad_out * a.array)

    return Tensor(
        a.array * b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %%
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out * b.array)
        b.grad += broadcast_grad_accumulate(b, grad_out * a.array)

    return Tensor(
        a.array * b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %%
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out * b.array)
            b.grad += broadcast_grad_accumulate(b, grad_out * a.array)

    return Tensor(
        a.array * b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %%
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        for tensor in (a, b):
            if tensor.grad is None:
                tensor.grad = np.zeros_like(tensor.array)
        a.grad += broadcast_grad_accumulate(a, grad_out * b.array)
        b.grad += broadcast_grad_accumulate(b, grad_out * a.array)

    return Tensor(
        a.array * b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %% [markdown] id="and-instead-of-or"
# The result forgets how it was made as soon as one of the two requires no gradient. If even one
# of them wants a gradient, it has to come through here.

# %%
def mul(a, b):
    requires_grad = a.requires_grad and b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out * b.array)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, grad_out * a.array)

    return Tensor(
        a.array * b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %%
def mul(a, b):
    requires_grad = a.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out * b.array)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, grad_out * a.array)

    return Tensor(
        a.array * b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %%
def mul(a, b):
    requires_grad = b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out * b.array)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, grad_out * a.array)

    return Tensor(
        a.array * b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %% [markdown] id="requires-grad-not-passed-on"
# Gradients are right, but the result itself says that it requires none, so whatever is computed
# from it will not ask for any. What was worked out at the top has to be passed on to the new
# Tensor.

# %%
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out * b.array)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, grad_out * a.array)

    return Tensor(
        a.array * b.array,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %%
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out * b.array)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, grad_out * a.array)

    return Tensor(
        a.array * b.array,
        requires_grad=False,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %% [markdown] id="always-requires-grad"
# Where neither tensor requires a gradient, the result should not either, and should remember no
# backward function.

# %%
def mul(a, b):
    requires_grad = True

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out * b.array)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, grad_out * a.array)

    return Tensor(
        a.array * b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %%
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out * b.array)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, grad_out * a.array)

    return Tensor(
        a.array * b.array,
        requires_grad=True,
        parents=(a, b),
        grad_fn=backward,
        grad_fn_name="<MulBackward>",
    )


# %%
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out * b.array)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, grad_out * a.array)

    return Tensor(
        a.array * b.array,
        requires_grad=True,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %% [markdown] id="grad-fn-always"
# Right, except that the result has a backward function even where nobody wants a gradient. Such a
# result should hold on to nothing: its `grad_fn` is None.

# %%
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out * b.array)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, grad_out * a.array)

    return Tensor(
        a.array * b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward,
        grad_fn_name="<MulBackward>",
    )


# %% [markdown] id="grad-fn-missing"
# The result does not know its backward function. Making it is not enough, and calling it is too
# early: the new Tensor takes the function itself as `grad_fn`.

# %%
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out * b.array)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, grad_out * a.array)

    return Tensor(
        a.array * b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn_name="<MulBackward>",
    )


# %%
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    return Tensor(a.array * b.array, requires_grad=requires_grad, parents=(a, b), grad_fn_name="<MulBackward>")


# %%
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    return Tensor(a.array * b.array, requires_grad=requires_grad)


# %%
def mul(a, b):
    return Tensor(a.array * b.array, requires_grad=True)


# %%
def mul(a, b):
    return Tensor(a.array * b.array)


# %%
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out * b.array)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, grad_out * a.array)

    return Tensor(
        a.array * b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=None,
        grad_fn_name="<MulBackward>",
    )


# %% [markdown] id="grad-fn-called"
# The backward function is called where the result is made, with brackets after its name. It has
# to be handed over, not called: the upstream gradient is not known yet.

# %%
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out * b.array)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, grad_out * a.array)

    return Tensor(
        a.array * b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward() if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %% [markdown] id="takes-no-upstream"
# The backward function cannot be called with the upstream gradient. It takes one argument, the
# gradient of the result, as an array.

# %%
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward():
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, np.ones_like(a.array * b.array) * b.array)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, np.ones_like(a.array * b.array) * a.array)

    return Tensor(
        a.array * b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %% [markdown] id="remembers-the-last-call"
# The numbers are kept in one place that all calls share, so the next call overwrites them before
# they are needed. Names of the function itself are new in every call; which of yours are not?

# %%
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    mul.a, mul.b = a, b

    def backward(grad_out):
        a, b = mul.a, mul.b
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out * b.array)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, grad_out * a.array)

    return Tensor(
        a.array * b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %%
saved = []


def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    saved.clear()
    saved.extend([a, b])

    def backward(grad_out):
        a, b = saved
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out * b.array)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, grad_out * a.array)

    return Tensor(
        a.array * b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %% [markdown] id="calls-itself"
# Inside, an operator is used on the tensors, which calls this very function again, without end.
# Work on the arrays, `a.array` and `b.array`.

# %%
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out * b.array)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, grad_out * a.array)

    return Tensor(
        a * b,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %%
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out * b.array)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, grad_out * a.array)

    return Tensor(
        (a * b).array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %% [markdown] id="returns-array"
# What comes back is an array of numbers. The result has to be a Tensor, or nothing is remembered.

# %%
def mul(a, b):
    return a.array * b.array


# %%
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array * b.array

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out * b.array)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, grad_out * a.array)

    return output


# %% [markdown] id="returns-none"
# Nothing comes back: a `return` is missing before the new Tensor.

# %%
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out * b.array)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, grad_out * a.array)

    output = Tensor(
        a.array * b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %%
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out * b.array)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, grad_out * a.array)


# %% [markdown] id="writes-into-parent"
# The numbers of a parent are not the same afterwards. Others hold the same array and still need
# it: make a new one.

# %%
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out * b.array)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, grad_out * a.array)

    output = a.array
    output *= b.array

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %% [markdown] id="writes-into-upstream"
# The upstream gradient that came in is not the same afterwards. It is the `grad` of another
# tensor: make a new array instead of changing it in place.

# %%
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out * b.array)
        if b.requires_grad:
            grad_out *= a.array
            b.grad += broadcast_grad_accumulate(b, grad_out)

    return Tensor(
        a.array * b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %%
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            grad_out *= b.array
            a.grad += broadcast_grad_accumulate(a, grad_out)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, grad_out * a.array)

    return Tensor(
        a.array * b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %% [markdown] id="tensor-among-arrays"
# A tensor stands in a line that computes with arrays. Inside `backward` all are arrays: the
# numbers of a tensor are in its `array`. And `broadcast_grad_accumulate` takes first the tensor,
# then the array.

# %%
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(grad_out * b.array, a)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(grad_out * a.array, b)

    return Tensor(
        a.array * b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %%
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out * b)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, grad_out * a)

    return Tensor(
        a.array * b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %%
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, b * grad_out)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, a * grad_out)

    return Tensor(
        a.array * b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %% [markdown] id="arguments-in-wrong-order"
# What is passed to `Tensor` is right, but not in its order: the numbers, whether a gradient is
# wanted, the parents, the backward function, the name. With their names before them,
# `parents=...`, they cannot be confused.

# %%
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out * b.array)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, grad_out * a.array)

    return Tensor(a.array * b.array, (a, b), requires_grad, backward if requires_grad else None, "<MulBackward>")


# %%
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out * b.array)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, grad_out * a.array)

    return Tensor(a.array * b.array, (a, b), requires_grad, backward, "<MulBackward>")


# %%
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out * b.array)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, grad_out * a.array)

    return Tensor(a.array * b.array, requires_grad, backward if requires_grad else None, (a, b), "<MulBackward>")


# %%
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out * b.array)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, grad_out * a.array)

    return Tensor(a.array * b.array, (a, b), backward if requires_grad else None, requires_grad, "<MulBackward>")


# %% [markdown] id="averages-shares"
# Right when both tensors have the same shape. Where one was broadcast, its shares are averaged,
# or one of them is picked. Each is a way in which the tensor matters, and they add up.

# %%
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += (grad_out * b.array).mean(axis=tuple(i for i, n in enumerate(a.shape) if n == 1), keepdims=True)
        if b.requires_grad:
            b.grad += (grad_out * a.array).mean(axis=tuple(i for i, n in enumerate(b.shape) if n == 1), keepdims=True)

    return Tensor(
        a.array * b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %%
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += (grad_out * b.array).max(axis=tuple(i for i, n in enumerate(a.shape) if n == 1), keepdims=True)
        if b.requires_grad:
            b.grad += (grad_out * a.array).max(axis=tuple(i for i, n in enumerate(b.shape) if n == 1), keepdims=True)

    return Tensor(
        a.array * b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %% [markdown] id="not-unbroadcast"
# Right when both tensors have the same shape. Where one was broadcast, its gradient has the shape
# of the result, and has to be summed to the tensor's own, as the last step before it is added.

# %%
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += grad_out * b.array
        if b.requires_grad:
            b.grad += grad_out * a.array

    return Tensor(
        a.array * b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %%
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad = a.grad + grad_out * b.array
        if b.requires_grad:
            b.grad = b.grad + grad_out * a.array

    return Tensor(
        a.array * b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %%
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += grad_out * b.array
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, grad_out * a.array)

    return Tensor(
        a.array * b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %%
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out * b.array)
        if b.requires_grad:
            b.grad += grad_out * a.array

    return Tensor(
        a.array * b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %%
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out * b.array
            broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if b.requires_grad:
            grad_b = grad_out * a.array
            broadcast_grad_accumulate(b, grad_b)
            b.grad += grad_b

    return Tensor(
        a.array * b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %%
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out * b.array)
        if b.requires_grad:
            b.grad = b.grad + grad_out * a.array

    return Tensor(
        a.array * b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %%
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad = a.grad + grad_out * b.array
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, grad_out * a.array)

    return Tensor(
        a.array * b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %% [markdown] id="unbroadcast-to-the-other"
# The gradient of one tensor is summed to the shape of the other one. Look at what goes into
# `broadcast_grad_accumulate`: first the tensor whose gradient it is.

# %%
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(b, grad_out * b.array)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(a, grad_out * a.array)

    return Tensor(
        a.array * b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %%
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out * b.array)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(a, grad_out * a.array)

    return Tensor(
        a.array * b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %%
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(b, grad_out * b.array)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, grad_out * a.array)

    return Tensor(
        a.array * b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %% [markdown] id="unbroadcast-too-early"
# Right when both tensors have the same shape. Where one was broadcast, the upstream gradient is
# summed before it has met the numbers of the other tensor; the shares have to be formed first,
# one for each place of the result.

# %%
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out) * b.array
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, grad_out) * a.array

    return Tensor(
        a.array * b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %%
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad = a.grad + broadcast_grad_accumulate(a, grad_out) * b.array
        if b.requires_grad:
            b.grad = b.grad + broadcast_grad_accumulate(b, grad_out) * a.array

    return Tensor(
        a.array * b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %%
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out * b.array)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, grad_out) * a.array

    return Tensor(
        a.array * b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %%
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out) * b.array
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, grad_out * a.array)

    return Tensor(
        a.array * b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %%
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, broadcast_grad_accumulate(a, grad_out) * b.array)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, broadcast_grad_accumulate(b, grad_out) * a.array)

    return Tensor(
        a.array * b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %% [markdown] id="only-rows-summed"
# Right for a row. A tensor can also be stretched along other axes, or along several: which axes
# these are, its shape says, and `broadcast_grad_accumulate` knows.

# %%
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += (grad_out * b.array).sum(axis=0, keepdims=True)
        if b.requires_grad:
            b.grad += (grad_out * a.array).sum(axis=0, keepdims=True)

    return Tensor(
        a.array * b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %%
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out * b.array)
        if b.requires_grad:
            b.grad += (grad_out * a.array).sum(axis=0, keepdims=True)

    return Tensor(
        a.array * b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )
