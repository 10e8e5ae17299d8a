# %% [markdown] id="second-sign-missing"
# Right, except for the sign of the second gradient. If a denominator grows, does the quotient
# grow or fall?

# %%
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out / b.array)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, grad_out * a.array / b.array**2)

    return Tensor(
        a.array / b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %% [markdown] id="not-squared"
# Right for the first tensor; for the second the denominator is not squared. With $a\,b^{-1}$ in
# mind: what is the derivative of $b^{-1}$?

# %%
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out / b.array)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, -grad_out * a.array / b.array)

    return Tensor(
        a.array / b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %%
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out / b.array)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, grad_out * a.array / b.array)

    return Tensor(
        a.array / b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %% [markdown] id="division-order"
# Right for the first tensor. For the second: Python works from left to right, so `x / b * b`
# divides and multiplies again. Dividing by a square takes brackets, or a power.

# %%
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out / b.array)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, -grad_out * a.array / b.array * b.array)

    return Tensor(
        a.array / b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %%
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out / b.array)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, grad_out * a.array / b.array * b.array)

    return Tensor(
        a.array / b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %% [markdown] id="numerator-missing"
# Right for the first tensor; the gradient of the second does not depend on `a`. A change of the
# denominator matters more, the more there is to be divided.

# %%
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out / b.array)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, -grad_out / b.array**2)

    return Tensor(
        a.array / b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %%
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out / b.array)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, grad_out / b.array**2)

    return Tensor(
        a.array / b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %% [markdown] id="slopes-of-mul"
# The gradient of the first tensor is multiplied by `b`. Twice the denominator makes the quotient
# half as sensitive: what is the derivative of $a/b$ by $a$?

# %%
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out * b.array)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, -grad_out * a.array / b.array**2)

    return Tensor(
        a.array / b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %%
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out * b.array)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, grad_out * a.array)

    return Tensor(
        a.array / b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %%
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out * b.array)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, -grad_out * a.array)

    return Tensor(
        a.array / b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %%
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out * b.array)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, grad_out * a.array / b.array**2)

    return Tensor(
        a.array / b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %% [markdown] id="slopes-of-add"
# The gradient of a tensor is the upstream gradient itself, up to a sign. How much the quotient
# changes depends on the numbers.

# %%
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, -grad_out)

    return Tensor(
        a.array / b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %%
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, grad_out)

    return Tensor(
        a.array / b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %%
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, -grad_out * a.array / b.array**2)

    return Tensor(
        a.array / b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %% [markdown] id="wrong-square"
# Right for the first tensor. In the second gradient the two tensors have changed roles: which of
# them is squared, and which one is above the line?

# %%
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out / b.array)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, -grad_out * b.array / a.array**2)

    return Tensor(
        a.array / b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %%
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out / b.array)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, -grad_out * a.array**2 / b.array**2)

    return Tensor(
        a.array / b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %%
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out / b.array)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, -grad_out * (a.array / b.array)**2)

    return Tensor(
        a.array / b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %%
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out / a.array)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, -grad_out * a.array / b.array**2)

    return Tensor(
        a.array / b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %% [markdown] id="operands-swapped"
# The quotient is taken the wrong way round: `div(a, b)` is the first divided by the second.

# %%
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out / b.array)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, -grad_out * a.array / b.array**2)

    return Tensor(
        b.array / a.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %%
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, -grad_out * b.array / a.array**2)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, grad_out / a.array)

    return Tensor(
        b.array / a.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %% [markdown] id="still-multiplies"
# The gradients are there, but forwards this is no quotient. The pattern stays from operation to
# operation; what is computed changes.

# %%
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out / b.array)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, -grad_out * a.array / b.array**2)

    return Tensor(
        a.array * b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %%
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out / b.array)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, -grad_out * a.array / b.array**2)

    return Tensor(
        a.array // b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %%
def div(a, b):
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
        grad_fn_name="<DivBackward>",
    )


# %% [markdown] id="assigns-instead-of-adding"
# The gradient is right the first time, but it replaces what was there. A tensor may be used in
# several places, or twice in one, and each of them adds its share.

