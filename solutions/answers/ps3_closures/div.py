# Answers to `div`, right and wrong, that the autograder is measured on.


# %% right: as the text suggests
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


# %% right: a step at a time, as in add
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array / b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out / b.array
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if b.requires_grad:
            grad_b = -grad_out * a.array / b.array**2
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %% right: gradients replaced by their sums
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array / b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out / b.array
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad = a.grad + grad_a
        if b.requires_grad:
            grad_b = -grad_out * a.array / b.array**2
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad = b.grad + grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %% right: a loop over the parents
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        for parent, share in ((a, grad_out / b.array), (b, -grad_out * a.array / b.array**2)):
            if parent.requires_grad:
                parent.grad += broadcast_grad_accumulate(parent, share)

    return Tensor(
        a.array / b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %% right: the function is attached afterwards
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    out = Tensor(a.array / b.array, requires_grad, (a, b), grad_fn_name="<DivBackward>")
    if requires_grad:

        def send_back(upstream):
            if a.requires_grad:
                a.grad += broadcast_grad_accumulate(a, upstream / b.array)
            if b.requires_grad:
                b.grad += broadcast_grad_accumulate(b, -upstream * a.array / b.array**2)

        out.grad_fn = send_back
    return out


# %% right: looks whether there is a grad
def div(a, b):
    requires_grad = any([a.requires_grad, b.requires_grad])
    output = a.array / b.array

    def backward(grad_out):
        if a.grad is not None:
            grad_a = grad_out / b.array
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if b.grad is not None:
            grad_b = -grad_out * a.array / b.array**2
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %% right: an object that can be called
class Backward:
    def __init__(self, a, b):
        self.a, self.b = a, b

    def __call__(self, grad_out):
        a, b = self.a, self.b
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out / b.array)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, -grad_out * a.array / b.array**2)


def div(a, b):
    wanted = a.requires_grad | b.requires_grad
    grad_fn = Backward(a, b) if wanted else None
    return Tensor(a.array / b.array, wanted, [a, b], grad_fn, "<DivBackward>")


