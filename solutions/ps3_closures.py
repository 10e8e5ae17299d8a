# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
# ---

# %% [markdown]
# # Autograd with closures
#
# Every deep learning library differentiates your code for you. In this notebook you write the part
# that does it, in a style that fits on one screen: each operation, at the moment it is carried out,
# also makes the function that will run it backwards. No table of derivatives, no classes of
# operations; a function that remembers is enough. At the end a network built on it reads handwritten
# digits, more than 95 of 100 correctly.
#
# **What is given.** A class `Tensor` with its operators, and one operation, `add`, as the pattern for
# all the others.
#
# **What you build**, from the bottom up:
#
# ```
#   training (given)  tanh  softmax  Linear  MLP  cross_entropy_loss  SGD
#   ───────────────────────────────────────────────────────────────────────
#   walking back      backward
#   ───────────────────────────────────────────────────────────────────────
#   operations        sub  mul  div     two tensors, broadcast
#                     matmul            two matrices
#                     log  exp          one tensor, element by element
#                     sum  max          along axes
#   ───────────────────────────────────────────────────────────────────────
#   shapes            broadcast_grad_accumulate
# ```
#
# The operations all have the same rhythm. Take your time over the first one, and the next will write
# themselves.
#
# **How you know that it works.** Under each exercise stands a cell such as `check("mul")`. Run it as
# often as you like: it says what passed and shows the first case that did not, with what went in,
# what came out and what was expected. If an exercise needs an earlier one that does not pass yet, it
# says that it is waiting for it. To see the whole notebook at once, save it and type
# `python grade.py ps3_closures` in a terminal, in the folder of the course. When the notebook is
# graded, no exercise loses points because of a mistake in another one, except the last, which runs
# everything together. Hints are folded away under each exercise and open one at a time.
#
# **If you would rather write a module**, put the same functions into a file `submitted.py` and type
# `python grade.py submitted.py`. It is graded by the same exercises.
#
# **Four names to watch.** You are going to define functions called `sum` and `max`. From then on these
# names mean *your* functions, and no longer Python's own, in every cell that runs afterwards, also in
# functions that were written before. So inside your answers use `np.sum`, `np.max` and the methods of
# arrays. In the same way `exp` and `log` will work on tensors, while `np.exp` and `np.log` work on
# arrays.

# %% given="imports"
from collections.abc import Callable

import numpy as np

# %% [markdown]
# ## Two things from Python
#
# ### Functions that remember
#
# A function may be made inside another one, and it keeps hold of the variables around it after the
# outer function has returned. Such a function is called a **closure**.


# %% given="demo-closure"
def create_function(what_to_add: float) -> Callable[[float], float]:
    """A function that adds `what_to_add` to its argument."""

    def add_to(x: float) -> float:
        return x + what_to_add

    return add_to


add_five, add_seven = create_function(5), create_function(7)
add_five(10), add_seven(10)

# %% [markdown]
# `add_five` and `add_seven` are made by the same lines, but each remembers a `what_to_add` of its own.
# Which one it was is nobody's business any more: whoever holds `add_five` needs to know only how to
# call it.
#
# That is just what differentiation wants. When `a * b` is computed, both factors are at hand. When its
# gradient is wanted, much later, they are needed again. So the multiplication makes a closure that
# remembers `a` and `b`, and hangs it on the result.
#
# ### Operators are methods
#
# Python reads `x + y` as `x.__add__(y)`. A class that has a method of that name has a `+`. If the left
# operand does not know what to do with the right one, as the number 2 does not know about tensors, the
# right one is asked by `__radd__`, where the `r` says that it stands on the right.

# %% given="demo-operators"
2 + 3, (2).__add__(3)

# %% [markdown]
# ## The chain rule, one small step at a time
#
# Take the sigmoid, $\sigma(x) = 1 / (1 + e^{-x})$, and suppose that you do not know its derivative.
# Cut it into steps so small that each has a derivative that you do know:
#
# ```
#             · (-1)         exp          1 +           1 /
#        x ──────────▶ a ──────────▶ b ──────────▶ c ──────────▶ s
#
#   slope:      -1            b            1          -1/c²
# ```
#
# If `x` moves by a little, `a` moves $-1$ times as much, `b` moves `b` times as much as `a`, and so on.
# The slope of the whole is the product of the slopes on the way:
#
# $$\frac{ds}{dx} = \frac{ds}{dc} \cdot \frac{dc}{db} \cdot \frac{db}{da} \cdot \frac{da}{dx}
#   = \Bigl(-\frac{1}{c^2}\Bigr) \cdot 1 \cdot b \cdot (-1) = \frac{b}{c^2} .$$
#
# So there is nothing to know about the sigmoid, or about a network of a hundred layers. It is enough to
# know the slope of each small step, and to multiply along the way back. Walking from the result to
# the inputs, what we carry is the **upstream gradient**: how much the final result $L$ changes with
# the tensor at which we stand.
#
# ## The tensor
#
# A `Tensor` is an array of `float32` numbers that knows where it came from.
#
# | attribute | what it holds |
# |---|---|
# | `array` | the numbers |
# | `requires_grad` | whether anybody wants the gradient with respect to it |
# | `grad` | the gradient so far: an array of zeros in the shape of `array` to begin with, or `None` if none is wanted |
# | `parents` | the tensors that it was computed from |
# | `grad_fn` | the closure that sends its gradient on to the parents, or `None` |
# | `grad_fn_name` | a name to print, such as `<AddBackward>` |
#
# The class is complete. Its operators call functions `add`, `sub`, `mul` and so on, which do not exist
# yet; Python looks for them only when an operator is used, so you can write them one after the
# other. `ensure_tensor` turns plain numbers into tensors on the way, which is why `2 * x` will work.


# %% given="tensor"
def ensure_tensor(x):
    """x itself if it is a tensor, else a tensor of it that requires no gradient."""
    return x if hasattr(x, "grad") else Tensor(x, requires_grad=False)


