# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
# ---

# %% [markdown]
# # A small framework, 2: layers, initialization and optimizers
#
# An engine that differentiates is not yet something to build networks with. Somebody has to keep
# track of what is to be learned, choose where it starts, and move it. That is what `torch.nn` and
# `torch.optim` are for, and you write both here. After this notebook you can
#
# - [ ] build a network from modules, and find all of its parameters, however deep they are hidden;
# - [ ] say how large the first weights should be, and show what happens if they are not;
# - [ ] train with Adam, Dropout and normalization to more than 97.5% on MNIST in five epochs.
#
# **What is given.** The engine of the first notebook of this assignment, complete. You need not have
# done that notebook.
#
# **What you build**, from the bottom up:
#
# | | |
# |---|---|
# | moving | `SGD`, `Adam` |
# | the loss | `SoftmaxLoss` |
# | steadier layers | `Dropout`, `LayerNorm1d`, `BatchNorm1d` |
# | layers | `ReLU`, `Tanh`, `Sigmoid`, `Flatten`, `Linear`, `Sequential` |
# | starting values | `xavier_uniform`, `xavier_normal`, `kaiming_uniform`, `kaiming_normal` |
# | keeping track | `Module` |
#
# **How you know that it works.** Each exercise is followed by a cell like `check("Dropout")`. It lists what passed
# and shows the first case that did not. `python grade.py ps6_layers`, in a terminal in the folder of the course,
# checks the notebook as you saved it; `python grade.py ps6_babygrad` takes all three. All of these run
# through your other answers, and say which of them they wait for. In grading, a mistake in one exercise costs
# no points in another, except in `all_together`, which runs all of them.

# %% given="imports"
from collections.abc import Iterable, Iterator
from types import SimpleNamespace
from typing import Any

import numpy as np

# %% [markdown]
# ## The engine
#
# The next cell is long. It is the engine of the first notebook, to be looked into when you want to know
# something, and not to be read from top to bottom.
# %% given="engine" inline=true
from solutions.ps6_tensors import (  # noqa: F401
    Function,
    NDArray,
    ReLU,
    Sigmoid,
    Tanh,
    Tensor,
    add,
    add_scalar,
    broadcast_to,
    divide,
    divide_scalar,
    exp,
    log,
    logsumexp,
    matmul,
    mul_scalar,
    multiply,
    negate,
    power,
    power_scalar,
    reshape,
    sqrt,
    summation,
    transpose,
)

# %% [markdown]
# ### `ops`
#
# A layer called `ReLU` is going to stand beside an operation called `ReLU`. In a package they would live
# in two modules, `nn` and `ops`, and in a notebook the later one would overwrite the earlier. So the
# operations get a second home: `ops.relu`, `ops.summation` and all the others work whatever you define.

# %% given="ops"
ops = SimpleNamespace(
    Function=Function,
    ReLU=ReLU,
    Sigmoid=Sigmoid,
    Tanh=Tanh,
    add=add,
    add_scalar=add_scalar,
    broadcast_to=broadcast_to,
    divide=divide,
    divide_scalar=divide_scalar,
    exp=exp,
    log=log,
    logsumexp=logsumexp,
    matmul=matmul,
    mul_scalar=mul_scalar,
    multiply=multiply,
    negate=negate,
    power=power,
    power_scalar=power_scalar,
    reshape=reshape,
    sqrt=sqrt,
    summation=summation,
    transpose=transpose,
    relu=lambda a: ops.ReLU()(a),
    sigmoid=lambda a: ops.Sigmoid()(a),
    tanh=lambda a: ops.Tanh()(a),
)
relu, sigmoid, tanh = ops.relu, ops.sigmoid, ops.tanh

# %% [markdown] exercise="Module"
# ## Keeping track
#
# ### Module
#
# A network is a tree: a module has modules inside, which have modules or parameters inside. An optimizer
# wants one flat list of everything to be learned, and a switch from training to evaluation has to reach
# every leaf. Both are the same walk.
#
# ```
#   net                        net.parameters()
#   ├── first:  Linear         →  first.weight, first.bias,
#   │   ├── weight                blocks[0].weight, blocks[1].weight
#   │   └── bias
#   ├── blocks: [Scale, Scale]
#   └── name:   "my network"
# ```
#
# $$\text{parameters}(m) = \bigcup_{v \,\in\, \text{vars}(m)} \text{parameters}(v)$$
#
# A module needs no register of its parts: whatever is assigned to `self.something` stands in its
# `__dict__`, in the order of assignment. `vars(module)` gives that dictionary. Its values may be
#
# - a `Parameter`, which is wanted;
# - a `Module`, which has parameters of its own;
# - a list, a tuple or a dictionary of any of these, also one inside another;
# - anything else: numbers, strings, plain tensors, `None`. These are passed over.
#
# A parameter that is found twice, because two layers share it, is listed once: it should be moved once in
# a step. A module may be shared as well. But no module holds itself, nor does a part of it hold it: the walk would
# never end.
#
# `train()` and `eval()` set the flag `training` of the module and of every module inside it. Dropout and
# BatchNorm will look at it. All three methods are the same walk, so that `_parts` is a place to write it once; if you
# do without, leave it as it is.
#
# <details><summary>Hint 1: one function for everything</summary>
#
# Write one function that is given *any* value and knows what to do for each of the kinds above. For which
# kinds does it call itself, and on what?
#
# </details>
# <details><summary>Hint 2: the same object</summary>
#
# Two parameters with equal numbers are still two. A dictionary keeps its order, and a tensor can be a
# key. Is a tensor found there by its numbers, or by what it is?
#
# </details>
# <details><summary>Hint 3: which classes first</summary>
#
# Every `Parameter` is a `Tensor`, but a plain `Tensor` is not to be learned. Which of the two do you ask
# for?
#
# </details>


