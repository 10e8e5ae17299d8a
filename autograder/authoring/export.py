"""Writes a unit's reference as a package in the form of the course that it comes from."""

from __future__ import annotations

import ast
import posixpath
import symtable
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from autograder.course.cells import defined_names
from autograder.course.model import assignment
from autograder.grading.packages import layouts
from autograder.reference.literate import BEGIN, END, BuildError, imported_names, source_cells
from autograder.reference.released import released_cells

FUTURE = "from __future__ import annotations"


@dataclass(eq=False)
class Definition:
    """A statement of the reference.

    names: what it defines. at_once, later: what it uses as it runs, and in functions.
    changes: the class to which it adds a method, in an assignment such as `Tensor.T = ...`.
    path: where it stands, if that is not where the layout has its names.
    """

    source: str
    node: ast.stmt
    names: frozenset[str]
    at_once: frozenset[str]
    later: frozenset[str]
    changes: str = ""
    path: str = ""


def export(unit: str, folder: Path, blank: Collection[str] = ()) -> list[Path]:
    """Writes the package into a folder, which may hold other files. Returns what was written.

    blank: exercises of which it gets the stubs that students get. It is the package of all units
    which have the same one. Raises BuildError for a unit that has no layout, and NoReference.
    """
    written = []
    for path, source in exported(unit, blank).items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(source, encoding="utf-8")
        written.append(file)
    return written


def exported(unit: str, blank: Collection[str] = ()) -> dict[str, str]:
    """The sources of the package, by path."""
    layout = assignment(unit).layout
    if layout is None:
        raise BuildError(f"{unit} has no layout: its submissions are notebooks.")
    package = layout.packages[0]
    units = {name: one for name, one in layouts().items() if one.packages == layout.packages}
    names = {
        name: (posixpath.normpath(posixpath.join(package, path)), place)
        for one in units.values()
        for name, path, place in one.places()
    }
    places = {name: path for name, (path, _) in names.items()}
    modules = {name for name, (_, place) in names.items() if place == "."}
    order = _in_order([list(one.names) for one in units.values()], package)
    answers = {source for name in units for source in _answers(name, blank)}
    everything = [  # what one unit asks for, another may give
        definition
        for name in units
        for definition in definitions(name, blank)
        if definition.source not in answers
    ]
    found = _in_modules(everything, places, modules)
    _place_others(found, places, order)
    files = {path: _module(path, found, places, order, modules) for path in order}
    inner = [path for path in order if path.startswith(f"{package}/")]
    for folder in {parent for path in inner for parent in _folders(path)}:
        files.setdefault(f"{folder}/__init__.py", "")
    modules_inside = [path for path in inner if not path.endswith("/__init__.py")]
    for path in order:
        if path.endswith("/__init__.py"):
            below = [p for p in modules_inside if p.startswith(posixpath.dirname(path) + "/")]
            files[path] = "".join(f"from {_dotted(p)} import *\n" for p in below)
    files[f"{package}/__init__.py"] = "".join(f"import {_dotted(p)}\n" for p in modules_inside)
    return files


def _in_order(lists: list[list[str]], package: str) -> list[str]:
    """All files, each after those that come before it in every list."""
    order: list[str] = []
    for files in lists:
        at = 0
        for path in (posixpath.normpath(posixpath.join(package, file)) for file in files):
            if path not in order:
                order.insert(at, path)
            at = max(at, order.index(path) + 1)
    return order


