"""A class as static pages: one for all, one for each submission. No network, no script.

Without `names`, students are numbered in an order that says nothing about them.
"""

from __future__ import annotations

import contextlib
import dataclasses
import statistics
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from autograder.classroom.journal import Result
from autograder.classroom.similarity import Pair, normal_form, similar_pairs, without_comments
from autograder.course.model import assignment, units_in
from autograder.course.status import Status
from autograder.course.text import digest
from autograder.grading.results import Report
from autograder.reference.expected import NoReference
from autograder.reference.literate import source_cells
from autograder.reference.released import released_cells
from autograder.reports import template
from autograder.reports.terminal import points

MOST_MISTAKES, MOST_PAIRS, MOST_STEPS = 15, 100, 12
EXAMPLE_LINES = 30
KINDS = {
    "solved": "Solved", "wrong": "Not right", "late": "Out of time or stopped",
    "unwritten": "Not written",
}  # fmt: skip
"""How far a student may be with an exercise: the style of the bar, and what stands beside it."""


@dataclass(frozen=True)
class Entry:
    """A student's submission, as the class's page needs it.

    label: what the student is called here; page: the file of the student's own page, if any.
    """

    label: str
    page: str
    score: float
    max_score: float
    solved: int
    tried: int
    error: str | None
    late: tuple[str, ...]


@dataclass
class Mistake:
    """A known mistake in a class: how many made it, what it is, and one of the answers."""

    exercise: str
    id: str
    hint: str
    students: int = 0
    example: str = ""


@dataclass
class Unit:
    """What there is to say of a class in one unit of the course, or of the points in all units of
    an assignment: that has no exercises of its own."""

    name: str
    entries: list[Entry] = field(default_factory=list)
    statuses: dict[str, Counter[Status]] = field(default_factory=lambda: defaultdict(Counter))
    mistakes: dict[tuple[str, str], Mistake] = field(default_factory=dict)
    forms: list[dict[str, str]] = field(default_factory=list)
    max_score: float = 0.0

    @property
    def graded(self) -> list[Entry]:
        return [entry for entry in self.entries if entry.error is None]

    @property
    def unreadable(self) -> list[Entry]:
        return [entry for entry in self.entries if entry.error is not None]

    @property
    def late(self) -> list[Entry]:
        return [entry for entry in self.entries if entry.late]

    @property
    def commonest(self) -> list[Mistake]:
        return sorted(self.mistakes.values(), key=lambda m: (-m.students, m.exercise, m.id))[
            :MOST_MISTAKES
        ]

    @property
    def median(self) -> float:
        return statistics.median([entry.score for entry in self.graded] or [0.0])

    @property
    def mean(self) -> float:
        return statistics.fmean([entry.score for entry in self.graded] or [0.0])

    @property
    def complete(self) -> int:
        return sum(entry.score >= entry.max_score for entry in self.graded)

    @property
    def shares(self) -> dict[str, list[float]]:
        """By exercise, how many per cent of the class are where each of KINDS says."""
        found = {}
        for exercise, seen in self.statuses.items():
            late = sum(n for status, n in seen.items() if status.limit)
            unwritten = sum(n for status, n in seen.items() if not status.written)
            wrong = seen.total() - seen[Status.PASSED] - late - unwritten
            counts = (seen[Status.PASSED], wrong, late, unwritten)
            found[exercise] = [100 * n / seen.total() for n in counts]
        return found

    @property
    def histogram(self) -> list[int]:
        """How many students are in each of some equal steps from no points to all."""
        counts = [0] * max(1, min(MOST_STEPS, round(self.max_score)))
        for entry in self.graded:  # the last step has those with extra points, too
            step = int(len(counts) * entry.score / (self.max_score or 1))
            counts[min(step, len(counts) - 1)] += 1
        return counts

    @property
    def scores_in_words(self) -> str:
        scores = [entry.score for entry in self.graded]
        return (
            f"Histogram of points: from {points(min(scores))} to {points(max(scores))}, median "
            f"{points(self.median)}."
        )

    @property
    def shares_in_words(self) -> str:
        hardest = min(self.shares, key=lambda exercise: self.shares[exercise][0])
        return (
            f"Bars of how many have solved each exercise; fewest {hardest}, "
            f"{self.shares[hardest][0]:.0f} per cent. The same numbers are in the table below."
        )

    def pairs(self) -> list[tuple[Pair, Entry, Entry]]:
        """Submissions that are nearly the same."""
        if not self.forms:
            return []
        cells = list(released_cells(self.name))
        with contextlib.suppress(NoReference):  # an answer like the reference's is no surprise
            cells += source_cells(self.name)
        common: dict[str, list[str]] = defaultdict(list)
        for cell in cells:
            if cell.role == "exercise" and cell.exercise:
                common[cell.exercise].append(normal_form(cell.source))
        found = similar_pairs(self.forms, common)[:MOST_PAIRS]
        return [(pair, self.entries[pair.first], self.entries[pair.second]) for pair in found]


