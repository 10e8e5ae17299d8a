"""The class that the demo grades: right, half done, wrong, broken."""

import pytest

from autograder.authoring.demo import STUDENTS, UNREADABLE, make_class
from autograder.course.model import assignment, assignment_names
from autograder.grading.answer_key import ReferenceKey
from autograder.grading.notebook_file import Unreadable
from autograder.grading.submission import read
from autograder.grading.verdicts import grade
from autograder.sandbox.limits import Limits

QUICK = Limits(cell=2.0, exercise=2.0)


@pytest.fixture(scope="module", params=assignment_names())
def unit(request):
    return request.param


@pytest.fixture(scope="module")
def paths(unit, tmp_path_factory):
    folder = tmp_path_factory.mktemp("class")
    made = make_class(unit, folder)
    return {path.relative_to(folder).parts[0]: path for path in made}


@pytest.fixture(scope="module")
def key(unit):
    return ReferenceKey(unit, seed=20240229)


def test_every_student_has_a_notebook_where_nbgrader_looks(unit, paths):
    assert list(paths) == [*STUDENTS, UNREADABLE]
    place = assignment(unit).folder, f"{unit}.ipynb"
    assert all(path.parts[-2:] == place for path in paths.values())


def assert_deserved(low, high, seen, path, key, limits=QUICK):
    report = grade(read(path), key, limits=limits)
    whole = sum(e.points + e.extra_credit for e in key.assignment.exercises)
    assert low <= report.score / whole <= high
    assert seen <= {result.status for result in report.exercises}


@pytest.mark.parametrize(
    ("student", "low", "high", "seen"),
    [
        ("ada-complete", 1.0, 1.0, {"passed"}),
        ("ben-half-done", 0.1, 0.95, {"passed", "not_implemented"}),
        ("chen-typical-mistakes", 0.1, 0.99, {"passed", "failed"}),
        ("dina-careless", 0.1, 0.99, {"passed", "error"}),
        ("fay-untouched", 0.0, 0.0, {"not_implemented"}),
    ],
)
def test_a_student_gets_what_the_notebook_deserves(student, low, high, seen, paths, key):
    assert_deserved(low, high, seen, paths[student], key)


@pytest.mark.parametrize("unit", ["ps2_mnist", "ps5_mytorch"], indirect=True)
def test_an_endless_loop_costs_little_more_than_its_exercise(paths, key):
    """It takes long to see, and is the same in every unit."""
    limits = Limits(cell=1.0, exercise=1.0)
    assert_deserved(0.5, 0.99, {"passed", "timeout"}, paths["emil-endless-loop"], key, limits)


def test_the_last_notebook_is_cut_off(paths):
    with pytest.raises(Unreadable, match="its content is not JSON"):
        read(paths[UNREADABLE])
