# Mistakes in `SGD` that have a hint of their own, the more specific first.


# %% [markdown] id="name-unknown"
# Python does not know a name that `step` uses; the message says which. `params` and `lr` are names
# of `__init__` and end with it. What `__init__` kept for the other methods, it kept on `self`.

# %%
class SGD:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr

    def zero_grad(self):
        for p in self.params:
            p.grad = None

    def step(self):
        for p in self.params:
            p -= lr * p.grad


# %% [markdown] id="name-unknown-in-zero-grad"
# `step` works, but Python does not know a name that `zero_grad` uses; the message says which.
# `params` was an argument of `__init__` and ended with it. Under which name was the list kept?

# %%
class SGD:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr

    def zero_grad(self):
        for p in params:
            p.grad = None

    def step(self):
        for p in self.params:
            p.array -= self.lr * p.grad.array


# %% [markdown] id="index-without-dimension"
# `step` ends in an IndexError. A parameter may also be a single number, with shape (), and then
# there is no dimension for an index such as `[:]` to run over. Does the change need an index at
# all, and if you want one, which fits any number of dimensions?

# %%
class SGD:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr

    def zero_grad(self):
        for p in self.params:
            p.grad = None

    def step(self):
        for p in self.params:
            p.array[:] -= self.lr * p.grad.array


# %% [markdown] id="attribute-unknown"
# `step` asks something for an attribute that it does not have; the message says which, and of
# what. Here the numbers of a tensor are in `array`, where PyTorch has `data`, and the optimiser
# has only what `__init__` put on `self`.

# %%
class SGD:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr

    def zero_grad(self):
        for p in self.params:
            p.grad = None

    def step(self):
        for p in self.params:
            p.data -= self.lr * p.grad.data


# %% [markdown] id="array-and-tensor-mixed"
# `step` ends in a TypeError: if its message speaks of ufuncs or of an operand of type Tensor, an
# array meets a tensor in one operation, and both sides of the `-=` must be tensors, or both
# arrays. If it speaks of None, a gradient was gone before the step used it. If it speaks of a
# context manager, `NoGrad` lacks its brackets.

# %%
class SGD:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr

    def zero_grad(self):
        for p in self.params:
            p.grad = None

    def step(self):
        for p in self.params:
            p.array -= self.lr * p.grad


# %% [markdown] id="tensor-truth-value"
# `step` ends in a ValueError. If its message speaks of a truth value, a gradient of many numbers
# is asked whether it is true, or equal to something, where you mean whether it `is` None; or it
# stands where one number is expected, such as `alpha`. If it speaks of shapes, a parameter meets
# something that is not laid out as its own gradient is.

# %%
class SGD:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr

    def zero_grad(self):
        for p in self.params:
            p.grad = None

    def step(self):
        for p in self.params:
            if p.grad:
                p.array -= self.lr * p.grad.array


# %% [markdown] id="grad-truth-value"
# `step` works; `zero_grad` ends in a ValueError, because it asks whether a gradient of many
# numbers is true, or equal to something. Which question do you want to ask about the gradient, and
# do you need to ask it at all before you forget it?

# %%
class SGD:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr

    def zero_grad(self):
        for p in self.params:
            if p.grad:
                p.grad = None

    def step(self):
        for p in self.params:
            p.array -= self.lr * p.grad.array


# %% [markdown] id="zero-grad-attribute"
# `step` works; `zero_grad`, or the step after it, asks for an attribute that is not there, and the
# message says which. A gradient here has no `zero_`; a `grad` that was deleted is no longer there
# to be looked at; a parameter that was itself replaced by None has no `grad`. What should `p.grad`
# be in the end?

# %%
class SGD:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr

    def zero_grad(self):
        for p in self.params:
            p.grad.zero_()

    def step(self):
        for p in self.params:
            p.array -= self.lr * p.grad.array


# %% [markdown] id="zero-grad-type-error"
# `step` works until `zero_grad` is called; then comes a TypeError: if it speaks of item
# assignment, a tensor here cannot be written to entry by entry, and there is no need to fill a
# gradient with anything. If of ufuncs or operands: something that should stay as it is has been
# replaced. What is `p.grad` before any `backward`?

# %%
class SGD:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr

    def zero_grad(self):
        for p in self.params:
            p.grad[...] = 0

    def step(self):
        for p in self.params:
            p.array -= self.lr * p.grad.array


# %% [markdown] id="zero-grad-not-written"
# `step` works, and `zero_grad` still raises NotImplementedError: its line stands there, perhaps
# above the code that should take its place. The old gradients have to be forgotten before each new
# `backward`, which adds to what is there.

# %%
class SGD:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr

    def zero_grad(self):
        raise NotImplementedError()

    def step(self):
        for p in self.params:
            p.array -= self.lr * p.grad.array


