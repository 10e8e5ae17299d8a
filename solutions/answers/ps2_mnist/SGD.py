# Answers to `SGD`, right and wrong, that the autograder is measured on.

# %% right: as the text suggests
class SGD:
    def __init__(self, params: Iterable[Parameter], lr: float):
        self.params = list(params)
        self.lr = lr
        self.b = [None for _ in self.params]

    def zero_grad(self) -> None:
        for parameter in self.params:
            parameter.grad = None

    def step(self) -> None:
        with NoGrad():
            for parameter in self.params:
                parameter -= parameter.grad * self.lr


# %% right: sub_ with alpha
class SGD:
    def __init__(self, params: Iterable[Parameter], lr: float):
        self.params = list(params)
        self.lr = lr
        self.b = [None for _ in self.params]

    def zero_grad(self) -> None:
        for p in self.params:
            p.grad = None

    def step(self) -> None:
        for p in self.params:
            sub_(p, p.grad, alpha=self.lr)


# %% right: adds the negative
class SGD:
    def __init__(self, params: Iterable[Parameter], lr: float):
        self.params = list(params)
        self.lr = lr
        self.b = [None for _ in self.params]

    def zero_grad(self) -> None:
        for p in self.params:
            p.grad = None

    def step(self) -> None:
        with NoGrad():
            for p in self.params:
                p += -(self.lr * p.grad)


# %% right: on the arrays
class SGD:
    def __init__(self, params: Iterable[Parameter], lr: float):
        self.params = list(params)
        self.lr = lr
        self.b = [None for _ in self.params]

    def zero_grad(self) -> None:
        for p in self.params:
            p.grad = None

    def step(self) -> None:
        for p in self.params:
            p.array -= self.lr * p.grad.array


# %% right: np.subtract into the array
class SGD:
    def __init__(self, params: Iterable[Parameter], lr: float):
        self.params = list(params)
        self.lr = lr
        self.b = [None for _ in self.params]

    def zero_grad(self) -> None:
        for i in range(len(self.params)):
            setattr(self.params[i], "grad", None)

    def step(self) -> None:
        for p in self.params:
            np.subtract(p.array, self.lr * p.grad.array, out=p.array)


# %% right: skips those without a gradient
class SGD:
    def __init__(self, params: Iterable[Parameter], lr: float):
        self.params = list(params)
        self.lr = lr
        self.b = [None for _ in self.params]

    def zero_grad(self) -> None:
        for p in self.params:
            p.grad = None

    def step(self) -> None:
        with NoGrad():
            for p in self.params:
                if p.grad is None:
                    continue
                p.add_(p.grad, -self.lr)


# %% right: through the list, by index
class SGD:
    def __init__(self, params: Iterable[Parameter], lr: float):
        self.params = list(params)
        self.lr = lr
        self.b = [None for _ in self.params]

    def zero_grad(self) -> None:
        for p in self.params:
            p.grad = None

    def step(self) -> None:
        with NoGrad():
            for i in range(len(self.params)):
                self.params[i] -= self.params[i].grad * self.lr


# %% right: writes the new values over the old ones, in float64
class SGD:
    def __init__(self, params: Iterable[Parameter], lr: float):
        self.params = list(params)
        self.lr = lr
        self.b = [None for _ in self.params]

    def zero_grad(self) -> None:
        for p in self.params:
            p.grad = None

    def step(self) -> None:
        for p in self.params:
            new = p.array.astype(np.float64) - self.lr * p.grad.array.astype(np.float64)
            p.array[...] = new


# %% right: one element at a time
class SGD:
    def __init__(self, params: Iterable[Parameter], lr: float):
        self.params = list(params)
        self.lr = lr
        self.b = [None for _ in self.params]

    def zero_grad(self) -> None:
        for p in self.params:
            p.grad = None

    def step(self) -> None:
        for p in self.params:
            for position in np.ndindex(p.shape):
                p.array[position] -= self.lr * p.grad.array[position]


# %% right: through the graph, but only the values are taken over
class SGD:
    def __init__(self, params: Iterable[Parameter], lr: float):
        self.params = list(params)
        self.lr = lr
        self.b = [None for _ in self.params]

    def zero_grad(self) -> None:
        for p in self.params:
            p.grad = None

    def step(self) -> None:
        for p in self.params:
            updated = p - self.lr * p.grad
            np.copyto(p.array, updated.array)


