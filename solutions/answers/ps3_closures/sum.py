# Answers to `sum`, right and wrong, that the autograder is measured on.


# %% right: as the text suggests
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
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )


# %% right: np.expand_dims
def sum(a, axis=None, keepdims=False):
    sum_keepdims = np.sum(a.array, axis=axis, keepdims=True)
    output = a.array.sum(axis=axis, keepdims=keepdims)

    def backward(input_grad):
        if axis is not None and not keepdims:
            input_grad = np.expand_dims(input_grad, axis)
        a.grad += np.broadcast_to(input_grad, a.shape)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )


# %% right: times ones
def sum(a, axis=None, keepdims=False):
    sum_keepdims = np.sum(a.array, axis=axis, keepdims=True)
    output = a.array.sum(axis=axis, keepdims=keepdims)

    def backward(input_grad):
        g = np.reshape(input_grad, np.shape(sum_keepdims)) * np.ones(a.shape)
        if a.requires_grad:
            a.grad = a.grad + g

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )


# %% right: NumPy broadcasts by itself
def sum(a, axis=None, keepdims=False):
    sum_keepdims = np.sum(a.array, axis=axis, keepdims=True)
    output = a.array.sum(axis=axis, keepdims=keepdims)

    def backward(input_grad):
        a.grad += input_grad.reshape(sum_keepdims.shape)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )


# %% right: the output without its axes
def sum(a, axis=None, keepdims=False):
    output_kept = np.sum(a.array, axis, keepdims=True)
    output = output_kept if keepdims else np.squeeze(output_kept, axis=axis)

    def backward(g):
        shape = output_kept.shape
        a.grad += np.broadcast_to(np.reshape(g, shape), a.shape)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )


# %% right: axes by hand
def sum(a, axis=None, keepdims=False):
    axes = range(a.array.ndim) if axis is None else axis if isinstance(axis, tuple) else (axis,)
    axes = [i % a.array.ndim for i in axes]
    shape = [1 if i in axes else n for i, n in enumerate(a.shape)]
    output = a.array.sum(axis=axis, keepdims=keepdims)

    def backward(g):
        kept = np.reshape(g, shape)
        a.grad += kept + np.zeros(a.shape)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )


# %% right: np.sum and a loop over the places
def sum(a, axis=None, keepdims=False):
    largest = np.sum(a.array, axis=axis, keepdims=True)
    shape = largest.shape
    output = np.sum(a.array, axis=axis, keepdims=keepdims)

    def backward(g):
        kept = np.reshape(g, shape)
        for place in np.ndindex(a.shape):
            at = tuple(0 if n == 1 else i for i, n in zip(place, shape))
            a.grad[place] += kept[at]

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )


# %% right: the function is attached afterwards
def sum(a, axis=None, keepdims=False):
    kept = a.array.sum(axis, keepdims=True)
    out = Tensor(a.array.sum(axis, keepdims=keepdims), a.requires_grad, (a,), None, "<SumBackward>")
    if a.requires_grad:

        def send(g):
            a.grad += g.reshape(kept.shape)

        out.grad_fn = send
    return out


# %% wrong: no axis put back [forgets-the-axis]
def sum(a, axis=None, keepdims=False):
    sum_keepdims = np.sum(a.array, axis=axis, keepdims=True)
    output = a.array.sum(axis=axis, keepdims=keepdims)

    def backward(input_grad):
        a.grad += np.broadcast_to(input_grad, a.shape)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )


# %% wrong: times ones, no axis put back [forgets-the-axis]
def sum(a, axis=None, keepdims=False):
    sum_keepdims = np.sum(a.array, axis=axis, keepdims=True)
    output = a.array.sum(axis=axis, keepdims=keepdims)

    def backward(input_grad):
        a.grad += input_grad * np.ones(a.shape)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )


# %% wrong: left to NumPy [forgets-the-axis]
def sum(a, axis=None, keepdims=False):
    sum_keepdims = np.sum(a.array, axis=axis, keepdims=True)
    output = a.array.sum(axis=axis, keepdims=keepdims)

    def backward(input_grad):
        a.grad += input_grad

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )


# %% wrong: always the last axis [always-last-axis]
def sum(a, axis=None, keepdims=False):
    sum_keepdims = np.sum(a.array, axis=axis, keepdims=True)
    output = a.array.sum(axis=axis, keepdims=keepdims)

    def backward(input_grad):
        if axis is not None and not keepdims:
            input_grad = input_grad[..., np.newaxis]
        a.grad += np.broadcast_to(input_grad, a.shape)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )


# %% wrong: always a column [always-last-axis]
def sum(a, axis=None, keepdims=False):
    sum_keepdims = np.sum(a.array, axis=axis, keepdims=True)
    output = a.array.sum(axis=axis, keepdims=keepdims)

    def backward(input_grad):
        a.grad += input_grad.reshape((-1, 1)) * np.ones(a.shape)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )


# %% wrong: expand_dims with None [none-unhandled]
def sum(a, axis=None, keepdims=False):
    sum_keepdims = np.sum(a.array, axis=axis, keepdims=True)
    output = a.array.sum(axis=axis, keepdims=keepdims)

    def backward(input_grad):
        if keepdims is False:
            input_grad = np.expand_dims(input_grad, axis)
        a.grad += np.broadcast_to(input_grad, a.shape)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )


# %% wrong: repeats along None [none-unhandled]
def sum(a, axis=None, keepdims=False):
    sum_keepdims = np.sum(a.array, axis=axis, keepdims=True)
    output = a.array.sum(axis=axis, keepdims=keepdims)

    def backward(input_grad):
        g = input_grad if keepdims else np.expand_dims(input_grad, axis=axis)
        a.grad += g.repeat(a.shape[axis], axis)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )


# %% wrong: expands always [expands-despite-keepdims]
def sum(a, axis=None, keepdims=False):
    sum_keepdims = np.sum(a.array, axis=axis, keepdims=True)
    output = a.array.sum(axis=axis, keepdims=keepdims)

    def backward(input_grad):
        if axis is not None:
            input_grad = np.expand_dims(input_grad, axis)
        a.grad += np.broadcast_to(input_grad, a.shape)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )


# %% wrong: the condition the wrong way round [keepdims-inverted]
def sum(a, axis=None, keepdims=False):
    sum_keepdims = np.sum(a.array, axis=axis, keepdims=True)
    output = a.array.sum(axis=axis, keepdims=keepdims)

    def backward(input_grad):
        if axis is not None and keepdims:
            input_grad = np.expand_dims(input_grad, axis)
        a.grad += np.broadcast_to(input_grad, a.shape)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )


# %% wrong: one axis at a time [tuple-unhandled]
def sum(a, axis=None, keepdims=False):
    sum_keepdims = np.sum(a.array, axis=axis, keepdims=True)
    output = a.array.sum(axis=axis, keepdims=keepdims)

    def backward(input_grad):
        if axis is not None and not keepdims:
            shape = list(a.shape)
            shape[axis] = 1
            input_grad = np.reshape(input_grad, shape)
        a.grad += np.broadcast_to(input_grad, a.shape)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )


# %% wrong: axes from the front only [negative-unhandled]
def sum(a, axis=None, keepdims=False):
    sum_keepdims = np.sum(a.array, axis=axis, keepdims=True)
    output = a.array.sum(axis=axis, keepdims=keepdims)

    def backward(input_grad):
        if axis is not None and not keepdims:
            gone = (axis,) if isinstance(axis, int) else axis
            input_grad = np.reshape(input_grad, tuple(1 if i in gone else a.shape[i] for i in range(len(a.shape))))
        a.grad += np.broadcast_to(input_grad, a.shape)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )


# %% wrong: keepdims not passed on [keepdims-ignored-forwards]
def sum(a, axis=None, keepdims=False):
    sum_keepdims = np.sum(a.array, axis=axis, keepdims=True)
    output = np.sum(a.array, axis=axis)

    def backward(input_grad):
        a.grad += np.broadcast_to(input_grad.reshape(sum_keepdims.shape), a.shape)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )


# %% wrong: keepdims always [keepdims-ignored-forwards]
def sum(a, axis=None, keepdims=False):
    sum_keepdims = np.sum(a.array, axis=axis, keepdims=True)
    output = sum_keepdims

    def backward(input_grad):
        a.grad += np.broadcast_to(input_grad.reshape(sum_keepdims.shape), a.shape)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )


# %% wrong: axis not passed on [keepdims-ignored-forwards]
def sum(a, axis=None, keepdims=False):
    sum_keepdims = np.sum(a.array, axis=axis, keepdims=True)
    output = np.sum(a.array, keepdims=keepdims)

    def backward(input_grad):
        a.grad += np.broadcast_to(input_grad.reshape(sum_keepdims.shape), a.shape)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )


# %% wrong: assigns instead of adding [assigns-instead-of-adding]
def sum(a, axis=None, keepdims=False):
    sum_keepdims = np.sum(a.array, axis=axis, keepdims=True)
    output = a.array.sum(axis=axis, keepdims=keepdims)

    def backward(input_grad):
        a.grad = np.broadcast_to(input_grad.reshape(sum_keepdims.shape), a.shape)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )


# %% wrong: copies over the gradient [assigns-instead-of-adding]
def sum(a, axis=None, keepdims=False):
    sum_keepdims = np.sum(a.array, axis=axis, keepdims=True)
    output = a.array.sum(axis=axis, keepdims=keepdims)

    def backward(input_grad):
        a.grad[...] = np.broadcast_to(input_grad.reshape(sum_keepdims.shape), a.shape)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )


# %% wrong: the gradient is returned [gradient-not-added]
def sum(a, axis=None, keepdims=False):
    sum_keepdims = np.sum(a.array, axis=axis, keepdims=True)
    output = a.array.sum(axis=axis, keepdims=keepdims)

    def backward(input_grad):
        return np.broadcast_to(input_grad.reshape(sum_keepdims.shape), a.shape)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )


# %% wrong: subtracts [subtracts-gradient]
def sum(a, axis=None, keepdims=False):
    sum_keepdims = np.sum(a.array, axis=axis, keepdims=True)
    output = a.array.sum(axis=axis, keepdims=keepdims)

    def backward(input_grad):
        a.grad -= np.broadcast_to(input_grad.reshape(sum_keepdims.shape), a.shape)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )


# %% wrong: does not pass on that a gradient is wanted [requires-grad-not-passed-on]
def sum(a, axis=None, keepdims=False):
    sum_keepdims = np.sum(a.array, axis=axis, keepdims=True)
    output = a.array.sum(axis=axis, keepdims=keepdims)

    def backward(input_grad):
        a.grad += np.broadcast_to(input_grad.reshape(sum_keepdims.shape), a.shape)

    return Tensor(
        output,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )


# %% wrong: a gradient is always wanted [always-requires-grad]
def sum(a, axis=None, keepdims=False):
    sum_keepdims = np.sum(a.array, axis=axis, keepdims=True)
    output = a.array.sum(axis=axis, keepdims=keepdims)

    def backward(input_grad):
        a.grad += np.broadcast_to(input_grad.reshape(sum_keepdims.shape), a.shape)

    return Tensor(
        output,
        requires_grad=True,
        parents=(a,),
        grad_fn=backward,
        grad_fn_name="<SumBackward>",
    )


# %% wrong: the function is always there [grad-fn-always]
def sum(a, axis=None, keepdims=False):
    sum_keepdims = np.sum(a.array, axis=axis, keepdims=True)
    output = a.array.sum(axis=axis, keepdims=keepdims)

    def backward(input_grad):
        a.grad += np.broadcast_to(input_grad.reshape(sum_keepdims.shape), a.shape)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward,
        grad_fn_name="<SumBackward>",
    )


# %% wrong: the function is not handed over [grad-fn-missing]
def sum(a, axis=None, keepdims=False):
    sum_keepdims = np.sum(a.array, axis=axis, keepdims=True)
    output = a.array.sum(axis=axis, keepdims=keepdims)

    def backward(input_grad):
        a.grad += np.broadcast_to(input_grad.reshape(sum_keepdims.shape), a.shape)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn_name="<SumBackward>",
    )


# %% wrong: a bare Tensor [grad-fn-missing]
def sum(a, axis=None, keepdims=False):
    return Tensor(a.array.sum(axis=axis, keepdims=keepdims))


# %% wrong: the function is called [grad-fn-called]
def sum(a, axis=None, keepdims=False):
    sum_keepdims = np.sum(a.array, axis=axis, keepdims=True)
    output = a.array.sum(axis=axis, keepdims=keepdims)

    def backward(input_grad):
        a.grad += np.broadcast_to(input_grad.reshape(sum_keepdims.shape), a.shape)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward() if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )


# %% wrong: a global remembers [remembers-the-last-call]
def sum(a, axis=None, keepdims=False):
    global tensor, sum_keepdims
    tensor = a
    sum_keepdims = np.sum(a.array, axis=axis, keepdims=True)

    def backward(input_grad):
        tensor.grad += np.broadcast_to(input_grad.reshape(sum_keepdims.shape), tensor.shape)

    return Tensor(
        a.array.sum(axis=axis, keepdims=keepdims),
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )


# %% wrong: no parents [parents-wrong]
def sum(a, axis=None, keepdims=False):
    sum_keepdims = np.sum(a.array, axis=axis, keepdims=True)
    output = a.array.sum(axis=axis, keepdims=keepdims)

    def backward(input_grad):
        a.grad += np.broadcast_to(input_grad.reshape(sum_keepdims.shape), a.shape)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )


# %% wrong: a copy for a parent [parents-wrong]
def sum(a, axis=None, keepdims=False):
    sum_keepdims = np.sum(a.array, axis=axis, keepdims=True)
    output = a.array.sum(axis=axis, keepdims=keepdims)

    def backward(input_grad):
        a.grad += np.broadcast_to(input_grad.reshape(sum_keepdims.shape), a.shape)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(Tensor(a.array),),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )


# %% wrong: the name of another operation [name-wrong]
def sum(a, axis=None, keepdims=False):
    sum_keepdims = np.sum(a.array, axis=axis, keepdims=True)
    output = a.array.sum(axis=axis, keepdims=keepdims)

    def backward(input_grad):
        a.grad += np.broadcast_to(input_grad.reshape(sum_keepdims.shape), a.shape)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<LogBackward>",
    )


# %% wrong: no name [name-wrong]
def sum(a, axis=None, keepdims=False):
    sum_keepdims = np.sum(a.array, axis=axis, keepdims=True)
    output = a.array.sum(axis=axis, keepdims=keepdims)

    def backward(input_grad):
        a.grad += np.broadcast_to(input_grad.reshape(sum_keepdims.shape), a.shape)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
    )


# %% wrong: returns the array [returns-array]
def sum(a, axis=None, keepdims=False):
    return a.array.sum(axis=axis, keepdims=keepdims)


# %% wrong: returns nothing [returns-none]
def sum(a, axis=None, keepdims=False):
    out = Tensor(a.array.sum(axis=axis, keepdims=keepdims), a.requires_grad, (a,))


# %% wrong: calls itself [calls-itself]
def sum(a, axis=None, keepdims=False):
    out = a.sum(axis=axis, keepdims=keepdims)
    return Tensor(out.array, a.requires_grad, (a,))


# %% wrong: its own function on the array [no-tensor]
def sum(a, axis=None, keepdims=False):
    out = sum(a.array, axis, keepdims)
    return Tensor(out, a.requires_grad, (a,))


# %% wrong: PyTorch's names for the arguments [arguments-renamed]
def sum(a, dim=None, keepdim=False):
    sum_keepdims = np.sum(a.array, axis=dim, keepdims=True)
    output = a.array.sum(axis=dim, keepdims=keepdim)

    def backward(input_grad):
        a.grad += np.broadcast_to(input_grad.reshape(sum_keepdims.shape), a.shape)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )


# %% wrong: ones [upstream-ignored]
def sum(a, axis=None, keepdims=False):
    sum_keepdims = np.sum(a.array, axis=axis, keepdims=True)
    output = a.array.sum(axis=axis, keepdims=keepdims)

    def backward(input_grad):
        a.grad += np.ones(a.shape)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )


# %% wrong: times the values [multiplies-by-values]
def sum(a, axis=None, keepdims=False):
    sum_keepdims = np.sum(a.array, axis=axis, keepdims=True)
    output = a.array.sum(axis=axis, keepdims=keepdims)

    def backward(input_grad):
        a.grad += np.broadcast_to(input_grad.reshape(sum_keepdims.shape), a.shape) * a.array

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )


# %% wrong: a mean [shared-out]
def sum(a, axis=None, keepdims=False):
    sum_keepdims = np.sum(a.array, axis=axis, keepdims=True)
    output = a.array.sum(axis=axis, keepdims=keepdims)

    def backward(input_grad):
        a.grad += np.broadcast_to(input_grad.reshape(sum_keepdims.shape), a.shape) * (sum_keepdims.size / a.array.size)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )


# %% wrong: divided by all [shared-out]
def sum(a, axis=None, keepdims=False):
    sum_keepdims = np.sum(a.array, axis=axis, keepdims=True)
    output = a.array.sum(axis=axis, keepdims=keepdims)

    def backward(input_grad):
        a.grad += np.broadcast_to(input_grad.reshape(sum_keepdims.shape), a.shape) / np.size(a.array)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )


# %% wrong: the total [upstream-summed]
def sum(a, axis=None, keepdims=False):
    sum_keepdims = np.sum(a.array, axis=axis, keepdims=True)
    output = a.array.sum(axis=axis, keepdims=keepdims)

    def backward(input_grad):
        a.grad += np.sum(input_grad)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )


# %% wrong: the output [output-spread]
def sum(a, axis=None, keepdims=False):
    sum_keepdims = np.sum(a.array, axis=axis, keepdims=True)
    output = a.array.sum(axis=axis, keepdims=keepdims)

    def backward(input_grad):
        a.grad += np.broadcast_to(sum_keepdims, a.shape)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )


# %% wrong: times the output [output-spread]
def sum(a, axis=None, keepdims=False):
    sum_keepdims = np.sum(a.array, axis=axis, keepdims=True)
    output = a.array.sum(axis=axis, keepdims=keepdims)

    def backward(input_grad):
        a.grad += np.broadcast_to(input_grad.reshape(sum_keepdims.shape), a.shape) * sum_keepdims

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )


# %% wrong: reshaped to the input [reshaped-to-input]
def sum(a, axis=None, keepdims=False):
    sum_keepdims = np.sum(a.array, axis=axis, keepdims=True)
    output = a.array.sum(axis=axis, keepdims=keepdims)

    def backward(input_grad):
        a.grad += input_grad.reshape(a.shape)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )


# %% wrong: resized [reshaped-to-input]
def sum(a, axis=None, keepdims=False):
    sum_keepdims = np.sum(a.array, axis=axis, keepdims=True)
    output = a.array.sum(axis=axis, keepdims=keepdims)

    def backward(input_grad):
        a.grad += np.resize(input_grad, a.shape)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )


# %% wrong: a mean forwards [mean-or-other]
def sum(a, axis=None, keepdims=False):
    sum_keepdims = np.sum(a.array, axis=axis, keepdims=True)
    output = np.mean(a.array, axis=axis, keepdims=keepdims)

    def backward(input_grad):
        a.grad += np.broadcast_to(input_grad.reshape(sum_keepdims.shape), a.shape)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )


# %% wrong: newaxis at -1 for axis 1 only [axes-one-by-one]
def sum(a, axis=None, keepdims=False):
    def backward(g):
        if axis == 1 and not keepdims:
            g = g[:, None]
        a.grad += np.broadcast_to(g, a.shape)
    return Tensor(np.sum(a.array, axis=axis, keepdims=keepdims), a.requires_grad, (a,), backward if a.requires_grad else None, "<SumBackward>")


# %% wrong: squeezes [forgets-the-axis]
def sum(a, axis=None, keepdims=False):
    def backward(g):
        a.grad += np.ones(a.shape) * np.squeeze(g)
    return Tensor(np.sum(a.array, axis=axis, keepdims=keepdims), a.requires_grad, (a,), backward if a.requires_grad else None, "<SumBackward>")


# %% wrong: repeat by size [reshaped-to-input]
def sum(a, axis=None, keepdims=False):
    def backward(g):
        a.grad += np.repeat(g, a.array.size).reshape(a.shape)
    return Tensor(np.sum(a.array, axis=axis, keepdims=keepdims), a.requires_grad, (a,), backward if a.requires_grad else None, "<SumBackward>")


# %% wrong: uses bga [forgets-the-axis]
def sum(a, axis=None, keepdims=False):
    def backward(g):
        a.grad += broadcast_grad_accumulate(a, g)
    return Tensor(np.sum(a.array, axis=axis, keepdims=keepdims), a.requires_grad, (a,), backward if a.requires_grad else None, "<SumBackward>")


# %% wrong: expand dims of the keepdims output [output-spread]
def sum(a, axis=None, keepdims=False):
    s = np.sum(a.array, axis=axis, keepdims=True)
    def backward(g):
        a.grad += np.broadcast_to(s, a.shape) * g.reshape(s.shape)
    return Tensor(np.sum(a.array, axis=axis, keepdims=keepdims), a.requires_grad, (a,), backward if a.requires_grad else None, "<SumBackward>")


# %% wrong: axis lost forwards [keepdims-ignored-forwards]
def sum(a, axis=None, keepdims=False):
    s = np.sum(a.array, axis=axis, keepdims=True)
    def backward(g):
        a.grad += np.broadcast_to(g.reshape(s.shape), a.shape)
    return Tensor(np.sum(a.array), a.requires_grad, (a,), backward if a.requires_grad else None, "<SumBackward>")


# %% wrong: no keepdims copy [tuple-unhandled]
def sum(a, axis=None, keepdims=False):
    def backward(g):
        if axis is not None and not keepdims:
            sh = list(a.shape)
            sh[axis] = 1
            g = g.reshape(tuple(sh))
        a.grad += g * np.ones_like(a.array)
    return Tensor(np.sum(a.array, axis=axis, keepdims=keepdims), a.requires_grad, (a,), backward if a.requires_grad else None, "<SumBackward>")


# %% wrong: a plain python loop sum [no-tensor]
def sum(a, axis=None, keepdims=False):
    total = sum(list(a.array))
    return Tensor(total, a.requires_grad, (a,))


# %% wrong: grad_fn without requires check, a constant [grad-fn-always]
def sum(a, axis=None, keepdims=False):
    s = np.sum(a.array, axis=axis, keepdims=True)
    def backward(g):
        if a.requires_grad:
            a.grad += np.broadcast_to(g.reshape(s.shape), a.shape)
    return Tensor(np.sum(a.array, axis=axis, keepdims=keepdims), a.requires_grad, (a,), backward, "<SumBackward>")


# %% wrong: squeezed
def sum(a, axis=None, keepdims=False):
    kept = a.array.sum(axis=axis, keepdims=True)
    output = np.squeeze(a.array.sum(axis=axis, keepdims=keepdims))

    def backward(grad_out):
        a.grad += grad_out.reshape(kept.shape) * np.ones(a.shape)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )


# %% right: NumPy puts the axis in front by itself
def sum(a, axis=None, keepdims=False):
    kept = a.array.sum(axis=axis, keepdims=True)
    output = a.array.sum(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        if axis and not keepdims:
            grad_out = np.expand_dims(grad_out, axis)
        a.grad += grad_out

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )


# %% wrong: axes one after the other [shapes-do-not-fit]
def sum(a, axis=None, keepdims=False):
    kept = a.array.sum(axis=axis, keepdims=True)
    output = a.array.sum(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        if axis is not None and not keepdims:
            for one in axis if isinstance(axis, tuple) else (axis,):
                grad_out = np.expand_dims(grad_out, one)
        a.grad += grad_out

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )


# %% wrong: the shape of the first call [shapes-do-not-fit]
SHAPES = {}


def sum(a, axis=None, keepdims=False):
    kept = a.array.sum(axis=axis, keepdims=True)
    SHAPES.setdefault('kept', kept.shape)
    output = a.array.sum(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        a.grad += grad_out.reshape(SHAPES['kept'])

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )


# %% wrong: the first axis of a tuple
def sum(a, axis=None, keepdims=False):
    axis = axis[0] if isinstance(axis, tuple) else axis
    kept = a.array.sum(axis=axis, keepdims=True)
    output = a.array.sum(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        a.grad += grad_out.reshape(kept.shape) * np.ones(a.shape)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )


# %% wrong: no defaults [arguments-renamed]
def sum(a, axis, keepdims):
    kept = a.array.sum(axis=axis, keepdims=True)
    output = a.array.sum(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        a.grad += grad_out.reshape(kept.shape) * np.ones(a.shape)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )


# %% wrong: clears its own upstream gradient [writes-into-upstream]
def sum(a, axis=None, keepdims=False):
    kept = a.array.sum(axis=axis, keepdims=True)
    output = a.array.sum(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        a.grad += grad_out.reshape(kept.shape)
        grad_out *= 0

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )


# %% wrong: a fresh gradient each time [assigns-instead-of-adding]
def sum(a, axis=None, keepdims=False):
    kept = a.array.sum(axis=axis, keepdims=True)
    output = a.array.sum(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        a.zero_grad()
        a.grad += grad_out.reshape(kept.shape)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )


# %% wrong: none of the axes for a tuple [wrong-for-tuple-axes]
def sum(a, axis=None, keepdims=False):
    axis = None if isinstance(axis, tuple) else axis
    kept = a.array.sum(axis=axis, keepdims=True)
    output = a.array.sum(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        a.grad += grad_out.reshape(kept.shape) * np.ones(a.shape)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )


# %% right: expand_dims but for None
def sum(a, axis=None, keepdims=False):
    kept = a.array.sum(axis=axis, keepdims=True)
    output = a.array.sum(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        g = grad_out if keepdims or axis is None else np.expand_dims(grad_out, axis)
        a.grad = a.grad + np.broadcast_to(g, a.shape)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )


# %% right: NumPy's reduce
def sum(a, axis=None, keepdims=False):
    kept = a.array.sum(axis=axis, keepdims=True)
    output = np.add.reduce(a.array, axis=tuple(range(a.array.ndim)) if axis is None else axis, keepdims=keepdims)

    def backward(grad_out):
        a.grad += np.reshape(grad_out, np.shape(kept))

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )


# %% wrong: a mean [mean-or-other]
def sum(a, axis=None, keepdims=False):
    kept = a.array.sum(axis=axis, keepdims=True)
    output = a.array.mean(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        a.grad += np.broadcast_to(grad_out.reshape(kept.shape), a.shape)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )


# %% wrong: whole numbers
def sum(a, axis=None, keepdims=False):
    kept = a.array.sum(axis=axis, keepdims=True)
    output = a.array.sum(axis=axis, keepdims=keepdims, dtype=int)

    def backward(grad_out):
        a.grad += grad_out.reshape(kept.shape)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )


# %% wrong: resized [reshaped-to-input]
def sum(a, axis=None, keepdims=False):
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


# %% wrong: repeated and put in shape [wrong-places]
def sum(a, axis=None, keepdims=False):
    output = a.array.sum(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        times = a.array.size // max(grad_out.size, 1) if False else a.array.size // (grad_out.size or 1)
        a.grad += np.repeat(grad_out, times).reshape(a.shape)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )


# %% wrong: tiled and put in shape [reshaped-to-input]
def sum(a, axis=None, keepdims=False):
    output = a.array.sum(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        a.grad += np.tile(grad_out.ravel(), a.array.size // (grad_out.size or 1)).reshape(a.shape)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )
