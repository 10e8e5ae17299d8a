# Answers to `LayerNorm1d`, right and wrong, that the autograder is measured on.

# %% right: everything broadcast by hand
class LayerNorm1d(Module):
    def __init__(self, dim, eps=1e-5):
        super().__init__()
        self.dim, self.eps = dim, eps
        self.weight = Parameter(Tensor.ones(dim))
        self.bias = Parameter(Tensor.zeros(dim))

    def forward(self, x):
        n, d = x.shape
        mean = ops.broadcast_to(ops.reshape(ops.summation(x, axes=(1,)) / d, (n, 1)), x.shape)
        centered = x - mean
        var = ops.summation(centered**2, axes=(1,)) / d
        var = ops.broadcast_to(ops.reshape(var, (n, 1)), x.shape)
        scaled = centered / ops.sqrt(var + self.eps)
        weight = ops.broadcast_to(ops.reshape(self.weight, (1, d)), x.shape)
        bias = ops.broadcast_to(ops.reshape(self.bias, (1, d)), x.shape)
        return weight * scaled + bias


# %% right: a power
class LayerNorm1d(Module):
    def __init__(self, dim, eps=1e-5):
        super().__init__()
        self.dim, self.eps = dim, eps
        self.weight = Parameter(Tensor.ones(dim))
        self.bias = Parameter(Tensor.zeros(dim))

    def forward(self, x):
        column = (x.shape[0], 1)
        mean = (x.sum(axes=(1,)) / self.dim).reshape(column)
        var = (((x - mean) ** 2).sum(axes=1) / self.dim).reshape(column)
        return (x - mean) * (var + self.eps) ** -0.5 * self.weight + self.bias


# %% right: a product with a matrix
class LayerNorm1d(Module):
    def __init__(self, dim, eps=1e-5):
        super().__init__()
        self.dim, self.eps = dim, eps
        self.weight = Parameter(Tensor.ones(dim))
        self.bias = Parameter(Tensor.zeros(dim))

    def forward(self, x):
        average = Tensor(np.full((self.dim, self.dim), 1 / self.dim))
        centered = x - x @ average
        return (
            centered / ops.sqrt((centered * centered) @ average + self.eps) * self.weight
            + self.bias
        )


# %% wrong: over the batch
class LayerNorm1d(Module):
    def __init__(self, dim, eps=1e-5):
        super().__init__()
        self.dim, self.eps = dim, eps
        self.weight = Parameter(Tensor.ones(dim))
        self.bias = Parameter(Tensor.zeros(dim))

    def forward(self, x):
        n, d = x.shape
        mean = ops.broadcast_to(ops.reshape(ops.summation(x, axes=(0,)) / n, (1, d)), x.shape)
        centered = x - mean
        var = ops.summation(centered**2, axes=(0,)) / n
        var = ops.broadcast_to(ops.reshape(var, (1, d)), x.shape)
        scaled = centered / ops.sqrt(var + self.eps)
        weight = ops.broadcast_to(ops.reshape(self.weight, (1, d)), x.shape)
        bias = ops.broadcast_to(ops.reshape(self.bias, (1, d)), x.shape)
        return weight * scaled + bias


# %% wrong: unbiased [unbiased]
class LayerNorm1d(Module):
    def __init__(self, dim, eps=1e-5):
        super().__init__()
        self.dim, self.eps = dim, eps
        self.weight = Parameter(Tensor.ones(dim))
        self.bias = Parameter(Tensor.zeros(dim))

    def forward(self, x):
        n, d = x.shape
        mean = ops.broadcast_to(ops.reshape(ops.summation(x, axes=(1,)) / d, (n, 1)), x.shape)
        centered = x - mean
        var = ops.summation(centered**2, axes=(1,)) / max(d - 1, 1)
        var = ops.broadcast_to(ops.reshape(var, (n, 1)), x.shape)
        scaled = centered / ops.sqrt(var + self.eps)
        weight = ops.broadcast_to(ops.reshape(self.weight, (1, d)), x.shape)
        bias = ops.broadcast_to(ops.reshape(self.bias, (1, d)), x.shape)
        return weight * scaled + bias


# %% wrong: eps outside [eps-outside]
class LayerNorm1d(Module):
    def __init__(self, dim, eps=1e-5):
        super().__init__()
        self.dim, self.eps = dim, eps
        self.weight = Parameter(Tensor.ones(dim))
        self.bias = Parameter(Tensor.zeros(dim))

    def forward(self, x):
        n, d = x.shape
        mean = ops.broadcast_to(ops.reshape(ops.summation(x, axes=(1,)) / d, (n, 1)), x.shape)
        centered = x - mean
        var = ops.summation(centered**2, axes=(1,)) / d
        var = ops.broadcast_to(ops.reshape(var, (n, 1)), x.shape)
        scaled = centered / (ops.sqrt(var) + self.eps)
        weight = ops.broadcast_to(ops.reshape(self.weight, (1, d)), x.shape)
        bias = ops.broadcast_to(ops.reshape(self.bias, (1, d)), x.shape)
        return weight * scaled + bias


