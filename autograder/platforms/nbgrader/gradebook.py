"""nbgrader's gradebook: whether it can be used, and how grades get into it."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook, MissingEntry
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from autograder.course.model import assignment
from autograder.course.text import one_line
from autograder.reference.released import released_notebook


@dataclass(frozen=True)
class Transaction:
    """What has been written to the gradebook since the last commit."""

    commit: Callable[[], None]
    rollback: Callable[[], None]


@contextlib.contextmanager
def one_connection(coursedir: Any) -> Iterator[Transaction]:
    """Has all that uses nbgrader's Gradebook share one connection, and one transaction at a time.

    What has not been committed is rolled back in the end. nbgrader by itself connects about ten
    times a submission, and commits after every cell.
    """
    shared = Gradebook(coursedir.db_url, coursedir.course_id)
    session = shared.db()
    commit, session.commit = session.commit, session.flush

    def connected(self: Gradebook, db_url: str, course_id: str = "default_course", *_: Any) -> None:
        self.engine, self.db, self.authenticator = shared.engine, shared.db, shared.authenticator
        self.check_course(course_id=course_id)
        self.course_id = course_id

    own = {name: getattr(Gradebook, name) for name in ("__init__", "close")}
    Gradebook.__init__, Gradebook.close = connected, lambda self: None
    try:
        yield Transaction(commit, session.rollback)
    finally:
        for name, function in own.items():
            setattr(Gradebook, name, function)
        shared.close()


class GradebookProblem(Exception):
    """A gradebook that cannot be used; the message says why and what to do."""


START_AGAIN = (
    "nbgrader cannot add or remove cells of an assignment that has submissions. Back the gradebook "
    "up, then run: nbgrader db assignment remove {name} --force; "
    "nbgrader generate_assignment {name} --force; nbgrader autograde {name} --force. "
    "Points and comments that were given by hand go with it."
)


def check_gradebook(coursedir: Any, unit: str) -> None:
    """Raises GradebookProblem unless the gradebook can be written and knows the unit as it is."""
    known = cells_known(coursedir, unit)
    shown = shown_url(coursedir.db_url)
    if known is None:
        raise GradebookProblem(
            f"The gradebook ({shown}) does not know {unit} yet. "
            f"Run: nbgrader generate_assignment {assignment(unit).folder}"
        )
    changed = difference(known, cells_of(released_notebook(unit)))
    if changed:
        raise GradebookProblem(
            f"The gradebook ({shown}) was made for another version of {unit} (it differs in: "
            f"{changed}). Run: autograder build {unit} --source {coursedir.source_directory}; "
            f"nbgrader generate_assignment {assignment(unit).folder} --force"
        )


def check_release(coursedir: Any, unit: str, source: Any) -> None:
    """Raises GradebookProblem where the gradebook cannot take a new version of a unit.

    source: the instructor's notebook.
    """
    known = cells_known(coursedir, unit)
    new = cells_of(source)
    if known is None or known.keys() == new.keys():
        return
    with Gradebook(coursedir.db_url, coursedir.course_id) as gradebook:
        name = assignment(unit).folder
        if gradebook.find_assignment(name).num_submissions:
            raise GradebookProblem(
                f"The gradebook ({shown_url(coursedir.db_url)}) was made for another version of "
                f"{unit} (it differs in: {difference(known, new)}). "
                + START_AGAIN.format(name=name)
            )


def shown_url(url: str) -> str:
    """A gradebook's address as it may be shown: without the password."""
    return make_url(url).render_as_string(hide_password=True)


def cells_of(notebook: Any) -> dict[str, float | None]:
    """The points of each cell that nbgrader keeps track of; None where there are none."""
    marks = (cell["metadata"].get("nbgrader") for cell in notebook["cells"])
    return {mark["grade_id"]: mark.get("points") for mark in marks if mark}


def difference(one: dict[str, float | None], other: dict[str, float | None]) -> str:
    """The cells in which two versions of a unit differ."""
    nothing = object()
    names = sorted(
        name for name in one.keys() | other if one.get(name, nothing) != other.get(name, nothing)
    )
    return ", ".join(names)


def cells_known(coursedir: Any, unit: str) -> dict[str, float | None] | None:
    """The cells of a unit in the gradebook, as `cells_of` has them, or None if it has no such unit.

    Raises GradebookProblem if the gradebook cannot be written or read.
    """
    url = make_url(coursedir.db_url)
    try:
        path = url.database or ""
        if url.get_backend_name() == "sqlite" and Path(path).exists():
            with sqlite3.connect(path, timeout=10) as connection:
                connection.execute("BEGIN IMMEDIATE")
                connection.rollback()
        with Gradebook(coursedir.db_url, coursedir.course_id) as gradebook:
            notebook = gradebook.find_notebook(unit, assignment(unit).folder)
            points = {cell.name: cell.max_score for cell in notebook.grade_cells}
            return {cell.name: points.get(cell.name) for cell in notebook.source_cells}
    except MissingEntry:
        return None
    except (SQLAlchemyError, sqlite3.Error, ImportError, OSError) as error:
        reason = one_line(str(getattr(error, "orig", None) or error), 200)
        raise GradebookProblem(
            f"The gradebook ({shown_url(coursedir.db_url)}) cannot be used: {reason}. Nothing has "
            "been changed; once it can be written, run the same command again."
        ) from None
