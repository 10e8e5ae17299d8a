# Answers to `SGD`, right and wrong, that the autograder is measured on.


class Base(Optimizer):
    def __init__(self, params, lr=0.001, momentum=0.0):
        super().__init__(params)
        self.lr, self.momentum, self.rate = lr, momentum, lr
        self.momentums = [np.zeros(parameter.shape) for parameter in self.params]


# %% right: as the text suggests
class SGD(Base):
    def step(self):
        for p in self.params:
            if p.grad is not None:
                p.data = p.data - self.lr * p.grad.data


# %% right: in place
class SGD(Base):
    def step(self):
        for p in self.params:
            p.data -= self.lr * p.grad.data


# %% right: by number
class SGD(Base):
    def step(self):
        for i in range(len(self.params)):
            step = self.lr * self.params[i].grad.data
            self.params[i].data = np.subtract(self.params[i].data, step)


# %% right: written into the array
class SGD(Base):
    def step(self):
        for p in self.params:
            p.data[...] = p.data + (-self.lr) * p.grad.data


# %% wrong: up the hill
class SGD(Base):
    def step(self):
        for p in self.params:
            p.data = p.data + self.lr * p.grad.data


# %% wrong: without the learning rate
class SGD(Base):
    def step(self):
        for p in self.params:
            p.data = p.data - p.grad.data


# %% wrong: a new tensor in the loop
class SGD(Base):
    def step(self):
        for p in self.params:
            p = Tensor(p.data - self.lr * p.grad.data)


# %% wrong: a new tensor in the list
class SGD(Base):
    def step(self):
        for i, p in enumerate(self.params):
            self.params[i] = Tensor(
                p.data - self.lr * p.grad.data, requires_grad=True, is_parameter=True
            )


# %% wrong: the first parameter only
class SGD(Base):
    def step(self):
        for p in self.params:
            p.data = p.data - self.lr * p.grad.data
            return


# %% wrong: data becomes a tensor
class SGD(Base):
    def step(self):
        for p in self.params:
            p.data = Tensor(p.data - self.lr * p.grad.data)


# %% wrong: tensors in the graph
class SGD(Base):
    def step(self):
        for p in self.params:
            p.data = p - Tensor(self.lr) * p.grad


# %% wrong: the gradient alone
class SGD(Base):
    def step(self):
        for p in self.params:
            p.data = -self.lr * p.grad.data


# %% wrong: the learning rate divides
class SGD(Base):
    def step(self):
        for p in self.params:
            p.data = p.data - p.grad.data / self.lr


# %% wrong: the gradient is scaled in place
class SGD(Base):
    def step(self):
        for p in self.params:
            p.grad.data *= self.lr
            p.data = p.data - p.grad.data


# %% wrong: no gradient is wanted afterwards
class SGD(Base):
    def step(self):
        for p in self.params:
            p.data = p.data - self.lr * p.grad.data
            p.requires_grad = False


# %% wrong: the sign of the gradient
class SGD(Base):
    def step(self):
        for p in self.params:
            p.data = p.data - self.lr * np.sign(p.grad.data)

# %% wrong: the learning rate of the start
class SGD(Base):
    def step(self):
        for p in self.params:
            p.data = p.data - self.rate * p.grad.data

# %% wrong: a learning rate that decays
class SGD(Base):
    def step(self):
        for p in self.params:
            p.data = p.data - self.lr * p.grad.data
        self.lr *= 0.99
