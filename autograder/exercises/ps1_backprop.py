"""The exercises of `ps1_backprop`: how each is tried, on which cases, and what it is worth."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Iterator
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
    NotDefined,
    Observed,
    Rejected,
)
from autograder.probes import a_tensor, backward, gradient_of

Rng = np.random.Generator
Graph = dict[str, list[str]]
"""For each node the names of its children, in order."""


# Probes of functions on arrays


def unbroadcast(ns: Namespace, inputs: Inputs) -> Observed:
    arrays = [inputs["broadcasted"], inputs["original"]]
    if inputs.get("_frozen"):
        arrays = [np.array(array, order="F") for array in arrays]
        for array in arrays:
            array.setflags(write=False)
    return {"result": ns.unbroadcast(*arrays)}


def forward_and_back(ns: Namespace, inputs: Inputs) -> Observed:
    gradients = ns.forward_and_back(inputs["a"], inputs["b"], inputs["c"])
    if not isinstance(gradients, (tuple, list)):
        kind = "None" if gradients is None else f"of type {type(gradients).__name__}"
        raise Rejected(f"the result is {kind}, and should be a tuple of three arrays")
    if len(gradients) != 3:
        raise Rejected(f"the result has {len(gradients)} parts, and should have three")
    return {f"gradient of {name}": array for name, array in zip("abc", gradients, strict=True)}


# The probe of the table


def lookup(ns: Namespace, inputs: Inputs) -> Observed:
    """Fills tables as a script says, and asks them. Backward functions are back0, back1, …"""
    tables = [ns.BackwardFuncLookup()]
    namesakes = inputs.get("_namesakes")
    functions = {name: _function_called("f" if namesakes else name) for name in "fgh"}
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
    """The engine's switch is as told, and afterwards as it was."""
    switch = ns.grad_tracking_enabled
    before, switch.enabled = switch.enabled, enabled
    try:
        yield
    finally:
        switch.enabled = before


def on_tensors(ns: Namespace, function: Callable, numpy_func: Callable, inputs: Inputs) -> Observed:
    """Calls a function on tensors and numbers, and looks at the value of the result or at what it
    remembers.

    Those arguments are tensors for which `requires_grad` says whether they require one.
    """
    names = [name for name in ("x", "y", "z", "a", "b") if name in inputs]
    wanted = inputs["requires_grad"]
    tensors = {n: ns.Tensor(inputs[n], requires_grad=wanted[n]) for n in names if n in wanted}
    if inputs.get("_computed"):
        first = tensors[names[0]]
        leaf = ns.Tensor(first.array, requires_grad=True)
        first.recipe = ns.Recipe(np.multiply, (first.array, 1.0), {}, {0: leaf})
    recipes = {name: tensor.recipe for name, tensor in tensors.items()}
    arguments = [tensors.get(name, inputs[name]) for name in names]
    if inputs.get("_same"):
        arguments *= 2
    keywords = inputs.get("keywords", {})
    with tracking(ns, inputs["grad_tracking_enabled"]):
        out = a_tensor(ns, function(*arguments, **keywords), "the result")
        requires_grad = bool(out.requires_grad)
        if inputs.get("_again"):
            other = [ns.Tensor(2 * t.array, requires_grad=True) for t in tensors.values()]
            function(*other, **keywords)
    if inputs["_look_at"] == "value":
        return {"result": out.array}
    for name, tensor in tensors.items():
        same = tensor.recipe is recipes[name] and bool(tensor.requires_grad) == wanted[name]
        if not same or tensor.grad is not None:
            raise Rejected(f"the tensor {name} is not what it was before the call")
    remembered = inputs["grad_tracking_enabled"] and any(wanted.values())
    remembered = remembered and inputs.get("is_differentiable", True)
    return {
        "requires_grad of the result": requires_grad,
        **recipe_of(ns, out, numpy_func, tensors, arguments, remembered),
    }


def recipe_of(
    ns: Namespace,
    out: Any,
    numpy_func: Callable,
    tensors: dict[str, Any],
    arguments: list[Any],
    remembered: bool,
) -> Observed:
    """What stands in the recipe of a result. Raises Rejected where it has none and should."""
    recipe = out.recipe
    if not remembered:
        return {"the result has a recipe": recipe is not None}
    if recipe is None:
        raise Rejected("the result has no recipe")
    if not isinstance(recipe, ns.Recipe):
        raise Rejected(f"the recipe is of type {type(recipe).__name__}, and should be a Recipe")
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
    numpy_func = getattr(np, inputs["numpy_func"])
    options = {} if inputs.get("is_differentiable", True) else {"is_differentiable": False}
    with tracking(ns, inputs.get("_wrapped_while_tracking", True)):
        function = wrap(numpy_func, **options)
        if inputs.get("_another"):
            wrap(np.add, **{"is_differentiable": False})
    return on_tensors(ns, function, numpy_func, inputs)


def tensor_by_keyword(ns: Namespace, inputs: Inputs) -> Observed:
    called = []

    def scale(x: np.ndarray, factor: Any) -> np.ndarray:
        called.append(factor)
        return 2 * x

    function = ns.wrap_forward_fn(scale)
    x, factor = ns.Tensor(inputs["x"], requires_grad=True), ns.Tensor(inputs["factor"])
    try:
        function(x, factor=factor)
        message = None
    except (NotImplementedError, NotDefined, NameError):
        raise
    except Exception as error:
        message = str(error)
    return {
        "an error is raised": message is not None,
        "numpy_func is called": bool(called),
        "the message names the keyword": message is not None and "factor" in message,
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
    nodes = {name: ns.Node() for name in graph}
    children = {nodes[name]: [nodes[child] for child in graph[name]] for name in graph}
    if not inputs.get("_elsewhere"):
        for node in children:
            node.children = children[node]
    patience = 50 * (len(graph) + sum(map(len, graph.values())))
    calls = 0

    def get_children(node: Any) -> list:
        nonlocal calls
        calls += 1
        if calls > patience:
            raise Rejected(
                f"get_children has been called {calls} times for a graph of {len(graph)} nodes"
            )
        return children[node]

    start = nodes[inputs.get("start") or next(iter(graph))]
    if inputs.get("_has_cycle"):
        try:
            sort(start, get_children)
        except ACCIDENTS:
            raise
        except Exception:
            return {"an error is raised": True}
        return {"an error is raised": False}
    order = sort(start, get_children)
    if inputs.get("_again"):
        order = sort(start, get_children)
    names = {id(node): name for name, node in nodes.items()}
    afterwards = {
        name: [names.get(id(child), "?") for child in children[node]]
        for name, node in nodes.items()
    }
    if "length" in inputs:
        return positions(order, nodes)
    return {**positions(order, nodes), "children afterwards": afterwards}


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

    def rule(observed: Observed, expected: Observed) -> Finding | None:
        graph: Graph = expected["children afterwards"]
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

    return rule


def sort_tensors(ns: Namespace, inputs: Inputs) -> Observed:
    """The computational graph of hand-made tensors, as a list."""
    graph: Graph = inputs["parents"]
    tensors: dict[str, Any] = {}
    for name, parents in reversed(graph.items()):
        constant = name in inputs.get("constants", ())
        tensors[name] = ns.Tensor([1.0], requires_grad=not constant)
        if parents:
            arguments = [tensors.get(parent, 2.0) for parent in parents]
            arrays = tuple(a.array if isinstance(a, ns.Tensor) else a for a in arguments)
            numpy_func = np.multiply if len(parents) == 2 else np.log
            by_position = {i: a for i, a in enumerate(arguments) if isinstance(a, ns.Tensor)}
            tensors[name].recipe = ns.Recipe(numpy_func, arrays, {}, by_position)
    tensors = {name: tensors[name] for name in graph}
    order = ns.sorted_computational_graph(tensors[next(iter(graph))])
    real = {name: [p for p in parents if p in graph] for name, parents in graph.items()}
    return {**positions(order, tensors), "children afterwards": real}


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


FUNCTIONS = {"log": np.log, "multiply": np.multiply, "add": add, "scale": scale, "root": root}
NEW_ROWS = {add: (passed_on, passed_on), scale: (scaled,), root: (through_root,)}
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
        name: ns.Tensor(array, requires_grad=name not in constants)
        for name, array in inputs["leaves"].items()
    }


def teach(ns: Namespace, function: Callable) -> None:
    """Puts the rows of a new function into the engine's table."""
    for position, back_function in enumerate(NEW_ROWS.get(function, ())):
        ns.BACK_FUNCS.add_back_func(function, position, back_function)


def backprop(ns: Namespace, inputs: Inputs) -> Observed:
    """Builds a graph by hand, walks it backwards, and looks at the gradients."""
    walk = ns.backprop
    leaves = leaves_of(ns, inputs)
    tensors = dict(leaves)
    for step in inputs["steps"] * inputs.get("times", 1):
        name, called, names, keywords = parse(step)
        function = FUNCTIONS[called]
        teach(ns, function)
        arguments = [tensors[n] if n in tensors else float(n) for n in names]
        arrays = tuple(a.array if isinstance(a, ns.Tensor) else a for a in arguments)
        parents = {i: a for i, a in enumerate(arguments) if isinstance(a, ns.Tensor)}
        out = ns.Tensor(function(*arrays, **keywords))
        if any(parent.requires_grad for parent in parents.values()):
            out.requires_grad = True
            out.recipe = ns.Recipe(function, arrays, keywords, parents)
        tensors[name] = out
    for end in inputs["backprop"]:
        if "end_grad" in inputs:
            walk(tensors[end], ns.Tensor(inputs["end_grad"]))
        else:
            walk(tensors[end])
    if inputs.get("_look_at") == "the others":
        others = [n for n in tensors if n not in inputs["leaves"] or n in inputs["constants"]]
        return {
            "tensors with a gradient that should have none": [
                name for name in others if tensors[name].grad is not None
            ]
        }
    return gradients(ns, inputs, leaves)


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


def logarithms(draw: Callable, ndim: int, **options: bool):
    return draws.elementwise(np.log, draw, ndim, **options)


def positive_magnitudes(rng: Rng, shape: tuple[int, ...]) -> np.ndarray:
    return np.abs(draws.magnitudes(rng, shape))


def above_one(rng: Rng, shape: tuple[int, ...]) -> np.ndarray:
    """Quarters between 1.5 and 4, float32: their logarithms are positive."""
    return np.asarray(rng.integers(6, 17, size=shape) / 4, dtype=np.float32)


Shapes = Callable[[tuple[int, ...]], tuple[tuple[int, ...], tuple[int, ...]]]
"""From a few different lengths, the shapes of `broadcasted` and of `original`."""


def broadcasts(shapes: Shapes, *, frozen: bool = False, values: Callable = draws.upstream):
    def inputs(rng: Rng) -> Inputs:
        large, small = shapes(draws.shape(rng, 4))
        marks = {"_frozen": True} if frozen else {}
        return {"broadcasted": values(rng, large), "original": draws.nonzero(rng, small), **marks}

    return inputs


def products(relation: str, argument: int, *, swap: bool = False, **marks: Any):
    """Inputs for a backward function of multiply; `relation` is how the shapes relate."""

    def inputs(rng: Rng) -> Inputs:
        shape_x, shape_y = draws.PAIRS[relation](draws.shape(rng, 2))
        if swap:
            shape_x, shape_y = shape_y, shape_x
        x, y = draws.nonzero(rng, shape_x), draws.nonzero(rng, shape_y)
        out = np.asarray(x * y)
        return {
            "grad_out": draws.upstream(rng, out.shape),
            "out": out,
            "x": x,
            "y": y,
            "_argument": argument,
            **marks,
        }

    return inputs


def products_with_number(number_is: str, argument: int, kind: type = float):
    def inputs(rng: Rng) -> Inputs:
        array = draws.nonzero(rng, draws.shape(rng, 2))
        number = kind(rng.integers(2, 6)) + (0.5 if kind is float else 0)
        x, y = (number, array) if number_is == "x" else (array, number)
        out = np.asarray(x * y, dtype=np.float32)
        grad_out = draws.upstream(rng, out.shape)
        return {"grad_out": grad_out, "out": out, "x": x, "y": y, "_argument": argument}

    return inputs


def three_arrays(shapes: Callable[[int, int], tuple], a_and_b=draws.positive, c=above_one):
    """Arrays for log(a * b * log(c)), all of whose logarithms exist."""

    def inputs(rng: Rng) -> Inputs:
        shape_a, shape_b, shape_c = shapes(*draws.shape(rng, 2))
        return {
            "a": a_and_b(rng, shape_a),
            "b": a_and_b(rng, shape_b),
            "c": c(rng, shape_c),
        }

    return inputs


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
    shapes: Callable[[tuple[int, ...]], dict[str, tuple[int, ...]]] | None = None,
    numbers: dict[str, Callable[[Rng], Any]] | None = None,
    **extra: Any,
):
    """Inputs for a function on tensors: arrays for those names that `wanted` has."""

    def inputs(rng: Rng) -> Inputs:
        shape = draws.shape(rng, ndim)
        given = shapes(shape) if shapes else {}
        drawn = {
            name: draws.positive(rng, given.get(name, shape))
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


def keyword_tensor(rng: Rng) -> Inputs:
    shape = draws.shape(rng, 2)
    return {
        "x": draws.positive(rng, shape),
        "factor": draws.positive(rng, shape),
        "_look_at": "tensor by keyword",
    }


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


def computed(parents: Graph, *constants: str):
    """A computational graph, its tensors renamed; what is no key is the number 2.0."""

    def inputs(rng: Rng) -> Inputs:
        fresh = rng.permutation(list(NODES)[: len(parents)]).tolist()
        names = dict(zip(parents, fresh, strict=True)) | {"2.0": "2.0"}
        drawn = {"parents": {names[n]: [names[p] for p in made] for n, made in parents.items()}}
        return drawn | ({"constants": [names[c] for c in constants]} if constants else {})

    return inputs


def calculation(
    steps: str,
    *,
    leaves: str = "ab",
    ends: tuple[str, ...],
    end_grad: str | None = None,
    shapes: Callable[[int, int], dict[str, tuple[int, ...]]] | None = None,
    draw: Callable = above_one,
    key: str = "backprop",
    **extra: Any,
):
    """Inputs for a calculation. `end_grad` names a leaf whose shape it has, if there is one."""

    def inputs(rng: Rng) -> Inputs:
        n, m = draws.shape(rng, 2)
        given = shapes(n, m) if shapes else {}
        arrays = {name: draw(rng, given.get(name, (n, m))) for name in leaves}
        upstream = {} if end_grad is None else {
            "end_grad": draws.upstream(rng, arrays[end_grad].shape)
        }  # fmt: skip
        return {
            "leaves": arrays,
            "steps": [step.strip() for step in steps.split(";") if step.strip()],
            key: list(ends),
            **upstream,
            **extra,
        }

    return inputs


def smaller(n: int, m: int) -> dict[str, tuple[int, ...]]:
    """Shapes that need broadcasting."""
    return {"a": (n, m), "b": (m,), "c": (n, 1)}


DIAMOND: Graph = {"a": ["b", "c"], "b": ["d"], "c": ["d"], "d": []}
SHORT_CUT_FIRST: Graph = {"a": ["d", "b"], "b": ["c"], "c": ["d"], "d": ["e"], "e": []}
SHORT_CUT_LAST: Graph = {"a": ["b", "d"], "b": ["c"], "c": ["d"], "d": ["e"], "e": []}


def sorts(name: str, inputs: Callable[[Rng], Inputs], draws: int = 3) -> Case:
    return Case(name, inputs, draws, rule=in_order(children_first=True))


def lists(name: str, inputs: Callable[[Rng], Inputs]) -> Case:
    return Case(name, inputs, rule=in_order(children_first=False))


# The exercises

EXERCISES = (
    Exercise(
        id="log_back",
        points=1,
        difficulty=1,
        importance=2,
        minutes=(5, 10),
        names=("log_back",),
        probe=backward("log_back"),
        cases=(
            Case("2-D array", logarithms(draws.positive, 2)),
            Case("values of many magnitudes", logarithms(positive_magnitudes, 3)),
            Case("0-d array", logarithms(draws.positive, 0)),
            Case("dimensions of length 1", logarithms(draws.positive, 3, thin=True)),
            Case("read-only input, Fortran order", logarithms(draws.positive, 2, frozen=True)),
        ),
    ),
    Exercise(
        id="unbroadcast",
        points=4,
        difficulty=3,
        importance=4,
        minutes=(20, 30),
        names=("unbroadcast",),
        probe=unbroadcast,
        cases=(
            Case("same shape", broadcasts(lambda s: (s[:2], s[:2]))),
            Case("one new axis", broadcasts(lambda s: (s[:2], s[1:2]))),
            Case("two new axes", broadcasts(lambda s: (s[:3], s[2:3]))),
            Case("one new axis, square", broadcasts(lambda s: ((s[0], s[0]), s[:1]))),
            Case("last axis stretched", broadcasts(lambda s: (s[:2], (s[0], 1)))),
            Case("first axis stretched", broadcasts(lambda s: (s[:2], (1, s[1])))),
            Case("two axes stretched", broadcasts(lambda s: (s[:3], (1, s[1], 1)))),
            Case("new and stretched axes", broadcasts(lambda s: (s[:3], (s[1], 1)))),
            Case("two new axes, one stretched", broadcasts(lambda s: (s[:4], (1, s[3])))),
            Case(
                "axes of length 1 on both sides",
                broadcasts(lambda s: ((1, s[0], 1, s[1]), (s[0], 1, 1))),
            ),
            Case("to a 0-d array", broadcasts(lambda s: (s[:2], ()))),
            Case("from 0-d to 0-d", broadcasts(lambda s: ((), ()))),
            Case("no elements", broadcasts(lambda s: ((0, *s[:2]), (s[0], 1)))),
            Case(
                "read-only input, Fortran order",
                broadcasts(lambda s: (s[:3], (s[1], 1)), frozen=True),
            ),
        ),
    ),
    Exercise(
        id="multiply_back",
        points=3,
        difficulty=2,
        importance=3,
        minutes=(10, 15),
        names=("multiply_back0", "multiply_back1"),
        probe=backward("multiply_back"),
        needs=("unbroadcast",),
        cases=(
            Case("first argument, same shapes", products("same", 0)),
            Case("second argument, same shapes", products("same", 1)),
            Case("first argument, new axis", products("prepended", 0, swap=True)),
            Case("second argument, new axis", products("prepended", 1)),
            Case("first argument, stretched", products("stretched", 0)),
            Case("second argument, stretched", products("stretched", 1, swap=True)),
            Case("first argument, both broadcast", products("both", 0)),
            Case("second argument, both broadcast", products("both", 1)),
            Case("second argument, 0-d", products("0-d", 1)),
            Case("first argument, times a number", products_with_number("y", 0)),
            Case("second argument, number times it", products_with_number("x", 1)),
            Case("first argument, times a whole number", products_with_number("y", 0, int)),
            Case("of the number, first", products_with_number("x", 0)),
            Case("of the number, second", products_with_number("y", 1)),
            Case("read-only input, Fortran order", products("both", 0, _frozen=True)),
        ),
    ),
    Exercise(
        id="forward_and_back",
        points=3,
        difficulty=2,
        importance=4,
        minutes=(15, 20),
        names=("forward_and_back",),
        probe=forward_and_back,
        needs=("log_back", "multiply_back"),
        may_use=("unbroadcast",),
        cases=(
            Case("same shapes", three_arrays(lambda n, m: ((n, m), (n, m), (n, m)))),
            Case(
                "a and b negative",
                three_arrays(lambda n, m: ((n,), (n,), (n,)), a_and_b=negative),
            ),
            Case("b and c broadcast", three_arrays(lambda n, m: ((n, m), (m,), (n, 1)))),
            Case("a and b broadcast", three_arrays(lambda n, m: ((n, 1), (m,), (n, m)))),
            Case("c broadcast to all others", three_arrays(lambda n, m: ((n, m), (n, m), (1,)))),
            Case("0-d arrays", three_arrays(lambda n, m: ((), (), ()))),
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
            Case("a row replaced", script("f, 0, 1", "f, 0, 2", "f, 0")),
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
        cases=(
            Case("value", remembers("x", {"x": True}, look_at="value")),
            Case("value, no gradient wanted", remembers("x", {"x": False}, look_at="value")),
            Case("value, 0-d tensor", remembers("x", {"x": True}, look_at="value", ndim=0)),
            Case("recipe", remembers("x", {"x": True})),
            Case("recipe, x was computed itself", remembers("x", {"x": True}, _computed=True)),
            Case("no gradient wanted", remembers("x", {"x": False})),
            Case("tracking is off", remembers("x", {"x": True}, track=False)),
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
            Case("recipe", remembers("ab", {"a": True, "b": True})),
            Case(
                "recipe, tensor times number",
                remembers("ab", {"a": True}, numbers={"b": a_whole_number}),
            ),
            Case(
                "recipe, number times tensor", remembers("ab", {"b": True}, numbers={"a": a_number})
            ),
            Case("only the first requires one", remembers("ab", {"a": True, "b": False})),
            Case("only the second requires one", remembers("ab", {"a": False, "b": True})),
            Case("neither requires one", remembers("ab", {"a": False, "b": False})),
            Case("a tensor times itself", remembers("a", {"a": True}, _same=True)),
            Case(
                "recipe, a was computed itself",
                remembers("ab", {"a": True, "b": False}, _computed=True),
            ),
            Case("tracking is off", remembers("ab", {"a": True, "b": True}, track=False)),
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
            Case("recipe, one tensor", wraps("log", "x", {"x": True})),
            Case("recipe, two tensors", wraps("subtract", "xy", {"x": True, "y": False})),
            Case(
                "recipe, number and tensor",
                wraps("subtract", "xy", {"y": True}, numbers={"x": a_number}),
            ),
            Case(
                "recipe, tensor, number, tensor",
                wraps("clip", "xyz", {"x": False, "z": True}, numbers={"y": a_number}),
            ),
            Case(
                "recipe, a tuple among the arguments",
                wraps("transpose", "xy", {"x": True}, numbers={"y": lambda rng: (1, 0)}),
            ),
            Case(
                "recipe, keyword arguments",
                wraps("sum", "x", {"x": True}, keywords={"axis": 0, "keepdims": True}),
            ),
            Case("recipe, x was computed itself", wraps("log", "x", {"x": True}, _computed=True)),
            Case("recipe, called a second time", wraps("log", "x", {"x": True}, _again=True)),
            Case(
                "recipe, another one wrapped since", wraps("log", "x", {"x": True}, _another=True)
            ),
            Case("no gradient wanted", wraps("subtract", "xy", {"x": False, "y": False})),
            Case("tracking is off", wraps("log", "x", {"x": True}, track=False)),
            Case(
                "wrapped while tracking was off",
                wraps("log", "x", {"x": True}, _wrapped_while_tracking=False),
            ),
            Case("not differentiable", wraps("argmax", "x", {"x": True}, is_differentiable=False)),
            Case("a tensor by keyword", keyword_tensor),
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
            sorts("only get_children knows the children", renamed(DIAMOND, _elsewhere=True)),
            sorts("called a second time", renamed(DIAMOND, _again=True)),
            Case("a list of 5000 nodes", lambda rng: {"length": 5000}, draws=1),
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
            Case("a node below itself", renamed({"a": ["b"], "b": ["b"]}, _has_cycle=True)),
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
        needs=("topological_sort",),
        cases=(
            lists("a leaf", computed({"a": []})),
            lists("a chain", computed({"a": ["b"], "b": ["c"], "c": []})),
            lists(
                "branches that rejoin",
                computed({"a": ["b", "c"], "b": ["d"], "c": ["d", "e"], "d": [], "e": []}),
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
        needs=(
            "log_back",
            "unbroadcast",
            "multiply_back",
            "BackwardFuncLookup",
            "topological_sort",
            "sorted_computational_graph",
        ),
        cases=(
            Case("a leaf", calculation("", leaves="a", ends=("a",), end_grad="a")),
            Case("one multiplication", calculation("d = multiply(a, b)", ends=("d",))),
            Case(
                "one multiplication, broadcast",
                calculation("d = multiply(b, c)", leaves="bc", ends=("d",), shapes=smaller),
            ),
            Case(
                "a chain",
                calculation(
                    "d = log(a); e = multiply(d, b); f = log(e)", ends=("f",), end_grad="a"
                ),
            ),
            Case(
                "a tensor times itself",
                calculation("d = multiply(a, a)", leaves="a", ends=("d",), end_grad="a"),
            ),
            Case(
                "branches that rejoin",
                calculation(
                    "d = multiply(a, b); e = log(d); f = multiply(d, e)", ends=("f",), end_grad="a"
                ),
            ),
            Case(
                "branches of different lengths",
                calculation(
                    "d = log(a); e = multiply(d, b); f = log(e); g = multiply(f, d); "
                    "h = multiply(g, a)",
                    ends=("h",),
                    end_grad="a",
                ),
            ),
            Case(
                "broadcast",
                calculation(
                    "d = multiply(c, b); e = multiply(d, a); f = log(e)",
                    leaves="abc",
                    ends=("f",),
                    end_grad="a",
                    shapes=smaller,
                ),
            ),
            Case(
                "numbers among the arguments",
                calculation(
                    "d = multiply(2.5, a); e = multiply(d, 3.0); f = log(e); g = multiply(f, b)",
                    ends=("g",),
                    end_grad="a",
                ),
            ),
            Case(
                "keyword arguments",
                calculation(
                    "d = scale(a, factor=3.0); e = multiply(d, b)", ends=("e",), end_grad="a"
                ),
            ),
            Case(
                "a derivative in terms of the output",
                calculation(
                    "d = multiply(a, b); e = root(d); f = multiply(e, a)", ends=("f",), end_grad="a"
                ),
            ),
            Case(
                "constants beside leaves",
                calculation(
                    "d = multiply(c, a); e = multiply(d, k); f = multiply(k, b); "
                    "g = multiply(e, f)",
                    leaves="abck",
                    constants=["c", "k"],
                    ends=("g",),
                    end_grad="a",
                ),
            ),
            Case(
                "no gradient on other tensors",
                calculation(
                    "d = multiply(a, c); e = log(d); f = multiply(e, b)",
                    leaves="abc",
                    constants=["c"],
                    ends=("f", "f"),
                    end_grad="a",
                    _look_at="the others",
                ),
            ),
            Case(
                "twice on the same graph",
                calculation("d = multiply(a, b); e = log(d)", ends=("e", "e"), end_grad="a"),
            ),
            Case(
                "two graphs over the same leaves",
                calculation(
                    "d = multiply(a, b); e = log(a); f = multiply(e, a)",
                    ends=("d", "f"),
                    end_grad="a",
                ),
            ),
            Case(
                "one array for two tensors",
                calculation(
                    "d = multiply(a, 2.5); e = add(a, b); f = add(d, e); "
                    "g = multiply(a, 1.5); h = add(b, a); i = add(h, g); j = add(f, i)",
                    ends=("j",),
                    end_grad="a",
                ),
            ),
            Case(
                "one array for two leaves, twice",
                calculation(
                    "d = add(a, b); e = multiply(a, 2.5)", ends=("d", "e", "d"), end_grad="a"
                ),
            ),
            Case("a leaf, twice", calculation("", leaves="a", ends=("a", "a"), end_grad="a")),
            Case(
                "2000 steps",
                calculation(
                    "a = multiply(a, -1.0); a = multiply(-1.0, a)",
                    leaves="a",
                    ends=("a",),
                    end_grad="a",
                    times=1000,
                ),
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
        needs=(
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
        alone=True,
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
