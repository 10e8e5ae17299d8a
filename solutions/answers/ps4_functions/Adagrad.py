# Answers to `Adagrad`, right and wrong, that the autograder is measured on.

# %% right: as the text suggests
class Adagrad(Optimizer):
    def __init__(self, params, lr=0.01, eps=1e-10):
        super().__init__(params, lr)
        self.eps = eps
        self.sums = [np.zeros_like(p.data) for p in self.params]
    def step(self):
        for p, total in zip(self.params, self.sums):
            total += p.grad**2
            p.data -= self.lr * p.grad / (np.sqrt(total) + self.eps)

# %% right: by number
class Adagrad(Optimizer):
    def __init__(self, params, lr=0.01, eps=1e-10):
        super().__init__(params, lr)
        self.eps = eps
        self.G = [0.0] * len(self.params)
    def step(self):
        for i, p in enumerate(self.params):
            self.G[i] = self.G[i] + p.grad * p.grad
            p.data -= self.lr / (self.G[i]**0.5 + self.eps) * p.grad

# %% right: by parameter
class Adagrad(Optimizer):
    def __init__(self, params, lr=0.01, eps=1e-10):
        super().__init__(params, lr)
        self.eps, self.state = eps, {}
    def step(self):
        for p in self.params:
            self.state[p] = self.state.get(p, 0) + np.square(p.grad)
            p.data[...] = p.data - self.lr * p.grad / (np.sqrt(self.state[p]) + self.eps)

# %% right: a list of all gradients
class Adagrad(Optimizer):
    def __init__(self, params, lr=0.01, eps=1e-10):
        super().__init__(params, lr)
        self.eps = eps
        self.seen = [[] for _ in self.params]
    def step(self):
        for p, seen in zip(self.params, self.seen):
            seen.append(p.grad.copy())
            p.data -= self.lr * p.grad / (np.sqrt(sum(g**2 for g in seen)) + self.eps)

# %% wrong: only this gradient [not-accumulated]
class Adagrad(Optimizer):
    def __init__(self, params, lr=0.01, eps=1e-10):
        super().__init__(params, lr)
        self.eps = eps
        self.sums = [np.zeros_like(p.data) for p in self.params]
    def step(self):
        for p, total in zip(self.params, self.sums):
            total = p.grad**2
            p.data -= self.lr * p.grad / (np.sqrt(total) + self.eps)

# %% wrong: not squared [not-squared]
class Adagrad(Optimizer):
    def __init__(self, params, lr=0.01, eps=1e-10):
        super().__init__(params, lr)
        self.eps = eps
        self.sums = [np.zeros_like(p.data) for p in self.params]
    def step(self):
        for p, total in zip(self.params, self.sums):
            total += np.abs(p.grad)
            p.data -= self.lr * p.grad / (np.sqrt(total) + self.eps)

# %% wrong: no root [no-root]
class Adagrad(Optimizer):
    def __init__(self, params, lr=0.01, eps=1e-10):
        super().__init__(params, lr)
        self.eps = eps
        self.sums = [np.zeros_like(p.data) for p in self.params]
    def step(self):
        for p, total in zip(self.params, self.sums):
            total += p.grad**2
            p.data -= self.lr * p.grad / (total + self.eps)

# %% wrong: eps under the root [eps-inside]
class Adagrad(Optimizer):
    def __init__(self, params, lr=0.01, eps=1e-10):
        super().__init__(params, lr)
        self.eps = eps
        self.sums = [np.zeros_like(p.data) for p in self.params]
    def step(self):
        for p, total in zip(self.params, self.sums):
            total += p.grad**2
            p.data -= self.lr * p.grad / np.sqrt(total + self.eps)

# %% wrong: after the step [after-the-step]
class Adagrad(Optimizer):
    def __init__(self, params, lr=0.01, eps=1e-10):
        super().__init__(params, lr)
        self.eps = eps
        self.sums = [np.zeros_like(p.data) for p in self.params]
    def step(self):
        for p, total in zip(self.params, self.sums):
            p.data -= self.lr * p.grad / (np.sqrt(total) + self.eps)
            total += p.grad**2

