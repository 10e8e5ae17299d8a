# Answers to `Adam`, right and wrong, that the autograder is measured on.

# %% right: as the text suggests
class Adam(Optimizer):
    def __init__(self, params, lr=0.001, betas=(0.9, 0.999), eps=1e-8):
        super().__init__(params, lr)
        self.betas = betas
        self.eps = eps
        self.m = self.zeros()
        self.v = self.zeros()
        self.t = 0

    def step(self):
        self.t += 1
        b1, b2 = self.betas
        for p, m, v in zip(self.params, self.m, self.v):
            g = p.grad.array
            m[...] = b1 * m + (1 - b1) * g
            v[...] = b2 * v + (1 - b2) * g**2
            mh = m / (1 - b1**self.t)
            vh = v / (1 - b2**self.t)
            p.array -= self.lr * (mh / (self.eps + np.sqrt(vh)))


# %% right: new lists of averages
class Adam(Optimizer):
    def __init__(self, params, lr=0.001, betas=(0.9, 0.999), eps=1e-8):
        super().__init__(params, lr)
        self.betas = betas
        self.eps = eps
        self.m = self.zeros()
        self.v = self.zeros()
        self.t = 0

    def step(self):
        self.t += 1
        b1, b2 = self.betas
        g = [p.grad.array for p in self.params]
        self.m = [b1 * m + (1 - b1) * x for m, x in zip(self.m, g)]
        self.v = [b2 * v + (1 - b2) * x * x for v, x in zip(self.v, g)]
        for p, m, v in zip(self.params, self.m, self.v):
            p.array -= self.lr * (m / (1 - b1**self.t)) / (np.sqrt(v / (1 - b2**self.t)) + self.eps)


# %% right: moves towards the gradient
class Adam(Optimizer):
    def __init__(self, params, lr=0.001, betas=(0.9, 0.999), eps=1e-8):
        super().__init__(params, lr)
        self.betas = betas
        self.eps = eps
        self.m = self.zeros()
        self.v = self.zeros()
        self.t = 0

    def step(self):
        self.t += 1
        b1, b2 = self.betas
        for p, m, v in zip(self.params, self.m, self.v):
            g = p.grad.array
            m += (1 - b1) * (g - m)
            v += (1 - b2) * (g * g - v)
            mh = m / (1 - b1**self.t)
            vh = v / (1 - b2**self.t)
            p.array -= self.lr * mh / (np.sqrt(vh) + self.eps)


# %% right: corrections put together, as PyTorch does
class Adam(Optimizer):
    def __init__(self, params, lr=0.001, betas=(0.9, 0.999), eps=1e-8):
        super().__init__(params, lr)
        self.betas = betas
        self.eps = eps
        self.m = self.zeros()
        self.v = self.zeros()
        self.t = 0

    def step(self):
        self.t += 1
        b1, b2 = self.betas
        for p, m, v in zip(self.params, self.m, self.v):
            g = p.grad.array
            m[...] = b1 * m + (1 - b1) * g
            v[...] = b2 * v + (1 - b2) * g**2
            size = self.lr / (1 - b1**self.t)
            bottom = np.sqrt(v) / np.sqrt(1 - b2**self.t) + self.eps
            p.array -= size * m / bottom


# %% right: by index, with sub_
class Adam(Optimizer):
    def __init__(self, params, lr=0.001, betas=(0.9, 0.999), eps=1e-8):
        super().__init__(params, lr)
        self.betas = betas
        self.eps = eps
        self.m = self.zeros()
        self.v = self.zeros()
        self.t = 0

    def step(self):
        self.t += 1
        b1, b2 = self.betas
        for i, p in enumerate(self.params):
            g = p.grad.array
            self.m[i] = b1 * self.m[i] + (1 - b1) * g
            self.v[i] = b2 * self.v[i] + (1 - b2) * np.square(g)
            mh = self.m[i] / (1 - b1**self.t)
            vh = self.v[i] / (1 - b2**self.t)
            p.sub_(Tensor(mh / (vh**0.5 + self.eps)), alpha=self.lr)


