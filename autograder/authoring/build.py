"""From a literate module to the instructor's notebook, the student's, and the expected values.

Each step takes a notebook and gives one back. What students get is made from the instructor's
notebook by nbgrader's own `generate_assignment`.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

import nbformat
import numpy as np

from autograder.course.model import UNGRADED, assignment
from autograder.course.places import RELEASED, ROOT, SOLUTIONS, UNITS
from autograder.grading import answer_key
from autograder.grading.answer_key import Trial
from autograder.grading.fingerprints import Behaviors
from autograder.inside import wire
from autograder.reference import literate
from autograder.reference.expected import read_public
from autograder.reference.literate import BEGIN, END, BuildError, source_notebook
from autograder.reference.released import released_units

NOTEBOOKS = ROOT / "notebooks"
SOURCES = ROOT / "build" / "source"


# From instructor's notebook to what students get


def release_notebook(unit: str) -> str:
    """The student's notebook, made by `nbgrader generate_assignment` in a folder of its own."""
    from nbgrader.apps import NbGraderAPI
    from traitlets.config import Config

    put_scripts_on_path()
    with tempfile.TemporaryDirectory() as folder:
        course = Path(folder)
        write_source(unit, course / "source")
        config = Config()
        config.CourseDirectory.root = folder
        config.CourseDirectory.course_id = "build"
        config.CourseDirectory.db_url = f"sqlite:///{course / 'gradebook.db'}"
        config.Exchange.course_id = "build"
        api = NbGraderAPI(config=config)
        name = assignment(unit).folder
        outcome = api.generate_assignment(name)
        if not outcome["success"]:
            raise BuildError(
                f"nbgrader could not generate {unit}: "
                + str(outcome.get("error") or outcome.get("log"))[-2000:]
            )
        released = course / "release" / name / f"{unit}.ipynb"
        notebook = nbformat.read(released, as_version=4)
    for cell in notebook.cells:
        if BEGIN in cell.source or END in cell.source:
            raise BuildError(f"{unit}: a solution marker is left in cell {cell.id}.")
    notebook.metadata.pop("celltoolbar", None)
    return f"{nbformat.writes(notebook)}\n"


def put_scripts_on_path() -> None:
    """nbgrader calls `alembic` by name; it stands beside this Python, activated or not."""
    folder, places = str(Path(sys.executable).parent), os.environ.get("PATH", "").split(os.pathsep)
    if folder not in places:
        os.environ["PATH"] = os.pathsep.join([folder, *places])


def notebook_in(folder: Path, unit: str) -> Path:
    """Where a unit's notebook is in a folder that has a folder for each assignment."""
    place = unit if unit in UNGRADED else assignment(unit).folder
    return folder / place / f"{unit}.ipynb"


def write_source(unit: str, source_folder: Path) -> Path:
    """Writes the instructor's notebook to nbgrader's source folder."""
    path = notebook_in(source_folder, unit)
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(source_notebook(unit), path)
    return path


def write_sources(source_folder: Path = SOURCES) -> None:
    """Writes the instructor's notebooks of all units that are missing or older than the course.

    Does nothing where the course has no reference, as on a student's machine.
    """
    pictures = SOLUTIONS.glob("pictures/*.svg")
    made_by = [Path(__file__), Path(literate.__file__)]
    made_from = [*made_by, *SOLUTIONS.glob("*.py"), *pictures, *UNITS.glob("*.py")]
    changed = max(path.stat().st_mtime for path in made_from)
    for unit in released_units():
        path = notebook_in(source_folder, unit)
        if (SOLUTIONS / f"{unit}.py").exists() and not (
            path.exists() and path.stat().st_mtime > changed
        ):
            write_source(unit, source_folder)


def build(unit: str, check: bool = False) -> list[str]:
    """Builds a unit's notebook and expected values. Returns what was stale, as relative paths.

    check: changes nothing in the course; only says what is stale.
    """
    from autograder.authoring.tabulate import tabulate

    graded = unit not in UNGRADED
    text = release_notebook(unit) if graded else f"{nbformat.writes(source_notebook(unit))}\n"
    stale = []
    written = [notebook_in(NOTEBOOKS, unit), *([RELEASED / f"{unit}.ipynb"] if graded else [])]
    for path in written:
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            stale.append(str(path.relative_to(ROOT)))
            if not check:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8")
    if not graded:
        return stale
    stored = RELEASED / f"{unit}.npz"
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder) / stored.name
        trials = answer_key.public_trials(unit)
        tables = tabulate(unit, trials)
        known = {name: table.behaviors for name, table in tables.items()}
        reliance = {
            above: {name: t.spoils[above] for name, t in tables.items() if above in t.spoils}
            for above in trials
        }
        save_public(fresh, trials, known, reliance)
        if not stored.exists() or not _same_values(unit, stored, fresh):
            stale.append(str(stored.relative_to(ROOT)))
            if not check:
                shutil.copyfile(fresh, stored)
    return stale


def _same_values(unit: str, one: Path, other: Path) -> bool:
    """Whether two stores of expected values agree: in structure exactly, in numbers within the
    tolerances of verdicts, as versions of NumPy and processors differ in the last digits. Of
    the tables of known mistakes, what they were made from: what one NumPy refuses (float() of an
    array, a cross product in the plane), another computes."""
    a, b = read_public(one), read_public(other)
    exercises = {exercise.id: exercise for exercise in assignment(unit).exercises}
    return list(a.manifest) == list(b.manifest) == list(exercises) and all(
        alike(a[name]["cases"], b[name]["cases"], exercise.rtol, exercise.atol)
        and a[name]["mistakes"]["made_from"] == b[name]["mistakes"]["made_from"]
        for name, exercise in exercises.items()
    )


def alike(one: Any, other: Any, rtol: float, atol: float) -> bool:
    """Whether two stored values agree: types, keys, lengths, shapes and dtypes exactly, numbers
    within tolerance."""

    def within(a: Any, b: Any) -> bool:
        if type(a) is not type(b):
            return False
        match a:
            case dict():
                return list(a) == list(b) and all(within(a[key], b[key]) for key in a)
            case list() | tuple():
                return len(a) == len(b) and all(map(within, a, b))
            case np.ndarray():
                if a.dtype != b.dtype or a.shape != b.shape:
                    return False
                # as in verdicts, atol is relative to the largest entry
                largest = np.abs(b, where=np.isfinite(b), out=np.zeros(b.shape)).max(initial=0.0)
                return np.allclose(a, b, rtol, atol * float(largest), equal_nan=True)
            case float():
                return bool(np.isclose(a, b, rtol, atol, equal_nan=True))
        return bool(a == b)

    return within(one, other)


Reliance = dict[str, list[tuple[int, int]]]
"""By what an exercise builds on, pairs of sets of cases, as bits: some, but not all, that mistakes
make fail there, and all that fail here with one of these mistakes."""


def save_public(
    path: Path,
    trials: dict[str, list[Trial]],
    known: dict[str, Behaviors],
    reliance: dict[str, Reliance],
) -> None:
    """Stores what a self-check needs of every exercise, as arrays and a manifest: the inputs and
    expected values of public instances, how the known mistakes behave, and what those in other
    exercises spoil in it."""
    values = {
        exercise: {
            "cases": {trial.case.name: (trial.inputs, trial.expected) for trial in of_exercise},
            "mistakes": known[exercise].to_plain(),
            "reliance": reliance[exercise],
        }
        for exercise, of_exercise in trials.items()
    }
    # one long array for each dtype: thousands of small ones would be slow to read
    pieces: dict[str, list[np.ndarray]] = {}
    sizes: dict[str, int] = {}
    manifest = {}
    for exercise_id, value in values.items():
        skeleton, arrays = wire.flatten(value)
        described = []
        for array in arrays:
            name = array.dtype.name
            described.append([name, sizes.setdefault(name, 0), list(array.shape)])
            pieces.setdefault(name, []).append(array.ravel())
            sizes[name] += array.size
        manifest[exercise_id] = json.dumps([skeleton, described])  # read when it is asked for
    # Any: NumPy's own options are keywords too, and no arrays
    stored: dict[str, Any] = {name: np.concatenate(parts) for name, parts in pieces.items()}
    np.savez_compressed(path, manifest=np.array(json.dumps(manifest)), **stored)
