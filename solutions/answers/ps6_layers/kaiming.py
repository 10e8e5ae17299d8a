# Answers to `kaiming`, right and wrong, that the autograder is measured on.

# %% right: as powers
def kaiming_uniform(fan_in, fan_out, nonlinearity="relu", shape=None, **kwargs):
    if nonlinearity not in GAINS:
        raise ValueError(f"no such nonlinearity: {nonlinearity}")
    kwargs.pop("device", None)
    shape = shape or (fan_in, fan_out)
    a = GAINS[nonlinearity] * (3 / fan_in) ** 0.5
    return Tensor.rand(*shape, low=-a, high=a, **kwargs)


def kaiming_normal(fan_in, fan_out, nonlinearity="relu", shape=None, **kwargs):
    if nonlinearity not in GAINS:
        raise ValueError(f"no such nonlinearity: {nonlinearity}")
    kwargs.pop("device", None)
    shape = shape or (fan_in, fan_out)
    std = GAINS[nonlinearity] * fan_in**-0.5
    return Tensor.randn(*shape, std=std, **kwargs)


# %% right: an error from an error
def kaiming_uniform(fan_in, fan_out, nonlinearity="relu", shape=None, **kwargs):
    try:
        gain = GAINS[nonlinearity]
    except KeyError:
        raise ValueError(f"unknown nonlinearity {nonlinearity!r}") from None
    kwargs.pop("device", None)
    shape = shape or (fan_in, fan_out)
    a = GAINS[nonlinearity] * (3 / fan_in) ** 0.5
    return Tensor.rand(*shape, low=-a, high=a, **kwargs)


def kaiming_normal(fan_in, fan_out, nonlinearity="relu", shape=None, **kwargs):
    if nonlinearity not in GAINS:
        raise ValueError(f"no such nonlinearity: {nonlinearity}")
    kwargs.pop("device", None)
    shape = shape or (fan_in, fan_out)
    std = GAINS[nonlinearity] * fan_in**-0.5
    return Tensor.randn(*shape, std=std, **kwargs)


# %% right: by Xavier with equal fans
def kaiming_uniform(fan_in, fan_out, nonlinearity="relu", shape=None, **kwargs):
    if nonlinearity not in GAINS:
        raise ValueError(f"no such nonlinearity: {nonlinearity}")
    return xavier_uniform(fan_in, fan_in, GAINS[nonlinearity], shape or (fan_in, fan_out), **kwargs)


def kaiming_normal(fan_in, fan_out, nonlinearity="relu", shape=None, **kwargs):
    if nonlinearity not in GAINS:
        raise ValueError(f"no such nonlinearity: {nonlinearity}")
    return xavier_normal(fan_in, fan_in, GAINS[nonlinearity], shape or (fan_in, fan_out), **kwargs)


# %% wrong: any name will do [unknown-accepted]
def kaiming_uniform(fan_in, fan_out, nonlinearity="relu", shape=None, **kwargs):
    kwargs.pop("device", None)
    shape = shape or (fan_in, fan_out)
    a = GAINS.get(nonlinearity, 1.0) * (3 / fan_in) ** 0.5
    return Tensor.rand(*shape, low=-a, high=a, **kwargs)


def kaiming_normal(fan_in, fan_out, nonlinearity="relu", shape=None, **kwargs):
    kwargs.pop("device", None)
    shape = shape or (fan_in, fan_out)
    std = GAINS.get(nonlinearity, 1.0) * fan_in**-0.5
    return Tensor.randn(*shape, std=std, **kwargs)


# %% wrong: a KeyError [unknown-accepted]
def kaiming_uniform(fan_in, fan_out, nonlinearity="relu", shape=None, **kwargs):
    kwargs.pop("device", None)
    shape = shape or (fan_in, fan_out)
    a = GAINS[nonlinearity] * (3 / fan_in) ** 0.5
    return Tensor.rand(*shape, low=-a, high=a, **kwargs)