# %% right: powers kept from step to step
class Adam(Optimizer):
    def __init__(self, params, lr=0.001, betas=(0.9, 0.999), eps=1e-8):
        super().__init__(params, lr)
        self.betas = betas
        self.eps = eps
        self.m = self.zeros()
        self.v = self.zeros()
        self.t = 0
        self.p1 = self.p2 = 1.0

    def step(self):
        b1, b2 = self.betas
        self.p1 *= b1
        self.p2 *= b2
        for p, m, v in zip(self.params, self.m, self.v):
            g = p.grad.array
            m[...] = b1 * m + (1 - b1) * g
            v[...] = b2 * v + (1 - b2) * g**2
            mh, vh = m / (1 - self.p1), v / (1 - self.p2)
            np.subtract(p.array, self.lr * mh / (np.sqrt(vh) + self.eps), out=p.array)


# %% wrong: no corrections [no-correction]
class Adam(Optimizer):
    def __init__(self, params, lr=0.001, betas=(0.9, 0.999), eps=1e-8):
        super().__init__(params, lr)
        self.betas = betas
        self.eps = eps
        self.m = self.zeros()
        self.v = self.zeros()
        self.t = 0

    def step(self):
        self.t += 1
        b1, b2 = self.betas
        for p, m, v in zip(self.params, self.m, self.v):
            g = p.grad.array
            m *= b1
            m += (1 - b1) * g
            v *= b2
            v += (1 - b2) * np.square(g)
            p.array -= self.lr * m / (self.eps + v**0.5)


# %% wrong: m as it is [m-not-corrected]
class Adam(Optimizer):
    def __init__(self, params, lr=0.001, betas=(0.9, 0.999), eps=1e-8):
        super().__init__(params, lr)
        self.betas = betas
        self.eps = eps
        self.m = self.zeros()
        self.v = self.zeros()
        self.t = 0

    def step(self):
        self.t += 1
        b1, b2 = self.betas
        for p, m, v in zip(self.params, self.m, self.v):
            g = p.grad.array
            m *= b1
            m += (1 - b1) * g
            v *= b2
            v += (1 - b2) * np.square(g)
            vh = v / (1 - b2**self.t)
            p.array -= self.lr * m / (self.eps + vh**0.5)


# %% wrong: v as it is [v-not-corrected]
class Adam(Optimizer):
    def __init__(self, params, lr=0.001, betas=(0.9, 0.999), eps=1e-8):
        super().__init__(params, lr)
        self.betas = betas
        self.eps = eps
        self.m = self.zeros()
        self.v = self.zeros()
        self.t = 0

    def step(self):
        self.t += 1
        b1, b2 = self.betas
        for p, m, v in zip(self.params, self.m, self.v):
            g = p.grad.array
            m *= b1
            m += (1 - b1) * g
            v *= b2
            v += (1 - b2) * np.square(g)
            mh = m / (1 - b1**self.t)
            p.array -= self.lr * mh / (self.eps + v**0.5)


# %% wrong: never counted, always the first [powers-missing]
class Adam(Optimizer):
    def __init__(self, params, lr=0.001, betas=(0.9, 0.999), eps=1e-8):
        super().__init__(params, lr)
        self.betas = betas
        self.eps = eps
        self.m = self.zeros()
        self.v = self.zeros()
        self.t = 0

    def step(self):
        t = self.t + 1
        b1, b2 = self.betas
        for p, m, v in zip(self.params, self.m, self.v):
            g = p.grad.array
            m *= b1
            m += (1 - b1) * g
            v *= b2
            v += (1 - b2) * np.square(g)
            mh, vh = m / (1 - b1**t), v / (1 - b2**t)
            p.array -= self.lr * mh / (np.sqrt(vh) + self.eps)


# %% wrong: counted at the end [counted-too-late]
class Adam(Optimizer):
    def __init__(self, params, lr=0.001, betas=(0.9, 0.999), eps=1e-8):
        super().__init__(params, lr)
        self.betas = betas
        self.eps = eps
        self.m = self.zeros()
        self.v = self.zeros()
        self.t = 0

    def step(self):
        b1, b2 = self.betas
        for p, m, v in zip(self.params, self.m, self.v):
            g = p.grad.array
            m *= b1
            m += (1 - b1) * g
            v *= b2
            v += (1 - b2) * np.square(g)
            mh = m / (1 - b1**self.t)
            vh = v / (1 - b2**self.t)
            p.array -= self.lr * mh / (np.sqrt(vh) + self.eps)
        self.t = self.t + 1


