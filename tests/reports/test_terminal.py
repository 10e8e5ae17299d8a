"""Reports on a console: coloured or plain, and never interpreted."""

import io
import re

import pytest
from rich.console import Console
from rich.style import Style

from autograder.course.status import Status
from autograder.grading.results import CaseResult, ExerciseResult, Report
from autograder.reports.terminal import as_text, points, show_class, show_report


@pytest.fixture
def shown():
    """`shown(show, value, ...)`: what a console of 120 characters shows."""

    def text(show, *values, **options):
        stream = io.StringIO()
        show(*values, Console(file=stream, width=120, **options))
        return stream.getvalue()

    return text


def test_every_status_has_a_mark_a_word_and_a_colour():
    assert len({status.word for status in Status}) == len(Status)
    assert {len(status.mark) for status in Status} == {1}
    for status in Status:
        Style.parse(status.color)


def test_every_exercise_has_a_row_with_verdict_cases_and_points(all_statuses, shown):
    text = shown(show_report, all_statuses)
    for status in Status:
        mark, word = status.mark, status.word
        cases, score = ("2/2", "1 / 1") if status == "passed" else ("1/2", "0.5 / 1")
        assert re.search(rf"{mark} +exercise_{status} +{word} +{cases} cases +{score}", text)
    assert "6.5 of 12 points" in text
    assert "note: A cell was restored." in text


def test_first_failures_are_shown_with_the_name_of_the_case_and_the_hint(all_statuses, shown):
    text = shown(show_report, all_statuses)
    assert re.search(r'✘ exercise_failed +"second"\n +It is failed\.\n +x = \[1\]\n', text)
    assert "Hint: Look at the sign." in text
    for status in set(Status) - {Status.PASSED, Status.NOT_IMPLEMENTED, Status.FAILED}:
        assert f"It is {status}." in text
    assert "It is not_implemented." not in text


@pytest.fixture
def many_mistakes():
    """Five exercises that fail, one that waits and one that passes."""
    exercises = []
    for number, status in enumerate(["failed", "waiting", "error", *["failed"] * 3, "passed"]):
        passed = status == "passed"
        message = "" if passed else f"The sentence of {number}.\n    its arrays {number}"
        case = CaseResult("a case", status, message)
        exercises.append(
            ExerciseResult(f"exercise_{number}", status, 0.0, 1.0, message or "It passes.", (case,))
        )
    return Report("ps2_mnist", "hw.ipynb", 7.0, tuple(exercises))


def test_a_student_sees_three_mistakes_in_full_a_line_each_of_the_rest_and_the_table_last(
    many_mistakes, shown
):
    text = shown(lambda report, console: show_report(report, console, False), many_mistakes)
    assert re.findall(r"its arrays (\d)", text) == ["0", "2", "3"]
    assert re.findall(r"The sentence of (\d)", text) == ["0", "2", "3", "1", "4", "5"]
    assert re.search(r"✘ exercise_5: The sentence of 5\.\n", text)
    assert "--all" in text
    table = text.index("0/1 cases")
    assert table > text.index("The sentence of 5")
    assert text.rstrip().splitlines()[-1].strip() == "0 of 7 points"
    everything = shown(show_report, many_mistakes)
    assert re.findall(r"its arrays (\d)", everything) == ["0", "1", "2", "3", "4", "5"]
    assert "--all" not in everything


def test_a_pipe_gets_no_escape_codes_and_a_terminal_does(all_statuses, shown):
    for show, value in ((show_report, all_statuses), (show_class, [all_statuses])):
        assert "\x1b" not in shown(show, value)
        assert "\x1b[" in shown(show, value, force_terminal=True, color_system="standard")


def test_a_notebook_that_could_not_be_graded_is_one_line(not_graded, shown):
    expected = "✘ cut.ipynb is not a notebook: it is cut off."
    assert shown(show_report, not_graded).strip() == expected


def test_a_class_is_a_line_a_notebook_with_a_mark_an_exercise(all_statuses, not_graded, shown):
    text = shown(show_class, [all_statuses, not_graded])
    (line,) = [line for line in text.splitlines() if "hw.ipynb" in line]
    assert "".join(status.mark for status in Status) in line
    assert "6.5 / 12" in line
    assert "exercise_failed (a-mistake)" in " ".join(text.split())
    assert "it is cut off." in " ".join(text.split())
    assert "1 not written yet" in " ".join(text.split())


def test_the_marks_of_a_class_are_explained(all_statuses, shown):
    text = shown(show_class, [all_statuses])
    for status in Status:
        assert f"{status.mark} {status.word}" in text or f" or {status.word}" in text
    assert "exercise_passed exercise_failed" in text


@pytest.mark.parametrize("show", [show_report, lambda report, out: show_class([report], out)])
def test_text_from_a_notebook_is_not_taken_for_markup(show, nasty, shown):
    text = shown(show, nasty)
    assert "<script>alert(1)</script> [bold]&amp;[/bold] [/x]" in " ".join(text.split())


@pytest.mark.parametrize(("score", "text"), [(3.0, "3"), (0.75, "0.75"), (36.0, "36")])
def test_points_have_no_needless_zeros(score, text):
    assert points(score) == text


@pytest.fixture
def with_bonus():
    """One exercise of the course and two bonus ones, of which one is left out."""
    passed, untouched = (CaseResult("a case", status) for status in ("passed", "not_implemented"))
    exercises = (
        ExerciseResult("relu", "passed", 1.0, 1.0, "It passes.", (passed,)),
        ExerciseResult("Adam", "passed", 2.0, 2.0, "It passes.", (passed,), bonus=True),
        ExerciseResult("amax_back", "not_implemented", 0.0, 2.0, "", (untouched,), bonus=True),
    )
    return Report("ps2_mnist", "hw.ipynb", 1.0, exercises)


def test_a_bonus_is_shown_beside_the_points_and_not_among_them(with_bonus, shown):
    assert (with_bonus.score, with_bonus.bonus, with_bonus.passed) == (3.0, 2.0, True)
    text = shown(show_report, with_bonus)
    assert "1 of 1 points, +2 bonus" in text
    assert "bonus +2 / 2" in text
    assert "bonus +0 / 2" in text
    row = shown(show_class, [with_bonus])
    assert "1 / 1 +2 bonus" in row
    assert "not written yet" not in row.split("Exercises, in order")[0]


def test_text_under_a_check_has_no_escape_codes_though_a_kernel_forces_colors(
    all_statuses, monkeypatch
):
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert not any("\x1b" in as_text(result) for result in all_statuses.exercises)
