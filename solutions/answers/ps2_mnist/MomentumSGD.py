# Answers to `MomentumSGD`, right and wrong, that the autograder is measured on.

# %% right: as the text suggests
class MomentumSGD(Optimizer):
    def __init__(self, params, lr, momentum=0.0, weight_decay=0.0):
        super().__init__(params, lr)
        self.momentum = momentum
        self.weight_decay = weight_decay
        self.b = self.zeros()

    def step(self):
        for p, b in zip(self.params, self.b):
            g = p.grad.array + self.weight_decay * p.array
            b[...] = self.momentum * b + g
            p.array -= self.lr * b


# %% right: a new list of velocities
class MomentumSGD(Optimizer):
    def __init__(self, params, lr, momentum=0.0, weight_decay=0.0):
        super().__init__(params, lr)
        self.momentum = momentum
        self.weight_decay = weight_decay
        self.b = self.zeros()

    def step(self):
        grads = [p.grad.array + self.weight_decay * p.array for p in self.params]
        self.b = [self.momentum * b + g for b, g in zip(self.b, grads)]
        for p, b in zip(self.params, self.b):
            p.array -= self.lr * b


# %% right: by index
class MomentumSGD(Optimizer):
    def __init__(self, params, lr, momentum=0.0, weight_decay=0.0):
        super().__init__(params, lr)
        self.momentum = momentum
        self.weight_decay = weight_decay
        self.b = self.zeros()

    def step(self):
        for i, p in enumerate(self.params):
            self.b[i] = self.momentum * self.b[i] + p.grad.array + self.weight_decay * p.array
            p.sub_(Tensor(self.b[i]), alpha=self.lr)


# %% right: on tensors
class MomentumSGD(Optimizer):
    def __init__(self, params, lr, momentum=0.0, weight_decay=0.0):
        super().__init__(params, lr)
        self.momentum = momentum
        self.weight_decay = weight_decay
        self.b = self.zeros()

    def step(self):
        with NoGrad():
            for i, p in enumerate(self.params):
                g = p.grad + self.weight_decay * p
                self.b[i] = (self.momentum * Tensor(self.b[i]) + g).array
                p -= self.lr * Tensor(self.b[i])


# %% right: velocities in a dictionary
class MomentumSGD(Optimizer):
    def __init__(self, params, lr, momentum=0.0, weight_decay=0.0):
        super().__init__(params, lr)
        self.momentum = momentum
        self.weight_decay = weight_decay
        self.b = self.zeros()
        self.v = {}

    def step(self):
        for p in self.params:
            g = p.grad.array.copy()
            g += self.weight_decay * p.array
            self.v[p] = self.v[p] * self.momentum + g if p in self.v else g
            np.subtract(p.array, self.lr * self.v[p], out=p.array)


# %% right: float64 velocities
class MomentumSGD(Optimizer):
    def __init__(self, params, lr, momentum=0.0, weight_decay=0.0):
        super().__init__(params, lr)
        self.momentum = momentum
        self.weight_decay = weight_decay
        self.b = self.zeros()
        self.c = [np.zeros(p.shape) for p in self.params]

    def step(self):
        for p, b in zip(self.params, self.c):
            b *= self.momentum
            b += p.grad.array
            b += self.weight_decay * p.array
            p.array[...] = p.array - self.lr * b


# %% wrong: the velocity is a name [velocity-forgotten]
class MomentumSGD(Optimizer):
    def __init__(self, params, lr, momentum=0.0, weight_decay=0.0):
        super().__init__(params, lr)
        self.momentum = momentum
        self.weight_decay = weight_decay
        self.b = self.zeros()

    def step(self):
        for p, b in zip(self.params, self.b):
            grad = p.grad.array + self.weight_decay * p.array
            velocity = self.momentum * b + grad
            p.array -= self.lr * velocity


# %% wrong: no decay [decay-missing]
class MomentumSGD(Optimizer):
    def __init__(self, params, lr, momentum=0.0, weight_decay=0.0):
        super().__init__(params, lr)
        self.momentum = momentum
        self.weight_decay = weight_decay
        self.b = self.zeros()

    def step(self):
        for p, b in zip(self.params, self.b):
            b[...] = self.momentum * b + p.grad.array
            p.array -= self.lr * b


# %% wrong: as SGD [decay-and-momentum-missing]
class MomentumSGD(Optimizer):
    def __init__(self, params, lr, momentum=0.0, weight_decay=0.0):
        super().__init__(params, lr)
        self.momentum = momentum
        self.weight_decay = weight_decay
        self.b = self.zeros()

    def step(self):
        with NoGrad():
            for p in self.params:
                p -= self.lr * p.grad


# %% wrong: decay subtracted [decay-sign]
class MomentumSGD(Optimizer):
    def __init__(self, params, lr, momentum=0.0, weight_decay=0.0):
        super().__init__(params, lr)
        self.momentum = momentum
        self.weight_decay = weight_decay
        self.b = self.zeros()

    def step(self):
        for p, b in zip(self.params, self.b):
            g = p.grad.array - p.array * self.weight_decay
            b[...] = b * self.momentum + g
            p.array -= self.lr * b