# %% wrong: counted in the loop [counted-per-parameter]
class Adam(Optimizer):
    def __init__(self, params, lr=0.001, betas=(0.9, 0.999), eps=1e-8):
        super().__init__(params, lr)
        self.betas = betas
        self.eps = eps
        self.m = self.zeros()
        self.v = self.zeros()
        self.t = 0

    def step(self):
        b1, b2 = self.betas
        for p, m, v in zip(self.params, self.m, self.v):
            g = p.grad.array
            m *= b1
            m += (1 - b1) * g
            v *= b2
            v += (1 - b2) * np.square(g)
            self.t += 1
            mh = m / (1 - b1**self.t)
            vh = v / (1 - b2**self.t)
            p.array -= self.lr * mh / (np.sqrt(vh) + self.eps)


# %% wrong: averages are names [averages-forgotten]
class Adam(Optimizer):
    def __init__(self, params, lr=0.001, betas=(0.9, 0.999), eps=1e-8):
        super().__init__(params, lr)
        self.betas = betas
        self.eps = eps
        self.m = self.zeros()
        self.v = self.zeros()
        self.t = 0

    def step(self):
        self.t += 1
        b1, b2 = self.betas
        for p, m, v in zip(self.params, self.m, self.v):
            g = p.grad.array
            m = m * b1 + g * (1 - b1)
            v = v * b2 + g * g * (1 - b2)
            mh = m / (1 - b1**self.t)
            vh = v / (1 - b2**self.t)
            p.array -= self.lr * mh / (np.sqrt(vh) + self.eps)


# %% wrong: corrected averages kept [correction-stored]
class Adam(Optimizer):
    def __init__(self, params, lr=0.001, betas=(0.9, 0.999), eps=1e-8):
        super().__init__(params, lr)
        self.betas = betas
        self.eps = eps
        self.m = self.zeros()
        self.v = self.zeros()
        self.t = 0

    def step(self):
        self.t += 1
        b1, b2 = self.betas
        for p, m, v in zip(self.params, self.m, self.v):
            g = p.grad.array
            m *= b1
            m += (1 - b1) * g
            v *= b2
            v += (1 - b2) * np.square(g)
            m[...] = m / (1 - b1**self.t)
            v[...] = v / (1 - b2**self.t)
            p.array -= self.lr * m / (v**0.5 + self.eps)


# %% wrong: no powers [powers-missing]
class Adam(Optimizer):
    def __init__(self, params, lr=0.001, betas=(0.9, 0.999), eps=1e-8):
        super().__init__(params, lr)
        self.betas = betas
        self.eps = eps
        self.m = self.zeros()
        self.v = self.zeros()
        self.t = 0

    def step(self):
        self.t += 1
        b1, b2 = self.betas
        for p, m, v in zip(self.params, self.m, self.v):
            g = p.grad.array
            m *= b1
            m += (1 - b1) * g
            v *= b2
            v += (1 - b2) * np.square(g)
            mh = m / (1 - b1)
            vh = v / (1 - b2)
            p.array -= self.lr * mh / (np.sqrt(vh) + self.eps)


# %% wrong: betas exchanged [betas-exchanged]
class Adam(Optimizer):
    def __init__(self, params, lr=0.001, betas=(0.9, 0.999), eps=1e-8):
        super().__init__(params, lr)
        self.betas = betas
        self.eps = eps
        self.m = self.zeros()
        self.v = self.zeros()
        self.t = 0

    def step(self):
        self.t += 1
        b1, b2 = self.betas[::-1]
        for p, m, v in zip(self.params, self.m, self.v):
            g = p.grad.array
            m *= b1
            m += (1 - b1) * g
            v *= b2
            v += (1 - b2) * np.square(g)
            mh = m / (1 - b1**self.t)
            vh = v / (1 - b2**self.t)
            p.array -= self.lr * mh / (np.sqrt(vh) + self.eps)


