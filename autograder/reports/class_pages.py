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
from typing import Any

from autograder.answer_key import NoReference
from autograder.build import source_cells
from autograder.course_version import digest
from autograder.journal import Result
from autograder.report import LATE, UNWRITTEN, Report
from autograder.reports import template
from autograder.reports.figures import score_distribution, solved_shares
from autograder.reports.terminal import STYLES, points
from autograder.similarity import Pair, normal_form, similar_pairs, without_comments
from autograder.submission import released_cells

MOST_MISTAKES, MOST_PAIRS = 15, 100
EXAMPLE_LINES = 30


@dataclass(frozen=True)
class Entry:
    """A student's submission, as the class's page needs it.

    label: what the student is called here; page: the file of the student's own page.
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
    """What there is to say of a class in one unit of the course."""

    name: str
    entries: list[Entry] = field(default_factory=list)
    statuses: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
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
        """By exercise, how many per cent solved it, are wrong, out of time, have not written it."""
        found = {}
        for exercise, seen in self.statuses.items():
            late, unwritten = sum(seen[s] for s in LATE), sum(seen[s] for s in UNWRITTEN)
            wrong = seen.total() - seen["passed"] - late - unwritten
            counts = (seen["passed"], wrong, late, unwritten)
            found[exercise] = [100 * n / seen.total() for n in counts]
        return found

    def figures(self) -> dict[str, Any]:
        """The figures of the unit, each with a description in words."""
        if not self.graded:
            return {}
        hardest = min(self.shares, key=lambda exercise: self.shares[exercise][0])
        return {
            "scores": score_distribution(
                [entry.score for entry in self.graded],
                self.max_score,
                f"Histogram of points: from {points(min(e.score for e in self.graded))} to "
                f"{points(max(e.score for e in self.graded))}, median {points(self.median)}.",
            ),
            "shares": solved_shares(
                self.shares,
                f"Bars of how many have solved each exercise; fewest {hardest}, "
                f"{self.shares[hardest][0]:.0f} per cent. The same numbers are in the table below.",
            ),
        }

    def pairs(self) -> list[tuple[Pair, Entry, Entry]]:
        """Submissions that are nearly the same."""
        cells = list(released_cells(self.name))
        with contextlib.suppress(NoReference):  # an answer like the reference's is no surprise
            cells += source_cells(self.name)
        common: dict[str, list[str]] = defaultdict(list)
        for cell in cells:
            if cell.role == "exercise":
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
        text = template("student_page.html").render(
            label=label, report=report, styles=STYLES, points=points
        )
        (folder / page).write_text(text, encoding="utf-8")
        pages += 1
    text = template("class_page.html").render(
        units=[units[name] for name in sorted(units)],
        strangers=strangers,
        students=len(labels),
        names=names,
        points=points,
    )
    (folder / "index.html").write_text(text, encoding="utf-8")
    return pages


def labels_of(results: Iterable[Result], names: bool) -> dict[str, tuple[str, str]]:
    """What each student is called here, and the student's number: an order that says nothing to
    those who do not know the seed."""
    secret = {
        result.student: digest(f"{result.seed} {result.student}".encode()) for result in results
    }
    width = len(str(len(secret)))
    ordered = sorted(secret) if names else sorted(secret, key=secret.get)
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
        tried=sum(result.status not in UNWRITTEN for result in report.exercises),
        error=report.error,
        late=tuple(result.id for result in report.exercises if result.status in LATE),
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