# %% wrong: subtracts into a new Tensor [step-changes-nothing]
class SGD:
    def __init__(self, params: Iterable[Parameter], lr: float):
        self.params = list(params)
        self.lr = lr
        self.b = [None for _ in self.params]

    def zero_grad(self) -> None:
        for p in self.params:
            p.grad = None

    def step(self) -> None:
        with NoGrad():
            for p in self.params:
                p = p - self.lr * p.grad


# %% wrong: puts new Tensors in the list [rebinds-instead-of-in-place]
class SGD:
    def __init__(self, params: Iterable[Parameter], lr: float):
        self.params = list(params)
        self.lr = lr
        self.b = [None for _ in self.params]

    def zero_grad(self) -> None:
        for p in self.params:
            p.grad = None

    def step(self) -> None:
        with NoGrad():
            for i, p in enumerate(self.params):
                self.params[i] = p - self.lr * p.grad


# %% wrong: puts new Parameters in the list [rebinds-instead-of-in-place]
class SGD:
    def __init__(self, params: Iterable[Parameter], lr: float):
        self.params = list(params)
        self.lr = lr
        self.b = [None for _ in self.params]

    def zero_grad(self) -> None:
        for p in self.params:
            p.grad = None

    def step(self) -> None:
        self.params = [Parameter(Tensor(p.array - self.lr * p.grad.array)) for p in self.params]


# %% wrong: gives the Parameter a new array [array-replaced]
class SGD:
    def __init__(self, params: Iterable[Parameter], lr: float):
        self.params = list(params)
        self.lr = lr
        self.b = [None for _ in self.params]

    def zero_grad(self) -> None:
        for p in self.params:
            p.grad = None

    def step(self) -> None:
        for p in self.params:
            p.array = p.array - self.lr * p.grad.array


# %% wrong: new Tensors with a recipe [step-records-graph]
class SGD:
    def __init__(self, params: Iterable[Parameter], lr: float):
        self.params = list(params)
        self.lr = lr
        self.b = [None for _ in self.params]

    def zero_grad(self) -> None:
        for p in self.params:
            p.grad = None

    def step(self) -> None:
        for p in self.params:
            updated = p - self.lr * p.grad
            p.array[...] = updated.array
            p.recipe = updated.recipe


# %% wrong: adds [adds-instead-of-subtracts]
class SGD:
    def __init__(self, params: Iterable[Parameter], lr: float):
        self.params = list(params)
        self.lr = lr
        self.b = [None for _ in self.params]

    def zero_grad(self) -> None:
        for p in self.params:
            p.grad = None

    def step(self) -> None:
        with NoGrad():
            for p in self.params:
                p += self.lr * p.grad


# %% wrong: a minus too many [adds-instead-of-subtracts]
class SGD:
    def __init__(self, params: Iterable[Parameter], lr: float):
        self.params = list(params)
        self.lr = lr
        self.b = [None for _ in self.params]

    def zero_grad(self) -> None:
        for p in self.params:
            p.grad = None

    def step(self) -> None:
        for p in self.params:
            sub_(p, p.grad, alpha=-self.lr)


# %% wrong: forgets the learning rate [lr-ignored]
class SGD:
    def __init__(self, params: Iterable[Parameter], lr: float):
        self.params = list(params)
        self.lr = lr
        self.b = [None for _ in self.params]

    def zero_grad(self) -> None:
        for p in self.params:
            p.grad = None

    def step(self) -> None:
        with NoGrad():
            for p in self.params:
                p -= p.grad


# %% wrong: a learning rate of its own [lr-ignored]
class SGD:
    def __init__(self, params: Iterable[Parameter], lr: float):
        self.params = list(params)
        self.lr = 0.01
        self.b = [None for _ in self.params]

    def zero_grad(self) -> None:
        for p in self.params:
            p.grad = None

    def step(self) -> None:
        with NoGrad():
            for p in self.params:
                p -= self.lr * p.grad


# %% wrong: the learning rate alone, without the gradient [gradient-ignored]
class SGD:
    def __init__(self, params: Iterable[Parameter], lr: float):
        self.params = list(params)
        self.lr = lr
        self.b = [None for _ in self.params]

    def zero_grad(self) -> None:
        for p in self.params:
            p.grad = None

    def step(self) -> None:
        with NoGrad():
            for p in self.params:
                p -= Tensor(np.full(p.shape, self.lr))


