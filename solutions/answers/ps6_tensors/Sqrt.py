# Answers to `Sqrt`, right and wrong, that the autograder is measured on.


# %% right: with operators
class Sqrt(Function):
    def forward(self, a):
        return np.sqrt(a)

    def backward(self, out_grad, node):
        return out_grad / (2 * node)


# %% right: as a product
class Sqrt(Function):
    def forward(self, a):
        return np.sqrt(a)

    def backward(self, out_grad, node):
        return out_grad * 0.5 / node


# %% right: from the input
class Sqrt(Function):
    def forward(self, a):
        return a**0.5

    def backward(self, out_grad, node):
        x = node._inputs[0]
        return out_grad * 0.5 * x**-0.5


# %% right: the constant as a tensor of the same dtype
class Sqrt(Function):
    def forward(self, a):
        return np.sqrt(a)

    def backward(self, out_grad, node):
        two = Tensor(2.0, dtype=node.dtype)
        return divide(out_grad, multiply(two, node))


# %% right: in a tuple
class Sqrt(Function):
    def forward(self, a):
        return np.sqrt(a)

    def backward(self, out_grad, node):
        return (out_grad / (node * 2),)


# %% wrong: the factor is forgotten
class Sqrt(Function):
    def forward(self, a):
        return np.sqrt(a)

    def backward(self, out_grad, node):
        return out_grad / node


# %% wrong: the factor on the wrong side
class Sqrt(Function):
    def forward(self, a):
        return np.sqrt(a)

    def backward(self, out_grad, node):
        return 2 * out_grad / node


# %% wrong: multiplied
class Sqrt(Function):
    def forward(self, a):
        return np.sqrt(a)

    def backward(self, out_grad, node):
        return out_grad * 2 * node


# %% wrong: the upstream gradient is left out
class Sqrt(Function):
    def forward(self, a):
        return np.sqrt(a)

    def backward(self, out_grad, node):
        return 1 / (2 * node)


# %% wrong: divided by the input
class Sqrt(Function):
    def forward(self, a):
        return np.sqrt(a)

    def backward(self, out_grad, node):
        return out_grad / (2 * node._inputs[0])


# %% wrong: an array
class Sqrt(Function):
    def forward(self, a):
        return np.sqrt(a)

    def backward(self, out_grad, node):
        return out_grad.data / (2 * node.data)


# %% wrong: the numbers leave the graph
class Sqrt(Function):
    def forward(self, a):
        return np.sqrt(a)

    def backward(self, out_grad, node):
        return Tensor(out_grad.data / (2 * node.data))


# %% wrong: the result leaves the graph
class Sqrt(Function):
    def forward(self, a):
        return np.sqrt(a)

    def backward(self, out_grad, node):
        return out_grad / (2 * node.detach())


# %% wrong: the root is taken twice
class Sqrt(Function):
    def forward(self, a):
        return np.sqrt(a)

    def backward(self, out_grad, node):
        return out_grad / (2 * sqrt(node))


# %% wrong: the sign
class Sqrt(Function):
    def forward(self, a):
        return np.sqrt(a)

    def backward(self, out_grad, node):
        return -out_grad / (2 * node)


# %% wrong: nothing comes back
class Sqrt(Function):
    def forward(self, a):
        return np.sqrt(a)

    def backward(self, out_grad, node):
        out_grad / (2 * node)


# %% wrong: the upstream gradient passes
class Sqrt(Function):
    def forward(self, a):
        return np.sqrt(a)

    def backward(self, out_grad, node):
        return out_grad

# %% wrong: wrong power and half forgotten [gradient-alone]
class Sqrt(Function):
    def forward(self, a):
        return np.sqrt(a)

    def backward(self, out_grad, node):
        return multiply(out_grad, power_scalar(node._inputs[0], 0.5))
