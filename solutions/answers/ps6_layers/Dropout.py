# Answers to `Dropout`, right and wrong, that the autograder is measured on.

# %% right: divided
class Dropout(Module):
    def __init__(self, p=0.5):
        super().__init__()
        self.p = p

    def forward(self, x):
        if self.training:
            mask = Tensor.randb(*x.shape, p=1 - self.p)
            return x * mask / (1 - self.p)
        return x


# %% right: by NumPy
class Dropout(Module):
    def __init__(self, p=0.5):
        super().__init__()
        self.p = p

    def forward(self, x):
        if not self.training or self.p == 0:
            return x
        kept = np.random.rand(*x.shape) >= self.p
        return x * Tensor(kept / (1 - self.p) if self.p < 1 else kept, dtype=x.dtype)


# %% right: binomial
class Dropout(Module):
    def __init__(self, p=0.5):
        super().__init__()
        self.p = p

    def forward(self, x):
        if not self.training:
            return x
        mask = np.random.binomial(1, 1 - self.p, size=x.shape)
        return ops.multiply(x, Tensor(mask / max(1 - self.p, 1e-12), dtype=x.dtype))


# %% wrong: keeps with p [keeps-with-p]
class Dropout(Module):
    def __init__(self, p=0.5):
        super().__init__()
        self.p = p

    def forward(self, x):
        if self.training:
            mask = Tensor.randb(*x.shape, p=self.p)
            return x * mask / (1 - self.p)
        return x


# %% wrong: not scaled [dropout-scale]
class Dropout(Module):
    def __init__(self, p=0.5):
        super().__init__()
        self.p = p

    def forward(self, x):
        if self.training:
            mask = Tensor.randb(*x.shape, p=1 - self.p)
            return x * mask
        return x


# %% wrong: multiplied [dropout-scale]
class Dropout(Module):
    def __init__(self, p=0.5):
        super().__init__()
        self.p = p

    def forward(self, x):
        if self.training:
            mask = Tensor.randb(*x.shape, p=1 - self.p)
            return x * mask * (1 - self.p)
        return x


# %% wrong: modes exchanged [mode-inverted]
class Dropout(Module):
    def __init__(self, p=0.5):
        super().__init__()
        self.p = p

    def forward(self, x):
        if not self.training:
            mask = Tensor.randb(*x.shape, p=1 - self.p)
            return x * mask / (1 - self.p)
        return x


# %% wrong: rows [dropout-not-independent]
class Dropout(Module):
    def __init__(self, p=0.5):
        super().__init__()
        self.p = p

    def forward(self, x):
        if self.training:
            mask = Tensor.randb(x.shape[0], *(1 for _ in x.shape[1:]), p=1 - self.p)
            return x * mask / (1 - self.p)
        return x


# %% right: mask of randb
class Dropout(Module):
    """Sets each number to zero with probability p in training."""

    def __init__(self, p: float = 0.5):
        """p: the probability that a number is set to zero."""
        super().__init__()
        self.p = p

    def forward(self, x: Tensor) -> Tensor:
        if not self.training:
            return x
        if self.p == 1:
            return x * 0.0
        mask = Tensor.randb(*x.shape, p=1 - self.p, dtype=x.dtype)
        return x * mask / (1 - self.p)


# %% right: scaled mask, no division by zero
class Dropout(Module):
    """Sets each number to zero with probability p in training."""

    def __init__(self, p: float = 0.5):
        """p: the probability that a number is set to zero."""
        super().__init__()
        self.p = p

    def forward(self, x: Tensor) -> Tensor:
        if self.training:
            kept = 1.0 - self.p
            scale = 1.0 / kept if kept > 0 else 0.0
            mask = (np.random.rand(*x.shape) >= self.p) * scale
            x = ops.multiply(x, Tensor(mask, dtype=x.dtype))
        return x


# %% right: the zeros are drawn
class Dropout(Module):
    """Sets each number to zero with probability p in training."""

    def __init__(self, p: float = 0.5):
        """p: the probability that a number is set to zero."""
        super().__init__()
        self.p = p

    def forward(self, x: Tensor) -> Tensor:
        if not self.training or self.p == 0:
            return x
        dropped = Tensor.randb(x.shape, p=self.p, dtype=str(x.dtype))
        kept = 1 - dropped
        if self.p < 1:
            kept = kept / (1 - self.p)
        return x * kept


# %% wrong: p is the probability to be kept
class Dropout(Module):
    """Sets each number to zero with probability p in training."""

    def __init__(self, p: float = 0.5):
        """p: the probability that a number is set to zero."""
        super().__init__()
        self.p = p

    def forward(self, x: Tensor) -> Tensor:
        if not self.training:
            return x
        if self.p == 1:
            return x * 0.0
        mask = Tensor.randb(*x.shape, p=self.p, dtype=x.dtype)
        return x * mask / (1 - self.p)


# %% wrong: no scale; does not look at training
class Dropout(Module):
    """Sets each number to zero with probability p in training."""

    def __init__(self, p: float = 0.5):
        """p: the probability that a number is set to zero."""
        super().__init__()
        self.p = p

    def forward(self, x: Tensor) -> Tensor:
        if self.p == 1:
            return x * 0.0
        mask = Tensor.randb(*x.shape, p=1 - self.p, dtype=x.dtype)
        return x * mask


# %% wrong: one draw for each row
class Dropout(Module):
    """Sets each number to zero with probability p in training."""

    def __init__(self, p: float = 0.5):
        """p: the probability that a number is set to zero."""
        super().__init__()
        self.p = p

    def forward(self, x: Tensor) -> Tensor:
        if not self.training:
            return x
        if self.p == 1:
            return x * 0.0
        mask = Tensor.randb(*x.shape[:-1], 1, p=1 - self.p, dtype=x.dtype)
        return x * mask / (1 - self.p)


# %% wrong: the mask of the first call is kept
class Dropout(Module):
    """Sets each number to zero with probability p in training."""

    def __init__(self, p: float = 0.5):
        """p: the probability that a number is set to zero."""
        super().__init__()
        self.p = p

    def forward(self, x: Tensor) -> Tensor:
        if not self.training:
            return x
        if self.p == 1:
            return x * 0.0
        if getattr(self, "mask", None) is None or self.mask.shape != x.shape:
            self.mask = Tensor.randb(*x.shape, p=1 - self.p, dtype=x.dtype)
        mask = self.mask
        return x * mask / (1 - self.p)


# %% wrong: scales in evaluation instead of in training
class Dropout(Module):
    """Sets each number to zero with probability p in training."""

    def __init__(self, p: float = 0.5):
        """p: the probability that a number is set to zero."""
        super().__init__()
        self.p = p

    def forward(self, x: Tensor) -> Tensor:
        if not self.training:
            return x * (1 - self.p)
        if self.p == 1:
            return x * 0.0
        mask = Tensor.randb(*x.shape, p=1 - self.p, dtype=x.dtype)
        return x * mask


# %% wrong: the gradient passes through everything; sets zeros in the input's own array
class Dropout(Module):
    """Sets each number to zero with probability p in training."""

    def __init__(self, p: float = 0.5):
        """p: the probability that a number is set to zero."""
        super().__init__()
        self.p = p

    def forward(self, x: Tensor) -> Tensor:
        if not self.training:
            return x
        if self.p == 1:
            return x * 0.0
        x.data[np.random.rand(*x.shape) < self.p] = 0
        return x / (1 - self.p)

# %% wrong: exactly so many
class Dropout(Module):
    def __init__(self, p=0.5):
        super().__init__()
        self.p = p
    def forward(self, x):
        if not self.training:
            return x
        n = x.data.size
        mask = np.zeros(n)
        mask[: round(n * (1 - self.p))] = 1
        np.random.shuffle(mask)
        return x * Tensor(mask.reshape(x.shape), dtype=str(x.dtype)) * (1 / (1 - self.p) if self.p < 1 else 0.0)

# %% wrong: columns
class Dropout(Module):
    def __init__(self, p=0.5):
        super().__init__()
        self.p = p
    def forward(self, x):
        if not self.training:
            return x
        mask = Tensor.randb(1, *x.shape[1:], p=1 - self.p, requires_grad=False)
        return x * mask * (1 / (1 - self.p) if self.p < 1 else 0.0)