# %% wrong: only the direction of the gradient [gradient-magnitude-lost]
class SGD:
    def __init__(self, params: Iterable[Parameter], lr: float):
        self.params = list(params)
        self.lr = lr
        self.b = [None for _ in self.params]

    def zero_grad(self) -> None:
        for p in self.params:
            p.grad = None

    def step(self) -> None:
        with NoGrad():
            for p in self.params:
                p -= self.lr * Tensor(np.sign(p.grad.array))


# %% wrong: limits the gradient [clipped]
class SGD:
    def __init__(self, params: Iterable[Parameter], lr: float):
        self.params = list(params)
        self.lr = lr
        self.b = [None for _ in self.params]

    def zero_grad(self) -> None:
        for p in self.params:
            p.grad = None

    def step(self) -> None:
        with NoGrad():
            for p in self.params:
                p -= self.lr * Tensor(np.clip(p.grad.array, -0.5, 0.5))


# %% wrong: the mean of the gradient [gradient-averaged]
class SGD:
    def __init__(self, params: Iterable[Parameter], lr: float):
        self.params = list(params)
        self.lr = lr
        self.b = [None for _ in self.params]

    def zero_grad(self) -> None:
        for p in self.params:
            p.grad = None

    def step(self) -> None:
        for p in self.params:
            p.array -= self.lr * p.grad.array.mean()


# %% wrong: divides by the number of parameters [divided-by-count]
class SGD:
    def __init__(self, params: Iterable[Parameter], lr: float):
        self.params = list(params)
        self.lr = lr
        self.b = [None for _ in self.params]

    def zero_grad(self) -> None:
        for p in self.params:
            p.grad = None

    def step(self) -> None:
        for p in self.params:
            p.array -= self.lr * p.grad.array / len(self.params)


# %% wrong: divides by the learning rate [lr-inverted]
class SGD:
    def __init__(self, params: Iterable[Parameter], lr: float):
        self.params = list(params)
        self.lr = lr
        self.b = [None for _ in self.params]

    def zero_grad(self) -> None:
        for p in self.params:
            p.grad = None

    def step(self) -> None:
        with NoGrad():
            for p in self.params:
                p -= p.grad / self.lr


# %% wrong: shrinks the parameter by the gradient [parameter-multiplied]
class SGD:
    def __init__(self, params: Iterable[Parameter], lr: float):
        self.params = list(params)
        self.lr = lr
        self.b = [None for _ in self.params]

    def zero_grad(self) -> None:
        for p in self.params:
            p.grad = None

    def step(self) -> None:
        for p in self.params:
            p.array *= 1 - self.lr * p.grad.array


# %% wrong: weight decay besides [weight-decay]
class SGD:
    def __init__(self, params: Iterable[Parameter], lr: float):
        self.params = list(params)
        self.lr = lr
        self.b = [None for _ in self.params]

    def zero_grad(self) -> None:
        for p in self.params:
            p.grad = None

    def step(self) -> None:
        with NoGrad():
            for p in self.params:
                p -= self.lr * (p.grad + 0.01 * p)


# %% wrong: momentum [adds-momentum]
class SGD:
    def __init__(self, params: Iterable[Parameter], lr: float):
        self.params = list(params)
        self.lr = lr
        self.b = [None for _ in self.params]

    def zero_grad(self) -> None:
        for p in self.params:
            p.grad = None

    def step(self) -> None:
        for i, p in enumerate(self.params):
            g = p.grad.array
            self.b[i] = g.copy() if self.b[i] is None else 0.9 * self.b[i] + g
            p.array -= self.lr * self.b[i]


# %% wrong: the learning rate falls at every step [lr-changed]
class SGD:
    def __init__(self, params: Iterable[Parameter], lr: float):
        self.params = list(params)
        self.lr = lr
        self.b = [None for _ in self.params]

    def zero_grad(self) -> None:
        for p in self.params:
            p.grad = None

    def step(self) -> None:
        with NoGrad():
            for p in self.params:
                p -= self.lr * p.grad
        self.lr *= 0.9


# %% wrong: only the first parameter, a return too early [not-all-parameters]
class SGD:
    def __init__(self, params: Iterable[Parameter], lr: float):
        self.params = list(params)
        self.lr = lr
        self.b = [None for _ in self.params]

    def zero_grad(self) -> None:
        for p in self.params:
            p.grad = None

    def step(self) -> None:
        with NoGrad():
            for p in self.params:
                p -= self.lr * p.grad
                return


