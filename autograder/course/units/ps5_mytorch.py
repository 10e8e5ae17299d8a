"""The exercises of `ps5_mytorch`: how each is tried, on which cases, and what it is worth."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
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
    Observed,
    Rejected,
)
from autograder.course.probes import a_tensor
from autograder.course.units.ps3_closures import (
    as_graph,
    chain,
    drawn_inputs,
    equal_numbers,
    graph,
    only_a_leaf,
)

Rng = np.random.Generator
Shape = tuple[int, ...]
Draw = Callable[[Rng, Shape], np.ndarray]
Drawn = Callable[[Rng], Inputs]


# Probes: tensors and gradients


def leaf(ns: Namespace, array: Any, requires_grad: bool = True) -> Any:
    return ns.Tensor(array, requires_grad=requires_grad)


def flag(value: Any) -> Any:
    """A flag, of which NumPy's kind is as good as Python's."""
    return bool(value) if isinstance(value, (bool, np.bool_)) else value


def flags(tensor: Any) -> Observed:
    return {name: flag(getattr(tensor, name)) for name in ("requires_grad", "is_leaf")}


def state(tensors: dict[str, Any]) -> Observed:
    """What tensors hold, besides a leaf's node."""
    return {
        f"{name}.{attribute}": value.data.copy() if hasattr(value, "grad_fn") else flag(value)
        for name, tensor in tensors.items()
        for attribute, value in vars(tensor).items()
        if attribute not in ("data", "grad_fn")
    } | {f"{name}.data": np.array(tensor.data) for name, tensor in tensors.items()}


def data_of(value: Any, what: str) -> np.ndarray:
    """The numbers of a tensor or an array. Raises Rejected for anything else."""
    array = getattr(value, "data", None) if hasattr(value, "grad_fn") else value
    if not isinstance(array, (np.ndarray, np.generic, float, int)):
        raise Rejected(f"{what} holds no array, but something of type {type(array).__name__}")
    return np.asarray(array)


def grad_of(ns: Namespace, tensor: Any, what: str) -> np.ndarray:
    if tensor.grad is None:
        raise Rejected(f"after the walk back, {what} has no gradient")
    return data_of(a_tensor(ns, tensor.grad, f"the gradient of {what}"), f"the gradient of {what}")


def walk_back(ns: Namespace, out: Any, grad_out: Any) -> Any:
    """Runs `backward` from a result with an upstream gradient, and returns the tensor with that.
    Raises Rejected without a node."""
    if out.grad_fn is None:
        raise Rejected(
            "the result has no node: on the way a tensor was made from an array, outside the graph"
        )
    upstream = ns.Tensor(grad_out)
    ns.backward(out.grad_fn, upstream)
    return upstream


@contextmanager
def applied(ns: Namespace) -> Iterator[list[tuple[Any, tuple[Any, ...]]]]:
    """While this is open, `Function.apply` runs forward and keeps a list of what was applied."""
    own, calls = vars(ns.Function)["apply"], []

    def apply(cls: Any, *args: Any) -> Any:
        calls.append((cls, args))
        return cls.forward(ns.ContextManager(), *args)

    ns.Function.apply = classmethod(apply)
    try:
        yield calls
    finally:
        ns.Function.apply = own


def in_double(observed: Observed, expected: Observed) -> Finding | None:
    """Whether all numbers have the digits of float64."""
    for name, value in expected.items():
        if not np.allclose(observed[name], value, rtol=1e-4, atol=1e-6):
            return Finding(
                "value-wrong",
                f"the {name} is wrong",
                "Do the cases before this one pass? Take the first that does not.",
            )
        if not np.allclose(observed[name], value, rtol=1e-10, atol=1e-12):
            return Finding(
                "single-precision",
                f"the {name} has fewer digits than it should",
                "What comes in as float64 goes out as float64. Which line makes the numbers "
                "shorter, or adds something small to them?",
            )
    return None


SIGNS: dict[str, Callable[[Any, Any], Any]] = {
    "Sub": operator.sub,
    "Mul": operator.mul,
    "Div": operator.truediv,
}


def operation(name: str) -> Callable[[Namespace, Inputs], Observed]:
    """Probes forward and backward of an operation on tensors a and b, and its operator.

    `_look_at` says at what: the output, the gradients, both, the output's flags, the operator, or
    what else changes. `_requires_grad` names the tensors that require a gradient, `_same` passes a
    for b, too; `then_a` and `then_b` go through forward before backward is called, and `_again`
    calls backward before that.
    """

    def probe(ns: Namespace, inputs: Inputs) -> Observed:
        look_at, cls = inputs["_look_at"], ns[name]
        wanted = inputs.get("_requires_grad", ("a", "b"))
        tensors = {k: leaf(ns, inputs[k], k in wanted) for k in ("a", "b") if k in inputs}
        arguments = [*tensors.values()] * (2 if inputs.get("_same") else 1)
        if look_at == "operator":
            with applied(ns) as calls:
                out = a_tensor(ns, SIGNS[name](*arguments), "the result")
            if [call[0] for call in calls] != [cls]:
                raise Rejected(f"the operator does not call {name}.apply once, and nothing else")
            same = [x is y for x, y in zip(calls[0][1], arguments, strict=True)]
            return {"output": out.data, "arguments are passed in order": all(same)}
        ctx = ns.ContextManager()
        before = state(tensors)
        out = a_tensor(ns, cls.forward(ctx, *arguments), "what forward returns")
        if look_at == "flags":
            return flags(out)
        if look_at == "output":
            return {"output": out.data}
        if "then_a" in inputs:
            cls.forward(ns.ContextManager(), leaf(ns, inputs["then_a"]), leaf(ns, inputs["then_b"]))
        upstream = ns.Tensor(inputs["grad_out"])
        if inputs.get("_again"):
            cls.backward(ctx, upstream)
        returned = cls.backward(ctx, upstream)
        if not isinstance(returned, (tuple, list)) or len(returned) != 2:
            raise Rejected("backward does not return two gradients, as a tuple")
        if look_at == "surroundings":
            given = (*tensors.values(), upstream)
            return state({**tensors, "grad_output": upstream}) | {
                "changed": sorted(
                    key
                    for key, value in state(tensors).items()
                    if str(value) != str(before.get(key))
                ),
                "gradients are new tensors": not any(g is t for g in returned for t in given),
            }
        gradients = {
            f"gradient of {key}": a_tensor(ns, gradient, f"the gradient of {key}").data
            for key, gradient in zip(("a", "b"), returned, strict=False)
            if key in wanted
        }
        return {"output": out.data, **gradients} if look_at == "both" else gradients

    return probe


# Probes: the engine


def scaled(ns: Namespace, factors: Sequence[float], log: list[Any] | None = None) -> Any:
    """An operation: the sum of its tensors times factors. It logs the ctx of each call."""

    class Scaled(ns.Function):
        @staticmethod
        def forward(ctx: Any, *args: Any) -> Any:
            tensors = [arg for arg in args if isinstance(arg, ns.Tensor)]
            ctx.save_for_backward(*tensors)
            ctx.rest = len(args) - len(tensors)
            wanted = any(tensor.requires_grad for tensor in tensors)
            terms = [f * t.data for f, t in zip(factors, tensors, strict=True)]
            out = ns.Tensor(np.sum(terms, axis=0), requires_grad=wanted, is_leaf=not wanted)
            if log is not None:
                log.append((ctx, out))
            return out

        @staticmethod
        def backward(ctx: Any, grad_output: Any) -> Any:
            shares = [ns.Tensor(f * grad_output.data) for f in factors]
            return (*shares, *(None,) * getattr(ctx, "rest", 0))

    return Scaled


def kind_of_node(ns: Namespace, node: Any) -> str | None:
    kinds = {"BackwardFunction": ns.BackwardFunction, "AccumulateGrad": ns.AccumulateGrad}
    found = next((name for name, kind in kinds.items() if isinstance(node, kind)), None)
    return found or (None if node is None else f"of type {type(node).__name__}")


def applied_once(ns: Namespace, inputs: Inputs) -> Observed:
    """Probes `Function.apply` with an operation made for it.

    `_arguments` says what each argument is: leaf, constant, result (of an operation), value (no
    tensor), or the number of an earlier argument that is the same tensor. `_look_at` says at what.
    """
    numbers, args = iter(inputs["numbers"]), []
    earlier = ns.BackwardFunction(scaled(ns, [1.0]))
    for kind in inputs["_arguments"]:
        if kind == "value":
            args.append((2, 3))
        elif isinstance(kind, int):
            args.append(args[kind])
        else:
            args.append(leaf(ns, next(numbers), kind != "constant"))
            if kind == "result":
                args[-1].is_leaf, args[-1].grad_fn = False, earlier
    places = [i for i, arg in enumerate(args) if isinstance(arg, ns.Tensor)]
    log: list[Any] = []
    cls = scaled(ns, inputs["factors"], log)
    before = state({f"argument {i}": args[i] for i in places})
    out = a_tensor(ns, cls.apply(*args), "what apply returns")
    node, look_at = out.grad_fn, inputs["_look_at"]
    if look_at == "output":
        same = bool(log) and out is log[-1][1]
        return {"output": out.data, "calls of forward": len(log), "the same": same}
    if look_at == "surroundings":
        after = state({f"argument {i}": args[i] for i in places})
        changed = [key for key, value in after.items() if str(value) != str(before.get(key))]
        constants = [arg for arg, kind in zip(args, inputs["_arguments"], strict=True)
                     if kind == "constant"]  # fmt: skip
        nodes = any(constant.grad_fn is not None for constant in constants)
        return {"changed": sorted(changed), "a constant has a node": nodes}
    if look_at == "constants":
        return {**flags(out), "has a node": np.array(node is not None)}
    if node is None:
        raise Rejected("the result has no grad_fn, although an argument requires a gradient")
    if look_at == "node":
        operation, called = getattr(node, "_forward_cls", None), getattr(node, "function_name", "")
        return {
            **flags(out),
            "grad_fn": kind_of_node(ns, node),
            "operation": operation is cls,
            "function_name is the operation's": called == cls.__name__,
        }
    if look_at == "ctx":
        shares = node.apply(ns.Tensor(inputs["grad_out"]))
        saved = [tensor.data for tensor in node.ctx.saved_tensors]
        return {
            "the node has forward's ctx": bool(log) and node.ctx is log[-1][0],
            **{f"saved tensor {i}": array for i, array in enumerate(saved)},
            **{f"share {i}": shares[i].data for i in range(len(saved))},
        }
    if look_at == "two calls":
        first = described(ns, args, places, node, earlier)
        second = cls.apply(*args[::-1]).grad_fn
        return {
            "nodes are different": second is not node,
            "parents of the first": first,
            "parents of the second": described(ns, args[::-1], places, second, earlier),
            "parents of the first, later": described(ns, args, places, node, earlier),
        }
    return {"next_functions": described(ns, args, places, node, earlier)}


