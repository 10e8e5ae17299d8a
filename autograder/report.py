"""The outcome of grading: a report a notebook, results by exercise, results by case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any

SCHEMA_VERSION = 1
STATUSES = (
    "passed", "failed", "error", "not_implemented", "missing", "timeout", "killed", "waiting",
)  # fmt: skip


LATE = ("timeout", "killed")
UNWRITTEN = ("not_implemented", "missing")


def counted(number: int, noun: str) -> str:
    """So many of something, in words."""
    return f"{number} {noun}" + ("" if number == 1 else "s")


def worth(score: float, bonus: bool) -> str:
    """What an exercise is worth, in words."""
    return f"{score:g} {'bonus ' if bonus else ''}point" + ("" if score == 1 else "s")


@dataclass(frozen=True)
class Diagnosis:
    """The mistake behind a wrong answer: an id for counting, a hint for the student."""

    id: str
    hint: str


@dataclass(frozen=True)
class CaseResult:
    """How an answer did on one named case. `message` is empty where it passed.

    evidence: what the verdict on a public instance rests on; it is shown, and not stored.
    """

    name: str
    status: str
    message: str = ""
    evidence: Any = field(default=None, compare=False, repr=False)


@dataclass(frozen=True)
class ExerciseResult:
    """How an answer did on all the cases of an exercise.

    bonus: the exercise is extra credit: `score` counts, `max_score` is no part of the report's.
    """

    id: str
    status: str
    score: float
    max_score: float
    message: str
    cases: tuple[CaseResult, ...]
    diagnosis: Diagnosis | None = None
    bonus: bool = False

    @property
    def left_out(self) -> bool:
        """Whether it is a bonus exercise that nobody has answered, which is no fault."""
        return self.bonus and self.status in UNWRITTEN

    @property
    def first_failure(self) -> CaseResult | None:
        return next((case for case in self.cases if case.status != "passed"), None)


@dataclass(frozen=True)
class Report:
    """How one notebook did. Where it could not be graded, `error` says why.

    shown, errors: what each cell showed and the error that it ended with, by the cell's id, for
    who has asked for it (see `Execution`); they are not stored.
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
    score: float = field(init=False)

    def __post_init__(self) -> None:
        total = sum(exercise.score for exercise in self.exercises)
        object.__setattr__(self, "score", round(total, 2))

    @property
    def passed(self) -> bool:
        """Whether everything that was asked for passed; a bonus may be left out beside others."""
        statuses = [e.status for e in self.exercises if not e.left_out]
        return self.error is None and bool(statuses) and set(statuses) == {"passed"}

    @property
    def bonus(self) -> float:
        """What part of the score is extra credit."""
        return round(sum(e.score for e in self.exercises if e.bonus), 2)

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
        return _restored(cls, entry, exercises=tuple(exercises), notes=tuple(entry["notes"]))

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


def _restored(cls: type, entry: Mapping[str, Any], **parts: Any) -> Any:
    """A record from the fields that an entry has, and from parts that have been restored."""
    stored = {f.name: entry[f.name] for f in fields(cls) if f.init and f.name in entry}
    return cls(**stored | parts)
