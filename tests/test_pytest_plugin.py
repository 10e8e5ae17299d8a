"""`pytest path/to/notebook.ipynb`: one test a case."""

import json
import re

import pytest

from autograder.course.model import assignment

UNIT = assignment("ps2_mnist")
CASES = sum(len(exercise.cases) for exercise in UNIT.exercises)
FOREIGN = {"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}


@pytest.fixture
def pytest_on(run):
    """`pytest_on(*arguments)`: a run of pytest of its own, in the test's folder."""
    return lambda *arguments, **options: run(
        "-m", "pytest", "-p", "no:cacheprovider", "-rA", "--color=no", *arguments, **options
    )


def outcomes(done):
    """How many tests had each outcome, from the last line."""
    last = done.stdout.strip().splitlines()[-1]
    return {word: int(count) for count, word in re.findall(r"(\d+) (\w+)", last.split(" in ")[0])}


def test_the_instructors_notebook_passes_case_by_case(pytest_on, solved, written):
    done = pytest_on(written(solved))
    assert done.returncode == 0
    assert outcomes(done) == {"passed": CASES}
    for exercise in UNIT.exercises:
        assert f"PASSED hw.ipynb::{exercise.id}[{exercise.cases[0].name}]" in done.stdout


def test_a_wrong_answer_fails_with_what_a_student_reads(pytest_on, solved, written, with_source):
    wrong = "def exp_back(grad_out, out, x):\n    return grad_out * x"
    done = pytest_on(written(with_source(solved, "exp_back", wrong)), "-k", "exp_back")
    assert done.returncode == 1
    right = {case.name for case in UNIT["exp_back"].cases} & {"no elements"}  # of any formula
    assert outcomes(done)["failed"] == len(UNIT["exp_back"].cases) - len(right)
    assert "expected = " in done.stdout
    assert "pytest_plugin.py" not in done.stdout
    assert "Traceback" not in done.stdout


def test_what_waits_is_skipped(pytest_on, solved, released, written, with_source, source_of):
    stub = source_of(released, "sum_back")
    done = pytest_on(written(with_source(solved, "sum_back", stub)))
    assert outcomes(done)["failed"] == len(UNIT["sum_back"].cases)
    assert outcomes(done)["skipped"] >= len(UNIT["cross_entropy"].cases)
    assert "Waiting for sum_back: the answer runs through it." in done.stdout


def test_one_case_can_be_chosen(pytest_on, solved, written):
    case = UNIT["relu"].cases[0].name
    done = pytest_on(f"{written(solved)}::relu[{case}]")
    assert outcomes(done) == {"passed": 1}


def test_notebooks_in_a_folder_that_was_not_named_are_left_alone(pytest_on, solved, written):
    written(solved, "work/hw.ipynb")
    (written(FOREIGN, "tests/a.ipynb").parent / "test_it.py").write_text("def test_it(): pass")
    assert outcomes(pytest_on("tests/test_it.py")) == {"passed": 1}
    assert outcomes(pytest_on()) == {"passed": 1}


def test_notebooks_of_other_courses_are_left_alone(pytest_on, solved, written):
    written(FOREIGN, "work/foreign.ipynb")
    written(solved, "work/hw.ipynb")
    done = pytest_on("work", "-k", "relu")
    assert done.returncode == 0
    assert outcomes(done)["passed"] == len(UNIT["relu"].cases)


def test_a_notebook_that_cannot_be_read_is_an_error_in_a_sentence(pytest_on, tmp_path):
    (tmp_path / "hw.ipynb").write_text(json.dumps(FOREIGN)[:20])
    done = pytest_on("hw.ipynb")
    assert done.returncode == 2
    assert "its content is not JSON: it ends in the middle" in done.stdout
    assert "Traceback" not in done.stdout


def test_with_a_seed_cases_are_drawn_and_nothing_waits(
    pytest_on, solved, released, written, with_source, source_of
):
    notebook = with_source(solved, "sum_back", source_of(released, "sum_back"))
    sometimes = "def exp_back(grad_out, out, x):\n    return grad_out * out * (x.sum() < 0)"
    path = written(with_source(notebook, "exp_back", sometimes))
    done = pytest_on(path, environment={"AUTOGRADER_SEED": "3"})
    assert done.returncode == 1
    assert "skipped" not in outcomes(done)
    assert "but not on others of the kind" in done.stdout


def test_a_seed_that_is_no_number_is_said_plainly(pytest_on, solved, written):
    done = pytest_on(written(solved), environment={"AUTOGRADER_SEED": "three"})
    assert done.returncode != 0
    assert "AUTOGRADER_SEED" in done.stdout + done.stderr
    assert "ValueError" not in done.stdout + done.stderr