class Tensor:
    """An array of float32 that remembers how it was computed."""

    __array_ufunc__ = None  # so that NumPy leaves `array * tensor` to the tensor

    def __init__(
        self,
        array,
        requires_grad: bool = False,
        parents: tuple["Tensor", ...] = (),
        grad_fn: Callable[[np.ndarray], None] | None = None,
        grad_fn_name: str | None = None,
    ):
        """array: numbers of any shape, which are copied.

        requires_grad: whether a gradient is wanted.
        parents, grad_fn, grad_fn_name: how the tensor was made; for leaves there is none of it.
        """
        self.array = np.array(array, dtype=np.float32)
        self.requires_grad = requires_grad
        self.grad = np.zeros_like(self.array) if requires_grad else None
        self.parents = parents
        self.grad_fn = grad_fn
        self.grad_fn_name = grad_fn_name

    def zero_grad(self) -> None:
        """Start again from a gradient of zeros."""
        if self.requires_grad:
            self.grad = np.zeros_like(self.array)

    def backward(self) -> list["Tensor"]:
        return backward(self)

    @property
    def shape(self) -> tuple[int, ...]:
        return self.array.shape

    def __add__(self, other):
        return add(self, ensure_tensor(other))

    def __radd__(self, other):
        return add(ensure_tensor(other), self)

    def __sub__(self, other):
        return sub(self, ensure_tensor(other))

    def __rsub__(self, other):
        return sub(ensure_tensor(other), self)

    def __mul__(self, other):
        return mul(self, ensure_tensor(other))

    def __rmul__(self, other):
        return mul(ensure_tensor(other), self)

    def __truediv__(self, other):
        return div(self, ensure_tensor(other))

    def __rtruediv__(self, other):
        return div(ensure_tensor(other), self)

    def __matmul__(self, other):
        return matmul(self, ensure_tensor(other))

    def __rmatmul__(self, other):
        return matmul(ensure_tensor(other), self)

    def exp(self):
        return exp(self)

    def log(self):
        return log(self)

    def sum(self, axis=None, keepdims: bool = False):
        return sum(self, axis=axis, keepdims=keepdims)

    def max(self, axis=None, keepdims: bool = False):
        return max(self, axis=axis, keepdims=keepdims)

    def __repr__(self) -> str:
        """Three decimals, and how it was made (or that a gradient is wanted)."""
        start = "tensor("
        numbers = np.array2string(
            self.array, separator=" ", precision=3, floatmode="fixed", max_line_width=80
        ).replace("\n", "\n" + " " * len(start))
        if not self.requires_grad:
            return f"{start}{numbers})"
        made = f"grad_fn={self.grad_fn_name}" if self.grad_fn_name else "requires_grad=True"
        return f"{start}{numbers}, {made})"


# %% given="demo-tensor"
Tensor([[1, 2, 3], [4, 5, 6]], requires_grad=True), Tensor([[8, 2, 5]])

# %% [markdown] exercise="broadcast_grad_accumulate"
# ### Broadcasting, backwards
#
# Add a row to a matrix, and NumPy adds it to every row, as if it had been copied:
#
# ```
#     A  (2, 3)         B  (1, 3)                          A + B
#
#    1  2  3                                              11  22  33
#    4  5  6     +     10 20 30     copied down, so       14  25  36
# ```
#
# $B$ was used twice, so if its first number grows by a little, *two* numbers of the result grow. What
# $L$ gains from both has to be added up. With upstream gradients for the result
#
# ```
#   gradient (2, 3)        gradient of B (1, 3)
#
#     1  4  7
#     2  1  6       ──▶       3  5  13
# ```
#
# **The backward of copying is summing.** In a formula, for a `B` of shape $(1, n)$ that was stretched
# to $(m, n)$,
#
# $$\Bigl(\frac{\partial L}{\partial B}\Bigr)_{0j}
#   = \sum_{i} \Bigl(\frac{\partial L}{\partial Y}\Bigr)_{ij} .$$
#
# To keep it simple, tensors that meet in an operation always have the same *number* of dimensions
# here, and a length of 1 says where one is stretched: we write a row as `(1, 3)`, never as `(3,)`. Any
# number of dimensions can be stretched, anywhere: `(4, 1, 6, 1)` to `(4, 3, 6, 2)`, say.
#
# <details><summary>Hint 1: which axes</summary>
#
# Compare the two shapes, place by place. The tensor was stretched along those axes where it has length
# 1. Along these the gradient is summed, along all others it stays as it is.
#
# </details>
# <details><summary>Hint 2: the shape afterwards</summary>
#
# A sum removes its axis, unless told otherwise: `gradient.sum(axis=0)` has shape `(3,)`, and
# `gradient.sum(axis=0, keepdims=True)` has shape `(1, 3)`, which is what is wanted.
#
# </details>
# <details><summary>Hint 3: all at once or one after the other</summary>
#
# `axis` may be a tuple of several axes. Or use a loop with one sum for each axis; with `keepdims=True` the
# axes keep their numbers on the way.
#
# </details>


# %% exercise="broadcast_grad_accumulate"
def broadcast_grad_accumulate(tensor: Tensor, gradient: np.ndarray) -> np.ndarray:
    """Sum a gradient over the dimensions along which a tensor was stretched by broadcasting.

    tensor: what was stretched; only its shape is looked at. It has as many dimensions as
        gradient, each of the same length or of length 1.
    gradient: an array in the shape of an operation's result.
    Returns an array in the shape of tensor. gradient is left as it is.
    """
    ### BEGIN SOLUTION
    stretched = tuple(axis for axis, length in enumerate(tensor.shape) if length == 1)
    return gradient.sum(axis=stretched, keepdims=True)
    ### END SOLUTION


# %% [markdown]
# ## The pattern: add
#
# Here is the first operation, complete. Read it until you could write it with the book closed; every
# operation that follows is a variation of it.
#
# For $Y = A + B$ both slopes are 1, so the upstream gradient is passed on to both parents as it is,
# summed to their shapes. It is *added* to what a parent's `grad` holds already (`+=`), because a tensor
# may be used in several places, and each of them sends its share.


