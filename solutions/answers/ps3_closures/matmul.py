# Answers to `matmul`, right and wrong, that the autograder is measured on.


# %% right: as the text suggests
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


# %% right: a step at a time, as in add
def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array @ b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out @ b.array.T
            a.grad += grad_a
        if b.requires_grad:
            grad_b = a.array.T @ grad_out
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MatmulBackward>",
    )


# %% right: gradients replaced by their sums
def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array @ b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out @ b.array.T
            a.grad = a.grad + grad_a
        if b.requires_grad:
            grad_b = a.array.T @ grad_out
            b.grad = b.grad + grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MatmulBackward>",
    )


# %% right: a loop over the parents
def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        for parent, share in ((a, grad_out @ b.array.T), (b, a.array.T @ grad_out)):
            if parent.requires_grad:
                parent.grad += share

    return Tensor(
        a.array @ b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MatmulBackward>",
    )


# %% right: the function is attached afterwards
def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    out = Tensor(a.array @ b.array, requires_grad, (a, b), grad_fn_name="<MatmulBackward>")
    if requires_grad:

        def send_back(upstream):
            if a.requires_grad:
                a.grad += upstream @ b.array.T
            if b.requires_grad:
                b.grad += a.array.T @ upstream

        out.grad_fn = send_back
    return out


# %% right: looks whether there is a grad
def matmul(a, b):
    requires_grad = any([a.requires_grad, b.requires_grad])
    output = a.array @ b.array

    def backward(grad_out):
        if a.grad is not None:
            grad_a = grad_out @ b.array.T
            a.grad += grad_a
        if b.grad is not None:
            grad_b = a.array.T @ grad_out
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MatmulBackward>",
    )


# %% right: an object that can be called
class Backward:
    def __init__(self, a, b):
        self.a, self.b = a, b

    def __call__(self, grad_out):
        a, b = self.a, self.b
        if a.requires_grad:
            a.grad += grad_out @ b.array.T
        if b.requires_grad:
            b.grad += a.array.T @ grad_out


def matmul(a, b):
    wanted = a.requires_grad | b.requires_grad
    grad_fn = Backward(a, b) if wanted else None
    return Tensor(a.array @ b.array, wanted, [a, b], grad_fn, "<MatmulBackward>")


# %% right: in double precision
def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array @ b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = np.asarray(grad_out, dtype=float) @ b.array.T
            a.grad += grad_a
        if b.requires_grad:
            grad_b = a.array.T @ np.asarray(grad_out, dtype=float)
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MatmulBackward>",
    )


# %% right: with np.dot and np.transpose
def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = np.dot(a.array, b.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = np.dot(grad_out, np.transpose(b.array))
            a.grad += grad_a
        if b.requires_grad:
            grad_b = np.dot(np.transpose(a.array), grad_out)
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MatmulBackward>",
    )


# %% right: with einsum
def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = np.einsum("pq,qr->pr", a.array, b.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = np.einsum("pr,qr->pq", grad_out, b.array)
            a.grad += grad_a
        if b.requires_grad:
            grad_b = np.einsum("pq,pr->qr", a.array, grad_out)
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MatmulBackward>",
    )


# %% right: transposes of the whole
def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array @ b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = (b.array @ grad_out.T).T
            a.grad += grad_a
        if b.requires_grad:
            grad_b = (grad_out.T @ a.array).T
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MatmulBackward>",
    )


# %% right: sums to the shape although nothing is broadcast
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
        parents=tuple([a, b]),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MatmulBackward>",
    )


# %% right: with NumPy's functions
def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = np.matmul(a.array, b.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = np.matmul(grad_out, b.array.T)
            a.grad += grad_a
        if b.requires_grad:
            grad_b = np.matmul(a.array.T, grad_out)
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MatmulBackward>",
    )


# %% wrong: assigns instead of adding [assigns-instead-of-adding]
def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array @ b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out @ b.array.T
            a.grad = grad_a
        if b.requires_grad:
            grad_b = a.array.T @ grad_out
            b.grad = grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MatmulBackward>",
    )


# %% wrong: assigns to the first only [assigns-instead-of-adding]
def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array @ b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out @ b.array.T
            a.grad = grad_a
        if b.requires_grad:
            grad_b = a.array.T @ grad_out
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MatmulBackward>",
    )


# %% wrong: assigns to the second only [assigns-instead-of-adding]
def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array @ b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out @ b.array.T
            a.grad += grad_a
        if b.requires_grad:
            grad_b = a.array.T @ grad_out
            b.grad = grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MatmulBackward>",
    )


# %% wrong: copies over the gradient [assigns-instead-of-adding]
def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array @ b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out @ b.array.T
            a.grad[:] = grad_a
        if b.requires_grad:
            grad_b = a.array.T @ grad_out
            b.grad[:] = grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MatmulBackward>",
    )


# %% wrong: zeros first [assigns-instead-of-adding]
def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array @ b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out @ b.array.T
            a.zero_grad(); a.grad += grad_a
        if b.requires_grad:
            grad_b = a.array.T @ grad_out
            b.zero_grad(); b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MatmulBackward>",
    )


# %% wrong: gradients are returned [gradient-not-added]
def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array @ b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out @ b.array.T
            result_a = grad_a
        if b.requires_grad:
            grad_b = a.array.T @ grad_out
            result_b = grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MatmulBackward>",
    )


# %% wrong: gradients are added and thrown away [gradient-not-added]
def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array @ b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out @ b.array.T
            np.add(a.grad, grad_a)
        if b.requires_grad:
            grad_b = a.array.T @ grad_out
            np.add(b.grad, grad_b)

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MatmulBackward>",
    )


# %% wrong: gradients are subtracted [subtracts-gradient]
def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array @ b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out @ b.array.T
            a.grad = a.grad - grad_a
        if b.requires_grad:
            grad_b = a.array.T @ grad_out
            b.grad = b.grad - grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MatmulBackward>",
    )


# %% wrong: ones in place of the upstream gradient [upstream-ignored]
def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array @ b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = np.ones(grad_out.shape) @ b.array.T
            a.grad += grad_a
        if b.requires_grad:
            grad_b = a.array.T @ np.ones(grad_out.shape)
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MatmulBackward>",
    )


# %% wrong: elif [second-forgotten]
def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array @ b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out @ b.array.T
            a.grad += grad_a
        elif b.requires_grad:
            grad_b = a.array.T @ grad_out
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MatmulBackward>",
    )


# %% wrong: only the first gets a gradient [second-forgotten]
def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad):
        if a.requires_grad:
            a.grad += grad @ b.array.T

    return Tensor(
        a.array @ b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MatmulBackward>",
    )


# %% wrong: both or neither [nested-condition]
def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    def send(g):
        if not (a.requires_grad and b.requires_grad):
            return
        a.grad += g @ b.array.T
        b.grad += a.array.T @ g

    return Tensor(
        a.array @ b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=send if requires_grad else None,
        grad_fn_name="<MatmulBackward>",
    )


# %% wrong: the wrong tensor's wish [requires-grad-ignored]
def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array @ b.array

    def backward(grad_out):
        if b.requires_grad:
            grad_a = grad_out @ b.array.T
            a.grad += grad_a
        if a.requires_grad:
            grad_b = a.array.T @ grad_out
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MatmulBackward>",
    )


# %% wrong: never asks who wants a gradient [requires-grad-ignored]
def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array @ b.array

    def backward(grad_out):
        if True:
            grad_a = grad_out @ b.array.T
            a.grad += grad_a
        if True:
            grad_b = a.array.T @ grad_out
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MatmulBackward>",
    )


# %% wrong: asks for the first only [requires-grad-ignored]
def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array @ b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out @ b.array.T
            a.grad += grad_a
        if requires_grad:
            grad_b = a.array.T @ grad_out
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MatmulBackward>",
    )


# %% wrong: asks for the second only [requires-grad-ignored]
def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array @ b.array

    def backward(grad_out):
        if requires_grad:
            grad_a = grad_out @ b.array.T
            a.grad += grad_a
        if b.requires_grad:
            grad_b = a.array.T @ grad_out
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MatmulBackward>",
    )


# %% wrong: asks the result [requires-grad-ignored]
def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array @ b.array

    def backward(grad_out):
        if requires_grad:
            grad_a = grad_out @ b.array.T
            a.grad += grad_a
        if requires_grad:
            grad_b = a.array.T @ grad_out
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MatmulBackward>",
    )


# %% wrong: gives a gradient to those without [requires-grad-ignored]
def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array @ b.array

    def backward(grad_out):
        if True:
            grad_a = grad_out @ b.array.T
            a.grad = grad_a if a.grad is None else a.grad + grad_a
        if True:
            grad_b = a.array.T @ grad_out
            b.grad = grad_b if b.grad is None else b.grad + grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MatmulBackward>",
    )


