"""The report object: totals, verdicts, first failures."""

import pytest

from autograder.course.status import Status
from autograder.grading.results import CaseResult, Diagnosis, ExerciseResult, Report


def result(status="passed", score=1.0, cases=()):
    return ExerciseResult("sum_back", status, score, 3.0, "", tuple(cases))


def test_the_score_is_the_sum_of_the_exercises_without_rounding_noise():
    report = Report("ps2_mnist", "hw.ipynb", 9.0, (result(score=0.1), result(score=0.2)))
    assert report.score == 0.3


@pytest.mark.parametrize("status", Status)
def test_a_report_passes_when_every_exercise_does(status):
    report = Report("ps2_mnist", "hw.ipynb", 6.0, (result(), result(status)))
    assert report.passed == (status == "passed")


def test_a_notebook_that_could_not_be_graded_has_not_passed():
    assert not Report(None, "hw.ipynb", 0.0, error="It is not JSON.").passed


def test_the_first_failure_is_the_first_case_that_does_not_pass():
    cases = [CaseResult("a", "passed"), CaseResult("b", "error"), CaseResult("c", "failed")]
    assert result("error", cases=cases).first_failure.name == "b"
    assert result(cases=cases[:1]).first_failure is None


def test_a_diagnosis_travels_with_its_exercise():
    wrong = ExerciseResult("relu", "failed", 0.0, 1.0, "", (), Diagnosis("half-at-0", "At 0?"))
    (entry,) = Report("ps2_mnist", "hw.ipynb", 1.0, (wrong,)).to_dict()["exercises"]
    assert entry["diagnosis"] == {"id": "half-at-0", "hint": "At 0?"}


def test_an_answer_that_passes_is_told_which_extra_credit_is_left():
    cases = (CaseResult("a", Status.PASSED), CaseResult("extra credit, b", Status.FAILED, "It is"))
    result = ExerciseResult("Sub", Status.PASSED, 5.0, 5.0, "", cases)
    assert result.remarks == ("There is extra credit left for: b.",)
