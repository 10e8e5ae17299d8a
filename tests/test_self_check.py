"""A self-check without a mistake never means less than the grade: right answers, each beside other
people's right versions of what it needs."""

import itertools
from collections import defaultdict

import nbformat
import pytest

from autograder.authoring.audit import collected_samples
from autograder.course.model import assignment, assignment_names
from autograder.grading import submission
from autograder.grading import verdicts as grading
from autograder.grading.answer_key import PublicKey, ReferenceKey
from autograder.reference import literate
from tests.conftest import SEED
from tests.solved import sandbox_for

CLASSES = 8
"""Notebooks a unit: enough for most answers and many pairs of them."""


def right_answers(unit):
    """The right answers by exercise, the instructor's own first."""
    found = defaultdict(list)
    for cell in literate.source_notebook(unit).cells:
        marks = cell.metadata.get("autograder", {})
        if marks.get("role") == "exercise":
            found[marks["exercise"]].append(cell.source)
    for sample in collected_samples(unit):
        if sample.right:
            found[sample.exercise].append(sample.source)
    return found


def notebooks(unit):
    """Notebooks in which every exercise has another right answer than in the one before, in ever
    other company: each exercise goes through its answers at a pace of its own."""
    answers, paces = right_answers(unit), itertools.cycle((1, 2, 3, 5))
    pace = {exercise: next(paces) for exercise in answers}
    for number in range(CLASSES):
        notebook = literate.source_notebook(unit)
        for cell in notebook.cells:
            marks = cell.metadata.get("autograder", {})
            if marks.get("role") == "exercise":
                mine = answers[marks["exercise"]]
                cell.source = mine[number * pace[marks["exercise"]] % len(mine)]
        yield submission.parse(nbformat.writes(notebook).encode(), f"{unit}-{number}.ipynb")


@pytest.mark.parametrize("unit", assignment_names())
def test_what_passes_in_grading_passes_the_self_check(unit):
    public, graded = PublicKey(unit), ReferenceKey(unit, SEED)
    course = assignment(unit)
    exercises = [exercise.id for exercise in course.exercises]
    sandbox = sandbox_for(public)
    less = []
    for handed_in in notebooks(unit):
        checked = grading.grade(handed_in, public, exercises, sandbox=sandbox)
        # what builds on an answer that does only what it must may ask it for more
        short = {r.id for r in checked.exercises if r.extra_credit < course[r.id].extra_credit}
        wrong = [
            result
            for result in checked.exercises
            if result.status != "passed" and not course.running([result.id]) & short
        ]
        if wrong:
            grades = grading.grade(handed_in, graded, exercises, sandbox=sandbox)
            points = {result.id: result.score for result in grades.exercises}
            less += [
                f"{handed_in.notebook}: {result.id}: {result.message}"
                for result in wrong
                if result.score < points[result.id]
            ]
    assert less == []
