# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
# ---

# %% [markdown]
# # Autograd with nodes: a small PyTorch
#
# After this unit you can
#
# - [ ] say what PyTorch's `grad_fn`, `next_functions` and `torch.autograd.Function` are, because you have
#   built them;
# - [ ] give a network an operation of your own, with a backward pass that you worked out yourself;
# - [ ] train a classifier with batch normalization and momentum, and say what both are for.
#
# In PyTorch a tensor does not know its parents. It knows one **node**, and the nodes know each other.
# So a tensor in the middle of a calculation may be thrown away while the graph lives on. An operation
# is a pair of functions, `forward` and `backward`, that never meet. What the one has to tell the other
# it writes into a **context**, `ctx`.
#
# **What is given.** `Tensor`, the nodes, the context, four operations (`Add`, `Transpose`, `Reshape`,
# `Log`), `Module`, `Optimizer`.
#
# **What you build**, from the bottom up:
#
# ```
#   training      validate  train  mnist
#   ─────────────────────────────────────────────────────────────
#   network       Sequential  Linear  ReLU  BatchNorm1d
#                 cross_entropy  SGD  momentum
#   ─────────────────────────────────────────────────────────────
#   engine        Function.apply   backward   Tensor.backward
#   ─────────────────────────────────────────────────────────────
#   operations    Sub  Mul  Div
# ```
#
# The engine is 40 points, the network 60. That makes 100, which is full. Training on MNIST is worth 10
# more, and a faster walk back 5 more. Some exercises have up to one point of extra credit besides, and
# their texts say for what.
#
# **How you know that it works.** Each exercise is followed by a cell like `check("Mul")`. It lists what passed
# and shows the first case that did not. `python grade.py ps5_mytorch`, in a terminal in the folder of the course,
# checks the notebook as you saved it. Both run through your other answers, and say which of them they
# wait for. In grading, a mistake in one exercise costs no points in another, except in `all_together`,
# which runs all of them.

# %% given="imports"
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import numpy as np

# %% [markdown]
# ## Why a machine should do it
#
# A network is a function with many knobs. Training turns them, over and over, in the same round:
#
# ```
#      forward              loss                  backward            step
#   batch ─▶ network ─▶ predictions, labels ─▶ a gradient per knob ─▶ turn the knobs
#     ▲                                                                  │
#     └──────────────────────────────────────────────────────────────────┘
# ```
#
# Three of the four are easy. The backward part asks, for every knob: if this one alone grew by a
# little, would the loss rise or fall, and how fast? That is a partial derivative. You could work out
# by hand all derivatives of one network. Then somebody adds a layer, and you start again.
#
# The way out is to know the derivatives of a few small operations, and to let the program take notes
# while it calculates. The notes are a graph. Walking through it from the loss back to the knobs gives
# all derivatives in one go. Backpropagation is the name of this walk where the function is a network.
#
# ## The tensor
#
# | attribute | what it holds |
# |---|---|
# | `data` | the numbers, a NumPy array of any dtype; `float64` stays `float64` |
# | `requires_grad` | whether anybody wants a gradient with respect to it |
# | `is_leaf` | whether it stands at the edge of the graph: nothing that it was made from requires a gradient |
# | `is_parameter` | whether it belongs to a network and is to be learned; then it is a leaf that requires a gradient |
# | `grad_fn` | its node, once it has one |
# | `grad` | the gradient, a tensor, or `None` as long as there is none |
#
# `requires_grad` and `is_leaf` together say what kind of node a tensor has:
#
# | `is_leaf` | `requires_grad` | the tensor is | its node |
# |---|---|---|---|
# | yes | yes | a knob | `AccumulateGrad`, which adds what arrives to `tensor.grad` |
# | no | yes | a result in the middle | `BackwardFunction`, which runs an operation's `backward` |
# | yes | no | a constant, such as data | none: `None` |
#
# The fourth combination does not exist. A result that needs no gradient has no parents that count, and
# so it is a leaf.


# %% given="tensor"
class Tensor:
    """An array with a node in the graph."""

    __array_ufunc__ = None  # `array * tensor` is an error, not an array of tensors

    def __init__(
        self,
        data: Any,
        requires_grad: bool = False,
        is_leaf: bool = True,
        is_parameter: bool = False,
    ):
        """data: numbers of any shape and dtype, which are copied. The flags: see the table above."""
        self.data = np.array(data)
        self.requires_grad = requires_grad
        self.is_leaf = is_leaf
        self.is_parameter = is_parameter
        self.grad_fn: Any = None
        self.grad: Tensor | None = None

    def __repr__(self) -> str:
        node = f", grad_fn={self.grad_fn.function_name}" if self.grad_fn is not None else ""
        return f"{self.data}{node}"

    @property
    def shape(self) -> tuple[int, ...]:
        return self.data.shape

    # These take no notes.

    def fill_(self, fill_value: float) -> "Tensor":
        """Every number becomes fill_value, in place."""
        self.data.fill(fill_value)
        return self

    def copy(self) -> "Tensor":
        """The same numbers in a constant of its own."""
        return Tensor(self.data)

    @staticmethod
    def zeros(*shape: int) -> "Tensor":
        return Tensor(np.zeros(shape))

    @staticmethod
    def ones(*shape: int) -> "Tensor":
        return Tensor(np.ones(shape))

    @staticmethod
    def arange(*interval: float) -> "Tensor":
        return Tensor(np.arange(*interval))

    @staticmethod
    def randn(*shape: int) -> "Tensor":
        return Tensor(np.random.standard_normal(shape))

    @staticmethod
    def empty(*shape: int) -> "Tensor":
        return Tensor(np.empty(shape))

    # These do.

    def T(self) -> "Tensor":
        """The transpose of a matrix."""
        return Transpose.apply(self)

    def reshape(self, *shape: int) -> "Tensor":
        return Reshape.apply(self, shape)

    def log(self) -> "Tensor":
        return Log.apply(self)

    def __add__(self, other: "Tensor") -> "Tensor":
        return Add.apply(self, other)


# %% [markdown]
# Both operands of `+` have to be tensors. A plain number is wrapped: `x + Tensor(3.0)`.
#
# ## The graph
#
# Here is a calculation. Somebody wants to know how `e` changes with `a` and with `c`. Nobody asks about
# `b`.
#
# ```python
# a = Tensor(3.0, requires_grad=True)
# b = Tensor(4.0)
# c = Tensor(2.0, requires_grad=True)
#
# d = a * b + a
# e = (d + c) + Tensor(3.0)
# ```
#
# ### Forward: node by node
#
# Each operation leaves one node behind and ties it to the nodes of what went in. Before you open a turn,
# draw it.
#
# <details><summary>Turn 1: a * b</summary>
#
# ![The node Mul holds a and b in its ctx. It points to a new node AccumulateGrad for a, and to None for b.](pictures/ps5_forward_1.svg)
#
# `a` and `b` have been in no operation yet, so they have no nodes. `a` requires a gradient and gets an
# `AccumulateGrad`. `b` requires none: in its place stands `None`.
#
# </details>
# <details><summary>Turn 2: d = (a * b) + a</summary>
#
# ![The node Add of d points to Mul and to the AccumulateGrad of a.](pictures/ps5_forward_2.svg)
#
# One parent is the result of an operation and brings its node along. The other is `a` again. The tensor
# `a * b` has no name, and Python throws it away; its node stays, because the new node holds it.
#
# </details>
# <details><summary>Turn 3: d + c</summary>
#
# ![A second node Add points to the Add of d and to a new AccumulateGrad for c.](pictures/ps5_forward_3.svg)
#
# </details>
# <details><summary>Turn 4: e = (d + c) + 3</summary>
#
# ![A third node Add, made by e, points to the Add before it and to None for the number 3.](pictures/ps5_forward_4.svg)
#
# The number 3 is a constant like `b`. The graph is complete, and `e.grad_fn` is the way into it.
#
# </details>
#
# ### Backward: step by step
#
# For every node on the way there are two questions. How much does `e` change with this node's result?
# That is what arrives. How much does `e` change with each of the node's inputs? That is handed on:
#
# $$\frac{\partial e}{\partial \text{input}}
#   = \frac{\partial e}{\partial \text{result}} \cdot \frac{\partial \text{result}}{\partial \text{input}} .$$
#
# <details><summary>Step 1: e.backward()</summary>
#
# ![A 1 arrives at the topmost Add.](pictures/ps5_backward_1.svg)
#
# If `e` grows by a little, `e` grows by as much: the walk starts with a 1, in the shape of `e`.
#
# </details>
# <details><summary>Step 2: the Add of e</summary>
#
# ![The topmost Add hands a 1 to the Add below. The 1 for the number 3 is dropped at None.](pictures/ps5_backward_2.svg)
#
# Both slopes of an addition are 1. The gradient for the number 3 falls away, since there is no node
# that would take it.
#
# </details>
# <details><summary>Step 3: the Add of d + c</summary>
#
# ![This Add hands a 1 to the Add of d and has a 1 ready for c.](pictures/ps5_backward_3.svg)
#
# There are two parents now. We go down to the first, and come back for `c` later.
#
# </details>
# <details><summary>Step 4: the Add of d</summary>
#
# ![The Add of d hands a 1 to Mul and has a 1 ready for a.](pictures/ps5_backward_4.svg)
#
# </details>
# <details><summary>Step 5: the Mul</summary>
#
# ![Mul takes a = 3 and b = 4 out of its ctx and hands 4 to a. The 3 for b is dropped.](pictures/ps5_backward_5.svg)
#
# The slope of a product is the *other* factor. That is not known in the backward pass, unless the
# forward pass has kept it: here `ctx` is needed for the first time. $1 \cdot b = 4$ goes to `a`; the
# $1 \cdot a = 3$ for `b` falls away.
#
# </details>
# <details><summary>Step 6: AccumulateGrad, the first time</summary>
#
# ![a.grad is 4.](pictures/ps5_backward_6.svg)
#
# This node has no parents. It stores: `a.grad` is 4.
#
# </details>
# <details><summary>Step 7: AccumulateGrad, once more</summary>
#
# ![The second share, 1, is added: a.grad is 5.](pictures/ps5_backward_7.svg)
#
# The 1 that was left over in step 4. There is a gradient already, so it is *added*: `a.grad` is 5.
#
# </details>
# <details><summary>Step 8: the AccumulateGrad of c</summary>
#
# ![c.grad is 1, and the walk is over.](pictures/ps5_backward_8.svg)
#
# And the 1 left over in step 3. `b.grad` is still `None`, and so are those of `d` and `e`: tensors in the
# middle keep nothing.
#
# </details>
#
# By hand: $e = ab + a + c + 3$, so $\partial e / \partial a = b + 1 = 5$ and $\partial e / \partial c = 1$.
#
# ### Why shares are added
#
# `a` has two ways to reach `e`, one through the product and one around it. In general, if $y$ depends on
# $x$ through several results $g_1, \dots, g_M$, each of them moves when $x$ moves, and each moves $y$:
#
# $$y = f(g_1(x), \dots, g_M(x)): \qquad
#   \frac{\partial y}{\partial x} = \sum_{m=1}^{M} \frac{\partial y}{\partial g_m} \cdot
#   \frac{\partial g_m}{\partial x} .$$
#
# Every summand is one way back from $y$ to $x$. Whenever the walk has come to the end of a way, its
# product is added to `x.grad`.
#
# ## The nodes
#
# The two kinds of nodes can be asked for the same things. `next_functions` lists the nodes of the
# parents, with `None` for constants. `apply(gradient)` takes the gradient that arrives; what happens
# then is the difference. `function_name` is a name to print.