def write_class_pages(
    read: Callable[[], Iterable[Result]], folder: Path, names: bool = False
) -> int:
    """Writes `index.html` and a page a submission into a folder. Returns how many pages.

    read: gives the results from the beginning, each time that it is called.
    """
    labels = labels_of(read(), names)
    (folder / "students").mkdir(parents=True, exist_ok=True)
    units: dict[str, Unit] = {}
    strangers: list[Entry] = []
    pages = 1
    for result in read():
        label, number = labels[result.student]
        report = result.report if names else anonymous(result.report)
        if result.unit is None:
            strangers.append(entry(report, label, ""))
            continue
        page = f"students/{number}-{result.unit}.html"
        unit = units.setdefault(result.unit, Unit(result.unit))
        unit.entries.append(entry(report, label, page))
        unit.forms.append({e: normal_form(code) for e, code in result.answers.items()})
        count(unit, report, result.answers)
        text = template("student_page.html").render(label=label, report=report, points=points)
        (folder / page).write_text(text, encoding="utf-8")
        pages += 1
    text = template("class_page.html").render(
        units=[*sums_of(units), *(units[name] for name in sorted(units))],
        strangers=strangers,
        students=len(labels),
        names=names,
        points=points,
        kinds=KINDS,
    )
    (folder / "index.html").write_text(text, encoding="utf-8")
    return pages


def sums_of(units: Mapping[str, Unit]) -> list[Unit]:
    """The points in assignments of several notebooks; what was not handed in or is not readable
    counts 0."""
    found = []
    for name in sorted({assignment(unit).part_of for unit in units} - {""}):
        parts = [assignment(unit) for unit in units_in(name)]
        worth = sum(part.max_score for part in parts)
        solved: dict[str, dict[str, Entry]] = defaultdict(dict)
        for part in parts:
            handed_in = units[part.name].entries if part.name in units else ()
            for one in sorted(handed_in, key=lambda entry: entry.score):  # the best of several
                solved[one.label][part.name] = one
        entries = [
            Entry(
                label=label,
                page="",
                score=round(sum(one.score for one in of_student.values()), 2),
                max_score=worth,
                solved=sum(one.solved for one in of_student.values()),
                tried=sum(one.tried for one in of_student.values()),
                error=None,
                late=(),
            )
            for label, of_student in solved.items()
        ]
        found.append(Unit(name, entries, max_score=worth))
    return found


def labels_of(results: Iterable[Result], names: bool) -> dict[str, tuple[str, str]]:
    """What each student is called here, and the student's number: an order that says nothing to
    those who do not know the seed."""
    secret = {
        result.student: digest(f"{result.seed} {result.student}".encode()) for result in results
    }
    width = len(str(len(secret)))
    ordered = sorted(secret) if names else sorted(secret, key=secret.__getitem__)
    numbers = {student: f"{i:0{width}}" for i, student in enumerate(ordered, start=1)}
    return {
        student: (student if names else f"Student {number}", number)
        for student, number in numbers.items()
    }


def anonymous(report: Report) -> Report:
    """The report without the path of the notebook, which names the student."""
    error = report.error
    if error is not None:
        error = error.replace(report.notebook, "The notebook")
    return dataclasses.replace(report, notebook="", error=error)


def entry(report: Report, label: str, page: str) -> Entry:
    """A line of the class's page."""
    return Entry(
        label=label,
        page=page,
        score=report.score,
        max_score=report.max_score,
        solved=sum(result.status == "passed" for result in report.exercises),
        tried=sum(result.status.written for result in report.exercises),
        error=report.error,
        late=tuple(result.id for result in report.exercises if result.status.limit),
    )


def count(unit: Unit, report: Report, answers: Mapping[str, str]) -> None:
    """Adds a submission to what is counted by exercise."""
    unit.max_score = max(unit.max_score, report.max_score)
    for result in report.exercises:
        unit.statuses[result.id][result.status] += 1
        if result.diagnosis is None:
            continue
        known = unit.mistakes.setdefault(
            (result.id, result.diagnosis.id),
            Mistake(result.id, result.diagnosis.id, result.diagnosis.hint),
        )
        known.students += 1
        example = without_comments(answers.get(result.id, ""))
        if example not in ("", "pass") and (not known.example or len(example) < len(known.example)):
            known.example = "\n".join(example.splitlines()[:EXAMPLE_LINES])
