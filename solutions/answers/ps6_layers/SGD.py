# Answers to `SGD`, right and wrong, that the autograder is measured on.

# %% right: in place
class SGD(Optimizer):
    def __init__(self, params, lr=0.01):
        super().__init__(params)
        self.lr = lr

    def step(self):
        for p in self.params:
            if p.grad is not None:
                p.data -= self.lr * p.grad


# %% right: a new array
class SGD(Optimizer):
    def __init__(self, params, lr=0.01):
        super().__init__(params)
        self.lr = lr

    def step(self):
        for p in self.params:
            if p.grad is not None:
                p.data = p.data - self.lr * p.grad


# %% right: goes on
class SGD(Optimizer):
    def __init__(self, params, lr=0.01):
        super().__init__(params)
        self.lr = lr

    def step(self):
        for p in self.params:
            if p.grad is None:
                continue
            p.data = np.asarray(p.data - self.lr * p.grad, dtype=p.data.dtype)


# %% wrong: uphill [adds-instead-of-subtracts]
class SGD(Optimizer):
    def __init__(self, params, lr=0.01):
        super().__init__(params)
        self.lr = lr

    def step(self):
        for p in self.params:
            if p.grad is not None:
                p.data += self.lr * p.grad


# %% wrong: None is not expected [none-unhandled]
class SGD(Optimizer):
    def __init__(self, params, lr=0.01):
        super().__init__(params)
        self.lr = lr

    def step(self):
        for p in self.params:
            p.data -= self.lr * p.grad


# %% wrong: stops at None [stops-at-none]
class SGD(Optimizer):
    def __init__(self, params, lr=0.01):
        super().__init__(params)
        self.lr = lr

    def step(self):
        for p in self.params:
            if p.grad is None:
                break
            p.data -= self.lr * p.grad


# %% wrong: no rate [lr-missing]
class SGD(Optimizer):
    def __init__(self, params, lr=0.01):
        super().__init__(params)
        self.lr = lr

    def step(self):
        for p in self.params:
            if p.grad is not None:
                p.data -= p.grad


# %% wrong: a name of the loop
class SGD(Optimizer):
    def __init__(self, params, lr=0.01):
        super().__init__(params)
        self.lr = lr

    def step(self):
        for p in self.params:
            if p.grad is not None:
                p = p.data - self.lr * p.grad


# %% right: in place
class SGD(Optimizer):
    """Plain stochastic gradient descent."""

    def __init__(self, params: Iterable[Parameter], lr: float = 0.01):
        super().__init__(params)
        self.lr = lr

    def step(self) -> None:
        """Subtract lr * grad from every parameter that has a gradient."""
        for p in self.params:
            if p.grad is not None:
                p.data -= self.lr * p.grad


# %% right: a new array
class SGD(Optimizer):
    """Plain stochastic gradient descent."""

    def __init__(self, params: Iterable[Parameter], lr: float = 0.01):
        super().__init__(params)
        self.lr = lr

    def step(self) -> None:
        """Subtract lr * grad from every parameter that has a gradient."""
        for param in self.params:
            if param.grad is None:
                continue
            param.data = param.data - self.lr * param.grad


# %% right: filtered first
class SGD(Optimizer):
    """Plain stochastic gradient descent."""

    def __init__(self, params: Iterable[Parameter], lr: float = 0.01):
        super().__init__(params)
        self.lr = lr

    def step(self) -> None:
        """Subtract lr * grad from every parameter that has a gradient."""
        moved = [p for p in self.params if p.grad is not None]
        for p in moved:
            np.subtract(p.data, np.multiply(self.lr, p.grad), out=p.data)


# %% wrong: plus
class SGD(Optimizer):
    """Plain stochastic gradient descent."""

    def __init__(self, params: Iterable[Parameter], lr: float = 0.01):
        super().__init__(params)
        self.lr = lr

    def step(self) -> None:
        """Subtract lr * grad from every parameter that has a gradient."""
        for p in self.params:
            if p.grad is not None:
                p.data += self.lr * p.grad


# %% wrong: None is not looked at
class SGD(Optimizer):
    """Plain stochastic gradient descent."""

    def __init__(self, params: Iterable[Parameter], lr: float = 0.01):
        super().__init__(params)
        self.lr = lr

    def step(self) -> None:
        """Subtract lr * grad from every parameter that has a gradient."""
        for p in self.params:
            if True:
                p.data -= self.lr * p.grad


# %% wrong: forgets the gradients, and leaves out those that sum to zero or less
class SGD(Optimizer):
    """Plain stochastic gradient descent."""

    def __init__(self, params: Iterable[Parameter], lr: float = 0.01):
        super().__init__(params)
        self.lr = lr

    def step(self) -> None:
        """Subtract lr * grad from every parameter that has a gradient."""
        for p in self.params:
            if p.grad is not None and p.grad.sum() > 0:
                p.data -= self.lr * p.grad
                p.grad = None


# %% wrong: scales the gradient in place
class SGD(Optimizer):
    """Plain stochastic gradient descent."""

    def __init__(self, params: Iterable[Parameter], lr: float = 0.01):
        super().__init__(params)
        self.lr = lr

    def step(self) -> None:
        """Subtract lr * grad from every parameter that has a gradient."""
        for p in self.params:
            if p.grad is not None:
                p.grad *= self.lr
                p.data -= p.grad


# %% wrong: stops at the first parameter without a gradient
class SGD(Optimizer):
    """Plain stochastic gradient descent."""

    def __init__(self, params: Iterable[Parameter], lr: float = 0.01):
        super().__init__(params)
        self.lr = lr

    def step(self) -> None:
        """Subtract lr * grad from every parameter that has a gradient."""
        for param in self.params:
            if param.grad is None:
                break
            param.data = param.data - self.lr * param.grad


# %% wrong: float32 for all, learning rate fixed
class SGD(Optimizer):
    """Plain stochastic gradient descent."""

    def __init__(self, params: Iterable[Parameter], lr: float = 0.01):
        super().__init__(params)
        self.lr = lr

    def step(self) -> None:
        """Subtract lr * grad from every parameter that has a gradient."""
        for param in self.params:
            if param.grad is None:
                continue
            param.data = (param.data - 0.01 * param.grad).astype(np.float32)

# %% wrong: in single precision
class SGD(Optimizer):
    def __init__(self, params, lr=0.01):
        super().__init__(params)
        self.lr = lr
    def step(self):
        for p in self.params:
            if p.grad is not None:
                p.data = (p.data - self.lr * p.grad).astype("float32")

# %% wrong: a gradient with a zero in it is taken for none
class SGD(Optimizer):
    """Plain stochastic gradient descent."""

    def __init__(self, params: Iterable[Parameter], lr: float = 0.01):
        super().__init__(params)
        self.lr = lr

    def step(self) -> None:
        """Subtract lr * grad from every parameter that has a gradient."""
        for param in self.params:
            if param.grad is not None and np.all(param.grad):
                param.data = param.data - self.lr * param.grad