# %% given="nodes"
class ContextManager:
    """What an operation's forward notes down for its backward: the `ctx`.

    Tensors go in by save_for_backward(a, b), anything else as an attribute: ctx.axis = 0.
    """

    def __init__(self) -> None:
        self.saved_tensors: list[Tensor] = []

    def save_for_backward(self, *args: Tensor) -> None:
        """Keeps copies of the tensors, so that it does no harm if they are changed later."""
        for arg in args:
            if not isinstance(arg, Tensor):
                raise TypeError(
                    f"save_for_backward takes tensors, and got a {type(arg).__name__}. "
                    "Anything else is saved as an attribute of ctx."
                )
            self.saved_tensors.append(arg.copy())


class AccumulateGrad:
    """The node of a leaf that requires a gradient: what arrives is added to the leaf's grad."""

    def __init__(self, tensor: Tensor):
        self.variable = tensor
        self.next_functions: list[Any] = []  # there is nothing behind a leaf
        self.function_name = "AccumulateGrad"

    def apply(self, arg: Tensor) -> None:
        """arg: a share of the gradient. Raises TypeError for what is no tensor, and ValueError for
        a tensor of another shape than the leaf's."""
        leaf = self.variable
        if not isinstance(arg, Tensor):
            raise TypeError(f"a gradient should be a Tensor, and is a {type(arg).__name__}")
        if arg.shape != leaf.shape:
            raise ValueError(f"a gradient of shape {arg.shape} for a leaf of shape {leaf.shape}")
        leaf.grad = Tensor(arg.data if leaf.grad is None else leaf.grad.data + arg.data)


class BackwardFunction:
    """The node of a result: what arrives goes through the operation's backward."""

    def __init__(self, cls: type["Function"]):
        """cls: the operation, such as Add."""
        self.ctx = ContextManager()
        self._forward_cls = cls
        self.next_functions: list[Any] = []
        self.function_name = cls.__name__

    def apply(self, *args: Tensor) -> Any:
        """args: the gradient of the result. Returns what the operation's backward returns."""
        return self._forward_cls.backward(self.ctx, *args)


class Function:
    """An operation. Subclasses have forward and backward; nobody ever makes an instance."""

    @staticmethod
    def forward(ctx: ContextManager, *args: Any) -> Tensor:
        raise NotImplementedError("an operation needs a forward")

    @staticmethod
    def backward(ctx: ContextManager, *grad_outputs: Tensor) -> Any:
        raise NotImplementedError("an operation needs a backward")

    @classmethod
    def apply(cls, *args: Any) -> Tensor:
        """Runs forward, without a graph as yet. Yours will take its place."""
        return cls.forward(BackwardFunction(cls).ctx, *args)


# %% [markdown]
# ## Operations
#
# Here are four operations, complete. Each is a class with two static methods, so there is no `self`, and
# nothing of one call can get into the next.
#
# - `forward(ctx, ...)` gets tensors, and returns a new tensor that says whether it requires a gradient.
# - `backward(ctx, grad_output)` gets the gradient of the result. It returns a tuple with one gradient
#   for each argument, in the order of the arguments. It computes all of them: which are wanted is not
#   its business. For an argument that is no tensor it has `None`.
# - Neither changes the tensors that it gets.
#
# `output_of` saves two lines in each of them. Here is what the four operations of arithmetic send back:
#
# ![Four operators with inputs a and b. The gradient g arrives from the right. A sum sends g to both, a difference g and
# −g, a product g · b and g · a, a quotient g / b and −g · a / b².](pictures/shares.svg)


# %% given="operations"
def output_of(data: Any, *inputs: Tensor) -> Tensor:
    """A result that was computed from inputs. It requires a gradient if one of them does."""
    requires_grad = any(tensor.requires_grad for tensor in inputs)
    return Tensor(data, requires_grad=requires_grad, is_leaf=not requires_grad)


class Add(Function):
    """a + b, elementwise. a, b: of the same shape. Raises ValueError for different ones."""

    @staticmethod
    def forward(ctx: ContextManager, a: Tensor, b: Tensor) -> Tensor:
        if a.shape != b.shape:
            raise ValueError(f"Add cannot broadcast yet: the shapes are {a.shape} and {b.shape}")
        return output_of(a.data + b.data, a, b)

    @staticmethod
    def backward(ctx: ContextManager, grad_output: Tensor) -> tuple[Tensor, Tensor]:
        return Tensor(grad_output.data), Tensor(grad_output.data)


class Transpose(Function):
    """The transpose of a matrix a. Raises ValueError for what is no matrix."""

    @staticmethod
    def forward(ctx: ContextManager, a: Tensor) -> Tensor:
        if len(a.shape) != 2:
            raise ValueError(f"only a matrix can be transposed, and the shape is {a.shape}")
        return output_of(a.data.T, a)

    @staticmethod
    def backward(ctx: ContextManager, grad_output: Tensor) -> tuple[Tensor]:
        return (Tensor(grad_output.data.T),)


class Reshape(Function):
    """The numbers of a in another shape."""

    @staticmethod
    def forward(ctx: ContextManager, a: Tensor, shape: tuple[int, ...]) -> Tensor:
        ctx.shape = a.shape
        return output_of(a.data.reshape(shape), a)

    @staticmethod
    def backward(ctx: ContextManager, grad_output: Tensor) -> tuple[Tensor, None]:
        return Tensor(grad_output.data.reshape(ctx.shape)), None


class Log(Function):
    """The natural logarithm of a, elementwise."""

    @staticmethod
    def forward(ctx: ContextManager, a: Tensor) -> Tensor:
        ctx.save_for_backward(a)
        return output_of(np.log(a.data), a)

    @staticmethod
    def backward(ctx: ContextManager, grad_output: Tensor) -> tuple[Tensor]:
        (a,) = ctx.saved_tensors
        return (Tensor(grad_output.data / a.data),)


# %% [markdown]
# An operation can be tried by hand, without any graph: make a context, run `forward`, then `backward`.

# %% own="try-add"
# Try the tools here. You can add cells of your own anywhere in this notebook.
ctx = ContextManager()
out = Add.forward(ctx, Tensor([1.0, 2.0], requires_grad=True), Tensor([10.0, 20.0]))
out, Add.backward(ctx, Tensor([5.0, 7.0]))

# %% [markdown]
# If you know the course that this unit follows: there the operations stand in a file `functional.py`, which
# is called `F` elsewhere, and `Tensor` in a file `tensor.py`. Here everything is in one notebook. So that
# code from there runs here, `F.Add` and `tensor.Tensor` work all the same.


# %% given="names"
class Here:
    """The names of this notebook as attributes, as if they stood in a module."""

    def __getattr__(self, name: str) -> Any:
        try:
            return globals()[name]
        except KeyError:
            raise AttributeError(f"there is no {name} in this notebook") from None


F = tensor = autograd_engine = Here()

# %% [markdown]
# One function comes from the first unit: `unbroadcast(gradient, original)` sums an array to the shape of
# another. `Add` below uses it and explains it.

# %% given="unbroadcast" inline=true
from solutions.ps1_backprop import unbroadcast

# %% [markdown] exercise="Sub"
# ### Subtraction
#
# One sign away from `Add`, so this is about writing the pattern once yourself.
#
# On two numbers:
#
# ```
#   a = [5, 2]    b = [1, 7]    a - b       = [ 4, -5]
#   grad_output = [3, 10]       gradient of a = [ 3, 10]
#                               gradient of b = [-3, -10]
# ```
#
# If a number of $b$ grows by a little, the difference falls by as much:
#
# $$y = a - b: \qquad \frac{\partial L}{\partial a} = \frac{\partial L}{\partial y}, \qquad
#   \frac{\partial L}{\partial b} = -\frac{\partial L}{\partial y} .$$
#
# Then tie it to the operator: `tensor_sub` is put into the class as `Tensor.__sub__` by the cell below
# yours. All it has to do is to call `Sub.apply`. That puts the operation into the graph.
#
# <details><summary>Hint 1: where to start</summary>
#
# Copy `Add`. One sign changes in `forward`, and one in `backward`. Which gradient has it?
#
# </details>
# <details><summary>Hint 2: shapes</summary>
#
# For now both tensors have the same shape. Batch normalization will subtract a row from a matrix, and you
# may come back then. Or, for extra credit, do it now: what does `unbroadcast`, explained at `Add`, do to
# a gradient that is too large?
#
# </details>


