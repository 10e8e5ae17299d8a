"""Fingerprints of the course: what has to be graded again after a correction, and what need not."""

from __future__ import annotations

import ast
import functools
import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from autograder.course.cells import parsed
from autograder.course.model import assignment, assignment_names
from autograder.course.places import PACKAGE, RELEASED, ROOT, SOLUTIONS, UNITS
from autograder.course.text import digest
from autograder.inside import wire
from autograder.reference.released import released_cells

COMMON = ""
"""In `exercise_versions`, where that stands which all exercises have in common."""


@functools.cache
def course_version(unit: str | None) -> str:
    """A fingerprint of all that decides verdicts on a unit: its notebook, its exercises, the
    reference, the known mistakes, and the grader. Without a unit, of all that students get."""
    found = _imported("grading.grader") | _imported("inside.fork_server")
    if unit is None:
        for name in assignment_names():
            found |= {RELEASED / f"{name}.ipynb", *_imported(f"course.units.{name}")}
    else:
        found |= _imported(f"course.units.{unit}")
        root = SOLUTIONS
        found |= {RELEASED / f"{unit}.ipynb", RELEASED / f"{unit}.npz"}
        found |= {root / f"{name}.py" for name in _solutions(unit)}
        found |= set((root / "mistakes" / unit).glob("*.toml"))
    return _fingerprint(found)


@functools.cache
def cells_version() -> str:
    """A fingerprint of all that decides how outcomes look under the cells of a notebook."""
    looks = [*(PACKAGE / "reports").glob("*.html"), *(PACKAGE / "reports").glob("*.css")]
    return _fingerprint({*_imported("reports.graded_cells"), *looks})


def changed_exercises(unit: str, before: Mapping[str, str]) -> frozenset[str] | None:
    """The exercises whose verdicts may come out otherwise than when `exercise_versions` was as
    `before`; None if that may be so of all of them."""
    now = exercise_versions(unit)
    if before.get(COMMON) != now[COMMON]:
        return None
    return frozenset(name for name, version in now.items() if before.get(name) != version)


@functools.cache
def exercise_versions(unit: str) -> dict[str, str]:
    """By exercise, a fingerprint of what decides its verdict: its entry in the table, the
    functions that this names, the reference's answer, its cells, its known mistakes, and all of
    these of the exercises that it builds on. Under COMMON, one of what is left, such as the grader
    and the code that is given."""
    from autograder.reference.expected import load_public

    course, parts = assignment(unit), exercise_parts(unit)
    own = {
        exercise.id: [
            *parts[exercise.id],
            digest(wire.pack(load_public(unit)[exercise.id]["mistakes"])),
        ]
        for exercise in course.exercises
    }
    graders = (
        _imported("grading.grader")
        | _imported("inside.fork_server")
        | _imported(f"course.units.{unit}")
    )
    graders -= {UNITS / f"{unit}.py"}
    taken = {SOLUTIONS / f"{name}.py" for name in _solutions(unit) - {unit}}
    common = [_fingerprint(graders | taken), *parts[COMMON]]
    return {COMMON: _summary(common)} | {
        name: _summary([(other, own[other]) for other in sorted(course.running([name]))])
        for name in own
    }


def exercise_parts(unit: str) -> dict[str, list[Any]]:
    """By exercise, what it is made of: its entry in the table with all that this names, the
    reference's answer, its cells. Under COMMON, what is left of these."""
    from autograder.reference.literate import exercise_sources

    sources = exercise_sources(unit)
    table, rest = _entries(UNITS / f"{unit}.py")
    cells: dict[str | None, list[Any]] = {}
    for cell in released_cells(unit):
        cells.setdefault(cell.exercise, []).append((cell.id, cell.role, cell.source, cell.skip))
    parts = {
        exercise.id: [table.get(exercise.id), sources[exercise.id], cells.get(exercise.id)]
        for exercise in assignment(unit).exercises
    }
    return parts | {COMMON: [rest, sources[None], cells.get(None)]}


