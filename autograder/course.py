"""What a course is made of: assignments, their exercises, and the cases each is tried on."""

from __future__ import annotations

import importlib
import itertools
import pkgutil
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

Inputs = dict[str, Any]
Observed = dict[str, Any]


class NotDefined(Exception):
    """A name that an exercise asks for does not exist in the notebook."""

    def __init__(self, name: str):
        super().__init__(f"`{name}` is not defined")
        self.name = name


class Rejected(Exception):
    """Raised by a probe where an answer cannot be tried further; the message is for the student."""


class Namespace:
    """The names of a notebook (or of the reference), read as attributes or by key.

    Raises `NotDefined` for a name that is not there.
    """

    def __init__(self, names: Mapping[str, Any]):
        self._names = names

    def __getitem__(self, name: str) -> Any:
        try:
            return self._names[name]
        except KeyError:
            raise NotDefined(name) from None

    def __getattr__(self, name: str) -> Any:
        return self[name]


@dataclass(frozen=True)
class Finding:
    """What a case's own rule finds wrong: the mistake's id, what is seen, what to think about."""

    id: str
    sentence: str
    hint: str


@dataclass(frozen=True)
class Case:
    """One named situation that an answer must handle.

    `draw(rng)` makes the inputs: a dict of arrays and plain values. The public instance is
    drawn from a fixed seed and shown to students; grading draws `draws` further instances from
    the instructor's seed, and the case passes when all of them do.

    `rule(observed, expected)`, where given, replaces the comparison of values (for random
    initialisation, say) and returns what it finds wrong, or None. It is called only with
    observed values of the expected types and shapes.
    """

    name: str
    draw: Callable[[np.random.Generator], Inputs]
    draws: int = 3
    rule: Callable[[Observed, Observed], Finding | None] | None = None


@dataclass(frozen=True)
class Exercise:
    """What a student is asked for, how it is tried, and what it is worth.

    names: what the answer defines (empty where it registers instead of defining).
    probe: `probe(ns, inputs)` returns what can be observed, as a dict of arrays and plain values.
    needs: exercises whose answers the usual answer runs through. When grading, the reference's
        version of these is provided; in a self-check the exercise waits until they pass.
    may_use: further exercises that an answer may well run through; provided like `needs`.
    alone: nothing is provided: the student's own code throughout.
    bonus: extra credit: its points are added to the score, and never to what can be reached.
    rtol, atol: tolerances, relative to an entry and to the largest entry of an expected array.
    """

    id: str
    points: float
    difficulty: float
    importance: float
    minutes: tuple[int, int]
    names: tuple[str, ...]
    probe: Callable[[Namespace, Inputs], Observed]
    cases: tuple[Case, ...]
    needs: tuple[str, ...] = ()
    may_use: tuple[str, ...] = ()
    alone: bool = False
    bonus: bool = False
    rtol: float = 1e-4
    atol: float = 1e-6


@dataclass(frozen=True)
class Engine:
    """How a unit's tensors remember where they came from, for pictures of graphs.

    knows: whether a tensor is of this engine.
    operation: the name of the operation that made the tensor, or None for a leaf.
    parents: the tensors that it was made from, in the order of the arguments.
    """

    knows: Callable[[Any], bool]
    operation: Callable[[Any], str | None]
    parents: Callable[[Any], Iterable[Any]]


@dataclass(frozen=True)
class Assignment:
    """A unit of the course, named the same in `solutions/`, `notebooks/` and the gradebook.

    engine: declared by the unit whose design of autograd it is, not by those that build on it.
    """

    name: str
    title: str
    exercises: tuple[Exercise, ...]
    engine: Engine | None = None

    def __getitem__(self, exercise_id: str) -> Exercise:
        for exercise in self.exercises:
            if exercise.id == exercise_id:
                return exercise
        known = ", ".join(exercise.id for exercise in self.exercises)
        raise KeyError(
            f"{self.name} has no exercise called {exercise_id!r}. Its exercises are: {known}."
        )

    @property
    def max_score(self) -> float:
        """The points of all exercises but the bonus ones."""
        return float(sum(exercise.points for exercise in self.exercises if not exercise.bonus))


def assignment_names() -> list[str]:
    """The names of all assignments: one module each in `autograder/exercises/`."""
    from autograder import exercises

    return sorted(module.name for module in pkgutil.iter_modules(exercises.__path__))


def assignment(name: str) -> Assignment:
    """The assignment called `name`. Raises KeyError where there is none."""
    if name not in assignment_names():
        raise KeyError(
            f"There is no unit called {name!r}. The units are: {', '.join(assignment_names())}."
        )
    return importlib.import_module(f"autograder.exercises.{name}").ASSIGNMENT


def public_instance(exercise: Exercise, case: Case) -> Inputs:
    """The inputs of the case that students see, the same on every machine."""
    return case.draw(np.random.default_rng([_hash(exercise.id), _hash(case.name)]))


def drawn_instances(exercise: Exercise, case: Case, seed: int) -> Iterator[Inputs]:
    """The inputs that grading may draw for the case from the instructor's seed, without end."""
    for k in itertools.count():
        yield case.draw(
            np.random.default_rng([abs(seed), k + 1, _hash(exercise.id), _hash(case.name)])
        )


def _hash(text: str) -> int:
    return zlib.crc32(text.encode())
