"""An assignment in several notebooks, each a unit: scores add up wherever they are shown."""

import html
import json
import re
import shutil
import subprocess
import sys

import pytest

from autograder.authoring.demo import complete, untouched
from autograder.course.model import assignment

FIRST, SECOND = UNITS = ("ps1_backprop", "ps2_mnist")
POINTS = {unit: assignment(unit).max_score for unit in UNITS}
EXTRA = {
    unit: sum(e.points * e.bonus + e.extra_credit for e in assignment(unit).exercises)
    for unit in UNITS
}


def submissions():
    """By student, what was handed in, by the names of the files."""
    return {
        "ada": {unit: complete(unit) for unit in UNITS},
        "ben": {FIRST: untouched(FIRST), SECOND: complete(SECOND)},
        "cem": {"my homework": complete(SECOND)},
        "dee": {FIRST: complete(FIRST), SECOND: "no notebook"},
    }


def expected():
    """By student, the points in all notebooks."""
    return {
        "ada": sum(POINTS.values()) + sum(EXTRA.values()),
        "ben": POINTS[SECOND] + EXTRA[SECOND],
        "cem": POINTS[SECOND] + EXTRA[SECOND],
        "dee": POINTS[FIRST] + EXTRA[FIRST],
    }


@pytest.fixture(scope="module")
def course(tmp_path_factory, root, new_course):
    """A course in which two units are one assignment, `both`, and a class has handed it in."""
    folder = tmp_path_factory.mktemp("several") / "course"
    for name in ("autograder", "solutions", "data"):
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(root / name, folder / name, ignore=ignored)
    for unit in UNITS:
        record = folder / "autograder" / "course" / "units" / f"{unit}.py"
        name, text = f'    name="{unit}",\n', record.read_text(encoding="utf-8")
        assert text.count(name) == 1
        record.write_text(text.replace(name, f'{name}    part_of="both",\n'), encoding="utf-8")
    made = new_course(folder)
    made.environment["PYTHONPATH"] = str(folder)
    made.run("generate_assignment", "both")
    for student, files in submissions().items():
        for name, notebook in files.items():
            made.submit(student, notebook, f"{name}.ipynb", "both")
    return made


def in_gradebook(course):
    """By student, the points in the gradebook."""
    with course.gradebook() as gradebook:
        found = gradebook.find_assignment("both").submissions
        return {submission.student.id: submission.score for submission in found}


def test_they_are_generated_side_by_side(course):
    released = course.root / "notebooks" / "both"
    assert {path.stem for path in released.iterdir()} == {*UNITS}
    with course.gradebook() as gradebook:
        found = gradebook.find_assignment("both").notebooks
        assert {notebook.name for notebook in found} == {*UNITS}


def test_nbgrader_grades_all_of_them(course):
    said = course.run("autograde", "both")
    assert "cem/both has my homework.ipynb; it is graded as ps2_mnist.ipynb." in said
    assert in_gradebook(course) == expected()


def test_exports_have_one_column_for_them(course):
    exporter = "--exporter=autograder.platforms.nbgrader.exports.CanvasExportPlugin"
    heading, _, *rows = course.exported(exporter)
    assert heading[5:] == ["both"]
    assert {row[3]: float(row[5]) for row in rows} == expected()


def test_our_own_command_takes_a_unit_for_its_assignment_and_writes_the_same(course):
    graded = sorted(course.root.rglob("autograded/*/both/*.ipynb"))
    before = {path: path.read_bytes() for path in graded}
    assert len(before) == 7
    shutil.rmtree(course.root / "autograded")
    course.run("autograder", "autograde", FIRST)
    assert in_gradebook(course) == expected()
    assert {path: path.read_bytes() for path in graded} == before
    assert (course.root / "graded" / "both").is_dir()


def test_a_table_in_the_terminal_has_the_sums(course):
    notebooks = course.root / "submitted" / "ben" / "both"
    said = course.attempt("autograder", "grade", notebooks, "--seed", "3", "--results", "mine")
    ben = expected()["ben"] - EXTRA[SECOND]
    worth = sum(POINTS.values())
    assert f"ben/both, 2 notebooks together: {ben:g} / {worth:g} +{EXTRA[SECOND]:g}" in said.stdout


def test_pages_of_the_class_have_the_sums(course):
    course.run("autograder", "report", "--results", "graded/both", "--names")
    page = (course.root / "graded" / "both" / "pages" / "index.html").read_text("utf-8")
    section = re.search(r'<section aria-labelledby="both">.*?</section>', page, re.DOTALL)[0]
    rows = re.findall(r'<tr><th scope="row">(.*?)</th>\s*<td class="number">(.*?)</td>', section)
    assert {html.unescape(name): float(score) for name, score in rows} == expected()


def test_a_student_checks_all_of_them_by_one_name(course):
    work = course.root / "notebooks" / "both"
    for unit in UNITS:
        (work / f"{unit}.ipynb").chmod(0o644)
        (work / f"{unit}.ipynb").write_text(json.dumps(complete(unit)), encoding="utf-8")
    command = "from autograder.cli.commands import main_self_check; main_self_check()"
    done = subprocess.run(
        [sys.executable, "-c", command, "both"],
        cwd=course.root,
        env=course.environment,
        capture_output=True,
        text=True,
    )
    worth = sum(POINTS.values())
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"notebooks/both, 2 notebooks together: {worth:g} / {worth:g}" in done.stdout