# %% right: in double precision
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array / b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = np.asarray(grad_out, dtype=float) / b.array
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if b.requires_grad:
            grad_b = -np.asarray(grad_out, dtype=float) * a.array / b.array**2
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %% right: sums the stretched axes itself
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        for t, share in [(a, grad_out / b.array), (b, -grad_out * a.array / b.array**2)]:
            if not t.requires_grad:
                continue
            for axis, length in enumerate(t.shape):
                if length < share.shape[axis]:
                    share = share.sum(axis, keepdims=True)
            t.grad += share

    return Tensor(
        a.array / b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %% right: with NumPy's functions
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = np.divide(a.array, b.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out * (1 / b.array)
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if b.requires_grad:
            grad_b = grad_out * (-a.array / (b.array * b.array))
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %% right: remembers the quotient
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    quotient = a.array / b.array

    def backward(grad_out):
        grad_a = grad_out / b.array
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_a)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, -grad_a * quotient)

    return Tensor(
        quotient,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %% wrong: assigns instead of adding [assigns-instead-of-adding]
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array / b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out / b.array
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad = grad_a
        if b.requires_grad:
            grad_b = -grad_out * a.array / b.array**2
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad = grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %% wrong: assigns to the first only [assigns-instead-of-adding]
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array / b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out / b.array
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad = grad_a
        if b.requires_grad:
            grad_b = -grad_out * a.array / b.array**2
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %% wrong: assigns to the second only [assigns-instead-of-adding]
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array / b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out / b.array
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if b.requires_grad:
            grad_b = -grad_out * a.array / b.array**2
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad = grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %% wrong: copies over the gradient [assigns-instead-of-adding]
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array / b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out / b.array
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad[:] = grad_a
        if b.requires_grad:
            grad_b = -grad_out * a.array / b.array**2
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad[:] = grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %% wrong: zeros first [assigns-instead-of-adding]
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array / b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out / b.array
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.zero_grad(); a.grad += grad_a
        if b.requires_grad:
            grad_b = -grad_out * a.array / b.array**2
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.zero_grad(); b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %% wrong: gradients are returned [gradient-not-added]
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array / b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out / b.array
            grad_a = broadcast_grad_accumulate(a, grad_a)
            result_a = grad_a
        if b.requires_grad:
            grad_b = -grad_out * a.array / b.array**2
            grad_b = broadcast_grad_accumulate(b, grad_b)
            result_b = grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %% wrong: gradients are added and thrown away [gradient-not-added]
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array / b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out / b.array
            grad_a = broadcast_grad_accumulate(a, grad_a)
            np.add(a.grad, grad_a)
        if b.requires_grad:
            grad_b = -grad_out * a.array / b.array**2
            grad_b = broadcast_grad_accumulate(b, grad_b)
            np.add(b.grad, grad_b)

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %% wrong: gradients are subtracted [subtracts-gradient]
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array / b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out / b.array
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad = a.grad - grad_a
        if b.requires_grad:
            grad_b = -grad_out * a.array / b.array**2
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad = b.grad - grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %% wrong: ones in place of the upstream gradient [upstream-ignored]
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array / b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = np.ones(grad_out.shape) / b.array
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if b.requires_grad:
            grad_b = -np.ones(grad_out.shape) * a.array / b.array**2
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %% wrong: elif [second-forgotten]
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array / b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out / b.array
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        elif b.requires_grad:
            grad_b = -grad_out * a.array / b.array**2
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %% wrong: only the first gets a gradient [second-forgotten]
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad / b.array)

    return Tensor(
        a.array / b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %% wrong: both or neither [nested-condition]
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    def send(g):
        if not (a.requires_grad and b.requires_grad):
            return
        a.grad += broadcast_grad_accumulate(a, g / b.array)
        b.grad += broadcast_grad_accumulate(b, -g * a.array / b.array**2)

    return Tensor(
        a.array / b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=send if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %% wrong: the wrong tensor's wish [requires-grad-ignored]
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array / b.array

    def backward(grad_out):
        if b.requires_grad:
            grad_a = grad_out / b.array
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if a.requires_grad:
            grad_b = -grad_out * a.array / b.array**2
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %% wrong: never asks who wants a gradient [requires-grad-ignored]
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array / b.array

    def backward(grad_out):
        if True:
            grad_a = grad_out / b.array
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if True:
            grad_b = -grad_out * a.array / b.array**2
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %% wrong: asks for the first only [requires-grad-ignored]
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array / b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out / b.array
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if requires_grad:
            grad_b = -grad_out * a.array / b.array**2
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %% wrong: asks for the second only [requires-grad-ignored]
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array / b.array

    def backward(grad_out):
        if requires_grad:
            grad_a = grad_out / b.array
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if b.requires_grad:
            grad_b = -grad_out * a.array / b.array**2
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %% wrong: asks the result [requires-grad-ignored]
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array / b.array

    def backward(grad_out):
        if requires_grad:
            grad_a = grad_out / b.array
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if requires_grad:
            grad_b = -grad_out * a.array / b.array**2
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %% wrong: gives a gradient to those without [requires-grad-ignored]
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array / b.array

    def backward(grad_out):
        if True:
            grad_a = grad_out / b.array
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad = grad_a if a.grad is None else a.grad + grad_a
        if True:
            grad_b = -grad_out * a.array / b.array**2
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad = grad_b if b.grad is None else b.grad + grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %% wrong: and instead of or [and-instead-of-or]
def div(a, b):
    requires_grad = all([a.requires_grad, b.requires_grad])
    output = a.array / b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out / b.array
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if b.requires_grad:
            grad_b = -grad_out * a.array / b.array**2
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %% wrong: asks the first only [and-instead-of-or]
def div(a, b):
    requires_grad = a.requires_grad
    output = a.array / b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out / b.array
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if b.requires_grad:
            grad_b = -grad_out * a.array / b.array**2
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %% wrong: asks the second only [and-instead-of-or]
def div(a, b):
    requires_grad = b.requires_grad
    output = a.array / b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out / b.array
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if b.requires_grad:
            grad_b = -grad_out * a.array / b.array**2
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %% wrong: does not pass on that a gradient is wanted [requires-grad-not-passed-on]
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array / b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out / b.array
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if b.requires_grad:
            grad_b = -grad_out * a.array / b.array**2
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad += grad_b

    return Tensor(
        output,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %% wrong: a gradient is always wanted [always-requires-grad]
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array / b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out / b.array
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if b.requires_grad:
            grad_b = -grad_out * a.array / b.array**2
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=True,
        parents=(a, b),
        grad_fn=backward,
        grad_fn_name="<DivBackward>",
    )


# %% wrong: the function is always there [grad-fn-always]
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array / b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out / b.array
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if b.requires_grad:
            grad_b = -grad_out * a.array / b.array**2
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward,
        grad_fn_name="<DivBackward>",
    )


# %% wrong: the function is not handed over [grad-fn-missing]
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array / b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out / b.array
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if b.requires_grad:
            grad_b = -grad_out * a.array / b.array**2
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn_name="<DivBackward>",
    )


