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
# After this unit you can
#
# - [ ] write the backward function of a NumPy function, whatever shapes are broadcast;
# - [ ] record a calculation as a graph, put the graph in order, and walk it backwards;
# - [ ] say what `loss.backward()` does in PyTorch, and train a small network on an engine of your own.
#
# One call, `loss.backward()`, tells every parameter of a network which way to move. In this notebook you
# build what is behind that call, in plain NumPy. The whole engine fits on three pages. At the end it
# learns to tell two half moons apart, in two seconds.
#
# **Four ideas**, one after the other:
#
# 1. **backward functions**: from the gradient of an output to the gradient of an input;
# 2. **unbroadcasting**: what was copied on the way forward is summed on the way back;
# 3. **recipes**: each tensor remembers which function made it, and from what;
# 4. **topological order**: a gradient is passed on when it is complete, and not before.
#
# **How you know that it works.** Each exercise is followed by a cell like `check("log_back")`. Run it as
# often as you like. It lists what passed and shows the first case that did not: what went in, what you
# returned, what was expected. If an exercise needs an earlier one that does not pass yet, the check says
# which. To check the whole notebook, save it and type `python grade.py ps1_backprop` in a terminal, in the
# folder of the course. A mistake in one exercise costs no points in another, except in the last, which
# runs everything together. Hints are folded away under each exercise. Open one at a time.

# %% given="imports"
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np

# %% given="arr"
Arr = np.ndarray

# %% [markdown]
# ## Why backwards
#
# Training asks one question of every parameter: if this number grew a little, would the loss rise or
# fall, and how fast? That rate is a *partial derivative*. All of them together are the **gradient**. The
# network of the next unit has 55,050 parameters, so its gradient has 55,050 numbers. There are three ways
# to get them:
#
# | way | how | what it costs |
# |---|---|---|
# | finite differences | nudge one parameter, run the network again, compare | 55,050 more forward passes |
# | formulas | write out every derivative with pencil and paper | the formulas explode: the derivative of a product of ten functions is a sum of ten products of ten |
# | **reverse mode** | keep the numbers of one forward pass, and walk back through them once | about as much as one or two forward passes |
#
# Reverse mode passes on numbers, not formulas. It is cheap because a loss is a *single* number: one walk
# back serves all parameters at once. For a network the walk is called **backpropagation**.

# %% [markdown]
# ## Backward functions
#
# A long calculation ends in one number $L$. Somewhere in the middle of it stands $y = f(x)$. Suppose we
# already know how $L$ changes with $y$. The chain rule then tells us how $L$ changes with $x$, and all it
# asks of $f$ is the local derivative:
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
# A **backward function** is this one line for one function $f$. It does not know what $L$ is, or what
# happens between $y$ and $L$. One array tells it all of that. Backward functions take plain NumPy arrays,
# always in this order:
#
# | argument | what it is |
# |---|---|
# | `grad_out` | $\partial L / \partial y$, the gradient of the output; it has the output's shape |
# | `out` | the output $y$ itself, which often saves work |
# | `x`, `y`, ... | the inputs, just as they were given to $f$ |
#
# They return $\partial L / \partial x$, with the shape of the input that it is for.
#
# **If the output is an array**, `grad_out` has one number for each of its elements: how fast $L$ changes
# with that element. One input may reach $L$ through several outputs, and its effects add up:
#
# $$\frac{\partial L}{\partial x_i}
#   = \sum_j \frac{\partial L}{\partial y_j} \cdot \frac{\partial y_j}{\partial x_i} .$$
#
# The numbers $\partial y_j / \partial x_i$ make a matrix, the **Jacobian** of $f$, with a row for each
# output and a column for each input. The sum is the row `grad_out` times that matrix: a **vector-Jacobian
# product**. That is what every backward function computes, and none of them builds the matrix. For an
# *elementwise* function the matrix is nearly empty. Output $j$ depends on input $j$ alone, so only the
# diagonal is left, and the sum collapses to one product an element.
#
# <details><summary>The Jacobian of a logarithm, on two numbers</summary>
#
# ```
#   x = [1, 2]     y = log x     grad_out = [10, 10]
#
#   J = [[1, 0  ],       grad_out @ J = [10, 5] = grad_out * (1 / x)
#        [0, 0.5]]
# ```
#
# </details>
#
# **Change no array that you are given.** Other functions still read it. Return it as it is, or make a new
# one. Take care with *views*: `x.T`, `x[0]` and `x.reshape(...)` share their memory with `x`, so that
# writing into one writes into the other.
#
# A second tool stands beside `check`: `gradcheck(np.log, log_back, np.array([0.5, 2.0]))` compares a
# backward function with finite differences, on any input you like. For the second argument of a function,
# add `arg=1`.

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
# The logarithm is steep where `x` is small and flat where `x` is large. At 1 it rises as fast as `x`, at 2
# half as fast. So the same 10 becomes 10 for the first number and 5 for the second.
#
# In a formula: for $y = \log x$ the local derivative is $1 / x$, so
#
# $$\frac{\partial L}{\partial x} = \frac{\partial L}{\partial y} \cdot \frac{1}{x}.$$
#
# <details><summary>Hint 1: which arguments</summary>
#
# The formula needs two numbers for each element: the gradient of the output, and the place at which the
# slope is taken. Which two of `grad_out`, `out` and `x` are they?
#
# </details>
# <details><summary>Hint 2: nearly there</summary>
#
# Multiplying by $1 / x$ is dividing by $x$. NumPy divides arrays element by element. Do you need a loop?
#
# </details>


# %% exercise="log_back"
def log_back(grad_out: Arr, out: Arr, x: Arr) -> Arr:
    """Backward function for f(x) = log(x), elementwise.

    grad_out, out, x: arrays of floats, all of the same shape. Returns dL/dx, of that shape.
    The inputs stay as they were.
    """
    ### BEGIN SOLUTION
    return grad_out / x
    ### END SOLUTION


