"""What an audit of the grader found, as a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from autograder.authoring.audit import Tally
from autograder.authoring.coverage import Row, names


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


def show_coverage(unit: str, rows: Sequence[Row], console: Console) -> None:
    """A line an argument, a column a property: by how many cases it is met, `none` where it is
    allowed and not met, a dot where it is neither. What is met beyond what is allowed is dim."""
    columns = [n for n in names() if any(n in row.allowed or n in row.met for row in rows)]
    margin = 1 + max(len(f"{row.exercise}, {row.argument}") for row in rows)
    heads = "".join(f"{number:>5}" for number in range(1, len(columns) + 1))
    console.print(Text(f"{unit:<{margin}}{heads}", "bold"), soft_wrap=True)
    for row in rows:
        line = Text(f"{row.exercise}, {row.argument}".ljust(margin))
        console.print(line.append_text(Text().join(_met(row, n) for n in columns)), soft_wrap=True)
    legend = ", ".join(f"{number} {name}" for number, name in enumerate(columns, 1))
    console.print(Text(legend, "dim"), soft_wrap=True)
    for row in rows:
        if row.gaps:
            gaps = f"{row.exercise}, {row.argument}: allowed, and in no case: {', '.join(row.gaps)}"
            console.print(Text(gaps, "bold red"), soft_wrap=True)


def _met(row: Row, name: str) -> Text:
    if name in row.allowed:
        return Text(f"{row.met.get(name, 'none'):>5}", "" if name in row.met else "bold red")
    return Text(f"{row.met.get(name, '·'):>5}", "dim")


def _alarming(count: int) -> Text:
    return Text(str(count), "bold red" if count else "")