# %% [markdown] id="params-exhausted"
# At once, or from the second loop on, neither `step` nor `zero_grad` changes anything in the
# network. Look at `self.params` first: `model.parameters()` is an iterator and can be walked
# through a single time, and a list that a step has filled with new tensors is not the network's any
# more. If the list is a list and stays one, there are two mistakes at once: `step` puts its result
# into a new tensor or another name, as `p = p - ...` does, and `zero_grad` leaves a gradient that
# is not None.

# %%
class SGD:
    def __init__(self, params, lr):
        self.params = params
        self.lr = lr

    def zero_grad(self):
        for p in self.params:
            p.grad = None

    def step(self):
        for p in self.params:
            p.array -= self.lr * p.grad.array


# %%
class SGD:
    def __init__(self, params, lr):
        self.state = [None for _ in params]
        self.params = list(params)
        self.lr = lr

    def zero_grad(self):
        for p in self.params:
            p.grad = None

    def step(self):
        for p in self.params:
            p.array -= self.lr * p.grad.array


# %% [markdown] id="step-changes-nothing"
# After `step` the parameters hold exactly what they held before. Either nothing is computed,
# because the loop or its condition passes every parameter by, or the result is put into a new
# tensor or another name, as in `p = p - ...`, and forgotten. Which line of yours writes into the
# parameter itself?

# %%
class SGD:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr

    def zero_grad(self):
        for p in self.params:
            p.grad = None

    def step(self):
        with NoGrad():
            for p in self.params:
                p = p - self.lr * p.grad


# %% [markdown] id="rebinds-instead-of-in-place"
# Your `step` puts new tensors into the optimiser's own list. The network still holds the old
# parameters, which never move, and `backward` leaves its gradients on those; at the next step the
# new ones have none. How can the numbers of a parameter change while it stays the same object?

# %%
class SGD:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr

    def zero_grad(self):
        for p in self.params:
            p.grad = None

    def step(self):
        for i, p in enumerate(self.params):
            self.params[i] = p - self.lr * p.grad


# %%
class SGD:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr

    def zero_grad(self):
        for p in self.params:
            p.grad = None

    def step(self):
        self.params = [Parameter(Tensor(p.array - self.lr * p.grad.array)) for p in self.params]


# %% [markdown] id="tensor-as-array"
# After `step`, the `array` of a parameter is a Tensor. A parameter *has* an array and *is* a
# tensor: the difference of an array or a tensor and another tensor is a tensor again, and does not
# belong into `array`. On which side of your line do you work, and is anything changed in place
# there?

# %%
class SGD:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr

    def zero_grad(self):
        for p in self.params:
            p.grad = None

    def step(self):
        for p in self.params:
            p.array = p - self.lr * p.grad


# %%
class SGD:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr

    def zero_grad(self):
        for p in self.params:
            p.grad = None

    def step(self):
        for p in self.params:
            p.array = p.array - self.lr * p.grad


# %% [markdown] id="array-replaced"
# The values are right, but each parameter has got a new array. Whoever holds the old one, such as
# the tensor that the parameter was made from, never hears of the step. What is the difference
# between `=` and `-=` for an array?

# %%
class SGD:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr

    def zero_grad(self):
        for p in self.params:
            p.grad = None

    def step(self):
        for p in self.params:
            p.array = p.array - self.lr * p.grad.array


# %% [markdown] id="array-replaced-and-grad-not-none"
# Two things at once. Each parameter has got a new array in `step`, so whoever holds the old one
# never hears of it: what is the difference between `=` and `-=` for an array? And after
# `zero_grad` the gradients are not None, but zeros or another number.

# %%
class SGD:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr

    def zero_grad(self):
        for p in self.params:
            p.grad = Tensor(np.zeros(p.shape))

    def step(self):
        for p in self.params:
            p.array = p.array - self.lr * p.grad.array


# %% [markdown] id="step-sets-grad-to-a-number"
# After `step` a gradient is a plain number. Forgetting gradients is the duty of `zero_grad`, which
# the training loop calls by itself, and a gradient that has been forgotten is None, not 0.

# %%
class SGD:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr

    def zero_grad(self):
        for p in self.params:
            p.grad = None

    def step(self):
        for p in self.params:
            p.array -= self.lr * p.grad.array
            p.grad = 0


# %%
class SGD:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr

    def zero_grad(self):
        for p in self.params:
            p.grad = 0

    def step(self):
        for p in self.params:
            p.array -= self.lr * p.grad.array
            p.grad = 0


# %% [markdown] id="adds-instead-of-subtracts"
# Your step goes uphill. The gradient points to where the loss grows, and the loss should become
# smaller: in the text's example, 3.0 becomes 2.5. Is there a plus, or one minus too many?

# %%
class SGD:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr

    def zero_grad(self):
        for p in self.params:
            p.grad = None

    def step(self):
        for p in self.params:
            p.array += self.lr * p.grad.array


