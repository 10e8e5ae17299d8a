"""What stands under each cell of a notebook that has been graded, as nbformat has it."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from typing import Any

from nbformat import NotebookNode
from nbformat.v4 import new_output

from autograder.course.cells import Cell
from autograder.grading.results import ExerciseResult, Report
from autograder.reports import template
from autograder.reports.terminal import as_text
from autograder.reports.verdict import render_verdict
from autograder.sandbox.answers import Lost


def graded_cells(document: Sequence[Cell], report: Report) -> dict[str, list[NotebookNode]]:
    """The outputs of each code cell, by its id; cells that grading does not run are left out, and
    check cells of exercises on which the report says nothing.

    Under a check cell: the verdict as HTML and text, and the points as the result that nbgrader
    reads. Under others: what they show after a run, for which the report has to hold it.
    """
    results = {result.id: result for result in report.exercises}
    found: dict[str, list[NotebookNode]] = {}
    for cell in document:
        if cell.kind != "code":
            continue
        if cell.role == "check" and cell.exercise:
            if cell.exercise in results or report.error:
                found[cell.id] = verdict_outputs(results.get(cell.exercise))
        elif cell.role == "check":
            found[cell.id] = note_outputs(report)
        elif not cell.skip:
            found[cell.id] = outputs_of(report, cell)
    return found


def verdict_outputs(result: ExerciseResult | None) -> list[NotebookNode]:
    """What stands under a check cell: the verdict, and the points as nbgrader reads them."""
    if result is None:
        counted = 0.0
        shown = {"text/plain": "Not graded: the notebook could not be read."}
        worth = "0 points"
    else:
        counted = 0.0 if result.bonus else float(result.score)  # nbgrader has 0 as its maximum
        html = render_verdict(result, None, graded=True)
        shown = {"text/html": html, "text/plain": as_text(result)}
        worth = f"{result.score:g} of {result.max_score:g}{' bonus' * result.bonus} points"
        worth += f", {result.extra_credit:g} of extra credit" * bool(result.extra_credit)
    points = {"text/plain": repr(counted), "text/html": f"<p><b>{worth}</b></p>"}
    return [
        new_output("display_data", data=shown),
        new_output("execute_result", data=points, execution_count=None),
    ]


def note_outputs(report: Report) -> list[NotebookNode]:
    """What was noticed about the whole notebook."""
    notes = [report.error] if report.error else list(report.notes)
    if not notes:
        return []
    html = template("notes.html").render(notes=notes)
    return [new_output("display_data", data={"text/html": html, "text/plain": "\n".join(notes)})]


def outputs_of(report: Report, cell: Cell) -> list[NotebookNode]:
    """What a cell showed, and the error that it ended with."""
    outputs = [output_node(item) for item in report.shown.get(cell.id, ())]
    error = report.errors.get(cell.id)
    if error:
        kind, lines = ("Stopped", ()) if isinstance(error, Lost) else (error.type, error.lines)
        said = [*lines, f"{kind}: {error.message}"]
        outputs.append(new_output("error", ename=kind, evalue=error.message, traceback=said))
    return outputs


def output_node(item: Mapping[str, Any]) -> NotebookNode:
    """One of `plain_outputs` as nbformat has it. Nothing in it can run in a browser."""
    if item["kind"] in ("stdout", "stderr"):
        stream: NotebookNode = new_output("stream", name=item["kind"], text=item["text"])
        return stream
    data = {"text/plain": item["text"]} if item["text"] else {}
    if item["png"] is not None:
        data["image/png"] = base64.b64encode(item["png"]).decode()
    shown: NotebookNode = (
        new_output("execute_result", data=data, execution_count=None)
        if item["kind"] == "result"
        else new_output("display_data", data=data)
    )
    return shown