# %% given="add"
def add(a: Tensor, b: Tensor) -> Tensor:
    """a + b, elementwise with broadcasting. a, b: of the same number of dimensions."""
    # a gradient is wanted if anybody upstream of here wants one
    requires_grad = a.requires_grad or b.requires_grad

    # remembers a and b until the gradient of the result is known
    def backward(grad_out: np.ndarray) -> None:
        if a.requires_grad:
            grad_a = grad_out
            a.grad += broadcast_grad_accumulate(a, grad_a)
        if b.requires_grad:
            grad_b = grad_out
            b.grad += broadcast_grad_accumulate(b, grad_b)

    return Tensor(
        a.array + b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<AddBackward>",
    )


# %% [markdown]
# Try it: run the operation, then call the closure that hangs on the result with an upstream gradient of
# your choice. Ones are easiest to follow. The gradient of `A` should be ones, and that of `B`, which was
# used in two rows, twos.

# %% given="demo-add"
A = Tensor([[1, 2, 3], [4, 5, 6]], requires_grad=True)
B = Tensor([[8, 2, 5]], requires_grad=True)
Y = A + B
Y

# %% own="try-add"
# Try the tools here. You can add cells of your own anywhere in this notebook.
Y.grad_fn(np.ones_like(Y.array))
A.grad, B.grad

# %% [markdown]
# When a check is not enough, two tools help.
#
# - `draw_graph(Y)` draws the graph of tensors that led to `Y`.
# - `gradcheck` compares a backward function with numerical gradients. It wants one that takes and
#   returns arrays, so wrap your operation; for `log`:
#
# ```python
# def log_back(grad_out, out, x):
#     a = Tensor(x, requires_grad=True)
#     log(a).grad_fn(grad_out)
#     return a.grad
#
# gradcheck(np.log, log_back, np.array([0.5, 2.0]))
# ```
#
# ## Operations on two tensors

# %% [markdown] exercise="sub"
# ### Subtraction
#
# Only a sign away from `add`, so this is about writing the whole pattern yourself once. In the network
# it takes the largest score out of a softmax.
#
# With upstream gradients of one:
#
# ```
#   A = [[1, 2, 3],        out = [[-7, 0, -2],       gradient of A = [[1, 1, 1],
#        [4, 5, 6]]               [-4, 3,  1]]                        [1, 1, 1]]
#   B = [[8, 2, 5]]                                  gradient of B = [[-2, -2, -2]]
# ```
#
# Raise a number of $B$ by a little, and each result that it takes part in falls by as much:
#
# $$Y = A - B: \qquad \frac{\partial L}{\partial A} = \frac{\partial L}{\partial Y},
#   \qquad \frac{\partial L}{\partial B} = -\frac{\partial L}{\partial Y},$$
#
# each summed to the shape of its tensor. Name the result's backward function `<SubBackward>`.
#
# <details><summary>Hint 1: where to start</summary>
#
# Copy `add` and change what has to be different: three places and a name.
#
# </details>
# <details><summary>Hint 2: the parts of every operation</summary>
#
# 1. Is a gradient wanted by either of the two? 2. A function `backward(grad_out)` that adds a share to
# the `grad` of each parent that wants one. 3. A new `Tensor` with the numbers, the parents, that
# function, and its name.
#
# </details>


# %% exercise="sub"
def sub(a: Tensor, b: Tensor) -> Tensor:
    """a - b, elementwise with broadcasting. a, b: of the same number of dimensions.

    The result's parents are (a, b), its grad_fn_name is "<SubBackward>". Its grad_fn takes the
    upstream gradient, an array in the shape of the result, and adds to a.grad and b.grad, where
    those require one. Where neither does, grad_fn is None.
    """
    ### BEGIN SOLUTION
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out: np.ndarray) -> None:
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, -grad_out)

    return Tensor(
        a.array - b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<SubBackward>",
    )
    ### END SOLUTION


# %% [markdown] exercise="mul"
# ### Multiplication
#
# Here the closure earns its keep: the gradient of each factor needs the *other* one, as it was when the
# product was formed.
#
# With upstream gradients of one:
#
# ```
#   A = [[1, 2, 3],        out = [[ 8,  4, 15],      gradient of A = [[8, 2, 5],
#        [4, 5, 6]]               [32, 10, 30]]                       [8, 2, 5]]
#   B = [[8, 2, 5]]                                  gradient of B = [[5, 7, 9]]
# ```
#
# Look at the 8 in $B$. It was multiplied by 1 and by 4, so if it grows by a little, the results grow by
# 1 and by 4 times as much, by 5 in all.
#
# $$Y = A \cdot B: \qquad \frac{\partial L}{\partial A} = \frac{\partial L}{\partial Y} \cdot B,
#   \qquad \frac{\partial L}{\partial B} = \frac{\partial L}{\partial Y} \cdot A,$$
#
# each summed to the shape of its tensor. The name is `<MulBackward>`.
#
# <details><summary>Hint 1: arrays and tensors</summary>
#
# Inside `backward` everything is arrays: `grad_out` is one, and `a.array` and `b.array` are the factors.
# A product of *tensors* would call `mul` again, and give a tensor.
#
# </details>
# <details><summary>Hint 2: which first, the product or the sum</summary>
#
# Multiply first, while everything has the shape of the result, and then sum to the shape of the parent.
# The other way round the numbers that belong together are mixed before they are multiplied.
#
# </details>


# %% exercise="mul"
def mul(a: Tensor, b: Tensor) -> Tensor:
    """a * b, elementwise with broadcasting. a, b: of the same number of dimensions.

    The result's parents are (a, b), its grad_fn_name is "<MulBackward>"; requires_grad and grad_fn
    as for sub.
    """
    ### BEGIN SOLUTION
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out: np.ndarray) -> None:
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out * b.array)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, grad_out * a.array)

    return Tensor(
        a.array * b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )
    ### END SOLUTION


