"""Results on disk: what stays after any end, and what counts again."""

import dataclasses
import json
import os
from pathlib import Path

import pytest

from autograder.course_version import course_version, digest
from autograder.journal import (
    JOURNAL,
    Journal,
    JournalError,
    Result,
    Results,
    Terms,
    read_results,
    student_of,
    write_results,
)
from autograder.report import CaseResult, Diagnosis, ExerciseResult, Report
from autograder.sandbox import Limits

UNIT = "ps2_mnist"
TERMS = Terms(7, "bubblewrap", Limits())


def result(content=b"{}", student="ada", message="It raises ValueError: \ud800 “odd”"):
    cases = (CaseResult("a case", "failed", message), CaseResult("another", "passed"))
    exercise = ExerciseResult(
        "sum_back", "failed", 1.5, 3.0, message, cases, Diagnosis("a-mistake", "Think again.")
    )
    report = Report(UNIT, f"{student}/{UNIT}/{UNIT}.ipynb", 3.0, (exercise,), notes=("a note",))
    version = course_version(UNIT)
    key = TERMS.key(content)
    return Result(key, student, UNIT, digest(content), version, 7, {"sum_back": "x = 1"}, report)


def test_a_result_survives_its_line():
    before = result()
    after = Result.from_line(before.line())
    assert after == before
    assert after.report.score == 1.5


def test_what_was_added_is_found_after_reopening(tmp_path):
    with Journal(tmp_path) as opened:
        opened.add(result())
        assert opened.find(TERMS.key(b"{}")) == result()
    with Journal(tmp_path) as reopened:
        assert reopened.find(TERMS.key(b"{}")) == result()
        assert reopened.find(TERMS.key(b"something else")) is None


@pytest.mark.parametrize("cut", [1, 2, 50, 400])
def test_a_torn_last_line_is_ignored_and_written_over(tmp_path, cut):
    with Journal(tmp_path) as opened:
        opened.add(result(b"first"))
        opened.add(result(b"second"))
    path = tmp_path / JOURNAL
    path.write_bytes(path.read_bytes()[:-cut])
    with Journal(tmp_path) as reopened:
        assert len(reopened) == 1
        assert reopened.find(TERMS.key(b"second")) is None
        reopened.add(result(b"second"))
    with Journal(tmp_path) as again:
        assert again.find(TERMS.key(b"first"))
        assert again.find(TERMS.key(b"second"))
    assert all(json.loads(line) for line in path.read_bytes().splitlines())


def test_a_damaged_line_costs_that_line_only(tmp_path):
    with Journal(tmp_path) as opened:
        for content in (b"first", b"second", b"third"):
            opened.add(result(content))
    path = tmp_path / JOURNAL
    lines = path.read_bytes().splitlines(keepends=True)
    lines[1] = b"\0" * (len(lines[1]) - 1) + b"\n"
    path.write_bytes(b"".join(lines))
    with Journal(tmp_path) as reopened:
        found = [reopened.find(TERMS.key(c)) is not None for c in (b"first", b"second", b"third")]
    assert found == [True, False, True]


@pytest.mark.parametrize(
    "change",
    [{"seed": 8}, {"isolation": "process"}, {"limits": Limits(cell=1.0)}],
    ids=lambda change: next(iter(change)),
)
def test_other_terms_have_other_keys(change):
    assert dataclasses.replace(TERMS, **change).key(b"{}") != TERMS.key(b"{}")


def test_a_result_of_another_version_of_the_course_is_not_up_to_date():
    assert result().up_to_date
    assert not dataclasses.replace(result(), course="older").up_to_date


def test_only_one_run_at_a_time_writes(tmp_path):
    with Journal(tmp_path), pytest.raises(JournalError, match="Another grading run"):
        Journal(tmp_path)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_is_a_sentence(tmp_path):
    tmp_path.chmod(0o500)
    with pytest.raises(JournalError, match="cannot be written"):
        Journal(tmp_path / "inner")


def test_a_file_where_the_folder_should_be_is_a_sentence(tmp_path):
    (tmp_path / "graded").write_text("")
    with pytest.raises(JournalError, match="cannot be written"):
        Journal(tmp_path / "graded")


def test_only_the_owner_may_read_results(tmp_path):
    with Journal(tmp_path / "graded") as opened:
        opened.add(result())
    write_results(tmp_path / "graded", [result()])
    modes = {path.name: path.stat().st_mode & 0o777 for path in (tmp_path / "graded").iterdir()}
    assert set(modes.values()) == {0o600}
    assert (tmp_path / "graded").stat().st_mode & 0o777 == 0o700


def test_results_are_read_as_they_were_written(tmp_path):
    written = [result(bytes([i]), f"student-{i}") for i in range(5)]
    write_results(tmp_path, written)
    assert list(read_results(tmp_path)) == written
    reports = Results(tmp_path)
    assert len(reports) == 5
    assert [reports[i] for i in range(5)] == [one.report for one in written] == list(reports)
    assert reports[-2:] == [one.report for one in written[-2:]]


def test_no_results_yet_is_a_sentence(tmp_path):
    with pytest.raises(JournalError, match="no results"):
        list(read_results(tmp_path))


@pytest.mark.parametrize(
    ("path", "student"),
    [
        (f"submitted/ada lovelace/{UNIT}/{UNIT}.ipynb", "ada lovelace"),
        (f"submitted/ada/{UNIT}/my solution.ipynb", "ada"),
        ("submitted/ada/homework/homework.ipynb", "ada"),
        ("ada.ipynb", "ada.ipynb"),
        ("folder/ada.ipynb", "folder/ada.ipynb"),
    ],
)
def test_a_student_is_named_by_the_folder_that_nbgrader_makes(path, student):
    assert student_of(Path(path)) == student


def test_the_same_notebook_from_another_student_is_that_students():
    other = result().handed_in_as(Path(f"submitted/ben/{UNIT}/{UNIT}.ipynb"))
    assert (other.student, other.report.notebook) == ("ben", f"submitted/ben/{UNIT}/{UNIT}.ipynb")
    assert other.report.exercises == result().report.exercises
