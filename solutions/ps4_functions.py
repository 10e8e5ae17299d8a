# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
# ---

# %% [markdown]
# # Autograd with operator objects
#
# After this unit you can
#
# - [ ] write an operation as an object that holds its forward pass, its backward pass and its memory;
# - [ ] walk a graph of such objects backwards, keep it for a second walk, or free it;
# - [ ] train a network with two hidden layers on your own engine until it reads 95 of 100 digits.
#
# **Given** are `Tensor`, the base class `Function`, a dozen operators to learn from, and all that
# trains: modules, an optimizer, batches.
#
# **You build**, from the bottom up:
#
# | | |
# |---|---|
# | extra credit | `Softmax`, `Adagrad`, `Adam` |
# | a network | `MLP`, and mending a broken `CrossEntropyLoss` |
# | walking back | `Tensor.backward(retain_graph=False)` |
# | operators | `Transpose`, `MatMul`, `ReLU`, `Add` with broadcasting, `LogSoftmax` |
# | shapes | `collapse` |
#
# **How you know that it works.** Each exercise is followed by a cell like `check("MatMul")`. It lists what passed
# and shows the first case that did not. `python grade.py ps4_functions`, in a terminal in the folder of the course,
# checks the notebook as you saved it. Both run through your other answers, and say which of them they
# wait for. In grading, a mistake in one exercise costs no points in another, except in `all_together`,
# which runs all of them.

# %% given="imports"
from typing import Any

import numpy as np

Arr = np.ndarray

# %% [markdown]
# ## Learning
#
# A network is shown **examples** with their **labels**: images, and the digits that are drawn on them.
# It is a function with many numbers inside, its **parameters**, and for every choice of them it
# is another function. A **loss** says how wrong the function is on an example. It is never negative, it
# is 0 when the answer is exactly right, and it *grows* with the error. Learning is a search for
# parameters with a small loss.
#
# The search sees one part of the data, the **training set**. Choices that the search cannot make, such
# as the number of layers, are made on a second part, the **validation set**. A third part, the **test
# set**, is looked at once, at the end. The reason is that a function with enough parameters can learn its
# examples by heart, which is called **overfitting**; with too few it cannot even do that, which is
# **underfitting**. Only examples that nobody has used tell the two from understanding.
#
# A **multi-layer perceptron** is a chain of functions, $f_3(f_2(f_1(x)))$. Each of them multiplies by a
# matrix, adds a bias, and bends the result. Without the bend, the chain would be one linear function,
# however long it is.
#
# ## Everything is a graph
#
# Write down each operation of a layer, $g(x W^\top + b)$, with an arrow from whatever it needs:
#
# ![The graph of a perceptron. W passes through Transpose; x and its result meet in MatMul; b joins in
# Add; the sum passes through g, and h comes out. Below each arrow that leads right, a red arrow leads
# back.](pictures/perceptron.svg)
#
# Forward, numbers move to the right. Backward, gradients move to the left, and each operation has to know
# only its own slope. Take two numbers, $x = 2$ and $w = 3$, and $L = (xw)^2$:
#
# ```
#   forward      p = x w = 6          L = p² = 36
#   backward     dL/dp = 2p = 12      dL/dw = 12 · x = 24      dL/dx = 12 · w = 36
# ```
#
# For a chain of functions $L = l(f_3(f_2(f_1(x))))$, the chain rule reads
#
# $$\frac{\partial L}{\partial f_3} = l', \qquad
#   \frac{\partial L}{\partial f_2} = l' f_3', \qquad
#   \frac{\partial L}{\partial f_1} = l' f_3' f_2' .$$
#
# The derivative *with respect to* $f_3$ has no factor $f_3'$ yet. Each line is the line before it times one
# factor. So whoever goes from the loss to the inputs, and keeps what is known so far at each node,
# visits every operation once: $n$ operations cost $n$ small products. Whoever starts anew for each
# parameter pays for the same factors again and again.
#
# The order matters. A node may hand its gradient on only when everything that was computed *from* it has
# sent its share. A topological order, read backwards, sees to that.
#
# There are two other ways to differentiate by machine, and both lose:
#
# | | how | the trouble |
# |---|---|---|
# | symbolic | transform the formula | formulas of formulas grow without limit |
# | numerical | nudge each number, see what changes | two evaluations a parameter, and rounding |
# | automatic | chain the slopes of operations that were carried out | none of these; it needs memory |
#
# **Backpropagation** is the walk that computes gradients, and nothing else. The **optimizer** moves the
# parameters: stochastic gradient descent, for instance.
#
# ## The idea of this unit: an operation is an object
#
# In `ps2_mnist` derivatives stood in a table. In `ps3_closures` each result carried a closure. Here an
# operation is an object, made anew at each call:
#
# ```python
# function = Mul()                  # an object for this one product
# y = function.forward(a, b)        # computes, and remembers a and b on itself
# function.backward(partial)        # adds to a.grad and b.grad
# ```
#
# Forward and backward stand side by side, in one class, and hand each other things on `self`. An object can
# also be *configured* before it is used: `Sum(axis=1)` is an operator that knows its axis.


# %% given="function"
class Function:
    """An operation in a graph: one object for each call."""

    def __init__(self):
        self.parents: tuple[Tensor, ...] = ()

    def save_for_backward(self, *tensors: "Tensor") -> None:
        """Remember the tensors that the result is computed from, in the order of the arguments."""
        self.parents = tensors

    def forward(self, *tensors: "Tensor") -> Arr:
        """Save the tensors, and return the result: an array, not a Tensor."""
        raise NotImplementedError

    def backward(self, partial: Arr) -> None:
        """Add to the grad of each parent that requires one.

        partial: the gradient of the result, an array in its shape.
        """
        raise NotImplementedError


# %% [markdown]
# The gradient that `backward` receives is called `partial` here: how much the final $L$ changes with each
# number of the operation's result. It comes from the loss, and is handed on toward the inputs.
#
# ## The tensor
#
# | attribute | what it holds |
# |---|---|
# | `data` | the numbers, as `float32`, whatever they were before |
# | `requires_grad` | whether anybody wants the gradient with respect to it |
# | `grad` | zeros in the shape of `data` to begin with, or `None` if no gradient is wanted |
# | `fn` | the operator object that made it, or `None` for a leaf |
#
# `Tensor.comm(function, *tensors)` applies an operator: it calls `forward`, and wraps the array in a
# tensor that remembers the operator. If no gradient is wanted, it remembers nothing, so that the operator
# and what it saved can be forgotten at once.
#
# In a package, operators would stand in a module `ops`, and layers in `nn`. A notebook has one place for
# all names, so `ops.Add` is simply the `Add` of this notebook.


# %% given="tensor"
class Names:
    """Stands in for a module: `nn.Linear` is the `Linear` of this notebook, as it is now."""

    def __getattr__(self, name: str) -> Any:
        try:
            return globals()[name]
        except KeyError:
            raise AttributeError(f"there is no {name} in this notebook yet") from None


ops = nn = optim = Names()


