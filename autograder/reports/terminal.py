"""Reports in a terminal: color where there is one, plain text in a pipe."""

from __future__ import annotations

import io
import textwrap
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from autograder.course.status import Status
from autograder.course.text import counted, printable, worth
from autograder.grading.results import ExerciseResult, Report, Sum, added_up

SHOWN_IN_FULL = 3
"""How many mistakes a student is shown in full at a time."""


def points(score: float) -> str:
    """A score without needless zeros."""
    return f"{score:g}"


def points_of(result: ExerciseResult) -> str:
    """The points of an exercise, out of how many; those of a bonus as such."""
    reached = f"{points(result.score)} / {points(result.max_score)}"
    extra = f" +{points(result.extra_credit)}" if result.extra_credit else ""
    return f"bonus +{reached}" if result.bonus else reached + extra


def total(report: Report | Sum, of: str = " / ") -> str:
    """The points of a notebook, or of several, out of how many, and what extra credit there is."""
    extra = f" +{points(report.bonus)} bonus" if report.bonus else ""
    return f"{points(round(report.score - report.bonus, 2))}{of}{points(report.max_score)}{extra}"


def show_report(report: Report, console: Console, everything: bool = True) -> None:
    """One notebook: what to look at in the exercises that do not pass, then a table of them all.

    everything: show what does not pass in full. Without it, all but the first of it is a line each.
    """
    if report.error is not None:
        console.print(Text.assemble(("✘ ", "red"), report.error), soft_wrap=True)
        return
    console.print(Text.assemble((printable(report.notebook), "bold"), f"  ({report.assignment})"))
    for note in report.notes:
        console.print(Text.assemble(("  note: ", "yellow"), note), soft_wrap=True)
    _show_failures(report, console, everything)
    console.print()
    table = Table(box=None, padding=(0, 2), show_header=False)
    table.add_column(width=1)
    table.add_column()
    table.add_column()
    table.add_column(justify="right", no_wrap=True)
    table.add_column(justify="right", no_wrap=True)
    for result in report.exercises:
        status = result.status
        passed = sum(case.status is Status.PASSED for case in result.cases)
        table.add_row(
            Text(status.mark, status.color),
            Text(result.id),
            Text(status.word, status.color),
            Text(f"{passed}/{len(result.cases)} cases", "dim"),
            points_of(result),
        )
    console.print(table)
    style = "bold green" if report.passed else "bold"
    reached, extra = total(report, " of ").partition(" +")[::2]
    extra = f", +{extra}" if extra else ""
    console.print(Text(f"\n  {reached} points{extra}", style))


def remarks(result: ExerciseResult) -> str:
    """What is to be said of cases that pass, as lines under a blank one."""
    lines = [f"Remark on {result.id}: {remark}" for remark in result.remarks]
    return "".join(f"\n{textwrap.fill(line, 94)}" for line in lines)


def _show_failures(report: Report, console: Console, everything: bool) -> None:
    """What does not pass: the first few mistakes in full, the rest a line each."""
    shown = [
        result
        for result in report.exercises
        if result.status not in (Status.PASSED, Status.NOT_IMPLEMENTED) and not result.left_out
    ]
    mistakes = [result for result in shown if result.status is not Status.WAITING]
    in_full = shown if everything else mistakes[:SHOWN_IN_FULL]
    for result in in_full:
        show_failure(result, console)
    brief = [result for result in shown if result not in in_full]
    if brief:
        console.print()
    for result in brief:
        status = result.status
        line = f": {result.message.splitlines()[0]}"
        title = f"{status.mark} {result.id}", status.color
        console.print(Text.assemble("  ", title, line), soft_wrap=True)
    if any(result.status is not Status.WAITING for result in brief):
        console.print(Text("  Add --all to see each of them in full.", "dim"))
    for result in report.exercises:
        if result.remarks and result not in shown:
            console.print(Text(textwrap.indent(remarks(result), "  "), "italic"), soft_wrap=True)


def show_failure(result: ExerciseResult, console: Console) -> None:
    """The first case of an exercise that does not pass, and the hint."""
    status = result.status
    console.print()
    failure = result.first_failure
    if failure is None:
        return
    title = Text.assemble((f"{status.mark} {result.id}", f"bold {status.color}"))
    if len({case.message for case in result.cases}) > 1:
        title.append(f'  "{failure.name}"')
    console.print(Text("  ").append(title), soft_wrap=True)
    console.print(Text(textwrap.indent(failure.message, " " * 6)), soft_wrap=True)
    passed = [case.name for case in result.cases if case.status is Status.PASSED]
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
            marks.append(result.status.mark, result.status.color)
        table.add_row(
            Text(name),
            total(report),
            marks,
            Text(_remarks(report.exercises)),
        )
    console.print(table)
    orders = {report.assignment: report.exercises for report in reports if report.exercises}
    legend: dict[str, list[str]] = {}
    seen = {result.status for report in reports for result in report.exercises}
    for status in Status:
        if status in seen:
            legend.setdefault(status.mark, []).append(status.word)
    meanings = ", ".join(f"{mark} {' or '.join(words)}" for mark, words in legend.items())
    console.print()
    for unit, exercises in orders.items():
        order = " ".join(result.id for result in exercises)
        of_unit = f" of {unit}" if len(orders) > 1 else ""
        console.print(Text(f"Exercises{of_unit}, in order: {order}", "dim"), soft_wrap=True)
    console.print(Text(f"Marks: {meanings}", "dim"), soft_wrap=True)


def show_sums(reports: Iterable[Report], console: Console) -> None:
    """Of assignments in several notebooks, the points of those that lie together, a line each."""
    for found in added_up(reports):
        line = f"{printable(found.folder)}, {counted(found.notebooks, 'notebook')} together: "
        console.print(Text(f"{line}{total(found)} points", "bold"), soft_wrap=True)


def show_summary(reports: Sequence[Report], console: Console) -> None:
    """A class too large for a line a notebook: a line an exercise of each unit."""
    graded: dict[str, int] = {}
    scores: dict[str, float] = {}
    ungraded = 0
    tally: dict[tuple[str, str], Counter[Any]] = {}
    for report in reports:
        if report.error is not None:
            ungraded += 1
            continue
        unit = report.assignment or ""
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
                unwritten = sum(seen[status] for status in Status if not status.written)
                late = sum(seen[status] for status in Status if status.limit)
                mistakes = Counter({key[1]: n for key, n in seen.items() if isinstance(key, tuple)})
                common = [f"{name} ({n})" for name, n in mistakes.most_common(1)]
                table.add_row(
                    exercise,
                    f"{seen[Status.PASSED] / count:.0%}",
                    str(seen[Status.FAILED] + seen[Status.ERROR]),
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
        f"{result.id} ({result.diagnosis.id if result.diagnosis else result.status.word})"
        for result in exercises
        if result.status not in (Status.PASSED, Status.NOT_IMPLEMENTED) and not result.left_out
    ]
    unwritten = sum(r.status is Status.NOT_IMPLEMENTED and not r.bonus for r in exercises)
    if unwritten:
        remarks.append(f"{unwritten} not written yet")
    return ", ".join(remarks)


def as_text(result: ExerciseResult) -> str:
    """The verdict as a student reads it under the check cell."""
    mark, word = result.status.mark, result.status.word
    if result.status is Status.PASSED:
        reward = worth(result.max_score, result.bonus, result.extra_credit)
        hint = f"\nHint: {result.diagnosis.hint}" if result.diagnosis else ""
        said = f"{result.message[0].lower()}{result.message[1:-1]}"
        return f"{mark} {result.id}: {said} ({reward}){hint}{remarks(result)}"
    if result.status is Status.NOT_IMPLEMENTED or result.left_out:
        return f"{mark} {result.id}: {word}" + (" (a bonus)" if result.bonus else "")
    stream = io.StringIO()
    show_failure(result, Console(file=stream, width=100, color_system=None))
    return stream.getvalue().strip("\n")


def ticks_as_text(results: Sequence[ExerciseResult]) -> str:
    """All exercises of a notebook, with a tick beside each that passes."""
    lines = [tick_headline(results)]
    for result in results:
        word = "" if result.status is Status.PASSED else f": {result.status.word}"
        bonus = " (a bonus)" if word and result.bonus else ""
        lines.append(f"{result.status.mark} {result.id}{word}{bonus}")
    return "\n".join(lines)


def tick_headline(results: Sequence[ExerciseResult]) -> str:
    """How many exercises pass, in a sentence."""
    passed = sum(result.status is Status.PASSED for result in results)
    if passed == len(results):
        return f"All {counted(passed, 'exercise')} pass."
    return f"{passed} of {counted(len(results), 'exercise')} " + (
        "passes." if passed == 1 else "pass."
    )