# %% wrong: only the last parameter, outside the loop [not-all-parameters]
class SGD:
    def __init__(self, params: Iterable[Parameter], lr: float):
        self.params = list(params)
        self.lr = lr
        self.b = [None for _ in self.params]

    def zero_grad(self) -> None:
        for p in self.params:
            p.grad = None

    def step(self) -> None:
        with NoGrad():
            for p in self.params:
                update = self.lr * p.grad
            p -= update


# %% wrong: only matrices, no biases [not-all-parameters]
class SGD:
    def __init__(self, params: Iterable[Parameter], lr: float):
        self.params = list(params)
        self.lr = lr
        self.b = [None for _ in self.params]

    def zero_grad(self) -> None:
        for p in self.params:
            p.grad = None

    def step(self) -> None:
        for p in self.params:
            if p.ndim == 2:
                p.array -= self.lr * p.grad.array


# %% wrong: the gradient of the first parameter for all [wrong-gradient]
class SGD:
    def __init__(self, params: Iterable[Parameter], lr: float):
        self.params = list(params)
        self.lr = lr
        self.b = [None for _ in self.params]

    def zero_grad(self) -> None:
        for p in self.params:
            p.grad = None

    def step(self) -> None:
        for p in self.params:
            p.array -= self.lr * np.resize(self.params[0].grad.array, p.shape)


# %% wrong: keeps the iterator, which is empty after one walk [params-exhausted]
class SGD:
    def __init__(self, params: Iterable[Parameter], lr: float):
        self.params = params
        self.lr = lr
        self.b = []

    def zero_grad(self) -> None:
        for p in self.params:
            p.grad = None

    def step(self) -> None:
        with NoGrad():
            for p in self.params:
                p -= self.lr * p.grad


# %% wrong: the iterator walked for self.b before it is kept [params-exhausted]
class SGD:
    def __init__(self, params: Iterable[Parameter], lr: float):
        self.b = [None for _ in params]
        self.params = list(params)
        self.lr = lr

    def zero_grad(self) -> None:
        for p in self.params:
            p.grad = None

    def step(self) -> None:
        with NoGrad():
            for p in self.params:
                p -= self.lr * p.grad


# %% wrong: scales the gradient in place [modifies-input]
class SGD:
    def __init__(self, params: Iterable[Parameter], lr: float):
        self.params = list(params)
        self.lr = lr
        self.b = [None for _ in self.params]

    def zero_grad(self) -> None:
        for p in self.params:
            p.grad = None

    def step(self) -> None:
        for p in self.params:
            p.grad.array *= self.lr
            p.array -= p.grad.array


# %% wrong: clears the gradients after the step [step-clears-grads]
class SGD:
    def __init__(self, params: Iterable[Parameter], lr: float):
        self.params = list(params)
        self.lr = lr
        self.b = [None for _ in self.params]

    def zero_grad(self) -> None:
        for p in self.params:
            p.grad = None

    def step(self) -> None:
        with NoGrad():
            for p in self.params:
                p -= self.lr * p.grad
        self.zero_grad()


# %% wrong: clears the gradients before the step [step-clears-grads]
class SGD:
    def __init__(self, params: Iterable[Parameter], lr: float):
        self.params = list(params)
        self.lr = lr
        self.b = [None for _ in self.params]

    def zero_grad(self) -> None:
        for p in self.params:
            p.grad = None

    def step(self) -> None:
        self.zero_grad()
        for p in self.params:
            if p.grad is not None:
                p.array -= self.lr * p.grad.array


# %% wrong: switches gradients off and not on again [grad-tracking-left-off]
class SGD:
    def __init__(self, params: Iterable[Parameter], lr: float):
        self.params = list(params)
        self.lr = lr
        self.b = [None for _ in self.params]

    def zero_grad(self) -> None:
        for p in self.params:
            p.grad = None

    def step(self) -> None:
        NoGrad().__enter__()
        for p in self.params:
            p -= self.lr * p.grad


# %% wrong: takes requires_grad away from the parameters [requires-grad-lost]
class SGD:
    def __init__(self, params: Iterable[Parameter], lr: float):
        self.params = list(params)
        self.lr = lr
        self.b = [None for _ in self.params]

    def zero_grad(self) -> None:
        for p in self.params:
            p.grad = None

    def step(self) -> None:
        for p in self.params:
            p.requires_grad = False
            p -= self.lr * p.grad