# %% exercise="Sub"
class Sub(Function):
    """a - b, elementwise. a, b: tensors of the same shape. For extra credit they may be broadcast."""

    @staticmethod
    def forward(ctx: ContextManager, a: Tensor, b: Tensor) -> Tensor:
        """Returns a new tensor. It requires a gradient if a or b does, and is a leaf otherwise."""
        ### BEGIN SOLUTION
        ctx.save_for_backward(a, b)
        return output_of(a.data - b.data, a, b)
        ### END SOLUTION

    @staticmethod
    def backward(ctx: ContextManager, grad_output: Tensor) -> tuple[Tensor, Tensor]:
        """Returns the gradients of a and b as new tensors. May be called more than once."""
        ### BEGIN SOLUTION
        a, b = ctx.saved_tensors
        grad_a = unbroadcast(grad_output.data, a.data)
        grad_b = unbroadcast(-grad_output.data, b.data)
        return Tensor(grad_a), Tensor(grad_b)
        ### END SOLUTION


def tensor_sub(self: Tensor, other: Tensor) -> Tensor:
    """self - other, as an operation in the graph."""
    ### BEGIN SOLUTION
    return Sub.apply(self, other)
    ### END SOLUTION


# %% given="sub-tensor" of="Sub"
Tensor.__sub__ = tensor_sub

# %% [markdown] exercise="Mul"
# ### Multiplication
#
# Now `ctx` has something to carry. The slope of a product is the other factor, and in `backward` there is
# only what `forward` has saved.
#
# On two numbers:
#
# ```
#   a = [5, 2]    b = [1, 7]    a * b         = [ 5, 14]
#   grad_output = [3, 10]       gradient of a = [ 3, 70]
#                               gradient of b = [15, 20]
# ```
#
# $$y = a \cdot b: \qquad \frac{\partial L}{\partial a} = \frac{\partial L}{\partial y} \cdot b, \qquad
#   \frac{\partial L}{\partial b} = \frac{\partial L}{\partial y} \cdot a .$$
#
# <details><summary>Hint 1: saving</summary>
#
# Each slope needs the *other* factor. What do you hand to `ctx.save_for_backward`, and in which order
# does `ctx.saved_tensors` give it back?
#
# </details>
# <details><summary>Hint 2: arrays and tensors</summary>
#
# Inside the two methods all calculation is done on arrays. A product of *tensors* would be
# one more operation. Which class would it call?
#
# </details>


# %% exercise="Mul"
class Mul(Function):
    """a * b, elementwise. a, b: tensors of the same shape. For extra credit they may be broadcast."""

    @staticmethod
    def forward(ctx: ContextManager, a: Tensor, b: Tensor) -> Tensor:
        """Returns a new tensor. It requires a gradient if a or b does, and is a leaf otherwise."""
        ### BEGIN SOLUTION
        ctx.save_for_backward(a, b)
        return output_of(a.data * b.data, a, b)
        ### END SOLUTION

    @staticmethod
    def backward(ctx: ContextManager, grad_output: Tensor) -> tuple[Tensor, Tensor]:
        """Returns the gradients of a and b as new tensors. May be called more than once."""
        ### BEGIN SOLUTION
        a, b = ctx.saved_tensors
        grad_a = unbroadcast(grad_output.data * b.data, a.data)
        grad_b = unbroadcast(grad_output.data * a.data, b.data)
        return Tensor(grad_a), Tensor(grad_b)
        ### END SOLUTION


def tensor_mul(self: Tensor, other: Tensor) -> Tensor:
    """self * other, as an operation in the graph."""
    ### BEGIN SOLUTION
    return Mul.apply(self, other)
    ### END SOLUTION


# %% given="mul-tensor" of="Mul"
Tensor.__mul__ = tensor_mul

# %% [markdown] exercise="Div"
# ### Division
#
# Batch normalization divides by a standard deviation, and the mean of a loss by the size of the batch.
#
# ```
#   a = 6    b = 2    a / b = 3      grad_output   = 10
#                                    gradient of a =  10 · 1/2 =   5
#                                    gradient of b = -10 · 6/4 = -15
# ```
#
# $$y = \frac{a}{b}: \qquad \frac{\partial L}{\partial a} = \frac{\partial L}{\partial y} \cdot \frac1b,
#   \qquad \frac{\partial L}{\partial b} = -\frac{\partial L}{\partial y} \cdot \frac{a}{b^2} .$$
#
# <details><summary>Hint 1: the second slope</summary>
#
# Write $a / b$ as $a \cdot b^{-1}$. What is the derivative of the power?
#
# </details>
# <details><summary>Hint 2: what to keep</summary>
#
# Both slopes need an operand, and one of them needs both. What does `ctx` have to remember?
#
# </details>


# %% exercise="Div"
class Div(Function):
    """a / b, elementwise. a, b: tensors of the same shape. For extra credit they may be broadcast."""

    @staticmethod
    def forward(ctx: ContextManager, a: Tensor, b: Tensor) -> Tensor:
        """Returns a new tensor. It requires a gradient if a or b does, and is a leaf otherwise."""
        ### BEGIN SOLUTION
        ctx.save_for_backward(a, b)
        return output_of(a.data / b.data, a, b)
        ### END SOLUTION

    @staticmethod
    def backward(ctx: ContextManager, grad_output: Tensor) -> tuple[Tensor, Tensor]:
        """Returns the gradients of a and b as new tensors. May be called more than once."""
        ### BEGIN SOLUTION
        a, b = ctx.saved_tensors
        grad_a = unbroadcast(grad_output.data / b.data, a.data)
        grad_b = unbroadcast(-grad_output.data * a.data / b.data**2, b.data)
        return Tensor(grad_a), Tensor(grad_b)
        ### END SOLUTION


def tensor_truediv(self: Tensor, other: Tensor) -> Tensor:
    """self / other, as an operation in the graph."""
    ### BEGIN SOLUTION
    return Div.apply(self, other)
    ### END SOLUTION


# %% given="div-tensor" of="Div"
Tensor.__truediv__ = tensor_truediv

# %% [markdown]
# ## The engine

# %% [markdown] exercise="apply"
# ### Function.apply
#
# All notes are taken in one place. `Add.apply(x, y)` calls the method that every operation inherits from
# `Function`; inside it, `cls` is `Add` and `args` is `(x, y)`. It goes through the turns of the pictures
# above:
#
# 1. Make a node for this call: `BackwardFunction(cls)`.
# 2. Run `cls.forward` with the node's `ctx`. That gives the result.
# 3. For each argument, append its node to the new node's `next_functions`.
# 4. If the result requires a gradient, store the new node as its `grad_fn`.
# 5. Return the result.
#
# Step 3 is the one to think about. The table at *The tensor* says which kind of node each argument has:
#
# ```
#   call               arguments                          next_functions
#
#   Mul.apply(a, b)    a: leaf, requires a gradient  ──▶  [AccumulateGrad of a,
#                      b: constant                         None]
#   Add.apply(p, a)    p: result, has its node       ──▶  [that node,
#                      a: leaf, requires a gradient        AccumulateGrad of a]
# ```
#
# In a formula, a result wants a gradient if anything that it was made from does:
#
# $$r(y) = r(x_1) \lor \dots \lor r(x_n) , \qquad r \text{ for requires-grad} .$$
#
# Write it as a function. The cell below puts it into the class, where all operations find it.
#
# <details><summary>Hint 1: three kinds of arguments</summary>
#
# Ask three questions, in this order. Does the argument require a gradient? Is it a leaf? If it is not,
# it was made by an operation. Where does it keep its node then?
#
# </details>
# <details><summary>Hint 2: what is no tensor</summary>
#
# `x.reshape(2, 3)` calls `Reshape.apply(x, (2, 3))`. A tuple has no flags. What is a constant among the
# next functions?
#
# </details>
# <details><summary>Hint 3: one node for a leaf, or several</summary>
#
# A leaf may be used many times. Each use may get an `AccumulateGrad` of its own, or all share the first
# one, kept in the leaf's `grad_fn`. Both work. With which is less walked through?
#
# </details>


# %% exercise="apply"
def function_apply(cls: type[Function], *args: Any) -> Tensor:
    """Function.apply: runs cls.forward once and takes notes. Returns what forward returned.

    args: what forward gets after ctx: tensors, and after them perhaps other values. They are left
        as they are, but for the grad_fn of a leaf that requires a gradient. Where the result
        requires one, its grad_fn is a new BackwardFunction of cls with the ctx that forward had. In
        its next_functions is the grad_fn of an argument that is a result, an AccumulateGrad for a
        leaf that requires a gradient, and None for a constant, in the order of the arguments. For
        an argument that is no tensor there is None, or nothing.
    """
    ### BEGIN SOLUTION
    node = BackwardFunction(cls)
    output = cls.forward(node.ctx, *args)
    for arg in args:
        if not isinstance(arg, Tensor) or not arg.requires_grad:
            node.next_functions.append(None)
            continue
        if arg.is_leaf and arg.grad_fn is None:
            arg.grad_fn = AccumulateGrad(arg)
        node.next_functions.append(arg.grad_fn)
    if output.requires_grad:
        output.grad_fn = node
    return output
    ### END SOLUTION


# %% given="apply-function" of="apply"
Function.apply = classmethod(function_apply)

