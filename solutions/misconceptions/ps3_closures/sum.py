# %% [markdown] id="forgets-the-axis"
# Right where the axis is still there or in front. Without `keepdims` it is gone from `grad_out`,
# and NumPy, which lines up shapes from the right, takes another one for it, or complains. Which
# shape would `grad_out` have with `keepdims=True`?

# %%
def sum(a, axis=None, keepdims=False):
    kept = a.array.sum(axis=axis, keepdims=True)
    output = a.array.sum(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        a.grad += np.broadcast_to(grad_out, a.shape)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )


# %%
def sum(a, axis=None, keepdims=False):
    kept = a.array.sum(axis=axis, keepdims=True)
    output = a.array.sum(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        a.grad += grad_out * np.ones_like(a.array)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )


# %%
def sum(a, axis=None, keepdims=False):
    kept = a.array.sum(axis=axis, keepdims=True)
    output = a.array.sum(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        a.grad += grad_out

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )


# %%
def sum(a, axis=None, keepdims=False):
    kept = a.array.sum(axis=axis, keepdims=True)
    output = a.array.sum(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        a.grad = a.grad + grad_out

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )


# %%
def sum(a, axis=None, keepdims=False):
    kept = a.array.sum(axis=axis, keepdims=True)
    output = a.array.sum(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        a.grad += np.ones(a.shape) * np.squeeze(grad_out)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )


# %%
def sum(a, axis=None, keepdims=False):
    kept = a.array.sum(axis=axis, keepdims=True)
    output = a.array.sum(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        if keepdims:
            a.grad += np.broadcast_to(grad_out, a.shape)
        else:
            a.grad += np.broadcast_to(np.expand_dims(grad_out, 0), a.shape)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )


# %% [markdown] id="always-last-axis"
# An axis is put back, but always at the same place. Where it belongs, `axis` says.

# %%
def sum(a, axis=None, keepdims=False):
    kept = a.array.sum(axis=axis, keepdims=True)
    output = a.array.sum(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        g = grad_out if keepdims or axis is None else np.expand_dims(grad_out, -1)
        a.grad += np.broadcast_to(g, a.shape)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )


# %%
def sum(a, axis=None, keepdims=False):
    kept = a.array.sum(axis=axis, keepdims=True)
    output = a.array.sum(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        g = grad_out if keepdims or axis is None else np.expand_dims(grad_out, 0)
        a.grad += np.broadcast_to(g, a.shape)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )


# %%
def sum(a, axis=None, keepdims=False):
    kept = a.array.sum(axis=axis, keepdims=True)
    output = a.array.sum(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        g = grad_out if keepdims or axis is None else np.expand_dims(grad_out, 1)
        a.grad += np.broadcast_to(g, a.shape)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )


# %%
def sum(a, axis=None, keepdims=False):
    kept = a.array.sum(axis=axis, keepdims=True)
    output = a.array.sum(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        a.grad += np.broadcast_to(grad_out.reshape(-1, 1), a.shape)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )


# %%
def sum(a, axis=None, keepdims=False):
    kept = a.array.sum(axis=axis, keepdims=True)
    output = a.array.sum(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        a.grad += np.broadcast_to(grad_out[:, None], a.shape)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )


# %%
def sum(a, axis=None, keepdims=False):
    kept = a.array.sum(axis=axis, keepdims=True)
    output = a.array.sum(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        g = grad_out if keepdims else grad_out[..., None]
        a.grad += np.broadcast_to(g, a.shape)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )


# %% [markdown] id="axes-one-by-one"
# Right for the axes 0 and 1 that you have thought of. `axis` may also be negative, or a tuple,
# and there may be more axes than two: find a way that does not ask which axis it is.

# %%
def sum(a, axis=None, keepdims=False):
    kept = a.array.sum(axis=axis, keepdims=True)
    output = a.array.sum(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        g = grad_out[:, None] if axis == 1 and not keepdims else grad_out
        a.grad += np.broadcast_to(g, a.shape)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )


# %%
def sum(a, axis=None, keepdims=False):
    kept = a.array.sum(axis=axis, keepdims=True)
    output = a.array.sum(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        g = grad_out.reshape(-1, 1) if axis == 1 and not keepdims else grad_out
        a.grad += np.broadcast_to(g, a.shape)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )


# %%
def sum(a, axis=None, keepdims=False):
    kept = a.array.sum(axis=axis, keepdims=True)
    output = a.array.sum(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        if axis == 1 and not keepdims:
            g = (np.ones(a.shape[::-1]) * grad_out).T
        else:
            g = np.ones(a.shape) * grad_out
        a.grad += g

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )


# %%
def sum(a, axis=None, keepdims=False):
    kept = a.array.sum(axis=axis, keepdims=True)
    output = a.array.sum(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        g = grad_out
        if not keepdims and axis == 0:
            g = grad_out[None, :]
        elif not keepdims and axis == 1:
            g = grad_out[:, None]
        a.grad += np.broadcast_to(g, a.shape)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )


# %%
def sum(a, axis=None, keepdims=False):
    kept = a.array.sum(axis=axis, keepdims=True)
    output = a.array.sum(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        if axis is None:
            g = np.full(a.shape, grad_out)
        elif axis == 0:
            g = np.broadcast_to(grad_out, a.shape)
        else:
            g = np.broadcast_to(grad_out.reshape(-1, 1), a.shape)
        a.grad += g

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )


# %% [markdown] id="none-unhandled"
# With `axis=None` everything was reduced to one number, and your code takes None for the number
# of an axis. What is the shape of `grad_out` then, and does it need a new axis?

# %%
def sum(a, axis=None, keepdims=False):
    kept = a.array.sum(axis=axis, keepdims=True)
    output = a.array.sum(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        g = grad_out if keepdims else np.expand_dims(grad_out, axis)
        a.grad += np.broadcast_to(g, a.shape)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )


# %%
def sum(a, axis=None, keepdims=False):
    kept = a.array.sum(axis=axis, keepdims=True)
    output = a.array.sum(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        if not keepdims:
            grad_out = np.expand_dims(grad_out, axis)
        a.grad += np.repeat(grad_out, a.shape[axis], axis=axis)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )


# %%
def sum(a, axis=None, keepdims=False):
    kept = a.array.sum(axis=axis, keepdims=True)
    output = a.array.sum(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        shape = list(a.shape)
        shape[axis] = 1
        a.grad += np.broadcast_to(grad_out.reshape(shape), a.shape)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )


# %% [markdown] id="expands-despite-keepdims"
# Right, except with `keepdims=True`: there the axis is still in `grad_out`, with length 1. What
# does your code do to its shape in that case?

# %%
def sum(a, axis=None, keepdims=False):
    kept = a.array.sum(axis=axis, keepdims=True)
    output = a.array.sum(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        g = grad_out if axis is None else np.expand_dims(grad_out, axis)
        a.grad += np.broadcast_to(g, a.shape)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )


# %%
def sum(a, axis=None, keepdims=False):
    kept = a.array.sum(axis=axis, keepdims=True)
    output = a.array.sum(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        g = np.expand_dims(grad_out, axis) if axis is not None else grad_out.reshape((1,) * a.array.ndim)
        a.grad += np.broadcast_to(g, a.shape)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )


# %%
def sum(a, axis=None, keepdims=False):
    kept = a.array.sum(axis=axis, keepdims=True)
    output = a.array.sum(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        g = np.expand_dims(grad_out, axis)
        a.grad += np.broadcast_to(g, a.shape)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )


# %% [markdown] id="keepdims-inverted"
# The axis is put back where it was kept, and not where it is gone. Is a condition the wrong way
# round?

# %%
def sum(a, axis=None, keepdims=False):
    kept = a.array.sum(axis=axis, keepdims=True)
    output = a.array.sum(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        g = np.expand_dims(grad_out, axis) if keepdims and axis is not None else grad_out
        a.grad += np.broadcast_to(g, a.shape)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )


# %%
def sum(a, axis=None, keepdims=False):
    kept = a.array.sum(axis=axis, keepdims=True)
    output = a.array.sum(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        if keepdims:
            grad_out = np.expand_dims(grad_out, axis)
        a.grad += np.broadcast_to(grad_out, a.shape)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )


# %% [markdown] id="tuple-unhandled"
# Right for a single axis. `axis` may also be a tuple of several: which of your lines needs one
# number?

# %%
def sum(a, axis=None, keepdims=False):
    kept = a.array.sum(axis=axis, keepdims=True)
    output = a.array.sum(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        g = grad_out
        if axis is None:
            g = np.full(a.shape, grad_out)
        else:
            if not keepdims:
                g = np.expand_dims(grad_out, axis)
            g = np.repeat(g, a.shape[axis], axis=axis)
        a.grad += g

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )


# %%
def sum(a, axis=None, keepdims=False):
    kept = a.array.sum(axis=axis, keepdims=True)
    output = a.array.sum(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        if axis is not None and not keepdims:
            shape = list(a.shape)
            shape[axis] = 1
            grad_out = grad_out.reshape(shape)
        a.grad += np.broadcast_to(grad_out, a.shape)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )


# %%
def sum(a, axis=None, keepdims=False):
    kept = a.array.sum(axis=axis, keepdims=True)
    output = a.array.sum(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        if axis is not None and not keepdims:
            shape = list(grad_out.shape)
            shape.insert(axis % a.array.ndim, 1)
            grad_out = grad_out.reshape(shape)
        a.grad += np.broadcast_to(grad_out, a.shape)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )


# %% [markdown] id="negative-unhandled"
# Right as long as axes are counted from the front. An axis of -1 is the last one of `a`, which
# has more of them than `grad_out`.

# %%
def sum(a, axis=None, keepdims=False):
    kept = a.array.sum(axis=axis, keepdims=True)
    output = a.array.sum(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        if axis is not None and not keepdims:
            axes = axis if isinstance(axis, tuple) else (axis,)
            shape = [1 if i in axes else n for i, n in enumerate(a.shape)]
            grad_out = grad_out.reshape(shape)
        a.grad += np.broadcast_to(grad_out, a.shape)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )


# %%
def sum(a, axis=None, keepdims=False):
    kept = a.array.sum(axis=axis, keepdims=True)
    output = a.array.sum(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        if axis is not None and not keepdims:
            shape = list(grad_out.shape)
            for i in sorted(axis if isinstance(axis, tuple) else (axis,)):
                shape.insert(i, 1)
            grad_out = grad_out.reshape(shape)
        a.grad += np.broadcast_to(grad_out, a.shape)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )


# %%
def sum(a, axis=None, keepdims=False):
    kept = a.array.sum(axis=axis, keepdims=True)
    output = a.array.sum(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        if axis is not None and not keepdims:
            shape = list(grad_out.shape)
            shape.insert(axis, 1)
            grad_out = grad_out.reshape(shape)
        a.grad += np.broadcast_to(grad_out, a.shape)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )


# %% [markdown] id="keepdims-ignored-forwards"
# The result does not have the shape that was asked for: look at how `axis` and `keepdims` are
# passed on forwards.

# %%
def sum(a, axis=None, keepdims=False):
    kept = a.array.sum(axis=axis, keepdims=True)
    output = a.array.sum(axis=axis)

    def backward(grad_out):
        if a.requires_grad:
            a.grad += np.broadcast_to(grad_out.reshape(kept.shape), a.shape)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )


# %%
def sum(a, axis=None, keepdims=False):
    kept = a.array.sum(axis=axis, keepdims=True)
    output = a.array.sum(axis=axis, keepdims=True)

    def backward(grad_out):
        if a.requires_grad:
            a.grad += np.broadcast_to(grad_out.reshape(kept.shape), a.shape)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )


# %%
def sum(a, axis=None, keepdims=False):
    kept = a.array.sum(axis=axis, keepdims=True)
    output = kept

    def backward(grad_out):
        if a.requires_grad:
            a.grad += np.broadcast_to(grad_out.reshape(kept.shape), a.shape)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )


# %%
def sum(a, axis=None, keepdims=False):
    kept = a.array.sum(axis=axis, keepdims=True)
    output = kept

    def backward(grad_out):
        a.grad += np.broadcast_to(grad_out, a.shape)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )


# %%
def sum(a, axis=None, keepdims=False):
    kept = a.array.sum(axis=axis, keepdims=True)
    output = a.array.sum(keepdims=keepdims)

    def backward(grad_out):
        if a.requires_grad:
            a.grad += np.broadcast_to(grad_out.reshape(kept.shape), a.shape)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )


# %%
def sum(a, axis=None, keepdims=False):
    kept = a.array.sum(axis=axis, keepdims=True)
    output = a.array.sum()

    def backward(grad_out):
        if a.requires_grad:
            a.grad += np.broadcast_to(grad_out.reshape(kept.shape), a.shape)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )


# %% [markdown] id="assigns-instead-of-adding"
# The gradient is right the first time, but it replaces what was there. A tensor may be used in
# several places, and each of them adds its share.

# %%
def sum(a, axis=None, keepdims=False):
    kept = a.array.sum(axis=axis, keepdims=True)
    output = a.array.sum(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        a.grad = np.broadcast_to(grad_out.reshape(kept.shape), a.shape)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )


# %%
def sum(a, axis=None, keepdims=False):
    kept = a.array.sum(axis=axis, keepdims=True)
    output = a.array.sum(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        a.grad[...] = np.broadcast_to(grad_out.reshape(kept.shape), a.shape)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )


# %%
def sum(a, axis=None, keepdims=False):
    kept = a.array.sum(axis=axis, keepdims=True)
    output = a.array.sum(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        a.zero_grad()
        a.grad += np.broadcast_to(grad_out.reshape(kept.shape), a.shape)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )


# %% [markdown] id="gradient-not-added"
# Something is computed, but the tensor's gradient does not change. What `grad_fn` returns is not
# looked at: the share has to be added to `a.grad`.

# %%
def sum(a, axis=None, keepdims=False):
    kept = a.array.sum(axis=axis, keepdims=True)
    output = a.array.sum(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        return np.broadcast_to(grad_out.reshape(kept.shape), a.shape)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )


# %%
def sum(a, axis=None, keepdims=False):
    kept = a.array.sum(axis=axis, keepdims=True)
    output = a.array.sum(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        a.grad + np.broadcast_to(grad_out.reshape(kept.shape), a.shape)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )


# %%
def sum(a, axis=None, keepdims=False):
    kept = a.array.sum(axis=axis, keepdims=True)
    output = a.array.sum(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        pass

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )


# %% [markdown] id="subtracts-gradient"
# The gradient arrives with the wrong sign. It has to be added to what is there.

# %%
def sum(a, axis=None, keepdims=False):
    kept = a.array.sum(axis=axis, keepdims=True)
    output = a.array.sum(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        a.grad -= np.broadcast_to(grad_out.reshape(kept.shape), a.shape)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )


# %% [markdown] id="requires-grad-not-passed-on"
# Gradients are right, but the result itself says that it requires none, so whatever is computed
# from it will not ask for any. It has to be passed on to the new Tensor.

