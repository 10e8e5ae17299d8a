# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
# ---

# %% [markdown]
# # Backpropagation from the ground up
#
# Call `loss.backward()` in PyTorch, and a moment later every parameter of a network knows in which
# direction it should move. In this notebook you build the machine behind that call, in plain NumPy.
# It is small: the whole engine fits on three pages, and every later unit of the course stands on an
# engine like it.
#
# **Four ideas**, one after the other:
#
# ```
#   1. backward functions     gradient of an output  ──▶  gradient of an input
#   2. unbroadcasting         what was copied on the way forward is summed on the way back
#   3. recipes                each tensor remembers which function made it, and from what
#   4. topological order      a gradient is passed on when it is complete, and not before
# ```
#
# **How you know that it works.** Under each exercise stands a cell such as `check("log_back")`. Run it
# as often as you like: it says what passed and shows the first case that did not, with what went in,
# what you returned and what was expected. If an exercise needs an earlier one that does not pass yet,
# it says that it is waiting for it. To see the whole notebook at once, save it and type
# `python grade.py ps1_backprop` in a terminal, in the folder of the course. When the notebook is
# graded, no exercise loses points because of a mistake in another one, except the last, which runs
# everything together. Hints are folded away under each exercise and open one at a time.

# %% given="imports"
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np

# %% given="arr"
Arr = np.ndarray

# %% [markdown]
# ## Backward functions
#
# Say that a long calculation ends in one number $L$, and that somewhere in the middle of it stands
# $y = f(x)$. Suppose we already know how $L$ changes when $y$ changes. The chain rule then tells us
# how $L$ changes when $x$ changes, and all it asks of $f$ is its local derivative:
#
# $$\frac{\partial L}{\partial x} = \frac{\partial L}{\partial y} \cdot \frac{\partial y}{\partial x}$$
#
# ```
#                 ┌───────────┐
#      x  ───────▶│  y = f(x) │───────▶  y  ──▶ ... ──▶  L       forward
#                 └───────────┘
#
#                 ┌───────────┐
#    dL/dx ◀──────│   f_back  │◀─────── dL/dy ◀── ... ◀── 1      backward
#                 └───────────┘
# ```
#
# A **backward function** is this one line for one function $f$. It need not know what $L$ is, or what
# happens between $y$ and $L$; all of that is contained in one array that is handed to it. Backward
# functions take and return plain NumPy arrays, always in this order:
#
# | argument | what it is |
# |---|---|
# | `grad_out` | $\partial L / \partial y$, the gradient of the output; it has the output's shape |
# | `out` | the output $y$ itself, which often saves work |
# | `x`, `y`, ... | the inputs, just as they were given to $f$ |
#
# and return $\partial L / \partial x$, with the shape of the input that it is for.
#
# Beside `check` there is a second tool: `gradcheck(np.log, log_back, np.array([0.5, 2.0]))` compares a
# backward function with numerical gradients on any input you like. For the second argument of a
# function, add `arg=1`.

# %% [markdown] exercise="log_back"
# ### Logarithm
#
# The first backward function, to get the rhythm. On two numbers:
#
# ```
#   x        = [ 1.0,  2.0]     out    = [0.0, 0.693]
#   grad_out = [10.0, 10.0]     answer = [10.0,  5.0]
# ```
#
# The logarithm is steep where `x` is small and flat where it is large. At 1 it rises as fast as `x`
# does, at 2 half as fast. So the same 10 becomes 10 for the first number and 5 for the second.
#
# In a formula: for $y = \log x$ the local derivative is $1 / x$, so
#
# $$\frac{\partial L}{\partial x} = \frac{\partial L}{\partial y} \cdot \frac{1}{x}.$$
#
# <details><summary>Hint 1: which arguments</summary>
#
# Two of the three are needed: the gradient that comes from the right, and the place at which the
# derivative is taken. The output is not needed here.
#
# </details>
# <details><summary>Hint 2: nearly there</summary>
#
# Multiplying by $1 / x$ is dividing by $x$. NumPy divides arrays element by element, so no loop is
# needed, and the shape takes care of itself.
#
# </details>


# %% exercise="log_back"
def log_back(grad_out: Arr, out: Arr, x: Arr) -> Arr:
    """Backward function for f(x) = log(x), elementwise.

    grad_out, out, x: all of the same shape. Returns dL/dx, of that shape.
    """
    ### BEGIN SOLUTION
    return grad_out / x
    ### END SOLUTION


