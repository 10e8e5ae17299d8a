"""Measures the grader itself: right answers that must pass, wrong ones that must not."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import jupytext

from autograder.answer_key import ROOT, ReferenceKey
from autograder.execution import Execution, Request
from autograder.grading import Origin, judge_exercise
from autograder.report import ExerciseResult
from autograder.sandbox import Limits
from autograder.submission import Cell

ANSWERS = ROOT / "tests" / "answers"
TITLE = re.compile(r"(?P<verdict>right|wrong): (?P<what>.*?)(?: \[(?P<mistake>[a-z0-9-]+)\])?")


@dataclass(frozen=True)
class Sample:
    """An answer somebody might give, and whether it is right.

    mistake: the id of the misconception that a hint should name, for a wrong one.
    """

    exercise: str
    right: bool
    what: str
    source: str
    mistake: str | None = None


def collected_samples(unit: str, folder: Path = ANSWERS) -> list[Sample]:
    """The answers in tests/answers/<unit>/, one file an exercise, one titled cell an answer.

    Raises ValueError where a cell's title is not `right: ...` or `wrong: ... [mistake]`.
    """
    samples = []
    for path in sorted((folder / unit).glob("*.py")):
        for cell in jupytext.reads(path.read_text(encoding="utf-8"), fmt="py:percent").cells:
            if cell.cell_type != "code" or not cell.source.strip():
                continue
            title = cell.metadata.get("title")
            if title is None:  # what stands above the first answer
                continue
            match = TITLE.fullmatch(title)
            if match is None:
                raise ValueError(f"{path}: the title {title!r} is neither right: nor wrong:")
            samples.append(
                Sample(
                    path.stem,
                    match["verdict"] == "right",
                    match["what"],
                    cell.source,
                    match["mistake"],
                )
            )
    return samples


def try_samples(
    key: ReferenceKey, samples: Iterable[Sample], limits: Limits | None = None
) -> Iterator[tuple[Sample, ExerciseResult]]:
    """Grades answers one by one, each in a fork of a notebook in which all the rest is right."""
    from autograder.build import source_notebook

    unit = key.assignment
    cells = [
        Cell(cell.id, cell.metadata.autograder["role"], cell.source,
             cell.metadata.autograder.get("exercise"), cell.metadata.autograder.get("skip", False))
        for cell in source_notebook(unit.name).cells
        if cell.cell_type == "code"
    ]  # fmt: skip
    for exercise_id, group in itertools.groupby(samples, key=lambda sample: sample.exercise):
        exercise, trials = unit[exercise_id], key.trials(unit[exercise_id])
        given = [
            (c.source, False) for c in cells if c.role == "given" and c.exercise == exercise_id
        ]
        with Execution(unit.name, limits or Limits(submission=3600.0)) as execution:
            # without the reference's own answer, so that a sample with none does not pass
            execution.run([cell for cell in cells if cell.exercise != exercise_id])
            for sample in group:
                request = Request(
                    exercise_id, [t.inputs for t in trials], ((sample.source, True), *given)
                )
                answers = execution.ask([request])[exercise_id]
                yield sample, judge_exercise(exercise, key, answers, Origin(answered=True))
