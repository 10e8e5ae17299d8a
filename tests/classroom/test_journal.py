"""Results on disk: what stays after any end, and what counts again."""

import contextlib
import dataclasses
import os
import pickle
import resource
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.classroom.journal import (
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
from autograder.course.text import digest
from autograder.grading.results import CaseResult, Diagnosis, ExerciseResult, Report
from autograder.reference.course_version import course_version
from autograder.sandbox.limits import Limits

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


def add_many(journal):
    for i in range(100):
        journal.add(result(bytes([i])))


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


def test_a_later_result_with_the_same_key_takes_the_place_of_the_earlier(tmp_path):
    later = dataclasses.replace(result(), student="ben")
    with Journal(tmp_path) as opened:
        opened.add(result())
        opened.add(later)
        assert opened.find(later.key) == later
        assert len(opened) == 1


KILLED = """
import os, pickle, sys
from pathlib import Path
from autograder.classroom.journal import Journal
journal = Journal(Path(sys.argv[1]))
for result in pickle.load(sys.stdin.buffer):
    journal.add(result)
os.kill(os.getpid(), 9)
"""


def test_what_was_added_stays_when_the_process_is_killed(tmp_path):
    results = [result(bytes([i])) for i in range(20)]
    killed = subprocess.run(
        [sys.executable, "-c", KILLED, tmp_path], input=pickle.dumps(results), check=False
    )
    assert killed.returncode == -9
    with Journal(tmp_path) as reopened:
        assert [reopened.find(one.key) for one in results] == results


@pytest.mark.parametrize("cut", [1, 50, 4000])
def test_of_a_write_that_was_interrupted_nothing_is_left(tmp_path, cut):
    results = [result(bytes([i])) for i in range(20)]
    command = [sys.executable, "-c", KILLED, tmp_path]
    subprocess.run(command, input=pickle.dumps(results), check=False)
    written = tmp_path / f"{JOURNAL}-wal"
    written.write_bytes(written.read_bytes()[:-cut])
    with Journal(tmp_path) as reopened:
        assert len(reopened) == 19
        reopened.add(results[-1])
    with Journal(tmp_path) as again:
        assert [again.find(one.key) for one in results] == results


def test_a_damaged_result_costs_that_result_only(tmp_path):
    with Journal(tmp_path) as opened:
        opened.add(result(b"first"))
        opened.add(result(b"second"))
    with contextlib.closing(sqlite3.connect(tmp_path / JOURNAL)) as database, database:
        key = TERMS.key(b"first")
        database.execute("UPDATE results SET result = ? WHERE key = ?", (b"\0" * 9, key))
    with Journal(tmp_path) as reopened:
        found = [reopened.find(TERMS.key(content)) for content in (b"first", b"second")]
    assert found == [None, result(b"second")]


@pytest.mark.parametrize("content", [b"no database", b"no database" * 1000])
def test_a_file_that_is_no_database_is_a_sentence(tmp_path, content):
    (tmp_path / JOURNAL).write_bytes(content)
    with pytest.raises(JournalError, match="is not a journal of this grader"):
        Journal(tmp_path)
    assert (tmp_path / JOURNAL).read_bytes() == content


def test_a_damaged_database_is_a_sentence(tmp_path):
    with Journal(tmp_path) as opened:
        add_many(opened)
    path = tmp_path / JOURNAL
    content = path.read_bytes()
    path.write_bytes(content[:4096] + b"\xff" * (len(content) - 4096))
    with pytest.raises(JournalError, match="is damaged"), Journal(tmp_path) as opened:
        opened.find(TERMS.key(b"{}"))


def test_a_journal_of_another_version_is_a_sentence(tmp_path):
    Journal(tmp_path).close()
    with contextlib.closing(sqlite3.connect(tmp_path / JOURNAL)) as database, database:
        database.execute("PRAGMA user_version = 99")
    with pytest.raises(JournalError, match="is of another version of the grader"):
        Journal(tmp_path)


def test_a_full_disk_is_a_sentence_and_what_was_kept_stays(tmp_path):
    with Journal(tmp_path) as opened:
        opened.add(result())
        opened._database.execute("PRAGMA max_page_count = 8")
        with pytest.raises(JournalError, match="What was graded so far is kept; make room"):
            add_many(opened)
    with Journal(tmp_path) as reopened:
        assert reopened.find(result().key) == result()


def test_a_file_that_may_not_grow_is_a_sentence(tmp_path):
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    with Journal(tmp_path) as opened:
        try:
            resource.setrlimit(resource.RLIMIT_FSIZE, (32_768, hard))
            with pytest.raises(JournalError, match="make room, and the same command goes on"):
                add_many(opened)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    with Journal(tmp_path) as reopened:
        assert reopened.find(TERMS.key(bytes([0])))


def test_a_read_only_database_is_a_sentence(tmp_path):
    with Journal(tmp_path) as opened:
        opened._database.execute("PRAGMA query_only = ON")
        with pytest.raises(JournalError, match="cannot be written: it is read-only"):
            opened.add(result())


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
        ("submitted/ada/ps6_babygrad/handin.zip/work/ps6_layers.ipynb", "ada"),
        ("submitted/ada/ps6_babygrad/babygrad/ps6_layers", "ada"),
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
