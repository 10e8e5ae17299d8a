"""Reads a student's notebook, whatever state it is in, and lays out the cells to run.

The released notebook is the measure: its given cells are used as they were released and in their
order, and the student's cells take their places between them. The same goes for its prose.
A Python module is read as the released notebook with the module's statements in it.
"""

from __future__ import annotations

import ast
import errno
import functools
import json
import os
import re
import stat
import threading
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from autograder.course import Assignment, assignment, assignment_names
from autograder.module import MAX_PARSED, statements

RELEASED = Path(__file__).resolve().parent / "released"
MAX_BYTES = 50 * 2**20
MAX_CELLS = 5_000
MAX_CODE = 2 * 2**20
MODULE = "submitted.py"
"""What a module is called that is handed in instead of a notebook."""
MAX_PROSE = 20_000
"""How much of a text cell of the student's is kept, in characters."""


class Unreadable(Exception):
    """A submission that cannot be graded; the message says why and what to do."""


class OtherNotebook(Unreadable):
    """A notebook that belongs to no unit of the course."""


@dataclass(frozen=True)
class Cell:
    """A cell of a released notebook, or of a student's.

    role: of code: given, exercise (the answer to one), check, or own (the student's); of prose:
    text, essay (an answer that a person grades), or own.
    exercise: the exercise that the cell belongs to, if any.
    skip: grading does not run it.
    kind: code or markdown.
    outputs: what the notebook showed under a cell that grading does not run, as it was handed in.
    """

    id: str
    role: str
    source: str
    exercise: str | None = None
    skip: bool = False
    kind: str = "code"
    outputs: Any = field(default=(), compare=False, repr=False)


@dataclass
class Submission:
    """What there is to grade: all cells in the order of running, and what was noticed."""

    assignment: Assignment
    notebook: str
    document: list[Cell]
    notes: list[str] = field(default_factory=list)

    @functools.cached_property
    def cells(self) -> list[Cell]:
        """The cells that hold code."""
        return [cell for cell in self.document if cell.kind == "code"]

    def answers(self, exercise_id: str) -> list[Cell]:
        """The student's cells that answer the exercise."""
        return [
            cell for cell in self.cells if cell.role == "exercise" and cell.exercise == exercise_id
        ]

    def belongings(self, exercise_id: str) -> list[Cell]:
        """The given cells that belong to the exercise (they wrap and register the answer)."""
        return [
            cell for cell in self.cells if cell.role == "given" and cell.exercise == exercise_id
        ]


def read(path: str | Path, unit: str | None = None) -> Submission:
    """The submission in a file. Raises Unreadable, with a sentence, where there is none.

    unit: the assignment it belongs to, where that is known; otherwise it is recognised.
    """
    return parse(load(path), printable(str(path)), unit)


def load(path: str | Path) -> bytes:
    """The bytes of a notebook file. Raises Unreadable, with a sentence, where there is none."""
    shown = printable(str(path))
    try:
        content = _content(path)
    except FileNotFoundError:
        raise Unreadable(f"{shown} does not exist. Check the spelling of the path.") from None
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise Unreadable(
                f"{shown} is a link to another file. Hand in the notebook itself."
            ) from None
        raise Unreadable(f"{shown} cannot be read: {error.strerror}.") from None
    if content is None:
        raise Unreadable(f"{shown} is not a file. Hand in the notebook itself.")
    if len(content) > MAX_BYTES:
        raise Unreadable(
            f"{shown} is larger than {MAX_BYTES >> 20} MB. Clear its outputs and try again."
        )
    return content


def _content(path: str | Path) -> bytes | None:
    """The first bytes of a file, one more than may be, or None of what is no ordinary file.

    Raises OSError (ELOOP) for a symbolic link: it may lead to the notebook of somebody else.
    """
    options = ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY")
    descriptor = os.open(path, os.O_RDONLY | sum(getattr(os, name, 0) for name in options))
    with os.fdopen(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            return None
        return file.read(MAX_BYTES + 1)


def printable(name: str) -> str:
    """A file's name as it may be shown anywhere: without control characters."""
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in name)


