"""What an audit of the grader found, as a table."""

from __future__ import annotations

from collections.abc import Mapping

from rich.console import Console
from rich.table import Table
from rich.text import Text

from autograder.audit import Tally


def show_audit(tallies: Mapping[str, Tally], console: Console) -> None:
    """A line an exercise, then every answer that got the wrong verdict or the wrong hint."""
    table = Table(box=None, padding=(0, 1), header_style="bold", show_footer=True)
    totals = [
        sum(t.right for t in tallies.values()),
        sum(len(t.wrongly_failed) for t in tallies.values()),
        sum(t.wrong for t in tallies.values()),
        sum(len(t.survived) for t in tallies.values()),
        sum(t.mutants for t in tallies.values()),
        sum(t.equivalent for t in tallies.values()),
        sum(len(t.mutants_survived) for t in tallies.values()),
    ]
    explained = sum(t.explained for t in tallies.values())
    misnamed = sum(len(t.misnamed) for t in tallies.values())
    columns = ("right", "failed", "wrong", "survived", "mutants", "equivalent", "survived")
    table.add_column("exercise", "all")
    for column, total in zip(columns, totals, strict=True):
        table.add_column(column, str(total), justify="right")
    table.add_column("explained", f"{explained / max(totals[2], 1):.0%}", justify="right")
    table.add_column("misnamed", str(misnamed), justify="right")
    for exercise, tally in tallies.items():
        table.add_row(
            exercise,
            str(tally.right),
            _alarming(len(tally.wrongly_failed)),
            str(tally.wrong),
            _alarming(len(tally.survived)),
            str(tally.mutants),
            str(tally.equivalent),
            _alarming(len(tally.mutants_survived)),
            f"{tally.explained / max(tally.wrong, 1):.0%}",
            str(len(tally.misnamed)),
        )
    console.print(table)
    for exercise, tally in tallies.items():
        for verdict, samples in (
            ("right, but failed", tally.wrongly_failed),
            ("wrong, but passed", tally.survived),
            ("mutant that passed", tally.mutants_survived),
        ):
            for sample in samples:
                console.print(Text(f"{exercise}: {verdict}: {sample.what}"), soft_wrap=True)
        for sample, named in tally.misnamed:
            line = f"{exercise}: {sample.what}: is {sample.mistake}, explained as {named}"
            console.print(Text(line, "dim"), soft_wrap=True)


def _alarming(count: int) -> Text:
    return Text(str(count), "bold red" if count else "")
