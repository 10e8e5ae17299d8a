"""Reads a submission that is a package in the form of the course that a unit comes from.

Its modules are imported as they are, and the names that a unit's layout declares are probed like
those of a notebook. What does not pass so is tried on clean ground: the same modules, reduced to
the answer and what it names, which begin with what the unit gives.
"""

from __future__ import annotations

import ast
import functools
import importlib.util
import json
import posixpath
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, ClassVar

from autograder.course.cells import MAX_PARSED, Cell, defined_names, is_long, parsed
from autograder.course.model import Exercise, Layout, assignment, assignment_names
from autograder.course.text import printable
from autograder.grading import archive, ground
from autograder.grading.archive import Files
from autograder.grading.ground import BUILTINS, Statement, Step
from autograder.grading.module import numbered_statements
from autograder.grading.notebook_file import Unreadable
from autograder.grading.submission import Submission, load
from autograder.inside.package import EXTEND

PACKED = b'{"package of": '
"""How the content of a package begins, which is what `pack` makes."""
MAX_ORDER = 2**20
"""How long a package may be, in characters, as it goes to the process that runs it."""
Link = tuple[str, str, str]


# Finding packages


@dataclass(frozen=True)
class Found:
    """A package among files: its folder, and what it is called where it runs."""

    unit: str
    folder: str
    name: str


def layouts() -> dict[str, Layout]:
    """The layouts of the units that have one."""
    units = {name: assignment(name).layout for name in assignment_names()}
    return {name: layout for name, layout in units.items() if layout is not None}


def packages_in(paths: Collection[str], name: str) -> list[Found]:
    """The packages of units among the paths of files, one a unit.

    A folder counts by its name, or, where none has such a name, by the files in it.
    Raises Unreadable where there are two that may be meant.
    """
    known, found = set(paths), []
    folders = {parent for path in paths for parent in _parents(path)}
    for unit, layout in layouts().items():
        ranked = sorted(
            (
                (posixpath.basename(folder) in layout.packages, count, -folder.count("/"), folder)
                for folder in folders
                if (count := sum(posixpath.join(folder, path) in known for path in layout.names))
            ),
            reverse=True,
        )
        if not ranked:
            continue
        named, count, depth, folder = ranked[0]
        if named or count >= max(2, (len(layout.names) + 1) // 2):
            alike = sorted(other for *rank, other in ranked if rank == [named, count, depth])
            called = posixpath.basename(folder) if named else layout.packages[0]
            found.append((named, 0 if named else count, alike, Found(unit, folder, called)))
    best = max((rank for *rank, _, _ in found), default=None)
    chosen = [(alike, one) for *rank, alike, one in found if rank == best]
    for alike, _ in chosen:
        if len(alike) > 1:
            raise Unreadable(
                f"{name} holds more than one such package ({alike[0]}, {alike[1]}). Hand in the "
                "one that is to be graded."
            )
    return [one for _, one in chosen]


def _parents(path: str) -> Iterator[str]:
    while path:
        path = posixpath.dirname(path)
        yield path


def is_package_folder(folder: Path) -> bool:
    """Whether a folder is called like a package of some unit and has one of its files."""
    return any(
        folder.name in layout.packages and any((folder / path).is_file() for path in layout.names)
        for layout in layouts().values()
    )


def targets(path: Path) -> list[Path]:
    """What there is to grade in a folder or an archive: the path itself or, where its package is
    that of several units, a path below it for each of them; the several notebooks of an archive,
    or its module. Nothing where it has none of these."""
    if not path.is_dir() and not archive.is_archive_name(path.name):
        return []
    try:
        units = [found.unit for found in packages_in(_files(path), str(path))]
    except Unreadable:
        return [path]  # reading it says why
    if not units and not path.is_dir():
        return archive.parts(path)
    return [path / unit for unit in units] if len(units) > 1 else [path] * len(units)


def _files(path: Path) -> Files:
    """The Python files of a folder, or of an archive, in which they have a folder before them."""
    if not path.is_dir():
        return archive.in_archive(load(path), printable(str(path))) or {}
    folder = path.resolve()
    files = {f"{folder.name}/{name}": code for name, code in archive.in_folder(path).items()}
    for layout in layouts().values():
        if folder.name in layout.packages:
            for beside in layout.beside:
                there = folder.parent / beside
                if beside.endswith("/") and there.is_dir() and not there.is_symlink():
                    files |= {f"{beside}{k}": v for k, v in archive.in_folder(there).items()}
                elif there.is_file():
                    files[beside] = archive.read_source(there)
    return files


def packed(path: Path, unit: str | None = None) -> bytes | None:
    """The content of the package in a folder or an archive, or None where there is none.

    unit: which of the units it is to be graded for, if there are several.
    Raises Unreadable, with a sentence.
    """
    name, files = printable(str(path)), _files(path)
    found = {one.unit: one for one in packages_in(files, name)}
    if not found or (unit is not None and unit not in found):
        return None
    if unit is None and len(found) > 1:
        listed = " or ".join(f"{name}/{one}" for one in found)
        raise Unreadable(f"{name} is for several notebooks. Name the one to grade: {listed}.")
    return pack(files, found[unit or min(found)])


def pack(files: Files, found: Found) -> bytes:
    """The package, with what may stand beside it, as one document."""
    beside = layouts()[found.unit].beside
    above = posixpath.dirname(found.folder)
    sources, notes = {}, []
    for path, code in sorted(files.items()):
        inside = posixpath.relpath(path, found.folder or ".")
        outside = posixpath.relpath(path, above or ".")
        if not inside.startswith("../"):
            shown = posixpath.join(found.name, inside)
        elif outside in beside or any(outside.startswith(b) for b in beside if b.endswith("/")):
            shown = outside
        else:
            continue
        try:
            sources[shown] = importlib.util.decode_source(code)
        except (SyntaxError, UnicodeDecodeError, LookupError):
            notes.append(f"{printable(shown)} was left out: it is not text in UTF-8.")
    order = {"package of": found.unit, "package": found.name, "files": sources, "notes": notes}
    return json.dumps(order, ensure_ascii=False).encode("utf-8", "replace")


# Parts


@dataclass(frozen=True)
class Part(Statement):
    """A statement of a module, or of the body of a class that the unit gives.

    path, line: where it begins. header: the line of the class.
    places: the names that it defines, in the class with the name of that before.
    imports: what it imports by name, for an import. A star and a future are always imported.
    """

    path: str = ""
    line: int = 0
    owner: str = ""
    header: int = 0
    places: frozenset[str] = frozenset()
    imports: frozenset[str] | None = None

    @property
    def always(self) -> bool:
        return self.imports is not None and "*" in self.binds


WORD = re.compile(r"[A-Za-z_]\w*")


def parts_of(path: str, source: str, classes: Collection[str]) -> list[Part]:
    """The parts of a module. classes: those whose bodies are taken apart."""
    found = []
    for line, chunk in numbered_statements(source):
        first = line + len(chunk) - len(chunk.lstrip("\n")) if chunk.strip() else line
        chunk = chunk.strip("\n")
        try:
            body = parsed(chunk).body
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            body = None
        owner = re.match(r"(?:@.*\n)*class\s+(\w+)", chunk)
        if owner and owner[1] in classes:
            header = first + chunk[: owner.end()].count("\n")
            members = _members(chunk, first) if body is None else _parsed_members(body[0], first)
            lines = chunk.split("\n")
            for start, end in members:
                text = "\n".join(lines[start - first : end - first + 1])
                found += [_part(path, start, text, owner[1], header)]
        elif body and all(isinstance(node, (ast.Import, ast.ImportFrom)) for node in body):
            imports = (n for n in body if isinstance(n, (ast.Import, ast.ImportFrom)))
            found += [part for node in imports for part in _imports(path, first, node)]
        else:
            found.append(_part(path, first, chunk))
    return found


def _members(chunk: str, first: int) -> list[tuple[int, int]]:
    """The first and the last line of each function in a class that Python cannot parse."""
    lines = chunk.split("\n")
    starts = [
        number
        for number, line in enumerate(lines)
        if re.match(r"( {1,8}|\t)(@|def |async def |class )", line)
        and not re.match(r"\s+@", lines[number - 1])
    ]
    widths = [len(lines[n]) - len(lines[n].lstrip()) for n in starts]
    starts = [n for n, width in zip(starts, widths, strict=True) if width == min(widths)]
    ends = [*starts[1:], len(lines)]
    return [(first + a, first + b - 1) for a, b in zip(starts, ends, strict=False)]


def _parsed_members(node: ast.stmt, first: int) -> list[tuple[int, int]]:
    found = []
    for member in getattr(node, "body", ()):
        start = min([member.lineno, *(d.lineno for d in getattr(member, "decorator_list", ()))])
        found.append((first + start - 1, first + (member.end_lineno or start) - 1))
    return found


def _part(path: str, line: int, text: str, owner: str = "", header: int = 0) -> Part:
    plain = _dedented(text) if owner else text
    found = ground.statements(plain)
    if not found:
        binds = defined_names(plain)
        names, nodes = set(WORD.findall(plain)), []
    else:
        nodes = [s.node for s in found]
        binds = {name for s in found for name in s.binds}
        names = {name for s in found for name in s.names}
    alters = {name for s in found or () for name in s.alters}
    inner = [part for node in nodes for part in ast.walk(node)]
    names |= {part.attr for part in inner if isinstance(part, ast.Attribute)}
    names |= {a.name for part in inner if isinstance(part, ast.ImportFrom) for a in part.names}
    targets = [t for node in nodes if isinstance(node, ast.Assign) for t in node.targets]
    set_on = {
        f"{one.value.id}.{one.attr}"
        for target in targets
        for one in ast.walk(target)
        if isinstance(one, ast.Attribute) and isinstance(one.value, ast.Name)
    }
    places = {f"{owner}.{name}" if owner else name for name in binds} | set_on
    return Part(text, frozenset(binds), frozenset(alters), frozenset(names), ast.Pass(), path,
                line, owner, header, frozenset(places))  # fmt: skip


def _dedented(text: str) -> str:
    """The text of a member of a class with its first line at the margin."""
    lines = text.split("\n")
    indent = lines[0][: len(lines[0]) - len(lines[0].lstrip())]
    return "\n".join(line.removeprefix(indent) for line in lines)


def _imports(path: str, line: int, node: ast.Import | ast.ImportFrom) -> Iterator[Part]:
    """A part for each name that is imported."""
    for alias in node.names:
        renamed = f" as {alias.asname}" if alias.asname else ""
        bound = alias.asname or alias.name.partition(".")[0]
        if isinstance(node, ast.ImportFrom):
            source = f"from {'.' * node.level}{node.module or ''} import {alias.name}{renamed}"
            wanted = frozenset({alias.name} - {"*"})
            bound = "*" if node.module == "__future__" else bound
        else:
            source, wanted = f"import {alias.name}{renamed}", frozenset()
        yield Part(source, frozenset({bound}), frozenset(), wanted, node, path,
                   line + node.lineno - 1, imports=wanted)  # fmt: skip


def reduced(parts: Iterable[Part]) -> dict[str, str]:
    """The sources of modules that have only these parts, in the lines where they stand."""
    files: dict[str, list[str]] = {}
    for part in sorted(parts, key=lambda part: part.line):
        lines = files.setdefault(part.path, [])
        if part.owner:
            _put(lines, part.header, f"class {part.owner}(metaclass={EXTEND}):")
        _put(lines, part.line, part.source)
    return {path: "\n".join(lines) + "\n" for path, lines in files.items()}


def _put(lines: list[str], number: int, text: str) -> None:
    lines += [""] * (number - len(lines))
    first, *more = text.split("\n")
    if not lines[number - 1]:
        lines[number - 1] = first
    elif lines[number - 1] != first:
        lines[number - 1] += f"; {first}"
    lines += more


# Submissions


@dataclass
class PackageSubmission(Submission):
    """A package to grade.

    package: what it is called. files: its sources, by path.
    """

    package: str = ""
    files: dict[str, str] = field(default_factory=dict)
    word: ClassVar[str] = "module"

    @functools.cached_property
    def parts(self) -> list[Part]:
        """The statements of all modules."""
        besides = [self._besides(exercise) for exercise in self.assignment.exercises]
        places = [place for _, _, place in self.declared]
        places += [place for some in besides for _, place in some]
        classes = {place.partition(".")[0] for place in places if "." in place} - self._asked
        return [part for path, code in self.files.items() for part in parts_of(path, code, classes)]

    @property
    def layout(self) -> Layout:
        layout = self.assignment.layout
        assert layout is not None
        return layout

    @property
    def _asked(self) -> set[str]:
        return {name for exercise in self.assignment.exercises for name in exercise.names}

    @property
    def declared(self) -> list[Link]:
        """Name in the notebook, file, name there, as the layout has it."""
        return [(name, self._inside(path), place) for name, path, place in self.layout.places()]

    def _inside(self, path: str) -> str:
        return posixpath.normpath(posixpath.join(self.package, path))

    def _besides(self, exercise: Exercise) -> list[tuple[str, str]]:
        """File, or nothing where it does not matter, and name of what else answers an exercise."""
        entries = self.layout.besides.get(exercise.id, "").split()
        found = [entry.rpartition(":") for entry in entries]
        return [(self._inside(path) if path else "", place) for path, _, place in found]

    def _defining(self, place: str, path: str = "") -> list[Part]:
        """The parts that define a place, in its file if there are any, else in others."""
        found = [p for p in self.parts if place in p.places and p.imports is None]
        found = [p for p in found if p.path == path] or found
        # `Tensor.T = ...` after the class replaces what stands in the class
        outside = [p for p in found if "." in place and not p.owner]
        return outside[-1:] or found

    @functools.cached_property
    def links(self) -> list[Link]:
        """Name in the notebook, module, name there, as they are here."""
        found = [(name, self._defining(place, path), path, place) for name, path, place in
                 self.declared]  # fmt: skip
        return [
            (name, _module(parts[0].path if parts else path), place)
            for name, parts, path, place in found
        ]

    def answer_parts(self, exercise: Exercise) -> list[Part]:
        """What answers an exercise."""
        found: dict[int, Part] = {}
        places = [(p, place) for name, p, place in self.declared if name in exercise.names]
        for path, place in places + self._besides(exercise):
            found |= {id(part): part for part in self._defining(place, path)}
        return list(found.values())

    def answers(self, exercise_id: str) -> list[Cell]:
        by_path: dict[str, list[str]] = {}
        for part in self.answer_parts(self.assignment[exercise_id]):
            source = _dedented(part.source) if part.owner else part.source
            by_path.setdefault(part.path, []).append(source)
        return [
            Cell(path, "exercise", "\n\n".join(sources), exercise_id)
            for path, sources in by_path.items()
        ]

    def belongings(self, exercise_id: str) -> list[Cell]:
        return []

    @functools.cached_property
    def cells(self) -> list[Cell]:
        """What runs: the unit's given cells and stubs, then the modules as they are."""
        modules = dict.fromkeys(module for _, module, _ in self.links)
        paths = {_module(path): path for path in self.files}
        return [
            *ground.released_ground(self.assignment.name),
            Cell("package", "given", self.order(self.files, links=self.links)),
            *(
                Cell(paths[module], "own", f"import {module}")
                for module in modules
                if module in paths
            ),
        ]

    def order(self, files: dict[str, str], **options: Any) -> str:
        """The cell that loads modules."""
        order = {"name": self.package, "files": files, **options}
        return "%%package\n" + json.dumps(order, ensure_ascii=False)

    def steps_with(self, provided: tuple[str, ...]) -> tuple[Step, ...]:
        """What runs before a probe with provided answers, in the package as it ran."""
        return tuple((source, False) for source in provided)

    def steps_alone(
        self, exercise: Exercise, provided: tuple[str, ...], runs_through: set[str]
    ) -> list[tuple[Step, ...]]:
        """As `ground.steps_alone` has it, with modules that are reduced."""
        unit = self.assignment.name
        before = self.steps_with(provided)
        answers = [
            part
            for other in self.assignment.exercises
            if other.id in runs_through | {exercise.id}
            for part in self.answer_parts(other)
        ]
        imports = [part for part in self.parts if part.imports is not None]
        others = [p for p in self.parts if p.imports is None and p not in answers]
        replaced = ground.given_names(unit) | given_members(unit) | BUILTINS
        grounds = []
        for known in ([], [p for p in others if not (p.places | p.alters) & replaced], others):
            kept = needed(answers, known, imports)
            taken = {(part.path, place) for part in kept for place in part.places}
            order = self.order(
                dict.fromkeys(self.files, "") | reduced(kept),
                links=self.links,
                begin=self._begin(taken),
                imports=list(dict.fromkeys(_module(part.path) for part in answers)),
                clean=True,
            )
            own = {name for part in kept for name in part.binds}
            steps = (*before, (order, True), *ground.again(before, own))
            if steps not in grounds:
                grounds.append(steps)
        return grounds

    def _begin(self, taken: set[tuple[str, str]]) -> list[Link]:
        """What modules have from the unit: what the layout says, and what else that is given they
        define themselves as a rule."""
        elsewhere = {name for name, _, _ in self.links}
        given = ground.given_names(self.assignment.name) - elsewhere
        own = {
            (name, _module(part.path), name)
            for part in self.parts
            if part.imports is None and not part.owner
            for name in part.places & given
            if (part.path, name) not in taken
        }
        return [*self.links, *sorted(own)]


def _module(path: str) -> str:
    """The name of the module that stands in a file."""
    return path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def needed(answers: list[Part], known: list[Part], imports: list[Part]) -> list[Part]:
    """The answers, what they name of the known parts, and what these import."""
    inside = {name for part in answers for name in part.binds}
    kept = {id(part): part for part in answers}
    while True:
        names = {name for part in kept.values() for name in part.names}
        paths = {part.path for part in kept.values()}
        more = [p for p in imports if p.binds & names or (p.always and p.path in paths)]
        more += [p for p in known if (p.binds | p.alters) & (names - inside)]
        more = [part for part in more if id(part) not in kept]
        if not more:
            return list(kept.values())
        kept |= {id(part): part for part in more}


@functools.cache
def given_members(unit: str) -> frozenset[str]:
    """What stands in the classes of a unit's given cells, as `Class.name`."""
    classes = [s.node for s in ground.given_statements(unit) if isinstance(s.node, ast.ClassDef)]
    return frozenset(
        f"{node.name}.{name}"
        for node in classes
        for member in node.body
        for name in defined_names(ast.unparse(member))
    )


# Reading


def is_packed(content: bytes) -> bool:
    """Whether the content of a submission is what `pack` makes."""
    return content.startswith(PACKED)


def parse(content: bytes, name: str) -> PackageSubmission:
    """The package in what `pack` has made, or somebody else. Raises Unreadable."""
    try:
        order = json.loads(content)
    except (ValueError, RecursionError):
        order = None
    match order:
        case {"package of": str(unit), "package": str(package), "files": dict(files),
              "notes": list(notes)} if unit in layouts() and package.isidentifier():  # fmt: skip
            pass
        case _:
            raise Unreadable(f"{name} is not a package that can be read. Hand in its folder.")
    sources = {
        path: source
        for path, source in sorted(files.items())
        if isinstance(source, str) and re.fullmatch(r"(\w+/)*\w+\.py", path)
    }
    long = [path for path, source in sources.items() if is_long(source)]
    if long:
        raise Unreadable(f"{name} has more than {MAX_PARSED:,} characters of code in {long[0]}.")
    submission = PackageSubmission(
        assignment(unit), name, [], package=package, files=sources,
        notes=[printable(note) for note in notes if isinstance(note, str)],
    )  # fmt: skip
    if any(len(cell.source) > MAX_ORDER for cell in submission.cells):
        raise Unreadable(f"{name} has more than {MAX_ORDER >> 20} MB of code. Hand in the package.")
    submission.document = [
        replace(cell, source=sources[cell.id]) for cell in submission.cells if cell.id in sources
    ]
    return submission