# %% [markdown]
# ## Broadcasting, and how to undo it
#
# NumPy multiplies a `(3, 2)` array by a `(2,)` array without complaint: it behaves as if the small one
# had been copied three times. Nothing is really copied in memory, but every number of the small array
# is *used* three times.
#
# ```
#     y (2,)                 as if it were (3, 2)
#
#   ┌────┬────┐              ┌────┬────┐
#   │ 10 │ 20 │    ──▶       │ 10 │ 20 │
#   └────┴────┘              ├────┼────┤
#                            │ 10 │ 20 │
#                            ├────┼────┤
#                            │ 10 │ 20 │
#                            └────┴────┘
# ```
#
# Now go back. Each of the three copies has a gradient of its own. The number 10 influences $L$ in three
# ways, so its gradient is the sum of the three:
#
# ```
#     gradient (3, 2)                         gradient of y (2,)
#
#   ┌────┬────┐
#   │  1 │  2 │ ─┐
#   ├────┼────┤  │   add the three rows      ┌────┬────┐
#   │  3 │  4 │  ├──────────────────────▶    │  9 │ 12 │
#   ├────┼────┤  │                           └────┴────┘
#   │  5 │  6 │ ─┘
#   └────┴────┘
# ```
#
# **What the forward pass copies, the backward pass sums.** Broadcasting does it in two ways, and both
# may happen at once:
#
# | | forward | backward |
# |---|---|---|
# | a **new axis** in front | `(2,)` to `(3, 2)` | sum over the axis; it is gone |
# | a **stretched axis** of length 1 | `(3, 1)` to `(3, 2)` | sum along the axis; it stays, with length 1 |
#
# New axes always come in front: NumPy writes the two shapes one above the other, flush right, and
# looks at each column.
#
# ```
#   broadcasted   (4, 3, 2)
#   original         (3, 1)
#                  ▲     ▲
#                new     stretched
# ```

# %% [markdown] exercise="unbroadcast"
# ### Unbroadcast
#
# This function undoes broadcasting for gradients. It gets the gradient of the large array, and the
# small array whose shape is to be reached. Nearly every backward function with two arguments will end
# in a call of it, so it is worth getting right once and for all.
#
# ```
#   broadcasted = [[1, 2],          original = [[7],        answer = [[3],
#                  [3, 4]]                      [8]]                  [7]]
# ```
#
# `original` has shape `(2, 1)`: its second axis was stretched. So the numbers are summed along that
# axis, and it stays, with length 1. Only the *shape* of `original` matters; its values do not.
#
# In a formula: if element $j$ of the original went to the places $S_j$ of the large array, then
#
# $$\frac{\partial L}{\partial x_j} = \sum_{i \in S_j} \left(\text{broadcasted}\right)_i .$$
#
# Where nothing was broadcast, each $S_j$ is a single place and nothing changes. A 0-d array, of shape
# `()`, is used everywhere, so there everything is summed.
#
# <details><summary>Hint 1: two steps</summary>
#
# First get rid of the new axes: how many are there, and where? Then both arrays have the same number
# of axes, and you can compare the shapes one by one.
#
# </details>
# <details><summary>Hint 2: the new axes</summary>
#
# There are `broadcasted.ndim - original.ndim` of them, and they are the first ones. `sum` takes a tuple
# of axes: `array.sum(axis=(0, 1))`.
#
# </details>
# <details><summary>Hint 3: the stretched axes</summary>
#
# An axis was stretched if `original` has length 1 there and the gradient does not. Summing would drop
# it; `keepdims=True` keeps it with length 1. (For an axis that has length 1 on both sides it makes no
# difference whether you sum.)
#
# </details>
# <details><summary>Hint 4: a trap</summary>
#
# If you sum over axis after axis in a loop, without `keepdims`, the numbers of the remaining axes change
# under your feet: after axis 0 is gone, what was axis 1 is called 0. Sum over all of them in one call.
#
# </details>


# %% exercise="unbroadcast"
def unbroadcast(broadcasted: Arr, original: Arr) -> Arr:
    """Sum `broadcasted` back to the shape of `original`.

    broadcasted: array of any shape to which `original` can be broadcast.
    original: array whose shape is to be reached.
    Returns an array with the shape of `original`.
    """
    ### BEGIN SOLUTION
    shape = np.shape(original)
    if np.shape(broadcasted) == shape:
        return broadcasted
    n_new = np.ndim(broadcasted) - len(shape)
    new = tuple(range(n_new))
    stretched = tuple(n_new + axis for axis, length in enumerate(shape) if length == 1)
    return np.sum(broadcasted, axis=new + stretched).reshape(shape)
    ### END SOLUTION


# %% [markdown] exercise="multiply_back"
# ### Multiply
#
# A function of two arguments has two backward functions, one for each position. They are called
# `multiply_back0` and `multiply_back1`, after the position of the argument that the gradient is for.
#
# On single numbers, with `x = 3`, `y = 5` and `grad_out = 10`:
#
# ```
#   out = 15      gradient for x: 10 · 5 = 50      gradient for y: 10 · 3 = 30
# ```
#
# Raise `x` by a little, and the product rises by 5 times as much. For $z = x \cdot y$,
#
# $$\frac{\partial L}{\partial x} = \frac{\partial L}{\partial z} \cdot y, \qquad
#   \frac{\partial L}{\partial y} = \frac{\partial L}{\partial z} \cdot x.$$
#
# Two things can happen to each argument. It may have been **broadcast** to the other's shape; the
# gradient must come back with the shape of the argument. And it may be a **plain number**, as in
# `x * 2.0`; a number has no `.shape`, and its gradient is a 0-d array.
#
# <details><summary>Hint 1: the order of things</summary>
#
# The product of `grad_out` and the *other* argument has the shape of the output. Only after that has
# the shape to be brought back, to that of the argument *itself*.
#
# </details>
# <details><summary>Hint 2: plain numbers</summary>
#
# `np.asarray(2.0)` is a 0-d array, and `np.asarray(array)` is the array as it was. If your `unbroadcast`
# asks its second argument for its shape, this saves a case distinction.
#
# </details>


