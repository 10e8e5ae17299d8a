# Answers to `BatchNorm1d`, right and wrong, that the autograder is measured on.


class Base(Module):
    def __init__(self, dim, eps=1e-5, momentum=0.1, device=None, dtype="float32"):
        super().__init__()
        self.dim, self.eps, self.momentum = dim, eps, momentum
        self.weight, self.bias = Parameter(Tensor.ones(dim, dtype=dtype)), Parameter(Tensor.zeros(dim, dtype=dtype))
        self.running_mean = Tensor.zeros(dim, dtype=dtype, requires_grad=False)
        self.running_var = Tensor.ones(dim, dtype=dtype, requires_grad=False)


# %% right: two branches
class BatchNorm1d(Module):
    def __init__(self, dim, eps=1e-5, momentum=0.1, device=None, dtype="float32"):
        super().__init__()
        self.dim, self.eps = dim, eps
        self.momentum = momentum
        self.weight = Parameter(Tensor.ones(dim, dtype=dtype))
        self.bias = Parameter(Tensor.zeros(dim, dtype=dtype))
        self.running_mean = Tensor.zeros(dim, dtype=dtype)
        self.running_var = Tensor.ones(dim, dtype=dtype)

    def forward(self, x):
        if self.training:
            n = x.shape[0]
            mean = ops.summation(x, axes=(0,)) / n
            var = ops.summation((x - mean) ** 2, axes=(0,)) / n
            m = self.momentum
            self.running_mean.data = (1 - m) * self.running_mean.data + m * mean.data
            self.running_var.data = (1 - m) * self.running_var.data + m * var.data
        else:
            mean, var = self.running_mean, self.running_var
        return self.weight * (x - mean) / ops.sqrt(var + self.eps) + self.bias


# %% right: in place
class BatchNorm1d(Module):
    def __init__(self, dim, eps=1e-5, momentum=0.1, device=None, dtype="float32"):
        super().__init__()
        self.dim, self.eps = dim, eps
        self.momentum = momentum
        self.weight = Parameter(Tensor.ones(dim, dtype=dtype))
        self.bias = Parameter(Tensor.zeros(dim, dtype=dtype))
        self.running_mean = Tensor.zeros(dim, dtype=dtype)
        self.running_var = Tensor.ones(dim, dtype=dtype)

    def forward(self, x):
        if self.training:
            n = x.shape[0]
            mean = ops.summation(x, axes=(0,)) / n
            var = ops.summation((x - mean) ** 2, axes=(0,)) / n
            m = self.momentum
            self.running_mean.data += m * (mean.data - self.running_mean.data)
            self.running_var.data = (1 - m) * self.running_var.data + m * var.data
        else:
            mean, var = self.running_mean, self.running_var
        return self.weight * (x - mean) / ops.sqrt(var + self.eps) + self.bias


# %% right: remembers what NumPy says
class BatchNorm1d(Module):
    def __init__(self, dim, eps=1e-5, momentum=0.1, device=None, dtype="float32"):
        super().__init__()
        self.dim, self.eps = dim, eps
        self.momentum = momentum
        self.weight = Parameter(Tensor.ones(dim, dtype=dtype))
        self.bias = Parameter(Tensor.zeros(dim, dtype=dtype))
        self.running_mean = Tensor.zeros(dim, dtype=dtype)
        self.running_var = Tensor.ones(dim, dtype=dtype)

    def forward(self, x):
        if not self.training:
            scale = self.weight / ops.sqrt(self.running_var + self.eps)
            return (x - self.running_mean) * scale + self.bias
        m = self.momentum
        self.running_mean.data = (1 - m) * self.running_mean.data + m * x.data.mean(axis=0)
        self.running_var.data = (1 - m) * self.running_var.data + m * x.data.var(axis=0)
        mean = x.sum(axes=(0,)) / len(x.data)
        centered = x - mean
        var = (centered * centered).sum(axes=(0,)) / len(x.data)
        return centered * (var + self.eps) ** -0.5 * self.weight + self.bias


# %% wrong: momentum the other way round [momentum-inverted]
class BatchNorm1d(Module):
    def __init__(self, dim, eps=1e-5, momentum=0.1, device=None, dtype="float32"):
        super().__init__()
        self.dim, self.eps = dim, eps
        self.momentum = momentum
        self.weight = Parameter(Tensor.ones(dim, dtype=dtype))
        self.bias = Parameter(Tensor.zeros(dim, dtype=dtype))
        self.running_mean = Tensor.zeros(dim, dtype=dtype)
        self.running_var = Tensor.ones(dim, dtype=dtype)

    def forward(self, x):
        if self.training:
            n = x.shape[0]
            mean = ops.summation(x, axes=(0,)) / n
            var = ops.summation((x - mean) ** 2, axes=(0,)) / n
            m = self.momentum
            self.running_mean.data = m * self.running_mean.data + (1 - m) * mean.data
            self.running_var.data = m * self.running_var.data + (1 - m) * var.data
        else:
            mean, var = self.running_mean, self.running_var
        return self.weight * (x - mean) / ops.sqrt(var + self.eps) + self.bias


