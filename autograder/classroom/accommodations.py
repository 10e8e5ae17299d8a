"""More time for single students: `accommodations.csv`, a line for each.

    student,assignment,due,time
    ada,ps2_mnist,2026-12-08 23:59 UTC,
    ben,,,2

`due` is when it is due for the student; `time` is by how much the limits on seconds are multiplied.
Without an assignment, a line holds for all of them. A line for the assignment goes before it. What
begins with `#` is a remark.
"""

from __future__ import annotations

import csv
import dataclasses
import math
from dataclasses import dataclass
from pathlib import Path

COLUMNS = ("student", "assignment", "due", "time")


class NoAccommodations(Exception):
    """The file cannot be used; the message says why."""


@dataclass(frozen=True)
class Accommodations:
    """By student and assignment, or None for all assignments: when it is due, and the factor."""

    due: dict[tuple[str, str | None], str] = dataclasses.field(default_factory=dict, hash=False)
    time: dict[tuple[str, str | None], float] = dataclasses.field(default_factory=dict, hash=False)

    def due_for(self, student: str, assignment: str) -> str | None:
        """When an assignment is due for a student, as the file has it; None if it does not say."""
        return self.due.get((student, assignment)) or self.due.get((student, None))

    @property
    def due_dates(self) -> set[str]:
        """All that the file has."""
        return set(self.due.values())

    def time_for(self, student: str, assignment: str | None) -> float:
        """By how much a student's limits on seconds are multiplied."""
        return self.time.get((student, assignment)) or self.time.get((student, None), 1.0)


def read_accommodations(path: Path) -> Accommodations:
    """What a file grants; nothing where there is none. Raises NoAccommodations."""
    found = Accommodations()
    if not path.exists():
        return found
    try:
        with path.open(newline="", encoding="utf-8-sig") as file:
            lines = [(n, line) for n, line in enumerate(file, 1) if not line.startswith("#")]
            rows = csv.DictReader(line for _, line in lines)
            unknown = [name for name in rows.fieldnames or () if name not in COLUMNS]
            if unknown or "student" not in (rows.fieldnames or ()):
                raise NoAccommodations(
                    f"{path} should have the columns {', '.join(COLUMNS)} in its first line."
                )
            for row in rows:
                _add(found, row, f"{path}, line {lines[rows.line_num - 1][0]}")
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise NoAccommodations(f"{path} cannot be read: {error}.") from None
    return found


def _add(found: Accommodations, row: dict[str, str | None], where: str) -> None:
    student, name, due, time = ((row.get(column) or "").strip() for column in COLUMNS)
    if not (student or name or due or time):
        return
    if not student:
        raise NoAccommodations(f"{where}: it names no student.")
    if due:
        found.due[student, name or None] = due
    if time:
        try:
            factor = float(time)
        except ValueError:
            factor = math.nan
        if not 1.0 <= factor <= 100.0:
            raise NoAccommodations(f"{where}: time should be a number from 1 to 100, not {time!r}.")
        found.time[student, name or None] = factor
