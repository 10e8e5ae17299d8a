"""How attacks on the grader went, as a table."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from autograder.attacks import Outcome

STYLES = {"contained": "green", "not contained": "bold red", "not run": "dim"}


def show_attacks(outcomes: Sequence[Outcome], console: Console) -> None:
    """A line an attack, what went wrong with those that were not contained, and a count."""
    table = Table(box=None, padding=(0, 2), header_style="bold")
    table.add_column("attack", no_wrap=True)
    for column in ("expected", "got", "neighbours", "left over", "seconds"):
        table.add_column(column, justify="right")
    table.add_column("verdict", no_wrap=True)
    for outcome in outcomes:
        run = outcome.report is not None
        table.add_row(
            Text(outcome.attack.name),
            _score(outcome.attack.keeps),
            _score(outcome.score) if run else "",
            ("changed" if outcome.neighbours else "same") if run else "",
            (", ".join(outcome.left) or "nothing") if run else "",
            f"{outcome.seconds:.1f}" if run else "",
            Text(outcome.verdict, STYLES[outcome.verdict]),
        )
    console.print(table)
    for outcome in outcomes:
        if outcome.wrong:
            line = f"{outcome.attack.name}: {'; '.join(outcome.wrong)}."
            console.print(Text(line), soft_wrap=True)
        if outcome.attack.fallback and outcome.verdict != "contained":
            console.print(Text(f"  {outcome.attack.fallback}.", "dim"), soft_wrap=True)
    counts = {
        verdict: sum(outcome.verdict == verdict for outcome in outcomes) for verdict in STYLES
    }
    console.print(Text(", ".join(f"{n} {verdict}" for verdict, n in counts.items() if n)))


def _score(score: float | None) -> str:
    return "unreadable" if score is None else f"{score:g}"
