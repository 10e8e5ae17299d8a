"""Reports in a terminal: colour where there is one, plain text in a pipe."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from autograder.report import ExerciseResult, Report

STYLES = {
    "passed": ("✔", "passed", "green"),
    "failed": ("✘", "not yet right", "red"),
    "error": ("✘", "error", "red"),
    "not_implemented": ("·", "not written yet", "dim"),
    "missing": ("✘", "missing", "red"),
    "timeout": ("✘", "out of time", "magenta"),
    "killed": ("✘", "stopped", "magenta"),
    "waiting": ("…", "waiting", "yellow"),
}


def points(score: float) -> str:
    """A score without needless zeros."""
    return f"{score:g}"


def show_report(report: Report, console: Console) -> None:
    """One notebook: a table over its exercises, then what to look at in those that do not pass."""
    if report.error is not None:
        console.print(Text.assemble(("✘ ", "red"), report.error), soft_wrap=True)
        return
    console.print(Text.assemble((report.notebook, "bold"), f"  ({report.assignment})"))
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
            f"{points(result.score)} / {points(result.max_score)}",
        )
    console.print(table)
    for result in report.exercises:
        if result.status not in ("passed", "not_implemented"):
            show_failure(result, console)
    style = "bold green" if report.passed else "bold"
    console.print(Text(f"\n  {points(report.score)} of {points(report.max_score)} points", style))


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
    console.print(Padding(title, (0, 0, 0, 2)))
    console.print(Padding(Text(failure.message), (0, 0, 0, 6)), soft_wrap=True)
    if result.diagnosis:
        hint = Text.assemble(("Hint: ", "bold"), result.diagnosis.hint)
        console.print(Padding(hint, (0, 0, 0, 6)))


def show_class(reports: Sequence[Report], console: Console) -> None:
    """Several notebooks: a line each."""
    exercises = next((r.exercises for r in reports if r.exercises), ())
    table = Table(box=None, padding=(0, 1), header_style="bold")
    table.add_column("notebook", overflow="fold")
    table.add_column("points", justify="right", no_wrap=True)
    table.add_column("exercises", no_wrap=True)
    table.add_column("to look at", overflow="fold")
    for report in reports:
        if report.error is not None:
            table.add_row(report.notebook, "–", "", Text(report.error, "red"))
            continue
        marks = Text()
        for result in report.exercises:
            mark, _, style = STYLES[result.status]
            marks.append(mark, style)
        wrong = [r for r in report.exercises if r.status not in ("passed", "not_implemented")]
        unwritten = sum(r.status == "not_implemented" for r in report.exercises)
        remarks = [
            r.id + (f" ({r.diagnosis.id})" if r.diagnosis else f" ({STYLES[r.status][1]})")
            for r in wrong
        ]
        if unwritten:
            remarks.append(f"{unwritten} not written yet")
        table.add_row(
            report.notebook,
            f"{points(report.score)} / {points(report.max_score)}",
            marks,
            ", ".join(remarks[:6]) + (" …" if len(remarks) > 6 else ""),
        )
    console.print(table)
    legend = {STYLES[s][0]: [] for s in STYLES}
    for mark, word, _ in STYLES.values():
        legend[mark].append(word)
    used = " ".join(e.id for e in exercises)
    console.print(Text(f"\nexercises, in order: {used}", "dim"))
    console.print(
        Text("; ".join(f"{mark} {' or '.join(words)}" for mark, words in legend.items()), "dim")
    )