# %% [markdown] exercise="div"
# ### Division
#
# Softmax divides by a sum, tanh one difference by another. The numerator is easy; the denominator is
# where signs get lost.
#
# With upstream gradients of one:
#
# ```
#   A = [[1, 2, 3],        out = [[0.125, 1.0, 0.6],       gradient of A = [[0.125, 0.5, 0.2],
#        [4, 5, 6]]               [0.5,   2.5, 1.2]]                        [0.125, 0.5, 0.2]]
#   B = [[8, 2, 5]]                                        gradient of B = [[-0.078, -1.75, -0.36]]
# ```
#
# A larger denominator makes a smaller quotient, so a minus sign was to be expected. For one number,
# $\frac{d}{db} \frac{a}{b} = \frac{d}{db}\, a\, b^{-1} = -a\, b^{-2}$, and so
#
# $$Y = \frac{A}{B}: \qquad \frac{\partial L}{\partial A} = \frac{\partial L}{\partial Y} \cdot \frac{1}{B},
#   \qquad \frac{\partial L}{\partial B} = -\frac{\partial L}{\partial Y} \cdot \frac{A}{B^2},$$
#
# each summed to the shape of its tensor. The name is `<DivBackward>`.
#
# <details><summary>Hint 1: check one number by hand</summary>
#
# The last number of $B$ is 5. It divides 3 and 6, which gives $-3/25 - 6/25 = -0.36$.
#
# </details>
# <details><summary>Hint 2: order of evaluation</summary>
#
# `x / b * b` is `(x / b) * b`, which is `x`. To divide by a square, write brackets, or `b**2`.
#
# </details>


# %% exercise="div"
def div(a: Tensor, b: Tensor) -> Tensor:
    """a / b, elementwise with broadcasting. a, b: of the same number of dimensions; b without 0.

    The result's parents are (a, b), its grad_fn_name is "<DivBackward>"; requires_grad and grad_fn
    as for sub.
    """
    ### BEGIN SOLUTION
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out: np.ndarray) -> None:
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out / b.array)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, -grad_out * a.array / b.array**2)

    return Tensor(
        a.array / b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<DivBackward>",
    )
    ### END SOLUTION


# %% [markdown] exercise="matmul"
# ### Matrix multiplication
#
# The layers of a network are products of matrices, and nearly all its time is spent in them. Both
# factors are matrices here, $(p, q)$ times $(q, r)$; nothing is broadcast, so nothing has to be
# summed.
#
# The smallest example, a row times a column, with an upstream gradient of 10:
#
# ```
#   A = [[1, 2]]     B = [[3],      out = [[11]]      gradient of A = [[30, 40]]
#                         [4]]                        gradient of B = [[10],
#                                                                      [20]]
# ```
#
# The result is $1 \cdot 3 + 2 \cdot 4$. The 1 is multiplied by 3, so its gradient is 10 · 3. In general
# $Y_{ij} = \sum_k A_{ik} B_{kj}$: the number $A_{ik}$ takes part in all of row $i$ of $Y$, where it is
# multiplied by $B_{kj}$. With $G$ for the upstream gradient,
#
# $$\frac{\partial L}{\partial A_{ik}} = \sum_j G_{ij}\, B_{kj}, \qquad
#   \frac{\partial L}{\partial B_{kj}} = \sum_i A_{ik}\, G_{ij} .$$
#
# Each of the sums is again a product of two matrices, one of which is transposed. The name is
# `<MatmulBackward>`.
#
# <details><summary>Hint 1: let the shapes guide you</summary>
#
# `A` is `(p, q)`, `B` is `(q, r)`, and `grad_out` is `(p, r)`. From `grad_out` and `B` you have to make
# something of shape `(p, q)`. There is one way only.
#
# </details>
# <details><summary>Hint 2: read the sum as a product</summary>
#
# A product of matrices sums over the indices that stand next to each other: $\sum_j G_{ij} M_{jk}$. The
# first sum has $B_{kj}$ in place of $M_{jk}$: what must be done to $B$?
#
# </details>
# <details><summary>Hint 3: right for square matrices only</summary>
#
# Then a transpose is missing, or the factors stand in the wrong order. Of the second sum, $A$ is the
# *first* factor, and the one that is transposed.
#
# </details>


# %% exercise="matmul"
def matmul(a: Tensor, b: Tensor) -> Tensor:
    """The product of two matrices. a: shape (p, q). b: shape (q, r). The result: shape (p, r).

    The result's parents are (a, b), its grad_fn_name is "<MatmulBackward>"; requires_grad and
    grad_fn as for sub.
    """
    ### BEGIN SOLUTION
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out: np.ndarray) -> None:
        if a.requires_grad:
            a.grad += grad_out @ b.array.T
        if b.requires_grad:
            b.grad += a.array.T @ grad_out

    return Tensor(
        a.array @ b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MatmulBackward>",
    )
    ### END SOLUTION


# %% [markdown]
# ## Operations on one tensor
#
# One parent, no broadcasting: from here on the pattern gets shorter.

# %% [markdown] exercise="log"
# ### Logarithm
#
# A loss is a logarithm: it turns "the network gave the truth a probability of 0.01" into a number that
# hurts.
#
# With upstream gradients of 3 and 10:
#
# ```
#   A = [1.0, 2.0]     out = [0.0, 0.693]     gradient of A = [3.0, 5.0]
# ```
#
# The slope of the natural logarithm at $a$ is $1/a$: steep where $a$ is small, flat where it is large.
#
# $$Y = \log A: \qquad \frac{\partial L}{\partial A} = \frac{\partial L}{\partial Y} \cdot \frac{1}{A}$$
#
# The name is `<LogBackward>`. One parent is still a tuple of parents; Python wants a comma in it:
# `(a,)`.
#
# <details><summary>Hint 1: what is left of the pattern</summary>
#
# Take `mul` and cross out everything about `b`, and the summing as well: the result has the shape of
# `a`.
#
# </details>
# <details><summary>Hint 2: which log</summary>
#
# `np.log` works on arrays; `log` is the function that you are writing.
#
# </details>


# %% exercise="log"
def log(a: Tensor) -> Tensor:
    """The natural logarithm, elementwise. a: positive numbers of any shape.

    The result's parents are (a,), its grad_fn_name is "<LogBackward>". Its grad_fn adds to a.grad;
    it is None where a requires no gradient.
    """
    ### BEGIN SOLUTION

    def backward(grad_out: np.ndarray) -> None:
        a.grad += grad_out / a.array

    return Tensor(
        np.log(a.array),
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<LogBackward>",
    )
    ### END SOLUTION


# %% [markdown] exercise="exp"
# ### Exponential
#
# Softmax and tanh are both made of it. It is the one function that is its own slope, and so the first
# closure that may remember its *result* instead of what went in.
#
# With upstream gradients of 5 and 2:
#
# ```
#   A = [0.0, 1.0]     out = [1.0, 2.718]     gradient of A = [5.0, 5.437]
# ```
#
# $$Y = e^A: \qquad \frac{\partial L}{\partial A} = \frac{\partial L}{\partial Y} \cdot e^A
#   = \frac{\partial L}{\partial Y} \cdot Y$$
#
# The name is `<ExpBackward>`.
#
# <details><summary>Hint 1: keep what you have</summary>
#
# Give the result's numbers a name before you define `backward`, and use that name in it. The closure
# remembers it like everything else around it.
#
# </details>
# <details><summary>Hint 2: which gradient</summary>
#
# `grad_out` comes in from above and is multiplied; `a.grad` is where the product is added.
#
# </details>


# %% exercise="exp"
def exp(a: Tensor) -> Tensor:
    """e to the power of a, elementwise. a: any shape.

    The result's parents are (a,), its grad_fn_name is "<ExpBackward>"; grad_fn as for log.
    """
    ### BEGIN SOLUTION
    output = np.exp(a.array)

    def backward(grad_out: np.ndarray) -> None:
        a.grad += grad_out * output

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<ExpBackward>",
    )
    ### END SOLUTION


# %% [markdown]
# ## Operations along axes
#
# A sum or a maximum makes many numbers into few, so its gradient has to go from few to many. The
# trouble is the shapes. For a matrix `A` of shape `(2, 3)`:
#
# | | shape of the result | shape with `keepdims=True` |
# |---|---|---|
# | `A.sum()` | `()` | `(1, 1)` |
# | `A.sum(axis=0)` | `(3,)` | `(1, 3)` |
# | `A.sum(axis=1)` | `(2,)` | `(2, 1)` |
# | `A.sum(axis=(0, 1))` | `()` | `(1, 1)` |
#
# The right-hand column is the friendly one: from there NumPy can copy back to `(2, 3)` by itself. From
# the left-hand column it cannot in general, since the axis that was summed is gone.

# %% [markdown] exercise="sum"
# ### Sum
#
# A loss has to be one number, so somewhere many numbers become one. And softmax sums along each row.
#
# For `axis=1`, with upstream gradients of 1 and 2:
#
# ```
#   A (2, 3)                  out (2,)       gradient of A (2, 3)
#
#   1  1  1                                      1  1  1
#   1  1  1     ── sum ──▶    [3, 3]             2  2  2
#
#                             [1, 2]  ──▶  [[1],   ──▶  copied along axis 1
#                             grad_out      [2]]
# ```
#
# Raise any number of the first row by a little, and the first sum rises by as much. So every number that
# went into a sum receives that sum's whole gradient. **The backward of summing is copying.** For
# `axis=1`:
#
# $$Y_i = \sum_j A_{ij}: \qquad \frac{\partial L}{\partial A_{ij}} = \frac{\partial L}{\partial Y_i}
#   \quad\text{for every } j.$$
#
# `axis` is one axis, a tuple of axes, or `None` for all of them; axes may be negative, which counts from
# the end. The name is `<SumBackward>`.
#
# <details><summary>Hint 1: give the gradient the friendly shape</summary>
#
# Whatever `axis` and `keepdims` are, the numbers of `grad_out` are the same, in the same order, as if
# `keepdims=True` had been asked for. What is the shape of the result in that case, and how do you
# give an array another shape?
#
# </details>
# <details><summary>Hint 2: copying</summary>
#
# `np.broadcast_to(array, shape)` copies along axes of length 1 until the shape is reached.
#
# </details>
# <details><summary>Hint 3: right for axis=0 and wrong for axis=1</summary>
#
# Then the axis was not put back: NumPy lines up shapes from the right, so a `(3,)` happens to fit a
# `(2, 3)`, and a `(2,)` does not; and for square matrices it fits the wrong way, without complaint.
#
# </details>


# %% exercise="sum"
def sum(a: Tensor, axis=None, keepdims: bool = False) -> Tensor:
    """The sum along axes, as np.sum.

    axis: an int, a tuple of ints, or None for all; negative ones count from the end.
    keepdims: whether summed axes stay, with length 1.
    The result's parents are (a,), its grad_fn_name is "<SumBackward>"; grad_fn as for log.
    """
    ### BEGIN SOLUTION
    kept = a.array.sum(axis=axis, keepdims=True)

    def backward(grad_out: np.ndarray) -> None:
        a.grad += np.broadcast_to(grad_out.reshape(kept.shape), a.shape)

    return Tensor(
        a.array.sum(axis=axis, keepdims=keepdims),
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )
    ### END SOLUTION


# %% [markdown] exercise="max"
# ### Maximum
#
# A softmax of large scores overflows, unless the largest is subtracted first. That takes a maximum along
# each row, and so a gradient for it.
#
# For `axis=1`, with upstream gradients of 1 and 2:
#
# ```
#   A (2, 3)                  out (2,)       gradient of A (2, 3)
#
#   1  2  3                                      0  0  1
#   6  4  0     ── max ──▶    [3, 6]             2  0  0
# ```
#
# The output is a copy of the largest number, so it moves with that number, and not at all with the
# others. The largest gets the whole gradient, the rest nothing:
#
# $$Y_i = \max_j A_{ij}: \qquad \frac{\partial L}{\partial A_{ij}} =
#   \begin{cases} \dfrac{\partial L}{\partial Y_i} & \text{if } A_{ij} = Y_i \\[1ex]
#   0 & \text{otherwise.} \end{cases}$$
#
# **Ties.** If several numbers are the largest, the rule above gives the whole gradient to *each* of them,
# and that is what we do here: `max` of `[5, 5, 1]` with an upstream gradient of 2 sends back
# `[2, 2, 0]`. (Others share it out; PyTorch's `amax` would send `[1, 1, 0]`. There is no true answer at a
# kink.)
#
# `axis` and `keepdims` are as for `sum`. The name is `<MaxBackward>`.
#
# <details><summary>Hint 1: what is like sum</summary>
#
# All of the shapes. The gradient is brought to the friendly shape and copied, exactly as there. What is
# new is that it is kept in some places only.
#
# </details>
# <details><summary>Hint 2: those places</summary>
#
# Compare `a.array` with the maxima: `==` gives an array of true and false, and in a product these count
# as 1 and 0. For the comparison the maxima, too, need the friendly shape.
#
# </details>
# <details><summary>Hint 3: right numbers in wrong rows</summary>
#
# A `(2,)` of maxima is lined up with the columns of a matrix, not with its rows. Keep a copy of the maxima
# that was computed with `keepdims=True`.
#
# </details>


# %% exercise="max"
def max(a: Tensor, axis=None, keepdims: bool = False) -> Tensor:
    """The largest numbers along axes, as np.max.

    axis, keepdims: as for sum. Of tied largest numbers each receives the whole gradient.
    The result's parents are (a,), its grad_fn_name is "<MaxBackward>"; grad_fn as for log.
    """
    ### BEGIN SOLUTION
    kept = a.array.max(axis=axis, keepdims=True)

    def backward(grad_out: np.ndarray) -> None:
        a.grad += grad_out.reshape(kept.shape) * (a.array == kept)

    return Tensor(
        a.array.max(axis=axis, keepdims=keepdims),
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<MaxBackward>",
    )
    ### END SOLUTION


# %% [markdown] exercise="backward"
# ### Walking back
#
# Every tensor can pass its gradient on to its parents by now. Who calls whom, and when?
#
# Take `a = x * 2`, `b = a + 3`, `c = b / 4`, `d = a + c`. Two ways lead from `a` to `d`:
#
# ```
#              ┌───────────────────────────────┐
#              │                               ▼
#   x ──────▶  a ──────▶  b ──────▶  c ──────▶ d
#
#       · 2        + 3        / 4         +
# ```
#
# Starting at `d` with a gradient of 1, its closure sends 1 to `a` and 1 to `c`. If `a` were to go next, it
# would pass on a gradient of 1, and too early: the share that comes by way of `c` and `b` is still
# missing. **A tensor may pass its gradient on only when all that was computed from it has done so.** So we
# need the tensors in an order in which parents come before what was made from them, called a
# *topological order*, and we walk through it from the end:
#
# ```
#   order:    x  a  b  c  d          walk:    d  c  b  a  x
#   gradient that arrives:           d: 1     c: 1     b: 0.25     a: 1 + 0.25     x: 2.5
# ```
#
# Such an order is found by going down from the result: before a tensor is put on the list, all its parents
# are, and before them theirs. A tensor that has been visited is not visited again.
#
# So `backward(x)` does four things. It makes the order, with a function `build_topo` that calls itself
# for each parent. It sets the gradient of `x`, the result, to ones in the shape of `x`: each number of the
# result changes with itself at the rate 1. It calls the `grad_fn` of each tensor, from the last to the
# first, with that tensor's `grad`; leaves have none. And it returns the order.
#
# <details><summary>Hint 1: build_topo</summary>
#
# It is a function inside `backward` with one tensor as its argument. If that tensor has been visited, there
# is nothing to do. If not, note that it has, call `build_topo` for each of its `parents`, and then append
# the tensor to the list.
#
# </details>
# <details><summary>Hint 2: what to remember the visited ones in</summary>
#
# A set. Tensors can be put into it as they are: two of them are the same only if they are one and the
# same object, which is just what is wanted.
#
# </details>
# <details><summary>Hint 3: wrong only where ways meet again</summary>
#
# Then a tensor passes its gradient on too early. Append after the recursive calls, not before them; and walk
# through the list from its end: `reversed(topo)`.
#
# </details>


# %% exercise="backward"
def backward(x: Tensor) -> list[Tensor]:
    """Send gradients from x, the result, back to everything that it was computed from.

    x.grad becomes ones in the shape of x. Then each grad_fn in the graph is called once, with the
    whole gradient of its tensor. Gradients of leaves are added to what they hold.
    Returns the tensors of the graph in a topological order, parents first and x last.
    """
    ### BEGIN SOLUTION
    topo: list[Tensor] = []
    visited: set[Tensor] = set()

    def build_topo(tensor: Tensor) -> None:
        if tensor in visited:
            return
        visited.add(tensor)
        for parent in tensor.parents:
            build_topo(parent)
        topo.append(tensor)

    build_topo(x)
    x.grad = np.ones_like(x.array)
    for tensor in reversed(topo):
        if tensor.grad_fn is not None:
            tensor.grad_fn(tensor.grad)
    return topo
    ### END SOLUTION


# %% [markdown]
# The sigmoid from the beginning, now without knowing its derivative. The two arrays agree but for the last
# digits of a `float32`.


# %% given="demo-sigmoid"
def sigmoid(x: Tensor) -> Tensor:
    return 1 / (1 + (-1 * x).exp())


# %% own="try-sigmoid"
x = Tensor([[1, 2, 3], [6, 4, 0]], requires_grad=True)
output = sigmoid(x)
topo = output.backward()
# draw_graph(output) shows the steps that it is made of.
x.grad, output.array * (1 - output.array)

# %% [markdown] exercise="all_together"
# ### All of it together
#
# There is nothing to write here. So far each exercise was checked by itself. Now expressions made of all of
# them run on your code and yours alone: a sigmoid, polynomials, the logarithm of a sum of exponentials,
# a softmax, and a few steps of training of a small network, with the functions that stand below.
#
# If every check above is green and this one is not, look for what the small checks cannot see:
#
# - a function that was changed, but whose cell was not run again. *Restart and run all* settles that;
# - a `sum` or `max` in one of your answers that was meant to be Python's own. Since its cell has run, it is
#   yours;
# - a function of the same name in a cell of your own.
#
# <details><summary>Hint 1: find the operation</summary>
#
# Rebuild the expression that fails, one operation after the other, and compare each gradient with one
# worked out by hand. For `A * A` it is `2 * A`, for `A.exp().sum().log()` it is the softmax of `A`.
#
# </details>
# <details><summary>Hint 2: look at the graph</summary>
#
# `draw_graph(result)` shows what each tensor was made from, and the size of its gradient. Where does it
# become zero, or look different from what you expect?
#
# </details>