# %% given="parameter"
class Parameter(Tensor):
    """A tensor that belongs to a module and is changed by training."""

    def __init__(
        self,
        data: Any,
        *,
        device: str | None = None,
        dtype: str | None = None,
        requires_grad: bool = True,
    ):
        """data: a tensor, whose dtype is kept unless another is given, or numbers of any shape."""
        if dtype is None:
            dtype = str(data.dtype) if isinstance(data, Tensor) else "float32"
        super().__init__(data, device=device, dtype=dtype, requires_grad=requires_grad)


# %% exercise="Module"
class Module:
    """The base class of all networks and parts of networks."""

    training: bool

    def __init__(self) -> None:
        self.training = True

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self.forward(*args, **kwargs)

    def forward(self, *args: Any, **kwargs: Any) -> Any:
        raise NotImplementedError(f"{type(self).__name__} needs a method `forward`")

    def _parts(self) -> Iterator[Any]:
        """Every parameter and module of this module, at any depth, and the module itself."""
        ### BEGIN SOLUTION
        values: list[Any] = [self]
        while values:
            value = values.pop(0)
            if isinstance(value, (Parameter, Module)):
                yield value
            if isinstance(value, Module):
                value = vars(value)
            if isinstance(value, dict):
                value = list(value.values())
            if isinstance(value, (list, tuple)):
                values[:0] = value
        ### END SOLUTION

    def parameters(self) -> list[Parameter]:
        """Every Parameter of this module and of all that is inside it, each once."""
        ### BEGIN SOLUTION
        found = (part for part in self._parts() if isinstance(part, Parameter))
        return list(dict.fromkeys(found))
        ### END SOLUTION

    def train(self) -> None:
        """Set `training` to True, here and in every module inside."""
        ### BEGIN SOLUTION
        for part in self._parts():
            if isinstance(part, Module):
                part.training = True
        ### END SOLUTION

    def eval(self) -> None:
        """Set `training` to False, here and in every module inside."""
        ### BEGIN SOLUTION
        for part in self._parts():
            if isinstance(part, Module):
                part.training = False
        ### END SOLUTION


# %% [markdown] exercise="activations"
# ## Layers
#
# ### Layers without parameters
#
# To write a layer you write its `forward`; the gradient follows from the operations that it is made of.
# The first four have nothing to learn. `ReLU`, `Tanh` and `Sigmoid` are each one call of an operation.
# `Flatten` makes one row of each example of a batch, so that a picture can go into a linear layer:
#
# ```
#   (32, 28, 28, 1)  →  (32, 784)        (32, 5)  →  (32, 5)        (32,)  →  (32, 1)
# ```
#
# $$\operatorname{ReLU}(x) = \max(0, x), \qquad \tanh x = \frac{e^x - e^{-x}}{e^x + e^{-x}}, \qquad
#   \sigma(x) = \frac{1}{1 + e^{-x}} .$$
#
# <details><summary>Hint 1: numbers of things</summary>
#
# How many numbers an example has is the product of all lengths but the first. What is the product of no
# lengths at all, and is it an int?
#
# </details>
# <details><summary>Hint 2: an empty batch</summary>
#
# In `reshape(n, -1)` NumPy works out the second length by a division. What happens for `n = 0`?
#
# </details>


# %% exercise="activations"
class ReLU(Module):
    """max(0, x), elementwise."""

    def forward(self, x: Tensor) -> Tensor:
        ### BEGIN SOLUTION
        return ops.relu(x)
        ### END SOLUTION


class Tanh(Module):
    """The hyperbolic tangent, elementwise."""

    def forward(self, x: Tensor) -> Tensor:
        ### BEGIN SOLUTION
        return ops.tanh(x)
        ### END SOLUTION


class Sigmoid(Module):
    """1 / (1 + exp(-x)), elementwise."""

    def forward(self, x: Tensor) -> Tensor:
        ### BEGIN SOLUTION
        return ops.sigmoid(x)
        ### END SOLUTION


class Flatten(Module):
    """One row for each example of a batch."""

    def forward(self, x: Tensor) -> Tensor:
        """x: shape (batch, ...). Returns shape (batch, the product of the other lengths)."""
        ### BEGIN SOLUTION
        return ops.reshape(x, (x.shape[0], int(np.prod(x.shape[1:]))))
        ### END SOLUTION


# %% [markdown] exercise="xavier"
# ## Starting values
#
# ### Xavier
#
# Send numbers with mean 0 and variance 1 through a layer with weights $w$ of variance $v$. Each output is a
# sum of $n_\text{in}$ products, so that its variance is $n_\text{in} \cdot v$. With $v = 1$ and 784 inputs,
# every layer makes its numbers 28 times as large. With weights a little too small they die out in the same
# way. The gradient makes the same journey backward, through sums of $n_\text{out}$ products.
#
# On two layers of 100 neurons, with weights of standard deviation 1: 1 → 10 → 100. With a standard deviation of
# $1/\sqrt{100}$: 1 → 1 → 1.
#
# ![The size of numbers over ten layers, on a logarithmic scale. With Kaiming's weights it stays the same, with weights twice
# as large it grows a thousandfold, with half as large it shrinks to a thousandth.](pictures/ps6_start.svg)
#
# Forward $v = 1/n_\text{in}$ would be right, and backward $v = 1/n_\text{out}$. Glorot and Bengio (2010) take
# the middle:
#
# $$v = g^2 \, \frac{2}{n_\text{in} + n_\text{out}},$$
#
# where the gain $g$ makes up for what the activation function takes away. `xavier_normal` draws from a normal
# distribution of that variance. `xavier_uniform` draws evenly from $[-a, a]$, whose variance is $a^2/3$, so that
#
# $$a = g \sqrt{\frac{6}{n_\text{in} + n_\text{out}}} .$$
#
# <details><summary>Hint 1: what draws</summary>
#
# `Tensor.rand` takes `low` and `high`, `Tensor.randn` takes `mean` and `std`. Which of the four numbers
# do you know from the formula?
#
# </details>
# <details><summary>Hint 2: the star</summary>
#
# `shape` is a tuple, and `Tensor.rand` wants its lengths one by one. `device` is none of its arguments.
# What does a star do with a tuple, and two stars with `kwargs`?
#
# </details>
# <details><summary>Hint 3: variance and deviation</summary>
#
# The formula gives a variance, and `std` is a standard deviation. How do you get from the one to the
# other?
#
# </details>