# %% wrong: shares exchanged [shares-exchanged]
class Adam(Optimizer):
    def __init__(self, params, lr=0.001, betas=(0.9, 0.999), eps=1e-8):
        super().__init__(params, lr)
        self.betas = betas
        self.eps = eps
        self.m = self.zeros()
        self.v = self.zeros()
        self.t = 0

    def step(self):
        self.t += 1
        b1, b2 = self.betas
        for p, m, v in zip(self.params, self.m, self.v):
            g = p.grad.array
            m *= 1 - b1
            m += b1 * g
            v *= 1 - b2
            v += b2 * g * g
            mh = m / (1 - b1**self.t)
            vh = v / (1 - b2**self.t)
            p.array -= self.lr * mh / (np.sqrt(vh) + self.eps)


# %% wrong: as with momentum [gradient-whole]
class Adam(Optimizer):
    def __init__(self, params, lr=0.001, betas=(0.9, 0.999), eps=1e-8):
        super().__init__(params, lr)
        self.betas = betas
        self.eps = eps
        self.m = self.zeros()
        self.v = self.zeros()
        self.t = 0

    def step(self):
        self.t += 1
        b1, b2 = self.betas
        for p, m, v in zip(self.params, self.m, self.v):
            g = p.grad.array
            m *= b1
            m += g
            v *= b2
            v += g * g
            mh = m / (1 - b1**self.t)
            vh = v / (1 - b2**self.t)
            p.array -= self.lr * mh / (np.sqrt(vh) + self.eps)


# %% wrong: no square [square-missing]
class Adam(Optimizer):
    def __init__(self, params, lr=0.001, betas=(0.9, 0.999), eps=1e-8):
        super().__init__(params, lr)
        self.betas = betas
        self.eps = eps
        self.m = self.zeros()
        self.v = self.zeros()
        self.t = 0

    def step(self):
        self.t += 1
        b1, b2 = self.betas
        for p, m, v in zip(self.params, self.m, self.v):
            g = p.grad.array
            m *= b1
            m += (1 - b1) * g
            v *= b2
            v += (1 - b2) * g
            mh = m / (1 - b1**self.t)
            vh = v / (1 - b2**self.t)
            p.array -= self.lr * mh / (np.sqrt(vh) + self.eps)


# %% wrong: sizes for squares [absolute-instead-of-square]
class Adam(Optimizer):
    def __init__(self, params, lr=0.001, betas=(0.9, 0.999), eps=1e-8):
        super().__init__(params, lr)
        self.betas = betas
        self.eps = eps
        self.m = self.zeros()
        self.v = self.zeros()
        self.t = 0

    def step(self):
        self.t += 1
        b1, b2 = self.betas
        for p, m, v in zip(self.params, self.m, self.v):
            g = p.grad.array
            m *= b1
            m += (1 - b1) * g
            v *= b2
            v += (1 - b2) * abs(g)
            mh = m / (1 - b1**self.t)
            vh = v / (1 - b2**self.t)
            p.array -= self.lr * mh / (np.sqrt(vh) + self.eps)


# %% wrong: no root [root-missing]
class Adam(Optimizer):
    def __init__(self, params, lr=0.001, betas=(0.9, 0.999), eps=1e-8):
        super().__init__(params, lr)
        self.betas = betas
        self.eps = eps
        self.m = self.zeros()
        self.v = self.zeros()
        self.t = 0

    def step(self):
        self.t += 1
        b1, b2 = self.betas
        for p, m, v in zip(self.params, self.m, self.v):
            g = p.grad.array
            m *= b1
            m += (1 - b1) * g
            v *= b2
            v += (1 - b2) * np.square(g)
            mh = m / (1 - b1**self.t)
            vh = v / (1 - b2**self.t)
            p.array -= self.lr * mh / (self.eps + vh)


# %% wrong: eps under the root [eps-under-root]
class Adam(Optimizer):
    def __init__(self, params, lr=0.001, betas=(0.9, 0.999), eps=1e-8):
        super().__init__(params, lr)
        self.betas = betas
        self.eps = eps
        self.m = self.zeros()
        self.v = self.zeros()
        self.t = 0

    def step(self):
        self.t += 1
        b1, b2 = self.betas
        for p, m, v in zip(self.params, self.m, self.v):
            g = p.grad.array
            m *= b1
            m += (1 - b1) * g
            v *= b2
            v += (1 - b2) * np.square(g)
            mh = m / (1 - b1**self.t)
            vh = v / (1 - b2**self.t)
            p.array -= self.lr * mh / (vh + self.eps) ** 0.5


# %% wrong: no eps [eps-missing]
class Adam(Optimizer):
    def __init__(self, params, lr=0.001, betas=(0.9, 0.999), eps=1e-8):
        super().__init__(params, lr)
        self.betas = betas
        self.eps = eps
        self.m = self.zeros()
        self.v = self.zeros()
        self.t = 0

    def step(self):
        self.t += 1
        b1, b2 = self.betas
        for p, m, v in zip(self.params, self.m, self.v):
            g = p.grad.array
            m *= b1
            m += (1 - b1) * g
            v *= b2
            v += (1 - b2) * np.square(g)
            mh = m / (1 - b1**self.t)
            vh = v / (1 - b2**self.t)
            p.array -= self.lr * mh / vh**0.5


# %% wrong: eps before the correction [eps-before-correction]
class Adam(Optimizer):
    def __init__(self, params, lr=0.001, betas=(0.9, 0.999), eps=1e-8):
        super().__init__(params, lr)
        self.betas = betas
        self.eps = eps
        self.m = self.zeros()
        self.v = self.zeros()
        self.t = 0

    def step(self):
        self.t += 1
        b1, b2 = self.betas
        for p, m, v in zip(self.params, self.m, self.v):
            g = p.grad.array
            m *= b1
            m += (1 - b1) * g
            v *= b2
            v += (1 - b2) * np.square(g)
            lr = self.lr * (1 - b2**self.t) ** 0.5 / (1 - b1**self.t)
            p.array -= lr * m / (v**0.5 + self.eps)


# %% wrong: the gradient divided [gradient-instead-of-average]
class Adam(Optimizer):
    def __init__(self, params, lr=0.001, betas=(0.9, 0.999), eps=1e-8):
        super().__init__(params, lr)
        self.betas = betas
        self.eps = eps
        self.m = self.zeros()
        self.v = self.zeros()
        self.t = 0

    def step(self):
        self.t += 1
        b1, b2 = self.betas
        for p, m, v in zip(self.params, self.m, self.v):
            g = p.grad.array
            m *= b1
            m += (1 - b1) * g
            v *= b2
            v += (1 - b2) * np.square(g)
            mh = m / (1 - b1**self.t)
            vh = v / (1 - b2**self.t)
            p.array -= self.lr * g / (vh**0.5 + self.eps)


# %% wrong: uphill [adds-instead-of-subtracts]
class Adam(Optimizer):
    def __init__(self, params, lr=0.001, betas=(0.9, 0.999), eps=1e-8):
        super().__init__(params, lr)
        self.betas = betas
        self.eps = eps
        self.m = self.zeros()
        self.v = self.zeros()
        self.t = 0

    def step(self):
        self.t += 1
        b1, b2 = self.betas
        for p, m, v in zip(self.params, self.m, self.v):
            g = p.grad.array
            m *= b1
            m += (1 - b1) * g
            v *= b2
            v += (1 - b2) * np.square(g)
            mh = m / (1 - b1**self.t)
            vh = v / (1 - b2**self.t)
            p.add_(Tensor(mh / (vh**0.5 + self.eps)), self.lr)


# %% wrong: no learning rate [lr-missing]
class Adam(Optimizer):
    def __init__(self, params, lr=0.001, betas=(0.9, 0.999), eps=1e-8):
        super().__init__(params, lr)
        self.betas = betas
        self.eps = eps
        self.m = self.zeros()
        self.v = self.zeros()
        self.t = 0

    def step(self):
        self.t += 1
        b1, b2 = self.betas
        for p, m, v in zip(self.params, self.m, self.v):
            g = p.grad.array
            m *= b1
            m += (1 - b1) * g
            v *= b2
            v += (1 - b2) * np.square(g)
            mh = m / (1 - b1**self.t)
            vh = v / (1 - b2**self.t)
            p.array -= mh / (vh**0.5 + self.eps)


# %% wrong: the parameter is a name [step-changes-nothing]
class Adam(Optimizer):
    def __init__(self, params, lr=0.001, betas=(0.9, 0.999), eps=1e-8):
        super().__init__(params, lr)
        self.betas = betas
        self.eps = eps
        self.m = self.zeros()
        self.v = self.zeros()
        self.t = 0

    def step(self):
        self.t += 1
        b1, b2 = self.betas
        for p, m, v in zip(self.params, self.m, self.v):
            g = p.grad.array
            m *= b1
            m += (1 - b1) * g
            v *= b2
            v += (1 - b2) * np.square(g)
            mh = m / (1 - b1**self.t)
            vh = v / (1 - b2**self.t)
            p = p - Tensor(self.lr * mh / (vh**0.5 + self.eps))


# %% wrong: new arrays [array-replaced]
class Adam(Optimizer):
    def __init__(self, params, lr=0.001, betas=(0.9, 0.999), eps=1e-8):
        super().__init__(params, lr)
        self.betas = betas
        self.eps = eps
        self.m = self.zeros()
        self.v = self.zeros()
        self.t = 0

    def step(self):
        self.t += 1
        b1, b2 = self.betas
        for p, m, v in zip(self.params, self.m, self.v):
            g = p.grad.array
            m *= b1
            m += (1 - b1) * g
            v *= b2
            v += (1 - b2) * np.square(g)
            mh = m / (1 - b1**self.t)
            vh = v / (1 - b2**self.t)
            p.array = np.subtract(p.array, self.lr * mh / (vh**0.5 + self.eps))


# %% wrong: squares written into the gradient [gradient-changed]
class Adam(Optimizer):
    def __init__(self, params, lr=0.001, betas=(0.9, 0.999), eps=1e-8):
        super().__init__(params, lr)
        self.betas = betas
        self.eps = eps
        self.m = self.zeros()
        self.v = self.zeros()
        self.t = 0

    def step(self):
        self.t += 1
        b1, b2 = self.betas
        for p, m, v in zip(self.params, self.m, self.v):
            g = p.grad.array
            m *= b1
            m += (1 - b1) * g
            np.square(g, out=g)
            v *= b2
            v += (1 - b2) * g
            mh = m / (1 - b1**self.t)
            vh = v / (1 - b2**self.t)
            p.array -= self.lr * mh / (np.sqrt(vh) + self.eps)


# %% wrong: the betas of the paper, whatever is asked for [betas-hard-coded]
class Adam(Optimizer):
    def __init__(self, params, lr=0.001, betas=(0.9, 0.999), eps=1e-8):
        super().__init__(params, lr)
        self.betas = betas
        self.eps = eps
        self.m = self.zeros()
        self.v = self.zeros()
        self.t = 0

    def step(self):
        self.t += 1
        for p, m, v in zip(self.params, self.m, self.v):
            g = p.grad.array
            m[...] = 0.9 * m + 0.1 * g
            v[...] = 0.999 * v + 0.001 * g**2
            m_hat, v_hat = m / (1 - 0.9**self.t), v / (1 - 0.999**self.t)
            p.array -= self.lr * m_hat / (np.sqrt(v_hat) + self.eps)


# %% wrong: the correction of the next step [correction-one-step-off]
class Adam(Optimizer):
    def __init__(self, params, lr=0.001, betas=(0.9, 0.999), eps=1e-8):
        super().__init__(params, lr)
        self.betas = betas
        self.eps = eps
        self.m = self.zeros()
        self.v = self.zeros()
        self.t = 0

    def step(self):
        self.t += 1
        b1, b2 = self.betas
        for p, m, v in zip(self.params, self.m, self.v):
            g = p.grad.array
            m[...] = b1 * m + (1 - b1) * g
            v[...] = b2 * v + (1 - b2) * g**2
            m_hat, v_hat = m / (1 - b1 ** (self.t + 1)), v / (1 - b2 ** (self.t + 1))
            p.array -= self.lr * m_hat / (np.sqrt(v_hat) + self.eps)


# %% wrong: the steps of all optimizers
class Adam(Optimizer):
    def __init__(self, params, lr=0.001, betas=(0.9, 0.999), eps=1e-8):
        super().__init__(params, lr)
        self.betas = betas
        self.eps = eps
        self.m = self.zeros()
        self.v = self.zeros()
        self.t = 0

    steps = 0

    def step(self):
        Adam.steps += 1
        b1, b2 = self.betas
        for p, m, v in zip(self.params, self.m, self.v):
            g = p.grad.array
            m[...] = b1 * m + (1 - b1) * g
            v[...] = b2 * v + (1 - b2) * g**2
            m_hat, v_hat = m / (1 - b1**Adam.steps), v / (1 - b2**Adam.steps)
            p.array -= self.lr * m_hat / (np.sqrt(v_hat) + self.eps)


# %% wrong: averages by shape [averages-shared]
class Adam(Optimizer):
    def __init__(self, params, lr=0.001, betas=(0.9, 0.999), eps=1e-8):
        super().__init__(params, lr)
        self.betas = betas
        self.eps = eps
        self.m = self.zeros()
        self.v = self.zeros()
        self.t = 0

    def step(self):
        self.t += 1
        b1, b2 = self.betas
        self.by_shape = getattr(self, "by_shape", {})
        for p in self.params:
            g = p.grad.array
            m, v = self.by_shape.get(p.shape, (0, 0))
            m, v = b1 * m + (1 - b1) * g, b2 * v + (1 - b2) * g**2
            self.by_shape[p.shape] = m, v
            m_hat, v_hat = m / (1 - b1**self.t), v / (1 - b2**self.t)
            p.array[...] = p.array - self.lr * m_hat / (np.sqrt(v_hat) + self.eps)


# %% wrong: the learning rate of the beginning
class Adam(Optimizer):
    def __init__(self, params, lr=0.001, betas=(0.9, 0.999), eps=1e-8):
        super().__init__(params, lr)
        self.betas = betas
        self.eps = eps
        self.m = self.zeros()
        self.v = self.zeros()
        self.t = 0

    def step(self):
        self.t += 1
        if self.t == 1:
            self.rate = self.lr
        b1, b2 = self.betas
        for p, m, v in zip(self.params, self.m, self.v):
            g = p.grad.array
            m[...] = b1 * m + (1 - b1) * g
            v[...] = b2 * v + (1 - b2) * g**2
            m_hat, v_hat = m / (1 - b1**self.t), v / (1 - b2**self.t)
            p.array -= self.rate * m_hat / (np.sqrt(v_hat) + self.eps)


# %% wrong: the largest square so far
class Adam(Optimizer):
    def __init__(self, params, lr=0.001, betas=(0.9, 0.999), eps=1e-8):
        super().__init__(params, lr)
        self.betas = betas
        self.eps = eps
        self.m = self.zeros()
        self.v = self.zeros()
        self.t = 0

    def step(self):
        self.t += 1
        b1, b2 = self.betas
        self.top = getattr(self, "top", self.zeros())
        for p, m, v, top in zip(self.params, self.m, self.v, self.top):
            g = p.grad.array
            m[...] = b1 * m + (1 - b1) * g
            v[...] = b2 * v + (1 - b2) * g**2
            np.maximum(top, v, out=top)
            m_hat, v_hat = m / (1 - b1**self.t), top / (1 - b2**self.t)
            p.array -= self.lr * m_hat / (np.sqrt(v_hat) + self.eps)


# %% right: lists of arrays anew, on tensors
class Adam(Optimizer):
    def __init__(self, params, lr=0.001, betas=(0.9, 0.999), eps=1e-8):
        super().__init__(params, lr)
        self.betas = betas
        self.eps = eps
        self.m = self.zeros()
        self.v = self.zeros()
        self.t = 0

    def step(self):
        self.t = self.t + 1
        b1, b2 = self.betas
        for i, p in enumerate(self.params):
            g = p.grad.array
            self.m[i] = b1 * self.m[i] + (1 - b1) * g
            self.v[i] = b2 * self.v[i] + (1 - b2) * g * g
            m_hat = self.m[i] / (1 - b1**self.t)
            v_hat = self.v[i] / (1 - b2**self.t)
            with NoGrad():
                p -= Tensor(self.lr * m_hat / (v_hat**0.5 + self.eps))
