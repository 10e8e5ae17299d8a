"""Units that take a package: the reference in the layout of its course, and what it may miss."""

import functools

import pytest

from autograder.authoring.export import export, exported
from autograder.course.model import assignment
from autograder.course.places import RELEASED
from autograder.grading import packages
from autograder.grading.answer_key import ReferenceKey
from autograder.grading.grader import Grader, load_notebook
from tests.closures_package import in_folder, tarred, zipped

UNITS = sorted(packages.layouts())
key = functools.cache(lambda unit: ReferenceKey(unit, 5))


def graded(unit, folder):
    (path,) = [p for p in packages.targets(folder) if p.name in (unit, folder.name)]
    report = Grader(key).grade_file(path).report
    assert report.error is None
    return report


def losers(report):
    return {result.id for result in report.exercises if result.status != "passed"}


def needed_most(unit):
    """The exercise on which most others build."""
    exercises = assignment(unit).exercises
    below = [
        name for one in exercises if not one.integration for name in assignment(unit).below(one)
    ]
    return max(exercises, key=lambda one: below.count(one.id))


@pytest.mark.parametrize("unit", UNITS)
def test_the_reference_as_a_package_scores_everything(unit, tmp_path):
    export(unit, tmp_path / "mine")
    report = graded(unit, tmp_path / "mine")
    assert losers(report) == set()
    assert report.notes == ()
    points = sum(one.points + one.extra_credit for one in assignment(unit).exercises)
    assert report.score == points


@pytest.mark.parametrize("unit", UNITS)
def test_a_stub_in_a_package_loses_its_own_points_only(unit, tmp_path):
    blank = needed_most(unit)
    export(unit, tmp_path / "mine", blank=[blank.id])
    alone = {one.id for one in assignment(unit).exercises if one.integration}
    assert losers(graded(unit, tmp_path / "mine")) == {blank.id} | alone


@pytest.mark.parametrize(
    "unit",
    [
        pytest.param(unit, marks=pytest.mark.xfail(strict=True)) if unit == "ps6_layers" else unit
        for unit in UNITS
    ],
)
def test_a_package_of_stubs_scores_what_the_untouched_notebook_does(unit, tmp_path):
    """An export of `ps6_layers` without answers has activations: `ps6_training` gives its own."""
    export(unit, tmp_path / "mine", blank=[one.id for one in assignment(unit).exercises])
    notebook = Grader(key).grade_file(RELEASED / f"{unit}.ipynb").report
    package = graded(unit, tmp_path / "mine")
    assert [(r.id, r.score) for r in package.exercises] == [
        (r.id, r.score) for r in notebook.exercises
    ]


@pytest.mark.parametrize("unit", UNITS)
def test_a_folder_and_archives_hold_the_same(unit, tmp_path):
    files = exported(unit)
    in_folder(files, tmp_path / "mine")
    (tmp_path / "mine.zip").write_bytes(zipped({f"mine-main/{p}": c for p, c in files.items()}))
    (tmp_path / "mine.tar").write_bytes(tarred(files))
    contents = []
    for name in ("mine", "mine.zip", "mine.tar"):
        found = packages.targets(tmp_path / name)
        assert found
        contents.append([load_notebook(path) for path in found])
    assert contents[0] == contents[1] == contents[2]