# %% [markdown]
# ## Broadcasting, and how to undo it
#
# NumPy multiplies a `(3, 2)` array by a `(2,)` array without complaint. It behaves as if the small one had
# been copied three times. No memory is copied, but every number of the small array is *used* three times.
#
# So the number 10 below reaches $L$ in three ways, and its gradient is the sum of three. **What the
# forward pass copies, the backward pass sums.** Broadcasting copies in two ways, and both may happen at
# once:
#
# ![Two rows of matrices. Above, an array of shape (2,) becomes three equal rows; backward, the three rows of the gradient are added to one. Below, a column of shape (3, 1) becomes two equal columns; backward, each row of the gradient is added up, and a column is left.](pictures/ps1_broadcast.svg)
#
# | | forward | backward |
# |---|---|---|
# | a **new axis** in front | `(2,)` to `(3, 2)` | sum over the axis; it is gone |
# | a **stretched axis** of length 1 | `(3, 1)` to `(3, 2)` | sum along the axis; it stays, with length 1 |
#
# New axes always come in front. NumPy writes the two shapes one above the other, flush right, and compares
# each column. The lengths must be equal, or one of them must be 1 or missing.
#
# ```
#   broadcasted   (4, 3, 2)
#   original         (3, 1)
#                  ▲     ▲
#                new     stretched
# ```
#
# Three questions. Answer before you unfold.
#
# <details><summary>Do (3, 2) and (3,) broadcast?</summary>
#
# No. Flush right, the 3 of `(3,)` stands below the 2 of `(3, 2)`, and neither is 1. `(2,)` and `(3, 1)`
# would fit.
#
# </details>
# <details><summary>What shape do (4, 1, 3) and (2, 1) make?</summary>
#
# `(4, 2, 3)`. In the last column the 1 is stretched to 3, in the middle one the 1 to 2, and the 4 is new
# for the second array.
#
# </details>
# <details><summary>And (5,) and (5, 1)?</summary>
#
# `(5, 5)`: the one is a row, the other a column. It is seldom what one wants. A gradient of the wrong shape
# may broadcast like this without a word, so look at shapes first.
#
# </details>

# %% [markdown] exercise="unbroadcast"
# ### Unbroadcast
#
# This function undoes broadcasting for gradients. It gets the gradient of the large array, and the small
# array whose shape is to be reached. Nearly every backward function of two arguments ends with a call of
# it, so it is worth getting right once and for all.
#
# ```
#   broadcasted = [[1, 2],          original = [[7],        answer = [[3],
#                  [3, 4]]                      [8]]                  [7]]
# ```
#
# `original` has shape `(2, 1)`: its second axis was stretched. So the numbers are summed along that axis,
# and it stays, with length 1. Only the *shape* of `original` matters. Its values do not, and whole numbers
# there do not make the gradient whole.
#
# In a formula: if element $j$ of the original went to the places $S_j$ of the large array, then
#
# $$\frac{\partial L}{\partial x_j} = \sum_{i \in S_j} \left(\text{broadcasted}\right)_i .$$
#
# Where nothing was broadcast, each $S_j$ is a single place and nothing changes. A 0-d array, of shape `()`,
# is used everywhere, so everything is summed.
#
# <details><summary>Hint 1: two steps</summary>
#
# First remove the new axes. How many are there, and where do they stand? After that both arrays have the
# same number of axes, and you can compare lengths one by one.
#
# </details>
# <details><summary>Hint 2: the new axes</summary>
#
# There are `broadcasted.ndim - original.ndim` of them. `sum` takes a tuple of axes:
# `array.sum(axis=(0, 1))`. Which tuple do you need?
#
# </details>
# <details><summary>Hint 3: the stretched axes</summary>
#
# An axis was stretched if `original` has length 1 there and `broadcasted` does not. Plain summing drops it;
# `keepdims=True` keeps it. What happens if both have length 1, and you sum all the same?
#
# </details>
# <details><summary>Hint 4: a trap</summary>
#
# If you sum axis after axis in a loop, the numbers of the axes change on the way: after axis 0 is gone,
# axis 1 is called 0. Can you sum over all of them in one call?
#
# </details>