# %%
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad = broadcast_grad_accumulate(a, grad_out / b.array)
        if b.requires_grad:
            b.grad = broadcast_grad_accumulate(b, -grad_out * a.array / b.array**2)

    return Tensor(
        a.array / b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %%
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out / b.array)
        if b.requires_grad:
            b.grad = broadcast_grad_accumulate(b, -grad_out * a.array / b.array**2)

    return Tensor(
        a.array / b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %%
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad = broadcast_grad_accumulate(a, grad_out / b.array)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, -grad_out * a.array / b.array**2)

    return Tensor(
        a.array / b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %%
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.zero_grad()
        if b.requires_grad:
            b.zero_grad()
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out / b.array)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, -grad_out * a.array / b.array**2)

    return Tensor(
        a.array / b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %%
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad[...] = broadcast_grad_accumulate(a, grad_out / b.array)
        if b.requires_grad:
            b.grad[...] = broadcast_grad_accumulate(b, -grad_out * a.array / b.array**2)

    return Tensor(
        a.array / b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %% [markdown] id="gradient-not-added"
# Something is computed, but no tensor's gradient changes. What `grad_fn` returns is not looked
# at: the shares have to be added to `a.grad` and `b.grad`.

# %%
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        grad_a = broadcast_grad_accumulate(a, grad_out / b.array)
        grad_b = broadcast_grad_accumulate(b, -grad_out * a.array / b.array**2)
        return grad_a, grad_b

    return Tensor(
        a.array / b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %%
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad + broadcast_grad_accumulate(a, grad_out / b.array)
        if b.requires_grad:
            b.grad + broadcast_grad_accumulate(b, -grad_out * a.array / b.array**2)

    return Tensor(
        a.array / b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %%
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        pass

    return Tensor(
        a.array / b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %% [markdown] id="subtracts-gradient"
# The gradients arrive with the wrong sign: they are subtracted from what is there. Going downhill
# is the optimiser's business; here they are collected.

# %%
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad -= broadcast_grad_accumulate(a, grad_out / b.array)
        if b.requires_grad:
            b.grad -= broadcast_grad_accumulate(b, -grad_out * a.array / b.array**2)

    return Tensor(
        a.array / b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %% [markdown] id="upstream-ignored"
# These are the slopes of the operation itself. The chain rule has a second factor: where does
# `grad_out` come in?

# %%
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, np.ones_like(grad_out) / b.array)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, -np.ones_like(grad_out) * a.array / b.array**2)

    return Tensor(
        a.array / b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %%
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, 1.0 + 0 * grad_out / b.array)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, -1.0 + 0 * grad_out * a.array / b.array**2)

    return Tensor(
        a.array / b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %% [markdown] id="second-forgotten"
# The second tensor gets no gradient, or not always. Both tensors may want one, independently of
# each other.

# %%
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out / b.array)

    return Tensor(
        a.array / b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %%
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out / b.array)
        elif b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, -grad_out * a.array / b.array**2)

    return Tensor(
        a.array / b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %%
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out / b.array)
            return
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, -grad_out * a.array / b.array**2)

    return Tensor(
        a.array / b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %% [markdown] id="nested-condition"
# The second tensor's part stands inside the first one's condition. Look at the indentation: what
# happens where only `b` requires a gradient?

# %%
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out / b.array)
            if b.requires_grad:
                b.grad += broadcast_grad_accumulate(b, -grad_out * a.array / b.array**2)

    return Tensor(
        a.array / b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %%
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad and b.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out / b.array)
            b.grad += broadcast_grad_accumulate(b, -grad_out * a.array / b.array**2)

    return Tensor(
        a.array / b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %% [markdown] id="requires-grad-ignored"
# Right as long as both tensors require a gradient. One that does not has no `grad` to add to: it
# is None, and should stay so. Before a share is added to a tensor, does your code ask whether
# that very tensor requires it?

# %%
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        a.grad += broadcast_grad_accumulate(a, grad_out / b.array)
        b.grad += broadcast_grad_accumulate(b, -grad_out * a.array / b.array**2)

    return Tensor(
        a.array / b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %%
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        a.grad += broadcast_grad_accumulate(a, grad_out / b.array)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, -grad_out * a.array / b.array**2)

    return Tensor(
        a.array / b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %%
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out / b.array)
        b.grad += broadcast_grad_accumulate(b, -grad_out * a.array / b.array**2)

    return Tensor(
        a.array / b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %%
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out / b.array)
            b.grad += broadcast_grad_accumulate(b, -grad_out * a.array / b.array**2)

    return Tensor(
        a.array / b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %%
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        for tensor in (a, b):
            if tensor.grad is None:
                tensor.grad = np.zeros_like(tensor.array)
        a.grad += broadcast_grad_accumulate(a, grad_out / b.array)
        b.grad += broadcast_grad_accumulate(b, -grad_out * a.array / b.array**2)

    return Tensor(
        a.array / b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %% [markdown] id="and-instead-of-or"
# The result forgets how it was made as soon as one of the two requires no gradient. If even one
# of them wants a gradient, it has to come through here.

# %%
def div(a, b):
    requires_grad = a.requires_grad and b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out / b.array)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, -grad_out * a.array / b.array**2)

    return Tensor(
        a.array / b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %%
def div(a, b):
    requires_grad = a.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out / b.array)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, -grad_out * a.array / b.array**2)

    return Tensor(
        a.array / b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %%
def div(a, b):
    requires_grad = b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out / b.array)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, -grad_out * a.array / b.array**2)

    return Tensor(
        a.array / b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %% [markdown] id="requires-grad-not-passed-on"
# Gradients are right, but the result itself says that it requires none, so whatever is computed
# from it will not ask for any. What was worked out at the top has to be passed on to the new
# Tensor.

# %%
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out / b.array)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, -grad_out * a.array / b.array**2)

    return Tensor(
        a.array / b.array,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %%
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out / b.array)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, -grad_out * a.array / b.array**2)

    return Tensor(
        a.array / b.array,
        requires_grad=False,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %% [markdown] id="always-requires-grad"
# Where neither tensor requires a gradient, the result should not either, and should remember no
# backward function.

# %%
def div(a, b):
    requires_grad = True

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out / b.array)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, -grad_out * a.array / b.array**2)

    return Tensor(
        a.array / b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %%
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out / b.array)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, -grad_out * a.array / b.array**2)

    return Tensor(
        a.array / b.array,
        requires_grad=True,
        parents=(a, b),
        grad_fn=backward,
        grad_fn_name="<DivBackward>",
    )


