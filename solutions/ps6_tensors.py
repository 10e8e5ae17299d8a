# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
# ---

# %% [markdown]
# # A small framework, 1: tensors, operations, gradients of gradients
#
# After this notebook you can
#
# - [ ] write the backward pass of an operation as a calculation on *tensors*, so that the gradient has a
#   graph of its own;
# - [ ] walk back through a graph with a ledger, and say when the graph of the gradient is worth keeping;
# - [ ] differentiate a gradient: second derivatives, Newton's method, the Hessian times a vector.
#
# This is the first of three notebooks. Together they are a whole small framework: tensors and operations
# here, then layers, initialization and optimizers, then data, training and convolution. Each notebook
# stands alone.
#
# **Why once more?** An engine that computes gradients with NumPy throws away how it computed them. The
# gradient of $x^3$ at 2 is the number 12, and nothing is left to be differentiated again. If the backward
# pass is made of the same operations as the forward pass, 12 comes out as $3 \cdot x \cdot x$, a tensor
# that remembers. Nothing else has to change, and a second derivative costs one more walk.
#
# **What is given.** A class `Tensor`, a class `Function` for operations, and a handful of operations as
# patterns: `Add`, `Mul`, `Exp`, `Log` and a few more.
#
# **What you build**
#
# | part | exercises |
# |---|---|
# | the walk back | `backward` |
# | shapes | `Transpose` `BroadcastTo` `Summation` |
# | number by number | `Div` `PowerScalar` `Pow` `Sqrt` `Tanh` `Sigmoid` |
# | matrices | `MatMul` `LogSumExp` |
# | gradients of gradients | `derivative` `newton` `hessian_vector_product` |
#
# **How you know that it works.** Each exercise is followed by a cell like `check("Div")`. It lists what passed
# and shows the first case that did not. `python grade.py ps6_tensors`, in a terminal in the folder of the course,
# checks the notebook as you saved it; `python grade.py ps6_babygrad` takes all three. All of these run
# through your other answers, and say which of them they wait for. In grading, a mistake in one exercise costs
# no points in another, except in `all_together`, which runs all of them.

# %% given="imports"
from collections.abc import Callable

import numpy as np

NDArray = np.ndarray

# %% [markdown]
# ## The tensor
#
# A `Tensor` is an array of numbers that knows which operation made it.
#
# | attribute | what it holds |
# |---|---|
# | `data` | the numbers, a NumPy array |
# | `requires_grad` | whether anybody wants a gradient |
# | `grad` | the gradient so far; `None` before the first walk back |
# | `_op` | the operation that made it, a `Function`; `None` for a leaf |
# | `_inputs` | the tensors that the operation was applied to |
#
# Numbers are `float32` unless you say otherwise, and what is `float64` stays so in every operation:
# `Tensor(x, dtype="float64")`, or `dtype=None` to keep the dtype of an array.
#
# Tensors of a given shape come from `Tensor.zeros(2, 3)`, `ones`, `constant`, `rand`, `randn`, `randb`
# (ones and zeros by chance), `empty` and `one_hot`. They require no gradient unless they are told to:
# most of what is made this way (masks, averages, labels) is not to be trained.
#
# The operators call functions that do not exist yet, such as `divide`. Python looks for them only when an
# operator is used, so you can write them one after the other.


# %% given="tensor"
def _ensure_tensor(val, dtype="float32"):
    """val itself if it is a tensor, else a tensor of it that requires no gradient."""
    return val if isinstance(val, Tensor) else Tensor(val, dtype=dtype)


def _lengths(shape: tuple) -> tuple[int, ...]:
    """A shape, which was given as several numbers or as one tuple."""
    return tuple(shape[0]) if len(shape) == 1 and isinstance(shape[0], (tuple, list)) else shape


def _is_number(val) -> bool:
    """Whether val is a plain number, which no gradient can be wanted of."""
    return isinstance(val, (int, float, np.floating))


class Tensor:
    """An array that remembers how it was computed."""

    __array_ufunc__ = None  # so that NumPy leaves `array * tensor` to the tensor

    def __init__(self, data, *, device=None, dtype="float32", requires_grad: bool = False):
        """data: a Tensor, an array, a number or nested lists of numbers, which are copied.

        dtype: of the numbers; None keeps that of an array or a Tensor (and is float32 for others).
        requires_grad: whether a gradient is wanted.
        """
        if isinstance(data, Tensor):
            data = data.data
        if dtype is None:
            dtype = data.dtype if isinstance(data, (np.ndarray, np.generic)) else "float32"
        self.data = np.array(data, dtype=dtype)
        self.grad = None
        self.requires_grad = requires_grad
        self._op = None
        self._inputs = []
        self._device = device if device else "cpu"

    @classmethod
    def _result(cls, data: NDArray, op: "Function | None" = None, inputs=()) -> "Tensor":
        """A tensor around an array, which is not copied; op and inputs, if a gradient is wanted."""
        tensor = Tensor.__new__(Tensor)
        tensor.data, tensor.grad, tensor._device = data, None, "cpu"
        tensor.requires_grad, tensor._op, tensor._inputs = False, None, []
        for other in inputs:
            if other.requires_grad:
                tensor.requires_grad, tensor._op, tensor._inputs = True, op, list(inputs)
        return tensor

    def backward(self, grad=None, create_graph: bool = False) -> None:
        backward(self, grad, create_graph)

    def numpy(self) -> NDArray:
        """A copy of the numbers."""
        return self.data.copy()

    def detach(self) -> "Tensor":
        """A tensor on the same numbers that knows nothing of how they were computed."""
        return Tensor._result(self.data)

    @property
    def shape(self) -> tuple[int, ...]:
        return self.data.shape

    @property
    def dtype(self) -> np.dtype:
        return self.data.dtype

    @property
    def ndim(self) -> int:
        return self.data.ndim

    @property
    def size(self) -> int:
        return self.data.size

    @property
    def device(self) -> str:
        return self._device

    @property
    def T(self) -> "Tensor":
        """The last two axes swapped."""
        return transpose(self)

    def __repr__(self) -> str:
        return f"Tensor({self.data}, requires_grad={self.requires_grad})"

    def __str__(self) -> str:
        return str(self.data)

    # tensors of a given shape; rand(2, 3) and rand((2, 3)) are the same

    @classmethod
    def rand(cls, *shape, low=0.0, high=1.0, dtype="float32", requires_grad=False):
        """Uniform between low and high."""
        array = low + (high - low) * np.random.random_sample(_lengths(shape))
        return cls(array, dtype=dtype, requires_grad=requires_grad)

    @classmethod
    def randn(cls, *shape, mean=0.0, std=1.0, dtype="float32", requires_grad=False):
        """Normal with a mean and a standard deviation."""
        array = mean + std * np.random.standard_normal(_lengths(shape))
        return cls(array, dtype=dtype, requires_grad=requires_grad)

    @classmethod
    def constant(cls, *shape, c=1.0, dtype="float32", requires_grad=False):
        return cls(np.full(_lengths(shape), c), dtype=dtype, requires_grad=requires_grad)

    @classmethod
    def ones(cls, *shape, dtype="float32", requires_grad=False):
        return cls.constant(*shape, c=1.0, dtype=dtype, requires_grad=requires_grad)

    @classmethod
    def zeros(cls, *shape, dtype="float32", requires_grad=False):
        return cls.constant(*shape, c=0.0, dtype=dtype, requires_grad=requires_grad)

    @classmethod
    def randb(cls, *shape, p=0.5, dtype="float32", requires_grad=False):
        """1 with probability p, else 0."""
        array = np.random.random_sample(_lengths(shape)) < p
        return cls(array, dtype=dtype, requires_grad=requires_grad)

    @classmethod
    def empty(cls, *shape, dtype="float32", requires_grad=False):
        """Whatever numbers happen to be in memory."""
        return cls(np.empty(_lengths(shape), dtype), dtype=dtype, requires_grad=requires_grad)

    @classmethod
    def one_hot(cls, indices, num_classes, device=None, dtype="float32", requires_grad=False):
        """A last axis of num_classes zeros, with a one where indices says.

        indices: whole numbers, in a Tensor, an array or a list of any shape. Raises ValueError if
        one of them is no class.
        """
        places = Tensor(indices, dtype=None).data.astype(int)
        if places.size and not 0 <= places.min() <= places.max() < num_classes:
            raise ValueError(f"the classes are 0 to {num_classes - 1}, but indices has others")
        array = np.eye(num_classes, dtype=dtype)[places]
        return cls(array, device=device, dtype=dtype, requires_grad=requires_grad)

    # operators; plain numbers and arrays take the dtype of the tensor that they meet

    def __add__(self, other):
        if _is_number(other):
            return add_scalar(self, other)
        return add(self, _ensure_tensor(other, self.dtype))

    __radd__ = __add__

    def __sub__(self, other):
        if _is_number(other):
            return add_scalar(self, -other)
        return add(self, negate(_ensure_tensor(other, self.dtype)))

    def __rsub__(self, other):
        return -self + other

    def __mul__(self, other):
        if _is_number(other):
            return mul_scalar(self, other)
        return multiply(self, _ensure_tensor(other, self.dtype))

    __rmul__ = __mul__

    def __truediv__(self, other):
        if _is_number(other):
            return divide_scalar(self, other)
        return divide(self, _ensure_tensor(other, self.dtype))

    def __rtruediv__(self, other):
        return divide(_ensure_tensor(other, self.dtype), self)

    def __pow__(self, other):
        if _is_number(other):
            return power_scalar(self, other)
        return power(self, _ensure_tensor(other, self.dtype))

    def __rpow__(self, other):
        return power(_ensure_tensor(other, self.dtype), self)

    def __neg__(self):
        return negate(self)

    def __matmul__(self, other):
        return matmul(self, _ensure_tensor(other, self.dtype))

    def __rmatmul__(self, other):
        return matmul(_ensure_tensor(other, self.dtype), self)

    def matmul(self, other):
        return self @ other

    def sum(self, axes=None):
        return summation(self, axes)

    def reshape(self, *shape):
        return reshape(self, _lengths(shape))

    def transpose(self, axes=None):
        return transpose(self, axes)

    def broadcast_to(self, shape):
        return broadcast_to(self, shape)


# %% [markdown]
# ## An operation
#
# An operation is a class with two methods that do not look alike:
#
# - `forward` gets **arrays** and returns an array. NumPy does the work, and nobody remembers it.
# - `backward` gets **tensors**: the upstream gradient `out_grad`, and `node`, the result of the forward
#   pass. The inputs are in `node._inputs`. It returns a gradient for each input, and computes it with
#   *operations on tensors*, those of this notebook.
#
# A call such as `Mul()(a, b)` unpacks the arrays, runs `forward`, packs the result into a tensor, and hangs
# the operation and the inputs on it.


# %% given="function"
class Function:
    """An operation: forward works on arrays, backward on tensors."""

    def __call__(self, *inputs) -> Tensor:
        """The operation's result on tensors (or what can become one), in their dtype."""
        tensors = [_ensure_tensor(x) for x in inputs]
        arrays = [t.data for t in tensors]
        out = np.asarray(self.forward(*arrays))
        if out.dtype != arrays[0].dtype:
            dtype = np.result_type(*arrays)
            out = out.astype(dtype) if dtype.kind == "f" else out
        return Tensor._result(out, self, tensors)

    def forward(self, *arrays: NDArray) -> NDArray:
        raise NotImplementedError

    def backward(self, out_grad: Tensor, node: Tensor):
        """out_grad: the upstream gradient. node: the result; node._inputs are the inputs.

        Returns a gradient for each input: one tensor, or a tuple of several. None stands for the
        gradient of an input that requires none.
        """
        raise NotImplementedError


# %% [markdown]
# ### The pattern: Add and Mul
#
# For $y = a \cdot b$ the slopes are $b$ and $a$. So `backward` multiplies the upstream gradient by `b` and
# by `a`, with `multiply`, which is the operation itself. That is the whole idea of this notebook. Had it
# multiplied `out_grad.data * b.data`, the numbers would be the same, and their history would be lost.
#
# If the two shapes differ, NumPy stretches one of them, and its gradient has to be summed back to the shape
# that it had. `unbroadcast(grad, original)` does that, with an operation, `Shrink`, so that the sum has a
# history. `Shrink` and `Stretch` are each other's backward pass.


# %% given="add"
class Stretch(Function):
    """Stretches an array to a shape, as NumPy does."""

    def __init__(self, shape: tuple[int, ...]):
        self.shape = shape

    def forward(self, a):
        return np.broadcast_to(a, self.shape)

    def backward(self, out_grad, node):
        return Shrink(node._inputs[0].shape)(out_grad)


class Shrink(Function):
    """Sums over the axes along which an array of this shape would be stretched."""

    def __init__(self, shape: tuple[int, ...]):
        self.shape = shape

    def forward(self, a):
        lengths = (1,) * (a.ndim - len(self.shape)) + self.shape
        axes = tuple(i for i, length in enumerate(lengths) if length == 1 != a.shape[i])
        return a.sum(axis=axes, keepdims=True).reshape(self.shape)

    def backward(self, out_grad, node):
        return Stretch(node._inputs[0].shape)(out_grad)


def unbroadcast(grad: Tensor, original: Tensor) -> Tensor:
    """grad summed over the axes along which original was stretched: in the shape of original."""
    return grad if grad.shape == original.shape else Shrink(original.shape)(grad)


class Add(Function):
    def forward(self, a, b):
        return a + b

    def backward(self, out_grad, node):
        a, b = node._inputs
        return unbroadcast(out_grad, a), unbroadcast(out_grad, b)


def add(a, b):
    return Add()(a, b)


class Mul(Function):
    def forward(self, a, b):
        return a * b

    def backward(self, out_grad, node):
        a, b = node._inputs
        return unbroadcast(multiply(out_grad, b), a), unbroadcast(multiply(out_grad, a), b)


def multiply(a, b):
    return Mul()(a, b)


# %% [markdown]
# Operations with a plain number keep it on the operation, since no gradient goes there: `x * 3` is
# `mul_scalar(x, 3)`. A class keeps it with `__init__`, and an object is made anew at each call.


# %% given="scalars"
class AddScalar(Function):
    def __init__(self, scalar):
        self.scalar = scalar

    def forward(self, a):
        return a + self.scalar

    def backward(self, out_grad, node):
        return out_grad


def add_scalar(a, scalar):
    return AddScalar(scalar)(a)


class MulScalar(Function):
    def __init__(self, scalar):
        self.scalar = scalar

    def forward(self, a):
        return a * self.scalar

    def backward(self, out_grad, node):
        return mul_scalar(out_grad, self.scalar)


def mul_scalar(a, scalar):
    return MulScalar(scalar)(a)


class DivScalar(Function):
    def __init__(self, scalar):
        self.scalar = scalar

    def forward(self, a):
        return a / self.scalar

    def backward(self, out_grad, node):
        return divide_scalar(out_grad, self.scalar)


def divide_scalar(a, scalar):
    return DivScalar(scalar)(a)


class Negate(Function):
    def forward(self, a):
        return -a

    def backward(self, out_grad, node):
        return negate(out_grad)


def negate(a):
    return Negate()(a)


# %% [markdown]
# ### The result is a tensor, too
#
# $e^x$ is its own slope. `node` *is* that slope, already computed, so `Exp` uses it. Since `node` is a
# tensor with a history, the gradient is connected to `x` through it.


# %% given="exp"
class Exp(Function):
    def forward(self, a):
        return np.exp(a)

    def backward(self, out_grad, node):
        return multiply(out_grad, node)


def exp(a):
    return Exp()(a)


class Log(Function):
    def forward(self, a):
        return np.log(a)

    def backward(self, out_grad, node):
        (a,) = node._inputs
        return divide(out_grad, a)


def log(a):
    return Log()(a)


# %% [markdown]
# Call an operation and then its `backward`, by hand, with an upstream gradient of your choice:

# %% own="try-exp"
x = Tensor([0.0, 1.0], requires_grad=True)
y = exp(x)
gradient = y._op.backward(Tensor([1.0, 10.0]), y)
gradient, gradient._op, gradient._inputs[1] is y

# %% [markdown]
# When a check is not enough, `draw_graph(y)` draws the graph of tensors that led to `y`. It draws the graph
# of a gradient just as well.


# %% [markdown] exercise="backward"
# ## Walking back, with a ledger
#
# The walk back is the part that you know from other engines, with two changes.
#
# On numbers, for $y = x \cdot x + x$ at $x = 3$:
#
# ```
#   turn    ledger before        handed on
#   y       y: 1                 1 to p = x · x, 1 to x
#   p       x: 1, p: 1           1 · x = 3 to x, and 3 once more
#   x       x: 1 + 3 + 3 = 7     into x.grad
# ```
#
# **First, a ledger.** Gradients under way are kept in a dictionary, by the `id` of the tensor that they
# belong to, and *they are tensors*. A tensor's entry is complete when all tensors that were computed from it
# have handed on their shares. Only then is its own operation asked:
#
# $$\bar v_i = \sum_{j} \bar v_j \, \frac{\partial v_j}{\partial v_i}
# \qquad \text{for all } j \text{ that } v_i \text{ went into.}$$
#
# The ledger belongs to one walk, so nothing that an earlier walk has left in `.grad` is handed on by the
# next one.
#
# ![Left, the forward graph: x = 3 goes into Mul twice, and y = 9 comes out. Right, the graph of the gradient: x and the
# upstream 1 go into two Muls, whose results are added to x.grad = 6. There is an arrow from x.](pictures/ps6_gradient_graph.svg)
#
# **Second, `create_graph`.** The entries of the ledger remember how they were computed, if something in
# them requires a gradient. With `create_graph=True` they may: `.grad` becomes a tensor, and it can be
# differentiated. Without it, which is what training wants, each share is detached as soon as it is there,
# and `.grad` is a plain array. Otherwise each step of training would hold on to the graph of its gradients
# as long as the gradients live, and the graphs lead to the parameters, which hold the gradients.
#
# What the walk does, in order:
#
# 1. If the tensor requires no gradient, raise a `RuntimeError`.
# 2. List the tensors so that each one comes after all its inputs. A deep network is a deep graph, and
#    Python gives up after about a thousand calls inside each other: use a stack of your own.
# 3. Put the upstream gradient into the ledger: `grad`, or ones.
# 4. Go through the list from its end. Add each tensor's entry to its `.grad` (an array of its own; with
#    `create_graph`, the tensor), ask its operation, and add what comes back to the entries of the inputs
#    that require a gradient.
#
# `backward` of an operation returns one tensor, or a tuple of several. It may return `None` for an input
# that requires no gradient.
#
# A walk with `create_graph` leaves a tensor in `.grad`, and a plain walk adds an array to it. Nobody needs that
# sum, and no check looks at it: empty `.grad` between the two, as the example after this exercise does. On the
# tensors in the middle it comes about all the same. So add by `+`, which takes one of each; `np.add` does not.
#
# <details><summary>Hint 1: the order without recursion</summary>
#
# Keep a stack of pairs: a tensor, and an iterator over its inputs. Look at the top. If its iterator has
# an input that was not seen yet, that goes on top. If it has none left, where does the tensor belong?
#
# </details>
# <details><summary>Hint 2: the ledger</summary>
#
# The ledger holds a share for each `id(tensor)`. `+` on tensors is `add`, which is given. If the parent
# has an entry already, what becomes of it?
#
# </details>
# <details><summary>Hint 3: what goes into .grad</summary>
#
# `Add` hands one and the same tensor to both inputs. Without `create_graph`, what keeps two tensors from
# sharing a gradient? And if a gradient is there already, who would see it change under `+=`?
#
# </details>


# %% exercise="backward"
def backward(tensor: Tensor, grad=None, create_graph: bool = False) -> None:
    """Adds to the .grad of every tensor that `tensor` was computed from, and of itself.

    grad: the upstream gradient, a Tensor, an array or a number; ones if there is none. Its shape is
        that of tensor.
    create_graph: whether .grad is a Tensor that remembers how it was computed. If not, it is
        an array. A tensor in the middle may hold what a walk of the other kind has left there: to
        add to that is no error, and the sum does not count.
    Raises RuntimeError if tensor requires no gradient.
    """
    ### BEGIN SOLUTION
    if not tensor.requires_grad:
        raise RuntimeError("this tensor requires no gradient, so there is nothing to walk back to")

    order, seen = [], {id(tensor)}
    path = [(tensor, iter(tensor._inputs))]
    while path:
        node, inputs = path[-1]
        for parent in inputs:
            if parent.requires_grad and id(parent) not in seen:
                seen.add(id(parent))
                path.append((parent, iter(parent._inputs)))
                break
        else:
            order.append(node)
            path.pop()

    start = np.ones_like(tensor.data) if grad is None else grad
    ledger = {id(tensor): _ensure_tensor(start, tensor.dtype)}
    for node in reversed(order):
        out_grad = ledger.pop(id(node))
        share = out_grad if create_graph else out_grad.data.copy()
        node.grad = share if node.grad is None else node.grad + share
        if node._op is None:
            continue
        grads = node._op.backward(out_grad, node)
        grads = grads if isinstance(grads, tuple) else (grads,)
        for parent, share in zip(node._inputs, grads, strict=True):
            if parent.requires_grad:
                share = share if create_graph else share.detach()
                before = ledger.get(id(parent))
                ledger[id(parent)] = share if before is None else before + share
    ### END SOLUTION


# %% [markdown]
# A first derivative and a second, of $x^3$: the formulas say $3x^2$ and $6x$.

# %% own="try-backward"
x = Tensor([1.0, 2.0], requires_grad=True)
y = x * x * x
y.backward(create_graph=True)
slope = x.grad
x.grad = None
slope.backward()
slope, x.grad

# %% [markdown]
# ## Shapes
#
# These operations only move numbers, add them up or copy them. Their gradients do not depend on the
# numbers, and yet their backward passes are made of operations on tensors: the gradient of a gradient has
# to find its way through them.
#
# ![Sums along axis 0, axis 1 and all axes, of rows a b c and d e f; below each, the gradients u, v, w are copied back into
# every place that was summed.](pictures/ps3_sums.svg)
#
# `Reshape` is given. Its backward pass is `reshape` again, back to the shape of the input.


# %% given="reshape"
class Reshape(Function):
    def __init__(self, shape):
        self.shape = shape

    def forward(self, a):
        return np.reshape(a, self.shape)

    def backward(self, out_grad, node):
        (a,) = node._inputs
        return reshape(out_grad, a.shape)


def reshape(a, shape):
    return Reshape(shape)(a)


# %% [markdown] exercise="Transpose"
# ### Transpose
#
# A batch of images is stored as (image, row, column, channel) here and as (image, channel, row, column)
# there. To go from one to the other is to change the order of the axes.
#
# `transpose(a)` swaps the last two axes, `transpose(a, (0, 2))` swaps axes 0 and 2, and any other tuple is
# the new order of all axes, as for `np.transpose`. On shapes:
#
# | call | shape before | shape after |
# |---|---|---|
# | `transpose(a)` | (2, 3, 4) | (2, 4, 3) |
# | `transpose(a, (0, 2))` | (2, 3, 4) | (4, 3, 2) |
# | `transpose(a, (1, 2, 0))` | (2, 3, 4) | (3, 4, 2) |
#
# ```
#   a        = [[1, 2, 3]]       transpose(a)  = [[1], [2], [3]]
#   out_grad = [[7], [8], [9]]   gradient of a = [[7, 8, 9]]
# ```
#
# $$Y_{ij} = A_{ji}: \qquad \frac{\partial L}{\partial A_{ji}} = \frac{\partial L}{\partial Y_{ij}} .$$
#
# The gradient goes the way back: each number to the place that it came from. A swap undoes itself. The
# inverse of an order of all axes is another order, and `np.argsort` finds it.
#
# Beware of one trap. `np.argsort((0, 2))` is `(0, 1)`, which is another pair of axes. The code that this
# notebook's course began with fell into it, and every convolutional network on top of it learned from wrong
# gradients.
#
# <details><summary>Hint 1: forward for a pair</summary>
#
# Write the order of all axes first, as a list from 0 upward, and exchange two entries. Do negative axes
# work as indices of that list?
#
# </details>
# <details><summary>Hint 2: why argsort</summary>
#
# `axes[k]` says which old axis stands at the new place `k`. For the way back you need the new place of
# each old axis, with negative axes made positive before. Where in `axes` do you find it?
#
# </details>


# %% exercise="Transpose"
class Transpose(Function):
    """Changes the order of axes.

    axes: None swaps the last two; a pair swaps these two; else a permutation of all. Axes may be
    negative.
    """

    def __init__(self, axes: tuple[int, ...] | None = None):
        self.axes = axes

    def forward(self, a):
        ### BEGIN SOLUTION
        return np.transpose(a, self._order(a.ndim))

    def _order(self, ndim):
        """The permutation of all axes."""
        pair = (-2, -1) if self.axes is None else self.axes
        if len(pair) != 2:
            return tuple(axis % ndim for axis in pair)
        order = list(range(ndim))
        i, j = pair
        order[i], order[j] = order[j], order[i]
        return tuple(order)
        ### END SOLUTION

    def backward(self, out_grad, node):
        ### BEGIN SOLUTION
        if self.axes is None or len(self.axes) == 2:
            return transpose(out_grad, self.axes)  # a swap undoes itself
        inverse = np.argsort(self._order(node.ndim))
        return transpose(out_grad, tuple(int(axis) for axis in inverse))
        ### END SOLUTION


# %% given="Transpose-function" of="Transpose"
def transpose(a, axes=None):
    return Transpose(axes)(a)


# %% [markdown] exercise="BroadcastTo"
# ### Broadcasting
#
# The bias of a layer is one row, and it is added to every row of a batch. Broadcasting copies it, without
# taking any memory.
#
# ```
#   a = [[1, 2, 3]]     broadcast_to(a, (2, 3)) = [[1, 2, 3],
#                                                  [1, 2, 3]]
#
#   out_grad = [[1, 4, 7],         gradient of a = [[3, 5, 13]]
#               [2, 1, 6]]
# ```
#
# $$y_{ij} = a_{0j}: \qquad \frac{\partial L}{\partial a_{0j}} = \sum_i \frac{\partial L}{\partial y_{ij}} .$$
#
# **The backward of copying is summing.** There are two ways in which NumPy stretches: it adds axes in front,
# and it repeats axes of length 1. Sum over both, and give the result the shape of `a`. `unbroadcast` above does
# just that, on tensors. (`summation` is not there yet; it is the next exercise.)
#
# <details><summary>Hint 1: what unbroadcast takes</summary>
#
# It takes a gradient, and the tensor whose shape the gradient is to get. Which of `out_grad`, `node` and
# `node._inputs` are these?
#
# </details>
# <details><summary>Hint 2: the forward pass</summary>
#
# NumPy has a function of the same name. Where does the object keep the shape?
#
# </details>


# %% exercise="BroadcastTo"
class BroadcastTo(Function):
    """Stretches axes of length 1, and adds axes in front, up to a shape."""

    def __init__(self, shape: tuple[int, ...]):
        self.shape = shape

    def forward(self, a):
        ### BEGIN SOLUTION
        return np.broadcast_to(a, self.shape)
        ### END SOLUTION

    def backward(self, out_grad, node):
        ### BEGIN SOLUTION
        (a,) = node._inputs
        return unbroadcast(out_grad, a)
        ### END SOLUTION


# %% given="BroadcastTo-function" of="BroadcastTo"
def broadcast_to(a, shape):
    return BroadcastTo(shape)(a)


# %% [markdown] exercise="Summation"
# ### Summation
#
# A loss is a mean over a batch, and a mean is a sum. Everything that reaches the parameters has come
# through this backward pass.
#
# ```
#   a = [[1, 2, 3],     summation(a, axes=1) = [6, 15]
#        [4, 5, 6]]     out_grad             = [10, 20]
#
#                       gradient of a        = [[10, 10, 10],
#                                               [20, 20, 20]]
# ```
#
# If a number of $a$ grows by a little, its sum grows by as much:
#
# $$y_i = \sum_j a_{ij}: \qquad
# \frac{\partial L}{\partial a_{ij}} = \frac{\partial L}{\partial y_i} .$$
#
# **The backward of summing is copying.** The axes that have vanished come back with length 1, by `reshape`,
# and are stretched to their old lengths, by `broadcast_to`.
#
# `axes` may be `None` for all axes, one axis, or a tuple or list of several, and axes may be negative. An empty
# tuple names no axis, so nothing is summed, as in NumPy.
#
# <details><summary>Hint 1: the shape in between</summary>
#
# It is the shape of `a` with one change for each axis that was summed. Which length has such an axis?
#
# </details>
# <details><summary>Hint 2: in which order</summary>
#
# Reshape first, then stretch. Which of the two needs the shape of `a`, and which the shape in between?
#
# </details>


# %% exercise="Summation"
class Summation(Function):
    """Sums over axes, which vanish.

    axes: None for all, one axis, or a tuple or list of any number. They may be negative.
    """

    def __init__(self, axes: int | tuple[int, ...] | None = None):
        self.axes = axes

    def forward(self, a):
        ### BEGIN SOLUTION
        return np.sum(a, axis=tuple(self.axes) if isinstance(self.axes, list) else self.axes)
        ### END SOLUTION

    def backward(self, out_grad, node):
        ### BEGIN SOLUTION
        (a,) = node._inputs
        axes = range(a.ndim) if self.axes is None else np.atleast_1d(self.axes).astype(int)
        shape = list(a.shape)
        for axis in axes:
            shape[axis] = 1
        return broadcast_to(reshape(out_grad, tuple(shape)), a.shape)
        ### END SOLUTION


# %% given="Summation-function" of="Summation"
def summation(a, axes=None):
    return Summation(axes)(a)


# %% [markdown]
# ## Number by number
#
# Two tensors of different shapes are broadcast, as in `Add` and `Mul`. Every operation on two tensors returns
# gradients in the shapes of its inputs, and `unbroadcast` gives them these shapes. If that were left to somebody
# else, `.grad` would not fit its tensor.
#
# ![Four operators with inputs a and b. The gradient g arrives from the right. A sum sends g to both, a difference g and
# −g, a product g · b and g · a, a quotient g / b and −g · a / b².](pictures/shares.svg)
#
# ![Four curves, each with a tangent: log a with slope 1/a, exp a with slope exp a, the square root with slope 1/(2√a),
# tanh a with slope 1 − tanh²a.](pictures/slopes.svg)


# %% [markdown] exercise="PowerScalar"
# ### A fixed power
#
# Squares make variances, and $x^{-1/2}$ turns them into scales.
#
# ```
#   x = [3.0, -2.0]    power_scalar(x, 2) = [9.0, 4.0]
#                      slope              = [6.0, -4.0]
# ```
#
# $$y = x^n: \qquad \frac{dy}{dx} = n \, x^{n-1} .$$
#
# The slope of a power is a power again, so differentiating goes on: $x^2$, $2x$, $2x^0$, and then? $x^0$ is 1
# everywhere, and its slope is 0. The formula says $0 \cdot x^{-1}$, and at $x = 0$ the computer makes
# $0 \cdot \infty$ of that, which is no number. A first derivative never gets there. A second derivative does.
#
# The gradient of $x^1$ does not depend on $x$. It may be computed from $x$ all the same, or from `out_grad` alone:
# both are right, though from the second no walk leads back to $x$.
#
# <details><summary>Hint 1: the operations</summary>
#
# `power_scalar` and `mul_scalar` take plain numbers. `Tensor(...)` would make them float32. How exact is
# 0.1 then?
#
# </details>
# <details><summary>Hint 2: the power 0</summary>
#
# For the power 0 the slope is 0 everywhere, also at 0. How do you get a gradient of zeros that still
# hangs on `out_grad`?
#
# </details>


# %% exercise="PowerScalar"
class PowerScalar(Function):
    """a to the power of a number, elementwise."""

    def __init__(self, scalar: float):
        self.scalar = scalar

    def forward(self, a):
        ### BEGIN SOLUTION
        return np.power(a, self.scalar)
        ### END SOLUTION

    def backward(self, out_grad, node):
        ### BEGIN SOLUTION
        (a,) = node._inputs
        if self.scalar == 0:
            return mul_scalar(out_grad, 0.0)  # a constant; 0 * 0**-1 would be NaN
        return multiply(out_grad, mul_scalar(power_scalar(a, self.scalar - 1), self.scalar))
        ### END SOLUTION


# %% given="PowerScalar-function" of="PowerScalar"
def power_scalar(a, scalar):
    return PowerScalar(scalar)(a)


# %% [markdown] exercise="Div"
# ### Division
#
# Means, standard deviations, probabilities: where something is normalized, something is divided.
#
# With upstream gradients of one:
#
# ```
#   a = [6.0, 1.0]     a / b         = [3.0,  0.25]
#   b = [2.0, 4.0]     gradient of a = [0.5,  0.25]
#                      gradient of b = [-1.5, -0.0625]
# ```
#
# $$y = \frac{a}{b}: \qquad \frac{\partial y}{\partial a} = \frac{1}{b},
# \qquad \frac{\partial y}{\partial b} = -\frac{a}{b^2} = -\frac{y}{b} .$$
#
# Each is multiplied by the upstream gradient and summed to the shape of its tensor.
#
# <details><summary>Hint 1: the operations</summary>
#
# `divide`, `multiply` and `negate` on tensors are enough, or the operators. Which one of them makes the
# gradient of `a`?
#
# </details>
# <details><summary>Hint 2: the second slope</summary>
#
# $-a / b^2$ is $-y / b$. Which of the two takes fewer operations?
#
# </details>


# %% exercise="Div"
class Div(Function):
    """a / b, elementwise with broadcasting."""

    def forward(self, a, b):
        ### BEGIN SOLUTION
        return a / b
        ### END SOLUTION

    def backward(self, out_grad, node):
        ### BEGIN SOLUTION
        a, b = node._inputs
        grad_a = divide(out_grad, b)
        grad_b = negate(divide(multiply(out_grad, node), b))
        return unbroadcast(grad_a, a), unbroadcast(grad_b, b)
        ### END SOLUTION


# %% given="Div-function" of="Div"
def divide(a, b):
    return Div()(a, b)


# %% [markdown] exercise="Pow"
# ### A power that is a tensor, too
#
# Here the exponent may be learned, as well.
#
# ```
#   a = [2.0, 3.0]     power(a, b)      = [8.0, 9.0]
#   b = [3.0, 2.0]     slope for a      = [12.0, 6.0]
#                      slope for b      = [5.545, 9.888]
# ```
#
# $$y = a^b: \qquad \frac{\partial y}{\partial a} = b \, a^{b-1},
# \qquad \frac{\partial y}{\partial b} = a^b \ln a .$$
#
# The second formula needs a logarithm, and for $a \le 0$ there is none. $(-2)^2$ is a good number, though, and
# its slope for $a$ is $-4$. So look first who wants a gradient. For an input that requires none, return
# `None`; then a negative base does no harm as long as the exponent is a constant.
#
# At $a = 0$ and for $b > 0$ the power is 0, whatever $b$ is, so its slope for $b$ is 0. The formula says
# $0 \cdot (-\infty)$.
#
# <details><summary>Hint 1: at zero</summary>
#
# The logarithm is multiplied by 0 there, so any finite number will do in its place. If a 1 is added to $a$
# where $a$ is 0, what is its logarithm?
#
# </details>
# <details><summary>Hint 2: which entries are zero</summary>
#
# `a.data == 0` is an array of True and False. In which dtype, and with which flag, does it become a
# tensor of ones and zeros?
#
# </details>


# %% exercise="Pow"
class Pow(Function):
    """a to the power of b, elementwise with broadcasting.

    backward returns None for an input that requires no gradient.
    """

    def forward(self, a, b):
        ### BEGIN SOLUTION
        return np.power(a, b)
        ### END SOLUTION

    def backward(self, out_grad, node):
        ### BEGIN SOLUTION
        a, b = node._inputs
        grad_a = grad_b = None
        if a.requires_grad:
            slope = multiply(b, power(a, add_scalar(b, -1)))
            grad_a = unbroadcast(multiply(out_grad, slope), a)
        if b.requires_grad:
            zero = Tensor(a.data == 0, dtype=a.dtype)  # log(1) there: 0**b is flat for b > 0
            slope = multiply(node, log(add(a, zero)))
            grad_b = unbroadcast(multiply(out_grad, slope), b)
        return grad_a, grad_b
        ### END SOLUTION


# %% given="Pow-function" of="Pow"
def power(a, b):
    return Pow()(a, b)


# %% [markdown] exercise="Sqrt"
# ### Square root
#
# It makes a length of a sum of squares.
#
# ```
#   x = [4.0, 9.0]     sqrt(x) = [2.0, 3.0]
#                      slope   = [0.25, 0.1667]
# ```
#
# $$y = \sqrt{x}: \qquad \frac{dy}{dx} = \frac{1}{2 \sqrt{x}} = \frac{1}{2y} .$$
#
# <details><summary>Hint 1: a nudge</summary>
#
# Which of the arguments of `backward` holds the square root already?
#
# </details>
# <details><summary>Hint 2: stay among tensors</summary>
#
# `node` is a tensor, so dividing by it leaves a graph. What would be lost with `node.data`?
#
# </details>


# %% exercise="Sqrt"
class Sqrt(Function):
    """The square root, elementwise."""

    def forward(self, a):
        ### BEGIN SOLUTION
        return np.sqrt(a)
        ### END SOLUTION

    def backward(self, out_grad, node):
        ### BEGIN SOLUTION
        return divide(out_grad, mul_scalar(node, 2))
        ### END SOLUTION


# %% given="Sqrt-function" of="Sqrt"
def sqrt(a):
    return Sqrt()(a)


# %% [markdown]
# `ReLU` is given: its slope is a mask of zeros and ones, made from the numbers of the input, and a constant.
# At 0 the slope is 0, as in PyTorch. The second derivative of ReLU is 0 wherever there is one, and that is
# what comes out. `Tanh` and `Sigmoid` bend everywhere.


# %% given="relu"
class ReLU(Function):
    def forward(self, a):
        return np.maximum(a, 0)

    def backward(self, out_grad, node):
        (a,) = node._inputs
        return multiply(out_grad, Tensor(a.data > 0, dtype=a.dtype))


def relu(a):
    return ReLU()(a)


# %% [markdown] exercise="Tanh"
# ### Hyperbolic tangent
#
# It bends everything into the range from $-1$ to 1, and its slope can be had from its result.
#
# ```
#   x = [0.0, 1.0]     tanh(x) = [0.0, 0.7616]
#                      slope   = [1.0, 0.42]
# ```
#
# $$y = \tanh x: \qquad \frac{dy}{dx} = 1 - y^2 .$$
#
# <details><summary>Hint 1: the operations</summary>
#
# `multiply`, `negate` and `add_scalar`, or the operators that call them. In which order do they make the
# slope of $y$?
#
# </details>
# <details><summary>Hint 2: a nudge</summary>
#
# Which of the arguments of `backward` holds $y$ already?
#
# </details>


# %% exercise="Tanh"
class Tanh(Function):
    """The hyperbolic tangent, elementwise."""

    def forward(self, a):
        ### BEGIN SOLUTION
        return np.tanh(a)
        ### END SOLUTION

    def backward(self, out_grad, node):
        ### BEGIN SOLUTION
        return multiply(out_grad, add_scalar(negate(multiply(node, node)), 1))
        ### END SOLUTION


# %% given="Tanh-function" of="Tanh"
def tanh(a):
    return Tanh()(a)


# %% [markdown] exercise="Sigmoid"
# ### Sigmoid
#
# It turns any number into a probability.
#
# ```
#   x = [0.0, 2.0]     sigmoid(x) = [0.5,  0.8808]
#                      slope      = [0.25, 0.105]
# ```
#
# $$y = \frac{1}{1 + e^{-x}}: \qquad \frac{dy}{dx} = y \, (1 - y) .$$
#
# For $x = -200$ the exponential in the formula overflows, and NumPy warns. It is the same number to write
# $e^{x} / (1 + e^{x})$, which does not overflow there, but does for $x = 200$. For each number, use the one that does not. A
# warning costs no points if the numbers are right, but there need not be one.
#
# <details><summary>Hint 1: one exponential for both</summary>
#
# `np.exp(-np.abs(a))` never overflows. On which side of the fraction bar does it stand for negative numbers,
# and what stands in its place for positive ones?
#
# </details>
# <details><summary>Hint 2: choosing by number</summary>
#
# `np.where(a >= 0, ..., ...)` takes each number from one of two arrays. It computes both. So what must
# hold of both, wherever they are not taken?
#
# </details>


# %% exercise="Sigmoid"
class Sigmoid(Function):
    """1 / (1 + exp(-a)), elementwise, for finite numbers of any size."""

    def forward(self, a):
        ### BEGIN SOLUTION
        small = np.exp(-np.abs(a))  # never overflows
        return np.where(a >= 0, 1, small) / (1 + small)
        ### END SOLUTION

    def backward(self, out_grad, node):
        ### BEGIN SOLUTION
        return multiply(out_grad, multiply(node, add_scalar(negate(node), 1)))
        ### END SOLUTION


# %% given="Sigmoid-function" of="Sigmoid"
def sigmoid(a):
    return Sigmoid()(a)


# %% [markdown]
# ## Matrices and scores
#
# ![Left: row 2 of X times column 1 of Y gives the entry in row 2, column 1 of the product. Right: the entry X22 reaches
# the loss through all of row 2 of the product, with the entries of row 2 of Y as
# slopes.](pictures/ps2_matmul.svg)


# %% [markdown] exercise="MatMul"
# ### Matrix product
#
# Nearly all the time of a network is spent here.
#
# ```
#   A = [[1, 2]]     B = [[3],     A B           = [[11]]
#                         [4]]     out_grad      = [[10]]
#                                  gradient of A = [[30, 40]]
#                                  gradient of B = [[10], [20]]
# ```
#
# $$Y = A B: \qquad \frac{\partial L}{\partial A} = \frac{\partial L}{\partial Y} \, B^\top,
# \qquad \frac{\partial L}{\partial B} = A^\top \, \frac{\partial L}{\partial Y} .$$
#
# You need not remember on which side the transpose stands. With $A$ of shape $(m, k)$, $B$ of shape $(k, n)$
# and the upstream gradient of shape $(m, n)$, there is one product of the right shape for each.
#
# `np.matmul` takes more than two matrices:
#
# | a | b | result | what happens |
# |---|---|---|---|
# | (4, 2, 3) | (4, 3, 5) | (4, 2, 5) | four products, side by side |
# | (4, 2, 3) | (3, 5) | (4, 2, 5) | the one matrix is used four times: its gradient is a sum |
# | (1, 2, 3) | (4, 3, 5) | (4, 2, 5) | so is the stack of one |
# | (3,) | (3, 5) | (5,) | a vector on the left is a matrix of one row |
# | (2, 3) | (3,) | (2,) | a vector on the right is a matrix of one column |
#
# If an input requires no gradient, return `None` for it. A batch of images is such an input, and its
# gradient would cost as much as that of the weights.
#
# <details><summary>Hint 1: vectors first</summary>
#
# Make a vector a matrix of one row or one column. Then there is one rule for all. Which shape does the
# upstream gradient need for it, and which shapes do the results need at the end?
#
# </details>
# <details><summary>Hint 2: stacks</summary>
#
# `transpose` without axes swaps the last two, in a stack, too. The product with the upstream gradient has
# all axes of the result in front. Which function sums over those that an input lacks?
#
# </details>
# <details><summary>Hint 3: the shape of the upstream gradient</summary>
#
# `np.broadcast_shapes` gives the axes in front. Which two lengths come after them: the rows of which
# matrix, and the columns of which?
#
# </details>


# %% exercise="MatMul"
class MatMul(Function):
    """a @ b, as np.matmul has it: matrices, stacks of matrices (which are broadcast), vectors.

    backward returns None for an input that requires no gradient.
    """

    def forward(self, a, b):
        ### BEGIN SOLUTION
        return np.matmul(a, b)
        ### END SOLUTION

    def backward(self, out_grad, node):
        ### BEGIN SOLUTION
        a, b = node._inputs
        # a vector is a matrix of one row on the left, of one column on the right
        rows = reshape(a, (1, a.size)) if a.ndim == 1 else a
        columns = reshape(b, (b.size, 1)) if b.ndim == 1 else b
        batch = np.broadcast_shapes(rows.shape[:-2], columns.shape[:-2])
        out_grad = reshape(out_grad, (*batch, rows.shape[-2], columns.shape[-1]))
        grad_a = grad_b = None
        if a.requires_grad:
            grad_a = reshape(unbroadcast(matmul(out_grad, transpose(columns)), rows), a.shape)
        if b.requires_grad:
            grad_b = reshape(unbroadcast(matmul(transpose(rows), out_grad), columns), b.shape)
        return grad_a, grad_b
        ### END SOLUTION


# %% given="MatMul-function" of="MatMul"
def matmul(a, b):
    return MatMul()(a, b)


# %% [markdown] exercise="LogSumExp"
# ### The logarithm of a sum of exponentials
#
# A classifier that gives the right class the score $s_c$ pays $\log \sum_j e^{s_j} - s_c$. That is the
# cross-entropy loss, and this operation is its first half.
#
# ```
#   s = [1.0, 2.0]     logsumexp(s)  = 2.3133
#                      gradient of s = [0.2689, 0.7311]
# ```
#
# Its slope is the softmax, so the scores are turned into probabilities by the backward pass:
#
# $$y = \log \sum_j e^{s_j}: \qquad \frac{\partial y}{\partial s_i} = \frac{e^{s_i}}{\sum_j e^{s_j}} .$$
#
# Scores of 10,000 have no exponentials that a computer could hold. Subtract the largest score $m$ first and add
# it at the end; nothing changes:
#
# $$\log \sum_j e^{s_j} = m + \log \sum_j e^{s_j - m} .$$
#
# The softmax does not change, either, if $m$ is subtracted from all scores, in numerator and denominator. So in
# `backward` the largest scores are constants: tensors that require no gradient.
#
# `axes` may be `None` for all axes, one axis, or a tuple. The scores are finite; infinities are not tried.
#
# <details><summary>Hint 1: keeping axes</summary>
#
# With `keepdims`, NumPy's `max` and `sum` leave lengths of 1. What can then be subtracted from all
# scores? And does the result still have these axes?
#
# </details>
# <details><summary>Hint 2: backward</summary>
#
# The slope is the softmax: exponentials over their sum, after the largest score has been subtracted.
# Which lengths of 1 do the sum and the upstream gradient need, so that both stretch?
#
# </details>
# <details><summary>Hint 3: constants and dtypes</summary>
#
# `Tensor(array)` is float32. Which argument keeps the dtype of `a`?
#
# </details>


# %% exercise="LogSumExp"
class LogSumExp(Function):
    """log(sum(exp(a))) over axes, which vanish, for finite numbers of any size.

    axes: None for all, one axis, or a tuple of several. They may be negative.
    """

    def __init__(self, axes: int | tuple[int, ...] | None = None):
        self.axes = axes

    def forward(self, a):
        ### BEGIN SOLUTION
        largest = self._largest(a)
        total = np.sum(np.exp(a - largest), axis=self.axes)
        with np.errstate(divide="ignore"):  # the logarithm of an empty sum is -inf
            return np.log(total) + largest.reshape(total.shape)

    def _largest(self, a):
        """The largest entry along the axes, which are kept; 0 where it is infinite."""
        largest = np.max(a, axis=self.axes, keepdims=True, initial=-np.inf)
        return np.where(np.isfinite(largest), largest, 0)
        ### END SOLUTION

    def backward(self, out_grad, node):
        ### BEGIN SOLUTION
        (a,) = node._inputs
        largest = Tensor(self._largest(a.data), dtype=a.dtype)
        exps = exp(add(a, negate(largest)))
        softmax = divide(exps, reshape(summation(exps, self.axes), largest.shape))
        return multiply(reshape(out_grad, largest.shape), softmax)
        ### END SOLUTION


# %% given="LogSumExp-function" of="LogSumExp"
def logsumexp(a, axes=None):
    return LogSumExp(axes)(a)


# %% [markdown]
# ## Gradients of gradients
#
# All that you have built so far can be differentiated as often as you like. One use: the slope and the curvature together say
# where a function is flat.
#
# ![The curve of exp x − 2x and, dashed, the parabola that agrees with it at 0 in value, slope and curvature. The parabola is
# flat at 1, and there the next step begins.](pictures/ps6_newton.svg)


# %% [markdown] exercise="derivative"
# ### Derivative after derivative
#
# A gradient that was made with `create_graph=True` is a tensor like any other. Walk back from it.
#
# On numbers, for $f(x) = x^3 - 2x$:
#
# ```
#   n    formula      at 1    at 2
#   0    x³ - 2x        -1       4
#   1    3x² - 2         1      10
#   2    6x              6      12
#   3    6               6       6
#   4    0               0       0
# ```
#
# $$f^{(n)} = \frac{d}{dx} \, f^{(n-1)}, \qquad f^{(0)} = f .$$
#
# `f` works on each number by itself, so the derivatives at many places come out of one walk: it begins with
# ones.
#
# Two things to take care of. `.grad` adds up, so it has to be emptied between two walks. And a derivative may
# be a constant that does not depend on `x` any more, as from $n = 3$ to $n = 4$: it requires no gradient, and
# the next derivative is zero.
#
# <details><summary>Hint 1: the loop</summary>
#
# Begin with `y = f(x)`. Each round replaces `y` by its own derivative. What has to be empty before the
# walk, and what has to be true of the walk, so that the next round can begin?
#
# </details>
# <details><summary>Hint 2: the input</summary>
#
# `x` comes as floats. What must a tensor made of it require, and which `dtype` keeps that of an array?
#
# </details>


# %% exercise="derivative"
def derivative(f: Callable[[Tensor], Tensor], x, n: int = 1) -> NDArray:
    """The n-th derivative of f at each number of x.

    f: works on each number of a tensor by itself. x: floats, of any shape; n: 0, 1, 2, ...
    """
    ### BEGIN SOLUTION
    x = Tensor(x, dtype=None, requires_grad=True)
    y = f(x)
    for _ in range(n):
        if not y.requires_grad:
            return np.zeros_like(x.data)
        x.grad = None
        y.backward(create_graph=True)
        y = Tensor.zeros(x.shape) if x.grad is None else x.grad
    return y.data
    ### END SOLUTION


# %% [markdown] exercise="newton"
# ### Newton's method
#
# Where is a function flat? A minimum is such a place. Gradient descent takes a step against the slope and
# leaves it to you how long. Newton's method knows how long: it takes the parabola that agrees with $f$ in value,
# slope and curvature, and jumps to where *that* is flat,
#
# $$x \leftarrow x - \frac{f'(x)}{f''(x)} .$$
#
# For a parabola one step is enough. Near a minimum of anything else, each step doubles the number of correct
# digits. For $f(x) = e^x - 2x$, flat at $\ln 2 = 0.693147\ldots$, from 0:
#
# ```
#   step   1          2          3          4          5
#   x      1.000000   0.735759   0.694042   0.693148   0.693147
# ```
#
# A maximum is flat, too, and Newton's method goes to whatever is flat and near.
#
# <details><summary>Hint 1: what there is already</summary>
#
# `derivative` gives both numbers that you need, as arrays. With which two orders do you call it?
#
# </details>
# <details><summary>Hint 2: one step</summary>
#
# With which orders do you call `derivative`, and at which point, in the second step?
#
# </details>


# %% exercise="newton"
def newton(f: Callable[[Tensor], Tensor], x, steps: int = 5) -> NDArray:
    """Where f is flat, from x on: each step goes by f'(x) / f''(x).

    f: works on each number of a tensor by itself. x: floats, of any shape, which stay as they are.
    """
    ### BEGIN SOLUTION
    x = Tensor(x, dtype=None).data
    for _ in range(steps):
        x = x - derivative(f, x, 1) / derivative(f, x, 2)
    return x
    ### END SOLUTION


# %% [markdown] exercise="hessian_vector_product"
# ### The Hessian, times a vector
#
# For a function of many numbers, the second derivatives are a matrix, the **Hessian**: $H_{ij}$ says how much
# slope $i$ changes with number $j$. A network with a million weights has a Hessian with a million million
# entries, which nobody can store. But what it does to a vector $v$ can be had for the price of two walks:
#
# $$H v = \nabla_x \bigl( \nabla_x f(x) \cdot v \bigr) .$$
#
# Get the gradient as a tensor, multiply it by $v$, add up, and walk back from that number.
#
# For $f(x) = x_1^2 x_2$ at $(1, 3)$ the gradient is $(2 x_1 x_2, x_1^2) = (6, 1)$, and the Hessian
#
# $$H = \begin{pmatrix} 2 x_2 & 2 x_1 \\ 2 x_1 & 0 \end{pmatrix}
# = \begin{pmatrix} 6 & 2 \\ 2 & 0 \end{pmatrix}, \qquad
# H \begin{pmatrix} 1 \\ 0 \end{pmatrix} = \begin{pmatrix} 6 \\ 2 \end{pmatrix} .$$
#
# <details><summary>Hint 1: the first walk and the second</summary>
#
# In between, keep the gradient in a variable and empty `x.grad`. Which of the two walks has to create a
# graph?
#
# </details>
# <details><summary>Hint 2: no curvature</summary>
#
# The gradient of a linear function is a constant, and requires no gradient. What is the product then,
# without a second walk?
#
# </details>


# %% exercise="hessian_vector_product"
def hessian_vector_product(f: Callable[[Tensor], Tensor], x, v) -> NDArray:
    """The Hessian matrix of f at x, times v, without the matrix.

    f: makes one number out of a tensor. x, v: arrays of floats of the same shape, any shape.
    Returns an array of that shape.
    """
    ### BEGIN SOLUTION
    x = Tensor(x, dtype=None, requires_grad=True)
    f(x).backward(create_graph=True)
    slope = x.grad
    x.grad = None
    if not slope.requires_grad:
        return np.zeros_like(x.data)
    summation(multiply(slope, Tensor(v, dtype=x.dtype))).backward()
    return np.zeros_like(x.data) if x.grad is None else x.grad
    ### END SOLUTION


# %% [markdown] exercise="all_together"
# ### All of it together
#
# There is nothing to write here. So far each exercise was checked by itself. Now a small network runs on your
# code and yours alone, with every operation in it: its loss, its gradients, and how these change along a
# direction.
#
# If every check above is green and this one is not, look for what the small checks cannot see:
#
# - a class that was changed, but whose cell was not run again. *Restart and run all* settles that;
# - a function of the same name in a cell of your own.
#
# On one number, `x = 2`: $x^3$ has the slope 12, the second derivative 12 and the third 6. In a formula, for the loss $L$ of
# a network with weights $W$ and a direction $V$,
#
# $$\frac{d}{dt} \, \nabla L(W + tV) \Big|_{t=0} = H V .$$
#
# ```
#   x ──▶ MatMul ──▶ Tanh ──▶ MatMul ──▶ LogSumExp ──▶ loss ──▶ gradient ──▶ · V ──▶ H V
# ```
#
# <details><summary>Hint 1: find the operation</summary>
#
# Rebuild the expression that fails, one operation after the other. Work out each gradient by hand, or
# from a small change of the input. Where do they part?
#
# </details>
# <details><summary>Hint 2: twice</summary>
#
# If the loss and its gradients are right, and only the direction is not: which `backward` works on `.data`?
#
# </details>

# %% [markdown]
# ## What it is good for: reading digits in a few steps
#
# Gradient descent has to be told how far to go, and goes many times. With the Hessian a step knows its length.
# Here is a race on handwritten digits, with the simplest of networks: one layer, `x @ W`, from 784 pixels (and
# a constant) to ten scores.
#
# Newton's step needs $H^{-1} g$, the gradient $g$ divided by the Hessian. The matrix has 7,850² entries.
# Nobody writes it down: the **conjugate gradient** method (Hestenes and Stiefel, 1952) solves $H p = g$ with
# products $H v$ alone, and you have just built those. Each product costs about as much as two gradients. A
# little of $W \cdot W$ is added to the loss, so that the Hessian can be divided by.


# %% given="data" inline=true
from solutions.ps1_backprop import show
from solutions.ps2_mnist import confusion_matrix, plot_confusion, show_images
from solutions.ps3_closures import load_mnist_numpy


# %% given="loss"
def loss_of(weight: Tensor, x: Tensor, one_hot: Tensor) -> Tensor:
    """The mean cross-entropy of a single layer, and a little of its squared weights.

    weight: (785, 10). x: (batch, 785). one_hot: (batch, 10).
    """
    scores = x @ weight
    losses = logsumexp(scores, axes=(1,)) - (scores * one_hot).sum(axes=(1,))
    return losses.sum() / x.shape[0] + (weight * weight).sum() * 1e-3


def with_constant(images: NDArray) -> Tensor:
    """images: (n, 784). Returns (n, 785): a 1 behind the pixels stands in for the bias."""
    return Tensor(np.hstack([images, np.ones((len(images), 1))]))


# %% given="race"
def conjugate_gradient(
    product: Callable[[NDArray], NDArray], g: NDArray, steps: int = 10
) -> NDArray:
    """Nearly the p for which product(p) = g. product: times a symmetric, positive matrix."""
    p = np.zeros_like(g)
    rest = direction = g
    for _ in range(steps):
        bent = product(direction)
        size = (rest * rest).sum()
        length = size / (direction * bent).sum()
        p = p + length * direction
        rest = rest - length * bent
        direction = rest + (rest * rest).sum() / size * direction
    return p


def slope_of(f: Callable[[Tensor], Tensor], weight: NDArray) -> tuple[float, NDArray]:
    """The value of f, and its gradient."""
    tensor = Tensor(weight, requires_grad=True)
    loss = f(tensor)
    loss.backward()
    return float(loss.data), tensor.grad


def race(
    x: Tensor, one_hot: Tensor, steps: int = 8
) -> tuple[NDArray, dict[str, tuple[list[int], list[float]]]]:
    """Newton's method and gradient descent, with the same number of walks.

    Returns the weights that Newton's method finds and, for each of the two, after how many walks
    (forward and back) the loss was how large.
    """

    def f(weight: Tensor) -> Tensor:
        return loss_of(weight, x, one_hot)

    start = np.zeros((x.shape[1], one_hot.shape[1]), dtype=np.float32)
    weight, walks, newton_curve = start, 0, ([], [])
    for _ in range(steps):
        loss, g = slope_of(f, weight)
        newton_curve[0].append(walks)
        newton_curve[1].append(loss)
        at = weight
        weight = at - conjugate_gradient(lambda v, at=at: hessian_vector_product(f, at, v), g)
        walks += 1 + 2 * 10
    newton_curve[0].append(walks)
    newton_curve[1].append(slope_of(f, weight)[0])

    descended, descent_curve = start, ([], [])
    for walk in range(walks):
        loss, g = slope_of(f, descended)
        descent_curve[0].append(walk)
        descent_curve[1].append(loss)
        descended = descended - 0.1 * g
    return weight, {"Newton's method": newton_curve, "gradient descent": descent_curve}


# %% given="race-here" tags=["skip-grading"]
if __name__ == "__main__":
    x_train, y_train, x_test, y_test = load_mnist_numpy()
    x_test_1 = with_constant(x_test)
    chosen = slice(0, 5_000)
    weight, curves = race(with_constant(x_train[chosen]), Tensor.one_hot(y_train[chosen], 10))
    scores = x_test_1 @ Tensor(weight)
    guesses = scores.data.argmax(axis=1)
    for name, (walks, losses) in curves.items():
        print(f"{name:>16}: loss {losses[0]:.3f} before, {losses[-1]:.3f} after {walks[-1]} walks")
    print(
        f"Read correctly, of {len(y_test)} images not seen before: {(guesses == y_test).mean():.1%}"
    )

# %% [markdown]
# Both lines start at $\log 10 = 2.3$, which is what guessing costs. On MNIST, with 5,000 images to learn from,
# eight steps of Newton's method come down to a loss of 0.309. They take 167 walks; gradient descent, with as
# many, is at 0.496. Each is a round trip through the graph, so the comparison is fair.


# %% given="race-plot"
def plot_race(
    curves: dict[str, tuple[list[int], list[float]]], test_loss: float | None = None
) -> None:
    """Draw the losses over the number of walks. test_loss: of Newton's method, on other images."""
    import matplotlib.pyplot as plt

    _, axis = plt.subplots(figsize=(7, 3.5))
    for name, (walks, losses) in curves.items():
        axis.plot(walks, losses, marker="o" if len(walks) < 20 else None, label=name)
    if test_loss is not None:
        axis.plot(curves["Newton's method"][0][-1], test_loss, "k^", label="on the test images")
    axis.axhline(np.log(10), color="gray", linestyle="--", label="guessing: log 10")
    axis.set_xlabel("Walks, forward and back")
    axis.set_ylabel("Loss")
    axis.set_ylim(bottom=0)
    axis.legend()


# %% given="race-plot-here" tags=["skip-grading"]
if "get_ipython" in globals():  # in a notebook
    test_loss = float(loss_of(Tensor(weight), x_test_1, Tensor.one_hot(y_test, 10)).data)
    plot_race(curves, test_loss)
    ends = [f"{name} ends at {losses[-1]:.3f}" for name, (_, losses) in curves.items()]
    show(f"The loss over the number of walks: {', '.join(ends)}, on test images {test_loss:.3f}.")

# %% [markdown]
# What it reads, and what it mixes up: the row is the digit that was drawn, the column the digit that was read.
# About nine images of ten are read correctly. More than that is not in a single layer, however well it is
# trained; the next notebooks have more layers.

# %% given="confusion-here" tags=["skip-grading"]
if "get_ipython" in globals():  # in a notebook
    counts = confusion_matrix(y_test, guesses)
    plot_confusion(counts)
    show(f"A confusion matrix: {np.trace(counts)} of {counts.sum()} images are on the diagonal.")

# %% [markdown]
# These are the mistakes of which it was surest. Above each image stands what it was read as, with the
# probability, and the truth.

# %% given="surest-here" tags=["skip-grading"]
if "get_ipython" in globals():  # in a notebook
    exps = np.exp(scores.data - scores.data.max(axis=1, keepdims=True))
    sureness = exps.max(axis=1) / exps.sum(axis=1)
    wrong = np.flatnonzero(guesses != y_test)
    surest = wrong[np.argsort(-sureness[wrong])][:12]
    show_images(
        x_test[surest].reshape(-1, 28, 28),
        [f"{guesses[i]} ({sureness[i]:.0%})\nis {y_test[i]}" for i in surest],
        columns=6,
    )
    show("Digits that were misread, each with what it was read as, how surely, and what it is.")

# %% [markdown]
# ## Where you are now
#
# | unit | where the backward rule is | where the graph is | who accumulates | what only it can do |
# |---|---|---|---|---|
# | `ps1`, `ps2` | a table, by function and position | a recipe on the tensor | a dict in the walk | swap a derivative at run time |
# | `ps3` | a closure on the result | `parents` | `+=` into `.grad` | an operation in three lines |
# | `ps4` | a method of an operator object | `fn` on the tensor | `+=` by the object | configure an operation; `retain_graph` |
# | `ps5` | static `backward(ctx, ...)` | nodes apart from tensors | one kind of node | operations of one's own |
# | `ps6` | `backward` made of tensor operations | `_op`, `_inputs` | a ledger of tensors | second derivatives |
#
# PyTorch does it the same way: its backward functions are written in terms of operations that have backward
# functions, and `create_graph` is its name for it, too.
#
# | question | here | PyTorch |
# |---|---|---|
# | slope of relu at 0 | 0 | 0 |
# | `.grad` before any walk | `None` | `None` |
# | `.grad` of tensors in the middle | kept | not kept |
# | `.grad` without `create_graph` | an array | a tensor without a graph |
#
# Before you move on, save the notebook and run `python grade.py ps6_tensors` once more.
#
# If you want to go further: find the largest eigenvalue of the Hessian by multiplying a random vector by it
# again and again. It says how large a step gradient descent may take. Or write `derivative` for functions of
# many numbers.
