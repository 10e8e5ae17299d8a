"""A small class of submissions to try the grader on, made on the spot from the reference."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat

from autograder.authoring.audit import collected_samples
from autograder.course.model import assignment
from autograder.reference.literate import source_notebook
from autograder.reference.released import released_cells, released_notebook

Notebook = dict[str, Any]
"""A notebook as JSON."""


def complete(unit: str) -> Notebook:
    """Everything answered, as the reference answers it."""
    notebook: Notebook = json.loads(nbformat.writes(source_notebook(unit)))
    return notebook


def half_done(unit: str) -> Notebook:
    """The first half of the exercises answered, the rest untouched."""
    stubs = [cell for cell in released_cells(unit) if cell.role == "exercise"]
    return _with_sources(
        complete(unit), {cell.id: cell.source for cell in stubs[len(stubs) // 2 :]}
    )


def typical_mistakes(unit: str) -> Notebook:
    """Every third exercise answered with a mistake that students make."""
    first_wrong: dict[str, str] = {}
    for sample in collected_samples(unit):
        if not sample.right:
            first_wrong.setdefault(sample.exercise, sample.source)
    return _with_sources(complete(unit), dict(list(first_wrong.items())[::3]))


def endless(unit: str) -> Notebook:
    """Everything answered, and one answer that never returns."""
    notebook = complete(unit)
    cell = next(c for c in notebook["cells"] if _role(c) == "exercise")
    return _with_sources(
        notebook, {cell["id"]: f"{''.join(cell['source'])}\nwhile True:\n    pass"}
    )


def careless(unit: str) -> Notebook:
    """Everything answered, then a typing error in one cell and a given cell deleted."""
    notebook = complete(unit)
    answers = [c for c in notebook["cells"] if _role(c) == "exercise"]
    spoiled = "".join(answers[1]["source"]).replace("):", ")", 1).replace("->", ">", 1)
    notebook = _with_sources(notebook, {answers[1]["id"]: spoiled})
    given = next(c for c in notebook["cells"] if _role(c) == "given")
    notebook["cells"].remove(given)
    return notebook


def untouched(unit: str) -> Notebook:
    """The notebook as it was handed out."""
    return copy.deepcopy(released_notebook(unit))


def _role(cell: dict[str, Any]) -> str:
    role: str = cell["metadata"].get("autograder", {}).get("role", "")
    return role


def _with_sources(notebook: Notebook, sources: dict[str, str]) -> Notebook:
    for cell in notebook["cells"]:
        if cell["id"] in sources:
            cell["source"] = sources[cell["id"]]
    return notebook


STUDENTS: dict[str, Callable[[str], Notebook]] = {
    "ada-complete": complete,
    "ben-half-done": half_done,
    "chen-typical-mistakes": typical_mistakes,
    "dina-careless": careless,
    "emil-endless-loop": endless,
    "fay-untouched": untouched,
}
UNREADABLE = "gus-unreadable"


def make_class(unit: str, folder: Path) -> list[Path]:
    """Writes a submission a student under `folder`, and returns the notebooks' paths."""
    paths = []
    for student, make in STUDENTS.items():
        paths.append(_write(folder, student, unit, json.dumps(make(unit))))
    cut_off = json.dumps(complete(unit))
    paths.append(_write(folder, UNREADABLE, unit, cut_off[: len(cut_off) // 2]))
    return paths


def _write(folder: Path, student: str, unit: str, text: str) -> Path:
    path = folder / student / assignment(unit).folder / f"{unit}.ipynb"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path
