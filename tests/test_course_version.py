"""Fingerprints of the course: what a correction concerns, and what it does not."""

import dataclasses
import json
import re

import pytest

from autograder.authoring import build
from autograder.course import places
from autograder.course.model import assignment, assignment_names
from autograder.grading import answer_key
from autograder.grading.fingerprints import Behaviors
from autograder.reference import course_version, expected, literate, released
from autograder.reference.course_version import COMMON, changed_exercises, exercise_versions

UNIT = "ps2_mnist"
PACKAGE = places.PACKAGE
TABLE, REFERENCE = f"autograder/course/units/{UNIT}.py", f"solutions/{UNIT}.py"
RELEASED = f"autograder/reference/released/{UNIT}.ipynb"


@pytest.fixture
def course(tmp_path, monkeypatch):
    """A copy of what decides verdicts, to change."""
    for path in (*PACKAGE.rglob("*"), *(PACKAGE.parent / "solutions").rglob("*")):
        if path.suffix in (".py", ".ipynb", ".npz") and path.is_file():
            target = tmp_path / path.relative_to(PACKAGE.parent)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())
    package = tmp_path / "autograder"
    moved = {
        "ROOT": tmp_path,
        "PACKAGE": package,
        "SOLUTIONS": tmp_path / "solutions",
        "UNITS": package / "course" / "units",
        "RELEASED": package / "reference" / "released",
    }
    for module in (course_version, expected, released):
        for name in vars(module).keys() & moved:
            monkeypatch.setattr(module, name, moved[name])
    forget()
    yield tmp_path
    forget()


def forget():
    for remembers in (
        course_version.course_version,
        exercise_versions,
        literate.exercise_sources,
        expected.load_public,
        answer_key.known_behaviors,
        literate.read_module,
        released.released_document,
        released.released_cells,
        released.released_notebook,
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
        f"autograder/reference/released/{UNIT}.npz",
        "autograder/grading/compare.py",
        "autograder/course/draws.py",
        "autograder/inside/worker.py",
    ],
)
def test_a_change_to_what_decides_verdicts_is_another_version(changed, course):
    before = version()
    path = course / changed
    path.write_bytes(path.read_bytes() + b"\n")
    assert version() != before


@pytest.mark.parametrize(
    "changed", ["autograder/cli/commands.py", "autograder/reports/terminal.py"]
)
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
        r'(id="SGD",(?:.|\n)*?Case\("one step)"',
        r'\1 alone"',
        {"SGD", ALONE},
    ),
    "a comment": (TABLE, r"# The exercises\n", "# All of the exercises\n", set()),
    "a probe": (
        TABLE,
        r'(def versions\(.*\n    """)In-place changes',
        r"\1Changes in place",
        {"save_versions"},
    ),
    "the reference of one": (
        REFERENCE,
        r"(class SGD:)",
        r"\1\n    decay = 0",
        {"SGD", ALONE},
    ),
    "the grader": ("autograder/grading/compare.py", r"\Z", "\n", None),
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


def reword_a_hint(exercise):
    stored = expected.load_public(UNIT)
    trials = answer_key.public_trials(UNIT)
    known = {name: answer_key.known_behaviors(UNIT, name) for name in trials}
    reliance = {name: stored[name]["reliance"] for name in trials}
    first, *others = known[exercise].known
    reworded = dataclasses.replace(first, hint="Look closely.")
    known[exercise] = Behaviors((reworded, *others))
    build.save_public(expected.RELEASED / f"{UNIT}.npz", trials, known, reliance)
    forget()


def test_a_hint_concerns_its_exercise_and_what_builds_on_it(course):
    before = exercise_versions(UNIT)
    reword_a_hint("SGD")
    assert changed_exercises(UNIT, before) == {"SGD", ALONE}


def test_whatever_runs_through_an_exercise_is_concerned(course):
    before = exercise_versions(UNIT)
    reword_a_hint("maximum_back")
    changed = changed_exercises(UNIT, before)
    unit = assignment(UNIT)
    assert {"maximum_back", "relu", ALONE} <= changed
    assert "sum_back" not in changed
    for exercise in unit.exercises:
        if "maximum_back" in {*exercise.requires, *exercise.may_use}:
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


@pytest.mark.parametrize("unit", assignment_names())
def test_every_exercise_has_an_entry(unit):
    """Those that a function makes, too."""
    entries, _ = course_version._entries(places.UNITS / f"{unit}.py")
    assert entries.keys() == {exercise.id for exercise in assignment(unit).exercises}


def test_without_a_version_everything_is_concerned():
    assert changed_exercises(UNIT, {}) is None