# %% exercise="xavier"
def xavier_uniform(
    fan_in: int,
    fan_out: int,
    gain: float = 1.0,
    shape: tuple[int, ...] | None = None,
    **kwargs: Any,
) -> Tensor:
    """A tensor of numbers drawn evenly from [-a, a], a = gain * sqrt(6 / (fan_in + fan_out)).

    fan_in, fan_out: how many inputs and outputs each weight has neighbors among.
    shape: (fan_in, fan_out) where none is given.
    kwargs: dtype and requires_grad, passed on to Tensor.rand; device, which has no effect.
    Glorot and Bengio, "Understanding the difficulty of training deep feedforward neural networks".
    """
    ### BEGIN SOLUTION
    kwargs.pop("device", None)
    a = gain * np.sqrt(6 / (fan_in + fan_out))
    return Tensor.rand(*((fan_in, fan_out) if shape is None else shape), low=-a, high=a, **kwargs)
    ### END SOLUTION


def xavier_normal(
    fan_in: int,
    fan_out: int,
    gain: float = 1.0,
    shape: tuple[int, ...] | None = None,
    **kwargs: Any,
) -> Tensor:
    """A tensor of normal numbers, mean 0, variance gain**2 * 2 / (fan_in + fan_out).

    The arguments are those of xavier_uniform.
    """
    ### BEGIN SOLUTION
    kwargs.pop("device", None)
    std = gain * np.sqrt(2 / (fan_in + fan_out))
    return Tensor.randn(*((fan_in, fan_out) if shape is None else shape), std=std, **kwargs)
    ### END SOLUTION


# %% [markdown] exercise="kaiming"
# ### Kaiming
#
# ReLU sets half of its inputs to zero, and with them half of the mean square. After twenty layers a millionth
# is left. He et al. (2015) double the variance of the weights to make up for it:
#
# $$v = \frac{g^2}{n_\text{in}}, \qquad g = \sqrt 2 \text{ for ReLU}.$$
#
# Other functions take away other shares, so $g$ depends on the `nonlinearity`. The table `GAINS` has PyTorch's
# figures. (`fan_out` takes no part. It stands among the arguments so that all four functions are called alike.)
#
# For a layer of 8 inputs with ReLU, the variance is $2/8 = 0.25$: a standard deviation of 0.5, or evenly
# from $-\sqrt{3} \cdot 0.5$ to $\sqrt{3} \cdot 0.5$.
#
# <details><summary>Hint 1: where the 3 comes from</summary>
#
# Numbers drawn evenly from $[-a, a]$ have variance $a^2/3$. Which $a$ gives the variance $v$?
#
# </details>
# <details><summary>Hint 2: a name that is not in the table</summary>
#
# A `KeyError` from a table says little. Which error, with which words, would tell you at midnight what
# went wrong?
#
# </details>

# %% given="gains"
# The gain that goes with a nonlinearity, as in torch.nn.init.calculate_gain.
GAINS = {"linear": 1.0, "sigmoid": 1.0, "tanh": 5 / 3, "relu": 2**0.5}


# %% exercise="kaiming"
def kaiming_uniform(
    fan_in: int,
    fan_out: int,
    nonlinearity: str = "relu",
    shape: tuple[int, ...] | None = None,
    **kwargs: Any,
) -> Tensor:
    """A tensor of numbers drawn evenly from an interval around 0, variance gain**2 / fan_in.

    nonlinearity: the gain is GAINS[nonlinearity]. Raises ValueError for a name that is not there.
    shape: (fan_in, fan_out) where none is given.
    kwargs: dtype and requires_grad, passed on to Tensor.rand; device, which has no effect.
    He et al., "Delving Deep into Rectifiers".
    """
    ### BEGIN SOLUTION
    if nonlinearity not in GAINS:
        raise ValueError(f"the nonlinearity is one of {', '.join(GAINS)}, not {nonlinearity!r}")
    kwargs.pop("device", None)
    bound = GAINS[nonlinearity] * np.sqrt(3 / fan_in)
    shape = (fan_in, fan_out) if shape is None else shape
    return Tensor.rand(*shape, low=-bound, high=bound, **kwargs)
    ### END SOLUTION


def kaiming_normal(
    fan_in: int,
    fan_out: int,
    nonlinearity: str = "relu",
    shape: tuple[int, ...] | None = None,
    **kwargs: Any,
) -> Tensor:
    """A tensor of normal numbers, mean 0, variance gain**2 / fan_in.

    The arguments are those of kaiming_uniform.
    """
    ### BEGIN SOLUTION
    if nonlinearity not in GAINS:
        raise ValueError(f"the nonlinearity is one of {', '.join(GAINS)}, not {nonlinearity!r}")
    kwargs.pop("device", None)
    std = GAINS[nonlinearity] / np.sqrt(fan_in)
    return Tensor.randn(*((fan_in, fan_out) if shape is None else shape), std=std, **kwargs)
    ### END SOLUTION


# %% given="init"
# the initializers under one name, as a module `init` would have them
init = SimpleNamespace(
    rand=lambda *shape, device=None, **kwargs: Tensor.rand(*shape, **kwargs),
    randn=lambda *shape, device=None, **kwargs: Tensor.randn(*shape, **kwargs),
    xavier_uniform=lambda *args, **kwargs: xavier_uniform(*args, **kwargs),
    xavier_normal=lambda *args, **kwargs: xavier_normal(*args, **kwargs),
    kaiming_uniform=lambda *args, **kwargs: kaiming_uniform(*args, **kwargs),
    kaiming_normal=lambda *args, **kwargs: kaiming_normal(*args, **kwargs),
)

