"""The notebooks as they were handed out."""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping
from typing import Any

from autograder.course.cells import Cell
from autograder.course.model import assignment_names, units_in
from autograder.course.places import RELEASED


@functools.cache
def released_notebook(unit: str) -> dict[str, Any]:
    """The student's notebook of a unit as it was handed out."""
    text = (RELEASED / f"{unit}.ipynb").read_text(encoding="utf-8")
    notebook: dict[str, Any] = json.loads(text)
    return notebook


@functools.cache
def released_cells(unit: str) -> tuple[Cell, ...]:
    """The code cells of a unit's notebook as it was handed out."""
    return tuple(cell for cell in released_document(unit) if cell.kind == "code")


@functools.cache
def released_document(unit: str) -> tuple[Cell, ...]:
    """All cells of a unit's notebook as it was handed out."""
    return tuple(built_cell(cell) for cell in released_notebook(unit)["cells"])


def built_cell(cell: Mapping[str, Any]) -> Cell:
    """A cell of a notebook that this project has built."""
    marks = cell["metadata"].get("autograder", {"role": "text"})
    source, skip = "".join(cell["source"]), marks.get("skip", False)
    return Cell(
        cell["id"],
        marks["role"],
        source,
        marks.get("exercise"),
        skip,
        cell["cell_type"],
        attachments=cell.get("attachments", {}),
    )


@functools.cache
def released_units() -> tuple[str, ...]:
    """The units whose notebooks have been released."""
    return tuple(name for name in assignment_names() if (RELEASED / f"{name}.ipynb").exists())


def released_in(folder: str) -> list[str]:
    """The units of an assignment whose notebooks have been released."""
    return [unit for unit in units_in(folder) if unit in released_units()]