# %% [markdown] id="lr-ignored"
# The size of your step does not depend on the learning rate that the optimiser was given. In the
# text's example a rate of 0.1 turns a gradient of 5.0 into a change of 0.5. Where does `self.lr`
# come in, and is it the `lr` of `__init__` or a number of your own?

# %%
class SGD:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr

    def zero_grad(self):
        for p in self.params:
            p.grad = None

    def step(self):
        for p in self.params:
            p.array -= p.grad.array


# %%
class SGD:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = 0.1

    def zero_grad(self):
        for p in self.params:
            p.grad = None

    def step(self):
        for p in self.params:
            p.array -= self.lr * p.grad.array


# %%
class SGD:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = 0.01

    def zero_grad(self):
        for p in self.params:
            p.grad = None

    def step(self):
        for p in self.params:
            p.array -= self.lr * p.grad.array


# %%
class SGD:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = 0.001

    def zero_grad(self):
        for p in self.params:
            p.grad = None

    def step(self):
        for p in self.params:
            p.array -= self.lr * p.grad.array


# %%
class SGD:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr

    def zero_grad(self):
        for p in self.params:
            p.grad = None

    def step(self):
        for p in self.params:
            p.array += p.grad.array


# %% [markdown] id="lr-applied-twice"
# The learning rate comes into your step twice, so that the step is too small. `sub_` and `add_`
# multiply by their `alpha` themselves. Where is the gradient multiplied by the rate for the first
# time, and where for the second?

# %%
class SGD:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr

    def zero_grad(self):
        for p in self.params:
            p.grad = None

    def step(self):
        for p in self.params:
            p.array -= self.lr * self.lr * p.grad.array


# %%
class SGD:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr

    def zero_grad(self):
        for p in self.params:
            p.grad = None

    def step(self):
        for p in self.params:
            p.array += self.lr * self.lr * p.grad.array


# %% [markdown] id="lr-inverted"
# You divide by the learning rate, so a smaller rate makes a larger step. It should be the other
# way round: with half the rate, the parameters move half as far.

# %%
class SGD:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr

    def zero_grad(self):
        for p in self.params:
            p.grad = None

    def step(self):
        for p in self.params:
            p.array -= p.grad.array / self.lr


# %%
class SGD:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr

    def zero_grad(self):
        for p in self.params:
            p.grad = None

    def step(self):
        for p in self.params:
            p.array += p.grad.array / self.lr


# %% [markdown] id="step-taken-twice"
# Every parameter moves twice as far as it should. Is the same change subtracted at two places in
# your `step`, or does the loop meet each parameter twice?

# %%
class SGD:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr

    def zero_grad(self):
        for p in self.params:
            p.grad = None

    def step(self):
        for p in self.params:
            p.array -= 2 * self.lr * p.grad.array


# %% [markdown] id="divided-by-count"
# Every parameter moves too little: your step is divided by how many there are, of parameters or of
# their entries. The learning rate is the only factor in front of a gradient. What is divided in
# your code, or averaged?

# %%
class SGD:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr

    def zero_grad(self):
        for p in self.params:
            p.grad = None

    def step(self):
        for p in self.params:
            p.array -= self.lr * p.grad.array / len(self.params)


# %%
class SGD:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr

    def zero_grad(self):
        for p in self.params:
            p.grad = None

    def step(self):
        for p in self.params:
            p.array -= self.lr * p.grad.array / p.size


# %%
class SGD:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr

    def zero_grad(self):
        for p in self.params:
            p.grad = None

    def step(self):
        for p in self.params:
            p.array -= self.lr * p.grad.array / (len(p.array) if p.ndim else 1)


# %% [markdown] id="gradient-ignored"
# Your step does not depend on the gradient. Without it there is no telling which way is down: the
# change of a parameter is made of the learning rate and of one thing that `backward` left on the
# parameter. What is that, and is it used?

# %%
class SGD:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr

    def zero_grad(self):
        for p in self.params:
            p.grad = None

    def step(self):
        for p in self.params:
            p.array -= self.lr


# %%
class SGD:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr

    def zero_grad(self):
        for p in self.params:
            p.grad = None

    def step(self):
        for p in self.params:
            p.array -= self.lr * p.array


# %%
class SGD:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr

    def zero_grad(self):
        for p in self.params:
            p.grad = None

    def step(self):
        for p in self.params:
            p.array += self.lr


# %% [markdown] id="gradient-magnitude-lost"
# Your step keeps the direction of the gradient, but loses its size, or whatever exceeds some
# length: where the loss is steep the step should be long, and short where it is nearly level. What
# changes the length of the gradient in your line?

# %%
class SGD:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr

    def zero_grad(self):
        for p in self.params:
            p.grad = None

    def step(self):
        for p in self.params:
            p.array -= self.lr * np.sign(p.grad.array)


