"""Grades notebooks one by one, whatever is wrong with them: each gets a report."""

from __future__ import annotations

import dataclasses
import os
import traceback
from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import Any

from autograder.course.cells import Cell
from autograder.course.model import assignment_names, suggest
from autograder.course.text import printable
from autograder.grading import archive, packages
from autograder.grading.notebook_file import Unreadable
from autograder.grading.own_engine import Engine, with_engine
from autograder.grading.results import Report
from autograder.grading.submission import Submission, load
from autograder.grading.submission import parse as parse_notebook
from autograder.grading.verdicts import Key, grade, unreadable
from autograder.reference.expected import NoReference
from autograder.sandbox.execution import CannotRun
from autograder.sandbox.limits import Limits
from autograder.sandbox.sandbox import Sandbox

TRIES = 3
LINKED = "{} is a link to another folder. Hand in the notebook itself."


@dataclasses.dataclass(frozen=True)
class Graded:
    """What became of a notebook.

    answers: the student's code by exercise. cells: what stands under each cell by its id, as
    `graded_cells` has it, for who has asked for it. settled: whether it would come out the same
    again; not so where the grader is at fault, or the machine too busy.
    """

    report: Report
    answers: dict[str, str] = dataclasses.field(default_factory=dict)
    cells: dict[str, list[Any]] = dataclasses.field(default_factory=dict)
    settled: bool = True


class NeedsKey(Exception):
    """The grader has no answer key of the unit yet."""

    def __init__(self, unit: str):
        super().__init__(unit)
        self.unit = unit


@dataclasses.dataclass(frozen=True)
class Grader:
    """Grades notebooks of any unit.

    key_for: the answer key of a unit; it may raise NoReference, or NeedsKey, which goes through.
    exercises: ids of the exercises to report on; none is all.
    cells: says what stands under each cell, for a document and the report on it.
    engine: answers of earlier units that stand in for what is given.
    """

    key_for: Callable[[str], Key]
    exercises: Sequence[str] = ()
    limits: Limits = dataclasses.field(default_factory=Limits)
    sandbox: Sandbox | None = None
    cells: Callable[[Sequence[Cell], Report], dict[str, list[Any]]] | None = None
    engine: Engine = dataclasses.field(default_factory=dict)

    def grade_file(self, path: Path) -> Graded:
        """What becomes of a notebook file."""
        try:
            return self.grade(load_notebook(path), str(path))
        except Unreadable as reason:
            return Graded(unreadable(str(path), str(reason)))

    def grade(
        self, content: bytes, notebook: str, only: Sequence[str] = (), time: float = 1.0
    ) -> Graded:
        """What becomes of a notebook that is called `notebook`.

        only: the exercises to report on, if not those that this grader reports on. time: by how
        much the limits on seconds are multiplied.
        """
        try:
            parse = packages.parse if packages.is_packed(content) else parse_notebook
            submission = parse(content, printable(notebook))
            submission = with_engine(submission, self.engine) if self.engine else submission
            asked = self._asked(submission, notebook, only or self.exercises)
            key = self.key_for(submission.assignment.name)
            show = self.cells is not None
            limits = self.limits.times(time)
            report = grade_steadily(submission, key, asked, limits, self.sandbox, show)
            report = dataclasses.replace(report, notebook=notebook)
            cells = self.cells(submission.document, report) if self.cells else {}
            return Graded(report, answers_of(submission), cells, settled=not report.starved)
        except Unreadable as reason:
            return Graded(unreadable(notebook, str(reason)))
        except (NoReference, CannotRun) as reason:
            return Graded(unreadable(notebook, str(reason)), settled=False)
        except NeedsKey:
            raise
        except Exception as error:
            if os.environ.get("AUTOGRADER_DEBUG"):
                traceback.print_exc()
            kind = type(error).__name__
            said = (
                f"{notebook} could not be graded because of a mistake in the grader "
                f"({kind}: {error}). Set AUTOGRADER_DEBUG=1 to see where, and please report it."
            )
            return Graded(unreadable(notebook, said), settled=False)

    def _asked(
        self, submission: Submission, notebook: str, wanted: Sequence[str]
    ) -> list[str] | None:
        """The exercises that are asked for, of those that the notebook has; None is all."""
        if not wanted:
            return None
        there = [exercise.id for exercise in submission.assignment.exercises]
        known = [exercise for exercise in there if exercise in wanted]
        if not known:
            raise Unreadable(
                f"{notebook} has no exercise called {', '.join(wanted)}. "
                f"{suggest(wanted[0], there)}"
            )
        return known


def grade_steadily(
    submission: Submission,
    key: Key,
    only: Collection[str] | None = None,
    limits: Limits | None = None,
    sandbox: Sandbox | None = None,
    show: bool = False,
) -> Report:
    """As `grade`, and again where the sandbox's fork server ended meanwhile.

    What was lost with it is not the fault of the submission.
    """
    for _ in range(TRIES):
        life = sandbox and sandbox.lives()
        report = grade(submission, key, only, limits, sandbox, show)
        if sandbox is None or not life or sandbox.lives() == life:
            break
    return report


def refuse_linked(notebook: Path, below: Path) -> None:
    """Raises Unreadable where a folder between `below` and the notebook is a link: it may lead to
    the work of somebody else."""
    for folder in notebook.parents:
        if folder == below:
            return
        if folder.is_symlink():
            raise Unreadable(LINKED.format(printable(str(folder))))


def load_notebook(path: Path) -> bytes:
    """The bytes of a notebook, or of a package in a folder or an archive, that somebody has named.

    Raises Unreadable, with a sentence.
    """
    unit = None
    if path.name in assignment_names() and not path.exists() and path.parent.exists():
        unit, path = path.name, path.parent  # as `packages.targets` has it
    packed = None if path.exists() else archive.part(path)
    if packed is not None:
        return packed
    if path.is_symlink() and path.is_dir():
        raise Unreadable(LINKED.format(printable(str(path))))
    if path.is_dir() or archive.is_archive_name(path.name):
        packed = packages.packed(path, unit)
        if packed is not None:
            return packed
    if path.is_dir():
        raise Unreadable(f"{path} has no notebook (.ipynb) in it.")
    if not path.exists() and not path.suffix:
        units = ", ".join(assignment_names())
        raise Unreadable(
            f"{path} is neither a file, nor a folder, nor a unit. The units are: {units}."
        )
    return load(path)


def answers_of(submission: Submission) -> dict[str, str]:
    """The student's code by exercise, cells of the same exercise one after the other."""
    return {
        exercise.id: "\n\n".join(cell.source for cell in submission.answers(exercise.id))
        for exercise in submission.assignment.exercises
    }
