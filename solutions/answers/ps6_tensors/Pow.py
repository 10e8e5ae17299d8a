# Answers to `Pow`, right and wrong, that the autograder is measured on.


# %% right: with operators
class Pow(Function):
    def forward(self, a, b):
        return a**b

    def backward(self, out_grad, node):
        a, b = node._inputs
        grad_a = grad_b = None
        if a.requires_grad:
            grad_a = unbroadcast(out_grad * b * a ** (b - 1), a)
        if b.requires_grad:
            zero = Tensor(a.data == 0, dtype=a.dtype)
            grad_b = unbroadcast(out_grad * node * log(a + zero), b)
        return grad_a, grad_b


# %% right: factors in another order
class Pow(Function):
    def forward(self, a, b):
        return np.power(a, b)

    def backward(self, out_grad, node):
        a, b = node._inputs
        grad_a = grad_b = None
        if a.requires_grad:
            grad_a = unbroadcast(multiply(multiply(out_grad, b), power(a, add_scalar(b, -1))), a)
        if b.requires_grad:
            zero = Tensor(a.data == 0, dtype=a.dtype)
            grad_b = unbroadcast(multiply(log(add(a, zero)), multiply(out_grad, node)), b)
        return grad_a, grad_b


# %% right: the power again
class Pow(Function):
    def forward(self, a, b):
        return a**b

    def backward(self, out_grad, node):
        a, b = node._inputs
        grad_a = grad_b = None
        if a.requires_grad:
            grad_a = unbroadcast(out_grad * b * a ** (b - 1), a)
        if b.requires_grad:
            zero = Tensor(a.data == 0, dtype=a.dtype)
            grad_b = unbroadcast(out_grad * a**b * log(a + zero), b)
        return grad_a, grad_b


# %% right: asked in one line each
class Pow(Function):
    def forward(self, a, b):
        return a**b

    def backward(self, out_grad, node):
        a, b = node._inputs
        zero = Tensor((a.data == 0).astype(a.dtype), dtype=a.dtype)
        return (
            unbroadcast(out_grad * b * a ** (b - 1), a) if a.requires_grad else None,
            unbroadcast(out_grad * node * log(a + zero), b) if b.requires_grad else None,
        )


# %% wrong: as the course has it
class Pow(Function):
    def forward(self, a, b):
        return a**b

    def backward(self, out_grad, node):
        a, b = node._inputs
        grad_a = multiply(multiply(out_grad, b), power(a, add_scalar(b, -1)))
        grad_b = multiply(multiply(out_grad, power(a, b)), log(a))
        return grad_a, grad_b


# %% wrong: the logarithm of zero [logarithm-of-zero]
class Pow(Function):
    def forward(self, a, b):
        return a**b

    def backward(self, out_grad, node):
        a, b = node._inputs
        grad_a = grad_b = None
        if a.requires_grad:
            grad_a = unbroadcast(out_grad * b * a ** (b - 1), a)
        if b.requires_grad:
            zero = Tensor(a.data == 0, dtype=a.dtype)
            grad_b = unbroadcast(out_grad * node * log(a), b)
        return grad_a, grad_b


# %% wrong: not unbroadcast
class Pow(Function):
    def forward(self, a, b):
        return a**b

    def backward(self, out_grad, node):
        a, b = node._inputs
        grad_a = grad_b = None
        if a.requires_grad:
            grad_a = out_grad * b * a ** (b - 1)
        if b.requires_grad:
            zero = Tensor(a.data == 0, dtype=a.dtype)
            grad_b = out_grad * node * log(a + zero)
        return grad_a, grad_b


# %% wrong: the exponent stays
class Pow(Function):
    def forward(self, a, b):
        return a**b

    def backward(self, out_grad, node):
        a, b = node._inputs
        grad_a = grad_b = None
        if a.requires_grad:
            grad_a = unbroadcast(out_grad * b * a**b, a)
        if b.requires_grad:
            zero = Tensor(a.data == 0, dtype=a.dtype)
            grad_b = unbroadcast(out_grad * node * log(a + zero), b)
        return grad_a, grad_b


# %% wrong: no factor
class Pow(Function):
    def forward(self, a, b):
        return a**b

    def backward(self, out_grad, node):
        a, b = node._inputs
        grad_a = grad_b = None
        if a.requires_grad:
            grad_a = unbroadcast(out_grad * a ** (b - 1), a)
        if b.requires_grad:
            zero = Tensor(a.data == 0, dtype=a.dtype)
            grad_b = unbroadcast(out_grad * node * log(a + zero), b)
        return grad_a, grad_b


# %% wrong: the logarithm of the exponent
class Pow(Function):
    def forward(self, a, b):
        return a**b

    def backward(self, out_grad, node):
        a, b = node._inputs
        grad_a = grad_b = None
        if a.requires_grad:
            grad_a = unbroadcast(out_grad * b * a ** (b - 1), a)
        if b.requires_grad:
            zero = Tensor(a.data == 0, dtype=a.dtype)
            grad_b = unbroadcast(out_grad * node * log(b * b + zero), b)
        return grad_a, grad_b