class Tensor:
    """An array of float32 that knows which operator made it."""

    __array_ufunc__ = None  # or NumPy would make `array * tensor` an array of tensors

    def __init__(self, data: Any, requires_grad: bool = False, fn: Function | None = None):
        """data: numbers of any shape, which are copied, unless an operator, fn, has made them."""
        self.data = (np.array if fn is None else np.asarray)(data, dtype=np.float32)
        self.requires_grad = requires_grad
        self.grad = np.zeros(self.data.shape, np.float32) if requires_grad else None
        self.fn = fn

    @classmethod
    def comm(cls, function: Function, *tensors: Any) -> "Tensor":
        """Apply an operator to tensors, or to what can be made into tensors."""
        operands = [t if isinstance(t, Tensor) else Tensor(t) for t in tensors]
        data = function.forward(*operands)
        requires_grad = any(t.requires_grad for t in operands)
        return cls(data, requires_grad=requires_grad, fn=function if requires_grad else None)

    def zero_grad(self) -> None:
        """Start again from a gradient of zeros."""
        if self.requires_grad:
            self.grad.fill(0)

    @property
    def shape(self) -> tuple[int, ...]:
        return self.data.shape

    @property
    def size(self) -> int:
        return self.data.size

    def __add__(self, other):
        return Tensor.comm(ops.Add(), self, other)

    def __radd__(self, other):
        return Tensor.comm(ops.Add(), other, self)

    def __neg__(self):
        return Tensor.comm(ops.Neg(), self)

    def __sub__(self, other):
        return self + -ensure_tensor(other)

    def __rsub__(self, other):
        return ensure_tensor(other) + -self

    def __mul__(self, other):
        return Tensor.comm(ops.Mul(), self, other)

    def __rmul__(self, other):
        return Tensor.comm(ops.Mul(), other, self)

    def __truediv__(self, other):
        return Tensor.comm(ops.Div(), self, other)

    def __rtruediv__(self, other):
        return Tensor.comm(ops.Div(), other, self)

    def __matmul__(self, other):
        return Tensor.comm(ops.MatMul(), self, other)

    def __rmatmul__(self, other):
        return Tensor.comm(ops.MatMul(), other, self)

    def exp(self):
        return Tensor.comm(ops.Exp(), self)

    def log(self):
        return Tensor.comm(ops.Log(), self)

    def sum(self, axis=None, keepdims: bool = False):
        return Tensor.comm(ops.Sum(axis, keepdims), self)

    def mean(self, axis=None, keepdims: bool = False):
        return Tensor.comm(ops.Mean(axis, keepdims), self)

    def max(self, axis=None, keepdims: bool = False):
        return Tensor.comm(ops.Max(axis, keepdims), self)

    def __repr__(self) -> str:
        made = f", fn={type(self.fn).__name__}" if self.fn else ""
        wanted = ", requires_grad=True" if self.requires_grad and not self.fn else ""
        return f"Tensor({np.array2string(self.data, precision=4)}{made}{wanted})"


def ensure_tensor(x: Any) -> Tensor:
    """x itself if it is a tensor, else a tensor of it that requires no gradient."""
    return x if isinstance(x, Tensor) else Tensor(x)


# %% [markdown]
# ## The pattern
#
# Read `Add` until you could write it without looking. Its slopes are 1, so `partial` is handed on as
# it is. It is *added* to the gradient that is there already (`+=`), because a tensor may be used in
# several places and each sends its share. A parent that requires no gradient has none, and is passed by.


# %% given="add-pattern"
class Add(Function):
    """a + b, for tensors of the same shape."""

    def forward(self, t1: Tensor, t2: Tensor) -> Arr:
        self.save_for_backward(t1, t2)
        return t1.data + t2.data

    def backward(self, partial: Arr) -> None:
        p1, p2 = self.parents
        if p1.requires_grad:
            p1.grad += partial
        if p2.requires_grad:
            p2.grad += partial


# %% given="demo-add"
a = Tensor([1.0, 2.0], requires_grad=True)
b = Tensor([10.0, 20.0])
c = a + b
c.fn.backward(np.array([5.0, 7.0]))
c, c.fn.parents, a.grad, b.grad

# %% [markdown]
# More operators of one tensor. `Exp` keeps its result on `self`, since the exponential is its own slope.
# The last three take an axis, as their siblings in NumPy do, and keep it on `self`, too.


# %% given="operators"
class Neg(Function):
    """-a."""

    def forward(self, t1: Tensor) -> Arr:
        self.save_for_backward(t1)
        return -t1.data

    def backward(self, partial: Arr) -> None:
        (p1,) = self.parents
        if p1.requires_grad:
            p1.grad -= partial


class Exp(Function):
    """The exponential of each number."""

    def forward(self, t1: Tensor) -> Arr:
        self.save_for_backward(t1)
        self.out = np.exp(t1.data)
        return self.out

    def backward(self, partial: Arr) -> None:
        (p1,) = self.parents
        if p1.requires_grad:
            p1.grad += partial * self.out


class Log(Function):
    """The natural logarithm of each number."""

    def forward(self, t1: Tensor) -> Arr:
        self.save_for_backward(t1)
        return np.log(t1.data)

    def backward(self, partial: Arr) -> None:
        (p1,) = self.parents
        if p1.requires_grad:
            p1.grad += partial / p1.data


class Reduction(Function):
    """Makes one number of several, along axes: the part that Sum, Mean and Max share."""

    def __init__(self, axis: int | tuple[int, ...] | None = None, keepdims: bool = False):
        """axis: one, several, or None for all. keepdims: whether they stay, with length 1."""
        super().__init__()
        self.axis, self.keepdims = axis, keepdims

    def kept(self, array: Arr, shape: tuple[int, ...]) -> Arr:
        """An array in the result's shape, with the reduced axes of `shape` back as length 1."""
        axes = range(len(shape)) if self.axis is None else np.atleast_1d(self.axis) % len(shape)
        return np.reshape(array, [1 if i in axes else n for i, n in enumerate(shape)])


class Sum(Reduction):
    """The sum along axes."""

    def forward(self, t1: Tensor) -> Arr:
        self.save_for_backward(t1)
        return t1.data.sum(axis=self.axis, keepdims=self.keepdims)

    def backward(self, partial: Arr) -> None:
        (p1,) = self.parents
        if p1.requires_grad:
            p1.grad += self.kept(partial, p1.shape)


class Mean(Reduction):
    """The mean along axes."""

    def forward(self, t1: Tensor) -> Arr:
        self.save_for_backward(t1)
        return t1.data.mean(axis=self.axis, keepdims=self.keepdims)

    def backward(self, partial: Arr) -> None:
        (p1,) = self.parents
        if p1.requires_grad:
            p1.grad += self.kept(partial, p1.shape) * (np.size(partial) / p1.size)


class Max(Reduction):
    """The maximum along axes. Of several that are tied each receives an even share."""

    def forward(self, t1: Tensor) -> Arr:
        self.save_for_backward(t1)
        self.out = t1.data.max(axis=self.axis, keepdims=self.keepdims)
        return self.out

    def backward(self, partial: Arr) -> None:
        (p1,) = self.parents
        if p1.requires_grad:
            largest = p1.data == self.kept(self.out, p1.shape)
            shares = largest / largest.sum(axis=self.axis, keepdims=True)
            p1.grad += self.kept(partial, p1.shape) * shares


# %% own="try-operators"
# Try operators here. You can add cells of your own anywhere in this notebook.
x = Tensor([[1.0, 2.0], [3.0, 4.0]], requires_grad=True)
y = x.sum(axis=1)
y.fn.backward(np.array([10.0, 20.0]))
y, x.grad