# %% wrong: no step [step-changes-nothing]
class SGD:
    def __init__(self, params: Iterable[Parameter], lr: float):
        self.params = list(params)
        self.lr = lr
        self.b = [None for _ in self.params]

    def zero_grad(self) -> None:
        for p in self.params:
            p.grad = None

    def step(self) -> None:
        pass


# %% wrong: gradients of zeros instead of None [grad-not-none]
class SGD:
    def __init__(self, params: Iterable[Parameter], lr: float):
        self.params = list(params)
        self.lr = lr
        self.b = [None for _ in self.params]

    def zero_grad(self) -> None:
        for p in self.params:
            p.grad = Tensor(np.zeros(p.shape))

    def step(self) -> None:
        with NoGrad():
            for p in self.params:
                p -= self.lr * p.grad


# %% wrong: gradients set to the number 0 [grad-not-none]
class SGD:
    def __init__(self, params: Iterable[Parameter], lr: float):
        self.params = list(params)
        self.lr = lr
        self.b = [None for _ in self.params]

    def zero_grad(self) -> None:
        for p in self.params:
            p.grad = 0

    def step(self) -> None:
        with NoGrad():
            for p in self.params:
                p -= self.lr * p.grad


# %% wrong: fills the gradients with zeros [grad-not-none]
class SGD:
    def __init__(self, params: Iterable[Parameter], lr: float):
        self.params = list(params)
        self.lr = lr
        self.b = [None for _ in self.params]

    def zero_grad(self) -> None:
        for p in self.params:
            if p.grad is not None:
                p.grad.array[...] = 0

    def step(self) -> None:
        with NoGrad():
            for p in self.params:
                p -= self.lr * p.grad


# %% wrong: deletes the attribute grad [zero-grad-attribute]
class SGD:
    def __init__(self, params: Iterable[Parameter], lr: float):
        self.params = list(params)
        self.lr = lr
        self.b = [None for _ in self.params]

    def zero_grad(self) -> None:
        for p in self.params:
            del p.grad

    def step(self) -> None:
        with NoGrad():
            for p in self.params:
                p -= self.lr * p.grad


# %% wrong: sets a name to None instead of the gradient [grad-not-none]
class SGD:
    def __init__(self, params: Iterable[Parameter], lr: float):
        self.params = list(params)
        self.lr = lr
        self.b = [None for _ in self.params]

    def zero_grad(self) -> None:
        for p in self.params:
            grad = p.grad
            grad = None

    def step(self) -> None:
        with NoGrad():
            for p in self.params:
                p -= self.lr * p.grad


# %% wrong: zero_grad left empty [grad-not-none]
class SGD:
    def __init__(self, params: Iterable[Parameter], lr: float):
        self.params = list(params)
        self.lr = lr
        self.b = [None for _ in self.params]

    def zero_grad(self) -> None:
        return None

    def step(self) -> None:
        with NoGrad():
            for p in self.params:
                p -= self.lr * p.grad


# %% wrong: clears the first gradient only [not-all-gradients-cleared]
class SGD:
    def __init__(self, params: Iterable[Parameter], lr: float):
        self.params = list(params)
        self.lr = lr
        self.b = [None for _ in self.params]

    def zero_grad(self) -> None:
        for p in self.params:
            p.grad = None
            return

    def step(self) -> None:
        with NoGrad():
            for p in self.params:
                p -= self.lr * p.grad


# %% wrong: asks whether the gradient is true [grad-truth-value]
class SGD:
    def __init__(self, params: Iterable[Parameter], lr: float):
        self.params = list(params)
        self.lr = lr
        self.b = [None for _ in self.params]

    def zero_grad(self) -> None:
        for p in self.params:
            if p.grad:
                p.grad = None

    def step(self) -> None:
        with NoGrad():
            for p in self.params:
                p -= self.lr * p.grad


# %% wrong: zeroes the parameters [parameters-zeroed]
class SGD:
    def __init__(self, params: Iterable[Parameter], lr: float):
        self.params = list(params)
        self.lr = lr
        self.b = [None for _ in self.params]

    def zero_grad(self) -> None:
        for p in self.params:
            p.array[...] = 0
            p.grad = None

    def step(self) -> None:
        with NoGrad():
            for p in self.params:
                p -= self.lr * p.grad


# %% wrong: forgets the parameters [parameters-forgotten]
class SGD:
    def __init__(self, params: Iterable[Parameter], lr: float):
        self.params = list(params)
        self.lr = lr
        self.b = [None for _ in self.params]

    def zero_grad(self) -> None:
        for p in self.params:
            p.grad = None
        self.params = []

    def step(self) -> None:
        with NoGrad():
            for p in self.params:
                p -= self.lr * p.grad


