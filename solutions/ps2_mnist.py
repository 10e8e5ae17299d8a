# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
# ---

# %% [markdown]
# # Training on MNIST, from scratch
#
# After this unit you can
#
# - [ ] teach an engine a new operation: its backward function, with all shapes and ties;
# - [ ] build a network from modules, give it a loss, and move it downhill with gradient descent;
# - [ ] train it until it reads more than 93 of 100 handwritten digits, and look into what it has learned.
#
# There is no PyTorch in it, only NumPy and the engine that you complete here. Nearly every answer is one or
# two lines.
#
# **What is given.** A `Tensor` that remembers how it was computed, a table `BACK_FUNCS` of backward
# functions, and `backprop`, which walks the memory backwards. The engine knows two functions so far, `log`
# and `multiply`. You do not need `ps1_backprop`, where it is built.
#
# **What you build**, from the bottom up:
#
# ```
#   training          SGD, the training loop
#   ────────────────────────────────────────────────────────────
#   modules           Parameter, Module, Linear, MLP, cross_entropy
#   ────────────────────────────────────────────────────────────
#   functions         neg  exp  reshape  permute  sum  + - /
#                     indexing  maximum  relu  @
#   ────────────────────────────────────────────────────────────
#   engine (given)    Tensor, BACK_FUNCS, backprop
# ```
#
# If you are short of time, hurry through the functions and keep an evening for the modules.
#
# Each exercise is followed by a cell like `check("sum_back")`. Run it as often as you like: it shows the first
# case that fails, and why. `python grade.py ps2_mnist`, typed in the folder of the course, checks the saved
# notebook as a whole. A mistake in one exercise costs no points in another, except in the last, which runs
# everything together. Hints are folded. Open one at a time.

# %% given="imports"
import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

# %% [markdown]
# ## The engine so far
#
# Run this cell. You need not read all of it now. Three things are worth knowing.
#
# - `wrap_forward_fn(f)` turns a function `f` on arrays into a function on tensors, which remembers each call.
# - `BACK_FUNCS.add_back_func(f, i, back)` says: the backward function for argument `i` of `f` is `back`.
# - `unbroadcast(array, original)` sums `array` back to the shape of `original`, for arguments that were
#   stretched by broadcasting.
# %% given="engine" inline=true
from solutions.ps1_backprop import (  # noqa: F401
    BACK_FUNCS,
    Arr,
    BackwardFuncLookup,
    Recipe,
    Tensor,
    arange,
    backprop,
    empty,
    grad_tracking_enabled,
    log,
    log_back,
    multiply,
    multiply_back0,
    multiply_back1,
    sorted_computational_graph,
    tensor,
    topological_sort,
    unbroadcast,
    wrap_forward_fn,
    zeros,
)

# %% [markdown]
# The table starts with three rows.

# %% given="first-rows"
BACK_FUNCS.add_back_func(np.log, 0, log_back)
BACK_FUNCS.add_back_func(np.multiply, 0, multiply_back0)
BACK_FUNCS.add_back_func(np.multiply, 1, multiply_back1)

# %% [markdown]
# And one tool, for pictures that say what is in them. You need not read it.

# %% given="tools" inline=true
from solutions.ps1_backprop import show

# %% [markdown]
# ## More functions
#
# Every function joins the engine in the same three steps. You write the backward function, and the given cell
# below yours does the rest. For a function `f` with the backward function `f_back` that cell reads:
#
# ```python
# f = wrap_forward_fn(np.f)                      # 1. a version for tensors
# Tensor.f = f                                   # 2. the same as a method: x.f()
# BACK_FUNCS.add_back_func(np.f, 0, f_back)      # 3. a row in the table
# ```
#
# Step 2 looks strange if you have only seen methods inside a `class` block. A method is a function that is an
# attribute of the class, and attributes can be added at any time. After `Tensor.exp = exp`, writing `x.exp()`
# calls `exp(x)`. Operators are methods with special names: after `Tensor.__neg__ = negative`, writing `-x`
# calls `negative(x)`. So the class grows as the notebook does.
#
# All backward functions take plain NumPy arrays, in this order:
#
# | argument | what it is |
# |---|---|
# | `grad_out` | the gradient of the final loss $L$ with respect to the output; it has the output's shape |
# | `out` | the output of the forward function |
# | `x`, `y`, ... | what the forward function was called with |
#
# and return the gradient of $L$ with respect to `x` (or `y`), with the shape of `x` (or `y`).
#
# Three rules hold for all of them. The arrays that come in belong to somebody else, who still needs them:
# change none. Nothing is kept from one call to the next: the engine calls the same function for every
# operation of its kind, with other arrays and other axes each time. And a gradient has decimals, even where
# `x` holds whole numbers.
#
# Two tools help when a check is not enough.
#
# - `gradcheck(np.log, log_back, np.array([0.5, 2.0]))` compares a backward function with numerical
#   gradients, on any input you like, and shows where they differ. For the backward function of the second
#   argument add `arg=1`.
# - `draw_graph(tensor)` draws the computational graph that led to a tensor, with names, values and gradients.

# %% own="try-the-tools"
# Try the tools here. You can add cells of your own anywhere in this notebook.
a, b = Tensor([1.0, 2.0], requires_grad=True), Tensor([3.0, 4.0])
product = a * b * a.log()

# %% [markdown] exercise="negative_back"
# ### Negative
#
# The smallest possible backward function, to get the rhythm. You will meet it again at the very end of the
# network: a loss is a *negative* log-probability.
#
# On two numbers:
#
# ```
#   x        = [ 3.0, -1.0]     out    = [-3.0,  1.0]
#   grad_out = [10.0,  5.0]     answer = [-10.0, -5.0]
# ```
#
# Raise `x[0]` a little, and `out[0]` falls by as much. If $L$ rises with `out[0]` at the rate 10, it falls
# with `x[0]` at the rate 10.
#
# ![The line y = −x falls from left to right. At −1 its slope is −1, and so it is at 1.5 and everywhere.](pictures/ps2_negative.svg)
#
# In a formula: for $y = -x$ the local derivative is $\partial y / \partial x = -1$, so
#
# $$\frac{\partial L}{\partial x} = \frac{\partial L}{\partial y} \cdot (-1).$$
#
# The output always has the shape of the input, so nothing has to be unbroadcast.
#
# <details><summary>Hint 1: what to use</summary>
#
# Of `grad_out`, `out` and `x` you need only one. Which of them is multiplied in the formula?
#
# </details>
# <details><summary>Hint 2: nearly there</summary>
#
# The formula multiplies `grad_out` by $-1$. Do NumPy arrays know the minus sign?
#
# </details>


# %% exercise="negative_back"
def negative_back(grad_out: Arr, out: Arr, x: Arr) -> Arr:
    """Backward function for f(x) = -x, elementwise.

    grad_out, out, x: all of the same shape. Returns dL/dx, of that shape.
    """
    ### BEGIN SOLUTION
    return -grad_out
    ### END SOLUTION


# %% given="negative-tensor" of="negative_back"
negative = wrap_forward_fn(np.negative)
Tensor.__neg__ = negative
BACK_FUNCS.add_back_func(np.negative, 0, negative_back)

# %% [markdown] exercise="exp_back"
# ### Exponential
#
# The exponential turns the network's raw scores into positive numbers, on their way to becoming
# probabilities. It also shows what the argument `out` is for.
#
# On two numbers:
#
# ```
#   x        = [0.0, 1.0]       out    = [1.0,  2.718]
#   grad_out = [5.0, 2.0]       answer = [5.0,  5.437]
# ```
#
# The exponential is its own derivative: for $y = e^x$,
#
# $$\frac{\partial L}{\partial x} = \frac{\partial L}{\partial y} \cdot e^x
#   = \frac{\partial L}{\partial y} \cdot y.$$
#
# ![The curve y = exp x with two tangents. At 0 its height is 1 and its slope 1, at 1 its height is 2.718 and its slope 2.718.](pictures/ps2_exp.svg)
#
# The last step of the formula is the point: the slope is the height. $e^x$ was worked out on the way forward, so there is no reason to work it out
# again. A multiplication costs far less than an exponential.
#
# <details><summary>Hint 1: a nudge</summary>
#
# $e^x$ is among the arguments already, under another name. Which one?
#
# </details>
# <details><summary>Hint 2: nearly there</summary>
#
# Two of `grad_out`, `out` and `x` are multiplied, element by element. If your line calls `np.exp`, the
# numbers are right, but what was done twice?
#
# </details>


# %% exercise="exp_back"
def exp_back(grad_out: Arr, out: Arr, x: Arr) -> Arr:
    """Backward function for f(x) = exp(x), elementwise.

    grad_out, out, x: all of the same shape. Returns dL/dx, of that shape.
    """
    ### BEGIN SOLUTION
    return grad_out * out
    ### END SOLUTION


# %% given="exp-tensor" of="exp_back"
exp = wrap_forward_fn(np.exp)
Tensor.exp = exp
BACK_FUNCS.add_back_func(np.exp, 0, exp_back)

# %% [markdown] exercise="reshape_back"
# ### Reshape
#
# An image comes as 28 rows of 28 pixels. A linear layer wants a row of 784. `reshape` stands between them,
# and gradients have to find the way back.
#
# Reshaping changes no number, only the grid in which the numbers are laid out:
#
# ```
#   x  (2, 3)               out  (6,)
#
#   1  2  3      ──▶        1  2  3  4  5  6
#   4  5  6
#
#   ?  ?  ?      ◀──       10 20 30 40 50 60     grad_out
#   ?  ?  ?
# ```
#
# Each element of `out` *is* one element of `x`, so it has the same gradient. The 50 belongs to the 5 of the
# output, which came from `x[1, 1]`. So `x[1, 1]` gets 50. In a formula, with $k$ for the place in reading
# order,
#
# $$\left(\frac{\partial L}{\partial x}\right)_k = \left(\frac{\partial L}{\partial y}\right)_k,$$
#
# laid out in the grid of $x$.
#
# <details><summary>Hint 1: a nudge</summary>
#
# Fill in the question marks above by hand, and watch what you do. What undoes a reshape?
#
# </details>
# <details><summary>Hint 2: which shape</summary>
#
# `new_shape` is the shape that you come *from*, so you do not need it. Which argument has the shape that you
# go back to?
#
# </details>


# %% exercise="reshape_back"
def reshape_back(grad_out: Arr, out: Arr, x: Arr, new_shape: tuple) -> Arr:
    """Backward function for reshape.

    grad_out, out: shape new_shape (one of its lengths may have been given as -1).
    x: any shape with the same number of elements. Returns dL/dx, with the shape of x.
    """
    ### BEGIN SOLUTION
    return np.reshape(grad_out, x.shape)
    ### END SOLUTION


# %% given="reshape-tensor" of="reshape_back"
reshape = wrap_forward_fn(np.reshape)
Tensor.reshape = reshape
BACK_FUNCS.add_back_func(np.reshape, 0, reshape_back)

# %% [markdown] exercise="permute_back"
# ### Permute
#
# A linear layer multiplies by the *transpose* of its weights. Transposing is the simplest case of permuting
# axes. PyTorch's name is `permute`, NumPy's is `np.transpose`.
#
# Unlike reshape, permute keeps each axis whole and changes their order, as if you turned a block in your
# hands. `axes[j]` says which axis of `x` becomes axis `j` of the output:
#
# ![A block of 2 by 3 by 4 cubes with its edges A, B, C in three colors. permute (2, 0, 1) turns it so that its edges come in the order C, A, B. permute (1, 2, 0) turns it back.](pictures/ps2_permute.svg)
#
# ```
#   axes = (2, 0, 1)
#
#   x    has shape (A, B, C)
#   out  has shape (C, A, B)       out[k, i, j] is x[i, j, k]
# ```
#
# On the way back each axis returns to where it was. In `grad_out` the axis A is at place 1, B at place 2, C at
# place 0. So here we transpose by `(1, 2, 0)`, the **inverse** permutation. Transposing by `(2, 0, 1)` once
# more would give the shape `(B, C, A)`, which is wrong.
#
# In a formula, the inverse permutation $\sigma^{-1}$ of $\sigma = \texttt{axes}$ is the one with
#
# $$\sigma^{-1}(\sigma(j)) = j \quad\text{for every } j.$$
#
# Swapping two axes is its own inverse, so a wrong answer can look right on matrices. Try yours on three axes.
#
# <details><summary>Hint 1: find the inverse by hand</summary>
#
# Write the places 0, 1, 2 below the numbers of `axes`, then sort the columns by the upper row. What is in the
# lower row now?
#
# ```
#   axes    2  0  1        sorted   0  1  2
#   place   0  1  2        place    1  2  0
# ```
#
# </details>
# <details><summary>Hint 2: a NumPy function for it</summary>
#
# You sorted one row and read off where its numbers came from. Which NumPy function returns the *arguments*
# that sort an array?
#
# </details>
# <details><summary>Hint 3: negative axes</summary>
#
# An axis may be counted from the end: `x.T` will be `permute(x, (-1, -2))`. Does your answer still come out
# right? Only a mix such as `(-1, 0, 1)` needs `np.mod(axes, x.ndim)` first. The checks do not mix.
#
# </details>