# %% exercise="multiply_back"
def multiply_back0(grad_out: Arr, out: Arr, x: Arr | float, y: Arr | float) -> Arr:
    """Backward function for x * y with respect to x.

    grad_out, out: the shape to which x and y were broadcast. Returns dL/dx, with the shape of x.
    """
    ### BEGIN SOLUTION
    return unbroadcast(grad_out * y, np.asarray(x))
    ### END SOLUTION


def multiply_back1(grad_out: Arr, out: Arr, x: Arr | float, y: Arr | float) -> Arr:
    """Backward function for x * y with respect to y.

    grad_out, out: the shape to which x and y were broadcast. Returns dL/dy, with the shape of y.
    """
    ### BEGIN SOLUTION
    return unbroadcast(grad_out * x, np.asarray(y))
    ### END SOLUTION


# %% [markdown] exercise="forward_and_back"
# ### A whole graph by hand
#
# Before anything is automatic, do a whole backward pass in the open, once. It shows what the machine
# will have to do later: keep the values of the way forward, and call the backward functions in the
# opposite order. The function is $g = \log(a \cdot b \cdot \log c)$:
#
# ```
#   a ─────────┐
#              ├──▶ [ × ] ──▶ d ──┐
#   b ─────────┘                  ├──▶ [ × ] ──▶ f ──▶ [ log ] ──▶ g
#   c ──▶ [ log ] ────────▶ e ────┘
# ```
#
# Read the drawing from left to right for the values, and from right to left for the gradients. Each
# box becomes one line of code on the way forward and, for each of its inputs, one line on the way back.
#
# On single numbers, `a = 2`, `b = 3`, `c = 2.718`, so that the logarithm of `c` is 1:
#
# ```
#   forward    d = 6        e = 1        f = 6         g = log 6
#   backward   dg/df = 1/6  dg/dd = 1/6  dg/de = 1
#              dg/da = 1/2  dg/db = 1/3  dg/dc = 0.368
# ```
#
# Check one of them: $g = \log a + \log b + \log\log c$, so $\partial g / \partial a = 1/a = 1/2$.
#
# The arrays may have different shapes, as long as they broadcast together. The walk starts with
# $\partial g / \partial g = 1$ for each element of $g$: an array of ones.
#
# <details><summary>Hint 1: how many lines</summary>
#
# Four on the way forward (`d`, `e`, `f`, `g`) and six on the way back: one for each arrow that leads
# into a box. Give each gradient a name such as `dg_df`.
#
# </details>
# <details><summary>Hint 2: the first line back</summary>
#
# It is `dg_df = log_back(np.ones_like(g), g, f)`. The arguments are the gradient of the output, the
# output, the input.
#
# </details>
# <details><summary>Hint 3: the middle</summary>
#
# The box `f = d * e` has two inputs, so it needs `multiply_back0` and `multiply_back1`, both with `dg_df`
# as the gradient of the output. What they return is the gradient of the output for the boxes further
# left.
#
# </details>


# %% exercise="forward_and_back"
def forward_and_back(a: Arr, b: Arr, c: Arr) -> tuple[Arr, Arr, Arr]:
    """Compute g = log(a * b * log(c)) and return (dg/da, dg/db, dg/dc).

    a, b, c: arrays that broadcast together. Each gradient has the shape of its own array.
    The gradient of g itself is taken to be all ones.
    """
    ### BEGIN SOLUTION
    d = a * b
    e = np.log(c)
    f = d * e
    g = np.log(f)

    dg_df = log_back(np.ones_like(g), g, f)
    dg_dd = multiply_back0(dg_df, f, d, e)
    dg_de = multiply_back1(dg_df, f, d, e)
    dg_da = multiply_back0(dg_dd, d, a, b)
    dg_db = multiply_back1(dg_dd, d, a, b)
    dg_dc = log_back(dg_de, e, c)
    return dg_da, dg_db, dg_dc
    ### END SOLUTION


# %% [markdown] exercise="BackwardFuncLookup"
# ### A table of backward functions
#
# The code that walks a graph should not know a single derivative. It asks a table, by the function that
# was called and the position of the argument:
#
# | function | argument 0 | argument 1 |
# |---|---|---|
# | `np.log` | `log_back` | |
# | `np.multiply` | `multiply_back0` | `multiply_back1` |
#
# To teach the engine a new function is then to add a row, and no code has to change. In use:
#
# ```python
# table = BackwardFuncLookup()
# table.add_back_func(np.log, 0, log_back)
# table.get_back_func(np.log, 0)         # log_back, the function itself; it is not called
# table.get_back_func(np.log, 1)         # KeyError
# ```
#
# A row that is added again replaces the old one. A row that is not there is a `KeyError`: the walk must
# not go on with a gradient that nobody knows.
#
# <details><summary>Hint 1: what to keep</summary>
#
# A Python dictionary finds a value by a key, and a key may be a tuple, if its parts can be keys.
# Functions can. So can integers.
#
# </details>
# <details><summary>Hint 2: where to keep it</summary>
#
# Each table has its own rows. Make the dictionary in `__init__` and keep it on `self`; one that stands in
# the class body would be shared by all tables.
#
# </details>
# <details><summary>Hint 3: the KeyError</summary>
#
# `dictionary[key]` raises it for you. `dictionary.get(key)` does not.
#
# </details>


