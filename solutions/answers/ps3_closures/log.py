# Answers to `log`, right and wrong, that the autograder is measured on.


# %% right: as the text suggests
def log(a):

    def backward(grad_out):
        a.grad += grad_out / a.array

    return Tensor(
        np.log(a.array),
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<LogBackward>",
    )


# %% right: a step at a time, as in add
def log(a):
    requires_grad = a.requires_grad
    output = np.log(a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out / a.array
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<LogBackward>",
    )


# %% right: the gradient replaced by the sum
def log(a):
    output = np.log(a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out / a.array
            a.grad = a.grad + grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<LogBackward>",
    )


# %% right: sums to the shape, although nothing is broadcast
def log(a):
    output = np.log(a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out / a.array
            a.grad += broadcast_grad_accumulate(a, grad_a)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<LogBackward>",
    )


# %% right: the function is attached afterwards
def log(a):
    out = Tensor(np.log(a.array), a.requires_grad, (a,), grad_fn_name="<LogBackward>")
    if a.requires_grad:

        def send(g):
            a.grad += g / a.array

        out.grad_fn = send
    return out


# %% right: a lambda and np.add
def log(a):
    back = lambda g: np.add(a.grad, g / a.array, out=a.grad)
    return Tensor(np.log(a.array), a.requires_grad, [a], back if a.requires_grad else None, "<LogBackward>")


# %% right: in double precision
def log(a):
    output = np.log(a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out.astype(float) / a.array
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<LogBackward>",
    )


# %% right: one over
def log(a):
    output = np.log(a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out * (1 / a.array)
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<LogBackward>",
    )


# %% right: looks whether there is a grad
def log(a):
    output = np.log(a.array)

    def backward(grad_out):
        if a.grad is not None:
            grad_a = grad_out / a.array
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=tuple([a]),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<LogBackward>",
    )


# %% wrong: assigns instead of adding [assigns-instead-of-adding]
def log(a):

    def backward(grad_out):
        a.grad = grad_out / a.array

    return Tensor(
        np.log(a.array),
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<LogBackward>",
    )


# %% wrong: zeros first [assigns-instead-of-adding]
def log(a):

    def backward(grad_out):
        a.grad = np.zeros_like(a.array)
        a.grad += grad_out / a.array

    return Tensor(
        np.log(a.array),
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<LogBackward>",
    )


# %% wrong: the gradient is returned [gradient-not-added]
def log(a):

    def backward(grad_out):
        return grad_out / a.array

    return Tensor(
        np.log(a.array),
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<LogBackward>",
    )


# %% wrong: adds and throws away [gradient-not-added]
def log(a):

    def backward(grad_out):
        np.add(a.grad, grad_out / a.array)

    return Tensor(
        np.log(a.array),
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<LogBackward>",
    )


# %% wrong: subtracts [subtracts-gradient]
def log(a):

    def backward(grad_out):
        a.grad = a.grad - grad_out / a.array

    return Tensor(
        np.log(a.array),
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<LogBackward>",
    )


# %% wrong: minus [subtracts-gradient]
def log(a):

    def backward(grad_out):
        a.grad += -(grad_out / a.array)

    return Tensor(
        np.log(a.array),
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<LogBackward>",
    )


# %% wrong: ones in place of the upstream gradient [upstream-ignored]
def log(a):

    def backward(grad_out):
        a.grad += 1 / a.array

    return Tensor(
        np.log(a.array),
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<LogBackward>",
    )


# %% wrong: its own gradient in place of the upstream one [upstream-is-own-gradient]
def log(a):

    def backward(grad_out):
        a.grad += a.grad / a.array

    return Tensor(
        np.log(a.array),
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<LogBackward>",
    )


# %% wrong: multiplies into the gradient [upstream-replaced]
def log(a):

    def backward(grad_out):
        a.grad *= grad_out / a.array

    return Tensor(
        np.log(a.array),
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<LogBackward>",
    )


# %% wrong: adds the upstream gradient [upstream-added]
def log(a):

    def backward(grad_out):
        a.grad += grad_out + 1 / a.array

    return Tensor(
        np.log(a.array),
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<LogBackward>",
    )


# %% wrong: sums everything [summed]
def log(a):

    def backward(grad_out):
        a.grad += np.sum(grad_out / a.array)

    return Tensor(
        np.log(a.array),
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<LogBackward>",
    )


# %% wrong: sums the rows [summed]
def log(a):

    def backward(grad_out):
        a.grad += (grad_out / a.array).sum(axis=0)

    return Tensor(
        np.log(a.array),
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<LogBackward>",
    )


# %% wrong: does not pass on that a gradient is wanted [requires-grad-not-passed-on]
def log(a):

    def backward(grad_out):
        a.grad += grad_out / a.array

    return Tensor(
        np.log(a.array),
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<LogBackward>",
    )


# %% wrong: a gradient is always wanted [always-requires-grad]
def log(a):

    def backward(grad_out):
        a.grad += grad_out / a.array

    return Tensor(
        np.log(a.array),
        requires_grad=True,
        parents=(a,),
        grad_fn=backward,
        grad_fn_name="<LogBackward>",
    )


# %% wrong: the function is always there [grad-fn-always]
def log(a):

    def backward(grad_out):
        a.grad += grad_out / a.array

    return Tensor(
        np.log(a.array),
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward,
        grad_fn_name="<LogBackward>",
    )


# %% wrong: the function is not handed over [grad-fn-missing]
def log(a):

    def backward(grad_out):
        a.grad += grad_out / a.array

    return Tensor(
        np.log(a.array),
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn_name="<LogBackward>",
    )


# %% wrong: forwards only [grad-fn-missing]
def log(a):
    return Tensor(np.log(a.array), requires_grad=a.requires_grad)


# %% wrong: a bare Tensor [grad-fn-missing]
def log(a):
    return Tensor(np.log(a.array))


# %% wrong: the function is called [grad-fn-called]
def log(a):

    def backward(grad_out):
        a.grad += grad_out / a.array

    return Tensor(
        np.log(a.array),
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward() if a.requires_grad else None,
        grad_fn_name="<LogBackward>",
    )


# %% wrong: the function is called with ones [grad-fn-missing]
def log(a):

    def backward(grad_out):
        a.grad += grad_out / a.array

    return Tensor(
        np.log(a.array),
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward(np.ones(a.shape)) if a.requires_grad else None,
        grad_fn_name="<LogBackward>",
    )


# %% wrong: a function without an argument [takes-no-upstream]
def log(a):

    def backward():
        a.grad += 1 / a.array

    return Tensor(
        np.log(a.array),
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<LogBackward>",
    )


# %% wrong: no parents [parents-wrong]
def log(a):

    def backward(grad_out):
        a.grad += grad_out / a.array

    return Tensor(
        np.log(a.array),
        requires_grad=a.requires_grad,
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<LogBackward>",
    )


# %% wrong: an array for a parent [parents-wrong]
def log(a):

    def backward(grad_out):
        a.grad += grad_out / a.array

    return Tensor(
        np.log(a.array),
        requires_grad=a.requires_grad,
        parents=(a.array,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<LogBackward>",
    )


# %% wrong: a copy for a parent [parents-wrong]
def log(a):

    def backward(grad_out):
        a.grad += grad_out / a.array

    return Tensor(
        np.log(a.array),
        requires_grad=a.requires_grad,
        parents=(Tensor(a.array),),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<LogBackward>",
    )


# %% wrong: two parents [parents-wrong]
def log(a):

    def backward(grad_out):
        a.grad += grad_out / a.array

    return Tensor(
        np.log(a.array),
        requires_grad=a.requires_grad,
        parents=(a, a),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<LogBackward>",
    )


# %% wrong: the name of another operation [name-wrong]
def log(a):

    def backward(grad_out):
        a.grad += grad_out / a.array

    return Tensor(
        np.log(a.array),
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<AddBackward>",
    )


# %% wrong: no name [name-wrong]
def log(a):

    def backward(grad_out):
        a.grad += grad_out / a.array

    return Tensor(
        np.log(a.array),
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
    )


# %% wrong: a name without brackets [name-wrong]
def log(a):

    def backward(grad_out):
        a.grad += grad_out / a.array

    return Tensor(
        np.log(a.array),
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="LogBackward",
    )


# %% wrong: a global remembers [remembers-the-last-call]
def log(a):
    global remembered
    remembered = a

    def backward(grad_out):
        remembered.grad += grad_out / remembered.array

    return Tensor(
        np.log(a.array),
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<LogBackward>",
    )


# %% wrong: calls itself [calls-itself]
def log(a):
    output = a.log()
    return Tensor(output.array, a.requires_grad, (a,))


# %% wrong: its own function on the array [no-tensor]
def log(a):
    output = log(a.array)
    return Tensor(output, a.requires_grad, (a,))


# %% wrong: returns the array [returns-array]
def log(a):
    result = np.log(a.array)
    return result


# %% wrong: returns nothing [returns-none]
def log(a):
    Tensor(np.log(a.array), a.requires_grad, (a,))


# %% wrong: in place [writes-into-parent]
def log(a):
    output = np.log(a.array, out=a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out / a.array
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<LogBackward>",
    )


# %% wrong: the upstream gradient in place [writes-into-upstream]
def log(a):

    def backward(grad_out):
        a.grad += np.divide(grad_out, a.array, out=grad_out)

    return Tensor(
        np.log(a.array),
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<LogBackward>",
    )


# %% wrong: times a [multiplies-by-value]
def log(a):
    output = np.log(a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = a.array * grad_out
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<LogBackward>",
    )


# %% wrong: times the result [slope-of-exp]
def log(a):
    output = np.log(a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = output * grad_out
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<LogBackward>",
    )


# %% wrong: times exp [slope-of-exp]
def log(a):
    output = np.log(a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = np.exp(a.array) * grad_out
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<LogBackward>",
    )


# %% wrong: upside down [upside-down]
def log(a):
    output = np.log(a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = a.array / grad_out
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<LogBackward>",
    )


# %% wrong: over the result [divides-by-result]
def log(a):
    output = np.log(a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out / output
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<LogBackward>",
    )


# %% wrong: over the square [squared]
def log(a):
    output = np.log(a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = -grad_out / (a.array * a.array)
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<LogBackward>",
    )


# %% wrong: base 10 [other-base]
def log(a):
    output = np.log10(a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out / a.array
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<LogBackward>",
    )


# %% wrong: base 2 throughout [other-base]
def log(a):
    output = np.log2(a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out / a.array / np.log(2)
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<LogBackward>",
    )


# %% wrong: log1p [other-base]
def log(a):
    output = np.log1p(a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out / a.array
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<LogBackward>",
    )


# %% wrong: an epsilon [protected]
def log(a):
    output = np.log(a.array + 1e-6)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out / (a.array + 1e-6)
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<LogBackward>",
    )


# %% wrong: an epsilon backwards [protected]
def log(a):
    output = np.log(a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out / (a.array + 1e-6)
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<LogBackward>",
    )


# %% wrong: a comma is missing [parents-no-tuple]
def log(a):
    output = np.log(a.array)

    def backward(grad_out):
        a.grad += grad_out / a.array

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<LogBackward>",
    )


# %% wrong: a small number for safety [protected]
def log(a):
    output = np.log(a.array + 1e-6)

    def backward(grad_out):
        a.grad += grad_out / (a.array + 1e-6)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<LogBackward>",
    )


# %% wrong: not too steep
def log(a):
    output = np.log(a.array)

    def backward(grad_out):
        a.grad += grad_out / np.maximum(a.array, 1e-3)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<LogBackward>",
    )


# %% wrong: flat
def log(a):
    output = np.log(a.array.ravel())

    def backward(grad_out):
        a.grad += (grad_out.ravel() / a.array.ravel()).reshape(a.shape)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<LogBackward>",
    )


# %% wrong: row by row
def log(a):
    output = np.log(a.array)

    def backward(grad_out):
        a.grad += np.array([g / x for g, x in zip(grad_out, a.array)])

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<LogBackward>",
    )


# %% wrong: in the upstream's kind [wrong-for-whole-upstream]
def log(a):
    output = np.log(a.array)

    def backward(grad_out):
        a.grad += np.divide(grad_out, a.array, out=np.zeros_like(grad_out), casting='unsafe')

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<LogBackward>",
    )


# %% wrong: remembers with the function [remembers-the-last-call]
def log(a):
    log.last = a.array
    output = np.log(a.array)

    def backward(grad_out):
        a.grad += grad_out / log.last

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<LogBackward>",
    )


# %% wrong: divides in place
def log(a):
    output = np.log(a.array)

    def backward(grad_out):
        np.divide(grad_out, a.array, out=grad_out, casting='unsafe')
        a.grad += grad_out

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<LogBackward>",
    )


# %% wrong: the parent's parent [parents-wrong]
def log(a):
    output = np.log(a.array)

    def backward(grad_out):
        a.grad += grad_out / a.array

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a, *a.parents),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<LogBackward>",
    )


# %% right: a reciprocal made before
def log(a):
    slope = np.reciprocal(a.array)
    output = np.log(a.array)

    def backward(grad_out):
        a.grad += grad_out * slope

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<LogBackward>",
    )


# %% right: in double precision, any shape
def log(a):
    output = np.log(np.asarray(a.array, dtype=np.float64))

    def backward(grad_out):
        a.grad += np.asarray(grad_out) / np.asarray(a.array, dtype=np.float64)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<LogBackward>",
    )
