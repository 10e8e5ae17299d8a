"""The exercises of `ps3_closures`: how each is tried, on which cases, and what it is worth."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable
from typing import Any

import numpy as np

from autograder import draws
from autograder.course import (
    Assignment,
    Case,
    Engine,
    Exercise,
    Finding,
    Inputs,
    Namespace,
    Observed,
    Rejected,
)
from autograder.probes import a_tensor

Rng = np.random.Generator
Shape = tuple[int, ...]


# Probes


def leaf(
    ns: Namespace, array: np.ndarray, requires_grad: bool = True, grad: np.ndarray | None = None
) -> Any:
    """A tensor on an array itself, not on a copy, so that an answer that writes into it shows.

    grad: what its gradient holds already, if not zeros.
    """
    tensor = ns.Tensor(array, requires_grad=requires_grad)
    tensor.array = array
    if grad is not None:
        tensor.grad = grad.copy()
    return tensor


def gradient_of(tensor: Any, what: str) -> Any:
    """The gradient of a tensor that requires one. Raises Rejected where it is None."""
    if tensor.grad is None:
        raise Rejected(f"afterwards the grad of {what} is None")
    return tensor.grad


def accumulated(ns: Namespace, inputs: Inputs) -> Observed:
    """Probes `broadcast_grad_accumulate` on a tensor of zeros."""
    tensor = leaf(ns, inputs["tensor"])
    return {"result": ns.broadcast_grad_accumulate(tensor, inputs["gradient"])}


def operation(name: str) -> Callable[[Namespace, Inputs], Observed]:
    """Probes one operation on tensors a, or a and b.

    `_look_at` says at what: the output, the gradients after the result's grad_fn was called with
    grad_out, or what the result remembers. `_requires_grad` names the tensors that require a
    gradient, `_same` passes a for b, too; `then_a` and `then_b` go through the operation between
    the call and the call of its grad_fn, as an operation in the middle of a network would see it.
    """

    def call(ns: Namespace, inputs: Inputs, tensors: Iterable[Any]) -> Any:
        keywords = {key: inputs[key] for key in ("axis", "keepdims") if key in inputs}
        return a_tensor(ns, ns[name](*tensors, **keywords), "the result")

    def probe(ns: Namespace, inputs: Inputs) -> Observed:
        names = [key for key in ("a", "b") if key in inputs]
        wanted = inputs.get("_requires_grad", tuple(names))
        tensors = {
            key: leaf(ns, inputs[key], key in wanted, inputs.get(f"{key}_grad")) for key in names
        }
        times = 2 if inputs.get("_same") else 1
        out = call(ns, inputs, list(tensors.values()) * times)
        if inputs["_look_at"] == "output":
            return {"output": out.array}
        if inputs["_look_at"] == "memory":
            return memory(out, tensors)
        if others := [leaf(ns, inputs[f"then_{k}"]) for k in names if f"then_{k}" in inputs]:
            call(ns, inputs, others)
        if out.grad_fn is None:
            raise Rejected("the result has no grad_fn, although a gradient is wanted")
        out.grad_fn(inputs["grad_out"])
        return {
            f"gradient of {key}": gradient_of(tensor, key) if key in wanted else tensor.grad
            for key, tensor in tensors.items()
        }

    return probe


def memory(out: Any, tensors: dict[str, Any]) -> Observed:
    """What a result remembers of how it was made."""
    wanted = bool(out.requires_grad)
    observed: Observed = {"requires_grad": wanted, "has a grad_fn": out.grad_fn is not None}
    if any(tensor.requires_grad for tensor in tensors.values()):
        made_from = out.parents if isinstance(out.parents, (tuple, list)) else (out.parents,)
        observed["parents"] = [
            next((key for key, tensor in tensors.items() if tensor is parent), "something else")
            for parent in made_from
        ]
        observed["grad_fn_name"] = out.grad_fn_name
    return observed


def drawn_graph(ns: Namespace, inputs: Inputs) -> tuple[dict[str, Any], list[str]]:
    """The tensors of a graph by name, and a list to which each grad_fn adds its tensor's name.

    Every tensor that is not a leaf is a sum of its parents times factors. It is made by hand, so
    that nobody's operations take part.
    """
    calls: list[str] = []

    def made(name: str, parents: list[Any], factors: list[float]) -> Any:
        def grad_fn(grad_out: Any) -> None:
            calls.append(name)
            for parent, factor in zip(parents, factors, strict=True):
                if parent.requires_grad:
                    parent.grad += np.float32(factor) * grad_out

        terms = [f * parent.array for f, parent in zip(factors, parents, strict=True)]
        wanted = any(parent.requires_grad for parent in parents)
        return ns.Tensor(
            np.sum(terms, axis=0),
            requires_grad=wanted,
            parents=tuple(parents),
            grad_fn=grad_fn if wanted else None,
            grad_fn_name="<SumBackward>",
        )

    tensors: dict[str, Any] = {}
    before = inputs.get("grads_before", {})
    for name, array in inputs["leaves"].items():
        wanted = name not in inputs.get("constants", ())
        tensors[name] = leaf(ns, array, wanted, before.get(name))
    for name, names in inputs["made_from"].items():
        parents = [tensors[parent] for parent in names]
        tensors[name] = made(name, parents, inputs["factors"][name])
    return tensors, calls


def walked(ns: Namespace, inputs: Inputs) -> Observed:
    """Probes `backward` on a graph made by hand."""
    tensors, calls = drawn_graph(ns, inputs)
    for name in inputs["results"]:
        returned = ns.backward(tensors[name])
    if inputs["_look_at"] == "order":
        return {
            "position in the order": positions(tensors, returned, calls),
            "parent and child": np.array(
                [
                    (list(tensors).index(parent), list(tensors).index(child))
                    for child, parents in inputs["made_from"].items()
                    for parent in parents
                ]
            ),
            "computed": np.array([tensor.grad_fn is not None for tensor in tensors.values()]),
        }
    if inputs["_look_at"] == "calls":
        return {f"calls of the grad_fn of {n}": calls.count(n) for n in inputs["made_from"]}
    return {
        f"gradient of {name}": gradient_of(tensors[name], name)
        if tensors[name].requires_grad
        else tensors[name].grad
        for name in inputs.get("_gradients_of", tensors)
    }


def positions(tensors: dict[str, Any], returned: Any, calls: list[str]) -> np.ndarray:
    """The place of each tensor in the order: -1 where it is not there, -2 where it is repeatedly.

    Where nothing was returned, as in the course that this unit follows, it is the order in which
    the grad_fn were called, from the last to the first.
    """
    if returned is None:
        order = calls[::-1]
    elif isinstance(returned, (list, tuple)):
        known = {id(tensor): name for name, tensor in tensors.items()}
        if any(id(tensor) not in known for tensor in returned):
            raise Rejected("the order that is returned holds what is no tensor of the graph")
        order = [known[id(tensor)] for tensor in returned]
    else:
        raise Rejected(
            f"what is returned is of type {type(returned).__name__}, and should be the list of "
            "tensors"
        )
    places = [
        -2 if order.count(name) > 1 else order.index(name) if name in order else -1
        for name in tensors
    ]
    return np.array(places)


def topological(observed: Observed, expected: Observed) -> Finding | None:
    """Whether everything computed is in the order, once, after its parents."""
    places = observed["position in the order"]
    pairs = [(places[p], places[c]) for p, c in expected["parent and child"]]
    pairs = [(parent, child) for parent, child in pairs if parent >= 0 and child >= 0]
    if (places == -2).any():
        return Finding(
            "order-repeats",
            "a tensor is in the order more than once",
            "Several ways lead to the same tensor. What should build_topo do when it comes to one "
            "that it has seen before?",
        )
    if (places[expected["computed"]] < 0).any():
        return Finding(
            "order-incomplete",
            "tensors that were computed are missing from the order",
            "Everything between the result and the leaves belongs to the order. From which tensors "
            "does build_topo go on to their parents, and which does it append?",
        )
    if all(parent < child for parent, child in pairs):
        return None
    if all(parent > child for parent, child in pairs):
        return Finding(
            "order-reversed",
            "the order that is returned begins with the result",
            "It is an order, but from the result to the leaves. Parents come first in the one that "
            "is returned; the walk back goes through it from its end.",
        )
    return Finding(
        "order-not-topological",
        "some tensor comes before one of its parents",
        "A tensor may be appended only after all its parents have been. At which moment does "
        "build_topo append: before it has gone through the parents, or after?",
    )


EXPRESSIONS: dict[str, Callable[[Namespace, Any, Inputs], Any]] = {
    "sigmoid": lambda ns, x, inputs: 1 / (1 + (-1 * x).exp()),
    "square": lambda ns, x, inputs: x * x,
    "cube": lambda ns, x, inputs: x * x * x,
    "polynomial": lambda ns, x, inputs: 3 * (x * x) + 2 * x + 1,
    "log-sum-exp of a vector": lambda ns, x, inputs: x.exp().sum().log(),
    "log-sum-exp along an axis": lambda ns, x, inputs: x.exp().sum(axis=1).log().sum(),
    "distances to the largest": lambda ns, x, inputs: (
        (x.max(axis=1, keepdims=True) - x) * inputs["weights"]
    ).sum(),
    "tanh of a product": lambda ns, x, inputs: ns.tanh(x @ inputs["weights"].T),
    "softmax and cross-entropy": lambda ns, x, inputs: ns.cross_entropy_loss(x, inputs["targets"]),
}


def together(ns: Namespace, inputs: Inputs) -> Observed:
    """An expression in one tensor: its value, and the gradient after backward()."""
    x = leaf(ns, inputs["x"])
    out = EXPRESSIONS[inputs["_expression"]](ns, x, inputs)
    out.backward()
    return {"value": out.array, "gradient of x": gradient_of(x, "x")}


def trained(ns: Namespace, inputs: Inputs) -> Observed:
    """A small network from given parameters, after some steps of training."""
    sizes = inputs["sizes"]
    model = ns.MLP(sizes[0], sizes[1], sizes[2])
    for parameter, array in zip(model.parameters(), inputs["parameters"], strict=True):
        parameter.array[...] = array
    optimizer, losses = ns.SGD(model.parameters(), inputs["lr"]), []
    for _ in range(inputs["steps"]):
        loss = ns.cross_entropy_loss(model.forward(ns.Tensor(inputs["x"])), inputs["targets"])
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(np.asarray(loss.array, dtype=np.float32).reshape(()))
    return {
        "losses": np.stack(losses),
        **{
            f"{name} after training": parameter.array
            for name, parameter in zip(PARAMETERS, model.parameters(), strict=True)
        },
    }


PARAMETERS = [f"fc{layer}.{name}" for layer in (1, 2, 3) for name in ("W", "b")]


def all_together(ns: Namespace, inputs: Inputs) -> Observed:
    return trained(ns, inputs) if "sizes" in inputs else together(ns, inputs)


# Draws


def stretched(axes: tuple[int, ...], ndim: int):
    """A gradient, and a tensor that has length 1 along the axes."""

    def inputs(rng: Rng) -> Inputs:
        shape = draws.shape(rng, ndim)
        small = tuple(1 if axis in axes else n for axis, n in enumerate(shape))
        return {
            "tensor": np.zeros(small, dtype=np.float32),
            "gradient": draws.upstream(rng, shape),
        }

    return inputs


def thin(rng: Rng) -> Inputs:
    """The axis of length 1 was not stretched by anything."""
    shape = (int(rng.integers(2, 5)), 1, int(rng.integers(2, 5)))
    return {
        "tensor": np.zeros((1, *shape[1:]), dtype=np.float32),
        "gradient": draws.upstream(rng, shape),
    }


def square(rng: Rng) -> Inputs:
    n = int(rng.integers(2, 5))
    return {
        "tensor": np.zeros((n, 1), dtype=np.float32),
        "gradient": draws.upstream(rng, (n, n)),
    }


PAIRS: dict[str, Callable[[Shape], tuple[Shape, Shape]]] = {
    "same": lambda s: (s, s),
    "first a row": lambda s: ((1, s[1]), s),
    "second a column": lambda s: (s, (s[0], 1)),
    "both": lambda s: ((1, s[1]), (s[0], 1)),
}
"""How the shapes of two tensors relate: which of them is broadcast."""

Shapes = Callable[[Rng], tuple[Shape, Shape]]


def pair(relation: str) -> Shapes:
    return lambda rng: PAIRS[relation](draws.shape(rng, 2))


def three_dimensions(rng: Rng) -> tuple[Shape, Shape]:
    p, q, r = draws.shape(rng, 3)
    return (p, q, r), (1, q, 1)


def factors(*, square: bool = False, outer: tuple[int | None, int | None] = (None, None)) -> Shapes:
    """(p, q) and (q, r); `outer` fixes p and r."""

    def shapes(rng: Rng) -> tuple[Shape, Shape]:
        p, q, r = (int(rng.integers(2, 5)),) * 3 if square else draws.shape(rng, 3)
        return (outer[0] or p, q), (q, outer[1] or r)

    return shapes


Draw = Callable[[Rng, Shape], np.ndarray]


def binary(
    shapes: Shapes,
    look_at: str,
    *,
    product: bool = False,
    draw: Draw = draws.nonzero,
    before: bool = False,
    between: bool = False,
    **marks: Any,
):
    """Inputs for an operation on two tensors.

    product: the result has the shape of a matrix product. before: gradients are there already.
    between: another pair of tensors goes through the operation in between.
    """

    def inputs(rng: Rng) -> Inputs:
        shape_a, shape_b = shapes(rng)
        drawn: Inputs = {"a": draw(rng, shape_a)}
        if not marks.get("_same"):
            drawn["b"] = draws.nonzero(rng, shape_b)
        shape = (shape_a[0], shape_b[1]) if product else np.broadcast_shapes(shape_a, shape_b)
        if look_at == "gradients":
            drawn["grad_out"] = draws.upstream(rng, shape)
        if before:
            drawn |= {
                f"{k}_grad": draws.nonzero(rng, drawn[k].shape) for k in ("a", "b") if k in drawn
            }
        if between:
            drawn |= {f"then_{k}": draws.nonzero(rng, drawn[k].shape) for k in ("a", "b")}
        return {**drawn, "_look_at": look_at, **marks}

    return inputs


def some_zeros(rng: Rng, shape: Shape) -> np.ndarray:
    array = draws.nonzero(rng, shape)
    array.flat[::2] = 0.0
    return array


def unary(
    draw: Draw,
    ndim: int,
    look_at: str,
    *,
    before: bool = False,
    between: bool = False,
    **marks: Any,
):
    """Inputs for an elementwise operation on one tensor."""

    def inputs(rng: Rng) -> Inputs:
        a = draw(rng, draws.shape(rng, ndim))
        drawn: Inputs = {"a": a}
        if look_at == "gradients":
            drawn["grad_out"] = draws.upstream(rng, a.shape)
        if before:
            drawn["a_grad"] = draws.nonzero(rng, a.shape)
        if between:
            drawn["then_a"] = draw(rng, a.shape)
        return {**drawn, "_look_at": look_at, **marks}

    return inputs


def small(rng: Rng, shape: Shape) -> np.ndarray:
    """Quarters between -1.5 and 1.5 without zero, whose exponentials stay short to print."""
    magnitude = rng.integers(1, 7, size=shape) / 4
    return np.asarray(magnitude * rng.choice([-1.0, 1.0], size=shape), dtype=np.float32)


def spread(rng: Rng, shape: Shape) -> np.ndarray:
    """Exponents over many magnitudes, none that overflows."""
    return np.asarray(rng.uniform(-12, 12, size=shape), dtype=np.float32)


def positive_magnitudes(rng: Rng, shape: Shape) -> np.ndarray:
    """Values whose size runs from 1e-4 to 10, float32."""
    return (10.0 ** rng.uniform(-4, 1, size=shape)).astype(np.float32)


Axis = Callable[[Rng, int], Any]


def fixed(axis: Any) -> Axis:
    return lambda rng, ndim: axis


def some_axes(count: int, negative: bool = False) -> Axis:
    """`count` different axes, from the last to the first, and not just the first ones."""

    def axis_of(rng: Rng, ndim: int) -> tuple[int, ...]:
        while True:
            axes = tuple(sorted((int(a) for a in rng.permutation(ndim)[:count]), reverse=True))
            if set(axes) != set(range(count)):
                return tuple(a - ndim for a in axes) if negative else axes

    return axis_of


def distinct(rng: Rng, shape: Shape) -> np.ndarray:
    """Quarters around zero, all different."""
    size = int(np.prod(shape))
    return ((rng.permutation(size) - size // 2) / 4).reshape(shape).astype(np.float32)


def negative(rng: Rng, shape: Shape) -> np.ndarray:
    size = int(np.prod(shape))
    return (-(rng.permutation(size) + 2) / 4).reshape(shape).astype(np.float32)


def tied(rng: Rng, shape: Shape) -> np.ndarray:
    """The largest number of all stands in the first and the last place of the first row and in
    every row once more."""
    array = rng.integers(-4, 3, size=shape).astype(np.float32)
    array[..., -1] = 3.0
    array[0, 0] = 3.0
    return array


def nearly_tied(rng: Rng, shape: Shape) -> np.ndarray:
    """All numbers within a few parts in ten million of each other, in each row one the largest."""
    array = np.full(shape, 1.0 + int(rng.integers(0, 6)) / 2, dtype=np.float32)
    largest = rng.integers(0, shape[-1], size=shape[:-1])
    np.put_along_axis(
        array, largest[..., None], np.nextafter(array.flat[0], np.float32(9.0)), axis=-1
    )
    return array


def reduced(
    ndim: int,
    axis_of: Axis,
    keepdims: bool,
    look_at: str,
    *,
    draw: Draw = distinct,
    square: bool = False,
    lengths: Shape | None = None,
    before: bool = False,
    between: bool = False,
    **marks: Any,
):
    """Inputs for an operation along axes."""

    def inputs(rng: Rng) -> Inputs:
        shape = (int(rng.integers(2, 5)),) * ndim if square else draws.shape(rng, ndim)
        a, axis = draw(rng, lengths or shape), axis_of(rng, ndim)
        drawn: Inputs = {"a": a, "axis": axis, "keepdims": keepdims}
        if look_at == "gradients":
            drawn["grad_out"] = draws.upstream(rng, a.sum(axis=axis, keepdims=keepdims).shape)
        if before:
            drawn["a_grad"] = draws.nonzero(rng, a.shape)
        if between:
            drawn["then_a"] = draw(rng, a.shape)
        return {**drawn, "_look_at": look_at, **marks}

    return inputs


GRAPHS: dict[str, dict[str, list[str]]] = {
    "one step": {"c": ["a", "b"]},
    "a chain": {"b": ["a"], "c": ["b"], "d": ["c"]},
    "two ways that meet": {"b": ["a"], "c": ["a"], "d": ["b", "c"]},
    "a short and a long way": {"b": ["a"], "c": ["b"], "d": ["c"], "e": ["b", "d"]},
    "a long and a short way": {"b": ["a"], "c": ["b"], "d": ["c"], "e": ["d", "b"]},
    "the same parent twice": {"b": ["a", "a"], "c": ["b", "b"], "d": ["c", "b"]},
    "two results": {"c": ["a", "b"], "d": ["c", "a"], "e": ["b"], "f": ["e", "a"]},
    "a constant": {"c": ["a", "k"], "d": ["k"], "e": ["c", "d"]},
    "a ladder": {
        "b": ["a"], "c": ["a", "b"], "d": ["b", "c"], "e": ["c", "d"], "f": ["d", "b"],
        "g": ["e", "f", "a"],
    },
}  # fmt: skip
"""Which tensors are made from which; those that are made from nothing are leaves."""


def graph(
    name: str,
    look_at: str = "gradients",
    *,
    results: tuple[str, ...] | None = None,
    before: bool = False,
    ndim: int = 1,
):
    made_from = GRAPHS[name]
    return lambda rng: {
        **drawn_inputs(rng, made_from, draws.shape(rng, ndim), before),
        "results": results or tuple(made_from)[-1:],
        "_look_at": look_at,
    }


def drawn_inputs(
    rng: Rng, made_from: dict[str, list[str]], shape: Shape, before: bool = False
) -> Inputs:
    named = dict.fromkeys(parent for parents in made_from.values() for parent in parents)
    leaves = {name: draws.nonzero(rng, shape) for name in named if name not in made_from}
    drawn: Inputs = {
        "leaves": leaves,
        "made_from": {name: list(parents) for name, parents in made_from.items()},
        "factors": {
            name: [float(f) for f in np.atleast_1d(draws.nonzero(rng, (len(parents),)))]
            for name, parents in made_from.items()
        },
    }
    if "k" in leaves:
        drawn["constants"] = ("k",)
    if before:
        drawn["grads_before"] = {name: draws.nonzero(rng, shape) for name in leaves}
    return drawn


def long_chain(rng: Rng) -> Inputs:
    """A hundred and fifty steps, whose factors are 1 or -1."""
    names = ["a", *(f"a{k}" for k in range(1, 151))]
    made_from = {child: [parent] for parent, child in itertools.pairwise(names)}
    drawn = drawn_inputs(rng, made_from, (2,))
    drawn["factors"] = {name: [float(rng.choice([-1.0, 1.0]))] for name in made_from}
    drawn["factors"]["a1"] = [2.5]
    return {
        **drawn,
        "results": tuple(names[-1:]),
        "_look_at": "gradients",
        "_gradients_of": ("a", names[75], names[-1]),
    }


def only_a_leaf(rng: Rng) -> Inputs:
    return {
        "leaves": {"a": draws.nonzero(rng, draws.shape(rng, 2))},
        "made_from": {},
        "factors": {},
        "results": ("a",),
        "_look_at": "gradients",
    }


def expression(name: str, ndim: int = 2):
    def inputs(rng: Rng) -> Inputs:
        x = distinct(rng, draws.shape(rng, ndim))
        drawn: Inputs = {"x": x, "_expression": name}
        if name in ("distances to the largest", "tanh of a product"):
            drawn["weights"] = small(rng, x.shape)
        if name == "tanh of a product":
            drawn["x"] = x / 4
        if name == "softmax and cross-entropy":
            drawn["targets"] = rng.integers(0, x.shape[1], size=len(x))
        return drawn

    return inputs


def training(rng: Rng) -> Inputs:
    sizes = tuple(int(n) for n in rng.permutation([3, 4, 5]))
    shapes = [
        shape
        for n_in, n_out in zip(sizes[:1] + sizes[1:2], sizes[1:2] * 2, strict=True)
        for shape in ((n_in, n_out), (1, n_out))
    ] + [(sizes[1], sizes[2]), (1, sizes[2])]
    return {
        "sizes": sizes,
        "x": draws.nonzero(rng, (6, sizes[0])),
        "targets": rng.integers(0, sizes[2], size=6),
        "parameters": [small(rng, shape) / 2 for shape in shapes],
        "lr": 0.125,
        "steps": 4,
    }


# The exercises


def remembered(inputs_of: Callable[..., Any], names: tuple[str, ...]) -> tuple[Case, ...]:
    """The cases of what an operation's result remembers; `inputs_of(look_at, **marks)` draws."""
    only = {"a": "only the first requires a gradient", "b": "only the second requires a gradient"}
    one_of_two = tuple(
        Case(only[name], inputs_of("gradients", _requires_grad=(name,)))
        for name in (names if len(names) > 1 else ())
    )
    return (
        *one_of_two,
        Case("nothing requires a gradient", inputs_of("memory", _requires_grad=())),
        Case("what the result remembers", inputs_of("memory")),
        Case("gradients are added to those that are there", inputs_of("gradients", before=True)),
        Case("another call in between", inputs_of("gradients", between=True)),
    )


