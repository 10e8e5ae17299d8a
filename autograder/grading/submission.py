"""Reads a student's notebook, whatever state it is in, and lays out the cells to run.

The released notebook is the measure: its given cells are used as they were released and in their
order, and the student's cells take their places between them. The same goes for its prose.
A Python module is read as the released notebook with the module's statements in it.
"""

from __future__ import annotations

import errno
import functools
import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, ClassVar

from autograder.course.cells import MAX_PARSED, Cell, defined_names, is_long, normal, writable
from autograder.course.model import Assignment, assignment, assignment_names
from autograder.course.text import few, printable
from autograder.grading.module import numbered_statements
from autograder.grading.notebook_file import (
    MAX_BYTES,
    Unreadable,
    notebook_in,
    ordinary,
    source_in,
)
from autograder.grading.pasted import oddity, repaired
from autograder.grading.prose import (
    Pictures,
    added_lines,
    as_prose,
    is_substantial,
    joined,
    without_inline_pictures,
)
from autograder.reference.released import (
    released_cells,
    released_document,
    released_notebook,
    released_units,
)

MAX_CELLS = 5_000
MAX_CODE = 2 * 2**20
MODULE = "submitted.py"
"""What a module is called that is handed in instead of a notebook."""
MAX_PROSE = 20_000
"""How much of a text cell of the student's is kept, in characters."""


class OtherNotebook(Unreadable):
    """A notebook that belongs to no unit of the course."""


@dataclass(frozen=True)
class Written:
    """A cell as it stands in a notebook that was handed in, with strings where there must be some.

    grade_id: the name that nbgrader knows it by.
    outputs: what the notebook shows under it, whatever that is.
    attachments: the pictures of a text.
    repairs: what was repaired in code.
    line: where it begins in a module.
    """

    kind: str
    id: str
    grade_id: str
    source: str
    outputs: Any
    attachments: dict[str, Any]
    repairs: list[str]
    line: int