def parse(content: bytes, name: str, unit: str | None = None) -> Submission:
    """The submission in a notebook's bytes, or in a module's where the name ends in .py.

    name: what messages call it.
    """
    is_module = name.endswith(".py")
    notebook = _load_module(content, name) if is_module else _load(content, name)
    unit = unit or recognise(notebook, name)
    if unit is None:
        kind = "module" if is_module else "notebook"
        raise OtherNotebook(
            f"{name} does not look like a {kind} of any unit of this course "
            f"({', '.join(assignment_names())}). Start from the one in notebooks/."
        )
    replaced: list[str] = []
    if is_module:
        notebook, replaced = _with_released(notebook, unit)
    cells = _cells(notebook)
    code = (cell["source"] for cell in cells if cell["kind"] == "code")
    if sum(len(json.dumps(source)) for source in code) > MAX_CODE:
        raise Unreadable(f"{name} has more than {MAX_CODE >> 20} MB of code, which is not graded.")
    document, notes = lay_out(cells, unit)
    if replaced:
        notes.append(f"Definitions that are given were used as they are given: {_few(replaced)}.")
    return Submission(assignment(unit), name, document, notes)


def _load(content: bytes, name: str) -> dict[str, Any]:
    try:
        notebook = json.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise Unreadable(
            f"{name} is not a notebook: it is not UTF-8 text. Save it again from Jupyter."
        ) from None
    except (ValueError, RecursionError):
        raise Unreadable(
            f"{name} is not a notebook: its content is not JSON. If it was cut off while it was "
            "saved or uploaded, restore it from a checkpoint or hand it in again."
        ) from None
    if not isinstance(notebook, dict):
        raise Unreadable(f"{name} is JSON, but no notebook: it should be an object with cells.")
    old = notebook.get("nbformat") in (1, 2, 3) and "cells" not in notebook
    if old or isinstance(notebook.get("worksheets"), list):
        notebook = _upgrade(notebook, name)
    if not isinstance(notebook.get("cells"), list):
        raise Unreadable(f"{name} is JSON, but no notebook: it has no list of cells.")
    return _with_few_cells(notebook, name)


def _with_few_cells(notebook: dict[str, Any], name: str) -> dict[str, Any]:
    """The notebook. Raises Unreadable where it has too many cells."""
    if len(notebook["cells"]) > MAX_CELLS:
        raise Unreadable(
            f"{name} has {len(notebook['cells'])} cells; more than {MAX_CELLS} are not graded."
        )
    return notebook


def _load_module(content: bytes, name: str) -> dict[str, Any]:
    """A module as a notebook of one cell a statement."""
    try:
        source = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Unreadable(f"{name} is not UTF-8 text. Save it again as UTF-8.") from None
    cells = [{"cell_type": "code", "source": statement} for statement in statements(source)]
    return _with_few_cells({"cells": cells}, name)


def _with_released(module: dict[str, Any], unit: str) -> tuple[dict[str, Any], list[str]]:
    """The module's statements before the released cells, and the names of those left out.

    Left out are functions and classes that the unit gives: a module holds its own copies of them.
    """
    given = {
        name
        for cell in released_cells(unit)
        if cell.role == "given"
        for name in defined_names(cell.source, blocks_only=True)
    }
    kept, replaced = [], []
    for cell in module["cells"]:
        names = defined_names(cell["source"], blocks_only=True)
        if names and names <= given:
            replaced += sorted(names)
        else:
            kept.append(cell)
    released = [
        cell
        for cell in released_notebook(unit)["cells"]
        if cell["metadata"].get("autograder", {}).get("role") != "own"
    ]
    return {"cells": [*kept, *released]}, list(dict.fromkeys(replaced))


def _upgrade(notebook: dict[str, Any], name: str) -> dict[str, Any]:
    import nbformat

    try:
        return nbformat.convert(nbformat.from_dict(notebook), 4)
    except Exception:
        raise Unreadable(
            f"{name} is in an old notebook format that cannot be upgraded. "
            "Open it in Jupyter and save it again."
        ) from None


