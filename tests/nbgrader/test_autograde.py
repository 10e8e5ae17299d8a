"""`autograder autograde`: a class in the gradebook as `nbgrader autograde` would have left it."""

import json
import os
import shutil
import signal
import subprocess
import sys

import nbformat
import pytest

from autograder.authoring import demo
from autograder.classroom.journal import read_results

UNIT = "ps2_mnist"
FILE = f"{UNIT}.ipynb"
COMMAND = (
    sys.executable,
    "-c",
    "from autograder.cli.commands import main; main()",
    "autograde",
    UNIT,
)


def submissions():
    complete = demo.complete(UNIT)
    unmarked = json.loads(json.dumps(complete))
    unmarked["metadata"].pop("autograder")
    return {
        "ada": complete,
        "ben": demo.half_done(UNIT),
        "chen": demo.typical_mistakes(UNIT),
        "dina": demo.careless(UNIT),
        "emil": complete,
        "fay": demo.untouched(UNIT),
        "gus": json.dumps(complete)[:5000],
        "Zoë O'Neil": unmarked,
    }


@pytest.fixture(scope="module")
def handed_in(tmp_path_factory, generated, new_course):
    """A course in which a class has handed in, and nothing is graded."""
    root = tmp_path_factory.mktemp("handed_in") / "course"
    shutil.copytree(generated, root)
    course = new_course(root)
    for student, notebook in submissions().items():
        course.submit(student, notebook)
    course.submit("misnamed", demo.half_done(UNIT), name="my work.ipynb")
    return course


@pytest.fixture(scope="module")
def again(handed_in, new_course):
    """Makes another course with the same class, in a gradebook of its own."""

    def made(root, db_url=None):
        shutil.copytree(handed_in.root / "submitted", root / "submitted")
        course = new_course(root, db_url)
        if db_url is None:
            shutil.copy(handed_in.root / "gradebook.db", root)
            shutil.copytree(handed_in.root / "build", root / "build")
        else:
            course.run("generate_assignment", UNIT)
        return course

    return made


@pytest.fixture(scope="module")
def graded(again, tmp_path_factory):
    """The same course after `autograder autograde`; what that said is `course.said`."""
    course = again(tmp_path_factory.mktemp("graded") / "course")
    course.said = course.run("autograder", "autograde", UNIT, "--workers", 2)
    return course


@pytest.fixture
def copied(graded, tmp_path, new_course):
    """A copy of it to change."""
    shutil.copytree(graded.root, tmp_path / "course")
    return new_course(tmp_path / "course")


def gradebook(course):
    """All that the gradebook knows of the submissions."""
    with course.gradebook() as gradebook:
        return {
            submission.student.id: (
                submission.timestamp,
                submission.late_submission_penalty,
                [
                    (g.name, g.auto_score, g.manual_score, g.extra_credit, g.needs_manual_grade)
                    for notebook in submission.notebooks
                    for g in sorted(notebook.grades, key=lambda g: g.name)
                ],
                [
                    (c.name, c.auto_comment, c.manual_comment)
                    for notebook in submission.notebooks
                    for c in sorted(notebook.comments, key=lambda c: c.name)
                ],
            )
            for submission in gradebook.find_assignment(UNIT).submissions
        }


def files(course):
    """What stands in `autograded/`, but for the secrets, which are drawn at random."""
    folder = course.root / "autograded"
    return {
        str(path.relative_to(folder)): (path.stat().st_mode, path.read_text())
        for path in folder.rglob("*")
        if path.is_file() and path.name != "submission_secret.txt"
    }


def test_it_leaves_what_nbgrader_would_have_left(again, graded, tmp_path):
    stock = again(tmp_path / "course")
    stock.run("autograde", UNIT)
    assert "Traceback" not in graded.said
    assert "gus: ps2_mnist.ipynb is not a notebook" in graded.said
    assert gradebook(graded) == gradebook(stock)
    assert set(gradebook(graded)) == {*submissions(), "misnamed"}
    assert files(graded) == files(stock)


def test_the_same_on_postgresql(again, graded, tmp_path, postgresql_gradebook):
    course = again(tmp_path / "course", postgresql_gradebook)
    course.run("autograder", "autograde", UNIT)
    assert gradebook(course) == gradebook(graded)
    assert files(course) == files(graded)


def test_what_comes_out_otherwise_is_written_and_nothing_else(copied):
    written = copied.root / "autograded"
    before = {path: path.stat().st_mtime_ns for path in written.rglob(FILE)}
    better = demo.complete(UNIT)
    better["cells"].append(dict(nbformat.v4.new_markdown_cell("Now it works.", id="mine")))
    copied.submit("ben", better)
    assert "1 notebook graded" in copied.run("autograder", "autograde", UNIT)
    changed = {p.parts[-3] for p, moment in before.items() if p.stat().st_mtime_ns != moment}
    assert changed == {"ben"}
    assert copied.scores()["ben"] == copied.scores()["ada"]
    copied.environment["AUTOGRADER_SEED"] = "8"
    assert "9 notebooks graded" in copied.run("autograder", "autograde", UNIT)
    ada = written / "ada" / UNIT / FILE
    assert ada.stat().st_mtime_ns == before[ada]


def test_a_correction_concerns_those_who_made_the_mistake(copied, again, root, tmp_path):
    """And leaves what there would be if all had been graded after it."""
    for name in ("autograder", "solutions", "data"):
        shutil.copytree(root / name, tmp_path / "corrected" / name)
    (chen,) = [r for r in read_results(copied.root / "graded" / UNIT) if r.student == "chen"]
    found = next(result for result in chen.report.exercises if result.diagnosis)
    known = tmp_path / "corrected" / "solutions" / "mistakes" / UNIT / f"{found.id}.toml"
    begin = f'[{found.diagnosis.id}]\nhint = """'
    text = known.read_text(encoding="utf-8")
    assert begin in text
    known.write_text(text.replace(begin, f"{begin}Look closely. "), encoding="utf-8")

    before = files(copied)
    copied.environment["PYTHONPATH"] = str(tmp_path / "corrected")
    copied.run("autograder", "build", UNIT)
    said = copied.run("autograder", "autograde", UNIT)
    assert "only what a change of the course concerns: " in said
    assert found.id in said
    anew = again(tmp_path / "anew")
    anew.environment["PYTHONPATH"] = str(tmp_path / "corrected")
    anew.run("autograder", "autograde", UNIT)
    assert gradebook(copied) == gradebook(anew)
    assert files(copied) == files(anew)
    changed = {name for name, content in files(copied).items() if content != before[name]}
    assert f"chen/{UNIT}/{FILE}" in changed
    assert f"ada/{UNIT}/{FILE}" not in changed
    assert "Look closely." in files(copied)[f"chen/{UNIT}/{FILE}"][1]


@pytest.mark.parametrize("when", ["graded", "autograded"])
def test_killed_the_same_command_goes_on(again, graded, tmp_path, when):
    course = again(tmp_path / "course")
    process = subprocess.Popen(COMMAND, cwd=course.root, env=course.environment)
    try:
        while not list((course.root / when).rglob("*.*")) and process.poll() is None:
            os.sched_yield()
        process.send_signal(signal.SIGKILL)
    finally:
        process.wait()
    course.run("autograder", "autograde", UNIT)
    assert gradebook(course) == gradebook(graded)
    assert files(course) == files(graded)


def test_manual_points_stay(copied):
    place = ("explain-two-roads", UNIT, UNIT, "ada")
    with copied.gradebook() as gradebook:
        gradebook.find_grade(*place).manual_score = 3.0
        gradebook.db.commit()
    copied.run("autograder", "autograde", UNIT)
    with copied.gradebook() as gradebook:
        assert gradebook.find_grade(*place).manual_score == 3.0


BROKEN = """
from nbgrader.preprocessors import NbGraderPreprocessor

class Broken(NbGraderPreprocessor):
    def preprocess(self, nb, resources):
        if resources["nbgrader"]["student"] == "ben":
            raise RuntimeError("a mistake in the course's own preprocessor")
        return nb, resources

c.Autograde.autograde_preprocessors.append(Broken)
"""


def test_a_submission_that_fails_in_nbgrader_leaves_nothing_and_the_others_go_on(
    again, graded, tmp_path
):
    course = again(tmp_path / "course")
    config = course.root / "nbgrader_config.py"
    right = config.read_text()
    config.write_text(right + BROKEN)
    done = course.attempt("autograder", "autograde", UNIT)
    assert done.returncode == 1
    assert "Not everything is in the gradebook" in done.stdout
    assert gradebook(course) == {k: v for k, v in gradebook(graded).items() if k != "ben"}
    config.write_text(right)
    course.run("autograder", "autograde", UNIT)
    assert gradebook(course) == gradebook(graded)


def test_without_a_course_it_says_where_to_go(handed_in, tmp_path):
    done = handed_in.attempt("autograder", "autograde", UNIT, cwd=tmp_path)
    assert done.returncode == 1
    assert "Go to the course's folder" in done.stdout
    assert "Traceback" not in done.stdout


def test_before_the_assignment_is_generated_nothing_is_graded(handed_in, tmp_path, new_course):
    course = new_course(tmp_path / "course")
    shutil.copytree(handed_in.root / "submitted", course.root / "submitted")
    done = course.attempt("autograder", "autograde", UNIT)
    assert done.returncode == 1
    assert f"Run: nbgrader generate_assignment {UNIT}" in done.stdout
    assert not (course.root / "graded").exists()


def test_nothing_handed_in(course):
    done = course.attempt("autograder", "autograde", UNIT)
    assert done.returncode == 1
    assert f"There is no notebook of {UNIT} in submitted/ to grade." in done.stdout


def test_a_unit_that_is_not_there(handed_in):
    done = handed_in.attempt("autograder", "autograde", "ps9")
    assert done.returncode == 1
    assert "ps9" in done.stdout
    assert "Traceback" not in done.stdout