# %% [markdown]
# Thirty layers of 100 neurons with ReLU, and weights of three sizes. The plot shows the standard deviation of
# the numbers after each layer. With weights of deviation 1 the line leaves the picture after seven layers.
# Xavier's weights have variance 1/100 here and make up for no ReLU, so each layer takes half of the mean
# square away: after thirty layers a few hundred-thousandths are left of the deviation.

# %% given="show" inline=true
from solutions.ps1_backprop import show


# %% given="plot-start" tags=["skip-grading"]
def spread_by_layer(std: float, depth: int = 30, width: int = 100) -> list[float]:
    """The standard deviation after each of `depth` layers with ReLU. std: of the weights."""
    rng = np.random.default_rng(0)
    x, found = rng.normal(size=(200, width)), []
    for _ in range(depth):
        x = np.maximum(x @ rng.normal(scale=std, size=(width, width)), 0)
        found.append(float(x.std()))
    return found


def plot_start() -> None:
    """Draw how the numbers in a deep network grow or die out with the size of its weights."""
    import matplotlib.pyplot as plt

    _, axes = plt.subplots(figsize=(6, 3.2), layout="constrained")
    for label, std in (("one", 1.0), ("Kaiming", (2 / 100) ** 0.5), ("Xavier", (2 / 200) ** 0.5)):
        axes.semilogy(range(1, 31), spread_by_layer(std), marker=".", label=f"{label} ({std:.2g})")
    axes.set_ylim(1e-6, 1e6)
    axes.set_xlabel("Layer")
    axes.set_ylabel("Standard deviation")
    axes.legend(title="Deviation of the weights")


if "get_ipython" in globals():  # in a notebook
    plot_start()
    show(
        "The standard deviation over 30 layers. With weights of 1 it explodes, with Xavier's it dies "
        "out, with Kaiming's it stays about the same."
    )

# %% [markdown] exercise="Linear"
# ### Linear
#
# The layer that most networks are made of: each output is a weighted sum of all inputs, plus a bias.
#
# $$Y = X W + b$$
#
# with $X$ of shape (batch, in), $W$ of shape (in, out) and a bias of shape (1, out), or (out,) if you prefer. With
# `weight = [[3], [4]]` and `bias = [[5]]`:
#
# ```
#   x = [[1, 2]]      x @ weight + bias = [[1*3 + 2*4 + 5]] = [[16]]
# ```
#
# The weight stands inputs first here. (PyTorch stores it outputs first, and transposes it.)
#
# **Where to begin.** The weight starts from `kaiming_uniform`, the bias from zeros. Some tutorials start
# from standard normal weights; you have seen above where that ends.
#
# <details><summary>Hint 1: parameters</summary>
#
# `parameters()` finds only what is wrapped in `Parameter(...)` and assigned to `self`. What is
# `self.bias` without a bias?
#
# </details>
# <details><summary>Hint 2: forward</summary>
#
# All you need is operations on tensors. What would happen to the gradient if you reached for `.data`?
#
# </details>


# %% exercise="Linear"
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
        ### BEGIN SOLUTION
        self.weight = Parameter(kaiming_uniform(in_features, out_features, dtype=dtype))
        self.bias = Parameter(Tensor.zeros(1, out_features, dtype=dtype)) if bias else None
        ### END SOLUTION

    def forward(self, x: Tensor) -> Tensor:
        """x: shape (batch, in_features). Returns shape (batch, out_features)."""
        ### BEGIN SOLUTION
        out = x @ self.weight
        return out if self.bias is None else out + self.bias
        ### END SOLUTION


# %% [markdown] exercise="Sequential"
# ### Sequential
#
# Modules one after the other: the output of each is the input of the next.
#
# ```
#   Sequential(f, g)(x) = g(f(x))
# ```
#
# $$\text{Sequential}(f_1, \dots, f_n)(x) = f_n(\dots f_2(f_1(x)) \dots)$$
#
# <details><summary>Hint 1: so that they are found</summary>
#
# `parameters()`, `train()` and `eval()` look into lists and tuples. On which object do these have to be
# found, if they are called `modules`?
#
# </details>
# <details><summary>Hint 2: one variable</summary>
#
# A loop can give `x` a new value with each module. What is `x` after the last one?
#
# </details>


# %% exercise="Sequential"
class Sequential(Module):
    """Modules, one after the other."""

    def __init__(self, *modules: Module):
        """modules: kept in self.modules, in their order."""
        super().__init__()
        ### BEGIN SOLUTION
        self.modules = modules
        ### END SOLUTION

    def forward(self, x: Tensor) -> Tensor:
        ### BEGIN SOLUTION
        for module in self.modules:
            x = module(x)
        return x
        ### END SOLUTION


# %% [markdown] exercise="Dropout"
# ## Steadier layers
#
# ### Dropout
#
# A network that may lean on any one neuron learns its training images by heart. Dropout takes the neurons
# away at random: in training, each number is set to zero with probability $p$, anew at every call. For the
# next layer the sum should stay the same on average, so that what is left is divided by $1 - p$. In
# evaluation mode, dropout does nothing.
#
# With `p = 0.5`, two calls on the same row might give
#
# ```
#   x = [1, 2, 3, 4]      [2, 0, 6, 0]      [0, 0, 6, 8]
# ```
#
# ![Three training calls on the row 1 2 3 4: some numbers are 0, the rest are doubled. In evaluation the row stays as it
# is.](pictures/ps6_dropout.svg)
#
# $$y_i = \frac{b_i \, x_i}{1 - p}, \qquad b_i = 0 \text{ with probability } p, \text{ else } 1 .$$
#
# Each entry is drawn by itself: a single number for the whole row would take away all or nothing.
#
# <details><summary>Hint 1: a mask</summary>
#
# `Tensor.randb(*shape, p=...)` has ones and zeros, and 1 comes with probability `p`. Is that the
# probability to be dropped, or to be *kept*?
#
# </details>
# <details><summary>Hint 2: the gradient</summary>
#
# It has to pass through the entries that were kept, with the same factor, and through no others. Which
# operation on tensors sees to that by itself?
#
# </details>
# <details><summary>Hint 3: for extra credit</summary>
#
# With `p = 1` nothing is kept, and the result should be zero. What is zero divided by zero?
#
# </details>


