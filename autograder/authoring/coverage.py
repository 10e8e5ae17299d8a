"""What the inputs of cases are like, held against what the docstrings of exercises allow.

A property is detected in drawn inputs, never declared for a case. What an exercise allows is
declared, as `allows`: for names of arguments, or for "call", the names of properties or of groups
of them, with commas between. A case has a property when all that is drawn for it has.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.course.model import Assignment, Exercise, Inputs, hidden_instances, public_instance

FLOAT16 = float(np.finfo(np.float16).max)


def _arrays(value: Any) -> Iterator[np.ndarray]:
    """The arrays in a value, but those of a tuple, which are an index."""
    if isinstance(value, np.ndarray):
        yield value
    elif isinstance(value, (list, dict)):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _arrays(part)


def _of_arrays(test: Callable[[np.ndarray], Any]) -> Callable[[Any], bool]:
    """Whether it holds for an array in the value."""
    return lambda value: any(bool(test(array)) for array in _arrays(value))


def _of_numbers(test: Callable[[np.ndarray], Any]) -> Callable[[Any], bool]:
    """Whether it holds for a number in the value."""
    return lambda value: (
        bool(np.any(test(np.asarray(value))))
        if _is_number(value)
        else any(bool(np.any(test(array))) for array in _arrays(value))
    )


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _integers(value: Any) -> bool:
    return isinstance(value, tuple) and all(isinstance(part, int) for part in value)


def _places(test: Callable[[np.ndarray], Any]) -> Callable[[Any], bool]:
    """Whether it holds for coordinates, one column a place."""
    return lambda value: (
        isinstance(value, tuple)
        and not _integers(value)
        and bool(test(np.stack(np.broadcast_arrays(*value))))
    )


VALUE: dict[str, Callable[[Any], bool]] = {
    "float32": _of_arrays(lambda a: a.dtype == np.float32),
    "float64": _of_arrays(lambda a: a.dtype == np.float64),
    "whole numbers": _of_arrays(lambda a: a.dtype.kind in "iu"),
    "bool": _of_arrays(lambda a: a.dtype.kind == "b"),
    "0-d": _of_arrays(lambda a: a.ndim == 0),
    "1-d": _of_arrays(lambda a: a.ndim == 1),
    "2-d": _of_arrays(lambda a: a.ndim == 2),
    "3-d": _of_arrays(lambda a: a.ndim == 3),
    "4-d": _of_arrays(lambda a: a.ndim > 3),
    "length 0": _of_arrays(lambda a: 0 in a.shape),
    "length 1": _of_arrays(lambda a: 1 in a.shape),
    "equal lengths": _of_arrays(lambda a: a.ndim > 1 and len(set(a.shape)) < a.ndim),
    "negative": _of_numbers(lambda a: a < 0),
    "positive": _of_numbers(lambda a: a > 0),
    "zeros": _of_numbers(lambda a: a == 0),
    "below 1": _of_numbers(lambda a: (np.abs(a) < 1) & (a != 0)),
    "beyond float16": _of_numbers(lambda a: np.abs(a) > FLOAT16),
    "repeats": _of_arrays(lambda a: np.unique(a).size < a.size),
    "plain number": _is_number,
    "None": lambda value: value is None,
    "axis": lambda value: _is_number(value) and value >= 0,
    "negative axis": lambda value: _is_number(value) and value < 0,
    "axes": lambda value: _integers(value) and len(value) > 1,
    "negative axes": lambda value: _integers(value) and any(part < 0 for part in value),
    "one axis in a tuple": lambda value: _integers(value) and len(value) == 1,
    "true": lambda value: value is True,
    "false": lambda value: value is False,
    "places": _places(lambda p: p.shape[1:] != (0,)),
    "no places": _places(lambda p: p.size == 0),
    "negative places": _places(lambda p: (p < 0).any()),
    "repeated places": _places(lambda p: np.unique(p, axis=1).shape[1] < p.shape[1]),
}
"""Properties of what an argument holds: an array or several, a number, axes, an index."""

LEFT_OUT, FORTRAN, READ_ONLY = "left out", "Fortran order", "read-only"
AGAIN = (
    "_again",
    "_before",
    "_two",
    "_another",
    "then_a",
    "then_tensor",
    "then_x",
    "then_images",
    "then_logits",
    "then_t1",
    "then_pred",
    "step_a",
    "grad_out_again",
    "partial_again",
    "lr_later",
)
ALONE = ("surroundings", "arguments", "graph", "nodes", "the graph")
"""What probes look at to see that nothing else is changed."""


def _is_broadcast(inputs: Inputs) -> bool:
    shapes = {np.shape(v) for k, v in _shown(inputs) if isinstance(v, np.ndarray) and k != "out"}
    return len(shapes) > 1


def _has_ties(inputs: Inputs) -> bool:
    if "y" in inputs:
        try:
            return bool(np.any(np.equal(inputs["x"], inputs["y"])))
        except (TypeError, ValueError):  # they are not compared element by element
            return False
    array = inputs.get("x", inputs.get("a"))
    if not isinstance(array, np.ndarray) or not array.size:
        return False
    axis = inputs.get("dim", inputs.get("axis"))
    largest = array.max(axis=axis, keepdims=True)
    return bool(np.any(np.sum(array == largest, axis=axis) > 1))


CALL: dict[str, Callable[[Inputs], bool]] = {
    "one array twice": lambda inputs: bool(inputs.get("_same") or inputs.get("_same_object")),
    "called again": lambda inputs: (
        any(inputs.get(mark) is not None for mark in AGAIN)
        or len(inputs["results"] if "results" in inputs else inputs.get("backprop", ())) > 1
    ),
    "nothing else changed": lambda inputs: (
        bool(inputs.get("_watched")) or inputs.get("_look_at") in ALONE
    ),
    "broadcast": _is_broadcast,
    "ties": _has_ties,
}
"""Properties of a call as a whole."""

GROUPS = {
    "any shape": "0-d, 1-d, 2-d, 3-d, 4-d, length 0, length 1, equal lengths",
    "any sign": "negative, positive, zeros",
    "any number": "negative, positive, zeros, below 1, beyond float16, repeats",
    "any place": "places, no places, negative places, repeated places",
    "any memory": f"{FORTRAN}, {READ_ONLY}",
    "any axes": f"None, {LEFT_OUT}, axis, negative axis, axes, negative axes, one axis in a tuple",
    "pure": "called again, nothing else changed",
}


@dataclass(frozen=True)
class Row:
    """An argument of an exercise, or "call".

    met: how many cases have each property that some have. allowed: the names of those it may have.
    """

    exercise: str
    argument: str
    met: dict[str, int]
    allowed: frozenset[str]

    @property
    def gaps(self) -> list[str]:
        """What is allowed and no case has."""
        return sorted(self.allowed - self.met.keys(), key=list(names()).index)


def names() -> Iterator[str]:
    """The names of all properties."""
    yield from (*VALUE, LEFT_OUT, FORTRAN, READ_ONLY, *CALL)


def properties(inputs: Inputs, argument: str) -> set[str]:
    """What a call's argument is like, or the call itself."""
    if argument == "call":
        return {name for name, test in CALL.items() if test(inputs)}
    if argument not in inputs:
        return {LEFT_OUT}
    value = inputs[argument]
    found = {name for name, test in VALUE.items() if test(value)}
    frozen = bool(inputs.get("_frozen")) and any(True for _ in _arrays(value))
    if (frozen or inputs.get("_fortran")) and any(a.ndim > 1 for a in _arrays(value)):
        found.add(FORTRAN)
    return found | ({READ_ONLY} if frozen else set())


def allowed(exercise: Exercise) -> dict[str, frozenset[str]]:
    """The properties by argument that an exercise declares. Raises ValueError for what is none."""
    found: dict[str, frozenset[str]] = {}
    for arguments, listed in exercise.allows.items():
        parts = [part.strip() for part in listed.split(",")]
        single = {p.strip() for part in parts for p in GROUPS.get(part, part).split(",")}
        if unknown := sorted(single - set(names())):
            raise ValueError(f"{exercise.id} allows {unknown[0]!r}, which is no property.")
        for argument in arguments.split(", "):
            found[argument] = found.get(argument, frozenset()) | single
    return found


def covered(unit: Assignment, seed: int, only: Collection[str] = ()) -> list[Row]:
    """What the cases of a unit's exercises are like: a row for each argument that is declared.

    only: the exercises to look at; none is all of them.
    """
    rows = []
    for exercise in unit.exercises:
        if only and exercise.id not in only:
            continue
        drawn = [
            [
                public_instance(exercise, case),
                *itertools.islice(hidden_instances(exercise, case, seed), case.draws),
            ]
            for case in exercise.cases
        ]
        for argument, expected in allowed(exercise).items():
            met: dict[str, int] = {}
            for instances in drawn:
                found = [properties(inputs, argument) for inputs in instances]
                for name in set.intersection(*found):
                    met[name] = met.get(name, 0) + 1
            rows.append(Row(exercise.id, argument, met, expected))
    return rows


def _shown(inputs: Inputs) -> Iterator[tuple[str, Any]]:
    return ((name, value) for name, value in inputs.items() if not name.startswith("_"))
