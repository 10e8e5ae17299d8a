"""nbgrader's gradebook: whether it can be used, and how grades get into it."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook, MissingEntry
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from autograder.grading import printable
from autograder.submission import released_notebook


class GradebookProblem(Exception):
    """A gradebook that cannot be used; the message says why and what to do."""


def check_gradebook(coursedir: Any, unit: str) -> None:
    """Raises GradebookProblem unless the gradebook can be written and knows the unit as it is."""
    url = make_url(coursedir.db_url)
    shown = url.render_as_string(hide_password=True)
    try:
        if url.get_backend_name() == "sqlite" and Path(url.database or "").exists():
            with sqlite3.connect(url.database, timeout=10) as connection:
                connection.execute("BEGIN IMMEDIATE")
                connection.rollback()
        with Gradebook(coursedir.db_url, coursedir.course_id) as gradebook:
            known = {
                cell.name: cell.max_score
                for cell in gradebook.find_notebook(unit, unit).grade_cells
            }
    except MissingEntry:
        raise GradebookProblem(
            f"The gradebook ({shown}) does not know {unit} yet. "
            f"Run: nbgrader generate_assignment {unit}"
        ) from None
    except (SQLAlchemyError, sqlite3.Error, ImportError) as error:
        reason = printable(str(getattr(error, "orig", None) or error), 200)
        raise GradebookProblem(
            f"The gradebook ({shown}) cannot be used: {reason}. Nothing has been graded; once it "
            "can be written, run the same command again."
        ) from None
    wanted = {
        cell["metadata"]["nbgrader"]["grade_id"]: cell["metadata"]["nbgrader"]["points"]
        for cell in released_notebook(unit)["cells"]
        if cell["metadata"].get("nbgrader", {}).get("grade")
    }
    changed = sorted(name for name in wanted.keys() | known if wanted.get(name) != known.get(name))
    if changed:
        raise GradebookProblem(
            f"The gradebook ({shown}) was made for another version of {unit} (it differs in: "
            f"{', '.join(changed)}). Run: nbgrader generate_assignment {unit}"
        )