def kaiming_normal(fan_in, fan_out, nonlinearity="relu", shape=None, **kwargs):
    kwargs.pop("device", None)
    shape = shape or (fan_in, fan_out)
    std = GAINS[nonlinearity] * fan_in**-0.5
    return Tensor.randn(*shape, std=std, **kwargs)


# %% wrong: the name is not said [not-named]
def kaiming_uniform(fan_in, fan_out, nonlinearity="relu", shape=None, **kwargs):
    if nonlinearity not in GAINS:
        raise ValueError(f"no such nonlinearity: ?")
    kwargs.pop("device", None)
    shape = shape or (fan_in, fan_out)
    a = GAINS[nonlinearity] * (3 / fan_in) ** 0.5
    return Tensor.rand(*shape, low=-a, high=a, **kwargs)


def kaiming_normal(fan_in, fan_out, nonlinearity="relu", shape=None, **kwargs):
    if nonlinearity not in GAINS:
        raise ValueError(f"no such nonlinearity: ?")
    kwargs.pop("device", None)
    shape = shape or (fan_in, fan_out)
    std = GAINS[nonlinearity] * fan_in**-0.5
    return Tensor.randn(*shape, std=std, **kwargs)


# %% wrong: fan_out [init-scale-wrong]
def kaiming_uniform(fan_in, fan_out, nonlinearity="relu", shape=None, **kwargs):
    if nonlinearity not in GAINS:
        raise ValueError(f"no such nonlinearity: {nonlinearity}")
    kwargs.pop("device", None)
    shape = shape or (fan_in, fan_out)
    a = GAINS[nonlinearity] * (3 / fan_out) ** 0.5
    return Tensor.rand(*shape, low=-a, high=a, **kwargs)


def kaiming_normal(fan_in, fan_out, nonlinearity="relu", shape=None, **kwargs):
    if nonlinearity not in GAINS:
        raise ValueError(f"no such nonlinearity: {nonlinearity}")
    kwargs.pop("device", None)
    shape = shape or (fan_in, fan_out)
    std = GAINS[nonlinearity] * fan_out**-0.5
    return Tensor.randn(*shape, std=std, **kwargs)


# %% wrong: no three [init-scale-wrong]
def kaiming_uniform(fan_in, fan_out, nonlinearity="relu", shape=None, **kwargs):
    if nonlinearity not in GAINS:
        raise ValueError(f"no such nonlinearity: {nonlinearity}")
    kwargs.pop("device", None)
    shape = shape or (fan_in, fan_out)
    a = GAINS[nonlinearity] * (1 / fan_in) ** 0.5
    return Tensor.rand(*shape, low=-a, high=a, **kwargs)


def kaiming_normal(fan_in, fan_out, nonlinearity="relu", shape=None, **kwargs):
    if nonlinearity not in GAINS:
        raise ValueError(f"no such nonlinearity: {nonlinearity}")
    kwargs.pop("device", None)
    shape = shape or (fan_in, fan_out)
    std = GAINS[nonlinearity] * fan_in**-0.5
    return Tensor.randn(*shape, std=std, **kwargs)


# %% right: check first
def kaiming_uniform(
    fan_in: int,
    fan_out: int,
    nonlinearity: str = "relu",
    shape: tuple[int, ...] | None = None,
    **kwargs: Any,
) -> Tensor:
    if nonlinearity not in GAINS:
        raise ValueError(f"no such nonlinearity: {nonlinearity}")
    kwargs.pop("device", None)
    a = GAINS[nonlinearity] * np.sqrt(3 / fan_in)
    return Tensor.rand(*((fan_in, fan_out) if shape is None else shape), low=-a, high=a, **kwargs)


def kaiming_normal(
    fan_in: int,
    fan_out: int,
    nonlinearity: str = "relu",
    shape: tuple[int, ...] | None = None,
    **kwargs: Any,
) -> Tensor:
    if nonlinearity not in GAINS:
        raise ValueError(f"no such nonlinearity: {nonlinearity}")
    kwargs.pop("device", None)
    std = GAINS[nonlinearity] / np.sqrt(fan_in)
    return Tensor.randn(*((fan_in, fan_out) if shape is None else shape), std=std, **kwargs)


