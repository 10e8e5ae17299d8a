"""How attacks on the grader went, as a table."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from autograder.authoring.attacks import Outcome

STYLES = {"contained": "green", "not contained": "bold red", "not run": "dim"}


def show_attacks(outcomes: Sequence[Outcome], console: Console) -> None:
    """A line an attack, what went wrong with those that were not contained, and a count.

    MB: by how much the grader's memory grew at most, which other attacks at the time share.
    """
    table = Table(box=None, padding=(0, 2), header_style="bold")
    table.add_column("attack", no_wrap=True)
    for column in ("expected", "got", "neighbors", "left over", "seconds", "MB"):
        table.add_column(column, justify="right")
    table.add_column("verdict", no_wrap=True)
    for outcome in outcomes:
        run = outcome.report is not None
        table.add_row(
            Text(outcome.attack.name),
            ("≤ " if outcome.attack.at_most else "") + _score(outcome.attack.keeps),
            _score(outcome.score) if run else "",
            ("changed" if outcome.neighbors else "same") if run else "",
            (", ".join(outcome.left) or "nothing") if run else "",
            f"{outcome.seconds:.1f}" if run else "",
            "" if outcome.grown is None else f"{outcome.grown / 2**20:.0f}",
            Text(outcome.verdict, STYLES[outcome.verdict]),
        )
    console.print(table)
    for outcome in outcomes:
        if outcome.wrong:
            line = f"{outcome.attack.name}: {'; '.join(outcome.wrong)}."
            console.print(Text(line), soft_wrap=True)
        if outcome.attack.fallback and outcome.verdict != "contained":
            console.print(Text(f"  {outcome.attack.fallback}.", "dim"), soft_wrap=True)
    console.print(Text(count(outcomes)))


def count(outcomes: Sequence[Outcome]) -> str:
    """How many attacks got each verdict: `120 contained, 2 not run`."""
    verdicts = [outcome.verdict for outcome in outcomes]
    return ", ".join(f"{verdicts.count(one)} {one}" for one in STYLES if one in verdicts)


BEGIN, END = "<!-- attacks: {isolation} -->\n", "<!-- end of attacks -->\n"


def in_markdown(outcomes: Sequence[Outcome], isolation: str) -> str:
    """The outcomes as a Markdown table; how long they took is left out, as it is never the same."""
    notes = isolation == "process"
    lines = [
        f"{count(outcomes)}.",
        "",
        "| attack | what it tries | score | outcome |" + (" known |" if notes else ""),
        "|---|---|---|---|" + ("---|" if notes else ""),
    ]
    for outcome in outcomes:
        attack = outcome.attack
        score = _score(outcome.score) if outcome.report is not None else "–"
        if attack.at_most and not outcome.wrong:  # how much less is up to luck
            score = f"≤ {_score(attack.keeps)}"
        line = f"| {attack.name} | {attack.tries} | {score} | {outcome.verdict} |"
        lines.append(line + (f" {attack.fallback} |" if notes else ""))
    return "\n".join(lines) + "\n"


def replace_table(page: str, outcomes: Sequence[Outcome], isolation: str) -> str:
    """The page with this table in the place of the last one. Raises ValueError without a place."""
    before, begin, rest = page.partition(BEGIN.format(isolation=isolation))
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise ValueError(f"it has no lines {BEGIN.format(isolation=isolation)!r} and {END!r}")
    return f"{before}{begin}\n{in_markdown(outcomes, isolation)}\n{end}{after}"


def _score(score: float | None) -> str:
    return "unreadable" if score is None else f"{score:g}"