def _cells(notebook: dict[str, Any]) -> list[dict[str, Any]]:
    """The cells with kind, id, grade_id and source as strings, whatever was in the file."""
    found = []
    for cell in notebook["cells"]:
        if not isinstance(cell, dict) or cell.get("cell_type") not in ("code", "markdown"):
            continue
        source = cell.get("source", "")
        if isinstance(source, list):
            source = "".join(part for part in source if isinstance(part, str))
        metadata = cell.get("metadata") if isinstance(cell.get("metadata"), dict) else {}
        nbgrader = metadata.get("nbgrader") if isinstance(metadata.get("nbgrader"), dict) else {}
        found.append(
            {
                "kind": cell["cell_type"],
                "id": str(cell.get("id", "")),
                "grade_id": str(nbgrader.get("grade_id", "")),
                "source": writable(source) if isinstance(source, str) else "",
                "outputs": cell.get("outputs"),
            }
        )
    return found


def writable(text: str) -> str:
    """The text as UTF-8 can hold it: JSON can name halves of characters that it cannot."""
    return text.encode("utf-8", "replace").decode()


@functools.cache
def released_notebook(unit: str) -> dict[str, Any]:
    """The student's notebook of a unit as it was handed out."""
    return json.loads((RELEASED / f"{unit}.ipynb").read_text(encoding="utf-8"))


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
    return Cell(cell["id"], marks["role"], source, marks.get("exercise"), skip, cell["cell_type"])


@functools.cache
def released_units() -> tuple[str, ...]:
    """The units whose notebooks have been released."""
    return tuple(name for name in assignment_names() if (RELEASED / f"{name}.ipynb").exists())


def recognise(notebook: dict[str, Any], name: str) -> str | None:
    """The unit that a notebook belongs to: by its own word, else by its cells, else by its name,
    else by what its cells define."""
    units = released_units()
    metadata = notebook.get("metadata")
    marks = metadata.get("autograder") if isinstance(metadata, dict) else None
    if isinstance(marks, dict) and marks.get("assignment") in units:
        return marks["assignment"]
    cells = [cell for cell in _cells(notebook) if cell["kind"] == "code"]
    shared = {unit: len({_identify(cell, unit) for cell in cells} - {None}) for unit in units}
    most, stem = max(shared.values(), default=0), Path(name).stem
    alike = [unit for unit in units if shared[unit] == most]
    if stem in alike:
        return stem
    if most == 0:
        return None
    defined = {name for cell in cells for name in defined_names(cell["source"])}
    asked = {unit: {n for e in assignment(unit).exercises for n in e.names} for unit in alike}
    return max(alike, key=lambda unit: len(asked[unit] & defined))


def normal(source: str) -> str:
    """The source without differences that do not matter: blank lines, trailing spaces."""
    return "\n".join(line.rstrip() for line in source.splitlines() if line.strip())


def parsed(source: str) -> ast.Module:
    """The syntax tree of a source. Raises what `ast.parse` raises."""
    with _parsing:
        return ast.parse(source)


_parsing = threading.Lock()
"""Python 3.11 makes syntax trees in one thread at a time, or now and then raises SystemError."""


def defined_names(source: str, *, blocks_only: bool = False) -> set[str]:
    """The names that a cell defines at its top level. Works on what Python cannot parse, too.

    blocks_only: only those of functions and classes.
    """
    try:
        tree = parsed(source if len(source) <= MAX_PARSED else "(")
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        blocks = set(re.findall(r"^(?:def|class)\s+(\w+)", source, flags=re.MULTILINE))
        assigned = set(re.findall(r"^(\w+)\s*=[^=]", source, flags=re.MULTILINE))
        return blocks if blocks_only else blocks | assigned
    names: set[str] = set()
    for node in tree.body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef, ast.AsyncFunctionDef)):
            names.add(node.name)
        elif blocks_only:
            continue
        elif isinstance(node, ast.Assign):
            names |= {t.id for target in node.targets for t in ast.walk(target)
                      if isinstance(t, ast.Name) and isinstance(t.ctx, ast.Store)}  # fmt: skip
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            names.add(node.target.id)
    return names


def _lines(source: str) -> Counter[str]:
    boring = ("#", "raise NotImplementedError", "###", "pass")
    stripped = (line.strip() for line in source.splitlines())
    return Counter(line for line in stripped if line and not line.startswith(boring))


@functools.cache
def _landmarks(
    unit: str,
) -> tuple[
    dict[str, Cell], dict[str, Cell], dict[str, str], list[tuple[Cell, Counter[str], set[str]]]
]:
    """Released cells by id and by source, the exercise of each name that one defines, and the
    cells that may be recognised by their lines or the names they define."""
    cells = released_document(unit)
    by_name = {
        name: exercise.id for exercise in assignment(unit).exercises for name in exercise.names
    }
    return (
        {cell.id: cell for cell in cells},
        {normal(cell.source): cell for cell in cells},
        by_name,
        [
            (cell, _lines(cell.source), defined_names(cell.source))
            for cell in cells
            if cell.kind == "code" and cell.role in ("given", "exercise") and _lines(cell.source)
        ],
    )


def _identify(cell: dict[str, Any], unit: str) -> Cell | None:
    """The released cell that a student's cell comes from, or None for one of the student's own."""
    by_id, by_source, by_name, resemblances = _landmarks(unit)
    likely = (
        by_id.get(cell["grade_id"]), by_id.get(cell["id"]), by_source.get(normal(cell["source"]))
    )  # fmt: skip
    for released in likely:
        if released is not None and released.kind == cell["kind"]:
            return released
    if cell["kind"] != "code":
        return None
    names = defined_names(cell["source"])
    answered = {by_name[name] for name in names if name in by_name}
    if answered:
        return next(
            (c for c in by_id.values() if c.role == "exercise" and c.exercise in answered), None
        )
    lines = _lines(cell["source"])
    if not lines:
        return None
    for released, known, defined in resemblances:
        shared = (lines & known).total()
        # an answer is longer than its stub; a given cell is itself, give or take an edit
        whole = known if released.role == "exercise" else max(known, lines, key=Counter.total)
        if shared > 0.5 * whole.total():
            return released
        if released.role == "given" and names and names == defined:
            return released
    return None


def lay_out(cells: Iterable[dict[str, Any]], unit: str) -> tuple[list[Cell], list[str]]:
    """The cells in the released order, with the student's own after their neighbours."""
    released = released_document(unit)
    places = {cell.id: i for i, cell in enumerate(released)}
    answers: dict[str, list[str]] = {}
    outputs: dict[str, Any] = {}
    own: dict[int, list[Cell]] = {}
    seen: set[str] = set()
    edited: list[str] = []
    missing: list[str] = []
    place = -1
    for number, cell in enumerate(cells):
        origin = _identify(cell, unit)
        place = place if origin is None else places[origin.id]
        if origin is None or origin.role == "own":
            if cell["source"].strip():
                source, kind = cell["source"], cell["kind"]
                source = source if kind == "code" else source[:MAX_PROSE]
                own.setdefault(place, []).append(Cell(f"own-{number}", "own", source, kind=kind))
        elif origin.role in ("exercise", "essay"):
            answers.setdefault(origin.id, []).append(cell["source"])
        elif origin.role == "given" and origin.id not in seen:
            seen.add(origin.id)
            outputs[origin.id] = cell["outputs"]
            if normal(cell["source"]) != normal(origin.source):
                edited.append(origin.id)

    document = list(own.get(-1, []))
    notes = []
    for i, cell in enumerate(released):
        sources = answers.get(cell.id, [])
        written = [s for s in sources if normal(s) != normal(cell.source)] or sources[:1]
        if cell.role == "exercise":
            for k, source in enumerate(written):
                suffix = f"-{k + 1}" if k else ""
                document.append(replace(cell, id=cell.id + suffix, source=source))
            if len(written) > 1:
                notes.append(
                    f"{cell.exercise} is answered in {len(written)} cells; all of them were run, "
                    "in their order."
                )
        elif cell.role == "essay":
            text = "\n\n".join(written)[:MAX_PROSE]
            document.append(replace(cell, source=text or cell.source))
        elif cell.role != "own":
            if cell.role == "given" and cell.id not in seen:
                missing.append(cell.id)
            shown = outputs.get(cell.id) if cell.skip else ()
            document.append(replace(cell, outputs=shown))
        document += own.get(i, [])
    if edited:
        notes.append(f"Given cells had been edited; the originals were used: {_few(edited)}.")
    if missing:
        notes.append(f"Given cells were missing and were put back: {_few(missing)}.")
    return document, notes


def _few(ids: list[str]) -> str:
    """Some of the ids, and how many more there are."""
    more = f" and {len(ids) - 4} more" if len(ids) > 4 else ""
    return ", ".join(ids[:4]) + more