# %% wrong: forwards only [grad-fn-missing]
def div(a, b):
    output = a.array / b.array
    return Tensor(output, requires_grad=a.requires_grad or b.requires_grad)


# %% wrong: a bare Tensor [grad-fn-missing]
def div(a, b):
    output = a.array / b.array
    return Tensor(output)


# %% wrong: the function is called [grad-fn-called]
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array / b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out / b.array
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if b.requires_grad:
            grad_b = -grad_out * a.array / b.array**2
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward() if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %% wrong: the function is called with ones [grad-fn-missing]
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array / b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out / b.array
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if b.requires_grad:
            grad_b = -grad_out * a.array / b.array**2
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward(np.ones(output.shape)) if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %% wrong: no parents [parents-wrong]
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array / b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out / b.array
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if b.requires_grad:
            grad_b = -grad_out * a.array / b.array**2
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %% wrong: one parent [parents-wrong]
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array / b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out / b.array
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if b.requires_grad:
            grad_b = -grad_out * a.array / b.array**2
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a,),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %% wrong: parents in the wrong order [parents-wrong]
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array / b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out / b.array
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if b.requires_grad:
            grad_b = -grad_out * a.array / b.array**2
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(b, a),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %% wrong: arrays for parents [parents-wrong]
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array / b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out / b.array
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if b.requires_grad:
            grad_b = -grad_out * a.array / b.array**2
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a.array, b.array),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %% wrong: copies for parents [parents-wrong]
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array / b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out / b.array
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if b.requires_grad:
            grad_b = -grad_out * a.array / b.array**2
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(Tensor(a.array, a.requires_grad), Tensor(b.array, b.requires_grad)),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %% wrong: the name of another operation [name-wrong]
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array / b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out / b.array
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if b.requires_grad:
            grad_b = -grad_out * a.array / b.array**2
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
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array / b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out / b.array
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if b.requires_grad:
            grad_b = -grad_out * a.array / b.array**2
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
    )


# %% wrong: a name without brackets [name-wrong]
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array / b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out / b.array
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if b.requires_grad:
            grad_b = -grad_out * a.array / b.array**2
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="DivBackward",
    )


# %% wrong: a name in small letters [name-wrong]
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array / b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out / b.array
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if b.requires_grad:
            grad_b = -grad_out * a.array / b.array**2
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<divbackward>",
    )


