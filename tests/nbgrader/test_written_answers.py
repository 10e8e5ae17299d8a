"""Answers in words, and their pictures, from a student's file to the gradebook and the pages."""

import copy
import json
import re
import shutil

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_raw_cell

from autograder.authoring import demo
from autograder.platforms.nbgrader.feedback import MISSING

UNIT = "ps2_mnist"
FILE = f"{UNIT}.ipynb"
ESSAY = "explain-two-roads"
WORDS = "Three roads lead there. Their parts add up, as the chain rule says."
PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII="
HOSTILE = "<script>document.title = 'stolen'</script>"


def beside(cell, *, delete=False):
    """The untouched notebook with a cell below that of the written answer, or in its place."""
    notebook = copy.deepcopy(demo.untouched(UNIT))
    place = next(i for i, c in enumerate(notebook["cells"]) if c["id"] == ESSAY)
    notebook["cells"][place + (not delete) : place + 1] = [json.loads(json.dumps(cell))]
    return notebook


def with_picture(name="image.png", reference="attachment:image.png", kind="image/png"):
    return new_markdown_cell(
        f"{WORDS} ![a plot]({reference})", id="p", attachments={name: {kind: PNG}}
    )


WAITS = {
    "below": beside(new_markdown_cell(WORDS, id="a")),
    "raw": beside(new_raw_cell(f"{WORDS} {HOSTILE}", id="a")),
    "code": beside(new_code_cell(WORDS, id="a")),
    "deleted": beside(new_markdown_cell(WORDS, id="a"), delete=True),
    "far": demo.untouched(UNIT)
    | {"cells": [*demo.untouched(UNIT)["cells"], dict(new_raw_cell(f"{WORDS} {HOSTILE}", id="a"))]},
    "picture": beside(with_picture()),
    "quoted": beside(with_picture("my plot.png", "attachment:my%20plot.png")),
    "missing": beside(with_picture(reference="attachment:other.png")),
    "odd": beside(with_picture(kind="text/html")),
    "nothing": beside(with_picture(reference="attachment:")),
}
NOBODY = {"untouched": demo.untouched(UNIT)}


@pytest.fixture(scope="module")
def graded(tmp_path_factory, generated, new_course):
    """A course in which all of these are graded and have feedback; its output is `course.said`."""
    root = tmp_path_factory.mktemp("words") / "course"
    shutil.copytree(generated, root)
    course = new_course(root)
    for student, notebook in {**WAITS, **NOBODY}.items():
        course.submit(student, notebook)
    course.submit("capitals", demo.untouched(UNIT), name="PS2_MNIST.IPYNB")
    course.run("autograder", "autograde", UNIT, "--workers", 1)
    course.said = course.run("generate_feedback", UNIT)
    return course


def page(course, student):
    return (course.root / "feedback" / student / UNIT / f"{UNIT}.html").read_text()


def points(course, student):
    """What the summary and the heading of the answer say of its points."""
    shown = page(course, student)
    summary = re.search(rf'href="#{ESSAY}">.*?class="points">(.*?)<', shown, re.DOTALL)[1]
    heading = re.search(rf'id="{ESSAY}">.*?class="points">(.*?)<', shown, re.DOTALL)[1]
    assert summary == heading
    return summary


@pytest.mark.parametrize("student", WAITS)
def test_a_written_answer_waits_for_a_person_and_is_shown_as_waiting(student, graded):
    with graded.gradebook() as gradebook:
        grade = gradebook.find_grade(ESSAY, UNIT, UNIT, student)
        assert grade.needs_manual_grade
        assert gradebook.find_submission(UNIT, student).needs_manual_grade
    shown = page(graded, student)
    assert points(graded, student) == "waiting / 4"
    assert "answers worth 4 wait for a person" in shown
    assert "as the chain rule says." in shown
    assert "<script>document.title" not in shown
    written = nbformat.read(graded.root / "autograded" / student / UNIT / FILE, 4)
    nbformat.validate(written)
    assert "as the chain rule says." in "".join(cell.source for cell in written.cells)


@pytest.mark.parametrize("student", [*NOBODY, "capitals"])
def test_an_answer_that_nobody_wrote_has_no_points(student, graded):
    with graded.gradebook() as gradebook:
        assert not gradebook.find_grade(ESSAY, UNIT, UNIT, student).needs_manual_grade
    assert points(graded, student) == "0 / 4"
    assert "wait for a person" not in page(graded, student)


@pytest.mark.parametrize("student", ["picture", "quoted"])
def test_a_pasted_picture_is_shown(student, graded):
    assert f'src="data:image/png;base64,{PNG}"' in page(graded, student)


@pytest.mark.parametrize("student", ["missing", "odd", "nothing"])
def test_a_picture_that_is_not_there_says_so(student, graded):
    assert MISSING["image/svg+xml"] in page(graded, student)
    assert PNG not in page(graded, student)


def test_points_by_hand_end_the_waiting(graded):
    with graded.gradebook() as gradebook:
        grade = gradebook.find_grade(ESSAY, UNIT, UNIT, "below")
        grade.manual_score, grade.needs_manual_grade = 3.0, False
        gradebook.db.commit()
    graded.run("generate_feedback", UNIT, "--force", "--student=below")
    assert points(graded, "below") == "3 / 4"
    assert "wait for a person" not in page(graded, "below")
    said = graded.run(
        "export",
        "--exporter=autograder.platforms.nbgrader.exports.CanvasExportPlugin",
        "--to=canvas.csv",
    )
    assert f"{len(WAITS) - 1} submissions have answers that wait for a person" in said