# %%
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out / b.array)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, -grad_out * a.array / b.array**2)

    return Tensor(
        a.array / b.array,
        requires_grad=True,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %% [markdown] id="grad-fn-always"
# Right, except that the result has a backward function even where nobody wants a gradient. Such a
# result should hold on to nothing: its `grad_fn` is None.

# %%
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out / b.array)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, -grad_out * a.array / b.array**2)

    return Tensor(
        a.array / b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward,
        grad_fn_name="<DivBackward>",
    )


# %% [markdown] id="grad-fn-missing"
# The result does not know its backward function. Making it is not enough, and calling it is too
# early: the new Tensor takes the function itself as `grad_fn`.

# %%
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out / b.array)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, -grad_out * a.array / b.array**2)

    return Tensor(
        a.array / b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn_name="<DivBackward>",
    )


# %%
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    return Tensor(a.array / b.array, requires_grad=requires_grad, parents=(a, b), grad_fn_name="<DivBackward>")


# %%
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    return Tensor(a.array / b.array, requires_grad=requires_grad)


# %%
def div(a, b):
    return Tensor(a.array / b.array, requires_grad=True)


# %%
def div(a, b):
    return Tensor(a.array / b.array)


# %%
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out / b.array)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, -grad_out * a.array / b.array**2)

    return Tensor(
        a.array / b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=None,
        grad_fn_name="<DivBackward>",
    )


# %% [markdown] id="grad-fn-called"
# The backward function is called where the result is made, with brackets after its name. It has
# to be handed over, not called: the upstream gradient is not known yet.

