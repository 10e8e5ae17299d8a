"""What is said of an answer that passes and yet deserves a word."""

import io

import pytest
from rich.console import Console

from autograder.grading.results import CaseResult, ExerciseResult, Report
from autograder.reports.terminal import as_text, show_report
from autograder.reports.verdict import render_verdict

REMARK = "Each receives the whole gradient. That loses no points."


def result(status="passed"):
    cases = (CaseResult("ties", "passed", REMARK), CaseResult("more ties", "passed", REMARK))
    if status != "passed":
        cases += (CaseResult("output", status, "It is wrong."),)
    return ExerciseResult("max", status, 13.0, 13.0, "All 2 cases pass.", cases)


def in_terminal(tried):
    stream = io.StringIO()
    report = Report("ps3_closures", "hw.ipynb", 13.0, (tried,))
    show_report(report, Console(file=stream, width=200, no_color=True))
    return stream.getvalue()


@pytest.mark.parametrize("shown", [as_text, in_terminal, lambda r: render_verdict(r, "backward")])
def test_a_remark_is_shown_once_where_the_exercise_passes_and_not_where_it_fails(shown):
    assert shown(result()).count("Each receives the whole gradient.") == 1
    assert "Each receives" not in shown(result("failed"))