# %% right: helper with try
def _std(fan_in, nonlinearity):
    try:
        gain = GAINS[nonlinearity]
    except KeyError:
        raise ValueError(f"unknown nonlinearity {nonlinearity!r}") from None
    return gain * fan_in**-0.5



def kaiming_uniform(
    fan_in: int,
    fan_out: int,
    nonlinearity: str = "relu",
    shape: tuple[int, ...] | None = None,
    **kwargs: Any,
) -> Tensor:
    kwargs = {key: kwargs[key] for key in kwargs if key != "device"}
    bound = 3**0.5 * _std(fan_in, nonlinearity)
    lengths = (fan_in, fan_out) if shape is None else shape
    return Tensor.rand(*lengths, low=-bound, high=bound, **kwargs)


def kaiming_normal(
    fan_in: int,
    fan_out: int,
    nonlinearity: str = "relu",
    shape: tuple[int, ...] | None = None,
    **kwargs: Any,
) -> Tensor:
    kwargs = {key: kwargs[key] for key in kwargs if key != "device"}
    lengths = (fan_in, fan_out) if shape is None else shape
    return Tensor.randn(*lengths, std=_std(fan_in, nonlinearity), **kwargs)


# %% right: on top of xavier's functions
def kaiming_uniform(
    fan_in: int,
    fan_out: int,
    nonlinearity: str = "relu",
    shape: tuple[int, ...] | None = None,
    **kwargs: Any,
) -> Tensor:
    gain = GAINS.get(nonlinearity)
    if gain is None:
        raise ValueError(nonlinearity)
    # fan_in twice, so that the middle of both is fan_in
    if shape is None:
        shape = (fan_in, fan_out)
    return xavier_uniform(fan_in, fan_in, gain, shape, **kwargs)


def kaiming_normal(
    fan_in: int,
    fan_out: int,
    nonlinearity: str = "relu",
    shape: tuple[int, ...] | None = None,
    **kwargs: Any,
) -> Tensor:
    gain = GAINS.get(nonlinearity)
    if gain is None:
        raise ValueError(nonlinearity)
    if shape is None:
        shape = (fan_in, fan_out)
    return xavier_normal(fan_in, fan_in, gain, shape, **kwargs)


# %% wrong: always the gain of ReLU
def kaiming_uniform(
    fan_in: int,
    fan_out: int,
    nonlinearity: str = "relu",
    shape: tuple[int, ...] | None = None,
    **kwargs: Any,
) -> Tensor:
    if nonlinearity not in GAINS:
        raise ValueError(f"no such nonlinearity: {nonlinearity}")
    kwargs.pop("device", None)
    a = GAINS['relu'] * np.sqrt(3 / fan_in)
    return Tensor.rand(*((fan_in, fan_out) if shape is None else shape), low=-a, high=a, **kwargs)


def kaiming_normal(
    fan_in: int,
    fan_out: int,
    nonlinearity: str = "relu",
    shape: tuple[int, ...] | None = None,
    **kwargs: Any,
) -> Tensor:
    if nonlinearity not in GAINS:
        raise ValueError(f"no such nonlinearity: {nonlinearity}")
    kwargs.pop("device", None)
    std = GAINS['relu'] / np.sqrt(fan_in)
    return Tensor.randn(*((fan_in, fan_out) if shape is None else shape), std=std, **kwargs)


# %% wrong: bound without the 3
def kaiming_uniform(
    fan_in: int,
    fan_out: int,
    nonlinearity: str = "relu",
    shape: tuple[int, ...] | None = None,
    **kwargs: Any,
) -> Tensor:
    if nonlinearity not in GAINS:
        raise ValueError(f"no such nonlinearity: {nonlinearity}")
    kwargs.pop("device", None)
    a = GAINS[nonlinearity] * np.sqrt(1 / fan_in)
    return Tensor.rand(*((fan_in, fan_out) if shape is None else shape), low=-a, high=a, **kwargs)