def _entries(path: Path) -> tuple[dict[str, str], str]:
    """From a module of exercises: by exercise, its entry in EXERCISES with all that it names in
    the module; and the rest. Comments and layout are not in them."""
    tree = parsed(path.read_text(encoding="utf-8"))
    defined: dict[str, set[int]] = {}
    entries: dict[str, ast.expr] = {}
    for number, node in enumerate(tree.body):
        for name in _defines(node):
            defined.setdefault(name, set()).add(number)
        value = getattr(node, "value", None)
        if _defines(node) == ["EXERCISES"] and isinstance(value, ast.Tuple):
            listed, value.elts = value.elts, []
            for entry in listed:
                match entry:
                    case (
                        ast.Call(args=[ast.Constant(str(name)), *_])
                        | ast.Call(keywords=[ast.keyword("id", ast.Constant(str(name))), *_])
                    ):
                        entries[name] = entry
                    case _:
                        value.elts.append(entry)
    found, reached = {}, set()
    for name, entry in entries.items():
        named = _named(entry, defined, tree.body)
        reached |= named
        parts = [entry, *(tree.body[number] for number in sorted(named))]
        found[name] = "\n".join(map(ast.unparse, parts))
    rest = [node for number, node in enumerate(tree.body) if number not in reached]
    return found, "\n".join(map(ast.unparse, rest))


def _defines(node: ast.stmt) -> list[str]:
    """The names that a statement of a module defines."""
    match node:
        case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
            return [name]
        case ast.Assign(targets=targets):
            return [target.id for target in targets if isinstance(target, ast.Name)]
        case ast.AnnAssign(target=ast.Name(id=name)):
            return [name]
    return []


def _named(node: ast.AST, defined: Mapping[str, set[int]], body: list[ast.stmt]) -> set[int]:
    """The places of the statements that define what a node names, and what these name."""
    found: set[int] = set()
    frontier = [node]
    while frontier:
        for part in ast.walk(frontier.pop()):
            if isinstance(part, ast.Name):
                new = defined.get(part.id, set()) - found
                found |= new
                frontier += [body[number] for number in new]
    return found


def _summary(parts: Any) -> str:
    return digest(json.dumps(parts).encode())[:16]


def _fingerprint(paths: Iterable[Path]) -> str:
    """A fingerprint of the files there are."""
    summary = hashlib.sha256()
    for path in sorted(paths):
        if path.exists():
            name = path.relative_to(ROOT).as_posix()
            summary.update(f"{name} {digest(path.read_bytes())}\n".encode())
    return summary.hexdigest()[:16]


def _imported(module: str) -> set[Path]:
    """The files of this package that a module of it imports, its own among them."""
    found: set[Path] = set()
    frontier = [module]
    while frontier:
        name = frontier.pop()
        path = PACKAGE.joinpath(*name.split(".")).with_suffix(".py")
        if path in found or not path.exists():
            continue
        found.add(path)
        for imported in _imports_from(path, "autograder"):
            inner = (imported.module or "").partition(".")[2]
            frontier += [inner] if inner else []
            frontier += [f"{inner}.{a.name}".strip(".") for a in imported.names]
    return found


def _solutions(unit: str) -> set[str]:
    """The solution modules that a unit's is made of: its own, and those that it takes from."""
    found: set[str] = set()
    frontier = [unit]
    while frontier:
        name = frontier.pop()
        path = SOLUTIONS / f"{name}.py"
        if name not in found and path.exists():
            found.add(name)
            imports = _imports_from(path, "solutions")
            frontier += [(imported.module or "").partition(".")[2] for imported in imports]
    return found


def _imports_from(path: Path, package: str) -> list[ast.ImportFrom]:
    """The statements of a module that import from a package."""
    return [
        node
        for node in ast.walk(parsed(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == package
    ]
