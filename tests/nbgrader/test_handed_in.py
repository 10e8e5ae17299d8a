"""What is handed in as something else than a notebook under its name; late and with more time."""

import io
import json
import logging
import os
import shutil
import zipfile

import pytest
from nbgrader.coursedir import CourseDirectory

from autograder.authoring import demo
from autograder.course.places import ROOT
from autograder.platforms.nbgrader.handed_in import take_in

UNIT = "ps1_backprop"
FILE = f"{UNIT}.ipynb"
ANSWER = "import numpy as np\n\n\ndef log_back(grad_out, out, x):\n    return grad_out / x\n"


@pytest.fixture(scope="module")
def notebook():
    """A notebook with one right answer."""
    made = demo.untouched(UNIT)
    (cell,) = (cell for cell in made["cells"] if cell["id"] == "log_back")
    cell["source"] = ANSWER
    return json.dumps(made)


def zipped(**files):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return content.getvalue()


def put(course, student, path, content):
    target = course.root / "submitted" / student / UNIT / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content if isinstance(content, bytes) else content.encode())


@pytest.fixture(scope="module")
def another_course(tmp_path_factory, new_course):
    """`another_course(root)`: a course whose assignment has been generated, in that folder."""
    first = new_course(tmp_path_factory.mktemp("generated") / "course")
    first.run("generate_assignment", UNIT)

    def made(root):
        shutil.copytree(first.root, root)
        return new_course(root)

    return made


@pytest.fixture(scope="module")
def handed_in(tmp_path_factory, another_course, notebook):
    """A course in which everybody has handed in something else. Not to be changed."""
    course = another_course(tmp_path_factory.mktemp("odd") / "course")
    other = json.dumps(demo.untouched("ps2_mnist"))
    put(course, "zip", "homework.zip", zipped(**{"hw/mine.ipynb": notebook}))
    put(course, "module", "backprop.py", ANSWER)
    put(course, "deeper", f"my work/{FILE}", notebook)
    put(course, "capitals", FILE.upper(), notebook)
    put(course, "right", FILE, notebook)
    put(course, "other unit", FILE, other)
    put(course, "no notebook", "essay.docx", b"PK\3\4 and so on")
    put(course, "two in a zip", "hw.zip", zipped(**{"a.ipynb": notebook, "b.ipynb": other[:9]}))
    put(course, "two", "a.ipynb", notebook)
    put(course, "two", "deep/b.ipynb", json.dumps(demo.untouched(UNIT)))
    course.said = course.run("autograde", UNIT)
    return course


def totals(course):
    return {name: sum(points.values()) for name, points in course.scores(UNIT).items()}


def test_what_can_be_understood_is_graded_and_the_rest_is_named(handed_in):
    graded = ("zip", "module", "deeper", "capitals", "right", "two in a zip")
    assert totals(handed_in) == dict.fromkeys(graded, 1.0)
    for sentence in (
        f"zip/{UNIT} has homework.zip/hw/mine.ipynb; it is graded as {FILE}.",
        f"other unit/{UNIT}/{FILE} is a notebook of ps2_mnist, not of {UNIT}, so it is left out.",
        f"no notebook/{UNIT} has no notebook of {UNIT} (there is: essay.docx), so it is not graded",
        f"two/{UNIT} has more than one notebook of {UNIT} (there is: a.ipynb, deep/b.ipynb), so",
    ):
        assert sentence in handed_in.said
    assert "Traceback" not in handed_in.said


def test_what_is_left_out_is_empty_in_exports_and_not_0(handed_in):
    handed_in.run("db", "student", "add", "other unit")
    exporter = "--exporter=autograder.platforms.nbgrader.exports.CanvasExportPlugin"
    rows = {row[3]: row[-1] for row in handed_in.exported(exporter)[2:]}
    assert rows["right"] == "1"
    assert rows["other unit"] == ""


def test_the_other_command_grades_the_same(another_course, tmp_path):
    course = another_course(tmp_path / "course")
    for student, path, content in (
        ("zip", "homework.zip", zipped(**{"hw/mine.ipynb": untouched_text()})),
        ("module", "backprop.py", ANSWER),
        ("other unit", FILE, json.dumps(demo.untouched("ps2_mnist"))),
    ):
        put(course, student, path, content)
    said = course.run("autograder", "autograde", UNIT)
    assert totals(course) == {"zip": 0.0, "module": 1.0}
    assert "is a notebook of ps2_mnist, not of ps1_backprop, so it is left out" in said


def untouched_text():
    return json.dumps(demo.untouched(UNIT))


@pytest.fixture
def course(tmp_path, another_course, notebook):
    """A course in which ada and ben have handed in, a day and a half late."""
    course = another_course(tmp_path / "course")
    for student in ("ada", "ben"):
        put(course, student, FILE, notebook)
        put(course, student, "timestamp.txt", "2026-12-03 12:00:00 UTC")
    course.run("db", "assignment", "add", UNIT, "--duedate=2026-12-02 00:00 UTC")
    return course


def penalties(course):
    with course.gradebook() as gradebook:
        return {
            submission.student.id: submission.late_submission_penalty
            for submission in gradebook.assignment_submissions(UNIT)
        }


def test_late_by_configuration_alone_and_a_due_date_of_ones_own(course):
    course.run("autograde", UNIT)
    assert penalties(course) == {"ada": 0.0, "ben": 0.0}
    config = course.root / "nbgrader_config.py"
    config.write_text(config.read_text() + "\nc.LatePolicy.per_day = 0.1\n")
    (course.root / "accommodations.csv").write_text(
        f"student,assignment,due,time\nben,{UNIT},2026-12-02 18:00 UTC,\n"
    )
    course.run("autograde", UNIT, "--force")
    assert penalties(course) == {"ada": 0.2, "ben": 0.1}
    config.write_text(config.read_text() + "\nc.LatePolicy.grace = 36\n")
    course.run("autograde", UNIT, "--force")
    assert penalties(course) == {"ada": 0.0, "ben": 0.0}


def test_accommodations_that_cannot_be_used_are_said(course):
    for text, sentence in (
        ("name,due\nada,x\n", "should have the columns student, assignment, due, time"),
        ("student,due\nada,whenever\n", "'whenever' is no time, such as 2026-12-08 23:59 UTC."),
        ("student,time\nada,0.5\n", "line 2: time should be a number from 1 to 100, not '0.5'."),
    ):
        (course.root / "accommodations.csv").write_text(text)
        for command in (("autograde",), ("autograder", "autograde")):
            done = course.attempt(*command, UNIT)
            assert (done.returncode, sentence in done.stdout) == (1, True), done.stdout
            assert "Traceback" not in done.stdout


def test_more_time_for_one_student(course):
    slow = demo.untouched(UNIT)
    (cell,) = (cell for cell in slow["cells"] if cell["id"] == "log_back")
    cell["source"] = (
        "from time import monotonic\n\n\ndef log_back(grad_out, out, x):\n"
        "    end = monotonic() + 0.16\n    while monotonic() < end:\n        pass\n"
        "    return grad_out / x\n"
    )
    for student in ("ada", "ben"):
        put(course, student, FILE, json.dumps(slow))
    config = course.root / "nbgrader_config.py"
    config.write_text(config.read_text() + "\nc.GradeExercises.limits = {'exercise': 0.04}\n")
    (course.root / "accommodations.csv").write_text("student,time\nben,100\n")
    for command in (("autograde", UNIT), ("autograder", "autograde", UNIT)):
        course.run(*command)
        assert totals(course) == {"ada": 0.0, "ben": 1.0}


def test_a_dry_run_says_who_would_gain_or_lose_and_changes_nothing(course):
    course.run("autograder", "autograde", UNIT)
    with course.gradebook() as gradebook:
        gradebook.find_grade("check-log_back", UNIT, UNIT, "ada").auto_score = 0.25
        gradebook.find_grade("check-log_back", UNIT, UNIT, "ben").manual_score = 0.5
        gradebook.find_grade("check-unbroadcast", UNIT, UNIT, "ben").auto_score = 2.0
        gradebook.db.commit()
    before = course.scores(UNIT)
    said = course.run("autograder", "autograde", UNIT, "--dry-run")
    assert "ada: log_back 0.25 -> 1 (+0.75)" in said
    assert "ben: unbroadcast 2 -> 0 (-2)" in said
    assert "ben: log_back" not in said
    assert "1 student would gain points, 1 student would lose some." in said
    assert course.scores(UNIT) == before


def test_points_by_hand_survive_autograding(course):
    course.run("autograder", "autograde", UNIT)
    with course.gradebook() as gradebook:
        gradebook.find_grade("check-log_back", UNIT, UNIT, "ben").manual_score = 0.5
        gradebook.db.commit()
    for command in (("autograde", UNIT, "--force"), ("autograder", "autograde", UNIT)):
        course.run(*command)
        with course.gradebook() as gradebook:
            grade = gradebook.find_grade("check-log_back", UNIT, UNIT, "ben")
            assert (grade.score, grade.auto_score) == (0.5, 1.0)


def test_a_newer_notebook_under_another_name_is_named(tmp_path, caplog):
    folder = tmp_path / "submitted" / "ada" / "ps2_mnist"
    folder.mkdir(parents=True)
    source = ROOT / "notebooks" / "ps2_mnist" / "ps2_mnist.ipynb"
    for name, changed in (("ps2_mnist", 200), ("older", 100), ("newer", 300), ("notes", 300)):
        path = folder / f"{name}.ipynb"
        path.write_bytes(source.read_bytes() if name != "notes" else b"{}")
        os.utime(path, (changed, changed))
    coursedir = CourseDirectory(root=str(tmp_path), assignment_id="ps2_mnist")
    take_in(coursedir, ["ps2_mnist"], logging.getLogger("collecting"))
    (said,) = caplog.messages
    assert "newer.ipynb is newer than ps2_mnist.ipynb, which is graded" in said
