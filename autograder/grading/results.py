"""The outcome of grading: a report a notebook, results by exercise, results by case."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

from autograder.course.model import assignment
from autograder.course.status import Status

SCHEMA_VERSION = 2
BEFORE = {"killed": "crashed"}
"""Statuses of earlier versions of the schema, by what they are called now."""


@dataclass(frozen=True)
class Diagnosis:
    """The mistake behind a wrong answer: an id for counting, a hint for the student."""

    id: str
    hint: str


@dataclass(frozen=True)
class CaseResult:
    """How an answer did on one named case. Where it passed, `message` is empty, or a remark.

    evidence: what the verdict on a public instance rests on; it is shown, and not stored.
    """

    name: str
    status: Status
    message: str = ""
    evidence: Any = field(default=None, compare=False, repr=False)

    def __post_init__(self) -> None:
        _name_status(self)


@dataclass(frozen=True)
class ExerciseResult:
    """How an answer did on all the cases of an exercise.

    bonus: the exercise is extra credit: `score` counts, `max_score` is no part of the report's.
    extra_credit: points earned by bonus cases, on top of `score`.
    """

    id: str
    status: Status
    score: float
    max_score: float
    message: str
    cases: tuple[CaseResult, ...]
    diagnosis: Diagnosis | None = None
    bonus: bool = False
    extra_credit: float = 0.0

    def __post_init__(self) -> None:
        _name_status(self)

    @property
    def left_out(self) -> bool:
        """Whether it is a bonus exercise that nobody has answered, which is no fault."""
        return self.bonus and not self.status.written

    @property
    def remarks(self) -> tuple[str, ...]:
        """What is to be said of an answer that passes, each once."""
        if self.status is not Status.PASSED:
            return ()
        said = [
            case.message for case in self.cases if case.status is Status.PASSED and case.message
        ]
        left = [case.name for case in self.cases if case.status is not Status.PASSED]
        if left:
            names = "; ".join(name.removeprefix("extra credit, ") for name in left)
            said.append(f"There is extra credit left for: {names}.")
        return tuple(dict.fromkeys(said))

    @property
    def first_failure(self) -> CaseResult | None:
        """The first case that does not pass; one that waits only if there is no other."""
        wrong = [case for case in self.cases if case.status is not Status.PASSED]
        return next(
            (case for case in wrong if case.status is not Status.WAITING), next(iter(wrong), None)
        )


@dataclass(frozen=True)
class Report:
    """How one notebook did. Where it could not be graded, `error` says why.

    shown, errors: what each cell showed and the error that it ended with, by the cell's id, for
    who has asked for it (see `Execution`). starved: some of it took too long while the machine
    had no processor for it, and might not another time. These are not stored.
    """

    assignment: str | None
    notebook: str
    max_score: float
    exercises: tuple[ExerciseResult, ...] = ()
    isolation: str = ""
    seconds: float = 0.0
    notes: tuple[str, ...] = ()
    error: str | None = None
    shown: Any = field(default_factory=dict, compare=False, repr=False)
    errors: Any = field(default_factory=dict, compare=False, repr=False)
    starved: bool = field(default=False, compare=False, repr=False)
    score: float = field(init=False)

    def __post_init__(self) -> None:
        total = sum(exercise.score + exercise.extra_credit for exercise in self.exercises)
        object.__setattr__(self, "score", round(total, 2))

    @property
    def passed(self) -> bool:
        """Whether everything that was asked for passed; a bonus may be left out beside others."""
        statuses = [e.status for e in self.exercises if not e.left_out]
        return self.error is None and bool(statuses) and set(statuses) == {Status.PASSED}

    @property
    def bonus(self) -> float:
        """What part of the score is extra credit."""
        return round(sum(e.extra_credit + e.score * e.bonus for e in self.exercises), 2)

    @classmethod
    def from_dict(cls, entry: Mapping[str, Any]) -> Report:
        """The report that `to_dict` has written."""
        exercises = tuple(
            _restored(
                ExerciseResult,
                result,
                cases=tuple(_restored(CaseResult, case) for case in result["cases"]),
                diagnosis=_restored(Diagnosis, result["diagnosis"])
                if result["diagnosis"]
                else None,
            )
            for result in entry["exercises"]
        )
        notes = tuple(entry["notes"])
        report: Report = _restored(cls, entry, exercises=exercises, notes=notes)
        return report

    def to_dict(self) -> dict[str, Any]:
        """The report in the JSON format of the documentation."""
        return {
            "schema_version": SCHEMA_VERSION,
            "assignment": self.assignment,
            "notebook": self.notebook,
            "score": self.score,
            "max_score": self.max_score,
            "isolation": self.isolation,
            "seconds": self.seconds,
            "notes": list(self.notes),
            "error": self.error,
            "exercises": [
                {
                    "id": result.id,
                    "status": result.status,
                    "bonus": result.bonus,
                    "score": result.score,
                    "max_score": result.max_score,
                    "extra_credit": result.extra_credit,
                    "message": result.message,
                    "diagnosis": asdict(result.diagnosis) if result.diagnosis else None,
                    "cases": [
                        {"name": case.name, "status": case.status, "message": case.message}
                        for case in result.cases
                    ],
                }
                for result in self.exercises
            ],
        }


def _name_status(result: CaseResult | ExerciseResult) -> None:
    """Has a result's status be a `Status`, by whatever name it is given."""
    object.__setattr__(result, "status", Status(BEFORE.get(result.status, result.status)))


def _restored(cls: type, entry: Mapping[str, Any], **parts: Any) -> Any:
    """A record from the fields that an entry has, and from parts that have been restored."""
    stored = {f.name: entry[f.name] for f in fields(cls) if f.init and f.name in entry}
    return cls(**stored | parts)


@dataclass
class Sum:
    """The points of those notebooks of an assignment that lie in one folder."""

    folder: str
    notebooks: int = 0
    score: float = 0.0
    bonus: float = 0.0
    max_score: float = 0.0


def added_up(reports: Iterable[Report]) -> list[Sum]:
    """The points of assignments in several notebooks, as far as these have been graded. Of two of
    one unit, the better counts."""
    best: dict[tuple[str, str], Report] = {}
    for report in reports:
        if report.error is None and assignment(report.assignment or "").part_of:
            key = str(Path(report.notebook).parent), report.assignment or ""
            if key not in best or report.score > best[key].score:
                best[key] = report
    sums: dict[str, Sum] = {}
    for (folder, _), report in best.items():
        found = sums.setdefault(folder, Sum(folder))
        found.notebooks += 1
        found.score = round(found.score + report.score, 2)
        found.bonus = round(found.bonus + report.bonus, 2)
        found.max_score += report.max_score
    return [found for found in sums.values() if found.notebooks > 1]
