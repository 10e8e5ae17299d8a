"""From a literate module to the instructor's notebook, the student's, and the expected values.

Each step takes a notebook and gives one back. What students get is made from the instructor's
notebook by nbgrader's own `generate_assignment`.
"""

from __future__ import annotations

import ast
import copy
import functools
import itertools
import os
import re
import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import jupytext
import nbformat
import numpy as np
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell

from autograder import answer_key
from autograder.course import Exercise, assignment
from autograder.report import worth
from autograder.submission import RELEASED, Cell, built_cell, defined_names, released_units

ROOT = answer_key.ROOT
SOLUTIONS = ROOT / "solutions"
EXERCISES = ROOT / "autograder" / "exercises"
NOTEBOOKS = ROOT / "notebooks"
SOURCES = ROOT / "build" / "source"
BEGIN, END = "### BEGIN SOLUTION", "### END SOLUTION"
SKIP_TAG = "skip-grading"


class BuildError(Exception):
    """A literate module that cannot be built; the message names the file, the cell and the rule."""


@functools.cache
def read_module(unit: str) -> NotebookNode:
    """The literate module of a unit as a notebook, one cell a block. Not to be changed.

    Raises NoReference where the course has none.
    """
    text = answer_key.reference_path(unit).read_text(encoding="utf-8")
    return jupytext.reads(text, fmt="py:percent")


# From module to instructor's notebook


def source_notebook(unit: str) -> NotebookNode:
    """The instructor's notebook: nbgrader's metadata, check cells, imports put in place."""
    module = copy.deepcopy(read_module(unit))
    inlined: set[str] = set()
    cells: list[NotebookNode] = []
    for cell in module.cells:
        cells.append(_with_marks(cell, unit, inlined))
    cells = _with_checks(cells, unit)
    cells.insert(1, _setup_cell(unit))
    notebook = nbformat.v4.new_notebook(
        cells=_with_ids(cells, unit),
        metadata={
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
            "autograder": {"assignment": unit},
        },
    )
    nbformat.validate(notebook)
    return notebook


def source_cells(unit: str) -> list[Cell]:
    """The code cells of the instructor's notebook."""
    return [built_cell(cell) for cell in source_notebook(unit).cells if cell.cell_type == "code"]


def _with_marks(cell: NotebookNode, unit: str, inlined: set[str]) -> NotebookNode:
    """The cell with its role and nbgrader's metadata in place of the module's keys."""
    keys = cell.metadata
    tags = list(keys.get("tags", []))
    metadata = NotebookNode({"tags": tags} if tags else {})
    if cell.cell_type == "markdown":
        if "exercise" in keys:
            cell.source = _with_badge(cell.source, _exercise(unit, keys["exercise"]))
            metadata.autograder = {"role": "text", "exercise": keys["exercise"]}
        elif "essay" in keys:
            metadata.autograder = {"role": "essay"}
            metadata.nbgrader = _nbgrader(
                f"explain-{keys['essay']}", solution=True, grade=True, points=float(keys["points"])
            )
        cell.metadata = metadata
        return cell
    if "exercise" in keys:
        exercise = _exercise(unit, keys["exercise"])
        if BEGIN not in cell.source or cell.source.count(BEGIN) != cell.source.count(END):
            raise BuildError(
                f"solutions/{unit}.py, cell {exercise.id}: it needs {BEGIN} and {END} around "
                "the answer."
            )
        metadata.autograder = {"role": "exercise", "exercise": exercise.id}
        metadata.nbgrader = _nbgrader(exercise.id, solution=True)
    elif "given" in keys:
        metadata.autograder = {"role": "given"}
        if "of" in keys:
            metadata.autograder["exercise"] = _exercise(unit, keys["of"]).id
        metadata.nbgrader = _nbgrader(f"given-{keys['given']}", locked=True)
        if keys.get("inline"):
            cell.source = inline_imports(cell.source, inlined)
        else:
            inlined |= imported_names(cell.source)
    elif "own" in keys:
        metadata.autograder = {"role": "own"}
    else:
        raise BuildError(
            f"solutions/{unit}.py: a code cell is neither `exercise=`, `given=` nor `own=`. "
            f"It begins with: {cell.source[:60]!r}"
        )
    if SKIP_TAG in tags:
        metadata.autograder["skip"] = True
    cell.metadata = metadata
    return cell


def _exercise(unit: str, exercise_id: str) -> Exercise:
    try:
        return assignment(unit)[exercise_id]
    except KeyError as error:
        raise BuildError(f"solutions/{unit}.py: {error.args[0]}") from None


def _nbgrader(
    grade_id: str,
    *,
    solution: bool = False,
    locked: bool = False,
    grade: bool = False,
    points: float | None = None,
) -> dict:
    metadata = {
        "grade": grade,
        "grade_id": grade_id,
        "locked": locked,
        "schema_version": 3,
        "solution": solution,
        "task": False,
    }
    return metadata if points is None else {**metadata, "points": points}


def _with_badge(source: str, exercise: Exercise) -> str:
    """The exercise's text with points, difficulty, importance and minutes under its heading."""
    heading, _, rest = source.partition("\n")
    if not heading.startswith("#"):
        raise BuildError(f"the text of {exercise.id} should begin with a heading, not {heading!r}")
    low, high = exercise.minutes
    points = worth(exercise.points, exercise.bonus)
    badge = " · ".join(
        [
            f"`{exercise.id}`",
            points,
            f"Difficulty {dots(exercise.difficulty, '🔴', '🟠')}",
            f"Importance {dots(exercise.importance, '🔵', '🔵')}",
            f"{low} to {high} minutes",
        ]
    )
    return f"{heading}\n\n{badge}\n\n{rest.lstrip()}"


def dots(filled: float, full: str, half: str) -> str:
    """Five dots, of which some are filled, the last of them perhaps by half."""
    whole = int(filled)
    part = half if filled > whole else ""
    return full * whole + part + "⚪" * (5 - whole - len(part))


def _with_checks(cells: list[NotebookNode], unit: str) -> list[NotebookNode]:
    """A check cell after the last cell that belongs to each exercise."""
    last = {
        cell.metadata.autograder["exercise"]: i
        for i, cell in enumerate(cells)
        if "exercise" in cell.metadata.get("autograder", {})
    }
    missing = [e.id for e in assignment(unit).exercises if e.id not in last]
    if missing:
        raise BuildError(f"solutions/{unit}.py has no cell for: {', '.join(missing)}.")
    checked = []
    for i, cell in enumerate(cells):
        checked.append(cell)
        for exercise_id, place in last.items():
            if place == i:
                exercise = assignment(unit)[exercise_id]
                check = new_code_cell(f'check("{exercise_id}")')
                check.metadata.autograder = {"role": "check", "exercise": exercise_id}
                # nbgrader knows no extra points on a cell: a bonus is worth 0 there
                check.metadata.nbgrader = _nbgrader(
                    check_id(exercise_id),
                    grade=True,
                    locked=True,
                    points=0.0 if exercise.bonus else float(exercise.points),
                )
                checked.append(check)
    return checked


def check_id(exercise_id: str) -> str:
    """The grade_id of an exercise's check cell."""
    return f"check-{exercise_id}"


def _setup_cell(unit: str) -> NotebookNode:
    cell = new_code_cell(
        "from autograder.notebook import checker, draw_graph, gradcheck\n\n"
        + f'check = checker("{unit}")'
    )
    cell.metadata.autograder = {"role": "check"}
    cell.metadata.nbgrader = _nbgrader("given-check", locked=True)
    return cell


def _with_ids(cells: list[NotebookNode], unit: str) -> list[NotebookNode]:
    """Cell ids that depend on what a cell is, not on when it was built."""
    used: set[str] = set()
    before = "start"
    for cell in cells:
        marks = cell.metadata.get("autograder", {})
        if "nbgrader" in cell.metadata:
            name = before = cell.metadata.nbgrader["grade_id"]
        elif marks.get("role") == "text":
            name = f"text-{marks['exercise']}"
        else:
            heading = re.search(r"^#+ +(.+)$", cell.source, flags=re.MULTILINE)
            words = re.findall(r"[a-z0-9]+", heading[1].lower()) if heading else ["after", before]
            name = "text-" + "-".join(words)
        name = unique = re.sub(r"[^a-zA-Z0-9_-]", "-", name)[:56]
        count = 1
        while unique in used:
            count += 1
            unique = f"{name}-{count}"
        if "nbgrader" in cell.metadata and count > 1:
            raise BuildError(f"solutions/{unit}.py: two cells are called {name!r}.")
        used.add(unique)
        cell.id = unique
    return cells


# Putting the source of imported names in place of the import


@dataclass(frozen=True)
class Definition:
    """A statement at the top level of a module that defines names."""

    names: frozenset[str]
    uses: frozenset[str]
    source: str


@functools.cache
def definitions(module: str) -> tuple[Definition, ...]:
    """The definitions of a literate module, in order, without solution markers."""
    source = (ROOT / Path(*module.split("."))).with_suffix(".py").read_text(encoding="utf-8")
    lines = source.splitlines()
    found = []
    for node in ast.parse(source).body:
        first = min([node.lineno, *(d.lineno for d in getattr(node, "decorator_list", []))])
        text = "\n".join(
            line for line in lines[first - 1 : node.end_lineno] if line.strip() not in (BEGIN, END)
        )
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            names = imported_names(text)
        else:
            names = defined_names(text)
        if names:
            uses = {n.id for n in ast.walk(node) if isinstance(n, ast.Name)} | {
                word  # annotations in quotes
                for n in ast.walk(node)
                if isinstance(n, ast.Constant) and isinstance(n.value, str) and len(n.value) < 60
                for word in re.findall(r"\w+", n.value)
            }
            found.append(Definition(frozenset(names), frozenset(uses - names), text))
    return tuple(found)


