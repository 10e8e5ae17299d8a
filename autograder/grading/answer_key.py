"""What the answers should be: the public expected values, or the live reference."""

from __future__ import annotations

import functools
import itertools
import operator
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.course.model import (
    Assignment,
    Case,
    Exercise,
    Inputs,
    Namespace,
    Observed,
    assignment,
    hidden_instances,
    public_instance,
)
from autograder.grading.compare import compare
from autograder.grading.fingerprints import Behaviors
from autograder.reference.expected import REFERENCE_LOCK, load_public, observe, reference
from autograder.reference.literate import exercise_sources

NUDGE = 2.0**-20
"""Eight times float32's precision: more than right answers differ by in their rounding."""
MOST_DRAWN = 20


@dataclass(frozen=True)
class Trial:
    """One instance of a case: what goes in, and what should come out."""

    case: Case
    inputs: Inputs
    expected: Observed
    public: bool


class PublicKey:
    """The expected values of the public instances, as stored with the course."""

    provides = False

    def __init__(self, unit: str):
        self.assignment: Assignment = assignment(unit)
        self._stored = load_public(unit)

    def trials(self, exercise: Exercise) -> list[Trial]:
        stored = self._stored[exercise.id]["cases"]
        return [
            Trial(case, inputs, expected, public=True)
            for case in exercise.cases
            for inputs, expected in [stored[case.name]]
        ]

    def mistakes(self, exercise: Exercise) -> Behaviors:
        return known_behaviors(self.assignment.name, exercise.id)

    def provided(self, exercise: Exercise) -> tuple[str, ...]:
        return ()

    def builds_on(self, exercise: Exercise) -> frozenset[str]:
        return frozenset()

    def affected(self, exercise: Exercise, needed: Exercise, failing: set[str]) -> set[str]:
        """The cases of an exercise that need what fails: some cases of one that it builds on.

        Those are the ones that fail with known mistakes which make no other cases fail than
        these. Where such mistakes do not account for all that fails, it is every case.
        """
        spoiled = as_bits(case.name in failing for case in needed.cases)
        like = [
            (some, cases)
            for some, cases in self._stored[exercise.id]["reliance"].get(needed.id, ())
            if not some & ~spoiled
        ]
        if functools.reduce(operator.or_, (some for some, _ in like), 0) != spoiled or (
            len(failing) == len(needed.cases)
        ):
            return {case.name for case in exercise.cases}
        hit = functools.reduce(operator.or_, (cases for _, cases in like), 0)
        return {case.name for number, case in enumerate(exercise.cases) if hit >> number & 1}


class ReferenceKey:
    """Expected values from the reference itself, on the public instances and on drawn ones."""

    provides = True

    def __init__(self, unit: str, seed: int):
        self.assignment: Assignment = assignment(unit)
        self.seed = seed
        self._namespace = Namespace(vars(reference(unit)))
        self._sources = exercise_sources(unit)
        self._trials: dict[str, list[Trial]] = {}

    def trials(self, exercise: Exercise) -> list[Trial]:
        with REFERENCE_LOCK:
            if exercise.id not in self._trials:
                self._trials[exercise.id] = [
                    trial for case in exercise.cases for trial in self._instances(exercise, case)
                ]
            return self._trials[exercise.id]

    def mistakes(self, exercise: Exercise) -> Behaviors:
        return known_behaviors(self.assignment.name, exercise.id)

    def _instances(self, exercise: Exercise, case: Case) -> list[Trial]:
        """The public instance, and drawn ones whose answers do not hang on rounding."""
        inputs = public_instance(exercise, case)
        found = [Trial(case, inputs, observe(exercise, self._namespace, inputs), public=True)]
        drawn = hidden_instances(exercise, case, self.seed)
        for inputs in itertools.islice(drawn, MOST_DRAWN * case.draws):
            if len(found) > case.draws:
                break
            expected = observe(exercise, self._namespace, inputs)
            if case.checker is not None or self._is_steady(exercise, inputs, expected):
                found.append(Trial(case, inputs, expected, public=False))
        if len(found) <= case.draws:
            raise ValueError(f"{exercise.id}, {case.name}: what it draws hangs on rounding.")
        return found

    def _is_steady(self, exercise: Exercise, inputs: Inputs, expected: Observed) -> bool:
        """Whether inputs that differ in their last digits have the same answer, within tolerance.

        Where large terms nearly cancel, two right answers may differ by more than that.
        """
        other = observe(exercise, self._namespace, nudged(inputs))
        return compare(other, expected, exercise.rtol, exercise.atol) is None

    def provided(self, exercise: Exercise) -> tuple[str, ...]:
        """The sources that answer what the exercise builds on, never the exercise itself."""
        wanted = self.builds_on(exercise)
        return tuple(
            source
            for other in self.assignment.exercises
            if other.id in wanted
            for source in self._sources[other.id]
        )

    def builds_on(self, exercise: Exercise) -> frozenset[str]:
        """The exercises whose answers are provided to this one."""
        return frozenset() if exercise.integration else self.assignment.below(exercise)

    def values(self) -> dict[str, Any]:
        """All that is to be known of the exercises, as plain values that go to other processes."""
        return {
            exercise.id: {
                "trials": [
                    (trial.case.name, trial.inputs, trial.expected, trial.public)
                    for trial in self.trials(exercise)
                ],
                "provided": self.provided(exercise),
                "builds_on": sorted(self.builds_on(exercise)),
            }
            for exercise in self.assignment.exercises
        }


class CopiedKey:
    """What a ReferenceKey knows, in another grading process, which needs no reference then."""

    provides = True

    def __init__(self, unit: str, values: dict[str, Any]):
        self.assignment: Assignment = assignment(unit)
        self._values = values
        self._trials: dict[str, list[Trial]] = {}
        for exercise in self.assignment.exercises:
            known, cases = values[exercise.id], {case.name: case for case in exercise.cases}
            self._trials[exercise.id] = [
                Trial(cases[name], *rest) for name, *rest in known["trials"]
            ]

    def trials(self, exercise: Exercise) -> list[Trial]:
        return self._trials[exercise.id]

    def mistakes(self, exercise: Exercise) -> Behaviors:
        return known_behaviors(self.assignment.name, exercise.id)

    def provided(self, exercise: Exercise) -> tuple[str, ...]:
        sources: tuple[str, ...] = self._values[exercise.id]["provided"]
        return sources

    def builds_on(self, exercise: Exercise) -> frozenset[str]:
        return frozenset(self._values[exercise.id]["builds_on"])


def as_bits(members: Iterable[bool]) -> int:
    """A set of cases as a number, the first case as its lowest bit."""
    return sum(1 << number for number, member in enumerate(members) if member)


def nudged(inputs: Inputs) -> Inputs:
    """The inputs with their floating-point arrays changed by up to NUDGE of each entry, up or
    down. Entries that are equal stay equal, and stay in order."""

    def nudge(value: Any) -> Any:
        if isinstance(value, (list, tuple)):
            return type(value)(map(nudge, value))
        if not isinstance(value, (np.ndarray, np.generic)) or value.dtype.kind != "f":
            return value
        factor = 1 + NUDGE * np.sin(1e3 * value.astype(float))
        moved = np.asarray(value * factor.astype(value.dtype))
        return moved if isinstance(value, np.ndarray) else moved[()]

    return {name: nudge(value) for name, value in inputs.items()}


@functools.cache
def known_behaviors(unit: str, exercise: str) -> Behaviors:
    """How the mistakes known for an exercise behave on its public cases."""
    return Behaviors.from_plain(load_public(unit)[exercise]["mistakes"])


def public_trials(unit: str) -> dict[str, list[Trial]]:
    """The public instances of every case of every exercise, with the reference's values."""
    namespace = Namespace(vars(reference(unit)))
    found: dict[str, list[Trial]] = {}
    for exercise in assignment(unit).exercises:
        found[exercise.id] = [
            Trial(case, inputs, observe(exercise, namespace, inputs), public=True)
            for case in exercise.cases
            for inputs in [public_instance(exercise, case)]
        ]
    return found
