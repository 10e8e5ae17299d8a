"""A made-up class: plausible, and the same from the same seed."""

import ast
import csv
import json
from collections import Counter

import numpy as np
import pytest

from autograder.authoring.simulate import (
    KINDS,
    Author,
    disguise,
    make_class,
    simulated,
    untouched,
    working,
)
from autograder.grading.notebook_file import Unreadable
from autograder.grading.submission import parse
from autograder.reference.released import released_cells

UNIT = "ps2_mnist"


@pytest.fixture(scope="module")
def enrolled():
    return list(simulated(UNIT, 150, seed=5))


@pytest.fixture(scope="module")
def author():
    return Author(UNIT)


def answers(text):
    cells = parse(text.encode(), "hw.ipynb").cells
    return {cell.id: cell.source for cell in cells if cell.role == "exercise"}


def test_a_seed_makes_one_class(enrolled):
    assert list(simulated(UNIT, 150, seed=5)) == enrolled
    assert list(simulated(UNIT, 150, seed=6)) != enrolled


def test_a_smaller_class_is_the_beginning_of_a_larger_one(enrolled):
    assert list(simulated(UNIT, 20, seed=5)) == enrolled[:20]


def test_every_kind_of_student_is_there_and_most_have_worked(enrolled):
    kinds = Counter(student.kind for student, _ in enrolled)
    assert set(kinds) == set(KINDS)
    assert kinds.most_common(1)[0][0] == "working"


def test_ids_are_unique(enrolled):
    assert len({student.id for student, _ in enrolled}) == len(enrolled)


def test_most_notebooks_can_be_read_and_some_cannot(enrolled):
    unreadable = 0
    for _, text in enrolled:
        try:
            parse(text.encode(), "hw.ipynb")
        except Unreadable:
            unreadable += 1
    assert 0 < unreadable < len(enrolled) / 10


def test_students_differ(enrolled):
    worked = [text for student, text in enrolled if student.kind == "working"]
    assert len(set(worked)) == len(worked)


def test_an_untouched_notebook_is_the_released_one(author):
    stubs = {cell.id: cell.source for cell in released_cells(UNIT) if cell.role == "exercise"}
    assert answers(untouched(author, np.random.default_rng(0))) == stubs


def test_a_disguised_copy_is_written_differently_and_parses(author):
    text = working(author, np.random.default_rng(3))
    copied = disguise(text, np.random.default_rng(4))
    before, after = answers(text), answers(copied)
    assert before.keys() == after.keys()
    assert sum(before[name] != after[name] for name in before) > len(before) / 2
    for name, source in before.items():
        functions = [
            [n.name for n in ast.walk(ast.parse(code)) if isinstance(n, ast.FunctionDef)]
            for code in (source, after[name])
        ]
        assert functions[0] == functions[1]


def test_the_class_stands_where_nbgrader_looks_for_it(tmp_path):
    paths = make_class(UNIT, tmp_path, 5, seed=5)
    with (tmp_path / "students.csv").open(encoding="utf-8") as file:
        students = list(csv.DictReader(file))
    assert [path.relative_to(tmp_path).parts for path in paths] == [
        (student["id"], UNIT, f"{UNIT}.ipynb") for student in students
    ]
    assert all(student["email"] and student["last_name"] for student in students)
    assert json.loads(paths[0].read_text(encoding="utf-8"))["nbformat"] == 4
