"""An assignment's whole life with nbgrader's own commands, for a class of twelve, on SQLite and on
PostgreSQL. The tests follow each other: each goes on from what the one before has left."""

import copy
import json
import re
import shutil
import time

import nbformat
import pytest

from autograder.authoring import demo
from autograder.course.model import assignment
from autograder.platforms.nbgrader.restored import AS_HANDED_IN
from autograder.reference.literate import source_cells

UNIT = "ps2_mnist"
FULL = sum(exercise.points + exercise.extra_credit for exercise in assignment(UNIT).exercises)
ESSAY = "explain-two-roads"
PLOT = "import matplotlib.pyplot as plt\nplt.plot([1, 2])\nprint('drawn')\n40 + 2"
SCRIPT = "<script>document.title = 'stolen'</script><b>bold</b>"
COLLECTED = ("ada", "ben")
"""They hand in through nbgrader's exchange; the others' notebooks are put into the folder."""


def with_cells_added(notebook, *cells):
    notebook = copy.deepcopy(notebook)
    notebook["cells"] += [json.loads(json.dumps(cell)) for cell in cells]
    return notebook


def with_essay(notebook, text):
    notebook = copy.deepcopy(notebook)
    next(cell for cell in notebook["cells"] if cell["id"] == ESSAY)["source"] = text
    return notebook


def notebooks():
    """What each student hands in."""
    complete = with_essay(demo.complete(UNIT), "Three roads, 3 + 3 + 1.")
    own = nbformat.v4.new_code_cell(PLOT, id="mine")
    prose = nbformat.v4.new_markdown_cell(f"My notes. {SCRIPT}", id="notes")
    warned = nbformat.v4.new_code_cell("import numpy as np\nnp.float32(1) / np.float32(0)", id="w")
    cut_off = json.dumps(complete)
    return {
        "ada": complete,
        "ben": demo.half_done(UNIT),
        "chen": with_cells_added(demo.typical_mistakes(UNIT), own, prose),
        "dina": demo.careless(UNIT),
        "fay": demo.untouched(UNIT),
        "gus": cut_off[: len(cut_off) // 2],
        "hana": with_cells_added(complete, warned),
        "Zoë O'Neil": complete,
        "-ivan": demo.half_done(UNIT),
        "jo..jo": without_checks(complete),
        "kim": demo.typical_mistakes(UNIT),
        "lee": with_outputs(complete),
    }


def without_checks(notebook):
    """Every check cell is deleted."""
    notebook = copy.deepcopy(notebook)
    notebook["cells"] = [c for c in notebook["cells"] if not c["id"].startswith("check-")]
    return notebook


def with_outputs(notebook):
    """A training cell, which grading does not run, has outputs."""
    notebook = copy.deepcopy(notebook)
    cell = next(c for c in notebook["cells"] if c["id"] == "given-train-mlp")
    cell["outputs"] = [
        dict(nbformat.v4.new_output("stream", name="stdout", text="epoch 1: 87 %\n")),
        dict(nbformat.v4.new_output("display_data", data={"text/html": SCRIPT})),
    ]
    return notebook


@pytest.fixture(scope="module")
def course(tmp_path_factory, db_url, new_course):
    return new_course(tmp_path_factory.mktemp("cycle") / "course", db_url)


@pytest.fixture
def feedback(course):
    def read(student):
        return (course.root / "feedback" / student / UNIT / f"{UNIT}.html").read_text()

    return read


def test_an_assignment_is_generated_as_the_course_has_it(course, root):
    course.run("generate_assignment", UNIT)
    made = course.root / "notebooks" / UNIT / f"{UNIT}.ipynb"
    ours = root / "notebooks" / UNIT / f"{UNIT}.ipynb"
    assert json.loads(made.read_text()) == json.loads(ours.read_text())


def test_release_fetch_submit_and_collect(course):
    course.run("release_assignment", UNIT)
    for student in COLLECTED:
        home = course.root / "homes" / student
        home.mkdir(parents=True)
        course.run("fetch_assignment", UNIT, as_student=student, cwd=home)
        path = home / UNIT / f"{UNIT}.ipynb"
        assert json.loads(path.read_text())["cells"]
        path.write_text(json.dumps(notebooks()[student]))
        course.run("submit", UNIT, as_student=student, cwd=home)
    course.run("collect", UNIT)
    assert sorted(p.name for p in (course.root / "submitted").iterdir()) == sorted(COLLECTED)


def test_zip_collect(course):
    folder = course.root / "downloaded" / UNIT / "archive"
    folder.mkdir(parents=True)
    path = folder / f"kim_attempt_2026-11-20-10-00-00_{UNIT}.ipynb"
    path.write_text(json.dumps(notebooks()["kim"]))
    course.run("zip_collect", UNIT)
    assert (course.root / "submitted" / "kim" / UNIT / f"{UNIT}.ipynb").exists()


def test_validate_tells_a_student_what_does_not_pass(course):
    said = course.run("validate", f"notebooks/{UNIT}/{UNIT}.ipynb")
    assert "VALIDATION FAILED" in said
    assert "negative_back: not written yet" in said


def test_autograde_one_student_then_all(course):
    for student, notebook in notebooks().items():
        if student not in (*COLLECTED, "kim"):
            course.submit(student, notebook)
    course.run("autograde", UNIT, "--student=ada")
    assert set(course.scores()) == {"ada"}
    said = course.run("autograde", UNIT)
    assert set(course.scores()) == set(notebooks())
    assert "gus: ps2_mnist.ipynb is not a notebook" in said
    assert "Traceback" not in said


def test_scores_are_those_of_autograder_grade(course):
    direct = course.graded_directly()
    in_gradebook = course.scores()
    assert direct.pop("gus") == {}
    assert set(in_gradebook.pop("gus").values()) == {0}
    assert in_gradebook == direct
    assert sum(direct["ada"].values()) == FULL


def test_a_warning_costs_nothing(course):
    assert course.scores()["hana"] == course.scores()["ada"]


def test_cells_hold_what_they_would_show_after_a_run(course):
    path = course.root / "autograded" / "chen" / UNIT / f"{UNIT}.ipynb"
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    own = next(cell for cell in notebook.cells if cell.source == PLOT)
    stream, value, figure = own.outputs
    assert stream.text == "drawn\n"
    assert value.data["text/plain"] == "42"
    assert figure.data["image/png"]
    check = next(cell for cell in notebook.cells if cell.id == "check-permute_back")
    verdict, points = check.outputs
    assert "Hint" in verdict.data["text/html"]
    assert "Hint" in verdict.data["text/plain"]
    assert 0 < float(points.data["text/plain"]) < 2


def test_an_essay_waits_for_a_person_who_grades_and_comments(course):
    with course.gradebook() as gradebook:
        grade = gradebook.find_grade(ESSAY, UNIT, UNIT, "ada")
        assert grade.needs_manual_grade
        assert not gradebook.find_grade(ESSAY, UNIT, UNIT, "fay").needs_manual_grade
        grade.manual_score, grade.extra_credit = 3.0, 0.5
        comment = gradebook.find_comment(ESSAY, UNIT, UNIT, "ada")
        comment.manual_comment = "Say why they add up."
        gradebook.db.commit()
        assert gradebook.find_submission(UNIT, "ada").score == FULL + 3.5


def test_autograde_again_keeps_what_was_given_by_hand(course):
    course.run("autograde", UNIT, "--force", "--student=ada", f"--notebook={UNIT}")
    with course.gradebook() as gradebook:
        grade = gradebook.find_grade(ESSAY, UNIT, UNIT, "ada")
        assert grade.manual_score == 3.0
        assert grade.needs_manual_grade


def test_a_newer_submission_is_graded_without_being_asked_to(course):
    before = course.scores()["ben"]
    home = course.root / "homes" / "ben"
    (home / UNIT / f"{UNIT}.ipynb").write_text(json.dumps(demo.complete(UNIT)))
    time.sleep(0.01)
    course.run("submit", UNIT, as_student="ben", cwd=home)
    course.run("collect", UNIT, "--update")
    course.run("autograde", UNIT)
    assert sum(course.scores()["ben"].values()) > sum(before.values())


def test_being_late_costs_what_the_course_says(course):
    config = course.root / "nbgrader_config.py"
    plugin = (
        "from nbgrader.plugins import BasePlugin\n"
        "class HalfAPoint(BasePlugin):\n"
        "    def late_submission_penalty(self, student_id, score, total_seconds_late):\n"
        "        return 0.5\n"
    )
    (course.root / "late.py").write_text(plugin)
    config.write_text(
        config.read_text() + "\nc.AssignLatePenalties.plugin_class = 'late.HalfAPoint'\n"
    )
    course.run("db", "assignment", "add", UNIT, "--duedate=2020-01-01 12:00:00 UTC")
    course.run("autograde", UNIT, "--force", "--student=ben")
    with course.gradebook() as gradebook:
        assert gradebook.find_submission(UNIT, "ben").late_submission_penalty == 0.5


def test_feedback_has_points_hints_plots_and_comments(course, feedback):
    course.run("generate_feedback", UNIT)
    page = feedback("chen")
    assert re.search(r"<b>[\d.]+</b> of 40 points", page)
    assert "Hint." in page
    assert "data:image/png" in page
    assert "Say why they add up." in feedback("ada")
    assert "0.5 off for handing in late" in feedback("ben")
    assert "is not a notebook" in feedback("gus")
    assert AS_HANDED_IN in feedback("lee")
    assert "epoch 1: 87 %" in feedback("lee")


def test_feedback_leaks_nothing_and_runs_nothing(course, feedback, root):
    for student in notebooks():
        page = feedback(student)
        for secret in (str(course.root), str(root)):
            assert secret not in page
        assert "<script>document.title" not in page
    assert "<b>bold</b>" in feedback("chen")


def test_an_untouched_notebook_gets_no_answer_back(course):
    path = course.root / "autograded" / "fay" / UNIT / f"{UNIT}.ipynb"
    text = path.read_text() + (course.root / "feedback" / "fay" / UNIT / f"{UNIT}.html").read_text()
    answers = re.findall(
        r"### BEGIN SOLUTION(.*?)### END SOLUTION",
        "\n".join(cell.source for cell in source_cells(UNIT)), re.DOTALL,
    )  # fmt: skip
    lines = {line.strip() for answer in answers for line in answer.splitlines()}
    telling = {line for line in lines if len(line) > 30}
    assert len(telling) > 10
    given = path.parent.parent.parent.parent / "notebooks" / UNIT / f"{UNIT}.ipynb"
    assert {line for line in telling if line in text} <= {
        line for line in telling if line in given.read_text()
    }


def test_feedback_reaches_the_student(course):
    course.run("release_feedback", UNIT)
    home = course.root / "homes" / "ada"
    course.run("fetch_feedback", UNIT, as_student="ada", cwd=home)
    assert list((home / UNIT / "feedback").rglob(f"{UNIT}.html"))


def test_exports(course):
    course.run(
        "db",
        "student",
        "add",
        "ada",
        "--first-name=Ada",
        "--last-name=King",
        "--email=a@b.c",
        "--lms-user-id=17",
    )
    rows = course.exported()
    heading, *students = rows
    assert len(students) == len(notebooks())
    score = {row[heading.index("student_id")]: row[heading.index("score")] for row in students}
    assert float(score["ada"]) == FULL + 3.5
    canvas = course.exported(
        "--exporter=autograder.platforms.nbgrader.exports.CanvasExportPlugin", to="canvas.csv"
    )
    assert canvas[0] == ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", UNIT]
    assert canvas[1] == ["    Points Possible", "", "", "", "", "40"]
    assert ["King, Ada", "17", "", "ada", "", f"{FULL + 3.5:g}"] in canvas
    moodle = course.exported(
        "--exporter=autograder.platforms.nbgrader.exports.MoodleExportPlugin", to="moodle.csv"
    )
    assert ["ada", "17", "a@b.c", "Ada", "King", f"{FULL + 3.5:g}"] in moodle
    # what a spreadsheet would take for a formula begins with an apostrophe
    assert {row[0].removeprefix("'") for row in moodle[1:]} == set(notebooks())
    assert "'-ivan" in {row[0] for row in moodle[1:]}


def test_db_commands(course):
    assert UNIT in course.run("db", "assignment", "list")
    assert "Zoë O'Neil" in course.run("db", "student", "list")
    course.run("db", "upgrade")


def test_a_course_fix_of_points_reaches_the_gradebook(course):
    source = course.root / "build" / "source" / UNIT / f"{UNIT}.ipynb"
    assert source.exists()
    course.run("generate_assignment", UNIT)
    shutil.rmtree(course.root / "autograded" / "fay")
    course.run("autograde", UNIT)
    assert sum(course.scores()["fay"].values()) == 0
