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
# After this unit you can
#
# - [ ] write an operation that makes its own backward function, a closure, each time it runs;
# - [ ] walk back from a loss to all parameters in the right order, and say what goes wrong in any other;
# - [ ] train a network on an engine without a table, until it reads 97 of 100 handwritten digits.
#
# Each operation does two things in the moment that it runs: it computes its result, and it makes the function
# that will later send gradients back. No table of derivatives, no classes of operations. A function that
# remembers is enough, and the engine fits on one screen.
#
# **Given** are the class `Tensor` with its operators, one operation, `add`, as the pattern for all the others,
# and the network at the end.
#
# **You build**, from the bottom up:
#
# | | |
# |---|---|
# | walking back | `backward` |
# | operations along axes | `sum` `max` |
# | operations on one tensor | `log` `exp` |
# | operations on two tensors | `sub` `mul` `div` `matmul` |
# | shapes | `broadcast_grad_accumulate` |
#
# All operations have the same rhythm. Take your time over the first. The next ones are short.
#
# **How you know that it works.** Each exercise is followed by a cell like `check("mul")`. It lists what passed and
# shows the first case that did not: what went in, what came out, what was expected. An exercise that needs an
# earlier one waits for it. `python grade.py ps3_closures`, in a terminal in the folder of the course, checks the
# notebook as you saved it. If you would rather write a module, put the same functions into a file `submitted.py`
# and type `python grade.py submitted.py`.
#
# **Points follow the thinking, not the typing.** Of 100, the shapes of arrays are worth 41
# (`broadcast_grad_accumulate`, `sum`, `max`), the walk 19, and everything together 19. The six operations that
# repeat the pattern share 21.
#
# **Two names to watch.** You are going to define functions called `sum` and `max`. From then on these names mean
# *your* functions, and no longer Python's own, in every cell of the notebook. Inside your answers use `np.sum`,
# `np.max` and the methods of arrays. In the same way `exp` and `log` work on tensors, `np.exp` and `np.log` on
# arrays.

# %% given="imports"
from collections.abc import Callable

import numpy as np

# %% [markdown]
# ## Two things from Python
#
# ### Functions that remember
#
# A function made inside another one keeps hold of the variables around it, even after the outer function has
# returned. Such a function is called a **closure**.


# %% given="demo-closure"
def create_function(what_to_add: float) -> Callable[[float], float]:
    """A function that adds `what_to_add` to its argument."""

    def add_to(x: float) -> float:
        return x + what_to_add

    return add_to


add_five, add_seven = create_function(5), create_function(7)
add_five(10), add_seven(10)

# %% [markdown]
# `add_five` and `add_seven` come from the same lines, but each remembers a `what_to_add` of its own. Whoever holds
# `add_five` needs to know only how to call it.
#
# Differentiation wants just that. When `a * b` is computed, both factors are at hand. When its gradient is wanted,
# much later, they are needed again. So the multiplication makes a closure that remembers `a` and `b`, and hangs
# it on the result.
#
# ![Left: create_function was called twice. Two boxes add_to hold the same code; one remembers what_to_add = 5, the
# other 7. Right: the tensor a * b has a grad_fn, a closure that remembers the tensors a and
# b.](pictures/ps3_closure.svg)
#
# <details><summary>A question: what if a variable changes later?</summary>
#
# ```python
# factors = []
# for k in (1, 2, 3):
#     factors.append(lambda x: k * x)
# [f(10) for f in factors]
# ```
#
# This gives `[30, 30, 30]`. A closure remembers the *variable*, not the number that it held when the closure was
# made, and all three share one `k`. Each call of `create_function` has a variable of its own, and so has each
# call of an operation.
#
# </details>
#
# ### Operators are methods
#
# Python reads `x + y` as `x.__add__(y)`. A class with a method of that name has a `+`. If the left operand does not
# know what to do with the right one, as the number 2 knows nothing of tensors, Python asks the right one, by
# `__radd__`. The `r` says that it stands on the right.

# %% given="demo-operators"
2 + 3, (2).__add__(3)

