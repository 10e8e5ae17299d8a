"""Cases for extra credit: points on top of an exercise, which passes without them."""

import json

import pytest

from autograder.authoring.audit import collected_samples
from autograder.course.model import assignment, assignment_names
from autograder.grading import submission
from autograder.grading import verdicts as grading
from autograder.grading.answer_key import PublicKey, ReferenceKey
from autograder.grading.results import Report
from autograder.platforms.nbgrader.preprocessor import fill_in
from autograder.reference.literate import source_notebook
from autograder.reports.graded_cells import verdict_outputs
from autograder.reports.junit import write_junit
from autograder.reports.terminal import as_text, points_of
from autograder.reports.verdict import render_verdict

UNIT = assignment("ps1_backprop")
RECURSIVE = """
def topological_sort(node, get_children):
    order, finished, path = [], set(), set()

    def visit(current):
        if current in finished:
            return
        if current in path:
            raise ValueError("cycle")
        path.add(current)
        for child in get_children(current):
            visit(child)
        path.remove(current)
        finished.add(current)
        order.append(current)

    visit(node)
    return order
"""
KEYS = {"self-check": PublicKey("ps1_backprop"), "grading": ReferenceKey("ps1_backprop", 7)}
either_key = pytest.mark.parametrize("key", KEYS.values(), ids=KEYS)


def graded(answers, key, only=None):
    """The report on the reference's notebook with other answers in it."""
    notebook = json.loads(json.dumps(source_notebook("ps1_backprop")))
    for cell in notebook["cells"]:
        about = cell["metadata"].get("autograder", {})
        if about.get("role") == "exercise" and about.get("exercise") in answers:
            cell["source"] = answers[about["exercise"]]
    read = submission.parse(json.dumps(notebook).encode(), "hw.ipynb")
    return grading.grade(read, key, only)


@pytest.mark.parametrize("unit", assignment_names())
def test_cases_for_extra_credit_come_last_and_say_so(unit):
    for exercise in assignment(unit).exercises:
        extra = [bool(case.bonus) for case in exercise.cases]
        assert extra == sorted(extra)
        assert not extra[0]
        for case in exercise.cases:
            assert case.name.startswith("extra credit") == bool(case.bonus)


@either_key
def test_an_exercise_passes_without_its_extra_credit(key):
    report = graded({"topological_sort": RECURSIVE}, key, only=["topological_sort"])
    (result,) = report.exercises
    assert (result.status, result.score, result.extra_credit) == ("passed", 5.0, 0.0)
    assert (report.score, report.max_score, report.bonus) == (5.0, 5.0, 0.0)
    assert report.passed
    assert "Extra credit, a list of 5000 nodes: " in result.message
    assert result.diagnosis.id == "recursion-too-deep"


@either_key
def test_extra_credit_is_added_to_the_score_and_to_nothing_else(key):
    report = graded({}, key, only=["topological_sort"])
    (result,) = report.exercises
    assert (result.status, result.score, result.extra_credit) == ("passed", 5.0, 1.0)
    assert (report.score, report.max_score, report.bonus) == (6.0, 5.0, 1.0)
    assert Report.from_dict(json.loads(json.dumps(report.to_dict()))) == report


def test_extra_credit_is_earned_beside_a_mistake_too():
    source = RECURSIVE.replace("ValueError", "RuntimeError")
    deep = "import sys\nsys.setrecursionlimit(50_000)\n" + source
    (result,) = graded({"topological_sort": deep}, KEYS["grading"], ["topological_sort"]).exercises
    assert (result.status, result.extra_credit) == ("failed", 1.0)
    assert result.diagnosis.id == "error-of-another-kind"


def test_every_report_shows_what_was_earned(tmp_path):
    report = graded({}, KEYS["grading"], only=["topological_sort"])
    (result,) = report.exercises
    assert points_of(result) == "5 / 5 +1"
    assert "(5 points and 1 of extra credit)" in as_text(result)
    assert "(5 points and 1 of extra credit)" in render_verdict(result, None)
    _, points = verdict_outputs(result)
    assert points.data["text/plain"] == "5.0"  # nbgrader has 5 as the maximum of the cell
    assert "1 of extra credit" in points.data["text/html"]
    notebook = source_notebook("ps1_backprop")
    notebook.metadata.setdefault("autograder", {})
    fill_in(notebook, report, {})
    assert notebook.metadata.autograder.extra_credit == {"check-topological_sort": 1.0}


def test_extra_credit_that_is_not_earned_is_no_failure_in_any_report(tmp_path):
    report = graded({"topological_sort": RECURSIVE}, KEYS["grading"], only=["topological_sort"])
    (result,) = report.exercises
    assert "Hint: Right for all graphs that are not too deep" in as_text(result)
    assert "not too deep" in render_verdict(result, None)
    write_junit([report], tmp_path / "out.xml")
    text = (tmp_path / "out.xml").read_text("utf-8")
    assert "<skipped" in text
    assert "<failure" not in text
    assert "<error" not in text


RIGHT = {}
for sample in collected_samples("ps1_backprop"):
    if sample.right:
        RIGHT.setdefault(sample.exercise, []).append(sample.source)


@pytest.mark.parametrize("number", range(max(map(len, RIGHT.values()))))
def test_a_self_check_without_mistakes_means_full_points(number):
    """Right answers by several people stand side by side in one notebook."""
    answers = {
        exercise: found[(number * (1 + place)) % len(found)]
        for place, (exercise, found) in enumerate(sorted(RIGHT.items()))
    }
    for key in KEYS.values():
        report = graded(answers, key)
        assert {r.id: r.status for r in report.exercises if r.status != "passed"} == {}
        assert report.score - report.bonus == report.max_score == 40.0
