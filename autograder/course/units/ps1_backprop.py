"""The exercises of `ps1_backprop`: how each is tried, on which cases, and what it is worth."""

from __future__ import annotations

import contextlib
import copy
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
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
    NotDefined,
    Observed,
    Rejected,
)
from autograder.course.probes import a_tensor, copied, freeze, gradient_of

Rng = np.random.Generator
Graph = dict[str, list[str]]
"""For each node the names of its children, in order."""


# Probes of functions on arrays

Probe = Callable[[Namespace, Inputs], Observed]


def on_copies(probe: Probe) -> Probe:
    """The same on copies of the inputs, unless the case is there to watch the inputs themselves.

    Writing into an input costs that case then, and no other. `_again` asks for other numbers in
    between, looks whether the first result is what it was, and asks once more.
    """

    def tried(ns: Namespace, inputs: Inputs) -> Observed:
        if inputs.get("_watched"):
            return probe(ns, inputs)
        lent = copied(inputs)
        first = probe(ns, lent)
        if inputs.get("_again"):
            before = copy.deepcopy(first)
            others = other_numbers(inputs)
            probe(ns, others)
            for name in inputs:  # one argument at a time, so that none may stand for all
                probe(ns, others | {name: copied(inputs[name])})
            arrays = [name for name, value in first.items() if isinstance(value, np.ndarray)]
            if not all(np.array_equal(first[name], before[name]) for name in arrays):
                raise Rejected("a second call changes the array that the first one returned")
            for name, array in others.items():
                if isinstance(array, np.ndarray):
                    lent[name][...] = array
            probe(ns, lent)
            for name, array in inputs.items():  # in place, as training changes parameters
                if isinstance(array, np.ndarray):
                    others[name][...] = array
            return probe(ns, others)
        return first

    return tried


def other_numbers(inputs: Inputs) -> Inputs:
    """The inputs with their arrays multiplied, each by a number of its own."""
    return {
        name: np.array(value * (2.25 + number)) if isinstance(value, np.ndarray) else value
        for number, (name, value) in enumerate(copied(inputs).items())
    }


def in_fortran_order(inputs: Inputs) -> Inputs:
    """The inputs, with their arrays in Fortran order where the case is marked so, and also
    read-only where it is marked `_frozen`."""
    if inputs.get("_frozen"):
        return {name: freeze(value) for name, value in inputs.items()}
    if not inputs.get("_fortran"):
        return inputs
    return {
        name: np.asfortranarray(value) if isinstance(value, np.ndarray) and value.ndim else value
        for name, value in inputs.items()
    }


def log_back(ns: Namespace, inputs: Inputs) -> Observed:
    function, arrays = ns.log_back, in_fortran_order(inputs)
    return {"result": function(arrays["grad_out"], arrays["out"], arrays["x"])}


def unbroadcast(ns: Namespace, inputs: Inputs) -> Observed:
    function, arrays = ns.unbroadcast, in_fortran_order(inputs)
    return {"result": function(arrays["broadcasted"], arrays["original"])}


def multiply_back(ns: Namespace, inputs: Inputs) -> Observed:
    function, arrays = ns[f"multiply_back{inputs['_argument']}"], in_fortran_order(inputs)
    x = arrays["x"]
    y = x if inputs.get("_same_object") else arrays["y"]
    return {"result": function(arrays["grad_out"], arrays["out"], x, y)}


def forward_and_back(ns: Namespace, inputs: Inputs) -> Observed:
    function, arrays = ns.forward_and_back, in_fortran_order(inputs)
    a, b, c = (arrays[name] for name in "abc")
    gradients = function(a, a if inputs.get("_same_object") else b, c)
    if not isinstance(gradients, (tuple, list)):
        kind = "None" if gradients is None else f"of type {type(gradients).__name__}"
        raise Rejected(f"the result is {kind}, and should be a tuple of three arrays")
    if len(gradients) != 3:
        raise Rejected(f"the result has {len(gradients)} parts, and should have three")
    found = {f"gradient of {name}": array for name, array in zip("abc", gradients, strict=True)}
    looked_at = inputs.get("_gradients", "abc")
    return {name: array for name, array in found.items() if name[-1] in looked_at}


# The probe of the table


def lookup(ns: Namespace, inputs: Inputs) -> Observed:
    """Fills tables as a script says, and asks them. Backward functions are back0, back1, …"""
    tables = [ns.BackwardFuncLookup()]
    namesakes = inputs.get("_namesakes")
    functions = {name: _function_called("f" if namesakes else name) for name in "fgh"}
    if inputs.get("_ufuncs"):
        functions = {"f": np.log, "g": np.multiply, "h": np.exp}
    back_functions = {f"back{i}": _function_called("back") for i in range(10)}
    names = {id(function): name for name, function in back_functions.items()}
    answers = []
    for line in inputs["script"]:
        if line == ANOTHER:
            tables.append(ns.BackwardFuncLookup())
            continue
        if line == THE_FIRST:
            tables.append(tables[0])
            continue
        verb, arguments = re.fullmatch(r"(add|get)_back_func\((.*)\)", line).groups()
        name, position, *rest = arguments.split(", ")
        where = functions[name], int(position)
        if verb == "add":
            tables[-1].add_back_func(*where, back_functions[rest[0]])
            continue
        try:
            found = tables[-1].get_back_func(*where)
            answers.append(names.get(id(found), found))
        except KeyError:
            answers.append("KeyError")
    return {"answers": answers}


ANOTHER, THE_FIRST = "another table", "the first table again"


def _function_called(name: str) -> Callable:
    def function(*args: Any) -> None:
        raise Rejected("a function was called that should only be looked up")

    function.__name__ = function.__qualname__ = name
    return function


# Probes of functions on tensors


@contextlib.contextmanager
def tracking(ns: Namespace, enabled: bool) -> Iterator[None]:
    """The engine's switch is as told, and afterwards as it was. Raises Rejected where it has
    been moved in between."""
    switch = ns.grad_tracking_enabled
    before, switch.enabled = switch.enabled, enabled
    try:
        yield
        if ns.grad_tracking_enabled is not switch or switch.enabled is not enabled:
            raise Rejected("the call moves the switch `grad_tracking_enabled`")
    finally:
        switch.enabled = before


@contextlib.contextmanager
def as_they_were(ns: Namespace, tensors: dict[str, Any], *, grads: bool = True) -> Iterator[None]:
    """Raises Rejected if a tensor, what its recipe holds, or the classes are not what they were.

    grads: whether that includes the gradients.
    """
    before = {name: _state(tensor, grads) for name, tensor in tensors.items()}
    classes = {name: dict(vars(ns[name])) for name in ("Tensor", "Recipe")}
    yield
    for name, tensor in tensors.items():
        after = _state(tensor, grads)
        for part, value in before[name].items():
            if not _alike(value, after.get(part)):
                raise Rejected(f"the call changes {part} of the tensor {name}")
        if after.keys() - before[name].keys():
            raise Rejected(f"the call gives the tensor {name} another attribute")
    for name, attributes in classes.items():
        if dict(vars(ns[name])) != attributes:
            raise Rejected(f"the call changes the class {name}")


def _state(tensor: Any, grads: bool) -> dict[str, Any]:
    """The parts of a tensor, apart from anything that changes later."""
    state = {f"`{name}`": value for name, value in vars(tensor).items() if name != "grad"}
    state["`array`"] = np.array(tensor.array)
    if grads:
        state["`grad`"] = tensor.grad
        state["`grad.array`"] = None if tensor.grad is None else np.array(tensor.grad.array)
    if tensor.recipe is not None:
        arrays = [np.array(a) if isinstance(a, np.ndarray) else a for a in tensor.recipe.args]
        state["`recipe.args`"] = arrays
        state["`recipe.kwargs`"] = dict(tensor.recipe.kwargs)
        state["`recipe.parents`"] = {i: id(parent) for i, parent in tensor.recipe.parents.items()}
    return state


def _alike(one: Any, other: Any) -> bool:
    if isinstance(one, np.ndarray):
        same_kind = isinstance(other, np.ndarray) and one.dtype == other.dtype
        return same_kind and one.shape == other.shape and one.tobytes() == other.tobytes()
    if isinstance(one, list):
        return isinstance(other, list) and len(one) == len(other) and all(map(_alike, one, other))
    return one is other or (type(one) is type(other) and type(one) in PLAIN_TYPES and one == other)


PLAIN_TYPES = (bool, int, float, str, tuple, dict)


def on_tensors(ns: Namespace, function: Callable, numpy_func: Callable, inputs: Inputs) -> Observed:
    """Calls a function on tensors and numbers, and looks at the result: at its value alone, at
    what it remembers too, at types, at what becomes of it when the switch moves, or at whether
    the arguments are what they were.

    Those arguments are tensors for which `requires_grad` says whether they require one.
    """
    names = [name for name in ("x", "y", "z", "a", "b") if name in inputs]
    wanted, look_at = inputs["requires_grad"], inputs["_look_at"]
    tensors = {n: ns.Tensor(np.array(inputs[n]), requires_grad=wanted[n]) for n in wanted}
    if inputs.get("_computed"):
        first = tensors[names[0]]
        leaf = ns.Tensor(first.array, requires_grad=True)
        first.recipe = ns.Recipe(np.multiply, (first.array, 1.0), {}, {0: leaf})
    if inputs.get("_with_grad"):
        for tensor in tensors.values():
            tensor.grad = ns.Tensor(np.ones_like(tensor.array))
    arguments = [tensors[name] if name in tensors else inputs[name] for name in names]
    if inputs.get("_same"):
        arguments *= 2
    keywords = dict(inputs.get("keywords", {}))
    if inputs.get("_again"):  # the same tensors, with other numbers and wanting no gradient
        for tensor in tensors.values():
            tensor.array *= 2
            tensor.requires_grad = False
        function(*arguments, **keywords)
        for tensor in tensors.values():
            tensor.array /= 2
        function(*arguments, **keywords)
        for name, tensor in tensors.items():
            tensor.requires_grad = wanted[name]
    watched = tensors if look_at == "arguments" else {}
    with (
        np.errstate(all="ignore"),
        tracking(ns, inputs["grad_tracking_enabled"]),
        as_they_were(ns, watched),
    ):
        out = a_tensor(ns, function(*arguments, **keywords), "the result")
        requires_grad = bool(out.requires_grad)
        if inputs.get("_again"):
            other = [
                ns.Tensor(2 * a.array, requires_grad=True) if isinstance(a, ns.Tensor) else a
                for a in arguments
            ]
            function(*other, **keywords)
    if look_at == "later":
        moments = {}
        for enabled in (not inputs["grad_tracking_enabled"], inputs["grad_tracking_enabled"]):
            with tracking(ns, enabled):
                when = f"while the switch is {'on' if enabled else 'off'}"
                moments[f"requires_grad {when}"] = _plain_bool(out.requires_grad)
        return moments
    if look_at == "types":
        recipe = a_recipe(ns, out)
        return {
            "requires_grad": _type_name(_plain_bool(out.requires_grad)),
            **{
                f"recipe.{f}": _type_name(getattr(recipe, f)) for f in ("args", "kwargs", "parents")
            },
            "positions": sorted({_type_name(position) for position in recipe.parents}),
        }
    if look_at in ("value", "arguments"):
        return {"result": out.array}
    remembered = inputs["grad_tracking_enabled"] and any(wanted.values())
    remembered = remembered and inputs.get("is_differentiable", True)
    return {
        "result": out.array,
        "requires_grad of the result": requires_grad,
        "the result has a gradient": out.grad is not None,
        **recipe_of(ns, out, numpy_func, tensors, arguments, remembered),
    }


def _plain_bool(value: Any) -> Any:
    return bool(value) if isinstance(value, np.bool_) else value


def _type_name(value: Any) -> str:
    return type(value).__name__


def a_recipe(ns: Namespace, out: Any) -> Any:
    """The recipe of a result. Raises Rejected where it has none."""
    recipe = out.recipe
    if recipe is None:
        raise Rejected("the result has no recipe")
    if not isinstance(recipe, ns.Recipe):
        raise Rejected(f"the recipe is of type {_type_name(recipe)}, and should be a Recipe")
    return recipe


def recipe_of(
    ns: Namespace,
    out: Any,
    numpy_func: Callable,
    tensors: dict[str, Any],
    arguments: list[Any],
    remembered: bool,
) -> Observed:
    """What stands in the recipe of a result. Raises Rejected where it has none and should."""
    if not remembered:
        return {"the result has a recipe": out.recipe is not None}
    recipe = a_recipe(ns, out)
    for field, kinds in (("args", (tuple, list)), ("kwargs", (dict,)), ("parents", (dict,))):
        value = getattr(recipe, field)
        if not isinstance(value, kinds):
            raise Rejected(
                f"recipe.{field} is of type {type(value).__name__}, and should be a "
                f"{kinds[0].__name__}"
            )
    entries, due = len(recipe.args), len(arguments)
    if entries != due:
        raise Rejected(f"the length of recipe.args is {entries}, and should be {due}")
    args = [
        # a number may as well have become an array
        arg.item() if isinstance(given, (int, float)) and is_0_d(arg) else arg
        for given, arg in zip(arguments, recipe.args, strict=True)
    ]
    names = {id(tensor): name for name, tensor in tensors.items()} | {id(out): "the result"}
    return {
        "recipe.func is the NumPy function": recipe.func is numpy_func,
        **{f"recipe.args[{i}]": arg for i, arg in enumerate(args)},
        "recipe.kwargs": dict(recipe.kwargs),
        "recipe.parents": {
            str(position): names.get(id(parent), type(parent).__name__)
            for position, parent in sorted(recipe.parents.items(), key=lambda item: str(item[0]))
        },
    }


def is_0_d(value: Any) -> bool:
    return isinstance(value, np.ndarray) and value.ndim == 0


def log_forward(ns: Namespace, inputs: Inputs) -> Observed:
    return on_tensors(ns, ns.log_forward, np.log, inputs)


def multiply_forward(ns: Namespace, inputs: Inputs) -> Observed:
    return on_tensors(ns, ns.multiply_forward, np.multiply, inputs)


def wrapped(ns: Namespace, inputs: Inputs) -> Observed:
    """Wraps a function, calls the result, and looks at what comes out."""
    wrap = ns.wrap_forward_fn
    if inputs["_look_at"] == "tensor by keyword":
        return tensor_by_keyword(ns, inputs)
    if inputs["_look_at"] == "calls":
        return calls_of(ns, inputs)
    numpy_func = getattr(np, inputs["numpy_func"])
    options = {} if inputs.get("is_differentiable", True) else {"is_differentiable": False}
    with tracking(ns, inputs.get("_wrapped_while_tracking", True)):
        if inputs.get("_another"):
            wrap(numpy_func, **{"is_differentiable": False})
        function = wrap(numpy_func, **options)
        if inputs.get("_another"):
            wrap(np.add, **{"is_differentiable": False})
    return on_tensors(ns, function, numpy_func, inputs)


def calls_of(ns: Namespace, inputs: Inputs) -> Observed:
    """How the function that was wrapped has been called."""
    calls = []

    def scale(*args: Any, **kwargs: Any) -> np.ndarray:
        types = [
            "a number" if isinstance(arg, (int, float)) or is_0_d(arg) else type(arg).__name__
            for arg in args
        ]
        calls.append({"by position": types, "by keyword": sorted(kwargs)})
        return np.ones(2, dtype=np.float32)

    function = ns.wrap_forward_fn(scale)
    before = len(calls)
    function(ns.Tensor(inputs["x"], requires_grad=True), 2, (1, 0), factor=3.0, where=None)
    return {"calls when it is wrapped": before, "calls when it is used": calls[before:]}


def tensor_by_keyword(ns: Namespace, inputs: Inputs) -> Observed:
    called = []

    def scale(x: np.ndarray, offset: Any = 0.0, factor: Any = 1.0) -> np.ndarray:
        called.append(factor)
        return 2 * x

    function = ns.wrap_forward_fn(scale)
    x = ns.Tensor(inputs["x"], requires_grad=True)
    factor = ns.Tensor(inputs["factor"], requires_grad=inputs["factor requires grad"])
    numbers = {"offset": 1.0} if inputs["_after_a_number"] else {}
    try:
        function(x, **numbers, factor=factor)
        raised, message = "nothing", ""
    except (NotImplementedError, NotDefined, NameError):
        raise
    except Exception as error:
        raised = "TypeError" if isinstance(error, TypeError) else type(error).__name__
        message = str(error)
    return {
        "what is raised": raised,
        "numpy_func is called": bool(called),
        "the message names the keyword": "factor" in message,
    }


# Probes of functions on graphs

ACCIDENTS = (
    NotImplementedError, NotDefined, Rejected, RecursionError, NameError, AttributeError,
    TypeError, LookupError,
)  # fmt: skip
"""Errors that nobody raises to say that a graph has a cycle."""


def sort_nodes(ns: Namespace, inputs: Inputs) -> Observed:
    """Sorts a graph of Nodes. Where each node stands is observed, not the nodes themselves."""
    sort = ns.topological_sort
    graph: Graph = inputs.get("graph") or chain(inputs["length"])
    kind = type("Node", (ns.Node,), {"__bool__": lambda self: False})
    nodes = {name: kind() if inputs.get("_falsy") else ns.Node() for name in graph}
    if inputs.get("_equal"):
        nodes = {name: Labeled(name) for name in graph}
    children = {nodes[name]: [nodes[child] for child in graph[name]] for name in graph}
    if not inputs.get("_elsewhere"):
        for node in children:
            node.children = children[node]
    before = {name: dict(vars(node)) for name, node in nodes.items()}
    patience = 50 * (len(graph) + sum(map(len, graph.values())))
    calls = 0

    def get_children(node: Any) -> Iterable:
        nonlocal calls
        calls += 1
        if calls > patience:
            raise Rejected(
                f"get_children has been called {calls} times for a graph of {len(graph)} nodes"
            )
        found = children[node]
        if inputs.get("_equal"):
            found = [Labeled(child.label) for child in found]
        return CHILDREN_AS[inputs.get("_children_as", "a list")](found)

    start = nodes[inputs.get("start") or next(iter(graph))]
    if inputs.get("_has_cycle"):
        raised = error_of_sorting(sort, start, get_children)
        if inputs.get("_look_at") == "type":
            return {"the error is a ValueError": raised == "ValueError"}
        return {"an error is raised": raised != "nothing"}
    if inputs.get("_after_a_cycle"):
        error_of_sorting(sort, start, lambda node: children[node] or [start])
    if inputs.get("_again"):  # first while the graph is smaller
        below, children[start] = children[start], []
        sort(start, get_children)
        children[start] = below
    order = sort(start, get_children)
    if inputs.get("_look_at") == "type":
        return {"type of the result": type(order).__name__}
    if inputs.get("_look_at") == "nodes":
        changed = [name for name in nodes if vars(nodes[name]) != before[name]]
        changed += [n for n in graph if children[nodes[n]] != [nodes[c] for c in graph[n]]]
        return {"nodes that the call has changed": sorted(set(changed))}
    if inputs.get("_equal") and isinstance(order, (list, tuple)):
        order = [nodes.get(getattr(node, "label", None), node) for node in order]
    if "length" in inputs:
        return positions(order, nodes)
    return {**positions(order, nodes), "children": dict(graph)}


@dataclass(frozen=True)
class Labeled:
    """A node that is made anew whenever it is asked for: equal to the one before, and not it."""

    label: str


CHILDREN_AS: dict[str, Callable[[list], Iterable]] = {
    "a list": list,
    "the list itself": lambda children: children,
    "a tuple": tuple,
    "a generator": lambda children: (child for child in children),
}
"""In what `get_children` hands over the children."""


def error_of_sorting(sort: Callable, start: Any, get_children: Callable) -> str:
    """The type of the error that says that there is a cycle, or "nothing"."""
    try:
        sort(start, get_children)
    except ACCIDENTS:
        raise
    except Exception as error:
        return "ValueError" if isinstance(error, ValueError) else type(error).__name__
    return "nothing"


def positions(order: Any, named: dict[str, Any]) -> Observed:
    """Where each of the named things stands first in a list, or -1; and how long the list is."""
    if not isinstance(order, (list, tuple)):
        kind = "None" if order is None else f"of type {type(order).__name__}"
        raise Rejected(f"the result is {kind}, and should be a list")
    numbers = {id(thing): number for number, thing in enumerate(named.values())}
    found = np.full(len(named), -1)
    for place, thing in enumerate(order):
        if id(thing) not in numbers:
            raise Rejected(
                f"the list holds something of type {type(thing).__name__} that is no node of "
                "the graph"
            )
        if found[numbers[id(thing)]] < 0:
            found[numbers[id(thing)]] = place
    return {"place of each node": found, "entries": np.asarray(len(order))}


def chain(length: int) -> Graph:
    """n0 with the child n1, which has the child n2, and so on."""
    return {f"n{i}": [f"n{i + 1}"] if i + 1 < length else [] for i in range(length)}


def in_order(children_first: bool) -> Callable[[Observed, Observed], Finding | None]:
    """The rule of a topological order: each node once, and either all children before their
    parents or all parents before their children. Any such order is right."""

    def checker(observed: Observed, expected: Observed) -> Finding | None:
        graph: Graph = expected["children"]
        names = list(graph)
        places = dict(zip(names, observed["place of each node"].tolist(), strict=True))
        entries = int(observed["entries"])
        missing = [name for name in names if places[name] < 0]
        if missing:
            seen = f"the list has {entries} entries, and node {missing[0]} is not among them"
            if missing == names[:1]:
                return Finding(
                    "start-missing",
                    seen,
                    "The node to start from belongs to the list as well. Only its descendants are "
                    "there.",
                )
            if not any(graph[name] for name in missing):
                return Finding(
                    "ends-missing",
                    seen,
                    "Where the graph ends, something is missing: nodes from which no way leads on "
                    "belong to the list as well.",
                )
            if set(missing) >= set(names) - {names[0], *graph[names[0]]}:
                return Finding(
                    "no-further-than-one-step",
                    seen,
                    "Only what is one step from the start is listed. The graph goes on from there, "
                    "step by step.",
                )
            return Finding(
                "nodes-missing",
                seen,
                "Every node that can be reached belongs into the list. Follow the way to the one "
                "that is missing: where do you turn back too early?",
            )
        if entries != len(names):
            return Finding(
                "nodes-repeated",
                f"the list has {entries} entries for a graph of {len(names)} nodes",
                "A node that can be reached in several ways is still one node, and belongs into "
                "the list once. How do you know that you have dealt with it already?",
            )
        edges = [(node, child) for node in names for child in graph[node]]
        wrong = [(n, c) for n, c in edges if (places[c] < places[n]) != children_first]
        if not wrong:
            return None
        node, child = wrong[0]
        if not children_first:
            node, child = child, node
        if len(wrong) == len(edges):
            return Finding(
                "order-reversed",
                f"node {node} stands before {child}; the whole list is the wrong way round",
                "Your order is a topological order, but read from the other end. Which comes "
                "first here, the tensor at the end of the calculation or those at its start?",
            )
        return Finding(
            "order-not-topological",
            f"node {node} stands before {child}",
            "Each node is there once, but one of them comes too early. A node that is reached "
            "over a short way and over a long one has to wait for the long one. At which moment "
            "do you put a node into the list: when you meet it, or when everything below it is "
            "there?",
        )

    return checker


def sort_tensors(ns: Namespace, inputs: Inputs) -> Observed:
    """The computational graph of hand-made tensors, as a list."""
    sort = ns.sorted_computational_graph
    graph: Graph = inputs["parents"]
    tensors: dict[str, Any] = {}
    for name, parents in reversed(graph.items()):
        constant = name in inputs.get("constants", ())
        tensors[name] = ns.Tensor(inputs.get("array", [1.0]), requires_grad=not constant)
        if parents:
            arguments = [tensors.get(parent, 2.0) for parent in parents]
            arrays = tuple(a.array if isinstance(a, ns.Tensor) else a for a in arguments)
            numpy_func = (np.log, np.multiply, np.clip)[len(parents) - 1]
            by_position = {i: a for i, a in enumerate(arguments) if isinstance(a, ns.Tensor)}
            tensors[name].recipe = ns.Recipe(numpy_func, arrays, {}, by_position)
    tensors = {name: tensors[name] for name in graph}
    end = tensors[next(iter(graph))]
    watched = tensors if inputs.get("_look_at") == "graph" else {}
    for tensor in watched.values():
        tensor.grad = ns.Tensor([1.0])
    with as_they_were(ns, watched):
        if inputs.get("_again"):  # first while the graph is smaller
            recipe, end.recipe = end.recipe, None
            sort(end)
            end.recipe = recipe
        order = sort(end)
    if inputs.get("_look_at") == "type":
        return {"type of the result": type(order).__name__}
    real = {name: [p for p in parents if p in graph] for name, parents in graph.items()}
    return {**positions(order, tensors), "children": real}


# Probes of the whole walk


def add(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    return x + y


def scale(x: np.ndarray, factor: float = 1.0) -> np.ndarray:
    return x * factor


def passed_on(grad_out: np.ndarray, out: np.ndarray, x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """The gradient of `add` for either argument: the very array that came in."""
    return grad_out


def scaled(grad_out: np.ndarray, out: np.ndarray, x: np.ndarray, factor: float = 1.0) -> np.ndarray:
    return grad_out * factor


def root(x: np.ndarray) -> np.ndarray:
    return np.sqrt(x)


def through_root(grad_out: np.ndarray, out: np.ndarray, x: np.ndarray) -> np.ndarray:
    """The gradient of `root`, in terms of its output."""
    return grad_out / (2 * out)


def mix(x: np.ndarray, y: np.ndarray, z: np.ndarray) -> np.ndarray:
    return 2 * x + 3 * y - z


def into_mix(factor: float) -> Callable:
    """The gradient of `mix` for one of its arguments."""

    def mixed(grad_out: np.ndarray, out: np.ndarray, *arguments: np.ndarray) -> np.ndarray:
        return factor * grad_out

    return mixed


FUNCTIONS = {
    "log": np.log, "multiply": np.multiply, "add": add, "scale": scale, "root": root, "mix": mix,
    "tanh": np.tanh,
}  # fmt: skip
NEW_ROWS = {
    add: (passed_on, passed_on),
    scale: (scaled,),
    root: (through_root,),
    mix: (into_mix(2), into_mix(3), into_mix(-1)),
}
"""Functions that the engine has not met before, and their backward functions."""


def parse(step: str) -> tuple[str, str, list[str], dict[str, float]]:
    """Name, function, arguments and keywords of a line such as `d = scale(a, factor=2.0)`."""
    name, function, inside = re.fullmatch(r"(\w+) = (\w+)\((.*)\)", step).groups()
    parts = [part.split("=") for part in inside.split(", ")]
    keywords = {part[0]: float(part[1]) for part in parts if len(part) == 2}
    return name, function, [part[0] for part in parts if len(part) == 1], keywords


def leaves_of(ns: Namespace, inputs: Inputs) -> dict[str, Any]:
    constants = inputs.get("constants", [])
    return {
        name: ns.Tensor(np.array(array), requires_grad=name not in constants)
        for name, array in inputs["leaves"].items()
    }


def teach(ns: Namespace, function: Callable, calls: list[str] | None = None) -> None:
    """Puts the rows of a new function into the engine's table. In `calls`, each call of one of
    its backward functions is noted."""
    for position, back_function in enumerate(NEW_ROWS.get(function, ())):
        if calls is not None:
            back_function = _noted(back_function, f"{function.__name__}, {position}", calls)
        ns.BACK_FUNCS.add_back_func(function, position, back_function)


def _noted(function: Callable, name: str, calls: list[str]) -> Callable:
    def noted(*args: Any, **kwargs: Any) -> Any:
        calls.append(name)
        return function(*args, **kwargs)

    return noted


def raises_error(call: Callable[[], Any]) -> bool:
    """Whether a call ends with an error that says something of its input."""
    try:
        call()
    except (NotDefined, NotImplementedError, NameError):
        raise
    except Exception:
        return True
    return False


def backprop(ns: Namespace, inputs: Inputs) -> Observed:
    """Builds a graph by hand, walks it backwards, and looks at the gradients, or at what else
    the walk may have changed, or at how often it calls backward functions."""
    walk, look_at = ns.backprop, inputs.get("_look_at")
    leaves = leaves_of(ns, inputs)
    tensors = dict(leaves)
    calls: list[str] | None = [] if look_at == "calls" else None
    for step in inputs["steps"] * inputs.get("times", 1):
        name, called, names, keywords = parse(step)
        function = FUNCTIONS[called]
        teach(ns, function, calls)
        arguments = [tensors[n] if n in tensors else float(n) for n in names]
        arrays = tuple(a.array if isinstance(a, ns.Tensor) else a for a in arguments)
        parents = {i: a for i, a in enumerate(arguments) if isinstance(a, ns.Tensor)}
        out = ns.Tensor(function(*arrays, **keywords))
        if any(parent.requires_grad for parent in parents.values()):
            out.requires_grad = True
            out.recipe = ns.Recipe(function, arrays, keywords, parents)
        tensors[name] = out
    for name, array in inputs.get("grads so far", {}).items():
        leaves[name].grad = ns.Tensor(np.array(array))
    seed = ns.Tensor(np.array(inputs["end_grad"])) if "end_grad" in inputs else None
    watched = tensors if look_at == "the graph" else {}
    handed_in = {} if seed is None or look_at != "the graph" else {"end_grad": seed}
    if look_at == "error":
        return {"an error is raised": raises_error(lambda: walk(tensors[inputs["backprop"][0]]))}
    with tracking(ns, True), as_they_were(ns, watched, grads=False), as_they_were(ns, handed_in):
        for end in inputs["backprop"]:
            if seed is None:
                walk(tensors[end])
            else:
                walk(
                    tensors[end],
                    seed if inputs.get("_same_end_grad") else ns.Tensor(np.array(seed.array)),
                )
    if look_at == "calls":
        return {"calls of backward functions": sorted(calls)}
    if look_at == "the others":
        others = [n for n in tensors if n not in inputs["leaves"] or n in inputs["constants"]]
        return {
            "tensors with a gradient that should have none": [
                name for name in others if tensors[name].grad is not None
            ]
        }
    found = gradients(ns, inputs, leaves)
    if seed is not None and inputs.get("_same_end_grad"):
        found["end_grad afterwards"] = seed.array
    return found


def gradients(ns: Namespace, inputs: Inputs, leaves: dict[str, Any]) -> Observed:
    wanted = [name for name in leaves if name not in inputs.get("constants", [])]
    return {f"gradient of {name}": gradient_of(ns, leaves[name], name) for name in wanted}


def all_together(ns: Namespace, inputs: Inputs) -> Observed:
    """The same from the outside, by operators and methods of tensors: one's own code throughout."""
    new = {name: ns.wrap_forward_fn(FUNCTIONS[name]) for name in ("add", "scale", "root")}
    by_hand = forward_and_back(ns, inputs["leaves"]) if inputs.get("_by_hand") else {}
    leaves = leaves_of(ns, inputs)
    tensors = dict(leaves)
    for step in inputs["steps"]:
        name, called, names, keywords = parse(step)
        teach(ns, FUNCTIONS[called])
        arguments = [tensors[n] if n in tensors else float(n) for n in names]
        match called:
            case "log":
                out = arguments[0].log()
            case "multiply":
                out = arguments[0] * arguments[1]
            case _:
                out = new[called](*arguments, **keywords)
        tensors[name] = a_tensor(ns, out, name)
    upstream = (ns.Tensor(inputs["end_grad"]),) if "end_grad" in inputs else ()
    for name in inputs["backward"]:
        tensors[name].backward(*upstream)
    values = {f"value of {name}": tensors[name].array for name in inputs["backward"]}
    by_hand = {f"{name}, by hand": array for name, array in by_hand.items()}
    return {**values, **gradients(ns, inputs, leaves), **by_hand}


# Draws


def logarithms(draw: Callable, ndim: int, *, thin: bool = False, **marks: bool):
    drawn = draws.elementwise(np.log, draw, ndim, thin=thin)
    return lambda rng: {**drawn(rng), **marks}


def many_logarithms(rng: Rng) -> Inputs:
    x = draws.double(draws.assorted_positive)(rng, draws.ASSORTED)
    grad_out = draws.double(draws.assorted)(rng, x.shape)
    return {"grad_out": grad_out, "out": np.log(x), "x": x, "_frozen": True}


def no_elements(rng: Rng) -> Inputs:
    shape = (0, *draws.shape(rng, 1))
    return {name: np.zeros(shape, np.float32) for name in ("grad_out", "out", "x")}


def positive_magnitudes(rng: Rng, shape: tuple[int, ...]) -> np.ndarray:
    return np.abs(draws.magnitudes(rng, shape))


def above_one(rng: Rng, shape: tuple[int, ...]) -> np.ndarray:
    """Quarters between 1.5 and 4, float32: their logarithms are positive."""
    return np.asarray(rng.integers(6, 17, size=shape) / 4, dtype=np.float32)


Shapes = Callable[[tuple[int, ...]], tuple[tuple[int, ...], tuple[int, ...]]]
"""From a few different lengths, the shapes of `broadcasted` and of `original`."""


def broadcasts(shapes: Shapes, *, values: Callable = draws.upstream, **marks: bool):
    def inputs(rng: Rng) -> Inputs:
        large, small = shapes(draws.shape(rng, 4))
        return {"broadcasted": values(rng, large), "original": draws.nonzero(rng, small), **marks}

    return inputs


def to_whole_numbers(rng: Rng) -> Inputs:
    large = draws.shape(rng, 2)
    original = rng.integers(1, 9, size=(large[0], 1))
    return {"broadcasted": draws.upstream(rng, large), "original": original}


def to_flags(rng: Rng) -> Inputs:
    """Numbers of many kinds, and an original that is true or false."""
    large = draws.double(draws.assorted)(rng, draws.ASSORTED)
    return {"broadcasted": large, "original": large[:, :, :1] > 0, "_frozen": True}


def to_many(rng: Rng) -> Inputs:
    original = draws.double(draws.assorted)(rng, draws.ASSORTED)
    return {"broadcasted": draws.upstream(rng, (3, *original.shape)), "original": original}


def to_zeros(rng: Rng) -> Inputs:
    large = draws.shape(rng, 2)
    original = np.zeros((1, large[1]), np.float32)
    return {"broadcasted": draws.upstream(rng, large), "original": original}


def products(relation: str, argument: int, *, swap: bool = False, zero: bool = False, **marks: Any):
    """Inputs for a backward function of multiply; `relation` is how the shapes relate."""

    def inputs(rng: Rng) -> Inputs:
        shape_x, shape_y = PAIRS[relation](draws.shape(rng, 3))
        if swap:
            shape_x, shape_y = shape_y, shape_x
        x, y = draws.nonzero(rng, shape_x), draws.nonzero(rng, shape_y)
        if marks.get("_same_object"):
            y = x.copy()
        if zero:
            (x, y)[argument].flat[-1] = 0.0
        if marks.get("_whole"):
            whole = rng.integers(2, 9, size=(shape_x, shape_y)[argument])
            x, y = (whole, y) if argument == 0 else (x, whole)
        out = np.asarray(x * y, dtype=np.float32)
        grad_out = draws.upstream(rng, out.shape)
        return {"grad_out": grad_out, "out": out, "x": x, "y": y, "_argument": argument, **marks}

    return inputs


PAIRS = {
    "same": lambda s: (s[:2], s[:2]),
    "new axis": lambda s: (s[:2], s[1:2]),
    "stretched": lambda s: ((s[0], 1), s[:2]),
    "new and stretched": lambda s: ((s[1], 1), s),
    "both": lambda s: ((s[0], 1), (1, s[1])),
    "0-d": lambda s: (s[:2], ()),
    "length 1": lambda s: ((1, 1), (1,)),
    "no elements": lambda s: ((0, s[0]), s[:1]),
    "no elements in both": lambda s: ((0, s[0]), (0, 1)),
    "one axis": lambda s: (s[:1], s[:1]),
    "0-d both": lambda s: ((), ()),
}
"""How the shapes of two arguments relate: what is broadcast to what."""


def many_products(argument: int):
    """Numbers of many kinds in four dimensions."""

    def inputs(rng: Rng) -> Inputs:
        draw = draws.double(draws.assorted)
        grad_out, x, y = (draw(rng, draws.ASSORTED) for _ in range(3))
        return {
            "grad_out": grad_out, "out": x * y, "x": x, "y": y, "_argument": argument,
            "_frozen": True,
        }  # fmt: skip

    return inputs


def products_with_number(argument: int, number: Callable[[Rng], float]):
    """The same where the other argument is a plain number."""

    def inputs(rng: Rng) -> Inputs:
        array, factor = draws.nonzero(rng, draws.shape(rng, 2)), number(rng)
        x, y = (array, factor) if argument == 0 else (factor, array)
        out = np.asarray(x * y, dtype=np.float32)
        grad_out = draws.upstream(rng, out.shape)
        return {"grad_out": grad_out, "out": out, "x": x, "y": y, "_argument": argument}

    return inputs


def three_arrays(
    shapes: Callable[[int, int], tuple], a=draws.positive, b=draws.positive, c=above_one, **marks
):
    """Arrays for log(a * b * log(c)), all of whose logarithms exist."""

    def inputs(rng: Rng) -> Inputs:
        shape_a, shape_b, shape_c = shapes(*draws.shape(rng, 2))
        drawn = {"a": a(rng, shape_a), "b": b(rng, shape_b), "c": c(rng, shape_c)}
        if marks.get("_same_object"):
            drawn["b"] = drawn["a"].copy()
        return {**drawn, **marks}

    return inputs


def large_assorted(rng: Rng, shape: tuple[int, ...]) -> np.ndarray:
    """Numbers of many kinds whose logarithms are positive."""
    return 8 * draws.assorted_positive(rng, shape)


def below_one(rng: Rng, shape: tuple[int, ...]) -> np.ndarray:
    """Sixteenths between 1/8 and 3/4, float32: their logarithms are negative."""
    return np.asarray(rng.integers(2, 13, size=shape) / 16, dtype=np.float32)


def negative(rng: Rng, shape: tuple[int, ...]) -> np.ndarray:
    return -draws.positive(rng, shape)


def script(*lines: str, **marks: Any):
    """A script for the table, with functions and backward functions renamed by the seed.

    "f, 0, 1" adds back1 for argument 0 of f; "f, 0" asks for it.
    """

    def inputs(rng: Rng) -> Inputs:
        names = dict(zip("fgh", rng.permutation(list("fgh")).tolist(), strict=True))
        numbers = rng.permutation(10).tolist()

        def written_out(line: str) -> str:
            if line in (ANOTHER, THE_FIRST):
                return line
            name, position, *back = line.split(", ")
            added = [f"back{numbers[int(number)]}" for number in back]
            verb = "add" if added else "get"
            return f"{verb}_back_func({', '.join([names[name], position, *added])})"

        return {"script": [written_out(line) for line in lines], **marks}

    return inputs


def remembers(
    names: str,
    wanted: dict[str, bool],
    *,
    look_at: str = "recipe",
    track: bool = True,
    ndim: int = 2,
    lengths: tuple[int, ...] | None = None,
    draw: Callable = draws.positive,
    shapes: Callable[[tuple[int, ...]], dict[str, tuple[int, ...]]] | None = None,
    numbers: dict[str, Callable[[Rng], Any]] | None = None,
    **extra: Any,
):
    """Inputs for a function on tensors: arrays for those names that `wanted` has."""

    def inputs(rng: Rng) -> Inputs:
        shape = lengths or draws.shape(rng, ndim)
        given = shapes(shape) if shapes else {}
        drawn = {
            name: draw(rng, given.get(name, shape))
            if name in wanted
            else (numbers or {})[name](rng)
            for name in names
        }
        return {
            **drawn,
            "requires_grad": dict(wanted),
            "grad_tracking_enabled": track,
            "_look_at": look_at,
            **extra,
        }

    return inputs


def a_number(rng: Rng) -> float:
    return float(rng.integers(2, 6)) + 0.5


def a_whole_number(rng: Rng) -> int:
    return int(rng.integers(2, 6))


def wraps(numpy_func: str, names: str, wanted: dict[str, bool], **options: Any):
    drawn = remembers(names, wanted, **options)
    return lambda rng: {"numpy_func": numpy_func, **drawn(rng)}


def a_zero(rng: Rng) -> int:
    return 0


def an_array(rng: Rng) -> np.ndarray:
    """An array that fits everything of two dimensions."""
    return draws.positive(rng, (1, 1))


def whole_numbers(rng: Rng, shape: tuple[int, ...]) -> np.ndarray:
    return np.asarray(rng.integers(2, 9, size=shape))


def with_a_zero(rng: Rng, shape: tuple[int, ...]) -> np.ndarray:
    array = draws.positive(rng, shape)
    array.flat[-1] = 0.0
    return array


def keyword_tensor(after_a_number: bool, requires_grad: bool):
    def inputs(rng: Rng) -> Inputs:
        shape = draws.shape(rng, 2)
        return {
            "x": draws.positive(rng, shape),
            "factor": draws.positive(rng, shape),
            "factor requires grad": requires_grad,
            "_after_a_number": after_a_number,
            "_look_at": "tensor by keyword",
        }

    return inputs


def one_array(rng: Rng) -> Inputs:
    return {"x": draws.positive(rng, draws.shape(rng, 1)), "_look_at": "calls"}


NODES = "abcdefghijklmnopqrstuvwxyz"


def renamed(graph: Graph, **marks: Any):
    """A graph whose nodes get other names, so that no order of names is an order of nodes."""

    def inputs(rng: Rng) -> Inputs:
        fresh = rng.permutation(list(NODES)[: len(graph)]).tolist()
        names = dict(zip(graph, fresh, strict=True))
        drawn = {names[n]: [names[c] for c in children] for n, children in graph.items()}
        return {"graph": drawn, "start": names[next(iter(graph))], **marks}

    return inputs


def ladder(rungs: int) -> Graph:
    """Pairs of nodes, each joined to both of the next pair: 2 ** rungs ways from top to bottom."""
    graph: Graph = {"top": ["l0", "r0"]}
    for i in range(rungs):
        below = [f"l{i + 1}", f"r{i + 1}"] if i + 1 < rungs else []
        graph[f"l{i}"], graph[f"r{i}"] = list(below), below[::-1]
    return graph


def renamed_chain(length: int):
    """A chain whose nodes have shuffled numbers for names."""

    def inputs(rng: Rng) -> Inputs:
        names = [f"n{i}" for i in rng.permutation(length)]
        below = [[child] for child in names[1:]] + [[]]
        return {"graph": dict(zip(names, below, strict=True)), "start": names[0]}

    return inputs


def any_graph(size: int):
    """A random graph without cycles in which every node can be reached from the first."""

    def inputs(rng: Rng) -> Inputs:
        graph: Graph = {str(i): [] for i in range(size)}
        for child in range(1, size):
            above = rng.permutation(child)[: rng.integers(1, 4)]
            for parent in above:
                graph[str(parent)].append(str(child))
        shuffled = {node: rng.permutation(children).tolist() for node, children in graph.items()}
        return renamed(shuffled)(rng)

    return inputs


def computed(parents: Graph, *constants: str, **marks: Any):
    """A computational graph, its tensors renamed; what is no key is the number 2.0."""

    def inputs(rng: Rng) -> Inputs:
        fresh = rng.permutation(list(NODES)[: len(parents)]).tolist()
        names = dict(zip(parents, fresh, strict=True)) | {"2.0": "2.0"}
        drawn = {"parents": {names[n]: [names[p] for p in made] for n, made in parents.items()}}
        drawn |= {"constants": [names[c] for c in constants]} if constants else {}
        return drawn | marks

    return inputs


def calculation(
    steps: str,
    *,
    leaves: str = "ab",
    ends: tuple[str, ...],
    end_grad: str | None = None,
    shapes: Callable[[int, int], dict[str, tuple[int, ...]]] | None = None,
    draw: Callable = above_one,
    end_draw: Callable = draws.upstream,
    so_far: str = "",
    key: str = "backprop",
    **extra: Any,
):
    """Inputs for a calculation. `end_grad` names a leaf whose shape it has, if there is one, and
    `so_far` leaves that have a gradient already."""

    def inputs(rng: Rng) -> Inputs:
        n, m = draws.shape(rng, 2)
        given = shapes(n, m) if shapes else {}
        arrays = {name: draw(rng, given.get(name, (n, m))) for name in leaves}
        upstream = {} if end_grad is None else {
            "end_grad": end_draw(rng, arrays[end_grad].shape)
        }  # fmt: skip
        before = {name: draws.upstream(rng, arrays[name].shape) for name in so_far}
        return {
            "leaves": arrays,
            "steps": [step.strip() for step in steps.split(";") if step.strip()],
            key: list(ends),
            **upstream,
            **({"grads so far": before} if before else {}),
            **extra,
        }

    return inputs


def smaller(n: int, m: int) -> dict[str, tuple[int, ...]]:
    """Shapes that need broadcasting."""
    return {"a": (n, m), "b": (m,), "c": (n, 1)}


DIAMOND: Graph = {"a": ["b", "c"], "b": ["d"], "c": ["d"], "d": []}
REJOINING: Graph = {"a": ["b", "c"], "b": ["d"], "c": ["d", "e"], "d": [], "e": []}
SHORT_CUT_FIRST: Graph = {"a": ["d", "b"], "b": ["c"], "c": ["d"], "d": ["e"], "e": []}
SHORT_CUT_LAST: Graph = {"a": ["b", "d"], "b": ["c"], "c": ["d"], "d": ["e"], "e": []}


def sorts(name: str, inputs: Callable[[Rng], Inputs]) -> Case:
    return Case(name, inputs, checker=in_order(children_first=True))


def lists(name: str, inputs: Callable[[Rng], Inputs]) -> Case:
    return Case(name, inputs, checker=in_order(children_first=False))


# The exercises

FLOATS = "float32, float64, any shape, any number, any memory"
POSITIVE = FLOATS.replace("any number", "positive, below 1, beyond float16, repeats")
"""What the docstrings of most exercises allow arrays to be."""

EXERCISES = (
    Exercise(
        id="log_back",
        points=1,
        difficulty=1,
        importance=2,
        minutes=(5, 10),
        names=("log_back",),
        probe=on_copies(log_back),
        allows={
            "grad_out": FLOATS,
            "x": POSITIVE,
            "call": "pure",
        },
        cases=(
            Case("2-D array", logarithms(draws.positive, 2)),
            Case("values of many magnitudes", logarithms(positive_magnitudes, 3)),
            Case("x below one", logarithms(below_one, 1)),
            Case("0-d array", logarithms(draws.positive, 0)),
            Case("dimensions of length 1", logarithms(draws.positive, 3, thin=True)),
            Case("no elements", no_elements),
            Case("Fortran order", logarithms(draws.positive, 2, _fortran=True)),
            Case("called again for other numbers", logarithms(draws.positive, 2, _again=True)),
            Case("the inputs stay as they were", logarithms(draws.positive, 2, _watched=True)),
            Case("four dimensions, numbers of many kinds", many_logarithms),
        ),
    ),
    Exercise(
        id="unbroadcast",
        points=4,
        difficulty=3,
        importance=4,
        minutes=(20, 30),
        names=("unbroadcast",),
        probe=on_copies(unbroadcast),
        allows={
            "broadcasted": FLOATS,
            "original": f"{FLOATS}, whole numbers, bool",
            "call": "pure, broadcast",
        },
        cases=(
            Case("same shape", broadcasts(lambda s: (s[:2], s[:2]))),
            Case("one new axis", broadcasts(lambda s: (s[:2], s[1:2]))),
            Case("two new axes", broadcasts(lambda s: (s[:3], s[2:3]))),
            Case("one new axis, square", broadcasts(lambda s: ((s[0], s[0]), s[:1]))),
            Case("a new axis of length 1", broadcasts(lambda s: ((1, s[0]), s[:1]))),
            Case("last axis stretched", broadcasts(lambda s: (s[:2], (s[0], 1)))),
            Case("first axis stretched", broadcasts(lambda s: (s[:2], (1, s[1])))),
            Case("last axis stretched, square", broadcasts(lambda s: ((s[0],) * 2, (s[0], 1)))),
            Case("middle axis stretched", broadcasts(lambda s: (s[:3], (s[0], 1, s[2])))),
            Case("two axes stretched", broadcasts(lambda s: (s[:3], (1, s[1], 1)))),
            Case("all axes stretched", broadcasts(lambda s: (s[:3], (1, 1, 1)))),
            Case("new and stretched axes", broadcasts(lambda s: (s[:3], (s[1], 1)))),
            Case("two new axes, one stretched", broadcasts(lambda s: (s[:4], (1, s[3])))),
            Case("a new axis, the last ones stretched", broadcasts(lambda s: (s, (s[1], 1, 1)))),
            Case("a new axis, then a single element", broadcasts(lambda s: (s[:2], (1,)))),
            Case(
                "axes of length 1 on both sides",
                broadcasts(lambda s: ((1, s[0], 1, s[1]), (s[0], 1, 1))),
            ),
            Case("to a 0-d array", broadcasts(lambda s: (s[:2], ()))),
            Case("from 0-d to 0-d", broadcasts(lambda s: ((), ()))),
            Case("no elements", broadcasts(lambda s: ((0, *s[:2]), (s[0], 1)))),
            Case(
                "values of many magnitudes",
                broadcasts(lambda s: (s[:2], s[1:2]), values=positive_magnitudes),
            ),
            Case("an original of whole numbers", to_whole_numbers),
            Case("an original of zeros", to_zeros),
            Case("Fortran order", broadcasts(lambda s: (s[:3], (s[1], 1)), _fortran=True)),
            Case("Fortran order, same shape", broadcasts(lambda s: (s[:2], s[:2]), _fortran=True)),
            Case(
                "called again for other numbers",
                broadcasts(lambda s: (s[:3], (s[1], 1)), _again=True),
            ),
            Case(
                "the inputs stay as they were",
                broadcasts(lambda s: (s[:3], (1, s[2])), _watched=True),
            ),
            Case("four dimensions, numbers of many kinds, an original of bools", to_flags),
            Case("an original of many kinds of numbers", to_many),
            Case("an original without elements", broadcasts(lambda s: ((0, s[0]), (0, s[0])))),
            Case("one dimension, same shape", broadcasts(lambda s: (s[:1], s[:1]))),
        ),
    ),
    Exercise(
        id="multiply_back",
        points=3,
        difficulty=2,
        importance=3,
        minutes=(10, 15),
        names=("multiply_back0", "multiply_back1"),
        probe=on_copies(multiply_back),
        requires=("unbroadcast",),
        allows={
            "grad_out": FLOATS,
            "x, y": f"{FLOATS}, whole numbers, plain number",
            "call": "pure, broadcast, one array twice",
        },
        cases=(
            Case("first argument, same shapes", products("same", 0)),
            Case("second argument, same shapes", products("same", 1)),
            Case("first argument, new axis", products("new axis", 0, swap=True)),
            Case("second argument, new axis", products("new axis", 1)),
            Case("first argument, stretched", products("stretched", 0)),
            Case("second argument, stretched", products("stretched", 1, swap=True)),
            Case("first argument, new and stretched", products("new and stretched", 0)),
            Case("second argument, new and stretched", products("new and stretched", 1, swap=True)),
            Case("first argument, both broadcast", products("both", 0)),
            Case("second argument, both broadcast", products("both", 1)),
            Case("first argument, the second has a new axis", products("new axis", 0)),
            Case("second argument, the first has a new axis", products("new axis", 1, swap=True)),
            Case("first argument, times a 0-d array", products("0-d", 0)),
            Case("second argument, a 0-d array times it", products("0-d", 1, swap=True)),
            Case("first argument, 0-d", products("0-d", 0, swap=True)),
            Case("second argument, 0-d", products("0-d", 1)),
            Case("first argument, axes of length 1", products("length 1", 0)),
            Case("second argument, axes of length 1", products("length 1", 1)),
            Case("no elements", products("no elements", 1)),
            Case("first argument, times a number", products_with_number(0, a_number)),
            Case("second argument, number times it", products_with_number(1, a_number)),
            Case("first argument, times a whole number", products_with_number(0, a_whole_number)),
            Case("second argument, zero times it", products_with_number(1, a_zero)),
            Case("first argument, with a zero", products("same", 0, zero=True)),
            Case("second argument, with a zero", products("same", 1, zero=True)),
            Case("first argument, of whole numbers", products("same", 0, _whole=True)),
            Case("second argument, of whole numbers", products("same", 1, _whole=True)),
            Case("an array times itself", products("same", 0, _same_object=True)),
            Case("Fortran order", products("both", 0, _fortran=True)),
            Case("called again for other numbers", products("stretched", 0, _again=True)),
            Case(
                "second argument, called again for other numbers",
                products("stretched", 1, _again=True),
            ),
            Case("the inputs stay as they were, first", products("both", 0, _watched=True)),
            Case("the inputs stay as they were, second", products("both", 1, _watched=True)),
            Case("first argument, four dimensions, numbers of many kinds", many_products(0)),
            Case("second argument, four dimensions, numbers of many kinds", many_products(1)),
            Case("first argument, no elements in both", products("no elements in both", 0)),
            Case("second argument, one dimension", products("one axis", 1)),
            Case("first argument, 0-d arrays", products("0-d both", 0)),
        ),
    ),
    Exercise(
        id="forward_and_back",
        points=3,
        difficulty=2,
        importance=4,
        minutes=(15, 20),
        names=("forward_and_back",),
        probe=on_copies(forward_and_back),
        requires=("log_back", "multiply_back"),
        may_use=("unbroadcast",),
        allows={
            "a, b, c": POSITIVE,
            "a, b": "negative",
            "call": "pure, broadcast, one array twice",
        },
        cases=(
            *(
                Case(
                    f"same shapes, gradient of {name}",
                    three_arrays(lambda n, m: ((n, m), (n, m), (n, m)), _gradients=name),
                )
                for name in "abc"
            ),
            Case(
                "a and b negative, gradient of b",
                three_arrays(
                    lambda n, m: ((n,), (n,), (n,)), a=negative, b=negative, _gradients="b"
                ),
            ),
            Case(
                "a and b below one, gradient of a",
                three_arrays(lambda n, m: ((n, m),) * 3, a=below_one, b=below_one, _gradients="a"),
            ),
            Case(
                "c below one, a negative, gradient of c",
                three_arrays(
                    lambda n, m: ((n,), (n,), (n,)), a=negative, c=below_one, _gradients="c"
                ),
            ),
            Case(
                "c below one, b negative, gradient of a",
                three_arrays(
                    lambda n, m: ((n, m), (m,), (n, 1)), b=negative, c=below_one, _gradients="a"
                ),
            ),
            Case(
                "b and c broadcast, gradient of b",
                three_arrays(lambda n, m: ((n, m), (m,), (n, 1)), _gradients="b"),
            ),
            Case(
                "b and c broadcast, gradient of c",
                three_arrays(lambda n, m: ((n, m), (m,), (n, 1)), _gradients="c"),
            ),
            Case(
                "a and b broadcast, gradient of a",
                three_arrays(lambda n, m: ((n, 1), (m,), (n, m)), _gradients="a"),
            ),
            Case(
                "a and b broadcast, gradient of b",
                three_arrays(lambda n, m: ((n, 1), (m,), (n, m)), _gradients="b"),
            ),
            Case(
                "c broadcast to all others, gradient of c",
                three_arrays(lambda n, m: ((n, m), (n, m), (1,)), _gradients="c"),
            ),
            Case(
                "a and b broadcast to c, gradient of a",
                three_arrays(lambda n, m: ((1,), (m, 1), (n, m, n)), _gradients="a"),
            ),
            Case(
                "axes of length 1, gradient of b",
                three_arrays(lambda n, m: ((1, 1), (1,), (1, 1)), _gradients="b"),
            ),
            Case(
                "0-d arrays, gradient of c",
                three_arrays(lambda n, m: ((), (), ()), _gradients="c"),
            ),
            Case(
                "a and b one array, gradient of a",
                three_arrays(
                    lambda n, m: ((n, m), (n, m), (m,)), _same_object=True, _gradients="a"
                ),
            ),
            Case(
                "a and b one array, gradient of b",
                three_arrays(
                    lambda n, m: ((n, m), (n, m), (m,)), _same_object=True, _gradients="b"
                ),
            ),
            Case(
                "called again for other numbers, gradient of c",
                three_arrays(lambda n, m: ((n, m), (m,), (n, 1)), _again=True, _gradients="c"),
            ),
            Case(
                "the inputs stay as they were, gradient of c",
                three_arrays(lambda n, m: ((n, m), (n, m), (n, m)), _watched=True, _gradients="c"),
            ),
            Case(
                "four dimensions, numbers of many kinds, gradient of a",
                three_arrays(
                    lambda n, m: (draws.ASSORTED, draws.ASSORTED, draws.ASSORTED),
                    a=draws.double(draws.assorted_positive),
                    b=draws.double(draws.assorted_positive),
                    c=draws.double(large_assorted),
                    _frozen=True,
                    _gradients="a",
                ),
            ),
            Case(
                "no elements, gradient of b",
                three_arrays(lambda n, m: ((n, 0, m), (n, 0, m), (1, 0, m)), _gradients="b"),
            ),
        ),
    ),
    Exercise(
        id="BackwardFuncLookup",
        points=2,
        difficulty=2,
        importance=3,
        minutes=(10, 15),
        names=("BackwardFuncLookup",),
        probe=lookup,
        cases=(
            Case("one function", script("f, 0, 1", "f, 0")),
            Case("two arguments of a function", script("f, 0, 1", "f, 1, 2", "f, 0", "f, 1")),
            Case(
                "several functions",
                script("f, 0, 1", "g, 0, 2", "h, 1, 3", "g, 1, 4", "g, 0", "f, 0", "g, 1", "h, 1"),
            ),
            Case(
                "positions one, two and three",
                script("f, 3, 4", "f, 1, 2", "f, 2, 3", "f, 1", "f, 2", "f, 3", "f, 0"),
            ),
            Case("asked twice", script("f, 0, 1", "f, 0", "f, 0", "f, 0")),
            Case("one backward function in two rows", script("f, 0, 1", "f, 1, 1", "f, 0", "f, 1")),
            Case("a row replaced", script("f, 0, 1", "f, 0, 2", "f, 0")),
            Case(
                "a row replaced, the others stay",
                script("f, 0, 1", "f, 1, 2", "g, 0, 3", "f, 0, 4", "f, 1", "g, 0", "f, 0"),
            ),
            Case("asked in vain twice", script("f, 0, 1", "g, 0", "g, 0", "f, 1", "f, 1")),
            Case("asked in vain, then added", script("f, 0", "f, 0, 1", "f, 0")),
            Case(
                "functions of NumPy",
                script("f, 0, 1", "g, 1, 2", "h, 0, 3", "g, 1", "f, 0", "h, 0", _ufuncs=True),
            ),
            Case("no such function", script("f, 0, 1", "g, 0", "f, 0", "g, 0")),
            Case("no such argument", script("f, 0, 1", "f, 1", "f, 1, 2", "f, 1")),
            Case("an empty table", script("f, 0")),
            Case(
                "two tables",
                script(
                    "f, 0, 1",
                    ANOTHER,
                    "f, 0",
                    "f, 0, 2",
                    "f, 0",
                    THE_FIRST,
                    "f, 0",
                ),
            ),
            Case(
                "two functions of the same name",
                script("f, 0, 1", "g, 0, 2", "f, 0", "g, 0", _namesakes=True),
            ),
        ),
    ),
    Exercise(
        id="log_forward",
        points=2,
        difficulty=2,
        importance=3,
        minutes=(10, 15),
        names=("log_forward",),
        probe=log_forward,
        allows={
            "x": "float32, whole numbers, any shape, positive, zeros, below 1, beyond float16",
            "call": "pure",
        },
        cases=(
            Case("value", remembers("x", {"x": True}, look_at="value")),
            Case("value, no gradient wanted", remembers("x", {"x": False}, look_at="value")),
            Case("value, 0-d tensor", remembers("x", {"x": True}, look_at="value", ndim=0)),
            Case(
                "value, whole numbers",
                remembers("x", {"x": False}, look_at="value", draw=whole_numbers),
            ),
            Case("value, zero", remembers("x", {"x": True}, look_at="value", draw=with_a_zero)),
            Case("recipe", remembers("x", {"x": True})),
            Case("recipe, types", remembers("x", {"x": True}, look_at="types")),
            Case("recipe, x was computed itself", remembers("x", {"x": True}, _computed=True)),
            Case("recipe, called a second time", remembers("x", {"x": True}, _again=True)),
            Case("x has a gradient already", remembers("x", {"x": True}, _with_grad=True)),
            Case("no gradient wanted", remembers("x", {"x": False})),
            Case("tracking is off", remembers("x", {"x": True}, track=False)),
            Case("tracking goes off later", remembers("x", {"x": True}, look_at="later")),
            Case(
                "tracking goes on later",
                remembers("x", {"x": True}, look_at="later", track=False),
            ),
            Case(
                "x stays as it was",
                remembers("x", {"x": True}, look_at="arguments", _with_grad=True),
            ),
            Case(
                "x stays as it was, no gradient yet",
                remembers("x", {"x": True}, look_at="arguments"),
            ),
            Case(
                "value, four dimensions, numbers of many kinds",
                remembers(
                    "x",
                    {"x": True},
                    look_at="value",
                    lengths=draws.ASSORTED,
                    draw=draws.assorted_positive,
                ),
            ),
            Case(
                "value, no elements", remembers("x", {"x": True}, look_at="value", lengths=(0, 3))
            ),
            Case("recipe, one dimension", remembers("x", {"x": True}, ndim=1)),
            Case("recipe, three dimensions", remembers("x", {"x": True}, ndim=3)),
        ),
    ),
    Exercise(
        id="multiply_forward",
        points=3,
        difficulty=2,
        importance=3,
        minutes=(10, 15),
        names=("multiply_forward",),
        probe=multiply_forward,
        allows={
            "a, b": "float32, whole numbers, plain number, any shape, any number",
            "call": "pure, broadcast, one array twice",
        },
        cases=(
            Case(
                "value, broadcast",
                remembers(
                    "ab",
                    {"a": True, "b": True},
                    look_at="value",
                    shapes=lambda s: {"a": (s[0], 1), "b": s[1:]},
                ),
            ),
            Case(
                "value, times a number",
                remembers("ab", {"a": False}, look_at="value", numbers={"b": a_number}),
            ),
            Case(
                "value, times zero",
                remembers("ab", {"a": True}, look_at="value", numbers={"b": a_zero}),
            ),
            Case(
                "value, number times whole numbers",
                remembers(
                    "ab",
                    {"b": False},
                    look_at="value",
                    numbers={"a": a_number},
                    draw=whole_numbers,
                ),
            ),
            Case("recipe", remembers("ab", {"a": True, "b": True})),
            Case("recipe, types", remembers("ab", {"a": True, "b": True}, look_at="types")),
            Case(
                "recipe, tensor times number",
                remembers("ab", {"a": True}, numbers={"b": a_whole_number}),
            ),
            Case(
                "recipe, number times tensor", remembers("ab", {"b": True}, numbers={"a": a_number})
            ),
            Case("recipe, times zero", remembers("ab", {"a": True}, numbers={"b": a_zero})),
            Case("recipe, zero times it", remembers("ab", {"b": True}, numbers={"a": a_zero})),
            Case("only the first requires one", remembers("ab", {"a": True, "b": False})),
            Case("only the second requires one", remembers("ab", {"a": False, "b": True})),
            Case("neither requires one", remembers("ab", {"a": False, "b": False})),
            Case(
                "a number, and no gradient wanted",
                remembers("ab", {"b": False}, numbers={"a": a_number}),
            ),
            Case("a tensor times itself", remembers("a", {"a": True}, _same=True)),
            Case(
                "recipe, a was computed itself",
                remembers("ab", {"a": True, "b": False}, _computed=True),
            ),
            Case(
                "recipe, called a second time",
                remembers("ab", {"a": True}, numbers={"b": a_number}, _again=True),
            ),
            Case(
                "both have a gradient already",
                remembers("ab", {"a": True, "b": True}, _with_grad=True),
            ),
            Case("tracking is off", remembers("ab", {"a": True, "b": True}, track=False)),
            Case(
                "tracking goes off later",
                remembers("ab", {"a": True, "b": True}, look_at="later"),
            ),
            Case(
                "tracking goes on later",
                remembers("ab", {"a": True, "b": False}, look_at="later", track=False),
            ),
            Case(
                "the tensors stay as they were",
                remembers("ab", {"a": True, "b": False}, look_at="arguments", _with_grad=True),
            ),
            Case(
                "the tensors stay as they were, no gradients yet",
                remembers("ab", {"a": True, "b": False}, look_at="arguments"),
            ),
            Case(
                "value, four dimensions, numbers of many kinds",
                remembers(
                    "ab",
                    {"a": True, "b": True},
                    look_at="value",
                    lengths=draws.ASSORTED,
                    draw=draws.assorted,
                ),
            ),
            Case(
                "value, no elements",
                remembers("ab", {"a": True, "b": True}, look_at="value", lengths=(0, 3)),
            ),
            Case(
                "value, a 0-d tensor first",
                remembers(
                    "ab",
                    {"a": True, "b": False},
                    look_at="value",
                    shapes=lambda s: {"a": ()},
                ),
            ),
            Case(
                "value, a 0-d tensor second",
                remembers(
                    "ab",
                    {"a": False, "b": True},
                    look_at="value",
                    shapes=lambda s: {"b": ()},
                ),
            ),
            Case(
                "value, one dimension",
                remembers("ab", {"a": True, "b": True}, look_at="value", ndim=1),
            ),
            Case(
                "value, whole numbers in three dimensions",
                remembers(
                    "ab", {"a": False, "b": False}, look_at="value", ndim=3, draw=whole_numbers
                ),
            ),
        ),
    ),
    Exercise(
        id="wrap_forward_fn",
        points=5,
        difficulty=4,
        importance=4,
        minutes=(20, 30),
        names=("wrap_forward_fn",),
        probe=wrapped,
        allows={
            "x": "float32, whole numbers, any shape, positive, below 1",
            "y": "float32, plain number, None, axes",
            "call": "pure, one array twice",
        },
        cases=(
            Case("value, one tensor", wraps("log", "x", {"x": True}, look_at="value")),
            Case(
                "value, two tensors",
                wraps("subtract", "xy", {"x": True, "y": False}, look_at="value"),
            ),
            Case(
                "value, a single number",
                wraps("sum", "x", {"x": True}, look_at="value", ndim=1),
            ),
            Case(
                "value, keyword arguments",
                wraps(
                    "sum", "x", {"x": True}, look_at="value", keywords={"axis": 1, "keepdims": True}
                ),
            ),
            Case(
                "value, keyword arguments that are false",
                wraps(
                    "sum",
                    "x",
                    {"x": True},
                    look_at="value",
                    keywords={"axis": 0, "keepdims": False},
                ),
            ),
            Case("recipe, one tensor", wraps("log", "x", {"x": True})),
            Case("recipe, two tensors", wraps("subtract", "xy", {"x": True, "y": False})),
            Case("recipe, types", wraps("subtract", "xy", {"x": True, "y": True}, look_at="types")),
            Case(
                "recipe, three tensors",
                wraps("clip", "xyz", {"x": True, "y": False, "z": True}),
            ),
            Case("recipe, the same tensor twice", wraps("subtract", "x", {"x": True}, _same=True)),
            Case(
                "recipe, number and tensor",
                wraps("subtract", "xy", {"y": True}, numbers={"x": a_number}),
            ),
            Case(
                "recipe, an array beside a tensor",
                wraps("subtract", "xy", {"x": True}, numbers={"y": an_array}),
            ),
            Case(
                "recipe, tensor, number, tensor",
                wraps("clip", "xyz", {"x": False, "z": True}, numbers={"y": a_number}),
            ),
            Case(
                "recipe, tensor, None, zero",
                wraps("clip", "xyz", {"x": True}, numbers={"y": lambda rng: None, "z": a_zero}),
            ),
            Case(
                "recipe, a tuple among the arguments",
                wraps("transpose", "xy", {"x": True}, numbers={"y": lambda rng: (1, 0)}),
            ),
            Case(
                "recipe, keyword arguments",
                wraps("sum", "x", {"x": True}, keywords={"axis": 0, "keepdims": True}),
            ),
            Case(
                "recipe, keyword arguments beside two tensors",
                wraps(
                    "subtract",
                    "xy",
                    {"x": True, "y": True},
                    keywords={"dtype": "float32", "order": "F"},
                ),
            ),
            Case(
                "recipe, x was computed itself",
                wraps("subtract", "xy", {"x": True, "y": False}, _computed=True),
            ),
            Case(
                "recipe, called a second time",
                wraps("subtract", "xy", {"x": True}, numbers={"y": a_number}, _again=True),
            ),
            Case(
                "recipe, called a second time, keyword arguments",
                wraps("sum", "x", {"x": True}, keywords={"axis": 1}, _again=True),
            ),
            Case(
                "recipe, another one wrapped since",
                wraps("subtract", "xy", {"x": True, "y": True}, _another=True),
            ),
            Case("how the function is called", one_array),
            Case(
                "x has a gradient already",
                wraps("subtract", "xy", {"x": True, "y": True}, _with_grad=True),
            ),
            Case("no gradient wanted", wraps("subtract", "xy", {"x": False, "y": False})),
            Case("tracking is off", wraps("subtract", "xy", {"x": True, "y": False}, track=False)),
            Case(
                "wrapped while tracking was off",
                wraps("subtract", "xy", {"x": True, "y": True}, _wrapped_while_tracking=False),
            ),
            Case("tracking goes off later", wraps("log", "x", {"x": True}, look_at="later")),
            Case(
                "tracking goes on later",
                wraps("log", "x", {"x": True}, look_at="later", track=False),
            ),
            Case("not differentiable", wraps("argmax", "x", {"x": True}, is_differentiable=False)),
            Case(
                "not differentiable, keyword arguments",
                wraps("argmax", "x", {"x": True}, is_differentiable=False, keywords={"axis": 1}),
            ),
            Case(
                "the tensors stay as they were",
                wraps(
                    "subtract", "xy", {"x": True, "y": False}, look_at="arguments", _with_grad=True
                ),
            ),
            Case(
                "the tensors stay as they were, no gradients yet",
                wraps("subtract", "xy", {"x": True, "y": False}, look_at="arguments"),
            ),
            Case(
                "value, four dimensions, numbers of many kinds",
                wraps(
                    "subtract",
                    "xy",
                    {"x": True, "y": True},
                    look_at="value",
                    lengths=draws.ASSORTED,
                    draw=draws.assorted_positive,
                ),
            ),
            Case(
                "value, no elements",
                wraps("subtract", "xy", {"x": True, "y": True}, look_at="value", lengths=(0, 3)),
            ),
            Case("value, 0-d tensor", wraps("log", "x", {"x": True}, look_at="value", ndim=0)),
            Case(
                "value, whole numbers in three dimensions",
                wraps(
                    "subtract",
                    "xy",
                    {"x": False, "y": False},
                    look_at="value",
                    ndim=3,
                    draw=whole_numbers,
                ),
            ),
            Case("extra credit, a tensor by keyword", keyword_tensor(False, False), bonus=0.5),
            Case(
                "extra credit, a tensor by keyword after a number",
                keyword_tensor(True, True),
                bonus=0.5,
            ),
        ),
    ),
    Exercise(
        id="topological_sort",
        points=5,
        difficulty=4,
        importance=3,
        minutes=(20, 40),
        names=("topological_sort",),
        probe=sort_nodes,
        allows={
            "call": "pure",
        },
        cases=(
            sorts("one node", renamed({"a": []})),
            sorts("linked list", renamed({"a": ["b"], "b": ["c"], "c": ["d"], "d": []})),
            sorts(
                "branching",
                renamed({"a": ["b", "c"], "b": ["d", "e"], "c": ["f"], "d": [], "e": [], "f": []}),
            ),
            sorts("rejoining", renamed(DIAMOND)),
            sorts("a short cut, first", renamed(SHORT_CUT_FIRST)),
            sorts("a short cut, last", renamed(SHORT_CUT_LAST)),
            sorts("the same child twice", renamed({"a": ["b", "b"], "b": ["c", "c"], "c": []})),
            sorts("many ways to the same node", renamed(ladder(12))),
            sorts("any graph", any_graph(9)),
            sorts("a list of 100 nodes", renamed_chain(100)),
            sorts("only get_children knows the children", renamed(DIAMOND, _elsewhere=True)),
            sorts("children in a tuple", renamed(DIAMOND, _children_as="a tuple")),
            sorts("children from a generator", renamed(DIAMOND, _children_as="a generator")),
            sorts("nodes that are false in an `if`", renamed(DIAMOND, _falsy=True)),
            sorts(
                "nodes that are equal are one node", renamed(DIAMOND, _equal=True, _elsewhere=True)
            ),
            sorts("called a second time", renamed(DIAMOND, _again=True)),
            Case("what comes back is a list", renamed(DIAMOND, _look_at="type")),
            Case(
                "nodes and lists of children stay as they were",
                renamed(SHORT_CUT_FIRST, _look_at="nodes", _children_as="the list itself"),
            ),
            Case(
                "a cycle of three",
                renamed({"a": ["b"], "b": ["c"], "c": ["a"]}, _has_cycle=True),
            ),
            Case(
                "a cycle further down",
                renamed(
                    {"a": ["b", "c"], "b": [], "c": ["d"], "d": ["b", "e"], "e": ["d"]},
                    _has_cycle=True,
                ),
            ),
            Case(
                "a long cycle, far down",
                renamed({**chain(20), "n19": ["n9"]}, _has_cycle=True),
            ),
            Case("a node below itself", renamed({"a": ["b"], "b": ["b"]}, _has_cycle=True)),
            Case("the start below itself", renamed({"a": ["a"]}, _has_cycle=True)),
            Case(
                "a cycle beside a finished branch",
                renamed({"a": ["b", "c"], "b": ["d"], "c": ["d", "a"], "d": []}, _has_cycle=True),
            ),
            sorts("after a graph with a cycle", renamed(DIAMOND, _after_a_cycle=True)),
            Case(
                "a cycle is a ValueError",
                renamed({"a": ["b"], "b": ["c"], "c": ["a"]}, _has_cycle=True, _look_at="type"),
            ),
            Case(
                "extra credit, a list of 5000 nodes",
                lambda rng: {"length": 5000},
                draws=1,
                bonus=1.0,
            ),
        ),
    ),
    Exercise(
        id="sorted_computational_graph",
        points=2,
        difficulty=2,
        importance=3,
        minutes=(5, 10),
        names=("sorted_computational_graph",),
        probe=sort_tensors,
        requires=("topological_sort",),
        allows={
            "call": "pure",
        },
        cases=(
            lists("a leaf", computed({"a": []})),
            lists("a chain", computed({"a": ["b"], "b": ["c"], "c": []})),
            lists(
                "branches that rejoin",
                computed(REJOINING),
            ),
            lists(
                "a short cut",
                computed(
                    {"a": ["e", "b"], "b": ["c"], "c": ["d"], "d": ["e"], "e": ["f"], "f": []}
                ),
            ),
            lists("a tensor times itself", computed({"a": ["b", "b"], "b": ["c"], "c": []})),
            lists(
                "numbers among the arguments",
                computed({"a": ["2.0", "b"], "b": ["c", "2.0"], "c": []}),
            ),
            lists("constants", computed({"a": ["b", "c"], "b": ["d"], "c": [], "d": []}, "c")),
            lists(
                "three parents",
                computed({"a": ["c", "b", "e"], "c": ["d", "b"], "b": ["d"], "d": [], "e": []}),
            ),
            lists("a constant alone", computed({"a": []}, "a")),
            lists("tensors of several elements", computed(REJOINING, array=[1.0, 2.0])),
            lists("tensors of a single zero", computed(REJOINING, array=[0.0])),
            lists("called a second time", computed(REJOINING, _again=True)),
            Case("what comes back is a list", computed(REJOINING, _look_at="type")),
            lists("the graph stays as it was", computed(REJOINING, _look_at="graph")),
        ),
    ),
    Exercise(
        id="backprop",
        points=6,
        difficulty=4,
        importance=5,
        minutes=(30, 40),
        names=("backprop",),
        probe=backprop,
        requires=(
            "log_back",
            "unbroadcast",
            "multiply_back",
            "BackwardFuncLookup",
            "topological_sort",
            "sorted_computational_graph",
        ),
        allows={
            "leaves": "float32, 0-d, 1-d, 2-d, 3-d, length 0, length 1, below 1, beyond float16",
            "end_grad": "float32, left out, any sign, below 1, beyond float16, length 1",
            "call": "pure",
        },
        cases=(
            Case("a leaf", calculation("", leaves="a", ends=("a",))),
            Case("one multiplication", calculation("d = multiply(a, b)", ends=("d",))),
            Case(
                "one multiplication, broadcast",
                calculation("d = multiply(b, c)", leaves="bc", ends=("d",), shapes=smaller),
            ),
            Case(
                "tensors without dimensions",
                calculation(
                    "d = multiply(a, b); e = log(d); f = multiply(e, d)",
                    ends=("f",),
                    shapes=lambda n, m: {"a": (), "b": ()},
                ),
            ),
            Case(
                "an operation without a backward function",
                calculation(
                    "d = tanh(a); e = multiply(d, b)", ends=("e",), _look_at="error", draw=above_one
                ),
            ),
            Case("a chain", calculation("d = log(a); e = multiply(d, b); f = log(e)", ends=("f",))),
            Case(
                "a tensor times itself",
                calculation("d = multiply(a, a); e = log(d)", leaves="a", ends=("e",)),
            ),
            Case(
                "a computed tensor times itself",
                calculation("d = multiply(a, b); e = multiply(d, d)", ends=("e",)),
            ),
            Case(
                "branches that rejoin",
                calculation("d = multiply(a, b); e = log(d); f = multiply(d, e)", ends=("f",)),
            ),
            Case(
                "branches of different lengths",
                calculation(
                    "d = log(a); e = multiply(d, b); f = log(e); g = multiply(f, d); "
                    "h = multiply(g, a)",
                    ends=("h",),
                ),
            ),
            Case(
                "broadcast",
                calculation(
                    "d = multiply(c, b); e = multiply(d, a); f = log(e)",
                    leaves="abc",
                    ends=("f",),
                    shapes=smaller,
                ),
            ),
            Case(
                "numbers among the arguments",
                calculation(
                    "d = multiply(2.5, a); e = multiply(d, 3.0); f = log(e); g = multiply(f, b)",
                    ends=("g",),
                ),
            ),
            Case(
                "a function of three tensors",
                calculation(
                    "d = mix(a, b, c); e = multiply(d, b); f = mix(e, d, a)",
                    leaves="abc",
                    ends=("f",),
                ),
            ),
            Case(
                "the second and third argument",
                calculation("d = mix(2.5, a, b); e = mix(1.5, 2.5, d)", ends=("e",)),
            ),
            Case(
                "keyword arguments",
                calculation("d = scale(a, factor=3.0); e = multiply(d, b)", ends=("e",)),
            ),
            Case(
                "keyword arguments, twice on the way",
                calculation(
                    "d = scale(a, factor=3.0); e = multiply(d, b); f = scale(e, factor=0.5)",
                    ends=("f",),
                ),
            ),
            Case(
                "a derivative in terms of the output",
                calculation("d = multiply(a, b); e = root(d); f = multiply(e, a)", ends=("f",)),
            ),
            Case(
                "constants beside leaves",
                calculation(
                    "d = multiply(c, a); e = multiply(d, k); f = multiply(k, b); "
                    "g = multiply(e, f)",
                    leaves="abck",
                    constants=["c", "k"],
                    ends=("g",),
                ),
            ),
            Case(
                "no gradient on other tensors",
                calculation(
                    "d = multiply(a, c); e = log(d); f = multiply(e, b)",
                    leaves="abc",
                    constants=["c"],
                    ends=("f", "f"),
                    _look_at="the others",
                ),
            ),
            Case(
                "end_grad",
                calculation("d = multiply(a, b); e = log(d)", ends=("e",), end_grad="a"),
            ),
            Case(
                "end_grad, broadcast",
                calculation(
                    "d = multiply(c, b); e = multiply(d, a); f = log(e)",
                    leaves="abc",
                    ends=("f",),
                    end_grad="a",
                    shapes=smaller,
                ),
            ),
            Case("end_grad at a leaf", calculation("", leaves="a", ends=("a",), end_grad="a")),
            Case(
                "end_grad is zero",
                calculation(
                    "d = multiply(a, b)",
                    ends=("d",),
                    end_grad="a",
                    end_draw=lambda rng, shape: np.zeros(shape, np.float32),
                    shapes=lambda n, m: {"a": (1,), "b": (1,)},
                ),
            ),
            Case(
                "leaves that have a gradient already",
                calculation("d = multiply(a, b); e = log(d)", ends=("e",), so_far="ab"),
            ),
            Case(
                "twice on the same graph",
                calculation("d = multiply(a, b); e = log(d)", ends=("e", "e")),
            ),
            Case(
                "two graphs over the same leaves",
                calculation("d = multiply(a, b); e = log(a); f = multiply(e, a)", ends=("d", "f")),
            ),
            Case(
                "from the end, then from the middle",
                calculation(
                    "d = multiply(a, b); e = log(d); f = multiply(e, d)", ends=("f", "d", "f")
                ),
            ),
            Case(
                "each backward function is called once",
                calculation(
                    "d = add(a, b); e = mix(d, a, d); f = add(e, d); g = root(f)",
                    ends=("g",),
                    _look_at="calls",
                ),
            ),
            Case(
                "the graph and end_grad stay as they were",
                calculation(
                    "d = multiply(a, b); e = scale(d, factor=2.0); f = multiply(e, d)",
                    ends=("f",),
                    end_grad="a",
                    _look_at="the graph",
                ),
            ),
            Case(
                "200 steps",
                calculation(
                    "a = multiply(a, -1.0); a = multiply(-1.0, a)",
                    leaves="a",
                    ends=("a",),
                    times=100,
                ),
            ),
            Case(
                "three dimensions, numbers of many kinds",
                calculation(
                    "d = multiply(a, b); e = multiply(d, a)",
                    ends=("e",),
                    end_grad="a",
                    shapes=lambda n, m: {"a": (2, 1, 3), "b": (2, 1, 3)},
                    draw=draws.assorted,
                    end_draw=draws.assorted,
                ),
            ),
            Case(
                "no elements",
                calculation(
                    "d = multiply(a, b)", ends=("d",), shapes=lambda n, m: {"a": (0, n), "b": (n,)}
                ),
            ),
            Case(
                "extra credit, one array for two tensors",
                calculation(
                    "d = multiply(a, 2.5); e = add(a, b); f = add(d, e); "
                    "g = multiply(a, 1.5); h = add(b, a); i = add(h, g); j = add(f, i)",
                    ends=("j",),
                    end_grad="a",
                ),
                bonus=0.5,
            ),
            Case(
                "extra credit, one array for two leaves, twice",
                calculation(
                    "d = add(a, b); e = multiply(a, 2.5)", ends=("d", "e", "d"), end_grad="a"
                ),
                bonus=0.25,
            ),
            Case(
                "extra credit, one end_grad, twice at a leaf",
                calculation("", leaves="a", ends=("a", "a"), end_grad="a", _same_end_grad=True),
                bonus=0.25,
            ),
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
            "log_back",
            "unbroadcast",
            "multiply_back",
            "forward_and_back",
            "BackwardFuncLookup",
            "log_forward",
            "multiply_forward",
            "wrap_forward_fn",
            "topological_sort",
            "sorted_computational_graph",
            "backprop",
        ),
        integration=True,
        cases=(
            Case(
                "log(a * b * log(c)), as by hand",
                calculation(
                    "d = multiply(a, b); e = log(c); f = multiply(d, e); g = log(f)",
                    leaves="abc",
                    ends=("g",),
                    shapes=smaller,
                    key="backward",
                    _by_hand=True,
                ),
            ),
            Case(
                "tensors used again and again",
                calculation(
                    "d = multiply(a, b); e = log(d); f = multiply(d, e); g = multiply(2.5, f); "
                    "h = multiply(g, e); i = multiply(h, a)",
                    ends=("i",),
                    end_grad="a",
                    key="backward",
                ),
            ),
            Case(
                "functions that are new to the engine",
                calculation(
                    "d = scale(a, factor=3.0); e = add(d, b); f = add(e, e); g = root(f); "
                    "h = multiply(g, a)",
                    ends=("h",),
                    end_grad="a",
                    key="backward",
                ),
            ),
            Case(
                "two walks over the same leaves, and a constant",
                calculation(
                    "d = multiply(a, c); e = log(d); f = multiply(a, b)",
                    leaves="abc",
                    constants=["c"],
                    ends=("e", "f"),
                    end_grad="a",
                    key="backward",
                ),
            ),
        ),
    ),
)

RECIPES = Engine(
    knows=lambda tensor: hasattr(tensor, "recipe"),
    operation=lambda tensor: tensor.recipe and tensor.recipe.func.__name__.strip("_"),
    parents=lambda tensor: tensor.recipe.parents.values() if tensor.recipe else (),
)

ASSIGNMENT = Assignment(
    name="ps1_backprop",
    title="Backpropagation from the ground up",
    exercises=EXERCISES,
    engine=RECIPES,
)
