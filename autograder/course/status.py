"""How an answer can end: one table, which every report reads.

A new status is a line here and one in `autograder/reports/report.schema.json`.
"""

from __future__ import annotations

from enum import StrEnum


class Status(StrEnum):
    """A verdict on a case or an exercise. It equals its name in reports, such as "passed".

    mark, word: as a person reads it. color: as `rich` names it, and `reports/status.css`.
    outcome: what it is to JUnit (passed, failure, error or skipped). written: whether there is an
    answer at all. limit: whether the answer was stopped, or came to a limit.
    """

    mark: str
    word: str
    color: str
    outcome: str
    written: bool
    limit: bool

    def __new__(
        cls,
        value: str,
        mark: str = "✘",
        word: str = "",
        color: str = "red",
        outcome: str = "error",
        written: bool = True,
        limit: bool = False,
    ) -> Status:
        status = str.__new__(cls, value)
        status._value_ = value
        status.mark, status.word, status.color, status.outcome = mark, word, color, outcome
        status.written, status.limit = written, limit
        return status

    PASSED = "passed", "✔", "passed", "green", "passed"
    FAILED = "failed", "✘", "not yet right", "red", "failure"
    ERROR = "error", "✘", "stops with an error", "red", "error"
    NOT_IMPLEMENTED = "not_implemented", "·", "not written yet", "dim", "failure", False
    MISSING = "missing", "✘", "missing", "red", "failure", False
    TIMEOUT = "timeout", "✘", "out of time", "magenta", "error", True, True
    CRASHED = "crashed", "✘", "crashed", "magenta", "error", True, True
    MEMORY = "memory", "✘", "out of memory", "magenta", "error", True, True
    DISK = "disk", "✘", "out of disk space", "magenta", "error", True, True
    PROCESSES = "processes", "✘", "too many processes", "magenta", "error", True, True
    OUTPUT = "output", "✘", "too much output", "magenta", "error", True, True
    WAITING = "waiting", "…", "waiting", "yellow", "skipped"