# %% [markdown] exercise="backward"
# ### The walk back
#
# `backward(grad_fn, grad_of_outputs)` is one step of the walk, and the walk. It gets a node and the gradient
# that arrives there. It calls the node's `apply`, once. If gradients come out, it hands each of them to the
# parent that it belongs to, by calling itself.
#
# ```
#   backward(Add of d, 1)
#       Add.apply(1)                  ──▶  (1, 1)
#       backward(Mul, 1)
#           Mul.apply(1)              ──▶  (4, 3)
#           backward(AccumulateGrad of a, 4)       a.grad = 4
#           the 3 belongs to None, and falls away
#       backward(AccumulateGrad of a, 1)           a.grad = 5
# ```
#
# This goes down one way to its end before it begins the next: a depth-first search.
#
# What has arrived at a leaf $a$ when the walk is over is a sum over all ways from the result to it:
#
# $$\frac{\partial L}{\partial a} = \sum_{\text{ways}} \ \prod_{\text{steps}} \frac{\partial y}{\partial x} .$$
#
# <details><summary>Hint 1: which gradient for whom</summary>
#
# For extra credit, the walk also takes a single tensor outside of a tuple. `apply` returns gradients in
# the order of the arguments. In which order does `next_functions` have the nodes?
#
# </details>
# <details><summary>Hint 2: where it ends</summary>
#
# `AccumulateGrad` has nobody behind it. What does its `apply` return, and which parents are to be
# skipped?
#
# </details>
# <details><summary>Hint 3: more gradients than parents</summary>
#
# `Reshape.backward` returns `None` for the new shape, and a constant has no node. What does `zip` without
# `strict` do with two lists of different length?
#
# </details>


# %% exercise="backward"
def backward(grad_fn: Any, grad_of_outputs: Tensor) -> None:
    """Walk back from a node, and let every leaf on the way accumulate its gradient.

    grad_fn: a BackwardFunction or an AccumulateGrad. grad_of_outputs: the gradient of the last
    result with respect to this node's result, a tensor of its shape. What a node's apply returns
    is None, or a tuple with a gradient for each of its next_functions, and perhaps more that are None.
    Where None stands among next_functions, the gradient is dropped. A node that is reached on one
    way is asked once, and can be asked again in another walk. For extra credit, an operation on one
    tensor may return its gradient alone, outside of a tuple.
    """
    ### BEGIN SOLUTION
    gradients = grad_fn.apply(grad_of_outputs)
    if isinstance(gradients, Tensor):  # an operation on one tensor may return it alone
        gradients = (gradients,)
    for parent, gradient in zip(grad_fn.next_functions, gradients or (), strict=False):
        if parent is not None:
            backward(parent, gradient)
    ### END SOLUTION


# %% [markdown] exercise="tensor_backward"
# ### Tensor.backward
#
# `e.backward()` starts the walk. With respect to itself, `e` has the gradient 1; a tensor of several numbers
# has a 1 for each, which is the gradient of their sum.
#
# On two numbers:
#
# ```
#   e = [20, 7]     e.backward()     the walk begins at e.grad_fn with [1, 1]
# ```
#
# $$\frac{\partial}{\partial e_i} \sum_j e_j = 1 .$$
#
# <details><summary>Hint 1: the two arguments</summary>
#
# Which node does the walk begin at, and which shape does the tensor of ones have?
#
# </details>
# <details><summary>Hint 2: a gradient is a tensor</summary>
#
# The walk hands on tensors. Is the array of ones one already?
#
# </details>


# %% exercise="tensor_backward"
def tensor_backward(self: Tensor) -> None:
    """Tensor.backward: walk back from this tensor's node with a gradient of ones in its shape.

    The ones are float64. The tensor is a result that requires a gradient, so it has a node.
    """
    ### BEGIN SOLUTION
    backward(self.grad_fn, Tensor(np.ones(self.shape)))
    ### END SOLUTION


# %% given="backward-tensor" of="tensor_backward"
Tensor.backward = tensor_backward

# %% [markdown]
# The calculation from the beginning. Both gradients should be those that you found by hand: 5 and 1.

# %% given="demo-graph"
a = Tensor(3.0, requires_grad=True)
b = Tensor(4.0)
c = Tensor(2.0, requires_grad=True)
d = a * b + a
e = (d + c) + Tensor(3.0)
e.backward()
a.grad, b.grad, c.grad

# %% own="try-graph"
# draw_graph(e) shows the nodes that you have made. In PyTorch this line works, too, with name() for
# function_name.
[parent and parent.function_name for parent in e.grad_fn.next_functions]

# %% [markdown]
# ### How many ways are there?
#
# The walk is right, but it has its price. Double a number twenty times:


# %% given="count-calls"
def doubled(times: int) -> Tensor:
    """1.0, doubled again and again by adding it to itself."""
    y = Tensor(1.0, requires_grad=True)
    for _ in range(times):
        y = y + y
    return y


def count_calls(walk: Callable[[Any, Tensor], None], result: Tensor) -> int:
    """How often nodes are asked to apply when `walk` goes back from a result."""
    calls = 0
    applies = {kind: kind.apply for kind in (BackwardFunction, AccumulateGrad)}

    def counted(apply: Callable) -> Callable:
        def wrapper(node: Any, *args: Tensor) -> Any:
            nonlocal calls
            calls += 1
            return apply(node, *args)

        return wrapper

    try:
        for kind, apply in applies.items():
            kind.apply = counted(apply)
        walk(result.grad_fn, Tensor(np.ones(result.shape)))
    finally:
        for kind, apply in applies.items():
            kind.apply = apply
    return calls


# %% given="demo-count-calls"
[(times, count_calls(backward, doubled(times))) for times in (1, 2, 3, 10)]

# %% [markdown]
# Each node hands on every share as soon as it arrives, so a node that is reached on $k$ ways is asked $k$
# times, and all that lies below it as well. Ten doublings take 2,047 calls, twenty take 2,097,151, though
# the graph has 21 nodes (22 if each use of a leaf has a node of its own). What several ways
# have in common is computed once for each of them.
#
# In a network such as ours, where layer follows layer, hardly anything is reached twice, and you will not
# notice. In one with residual connections you would. PyTorch lets a node wait until all its shares have
# come in, adds them up, and hands on the sum, once. The next exercise is that.

# %% [markdown] exercise="backward_once"
# ### Bonus: each gradient once
#
# Write a walk that asks every node exactly once. It needs to know how many shares each node is still to
# get. Count first, then walk:
#
# ```
#   d = a * b + a        waits for      Mul: 1     AccumulateGrad of a: 2
#
#   Add of d hands on    ──▶            Mul: 0, ready        AccumulateGrad of a: 1 (has 1)
#   Mul hands on         ──▶                                 AccumulateGrad of a: 0 (has 1 + 4), ready
# ```
#
# Since no node calls the next one, the walk can do without recursion. Then a graph may also be deeper
# than Python's limit of about a thousand calls.
#
# A node $n$ is ready after as many shares as it has children $c$, and then hands on their sum:
#
# $$\bar n = \sum_{c \,:\, n \in \text{next}(c)} \bar c \; \frac{\partial c}{\partial n} .$$
#
# That costs one call a node: for $k$ doublings $k + 1$ calls, where the first walk makes $2^{k+1} - 1$.
#
# <details><summary>Hint 1: counting</summary>
#
# Visit all nodes that can be reached, each once. How often does each stand among the `next_functions` of
# others?
#
# </details>
# <details><summary>Hint 2: walking</summary>
#
# Keep a list of nodes that are ready. Keep the sum so far of each of the others in a dictionary: a node
# is a fine key. When does a node move from the one to the other?
#
# </details>
# <details><summary>Hint 3: when nothing comes</summary>
#
# An operation may return `None` for a parent. That parent waits for one share less. If it gets `None`
# alone it has nothing to hand on. What happens to those behind it, which still wait for it?
#
# </details>


# %% exercise="backward_once"
def backward_once(grad_fn: Any, grad_of_outputs: Tensor) -> None:
    """The same walk as backward, in which every node's apply is called once, with the sum.

    grad_fn, grad_of_outputs: as for backward. The graph may be thousands of nodes deep. Unlike
    there, a node's apply may return None for one of its next_functions. That is no share. A node
    that gets no share at all is not asked, and gives none to the nodes behind it.
    """
    ### BEGIN SOLUTION
    waiting: dict[Any, int] = {}  # how many shares each node is still to get
    found = [grad_fn]
    for node in found:  # grows while it is walked
        for parent in node.next_functions:
            if parent is not None:
                if parent not in waiting:
                    waiting[parent] = 0
                    found.append(parent)
                waiting[parent] += 1

    sums = {grad_fn: grad_of_outputs}
    ready = [grad_fn]
    while ready:
        node = ready.pop()
        gradients = node.apply(sums.pop(node)) if node in sums else None
        for number, parent in enumerate(node.next_functions):
            if parent is None:
                continue
            if gradients is not None and gradients[number] is not None:
                so_far = sums[parent].data if parent in sums else 0
                sums[parent] = Tensor(so_far + gradients[number].data)
            waiting[parent] -= 1
            if waiting[parent] == 0:
                ready.append(parent)
    ### END SOLUTION


# %% own="try-backward-once"
# 21 nodes, 21 calls (or 22, if each use of a leaf has a node of its own). With `backward` in its
# place, this takes some seconds.
y = doubled(20)
count_calls(backward_once, y)

# %% [markdown]
# ## A network
#
# The engine is complete. From here on you build operations and layers for it.
#
# Layers are modules, as in PyTorch. A `Module` finds its parameters, and the modules inside it, by watching
# what is assigned to its attributes. `train()` and `eval()` put it and all that is inside it into one of
# two modes; batch normalization is going to need that.


# %% given="module"
class Module:
    """A part of a network, with parameters and further modules inside."""

    def __init__(self) -> None:
        self._submodules: dict[str, Module] = {}
        self._parameters: dict[str, Tensor] = {}
        self.is_train = True

    def train(self) -> None:
        """Training mode, for this module and all inside it."""
        self.is_train = True
        for module in self._submodules.values():
            module.train()

    def eval(self) -> None:
        """Evaluation mode, for this module and all inside it."""
        self.is_train = False
        for module in self._submodules.values():
            module.eval()

    def parameters(self) -> Iterator[Tensor]:
        """What is to be learned, here and inside."""
        yield from self._parameters.values()
        for module in self._submodules.values():
            yield from module.parameters()

    def add_parameter(self, name: str, value: Tensor) -> None:
        self._parameters[name] = value

    def add_module(self, name: str, value: "Module") -> None:
        self._submodules[name] = value

    def __setattr__(self, name: str, value: Any) -> None:
        if isinstance(value, Tensor) and value.is_parameter:
            self.add_parameter(name, value)
        elif isinstance(value, Module):
            self.add_module(name, value)
        object.__setattr__(self, name, value)

    def __call__(self, *args: Any) -> Any:
        return self.forward(*args)

    def forward(self, *args: Any) -> Any:
        raise NotImplementedError("a module needs a forward")


