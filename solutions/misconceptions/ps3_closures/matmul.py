# %% [markdown] id="transpose-missing"
# Shapes only fit here where the matrices are square, and there the numbers are wrong: a transpose
# is missing. Write down the shapes of the two factors in your product, and the shape that it must
# have.

# %%
def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += grad_out @ b.array
        if b.requires_grad:
            b.grad += a.array @ grad_out

    return Tensor(
        a.array @ b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MatmulBackward>",
    )


# %%
def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += grad_out @ b.array
        if b.requires_grad:
            b.grad += a.array.T @ grad_out

    return Tensor(
        a.array @ b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MatmulBackward>",
    )


# %%
def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += grad_out @ b.array.T
        if b.requires_grad:
            b.grad += a.array @ grad_out

    return Tensor(
        a.array @ b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MatmulBackward>",
    )


# %% [markdown] id="factors-in-wrong-order"
# The transposes are there, but in one of your products the factors stand in the wrong order. For
# matrices $AB$ and $BA$ are different things: which order gives the shape that is needed?

# %%
def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += b.array.T @ grad_out
        if b.requires_grad:
            b.grad += a.array.T @ grad_out

    return Tensor(
        a.array @ b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MatmulBackward>",
    )


# %%
def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += grad_out @ b.array.T
        if b.requires_grad:
            b.grad += grad_out @ a.array.T

    return Tensor(
        a.array @ b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MatmulBackward>",
    )


# %%
def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += b.array.T @ grad_out
        if b.requires_grad:
            b.grad += grad_out @ a.array.T

    return Tensor(
        a.array @ b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MatmulBackward>",
    )


# %% [markdown] id="factors-exchanged"
# The gradient of each matrix is made with that matrix itself. As for a product of numbers, the
# slope comes from the *other* factor.

# %%
def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += grad_out @ a.array.T
        if b.requires_grad:
            b.grad += b.array.T @ grad_out

    return Tensor(
        a.array @ b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MatmulBackward>",
    )


# %%
def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += a.array.T @ grad_out
        if b.requires_grad:
            b.grad += grad_out @ b.array.T

    return Tensor(
        a.array @ b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MatmulBackward>",
    )


# %%
def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += a.array @ grad_out.T
        if b.requires_grad:
            b.grad += grad_out.T @ b.array

    return Tensor(
        a.array @ b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MatmulBackward>",
    )


# %% [markdown] id="result-transposed"
# The right numbers, but in a gradient rows and columns have changed places. It must have the
# shape of its matrix, entry for entry.

# %%
def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += (grad_out @ b.array.T).T
        if b.requires_grad:
            b.grad += a.array.T @ grad_out

    return Tensor(
        a.array @ b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MatmulBackward>",
    )


# %%
def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += grad_out @ b.array.T
        if b.requires_grad:
            b.grad += grad_out.T @ a.array

    return Tensor(
        a.array @ b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MatmulBackward>",
    )


# %%
def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += b.array @ grad_out.T
        if b.requires_grad:
            b.grad += grad_out.T @ a.array

    return Tensor(
        a.array @ b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MatmulBackward>",
    )


# %%
def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += b.array @ grad_out.T
        if b.requires_grad:
            b.grad += a.array.T @ grad_out

    return Tensor(
        a.array @ b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MatmulBackward>",
    )


# %% [markdown] id="elementwise-product"
# The factors are multiplied element by element. A product of matrices is written with `@`; with
# `*` each number only meets its neighbour.

# %%
def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += grad_out * b.array
        if b.requires_grad:
            b.grad += grad_out * a.array

    return Tensor(
        a.array @ b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MatmulBackward>",
    )


# %%
def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += grad_out * b.array.T
        if b.requires_grad:
            b.grad += a.array.T * grad_out

    return Tensor(
        a.array @ b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MatmulBackward>",
    )


