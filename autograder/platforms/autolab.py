"""Autolab: the archive and the Makefile that its Tango runs, and the line that it reads.

Tango unpacks nothing itself: it puts `autograde.tar`, the Makefile and what was handed in into one
folder, types `make`, and takes the last line printed as the scores, in JSON.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from autograder.grading.results import Report
from autograder.platforms.package import (
    course_files,
    exercises,
    notes,
    problems,
    run_script,
    write_tar,
)
from autograder.reports.terminal import as_text

MAKEFILE = """\
# The file that students hand in is called what the assessment says: set HANDIN to it.
HANDIN ?= handin.zip

all:
	@tar xf autograde.tar
	@bash autograde/run "$(HANDIN)"
"""
FIRST = """\
submission=$(realpath "$1")
course=$(cd "$(dirname "$0")" && pwd)/course"""


def write(unit: str, reports: Sequence[Report], path: Path, show_hidden: bool = True) -> None:
    """Writes the feedback, then the scores of all exercises in a line of JSON."""
    answers = exercises(reports)
    scores = {one.id: 0.0 for one in problems(unit)}
    scores |= {one.id: round(one.score + one.extra_credit, 2) for one in answers}
    lines = [*notes(reports), *map(as_text, answers), json.dumps({"scores": scores})]
    with path.open("w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")


def package(unit: str, folder: Path, seed: int, show_hidden: bool = True) -> list[Path]:
    """Writes `autograde.tar` and `Makefile` to a folder."""
    run: dict[str, str | bytes] = {
        "autograde/run": run_script("autolab", unit, seed, FIRST, '"$submission" /dev/stdout')
    }
    course = {f"autograde/course/{path}": content for path, content in course_files().items()}
    makefile = folder / "Makefile"
    makefile.write_text(MAKEFILE, encoding="utf-8")
    return [write_tar(folder / "autograde.tar", run | course, run), makefile]