# %% wrong: and instead of or [and-instead-of-or]
def matmul(a, b):
    requires_grad = all([a.requires_grad, b.requires_grad])
    output = a.array @ b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out @ b.array.T
            a.grad += grad_a
        if b.requires_grad:
            grad_b = a.array.T @ grad_out
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MatmulBackward>",
    )


# %% wrong: asks the first only [and-instead-of-or]
def matmul(a, b):
    requires_grad = a.requires_grad
    output = a.array @ b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out @ b.array.T
            a.grad += grad_a
        if b.requires_grad:
            grad_b = a.array.T @ grad_out
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MatmulBackward>",
    )


# %% wrong: asks the second only [and-instead-of-or]
def matmul(a, b):
    requires_grad = b.requires_grad
    output = a.array @ b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out @ b.array.T
            a.grad += grad_a
        if b.requires_grad:
            grad_b = a.array.T @ grad_out
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MatmulBackward>",
    )


# %% wrong: does not pass on that a gradient is wanted [requires-grad-not-passed-on]
def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array @ b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out @ b.array.T
            a.grad += grad_a
        if b.requires_grad:
            grad_b = a.array.T @ grad_out
            b.grad += grad_b

    return Tensor(
        output,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MatmulBackward>",
    )


# %% wrong: a gradient is always wanted [always-requires-grad]
def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array @ b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out @ b.array.T
            a.grad += grad_a
        if b.requires_grad:
            grad_b = a.array.T @ grad_out
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=True,
        parents=(a, b),
        grad_fn=backward,
        grad_fn_name="<MatmulBackward>",
    )


# %% wrong: the function is always there [grad-fn-always]
def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array @ b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out @ b.array.T
            a.grad += grad_a
        if b.requires_grad:
            grad_b = a.array.T @ grad_out
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward,
        grad_fn_name="<MatmulBackward>",
    )


# %% wrong: the function is not handed over [grad-fn-missing]
def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array @ b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out @ b.array.T
            a.grad += grad_a
        if b.requires_grad:
            grad_b = a.array.T @ grad_out
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn_name="<MatmulBackward>",
    )


# %% wrong: forwards only [grad-fn-missing]
def matmul(a, b):
    output = a.array @ b.array
    return Tensor(output, requires_grad=a.requires_grad or b.requires_grad)


# %% wrong: a bare Tensor [grad-fn-missing]
def matmul(a, b):
    output = a.array @ b.array
    return Tensor(output)


# %% wrong: the function is called [grad-fn-called]
def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array @ b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out @ b.array.T
            a.grad += grad_a
        if b.requires_grad:
            grad_b = a.array.T @ grad_out
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward() if requires_grad else None,
        grad_fn_name="<MatmulBackward>",
    )


# %% wrong: the function is called with ones [grad-fn-missing]
def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array @ b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out @ b.array.T
            a.grad += grad_a
        if b.requires_grad:
            grad_b = a.array.T @ grad_out
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward(np.ones(output.shape)) if requires_grad else None,
        grad_fn_name="<MatmulBackward>",
    )


# %% wrong: no parents [parents-wrong]
def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array @ b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out @ b.array.T
            a.grad += grad_a
        if b.requires_grad:
            grad_b = a.array.T @ grad_out
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MatmulBackward>",
    )


# %% wrong: one parent [parents-wrong]
def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array @ b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out @ b.array.T
            a.grad += grad_a
        if b.requires_grad:
            grad_b = a.array.T @ grad_out
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a,),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MatmulBackward>",
    )


# %% wrong: parents in the wrong order [parents-wrong]
def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array @ b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out @ b.array.T
            a.grad += grad_a
        if b.requires_grad:
            grad_b = a.array.T @ grad_out
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(b, a),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MatmulBackward>",
    )


# %% wrong: arrays for parents [parents-wrong]
def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array @ b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out @ b.array.T
            a.grad += grad_a
        if b.requires_grad:
            grad_b = a.array.T @ grad_out
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a.array, b.array),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MatmulBackward>",
    )


# %% wrong: copies for parents [parents-wrong]
def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array @ b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out @ b.array.T
            a.grad += grad_a
        if b.requires_grad:
            grad_b = a.array.T @ grad_out
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(Tensor(a.array, a.requires_grad), Tensor(b.array, b.requires_grad)),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MatmulBackward>",
    )


# %% wrong: the name of another operation [name-wrong]
def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array @ b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out @ b.array.T
            a.grad += grad_a
        if b.requires_grad:
            grad_b = a.array.T @ grad_out
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<AddBackward>",
    )


# %% wrong: no name [name-wrong]
def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array @ b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out @ b.array.T
            a.grad += grad_a
        if b.requires_grad:
            grad_b = a.array.T @ grad_out
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
    )


# %% wrong: a name without brackets [name-wrong]
def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array @ b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out @ b.array.T
            a.grad += grad_a
        if b.requires_grad:
            grad_b = a.array.T @ grad_out
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="MatmulBackward",
    )


# %% wrong: a name in small letters [name-wrong]
def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array @ b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out @ b.array.T
            a.grad += grad_a
        if b.requires_grad:
            grad_b = a.array.T @ grad_out
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<matmulbackward>",
    )


# %% wrong: globals remember [remembers-the-last-call]
def matmul(a, b):
    global left, right
    left, right = a, b
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if left.requires_grad:
            left.grad += grad_out @ right.array.T
        if right.requires_grad:
            right.grad += left.array.T @ grad_out

    return Tensor(
        a.array @ b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MatmulBackward>",
    )


# %% wrong: a default argument remembers [remembers-the-last-call]
def matmul(a, b, memory={}):
    memory['pair'] = (a, b)
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        a, b = memory['pair']
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


# %% wrong: operates on the tensors [calls-itself]
def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = (a @ b).array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out @ b.array.T
            a.grad += grad_a
        if b.requires_grad:
            grad_b = a.array.T @ grad_out
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MatmulBackward>",
    )


# %% wrong: returns the array [returns-array]
def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array @ b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out @ b.array.T
            a.grad += grad_a
        if b.requires_grad:
            grad_b = a.array.T @ grad_out
            b.grad += grad_b

    return output


# %% wrong: returns nothing [returns-none]
def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array @ b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out @ b.array.T
            a.grad += grad_a
        if b.requires_grad:
            grad_b = a.array.T @ grad_out
            b.grad += grad_b

    Tensor(output, requires_grad, (a, b), backward, "<MatmulBackward>")


# %% wrong: no transposes [transpose-missing]
def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array @ b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out @ b.array
            a.grad += grad_a
        if b.requires_grad:
            grad_b = a.array @ grad_out
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MatmulBackward>",
    )


# %% wrong: second transpose missing [transpose-missing]
def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array @ b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out @ b.array.T
            a.grad += grad_a
        if b.requires_grad:
            grad_b = np.dot(a.array, grad_out)
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MatmulBackward>",
    )


# %% wrong: first transpose missing [transpose-missing]
def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array @ b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = np.dot(grad_out, b.array)
            a.grad += grad_a
        if b.requires_grad:
            grad_b = a.array.T @ grad_out
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MatmulBackward>",
    )


# %% wrong: first in the wrong order [factors-in-wrong-order]
def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array @ b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = b.array.T @ grad_out
            a.grad += grad_a
        if b.requires_grad:
            grad_b = a.array.T @ grad_out
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MatmulBackward>",
    )


# %% wrong: second in the wrong order [factors-in-wrong-order]
def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array @ b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out @ b.array.T
            a.grad += grad_a
        if b.requires_grad:
            grad_b = grad_out @ a.array.T
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MatmulBackward>",
    )


# %% wrong: both in the wrong order [factors-in-wrong-order]
def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array @ b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = b.array.T @ grad_out
            a.grad += grad_a
        if b.requires_grad:
            grad_b = grad_out @ a.array.T
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MatmulBackward>",
    )


# %% wrong: factors exchanged [factors-exchanged]
def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array @ b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out @ a.array.T
            a.grad += grad_a
        if b.requires_grad:
            grad_b = b.array.T @ grad_out
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MatmulBackward>",
    )


# %% wrong: first transposed at the end [result-transposed]
def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array @ b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = (grad_out @ b.array.T).T
            a.grad += grad_a
        if b.requires_grad:
            grad_b = a.array.T @ grad_out
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MatmulBackward>",
    )


# %% wrong: second transposed at the end [result-transposed]
def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array @ b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out @ b.array.T
            a.grad += grad_a
        if b.requires_grad:
            grad_b = (a.array.T @ grad_out).T
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MatmulBackward>",
    )


# %% wrong: element by element backwards [elementwise-product]
def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array @ b.array

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
        grad_fn_name="<MatmulBackward>",
    )


# %% wrong: element by element forwards [elementwise-product]
def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array * b.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out @ b.array.T
            a.grad += grad_a
        if b.requires_grad:
            grad_b = a.array.T @ grad_out
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MatmulBackward>",
    )


# %% wrong: the wrong way round [operands-swapped]
def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = b.array @ a.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out @ b.array.T
            a.grad += grad_a
        if b.requires_grad:
            grad_b = a.array.T @ grad_out
            b.grad += grad_b

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MatmulBackward>",
    )


# %% wrong: the upstream gradient is cleared [writes-into-upstream]
def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += grad_out @ b.array.T
        if b.requires_grad:
            b.grad += a.array.T @ grad_out
        grad_out.fill(0)

    return Tensor(
        a.array @ b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MatmulBackward>",
    )


# %% wrong: squeezed
def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = np.squeeze(a.array @ b.array)

    def backward(grad_out):
        if a.requires_grad:
            a.grad += grad_out @ b.array.T
        if b.requires_grad:
            b.grad += a.array.T @ grad_out

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MatmulBackward>",
    )


# %% wrong: three decimals
def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = np.round(a.array @ b.array, 3)

    def backward(grad_out):
        if a.requires_grad:
            a.grad += grad_out @ b.array.T
        if b.requires_grad:
            b.grad += a.array.T @ grad_out

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MatmulBackward>",
    )


# %% wrong: another shape instead of a transpose
def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array @ b.array

    def backward(grad_out):
        if a.requires_grad:
            a.grad += grad_out @ b.array.reshape(b.shape[::-1])
        if b.requires_grad:
            b.grad += a.array.reshape(a.shape[::-1]) @ grad_out

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MatmulBackward>",
    )


# %% wrong: turns the tensors round [shapes-do-not-fit]
def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array @ b.array

    def backward(grad_out):
        b.array, a.array = b.array.T, a.array.T
        if a.requires_grad:
            a.grad += grad_out @ b.array
        if b.requires_grad:
            b.grad += a.array @ grad_out

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MatmulBackward>",
    )


# %% wrong: the same matrix once [wrong-for-a-tensor-with-itself]
def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array @ b.array

    def backward(grad_out):
        if a.requires_grad:
            a.grad += grad_out @ b.array.T
        if b.requires_grad:
            b.grad += (0 if a is b else a.array.T @ grad_out)

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MatmulBackward>",
    )


# %% wrong: dot for a single row
def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array @ b.array if a.shape[0] > 1 else a.array[0] @ b.array

    def backward(grad_out):
        if a.requires_grad:
            a.grad += grad_out.reshape(a.shape[0], -1) @ b.array.T
        if b.requires_grad:
            b.grad += a.array.T @ grad_out.reshape(a.shape[0], -1)

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MatmulBackward>",
    )


# %% wrong: weights of the first call
FIRST = []


def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    FIRST.append(b.array.copy())
    output = a.array @ b.array

    def backward(grad_out):
        if a.requires_grad:
            a.grad += grad_out @ FIRST[0].T
        if b.requires_grad:
            b.grad += a.array.T @ grad_out

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MatmulBackward>",
    )


# %% wrong: a row of ones when there is one column
def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = a.array @ b.array

    def backward(grad_out):
        if a.requires_grad:
            a.grad += grad_out @ (b.array.T if b.shape[1] > 1 else np.ones_like(b.array.T))
        if b.requires_grad:
            b.grad += a.array.T @ grad_out

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MatmulBackward>",
    )


# %% right: einsum
def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = np.einsum('pq,qr->pr', a.array, b.array)

    def backward(grad_out):
        if a.requires_grad:
            a.grad += np.einsum('pr,qr->pq', grad_out, b.array)
        if b.requires_grad:
            b.grad += np.einsum('pq,pr->qr', a.array, grad_out)

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MatmulBackward>",
    )


# %% right: tensordot
def matmul(a, b):
    requires_grad = a.requires_grad or b.requires_grad
    output = np.dot(a.array, b.array)

    def backward(grad_out):
        if a.requires_grad:
            a.grad += np.tensordot(grad_out, b.array, axes=(1, 1))
        if b.requires_grad:
            b.grad += np.tensordot(a.array, grad_out, axes=(0, 0))

    return Tensor(
        output,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MatmulBackward>",
    )
