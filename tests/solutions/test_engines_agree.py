"""The engines of all units agree with each other, and with HIPS autograd, on random expressions."""

import operator
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import autograd
import autograd.numpy as anp
import numpy as np
import pytest

from solutions import ps2_mnist, ps3_closures, ps4_functions, ps5_mytorch, ps6_tensors

OPERATORS = {"+": operator.add, "-": operator.sub, "*": operator.mul}
COUNT = 200
BATCH = 50
SINGLE = 2e-3
"""How far the numbers of an engine agree that keeps float32."""


@dataclass(frozen=True)
class Engine:
    """How one engine says what all of them can.

    leaf: a tensor of an array that requires a gradient. total: a sum along an axis, or of
    everything, that keeps the axes where there is one. constant: what a number or an array has to
    be for an operator. digits: how far its numbers agree.
    """

    leaf: Callable[[np.ndarray], Any]
    exp: Callable[[Any], Any]
    log: Callable[[Any], Any]
    total: Callable[[Any, int | None], Any]
    value: Callable[[Any], np.ndarray]
    grad: Callable[[Any], Any]
    constant: Callable[[Any], Any] = lambda number: number
    matmul: Callable[[Any, Any], Any] = operator.matmul
    digits: float = 1e-6


class Exp5(ps5_mytorch.Function):
    """The exponential, which the unit has no need of."""

    @staticmethod
    def forward(ctx: Any, a: Any) -> Any:
        out = ps5_mytorch.output_of(np.exp(a.data), a)
        ctx.save_for_backward(out)
        return out

    @staticmethod
    def backward(ctx: Any, grad_output: Any) -> tuple[Any]:
        return (ps5_mytorch.Tensor(grad_output.data * ctx.saved_tensors[0].data),)


def total_of_5(x: Any, axis: int | None) -> Any:
    """The unit's sum is that of each column."""
    if axis is None:
        return ps5_mytorch.Sum.apply(x.reshape(x.data.size))
    if axis == 1:
        return total_of_5(x.T(), 0).T()
    return ps5_mytorch.Sum.apply(x).reshape(1, x.shape[1])


def sum_of_6(x: Any, axis: int | None) -> Any:
    shape = tuple(1 if k == axis else n for k, n in enumerate(x.shape))
    return x.sum() if axis is None else x.sum(axis).reshape(shape)


ENGINES = {
    "ps2": Engine(
        leaf=lambda a: ps2_mnist.Tensor(a, requires_grad=True),
        exp=lambda x: x.exp(),
        log=lambda x: ps2_mnist.log(x),
        total=lambda x, axis: x.sum() if axis is None else x.sum(axis, keepdim=True),
        value=lambda x: x.array,
        grad=lambda x: x.grad.array,
        digits=SINGLE,
    ),
    "ps3": Engine(
        leaf=lambda a: ps3_closures.Tensor(a, requires_grad=True),
        exp=lambda x: x.exp(),
        log=lambda x: x.log(),
        total=lambda x, axis: x.sum() if axis is None else x.sum(axis, keepdims=True),
        value=lambda x: x.array,
        grad=lambda x: x.grad,
        digits=SINGLE,
    ),
    "ps4": Engine(
        leaf=lambda a: ps4_functions.Tensor(a, requires_grad=True),
        exp=lambda x: x.exp(),
        log=lambda x: x.log(),
        total=lambda x, axis: x.sum() if axis is None else x.sum(axis, keepdims=True),
        value=lambda x: x.data,
        grad=lambda x: x.grad,
        digits=SINGLE,
    ),
    "ps5": Engine(
        leaf=lambda a: ps5_mytorch.Tensor(a, requires_grad=True),
        exp=Exp5.apply,
        log=lambda x: x.log(),
        total=total_of_5,
        value=lambda x: x.data,
        grad=lambda x: x.grad.data,
        constant=ps5_mytorch.Tensor,
        matmul=ps5_mytorch.MatMul.apply,
    ),
    "ps6": Engine(
        leaf=lambda a: ps6_tensors.Tensor(a, dtype=None, requires_grad=True),
        exp=ps6_tensors.exp,
        log=ps6_tensors.log,
        total=sum_of_6,
        value=lambda x: x.data,
        grad=lambda x: x.grad,
    ),
}
HIPS = Engine(
    leaf=lambda a: a,
    exp=anp.exp,
    log=anp.log,
    total=lambda x, axis: anp.sum(x) if axis is None else anp.sum(x, axis=axis, keepdims=True),
    value=lambda x: x,
    grad=lambda x: None,
)


def expression(rng: np.random.Generator, shape: tuple[int, int], depth: int) -> tuple:
    """A tree of operations whose result has a shape, or one that is broadcast to it."""
    rows, columns = shape
    if depth == 0:
        shapes = [shape, (1, columns), (rows, 1), (1, 1)]
        drawn = shapes[rng.integers(4)] if rng.random() < 0.5 else shape
        return ("leaf", int(rng.integers(3)), drawn)
    kind = rng.choice(["+", "-", "*", "/", "@", "exp", "log", "sum", "number"])
    deeper = lambda shape: expression(rng, shape, depth - 1)  # noqa: E731
    if kind == "@":
        inner = int(rng.integers(1, 4))
        return kind, full(deeper((rows, inner)), (rows, inner)), full(
            deeper((inner, columns)), (inner, columns)
        )  # fmt: skip
    if kind in ("exp", "log"):
        return kind, deeper(shape)
    if kind == "sum":
        return kind, int(rng.integers(2)), deeper(shape)
    if kind == "number":
        return kind, float(rng.integers(1, 5)) / 2, deeper(shape)
    return kind, deeper(shape), deeper(shape)


def full(tree: tuple, shape: tuple[int, int]) -> tuple:
    """The tree, its result stretched to a shape by zeros that are added."""
    return "stretched", tree, shape


def leaves_of(tree: tuple, rng: np.random.Generator, found: dict) -> dict:
    """Numbers for the leaves of a tree. The same leaf may stand in it several times."""
    if tree[0] == "leaf":
        found.setdefault(tree[1:], rng.uniform(-1.5, 1.5, size=tree[2]))
    for part in tree[1:]:
        if isinstance(part, tuple) and part and isinstance(part[0], str):
            leaves_of(part, rng, found)
    return found


def evaluated(engine: Engine, tree: tuple, leaves: dict) -> Any:
    """The tree's result. Nothing in it grows large or comes near what is not defined."""
    c = engine.constant
    match tree:
        case ("leaf", *_):
            return leaves[tree[1:]]
        case ("stretched", part, shape):
            return evaluated(engine, part, leaves) + c(np.zeros(shape))
        case ("exp", part):
            x = evaluated(engine, part, leaves)
            return engine.exp(x * c(-1.0) / (x * x + c(1.0)))
        case ("log", part):
            x = evaluated(engine, part, leaves)
            return engine.log(x * x + c(1.5))
        case ("sum", axis, part):
            return engine.total(evaluated(engine, part, leaves), axis) * c(0.5)
        case ("number", number, part):
            return c(number) - evaluated(engine, part, leaves) * c(number)
        case ("/", one, other):
            x, y = evaluated(engine, one, leaves), evaluated(engine, other, leaves)
            return x / (y * y + c(1.0))
        case (sign, one, other):
            x, y = evaluated(engine, one, leaves), evaluated(engine, other, leaves)
            return engine.matmul(x, y) if sign == "@" else OPERATORS[sign](x, y)


def loss(engine: Engine, tree: tuple, leaves: dict) -> Any:
    out = evaluated(engine, tree, leaves)
    return engine.total(out * out / (out * out + engine.constant(4.0)), None)


def gradients(name: str, tree: tuple, numbers: dict) -> tuple[np.ndarray, list[np.ndarray]]:
    engine = ENGINES[name]
    leaves = {key: engine.leaf(array) for key, array in numbers.items()}
    out = loss(engine, tree, leaves)
    out.backward()
    return engine.value(out), [engine.grad(leaf) for leaf in leaves.values()]


@pytest.mark.parametrize("name", ENGINES)
@pytest.mark.parametrize("first", range(0, COUNT, BATCH))
def test_engines_agree_with_hips_autograd(name, first):
    for seed in range(first, first + BATCH):
        rng = np.random.default_rng(seed)
        tree = expression(rng, (int(rng.integers(1, 4)), int(rng.integers(1, 4))), 4)
        numbers = leaves_of(tree, rng, {})
        keys = list(numbers)

        def f(arrays, tree=tree, keys=keys):
            return loss(HIPS, tree, dict(zip(keys, arrays, strict=True)))

        expected = autograd.grad(f)(list(numbers.values()))
        value, found = gradients(name, tree, numbers)
        within = {"rtol": ENGINES[name].digits, "atol": ENGINES[name].digits * 0.1}
        np.testing.assert_allclose(value, f(list(numbers.values())), **within, err_msg=str(seed))
        for key, gradient, array in zip(keys, found, expected, strict=True):
            np.testing.assert_allclose(gradient, array, **within, err_msg=f"{seed} {key} {tree}")


def test_the_expressions_have_everything_in_them():
    kinds = set()

    def walk(tree):
        kinds.add(tree[0])
        for part in tree[1:]:
            if isinstance(part, tuple) and part and isinstance(part[0], str):
                walk(part)

    for seed in range(COUNT):
        rng = np.random.default_rng(seed)
        walk(expression(rng, (int(rng.integers(1, 4)), int(rng.integers(1, 4))), 4))
    assert kinds == {"leaf", "stretched", *"+-*/@", "exp", "log", "sum", "number"}