def imported_names(source: str) -> set[str]:
    """The names that a cell imports."""
    imports = (n for n in ast.parse(source).body if isinstance(n, (ast.Import, ast.ImportFrom)))
    return {(alias.asname or alias.name).split(".")[0] for node in imports for alias in node.names}


def inline_imports(source: str, inlined: set[str]) -> str:
    """The cell with `from solutions.x import a, b` replaced by the source of a, b and what they
    use. `inlined` holds the names that earlier cells have brought in, and grows."""
    parts = []
    for node in ast.parse(source).body:
        if not (isinstance(node, ast.ImportFrom) and (node.module or "").startswith("solutions.")):
            parts.append(ast.get_source_segment(source, node))
            continue
        known = definitions(node.module)
        wanted, frontier = set(), [alias.name for alias in node.names]
        everything = frozenset().union(*(d.names for d in known))
        for name in frontier:
            if name not in everything:
                raise BuildError(f"{node.module} does not define {name!r}.")
        while frontier:
            name = frontier.pop()
            for definition in known:
                if name in definition.names and definition not in wanted:
                    wanted.add(definition)
                    frontier += definition.uses & everything
        kept = [d for d in known if d in wanted and not d.names <= inlined]
        imports = [d.source for d in kept if d.source.startswith(("import ", "from "))]
        others = [d.source for d in kept if not d.source.startswith(("import ", "from "))]
        parts += ["\n".join(imports)] if imports else []
        parts += others
        inlined.update(*(d.names for d in kept))
    return _spaced(parts)


def _spaced(parts: list[str]) -> str:
    """Parts as Python files space them: two blank lines around functions and classes."""
    text = parts[0]
    for previous, part in itertools.pairwise(parts):
        block = ("def ", "class ", "@")
        wide = previous.startswith(block) or part.startswith(block)
        text += ("\n\n\n" if wide else "\n\n") + part
    return text


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
        outcome = api.generate_assignment(unit)
        if not outcome["success"]:
            raise BuildError(
                f"nbgrader could not generate {unit}: "
                + str(outcome.get("error") or outcome.get("log"))[-2000:]
            )
        released = course / "release" / unit / f"{unit}.ipynb"
        notebook = nbformat.read(released, as_version=4)
    for cell in notebook.cells:
        if BEGIN in cell.source or END in cell.source:
            raise BuildError(f"{unit}: a solution marker is left in cell {cell.id}.")
    notebook.metadata.pop("celltoolbar", None)
    return nbformat.writes(notebook) + "\n"


def put_scripts_on_path() -> None:
    """nbgrader calls `alembic` by name; it stands beside this Python, activated or not."""
    folder, places = str(Path(sys.executable).parent), os.environ.get("PATH", "").split(os.pathsep)
    if folder not in places:
        os.environ["PATH"] = os.pathsep.join([folder, *places])


def write_source(unit: str, source_folder: Path) -> Path:
    """Writes the instructor's notebook to nbgrader's source folder."""
    path = source_folder / unit / f"{unit}.ipynb"
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(source_notebook(unit), path)
    return path


def write_sources(source_folder: Path = SOURCES) -> None:
    """Writes the instructor's notebooks of all units that are missing or older than the course.

    Does nothing where the course has no reference, as on a student's machine.
    """
    made_from = [Path(__file__), *SOLUTIONS.glob("*.py"), *EXERCISES.glob("*.py")]
    changed = max(path.stat().st_mtime for path in made_from)
    for unit in released_units():
        path = source_folder / unit / f"{unit}.ipynb"
        if (SOLUTIONS / f"{unit}.py").exists() and not (
            path.exists() and path.stat().st_mtime > changed
        ):
            write_source(unit, source_folder)


def build(unit: str, check: bool = False) -> list[str]:
    """Builds a unit's notebook and expected values. Returns what was stale, as relative paths.

    check: changes nothing in the course; only says what is stale.
    """
    text = release_notebook(unit)
    stale = []
    for path in (NOTEBOOKS / unit / f"{unit}.ipynb", RELEASED / f"{unit}.ipynb"):
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            stale.append(str(path.relative_to(ROOT)))
            if not check:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8")
    stored = RELEASED / f"{unit}.npz"
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder) / stored.name
        answer_key.save_public(unit, fresh)
        if not stored.exists() or not _same_values(stored, fresh):
            stale.append(str(stored.relative_to(ROOT)))
            if not check:
                shutil.copyfile(fresh, stored)
    return stale


def _same_values(one: Path, other: Path) -> bool:
    """Whether two stores of expected values agree, up to what machines differ in."""
    with np.load(one) as a, np.load(other) as b:
        if set(a.files) != set(b.files) or str(a["manifest"]) != str(b["manifest"]):
            return False
        return all(
            a[name].dtype == b[name].dtype
            and a[name].shape == b[name].shape
            and np.allclose(a[name], b[name], rtol=1e-5, atol=1e-6, equal_nan=True)
            for name in set(a.files) - {"manifest"}
        )