# %%
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out / b.array)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, -grad_out * a.array / b.array**2)

    return Tensor(
        a.array / b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward() if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %% [markdown] id="takes-no-upstream"
# The backward function cannot be called with the upstream gradient. It takes one argument, the
# gradient of the result, as an array.

# %%
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward():
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, np.ones_like(a.array / b.array) / b.array)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, -np.ones_like(a.array / b.array) * a.array / b.array**2)

    return Tensor(
        a.array / b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %% [markdown] id="remembers-the-last-call"
# The numbers are kept in one place that all calls share, so the next call overwrites them before
# they are needed. Names of the function itself are new in every call; which of yours are not?

# %%
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    div.a, div.b = a, b

    def backward(grad_out):
        a, b = div.a, div.b
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out / b.array)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, -grad_out * a.array / b.array**2)

    return Tensor(
        a.array / b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %%
saved = []


def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    saved.clear()
    saved.extend([a, b])

    def backward(grad_out):
        a, b = saved
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out / b.array)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, -grad_out * a.array / b.array**2)

    return Tensor(
        a.array / b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %% [markdown] id="calls-itself"
# Inside, an operator is used on the tensors, which calls this very function again, without end.
# Work on the arrays, `a.array` and `b.array`.

# %%
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out / b.array)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, -grad_out * a.array / b.array**2)

    return Tensor(
        a / b,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %%
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out / b.array)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, -grad_out * a.array / b.array**2)

    return Tensor(
        (a / b).array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %% [markdown] id="returns-array"
# What comes back is an array of numbers. The result has to be a Tensor, or nothing is remembered.

# %%
def div(a, b):
    return a.array / b.array


# %%
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array / b.array

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out / b.array)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, -grad_out * a.array / b.array**2)

    return output


# %% [markdown] id="returns-none"
# Nothing comes back: a `return` is missing before the new Tensor.

# %%
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out / b.array)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, -grad_out * a.array / b.array**2)

    output = Tensor(
        a.array / b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %%
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out / b.array)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, -grad_out * a.array / b.array**2)


# %% [markdown] id="writes-into-parent"
# The numbers of a parent are not the same afterwards. Others hold the same array and still need
# it: make a new one.

# %%
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out / b.array)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, -grad_out * a.array / b.array**2)

    output = a.array
    output /= b.array

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %% [markdown] id="writes-into-upstream"
# The upstream gradient that came in is not the same afterwards. It is the `grad` of another
# tensor: make a new array instead of changing it in place.

# %%
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out / b.array)
        if b.requires_grad:
            grad_out *= -a.array / b.array**2
            b.grad += broadcast_grad_accumulate(b, grad_out)

    return Tensor(
        a.array / b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %%
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            grad_out /= b.array
            a.grad += broadcast_grad_accumulate(a, grad_out)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, -grad_out * a.array / b.array**2)

    return Tensor(
        a.array / b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %% [markdown] id="tensor-among-arrays"
# A tensor stands in a line that computes with arrays. Inside `backward` all are arrays: the
# numbers of a tensor are in its `array`. And `broadcast_grad_accumulate` takes first the tensor,
# then the array.

# %%
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(grad_out / b.array, a)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(-grad_out * a.array / b.array**2, b)

    return Tensor(
        a.array / b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %%
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out / b)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, -grad_out * a / (b * b))

    return Tensor(
        a.array / b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %%
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out / b)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, -grad_out * a / b**2)

    return Tensor(
        a.array / b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %%
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out / b.array)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, -grad_out * a / b**2)

    return Tensor(
        a.array / b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %% [markdown] id="arguments-in-wrong-order"
# What is passed to `Tensor` is right, but not in its order: the numbers, whether a gradient is
# wanted, the parents, the backward function, the name. With their names before them,
# `parents=...`, they cannot be confused.

# %%
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out / b.array)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, -grad_out * a.array / b.array**2)

    return Tensor(a.array / b.array, (a, b), requires_grad, backward if requires_grad else None, "<DivBackward>")


# %%
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out / b.array)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, -grad_out * a.array / b.array**2)

    return Tensor(a.array / b.array, (a, b), requires_grad, backward, "<DivBackward>")


# %%
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out / b.array)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, -grad_out * a.array / b.array**2)

    return Tensor(a.array / b.array, requires_grad, backward if requires_grad else None, (a, b), "<DivBackward>")


# %%
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out / b.array)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, -grad_out * a.array / b.array**2)

    return Tensor(a.array / b.array, (a, b), backward if requires_grad else None, requires_grad, "<DivBackward>")


# %% [markdown] id="averages-shares"
# Right when both tensors have the same shape. Where one was broadcast, its shares are averaged,
# or one of them is picked. Each is a way in which the tensor matters, and they add up.