# %%
def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += grad_out @ b.array.T
        if b.requires_grad:
            b.grad += a.array.T @ grad_out

    return Tensor(
        a.array * b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MatmulBackward>",
    )


# %%
def matmul(a, b):
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
        grad_fn_name="<MatmulBackward>",
    )


# %% [markdown] id="operands-swapped"
# The product is formed in the wrong order: `matmul(a, b)` is `a` times `b`, and for matrices the
# order matters.

# %%
def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += grad_out @ b.array.T
        if b.requires_grad:
            b.grad += a.array.T @ grad_out

    return Tensor(
        b.array @ a.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MatmulBackward>",
    )


# %% [markdown] id="assigns-instead-of-adding"
# The gradient is right the first time, but it replaces what was there. A tensor may be used in
# several places, or twice in one, and each of them adds its share.

# %%
def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad = grad_out @ b.array.T
        if b.requires_grad:
            b.grad = a.array.T @ grad_out

    return Tensor(
        a.array @ b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MatmulBackward>",
    )


# %%
def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += grad_out @ b.array.T
        if b.requires_grad:
            b.grad = a.array.T @ grad_out

    return Tensor(
        a.array @ b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MatmulBackward>",
    )


# %%
def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad = grad_out @ b.array.T
        if b.requires_grad:
            b.grad += a.array.T @ grad_out

    return Tensor(
        a.array @ b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MatmulBackward>",
    )


# %%
def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.zero_grad()
        if b.requires_grad:
            b.zero_grad()
        if a.requires_grad:
            a.grad += grad_out @ b.array.T
        if b.requires_grad:
            b.grad += a.array.T @ grad_out

    return Tensor(
        a.array @ b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MatmulBackward>",
    )


# %%
def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad[...] = grad_out @ b.array.T
        if b.requires_grad:
            b.grad[...] = a.array.T @ grad_out

    return Tensor(
        a.array @ b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MatmulBackward>",
    )


# %% [markdown] id="gradient-not-added"
# Something is computed, but no tensor's gradient changes. What `grad_fn` returns is not looked
# at: the shares have to be added to `a.grad` and `b.grad`.

# %%
def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        grad_a = grad_out @ b.array.T
        grad_b = a.array.T @ grad_out
        return grad_a, grad_b

    return Tensor(
        a.array @ b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MatmulBackward>",
    )


# %%
def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad + grad_out @ b.array.T
        if b.requires_grad:
            b.grad + a.array.T @ grad_out

    return Tensor(
        a.array @ b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MatmulBackward>",
    )


# %%
def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        pass

    return Tensor(
        a.array @ b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MatmulBackward>",
    )


# %% [markdown] id="subtracts-gradient"
# The gradients arrive with the wrong sign: they are subtracted from what is there. Going downhill
# is the optimiser's business; here they are collected.

# %%
def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad -= grad_out @ b.array.T
        if b.requires_grad:
            b.grad -= a.array.T @ grad_out

    return Tensor(
        a.array @ b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MatmulBackward>",
    )


# %% [markdown] id="upstream-ignored"
# These are the slopes of the operation itself. The chain rule has a second factor: where does
# `grad_out` come in?

# %%
def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += np.ones_like(grad_out) @ b.array.T
        if b.requires_grad:
            b.grad += a.array.T @ np.ones_like(grad_out)

    return Tensor(
        a.array @ b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MatmulBackward>",
    )


# %% [markdown] id="second-forgotten"
# The second tensor gets no gradient, or not always. Both tensors may want one, independently of
# each other.

# %%
def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += grad_out @ b.array.T

    return Tensor(
        a.array @ b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MatmulBackward>",
    )


# %%
def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += grad_out @ b.array.T
        elif b.requires_grad:
            b.grad += a.array.T @ grad_out

    return Tensor(
        a.array @ b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MatmulBackward>",
    )


# %%
def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += grad_out @ b.array.T
            return
        if b.requires_grad:
            b.grad += a.array.T @ grad_out

    return Tensor(
        a.array @ b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MatmulBackward>",
    )


