"""Measures the grader itself: right answers that must pass, wrong ones that must not."""

from __future__ import annotations

import itertools
import re
import tomllib
import zlib
from collections.abc import Collection, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import jupytext
import numpy as np

from autograder.authoring.mutants import mutants
from autograder.authoring.second_order import second_order
from autograder.authoring.tabulate import PATIENT, tried
from autograder.course.cells import defined_names
from autograder.course.model import Exercise
from autograder.course.places import SOLUTIONS
from autograder.grading.answer_key import ReferenceKey
from autograder.grading.results import ExerciseResult
from autograder.grading.verdicts import Origin, judge_exercise
from autograder.reference.literate import read_module
from autograder.sandbox.limits import Limits

ANSWERS = SOLUTIONS / "answers"
SECOND_ORDER = 60
"""How many second-order mutants of an exercise are tried."""
TITLE = re.compile(r"(?P<verdict>right|wrong): (?P<what>.*?)(?: \[(?P<mistake>[a-z0-9-]+)\])?")


@dataclass(frozen=True)
class Sample:
    """An answer somebody might give, and whether it is right.

    mistake: the id of the known mistake that a hint should name, for a wrong one.
    """

    exercise: str
    right: bool
    what: str
    source: str
    mistake: str | None = None


def collected_samples(unit: str, folder: Path = ANSWERS) -> list[Sample]:
    """The answers in solutions/answers/<unit>/, one file an exercise, one titled cell an answer.

    What stands above the first title is part of every answer.
    Raises ValueError where a cell's title is not `right: ...` or `wrong: ... [mistake]`.
    """
    samples = []
    for path in sorted((folder / unit).glob("*.py")):
        shared = ""
        for cell in jupytext.reads(path.read_text(encoding="utf-8"), fmt="py:percent").cells:
            if cell.cell_type != "code" or not cell.source.strip():
                continue
            title = cell.metadata.get("title")
            if title is None:  # what stands above the first answer, but for comments
                shared = f"{cell.source}\n\n\n" if defined_names(cell.source) else ""
                continue
            match = TITLE.fullmatch(title)
            if match is None:
                raise ValueError(f"{path}: the title {title!r} is neither right: nor wrong:")
            samples.append(
                Sample(
                    path.stem,
                    match["verdict"] == "right",
                    match["what"],
                    shared + cell.source,
                    match["mistake"],
                )
            )
    return samples


def mutated_reference(unit: str) -> list[Sample]:
    """Every mutant of the reference's answers."""
    samples = []
    for cell in read_module(unit).cells:
        if cell.cell_type == "code" and "exercise" in cell.metadata:
            samples += [
                Sample(cell.metadata["exercise"], False, mutant.change, mutant.source)
                for mutant in mutants(cell.source)
            ]
    return samples


def second_order_reference(unit: str, only: Collection[str] = ()) -> list[Sample]:
    """A sample of the second-order mutants of the reference's answers, always the same."""
    samples, known = [], equivalents(unit)
    for cell in read_module(unit).cells:
        exercise = cell.metadata.get("exercise")
        if cell.cell_type == "code" and exercise and (not only or exercise in only):
            rng = np.random.default_rng(zlib.crc32(exercise.encode()))
            right = [change for owner, change in known if owner == exercise]
            samples += [
                Sample(exercise, False, mutant.change, mutant.source)
                for mutant in second_order(cell.source, rng, SECOND_ORDER, right)
            ]
    return samples


def equivalents(unit: str, folder: Path = ANSWERS) -> dict[tuple[str, str], str]:
    """Mutants that are right after all, with the reason, by exercise and change."""
    path = folder / unit / "equivalent.toml"
    if not path.exists():
        return {}
    entries = tomllib.loads(path.read_text(encoding="utf-8"))["mutant"]
    return {(entry["exercise"], entry["change"]): entry["reason"] for entry in entries}


def try_samples(
    key: ReferenceKey, samples: Iterable[Sample], limits: Limits = PATIENT
) -> Iterator[tuple[Sample, ExerciseResult]]:
    """Grades answers one by one, each in a fork of a notebook in which all the rest is right."""
    for exercise_id, group in itertools.groupby(samples, key=lambda sample: sample.exercise):
        exercise, several = key.assignment[exercise_id], list(group)
        sources = [sample.source for sample in several]
        trials = {exercise_id: key.trials(exercise)}
        answers = tried(key.assignment, exercise, trials, sources, limits)
        for sample, came_back in zip(several, answers, strict=True):
            answer = came_back[exercise_id]
            yield sample, judge_exercise(exercise, key, answer, Origin(answered=True))


@dataclass
class Tally:
    """What became of the answers to one exercise."""

    right: int = 0
    wrongly_failed: list[Sample] = field(default_factory=list)
    wrong: int = 0
    survived: list[Sample] = field(default_factory=list)
    explained: int = 0
    misnamed: list[tuple[Sample, str]] = field(default_factory=list)
    mutants: int = 0
    mutants_survived: list[Sample] = field(default_factory=list)
    equivalent: int = 0

    @property
    def clean(self) -> bool:
        return not (self.wrongly_failed or self.survived or self.mutants_survived)


def audit(
    unit: str,
    seed: int,
    workers: int = 1,
    only: Collection[str] = (),
    *,
    second_order: bool = False,
) -> dict[str, Tally]:
    """Grades every collected answer and every mutant of the reference, and counts by exercise.

    only: the exercises to look at; none is all of them. second_order: grades a sample of the
    second-order mutants instead of all that.
    """
    key = ReferenceKey(unit, seed)
    known = equivalents(unit)
    collected = [] if second_order else collected_samples(unit)
    changed = second_order_reference(unit, only) if second_order else mutated_reference(unit)

    def tally(exercise: Exercise) -> Tally:
        counts = Tally()
        mine = [[s for s in group if s.exercise == exercise.id] for group in (collected, changed)]
        for sample, result in try_samples(key, mine[0]):
            count_collected(counts, sample, result)
        for sample, result in try_samples(key, mine[1]):
            counts.mutants += 1
            if (exercise.id, sample.what) in known:
                counts.equivalent += 1
            elif result.first_failure is None:
                counts.mutants_survived.append(sample)
        return counts

    tried = {sample.exercise for sample in [*collected, *changed]}
    tried &= set(only or tried)
    exercises = [e for e in key.assignment.exercises if e.id in tried]
    with ThreadPoolExecutor(max_workers=workers) as pool:
        return dict(zip([e.id for e in exercises], pool.map(tally, exercises), strict=True))


def count_collected(counts: Tally, sample: Sample, result: ExerciseResult) -> None:
    """Adds what became of a collected answer."""
    if sample.right:
        counts.right += 1
        if result.status != "passed":
            counts.wrongly_failed.append(sample)
        return
    counts.wrong += 1
    if result.status == "passed":
        counts.survived.append(sample)
    elif result.diagnosis is not None and result.diagnosis.id == sample.mistake:
        counts.explained += 1
    elif result.diagnosis is not None:
        counts.misnamed.append((sample, result.diagnosis.id))
