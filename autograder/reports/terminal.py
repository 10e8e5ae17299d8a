"""Reports in a terminal: colour where there is one, plain text in a pipe."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from autograder.report import LATE, UNWRITTEN, ExerciseResult, Report, counted
from autograder.submission import printable

STYLES = {
    "passed": ("✔", "passed", "green"),
    "failed": ("✘", "not yet right", "red"),
    "error": ("✘", "stops with an error", "red"),
    "not_implemented": ("·", "not written yet", "dim"),
    "missing": ("✘", "missing", "red"),
    "timeout": ("✘", "out of time", "magenta"),
    "killed": ("✘", "stopped", "magenta"),
    "waiting": ("…", "waiting", "yellow"),
}


def points(score: float) -> str:
    """A score without needless zeros."""
    return f"{score:g}"


def points_of(result: ExerciseResult) -> str:
    """The points of an exercise, out of how many; those of a bonus as such."""
    reached = f"{points(result.score)} / {points(result.max_score)}"
    return f"bonus +{reached}" if result.bonus else reached


def total(report: Report, of: str = " / ") -> str:
    """The points of a notebook, out of how many, and what extra credit there is."""
    extra = f" +{points(report.bonus)} bonus" if report.bonus else ""
    return f"{points(round(report.score - report.bonus, 2))}{of}{points(report.max_score)}{extra}"


def show_report(report: Report, console: Console) -> None:
    """One notebook: a table over its exercises, then what to look at in those that do not pass."""
    if report.error is not None:
        console.print(Text.assemble(("✘ ", "red"), report.error), soft_wrap=True)
        return
    console.print(Text.assemble((printable(report.notebook), "bold"), f"  ({report.assignment})"))
    for note in report.notes:
        console.print(Text.assemble(("  note: ", "yellow"), note), soft_wrap=True)
    table = Table(box=None, padding=(0, 2), show_header=False)
    table.add_column(width=1)
    table.add_column()
    table.add_column()
    table.add_column(justify="right", no_wrap=True)
    table.add_column(justify="right", no_wrap=True)
    for result in report.exercises:
        mark, word, style = STYLES[result.status]
        passed = sum(case.status == "passed" for case in result.cases)
        table.add_row(
            Text(mark, style),
            Text(result.id),
            Text(word, style),
            Text(f"{passed}/{len(result.cases)} cases", "dim"),
            points_of(result),
        )
    console.print(table)
    for result in report.exercises:
        if result.status not in ("passed", "not_implemented") and not result.left_out:
            show_failure(result, console)
    style = "bold green" if report.passed else "bold"
    reached, extra = total(report, " of ").partition(" +")[::2]
    extra = f", +{extra}" if extra else ""
    console.print(Text(f"\n  {reached} points{extra}", style))


def show_failure(result: ExerciseResult, console: Console) -> None:
    """The first case of an exercise that does not pass, and the hint."""
    mark, _, style = STYLES[result.status]
    console.print()
    failure = result.first_failure
    if failure is None:
        return
    title = Text.assemble((f"{mark} {result.id}", f"bold {style}"))
    if len({case.message for case in result.cases}) > 1:
        title.append(f"  «{failure.name}»")
    console.print(Text("  ").append(title), soft_wrap=True)
    console.print(Text(textwrap.indent(failure.message, " " * 6)), soft_wrap=True)
    passed = [case.name for case in result.cases if case.status == "passed"]
    if passed:
        names = textwrap.fill("; ".join(passed), 88, initial_indent="passes already: ")
        console.print(Text(textwrap.indent(names, " " * 6), "dim"), soft_wrap=True)
    if result.diagnosis:
        hint = textwrap.fill(result.diagnosis.hint, 88, initial_indent="Hint: ")
        console.print(Text(textwrap.indent(hint, " " * 6), "italic"), soft_wrap=True)


def show_class(reports: Sequence[Report], console: Console, folder: Path | None = None) -> None:
    """Several notebooks: a line each, a mark an exercise. `folder` is left out of the paths."""
    table = Table(box=None, padding=(0, 1), header_style="bold")
    table.add_column("notebook", overflow="fold")
    table.add_column("points", justify="right", no_wrap=True)
    table.add_column("exercises", no_wrap=True)
    table.add_column("what to look at", overflow="fold", min_width=30)
    for report in reports:
        name = printable(_short(report.notebook, folder))
        if report.error is not None:
            table.add_row(Text(name), "–", "", Text(report.error, "red"))
            continue
        marks = Text()
        for result in report.exercises:
            mark, _, style = STYLES[result.status]
            marks.append(mark, style)
        table.add_row(
            Text(name),
            total(report),
            marks,
            Text(_remarks(report.exercises)),
        )
    console.print(table)
    orders = {report.assignment: report.exercises for report in reports if report.exercises}
    legend = {mark: [] for mark, _, _ in STYLES.values()}
    for mark, word, _ in STYLES.values():
        legend[mark].append(word)
    meanings = ", ".join(f"{mark} {' or '.join(words)}" for mark, words in legend.items())
    console.print()
    for unit, exercises in orders.items():
        order = " ".join(result.id for result in exercises)
        of_unit = f" of {unit}" if len(orders) > 1 else ""
        console.print(Text(f"Exercises{of_unit}, in order: {order}", "dim"), soft_wrap=True)
    console.print(Text(f"Marks: {meanings}", "dim"), soft_wrap=True)


def show_summary(reports: Sequence[Report], console: Console) -> None:
    """A class too large for a line a notebook: a line an exercise of each unit."""
    graded: dict[str, int] = {}
    scores: dict[str, float] = {}
    ungraded = 0
    tally: dict[tuple[str, str], Counter[str]] = {}
    for report in reports:
        if report.error is not None:
            ungraded += 1
            continue
        unit = report.assignment
        graded[unit] = graded.get(unit, 0) + 1
        scores[unit] = scores.get(unit, 0.0) + report.score
        for result in report.exercises:
            seen = tally.setdefault((unit, result.id), Counter())
            seen[result.status] += 1
            if result.diagnosis:
                seen["mistake", result.diagnosis.id] += 1
    for unit, count in graded.items():
        mean = f"{scores[unit] / count:.1f} points on average"
        console.print(Text(f"{unit}: {counted(count, 'notebook')}, {mean}"))
        table = Table(box=None, padding=(0, 2), header_style="bold")
        table.add_column("exercise")
        for column in ("solved", "not right", "not written", "out of time"):
            table.add_column(column, justify="right")
        table.add_column("commonest mistake")
        for (of, exercise), seen in tally.items():
            if of == unit:
                unwritten = sum(seen[status] for status in UNWRITTEN)
                late = sum(seen[status] for status in LATE)
                mistakes = Counter({key[1]: n for key, n in seen.items() if isinstance(key, tuple)})
                common = [f"{name} ({n})" for name, n in mistakes.most_common(1)]
                table.add_row(
                    exercise,
                    f"{seen['passed'] / count:.0%}",
                    str(seen["failed"] + seen["error"]),
                    str(unwritten),
                    str(late),
                    *common,
                )
        console.print(table)
    if ungraded:
        console.print(Text(f"{counted(ungraded, 'notebook')} could not be graded.", "red"))


def _short(notebook: str, folder: Path | None) -> str:
    """The path without `folder`; only the student's name in a folder laid out as nbgrader does."""
    path = Path(notebook)
    if folder is not None and path.is_relative_to(folder):
        path = path.relative_to(folder)
    if len(path.parts) == 3 and path.stem == path.parts[1]:
        return path.parts[0]
    return str(path)


def _remarks(exercises: Sequence[ExerciseResult]) -> str:
    """What does not pass, in a line: the mistake where it is known, else the verdict."""
    remarks = [
        f"{result.id} ({result.diagnosis.id if result.diagnosis else STYLES[result.status][1]})"
        for result in exercises
        if result.status not in ("passed", "not_implemented") and not result.left_out
    ]
    unwritten = sum(r.status == "not_implemented" and not r.bonus for r in exercises)
    if unwritten:
        remarks.append(f"{unwritten} not written yet")
    return ", ".join(remarks)