# %% [markdown] id="nested-condition"
# The second tensor's part stands inside the first one's condition. Look at the indentation: what
# happens where only `b` requires a gradient?

# %%
def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += grad_out @ b.array.T
            if b.requires_grad:
                b.grad += a.array.T @ grad_out

    return Tensor(
        a.array @ b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MatmulBackward>",
    )


# %%
def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad and b.requires_grad:
            a.grad += grad_out @ b.array.T
            b.grad += a.array.T @ grad_out

    return Tensor(
        a.array @ b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MatmulBackward>",
    )


# %% [markdown] id="requires-grad-ignored"
# Right as long as both tensors require a gradient. One that does not has no `grad` to add to: it
# is None, and should stay so. Before a share is added to a tensor, does your code ask whether
# that very tensor requires it?

# %%
def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        a.grad += grad_out @ b.array.T
        b.grad += a.array.T @ grad_out

    return Tensor(
        a.array @ b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MatmulBackward>",
    )


# %%
def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        a.grad += grad_out @ b.array.T
        if b.requires_grad:
            b.grad += a.array.T @ grad_out

    return Tensor(
        a.array @ b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MatmulBackward>",
    )


# %%
def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += grad_out @ b.array.T
        b.grad += a.array.T @ grad_out

    return Tensor(
        a.array @ b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MatmulBackward>",
    )


# %%
def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if requires_grad:
            a.grad += grad_out @ b.array.T
            b.grad += a.array.T @ grad_out

    return Tensor(
        a.array @ b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MatmulBackward>",
    )


# %%
def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        for tensor in (a, b):
            if tensor.grad is None:
                tensor.grad = np.zeros_like(tensor.array)
        a.grad += grad_out @ b.array.T
        b.grad += a.array.T @ grad_out

    return Tensor(
        a.array @ b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MatmulBackward>",
    )


# %% [markdown] id="and-instead-of-or"
# The result forgets how it was made as soon as one of the two requires no gradient. If even one
# of them wants a gradient, it has to come through here.

# %%
def matmul(a, b):
    requires_grad = a.requires_grad and b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += grad_out @ b.array.T
        if b.requires_grad:
            b.grad += a.array.T @ grad_out

    return Tensor(
        a.array @ b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MatmulBackward>",
    )


# %%
def matmul(a, b):
    requires_grad = a.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += grad_out @ b.array.T
        if b.requires_grad:
            b.grad += a.array.T @ grad_out

    return Tensor(
        a.array @ b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MatmulBackward>",
    )


# %%
def matmul(a, b):
    requires_grad = b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += grad_out @ b.array.T
        if b.requires_grad:
            b.grad += a.array.T @ grad_out

    return Tensor(
        a.array @ b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MatmulBackward>",
    )


# %% [markdown] id="requires-grad-not-passed-on"
# Gradients are right, but the result itself says that it requires none, so whatever is computed
# from it will not ask for any. What was worked out at the top has to be passed on to the new
# Tensor.

# %%
def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += grad_out @ b.array.T
        if b.requires_grad:
            b.grad += a.array.T @ grad_out

    return Tensor(
        a.array @ b.array,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MatmulBackward>",
    )


# %%
def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += grad_out @ b.array.T
        if b.requires_grad:
            b.grad += a.array.T @ grad_out

    return Tensor(
        a.array @ b.array,
        requires_grad=False,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MatmulBackward>",
    )


# %% [markdown] id="always-requires-grad"
# Where neither tensor requires a gradient, the result should not either, and should remember no
# backward function.

# %%
def matmul(a, b):
    requires_grad = True

    def backward(grad_out):
        if a.requires_grad:
            a.grad += grad_out @ b.array.T
        if b.requires_grad:
            b.grad += a.array.T @ grad_out

    return Tensor(
        a.array @ b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MatmulBackward>",
    )