# %% wrong: the batch, always [batch-in-evaluation]
class BatchNorm1d(Module):
    def __init__(self, dim, eps=1e-5, momentum=0.1, device=None, dtype="float32"):
        super().__init__()
        self.dim, self.eps = dim, eps
        self.momentum = momentum
        self.weight = Parameter(Tensor.ones(dim, dtype=dtype))
        self.bias = Parameter(Tensor.zeros(dim, dtype=dtype))
        self.running_mean = Tensor.zeros(dim, dtype=dtype)
        self.running_var = Tensor.ones(dim, dtype=dtype)

    def forward(self, x):
        if True:
            n = x.shape[0]
            mean = ops.summation(x, axes=(0,)) / n
            var = ops.summation((x - mean) ** 2, axes=(0,)) / n
            m = self.momentum
            self.running_mean.data = (1 - m) * self.running_mean.data + m * mean.data
            self.running_var.data = (1 - m) * self.running_var.data + m * var.data
        else:
            mean, var = self.running_mean, self.running_var
        return self.weight * (x - mean) / ops.sqrt(var + self.eps) + self.bias


# %% wrong: the graph is remembered [running-keeps-graph]
class BatchNorm1d(Module):
    def __init__(self, dim, eps=1e-5, momentum=0.1, device=None, dtype="float32"):
        super().__init__()
        self.dim, self.eps = dim, eps
        self.momentum = momentum
        self.weight = Parameter(Tensor.ones(dim, dtype=dtype))
        self.bias = Parameter(Tensor.zeros(dim, dtype=dtype))
        self.running_mean = Tensor.zeros(dim, dtype=dtype)
        self.running_var = Tensor.ones(dim, dtype=dtype)

    def forward(self, x):
        if self.training:
            n = x.shape[0]
            mean = ops.summation(x, axes=(0,)) / n
            var = ops.summation((x - mean) ** 2, axes=(0,)) / n
            m = self.momentum
            self.running_mean = self.running_mean * (1 - m) + mean * m
            self.running_var = self.running_var * (1 - m) + var * m
        else:
            mean, var = self.running_mean, self.running_var
        return self.weight * (x - mean) / ops.sqrt(var + self.eps) + self.bias


# %% wrong: divided by the features [divided-by-features]
class BatchNorm1d(Module):
    def __init__(self, dim, eps=1e-5, momentum=0.1, device=None, dtype="float32"):
        super().__init__()
        self.dim, self.eps = dim, eps
        self.momentum = momentum
        self.weight = Parameter(Tensor.ones(dim, dtype=dtype))
        self.bias = Parameter(Tensor.zeros(dim, dtype=dtype))
        self.running_mean = Tensor.zeros(dim, dtype=dtype)
        self.running_var = Tensor.ones(dim, dtype=dtype)

    def forward(self, x):
        if self.training:
            n = x.shape[0]
            mean = ops.summation(x, axes=(0,)) / self.dim
            var = ops.summation((x - mean) ** 2, axes=(0,)) / self.dim
            m = self.momentum
            self.running_mean.data = (1 - m) * self.running_mean.data + m * mean.data
            self.running_var.data = (1 - m) * self.running_var.data + m * var.data
        else:
            mean, var = self.running_mean, self.running_var
        return self.weight * (x - mean) / ops.sqrt(var + self.eps) + self.bias


# %% right: two modes, one formula
class BatchNorm1d(Module):
    """Normalizes each feature over the batch (Ioffe and Szegedy, 2015)."""

    def __init__(
        self,
        dim: int,
        eps: float = 1e-5,
        momentum: float = 0.1,
        device: Any = None,
        dtype: str = "float32",
    ) -> None:
        super().__init__()
        self.dim = dim
        self.eps = eps
        self.momentum = momentum

        self.weight = Parameter(np.ones(dim), dtype=dtype)
        self.bias = Parameter(np.zeros(dim), dtype=dtype)
        self.running_mean = Tensor.zeros(dim, dtype=dtype)
        self.running_var = Tensor.ones(dim, dtype=dtype)

    def forward(self, x: Tensor) -> Tensor:
        if self.training:
            n = x.shape[0]
            mean = x.sum(0) / n
            var = ((x - mean) ** 2).sum(0) / n
            m = self.momentum
            self.running_mean.data = (1 - m) * self.running_mean.data + m * mean.data
            self.running_var.data = (1 - m) * self.running_var.data + m * var.data
        else:
            mean, var = self.running_mean, self.running_var
        return self.weight * (x - mean) / ops.sqrt(var + self.eps) + self.bias