# %% exercise="unbroadcast"
def unbroadcast(broadcasted: Arr, original: Arr) -> Arr:
    """Sum `broadcasted` back to the shape of `original`.

    broadcasted: array of floats, of any shape to which `original` can be broadcast.
    original: array whose shape is to be reached. Its values and its dtype do not matter.
    Returns an array with the shape of `original`. The inputs stay as they were.
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
# A function of two arguments has two backward functions, one for each position: `multiply_back0` and
# `multiply_back1`.
#
# On single numbers, with `x = 3`, `y = 5` and `grad_out = 10`:
#
# ```
#   out = 15      gradient for x: 10 · 5 = 50      gradient for y: 10 · 3 = 30
# ```
#
# Raise `x` a little, and the product rises 5 times as much. For $z = x \cdot y$,
#
# $$\frac{\partial L}{\partial x} = \frac{\partial L}{\partial z} \cdot y, \qquad
#   \frac{\partial L}{\partial y} = \frac{\partial L}{\partial z} \cdot x.$$
#
# Two things can happen. The argument that the gradient is for may have been **broadcast** to the other's
# shape. Its gradient must come back in its own shape. And the *other* argument may be a **plain number**, as
# in `x * 2.0`, which has no `.shape`. (Nobody asks for the gradient of that number: it is not a tensor, and
# has no place to keep one.)
#
# It is tempting to use `out`, and divide. But `out / x` is not a number where `x` is 0.
#
# <details><summary>Hint 1: the order of things</summary>
#
# `grad_out` times the *other* argument has the shape of `out`. Which function brings it to the shape of the
# argument *itself*, and when do you call it?
#
# </details>
# <details><summary>Hint 2: plain numbers</summary>
#
# NumPy multiplies an array by a number without help. In `multiply_back0`, does anything ask `y` for its
# shape?
#
# </details>


# %% exercise="multiply_back"
def multiply_back0(grad_out: Arr, out: Arr, x: Arr, y: Arr | float) -> Arr:
    """Backward function for x * y with respect to x.

    grad_out, out: the shape to which x and y were broadcast. y may be a plain number.
    Returns dL/dx, with the shape of x. The inputs stay as they were.
    """
    ### BEGIN SOLUTION
    return unbroadcast(grad_out * y, x)
    ### END SOLUTION


def multiply_back1(grad_out: Arr, out: Arr, x: Arr | float, y: Arr) -> Arr:
    """Backward function for x * y with respect to y.

    grad_out, out: the shape to which x and y were broadcast. x may be a plain number.
    Returns dL/dy, with the shape of y. The inputs stay as they were.
    """
    ### BEGIN SOLUTION
    return unbroadcast(grad_out * x, y)
    ### END SOLUTION


# %% [markdown] exercise="forward_and_back"
# ### A whole graph by hand
#
# Before anything is automatic, do a whole backward pass in the open, once. It shows what the machine will
# have to do: keep the values of the forward pass, and call the backward functions in the opposite order.
# The function is $g = \log(a \cdot b \cdot \log c)$:
#
# ```
#   a ─────────┐
#              ├──▶ [ × ] ──▶ d ──┐
#   b ─────────┘                  ├──▶ [ × ] ──▶ f ──▶ [ log ] ──▶ g
#   c ──▶ [ log ] ────────▶ e ────┘
# ```
#
# Read the drawing from left to right for the values, and from right to left for the gradients. Each box is
# one line of code on the way forward and, for each of its inputs, one line on the way back.
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
# The arrays may have different shapes, as long as they broadcast together. Where `c` is below 1 its
# logarithm is negative. One of `a` and `b` is negative there, too, since only the product has to be
# positive. The walk starts with $\partial g / \partial g = 1$ for each element of $g$: an array of ones. A
# list of the three gradients will do as well as a tuple.
#
# <details><summary>Hint 1: how many lines</summary>
#
# Four on the way forward (`d`, `e`, `f`, `g`). On the way back, one for each arrow that leads into a box.
# How many arrows do you count? Names like `dg_df` help.
#
# </details>
# <details><summary>Hint 2: the first line back</summary>
#
# It is `dg_df = log_back(np.ones_like(g), g, f)`: gradient of the output, output, input. What are these
# three for the box that makes `f`?
#
# </details>
# <details><summary>Hint 3: the middle</summary>
#
# The box `f = d * e` has two inputs, so it needs `multiply_back0` and `multiply_back1`, both with `dg_df`.
# What they return is the `grad_out` of which boxes?
#
# </details>


# %% exercise="forward_and_back"
def forward_and_back(a: Arr, b: Arr, c: Arr) -> tuple[Arr, Arr, Arr]:
    """Compute g = log(a * b * log(c)) and return (dg/da, dg/db, dg/dc).

    a, b, c: arrays of floats that broadcast together; they stay as they were. Each gradient has
        the shape of its own array.
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
# The code that walks a graph should not know a single derivative. It asks a table, by the function that was
# called and the position of the argument:
#
# | function | argument 0 | argument 1 |
# |---|---|---|
# | `np.log` | `log_back` | |
# | `np.multiply` | `multiply_back0` | `multiply_back1` |
#
# In a formula: a row takes a function $f$ and a position $i$ to
#
# $$(f, i) \;\longmapsto\; \text{back}_{f,i}
#   \quad\text{with}\quad
#   \text{back}_{f,i}\Bigl(\frac{\partial L}{\partial y},\, y,\, x_0, x_1, \dots\Bigr)
#   = \frac{\partial L}{\partial x_i} .$$
#
# To teach the engine a new function, add a row. No code has to change. In use:
#
# ```python
# table = BackwardFuncLookup()
# table.add_back_func(np.log, 0, log_back)
# table.get_back_func(np.log, 0)         # log_back, the function itself; it is not called
# table.get_back_func(np.log, 1)         # KeyError
# ```
#
# Adding a row again replaces the old one and leaves all others alone. Asking changes nothing: the same row
# can be asked for any number of times. A row that is missing is a `KeyError`, every time. The walk must not
# go on with a gradient that nobody knows. Two functions are two functions, even if they have the same name,
# and two tables share nothing.
#
# <details><summary>Hint 1: what to keep</summary>
#
# A dictionary finds a value by a key, and a key may be a tuple if its parts can be keys. Functions can, and
# so can integers. Which tuple is the key here?
#
# </details>
# <details><summary>Hint 2: where to keep it</summary>
#
# Each table has its own rows, so make the dictionary in `__init__`, on `self`. Who would share a dictionary
# that stands in the class body?
#
# </details>
# <details><summary>Hint 3: the KeyError</summary>
#
# `dictionary[key]` raises it for you. What does `dictionary.get(key)` do instead?
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
# By hand you knew which boxes there were, because they were drawn for you. The engine has to find out by
# itself, so each tensor carries a note of how it was made. The note is called a **recipe**:
#
# | field | for `a * 2.0` |
# |---|---|
# | `func` | `np.multiply`, the NumPy function that was called |
# | `args` | `(a.array, 2.0)`, its arguments, with plain arrays where there were tensors |
# | `kwargs` | `{}`, its keyword arguments |
# | `parents` | `{0: a}`, the tensors among the arguments, by position |
#
# The names are those of a family: `a` is a *parent* of `a * 2.0`. Parents are kept by position, because the
# table needs the position to find their backward functions. Follow parents of parents of parents, and you
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
# A `Tensor` is an array with a few things beside it. Run the cell. You need not read all of it.
#
# | attribute | what it is |
# |---|---|
# | `array` | the NumPy array |
# | `requires_grad` | whether somebody wants to know its gradient |
# | `grad` | the gradient, as a Tensor, once there is one; else `None` |
# | `recipe` | how it was made, or `None` |
#
# A tensor without a recipe is a **leaf**. Nobody computed it, so the walk backwards ends there.
#
# The engine works in `float32`, as neural networks usually do: half the memory of NumPy's `float64`, and
# about twice the speed.
#
# <details><summary>Recall: methods with two underscores</summary>
#
# Python turns operators into calls of methods with special names. `a * b` calls `a.__mul__(b)`. If `a` does
# not know how, as a plain number does not, Python asks the other side by `b.__rmul__(a)`. `len(a)` calls
# `a.__len__()`, `print(a)` calls `a.__repr__()`, and `if a:` calls `a.__bool__()`. A class that has these
# methods can be used like a number.
#
# </details>


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
# Remembering costs memory. A model that is used, and not trained, has nothing to remember. So there is a
# switch for the whole engine, `grad_tracking_enabled`. In an `if` it is true or false, like a bool. It is an
# object rather than a bare `True`, so that all code which holds it sees the same position.


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
# The first function on tensors. It does in full, for one NumPy function, what will soon be done for all of
# them. There are always the same four steps:
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
# **When to remember.** `out` requires a gradient if `x` does and tracking is on. With $r$ for
# `requires_grad`, $t$ for the switch and $\wedge$ for *and*,
#
# $$r_\text{out} = t \wedge r_x .$$
#
# Only then does `out` get a recipe. Otherwise `out.requires_grad` is `False` and `out.recipe` is `None`, since nobody will ever walk
# that way. (A tensor that was computed from one that requires a gradient requires one itself. So asking
# `x.requires_grad` is enough, leaf or not.) The call decides, once: what was computed while tracking was off
# requires no gradient when tracking is on again. So `out.requires_grad` has to be `True` or `False`, and not
# the switch.
#
# <details><summary>Hint 1: the parts of the recipe</summary>
#
# `args` is a tuple even for one argument: `(x.array,)`, with the comma. It holds arrays, and `parents` holds
# the tensors themselves. What is `kwargs` if there were no keyword arguments?
#
# </details>
# <details><summary>Hint 2: the switch</summary>
#
# `grad_tracking_enabled and x.requires_grad` decides. While the switch is off, that expression *is* the
# switch. Who makes a bool of it: `bool(...)`, or `Tensor(array, requires_grad)` for you?
#
# </details>