# %% wrong: globals remember [remembers-the-last-call]
def div(a, b):
    global left, right
    left, right = a, b
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if left.requires_grad:
            left.grad += broadcast_grad_accumulate(left, grad_out / right.array)
        if right.requires_grad:
            right.grad += broadcast_grad_accumulate(right, -grad_out * left.array / right.array**2)

    return Tensor(
        a.array / b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %% wrong: a default argument remembers [remembers-the-last-call]
def div(a, b, memory={}):
    memory['pair'] = (a, b)
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        a, b = memory['pair']
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


# %% wrong: operates on the tensors [calls-itself]
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = (a / b).array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out / b.array
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if b.requires_grad:
            grad_b = -grad_out * a.array / b.array**2
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %% wrong: returns the array [returns-array]
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array / b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out / b.array
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if b.requires_grad:
            grad_b = -grad_out * a.array / b.array**2
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad += grad_b

    return output


# %% wrong: returns nothing [returns-none]
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array / b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out / b.array
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if b.requires_grad:
            grad_b = -grad_out * a.array / b.array**2
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad += grad_b

    Tensor(output, requires_grad, (a, b), backward, "<DivBackward>")


# %% wrong: no summing [not-unbroadcast]
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array / b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out / b.array
            a.grad += grad_a
        if b.requires_grad:
            grad_b = -grad_out * a.array / b.array**2
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %% wrong: no summing, out of place [not-unbroadcast]
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array / b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out / b.array
            a.grad = a.grad + grad_a
        if b.requires_grad:
            grad_b = -grad_out * a.array / b.array**2
            b.grad = b.grad + grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %% wrong: no summing for the second [not-unbroadcast]
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array / b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out / b.array
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if b.requires_grad:
            grad_b = -grad_out * a.array / b.array**2
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %% wrong: no summing for the first [not-unbroadcast]
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array / b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out / b.array
            a.grad += grad_a
        if b.requires_grad:
            grad_b = -grad_out * a.array / b.array**2
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %% wrong: the sum is thrown away [not-unbroadcast]
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array / b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out / b.array
            broadcast_grad_accumulate(a, grad_a); a.grad += grad_a
        if b.requires_grad:
            grad_b = -grad_out * a.array / b.array**2
            broadcast_grad_accumulate(b, grad_b); b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %% wrong: summed to the other's shape [unbroadcast-to-the-other]
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array / b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out / b.array
            a.grad += broadcast_grad_accumulate(b, grad_a)
        if b.requires_grad:
            grad_b = -grad_out * a.array / b.array**2
            b.grad += broadcast_grad_accumulate(a, grad_b)

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %% wrong: both summed to the first's shape [unbroadcast-to-the-other]
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array / b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out / b.array
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if b.requires_grad:
            grad_b = -grad_out * a.array / b.array**2
            b.grad += broadcast_grad_accumulate(a, grad_b)

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %% wrong: arguments in the wrong order [tensor-among-arrays]
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array / b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out / b.array
            a.grad += broadcast_grad_accumulate(grad_a, a)
        if b.requires_grad:
            grad_b = -grad_out * a.array / b.array**2
            b.grad += broadcast_grad_accumulate(grad_b, b)

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %% wrong: always sums the rows [only-rows-summed]
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array / b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out / b.array
            a.grad += np.sum(grad_a, axis=0, keepdims=True)
        if b.requires_grad:
            grad_b = -grad_out * a.array / b.array**2
            b.grad += np.sum(grad_b, axis=0, keepdims=True)

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %% wrong: sums rows where there is one [not-unbroadcast]
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array / b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out / b.array
            a.grad += np.sum(grad_a, 0, keepdims=True) if len(a.array) == 1 else grad_a
        if b.requires_grad:
            grad_b = -grad_out * a.array / b.array**2
            b.grad += np.sum(grad_b, 0, keepdims=True) if len(b.array) == 1 else grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %% wrong: writes into a parent [writes-into-parent]
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    a.array /= b.array
    output = a.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out / b.array
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if b.requires_grad:
            grad_b = -grad_out * a.array / b.array**2
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %% wrong: the minus sign is missing [second-sign-missing]
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array / b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out / b.array
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if b.requires_grad:
            grad_b = grad_out * a.array / b.array**2
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %% wrong: not squared [not-squared]
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array / b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out / b.array
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if b.requires_grad:
            grad_b = -grad_out * a.array / b.array
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %% wrong: not squared, no sign [not-squared]
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array / b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out / b.array
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if b.requires_grad:
            grad_b = grad_out * (a.array / b.array)
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %% wrong: divides and multiplies [division-order]
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array / b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out / b.array
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if b.requires_grad:
            grad_b = -grad_out * a.array / b.array * b.array
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %% wrong: no numerator [numerator-missing]
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array / b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out / b.array
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if b.requires_grad:
            grad_b = -grad_out / (b.array * b.array)
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %% wrong: no numerator, no sign [numerator-missing]
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array / b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out / b.array
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if b.requires_grad:
            grad_b = grad_out / (b.array ** 2)
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %% wrong: first as in mul [slopes-of-mul]
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array / b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out * b.array
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if b.requires_grad:
            grad_b = -grad_out * a.array / b.array**2
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %% wrong: both as in mul [slopes-of-mul]
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array / b.array

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
        grad_fn_name="<DivBackward>",
    )


