"""Notebooks with the answers, and why they are so, to hand out after the deadline."""

from __future__ import annotations

import re
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell

from autograder.authoring.build import notebook_in
from autograder.reference.literate import BEGIN, END, RULES, read_module, source_notebook
from autograder.reference.mistakes import mistakes

WHY_NOT = """\
<details><summary>What does not work in `{exercise}`, and why</summary>

{hints}

</details>"""


def write_answers(unit: str, folder: Path) -> Path:
    """Writes a unit's notebook with its answers to a folder, and returns its path."""
    path = notebook_in(folder, unit)
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(answered_notebook(unit), path)
    return path


def answered_notebook(unit: str) -> NotebookNode:
    """The notebook of a unit with the answers in place. The hints, which lead to an answer step by
    step, stand open, and below each answer, folded, what is wrong with others."""
    notebook = source_notebook(unit)
    mended = {cell.metadata["mend"] for cell in read_module(unit).cells if "mend" in cell.metadata}
    cells = []
    for cell in notebook.cells:
        if cell.source.startswith(RULES.partition("\n")[0]):
            continue
        marks = cell.metadata.get("autograder", {})
        cell.metadata.pop("nbgrader", None)  # these cells are no submission
        if cell.cell_type == "markdown":
            cell.source = cell.source.replace("<details>", "<details open>")
        elif marks.get("exercise") in mended and BEGIN in cell.source:
            cell.source = cell.source.rpartition(END)[0].rstrip()  # what is below was to be mended
        cell.source = re.sub(rf"^[ \t]*({BEGIN}|{END})\n?", "", cell.source, flags=re.MULTILINE)
        cells.append(cell)
        if marks.get("role") == "check" and "exercise" in marks:
            cells += _why_not(unit, marks["exercise"])
    notebook.cells = cells
    nbformat.validate(notebook)
    return notebook


def _why_not(unit: str, exercise: str) -> list[NotebookNode]:
    """A cell with the hints of an exercise's known mistakes, each once."""
    hints = dict.fromkeys(
        " ".join(entry.hint.split()) for entry in mistakes(unit, exercise).entries if entry.edits
    )
    if not hints:
        return []
    text = WHY_NOT.format(exercise=exercise, hints="\n".join(f"- {hint}" for hint in hints))
    return [new_markdown_cell(text, id=re.sub(r"\W", "-", f"why-{exercise}")[:64])]