@dataclass
class Submission:
    """What there is to grade: all cells in the order of running, and what was noticed.

    remarks: by exercise, why its answer cannot be run, where that can be seen without running it.
    word: what its code stands in.
    """

    word: ClassVar[str] = "cell"

    assignment: Assignment
    notebook: str
    document: list[Cell]
    notes: list[str] = field(default_factory=list)
    remarks: dict[str, str] = field(default_factory=dict)

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

    unit: the assignment it belongs to, where that is known; otherwise it is recognized.
    """
    return parse(load(path), printable(str(path)), unit)


def load(path: str | Path) -> bytes:
    """The bytes of a notebook file. Raises Unreadable, with a sentence, where there is none."""
    shown = printable(str(path))
    try:
        content = ordinary(path, MAX_BYTES)
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


def parse(content: bytes, name: str, unit: str | None = None) -> Submission:
    """The submission in a notebook's bytes, or in a module's where the name ends in .py.

    name: what messages call it.
    """
    is_module = name.lower().endswith(".py")
    notebook, read_notes = (_load_module if is_module else _load)(content, name)
    unit = unit or recognize(notebook, name)
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
    code = (cell.source for cell in cells if cell.kind == "code")
    if sum(len(json.dumps(source)) for source in code) > MAX_CODE:
        raise Unreadable(f"{name} has more than {MAX_CODE >> 20} MB of code, which is not graded.")
    document, notes, remarks = lay_out(cells, unit, statements=is_module)
    if replaced:
        notes.append(f"Definitions that are given were used as they are given: {few(replaced)}.")
    return Submission(assignment(unit), name, document, read_notes + notes, remarks)


def unit_of(content: bytes, name: str) -> str | None:
    """The unit that a notebook belongs to, if any. Raises Unreadable where it is no notebook."""
    return recognize(_load(content, name)[0], name)


def _load(content: bytes, name: str) -> tuple[dict[str, Any], list[str]]:
    notebook, notes = notebook_in(content, name)
    old = notebook.get("nbformat") in (1, 2, 3) and "cells" not in notebook
    if old or isinstance(notebook.get("worksheets"), list):
        notebook = _upgrade(notebook, name)
    if not isinstance(notebook.get("cells"), list):
        raise Unreadable(f"{name} is JSON, but no notebook: it has no list of cells.")
    return _with_few_cells(notebook, name), notes


def _with_few_cells(notebook: dict[str, Any], name: str) -> dict[str, Any]:
    """The notebook. Raises Unreadable where it has too many cells."""
    if len(notebook["cells"]) > MAX_CELLS:
        raise Unreadable(
            f"{name} has {len(notebook['cells'])} cells; more than {MAX_CELLS} are not graded."
        )
    return notebook


def _load_module(content: bytes, name: str) -> tuple[dict[str, Any], list[str]]:
    """A module as a notebook of one cell a statement, and notes on how it was read."""
    source, notes = source_in(content, name)
    source, repairs = repaired(source)
    if repairs:
        notes.append(f"Repaired in the module: {few(repairs)}.")
    if is_long(source):
        raise Unreadable(
            f"{name} has more than {MAX_PARSED:,} characters of code, which is not graded."
        )
    cells = [
        {"cell_type": "code", "source": statement, "line": line}
        for line, statement in numbered_statements(source)
    ]
    return _with_few_cells({"cells": cells}, name), notes


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
    # what is given first, and asked for later in a better version
    given -= {name for exercise in assignment(unit).exercises for name in exercise.names}
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
        upgraded: dict[str, Any] = nbformat.convert(nbformat.from_dict(notebook), 4)
        return upgraded
    except Exception:
        raise Unreadable(
            f"{name} is in an old notebook format that cannot be upgraded. "
            "Open it in Jupyter and save it again."
        ) from None


def _cells(notebook: dict[str, Any]) -> list[Written]:
    """The cells, whatever was in the file, with what can be repaired in code repaired."""
    found = []
    for cell in notebook["cells"]:
        if not isinstance(cell, dict) or cell.get("cell_type") not in ("code", "markdown", "raw"):
            continue
        source = cell.get("source", "")
        if isinstance(source, list):
            source = "".join(part for part in source if isinstance(part, str))
        source = writable(source) if isinstance(source, str) else ""
        nbgrader = _dict(_dict(cell.get("metadata")).get("nbgrader"))
        kind = cell["cell_type"]
        repairs: list[str] = []
        attachments: dict[str, Any] = {}
        if kind == "code":
            source, repairs = repaired(source)
        else:
            source, attachments = without_inline_pictures(source, cell.get("attachments"))
        found.append(
            Written(
                kind=kind,
                id=str(cell.get("id", "")),
                grade_id=str(nbgrader.get("grade_id", "")),
                source=source,
                outputs=cell.get("outputs"),
                attachments=attachments,
                repairs=repairs,
                line=cell["line"] if type(cell.get("line")) is int else 1,
            )
        )
    return found


def _dict(value: Any) -> dict[str, Any]:
    """The value, or an empty dict where it is none."""
    return value if isinstance(value, dict) else {}


def recognize(notebook: dict[str, Any], name: str) -> str | None:
    """The unit that a notebook belongs to: by its own word, else by its cells, else by its name,
    else by what its cells define."""
    units = released_units()
    said = _dict(_dict(notebook.get("metadata")).get("autograder")).get("assignment")
    if isinstance(said, str) and said in units:
        return said
    cells = [cell for cell in _cells(notebook) if cell.kind == "code"]
    shared = {unit: len({_identify(cell, unit) for cell in cells} - {None}) for unit in units}
    most, stem = max(shared.values(), default=0), Path(name).stem
    alike = [unit for unit in units if shared[unit] == most]
    if stem in alike:
        return stem
    if most == 0:
        return None
    defined = {name for cell in cells for name in defined_names(cell.source)}
    asked = {unit: {n for e in assignment(unit).exercises for n in e.names} for unit in alike}
    return max(alike, key=lambda unit: len(asked[unit] & defined))


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
    cells that may be recognized by their lines or the names they define."""
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


def _identify(cell: Written, unit: str) -> Cell | None:
    """The released cell that a student's cell comes from, or None for one of the student's own.

    It may be of another kind than the released one, where the student has changed that.
    """
    by_id, by_source, by_name, resemblances = _landmarks(unit)
    likely = [
        released
        for released in (
            by_id.get(cell.grade_id),
            by_id.get(cell.id),
            by_source.get(normal(cell.source)),
        )
        if released is not None
    ]
    for released in likely:
        same = released.kind == cell.kind or released.source == cell.source.strip()
        if same or released.role == "essay":
            return released
    names = defined_names(cell.source, blocks_only=cell.kind != "code")
    answered = {by_name[name] for name in names if name in by_name}
    if answered:
        return next(
            (c for c in by_id.values() if c.role == "exercise" and c.exercise in answered), None
        )
    if cell.kind != "code":
        return likely[0] if likely else _edited_text(cell.source, unit)
    lines = _lines(cell.source)
    if not lines:
        return None
    for released, known, defined in resemblances:
        shared = (lines & known).total()
        # an answer is longer than its stub; a given cell is itself, give or take an edit
        whole = known if released.role == "exercise" else max(known, lines, key=Counter.total)
        if shared > 0.5 * whole.total():
            return released
        # a single letter is what anybody calls anything
        if released.role == "given" and names == defined and any(len(name) > 1 for name in names):
            return released
    return None


def _edited_text(source: str, unit: str) -> Cell | None:
    """The released text more than half of whose lines stand in a student's text."""
    lines, known = _lines_of_texts(unit)
    shared = Counter(i for line in set(source.splitlines()) for i in lines.get(line.strip(), ()))
    for number, count in shared.most_common(1):
        if count > 0.5 * known[number][1]:
            return known[number][0]
    return None


@functools.cache
def _lines_of_texts(unit: str) -> tuple[dict[str, list[int]], list[tuple[Cell, int]]]:
    """In which released texts each line stands, and the texts with how many lines they have."""
    lines: dict[str, list[int]] = {}
    known: list[tuple[Cell, int]] = []
    for cell in released_document(unit):
        own = {line.strip() for line in cell.source.splitlines() if line.strip()}
        if cell.role == "text" and len(own) > 1:
            for line in own:
                lines.setdefault(line, []).append(len(known))
            known.append((cell, len(own)))
    return lines, known


def only_installs(source: str) -> bool:
    """Whether a cell does nothing but install packages, as a first cell does in Google Colab."""
    lines = [line.strip() for line in source.splitlines()]
    done = [line for line in lines if line and not line.startswith("#")]
    return bool(done) and all(re.match(r"[%!]\s*(pip3?|conda|mamba|uv)\s", line) for line in done)


KINDS = {"markdown": "a text cell (Markdown)", "raw": "a text cell (raw)"}