# %% exercise="Dropout"
class Dropout(Module):
    """Sets each number to zero with probability p in training; does nothing in evaluation mode.

    Srivastava et al. (2014), with the scale in training, as torch.nn.Dropout has it.
    """

    def __init__(self, p: float = 0.5):
        """p: the probability that a number is set to zero."""
        super().__init__()
        self.p = p

    def forward(self, x: Tensor) -> Tensor:
        """x: any shape. What is kept is divided by 1 - p. For extra credit: p may be 1."""
        ### BEGIN SOLUTION
        if not self.training:
            return x
        kept = 1 - self.p
        mask = Tensor.randb(*x.shape, p=kept, dtype=str(x.dtype), requires_grad=False)
        return x * mask * (1 / kept if kept else 0.0)
        ### END SOLUTION


# %% [markdown] exercise="LayerNorm1d"
# ### Layer normalization
#
# Whatever a layer has made of an example, make it mean 0 and variance 1 again, over the *features* of that
# example. Then let the network choose another scale and another center for each feature, by two
# parameters of shape (dim,):
#
# $$\hat x = \frac{x - \mu}{\sqrt{\sigma^2 + \varepsilon}}, \qquad y = \gamma \, \hat x + \beta,
#   \qquad \mu = \frac1d \sum_j x_j, \quad \sigma^2 = \frac1d \sum_j (x_j - \mu)^2 .$$
#
# On one example of two features, with $\gamma = 1$ and $\beta = 0$:
#
# ```
#   x = [1, 5]     mean 3     variance 4     y = [-1, 1]
# ```
#
# In the code, $\gamma$ is `weight` and starts at ones, $\beta$ is `bias` and starts at zeros. The next exercise takes the
# mean along the other axis:
#
# ![The same three by four numbers twice. BatchNorm1d takes one mean for each of four columns, over the batch; LayerNorm1d one
# for each of three rows, over the features.](pictures/ps6_norms.svg)
#
# <details><summary>Hint 1: shapes</summary>
#
# If batch and dim happen to be equal, a forgotten reshape gives no error, only wrong numbers. A sum over
# axis 1 has shape (batch,). Which shape does it need to be subtracted from (batch, dim)?
#
# </details>
# <details><summary>Hint 2: operations only</summary>
#
# The mean and the variance depend on x, so the gradient has to pass through both. Does it pass through
# `np.mean` of `x.data`, or through `ops.summation`?
#
# </details>
# <details><summary>Hint 3: ε inside</summary>
#
# ε keeps an example whose features are all equal from being divided by zero. Where does it stand, under
# the root or beside it?
#
# </details>


# %% exercise="LayerNorm1d"
class LayerNorm1d(Module):
    """Normalizes each example over its features (Ba et al., 2016).

    The variance is the biased one, as in torch.nn.LayerNorm.
    """

    def __init__(self, dim: int, eps: float = 1e-5):
        """Make self.weight, ones of shape (dim,), and self.bias, zeros of that shape."""
        super().__init__()
        self.dim = dim
        self.eps = eps
        ### BEGIN SOLUTION
        self.weight = Parameter(Tensor.ones(dim))
        self.bias = Parameter(Tensor.zeros(dim))
        ### END SOLUTION

    def forward(self, x: Tensor) -> Tensor:
        """x: shape (batch, dim). Returns the same shape."""
        ### BEGIN SOLUTION
        column = (x.shape[0], 1)
        mean = ops.reshape(ops.summation(x, axes=(1,)) / self.dim, column)
        centered = x - mean
        variance = ops.reshape(ops.summation(centered**2, axes=(1,)) / self.dim, column)
        return self.weight * (centered / ops.sqrt(variance + self.eps)) + self.bias
        ### END SOLUTION


# %% [markdown] exercise="BatchNorm1d"
# ### Batch normalization
#
# The same formula, in the other direction: each *feature* gets mean 0 and variance 1 over the examples of the
# batch. That has a consequence. What a network says about one image now depends on which others happen
# to be in the batch. In training that is a welcome bit of noise. In use it is not, so the layer
# keeps running averages, and uses them in evaluation mode:
#
# $$\text{running} \leftarrow (1 - m) \cdot \text{running} + m \cdot \text{batch}, \qquad m = \text{momentum}.$$
#
# One feature, a batch of two, with `momentum = 0.1`:
#
# ```
#   x = [[1], [5]]     mean 3     variance 4     y = [[-1], [1]]
#   running_mean: 0 → 0.3         running_var: 1 → 0.9 + 0.4 = 1.3
# ```
#
# | | normalizes with | remembers |
# |---|---|---|
# | here | the biased variance | the biased variance |
# | PyTorch | the biased variance | the unbiased variance |
#
# `running_mean` and `running_var` are plain tensors: they belong to the model, are saved with it, and are not
# moved by the optimizer. No gradient passes through them.
#
# <details><summary>Hint 1: two modes, one formula</summary>
#
# Decide first which mean and which variance to use. What is left that differs between the two modes?
#
# </details>
# <details><summary>Hint 2: remembering</summary>
#
# A running average made of tensors would hold the graph of every batch since the beginning. What do you
# assign to its `.data` instead?
#
# </details>
# <details><summary>Hint 3: only in training</summary>
#
# In evaluation mode, whatever comes in, what should the running averages be afterwards?
#
# </details>


