"""What lies in `submitted/`: notebooks under their names, and what can be understood otherwise.

nbgrader grades files with the right name. A notebook under another name, in a folder below, with
a name that ends in .IPYNB or in an archive, and a Python module, get the right name first. What is
no notebook of the assignment is left out, with a sentence that names the folder.
"""

from __future__ import annotations

import glob
import logging
import os
import shutil
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import nbformat

from autograder.course.text import digest, printable
from autograder.grading import packages
from autograder.grading.archive import is_source
from autograder.grading.notebook_file import Unreadable
from autograder.grading.submission import load, parse, unit_of
from autograder.platforms.nbgrader.collecting import SubmissionExtractor
from autograder.platforms.nbgrader.restored import restored_notebook

Log = logging.Logger | logging.LoggerAdapter[Any]


def take_in(coursedir: Any, units: Sequence[str], log: Log) -> None:
    """Gives what was handed in for units of an assignment the names that nbgrader looks for.

    What was handed in stays as it is. Where several files could be meant, or none, a line says so.
    """
    submitted, name = coursedir.submitted_directory, coursedir.assignment_id
    for folder in sorted(glob.glob(coursedir.format_path(submitted, coursedir.student_id, name))):
        if Path(folder).is_dir() and not Path(folder).is_symlink():
            _take_in(Path(folder), units, log)


def of_units(folder: Path, units: Iterable[str], log: Log) -> list[Path]:
    """The notebooks of units in a folder, by their names, without those of other units."""
    found = []
    for unit in units:
        path = folder / f"{unit}.ipynb"
        if not os.path.lexists(path):
            continue
        other = _unit_of(path)
        if other in (None, unit):
            found.append(path)
        else:
            log.warning(
                "%s is a notebook of %s, not of %s, so it is left out. Ask for the right one, put "
                "it there, and autograde again.", printable(str(path)), other, unit,
            )  # fmt: skip
    return found


def _take_in(folder: Path, units: Sequence[str], log: Log) -> None:
    there = {unit for unit in units if os.path.lexists(folder / f"{unit}.ipynb")}
    missing = [unit for unit in units if unit not in there]
    _say_what_is_newer(folder, there, log)
    if not missing:
        return
    with tempfile.TemporaryDirectory() as place:
        found = _notebooks_below(folder, Path(place), {f"{unit}.ipynb" for unit in there}, log)
        by_unit: dict[str | None, dict[str, Path]] = {}
        for path in found:
            by_unit.setdefault(_unit_of(path), {}).setdefault(digest(path.read_bytes()), path)
        shown = printable(str(folder))
        for unit in missing:
            several = [*by_unit.get(unit, {}).values()]
            names = ", ".join(_shown(path, place) for path in several[:4])
            if len(several) == 1:
                shutil.copy2(several[0], folder / f"{unit}.ipynb")  # with its time
                there.add(unit)
                log.warning("%s has %s; it is graded as %s.ipynb.", shown, names, unit)
            elif several:
                log.warning(
                    "%s has more than one notebook of %s (there is: %s), so it is not graded. "
                    "Rename the right one to %s.ipynb and autograde again.",
                    shown, unit, names, unit,
                )  # fmt: skip
        if not there and not any(by_unit.get(unit) for unit in missing):
            log.warning(
                "%s has no notebook of %s (%s), so it is not graded. %s",
                shown, " or ".join(missing), _lying_in(folder), _advice(folder, missing[0]),
            )  # fmt: skip


def _say_what_is_newer(folder: Path, there: Iterable[str], log: Log) -> None:
    """Names the notebooks that are newer than the one of their unit, which is graded all the same:
    somebody may have handed in again under another name."""
    right = {unit: folder / f"{unit}.ipynb" for unit in there}
    for path in sorted(folder.glob("*.ipynb")):
        if path.is_symlink() or path in right.values():
            continue
        graded = right.get(_unit_of(path) or "")
        if graded and not graded.is_symlink() and path.stat().st_mtime > graded.stat().st_mtime:
            log.warning(
                "%s is newer than %s, which is graded. If it is meant, give it that name and "
                "autograde again.", printable(str(path)), graded.name,
            )  # fmt: skip


def _notebooks_below(folder: Path, place: Path, known: set[str], log: Log) -> list[Path]:
    """Copies of the notebooks in a folder, in folders and archives in it, and of its modules."""
    extractor = SubmissionExtractor()
    extractor.log = log
    extractor.unpack(folder, place)
    for path in _modules(folder):
        target = place / path.relative_to(folder).with_suffix(".ipynb")
        try:
            submission = parse(load(path), path.name)
        except Unreadable:
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        if not target.exists():
            nbformat.write(restored_notebook(submission), target)
            shutil.copystat(path, target)
    notebooks = sorted(path for path in place.rglob("*") if path.is_file())
    return [path for path in notebooks if path.relative_to(place).as_posix() not in known]


def _modules(folder: Path) -> list[Path]:
    """The Python module in a folder; none where there are several, or a package."""
    found = [p for p in folder.rglob("*.py") if is_source(p.relative_to(folder).as_posix())]
    named = [path for path in found if path.name == "submitted.py"] or found
    return named if len(named) == 1 and not named[0].is_symlink() else []


def _unit_of(path: Path) -> str | None:
    try:
        return unit_of(load(path), path.name)
    except Unreadable:
        return None


def _shown(path: Path, place: str) -> str:
    return printable(path.relative_to(place).as_posix())[:80]


def _lying_in(folder: Path) -> str:
    names = sorted(printable(path.name) for path in folder.iterdir())
    more = f" and {len(names) - 4} more" if len(names) > 4 else ""
    return f"there is: {', '.join(names[:4])}{more}" if names else "the folder is empty"


def _advice(folder: Path, unit: str) -> str:
    packed = [folder, *folder.iterdir()]
    if any(packages.targets(path) for path in packed):
        return f"It is a package, which nbgrader cannot take: autograder grade '{folder}' does."
    return f"Put the right one there as {unit}.ipynb and autograde again."