# %% [markdown] exercise="Add"
# ### Addition that broadcasts
#
# A linear layer adds one row of biases to every row of a batch. NumPy does this by itself: it acts as if the
# row had been copied. The `Add` that was given refuses it, because its `backward` would be wrong.
#
# ```
#   a (2, 3)        b (3,)                             grad_output (2, 3)     gradient of b (3,)
#
#   1  2  3                          11  22  33          1  4  7
#   4  5  6    +   10 20 30    =     14  25  36          2  1  6      ──▶      3  5  13
# ```
#
# A number of `b` that was used in two rows gets a share from both. **The backward of copying is summing.**
# `unbroadcast(gradient, original)` does it: it takes two arrays, and sums the first to the shape of the
# second.
#
# Write `Add` again, for any two shapes that NumPy can add. From then on it takes the place of the first.
#
# $$\frac{\partial L}{\partial b_j} = \sum_i \frac{\partial L}{\partial y_{ij}} \qquad
#   \text{for } y_{ij} = a_{ij} + b_j .$$
#
# <details><summary>Hint 1: what has to be saved</summary>
#
# `backward` needs the shapes of `a` and `b`. Where can `forward` leave them, so that `backward` finds
# them?
#
# </details>
# <details><summary>Hint 2: one line for each</summary>
#
# For a sum, both gradients are the upstream one. To which shape does each still have to be brought?
#
# </details>


# %% exercise="Add"
class Add(Function):
    """a + b, elementwise. a, b: tensors whose shapes can be broadcast to each other."""

    @staticmethod
    def forward(ctx: ContextManager, a: Tensor, b: Tensor) -> Tensor:
        """Returns a new tensor. It requires a gradient if a or b does, and is a leaf otherwise."""
        ### BEGIN SOLUTION
        ctx.save_for_backward(a, b)
        return output_of(a.data + b.data, a, b)
        ### END SOLUTION

    @staticmethod
    def backward(ctx: ContextManager, grad_output: Tensor) -> tuple[Tensor, Tensor]:
        """Returns the gradients of a and b, each in the shape of its tensor, as new tensors."""
        ### BEGIN SOLUTION
        a, b = ctx.saved_tensors
        grad_a = unbroadcast(grad_output.data, a.data)
        grad_b = unbroadcast(grad_output.data, b.data)
        return Tensor(grad_a), Tensor(grad_b)
        ### END SOLUTION


# %% [markdown] exercise="Linear"
# ### The linear layer
#
# $$\operatorname{Linear}(x) = x W^{\mathsf T} + b .$$
#
# `weight` has shape `(out_features, in_features)`: each row is one neuron. `x` is a batch, one example a
# row. The transpose and the addition are operations already. The matrix product is not, so it comes first:
# a `MatMul`, which is called by `MatMul.apply`.
#
# ```
#   x (2, 3)      weight (1, 3)     bias (1,)         x W^T + b  (2, 1)
#
#   1  2  3         1  0  2           10                17
#   0  1  1                                             12
# ```
#
# For $Y = A B$, an entry of $A$ meets a whole row of $B$, and the shapes alone leave only one way to put
# the three together:
#
# $$\frac{\partial L}{\partial A} = \frac{\partial L}{\partial Y} \, B^{\mathsf T}, \qquad
#   \frac{\partial L}{\partial B} = A^{\mathsf T} \, \frac{\partial L}{\partial Y} .$$
#
# The check looks at the layer. How you call the product, and whether it is an operation of its own, is up to
# you.
#
# <details><summary>Hint 1: the layer in one line</summary>
#
# Three operations, each of which takes tensors and returns one: a transpose, a product of matrices, a
# sum. In which order does the formula apply them?
#
# </details>
# <details><summary>Hint 2: where arrays, where tensors</summary>
#
# Operations calculate with arrays inside. A layer calls operations on tensors. What becomes of the graph
# if an array slips in there?
#
# </details>


# %% exercise="Linear"
class MatMul(Function):
    """a @ b. a: shape (n, k). b: shape (k, m)."""

    @staticmethod
    def forward(ctx: ContextManager, a: Tensor, b: Tensor) -> Tensor:
        ### BEGIN SOLUTION
        ctx.save_for_backward(a, b)
        return output_of(a.data @ b.data, a, b)
        ### END SOLUTION

    @staticmethod
    def backward(ctx: ContextManager, grad_output: Tensor) -> tuple[Tensor, Tensor]:
        ### BEGIN SOLUTION
        a, b = ctx.saved_tensors
        return Tensor(grad_output.data @ b.data.T), Tensor(a.data.T @ grad_output.data)
        ### END SOLUTION


class Linear(Module):
    """x W^T + b."""

    def __init__(self, in_features: int, out_features: int):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        bound = in_features**-0.5  # as in PyTorch
        weight = np.random.uniform(-bound, bound, (out_features, in_features))
        bias = np.random.uniform(-bound, bound, out_features)
        self.weight = Tensor(weight, requires_grad=True, is_parameter=True)
        self.bias = Tensor(bias, requires_grad=True, is_parameter=True)

    def forward(self, x: Tensor) -> Tensor:
        """x: shape (batch, in_features). Returns a tensor of shape (batch, out_features)."""
        ### BEGIN SOLUTION
        return MatMul.apply(x, self.weight.T()) + self.bias
        ### END SOLUTION


# %% [markdown] exercise="Sequential"
# ### Layers in a row
#
# A network is a chain of layers, and somebody has to pass the output of one to the next. The layers stand in
# `self.layers`.
#
# ```
#   Sequential(f, g, h)(x) = h(g(f(x)))        x ──▶ f ──▶ g ──▶ h ──▶ result
# ```
#
# $$\text{Sequential}(f_1, \dots, f_n)(x) = f_n(\dots f_2(f_1(x)) \dots)$$
#
# <details><summary>Hint 1: one variable</summary>
#
# The output of one layer is the input of the next. Which variable gets a new value in each turn of a
# loop?
#
# </details>
# <details><summary>Hint 2: what comes back</summary>
#
# After the last layer, `x` holds the result. Where does the `return` stand, inside the loop or after it?
#
# </details>


# %% exercise="Sequential"
class Sequential(Module):
    """Layers that are applied one after the other, the first one first."""

    def __init__(self, *layers: Module):
        super().__init__()
        self.layers = layers
        for number, layer in enumerate(layers):
            self.add_module(str(number), layer)

    def __iter__(self) -> Iterator[Module]:
        yield from self.layers

    def __getitem__(self, index: int) -> Module:
        return self.layers[index]

    def forward(self, x: Tensor) -> Tensor:
        """Returns what the last layer returns, or x where there are no layers."""
        ### BEGIN SOLUTION
        for layer in self.layers:
            x = layer(x)
        return x
        ### END SOLUTION


# %% [markdown] exercise="ReLU"
# ### ReLU
#
# Two linear layers in a row are as good as one. Between them something has to bend:
#
# ```
#   x           = [-2,  3,  0]        relu(x)       = [0,  3,  0]
#   grad_output = [ 5,  7,  9]        gradient of x = [0,  7,  0]
# ```
#
# $$\operatorname{ReLU}(x) = \begin{cases} x & x > 0 \\ 0 & x \le 0 \end{cases} \qquad
#   \operatorname{ReLU}'(x) = \begin{cases} 1 & x > 0 \\ 0 & x \le 0 \end{cases}$$
#
# At 0 itself there is no slope. We take 0, as PyTorch does.
#
# Two classes are called `ReLU`: the operation, and the layer that calls it. The line between them keeps the
# first one as `F.ReLU`; afterwards `ReLU` is the layer.
#
# <details><summary>Hint 1: a mask</summary>
#
# `a.data > 0` is an array of yes and no. What does it count as in a product?
#
# </details>
# <details><summary>Hint 2: the layer</summary>
#
# The layer is one line. Which operation does it apply, and to what?
#
# </details>


# %% exercise="ReLU"
class ReLU(Function):
    """The operation: the larger of a and 0, elementwise."""

    @staticmethod
    def forward(ctx: ContextManager, a: Tensor) -> Tensor:
        ### BEGIN SOLUTION
        ctx.save_for_backward(a)
        return output_of(np.maximum(a.data, 0), a)
        ### END SOLUTION

    @staticmethod
    def backward(ctx: ContextManager, grad_output: Tensor) -> tuple[Tensor]:
        ### BEGIN SOLUTION
        (a,) = ctx.saved_tensors
        return (Tensor(grad_output.data * (a.data > 0)),)
        ### END SOLUTION


F.ReLU = ReLU


class ReLU(Module):
    """The layer, without parameters."""

    def forward(self, x: Tensor) -> Tensor:
        """Returns a tensor in the shape of x. Where x is 0, the gradient of x is 0."""
        ### BEGIN SOLUTION
        return F.ReLU.apply(x)
        ### END SOLUTION


# %% [markdown]
# An optimizer holds the parameters of a network and changes them. `zero_grad` forgets the gradients of the
# step before.


# %% given="optimizer"
class Optimizer:
    """What all optimizers have in common."""

    def __init__(self, params: Iterable[Tensor]):
        self.params = list(params)
        self.state: dict[Tensor, Any] = {}

    def step(self) -> None:
        raise NotImplementedError("an optimizer needs a step")

    def zero_grad(self) -> None:
        """No parameter has a gradient."""
        for parameter in self.params:
            parameter.grad = None


# %% [markdown] exercise="SGD"
# ### Stochastic gradient descent
#
# The gradient points to where the loss rises fastest, so a step goes the other way. With learning rate
# $\eta$,
#
# $$W \leftarrow W - \eta \, \frac{\partial L}{\partial W} .$$
#
# ```
#   W = [1.0, 2.0]     gradient = [10.0, -20.0]     lr = 0.1     W afterwards = [0.0, 4.0]
# ```
#
# ![Three bowls seen from above. A small learning rate hardly moves, a good one reaches the middle, one that is too large
# climbs out.](pictures/ps2_bowl.svg)
#
# A step is no part of the function that is being learned. It must leave no notes, and the parameter has to be
# the same tensor as before, because the network holds it. So calculate with `data`. A parameter that took no
# part in the calculation has `None` for its gradient. For extra credit, leave it where it is.
#
# <details><summary>Hint 1: arrays again</summary>
#
# `parameter.data` and `parameter.grad.data` are arrays. What does a calculation on arrays leave in the
# graph?
#
# </details>
# <details><summary>Hint 2: in whose hands</summary>
#
# `parameter = ...` only gives a name of your loop another meaning. `parameter.data -= ...` changes the
# tensor that the network holds, and keeps its dtype. Which of the two does the network notice?
#
# </details>


# %% exercise="SGD"
class SGD(Optimizer):
    """Stochastic gradient descent, without momentum as yet."""

    def __init__(self, params: Iterable[Tensor], lr: float = 0.001, momentum: float = 0.0):
        super().__init__(params)
        self.lr = lr
        self.momentum = momentum
        self.momentums = [np.zeros(parameter.shape) for parameter in self.params]

    def step(self) -> None:
        """Move every parameter by -lr times its gradient.

        The parameters stay the same tensors, leaves without an operation behind them. Their
        gradients stay as they are. For extra credit, a parameter without a gradient is not moved.
        """
        ### BEGIN SOLUTION
        for parameter in self.params:
            if parameter.grad is not None:
                parameter.data -= self.lr * parameter.grad.data
        ### END SOLUTION


# %% given="plain-sgd" of="SGD"
SGD.__name__ = "PlainSGD"  # the class that is called SGD later has momentum
PlainSGD = SGD

# %% [markdown] exercise="BatchNorm1d"
# ### Batch normalization
#
# While a layer learns, the layers before it learn, too. What it gets today is of another size than what it
# got yesterday, and it spends its time on following. **Batch normalization** (Ioffe and Szegedy, 2015)
# takes the outputs of one neuron over a batch, and shifts and stretches them to mean 0 and variance 1.
# Then, because the network may have had a good reason for another mean, it lets it choose one: it
# multiplies by $\gamma$ and adds $\beta$, which are learned.
#
# ![Five rows of dots on number lines. One neuron over a batch of twelve: as it comes, around 6; normalized, around 0 with variance 1; after gamma and beta, around 1; and in evaluation, where the running averages stand for the mean and the variance of the batch.](pictures/ps5_batchnorm.svg)
#
# Each neuron is treated by itself, so neurons that say the same before say the same after. For a batch of
# $m$ examples, and each column by itself,
#
# $$\mu = \frac1m \sum_i x_i, \qquad s^2 = \frac1m \sum_i (x_i - \mu)^2, \qquad
#   \hat x_i = \frac{x_i - \mu}{\sqrt{s^2 + \epsilon}}, \qquad y_i = \gamma \hat x_i + \beta .$$
#
# On two examples of one neuron, with $\gamma = 2$, $\beta = 1$, and an $\epsilon$ of nearly 0:
#
# ```
#   x = [3, 7]      mean 5, s² = 4      x̂ = [-1, 1]      y = [-1, 3]
# ```
#
# **Two modes.** When the network is used, an example should not be judged by its neighbors in the batch,
# and it may have none. So in training the layer keeps running averages of mean and variance, and in evaluation
# these take the place of $\mu$ and $s^2$. They are constants then, and do not change.
#
# $$\text{running} \leftarrow (1 - p) \cdot \text{running} + p \cdot \text{new},
#   \qquad p = \texttt{momentum} .$$
#
# In texts the weight of the old average is often called $\alpha$; it is $1 - p$.
#
# **Two variances.** A batch is a sample, and its own $s^2$ is on average a little too small for the
# variance of all data. The running average takes the unbiased estimate,
# $\sigma^2 = \frac{1}{m - 1} \sum_i (x_i - \mu)^2$. In the example above it is 8. For a batch of one it
# is $0/0$: in training there is nothing to normalize, and PyTorch refuses with a `ValueError`.
#
# You do not need to work out the gradient of all this. Write `forward` with operations, and the engine does
# the rest. Two are missing, `Sum` and `Sqrt`. They are suggestions: the check looks at the layer alone.
# `Sub`, `Mul`, `Div` and `Add` have to broadcast here.
#
# `gamma`, `beta` and the running averages have shape `(num_features,)`; `eps` and `momentum` are tensors
# of shape `(1,)`.
#
# <details><summary>Hint 1: the mean of a column</summary>
#
# The mean is the sum of a column, divided by $m$. What holds $m$, if all operands are tensors?
#
# </details>
# <details><summary>Hint 2: the gradient of a sum</summary>
#
# Each number of a column counts once in the sum. So which gradient does each get, and what does
# `np.broadcast_to` do with a row and a shape?
#
# </details>
# <details><summary>Hint 3: what is no part of the graph</summary>
#
# Nobody differentiates the running averages, so calculate them with `.data`. Which two constants take the
# places of mean and variance in evaluation?
#
# </details>


# %% exercise="BatchNorm1d"
class Sum(Function):
    """The sum of each column of a."""

    @staticmethod
    def forward(ctx: ContextManager, a: Tensor) -> Tensor:
        ### BEGIN SOLUTION
        ctx.shape = a.shape
        return output_of(a.data.sum(axis=0), a)
        ### END SOLUTION

    @staticmethod
    def backward(ctx: ContextManager, grad_output: Tensor) -> tuple[Tensor]:
        ### BEGIN SOLUTION
        return (Tensor(np.broadcast_to(grad_output.data, ctx.shape)),)
        ### END SOLUTION


class Sqrt(Function):
    """The square root of a, elementwise."""

    @staticmethod
    def forward(ctx: ContextManager, a: Tensor) -> Tensor:
        ### BEGIN SOLUTION
        root = output_of(np.sqrt(a.data), a)
        ctx.save_for_backward(root)
        return root
        ### END SOLUTION

    @staticmethod
    def backward(ctx: ContextManager, grad_output: Tensor) -> tuple[Tensor]:
        ### BEGIN SOLUTION
        (root,) = ctx.saved_tensors
        return (Tensor(grad_output.data / (2 * root.data)),)
        ### END SOLUTION


class BatchNorm1d(Module):
    """Batch normalization of each feature by itself."""

    def __init__(self, num_features: int, eps: float = 1e-5, momentum: float = 0.1):
        super().__init__()
        self.num_features = num_features
        self.eps = Tensor([eps])
        self.momentum = Tensor([momentum])
        self.gamma = Tensor(np.ones(num_features), requires_grad=True, is_parameter=True)
        self.beta = Tensor(np.zeros(num_features), requires_grad=True, is_parameter=True)
        self.running_mean = Tensor(np.zeros(num_features))
        self.running_var = Tensor(np.ones(num_features))

    def forward(self, x: Tensor) -> Tensor:
        """x: shape (batch, num_features). Returns a tensor of the same shape.

        In training mode x is normalized with its own mean and biased variance, and the running
        averages are moved toward its mean and unbiased variance. In evaluation mode x is
        normalized with the running averages, and they stay as they are. For extra credit, the
        running averages require no gradient, and a batch of one example in training mode raises
        ValueError.
        """
        ### BEGIN SOLUTION
        if not self.is_train:
            deviation = Sqrt.apply(self.running_var + self.eps)
            return self.gamma * ((x - self.running_mean) / deviation) + self.beta
        if x.shape[0] == 1:
            raise ValueError("in training, a batch needs more than one example")
        size = Tensor(x.shape[0])
        mean = Sum.apply(x) / size
        centred = x - mean
        variance = Sum.apply(centred * centred) / size

        p, unbiased = self.momentum.data, variance.data * size.data / (size.data - 1)
        self.running_mean = Tensor((1 - p) * self.running_mean.data + p * mean.data)
        self.running_var = Tensor((1 - p) * self.running_var.data + p * unbiased)

        return self.gamma * (centred / Sqrt.apply(variance + self.eps)) + self.beta
        ### END SOLUTION


# %% [markdown] exercise="cross_entropy"
# ### Cross-entropy
#
# The last layer gives ten scores for each image, the **logits**. Softmax makes probabilities of them, and the loss is
# minus the logarithm of the probability that the right class got, averaged over the batch:
#
# $$\log p_{nc} = x_{nc} - \log \sum_k e^{x_{nk}}, \qquad
#   L = -\frac1N \sum_n \log p_{n, y_n} .$$
#
# ```
#   x = [2, 1, 0]    right class: 1      log p = [-0.408, -1.408, -2.408]      loss = 1.408
# ```
#
# A guess among ten classes costs $\log 10 = 2.303$. How much a guess can cost, and how uncertain one has
# to be, are different things: a coin is most uncertain at $p = \frac12$, and less so for larger *and* for
# smaller $p$.
#
# **Large scores.** $e^{1000}$ is too large for a computer, and $\log e^{-1000}$ has lost the number before
# the logarithm gets it. Subtracting the same number from all scores changes no probability, so take the
# largest, $a$, out first:
#
# $$\log \sum_k e^{x_k} = a + \log \sum_k e^{x_k - a}, \qquad a = \max_k x_k .$$
#
# **The gradient.** This is the place for an operation of your own. Differentiated as a whole, everything
# cancels but
#
# $$\frac{\partial L}{\partial x_{nc}} = \frac1N \, (p_{nc} - 1_{c = y_n}) .$$
#
# Do not forget the $\frac1N$, which comes from the mean, nor the upstream gradient, which is 1 in training
# but need not be. You may write one `Function` with this gradient, or put the loss together from smaller
# operations.
#
# <details><summary>Hint 1: log-probabilities</summary>
#
# On an array of shape `(N, C)`: subtract the largest of each row. The logarithm of which sum is
# subtracted next, and what keeps the rows apart?
#
# </details>
# <details><summary>Hint 2: picking the right class</summary>
#
# Each example contributes one number of its row. Pick it with two arrays of indices, or multiply by the
# rows of `to_one_hot` and add up. Which labels does row 0 need?
#
# </details>
# <details><summary>Hint 3: an operation of your own</summary>
#
# `backward` starts from the probabilities and subtracts 1 in one place of each row. What does it divide
# by, and what does it multiply with? And what does it return for the labels?
#
# </details>


