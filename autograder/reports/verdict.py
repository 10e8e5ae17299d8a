"""One exercise's verdict as HTML, as it stands under a check cell in Jupyter."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.course.text import worth
from autograder.grading.compare import Mismatch, brief_rows, labeled, show
from autograder.grading.diagnosis import Evidence
from autograder.grading.results import ExerciseResult
from autograder.reports import template
from autograder.reports.terminal import tick_headline

MAX_TABLE = (10, 10)
MAX_HEAT_MAP = (64, 128)


@dataclass(frozen=True)
class Shown:
    """A value as the template draws it.

    kind: table (rows of (text, whether it is wrong)), heat (rows of strengths from 0 to 1) or
    text. note: shape and dtype, or nothing.
    """

    name: str
    kind: str
    content: Any
    note: str = ""


def render_verdict(result: ExerciseResult, next_exercise: str | None, graded: bool = False) -> str:
    """The verdict: what passed, the first failing case with its arrays, the hint, what next.

    graded: it is final, and stands in feedback, where there is nothing to try again.
    """
    failure = result.first_failure
    evidence = failure.evidence if failure else None
    sentence, _, lines = (failure.message if failure else "").partition("\n")
    return template("verdict.html").render(
        result=result,
        status=result.status,
        worth=worth,
        sentence=sentence,
        lines=lines if evidence is None or evidence.mismatch is None else "",
        failure=failure,
        inputs=show_inputs(evidence) if evidence and evidence.mismatch else [],
        outcome=show_outcome(evidence.mismatch) if evidence and evidence.mismatch else [],
        next_exercise=next_exercise,
        graded=graded,
    )


def render_ticks(results: Sequence[ExerciseResult]) -> str:
    """All exercises, with a tick beside each that passes."""
    return template("ticks.html").render(headline=tick_headline(results), results=results)


def show_inputs(evidence: Evidence) -> list[Shown]:
    """What went in; of large arrays only the upstream gradient is written out."""
    return [show_value(name, value) for name, value in brief_rows(evidence.inputs)]


def show_outcome(mismatch: Mismatch) -> list[Shown]:
    """What came out and what should have, side by side, and how they differ if they are large."""
    if mismatch.kind == "checker":
        return []
    names = ("before", "after") if mismatch.kind == "modified" else ("expected", "yours")
    got, expected = mismatch.got, mismatch.expected
    wrong = None
    comparable = (
        isinstance(got, np.ndarray)
        and isinstance(expected, np.ndarray)
        and got.shape == expected.shape
        and got.dtype.kind in "biuf"
    )
    if comparable:
        wrong = ~np.isclose(got, expected, rtol=1e-4, atol=1e-6, equal_nan=True)
    sides = [*labeled(names[1], got), *labeled(names[0], expected)]
    shown = [show_value(name, value, wrong) for name, value in sides]
    if wrong is not None and wrong.any():
        note = f"{shown[0].note}; {wrong.sum()} of {wrong.size} wrong"
        shown[0] = dataclasses.replace(shown[0], note=note)
    if comparable and got.ndim == 2 and shown[0].kind == "text" and got.size:
        rows, columns = (min(n, m) for n, m in zip(got.shape, MAX_HEAT_MAP, strict=True))
        difference = np.abs(got.astype(float) - expected)[:rows, :columns]
        difference = np.nan_to_num(difference, nan=np.inf)
        finite = difference[np.isfinite(difference)]
        strength = np.clip(difference / (finite.max(initial=0.0) or 1.0), 0, 1)
        note = f"largest {finite.max(initial=0.0):.3g}"
        shown.append(Shown("where they differ", "heat", strength.round(2).tolist(), note))
    return shown


def show_value(name: str, value: Any, wrong: np.ndarray | None = None) -> Shown:
    """A value as a table if it is a small array of numbers, else as text."""
    if isinstance(value, np.generic):
        value = np.asarray(value)
    if not isinstance(value, np.ndarray):
        return Shown(name, "text", show(value))
    note = f"shape {value.shape}, {value.dtype}"
    rows = np.atleast_2d(value)
    if rows.ndim > 2 or not rows.size or any(np.greater(rows.shape, MAX_TABLE)):
        return Shown(name, "text", show(value).rpartition("  shape")[0], note)
    marks = np.zeros(rows.shape, bool) if wrong is None else np.atleast_2d(wrong)
    table = [
        [(f"{entry + 0:.4g}", bool(mark)) for entry, mark in zip(row, row_marks, strict=True)]
        for row, row_marks in zip(rows, marks, strict=True)
    ]
    return Shown(name, "table", table, note)