def kaiming_normal(
    fan_in: int,
    fan_out: int,
    nonlinearity: str = "relu",
    shape: tuple[int, ...] | None = None,
    **kwargs: Any,
) -> Tensor:
    if nonlinearity not in GAINS:
        raise ValueError(f"no such nonlinearity: {nonlinearity}")
    kwargs.pop("device", None)
    std = GAINS[nonlinearity] / np.sqrt(fan_in)
    return Tensor.randn(*((fan_in, fan_out) if shape is None else shape), std=std, **kwargs)


# %% wrong: KeyError instead of ValueError, device passed on
def kaiming_uniform(
    fan_in: int,
    fan_out: int,
    nonlinearity: str = "relu",
    shape: tuple[int, ...] | None = None,
    **kwargs: Any,
) -> Tensor:
    a = GAINS[nonlinearity] * np.sqrt(3 / fan_in)
    return Tensor.rand(*((fan_in, fan_out) if shape is None else shape), low=-a, high=a, **kwargs)


def kaiming_normal(
    fan_in: int,
    fan_out: int,
    nonlinearity: str = "relu",
    shape: tuple[int, ...] | None = None,
    **kwargs: Any,
) -> Tensor:
    std = GAINS[nonlinearity] / np.sqrt(fan_in)
    return Tensor.randn(*((fan_in, fan_out) if shape is None else shape), std=std, **kwargs)


# %% wrong: fan_out instead of fan_in
def kaiming_uniform(
    fan_in: int,
    fan_out: int,
    nonlinearity: str = "relu",
    shape: tuple[int, ...] | None = None,
    **kwargs: Any,
) -> Tensor:
    if nonlinearity not in GAINS:
        raise ValueError(f"no such nonlinearity: {nonlinearity}")
    kwargs.pop("device", None)
    a = GAINS[nonlinearity] * np.sqrt(3 / fan_out)
    return Tensor.rand(*((fan_in, fan_out) if shape is None else shape), low=-a, high=a, **kwargs)


def kaiming_normal(
    fan_in: int,
    fan_out: int,
    nonlinearity: str = "relu",
    shape: tuple[int, ...] | None = None,
    **kwargs: Any,
) -> Tensor:
    if nonlinearity not in GAINS:
        raise ValueError(f"no such nonlinearity: {nonlinearity}")
    kwargs.pop("device", None)
    std = GAINS[nonlinearity] / np.sqrt(fan_out)
    return Tensor.randn(*((fan_in, fan_out) if shape is None else shape), std=std, **kwargs)


# %% wrong: uniform bound is used as the standard deviation of the normal, shape transposed
def kaiming_uniform(
    fan_in: int,
    fan_out: int,
    nonlinearity: str = "relu",
    shape: tuple[int, ...] | None = None,
    **kwargs: Any,
) -> Tensor:
    if nonlinearity not in GAINS:
        raise ValueError(f"no such nonlinearity: {nonlinearity}")
    kwargs.pop("device", None)
    a = GAINS[nonlinearity] * np.sqrt(3 / fan_in)
    return Tensor.rand(*((fan_out, fan_in) if shape is None else shape), low=-a, high=a, **kwargs)


def kaiming_normal(
    fan_in: int,
    fan_out: int,
    nonlinearity: str = "relu",
    shape: tuple[int, ...] | None = None,
    **kwargs: Any,
) -> Tensor:
    if nonlinearity not in GAINS:
        raise ValueError(f"no such nonlinearity: {nonlinearity}")
    kwargs.pop("device", None)
    std = GAINS[nonlinearity] * np.sqrt(3 / fan_in)
    return Tensor.randn(*((fan_out, fan_in) if shape is None else shape), std=std, **kwargs)


