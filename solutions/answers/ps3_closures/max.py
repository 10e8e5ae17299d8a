# Answers to `max`, right and wrong, that the autograder is measured on.


# %% right: as the text suggests
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
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %% right: np.expand_dims
def max(a, axis=None, keepdims=False):
    max_keepdims = np.max(a.array, axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(input_grad):
        if axis is not None and not keepdims:
            input_grad = np.expand_dims(input_grad, axis)
        a.grad += (np.broadcast_to(input_grad, a.shape)) * (a.array == max_keepdims)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %% right: times ones
def max(a, axis=None, keepdims=False):
    max_keepdims = np.max(a.array, axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(input_grad):
        g = np.reshape(input_grad, np.shape(max_keepdims)) * np.ones(a.shape)
        if a.requires_grad:
            a.grad = a.grad + (g) * (a.array == max_keepdims)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %% right: NumPy broadcasts by itself
def max(a, axis=None, keepdims=False):
    max_keepdims = np.max(a.array, axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(input_grad):
        a.grad += (input_grad.reshape(max_keepdims.shape)) * (a.array == max_keepdims)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %% right: the output without its axes
def max(a, axis=None, keepdims=False):
    output_kept = np.max(a.array, axis, keepdims=True)
    output = output_kept if keepdims else np.squeeze(output_kept, axis=axis)

    def backward(g):
        shape = output_kept.shape
        a.grad += np.where(a.array == output_kept, np.reshape(g, shape), 0)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %% right: axes by hand
def max(a, axis=None, keepdims=False):
    axes = range(a.array.ndim) if axis is None else axis if isinstance(axis, tuple) else (axis,)
    axes = [i % a.array.ndim for i in axes]
    shape = [1 if i in axes else n for i, n in enumerate(a.shape)]
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(g):
        kept = np.reshape(g, shape)
        a.grad += kept * (a.array == np.reshape(output, shape))

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %% right: np.max and a loop over the places
def max(a, axis=None, keepdims=False):
    largest = np.max(a.array, axis=axis, keepdims=True)
    shape = largest.shape
    output = np.max(a.array, axis=axis, keepdims=keepdims)

    def backward(g):
        kept = np.reshape(g, shape)
        for place in np.ndindex(a.shape):
            at = tuple(0 if n == 1 else i for i, n in zip(place, shape))
            if a.array[place] == largest[at]:
                a.grad[place] += kept[at]

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %% right: the function is attached afterwards
def max(a, axis=None, keepdims=False):
    kept = a.array.max(axis, keepdims=True)
    out = Tensor(a.array.max(axis, keepdims=keepdims), a.requires_grad, (a,), None, "<MaxBackward>")
    if a.requires_grad:

        def send(g):
            a.grad += g.reshape(kept.shape) * (kept <= a.array)

        out.grad_fn = send
    return out


# %% wrong: no axis put back [forgets-the-axis]
def max(a, axis=None, keepdims=False):
    max_keepdims = np.max(a.array, axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(input_grad):
        a.grad += (np.broadcast_to(input_grad, a.shape)) * (a.array == max_keepdims)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %% wrong: times ones, no axis put back [forgets-the-axis]
def max(a, axis=None, keepdims=False):
    max_keepdims = np.max(a.array, axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(input_grad):
        a.grad += (input_grad * np.ones(a.shape)) * (a.array == max_keepdims)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %% wrong: left to NumPy [forgets-the-axis]
def max(a, axis=None, keepdims=False):
    max_keepdims = np.max(a.array, axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(input_grad):
        a.grad += (input_grad) * (a.array == max_keepdims)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %% wrong: always the last axis [always-last-axis]
def max(a, axis=None, keepdims=False):
    max_keepdims = np.max(a.array, axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(input_grad):
        if axis is not None and not keepdims:
            input_grad = input_grad[..., np.newaxis]
        a.grad += (np.broadcast_to(input_grad, a.shape)) * (a.array == max_keepdims)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %% wrong: always a column [always-last-axis]
def max(a, axis=None, keepdims=False):
    max_keepdims = np.max(a.array, axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(input_grad):
        a.grad += (input_grad.reshape((-1, 1)) * np.ones(a.shape)) * (a.array == max_keepdims)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %% wrong: expand_dims with None [none-unhandled]
def max(a, axis=None, keepdims=False):
    max_keepdims = np.max(a.array, axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(input_grad):
        if keepdims is False:
            input_grad = np.expand_dims(input_grad, axis)
        a.grad += (np.broadcast_to(input_grad, a.shape)) * (a.array == max_keepdims)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %% wrong: repeats along None [none-unhandled]
def max(a, axis=None, keepdims=False):
    max_keepdims = np.max(a.array, axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(input_grad):
        g = input_grad if keepdims else np.expand_dims(input_grad, axis=axis)
        a.grad += (g.repeat(a.shape[axis], axis)) * (a.array == max_keepdims)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %% wrong: expands always [expands-despite-keepdims]
def max(a, axis=None, keepdims=False):
    max_keepdims = np.max(a.array, axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(input_grad):
        if axis is not None:
            input_grad = np.expand_dims(input_grad, axis)
        a.grad += (np.broadcast_to(input_grad, a.shape)) * (a.array == max_keepdims)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %% wrong: the condition the wrong way round [keepdims-inverted]
def max(a, axis=None, keepdims=False):
    max_keepdims = np.max(a.array, axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(input_grad):
        if axis is not None and keepdims:
            input_grad = np.expand_dims(input_grad, axis)
        a.grad += (np.broadcast_to(input_grad, a.shape)) * (a.array == max_keepdims)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %% wrong: one axis at a time [tuple-unhandled]
def max(a, axis=None, keepdims=False):
    max_keepdims = np.max(a.array, axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(input_grad):
        if axis is not None and not keepdims:
            shape = list(a.shape)
            shape[axis] = 1
            input_grad = np.reshape(input_grad, shape)
        a.grad += (np.broadcast_to(input_grad, a.shape)) * (a.array == max_keepdims)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %% wrong: axes from the front only [negative-unhandled]
def max(a, axis=None, keepdims=False):
    max_keepdims = np.max(a.array, axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(input_grad):
        if axis is not None and not keepdims:
            gone = (axis,) if isinstance(axis, int) else axis
            input_grad = np.reshape(input_grad, tuple(1 if i in gone else a.shape[i] for i in range(len(a.shape))))
        a.grad += (np.broadcast_to(input_grad, a.shape)) * (a.array == max_keepdims)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %% wrong: keepdims not passed on [keepdims-ignored-forwards]
def max(a, axis=None, keepdims=False):
    max_keepdims = np.max(a.array, axis=axis, keepdims=True)
    output = np.max(a.array, axis=axis)

    def backward(input_grad):
        a.grad += np.broadcast_to(input_grad.reshape(max_keepdims.shape), a.shape) * (a.array == max_keepdims)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %% wrong: keepdims always [keepdims-ignored-forwards]
def max(a, axis=None, keepdims=False):
    max_keepdims = np.max(a.array, axis=axis, keepdims=True)
    output = max_keepdims

    def backward(input_grad):
        a.grad += np.broadcast_to(input_grad.reshape(max_keepdims.shape), a.shape) * (a.array == max_keepdims)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %% wrong: axis not passed on [keepdims-ignored-forwards]
def max(a, axis=None, keepdims=False):
    max_keepdims = np.max(a.array, axis=axis, keepdims=True)
    output = np.max(a.array, keepdims=keepdims)

    def backward(input_grad):
        a.grad += np.broadcast_to(input_grad.reshape(max_keepdims.shape), a.shape) * (a.array == max_keepdims)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %% wrong: assigns instead of adding [assigns-instead-of-adding]
def max(a, axis=None, keepdims=False):
    max_keepdims = np.max(a.array, axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(input_grad):
        a.grad = np.broadcast_to(input_grad.reshape(max_keepdims.shape), a.shape) * (a.array == max_keepdims)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %% wrong: copies over the gradient [assigns-instead-of-adding]
def max(a, axis=None, keepdims=False):
    max_keepdims = np.max(a.array, axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(input_grad):
        a.grad[...] = np.broadcast_to(input_grad.reshape(max_keepdims.shape), a.shape) * (a.array == max_keepdims)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %% wrong: the gradient is returned [gradient-not-added]
def max(a, axis=None, keepdims=False):
    max_keepdims = np.max(a.array, axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(input_grad):
        return np.broadcast_to(input_grad.reshape(max_keepdims.shape), a.shape) * (a.array == max_keepdims)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %% wrong: subtracts [subtracts-gradient]
def max(a, axis=None, keepdims=False):
    max_keepdims = np.max(a.array, axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(input_grad):
        a.grad -= np.broadcast_to(input_grad.reshape(max_keepdims.shape), a.shape) * (a.array == max_keepdims)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %% wrong: does not pass on that a gradient is wanted [requires-grad-not-passed-on]
def max(a, axis=None, keepdims=False):
    max_keepdims = np.max(a.array, axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(input_grad):
        a.grad += np.broadcast_to(input_grad.reshape(max_keepdims.shape), a.shape) * (a.array == max_keepdims)

    return Tensor(
        output,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %% wrong: a gradient is always wanted [always-requires-grad]
def max(a, axis=None, keepdims=False):
    max_keepdims = np.max(a.array, axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(input_grad):
        a.grad += np.broadcast_to(input_grad.reshape(max_keepdims.shape), a.shape) * (a.array == max_keepdims)

    return Tensor(
        output,
        requires_grad=True,
        parents=(a,),
        grad_fn=backward,
        grad_fn_name="<MaxBackward>",
    )


# %% wrong: the function is always there [grad-fn-always]
def max(a, axis=None, keepdims=False):
    max_keepdims = np.max(a.array, axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(input_grad):
        a.grad += np.broadcast_to(input_grad.reshape(max_keepdims.shape), a.shape) * (a.array == max_keepdims)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward,
        grad_fn_name="<MaxBackward>",
    )


# %% wrong: the function is not handed over [grad-fn-missing]
def max(a, axis=None, keepdims=False):
    max_keepdims = np.max(a.array, axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(input_grad):
        a.grad += np.broadcast_to(input_grad.reshape(max_keepdims.shape), a.shape) * (a.array == max_keepdims)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn_name="<MaxBackward>",
    )


# %% wrong: a bare Tensor [grad-fn-missing]
def max(a, axis=None, keepdims=False):
    return Tensor(a.array.max(axis=axis, keepdims=keepdims))


# %% wrong: the function is called [grad-fn-called]
def max(a, axis=None, keepdims=False):
    max_keepdims = np.max(a.array, axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(input_grad):
        a.grad += np.broadcast_to(input_grad.reshape(max_keepdims.shape), a.shape) * (a.array == max_keepdims)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward() if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %% wrong: a global remembers [remembers-the-last-call]
def max(a, axis=None, keepdims=False):
    global tensor, max_keepdims
    tensor = a
    max_keepdims = np.max(a.array, axis=axis, keepdims=True)

    def backward(input_grad):
        tensor.grad += np.broadcast_to(input_grad.reshape(max_keepdims.shape), tensor.shape) * (tensor.array == max_keepdims)

    return Tensor(
        a.array.max(axis=axis, keepdims=keepdims),
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %% wrong: no parents [parents-wrong]
def max(a, axis=None, keepdims=False):
    max_keepdims = np.max(a.array, axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(input_grad):
        a.grad += np.broadcast_to(input_grad.reshape(max_keepdims.shape), a.shape) * (a.array == max_keepdims)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %% wrong: a copy for a parent [parents-wrong]
def max(a, axis=None, keepdims=False):
    max_keepdims = np.max(a.array, axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(input_grad):
        a.grad += np.broadcast_to(input_grad.reshape(max_keepdims.shape), a.shape) * (a.array == max_keepdims)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(Tensor(a.array),),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %% wrong: the name of another operation [name-wrong]
def max(a, axis=None, keepdims=False):
    max_keepdims = np.max(a.array, axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(input_grad):
        a.grad += np.broadcast_to(input_grad.reshape(max_keepdims.shape), a.shape) * (a.array == max_keepdims)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<LogBackward>",
    )


# %% wrong: no name [name-wrong]
def max(a, axis=None, keepdims=False):
    max_keepdims = np.max(a.array, axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(input_grad):
        a.grad += np.broadcast_to(input_grad.reshape(max_keepdims.shape), a.shape) * (a.array == max_keepdims)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
    )


# %% wrong: returns the array [returns-array]
def max(a, axis=None, keepdims=False):
    return a.array.max(axis=axis, keepdims=keepdims)


# %% wrong: returns nothing [returns-none]
def max(a, axis=None, keepdims=False):
    out = Tensor(a.array.max(axis=axis, keepdims=keepdims), a.requires_grad, (a,))


# %% wrong: calls itself [calls-itself]
def max(a, axis=None, keepdims=False):
    out = a.max(axis=axis, keepdims=keepdims)
    return Tensor(out.array, a.requires_grad, (a,))


# %% wrong: its own function on the array [no-tensor]
def max(a, axis=None, keepdims=False):
    out = max(a.array, axis, keepdims)
    return Tensor(out, a.requires_grad, (a,))


# %% wrong: PyTorch's names for the arguments [arguments-renamed]
def max(a, dim=None, keepdim=False):
    max_keepdims = np.max(a.array, axis=dim, keepdims=True)
    output = a.array.max(axis=dim, keepdims=keepdim)

    def backward(input_grad):
        a.grad += np.broadcast_to(input_grad.reshape(max_keepdims.shape), a.shape) * (a.array == max_keepdims)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %% right: ties shared
def max(a, axis=None, keepdims=False):
    max_keepdims = np.max(a.array, axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(input_grad):
        mask = a.array == max_keepdims
        a.grad += np.reshape(input_grad, max_keepdims.shape) * mask / np.sum(mask, axis=axis, keepdims=True)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %% wrong: argmax along the axis [argmax-for-one-axis]
def max(a, axis=None, keepdims=False):
    max_keepdims = np.max(a.array, axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(input_grad):
        place = np.argmax(a.array, axis=axis, keepdims=True)
        mask = np.zeros(a.shape)
        np.put_along_axis(mask, place, 1.0, axis=axis)
        a.grad += np.reshape(input_grad, max_keepdims.shape) * mask

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %% wrong: argmax, None apart [argmax-for-one-axis]
def max(a, axis=None, keepdims=False):
    max_keepdims = np.max(a.array, axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(input_grad):
        mask = np.zeros(a.shape)
        if axis is None:
            mask[np.unravel_index(np.argmax(a.array), a.shape)] = 1
        else:
            np.put_along_axis(mask, np.argmax(a.array, axis=axis, keepdims=True), 1.0, axis=axis)
        a.grad += np.reshape(input_grad, max_keepdims.shape) * mask

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %% right: first of ties
def max(a, axis=None, keepdims=False):
    max_keepdims = np.max(a.array, axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(input_grad):
        hits = a.array == max_keepdims
        if axis is None:
            first = np.zeros(a.shape)
            first.flat[np.argmax(hits)] = 1
        elif isinstance(axis, tuple):
            first = hits
        else:
            first = hits * (np.cumsum(hits, axis=axis) == 1)
        a.grad += np.reshape(input_grad, max_keepdims.shape) * first

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %% wrong: the largest of all [maximum-of-all]
def max(a, axis=None, keepdims=False):
    max_keepdims = np.max(a.array, axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(input_grad):
        a.grad += np.reshape(input_grad, max_keepdims.shape) * (a.array == np.max(a.array))

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %% wrong: compared without the axis [mask-without-axis]
def max(a, axis=None, keepdims=False):
    max_keepdims = np.max(a.array, axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(input_grad):
        a.grad += np.reshape(input_grad, max_keepdims.shape) * (a.array == output)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %% wrong: everything without the axis [mask-without-axis]
def max(a, axis=None, keepdims=False):
    max_keepdims = np.max(a.array, axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(input_grad):
        a.grad += np.broadcast_to(input_grad, a.shape) * (output == a.array)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %% wrong: as for a sum [no-mask]
def max(a, axis=None, keepdims=False):
    max_keepdims = np.max(a.array, axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(input_grad):
        a.grad += np.broadcast_to(np.reshape(input_grad, max_keepdims.shape), a.shape)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %% wrong: all but the largest [mask-inverted]
def max(a, axis=None, keepdims=False):
    max_keepdims = np.max(a.array, axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(input_grad):
        a.grad += np.reshape(input_grad, max_keepdims.shape) * (a.array != max_keepdims)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %% wrong: smaller ones [mask-inverted]
def max(a, axis=None, keepdims=False):
    max_keepdims = np.max(a.array, axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(input_grad):
        a.grad += np.reshape(input_grad, max_keepdims.shape) * (a.array < max_keepdims)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %% wrong: ones [upstream-ignored]
def max(a, axis=None, keepdims=False):
    max_keepdims = np.max(a.array, axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(input_grad):
        a.grad += (a.array == max_keepdims).astype(float)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %% wrong: times the maximum [multiplies-by-values]
def max(a, axis=None, keepdims=False):
    max_keepdims = np.max(a.array, axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(input_grad):
        a.grad += np.broadcast_to(input_grad.reshape(max_keepdims.shape), a.shape) * (a.array == max_keepdims) * max_keepdims

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %% wrong: isclose [nearly-equal]
def max(a, axis=None, keepdims=False):
    max_keepdims = np.max(a.array, axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(input_grad):
        a.grad += np.reshape(input_grad, max_keepdims.shape) * np.isclose(max_keepdims, a.array)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %% wrong: zero at least [zero-as-smallest]
def max(a, axis=None, keepdims=False):
    max_keepdims = np.max(a.array, axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(input_grad):
        a.grad += np.reshape(input_grad, max_keepdims.shape) * (np.maximum(max_keepdims, 0) == a.array)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %% wrong: the smallest [min-or-other]
def max(a, axis=None, keepdims=False):
    max_keepdims = np.max(a.array, axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(input_grad):
        a.grad += np.reshape(input_grad, max_keepdims.shape) * (a.array == np.min(a.array, axis=axis, keepdims=True))

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %% wrong: the total [upstream-summed]
def max(a, axis=None, keepdims=False):
    max_keepdims = np.max(a.array, axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(input_grad):
        a.grad += np.sum(input_grad) * (a.array == max_keepdims)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %% wrong: the smallest forwards [min-or-other]
def max(a, axis=None, keepdims=False):
    max_keepdims = np.max(a.array, axis=axis, keepdims=True)
    output = np.min(a.array, axis=axis, keepdims=keepdims)

    def backward(input_grad):
        a.grad += np.broadcast_to(input_grad.reshape(max_keepdims.shape), a.shape) * (a.array == max_keepdims)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %% wrong: argmax forwards [min-or-other]
def max(a, axis=None, keepdims=False):
    max_keepdims = np.max(a.array, axis=axis, keepdims=True)
    output = np.argmax(a.array, axis=axis, keepdims=keepdims)

    def backward(input_grad):
        a.grad += np.broadcast_to(input_grad.reshape(max_keepdims.shape), a.shape) * (a.array == max_keepdims)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %% wrong: argmax along one axis by fancy index [argmax-for-one-axis]
def max(a, axis=None, keepdims=False):
    idx = np.argmax(a.array, axis=axis)
    def backward(g):
        mask = np.zeros_like(a.array)
        if axis == 0:
            mask[idx, np.arange(a.shape[1])] = g
        elif axis == 1:
            mask[np.arange(a.shape[0]), idx] = g
        else:
            mask.flat[idx] = g
        a.grad += mask
    return Tensor(np.max(a.array, axis=axis, keepdims=keepdims), a.requires_grad, (a,), backward if a.requires_grad else None, "<MaxBackward>")


# %% right: ties split in half
def max(a, axis=None, keepdims=False):
    m = np.max(a.array, axis=axis, keepdims=True)
    def backward(g):
        hit = (a.array == m).astype(float)
        hit /= hit.sum(axis=axis, keepdims=True)
        a.grad += hit * g.reshape(m.shape)
    return Tensor(np.max(a.array, axis=axis, keepdims=keepdims), a.requires_grad, (a,), backward if a.requires_grad else None, "<MaxBackward>")


# %% wrong: mask but g not expanded [forgets-the-axis]
def max(a, axis=None, keepdims=False):
    m = np.max(a.array, axis=axis, keepdims=True)
    def backward(g):
        hit = a.array == m
        a.grad += hit * g
    return Tensor(np.max(a.array, axis=axis, keepdims=keepdims), a.requires_grad, (a,), backward if a.requires_grad else None, "<MaxBackward>")


# %% wrong: boolean assignment [assigns-instead-of-adding]
def max(a, axis=None, keepdims=False):
    m = np.max(a.array, axis=axis, keepdims=True)
    def backward(g):
        hit = a.array == m
        a.grad[hit] = np.broadcast_to(g.reshape(m.shape), a.shape)[hit]
    return Tensor(np.max(a.array, axis=axis, keepdims=keepdims), a.requires_grad, (a,), backward if a.requires_grad else None, "<MaxBackward>")


# %% wrong: greater equal the wrong way [mask-inverted]
def max(a, axis=None, keepdims=False):
    m = np.max(a.array, axis=axis, keepdims=True)
    def backward(g):
        a.grad += np.where(a.array == m, 0, g.reshape(m.shape))
    return Tensor(np.max(a.array, axis=axis, keepdims=keepdims), a.requires_grad, (a,), backward if a.requires_grad else None, "<MaxBackward>")


# %% wrong: the mask only [upstream-ignored]
def max(a, axis=None, keepdims=False):
    m = np.max(a.array, axis=axis, keepdims=True)
    def backward(g):
        a.grad += (a.array >= m) * 1.0
    return Tensor(np.max(a.array, axis=axis, keepdims=keepdims), a.requires_grad, (a,), backward if a.requires_grad else None, "<MaxBackward>")


# %% right: first tie only with cumsum
def max(a, axis=None, keepdims=False):
    m = np.max(a.array, axis=axis, keepdims=True)
    def backward(g):
        hit = a.array == m
        if isinstance(axis, int):
            hit = hit & (hit.cumsum(axis=axis) <= 1)
        a.grad += hit * g.reshape(m.shape)
    return Tensor(np.max(a.array, axis=axis, keepdims=keepdims), a.requires_grad, (a,), backward if a.requires_grad else None, "<MaxBackward>")


# %% wrong: if on array [truth-value-of-array]
def max(a, axis=None, keepdims=False):
    m = np.max(a.array, axis=axis, keepdims=True)
    def backward(g):
        if a.array == m:
            a.grad += g
    return Tensor(np.max(a.array, axis=axis, keepdims=keepdims), a.requires_grad, (a,), backward if a.requires_grad else None, "<MaxBackward>")


# %% wrong: squeezed
def max(a, axis=None, keepdims=False):
    kept = a.array.max(axis=axis, keepdims=True)
    output = np.squeeze(kept) if not keepdims else kept

    def backward(grad_out):
        a.grad += grad_out.reshape(kept.shape) * (a.array == kept) * np.ones(a.shape)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %% right: NumPy puts the axis in front by itself
def max(a, axis=None, keepdims=False):
    kept = a.array.max(axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        if axis and not keepdims:
            grad_out = np.expand_dims(grad_out, axis)
        a.grad += grad_out * (a.array == kept)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %% wrong: axes one after the other [shapes-do-not-fit]
def max(a, axis=None, keepdims=False):
    kept = a.array.max(axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        if axis is not None and not keepdims:
            for one in axis if isinstance(axis, tuple) else (axis,):
                grad_out = np.expand_dims(grad_out, one)
        a.grad += grad_out * (a.array == kept)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %% wrong: the shape of the first call [shapes-do-not-fit]
SHAPES = {}


def max(a, axis=None, keepdims=False):
    kept = a.array.max(axis=axis, keepdims=True)
    SHAPES.setdefault('kept', kept.shape)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        a.grad += grad_out.reshape(SHAPES['kept']) * (a.array == kept)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %% wrong: the first axis of a tuple
def max(a, axis=None, keepdims=False):
    axis = axis[0] if isinstance(axis, tuple) else axis
    kept = a.array.max(axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        a.grad += grad_out.reshape(kept.shape) * (a.array == kept) * np.ones(a.shape)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %% wrong: no defaults [arguments-renamed]
def max(a, axis, keepdims):
    kept = a.array.max(axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        a.grad += grad_out.reshape(kept.shape) * (a.array == kept) * np.ones(a.shape)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %% wrong: clears its own upstream gradient [writes-into-upstream]
def max(a, axis=None, keepdims=False):
    kept = a.array.max(axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        a.grad += grad_out.reshape(kept.shape) * (a.array == kept)
        grad_out *= 0

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %% wrong: a fresh gradient each time [assigns-instead-of-adding]
def max(a, axis=None, keepdims=False):
    kept = a.array.max(axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        a.zero_grad()
        a.grad += grad_out.reshape(kept.shape) * (a.array == kept)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %% wrong: none of the axes for a tuple [wrong-for-tuple-axes]
def max(a, axis=None, keepdims=False):
    axis = None if isinstance(axis, tuple) else axis
    kept = a.array.max(axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        a.grad += grad_out.reshape(kept.shape) * (a.array == kept) * np.ones(a.shape)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %% right: expand_dims but for None
def max(a, axis=None, keepdims=False):
    kept = a.array.max(axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        g = grad_out if keepdims or axis is None else np.expand_dims(grad_out, axis)
        a.grad = a.grad + np.broadcast_to(g, a.shape) * (a.array == kept)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %% right: NumPy's reduce
def max(a, axis=None, keepdims=False):
    kept = a.array.max(axis=axis, keepdims=True)
    output = np.maximum.reduce(a.array, axis=tuple(range(a.array.ndim)) if axis is None else axis, keepdims=keepdims)

    def backward(grad_out):
        a.grad += np.reshape(grad_out, np.shape(kept)) * (a.array == kept)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %% wrong: shares counted over all [ties-counted-everywhere]
def max(a, axis=None, keepdims=False):
    kept = a.array.max(axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        hit = a.array == kept
        a.grad += grad_out.reshape(kept.shape) * hit / hit.sum()

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %% wrong: half each [ties-halved]
def max(a, axis=None, keepdims=False):
    kept = a.array.max(axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        hit = a.array == kept
        a.grad += grad_out.reshape(kept.shape) * hit * np.where(hit.sum(axis=axis, keepdims=True) > 1, 0.5, 1)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %% wrong: nothing where there is a tie [ties-do-not-add-up]
def max(a, axis=None, keepdims=False):
    kept = a.array.max(axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        hit = a.array == kept
        a.grad += grad_out.reshape(kept.shape) * hit * (hit.sum(axis=axis, keepdims=True) == 1)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %% wrong: a little below is as good [nearly-equal]
def max(a, axis=None, keepdims=False):
    kept = a.array.max(axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        a.grad += grad_out.reshape(kept.shape) * (a.array >= kept - 1e-5)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %% wrong: the rest is wiped out
def max(a, axis=None, keepdims=False):
    kept = a.array.max(axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        a.array[a.array < kept] = 0
        a.grad += grad_out.reshape(kept.shape) * (a.array == kept)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %% wrong: a ratio of one
def max(a, axis=None, keepdims=False):
    kept = a.array.max(axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        a.grad += grad_out.reshape(kept.shape) * (a.array / kept == 1)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %% wrong: by absolute size
def max(a, axis=None, keepdims=False):
    kept = a.array.max(axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        size = np.abs(a.array)
        a.grad += grad_out.reshape(kept.shape) * (size == size.max(axis=axis, keepdims=True))

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %% wrong: the place of the first call
PLACES = []


def max(a, axis=None, keepdims=False):
    kept = a.array.max(axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        PLACES.append(a.array == kept)
        hit = PLACES[0] if PLACES[0].shape == a.shape else PLACES[-1]
        a.grad += grad_out.reshape(kept.shape) * hit

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %% right: an even split
def max(a, axis=None, keepdims=False):
    kept = a.array.max(axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        hit = (a.array == kept).astype(a.array.dtype)
        a.grad += grad_out.reshape(kept.shape) * hit / np.sum(hit, axis=axis, keepdims=True)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )


# %% right: the last of several
def max(a, axis=None, keepdims=False):
    kept = a.array.max(axis=axis, keepdims=True)
    output = a.array.max(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        hit = a.array == kept
        axes = tuple(range(hit.ndim)) if axis is None else axis if isinstance(axis, tuple) else (axis,)
        rest = [i for i in range(hit.ndim) if i not in [n % hit.ndim for n in axes]]
        order = rest + [n % hit.ndim for n in axes]
        flat = hit.transpose(order).reshape([hit.shape[i] for i in rest] + [-1])
        one = np.zeros_like(flat)
        last = flat.shape[-1] - 1 - flat[..., ::-1].argmax(axis=-1)
        np.put_along_axis(one, last[..., None], True, axis=-1)
        one = one.reshape([hit.shape[i] for i in order]).transpose(np.argsort(order))
        a.grad += grad_out.reshape(kept.shape) * one

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )
