"""The platforms by name. A new one is a module of this package, and a line here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.grading.results import Report
from autograder.platforms import autolab, github, gradescope, prairielearn, tables


@dataclass(frozen=True)
class Platform:
    """package(unit, folder, seed, show_hidden): writes what an instructor uploads, and returns the
    files. write(unit, reports, path, show_hidden): writes what the platform reads of a submission;
    None where the platform reads a report's format."""

    package: Callable[[str, Path, int, bool], list[Path]]
    write: Callable[[str, Sequence[Report], Path, bool], None] | None = None


PLATFORMS = {
    "gradescope": Platform(gradescope.package, gradescope.write),
    "autolab": Platform(autolab.package, autolab.write),
    "prairielearn": Platform(prairielearn.package, prairielearn.write),
    "github": Platform(github.package),
}
TABLES = {"canvas": tables.write_canvas, "moodle": tables.write_moodle}
FORMATS = {"github": github.write_summary, "classroom": github.write_points, **TABLES}
"""Formats of reports that platforms read, beside those of `reports`."""
