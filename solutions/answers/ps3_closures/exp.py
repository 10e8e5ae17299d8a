# Answers to `exp`, right and wrong, that the autograder is measured on.


# %% right: as the text suggests
def exp(a):
    output = np.exp(a.array)

    def backward(grad_out):
        a.grad += grad_out * output

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<ExpBackward>",
    )


# %% right: a step at a time, as in add
def exp(a):
    requires_grad = a.requires_grad
    output = np.exp(a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out * np.exp(a.array)
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<ExpBackward>",
    )


# %% right: the gradient replaced by the sum
def exp(a):
    output = np.exp(a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out * np.exp(a.array)
            a.grad = a.grad + grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<ExpBackward>",
    )


# %% right: sums to the shape, although nothing is broadcast
def exp(a):
    output = np.exp(a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out * np.exp(a.array)
            a.grad += broadcast_grad_accumulate(a, grad_a)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<ExpBackward>",
    )


# %% right: the function is attached afterwards
def exp(a):
    out = Tensor(np.exp(a.array), a.requires_grad, (a,), grad_fn_name="<ExpBackward>")
    if a.requires_grad:

        def send(g):
            a.grad += g * np.exp(a.array)

        out.grad_fn = send
    return out


# %% right: a lambda and np.add
def exp(a):
    back = lambda g: np.add(a.grad, g * np.exp(a.array), out=a.grad)
    return Tensor(np.exp(a.array), a.requires_grad, [a], back if a.requires_grad else None, "<ExpBackward>")


# %% right: in double precision
def exp(a):
    output = np.exp(a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out.astype(float) * np.exp(a.array)
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<ExpBackward>",
    )


# %% right: one over
def exp(a):
    output = np.exp(a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = output * grad_out
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<ExpBackward>",
    )


# %% right: looks whether there is a grad
def exp(a):
    output = np.exp(a.array)

    def backward(grad_out):
        if a.grad is not None:
            grad_a = grad_out * np.exp(a.array)
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=tuple([a]),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<ExpBackward>",
    )


# %% wrong: assigns instead of adding [assigns-instead-of-adding]
def exp(a):

    def backward(grad_out):
        a.grad = grad_out * np.exp(a.array)

    return Tensor(
        np.exp(a.array),
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<ExpBackward>",
    )


# %% wrong: zeros first [assigns-instead-of-adding]
def exp(a):

    def backward(grad_out):
        a.grad = np.zeros_like(a.array)
        a.grad += grad_out * np.exp(a.array)

    return Tensor(
        np.exp(a.array),
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<ExpBackward>",
    )


# %% wrong: the gradient is returned [gradient-not-added]
def exp(a):

    def backward(grad_out):
        return grad_out * np.exp(a.array)

    return Tensor(
        np.exp(a.array),
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<ExpBackward>",
    )


# %% wrong: adds and throws away [gradient-not-added]
def exp(a):

    def backward(grad_out):
        np.add(a.grad, grad_out * np.exp(a.array))

    return Tensor(
        np.exp(a.array),
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<ExpBackward>",
    )


# %% wrong: subtracts [subtracts-gradient]
def exp(a):

    def backward(grad_out):
        a.grad = a.grad - grad_out * np.exp(a.array)

    return Tensor(
        np.exp(a.array),
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<ExpBackward>",
    )


# %% wrong: minus [subtracts-gradient]
def exp(a):

    def backward(grad_out):
        a.grad += -(grad_out * np.exp(a.array))

    return Tensor(
        np.exp(a.array),
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<ExpBackward>",
    )


# %% wrong: ones in place of the upstream gradient [upstream-ignored]
def exp(a):

    def backward(grad_out):
        a.grad += np.exp(a.array)

    return Tensor(
        np.exp(a.array),
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<ExpBackward>",
    )


# %% wrong: its own gradient in place of the upstream one [upstream-is-own-gradient]
def exp(a):

    def backward(grad_out):
        a.grad += a.grad * np.exp(a.array)

    return Tensor(
        np.exp(a.array),
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<ExpBackward>",
    )


# %% wrong: multiplies into the gradient [upstream-replaced]
def exp(a):

    def backward(grad_out):
        a.grad *= grad_out * np.exp(a.array)

    return Tensor(
        np.exp(a.array),
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<ExpBackward>",
    )


# %% wrong: adds the upstream gradient [upstream-added]
def exp(a):

    def backward(grad_out):
        a.grad += grad_out + np.exp(a.array)

    return Tensor(
        np.exp(a.array),
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<ExpBackward>",
    )


# %% wrong: sums everything [summed]
def exp(a):

    def backward(grad_out):
        a.grad += np.sum(grad_out * np.exp(a.array))

    return Tensor(
        np.exp(a.array),
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<ExpBackward>",
    )


# %% wrong: sums the rows [summed]
def exp(a):

    def backward(grad_out):
        a.grad += (grad_out * np.exp(a.array)).sum(axis=0)

    return Tensor(
        np.exp(a.array),
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<ExpBackward>",
    )


# %% wrong: does not pass on that a gradient is wanted [requires-grad-not-passed-on]
def exp(a):

    def backward(grad_out):
        a.grad += grad_out * np.exp(a.array)

    return Tensor(
        np.exp(a.array),
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<ExpBackward>",
    )


# %% wrong: a gradient is always wanted [always-requires-grad]
def exp(a):

    def backward(grad_out):
        a.grad += grad_out * np.exp(a.array)

    return Tensor(
        np.exp(a.array),
        requires_grad=True,
        parents=(a,),
        grad_fn=backward,
        grad_fn_name="<ExpBackward>",
    )


# %% wrong: the function is always there [grad-fn-always]
def exp(a):

    def backward(grad_out):
        a.grad += grad_out * np.exp(a.array)

    return Tensor(
        np.exp(a.array),
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward,
        grad_fn_name="<ExpBackward>",
    )


# %% wrong: the function is not handed over [grad-fn-missing]
def exp(a):

    def backward(grad_out):
        a.grad += grad_out * np.exp(a.array)

    return Tensor(
        np.exp(a.array),
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn_name="<ExpBackward>",
    )


# %% wrong: forwards only [grad-fn-missing]
def exp(a):
    return Tensor(np.exp(a.array), requires_grad=a.requires_grad)


# %% wrong: a bare Tensor [grad-fn-missing]
def exp(a):
    return Tensor(np.exp(a.array))


# %% wrong: the function is called [grad-fn-called]
def exp(a):

    def backward(grad_out):
        a.grad += grad_out * np.exp(a.array)

    return Tensor(
        np.exp(a.array),
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward() if a.requires_grad else None,
        grad_fn_name="<ExpBackward>",
    )


# %% wrong: the function is called with ones [grad-fn-missing]
def exp(a):

    def backward(grad_out):
        a.grad += grad_out * np.exp(a.array)

    return Tensor(
        np.exp(a.array),
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward(np.ones(a.shape)) if a.requires_grad else None,
        grad_fn_name="<ExpBackward>",
    )


# %% wrong: a function without an argument [takes-no-upstream]
def exp(a):

    def backward():
        a.grad += np.exp(a.array)

    return Tensor(
        np.exp(a.array),
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<ExpBackward>",
    )


# %% wrong: no parents [parents-wrong]
def exp(a):

    def backward(grad_out):
        a.grad += grad_out * np.exp(a.array)

    return Tensor(
        np.exp(a.array),
        requires_grad=a.requires_grad,
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<ExpBackward>",
    )


# %% wrong: an array for a parent [parents-wrong]
def exp(a):

    def backward(grad_out):
        a.grad += grad_out * np.exp(a.array)

    return Tensor(
        np.exp(a.array),
        requires_grad=a.requires_grad,
        parents=(a.array,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<ExpBackward>",
    )


# %% wrong: a copy for a parent [parents-wrong]
def exp(a):

    def backward(grad_out):
        a.grad += grad_out * np.exp(a.array)

    return Tensor(
        np.exp(a.array),
        requires_grad=a.requires_grad,
        parents=(Tensor(a.array),),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<ExpBackward>",
    )


# %% wrong: two parents [parents-wrong]
def exp(a):

    def backward(grad_out):
        a.grad += grad_out * np.exp(a.array)

    return Tensor(
        np.exp(a.array),
        requires_grad=a.requires_grad,
        parents=(a, a),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<ExpBackward>",
    )


# %% wrong: the name of another operation [name-wrong]
def exp(a):

    def backward(grad_out):
        a.grad += grad_out * np.exp(a.array)

    return Tensor(
        np.exp(a.array),
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<AddBackward>",
    )


# %% wrong: no name [name-wrong]
def exp(a):

    def backward(grad_out):
        a.grad += grad_out * np.exp(a.array)

    return Tensor(
        np.exp(a.array),
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
    )


# %% wrong: a name without brackets [name-wrong]
def exp(a):

    def backward(grad_out):
        a.grad += grad_out * np.exp(a.array)

    return Tensor(
        np.exp(a.array),
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="ExpBackward",
    )


# %% wrong: a global remembers [remembers-the-last-call]
def exp(a):
    global remembered
    remembered = a

    def backward(grad_out):
        remembered.grad += grad_out * np.exp(remembered.array)

    return Tensor(
        np.exp(a.array),
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<ExpBackward>",
    )


# %% wrong: calls itself [calls-itself]
def exp(a):
    output = a.exp()
    return Tensor(output.array, a.requires_grad, (a,))


# %% wrong: its own function on the array [no-tensor]
def exp(a):
    output = exp(a.array)
    return Tensor(output, a.requires_grad, (a,))


# %% wrong: returns the array [returns-array]
def exp(a):
    result = np.exp(a.array)
    return result


# %% wrong: returns nothing [returns-none]
def exp(a):
    Tensor(np.exp(a.array), a.requires_grad, (a,))


# %% wrong: in place [writes-into-parent]
def exp(a):
    output = np.exp(a.array, out=a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out * np.exp(a.array)
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<ExpBackward>",
    )


# %% wrong: the upstream gradient in place [writes-into-upstream]
def exp(a):

    def backward(grad_out):
        a.grad += np.multiply(grad_out, np.exp(a.array), out=grad_out)

    return Tensor(
        np.exp(a.array),
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<ExpBackward>",
    )


# %% wrong: over a [slope-of-log]
def exp(a):
    output = np.exp(a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out / a.array
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<ExpBackward>",
    )


# %% wrong: times a [multiplies-by-value]
def exp(a):
    output = np.exp(a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = a.array * grad_out
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<ExpBackward>",
    )


# %% wrong: power rule [power-rule]
def exp(a):
    output = np.exp(a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out * (a.array * np.exp(a.array - 1))
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<ExpBackward>",
    )


# %% wrong: passed on [upstream-passed-on]
def exp(a):
    output = np.exp(a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<ExpBackward>",
    )


# %% wrong: exp of the upstream gradient [exp-of-upstream]
def exp(a):
    output = np.exp(a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = np.exp(grad_out)
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<ExpBackward>",
    )


# %% wrong: exp of both [exp-of-upstream]
def exp(a):
    output = np.exp(a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = np.exp(a.array) * np.exp(grad_out)
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<ExpBackward>",
    )


# %% wrong: base 2 [other-base]
def exp(a):
    output = np.power(2.0, a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out * output
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<ExpBackward>",
    )


# %% wrong: 2.718 [other-base]
def exp(a):
    output = 2.718 ** a.array

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out * np.exp(a.array)
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<ExpBackward>",
    )


# %% wrong: expm1 [other-base]
def exp(a):
    output = np.expm1(a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out * np.exp(a.array)
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<ExpBackward>",
    )


# %% wrong: minus [other-base]
def exp(a):
    output = np.exp(-a.array)

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out * -output
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<ExpBackward>",
    )


# %% wrong: the largest subtracted [largest-subtracted]
def exp(a):
    output = np.exp(a.array - np.max(a.array))

    def backward(grad_out):
        if a.requires_grad:
            grad_a = grad_out * output
            a.grad += grad_a

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<ExpBackward>",
    )


# %% wrong: a comma is missing [parents-no-tuple]
def exp(a):
    output = np.exp(a.array)

    def backward(grad_out):
        a.grad += grad_out * output

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<ExpBackward>",
    )


# %% wrong: a base with three decimals [other-base]
def exp(a):
    output = 2.718**a.array

    def backward(grad_out):
        a.grad += grad_out * output

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<ExpBackward>",
    )


# %% wrong: never above ten
def exp(a):
    output = np.exp(np.minimum(a.array, 10))

    def backward(grad_out):
        a.grad += grad_out * output

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<ExpBackward>",
    )


# %% wrong: a sum of powers
def sum_of_powers(x):
    term = total = np.ones_like(x)
    for k in range(1, 12):
        term = term * x / k
        total = total + term
    return total


def exp(a):
    output = sum_of_powers(a.array)

    def backward(grad_out):
        a.grad += grad_out * output

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<ExpBackward>",
    )


# %% wrong: the result is used up
def exp(a):
    output = np.exp(a.array)

    def backward(grad_out):
        np.multiply(output, grad_out, out=output, casting='unsafe')
        a.grad += output

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<ExpBackward>",
    )


# %% wrong: at least a row
def exp(a):
    output = np.atleast_1d(np.exp(a.array))

    def backward(grad_out):
        a.grad += np.reshape(grad_out * output, a.shape)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<ExpBackward>",
    )


# %% wrong: goes on by itself [changes-surroundings]
def exp(a):
    output = np.exp(a.array)

    def backward(grad_out):
        a.grad += grad_out * output
        if a.grad_fn:
            a.grad_fn(a.grad)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<ExpBackward>",
    )


# %% right: worked out again
def exp(a):
    output = np.exp(a.array)

    def backward(grad_out):
        a.grad += grad_out * np.exp(a.array)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<ExpBackward>",
    )


# %% right: a power of e
def exp(a):
    output = np.power(np.e, a.array)

    def backward(grad_out):
        a.grad += np.multiply(output, grad_out)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<ExpBackward>",
    )
