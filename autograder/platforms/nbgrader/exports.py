r"""Grades as files that learning platforms import: Canvas and Moodle.

    nbgrader export --exporter=autograder.platforms.nbgrader.exports.CanvasExportPlugin \
        --to=canvas.csv
    nbgrader export --exporter=autograder.platforms.nbgrader.exports.MoodleExportPlugin \
        --to=moodle.csv

What has not been handed in is left empty, which both platforms show as not graded.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from typing import Any

from nbgrader.api import Gradebook, MissingEntry
from nbgrader.plugins import ExportPlugin

from autograder.platforms.tables import as_text


class _TableExportPlugin(ExportPlugin):
    """A row a student, a column an assignment. `--student` and `--assignment` narrow it down."""

    default_file = ""

    def export(self, gradebook: Gradebook) -> None:
        """Writes the table to the file `to`."""
        students = [s for s in gradebook.students if not self.student or s.id in self.student]
        assignments = [
            a for a in gradebook.assignments if not self.assignment or a.name in self.assignment
        ]
        target = self.to or self.default_file
        with open(target, "w", newline="", encoding="utf-8") as file:
            rows = self.rows(gradebook, students, assignments)
            csv.writer(file).writerows(map(as_text, rows))
        self.log.info("Exported %s students to %s", len(students), target)
        chosen = {student.id for student in students}
        waiting = [
            submission.student.id
            for assignment in assignments
            for submission in assignment.submissions
            if submission.student.id in chosen and submission.needs_manual_grade
        ]
        if waiting:
            names = ", ".join(sorted(waiting)[:5]) + ", ..." * (len(waiting) > 5)
            self.log.warning(
                "%s submissions have answers that wait for a person, and count 0 or what they had "
                "before: %s",
                len(waiting), names,
            )  # fmt: skip

    def rows(
        self, gradebook: Gradebook, students: Sequence[Any], assignments: Sequence[Any]
    ) -> Iterable[list[str]]:
        """The rows of the table, its heading first."""
        raise NotImplementedError


def points_of(gradebook: Gradebook, assignment: Any, student: Any) -> str:
    """A student's points in an assignment, less what being late costs; empty without one."""
    try:
        submission = gradebook.find_submission(assignment.name, student.id)
    except MissingEntry:
        return ""
    penalty = submission.late_submission_penalty or 0.0
    return f"{max(0.0, submission.score - penalty):.10g}"


class CanvasExportPlugin(_TableExportPlugin):
    """Canvas's gradebook file. Students are found by nbgrader's id as their login, and by their
    `lms_user_id`, where the gradebook has it, as Canvas's own id."""

    default_file = "canvas.csv"

    def rows(
        self, gradebook: Gradebook, students: Sequence[Any], assignments: Sequence[Any]
    ) -> Iterable[list[str]]:
        names = [assignment.name for assignment in assignments]
        yield ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", *names]
        worth = [f"{assignment.max_score:.10g}" for assignment in assignments]
        yield ["    Points Possible", "", "", "", "", *worth]
        for student in students:
            named = ", ".join(filter(None, (student.last_name, student.first_name)))
            points = [points_of(gradebook, assignment, student) for assignment in assignments]
            yield [named or student.id, student.lms_user_id or "", "", student.id, "", *points]


class MoodleExportPlugin(_TableExportPlugin):
    """A file for Moodle's import of grades from CSV: map the user by `Username`, by `Email
    address`, or by `ID number`, which is the gradebook's `lms_user_id`."""

    default_file = "moodle.csv"

    def rows(
        self, gradebook: Gradebook, students: Sequence[Any], assignments: Sequence[Any]
    ) -> Iterable[list[str]]:
        about = ["Username", "ID number", "Email address", "First name", "Last name"]
        yield [*about, *(f"Assignment: {assignment.name}" for assignment in assignments)]
        for student in students:
            known = (student.lms_user_id, student.email, student.first_name, student.last_name)
            points = [points_of(gradebook, assignment, student) for assignment in assignments]
            yield [student.id, *(value or "" for value in known), *points]