# %% exercise="permute_back"
def permute_back(grad_out: Arr, out: Arr, x: Arr, axes: tuple) -> Arr:
    """Backward function for permute.

    axes: a permutation of the axes of x; axis j of out is axis axes[j] of x.
    grad_out, out: the shape of x with its lengths in the order of axes.
    Returns dL/dx, with the shape of x.
    """
    ### BEGIN SOLUTION
    inverse = np.argsort(np.mod(axes, x.ndim))
    return np.transpose(grad_out, inverse)
    ### END SOLUTION


# %% given="permute-tensor" of="permute_back"
permute = wrap_forward_fn(np.transpose)
Tensor.permute = permute
Tensor.T = property(lambda x: permute(x, (-1, -2)))
BACK_FUNCS.add_back_func(np.transpose, 0, permute_back)

# %% [markdown] exercise="sum_back"
# ### Sum
#
# A loss has to be a single number, and `sum` makes one number of many. It also stands inside every softmax,
# where it runs along one axis only. Of the small functions this one repays care most.
#
# On two numbers:
#
# ```
#   x = [3.0, 4.0]     out = 7.0
#   grad_out = 10.0    answer = [10.0, 10.0]
# ```
#
# Raise either element of `x` a little, and the sum rises by as much. So every element that went into a sum
# receives the whole gradient of that sum: **the backward of summing is copying**, just as the backward of
# copying (broadcasting) was summing. Here are the three ways to sum a matrix, and what comes back:
#
# ![A matrix a b c, d e f, three times. dim=0 adds each column: a+d, b+e, c+f; the gradient u v w comes back as two equal rows. dim=1 adds each row: a+b+c and d+e+f; the gradients u and v fill their rows. dim=None adds everything; the gradient u fills the matrix.](pictures/ps2_sums.svg)
#
# For a matrix $x$ summed along its rows,
#
# $$y_i = \sum_j x_{ij} \qquad\Longrightarrow\qquad
#   \frac{\partial L}{\partial x_{ij}} = \frac{\partial L}{\partial y_i}
#   \quad\text{for every } j.$$
#
# The trouble is only the shapes. Sum a `(2, 3)` matrix along axis 1 without `keepdim`, and the axis is gone:
# `out` has shape `(2,)`, and no longer lies in a column as in the picture. The axis has to be put back before
# NumPy can copy along it:
#
# ```
#   x (2, 3)   ── sum, dim=1 ──▶   out (2,)
#
#   grad_out (2,)   ──▶   (2, 1)   ──▶   (2, 3)
#     [10, 20]            [[10],         [[10, 10, 10],
#                          [20]]          [20, 20, 20]]
#                    put the axis back     copy along it
# ```
#
# `dim` is one axis, a tuple of axes, or `None` for all of them, and axes may be negative.
#
# <details><summary>Hint 1: which cases are there</summary>
#
# With `keepdim=True` the axis is still there. With `dim=None`, `grad_out` is a single number, which can be
# copied to any shape as it is. In which case is there an axis to put back?
#
# </details>
# <details><summary>Hint 2: the two NumPy functions</summary>
#
# `np.expand_dims(array, axes)` puts axes of length 1 in at the given places: one axis or a tuple, negative
# ones too. `np.broadcast_to(array, shape)` copies. In which order do you need them?
#
# </details>
# <details><summary>Hint 3: my shapes do not fit</summary>
#
# "`(2,)` cannot be broadcast to `(2, 3)`" means that the axis was not put back, or at the wrong end. If square
# matrices pass and others do not, along which axis are you copying?
#
# </details>
#
# <details><summary>Read on: a copy that is none</summary>
#
# `np.broadcast_to` copies nothing. It returns a *view*, in which many entries are one place in memory. NumPy
# lets nobody write into it. For a gradient that is only read, it costs nothing. Whoever wants to write into it
# makes a real copy first, by `np.array(...)`; that is why `backprop` does so for leaves.
#
# </details>


# %% exercise="sum_back"
def sum_back(grad_out: Arr, out: Arr, x: Arr, dim=None, keepdim=False) -> Arr:
    """Backward function for sum.

    grad_out, out: the shape of x without the axes in dim, or with length 1 there if keepdim.
    dim: the axis or axes that were summed (an int, a tuple of ints, or None for all of them).
    Returns dL/dx, with the shape of x.
    """
    ### BEGIN SOLUTION
    if dim is not None and not keepdim:
        grad_out = np.expand_dims(grad_out, dim)
    return np.broadcast_to(grad_out, x.shape)
    ### END SOLUTION


# %% given="sum-tensor" of="sum_back"
def _sum(x: Arr, dim=None, keepdim=False) -> Arr:
    """np.sum with PyTorch's names for its arguments."""
    return np.sum(x, axis=dim, keepdims=keepdim)


sum = wrap_forward_fn(_sum)
Tensor.sum = sum
BACK_FUNCS.add_back_func(_sum, 0, sum_back)

# %% [markdown]
# From here on the name `sum` means the function for tensors, and hides Python's own.

# %% [markdown] exercise="arithmetic"
# ### Add, subtract, divide
#
# The bias of a layer is *added*, the softmax *divides*, gradient descent *subtracts*. All three work as
# `multiply` does: two inputs, a backward function for each, and broadcasting to undo.
#
# This time there is no function to name. Each backward function is a `lambda` of one line, put into the table
# directly. The first one is there.
#
# On single numbers, with `x = 6` and `y = 2`:
#
# ```
#   grad_out = 10      gradient for x      gradient for y
#   x + y = 8          10                  10
#   x - y = 4          10                  -10
#   x / y = 3          10 · 1/2 = 5        10 · (-6/4) = -15
# ```
#
# ![What plus, minus, times and divided by send back to x and y when g arrives: g and g; g and −g; g times y and g times x; g / y and −g times x / y².](pictures/ps2_shares.svg)
#
# The local derivatives are
#
# $$\frac{\partial (x \pm y)}{\partial x} = 1, \qquad
#   \frac{\partial (x \pm y)}{\partial y} = \pm 1, \qquad
#   \frac{\partial (x / y)}{\partial x} = \frac{1}{y}, \qquad
#   \frac{\partial (x / y)}{\partial y} = -\frac{x}{y^2}.$$
#
# Either input may have been stretched by broadcasting, or be a plain number. Add a bias of shape `(64,)` to a
# batch of shape `(512, 64)`, and the gradient of the bias must come back with shape `(64,)`.
#
# <details><summary>Hint 1: how many, and in which order</summary>
#
# Three functions of two arguments make six rows. One is given. Each `lambda` takes `grad_out, out, x, y`, in
# this order, even if it uses only some of them. Which five are left?
#
# </details>
# <details><summary>Hint 2: the shape of each line</summary>
#
# Every line is `unbroadcast(<grad_out times the local derivative>, <the input it is for>)`. Is that input `x`
# or `y` in a row for position 1?
#
# </details>
# <details><summary>Hint 3: the last one</summary>
#
# $-x / y^2$ is also $-(x / y) / y$. Which argument is $x / y$? The local derivative has the shape of `out`, so
# multiply first and unbroadcast last.
#
# </details>

# %% exercise="arithmetic"
BACK_FUNCS.add_back_func(np.add, 0, lambda grad_out, out, x, y: unbroadcast(grad_out, x))
### BEGIN SOLUTION
BACK_FUNCS.add_back_func(np.add, 1, lambda grad_out, out, x, y: unbroadcast(grad_out, y))
BACK_FUNCS.add_back_func(np.subtract, 0, lambda grad_out, out, x, y: unbroadcast(grad_out, x))
BACK_FUNCS.add_back_func(np.subtract, 1, lambda grad_out, out, x, y: unbroadcast(-grad_out, y))
BACK_FUNCS.add_back_func(
    np.true_divide, 0, lambda grad_out, out, x, y: unbroadcast(grad_out / y, x)
)
BACK_FUNCS.add_back_func(
    np.true_divide, 1, lambda grad_out, out, x, y: unbroadcast(-grad_out * out / y, y)
)
### END SOLUTION

# %% given="arithmetic-tensor" of="arithmetic"
add = wrap_forward_fn(np.add)
subtract = wrap_forward_fn(np.subtract)
true_divide = wrap_forward_fn(np.true_divide)
Tensor.__add__ = add
Tensor.__sub__ = subtract
Tensor.__truediv__ = true_divide

# %% [markdown]
# ## Indexing
#
# A classifier gives ten scores for each image, and the loss wants one of them: that of the right digit.
# Picking it is indexing. NumPy allows many kinds of index. Two are enough for us.
#
# | kind | example for `x` of shape `(2, 3)` | result |
# |---|---|---|
# | an int, or a tuple of ints | `x[1]`, `x[1, 2]` | a row, a single number |
# | a tuple of 1D arrays or tensors of equal length | `x[arange(0, 2), Tensor([2, 0])]` | the numbers `x[0, 2]` and `x[1, 0]` |
#
# In the second kind the arrays are lists of coordinates, read in parallel. The same place may be named more
# than once. This is how a loss picks one number a row:
#
# ![A matrix logprobs of three rows and four columns. arange(0, 3) gives the rows 0, 1, 2, labels gives the columns 0, 1, 3. The marked numbers, one in each row, are the result of shape (3,).](pictures/ps2_pick.svg)
#
# The index may hold tensors, but NumPy wants arrays. `coerce_index` sees to that, and refuses arrays that are
# not of equal length.

# %% given="coerce-index"
Index = int | tuple[int, ...] | tuple[Arr, ...] | tuple[Tensor, ...]


def coerce_index(index: Index) -> int | tuple:
    """The same index, with arrays in place of tensors.

    Raises ValueError for arrays of different shapes, which NumPy would broadcast: labels of shape
    (n, 1) would pick n times as many numbers as those of shape (n,).
    """
    if not isinstance(index, tuple):
        return index
    index = tuple(i.array if isinstance(i, Tensor) else i for i in index)
    shapes = {np.shape(i) for i in index} - {()}
    if len(shapes) > 1:
        raise ValueError(f"the arrays of an index should have one shape, not {sorted(shapes)}")
    return index


# %% [markdown] exercise="getitem_back"
# ### Getitem
#
# When only some elements are picked, only those can influence the loss. The others have gradient zero. So the
# answer is an array of zeros in the shape of `x`, with the gradients of the picked elements in their places:
#
# ```
#   x = [1.0, 2.0, 3.0]     index = 2         out    = 3.0
#                           grad_out = 10     answer = [0, 0, 10]
# ```
#
# One thing asks for care. If an element is picked twice, it influences the loss twice, and its two gradients
# are **added**:
#
# ```
#   x = [1.0, 2.0, 3.0]     index = (array([0, 0, 2]),)     out    = [1.0, 1.0, 3.0]
#                           grad_out = [10, 20, 30]         answer = [30, 0, 30]
# ```
#
# An `x` of whole numbers is extra credit here: its gradient has decimals all the same.
#
# In a formula, where output $k$ was taken from the place $\iota(k)$,
#
# $$\left(\frac{\partial L}{\partial x}\right)_p
#   = \sum_{k \,:\, \iota(k) = p} \left(\frac{\partial L}{\partial y}\right)_k .$$
#
# <details><summary>Hint 1: where to start</summary>
#
# Start from an array of zeros with the shape of `x`. If `x` holds whole numbers, `grad_out` still has
# decimals. Whose type should the zeros have?
#
# </details>
# <details><summary>Hint 2: why += is not enough</summary>
#
# `zeros[index] += grad_out` reads all places, adds, and writes all places. A place that is named twice is read
# twice before it is written. What gets lost? `np.add.at(array, index, values)` adds one after the other, into
# `array`, and returns nothing.
#
# </details>
# <details><summary>Hint 3: tensors in the index</summary>
#
# `np.add.at` wants arrays, and `index` may hold tensors. Which given function turns the one into the other?
#
# </details>


# %% exercise="getitem_back"
def getitem_back(grad_out: Arr, out: Arr, x: Arr, index: Index) -> Arr:
    """Backward function for x[index].

    grad_out, out: the shape of x[index].
    index: an int, a tuple of ints, or a tuple of 1D arrays or tensors of equal length, in which
        places may be repeated.
    Returns dL/dx, with the shape of x: zero wherever nothing was picked.
    """
    ### BEGIN SOLUTION
    grad_x = np.zeros(x.shape, dtype=grad_out.dtype)
    np.add.at(grad_x, coerce_index(index), grad_out)
    return grad_x
    ### END SOLUTION


# %% given="getitem-tensor" of="getitem_back"
def _getitem(x: Arr, index: Index) -> Arr:
    """x[index] for an array x and an index that may hold tensors."""
    return x[coerce_index(index)]


getitem = wrap_forward_fn(_getitem)
Tensor.__getitem__ = getitem
BACK_FUNCS.add_back_func(_getitem, 0, getitem_back)

# %% [markdown]
# ## Functions without a derivative
#
# Which of ten scores is the largest? The answer is a place, a whole number. Change the scores a little, and it
# either stays or jumps. There is no slope to speak of. Comparing with `==` is of the same kind.
#
# Such functions are wrapped too, since tensors must be unboxed and the result boxed. But with
# `is_differentiable=False` no recipe is written, and gradients do not flow through them.


# %% given="argmax"
def _argmax(x: Arr, dim=None, keepdim=False) -> Arr:
    """np.argmax with PyTorch's names for its arguments."""
    return np.argmax(x, axis=dim, keepdims=keepdim)


argmax = wrap_forward_fn(_argmax, is_differentiable=False)
eq = wrap_forward_fn(np.equal, is_differentiable=False)
Tensor.argmax = argmax
Tensor.__eq__ = eq