# %% exercise="BatchNorm1d"
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
        """Make the parameters self.weight, ones, and self.bias, zeros, and the tensors
        self.running_mean, zeros, and self.running_var, ones; all of shape (dim,) and dtype.

        momentum: the weight of a new batch in the running averages. device: has no effect.
        """
        super().__init__()
        self.dim = dim
        self.eps = eps
        self.momentum = momentum
        ### BEGIN SOLUTION
        self.weight = Parameter(Tensor.ones(dim, dtype=dtype))
        self.bias = Parameter(Tensor.zeros(dim, dtype=dtype))
        self.running_mean = Tensor.zeros(dim, dtype=dtype, requires_grad=False)
        self.running_var = Tensor.ones(dim, dtype=dtype, requires_grad=False)
        ### END SOLUTION

    def forward(self, x: Tensor) -> Tensor:
        """x: shape (batch, dim). Returns the same shape.

        In training: normalizes with the mean and the biased variance of the batch, and adds them to
        the running averages. In evaluation mode: normalizes with the running averages.
        """
        ### BEGIN SOLUTION
        mean, var = self.running_mean, self.running_var
        if self.training:
            mean = ops.summation(x, axes=(0,)) / x.shape[0]
            var = ops.summation((x - mean) ** 2, axes=(0,)) / x.shape[0]
            for running, batch in ((self.running_mean, mean), (self.running_var, var)):
                running.data = (1 - self.momentum) * running.data + self.momentum * batch.data
        return self.weight * ((x - mean) / ops.sqrt(var + self.eps)) + self.bias
        ### END SOLUTION


# %% [markdown] exercise="SoftmaxLoss"
# ## The loss
#
# ### SoftmaxLoss
#
# The cross-entropy of the softmax, averaged over the batch. The logarithm of a quotient is a difference, so no
# probability has to be computed:
#
# $$L = \frac1N \sum_n \Bigl( \log \sum_k e^{z_{nk}} - z_{n, y_n} \Bigr) .$$
#
# For the logits `[2, 1]` and class 0: $\log(e^2 + e^1) - 2 = 2.313 - 2 = 0.313$.
#
# ![A curve that falls from 4 near probability 0 to 0 at probability 1. Guessing one of ten costs
# 2.303.](pictures/ps2_surprise.svg)
#
# `ops.logsumexp` is given and safe for large logits. `Tensor.one_hot(y, k)` makes a row of zeros with a
# single 1 for each label.
#
# <details><summary>Hint 1: picking the right logit</summary>
#
# One-hot rows have a single 1. What is left of the logits if you multiply by them, and over which axis do
# you add up?
#
# </details>
# <details><summary>Hint 2: the average</summary>
#
# The losses are averaged over the batch. Is the sum divided by the number of logits, or of *examples*?
#
# </details>


# %% exercise="SoftmaxLoss"
class SoftmaxLoss(Module):
    """The mean cross-entropy of a batch, from logits."""

    def forward(self, logits: Tensor, y: Any) -> Tensor:
        """logits: shape (batch, classes). y: the right classes, shape (batch,), a tensor or an array.

        Returns a 0-d tensor. Large logits do not overflow.
        """
        ### BEGIN SOLUTION
        n, classes = logits.shape
        one_hot = Tensor.one_hot(y, classes, dtype=str(logits.dtype), requires_grad=False)
        right = ops.summation(logits * one_hot, axes=(1,))
        return ops.summation(ops.logsumexp(logits, axes=(1,)) - right) / n
        ### END SOLUTION


# %% [markdown] exercise="SGD"
# ## Moving
#
# ### SGD
#
# You have written it before, so this is a warm-up for what follows:
#
# $$p \leftarrow p - \eta \, g .$$
#
# ```
#   lr = 0.1     p = [1.0, 2.0]     grad = [10.0, -20.0]     p afterwards = [0.0, 4.0]
# ```
#
# ![Three bowls seen from above. A small learning rate hardly moves, a good one reaches the middle, one that is too large
# climbs out.](pictures/ps2_bowl.svg)
#
# Here a gradient is an array, `param.grad`, and so are the numbers of the parameter, `param.data`. A parameter
# that took no part in the loss has `grad = None` and stays where it is. `zero_grad` is given.
#
# <details><summary>Hint 1: arrays, not tensors</summary>
#
# A step is not part of any loss. Which attribute of a parameter can you change without building a graph?
#
# </details>
# <details><summary>Hint 2: who has no gradient</summary>
#
# `param.grad` may be `None`. What should a step do with such a parameter?
#
# </details>


# %% given="optimizer"
class Optimizer:
    """What all optimizers have in common."""

    def __init__(self, params: Iterable[Parameter]):
        """params: what to optimize. One that is handed in twice is moved once."""
        self.params = list(dict.fromkeys(params))

    def zero_grad(self) -> None:
        """Forget the gradients of the step before."""
        for param in self.params:
            param.grad = None

    def step(self) -> None:
        raise NotImplementedError(f"{type(self).__name__} needs a method `step`")


# %% exercise="SGD"
class SGD(Optimizer):
    """Plain stochastic gradient descent."""

    def __init__(self, params: Iterable[Parameter], lr: float = 0.01):
        super().__init__(params)
        self.lr = lr

    def step(self) -> None:
        """Subtract lr * grad from every parameter that has a gradient."""
        ### BEGIN SOLUTION
        for param in self.params:
            if param.grad is not None:
                param.data -= self.lr * param.grad
        ### END SOLUTION


