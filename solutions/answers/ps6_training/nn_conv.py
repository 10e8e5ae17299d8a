# Answers to `nn_conv`, right and wrong, that the autograder is measured on.


class Base(Module):
    def __init__(self, in_channels, out_channels, kernel_size, stride=1, bias=True, device=None, dtype="float32"):
        super().__init__()
        k = kernel_size[0] if isinstance(kernel_size, tuple) else kernel_size
        self.stride = stride[0] if isinstance(stride, tuple) else stride
        self.padding = (k - 1) // 2
        n = k * k * in_channels
        self.weight = Parameter(init.kaiming_uniform(n, k * k * out_channels, shape=(k, k, in_channels, out_channels), dtype=dtype))
        self.bias = Parameter(init.rand(out_channels, low=-(n**-0.5), high=n**-0.5, dtype=dtype)) if bias else None


# %% right: pairs of axes
class Conv(Module):
    def __init__(
        self,
        in_channels,
        out_channels,
        kernel_size,
        stride=1,
        bias=True,
        device=None,
        dtype="float32",
    ):
        super().__init__()
        k = kernel_size[0] if isinstance(kernel_size, tuple) else kernel_size
        self.stride = stride[0] if isinstance(stride, tuple) else stride
        self.padding = (k - 1) // 2
        fan_in = k * k * in_channels
        shape = (k, k, in_channels, out_channels)
        self.weight = Parameter(
            init.kaiming_uniform(
                fan_in, k * k * out_channels, shape=shape, device=device, dtype=dtype
            )
        )
        bound = 1 / np.sqrt(fan_in)
        self.bias = (
            Parameter(init.rand(out_channels, low=-bound, high=bound, dtype=dtype))
            if bias
            else None
        )

    def forward(self, x):
        x = x.transpose((1, 2)).transpose((2, 3))
        out = ops.conv(x, self.weight, self.stride, self.padding)
        if self.bias is not None:
            out = out + self.bias.reshape((1, 1, 1, -1)).broadcast_to(out.shape)
        return out.transpose((2, 3)).transpose((1, 2))


# %% right: permutations
class Conv(Module):
    def __init__(
        self,
        in_channels,
        out_channels,
        kernel_size,
        stride=1,
        bias=True,
        device=None,
        dtype="float32",
    ):
        super().__init__()
        k = kernel_size[0] if isinstance(kernel_size, tuple) else kernel_size
        self.stride = stride[0] if isinstance(stride, tuple) else stride
        self.padding = (k - 1) // 2
        fan_in = k * k * in_channels
        shape = (k, k, in_channels, out_channels)
        self.weight = Parameter(
            init.kaiming_uniform(
                fan_in, k * k * out_channels, shape=shape, device=device, dtype=dtype
            )
        )
        bound = 1 / np.sqrt(fan_in)
        self.bias = (
            Parameter(init.rand(out_channels, low=-bound, high=bound, dtype=dtype))
            if bias
            else None
        )

    def forward(self, x):
        x = ops.transpose(x, (0, 2, 3, 1))
        out = ops.conv(x, self.weight, self.stride, self.padding)
        if self.bias is not None:
            out = out + self.bias.reshape((1, 1, 1, -1)).broadcast_to(out.shape)
        return ops.transpose(out, (0, 3, 1, 2))


# %% right: the bias last
class Conv(Module):
    def __init__(
        self,
        in_channels,
        out_channels,
        kernel_size,
        stride=1,
        bias=True,
        device=None,
        dtype="float32",
    ):
        super().__init__()
        k = kernel_size[0] if isinstance(kernel_size, tuple) else kernel_size
        self.stride = stride[0] if isinstance(stride, tuple) else stride
        self.padding = (k - 1) // 2
        fan_in = k * k * in_channels
        shape = (k, k, in_channels, out_channels)
        self.weight = Parameter(
            init.kaiming_uniform(
                fan_in, k * k * out_channels, shape=shape, device=device, dtype=dtype
            )
        )
        bound = 1 / np.sqrt(fan_in)
        self.bias = (
            Parameter(init.rand(out_channels, low=-bound, high=bound, dtype=dtype))
            if bias
            else None
        )

    def forward(self, x):
        images = ops.transpose(x, (0, 2, 3, 1))
        out = ops.transpose(ops.conv(images, self.weight, self.stride, self.padding), (0, 3, 1, 2))
        return out if self.bias is None else out + self.bias.reshape((-1, 1, 1))


# %% wrong: no padding
class Conv(Module):
    def __init__(
        self,
        in_channels,
        out_channels,
        kernel_size,
        stride=1,
        bias=True,
        device=None,
        dtype="float32",
    ):
        super().__init__()
        k = kernel_size[0] if isinstance(kernel_size, tuple) else kernel_size
        self.stride = stride[0] if isinstance(stride, tuple) else stride
        self.padding = 0
        fan_in = k * k * in_channels
        shape = (k, k, in_channels, out_channels)
        self.weight = Parameter(
            init.kaiming_uniform(
                fan_in, k * k * out_channels, shape=shape, device=device, dtype=dtype
            )
        )
        bound = 1 / np.sqrt(fan_in)
        self.bias = (
            Parameter(init.rand(out_channels, low=-bound, high=bound, dtype=dtype))
            if bias
            else None
        )

    def forward(self, x):
        x = x.transpose((1, 2)).transpose((2, 3))
        out = ops.conv(x, self.weight, self.stride, self.padding)
        if self.bias is not None:
            out = out + self.bias.reshape((1, 1, 1, -1)).broadcast_to(out.shape)
        return out.transpose((2, 3)).transpose((1, 2))


# %% wrong: fan_in without the window [fan-in]
class Conv(Module):
    def __init__(
        self,
        in_channels,
        out_channels,
        kernel_size,
        stride=1,
        bias=True,
        device=None,
        dtype="float32",
    ):
        super().__init__()
        k = kernel_size[0] if isinstance(kernel_size, tuple) else kernel_size
        self.stride = stride[0] if isinstance(stride, tuple) else stride
        self.padding = (k - 1) // 2
        fan_in = in_channels
        shape = (k, k, in_channels, out_channels)
        self.weight = Parameter(
            init.kaiming_uniform(
                fan_in, k * k * out_channels, shape=shape, device=device, dtype=dtype
            )
        )
        bound = 1 / np.sqrt(fan_in)
        self.bias = (
            Parameter(init.rand(out_channels, low=-bound, high=bound, dtype=dtype))
            if bias
            else None
        )

    def forward(self, x):
        x = x.transpose((1, 2)).transpose((2, 3))
        out = ops.conv(x, self.weight, self.stride, self.padding)
        if self.bias is not None:
            out = out + self.bias.reshape((1, 1, 1, -1)).broadcast_to(out.shape)
        return out.transpose((2, 3)).transpose((1, 2))


# %% wrong: always a bias [bias-always]
class Conv(Module):
    def __init__(
        self,
        in_channels,
        out_channels,
        kernel_size,
        stride=1,
        bias=True,
        device=None,
        dtype="float32",
    ):
        super().__init__()
        k = kernel_size[0] if isinstance(kernel_size, tuple) else kernel_size
        self.stride = stride[0] if isinstance(stride, tuple) else stride
        self.padding = (k - 1) // 2
        fan_in = k * k * in_channels
        shape = (k, k, in_channels, out_channels)
        self.weight = Parameter(
            init.kaiming_uniform(
                fan_in, k * k * out_channels, shape=shape, device=device, dtype=dtype
            )
        )
        bound = 1 / np.sqrt(fan_in)
        self.bias = (
            Parameter(init.rand(out_channels, low=-bound, high=bound, dtype=dtype))
            if True
            else None
        )

    def forward(self, x):
        x = x.transpose((1, 2)).transpose((2, 3))
        out = ops.conv(x, self.weight, self.stride, self.padding)
        if self.bias is not None:
            out = out + self.bias.reshape((1, 1, 1, -1)).broadcast_to(out.shape)
        return out.transpose((2, 3)).transpose((1, 2))


# %% wrong: no bias [bias-missing]
class Conv(Module):
    def __init__(
        self,
        in_channels,
        out_channels,
        kernel_size,
        stride=1,
        bias=True,
        device=None,
        dtype="float32",
    ):
        super().__init__()
        k = kernel_size[0] if isinstance(kernel_size, tuple) else kernel_size
        self.stride = stride[0] if isinstance(stride, tuple) else stride
        self.padding = (k - 1) // 2
        fan_in = k * k * in_channels
        shape = (k, k, in_channels, out_channels)
        self.weight = Parameter(
            init.kaiming_uniform(
                fan_in, k * k * out_channels, shape=shape, device=device, dtype=dtype
            )
        )
        bound = 1 / np.sqrt(fan_in)
        self.bias = (
            Parameter(init.rand(out_channels, low=-bound, high=bound, dtype=dtype))
            if bias
            else None
        )

    def forward(self, x):
        x = x.transpose((1, 2)).transpose((2, 3))
        out = ops.conv(x, self.weight, self.stride, self.padding)
        if False:
            out = out + self.bias.reshape((1, 1, 1, -1)).broadcast_to(out.shape)
        return out.transpose((2, 3)).transpose((1, 2))


# %% right: permutations
class Conv(Module):
    """A convolution with a bias, for images with their channels first."""

    def __init__(
        self,
        in_channels: int,
        out_channels: int,
        kernel_size: int,
        stride: int = 1,
        bias: bool = True,
        device: Any = None,
        dtype: str = "float32",
    ):
        super().__init__()
        self.in_channels = in_channels
        self.out_channels = out_channels
        self.kernel_size = kernel_size[0] if isinstance(kernel_size, tuple) else kernel_size
        self.stride = stride[0] if isinstance(stride, tuple) else stride

        k = self.kernel_size
        fan_in = k * k * in_channels
        shape = (k, k, in_channels, out_channels)
        self.padding = (k - 1) // 2
        self.weight = Parameter(
            init.kaiming_uniform(fan_in, k * k * out_channels, shape=shape, dtype=dtype)
        )
        self.bias = None
        if bias:
            bound = 1 / fan_in**0.5
            self.bias = Parameter(init.rand(out_channels, low=-bound, high=bound, dtype=dtype))

    def forward(self, x: Tensor) -> Tensor:
        x = x.transpose((0, 2, 3, 1))
        out = ops.conv(x, self.weight, stride=self.stride, padding=self.padding)
        if self.bias is not None:
            out = out + self.bias
        return out.transpose((0, 3, 1, 2))


# %% right: swaps of pairs, bias after the channels are back
class Conv(Module):
    """A convolution with a bias, for images with their channels first."""

    def __init__(
        self,
        in_channels: int,
        out_channels: int,
        kernel_size: int,
        stride: int = 1,
        bias: bool = True,
        device: Any = None,
        dtype: str = "float32",
    ):
        super().__init__()
        self.in_channels = in_channels
        self.out_channels = out_channels
        self.kernel_size = kernel_size[0] if isinstance(kernel_size, tuple) else kernel_size
        self.stride = stride[0] if isinstance(stride, tuple) else stride

        size = self.kernel_size
        self.padding = (size - 1) // 2
        n = size**2 * in_channels
        self.weight = Parameter(
            kaiming_uniform(n, n, "relu", (size, size, in_channels, out_channels), dtype=dtype)
        )
        a = 1 / np.sqrt(n)
        self.bias = Parameter(Tensor.rand(out_channels, low=-a, high=a, dtype=dtype)) if bias else None

    def forward(self, x: Tensor) -> Tensor:
        last = ops.transpose(ops.transpose(x, (1, 2)), (2, 3))
        out = ops.conv(last, self.weight, self.stride, self.padding)
        first = ops.transpose(ops.transpose(out, (2, 3)), (1, 2))
        if self.bias is None:
            return first
        return first + ops.reshape(self.bias, (1, self.out_channels, 1, 1))


# %% right: negative axes, bias stretched
class Conv(Module):
    """A convolution with a bias, for images with their channels first."""

    def __init__(
        self,
        in_channels: int,
        out_channels: int,
        kernel_size: int,
        stride: int = 1,
        bias: bool = True,
        device: Any = None,
        dtype: str = "float32",
    ):
        super().__init__()
        self.in_channels = in_channels
        self.out_channels = out_channels
        self.kernel_size = kernel_size[0] if isinstance(kernel_size, tuple) else kernel_size
        self.stride = stride[0] if isinstance(stride, tuple) else stride

        self.padding = (self.kernel_size - 1) // 2
        kernel_shape = (self.kernel_size,) * 2 + (in_channels, out_channels)
        fan_in = int(np.prod(kernel_shape[:3]))
        fan_out = self.kernel_size**2 * out_channels
        start = init.kaiming_uniform(fan_in, fan_out, shape=kernel_shape, device=device, dtype=dtype)
        self.weight = Parameter(start, dtype=dtype)
        if not bias:
            self.bias = None
        else:
            numbers = np.random.uniform(-1, 1, out_channels) / np.sqrt(fan_in)
            self.bias = Parameter(numbers, dtype=dtype)

    def forward(self, x: Tensor) -> Tensor:
        y = ops.conv(ops.transpose(x, (0, -2, -1, -3)), self.weight, self.stride, self.padding)
        if self.bias is not None:
            y = ops.add(y, ops.broadcast_to(self.bias, y.shape))
        return ops.transpose(y, (0, -1, -3, -2))


# %% wrong: fan_in without the window
class Conv(Module):
    """A convolution with a bias, for images with their channels first."""

    def __init__(
        self,
        in_channels: int,
        out_channels: int,
        kernel_size: int,
        stride: int = 1,
        bias: bool = True,
        device: Any = None,
        dtype: str = "float32",
    ):
        super().__init__()
        self.in_channels = in_channels
        self.out_channels = out_channels
        self.kernel_size = kernel_size[0] if isinstance(kernel_size, tuple) else kernel_size
        self.stride = stride[0] if isinstance(stride, tuple) else stride

        k = self.kernel_size
        fan_in = in_channels
        shape = (k, k, in_channels, out_channels)
        self.padding = (k - 1) // 2
        self.weight = Parameter(
            init.kaiming_uniform(fan_in, k * k * out_channels, shape=shape, dtype=dtype)
        )
        self.bias = None
        if bias:
            bound = 1 / fan_in**0.5
            self.bias = Parameter(init.rand(out_channels, low=-bound, high=bound, dtype=dtype))

    def forward(self, x: Tensor) -> Tensor:
        x = x.transpose((0, 2, 3, 1))
        out = ops.conv(x, self.weight, stride=self.stride, padding=self.padding)
        if self.bias is not None:
            out = out + self.bias
        return out.transpose((0, 3, 1, 2))


# %% wrong: padding of half the kernel for even sizes; bias starts from zeros
class Conv(Module):
    """A convolution with a bias, for images with their channels first."""

    def __init__(
        self,
        in_channels: int,
        out_channels: int,
        kernel_size: int,
        stride: int = 1,
        bias: bool = True,
        device: Any = None,
        dtype: str = "float32",
    ):
        super().__init__()
        self.in_channels = in_channels
        self.out_channels = out_channels
        self.kernel_size = kernel_size[0] if isinstance(kernel_size, tuple) else kernel_size
        self.stride = stride[0] if isinstance(stride, tuple) else stride

        k = self.kernel_size
        fan_in = k * k * in_channels
        shape = (k, k, in_channels, out_channels)
        self.padding = k // 2
        self.weight = Parameter(
            init.kaiming_uniform(fan_in, k * k * out_channels, shape=shape, dtype=dtype)
        )
        self.bias = None
        if bias:
            bound = 1 / fan_in**0.5
            self.bias = Parameter(Tensor.zeros(out_channels, dtype=dtype))

    def forward(self, x: Tensor) -> Tensor:
        x = x.transpose((0, 2, 3, 1))
        out = ops.conv(x, self.weight, stride=self.stride, padding=self.padding)
        if self.bias is not None:
            out = out + self.bias
        return out.transpose((0, 3, 1, 2))


# %% wrong: rows and columns exchanged on the way in
class Conv(Module):
    """A convolution with a bias, for images with their channels first."""

    def __init__(
        self,
        in_channels: int,
        out_channels: int,
        kernel_size: int,
        stride: int = 1,
        bias: bool = True,
        device: Any = None,
        dtype: str = "float32",
    ):
        super().__init__()
        self.in_channels = in_channels
        self.out_channels = out_channels
        self.kernel_size = kernel_size[0] if isinstance(kernel_size, tuple) else kernel_size
        self.stride = stride[0] if isinstance(stride, tuple) else stride

        k = self.kernel_size
        fan_in = k * k * in_channels
        shape = (k, k, in_channels, out_channels)
        self.padding = (k - 1) // 2
        self.weight = Parameter(
            init.kaiming_uniform(fan_in, k * k * out_channels, shape=shape, dtype=dtype)
        )
        self.bias = None
        if bias:
            bound = 1 / fan_in**0.5
            self.bias = Parameter(init.rand(out_channels, low=-bound, high=bound, dtype=dtype))

    def forward(self, x: Tensor) -> Tensor:
        x = x.transpose((0, 3, 2, 1))
        out = ops.conv(x, self.weight, stride=self.stride, padding=self.padding)
        if self.bias is not None:
            out = out + self.bias
        return out.transpose((0, 3, 1, 2))


# %% wrong: stride is not passed on, dtype ignored for the bias
class Conv(Module):
    """A convolution with a bias, for images with their channels first."""

    def __init__(
        self,
        in_channels: int,
        out_channels: int,
        kernel_size: int,
        stride: int = 1,
        bias: bool = True,
        device: Any = None,
        dtype: str = "float32",
    ):
        super().__init__()
        self.in_channels = in_channels
        self.out_channels = out_channels
        self.kernel_size = kernel_size[0] if isinstance(kernel_size, tuple) else kernel_size
        self.stride = stride[0] if isinstance(stride, tuple) else stride

        k = self.kernel_size
        fan_in = k * k * in_channels
        shape = (k, k, in_channels, out_channels)
        self.padding = (k - 1) // 2
        self.weight = Parameter(
            init.kaiming_uniform(fan_in, k * k * out_channels, shape=shape, dtype=dtype)
        )
        self.bias = None
        if bias:
            bound = 1 / fan_in**0.5
            self.bias = Parameter(init.rand(out_channels, low=-bound, high=bound))

    def forward(self, x: Tensor) -> Tensor:
        x = x.transpose((0, 2, 3, 1))
        out = ops.conv(x, self.weight, padding=self.padding)
        if self.bias is not None:
            out = out + self.bias
        return out.transpose((0, 3, 1, 2))


# %% wrong: reshape instead of moving axes
class Conv(Module):
    """A convolution with a bias, for images with their channels first."""

    def __init__(
        self,
        in_channels: int,
        out_channels: int,
        kernel_size: int,
        stride: int = 1,
        bias: bool = True,
        device: Any = None,
        dtype: str = "float32",
    ):
        super().__init__()
        self.in_channels = in_channels
        self.out_channels = out_channels
        self.kernel_size = kernel_size[0] if isinstance(kernel_size, tuple) else kernel_size
        self.stride = stride[0] if isinstance(stride, tuple) else stride

        k = self.kernel_size
        fan_in = k * k * in_channels
        shape = (k, k, in_channels, out_channels)
        self.padding = (k - 1) // 2
        self.weight = Parameter(
            init.kaiming_uniform(fan_in, k * k * out_channels, shape=shape, dtype=dtype)
        )
        self.bias = None
        if bias:
            bound = 1 / fan_in**0.5
            self.bias = Parameter(init.rand(out_channels, low=-bound, high=bound, dtype=dtype))

    def forward(self, x: Tensor) -> Tensor:
        x = x.reshape(x.shape[0], x.shape[2], x.shape[3], x.shape[1])
        out = ops.conv(x, self.weight, stride=self.stride, padding=self.padding)
        if self.bias is not None:
            out = out + self.bias
        return out.transpose((0, 3, 1, 2))


# %% wrong: the padding is that of an even kernel
class Conv(Module):
    """A convolution with a bias, for images with their channels first."""

    def __init__(
        self,
        in_channels: int,
        out_channels: int,
        kernel_size: int,
        stride: int = 1,
        bias: bool = True,
        device: Any = None,
        dtype: str = "float32",
    ):
        """Make self.weight, shape (kernel_size, kernel_size, in_channels, out_channels), and
        self.bias, shape (out_channels,), or None; and self.padding, (kernel_size - 1) // 2.

        kernel_size and stride may be pairs of equal numbers. device: has no effect.
        """
        super().__init__()
        self.in_channels = in_channels
        self.out_channels = out_channels
        self.kernel_size = kernel_size[0] if isinstance(kernel_size, tuple) else kernel_size
        self.stride = stride[0] if isinstance(stride, tuple) else stride
        k = self.kernel_size
        self.padding = k // 2 + 1
        fan_in = k * k * in_channels
        self.weight = Parameter(
            init.kaiming_uniform(
                fan_in, k * k * out_channels, shape=(k, k, in_channels, out_channels), dtype=dtype
            )
        )
        self.bias = None
        if bias:
            bound = fan_in**-0.5
            self.bias = Parameter(init.rand(out_channels, low=-bound, high=bound, dtype=dtype))

    def forward(self, x: Tensor) -> Tensor:
        """x: shape (N, in_channels, H, W). Returns shape (N, out_channels, H_out, W_out)."""
        out = ops.conv(ops.transpose(x, (0, 2, 3, 1)), self.weight, self.stride, self.padding)
        if self.bias is not None:
            out = out + self.bias
        return ops.transpose(out, (0, 3, 1, 2))

# %% wrong: no bias in evaluation mode
class Conv(Base):
    def forward(self, x):
        out = ops.conv(ops.transpose(x, (0, 2, 3, 1)), self.weight, self.stride, self.padding)
        if self.bias is not None and self.training:
            out = out + self.bias
        return ops.transpose(out, (0, 3, 1, 2))

# %% wrong: the result of the batch before
class Conv(Base):
    def forward(self, x):
        if not hasattr(self, "x"):
            self.x = x
        out = ops.conv(ops.transpose(self.x, (0, 2, 3, 1)), self.weight, self.stride, self.padding)
        if self.bias is not None:
            out = out + self.bias
        return ops.transpose(out, (0, 3, 1, 2))

# %% wrong: fans of the shape alone
class Conv(Base):
    def __init__(self, in_channels, out_channels, kernel_size, stride=1, bias=True, device=None, dtype="float32"):
        super().__init__(in_channels, out_channels, kernel_size, stride, bias, device, dtype)
        k = self.weight.shape[0]
        n = (k + k) * in_channels
        self.weight = Parameter(init.kaiming_uniform(n, n, shape=self.weight.shape, dtype=dtype))
        if bias:
            self.bias = Parameter(init.rand(out_channels, low=-(n**-0.5), high=n**-0.5, dtype=dtype))
    def forward(self, x):
        out = ops.conv(ops.transpose(x, (0, 2, 3, 1)), self.weight, self.stride, self.padding)
        if self.bias is not None:
            out = out + self.bias
        return ops.transpose(out, (0, 3, 1, 2))

# %% wrong: a bias of float64
class Conv(Base):
    def __init__(self, in_channels, out_channels, kernel_size, stride=1, bias=True, device=None, dtype="float32"):
        super().__init__(in_channels, out_channels, kernel_size, stride, bias, device, dtype)
        if bias:
            self.bias = Parameter(self.bias, dtype="float64")
    def forward(self, x):
        out = ops.conv(ops.transpose(x, (0, 2, 3, 1)), self.weight, self.stride, self.padding)
        if self.bias is not None:
            out = out + self.bias
        return ops.transpose(out, (0, 3, 1, 2))

# %% wrong: same order back [another-shape]
class Conv(Module):
    def __init__(self, in_channels, out_channels, kernel_size, stride=1, bias=True, device=None, dtype="float32"):
        super().__init__()
        self.in_channels = in_channels
        self.out_channels = out_channels
        self.kernel_size = kernel_size[0] if isinstance(kernel_size, tuple) else kernel_size
        self.stride = stride[0] if isinstance(stride, tuple) else stride
        k = self.kernel_size
        fan_in, fan_out = k * k * in_channels, k * k * out_channels
        self.padding = (k - 1) // 2
        self.weight = Parameter(init.kaiming_uniform(fan_in, fan_out, shape=(k, k, in_channels, out_channels), dtype=dtype))
        bound = 1 / np.sqrt(fan_in)
        self.bias = Parameter(Tensor.rand(out_channels, low=-bound, high=bound, dtype=dtype)) if bias else None

    def forward(self, x):
        x = transpose(x, (0, 2, 3, 1))
        out = conv(x, self.weight, stride=self.stride, padding=self.padding)
        if self.bias is not None:
            out = out + self.bias
        return transpose(out, (0, 2, 3, 1))
