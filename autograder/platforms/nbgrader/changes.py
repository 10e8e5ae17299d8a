"""What autograding would change in the gradebook: who gains or loses what."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook

from autograder.course.model import assignment
from autograder.grading.results import Report
from autograder.reference.literate import check_id


@dataclass(frozen=True)
class Change:
    """The points of an exercise in the gradebook, None before it is graded, and as they would be.

    by_hand: somebody has typed points, which stay; only extra credit would change.
    """

    student: str
    exercise: str
    before: float | None
    after: float
    by_hand: bool = False

    @property
    def difference(self) -> float:
        return round(self.after - (self.before or 0.0), 2)


def changes(coursedir: Any, name: str, reports: Iterable[Report]) -> list[Change]:
    """What comes out otherwise than it stands in the gradebook, by students in their order.

    reports: on notebooks as nbgrader lays them out, `submitted/STUDENT/NAME/UNIT.ipynb`.
    """
    with Gradebook(coursedir.db_url, coursedir.course_id) as gradebook:
        known = {
            (submission.student.id, notebook.name, grade.name): grade
            for submission in gradebook.assignment_submissions(name)
            for notebook in submission.notebooks
            for grade in notebook.grades
        }
        found = []
        for report in reports:
            path = Path(report.notebook)
            student, unit = path.parents[1].name, path.stem
            results = {one.id: one for one in report.exercises}
            for exercise in assignment(unit).exercises:
                grade = known.get((student, unit, check_id(exercise.id)))
                result = results.get(exercise.id)
                credit = result.extra_credit + result.score * result.bonus if result else 0.0
                points = result.score if result and not result.bonus else 0.0
                before, by_hand = None, grade is not None and grade.manual_score is not None
                if grade is not None and (by_hand or grade.auto_score is not None):
                    points = grade.manual_score if by_hand else points
                    counted = grade.manual_score if by_hand else grade.auto_score
                    before = round(counted + (grade.extra_credit or 0.0), 2)
                change = Change(student, exercise.id, before, round(points + credit, 2), by_hand)
                if before is None or change.difference:
                    found.append(change)
    return sorted(found, key=lambda change: change.student)