# %% wrong: decoupled decay [decay-after-momentum]
class MomentumSGD(Optimizer):
    def __init__(self, params, lr, momentum=0.0, weight_decay=0.0):
        super().__init__(params, lr)
        self.momentum = momentum
        self.weight_decay = weight_decay
        self.b = self.zeros()

    def step(self):
        for p, b in zip(self.params, self.b):
            p.array *= 1 - self.weight_decay * self.lr
            b[...] = b * self.momentum + p.grad.array
            p.array -= self.lr * b


# %% wrong: decay without learning rate [decay-not-scaled]
class MomentumSGD(Optimizer):
    def __init__(self, params, lr, momentum=0.0, weight_decay=0.0):
        super().__init__(params, lr)
        self.momentum = momentum
        self.weight_decay = weight_decay
        self.b = self.zeros()

    def step(self):
        for p, b in zip(self.params, self.b):
            b[...] = b * self.momentum + p.grad.array
            p.array -= self.weight_decay * p.array + self.lr * b


# %% wrong: decay of the gradient [decays-the-gradient]
class MomentumSGD(Optimizer):
    def __init__(self, params, lr, momentum=0.0, weight_decay=0.0):
        super().__init__(params, lr)
        self.momentum = momentum
        self.weight_decay = weight_decay
        self.b = self.zeros()

    def step(self):
        for p, b in zip(self.params, self.b):
            b[...] = b * self.momentum + (1 + self.weight_decay) * p.grad.array
            p.array -= self.lr * b


# %% wrong: a moving average [damped-gradient]
class MomentumSGD(Optimizer):
    def __init__(self, params, lr, momentum=0.0, weight_decay=0.0):
        super().__init__(params, lr)
        self.momentum = momentum
        self.weight_decay = weight_decay
        self.b = self.zeros()

    def step(self):
        for p, b in zip(self.params, self.b):
            grad = p.grad.array + self.weight_decay * p.array
            b[...] = b * self.momentum + grad * (1 - self.momentum)
            p.array -= self.lr * b


# %% wrong: learning rate twice [lr-in-velocity]
class MomentumSGD(Optimizer):
    def __init__(self, params, lr, momentum=0.0, weight_decay=0.0):
        super().__init__(params, lr)
        self.momentum = momentum
        self.weight_decay = weight_decay
        self.b = self.zeros()

    def step(self):
        for p, b in zip(self.params, self.b):
            grad = p.grad.array + self.weight_decay * p.array
            b[...] = b * self.momentum + grad * self.lr
            p.array -= b * self.lr


# %% wrong: momentum times gradient [momentum-on-gradient]
class MomentumSGD(Optimizer):
    def __init__(self, params, lr, momentum=0.0, weight_decay=0.0):
        super().__init__(params, lr)
        self.momentum = momentum
        self.weight_decay = weight_decay
        self.b = self.zeros()

    def step(self):
        for p, b in zip(self.params, self.b):
            grad = p.grad.array + self.weight_decay * p.array
            b += grad * self.momentum
            p.array -= b * self.lr


# %% wrong: velocity for good [velocity-never-decays]
class MomentumSGD(Optimizer):
    def __init__(self, params, lr, momentum=0.0, weight_decay=0.0):
        super().__init__(params, lr)
        self.momentum = momentum
        self.weight_decay = weight_decay
        self.b = self.zeros()

    def step(self):
        for p, b in zip(self.params, self.b):
            grad = p.grad.array + self.weight_decay * p.array
            b[...] = b + grad
            p.array -= b * self.lr


# %% wrong: the velocity comes late [old-velocity-used]
class MomentumSGD(Optimizer):
    def __init__(self, params, lr, momentum=0.0, weight_decay=0.0):
        super().__init__(params, lr)
        self.momentum = momentum
        self.weight_decay = weight_decay
        self.b = self.zeros()

    def step(self):
        for p, b in zip(self.params, self.b):
            grad = p.grad.array + self.weight_decay * p.array
            p.array -= b * self.lr
            b[...] = b * self.momentum + grad


# %% wrong: Nesterov [nesterov]
class MomentumSGD(Optimizer):
    def __init__(self, params, lr, momentum=0.0, weight_decay=0.0):
        super().__init__(params, lr)
        self.momentum = momentum
        self.weight_decay = weight_decay
        self.b = self.zeros()

    def step(self):
        for p, b in zip(self.params, self.b):
            grad = p.grad.array + self.weight_decay * p.array
            b[...] = b * self.momentum + grad
            p.array -= self.lr * (self.momentum * b + grad)


# %% wrong: uphill [adds-instead-of-subtracts]
class MomentumSGD(Optimizer):
    def __init__(self, params, lr, momentum=0.0, weight_decay=0.0):
        super().__init__(params, lr)
        self.momentum = momentum
        self.weight_decay = weight_decay
        self.b = self.zeros()

    def step(self):
        for p, b in zip(self.params, self.b):
            grad = p.grad.array + self.weight_decay * p.array
            b[...] = b * self.momentum + grad
            p.add_(Tensor(b), self.lr)