# %% exercise="BackwardFuncLookup"
class BackwardFuncLookup:
    """A table: (forward function, position of the argument) to backward function."""

    def __init__(self) -> None:
        ### BEGIN SOLUTION
        self.back_funcs: dict[tuple[Callable, int], Callable] = {}
        ### END SOLUTION

    def add_back_func(self, forward_fn: Callable, arg_position: int, back_fn: Callable) -> None:
        """Register `back_fn`. Registering the same place again replaces what was there."""
        ### BEGIN SOLUTION
        self.back_funcs[forward_fn, arg_position] = back_fn
        ### END SOLUTION

    def get_back_func(self, forward_fn: Callable, arg_position: int) -> Callable:
        """Return the backward function for this place; KeyError if there is none."""
        ### BEGIN SOLUTION
        try:
            return self.back_funcs[forward_fn, arg_position]
        except KeyError:
            name = getattr(forward_fn, "__name__", repr(forward_fn))
            raise KeyError(
                f"no backward function for argument {arg_position} of {name}: "
                "register one with BACK_FUNCS.add_back_func"
            ) from None
        ### END SOLUTION


# %% given="back-funcs" of="BackwardFuncLookup"
BACK_FUNCS = BackwardFuncLookup()

# %% given="back-funcs-rows" of="BackwardFuncLookup"
BACK_FUNCS.add_back_func(np.log, 0, log_back)
BACK_FUNCS.add_back_func(np.multiply, 0, multiply_back0)
BACK_FUNCS.add_back_func(np.multiply, 1, multiply_back1)

# %% [markdown]
# ## Tensors that remember
#
# By hand you knew which boxes there were, because you had drawn them. The engine has to find out by
# itself, so each tensor carries a note of how it was made. The note is called a **recipe**:
#
# | field | for `a * 2.0` |
# |---|---|
# | `func` | `np.multiply`, the NumPy function that was called |
# | `args` | `(a.array, 2.0)`, its arguments, with plain arrays where there were tensors |
# | `kwargs` | `{}`, its keyword arguments |
# | `parents` | `{0: a}`, the tensors among the arguments, by position |
#
# The names run through a family: `a` is a *parent* of `a * 2.0`. Parents are kept by position, because
# that is how the table finds their backward functions. Follow parents of parents of parents, and you
# have the whole calculation.


# %% given="recipe"
@dataclass(frozen=True)
class Recipe:
    """How a tensor was made."""

    func: Callable
    """The NumPy function that was called."""

    args: tuple
    """Its positional arguments, with plain arrays where there were tensors."""

    kwargs: dict[str, Any]
    """Its keyword arguments."""

    parents: dict[int, "Tensor"]
    """The tensors among the positional arguments, by position."""


# %% [markdown]
# A `Tensor` is an array with a few things beside it. Run the cell; you need not read all of it.
#
# | attribute | what it is |
# |---|---|
# | `array` | the NumPy array |
# | `requires_grad` | whether somebody wants to know its gradient |
# | `grad` | the gradient, as a Tensor, once there is one; else `None` |
# | `recipe` | how it was made, or `None` |
#
# A tensor without a recipe is a **leaf**: nobody computed it, so that is where the walk backwards ends.
#
# The engine works in `float32` throughout, as neural networks usually do: half the memory of NumPy's
# `float64`, and about twice the speed.


# %% given="tensor"
class Tensor:
    """An array that knows how it was computed.

    array: anything NumPy makes an array of. Lists of floats and float64 arrays become float32;
        an array of another kind is shared, not copied.
    requires_grad: whether backward() should work out a gradient for this tensor.
    """

    # NumPy leaves `array * tensor` to Tensor.__rmul__ instead of multiplying element by element.
    __array_ufunc__ = None

    def __init__(self, array: Any, requires_grad: bool = False):
        array = np.asarray(array)
        self.array: Arr = array.astype(np.float32) if array.dtype == np.float64 else array
        self.requires_grad = bool(requires_grad)
        self.grad: Tensor | None = None
        self.recipe: Recipe | None = None

    def __repr__(self) -> str:
        return f"Tensor({self.array!r}{', requires_grad=True' if self.requires_grad else ''})"

    def __len__(self) -> int:
        return len(self.array)

    __hash__ = object.__hash__  # by identity, whatever == comes to mean for tensors

    def __bool__(self) -> bool:
        """The truth of a tensor's only element; ValueError if it has more than one."""
        return bool(self.array)

    def item(self) -> float | int | bool:
        """The only element, as a plain Python number."""
        return self.array.item()

    @property
    def shape(self) -> tuple[int, ...]:
        return self.array.shape

    @property
    def ndim(self) -> int:
        return self.array.ndim

    @property
    def size(self) -> int:
        return self.array.size

    @property
    def is_leaf(self) -> bool:
        """True if the engine did not compute this tensor, or did not have to remember how."""
        return self.recipe is None

    def __mul__(self, other: "Tensor | Arr | float") -> "Tensor":
        return multiply(self, other)

    def __rmul__(self, other: "Arr | float") -> "Tensor":
        return multiply(other, self)

    def log(self) -> "Tensor":
        return log(self)

    def backward(self, end_grad: "Arr | Tensor | None" = None) -> None:
        """Add d(self)/d(leaf), weighted by end_grad, to the `grad` of every leaf.

        Raises RuntimeError if there is nothing to differentiate.
        """
        if not self.requires_grad:
            raise RuntimeError(
                "backward() was called on a tensor that does not require grad: nothing that it was "
                "computed from has requires_grad=True, or it was made in NoGrad()"
            )
        if end_grad is not None and not isinstance(end_grad, Tensor):
            end_grad = Tensor(end_grad)
        backprop(self, end_grad)


