"""A submission laid out as a notebook, as it was released, with the student's own cells."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_output, new_raw_cell

from autograder.grading.submission import Submission
from autograder.inside.outputs import CellOutputs
from autograder.reference.released import released_notebook
from autograder.reports.graded_cells import output_node
from autograder.sandbox.execution import plain_outputs

NEW_CELL: dict[str, Callable[..., NotebookNode]] = {
    "code": new_code_cell,
    "markdown": new_markdown_cell,
    "raw": new_raw_cell,
}


def restored_notebook(submission: Submission, error: str | None = None) -> NotebookNode:
    """The submission as a notebook: nbgrader's metadata as released, the student's own cells, and
    no outputs but those of cells that grading does not run.

    error: why the notebook could not be read; everything in it gets 0.
    """
    unit = submission.assignment.name
    released = {cell["id"]: cell for cell in released_notebook(unit)["cells"]}
    notebook: NotebookNode = nbformat.from_dict(released_notebook(unit) | {"cells": []})
    notebook.metadata.autograder.update(
        notes=submission.notes, remarks=submission.remarks, error=error
    )
    for cell in submission.document:
        metadata = released.get(cell.id, {}).get("metadata") or {
            "autograder": {"role": cell.role, "exercise": cell.exercise, "skip": cell.skip}
        }
        node = NEW_CELL[cell.kind](cell.source, id=cell.id, metadata=nbformat.from_dict(metadata))
        if cell.attachments:
            node.attachments = nbformat.from_dict(cell.attachments)
        if cell.kind == "code" and cell.outputs:
            # nbgrader clears outputs next; `fill_in` puts these back
            node.metadata.autograder.handed_in = outputs_as_handed_in(cell.outputs)
        notebook.cells.append(node)
    return notebook


def in_one_piece(text: Any) -> str:
    """Text as notebooks hold it: a string, or a list of its lines."""
    lines = text if isinstance(text, list) else [text]
    return "".join(line for line in lines if isinstance(line, str))


AS_HANDED_IN = "As handed in; grading does not run this cell."


def outputs_as_handed_in(outputs: Any) -> list[Any]:
    """The outputs in a student's file, as far as they are text and PNG, under a line that says
    whose they are."""
    found = CellOutputs(limit=2**16)
    for output in outputs if isinstance(outputs, list) else ():
        if not isinstance(output, dict):
            continue
        text, data = output.get("text"), output.get("data")
        if output.get("output_type") == "stream":
            kind = "stderr" if output.get("name") == "stderr" else "stdout"
            found.add(kind, in_one_piece(text))
        elif isinstance(data, dict):
            names = ("text/plain", "image/png")
            found.add_formats("display", {name: in_one_piece(data.get(name)) for name in names})
    nodes = [output_node(item) for item in plain_outputs(found.shown())]
    said = {"text/plain": AS_HANDED_IN, "text/html": f"<p><i>{AS_HANDED_IN}</i></p>"}
    return [new_output("display_data", data=said), *nodes] if nodes else []
