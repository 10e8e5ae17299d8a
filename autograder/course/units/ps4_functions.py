"""The exercises of `ps4_functions`: how each is tried, on which cases, and what it is worth."""

from __future__ import annotations

import gc
import itertools
import math
import weakref
from collections.abc import Callable
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
from autograder.course.probes import a_tensor, careful, freeze
from autograder.course.units.ps3_closures import (
    CHANGED,
    GRADIENTS,
    MANY,
    TENSORS,
    Draw,
    Drawn,
    Shape,
    Shapes,
    Surroundings,
    any_shape,
    as_graph,
    chain,
    distinct,
    equal_numbers,
    factors,
    graph,
    many_digits,
    no_numbers,
    numbers,
    only_a_leaf,
    outer_product,
    small,
    some_zeros,
    thin,
    whole,
)

Rng = np.random.Generator


# Probes


def leaf(
    ns: Namespace, array: np.ndarray, requires_grad: bool = True, grad: np.ndarray | None = None
) -> Any:
    """A tensor on a copy of an array. grad: what its gradient holds already, if not zeros."""
    tensor = ns.Tensor(array, requires_grad=requires_grad)
    if grad is not None:
        tensor.grad = grad.copy()
    return tensor


def walk(out: Any, partial: np.ndarray) -> None:
    """Walks back from a tensor by the operators that made it, without anybody's `backward`."""
    order: list[Any] = []
    stack = [(out, False)]
    while stack:
        tensor, parents_are_done = stack.pop()
        if parents_are_done:
            order.append(tensor)
        elif tensor.fn is not None and not any(tensor is seen for seen in order):
            stack.append((tensor, True))
            stack += [(parent, False) for parent in tensor.fn.parents]
    if not order:
        raise Rejected("the result has no fn, although a gradient is wanted")
    for tensor in order[:-1]:
        tensor.grad = np.zeros_like(tensor.data) if tensor.requires_grad else None
    out.fn.backward(partial)
    for tensor in reversed(order[:-1]):
        tensor.fn.backward(tensor.grad)


def gradient_of(tensor: Any, what: str) -> Any:
    """The gradient of a tensor that requires one. Raises Rejected where it is None."""
    if tensor.grad is None:
        raise Rejected(f"afterwards the grad of {what} is None")
    return tensor.grad


METHODS: dict[str, Callable[..., Any]] = {
    "Transpose": lambda x: x.T,
    "MatMul": lambda x, y: x @ y,
    "ReLU": lambda x: x.relu(),
    "Add": lambda x, y: x + y,
    "LogSoftmax": lambda x: x.log_softmax(),
}
"""How tensors use an operator."""


def operator(name: str, *, of_its_own: bool = True) -> Callable[[Namespace, Inputs], Observed]:
    """Probes an operator on tensors t1, or t1 and t2.

    of_its_own: it is a class, which is called by `Tensor.comm`. Otherwise, and where `_method` is
    set, tensors are asked for the result. `_look_at` says at what: the output, also the gradients
    after partial came from above (and partial_again after it), what the operator remembers, what
    it does where no gradient is wanted, what is remembered of constants, what is refused, or what
    else changes on the way.
    `_requires_grad` names the tensors that require a gradient, `_same` passes t1 for t2, too.
    Where there is a `then_t1`, it goes through another object of the operator, forward and
    backward, between the two passes.
    """

    def call(ns: Namespace, inputs: Inputs, tensors: list[Any]) -> Any:
        if of_its_own and not inputs.get("_method"):
            return a_tensor(ns, ns.Tensor.comm(ns[name](), *tensors), "the result")
        return a_tensor(ns, METHODS[name](*tensors), "the result")

    def probe(ns: Namespace, inputs: Inputs) -> Observed:
        look_at, names = inputs["_look_at"], [key for key in ("t1", "t2") if key in inputs]
        if look_at == "refused":
            return {"what it raises": raised(lambda: call(ns, inputs, [leaf(ns, inputs["t1"])]))}
        wanted = inputs.get("_requires_grad", tuple(names))
        tensors = {
            key: leaf(ns, inputs[key], key in wanted, inputs.get(f"{key}_grad")) for key in names
        }
        if inputs.get("_frozen"):
            for tensor in tensors.values():
                tensor.data = freeze(tensor.data)
        arguments = list(tensors.values()) * (2 if inputs.get("_same") else 1)
        around = Surroundings(ns, tensors, ())
        if look_at == "unwanted":
            function = ns[name]()
            function.forward(*arguments)
            function.backward(inputs["partial"])
            return {f"grad of {key}": tensor.grad for key, tensor in tensors.items()}
        out = call(ns, inputs, arguments)
        changed = around.changed()
        if look_at == "output":
            return {"output": out.data}
        if look_at == "memory":
            return memory(out, tensors)
        if look_at == "a constant":
            operator = "none" if out.fn is None else "an operator"
            return {"requires_grad": bool(out.requires_grad), "fn": operator}
        if others := [leaf(ns, inputs[f"then_{k}"]) for k in names if f"then_{k}" in inputs]:
            other = call(ns, inputs, others)
            walk(other, np.ones_like(other.data))
        for key in ("partial", "partial_again"):
            if key in inputs:
                partial = freeze(inputs[key]) if inputs.get("_frozen") else inputs[key]
                walk(out, partial if look_at == "surroundings" else partial.copy(order="K"))
        gradients = {
            f"gradient of {key}": gradient_of(tensor, key) if key in wanted else tensor.grad
            for key, tensor in tensors.items()
        }
        if look_at == "surroundings":
            changed += around.changed(*(f"{key}.grad" for key in tensors))
            return {CHANGED: sorted({*changed, *shared(inputs, tensors)}), **gradients}
        return {"output": out.data, **gradients}

    return probe


def shared(inputs: Inputs, tensors: dict[str, Any]) -> list[str]:
    """Which gradients stand on the array that came from above, or on each other's."""
    held = {"partial": inputs["partial"]} | {f"{k}.grad": t.grad for k, t in tensors.items()}
    return [
        f"{later} shares its numbers with {name}"
        for (name, array), (later, other) in itertools.combinations(held.items(), 2)
        if isinstance(other, np.ndarray) and np.shares_memory(array, other)
    ]


def memory(out: Any, tensors: dict[str, Any]) -> Observed:
    """Which tensors the operator behind a result remembers, in any order, each as often."""
    if out.fn is None:
        raise Rejected("the result has no fn, although a gradient is wanted")
    known = {id(tensor): name for name, tensor in tensors.items()}
    parents = out.fn.parents
    if not isinstance(parents, (tuple, list)):
        raise Rejected("parents of the operator is neither a tuple nor a list")
    return {"parents": sorted(known.get(id(parent), "something else") for parent in parents)}


def raised(call: Callable[[], Any]) -> str:
    """The kind of exception that a call ends with, if any."""
    try:
        call()
    except (NotImplementedError, NotDefined):
        raise
    except Exception as error:
        return type(error).__name__
    return "nothing"


def collapsed(ns: Namespace, inputs: Inputs) -> Observed:
    """Probes `collapse`, a function of an array and a shape."""
    partial = freeze(inputs["partial"]) if inputs.get("_frozen") else inputs["partial"]
    result = ns.collapse(partial, tuple(inputs["shape"]))
    if isinstance(result, (np.ndarray, np.generic)) and result.dtype.kind in "iu":
        result = result.astype(np.float64)  # sums of whole numbers may be whole ones or not
    return {"result": result}


def drawn_graph(ns: Namespace, inputs: Inputs) -> tuple[dict[str, Any], list[str]]:
    """The tensors of a graph by name, and a list to which each operator adds its tensor's name.

    Every tensor that is not a leaf is a sum of its parents times factors.
    """
    calls: list[str] = []

    class WeightedSum(ns.Function):  # type: ignore[misc, name-defined]
        def __init__(self, name: str, weights: list[float]):
            super().__init__()
            self.name, self.weights = name, weights

        def forward(self, *tensors: Any) -> np.ndarray:
            self.save_for_backward(*tensors)
            return np.sum([w * t.data for w, t in zip(self.weights, tensors, strict=True)], axis=0)

        def backward(self, partial: Any) -> None:
            calls.append(self.name)
            for weight, parent in zip(self.weights, self.parents, strict=True):
                if parent.requires_grad:
                    parent.grad += np.float32(weight) * partial

    before, constants = inputs.get("grads_before", {}), inputs.get("constants", ())
    tensors = {
        name: leaf(ns, array, name not in constants, before.get(name))
        for name, array in inputs["leaves"].items()
    }
    for name, parents in inputs["made_from"].items():
        operator = WeightedSum(name, inputs["factors"][name])
        tensors[name] = ns.Tensor.comm(operator, *(tensors[parent] for parent in parents))
    return tensors, calls


def walked(ns: Namespace, inputs: Inputs) -> Observed:
    """Probes `Tensor.backward` on a graph of operators that are not the student's.

    `_look_at` says at what: the gradients of the leaves, those of all tensors, how often each
    operator is called, what of the graph is still there, what a walk through a graph that is gone
    raises, or what else changes. All walks but the last of several keep the graph, and the last,
    too, if `_retain` is set.
    """
    inputs = as_graph(inputs)
    tensors, calls = drawn_graph(ns, inputs)
    made_from, look_at = inputs["made_from"], inputs["_look_at"]
    *earlier, last = inputs["results"]
    if look_at == "what is kept":
        return {
            "tensors in the middle that are kept": kept(
                tensors, made_from, last, inputs["_retain"], inputs.get("_held")
            )
        }
    if look_at == "gone":
        tensors[earlier[0]].backward()
        return {"what it raises": raised(tensors[last].backward)}
    around = Surroundings(ns, tensors if look_at == "surroundings" else {}, ())
    for name in earlier:
        tensors[name].backward(retain_graph=True)
    if inputs.get("_retain"):
        tensors[last].backward(retain_graph=True)
    else:
        tensors[last].backward()
    if look_at == "calls":
        return {f"calls of the operator of {name}": calls.count(name) for name in made_from}
    if look_at == "surroundings":
        besides = [f"{name}.{what}" for name in tensors for what in ("grad", "fn")]
        return {CHANGED: around.changed(*besides)}
    looked_at = tensors if look_at == "all gradients" else inputs["leaves"]
    return {f"gradient of {name}": of_any(tensors[name], name) for name in looked_at}


def of_any(tensor: Any, name: str) -> Any:
    """The gradient of a tensor; of a constant, what it holds: None, if all is well."""
    return gradient_of(tensor, name) if tensor.requires_grad else tensor.grad


def kept(
    tensors: dict[str, Any], made_from: dict[str, Any], last: str, retain: bool, but: str | None
) -> int:
    """How many tensors between the leaves and the result live on when the result has been walked
    back from, if nothing but the graph holds them. but: one of them that somebody holds."""
    middle = [weakref.ref(tensors.pop(name)) for name in made_from if name not in (last, but)]
    if retain:
        tensors[last].backward(retain_graph=True)
    else:
        tensors[last].backward()
        gc.collect()
    return sum(tensor() is not None for tensor in middle)


def loss_of(ns: Namespace, inputs: Inputs) -> Observed:
    """Probes the loss on scores and labels: its value, the gradient of the scores, and what else
    changes. Where there is a `then_pred`, the same object is asked for another batch first."""
    criterion = ns.CrossEntropyLoss()
    wanted = inputs.get("_requires_grad", True)
    pred, target = leaf(ns, inputs["pred"], wanted), ns.Tensor(inputs["target"])
    if "then_pred" in inputs:
        criterion(leaf(ns, inputs["then_pred"]), ns.Tensor(inputs["then_target"]))
    around = Surroundings(ns, {"pred": pred, "target": target}, ())
    loss = a_tensor(ns, criterion(pred, target), "the loss")
    observed: Observed = {"loss": loss.data}
    if wanted:
        walk(loss, np.full(loss.data.shape, inputs.get("partial", 1.0), np.float32))
        observed["gradient of pred"] = gradient_of(pred, "pred")
    return {**observed, CHANGED: around.changed("pred.grad")}


MOST_LAYERS = 8
MOST_NUMBERS = 10**6
"""How many numbers a parameter may have."""


def network(ns: Namespace, inputs: Inputs) -> Observed:
    """Probes the network, whose hidden layers may have any size.

    Its parameters are set to numbers that follow from a frequency, so that whoever knows their
    shapes can tell what the scores should be.
    """
    look_at = inputs["_look_at"]
    model = ns.MLP()
    parameters = list(model.parameters())
    if look_at == "two networks":
        others = {id(parameter) for parameter in ns.MLP().parameters()}
        return {"parameters that two networks share": sum(id(p) in others for p in parameters)}
    shapes = [tuple(parameter.data.shape) for parameter in parameters]
    if len(shapes) > 2 * MOST_LAYERS or any(len(shape) > 2 for shape in shapes):
        raise Rejected("its parameters are not those of a few linear layers")
    for number, parameter in enumerate(parameters):
        parameter.data[...] = parameter_values(shapes[number], number, inputs["frequency"])
    x = ns.Tensor(inputs["x"])
    if look_at == "twice":
        model(ns.Tensor(2 * inputs["x"]))
    scores = a_tensor(ns, model(x), "the result")
    if look_at == "gradients":
        walk(scores, inputs["partial"])
        without = [p for p in parameters if p.grad is None or not np.any(p.grad)]
        return {"parameters without a gradient": len(without), "gradient of x": x.grad}
    described = np.zeros((2 * MOST_LAYERS, 2))
    for row, shape in zip(described, shapes, strict=False):
        row[: len(shape)] = shape
    return {
        "scores": scores.data,
        "shapes of the parameters": described,
        "x": inputs["x"],
        "frequency": np.float64(inputs["frequency"]),
    }


def parameter_values(shape: Shape, number: int, frequency: float) -> np.ndarray:
    """Numbers for the parameter of that number, of both signs, smaller the more come together."""
    size = int(np.prod(shape))
    waves = np.sin(frequency * (np.arange(1, size + 1) + 7 * number)).reshape(shape)
    return (waves * (2 / shape[-1]) ** 0.5 if len(shape) == 2 else waves / 4).astype(np.float32)


def layers_and_bends(observed: Observed, expected: Observed) -> Finding | None:
    """Whether the scores are those of the layers, in some order, with ReLU between them."""
    described = observed["shapes of the parameters"]
    sound = np.isfinite(described) & (described >= 0) & (described <= MOST_NUMBERS)
    shapes = [tuple(int(n) for n in row if n) for row in described if row.any() and sound.all()]
    if any(math.prod(shape) > MOST_NUMBERS for shape in shapes):
        shapes = []
    values = [
        parameter_values(shape, number, float(expected["frequency"]))
        for number, shape in enumerate(shapes)
    ]
    layers: list[list[np.ndarray]] = []
    for array in values:
        if array.ndim == 2:
            layers.append([array])
        elif layers:
            layers[-1].append(array)
    if not layers:
        return Finding(
            "layers-not-found",
            "`parameters()` finds no layer of it",
            "What it learns has to be kept. Are the layers made once, in `__init__`, and are they "
            "where `parameters()` looks: attributes of `self`, or in a list that is one?",
        )
    if len(layers) < 3:
        return Finding(
            "too-few-layers",
            f"it has {len(layers)} linear layers with parameters, and should have three or more",
            "Two hidden layers and the last one make three. Are all of them attributes of `self`, "
            "where `parameters()` looks?",
        )
    x, scores = expected["x"], observed["scores"]

    def close(found: np.ndarray | None) -> bool:
        return found is not None and np.allclose(
            found, scores, rtol=1e-3, atol=1e-3 * float(np.abs(scores).max())
        )

    orders = [list(order) for order in itertools.permutations(layers[:6])]
    if any(close(chained(order, x, len(order) - 1)) for order in orders):
        return None
    if any(close(chained(order, x, len(order))) for order in orders):
        return Finding(
            "relu-after-the-last",
            "there is a ReLU behind the last layer, too",
            "A score may be negative, and says that a class is unlikely. What is left of it behind "
            "a ReLU?",
        )
    if any(close(chained(order, x, bends)) for order in orders for bends in range(len(order) - 1)):
        return Finding(
            "relu-missing",
            "the scores are those of layers without a ReLU behind each hidden one",
            "Two linear layers with nothing between them are one linear layer. Behind which of "
            "yours does `relu()` stand?",
        )
    for order in orders:
        logits = chained(order, x, len(order) - 1)
        if logits is not None:
            powers = np.exp(logits - logits.max(axis=1, keepdims=True))
            probabilities = powers / powers.sum(axis=1, keepdims=True)
            if close(probabilities) or close(np.log(probabilities)):
                return Finding(
                    "softmax-in-the-network",
                    "the scores are probabilities, or their logarithms",
                    "The loss makes probabilities of scores by itself. What should it be handed?",
                )
    return Finding(
        "other-network",
        "the scores are not what its layers give, with ReLU behind each but the last",
        "Follow one row of x through `__call__`: each layer takes what the one before it gave.",
    )


def chained(layers: list[list[np.ndarray]], x: np.ndarray, bends: int) -> np.ndarray | None:
    """The scores of layers with ReLU behind the first so many; None if their sizes do not meet."""
    for number, (weight, *biases) in enumerate(layers):
        if weight.shape[1] != x.shape[1]:
            return None
        x = x @ weight.T + sum(biases)
        x = np.maximum(x, 0) if number < bends else x
    return x


EXPRESSIONS: dict[str, Callable[[Namespace, Any, Inputs], Any]] = {
    "a layer": lambda ns, x, i: (x @ ns.Tensor(i["weights"]).T + ns.Tensor(i["bias"])).relu(),
    "a bias from the left": lambda ns, x, i: ns.Tensor(i["bias"]) + x.T.T @ i["weights"].T,
    "a matrix with itself": lambda ns, x, i: (x @ x.T).relu() + x.sum(axis=1),
    "a sigmoid": lambda ns, x, i: 1 / (1 + (-x).exp()),
    "a softmax by its logarithm": lambda ns, x, i: (x.log_softmax().exp() * i["weights"]).sum(),
    "distances to the largest": lambda ns, x, i: (x.max(axis=1, keepdims=True) - x).mean(),
    "a tensor in many places": lambda ns, x, i: x * x + x.relu() + (2 - x) * x.log_softmax(),
}  # fmt: skip


def all_together(ns: Namespace, inputs: Inputs) -> Observed:
    """An expression in one tensor, walked back from by the student's `backward`; or training."""
    if "parameters" in inputs:
        return trained(ns, inputs)
    x = leaf(ns, inputs["x"])
    out = EXPRESSIONS[inputs["_expression"]](ns, x, inputs)
    out.backward()
    return {"value": out.data, "gradient of x": gradient_of(x, "x")}


def trained(ns: Namespace, inputs: Inputs) -> Observed:
    """A network of three layers from given parameters, after some steps of training."""

    class Small(ns.Module):  # type: ignore[misc, name-defined]
        def __init__(self) -> None:
            super().__init__()
            shapes = [array.shape for array in inputs["parameters"][::2]]
            self.layers = [ns.Linear(n_in, n_out) for n_out, n_in in shapes]

        def __call__(self, x: Any) -> Any:
            *hidden, last = self.layers
            for layer in hidden:
                x = layer(x).relu()
            return last(x)

    model, criterion = Small(), ns.CrossEntropyLoss()
    for parameter, array in zip(model.parameters(), inputs["parameters"], strict=True):
        parameter.data[...] = array
    optimizer = ns.SGD(model.parameters(), lr=inputs["lr"], momentum=0.9, nesterov=True)
    losses = []
    for _ in range(inputs["steps"]):
        loss = criterion(model(ns.Tensor(inputs["x"])), ns.Tensor(inputs["target"]))
        loss.backward()
        optimizer.step()
        optimizer.zero_grad()
        losses.append(np.asarray(loss.data, dtype=np.float32).reshape(()))
    return {
        "losses": np.stack(losses),
        **{f"parameter {k} after training": p.data for k, p in enumerate(model.parameters())},
    }


def optimizer(name: str) -> Callable[[Namespace, Inputs], Observed]:
    """Probes an optimizer: some steps on given gradients. `_another` makes a second one that
    takes steps in between."""

    def probe(ns: Namespace, inputs: Inputs) -> Observed:
        params = [leaf(ns, array) for array in inputs["params"]]
        storages = [param.data for param in params]
        made = ns[name](params, inputs["lr"], **inputs.get("settings", {}))
        others = [leaf(ns, 2 * array) for array in inputs["params"]]
        another = ns[name](others, inputs["lr"]) if inputs.get("_another") else None
        for number, gradients in enumerate(inputs["gradients"]):
            if "rates" in inputs:  # as a schedule changes it
                made.lr = inputs["rates"][number]
            for param, other, gradient in zip(params, others, gradients, strict=True):
                param.grad, other.grad = gradient.copy(), 3 * gradient
            made.step()
            if another:
                another.step()
        held = {"the arrays of params": storages} if inputs.get("_look_at") == "in place" else {}
        shown = next(iter(held.values()), [param.data for param in params])
        return {f"param {k} after the steps": array for k, array in enumerate(shown)} | {
            f"grad {k} after the steps": param.grad for k, param in enumerate(params)
        }

    return probe


# Draws


def fixed(*shapes: Shape) -> Callable[[Rng], tuple[Shape, ...]]:
    """The same shapes in every draw: one for each tensor."""
    return lambda rng: shapes


def squares(rng: Rng) -> Shape:
    return (int(rng.integers(2, 5)),) * 2


def column(rng: Rng) -> Shape:
    return (int(rng.integers(2, 5)), 1)


def related(ndim: int, relation: Callable[[Shape], tuple[Shape, Shape]]) -> Shapes:
    """Two shapes that follow from one of `ndim` different lengths."""
    return lambda rng: relation(draws.shape(rng, ndim))


def drawn(
    look_at: str,
    shapes: Callable[[Rng], Any],
    result: Callable[..., Shape],
    draw: Draw = numbers,
    *,
    upstream: Draw = numbers,
    before: bool = False,
    between: bool = False,
    again: bool = False,
    **marks: Any,
) -> Drawn:
    """Inputs for an operator. shapes: of its tensors. result: the shape that comes of them.

    before: gradients are there already. between: other tensors go through another object of it.
    again: partial comes from above twice.
    """

    def inputs(rng: Rng) -> Inputs:
        several = shapes(rng)
        several = several if several and isinstance(several[0], tuple) else (several,)
        names = ("t1", "t2")[: 1 if marks.get("_same") else len(several)]
        given: Inputs = {name: draw(rng, s) for name, s in zip(names, several, strict=False)}
        if before:
            given |= {f"{name}_grad": numbers(rng, given[name].shape) for name in names}
        if between:
            given |= {f"then_{name}": draw(rng, given[name].shape) + 1 for name in names}
        if look_at in ("gradients", "surroundings", "unwanted"):
            given["partial"] = upstream(rng, result(*several))
        if again:
            given["partial_again"] = upstream(rng, result(*several))
        return {**given, "_look_at": look_at, **marks}

    return inputs


CaseOf = Callable[..., Case]


def cases_of(result: Callable[..., Shape]) -> CaseOf:
    """Makes cases of an operator from their names and what to draw."""

    def case(name: str, shapes: Callable[[Rng], Any], draw: Draw = numbers, **marks: Any) -> Case:
        return Case(name, drawn(marks.pop("look_at", "gradients"), shapes, result, draw, **marks))

    return case


def tried(case: CaseOf, shapes: Callable[[Rng], Any], draw: Draw = numbers) -> tuple[Case, ...]:
    """The cases that every operator has: what it computes, and what it hands on."""
    two = isinstance(shapes(np.random.default_rng(0))[0], tuple)
    only = ("first", "second") if two else ()
    return (
        case("output", shapes, draw, look_at="output"),
        case("gradients", shapes, draw),
        case("used by tensors", shapes, draw, _method=True),
        case(
            "used by tensors, no gradient is wanted",
            shapes,
            draw,
            look_at="a constant",
            _method=True,
            _requires_grad=(),
        ),
        *(
            case(f"only the {word} requires a gradient", shapes, draw, _requires_grad=(f"t{k}",))
            for k, word in enumerate(only, start=1)
        ),
        case("gradients are added to those that are there", shapes, draw, before=True),
        case("backward is called twice", shapes, draw, again=True),
        case("another call in between", shapes, draw, between=True),
        case("used by tensors, another call in between", shapes, draw, _method=True, between=True),
        case("an upstream gradient of whole numbers", shapes, draw, upstream=whole),
        case("read-only arrays in Fortran order", shapes, draw, _frozen=True),
        case("nothing else is changed", shapes, draw, look_at="surroundings"),
        case(
            "used by tensors, nothing else is changed",
            shapes,
            draw,
            look_at="surroundings",
            _method=True,
        ),
    )


