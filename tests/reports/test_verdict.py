"""The verdict as it stands under a check cell."""

import numpy as np

from autograder.grading.compare import compare
from autograder.grading.diagnosis import Evidence
from autograder.grading.results import CaseResult, Diagnosis, ExerciseResult
from autograder.reports.verdict import render_verdict, show_outcome, show_value
from autograder.sandbox.answers import Observed


def wrong(got, expected, message="The result is wrong."):
    inputs = {"grad_out": np.array([[1.0, -2.0]]), "_argument": 0}
    mismatch = compare({"result": got}, {"result": expected}, 1e-4, 1e-6)
    item = Evidence("a case", inputs, Observed({"result": got}, inputs), mismatch, False)
    cases = (CaseResult("fine", "passed"), CaseResult("a case", "failed", message, item))
    hint = Diagnosis("some-mistake", "Think <of> something.")
    return ExerciseResult("exp_back", "failed", 0.5, 1.0, message, cases, hint)


def test_entries_that_differ_are_marked():
    page = render_verdict(wrong(np.array([[1.0, 2.0]]), np.array([[1.0, 3.0]])), None)
    assert page.count('<td class="verdict-wrong">') == 2
    assert "<td>1</td>" in page
    assert "shape (1, 2), float64" in page


def test_case_hint_and_next_step_are_there_and_escaped():
    page = render_verdict(wrong(np.zeros(2), np.ones(2), "<b>bold</b>"), "relu")
    assert "✔ fine" in page
    assert "✘ a case" in page
    assert "Think &lt;of&gt; something." in page
    assert "&lt;b&gt;bold&lt;/b&gt;" in page
    assert "run the cells from there" in page
    assert "_argument" not in page


def test_code_in_a_sentence_is_shown_as_code_and_arrays_in_lists_by_their_labels():
    item = Evidence("a case", {"parameters": [np.ones(2)]}, Observed({}, {}), compare(
        {"result": np.zeros(2)}, {"result": np.ones(2)}, 1e-4, 1e-6
    ), False)  # fmt: skip
    case = CaseResult("a case", "failed", "After `step()`, <it> is wrong.", item)
    page = render_verdict(ExerciseResult("SGD", "failed", 0.0, 1.0, "", (case,)), None)
    assert "After <code>step()</code>, &lt;it&gt; is wrong." in page
    assert "parameters[0]" in page
    assert "`" not in page


def test_a_large_matrix_has_a_map_of_the_differences():
    got, expected = np.zeros((20, 30)), np.zeros((20, 30))
    got[3, 4] = 2.0
    mismatch = compare({"result": got}, {"result": expected}, 1e-4, 1e-6)
    heat = show_outcome(mismatch)[-1]
    assert heat.kind == "heat"
    assert (len(heat.content), len(heat.content[0])) == (20, 30)
    assert heat.content[3][4] == 1.0
    assert sum(map(sum, heat.content)) == 1.0
    assert "rgba" in render_verdict(wrong(got, expected), None)


def test_small_arrays_are_tables_and_others_text():
    assert show_value("x", np.ones((2, 3))).kind == "table"
    assert show_value("x", np.float32(2.0) * np.ones(())).content == [[("2", False)]]
    assert show_value("x", np.ones((2, 2, 2))).kind == "text"
    assert show_value("x", None).content == "None"
    assert show_value("x", np.array([-0.0])).content == [[("0", False)]]


def test_a_pass_names_what_comes_next():
    result = ExerciseResult("relu", "passed", 1.0, 1.0, "All 3 cases pass.", ())
    page = render_verdict(result, "matmul2d_back")
    assert "relu: all 3 cases pass (1 point)" in page
    assert "Next: matmul2d_back" in page