# %% wrong: a name that is not there is taken for linear; dtype lost
def _std(fan_in, nonlinearity):
    try:
        gain = GAINS[nonlinearity]
    except KeyError:
        gain = 1.0
    return gain * fan_in**-0.5



def kaiming_uniform(
    fan_in: int,
    fan_out: int,
    nonlinearity: str = "relu",
    shape: tuple[int, ...] | None = None,
    **kwargs: Any,
) -> Tensor:
    kwargs = {key: kwargs[key] for key in kwargs if key == "requires_grad"}
    bound = 3**0.5 * _std(fan_in, nonlinearity)
    lengths = (fan_in, fan_out) if shape is None else shape
    return Tensor.rand(*lengths, low=-bound, high=bound, **kwargs)


def kaiming_normal(
    fan_in: int,
    fan_out: int,
    nonlinearity: str = "relu",
    shape: tuple[int, ...] | None = None,
    **kwargs: Any,
) -> Tensor:
    kwargs = {key: kwargs[key] for key in kwargs if key == "requires_grad"}
    lengths = (fan_in, fan_out) if shape is None else shape
    return Tensor.randn(*lengths, std=_std(fan_in, nonlinearity), **kwargs)

# %% wrong: the gain of ReLU for the sigmoid
def kaiming_uniform(fan_in, fan_out, nonlinearity="relu", shape=None, **kwargs):
    gain = {"linear": 1.0, "tanh": 5 / 3, "relu": 2**0.5, "sigmoid": 2**0.5}.get(nonlinearity)
    if gain is None:
        raise ValueError(nonlinearity)
    kwargs.pop("device", None)
    a = gain * (3 / fan_in) ** 0.5
    return Tensor.rand(*(shape or (fan_in, fan_out)), low=-a, high=a, **kwargs)
def kaiming_normal(fan_in, fan_out, nonlinearity="relu", shape=None, **kwargs):
    gain = {"linear": 1.0, "tanh": 5 / 3, "relu": 2**0.5, "sigmoid": 2**0.5}.get(nonlinearity)
    if gain is None:
        raise ValueError(nonlinearity)
    kwargs.pop("device", None)
    return Tensor.randn(*(shape or (fan_in, fan_out)), std=gain / fan_in**0.5, **kwargs)

# %% wrong: a truncated normal
def kaiming_uniform(fan_in, fan_out, nonlinearity="relu", shape=None, **kwargs):
    if nonlinearity not in GAINS:
        raise ValueError(nonlinearity)
    kwargs.pop("device", None)
    a = GAINS[nonlinearity] * (3 / fan_in) ** 0.5
    return Tensor.rand(*(shape or (fan_in, fan_out)), low=-a, high=a, **kwargs)
def kaiming_normal(fan_in, fan_out, nonlinearity="relu", shape=None, **kwargs):
    if nonlinearity not in GAINS:
        raise ValueError(nonlinearity)
    kwargs.pop("device", None)
    std = GAINS[nonlinearity] / fan_in**0.5
    out = Tensor.randn(*(shape or (fan_in, fan_out)), std=std, **kwargs)
    out.data = np.clip(out.data, -2 * std, 2 * std)
    return out

# %% wrong: fan_in of the shape
def kaiming_uniform(fan_in, fan_out, nonlinearity="relu", shape=None, **kwargs):
    if nonlinearity not in GAINS:
        raise ValueError(nonlinearity)
    kwargs.pop("device", None)
    shape = shape or (fan_in, fan_out)
    a = GAINS[nonlinearity] * (3 / np.prod(shape[:-1])) ** 0.5
    return Tensor.rand(*shape, low=-a, high=a, **kwargs)
def kaiming_normal(fan_in, fan_out, nonlinearity="relu", shape=None, **kwargs):
    if nonlinearity not in GAINS:
        raise ValueError(nonlinearity)
    kwargs.pop("device", None)
    shape = shape or (fan_in, fan_out)
    return Tensor.randn(*shape, std=GAINS[nonlinearity] / np.prod(shape[:-1]) ** 0.5, **kwargs)
