"""GitHub: a workflow that checks on every push, with notes on the notebook's cells and a summary.

A student's repository is a bundle. It has no reference, so the workflow is the self-check on the
public cases. Its last step reports the points to GitHub Classroom, where the class has one.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path

from autograder.course.status import Status
from autograder.grading.results import ExerciseResult, Report
from autograder.platforms.package import exercises
from autograder.reports.terminal import points

WORKFLOW = """\
name: check
on: [push, workflow_dispatch]
permissions:
  actions: read
  checks: write
  contents: read
jobs:
  check:
    runs-on: ubuntu-latest
    timeout-minutes: 10
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with:
          python-version: "3.12"
      - run: python -m pip install --quiet -r requirements.txt
      - name: Check {unit}
        run: >
          python grade.py {unit} --format github=summary.md
          --format classroom=points.json || test $? -eq 1
      - name: Notes on the notebook, and a summary
        id: points
        run: |
          grep '^::' summary.md || true
          grep -v '^::' summary.md >> "$GITHUB_STEP_SUMMARY"
          echo "result=$(base64 -w0 points.json)" >> "$GITHUB_OUTPUT"
      - name: Points for GitHub Classroom
        uses: classroom-resources/autograding-grading-reporter@v1
        env:
          CHECK_RESULTS: ${{{{ steps.points.outputs.result }}}}
        with:
          runners: check
"""


def write_summary(reports: Sequence[Report], path: Path) -> None:
    """Writes a table in Markdown, and before it a workflow command for each mistake."""
    lines = [
        command
        for report in reports
        for command in [*_unread(report), *_commands(report)]
        if command
    ]
    for report in reports:
        lines += ["", f"### {report.assignment or report.notebook}", ""]
        lines += ["| exercise | | points |", "|---|---|---|"]
        for one in report.exercises:
            reached = f"{points(one.score + one.extra_credit)} / {points(one.max_score)}"
            lines.append(f"| `{one.id}` | {one.status.mark} {one.status.word} | {reached} |")
        lines.append(f"| **total** | | **{points(report.score)} / {points(report.max_score)}** |")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _unread(report: Report) -> list[str]:
    return [_annotation(report, "could not be graded", report.error)] if report.error else []


def _commands(report: Report) -> list[str]:
    lines = _lines(report.notebook)
    return [
        _annotation(report, f"{one.id}: {one.status.word}", _said(one), lines.get(one.id, 1))
        for one in report.exercises
        if one.status is not Status.PASSED and one.status.written
    ]


def _said(one: ExerciseResult) -> str:
    return one.message + (f"\n{one.diagnosis.hint}" if one.diagnosis else "")


def _lines(notebook: str) -> dict[str, int]:
    """In which line of a notebook's file the source of each exercise's cell begins."""
    path = Path(notebook)
    text = path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
    found: dict[str, int] = {}
    cell = ""
    for number, line in enumerate(text.splitlines(), start=1):
        if named := re.match(r'\s*"(?:grade_)?id": "(.+)",?$', line):
            cell = named[1]
        elif line.strip() == '"source": [':
            found.setdefault(cell, number + 1)
    return found


def _annotation(report: Report, title: str, message: str, line: int = 1) -> str:
    """A workflow command: its text may hold no line break, and its properties no separator."""
    text = message.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    name, title = (
        value.replace("%", "%25").replace(":", "%3A").replace(",", "%2C").replace("\n", " ")
        for value in (report.notebook, title)
    )
    return f"::error file={name},line={line},title={title}::{text}"


def write_points(reports: Sequence[Report], path: Path) -> None:
    """Writes GitHub Classroom's points: the result of a runner, a test for each exercise."""
    document = {
        "version": 3,
        "status": "pass" if all(report.passed for report in reports) else "fail",
        "max_score": sum(report.max_score for report in reports),
        "tests": [
            {
                "name": one.id,
                "status": "pass" if one.status is Status.PASSED else "fail",
                "score": round(one.score + one.extra_credit, 2),
                "message": one.message,
            }
            for one in exercises(reports)
        ],
    }
    path.write_text(json.dumps(document, indent=2), encoding="utf-8")


def package(unit: str, folder: Path, seed: int, show_hidden: bool = True) -> list[Path]:
    """Writes `.github/workflows/check.yml` to a folder, a student's repository."""
    path = folder / ".github" / "workflows" / "check.yml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(WORKFLOW.format(unit=unit), encoding="utf-8")
    return [path]