# %%
class SGD:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr

    def zero_grad(self):
        for p in self.params:
            p.grad = None

    def step(self):
        for p in self.params:
            p.array -= self.lr * p.grad.array / np.linalg.norm(p.grad.array)


# %%
class SGD:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr

    def zero_grad(self):
        for p in self.params:
            p.grad = None

    def step(self):
        for p in self.params:
            p.array -= self.lr * p.grad.array / np.abs(p.grad.array).max()


# %%
class SGD:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr

    def zero_grad(self):
        for p in self.params:
            p.grad = None

    def step(self):
        for p in self.params:
            length = np.linalg.norm(p.grad.array)
            p.array -= self.lr * p.grad.array / max(1.0, length)


# %% [markdown] id="clipped"
# Large gradients are cut down before they are used. That is sometimes done to tame a training, but
# plain gradient descent takes every gradient as it is. Where do you limit it?

# %%
class SGD:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr

    def zero_grad(self):
        for p in self.params:
            p.grad = None

    def step(self):
        for p in self.params:
            p.array -= self.lr * np.clip(p.grad.array, -0.1, 0.1)


# %%
class SGD:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr

    def zero_grad(self):
        for p in self.params:
            p.grad = None

    def step(self):
        for p in self.params:
            p.array -= self.lr * np.clip(p.grad.array, -0.5, 0.5)


# %%
class SGD:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr

    def zero_grad(self):
        for p in self.params:
            p.grad = None

    def step(self):
        for p in self.params:
            p.array -= self.lr * np.clip(p.grad.array, -1, 1)


# %%
class SGD:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr

    def zero_grad(self):
        for p in self.params:
            p.grad = None

    def step(self):
        for p in self.params:
            p.array -= np.clip(self.lr * p.grad.array, -0.1, 0.1)


# %%
class SGD:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr

    def zero_grad(self):
        for p in self.params:
            p.grad = None

    def step(self):
        for p in self.params:
            p.array -= np.clip(self.lr * p.grad.array, -0.5, 0.5)


# %%
class SGD:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr

    def zero_grad(self):
        for p in self.params:
            p.grad = None

    def step(self):
        for p in self.params:
            p.array -= np.clip(self.lr * p.grad.array, -1, 1)


# %% [markdown] id="gradient-averaged"
# One number is made of a whole gradient, and all entries of a parameter move by the same amount.
# Each entry has a gradient of its own: the two arrays have the same shape, so what need is there
# for a mean or a sum?

# %%
class SGD:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr

    def zero_grad(self):
        for p in self.params:
            p.grad = None

    def step(self):
        for p in self.params:
            p.array -= self.lr * p.grad.array.mean()


# %%
class SGD:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr

    def zero_grad(self):
        for p in self.params:
            p.grad = None

    def step(self):
        for p in self.params:
            p.array -= self.lr * p.grad.array.sum()


# %% [markdown] id="gradient-squared"
# The gradient comes in as its own square, or multiplied by its own size. The step is proportional
# to the gradient: twice as steep, twice as far, and the sign says which way.

# %%
class SGD:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr

    def zero_grad(self):
        for p in self.params:
            p.grad = None

    def step(self):
        for p in self.params:
            p.array -= self.lr * p.grad.array * p.grad.array


# %%
class SGD:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr

    def zero_grad(self):
        for p in self.params:
            p.grad = None

    def step(self):
        for p in self.params:
            p.array -= self.lr * p.grad.array * np.abs(p.grad.array)


# %% [markdown] id="parameter-multiplied"
# The change that you make is proportional to the parameter's own value, so a parameter at 0 could
# never leave it. In the text's example, 3.0 moves by 0.5, and a parameter of 7.0 with the same
# gradient would move by 0.5, too. What does the 3.0 do in the change?

# %%
class SGD:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr

    def zero_grad(self):
        for p in self.params:
            p.grad = None

    def step(self):
        for p in self.params:
            p.array *= 1 - self.lr * p.grad.array


# %%
class SGD:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr

    def zero_grad(self):
        for p in self.params:
            p.grad = None

    def step(self):
        for p in self.params:
            p.array *= self.lr * p.grad.array


# %%
class SGD:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr

    def zero_grad(self):
        for p in self.params:
            p.grad = None

    def step(self):
        for p in self.params:
            p.array *= p.grad.array


# %% [markdown] id="brackets-misplaced"
# The learning rate multiplies the parameter as well as the gradient, so what is left of a
# parameter is a small part of it. Only the change is scaled by the rate. Where do the brackets
# stand?

# %%
class SGD:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr

    def zero_grad(self):
        for p in self.params:
            p.grad = None

    def step(self):
        for p in self.params:
            p.array[...] = self.lr * (p.array - p.grad.array)


# %%
class SGD:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr

    def zero_grad(self):
        for p in self.params:
            p.grad = None

    def step(self):
        for p in self.params:
            p.array = self.lr * (p.array - p.grad.array)