# %% wrong: a name that exists nowhere [name-unknown]
class SGD:
    def __init__(self, params: Iterable[Parameter], lr: float):
        self.params = list(params)
        self.lr = lr
        self.b = [None for _ in self.params]

    def zero_grad(self) -> None:
        for p in self.params:
            p.grad = None

    def step(self) -> None:
        with NoGrad():
            for p in params:
                p -= lr * p.grad


# %% wrong: a new name in step, and 0 for a gradient [params-exhausted]
class SGD:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr

    def zero_grad(self):
        for p in self.params:
            p.grad = 0

    def step(self):
        for p in self.params:
            p = p - self.lr * p.grad


# %% wrong: a new array in step, and 0 for a gradient [array-replaced-and-grad-not-none]
class SGD:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr

    def zero_grad(self):
        for p in self.params:
            p.grad = 0

    def step(self):
        for p in self.params:
            p.array = p.array - self.lr * p.grad.array


# %% wrong: step forgets the gradients, by 0 [step-sets-grad-to-a-number]
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


# %% wrong: the learning rate of the beginning
class SGD:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr
        self.rate = float(lr)

    def zero_grad(self):
        for p in self.params:
            p.grad = None

    def step(self):
        with NoGrad():
            for p in self.params:
                p -= self.rate * p.grad


# %% wrong: parameters of the class
class SGD:
    params = []
    lr = 0.1

    def __init__(self, params, lr):
        SGD.params = list(params)
        SGD.lr = lr

    def zero_grad(self):
        for p in self.params:
            p.grad = None

    def step(self):
        with NoGrad():
            for p in self.params:
                p -= self.lr * p.grad


# %% wrong: gradients by shape
class SGD:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr

    def zero_grad(self):
        for p in self.params:
            p.grad = None

    def step(self):
        grads = {p.shape: p.grad for p in self.params}
        with NoGrad():
            for p in self.params:
                p -= self.lr * grads[p.shape]


# %% wrong: empties the list that it gets
class SGD:
    def __init__(self, params, lr):
        params = params if isinstance(params, list) else list(params)
        self.params = []
        while params:
            self.params.insert(0, params.pop())
        self.lr = lr

    def zero_grad(self):
        for p in self.params:
            p.grad = None

    def step(self):
        with NoGrad():
            for p in self.params:
                p -= self.lr * p.grad


# %% wrong: a step of one more learning rate each time
class SGD:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr
        self.count = 0

    def zero_grad(self):
        for p in self.params:
            p.grad = None

    def step(self):
        self.count += 1
        with NoGrad():
            for p in self.params:
                p -= (self.lr / self.count**0.5) * p.grad


# %% wrong: forgets the gradients as it goes [step-clears-grads]
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
                p -= self.lr * p.grad
                p.grad = None


# %% wrong: zeroes the parameter that has no gradient [parameters-zeroed]
class SGD:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr

    def zero_grad(self):
        for p in self.params:
            if p.grad is None:
                p.array[...] = 0
            p.grad = None

    def step(self):
        with NoGrad():
            for p in self.params:
                p -= self.lr * p.grad


# %% wrong: swaps the lists
class SGD:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr

    def zero_grad(self):
        for p in self.params:
            p.grad = None

    def step(self):
        with NoGrad():
            for p, q in zip(self.params, self.params[::-1]):
                if p.shape == q.shape:
                    p -= self.lr * q.grad
                else:
                    p -= self.lr * p.grad


# %% right: as the course it comes from has it
class SGD:
    def __init__(self, params: Iterable[Parameter], lr: float):
        """Vanilla SGD with no additional features."""
        self.params = list(params)
        self.lr = lr
        self.b = [None for _ in self.params]

    def zero_grad(self) -> None:
        for p in self.params:
            p.grad = None

    def step(self) -> None:
        with NoGrad():
            for i, p in enumerate(self.params):
                assert isinstance(p.grad, Tensor)
                p.add_(p.grad, -self.lr)


# %% right: a tuple of parameters, the array in place
class SGD:
    def __init__(self, params, lr):
        self.params = tuple(params)
        self.lr = lr

    def zero_grad(self):
        for i in range(len(self.params)):
            self.params[i].grad = None

    def step(self):
        for p in self.params:
            p.array[...] -= np.asarray(self.lr * p.grad.array, dtype=p.array.dtype)
