# Answers to `Sigmoid`, right and wrong, that the autograder is measured on.


# %% right: by tanh
class Sigmoid(Function):
    def forward(self, a):
        return 0.5 * (1 + np.tanh(0.5 * a))

    def backward(self, out_grad, node):
        return out_grad * node * (1 - node)


# %% right: by logaddexp
class Sigmoid(Function):
    def forward(self, a):
        return np.exp(-np.logaddexp(0, -a))

    def backward(self, out_grad, node):
        return multiply(out_grad, node - node * node)


# %% right: both sides apart
class Sigmoid(Function):
    def forward(self, a):
        out = np.empty_like(a)
        up = a >= 0
        out[up] = 1 / (1 + np.exp(-a[up]))
        small = np.exp(a[~up])
        out[~up] = small / (1 + small)
        return out

    def backward(self, out_grad, node):
        return out_grad * node * (1 - node)


# %% right: clipped
class Sigmoid(Function):
    def forward(self, a):
        return 1 / (1 + np.exp(-np.clip(a, -80, 80)))

    def backward(self, out_grad, node):
        return out_grad * (node * (1 - node))


# %% right: as the course has it
class Sigmoid(Function):
    def forward(self, a):
        with np.errstate(over="ignore"):
            return 1 / (1 + np.exp(-a))

    def backward(self, out_grad, node):
        one = Tensor(1.0, requires_grad=False, dtype=node.dtype)
        return multiply(out_grad, multiply(node, add(one, negate(node))))


# %% wrong: the exponent has the wrong sign
class Sigmoid(Function):
    def forward(self, a):
        return 1 / (1 + np.exp(np.clip(a, -80, 80)))

    def backward(self, out_grad, node):
        return out_grad * node * (1 - node)


# %% wrong: the slope of tanh
class Sigmoid(Function):
    def forward(self, a):
        return 1 / (1 + np.exp(-np.clip(a, -80, 80)))

    def backward(self, out_grad, node):
        return out_grad * (1 - node * node)


# %% wrong: half of the slope
class Sigmoid(Function):
    def forward(self, a):
        return 1 / (1 + np.exp(-np.clip(a, -80, 80)))

    def backward(self, out_grad, node):
        return out_grad * (1 - node)


# %% wrong: the other half
class Sigmoid(Function):
    def forward(self, a):
        return 1 / (1 + np.exp(-np.clip(a, -80, 80)))

    def backward(self, out_grad, node):
        return out_grad * node


# %% wrong: the sign
class Sigmoid(Function):
    def forward(self, a):
        return 1 / (1 + np.exp(-np.clip(a, -80, 80)))

    def backward(self, out_grad, node):
        return out_grad * node * (node - 1)


# %% wrong: the upstream gradient is left out
class Sigmoid(Function):
    def forward(self, a):
        return 1 / (1 + np.exp(-np.clip(a, -80, 80)))

    def backward(self, out_grad, node):
        return node * (1 - node)


# %% wrong: the numbers leave the graph
class Sigmoid(Function):
    def forward(self, a):
        return 1 / (1 + np.exp(-np.clip(a, -80, 80)))

    def backward(self, out_grad, node):
        return Tensor(out_grad.data * node.data * (1 - node.data))


# %% wrong: a factor leaves the graph
class Sigmoid(Function):
    def forward(self, a):
        return 1 / (1 + np.exp(-np.clip(a, -80, 80)))

    def backward(self, out_grad, node):
        return out_grad * node * Tensor(1 - node.data)


# %% wrong: the input
class Sigmoid(Function):
    def forward(self, a):
        return 1 / (1 + np.exp(-np.clip(a, -80, 80)))

    def backward(self, out_grad, node):
        x = node._inputs[0]
        return out_grad * x * (1 - x)


# %% wrong: overflows to not a number
class Sigmoid(Function):
    def forward(self, a):
        e = np.exp(a)
        return e / (1 + e)

    def backward(self, out_grad, node):
        return out_grad * node * (1 - node)


# %% wrong: an array
class Sigmoid(Function):
    def forward(self, a):
        return 1 / (1 + np.exp(-np.clip(a, -80, 80)))

    def backward(self, out_grad, node):
        return out_grad.data * node.data * (1 - node.data)

# %% wrong: clipped
class Sigmoid(Function):
    def forward(self, a):
        return 1 / (1 + np.exp(-np.clip(a, -5, 5)))
    def backward(self, out_grad, node):
        return multiply(out_grad, multiply(node, add_scalar(negate(node), 1)))
