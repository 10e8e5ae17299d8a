"""A package for a platform: the course as files, in an archive that is the same each time."""

from __future__ import annotations

import io
import tarfile
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from autograder.course.model import Exercise, assignment, assignment_names, units_called
from autograder.course.places import ROOT
from autograder.grading.results import ExerciseResult, Report
from autograder.reference.expected import reference_path

PARTS = ("autograder", "data", "solutions")
LEFT_OUT = {"__pycache__", "answers", "attacks"}
"""Folders that grading needs nothing of."""
FILES = ("LICENSE", "README.md", "grade.py", "pyproject.toml")
Contents = Mapping[str, str | bytes]
RUN = """\
#!/usr/bin/env bash
# Grades what was handed in. The reference, and this file, which has the seed, are closed to the
# user as whom students' code runs.
set -euo pipefail
{first}
chmod -R go-rwx "$course/solutions" "$0"
export AUTOGRADER_SEED={seed} PYTHONSAFEPATH=1 PYTHONPATH="$course"
cd /
exec "${{AUTOGRADER_PYTHON:-/opt/autograder/bin/python}}" -c \\
  'from autograder.cli.commands import main; main()' deliver {platform} {unit} {arguments}
"""


def run_script(platform: str, unit: str, seed: int, first: str, arguments: str) -> str:
    """What a platform runs for a submission.

    first: lines that set `course`, the folder of the course. arguments: of `autograder deliver`,
    after the unit: the submission, where the results go, options.
    """
    return RUN.format(platform=platform, unit=unit, seed=seed, first=first, arguments=arguments)


def notes(reports: Iterable[Report]) -> list[str]:
    """What there is to be said of the submission as a whole."""
    return [line for report in reports for line in (report.error, *report.notes) if line]


def problems(unit: str) -> list[Exercise]:
    """The exercises of an assignment, or of one of its notebooks."""
    return [e for name in units_called(unit) for e in assignment(name).exercises]


def exercises(reports: Iterable[Report]) -> list[ExerciseResult]:
    """The results of all exercises."""
    return [one for report in reports for one in report.exercises]


def course_files() -> dict[str, str | bytes]:
    """The grader, the digits and the reference, by path. Raises NoReference without one."""
    for unit in assignment_names():
        reference_path(unit)
    paths = [ROOT / name for name in FILES]
    for part in PARTS:
        paths += sorted((ROOT / part).rglob("*"))
    return {
        path.relative_to(ROOT).as_posix(): path.read_bytes()
        for path in paths
        if path.is_file() and LEFT_OUT.isdisjoint(path.parts)
    }


def write_zip(path: Path, contents: Contents, programs: Iterable[str] = ()) -> Path:
    """Writes a zip without dates. programs: those of the files that can be run."""
    runs = set(programs)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in contents.items():
            entry = zipfile.ZipInfo(name)
            entry.external_attr = (0o100755 if name in runs else 0o100644) << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return path


def write_tar(path: Path, contents: Contents, programs: Iterable[str] = ()) -> Path:
    """The same as a tar."""
    runs = set(programs)
    with tarfile.open(path, "w") as archive:
        for name, content in contents.items():
            data = content.encode() if isinstance(content, str) else content
            entry = tarfile.TarInfo(name)
            entry.size, entry.mode = len(data), 0o755 if name in runs else 0o644
            archive.addfile(entry, io.BytesIO(data))
    return path


def of_unit(unit: str, reports: Iterable[Report]) -> list[Report]:
    """The best report on each notebook of an assignment; if there is none, what could not be read,
    or that there is nothing of it.

    unit: the name of the assignment, or of one of its notebooks.
    """
    wanted = units_called(unit) or [assignment(unit).name]
    best: dict[str, Report] = {}
    unread = []
    for report in reports:
        if report.assignment in wanted:
            other = best.get(report.assignment)
            if other is None or report.score > other.score:
                best[report.assignment] = report
        elif report.error is not None:
            unread.append(report)
    nothing = Report(None, unit, 0.0, error=f"There is nothing of {unit} in what was handed in.")
    return [best[name] for name in wanted if name in best] or unread or [nothing]