# %% right: a method that remembers, explicit operations
class BatchNorm1d(Module):
    """Normalizes each feature over the batch (Ioffe and Szegedy, 2015)."""

    def __init__(
        self,
        dim: int,
        eps: float = 1e-5,
        momentum: float = 0.1,
        device: Any = None,
        dtype: str = "float32",
    ) -> None:
        super().__init__()
        self.dim = dim
        self.eps = eps
        self.momentum = momentum

        self.weight = Parameter(Tensor.ones(dim, dtype=dtype))
        self.bias = Parameter(Tensor.zeros(dim, dtype=dtype))
        self.running_mean = Tensor(np.zeros(dim), dtype=dtype)
        self.running_var = Tensor(np.ones(dim), dtype=dtype)

    def _remember(self, running: Tensor, batch: np.ndarray) -> None:
        running.data = running.data + self.momentum * (batch - running.data)

    def _batch_statistics(self, x):
        mean = ops.divide_scalar(ops.summation(x, axes=(0,)), x.shape[0])
        centered = x - ops.broadcast_to(mean, x.shape)
        var = ops.divide_scalar(ops.summation(centered * centered, axes=(0,)), x.shape[0])
        self._remember(self.running_mean, mean.data)
        self._remember(self.running_var, var.data)
        return mean, var

    def forward(self, x: Tensor) -> Tensor:
        mean, var = (
            self._batch_statistics(x) if self.training else (self.running_mean, self.running_var)
        )
        normal = (x - ops.broadcast_to(mean, x.shape)) / ops.broadcast_to(
            ops.sqrt(var + self.eps), x.shape
        )
        return normal * self.weight + self.bias


# %% right: keeps axes, power -1/2, returns early
class BatchNorm1d(Module):
    """Normalizes each feature over the batch (Ioffe and Szegedy, 2015)."""

    def __init__(
        self,
        dim: int,
        eps: float = 1e-5,
        momentum: float = 0.1,
        device: Any = None,
        dtype: str = "float32",
    ) -> None:
        super().__init__()
        self.dim = dim
        self.eps = eps
        self.momentum = momentum

        self.weight = Parameter(np.ones(dim), dtype=dtype)
        self.bias = Parameter(np.zeros(dim), dtype=dtype)
        self.running_mean = Tensor.zeros(dim, dtype=dtype)
        self.running_var = Tensor.ones(dim, dtype=dtype)

    def forward(self, x: Tensor) -> Tensor:
        if not self.training:
            scale = (self.running_var + self.eps) ** -0.5
            return (x - self.running_mean) * scale * self.weight + self.bias
        share = 1 / x.shape[0]
        mean = (x * share).sum(axes=0)
        away = x - mean.reshape(1, self.dim)
        var = (away * away * share).sum(axes=0)
        keep = 1 - self.momentum
        self.running_mean.data = keep * self.running_mean.data + self.momentum * mean.data
        self.running_var.data = keep * self.running_var.data + self.momentum * var.data
        return away * (var + self.eps) ** -0.5 * self.weight + self.bias


# %% wrong: the running averages are weighted the other way round
class BatchNorm1d(Module):
    """Normalizes each feature over the batch (Ioffe and Szegedy, 2015)."""

    def __init__(
        self,
        dim: int,
        eps: float = 1e-5,
        momentum: float = 0.1,
        device: Any = None,
        dtype: str = "float32",
    ) -> None:
        super().__init__()
        self.dim = dim
        self.eps = eps
        self.momentum = momentum

        self.weight = Parameter(np.ones(dim), dtype=dtype)
        self.bias = Parameter(np.zeros(dim), dtype=dtype)
        self.running_mean = Tensor.zeros(dim, dtype=dtype)
        self.running_var = Tensor.ones(dim, dtype=dtype)

    def forward(self, x: Tensor) -> Tensor:
        if self.training:
            n = x.shape[0]
            mean = x.sum(0) / n
            var = ((x - mean) ** 2).sum(0) / n
            m = self.momentum
            self.running_mean.data = m * self.running_mean.data + (1 - m) * mean.data
            self.running_var.data = m * self.running_var.data + (1 - m) * var.data
        else:
            mean, var = self.running_mean, self.running_var
        return self.weight * (x - mean) / ops.sqrt(var + self.eps) + self.bias


