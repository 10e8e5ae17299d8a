# Answers to `activations`, right and wrong, that the autograder is measured on.

# %% right: the functions by their short names
class ReLU(Module):
    def forward(self, x):
        return relu(x)


class Tanh(Module):
    def forward(self, x):
        return tanh(x)


class Sigmoid(Module):
    def forward(self, x):
        return sigmoid(x)


class Flatten(Module):
    def forward(self, x):
        return (
            x.reshape(x.shape[0], x.size // max(x.shape[0], 1))
            if x.shape[0]
            else x.reshape((0, int(np.prod(x.shape[1:]))))
        )


# %% right: made of simpler operations
class ReLU(Module):
    def forward(self, x):
        return x * Tensor(x.data > 0, dtype=x.dtype)


class Tanh(Module):
    def forward(self, x):
        return x.__mul__(2).__neg__() * 0 + tanh(x)


class Sigmoid(Module):
    def forward(self, x):
        return 1 / (1 + exp(-x))


class Flatten(Module):
    def forward(self, x):
        return x.reshape(x.shape[0], int(np.prod(x.shape[1:], dtype=int)))


# %% right: tanh from sigmoid
class ReLU(Module):
    def forward(self, x):
        return ops.relu(x)


class Tanh(Module):
    def forward(self, x):
        return 2 * sigmoid(2 * x) - 1


class Sigmoid(Module):
    def forward(self, x):
        return ops.sigmoid(x)


class Flatten(Module):
    def forward(self, x):
        return (
            x.reshape((len(x.data), int(np.prod(x.shape)) // (len(x.data) or 1)))
            if len(x.data)
            else x.reshape((0, int(np.prod(x.shape[1:]))))
        )


# %% wrong: minus one [flatten-minus-one]
class ReLU(Module):
    def forward(self, x):
        return ops.relu(x)


class Tanh(Module):
    def forward(self, x):
        return ops.tanh(x)


class Sigmoid(Module):
    def forward(self, x):
        return ops.sigmoid(x)


class Flatten(Module):
    def forward(self, x):
        return x.reshape(x.shape[0], -1)


# %% wrong: a float [flatten-float]
class ReLU(Module):
    def forward(self, x):
        return ops.relu(x)


class Tanh(Module):
    def forward(self, x):
        return ops.tanh(x)


class Sigmoid(Module):
    def forward(self, x):
        return ops.sigmoid(x)


class Flatten(Module):
    def forward(self, x):
        return x.reshape(x.shape[0], np.prod(x.shape[1:]).item())


# %% wrong: everything in a row [flatten-everything]
class ReLU(Module):
    def forward(self, x):
        return ops.relu(x)


class Tanh(Module):
    def forward(self, x):
        return ops.tanh(x)


class Sigmoid(Module):
    def forward(self, x):
        return ops.sigmoid(x)


class Flatten(Module):
    def forward(self, x):
        return x.reshape((int(np.prod(x.shape)),))


# %% wrong: tanh and sigmoid exchanged
class ReLU(Module):
    def forward(self, x):
        return ops.relu(x)


class Tanh(Module):
    def forward(self, x):
        return ops.sigmoid(x)


class Sigmoid(Module):
    def forward(self, x):
        return ops.tanh(x)


class Flatten(Module):
    def forward(self, x):
        return ops.reshape(x, (x.shape[0], int(np.prod(x.shape[1:]))))


# %% right: operations, np.prod
class ReLU(Module):
    """max(0, x), elementwise."""

    def forward(self, x: Tensor) -> Tensor:
        return ops.relu(x)


class Tanh(Module):
    """The hyperbolic tangent, elementwise."""

    def forward(self, x: Tensor) -> Tensor:
        return ops.tanh(x)


class Sigmoid(Module):
    """1 / (1 + exp(-x)), elementwise."""

    def forward(self, x: Tensor) -> Tensor:
        return ops.sigmoid(x)


class Flatten(Module):
    """One row for each example of a batch."""

    def forward(self, x: Tensor) -> Tensor:
        return ops.reshape(x, (x.shape[0], int(np.prod(x.shape[1:]))))


# %% right: operation classes, a loop for the product
class ReLU(Module):
    """max(0, x), elementwise."""

    def forward(self, x: Tensor) -> Tensor:
        return ops.ReLU()(x)


class Tanh(Module):
    """The hyperbolic tangent, elementwise."""

    def forward(self, x: Tensor) -> Tensor:
        return ops.Tanh()(x)


class Sigmoid(Module):
    """1 / (1 + exp(-x)), elementwise."""

    def forward(self, x: Tensor) -> Tensor:
        return ops.Sigmoid()(x)


class Flatten(Module):
    """One row for each example of a batch."""

    def forward(self, x: Tensor) -> Tensor:
        n = 1
        for length in x.shape[1:]:
            n = n * length
        return x.reshape(x.shape[0], n)


# %% right: math.prod
class ReLU(Module):
    """max(0, x), elementwise."""

    def forward(self, x: Tensor) -> Tensor:
        return relu(x)


class Tanh(Module):
    """The hyperbolic tangent, elementwise."""

    def forward(self, x: Tensor) -> Tensor:
        return tanh(x)


class Sigmoid(Module):
    """1 / (1 + exp(-x)), elementwise."""

    def forward(self, x: Tensor) -> Tensor:
        return sigmoid(x)


class Flatten(Module):
    """One row for each example of a batch."""

    def forward(self, x: Tensor) -> Tensor:
        import math

        batch, *rest = x.shape
        return x.reshape((batch, math.prod(rest)))


# %% wrong: Flatten with -1: fails for an empty batch
class ReLU(Module):
    """max(0, x), elementwise."""

    def forward(self, x: Tensor) -> Tensor:
        return ops.relu(x)


class Tanh(Module):
    """The hyperbolic tangent, elementwise."""

    def forward(self, x: Tensor) -> Tensor:
        return ops.tanh(x)


class Sigmoid(Module):
    """1 / (1 + exp(-x)), elementwise."""

    def forward(self, x: Tensor) -> Tensor:
        return ops.sigmoid(x)


class Flatten(Module):
    """One row for each example of a batch."""

    def forward(self, x: Tensor) -> Tensor:
        return x.reshape(x.shape[0], -1)


# %% wrong: Flatten makes one row of the whole batch
class ReLU(Module):
    """max(0, x), elementwise."""

    def forward(self, x: Tensor) -> Tensor:
        return ops.relu(x)


class Tanh(Module):
    """The hyperbolic tangent, elementwise."""

    def forward(self, x: Tensor) -> Tensor:
        return ops.tanh(x)


class Sigmoid(Module):
    """1 / (1 + exp(-x)), elementwise."""

    def forward(self, x: Tensor) -> Tensor:
        return ops.sigmoid(x)


class Flatten(Module):
    """One row for each example of a batch."""

    def forward(self, x: Tensor) -> Tensor:
        return x.reshape(1, x.size)


# %% wrong: Flatten divides the size by the batch: fails when empty; ReLU loses its gradient
class ReLU(Module):
    """max(0, x), elementwise."""

    def forward(self, x: Tensor) -> Tensor:
        return Tensor(np.maximum(x.data, 0), dtype=x.dtype)


class Tanh(Module):
    """The hyperbolic tangent, elementwise."""

    def forward(self, x: Tensor) -> Tensor:
        return ops.tanh(x)


class Sigmoid(Module):
    """1 / (1 + exp(-x)), elementwise."""

    def forward(self, x: Tensor) -> Tensor:
        return ops.sigmoid(x)


class Flatten(Module):
    """One row for each example of a batch."""

    def forward(self, x: Tensor) -> Tensor:
        return x.reshape(x.shape[0], x.size // x.shape[0])


# %% wrong: Flatten leaves vectors as they are
class ReLU(Module):
    """max(0, x), elementwise."""

    def forward(self, x: Tensor) -> Tensor:
        return ops.relu(x)


class Tanh(Module):
    """The hyperbolic tangent, elementwise."""

    def forward(self, x: Tensor) -> Tensor:
        return ops.tanh(x)


class Sigmoid(Module):
    """1 / (1 + exp(-x)), elementwise."""

    def forward(self, x: Tensor) -> Tensor:
        return ops.sigmoid(x)


class Flatten(Module):
    """One row for each example of a batch."""

    def forward(self, x: Tensor) -> Tensor:
        return x if x.ndim < 3 else x.reshape(x.shape[0], int(np.prod(x.shape[1:])))


# %% wrong: sigmoid from exponentials that overflow, leaky ReLU
class ReLU(Module):
    """max(0, x), elementwise."""

    def forward(self, x: Tensor) -> Tensor:
        return ops.relu(x) - 0.01 * ops.relu(-x)


class Tanh(Module):
    """The hyperbolic tangent, elementwise."""

    def forward(self, x: Tensor) -> Tensor:
        return ops.tanh(x)


class Sigmoid(Module):
    """1 / (1 + exp(-x)), elementwise."""

    def forward(self, x: Tensor) -> Tensor:
        return 1 / (1 + ops.exp(-x))


class Flatten(Module):
    """One row for each example of a batch."""

    def forward(self, x: Tensor) -> Tensor:
        return x.reshape(x.shape[0], int(np.prod(x.shape[1:])))


# %% wrong: Flatten copies the numbers: no gradient
class ReLU(Module):
    """max(0, x), elementwise."""

    def forward(self, x: Tensor) -> Tensor:
        return ops.relu(x)


class Tanh(Module):
    """The hyperbolic tangent, elementwise."""

    def forward(self, x: Tensor) -> Tensor:
        return ops.tanh(x)


class Sigmoid(Module):
    """1 / (1 + exp(-x)), elementwise."""

    def forward(self, x: Tensor) -> Tensor:
        return ops.sigmoid(x)


class Flatten(Module):
    """One row for each example of a batch."""

    def forward(self, x: Tensor) -> Tensor:
        return Tensor(x.data.reshape(x.shape[0], int(np.prod(x.shape[1:]))), dtype=x.dtype, requires_grad=x.requires_grad)

# %% wrong: a slope of 1 at zero
class ReLU(Module):
    def forward(self, x):
        return x * Tensor(x.data >= 0, dtype=str(x.dtype))
class Tanh(Module):
    def forward(self, x):
        return ops.tanh(x)
class Sigmoid(Module):
    def forward(self, x):
        return ops.sigmoid(x)

# %% wrong: a quotient of exponentials that overflow
class ReLU(Module):
    def forward(self, x):
        return ops.relu(x)
class Tanh(Module):
    def forward(self, x):
        return (ops.exp(x) - ops.exp(-x)) / (ops.exp(x) + ops.exp(-x))
class Sigmoid(Module):
    def forward(self, x):
        return ops.sigmoid(x)

# %% wrong: a sigmoid that overflows
class ReLU(Module):
    def forward(self, x):
        return ops.relu(x)
class Tanh(Module):
    def forward(self, x):
        return ops.tanh(x)
class Sigmoid(Module):
    def forward(self, x):
        return ops.exp(x) / (1 + ops.exp(x))

# %% wrong: nothing in evaluation mode
class ReLU(Module):
    def forward(self, x):
        return ops.relu(x) if self.training else x
class Tanh(Module):
    def forward(self, x):
        return ops.tanh(x)
class Sigmoid(Module):
    def forward(self, x):
        return ops.sigmoid(x)
