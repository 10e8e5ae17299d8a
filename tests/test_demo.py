"""The class that the demo grades: right, half done, wrong, broken."""

import pytest

from autograder.demo import STUDENTS, UNREADABLE, make_class
from autograder.grading import grade
from autograder.sandbox import Limits
from autograder.submission import Unreadable, read

QUICK = Limits(cell=2.0, exercise=2.0)


@pytest.fixture(scope="module")
def paths(tmp_path_factory):
    folder = tmp_path_factory.mktemp("class")
    made = make_class("ps2_mnist", folder)
    return {path.relative_to(folder).parts[0]: path for path in made}


def test_every_student_has_a_notebook_where_nbgrader_looks(paths):
    assert list(paths) == [*STUDENTS, UNREADABLE]
    assert all(path.parts[-2:] == ("ps2_mnist", "ps2_mnist.ipynb") for path in paths.values())


@pytest.mark.parametrize(
    ("student", "low", "high", "seen"),
    [
        ("ada-complete", 51, 51, {"passed"}),
        ("ben-half-done", 1, 50, {"passed", "not_implemented"}),
        ("chen-typical-mistakes", 1, 50, {"passed", "failed"}),
        ("dina-careless", 1, 50, {"passed", "error"}),
        ("emil-endless-loop", 20, 50, {"passed", "timeout"}),
        ("fay-untouched", 0, 0, {"not_implemented"}),
    ],
)
def test_a_student_gets_what_the_notebook_deserves(student, low, high, seen, paths, reference_key):
    report = grade(read(paths[student]), reference_key, limits=QUICK)
    assert low <= report.score <= high
    assert seen <= {result.status for result in report.exercises}


def test_the_last_notebook_is_cut_off(paths):
    with pytest.raises(Unreadable, match="its content is not JSON"):
        read(paths[UNREADABLE])