# %% wrong: not centered
class LayerNorm1d(Module):
    def __init__(self, dim, eps=1e-5):
        super().__init__()
        self.dim, self.eps = dim, eps
        self.weight = Parameter(Tensor.ones(dim))
        self.bias = Parameter(Tensor.zeros(dim))

    def forward(self, x):
        n, d = x.shape
        mean = ops.broadcast_to(ops.reshape(ops.summation(x, axes=(1,)) / d, (n, 1)), x.shape)
        centered = x - mean
        var = ops.summation(centered**2, axes=(1,)) / d
        var = ops.broadcast_to(ops.reshape(var, (n, 1)), x.shape)
        scaled = x / ops.sqrt(var + self.eps)
        weight = ops.broadcast_to(ops.reshape(self.weight, (1, d)), x.shape)
        bias = ops.broadcast_to(ops.reshape(self.bias, (1, d)), x.shape)
        return weight * scaled + bias


# %% wrong: no root [not-divided]
class LayerNorm1d(Module):
    def __init__(self, dim, eps=1e-5):
        super().__init__()
        self.dim, self.eps = dim, eps
        self.weight = Parameter(Tensor.ones(dim))
        self.bias = Parameter(Tensor.zeros(dim))

    def forward(self, x):
        n, d = x.shape
        mean = ops.broadcast_to(ops.reshape(ops.summation(x, axes=(1,)) / d, (n, 1)), x.shape)
        centered = x - mean
        var = ops.summation(centered**2, axes=(1,)) / d
        var = ops.broadcast_to(ops.reshape(var, (n, 1)), x.shape)
        scaled = centered / (var + self.eps)
        weight = ops.broadcast_to(ops.reshape(self.weight, (1, d)), x.shape)
        bias = ops.broadcast_to(ops.reshape(self.bias, (1, d)), x.shape)
        return weight * scaled + bias


# %% right: broadcasting
class LayerNorm1d(Module):
    """Normalizes each example over its features (Ba et al., 2016)."""

    def __init__(self, dim: int, eps: float = 1e-5):
        super().__init__()
        self.dim = dim
        self.eps = eps

        self.weight = Parameter(np.ones(dim))
        self.bias = Parameter(np.zeros(dim))

    def forward(self, x: Tensor) -> Tensor:
        n = x.shape[0]
        mean = (x.sum(axes=1) / self.dim).reshape(n, 1)
        centered = x - mean
        var = ((centered * centered).sum(axes=1) / self.dim).reshape(n, 1)
        return self.weight * (centered / ops.sqrt(var + self.eps)) + self.bias


# %% right: everything stretched explicitly
class LayerNorm1d(Module):
    """Normalizes each example over its features (Ba et al., 2016)."""

    def __init__(self, dim: int, eps: float = 1e-5):
        super().__init__()
        self.dim = dim
        self.eps = eps

        self.weight = Parameter(Tensor.ones(dim))
        self.bias = Parameter(Tensor.zeros(dim))

    def _average(self, x):
        mean = ops.divide_scalar(ops.summation(x, (1,)), self.dim)
        return ops.broadcast_to(ops.reshape(mean, (x.shape[0], 1)), x.shape)

    def forward(self, x: Tensor) -> Tensor:
        away = x - self._average(x)
        scale = ops.sqrt(ops.add_scalar(self._average(away**2), self.eps))
        normal = ops.divide(away, scale)
        gamma = ops.broadcast_to(self.weight, x.shape)
        beta = ops.broadcast_to(self.bias, x.shape)
        return gamma * normal + beta


# %% right: on the transposed
class LayerNorm1d(Module):
    """Normalizes each example over its features (Ba et al., 2016)."""

    def __init__(self, dim: int, eps: float = 1e-5):
        super().__init__()
        self.dim = dim
        self.eps = eps

        self.weight = Parameter([1.0] * dim)
        self.bias = Parameter([0.0] * dim)

    def forward(self, x: Tensor) -> Tensor:
        t = x.T  # (dim, batch): sums over axis 0 stretch by themselves
        t = t - t.sum(0) / self.dim
        variance = (t * t).sum(0) / self.dim
        t = t / ops.power_scalar(variance + self.eps, 0.5)
        return t.T * self.weight + self.bias


