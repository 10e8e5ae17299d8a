"""Reports as one HTML page that needs nothing else: no network, no script."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from autograder.grading.results import Report
from autograder.reports import template
from autograder.reports.terminal import points, points_of, total

SHOWN = {"points": points, "points_of": points_of, "total": total}


def render_page(reports: Sequence[Report]) -> str:
    """The page as text. All that comes from a notebook is escaped."""
    return template("page.html").render(reports=reports, **SHOWN)


def write_page(reports: Sequence[Report], path: Path) -> None:
    """Writes the page to a file."""
    stream = template("page.html").stream(reports=reports, **SHOWN)
    stream.enable_buffering(100)
    with path.open("wb") as file:
        stream.dump(file, encoding="utf-8")
