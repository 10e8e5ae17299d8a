"""Gradescope: its `results.json`, and the autograder that it runs.

The formats are those of its page "Autograder Specifications". There a submission runs in a
container as root, mostly without user namespaces. So the reference, and the script that has the
seed, are closed to all other users, and students' code runs as a user that owns nothing.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from autograder.course.status import Status
from autograder.grading.results import ExerciseResult, Report
from autograder.platforms.package import (
    course_files,
    exercises,
    notes,
    run_script,
    write_zip,
)
from autograder.reports.terminal import as_text, points

MAX_OUTPUT = 10_000
"""How many characters of feedback an exercise may have."""
SETUP = """\
#!/usr/bin/env bash
# Installs the grader. Gradescope runs it once, when it builds the image.
set -euo pipefail
apt-get update -qq
apt-get install -y -qq python3 python3-venv bubblewrap
python3 -m venv /opt/autograder
/opt/autograder/bin/python -m pip install --quiet '/autograder/source/course[instructor]'
"""
FIRST = "course=${AUTOGRADER_COURSE:-/autograder/source/course}"
ARGUMENTS = '"${1:-/autograder/submission}" "${2:-/autograder/results/results.json}"'


def results(reports: Sequence[Report], show_hidden: bool) -> dict[str, Any]:
    """The content of `results.json`: a test for each exercise, with its extra credit."""
    return {
        "score": round(sum(report.score for report in reports), 2),
        "output": "\n".join(notes(reports)),
        "output_format": "text",
        "visibility": "visible",
        "stdout_visibility": "hidden",
        "tests": [_test(one, show_hidden) for one in exercises(reports)],
    }


def _test(one: ExerciseResult, show_hidden: bool) -> dict[str, Any]:
    extra = f" (with {points(one.extra_credit)} of extra credit)" if one.extra_credit else ""
    return {
        "name": f"{one.id}{extra}",
        "score": round(one.score + one.extra_credit, 2),
        "max_score": 0.0 if one.bonus else one.max_score,
        "status": "passed" if one.status is Status.PASSED else "failed",
        "output": as_text(one)[:MAX_OUTPUT],
        "output_format": "text",
        "visibility": "visible" if show_hidden else "after_due_date",
    }


def write(unit: str, reports: Sequence[Report], path: Path, show_hidden: bool = False) -> None:
    """Writes `results.json`. show_hidden: students see it at once, not only after the due date."""
    path.write_text(json.dumps(results(reports, show_hidden), indent=2), encoding="utf-8")


def package(unit: str, folder: Path, seed: int, show_hidden: bool = False) -> list[Path]:
    """Writes `autograder.zip` to a folder."""
    arguments = f"{ARGUMENTS} --show-hidden" if show_hidden else ARGUMENTS
    scripts: dict[str, str | bytes] = {
        "setup.sh": SETUP,
        "run_autograder": run_script("gradescope", unit, seed, FIRST, arguments),
    }
    course = {f"course/{path}": content for path, content in course_files().items()}
    return [write_zip(folder / "autograder.zip", scripts | course, scripts)]