# %% [markdown]
# ## A network
#
# The engine is complete. What follows is made of it, and given.
#
# ### Activation functions
#
# Without something bent between them, two linear layers are as good as one. Our bend is
#
# $$\tanh(x) = \frac{e^x - e^{-x}}{e^x + e^{-x}},$$
#
# which squeezes everything into the range from $-1$ to 1. And softmax makes scores into probabilities:
#
# $$\operatorname{softmax}(x)_i = \frac{e^{x_i}}{\sum_k e^{x_k}}
#   = \frac{e^{x_i - m}}{\sum_k e^{x_k - m}} \quad\text{with } m = \max_j x_j .$$
#
# Both sides of that equation are the same number, but the left one overflows for scores around 100.


# %% given="activations"
def tanh(x: Tensor) -> Tensor:
    """The hyperbolic tangent, elementwise."""
    up, down = x.exp(), (-1 * x).exp()
    return (up - down) / (up + down)


def softmax(x: Tensor) -> Tensor:
    """Probabilities from scores. x: shape (batch, classes). Each row of the result sums to 1."""
    powers = (x - x.max(axis=-1, keepdims=True)).exp()
    return powers / powers.sum(axis=1, keepdims=True)


# %% [markdown]
# ### Linear layers
#
# $y = xW + b$. All entries start evenly spread over $\pm 1/\sqrt{\text{in}}$, as in PyTorch: the more inputs
# are added up, the smaller each weight. The bias is a row, `(1, out)`, so that the number of
# dimensions is that of a batch.


# %% given="linear"
class Linear:
    """x @ W + b."""

    def __init__(self, in_features: int, out_features: int):
        """self.W: shape (in_features, out_features). self.b: shape (1, out_features)."""
        bound = in_features**-0.5
        self.W = Tensor(
            np.random.uniform(-bound, bound, (in_features, out_features)), requires_grad=True
        )
        self.b = Tensor(np.random.uniform(-bound, bound, (1, out_features)), requires_grad=True)

    def forward(self, x: Tensor) -> Tensor:
        """x: shape (batch, in_features). Returns shape (batch, out_features)."""
        return x @ self.W + self.b

    def __call__(self, x: Tensor) -> Tensor:
        return self.forward(x)

    def parameters(self) -> list[Tensor]:
        """What is to be learned."""
        return [self.W, self.b]


# %% [markdown]
# ### The loss
#
# How surprised is the network by the truth? The cross-entropy is minus the logarithm of the probability that
# it gave to the right class, averaged over the batch. The right class is written as a row of zeros with a
# single 1, so that a product and a sum pick its logarithm:
#
# $$L = -\frac{1}{N} \sum_{n} \sum_i y_{ni} \log p_{ni} .$$
#
# For the scores `[2.0, 1.0, 0.1]` softmax gives `[0.659, 0.242, 0.099]`. If class 0 is right, the loss is
# $-\log 0.659 = 0.417$.


# %% given="cross-entropy"
def cross_entropy_loss(logits: Tensor, targets) -> Tensor:
    """The mean over a batch of minus the log-probability of the right class, a 0-d tensor.

    logits: shape (batch, classes), the raw scores.
    targets: shape (batch,), the right class of each example as a whole number.
    """
    if isinstance(targets, Tensor):
        targets = targets.array.astype(int)
    batch_size, num_classes = logits.shape
    one_hot = np.zeros((batch_size, num_classes))
    one_hot[np.arange(batch_size), targets] = 1
    log_probs = (softmax(logits) + 1e-8).log()  # log(0) would be minus infinity
    return -1 * (Tensor(one_hot) * log_probs).sum() / batch_size


# %% [markdown]
# ### The network
#
# Three layers, with tanh after the first two. The last one gives scores; softmax is part of the loss.


# %% given="mlp"
class MLP:
    """input_size → hidden_size → hidden_size → num_classes."""

    def __init__(self, input_size: int, hidden_size: int, num_classes: int):
        self.fc1 = Linear(input_size, hidden_size)
        self.fc2 = Linear(hidden_size, hidden_size)
        self.fc3 = Linear(hidden_size, num_classes)

    def forward(self, x: Tensor) -> Tensor:
        """x: shape (batch, input_size). Returns logits, shape (batch, num_classes)."""
        hidden = tanh(self.fc1(x))
        hidden = tanh(self.fc2(hidden))
        return self.fc3(hidden)

    def parameters(self) -> list[Tensor]:
        """What is to be learned, layer by layer."""
        return self.fc1.parameters() + self.fc2.parameters() + self.fc3.parameters()


# %% [markdown]
# ### The optimiser
#
# A gradient says which way is up. Stochastic gradient descent takes a small step down, for every parameter,
# in place: the network and the optimiser hold the same tensors.


# %% given="sgd"
class SGD:
    """Plain stochastic gradient descent."""

    def __init__(self, parameters: list[Tensor], lr: float):
        self.parameters = parameters
        self.lr = lr

    def step(self) -> None:
        """Move every parameter against its gradient."""
        for parameter in self.parameters:
            parameter.array -= self.lr * parameter.grad

    def zero_grad(self) -> None:
        """Forget the gradients of the step before."""
        for parameter in self.parameters:
            parameter.zero_grad()


# %% [markdown]
# ## The data
#
# MNIST is 70,000 images of handwritten digits, 28 by 28 grey pixels each: 60,000 to learn from and 10,000 to be
# tested on. If it can neither be found nor downloaded, a small set of 1,797 digits stands in, which wants
# more epochs. (An epoch is one walk through all the training images.)