# %%
def sum(a, axis=None, keepdims=False):
    kept = a.array.sum(axis=axis, keepdims=True)
    output = a.array.sum(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        if a.requires_grad:
            a.grad += np.broadcast_to(grad_out.reshape(kept.shape), a.shape)

    return Tensor(
        output,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )


# %%
def sum(a, axis=None, keepdims=False):
    kept = a.array.sum(axis=axis, keepdims=True)
    output = a.array.sum(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        if a.requires_grad:
            a.grad += np.broadcast_to(grad_out.reshape(kept.shape), a.shape)

    return Tensor(
        output,
        requires_grad=False,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )


# %% [markdown] id="always-requires-grad"
# Where `a` requires no gradient, the result should not either, and should remember no backward
# function.

# %%
def sum(a, axis=None, keepdims=False):
    kept = a.array.sum(axis=axis, keepdims=True)
    output = a.array.sum(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        if a.requires_grad:
            a.grad += np.broadcast_to(grad_out.reshape(kept.shape), a.shape)

    return Tensor(
        output,
        requires_grad=True,
        parents=(a,),
        grad_fn=backward,
        grad_fn_name="<SumBackward>",
    )


# %%
def sum(a, axis=None, keepdims=False):
    kept = a.array.sum(axis=axis, keepdims=True)
    output = a.array.sum(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        if a.requires_grad:
            a.grad += np.broadcast_to(grad_out.reshape(kept.shape), a.shape)

    return Tensor(
        output,
        requires_grad=True,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )


# %% [markdown] id="grad-fn-always"
# Right, except that the result has a backward function even where nobody wants a gradient. Such a
# result should hold on to nothing: its `grad_fn` is None.

# %%
def sum(a, axis=None, keepdims=False):
    kept = a.array.sum(axis=axis, keepdims=True)
    output = a.array.sum(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        if a.requires_grad:
            a.grad += np.broadcast_to(grad_out.reshape(kept.shape), a.shape)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward,
        grad_fn_name="<SumBackward>",
    )


# %% [markdown] id="grad-fn-missing"
# The result does not know its backward function. Making it is not enough, and calling it is too
# early: the new Tensor takes the function itself as `grad_fn`.

# %%
def sum(a, axis=None, keepdims=False):
    kept = a.array.sum(axis=axis, keepdims=True)
    output = a.array.sum(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        if a.requires_grad:
            a.grad += np.broadcast_to(grad_out.reshape(kept.shape), a.shape)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn_name="<SumBackward>",
    )


# %%
def sum(a, axis=None, keepdims=False):
    kept = a.array.sum(axis=axis, keepdims=True)
    output = a.array.sum(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        if a.requires_grad:
            a.grad += np.broadcast_to(grad_out.reshape(kept.shape), a.shape)

    return Tensor(
        output,
        parents=(a,),
        grad_fn_name="<SumBackward>",
    )


# %%
def sum(a, axis=None, keepdims=False):
    kept = a.array.sum(axis=axis, keepdims=True)
    output = a.array.sum(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        if a.requires_grad:
            a.grad += np.broadcast_to(grad_out.reshape(kept.shape), a.shape)

    return Tensor(
        output,
    )


# %%
def sum(a, axis=None, keepdims=False):
    kept = a.array.sum(axis=axis, keepdims=True)
    output = a.array.sum(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        if a.requires_grad:
            a.grad += np.broadcast_to(grad_out.reshape(kept.shape), a.shape)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
    )


# %% [markdown] id="grad-fn-called"
# The backward function is called where the result is made, with brackets after its name. It has
# to be handed over, not called: the upstream gradient is not known yet.

# %%
def sum(a, axis=None, keepdims=False):
    kept = a.array.sum(axis=axis, keepdims=True)
    output = a.array.sum(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        if a.requires_grad:
            a.grad += np.broadcast_to(grad_out.reshape(kept.shape), a.shape)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward() if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )


# %% [markdown] id="remembers-the-last-call"
# The numbers are kept in one place that all calls share, so the next call overwrites them before
# they are needed. Names of the function itself are new in every call; which of yours are not?

# %%
def sum(a, axis=None, keepdims=False):
    kept = a.array.sum(axis=axis, keepdims=True)
    sum.a = a
    output = a.array.sum(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        a = sum.a
        if a.requires_grad:
            a.grad += np.broadcast_to(grad_out.reshape(kept.shape), a.shape)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )


# %%
saved = []


def sum(a, axis=None, keepdims=False):
    kept = a.array.sum(axis=axis, keepdims=True)
    saved[:] = [a, kept]
    output = a.array.sum(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        a, kept = saved
        if a.requires_grad:
            a.grad += np.broadcast_to(grad_out.reshape(kept.shape), a.shape)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )


# %% [markdown] id="returns-array"
# What comes back is an array of numbers. The result has to be a Tensor, or nothing is remembered.

# %%
def sum(a, axis=None, keepdims=False):
    kept = a.array.sum(axis=axis, keepdims=True)
    output = a.array.sum(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        if a.requires_grad:
            a.grad += np.broadcast_to(grad_out.reshape(kept.shape), a.shape)

    return output


# %% [markdown] id="returns-none"
# Nothing comes back: a `return` is missing before the new Tensor.

# %%
def sum(a, axis=None, keepdims=False):
    kept = a.array.sum(axis=axis, keepdims=True)
    output = a.array.sum(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        if a.requires_grad:
            a.grad += np.broadcast_to(grad_out.reshape(kept.shape), a.shape)

    out = Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )


# %% [markdown] id="calls-itself"
# Inside, the function is called again, without end. Work on the array, `a.array`.

# %%
def sum(a, axis=None, keepdims=False):
    kept = a.array.sum(axis=axis, keepdims=True)
    output = a.sum(axis=axis, keepdims=keepdims).array

    def backward(grad_out):
        if a.requires_grad:
            a.grad += np.broadcast_to(grad_out.reshape(kept.shape), a.shape)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )


# %%
def sum(a, axis=None, keepdims=False):
    kept = a.array.sum(axis=axis, keepdims=True)
    output = sum(a, axis=axis, keepdims=keepdims).array

    def backward(grad_out):
        if a.requires_grad:
            a.grad += np.broadcast_to(grad_out.reshape(kept.shape), a.shape)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )


# %%
def sum(a, axis=None, keepdims=False):
    kept = a.array.sum(axis=axis, keepdims=True)
    output = sum(a, axis, keepdims)

    def backward(grad_out):
        if a.requires_grad:
            a.grad += np.broadcast_to(grad_out.reshape(kept.shape), a.shape)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )


# %% [markdown] id="writes-into-upstream"
# The upstream gradient that came in is not the same afterwards. It is the `grad` of another
# tensor: make a new array, or look at it in another shape, instead of changing it.

# %%
def sum(a, axis=None, keepdims=False):
    kept = a.array.sum(axis=axis, keepdims=True)
    output = a.array.sum(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        grad_out.shape = kept.shape
        a.grad += grad_out

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )


# %%
def sum(a, axis=None, keepdims=False):
    kept = a.array.sum(axis=axis, keepdims=True)
    output = a.array.sum(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        if a.requires_grad:
            a.grad += np.broadcast_to(grad_out.reshape(kept.shape), a.shape)
        grad_out *= 0

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )


# %% [markdown] id="upstream-ignored"
# Ones come back. That would be the gradient if nothing stood above the sum; where does `grad_out`
# come in?

# %%
def sum(a, axis=None, keepdims=False):
    kept = a.array.sum(axis=axis, keepdims=True)
    output = a.array.sum(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        a.grad += np.ones_like(a.array)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )


# %%
def sum(a, axis=None, keepdims=False):
    kept = a.array.sum(axis=axis, keepdims=True)
    output = a.array.sum(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        a.grad += 1

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )


# %% [markdown] id="multiplies-by-values"
# The gradient is multiplied by the numbers that were summed. A sum grows as much as any one of
# its numbers does, whatever that number is.

# %%
def sum(a, axis=None, keepdims=False):
    kept = a.array.sum(axis=axis, keepdims=True)
    output = a.array.sum(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        a.grad += np.broadcast_to(grad_out.reshape(kept.shape), a.shape) * a.array

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )


# %%
def sum(a, axis=None, keepdims=False):
    kept = a.array.sum(axis=axis, keepdims=True)
    output = a.array.sum(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        a.grad += grad_out * a.array

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )


# %% [markdown] id="shared-out"
# The gradient is divided among the numbers, as for a mean. Each of them moves the sum by as much
# as it moves itself.

# %%
def sum(a, axis=None, keepdims=False):
    kept = a.array.sum(axis=axis, keepdims=True)
    output = a.array.sum(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        a.grad += np.broadcast_to(grad_out.reshape(kept.shape), a.shape) / a.array.size

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )


# %%
def sum(a, axis=None, keepdims=False):
    kept = a.array.sum(axis=axis, keepdims=True)
    output = a.array.sum(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        a.grad += np.broadcast_to(grad_out.reshape(kept.shape), a.shape) * kept.size / a.array.size

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )


# %%
def sum(a, axis=None, keepdims=False):
    kept = a.array.sum(axis=axis, keepdims=True)
    output = a.array.sum(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        a.grad += np.broadcast_to(grad_out.reshape(kept.shape), a.shape) / len(a.array)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )


# %%
def sum(a, axis=None, keepdims=False):
    kept = a.array.sum(axis=axis, keepdims=True)
    output = a.array.sum(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        a.grad += np.broadcast_to(grad_out.reshape(kept.shape), a.shape) / a.shape[-1]

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )


# %% [markdown] id="upstream-summed"
# The upstream gradients are added up, and everything gets the total. Each number went into one of
# the sums, and gets the gradient of that one.

# %%
def sum(a, axis=None, keepdims=False):
    kept = a.array.sum(axis=axis, keepdims=True)
    output = a.array.sum(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        a.grad += grad_out.sum()

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )


# %%
def sum(a, axis=None, keepdims=False):
    kept = a.array.sum(axis=axis, keepdims=True)
    output = a.array.sum(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        a.grad += np.full(a.shape, grad_out.sum())

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )


# %%
def sum(a, axis=None, keepdims=False):
    kept = a.array.sum(axis=axis, keepdims=True)
    output = a.array.sum(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        a.grad += grad_out.mean()

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )


# %% [markdown] id="output-spread"
# The result is copied back, in place of its gradient.

# %%
def sum(a, axis=None, keepdims=False):
    kept = a.array.sum(axis=axis, keepdims=True)
    output = a.array.sum(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        a.grad += np.broadcast_to(kept, a.shape)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )


# %%
def sum(a, axis=None, keepdims=False):
    kept = a.array.sum(axis=axis, keepdims=True)
    output = a.array.sum(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        a.grad += np.broadcast_to(grad_out.reshape(kept.shape), a.shape) * kept

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )


# %% [markdown] id="mean-or-other"
# Forwards, this is not the sum of the numbers along the axis, but something else that is made of
# them.

# %%
def sum(a, axis=None, keepdims=False):
    kept = a.array.sum(axis=axis, keepdims=True)
    output = a.array.mean(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        if a.requires_grad:
            a.grad += np.broadcast_to(grad_out.reshape(kept.shape), a.shape)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )


# %%
def sum(a, axis=None, keepdims=False):
    kept = a.array.sum(axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        if a.requires_grad:
            a.grad += np.broadcast_to(grad_out.reshape(kept.shape), a.shape)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )


# %%
def sum(a, axis=None, keepdims=False):
    kept = a.array.sum(axis=axis, keepdims=True)
    output = a.array.prod(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        if a.requires_grad:
            a.grad += np.broadcast_to(grad_out.reshape(kept.shape), a.shape)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )


# %%
def sum(a, axis=None, keepdims=False):
    kept = a.array.sum(axis=axis, keepdims=True)
    output = a.array.cumsum(axis=axis)

    def backward(grad_out):
        if a.requires_grad:
            a.grad += np.broadcast_to(grad_out.reshape(kept.shape), a.shape)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )


# %%
def sum(a, axis=None, keepdims=False):
    kept = a.array.sum(axis=axis, keepdims=True)
    output = a.array.mean(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        a.grad += np.broadcast_to(grad_out.reshape(kept.shape), a.shape) * kept.size / a.array.size

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )


# %% [markdown] id="reshaped-to-input"
# The upstream gradient has too few numbers to be laid out in the shape of `a`. It has to be
# copied: `np.broadcast_to` does so along axes of length 1.

# %%
def sum(a, axis=None, keepdims=False):
    kept = a.array.sum(axis=axis, keepdims=True)
    output = a.array.sum(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        a.grad += grad_out.reshape(a.shape)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )


# %%
def sum(a, axis=None, keepdims=False):
    kept = a.array.sum(axis=axis, keepdims=True)
    output = a.array.sum(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        a.grad += np.resize(grad_out, a.shape)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )


# %%
def sum(a, axis=None, keepdims=False):
    kept = a.array.sum(axis=axis, keepdims=True)
    output = a.array.sum(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        a.grad += np.tile(grad_out, a.shape)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )
