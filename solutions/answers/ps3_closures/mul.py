# Answers to `mul`, right and wrong, that the autograder is measured on.


# %% right: as the text suggests
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


# %% right: a step at a time, as in add
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array * b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out * b.array
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if b.requires_grad:
            grad_b = grad_out * a.array
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %% right: gradients replaced by their sums
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array * b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out * b.array
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad = a.grad + grad_a
        if b.requires_grad:
            grad_b = grad_out * a.array
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad = b.grad + grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %% right: a loop over the parents
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        for parent, share in ((a, grad_out * b.array), (b, grad_out * a.array)):
            if parent.requires_grad:
                parent.grad += broadcast_grad_accumulate(parent, share)

    return Tensor(
        a.array * b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %% right: the function is attached afterwards
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    out = Tensor(a.array * b.array, requires_grad, (a, b), grad_fn_name="<MulBackward>")
    if requires_grad:

        def send_back(upstream):
            if a.requires_grad:
                a.grad += broadcast_grad_accumulate(a, upstream * b.array)
            if b.requires_grad:
                b.grad += broadcast_grad_accumulate(b, upstream * a.array)

        out.grad_fn = send_back
    return out


# %% right: looks whether there is a grad
def mul(a, b):
    requires_grad = any([a.requires_grad, b.requires_grad])
    output = a.array * b.array

    def backward(grad_out):
        if a.grad is not None:
            grad_a = grad_out * b.array
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if b.grad is not None:
            grad_b = grad_out * a.array
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %% right: an object that can be called
class Backward:
    def __init__(self, a, b):
        self.a, self.b = a, b

    def __call__(self, grad_out):
        a, b = self.a, self.b
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out * b.array)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, grad_out * a.array)


def mul(a, b):
    wanted = a.requires_grad | b.requires_grad
    grad_fn = Backward(a, b) if wanted else None
    return Tensor(a.array * b.array, wanted, [a, b], grad_fn, "<MulBackward>")


# %% right: in double precision
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array * b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = np.asarray(grad_out, dtype=float) * b.array
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if b.requires_grad:
            grad_b = np.asarray(grad_out, dtype=float) * a.array
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %% right: sums the stretched axes itself
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        for t, share in [(a, grad_out * b.array), (b, grad_out * a.array)]:
            if not t.requires_grad:
                continue
            for axis, length in enumerate(t.shape):
                if length < share.shape[axis]:
                    share = share.sum(axis, keepdims=True)
            t.grad += share

    return Tensor(
        a.array * b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %% right: with NumPy's functions
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = np.multiply(a.array, b.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = b.array * grad_out
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if b.requires_grad:
            grad_b = a.array * grad_out
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %% wrong: assigns instead of adding [assigns-instead-of-adding]
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array * b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out * b.array
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad = grad_a
        if b.requires_grad:
            grad_b = grad_out * a.array
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad = grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %% wrong: assigns to the first only [assigns-instead-of-adding]
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array * b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out * b.array
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad = grad_a
        if b.requires_grad:
            grad_b = grad_out * a.array
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %% wrong: assigns to the second only [assigns-instead-of-adding]
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array * b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out * b.array
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if b.requires_grad:
            grad_b = grad_out * a.array
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad = grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %% wrong: copies over the gradient [assigns-instead-of-adding]
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array * b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out * b.array
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad[:] = grad_a
        if b.requires_grad:
            grad_b = grad_out * a.array
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad[:] = grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %% wrong: zeros first [assigns-instead-of-adding]
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array * b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out * b.array
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.zero_grad(); a.grad += grad_a
        if b.requires_grad:
            grad_b = grad_out * a.array
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.zero_grad(); b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %% wrong: gradients are returned [gradient-not-added]
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array * b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out * b.array
            grad_a = broadcast_grad_accumulate(a, grad_a)
            result_a = grad_a
        if b.requires_grad:
            grad_b = grad_out * a.array
            grad_b = broadcast_grad_accumulate(b, grad_b)
            result_b = grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %% wrong: gradients are added and thrown away [gradient-not-added]
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array * b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out * b.array
            grad_a = broadcast_grad_accumulate(a, grad_a)
            np.add(a.grad, grad_a)
        if b.requires_grad:
            grad_b = grad_out * a.array
            grad_b = broadcast_grad_accumulate(b, grad_b)
            np.add(b.grad, grad_b)

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %% wrong: gradients are subtracted [subtracts-gradient]
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array * b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out * b.array
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad = a.grad - grad_a
        if b.requires_grad:
            grad_b = grad_out * a.array
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad = b.grad - grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %% wrong: ones in place of the upstream gradient [upstream-ignored]
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array * b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = np.ones(grad_out.shape) * b.array
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if b.requires_grad:
            grad_b = np.ones(grad_out.shape) * a.array
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %% wrong: elif [second-forgotten]
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array * b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out * b.array
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        elif b.requires_grad:
            grad_b = grad_out * a.array
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %% wrong: only the first gets a gradient [second-forgotten]
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad * b.array)

    return Tensor(
        a.array * b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %% wrong: both or neither [nested-condition]
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    def send(g):
        if not (a.requires_grad and b.requires_grad):
            return
        a.grad += broadcast_grad_accumulate(a, g * b.array)
        b.grad += broadcast_grad_accumulate(b, g * a.array)

    return Tensor(
        a.array * b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=send if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %% wrong: the wrong tensor's wish [requires-grad-ignored]
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array * b.array

    def backward(grad_out):
        if b.requires_grad:
            grad_a = grad_out * b.array
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if a.requires_grad:
            grad_b = grad_out * a.array
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %% wrong: never asks who wants a gradient [requires-grad-ignored]
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array * b.array

    def backward(grad_out):
        if True:
            grad_a = grad_out * b.array
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if True:
            grad_b = grad_out * a.array
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %% wrong: asks for the first only [requires-grad-ignored]
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array * b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out * b.array
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if requires_grad:
            grad_b = grad_out * a.array
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %% wrong: asks for the second only [requires-grad-ignored]
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array * b.array

    def backward(grad_out):
        if requires_grad:
            grad_a = grad_out * b.array
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if b.requires_grad:
            grad_b = grad_out * a.array
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %% wrong: asks the result [requires-grad-ignored]
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array * b.array

    def backward(grad_out):
        if requires_grad:
            grad_a = grad_out * b.array
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if requires_grad:
            grad_b = grad_out * a.array
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %% wrong: gives a gradient to those without [requires-grad-ignored]
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array * b.array

    def backward(grad_out):
        if True:
            grad_a = grad_out * b.array
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad = grad_a if a.grad is None else a.grad + grad_a
        if True:
            grad_b = grad_out * a.array
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad = grad_b if b.grad is None else b.grad + grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %% wrong: and instead of or [and-instead-of-or]
def mul(a, b):
    requires_grad = all([a.requires_grad, b.requires_grad])
    output = a.array * b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out * b.array
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if b.requires_grad:
            grad_b = grad_out * a.array
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %% wrong: asks the first only [and-instead-of-or]
def mul(a, b):
    requires_grad = a.requires_grad
    output = a.array * b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out * b.array
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if b.requires_grad:
            grad_b = grad_out * a.array
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %% wrong: asks the second only [and-instead-of-or]
def mul(a, b):
    requires_grad = b.requires_grad
    output = a.array * b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out * b.array
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if b.requires_grad:
            grad_b = grad_out * a.array
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %% wrong: does not pass on that a gradient is wanted [requires-grad-not-passed-on]
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array * b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out * b.array
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if b.requires_grad:
            grad_b = grad_out * a.array
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad += grad_b

    return Tensor(
        output,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %% wrong: a gradient is always wanted [always-requires-grad]
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array * b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out * b.array
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if b.requires_grad:
            grad_b = grad_out * a.array
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=True,
        parents=(a, b),
        grad_fn=backward,
        grad_fn_name="<MulBackward>",
    )


# %% wrong: the function is always there [grad-fn-always]
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array * b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out * b.array
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if b.requires_grad:
            grad_b = grad_out * a.array
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward,
        grad_fn_name="<MulBackward>",
    )


# %% wrong: the function is not handed over [grad-fn-missing]
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array * b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out * b.array
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if b.requires_grad:
            grad_b = grad_out * a.array
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn_name="<MulBackward>",
    )


# %% wrong: forwards only [grad-fn-missing]
def mul(a, b):
    output = a.array * b.array
    return Tensor(output, requires_grad=a.requires_grad or b.requires_grad)


# %% wrong: a bare Tensor [grad-fn-missing]
def mul(a, b):
    output = a.array * b.array
    return Tensor(output)


# %% wrong: the function is called [grad-fn-called]
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array * b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out * b.array
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if b.requires_grad:
            grad_b = grad_out * a.array
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward() if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %% wrong: the function is called with ones [grad-fn-missing]
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array * b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out * b.array
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if b.requires_grad:
            grad_b = grad_out * a.array
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward(np.ones(output.shape)) if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %% wrong: no parents [parents-wrong]
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array * b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out * b.array
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if b.requires_grad:
            grad_b = grad_out * a.array
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %% wrong: one parent [parents-wrong]
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array * b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out * b.array
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if b.requires_grad:
            grad_b = grad_out * a.array
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a,),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %% wrong: parents in the wrong order [parents-wrong]
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array * b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out * b.array
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if b.requires_grad:
            grad_b = grad_out * a.array
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(b, a),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %% wrong: arrays for parents [parents-wrong]
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array * b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out * b.array
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if b.requires_grad:
            grad_b = grad_out * a.array
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a.array, b.array),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %% wrong: copies for parents [parents-wrong]
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array * b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out * b.array
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if b.requires_grad:
            grad_b = grad_out * a.array
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(Tensor(a.array, a.requires_grad), Tensor(b.array, b.requires_grad)),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %% wrong: the name of another operation [name-wrong]
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array * b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out * b.array
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if b.requires_grad:
            grad_b = grad_out * a.array
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<AddBackward>",
    )


# %% wrong: no name [name-wrong]
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array * b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out * b.array
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if b.requires_grad:
            grad_b = grad_out * a.array
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
    )


# %% wrong: a name without brackets [name-wrong]
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array * b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out * b.array
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if b.requires_grad:
            grad_b = grad_out * a.array
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="MulBackward",
    )


# %% wrong: a name in small letters [name-wrong]
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array * b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out * b.array
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if b.requires_grad:
            grad_b = grad_out * a.array
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<mulbackward>",
    )


# %% wrong: globals remember [remembers-the-last-call]
def mul(a, b):
    global left, right
    left, right = a, b
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if left.requires_grad:
            left.grad += broadcast_grad_accumulate(left, grad_out * right.array)
        if right.requires_grad:
            right.grad += broadcast_grad_accumulate(right, grad_out * left.array)

    return Tensor(
        a.array * b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %% wrong: a default argument remembers [remembers-the-last-call]
def mul(a, b, memory={}):
    memory['pair'] = (a, b)
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        a, b = memory['pair']
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


# %% wrong: operates on the tensors [calls-itself]
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = (a * b).array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out * b.array
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if b.requires_grad:
            grad_b = grad_out * a.array
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %% wrong: returns the array [returns-array]
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array * b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out * b.array
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if b.requires_grad:
            grad_b = grad_out * a.array
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad += grad_b

    return output


# %% wrong: returns nothing [returns-none]
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array * b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out * b.array
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if b.requires_grad:
            grad_b = grad_out * a.array
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad += grad_b

    Tensor(output, requires_grad, (a, b), backward, "<MulBackward>")


# %% wrong: no summing [not-unbroadcast]
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array * b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out * b.array
            a.grad += grad_a
        if b.requires_grad:
            grad_b = grad_out * a.array
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %% wrong: no summing, out of place [not-unbroadcast]
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array * b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out * b.array
            a.grad = a.grad + grad_a
        if b.requires_grad:
            grad_b = grad_out * a.array
            b.grad = b.grad + grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %% wrong: no summing for the second [not-unbroadcast]
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array * b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out * b.array
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if b.requires_grad:
            grad_b = grad_out * a.array
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %% wrong: no summing for the first [not-unbroadcast]
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array * b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out * b.array
            a.grad += grad_a
        if b.requires_grad:
            grad_b = grad_out * a.array
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %% wrong: the sum is thrown away [not-unbroadcast]
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array * b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out * b.array
            broadcast_grad_accumulate(a, grad_a); a.grad += grad_a
        if b.requires_grad:
            grad_b = grad_out * a.array
            broadcast_grad_accumulate(b, grad_b); b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %% wrong: summed to the other's shape [unbroadcast-to-the-other]
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array * b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out * b.array
            a.grad += broadcast_grad_accumulate(b, grad_a)
        if b.requires_grad:
            grad_b = grad_out * a.array
            b.grad += broadcast_grad_accumulate(a, grad_b)

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %% wrong: both summed to the first's shape [unbroadcast-to-the-other]
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array * b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out * b.array
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if b.requires_grad:
            grad_b = grad_out * a.array
            b.grad += broadcast_grad_accumulate(a, grad_b)

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %% wrong: arguments in the wrong order [tensor-among-arrays]
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array * b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out * b.array
            a.grad += broadcast_grad_accumulate(grad_a, a)
        if b.requires_grad:
            grad_b = grad_out * a.array
            b.grad += broadcast_grad_accumulate(grad_b, b)

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %% wrong: always sums the rows [only-rows-summed]
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array * b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out * b.array
            a.grad += np.sum(grad_a, axis=0, keepdims=True)
        if b.requires_grad:
            grad_b = grad_out * a.array
            b.grad += np.sum(grad_b, axis=0, keepdims=True)

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %% wrong: sums rows where there is one [not-unbroadcast]
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array * b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out * b.array
            a.grad += np.sum(grad_a, 0, keepdims=True) if len(a.array) == 1 else grad_a
        if b.requires_grad:
            grad_b = grad_out * a.array
            b.grad += np.sum(grad_b, 0, keepdims=True) if len(b.array) == 1 else grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %% wrong: writes into a parent [writes-into-parent]
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    a.array *= b.array
    output = a.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out * b.array
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if b.requires_grad:
            grad_b = grad_out * a.array
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %% wrong: each its own factor [own-factor]
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array * b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out * a.array
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if b.requires_grad:
            grad_b = grad_out * b.array
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %% wrong: the gradients of add [slopes-of-add]
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array * b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if b.requires_grad:
            grad_b = grad_out
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %% wrong: both factors [sum-of-factors]
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array * b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out * (a.array * b.array)
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if b.requires_grad:
            grad_b = grad_out * (a.array * b.array)
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %% wrong: the sum of the factors [sum-of-factors]
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array * b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = (a.array + b.array) * grad_out
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if b.requires_grad:
            grad_b = (a.array + b.array) * grad_out
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %% wrong: divides [divides-by-factor]
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array * b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out / b.array
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if b.requires_grad:
            grad_b = grad_out / a.array
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %% wrong: the product divided by the factor [divides-by-factor]
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array * b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out * output / a.array
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if b.requires_grad:
            grad_b = grad_out * output / b.array
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %% wrong: adds forwards [still-adds]
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array + b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out * b.array
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if b.requires_grad:
            grad_b = grad_out * a.array
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %% wrong: a copy of add [still-adds]
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array + b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if b.requires_grad:
            grad_b = grad_out
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %% wrong: summed too early [not-unbroadcast]
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array * b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = broadcast_grad_accumulate(a, grad_out)
            a.grad += grad_a * b.array
        if b.requires_grad:
            grad_b = broadcast_grad_accumulate(b, grad_out)
            b.grad += grad_b * a.array

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %% wrong: summed too early, out of place [unbroadcast-too-early]
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array * b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = broadcast_grad_accumulate(a, grad_out)
            a.grad = a.grad + grad_a * b.array
        if b.requires_grad:
            grad_b = broadcast_grad_accumulate(b, grad_out)
            b.grad = b.grad + grad_b * a.array

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %% wrong: multiplies the upstream gradient in place [writes-into-upstream]
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


# %% wrong: own factor, other way round [own-factor]
def mul(a, b):
    rg = a.requires_grad or b.requires_grad
    def backward(g):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, g * a.array)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, b.array * g)
    return Tensor(a.array * b.array, rg, (a, b), backward if rg else None, "<MulBackward>")


# %% wrong: a matrix product forwards [matrix-product]
def mul(a, b):
    rg = a.requires_grad or b.requires_grad
    def backward(g):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, g * b.array)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, g * a.array)
    return Tensor(a.array @ b.array, rg, (a, b), backward if rg else None, "<MulBackward>")


# %% wrong: an array times a tensor [tensor-among-arrays]
def mul(a, b):
    rg = a.requires_grad or b.requires_grad
    def backward(g):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, g * b)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, g * a)
    return Tensor(a.array * b.array, rg, (a, b), backward if rg else None, "<MulBackward>")


# %% wrong: the other factor, copied to the shape [upstream-ignored]
def mul(a, b):
    rg = a.requires_grad or b.requires_grad
    def backward(g):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, np.broadcast_to(b.array, g.shape))
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, np.broadcast_to(a.array, g.shape))
    return Tensor(a.array * b.array, rg, (a, b), backward if rg else None, "<MulBackward>")


# %% wrong: assigns to a [assigns-instead-of-adding]
def mul(a, b):
    rg = a.requires_grad or b.requires_grad
    def backward(g):
        if a.requires_grad:
            a.grad = broadcast_grad_accumulate(a, g * b.array)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, g * a.array)
    return Tensor(a.array * b.array, rg, (a, b), backward if rg else None, "<MulBackward>")


# %% wrong: half of each [scaled]
def mul(a, b):
    rg = a.requires_grad or b.requires_grad
    def backward(g):
        if a.requires_grad:
            a.grad += 0.5 * broadcast_grad_accumulate(a, g * b.array)
        if b.requires_grad:
            b.grad += 0.5 * broadcast_grad_accumulate(b, g * a.array)
    return Tensor(a.array * b.array, rg, (a, b), backward if rg else None, "<MulBackward>")


# %% wrong: means over stretched axes [averages-shares]
def mul(a, b):
    rg = a.requires_grad or b.requires_grad
    def red(t, g):
        return g.mean(axis=tuple(i for i, n in enumerate(t.shape) if n == 1), keepdims=True)
    def backward(g):
        if a.requires_grad:
            a.grad += red(a, g * b.array)
        if b.requires_grad:
            b.grad += red(b, g * a.array)
    return Tensor(a.array * b.array, rg, (a, b), backward if rg else None, "<MulBackward>")


# %% wrong: stops after the product [returns-none]
def mul(a, b):
    rg = a.requires_grad or b.requires_grad
    out = a.array * b.array


# %% wrong: np.add, no summing [not-unbroadcast]
def mul(a, b):
    rg = a.requires_grad or b.requires_grad
    def backward(g):
        if a.requires_grad:
            a.grad = np.add(a.grad, g * b.array)
        if b.requires_grad:
            b.grad = np.add(b.grad, g * a.array)
    return Tensor(a.array * b.array, rg, (a, b), backward if rg else None, "<MulBackward>")


# %% wrong: reshapes to the shape [not-unbroadcast]
def mul(a, b):
    rg = a.requires_grad or b.requires_grad
    def backward(g):
        if a.requires_grad:
            a.grad += (g * b.array).reshape(a.shape)
        if b.requires_grad:
            b.grad += (g * a.array).reshape(b.shape)
    return Tensor(a.array * b.array, rg, (a, b), backward if rg else None, "<MulBackward>")


# %% wrong: arguments of Tensor in another order [arguments-in-wrong-order]
def mul(a, b):
    rg = a.requires_grad or b.requires_grad
    def backward(g):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, g * b.array)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, g * a.array)
    return Tensor(a.array * b.array, (a, b), rg, backward, "<MulBackward>")


# %% wrong: the name of sub [name-wrong]
def mul(a, b):
    rg = a.requires_grad or b.requires_grad
    def backward(g):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, g * b.array)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, g * a.array)
    return Tensor(a.array * b.array, rg, (a, b), backward if rg else None, "<SubBackward>")


# %% wrong: neither parents nor a name [parents-wrong]
def mul(a, b):
    rg = a.requires_grad or b.requires_grad
    def backward(g):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, g * b.array)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, g * a.array)
    return Tensor(a.array * b.array, requires_grad=rg, grad_fn=backward if rg else None)


# %% wrong: a tensor for its array [tensor-among-arrays]
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array * b.array

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out * b)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, grad_out * a)

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %% wrong: a tensor for its array, one side [tensor-among-arrays]
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array * b.array

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out * b.array)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, a * grad_out)

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %% wrong: through the result [divides-by-factor]
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array * b.array

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out * output / a.array)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, grad_out * output / b.array)

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %% wrong: squares apart, and then once more [wrong-for-a-tensor-with-itself]
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array * b.array

    def backward(grad_out):
        if a is b:
            a.grad += 2 * grad_out * a.array
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out * b.array)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, grad_out * a.array)

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %% wrong: factors as the upstream numbers are [wrong-for-whole-upstream]
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array * b.array

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out * b.array.astype(grad_out.dtype))
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, grad_out * a.array.astype(grad_out.dtype))

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %% wrong: multiplied in place
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array * b.array

    def backward(grad_out):
        kept = grad_out
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, np.multiply(kept, b.array, out=kept, casting='unsafe'))
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, kept / b.array * a.array)

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %% wrong: the factors of the first call
SAVED = []


def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    if not SAVED:
        SAVED.extend((a.array, b.array))
    output = a.array * b.array

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out * SAVED[1])
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, grad_out * SAVED[0])

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %% wrong: zeros are skipped
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array * b.array

    def backward(grad_out):
        if a.requires_grad and np.all(b.array):
            a.grad += broadcast_grad_accumulate(a, grad_out * b.array)
        if b.requires_grad and np.all(a.array):
            b.grad += broadcast_grad_accumulate(b, grad_out * a.array)

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %% wrong: rows or columns [shapes-do-not-fit]
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array * b.array

    def backward(grad_out):
        def fit(t, g):
            if t.array.ndim == 2 and t.shape[0] == 1:
                return g.sum(axis=0, keepdims=True)
            elif t.array.ndim == 2 and t.shape[1] == 1:
                return g.sum(axis=1, keepdims=True)
            return g
        
        if a.requires_grad:
            a.grad += fit(a, grad_out * b.array)
        if b.requires_grad:
            b.grad += fit(b, grad_out * a.array)

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %% wrong: sizes are multiplied in [scaled]
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array * b.array

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out * b.array * (grad_out.size / b.array.size))
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, grad_out * a.array * (grad_out.size / a.array.size))

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )


# %% wrong: the name says times [name-wrong]
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array * b.array

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out * b.array)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, grad_out * a.array)

    return Tensor(output, requires_grad, (a, b), backward if requires_grad else None, "<MultiplyBackward>")


# %% right: both ways in one loop
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        for one, other in ((a, b), (b, a)):
            if one.requires_grad:
                one.grad += broadcast_grad_accumulate(one, other.array * grad_out)

    return Tensor(np.multiply(a.array, b.array), requires_grad, (a, b), backward if requires_grad else None, "<MulBackward>")


# %% right: arrays that are kept
def mul(a, b):
    x, y = a.array.copy(), b.array.copy()
    grad_fn = None
    wanted = any(t.requires_grad for t in (a, b))
    if wanted:

        def grad_fn(g):
            if a.grad is not None:
                a.grad = a.grad + broadcast_grad_accumulate(a, g * y)
            if b.grad is not None:
                b.grad = b.grad + broadcast_grad_accumulate(b, g * x)

    return Tensor(x * y, requires_grad=wanted, parents=(a, b), grad_fn=grad_fn, grad_fn_name="<MulBackward>")