# %% given="data"
def as_rows(images: np.ndarray) -> np.ndarray:
    """images: shape (n, 28, 28), uint8. Returns shape (n, 784), float32 from 0 to 1."""
    return images.reshape(len(images), -1).astype(np.float32) / 255


def load_mnist_numpy() -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """x_train, y_train, x_test, y_test: images as rows (n, 784), labels (n,)."""
    from data import load_mnist

    mnist = load_mnist()
    return (
        as_rows(mnist.train_images),
        mnist.train_labels.astype(int),
        as_rows(mnist.test_images),
        mnist.test_labels.astype(int),
    )


def plot_mnist_image(x: np.ndarray, y: np.ndarray | None = None, index: int = 0) -> None:
    """Show one image. x: shape (n, 784). y: labels (n,) or, one-hot, (n, 10)."""
    import matplotlib.pyplot as plt

    _, axis = plt.subplots(figsize=(2, 2.3))
    axis.imshow(x[index].reshape(28, 28), cmap="gray")
    if y is not None:
        axis.set_title(f"Label: {np.argmax(y[index]) if y.ndim == 2 else y[index]}")
    axis.axis("off")


# %% given="look-at-data" tags=["skip-grading"]
if __name__ == "__main__":
    x_train, y_train, x_test, y_test = load_mnist_numpy()
    plot_mnist_image(x_train, y_train, index=0)

# %% [markdown]
# ## Training
#
# One step of training is: forget the old gradients, run the network, measure the loss, walk back, move the
# parameters.


# %% given="evaluate"
def evaluate(model: MLP, x_test: np.ndarray, y_test: np.ndarray, batch_size: int = 1000) -> float:
    """The percentage of images that the model reads correctly."""
    correct = 0
    for start in range(0, len(x_test), batch_size):
        logits = model.forward(Tensor(x_test[start : start + batch_size]))
        predicted = np.argmax(logits.array, axis=1)
        correct += int((predicted == y_test[start : start + batch_size]).sum())
    return 100 * correct / len(x_test)


# %% given="train"
def train(
    model: MLP,
    x_train: np.ndarray,
    y_train: np.ndarray,
    x_test: np.ndarray,
    y_test: np.ndarray,
    epochs: int,
    batch_size: int,
    lr: float,
) -> dict[str, list[float]]:
    """Train with SGD, and print a line for each epoch.

    Returns the history: the mean loss of each epoch on the training images as "train_loss", that on
    the test images as "val_loss".
    """
    optimizer = SGD(model.parameters(), lr=lr)
    history: dict[str, list[float]] = {"train_loss": [], "val_loss": []}
    for epoch in range(epochs):
        order = np.random.permutation(len(x_train))
        losses = []
        for start in range(0, len(order), batch_size):
            batch = order[start : start + batch_size]
            loss = cross_entropy_loss(model.forward(Tensor(x_train[batch])), y_train[batch])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            losses.append(float(loss.array))
        train_loss = float(np.mean(losses))
        val_loss = float(cross_entropy_loss(model.forward(Tensor(x_test)), y_test).array)
        history["train_loss"].append(train_loss)
        history["val_loss"].append(val_loss)
        print(
            f"Epoch {epoch + 1}/{epochs} | Train Loss: {train_loss:.4f} | "
            f"Val Loss: {val_loss:.4f} | Test Acc: {evaluate(model, x_test, y_test):.2f}%"
        )
    return history


# %% [markdown]
# Five epochs on MNIST, twenty on the small set, which are shorter. The last line should say more than
# 95 %: with the settings below, expect about 97 % on MNIST. Guessing would be right one time in ten.

# %% given="train-mlp" tags=["skip-grading"]
if __name__ == "__main__":
    LEARNING_RATE = 0.1
    BATCH_SIZE = 32
    EPOCHS = 5 if len(x_train) > 10_000 else 20

    print(f"Training set: {x_train.shape}")
    print(f"Test set: {x_test.shape}")

    np.random.seed(0)
    model = MLP(input_size=784, hidden_size=256, num_classes=10)

    print("\nTraining...")
    history = train(
        model,
        x_train,
        y_train,
        x_test,
        y_test,
        epochs=EPOCHS,
        batch_size=BATCH_SIZE,
        lr=LEARNING_RATE,
    )

    print("\nFinal evaluation...")
    print(f"Final Test Accuracy: {evaluate(model, x_test, y_test):.2f}%")


# %% given="plot-history"
def plot_history(history: dict[str, list[float]]) -> None:
    """Draw both losses over the epochs."""
    import matplotlib.pyplot as plt

    _, axes = plt.subplots(figsize=(6, 3.5))
    epochs = np.arange(1, len(history["train_loss"]) + 1)
    axes.plot(epochs, history["train_loss"], marker="o", label="Train Loss")
    axes.plot(epochs, history["val_loss"], marker="o", label="Validation Loss")
    axes.set_xlabel("Epoch")
    axes.set_ylabel("Loss")
    axes.set_ylim(bottom=0)
    axes.legend()


# %% given="plot" tags=["skip-grading"]
if __name__ == "__main__":
    plot_history(history)

# %% [markdown]
# ## Where you are now
#
# Your engine is some hundred lines, and does what PyTorch's does:
#
# | here | in PyTorch |
# |---|---|
# | `grad_fn`, a closure that remembers | `grad_fn`, an object with saved tensors |
# | `parents` | `grad_fn.next_functions` |
# | `backward` and its order | the autograd engine, which also runs on several threads |
# | `a.grad += ...` | `AccumulateGrad` |
#
# If you have done `ps2_mnist`: there the derivatives stood in a table, and the memory of a tensor held what was
# called with what. Here each call leaves its own little function behind. A table can be read, checked and
# exchanged; a closure needs no table, and can remember whatever is cheapest. Real engines do both.
#
# Before you move on, save the notebook and run `python grade.py ps3_closures` once more.
#
# If you want to go further: write `tanh` as an operation of its own, with a closure that uses its result, and
# see how much faster training gets. Or let `build_topo` do without recursion, so that it can walk through a
# graph of a hundred thousand tensors.