# %% [markdown] exercise="Adam"
# ### Adam
#
# One learning rate for all parameters is a compromise: too large for the steep ones, too small for the flat
# ones. Adam divides each gradient by its own usual size. What is usual is found by two running averages, of the
# gradient and of its square:
#
# $$\begin{aligned}
# g &\leftarrow g + \lambda p && \text{only with weight decay} \\
# m &\leftarrow \beta_1 m + (1 - \beta_1) \, g \\
# v &\leftarrow \beta_2 v + (1 - \beta_2) \, g^2 \\
# p &\leftarrow p - \eta \, \frac{\hat m}{\sqrt{\hat v} + \varepsilon},
# \qquad \hat m = \frac{m}{1 - \beta_1^t}, \quad \hat v = \frac{v}{1 - \beta_2^t}
# \end{aligned}$$
#
# ![Eight steps of three weights, by SGD and by Adam. With a gradient of 4 or of 0.2, Adam goes equally far, and SGD twenty times as far with 4. With a gradient that changes its sign, SGD jumps to and fro, and Adam hardly moves after its first step.](pictures/ps2_adam.svg)
#
# Both averages start at zero, so at first they are too small. The two divisions make up for it exactly: in
# step $t = 1$, $\hat m = g$ and $\hat v = g^2$. The first step therefore has the size of the learning
# rate, whatever the gradient:
#
# ```
#   lr = 0.1     grad = [0.001, -50]     change of p = [-0.1, 0.1]
# ```
#
# Weight decay pulls every parameter toward zero, as if $\frac{\lambda}{2} p^2$ were part of the loss.
# (`torch.optim.Adam` does the same. `AdamW` takes the pull past the averages.)
#
# <details><summary>Hint 1: what is remembered</summary>
#
# `m` and `v` belong to a parameter and outlive the step: with a dictionary, what is the key, and what
# does `.get` give the first time? `t` belongs to the optimizer. How often does it go up in a step?
#
# </details>
# <details><summary>Hint 2: what is not remembered</summary>
#
# The corrected averages are for this step only. What would the next step do with them, if you wrote them
# back into `m` and `v`?
#
# </details>
# <details><summary>Hint 3: weight decay</summary>
#
# Decay is added to the gradient. Whose array would `grad += ...` change?
#
# </details>


# %% exercise="Adam"
class Adam(Optimizer):
    """Adam (Kingma and Ba, 2015), with weight decay as in torch.optim.Adam."""

    def __init__(
        self,
        params: Iterable[Parameter],
        lr: float = 0.001,
        beta1: float = 0.9,
        beta2: float = 0.999,
        eps: float = 1e-8,
        weight_decay: float = 0.0,
    ):
        super().__init__(params)
        self.lr = lr
        self.beta1 = beta1
        self.beta2 = beta2
        self.eps = eps
        self.weight_decay = weight_decay
        self.t = 0
        self.m: dict[Parameter, np.ndarray] = {}
        self.v: dict[Parameter, np.ndarray] = {}

    def step(self) -> None:
        """Move every parameter that has a gradient; gradients are left as they are."""
        ### BEGIN SOLUTION
        self.t += 1
        for param in self.params:
            if param.grad is None:
                continue
            grad = param.grad + self.weight_decay * param.data
            self.m[param] = self.beta1 * self.m.get(param, 0) + (1 - self.beta1) * grad
            self.v[param] = self.beta2 * self.v.get(param, 0) + (1 - self.beta2) * grad**2
            m_hat = self.m[param] / (1 - self.beta1**self.t)
            v_hat = self.v[param] / (1 - self.beta2**self.t)
            param.data -= self.lr * m_hat / (np.sqrt(v_hat) + self.eps)
        ### END SOLUTION


# %% [markdown] exercise="all_together"
# ### All of it together
#
# There is nothing to write here. Networks of all these layers are trained for a few steps from known
# starting values, with both optimizers, and used in evaluation mode, on your code and yours alone.
#
# If every check above is green and this one is not, look for what the small checks cannot see: a class of the
# same name in a cell of your own, or an older version that is still in use. *Restart and run all* settles the
# latter.
#
# On two numbers, in training mode: `BatchNorm1d` makes `[[-1], [1]]` of `[[1], [5]]`, and `ReLU` makes `[[0], [1]]` of that. In a
# formula, each step of each network is
#
# $$\theta \leftarrow \theta - \eta \, \nabla_\theta \, L\bigl(f_n(\dots f_1(x) \dots), y\bigr) .$$
#
# ```
#   x ──▶ Linear ──▶ BatchNorm1d ──▶ ReLU ──▶ Dropout ──▶ Linear ──▶ SoftmaxLoss
# ```
#
# <details><summary>Hint 1: find the layer</summary>
#
# Rebuild the network layer by layer, and look at the numbers after each one. After which layer do they go
# wrong?
#
# </details>
# <details><summary>Hint 2: both modes</summary>
#
# In training a layer may use the batch, in evaluation what it has remembered. In which of the two modes do the
# numbers differ?
#
# </details>

# %% [markdown]
# ## Reading digits
#
# ### The data
#
# MNIST's images of handwritten digits, scaled to numbers from 0 to 1. The last axis of (n, 28, 28, 1) is for
# colors, of which gray has one.


# %% given="data"
def load_mnist_numpy() -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """x_train, y_train, x_test, y_test: images (n, 28, 28, 1), float32 from 0 to 1, labels (n,).

    Where MNIST can neither be found nor downloaded, a small set of 1,797 digits stands in.
    """
    from autograder.mnist import load_mnist

    mnist = load_mnist()

    def scaled(images: np.ndarray) -> np.ndarray:
        return images[..., None].astype(np.float32) / 255

    return (
        scaled(mnist.train_images),
        mnist.train_labels.astype(int),
        scaled(mnist.test_images),
        mnist.test_labels.astype(int),
    )


# %% [markdown]
# ### The loop
#
# The next notebook makes classes of this loop: a data loader, a trainer. Here it is by hand, for the last time.


# %% given="train"
def logits_of(model: Module, images: np.ndarray, batch_size: int = 1000) -> np.ndarray:
    """The scores of a model in evaluation mode, shape (n, classes). It is left in training mode."""
    model.eval()
    starts = range(0, len(images), batch_size)
    found = [model(Tensor(images[start : start + batch_size])).data for start in starts]
    model.train()
    return np.concatenate(found)


