"""Grades as tables that learning platforms import, from the reports alone: Canvas and Moodle."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

from autograder.classroom.journal import student_of
from autograder.course.model import assignment
from autograder.grading.results import Report

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""How a cell begins that a spreadsheet would take for a formula, and run."""


def as_text(cells: Iterable[str]) -> list[str]:
    """The cells of a row, none of which a spreadsheet runs: such a one gets an apostrophe."""
    return [f"'{cell}" if cell.startswith(FORMULA) else cell for cell in cells]


def by_student(reports: Iterable[Report]) -> tuple[list[str], dict[str, dict[str, float]]]:
    """The assignments, and each student's points in those that could be graded.

    In nbgrader's layout, a student is named after the folder there. Otherwise, after the first
    folder in which paths differ, or after the file where it stands in no folder of its own. Where
    a student has two notebooks of one unit, the better counts; the notebooks of one assignment are
    added up.
    """
    known = [(Path(report.notebook), report) for report in reports]
    shared = _shared([path.parts for path, _ in known])
    best: dict[tuple[str, str], float] = {}
    for path, report in known:
        if report.assignment is None:
            continue
        rest = path.parts[shared:] or (path.name,)
        student = student_of(path)
        if student == str(path):
            student = rest[0] if len(rest) > 1 else Path(rest[0]).stem
        key = student, report.assignment
        best[key] = max(best.get(key, 0.0), report.score)
    names = list(dict.fromkeys(assignment(unit).folder for _, unit in best))
    found: dict[str, dict[str, float]] = {}
    for (student, unit), score in best.items():
        points = found.setdefault(student, {})
        folder = assignment(unit).folder
        points[folder] = round(points.get(folder, 0.0) + score, 2)
    return names, found


def _shared(paths: Sequence[tuple[str, ...]]) -> int:
    """How many folders the paths begin with in common; of one path, all that it has."""
    count = 0
    for parts in zip(*(path[:-1] for path in paths), strict=False):
        if len(set(parts)) > 1:
            break
        count += 1
    return count


def _worth(folder: str, reports: Iterable[Report]) -> float:
    units = {r.assignment: r.max_score for r in reports if r.assignment is not None}
    return sum(points for unit, points in units.items() if assignment(unit).folder == folder)


def write_canvas(reports: Sequence[Report], path: Path) -> None:
    """Writes Canvas's gradebook file. Students are found by their login."""
    names, students = by_student(reports)
    worth = [f"{_worth(name, reports):.10g}" for name in names]
    rows = [
        ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", *names],
        ["    Points Possible", "", "", "", "", *worth],
    ]
    for student, points in sorted(students.items()):
        rows.append([student, "", "", student, "", *(_points(points, name) for name in names)])
    _write(rows, path)


def write_moodle(reports: Sequence[Report], path: Path) -> None:
    """Writes a file for Moodle's import of grades: map the user by `Username`."""
    names, students = by_student(reports)
    rows = [["Username", *(f"Assignment: {name}" for name in names)]]
    for student, points in sorted(students.items()):
        rows.append([student, *(_points(points, name) for name in names)])
    _write(rows, path)


def _points(points: dict[str, float], name: str) -> str:
    """A student's points; empty, which both platforms show as not graded, where there are none."""
    return f"{points[name]:.10g}" if name in points else ""


def _write(rows: Iterable[list[str]], path: Path) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(map(as_text, rows))
