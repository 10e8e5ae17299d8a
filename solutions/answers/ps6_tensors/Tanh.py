# Answers to `Tanh`, right and wrong, that the autograder is measured on.


# %% right: with operators
class Tanh(Function):
    def forward(self, a):
        return np.tanh(a)

    def backward(self, out_grad, node):
        return out_grad * (1 - node * node)


# %% right: a power
class Tanh(Function):
    def forward(self, a):
        return np.tanh(a)

    def backward(self, out_grad, node):
        return out_grad * (1 - node**2)


# %% right: a difference of two products
class Tanh(Function):
    def forward(self, a):
        return np.tanh(a)

    def backward(self, out_grad, node):
        return out_grad - out_grad * node * node


# %% right: from the input again
class Tanh(Function):
    def forward(self, a):
        return np.tanh(a)

    def backward(self, out_grad, node):
        t = tanh(node._inputs[0])
        return out_grad * (1 - t * t)


# %% right: a constant tensor in the dtype
class Tanh(Function):
    def forward(self, a):
        return np.tanh(a)

    def backward(self, out_grad, node):
        one = Tensor(1.0, dtype=node.dtype)
        return multiply(out_grad, add(one, negate(multiply(node, node))))


# %% wrong: no square
class Tanh(Function):
    def forward(self, a):
        return np.tanh(a)

    def backward(self, out_grad, node):
        return out_grad * (1 - node)


# %% wrong: the slope of the sigmoid
class Tanh(Function):
    def forward(self, a):
        return np.tanh(a)

    def backward(self, out_grad, node):
        return out_grad * node * (1 - node)


# %% wrong: the square alone
class Tanh(Function):
    def forward(self, a):
        return np.tanh(a)

    def backward(self, out_grad, node):
        return out_grad * node * node


# %% wrong: the sign
class Tanh(Function):
    def forward(self, a):
        return np.tanh(a)

    def backward(self, out_grad, node):
        return out_grad * (node * node - 1)


# %% wrong: the input for the result
class Tanh(Function):
    def forward(self, a):
        return np.tanh(a)

    def backward(self, out_grad, node):
        x = node._inputs[0]
        return out_grad * (1 - x * x)


# %% wrong: the upstream gradient is left out
class Tanh(Function):
    def forward(self, a):
        return np.tanh(a)

    def backward(self, out_grad, node):
        return 1 - node * node


# %% wrong: an array
class Tanh(Function):
    def forward(self, a):
        return np.tanh(a)

    def backward(self, out_grad, node):
        return out_grad.data * (1 - node.data**2)


# %% wrong: the numbers leave the graph
class Tanh(Function):
    def forward(self, a):
        return np.tanh(a)

    def backward(self, out_grad, node):
        return Tensor(out_grad.data * (1 - node.data**2))


# %% wrong: the slope leaves the graph
class Tanh(Function):
    def forward(self, a):
        return np.tanh(a)

    def backward(self, out_grad, node):
        return out_grad * Tensor(1 - node.data**2)


# %% wrong: a plus
class Tanh(Function):
    def forward(self, a):
        return np.tanh(a)

    def backward(self, out_grad, node):
        return out_grad * (1 + node * node)


# %% wrong: the forward function
class Tanh(Function):
    def forward(self, a):
        return np.tan(a)

    def backward(self, out_grad, node):
        return out_grad * (1 - node * node)

# %% wrong: grad times itself [gradient-alone]
class Tanh(Function):
    def forward(self, a):
        return np.tanh(a)

    def backward(self, out_grad, node):
        return multiply(out_grad, add_scalar(negate(multiply(node, out_grad)), 1))



# %% right: from sinh and cosh, the slope in three terms
class Tanh(Function):
    def forward(self, a):
        return np.sinh(np.clip(a, -300, 300).astype(float)) / np.cosh(
            np.clip(a, -300, 300).astype(float)
        )

    def backward(self, out_grad, node):
        y = tanh(node._inputs[0])
        return (out_grad - out_grad * y * y,)
