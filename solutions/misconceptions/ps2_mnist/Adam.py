# Mistakes in `Adam` that have a hint of their own, the more specific first.


# %% [markdown] id="no-correction"
# The averages start at zero, and in the first steps are mostly made of that zero. What are they
# divided by in the text to make up for it?

# %%
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
            p.array -= self.lr * m / (np.sqrt(v) + self.eps)


# %% [markdown] id="m-not-corrected"
# The average of the squares is corrected, and that of the gradients is not. Both have started at
# zero.

# %%
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
            p.array -= self.lr * m / (np.sqrt(vh) + self.eps)


# %% [markdown] id="v-not-corrected"
# The average of the gradients is corrected, and that of their squares is not. Both have started at
# zero.

# %%
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
            p.array -= self.lr * mh / (np.sqrt(v) + self.eps)


# %% [markdown] id="counted-too-late"
# The first step takes place with the number 0, and its correction divides by zero. Steps are
# counted from 1: is the number raised at all, and before it is used?

# %%
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
            m[...] = b1 * m + (1 - b1) * g
            v[...] = b2 * v + (1 - b2) * g**2
            mh = m / (1 - b1**self.t)
            vh = v / (1 - b2**self.t)
            p.array -= self.lr * mh / (np.sqrt(vh) + self.eps)


# %% [markdown] id="counted-per-parameter"
# The step is counted once for each parameter, so the second parameter is corrected as if it were in
# its second step. One call of `step` is one step for all of them.

# %%
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
            self.t += 1
            m[...] = b1 * m + (1 - b1) * g
            v[...] = b2 * v + (1 - b2) * g**2
            mh = m / (1 - b1**self.t)
            vh = v / (1 - b2**self.t)
            p.array -= self.lr * mh / (np.sqrt(vh) + self.eps)


# %% [markdown] id="averages-forgotten"
# The first step is right, and the later ones know nothing of it. The new averages are given to
# names that the loop forgets. How do you write into the arrays that the optimiser holds?

# %%
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
            m = b1 * m + (1 - b1) * g
            v = b2 * v + (1 - b2) * g**2
            mh = m / (1 - b1**self.t)
            vh = v / (1 - b2**self.t)
            p.array -= self.lr * mh / (np.sqrt(vh) + self.eps)


# %% [markdown] id="correction-stored"
# The first step is right. Then the corrected averages have taken the place of the averages, and are
# corrected again in the next step. Use them once and throw them away.

# %%
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
            m /= 1 - b1**self.t
            v /= 1 - b2**self.t
            p.array -= self.lr * m / (np.sqrt(v) + self.eps)


# %% [markdown] id="powers-missing"
# The correction is the same in every step: the betas are not raised to a power, or the number of
# the step stays what it is. In the text the correction fades as the averages fill.

# %%
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
            mh, vh = m / (1 - b1), v / (1 - b2)
            p.array -= self.lr * mh / (np.sqrt(vh) + self.eps)


# %% [markdown] id="correction-multiplied"
# The averages are multiplied by the correction, which makes them smaller still. They are too small
# in the first steps.

# %%
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
            mh, vh = m * (1 - b1**self.t), v * (1 - b2**self.t)
            p.array -= self.lr * mh / (np.sqrt(vh) + self.eps)


# %% [markdown] id="betas-exchanged"
# The two betas have changed places. Which of them belongs to the gradients, and which to their
# squares?

# %%
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
        b2, b1 = self.betas
        for p, m, v in zip(self.params, self.m, self.v):
            g = p.grad.array
            m[...] = b1 * m + (1 - b1) * g
            v[...] = b2 * v + (1 - b2) * g**2
            mh = m / (1 - b1**self.t)
            vh = v / (1 - b2**self.t)
            p.array -= self.lr * mh / (np.sqrt(vh) + self.eps)


# %% [markdown] id="shares-exchanged"
# In your averages the gradient has the share that the old average should have. Which of the two is
# multiplied by beta, and which by one minus beta?

# %%
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
            m[...] = (1 - b1) * m + b1 * g
            v[...] = (1 - b2) * v + b2 * g**2
            mh = m / (1 - b1**self.t)
            vh = v / (1 - b2**self.t)
            p.array -= self.lr * mh / (np.sqrt(vh) + self.eps)


# %% [markdown] id="gradient-whole"
# The gradients join the averages whole, as with momentum. In an average the shares of old and new
# add up to one.

# %%
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
            m[...] = b1 * m + g
            v[...] = b2 * v + g**2
            mh = m / (1 - b1**self.t)
            vh = v / (1 - b2**self.t)
            p.array -= self.lr * mh / (np.sqrt(vh) + self.eps)


# %% [markdown] id="square-missing"
# The second average is made of the gradients, where it should be made of their squares; the root of
# a negative number is not a number.

# %%
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
            v[...] = b2 * v + (1 - b2) * g
            mh = m / (1 - b1**self.t)
            vh = v / (1 - b2**self.t)
            p.array -= self.lr * mh / (np.sqrt(vh) + self.eps)


# %% [markdown] id="absolute-instead-of-square"
# The second average is made of the sizes of the gradients, where it should be made of their
# squares.

# %%
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
            v[...] = b2 * v + (1 - b2) * np.abs(g)
            mh = m / (1 - b1**self.t)
            vh = v / (1 - b2**self.t)
            p.array -= self.lr * mh / (np.sqrt(vh) + self.eps)


# %% [markdown] id="square-of-average"
# The second average is made of the squares of the first one. It should see the gradient itself.

# %%
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
            v[...] = b2 * v + (1 - b2) * m**2
            mh = m / (1 - b1**self.t)
            vh = v / (1 - b2**self.t)
            p.array -= self.lr * mh / (np.sqrt(vh) + self.eps)


# %% [markdown] id="root-missing"
# You divide by the average of the squares. Before that comes a root, so that what divides a
# gradient has the size of a gradient.

# %%
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
            p.array -= self.lr * mh / (vh + self.eps)


# %% [markdown] id="eps-under-root"
# Epsilon stands under the root. In the text it is added after the root has been taken; where
# gradients are small that makes a large difference.

# %%
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
            p.array -= self.lr * mh / np.sqrt(vh + self.eps)


# %% [markdown] id="eps-missing"
# Right as long as the gradients are large beside epsilon. Where is it added?

# %%
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
            p.array -= self.lr * mh / np.sqrt(vh)


# %% [markdown] id="eps-before-correction"
# Epsilon is added before the correction of the second average, and so is corrected with it. In the
# text it is added to the root of the corrected one.

# %%
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
            step = np.sqrt(1 - b2**self.t) / (1 - b1**self.t)
            p.array -= self.lr * step * m / (np.sqrt(v) + self.eps)


# %% [markdown] id="gradient-instead-of-average"
# You divide the gradient of this step by the root. It is the average of the gradients that moves
# the parameter.

# %%
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
            p.array -= self.lr * g / (np.sqrt(vh) + self.eps)


# %% [markdown] id="adds-instead-of-subtracts"
# Your step goes uphill. Gradients point to where the loss grows.

# %%
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
            p.array += self.lr * mh / (np.sqrt(vh) + self.eps)


# %% [markdown] id="lr-missing"
# The step is not multiplied by the learning rate.

# %%
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
            p.array -= mh / (np.sqrt(vh) + self.eps)


# %% [markdown] id="step-changes-nothing"
# After `step` the parameters are what they were. Is the new value given to a name that is
# forgotten? Which line writes into the parameter itself?

# %%
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
            p = p.array - self.lr * mh / (np.sqrt(vh) + self.eps)


# %%
class Adam(Optimizer):
    def __init__(self, params, lr=0.001, betas=(0.9, 0.999), eps=1e-8):
        super().__init__(params, lr)
        self.betas = betas
        self.eps = eps
        self.m = self.zeros()
        self.v = self.zeros()
        self.t = 0

    def step(self):
        pass


# %% [markdown] id="array-replaced"
# The values are right, but each parameter has got a new array. Whoever holds the old one never
# hears of the step. What is the difference between `=` and `-=` for an array?

# %%
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
            p.array = p.array - self.lr * mh / (np.sqrt(vh) + self.eps)


# %% [markdown] id="gradient-changed"
# The parameters are right, but the gradients are not what they were before `step`: something has
# been written into their arrays. Make a new array instead; watch for `*=`, `**=` and `out=`.

# %%
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
            g *= g
            v[...] = b2 * v + (1 - b2) * g
            mh = m / (1 - b1**self.t)
            vh = v / (1 - b2**self.t)
            p.array -= self.lr * mh / (np.sqrt(vh) + self.eps)


# %% [markdown] id="array-and-tensor-mixed"
# `step` ends in an error, because an array meets a tensor in one operation; `p.grad` is a tensor,
# and the averages are arrays. Decide for one kind and stay with it.

# %%
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
            g = p.grad
            m *= b1
            m += (1 - b1) * g
            v *= b2
            v += (1 - b2) * g * g
            mh = m / (1 - b1**self.t)
            vh = v / (1 - b2**self.t)
            p.array -= self.lr * mh / (np.sqrt(vh) + self.eps)