# %% wrong: the unbiased variance is remembered, as in PyTorch
class BatchNorm1d(Module):
    """Normalizes each feature over the batch (Ioffe and Szegedy, 2015)."""

    def __init__(
        self,
        dim: int,
        eps: float = 1e-5,
        momentum: float = 0.1,
        device: Any = None,
        dtype: str = "float32",
    ) -> None:
        super().__init__()
        self.dim = dim
        self.eps = eps
        self.momentum = momentum

        self.weight = Parameter(np.ones(dim), dtype=dtype)
        self.bias = Parameter(np.zeros(dim), dtype=dtype)
        self.running_mean = Tensor.zeros(dim, dtype=dtype)
        self.running_var = Tensor.ones(dim, dtype=dtype)

    def forward(self, x: Tensor) -> Tensor:
        if self.training:
            n = x.shape[0]
            mean = x.sum(0) / n
            var = ((x - mean) ** 2).sum(0) / n
            m = self.momentum
            self.running_mean.data = (1 - m) * self.running_mean.data + m * mean.data
            self.running_var.data = (1 - m) * self.running_var.data + m * var.data * n / (n - 1)
        else:
            mean, var = self.running_mean, self.running_var
        return self.weight * (x - mean) / ops.sqrt(var + self.eps) + self.bias


# %% wrong: running averages change in evaluation mode, too
class BatchNorm1d(Module):
    """Normalizes each feature over the batch (Ioffe and Szegedy, 2015)."""

    def __init__(
        self,
        dim: int,
        eps: float = 1e-5,
        momentum: float = 0.1,
        device: Any = None,
        dtype: str = "float32",
    ) -> None:
        super().__init__()
        self.dim = dim
        self.eps = eps
        self.momentum = momentum

        self.weight = Parameter(np.ones(dim), dtype=dtype)
        self.bias = Parameter(np.zeros(dim), dtype=dtype)
        self.running_mean = Tensor.zeros(dim, dtype=dtype)
        self.running_var = Tensor.ones(dim, dtype=dtype)

    def forward(self, x: Tensor) -> Tensor:
        if True:
            n = x.shape[0]
            mean = x.sum(0) / n
            var = ((x - mean) ** 2).sum(0) / n
            m = self.momentum
            self.running_mean.data = (1 - m) * self.running_mean.data + m * mean.data
            self.running_var.data = (1 - m) * self.running_var.data + m * var.data
        if not self.training:
            mean, var = self.running_mean, self.running_var
        return self.weight * (x - mean) / ops.sqrt(var + self.eps) + self.bias


# %% wrong: running averages are parameters, and tensors with a graph are assigned
class BatchNorm1d(Module):
    """Normalizes each feature over the batch (Ioffe and Szegedy, 2015)."""

    def __init__(
        self,
        dim: int,
        eps: float = 1e-5,
        momentum: float = 0.1,
        device: Any = None,
        dtype: str = "float32",
    ) -> None:
        super().__init__()
        self.dim = dim
        self.eps = eps
        self.momentum = momentum

        self.weight = Parameter(np.ones(dim), dtype=dtype)
        self.bias = Parameter(np.zeros(dim), dtype=dtype)
        self.running_mean = Parameter(Tensor.zeros(dim, dtype=dtype))
        self.running_var = Tensor.ones(dim, dtype=dtype)

    def forward(self, x: Tensor) -> Tensor:
        if self.training:
            n = x.shape[0]
            mean = x.sum(0) / n
            var = ((x - mean) ** 2).sum(0) / n
            m = self.momentum
            self.running_mean.data = (1 - m) * self.running_mean.data + m * mean.data
            self.running_var = self.running_var * (1 - m) + var * m
        else:
            mean, var = self.running_mean, self.running_var
        return self.weight * (x - mean) / ops.sqrt(var + self.eps) + self.bias


