"""Fingerprints of the course: what a correction concerns, and what it does not."""

import json
import re

import pytest

from autograder import answer_key, build, course_version, submission
from autograder.course import assignment
from autograder.course_version import COMMON, changed_exercises, exercise_versions

UNIT = "ps2_mnist"
PACKAGE = course_version.PACKAGE
TABLE, REFERENCE = f"autograder/exercises/{UNIT}.py", f"solutions/{UNIT}.py"
RELEASED = f"autograder/released/{UNIT}.ipynb"


@pytest.fixture
def course(tmp_path, monkeypatch):
    """A copy of what decides verdicts, to change."""
    for path in (*PACKAGE.rglob("*"), *(PACKAGE.parent / "solutions").rglob("*")):
        if path.suffix in (".py", ".ipynb", ".npz") and path.is_file():
            target = tmp_path / path.relative_to(PACKAGE.parent)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())
    monkeypatch.setattr(course_version, "PACKAGE", tmp_path / "autograder")
    monkeypatch.setattr(answer_key, "ROOT", tmp_path)
    monkeypatch.setattr(submission, "RELEASED", tmp_path / "autograder" / "released")
    forget()
    yield tmp_path
    forget()


def forget():
    for remembers in (
        course_version.course_version,
        exercise_versions,
        answer_key.exercise_sources,
        build.read_module,
        submission.released_document,
        submission.released_cells,
        submission.released_notebook,
    ):
        remembers.cache_clear()


def version(unit=UNIT):
    forget()
    return course_version.course_version(unit)


def replace(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert len(re.findall(old, text)) == 1
    path.write_text(re.sub(old, new, text), encoding="utf-8")
    forget()


@pytest.mark.parametrize(
    "changed",
    [
        TABLE,
        RELEASED,
        REFERENCE,
        f"solutions/misconceptions/{UNIT}/sum_back.py",
        "autograder/compare.py",
        "autograder/draws.py",
        "autograder/worker.py",
    ],
)
def test_a_change_to_what_decides_verdicts_is_another_version(changed, course):
    before = version()
    path = course / changed
    path.write_bytes(path.read_bytes() + b"\n")
    assert version() != before


@pytest.mark.parametrize("changed", ["autograder/cli.py", "autograder/reports/terminal.py"])
def test_a_change_to_what_only_shows_verdicts_is_none(changed, course):
    before = version()
    path = course / changed
    path.write_bytes(path.read_bytes() + b"\n")
    assert version() == before


# What a change concerns

ALONE = "all_together"
CHANGES = {
    "points": (
        TABLE,
        r'id="SGD",\n        points=\d',
        'id="SGD",\n        points=9',
        {"SGD", ALONE},
    ),
    "a case": (
        TABLE,
        r'Case\("zero_grad\(\)", optimised',
        'Case("zero_grad", optimised',
        {"SGD", ALONE},
    ),
    "a comment": (TABLE, r"# The exercises\n", "# All of the exercises\n", set()),
    "a probe": (TABLE, r'(def sgd\(.*\n    """)A few', r"\1Some", {"SGD", ALONE}),
    "the reference of one": (
        REFERENCE,
        r"(class SGD:)",
        r"\1\n    decay = 0",
        {"SGD", ALONE},
    ),
    "a mistake": (
        f"solutions/misconceptions/{UNIT}/SGD.py",
        r"\A",
        "# \n",
        {"SGD", ALONE},
    ),
    "the grader": ("autograder/compare.py", r"\Z", "\n", None),
    "an import of the table": (TABLE, r"import functools\n", "import functools\nimport os\n", None),
    "code that is given": (REFERENCE, r"(\(np.log, 0, log_back\))\n", r"\1  # given\n", None),
    "prose": (REFERENCE, r"# # Training on MNIST", "# # Training with MNIST", set()),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_concerns_what_it_touches_and_what_builds_on_it(name, course):
    path, old, new, expected = CHANGES[name]
    before = exercise_versions(UNIT)
    replace(course / path, old, new)
    assert changed_exercises(UNIT, before) == expected


def test_whatever_runs_through_an_exercise_is_concerned(course):
    before = exercise_versions(UNIT)
    replace(course / f"solutions/misconceptions/{UNIT}/maximum_back.py", r"\A", "# \n")
    changed = changed_exercises(UNIT, before)
    unit = assignment(UNIT)
    assert {"maximum_back", "relu", ALONE} <= changed
    assert "sum_back" not in changed
    for exercise in unit.exercises:
        if "maximum_back" in {*exercise.needs, *exercise.may_use}:
            assert exercise.id in changed


def test_a_cell_of_the_notebook_concerns_its_exercise(course):
    before = exercise_versions(UNIT)
    path = course / RELEASED
    notebook = json.loads(path.read_text(encoding="utf-8"))
    (cell,) = [cell for cell in notebook["cells"] if cell["id"] == "SGD"]
    cell["source"] = [*cell["source"], "\n# write here"]
    path.write_text(json.dumps(notebook), encoding="utf-8")
    forget()
    assert changed_exercises(UNIT, before) == {"SGD", ALONE}


@pytest.mark.parametrize("unit", ["ps1_backprop", "ps2_mnist", "ps3_closures"])
def test_every_exercise_has_a_version_of_its_own(unit):
    versions = exercise_versions(unit)
    assert versions.keys() == {COMMON, *(exercise.id for exercise in assignment(unit).exercises)}
    assert len(set(versions.values())) == len(versions)
    assert changed_exercises(unit, versions) == set()


def test_without_a_version_everything_is_concerned():
    assert changed_exercises(UNIT, {}) is None