# %%
def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += grad_out @ b.array.T
        if b.requires_grad:
            b.grad += a.array.T @ grad_out

    return Tensor(
        a.array @ b.array,
        requires_grad=True,
        parents=(a, b),
        grad_fn=backward,
        grad_fn_name="<MatmulBackward>",
    )


# %%
def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += grad_out @ b.array.T
        if b.requires_grad:
            b.grad += a.array.T @ grad_out

    return Tensor(
        a.array @ b.array,
        requires_grad=True,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MatmulBackward>",
    )


# %% [markdown] id="grad-fn-always"
# Right, except that the result has a backward function even where nobody wants a gradient. Such a
# result should hold on to nothing: its `grad_fn` is None.

# %%
def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += grad_out @ b.array.T
        if b.requires_grad:
            b.grad += a.array.T @ grad_out

    return Tensor(
        a.array @ b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward,
        grad_fn_name="<MatmulBackward>",
    )


# %% [markdown] id="grad-fn-missing"
# The result does not know its backward function. Making it is not enough, and calling it is too
# early: the new Tensor takes the function itself as `grad_fn`.

# %%
def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += grad_out @ b.array.T
        if b.requires_grad:
            b.grad += a.array.T @ grad_out

    return Tensor(
        a.array @ b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn_name="<MatmulBackward>",
    )


# %%
def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    return Tensor(a.array @ b.array, requires_grad=requires_grad, parents=(a, b), grad_fn_name="<MatmulBackward>")


# %%
def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    return Tensor(a.array @ b.array, requires_grad=requires_grad)


# %%
def matmul(a, b):
    return Tensor(a.array @ b.array, requires_grad=True)


# %%
def matmul(a, b):
    return Tensor(a.array @ b.array)


# %%
def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += grad_out @ b.array.T
        if b.requires_grad:
            b.grad += a.array.T @ grad_out

    return Tensor(
        a.array @ b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=None,
        grad_fn_name="<MatmulBackward>",
    )


# %% [markdown] id="grad-fn-called"
# The backward function is called where the result is made, with brackets after its name. It has
# to be handed over, not called: the upstream gradient is not known yet.

# %%
def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += grad_out @ b.array.T
        if b.requires_grad:
            b.grad += a.array.T @ grad_out

    return Tensor(
        a.array @ b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward() if requires_grad else None,
        grad_fn_name="<MatmulBackward>",
    )


# %% [markdown] id="takes-no-upstream"
# The backward function cannot be called with the upstream gradient. It takes one argument, the
# gradient of the result, as an array.

# %%
def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward():
        if a.requires_grad:
            a.grad += np.ones_like(a.array @ b.array) @ b.array.T
        if b.requires_grad:
            b.grad += a.array.T @ np.ones_like(a.array @ b.array)

    return Tensor(
        a.array @ b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MatmulBackward>",
    )


# %% [markdown] id="remembers-the-last-call"
# The numbers are kept in one place that all calls share, so the next call overwrites them before
# they are needed. Names of the function itself are new in every call; which of yours are not?

# %%
def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    matmul.a, matmul.b = a, b

    def backward(grad_out):
        a, b = matmul.a, matmul.b
        if a.requires_grad:
            a.grad += grad_out @ b.array.T
        if b.requires_grad:
            b.grad += a.array.T @ grad_out

    return Tensor(
        a.array @ b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MatmulBackward>",
    )


# %%
saved = []


def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    saved.clear()
    saved.extend([a, b])

    def backward(grad_out):
        a, b = saved
        if a.requires_grad:
            a.grad += grad_out @ b.array.T
        if b.requires_grad:
            b.grad += a.array.T @ grad_out

    return Tensor(
        a.array @ b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MatmulBackward>",
    )


# %% [markdown] id="calls-itself"
# Inside, an operator is used on the tensors, which calls this very function again, without end.
# Work on the arrays, `a.array` and `b.array`.