# %% [markdown]
# When a check is not enough, `draw_graph(y)` draws the graph that led to `y`.
#
# ## Operators
#
# A layer computes $x W^\top + b$, where $W$ has a row for each output. It needs to turn a matrix, to
# multiply two, and to add a row to each row.
#
# ![Tensors a and b send numbers into an object, Mul, which keeps them as its parents. The result 6 has the object as its
# fn. Gradients come back through the object's backward to a and b.](pictures/ps4_operator.svg)

# %% [markdown] exercise="Transpose"
# ### Transpose
#
# The weights of a layer are turned before they are multiplied. No number changes, but every gradient has to find the way
# back to the place its number came from.
#
# On two numbers, a row that becomes a column:
#
# ```
#   a       = [[1, 2]]        aᵀ     = [[1],
#                                       [2]]
#   partial = [[10],          a.grad = [[10, 20]]
#              [20]]
# ```
#
# $$Y_{ij} = A_{ji} \quad\Longrightarrow\quad
#   \frac{\partial L}{\partial A_{ji}} = \frac{\partial L}{\partial Y_{ij}} .$$
#
# Write the operator, and the property `T` by which tensors use it. Only matrices have a transpose here: for
# any other number of dimensions, `T` ends with an assertion that says so.
#
# <details><summary>Hint 1: the shape of partial</summary>
#
# `partial` has the shape of the result. Which shape does `p1.grad` have, and what makes the one of the
# other?
#
# </details>
# <details><summary>Hint 2: using an operator</summary>
#
# An operator object is made anew for each call. `Tensor.comm(op, self)` computes and remembers. What is
# `op` for `-self`?
#
# </details>


# %% exercise="Transpose"
class Transpose(Function):
    """The transpose of a matrix."""

    def forward(self, t1: Tensor) -> Arr:
        """t1: shape (m, n). Returns an array of shape (n, m)."""
        ### BEGIN SOLUTION
        self.save_for_backward(t1)
        return t1.data.T
        ### END SOLUTION

    def backward(self, partial: Arr) -> None:
        """Add the gradient to that of the parent, if it requires one. partial: shape (n, m)."""
        ### BEGIN SOLUTION
        (p1,) = self.parents
        if p1.requires_grad:
            p1.grad += partial.T
        ### END SOLUTION


def transposed(self: Tensor) -> Tensor:
    """The transpose of a matrix. Raises AssertionError if there are not two dimensions."""
    ### BEGIN SOLUTION
    assert self.data.ndim == 2, f"only a matrix has a transpose, not shape {self.shape}"
    return Tensor.comm(Transpose(), self)
    ### END SOLUTION


Tensor.T = property(transposed)

# %% [markdown] exercise="MatMul"
# ### Matrix multiplication
#
# Nearly all the time of a network goes into products of matrices: one forward, two backward.
#
# The smallest example, two numbers in each factor:
#
# ```
#   a = [[1, 2]]     b = [[3],      a @ b = [[11]]      partial = [[10]]
#                         [4]]
#                                   a.grad = [[30, 40]]     b.grad = [[10],
#                                                                     [20]]
# ```
#
# The 1 was multiplied by 3, so the product changes 3 times as much as the 1, and $L$ changes 10 times as much as
# the product. In larger matrices each number takes part in a whole row or column of the result, and its
# shares add up. In the picture $X$, $Y$ and $M$ are our $A$, $B$ and
# $C$:
#
# ![On the left, row 2 of X times column 1 of Y makes the entry M21. On the right, the gradient of X22 is made of row 2 of G and row 2 of Y.](pictures/ps2_matmul.svg)
#
# For $C = AB$, with $G$ for `partial`:
#
# $$C_{ij} = \sum_k A_{ik} B_{kj} \quad\Longrightarrow\quad
#   \frac{\partial L}{\partial A_{ik}} = \sum_j G_{ij} B_{kj}, \qquad
#   \frac{\partial L}{\partial B_{kj}} = \sum_i A_{ik} G_{ij} .$$
#
# `Tensor` uses the operator by its name, so `a @ b` works as soon as the class is there.
#
# <details><summary>Hint 1: let the shapes guide you</summary>
#
# `A` is $(m, k)$, `B` is $(k, n)$, `partial` is $(m, n)$. Which product of `partial` and `B` has the
# shape of `A`?
#
# </details>
# <details><summary>Hint 2: read a sum as a product</summary>
#
# A product sums over two indices that stand side by side. In $\sum_j G_{ij} B_{kj}$ they do not: what has
# to be done to $B$?
#
# </details>


# %% exercise="MatMul"
class MatMul(Function):
    """The product of two matrices."""

    def forward(self, t1: Tensor, t2: Tensor) -> Arr:
        """t1: shape (m, k). t2: shape (k, n). Returns an array of shape (m, n)."""
        ### BEGIN SOLUTION
        self.save_for_backward(t1, t2)
        return t1.data @ t2.data
        ### END SOLUTION

    def backward(self, partial: Arr) -> None:
        """Add to the gradients of the parents that require one. partial: shape (m, n)."""
        ### BEGIN SOLUTION
        p1, p2 = self.parents
        if p1.requires_grad:
            p1.grad += partial @ p2.data.T
        if p2.requires_grad:
            p2.grad += p1.data.T @ partial
        ### END SOLUTION


# %% [markdown] exercise="ReLU"
# ### ReLU
#
# The bend between the layers. It lets positive numbers pass and makes all others 0:
#
# $$\operatorname{ReLU}(x) = \max(0, x) .$$
#
# On two numbers:
#
# ```
#   x       = [-3,  2]        relu(x) = [0, 2]
#   partial = [10, 20]        x.grad  = [0, 20]
# ```
#
# To the left of 0 the slope is 0, to the right it is 1. At 0 itself there is a corner and no slope, so we
# choose one: **0**, as PyTorch does.
#
# Write the operator, and the method `relu` by which tensors use it.
#
# <details><summary>Hint 1: how to remember where</summary>
#
# Which numbers were positive can be seen from the parent. It can also be seen from the result. Which of
# the two do you have on `self`?
#
# </details>
# <details><summary>Hint 2: choosing without a loop</summary>
#
# A comparison such as `x > 0` gives an array of truth values. What do these count as in a product?
#
# </details>


# %% exercise="ReLU"
class ReLU(Function):
    """max(0, x) of each number; its slope at 0 is 0."""

    def forward(self, t1: Tensor) -> Arr:
        """t1: of any shape. Returns an array of the same shape."""
        ### BEGIN SOLUTION
        self.save_for_backward(t1)
        return np.maximum(t1.data, 0)
        ### END SOLUTION

    def backward(self, partial: Arr) -> None:
        """Add the gradient to that of the parent, if it requires one."""
        ### BEGIN SOLUTION
        (p1,) = self.parents
        if p1.requires_grad:
            p1.grad += partial * (p1.data > 0)
        ### END SOLUTION


def relu(self: Tensor) -> Tensor:
    """max(0, x) of each number."""
    ### BEGIN SOLUTION
    return Tensor.comm(ReLU(), self)
    ### END SOLUTION


Tensor.relu = relu

# %% [markdown] exercise="collapse"
# ### Broadcasting, backwards
#
# A batch of examples is a matrix with a row each. The bias is one row, and `+` adds it to all of them:
#
# ![A matrix of eight rows plus a single row. NumPy uses the row eight times, once for each example.
# Backward, the eight rows of the gradient are added up into one.](pictures/broadcast.svg)
#
# Run `c.fn.backward(...)` on such a sum, and `p2.grad += partial` fails: the gradient of the result does
# not fit into that of the bias. The bias was used once a row, so all rows send a share, and the shares
# add up. **The backward of repeating is summing.**
#
# On two numbers that were added to three rows:
#
# ```
#   partial = [[1, 10],
#              [2, 20],        collapse(partial, (2,)) = [6, 60]
#              [3, 30]]
# ```
#
# NumPy writes the shapes below each other, flush right. Where one has no axis, or an axis of length 1, it
# is repeated:
#
# ```
#   (2, 5, 3, 2, 5)         (128, 28, 28)         (4, 1, 6)
#            (2, 5)                  (28,)        (4, 3, 6)
# ```
#
# Shapes that differ otherwise, such as `(5, 7, 10)` and `(5, 7, 10, 3, 2)`, do not go together at all,
# since 10 meets 2.
#
# Write `collapse`, which sums a gradient back to the shape that was repeated, for any number of
# dimensions. In a formula, for a row $b$ under a matrix,
#
# $$\frac{\partial L}{\partial b_j} = \sum_i \frac{\partial L}{\partial Y_{ij}} .$$
#
# <details><summary>Hint 1: two kinds of axes</summary>
#
# First the axes that the smaller shape does not have: how many are there, and at which end? Then those
# where it has length 1. Which of the two kinds must still be there afterwards?
#
# </details>
# <details><summary>Hint 2: the shape afterwards</summary>
#
# `sum` takes a tuple of axes, and removes them. An axis of length 1 should stay. Which argument of `sum`
# keeps it, or which method brings it back?
#
# </details>


# %% exercise="collapse"
def collapse(partial: Arr, shape: tuple[int, ...]) -> Arr:
    """Sum a gradient over the axes along which an array of `shape` was repeated by broadcasting.

    partial: an array of a shape to which `shape` can be broadcast; it is left as it is.
    Returns an array of shape `shape`. For shape (), a NumPy number such as np.float32 will do.
    """
    ### BEGIN SOLUTION
    added = partial.ndim - len(shape)
    stretched = (added + i for i, n in enumerate(shape) if n == 1)
    return partial.sum(axis=(*range(added), *stretched)).reshape(shape)
    ### END SOLUTION


# %% [markdown] exercise="Add"
# ### Add, once more
#
# Addition works from either side, so `bias + batch` has to do what `batch + bias` does.
#
# $$Y = A + B: \qquad \frac{\partial L}{\partial A} = \operatorname{collapse}\Bigl(\frac{\partial L}{\partial Y}\Bigr)
#   \text{ to the shape of } A, \text{ and the same for } B .$$
#
# ```
#   a = [[1], [2]]      b = [10, 20, 30]      a + b  = [[11, 21, 31],
#                                                       [12, 22, 32]]
#   partial = ones      a.grad = [[3], [3]]   b.grad = [2, 2, 2]
# ```
#
# Here both are repeated. Replace the `Add` from above by one that can do it.
#
# <details><summary>Hint 1: what changes</summary>
#
# The forward pass is right already: NumPy broadcasts by itself. Which two lines of the backward pass fail?
#
# </details>
# <details><summary>Hint 2: which shape is wanted</summary>
#
# A gradient always has the shape of its tensor. To the shape of which tensor does each of the two lines
# bring `partial`?
#
# </details>


# %% exercise="Add"
class Add(Function):  # noqa: F811
    """a + b, with broadcasting from either side."""

    def forward(self, t1: Tensor, t2: Tensor) -> Arr:
        """t1, t2: of shapes that go together. Returns an array of the shape they make."""
        ### BEGIN SOLUTION
        self.save_for_backward(t1, t2)
        return t1.data + t2.data
        ### END SOLUTION

    def backward(self, partial: Arr) -> None:
        """Add to the gradients of the parents that require one, each in its own shape."""
        ### BEGIN SOLUTION
        p1, p2 = self.parents
        if p1.requires_grad:
            p1.grad += collapse(partial, p1.shape)
        if p2.requires_grad:
            p2.grad += collapse(partial, p2.shape)
        ### END SOLUTION


# %% [markdown]
# Products and quotients need the same, and are given. Look at the order: first the product, while
# everything has the shape of the result, then the sum.


# %% given="mul-div"
class Mul(Function):
    """a * b, with broadcasting."""

    def forward(self, t1: Tensor, t2: Tensor) -> Arr:
        self.save_for_backward(t1, t2)
        return t1.data * t2.data

    def backward(self, partial: Arr) -> None:
        p1, p2 = self.parents
        if p1.requires_grad:
            p1.grad += collapse(partial * p2.data, p1.shape)
        if p2.requires_grad:
            p2.grad += collapse(partial * p1.data, p2.shape)


class Div(Function):
    """a / b, with broadcasting."""

    def forward(self, t1: Tensor, t2: Tensor) -> Arr:
        self.save_for_backward(t1, t2)
        return t1.data / t2.data

    def backward(self, partial: Arr) -> None:
        p1, p2 = self.parents
        if p1.requires_grad:
            p1.grad += collapse(partial / p2.data, p1.shape)
        if p2.requires_grad:
            p2.grad += collapse(-partial * p1.data / p2.data**2, p2.shape)


# %% [markdown] exercise="LogSoftmax"
# ### The logarithm of the softmax
#
# The last layer gives a score for each class. Softmax makes probabilities of scores, and the loss takes the
# logarithm of one of them. Done one after the other, this fails: $e^{100}$ is more than a `float32` can
# hold, and a probability that has been rounded to 0 has no logarithm. Done at once, it is harmless:
#
# $$\log \frac{e^{x_i}}{\sum_j e^{x_j}} = t_i - \log \sum_j e^{t_j}
#   \quad\text{with } t_i = x_i - \max_j x_j .$$
#
# Subtracting the maximum changes nothing, since the factor $e^{-\max}$ stands in the numerator and in
# each term of the denominator. But now the largest exponent is 0 and nothing overflows. The same trick
# makes softmax itself stable.
#
# On two numbers that are equal, both probabilities are a half:
#
# ```
#   x       = [7, 7]        log_softmax(x) = [-0.693, -0.693]
#   partial = [1, 0]        x.grad         = [ 0.5,   -0.5  ]
# ```
#
# ReLU looked at each number by itself. Here every output depends on every input of its row, so that the
# slopes make a square:
#
# ![The Jacobian of the logarithm of a softmax of three numbers as a square of three by three. On the
# diagonal stands one minus a probability, elsewhere minus a probability; each column has the same
# probability.](pictures/jacobian.svg)
#
# $$\frac{\partial y_i}{\partial x_j} = [i = j] - s_j, \qquad
#   \frac{\partial L}{\partial x_j} = g_j - s_j \sum_i g_i ,$$
#
# where $s$ is the softmax of $x$ and $g$ is `partial`. Nobody has to build the square.
#
# Write `Tensor.log_softmax()`, along the last axis. You can do it with an operator of its own,
# `LogSoftmax`, or without one, from operators that are there: then take the class out, and the chain rule
# does the rest.
#
# <details><summary>Hint 1: one row at a time</summary>
#
# The maximum and the sum belong to a row. Along which axis do they run, and what keeps an axis of length
# 1, so that they fit beside the row?
#
# </details>
# <details><summary>Hint 2: what to remember</summary>
#
# The backward pass needs the softmax. What is the exponential of the result?
#
# </details>
# <details><summary>Hint 3: a check by hand</summary>
#
# Add the same number to all scores of a row, and the result stays the same. So what do the gradients of a
# row have to add up to?
#
# </details>


# %% exercise="LogSoftmax"
class LogSoftmax(Function):
    """The logarithm of the softmax along the last axis."""

    def forward(self, t1: Tensor) -> Arr:
        """t1: shape (..., classes). Returns an array of the same shape."""
        ### BEGIN SOLUTION
        self.save_for_backward(t1)
        shifted = t1.data - t1.data.max(axis=-1, keepdims=True)
        self.out = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
        return self.out
        ### END SOLUTION

    def backward(self, partial: Arr) -> None:
        """Add the gradient to that of the parent, if it requires one."""
        ### BEGIN SOLUTION
        (p1,) = self.parents
        if p1.requires_grad:
            p1.grad += partial - np.exp(self.out) * partial.sum(axis=-1, keepdims=True)
        ### END SOLUTION


def log_softmax(self: Tensor) -> Tensor:
    """The logarithm of the softmax along the last axis, for scores of any size."""
    ### BEGIN SOLUTION
    return Tensor.comm(LogSoftmax(), self)
    ### END SOLUTION


Tensor.log_softmax = log_softmax

# %% [markdown] exercise="backward"
# ## Walking back
#
# Every operator can do its own step. It remains to call them in the right order: from the result to the
# leaves, each operator once, and none before all shares have reached its tensor.
#
# On two numbers, with `b = 2a`, `c = b + a`:
#
# ```
#        ┌────────────────┐
#        │                ▼          order      a, b, c             parents first
#        a ─────▶ b ─────▶ c         c.grad = 1
#           · 2       +              c.fn       b.grad = 1, a.grad = 1
#                                    b.fn                   a.grad = 1 + 2 = 3
# ```
#
# Had `b.fn` been called first, it would have handed on the zeros that `b.grad` begins with.
#
# `Tensor.backward(retain_graph=False)` does this:
#
# 1. It puts the tensors of the graph in a topological order, parents first. From a tensor you come to its
#    parents by `tensor.fn.parents`; a leaf has no `fn`, and so nothing to call.
# 2. It sets the gradient of the result to ones, since $\partial L / \partial L = 1$.
# 3. It goes through the order from its end and calls `tensor.fn.backward(tensor.grad)`.
# 4. **Unless `retain_graph` is true, it frees the graph**, when all operators have been called. A graph
#    holds every array that was computed on the way, so training would need more memory with each step if
#    the loss were kept. `tensor.fn = None` frees it.
#
# Gradients of leaves *accumulate*: with `retain_graph=True` a second walk adds as much again.
#
# Two corners are yours to decide, and no check looks at them. What should `leaf.backward()` leave on a leaf
# that has a gradient already: ones, or one more? And what should `backward` do on a tensor that requires
# no gradient?
#
# Three finer points are worth extra credit.
#
# - **Tensors in the middle.** Walk back twice, or from two results that share a tensor, and a tensor in
#   the middle still holds what the first walk has left on it. It is handed on a second time. With `a =
#   3`, `b = 2a`, $L_1 = b \cdot b$ and $L_2 = 3b$, the leaf gets 54, where 24 + 6 = 30 is right. So
#   whatever is not a leaf begins each walk with zeros.
# - **A graph that is gone.** After `tensor.fn = None` a tensor in the middle looks like a leaf, and a
#   second walk silently does nothing. PyTorch says so instead. Put the operator `FREED` in its place,
#   which raises an error with a sentence when it is called.
# - **Deep graphs.** Python allows about a thousand nested calls. A list of your own, used as a stack, has
#   no such limit.
#
# <details><summary>Hint 1: a topological order</summary>
#
# Visit a tensor: if it has been seen, stop. Otherwise note that it has been seen, and visit its parents.
# When do you append it, before or after them?
#
# </details>
# <details><summary>Hint 2: seen, or equal?</summary>
#
# Two tensors that hold the same numbers are two. A set of tensors tells them apart by identity. Would a
# comparison of their numbers do so?
#
# </details>
# <details><summary>Hint 3: without recursion</summary>
#
# Push pairs: a tensor, and whether its parents have been dealt with. The first time that a tensor is
# taken from the stack, it goes back, and its parents on top of it. What do you know when it comes up
# again?
#
# </details>


# %% given="freed" of="backward"
class Freed(Function):
    """Stands in a tensor where its operator stood, once the graph has been freed."""

    def backward(self, partial: Arr) -> None:
        raise RuntimeError(
            "this graph has been walked and freed: "
            "call backward(retain_graph=True) if you want to walk it again"
        )


FREED = Freed()


# %% exercise="backward"
def backward(self: Tensor, retain_graph: bool = False) -> None:
    """Add dL/dx to the grad of every leaf x that L, this tensor, was computed from.

    The gradient of L itself is ones, also if L is a leaf, whose grad holds zeros so far. L is a
    tensor that requires a gradient. Each operator is called once, with the whole gradient of its
    tensor. Afterwards the graph is freed, so that nothing of it is kept alive, unless
    retain_graph is true: then it can be walked again, and gradients of leaves accumulate.
    For extra credit: what earlier walks have left on tensors that are not leaves does not count, a
    walk through a graph that was freed raises RuntimeError, and graphs may be thousands of
    operations deep.
    """
    ### BEGIN SOLUTION
    order: list[Tensor] = []
    visited: set[Tensor] = set()
    stack = [(self, False)]
    while stack:
        tensor, parents_are_done = stack.pop()
        if parents_are_done:
            order.append(tensor)
        elif tensor.fn is not None and tensor not in visited:
            visited.add(tensor)
            stack.append((tensor, True))
            stack.extend((parent, False) for parent in tensor.fn.parents)
    for tensor in order:
        tensor.zero_grad()
    self.grad = np.ones_like(self.data)
    for tensor in reversed(order):
        tensor.fn.backward(tensor.grad)
    if not retain_graph:
        for tensor in order:
            tensor.fn = FREED
    ### END SOLUTION


Tensor.backward = backward

# %% own="try-backward"
a = Tensor(3.0, requires_grad=True)
b = 2 * a
first, second = b * b, 3 * b
first.backward(retain_graph=True)
second.backward()
# draw_graph(first) shows the graph, as long as it is there.
a.grad

# %% [markdown]
# ## Modules
#
# A layer is a `Module`: it holds tensors and other modules, and `parameters()` finds the tensors that are
# to be learned, however deep they are. `Linear` starts with weights whose size fits the number of inputs:
# with standard deviation $\sqrt{2 / \text{in}}$ the numbers stay about as large from layer to layer,
# although ReLU drops half of them.


# %% given="modules"
class Module:
    """A part of a network: tensors, and other modules, as attributes."""

    def __init__(self):
        pass

    def __call__(self, *args: Any) -> Any:
        """The forward pass. Each module has its own."""
        raise NotImplementedError

    def parameters(self) -> list[Tensor]:
        """The tensors that are to be learned, of this module and those in it, each once."""
        found: list[Tensor] = []
        for value in vars(self).values():
            for part in value if isinstance(value, (list, tuple)) else (value,):
                if isinstance(part, Module):
                    found += part.parameters()
                elif isinstance(part, Tensor) and part.requires_grad:
                    found.append(part)
        return list(dict.fromkeys(found))


class Linear(Module):
    """x @ weight.T + bias."""

    def __init__(self, in_features: int, out_features: int):
        """self.weight: shape (out_features, in_features). self.bias: shape (out_features,)."""
        super().__init__()
        weight = np.random.normal(0, (2 / in_features) ** 0.5, (out_features, in_features))
        self.weight = Tensor(weight, requires_grad=True)
        self.bias = Tensor(np.zeros(out_features), requires_grad=True)

    def __call__(self, x: Tensor) -> Tensor:
        """x: shape (batch, in_features). Returns shape (batch, out_features)."""
        return x @ self.weight.T + self.bias


# %% [markdown] exercise="CrossEntropyLoss"
# ### Find and mend: the loss
#
# You will read more code than you write, and some of it will be broken. The loss below has **three
# faults**. Two of them stood in the handout of a course like this one.
#
# Here is what it should do. Cross-entropy is minus the logarithm of the probability that the network gave
# to the right class, averaged over the batch:
#
# $$L = -\frac{1}{N} \sum_n \sum_i y_{ni} \log p_{ni} .$$
#
# The right class is written as a row $y_n$ of zeros with a single 1, which picks its logarithm. On two
# examples with two classes:
#
# ```
#   pred   = [[7, 7],       log p = [[-0.693, -0.693],
#             [9, 0]]                [ 0.000, -9.000]]
#   target = [1, 0]         L = (0.693 + 0.000) / 2 = 0.347
# ```
#
# A good loss is never negative, and grows as the network errs more.
#
# ![A curve that falls from 4 near probability 0 to 0 at probability 1. Guessing one of ten costs
# 2.303.](pictures/ps2_surprise.svg)
#
# Take out the line `raise NotImplementedError()` and mend what stands below it, in place. There is no
# need to write anything new. The check says which fault is left.
#
# <details><summary>Hint 1: the first fault stops it</summary>
#
# Run it on the example. Python names the name that nobody has defined. What did the author mean?
#
# </details>
# <details><summary>Hint 2: the second fault, too</summary>
#
# All tensors hold `float32`, the labels as well. What can an index be?
#
# </details>
# <details><summary>Hint 3: the third is silent</summary>
#
# The result on the example should be 0.347. What is yours, and by which factor or sign is it off?
#
# </details>


# %% exercise="CrossEntropyLoss"
class CrossEntropyLoss(nn.Module):
    """Minus the mean log-probability of the right classes."""

    def __init__(self):
        super().__init__()

    def __call__(self, pred: Tensor, target: Tensor) -> Tensor:
        """pred: shape (batch, classes), scores. target: shape (batch,), the right classes, which
        are whole numbers, but float32 as in every tensor. Neither is changed.

        Returns the loss, a 0-d tensor.
        """
        ### BEGIN SOLUTION
        labels = target.data.astype(int)
        one_hot = np.zeros_like(pred.data)
        one_hot[np.arange(len(labels)), labels] = 1
        return (-one_hot * pred.log_softmax()).mean(axis=0).sum()
        ### END SOLUTION


# %% [raw] mend="CrossEntropyLoss"
#         labels = target.data
#         one_hot = np.zeros_like(t1.data)
#         one_hot[np.arange(len(labels)), labels] = 1
#         return (one_hot * pred.log_softmax()).mean(axis=0).sum()

# %% [markdown]
# The line that returns the loss multiplies an *array* by a *tensor*, which was a third fault of that
# handout. NumPy asks its own array first, and the array multiplies the tensor by each of its numbers in
# turn and makes an array of tensors. Our `Tensor` says `__array_ufunc__ = None`, so NumPy stands back and
# Python asks `Tensor.__rmul__`.
#
# The loss is no operator. It is put together from operators, and the graph grows by itself.
#
# ### The optimizer
#
# Gradient descent takes a step against the gradient. With **momentum** $\mu$ the step has a memory, like
# a ball that rolls: $b \leftarrow \mu b + g$. **Nesterov's** variant looks ahead and takes $g + \mu b$
# for the step. Both are as in PyTorch.


# %% given="sgd"
class Optimizer:
    """Moves parameters: the part that all optimizers share."""

    def __init__(self, params: list[Tensor], lr: float):
        """params: what is to be learned. A tensor that two layers share is moved once in a step."""
        self.params = list(dict.fromkeys(params))
        self.lr = lr

    def step(self) -> None:
        """Move every parameter once, in place: `param.data` stays the same array."""
        raise NotImplementedError

    def zero_grad(self) -> None:
        """Forget the gradients of the step before."""
        for param in self.params:
            param.zero_grad()


class SGD(Optimizer):
    """Stochastic gradient descent, as torch.optim.SGD."""

    def __init__(
        self, params: list[Tensor], lr: float = 0.001, momentum: float = 0.0, nesterov: bool = False
    ):
        super().__init__(params, lr)
        self.momentum, self.nesterov = momentum, nesterov
        self.buffers = [np.zeros_like(param.data) for param in self.params]

    def step(self) -> None:
        for param, buffer in zip(self.params, self.buffers, strict=True):
            change = param.grad
            if self.momentum:
                buffer *= self.momentum
                buffer += param.grad
                change = param.grad + self.momentum * buffer if self.nesterov else buffer
            param.data -= self.lr * change


# %% [markdown] exercise="MLP"
# ### The network
#
# Now put the layers together. A batch of images comes in, a row of 784 numbers each; ten scores a row
# come out. In between are two hidden layers, of sizes that you choose, with ReLU behind each of them. The
# last layer has no ReLU: scores may be negative, and the loss takes care of the rest.
#
# ```
#   x (batch, 784)  →  Linear, ReLU  →  Linear, ReLU  →  Linear  →  scores (batch, 10)
# ```
#
# $$\text{scores} = \operatorname{ReLU}\bigl(\operatorname{ReLU}(x W_1^\top + b_1)\, W_2^\top + b_2\bigr) W_3^\top + b_3$$
#
# On sizes: 512 and 256 reach 95 % in five epochs. Larger ones learn a little better, and take longer.
#
# <details><summary>Hint 1: where layers belong</summary>
#
# Layers are made once, and `parameters()` finds them on `self`. In which of the two methods are they
# made, and in which are they only used?
#
# </details>
# <details><summary>Hint 2: sizes that meet</summary>
#
# The next layer takes what this one gives. Which number of one layer is the first number of the next?
#
# </details>


# %% exercise="MLP"
class MLP(nn.Module):
    """784 numbers in, two hidden layers with ReLU, ten scores out."""

    def __init__(self):
        super().__init__()
        ### BEGIN SOLUTION
        self.fc1 = nn.Linear(784, 512)
        self.fc2 = nn.Linear(512, 256)
        self.fc3 = nn.Linear(256, 10)
        ### END SOLUTION

    def __call__(self, x: Tensor) -> Tensor:
        """x: shape (batch, 784). Returns scores of shape (batch, 10)."""
        ### BEGIN SOLUTION
        x = self.fc1(x).relu()
        x = self.fc2(x).relu()
        return self.fc3(x)
        ### END SOLUTION


# %% [markdown] exercise="all_together"
# ### All of it together
#
# There is nothing to write here. So far each exercise was checked by itself. Now expressions made of all
# of them run on your code and yours alone: layers by hand, biases from either side, a softmax, and a few
# steps of training of a small network.
#
# If every check above is green and this one is not, look for what the small checks cannot see:
#
# - a cell that was changed and not run again. *Restart and run all* settles that;
# - a class of the same name in a cell of your own;
# - an operator that keeps something on the *class* instead of on `self`, so that two calls share it.
#
# On one number, `a = 2`: `(a * a).sum()` is 4, and its gradient 4. In a formula, for each row of scores $x$ with
# $s = \operatorname{softmax}(x)$,
#
# $$\frac{\partial}{\partial x_j} \bigl(-\operatorname{log\,softmax}(x)_y\bigr) = s_j - [j = y] .$$
#
# ```
#   x ──▶ MatMul ──▶ Add ──▶ ReLU ──▶ MatMul ──▶ Add ──▶ LogSoftmax ──▶ loss
# ```
#
# <details><summary>Hint 1: find the operator</summary>
#
# Rebuild the expression that fails, one operator after the other. The gradient of `(a * a).sum()` is `2 *
# a`. For `a.log_softmax().sum()` the gradients of a row add up to 0. Which operator is the first to
# disagree?
#
# </details>
# <details><summary>Hint 2: look at the graph</summary>
#
# Call `draw_graph(result)` before `backward` frees the graph. Was every tensor made from what you expect?
#
# </details>

# %% [markdown]
# ## Reading digits
#
# MNIST is 70,000 images of handwritten digits, 28 by 28 gray pixels each: 60,000 to learn from and 10,000
# to be tested on. If it can neither be found nor downloaded, a small set of 1,797 digits stands in, which
# wants smaller batches and larger steps. (An epoch is one walk through all the training images.)
#
# There is no validation set here, and `train` below measures the network on the test images after each
# epoch. That does no harm as long as nothing is chosen by what it prints. To choose a size or a step by
# it, set a part of the training images aside.
#
# The next cell holds what `ps1_backprop`, `ps2_mnist` and `ps3_closures` made for this: batches, and
# pictures of results. You need not read it.

# %% given="data" inline=true
from solutions.ps1_backprop import show
from solutions.ps2_mnist import (
    DataLoader,
    confusion_matrix,
    normalize,
    plot_confusion,
    show_images,
)
from solutions.ps3_closures import plot_history

# %% given="load-data" tags=["skip-grading"]
if __name__ == "__main__":
    from autograder.mnist import load_mnist

    mnist = load_mnist()
    EPOCHS = 5
    BATCH_SIZE, LEARNING_RATE = (32, 0.01) if mnist.source == "digits" else (128, 0.001)
    train_loader, test_loader = (
        DataLoader(normalize(images).reshape(len(images), -1), labels, BATCH_SIZE, shuffle)
        for images, labels, shuffle in (
            (mnist.train_images, mnist.train_labels, True),
            (mnist.test_images, mnist.test_labels, False),
        )
    )

# %% [markdown]
# One step of training is five lines: run the network, measure the loss, walk back, move, forget.
# Forgetting matters, as gradients of leaves accumulate. If they are never set to zero, each step goes
# where all the steps before it went, too.


# %% given="train"
def train(
    model: Module,
    criterion: CrossEntropyLoss,
    optimizer: Optimizer,
    train_batches: Any,
    test_batches: Any,
    epochs: int,
) -> dict[str, list[float]]:
    """Train, and print a line for each epoch.

    train_batches, test_batches: give pairs of images (batch, 784) and labels (batch,).
    Returns the mean loss of each epoch on the training images as "train_loss", and that on the
    test images afterwards as "val_loss".
    """
    history: dict[str, list[float]] = {"train_loss": [], "val_loss": []}
    for epoch in range(epochs):
        losses = []
        for images, labels in train_batches:
            output = model(Tensor(images))
            loss = criterion(output, Tensor(labels))
            loss.backward()
            optimizer.step()
            optimizer.zero_grad()
            losses.append(float(loss.data))
        scores, labels = predict(model, test_batches)
        history["train_loss"].append(float(np.mean(losses)))
        history["val_loss"].append(float(criterion(Tensor(scores), Tensor(labels)).data))
        print(
            f"Epoch {epoch + 1}/{epochs} | train loss {history['train_loss'][-1]:.4f} | "
            f"test loss {history['val_loss'][-1]:.4f} | "
            f"test accuracy {100 * np.mean(scores.argmax(axis=1) == labels):.2f} %"
        )
    return history


def predict(model: Module, batches: Any) -> tuple[Arr, Arr]:
    """The scores of all images, shape (n, 10), and their labels, shape (n,)."""
    scores, labels = [], []
    for images, of_batch in batches:
        scores.append(model(Tensor(images)).data)
        labels.append(of_batch)
    return np.concatenate(scores), np.concatenate(labels)


# %% given="train-mlp" tags=["skip-grading"]
if __name__ == "__main__":
    np.random.seed(0)
    model = MLP()
    criterion = nn.CrossEntropyLoss()
    optimizer = optim.SGD(model.parameters(), lr=LEARNING_RATE, momentum=0.9, nesterov=True)
    history = train(model, criterion, optimizer, train_loader, test_loader, EPOCHS)

# %% [markdown]
# The dashed line is $\log 10 = 2.3$, which is what it costs to give each digit the same probability. A
# network that stays there has learned nothing.

# %% given="plot" tags=["skip-grading"]
if "get_ipython" in globals():  # in a notebook
    plot_history(history)
    show(
        f"The loss by epoch, on the training images from {history['train_loss'][0]:.2f} to "
        f"{history['train_loss'][-1]:.2f}, on the test images from {history['val_loss'][0]:.2f} to "
        f"{history['val_loss'][-1]:.2f}. Guessing costs 2.30."
    )

# %% [markdown]
# ### Mix-ups
#
# The row is the digit that was drawn, the column the digit that was read. A perfect reader has all its
# counts on the diagonal.

# %% given="confusion-plot" tags=["skip-grading"]
if "get_ipython" in globals():  # in a notebook
    scores, labels = predict(model, test_loader)
    guesses = scores.argmax(axis=1)
    counts = confusion_matrix(labels, guesses)
    plot_confusion(counts)
    show(f"A confusion matrix: {np.trace(counts)} of {counts.sum()} images are on the diagonal.")

# %% [markdown]
# These are the mistakes of which it was surest. Above each image stands what it was read as, with the
# probability, and the truth.

# %% given="mistakes-plot" tags=["skip-grading"]
if "get_ipython" in globals():  # in a notebook
    probabilities = np.exp(Tensor(scores).log_softmax().data)
    wrong = np.flatnonzero(guesses != labels)
    surest = wrong[np.argsort(-probabilities[wrong].max(axis=1))][:27]
    show_images(
        test_loader.images[surest].reshape(-1, 28, 28),
        [f"{guesses[i]} ({probabilities[i].max():.0%})\nis {labels[i]}" for i in surest],
        columns=9,
    )
    show("Digits that were misread, each with what it was read as, how surely, and what it is.")

# %% [markdown]
# ## Extra credit
#
# An operator that could have been a composition, and two optimizers with a memory for each parameter. A single learning
# rate has to suit the steepest direction:
#
# ![Three bowls seen from above. A small learning rate hardly moves, a good one reaches the middle, one that is too large
# climbs out.](pictures/ps2_bowl.svg)

# %% [markdown] exercise="Softmax"
# ### Softmax as an operator
#
# `log_softmax` could be put together from other operators; so can softmax, and then each step of it stays
# in memory until the walk back. An operator of its own keeps one array.
#
# On two numbers that are equal:
#
# ```
#   x       = [7, 7]        softmax(x) = [0.5,  0.5 ]
#   partial = [1, 0]        x.grad     = [0.25, -0.25]
# ```
#
# $$\frac{\partial s_i}{\partial x_j} = s_i ([i = j] - s_j), \qquad
#   \frac{\partial L}{\partial x_j} = s_j \Bigl(g_j - \sum_i g_i s_i\Bigr) .$$
#
# <details><summary>Hint 1: stable</summary>
#
# What did you subtract before the exponential in `log_softmax`?
#
# </details>
# <details><summary>Hint 2: one sum a row</summary>
#
# The sum in the formula is the same for the whole row. What does `keepdims=True` leave of it, so that
# NumPy can broadcast?
#
# </details>


# %% exercise="Softmax"
class Softmax(Function):
    """Probabilities from scores, along the last axis."""

    def forward(self, t1: Tensor) -> Arr:
        """t1: shape (..., classes), of any size. Returns an array of the same shape."""
        ### BEGIN SOLUTION
        self.save_for_backward(t1)
        powers = np.exp(t1.data - t1.data.max(axis=-1, keepdims=True))
        self.out = powers / powers.sum(axis=-1, keepdims=True)
        return self.out
        ### END SOLUTION

    def backward(self, partial: Arr) -> None:
        """Add the gradient to that of the parent, if it requires one."""
        ### BEGIN SOLUTION
        (p1,) = self.parents
        if p1.requires_grad:
            along = (partial * self.out).sum(axis=-1, keepdims=True)
            p1.grad += self.out * (partial - along)
        ### END SOLUTION


# %% [markdown] exercise="Adagrad"
# ### Adagrad
#
# Some parameters get large gradients all the time, others a small one now and then. Adagrad divides each
# step by the size of all gradients so far, for each parameter by itself:
#
# $$G \leftarrow G + g^2, \qquad w \leftarrow w - \eta\, \frac{g}{\sqrt{G} + \epsilon} .$$
#
# On two numbers, with a gradient that stays the same:
#
# ```
#   lr = 0.1     g = [3, 0.1]     G = [ 9, 0.01]     change of w = [-0.1,   -0.1  ]
#                g = [3, 0.1]     G = [18, 0.02]     change of w = [-0.071, -0.071]
# ```
#
# <details><summary>Hint 1: where the memory is</summary>
#
# SGD keeps an array for each parameter in `self.buffers`. What starts at zero here?
#
# </details>
# <details><summary>Hint 2: in which order</summary>
#
# The gradient of this step is part of $G$ when the step is taken. Which of the two lines comes first?
#
# </details>


# %% exercise="Adagrad"
class Adagrad(Optimizer):
    """As torch.optim.Adagrad."""

    def __init__(self, params: list[Tensor], lr: float = 0.01, eps: float = 1e-10):
        super().__init__(params, lr)
        ### BEGIN SOLUTION
        self.eps = eps
        self.sums = [np.zeros_like(param.data) for param in self.params]
        ### END SOLUTION

    def step(self) -> None:
        """Move every parameter once, in place: `param.data` stays the same array.

        Gradients are left as they are.
        """
        ### BEGIN SOLUTION
        for param, total in zip(self.params, self.sums, strict=True):
            total += param.grad**2
            param.data -= self.lr * param.grad / (np.sqrt(total) + self.eps)
        ### END SOLUTION


# %% [markdown] exercise="Adam"
# ### Adam
#
# Adagrad never forgets, so its steps get smaller and smaller. Adam forgets exponentially, and has a
# momentum as well:
#
# $$m \leftarrow \beta_1 m + (1 - \beta_1)\, g, \qquad v \leftarrow \beta_2 v + (1 - \beta_2)\, g^2,$$
#
# $$w \leftarrow w - \eta\, \frac{m / (1 - \beta_1^t)}{\sqrt{v / (1 - \beta_2^t)} + \epsilon} .$$
#
# ![Eight steps of three weights, by SGD and by Adam. With a gradient of 4 or of 0.2, Adam goes equally far, and SGD twenty times as far with 4. With a gradient that changes its sign, SGD jumps to and fro, and Adam hardly moves after its first step.](pictures/ps2_adam.svg)
#
# Both memories start at zero, and are too small in the first steps for that reason. The divisors mend it;
# $t$ is the number of the step, from 1.
#
# ```
#   lr = 0.1     g = [3, 0.1]     first change of w = [-0.1, -0.1]     as in Adagrad
# ```
#
# <details><summary>Hint 1: counting</summary>
#
# One count serves all parameters. Does it go up in the loop or before it, and is it 1 in the first step?
#
# </details>
# <details><summary>Hint 2: in place or not</summary>
#
# The divided values belong to this step only. Which values of $m$ and $v$ does the next step start from?
#
# </details>


# %% exercise="Adam"
class Adam(Optimizer):
    """As torch.optim.Adam."""

    def __init__(
        self,
        params: list[Tensor],
        lr: float = 0.001,
        betas: tuple[float, float] = (0.9, 0.999),
        eps: float = 1e-8,
    ):
        super().__init__(params, lr)
        ### BEGIN SOLUTION
        self.betas, self.eps, self.t = betas, eps, 0
        self.means = [np.zeros_like(param.data) for param in self.params]
        self.squares = [np.zeros_like(param.data) for param in self.params]
        ### END SOLUTION

    def step(self) -> None:
        """Move every parameter once, in place: `param.data` stays the same array.

        Gradients are left as they are.
        """
        ### BEGIN SOLUTION
        self.t += 1
        beta1, beta2 = self.betas
        for param, mean, square in zip(self.params, self.means, self.squares, strict=True):
            mean += (1 - beta1) * (param.grad - mean)
            square += (1 - beta2) * (param.grad**2 - square)
            size = np.sqrt(square / (1 - beta2**self.t)) + self.eps
            param.data -= self.lr * mean / (1 - beta1**self.t) / size
        ### END SOLUTION


# %% [markdown]
# ## Where you are now
#
# Three engines, one network. They differ in where the memory of a calculation lives:
#
# | unit | where the backward rule is | where the graph is | who accumulates | the new idea | what only it can do |
# |---|---|---|---|---|---|
# | `ps1_backprop`, `ps2_mnist` | a table, by function and position | a recipe on the tensor | a dict in the walk; leaves at the end | look-up | swap a derivative at run time |
# | `ps3_closures` | a closure on the result | `parents` | `+=` into `.grad` of every tensor | no table | an operation in three lines |
# | `ps4_functions` | a method of an operator object, made anew at each call | `fn` on the tensor, `parents` on the object | `+=` by the object | forward and backward side by side; state on `self`; a graph that is freed | configure an operation; `retain_graph` |
#
# Where conventions differ, here is ours:
#
# | question | here | PyTorch |
# |---|---|---|
# | slope of ReLU at 0 | 0 | 0 |
# | largest numbers that are tied | even shares | `amax`: evenly; `max(dim)`: one of them |
# | `.grad` before any walk | zeros where one is required, else `None` | `None` |
# | `.grad` of tensors in the middle | kept, and cleared before the next walk | not kept |
# | SGD's momentum | b = μb + g, w -= ηb; Nesterov: w -= η(g + μb) | the same |
# | a second walk without `retain_graph` | an error that says so | an error that says so |
#
# `torch.autograd.Function` has forward and backward side by side, too, but as *static* methods, with the
# memory in a separate `ctx`. Why one would want that is the next unit.
#
# Before you move on, save the notebook and run `python grade.py ps4_functions` once more.