# %% wrong: no learning rate [lr-missing]
class MomentumSGD(Optimizer):
    def __init__(self, params, lr, momentum=0.0, weight_decay=0.0):
        super().__init__(params, lr)
        self.momentum = momentum
        self.weight_decay = weight_decay
        self.b = self.zeros()

    def step(self):
        for p, b in zip(self.params, self.b):
            grad = p.grad.array + self.weight_decay * p.array
            b[...] = b * self.momentum + grad
            p.array -= b


# %% wrong: the parameter is a name [step-changes-nothing]
class MomentumSGD(Optimizer):
    def __init__(self, params, lr, momentum=0.0, weight_decay=0.0):
        super().__init__(params, lr)
        self.momentum = momentum
        self.weight_decay = weight_decay
        self.b = self.zeros()

    def step(self):
        for p, b in zip(self.params, self.b):
            grad = p.grad.array + self.weight_decay * p.array
            b[...] = b * self.momentum + grad
            p = p - Tensor(self.lr * b)


# %% wrong: new arrays [array-replaced]
class MomentumSGD(Optimizer):
    def __init__(self, params, lr, momentum=0.0, weight_decay=0.0):
        super().__init__(params, lr)
        self.momentum = momentum
        self.weight_decay = weight_decay
        self.b = self.zeros()

    def step(self):
        for p, b in zip(self.params, self.b):
            grad = p.grad.array + self.weight_decay * p.array
            b[...] = b * self.momentum + grad
            p.array = np.subtract(p.array, self.lr * b)


# %% wrong: decay written into the gradient [gradient-changed]
class MomentumSGD(Optimizer):
    def __init__(self, params, lr, momentum=0.0, weight_decay=0.0):
        super().__init__(params, lr)
        self.momentum = momentum
        self.weight_decay = weight_decay
        self.b = self.zeros()

    def step(self):
        for p, b in zip(self.params, self.b):
            p.grad.array += self.weight_decay * p.array
            b[...] = b * self.momentum + p.grad.array
            p.array -= self.lr * b


# %% wrong: tensor plus array [array-and-tensor-mixed]
class MomentumSGD(Optimizer):
    def __init__(self, params, lr, momentum=0.0, weight_decay=0.0):
        super().__init__(params, lr)
        self.momentum = momentum
        self.weight_decay = weight_decay
        self.b = self.zeros()

    def step(self):
        for p, b in zip(self.params, self.b):
            b *= self.momentum
            b += p.grad
            p.array -= self.lr * b


# %% wrong: velocities by shape [velocity-by-shape]
class MomentumSGD(Optimizer):
    def __init__(self, params, lr, momentum=0.0, weight_decay=0.0):
        super().__init__(params, lr)
        self.momentum, self.weight_decay = momentum, weight_decay
        self.b = {p.shape: np.zeros(p.shape) for p in self.params}

    def step(self):
        for p in self.params:
            b = self.momentum * self.b[p.shape] + p.grad.array + self.weight_decay * p.array
            self.b[p.shape] = b
            p.array[...] = p.array - self.lr * b


# %% wrong: velocities of the class
class MomentumSGD(Optimizer):
    velocities = {}

    def __init__(self, params, lr, momentum=0.0, weight_decay=0.0):
        super().__init__(params, lr)
        self.momentum, self.weight_decay = momentum, weight_decay

    def step(self):
        for i, p in enumerate(self.params):
            b = self.velocities.get(i, np.zeros(()))
            b = b if b.shape == p.shape else np.zeros(p.shape)
            b = self.momentum * b + p.grad.array + self.weight_decay * p.array
            self.velocities[i] = b
            p.array[...] = p.array - self.lr * b


# %% wrong: the learning rate in the velocity
class MomentumSGD(Optimizer):
    def __init__(self, params, lr, momentum=0.0, weight_decay=0.0):
        super().__init__(params, lr)
        self.momentum, self.weight_decay = momentum, weight_decay
        self.b = self.zeros()

    def step(self):
        for p, b in zip(self.params, self.b):
            b *= self.momentum
            b -= self.lr * (p.grad.array + self.weight_decay * p.array)
            p.array += b


# %% wrong: forgets the gradients
class MomentumSGD(Optimizer):
    def __init__(self, params, lr, momentum=0.0, weight_decay=0.0):
        super().__init__(params, lr)
        self.momentum, self.weight_decay = momentum, weight_decay
        self.b = self.zeros()

    def step(self):
        for p, b in zip(self.params, self.b):
            b *= self.momentum
            b += p.grad.array + self.weight_decay * p.array
            p.array -= self.lr * b
        self.zero_grad()


# %% right: velocities of None at first
class MomentumSGD(Optimizer):
    def __init__(self, params, lr, momentum=0.0, weight_decay=0.0):
        super().__init__(params, lr)
        self.momentum, self.weight_decay = momentum, weight_decay
        self.b = [None for _ in self.params]

    def step(self):
        with NoGrad():
            for i, p in enumerate(self.params):
                g = p.grad + self.weight_decay * p
                self.b[i] = g if self.b[i] is None else self.momentum * self.b[i] + g
                p -= self.lr * self.b[i]
