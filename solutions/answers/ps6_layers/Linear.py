# Answers to `Linear`, right and wrong, that the autograder is measured on.

# %% right: broadcast by hand
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True, device=None, dtype="float32"):
        super().__init__()
        self.weight = Parameter(init.kaiming_uniform(in_features, out_features, dtype=dtype))
        self.bias = None
        if bias:
            self.bias = Parameter(Tensor.zeros(1, out_features, dtype=dtype))

    def forward(self, x):
        out = x @ self.weight
        if self.bias is not None:
            out += self.bias.broadcast_to(out.shape)
        return out


# %% right: a bias of one dimension
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True, device=None, dtype="float32"):
        super().__init__()
        self.weight = Parameter(init.kaiming_uniform(in_features, out_features, dtype=dtype))
        self.bias = None
        if bias:
            self.bias = Parameter(Tensor.zeros(out_features, dtype=dtype))

    def forward(self, x):
        return x @ self.weight if self.bias is None else x @ self.weight + self.bias


# %% right: from Xavier
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True, device=None, dtype="float32"):
        super().__init__()
        self.weight = Parameter(init.xavier_normal(in_features, out_features, dtype=dtype))
        self.bias = None
        if bias:
            self.bias = Parameter(Tensor.zeros(1, out_features, dtype=dtype))

    def forward(self, x):
        y = ops.matmul(x, self.weight)
        if self.bias is None:
            return y
        return ops.add(y, ops.broadcast_to(self.bias, y.shape))


# %% wrong: standard normal weights [starts-at-one]
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True, device=None, dtype="float32"):
        super().__init__()
        self.weight = Parameter(Tensor.randn(in_features, out_features, dtype=dtype))
        self.bias = None
        if bias:
            self.bias = Parameter(Tensor.zeros(1, out_features, dtype=dtype))

    def forward(self, x):
        out = x @ self.weight
        if self.bias is not None:
            out += self.bias.broadcast_to(out.shape)
        return out


# %% wrong: from zeros [starts-at-zero]
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True, device=None, dtype="float32"):
        super().__init__()
        self.weight = Parameter(Tensor.zeros(in_features, out_features, dtype=dtype))
        self.bias = None
        if bias:
            self.bias = Parameter(Tensor.zeros(1, out_features, dtype=dtype))

    def forward(self, x):
        out = x @ self.weight
        if self.bias is not None:
            out += self.bias.broadcast_to(out.shape)
        return out


# %% wrong: always a bias [bias-always]
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True, device=None, dtype="float32"):
        super().__init__()
        self.weight = Parameter(init.kaiming_uniform(in_features, out_features, dtype=dtype))
        self.bias = None
        if True:
            self.bias = Parameter(Tensor.zeros(1, out_features, dtype=dtype))

    def forward(self, x):
        out = x @ self.weight
        if self.bias is not None:
            out += self.bias.broadcast_to(out.shape)
        return out


# %% wrong: the bias is forgotten [bias-missing]
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True, device=None, dtype="float32"):
        super().__init__()
        self.weight = Parameter(init.kaiming_uniform(in_features, out_features, dtype=dtype))
        self.bias = None
        if bias:
            self.bias = Parameter(Tensor.zeros(1, out_features, dtype=dtype))

    def forward(self, x):
        return x @ self.weight


# %% wrong: dtype is ignored [dtype-ignored]
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True, device=None, dtype="float32"):
        super().__init__()
        self.weight = Parameter(init.kaiming_uniform(in_features, out_features))
        self.bias = None
        if bias:
            self.bias = Parameter(Tensor.zeros(1, out_features))

    def forward(self, x):
        out = x @ self.weight
        if self.bias is not None:
            out += self.bias.broadcast_to(out.shape)
        return out


# %% wrong: fans exchanged, with the right shape
class Linear(Module):
    """x @ weight + bias."""

    weight: Parameter
    bias: Parameter | None

    def __init__(
        self,
        in_features: int,
        out_features: int,
        bias: bool = True,
        device: Any = None,
        dtype: str = "float32",
    ) -> None:
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features

        self.weight = Parameter(
            kaiming_uniform(
                out_features, in_features, shape=(in_features, out_features), dtype=dtype
            )
        )
        self.bias = Parameter(Tensor.zeros(1, out_features, dtype=dtype)) if bias else None

    def forward(self, x: Tensor) -> Tensor:
        out = x @ self.weight
        return out if self.bias is None else out + self.bias


# %% right: conditional expression
class Linear(Module):
    """x @ weight + bias."""

    weight: Parameter
    bias: Parameter | None

    def __init__(
        self,
        in_features: int,
        out_features: int,
        bias: bool = True,
        device: Any = None,
        dtype: str = "float32",
    ) -> None:
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features

        self.weight = Parameter(kaiming_uniform(in_features, out_features, dtype=dtype))
        self.bias = Parameter(Tensor.zeros(1, out_features, dtype=dtype)) if bias else None

    def forward(self, x: Tensor) -> Tensor:
        out = x @ self.weight
        return out if self.bias is None else out + self.bias


# %% right: init, explicit broadcasting
class Linear(Module):
    """x @ weight + bias."""

    weight: Parameter
    bias: Parameter | None

    def __init__(
        self,
        in_features: int,
        out_features: int,
        bias: bool = True,
        device: Any = None,
        dtype: str = "float32",
    ) -> None:
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features

        start = init.kaiming_uniform(
            in_features, out_features, nonlinearity="relu", device=device, dtype=dtype
        )
        self.weight = Parameter(start, dtype=dtype)
        self.bias = None
        if bias:
            self.bias = Parameter(np.zeros((1, out_features)), dtype=dtype)

    def forward(self, x: Tensor) -> Tensor:
        y = ops.matmul(x, self.weight)
        if self.bias is not None:
            y = ops.add(y, ops.broadcast_to(self.bias, y.shape))
        return y


