"""From a literate module to the instructor's notebook."""

from __future__ import annotations

import ast
import base64
import copy
import functools
import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell

from autograder.course.cells import Cell, defined_names, syntax_tree
from autograder.course.model import UNGRADED, Exercise, assignment
from autograder.course.places import ROOT, SOLUTIONS
from autograder.course.text import worth
from autograder.reference.expected import reference_path
from autograder.reference.released import built_cell


@functools.cache
def exercise_sources(unit: str) -> dict[str | None, tuple[str, ...]]:
    """The reference's code cells of each exercise: the answer, and the given ones that belong to
    it. Under None, those that belong to none."""
    exercises = [exercise.id for exercise in assignment(unit).exercises]
    sources: dict[str | None, tuple[str, ...]] = dict.fromkeys((None, *exercises), ())
    for cell in read_module(unit).cells:
        if cell.cell_type == "code":
            owner = cell.metadata.get("exercise") or cell.metadata.get("of")
            sources[owner] += (cell.source,)
    return sources


BEGIN, END = "### BEGIN SOLUTION", "### END SOLUTION"
SKIP_TAG = "skip-grading"
GO_ON_TAG = "raises-exception"
"""Jupyter's own tag: *Run All* goes on after an error in such a cell."""


class BuildError(Exception):
    """A literate module that cannot be built; the message names the file, the cell and the rule."""


@functools.cache
def read_module(unit: str) -> NotebookNode:
    """The literate module of a unit as a notebook, one cell a block. Not to be changed.

    Raises NoReference where the course has none.
    """
    import jupytext  # which students do not have, and which takes a while to load

    text = reference_path(unit).read_text(encoding="utf-8")
    notebook: NotebookNode = jupytext.reads(text, fmt="py:percent")
    return notebook


# From module to instructor's notebook


def source_notebook(unit: str) -> NotebookNode:
    """The instructor's notebook: nbgrader's metadata, check cells, imports put in place."""
    module = _with_faults(copy.deepcopy(read_module(unit)), unit)
    inlined: set[str] = set()
    cells: list[NotebookNode] = []
    for cell in module.cells:
        cells.append(_with_marks(cell, unit, inlined))
    if unit not in UNGRADED:
        cells = [*_going_on(_with_checks(cells, unit)), *_tick_cells()]
        cells[1:1] = [_setup_cell(unit), _rules_cell(unit)]
    notebook: NotebookNode = nbformat.v4.new_notebook(
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


def _with_faults(module: NotebookNode, unit: str) -> NotebookNode:
    """The module without its `mend` cells, whose faulty lines go below the answers that mend them.

    When the answer is cleared, they are what is left, below a line that says it is not done.
    """
    faults = {c.metadata["mend"]: c.source for c in module.cells if "mend" in c.metadata}
    module.cells = [cell for cell in module.cells if "mend" not in cell.metadata]
    for cell in module.cells:
        if cell.cell_type == "code" and cell.metadata.get("exercise") in faults:
            if not cell.source.rstrip().endswith(END):
                raise BuildError(
                    f"solutions/{unit}.py, cell {cell.metadata['exercise']}: there are lines below "
                    f"{END}, where those go that are to be mended."
                )
            cell.source += "\n" + faults.pop(cell.metadata["exercise"])
    if faults:
        raise BuildError(f"solutions/{unit}.py: there is nothing to mend in {', '.join(faults)}.")
    return module


def _with_marks(cell: NotebookNode, unit: str, inlined: set[str]) -> NotebookNode:
    """The cell with its role and nbgrader's metadata in place of the module's keys."""
    keys = cell.metadata
    tags = list(keys.get("tags", []))
    metadata = NotebookNode({"tags": tags} if tags else {})
    if cell.cell_type == "markdown":
        _attach_pictures(cell, unit)
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
            inlined |= imported_names(cell.source) | defined_names(cell.source)
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


PICTURE = re.compile(r"(!\[[^\]]*\]\()pictures/([\w-]+\.svg)\)")


def _attach_pictures(cell: NotebookNode, unit: str) -> None:
    """Puts the pictures of a text, `![what it shows](pictures/name.svg)`, into the cell itself."""
    for name in dict.fromkeys(match[2] for match in PICTURE.finditer(cell.source)):
        path = SOLUTIONS / "pictures" / name
        if not path.exists():
            raise BuildError(f"solutions/{unit}.py: there is no picture solutions/pictures/{name}.")
        encoded = base64.b64encode(path.read_bytes()).decode()
        cell.setdefault("attachments", {})[name] = {"image/svg+xml": encoded}
    cell.source = PICTURE.sub(r"\1attachment:\2)", cell.source)


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
) -> dict[str, Any]:
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
    """The exercise's text with points, difficulty, importance and minutes under its heading, which
    may follow that of a section."""
    found = re.match(r"(?:#+ [^\n]+\n+)+", f"{source}\n")
    if found is None:
        begin = source.partition("\n")[0]
        raise BuildError(f"the text of {exercise.id} should begin with a heading, not {begin!r}")
    heading, rest = source[: found.end()].rstrip(), source[found.end() :]
    low, high = exercise.minutes
    points = worth(exercise.points, exercise.bonus, exercise.extra_credit)
    badge = " · ".join(
        [
            f"`{exercise.id}`",
            points,
            f"Difficulty {rating(exercise.difficulty)}",
            f"Importance {rating(exercise.importance)}",
            f"{low} to {high} minutes",
        ]
    )
    return f"{heading}\n\n{badge}\n\n{rest.lstrip()}"


def rating(reached: float) -> str:
    """A number out of five, for those who hear the page, and as many dots, which every font has;
    the last of them may be filled by half."""
    whole = int(reached)
    part = "◐" if reached > whole else ""
    return f"{reached:g} of 5 {'●' * whole}{part}{'○' * (5 - whole - len(part))}"


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


