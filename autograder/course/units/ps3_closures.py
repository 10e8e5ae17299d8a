"""The exercises of `ps3_closures`: how each is tried, on which cases, and what it is worth."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable
from typing import Any

import numpy as np

from autograder.course import draws
from autograder.course.model import (
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
from autograder.course.probes import a_tensor

Rng = np.random.Generator
Shape = tuple[int, ...]


# Probes

ATTRIBUTES = ("array", "requires_grad", "grad", "parents", "grad_fn", "grad_fn_name")


def leaf(
    ns: Namespace, array: np.ndarray, requires_grad: bool = True, grad: np.ndarray | None = None
) -> Any:
    """A tensor on a copy of an array. grad: what its gradient holds already, if not zeros."""
    tensor = ns.Tensor(array, requires_grad=requires_grad)
    if grad is not None:
        tensor.grad = grad.copy()
    return tensor


def gradient_of(tensor: Any, what: str) -> Any:
    """The gradient of a tensor that requires one. Raises Rejected where it is None."""
    if tensor.grad is None:
        raise Rejected(f"afterwards the grad of {what} is None")
    return tensor.grad


class Surroundings:
    """What the attributes of tensors and of their class hold at a moment."""

    def __init__(
        self, ns: Namespace, tensors: dict[str, Any], attributes: tuple[str, ...] = ATTRIBUTES
    ):
        """attributes: of each tensor, besides those that it holds itself."""
        self.ns, self.tensors, self.attributes = ns, tensors, attributes
        self.before = {
            name: value.copy() if isinstance(value, np.ndarray) else value
            for name, value in self._now().items()
        }

    def _now(self) -> dict[str, Any]:
        return {
            f"{name}.{attribute}": getattr(tensor, attribute)
            for name, tensor in self.tensors.items()
            for attribute in dict.fromkeys((*self.attributes, *vars(tensor)))
        } | {f"Tensor.{name}": value for name, value in vars(self.ns.Tensor).items()}

    def changed(self, *besides: str) -> list[str]:
        """The names of the attributes that hold something else by now, but for some."""
        now = self._now()
        return [
            name
            for name in {**self.before, **now}
            if name not in besides and not _is_still(self.before.get(name), now.get(name))
        ]


def _is_still(before: Any, now: Any) -> bool:
    if isinstance(before, (np.ndarray, np.generic)) and isinstance(now, (np.ndarray, np.generic)):
        return before.shape == now.shape and before.tobytes() == now.tobytes()
    return before is now or (type(before) is type(now) is str and before == now)


def accumulated(ns: Namespace, inputs: Inputs) -> Observed:
    """Probes `broadcast_grad_accumulate` on a tensor that holds numbers and a gradient."""
    tensor = leaf(ns, inputs["tensor"], grad=inputs["tensor_grad"])
    around = Surroundings(ns, {"tensor": tensor})
    untouched = inputs.get("_look_at") == "surroundings"
    gradient = inputs["gradient"] if untouched else inputs["gradient"].copy()
    if "then_tensor" in inputs:  # another tensor in between, whose gradient is of the same shape
        ns.broadcast_grad_accumulate(leaf(ns, inputs["then_tensor"]), 2 * gradient)
        gradient *= 2
        ns.broadcast_grad_accumulate(tensor, gradient)
        gradient /= 2
    result = ns.broadcast_grad_accumulate(tensor, gradient)
    if isinstance(result, (np.ndarray, np.generic)) and result.dtype.kind in "iu":
        result = result.astype(np.float64)  # sums of whole numbers may be whole ones or not
    return {"result": result, **({CHANGED: around.changed()} if untouched else {})}


CHANGED = "what else has changed"


def operation(name: str) -> Callable[[Namespace, Inputs], Observed]:
    """Probes one operation on tensors a, or a and b.

    `_look_at` says at what: the output, also the gradients after the result's grad_fn was called
    with grad_out (and again with grad_out_again), how a gradient is shared out among ties, what the
    result remembers, or what else changes on the way. `_requires_grad` names the tensors that
    require a gradient, `_same` passes a for b, too. Where there is a `then_a`, it goes through the
    operation between the call and the call of its grad_fn, by itself or with `then_b`, with
    `then_axis` for axis. `step_a` is added to the numbers of a after a first call, whose result
    nobody looks at.
    """

    def call(ns: Namespace, inputs: Inputs, tensors: Iterable[Any], axis: str = "axis") -> Any:
        keywords = {"axis": inputs[axis]} if axis in inputs else {}
        keywords |= {"keepdims": inputs["keepdims"]} if "keepdims" in inputs else {}
        return a_tensor(ns, ns[name](*tensors, **keywords), "the result")

    def probe(ns: Namespace, inputs: Inputs) -> Observed:
        look_at, names = inputs["_look_at"], [key for key in ("a", "b") if key in inputs]
        wanted = inputs.get("_requires_grad", tuple(names))
        tensors = {
            key: leaf(ns, inputs[key], key in wanted, inputs.get(f"{key}_grad")) for key in names
        }
        arguments = list(tensors.values()) * (2 if inputs.get("_same") else 1)
        if look_at in ("memory", "surroundings"):
            called = in_the_middle(ns, tensors)
        if look_at == "surroundings":
            return surroundings(ns, inputs, tensors, lambda: call(ns, inputs, arguments), called)
        out = call(ns, inputs, arguments)
        if "step_a" in inputs:
            tensors["a"].array += inputs["step_a"]
            if "b" in inputs:  # the first one beside another
                call(ns, inputs, (tensors["a"], leaf(ns, 2 * inputs["b"])))
            out = call(ns, inputs, arguments)
        if look_at == "output":
            return {"output": out.array}
        if look_at == "memory":
            return memory(out, tensors)
        if others := [leaf(ns, inputs[f"then_{k}"]) for k in names if f"then_{k}" in inputs]:
            call(ns, inputs, others, "then_axis")
        if out.grad_fn is None:
            raise Rejected("the result has no grad_fn, although a gradient is wanted")
        for key in ("grad_out", "grad_out_again"):
            if key in inputs:
                out.grad_fn(inputs[key].copy())
        observed = {"output": out.array} | {
            f"gradient of {key}": gradient_of(tensor, key) if key in wanted else tensor.grad
            for key, tensor in tensors.items()
        }
        return observed | ties(inputs) if look_at == "ties" else observed

    return probe


def in_the_middle(ns: Namespace, tensors: dict[str, Any]) -> list[str]:
    """Makes results of the tensors, as in the middle of a network. Returns a list to which their
    grad_fn add that they are called."""
    called: list[str] = []
    for key, tensor in tensors.items():
        tensor.parents = (leaf(ns, tensor.array),)
        tensor.grad_fn = lambda grad_out, key=key: called.append(f"{key}.grad_fn is called")
        tensor.grad_fn_name = "<MadeBackward>"
    return called


def surroundings(
    ns: Namespace,
    inputs: Inputs,
    tensors: dict[str, Any],
    call: Callable[[], Any],
    called: list[str],
) -> Observed:
    """What an operation and its grad_fn change besides the gradients of tensors.

    The tensors stand on the inputs themselves. The grad_fn is called twice, with the gradient that
    the result holds, as `backward` would. called: what else has been called by then.
    """
    for key, tensor in tensors.items():
        tensor.array = inputs[key]
    around = Surroundings(ns, tensors)
    out = call()
    changed = around.changed()
    if out.grad_fn is None:
        raise Rejected("the result has no grad_fn, although a gradient is wanted")
    out.grad = inputs["grad_out"]
    around = Surroundings(ns, {**tensors, "the result": out})
    for _ in range(2):
        out.grad_fn(out.grad)
        changed += around.changed(*(f"{key}.grad" for key in tensors))
    held = {"grad_out": inputs["grad_out"]}
    for key, tensor in tensors.items():
        changed += [
            f"{key}.grad shares its numbers with {other}"
            for other, array in held.items()
            if isinstance(tensor.grad, np.ndarray) and np.shares_memory(array, tensor.grad)
        ]
        held[f"{key}.grad"] = np.asarray(tensor.grad)
    gradients = {f"gradient of {key}": gradient_of(tensor, key) for key, tensor in tensors.items()}
    return {CHANGED: sorted({*changed, *called}), **gradients}


def memory(out: Any, tensors: dict[str, Any]) -> Observed:
    """What a result remembers of how it was made."""
    flag, function, grad = out.requires_grad, out.grad_fn, out.grad
    zeros = isinstance(grad, np.ndarray) and grad.shape == out.array.shape and not grad.any()
    observed: Observed = {
        "requires_grad": bool(flag) if isinstance(flag, (bool, np.bool_)) else flag,
        "grad_fn": "a function" if callable(function) else function,
        "grad": "zeros" if zeros else grad,
    }
    if not any(tensor.requires_grad for tensor in tensors.values()):
        return observed

    def called(parent: Any) -> Any:
        if not isinstance(parent, type(out)):
            return parent
        return next((key for key, tensor in tensors.items() if tensor is parent), "something else")

    parents = out.parents
    several = isinstance(parents, (tuple, list))
    return observed | {
        "parents": tuple(map(called, parents)) if several else called(parents),
        "parents are a list": np.array(isinstance(parents, list)),
        "grad_fn_name": out.grad_fn_name,
    }


def in_a_tuple(observed: Observed, expected: Observed) -> Finding | None:
    """Whether parents are in a tuple; all else about them has been compared."""
    if not observed["parents are a list"]:
        return None
    return Finding(
        "parents-in-a-list",
        "`parents` is a list.",
        "That loses no points, but the text asks for a tuple, which nobody can change by accident.",
        remark=True,
    )


def ties(inputs: Inputs) -> Observed:
    """Where the largest numbers are, what comes from above, and what is reduced to one number."""
    a, axis = inputs["a"], inputs["axis"]
    kept = a.max(axis=axis, keepdims=True)
    places = np.arange(kept.size).reshape(kept.shape)
    return {
        "largest": a == kept,
        "upstream": np.broadcast_to(inputs["grad_out"].reshape(kept.shape), a.shape),
        "reduced to": np.broadcast_to(places, a.shape),
    }


def shared_out(observed: Observed, expected: Observed) -> Finding | None:
    """Whether shares that are not negative add up to the upstream gradient, among ties only."""
    largest, groups = expected["largest"], expected["reduced to"]
    shares = observed["gradient of a"] / expected["upstream"]
    if np.any(np.abs(shares[~largest]) > 1e-5):
        return Finding(
            "ties-not-the-largest",
            "a number that is not the largest receives a gradient",
            "The output moves with the largest numbers alone. Compare each entry with the maximum "
            "of what it was reduced with.",
        )
    totals = np.bincount(groups.ravel(), weights=shares.ravel())
    if np.all(shares > -1e-5) and np.allclose(totals, 1, rtol=0, atol=1e-4):
        return None
    if np.allclose(shares, largest, rtol=0, atol=1e-4):
        return Finding(
            "ties-whole-to-each",
            "Of several largest numbers each receives the whole gradient.",
            "That loses no points, but the largest of x and x is x, and this gives it the slope 2. "
            "Softmax never notices, since what is subtracted from all scores cancels. Divided by "
            "the number of ties, the shares add up.",
            remark=True,
        )
    return Finding(
        "ties-do-not-add-up",
        "the shares of several largest numbers do not add up to the upstream gradient",
        "Each of the numbers that are tied receives a share, and together they receive what comes "
        "from above: no more and no less, for each maximum by itself.",
    )


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
    """Probes `backward` on a graph made by hand.

    `_look_at` says at what: the gradients of the leaves, those of all tensors, the calls of each
    grad_fn, the order, or what else changes.
    """
    inputs = as_graph(inputs)
    tensors, calls = drawn_graph(ns, inputs)
    made_from, look_at = inputs["made_from"], inputs["_look_at"]
    around = Surroundings(ns, tensors)
    for name in inputs["results"]:
        returned = ns.backward(tensors[name])
    if look_at == "order":
        names = list(tensors)
        pairs = [
            (names.index(p), names.index(c)) for c, parents in made_from.items() for p in parents
        ]
        return {
            "returned": np.array(returned is not None),
            "position in the order": positions(tensors, returned, calls),
            "parent and child": np.array(pairs),
            "computed": np.array([tensor.grad_fn is not None for tensor in tensors.values()]),
        }
    if look_at == "calls":
        return {f"calls of the grad_fn of {n}": calls.count(n) for n in made_from}
    if look_at == "surroundings":
        return {CHANGED: around.changed(*(f"{name}.grad" for name in tensors))}
    looked_at = tensors if look_at == "all gradients" else inputs["leaves"]
    return {f"gradient of {name}": gradient_after(tensors[name], name) for name in looked_at}


def gradient_after(tensor: Any, name: str) -> Any:
    """The gradient of a tensor; of one that requires none, zeros are as good as None."""
    if tensor.requires_grad:
        return gradient_of(tensor, name)
    empty = isinstance(tensor.grad, np.ndarray) and not tensor.grad.any()
    return None if empty and tensor.parents else tensor.grad


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
    """Whether everything is in the order, once, after its parents."""
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
    ordered = all(parent < child for parent, child in pairs)
    if not ordered and all(parent > child for parent, child in pairs):
        return Finding(
            "order-reversed",
            "the order that is returned begins with the result",
            "It is an order, but from the result to the leaves. Parents come first in the one that "
            "is returned; the walk back goes through it from its end.",
        )
    if not ordered:
        return Finding(
            "order-not-topological",
            "some tensor comes before one of its parents",
            "A tensor may be appended only after all its parents have been. At which moment does "
            "build_topo append: before it has gone through the parents, or after?",
        )
    if observed["returned"] and (places < 0).any():
        return Finding(
            "order-without-leaves",
            "leaves or constants are missing from the order",
            "What was computed is in the order, but some of what it was computed from is not. "
            "Tensors without a grad_fn, or without a gradient, belong to the graph, too; the walk "
            "back passes them by.",
        )
    return None


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


def numbers(rng: Rng, shape: Shape) -> np.ndarray:
    """Quarters of both signs, without zero and one; a single one is negative."""
    array = draws.nonzero(rng, shape)
    if array.size:
        array.flat[-1] = abs(array.flat[-1])
        array.flat[0] = -abs(array.flat[0])
    return array


def whole(rng: Rng, shape: Shape) -> np.ndarray:
    """Whole numbers of both signs from 2 to 9, as an array of them; a single one is negative."""
    array = np.asarray(rng.integers(2, 10, size=shape))
    array.flat[:1] *= -1
    return array


def many_digits(rng: Rng, shape: Shape) -> np.ndarray:
    """Numbers from 1/2 to 4 that need all the digits of a float32."""
    return np.asarray(rng.uniform(0.5, 4.0, size=shape), dtype=np.float32)


def some_zeros(rng: Rng, shape: Shape) -> np.ndarray:
    array = numbers(rng, shape)
    array.flat[1::2] = 0.0
    return array


def small(rng: Rng, shape: Shape) -> np.ndarray:
    """Quarters between -1.5 and 1.5 without zero, whose exponentials stay short to print; of both
    signs, a single one is negative."""
    array = np.asarray(rng.integers(1, 7, size=shape) / 4, dtype=np.float32)
    array.flat[::2] *= -1
    return array


def spread(rng: Rng, shape: Shape) -> np.ndarray:
    """Exponents over many magnitudes, none that overflows; the ends and zero for certain."""
    array = np.asarray(rng.uniform(-12, 12, size=shape), dtype=np.float32)
    array.flat[:3] = rng.permutation([-12.0, 0.0, 12.0])
    return array


def positive_magnitudes(rng: Rng, shape: Shape) -> np.ndarray:
    """Values whose size runs from 1e-4 to 10, float32; the ends and one for certain."""
    array = np.asarray(10.0 ** rng.uniform(-4, 1, size=shape), dtype=np.float32)
    array.flat[:3] = rng.permutation([1e-4, 1.0, 10.0])
    return array


def distinct(rng: Rng, shape: Shape) -> np.ndarray:
    """Quarters around zero, all different."""
    size = int(np.prod(shape))
    return ((rng.permutation(size) - size // 2) / 4).reshape(shape).astype(np.float32)


def negative(rng: Rng, shape: Shape) -> np.ndarray:
    size = int(np.prod(shape))
    return (-(rng.permutation(size) + 2) / 4).reshape(shape).astype(np.float32)


def largest_is_zero(rng: Rng, shape: Shape) -> np.ndarray:
    """In each row one zero, and all else negative."""
    array = negative(rng, shape)
    places = rng.integers(0, shape[-1], size=shape[:-1])
    np.put_along_axis(array, places[..., None], np.float32(0.0), axis=-1)
    return array


def tied(rng: Rng, shape: Shape) -> np.ndarray:
    """The largest number of all stands in the first and the last place of the first row and in
    every row once more."""
    array = rng.integers(-4, 3, size=shape).astype(np.float32)
    array[-1, 0] = -4.0
    array[..., -1] = 3.0
    array[0, 0] = 3.0
    return array


def all_equal(rng: Rng, shape: Shape) -> np.ndarray:
    return np.full(shape, rng.integers(2, 9) / 4, dtype=np.float32)


def nearly_tied(rng: Rng, shape: Shape) -> np.ndarray:
    """All numbers within a few parts in ten million of each other, in each row one the largest."""
    array = np.full(shape, 1.0 + int(rng.integers(0, 6)) / 2, dtype=np.float32)
    largest = rng.integers(0, shape[-1], size=shape[:-1])
    np.put_along_axis(
        array, largest[..., None], np.nextafter(array.flat[0], np.float32(9.0)), axis=-1
    )
    return array


def none_of_some(rng: Rng) -> Shape:
    return (0, int(rng.integers(2, 5)))


def assorted_shape(rng: Rng) -> Shape:
    return draws.ASSORTED


def assorted_pair(rng: Rng) -> tuple[Shape, Shape]:
    return draws.ASSORTED, draws.ASSORTED


def no_numbers_in_both(rng: Rng) -> tuple[Shape, Shape]:
    return (no_numbers(rng),) * 2


MANY = "four dimensions, numbers of many kinds"
Draw = Callable[[Rng, Shape], np.ndarray]
Shapes = Callable[[Rng], tuple[Shape, Shape]]
Drawn = Callable[[Rng], Inputs]


def any_shape(ndim: int) -> Callable[[Rng], Shape]:
    return lambda rng: draws.shape(rng, ndim)


def thin(rng: Rng) -> Shape:
    """Lengths of 1 around one that is longer."""
    return (1, int(rng.integers(2, 5)), 1)


def column(rng: Rng) -> Shape:
    return (int(rng.integers(2, 5)), 1)


def no_numbers(rng: Rng) -> Shape:
    return (int(rng.integers(2, 5)), 0)


def square(rng: Rng) -> Shape:
    return (int(rng.integers(2, 5)),) * 2


def stretched(
    axes: tuple[int, ...],
    shape: Callable[[Rng], Shape],
    draw: Draw = numbers,
    look_at: str = "result",
) -> Drawn:
    """A gradient, and a tensor that has length 1 along the axes."""

    def inputs(rng: Rng) -> Inputs:
        drawn = shape(rng)
        of_tensor = tuple(1 if axis in axes else n for axis, n in enumerate(drawn))
        return {
            "tensor": numbers(rng, of_tensor),
            "tensor_grad": numbers(rng, of_tensor),
            "gradient": draw(rng, drawn),
            "_look_at": look_at,
        }

    return inputs


def another_stretched(rng: Rng) -> Inputs:
    drawn = stretched((0,), any_shape(2))(rng)
    return {**drawn, "then_tensor": numbers(rng, (drawn["gradient"].shape[0], 1))}


def thin_in_the_middle(rng: Rng) -> Shape:
    return (int(rng.integers(2, 5)), 1, int(rng.integers(2, 5)))


PAIRS: dict[str, Callable[[Shape], tuple[Shape, Shape]]] = {
    "same": lambda s: (s, s),
    "first a row": lambda s: ((1, s[1]), s),
    "second a column": lambda s: (s, (s[0], 1)),
    "both": lambda s: ((1, s[1]), (s[0], 1)),
}
"""How the shapes of two tensors relate: which of them is broadcast."""


def pair(relation: str, ndim: int = 2) -> Shapes:
    return lambda rng: PAIRS[relation](draws.shape(rng, ndim))


def single_numbers(rng: Rng) -> tuple[Shape, Shape]:
    return (1, 1), (1, 1)


def three_dimensions(rng: Rng) -> tuple[Shape, Shape]:
    p, q, r = draws.shape(rng, 3)
    return (p, q, r), (1, q, 1)


def factors(*, square: bool = False, outer: tuple[int | None, int | None] = (None, None)) -> Shapes:
    """(p, q) and (q, r); `outer` fixes p and r."""

    def shapes(rng: Rng) -> tuple[Shape, Shape]:
        p, q, r = (int(rng.integers(2, 5)),) * 3 if square else draws.shape(rng, 3)
        return (outer[0] or p, q), (q, outer[1] or r)

    return shapes


def outer_product(rng: Rng) -> tuple[Shape, Shape]:
    p, r = draws.shape(rng, 2)
    return (p, 1), (1, r)


def others_between(rng: Rng, shapes: dict[str, Shape], draw: Draw = numbers) -> Inputs:
    """Tensors of other shapes than those that are looked at: each axis is longer by two."""
    return {f"then_{k}": draw(rng, tuple(n + 2 for n in shape)) for k, shape in shapes.items()}


def binary(
    shapes: Shapes,
    look_at: str,
    *,
    product: bool = False,
    draw: Draw = numbers,
    draw_b: Draw = numbers,
    upstream: Draw = numbers,
    before: bool = False,
    between: bool = False,
    step: bool = False,
    again: bool = False,
    **marks: Any,
) -> Drawn:
    """Inputs for an operation on two tensors.

    product: the result has the shape of a matrix product. before: gradients are there already.
    between: another pair of tensors goes through the operation in between. step: the numbers of
    the first change between two calls. again: the grad_fn is called twice.
    """

    def inputs(rng: Rng) -> Inputs:
        shape_a, shape_b = shapes(rng)
        drawn: Inputs = {"a": draw(rng, shape_a)}
        if not marks.get("_same"):
            drawn["b"] = draw_b(rng, shape_b)
        tensors = {k: drawn[k].shape for k in ("a", "b") if k in drawn}
        shape = (shape_a[0], shape_b[1]) if product else np.broadcast_shapes(shape_a, shape_b)
        if look_at in ("gradients", "surroundings"):
            drawn["grad_out"] = upstream(rng, shape)
        if again:
            drawn["grad_out_again"] = upstream(rng, shape)
        if before:
            drawn |= {f"{k}_grad": numbers(rng, s) for k, s in tensors.items()}
        if between and product:
            drawn |= others_between(rng, tensors)
        elif between:
            drawn |= others_between(rng, dict.fromkeys(tensors, shape))
        if step:
            drawn["step_a"] = many_digits(rng, shape_a)
        return {**drawn, "_look_at": look_at, **marks}

    return inputs


def unary(
    draw: Draw,
    shape: Callable[[Rng], Shape],
    look_at: str,
    *,
    upstream: Draw = numbers,
    before: bool = False,
    between: bool = False,
    step: bool = False,
    again: bool = False,
    **marks: Any,
) -> Drawn:
    """Inputs for an elementwise operation on one tensor; the flags as for `binary`."""

    def inputs(rng: Rng) -> Inputs:
        a = draw(rng, shape(rng))
        drawn: Inputs = {"a": a}
        if look_at in ("gradients", "surroundings"):
            drawn["grad_out"] = upstream(rng, a.shape)
        if again:
            drawn["grad_out_again"] = upstream(rng, a.shape)
        if before:
            drawn["a_grad"] = numbers(rng, a.shape)
        if between:
            drawn |= others_between(rng, {"a": a.shape}, draw)
        if step:
            drawn["step_a"] = many_digits(rng, a.shape)
        return {**drawn, "_look_at": look_at, **marks}

    return inputs


def reduced(
    shape: Callable[[Rng], Shape],
    axis: Any,
    keepdims: bool,
    look_at: str,
    *,
    draw: Draw = distinct,
    upstream: Draw = numbers,
    before: bool = False,
    between: bool = False,
    step: bool = False,
    again: bool = False,
    alone: bool = False,
    **marks: Any,
) -> Drawn:
    """Inputs for an operation along axes; the flags as for `binary`. What goes through in between
    is reduced along another axis.

    alone: the tensor is the only argument.
    """

    def inputs(rng: Rng) -> Inputs:
        a = draw(rng, shape(rng))
        drawn: Inputs = {"a": a} if alone else {"a": a, "axis": axis, "keepdims": keepdims}
        result = a.sum(axis=axis, keepdims=keepdims).shape
        if look_at in ("gradients", "ties", "surroundings"):
            drawn["grad_out"] = upstream(rng, result)
        if again:
            drawn["grad_out_again"] = upstream(rng, result)
        if before:
            drawn["a_grad"] = numbers(rng, a.shape)
        if between:
            drawn |= others_between(rng, {"a": a.shape}, draw)
            drawn["then_axis"] = 0 if axis in (None, 1) else 1
        if step:
            drawn["step_a"] = distinct(rng, a.shape) * 100
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
    "many parents": {"d": ["a", "b", "c", "b"], "e": ["a", "b", "d"], "f": ["b", "c", "a", "e"]},
    "tensors that share": {"b": ["a"], "c": ["b", "b"], "d": ["b"]},
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
    lengths: Shape | None = None,
    **marks: Any,
) -> Drawn:
    """A graph whose last tensor is walked back from, or all of `results`, one after the other."""
    made_from = GRAPHS[name]
    return lambda rng: {
        **drawn_inputs(rng, made_from, lengths or draws.shape(rng, ndim), before),
        "results": results or tuple(made_from)[-1:],
        "_look_at": look_at,
        **marks,
    }


def drawn_inputs(
    rng: Rng, made_from: dict[str, list[str]], shape: Shape, before: bool = False
) -> Inputs:
    named = dict.fromkeys(parent for parents in made_from.values() for parent in parents)
    leaves = {name: numbers(rng, shape) for name in named if name not in made_from}
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
        drawn["grads_before"] = {name: numbers(rng, shape) for name in leaves}
    return drawn


def equal_numbers(rng: Rng) -> Inputs:
    """Different tensors that hold the same numbers: two leaves, and what is made from them."""
    made_from = {"c": ["a"], "d": ["b"], "e": ["a"], "f": ["c", "d", "e"]}
    drawn = drawn_inputs(rng, made_from, draws.shape(rng, 1))
    drawn["leaves"]["b"] = drawn["leaves"]["a"].copy()
    drawn["factors"] |= {"c": [1.0], "d": [1.0], "e": [1.0]}
    return {**drawn, "results": ("f",), "_look_at": "gradients"}


def chain(steps: int) -> Drawn:
    """A tensor that is multiplied by a number, and then by -1 again and again."""
    return lambda rng: {
        "leaves": {"a": numbers(rng, (2,))},
        "steps": steps,
        "factor": float(numbers(rng, ())),
        "_look_at": "gradients",
    }


def as_graph(inputs: Inputs) -> Inputs:
    """The inputs with every step of a chain by name."""
    if "steps" not in inputs:
        return inputs
    names = ["a", *(f"a{k}" for k in range(1, inputs["steps"] + 1))]
    made_from = {child: [parent] for parent, child in itertools.pairwise(names)}
    factors = {name: [-1.0] for name in made_from} | {"a1": [inputs["factor"]]}
    return {**inputs, "made_from": made_from, "factors": factors, "results": names[-1:]}


def only_a_leaf(rng: Rng) -> Inputs:
    return {
        "leaves": {"a": numbers(rng, draws.shape(rng, 2))},
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

SOME_NUMBERS = "0-d, 1-d, 2-d, 3-d, 4-d, length 1, equal lengths"
TENSORS = "float32, any shape, any number"
GRADIENTS = "float32, whole numbers, any shape, any number"
"""What the docstrings of most exercises allow arrays to be."""


def remembered(inputs_of: Callable[..., Drawn], names: tuple[str, ...]) -> tuple[Case, ...]:
    """The cases of what an operation's result remembers; `inputs_of(look_at, **marks)` draws."""
    only = {"a": "only the first requires a gradient", "b": "only the second requires a gradient"}
    one_of_two = tuple(
        Case(only[name], inputs_of("gradients", _requires_grad=(name,)))
        for name in (names if len(names) > 1 else ())
    )
    return (
        *one_of_two,
        Case("nothing requires a gradient", inputs_of("memory", _requires_grad=())),
        Case("what the result remembers", inputs_of("memory"), checker=in_a_tuple),
        Case("gradients are added to those that are there", inputs_of("gradients", before=True)),
        Case("grad_fn is called twice", inputs_of("gradients", again=True)),
        Case("another call in between", inputs_of("gradients", between=True)),
        Case("called again with other numbers", inputs_of("gradients", step=True)),
        Case(
            "an upstream gradient of whole numbers",
            inputs_of("gradients", upstream=whole),
        ),
    )


def elementwise_on_two(*more: Case) -> tuple[Case, ...]:
    """The cases of an elementwise operation on two tensors."""
    return (
        Case("output", binary(pair("same"), "output")),
        Case("output, broadcast", binary(pair("both"), "output")),
        Case("output, a single number each", binary(single_numbers, "output")),
        Case("output, 0-d tensors", binary(pair("same", 0), "output")),
        Case("gradients", binary(pair("same"), "gradients")),
        Case("gradients, first tensor broadcast", binary(pair("first a row"), "gradients")),
        Case("gradients, second tensor broadcast", binary(pair("second a column"), "gradients")),
        Case("gradients, both broadcast", binary(pair("both"), "gradients")),
        Case("gradients, three dimensions", binary(three_dimensions, "gradients")),
        Case("gradients, one dimension", binary(pair("same", 1), "gradients")),
        Case("gradients, 0-d tensors", binary(pair("same", 0), "gradients")),
        Case(
            "gradients, zeros in the first tensor",
            binary(pair("same"), "gradients", draw=some_zeros),
        ),
        Case(
            "gradients, values of many magnitudes",
            binary(pair("same"), "gradients", draw=draws.magnitudes, draw_b=draws.magnitudes),
        ),
        Case(
            "gradients, a tensor with itself",
            binary(pair("same"), "gradients", before=True, _same=True),
        ),
        *more,
        *remembered(
            lambda look_at, **marks: binary(pair("second a column"), look_at, **marks), ("a", "b")
        ),
        Case(
            f"gradients, {MANY}",
            binary(
                assorted_pair,
                "gradients",
                draw=draws.assorted,
                draw_b=draws.assorted_nonzero,
                upstream=draws.assorted,
            ),
        ),
        Case("gradients, no numbers", binary(no_numbers_in_both, "gradients")),
        Case("nothing else is changed", binary(pair("same"), "surroundings")),
        Case("nothing else is changed, broadcast", binary(pair("both"), "surroundings")),
    )


ZEROS_IN_SECOND = Case(
    "gradients, zeros in the second tensor",
    binary(pair("same"), "gradients", draw_b=some_zeros),
)


def elementwise_on_one(draw: Draw, wide: Draw, many: Draw) -> tuple[Case, ...]:
    """The cases of an elementwise operation on one tensor."""
    plain, flat, none = any_shape(2), any_shape(1), any_shape(0)
    return (
        Case("output", unary(draw, plain, "output")),
        Case("output, 0-d tensor", unary(draw, none, "output")),
        Case("output, lengths of 1", unary(draw, thin, "output")),
        Case("output, values of many magnitudes", unary(wide, plain, "output")),
        Case("gradient", unary(draw, plain, "gradients")),
        Case("gradient, three dimensions", unary(draw, any_shape(3), "gradients")),
        Case("gradient, one dimension", unary(draw, flat, "gradients")),
        Case("gradient, 0-d tensor", unary(draw, none, "gradients")),
        Case("gradient, no numbers", unary(draw, no_numbers, "gradients")),
        Case("gradient, values of many magnitudes", unary(wide, plain, "gradients")),
        *remembered(lambda look_at, **marks: unary(draw, plain, look_at, **marks), ("a",)),
        Case(
            f"gradient, {MANY}",
            unary(many, assorted_shape, "gradients", upstream=draws.assorted),
        ),
        Case("nothing else is changed", unary(draw, plain, "surroundings")),
    )


def along_axes(*more: Case, wide: Draw) -> tuple[Case, ...]:
    """The cases of an operation along axes. wide: draws numbers whose digits all count."""
    flat, plain, deep = any_shape(1), any_shape(2), any_shape(3)
    return (
        Case("output, axis=None", reduced(plain, None, False, "output")),
        Case("output, the tensor alone", reduced(plain, None, False, "output", alone=True)),
        Case("output, axis=None, keepdims=True", reduced(deep, None, True, "output")),
        Case("output, axis=1", reduced(plain, 1, False, "output")),
        Case("output, axis=0, keepdims=True", reduced(deep, 0, True, "output")),
        Case("output, tuple of axes", reduced(deep, (2, 0), False, "output")),
        Case("output, lengths of 1", reduced(thin, 1, False, "output")),
        Case("output, axis of length 1", reduced(column, 1, False, "output")),
        Case("output, numbers of many digits", reduced(plain, 1, False, "output", draw=wide)),
        Case("gradient, axis=None", reduced(plain, None, False, "gradients")),
        Case("gradient, the tensor alone", reduced(plain, None, False, "gradients", alone=True)),
        Case("gradient, axis=None, keepdims=True", reduced(deep, None, True, "gradients")),
        Case("gradient, axis=0", reduced(plain, 0, False, "gradients")),
        Case("gradient, axis=1", reduced(plain, 1, False, "gradients")),
        Case("gradient, axis=1, square", reduced(square, 1, False, "gradients")),
        Case("gradient, axis=1, keepdims=True", reduced(deep, 1, True, "gradients")),
        Case("gradient, axis=-1", reduced(deep, -1, False, "gradients")),
        Case("gradient, tuple of axes", reduced(deep, (2, 0), False, "gradients")),
        Case("gradient, tuple of axes, keepdims=True", reduced(deep, (2, 1), True, "gradients")),
        Case("gradient, tuple of one axis", reduced(deep, (1,), False, "gradients")),
        Case(
            "gradient, negative tuple of axes",
            reduced(any_shape(4), (-1, -3), False, "gradients"),
        ),
        Case("gradient, axes from both ends", reduced(any_shape(4), (0, -2), False, "gradients")),
        Case("gradient, one dimension", reduced(flat, 0, False, "gradients")),
        Case("gradient, 0-d tensor", reduced(any_shape(0), None, False, "gradients")),
        Case("gradient, lengths of 1", reduced(thin, 1, False, "gradients")),
        Case("gradient, axis of length 1", reduced(column, 1, False, "gradients")),
        *more,
        *remembered(lambda look_at, **marks: reduced(plain, 1, False, look_at, **marks), ("a",)),
        Case(
            f"gradient, {MANY}",
            reduced(
                assorted_shape,
                0,
                True,
                "gradients",
                draw=draws.assorted,
                upstream=draws.assorted,
            ),
        ),
        Case("nothing else is changed", reduced(plain, 1, False, "surroundings")),
        Case("nothing else is changed, axis=None", reduced(plain, None, False, "surroundings")),
        Case("nothing else is changed, keepdims=True", reduced(plain, 0, True, "surroundings")),
    )


def at_ties(axis: Any, keepdims: bool = False) -> Drawn:
    return reduced(any_shape(2), axis, keepdims, "ties", draw=tied)


def three_equal(rng: Rng) -> Inputs:
    """Rows of three numbers, all of which are tied."""
    shape = (int(rng.choice([2, 4])), 3)
    return reduced(lambda rng: shape, 1, False, "ties", draw=all_equal)(rng)


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
        allows={
            "tensor": "float32, any shape",
            "gradient": "float32, whole numbers, any shape, any number",
            "call": "pure, broadcast",
        },
        cases=(
            Case("nothing stretched", stretched((), any_shape(2))),
            Case("a row", stretched((0,), any_shape(2))),
            Case("a column", stretched((1,), any_shape(2))),
            Case("a column, square", stretched((1,), square)),
            Case("a single number", stretched((0, 1), any_shape(2))),
            Case("one dimension", stretched((0,), any_shape(1))),
            Case("no dimensions", stretched((), any_shape(0))),
            Case("three dimensions, the middle one", stretched((1,), any_shape(3))),
            Case("five dimensions, three of them", stretched((1, 3, 4), any_shape(5))),
            Case("a length of 1 that stays", stretched((0,), thin_in_the_middle)),
            Case("nothing but lengths of 1", stretched((), lambda rng: (1, 1))),
            Case("a gradient of whole numbers", stretched((0,), any_shape(2), whole)),
            Case(
                "nothing else is changed",
                stretched((0,), any_shape(2), look_at="surroundings"),
            ),
            Case(
                "nothing else is changed, nothing stretched",
                stretched((), any_shape(2), look_at="surroundings"),
            ),
            Case("another tensor before it", another_stretched),
            Case(MANY, stretched((2,), assorted_shape, draws.assorted)),
            Case("no numbers", stretched((0,), no_numbers)),
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
        requires=("broadcast_grad_accumulate",),
        allows={
            "a, b": TENSORS,
            "grad_out": GRADIENTS,
            "call": "pure, broadcast, one array twice",
        },
        cases=elementwise_on_two(ZEROS_IN_SECOND),
    ),
    Exercise(
        id="mul",
        points=5,
        difficulty=2,
        importance=3,
        minutes=(5, 10),
        names=("mul",),
        probe=operation("mul"),
        requires=("broadcast_grad_accumulate",),
        allows={
            "a, b": TENSORS,
            "grad_out": GRADIENTS,
            "call": "pure, broadcast, one array twice",
        },
        cases=elementwise_on_two(ZEROS_IN_SECOND),
    ),
    Exercise(
        id="div",
        points=5,
        difficulty=2.5,
        importance=2,
        minutes=(5, 15),
        names=("div",),
        probe=operation("div"),
        requires=("broadcast_grad_accumulate",),
        allows={
            "a": TENSORS,
            "b": TENSORS.replace(
                "any number", "negative, positive, below 1, beyond float16, repeats"
            ),
            "grad_out": GRADIENTS,
            "call": "pure, broadcast, one array twice",
        },
        cases=elementwise_on_two(),
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
        allows={
            "a, b": "float32, 2-d, length 0, length 1, equal lengths, any number",
            "grad_out": "float32, whole numbers, 2-d, any number",
            "call": "pure, one array twice",
        },
        cases=(
            Case("output", binary(factors(), "output", product=True)),
            Case("output, square matrices", binary(factors(square=True), "output", product=True)),
            Case("output, row times column", binary(factors(outer=(1, 1)), "output", product=True)),
            Case("output, one column", binary(factors(outer=(None, 1)), "output", product=True)),
            Case(
                "output, numbers of many digits",
                binary(factors(), "output", product=True, draw=many_digits, draw_b=many_digits),
            ),
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
                "gradients, one column",
                binary(factors(outer=(None, 1)), "gradients", product=True),
            ),
            Case("gradients, column times row", binary(outer_product, "gradients", product=True)),
            Case(
                "gradients, zeros in both",
                binary(factors(), "gradients", product=True, draw=some_zeros, draw_b=some_zeros),
            ),
            Case(
                "gradients, a matrix with itself",
                binary(factors(square=True), "gradients", product=True, _same=True),
            ),
            *remembered(
                lambda look_at, **marks: binary(factors(), look_at, product=True, **marks),
                ("a", "b"),
            ),
            Case("nothing else is changed", binary(factors(), "surroundings", product=True)),
            Case(
                "gradients, numbers of many kinds",
                binary(
                    factors(square=False, outer=(3, 4)),
                    "gradients",
                    product=True,
                    draw=draws.assorted,
                    draw_b=draws.assorted,
                    upstream=draws.assorted,
                ),
            ),
            Case(
                "gradients, no numbers",
                binary(lambda rng: ((0, 2), (2, 3)), "gradients", product=True),
            ),
            Case(
                "gradients, no columns",
                binary(lambda rng: ((3, 2), (2, 0)), "gradients", product=True),
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
        allows={
            "a": "float32, any shape, positive, below 1, beyond float16, repeats",
            "grad_out": GRADIENTS,
            "call": "pure",
        },
        cases=elementwise_on_one(draws.positive, positive_magnitudes, draws.assorted_positive),
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
        allows={
            "a": "float32, any shape, negative, positive, zeros, below 1, repeats",
            "grad_out": GRADIENTS,
            "call": "pure",
        },
        cases=elementwise_on_one(small, spread, small),
    ),
    Exercise(
        id="sum",
        points=12,
        difficulty=3,
        importance=3,
        minutes=(15, 25),
        names=("sum",),
        probe=operation("sum"),
        allows={
            "a": TENSORS,
            "grad_out": GRADIENTS,
            "axis": "any axes",
            "keepdims": "left out, true, false",
            "call": "pure",
        },
        cases=along_axes(
            Case("output, no numbers", reduced(no_numbers, 1, False, "output")),
            Case("gradient, no numbers", reduced(no_numbers, 1, False, "gradients")),
            Case(
                "gradient, no numbers in the result", reduced(none_of_some, 1, False, "gradients")
            ),
            wide=many_digits,
        ),
    ),
    Exercise(
        id="max",
        points=13,
        difficulty=3,
        importance=2,
        minutes=(10, 20),
        names=("max",),
        probe=operation("max"),
        allows={
            "a": TENSORS.replace("any shape", SOME_NUMBERS),
            "grad_out": GRADIENTS.replace("any shape", SOME_NUMBERS),
            "axis": "any axes",
            "keepdims": "left out, true, false",
            "call": "pure, ties",
        },
        cases=(
            *along_axes(
                Case(
                    "gradient, nearly tied",
                    reduced(any_shape(2), 1, False, "gradients", draw=nearly_tied),
                ),
                Case(
                    "gradient, negative numbers",
                    reduced(any_shape(2), 1, False, "gradients", draw=negative),
                ),
                Case(
                    "gradient, the largest is zero",
                    reduced(any_shape(2), 1, False, "gradients", draw=largest_is_zero),
                ),
                Case("gradient, ties", at_ties(1), checker=shared_out),
                Case("gradient, ties, axis=None", at_ties(None), checker=shared_out),
                Case("gradient, ties, keepdims=True", at_ties(0, True), checker=shared_out),
                Case("gradient, three of three tied", three_equal, checker=shared_out),
                wide=draws.magnitudes,
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
        allows={
            "leaves": "float32, 0-d, 1-d, 2-d, 3-d, length 1, negative, positive",
            "call": "pure",
        },
        cases=(
            Case("one step", graph("one step")),
            Case("a chain", graph("a chain")),
            Case("a result without dimensions", graph("a chain", ndim=0)),
            Case("two ways that meet", graph("two ways that meet", ndim=2)),
            Case("a short and a long way", graph("a short and a long way")),
            Case("a long and a short way", graph("a long and a short way")),
            Case("the same parent twice", graph("the same parent twice")),
            Case("many parents", graph("many parents")),
            Case("a ladder of ways", graph("a ladder")),
            Case("tensors that hold the same numbers", equal_numbers),
            Case("a constant takes part", graph("a constant", "all gradients")),
            Case("gradients are there already", graph("two ways that meet", before=True)),
            Case("gradients of tensors in between", graph("a ladder", "all gradients")),
            Case("two results, one after the other", graph("two results", results=("d", "f"))),
            Case("the same result twice", graph("one step", results=("c", "c"))),
            Case("each grad_fn is called once", graph("a ladder", "calls")),
            Case("the order", graph("a ladder", "order"), checker=topological),
            Case("the order, two ways", graph("two ways that meet", "order"), checker=topological),
            Case("the order, many parents", graph("many parents", "order"), checker=topological),
            Case("the order, with a constant", graph("a constant", "order"), checker=topological),
            Case("a chain of 150 steps", chain(150)),
            Case("a leaf by itself", only_a_leaf),
            Case("nothing else is changed", graph("a constant", "surroundings")),
            Case("three dimensions", graph("two ways that meet", lengths=(2, 1, 3))),
            Case(
                "extra credit, two results that share a tensor",
                graph("tensors that share", results=("c", "d", "c")),
                bonus=2.0,
            ),
            Case("extra credit, a chain of 3000 steps", chain(3000), draws=1, bonus=1.0),
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
        requires=("broadcast_grad_accumulate", *OPERATIONS, "backward"),
        integration=True,
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