# %% exercise="log_forward"
def log_forward(x: Tensor) -> Tensor:
    """np.log on a tensor, elementwise.

    The result remembers how it was made if x requires a gradient and tracking is on. x stays as
    it was.
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
# **Who is a parent?** Every argument that is a `Tensor`, under its position, and no others. Numbers stay as
# they are in `args` and have no place in `parents`. A tensor that requires no gradient is a parent as well.
# The walk will skip it later.
#
# **Who decides?** The result requires a gradient as soon as *one* of its parents does, if tracking is on.
# With $\vee$ for *or*,
#
# $$r_\text{out} = t \wedge (r_a \vee r_b) .$$
#
# A number has no `requires_grad`, and counts as *no*.
#
# <details><summary>Hint 1: unboxing</summary>
#
# Each of `a` and `b` is a tensor or a number: `a.array if isinstance(a, Tensor) else a`. Where do the two
# results go?
#
# </details>
# <details><summary>Hint 2: parents by position</summary>
#
# `enumerate((a, b))` gives pairs of position and argument. Which of them does a dict comprehension keep, and
# which position does the tensor of `3 * a` have?
#
# </details>
# <details><summary>Hint 3: any</summary>
#
# `any(parent.requires_grad for parent in parents.values())` is true if one of them is. What else has to be
# true?
#
# </details>


# %% exercise="multiply_forward"
def multiply_forward(a: Tensor | float, b: Tensor | float) -> Tensor:
    """np.multiply on two tensors, or on a tensor and a number, elementwise.

    The result remembers how it was made if one of the tensors requires a gradient and tracking
    is on. The tensors stay as they were.
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
# The two functions were nearly the same, and so would be the next twenty. `wrap_forward_fn` writes them for
# you. It takes a function on arrays and returns a function on tensors. Once it works, a new operation costs
# one line.
#
# ```python
# log = wrap_forward_fn(np.log)
# out = log(x)                                   # as log_forward(x)
#
# total = wrap_forward_fn(np.sum)
# total(x, axis=0, keepdims=True).recipe         # kwargs {"axis": 0, "keepdims": True}
# ```
#
# <details><summary>Recall: closures</summary>
#
# A function may define a function and return it. The inner one goes on seeing the variables of the outer
# call, after that call is over. Python calls this a closure:
#
# ```python
# def times(factor):
#     def product(x):
#         return factor * x
#     return product
#
# double = times(2)
# double(5)                # 10: product still knows that factor is 2
# ```
#
# </details>
#
# The function that comes back takes any arguments:
#
# | argument | what becomes of it |
# |---|---|
# | a Tensor, by position | unboxed for the call and in `args`; itself in `parents` |
# | anything else, by position (numbers, tuples, `None`, ...) | passed on as it is, and in `args`; a number may become a 0-d array there |
# | anything by keyword, 0 and `False` as well | passed on as it is, and in `kwargs` |
#
# As before, `args` is a tuple, and `parents` has the positions among *all* arguments. The function that was
# wrapped is called once for each call, and not while it is being wrapped.
#
# **For extra credit: a Tensor by keyword.** The recipe has no place for such a parent. If one went in, the
# result would look fine and its gradient would be silently wrong. Raise a `TypeError` *before* the call, with
# a message that names the keyword. Without it, the exercise has its full points.
#
# With `is_differentiable=False`, for functions such as `np.argmax`, the result never requires a gradient and
# has no recipe. With $D$ for `is_differentiable` and $P$ for the positions of the parents,
#
# $$r_\text{out} = t \wedge D \wedge \bigvee_{i \in P} r_i .$$
#
# <details><summary>Hint 1: any arguments</summary>
#
# In `def tensor_func(*args, **kwargs)`, `args` is the tuple of all positional arguments and `kwargs` the dict
# of the others. What do you pass on to `numpy_func`?
#
# </details>
# <details><summary>Hint 2: what happens when</summary>
#
# `wrap_forward_fn` runs once. `tensor_func` runs at each call, later. Which of the two knows the arguments
# and the position of the switch?
#
# </details>
# <details><summary>Hint 3: from two arguments to any number</summary>
#
# Your `multiply_forward` has nearly everything. What changes if `args` stands where the pair `(a, b)` stood,
# and `numpy_func(*arrays, **kwargs)` where the product was? How does `is_differentiable` join the decision?
#
# </details>


# %% exercise="wrap_forward_fn"
def wrap_forward_fn(numpy_func: Callable, is_differentiable: bool = True) -> Callable:
    """Turn a function of arrays into a function of tensors that writes recipes.

    numpy_func: takes any number of positional arguments, some of them arrays, and any keyword
        arguments, none of them arrays; returns one array or number.
    is_differentiable: if False, the result never requires grad and has no recipe.
    The tensors that go in stay as they were.
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
# recipes and draws what it finds.

# %% own="draw-a-graph"
a = Tensor([1.0, 2.0], requires_grad=True)
b = Tensor([3.0, 4.0])
c = Tensor([[2.0], [3.0]], requires_grad=True)
g = (a * b * c.log()).log()

# Add a line: draw_graph(g)

# %% [markdown]
# ## The order of the walk
#
# By hand it was clear which gradient comes next. Look at a graph in which a tensor is used twice:
#
# ```
#   a ──┐               ┌─── log ──▶ e ───┐
#       ├─ × ──▶ d ─────┤                 ├─ × ──▶ f
#   b ──┘               └─────────────────┘
# ```
#
# `d` reaches `f` on two paths: directly, and through `e`. By the chain rule, the shares of all paths add up.
# If $y$ depends on $x$ through the results $g_1, \dots, g_M$, then
#
# $$\frac{\partial y}{\partial x} = \sum_{m=1}^{M}
#   \frac{\partial y}{\partial g_m} \cdot \frac{\partial g_m}{\partial x} .$$
#
# So `d` receives two shares of gradient. If it passed on the first before the second was there, `a` and `b`
# would get too little. It has to wait until *everything that was computed from it* has had its turn: first
# `f`, then `e`, then `d`, then `a` and `b`.
#
# An order of that kind is called **topological**. Every graph without cycles has one, and often several: `b`
# before `a` would do as well.


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
# Sorting has nothing to do with tensors, so write it for any graph. The function gets a node to start from
# and a function that tells the children of a node. It lists everything that can be reached: **each node once,
# and all children of a node before the node itself.** The node to start from comes last. In a formula:
#
# $$c \text{ is a child of } v \quad\Longrightarrow\quad \text{place}(c) < \text{place}(v) .$$
#
# ```
#        a            get_children(a) = [b, c]
#       / \           get_children(b) = [d]
#      b   c          get_children(c) = [d]
#       \ /
#        d            [d, b, c, a] is right, and so is [d, c, b, a]
# ```
#
# The classic way walks down from the start. It puts a node into the list *on the way back up*, when all that
# lies below it is in the list already:
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
# **Cycles.** If `a` is a child of a child of `a`, there is no such order. Raise a `ValueError` then. A walk
# that does not notice would go round for ever.
#
# **Any graph.** A node may be anything that can stand in a set, also something that is false in an `if`. As
# in a set, nodes that are equal are one node. `get_children` alone knows the children of a node. It may
# return them in a list, in a tuple or one by one, as a generator does. Nodes and lists of children belong to
# somebody else: leave them as they are.
#
# **For extra credit: long lists.** A function that calls itself for every child is the shortest way, and has
# the full points. But Python allows about a thousand calls within calls, and a long calculation is deeper
# than that. One more case, for an extra point, sorts a list of 5000 nodes. You get there by keeping the
# nodes that are still open in a list of your own. Write the short version first.
#
# <details><summary>Hint 1: the skeleton</summary>
#
# An inner function `visit(node)` visits all children of `node`, then appends `node` to the result. When must
# it return at once? A set answers "have I been here" faster than a list.
#
# </details>
# <details><summary>Hint 2: cycles</summary>
#
# A node has three states: not met yet, *open* (met, and its children are being visited), finished. Meeting a
# node again in one of these states means a cycle. In which one?
#
# </details>
# <details><summary>Hint 3: without calling itself</summary>
#
# Keep a list of nodes and look at the last. On the first look, mark it open and put its unfinished children
# on top. When it is on top again, what do you know about everything that lay above it?
#
# </details>


# %% exercise="topological_sort"
def topological_sort(node: Any, get_children: Callable[[Any], Iterable]) -> list:
    """List the descendants of `node` so that every child comes before its parents.

    node: the node to start from; it is the last of the list. Each node is there once.
    get_children: get_children(node) gives the children of a node, any number of them.
    Raises ValueError if the graph has a cycle. The graph stays as it was.
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
# Now tensors. The graph is there already, in the recipes. Hand it to `topological_sort` in the right way, and
# bring the result into the direction in which gradients flow: **from the end of the calculation to the
# leaves**, each tensor before its parents:
#
# $$p \text{ is a parent of } v \quad\Longrightarrow\quad \text{place}(v) < \text{place}(p) .$$
#
# ```
#   f = d * e, with e = log(d) and d = a * b
#
#   sorted_computational_graph(f)        [f, e, d, a, b]
# ```
#
# All tensors that `f` was computed from are listed, each once, also those that require no gradient. A leaf is
# the only tensor of its graph.
#
# <details><summary>Hint 1: two words for one thing</summary>
#
# `topological_sort` speaks of children and lists them *first*. Here a tensor must come before its *parents*.
# What do you pass as `get_children`, and what is left to do with the list?
#
# </details>
# <details><summary>Hint 2: leaves</summary>
#
# `recipe.parents` is a dict, and its values are the tensors. A leaf has no recipe. Which list of parents do
# you return for it?
#
# </details>


# %% exercise="sorted_computational_graph"
def sorted_computational_graph(tensor: Tensor) -> list[Tensor]:
    """List `tensor` and all that it was computed from, `tensor` first.

    Every tensor of the list comes before its parents. The graph stays as it was.
    """
    ### BEGIN SOLUTION

    def get_parents(node: Tensor) -> list[Tensor]:
        return [] if node.recipe is None else list(node.recipe.parents.values())

    return topological_sort(tensor, get_parents)[::-1]
    ### END SOLUTION


# %% [markdown] exercise="backprop"
# ### Backpropagation
#
# All the pieces are there. Keep a dict `grads` of the gradients that are under way, and go through the graph
# in order. At each tensor:
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
# When a tensor $x$ has its turn, its entry is complete. It holds the shares of all tensors $g_1, \dots, g_M$
# that were computed from it:
#
# $$\frac{\partial L}{\partial x} = \sum_{m=1}^{M}
#   \frac{\partial L}{\partial g_m} \cdot \frac{\partial g_m}{\partial x} .$$
#
# Here is the walk on the graph from above, with `a = 2` and `b = 3`. Before you open a turn, say what will be
# in `grads`.
#
# **Start.** If `f` grows by a little, `f` grows by as much: the walk starts with a 1.
#
# ![The graph of f = d times log d, with d = a times b, and beside it the dictionary grads. It holds one entry, f: 1.](pictures/ps1_walk_0.svg)
#
# <details><summary>Turn 1: f</summary>
#
# ![f sends 1 times e = 1.79 to d, and 1 times d = 6 to e. The dictionary holds d: 1.79 and e: 6.](pictures/ps1_walk_1.svg)
#
# The 1 is taken out. The first share of `d` is there. `d` is not complete yet, so it has to wait.
#
# </details>
# <details><summary>Turn 2: e</summary>
#
# ![e sends 6 divided by d = 1 to d. The dictionary holds d: 1.79 + 1 = 2.79.](pictures/ps1_walk_2.svg)
#
# The second share arrives, and is added. Nothing else was computed from `d`: it is complete.
#
# </details>
# <details><summary>Turn 3: d</summary>
#
# ![d sends 2.79 times 3 to a and 2.79 times 2 to b. The dictionary holds a: 8.38 and b: 5.58.](pictures/ps1_walk_3.svg)
#
# Each factor gets the gradient times the *other* factor.
#
# </details>
# <details><summary>Turn 4: a and b</summary>
#
# ![a.grad is 8.38, b.grad is 5.58, and the dictionary is empty.](pictures/ps1_walk_4.svg)
#
# They are leaves, so their gradients are stored. The dictionary is empty, and the walk is over.
#
# </details>
#
# **What to watch.**
#
# - A leaf may have a gradient already, from an earlier call. The new one is *added* to it, as in PyTorch.
#   `tensor.grad` is a `Tensor`, or `None` as long as there is none.
# - Only leaves that require a gradient keep one. Tensors in the middle, and constants, have `grad` left at
#   `None`.
# - `end_grad` may hold zeros, and a tensor of a single zero is false in an `if`.
# - The graph stays as it was: a second walk over it finds what the first one found.
#
# **For extra credit: never add in place.** A backward function may return the same array for several tensors:
# for $x + y$ both inputs receive the gradient of the sum as it is. With `+=` you would change the gradient of
# one tensor while adding to that of another, or the array of `end_grad`. `a = a + b` makes a new array; `a += b`
# writes into the old one. Three more cases look at it, for one extra point.
#
# <details><summary>Hint 1: the start</summary>
#
# `grads` holds plain arrays, and tensors can be its keys. Without `end_grad` the walk starts with ones in the
# shape of `end_node.array`. With which array does it start otherwise?
#
# </details>
# <details><summary>Hint 2: adding up</summary>
#
# If `parent` has an entry: `grads[parent] = grads[parent] + share`. And if it has none? A leaf's `grad` goes
# the same way, with `Tensor(...)` around it; the first time, store a copy of the array.
#
# </details>
# <details><summary>Hint 3: tensors without an entry</summary>
#
# The graph lists constants as well. Nobody sends them a gradient, so they have no entry in `grads`. What
# should happen before you take something out?
#
# </details>


# %% exercise="backprop"
def backprop(end_node: Tensor, end_grad: Tensor | None = None) -> None:
    """Walk from `end_node` to the leaves and add to the `grad` of each leaf that requires it.

    end_grad: gradient of the final quantity with respect to end_node, of the same shape. Without
        it, ones: the gradients are then those of the sum of all elements of end_node.
    Each tensor passes its gradient on once. Other tensors keep no `grad`. An operation without a
    backward function is an error.
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
# There is nothing to write here. So far each exercise was checked by itself. Now whole calculations run on
# your code and yours alone, written as one writes them, with `a * b`, `x.log()` and `y.backward()`: the graph
# that you did by hand, tensors that are used again and again, functions that the engine has never met, and
# several walks over the same leaves.
#
# ```python
# f = (a * b) * (a * b).log()          # a = 2, b = 3
# f.backward()                         # a.grad 8.38, b.grad 5.58, as in the walk above
# ```
#
# One formula says what comes out, for each leaf $a$ and each result $f$. Take every path from $a$ to $f$,
# multiply the local derivatives on it, and add up what the paths give:
#
# $$\frac{\partial f}{\partial a} = \sum_{\text{paths } a \to f} \;
#   \prod_{u \to v \text{ on the path}} \frac{\partial v}{\partial u} .$$
#
# If every check above is green and this one is not, look for what the small checks cannot see: an older
# version of a function that is still in use, because its cell was changed but not run. *Restart and run
# all* settles that.
#
# <details><summary>Hint 1: draw it</summary>
#
# Build the calculation in a cell of your own, and call `draw_graph` on the last tensor before and after
# `backward()`. Does each box have its arrows? Which leaf has no gradient?
#
# </details>
# <details><summary>Hint 2: by hand</summary>
#
# The first case is the graph of `forward_and_back`. If the two disagree, follow one gradient from box to box.
# At which box do they part?
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
# `NoGrad` turns the switch off for the length of a `with` block and then puts it back to where it was, also
# when the block ends with an exception.


# %% given="no-grad"
class NoGrad:
    """A context in which no recipes are written: `with NoGrad(): ...`."""

    def __enter__(self) -> None:
        self.was_enabled = grad_tracking_enabled.enabled
        grad_tracking_enabled.enabled = False

    def __exit__(self, exception_type: Any, exception: Any, traceback: Any) -> None:
        grad_tracking_enabled.enabled = self.was_enabled


# %% given="demo-no-grad"
if "get_ipython" in globals():  # in a notebook
    x = Tensor([3.0], requires_grad=True)
    with NoGrad():
        print("inside: ", (x * 2.0).recipe)
    print("outside:", (x * 2.0).recipe)

# %% [markdown]
# ## Two hundred graphs that nobody drew
#
# Is the engine right on graphs that no check has tried? Ask numbers. The next cell makes up calculations from
# `log` and `*`, with tensors used again and again. It compares each of your gradients with a *finite
# difference*: nudge one leaf a little to either side, and see how far the result moves.

# %% given="random-graphs"
# One step: the places of its two factors, or of one number, of which it takes the logarithm.
Step = tuple[int, int | None]


def random_calculation(rng: np.random.Generator) -> tuple[Arr, list[Step]]:
    """Three numbers to start from, and eight steps, each on any of the numbers so far."""
    start = rng.uniform(1.5, 3.0, 3)
    numbers, steps = list(start), []
    for _ in range(8):
        i, j = rng.integers(len(numbers), size=2)
        large = numbers[i] > 2  # so that logarithms stay positive, and products small
        steps.append((i, None if large else j))
        numbers.append(np.log(numbers[i]) if large else numbers[i] * numbers[j])
    return start, steps


def calculate(start: Iterable, steps: list[Step], log: Callable) -> Any:
    """The last result of a calculation, on tensors or on numbers."""
    results = list(start)
    for i, j in steps:
        results.append(log(results[i]) if j is None else results[i] * results[j])
    return results[-1]


def both_gradients(start: Arr, steps: list[Step], nudge: float = 1e-5) -> tuple[Arr, Arr]:
    """The gradient of a calculation by the engine, and by finite differences in float64."""
    leaves = [Tensor(number, requires_grad=True) for number in start]
    calculate(leaves, steps, log).backward()
    by_engine = np.array([0.0 if leaf.grad is None else leaf.grad.item() for leaf in leaves])
    ends = [
        [calculate(start + sign * nudge * leaf, steps, np.log) for sign in (1, -1)]
        for leaf in np.eye(len(start))
    ]
    return by_engine, np.array([(right - left) / (2 * nudge) for right, left in ends])


# %% given="show"
def show(description: str) -> None:
    """Show the current figure, described for those who cannot see it."""
    import base64
    import html
    import io

    import matplotlib.pyplot as plt
    from IPython.display import display

    picture = io.BytesIO()
    plt.savefig(picture, format="png", dpi=90)
    plt.close()
    source = f"data:image/png;base64,{base64.b64encode(picture.getvalue()).decode()}"
    tag = f'<img style="max-width: 100%" alt="{html.escape(description)}" src="{source}">'
    display({"text/html": tag, "text/plain": description}, raw=True)


# %% given="random-graphs-plot" tags=["skip-grading"]
if "get_ipython" in globals():  # in a notebook
    import matplotlib.pyplot as plt

    rng = np.random.default_rng(0)
    pairs = [both_gradients(*random_calculation(rng)) for _ in range(200)]
    by_engine, by_nudging = (np.concatenate(gradients) for gradients in zip(*pairs, strict=True))
    apart = np.abs(by_engine - by_nudging) / (1 + np.abs(by_nudging))
    print(f"{len(by_engine)} gradients of {len(pairs)} graphs, apart by {apart.max():.0e} at most")

    figure, axis = plt.subplots(figsize=(4.5, 4), layout="constrained")
    axis.plot(by_nudging, by_engine, "o", alpha=0.4)
    axis.axline((0, 0), slope=1, color="gray", linestyle="--")
    axis.set(
        xscale="symlog", yscale="symlog", xlabel="by finite differences", ylabel="by your engine"
    )
    show(
        "Gradients of random graphs, by finite differences and by the engine: "
        "all dots lie on the diagonal."
    )

# %% [markdown]
# Each dot is one gradient. On the dashed line both ways agree. Finite differences needed six calculations a
# graph, two for each leaf. The engine needed one calculation and one walk.

# %% [markdown]
# ## A network, in two seconds
#
# The engine knows two functions. A network needs three more, and each costs one line and one row: the sum
# of several terms, `tanh`, and a penalty for wrong answers. Nothing else of the engine changes.
#
# | function | what it is for | local derivative |
# |---|---|---|
# | `total(*terms)` | adds up arrays of one shape | 1 for each term |
# | `tanh(x)` | an **activation function**: it bends | $1 - \tanh^2 x$ |
# | `penalty(s)` $= \log(1 + e^{-s})$ | near 0 if the score $s$ is large, and large if it is negative | $e^{-\text{penalty}} - 1$ |


# %% given="more-functions" tags=["skip-grading"]
def _total(*terms: Arr) -> Arr:
    """The sum of arrays of one shape."""
    return np.sum(terms, axis=0)


def _tanh(x: Arr) -> Arr:
    """np.tanh, under a name of its own: the row of np.tanh stays yours to add."""
    return np.tanh(x)


def _penalty(scores: Arr) -> Arr:
    """log(1 + exp(-scores)), without overflow."""
    return np.logaddexp(np.zeros_like(scores), -scores)


total, tanh, penalty = map(wrap_forward_fn, (_total, _tanh, _penalty))


def add_more_rows() -> None:
    """Teaches the engine the three functions."""
    for position in range(16):
        BACK_FUNCS.add_back_func(_total, position, lambda grad_out, out, *terms: grad_out)
    BACK_FUNCS.add_back_func(_tanh, 0, lambda grad_out, out, x: grad_out * (1 - out**2))
    BACK_FUNCS.add_back_func(_penalty, 0, lambda grad_out, out, s: grad_out * (np.exp(-out) - 1))


# %% [markdown]
# The task: two half moons lie inside each other. No straight line parts them, so a formula such as
# $a x + b y + c$ cannot. The network puts eight such lines through `tanh` and adds up what comes out, each
# with a weight. Without the bend the sum would be a straight line again; that is why networks need a
# **non-linear** function between their layers.
#
# $$\text{score} = c + \sum_{k=1}^{8} v_k \tanh(a_k x + b_k y + c_k)$$
#
# A positive score stands for the upper moon, a negative one for the lower. All 33 numbers are learned.


# %% given="moons"
def two_moons(rng: np.random.Generator, n: int = 80) -> tuple[Arr, Arr, Arr]:
    """Two half moons of n points each: x, y, and 1 for the upper moon, -1 for the lower."""
    turn = rng.uniform(0, np.pi, 2 * n)
    side = np.repeat([1.0, -1.0], n)
    x = side * np.cos(turn) - side / 2 + rng.normal(0, 0.12, 2 * n)
    y = side * np.sin(turn) - side / 4 + rng.normal(0, 0.12, 2 * n)
    return x, y, side


def new_parameters(rng: np.random.Generator, units: int = 8) -> list[Tensor]:
    """For each unit a, b, c and v; last the c of the score."""
    return [Tensor(number, requires_grad=True) for number in rng.normal(0, 1, 4 * units + 1)]


def score(parameters: list[Tensor], x: Arr, y: Arr) -> Tensor:
    """The score of each point. x, y: shape (n,). Returns shape (n,)."""
    x, y, ones = Tensor(x), Tensor(y), Tensor(np.ones_like(x))
    *of_units, last = parameters
    terms = [last * ones]
    for a, b, c, v in zip(*[iter(of_units)] * 4, strict=True):
        terms.append(v * tanh(total(a * x, b * y, c * ones)))
    return total(*terms)


def descend(parameters: list[Tensor], x: Arr, y: Arr, side: Arr, steps: int, lr: float) -> None:
    """Steps downhill on the mean penalty of all points."""
    for _ in range(steps):
        for p in parameters:
            p.grad = None
        penalties = penalty(Tensor(side) * score(parameters, x, y))
        penalties.backward(np.full_like(side, 1 / len(side)))  # the gradient of the mean
        for p in parameters:
            p.array -= lr * p.grad.array


def plot_moons(axis: Any, parameters: list[Tensor], x: Arr, y: Arr, side: Arr) -> None:
    """The points, and the regions in which the score is positive and negative."""
    grid_x, grid_y = np.meshgrid(np.linspace(-2, 2, 120), np.linspace(-1.7, 1.7, 100))
    with NoGrad():
        scores = score(parameters, grid_x.ravel(), grid_y.ravel()).array.reshape(grid_x.shape)
    axis.contourf(
        grid_x, grid_y, scores > 0, levels=[-0.5, 0.5, 1.5], colors=["#fff1c9", "#ddf4ff"]
    )
    for sign, color, marker in ((1, "#0550ae", "o"), (-1, "#7d4e00", "s")):
        axis.plot(x[side == sign], y[side == sign], marker, color=color, markersize=3)
    axis.set(xticks=[], yticks=[], aspect="equal")


# %% given="moons-plot" tags=["skip-grading"]
if "get_ipython" in globals():  # in a notebook
    import matplotlib.pyplot as plt

    add_more_rows()
    rng = np.random.default_rng(1)
    x, y, side = two_moons(rng)
    parameters = new_parameters(rng)
    figure, axes = plt.subplots(2, 3, figsize=(9, 5.4), layout="constrained")
    done = 0
    for axis, upto in zip(axes.flat, (0, 10, 50, 150, 400, 1000), strict=True):
        descend(parameters, x, y, side, upto - done, lr=0.5)
        done = upto
        with NoGrad():
            right = np.mean(score(parameters, x, y).array * side > 0)
        plot_moons(axis, parameters, x, y, side)
        axis.set_title(f"after {upto} steps: {right:.0%} right", fontsize=10)
    show(
        "Six pictures of the two moons. At first the border between the colors cuts through both. "
        "It bends as the network trains, and at the end runs between them."
    )

# %% [markdown]
# The border is the curve on which the score is 0. At first it lies anywhere. It bends as the units
# find their places. Every step was one forward pass and one walk of `backprop`: all 33 slopes at once.
#
# Change something, and run the cell again: fewer units, another learning rate, more noise. Two units are
# too few. How many do you need?

# %% [markdown]
# ## Where you are now
#
# You have an engine. In PyTorch its parts have other names:
#
# | here | in PyTorch |
# |---|---|
# | `Recipe` | `grad_fn`, and the tensors it saved for the backward pass |
# | `BACK_FUNCS` | the table of derivatives that PyTorch is compiled from |
# | `backprop` | the autograd engine |
# | `NoGrad` | `torch.no_grad` |
#
# The units of this course build the same thing in different ways. What changes is where the memory of a
# calculation lives. Each unit adds a row to this table:
#
# | unit | where the backward rule is | where the graph is | who accumulates | the new idea | what only it can do |
# |---|---|---|---|---|---|
# | `ps1_backprop`, `ps2_mnist` | a table, by function and position | a recipe on the tensor | a dict in the walk; leaves at the end | look-up | swap a derivative at run time |
#
# Save the notebook and run `python grade.py ps1_backprop` once more. Next comes `ps2_mnist`: the same engine
# reads handwritten digits.