# %% right: shape by name
class Linear(Module):
    """x @ weight + bias."""

    weight: Parameter
    bias: Parameter | None

    def __init__(
        self,
        in_features: int,
        out_features: int,
        bias: bool = True,
        device: Any = None,
        dtype: str = "float32",
    ) -> None:
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features

        self.weight = Parameter(
            kaiming_uniform(
                fan_in=in_features,
                fan_out=out_features,
                shape=(in_features, out_features),
                dtype=dtype,
                requires_grad=True,
            )
        )
        if bias:
            self.bias = Parameter([[0.0] * out_features], dtype=dtype)
        else:
            self.bias = None

    def forward(self, x: Tensor) -> Tensor:
        if self.bias is None:
            return x.matmul(self.weight)
        return x.matmul(self.weight) + self.bias


# %% wrong: dtype is ignored
class Linear(Module):
    """x @ weight + bias."""

    weight: Parameter
    bias: Parameter | None

    def __init__(
        self,
        in_features: int,
        out_features: int,
        bias: bool = True,
        device: Any = None,
        dtype: str = "float32",
    ) -> None:
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features

        self.weight = Parameter(kaiming_uniform(in_features, out_features))
        self.bias = Parameter(Tensor.zeros(1, out_features)) if bias else None

    def forward(self, x: Tensor) -> Tensor:
        out = x @ self.weight
        return out if self.bias is None else out + self.bias


# %% wrong: standard normal weights
class Linear(Module):
    """x @ weight + bias."""

    weight: Parameter
    bias: Parameter | None

    def __init__(
        self,
        in_features: int,
        out_features: int,
        bias: bool = True,
        device: Any = None,
        dtype: str = "float32",
    ) -> None:
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features

        self.weight = Parameter(Tensor.randn(in_features, out_features, dtype=dtype))
        self.bias = Parameter(Tensor.zeros(1, out_features, dtype=dtype)) if bias else None

    def forward(self, x: Tensor) -> Tensor:
        out = x @ self.weight
        return out if self.bias is None else out + self.bias


# %% wrong: fans exchanged, with the right shape
class Linear(Module):
    """x @ weight + bias."""

    weight: Parameter
    bias: Parameter | None

    def __init__(
        self,
        in_features: int,
        out_features: int,
        bias: bool = True,
        device: Any = None,
        dtype: str = "float32",
    ) -> None:
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features

        self.weight = Parameter(kaiming_uniform(out_features, in_features, shape=(in_features, out_features), dtype=dtype))
        self.bias = Parameter(Tensor.zeros(1, out_features, dtype=dtype)) if bias else None

    def forward(self, x: Tensor) -> Tensor:
        out = x @ self.weight
        return out if self.bias is None else out + self.bias


# %% wrong: the bias is subtracted
class Linear(Module):
    """x @ weight + bias."""

    weight: Parameter
    bias: Parameter | None

    def __init__(
        self,
        in_features: int,
        out_features: int,
        bias: bool = True,
        device: Any = None,
        dtype: str = "float32",
    ) -> None:
        """Make self.weight, shape (in_features, out_features), and self.bias, (1, out_features).

        weight: drawn by kaiming_uniform. bias: zeros, or None if bias is False.
        dtype: of both. device: has no effect.
        """
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        self.weight = Parameter(kaiming_uniform(in_features, out_features, dtype=dtype))
        self.bias = Parameter(Tensor.zeros(1, out_features, dtype=dtype)) if bias else None

    def forward(self, x: Tensor) -> Tensor:
        """x: shape (batch, in_features). Returns shape (batch, out_features)."""
        out = x @ self.weight
        return out if self.bias is None else out - self.bias

# %% wrong: nothing in evaluation mode
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True, device=None, dtype="float32"):
        super().__init__()
        self.weight = Parameter(kaiming_uniform(in_features, out_features, dtype=dtype))
        self.bias = Parameter(Tensor.zeros(1, out_features, dtype=dtype)) if bias else None
    def forward(self, x):
        out = x @ self.weight
        return out + self.bias if self.bias is not None and self.training else out

# %% wrong: the weight of the class
class Linear(Module):
    kept = {}
    def __init__(self, in_features, out_features, bias=True, device=None, dtype="float32"):
        super().__init__()
        key = in_features, out_features, str(dtype)
        self.weight = self.kept.setdefault(key, Parameter(kaiming_uniform(in_features, out_features, dtype=dtype)))
        self.bias = Parameter(Tensor.zeros(1, out_features, dtype=dtype)) if bias else None
    def forward(self, x):
        out = x @ self.weight
        return out if self.bias is None else out + self.bias


# %% wrong: the weight of the first call, kept
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True, device=None, dtype="float32"):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        self.weight = Parameter(init.kaiming_uniform(in_features, out_features), dtype=dtype)
        self.bias = Parameter(np.zeros((1, out_features)), dtype=dtype) if bias else None
        self.wt = None

    def forward(self, x):
        if self.wt is None:
            self.wt = ops.transpose(ops.transpose(self.weight))
        y = x @ self.wt
        return y if self.bias is None else y + self.bias
