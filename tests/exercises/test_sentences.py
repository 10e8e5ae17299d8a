"""Every sentence of a stub's docstrings is held by a case: the table of it is complete and true.

The tables are `tests/exercises/sentences/<unit>.toml`: under an exercise's id a list of
{sentence, cases}, the sentences in their order. Put together they are the docstrings.
"""

import ast
import tomllib
from pathlib import Path

import pytest

from autograder.course.model import assignment
from autograder.reference.literate import source_cells

FOLDER = Path(__file__).parent / "sentences"
TABLES = {
    path.stem: tomllib.loads(path.read_text(encoding="utf-8"))
    for path in sorted(FOLDER.glob("*.toml"))
}
DOCUMENTED = (ast.FunctionDef, ast.ClassDef)


def docstrings(unit):
    """The docstrings of each exercise's stub, in their order, as one line."""
    found = {}
    for cell in source_cells(unit):
        if cell.role != "exercise":
            continue
        nodes = [node for node in ast.walk(ast.parse(cell.source)) if isinstance(node, DOCUMENTED)]
        texts = [ast.get_docstring(node) for node in sorted(nodes, key=lambda node: node.lineno)]
        text = " ".join(" ".join(text for text in texts if text).split())
        if text:
            found[cell.exercise] = text
    return found


@pytest.mark.parametrize("unit", TABLES)
def test_every_sentence_of_a_docstring_is_in_the_table(unit):
    table = {
        exercise: " ".join(" ".join(row["sentence"].split()) for row in rows)
        for exercise, rows in TABLES[unit].items()
    }
    assert table == docstrings(unit)


@pytest.mark.parametrize("unit", TABLES)
def test_every_sentence_names_cases_and_every_case_exists(unit):
    for exercise, rows in TABLES[unit].items():
        names = {case.name for case in assignment(unit)[exercise].cases}
        for row in rows:
            assert row["cases"], row["sentence"]
            assert set(row["cases"]) <= names, row["sentence"]