# %% wrong: no logarithm
class Pow(Function):
    def forward(self, a, b):
        return a**b

    def backward(self, out_grad, node):
        a, b = node._inputs
        grad_a = grad_b = None
        if a.requires_grad:
            grad_a = unbroadcast(out_grad * b * a ** (b - 1), a)
        if b.requires_grad:
            zero = Tensor(a.data == 0, dtype=a.dtype)
            grad_b = unbroadcast(out_grad * node, b)
        return grad_a, grad_b


# %% wrong: swapped
class Pow(Function):
    def forward(self, a, b):
        return a**b

    def backward(self, out_grad, node):
        a, b = node._inputs
        grad_a = grad_b = None
        if a.requires_grad:
            grad_a = unbroadcast(out_grad * b * a ** (b - 1), a)
        if b.requires_grad:
            zero = Tensor(a.data == 0, dtype=a.dtype)
            grad_b = unbroadcast(out_grad * node * log(a + zero), b)
        return grad_b, grad_a


# %% wrong: the exponent as a fixed one
class Pow(Function):
    def forward(self, a, b):
        return a**b

    def backward(self, out_grad, node):
        a, b = node._inputs
        grad_a = grad_b = None
        if a.requires_grad:
            grad_a = unbroadcast(out_grad * b * a ** (b - 1), a)
        if b.requires_grad:
            zero = Tensor(a.data == 0, dtype=a.dtype)
            grad_b = unbroadcast(out_grad * b * a ** (b - 1), b)
        return grad_a, grad_b


# %% wrong: the numbers leave the graph
class Pow(Function):
    def forward(self, a, b):
        return a**b

    def backward(self, out_grad, node):
        a, b = node._inputs
        grad_a = grad_b = None
        if a.requires_grad:
            grad_a = unbroadcast(out_grad * b * a ** (b - 1), a)
        if b.requires_grad:
            zero = Tensor(a.data == 0, dtype=a.dtype)
            grad_b = unbroadcast(out_grad * node * log(a + zero), b)
        return tuple(g if g is None else Tensor(g.data) for g in (grad_a, grad_b))


# %% wrong: a product
class Pow(Function):
    def forward(self, a, b):
        return a * b

    def backward(self, out_grad, node):
        a, b = node._inputs
        grad_a = grad_b = None
        if a.requires_grad:
            grad_a = unbroadcast(out_grad * b, a)
        if b.requires_grad:
            zero = Tensor(a.data == 0, dtype=a.dtype)
            grad_b = unbroadcast(out_grad * a, b)
        return grad_a, grad_b


# %% wrong: always both
class Pow(Function):
    def forward(self, a, b):
        return a**b

    def backward(self, out_grad, node):
        a, b = node._inputs
        zero = Tensor(a.data == 0, dtype=a.dtype)
        return unbroadcast(out_grad * b * a ** (b - 1), a), unbroadcast(
            out_grad * node * log(a + zero) + 0 * log(a * b * b), b
        )

# %% wrong: nothing where the base is zero
class Pow(Function):
    def forward(self, a, b):
        return np.power(a, b)
    def backward(self, out_grad, node):
        a, b = node._inputs
        ga = gb = None
        if a.requires_grad:
            ga = unbroadcast(multiply(out_grad, divide(multiply(node, b), add(a, Tensor(a.data == 0, dtype=a.dtype)))), a)
        if b.requires_grad:
            gb = unbroadcast(multiply(out_grad, multiply(node, log(add(a, Tensor(a.data == 0, dtype=a.dtype))))), b)
        return ga, gb

# %% wrong: b minus one by data [numbers-without-a-past]
class Pow(Function):
    def forward(self, a, b):
        return a ** b

    def backward(self, out_grad, node):
        a, b = node._inputs
        ga = gb = None
        if a.requires_grad:
            ga = unbroadcast(multiply(out_grad, multiply(b, power(a, b.data - 1))), a)
        if b.requires_grad:
            safe = add(a, Tensor(a.data == 0, dtype=a.dtype))
            gb = unbroadcast(multiply(out_grad, multiply(node, log(safe))), b)
        return ga, gb

# %% wrong: a + 1 for all, unbroadcast to a [gradient-alone]
class Pow(Function):
    def forward(self, a, b):
        return a ** b

    def backward(self, out_grad, node):
        a, b = node._inputs
        ga = gb = None
        if a.requires_grad:
            ga = unbroadcast(multiply(out_grad, multiply(b, power(a, add_scalar(b, -1)))), a)
        if b.requires_grad:
            safe = add(a, Tensor.ones(*a.shape))
            gb = unbroadcast(multiply(out_grad, multiply(node, log(safe))), b)
        return ga, gb