def _going_on(cells: list[NotebookNode]) -> list[NotebookNode]:
    """The cells, with those marked that may fail as long as an exercise is not solved: checks, and
    all code below the first exercise but definitions, which a student writes."""
    below = False
    for cell in cells:
        role = cell.metadata.get("autograder", {}).get("role")
        inside = role == "exercise" and f"\n{BEGIN}" not in f"\n{cell.source}"
        if cell.cell_type == "code" and below and not inside:
            cell.metadata.tags = [*cell.metadata.get("tags", []), GO_ON_TAG]
        below = below or role == "exercise"
    return cells


def check_id(exercise_id: str) -> str:
    """The grade_id of an exercise's check cell."""
    return f"check-{exercise_id}"


def _setup_cell(unit: str) -> NotebookNode:
    cell: NotebookNode = new_code_cell(
        "from autograder.student.check import checker, draw_graph, gradcheck\n\n"
        + f'check = checker("{unit}")'
    )
    cell.metadata.autograder = {"role": "check"}
    cell.metadata.nbgrader = _nbgrader("given-check", locked=True)
    return cell


def _tick_cells() -> list[NotebookNode]:
    """The end of every notebook: its exercises, ticked off."""
    text: NotebookNode = new_markdown_cell(
        "## Ticked off\n\n"
        "This cell tries every exercise of the notebook and puts a tick beside each that passes. "
        "Read\nthe three lines at the top again. Which of them can you tick off?"
    )
    cell: NotebookNode = new_code_cell("check()")
    cell.metadata.autograder = {"role": "check"}
    cell.metadata.nbgrader = _nbgrader("given-ticks", locked=True)
    return [text, cell]


RULES = """\
## Grading and handing in

When `check` passes, your answer is right on the cases that students see. Grading also uses hidden
cases of the same kinds. An answer that is right passes there, too; one that is written for the
numbers you see does not.

To hand in, save the notebook and type, in a terminal in the folder of the course,

```
python grade.py {folder} --hand-in handin.zip
```

Then hand in the file `handin.zip`."""


def _rules_cell(unit: str) -> NotebookNode:
    cell: NotebookNode = new_markdown_cell(RULES.format(folder=assignment(unit).folder))
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
    for node in syntax_tree(source).body:
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
                word
                for annotation in _annotations(node)
                for n in ast.walk(annotation)
                if isinstance(n, ast.Constant) and isinstance(n.value, str)
                for word in re.findall(r"\w+", n.value)
            }
            found.append(Definition(frozenset(names), frozenset(uses - names - _own(node)), text))
    return tuple(found)


def _annotations(definition: ast.AST) -> Iterator[ast.AST]:
    """The annotations in a definition, some of which may be in quotes."""
    for node in ast.walk(definition):
        for name in ("annotation", "returns"):
            if getattr(node, name, None) is not None:
                yield getattr(node, name)


def _own(definition: ast.AST) -> set[str]:
    """The parameters and variables of functions in a definition: no names of the module."""
    functions = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
    inside = [n for f in ast.walk(definition) if isinstance(f, functions) for n in ast.walk(f)]
    return {n.arg for n in inside if isinstance(n, ast.arg)} | {
        n.id for n in inside if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)
    }


def imported_names(source: str) -> set[str]:
    """The names that a cell imports."""
    imports = (n for n in syntax_tree(source).body if isinstance(n, (ast.Import, ast.ImportFrom)))
    return {(alias.asname or alias.name).split(".")[0] for node in imports for alias in node.names}


def inline_imports(source: str, inlined: set[str]) -> str:
    """The cell with `from solutions.x import a, b` replaced by the source of a, b and what they
    use. `inlined` holds the names that earlier cells have brought in, and grows."""
    parts = []
    for node in syntax_tree(source).body:
        if not (isinstance(node, ast.ImportFrom) and (node.module or "").startswith("solutions.")):
            parts.append(ast.get_source_segment(source, node) or "")
            continue
        wanted = needed(node.module or "", [alias.name for alias in node.names])
        kept = [d for d in wanted if not d.names <= inlined]
        imports = [d.source for d in kept if d.source.startswith(("import ", "from "))]
        others = [d.source for d in kept if not d.source.startswith(("import ", "from "))]
        parts += ["\n".join(imports)] if imports else []
        parts += others
        inlined.update(*(d.names for d in kept))
    return _spaced(parts)


def needed(module: str, names: Iterable[str]) -> list[Definition]:
    """The definitions of names in a literate module, after those of what they use. What it has from
    another literate module is that module's own definition."""
    known = definitions(module)
    wanted, frontier = set(), list(names)
    everything = frozenset().union(*(d.names for d in known))
    for name in frontier:
        if name not in everything:
            raise BuildError(f"{module} does not define {name!r}.")
    used = set(frontier)
    while frontier:
        name = frontier.pop()
        for definition in known:
            if name in definition.names and definition not in wanted:
                wanted.add(definition)
                frontier += definition.uses & everything
                used |= definition.uses
    found = []
    for definition in known:
        elsewhere = re.match(r"from (solutions\.\w+) import", definition.source)
        if definition in wanted and elsewhere:
            found += needed(elsewhere[1], sorted(definition.names & used))
        elif definition in wanted:
            found.append(definition)
    return list(dict.fromkeys(found))


def _spaced(parts: list[str]) -> str:
    """Parts as Python files space them: two blank lines around functions and classes."""
    text = parts[0]
    for previous, part in itertools.pairwise(parts):
        block = ("def ", "class ", "@")
        wide = previous.startswith(block) or part.startswith(block)
        text += ("\n\n\n" if wide else "\n\n") + part
    return text