def described(
    ns: Namespace, args: list[Any], places: list[int], node: Any, earlier: Any
) -> list[Any]:
    """The parents of a node in words, without those of arguments that are no tensors."""
    parents = list(node.next_functions)
    if len(parents) == len(args):
        parents = [parents[i] for i in places]

    def in_words(parent: Any) -> Any:
        if parent is earlier:
            return "the node that made an argument"
        if isinstance(parent, ns.AccumulateGrad):
            owners = [f"argument {i}" for i in places if args[i] is parent.variable]
            return f"AccumulateGrad of {owners[0] if owners else 'something else'}"
        return kind_of_node(ns, parent)

    return [in_words(parent) for parent in parents]


def without_a_node(observed: Observed, expected: Observed) -> Finding | None:
    """Whether a result of constants has no node; one that leads nowhere does no harm."""
    if not observed["has a node"]:
        return None
    return Finding(
        "node-for-constants",
        "A result of constants has a node.",
        "That loses no points, since the node leads nowhere. But it is kept as long as the result "
        "is. Which of the output's flags says that nobody wants a gradient?",
        remark=True,
    )


def walked(name: str) -> Callable[[Namespace, Inputs], Observed]:
    """Probes a walk back through nodes made for it.

    `_look_at` says at what: the gradients of the leaves, how often each node is asked, or what
    else changes. `_rest` is how many more gradients of None come back, `_alone` lets a node with
    one parent return its gradient outside a tuple, `_shared` lets each node return one tensor for
    all of its parents, `_missing` names a node that returns None.
    """

    def probe(ns: Namespace, inputs: Inputs) -> Observed:
        inputs = as_graph(inputs)
        leaves: dict[str, Any] = {}
        nodes: dict[str, Any] = {}
        calls: dict[str, int] = {}
        before = inputs.get("grads_before", {})
        for key, array in inputs["leaves"].items():
            leaves[key] = leaf(ns, array.astype(float), key not in inputs.get("constants", ()))
            nodes[key] = ns.AccumulateGrad(leaves[key]) if leaves[key].requires_grad else None
            if key in before:
                leaves[key].grad = ns.Tensor(before[key].astype(float))
        for key, parents in inputs["made_from"].items():
            nodes[key] = None
            if any(nodes[parent] is not None for parent in parents):
                nodes[key] = ns.BackwardFunction(returning(ns, inputs, key))
                nodes[key].next_functions = [nodes[parent] for parent in parents]
                nodes[key].ctx.save_for_backward(ns.Tensor(inputs["factors"][key]))
        for key, node in nodes.items():
            if node is not None:
                calls[key] = 0
                node.apply = counted(node.apply, calls, key)
        links = {key: list(node.next_functions) for key, node in nodes.items() if node is not None}
        upstream = ns.Tensor(inputs["grad_out"].astype(float))
        for key in inputs["results"]:
            ns[name](nodes[key], upstream)
        if inputs["_look_at"] == "calls":
            return {f"calls of the node of {key}": number for key, number in calls.items()}
        if inputs["_look_at"] == "surroundings":
            changed = [key for key in links if links[key] != nodes[key].next_functions]
            return {"grad_of_outputs": upstream.data, "other next_functions": changed}
        return {
            f"gradient of {key}": grad_of(ns, tensor, key) if tensor.requires_grad else tensor.grad
            for key, tensor in leaves.items()
        }

    return probe


def returning(ns: Namespace, inputs: Inputs, key: str) -> Any:
    """An operation whose backward multiplies by the factors of a graph's node, kept in its ctx."""

    class Made(ns.Function):
        @staticmethod
        def backward(ctx: Any, grad_output: Any) -> Any:
            factors = ctx.saved_tensors[0].data
            if inputs.get("_missing") == key:
                return (None,) * len(factors)
            shares = tuple(ns.Tensor(factor * grad_output.data) for factor in factors)
            if inputs.get("_shared"):
                return shares[:1] * len(shares)
            if inputs.get("_alone") and len(shares) == 1:
                return shares[0]
            return (*shares, *(None,) * inputs.get("_rest", 0))

    return Made


def counted(apply: Callable[..., Any], calls: dict[str, int], key: str) -> Callable[..., Any]:
    def wrapper(*args: Any) -> Any:
        calls[key] += 1
        return apply(*args)

    return wrapper


def started(ns: Namespace, inputs: Inputs) -> Observed:
    """Probes `Tensor.backward` with a node that keeps what arrives, and a leaf behind it."""
    x, behind = leaf(ns, inputs["x"]), leaf(ns, np.zeros(inputs["x"].shape))
    x.is_leaf, x.grad_fn = False, ns.BackwardFunction(scaled(ns, []))
    x.grad_fn.next_functions = [ns.AccumulateGrad(behind)]
    arrived: list[np.ndarray] = []

    def apply(gradient: Any) -> tuple[Any]:
        arrived.append(data_of(a_tensor(ns, gradient, "what arrives"), "what arrives").copy())
        gradient.data = gradient.data * 7  # nobody else's
        return (ns.Tensor(arrived[-1] * 2),)

    x.grad_fn.apply = apply
    for _ in range(inputs.get("_times", 1)):
        x.backward()
    return {"arrivals": len(arrived), **{f"gradient {i}": g for i, g in enumerate(arrived)}} | {
        "dtype of the gradients": sorted({str(gradient.dtype) for gradient in arrived}),
        "x.data": x.data,
        "x.grad": x.grad,
        "gradient of a leaf behind": grad_of(ns, behind, "a leaf behind the node"),
    }


# Probes: layers, the loss, optimizers


def prepared(ns: Namespace, inputs: Inputs) -> tuple[Any, dict[str, Any]]:
    """The layer that a case asks for, and its parameters by name, holding a case's numbers.

    With `_used`, a batch has gone through before these take the place of others.
    """
    arguments = inputs.get("_layer", ())
    layer = ns[inputs["_class"]](*arguments, **inputs.get("_options", {}))
    if inputs.get("_used"):
        layer(leaf(ns, inputs["x"]))
    names = [name for name in ("weight", "bias", "gamma", "beta") if name in inputs]
    for name in names:
        getattr(layer, name).data = inputs[name].copy()
    for name in ("running_mean", "running_var"):
        if name in inputs:
            setattr(layer, name, ns.Tensor(inputs[name]))
    if inputs.get("_eval"):
        layer.eval()
    return layer, {name: getattr(layer, name) for name in names}


OUT = "what the layer returns"


def layer(ns: Namespace, inputs: Inputs) -> Observed:
    """Probes a layer: its output for the last of its batches, gradients, running averages.

    `_look_at` says at what. `earlier` holds batches that go through before x, and `later` one that
    goes through before the walk back. `_eval` puts the layer in evaluation mode first, `_back` puts
    it in training mode again before x. Gradients are those of one walk back, or of two if there is
    a `grad_out_again`.
    """
    if inputs["_look_at"] == "new":
        made = ns[inputs["_class"]](*inputs["_layer"])
        observed = new_layer(made)
        return observed | {"output.shape": a_tensor(ns, made(leaf(ns, inputs["x"])), OUT).shape}
    made, parameters = prepared(ns, inputs)
    x = leaf(ns, inputs["x"], not inputs.get("_constant"))
    for batch in inputs.get("earlier", ()):
        made(leaf(ns, batch))
    if inputs.get("_back"):
        made.train()
    look_at = inputs["_look_at"]
    if look_at == "refusal":
        averages = running(made)
        try:
            made(x)
        except ValueError:
            return {"raises": "ValueError", "averages moved": str(running(made)) != str(averages)}
        return {"raises": None, "averages moved": str(running(made)) != str(averages)}
    out = a_tensor(ns, made(x), OUT)
    if "later" in inputs:
        made(leaf(ns, inputs["later"]))
    if look_at == "output":
        return {"output": out.data}
    if look_at == "averages":
        return running(made)
    if look_at == "constants":
        return {f"{name}.requires_grad": flag(getattr(made, name).requires_grad)
                for name in ("running_mean", "running_var")}  # fmt: skip
    if look_at == "flags":
        return flags(out)
    upstream = walk_back(ns, out, inputs["grad_out"])
    if look_at == "surroundings":
        return {"x": x.data, "upstream gradient": upstream.data}
    if "grad_out_again" in inputs:
        walk_back(ns, made(x), inputs["grad_out_again"])
    found = {} if inputs.get("_constant") else {"x": x}
    gradients = {
        f"gradient of {name}": grad_of(ns, tensor, name)
        for name, tensor in (found | parameters).items()
        if name in inputs.get("_only", (name,))
    }
    return {"output": out.data, **gradients} if look_at == "both" else gradients


def new_layer(made: Any) -> Observed:
    """What a layer holds when it is made: its numbers, parameters and where these were drawn."""
    plain = ("in_features", "out_features", "num_features")
    observed = {name: getattr(made, name) for name in plain if hasattr(made, name)}
    for i, parameter in enumerate(made.parameters()):
        observed |= {f"{i}.{name}": flag(getattr(parameter, name)) for name in FLAGS}
        if hasattr(made, "in_features"):
            spread = np.abs(parameter.data) * made.in_features**0.5
            observed[f"{i}.shape"] = parameter.shape
            observed[f"{i} is within 1 / sqrt(in)"] = bool(0 < spread.max() <= 1)
            observed[f"{i} has both signs"] = bool(parameter.data.min() < 0 < parameter.data.max())
        else:
            observed[f"{i}.data"] = parameter.data
    return observed | (running(made) if hasattr(made, "running_mean") else {})


FLAGS = ("requires_grad", "is_leaf", "is_parameter")


def running(made: Any) -> Observed:
    """The running averages of a layer; a row is as good as one dimension."""
    return {
        name: data_of(getattr(made, name), f"{name}").reshape(-1).copy()
        for name in ("running_mean", "running_var")
    }


def in_a_row(ns: Namespace, inputs: Inputs) -> Observed:
    """Probes `Sequential` with layers x · factor + number, nested as `_nested` says. With `_same`,
    layers of one number are one layer."""
    calls: list[int] = []
    handed: list[Any] = []
    same: list[bool] = []
    known: dict[int, Any] = {}

    class Step(ns.Module):
        def __init__(self, number: int):
            super().__init__()
            self.number = number

        def forward(self, x: Any) -> Any:
            calls.append(self.number)
            same.append(x is handed[-1])
            handed.append(ns.Tensor(x.data * inputs["factors"][self.number] + self.number))
            return handed[-1]

    def made(nested: Any) -> Any:
        if not isinstance(nested, int):
            return ns.Sequential(*map(made, nested))
        if nested not in known or not inputs.get("_same"):
            known[nested] = Step(nested)
        return known[nested]

    model, x = made(inputs["_nested"]), ns.Tensor(inputs["x"])
    handed.append(x)
    if inputs.get("_look_at") == "new":
        model.eval()
        return {
            "output": a_tensor(ns, model(x), "what Sequential returns").data,
            "iterated": [layer.number for layer in model],
            "the second": model[1].number,
            "modes": [layer.is_train for layer in model],
        }
    for _ in range(inputs.get("_times", 1)):
        handed.append(x)
        out = a_tensor(ns, model(x), "what Sequential returns")
    return {
        "output": out.data,
        "layers called": calls,
        "x": x.data,
        "each layer gets the tensor that the one before returned": all(same),
    }


def loss(ns: Namespace, inputs: Inputs) -> Observed:
    """Probes `cross_entropy` on logits and labels."""
    predicted, target = leaf(ns, inputs["predicted"]), ns.Tensor(inputs["target"])
    out = a_tensor(ns, ns.cross_entropy(predicted, target), "the loss")
    if "later" in inputs:
        ns.cross_entropy(leaf(ns, inputs["later"]), ns.Tensor(inputs["later_target"]))
    look_at = inputs["_look_at"]
    if look_at == "value":
        array = data_of(out, "the loss")
        return {"loss": array.reshape(()) if array.size == 1 else array}
    if look_at == "flags":
        return flags(out)
    for _ in range(inputs.get("_times", 1)):
        walk_back(ns, out, np.full(out.shape, inputs["upstream"]))
    if look_at == "surroundings":
        return {"predicted": predicted.data, "target": target.data}
    return {"gradient of predicted": grad_of(ns, predicted, "predicted")}


def stepped(name: str) -> Callable[[Namespace, Inputs], Observed]:
    """Probes an optimizer: some steps with given gradients, None for a parameter without.

    `_other` steps a second optimizer, with other gradients, in between. `rates` has a learning
    rate for each step.
    """

    def probe(ns: Namespace, inputs: Inputs) -> Observed:
        def made() -> tuple[list[Any], Any]:
            params = [
                ns.Tensor(array, requires_grad=True, is_parameter=True)
                for array in inputs["params"]
            ]
            given = iter(params) if inputs.get("_iterator") else params
            return params, ns[name](given, lr=inputs["lr"], momentum=inputs.get("momentum", 0.0))

        params, optimizer = made()
        if inputs["_look_at"] == "new":
            plain = ns[name](params)
            observed = {"rates": [plain.lr, plain.momentum, optimizer.lr, optimizer.momentum]} | {
                f"momentum {i}": np.array(array) for i, array in enumerate(optimizer.momentums)
            }
            for tensor, grad in zip(params, inputs["grads"][0], strict=True):
                tensor.grad = ns.Tensor(grad)
            plain.step()
            return observed | {f"parameter {i}": t.data for i, t in enumerate(params)}
        others, other = made()
        for number, grads in enumerate(inputs["grads"]):
            if "rates" in inputs:  # as a schedule changes it
                optimizer.lr = inputs["rates"][number]
            for tensors, factor in ((params, 1.0), (others, -3.0)):
                for tensor, grad in zip(tensors, grads, strict=True):
                    tensor.grad = None if grad is None else ns.Tensor(factor * grad)
            optimizer.step()
            if inputs.get("_other"):
                other.step()
            kept = {
                f"gradient {i}": t.grad.data for i, t in enumerate(params) if t.grad is not None
            }
            optimizer.zero_grad()
        if inputs["_look_at"] == "gradients":
            return kept
        if inputs["_look_at"] == "flags":
            return {
                f"parameter {i}: {attribute}": value
                for i, tensor in enumerate(params)
                for attribute, value in {
                    **flags(tensor),
                    "is_parameter": flag(tensor.is_parameter),
                    "grad_fn": kind_of_node(ns, tensor.grad_fn),
                    "is held by the optimizer": optimizer.params[i] is tensor,
                }.items()
            }
        return {f"parameter {i}": data_of(t, f"parameter {i}") for i, t in enumerate(params)}

    return probe


# Probes: training

LABEL_OF = 7
"""The label of image number k is the last digit of seven times k."""


@contextmanager
def replaced(function: Any, name: str, value: Any) -> Iterator[None]:
    """While this is open, a name that a function uses means something else."""
    names = function.__globals__
    missing = object()
    own = names.get(name, missing)
    names[name] = value
    try:
        yield
    finally:
        if own is missing:
            del names[name]
        else:
            names[name] = own


class Events:
    """What a model, a loss and an optimizer that do nothing are asked for, in order."""

    def __init__(self, ns: Namespace, guesses: np.ndarray | None = None):
        """guesses: the class that the model finds for image number k; without it, always 0."""
        events: list[tuple[Any, ...]] = []

        class Model(ns.Module):
            def __init__(self) -> None:
                super().__init__()
                self.inside = ns.Module()

            def forward(self, x: Any) -> Any:
                a_tensor(ns, x, "what the model gets")
                numbers, mode = x.data[:, 0].astype(int), self.inside.is_train
                events.append(("forward", numbers.tolist(), mode, flag(x.requires_grad)))
                found = np.zeros(len(numbers), int) if guesses is None else guesses[numbers]
                return ns.Tensor(np.eye(10)[found], requires_grad=True, is_leaf=False)

        class Loss(ns.Tensor):
            def backward(self) -> None:
                events.append(("backward",))

        class Criterion(ns.Module):
            def forward(self, predicted: Any, target: Any) -> Any:
                labels = a_tensor(ns, target, "what the loss gets for labels")
                events.append(("loss", labels.data.tolist(), flag(labels.requires_grad)))
                return Loss(0.5, requires_grad=True, is_leaf=False)

        class Recorded(ns.Optimizer):
            def zero_grad(self) -> None:
                events.append(("zero_grad",))

            def step(self) -> None:
                events.append(("step",))

        self.events, self.model, self.criterion = events, Model(), Criterion()
        self.optimizer = Recorded([])

    def of(self, kind: str) -> list[tuple[Any, ...]]:
        return [event[1:] for event in self.events if event[0] == kind]


def images(n: int) -> tuple[np.ndarray, np.ndarray]:
    """Images of one pixel, their number, and their labels."""
    numbers = np.arange(n)
    return numbers[:, None].astype(float), numbers * LABEL_OF % 10


def validated(ns: Namespace, inputs: Inputs) -> Observed:
    """Probes `validate` with a model that knows the images by number."""
    guesses = inputs["guesses"]
    val_x = np.arange(len(guesses))[:, None].astype(float)
    fake = Events(ns, guesses)
    accuracy = ns.validate(fake.model, val_x, inputs["val_y"].copy())
    seen = fake.of("forward")
    if inputs["_look_at"] == "accuracy":
        return {"accuracy": np.asarray(accuracy, dtype=float)}
    if inputs["_look_at"] == "images":
        numbers = [number for batch in seen for number in batch[0]]
        return {
            "every image is seen once": sorted(numbers) == list(range(len(guesses))),
            "batches are not larger than BATCH_SIZE": max((len(b[0]) for b in seen), default=0)
            <= 100,
        }
    if inputs["_look_at"] == "mode":
        return {"in training mode": any(batch[1] for batch in seen)}
    if inputs["_look_at"] == "gradients":
        return {"a batch requires a gradient": any(batch[2] for batch in seen)}
    afterwards = {"training mode": np.array(fake.model.is_train)}
    fake.model.eval()
    ns.validate(fake.model, val_x, inputs["val_y"].copy())
    return {**afterwards, "training mode, after evaluation mode": np.array(fake.model.is_train)}


def share_or_percent(observed: Observed, expected: Observed) -> Finding | None:
    accuracy, right = observed["accuracy"], expected["accuracy"]
    if np.isclose(accuracy, right) or np.isclose(accuracy, 100 * right):
        return None
    return Finding(
        "accuracy-wrong",
        f"the accuracy is {accuracy:.4g}, and should be {right:.4g}",
        "Count the images whose largest score stands at the place of the label. By which number "
        "does the count have to be divided?",
    )


def mode_restored(observed: Observed, expected: Observed) -> Finding | None:
    if all(bool(observed[name]) == bool(value) for name, value in expected.items()):
        return None
    return Finding(
        "mode-not-restored",
        "After a validation the model is not in the mode in which it was.",
        "That loses no points by itself. But a model that is being trained would keep its running "
        "averages still from then on, and one in use would go on learning.",
        remark=True,
    )


def looped(ns: Namespace, inputs: Inputs) -> Observed:
    """Probes `train` with a model, a loss, an optimizer and a validation that keep a record."""
    n, epochs = inputs["n_train"], inputs.get("num_epochs")
    fake = Events(ns)
    train_x, train_y = images(n)
    val = (np.array([[1.0], [2.0]]), np.array([7, 4]))
    accuracies = inputs["accuracies"]
    given: list[float] = []

    def validate(model: Any, val_x: Any, val_y: Any) -> float:
        right = model is fake.model and val_x is val[0] and val_y is val[1]
        fake.events.append(("validate", right, len(fake.of("step"))))
        given.append(float(accuracies[len(given) % len(accuracies)]))
        if inputs.get("_stays"):
            model.eval()
        return given[-1]

    if inputs["_look_at"] == "modes":
        fake.model.eval()
    arguments = (fake.model, fake.optimizer, fake.criterion, train_x, train_y, *val)
    with replaced(ns.train, "validate", validate):
        returned = ns.train(*arguments, **({} if epochs is None else {"num_epochs": epochs}))
    if inputs["_look_at"] == "arrays":
        before = images(n)
        return {
            "train_x is as it was": np.array_equal(train_x, before[0]),
            "train_y is as it was": np.array_equal(train_y, before[1]),
        }
    if inputs["_look_at"] == "accuracies":
        same = np.array_equal(np.asarray(returned, dtype=float), given)
        return {"what is returned are all accuracies, in order": same}
    return LOOKED_AT[inputs["_look_at"]](fake, n, 3 if epochs is None else epochs)


def every_image(fake: Events, n: int, epochs: int) -> Observed:
    numbers = [number for batch in fake.of("forward") for number in batch[0]]
    labels = [label for batch in fake.of("loss") for label in batch[0]]
    orders = [numbers[k * n : (k + 1) * n] for k in range(epochs)]
    return {
        "images in all": len(numbers),
        "each once in an epoch": all(sorted(order) == list(range(n)) for order in orders),
        "each with its label": labels == [number * LABEL_OF % 10 for number in numbers],
    }


def batches(fake: Events, n: int, epochs: int) -> Observed:
    return {"sizes of the batches": [len(batch[0]) for batch in fake.of("forward")]}


def new_orders(fake: Events, n: int, epochs: int) -> Observed:
    numbers = [number for batch in fake.of("forward") for number in batch[0]]
    orders = [numbers[k * n : (k + 1) * n] for k in range(epochs)]
    return {
        "not in the order of the array": all(order != list(range(n)) for order in orders),
        "another order in each epoch": len(set(map(tuple, orders))) == len(orders),
    }


def modes(fake: Events, n: int, epochs: int) -> Observed:
    return {"always in training mode": all(batch[1] for batch in fake.of("forward"))}


def constants(fake: Events, n: int, epochs: int) -> Observed:
    wanted = [batch[2] for batch in fake.of("forward")] + [batch[1] for batch in fake.of("loss")]
    return {"images or labels require a gradient": any(wanted)}


def rounds(fake: Events, n: int, epochs: int) -> Observed:
    """Whether each walk back comes after its loss, on cleared gradients, before its step."""
    kinds = [event[0] for event in fake.events if event[0] != "validate"]
    without = [kind for kind in kinds if kind != "zero_grad"]
    cleared = "".join({"zero_grad": "z", "backward": "b"}.get(kind, "") for kind in kinds)
    spoiled = any(
        kind == "zero_grad" and kinds[max(0, i - 1)] == "backward" for i, kind in enumerate(kinds)
    )
    return {
        "forward, loss, backward, step, again and again": without
        == ["forward", "loss", "backward", "step"] * (len(without) // 4),
        "gradients are cleared before each walk back": "bb" not in cleared and not spoiled,
    }


def places(fake: Events, n: int, epochs: int) -> Observed:
    found = [steps for _, steps in fake.of("validate")]
    each = n // 100
    first = [k * each + i + 1 for k in range(epochs) for i in range(0, each, 100)]
    last = [k * each + i for k in range(epochs) for i in range(100, each + 1, 100)]
    return {
        "after every hundred batches": found in (first, last),
        "with the model and the validation set": all(right for right, _ in fake.of("validate")),
    }


LOOKED_AT: dict[str, Callable[[Events, int, int], Observed]] = {
    "images": every_image,
    "batches": batches,
    "orders": new_orders,
    "modes": modes,
    "constants": constants,
    "rounds": rounds,
    "places": places,
}


def put_together(ns: Namespace, inputs: Inputs) -> Observed:
    """Probes `mnist` with a `train` that looks at what it gets."""
    arrays = [np.array([[float(i)]]) for i in range(4)]
    got: dict[str, Any] = {}

    def train(model, optimizer, criterion, train_x, train_y, val_x, val_y, num_epochs=3):  # type: ignore[no-untyped-def]
        got.update(earlier=got.get("model"), model=model, optimizer=optimizer, criterion=criterion)
        got["arrays"] = [train_x, train_y, val_x, val_y]
        return inputs["accuracies"]

    with replaced(ns.mnist, "train", train):
        for _ in range(inputs.get("_times", 1)):
            returned = ns.mnist(*arrays)
    if not got:
        raise Rejected("mnist does not call train")
    model, optimizer = got["model"], got["optimizer"]
    parameters = list(model.parameters())
    match inputs["_look_at"]:
        case "network":
            return {
                "layers": [sizes(made) for made in model.layers],
                "is a new one": model is not got["earlier"],
            }
        case "optimizer":
            held, wanted = (sorted(map(id, several)) for several in (optimizer.params, parameters))
            return {
                "is an SGD": isinstance(optimizer, ns.SGD),
                "holds each parameter once": held == wanted,
                "has a positive learning rate": bool(optimizer.lr > 0),
            }
        case "loss":
            return {"is a CrossEntropyLoss": isinstance(got["criterion"], ns.CrossEntropyLoss)}
    same = [a is b for a, b in zip(got["arrays"], arrays, strict=True)]
    return {"arrays in order": all(same), "what train returns": returned is inputs["accuracies"]}


def sizes(made: Any) -> str:
    """A layer as one writes it."""
    names = ("in_features", "out_features", "num_features")
    numbers = [str(getattr(made, name)) for name in names if hasattr(made, name)]
    return f"{type(made).__name__}({', '.join(numbers)})"


EXPRESSIONS: dict[str, Callable[..., Any]] = {
    "the calculation of the text": lambda three, a, b, c: ((a * b + a) + c) + three,
    "differences and quotients": lambda three, a, b, c: (a - b) / c - (c / a) * b,
    "a tensor that is used again and again": lambda three, a, b, c: a * a * a - a * (a - c) + a / b,
    "transposed and reshaped": lambda three, a, b, c: (a.T() * b.T()).reshape(-1) + c.reshape(-1),
}


def all_together(ns: Namespace, inputs: Inputs) -> Observed:
    if "_expression" in inputs:
        tensors = [leaf(ns, inputs[name], name != "b") for name in ("a", "b", "c")]
        out = EXPRESSIONS[inputs["_expression"]](ns.Tensor(inputs["three"]), *tensors)
        out.backward()
        return {
            "value": out.data,
            "gradient of a": grad_of(ns, tensors[0], "a"),
            "gradient of c": grad_of(ns, tensors[2], "c"),
        }
    if "row" in inputs:
        return after_validations(ns, inputs)
    n_in, n_hidden, n_out = inputs["sizes"]
    model = ns.Sequential(
        ns.Linear(n_in, n_hidden), ns.BatchNorm1d(n_hidden), ns.ReLU(), ns.Linear(n_hidden, n_out)
    )
    for parameter, array in zip(model.parameters(), inputs["parameters"], strict=True):
        parameter.data = array.copy()
    optimizer = ns.SGD(model.parameters(), lr=inputs["lr"], momentum=inputs["momentum"])
    criterion, losses = ns.CrossEntropyLoss(), []
    for _ in range(inputs["steps"]):
        optimizer.zero_grad()
        out = criterion(model(ns.Tensor(inputs["x"])), ns.Tensor(inputs["labels"]))
        out.backward()
        optimizer.step()
        losses.append(data_of(out, "the loss").reshape(()))
    observed = {"losses": np.stack(losses), **running(model[1])}
    model.eval()
    return {
        **observed,
        **{f"parameter {i}": parameter.data for i, parameter in enumerate(model.parameters())},
        "output in evaluation mode": model(ns.Tensor(inputs["x"])).data,
    }


def after_validations(ns: Namespace, inputs: Inputs) -> Observed:
    """What batch normalization has learned from images that are all alike, with validations."""
    row = inputs["row"]
    made = ns.BatchNorm1d(len(row))
    model = ns.Sequential(made, ns.Linear(len(row), 2))
    x, y = np.tile(row, (300, 1)), np.arange(300) % 2
    optimizer = ns.SGD(model.parameters(), lr=1e-9)
    ns.train(model, optimizer, ns.CrossEntropyLoss(), x, y, 2 * x[:100], y[:100], 2)
    return {"running_mean": running(made)["running_mean"]}


# Draws


numbers = draws.double(draws.nonzero)
plain = draws.double(draws.values_and_zero)
positive = draws.double(draws.positive)
both_signs = draws.double(draws.signed)
upstream_gradient = draws.double(draws.upstream)
assorted = draws.double(draws.assorted)
assorted_nonzero = draws.double(draws.assorted_nonzero)


def digits(rng: Rng, shape: Shape) -> np.ndarray:
    """Numbers of both signs that need all the digits of a float64."""
    return np.asarray(rng.uniform(0.5, 4.0, size=shape) * rng.choice([-1.0, 1.0], size=shape))


def whole(rng: Rng, shape: Shape) -> np.ndarray:
    """Whole numbers of both signs from 2 to 9, as an array of them."""
    return np.asarray(rng.integers(2, 10, size=shape) * rng.choice([-1, 1], size=shape))


def some_zeros(rng: Rng, shape: Shape) -> np.ndarray:
    array = numbers(rng, shape)
    array.flat[1::2] = 0.0
    return array


def any_shape(ndim: int) -> Callable[[Rng], Shape]:
    return lambda rng: draws.shape(rng, ndim)


matrix = any_shape(2)


def no_numbers(rng: Rng) -> Shape:
    return (int(rng.integers(2, 5)), 0)


WITH_GRADIENTS = ("gradients", "both", "surroundings")
"""What an upstream gradient is drawn for."""


def pair(
    look_at: str,
    shape: Callable[[Rng], Shape] = matrix,
    *,
    relation: str = "same",
    draw: Draw = numbers,
    draw_b: Draw | None = None,
    upstream: Draw = upstream_gradient,
    between: bool = False,
    reshaped: bool = False,
    **marks: Any,
) -> Drawn:
    """Inputs for an operation on two tensors. between: another call comes in between, with tensors
    of the same shapes, or of others if reshaped."""

    def inputs(rng: Rng) -> Inputs:
        shape_a, shape_b = draws.PAIRS[relation](shape(rng))
        if marks.get("_swap"):
            shape_a, shape_b = shape_b, shape_a
        drawn: Inputs = {"a": draw(rng, shape_a)}
        if not marks.get("_same"):
            drawn["b"] = (draw_b or draw)(rng, shape_b)
        if look_at in WITH_GRADIENTS:
            drawn["grad_out"] = upstream(rng, np.broadcast_shapes(shape_a, shape_b))
        if between:
            more = (2,) if reshaped else ()
            drawn |= {f"then_{k}": numbers(rng, (*more, *drawn[k].shape)) for k in ("a", "b")}
        return {**drawn, "_look_at": look_at, **marks}

    return inputs


def of_arguments(*kinds: Any, look_at: str = "parents", ndim: int = 1, **marks: Any) -> Drawn:
    """Arguments of an operation, of these kinds."""

    def inputs(rng: Rng) -> Inputs:
        shape = draws.shape(rng, ndim)
        made = [kind for kind in kinds if isinstance(kind, str) and kind != "value"]
        tensors = [kind for kind in kinds if kind != "value"]
        factors = numbers(rng, (len(tensors),))
        return {
            "numbers": [numbers(rng, shape) for _ in made],
            "factors": [float(factor) for factor in factors],
            **({"grad_out": numbers(rng, shape)} if look_at == "ctx" else {}),
            "_arguments": kinds,
            "_look_at": look_at,
            **marks,
        }

    return inputs


def back_from(
    drawn: Drawn, look_at: str = "gradients", draw: Draw = numbers, **marks: Any
) -> Drawn:
    """A graph of the third unit, with an upstream gradient that is not one."""

    def inputs(rng: Rng) -> Inputs:
        found = drawn(rng)
        shape = next(iter(found["leaves"].values())).shape
        return {**found, "grad_out": draw(rng, shape), "_look_at": look_at, **marks}

    return inputs


def constant_first(rng: Rng) -> Inputs:
    made_from = {"c": ["k", "a"], "d": ["c", "k", "a"]}
    return {**drawn_inputs(rng, made_from, draws.shape(rng, 1)), "results": ("d",)}


def three_ways(rng: Rng) -> Inputs:
    made_from = {"c": ["a"], "d": ["a"], "e": ["a", "c", "d"]}
    return {**drawn_inputs(rng, made_from, draws.shape(rng, 1)), "results": ("e",)}


def twice_and_more(rng: Rng) -> Inputs:
    made_from = {"b": ["a"], "c": ["b"], "d": ["c"], "e": ["a", "a"], "f": ["a", "a"]}
    made_from["g"] = ["e", "d", "f"]
    return {**drawn_inputs(rng, made_from, draws.shape(rng, 1)), "results": ("g",)}


def zeros(rng: Rng, shape: Shape) -> np.ndarray:
    return np.zeros(shape)


def ones_for(shape: Callable[[Rng], Shape], draw: Draw = numbers, **marks: Any) -> Drawn:
    return lambda rng: {"x": draw(rng, shape(rng)), **marks}


def doublings(times: int, look_at: str) -> Drawn:
    """A number that is added to itself again and again."""
    made_from = {f"a{k}": [f"a{k - 1}"] * 2 for k in range(1, times + 1)}
    return lambda rng: {
        "leaves": {"a0": numbers(rng, ())},
        "made_from": made_from,
        "factors": {key: [1.0, 1.0] for key in made_from},
        "grad_out": numbers(rng, ()),
        "results": (f"a{times}",),
        "_look_at": look_at,
    }


def linear(
    look_at: str,
    draw: Draw = numbers,
    *,
    batch: int | None = None,
    n_in: int | None = None,
    n_out: int | None = None,
    again: bool = False,
    later: bool = False,
    **marks: Any,
) -> Drawn:
    """A linear layer with given parameters, and a batch."""

    def inputs(rng: Rng) -> Inputs:
        drawn = draws.shape(rng, 3)
        n, i, o = (
            g if g is not None else d for g, d in zip((batch, n_in, n_out), drawn, strict=True)
        )
        found: Inputs = {
            "x": draw(rng, (n, i)),
            "weight": draw(rng, (o, i)),
            "bias": draw(rng, (o,)),
            "_class": "Linear",
            "_layer": (i, o),
        }
        if look_at in WITH_GRADIENTS:
            found["grad_out"] = draw(rng, (n, o))
        if later:
            found["later"] = draw(rng, (n, i))
        if again:
            found["grad_out_again"] = draw(rng, (n, o))
        return {**found, "_look_at": look_at, **marks}

    return inputs


def row_of_layers(nested: Any, ndim: int = 2, **marks: Any) -> Drawn:
    return lambda rng: {
        "x": numbers(rng, draws.shape(rng, ndim)),
        "factors": [float(factor) for factor in 1 + positive(rng, (4,))],
        "_nested": nested,
        **marks,
    }


def relu(
    look_at: str,
    draw: Draw = plain,
    shape: Callable[[Rng], Shape] = matrix,
    upstream: Draw = upstream_gradient,
    again: bool = False,
    later: bool = False,
    **marks: Any,
) -> Drawn:
    def inputs(rng: Rng) -> Inputs:
        found: Inputs = {"x": draw(rng, shape(rng)), "_class": "ReLU"}
        if look_at in WITH_GRADIENTS:
            found["grad_out"] = upstream(rng, found["x"].shape)
        if later:
            found["later"] = -found["x"]
        if again:
            found["grad_out_again"] = upstream(rng, found["x"].shape)
        return {**found, "_look_at": look_at, **marks}

    return inputs


def steps(
    look_at: str,
    *shapes: Shape,
    n_steps: int = 1,
    momentum: bool | float = False,
    missing: bool = False,
    schedule: bool = False,
    draw: Draw = numbers,
    **marks: Any,
) -> Drawn:
    """Parameters, and gradients for some steps. missing: one parameter never has a gradient.
    schedule: each step has a learning rate of its own. momentum: True draws one, of a half or more.
    """

    def inputs(rng: Rng) -> Inputs:
        grads = [[draw(rng, shape) for shape in shapes] for _ in range(n_steps)]
        if missing:
            grads = [[None, *of_step[1:]] for of_step in grads]
        found: Inputs = {
            "params": [draw(rng, shape) for shape in shapes],
            "grads": grads,
            "lr": float(rng.choice([0.125, 0.25, 0.5])),
        }
        if momentum is True:
            found["momentum"] = float(rng.choice([0.5, 0.75, 0.875]))
        elif momentum:
            found["momentum"] = momentum
        if schedule:
            found["rates"] = [float(n) / 16 for n in 1 + rng.permutation(n_steps)]
        return {**found, "_look_at": look_at, **marks}

    return inputs


def normalized(
    look_at: str,
    *,
    draw: Draw = numbers,
    affine: bool = True,
    batch: int | None = None,
    features: int | None = None,
    earlier: int = 0,
    again: bool = False,
    later: bool = False,
    column: bool = False,
    fresh: bool = False,
    **marks: Any,
) -> Drawn:
    """A layer of batch normalization with given parameters and averages, and a batch.

    earlier: how many batches come first. column: one column holds the same number everywhere.
    fresh: the averages are those of a new layer.
    """

    def inputs(rng: Rng) -> Inputs:
        m, n = (int(k) for k in rng.permutation([3, 4, 5])[:2])
        m, n = batch or m, features or n
        found: Inputs = {"x": draw(rng, (m, n))}
        if column:
            found["x"][:, 0] = found["x"][0, 0]
        if affine:
            found |= {"gamma": numbers(rng, (n,)), "beta": numbers(rng, (n,))}
        if not fresh:
            found |= {"running_mean": numbers(rng, (n,)), "running_var": positive(rng, (n,))}
        if earlier:
            found["earlier"] = [numbers(rng, (m + 1, n)) for _ in range(earlier)]
        if look_at in WITH_GRADIENTS:
            found["grad_out"] = numbers(rng, (m, n))
        if later:
            found["later"] = numbers(rng, (m, n))
        if again:
            found["grad_out_again"] = numbers(rng, (m, n))
        return {**found, "_class": "BatchNorm1d", "_layer": (n,), "_look_at": look_at, **marks}

    return inputs


def logits(
    look_at: str,
    draw: Draw = plain,
    *,
    rows: int | None = None,
    classes: int | None = None,
    shift: float = 0.0,
    upstream: float | None = None,
    same_label: bool = False,
    later: bool = False,
    missed: bool = False,
    **marks: Any,
) -> Drawn:
    """Logits and labels. missed: the right class of the first example has the lowest score."""

    def inputs(rng: Rng) -> Inputs:
        n, c = draws.shape(rng, 2)
        n, c = rows or n, classes or c
        found: Inputs = {"predicted": draw(rng, (n, c)) + shift, "target": rng.integers(0, c, n)}
        if later:
            found["later"] = draw(rng, (n, c))
            found["later_target"] = (found["target"] + 1) % c
        if missed:
            found["target"][0] = found["predicted"][0].argmin()
        if same_label:
            found["target"][:] = found["target"][0]
        if look_at in WITH_GRADIENTS:
            found["upstream"] = upstream if upstream is not None else float(numbers(rng, ()))
        return {**found, "_look_at": look_at, **marks}

    return inputs


def large(rng: Rng, shape: Shape) -> np.ndarray:
    """Scores of both signs, about a thousand apart."""
    return 1000.0 * (rng.permutation(int(np.prod(shape))) - 2).reshape(shape)


def guessed(look_at: str, n: int, right: float | None = None) -> Drawn:
    """Labels, and the classes that a model finds: about half of them right, or a share."""

    def inputs(rng: Rng) -> Inputs:
        labels = rng.integers(0, 10, n)
        hits = rng.random(n) < (0.5 if right is None else right)
        hits[0] = hits[0] if right is not None else True
        return {
            "val_y": labels,
            "guesses": np.where(hits, labels, (labels + 3) % 10),
            "_look_at": look_at,
        }

    return inputs


def epochs_of(
    look_at: str, n_batches: float = 3, num_epochs: int | None = 2, **marks: Any
) -> Drawn:
    return lambda rng: {
        "n_train": int(100 * n_batches),
        "num_epochs": num_epochs,
        "accuracies": [float(a) for a in rng.permutation([0.25, 0.5, 0.625, 0.75, 0.875])],
        "_look_at": look_at,
        **marks,
    }


def network_of(look_at: str, **marks: Any) -> Drawn:
    return lambda rng: {"accuracies": [float(rng.random())], "_look_at": look_at, **marks}


def expression(name: str) -> Drawn:
    def inputs(rng: Rng) -> Inputs:
        shape = draws.shape(rng, 2)
        return {
            **{key: numbers(rng, shape) for key in ("a", "b", "c")},
            "three": numbers(rng, shape),
            "_expression": name,
        }

    return inputs


def training(rng: Rng) -> Inputs:
    n_in, n_hidden, n_out = (int(n) for n in rng.permutation([3, 4, 5]))
    shapes = [(n_hidden, n_in), (n_hidden,), (n_hidden,), (n_hidden,), (n_out, n_hidden), (n_out,)]
    return {
        "sizes": (n_in, n_hidden, n_out),
        "x": numbers(rng, (6, n_in)),
        "labels": rng.integers(0, n_out, 6),
        "parameters": [numbers(rng, shape) / 2 for shape in shapes],
        "lr": 0.0625,
        "momentum": 0.5,
        "steps": 3,
    }


# The exercises

DIGITS = "all digits of float64"


def cases(drawn: dict[str, Drawn], *more: Case) -> tuple[Case, ...]:
    """A case for each name, and more."""
    return (
        *(
            Case(name, d, checker=in_double if name == DIGITS else None)
            for name, d in drawn.items()
        ),
        *more,
    )


TENSORS = "float64, 0-d, 1-d, 2-d, 3-d, length 0, length 1, any number"


def elementwise(name: str, *more: Case, draw_b: Draw = numbers) -> tuple[Case, ...]:
    """The cases of an elementwise operation on two tensors."""
    thin = draws.thin_shape
    return cases(
        {
            "output": pair("output"),
            "output, 0-d tensors": pair("output", any_shape(0)),
            "output, three dimensions": pair("output", any_shape(3)),
            "the operator": pair("operator"),
            "gradients": pair("gradients"),
            "gradients, one dimension": pair("gradients", any_shape(1)),
            "gradients, 0-d tensors": pair("gradients", any_shape(0)),
            "gradients, lengths of 1": pair("gradients", thin),
            "gradients, no numbers": pair("gradients", no_numbers),
            "gradients, zeros in the first tensor": pair(
                "gradients", draw=some_zeros, draw_b=numbers
            ),
            "gradients, whole numbers": pair("gradients", draw=whole),
            "gradients, numbers of many kinds": pair(
                "gradients", any_shape(3), draw=assorted, draw_b=assorted_nonzero, upstream=assorted
            ),
            "gradients, a tensor with itself": pair("gradients", _same=True),
            "both require a gradient": pair("flags"),
            "only the first requires a gradient": pair("flags", _requires_grad=("a",)),
            "only the second requires a gradient": pair("flags", _requires_grad=("b",)),
            "nothing requires a gradient": pair("flags", _requires_grad=()),
            "gradient of the first, the second is a constant": pair(
                "gradients", _requires_grad=("a",)
            ),
            "gradient of the second, the first is a constant": pair(
                "gradients", _requires_grad=("b",)
            ),
            "backward is called twice": pair("gradients", _again=True),
            "another call in between": pair("gradients", between=True),
            "another call in between, other shapes": pair("gradients", between=True, reshaped=True),
            DIGITS: pair("both", draw=digits),
            "nothing else is changed": pair("surroundings"),
        },
        *more,
        Case(
            "extra credit, the first is broadcast",
            pair("gradients", relation="prepended", draw_b=draw_b, _swap=True),
            bonus=0.25,
        ),
        Case("extra credit, both are broadcast", pair("gradients", relation="both"), bonus=0.25),
    )


def two_tensors(name: str, difficulty: float, minutes: tuple[int, int], *more: Case) -> Exercise:
    return Exercise(
        id=name,
        points=5,
        difficulty=difficulty,
        importance=3,
        minutes=minutes,
        names=(name, f"tensor_{SIGNS[name].__name__}"),
        probe=operation(name),
        allows={
            "a, grad_out": TENSORS,
            "b": TENSORS.replace("any number", "negative, positive") if name == "Div" else TENSORS,
            "call": "pure, one array twice, broadcast",
        },
        cases=elementwise(name, *more),
    )


ZEROS_IN_SECOND = Case(
    "gradients, zeros in the second tensor", pair("gradients", draw=numbers, draw_b=some_zeros)
)


def walks(*more: Case) -> tuple[Case, ...]:
    """The cases of a walk back."""
    three = graph("two ways that meet", lengths=(2, 1, 3))
    return cases(
        {
            "one step": back_from(graph("one step")),
            "only a leaf": back_from(only_a_leaf),
            "a chain": back_from(graph("a chain")),
            "a constant takes part": back_from(graph("a constant")),
            "a constant comes first": back_from(constant_first),
            "two ways that meet": back_from(graph("two ways that meet", ndim=2)),
            "a short and a long way": back_from(graph("a short and a long way")),
            "a long and a short way": back_from(graph("a long and a short way")),
            "the same parent twice": back_from(graph("the same parent twice")),
            "the same parent twice, and on other ways": back_from(twice_and_more),
            "one tensor is the gradient of several parents": back_from(three_ways, _shared=True),
            "a gradient of zeros": back_from(graph("a chain"), draw=zeros),
            "many parents": back_from(graph("many parents")),
            "a ladder of ways": back_from(graph("a ladder")),
            "tensors that hold the same numbers": back_from(equal_numbers),
            "no dimensions": back_from(graph("a chain", ndim=0)),
            "three dimensions": back_from(three),
            "gradients are there already": back_from(graph("two ways that meet", before=True)),
            "two results, one after the other": back_from(graph("two results", results=("d", "f"))),
            "the same result twice": back_from(graph("a ladder", results=("g", "g"))),
            "more gradients than parents": back_from(graph("many parents"), _rest=2),
            "a chain of 150 steps": back_from(chain(150)),
            "each node of a chain is asked once": back_from(graph("a chain"), "calls"),
            DIGITS: back_from(graph("a ladder"), draw=digits),
            "nothing else is changed": back_from(graph("a constant"), "surroundings"),
        },
        *more,
    )


EXERCISES = (
    two_tensors("Sub", 2, (15, 20), ZEROS_IN_SECOND),
    two_tensors("Mul", 2, (5, 15), ZEROS_IN_SECOND),
    two_tensors("Div", 2.5, (5, 15), Case("output, whole numbers", pair("output", draw=whole))),
    Exercise(
        id="apply",
        points=12,
        difficulty=4,
        importance=5,
        minutes=(25, 45),
        names=("function_apply",),
        probe=applied_once,
        allows={"numbers": "float64, 0-d, 1-d, 2-d", "call": "pure"},
        cases=cases(
            {
                "the result": of_arguments("leaf", "leaf", look_at="output"),
                "the result, no dimensions": of_arguments("leaf", "leaf", look_at="output", ndim=0),
                "the node of the result": of_arguments("leaf", "constant", look_at="node"),
                "the node of the result, from a result": of_arguments("result", look_at="node"),
                "a leaf": of_arguments("leaf"),
                "two leaves": of_arguments("leaf", "leaf"),
                "a leaf and a constant": of_arguments("leaf", "constant"),
                "a constant and a leaf": of_arguments("constant", "leaf"),
                "a result": of_arguments("result"),
                "a result and a leaf": of_arguments("result", "leaf", ndim=2),
                "a leaf, a result and a constant": of_arguments("leaf", "result", "constant"),
                "a leaf twice": of_arguments("leaf", 0),
                "a result twice": of_arguments("result", 0),
                "a leaf and a value that is no tensor": of_arguments("leaf", "value"),
                "a result and a value that is no tensor": of_arguments("result", "value"),
                "the ctx of forward": of_arguments("leaf", "leaf", look_at="ctx"),
                "the ctx of forward, with a constant": of_arguments(
                    "constant", "result", look_at="ctx"
                ),
                "two calls, one after the other": of_arguments(
                    "leaf", "result", "constant", look_at="two calls", _again=True
                ),
                "nothing else is changed": of_arguments(
                    "leaf", "result", "constant", look_at="surroundings"
                ),
            },
            Case(
                "nothing but constants",
                of_arguments("constant", "constant", look_at="constants"),
                checker=without_a_node,
            ),
        ),
    ),
    Exercise(
        id="backward",
        points=10,
        difficulty=3.5,
        importance=5,
        minutes=(15, 30),
        names=("backward",),
        probe=walked("backward"),
        allows={
            "grad_out": "float64, 0-d, 1-d, 2-d, 3-d, length 1, negative, positive",
            "call": "pure",
        },
        cases=walks(
            Case(
                "extra credit, a gradient outside a tuple",
                back_from(graph("a chain"), _alone=True),
                bonus=0.5,
            ),
        ),
    ),
    Exercise(
        id="tensor_backward",
        points=3,
        difficulty=1.5,
        importance=4,
        minutes=(3, 8),
        names=("tensor_backward",),
        probe=started,
        requires=("backward",),
        allows={
            "x": "float64, whole numbers, 0-d, 1-d, 2-d, 3-d, length 1",
            "call": "called again",
        },
        cases=cases(
            {
                "one number": ones_for(any_shape(0)),
                "several numbers": ones_for(any_shape(1)),
                "a matrix": ones_for(any_shape(2)),
                "lengths of 1": ones_for(draws.thin_shape),
                "whole numbers": ones_for(any_shape(1), whole),
                "called twice": ones_for(any_shape(2), _times=2, _again=True),
            },
        ),
    ),
    Exercise(
        id="backward_once",
        points=5,
        bonus=True,
        difficulty=4.5,
        importance=3,
        minutes=(25, 45),
        names=("backward_once",),
        probe=walked("backward_once"),
        allows={
            "grad_out": "float64, 0-d, 1-d, 2-d, 3-d, length 1, negative, positive",
            "call": "pure",
        },
        cases=walks(
            Case("each node is asked once", back_from(graph("a ladder"), "calls")),
            Case(
                "each node is asked once, two ways", back_from(graph("two ways that meet"), "calls")
            ),
            Case(
                "each node is asked once, many parents", back_from(graph("many parents"), "calls")
            ),
            Case("each node is asked once, 20 doublings", doublings(20, "calls"), draws=1),
            Case("20 doublings", doublings(20, "gradients"), draws=1),
            Case("a parent gets no gradient", back_from(graph("many parents"), _missing="e")),
            Case("a node gets no share", back_from(graph("a long and a short way"), _missing="d")),
            Case(
                "a node that gets no share is not asked",
                back_from(graph("a long and a short way"), "calls", _missing="d"),
            ),
            Case("a chain of 3000 steps", back_from(chain(3000)), draws=1),
        ),
    ),
    Exercise(
        id="Add",
        points=2,
        difficulty=2.5,
        importance=3,
        minutes=(10, 20),
        names=("Add",),
        probe=operation("Add"),
        allows={"a, b, grad_out": TENSORS, "call": "pure, one array twice, broadcast"},
        cases=cases(
            {
                "output": pair("output"),
                "output, a row is added": pair("output", relation="prepended"),
                "output, both are broadcast": pair("output", relation="both"),
                "gradients": pair("gradients"),
                "gradients, a row is added": pair("gradients", relation="prepended"),
                "gradients, to a row is added": pair("gradients", relation="prepended", _swap=True),
                "gradients, a column is added": pair("gradients", relation="stretched", _swap=True),
                "gradients, both are broadcast": pair("gradients", relation="both"),
                "gradients, a single number is added": pair("gradients", relation="0-d"),
                "gradients, three dimensions": pair(
                    "gradients", any_shape(3), relation="prepended"
                ),
                "gradients, one dimension": pair("gradients", any_shape(1)),
                "gradients, 0-d tensors": pair("gradients", any_shape(0)),
                "gradients, no numbers": pair("gradients", no_numbers),
                "gradients, numbers of many kinds": pair(
                    "gradients", any_shape(3), draw=assorted, upstream=assorted
                ),
                "gradients, lengths of 1": pair("gradients", draws.thin_shape),
                "gradients, a tensor with itself": pair("gradients", _same=True),
                "both require a gradient": pair("flags", relation="prepended"),
                "only the first requires a gradient": pair("flags", _requires_grad=("a",)),
                "only the second requires a gradient": pair("flags", _requires_grad=("b",)),
                "nothing requires a gradient": pair("flags", _requires_grad=()),
                "gradient of the first, the second is a constant": pair(
                    "gradients", relation="prepended", _requires_grad=("a",)
                ),
                "gradient of the second, the first is a constant": pair(
                    "gradients", relation="prepended", _requires_grad=("b",)
                ),
                "backward is called twice": pair("gradients", relation="prepended", _again=True),
                "another call in between": pair("gradients", relation="prepended", between=True),
                "another call in between, other shapes": pair(
                    "gradients", relation="stretched", between=True, reshaped=True
                ),
                DIGITS: pair("both", draw=digits, relation="both"),
                "nothing else is changed": pair("surroundings", relation="both"),
                "nothing else is changed, equal shapes": pair("surroundings"),
                "nothing else is changed, a row is added": pair(
                    "surroundings", relation="prepended"
                ),
            },
        ),
    ),
    Exercise(
        id="Linear",
        points=2,
        difficulty=3,
        importance=4,
        minutes=(20, 30),
        names=("Linear",),
        probe=layer,
        requires=("apply", "backward", "Add"),
        may_use=("Sub", "Mul", "Div"),
        allows={
            "x": "float64, 2-d, length 0, length 1, equal lengths, any number",
            "call": "called again",
        },
        cases=cases(
            {
                "output": linear("output"),
                "output, square matrices": linear("output", batch=3, n_in=3, n_out=3),
                "output, a batch of one": linear("output", batch=1),
                "output, one feature, one neuron": linear("output", n_in=1, n_out=1),
                "a new layer": linear("new", n_in=60, n_out=20),
                "gradient of the input": linear("gradients", _only=("x",)),
                "gradient of the weight": linear("gradients", _only=("weight",)),
                "gradient of the bias": linear("gradients", _only=("bias",)),
                "gradients, square matrices": linear("gradients", batch=3, n_in=3, n_out=3),
                "gradients, a batch of one": linear("gradients", batch=1),
                "gradients, one feature, one neuron": linear("gradients", n_in=1, n_out=1),
                "gradients, no examples": linear("gradients", batch=0),
                "gradients, the input is a constant": linear("gradients", _constant=True),
                "gradients, numbers of many kinds": linear("gradients", assorted),
                "gradients of two batches": linear("gradients", again=True),
                "gradients, another batch in between": linear("gradients", later=True),
                "gradients, the parameters have moved": linear("both", _used=True),
                "nothing else is changed": linear("surroundings"),
                DIGITS: linear("both", digits),
            },
        ),
    ),
    Exercise(
        id="Sequential",
        points=1,
        difficulty=1.5,
        importance=3,
        minutes=(3, 8),
        names=("Sequential",),
        probe=in_a_row,
        allows={"x": "float64, 1-d, 2-d", "call": "called again"},
        cases=cases(
            {
                "one layer": row_of_layers((1,), 1),
                "three layers": row_of_layers((0, 1, 2)),
                "layers in another order": row_of_layers((3, 1, 2, 0)),
                "the same number twice": row_of_layers((2, 2)),
                "the same layer twice": row_of_layers((2, 1, 2), _same=True),
                "no layers": row_of_layers(()),
                "a dozen layers": row_of_layers((0, 1, 2, 3) * 3),
                "iterated, by number, and switched to evaluation": row_of_layers(
                    (2, 0, 3), _look_at="new"
                ),
                "a row within a row": row_of_layers((1, (2, 3), 0)),
                "called twice": row_of_layers((0, 1, 2), _times=2, _again=True),
            },
        ),
    ),
    Exercise(
        id="ReLU",
        points=10,
        difficulty=2,
        importance=4,
        minutes=(10, 20),
        names=("ReLU",),
        probe=layer,
        requires=("apply", "backward"),
        may_use=("Sub", "Mul", "Div", "Add"),
        allows={"x": TENSORS, "grad_out": TENSORS, "call": "called again"},
        cases=cases(
            {
                "output": relu("output"),
                "output, no dimensions": relu("output", both_signs, any_shape(0)),
                "output, three dimensions": relu("output", shape=any_shape(3)),
                "output, no numbers": relu("output", numbers, no_numbers),
                "output, numbers of many kinds": relu("output", assorted, any_shape(3)),
                "gradient": relu("gradients", numbers),
                "gradient, one dimension": relu("gradients", both_signs, any_shape(1)),
                "gradient, no dimensions": relu("gradients", positive, any_shape(0)),
                "gradient, three dimensions": relu("gradients", numbers, any_shape(3)),
                "gradient, lengths of 1": relu("gradients", both_signs, draws.thin_shape),
                "gradient, no numbers": relu("gradients", numbers, no_numbers),
                "gradient at zero": relu("gradients", some_zeros),
                "gradient, numbers of many kinds": relu(
                    "gradients", assorted, any_shape(3), assorted
                ),
                "gradients of two batches": relu("gradients", numbers, again=True),
                "gradient, another batch in between": relu("gradients", numbers, later=True),
                "nothing else is changed": relu("surroundings", numbers),
                "what requires a gradient": relu("flags"),
                "what requires none": relu("flags", _constant=True),
                DIGITS: relu("both", digits, upstream=digits),
            },
        ),
    ),
    Exercise(
        id="SGD",
        points=10,
        difficulty=2,
        importance=4,
        minutes=(10, 20),
        names=(),
        registers=lambda ns: (ns.PlainSGD,),
        probe=stepped("PlainSGD"),
        allows={
            "params": "float64, 0-d, 1-d, 2-d, 3-d, length 1, any sign",
            "call": "called again",
        },
        cases=cases(
            {
                "one step": steps("data", (2,)),
                "a matrix and a row": steps("data", (2, 3), (3,)),
                "no dimensions": steps("data", (), ()),
                "three dimensions": steps("data", (2, 1, 3)),
                "zeros among the numbers": steps("data", (5,), (2, 3), draw=some_zeros),
                "three steps": steps("data", (2, 3), (3,), n_steps=3, _again=True),
                "a learning rate that changes": steps("data", (2, 3), n_steps=3, schedule=True),
                "parameters that come one by one": steps("data", (2,), (3,), _iterator=True),
                "a new optimizer": steps("new", (2, 3), (3,), momentum=True),
                "two optimizers": steps("data", (2, 3), n_steps=2, _other=True),
                "the parameters stay leaves": steps("flags", (2, 3), (3,), n_steps=2),
                "the gradients stay as they are": steps("gradients", (2, 3), (3,)),
                DIGITS: steps("data", (2, 3), n_steps=2, draw=digits),
            },
            Case(
                "extra credit, a parameter without a gradient",
                steps("data", (2,), (3,), missing=True),
                bonus=0.5,
            ),
        ),
    ),
    Exercise(
        id="BatchNorm1d",
        points=10,
        difficulty=4,
        importance=4,
        minutes=(40, 70),
        names=("BatchNorm1d",),
        probe=layer,
        requires=("apply", "backward", "Sub", "Mul", "Div", "Add"),
        allows={
            "x": "float64, 2-d, length 1, equal lengths, negative, positive",
            "call": "called again",
        },
        cases=cases(
            {
                "training, output": normalized("output", affine=False),
                "training, output with gamma and beta": normalized("output"),
                "a new layer": normalized("new", affine=False),
                "training, a batch of two": normalized("output", batch=2),
                "training, one feature": normalized("output", features=1),
                "training, square batch": normalized("output", batch=4, features=4),
                "training, a column of equal numbers": normalized("output", column=True),
                "training, another eps": normalized("output", _options={"eps": 0.5}),
                "evaluation, output of a new layer": normalized("output", fresh=True, _eval=True),
                "evaluation, another eps": normalized("output", _options={"eps": 0.5}, _eval=True),
                "training, running averages": normalized("averages"),
                "training, running averages of three batches": normalized("averages", earlier=2),
                "training, another momentum": normalized("averages", _options={"momentum": 0.75}),
                "training, output of a later batch": normalized("output", earlier=2),
                "training, gradient of x": normalized("gradients", _only=("x",)),
                "training, gradient of gamma": normalized("gradients", _only=("gamma",)),
                "training, gradient of beta": normalized("gradients", _only=("beta",)),
                "training, gradients of a later batch": normalized("gradients", earlier=1),
                "training, gradients of two walks": normalized("gradients", again=True),
                "training, another batch in between": normalized("gradients", later=True),
                "training, nothing else is changed": normalized("surroundings"),
                "training, x is a constant": normalized("gradients", _constant=True),
                "evaluation, output": normalized("output", _eval=True),
                "evaluation, a batch of one": normalized("output", batch=1, _eval=True),
                "evaluation, averages stay": normalized("averages", earlier=1, _eval=True),
                "evaluation, gradients": normalized("gradients", _eval=True),
                "evaluation, then training": normalized(
                    "averages", earlier=1, _eval=True, _back=True
                ),
                DIGITS: normalized("both", draw=digits),
            },
            Case("extra credit, averages are constants", normalized("constants"), bonus=0.5),
            Case(
                "extra credit, a batch of one in training",
                normalized("refusal", batch=1),
                bonus=0.5,
            ),
        ),
    ),
    Exercise(
        id="cross_entropy",
        points=15,
        difficulty=3.5,
        importance=5,
        minutes=(30, 50),
        names=("cross_entropy",),
        probe=loss,
        requires=("apply", "backward"),
        may_use=("Sub", "Mul", "Div", "Add"),
        allows={
            "predicted": "float64, 2-d, length 1, equal lengths, any number",
            "target": "whole numbers, 1-d, repeats",
        },
        cases=cases(
            {
                "loss": logits("value"),
                "loss, one example": logits("value", rows=1),
                "loss, as many examples as classes": logits("value", rows=3, classes=3),
                "loss, two classes": logits("value", classes=2, rows=4),
                "loss, one class": logits("value", classes=1, rows=3),
                "loss, a dozen classes": logits("value", classes=12, rows=12),
                "loss, equal labels": logits("value", rows=4, same_label=True),
                "loss, scores far apart": logits("value", large, missed=True),
                "gradient": logits("gradients", upstream=1.0),
                "gradient, one example": logits("gradients", rows=1, upstream=1.0),
                "gradient, as many examples as classes": logits(
                    "gradients", rows=3, classes=3, upstream=1.0
                ),
                "gradient, equal labels": logits(
                    "gradients", rows=4, same_label=True, upstream=1.0
                ),
                "gradient, scores far apart": logits("gradients", large, upstream=1.0, missed=True),
                "gradient, numbers of many kinds": logits("gradients", assorted, upstream=1.0),
                "gradient, another upstream gradient": logits("gradients"),
                "gradient, another batch in between": logits("gradients", upstream=1.0, later=True),
                "gradient, walked back twice": logits("gradients", _times=2),
                "what requires a gradient": logits("flags"),
                DIGITS: logits("gradients", digits),
                "nothing else is changed": logits("surroundings"),
            },
            Case("loss, large scores", logits("value", shift=1000.0), checker=in_double),
            Case("loss, very negative scores", logits("value", shift=-1000.0), checker=in_double),
            Case(
                "gradient, large scores",
                logits("gradients", shift=1000.0, upstream=1.0),
                checker=in_double,
            ),
        ),
    ),
    Exercise(
        id="momentum",
        points=10,
        difficulty=2.5,
        importance=3,
        minutes=(10, 25),
        names=(),
        registers=lambda ns: (ns.MomentumSGD,),
        probe=stepped("MomentumSGD"),
        allows={
            "params": "float64, 0-d, 1-d, 2-d, 3-d, length 1, any sign",
            "call": "called again",
        },
        cases=cases(
            {
                "one step": steps("data", (2,), momentum=True),
                "two steps": steps("data", (2,), n_steps=2, momentum=True),
                "four steps": steps("data", (2, 3), (3,), n_steps=4, momentum=True, _again=True),
                "no dimensions": steps("data", (), (), n_steps=3, momentum=True),
                "three dimensions": steps(
                    "data",
                    (2, 1, 3),
                    n_steps=3,
                    momentum=0.125,  # a small one
                ),
                "parameters of one shape": steps("data", (3,), (3,), n_steps=3, momentum=True),
                "zeros among the numbers": steps(
                    "data", (5,), n_steps=3, momentum=True, draw=some_zeros
                ),
                "a learning rate that has changed": steps(
                    "data", (2, 3), momentum=True, schedule=True
                ),
                "without momentum": steps("data", (2, 3), (3,), n_steps=3),
                "a new optimizer": steps("new", (2, 3), (3,), momentum=True),
                "two optimizers": steps("data", (2, 3), n_steps=3, momentum=True, _other=True),
                "the parameters stay leaves": steps(
                    "flags", (2, 3), (3,), n_steps=2, momentum=True
                ),
                "the gradients stay as they are": steps(
                    "gradients", (2, 3), (3,), n_steps=2, momentum=True
                ),
                DIGITS: steps("data", (2, 3), n_steps=3, momentum=True, draw=digits),
            },
            Case(
                "extra credit, a parameter without a gradient",
                steps("data", (2,), (3,), n_steps=2, momentum=True, missing=True),
                bonus=0.5,
            ),
        ),
    ),
    Exercise(
        id="validate",
        points=2.5,
        bonus=True,
        difficulty=2,
        importance=3,
        minutes=(10, 20),
        names=("validate",),
        probe=validated,
        allows={"val_y": "whole numbers, 1-d, repeats"},
        cases=cases(
            {
                "every image, in batches": guessed("images", 300),
                "in evaluation mode": guessed("mode", 200),
                "without gradients": guessed("gradients", 200),
            },
            Case("accuracy", guessed("accuracy", 100), checker=share_or_percent),
            Case("accuracy, three batches", guessed("accuracy", 300), checker=share_or_percent),
            Case("accuracy, all right", guessed("accuracy", 200, 1.0), checker=share_or_percent),
            Case("accuracy, none right", guessed("accuracy", 200, 0.0), checker=share_or_percent),
            Case("the mode afterwards", guessed("afterwards", 100), checker=mode_restored),
            Case(
                "extra credit, a shorter last batch",
                guessed("accuracy", 250),
                checker=share_or_percent,
                bonus=0.25,
            ),
        ),
    ),
    Exercise(
        id="train",
        points=4,
        bonus=True,
        difficulty=3,
        importance=4,
        minutes=(20, 40),
        names=("train",),
        probe=looped,
        allows={"n_train": "plain number", "num_epochs": "plain number, None"},
        cases=cases(
            {
                "the rounds": epochs_of("rounds", 2, 1),
                "every image once an epoch": epochs_of("images"),
                "batches": epochs_of("batches"),
                "a new order in each epoch": epochs_of("orders", 3, 4),
                "in training mode": epochs_of("modes"),
                "without gradients for images and labels": epochs_of("constants"),
                "validations": epochs_of("places", 201),
                "validations, fewer than 100 batches": epochs_of("places", 100),
                "accuracies": epochs_of("accuracies", 102),
                "the arrays stay as they are": epochs_of("arrays", 2),
                "three epochs unless told otherwise": epochs_of("images", 3, None),
            },
            Case("extra credit, a shorter last batch", epochs_of("images", 2.5), bonus=0.25),
        ),
    ),
    Exercise(
        id="mnist",
        points=1.5,
        bonus=True,
        difficulty=1.5,
        importance=3,
        minutes=(5, 10),
        names=("mnist",),
        probe=put_together,
        may_use=("Linear", "Sequential", "ReLU", "BatchNorm1d", "SGD", "momentum"),
        cases=cases(
            {
                "the network": network_of("network"),
                "the network of a second call": network_of("network", _times=2, _again=True),
                "the optimizer": network_of("optimizer"),
                "the loss": network_of("loss"),
                "what goes into train and comes out": network_of("arrays"),
            },
        ),
    ),
    Exercise(
        id="all_together",
        points=2,
        bonus=True,
        difficulty=2,
        importance=5,
        minutes=(5, 20),
        names=(),
        probe=all_together,
        requires=(
            *("Sub", "Mul", "Div", "apply", "backward", "tensor_backward", "Add", "Linear"),
            *("Sequential", "ReLU", "SGD", "BatchNorm1d", "cross_entropy", "momentum"),
            *("validate", "train"),
        ),
        integration=True,
        cases=(
            *(Case(name, expression(name)) for name in EXPRESSIONS),
            Case("training a small network", training),
            Case(
                "training goes on after a validation",
                lambda rng: {"row": numbers(rng, (int(rng.integers(2, 5)),))},
            ),
        ),
    ),
)


def name_of(node: Any) -> str | None:
    """The operation behind a tensor or a node; None for leaves."""
    node = getattr(node, "grad_fn", node)
    return None if getattr(node, "next_functions", None) in (None, []) else node.function_name


def behind(node: Any) -> Iterable[Any]:
    """The nodes behind a tensor or a node, a leaf's tensor in the place of its node."""
    parents = getattr(getattr(node, "grad_fn", node), "next_functions", ())
    return [getattr(parent, "variable", parent) for parent in parents if parent is not None]


MYTORCH = Engine(
    knows=lambda tensor: hasattr(tensor, "is_parameter") and hasattr(tensor, "grad_fn"),
    operation=name_of,
    parents=behind,
)

PACKAGE = Layout(
    packages=("mytorch",),
    names={
        "tensor.py": "tensor=. Tensor tensor_sub=Tensor.__sub__ tensor_mul=Tensor.__mul__ "
        "tensor_truediv=Tensor.__truediv__ tensor_backward=Tensor.backward",
        "autograd_engine.py": "autograd_engine=. ContextManager AccumulateGrad BackwardFunction "
        "Function function_apply=Function.apply backward backward_once",
        "nn/functional.py": "F=. Add Sub Mul Div Transpose Reshape Log MatMul Sum to_one_hot "
        "cross_entropy",
        "nn/module.py": "Module",
        "nn/activations.py": "ReLU",
        "nn/linear.py": "Linear",
        "nn/sequential.py": "Sequential",
        "nn/batchnorm.py": "BatchNorm1d",
        "nn/loss.py": "CrossEntropyLoss",
        "optim/optimizer.py": "Optimizer",
        "optim/sgd.py": "SGD PlainSGD=SGD MomentumSGD=SGD",
        "../hw1/mnist.py": "mnist train validate",
    },
    besides={
        "ReLU": "nn/functional.py:ReLU",
        "SGD": "optim/sgd.py:SGD",
        "momentum": "optim/sgd.py:SGD",
    },
    beside=("hw1/",),
)
"""Where the course's own package has these names."""

ASSIGNMENT = Assignment(
    name="ps5_mytorch",
    title="Autograd with nodes",
    exercises=EXERCISES,
    engine=MYTORCH,
    layout=PACKAGE,
)
