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
# This unit builds the engine that every later unit drives: a `Tensor` that remembers how it was
# computed, and a function `backprop` that walks that memory backwards and leaves a gradient on
# every tensor that asked for one.
#
# There are only four ideas, and each has its own section:
#
# 1. A **backward function** turns the gradient of an output into the gradient of an input.
# 2. **Broadcasting** copies values on the way forward, so gradients are summed on the way back.
# 3. A **recipe** on each tensor says which function made it, and from what.
# 4. A **topological order** says when a gradient is complete and may be passed on.

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
# how $L$ changes when $x$ changes, and it needs nothing but the local derivative of $f$:
#
# $$\frac{\partial L}{\partial x} = \frac{\partial L}{\partial y} \cdot \frac{\partial y}{\partial x}$$
#
# A backward function is this one line for one function $f$. All of them take the same arguments in
# the same order:
#
# | argument | meaning |
# |---|---|
# | `grad_out` | $\partial L / \partial y$, with the shape of the output |
# | `out` | the output $y$ itself, often handy |
# | `x`, `y`, ... | the inputs, just as they were given to $f$ |
#
# and return $\partial L / \partial x$, with the shape of the input `x`.
#
# For $y = \log x$ the local derivative is $1 / x$. With `x = [1, 2]` and `grad_out = [10, 10]`,
# the gradient is `[10, 5]`.


# %% given="log-back"
def log_back(grad_out: Arr, out: Arr, x: Arr) -> Arr:
    """Backward function for f(x) = log(x), elementwise.

    grad_out, out, x: all of the same shape. Returns dL/dx, of that shape too.
    """
    return grad_out / x


# %% [markdown]
# ## Broadcasting, and how to undo it
#
# NumPy stretches small arrays to fit large ones. One number of the small array is then used in
# several places of the result:
#
# ```
#   x  (2,)          stretched to (3, 2)         gradient of x
#
#                       10   20   ─┐
#   10   20    ──▶      10   20    ├──▶   add the three rows
#                       10   20   ─┘
# ```
#
# A number that is used three times influences $L$ in three ways, and its gradient is the sum of
# the three. So wherever the forward pass copied, the backward pass adds up. Two things can have
# happened to the shape:
#
# - **new axes in front**: `(2,)` became `(3, 2)`; these axes are summed away;
# - **stretched axes**: `(2, 1)` became `(2, 3)`; these are summed, and stay as axes of length 1.


# %% given="unbroadcast"
def unbroadcast(broadcasted: Arr, original: Arr | float) -> Arr:
    """Sum `broadcasted` back to the shape of `original`.

    broadcasted: array of any shape to which `original` can be broadcast.
    original: array or plain number (a number counts as shape ()).
    Returns an array with the shape of `original`.
    """
    shape = np.shape(original)
    if np.shape(broadcasted) == shape:
        return broadcasted
    n_new = np.ndim(broadcasted) - len(shape)
    new = tuple(range(n_new))
    stretched = tuple(n_new + axis for axis, length in enumerate(shape) if length == 1)
    return np.sum(broadcasted, axis=new + stretched).reshape(shape)


# %% [markdown]
# Multiplication has two inputs, hence two backward functions, one for each position. For
# $z = x \cdot y$ we have $\partial z / \partial x = y$ and $\partial z / \partial y = x$. Either
# input may have been stretched to the other's shape, or be a plain number.


# %% given="multiply-back"
def multiply_back0(grad_out: Arr, out: Arr, x: Arr | float, y: Arr | float) -> Arr:
    """Backward function for x * y with respect to x. Returns an array with the shape of x."""
    return unbroadcast(grad_out * y, x)


def multiply_back1(grad_out: Arr, out: Arr, x: Arr | float, y: Arr | float) -> Arr:
    """Backward function for x * y with respect to y. Returns an array with the shape of y."""
    return unbroadcast(grad_out * x, y)


# %% [markdown]
# ## One graph by hand
#
# Before anything is automatic, here is a whole backward pass in the open. We want the three
# gradients of $g = \log(a \cdot b \cdot \log c)$:
#
# ```
#   a ──┐
#       ├─ × ── d ──┐
#   b ──┘           ├─ × ── f ── log ── g
#   c ── log ── e ──┘
# ```
#
# Read the drawing from left to right for the values and from right to left for the gradients.


# %% given="forward-and-back"
def forward_and_back(a: Arr, b: Arr, c: Arr) -> tuple[Arr, Arr, Arr]:
    """Compute g = log(a * b * log(c)) and return (dg/da, dg/db, dg/dc).

    a, b, c: arrays that broadcast together. Each gradient has the shape of its own array.
    The gradient of g itself is taken to be all ones.
    """
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


# %% [markdown]
# ## A table of backward functions
#
# The code that walks the graph should not know a single derivative. It looks them up in a table,
# by the function that was called and the position of the argument:
#
# | function | argument 0 | argument 1 |
# |---|---|---|
# | `np.log` | `log_back` | |
# | `np.multiply` | `multiply_back0` | `multiply_back1` |
#
# To teach the engine a new function is to add a row.


# %% given="backward-func-lookup"
class BackwardFuncLookup:
    """A table: (forward function, position of the argument) to backward function."""

    def __init__(self) -> None:
        self.back_funcs: dict[tuple[Callable, int], Callable] = {}

    def add_back_func(self, forward_fn: Callable, arg_position: int, back_fn: Callable) -> None:
        """Register `back_fn`. Registering the same place again replaces what was there."""
        self.back_funcs[forward_fn, arg_position] = back_fn

    def get_back_func(self, forward_fn: Callable, arg_position: int) -> Callable:
        """Return the backward function for this place; KeyError if there is none."""
        try:
            return self.back_funcs[forward_fn, arg_position]
        except KeyError:
            name = getattr(forward_fn, "__name__", repr(forward_fn))
            raise KeyError(
                f"no backward function for argument {arg_position} of {name}: "
                "register one with BACK_FUNCS.add_back_func"
            ) from None


# %% given="back-funcs"
BACK_FUNCS = BackwardFuncLookup()

# %% given="back-funcs-rows"
BACK_FUNCS.add_back_func(np.log, 0, log_back)
BACK_FUNCS.add_back_func(np.multiply, 0, multiply_back0)
BACK_FUNCS.add_back_func(np.multiply, 1, multiply_back1)

# %% [markdown]
# ## Tensors that remember
#
# A `Recipe` is the memory of one function call: what was called, with which arrays, and which of
# the arguments were tensors. The parents of a tensor are kept by argument position, because that
# is how the table finds their backward functions.


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
# A `Tensor` is an array with four things beside it: whether it wants a gradient, the gradient once
# there is one, the recipe if the engine made it, and convenient methods. A tensor without a recipe
# is a **leaf**: nobody computed it, so that is where the walk backwards ends.
#
# The engine works in `float32` throughout, as neural networks usually do: half the memory of
# NumPy's `float64`, and about twice the speed.


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
        self.requires_grad = requires_grad
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
        """Add d(self)/d(leaf), weighted by end_grad, to the `grad` of every leaf."""
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
# remember anything. So there is a switch for the whole engine. It is an object rather than a bare
# `True`, so that all code which holds it sees the same position, wherever it was imported.


# %% given="grad-tracking"
class GradTracking:
    """A switch that is true while the engine writes recipes."""

    def __init__(self) -> None:
        self.enabled = True

    def __bool__(self) -> bool:
        return self.enabled


# %% given="grad-tracking-enabled"
grad_tracking_enabled = GradTracking()

# %% [markdown]
# ## From NumPy functions to tensor functions
#
# `wrap_forward_fn` takes a function on arrays and gives back a function on tensors. The wrapped
# function does four things, always in this order:
#
# 1. **unbox**: take the arrays out of the tensors;
# 2. **compute**: call the NumPy function;
# 3. **box**: put the result into a new tensor;
# 4. **remember**: if somebody will want gradients, attach the recipe.


# %% given="wrap-forward-fn"
def wrap_forward_fn(numpy_func: Callable, is_differentiable: bool = True) -> Callable:
    """Turn a function of arrays into a function of tensors that writes recipes.

    numpy_func: takes any number of positional arguments, some of them arrays, and any keyword
        arguments, none of them arrays; returns one array or number.
    is_differentiable: if False, the result never requires grad and has no recipe.
    """

    def tensor_func(*args: Any, **kwargs: Any) -> Tensor:
        for name, value in kwargs.items():
            if isinstance(value, Tensor):
                raise TypeError(f"pass the tensor for `{name}` by position, not by keyword")

        parents = {i: arg for i, arg in enumerate(args) if isinstance(arg, Tensor)}
        arrays = tuple(arg.array if isinstance(arg, Tensor) else arg for arg in args)
        out = Tensor(numpy_func(*arrays, **kwargs))

        wanted = any(parent.requires_grad for parent in parents.values())
        if grad_tracking_enabled and is_differentiable and wanted:
            out.requires_grad = True
            out.recipe = Recipe(numpy_func, arrays, kwargs, parents)
        return out

    return tensor_func


# %% given="log"
log = wrap_forward_fn(np.log)

# %% given="multiply"
multiply = wrap_forward_fn(np.multiply)

# %% [markdown]
# ## The order of the walk
#
# A tensor may be used in several places. Its gradient is complete only when all of these places
# have sent their share; only then may it be passed on to the parents. An order in which every
# tensor comes after everything that was computed from it does just that. It is called a
# topological order, and it exists whenever the graph has no cycle.
#
# `topological_sort` works on any graph, given a function that lists the children of a node. It
# keeps its own stack instead of calling itself, since a long calculation is deeper than Python's
# recursion limit.


# %% given="node"
class Node:
    """A node of a bare graph, to try topological_sort on."""

    def __init__(self, *children: "Node"):
        self.children = list(children)


# %% given="topological-sort"
def topological_sort(node: Any, get_children: Callable[[Any], Iterable]) -> list:
    """List the descendants of `node` so that every child comes before its parents.

    node: the node to start from; it is the last of the list.
    get_children: get_children(node) gives the children of a node, any number of them.
    Raises ValueError if the graph has a cycle.
    """
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


# %% given="sorted-computational-graph"
def sorted_computational_graph(tensor: Tensor) -> list[Tensor]:
    """List `tensor` and all that it was computed from, `tensor` first.

    Every tensor of the list comes before its parents.
    """

    def get_parents(node: Tensor) -> list[Tensor]:
        return [] if node.recipe is None else list(node.recipe.parents.values())

    return topological_sort(tensor, get_parents)[::-1]


# %% [markdown]
# ## Backpropagation
#
# All the pieces are there. `grads` holds the gradients that are on their way. Each tensor takes
# its own out, and either keeps it (a leaf that asked for one) or sends a share to each of its
# parents. Shares that meet are added.
#
# Two gradients may be one and the same array: for $x + y$ both inputs receive the gradient of the
# sum unchanged. That is why shares are added into a new array and never with `+=`, and why a leaf
# keeps a copy of its own.


# %% given="backprop"
def backprop(end_node: Tensor, end_grad: Arr | Tensor | None = None) -> None:
    """Walk from `end_node` to the leaves and add to the `grad` of each leaf that requires it.

    end_grad: gradient of the final quantity with respect to end_node, of the same shape. Without
        it, ones: the gradients are then those of the sum of all elements of end_node.
    Raises RuntimeError if nothing in the graph requires a gradient.
    """
    if not end_node.requires_grad:
        raise RuntimeError(
            "backward() was called on a tensor that does not require grad: "
            "nothing that it was computed from has requires_grad=True, or it was made in NoGrad()"
        )
    if end_grad is None:
        end_grad = np.ones(end_node.shape)
    if not isinstance(end_grad, Tensor):
        end_grad = Tensor(end_grad)

    grads: dict[Tensor, Arr] = {end_node: end_grad.array}
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


# %% given="demo-backprop"
a = Tensor([1.0, 2.0, 3.0], requires_grad=True)
b = Tensor([2.0, 3.0, 4.0], requires_grad=True)
(a * b * a).backward()
assert np.allclose(a.grad.array, 2 * a.array * b.array)
assert np.allclose(b.grad.array, a.array**2)

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
    assert (a * b).recipe is None
assert grad_tracking_enabled
assert (a * b).recipe is not None