# %%
def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += grad_out @ b.array.T
        if b.requires_grad:
            b.grad += a.array.T @ grad_out

    return Tensor(
        a @ b,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MatmulBackward>",
    )


# %%
def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += grad_out @ b.array.T
        if b.requires_grad:
            b.grad += a.array.T @ grad_out

    return Tensor(
        (a @ b).array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MatmulBackward>",
    )


# %% [markdown] id="returns-array"
# What comes back is an array of numbers. The result has to be a Tensor, or nothing is remembered.

# %%
def matmul(a, b):
    return a.array @ b.array


# %%
def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array @ b.array

    def backward(grad_out):
        if a.requires_grad:
            a.grad += grad_out @ b.array.T
        if b.requires_grad:
            b.grad += a.array.T @ grad_out

    return output


# %% [markdown] id="returns-none"
# Nothing comes back: a `return` is missing before the new Tensor.

# %%
def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += grad_out @ b.array.T
        if b.requires_grad:
            b.grad += a.array.T @ grad_out

    output = Tensor(
        a.array @ b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MatmulBackward>",
    )


# %%
def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += grad_out @ b.array.T
        if b.requires_grad:
            b.grad += a.array.T @ grad_out


# %% [markdown] id="writes-into-parent"
# The numbers of a parent are not the same afterwards. Others hold the same array and still need
# it: make a new one.

# %%
def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array @ b.array

    def backward(grad_out):
        if a.requires_grad:
            a.grad += grad_out @ b.array.T
        if b.requires_grad:
            b.grad += a.array.T @ grad_out
    a.array[...] = 0

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MatmulBackward>",
    )


# %% [markdown] id="writes-into-upstream"
# The upstream gradient that came in is not the same afterwards. It is the `grad` of another
# tensor: make a new array instead of changing it in place.

# %%
def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += grad_out @ b.array.T
        if b.requires_grad:
            b.grad += a.array.T @ grad_out
        grad_out[...] = 0

    return Tensor(
        a.array @ b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MatmulBackward>",
    )


# %%
def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += grad_out @ b.array.T
        if b.requires_grad:
            b.grad += a.array.T @ grad_out
        grad_out *= 0

    return Tensor(
        a.array @ b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MatmulBackward>",
    )


# %% [markdown] id="tensor-among-arrays"
# A tensor stands in a line that computes with arrays. Inside `backward` all are arrays: the
# numbers of a tensor are in its `array`.

# %%
def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += grad_out @ b.T
        if b.requires_grad:
            b.grad += a.T @ grad_out

    return Tensor(
        a.array @ b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MatmulBackward>",
    )


# %%
def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += grad_out @ b
        if b.requires_grad:
            b.grad += a @ grad_out

    return Tensor(
        a.array @ b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MatmulBackward>",
    )


# %% [markdown] id="arguments-in-wrong-order"
# What is passed to `Tensor` is right, but not in its order: the numbers, whether a gradient is
# wanted, the parents, the backward function, the name. With their names before them,
# `parents=...`, they cannot be confused.

# %%
def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += grad_out @ b.array.T
        if b.requires_grad:
            b.grad += a.array.T @ grad_out

    return Tensor(a.array @ b.array, (a, b), requires_grad, backward if requires_grad else None, "<MatmulBackward>")


# %%
def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += grad_out @ b.array.T
        if b.requires_grad:
            b.grad += a.array.T @ grad_out

    return Tensor(a.array @ b.array, (a, b), requires_grad, backward, "<MatmulBackward>")


# %%
def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += grad_out @ b.array.T
        if b.requires_grad:
            b.grad += a.array.T @ grad_out

    return Tensor(a.array @ b.array, requires_grad, backward if requires_grad else None, (a, b), "<MatmulBackward>")


# %%
def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += grad_out @ b.array.T
        if b.requires_grad:
            b.grad += a.array.T @ grad_out

    return Tensor(a.array @ b.array, (a, b), backward if requires_grad else None, requires_grad, "<MatmulBackward>")
