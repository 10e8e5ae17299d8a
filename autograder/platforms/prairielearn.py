"""PrairieLearn: the results of its external graders.

The format is that of its page "External grading": `results.json` with a score from 0 to 1.
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
    run_script,
    write_zip,
)
from autograder.reports.terminal import as_text

FIRST = """\
course=/grade/serverFilesCourse/course
mkdir -p /grade/results"""
ARGUMENTS = "/grade/student /grade/results/results.json"


def write(unit: str, reports: Sequence[Report], path: Path, show_hidden: bool = True) -> None:
    """Writes `results.json`. Extra credit can take the score above 1, which is cut there."""
    reached, of = sum(r.score for r in reports), sum(r.max_score for r in reports)
    answers = exercises(reports)
    document = {
        "gradable": bool(answers),
        "score": min(1.0, reached / of) if of else 0.0,
        "output": "\n".join(notes(reports)),
        "tests": [
            {
                "name": one.id,
                "points": round(one.score + one.extra_credit, 2),
                "max_points": one.max_score,
                "output": as_text(one),
            }
            for one in answers
        ],
    }
    path.write_text(json.dumps(document, indent=2), encoding="utf-8")


def package(unit: str, folder: Path, seed: int, show_hidden: bool = True) -> list[Path]:
    """Writes `grader.zip` to a folder: what belongs into the course's `serverFilesCourse/`."""
    run: dict[str, str | bytes] = {"run": run_script("prairielearn", unit, seed, FIRST, ARGUMENTS)}
    course = {f"course/{path}": content for path, content in course_files().items()}
    return [write_zip(folder / "grader.zip", run | course, run)]
