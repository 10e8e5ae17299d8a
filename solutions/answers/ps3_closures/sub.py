# Answers to `sub`, right and wrong, that the autograder is measured on.


# %% right: as the text suggests
def sub(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, -grad_out)

    return Tensor(
        a.array - b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<SubBackward>",
    )


# %% right: a step at a time, as in add
def sub(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array - b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if b.requires_grad:
            grad_b = -grad_out
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<SubBackward>",
    )


# %% right: gradients replaced by their sums
def sub(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array - b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad = a.grad + grad_a
        if b.requires_grad:
            grad_b = -grad_out
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad = b.grad + grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<SubBackward>",
    )


# %% right: a loop over the parents
def sub(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        for parent, share in ((a, grad_out), (b, -grad_out)):
            if parent.requires_grad:
                parent.grad += broadcast_grad_accumulate(parent, share)

    return Tensor(
        a.array - b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<SubBackward>",
    )


# %% right: the function is attached afterwards
def sub(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    out = Tensor(a.array - b.array, requires_grad, (a, b), grad_fn_name="<SubBackward>")
    if requires_grad:

        def send_back(upstream):
            if a.requires_grad:
                a.grad += broadcast_grad_accumulate(a, upstream)
            if b.requires_grad:
                b.grad += broadcast_grad_accumulate(b, -upstream)

        out.grad_fn = send_back
    return out


# %% right: looks whether there is a grad
def sub(a, b):
    requires_grad = any([a.requires_grad, b.requires_grad])
    output = a.array - b.array

    def backward(grad_out):
        if a.grad is not None:
            grad_a = grad_out
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if b.grad is not None:
            grad_b = -grad_out
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<SubBackward>",
    )


# %% right: an object that can be called
class Backward:
    def __init__(self, a, b):
        self.a, self.b = a, b

    def __call__(self, grad_out):
        a, b = self.a, self.b
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, -grad_out)


def sub(a, b):
    wanted = a.requires_grad | b.requires_grad
    grad_fn = Backward(a, b) if wanted else None
    return Tensor(a.array - b.array, wanted, [a, b], grad_fn, "<SubBackward>")


# %% right: in double precision
def sub(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array - b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = np.asarray(grad_out, dtype=float)
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if b.requires_grad:
            grad_b = -np.asarray(grad_out, dtype=float)
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<SubBackward>",
    )


