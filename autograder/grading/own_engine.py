"""A student's answers of an earlier unit in the place of what a later one gives."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from autograder.course.cells import Cell
from autograder.course.status import Status
from autograder.grading.ground import defining, given_names, statements
from autograder.grading.results import Report
from autograder.grading.submission import Submission

Engine = Mapping[tuple[str, ...], str]
"""By the names that an exercise asks for: what defines them, and what that uses."""


def engine_of(submission: Submission, report: Report) -> dict[tuple[str, ...], str]:
    """The answers of a submission that pass, with what they use of the student's own."""
    cells = [cell for cell in submission.cells if cell.role in ("own", "exercise")]
    written = [s for cell in cells for s in statements(cell.source) or ()]
    asked = {name for exercise in submission.assignment.exercises for name in exercise.names}
    found = {}
    for result in report.exercises:
        names = submission.assignment[result.id].names
        if result.status is Status.PASSED and names:
            others = (asked | given_names(submission.assignment.name)) - {*names}
            known = [s for s in written if not s.binds & others]
            found[names] = "\n\n".join(s.source for s in defining(names, known))
    return found


def with_engine(submission: Submission, engine: Engine) -> Submission:
    """The submission, in which answers stand below the given definitions that they replace."""
    given = {name for cell in submission.cells if cell.role == "given" for name in _defined(cell)}
    used = {names: source for names, source in engine.items() if given.issuperset(names)}
    if not used:
        return submission
    document = [_replaced(cell, used) if cell.role == "given" else cell
                for cell in submission.document]  # fmt: skip
    names = ", ".join(name for names in used for name in names)
    notes = [*submission.notes, f"Your own answers stand in for what is given: {names}."]
    return replace(submission, document=document, notes=notes)


def _defined(cell: Cell) -> Iterable[str]:
    return (name for s in statements(cell.source) or () for name in s.binds)


def _replaced(cell: Cell, engine: Engine) -> Cell:
    """A given cell, with an answer below the last of the names that it defines."""
    lines = cell.source.split("\n")
    for statement in reversed(statements(cell.source) or ()):
        for names, source in engine.items():
            if names[-1] in statement.binds:
                end = statement.node.end_lineno or len(lines)
                lines[end:end] = ["", source, ""]
    return replace(cell, source="\n".join(lines))
