"""Reports as one HTML page that needs nothing else: no network, no script."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

from autograder.report import Report
from autograder.reports.terminal import STYLES, points


def render_page(reports: Sequence[Report]) -> str:
    """The page as text. All that comes from a notebook is escaped."""
    environment = Environment(
        loader=PackageLoader("autograder", "reports"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["points"] = points
    return environment.get_template("page.html").render(reports=reports, styles=STYLES)


def write_page(reports: Sequence[Report], path: Path) -> None:
    """Writes the page to a file."""
    path.write_text(render_page(reports), encoding="utf-8")