# %% [markdown] id="parameter-overwritten"
# The old values of the parameters are gone: what they hold is the change alone. A step starts from
# where the parameter is; in the text's example the 3.0 is still part of the 2.5. Is there an `=`
# where a `-=` or a difference belongs?

# %%
class SGD:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr

    def zero_grad(self):
        for p in self.params:
            p.grad = None

    def step(self):
        for p in self.params:
            p.array[...] = -self.lr * p.grad.array


# %%
class SGD:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr

    def zero_grad(self):
        for p in self.params:
            p.grad = None

    def step(self):
        for p in self.params:
            p.array[...] = self.lr * p.grad.array


# %%
class SGD:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr

    def zero_grad(self):
        for p in self.params:
            p.grad = None

    def step(self):
        for p in self.params:
            p.array = -self.lr * p.grad.array


# %%
class SGD:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr

    def zero_grad(self):
        for p in self.params:
            p.grad = None

    def step(self):
        for p in self.params:
            p.array = self.lr * p.grad.array


# %%
class SGD:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr

    def zero_grad(self):
        for p in self.params:
            p.grad = None

    def step(self):
        for p in self.params:
            p.array[...] = p.grad.array


# %%
class SGD:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr

    def zero_grad(self):
        for p in self.params:
            p.grad = None

    def step(self):
        for p in self.params:
            p.array[...] = self.lr * p.grad.array - p.array


# %%
class SGD:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr

    def zero_grad(self):
        for p in self.params:
            p.grad = None

    def step(self):
        for p in self.params:
            p.array = self.lr * p.grad.array - p.array


# %% [markdown] id="weight-decay"
# Besides following the gradient, your step shrinks the parameters a little. That is called weight
# decay, and nobody asked for it here: with a gradient of zero, a parameter should stay where it
# is.

# %%
class SGD:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr

    def zero_grad(self):
        for p in self.params:
            p.grad = None

    def step(self):
        for p in self.params:
            p.array -= self.lr * (p.grad.array + 0.1 * p.array)


# %%
class SGD:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr

    def zero_grad(self):
        for p in self.params:
            p.grad = None

    def step(self):
        for p in self.params:
            p.array -= self.lr * (p.grad.array + 0.01 * p.array)


# %%
class SGD:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr

    def zero_grad(self):
        for p in self.params:
            p.grad = None

    def step(self):
        for p in self.params:
            p.array -= self.lr * (p.grad.array + 0.001 * p.array)


# %%
class SGD:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr

    def zero_grad(self):
        for p in self.params:
            p.grad = None

    def step(self):
        for p in self.params:
            p.array -= self.lr * (p.grad.array + 1e-4 * p.array)


# %%
class SGD:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr

    def zero_grad(self):
        for p in self.params:
            p.grad = None

    def step(self):
        for p in self.params:
            p.array -= self.lr * (p.grad.array + 5e-4 * p.array)


# %%
class SGD:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr

    def zero_grad(self):
        for p in self.params:
            p.grad = None

    def step(self):
        for p in self.params:
            p.array -= self.lr * p.grad.array + 0.1 * p.array


# %%
class SGD:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr

    def zero_grad(self):
        for p in self.params:
            p.grad = None

    def step(self):
        for p in self.params:
            p.array -= self.lr * p.grad.array + 0.01 * p.array


# %%
class SGD:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr

    def zero_grad(self):
        for p in self.params:
            p.grad = None

    def step(self):
        for p in self.params:
            p.array -= self.lr * p.grad.array + 0.001 * p.array


# %% [markdown] id="adds-momentum"
# The later steps still carry the gradients of the steps before: you have built in a momentum. That
# is another optimiser, a good one, but this one starts afresh at every step. What does `self`
# remember between two steps?

# %%
class SGD:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr
        self.b = [np.zeros(p.shape) for p in self.params]

    def zero_grad(self):
        for p in self.params:
            p.grad = None

    def step(self):
        for i, p in enumerate(self.params):
            self.b[i] = 0.9 * self.b[i] + p.grad.array
            p.array -= self.lr * self.b[i]


# %%
class SGD:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr
        self.b = [np.zeros(p.shape) for p in self.params]

    def zero_grad(self):
        for p in self.params:
            p.grad = None

    def step(self):
        for i, p in enumerate(self.params):
            self.b[i] = 1 * self.b[i] + p.grad.array
            p.array -= self.lr * self.b[i]


# %%
class SGD:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr
        self.b = [np.zeros(p.shape) for p in self.params]

    def zero_grad(self):
        for p in self.params:
            p.grad = None

    def step(self):
        for i, p in enumerate(self.params):
            self.b[i] = 0.5 * self.b[i] + p.grad.array
            p.array -= self.lr * self.b[i]


# %%
class SGD:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr
        self.b = [np.zeros(p.shape) for p in self.params]

    def zero_grad(self):
        for p in self.params:
            p.grad = None

    def step(self):
        for i, p in enumerate(self.params):
            self.b[i] = 0.99 * self.b[i] + p.grad.array
            p.array -= self.lr * self.b[i]


# %%
class SGD:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr
        self.b = [np.zeros(p.shape) for p in self.params]

    def zero_grad(self):
        for p in self.params:
            p.grad = None

    def step(self):
        for i, p in enumerate(self.params):
            self.b[i] = 0.9 * self.b[i] + 0.1 * p.grad.array
            p.array -= self.lr * self.b[i]


# %% [markdown] id="lr-changed"
# Your learning rate does not stay what it was, so that not all steps have the length which the
# given rate asks for. Where does `self.lr` change, or what counts the steps?

# %%
class SGD:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr

    def zero_grad(self):
        for p in self.params:
            p.grad = None

    def step(self):
        self.lr *= 0.5
        for p in self.params:
            p.array -= self.lr * p.grad.array


# %%
class SGD:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr

    def zero_grad(self):
        for p in self.params:
            p.grad = None

    def step(self):
        self.lr *= 0.9
        for p in self.params:
            p.array -= self.lr * p.grad.array


# %%
class SGD:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr

    def zero_grad(self):
        for p in self.params:
            p.grad = None

    def step(self):
        self.lr *= 0.95
        for p in self.params:
            p.array -= self.lr * p.grad.array


# %%
class SGD:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr

    def zero_grad(self):
        for p in self.params:
            p.grad = None

    def step(self):
        self.lr *= 0.99
        for p in self.params:
            p.array -= self.lr * p.grad.array


# %%
class SGD:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr

    def zero_grad(self):
        for p in self.params:
            p.grad = None

    def step(self):
        for p in self.params:
            p.array -= self.lr * p.grad.array
        self.lr *= 0.5


# %%
class SGD:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr

    def zero_grad(self):
        for p in self.params:
            p.grad = None

    def step(self):
        for p in self.params:
            p.array -= self.lr * p.grad.array
        self.lr *= 0.9


# %%
class SGD:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr

    def zero_grad(self):
        for p in self.params:
            p.grad = None

    def step(self):
        for p in self.params:
            p.array -= self.lr * p.grad.array
        self.lr *= 0.95


# %%
class SGD:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr

    def zero_grad(self):
        for p in self.params:
            p.grad = None

    def step(self):
        for p in self.params:
            p.array -= self.lr * p.grad.array
        self.lr *= 0.99


# %%
class SGD:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr

    def zero_grad(self):
        for p in self.params:
            p.grad = None

    def step(self):
        for p in self.params:
            p.array -= self.lr * p.grad.array
        self.lr *= 0.999


# %%
class SGD:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr
        self.steps = 0

    def zero_grad(self):
        for p in self.params:
            p.grad = None

    def step(self):
        self.steps += 1
        for p in self.params:
            p.array -= self.lr / self.steps * p.grad.array


# %%
class SGD:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr

    def zero_grad(self):
        for p in self.params:
            p.grad = None

    def step(self):
        for p in self.params:
            p.array -= self.lr * p.grad.array
        self.lr = 0.01


# %% [markdown] id="adaptive-step"
# You divide the gradient by the size of past gradients, as other optimisers do. Plain gradient
# descent remembers nothing: its step is made of the learning rate and today's gradient. Start from
# the formula in the text and leave out everything else.

# %%
class SGD:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr
        self.b = [np.zeros(p.shape) for p in self.params]

    def zero_grad(self):
        for p in self.params:
            p.grad = None

    def step(self):
        for i, p in enumerate(self.params):
            self.b[i] = self.b[i] + p.grad.array**2
            p.array -= self.lr * p.grad.array / (np.sqrt(self.b[i]) + 1e-8)


# %%
class SGD:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr
        self.b = [np.zeros(p.shape) for p in self.params]

    def zero_grad(self):
        for p in self.params:
            p.grad = None

    def step(self):
        for i, p in enumerate(self.params):
            self.b[i] = 0.9 * self.b[i] + (1 - 0.9) * p.grad.array**2
            p.array -= self.lr * p.grad.array / (np.sqrt(self.b[i]) + 1e-8)


# %%
class SGD:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr
        self.b = [np.zeros(p.shape) for p in self.params]

    def zero_grad(self):
        for p in self.params:
            p.grad = None

    def step(self):
        for i, p in enumerate(self.params):
            self.b[i] = 0.99 * self.b[i] + (1 - 0.99) * p.grad.array**2
            p.array -= self.lr * p.grad.array / (np.sqrt(self.b[i]) + 1e-8)


# %% [markdown] id="not-all-parameters"
# Some parameters move as they should, and others stay where they are. Each of them takes part in a
# step: matrices, vectors and single numbers alike, from the first to the last. Does your loop end
# early, is the line that moves them outside it, or is there a condition that lets only some
# through?

# %%
class SGD:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr

    def zero_grad(self):
        for p in self.params:
            p.grad = None

    def step(self):
        for p in self.params:
            p.array -= self.lr * p.grad.array
            return


# %%
class SGD:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr

    def zero_grad(self):
        for p in self.params:
            p.grad = None

    def step(self):
        for p in self.params:
            change = self.lr * p.grad
        p -= change


# %%
class SGD:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr

    def zero_grad(self):
        for p in self.params:
            p.grad = None

    def step(self):
        for p in self.params:
            if p.ndim > 0:
                p.array -= self.lr * p.grad.array


# %%
class SGD:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr

    def zero_grad(self):
        for p in self.params:
            p.grad = None

    def step(self):
        for p in self.params:
            if p.ndim < 2:
                p.array -= self.lr * p.grad.array


# %%
class SGD:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr

    def zero_grad(self):
        for p in self.params:
            p.grad = None

    def step(self):
        for p in self.params[::2]:
            p.array -= self.lr * p.grad.array


# %%
class SGD:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr

    def zero_grad(self):
        for p in self.params:
            p.grad = None

    def step(self):
        for p in self.params:
            if p.ndim == 1:
                p.array -= self.lr * p.grad.array


# %%
class SGD:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr

    def zero_grad(self):
        for p in self.params:
            p.grad = None
            return

    def step(self):
        for p in self.params:
            p.array -= self.lr * p.grad.array
            return


# %%
class SGD:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr

    def zero_grad(self):
        for p in self.params:
            p.grad = None

    def step(self):
        for p in self.params:
            if p.ndim:
                p.array[0] -= self.lr * p.grad.array[0]


# %% [markdown] id="wrong-gradient"
# The first parameter moves as it should; the others move, but by a gradient that is not their own.
# Every parameter carries its gradient with it, in `p.grad`. Whose gradient does your loop read?

# %%
class SGD:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr

    def zero_grad(self):
        for p in self.params:
            p.grad = None

    def step(self):
        for p in self.params:
            p.array -= self.lr * np.resize(self.params[0].grad.array, p.shape)


# %%
class SGD:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr

    def zero_grad(self):
        for p in self.params:
            p.grad = None

    def step(self):
        gradient = self.params[0].grad.array.flat[0]
        for i, p in enumerate(self.params):
            p.array -= self.lr * (p.grad.array if i == 0 else gradient)


# %% [markdown] id="gradient-instead-of-parameter"
# The gradients change and the parameters do not: your step writes into the wrong one of the two.
# Which of them stands on the left of your `-=`, or comes first in the call of `sub_`?

# %%
class SGD:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr

    def zero_grad(self):
        for p in self.params:
            p.grad = None

    def step(self):
        for p in self.params:
            p.grad -= self.lr * p


# %%
class SGD:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr

    def zero_grad(self):
        for p in self.params:
            p.grad = None

    def step(self):
        for p in self.params:
            p.grad.array -= self.lr * p.grad.array


# %%
class SGD:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr

    def zero_grad(self):
        for p in self.params:
            p.grad = None

    def step(self):
        for p in self.params:
            p.grad = self.lr * p.grad


# %%
class SGD:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr

    def zero_grad(self):
        for p in self.params:
            p.grad = None

    def step(self):
        for p in self.params:
            p.grad = p - self.lr * p.grad


# %% [markdown] id="modifies-input"
# The parameters are right, but the gradients are no longer what they were before `step`: they have
# been changed on the way. A step only reads a gradient; others may want to look at it afterwards.
# Where is something assigned to `p.grad`, or changed in place in it?

# %%
class SGD:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr

    def zero_grad(self):
        for p in self.params:
            p.grad = None

    def step(self):
        for p in self.params:
            p.grad.array *= self.lr
            p.array -= p.grad.array


# %%
class SGD:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr

    def zero_grad(self):
        for p in self.params:
            p.grad = None

    def step(self):
        for p in self.params:
            p.grad.array *= -self.lr
            p.array += p.grad.array


# %%
class SGD:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr

    def zero_grad(self):
        for p in self.params:
            p.grad = None

    def step(self):
        for p in self.params:
            p.grad = -p.grad
            p.array += self.lr * p.grad.array


# %% [markdown] id="step-clears-grads"
# When `step` has returned, the gradients are gone. Forgetting them is the duty of `zero_grad`,
# which the training loop calls by itself; between the two, people may want to look at a gradient.
# What sets `p.grad` to None in your `step`?

# %%
class SGD:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr

    def zero_grad(self):
        for p in self.params:
            p.grad = None

    def step(self):
        for p in self.params:
            p.array -= self.lr * p.grad.array
        self.zero_grad()


# %% [markdown] id="step-leaves-zeros"
# The parameters are right, but after `step` their gradients are zeros. Forgetting gradients is the
# duty of `zero_grad`, which the training loop calls by itself; what does your `step` do with a
# gradient once it has been used?

# %%
class SGD:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr

    def zero_grad(self):
        for p in self.params:
            p.grad = None

    def step(self):
        for p in self.params:
            p.array -= self.lr * p.grad.array
            p.grad.array[...] = 0


# %% [markdown] id="step-records-graph"
# The values are right, but after the step a parameter remembers how it was computed. It should
# stay a leaf, as if it had always held these numbers, or the next `backward` would walk on into
# the step and past it. Which line hands the memory of a computed tensor over to the parameter?

# %%
class SGD:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr

    def zero_grad(self):
        for p in self.params:
            p.grad = None

    def step(self):
        for p in self.params:
            updated = p - self.lr * p.grad
            p.array[...] = updated.array
            p.recipe = updated.recipe


# %%
class SGD:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr

    def zero_grad(self):
        for p in self.params:
            p.grad = None

    def step(self):
        for p in self.params:
            updated = p - self.lr * p.grad
            p.array = updated.array
            p.recipe = updated.recipe


# %% [markdown] id="requires-grad-lost"
# The values are right, but after the step the parameters require no gradient any more, so the next
# `backward` will leave nothing on them. To keep a calculation out of the graph, is it the
# parameter that has to be changed, or a switch that goes back by itself at the end of a block?

# %%
class SGD:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr

    def zero_grad(self):
        for p in self.params:
            p.grad = None

    def step(self):
        for p in self.params:
            p.requires_grad = False
            p.array -= self.lr * p.grad.array


# %%
class SGD:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr

    def zero_grad(self):
        for p in self.params:
            p.grad = None

    def step(self):
        for p in self.params:
            p.requires_grad = False
            p.array = p.array - self.lr * p.grad.array


# %% [markdown] id="parameters-zeroed"
# Your `zero_grad` writes zeros into the parameters. It is the gradients that should be forgotten;
# what the network has learned should stay. What do you assign to: `p.array`, or `p.grad`?

# %%
class SGD:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr

    def zero_grad(self):
        for p in self.params:
            p.array[...] = 0
            p.grad = None

    def step(self):
        for p in self.params:
            p.array -= self.lr * p.grad.array


# %%
class SGD:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr

    def zero_grad(self):
        for p in self.params:
            p.array[...] = 0

    def step(self):
        for p in self.params:
            p.array -= self.lr * p.grad.array


# %% [markdown] id="parameters-forgotten"
# After the first `zero_grad` the optimiser no longer has its parameters, so later steps move
# nothing. Each gradient should be forgotten, one by one; the list of parameters stays. What do you
# do to `self.params` itself?

# %%
class SGD:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr

    def zero_grad(self):
        for p in self.params:
            p.grad = None
        self.params = []

    def step(self):
        for p in self.params:
            p.array -= self.lr * p.grad.array


# %%
class SGD:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr

    def zero_grad(self):
        self.params = []

    def step(self):
        for p in self.params:
            p.array -= self.lr * p.grad.array


# %% [markdown] id="not-all-gradients-cleared"
# Your `zero_grad` forgets some of the gradients and leaves others. Does its loop end after the
# first parameter, does the assignment stand outside the loop, or is there a condition that lets
# only some through?

# %%
class SGD:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr

    def zero_grad(self):
        for p in self.params:
            p.grad = None
            return

    def step(self):
        for p in self.params:
            p.array -= self.lr * p.grad.array


# %%
class SGD:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr

    def zero_grad(self):
        for p in self.params:
            if p.ndim > 0:
                p.grad = None

    def step(self):
        for p in self.params:
            p.array -= self.lr * p.grad.array


# %% [markdown] id="grad-not-none"
# After `zero_grad` every parameter still has a gradient that is not None: the old one, zeros, or
# some other. A name in the loop or another attribute can be set to None and leave `p.grad` as it
# is, and an array of zeros is not the same as nothing. What should stand on each side of the `=`?

# %%
class SGD:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr

    def zero_grad(self):
        for p in self.params:
            p.grad = Tensor(np.zeros(p.shape))

    def step(self):
        for p in self.params:
            p.array -= self.lr * p.grad.array


# %% [markdown] id="grad-tracking-left-off"
# The values are right, but after `step` the whole engine has stopped remembering: no later loss
# could be followed backwards. A switch that is put to off has to be put back. What does a `with`
# block do for you at its end?

# %%
class SGD:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr

    def zero_grad(self):
        for p in self.params:
            p.grad = None

    def step(self):
        NoGrad().__enter__()
        for p in self.params:
            p.array -= self.lr * p.grad.array

    def __del__(self):  # puts the switch back for whatever is tried next
        grad_tracking_enabled.enabled = True