def train(
    model: Module,
    optimizer: Optimizer,
    data: tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray],
    epochs: int,
    batch_size: int,
) -> dict[str, list[float]]:
    """Train, and print a line for each epoch. data: as load_mnist_numpy() gives it.

    Returns the history by epoch: the losses on both sets of images, and the accuracy.
    """
    x_train, y_train, x_test, y_test = data
    loss_of = SoftmaxLoss()
    history: dict[str, list[float]] = {"train_loss": [], "val_loss": [], "val_acc": []}
    for epoch in range(epochs):
        order, losses = np.random.permutation(len(x_train)), []
        for start in range(0, len(order), batch_size):
            batch = order[start : start + batch_size]
            optimizer.zero_grad()
            loss = loss_of(model(Tensor(x_train[batch])), y_train[batch])
            loss.backward()
            optimizer.step()
            losses.append(float(loss.data))
        logits = logits_of(model, x_test)
        history["train_loss"].append(float(np.mean(losses)))
        history["val_loss"].append(float(loss_of(Tensor(logits), y_test).data))
        history["val_acc"].append(float(np.mean(logits.argmax(axis=1) == y_test)))
        print(
            f"Epoch {epoch + 1}/{epochs} | train loss {history['train_loss'][-1]:.4f} | "
            f"test loss {history['val_loss'][-1]:.4f} | "
            f"test accuracy {history['val_acc'][-1]:.2%}"
        )
    return history


# %% given="mlp"
def mlp(hidden: int = 256) -> Module:
    """784 → hidden → hidden → 10, with batch normalization, ReLU and dropout."""
    return Sequential(
        Flatten(),
        Linear(784, hidden),
        BatchNorm1d(hidden),
        ReLU(),
        Dropout(0.2),
        Linear(hidden, hidden),
        BatchNorm1d(hidden),
        ReLU(),
        Dropout(0.2),
        Linear(hidden, 10),
    )


# %% given="train-mlp" tags=["skip-grading"]
if __name__ == "__main__":
    data = load_mnist_numpy()
    np.random.seed(0)
    model = mlp()
    optimizer = Adam(model.parameters(), lr=0.002)
    epochs = 5 if len(data[0]) > 10_000 else 20
    history = train(model, optimizer, data, epochs, batch_size=128)

# %% [markdown]
# On MNIST it prints this, in less than a minute on two idle cores:
#
# ```
# Epoch 1/5 | train loss 0.2430 | test loss 0.1005 | test accuracy 96.82%
# Epoch 2/5 | train loss 0.1135 | test loss 0.0794 | test accuracy 97.47%
# Epoch 3/5 | train loss 0.0880 | test loss 0.0695 | test accuracy 97.81%
# Epoch 4/5 | train loss 0.0737 | test loss 0.0617 | test accuracy 98.08%
# Epoch 5/5 | train loss 0.0612 | test loss 0.0626 | test accuracy 98.00%
# ```
#
# The test loss is the smaller of the two for a while: in training, dropout makes the task harder.
#
# Now for a look at it. The next cell draws pictures as in the units before. You need not read it.


# %% given="pictures" inline=true
from solutions.ps2_mnist import confusion_matrix, plot_confusion, show_images
from solutions.ps3_closures import plot_history

# %% given="plot" tags=["skip-grading"]
if "get_ipython" in globals():  # in a notebook
    plot_history(history)
    show(
        f"The loss by epoch, on the training images from {history['train_loss'][0]:.2f} to "
        f"{history['train_loss'][-1]:.2f}, on the test images from {history['val_loss'][0]:.2f} to "
        f"{history['val_loss'][-1]:.2f}. Guessing costs 2.30."
    )

# %% [markdown]
# What it mixes up: the row is the digit that was drawn, the column the digit that was read. Below, the mistakes
# of which it was surest, each with its reading, the probability, and the truth.

# %% given="confusion-here" tags=["skip-grading"]
if "get_ipython" in globals():  # in a notebook
    x_test, y_test = data[2:]
    scores = logits_of(model, x_test)
    guesses = scores.argmax(axis=1)
    counts = confusion_matrix(y_test, guesses)
    plot_confusion(counts)
    show(f"A confusion matrix: {np.trace(counts)} of {counts.sum()} images are on the diagonal.")

# %% given="surest-here" tags=["skip-grading"]
if "get_ipython" in globals():  # in a notebook
    exps = np.exp(scores - scores.max(axis=1, keepdims=True))
    sureness = exps.max(axis=1) / exps.sum(axis=1)
    wrong = np.flatnonzero(guesses != y_test)
    surest = wrong[np.argsort(-sureness[wrong])][:18]
    show_images(
        x_test[surest, :, :, 0],
        [f"{guesses[i]} ({sureness[i]:.0%})\nis {y_test[i]}" for i in surest],
        columns=9,
    )
    show("Digits that were misread, each with what it was read as, how surely, and what it is.")

# %% [markdown]
# ## Where you are now
#
# | here | in PyTorch |
# |---|---|
# | `Parameter`, `Module`, `Sequential` | the same names in `torch.nn` |
# | `xavier_uniform` and its kin | `torch.nn.init`, with a `_` at the end, since they write in place |
# | `Linear.weight`, (in, out) | `Linear.weight`, (out, in) |
# | `Dropout`, `LayerNorm1d`, `BatchNorm1d` | `Dropout`, `LayerNorm`, `BatchNorm1d`, which remembers the unbiased variance |
# | `SoftmaxLoss` | `CrossEntropyLoss` |
# | `Adam(weight_decay=...)` | `Adam(weight_decay=...)`; `AdamW` decays past the averages |
#
# None of these layers has a backward pass of its own. They are made of operations, and the engine differentiates
# what they are made of. That is why a new layer is a matter of minutes.
#
# Before you move on, save the notebook and run `python grade.py ps6_layers` once more.
#
# If you want to go further: take away the batch normalization and start from standard normal weights. How far
# does training get?
