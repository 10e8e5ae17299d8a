"""What being late costs, by configuration, and later due dates for single students."""

from __future__ import annotations

import math
from datetime import datetime

from nbgrader.api import Gradebook
from nbgrader.plugins import LateSubmissionPlugin
from nbgrader.utils import parse_utc
from traitlets import Float

from autograder.classroom.accommodations import NoAccommodations

DAY, HOUR = 86_400, 3_600


class LatePolicy(LateSubmissionPlugin):
    """A share of the points for each day begun, or, without one, nbgrader's `penalty_method`."""

    per_day = Float(0.0, help="The share of the points that each day begun costs: 0.1.").tag(
        config=True
    )
    most = Float(1.0, help="The share of the points that being late costs at most.").tag(
        config=True
    )
    grace = Float(0.0, help="For how many hours being late costs nothing.").tag(config=True)

    def late_submission_penalty(
        self, student_id: str, score: float, total_seconds_late: float
    ) -> float | None:
        """The points that a submission loses. The days are counted from when it was due."""
        if total_seconds_late <= self.grace * HOUR:
            return 0.0
        if not self.per_day:
            penalty: float | None = super().late_submission_penalty(
                student_id, score, total_seconds_late
            )
            return penalty
        days = math.ceil(total_seconds_late / DAY)
        return round(score * min(1.0, self.most, self.per_day * days), 2)


def grant_extension(db_url: str, assignment: str, student: str, due: str) -> None:
    """Writes a student's own due date to the gradebook. Raises NoAccommodations."""
    with Gradebook(db_url) as gradebook:
        submission = gradebook.find_submission(assignment, student)
        if submission.assignment.duedate is not None:
            submission.extension = time_of(due) - submission.assignment.duedate
            gradebook.db.commit()


def time_of(due: str) -> datetime:
    """A time as the gradebook keeps it: in UTC, without a zone. Raises NoAccommodations."""
    try:
        time: datetime = parse_utc(due)
    except (ValueError, OverflowError):
        raise NoAccommodations(
            f"accommodations.csv: {due!r} is no time, such as 2026-12-08 23:59 UTC."
        ) from None
    return time