# %% given="one-hot"
def to_one_hot(arr: Tensor, num_classes: int) -> Tensor:
    """arr: labels, shape (n,). Returns shape (n, num_classes), in each row a single 1."""
    return Tensor(np.eye(num_classes)[arr.data.astype(int)])


# %% exercise="cross_entropy"
class CrossEntropy(Function):
    """The mean cross-entropy as one operation."""

    @staticmethod
    def forward(ctx: ContextManager, predicted: Tensor, target: Tensor) -> Tensor:
        ### BEGIN SOLUTION
        rows, labels = np.arange(len(target.data)), target.data.astype(int)
        shifted = predicted.data - predicted.data.max(axis=1, keepdims=True)
        log_probs = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
        ctx.gradient = np.exp(log_probs)
        ctx.gradient[rows, labels] -= 1
        ctx.gradient /= len(rows)
        return output_of(-log_probs[rows, labels].mean(), predicted)
        ### END SOLUTION

    @staticmethod
    def backward(ctx: ContextManager, grad_output: Tensor) -> tuple[Tensor, None]:
        """May be called more than once."""
        ### BEGIN SOLUTION
        return Tensor(float(grad_output.data) * ctx.gradient), None
        ### END SOLUTION


def cross_entropy(predicted: Tensor, target: Tensor) -> Tensor:
    """The mean over a batch of minus the log-probability of the right class, a 0-d tensor.

    predicted: logits of any size, shape (batch, classes). target: the right class of each
    example, a tensor of integers, shape (batch,).
    """
    ### BEGIN SOLUTION
    return CrossEntropy.apply(predicted, target)
    ### END SOLUTION


# %% given="loss"
class CrossEntropyLoss(Module):
    """The loss as an object."""

    def forward(self, predicted: Tensor, target: Tensor) -> Tensor:
        return cross_entropy(predicted, target)


# %% [markdown] exercise="momentum"
# ### Momentum
#
# In a narrow valley the gradient points from wall to wall, and hardly along the bottom. Give the descent a
# mass: it keeps a part $\beta$ of its last step, and the gradient only changes it. What points to and fro
# cancels, what points the same way adds up.
#
# ![Two paths down a long narrow valley. Without momentum the steps go from wall to wall and get on slowly. With momentum the path swings at first and reaches the lowest point in the same number of steps.](pictures/ps5_momentum.svg)
#
# $$\Delta \leftarrow \beta \Delta - \eta \, \frac{\partial L}{\partial W}, \qquad
#   W \leftarrow W + \Delta .$$
#
# One number, two steps with gradient 10, $\eta = 0.1$ and $\beta = 0.5$:
#
# ```
#   W = 8.0      Δ = 0.5 * 0.0 - 0.1 * 10 = -1.0      W = 7.0
#                Δ = 0.5 * -1.0 - 0.1 * 10 = -1.5     W = 5.5
# ```
#
# Some texts keep the sum without $\eta$ and multiply by it at the end. As long as $\eta$ stays the same, the
# steps are the same.
#
# Copy your class `SGD` into this cell, and let `step` keep a momentum for each parameter in
# `self.momentums`. As soon as there is an answer here, it takes the place of the first, which goes on to
# count for its own exercise. With `momentum=0.0` it should do the same as that. For extra
# credit, a parameter whose gradient is `None` stays where it is.
#
# <details><summary>Hint 1: it has to last</summary>
#
# The momentum is wanted again in the next step. `enumerate(self.params)` tells where in the list it
# stands. Where do you put the new one?
#
# </details>
# <details><summary>Hint 2: which sign</summary>
#
# The minus stands where the gradient comes in. With which sign does the momentum join the parameter then?
#
# </details>


# %% exercise="momentum"
# The class SGD once more, now with momentum. For extra credit, as before: a parameter without a
# gradient is not moved.
### BEGIN SOLUTION
class SGD(Optimizer):
    """Stochastic gradient descent with momentum."""

    def __init__(self, params: Iterable[Tensor], lr: float = 0.001, momentum: float = 0.0):
        super().__init__(params)
        self.lr = lr
        self.momentum = momentum
        self.momentums = [np.zeros(parameter.shape) for parameter in self.params]

    def step(self) -> None:
        for number, parameter in enumerate(self.params):
            if parameter.grad is not None:
                delta = self.momentum * self.momentums[number] - self.lr * parameter.grad.data
                self.momentums[number] = delta
                parameter.data += delta


### END SOLUTION

# %% given="momentum-sgd" of="momentum"
if SGD.__name__ == "SGD":  # there is an answer above
    MomentumSGD = SGD

# %% [markdown]
# ## Reading digits
#
# MNIST is 70,000 images of handwritten digits, 28 by 28 gray pixels each: 60,000 to learn from and 10,000 to be
# tested on. If it can neither be found nor downloaded, a small set of 1,797 digits stands in. (An epoch is
# one walk through all the training images.)
#
# ```
#            ┌──────────────── for each batch ────────────────┐
#   forget ──▶ run the network ──▶ loss ──▶ walk back ──▶ step ┘      now and then: validate
# ```
#
# Three functions are left, worth 8 bonus points, and 2 more where all works together. They work on arrays of images, one a row, and make
# tensors of them batch by batch.

# %% given="batch-size"
BATCH_SIZE = 100

# %% [markdown] exercise="validate"
# ### How good is it?
#
# `validate` shows the network all images of a set and counts how often the largest of its scores is that of the
# right class.
#
# ```
#   scores  [[0.1, 2.0, 0.3],      labels [1, 2]      right: 1 of 2      0.5
#            [1.5, 0.2, 0.4]]
# ```
#
# The network has to be in evaluation mode for that. Batch normalization would otherwise learn from images that
# are here for testing. And it should not stay there: a network that is left in evaluation mode goes on
# training without ever moving its running averages again, and nothing tells you.
#
# $$\text{accuracy} = \frac1N \sum_n \bigl[\arg\max_i s_{ni} = y_n\bigr]$$
#
# <details><summary>Hint 1: batches</summary>
#
# Batches begin at 0, at `BATCH_SIZE`, and so on. Which `range` gives these places, and what does a slice
# do at the end, where less is left?
#
# </details>
# <details><summary>Hint 2: the mode</summary>
#
# `model.is_train` says in which mode the network is. When do you note it down, and when do you put it
# back?
#
# </details>


# %% exercise="validate"
def validate(model: Module, val_x: np.ndarray, val_y: np.ndarray) -> float:
    """The share of images, from 0 to 1, whose largest score is that of the right class.

    val_x: images, shape (n, pixels). val_y: labels, shape (n,). The model gets tensors that
    require no gradient, BATCH_SIZE images at a time or fewer, in evaluation mode. Afterwards it
    is in the mode in which it was.
    """
    ### BEGIN SOLUTION
    was_training = model.is_train
    model.eval()
    correct = 0
    for start in range(0, len(val_x), BATCH_SIZE):
        scores = model(Tensor(val_x[start : start + BATCH_SIZE])).data
        correct += int((scores.argmax(axis=1) == val_y[start : start + BATCH_SIZE]).sum())
    if was_training:
        model.train()
    return correct / len(val_x)
    ### END SOLUTION


# %% [markdown] exercise="train"
# ### The training loop
#
# For each epoch: training mode, a new random order, and then batch by batch
#
# 1. forget the gradients of the step before,
# 2. run the network,
# 3. measure the loss,
# 4. walk back,
# 5. take a step.
#
# After every batch whose number in the epoch is divisible by 100, the first one included, call `validate` and
# keep the accuracy. Once an epoch would do; this way there is a curve to look at.
#
# With 250 images and `BATCH_SIZE = 100`, an epoch has batches of
#
# ```
#   100  100  50        numbers 0 1 2        validate after number 0
# ```
#
# and each of them takes a step $W \leftarrow W - \eta \, \partial L / \partial W$.
#
# <details><summary>Hint 1: one order for two arrays</summary>
#
# An image and its label have to stay together. `np.random.permutation(n)` gives one order. How many
# arrays follow it?
#
# </details>
# <details><summary>Hint 2: numbers of batches</summary>
#
# `enumerate` counts the batches of an epoch from 0. Which remainder tells whether 100 divides a number?
#
# </details>


# %% exercise="train"
def train(
    model: Module,
    optimizer: Optimizer,
    criterion: Module,
    train_x: np.ndarray,
    train_y: np.ndarray,
    val_x: np.ndarray,
    val_y: np.ndarray,
    num_epochs: int = 3,
) -> list[float]:
    """Train in batches of BATCH_SIZE, and return the accuracies that validate gave.

    train_x, val_x: images, shape (n, pixels). train_y, val_y: labels, shape (n,). In each epoch
    every image is used once, in a new random order, and with its own label. The model gets
    tensors that require no gradient, in training mode. For each batch old gradients are cleared,
    criterion(output, labels) is walked back, and the optimizer takes a step. After the batches
    number 0, 100, 200 and so on of each epoch comes a validation. The arrays stay as they are.
    For extra credit, the last batch may be shorter.
    """
    ### BEGIN SOLUTION
    accuracies = []
    for _ in range(num_epochs):
        order = np.random.permutation(len(train_x))
        for number, start in enumerate(range(0, len(order), BATCH_SIZE)):
            batch = order[start : start + BATCH_SIZE]
            model.train()
            optimizer.zero_grad()
            loss = criterion(model(Tensor(train_x[batch])), Tensor(train_y[batch]))
            loss.backward()
            optimizer.step()
            if number % 100 == 0:
                accuracies.append(validate(model, val_x, val_y))
    return accuracies
    ### END SOLUTION


# %% [markdown] exercise="mnist"
# ### The network
#
# Put it together:
#
# ```
#   Linear(784, 20)  ──▶  BatchNorm1d(20)  ──▶  ReLU()  ──▶  Linear(20, 10)
# ```
#
# with a `CrossEntropyLoss` and an `SGD` for its parameters. Choose the learning rate yourself; with batch
# normalization 0.1 is not too bold.
#
# $$\text{scores} = \operatorname{ReLU}\bigl(\operatorname{BatchNorm}(x W_1^\top + b_1)\bigr) W_2^\top + b_2$$
#
# <details><summary>Hint 1: who holds what</summary>
#
# The optimizer is made from the parameters of a model, the model from layers. What does `train` need of
# all this?
#
# </details>
# <details><summary>Hint 2: what is returned</summary>
#
# `train` returns the accuracies. Who returns them to whoever called `mnist`?
#
# </details>


# %% exercise="mnist"
def mnist(
    train_x: np.ndarray, train_y: np.ndarray, val_x: np.ndarray, val_y: np.ndarray
) -> list[float]:
    """Make a new network, its optimizer SGD and its loss, train it, and return what train returns.

    The arrays: as for train. The learning rate is positive.
    """
    ### BEGIN SOLUTION
    model = Sequential(Linear(784, 20), BatchNorm1d(20), ReLU(), Linear(20, 10))
    optimizer = SGD(model.parameters(), lr=0.1)
    return train(model, optimizer, CrossEntropyLoss(), train_x, train_y, val_x, val_y)
    ### END SOLUTION


# %% [markdown] exercise="all_together"
# ### All of it together
#
# There is nothing to write here. So far each exercise was checked by itself. Now calculations and a small
# network run on your code and yours alone: the graph from the beginning, a few steps of training with batch
# normalization and momentum, and your training loop with your validation.
#
# If every check above is green and this one is not, look for what the small checks cannot see: a cell that
# was changed and not run again. *Restart and run all* settles that. Or do `Sub`, `Mul` and `Div` broadcast?
# And does training go on in training mode after a validation?
#
# With the numbers of the pictures above:
#
# ```
#   a = 3, b = 4, c = 2     d = a * b + a = 15     e = (d + c) + 3 = 20
#   e.backward()            a.grad = 5             c.grad = 1
# ```
#
# $$\frac{\partial e}{\partial a} = \frac{\partial e}{\partial d} \Bigl(b + 1\Bigr) = 5$$
#
# <details><summary>Hint 1: draw it</summary>
#
# `draw_graph(result)` shows the nodes that led to a tensor. Is one missing, or is a leaf cut off?
#
# </details>
# <details><summary>Hint 2: one part at a time</summary>
#
# Begin with an expression of two numbers whose gradient you know, then add a layer, then the loss. Which
# is the first that differs?
#
# </details>

# %% [markdown]
# ### The run
#
# Three epochs on MNIST, twenty on the small set, whose epochs are short. `mnist` returns accuracies and nothing
# else; to look at the network afterwards, we make the same objects here and call your `train`. A loss
# that keeps a diary goes along.


# %% given="data" inline=true
from solutions.ps1_backprop import show
from solutions.ps2_mnist import confusion_matrix, plot_confusion, show_images
from solutions.ps3_closures import load_mnist_numpy


# %% given="diary"
class Diary(CrossEntropyLoss):
    """The loss, which writes down the loss of every batch, and now and then that of the test set."""

    def __init__(self, model: Module, val_x: np.ndarray, val_y: np.ndarray, every: int = 20):
        """every: after how many batches the loss of the test set is measured, too."""
        super().__init__()
        self.watched = (model, val_x, val_y)
        self.every = every
        self.train_loss: list[float] = []
        self.test_loss: list[tuple[int, float]] = []

    def forward(self, predicted: Tensor, target: Tensor) -> Tensor:
        if len(self.train_loss) % self.every == 0:
            model, val_x, val_y = self.watched
            model.eval()
            test = cross_entropy(model(Tensor(val_x)), Tensor(val_y))
            model.train()
            self.test_loss.append((len(self.train_loss), float(test.data)))
        loss = cross_entropy(predicted, target)
        self.train_loss.append(float(loss.data))
        return loss


# %% given="train-mnist" tags=["skip-grading"]
if __name__ == "__main__":
    x_train, y_train, x_test, y_test = load_mnist_numpy()
    EPOCHS = 3 if len(x_train) > 10_000 else 20

    np.random.seed(0)
    model = Sequential(Linear(784, 20), BatchNorm1d(20), ReLU(), Linear(20, 10))
    optimizer = SGD(model.parameters(), lr=0.1)
    diary = Diary(model, x_test, y_test)
    accuracies = train(model, optimizer, diary, x_train, y_train, x_test, y_test, EPOCHS)

    for number, accuracy in enumerate(accuracies):
        print(f"Validation {number + 1:2}/{len(accuracies)} | Accuracy: {accuracy:.2%}")
    print(f"Final Test Accuracy: {validate(model, x_test, y_test):.2%}")

# %% [markdown]
# The first validation comes after a single step. Then accuracy rises quickly. The dashed line is $\log 10$,
# the price of guessing.


# %% given="plot-training"
def plot_training(
    train_loss: Sequence[float], test_loss: Sequence[tuple[int, float]], accuracies: Sequence[float]
) -> None:
    """Both losses over the batches, and beside them the accuracies of the validations."""
    import matplotlib.pyplot as plt

    _, (left, right) = plt.subplots(1, 2, figsize=(9, 3.5), layout="constrained")
    left.plot(train_loss, color="tab:blue", alpha=0.5, linewidth=0.8, label="training batch")
    left.plot(*zip(*test_loss, strict=True), color="tab:orange", label="test set")
    left.axhline(np.log(10), color="gray", linestyle="--", label="guessing")
    left.set(xlabel="Batches seen", ylabel="Loss", ylim=(0, None))
    left.legend()
    right.plot(range(1, len(accuracies) + 1), accuracies, marker="o", color="tab:orange")
    right.set(xlabel="Validation", ylabel="Accuracy on the test set", ylim=(0, 1))


# %% given="plot" tags=["skip-grading"]
if "get_ipython" in globals():  # in a notebook
    plot_training(diary.train_loss, diary.test_loss, accuracies)
    show(
        f"Left, the loss over the batches: on the test set from {diary.test_loss[0][1]:.2f} to "
        f"{diary.test_loss[-1][1]:.2f}, where guessing costs 2.30. Right, the accuracy, at last "
        f"{accuracies[-1]:.1%}."
    )

# %% [markdown]
# ### What it mixes up
#
# The row is the digit that was drawn, the column the digit that was read. A perfect reader has all its counts
# on the diagonal.

# %% given="confusion-plot" tags=["skip-grading"]
if "get_ipython" in globals():  # in a notebook
    model.eval()
    scores = model(Tensor(x_test)).data
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    probabilities = powers / powers.sum(axis=1, keepdims=True)
    guesses = probabilities.argmax(axis=1)
    counts = confusion_matrix(y_test, guesses)
    plot_confusion(counts)
    show(f"A confusion matrix: {np.trace(counts)} of {counts.sum()} images are on the diagonal.")

# %% [markdown]
# These are the mistakes of which it was surest. Above each image stands what it was read as, with the
# probability, and the truth.

# %% given="mistakes-plot" tags=["skip-grading"]
if "get_ipython" in globals():  # in a notebook
    wrong = np.flatnonzero(guesses != y_test)
    surest = wrong[np.argsort(-probabilities[wrong].max(axis=1))][:18]
    show_images(
        x_test[surest].reshape(-1, 28, 28),
        [f"{guesses[i]} ({probabilities[i].max():.0%})\nis {y_test[i]}" for i in surest],
        columns=6,
    )
    show("Digits that were misread, each with what it was read as, how surely, and what it is.")

# %% [markdown]
# ## Where you are now
#
# The same digit reader, and another place for its memory:
#
# | unit | where the backward rule is | where the graph is | who accumulates | the new idea | what only it can do |
# |---|---|---|---|---|---|
# | `ps1_backprop`, `ps2_mnist` | a table, by function and position | a recipe on the tensor | a dictionary in the walk; leaves at the end | look-up | swap a derivative at run time |
# | `ps3_closures` | a closure on the result | `parents` | `+=` into `.grad` of every tensor | no table | an operation in three lines |
# | `ps4_functions` | a method of an operator object, made anew at each call | `fn` on the tensor, `parents` on the object | `+=` by the object | forward and backward side by side; a graph that is freed | configure an operation; `retain_graph` |
# | `ps5_mytorch` | static `forward(ctx, ...)` and `backward(ctx, grad)` that return gradients | nodes apart from tensors | one kind of node | `Function.apply` | operations of one's own; a tensor may die while its graph lives |
#
# And what PyTorch calls the parts:
#
# | here | in PyTorch |
# |---|---|
# | `Function`, `ctx.save_for_backward`, `apply` | `torch.autograd.Function`, the same names |
# | `e.grad_fn`, `next_functions` | the same names; each parent with the number of its output |
# | `AccumulateGrad` | the same name; it is not in the leaf's `grad_fn`, which stays `None` |
# | `backward`, share by share | – |
# | `backward_once` | the engine, which counts dependencies and runs on several threads |
# | copies in `saved_tensors` | the tensors themselves, with a counter that notices changes |
#
# Where conventions differ, here is ours:
#
# | question | here | PyTorch |
# |---|---|---|
# | slope of ReLU at 0 | 0 | 0 |
# | `.grad` before any walk, and of tensors in the middle | `None` | `None` |
# | `momentum` of BatchNorm weighs | the new value | the new value |
# | BatchNorm normalizes with / remembers | biased / unbiased variance | biased / unbiased variance |
# | momentum of SGD | $\Delta = \beta \Delta - \eta g$, $W$ += $\Delta$ | $b = \mu b + g$, $W$ -= $\eta b$ |
# | a batch of one in training | an error | an error |
#
# Before you move on, save the notebook and run `python grade.py ps5_mytorch` once more.
