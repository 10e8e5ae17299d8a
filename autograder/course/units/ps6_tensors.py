"""The exercises of `ps6_tensors`: how each is tried, on which cases, and what it is worth."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
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
    Layout,
    Namespace,
    NotDefined,
    Observed,
    Rejected,
)
from autograder.course.probes import a_tensor, freeze
from autograder.course.units.ps3_closures import (
    GRAPHS,
    as_graph,
    chain,
    equal_numbers,
    graph,
    only_a_leaf,
)

Rng = np.random.Generator
Shape = tuple[int, ...]
Draw = Callable[[Rng, Shape], np.ndarray]
Drawn = Callable[[Rng], Inputs]
Shapes = Callable[[Rng], Sequence[Shape]]


# Probes


def leaf(ns: Namespace, array: Any, requires_grad: bool = True) -> Any:
    """A tensor of an array's numbers, in its dtype; of whole ones in float32."""
    dtype = np.asarray(array).dtype
    name = str(dtype) if dtype.kind == "f" else "float32"
    return ns.Tensor(array, dtype=name, requires_grad=requires_grad)


def gradient(ns: Namespace, tensor: Any, what: str) -> np.ndarray:
    """The numbers of a tensor's gradient, which may be a tensor or an array; zeros for None."""
    grad = tensor.grad
    if grad is None:
        return np.zeros_like(tensor.data)
    grad = grad.data if isinstance(grad, ns.Tensor) else grad
    if not isinstance(grad, (np.ndarray, np.generic)):
        raise Rejected(f"{what} is of type {type(grad).__name__}, and should be an array")
    return np.asarray(grad)


def returned(ns: Namespace, out: Any, upstream: Any, count: int) -> list[Any]:
    """What the backward of a result's operation returns, a gradient for each input."""
    if out._op is None:
        raise Rejected("the result has no _op, although a gradient is wanted")
    grads = out._op.backward(upstream, out)
    if isinstance(grads, list):
        raise Rejected("backward returns a list; for several inputs it returns a tuple")
    grads = grads if isinstance(grads, tuple) else (grads,)
    if len(grads) != count:
        raise Rejected(f"backward returns {len(grads)} gradients, and the inputs are {count}")
    return list(grads)


def operation(name: str) -> Callable[[Namespace, Inputs], Observed]:
    """Probes a function on tensors a, or a and b, and the backward of the operation behind it.

    `_look_at` says at what: the output, the gradients, the gradients of the gradients (with
    weights v_a and v_b), or what else is changed. `_requires_grad` names the tensors that require
    a gradient, `_none` asks for None for the others, `_same` passes a for b, too. then_a and
    then_b go through the function between the call and its backward. axes, shape and scalar are
    passed after the tensors.
    """

    def call(ns: Namespace, inputs: Inputs, tensors: Iterable[Any]) -> Any:
        rest = [inputs[key] for key in ("axes", "shape", "scalar") if key in inputs]
        return a_tensor(ns, ns[name](*tensors, *rest), "the result")

    def probe(ns: Namespace, inputs: Inputs) -> Observed:
        look_at, keys = inputs["_look_at"], [key for key in ("a", "b") if key in inputs]
        wanted = inputs.get("_requires_grad", tuple(keys))
        tensors = {key: leaf(ns, inputs[key], key in wanted) for key in keys}
        for key, tensor in tensors.items():
            if inputs.get("_frozen"):
                tensor.data = freeze(inputs[key])
            elif look_at == "surroundings":
                tensor.data = inputs[key]
        arguments = [*tensors.values()] * (2 if inputs.get("_same") else 1)
        out = call(ns, inputs, arguments)
        if others := [leaf(ns, inputs[f"then_{k}"]) for k in keys if f"then_{k}" in inputs]:
            call(ns, inputs, others)
        observed = {"output": out.data}
        if look_at == "output":
            return observed
        upstream = leaf(ns, inputs["grad_out"], look_at == "second")
        kept = upstream.data.copy(), out.data.copy()
        for _ in range(2 if look_at == "surroundings" else 1):  # nor does a call change the next
            shares = returned(ns, out, upstream, len(arguments))
        grads = {
            key: a_tensor(ns, share, f"the gradient of {key}")
            for key, share in zip(("a", "b"), shares, strict=False)
            if key in wanted or inputs.get("_same")
        }
        if look_at == "second":
            return second(ns, inputs, grads, tensors, upstream)
        if look_at == "surroundings":
            now = upstream.data, out.data
            same = [np.array_equal(old, new) for old, new in zip(kept, now, strict=True)]
            observed |= {"out_grad is as it was": same[0], "node is as it was": same[1]}
            observed |= {f"{k}.grad is still None": t.grad is None for k, t in tensors.items()}
        observed |= {f"gradient of {key}": grad.data for key, grad in grads.items()}
        if inputs.get("_dtypes"):
            observed |= {f"dtype of the gradient of {k}": str(g.dtype) for k, g in grads.items()}
        if inputs.get("_none"):
            constants = {k: s for k, s in zip("ab", shares, strict=True) if k not in wanted}
            observed |= {f"the gradient of {k} is None": s is None for k, s in constants.items()}
        return observed

    return probe


def second(
    ns: Namespace,
    inputs: Inputs,
    grads: dict[str, Any],
    tensors: dict[str, Any],
    upstream: Any,
) -> Observed:
    """What the gradients, times weights, depend on: their own gradients, by a walk back."""
    for key, grad in grads.items():
        if not grad.requires_grad:
            raise Rejected(
                f"the gradient of {key} does not know how it was computed: on the way its numbers "
                "left the graph"
            )
        grad.backward(leaf(ns, inputs[f"v_{key}"], False))
    found = {**tensors, "out_grad": upstream}
    return {
        f"gradient of the gradients with respect to {key}": gradient(ns, tensor, f"{key}.grad")
        for key, tensor in found.items()
    }


def in_double(observed: Observed, expected: Observed) -> Finding | None:
    """Whether all numbers have the digits of float64."""
    for name, value in expected.items():
        if isinstance(value, np.ndarray) and not np.allclose(
            observed[name], value, rtol=1e-10, atol=1e-12
        ):
            return Finding(
                "single-precision",
                f"the {name} has fewer digits than it should",
                "What comes in as float64 goes out as float64. Which line makes a tensor of "
                "float32 on the way?",
            )
    return None


def walked(ns: Namespace, inputs: Inputs) -> Observed:
    """Probes `Tensor.backward` on a graph of operations made for it.

    `_look_at` says at what: the gradients of the leaves, of all tensors, how often each operation
    is asked, or what .grad is. With `_none`, operations return None for constants. `grad` is
    passed, as `_grad_as` says: array, tensor, or number.
    """
    inputs = as_graph(inputs)
    tensors: dict[str, Any] = {}
    calls: dict[str, int] = dict.fromkeys(inputs["made_from"], 0)
    for key, array in inputs["leaves"].items():
        tensors[key] = leaf(ns, array, key not in inputs.get("constants", ()))
    for key, parents in inputs["made_from"].items():
        made = weighted(ns, key, inputs["factors"][key], calls, inputs.get("_none", False))
        tensors[key] = made()(*(tensors[parent] for parent in parents))
    before = {key: tensor.data.copy() for key, tensor in tensors.items()}
    grad = {"grad": passed(ns, inputs)} if "grad" in inputs else {}
    for key in inputs["results"]:
        tensors[key].backward(**grad)
    look_at = inputs["_look_at"]
    if look_at == "calls":
        return {f"calls of the backward of {key}": count for key, count in calls.items()}
    if look_at == "surroundings":
        same = {k: bool(np.array_equal(before[k], t.data)) for k, t in tensors.items()}
        arrays = [np.asarray(t.grad) for t in tensors.values() if t.grad is not None]
        shared = any(np.shares_memory(a, b) for i, a in enumerate(arrays) for b in arrays[:i])
        kinds = {type(t.grad).__name__ for t in tensors.values() if t.requires_grad}
        return {**same, "two gradients share their numbers": shared, "kinds of grad": sorted(kinds)}
    looked_at = tensors if look_at == "all gradients" else inputs["leaves"]
    return {
        f"gradient of {key}": gradient_or_none(ns, tensors[key], f"{key}.grad") for key in looked_at
    }


def passed(ns: Namespace, inputs: Inputs) -> Any:
    """The upstream gradient as it is handed to backward."""
    grad = inputs["grad"]
    return leaf(ns, grad, False) if inputs["_grad_as"] == "tensor" else grad


def gradient_or_none(ns: Namespace, tensor: Any, what: str) -> Any:
    return None if tensor.grad is None else gradient(ns, tensor, what)


def weighted(
    ns: Namespace, key: str, factors: Sequence[float], calls: dict[str, int], none: bool
) -> Any:
    """An operation: the sum of its tensors times factors.

    none: whether its backward returns None for constants.
    """

    class Weighted(ns.Function):
        def forward(self, *arrays: Any) -> Any:
            return np.sum([np.float32(f) * a for f, a in zip(factors, arrays, strict=True)], axis=0)

        def backward(self, out_grad: Any, node: Any) -> Any:
            calls[key] += 1
            shares = [out_grad if f == 1 else ns.mul_scalar(out_grad, f) for f in factors]
            for i, tensor in enumerate(node._inputs):
                if none and not tensor.requires_grad:
                    shares[i] = None
            return tuple(shares) if len(shares) > 1 else shares[0]

    return Weighted


def refused(ns: Namespace, inputs: Inputs) -> Observed:
    """Probes what backward says of a tensor that requires no gradient."""
    x = leaf(ns, inputs["x"], False)
    try:
        (x * x).backward()
    except (NotImplementedError, NotDefined):
        raise
    except RuntimeError:
        return {"it raises": "RuntimeError"}
    except Exception as error:
        return {"it raises": type(error).__name__}
    return {"it raises": None}


EXPRESSIONS: dict[str, Callable[[Namespace, Any], Any]] = {
    "x": lambda ns, x: x,
    "3 x + 1": lambda ns, x: x * 3 + 1,
    "x x": lambda ns, x: x * x,
    "x x x - 2 x": lambda ns, x: x * x * x - x * 2,
    "x exp(-x)": lambda ns, x: x * ns.exp(-x),
    "exp(x x) + x": lambda ns, x: ns.exp(x * x) + x,
    "exp(x) - 2 x": lambda ns, x: ns.exp(x) - x * 2,
    "exp(x / 2) + exp(-x)": lambda ns, x: ns.exp(x / 2) + ns.exp(-x),
    "(x x - 2)(x x - 2)": lambda ns, x: (x * x - 2) * (x * x - 2),
    "5": lambda ns, x: ns.Tensor(np.full(x.shape, 5.0), dtype=str(x.data.dtype)),
}
"""Functions of each number by itself, of operations that are given."""


def differentiated(ns: Namespace, inputs: Inputs) -> Observed:
    """Probes backward with create_graph: derivative after derivative of an expression."""
    x = leaf(ns, inputs["x"])
    y = EXPRESSIONS[inputs["_expression"]](ns, x)
    found: dict[str, Any] = {}
    if inputs.get("_added"):
        for _ in range(2):
            y.backward(create_graph=True)
        y = a_tensor(ns, x.grad, "x.grad after backward(create_graph=True)")
        found["two gradients, added up"] = y.data
    for order in range(1, inputs["orders"] + 1):
        x.grad = None
        y.backward(create_graph=True)
        y = a_tensor(ns, x.grad, "x.grad after backward(create_graph=True)")
        found[f"derivative {order}"] = y.data
    x.grad = None
    y.backward()
    kind = type(x.grad).__name__
    return {**found, "derivative after them": gradient(ns, x, "x.grad"), "x.grad is then a": kind}


def forgotten(ns: Namespace, inputs: Inputs) -> Observed:
    """Probes how many tensors are left after steps of training without create_graph."""
    import gc

    x = leaf(ns, inputs["x"])
    counts = []
    gc.freeze()  # what was there before is not looked through
    for _ in range(3):
        for _ in range(5):
            (x * x * 0.5).backward()
            x.grad = x.grad * 0.5
        gc.collect()
        counts.append(sum(isinstance(thing, ns.Tensor) for thing in gc.get_objects()))
    gc.unfreeze()
    return {"tensors that are left of the later steps": counts[2] - counts[1]}


def kept(ns: Namespace, inputs: Inputs) -> Observed:
    """Probes whether a gradient that somebody has kept is as it was after another walk."""
    x = leaf(ns, inputs["x"])
    y = x * x
    y.backward()
    mine = gradient(ns, x, "x.grad")
    before = mine.copy()
    y.backward()
    same = bool(np.array_equal(mine, before))
    return {"gradient of x": gradient(ns, x, "x.grad"), "the one that was kept is the same": same}


def backward_probe(ns: Namespace, inputs: Inputs) -> Observed:
    kinds = {
        "refused": refused,
        "create_graph": differentiated,
        "memory": forgotten,
        "kept": kept,
    }
    return kinds.get(inputs["_look_at"], walked)(ns, inputs)


def derivative_probe(ns: Namespace, inputs: Inputs) -> Observed:
    f = EXPRESSIONS[inputs["_expression"]]
    order = (inputs["n"],) if "n" in inputs else ()
    return {"result": numbers_of(ns, ns.derivative(lambda x: f(ns, x), inputs["x"], *order))}


def newton_probe(ns: Namespace, inputs: Inputs) -> Observed:
    f = EXPRESSIONS[inputs["_expression"]]
    steps = (inputs["steps"],) if "steps" in inputs else ()
    return {"result": numbers_of(ns, ns.newton(lambda x: f(ns, x), inputs["x"], *steps))}


FUNCTIONS: dict[str, Callable[[Namespace, Any, Any], Any]] = {
    "sum of cubes": lambda ns, x, w: (x * x * x).sum(),
    "quadratic form": lambda ns, x, w: ((x * ns.Tensor(w)) * x).sum(),
    "product of sums": lambda ns, x, w: x.sum() * ns.exp(x * 0.25).sum(),
    "square of a sum": lambda ns, x, w: (x * ns.Tensor(w)).sum() * (x * ns.Tensor(w)).sum(),
    "linear": lambda ns, x, w: (x * ns.Tensor(w)).sum(),
}
"""Functions that make one number of a tensor."""


def hessian_probe(ns: Namespace, inputs: Inputs) -> Observed:
    f = FUNCTIONS[inputs["_function"]]
    asked = inputs["x"], inputs["v"]
    result = ns.hessian_vector_product(lambda x: f(ns, x, inputs["w"]), *asked)
    return {"result": numbers_of(ns, result)}


def numbers_of(ns: Namespace, value: Any) -> Any:
    """The numbers of an array, or of a tensor, which is as good."""
    return value.data if isinstance(value, ns.Tensor) else value


def network(ns: Namespace, inputs: Inputs) -> Observed:
    """Probes everything at once: the loss of a small network, its gradients, and how these change
    along a direction."""
    names = ("W", "b", "V", "s")
    tensors = {name: leaf(ns, inputs[name]) for name in names}
    x, one_hot = leaf(ns, inputs["x"], False), leaf(ns, inputs["targets"], False)
    hidden = x @ tensors["W"].T + tensors["b"]
    hidden = ns.tanh(hidden) * ns.sigmoid(hidden) + ns.relu(hidden) / 4
    length = ns.sqrt((hidden**2).sum(axes=(1,)) + 1).reshape(-1, 1)
    logits = (hidden / length) @ tensors["V"] / tensors["s"] ** 2
    losses = ns.logsumexp(logits, axes=(1,)) - (logits * one_hot).sum(axes=-1)
    loss = losses.sum() / inputs["x"].shape[0]
    if not inputs.get("_second"):
        loss.backward()
        shown = {n: gradient(ns, t, f"{n}.grad") for n, t in tensors.items()}
        return {"loss": loss.data, **{f"gradient of {n}": g for n, g in shown.items()}}
    loss.backward(create_graph=True)
    slopes = {n: a_tensor(ns, t.grad, f"{n}.grad") for n, t in tensors.items()}
    along = [(slopes[n] * leaf(ns, inputs[f"v_{n}"], False)).sum() for n in names]
    for tensor in tensors.values():
        tensor.grad = None
    sum(along[1:], along[0]).backward()
    changes = {n: gradient(ns, t, f"{n}.grad") for n, t in tensors.items()}
    return {f"change of the gradient of {n}": g for n, g in changes.items()}


# Draws


def numbers(rng: Rng, shape: Shape) -> np.ndarray:
    """Quarters of both signs without zero; the first is negative, the last of several positive."""
    array = draws.nonzero(rng, shape)
    if array.size:
        array.flat[-1] = abs(array.flat[-1])
        array.flat[0] = -abs(array.flat[0])
    return array


def exponents(rng: Rng, shape: Shape) -> np.ndarray:
    """Quarters between -1.5 and 1.5 without zero, of both signs."""
    array = np.asarray(rng.integers(1, 7, size=shape) / 4, dtype=np.float32)
    array.flat[::2] *= -1
    return array


def positive_or_zero(rng: Rng, shape: Shape) -> np.ndarray:
    """Like `positive`, with a zero among them."""
    array = draws.positive(rng, shape)
    array.flat[array.size // 2] = 0.0
    return array


def even(rng: Rng, shape: Shape) -> np.ndarray:
    """Twos and fours, as whole numbers: powers that every base has."""
    return np.asarray(2 * rng.integers(1, 3, size=shape))


def one_at_zero(rng: Rng, shape: Shape) -> np.ndarray:
    """Whole numbers from 1 to 3, with a 1 where others have a zero."""
    array = rng.integers(1, 4, size=shape)
    array.flat[array.size // 2] = 1
    return np.asarray(array)


def far_out(rng: Rng, shape: Shape) -> np.ndarray:
    """200 and -200, of which exp overflows on one, among values whose slopes have all digits."""
    array = np.asarray(rng.uniform(-2, 2, size=shape), dtype=np.float32)
    array.flat[:2] = rng.permutation([-200.0, 200.0])
    return array


def large(rng: Rng, shape: Shape) -> np.ndarray:
    """Whole numbers around 1,000 or -1,000 that differ by little."""
    return np.asarray((999 + rng.integers(0, 4, size=shape)) * rng.choice([-1, 1]))


def rows_apart(rng: Rng, shape: Shape) -> np.ndarray:
    """Quarters; each row is larger by 128 than the one above it."""
    array: np.ndarray = exponents(rng, shape) + 128 * np.arange(shape[0], dtype="f4")[:, None]
    return array


def near_zero(rng: Rng, shape: Shape) -> np.ndarray:
    """Quarters between -1/2 and 1/2 without zero."""
    return np.asarray(rng.choice([-0.5, -0.25, 0.25, 0.5], size=shape), dtype=np.float32)


def wide_apart(rng: Rng, shape: Shape) -> np.ndarray:
    """Quarters from 9/4 to 6 of both signs."""
    array = numbers(rng, shape)
    return array + 2 * np.sign(array)


def passed_on(name: str) -> Drawn:
    """A graph of plain sums, which hand one and the same gradient to all their inputs."""
    made = graph(name, "surroundings")

    def inputs(rng: Rng) -> Inputs:
        found = made(rng)
        return {**found, "factors": {k: [1.0] * len(v) for k, v in found["made_from"].items()}}

    return inputs


def pairs(name: str) -> Shapes:
    """How the shapes of two tensors relate, with which of them is broadcast."""
    relation, _, swapped = name.partition(", ")

    def shapes(rng: Rng) -> tuple[Shape, ...]:
        found = draws.PAIRS[relation](draws.shape(rng, 3 if relation == "prepended" else 2))
        return found[::-1] if swapped else found

    return shapes


def of(ndim: int) -> Shapes:
    return lambda rng: (draws.shape(rng, ndim),)


def fixed(*shapes: Shape) -> Shapes:
    return lambda rng: shapes


def cube(rng: Rng) -> tuple[Shape]:
    return ((int(rng.integers(2, 4)),) * 3,)


def thin(rng: Rng) -> tuple[Shape]:
    return (draws.thin_shape(rng),)


FOUR = fixed(draws.ASSORTED)
NONE = fixed((0, 3))


@dataclass(frozen=True)
class Operation:
    """How the inputs of an operation are drawn.

    forward: what it does, on arrays. by: what draws the numbers of each tensor. rest: what is
    passed after the tensors, and marks, which begin with an underscore.
    """

    forward: Callable[..., np.ndarray]
    by: tuple[Draw, ...]
    rest: Mapping[str, Any] = field(default_factory=dict)

    def having(self, *by: Draw, **rest: Any) -> Operation:
        """The same with other numbers, or more behind the tensors."""
        return Operation(self.forward, by or self.by, {**self.rest, **rest})

    def __call__(self, shapes: Shapes, look_at: str, kind: type = np.float32) -> Drawn:
        """Inputs, with an upstream gradient in the shape of the result, and weights for it."""
        shown = {key: value for key, value in self.rest.items() if not key.startswith("_")}
        marks = {key: value for key, value in self.rest.items() if key.startswith("_")}

        def inputs(rng: Rng) -> Inputs:
            drawn = zip("ab", self.by, shapes(rng), strict=False)
            arrays = {key: draw(rng, shape) for key, draw, shape in drawn}
            arrays = {k: a if a.dtype.kind == "i" else a.astype(kind) for k, a in arrays.items()}
            found: Inputs = {**arrays, **shown}
            if look_at != "output":
                with np.errstate(all="ignore"):
                    shape = np.shape(self.forward(*found.values()))
                found["grad_out"] = draws.upstream(rng, shape).astype(kind)
            for key, array in arrays.items():
                if look_at == "second":
                    found[f"v_{key}"] = draws.upstream(rng, array.shape).astype(kind)
                if marks.get("_again"):
                    found[f"then_{key}"] = array[::-1] * 2
            return {**found, **marks, "_look_at": look_at}

        return inputs

    def everywhere(self, shapes: Shapes) -> list[Case]:
        """What every operation is tried on besides its own cases."""
        return [
            Case("called again in between", self.having(_again=True)(shapes, "gradients")),
            Case("read-only, Fortran order", self.having(_frozen=True)(shapes, "gradients")),
            Case("nothing else is changed", self(shapes, "surroundings")),
            Case(
                "float64", self.having(_dtypes=True)(shapes, "gradients", float), checker=in_double
            ),
        ]


def cases(prefix: str, look_at: str, table: Mapping[str, tuple[Operation, Shapes]]) -> list[Case]:
    """A case for each row of a table, which has an operation and shapes by name."""
    return [
        Case(f"{prefix}{name}", made(shapes, look_at)) for name, (made, shapes) in table.items()
    ]


def unary(made: Operation, *more: Case) -> tuple[Case, ...]:
    """The cases of an operation on each number by itself."""
    shapes = {"two dimensions": of(2), "four dimensions": FOUR, "0-d": of(0), "no numbers": NONE}
    return (
        Case("output", made(of(2), "output")),
        *cases("gradient, ", "gradients", {name: (made, by) for name, by in shapes.items()}),
        Case("gradient of the gradient", made(of(2), "second")),
        Case("gradient of the gradient, one dimension", made(of(1), "second")),
        *more,
        *made.everywhere(cube),
    )


def nothing_for_constants(made: Operation, shapes: Shapes) -> list[Case]:
    """Extra credit for None in the place of a gradient that nobody wants."""
    return [
        Case(
            f"extra credit, None for the {name}, which requires no gradient",
            made.having(_none=True, **wanted)(shapes, "gradients"),
            bonus=0.25,
        )
        for name, wanted in (("second", FIRST), ("first", SECOND))
    ]


BROADCAST = {
    "same shapes": pairs("same"),
    "the second prepended": pairs("prepended"),
    "the first prepended": pairs("prepended, swapped"),
    "the second stretched": pairs("stretched, swapped"),
    "the first stretched": pairs("stretched"),
    "both stretched": pairs("both"),
    "the second 0-d": pairs("0-d"),
    "the first 0-d": pairs("0-d, swapped"),
    "four dimensions": fixed(draws.ASSORTED, draws.ASSORTED),
    "no numbers": fixed((0, 3), (3,)),
    "no numbers, swapped": fixed((3,), (0, 3)),
}


def binary(made: Operation, *more: Case) -> tuple[Case, ...]:
    """The cases of an operation on each pair of numbers."""
    same = BROADCAST["same shapes"]
    return (
        Case("output", made(same, "output")),
        Case("output, broadcast", made(BROADCAST["both stretched"], "output")),
        *cases("gradients, ", "gradients", {name: (made, by) for name, by in BROADCAST.items()}),
        Case("only the first requires a gradient", made.having(**FIRST)(same, "gradients")),
        Case("only the second requires a gradient", made.having(**SECOND)(same, "gradients")),
        Case("gradients of the gradients", made(same, "second")),
        Case("gradients of the gradients, broadcast", made(pairs("both"), "second")),
        *more,
        *made.everywhere(same),
    )


FIRST, SECOND = {"_requires_grad": ("a",)}, {"_requires_grad": ("b",)}
AXES: dict[str, tuple[Any, Shapes]] = {
    "all of it": (None, of(3)),
    "axis 0": (0, of(2)),
    "an axis in the middle": (1, of(3)),
    "an axis in a tuple": ((1,), of(3)),
    "a negative axis": (-2, of(3)),
    "two axes": ((2, 0), of(3)),
    "negative axes": ((-1, -2), of(3)),
    "four dimensions": ((1, -1), FOUR),
    "equal lengths": (1, cube),
    "lengths of 1": ((0, 1), thin),
    "0-d": (None, of(0)),
    "one dimension": (0, of(1)),
    "no numbers": (1, NONE),
}


def reduced(made: Operation, *more: Case) -> tuple[Case, ...]:
    """The cases of an operation along axes, which vanish."""
    along = {name: (made.having(axes=axes), by) for name, (axes, by) in AXES.items()}
    return (
        Case("output", made(of(2), "output")),
        *cases("output, ", "output", {n: along[n] for n in ("an axis in the middle", "two axes")}),
        Case("gradient, no axes named", made(of(2), "gradients")),
        *cases("gradient, ", "gradients", along),
        Case("gradient of the gradient", made(of(2), "second")),
        Case("gradient of the gradient, an axis", made.having(axes=1)(of(3), "second")),
        *more,
        *made.having(axes=-1).everywhere(cube),
    )


def summed(a: np.ndarray, axes: Any = None) -> np.ndarray:
    return np.sum(a, axis=tuple(axes) if isinstance(axes, list) else axes)


def logsumexp(a: np.ndarray, axes: Any = None) -> np.ndarray:
    return np.log(np.sum(np.exp(a - a.max(initial=0)), axis=axes))


def reordered(a: np.ndarray, axes: Any = None) -> np.ndarray:
    """Axes swapped where they are two, else permuted."""
    if axes is not None and len(axes) != 2:
        return np.transpose(a, axes)
    return np.swapaxes(a, *(axes or (-1, -2)))


SUMMATION = Operation(summed, (numbers,))
LOGSUMEXP = Operation(logsumexp, (exponents,))
TRANSPOSE = Operation(reordered, (numbers,))
BROADCAST_TO = Operation(np.broadcast_to, (numbers,))
POWER = Operation(np.power, (draws.positive,))
POW = Operation(np.power, (draws.positive, exponents))
SIGMOID = Operation(lambda a: a, (exponents,))
TANH = Operation(np.tanh, (exponents,))
MATMUL = Operation(np.matmul, (exponents, exponents))

ORDERS: dict[str, tuple[Any, Shapes]] = {
    "None": (None, of(2)),
    "the last two of three": (None, of(3)),
    "a pair of axes": ((0, 2), of(3)),
    "a pair far from the front": ((1, 3), of(4)),
    "a pair in the other order": ((2, 1), of(3)),
    "a pair of negative axes": ((-1, -3), of(4)),
    "a pair in two dimensions": ((0, 1), of(2)),
    "a permutation": ((1, 2, 0), of(3)),
    "negative axes": ((-1, 0, -2), of(3)),
    "four axes": ((3, 0, 1, 2), FOUR),
    "one axis": ((0,), of(1)),
    "equal lengths": ((2, 0, 1), cube),
    "no numbers": ((2, 0, 1), fixed((0, 1, 3))),
}
REORDERED = {name: (TRANSPOSE.having(axes=axes), by) for name, (axes, by) in ORDERS.items()}
STRETCHES: dict[str, tuple[Shape, Shape]] = {
    "an axis in front": ((3,), (2, 3)),
    "two axes in front": ((3,), (4, 2, 3)),
    "a row": ((1, 3), (2, 3)),
    "a column": ((2, 1), (2, 3)),
    "in front and stretched": ((2, 1), (4, 2, 3)),
    "several stretched": ((1, 3, 1, 2), (4, 3, 5, 2)),
    "in the middle": ((2, 1, 3), (2, 4, 3)),
    "a single number": ((1, 1), (2, 3)),
    "0-d": ((), (2, 3)),
    "nothing stretched": ((2, 3), (2, 3)),
    "lengths of 1 that stay": ((1, 3), (2, 1, 3)),
    "equal lengths": ((3, 1), (3, 3)),
    "to no numbers": ((1, 3), (0, 3)),
    "no numbers": ((0, 1), (0, 3)),
}
STRETCHED = {
    name: (BROADCAST_TO.having(shape=after), fixed(before))
    for name, (before, after) in STRETCHES.items()
}
POWERS: dict[str, tuple[Operation, Shapes]] = {
    "an even power": (POWER.having(numbers, scalar=2), of(2)),
    "an odd power": (POWER.having(numbers, scalar=3), of(2)),
    "a negative power": (POWER.having(numbers, scalar=-1), of(2)),
    "half a power": (POWER.having(scalar=0.5), of(2)),
    "the power 1": (POWER.having(scalar=1), of(2)),
    "the power 0": (POWER.having(scalar=0), of(2)),
    "zero among the numbers": (POWER.having(draws.values_and_zero, scalar=2), of(2)),
}
PRODUCTS: dict[str, tuple[Operation, Shapes]] = {
    "two matrices": (MATMUL, fixed((2, 3), (3, 4))),
    "square matrices": (MATMUL, fixed((3, 3), (3, 3))),
    "a row and a column": (MATMUL, fixed((1, 3), (3, 1))),
    "stacks of matrices": (MATMUL, fixed((4, 2, 3), (4, 3, 5))),
    "a stack and one matrix": (MATMUL, fixed((4, 2, 3), (3, 5))),
    "one matrix and a stack": (MATMUL, fixed((2, 3), (4, 3, 5))),
    "a stack of one and a stack": (MATMUL, fixed((1, 2, 3), (4, 3, 5))),
    "stacks that are both stretched": (MATMUL, fixed((4, 1, 2, 3), (1, 5, 3, 2))),
    "two vectors": (MATMUL, fixed((3,), (3,))),
    "a vector and a matrix": (MATMUL, fixed((3,), (3, 4))),
    "a matrix and a vector": (MATMUL, fixed((2, 3), (3,))),
    "a vector and a stack": (MATMUL, fixed((3,), (4, 3, 2))),
    "a stack and a vector": (MATMUL, fixed((4, 2, 3), (3,))),
    "no rows": (MATMUL, fixed((0, 3), (3, 2))),
    "no numbers in between": (MATMUL, fixed((2, 0), (0, 3))),
    "a vector of no numbers and a matrix": (MATMUL, fixed((0,), (0, 3))),
    "a matrix and a vector of no numbers": (MATMUL, fixed((2, 0), (0,))),
    "only the first requires a gradient": (MATMUL.having(**FIRST), fixed((2, 3), (3, 4))),
    "only the second requires a gradient": (MATMUL.having(**SECOND), fixed((2, 3), (3, 4))),
}
WALKS: dict[str, Drawn] = {
    **{name: graph(name) for name in GRAPHS if name not in ("two results", "a ladder")},
    "tensors that hold the same numbers": equal_numbers,
    "only a leaf": only_a_leaf,
    "a constant, for which None comes back": graph("a constant", _none=True),
    "all tensors keep their gradient": graph("a ladder", "all gradients"),
    "each operation is asked once": graph("a ladder", "calls"),
    "two results that share": graph("tensors that share", "all gradients", results=("c", "d")),
    "called twice": graph("a chain", "all gradients", results=("d", "d")),
    "gradients are arrays of their own": passed_on("a ladder"),
    "a tensor that requires no gradient": lambda rng: {
        "x": numbers(rng, (2,)), "_look_at": "refused"
    },
    "without create_graph nothing is left behind": lambda rng: {
        "x": numbers(rng, (2,)), "_look_at": "memory"
    },
}  # fmt: skip


def expression(name: str, draw: Draw, ndim: int = 1, kind: type = np.float32, **rest: Any) -> Drawn:
    """Inputs for what is asked of an expression."""
    return lambda rng: {
        "x": draw(rng, draws.shape(rng, ndim)).astype(kind),
        "_expression": name,
        **rest,
    }


def created(name: str, draw: Draw, orders: int, **rest: Any) -> Drawn:
    """Inputs for derivatives of an expression by backward alone."""
    return expression(name, draw, orders=orders, _look_at="create_graph", **rest)


def with_grad(
    kind: str,
    shape: Shape = (3,),
    dtype: type = np.float32,
    *,
    zero: bool = False,
    **marks: Any,
) -> Drawn:
    """A graph from which backward is called with an upstream gradient, or with zeros."""

    def inputs(rng: Rng) -> Inputs:
        grad = (draws.upstream(rng, shape) / 3).astype(dtype) * (not zero)
        made = graph("two ways that meet", lengths=shape, **marks)(rng)
        leaves = {name: array.astype(dtype) for name, array in made["leaves"].items()}
        passed = float(grad) if kind == "number" else grad
        return {**made, "leaves": leaves, "grad": passed, "_grad_as": kind}

    return inputs


def curved(name: str, draw: Draw = exponents, ndim: int = 1, kind: type = np.float32) -> Drawn:
    """Inputs for the Hessian of a function, along a direction."""

    def inputs(rng: Rng) -> Inputs:
        shape = draws.shape(rng, ndim)
        arrays = {"x": draw(rng, shape), "v": draws.upstream(rng, shape), "w": numbers(rng, shape)}
        arrays = {key: a.astype(kind) for key, a in arrays.items()}
        arrays["v"] = np.asarray(arrays["v"] / 3)  # in float64, digits that float32 has not
        return {**arrays, "_function": name}

    return inputs


def small_network(second: bool = False) -> Drawn:
    def inputs(rng: Rng) -> Inputs:
        shapes = {"W": (3, 5), "b": (3,), "V": (3, 2), "s": (), "x": (4, 5)}
        found: Inputs = {name: exponents(rng, shape) for name, shape in shapes.items()}
        if second:
            found |= {f"v_{n}": draws.upstream(rng, s) for n, s in shapes.items() if n != "x"}
        classes = rng.permutation([0, 1, 0, 1])
        return {**found, "targets": np.eye(2, dtype=np.float32)[classes], "_second": second}

    return inputs


# Exercises

OPERATIONS = (
    "Transpose", "BroadcastTo", "Summation", "PowerScalar", "Div", "Pow", "Sqrt", "Tanh", "Sigmoid",
    "MatMul", "LogSumExp",
)  # fmt: skip
USED_BY = {
    "Summation": ("BroadcastTo",),
    "Div": ("BroadcastTo", "Summation", "PowerScalar"),
    "Pow": ("BroadcastTo", "Summation", "Div"),
    "Sqrt": ("Div", "PowerScalar"),
    "Tanh": ("PowerScalar",),
    "Sigmoid": ("Div", "PowerScalar"),
    "MatMul": ("BroadcastTo", "Summation", "Transpose"),
    "LogSumExp": ("BroadcastTo", "Summation", "Div"),
}
"""What else answers may run through."""
ANY = "float32, float64, 0-d, 1-d, 2-d, 3-d, 4-d, length 0, length 1, equal lengths, any memory"


def exercise(
    id: str, function: str, points: float, difficulty: float, minutes: tuple[int, int],
    cases: Iterable[Case], rtol: float = 1e-4, **allows: str,
) -> Exercise:  # fmt: skip
    """An exercise that asks for an operation; the function over it is given."""
    return Exercise(
        id=id,
        points=points,
        difficulty=difficulty,
        importance=3,
        minutes=minutes,
        names=(id,),
        probe=operation(function),
        cases=tuple(cases),
        rtol=rtol,
        requires=("backward",),
        may_use=USED_BY.get(id, ()),
        allows={"call": "pure", **{name.replace("_", ", "): what for name, what in allows.items()}},
    )


EXERCISES = (
    Exercise(
        id="backward",
        points=6,
        difficulty=4,
        importance=5,
        minutes=(30, 50),
        names=("backward",),
        probe=backward_probe,
        cases=(
            *(Case(name, draw) for name, draw in WALKS.items()),
            Case("an upstream gradient, as an array", with_grad("array")),
            Case("an upstream gradient, as a tensor", with_grad("tensor")),
            Case("an upstream gradient, as a number", with_grad("number", ())),
            Case("an upstream gradient of zero", with_grad("number", (), zero=True)),
            Case("an upstream gradient of zeros", with_grad("array", zero=True)),
            Case("an upstream gradient that is used twice",
                 with_grad("array", look_at="all gradients", results=("d", "d"))),
            Case("an upstream gradient in a tensor that is used twice",
                 with_grad("tensor", look_at="all gradients", results=("d", "d"))),
            Case("an upstream gradient of float64", with_grad("array", dtype=float),
                 checker=in_double),
            Case("a chain of 3,000 steps", chain(3_000), draws=1),
            Case("create_graph, a square", created("x x", numbers, 1)),
            Case("create_graph, a polynomial", created("x x x - 2 x", numbers, 2)),
            Case("create_graph, four derivatives", created("x exp(-x)", exponents, 3, ndim=2)),
            Case("create_graph, twice", created("x exp(-x)", exponents, 1, _added=True)),
            Case("float64", created("exp(x x) + x", exponents, 2, kind=float), checker=in_double),
            Case("extra credit, a gradient that was kept does not change", lambda rng: {
                "x": numbers(rng, (2,)), "_look_at": "kept"}, bonus=0.25),
        ),
    ),
    exercise(
        "Transpose", "transpose", 2, 2, (10, 15),
        [
            Case("output", TRANSPOSE(of(2), "output")),
            *cases("output, ", "output", {
                n: REORDERED[n] for n in ("a pair of axes", "four axes")}),
            Case("gradient", TRANSPOSE(of(2), "gradients")),
            *cases("gradient, ", "gradients", REORDERED),
            *cases("gradient of the gradient, ", "second", {
                n: REORDERED[n] for n in ("a pair of axes", "a permutation")}),
            *TRANSPOSE.having(axes=(1, 2, 0)).everywhere(of(3)),
        ],
        a=ANY.replace("0-d, ", ""), axes="None, left out, axes, negative axes, one axis in a tuple",
    ),
    exercise(
        "BroadcastTo", "broadcast_to", 3, 2, (5, 10),
        [
            *cases("output, ", "output", {
                n: STRETCHED[n] for n in ("an axis in front", "a column")}),
            *cases("gradient, ", "gradients", STRETCHED),
            *cases("gradient of the gradient, ", "second", {
                n: STRETCHED[n] for n in ("a row", "in front and stretched")}),
            *BROADCAST_TO.having(shape=(2, 3, 2)).everywhere(fixed((3, 1))),
        ],
        a=ANY,
    ),
    exercise(
        "Summation", "summation", 3, 3, (15, 25),
        reduced(
            SUMMATION,
            Case("gradient, axes in a list", SUMMATION.having(axes=[0, 2])(of(3), "gradients")),
            Case("gradient, an empty tuple", SUMMATION.having(axes=())(of(2), "gradients")),
        ),
        a=ANY, axes="any axes",
    ),
    exercise(
        "PowerScalar", "power_scalar", 2, 2, (10, 15),
        unary(
            POWER.having(numbers, scalar=3),
            *cases("gradient, ", "gradients", POWERS),
            *cases("gradient of the gradient, ", "second", {
                n: POWERS[n] for n in ("half a power", "the power 1", "zero among the numbers")}),
            Case("gradient of the gradient, x itself at zero",
                 POWER.having(draws.values_and_zero, scalar=1)(of(2), "second")),
        ),
        a=ANY,
    ),
    exercise(
        "Div", "divide", 2, 2, (10, 15),
        binary(Operation(np.divide, (numbers, draws.nonzero))), a_b=ANY,
    ),
    exercise(
        "Pow", "power", 3, 4, (15, 25),
        [
            *binary(
                POW,
                Case("a base of zero or less, a constant exponent", POW.having(
                    draws.values_and_zero, even, **FIRST)(pairs("same"), "gradients")),
                Case("a base of zero, the exponent 1", POW.having(
                    draws.values_and_zero, one_at_zero, **FIRST)(pairs("same"), "gradients")),
                Case("a base of zero, an exponent that requires a gradient", POW.having(
                    positive_or_zero, even)(pairs("same"), "gradients")),
            ),
            *nothing_for_constants(POW, pairs("same")),
        ],
        a_b=ANY,
    ),
    exercise(
        "Sqrt", "sqrt", 1, 1, (5, 8), unary(Operation(np.sqrt, (draws.positive,))), a=ANY,
    ),
    exercise(
        "Tanh", "tanh", 1, 1, (5, 8),
        unary(
            TANH,
            Case("output, far from zero", TANH.having(far_out)(of(2), "output")),
            Case("gradient, far from zero", TANH.having(far_out)(of(2), "gradients")),
        ),
        a=ANY,
    ),
    exercise(
        "Sigmoid", "sigmoid", 2, 2, (8, 12),
        unary(
            SIGMOID,
            Case("output, far from zero", SIGMOID.having(far_out)(of(2), "output")),
            Case("gradient, far from zero", SIGMOID.having(far_out)(of(2), "gradients")),
        ),
        a=ANY,
    ),
    exercise(
        "MatMul", "matmul", 4, 4, (25, 40),
        [
            Case("output", MATMUL(fixed((2, 3), (3, 2)), "output")),
            *cases("output, ", "output", {n: PRODUCTS[n] for n in ("stacks of matrices",)}),
            *cases("gradients, ", "gradients", PRODUCTS),
            *cases("gradients of the gradients, ", "second", {
                n: PRODUCTS[n] for n in ("two matrices", "a stack and one matrix")}),
            *MATMUL.everywhere(fixed((2, 2), (2, 2))),
            *nothing_for_constants(MATMUL, fixed((2, 3), (3, 4))),
        ],
        a_b="float32, float64, 1-d, 2-d, 3-d, length 0, length 1, equal lengths, any memory",
    ),
    exercise(
        "LogSumExp", "logsumexp", 3, 4, (20, 30),
        reduced(
            LOGSUMEXP,
            *cases("", "output", {
                "output, large numbers": (LOGSUMEXP.having(large, axes=1), of(2))}),
            *cases("gradient, ", "gradients", {
                "large numbers": (LOGSUMEXP.having(large, axes=1), of(2)),
                "numbers far apart": (LOGSUMEXP.having(far_out), of(2)),
                "rows far apart": (LOGSUMEXP.having(rows_apart, axes=1), of(2)),
                "columns far apart": (LOGSUMEXP.having(rows_apart, axes=0), of(2))}),
            Case("gradient of the gradient, large numbers",
                 LOGSUMEXP.having(large, axes=(1,))(of(2), "second")),
        ),
        rtol=2e-3,  # from the result, around 1,000, the softmax comes with four digits
        a=ANY, axes="any axes",
    ),
    Exercise(
        id="derivative",
        points=2,
        difficulty=3,
        importance=4,
        minutes=(10, 20),
        names=("derivative",),
        probe=derivative_probe,
        cases=(
            Case("a first derivative", expression("x x", numbers, n=1)),
            Case("a first derivative, without being told", expression("x exp(-x)", exponents)),
            Case("the function itself", expression("x exp(-x)", exponents, n=0)),
            Case("a second derivative", expression("x x x - 2 x", numbers, n=2)),
            Case("a third derivative", expression("x exp(-x)", exponents, n=3)),
            Case("a fourth derivative", expression("exp(x x) + x", exponents, n=4)),
            Case("two dimensions", expression("x exp(-x)", exponents, ndim=2, n=2)),
            Case("0-d", expression("x x x - 2 x", numbers, ndim=0, n=2)),
            Case("a polynomial, beyond its degree", expression("x x x - 2 x", numbers, n=5)),
            Case("a straight line, twice", expression("3 x + 1", numbers, n=2)),
            Case("a constant", expression("5", numbers, n=1)),
            Case("x itself", expression("x", numbers, n=1)),
            Case("float64", expression("x exp(-x)", exponents, kind=float, n=3), checker=in_double),
        ),
        requires=("backward",),
        rtol=1e-3,
    ),
    Exercise(
        id="newton",
        points=2,
        difficulty=2,
        importance=3,
        minutes=(10, 15),
        names=("newton",),
        probe=newton_probe,
        cases=(
            Case("one step", expression("exp(x) - 2 x", exponents, steps=1)),
            Case("two steps", expression("exp(x / 2) + exp(-x)", exponents, steps=2)),
            Case("without being told how many", expression("exp(x / 2) + exp(-x)", exponents)),
            Case("no steps", expression("exp(x) - 2 x", exponents, steps=0)),
            Case("a parabola, at once", expression("x x", numbers, steps=1)),
            Case("two dimensions", expression("exp(x) - 2 x", exponents, ndim=2, steps=3)),
            Case("near a maximum", expression("(x x - 2)(x x - 2)", near_zero, steps=1)),
            Case("four minima", expression("(x x - 2)(x x - 2)", wide_apart, steps=3)),
            Case("float64", expression("exp(x) - 2 x", exponents, kind=float, steps=2),
                 checker=in_double),
        ),
        requires=("backward", "derivative"),
        rtol=1e-3,
    ),
    Exercise(
        id="hessian_vector_product",
        points=2,
        difficulty=4,
        importance=4,
        minutes=(15, 25),
        names=("hessian_vector_product",),
        probe=hessian_probe,
        cases=(
            Case("a sum of cubes", curved("sum of cubes", numbers)),
            Case("a quadratic form", curved("quadratic form", numbers)),
            Case("a product of sums", curved("product of sums")),
            Case("the square of a sum", curved("square of a sum", numbers)),
            Case("two dimensions", curved("product of sums", ndim=2)),
            Case("0-d", curved("sum of cubes", numbers, ndim=0)),
            Case("a function without curvature", curved("linear", numbers)),
            Case("float64", curved("product of sums", kind=float), checker=in_double),
        ),
        requires=("backward", "Summation"),
        may_use=("BroadcastTo",),
        rtol=1e-3,
    ),
    Exercise(
        id="all_together",
        points=2,
        difficulty=1,
        importance=4,
        minutes=(2, 5),
        names=(),
        probe=network,
        cases=(
            Case("a small network, its loss and gradients", small_network()),
            Case("how its gradients change along a direction", small_network(second=True)),
        ),
        requires=("backward", *OPERATIONS),
        integration=True,
        rtol=1e-3,
    ),
)  # fmt: skip

GRAPH = Engine(
    knows=lambda tensor: hasattr(tensor, "_op") and hasattr(tensor, "_inputs"),
    operation=lambda tensor: tensor._op and type(tensor._op).__name__,
    parents=lambda tensor: tensor._inputs,
)

BABYGRAD = ("babygrad", "baby")
"""What the course's own package is called."""
IN_OPS = (
    "add add_scalar multiply mul_scalar power power_scalar divide divide_scalar negate transpose "
    "reshape broadcast_to summation matmul exp log sqrt relu sigmoid tanh logsumexp"
)
"""What its module of operations has, besides their classes."""
PACKAGE = Layout(
    packages=BABYGRAD,
    names={
        "tensor.py": "Tensor backward=Tensor.backward",
        "ops.py": "Function Add AddScalar Mul MulScalar Pow PowerScalar Div DivScalar Negate "
        "Transpose Reshape BroadcastTo Summation MatMul Exp Log Sqrt ReLU Sigmoid Tanh LogSumExp "
        + IN_OPS,
        "derivatives.py": "derivative newton hessian_vector_product",
    },
)

ASSIGNMENT = Assignment(
    name="ps6_tensors",
    title="A small framework, 1: tensors, operations, gradients of gradients",
    exercises=EXERCISES,
    engine=GRAPH,
    part_of="ps6_babygrad",
    layout=PACKAGE,
)