def _in_modules(
    found: list[Definition], places: dict[str, str], modules: set[str]
) -> list[Definition]:
    """The statements without those that make up for modules, such as `F.ReLU = ReLU` or
    `ops = SimpleNamespace(exp=exp)`: what was defined before them stands in the module. Of what is
    defined twice in a file, the second counts."""
    kept: list[Definition] = []

    def move(name: str, path: str) -> None:
        for one in kept:
            if name in one.names and not one.path and not _is_import(one):
                one.path = path

    for definition in found:
        node = definition.node
        value = node.value if isinstance(node, ast.Assign) else None
        if definition.names & modules and not _is_import(definition):
            path = places[min(definition.names & modules)]
            for keyword in value.keywords if isinstance(value, ast.Call) else ():
                if isinstance(keyword.value, ast.Name):
                    move(keyword.value.id, path)
                elif keyword.arg not in places and isinstance(keyword.value, ast.Lambda):
                    kept.append(_defined_as(str(keyword.arg), keyword.value, path))
        elif definition.changes in modules:
            if isinstance(value, ast.Name):
                move(value.id, places[definition.changes])
        elif not (definition.at_once & modules and isinstance(value, (ast.Attribute, ast.Tuple))):
            kept.append(definition)  # and not `relu = ops.relu`
    last = {
        (one.path or min((places.get(n, "") for n in one.names), default=""), one.names): one
        for one in kept
        if one.names
    }
    return [d for d in kept if not d.names or _is_import(d) or d in last.values()]


def _defined_as(name: str, value: ast.Lambda, path: str) -> Definition:
    """`name = lambda ...`, which stood among the keywords of what makes up for a module."""
    source = f"{name} = {ast.unparse(value)}"
    table = symtable.symtable(f"{FUTURE}\n{source}", "", "exec")
    at_once, later = _used(table)
    return Definition(
        source, ast.parse(source).body[0], frozenset({name}), at_once, later, path=path
    )


def definitions(unit: str, blank: Collection[str] = ()) -> list[Definition]:
    """The statements of the reference that define something, or add a method to a class."""
    stubs = {cell.id: cell for cell in released_cells(unit) if cell.exercise in blank}
    cells = [stubs.get(cell.id, cell) for cell in source_cells(unit)]
    cells = [cell for cell in cells if cell.role in ("given", "exercise") and not cell.skip]
    found = []
    for cell in cells:
        for source in _statements(cell.source):
            node = ast.parse(source).body[0]
            table = symtable.symtable(f"{FUTURE}\n{source}", "", "exec")
            names = frozenset(imported_names(source) | defined_names(source))
            changes = ""
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Attribute):
                changes = getattr(node.targets[0].value, "id", "")
            if (names or changes) and not source.startswith("from solutions."):
                found.append(Definition(source, node, names, *_used(table), changes))
    return found


def _answers(unit: str, exercises: Collection[str]) -> Iterator[str]:
    """The statements of the answers to exercises."""
    for cell in source_cells(unit):
        if cell.role == "exercise" and cell.exercise in exercises:
            yield from _statements(cell.source)


def _statements(source: str) -> Iterator[str]:
    """The statements of a cell. `A.x, A.y = x, y` are two of them."""
    lines = [line for line in source.split("\n") if line.strip() not in (BEGIN, END)]
    source = "\n".join(lines)
    for node in ast.parse(source).body:
        match node:
            case ast.Assign([ast.Tuple(targets)], ast.Tuple(values)) if all(
                isinstance(target, ast.Attribute) for target in targets
            ):
                for target, value in zip(targets, values, strict=True):
                    yield f"{ast.unparse(target)} = {ast.unparse(value)}"
            case _:
                first = min([node.lineno, *(d.lineno for d in getattr(node, "decorator_list", ()))])
                yield "\n".join(lines[first - 1 : node.end_lineno])


def _used(table: symtable.SymbolTable) -> tuple[frozenset[str], frozenset[str]]:
    at_once = {s.get_name() for s in table.get_symbols() if s.is_referenced()}
    later: set[str] = set()
    frontier = [(child, False) for child in table.get_children()]
    while frontier:
        inner, called = frontier.pop()
        called = called or inner.get_type() == "function"
        names = {s.get_name() for s in inner.get_symbols() if s.is_global() and s.is_referenced()}
        (later if called else at_once).update(names)
        frontier += [(child, called) for child in inner.get_children()]
    return frozenset(at_once), frozenset(later)


def _is_import(definition: Definition) -> bool:
    return isinstance(definition.node, (ast.Import, ast.ImportFrom))