def elementwise_on_two(**extra: Any) -> tuple[Case, ...]:
    """The cases of an elementwise operation on two tensors."""
    return (
        Case("output", binary(pair("same"), "output")),
        Case("output, broadcast", binary(pair("both"), "output")),
        Case("gradients", binary(pair("same"), "gradients")),
        Case("gradients, first tensor broadcast", binary(pair("first a row"), "gradients")),
        Case("gradients, second tensor broadcast", binary(pair("second a column"), "gradients")),
        Case("gradients, both broadcast", binary(pair("both"), "gradients")),
        Case("gradients, three dimensions", binary(three_dimensions, "gradients")),
        Case("gradients, zeros in the first tensor", binary(pair("same"), "gradients", **extra)),
        Case(
            "gradients, a tensor with itself",
            binary(pair("same"), "gradients", before=True, _same=True),
        ),
        *remembered(
            lambda look_at, **marks: binary(pair("second a column"), look_at, **marks), ("a", "b")
        ),
    )


def elementwise_on_one(draw: Draw, wide: Draw) -> tuple[Case, ...]:
    """The cases of an elementwise operation on one tensor."""
    return (
        Case("output", unary(draw, 2, "output")),
        Case("output, values of many magnitudes", unary(wide, 2, "output")),
        Case("gradient", unary(draw, 2, "gradients")),
        Case("gradient, three dimensions", unary(draw, 3, "gradients")),
        Case("gradient, 0-d tensor", unary(draw, 0, "gradients")),
        Case("gradient, values of many magnitudes", unary(wide, 2, "gradients")),
        *remembered(lambda look_at, **marks: unary(draw, 2, look_at, **marks), ("a",)),
    )


def along_axes(**extra: Draw) -> tuple[Case, ...]:
    """The cases of an operation along axes; `extra` are further draws, by name."""
    none, first, second, last = fixed(None), fixed(0), fixed(1), fixed(-1)
    return (
        Case("output, axis=None", reduced(2, none, False, "output")),
        Case("output, axis=None, keepdims=True", reduced(3, none, True, "output")),
        Case("output, axis=1", reduced(2, second, False, "output")),
        Case("output, axis=0, keepdims=True", reduced(3, first, True, "output")),
        Case("output, tuple of axes", reduced(3, some_axes(2), False, "output")),
        Case("gradient, axis=None", reduced(2, none, False, "gradients")),
        Case("gradient, axis=None, keepdims=True", reduced(3, none, True, "gradients")),
        Case("gradient, axis=0", reduced(2, first, False, "gradients")),
        Case("gradient, axis=1", reduced(2, second, False, "gradients")),
        Case("gradient, axis=1, square", reduced(2, second, False, "gradients", square=True)),
        Case("gradient, axis=1, keepdims=True", reduced(3, second, True, "gradients")),
        Case("gradient, axis=-1", reduced(3, last, False, "gradients")),
        Case("gradient, tuple of axes", reduced(3, some_axes(2), False, "gradients")),
        Case(
            "gradient, negative tuple of axes",
            reduced(4, some_axes(2, True), False, "gradients"),
        ),
        Case("gradient, one dimension", reduced(1, first, False, "gradients")),
        *(
            Case(
                f"gradient, {name.replace('_', ' ')}",
                reduced(2, second, False, "gradients", draw=draw),
            )
            for name, draw in extra.items()
        ),
        *remembered(lambda look_at, **marks: reduced(2, second, False, look_at, **marks), ("a",)),
    )


OPERATIONS = ("sub", "mul", "div", "matmul", "log", "exp", "sum", "max")

# Points: the weights of the seed's tests, scaled from 126 to 100 and rounded by largest
# remainders. The weight of its tests of backpropagation, 48, is shared by the last two.
EXERCISES = (
    Exercise(
        id="broadcast_grad_accumulate",
        points=16,
        difficulty=2,
        importance=4,
        minutes=(15, 25),
        names=("broadcast_grad_accumulate",),
        probe=accumulated,
        cases=(
            Case("nothing stretched", stretched((), 2)),
            Case("a row", stretched((0,), 2)),
            Case("a column", stretched((1,), 2)),
            Case("a column, square", square),
            Case("a single number", stretched((0, 1), 2)),
            Case("three dimensions, the middle one", stretched((1,), 3)),
            Case("five dimensions, three of them", stretched((1, 3, 4), 5)),
            Case("a length of 1 that stays", thin),
        ),
    ),
    Exercise(
        id="sub",
        points=5,
        difficulty=2,
        importance=4,
        minutes=(15, 20),
        names=("sub",),
        probe=operation("sub"),
        needs=("broadcast_grad_accumulate",),
        cases=elementwise_on_two(draw=some_zeros),
    ),
    Exercise(
        id="mul",
        points=5,
        difficulty=2,
        importance=3,
        minutes=(5, 10),
        names=("mul",),
        probe=operation("mul"),
        needs=("broadcast_grad_accumulate",),
        cases=elementwise_on_two(draw=some_zeros),
    ),
    Exercise(
        id="div",
        points=5,
        difficulty=2.5,
        importance=2,
        minutes=(5, 15),
        names=("div",),
        probe=operation("div"),
        needs=("broadcast_grad_accumulate",),
        cases=elementwise_on_two(draw=some_zeros),
    ),
    Exercise(
        id="matmul",
        points=2,
        difficulty=3,
        importance=4,
        minutes=(15, 20),
        names=("matmul",),
        probe=operation("matmul"),
        may_use=("broadcast_grad_accumulate",),
        cases=(
            Case("output", binary(factors(), "output", product=True)),
            Case("output, square matrices", binary(factors(square=True), "output", product=True)),
            Case("gradients", binary(factors(), "gradients", product=True)),
            Case(
                "gradients, square matrices",
                binary(factors(square=True), "gradients", product=True),
            ),
            Case(
                "gradients, row times column",
                binary(factors(outer=(1, 1)), "gradients", product=True),
            ),
            Case(
                "gradients, one row",
                binary(factors(outer=(1, None)), "gradients", product=True),
            ),
            Case(
                "gradients, a matrix with itself",
                binary(factors(square=True), "gradients", product=True, _same=True),
            ),
            *remembered(
                lambda look_at, **marks: binary(factors(), look_at, product=True, **marks),
                ("a", "b"),
            ),
        ),
    ),
    Exercise(
        id="log",
        points=2,
        difficulty=1,
        importance=2,
        minutes=(5, 10),
        names=("log",),
        probe=operation("log"),
        may_use=("broadcast_grad_accumulate",),
        cases=elementwise_on_one(draws.positive, positive_magnitudes),
    ),
    Exercise(
        id="exp",
        points=2,
        difficulty=1,
        importance=3,
        minutes=(3, 10),
        names=("exp",),
        probe=operation("exp"),
        may_use=("broadcast_grad_accumulate",),
        cases=elementwise_on_one(small, spread),
    ),
    Exercise(
        id="sum",
        points=12,
        difficulty=3,
        importance=3,
        minutes=(15, 25),
        names=("sum",),
        probe=operation("sum"),
        cases=along_axes(),
    ),
    Exercise(
        id="max",
        points=13,
        difficulty=3,
        importance=2,
        minutes=(10, 20),
        names=("max",),
        probe=operation("max"),
        cases=(
            *along_axes(ties=tied, nearly_tied=nearly_tied, negative_numbers=negative),
            Case(
                "gradient, ties, axis=None",
                reduced(2, fixed(None), False, "gradients", draw=tied),
            ),
        ),
    ),
    Exercise(
        id="backward",
        points=19,
        difficulty=4,
        importance=5,
        minutes=(20, 40),
        names=("backward",),
        probe=walked,
        cases=(
            Case("one step", graph("one step")),
            Case("a chain", graph("a chain")),
            Case("a result without dimensions", graph("a chain", ndim=0)),
            Case("two ways that meet", graph("two ways that meet", ndim=2)),
            Case("a short and a long way", graph("a short and a long way")),
            Case("a long and a short way", graph("a long and a short way")),
            Case("the same parent twice", graph("the same parent twice")),
            Case("a ladder of ways", graph("a ladder")),
            Case("a constant takes part", graph("a constant")),
            Case("gradients are there already", graph("two ways that meet", before=True)),
            Case("two results, one after the other", graph("two results", results=("d", "f"))),
            Case("each grad_fn is called once", graph("a ladder", "calls")),
            Case("the order", graph("a ladder", "order"), rule=topological),
            Case("the order, two ways", graph("two ways that meet", "order"), rule=topological),
            Case("a long chain", long_chain),
            Case("a leaf by itself", only_a_leaf),
        ),
    ),
    Exercise(
        id="all_together",
        points=19,
        difficulty=2,
        importance=5,
        minutes=(5, 20),
        names=(),
        probe=all_together,
        needs=("broadcast_grad_accumulate", *OPERATIONS, "backward"),
        alone=True,
        rtol=1e-3,
        atol=1e-4,
        cases=(
            *(
                Case(name, expression(name, ndim=1 if "vector" in name else 2))
                for name in EXPRESSIONS
            ),
            Case("training a small network", training),
        ),
    ),
)


CLOSURES = Engine(
    knows=lambda tensor: hasattr(tensor, "grad_fn_name"),
    operation=lambda tensor: tensor.grad_fn_name,
    parents=lambda tensor: tensor.parents or (),
)

ASSIGNMENT = Assignment(
    name="ps3_closures",
    title="Autograd with closures",
    exercises=EXERCISES,
    engine=CLOSURES,
)