# %% [markdown]
# ## The chain rule, one small step at a time
#
# Take the sigmoid, $\sigma(x) = 1 / (1 + e^{-x})$, and say that you do not know its derivative. Cut it into steps so
# small that you know the slope of each:
#
# ```
#             · (-1)         exp          1 +           1 /
#        x ──────────▶ a ──────────▶ b ──────────▶ c ──────────▶ s
#
#   slope:      -1            b            1          -1/c²
#
#   at 0:   x = 0       a = 0         b = 1         c = 2       s = 0.5
#   back:   0.25        -0.25         -0.25         -0.25       1
# ```
#
# If `x` moves by a little, `a` moves $-1$ times as much, `b` moves `b` times as much as `a`, and so on. The slope of
# the whole is the product of the slopes on the way:
#
# $$\frac{ds}{dx} = \frac{ds}{dc} \cdot \frac{dc}{db} \cdot \frac{db}{da} \cdot \frac{da}{dx}
#   = \Bigl(-\frac{1}{c^2}\Bigr) \cdot 1 \cdot b \cdot (-1) = \frac{b}{c^2} .$$
#
# There is nothing to know about the sigmoid, or about a network of a hundred layers. It is enough to know the slope
# of each small step, and to multiply on the way back. That is **reverse mode**: one walk from the result to the
# inputs gives the slopes of *all* inputs, a million parameters included. On the way we carry the **upstream
# gradient**: how fast the final result $L$ changes with the tensor at which we stand.
#
# If a tensor reaches $L$ in several ways, its effects add up. That is the **generalized chain rule**, with a sum over
# all tensors $y_j$ that are computed from $x$:
#
# $$\frac{\partial L}{\partial x} = \sum_j \frac{\partial L}{\partial y_j} \cdot \frac{\partial y_j}{\partial x} .$$
#
# ## The tensor
#
# A `Tensor` is an array of `float32` numbers that knows where it came from.
#
# | attribute | what it holds |
# |---|---|
# | `array` | the numbers |
# | `requires_grad` | whether anybody wants the gradient with respect to it |
# | `grad` | the gradient so far: zeros in the shape of `array` to begin with, or `None` if none is wanted |
# | `parents` | the tensors that it was computed from |
# | `grad_fn` | the closure that sends its gradient on to the parents, or `None` |
# | `grad_fn_name` | a name to print, such as `<AddBackward>` |
#
# A tensor without parents is a **leaf**. The class is complete. Its operators call functions `add`, `sub`, `mul` and so
# on, most of which do not exist yet. Python looks for them only when an operator is used, so you can write them one
# after the other. `ensure_tensor` turns plain numbers into tensors on the way; that is why `2 * x` works.


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
# A layer adds one row of biases to every row of a batch. NumPy does it as if the row had been copied:
#
# ```
#     A  (2, 3)         B  (1, 3)                          A + B
#
#    1  2  3                                              11  22  33
#    4  5  6     +     10 20 30     copied down, so       14  25  36
# ```
#
# $B$ was used twice. If its first number grows by a little, *two* numbers of the result grow, and what $L$ gains
# from both adds up. With upstream gradients for the result:
#
# ![Forward, a row of three colored cells is copied into two rows. Backward, the upstream gradients 1, 4, 7 and 2, 1, 6
# are added column by column to 3, 5, 13.](pictures/ps3_broadcast.svg)
#
# **The backward of copying is summing.** In a formula, for a `B` of shape $(1, n)$ that was stretched to $(m, n)$,
#
# $$\Bigl(\frac{\partial L}{\partial B}\Bigr)_{0j}
#   = \sum_{i} \Bigl(\frac{\partial L}{\partial Y}\Bigr)_{ij} .$$
#
# To keep it simple, tensors that meet in an operation have the same *number* of dimensions here, and a length of 1
# says where one is stretched. We write a row as `(1, 3)`, never as `(3,)`. Any number of dimensions can be
# stretched, anywhere: `(4, 1, 6, 1)` to `(4, 3, 6, 2)`, say.
#
# <details><summary>Three questions: which shapes meet, and over which axes is the gradient summed?</summary>
#
# | `A` | `B` | result | gradient of `A` | gradient of `B` |
# |---|---|---|---|---|
# | `(2, 3)` | `(1, 1)` | `(2, 3)` | as it is | over 0 and 1 |
# | `(2, 1)` | `(1, 3)` | `(2, 3)` | over 1 | over 0 |
# | `(2, 3)` | `(3, 2)` | an error: 2 and 3 differ, and neither is 1 | | |
#
# </details>
# <details><summary>Hint 1: which axes</summary>
#
# Compare `tensor.shape` and `gradient.shape`, place by place. Along which axes was the tensor stretched, and how can you
# tell?
#
# </details>
# <details><summary>Hint 2: the shape afterwards</summary>
#
# A sum removes its axis, unless told otherwise: `gradient.sum(axis=0)` has shape `(3,)`, and
# `gradient.sum(axis=0, keepdims=True)` has shape `(1, 3)`. Which of them does `tensor` have?
#
# </details>
# <details><summary>Hint 3: all at once or one after the other</summary>
#
# `axis` may be a tuple of several axes. Or use a loop with one sum for each axis. Why does `keepdims=True` matter in the
# loop?
#
# </details>


# %% exercise="broadcast_grad_accumulate"
def broadcast_grad_accumulate(tensor: Tensor, gradient: np.ndarray) -> np.ndarray:
    """Sum a gradient over the dimensions along which a tensor was stretched by broadcasting.

    tensor: what was stretched; only its shape is looked at, and nothing of it is changed. It has
        as many dimensions as gradient, each of the same length or of length 1.
    gradient: an array in the shape of an operation's result; its numbers may be whole ones.
    Returns an array in the shape of tensor. gradient is left as it is.
    """
    ### BEGIN SOLUTION
    stretched = tuple(axis for axis, length in enumerate(tensor.shape) if length == 1)
    return gradient.sum(axis=stretched, keepdims=True)
    ### END SOLUTION


# %% [markdown]
# ## The pattern: add
#
# Here is the first operation, complete. Read it until you could write it without looking. Every operation that
# follows is a variation of it.
#
# For $Y = A + B$ both slopes are 1. The upstream gradient passes to both parents as it is, summed to their shapes. It
# is *added* to what a parent's `grad` holds (`+=`): a tensor may be used in several places, and each sends its
# share.


# %% given="add"
def add(a: Tensor, b: Tensor) -> Tensor:
    """a + b, elementwise with broadcasting. a, b: of the same number of dimensions."""
    # a gradient is wanted if one of the parents wants one
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
# Try it. Run the operation, then call the closure on its result with an upstream gradient of your choice. Ones are
# easiest to follow: the gradient of `A` should be ones, and that of `B`, which was used in two rows, twos.

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
# - `draw_graph(Y)` draws the graph of tensors that led to `Y`; `draw_graph(Y, names=globals())` names them, too.
# - `gradcheck` compares a backward function with numerical gradients. It wants one that takes and returns arrays, so
#   wrap your operation. For `log`:
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
#
# ![Four operators with inputs a and b. The gradient g arrives from the right. A sum sends g to both, a difference g and
# −g, a product g · b and g · a, a quotient g / b and −g · a / b².](pictures/shares.svg)

# %% [markdown] exercise="sub"
# ### Subtraction
#
# `sub` is a sign away from `add`, so here you write the whole pattern yourself once. The network uses it to take the
# largest score out of a softmax.
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
# Copy `add` and change what has to be different. Which three places, besides the name?
#
# </details>
# <details><summary>Hint 2: the parts of every operation</summary>
#
# 1. Does either of the two require a gradient? 2. A function `backward(grad_out)` adds a share to the `grad` of each parent
# that wants one. 3. A new `Tensor` takes the numbers, the parents, that function, and its name. Which share does `b`
# get?
#
# </details>


# %% exercise="sub"
def sub(a: Tensor, b: Tensor) -> Tensor:
    """a - b, elementwise with broadcasting. a, b: of the same number of dimensions.

    The result's parents are (a, b), its grad_fn_name is "<SubBackward>". It requires a gradient if
    a or b does. Its grad_fn takes the upstream gradient, an array in the shape of the result whose
    numbers may be whole ones, and adds to a.grad and b.grad, where those require one, as often as
    it is called. Nothing else is changed. Where neither requires a gradient, grad_fn is None, and
    parents and the name may be left out.
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
# Here the closure earns its keep: the gradient of each factor needs the *other* one.
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
# Inside `backward` everything is an array: `grad_out` is one, `a.array` and `b.array` are the factors. What would a
# product of *tensors* call?
#
# </details>
# <details><summary>Hint 2: which first, the product or the sum</summary>
#
# Numbers that belong together must be multiplied before they are added to others. At which moment does everything still
# have the shape of the result?
#
# </details>


# %% exercise="mul"
def mul(a: Tensor, b: Tensor) -> Tensor:
    """a * b, elementwise with broadcasting. a, b: of the same number of dimensions.

    The result's parents are (a, b), its grad_fn_name is "<MulBackward>"; all else as for sub.
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
# Softmax divides by a sum, tanh divides a difference by a sum. The numerator is easy. The denominator is where
# signs get lost.
#
# With upstream gradients of one:
#
# ```
#   A = [[1, 2, 3],        out = [[0.125, 1.0, 0.6],       gradient of A = [[0.125, 0.5, 0.2],
#        [4, 5, 6]]               [0.5,   2.5, 1.2]]                        [0.125, 0.5, 0.2]]
#   B = [[8, 2, 5]]                                        gradient of B = [[-0.078, -1.75, -0.36]]
# ```
#
# A larger denominator makes a smaller quotient, so expect a minus sign. For one number,
# $\frac{d}{db} \frac{a}{b} = \frac{d}{db}\, a\, b^{-1} = -a\, b^{-2}$, and so
#
# $$Y = \frac{A}{B}: \qquad \frac{\partial L}{\partial A} = \frac{\partial L}{\partial Y} \cdot \frac{1}{B},
#   \qquad \frac{\partial L}{\partial B} = -\frac{\partial L}{\partial Y} \cdot \frac{A}{B^2},$$
#
# each summed to the shape of its tensor. The name is `<DivBackward>`.
#
# <details><summary>Hint 1: check one number by hand</summary>
#
# The last number of $B$ is 5. It divides 3 and 6, which gives $-3/25 - 6/25 = -0.36$. Where do you get another number?
#
# </details>
# <details><summary>Hint 2: order of evaluation</summary>
#
# `x / b * b` is `(x / b) * b`, which is `x`. How do you divide by a square?
#
# </details>


# %% exercise="div"
def div(a: Tensor, b: Tensor) -> Tensor:
    """a / b, elementwise with broadcasting. a, b: of the same number of dimensions; b without 0.

    The result's parents are (a, b), its grad_fn_name is "<DivBackward>"; all else as for sub.
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
# The layers of a network are products of matrices, and nearly all its time goes there. Both factors are matrices
# here, $(p, q)$ times $(q, r)$. Nothing is broadcast, so nothing has to be summed.
#
# The smallest example, a row times a column, with an upstream gradient of 10:
#
# ```
#   A = [[1, 2]]     B = [[3],      out = [[11]]      gradient of A = [[30, 40]]
#                         [4]]                        gradient of B = [[10],
#                                                                      [20]]
# ```
#
# The result is $1 \cdot 3 + 2 \cdot 4$. The 1 is multiplied by 3, so its gradient is 10 · 3. In larger matrices each
# number takes part in several results:
#
# ![Left: row 2 of X times column 1 of Y gives the entry in row 2, column 1 of the product. Right: the entry X22 reaches
# the loss through all of row 2 of the product, with the entries of row 2 of Y as
# slopes.](pictures/ps2_matmul.svg)
#
# In general $Y_{ij} = \sum_k A_{ik} B_{kj}$: the number $A_{ik}$ takes part in all of row $i$ of $Y$, where it is
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
# `A` is `(p, q)`, `B` is `(q, r)`, and `grad_out` is `(p, r)`. From `grad_out` and `B` make something of shape `(p, q)`. How
# many ways are there?
#
# </details>
# <details><summary>Hint 2: read the sum as a product</summary>
#
# A product of matrices sums over the indices that stand next to each other: $\sum_j G_{ij} M_{jk}$. The first sum has
# $B_{kj}$ in place of $M_{jk}$. What must be done to $B$?
#
# </details>
# <details><summary>Hint 3: right for square matrices only</summary>
#
# Then a transpose is missing, or the factors stand in the wrong order. In the second sum, which factor comes first, and
# which one is transposed?
#
# </details>


# %% exercise="matmul"
def matmul(a: Tensor, b: Tensor) -> Tensor:
    """The product of two matrices. a: shape (p, q). b: shape (q, r). The result: shape (p, r).

    The result's parents are (a, b), its grad_fn_name is "<MatmulBackward>"; all else as for sub.
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
# One parent, no broadcasting: the pattern gets shorter. Each number has a slope of its own, and the upstream gradient is
# multiplied by it.
#
# ![Four curves, each with a tangent: log a with slope 1/a, exp a with slope exp a, the square root with slope 1/(2√a),
# tanh a with slope 1 − tanh²a.](pictures/slopes.svg)

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
# Take `mul` and cross out everything about `b`. The result has the shape of `a`. Is there anything to sum?
#
# </details>
# <details><summary>Hint 2: which log</summary>
#
# `log` is the function that you are writing. Which one works on arrays?
#
# </details>


# %% exercise="log"
def log(a: Tensor) -> Tensor:
    """The natural logarithm, elementwise. a: positive numbers of any shape, () and (0,) too.

    The result's parents are (a,), a tuple; its grad_fn_name is "<LogBackward>". Its grad_fn adds to
    a.grad; all else as for sub.
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
# Softmax and tanh are both made of it. It is its own slope, so this closure may remember its *result* instead of what
# went in.
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
# Give the result's numbers a name before you define `backward`. Can a closure use that name?
#
# </details>
# <details><summary>Hint 2: which gradient</summary>
#
# `grad_out` arrives and is multiplied. Where is the product added?
#
# </details>


# %% exercise="exp"
def exp(a: Tensor) -> Tensor:
    """e to the power of a, elementwise. a: any shape, () and (0,) too.

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
# A sum makes few numbers of many, so its gradient goes from few to many:
#
# ![Three columns. With axis 0, the rows a b c and d e f become a+d, b+e, c+f, and the gradients u v w are copied into both
# rows. With axis 1 they become a+b+c and d+e+f, and u and v are copied along their rows. With axis None they become one
# number, and its gradient u is copied everywhere.](pictures/ps3_sums.svg)
#
# The trouble is the shapes. For a matrix `A` of shape `(2, 3)`:
#
# | | shape of the result | shape with `keepdims=True` |
# |---|---|---|
# | `A.sum()` | `()` | `(1, 1)` |
# | `A.sum(axis=0)` | `(3,)` | `(1, 3)` |
# | `A.sum(axis=1)` | `(2,)` | `(2, 1)` |
# | `A.sum(axis=(0, 1))` | `()` | `(1, 1)` |
#
# The right-hand column is the friendly one: from there NumPy copies back to `(2, 3)` by itself. From the middle column
# it cannot in general, since the axis that was summed is gone.

# %% [markdown] exercise="sum"
# ### Sum
#
# A loss is one number, so somewhere many numbers become one. And softmax sums along each row.
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
# Raise any number of the first row by a little, and the first sum rises by as much. So every number that went into a sum
# receives the whole gradient of that sum. **The backward of summing is copying.** For
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
# Whatever `axis` and `keepdims` are, `grad_out` holds the same numbers in the same order as with `keepdims=True`. What
# is the shape of the result in that case, and how do you give an array another shape?
#
# </details>
# <details><summary>Hint 2: copying</summary>
#
# `np.broadcast_to(array, shape)` copies along axes of length 1 until the shape is reached. Which shape do you want?
#
# </details>
# <details><summary>Hint 3: right for axis=0 and wrong for axis=1</summary>
#
# NumPy lines up shapes from the right. A `(3,)` happens to fit a `(2, 3)`, a `(2,)` does not, and in a square matrix it
# fits the wrong way. Was the axis put back?
#
# </details>


# %% exercise="sum"
def sum(a: Tensor, axis=None, keepdims: bool = False) -> Tensor:
    """The sum along axes, as np.sum.

    axis: an int, a tuple of one or more ints, or None for all; negative ones count from the end.
    keepdims: whether summed axes stay, with length 1. Other axes of length 1 stay in any case.
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
# A softmax of large scores overflows unless the largest is subtracted first. That takes a maximum along each row, and a
# gradient for it.
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
# The output is a copy of the largest number. It moves with that number, and not at all with the others. The largest gets
# the whole gradient, the rest nothing:
#
# $$Y_i = \max_j A_{ij}: \qquad \frac{\partial L}{\partial A_{ij}} =
#   \begin{cases} \dfrac{\partial L}{\partial Y_i} & \text{if } A_{ij} = Y_i \\[1ex]
#   0 & \text{otherwise.} \end{cases}$$
#
# **Ties.** If several numbers are the largest, they share the gradient evenly, as in PyTorch's `amax`: `max` of
# `[5, 5, 1]` with an upstream gradient of 2 sends back `[1, 1, 0]`. At a kink no slope is the true one. Any shares pass
# that are not negative and add up to the upstream gradient, for instance the whole of it to the first. The formula
# above, read to the letter, gives the whole to *each*: `[2, 2, 0]`. That loses no points here, but look at what it
# does: the largest of `x` and `x` is `x`, and its slope would be 2. (Softmax never notices. What is subtracted from
# all scores alike cancels, and so does its gradient.)
#
# `axis` and `keepdims` are as for `sum`. The name is `<MaxBackward>`.
#
# <details><summary>Hint 1: what is like sum</summary>
#
# All of the shapes: the gradient is brought to the friendly shape and copied. What is new is that only some places keep
# it. Which?
#
# </details>
# <details><summary>Hint 2: those places</summary>
#
# `a.array == maxima` gives true and false, and in a product these count as 1 and 0. What shape must the maxima have
# for that comparison? And how many true ones share a gradient?
#
# </details>
# <details><summary>Hint 3: right numbers in wrong rows</summary>
#
# NumPy lines up a `(2,)` of maxima with the columns of a matrix, not with its rows. Which `keepdims` puts that right?
#
# </details>


# %% exercise="max"
def max(a: Tensor, axis=None, keepdims: bool = False) -> Tensor:
    """The largest numbers along axes, as np.max.

    axis, keepdims: as for sum. Tied largest numbers share the gradient: any shares that are not
    negative and add up to it; the whole of it to each is let pass with a remark.
    The result's parents are (a,), its grad_fn_name is "<MaxBackward>"; grad_fn as for log.
    """
    ### BEGIN SOLUTION
    kept = a.array.max(axis=axis, keepdims=True)
    largest = a.array == kept
    shares = largest / largest.sum(axis=axis, keepdims=True)

    def backward(grad_out: np.ndarray) -> None:
        a.grad += grad_out.reshape(kept.shape) * shares

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
# By now every tensor can pass its gradient on to its parents. Who goes when?
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
# Start at `d` with a gradient of 1. Its closure sends 1 to `a` and 1 to `c`. If `a` went next, it would pass on 1, and too
# early: the share by way of `c` and `b` is still missing. **A tensor may pass its gradient on only when all that was
# computed from it has done so.** So we need an order in which parents come before what was made from them, a
# **topological order**, and we walk through it from the end:
#
# ```
#   order:    x  a  b  c  d          walk:    d  c  b  a  x
#   gradient that arrives:           d: 1     c: 1     b: 0.25     a: 1 + 0.25     x: 2.5
# ```
#
# In a formula, the gradient of a tensor is the sum over all that was computed from it, as in the generalized chain rule:
#
# $$\frac{\partial L}{\partial a} = \frac{\partial L}{\partial b} \cdot \frac{\partial b}{\partial a}
#   + \frac{\partial L}{\partial d} \cdot \frac{\partial d}{\partial a} = 0.25 \cdot 1 + 1 \cdot 1 .$$
#
# To find such an order, go down from the result: before a tensor goes on the list, all its parents do, and before them
# theirs. Visit no tensor twice.
#
# So `backward(x)` does four things:
#
# 1. make the order, with a function `build_topo` that calls itself for each parent;
# 2. set the gradient of `x`, the result, to ones in its shape, since each number changes with itself at the rate 1;
# 3. call the `grad_fn` of each tensor, from the last to the first, with that tensor's `grad` (leaves have no
#    `grad_fn`);
# 4. return the order.
#
# **For extra credit: walked twice.** A walk leaves a gradient on every tensor that it passes. On leaves that is the
# point: the gradients of two losses add up. In between it is a trap. Take `x` of 3, `a = 2 * x`, and two losses,
# `l1 = a * a` and `l2 = 3 * a`, with slopes of 24 and 6 in `x`, so 30 in all.
#
# | walk | arrives at `a` | `a` hands on | `x` holds |
# |---|---|---|---|
# | from `l1` | 12 | 12 | 24 |
# | from `l2`, `a` still holds 12 | 3 | 15 | 24 + 30 = 54 |
# | from `l2`, `a` begins at 0 again | 3 | 3 | 24 + 6 = 30 |
#
# So a walk should begin with zeros on all tensors that are not leaves, which are those with a `grad_fn`. One case tries
# it, for two extra points. Training walks back from each result once, and never notices.
#
# <details><summary>Hint 1: build_topo</summary>
#
# It is a function inside `backward` with one tensor as its argument. If that tensor has been visited, there is nothing to
# do. If not, note that it has been, call `build_topo` for each of its `parents`, and then append it. Why then and not
# before?
#
# </details>
# <details><summary>Hint 2: what to remember the visited ones in</summary>
#
# Tensors can be put into a set as they are: two count as the same only if they are one object. Is that what you want?
#
# </details>
# <details><summary>Hint 3: wrong only where ways meet again</summary>
#
# Then a tensor passes its gradient on too early. Do you append after the recursive calls, and walk through `topo` from
# its end?
#
# </details>
# <details><summary>For extra credit: a chain of thousands of operations</summary>
#
# Python stops a function that calls itself about a thousand times over, one call inside the other. One case, for an extra
# point, has 3000 steps. Keep a list of your own instead: of what is to be visited yet, and of what is to be appended
# once its parents have been.
#
# </details>


# %% exercise="backward"
def backward(x: Tensor) -> list[Tensor]:
    """Send gradients from x, the result, back to everything that it was computed from.

    x: requires a gradient, which becomes ones in the shape of x.
    Each grad_fn in the graph is called once, with the whole gradient of its tensor. Gradients of
    leaves are added to what they hold; those of other tensors stay there after the walk. Nothing
    else is changed.
    Returns the tensors of the graph, leaves and constants too, in a topological order, parents
    first and x last. (Nothing here needs the order, so returning None is let pass.)
    For extra credit: what earlier walks have left on tensors that are not leaves does not count,
    and graphs may be thousands of operations deep.
    """
    ### BEGIN SOLUTION
    topo: list[Tensor] = []
    visited: set[Tensor] = set()
    stack = [(x, False)]  # of our own, since a graph may be deeper than Python's calls
    while stack:
        tensor, parents_are_done = stack.pop()
        if parents_are_done:
            topo.append(tensor)
        elif tensor not in visited:
            visited.add(tensor)
            stack.append((tensor, True))
            stack.extend((parent, False) for parent in tensor.parents)
    for tensor in topo:
        if tensor.grad_fn is not None:
            tensor.zero_grad()
    x.grad = np.ones_like(x.array)
    for tensor in reversed(topo):
        if tensor.grad_fn is not None:
            tensor.grad_fn(tensor.grad)
    return topo
    ### END SOLUTION


# %% [markdown]
# The sigmoid from the beginning, now without knowing its derivative. The two arrays agree but for the last digits of a
# `float32`.


# %% given="demo-sigmoid"
def sigmoid(x: Tensor) -> Tensor:
    return 1 / (1 + (-1 * x).exp())


# %% own="try-sigmoid"
x = Tensor([[1, 2, 3], [6, 4, 0]], requires_grad=True)
output = sigmoid(x)
topo = output.backward()
# draw_graph(output) shows the steps that it is made of.
x.grad, output.array * (1 - output.array)

# %% [markdown]
# ## A network
#
# The engine is complete. What follows is made of it, and given.
#
# ### Activation functions
#
# Two linear layers in a row are one linear layer: $(xV)W = x(VW)$. What stands between them must be **non-linear**, and is
# called an **activation function**. Ours is
#
# $$\tanh(x) = \frac{e^x - e^{-x}}{e^x + e^{-x}},$$
#
# which squeezes everything into the range from $-1$ to 1. And softmax makes probabilities of scores:
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
# $y = xW + b$. All entries start evenly spread over $\pm 1/\sqrt{\text{in}}$, as in PyTorch: the more inputs are added up,
# the smaller each weight. The bias is a row, `(1, out)`, so that it has as many dimensions as a batch.


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
# How surprised is the network by the truth? The **cross-entropy** is minus the logarithm of the probability that it gave to
# the right class:
#
# ![A curve that falls from 4 near probability 0 to 0 at probability 1. Guessing one of ten costs
# 2.303.](pictures/ps2_surprise.svg)
#
# It is averaged over the batch, so that neither the loss nor the length of a step depends on how many images a batch
# has. The right class is written as a row of zeros with a single 1, so that a product and a sum pick its logarithm:
#
# $$L = -\frac{1}{N} \sum_{n} \sum_i y_{ni} \log p_{ni} .$$
#
# For the scores `[2.0, 1.0, 0.1]` softmax gives `[0.659, 0.242, 0.099]`. If class 0 is right, the loss is
# $-\log 0.659 = 0.417$.


# %% given="cross-entropy"
def cross_entropy_loss(logits: Tensor, targets) -> Tensor:
    """The mean over a batch of minus the log-probability of the right class, a 0-d tensor.

    logits: shape (batch, classes), the raw scores.
    targets: shape (batch,), the right class of each example as a whole number. Raises ValueError
        for any other shape.
    """
    targets = targets.array.astype(int) if isinstance(targets, Tensor) else np.asarray(targets)
    batch_size, num_classes = logits.shape
    if targets.shape != (batch_size,):  # a column would be broadcast, and every row get every class
        raise ValueError(f"targets has shape {targets.shape}, and should have ({batch_size},)")
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
# ### The optimizer
#
# A gradient says which way is up. Stochastic gradient descent takes a small step down, for every parameter, in place: the
# network and the optimizer hold the same tensors.


# %% given="sgd"
class SGD:
    """Plain stochastic gradient descent."""

    def __init__(self, parameters: list[Tensor], lr: float):
        """parameters: what is to be learned. What two layers share is moved once in a step."""
        self.parameters = list(dict.fromkeys(parameters))
        self.lr = lr

    def step(self) -> None:
        """Move every parameter against its gradient."""
        for parameter in self.parameters:
            parameter.array -= self.lr * parameter.grad

    def zero_grad(self) -> None:
        """Forget the gradients of the step before."""
        for parameter in self.parameters:
            parameter.zero_grad()


# %% [markdown] exercise="all_together"
# ### All of it together
#
# There is nothing to write here. So far each exercise was checked by itself. Now expressions made of all of them run on your
# code alone: a sigmoid, polynomials, the logarithm of a sum of exponentials, a softmax, and a few steps of training of a
# small network.
#
# On two numbers: `A = [1, 2]`, `(A * A).sum()` is 5, and its gradient `2 * A = [2, 4]`. In a formula, for a softmax that
# you never differentiated:
#
# $$\frac{\partial}{\partial A_j} \log \sum_i e^{A_i} = \operatorname{softmax}(A)_j .$$
#
# If every check above is green and this one is not, look for what the small checks cannot see:
#
# - a function that was changed, but whose cell was not run again. *Restart and run all* settles that;
# - a `sum` or `max` in one of your answers that was meant to be Python's own. It is yours now;
# - a function of the same name in a cell of your own.
#
# <details><summary>Hint 1: find the operation</summary>
#
# Rebuild the expression that fails, one operation at a time, and compare each gradient with one worked out by hand. Which
# operation is the first to differ?
#
# </details>
# <details><summary>Hint 2: look at the graph</summary>
#
# `draw_graph(result)` shows what each tensor was made from, and its gradient. Where does it become zero, or look
# different from what you expect?
#
# </details>

# %% [markdown]
# ## Reading digits
#
# MNIST has 70,000 images of handwritten digits, 28 by 28 gray pixels each: 60,000 to learn from and 10,000 to be tested on. If
# it can neither be found nor downloaded, a small set of 1,797 digits stands in. (An **epoch** is one walk through all
# the training images.)

# %% given="pictures" inline=true
from solutions.ps1_backprop import show
from solutions.ps2_mnist import confusion_matrix, plot_confusion, plot_weights, show_images


# %% given="data"
def as_rows(images: np.ndarray) -> np.ndarray:
    """images: shape (n, 28, 28), uint8. Returns shape (n, 784), float32 from 0 to 1."""
    return images.reshape(len(images), -1).astype(np.float32) / 255


def load_mnist_numpy() -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """x_train, y_train, x_test, y_test: images as rows (n, 784), labels (n,)."""
    from autograder.mnist import load_mnist

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

if "get_ipython" in globals():  # in a notebook
    plot_mnist_image(x_train, y_train, index=0)
    show(f"The first image to learn from, a handwritten {y_train[0]}.")

# %% [markdown]
# ### Training
#
# A step of training forgets the old gradients, runs the network, measures the loss, walks back, and moves the parameters.


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
# Five epochs on MNIST, twenty short ones on the small set. Expect about 97 % on MNIST. Guessing would be right one time in
# ten.

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


# %% [markdown]
# The dashed line is $\log 10 = 2.3$: what it costs to give each digit the same probability. A network that stays there has
# learned nothing. If the test loss rises while the training loss falls, the network learns its images by heart. That is
# called **overfitting**.


# %% given="plot-history"
def plot_history(history: dict[str, list[float]]) -> None:
    """Draw both losses over the epochs, and the loss that guessing costs."""
    import matplotlib.pyplot as plt

    _, axes = plt.subplots(figsize=(6, 3.5), layout="constrained")
    epochs = np.arange(1, len(history["train_loss"]) + 1)
    axes.plot(epochs, history["train_loss"], marker="o", label="training")
    axes.plot(epochs, history["val_loss"], marker="s", label="test")
    axes.axhline(np.log(10), color="dimgray", linestyle="--", label="guessing: log 10")
    axes.xaxis.get_major_locator().set_params(integer=True)
    axes.set_xlabel("Epoch")
    axes.set_ylabel("Loss")
    axes.set_ylim(bottom=0)
    axes.legend()


# %% given="plot" tags=["skip-grading"]
if "get_ipython" in globals():  # in a notebook
    plot_history(history)
    show(
        f"The loss by epoch, on the training images from {history['train_loss'][0]:.2f} to "
        f"{history['train_loss'][-1]:.2f}, on the test images from {history['val_loss'][0]:.2f} to "
        f"{history['val_loss'][-1]:.2f}. Guessing costs 2.30."
    )

# %% [markdown]
# ### What it mixes up
#
# The row is the digit that was drawn, the column the digit that was read. A perfect reader has all its counts on the
# diagonal.

# %% given="confusion-plot" tags=["skip-grading"]
if "get_ipython" in globals():  # in a notebook
    probabilities = softmax(model.forward(Tensor(x_test))).array
    guesses = probabilities.argmax(axis=1)
    counts = confusion_matrix(y_test, guesses)
    plot_confusion(counts)
    show(f"A confusion matrix: {np.trace(counts)} of {counts.sum()} images are on the diagonal.")

# %% [markdown]
# These are the mistakes of which it was surest. Above each image stands what it was read as, with the probability, and the
# truth. For some of them you may side with the network.

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
# ### What the first layer looks for
#
# Each neuron of the first layer has a weight for every pixel, so its weights are a picture. Red pixels raise its output,
# blue ones lower it. These are 32 of the 256 neurons.

# %% given="weights-plot" tags=["skip-grading"]
if "get_ipython" in globals():  # in a notebook
    plot_weights(model.fc1.W.array.T[:32], columns=8)
    show("The weights of 32 neurons of the first layer, as pictures of 28 by 28 pixels.")

# %% [markdown]
# ## Where you are now
#
# Two engines, and the same digits. They differ in where the memory of a calculation lives:
#
# | unit | where the backward rule is | where the graph is | who accumulates | the new idea | what only it can do |
# |---|---|---|---|---|---|
# | `ps1_backprop`, `ps2_mnist` | a table, by function and position | a recipe on the tensor | a dict in the walk; leaves at the end | look-up | swap a derivative at run time |
# | `ps3_closures` | a closure on the result | `parents` | `+=` into `.grad` of every tensor | no table | an operation in three lines |
#
# A table can be read, checked and exchanged. A closure needs no table, and remembers whatever is cheapest. Real engines do
# both. This is what PyTorch calls the parts:
#
# | here | in PyTorch |
# |---|---|
# | `grad_fn`, a closure that remembers | `grad_fn`, an object with saved tensors |
# | `parents` | `grad_fn.next_functions` |
# | `backward` and its order | the autograd engine, which also runs on several threads |
# | `a.grad += ...` | `AccumulateGrad` |
#
# Where conventions differ, here is ours:
#
# | question | here | PyTorch |
# |---|---|---|
# | largest numbers that are tied | any shares that add up, evenly in the text | `amax`: evenly; `max(dim)`: one of them |
# | `.grad` before any walk | zeros | `None` |
# | `.grad` of tensors in the middle | kept, and cleared before the next walk | not kept |
# | labels of shape `(n, 1)` | an error | an error |
# | a parameter that two layers share | moved once in a step | moved once in a step |
#
# **To go further.** Write `tanh` as an operation of its own, with a closure that uses its result. How much faster does
# training get?
#
# Save the notebook and run `python grade.py ps3_closures` once more. Next comes `ps4_functions`: the same engine, with
# an object for each operation.