def _place_others(found: list[Definition], places: dict[str, str], order: list[str]) -> None:
    """Adds to the places what the layout does not name: it stands where it is used first."""
    known = {name for d in found for name in d.names if not _is_import(d)}
    while True:
        before = len(places)
        for definition in found:
            if path := _file_of(definition, places, order):
                for name in (definition.at_once | definition.later) & known - set(places):
                    users = [p for d in found if name in d.at_once | d.later
                             if (p := _file_of(d, places, order))]  # fmt: skip
                    places[name] = min([path, *users], key=order.index)
        if len(places) == before:
            return


def _file_of(definition: Definition, places: dict[str, str], order: list[str]) -> str | None:
    """Where a statement goes; nowhere if nothing that is placed uses what it defines."""
    if _is_import(definition):
        return None
    if definition.path:
        return definition.path
    if definition.changes:
        needed = {definition.changes, *definition.at_once} & set(places)
        return max((places[name] for name in needed), key=order.index, default=None)
    return next((places[name] for name in sorted(definition.names) if name in places), None)


def _module(
    path: str,
    everything: list[Definition],
    places: dict[str, str],
    order: list[str],
    modules: set[str],
) -> str:
    """The source of a module. Modules that come before it are imported at its top, those that
    come after it in the functions that use them."""
    found = _sorted([d for d in everything if _file_of(d, places, order) == path])
    imports = {name: d.source for d in everything for name in d.names if _is_import(d)}
    used = {name for d in found for name in d.at_once | d.later}
    here = {name for d in found for name in d.names}
    lines = {
        name: f"import {_dotted(places[name])} as {name}"
        if name in modules
        else f"from {_dotted(places[name])} import {name}"
        for name in used - here
        if places.get(name, path) != path
    }
    at_once = {name for d in found for name in d.at_once}
    early = {
        name
        for name in lines
        if order.index(places[name]) < order.index(path)
        and (name in at_once or not places[name].endswith("__init__.py"))
    }
    late = {name: line for name, line in lines.items() if name not in early}
    for definition in found:
        if needed := definition.at_once & set(late):
            raise BuildError(f"{path} comes before what it needs at once: {sorted(needed)}.")
    head = [FUTURE, "", *sorted({imports[name] for name in used if name in imports})]
    head += sorted(lines[name] for name in early)
    for name in used & modules:
        if places[name] == path:
            head += ["import sys", "", f"{name} = sys.modules[__name__]"]
    body = [_with_imports(definition, late) for definition in found]
    return "\n".join(head) + "\n\n\n" + "\n\n\n".join(body) + "\n"


def _sorted(found: list[Definition]) -> list[Definition]:
    """The definitions, each after what it uses as it runs."""
    order: list[Definition] = []

    def add(definition: Definition, above: tuple[Definition, ...] = ()) -> None:
        for other in found:
            if other.names & definition.at_once and other not in (*above, definition, *order):
                add(other, (*above, definition))
        if definition not in order:
            order.append(definition)

    for definition in found:
        add(definition)
    return order


def _with_imports(definition: Definition, late: dict[str, str]) -> str:
    """A statement whose functions begin with the imports that have to wait until they run."""
    lines = definition.source.split("\n")
    node = ast.parse(definition.source).body[0]
    within = ast.walk(node) if isinstance(node, ast.ClassDef) else [node]
    functions = [f for f in within if isinstance(f, (ast.FunctionDef, ast.AsyncFunctionDef))]
    for function in sorted(functions, key=lambda f: -f.lineno):
        names = {n.id for n in ast.walk(function) if isinstance(n, ast.Name)} & definition.later
        first = function.body[0]
        has_text = ast.get_docstring(function) is not None
        at = (first.end_lineno or first.lineno) if has_text else first.lineno - 1
        lines[at:at] = [" " * first.col_offset + late[name] for name in sorted(names & set(late))]
    return "\n".join(lines)


def _folders(path: str) -> list[str]:
    folder = posixpath.dirname(path)
    return [folder, *_folders(folder)] if folder else []


def _dotted(path: str) -> str:
    return path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
