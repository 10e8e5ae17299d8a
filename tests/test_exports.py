"""Grades as files for learning platforms."""

import csv
from types import SimpleNamespace

import pytest
from nbgrader.api import MissingEntry

from autograder.platforms.nbgrader import exports

FORMULAS = ("=1+1", "+1", "-1+2", "@SUM(A1)", "\t=1", '=HYPERLINK("https://x.example","ok")')
HARMLESS = ("o'neil", "ada-lovelace", "3.5")


def student(name):
    return SimpleNamespace(id=name, first_name="", last_name=name, email=name, lms_user_id=name)


class Gradebook:
    """As much of nbgrader's as an export asks for; nothing has been handed in."""

    students = [student(name) for name in (*FORMULAS, *HARMLESS)]  # noqa: RUF012
    assignments = [SimpleNamespace(name="=ps", max_score=3.0, submissions=[])]  # noqa: RUF012

    def find_submission(self, *where):
        raise MissingEntry


@pytest.mark.parametrize("plugin", [exports.CanvasExportPlugin, exports.MoodleExportPlugin])
def test_no_cell_is_a_formula(plugin, tmp_path):
    plugin(to=str(tmp_path / "grades.csv")).export(Gradebook())
    with open(tmp_path / "grades.csv", newline="", encoding="utf-8") as file:
        cells = {cell for row in csv.reader(file) for cell in row}
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert cells.issuperset(f"'{name}" for name in FORMULAS)
    assert cells.issuperset(HARMLESS)