# %% right: sums the stretched axes itself
def sub(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        for t, share in [(a, grad_out), (b, -grad_out)]:
            if not t.requires_grad:
                continue
            for axis, length in enumerate(t.shape):
                if length < share.shape[axis]:
                    share = share.sum(axis, keepdims=True)
            t.grad += share

    return Tensor(
        a.array - b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<SubBackward>",
    )


# %% right: with NumPy's functions
def sub(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = np.subtract(a.array, b.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if b.requires_grad:
            grad_b = np.negative(grad_out)
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<SubBackward>",
    )


# %% wrong: assigns instead of adding [assigns-instead-of-adding]
def sub(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array - b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad = grad_a
        if b.requires_grad:
            grad_b = -grad_out
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad = grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<SubBackward>",
    )


# %% wrong: assigns to the first only [assigns-instead-of-adding]
def sub(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array - b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad = grad_a
        if b.requires_grad:
            grad_b = -grad_out
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<SubBackward>",
    )


# %% wrong: assigns to the second only [assigns-instead-of-adding]
def sub(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array - b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if b.requires_grad:
            grad_b = -grad_out
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad = grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<SubBackward>",
    )


# %% wrong: copies over the gradient [assigns-instead-of-adding]
def sub(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array - b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad[:] = grad_a
        if b.requires_grad:
            grad_b = -grad_out
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad[:] = grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<SubBackward>",
    )


# %% wrong: zeros first [assigns-instead-of-adding]
def sub(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array - b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.zero_grad(); a.grad += grad_a
        if b.requires_grad:
            grad_b = -grad_out
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.zero_grad(); b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<SubBackward>",
    )


# %% wrong: gradients are returned [gradient-not-added]
def sub(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array - b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out
            grad_a = broadcast_grad_accumulate(a, grad_a)
            result_a = grad_a
        if b.requires_grad:
            grad_b = -grad_out
            grad_b = broadcast_grad_accumulate(b, grad_b)
            result_b = grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<SubBackward>",
    )


# %% wrong: gradients are added and thrown away [gradient-not-added]
def sub(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array - b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out
            grad_a = broadcast_grad_accumulate(a, grad_a)
            np.add(a.grad, grad_a)
        if b.requires_grad:
            grad_b = -grad_out
            grad_b = broadcast_grad_accumulate(b, grad_b)
            np.add(b.grad, grad_b)

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<SubBackward>",
    )


# %% wrong: gradients are subtracted [first-sign-flipped]
def sub(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array - b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad = a.grad - grad_a
        if b.requires_grad:
            grad_b = -grad_out
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad = b.grad - grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<SubBackward>",
    )


# %% wrong: ones in place of the upstream gradient [upstream-ignored]
def sub(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array - b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = np.ones(grad_out.shape)
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if b.requires_grad:
            grad_b = -np.ones(grad_out.shape)
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<SubBackward>",
    )


# %% wrong: elif [second-forgotten]
def sub(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array - b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        elif b.requires_grad:
            grad_b = -grad_out
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<SubBackward>",
    )


# %% wrong: only the first gets a gradient [second-forgotten]
def sub(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad)

    return Tensor(
        a.array - b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<SubBackward>",
    )


# %% wrong: both or neither [nested-condition]
def sub(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    def send(g):
        if not (a.requires_grad and b.requires_grad):
            return
        a.grad += broadcast_grad_accumulate(a, g)
        b.grad += broadcast_grad_accumulate(b, -g)

    return Tensor(
        a.array - b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=send if requires_grad else None,
        grad_fn_name="<SubBackward>",
    )


# %% wrong: the wrong tensor's wish [requires-grad-ignored]
def sub(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array - b.array

    def backward(grad_out):
        if b.requires_grad:
            grad_a = grad_out
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if a.requires_grad:
            grad_b = -grad_out
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<SubBackward>",
    )


# %% wrong: never asks who wants a gradient [requires-grad-ignored]
def sub(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array - b.array

    def backward(grad_out):
        if True:
            grad_a = grad_out
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if True:
            grad_b = -grad_out
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<SubBackward>",
    )


# %% wrong: asks for the first only [requires-grad-ignored]
def sub(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array - b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if requires_grad:
            grad_b = -grad_out
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<SubBackward>",
    )


# %% wrong: asks for the second only [requires-grad-ignored]
def sub(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array - b.array

    def backward(grad_out):
        if requires_grad:
            grad_a = grad_out
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if b.requires_grad:
            grad_b = -grad_out
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<SubBackward>",
    )


# %% wrong: asks the result [requires-grad-ignored]
def sub(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array - b.array

    def backward(grad_out):
        if requires_grad:
            grad_a = grad_out
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if requires_grad:
            grad_b = -grad_out
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<SubBackward>",
    )


# %% wrong: gives a gradient to those without [requires-grad-ignored]
def sub(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array - b.array

    def backward(grad_out):
        if True:
            grad_a = grad_out
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad = grad_a if a.grad is None else a.grad + grad_a
        if True:
            grad_b = -grad_out
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad = grad_b if b.grad is None else b.grad + grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<SubBackward>",
    )


# %% wrong: and instead of or [and-instead-of-or]
def sub(a, b):
    requires_grad = all([a.requires_grad, b.requires_grad])
    output = a.array - b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if b.requires_grad:
            grad_b = -grad_out
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<SubBackward>",
    )


# %% wrong: asks the first only [and-instead-of-or]
def sub(a, b):
    requires_grad = a.requires_grad
    output = a.array - b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if b.requires_grad:
            grad_b = -grad_out
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<SubBackward>",
    )


# %% wrong: asks the second only [and-instead-of-or]
def sub(a, b):
    requires_grad = b.requires_grad
    output = a.array - b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if b.requires_grad:
            grad_b = -grad_out
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<SubBackward>",
    )


# %% wrong: does not pass on that a gradient is wanted [requires-grad-not-passed-on]
def sub(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array - b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if b.requires_grad:
            grad_b = -grad_out
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad += grad_b

    return Tensor(
        output,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<SubBackward>",
    )


# %% wrong: a gradient is always wanted [always-requires-grad]
def sub(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array - b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if b.requires_grad:
            grad_b = -grad_out
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=True,
        parents=(a, b),
        grad_fn=backward,
        grad_fn_name="<SubBackward>",
    )


# %% wrong: the function is always there [grad-fn-always]
def sub(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array - b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if b.requires_grad:
            grad_b = -grad_out
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward,
        grad_fn_name="<SubBackward>",
    )


# %% wrong: the function is not handed over [grad-fn-missing]
def sub(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array - b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if b.requires_grad:
            grad_b = -grad_out
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn_name="<SubBackward>",
    )


# %% wrong: forwards only [grad-fn-missing]
def sub(a, b):
    output = a.array - b.array
    return Tensor(output, requires_grad=a.requires_grad or b.requires_grad)


# %% wrong: a bare Tensor [grad-fn-missing]
def sub(a, b):
    output = a.array - b.array
    return Tensor(output)


# %% wrong: the function is called [grad-fn-called]
def sub(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array - b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if b.requires_grad:
            grad_b = -grad_out
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward() if requires_grad else None,
        grad_fn_name="<SubBackward>",
    )


# %% wrong: the function is called with ones [grad-fn-missing]
def sub(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array - b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if b.requires_grad:
            grad_b = -grad_out
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward(np.ones(output.shape)) if requires_grad else None,
        grad_fn_name="<SubBackward>",
    )


# %% wrong: no parents [parents-wrong]
def sub(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array - b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if b.requires_grad:
            grad_b = -grad_out
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<SubBackward>",
    )


# %% wrong: one parent [parents-wrong]
def sub(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array - b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if b.requires_grad:
            grad_b = -grad_out
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a,),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<SubBackward>",
    )


# %% wrong: parents in the wrong order [parents-wrong]
def sub(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array - b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if b.requires_grad:
            grad_b = -grad_out
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(b, a),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<SubBackward>",
    )


# %% wrong: arrays for parents [parents-wrong]
def sub(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array - b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if b.requires_grad:
            grad_b = -grad_out
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a.array, b.array),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<SubBackward>",
    )


# %% wrong: copies for parents [parents-wrong]
def sub(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array - b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if b.requires_grad:
            grad_b = -grad_out
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(Tensor(a.array, a.requires_grad), Tensor(b.array, b.requires_grad)),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<SubBackward>",
    )


# %% wrong: the name of another operation [name-wrong]
def sub(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array - b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if b.requires_grad:
            grad_b = -grad_out
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
def sub(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array - b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if b.requires_grad:
            grad_b = -grad_out
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
    )


# %% wrong: a name without brackets [name-wrong]
def sub(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array - b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if b.requires_grad:
            grad_b = -grad_out
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="SubBackward",
    )


# %% wrong: a name in small letters [name-wrong]
def sub(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array - b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if b.requires_grad:
            grad_b = -grad_out
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<subbackward>",
    )


# %% wrong: globals remember [remembers-the-last-call]
def sub(a, b):
    global left, right
    left, right = a, b
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if left.requires_grad:
            left.grad += broadcast_grad_accumulate(left, grad_out)
        if right.requires_grad:
            right.grad += broadcast_grad_accumulate(right, -grad_out)

    return Tensor(
        a.array - b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<SubBackward>",
    )


# %% wrong: a default argument remembers [remembers-the-last-call]
def sub(a, b, memory={}):
    memory['pair'] = (a, b)
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        a, b = memory['pair']
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, -grad_out)

    return Tensor(
        a.array - b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<SubBackward>",
    )


# %% wrong: operates on the tensors [calls-itself]
def sub(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = (a - b).array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if b.requires_grad:
            grad_b = -grad_out
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<SubBackward>",
    )


# %% wrong: returns the array [returns-array]
def sub(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array - b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if b.requires_grad:
            grad_b = -grad_out
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad += grad_b

    return output


# %% wrong: returns nothing [returns-none]
def sub(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array - b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if b.requires_grad:
            grad_b = -grad_out
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad += grad_b

    Tensor(output, requires_grad, (a, b), backward, "<SubBackward>")


# %% wrong: no summing [not-unbroadcast]
def sub(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array - b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out
            a.grad += grad_a
        if b.requires_grad:
            grad_b = -grad_out
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<SubBackward>",
    )


# %% wrong: no summing, out of place [not-unbroadcast]
def sub(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array - b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out
            a.grad = a.grad + grad_a
        if b.requires_grad:
            grad_b = -grad_out
            b.grad = b.grad + grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<SubBackward>",
    )


# %% wrong: no summing for the second [not-unbroadcast]
def sub(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array - b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if b.requires_grad:
            grad_b = -grad_out
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<SubBackward>",
    )


# %% wrong: no summing for the first [not-unbroadcast]
def sub(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array - b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out
            a.grad += grad_a
        if b.requires_grad:
            grad_b = -grad_out
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<SubBackward>",
    )


# %% wrong: the sum is thrown away [not-unbroadcast]
def sub(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array - b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out
            broadcast_grad_accumulate(a, grad_a); a.grad += grad_a
        if b.requires_grad:
            grad_b = -grad_out
            broadcast_grad_accumulate(b, grad_b); b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<SubBackward>",
    )


# %% wrong: summed to the other's shape [unbroadcast-to-the-other]
def sub(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array - b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out
            a.grad += broadcast_grad_accumulate(b, grad_a)
        if b.requires_grad:
            grad_b = -grad_out
            b.grad += broadcast_grad_accumulate(a, grad_b)

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<SubBackward>",
    )


# %% wrong: both summed to the first's shape [unbroadcast-to-the-other]
def sub(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array - b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if b.requires_grad:
            grad_b = -grad_out
            b.grad += broadcast_grad_accumulate(a, grad_b)

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<SubBackward>",
    )


# %% wrong: arguments in the wrong order [tensor-among-arrays]
def sub(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array - b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out
            a.grad += broadcast_grad_accumulate(grad_a, a)
        if b.requires_grad:
            grad_b = -grad_out
            b.grad += broadcast_grad_accumulate(grad_b, b)

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<SubBackward>",
    )


# %% wrong: always sums the rows [only-rows-summed]
def sub(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array - b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out
            a.grad += np.sum(grad_a, axis=0, keepdims=True)
        if b.requires_grad:
            grad_b = -grad_out
            b.grad += np.sum(grad_b, axis=0, keepdims=True)

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<SubBackward>",
    )


# %% wrong: sums rows where there is one [not-unbroadcast]
def sub(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array - b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out
            a.grad += np.sum(grad_a, 0, keepdims=True) if len(a.array) == 1 else grad_a
        if b.requires_grad:
            grad_b = -grad_out
            b.grad += np.sum(grad_b, 0, keepdims=True) if len(b.array) == 1 else grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<SubBackward>",
    )


# %% wrong: writes into a parent [writes-into-parent]
def sub(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    a.array -= b.array
    output = a.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if b.requires_grad:
            grad_b = -grad_out
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<SubBackward>",
    )


# %% wrong: the minus sign is missing [second-sign-missing]
def sub(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array - b.array

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
        grad_fn_name="<SubBackward>",
    )


# %% wrong: minus for both [first-sign-flipped]
def sub(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array - b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = -grad_out
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if b.requires_grad:
            grad_b = -grad_out
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<SubBackward>",
    )


# %% wrong: minus at the wrong one [first-sign-flipped]
def sub(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array - b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = -1 * grad_out
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
        grad_fn_name="<SubBackward>",
    )


# %% wrong: the wrong way round [operands-swapped]
def sub(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = b.array - a.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if b.requires_grad:
            grad_b = -grad_out
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<SubBackward>",
    )


# %% wrong: the wrong way round throughout [operands-swapped]
def sub(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = b.array - a.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = -grad_out
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
        grad_fn_name="<SubBackward>",
    )


# %% wrong: a copy of add [still-adds]
def sub(a, b):
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
        grad_fn_name="<SubBackward>",
    )


# %% wrong: adds, with the right gradients [still-adds]
def sub(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array + b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if b.requires_grad:
            grad_b = -grad_out
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<SubBackward>",
    )


# %% wrong: multiplies by the values [multiplied-by-values]
def sub(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array - b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out * b.array
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if b.requires_grad:
            grad_b = grad_out * -a.array
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<SubBackward>",
    )


# %% wrong: changes the sign in place [writes-into-upstream]
def sub(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array - b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if b.requires_grad:
            grad_b = np.multiply(grad_out, -1, out=grad_out)
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<SubBackward>",
    )


# %% wrong: the distance
def sub(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = np.abs(a.array - b.array)

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, -grad_out)

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<SubBackward>",
    )


# %% wrong: goes on to the parents' parents [changes-surroundings]
def sub(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array - b.array

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, -grad_out)
        for parent in (a, b):
            if parent.grad_fn is not None:
                parent.grad_fn(parent.grad)

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<SubBackward>",
    )