# %% wrong: the unbiased variance
class LayerNorm1d(Module):
    """Normalizes each example over its features (Ba et al., 2016)."""

    def __init__(self, dim: int, eps: float = 1e-5):
        super().__init__()
        self.dim = dim
        self.eps = eps

        self.weight = Parameter(np.ones(dim))
        self.bias = Parameter(np.zeros(dim))

    def forward(self, x: Tensor) -> Tensor:
        n = x.shape[0]
        mean = (x.sum(axes=1) / self.dim).reshape(n, 1)
        centered = x - mean
        var = ((centered * centered).sum(axes=1) / (self.dim - 1)).reshape(n, 1)
        return self.weight * (centered / ops.sqrt(var + self.eps)) + self.bias


# %% wrong: eps outside of the root
class LayerNorm1d(Module):
    """Normalizes each example over its features (Ba et al., 2016)."""

    def __init__(self, dim: int, eps: float = 1e-5):
        super().__init__()
        self.dim = dim
        self.eps = eps

        self.weight = Parameter(np.ones(dim))
        self.bias = Parameter(np.zeros(dim))

    def forward(self, x: Tensor) -> Tensor:
        n = x.shape[0]
        mean = (x.sum(axes=1) / self.dim).reshape(n, 1)
        centered = x - mean
        var = ((centered * centered).sum(axes=1) / self.dim).reshape(n, 1)
        return self.weight * (centered / (ops.sqrt(var) + self.eps)) + self.bias


# %% wrong: mean and variance as numbers: the gradient does not pass through them
class LayerNorm1d(Module):
    """Normalizes each example over its features (Ba et al., 2016)."""

    def __init__(self, dim: int, eps: float = 1e-5):
        super().__init__()
        self.dim = dim
        self.eps = eps

        self.weight = Parameter(np.ones(dim))
        self.bias = Parameter(np.zeros(dim))

    def forward(self, x: Tensor) -> Tensor:
        n = x.shape[0]
        mean = (x.sum(axes=1) / self.dim).reshape(n, 1)
        centered = x - mean.detach()
        var = ((centered * centered).sum(axes=1) / self.dim).reshape(n, 1).detach()
        return self.weight * (centered / ops.sqrt(var + self.eps)) + self.bias


# %% wrong: over the batch instead of the features
class LayerNorm1d(Module):
    """Normalizes each example over its features (Ba et al., 2016)."""

    def __init__(self, dim: int, eps: float = 1e-5):
        super().__init__()
        self.dim = dim
        self.eps = eps

        self.weight = Parameter(np.ones(dim))
        self.bias = Parameter(np.zeros(dim))

    def forward(self, x: Tensor) -> Tensor:
        n = x.shape[0]
        mean = (x.sum(axes=0) / n).reshape(1, self.dim)
        centered = x - mean
        var = ((centered * centered).sum(axes=0) / n).reshape(1, self.dim)
        return self.weight * (centered / ops.sqrt(var + self.eps)) + self.bias


# %% wrong: no column: wrong for square batches, fails for others; the bias is no parameter
class LayerNorm1d(Module):
    """Normalizes each example over its features (Ba et al., 2016)."""

    def __init__(self, dim: int, eps: float = 1e-5):
        super().__init__()
        self.dim = dim
        self.eps = eps

        self.weight = Parameter(np.ones(dim))
        self.bias = Tensor(np.zeros(dim))

    def forward(self, x: Tensor) -> Tensor:
        n = x.shape[0]
        mean = x.sum(axes=1) / self.dim
        centered = x - mean
        var = ((centered * centered).sum(axes=1) / self.dim).reshape(n, 1)
        return self.weight * (centered / ops.sqrt(var + self.eps)) + self.bias


# %% wrong: eps is fixed
class LayerNorm1d(Module):
    """Normalizes each example over its features (Ba et al., 2016)."""

    def __init__(self, dim: int, eps: float = 1e-5):
        super().__init__()
        self.dim = dim
        self.eps = eps

        self.weight = Parameter(np.ones(dim))
        self.bias = Parameter(np.zeros(dim))

    def forward(self, x: Tensor) -> Tensor:
        n = x.shape[0]
        mean = (x.sum(axes=1) / self.dim).reshape(n, 1)
        centered = x - mean
        var = ((centered * centered).sum(axes=1) / self.dim).reshape(n, 1)
        return self.weight * (centered / ops.sqrt(var + 1e-5)) + self.bias

# %% wrong: weights of the class
class LayerNorm1d(Module):
    kept = {}
    def __init__(self, dim, eps=1e-5):
        super().__init__()
        self.dim, self.eps = dim, eps
        self.weight, self.bias = self.kept.setdefault(dim, (Parameter(Tensor.ones(dim)), Parameter(Tensor.zeros(dim))))
    def forward(self, x):
        n = (x.shape[0], 1)
        c = x - ops.reshape(ops.summation(x, axes=(1,)) / self.dim, n)
        var = ops.reshape(ops.summation(c**2, axes=(1,)) / self.dim, n)
        return self.weight * (c / ops.sqrt(var + self.eps)) + self.bias