# %% given="constructors"
def empty(*shape: int) -> Tensor:
    """A tensor whose elements are whatever happened to be in memory."""
    return Tensor(np.empty(shape, dtype=np.float32))


def zeros(*shape: int) -> Tensor:
    """A tensor of zeros: zeros(2, 3) has shape (2, 3)."""
    return Tensor(np.zeros(shape, dtype=np.float32))


def arange(start: int, end: int | None = None, step: int = 1) -> Tensor:
    """Evenly spaced numbers from start up to, but not including, end."""
    return Tensor(np.arange(start, end, step))


def tensor(array: Any, requires_grad: bool = False) -> Tensor:
    """The same as Tensor(array, requires_grad), as PyTorch spells it."""
    return Tensor(array, requires_grad=requires_grad)


# %% [markdown]
# ## A switch
#
# Remembering costs memory, and when a model is only used and not trained there is no reason to
# remember anything. So there is a switch for the whole engine, `grad_tracking_enabled`. In an `if` it
# is true or false, like a bool. It is an object rather than a bare `True`, so that all code which holds
# it sees the same position.


# %% given="grad-tracking"
class GradTracking:
    """A switch that is true while the engine writes recipes."""

    def __init__(self) -> None:
        self.enabled = True

    def __bool__(self) -> bool:
        return self.enabled


# %% given="grad-tracking-enabled"
grad_tracking_enabled = GradTracking()

# %% [markdown] exercise="log_forward"
# ### A logarithm that remembers
#
# Now the first function on tensors. It does in full, for one NumPy function, what will soon be done for
# all of them. Always the same four steps:
#
# ```
#    Tensor x                                              Tensor out
#   ┌─────────┐   1 unbox    2 compute            3 box   ┌──────────────┐
#   │  array ─┼──────────▶ np.log(...) ──────────────────▶│  array       │
#   └─────────┘                                           │  recipe ──┐  │
#        ▲                                                └───────────┼──┘
#        │                   4 remember                               │
#        └──────────────────── parents {0: x} ◀───────────────────────┘
# ```
#
# ```python
# x = Tensor([1.0, 2.0], requires_grad=True)
# out = log_forward(x)
# out.array                     # [0.0, 0.693]
# out.recipe                    # Recipe(func=np.log, args=(x.array,), kwargs={}, parents={0: x})
# ```
#
# **When to remember.** `out` requires a gradient if `x` does, and tracking is on. Only then does it get
# a recipe; otherwise `out.requires_grad` is `False` and `out.recipe` is `None`, since nobody will ever
# walk that way. (A tensor that was computed from one that requires a gradient requires one itself, so
# asking `x.requires_grad` is enough, leaf or not.)
#
# <details><summary>Hint 1: the parts of the recipe</summary>
#
# `args` is a tuple, also when there is one argument: `(x.array,)` with the comma. It holds arrays;
# `parents` holds the tensors themselves. There were no keyword arguments, so `kwargs` is an empty dict.
#
# </details>
# <details><summary>Hint 2: the switch</summary>
#
# `grad_tracking_enabled and x.requires_grad` is what decides. `Tensor(array, requires_grad)` takes it as
# its second argument, and `out.recipe = Recipe(...)` can follow.
#
# </details>


# %% exercise="log_forward"
def log_forward(x: Tensor) -> Tensor:
    """np.log on a tensor, elementwise.

    The result remembers how it was made if x requires a gradient and tracking is on.
    """
    ### BEGIN SOLUTION
    out = Tensor(np.log(x.array))
    if grad_tracking_enabled and x.requires_grad:
        out.requires_grad = True
        out.recipe = Recipe(np.log, (x.array,), {}, {0: x})
    return out
    ### END SOLUTION


# %% [markdown] exercise="multiply_forward"
# ### A product that remembers
#
# The same for two arguments, either of which may be a plain number. That raises two questions which a
# logarithm does not.
#
# ```python
# a = Tensor([1.0, 2.0], requires_grad=True)
# multiply_forward(a, 3).recipe       # args (a.array, 3),  parents {0: a}
# multiply_forward(3, a).recipe       # args (3, a.array),  parents {1: a}
# multiply_forward(a, a).recipe       # args (a.array, a.array),  parents {0: a, 1: a}
# ```
#
# **Who is a parent?** Every argument that is a `Tensor`, under its position, and no others. Numbers stay
# as they are in `args` and have no place in `parents`. A tensor that requires no gradient is a parent as
# well; the walk will skip it later.
#
# **Who decides?** The result requires a gradient as soon as *one* of its parents does, if tracking is on.
#
# <details><summary>Hint 1: unboxing</summary>
#
# For each of the two: `a.array if isinstance(a, Tensor) else a`.
#
# </details>
# <details><summary>Hint 2: parents by position</summary>
#
# `enumerate((a, b))` gives pairs of position and argument; a dict comprehension with an `if` keeps those
# that are tensors. The position is that among *all* arguments: in `3 * a` the tensor has position 1.
#
# </details>
# <details><summary>Hint 3: any</summary>
#
# `any(parent.requires_grad for parent in parents.values())` is true if one of them is.
#
# </details>


# %% exercise="multiply_forward"
def multiply_forward(a: Tensor | float, b: Tensor | float) -> Tensor:
    """np.multiply on two tensors, or on a tensor and a number, elementwise.

    The result remembers how it was made if one of the tensors requires a gradient and tracking
    is on.
    """
    ### BEGIN SOLUTION
    parents = {i: arg for i, arg in enumerate((a, b)) if isinstance(arg, Tensor)}
    arrays = tuple(arg.array if isinstance(arg, Tensor) else arg for arg in (a, b))
    out = Tensor(np.multiply(*arrays))
    wanted = any(parent.requires_grad for parent in parents.values())
    if grad_tracking_enabled and wanted:
        out.requires_grad = True
        out.recipe = Recipe(np.multiply, arrays, {}, parents)
    return out
    ### END SOLUTION


# %% [markdown] exercise="wrap_forward_fn"
# ### From NumPy functions to tensor functions
#
# The two functions were nearly the same, and so would be the next twenty. `wrap_forward_fn` writes them
# for you: it takes a function on arrays and gives back a function on tensors. Once it works, a new
# operation costs one line.
#
# ```python
# log = wrap_forward_fn(np.log)
# out = log(x)                                   # as log_forward(x)
#
# total = wrap_forward_fn(np.sum)
# total(x, axis=0, keepdims=True).recipe         # kwargs {"axis": 0, "keepdims": True}
# ```
#
# The function that comes back takes any arguments:
#
# | argument | what becomes of it |
# |---|---|
# | a Tensor, by position | unboxed for the call and in `args`; itself in `parents` |
# | anything else, by position (numbers, tuples, ...) | passed on as it is, and in `args` |
# | by keyword | passed on as it is, and in `kwargs` |
# | a Tensor, by keyword | an error: the recipe has no place for such a parent |
#
# The last line matters more than it seems. If a tensor went in by keyword, the result would look fine
# and its gradient would be silently wrong. So raise a `TypeError` *before* the call, with a message that
# names the keyword.
#
# With `is_differentiable=False`, for functions such as `np.argmax`, the result never requires a gradient
# and has no recipe.
#
# <details><summary>Hint 1: a function that returns a function</summary>
#
# Inside, define `def tensor_func(*args, **kwargs)` and return it, without calling it. `args` is then the
# tuple of all positional arguments and `kwargs` the dict of the others.
#
# </details>
# <details><summary>Hint 2: what happens when</summary>
#
# `wrap_forward_fn` runs once; `tensor_func` runs at each call, later. Whatever depends on the arguments or
# on the switch belongs into the inner function.
#
# </details>
# <details><summary>Hint 3: from two arguments to any number</summary>
#
# Your `multiply_forward` has nearly everything: put `args` where the pair `(a, b)` stood, call
# `numpy_func(*arrays, **kwargs)`, and let `is_differentiable` take part in the decision.
#
# </details>


# %% exercise="wrap_forward_fn"
def wrap_forward_fn(numpy_func: Callable, is_differentiable: bool = True) -> Callable:
    """Turn a function of arrays into a function of tensors that writes recipes.

    numpy_func: takes any number of positional arguments, some of them arrays, and any keyword
        arguments, none of them arrays; returns one array or number.
    is_differentiable: if False, the result never requires grad and has no recipe.
    The function that is returned raises TypeError for a tensor that is passed by keyword.
    """

    def tensor_func(*args: Any, **kwargs: Any) -> Tensor:
        ### BEGIN SOLUTION
        for name, value in kwargs.items():
            if isinstance(value, Tensor):
                raise TypeError(f"pass the tensor for `{name}` by position, not by keyword")

        parents, arrays = {}, []
        for position, arg in enumerate(args):
            if isinstance(arg, Tensor):
                parents[position] = arg
                arg = arg.array
            arrays.append(arg)
        out = Tensor(numpy_func(*arrays, **kwargs))

        wanted = [parent.requires_grad for parent in parents.values()]
        if grad_tracking_enabled and is_differentiable and any(wanted):
            out.requires_grad = True
            out.recipe = Recipe(numpy_func, tuple(arrays), kwargs, parents)
        return out
        ### END SOLUTION

    return tensor_func


# %% given="log" of="wrap_forward_fn"
log = wrap_forward_fn(np.log)

# %% given="multiply" of="wrap_forward_fn"
multiply = wrap_forward_fn(np.multiply)

# %% [markdown]
# From here on `a * b` and `a.log()` work on tensors and leave recipes behind. `draw_graph` follows the
# recipes and draws what it finds: add `draw_graph(g)` as the last line of the cell below.

# %% own="draw-a-graph"
a = Tensor([1.0, 2.0], requires_grad=True)
b = Tensor([3.0, 4.0])
c = Tensor([[2.0], [3.0]], requires_grad=True)
g = (a * b * c.log()).log()

# %% [markdown]
# ## The order of the walk
#
# By hand it was clear which gradient to work out next. Look at a graph in which a tensor is used twice:
#
# ```
#   a ──┐               ┌─── log ──▶ e ───┐
#       ├─ × ──▶ d ─────┤                 ├─ × ──▶ f
#   b ──┘               └─────────────────┘
# ```
#
# `d` receives two shares of gradient, one from `f` directly and one through `e`. If `d` passed its
# gradient on to `a` and `b` as soon as the first share was there, the second would come too late. So `d`
# has to wait until *everything that was computed from it* has had its turn: first `f`, then `e`, then
# `d`, then `a` and `b`.
#
# An order of that kind is called **topological**. It exists for every graph without cycles, and often
# there are several: `b` before `a` would do as well.


