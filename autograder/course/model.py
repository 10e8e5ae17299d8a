"""What a course is made of: assignments, their exercises, and the cases each is tried on."""

from __future__ import annotations

import difflib
import importlib
import itertools
import pkgutil
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from autograder.course import draws

BY_HAND = 3
"""How many numbers an array has that is worked out by hand."""
CHOSEN_FROM = 16

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
    """What a case's own checker finds: the mistake's id, what is seen, what to think about.

    remark: the case passes all the same, and the student is told.
    """

    id: str
    sentence: str
    hint: str
    remark: bool = False


@dataclass(frozen=True)
class Case:
    """One named situation that an answer must handle.

    `draw(rng)` makes the inputs: a dict of arrays and plain values. The public instance is
    drawn from a fixed seed and shown to students; grading draws `draws` further instances from
    the instructor's seed, and the case passes when all of them do.

    `checker(observed, expected)`, where given, replaces the comparison of values (for random
    initialization, say) and returns what it finds wrong or worth a remark, or None. It is called
    only with observed values of the expected types and shapes.

    `bonus` makes it extra credit: so many points on top of those of the exercise, which passes
    without it. Such cases come last, and their names begin with "extra credit".
    """

    name: str
    draw: Callable[[np.random.Generator], Inputs]
    draws: int = 3
    checker: Callable[[Observed, Observed], Finding | None] | None = None
    bonus: float = 0.0


def _nothing(names: Namespace) -> tuple[()]:
    return ()


@dataclass(frozen=True)
class Exercise:
    """What a student is asked for, how it is tried, and what it is worth.

    names: what the answer defines (empty where it registers instead of defining).
    probe: `probe(ns, inputs)` returns what can be observed, as a dict of arrays and plain values.
    requires: exercises whose answers the usual answer runs through. When grading, the reference's
        version of these is provided; in a self-check the exercise waits until they pass.
    may_use: further exercises that an answer may well run through; provided like `requires`.
    integration: nothing is provided: the student's own code throughout.
    allows: what its docstring allows inputs to be, by arguments, as `authoring.coverage` has it.
    registers: the functions that the answer registers instead of giving them a name; it raises
        an exception where one is not there.
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
    requires: tuple[str, ...] = ()
    may_use: tuple[str, ...] = ()
    integration: bool = False
    bonus: bool = False
    rtol: float = 1e-4
    atol: float = 1e-6
    registers: Callable[[Namespace], Iterable[Any]] | None = None
    allows: Mapping[str, str] = field(default_factory=dict)

    def code(self, names: Namespace) -> list[Any]:
        """The functions and classes of the answer. Raises an exception where one is not there."""
        return [*map(names.__getitem__, self.names), *(self.registers or _nothing)(names)]

    @property
    def extra_credit(self) -> float:
        """The points that its bonus cases add to its own, at most."""
        return float(sum(case.bonus for case in self.cases))


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
class Layout:
    """Where a package holds what stands in the cells of a notebook, for units that take both.

    packages: what the package may be called.
    names: by file of the package, in the order of importing: the names that stand there and that
        probes or answers use, separated by spaces. `name=Class.method` is a method that the
        notebook has under a name of its own, `name=.` the module itself, for which something stands
        in there. A name that is not where it should be is looked for in all files.
    besides: by exercise, what belongs to its answer besides its names: `Tensor.T`, or, where other
        files have that name, too, `nn/functional.py:ReLU`.
    beside: files, and folders if they end in a slash, that stand beside the package.
    """

    packages: tuple[str, ...]
    names: Mapping[str, str]
    besides: Mapping[str, str] = field(default_factory=dict)
    beside: tuple[str, ...] = ()

    def places(self) -> Iterator[tuple[str, str, str]]:
        """For each name: the name in the notebook, the file, the name there."""
        for path, entries in self.names.items():
            for entry in entries.split():
                name, _, place = entry.partition("=")
                yield name, path, place or name


@dataclass(frozen=True)
class Assignment:
    """A unit of the course, which is one notebook, named the same wherever it occurs.

    engine: declared by the unit whose design of autograd it is, not by those that build on it.
    layout: where a submission may be a package. Several units may have the same package.
    part_of: the assignment that its notebook belongs to with those of other units; where there is
        none, it is an assignment by itself.
    """

    name: str
    title: str
    exercises: tuple[Exercise, ...]
    engine: Engine | None = None
    layout: Layout | None = None
    part_of: str = ""

    @property
    def folder(self) -> str:
        """The assignment's name: its folder in `notebooks/`, its column in the gradebook."""
        return self.part_of or self.name

    def __getitem__(self, exercise_id: str) -> Exercise:
        for exercise in self.exercises:
            if exercise.id == exercise_id:
                return exercise
        known = [exercise.id for exercise in self.exercises]
        raise KeyError(
            f"{self.name} has no exercise called {exercise_id!r}. {suggest(exercise_id, known)}"
        )

    def running(self, ids: Iterable[str]) -> set[str]:
        """The exercises of these ids, and all that answers to them may run through."""
        found: set[str] = set()
        frontier = list(ids)
        while frontier:
            exercise = self[frontier.pop()]
            if exercise.id not in found:
                found.add(exercise.id)
                frontier += [*exercise.requires, *exercise.may_use]
        return found

    def below(self, exercise: Exercise) -> frozenset[str]:
        """The exercises that it builds on, and those that they need."""
        wanted: set[str] = set()
        frontier = [*exercise.requires, *exercise.may_use]
        while frontier:
            needed = frontier.pop()
            if needed not in wanted:
                wanted.add(needed)
                frontier += self[needed].requires
        if exercise.id in wanted:
            raise ValueError(f"{exercise.id} needs itself")
        return frozenset(wanted)

    @property
    def max_score(self) -> float:
        """The points of all exercises but the bonus ones."""
        return float(sum(exercise.points for exercise in self.exercises if not exercise.bonus))


def suggest(name: str, known: Iterable[str]) -> str:
    """What to say of an exercise's name that nothing has: the few that are near, if there are."""
    near = list(dict.fromkeys(difflib.get_close_matches(name, list(known), n=3)))
    if near:
        return f"Did you mean {' or '.join(near)}?"
    return "In the notebook, the name of each exercise stands under its heading."


def assignment_names() -> list[str]:
    """The names of all units: one module each in `autograder/course/units/`."""
    from autograder.course import units

    return sorted(module.name for module in pkgutil.iter_modules(units.__path__))


UNGRADED = ("finale",)
"""Notebooks of the course that are no assignments: there is nothing to answer in them."""


def assignment(name: str) -> Assignment:
    """The unit called `name`. Raises KeyError where there is none."""
    if name not in assignment_names():
        raise KeyError(
            f"There is no unit called {name!r}. The units are: {', '.join(assignment_names())}."
        )
    found: Assignment = importlib.import_module(f"autograder.course.units.{name}").ASSIGNMENT
    return found


def units_in(folder: str) -> list[str]:
    """The units whose notebooks an assignment has; none where there is no such assignment."""
    return [name for name in assignment_names() if assignment(name).folder == folder]


def units_called(name: str) -> list[str]:
    """The units that a name stands for: that of a unit, or of an assignment with several of them.
    None where there is neither."""
    return [name] if name in assignment_names() else units_in(name)


def public_instance(exercise: Exercise, case: Case) -> Inputs:
    """The inputs of the case that students see, the same on every machine.

    Those of the first case are chosen to be worked out by hand: of a few that are drawn, what comes
    nearest to three numbers. Where no dimension matters, there may be only one of them.
    """
    seed = [_hash(exercise.id), _hash(case.name)]
    if case is not exercise.cases[0]:
        return case.draw(np.random.default_rng(seed))
    drawn = [case.draw(np.random.default_rng([*seed, k])) for k in range(CHOSEN_FROM)]
    if min(map(_numbers, drawn)) > BY_HAND and not _lengths_matter(drawn[0]):
        with draws.small():
            drawn += [case.draw(np.random.default_rng([*seed, k])) for k in range(CHOSEN_FROM)]
    return min(drawn, key=lambda inputs: abs(_numbers(inputs) - BY_HAND))


def _lengths_matter(inputs: Inputs) -> bool:
    """Whether a length of 1 would make it another case: it names a dimension, or arrays of several
    shapes meet."""
    if any(inputs.get(name) is not None for name in ("dim", "axis", "axes", "index")):
        return True
    shapes = [value.shape for value in inputs.values() if isinstance(value, np.ndarray)]
    return len({shape for shape in shapes if shape}) > 1


def _numbers(value: Any) -> int:
    """How many numbers the largest array in a value has."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, (list, tuple)):
        return max(map(_numbers, value), default=0)
    return value.size if isinstance(value, np.ndarray) else 0


def hidden_instances(exercise: Exercise, case: Case, seed: int) -> Iterator[Inputs]:
    """The inputs that grading may draw for the case from the instructor's seed, without end."""
    for k in itertools.count():
        yield case.draw(
            np.random.default_rng([abs(seed), k + 1, _hash(exercise.id), _hash(case.name)])
        )


def _hash(text: str) -> int:
    return zlib.crc32(text.encode())


KNOWN_SEED = 0
"""The seed where none is chosen. Everybody knows it."""