# %% wrong: leaves only
def sub(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array - b.array

    def backward(grad_out):
        if a.requires_grad and a.grad_fn is None:
            a.grad += broadcast_grad_accumulate(a, grad_out)
        if b.requires_grad and b.grad_fn is None:
            b.grad += broadcast_grad_accumulate(b, -grad_out)

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<SubBackward>",
    )


# %% wrong: takes the upstream gradient for its own while there is none [wrong-dtype]
def sub(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array - b.array

    def backward(grad_out):
        if a.requires_grad:
            share = broadcast_grad_accumulate(a, grad_out)
            a.grad = a.grad + share if a.grad.any() else grad_out if a.shape == grad_out.shape else share
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, -grad_out)

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<SubBackward>",
    )


# %% wrong: a result for every pair of tensors
KNOWN = {}


def sub(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    if (id(a), id(b)) in KNOWN:
        return KNOWN[id(a), id(b)]
    output = a.array - b.array

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, -grad_out)

    out = Tensor(output, requires_grad, (a, b), backward if requires_grad else None, "<SubBackward>")
    KNOWN[id(a), id(b)] = out
    return out


# %% wrong: forgets the old gradients
def sub(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    a.zero_grad()
    b.zero_grad()
    output = a.array - b.array

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, -grad_out)

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<SubBackward>",
    )


# %% wrong: once and never again
def sub(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    done = False
    output = a.array - b.array

    def backward(grad_out):
        nonlocal done
        if done:
            return
        done = True
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, -grad_out)

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<SubBackward>",
    )


# %% wrong: marks its parents as done
def sub(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array - b.array

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, -grad_out)
        a.requires_grad = b.requires_grad = False

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<SubBackward>",
    )


# %% wrong: the same tensor counts once [wrong-for-a-tensor-with-itself]
def sub(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array - b.array

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out)
        if b.requires_grad and b is not a:
            b.grad += broadcast_grad_accumulate(b, -grad_out)

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<SubBackward>",
    )


# %% wrong: adds to its own gradient, too [changes-surroundings]
def sub(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array - b.array

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, -grad_out)
        out.grad += grad_out

    out = Tensor(output, requires_grad, (a, b), backward if requires_grad else None, "<SubBackward>")
    return out


# %% wrong: counts its calls on the class [changes-surroundings]
def sub(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    Tensor.calls = getattr(Tensor, 'calls', 0) + 1
    output = a.array - b.array

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, -grad_out)

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<SubBackward>",
    )


# %% wrong: squeezed
def sub(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = np.squeeze(a.array - b.array)

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, -grad_out)

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<SubBackward>",
    )


# %% wrong: copies of the parents [parents-wrong]
def sub(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array - b.array

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, -grad_out)

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(Tensor(a.array), Tensor(b.array)),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<SubBackward>",
    )


# %% wrong: only the second is a parent [parents-wrong]
def sub(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array - b.array

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, -grad_out)

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(b,),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<SubBackward>",
    )


# %% wrong: the first twice [parents-wrong]
def sub(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array - b.array

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, -grad_out)

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, a),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<SubBackward>",
    )


# %% wrong: a set of parents [parents-no-tuple]
def sub(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array - b.array

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, -grad_out)

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents={a, b},
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<SubBackward>",
    )


# %% wrong: whole numbers only
def sub(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array - b.array

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, -grad_out.astype(int))

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<SubBackward>",
    )


# %% right: functools.partial
import functools


def send(pairs, grad_out):
    for tensor, sign in pairs:
        if tensor.requires_grad:
            tensor.grad = tensor.grad + broadcast_grad_accumulate(tensor, sign * grad_out)


def sub(a, b):
    wanted = bool(a.requires_grad or b.requires_grad)
    send_back = functools.partial(send, ((a, 1.0), (b, -1.0)))
    return Tensor(np.subtract(a.array, b.array), wanted, (a, b), send_back if wanted else None, "<SubBackward>")


# %% right: parents only where a gradient is wanted
def sub(a, b):
    if not (a.requires_grad or b.requires_grad):
        return Tensor(a.array - b.array)

    def backward(grad_out):
        if a.requires_grad:
            np.add(a.grad, broadcast_grad_accumulate(a, grad_out), out=a.grad)
        if b.requires_grad:
            np.subtract(b.grad, broadcast_grad_accumulate(b, grad_out), out=b.grad)

    return Tensor(a.array - b.array, True, (a, b), backward, "<SubBackward>")