# %% wrong: as in sub [slopes-of-add]
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array / b.array

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
        grad_fn_name="<DivBackward>",
    )


# %% wrong: the wrong one squared [wrong-square]
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array / b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out / b.array
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if b.requires_grad:
            grad_b = -grad_out * b.array / (a.array ** 2)
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %% wrong: the quotient squared [wrong-square]
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array / b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out / b.array
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if b.requires_grad:
            grad_b = -grad_out * output ** 2
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %% wrong: one over the wrong one [wrong-square]
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array / b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out / a.array
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if b.requires_grad:
            grad_b = -grad_out * a.array / b.array**2
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %% wrong: the wrong way round [operands-swapped]
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = b.array / a.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out / b.array
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if b.requires_grad:
            grad_b = -grad_out * a.array / b.array**2
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %% wrong: the wrong way round throughout [operands-swapped]
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = b.array / a.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = -grad_out * b.array / a.array**2
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
        grad_fn_name="<DivBackward>",
    )


# %% wrong: rounds down [still-multiplies]
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array // b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out / b.array
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if b.requires_grad:
            grad_b = -grad_out * a.array / b.array**2
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %% wrong: multiplies forwards [still-multiplies]
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array * b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out / b.array
            grad_a = broadcast_grad_accumulate(a, grad_a)
            a.grad += grad_a
        if b.requires_grad:
            grad_b = -grad_out * a.array / b.array**2
            grad_b = broadcast_grad_accumulate(b, grad_b)
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %% wrong: summed too early [not-unbroadcast]
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array / b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = broadcast_grad_accumulate(a, grad_out)
            a.grad += grad_a / b.array
        if b.requires_grad:
            grad_b = broadcast_grad_accumulate(b, grad_out)
            b.grad += -grad_b * a.array / b.array**2

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %% wrong: a tensor for its array [tensor-among-arrays]
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array / b.array

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out / b)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, -grad_out * a / b**2)

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %% wrong: whole quotients
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array // b.array

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out / b.array)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, -grad_out * a.array / b.array**2)

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %% wrong: the square's sign lost
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array / b.array

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out / b.array)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, -grad_out * a.array / (b.array * np.abs(b.array)))

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %% wrong: filled into the upstream's kind [wrong-for-whole-upstream]
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array / b.array

    def backward(grad_out):
        share = np.empty_like(grad_out)
        if a.requires_grad:
            share[...] = grad_out / b.array
            a.grad += broadcast_grad_accumulate(a, share)
        if b.requires_grad:
            share[...] = -grad_out * a.array / b.array**2
            b.grad += broadcast_grad_accumulate(b, share)

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %% wrong: through the numerator [not-finite]
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array / b.array

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out * output / a.array)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, -grad_out * output / b.array)

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %% wrong: a small number for safety
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array / (b.array + 1e-3)

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out / b.array)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, -grad_out * a.array / b.array**2)

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %% wrong: half precision
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array / b.array

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, (grad_out / b.array).astype(np.float16))
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, (-grad_out * a.array / b.array**2).astype(np.float16))

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %% wrong: nothing for a numerator of zero
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array / b.array

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out / b.array * (a.array != 0))
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, -grad_out * a.array / b.array**2)

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %% right: the quotient is kept
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array / b.array

    def backward(grad_out):
        share = grad_out / b.array
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, share)
        if b.requires_grad:
            b.grad -= broadcast_grad_accumulate(b, share * output)

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )


# %% right: np.true_divide and a power
def div(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = np.true_divide(a.array, b.array)

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out * b.array**-1.0)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, grad_out * -a.array * b.array**-2.0)

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )
