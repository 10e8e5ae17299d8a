# Answers to `xavier`, right and wrong, that the autograder is measured on.

# %% right: as powers
def xavier_uniform(fan_in, fan_out, gain=1.0, shape=None, **kwargs):
    kwargs.pop("device", None)
    shape = shape or (fan_in, fan_out)
    a = gain * (6 / (fan_in + fan_out)) ** 0.5
    return Tensor.rand(*shape, low=-a, high=a, **kwargs)


def xavier_normal(fan_in, fan_out, gain=1.0, shape=None, **kwargs):
    kwargs.pop("device", None)
    shape = shape or (fan_in, fan_out)
    std = gain * (2 / (fan_in + fan_out)) ** 0.5
    return Tensor.randn(*shape, std=std, **kwargs)


# %% right: one made of the other's scale
def xavier_uniform(fan_in, fan_out, gain=1.0, shape=None, **kwargs):
    kwargs.pop("device", None)
    shape = shape or (fan_in, fan_out)
    std = gain * np.sqrt(2 / (fan_in + fan_out))
    return Tensor.rand(*shape, low=-(3**0.5) * std, high=3**0.5 * std, **kwargs)


def xavier_normal(fan_in, fan_out, gain=1.0, shape=None, **kwargs):
    kwargs.pop("device", None)
    shape = shape or (fan_in, fan_out)
    std = gain * (2 / (fan_in + fan_out)) ** 0.5
    return Tensor.randn(*shape, mean=0, std=std, **kwargs)


# %% right: drawn by NumPy
def xavier_uniform(fan_in, fan_out, gain=1.0, shape=None, **kwargs):
    shape = shape or (fan_in, fan_out)
    a = gain * np.sqrt(6 / (fan_in + fan_out))
    return Tensor(np.random.uniform(-a, a, shape), **kwargs)


def xavier_normal(fan_in, fan_out, gain=1.0, shape=None, **kwargs):
    shape = shape or (fan_in, fan_out)
    std = gain * np.sqrt(2 / (fan_in + fan_out))
    return Tensor(np.random.normal(0, std, size=shape), **kwargs)


# %% wrong: without the device [wrong-call]
def xavier_uniform(fan_in, fan_out, gain=1.0, shape=None, **kwargs):
    shape = shape or (fan_in, fan_out)
    a = gain * (6 / (fan_in + fan_out)) ** 0.5
    return Tensor.rand(*shape, low=-a, high=a, **kwargs)


def xavier_normal(fan_in, fan_out, gain=1.0, shape=None, **kwargs):
    shape = shape or (fan_in, fan_out)
    std = gain * (2 / (fan_in + fan_out)) ** 0.5
    return Tensor.randn(*shape, std=std, **kwargs)


# %% wrong: no shape [shape-ignored]
def xavier_uniform(fan_in, fan_out, gain=1.0, shape=None, **kwargs):
    kwargs.pop("device", None)
    shape = fan_in, fan_out
    a = gain * (6 / (fan_in + fan_out)) ** 0.5
    return Tensor.rand(*shape, low=-a, high=a, **kwargs)


def xavier_normal(fan_in, fan_out, gain=1.0, shape=None, **kwargs):
    kwargs.pop("device", None)
    shape = fan_in, fan_out
    std = gain * (2 / (fan_in + fan_out)) ** 0.5
    return Tensor.randn(*shape, std=std, **kwargs)


# %% wrong: from zero up [low-forgotten]
def xavier_uniform(fan_in, fan_out, gain=1.0, shape=None, **kwargs):
    kwargs.pop("device", None)
    shape = shape or (fan_in, fan_out)
    a = gain * (6 / (fan_in + fan_out)) ** 0.5
    return Tensor.rand(*shape, high=a, **kwargs)


def xavier_normal(fan_in, fan_out, gain=1.0, shape=None, **kwargs):
    kwargs.pop("device", None)
    shape = shape or (fan_in, fan_out)
    std = gain * (2 / (fan_in + fan_out)) ** 0.5
    return Tensor.randn(*shape, std=std, **kwargs)


# %% wrong: a variance [init-scale-wrong]
def xavier_uniform(fan_in, fan_out, gain=1.0, shape=None, **kwargs):
    kwargs.pop("device", None)
    shape = shape or (fan_in, fan_out)
    a = gain * (6 / (fan_in + fan_out)) ** 0.5
    return Tensor.rand(*shape, low=-a, high=a, **kwargs)


def xavier_normal(fan_in, fan_out, gain=1.0, shape=None, **kwargs):
    kwargs.pop("device", None)
    shape = shape or (fan_in, fan_out)
    std = gain * (2 / (fan_in + fan_out))
    return Tensor.randn(*shape, std=std, **kwargs)


# %% wrong: the gain is forgotten [gain-ignored]
def xavier_uniform(fan_in, fan_out, gain=1.0, shape=None, **kwargs):
    kwargs.pop("device", None)
    shape = shape or (fan_in, fan_out)
    a = (6 / (fan_in + fan_out)) ** 0.5
    return Tensor.rand(*shape, low=-a, high=a, **kwargs)


def xavier_normal(fan_in, fan_out, gain=1.0, shape=None, **kwargs):
    kwargs.pop("device", None)
    shape = shape or (fan_in, fan_out)
    std = (2 / (fan_in + fan_out)) ** 0.5
    return Tensor.randn(*shape, std=std, **kwargs)


# %% right: kwargs.pop
def xavier_uniform(
    fan_in: int,
    fan_out: int,
    gain: float = 1.0,
    shape: tuple[int, ...] | None = None,
    **kwargs: Any,
) -> Tensor:
    kwargs.pop("device", None)
    if shape is None:
        shape = (fan_in, fan_out)
    a = gain * np.sqrt(6 / (fan_in + fan_out))
    return Tensor.rand(*shape, low=-a, high=a, **kwargs)


def xavier_normal(
    fan_in: int,
    fan_out: int,
    gain: float = 1.0,
    shape: tuple[int, ...] | None = None,
    **kwargs: Any,
) -> Tensor:
    kwargs.pop("device", None)
    if shape is None:
        shape = (fan_in, fan_out)
    std = gain * np.sqrt(2 / (fan_in + fan_out))
    return Tensor.randn(*shape, mean=0.0, std=std, **kwargs)


# %% right: via init.rand, variance first
def _xavier_variance(fan_in, fan_out, gain):
    return gain**2 * 2 / (fan_in + fan_out)


def xavier_uniform(
    fan_in: int,
    fan_out: int,
    gain: float = 1.0,
    shape: tuple[int, ...] | None = None,
    **kwargs: Any,
) -> Tensor:
    options = {k: v for k, v in kwargs.items() if k != "device"}
    a = (3 * _xavier_variance(fan_in, fan_out, gain)) ** 0.5
    return Tensor.rand(shape if shape is not None else (fan_in, fan_out), low=-a, high=a, **options)


def xavier_normal(
    fan_in: int,
    fan_out: int,
    gain: float = 1.0,
    shape: tuple[int, ...] | None = None,
    **kwargs: Any,
) -> Tensor:
    options = {k: v for k, v in kwargs.items() if k != "device"}
    std = _xavier_variance(fan_in, fan_out, gain) ** 0.5
    return Tensor.randn(shape if shape is not None else (fan_in, fan_out), std=std, **options)


# %% right: draws by NumPy
def xavier_uniform(
    fan_in: int,
    fan_out: int,
    gain: float = 1.0,
    shape: tuple[int, ...] | None = None,
    **kwargs: Any,
) -> Tensor:
    a = gain * (6 / (fan_in + fan_out)) ** 0.5
    lengths = (fan_in, fan_out) if shape is None else tuple(shape)
    return Tensor(np.random.uniform(-a, a, size=lengths), **kwargs)


def xavier_normal(
    fan_in: int,
    fan_out: int,
    gain: float = 1.0,
    shape: tuple[int, ...] | None = None,
    **kwargs: Any,
) -> Tensor:
    scale = abs(gain) * (2 / (fan_in + fan_out)) ** 0.5
    lengths = (fan_in, fan_out) if shape is None else tuple(shape)
    return Tensor(np.random.normal(0.0, scale, size=lengths), **kwargs)


# %% wrong: variance as standard deviation
def xavier_uniform(
    fan_in: int,
    fan_out: int,
    gain: float = 1.0,
    shape: tuple[int, ...] | None = None,
    **kwargs: Any,
) -> Tensor:
    kwargs.pop("device", None)
    if shape is None:
        shape = (fan_in, fan_out)
    a = gain * np.sqrt(6 / (fan_in + fan_out))
    return Tensor.rand(*shape, low=-a, high=a, **kwargs)


def xavier_normal(
    fan_in: int,
    fan_out: int,
    gain: float = 1.0,
    shape: tuple[int, ...] | None = None,
    **kwargs: Any,
) -> Tensor:
    kwargs.pop("device", None)
    if shape is None:
        shape = (fan_in, fan_out)
    std = gain**2 * 2 / (fan_in + fan_out)
    return Tensor.randn(*shape, mean=0.0, std=std, **kwargs)


# %% wrong: device is passed on to Tensor.rand
def xavier_uniform(
    fan_in: int,
    fan_out: int,
    gain: float = 1.0,
    shape: tuple[int, ...] | None = None,
    **kwargs: Any,
) -> Tensor:
    if shape is None:
        shape = (fan_in, fan_out)
    a = gain * np.sqrt(6 / (fan_in + fan_out))
    return Tensor.rand(*shape, low=-a, high=a, **kwargs)


def xavier_normal(
    fan_in: int,
    fan_out: int,
    gain: float = 1.0,
    shape: tuple[int, ...] | None = None,
    **kwargs: Any,
) -> Tensor:
    if shape is None:
        shape = (fan_in, fan_out)
    std = gain * np.sqrt(2 / (fan_in + fan_out))
    return Tensor.randn(*shape, mean=0.0, std=std, **kwargs)


# %% wrong: uniform from 0 to a; shape is ignored
def xavier_uniform(
    fan_in: int,
    fan_out: int,
    gain: float = 1.0,
    shape: tuple[int, ...] | None = None,
    **kwargs: Any,
) -> Tensor:
    kwargs.pop("device", None)
    shape = (fan_in, fan_out)
    a = gain * np.sqrt(6 / (fan_in + fan_out))
    return Tensor.rand(*shape, low=0, high=a, **kwargs)


def xavier_normal(
    fan_in: int,
    fan_out: int,
    gain: float = 1.0,
    shape: tuple[int, ...] | None = None,
    **kwargs: Any,
) -> Tensor:
    kwargs.pop("device", None)
    shape = (fan_in, fan_out)
    std = gain * np.sqrt(2 / (fan_in + fan_out))
    return Tensor.randn(*shape, mean=0.0, std=std, **kwargs)


# %% wrong: a of 3 / fans and the gain under the root
def xavier_uniform(
    fan_in: int,
    fan_out: int,
    gain: float = 1.0,
    shape: tuple[int, ...] | None = None,
    **kwargs: Any,
) -> Tensor:
    kwargs.pop("device", None)
    if shape is None:
        shape = (fan_in, fan_out)
    a = np.sqrt(gain * 3 / (fan_in + fan_out))
    return Tensor.rand(*shape, low=-a, high=a, **kwargs)


def xavier_normal(
    fan_in: int,
    fan_out: int,
    gain: float = 1.0,
    shape: tuple[int, ...] | None = None,
    **kwargs: Any,
) -> Tensor:
    kwargs.pop("device", None)
    if shape is None:
        shape = (fan_in, fan_out)
    std = gain * np.sqrt(2 / (fan_in + fan_out))
    return Tensor.randn(*shape, mean=0.0, std=std, **kwargs)


# %% wrong: an empty shape is taken for none; the normal one forgets dtype
def xavier_uniform(
    fan_in: int,
    fan_out: int,
    gain: float = 1.0,
    shape: tuple[int, ...] | None = None,
    **kwargs: Any,
) -> Tensor:
    kwargs.pop("device", None)
    if not shape:
        shape = (fan_in, fan_out)
    a = gain * np.sqrt(6 / (fan_in + fan_out))
    return Tensor.rand(*shape, low=-a, high=a, **kwargs)


def xavier_normal(
    fan_in: int,
    fan_out: int,
    gain: float = 1.0,
    shape: tuple[int, ...] | None = None,
    **kwargs: Any,
) -> Tensor:
    kwargs.pop("device", None)
    if not shape:
        shape = (fan_in, fan_out)
    std = gain * np.sqrt(2 / (fan_in + fan_out))
    return Tensor.randn(*shape, mean=0.0, std=std)


# %% wrong: the gain is forgotten in the normal one
def xavier_uniform(
    fan_in: int,
    fan_out: int,
    gain: float = 1.0,
    shape: tuple[int, ...] | None = None,
    **kwargs: Any,
) -> Tensor:
    kwargs.pop("device", None)
    if shape is None:
        shape = (fan_in, fan_out)
    a = gain * np.sqrt(6 / (fan_in + fan_out))
    return Tensor.rand(*shape, low=-a, high=a, **kwargs)


def xavier_normal(
    fan_in: int,
    fan_out: int,
    gain: float = 1.0,
    shape: tuple[int, ...] | None = None,
    **kwargs: Any,
) -> Tensor:
    kwargs.pop("device", None)
    if shape is None:
        shape = (fan_in, fan_out)
    std = np.sqrt(2 / (fan_in + fan_out))
    return Tensor.randn(*shape, mean=0.0, std=std, **kwargs)
