"""Reports to show, made by hand: every status, and text that is not to be trusted."""

import pytest

from autograder.course.status import Status
from autograder.grading.results import CaseResult, Diagnosis, ExerciseResult, Report

NASTY = "<script>alert(1)</script> [bold]&amp;[/bold] [/x] \x1b[31m ]]> \ufffe\x00"


@pytest.fixture
def all_statuses():
    """A report on one exercise of each status."""
    exercises = []
    for status in Status:
        cases = (
            CaseResult("first", "passed"),
            CaseResult("second", status, "" if status == "passed" else f"It is {status}.\nx = [1]"),
        )
        exercises.append(
            ExerciseResult(
                f"exercise_{status}",
                status,
                0.5 if status != "passed" else 1.0,
                1.0,
                "All 2 cases pass." if status == "passed" else f"1 of 2 cases pass: {status}.",
                cases,
                Diagnosis("a-mistake", "Look at the sign.") if status == "failed" else None,
            )
        )
    return Report(
        "ps2_mnist", "hw.ipynb", 12.0, tuple(exercises), "process", 0.25, ("A cell was restored.",)
    )


@pytest.fixture
def not_graded():
    """A report on a notebook that could not be read."""
    return Report(None, "cut.ipynb", 0.0, error="cut.ipynb is not a notebook: it is cut off.")


@pytest.fixture
def nasty():
    """A report in which all that comes from a student is hostile."""
    cases = (CaseResult("first", "failed", f"yours = {NASTY}"),)
    result = ExerciseResult("relu", "failed", 0.0, 1.0, NASTY, cases, Diagnosis("a-mistake", NASTY))
    return Report("ps2_mnist", f"{NASTY}.ipynb", 1.0, (result,), notes=(NASTY,))
