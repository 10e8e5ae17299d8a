# Answers to `PowerScalar`, right and wrong, that the autograder is measured on.


# %% right: with operators
class PowerScalar(Function):
    def __init__(self, scalar):
        self.scalar = scalar

    def forward(self, a):
        return a**self.scalar

    def backward(self, out_grad, node):
        x = node._inputs[0]
        if self.scalar == 0:
            return out_grad * 0
        return out_grad * self.scalar * x ** (self.scalar - 1)


# %% right: the power 1 apart, too
class PowerScalar(Function):
    def __init__(self, scalar):
        self.scalar = scalar

    def forward(self, a):
        return np.power(a, self.scalar)

    def backward(self, out_grad, node):
        x = node._inputs[0]
        if self.scalar == 0:
            return mul_scalar(out_grad, 0.0)
        if self.scalar == 1:
            return mul_scalar(out_grad, 1.0)
        return multiply(out_grad, mul_scalar(power_scalar(x, self.scalar - 1), self.scalar))


# %% right: the factor at the end
class PowerScalar(Function):
    def __init__(self, scalar):
        self.scalar = scalar

    def forward(self, a):
        return a**self.scalar

    def backward(self, out_grad, node):
        x = node._inputs[0]
        if self.scalar == 0:
            return out_grad * 0
        return out_grad * x ** (self.scalar - 1) * self.scalar


# %% right: the power again
class PowerScalar(Function):
    def __init__(self, scalar):
        self.scalar = scalar

    def forward(self, a):
        return np.power(a, float(self.scalar))

    def backward(self, out_grad, node):
        x = node._inputs[0]
        if self.scalar == 0:
            return out_grad * 0
        lower = PowerScalar(self.scalar - 1)(x)
        return out_grad * lower * self.scalar


# %% wrong: the power 0 is not treated apart [the-power-0]
class PowerScalar(Function):
    def __init__(self, scalar):
        self.scalar = scalar

    def forward(self, a):
        return a**self.scalar

    def backward(self, out_grad, node):
        x = node._inputs[0]
        return out_grad * self.scalar * x ** (self.scalar - 1)


# %% wrong: the exponent stays [exponent-not-lowered]
class PowerScalar(Function):
    def __init__(self, scalar):
        self.scalar = scalar

    def forward(self, a):
        return a**self.scalar

    def backward(self, out_grad, node):
        x = node._inputs[0]
        if self.scalar == 0:
            return out_grad * 0
        return out_grad * self.scalar * x**self.scalar


# %% wrong: no factor [factor-forgotten]
class PowerScalar(Function):
    def __init__(self, scalar):
        self.scalar = scalar

    def forward(self, a):
        return a**self.scalar

    def backward(self, out_grad, node):
        x = node._inputs[0]
        if self.scalar == 0:
            return out_grad * 0
        return out_grad * x ** (self.scalar - 1)


# %% wrong: only for squares
class PowerScalar(Function):
    def __init__(self, scalar):
        self.scalar = scalar

    def forward(self, a):
        return a**self.scalar

    def backward(self, out_grad, node):
        x = node._inputs[0]
        return out_grad * 2 * x


# %% wrong: the upstream gradient is left out
class PowerScalar(Function):
    def __init__(self, scalar):
        self.scalar = scalar

    def forward(self, a):
        return a**self.scalar

    def backward(self, out_grad, node):
        x = node._inputs[0]
        if self.scalar == 0:
            return out_grad * 0
        return x ** (self.scalar - 1) * self.scalar


# %% wrong: the lower factor
class PowerScalar(Function):
    def __init__(self, scalar):
        self.scalar = scalar

    def forward(self, a):
        return a**self.scalar

    def backward(self, out_grad, node):
        x = node._inputs[0]
        if self.scalar == 0:
            return out_grad * 0
        return out_grad * (self.scalar - 1) * x ** (self.scalar - 1)


# %% wrong: the result for the input
class PowerScalar(Function):
    def __init__(self, scalar):
        self.scalar = scalar

    def forward(self, a):
        return a**self.scalar

    def backward(self, out_grad, node):
        x = node._inputs[0]
        if self.scalar == 0:
            return out_grad * 0
        return out_grad * self.scalar * node ** (self.scalar - 1)


# %% wrong: the numbers leave the graph
class PowerScalar(Function):
    def __init__(self, scalar):
        self.scalar = scalar

    def forward(self, a):
        return a**self.scalar

    def backward(self, out_grad, node):
        x = node._inputs[0]
        if self.scalar == 0:
            return out_grad * 0
        return out_grad * Tensor(self.scalar * x.data ** (self.scalar - 1.0))


# %% wrong: an array
class PowerScalar(Function):
    def __init__(self, scalar):
        self.scalar = scalar

    def forward(self, a):
        return a**self.scalar

    def backward(self, out_grad, node):
        x = node._inputs[0]
        if self.scalar == 0:
            return out_grad * 0
        return (out_grad * self.scalar * x ** (self.scalar - 1)).data


# %% wrong: a product
class PowerScalar(Function):
    def __init__(self, scalar):
        self.scalar = scalar

    def forward(self, a):
        return a * self.scalar

    def backward(self, out_grad, node):
        x = node._inputs[0]
        return out_grad * self.scalar


# %% wrong: an exponential
class PowerScalar(Function):
    def __init__(self, scalar):
        self.scalar = scalar

    def forward(self, a):
        return self.scalar**a

    def backward(self, out_grad, node):
        x = node._inputs[0]
        if self.scalar == 0:
            return out_grad * 0
        return out_grad * self.scalar * x ** (self.scalar - 1)

# %% wrong: numbers taken out of a tensor [numbers-without-a-past]
class PowerScalar(Function):
    def __init__(self, scalar):
        self.scalar = scalar

    def forward(self, a):
        return a ** self.scalar

    def backward(self, out_grad, node):
        a = node._inputs[0]
        if self.scalar == 0:
            return mul_scalar(out_grad, 0)
        return multiply(out_grad, mul_scalar(power_scalar(Tensor(a.data), self.scalar - 1), self.scalar))

# %% wrong: node for its input [gradient-alone]
class PowerScalar(Function):
    def __init__(self, scalar):
        self.scalar = scalar

    def forward(self, a):
        return a ** self.scalar

    def backward(self, out_grad, node):
        a = node._inputs[0]
        if self.scalar == 0:
            return mul_scalar(out_grad, 0)
        return multiply(out_grad, mul_scalar(power_scalar(node, self.scalar - 1), self.scalar))