# %% given="node"
class Node:
    """A node of a bare graph, to try topological_sort on."""

    def __init__(self, *children: "Node"):
        self.children = list(children)


def get_children(node: Node) -> list[Node]:
    """The children of a node."""
    return node.children


# %% [markdown] exercise="topological_sort"
# ### Topological sort
#
# Sorting has nothing to do with tensors, so it is written for any graph. The function gets a node to
# start from and a function that tells the children of a node, and lists everything that can be reached:
# **each node once, and all children of a node before the node itself.** The node to start from comes
# last.
#
# ```
#        a            get_children(a) = [b, c]
#       / \           get_children(b) = [d]
#      b   c          get_children(c) = [d]
#       \ /
#        d            [d, b, c, a] is right, and so is [d, c, b, a]
# ```
#
# The classic way walks down from the start and puts a node into the list *on the way back up*, when all
# that lies below it is in the list already:
#
# ```
#   visit a
#     visit b
#       visit d     nothing is below d      list d
#                   d is there              list b
#     visit c       d is there already      list c
#                   b and c are there       list a
# ```
#
# **Cycles.** If `a` is a child of a child of `a`, there is no such order. Raise a `ValueError` then; a
# walk that does not notice would go round for ever.
#
# **Long lists.** A function that calls itself for every child is the shortest way, and passes all cases
# but one, a list of 5000 nodes: Python allows about a thousand calls within calls, and a long calculation
# is deeper than that. You get there by keeping the nodes that are still open in a list of your own. Write
# the short version first.
#
# <details><summary>Hint 1: the skeleton</summary>
#
# An inner function `visit(node)` that returns at once for a node that is finished, visits all children,
# and then appends the node to the result. Use a set of finished nodes; looking into a long list takes
# long.
#
# </details>
# <details><summary>Hint 2: cycles</summary>
#
# A node has three states: not met yet, *open* (met, and its children are being visited), finished. Meeting
# an open node again is a cycle. Meeting a finished node again is not: it only has several parents.
#
# </details>
# <details><summary>Hint 3: without calling itself</summary>
#
# Keep a list of nodes to look at, and look at the last one. On the first look, mark it open and put its
# unfinished children on top of it, without taking it off. When it is on top again, everything above it
# is done: take it off, and it is finished.
#
# </details>


# %% exercise="topological_sort"
def topological_sort(node: Any, get_children: Callable[[Any], Iterable]) -> list:
    """List the descendants of `node` so that every child comes before its parents.

    node: the node to start from; it is the last of the list.
    get_children: get_children(node) gives the children of a node, any number of them.
    Raises ValueError if the graph has a cycle.
    """
    ### BEGIN SOLUTION
    order = []
    finished = set()
    unfinished = set()
    stack = [node]
    while stack:
        current = stack[-1]
        if current in finished:
            stack.pop()
        elif current in unfinished:  # second visit: everything below it is in the list
            stack.pop()
            unfinished.remove(current)
            finished.add(current)
            order.append(current)
        else:  # first visit: look at the children before the node itself
            unfinished.add(current)
            for child in get_children(current):
                if child in unfinished:
                    raise ValueError("the graph has a cycle, so it has no topological order")
                if child not in finished:
                    stack.append(child)
    return order
    ### END SOLUTION


# %% [markdown] exercise="sorted_computational_graph"
# ### The computational graph in order
#
# Now tensors. The graph is there already, in the recipes; it has to be handed to `topological_sort` in
# the right way, and the result has to run in the direction in which gradients flow: **from the end of
# the calculation to the leaves**, each tensor before its parents.
#
# ```
#   f = d * e, with e = log(d) and d = a * b
#
#   sorted_computational_graph(f)        [f, e, d, a, b]
# ```
#
# All tensors are listed that `f` was computed from, also those that require no gradient. A leaf is the
# only tensor of its graph.
#
# <details><summary>Hint 1: two words for one thing</summary>
#
# `topological_sort` speaks of children and lists them *first*. Here a tensor must come before its
# *parents*. What do you pass as `get_children`, and what is left to do with the list?
#
# </details>
# <details><summary>Hint 2: leaves</summary>
#
# A leaf has no recipe, hence no parents: an empty list. For the others, `recipe.parents` is a dict, and
# its values are the tensors.
#
# </details>


# %% exercise="sorted_computational_graph"
def sorted_computational_graph(tensor: Tensor) -> list[Tensor]:
    """List `tensor` and all that it was computed from, `tensor` first.

    Every tensor of the list comes before its parents.
    """
    ### BEGIN SOLUTION

    def get_parents(node: Tensor) -> list[Tensor]:
        return [] if node.recipe is None else list(node.recipe.parents.values())

    return topological_sort(tensor, get_parents)[::-1]
    ### END SOLUTION