# %% given="demo-argmax"
scores = tensor([1.0, 0.0, 3.0, 4.0], requires_grad=True)
best = scores.argmax()
if "get_ipython" in globals():  # in a notebook
    print(f"the largest is at place {best.item()}, its recipe is {best.recipe}")

# %% [markdown]
# ## Changing a tensor in place
#
# `a.add_(b)` changes the numbers inside `a`; `a + b` makes a new tensor. The first saves memory, but it is
# dangerous for an engine that remembers. A recipe holds the arrays themselves, not copies. If one of them is
# changed between the forward and the backward pass, the backward function works with numbers that were never
# used.
#
# ```
#   safe                              unsafe
#
#   a.add_(b)                         c = a * b      recipe of c holds a
#   c = a * b      recipe holds       a.add_(b)      ... which is changed here
#   backward       the new a          backward       and read here, too late
# ```
#
# PyTorch notices the right column and refuses with an error. It refuses the left one, too: a leaf that
# requires a gradient may not be changed in place at all, except inside `torch.no_grad()`. Our engine refuses
# nothing, so the rule is yours to keep: change in place only what no recipe still needs. The optimizer keeps
# it, since it runs after the backward pass.


# %% given="in-place"
def scaled(other: Tensor | float, alpha: float) -> Arr | float:
    """alpha * other, as an array or a number."""
    change = other.array if isinstance(other, Tensor) else other
    return change if alpha == 1 else alpha * change


def add_(x: Tensor, other: Tensor | float, alpha: float = 1.0) -> Tensor:
    """x += alpha * other, in place. Returns x."""
    np.add(x.array, scaled(other, alpha), out=x.array)
    return x


def sub_(x: Tensor, other: Tensor | float, alpha: float = 1.0) -> Tensor:
    """x -= alpha * other, in place. Returns x."""
    np.subtract(x.array, scaled(other, alpha), out=x.array)
    return x


def uniform_(x: Tensor, low: float = -1.0, high: float = 1.0) -> Tensor:
    """Fill x with random numbers, evenly spread over [low, high), in place. Returns x."""
    x.array[...] = np.random.uniform(low, high, x.shape)
    return x


Tensor.add_ = add_
Tensor.sub_ = sub_
Tensor.uniform_ = uniform_
Tensor.__iadd__ = add_
Tensor.__isub__ = sub_

# %% [markdown]
# The two columns, run. For `c = a * b` the gradient of `a` should be `b`, and that of `b` should be the `a`
# that was multiplied.


# %% given="in-place-examples"
def example_tensors() -> tuple[Tensor, Tensor]:
    a = Tensor([0.0, 1.0, 2.0, 3.0], requires_grad=True)
    b = Tensor([2.0, 3.0, 4.0, 5.0], requires_grad=True)
    return a, b


def safe_example() -> None:
    """a is changed before it is used, so both gradients are right."""
    a, b = example_tensors()
    a.add_(b)
    (a * b).sum().backward()
    assert np.allclose(a.grad.array, [2.0, 3.0, 4.0, 5.0])
    assert np.allclose(b.grad.array, [2.0, 4.0, 6.0, 8.0])


def unsafe_example() -> None:
    """a is changed after it was used, so the gradient of b is wrong. Prints a line for each."""
    a, b = example_tensors()
    c = a * b
    a.add_(b)
    c.sum().backward()
    expected = {"a": (a, [2.0, 3.0, 4.0, 5.0]), "b": (b, [0.0, 1.0, 2.0, 3.0])}
    for name, (x, grad) in expected.items():
        print(f"Grad wrt {name} is {'OK' if np.allclose(x.grad.array, grad) else 'WRONG'}!")


# %% given="demo-in-place"
safe_example()
if "get_ipython" in globals():  # in a notebook
    unsafe_example()

# %% [markdown]
# ## Numbers and tensors together
#
# `a * 2` calls `a.__mul__(2)`, which we have. `2 * a` first asks the number 2, by `(2).__mul__(a)`, and the
# number does not know tensors. Python then asks the tensor, by `a.__rmul__(2)`: the `r` says that the tensor
# stands on the right. For sums and products the order does not matter. For differences and quotients it does,
# so these two swap their arguments.

# %% given="reflected-operators"
Tensor.__radd__ = lambda x, other: add(other, x)
Tensor.__rsub__ = lambda x, other: subtract(other, x)
Tensor.__rtruediv__ = lambda x, other: true_divide(other, x)

# %% given="demo-mixed"
left = Tensor([0, 1, 2, 3], requires_grad=True)
right = Tensor([0, 1, 2, 3], requires_grad=True)
(left * 2).sum().backward()
(2 * right).sum().backward()
if "get_ipython" in globals():  # in a notebook
    print("gradient of left * 2: ", left.grad)
    print("gradient of 2 * right:", right.grad)

# %% [markdown] exercise="maximum_back"
# ### Maximum
#
# The larger of two numbers, element by element. ReLU, which comes next, is made of it.
#
# On three numbers:
#
# ```
#   x        = [ 1.0,  5.0,  2.0]       out          = [3.0, 5.0, 2.0]
#   y        = [ 3.0,  4.0,  2.0]       gradient x   = [ 0,  10,  5]
#   grad_out = [10.0, 10.0, 10.0]       gradient y   = [10,   0,  5]
# ```
#
# The winner receives the whole gradient, since the output moves with it, and the loser nothing. In the last
# column there is a **tie**. If both inputs are one and the same number, then $\max(x, x) = x$ has derivative
# 1, so the two shares must add up to 1. Many splits would do. We share evenly, as PyTorch does:
#
# $$\frac{\partial \max(x, y)}{\partial x} =
#   \begin{cases} 1 & x > y \\ \tfrac12 & x = y \\ 0 & x < y \end{cases}
#   \qquad\text{and the same for } y \text{ with the roles swapped.}$$
#
# ![Three graphs. relu is 0 up to 0 and then rises with slope 1. The larger of x and 1 is 1 up to 1 and then rises with slope 1. The slope of relu is 0 on the left, 1 on the right, and 0.5 at 0.](pictures/ps2_bends.svg)
#
# Either input may have been stretched by broadcasting, or be a plain number.
#
# <details><summary>Hint 1: comparisons are arrays</summary>
#
# `x > y` is an array of true and false, and in a product these count as 1 and 0. What is
# `grad_out * (x > y)` where `x` wins, and elsewhere?
#
# </details>
# <details><summary>Hint 2: the tie</summary>
#
# What do you add where `x == y`? (`np.where` is another way.) A comparison times the Python number 0.5 is
# `float64`; times `np.float32(0.5)` it is `float32`, like the rest of the engine. Either passes, the second
# trains faster.
#
# </details>
# <details><summary>Hint 3: the shape is wrong when I broadcast</summary>
#
# Up to here everything has the shape of `out`. The last step brings it back to the input that the gradient is
# for. Is that `x` or `y` in `maximum_back1`?
#
# </details>


# %% exercise="maximum_back"
def maximum_back0(grad_out: Arr, out: Arr, x: Arr, y: Arr) -> Arr:
    """Backward function for max(x, y) with respect to x. Ties are split evenly.

    grad_out, out: the shape of x and y broadcast together.
    x, y: arrays or plain numbers, whose shape is (). Returns dL/dx, with the shape of x.
    """
    ### BEGIN SOLUTION
    grad, ties = grad_out * (x > y), x == y
    if np.any(ties):  # seldom, and it takes as long as all the rest
        grad = grad + np.float32(0.5) * grad_out * ties
    return unbroadcast(grad, x)
    ### END SOLUTION


def maximum_back1(grad_out: Arr, out: Arr, x: Arr, y: Arr) -> Arr:
    """Backward function for max(x, y) with respect to y. Ties are split evenly.

    grad_out, out: the shape of x and y broadcast together.
    x, y: arrays or plain numbers, whose shape is (). Returns dL/dy, with the shape of y.
    """
    ### BEGIN SOLUTION
    grad, ties = grad_out * (y > x), x == y
    if np.any(ties):
        grad = grad + np.float32(0.5) * grad_out * ties
    return unbroadcast(grad, y)
    ### END SOLUTION


# %% given="maximum-tensor" of="maximum_back"
maximum = wrap_forward_fn(np.maximum)
Tensor.maximum = maximum
BACK_FUNCS.add_back_func(np.maximum, 0, maximum_back0)
BACK_FUNCS.add_back_func(np.maximum, 1, maximum_back1)

# %% [markdown] exercise="relu"
# ### ReLU
#
# Two linear layers in a row are just one linear layer. What makes a network more than that is a **non-linear**
# function between them, its **activation function**. The most popular one is the simplest: keep what is
# positive, replace the rest by zero.
#
# ```
#   x = [-2.0, 0.0, 3.0]      relu(x) = [0.0, 0.0, 3.0]
# ```
#
# $$\operatorname{relu}(x) = \max(x, 0)$$
#
# This is the first function that you make out of *tensor* functions. It needs no backward function of its own:
# the engine puts the gradients together from those of the parts. At $x = 0$ any slope from 0 to 1 could be
# defended. Ours is 0.5, which follows from how `maximum` treats ties. PyTorch's `relu` has 0 there. Training
# hardly ever meets an exact zero, so it does not notice.
#
# <details><summary>Hint 1: a nudge</summary>
#
# The formula, read aloud, is the answer. Which of your functions is it made of?
#
# </details>
# <details><summary>Hint 2: my gradient is missing</summary>
#
# The engine does not see what you do with `x.array`, and writes no recipe. Is it `maximum` that you call, or
# `np.maximum`? Numbers may be passed to it as they are.
#
# </details>


# %% exercise="relu"
def relu(x: Tensor) -> Tensor:
    """The larger of x and 0, elementwise. x: any shape. Returns a tensor of that shape."""
    ### BEGIN SOLUTION
    return maximum(x, 0.0)
    ### END SOLUTION


# %% given="relu-tensor" of="relu"
Tensor.relu = relu

# %% [markdown] exercise="matmul2d_back"
# ### Matrix multiplication
#
# This is where a network spends its time, and the one derivative of this unit worth deriving with a pencil.
# Both factors are matrices, so there is no broadcasting.
#
# The smallest example, a row times a column:
#
# ```
#   X = [[1, 2]]                Y = [[3],                  M = X @ Y = [[11]]
#                                    [4]]
#   gradient of X = [[30, 40]]  gradient of Y = [[10],     grad_out  = [[10]]
#                                                [20]]
# ```
#
# $M = 1 \cdot 3 + 2 \cdot 4$. Raise the 1 in $X$ a little, and $M$ rises 3 times as much. So its gradient is
# 10 · 3. In larger matrices every entry of $X$ takes part in a whole row of $M$:
#
# ![On the left, row 2 of X times column 1 of Y makes the entry M21. On the right, the gradient of X22 is made of row 2 of G and row 2 of Y.](pictures/ps2_matmul.svg)
#
# In general $M_{pq} = \sum_r X_{pr} Y_{rq}$, and $X_{ij}$ takes part in row $i$ of $M$ only, where it is
# multiplied by $Y_{jq}$. Adding up all the ways in which it matters, and writing $G$ for `grad_out`,
#
# $$\frac{\partial L}{\partial X_{ij}}
#   = \sum_q \frac{\partial L}{\partial M_{iq}} \frac{\partial M_{iq}}{\partial X_{ij}}
#   = \sum_q G_{iq}\, Y_{jq} .$$
#
# That sum is again a product of two matrices. Which two, and is one of them turned on its side? The gradient
# of $Y$ goes the same way.
#
# <details><summary>Hint 1: let the shapes guide you</summary>
#
# For `x` of shape `(a, b)` and `y` of shape `(b, c)`, `grad_out` has shape `(a, c)`. The answer for `x` must
# have shape `(a, b)`. In how many ways can you multiply `grad_out` and `y`, or its transpose, to get that?
#
# </details>
# <details><summary>Hint 2: read the sum as a product</summary>
#
# A product of matrices sums over *neighboring* indices: $(AB)_{ij} = \sum_q A_{iq} B_{qj}$. Ours is
# $\sum_q G_{iq} Y_{jq}$, so $A$ is $G$. What is $B$, if $B_{qj} = Y_{jq}$?
#
# </details>
# <details><summary>Hint 3: the other factor</summary>
#
# In the same way $\partial L / \partial Y_{ij} = \sum_p X_{pi}\, G_{pj}$. Which factor is transposed now, and
# on which side does $G$ stand? An answer that is right for square matrices only misses a transpose.
#
# </details>


# %% exercise="matmul2d_back"
def matmul2d_back0(grad_out: Arr, out: Arr, x: Arr, y: Arr) -> Arr:
    """Backward function for x @ y with respect to x.

    x: shape (a, b). y: shape (b, c). grad_out, out: shape (a, c). Returns dL/dx, shape (a, b).
    """
    ### BEGIN SOLUTION
    return grad_out @ y.T
    ### END SOLUTION


def matmul2d_back1(grad_out: Arr, out: Arr, x: Arr, y: Arr) -> Arr:
    """Backward function for x @ y with respect to y.

    x: shape (a, b). y: shape (b, c). grad_out, out: shape (a, c). Returns dL/dy, shape (b, c).
    """
    ### BEGIN SOLUTION
    # x.T @ grad_out, laid out in memory as the weights are that `Linear` uses transposed
    return (grad_out.T @ x).T
    ### END SOLUTION


# %% given="matmul-tensor" of="matmul2d_back"
def _matmul2d(x: Arr, y: Arr) -> Arr:
    """x @ y for two matrices, (a, b) and (b, c). Returns shape (a, c)."""
    return x @ y


matmul = wrap_forward_fn(_matmul2d)
Tensor.__matmul__ = matmul
BACK_FUNCS.add_back_func(_matmul2d, 0, matmul2d_back0)
BACK_FUNCS.add_back_func(_matmul2d, 1, matmul2d_back1)

# %% [markdown]
# ## Parameters and modules
#
# All the functions are there. Now we go up a floor. A network is a set of numbers to be learned together with
# a way to use them, and it is put together from smaller networks. Two classes capture that.
#
# A **`Parameter`** is a tensor that is meant to be learned. It requires a gradient unless told otherwise, and
# it prints differently. It takes over the array of the tensor that it is made from, without a copy.


# %% given="parameter"
class Parameter(Tensor):
    """A tensor that belongs to a module and is changed by training."""

    def __init__(self, tensor: Tensor, requires_grad: bool = True):
        """tensor: the initial values. Its array is shared, not copied.

        Raises TypeError for whole numbers, which cannot move by a fraction of a gradient.
        """
        if requires_grad and tensor.array.dtype.kind != "f":
            raise TypeError(
                f"a Parameter holds decimals, not {tensor.array.dtype}: write 1.0 for 1"
            )
        super().__init__(tensor.array, requires_grad)

    def __repr__(self) -> str:
        return f"Parameter containing:\n{super().__repr__()}"


# %% given="demo-parameter"
x = Tensor([1.0, 2.0, 3.0])
p = Parameter(x)
x.add_(Tensor(2.0))  # the array is shared, so p sees the change
if "get_ipython" in globals():  # in a notebook
    print(p)

# %% [markdown]
# A **`Module`** is something with parameters, or with other modules inside, that can be called on a tensor.
# Networks are trees of modules:
#
# ```
#   MLP
#   ├── linear1: Linear ── weight, bias
#   ├── relu1:   ReLU
#   └── output:  Linear ── weight, bias
# ```
#
# Three methods with special names do the work.
#
# - `__setattr__` runs at every `self.name = value`. Ours notes parameters and modules in two dictionaries on
#   the way, so that a module knows its parts without being told twice.
# - `__call__` runs at `module(x)` and passes everything on to `forward`. A new module needs only `__init__`
#   and `forward`.
# - `__repr__` runs at `print(module)` and draws the tree, one line per module, like the one above.
#
# `parameters()` walks the tree. That is how the optimizer finds all that is to be learned. The two dictionaries
# are made in `Module.__init__`, so a subclass calls `super().__init__()` first of all.


# %% given="module"
class Module:
    """The base class of all networks and parts of networks."""

    _modules: dict[str, "Module"]
    _parameters: dict[str, Parameter]

    def __init__(self) -> None:
        self._modules = {}
        self._parameters = {}

    def modules(self) -> Iterator["Module"]:
        """The modules directly inside this one."""
        yield from self._modules.values()

    def parameters(self, recurse: bool = True) -> Iterator[Parameter]:
        """This module's own parameters; with recurse also those of all the modules inside.

        Each comes once, also one that several modules share.
        """
        found = dict.fromkeys(self._parameters.values())
        if recurse:
            for module in self.modules():
                found.update(dict.fromkeys(module.parameters()))
        yield from found

    def __setattr__(self, key: str, val: Any) -> None:
        """self.key = val, which also notes val if it is a parameter or a module."""
        if isinstance(val, Parameter):
            self._parameters[key] = val
        elif isinstance(val, Module):
            self._modules[key] = val
        super().__setattr__(key, val)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self.forward(*args, **kwargs)

    def forward(self, *args: Any, **kwargs: Any) -> Any:
        raise NotImplementedError(f"{type(self).__name__} needs a method `forward`")

    def extra_repr(self) -> str:
        """What to show between the brackets of a module that has no modules inside."""
        return ""

    def __repr__(self) -> str:
        name = type(self).__name__
        children = [f"({key}): {module!r}" for key, module in self._modules.items()]
        if not children:
            return f"{name}({self.extra_repr()})"
        tree = textwrap.indent("\n".join(children), "  ")
        return f"{name}(\n{tree}\n)"


# %% given="demo-module"
class Inner(Module):
    def __init__(self):
        super().__init__()
        self.param1 = Parameter(Tensor([1.0]))
        self.param2 = Parameter(Tensor([2.0]))


class Outer(Module):
    def __init__(self):
        super().__init__()
        self.inner = Inner()
        self.param3 = Parameter(Tensor([3.0]))


outer = Outer()
if "get_ipython" in globals():  # in a notebook
    print(outer)
    print("all parameters:", [p.item() for p in outer.parameters()])
    print("its own alone: ", [p.item() for p in outer.parameters(recurse=False)])

# %% [markdown] exercise="Linear"
# ### Linear
#
# The workhorse of every network: each output is a weighted sum of the inputs, plus a constant. What it learns
# are the weights and the constants.
#
# With two inputs and one output, `weight = [[3, 4]]` and `bias = [5]`:
#
# ```
#   x = [[1, 2]]     x @ weight.T + bias = [[1*3 + 2*4 + 5]] = [[16]]
# ```
#
# For a batch $X$ of shape (batch, in), a weight matrix $W$ of shape (out, in) and a bias $b$ of shape (out,),
#
# $$Y = X W^{\top} + b .$$
#
# Storing $W$ with the outputs first is PyTorch's convention, and the reason for the transpose.
#
# **Where to begin.** If all weights started at the same value, all outputs would learn the same thing. So they
# start at random, spread evenly over
#
# $$\left[-\frac{1}{\sqrt{\text{in}}},\ \frac{1}{\sqrt{\text{in}}}\right],$$
#
# weights and bias alike. The more inputs are summed, the smaller each weight, so that the output neither
# explodes nor vanishes.
#
# <details><summary>Hint 1: random numbers in a range</summary>
#
# `np.random.uniform(low, high, shape)` gives an array. Which range and which shape do `weight` and `bias`
# need?
#
# </details>
# <details><summary>Hint 2: how to store them</summary>
#
# An array becomes a parameter by `Parameter(Tensor(array))`. Assign it to `self.weight`, and `Module` takes
# note by itself. What is `self.bias` if `bias` is false?
#
# </details>
# <details><summary>Hint 3: forward</summary>
#
# Everything you need is an operator on tensors by now: `@`, `.T` and `+`. What would become of the gradient if
# you used `.array`? And what if there is no bias?
#
# </details>


# %% exercise="Linear"
class Linear(Module):
    """A linear layer (affine, strictly speaking): x @ weight.T + bias."""

    weight: Parameter
    bias: Parameter | None

    def __init__(self, in_features: int, out_features: int, bias: bool = True):
        """Make self.weight, shape (out_features, in_features), and self.bias, (out_features,).

        Both are drawn evenly from [-1/sqrt(in_features), 1/sqrt(in_features)].
        bias: if False, self.bias is None.
        """
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        ### BEGIN SOLUTION
        bound = 1 / np.sqrt(in_features)
        weight = np.random.uniform(-bound, bound, (out_features, in_features))
        self.weight = Parameter(Tensor(weight))
        self.bias = None
        if bias:
            self.bias = Parameter(Tensor(np.random.uniform(-bound, bound, out_features)))
        ### END SOLUTION

    def forward(self, x: Tensor) -> Tensor:
        """x: shape (batch, in_features). Returns shape (batch, out_features)."""
        ### BEGIN SOLUTION
        out = x @ self.weight.T
        return out if self.bias is None else out + self.bias
        ### END SOLUTION

    def extra_repr(self) -> str:
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


# %% [markdown]
# Now a network takes a few lines. First `relu` as a module:


# %% given="relu-module"
class ReLU(Module):
    """relu as a module."""

    def forward(self, x: Tensor) -> Tensor:
        return relu(x)


# %% [markdown]
# And the network that will read the digits: 784 pixels in, two hidden layers of 64, ten scores out.
#
# ```
#   image     pixels    linear1    relu1    linear2    relu2    output
#   28 × 28 ──▶ 784 ──▶ 64 ──────▶ 64 ────▶ 64 ──────▶ 64 ────▶ 10
# ```


# %% given="mlp"
class MLP(Module):
    """A multilayer perceptron for images of 28 by 28 pixels and ten classes."""

    def __init__(self):
        super().__init__()
        self.linear1 = Linear(28 * 28, 64)
        self.linear2 = Linear(64, 64)
        self.relu1 = ReLU()
        self.relu2 = ReLU()
        self.output = Linear(64, 10)

    def forward(self, x: Tensor) -> Tensor:
        """x: shape (batch, ...) with 784 numbers an image. Returns logits, shape (batch, 10)."""
        pixels = x.reshape((len(x), 28 * 28))
        hidden = self.relu1(self.linear1(pixels))
        hidden = self.relu2(self.linear2(hidden))
        return self.output(hidden)


# %% [markdown] exercise="cross_entropy"
# ### Cross-entropy
#
# The network gives ten scores, the **logits**. The loss has to say how bad they are, given which digit was
# right. The idea: turn the scores into probabilities, and ask how surprised the network is by the truth.
#
# One image, two classes, the right one is class 0:
#
# ```
#   logits = [2.0, 1.0]     exp = [7.389, 2.718]     probabilities = [0.731, 0.269]
#   loss = -log(0.731) = 0.313
# ```
#
# Had class 1 been right, the loss would be $-\log 0.269 = 1.313$. A sure and right answer costs nearly
# nothing, a sure and wrong one a lot:
#
# ![The curve of minus log p. It falls from very large at p near 0 to 0 at p = 1. Marked: p = 0.731 costs 0.313, p = 0.269 costs 1.313, and guessing one of ten costs 2.303.](pictures/ps2_surprise.svg)
#
# In formulas, for logits $z$ and the right class $t$, the softmax gives
# $p_k = e^{z_k} / \sum_j e^{z_j}$. The logarithm of a quotient is a difference, so
#
# $$\log p_k = z_k - \log \sum_j e^{z_j},
#   \qquad \text{loss} = -\log p_t = \log \sum_j e^{z_j} - z_t .$$
#
# You return one loss for each image of the batch. The mean is taken later. (For very large logits the
# exponential overflows. Real libraries subtract the largest logit first; you need not.)
#
# <details><summary>Hint 1: the first term</summary>
#
# `exp`, `sum` and `log` are methods of your tensors now. The sum goes over the classes. Which axis of `logits`
# is that, counted from the end?
#
# </details>
# <details><summary>Hint 2: the second term</summary>
#
# From row 0 take column `true_labels[0]`, from row 1 column `true_labels[1]`, and so on: the second kind of
# index. If `true_labels` are the columns, what are the rows, and does `arange(0, n)` make them?
#
# </details>
# <details><summary>Hint 3: shapes</summary>
#
# Both terms should have shape `(batch,)`. If you form all log-probabilities first, the sum needs
# `keepdim=True`. What would NumPy subtract from what without it, if both lengths happen to be equal?
#
# </details>


# %% exercise="cross_entropy"
def cross_entropy(logits: Tensor, true_labels: Tensor) -> Tensor:
    """The loss of each example: minus the log-probability of the right class.

    logits: shape (batch, classes), the raw scores.
    true_labels: shape (batch,), whole numbers: the right class of each example.
    Returns shape (batch,), like torch.nn.functional.cross_entropy with reduction="none".
    """
    ### BEGIN SOLUTION
    log_normalizer = logits.exp().sum(dim=-1).log()
    true_logits = logits[arange(0, len(logits)), true_labels]
    return log_normalizer - true_logits
    ### END SOLUTION


# %% [markdown]
# ## Turning gradients off
#
# While the network is only *used*, or its weights are changed by hand, nothing should be remembered. The
# engine looks at the switch `grad_tracking_enabled` before it writes a recipe, and `NoGrad` turns it off for
# the length of a `with` block.
#
# Two methods make a class usable in a `with` statement: `__enter__` runs at the top of the block, `__exit__`
# at its end, however the block ends. Ours keeps the old position of the switch and puts it back, so that
# blocks can be nested.

# %% given="no-grad" inline=true
from solutions.ps1_backprop import NoGrad

# %% given="demo-no-grad"
weight = Tensor([1.0, 2.0], requires_grad=True)
if "get_ipython" in globals():  # in a notebook
    with NoGrad():
        print("inside: ", weight * 2)
    print("outside:", weight * 2)

# %% [markdown] exercise="SGD"
# ### SGD
#
# The gradient of the loss says for every parameter which way is up. To make the loss smaller, take a small
# step down. This is all there is to *stochastic gradient descent*; stochastic, because each gradient comes
# from a random batch and not from all the data.
#
# One parameter, one step, learning rate 0.1:
#
# ```
#   p = 3.0     p.grad = 5.0     new p = 3.0 - 0.1 * 5.0 = 2.5
# ```
#
# $$p \leftarrow p - \eta \, \frac{\partial L}{\partial p}$$
#
# How small a step? Here are twelve steps down the same bowl, with three learning rates $\eta$:
#
# ![Three views of a long bowl from above, with a path of twelve steps. With learning rate 0.05 the path hardly moves. With 0.4 it reaches the star in the middle. With 0.51 it jumps from wall to wall, higher each time.](pictures/ps2_bowl.svg)
#
# An optimizer has two duties.
#
# - `zero_grad` forgets the old gradients. `backward` *adds* to what is there, so without it today's step would
#   still contain yesterday's gradient. Set each one to `None`, not to zeros.
# - `step` moves each parameter, **in place**. The network and the optimizer hold the same `Parameter` objects.
#   If you made new tensors here, the network would never hear of them.
#
# (In PyTorch a parameter without a gradient, which took no part in the loss, is left alone. Here every
# parameter takes part, so you need not think of it.)
#
# <details><summary>Hint 1: in place</summary>
#
# `p -= change` calls `sub_` on the tensor and changes its numbers. What does `p = p - change` do, and who sees
# it?
#
# </details>
# <details><summary>Hint 2: nothing to remember</summary>
#
# A gradient is a tensor, so `self.lr * p.grad` is one, too. The step is not part of any loss. Which `with`
# block tells the engine so?
#
# </details>
# <details><summary>Hint 3: nearly there</summary>
#
# Both methods are a loop over `self.params`. What is assigned to `p.grad` in `zero_grad`, and what is
# subtracted from `p` in `step`?
#
# </details>


# %% exercise="SGD"
class SGD:
    """Plain stochastic gradient descent."""

    def __init__(self, params: Iterable[Parameter], lr: float):
        """params: what to optimize. lr: the learning rate."""
        self.params = list(dict.fromkeys(params))  # one that is handed in twice moves once
        self.lr = lr

    def zero_grad(self) -> None:
        """Set the grad of every parameter to None."""
        ### BEGIN SOLUTION
        for p in self.params:
            p.grad = None
        ### END SOLUTION

    def step(self) -> None:
        """Subtract lr * grad from every parameter, in place."""
        ### BEGIN SOLUTION
        with NoGrad():
            for p in self.params:
                if p.grad is not None:
                    p -= self.lr * p.grad
        ### END SOLUTION


# %% [markdown]
# Your turn on the bowl. Change `lr` and run the cell again. At which learning rate does the path leave the
# bowl? (The bowl is $x^2 / 2 + 2 y^2$, and 12 steps start at the dot on the left.)

# %% own="bowl" tags=["skip-grading"]
if "get_ipython" in globals():  # in a notebook
    import matplotlib.pyplot as plt

    lr = 0.3

    place = Parameter(Tensor([-2.6, 0.85]))
    optimizer = SGD([place], lr)
    path = [place.array.copy()]
    for _ in range(12):
        optimizer.zero_grad()
        (place * place * Tensor([0.5, 2.0])).sum().backward()
        optimizer.step()
        path.append(place.array.copy())

    x, y = np.meshgrid(np.linspace(-3, 3, 120), np.linspace(-1.5, 1.5, 80))
    figure, axis = plt.subplots(figsize=(6, 3), layout="constrained")
    axis.contour(x, y, x**2 / 2 + 2 * y**2, levels=10, colors="gray", linewidths=0.7)
    axis.plot(*np.array(path).T, "o-", markersize=4)
    axis.set(title=f"learning rate {lr}", xlim=(-3, 3), ylim=(-1.5, 1.5))
    show(f"Twelve steps down a bowl with learning rate {lr}, ending at {np.round(path[-1], 2)}.")

# %% [markdown] exercise="all_together"
# ### All of it together
#
# There is nothing to write here. So far each exercise was checked by itself. Now the whole MLP runs on your
# code and yours alone: a forward pass, a backward pass, and a few steps of gradient descent on a small batch.
# The loss at each step, the gradients of every layer and what the layers have learned are compared with what
# they should be.
#
# ```
#   forward     images ──▶ MLP ──▶ logits ──▶ cross_entropy ──▶ mean ──▶ loss
#   backward    loss.backward() fills p.grad for each parameter p, optimizer.step() moves it
# ```
#
# In one formula, for all parameters $\theta$, a batch of $n$ images $x_i$ with labels $t_i$, and `cross_entropy`
# for the loss, one step is
#
# $$\theta \leftarrow \theta - \eta \, \nabla_\theta \, \frac1n \sum_{i=1}^{n}
#   \operatorname{loss}\bigl(\operatorname{MLP}_\theta(x_i),\, t_i\bigr) .$$
#
# If every check above is green and this one is not, look for what the small checks cannot see:
#
# - a function that returns the right numbers but changes one of its inputs on the way;
# - a step that makes new tensors instead of changing the old ones;
# - an older version of a function that is still in use, because its cell was changed but not run.
#   *Restart and run all* settles that.
#
# <details><summary>Hint 1: find the layer</summary>
#
# Gradients are made from the end to the beginning. If that of `output.weight` is right and that of
# `linear2.weight` is wrong, which functions stand between these two?
#
# </details>
# <details><summary>Hint 2: find the step</summary>
#
# If all gradients of the first step are right and the parameters after it are wrong, look at `SGD.step`. If the
# first step is right and the second is wrong, what survived that `SGD.zero_grad` should have forgotten?
#
# </details>

# %% [markdown]
# ### In your own words
#
# `explain-two-roads` · 4 points · read and graded by a person · 10 to 15 minutes
#
# Take `a = 2.0` and `b = 3.0`, compute `d = a * b` and `f = d * d.log()`, and call `f.backward()`. The
# logarithm of 6 is 1.79.
#
# 1. On how many roads does a change of `d` reach `f`, and what does each of them send back to `d`? Give the
#    numbers, and the gradient of `a`.
# 2. Why does the engine *add* what arrives, where it could overwrite?
# 3. The engine visits the tensors in a certain order. What would go wrong here if `d` passed its gradient on as
#    soon as the first share was there?
#
# | points | for |
# |---|---|
# | 1 | both roads, with their numbers |
# | 1 | the gradient of `a`, from the sum of the two |
# | 1 | why shares are added: one change acts on all roads at once |
# | 1 | what goes wrong without the order, in this graph |
#
# Four to eight sentences are enough. Write them into the cell below (a double click opens it).

# %% [markdown] essay="two-roads" points=4
# Two: straight into the product, and through the logarithm. The product sends the other factor, log 6 = 1.79,
# straight to `d` and 6 to the logarithm, which sends 6 / 6 = 1 on to `d`. Together that is 2.79, and the
# gradient of `a` is 2.79 · 3 = 8.38.
#
# A change of `d` acts on both roads at once, and by the chain rule for several variables its effects add up.
# Overwriting would keep the last of the two alone.
#
# If `d` passed 1.79 on at once, `a` would get 1.79 · 3 = 5.38, and the share that comes through the logarithm
# would be lost, or would have to be sent after it in a second walk through all that lies behind `d`. A
# topological order visits `d` only when everything that was computed from it is done.

# %% [markdown]
# ## Training
#
# What remains is bookkeeping, and it is given.
#
# ### The data
#
# MNIST is 70,000 images of handwritten digits, 28 by 28 gray pixels each: 60,000 to learn from and 10,000 to
# be tested on. If it cannot be found or downloaded, a small set of 1,797 digits stands in. The smaller set
# wants smaller batches and more epochs, so the settings go with the data. (An epoch is one walk through all
# the training images.)


# %% given="settings"
@dataclass(frozen=True)
class Settings:
    """How to train on a data set."""

    batch_size: int
    num_epochs: int
    lr: float


MNIST_SETTINGS = Settings(batch_size=512, num_epochs=5, lr=0.1)
DIGITS_SETTINGS = Settings(batch_size=32, num_epochs=20, lr=0.1)


def settings_for(source: str) -> Settings:
    """source: where the data came from, as load_mnist() tells it."""
    return DIGITS_SETTINGS if source == "digits" else MNIST_SETTINGS


# %% [markdown]
# A `DataLoader` hands out the data in batches. For training it deals them in a new random order each time. The
# last batch may be smaller.


# %% given="data-loader"
class DataLoader:
    """Batches of images and labels, as NumPy arrays."""

    def __init__(
        self, images: Arr, labels: Arr, batch_size: int, shuffle: bool = False, seed: int = 0
    ):
        """images: shape (n, 28, 28). labels: shape (n,)."""
        self.images = images
        self.labels = labels
        self.batch_size = batch_size
        self.shuffle = shuffle
        self.rng = np.random.default_rng(seed)

    def __len__(self) -> int:
        """The number of batches."""
        return -(-len(self.labels) // self.batch_size)

    def __iter__(self) -> Iterator[tuple[Arr, Arr]]:
        n = len(self.labels)
        order = self.rng.permutation(n) if self.shuffle else np.arange(n)
        for start in range(0, n, self.batch_size):
            batch = order[start : start + self.batch_size]
            yield self.images[batch], self.labels[batch]


# %% [markdown]
# Networks learn best from numbers around zero. Over all of MNIST the pixels, scaled to the range from 0 to 1,
# have mean 0.1307 and standard deviation 0.3081. Subtract the one and divide by the other, and they have mean 0
# and deviation 1.

# %% given="get-mnist"
MEAN, STD = 0.1307, 0.3081


def normalize(images: Arr) -> Arr:
    """images: uint8, 0 to 255. Returns float32 of the same shape, with mean near 0."""
    images = images.astype(np.float32)
    images /= 255
    images -= MEAN
    images /= STD
    return images


def get_mnist(mnist: Any = None, seed: int = 0) -> tuple[DataLoader, DataLoader]:
    """Return a loader for the training images and one for the test images.

    mnist: what load_mnist() returned; without it, it is called here.
    seed: decides the order of the training images.
    """
    if mnist is None:
        from autograder.mnist import load_mnist

        mnist = load_mnist()
    size = settings_for(mnist.source).batch_size
    train_images, test_images = normalize(mnist.train_images), normalize(mnist.test_images)
    return (
        DataLoader(train_images, mnist.train_labels, size, shuffle=True, seed=seed),
        DataLoader(test_images, mnist.test_labels, size),
    )


def show_images(images: Arr, titles: Iterable[Any], columns: int = 12) -> None:
    """Draw pictures in a grid, each under its title. images: shape (n, height, width)."""
    import matplotlib.pyplot as plt

    rows = -(-len(images) // columns) or 1
    figure, axes = plt.subplots(rows, columns, figsize=(columns, 1.25 * rows), squeeze=False)
    for axis in axes.flat:
        axis.axis("off")
    for axis, image, title in zip(axes.flat, images, titles, strict=False):
        axis.imshow(image, cmap="gray")
        axis.set_title(title, fontsize=10)
    figure.tight_layout()


def visualize(loader: DataLoader, rows: int = 4, columns: int = 12) -> None:
    """Show images of the first batch with their labels."""
    images, labels = next(iter(loader))
    n_shown = rows * columns
    show_images(images[:n_shown], labels[:n_shown].tolist(), columns)


# %% given="load-data" tags=["skip-grading"]
if __name__ == "__main__":
    from autograder.mnist import load_mnist

    mnist = load_mnist()
    settings = settings_for(mnist.source)
    train_loader, test_loader = get_mnist(mnist)

# %% given="show-data" tags=["skip-grading"]
if "get_ipython" in globals():  # in a notebook
    visualize(train_loader)
    show("Forty-eight handwritten digits, each with its label above it.")

# %% [markdown]
# ### The loops
#
# One step of training is five lines, and you built what is in each of them: forget the old gradients, run the
# network, measure the loss, run backwards, move the parameters. When the function returns, nothing holds the
# graph of this step any more, and its memory is free for the next.
#
# The loss is the *mean* over the batch, not the sum. With a sum, a batch twice as large would give a gradient
# twice as large, and the learning rate would have to change with the batch. With the mean it need not.


# %% given="train-and-test"
def train_step(model: Module, optimizer: SGD, data: Arr, target: Arr) -> float:
    """Move the parameters once. Returns the average loss of the batch before the move."""
    optimizer.zero_grad()
    output = model(Tensor(data))
    loss = cross_entropy(output, Tensor(target)).sum() / len(output)
    loss.backward()
    optimizer.step()
    return loss.item()


def train(
    model: Module,
    train_loader: DataLoader,
    optimizer: SGD,
    epoch: int,
    train_loss_list: list[float] | None = None,
) -> None:
    """Train for one epoch. The loss of every batch is appended to train_loss_list."""
    from autograder.student.progress import progress_bar

    print(f"Epoch: {epoch}")
    batches = progress_bar(train_loader)
    for data, target in batches:
        loss = train_step(model, optimizer, data, target)
        batches.set_description(f"Train set: Avg loss: {loss:.3f}", refresh=False)
        if train_loss_list is not None:
            train_loss_list.append(loss)


def test(
    model: Module,
    test_loader: DataLoader,
    test_accuracy_list: list[float] | None = None,
    test_loss_list: list[float] | None = None,
) -> None:
    """Print the loss and accuracy on all test images; append them to the lists."""
    test_loss = 0.0
    n_correct = 0
    with NoGrad():
        for data, target in test_loader:
            output, labels = model(Tensor(data)), Tensor(target)
            test_loss += cross_entropy(output, labels).sum().item()
            n_correct += (output.argmax(dim=1) == labels).sum().item()
    n_data = len(test_loader.labels)
    print(
        f"Test set:  Avg loss: {test_loss / n_data:.3f}, "
        f"Accuracy: {n_correct}/{n_data} ({n_correct / n_data:.1%})"
    )
    if test_accuracy_list is not None:
        test_accuracy_list.append(n_correct / n_data)
    if test_loss_list is not None:
        test_loss_list.append(test_loss / n_data)


# %% [markdown]
# ### The run
#
# Expect more than 93 % on MNIST after five epochs, and more than 95 % on the small set after twenty. Guessing
# would be right one time in ten, and would cost a loss of $\log 10 = 2.3$.

# %% given="train-mlp" tags=["skip-grading"]
if __name__ == "__main__":
    import time

    np.random.seed(0)
    model = MLP()
    first_weight = model.linear1.weight.array.copy()  # to see later what training has changed
    optimizer = SGD(model.parameters(), settings.lr)
    train_loss_list = []
    test_accuracy_list, test_loss_list = [], []
    start = time.time()
    for epoch in range(settings.num_epochs):
        train(model, train_loader, optimizer, epoch, train_loss_list)
        test(model, test_loader, test_accuracy_list, test_loss_list)
    print(f"\nCompleted in {time.time() - start:.2f}s")

# %% [markdown]
# The loss of every batch, and of the test images after every epoch, on the left axis; the accuracy on the right
# one. The dashed line is guessing. As long as both losses fall together, the network learns what is common to
# all digits. When the test loss rises while the training loss still falls, it has begun to learn its training
# images by heart. That is **overfitting**.


# %% given="plot-training"
def plot_training(
    train_loss_list: list[float],
    test_accuracy_list: list[float],
    test_loss_list: list[float] | None = None,
) -> None:
    """Draw the loss of every batch, and the test loss and test accuracy after every epoch."""
    import matplotlib.pyplot as plt

    batches_an_epoch = len(train_loss_list) // len(test_accuracy_list)
    epoch_ends = batches_an_epoch * np.arange(1, len(test_accuracy_list) + 1)

    figure, loss_axis = plt.subplots(figsize=(8, 4))
    loss_axis.plot(train_loss_list, color="tab:blue", alpha=0.6, label="training loss")
    if test_loss_list is not None:
        loss_axis.plot(epoch_ends, test_loss_list, color="navy", marker="s", label="test loss")
    loss_axis.axhline(np.log(10), color="gray", linestyle="--", label="guessing")
    loss_axis.set_xlabel("Batches seen")
    loss_axis.set_ylabel("Cross entropy loss", color="navy")
    loss_axis.set_ylim(bottom=0)

    accuracy_axis = loss_axis.twinx()
    accuracy_axis.plot(epoch_ends, test_accuracy_list, "o-", color="#a04000", label="test accuracy")
    accuracy_axis.set_ylabel("Test accuracy", color="#a04000")
    accuracy_axis.set_ylim(0, 1)

    lines = [*loss_axis.lines, *accuracy_axis.lines]
    loss_axis.legend(handles=lines, loc="center right")
    loss_axis.set_title("MLP training from scratch")
    figure.tight_layout()


# %% given="plot" tags=["skip-grading"]
if "get_ipython" in globals():  # in a notebook
    plot_training(train_loss_list, test_accuracy_list, test_loss_list)
    show(
        f"Both losses fall from 2.3; the test loss ends at {test_loss_list[-1]:.2f}. "
        f"The test accuracy rises to {test_accuracy_list[-1]:.1%}."
    )

# %% [markdown]
# ### A tenth of the learning rate
#
# The course on which this unit is modeled trains the same network for as many epochs with a tenth of the
# learning rate: 0.01 on MNIST. It comes to 88 %. The bowl above shows why. The steps are too small, and after
# five epochs the network is still on its way down.

# %% given="train-slowly" tags=["skip-grading"]
if "get_ipython" in globals():  # in a notebook
    np.random.seed(0)
    slow_model = MLP()
    slow_optimizer = SGD(slow_model.parameters(), settings.lr / 10)
    slow_loss_list, slow_accuracy_list = [], []
    for epoch in range(settings.num_epochs):
        train(slow_model, train_loader, slow_optimizer, epoch, slow_loss_list)
        test(slow_model, test_loader, slow_accuracy_list)

# %% given="plot-both" tags=["skip-grading"]
if "get_ipython" in globals():  # in a notebook
    import matplotlib.pyplot as plt

    figure, axis = plt.subplots(figsize=(8, 3.5), layout="constrained")
    axis.plot(train_loss_list, color="navy", label=f"learning rate {settings.lr:g}")
    axis.plot(slow_loss_list, color="#a04000", label=f"learning rate {settings.lr / 10:g}")
    axis.axhline(np.log(10), color="gray", linestyle="--", label="guessing")
    axis.set(xlabel="Batches seen", ylabel="Training loss", ylim=(0, None))
    axis.legend()
    show(
        f"The training loss with two learning rates. With {settings.lr:g} it falls quickly and ends at "
        f"{train_loss_list[-1]:.2f}, with {settings.lr / 10:g} slowly, and ends at {slow_loss_list[-1]:.2f}."
    )

# %% [markdown]
# ### What it mixes up
#
# One number, the accuracy, says how often the network errs. A **confusion matrix** says how: the row is the
# digit that was drawn, the column the digit that was read. A perfect reader has all its counts on the
# diagonal.


# %% given="confusion"
def predict(model: Module, loader: DataLoader) -> tuple[Arr, Arr]:
    """The model's probabilities for every image, shape (n, 10), and the true labels, (n,)."""
    probabilities, labels = [], []
    with NoGrad():
        for data, target in loader:
            scores = model(Tensor(data)).array
            exps = np.exp(scores - scores.max(axis=1, keepdims=True))
            probabilities.append(exps / exps.sum(axis=1, keepdims=True))
            labels.append(target)
    return np.concatenate(probabilities), np.concatenate(labels)


def confusion_matrix(labels: Arr, guesses: Arr, n_classes: int = 10) -> Arr:
    """Entry (i, j) counts the images of class i that were taken for class j."""
    counts = np.zeros((n_classes, n_classes), dtype=int)
    np.add.at(counts, (labels, guesses), 1)
    return counts


def plot_confusion(counts: Arr) -> None:
    """Draw a confusion matrix: numbers are counts, shades are shares of the row."""
    import matplotlib.pyplot as plt
    from matplotlib.colors import PowerNorm

    shares = counts / counts.sum(axis=1, keepdims=True).clip(min=1)
    figure, axis = plt.subplots(figsize=(6, 5.5))
    image = axis.imshow(shares, cmap="Blues", norm=PowerNorm(0.4, 0, 1))  # shows small shares, too
    for (i, j), count in np.ndenumerate(counts):
        if count:
            color = "white" if shares[i, j] > 0.3 else "black"
            axis.text(j, i, count, ha="center", va="center", color=color, fontsize=8)
    axis.set_xticks(range(len(counts)))
    axis.set_yticks(range(len(counts)))
    axis.set_xlabel("Read as")
    axis.set_ylabel("Drawn as")
    figure.colorbar(image, label="Share of the row")
    figure.tight_layout()


# %% given="confusion-plot" tags=["skip-grading"]
if "get_ipython" in globals():  # in a notebook
    probabilities, labels = predict(model, test_loader)
    guesses = probabilities.argmax(axis=1)
    counts = confusion_matrix(labels, guesses)
    plot_confusion(counts)
    show(f"A confusion matrix: {np.trace(counts)} of {counts.sum()} images are on the diagonal.")

# %% [markdown]
# These are the mistakes of which it was surest. Above each image stands what it was read as, with the
# probability, and the truth. For some of them you may side with the network.

# %% given="mistakes-plot" tags=["skip-grading"]
if "get_ipython" in globals():  # in a notebook
    wrong = np.flatnonzero(guesses != labels)
    surest = wrong[np.argsort(-probabilities[wrong].max(axis=1))][:36]
    show_images(
        test_loader.images[surest],
        [f"{guesses[i]} ({probabilities[i].max():.0%}), is {labels[i]}" for i in surest],
        columns=9,
    )
    show("Digits that were misread, each with what it was read as, how surely, and what it is.")

# %% [markdown]
# ### What the first layer looks for
#
# Each of the 64 neurons of the first layer has a weight for every pixel, so its weights are a picture of 28 by
# 28. Where it is red, ink makes the neuron's output larger; where it is blue, smaller; white does not matter.
# At the start all of this was noise, and much of the noise is still there.


# %% given="weights"
def plot_weights(weight: Arr, columns: int = 16) -> None:
    """Draw each row of a weight matrix, shape (n, 784), as a picture; one scale for all."""
    import matplotlib.pyplot as plt

    rows = -(-len(weight) // columns)
    limit = np.quantile(np.abs(weight), 0.995)
    figure, axes = plt.subplots(rows, columns, figsize=(0.7 * columns, 0.7 * rows), squeeze=False)
    for axis in axes.flat:
        axis.axis("off")
    for axis, row in zip(axes.flat, weight, strict=False):
        axis.imshow(row.reshape(28, 28), cmap="RdBu_r", vmin=-limit, vmax=limit)
    figure.tight_layout(pad=0.3)


# %% given="weights-plot" tags=["skip-grading"]
if "get_ipython" in globals():  # in a notebook
    plot_weights(model.linear1.weight.array)
    show("Sixty-four pictures in red and blue, the weights of the first layer: strokes in noise.")

# %% [markdown]
# Take away the weights that it started from, and what remains is what the gradients have drawn. Every step
# added a little of the images of its batch, or took a little of them away. Now there are strokes and loops to
# be seen.

# %% given="weights-learned-plot" tags=["skip-grading"]
if "get_ipython" in globals():  # in a notebook
    plot_weights(model.linear1.weight.array - first_weight)
    show(
        "Sixty-four pictures: what training has added to each neuron's weights, strokes and loops."
    )

# %% [markdown]
# ### Your own network
#
# Change it and see how far it will go: more neurons, another layer, a larger learning rate, more epochs. Which
# of them helps most? Where does the training loss fall and the test loss does not?

# %% own="your-own-network" tags=["skip-grading"]
if "get_ipython" in globals():  # in a notebook

    class MyNetwork(Module):
        def __init__(self):
            super().__init__()
            self.linear1 = Linear(28 * 28, 128)
            self.relu1 = ReLU()
            self.output = Linear(128, 10)

        def forward(self, x: Tensor) -> Tensor:
            pixels = x.reshape((len(x), 28 * 28))
            return self.output(self.relu1(self.linear1(pixels)))

    my_network = MyNetwork()
    my_optimizer = SGD(my_network.parameters(), lr=0.1)
    my_losses, my_accuracies, my_test_losses = [], [], []
    for epoch in range(3):
        train(my_network, train_loader, my_optimizer, epoch, my_losses)
        test(my_network, test_loader, my_accuracies, my_test_losses)
    plot_training(my_losses, my_accuracies, my_test_losses)
    show(f"Losses and accuracy of my network, which ends at {my_accuracies[-1]:.1%}.")

# %% [markdown]
# ### Where the time goes
#
# How far is this engine from the fastest that NumPy can do? To find out, somebody worked out the gradients of
# this very network on paper and wrote them down as plain NumPy, without tensors or recipes.
# `python benchmarks/engine.py`, in the folder of the course, runs a race between the two on your machine, and
# against other libraries. On two idle cores the engine took a fifth more time (1.19 times, median of seven
# runs); on a busy machine it can be more. The cell below shows where a step of training spends its time.


# %% given="time-a-step"
def time_a_step(model: Module, optimizer: SGD, data: Arr, target: Arr, repeats: int = 30) -> None:
    """Print what share of a training step each part takes, and its microseconds."""
    import time

    def average_loss(output: Tensor, labels: Tensor) -> Tensor:
        return cross_entropy(output, labels).sum() / len(output)

    table = {"zero_grad": 0.0, "forward": 0.0, "loss": 0.0, "backward": 0.0, "step": 0.0}

    def timed(part: str, function: Any, *args: Any) -> Any:
        start = time.perf_counter()
        result = function(*args)
        table[part] += time.perf_counter() - start
        return result

    for _ in range(repeats):
        timed("zero_grad", optimizer.zero_grad)
        output = timed("forward", model, Tensor(data))
        loss = timed("loss", average_loss, output, Tensor(target))
        timed("backward", loss.backward)
        timed("step", optimizer.step)
    total = np.sum(list(table.values()))
    for part, seconds in table.items():
        print(f"{part:>10} {seconds / total:6.1%} {1e6 * seconds / repeats:8.0f} µs")


# %% given="time-a-step-here" tags=["skip-grading"]
if "get_ipython" in globals():  # in a notebook
    time_a_step(model, SGD(model.parameters(), lr=0.0), *next(iter(train_loader)))

# %% [markdown]
# Most of it is the matrix products of the first layer, one forward and one backward. Paper and engine call
# NumPy for the same products. What the engine adds is:
#
# - a few microseconds for each operation: boxing, the recipe, the sorting, the look-up in the table. A step
#   has some thirty operations, whatever the size of the batch, so this weighs less the larger the batch;
# - arrays that a shortcut would avoid. `maximum_back` asks twice per element because of the ties; the gradient
#   of `weight` comes out transposed, since `x @ weight.T` was asked for; every leaf gets a copy of its
#   gradient, so that no two tensors share one.
#
# Each could be made faster, and each would make the code harder to read. What costs nothing is *not* to
# compute: the images require no gradient, so the product that would make one for them, as large as the other
# two, never happens.

# %% [markdown]
# ## Where you are now
#
# You have a working deep learning framework, small enough to read in an hour. The large ones do the same:
#
# | here | in PyTorch |
# |---|---|
# | `Recipe` | `grad_fn` and the tensors it saved for the backward pass |
# | `BACK_FUNCS` | the table of derivatives it is compiled from |
# | `backprop` | the autograd engine |
# | `Parameter`, `Module`, `Linear` | `torch.nn` |
# | `SGD` | `torch.optim.SGD` without momentum |
#
# Where conventions differ, here is ours:
#
# | question | here | PyTorch |
# |---|---|---|
# | slope of `relu` at 0 | 0.5 | 0 |
# | ties of `maximum` | shared evenly | shared evenly |
# | `.grad` before any walk, and of tensors in the middle | `None` | `None` |
# | changing a leaf in place | allowed | an error, unless in `no_grad` |
#
# The other units of the course build the same thing in other ways. What changes is where the memory of a
# calculation lives:
#
# | unit | where the backward rule is | where the graph is | who accumulates | the new idea | what only it can do |
# |---|---|---|---|---|---|
# | `ps1_backprop`, `ps2_mnist` | a table, by function and position | a recipe on the tensor | a dict in the walk; leaves at the end | look-up | swap a derivative at run time |
#
# Before you move on, save the notebook and run `python grade.py ps2_mnist` once more. What follows is for
# extra credit.

# %% [markdown]
# ## Further, for extra credit
#
# Seven exercises that go beyond the course. Each stands for itself: take those that you like, in any order,
# and leave the others. What you get for them is added to your points. What you leave out costs nothing.
#
# | exercise | what it brings |
# |---|---|
# | `amax_back` | the largest along an axis, as in pooling |
# | `log_softmax_back` | the logarithm of a softmax along an axis, in one function |
# | `stable_cross_entropy` | a loss that large logits cannot break |
# | `matmul_back` | whole batches of matrices, broadcast, as in attention |
# | `MomentumSGD` | descent with a memory, and weights that stay small |
# | `Adam` | the optimizer that most networks are trained with |
# | `save_versions` | an engine that notices when its inputs were changed in place |

# %% [markdown] exercise="amax_back"
# ### The largest along an axis
#
# `maximum` compares two tensors. `amax` looks for the largest entry of a single tensor, along some of its axes.
# Convolutional networks shrink their pictures this way, and call it max pooling.
#
# Along the rows of a small matrix:
#
# ```
#   x = [[1, 7, 3],    out = [7,    grad_out = [10,    answer = [[ 0, 10,  0],
#        [5, 2, 5]]           5]                20]              [10,  0, 10]]
# ```
#
# ![x, out, grad_out and the answer as colored cells. The 7 is alone and gets all of the 10. The two fives of the second row get half of the 20 each.](pictures/ps2_amax.svg)
#
# In the first row the 7 won, and the output moves with it alone. In the second row two entries are tied. As
# for `maximum` their shares have to add up to one, and we follow PyTorch: all that are tied get the same share.
# With $n_i$ for the number of entries of row $i$ that are as large as $y_i$,
#
# $$\frac{\partial L}{\partial x_{ij}} =
#   \begin{cases} \dfrac{1}{n_i} \dfrac{\partial L}{\partial y_i} & x_{ij} = y_i \\[1ex] 0 & \text{else.} \end{cases}$$
#
# As with `sum`, `dim` is one axis, a tuple of axes or `None`, may be negative, and is gone from the output
# unless `keepdim` is true.
#
# <details><summary>Hint 1: where it won</summary>
#
# `x == out` says of each entry whether it is as large as the winner, once `out` has the axes that `x` has. How
# did you put them back in `sum_back`, for `grad_out`?
#
# </details>
# <details><summary>Hint 2: how many won</summary>
#
# The sum of an array of true and false is a count. Along which axes do you count, and do you keep them, so that
# the counts stand beside their rows?
#
# </details>
# <details><summary>Hint 3: the type</summary>
#
# Counts are whole numbers, and `float32` divided by `int64` is `float64`. That passes. To stay with `float32`,
# which array do you turn into the type of `grad_out` first, by `astype`?
#
# </details>


# %% exercise="amax_back"
def amax_back(grad_out: Arr, out: Arr, x: Arr, dim=None, keepdim=False) -> Arr:
    """Backward function for amax: the largest entries along the axes in dim. Ties share evenly.

    grad_out, out: the shape of x without the axes in dim, or with length 1 there if keepdim.
    dim: an int, a tuple of ints, or None for all axes.
    Returns dL/dx, with the shape of x.
    """
    ### BEGIN SOLUTION
    if dim is not None and not keepdim:
        grad_out, out = np.expand_dims(grad_out, dim), np.expand_dims(out, dim)
    winners = (x == out).astype(grad_out.dtype)
    return grad_out * winners / winners.sum(axis=dim, keepdims=True)
    ### END SOLUTION


# %% given="amax-tensor" of="amax_back"
def _amax(x: Arr, dim=None, keepdim=False) -> Arr:
    """np.max with PyTorch's names for its arguments."""
    return np.max(x, axis=dim, keepdims=keepdim)


amax = wrap_forward_fn(_amax)
Tensor.amax = amax
BACK_FUNCS.add_back_func(_amax, 0, amax_back)

# %% [markdown] exercise="log_softmax_back"
# ### The logarithm of a softmax
#
# The loss takes the logarithm of probabilities, and the probabilities come out of an exponential. Put together
# from `exp`, `sum`, `/` and `log`, this is four functions, and between them numbers become very large or very
# small. All frameworks therefore have the whole as one function, with a backward function of its own.
#
# On two classes:
#
# ```
#   x        = [1.0, 1.0]     out    = [-0.693, -0.693]     exp(out) = [0.5, 0.5]
#   grad_out = [10., 0.0]     answer = [5.0, -5.0]
# ```
#
# Raise `x[0]` a little: `out[0]` rises by half as much and `out[1]` falls by half as much, since the
# probabilities still have to add up to one. The forward function and its derivative are
#
# $$y_j = x_j - \log \sum_k e^{x_k}, \qquad
#   \frac{\partial y_j}{\partial x_i} = [i = j] - p_i
#   \quad\text{with}\quad p_i = e^{y_i},$$
#
# where $[i = j]$ is 1 if $i = j$ and else 0. The Jacobian is full this time. Each $x_i$ reaches every $y_j$:
#
# ![The Jacobian for three numbers as a square of three by three. On the diagonal stands one minus a probability, elsewhere minus a probability; each column has the same probability.](pictures/ps2_jacobian.svg)
#
# So the chain rule has its sum, over a column of the square:
#
# $$\frac{\partial L}{\partial x_i}
#   = \sum_j \frac{\partial L}{\partial y_j} \frac{\partial y_j}{\partial x_i}
#   = \frac{\partial L}{\partial y_i} - p_i \sum_j \frac{\partial L}{\partial y_j} .$$
#
# The sums run along the axis `dim`. Along the others everything happens side by side.
#
# <details><summary>Hint 1: where the probabilities are</summary>
#
# You need not work out a softmax. What is the exponential of `out`?
#
# </details>
# <details><summary>Hint 2: the sum</summary>
#
# It is the sum of `grad_out` along `dim`: one number for each row of probabilities, multiplied with all of its
# row. Should the axis stay, so that NumPy can stretch it?
#
# </details>


# %% exercise="log_softmax_back"
def log_softmax_back(grad_out: Arr, out: Arr, x: Arr, dim: int = -1) -> Arr:
    """Backward function for log_softmax: x minus the log of the sum of exp(x) along dim.

    grad_out, out, x: all of the same shape. dim: one axis, perhaps negative.
    Returns dL/dx, of that shape.
    """
    ### BEGIN SOLUTION
    return grad_out - np.exp(out) * grad_out.sum(axis=dim, keepdims=True)
    ### END SOLUTION


# %% given="log-softmax-tensor" of="log_softmax_back"
def _log_softmax(x: Arr, dim: int = -1) -> Arr:
    """The logarithms of the softmax of x along an axis, without overflow."""
    shifted = x - x.max(axis=dim, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(axis=dim, keepdims=True))


log_softmax = wrap_forward_fn(_log_softmax)
Tensor.log_softmax = log_softmax
BACK_FUNCS.add_back_func(_log_softmax, 0, log_softmax_back)

# %% [markdown] exercise="stable_cross_entropy"
# ### A loss that does not overflow
#
# In `float32`, $e^{89}$ is already infinite. A network that is very sure, or one whose learning rate was too
# large, produces such logits. Then the loss is `inf` or `nan`, and so are all gradients, for good.
#
# ```
#   logits = [100, 90]      exp = [inf, inf]        log(inf + inf) - 100 = inf
#   what it should be       log(e^100 + e^90) - 100 = 0.0000454
# ```
#
# ![A line of numbers. The logits 90 and 100 lie beyond 88.7, where exp is infinite in float32. Less 100 they lie at −10 and 0, where it is not.](pictures/ps2_shift.svg)
#
# The remedy costs one line. Subtract the same number $c$ from all the logits of an example:
#
# $$\log \sum_j e^{z_j} - z_t = \log \sum_j e^{z_j - c} - (z_t - c) .$$
#
# Both terms are smaller by $c$, so the loss is the same. With the largest logit for $c$, every exponent is zero
# or negative, so nothing overflows. One of them is exactly zero, so the sum is at least 1 and its logarithm is
# safe, too. For the example above the logits become `[0, -10]`.
#
# What about the gradient of $c$? The loss does not depend on $c$, whatever it is. So its gradient is zero, and
# you may treat it as a constant that happens to be right.
#
# <details><summary>Hint 1: the largest of each example</summary>
#
# A constant is an array, not a tensor: `logits.array` has the method `max`. Along which axis does it run, and
# should the axis stay, so that a column is subtracted from a matrix?
#
# </details>
# <details><summary>Hint 2: both terms</summary>
#
# The shift belongs to both terms. If the loss is off by the largest logit, which of them still uses the old
# `logits`?
#
# </details>
# <details><summary>Hint 3: it is still not finite</summary>
#
# Do you take the logarithm of a *probability* somewhere? That of a class far behind is 0 in `float32`, and its
# logarithm is not finite. Can you stay with differences of logarithms?
#
# </details>


# %% exercise="stable_cross_entropy"
def stable_cross_entropy(logits: Tensor, true_labels: Tensor) -> Tensor:
    """Like cross_entropy, for logits of any size.

    logits: shape (batch, classes), the raw scores, perhaps very large.
    true_labels: shape (batch,), whole numbers: the right class of each example.
    Returns shape (batch,).
    """
    ### BEGIN SOLUTION
    shifted = logits - logits.array.max(axis=-1, keepdims=True)
    log_normalizer = shifted.exp().sum(dim=-1).log()
    return log_normalizer - shifted[arange(0, len(logits)), true_labels]
    ### END SOLUTION


# %% [markdown] exercise="matmul_back"
# ### Batches of matrices
#
# Attention multiplies a matrix of queries by a matrix of keys, for every head of every example: tens of
# thousands of small products at a time. NumPy's `@` does them in one call. The last two axes are the matrices,
# all axes before them count matrices, and these are broadcast as in any other function:
#
# ```
#   x       (8, 1, 2, 3)
#   y          (5, 3, 4)         8 times 5 products of (2, 3) by (3, 4)
#   x @ y   (8, 5, 2, 4)
# ```
#
# For each of the products the rule of `matmul2d_back` holds, with $G$ for its part of `grad_out`:
#
# $$\frac{\partial L}{\partial X} = G\, Y^{\top}, \qquad \frac{\partial L}{\partial Y} = X^{\top} G .$$
#
# Above, every matrix of `x` took part in five products, and gets five shares. You know what becomes of shares
# that come from broadcasting.
#
# ![Forty products as a grid of 8 rows and 5 columns. A matrix of x is in a whole row, so 5 shares are added up. A matrix of y is in a whole column, so 8 shares are added up.](pictures/ps2_batches.svg)
#
# Both arguments have two dimensions or more. (Vectors, for which `@` has rules of its own, are left out.)
#
# <details><summary>Hint 1: which transpose</summary>
#
# `.T` turns *all* the axes around, also those that count matrices. Which two should change places, and does
# `np.swapaxes` do it?
#
# </details>
# <details><summary>Hint 2: the shape of the answer</summary>
#
# The product of `grad_out` and the transpose has the counting axes of `out`. The answer should have those of
# `x` (or `y`). Which function is made for that?
#
# </details>


# %% exercise="matmul_back"
def matmul_back0(grad_out: Arr, out: Arr, x: Arr, y: Arr) -> Arr:
    """Backward function for x @ y with respect to x.

    x: shape (..., a, b). y: shape (..., b, c). grad_out, out: shape (..., a, c), where the axes in
    front are those of x and y broadcast together. Returns dL/dx, with the shape of x.
    """
    ### BEGIN SOLUTION
    return unbroadcast(grad_out @ np.swapaxes(y, -1, -2), x)
    ### END SOLUTION


def matmul_back1(grad_out: Arr, out: Arr, x: Arr, y: Arr) -> Arr:
    """Backward function for x @ y with respect to y.

    x: shape (..., a, b). y: shape (..., b, c). grad_out, out: shape (..., a, c), where the axes in
    front are those of x and y broadcast together. Returns dL/dy, with the shape of y.
    """
    ### BEGIN SOLUTION
    return unbroadcast(np.swapaxes(x, -1, -2) @ grad_out, y)
    ### END SOLUTION


# %% given="batched-matmul-tensor" of="matmul_back"
def _matmul(x: Arr, y: Arr) -> Arr:
    """x @ y for arrays of two or more dimensions."""
    return x @ y


batched_matmul = wrap_forward_fn(_matmul)
BACK_FUNCS.add_back_func(_matmul, 0, matmul_back0)
BACK_FUNCS.add_back_func(_matmul, 1, matmul_back1)

# %% [markdown]
# ### Better optimizers
#
# The next two optimizers share their beginning, which is given. What an optimizer remembers from step to step
# is kept in plain arrays, one for each parameter, and starts at zero.


# %% given="optimizer"
class Optimizer:
    """Holds parameters and forgets their gradients. Subclasses write `step`."""

    def __init__(self, params: Iterable[Parameter], lr: float):
        self.params = list(dict.fromkeys(params))  # one that is handed in twice moves once
        self.lr = lr

    def zero_grad(self) -> None:
        """Set the grad of every parameter to None."""
        for p in self.params:
            p.grad = None

    def zeros(self) -> list[Arr]:
        """For each parameter an array of zeros of its shape."""
        return [np.zeros_like(p.array) for p in self.params]


# %% [markdown] exercise="MomentumSGD"
# ### SGD with momentum and weight decay
#
# The gradient of one batch is noisy, and in a narrow valley it points from wall to wall rather than along the
# bottom. **Momentum** gives the descent a mass. It keeps a velocity, each gradient only changes it a little,
# and what points back and forth cancels. **Weight decay** pulls every weight toward zero, as if the loss contained
# $\frac{\lambda}{2} p^2$. Of two networks that explain the data equally well, it prefers the one with smaller
# weights.
#
# ![Two paths down a long narrow valley. Without momentum the steps go from wall to wall and get on slowly. With momentum the path swings at first and reaches the lowest point in the same number of steps.](pictures/ps5_momentum.svg)
#
# One parameter, two steps, with learning rate 0.1, momentum 0.5 and weight decay 0.1:
#
# ```
#   p = 10.0                gradient 4.0      4.0 + 0.1 * 10.0  = 5.0       plus weight decay
#                           velocity          0.5 * 0 + 5.0     = 5.0
#   p = 10.0 - 0.5 = 9.5
#                           gradient 1.55     1.55 + 0.1 * 9.5  = 2.5
#                           velocity          0.5 * 5.0 + 2.5   = 5.0
#   p = 9.5 - 0.5 = 9.0
# ```
#
# The order is PyTorch's: the decay joins the gradient, the gradient joins the velocity $b$, and the learning
# rate $\eta$ comes last:
#
# $$g \leftarrow g + \lambda p, \qquad b \leftarrow \mu b + g, \qquad p \leftarrow p - \eta b .$$
#
# <details><summary>Hint 1: two lists side by side</summary>
#
# `for p, b in zip(self.params, self.b):` gives each parameter with its own velocity. In which order do the
# three formulas change them?
#
# </details>
# <details><summary>Hint 2: what must last</summary>
#
# The velocity has to be there at the next step. `b = ...` gives a new array to a name that the loop forgets.
# Which of `b *= ...`, `b += ...` and `b[...] = ...` write into the array that `self.b` holds?
#
# </details>
# <details><summary>Hint 3: what must stay</summary>
#
# `p.grad` belongs to somebody else. Do you add the decay into a new array, or with `+=` into the gradient
# itself?
#
# </details>


# %% exercise="MomentumSGD"
class MomentumSGD(Optimizer):
    """Stochastic gradient descent with momentum and weight decay, as in torch.optim.SGD."""

    def __init__(
        self,
        params: Iterable[Parameter],
        lr: float,
        momentum: float = 0.0,
        weight_decay: float = 0.0,
    ):
        """momentum: what share of the velocity is kept. weight_decay: the pull toward zero."""
        super().__init__(params, lr)
        self.momentum = momentum
        self.weight_decay = weight_decay
        self.b = self.zeros()  # the velocities

    def step(self) -> None:
        """Move every parameter by -lr times its velocity, in place."""
        ### BEGIN SOLUTION
        for p, b in zip(self.params, self.b, strict=True):
            grad = p.grad.array + self.weight_decay * p.array
            b *= self.momentum
            b += grad
            p.array -= self.lr * b
        ### END SOLUTION


# %% [markdown] exercise="Adam"
# ### Adam
#
# A single learning rate has to do for all weights, although some see large gradients and some see small ones.
# Adam keeps, for each number, a moving average $m$ of its gradient and a moving average $v$ of the square of
# its gradient, and divides the one by the root of the other. So every weight moves by about the learning rate,
# whatever the size of its gradient, and less when the gradients disagree.
#
# ![Eight steps of three weights, by SGD and by Adam. With a gradient of 4 or of 0.2, Adam goes equally far, and SGD twenty times as far with 4. With a gradient that changes its sign, SGD jumps to and fro, and Adam hardly moves after its first step.](pictures/ps2_adam.svg)
#
# One number, first step, with learning rate 0.1, $\beta_1 = 0.9$, $\beta_2 = 0.99$:
#
# ```
#   p = 1.0    g = 4.0      m = 0.1 * 4.0 = 0.4       m corrected = 0.4 / 0.1 = 4.0
#                           v = 0.01 * 16 = 0.16      v corrected = 0.16 / 0.01 = 16.0
#   p = 1.0 - 0.1 * 4.0 / sqrt(16.0) = 0.9
# ```
#
# Both averages start at zero, and in the first steps are mostly made of that zero. The correction mends it. In
# step $t$, counted from 1,
#
# $$m \leftarrow \beta_1 m + (1 - \beta_1)\, g, \qquad v \leftarrow \beta_2 v + (1 - \beta_2)\, g^2,$$
#
# $$p \leftarrow p - \eta\, \frac{m / (1 - \beta_1^t)}{\sqrt{v / (1 - \beta_2^t)} + \epsilon} .$$
#
# $\epsilon$ stands outside the root, as in the paper (Kingma and Ba, 2015) and in PyTorch. It keeps the quotient
# finite where all gradients have been zero.
#
# <details><summary>Hint 1: what changes once a step</summary>
#
# The number of the step, `self.t`, is the same for all parameters. Do you count it before the loop or in it?
#
# </details>
# <details><summary>Hint 2: averages that last</summary>
#
# As for the velocity of momentum: do you write *into* `m` and `v`? The corrected values are used once and
# thrown away. What would happen if they were stored back?
#
# </details>


# %% exercise="Adam"
class Adam(Optimizer):
    """Adam, as in torch.optim.Adam."""

    def __init__(
        self,
        params: Iterable[Parameter],
        lr: float = 0.001,
        betas: tuple[float, float] = (0.9, 0.999),
        eps: float = 1e-8,
    ):
        """betas: what share of the averages of g and of g squared is kept."""
        super().__init__(params, lr)
        self.betas = betas
        self.eps = eps
        self.m = self.zeros()  # averages of the gradients
        self.v = self.zeros()  # averages of their squares
        self.t = 0  # how many steps there have been

    def step(self) -> None:
        """Move every parameter, in place."""
        ### BEGIN SOLUTION
        self.t += 1
        beta1, beta2 = self.betas
        for p, m, v in zip(self.params, self.m, self.v, strict=True):
            grad = p.grad.array
            m *= beta1
            m += (1 - beta1) * grad
            v *= beta2
            v += (1 - beta2) * grad**2
            m_hat = m / (1 - beta1**self.t)
            v_hat = v / (1 - beta2**self.t)
            p.array -= self.lr * m_hat / (np.sqrt(v_hat) + self.eps)
        ### END SOLUTION


# %% [markdown]
# If you have one of them, try it on the digits. In the cell under *Your own network*, put
# `MomentumSGD(my_network.parameters(), lr=0.05, momentum=0.9)` or `Adam(my_network.parameters())` in the place
# of `SGD`.

# %% [markdown] exercise="save_versions"
# ### Noticing changes in place
#
# `unsafe_example()` above printed a wrong gradient without a word of warning. PyTorch refuses: *one of the
# variables needed for gradient computation has been modified by an inplace operation*. It keeps a **version
# counter** on each tensor. Every change in place counts it up. When a recipe is written, the versions of what
# the backward pass will read are noted down. When the backward pass comes to the recipe, they are compared.
#
# ```
#   c = a * b          a.version 0, b.version 0       c.saved_versions = {0: 0, 1: 0}
#   a.add_(b)          a.version 1
#   c.backward()       a is argument 0 of c: saved as 0, now 1  ──▶  RuntimeError
# ```
#
# In a formula, with $v_i$ for the version of place $i$ when the recipe was written and $w_i$ for its version now,
#
# $$\text{the backward pass may go on} \iff v_i = w_i \text{ for every place } i \text{ that it reads} .$$
#
# Not every change does harm. The backward function of a sum reads neither of its inputs, that of `exp` reads
# its output only. And for $c = a \cdot b$ the gradient of `b` reads `a`, since $\partial c / \partial b = a$;
# but if `b` wants no gradient, nobody will read it. The given table says which numbers are read:
#
# | function | for the gradient of argument 0 | of argument 1 |
# |---|---|---|
# | `np.add` | nothing | nothing |
# | `np.multiply` | argument 1 | argument 0 |
# | `np.true_divide` | argument 1 | argument 1 and the output |
# | `np.exp` | the output | |
# | `np.log` | argument 0 | |
#
# Write three functions.
#
# - `in_place(change)` gives a version of a function such as `add_` that counts up. It returns what `change`
#   returns.
# - `save_versions(out)` returns a dictionary: for each place that will be read, the version now. A place is the
#   position of an argument, or `"out"` for `out` itself. Only tensors have versions, and only parents that
#   require a gradient cause anything to be read.
# - `check_versions(out)` raises a `RuntimeError` if the tensor at any place of `out.saved_versions` has another
#   version now.
#
# The given cell below puts them to use. It makes functions of its own, so that nothing above changes.
#
# <details><summary>Hint 1: where the tensors are</summary>
#
# `out.recipe.func` is the function and `out.recipe.parents` the tensors among its arguments, by position. Can an
# argument that is a number be changed in place?
#
# </details>
# <details><summary>Hint 2: what is read</summary>
#
# For each parent that requires a gradient, `READS[function, position]` lists the places that are read: two
# loops, one in the other. Whose version counts, that of the parent or that of the tensor at the *place*?
#
# </details>
# <details><summary>Hint 3: from a place to its tensor</summary>
#
# The place `"out"` means `out`. Any other is a key of `out.recipe.parents`. Could one line serve both
# `save_versions` and `check_versions`?
#
# </details>

# %% given="reads" of="save_versions"
Tensor.version = 0  # every tensor starts here; `x.version += 1` gives x a counter of its own

# Which numbers the backward function for an argument reads: positions of arguments, or the output.
READS: dict[tuple[Any, int], tuple[int | str, ...]] = {
    (np.add, 0): (),
    (np.add, 1): (),
    (np.multiply, 0): (1,),
    (np.multiply, 1): (0,),
    (np.true_divide, 0): (1,),
    (np.true_divide, 1): (1, "out"),
    (np.exp, 0): ("out",),
    (np.log, 0): (0,),
}


# %% exercise="save_versions"
def in_place(change: Any) -> Any:
    """A function like change(x, ...), which changes the tensor x in place, that counts up x.version.

    Returns a function of the same arguments with the same result.
    """
    ### BEGIN SOLUTION

    def counted(x: Tensor, *args: Any, **kwargs: Any) -> Tensor:
        x.version += 1
        return change(x, *args, **kwargs)

    return counted
    ### END SOLUTION


def save_versions(out: Tensor) -> dict[int | str, int]:
    """The versions of what the backward pass will read of out's recipe, by place.

    out: has a recipe. A place is the position of an argument that is a tensor, or "out".
    """
    ### BEGIN SOLUTION
    tensors = {**out.recipe.parents, "out": out}
    return {
        place: tensors[place].version
        for position, parent in out.recipe.parents.items()
        if parent.requires_grad
        for place in READS[out.recipe.func, position]
        if place in tensors
    }
    ### END SOLUTION


def check_versions(out: Tensor) -> None:
    """Raise RuntimeError if anything in out.saved_versions has been changed since it was saved."""
    ### BEGIN SOLUTION
    tensors = {**out.recipe.parents, "out": out}
    for place, version in out.saved_versions.items():
        if tensors[place].version != version:
            raise RuntimeError(f"a tensor needed for a gradient was changed in place ({place})")
    ### END SOLUTION


# %% given="versions-in-use" of="save_versions"
def versioned(tensor_func: Any) -> Any:
    """A tensor function that saves versions with each recipe it writes."""

    def saving(*args: Any, **kwargs: Any) -> Tensor:
        out = tensor_func(*args, **kwargs)
        if out.recipe is not None:
            out.saved_versions = save_versions(out)
        return out

    return saving


def checked_backward(end_node: Tensor, end_grad: Tensor | None = None) -> None:
    """backward(), after every recipe has been checked."""
    for node in sorted_computational_graph(end_node):
        if node.recipe is not None:
            check_versions(node)
    end_node.backward(end_grad)


# %% [markdown]
# That was all. Save the notebook and run `python grade.py ps2_mnist` once more. With all seven, your engine can
# train most of what is not a convolution.