# %% wrong: uphill [adds-instead-of-subtracts]
class Adagrad(Optimizer):
    def __init__(self, params, lr=0.01, eps=1e-10):
        super().__init__(params, lr)
        self.eps = eps
        self.sums = [np.zeros_like(p.data) for p in self.params]
    def step(self):
        for p, total in zip(self.params, self.sums):
            total += p.grad**2
            p.data += self.lr * p.grad / (np.sqrt(total) + self.eps)

# %% wrong: one size for all [one-size-for-all]
class Adagrad(Optimizer):
    def __init__(self, params, lr=0.01, eps=1e-10):
        super().__init__(params, lr)
        self.eps = eps
        self.sums = [np.zeros_like(p.data) for p in self.params]
    def step(self):
        for p, total in zip(self.params, self.sums):
            total += np.sum(p.grad**2)
            p.data -= self.lr * p.grad / (np.sqrt(total) + self.eps)

# %% wrong: new arrays
class Adagrad(Optimizer):
    def __init__(self, params, lr=0.01, eps=1e-10):
        super().__init__(params, lr)
        self.eps = eps
        self.sums = [np.zeros_like(p.data) for p in self.params]
    def step(self):
        for p, total in zip(self.params, self.sums):
            total += p.grad**2
            p.data = p.data - self.lr * p.grad / (np.sqrt(total) + self.eps)

# %% wrong: the gradient is squared in place
class Adagrad(Optimizer):
    def __init__(self, params, lr=0.01, eps=1e-10):
        super().__init__(params, lr)
        self.eps = eps
        self.sums = [np.zeros_like(p.data) for p in self.params]
    def step(self):
        for p, total in zip(self.params, self.sums):
            g = p.grad.copy()
            p.grad **= 2
            total += p.grad
            p.data -= self.lr * g / (np.sqrt(total) + self.eps)

# %% wrong: one sum for all parameters
class Adagrad(Optimizer):
    def __init__(self, params, lr=0.01, eps=1e-10):
        super().__init__(params, lr)
        self.eps, self.total = eps, 0.0
    def step(self):
        for p in self.params:
            self.total = self.total + np.sum(p.grad**2)
            p.data -= self.lr * p.grad / (np.sqrt(self.total) + self.eps)

# %% wrong: no learning rate
class Adagrad(Optimizer):
    def __init__(self, params, lr=0.01, eps=1e-10):
        super().__init__(params, lr)
        self.eps = eps
        self.sums = [np.zeros_like(p.data) for p in self.params]
    def step(self):
        for p, total in zip(self.params, self.sums):
            total += p.grad**2
            p.data -= p.grad / (np.sqrt(total) + self.eps)

# %% wrong: what is kept goes by shape
class Adagrad(Optimizer):
    def __init__(self, params, lr=0.01, eps=1e-10):
        super().__init__(params, lr)
        self.eps, self.sums = eps, {}
    def step(self):
        for i, param in enumerate(self.params):
            g = param.grad
            G = self.sums[param.data.shape] = self.sums.get(param.data.shape, 0) + g**2
            param.data -= self.lr * g / (np.sqrt(G) + self.eps)

# %% wrong: the learning rate of the start
class Adagrad(Optimizer):
    def __init__(self, params, lr=0.01, eps=1e-10):
        super().__init__(params, lr)
        self.eps, self.sums = eps, {}
        self.rate = lr
    def step(self):
        for i, param in enumerate(self.params):
            g = param.grad
            G = self.sums[i] = self.sums.get(i, 0) + g**2
            param.data -= self.rate * g / (np.sqrt(G) + self.eps)

# %% right: by the tensor itself
class Adagrad(Optimizer):
    def __init__(self, params, lr=0.01, eps=1e-10):
        super().__init__(params, lr)
        self.eps, self.sums = eps, {}
    def step(self):
        for i, param in enumerate(self.params):
            g = param.grad
            G = self.sums[param] = self.sums.get(param, 0) + g**2
            param.data -= self.lr * g / (np.sqrt(G) + self.eps)