# %%
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += (grad_out / b.array).mean(axis=tuple(i for i, n in enumerate(a.shape) if n == 1), keepdims=True)
        if b.requires_grad:
            b.grad += (-grad_out * a.array / b.array**2).mean(axis=tuple(i for i, n in enumerate(b.shape) if n == 1), keepdims=True)

    return Tensor(
        a.array / b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %%
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += (grad_out / b.array).max(axis=tuple(i for i, n in enumerate(a.shape) if n == 1), keepdims=True)
        if b.requires_grad:
            b.grad += (-grad_out * a.array / b.array**2).max(axis=tuple(i for i, n in enumerate(b.shape) if n == 1), keepdims=True)

    return Tensor(
        a.array / b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %% [markdown] id="not-unbroadcast"
# Right when both tensors have the same shape. Where one was broadcast, its gradient has the shape
# of the result, and has to be summed to the tensor's own, as the last step before it is added.

# %%
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += grad_out / b.array
        if b.requires_grad:
            b.grad += -grad_out * a.array / b.array**2

    return Tensor(
        a.array / b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %%
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad = a.grad + grad_out / b.array
        if b.requires_grad:
            b.grad = b.grad + -grad_out * a.array / b.array**2

    return Tensor(
        a.array / b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %%
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += grad_out / b.array
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, -grad_out * a.array / b.array**2)

    return Tensor(
        a.array / b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %%
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out / b.array)
        if b.requires_grad:
            b.grad += -grad_out * a.array / b.array**2

    return Tensor(
        a.array / b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %%
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out / b.array
            broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if b.requires_grad:
            grad_b = -grad_out * a.array / b.array**2
            broadcast_grad_accumulate(b, grad_b)
            b.grad += grad_b

    return Tensor(
        a.array / b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %%
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out / b.array)
        if b.requires_grad:
            b.grad = b.grad + -grad_out * a.array / b.array**2

    return Tensor(
        a.array / b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %%
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad = a.grad + grad_out / b.array
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, -grad_out * a.array / b.array**2)

    return Tensor(
        a.array / b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %% [markdown] id="unbroadcast-to-the-other"
# The gradient of one tensor is summed to the shape of the other one. Look at what goes into
# `broadcast_grad_accumulate`: first the tensor whose gradient it is.

# %%
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(b, grad_out / b.array)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(a, -grad_out * a.array / b.array**2)

    return Tensor(
        a.array / b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %%
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out / b.array)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(a, -grad_out * a.array / b.array**2)

    return Tensor(
        a.array / b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %%
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(b, grad_out / b.array)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, -grad_out * a.array / b.array**2)

    return Tensor(
        a.array / b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %% [markdown] id="unbroadcast-too-early"
# Right when both tensors have the same shape. Where one was broadcast, the upstream gradient is
# summed before it has met the numbers of the other tensor; the shares have to be formed first,
# one for each place of the result.

# %%
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out) / b.array
        if b.requires_grad:
            b.grad += -broadcast_grad_accumulate(b, grad_out) * a.array / b.array**2

    return Tensor(
        a.array / b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %%
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad = a.grad + broadcast_grad_accumulate(a, grad_out) / b.array
        if b.requires_grad:
            b.grad = b.grad + -broadcast_grad_accumulate(b, grad_out) * a.array / b.array**2

    return Tensor(
        a.array / b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %%
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out / b.array)
        if b.requires_grad:
            b.grad += -broadcast_grad_accumulate(b, grad_out) * a.array / b.array**2

    return Tensor(
        a.array / b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %%
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out) / b.array
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, -grad_out * a.array / b.array**2)

    return Tensor(
        a.array / b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %%
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, broadcast_grad_accumulate(a, grad_out) / b.array)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, -broadcast_grad_accumulate(b, grad_out) * a.array / b.array**2)

    return Tensor(
        a.array / b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %% [markdown] id="only-rows-summed"
# Right for a row. A tensor can also be stretched along other axes, or along several: which axes
# these are, its shape says, and `broadcast_grad_accumulate` knows.

# %%
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += (grad_out / b.array).sum(axis=0, keepdims=True)
        if b.requires_grad:
            b.grad += (-grad_out * a.array / b.array**2).sum(axis=0, keepdims=True)

    return Tensor(
        a.array / b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %%
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out / b.array)
        if b.requires_grad:
            b.grad += (-grad_out * a.array / b.array**2).sum(axis=0, keepdims=True)

    return Tensor(
        a.array / b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )
