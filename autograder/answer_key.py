"""What the answers should be: the public expected values, or the live reference."""

from __future__ import annotations

import functools
import importlib
import itertools
import json
import math
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from autograder import wire
from autograder.compare import compare
from autograder.course import (
    Assignment,
    Case,
    Exercise,
    Inputs,
    Namespace,
    Observed,
    assignment,
    drawn_instances,
    public_instance,
)
from autograder.diagnosis import Misconception
from autograder.submission import RELEASED

ROOT = Path(__file__).resolve().parent.parent
NUDGE = 2.0**-20
"""Eight times float32's precision: more than right answers differ by in their rounding."""
MOST_DRAWN = 20
KNOWN_SEED = 0
"""The seed where none is chosen. Everybody knows it."""

REFERENCE_LOCK = threading.RLock()
"""Held while reference code runs: engines have switches, and NumPy a generator, for all threads."""


class NoReference(Exception):
    """The course's `solutions/` are not there; the message says so."""


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
        return [Trial(case, *stored[case.name], public=True) for case in exercise.cases]

    def misconceptions(self, exercise: Exercise) -> list[Misconception]:
        return [Misconception(*stored) for stored in self._stored[exercise.id]["misconceptions"]]

    def provided(self, exercise: Exercise) -> tuple[str, ...]:
        return ()

    def builds_on(self, exercise: Exercise) -> frozenset[str]:
        return frozenset()


class ReferenceKey:
    """Expected values from the reference itself, on the public instances and on drawn ones."""

    provides = True

    def __init__(self, unit: str, seed: int):
        self.assignment: Assignment = assignment(unit)
        self.seed = seed
        self._namespace = Namespace(vars(reference(unit)))
        self._sources = exercise_sources(unit)
        self._trials: dict[str, list[Trial]] = {}
        self._misconceptions: dict[str, list[Misconception]] = {}
        self._scratch: Any = None

    def trials(self, exercise: Exercise) -> list[Trial]:
        with REFERENCE_LOCK:
            if exercise.id not in self._trials:
                self._trials[exercise.id] = [
                    trial for case in exercise.cases for trial in self._instances(exercise, case)
                ]
            return self._trials[exercise.id]

    def misconceptions(self, exercise: Exercise) -> list[Misconception]:
        with REFERENCE_LOCK:
            if exercise.id not in self._misconceptions:
                from autograder.misconceptions import Scratch, behaviours

                self._scratch = self._scratch or Scratch(self.assignment.name)
                known = behaviours(self._scratch, exercise, self.trials(exercise))
                self._misconceptions[exercise.id] = known
            return self._misconceptions[exercise.id]

    def _instances(self, exercise: Exercise, case: Case) -> list[Trial]:
        """The public instance, and drawn ones whose answers do not hang on rounding."""
        inputs = public_instance(exercise, case)
        found = [Trial(case, inputs, observe(exercise, self._namespace, inputs), public=True)]
        drawn = drawn_instances(exercise, case, self.seed)
        for inputs in itertools.islice(drawn, MOST_DRAWN * case.draws):
            if len(found) > case.draws:
                break
            expected = observe(exercise, self._namespace, inputs)
            if case.rule is not None or self._is_steady(exercise, inputs, expected):
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
        if exercise.alone:
            return frozenset()
        wanted: set[str] = set()
        frontier = [*exercise.needs, *exercise.may_use]
        while frontier:
            needed = frontier.pop()
            if needed not in wanted:
                wanted.add(needed)
                frontier += self.assignment[needed].needs
        if exercise.id in wanted:
            raise ValueError(f"{exercise.id} needs itself")
        return frozenset(wanted)

    def values(self) -> dict[str, Any]:
        """All that is to be known of the exercises, as plain values that go to other processes."""
        return {
            exercise.id: {
                "trials": [
                    (trial.case.name, trial.inputs, trial.expected, trial.public)
                    for trial in self.trials(exercise)
                ],
                "misconceptions": [
                    (known.id, known.hint, known.behaviour)
                    for known in self.misconceptions(exercise)
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
        self._misconceptions: dict[str, list[Misconception]] = {}
        for exercise in self.assignment.exercises:
            known, cases = values[exercise.id], {case.name: case for case in exercise.cases}
            self._trials[exercise.id] = [
                Trial(cases[name], *rest) for name, *rest in known["trials"]
            ]
            self._misconceptions[exercise.id] = [
                Misconception(*stored) for stored in known["misconceptions"]
            ]

    def trials(self, exercise: Exercise) -> list[Trial]:
        return self._trials[exercise.id]

    def misconceptions(self, exercise: Exercise) -> list[Misconception]:
        return self._misconceptions[exercise.id]

    def provided(self, exercise: Exercise) -> tuple[str, ...]:
        return self._values[exercise.id]["provided"]

    def builds_on(self, exercise: Exercise) -> frozenset[str]:
        return frozenset(self._values[exercise.id]["builds_on"])


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


def observe(exercise: Exercise, namespace: Namespace, inputs: Inputs) -> Observed:
    """What the probe observes of a trusted namespace, apart from anything that changes later."""
    np.random.seed(0)  # for layers that initialise themselves
    skeleton, arrays = wire.flatten(exercise.probe(namespace, wire.restore(*wire.flatten(inputs))))
    return wire.restore(skeleton, arrays)


def reference_path(unit: str) -> Path:
    """The file of a unit's solution module. Raises NoReference where the course has none."""
    path = ROOT / "solutions" / f"{unit}.py"
    if not path.exists():
        raise NoReference(
            f"This needs the reference, and {path} is not there. "
            "To check your own work without it, use: python grade.py"
        )
    return path


def reference(unit: str) -> Any:
    """The solution module of a unit. Raises NoReference where the course has none."""
    reference_path(unit)
    if str(ROOT) not in sys.path:
        sys.path.insert(0, str(ROOT))
    return importlib.import_module(f"solutions.{unit}")


@functools.cache
def exercise_sources(unit: str) -> dict[str | None, tuple[str, ...]]:
    """The reference's code cells of each exercise: the answer, and the given ones that belong to
    it. Under None, those that belong to none."""
    from autograder.build import read_module

    exercises = [exercise.id for exercise in assignment(unit).exercises]
    sources: dict[str | None, tuple[str, ...]] = dict.fromkeys((None, *exercises), ())
    for cell in read_module(unit).cells:
        if cell.cell_type == "code":
            owner = cell.metadata.get("exercise") or cell.metadata.get("of")
            sources[owner] += (cell.source,)
    return sources


def save_public(unit: str, path: Path) -> None:
    """Stores what a self-check needs of every public instance, as arrays and a manifest: inputs,
    expected values, and how the known mistakes behave."""
    from autograder.misconceptions import Scratch, behaviours

    namespace, scratch = Namespace(vars(reference(unit))), Scratch(unit)
    values: dict[str, Any] = {}
    for exercise in assignment(unit).exercises:
        trials = []
        for case in exercise.cases:
            inputs = public_instance(exercise, case)
            trials.append(Trial(case, inputs, observe(exercise, namespace, inputs), public=True))
        values[exercise.id] = {
            "cases": {trial.case.name: (trial.inputs, trial.expected) for trial in trials},
            "misconceptions": [
                (known.id, known.hint, known.behaviour)
                for known in behaviours(scratch, exercise, trials)
            ],
        }
    skeleton, arrays = wire.flatten(values)
    # one long array for each dtype: thousands of small ones would be slow to read
    pieces: dict[str, list[np.ndarray]] = {}
    described = []
    for array in arrays:
        name = array.dtype.name
        start = sum(piece.size for piece in pieces.setdefault(name, []))
        described.append([name, start, list(array.shape)])
        pieces[name].append(array.ravel())
    np.savez_compressed(
        path,
        manifest=np.array(json.dumps([skeleton, described])),
        **{name: np.concatenate(parts) for name, parts in pieces.items()},
    )


@functools.cache
def load_public(unit: str) -> dict[str, Any]:
    """What `save_public` stored, by exercise."""
    with np.load(RELEASED / f"{unit}.npz", allow_pickle=False) as stored:
        skeleton, described = json.loads(str(stored["manifest"]))
        pieces = {name: stored[name] for name in stored.files if name != "manifest"}
    arrays = []
    for name, start, shape in described:
        size = math.prod(shape)
        arrays.append(pieces[name][start : start + size].reshape(shape))
    return wire.restore(skeleton, arrays)