# %% [markdown] exercise="backprop"
# ### Backpropagation
#
# All the pieces are there. Keep a dict `grads` of the gradients that are under way, and go through the
# graph in order. At each tensor:
#
# ```
#   take its gradient out of grads
#      │
#      ├── a leaf that requires one:  add it to tensor.grad, and stop here
#      │
#      └── made by a recipe:  for each parent that requires a gradient
#            look up the backward function    by recipe.func and position
#            call it                          with grad, array, *args, **kwargs
#            add the result                   to the parent's entry in grads
# ```
#
# On the graph from above, with `a = 2` and `b = 3`, so that `d = 6`, `e = log 6 = 1.79`, `f = 10.75`:
#
# | turn | gradient taken out | shares sent |
# |---|---|---|
# | `f` | 1 | `d`: 1 · e = 1.79, `e`: 1 · d = 6 |
# | `e` | 6 | `d`: 6 / 6 = 1, which makes 2.79 |
# | `d` | 2.79 | `a`: 2.79 · 3 = 8.38, `b`: 2.79 · 2 = 5.58 |
# | `a`, `b` | 8.38, 5.58 | they are leaves: stored in `.grad` |
#
# **What to watch.**
#
# - A leaf may have a gradient already, from an earlier call. The new one is *added* to it, as in PyTorch.
#   `tensor.grad` is a `Tensor`, or `None` as long as there is none.
# - Only leaves that require a gradient keep one. Tensors in the middle, and constants, have `grad` left at
#   `None`.
# - **Never add in place.** A backward function may hand the same array to several tensors: for $x + y$ both
#   inputs receive the gradient of the sum as it is. With `+=` you would change the gradient of one tensor
#   while adding to that of another. `a = a + b` makes a new array; `a += b` writes into the old one.
#
# <details><summary>Hint 1: the start</summary>
#
# Without `end_grad` the walk starts with ones in the shape of `end_node.array`, else with
# `end_grad.array`. In `grads` there are plain arrays; tensors can be keys of a dict.
#
# </details>
# <details><summary>Hint 2: adding up</summary>
#
# `grads[parent] = grads[parent] + share` if the parent has an entry, else `grads[parent] = share`. The
# same for leaves, with `Tensor(...)` around it: `leaf.grad.array + grad`, or a copy of `grad` if it is
# the first.
#
# </details>
# <details><summary>Hint 3: tensors without an entry</summary>
#
# The graph lists constants as well. Nobody sends them a gradient, so they have no entry in `grads`: skip
# them before you take anything out.
#
# </details>


# %% exercise="backprop"
def backprop(end_node: Tensor, end_grad: Tensor | None = None) -> None:
    """Walk from `end_node` to the leaves and add to the `grad` of each leaf that requires it.

    end_grad: gradient of the final quantity with respect to end_node, of the same shape. Without
        it, ones: the gradients are then those of the sum of all elements of end_node.
    """
    ### BEGIN SOLUTION
    end = np.ones(end_node.shape, dtype=np.float32) if end_grad is None else end_grad.array
    grads: dict[Tensor, Arr] = {end_node: end}
    for node in sorted_computational_graph(end_node):
        if node not in grads:  # nobody sent it a gradient, because it does not require one
            continue
        grad = grads.pop(node)
        if node.recipe is None:
            node.grad = Tensor(np.array(grad) if node.grad is None else node.grad.array + grad)
            continue
        recipe = node.recipe
        for position, parent in recipe.parents.items():
            if parent.requires_grad:
                back_func = BACK_FUNCS.get_back_func(recipe.func, position)
                share = back_func(grad, node.array, *recipe.args, **recipe.kwargs)
                grads[parent] = grads[parent] + share if parent in grads else share
    ### END SOLUTION


# %% [markdown] exercise="all_together"
# ### All of it together
#
# There is nothing to write here. So far each exercise was checked by itself. Now whole calculations run
# on your code and yours alone, written as one writes them, with `a * b`, `x.log()` and `y.backward()`:
# the graph that you did by hand, tensors that are used again and again, functions that the engine has
# never met, and several walks over the same leaves.
#
# If every check above is green and this one is not, look for what the small checks cannot see: an older
# version of a function that is still in use, because its cell was changed but not run. *Restart and run
# all* settles that.
#
# <details><summary>Hint 1: draw it</summary>
#
# Build the calculation in a cell of your own and call `draw_graph` on the last tensor before and after
# `backward()`. Does each box have the arrows that it should have? Which leaf has no gradient?
#
# </details>
# <details><summary>Hint 2: by hand</summary>
#
# The first case is the graph of `forward_and_back`. If the two disagree there, follow one gradient from
# box to box and compare.
#
# </details>

# %% own="your-own-calculation"
# A place for calculations of your own.
a = Tensor([2.0, 3.0], requires_grad=True)
b = Tensor([3.0, 4.0], requires_grad=True)
d = a * b
f = d * d.log()

# %% [markdown]
# ## Turning the engine off
#
# `NoGrad` puts the switch to off for the length of a `with` block and then back to where it was,
# also when the block ends with an exception.


# %% given="no-grad"
class NoGrad:
    """A context in which no recipes are written: `with NoGrad(): ...`."""

    def __enter__(self) -> None:
        self.was_enabled = grad_tracking_enabled.enabled
        grad_tracking_enabled.enabled = False

    def __exit__(self, exception_type: Any, exception: Any, traceback: Any) -> None:
        grad_tracking_enabled.enabled = self.was_enabled


# %% given="demo-no-grad"
with NoGrad():
    assert not grad_tracking_enabled
    assert (Tensor([3.0], requires_grad=True) * 2.0).recipe is None
assert grad_tracking_enabled
assert (Tensor([3.0], requires_grad=True) * 2.0).recipe is not None
