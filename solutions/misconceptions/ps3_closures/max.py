# %% [markdown] id="forgets-the-axis"
# Right where the axis is still there or in front. Without `keepdims` it is gone from `grad_out`,
# and NumPy, which lines up shapes from the right, takes another one for it, or complains. Which
# shape would `grad_out` have with `keepdims=True`?

# %%
def max(a, axis=None, keepdims=False):
    kept = a.array.max(axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        a.grad += np.broadcast_to(grad_out, a.shape) * (a.array == kept)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %%
def max(a, axis=None, keepdims=False):
    kept = a.array.max(axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        a.grad += grad_out * np.ones_like(a.array) * (a.array == kept)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %%
def max(a, axis=None, keepdims=False):
    kept = a.array.max(axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        a.grad += grad_out * (a.array == kept)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %%
def max(a, axis=None, keepdims=False):
    kept = a.array.max(axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        a.grad = a.grad + grad_out * (a.array == kept)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %%
def max(a, axis=None, keepdims=False):
    kept = a.array.max(axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        a.grad += np.ones(a.shape) * np.squeeze(grad_out) * (a.array == kept)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %%
def max(a, axis=None, keepdims=False):
    kept = a.array.max(axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        if keepdims:
            a.grad += np.broadcast_to(grad_out, a.shape) * (a.array == kept)
        else:
            a.grad += np.broadcast_to(np.expand_dims(grad_out, 0), a.shape) * (a.array == kept)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %% [markdown] id="always-last-axis"
# An axis is put back, but always at the same place. Where it belongs, `axis` says.

# %%
def max(a, axis=None, keepdims=False):
    kept = a.array.max(axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        g = grad_out if keepdims or axis is None else np.expand_dims(grad_out, -1)
        a.grad += np.broadcast_to(g, a.shape) * (a.array == kept)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %%
def max(a, axis=None, keepdims=False):
    kept = a.array.max(axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        g = grad_out if keepdims or axis is None else np.expand_dims(grad_out, 0)
        a.grad += np.broadcast_to(g, a.shape) * (a.array == kept)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %%
def max(a, axis=None, keepdims=False):
    kept = a.array.max(axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        g = grad_out if keepdims or axis is None else np.expand_dims(grad_out, 1)
        a.grad += np.broadcast_to(g, a.shape) * (a.array == kept)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %%
def max(a, axis=None, keepdims=False):
    kept = a.array.max(axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        a.grad += np.broadcast_to(grad_out.reshape(-1, 1), a.shape) * (a.array == kept)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %%
def max(a, axis=None, keepdims=False):
    kept = a.array.max(axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        a.grad += np.broadcast_to(grad_out[:, None], a.shape) * (a.array == kept)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %%
def max(a, axis=None, keepdims=False):
    kept = a.array.max(axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        g = grad_out if keepdims else grad_out[..., None]
        a.grad += np.broadcast_to(g, a.shape) * (a.array == kept)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %% [markdown] id="axes-one-by-one"
# Right for the axes 0 and 1 that you have thought of. `axis` may also be negative, or a tuple,
# and there may be more axes than two: find a way that does not ask which axis it is.

# %%
def max(a, axis=None, keepdims=False):
    kept = a.array.max(axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        g = grad_out[:, None] if axis == 1 and not keepdims else grad_out
        a.grad += np.broadcast_to(g, a.shape) * (a.array == kept)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %%
def max(a, axis=None, keepdims=False):
    kept = a.array.max(axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        g = grad_out.reshape(-1, 1) if axis == 1 and not keepdims else grad_out
        a.grad += np.broadcast_to(g, a.shape) * (a.array == kept)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %%
def max(a, axis=None, keepdims=False):
    kept = a.array.max(axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        if axis == 1 and not keepdims:
            g = (np.ones(a.shape[::-1]) * grad_out).T
        else:
            g = np.ones(a.shape) * grad_out
        a.grad += g * (a.array == kept)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %%
def max(a, axis=None, keepdims=False):
    kept = a.array.max(axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        g = grad_out
        if not keepdims and axis == 0:
            g = grad_out[None, :]
        elif not keepdims and axis == 1:
            g = grad_out[:, None]
        a.grad += np.broadcast_to(g, a.shape) * (a.array == kept)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %%
def max(a, axis=None, keepdims=False):
    kept = a.array.max(axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        if axis is None:
            g = np.full(a.shape, grad_out)
        elif axis == 0:
            g = np.broadcast_to(grad_out, a.shape)
        else:
            g = np.broadcast_to(grad_out.reshape(-1, 1), a.shape)
        a.grad += g * (a.array == kept)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %% [markdown] id="none-unhandled"
# With `axis=None` everything was reduced to one number, and your code takes None for the number
# of an axis. What is the shape of `grad_out` then, and does it need a new axis?

# %%
def max(a, axis=None, keepdims=False):
    kept = a.array.max(axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        g = grad_out if keepdims else np.expand_dims(grad_out, axis)
        a.grad += np.broadcast_to(g, a.shape) * (a.array == kept)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %%
def max(a, axis=None, keepdims=False):
    kept = a.array.max(axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        if not keepdims:
            grad_out = np.expand_dims(grad_out, axis)
        a.grad += np.repeat(grad_out, a.shape[axis], axis=axis) * (a.array == kept)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %%
def max(a, axis=None, keepdims=False):
    kept = a.array.max(axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        shape = list(a.shape)
        shape[axis] = 1
        a.grad += np.broadcast_to(grad_out.reshape(shape), a.shape) * (a.array == kept)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %% [markdown] id="expands-despite-keepdims"
# Right, except with `keepdims=True`: there the axis is still in `grad_out`, with length 1. What
# does your code do to its shape in that case?

# %%
def max(a, axis=None, keepdims=False):
    kept = a.array.max(axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        g = grad_out if axis is None else np.expand_dims(grad_out, axis)
        a.grad += np.broadcast_to(g, a.shape) * (a.array == kept)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %%
def max(a, axis=None, keepdims=False):
    kept = a.array.max(axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        g = np.expand_dims(grad_out, axis) if axis is not None else grad_out.reshape((1,) * a.array.ndim)
        a.grad += np.broadcast_to(g, a.shape) * (a.array == kept)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %%
def max(a, axis=None, keepdims=False):
    kept = a.array.max(axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        g = np.expand_dims(grad_out, axis)
        a.grad += np.broadcast_to(g, a.shape) * (a.array == kept)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %% [markdown] id="keepdims-inverted"
# The axis is put back where it was kept, and not where it is gone. Is a condition the wrong way
# round?

# %%
def max(a, axis=None, keepdims=False):
    kept = a.array.max(axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        g = np.expand_dims(grad_out, axis) if keepdims and axis is not None else grad_out
        a.grad += np.broadcast_to(g, a.shape) * (a.array == kept)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %%
def max(a, axis=None, keepdims=False):
    kept = a.array.max(axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        if keepdims:
            grad_out = np.expand_dims(grad_out, axis)
        a.grad += np.broadcast_to(grad_out, a.shape) * (a.array == kept)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %% [markdown] id="tuple-unhandled"
# Right for a single axis. `axis` may also be a tuple of several: which of your lines needs one
# number?

# %%
def max(a, axis=None, keepdims=False):
    kept = a.array.max(axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        if axis is None:
            a.grad += grad_out * (a.array == kept)
        else:
            g = grad_out if keepdims else np.expand_dims(grad_out, axis)
            a.grad += np.repeat(g, a.shape[axis], axis=axis) * (a.array == kept)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %%
def max(a, axis=None, keepdims=False):
    kept = a.array.max(axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        if axis is not None and not keepdims:
            shape = list(a.shape)
            shape[axis] = 1
            grad_out = grad_out.reshape(shape)
        a.grad += np.broadcast_to(grad_out, a.shape) * (a.array == kept)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %%
def max(a, axis=None, keepdims=False):
    kept = a.array.max(axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        if axis is not None and not keepdims:
            shape = list(grad_out.shape)
            shape.insert(axis % a.array.ndim, 1)
            grad_out = grad_out.reshape(shape)
        a.grad += np.broadcast_to(grad_out, a.shape) * (a.array == kept)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %% [markdown] id="negative-unhandled"
# Right as long as axes are counted from the front. An axis of -1 is the last one of `a`, which
# has more of them than `grad_out`.

# %%
def max(a, axis=None, keepdims=False):
    kept = a.array.max(axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        if axis is not None and not keepdims:
            axes = axis if isinstance(axis, tuple) else (axis,)
            shape = [1 if i in axes else n for i, n in enumerate(a.shape)]
            grad_out = grad_out.reshape(shape)
        a.grad += np.broadcast_to(grad_out, a.shape) * (a.array == kept)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %%
def max(a, axis=None, keepdims=False):
    kept = a.array.max(axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        if axis is not None and not keepdims:
            shape = list(grad_out.shape)
            for i in sorted(axis if isinstance(axis, tuple) else (axis,)):
                shape.insert(i, 1)
            grad_out = grad_out.reshape(shape)
        a.grad += np.broadcast_to(grad_out, a.shape) * (a.array == kept)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %%
def max(a, axis=None, keepdims=False):
    kept = a.array.max(axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        if axis is not None and not keepdims:
            shape = list(grad_out.shape)
            shape.insert(axis, 1)
            grad_out = grad_out.reshape(shape)
        a.grad += np.broadcast_to(grad_out, a.shape) * (a.array == kept)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %% [markdown] id="keepdims-ignored-forwards"
# The result does not have the shape that was asked for: look at how `axis` and `keepdims` are
# passed on forwards.

# %%
def max(a, axis=None, keepdims=False):
    kept = a.array.max(axis=axis, keepdims=True)
    output = a.array.max(axis=axis)

    def backward(grad_out):
        if a.requires_grad:
            a.grad += np.broadcast_to(grad_out.reshape(kept.shape), a.shape) * (a.array == kept)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %%
def max(a, axis=None, keepdims=False):
    kept = a.array.max(axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=True)

    def backward(grad_out):
        if a.requires_grad:
            a.grad += np.broadcast_to(grad_out.reshape(kept.shape), a.shape) * (a.array == kept)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %%
def max(a, axis=None, keepdims=False):
    kept = a.array.max(axis=axis, keepdims=True)
    output = kept

    def backward(grad_out):
        if a.requires_grad:
            a.grad += np.broadcast_to(grad_out.reshape(kept.shape), a.shape) * (a.array == kept)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %%
def max(a, axis=None, keepdims=False):
    kept = a.array.max(axis=axis, keepdims=True)
    output = kept

    def backward(grad_out):
        a.grad += np.broadcast_to(grad_out, a.shape) * (a.array == kept)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %%
def max(a, axis=None, keepdims=False):
    kept = a.array.max(axis=axis, keepdims=True)
    output = a.array.max(keepdims=keepdims)

    def backward(grad_out):
        if a.requires_grad:
            a.grad += np.broadcast_to(grad_out.reshape(kept.shape), a.shape) * (a.array == kept)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %%
def max(a, axis=None, keepdims=False):
    kept = a.array.max(axis=axis, keepdims=True)
    output = a.array.max()

    def backward(grad_out):
        if a.requires_grad:
            a.grad += np.broadcast_to(grad_out.reshape(kept.shape), a.shape) * (a.array == kept)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %% [markdown] id="assigns-instead-of-adding"
# The gradient is right the first time, but it replaces what was there. A tensor may be used in
# several places, and each of them adds its share.

# %%
def max(a, axis=None, keepdims=False):
    kept = a.array.max(axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        a.grad = np.broadcast_to(grad_out.reshape(kept.shape), a.shape) * (a.array == kept)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %%
def max(a, axis=None, keepdims=False):
    kept = a.array.max(axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        a.grad[...] = np.broadcast_to(grad_out.reshape(kept.shape), a.shape) * (a.array == kept)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %%
def max(a, axis=None, keepdims=False):
    kept = a.array.max(axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        hit = a.array == kept
        a.grad[hit] = np.broadcast_to(grad_out.reshape(kept.shape), a.shape)[hit]

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %%
def max(a, axis=None, keepdims=False):
    kept = a.array.max(axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        a.zero_grad()
        a.grad += np.broadcast_to(grad_out.reshape(kept.shape), a.shape) * (a.array == kept)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %% [markdown] id="gradient-not-added"
# Something is computed, but the tensor's gradient does not change. What `grad_fn` returns is not
# looked at: the share has to be added to `a.grad`.

# %%
def max(a, axis=None, keepdims=False):
    kept = a.array.max(axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        return np.broadcast_to(grad_out.reshape(kept.shape), a.shape) * (a.array == kept)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %%
def max(a, axis=None, keepdims=False):
    kept = a.array.max(axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        a.grad + np.broadcast_to(grad_out.reshape(kept.shape), a.shape) * (a.array == kept)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %%
def max(a, axis=None, keepdims=False):
    kept = a.array.max(axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        pass

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %% [markdown] id="subtracts-gradient"
# The gradient arrives with the wrong sign. It has to be added to what is there.

# %%
def max(a, axis=None, keepdims=False):
    kept = a.array.max(axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        a.grad -= np.broadcast_to(grad_out.reshape(kept.shape), a.shape) * (a.array == kept)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %% [markdown] id="requires-grad-not-passed-on"
# Gradients are right, but the result itself says that it requires none, so whatever is computed
# from it will not ask for any. It has to be passed on to the new Tensor.

# %%
def max(a, axis=None, keepdims=False):
    kept = a.array.max(axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        if a.requires_grad:
            a.grad += np.broadcast_to(grad_out.reshape(kept.shape), a.shape) * (a.array == kept)

    return Tensor(
        output,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %%
def max(a, axis=None, keepdims=False):
    kept = a.array.max(axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        if a.requires_grad:
            a.grad += np.broadcast_to(grad_out.reshape(kept.shape), a.shape) * (a.array == kept)

    return Tensor(
        output,
        requires_grad=False,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %% [markdown] id="always-requires-grad"
# Where `a` requires no gradient, the result should not either, and should remember no backward
# function.

# %%
def max(a, axis=None, keepdims=False):
    kept = a.array.max(axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        if a.requires_grad:
            a.grad += np.broadcast_to(grad_out.reshape(kept.shape), a.shape) * (a.array == kept)

    return Tensor(
        output,
        requires_grad=True,
        parents=(a,),
        grad_fn=backward,
        grad_fn_name="<MaxBackward>",
    )


# %%
def max(a, axis=None, keepdims=False):
    kept = a.array.max(axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        if a.requires_grad:
            a.grad += np.broadcast_to(grad_out.reshape(kept.shape), a.shape) * (a.array == kept)

    return Tensor(
        output,
        requires_grad=True,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %% [markdown] id="grad-fn-always"
# Right, except that the result has a backward function even where nobody wants a gradient. Such a
# result should hold on to nothing: its `grad_fn` is None.

# %%
def max(a, axis=None, keepdims=False):
    kept = a.array.max(axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        if a.requires_grad:
            a.grad += np.broadcast_to(grad_out.reshape(kept.shape), a.shape) * (a.array == kept)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward,
        grad_fn_name="<MaxBackward>",
    )


# %% [markdown] id="grad-fn-missing"
# The result does not know its backward function. Making it is not enough, and calling it is too
# early: the new Tensor takes the function itself as `grad_fn`.

# %%
def max(a, axis=None, keepdims=False):
    kept = a.array.max(axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        if a.requires_grad:
            a.grad += np.broadcast_to(grad_out.reshape(kept.shape), a.shape) * (a.array == kept)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn_name="<MaxBackward>",
    )


# %%
def max(a, axis=None, keepdims=False):
    kept = a.array.max(axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        if a.requires_grad:
            a.grad += np.broadcast_to(grad_out.reshape(kept.shape), a.shape) * (a.array == kept)

    return Tensor(
        output,
        parents=(a,),
        grad_fn_name="<MaxBackward>",
    )


# %%
def max(a, axis=None, keepdims=False):
    kept = a.array.max(axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        if a.requires_grad:
            a.grad += np.broadcast_to(grad_out.reshape(kept.shape), a.shape) * (a.array == kept)

    return Tensor(
        output,
    )


# %%
def max(a, axis=None, keepdims=False):
    kept = a.array.max(axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        if a.requires_grad:
            a.grad += np.broadcast_to(grad_out.reshape(kept.shape), a.shape) * (a.array == kept)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
    )


# %% [markdown] id="grad-fn-called"
# The backward function is called where the result is made, with brackets after its name. It has
# to be handed over, not called: the upstream gradient is not known yet.

# %%
def max(a, axis=None, keepdims=False):
    kept = a.array.max(axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        if a.requires_grad:
            a.grad += np.broadcast_to(grad_out.reshape(kept.shape), a.shape) * (a.array == kept)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward() if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %% [markdown] id="remembers-the-last-call"
# The numbers are kept in one place that all calls share, so the next call overwrites them before
# they are needed. Names of the function itself are new in every call; which of yours are not?

# %%
def max(a, axis=None, keepdims=False):
    kept = a.array.max(axis=axis, keepdims=True)
    max.a = a
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        a = max.a
        if a.requires_grad:
            a.grad += np.broadcast_to(grad_out.reshape(kept.shape), a.shape) * (a.array == kept)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %%
saved = []


def max(a, axis=None, keepdims=False):
    kept = a.array.max(axis=axis, keepdims=True)
    saved[:] = [a, kept]
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        a, kept = saved
        if a.requires_grad:
            a.grad += np.broadcast_to(grad_out.reshape(kept.shape), a.shape) * (a.array == kept)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %% [markdown] id="returns-array"
# What comes back is an array of numbers. The result has to be a Tensor, or nothing is remembered.

# %%
def max(a, axis=None, keepdims=False):
    kept = a.array.max(axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        if a.requires_grad:
            a.grad += np.broadcast_to(grad_out.reshape(kept.shape), a.shape) * (a.array == kept)

    return output


# %% [markdown] id="returns-none"
# Nothing comes back: a `return` is missing before the new Tensor.

# %%
def max(a, axis=None, keepdims=False):
    kept = a.array.max(axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        if a.requires_grad:
            a.grad += np.broadcast_to(grad_out.reshape(kept.shape), a.shape) * (a.array == kept)

    out = Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %% [markdown] id="calls-itself"
# Inside, the function is called again, without end. Work on the array, `a.array`.

# %%
def max(a, axis=None, keepdims=False):
    kept = a.array.max(axis=axis, keepdims=True)
    output = a.max(axis=axis, keepdims=keepdims).array

    def backward(grad_out):
        if a.requires_grad:
            a.grad += np.broadcast_to(grad_out.reshape(kept.shape), a.shape) * (a.array == kept)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %%
def max(a, axis=None, keepdims=False):
    kept = a.array.max(axis=axis, keepdims=True)
    output = max(a, axis=axis, keepdims=keepdims).array

    def backward(grad_out):
        if a.requires_grad:
            a.grad += np.broadcast_to(grad_out.reshape(kept.shape), a.shape) * (a.array == kept)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %%
def max(a, axis=None, keepdims=False):
    kept = a.array.max(axis=axis, keepdims=True)
    output = max(a, axis, keepdims)

    def backward(grad_out):
        if a.requires_grad:
            a.grad += np.broadcast_to(grad_out.reshape(kept.shape), a.shape) * (a.array == kept)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %% [markdown] id="writes-into-upstream"
# The upstream gradient that came in is not the same afterwards. It is the `grad` of another
# tensor: make a new array, or look at it in another shape, instead of changing it.

# %%
def max(a, axis=None, keepdims=False):
    kept = a.array.max(axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        grad_out.shape = kept.shape
        a.grad += grad_out * (a.array == kept)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %%
def max(a, axis=None, keepdims=False):
    kept = a.array.max(axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        if a.requires_grad:
            a.grad += np.broadcast_to(grad_out.reshape(kept.shape), a.shape) * (a.array == kept)
        grad_out *= 0

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %% [markdown] id="ties-shared"
# Right where one number is the largest. Of several largest ones each receives the *whole*
# gradient here, as the text says; yours share it.

# %%
def max(a, axis=None, keepdims=False):
    kept = a.array.max(axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        g = grad_out.reshape(kept.shape)
        mask = a.array == kept
        a.grad += g * mask / mask.sum(axis=axis, keepdims=True)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %%
def max(a, axis=None, keepdims=False):
    kept = a.array.max(axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        g = grad_out.reshape(kept.shape)
        mask = a.array == kept
        a.grad += g * mask / mask.sum()

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %%
def max(a, axis=None, keepdims=False):
    kept = a.array.max(axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        g = grad_out.reshape(kept.shape)
        mask = a.array == kept
        a.grad += g * np.where(mask.sum(axis=axis, keepdims=True) > 1, 0.5, 1.0) * mask

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %% [markdown] id="ties-first-only"
# Right where one number is the largest. Of several largest ones each receives the whole gradient
# here, as the text says; yours goes to one of them only. `np.argmax` finds the first.

# %%
def max(a, axis=None, keepdims=False):
    kept = a.array.max(axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        g = grad_out.reshape(kept.shape)
        rest = a.array == kept
        if axis is None:
            mask = np.zeros(a.shape)
            mask.flat[a.array.argmax()] = 1
        elif isinstance(axis, tuple):
            mask = rest
        else:
            mask = (np.cumsum(rest, axis=axis) == 1) & rest
        a.grad += g * mask

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %%
def max(a, axis=None, keepdims=False):
    kept = a.array.max(axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        g = grad_out.reshape(kept.shape)
        if axis is None or isinstance(axis, tuple):
            mask = a.array == kept
        else:
            rest = a.array == kept
            mask = (np.cumsum(rest, axis=axis) == 1) & rest
        a.grad += g * mask

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %% [markdown] id="argmax-for-one-axis"
# `np.argmax` finds one place, along one axis or in the flattened array; a tuple of axes it does
# not take, and of ties it sees the first only. Comparing the numbers with their maximum does all
# of it.

# %%
def max(a, axis=None, keepdims=False):
    kept = a.array.max(axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        g = grad_out.reshape(kept.shape)
        mask = np.zeros_like(a.array)
        np.put_along_axis(mask, a.array.argmax(axis=axis, keepdims=True), 1, axis)
        a.grad += g * mask

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %%
def max(a, axis=None, keepdims=False):
    kept = a.array.max(axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        g = grad_out.reshape(kept.shape)
        mask = np.zeros_like(a.array)
        if axis is None:
            mask.flat[a.array.argmax()] = 1
        else:
            np.put_along_axis(mask, np.expand_dims(a.array.argmax(axis=axis), axis), 1, axis)
        a.grad += g * mask

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %%
def max(a, axis=None, keepdims=False):
    kept = a.array.max(axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        mask = np.zeros_like(a.array)
        mask.flat[np.argmax(a.array)] = 1
        a.grad += grad_out.reshape(kept.shape) * mask

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %%
def max(a, axis=None, keepdims=False):
    kept = a.array.max(axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        mask = np.zeros_like(a.array)
        mask[np.arange(len(a.array)), a.array.argmax(axis=1)] = 1
        a.grad += grad_out.reshape(kept.shape) * mask

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %%
def max(a, axis=None, keepdims=False):
    kept = a.array.max(axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        place = np.argmax(a.array, axis=axis)
        mask = np.zeros_like(a.array)
        if axis == 0:
            mask[place, np.arange(a.shape[1])] = grad_out
        elif axis == 1:
            mask[np.arange(a.shape[0]), place] = grad_out
        else:
            mask.flat[place] = grad_out
        a.grad += mask

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %%
def max(a, axis=None, keepdims=False):
    kept = a.array.max(axis=axis, keepdims=True)
    place = np.argmax(a.array, axis=axis)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        mask = np.zeros_like(a.array)
        if axis == 0:
            mask[place, np.arange(a.shape[1])] = grad_out
        elif axis == 1:
            mask[np.arange(a.shape[0]), place] = grad_out
        else:
            mask.flat[place] = grad_out
        a.grad += mask

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %%
def max(a, axis=None, keepdims=False):
    kept = a.array.max(axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        a.grad[np.argmax(a.array, axis=axis)] += grad_out

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %%
def max(a, axis=None, keepdims=False):
    kept = a.array.max(axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        mask = np.zeros_like(a.array)
        mask[np.argmax(a.array, axis=axis)] = 1
        a.grad += grad_out.reshape(kept.shape) * mask

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %% [markdown] id="maximum-of-all"
# The numbers are compared with the largest of *all*, whatever the axis. Each line along the axis
# has a largest number of its own.

# %%
def max(a, axis=None, keepdims=False):
    kept = a.array.max(axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        a.grad += grad_out.reshape(kept.shape) * (a.array == a.array.max())

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %%
def max(a, axis=None, keepdims=False):
    kept = a.array.max(axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        a.grad += grad_out.reshape(kept.shape) * (a.array == output.max())

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %% [markdown] id="mask-without-axis"
# The maxima that the numbers are compared with have lost their axis, so NumPy lines them up with
# the wrong one, or cannot at all. Keep a copy of them that was made with `keepdims=True`.

# %%
def max(a, axis=None, keepdims=False):
    kept = a.array.max(axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        a.grad += grad_out.reshape(kept.shape) * (a.array == output)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %%
def max(a, axis=None, keepdims=False):
    kept = a.array.max(axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        a.grad += grad_out * (a.array == output)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %%
def max(a, axis=None, keepdims=False):
    kept = a.array.max(axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        a.grad += np.broadcast_to(grad_out, a.shape) * (a.array == output)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %%
def max(a, axis=None, keepdims=False):
    kept = a.array.max(axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        g = grad_out if keepdims or axis is None else np.expand_dims(grad_out, axis)
        a.grad += g * (a.array == output)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %%
def max(a, axis=None, keepdims=False):
    kept = a.array.max(axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        a.grad += np.where(a.array == output, grad_out.reshape(kept.shape), 0)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %% [markdown] id="no-mask"
# Every number receives the gradient, as for a sum. Only the largest moves the maximum; how can
# the others be left out?

# %%
def max(a, axis=None, keepdims=False):
    kept = a.array.max(axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        a.grad += np.broadcast_to(grad_out.reshape(kept.shape), a.shape)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %%
def max(a, axis=None, keepdims=False):
    kept = a.array.max(axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        a.grad += np.broadcast_to(grad_out, a.shape)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %% [markdown] id="mask-inverted"
# The gradient goes to all numbers *but* the largest. Look at the comparison.

# %%
def max(a, axis=None, keepdims=False):
    kept = a.array.max(axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        a.grad += np.broadcast_to(grad_out.reshape(kept.shape), a.shape) * (a.array != kept)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %%
def max(a, axis=None, keepdims=False):
    kept = a.array.max(axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        a.grad += np.broadcast_to(grad_out.reshape(kept.shape), a.shape) * (a.array < kept)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %% [markdown] id="upstream-ignored"
# Ones stand where the maxima are. That would be the gradient if nothing stood above; where does
# `grad_out` come in?

# %%
def max(a, axis=None, keepdims=False):
    kept = a.array.max(axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        a.grad += a.array == kept

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %%
def max(a, axis=None, keepdims=False):
    kept = a.array.max(axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        a.grad += np.where(a.array == kept, 1.0, 0.0)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %% [markdown] id="multiplies-by-values"
# The gradient is multiplied by the maximum itself. The maximum grows as much as the largest
# number does, however large that is.

# %%
def max(a, axis=None, keepdims=False):
    kept = a.array.max(axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        a.grad += np.broadcast_to(grad_out.reshape(kept.shape), a.shape) * (a.array == kept) * a.array

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %%
def max(a, axis=None, keepdims=False):
    kept = a.array.max(axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        a.grad += np.broadcast_to(grad_out.reshape(kept.shape), a.shape) * np.where(a.array == kept, kept, 0)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %%
def max(a, axis=None, keepdims=False):
    kept = a.array.max(axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        a.grad += np.where(a.array == kept, a.array, 0)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %% [markdown] id="nearly-equal"
# Right where the numbers are well apart. Numbers that are close to the largest, but smaller,
# count as largest as well: `np.isclose` is too generous here.

# %%
def max(a, axis=None, keepdims=False):
    kept = a.array.max(axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        a.grad += np.broadcast_to(grad_out.reshape(kept.shape), a.shape) * np.isclose(a.array, kept)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %%
def max(a, axis=None, keepdims=False):
    kept = a.array.max(axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        a.grad += np.broadcast_to(grad_out.reshape(kept.shape), a.shape) * (np.abs(a.array - kept) < 1e-6)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %%
def max(a, axis=None, keepdims=False):
    kept = a.array.max(axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        a.grad += np.broadcast_to(grad_out.reshape(kept.shape), a.shape) * (np.abs(a.array - kept) < 1e-8)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %% [markdown] id="zero-as-smallest"
# Right where the maxima are positive. Below zero, is something compared with a zero that you have
# put in?

# %%
def max(a, axis=None, keepdims=False):
    kept = a.array.max(axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        a.grad += np.broadcast_to(grad_out.reshape(kept.shape), a.shape) * (a.array == np.maximum(kept, 0))

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %%
def max(a, axis=None, keepdims=False):
    kept = a.array.max(axis=axis, keepdims=True)
    output = np.maximum(a.array.max(axis=axis, keepdims=keepdims), 0)

    def backward(grad_out):
        if a.requires_grad:
            a.grad += np.broadcast_to(grad_out.reshape(kept.shape), a.shape) * (a.array == kept)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %%
def max(a, axis=None, keepdims=False):
    kept = a.array.max(axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        mask = a.array * (a.array == kept)
        a.grad += np.broadcast_to(grad_out.reshape(kept.shape), a.shape) * (mask > 0)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %% [markdown] id="min-or-other"
# Forwards, or in the comparison, this is not the maximum.

# %%
def max(a, axis=None, keepdims=False):
    kept = a.array.max(axis=axis, keepdims=True)
    output = a.array.min(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        if a.requires_grad:
            a.grad += np.broadcast_to(grad_out.reshape(kept.shape), a.shape) * (a.array == kept)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %%
def max(a, axis=None, keepdims=False):
    kept = a.array.max(axis=axis, keepdims=True)
    output = np.abs(a.array).max(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        if a.requires_grad:
            a.grad += np.broadcast_to(grad_out.reshape(kept.shape), a.shape) * (a.array == kept)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %%
def max(a, axis=None, keepdims=False):
    kept = a.array.max(axis=axis, keepdims=True)
    output = a.array.argmax(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        if a.requires_grad:
            a.grad += np.broadcast_to(grad_out.reshape(kept.shape), a.shape) * (a.array == kept)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %%
def max(a, axis=None, keepdims=False):
    kept = a.array.max(axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        a.grad += np.broadcast_to(grad_out.reshape(kept.shape), a.shape) * (a.array == a.array.min(axis=axis, keepdims=True))

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %%
def max(a, axis=None, keepdims=False):
    kept = a.array.max(axis=axis, keepdims=True)
    output = a.array.min(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        a.grad += np.broadcast_to(grad_out.reshape(kept.shape), a.shape) * (a.array == a.array.min(axis=axis, keepdims=True))

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %%
def max(a, axis=None, keepdims=False):
    kept = a.array.max(axis=axis, keepdims=True)
    output = a.array.sum(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        if a.requires_grad:
            a.grad += np.broadcast_to(grad_out.reshape(kept.shape), a.shape) * (a.array == kept)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %% [markdown] id="upstream-summed"
# The upstream gradients are added up, and every maximum gets the total. Each of them has a
# gradient of its own.

# %%
def max(a, axis=None, keepdims=False):
    kept = a.array.max(axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        a.grad += grad_out.sum() * (a.array == kept)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %%
def max(a, axis=None, keepdims=False):
    kept = a.array.max(axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        a.grad += grad_out.mean() * (a.array == kept)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )
