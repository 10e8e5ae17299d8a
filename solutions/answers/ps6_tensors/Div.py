# Answers to `Div`, right and wrong, that the autograder is measured on.


# %% right: by the formula
class Div(Function):
    def forward(self, a, b):
        return a / b

    def backward(self, out_grad, node):
        a, b = node._inputs
        return unbroadcast(out_grad / b, a), unbroadcast(-out_grad * a / (b * b), b)


# %% right: a step at a time
class Div(Function):
    def forward(self, a, b):
        return np.divide(a, b)

    def backward(self, out_grad, node):
        a, b = node._inputs
        slope_a = divide(out_grad, b)
        slope_b = negate(multiply(slope_a, node))
        return unbroadcast(slope_a, a), unbroadcast(slope_b, b)


# %% right: as a power
class Div(Function):
    def forward(self, a, b):
        return a * b**-1.0

    def backward(self, out_grad, node):
        a, b = node._inputs
        return unbroadcast(out_grad * b**-1, a), unbroadcast(-out_grad * a * b**-2, b)


# %% right: summed to shapes by hand
class Div(Function):
    def forward(self, a, b):
        return a / b

    def backward(self, out_grad, node):
        a, b = node._inputs
        grads = []
        for grad, x in ((out_grad / b, a), (-out_grad * node / b, b)):
            axes = tuple(range(grad.ndim - x.ndim))
            axes += tuple(i + len(axes) for i, n in enumerate(x.shape) if n == 1)
            grads.append(grad.sum(axes).reshape(x.shape))
        return tuple(grads)


# %% right: asks who wants a gradient
class Div(Function):
    def forward(self, a, b):
        return a / b

    def backward(self, out_grad, node):
        a, b = node._inputs
        return (
            unbroadcast(out_grad / b, a) if a.requires_grad else None,
            unbroadcast(-out_grad * node / b, b) if b.requires_grad else None,
        )


# %% wrong: without broadcasting, as the course has it [not-unbroadcast]
class Div(Function):
    def forward(self, a, b):
        return a / b

    def backward(self, out_grad, node):
        a, b = node._inputs
        return out_grad / b, negate(out_grad) * a / (b * b)


# %% wrong: only the first is brought back
class Div(Function):
    def forward(self, a, b):
        return a / b

    def backward(self, out_grad, node):
        a, b = node._inputs
        return unbroadcast(out_grad / b, a), -out_grad * a / (b * b)


# %% wrong: the sign [sign-forgotten]
class Div(Function):
    def forward(self, a, b):
        return a / b

    def backward(self, out_grad, node):
        a, b = node._inputs
        return unbroadcast(out_grad / b, a), unbroadcast(out_grad * a / (b * b), b)


# %% wrong: the divisor is not squared
class Div(Function):
    def forward(self, a, b):
        return a / b

    def backward(self, out_grad, node):
        a, b = node._inputs
        return unbroadcast(out_grad / b, a), unbroadcast(-out_grad * a / b, b)


# %% wrong: a product
class Div(Function):
    def forward(self, a, b):
        return a / b

    def backward(self, out_grad, node):
        a, b = node._inputs
        return unbroadcast(out_grad * b, a), unbroadcast(out_grad * a, b)


# %% wrong: swapped
class Div(Function):
    def forward(self, a, b):
        return a / b

    def backward(self, out_grad, node):
        a, b = node._inputs
        return unbroadcast(-out_grad * a / (b * b), b), unbroadcast(out_grad / b, a)


# %% wrong: the quotient the other way round
class Div(Function):
    def forward(self, a, b):
        return b / a

    def backward(self, out_grad, node):
        a, b = node._inputs
        return unbroadcast(out_grad / b, a), unbroadcast(-out_grad * a / (b * b), b)


# %% wrong: the upstream gradient is left out of one
class Div(Function):
    def forward(self, a, b):
        return a / b

    def backward(self, out_grad, node):
        a, b = node._inputs
        return unbroadcast(out_grad / b, a), unbroadcast(out_grad * 0 - a / (b * b), b)


# %% wrong: a list
class Div(Function):
    def forward(self, a, b):
        return a / b

    def backward(self, out_grad, node):
        a, b = node._inputs
        return [unbroadcast(out_grad / b, a), unbroadcast(-out_grad * a / (b * b), b)]


# %% wrong: arrays
class Div(Function):
    def forward(self, a, b):
        return a / b

    def backward(self, out_grad, node):
        a, b = node._inputs
        return (unbroadcast(out_grad / b, a).data, unbroadcast(-out_grad * a / (b * b), b).data)


# %% wrong: the numbers leave the graph
class Div(Function):
    def forward(self, a, b):
        return a / b

    def backward(self, out_grad, node):
        a, b = node._inputs
        g = out_grad.data
        return unbroadcast(Tensor(g / b.data), a), unbroadcast(Tensor(-g * a.data / b.data**2), b)


# %% wrong: one gradient
class Div(Function):
    def forward(self, a, b):
        return a / b

    def backward(self, out_grad, node):
        a, b = node._inputs
        return unbroadcast(out_grad / b, a)


# %% wrong: whole division
class Div(Function):
    def forward(self, a, b):
        return a // b

    def backward(self, out_grad, node):
        a, b = node._inputs
        return unbroadcast(out_grad / b, a), unbroadcast(-out_grad * a / (b * b), b)

# %% wrong: node for a, b squared [factor-of-an-input]
class Div(Function):
    def forward(self, a, b):
        return a / b

    def backward(self, out_grad, node):
        a, b = node._inputs
        ga = divide(out_grad, b)
        gb = negate(divide(multiply(out_grad, node), multiply(b, b)))
        return unbroadcast(ga, a), unbroadcast(gb, b)

# %% wrong: numbers taken out of a tensor [numbers-without-a-past]
class Div(Function):
    def forward(self, a, b):
        return a / b

    def backward(self, out_grad, node):
        a, b = node._inputs
        ga = divide(out_grad, b)
        gb = negate(divide(multiply(out_grad, a.data), multiply(b, b)))
        return unbroadcast(ga, a), unbroadcast(gb, b)