def lay_out(
    cells: Iterable[Written], unit: str, *, statements: bool = False
) -> tuple[list[Cell], list[str], dict[str, str]]:
    """The cells in the released order, with the student's own after their neighbors; notes; and
    remarks as `Submission` has them.

    statements: the cells are a module's statements, so that there is nothing to say of how they
    differ from cells, and no written answer among them.
    """
    released = released_document(unit)
    places = {cell.id: i for i, cell in enumerate(released)}
    answers: dict[str, list[Written]] = {}
    outputs: dict[str, Any] = {}
    own: dict[int, list[Cell]] = {}
    seen: set[str] = set()
    edited: list[str] = []
    missing: list[str] = []
    repairs: list[str] = []
    odd: list[str] = []
    as_text: dict[str, str] = {}
    remarks: dict[str, str] = {}
    pictures = Pictures()
    place = -1

    def keep(number: int, kind: str, source: str, cell: Written, to_play: bool) -> None:
        if source.strip():
            source = source if kind == "code" else source[:MAX_PROSE]
            kept = pictures.kept(cell.attachments) if kind != "code" else {}
            skip = kind == "code" and (to_play or only_installs(source))
            shown = cell.outputs if to_play else ()
            mine = Cell(f"own-{number}", "own", source, None, skip, kind, shown, kept)
            own.setdefault(place, []).append(mine)

    for number, written in enumerate(cells):
        origin = _identify(written, unit)
        place = place if origin is None else places[origin.id]
        changed = origin is not None and normal(written.source) != normal(origin.source)
        known = origin if origin is not None and origin.role != "own" else None
        answered = known.exercise if known is not None and known.role == "exercise" else None
        if known is None or (known.kind != written.kind and known.role != "essay"):
            if answered is not None and written.kind in KINDS:
                as_text[answered] = (
                    f"The cell of {answered} is {KINDS[written.kind]}: make it a code cell "
                    "and hand in again."
                )
            if known is None or changed or answered is not None:
                to_play = origin is not None and origin.role == "own" and origin.skip
                keep(number, written.kind, written.source, written, to_play)
        elif known.role in ("exercise", "essay"):
            answers.setdefault(known.id, []).append(written)
        elif known.role == "given" and known.id not in seen:
            seen.add(known.id)
            outputs[known.id] = written.outputs
            if changed:
                edited.append(known.id)
        elif known.role == "text" and changed:
            added = added_lines(known.source, written.source)
            keep(number, "markdown", added, written, False)
        if written.kind == "code" and (known is None or answered is not None):
            where = answered or "a cell of your own"
            repairs += [f"{what} of {where}" for what in written.repairs]
            said = oddity(written.source, written.line)
            if said and answered is not None:
                remarks.setdefault(answered, f"Its cell cannot be read: {said}.")
            elif said:
                odd.append(f"A cell of your own cannot be read: {said}.")

    for cell in released:
        stands = [a for a in answers.get(cell.id, []) if normal(a.source) != normal(cell.source)]
        if cell.role == "exercise" and cell.exercise in as_text and not stands:
            remarks.setdefault(cell.exercise, as_text[cell.exercise])
    document = []
    notes = []
    essays = {}
    for i, cell in enumerate(released):
        if cell.role == "essay" and not statements:
            near = (i - 1, i) if i and released[i - 1].role == "text" else (i,)
            found, note = _essay(cell, near, answers.get(cell.id, []), own, pictures)
            essays[cell.id] = found
            notes += [note] if note else []
    document += own.get(-1, [])
    for i, cell in enumerate(released):
        sources = [answer.source for answer in answers.get(cell.id, [])]
        # a copy of the stub, or of the same answer, adds nothing
        distinct = {normal(source): source for source in reversed(sources)}
        kept = [s for s in sources if s is distinct[normal(s)] and normal(s) != normal(cell.source)]
        kept = kept or sources[:1]
        if cell.role == "exercise":
            for k, source in enumerate(kept):
                suffix = f"-{k + 1}" if k else ""
                document.append(replace(cell, id=cell.id + suffix, source=source))
            if len(kept) > 1 and not statements:
                notes.append(
                    f"{cell.exercise} is answered in {len(kept)} cells; all of them were run, "
                    "in their order."
                )
        elif cell.role == "essay":
            document.append(essays.get(cell.id, cell))
        elif cell.role != "own":
            if cell.role == "given" and cell.id not in seen:
                missing.append(cell.id)
            shown = outputs.get(cell.id) if cell.skip else ()
            document.append(replace(cell, outputs=shown))
        document += own.get(i, [])
    if edited and not statements:
        notes.append(f"Given cells had been edited; the originals were used: {few(edited)}.")
    if missing:
        notes.append(f"Given cells were missing and were put back: {few(missing)}.")
    if repairs:
        notes.append(f"Pasted characters were repaired: {few(repairs)}.")
    if pictures.note:
        notes.append(pictures.note)
    return document, notes + odd[:4], remarks


LOOKED_FOR = (
    "*No answer was found in this cell. The notebook has text in other places, which a person will "
    "look at.*"
)


def _essay(
    stub: Cell,
    near: tuple[int, ...],
    answers: list[Written],
    own: dict[int, list[Cell]],
    pictures: Pictures,
) -> tuple[Cell, str | None]:
    """The cell of a written answer, and a note where the answer did not stand in it.

    near: the places right beside it. What stands there counts as the answer, and is taken from
    `own`; where it may stand farther away, the cell says so, and a person looks at it.
    """
    name = stub.id.removeprefix("explain-")
    written: list[tuple[str, Mapping[str, Any]]] = [
        (
            as_prose(answer.kind, answer.source) or answer.source,
            pictures.kept(answer.attachments),
        )
        for answer in answers
        if answer.source.strip() and normal(answer.source) != normal(stub.source)
    ]
    note = None
    if not written:
        for beside in near:
            texts = [(cell, as_prose(cell.kind, cell.source)) for cell in own.get(beside, [])]
            own[beside] = [cell for cell, text in texts if not text]
            written += [(text, cell.attachments) for cell, text in texts if text]
        if written and answers:
            note = f"The answer to {name} was found beside its cell."
    if not written:
        others = (as_prose(cell.kind, cell.source) for cells in own.values() for cell in cells)
        if any(text and is_substantial(text) for text in others):
            note = f"No answer to {name} was found in its cell; a person will look for it."
            return replace(stub, source=LOOKED_FOR), note
        return stub, None
    source, attachments = joined(written)
    if len(source) > MAX_PROSE:
        note = f"The answer to {name} was cut after {MAX_PROSE:,} characters."
    return replace(stub, source=source[:MAX_PROSE], attachments=attachments), note
