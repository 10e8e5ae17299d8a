# Mistakes in `MomentumSGD` that have a hint of their own, the more specific first.


# %% [markdown] id="velocity-forgotten"
# The first step is right, and the later ones go as if there had been no step before. The new
# velocity is given to a name that the loop forgets. How do you write into the array that the
# optimiser holds?

# %%
class MomentumSGD(Optimizer):
    def __init__(self, params, lr, momentum=0.0, weight_decay=0.0):
        super().__init__(params, lr)
        self.momentum = momentum
        self.weight_decay = weight_decay
        self.b = self.zeros()

    def step(self):
        for p, b in zip(self.params, self.b):
            grad = p.grad.array + self.weight_decay * p.array
            b = self.momentum * b + grad
            p.array -= self.lr * b


# %%
class MomentumSGD(Optimizer):
    def __init__(self, params, lr, momentum=0.0, weight_decay=0.0):
        super().__init__(params, lr)
        self.momentum = momentum
        self.weight_decay = weight_decay
        self.b = self.zeros()

    def step(self):
        for p, b in zip(self.params, self.b):
            grad = p.grad.array + self.weight_decay * p.array
            p.array -= self.lr * grad


# %% [markdown] id="velocity-shared"
# The velocities of different parameters get mixed up. Each parameter has one of its own, with its
# own shape.

# %%
class MomentumSGD(Optimizer):
    def __init__(self, params, lr, momentum=0.0, weight_decay=0.0):
        super().__init__(params, lr)
        self.momentum = momentum
        self.weight_decay = weight_decay
        self.b = self.zeros()

    def step(self):
        b = self.b[0]
        for p in self.params:
            grad = p.grad.array + self.weight_decay * p.array
            b = self.b[0] = self.momentum * b.sum() + grad
            p.array -= self.lr * b


# %% [markdown] id="decay-missing"
# Momentum works, and weight decay does nothing. What does it add to the gradient?

# %%
class MomentumSGD(Optimizer):
    def __init__(self, params, lr, momentum=0.0, weight_decay=0.0):
        super().__init__(params, lr)
        self.momentum = momentum
        self.weight_decay = weight_decay
        self.b = self.zeros()

    def step(self):
        for p, b in zip(self.params, self.b):
            b *= self.momentum
            b += p.grad.array
            p.array -= self.lr * b


# %% [markdown] id="decay-and-momentum-missing"
# This is SGD as it was before. Neither momentum nor weight decay comes into your step; without
# both, it is right.

# %%
class MomentumSGD(Optimizer):
    def __init__(self, params, lr, momentum=0.0, weight_decay=0.0):
        super().__init__(params, lr)
        self.momentum = momentum
        self.weight_decay = weight_decay
        self.b = self.zeros()

    def step(self):
        for p in self.params:
            p.array -= self.lr * p.grad.array


# %% [markdown] id="decay-sign"
# Momentum works. Weight decay should pull towards zero, and yours pushes away from it. Which sign
# does it have, beside the gradient?

# %%
class MomentumSGD(Optimizer):
    def __init__(self, params, lr, momentum=0.0, weight_decay=0.0):
        super().__init__(params, lr)
        self.momentum = momentum
        self.weight_decay = weight_decay
        self.b = self.zeros()

    def step(self):
        for p, b in zip(self.params, self.b):
            b *= self.momentum
            b += p.grad.array - self.weight_decay * p.array
            p.array -= self.lr * b


# %% [markdown] id="decay-after-momentum"
# The decay pulls at the parameter directly, and does not become part of the velocity. With momentum
# that makes a difference: in the text it joins the gradient first. (What you have is known as
# decoupled decay.)

# %%
class MomentumSGD(Optimizer):
    def __init__(self, params, lr, momentum=0.0, weight_decay=0.0):
        super().__init__(params, lr)
        self.momentum = momentum
        self.weight_decay = weight_decay
        self.b = self.zeros()

    def step(self):
        for p, b in zip(self.params, self.b):
            b *= self.momentum
            b += p.grad.array
            p.array -= self.lr * (b + self.weight_decay * p.array)


# %%
class MomentumSGD(Optimizer):
    def __init__(self, params, lr, momentum=0.0, weight_decay=0.0):
        super().__init__(params, lr)
        self.momentum = momentum
        self.weight_decay = weight_decay
        self.b = self.zeros()

    def step(self):
        for p, b in zip(self.params, self.b):
            b *= self.momentum
            b += p.grad.array
            p.array *= 1 - self.lr * self.weight_decay
            p.array -= self.lr * b


# %%
class MomentumSGD(Optimizer):
    def __init__(self, params, lr, momentum=0.0, weight_decay=0.0):
        super().__init__(params, lr)
        self.momentum = momentum
        self.weight_decay = weight_decay
        self.b = self.zeros()

    def step(self):
        for p, b in zip(self.params, self.b):
            b *= self.momentum
            b += p.grad.array
            p.array -= self.lr * b
            p.array -= self.lr * self.weight_decay * p.array


# %% [markdown] id="decay-not-scaled"
# The decay pulls at the parameter with its full strength: it is not multiplied by the learning
# rate. In the text it joins the gradient, and goes the same way from there.

# %%
class MomentumSGD(Optimizer):
    def __init__(self, params, lr, momentum=0.0, weight_decay=0.0):
        super().__init__(params, lr)
        self.momentum = momentum
        self.weight_decay = weight_decay
        self.b = self.zeros()

    def step(self):
        for p, b in zip(self.params, self.b):
            b *= self.momentum
            b += p.grad.array
            p.array -= self.lr * b + self.weight_decay * p.array


# %%
class MomentumSGD(Optimizer):
    def __init__(self, params, lr, momentum=0.0, weight_decay=0.0):
        super().__init__(params, lr)
        self.momentum = momentum
        self.weight_decay = weight_decay
        self.b = self.zeros()

    def step(self):
        for p, b in zip(self.params, self.b):
            b *= self.momentum
            b += p.grad.array
            p.array *= 1 - self.weight_decay
            p.array -= self.lr * b


# %% [markdown] id="decays-the-gradient"
# The decay is multiplied with the gradient. It should pull at the weights: what is it a multiple
# of?

# %%
class MomentumSGD(Optimizer):
    def __init__(self, params, lr, momentum=0.0, weight_decay=0.0):
        super().__init__(params, lr)
        self.momentum = momentum
        self.weight_decay = weight_decay
        self.b = self.zeros()

    def step(self):
        for p, b in zip(self.params, self.b):
            b *= self.momentum
            b += p.grad.array + self.weight_decay * p.grad.array
            p.array -= self.lr * b


# %% [markdown] id="damped-gradient"
# The gradient is multiplied by one minus the momentum, as in a moving average. That is a rule of
# its own (PyTorch calls it dampening); in the text the gradient joins the velocity whole.

# %%
class MomentumSGD(Optimizer):
    def __init__(self, params, lr, momentum=0.0, weight_decay=0.0):
        super().__init__(params, lr)
        self.momentum = momentum
        self.weight_decay = weight_decay
        self.b = self.zeros()

    def step(self):
        for p, b in zip(self.params, self.b):
            grad = p.grad.array + self.weight_decay * p.array
            b *= self.momentum
            b += (1 - self.momentum) * grad
            p.array -= self.lr * b


# %% [markdown] id="lr-in-velocity"
# The learning rate is taken into the velocity, and then applied once more, or the other way round.
# In the text the velocity is made of gradients alone, and the learning rate comes once, last.

# %%
class MomentumSGD(Optimizer):
    def __init__(self, params, lr, momentum=0.0, weight_decay=0.0):
        super().__init__(params, lr)
        self.momentum = momentum
        self.weight_decay = weight_decay
        self.b = self.zeros()

    def step(self):
        for p, b in zip(self.params, self.b):
            grad = p.grad.array + self.weight_decay * p.array
            b *= self.momentum
            b += self.lr * grad
            p.array -= self.lr * b


# %% [markdown] id="momentum-on-gradient"
# Momentum multiplies the gradient, where it should multiply the velocity. Which of the two comes
# from the steps before?

# %%
class MomentumSGD(Optimizer):
    def __init__(self, params, lr, momentum=0.0, weight_decay=0.0):
        super().__init__(params, lr)
        self.momentum = momentum
        self.weight_decay = weight_decay
        self.b = self.zeros()

    def step(self):
        for p, b in zip(self.params, self.b):
            grad = p.grad.array + self.weight_decay * p.array
            b += self.momentum * grad
            p.array -= self.lr * b


# %%
class MomentumSGD(Optimizer):
    def __init__(self, params, lr, momentum=0.0, weight_decay=0.0):
        super().__init__(params, lr)
        self.momentum = momentum
        self.weight_decay = weight_decay
        self.b = self.zeros()

    def step(self):
        for p, b in zip(self.params, self.b):
            grad = p.grad.array + self.weight_decay * p.array
            b[...] = b + self.momentum * grad
            p.array -= self.lr * b


# %% [markdown] id="velocity-never-decays"
# The velocity grows with every gradient and never loses anything. Which share of it is kept from
# step to step?

# %%
class MomentumSGD(Optimizer):
    def __init__(self, params, lr, momentum=0.0, weight_decay=0.0):
        super().__init__(params, lr)
        self.momentum = momentum
        self.weight_decay = weight_decay
        self.b = self.zeros()

    def step(self):
        for p, b in zip(self.params, self.b):
            grad = p.grad.array + self.weight_decay * p.array
            b += grad
            p.array -= self.lr * b


# %% [markdown] id="old-velocity-used"
# The parameter moves by the velocity of the step before, or not at all in the first step: the
# velocity is brought up to date too late.

# %%
class MomentumSGD(Optimizer):
    def __init__(self, params, lr, momentum=0.0, weight_decay=0.0):
        super().__init__(params, lr)
        self.momentum = momentum
        self.weight_decay = weight_decay
        self.b = self.zeros()

    def step(self):
        for p, b in zip(self.params, self.b):
            grad = p.grad.array + self.weight_decay * p.array
            p.array -= self.lr * b
            b *= self.momentum
            b += grad


# %% [markdown] id="nesterov"
# The parameter moves by the gradient plus the momentum times the velocity. That is Nesterov's rule,
# a good one, but another one; here it moves by the velocity.

# %%
class MomentumSGD(Optimizer):
    def __init__(self, params, lr, momentum=0.0, weight_decay=0.0):
        super().__init__(params, lr)
        self.momentum = momentum
        self.weight_decay = weight_decay
        self.b = self.zeros()

    def step(self):
        for p, b in zip(self.params, self.b):
            grad = p.grad.array + self.weight_decay * p.array
            b *= self.momentum
            b += grad
            p.array -= self.lr * (grad + self.momentum * b)


# %% [markdown] id="adds-instead-of-subtracts"
# Your step goes uphill: the parameter moves along the velocity, and the velocity is made of
# gradients, which point to where the loss grows.

# %%
class MomentumSGD(Optimizer):
    def __init__(self, params, lr, momentum=0.0, weight_decay=0.0):
        super().__init__(params, lr)
        self.momentum = momentum
        self.weight_decay = weight_decay
        self.b = self.zeros()

    def step(self):
        for p, b in zip(self.params, self.b):
            grad = p.grad.array + self.weight_decay * p.array
            b *= self.momentum
            b += grad
            p.array += self.lr * b


# %% [markdown] id="lr-missing"
# The step is not multiplied by the learning rate.

# %%
class MomentumSGD(Optimizer):
    def __init__(self, params, lr, momentum=0.0, weight_decay=0.0):
        super().__init__(params, lr)
        self.momentum = momentum
        self.weight_decay = weight_decay
        self.b = self.zeros()

    def step(self):
        for p, b in zip(self.params, self.b):
            grad = p.grad.array + self.weight_decay * p.array
            b *= self.momentum
            b += grad
            p.array -= b


# %% [markdown] id="step-changes-nothing"
# After `step` the parameters are what they were. Is the new value given to a name that is
# forgotten, as in `p = p - ...`? Which line writes into the parameter itself?

# %%
class MomentumSGD(Optimizer):
    def __init__(self, params, lr, momentum=0.0, weight_decay=0.0):
        super().__init__(params, lr)
        self.momentum = momentum
        self.weight_decay = weight_decay
        self.b = self.zeros()

    def step(self):
        for p, b in zip(self.params, self.b):
            grad = p.grad.array + self.weight_decay * p.array
            b *= self.momentum
            b += grad
            p = p.array - self.lr * b


# %%
class MomentumSGD(Optimizer):
    def __init__(self, params, lr, momentum=0.0, weight_decay=0.0):
        super().__init__(params, lr)
        self.momentum = momentum
        self.weight_decay = weight_decay
        self.b = self.zeros()

    def step(self):
        pass


# %% [markdown] id="array-replaced"
# The values are right, but each parameter has got a new array. Whoever holds the old one never
# hears of the step. What is the difference between `=` and `-=` for an array?

# %%
class MomentumSGD(Optimizer):
    def __init__(self, params, lr, momentum=0.0, weight_decay=0.0):
        super().__init__(params, lr)
        self.momentum = momentum
        self.weight_decay = weight_decay
        self.b = self.zeros()

    def step(self):
        for p, b in zip(self.params, self.b):
            grad = p.grad.array + self.weight_decay * p.array
            b *= self.momentum
            b += grad
            p.array = p.array - self.lr * b


# %% [markdown] id="gradient-changed"
# The parameters are right, but the gradients are not what they were before `step`: the decay, or
# the velocity, has been written into them. Make a new array instead. Does your velocity share its
# array with a gradient?

# %%
class MomentumSGD(Optimizer):
    def __init__(self, params, lr, momentum=0.0, weight_decay=0.0):
        super().__init__(params, lr)
        self.momentum = momentum
        self.weight_decay = weight_decay
        self.b = self.zeros()

    def step(self):
        for p, b in zip(self.params, self.b):
            grad = p.grad.array
            grad += self.weight_decay * p.array
            b *= self.momentum
            b += grad
            p.array -= self.lr * b


# %%
class MomentumSGD(Optimizer):
    def __init__(self, params, lr, momentum=0.0, weight_decay=0.0):
        super().__init__(params, lr)
        self.momentum = momentum
        self.weight_decay = weight_decay
        self.b = self.zeros()

    def step(self):
        for p, b in zip(self.params, self.b):
            p.grad.array += self.weight_decay * p.array + self.momentum * b
            b[...] = p.grad.array
            p.array -= self.lr * b


# %% [markdown] id="array-and-tensor-mixed"
# `step` ends in an error, because an array meets a tensor in one operation; `p.grad` is a tensor,
# and so is `p`, and the velocity is an array. Decide for one kind and stay with it.

# %%
class MomentumSGD(Optimizer):
    def __init__(self, params, lr, momentum=0.0, weight_decay=0.0):
        super().__init__(params, lr)
        self.momentum = momentum
        self.weight_decay = weight_decay
        self.b = self.zeros()

    def step(self):
        for p, b in zip(self.params, self.b):
            grad = p.grad + self.weight_decay * p.array
            b *= self.momentum
            b += grad
            p.array -= self.lr * b
