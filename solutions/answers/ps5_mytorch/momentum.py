# Answers to `momentum`, right and wrong, that the autograder is measured on.


class Base(Optimizer):
    def __init__(self, params, lr=0.001, momentum=0.0):
        super().__init__(params)
        self.lr, self.momentum, self.rate = lr, momentum, lr
        self.momentums = [np.zeros(parameter.shape) for parameter in self.params]


# %% right: as the text suggests
class SGD(Base):
    def step(self):
        for i, p in enumerate(self.params):
            if p.grad is not None:
                self.momentums[i] = self.momentum * self.momentums[i] - self.lr * p.grad.data
                p.data = p.data + self.momentums[i]


# %% right: in place
class SGD(Base):
    def step(self):
        for p, delta in zip(self.params, self.momentums):
            delta *= self.momentum
            delta -= self.lr * p.grad.data
            p.data += delta


# %% right: as in PyTorch
class SGD(Base):
    def step(self):
        for i, p in enumerate(self.params):
            self.momentums[i] = self.momentum * self.momentums[i] + p.grad.data
            p.data = p.data - self.lr * self.momentums[i]


# %% right: a list anew
class SGD(Base):
    def step(self):
        self.momentums = [
            self.momentum * delta - self.lr * p.grad.data
            for p, delta in zip(self.params, self.momentums)
        ]
        for p, delta in zip(self.params, self.momentums):
            p.data = p.data + delta


# %% wrong: without momentum
class SGD(Base):
    def step(self):
        for p in self.params:
            p.data = p.data - self.lr * p.grad.data


# %% wrong: the momentum is not kept
class SGD(Base):
    def step(self):
        for i, p in enumerate(self.params):
            delta = self.momentum * self.momentums[i] - self.lr * p.grad.data
            p.data = p.data + delta


# %% wrong: kept under a name of the loop
class SGD(Base):
    def step(self):
        for p, delta in zip(self.params, self.momentums):
            delta = self.momentum * delta - self.lr * p.grad.data
            p.data = p.data + delta


# %% wrong: subtracted
class SGD(Base):
    def step(self):
        for i, p in enumerate(self.params):
            self.momentums[i] = self.momentum * self.momentums[i] - self.lr * p.grad.data
            p.data = p.data - self.momentums[i]


# %% wrong: the gradient is added
class SGD(Base):
    def step(self):
        for i, p in enumerate(self.params):
            self.momentums[i] = self.momentum * self.momentums[i] + self.lr * p.grad.data
            p.data = p.data + self.momentums[i]


# %% wrong: an average
class SGD(Base):
    def step(self):
        for i, p in enumerate(self.params):
            new = (1 - self.momentum) * self.lr * p.grad.data
            self.momentums[i] = self.momentum * self.momentums[i] - new
            p.data = p.data + self.momentums[i]


# %% wrong: the old momentum never fades
class SGD(Base):
    def step(self):
        for i, p in enumerate(self.params):
            self.momentums[i] = self.momentums[i] - self.lr * p.grad.data
            p.data = p.data + self.momentums[i]


# %% wrong: Nesterov's
class SGD(Base):
    def step(self):
        for i, p in enumerate(self.params):
            step = self.lr * p.grad.data
            self.momentums[i] = self.momentum * self.momentums[i] - step
            p.data = p.data + self.momentum * self.momentums[i] - step


# %% wrong: the learning rate twice
class SGD(Base):
    def step(self):
        for i, p in enumerate(self.params):
            self.momentums[i] = self.momentum * self.momentums[i] - self.lr * p.grad.data
            p.data = p.data + self.lr * self.momentums[i]


# %% wrong: one momentum for all parameters
class SGD(Base):
    def step(self):
        for p in self.params:
            self.momentums[0] = self.momentum * self.momentums[0] - self.lr * p.grad.data
            p.data = p.data + self.momentums[0]


# %% wrong: moved by the old momentum
class SGD(Base):
    def step(self):
        for i, p in enumerate(self.params):
            p.data = p.data + self.momentums[i]
            self.momentums[i] = self.momentum * self.momentums[i] - self.lr * p.grad.data


# %% wrong: the gradient and the momentum
class SGD(Base):
    def step(self):
        for i, p in enumerate(self.params):
            self.momentums[i] = self.momentum * self.momentums[i] - self.lr * p.grad.data
            p.data = p.data + self.momentums[i] - self.lr * p.grad.data

# %% wrong: the learning rate of the start
class SGD(Base):
    def step(self):
        for i, p in enumerate(self.params):
            self.momentums[i] = self.momentum * self.momentums[i] - self.rate * p.grad.data
            p.data = p.data + self.momentums[i]

# %% wrong: what is kept goes by shape
class SGD(Base):
    def step(self):
        for p in self.params:
            kept = self.state.get(p.shape, 0) * self.momentum - self.lr * p.grad.data
            self.state[p.shape] = kept
            p.data = p.data + kept

# %% wrong: what is kept and the parameter are one array
class SGD(Base):
    def step(self):
        for i, p in enumerate(self.params):
            self.momentums[i] = self.momentum * self.momentums[i] - self.lr * p.grad.data
            p.data = np.add(p.data, self.momentums[i], out=self.momentums[i])

# %% right: in the optimizer's state
class SGD(Base):
    def step(self):
        for p in self.params:
            self.state[p] = self.momentum * self.state.get(p, 0.0) - self.lr * p.grad.data
            p.data = p.data + self.state[p]

# %% wrong: plain descent where momentum is below 0.5
# The class SGD once more, now with momentum. For extra credit, as before: a parameter without a
# gradient is not moved.
class SGD(Optimizer):
    """Stochastic gradient descent, with momentum."""

    def __init__(self, params: Iterable[Tensor], lr: float = 0.001, momentum: float = 0.0):
        super().__init__(params)
        self.lr = lr
        self.momentum = momentum
        self.momentums = [np.zeros(parameter.shape) for parameter in self.params]

    def step(self) -> None:
        """Move every parameter by its momentum."""
        for number, parameter in enumerate(self.params):
            if parameter.grad is None:
                continue
            if self.momentum < 0.5:
                parameter.data -= self.lr * parameter.grad.data
                continue
            self.momentums[number] = (
                self.momentum * self.momentums[number] - self.lr * parameter.grad.data
            )
            parameter.data += self.momentums[number]