def of_class(case: CaseOf, shapes: Callable[[Rng], Any]) -> tuple[Case, ...]:
    """The cases that look at an operator itself."""
    return (
        case("what the operator remembers", shapes, look_at="memory"),
        case("no gradient is wanted", shapes, look_at="unwanted", _requires_grad=()),
    )


def with_zeros(rng: Rng, shape: Shape) -> np.ndarray:
    """Zeros between numbers of both signs, one zero for certain."""
    array = numbers(rng, shape)
    array.flat[::3] = 0.0
    return array


def close_to_zero(rng: Rng, shape: Shape) -> np.ndarray:
    """Numbers of both signs, down to a hundred millionth of those elsewhere."""
    return draws.signed(rng, shape) * np.float32(10.0) ** -np.resize([8, 5, 3], shape)


def nothing_but_zeros(rng: Rng, shape: Shape) -> np.ndarray:
    return np.zeros(shape, np.float32)


def negative_rows(rng: Rng, shape: Shape) -> np.ndarray:
    """Numbers around -200: without subtracting the maximum all of the exponentials are 0."""
    return distinct(rng, shape) - np.float32(200)


def large_rows(rng: Rng, shape: Shape) -> np.ndarray:
    """Numbers around 100, where an exponential overflows."""
    return distinct(rng, shape) + np.float32(100)


def far_apart(rng: Rng, shape: Shape) -> np.ndarray:
    """Hundreds of both signs: most probabilities are too small for float32. The first row is not
    like that: gradients would be nothing but rounding otherwise."""
    array = distinct(rng, shape)
    array[1:] *= 400
    return array


def rows_apart(rng: Rng, shape: Shape) -> np.ndarray:
    """Each row is larger by 150 than the one above it."""
    return distinct(rng, shape) + 150 * np.arange(shape[0], dtype=np.float32)[:, None]


def tied(rng: Rng, shape: Shape) -> np.ndarray:
    """The largest number of each row stands there twice or more often."""
    array = rng.integers(-3, 3, size=shape).astype(np.float32)
    array[..., 0] = array[..., -1] = 3.0
    return array


def assorted_scores(rng: Rng, shape: Shape) -> np.ndarray:
    """Scores of both signs; two are zero, two between -1 and 1, and two too large for float16."""
    array = draws.signed(rng, shape)
    array.flat[2:8] = (0.0, 0.25, 0.0, -0.75, 2.0**17, -(2.0**18))
    return array


def collapsing(shapes: Shapes, draw: Draw = numbers, **marks: Any) -> Drawn:
    """A gradient in the second shape, and the first, to which it is to be summed."""

    def inputs(rng: Rng) -> Inputs:
        shape, of_partial = shapes(rng)
        return {"partial": draw(rng, of_partial), "shape": shape, **marks}

    return inputs


REPEATED: dict[str, tuple[int, Callable[[Shape], tuple[Shape, Shape]]]] = {
    "a row": (2, lambda s: (s[1:], s)),
    "a row, square": (1, lambda s: (s, s * 2)),
    "a row of shape (1, n)": (2, lambda s: ((1, *s[1:]), s)),
    "a column": (2, lambda s: ((*s[:-1], 1), s)),
    "nothing repeated": (2, lambda s: (s, s)),
    "nothing repeated, shape ()": (0, lambda s: (s, s)),
    "a number, from one dimension": (1, lambda s: ((), s)),
    "a number, from two dimensions": (2, lambda s: ((), s)),
    "shape (1,), from two dimensions": (2, lambda s: ((1,), s)),
    "lengths of 1": (2, lambda s: ((1, 1), s)),
    "a length of 1 that stays": (2, lambda s: ((1, s[1]), (s[0], 1, s[1]))),
    "nothing but a length of 1": (1, lambda s: ((1,), (1,))),
    "a row, used once": (1, lambda s: (s, (1, *s))),
    "a number, used once": (0, lambda s: ((), (1,))),
    "a number, from three dimensions": (3, lambda s: ((), s)),
    "three dimensions, a row": (3, lambda s: (s[2:], s)),
    "three dimensions, the middle": (3, lambda s: ((s[0], 1, s[2]), s)),
    "five dimensions, all kinds": (5, lambda s: ((1, s[2], 1, s[4]), s)),
}
"""What was repeated: the shape, and the one it was repeated to, from so many lengths."""

ADDED: dict[str, tuple[int, Callable[[Shape], tuple[Shape, Shape]]]] = {
    "the same shape": (2, lambda s: (s, s)),
    "second a row": (2, lambda s: (s, s[1:])),
    "first a row": (2, lambda s: (s[1:], s)),
    "first a column": (2, lambda s: ((s[0], 1), s)),
    "both repeated": (2, lambda s: ((s[0], 1), s[1:])),
    "second a single number": (1, lambda s: (s, ())),
    "first a single number": (2, lambda s: ((), s)),
    "one dimension": (1, lambda s: (s, s)),
    "no dimensions": (0, lambda s: (s, s)),
    "the same shape, three dimensions": (3, lambda s: (s, s)),
    "second a row, used once": (1, lambda s: ((1, *s), s)),
    "both, three dimensions": (3, lambda s: ((s[0], 1, s[2]), s[1:])),
    "second in the middle, three dimensions": (3, lambda s: (s, (s[1], 1))),
}
"""How the shapes of two terms relate."""


def again_with(one: Drawn, other: Drawn) -> Drawn:
    """The same call before, with other numbers."""
    return lambda rng: {**other(rng), "_before": one(rng)}


def losses(
    rows: int | None = None,
    draw: Draw = distinct,
    *,
    classes: int | None = None,
    then: int | None = None,
    **marks: Any,
) -> Drawn:
    """Scores and labels. then: another batch of so many more is asked for first."""

    def batch(rng: Rng, rows: int | None) -> tuple[np.ndarray, np.ndarray]:
        n, k = draws.shape(rng, 2, low=3)
        pred = draw(rng, (rows or n, classes or k))
        target = rng.integers(0, pred.shape[1], size=len(pred))
        if len(pred) > 2:  # the first class and the last, and one of them twice
            target[:3] = (pred.shape[1] - 1, pred.shape[1] - 1, 0)
        return pred, target

    def inputs(rng: Rng) -> Inputs:
        pred, target = batch(rng, rows)
        given: Inputs = {"pred": pred, "target": target}
        if then is not None:
            given["then_pred"] = draw(rng, (len(pred) + then, pred.shape[1]))
            given["then_target"] = (np.resize(target, len(pred) + then) + 1) % pred.shape[1]
        return {**given, **marks}

    return inputs


def images(rows: int | None, look_at: str) -> Drawn:
    """Numbers as of images, and a frequency from which the parameters follow."""

    def inputs(rng: Rng) -> Inputs:
        n = rows or int(rng.integers(2, 5))
        given = {"x": rng.normal(size=(n, 784)).astype(np.float32), "_look_at": look_at}
        if look_at == "gradients":
            given["partial"] = numbers(rng, (n, 10))
        return {**given, "frequency": float(rng.integers(40, 400)) / 16}

    return inputs


def expression(name: str) -> Drawn:
    def inputs(rng: Rng) -> Inputs:
        x = small(rng, draws.shape(rng, 2))
        weights = numbers(rng, x.shape)
        return {"x": x, "weights": weights, "bias": numbers(rng, x.shape[:1]), "_expression": name}

    return inputs


def training(rng: Rng) -> Inputs:
    sizes = [int(n) for n in rng.permutation([3, 4, 5, 6])]
    shapes = [s for n_in, n_out in itertools.pairwise(sizes) for s in ((n_out, n_in), (n_out,))]
    return {
        "x": draws.nonzero(rng, (6, sizes[0])),
        "target": rng.integers(0, sizes[-1], size=6),
        "parameters": [small(rng, shape) / 2 for shape in shapes],
        "lr": 0.0625,
        "steps": 4,
    }


def stepped(
    steps: int,
    look_at: str = "step",
    *,
    zeros: bool = False,
    pause: bool = False,
    alike: bool = False,
    schedule: bool = False,
    **marks: Any,
) -> Drawn:
    """Parameters, and their gradients in each step.

    zeros: some gradients are 0 throughout. pause: all of them are in the last step. alike: there
    are two parameters of one shape. schedule: each step has a learning rate of its own.
    """

    def inputs(rng: Rng) -> Inputs:
        shapes = [draws.shape(rng, 2), draws.shape(rng, 1), ()]
        shapes = shapes[:1] * 2 if alike else shapes
        gradients = [[draws.signed(rng, shape) for shape in shapes] for _ in range(steps)]
        for of_step in gradients if zeros else ():
            of_step[0].flat[:2] = 0.0
        if pause:
            gradients[-1] = [np.zeros_like(gradient) for gradient in gradients[-1]]
        rates = {"rates": [float(n) / 16 for n in rng.permutation(8)[:steps] + 2]}
        return {
            "params": [draws.signed(rng, shape) for shape in shapes],
            "gradients": gradients,
            "lr": float(rng.integers(2, 9)) / 16,
            "_look_at": look_at,
            **(rates if schedule else {}),
            **marks,
        }

    return inputs


# The cases


def unchanged(shape: Shape) -> Shape:
    return shape


transpose = cases_of(lambda shape: shape[::-1])
matmul = cases_of(lambda one, other: (one[0], other[1]))
elementwise = cases_of(unchanged)
add = cases_of(np.broadcast_shapes)

plain = any_shape(2)
assorted = {"draw": draws.assorted, "upstream": draws.assorted}

ALONG_ROWS = (
    *(c for c in tried(elementwise, plain, distinct) if not c.name.startswith("used by tensors")),
    elementwise("one dimension", any_shape(1), distinct),
    elementwise("three dimensions", any_shape(3), distinct),
    elementwise("a square", squares, distinct),
    elementwise("a single class", column, distinct),
    elementwise("scores that are tied", plain, tied),
    elementwise("large scores, output", plain, large_rows, look_at="output"),
    elementwise("large scores", plain, large_rows),
    elementwise("scores far below zero", plain, negative_rows),
    elementwise("scores that are far apart", plain, far_apart),
    elementwise("rows that are far apart", plain, rows_apart),
    elementwise("no rows", fixed((0, 3)), distinct),
    elementwise(f"gradients, {MANY}", fixed(draws.ASSORTED), assorted_scores),
)
"""The cases of softmax and of its logarithm."""

STEPS = (
    Case("one step", stepped(1)),
    Case("five steps", stepped(5)),
    Case("gradients of zero", stepped(3, zeros=True)),
    Case("nothing but zeros in the last step", stepped(3, pause=True)),
    Case("two parameters of one shape", stepped(3, alike=True)),
    Case("a learning rate that changes", stepped(3, schedule=True)),
    Case("in place", stepped(2, "in place")),
    Case("two optimizers", stepped(3, _another=True)),
    Case("another eps", stepped(3, settings={"eps": 0.5})),
)
"""The cases of an optimizer."""

MATRICES = "float32, 2-d, length 0, length 1, equal lengths, any number"
ROWS = "float32, 1-d, 2-d, 3-d, 4-d, length 0, length 1, equal lengths, any number"
ROW_GRADIENTS = "float32, whole numbers, 1-d, 2-d, 3-d, 4-d, length 0, length 1, negative, positive"
LENT = "Fortran order, read-only"

EXERCISES = (
    Exercise(
        id="Transpose",
        points=2,
        difficulty=1,
        importance=3,
        minutes=(10, 15),
        names=("Transpose",),
        registers=lambda ns: (ns.Tensor.T,),
        probe=operator("Transpose"),
        allows={
            "t1": f"{MATRICES}, {LENT}",
            "partial": f"{MATRICES}, whole numbers",
            "call": "pure",
        },
        cases=(
            *tried(transpose, plain),
            *of_class(transpose, plain),
            transpose("a square", squares),
            transpose("a column", column),
            transpose("no rows", fixed((0, 3))),
            transpose("gradients, numbers of many kinds", fixed((3, 4)), **assorted),
            transpose("not a matrix: one dimension", any_shape(1), look_at="refused", _method=True),
            transpose(
                "not a matrix: three dimensions", any_shape(3), look_at="refused", _method=True
            ),
        ),
    ),
    Exercise(
        id="MatMul",
        points=4,
        difficulty=3,
        importance=5,
        minutes=(15, 25),
        names=("MatMul",),
        probe=operator("MatMul"),
        allows={
            "t1, t2": f"{MATRICES}, {LENT}",
            "partial": f"{MATRICES}, whole numbers",
            "call": "pure, one array twice",
        },
        cases=(
            *tried(matmul, factors()),
            *of_class(matmul, factors()),
            matmul("gradients, square matrices", factors(square=True)),
            matmul("gradients, one row", factors(outer=(1, None))),
            matmul("gradients, one column", factors(outer=(None, 1))),
            matmul("gradients, row times column", factors(outer=(1, 1))),
            matmul("gradients, column times row", outer_product),
            matmul("gradients, zeros in both", factors(), some_zeros),
            matmul("gradients, a matrix with itself", factors(square=True), _same=True),
            matmul("gradients, numbers of many kinds", factors(outer=(3, 4)), **assorted),
            matmul("gradients, nothing to add up", fixed((2, 0), (0, 3))),
            matmul("gradients, no numbers", fixed((0, 2), (2, 3))),
            matmul("output, numbers of many digits", factors(), many_digits, look_at="output"),
        ),
    ),
    Exercise(
        id="ReLU",
        points=2,
        difficulty=1,
        importance=4,
        minutes=(5, 10),
        names=("ReLU",),
        registers=lambda ns: (ns.Tensor.relu,),
        probe=operator("ReLU"),
        allows={"t1": f"{TENSORS}, {LENT}", "partial": GRADIENTS, "call": "pure"},
        cases=(
            *tried(elementwise, plain),
            *of_class(elementwise, plain),
            elementwise("at zero, output", plain, with_zeros, look_at="output"),
            elementwise("at zero", plain, with_zeros),
            elementwise("nothing but zeros", plain, nothing_but_zeros),
            elementwise("values of many magnitudes", plain, draws.magnitudes),
            elementwise("values close to zero", plain, close_to_zero),
            elementwise("one dimension", any_shape(1)),
            elementwise("a single number", any_shape(0), before=True),
            elementwise("three dimensions", any_shape(3)),
            elementwise("lengths of 1", thin),
            elementwise("no numbers", no_numbers),
            elementwise(f"gradients, {MANY}", fixed(draws.ASSORTED), **assorted),
        ),
    ),
    Exercise(
        id="collapse",
        points=3,
        difficulty=3,
        importance=4,
        minutes=(15, 25),
        names=("collapse",),
        probe=careful(collapsed),
        allows={"partial": f"{GRADIENTS}, float64, {LENT}", "call": "pure"},
        cases=(
            *(Case(name, collapsing(related(*how))) for name, how in REPEATED.items()),
            Case("whole numbers", collapsing(related(*REPEATED["a row"]), whole)),
            Case(
                "double precision", collapsing(related(*REPEATED["a row"]), draws.double(numbers))
            ),
            Case(
                f"{MANY}, read-only, Fortran order",
                collapsing(fixed((3, 1), draws.ASSORTED), draws.assorted, _frozen=True),
            ),
            Case("no numbers", collapsing(fixed((3,), (0, 3)))),
            Case(
                "another call before",
                again_with(collapsing(fixed((3, 1), (3, 3))), collapsing(fixed((3,), (3, 3)))),
            ),
            Case(
                "partial is left as it is",
                collapsing(related(*REPEATED["a row"]), _watched=True),
            ),
            Case(
                "partial is left as it is, nothing repeated",
                collapsing(related(*REPEATED["nothing repeated"]), _watched=True),
            ),
        ),
    ),
    Exercise(
        id="Add",
        points=3,
        difficulty=1.5,
        importance=4,
        minutes=(5, 10),
        names=("Add",),
        probe=operator("Add"),
        requires=("collapse",),
        allows={
            "t1, t2": f"{TENSORS}, {LENT}",
            "partial": GRADIENTS,
            "call": "pure, broadcast, one array twice",
        },
        cases=(
            *tried(add, related(2, lambda s: (s, (s[0], 1)))),
            *of_class(add, related(*ADDED["the same shape"])),
            *(add(f"gradients, {name}", related(*how)) for name, how in ADDED.items()),
            add(
                "gradients, a tensor with itself",
                related(*ADDED["the same shape"]),
                _same=True,
                before=True,
            ),
            add("gradients, no numbers", fixed((0, 3), (0, 1))),
            add(f"gradients, {MANY}", fixed(draws.ASSORTED, draws.ASSORTED), **assorted),
            add(
                "nothing else is changed, the same shape",
                related(*ADDED["the same shape"]),
                look_at="surroundings",
            ),
        ),
    ),
    Exercise(
        id="LogSoftmax",
        points=5,
        difficulty=4,
        importance=4,
        minutes=(20, 40),
        names=("log_softmax",),
        registers=lambda ns: (ns.Tensor.log_softmax,),
        probe=operator("LogSoftmax", of_its_own=False),
        may_use=("collapse", "Add"),
        rtol=1e-3,
        atol=1e-5,
        allows={"t1": f"{ROWS}, {LENT}", "partial": ROW_GRADIENTS, "call": "pure"},
        cases=(
            *ALONG_ROWS,
            elementwise(
                "no gradient is wanted", plain, distinct, look_at="a constant", _requires_grad=()
            ),
        ),
    ),
    Exercise(
        id="backward",
        points=6,
        difficulty=4,
        importance=5,
        minutes=(20, 40),
        names=("backward",),
        registers=lambda ns: (ns.Tensor.backward,),
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
            Case("kept, and walked twice", graph("one step", results=("c", "c"))),
            Case("each operator is called once", graph("a ladder", "calls")),
            Case("the graph is freed", graph("a ladder", "what is kept", _retain=False)),
            Case(
                "the graph is freed, one of its tensors is held",
                graph("a ladder", "what is kept", _retain=False, _held="d"),
            ),
            Case(
                "the graph is kept with retain_graph=True",
                graph("a ladder", "what is kept", _retain=True),
            ),
            Case("gradients with retain_graph=True", graph("a ladder", _retain=True)),
            Case("a chain of 150 steps", chain(150)),
            Case("a leaf by itself", only_a_leaf),
            Case("nothing else is changed", graph("a constant", "surroundings")),
            Case("three dimensions", graph("two ways that meet", lengths=(2, 1, 3))),
            Case(
                "extra credit, two results that share a tensor",
                graph("tensors that share", results=("c", "d", "c")),
                bonus=2.0,
            ),
            Case(
                "extra credit, a graph that was freed",
                graph("tensors that share", "gone", results=("c", "c")),
                bonus=0.5,
            ),
            Case(
                "extra credit, a graph of which a part was freed",
                graph("tensors that share", "gone", results=("c", "d")),
                bonus=0.5,
            ),
            Case("extra credit, a chain of 3000 steps", chain(3000), draws=1, bonus=1.0),
        ),
    ),
    Exercise(
        id="CrossEntropyLoss",
        points=3,
        difficulty=2,
        importance=3,
        minutes=(10, 20),
        names=("CrossEntropyLoss",),
        probe=loss_of,
        requires=("collapse", "LogSoftmax"),
        may_use=("Add",),
        rtol=1e-3,
        atol=1e-5,
        allows={
            "pred": "float32, 2-d, length 1, negative, positive, zeros, below 1",
            "target": "whole numbers, 1-d, length 1, zeros, positive, repeats",
            "call": "called again",
        },
        cases=(
            Case("a batch", losses()),
            Case("one example", losses(1)),
            Case("two examples", losses(2)),
            Case("eight examples", losses(8)),
            Case("hundreds of classes", losses(3, classes=300)),
            Case("large scores", losses(draw=large_rows)),
            Case("scores that are far apart", losses(draw=far_apart)),
            Case("scores that are tied", losses(draw=tied)),
            Case("a part of another sum", losses(partial=3.0)),
            Case("no gradient is wanted", losses(_requires_grad=False)),
            Case("another batch before it", losses(then=2)),
            Case("another batch before it, as large", losses(then=0)),
        ),
    ),
    Exercise(
        id="MLP",
        points=4,
        difficulty=2,
        importance=4,
        minutes=(10, 20),
        names=("MLP",),
        probe=network,
        requires=("Transpose", "MatMul", "collapse", "Add", "ReLU"),
        cases=(
            Case("the scores", images(None, "scores"), checker=layers_and_bends),
            Case("the scores of one image", images(1, "scores"), checker=layers_and_bends),
            Case("a second batch", images(None, "twice"), checker=layers_and_bends),
            Case("gradients reach all parameters", images(8, "gradients")),
            Case("two networks", images(1, "two networks"), draws=1),
        ),
    ),
    Exercise(
        id="all_together",
        points=4,
        difficulty=2,
        importance=5,
        minutes=(5, 20),
        names=(),
        probe=all_together,
        requires=(
            *("Transpose", "MatMul", "ReLU", "collapse"),
            *("Add", "LogSoftmax", "backward", "CrossEntropyLoss"),
        ),
        integration=True,
        rtol=1e-3,
        atol=1e-4,
        cases=(
            *(Case(name, expression(name)) for name in EXPRESSIONS),
            Case("training a small network", training),
        ),
    ),
    Exercise(
        id="Softmax",
        points=2,
        difficulty=3,
        importance=2,
        minutes=(10, 20),
        names=("Softmax",),
        probe=operator("Softmax"),
        bonus=True,
        rtol=1e-3,
        atol=1e-5,
        allows={"t1": f"{ROWS}, {LENT}", "partial": ROW_GRADIENTS, "call": "pure"},
        cases=(*ALONG_ROWS, *of_class(elementwise, plain)),
    ),
    Exercise(
        id="Adagrad",
        points=2,
        difficulty=2,
        importance=1,
        minutes=(10, 15),
        names=("Adagrad",),
        probe=optimizer("Adagrad"),
        bonus=True,
        cases=STEPS,
    ),
    Exercise(
        id="Adam",
        points=2,
        difficulty=3,
        importance=2,
        minutes=(15, 25),
        names=("Adam",),
        probe=optimizer("Adam"),
        bonus=True,
        cases=(*STEPS, Case("other betas", stepped(4, settings={"betas": (0.5, 0.75)}))),
    ),
)


OPERATORS = Engine(
    knows=lambda tensor: hasattr(tensor, "fn") and hasattr(tensor, "comm"),
    operation=lambda tensor: type(tensor.fn).__name__ if tensor.fn else None,
    parents=lambda tensor: tensor.fn.parents if tensor.fn else (),
)

OTHERGRAD = Layout(
    packages=("othergrad",),
    names={
        "operators/__init__.py": "ops=.",
        "nn/__init__.py": "nn=.",
        "optim/__init__.py": "optim=.",
        "tensor.py": "Tensor Function backward=Tensor.backward log_softmax=Tensor.log_softmax",
        "operators/reshape.py": "Transpose",
        "operators/math.py": "collapse Add MatMul Mul Div Neg Exp Log Sum Mean Max",
        "operators/activation.py": "ReLU LogSoftmax Softmax",
        "nn/loss/module.py": "Module",
        "nn/layers/linear.py": "Linear",
        "nn/loss/CrossEntropyLoss.py": "CrossEntropyLoss",
        "optim/SGD.py": "Optimizer SGD",
        "optim/Adam.py": "Adam",
        "optim/Adagrad.py": "Adagrad",
        "../mnist.py": "MLP",
    },
    besides={
        "Transpose": "Tensor.T",
        "ReLU": "Tensor.relu",
        "LogSoftmax": "LogSoftmax",
    },
    beside=("mnist.py",),
)
"""Where the course's own package has these names."""

ASSIGNMENT = Assignment(
    name="ps4_functions",
    title="Autograd with operator objects",
    exercises=EXERCISES,
    engine=OPERATORS,
    layout=OTHERGRAD,
)
