"""Makes the table of how known mistakes behave, by grading each like a student's answer."""

from __future__ import annotations

import contextlib
import dataclasses
import os
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from autograder.course.model import Assignment, Exercise, assignment
from autograder.course.text import digest
from autograder.grading.answer_key import Trial, as_bits, known_behaviors
from autograder.grading.diagnosis import Evidence, find_too_deep
from autograder.grading.fingerprints import RIGHT, Behaviors, Known, alike, sign
from autograder.grading.verdicts import gather
from autograder.inside import wire
from autograder.reference.course_version import COMMON, exercise_parts
from autograder.reference.expected import load_public
from autograder.reference.literate import source_cells
from autograder.reference.mistakes import mistakes
from autograder.sandbox.answers import Answer, Lost
from autograder.sandbox.execution import Execution, Request
from autograder.sandbox.limits import Limits
from autograder.sandbox.sandbox import shared_sandbox

PATIENT = Limits(cell=5.0, exercise=5.0, submission=3600.0)


def tried(
    unit: Assignment,
    exercise: Exercise,
    trials: Mapping[str, list[Trial]],
    sources: Iterable[str],
    limits: Limits = PATIENT,
) -> Iterator[dict[str, list[Answer]]]:
    """What comes back with each source as the answer to an exercise, in a fork of a notebook in
    which all the rest is right: for every exercise of which there are trials."""
    cells = source_cells(unit.name)
    given = [(c.source, False) for c in cells if c.role == "given" and c.exercise == exercise.id]
    inputs = {name: [trial.inputs for trial in several] for name, several in trials.items()}
    with Execution(unit.name, limits, shared_sandbox(as_root=True)) as execution:
        # without the reference's own answer, so that a source with none does not pass
        execution.run([cell for cell in cells if cell.exercise != exercise.id])
        for source in sources:
            steps = ((source, True), *given)
            yield execution.ask([Request(name, inputs[name], steps) for name in inputs])


@dataclass(frozen=True)
class Table:
    """What is known of an exercise's mistakes.

    spoils: by exercise that builds on it, pairs of sets of cases, as bits: some, but not all, that
    mistakes make fail in this one, and all that fail there with one of these mistakes.
    """

    behaviors: Behaviors
    spoils: dict[str, list[tuple[int, int]]]


def made(unit: Assignment, exercise: Exercise, trials: Mapping[str, list[Trial]]) -> Table:
    """Tries the known mistakes of an exercise: those by themselves, then two at once where that is
    a behavior of its own. Those that do not come to an end are left out.

    trials: of the exercise, and of those that build on it.
    """
    known, own = mistakes(unit.name, exercise.id), trials[exercise.id]
    every = as_bits(True for _ in own)
    found: list[Known] = []
    by_kind: dict[tuple[str, ...], list[Known]] = {}
    spoils: dict[str, dict[int, int]] = {name: {} for name in trials if name != exercise.id}
    # of an answer that lacks extra credit, an edit that changes nothing says nothing
    for came_back in tried(unit, exercise, {exercise.id: own}, known.answers):
        signs = tuple(map(sign, evidence_of(exercise, own, came_back[exercise.id])))
        if len(signs) == len(own):
            by_kind.setdefault(tuple(one.kind for one in signs), []).append(Known("", "", signs))
    for several, asked in (
        (known.singles(), trials),
        (list(known.pairs()), {exercise.id: own}),
    ):
        tries = tried(unit, exercise, asked, [mistake.source for mistake in several])
        for mistake, came_back in zip(several, tries, strict=True):
            if len(came_back[exercise.id]) < len(own) or any(
                isinstance(answer, Lost) for answer in came_back[exercise.id]
            ):
                continue
            signs = tuple(map(sign, evidence_of(exercise, own, came_back[exercise.id])))
            kinds = tuple(one.kind for one in signs)
            before = by_kind.setdefault(kinds, [])
            if set(kinds) != {RIGHT} and not any(alike(signs, other.signs) for other in before):
                before.append(Known(mistake.id, mistake.hint, signs))
                found.append(before[-1])
            spoiled = as_bits(kind != RIGHT for kind in kinds)
            for name in spoils if asked is trials and spoiled not in (0, every) else ():
                items = evidence_of(unit[name], trials[name], came_back[name])
                missing = [False] * (len(trials[name]) - len(items))
                fails = as_bits(not passed for passed in [*(i.passed for i in items), *missing])
                spoils[name][spoiled] = spoils[name].get(spoiled, 0) | fails
    return Table(
        Behaviors(tuple(found)), {name: sorted(pairs.items()) for name, pairs in spoils.items()}
    )


def evidence_of(exercise: Exercise, trials: list[Trial], answers: list[Answer]) -> list[Evidence]:
    """What is known of trials whose answers are there."""
    pairs = zip(trials, answers, strict=False)
    return find_too_deep([gather(exercise, trial, answer) for trial, answer in pairs])


def tabulate(unit: str, trials: dict[str, list[Trial]]) -> dict[str, Table]:
    """What is known of the mistakes of every exercise of a unit, on its public instances.

    A table that was made from the same is not made again: that takes minutes.
    """
    course = assignment(unit)

    def table(exercise: Exercise) -> Table:
        above = [
            e for e in course.exercises if not e.integration and exercise.id in course.below(e)
        ]
        asked = {e.id: trials[e.id] for e in (exercise, *above)}
        origin = fingerprint_of(unit, exercise.id, asked)
        with contextlib.suppress(FileNotFoundError, KeyError):
            stored = known_behaviors(unit, exercise.id)
            if stored.made_from == origin:
                relied = {e.id: load_public(unit)[e.id]["reliance"][exercise.id] for e in above}
                return Table(stored, relied)
        fresh = made(course, exercise, asked)
        behaviors = dataclasses.replace(fresh.behaviors, made_from=origin)
        return dataclasses.replace(fresh, behaviors=behaviors)

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        tables = pool.map(table, course.exercises)
        return dict(zip([e.id for e in course.exercises], tables, strict=True))


def fingerprint_of(unit: str, exercise: str, trials: Mapping[str, list[Trial]]) -> str:
    """A fingerprint of all that a table is made from: mistakes, probes, inputs, the reference."""
    parts = exercise_parts(unit)
    rest, sources, _ = parts[COMMON]
    # where the table of exercises imports from decides nothing
    rest = [line for line in rest.split("\n") if not line.startswith(("import ", "from "))]
    made_from = [mistakes(unit, exercise), rest, sources, *(parts[name] for name in trials)]
    inputs = [[(t.case.name, t.inputs) for t in several] for several in trials.values()]
    return digest(repr(made_from).encode() + wire.pack(inputs))[:16]