# %% wrong: no gradient through mean and variance
class BatchNorm1d(Module):
    """Normalizes each feature over the batch (Ioffe and Szegedy, 2015)."""

    def __init__(
        self,
        dim: int,
        eps: float = 1e-5,
        momentum: float = 0.1,
        device: Any = None,
        dtype: str = "float32",
    ) -> None:
        super().__init__()
        self.dim = dim
        self.eps = eps
        self.momentum = momentum

        self.weight = Parameter(np.ones(dim), dtype=dtype)
        self.bias = Parameter(np.zeros(dim), dtype=dtype)
        self.running_mean = Tensor.zeros(dim, dtype=dtype)
        self.running_var = Tensor.ones(dim, dtype=dtype)

    def forward(self, x: Tensor) -> Tensor:
        if self.training:
            n = x.shape[0]
            mean = x.sum(0) / n
            var = ((x - mean) ** 2).sum(0) / n
            mean, var = mean.detach(), var.detach()
            m = self.momentum
            self.running_mean.data = (1 - m) * self.running_mean.data + m * mean.data
            self.running_var.data = (1 - m) * self.running_var.data + m * var.data
        else:
            mean, var = self.running_mean, self.running_var
        return self.weight * (x - mean) / ops.sqrt(var + self.eps) + self.bias


# %% wrong: normalizes with the running averages in training as well; dtype ignored
class BatchNorm1d(Module):
    """Normalizes each feature over the batch (Ioffe and Szegedy, 2015)."""

    def __init__(
        self,
        dim: int,
        eps: float = 1e-5,
        momentum: float = 0.1,
        device: Any = None,
        dtype: str = "float32",
    ) -> None:
        super().__init__()
        self.dim = dim
        self.eps = eps
        self.momentum = momentum

        self.weight = Parameter(np.ones(dim))
        self.bias = Parameter(np.zeros(dim), dtype=dtype)
        self.running_mean = Tensor.zeros(dim, dtype=dtype)
        self.running_var = Tensor.ones(dim, dtype=dtype)

    def forward(self, x: Tensor) -> Tensor:
        if self.training:
            n = x.shape[0]
            mean = x.sum(0) / n
            var = ((x - mean) ** 2).sum(0) / n
            m = self.momentum
            self.running_mean.data = (1 - m) * self.running_mean.data + m * mean.data
            self.running_var.data = (1 - m) * self.running_var.data + m * var.data
        mean, var = self.running_mean, self.running_var
        return self.weight * (x - mean) / ops.sqrt(var + self.eps) + self.bias

# %% wrong: averages in float32
class BatchNorm1d(Base):
    def forward(self, x):
        mean, var = self.running_mean, self.running_var
        if self.training:
            mean = ops.summation(x, axes=(0,)) / x.shape[0]
            var = ops.summation((x - mean) ** 2, axes=(0,)) / x.shape[0]
            m = self.momentum
            self.running_mean = Tensor((1 - m) * self.running_mean.data + m * mean.data)
            self.running_var = Tensor((1 - m) * self.running_var.data + m * var.data)
        return self.weight * ((x - mean) / ops.sqrt(var + self.eps)) + self.bias

# %% wrong: eps in the average
class BatchNorm1d(Base):
    def forward(self, x):
        mean, var = self.running_mean, self.running_var + self.eps
        if self.training:
            mean = ops.summation(x, axes=(0,)) / x.shape[0]
            var = ops.summation((x - mean) ** 2, axes=(0,)) / x.shape[0] + self.eps
            for r, b in ((self.running_mean, mean.data), (self.running_var, var.data)):
                r.data = (1 - self.momentum) * r.data + self.momentum * b
        return self.weight * ((x - mean) / ops.sqrt(var)) + self.bias

# %% wrong: the arrays are replaced in evaluation mode
class BatchNorm1d(Base):
    def forward(self, x):
        if not self.training and x.shape[0] == 1:
            return self.weight * x + self.bias
        mean, var = self.running_mean, self.running_var
        if self.training:
            mean = ops.summation(x, axes=(0,)) / x.shape[0]
            var = ops.summation((x - mean) ** 2, axes=(0,)) / x.shape[0]
            for r, b in ((self.running_mean, mean), (self.running_var, var)):
                r.data = (1 - self.momentum) * r.data + self.momentum * b.data
        return self.weight * ((x - mean) / ops.sqrt(var + self.eps)) + self.bias

# %% wrong: the variance around the running mean
class BatchNorm1d(Base):
    def forward(self, x):
        mean, var = self.running_mean, self.running_var
        if self.training:
            mean = ops.summation(x, axes=(0,)) / x.shape[0]
            var = ops.summation((x - mean) ** 2, axes=(0,)) / x.shape[0]
            around = ((x.data - self.running_mean.data) ** 2).mean(axis=0)
            for r, b in ((self.running_mean, mean.data), (self.running_var, around)):
                r.data = (1 - self.momentum) * r.data + self.momentum * b
        return self.weight * ((x - mean) / ops.sqrt(var + self.eps)) + self.bias
