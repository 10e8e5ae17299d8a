"""What an exercise stands on: given cells, its answer, the student's definitions that it names.

Found in the sources alone, of which nothing runs here. What a student's cells do to the ground
that others stand on, as far as it can be read, is found here, too.
"""

from __future__ import annotations

import ast
import builtins
import functools
import re
import symtable
import textwrap
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from autograder.course.cells import MAX_PARSED, Cell, defined_names, normal, parsed
from autograder.course.model import Assignment, Exercise
from autograder.course.text import printable
from autograder.grading.submission import Submission
from autograder.reference.released import released_cells

Step = tuple[str, bool]
"""A source to run, and whether it is the student's."""

BUILTINS = frozenset(vars(builtins))
IN_PLACE = ("time", "capture", "prun")
"""The cell magics below which names are defined as without them."""
CHANGES_STATE = frozenset(
    {
        "chdir", "disable", "filterwarnings", "reload", "seed", "set_printoptions",
        "set_string_function", "set_threshold", "setattr", "delattr", "seterr", "seterrcall",
        "setlocale", "setprofile", "setrecursionlimit", "settrace", "signal", "simplefilter",
        "switch_backend", "update",
    }
)  # fmt: skip
"""Functions that change what all cells share, by the last part of their names."""
RESET = re.compile(r"^[ \t]*%(reset|reset_selective|xdel|pylab)\b", re.MULTILINE)


@dataclass(frozen=True)
class Statement:
    """A statement at the top level of a cell.

    binds: the names that it gives a value, or takes it from.
    alters: the names whose attributes or items it sets.
    names: the names of the notebook that it uses, also when it is called later.
    """

    source: str
    binds: frozenset[str]
    alters: frozenset[str]
    names: frozenset[str]
    node: ast.stmt


def code_of(source: str) -> str | None:
    """The Python in a cell, without magics and shell lines; None below a magic that keeps it
    to itself."""
    magic = cell_magic(source)
    if magic:
        if magic not in IN_PLACE:
            return None
        source = source.lstrip().partition("\n")[2]
    return re.sub(r"^([ \t]*)[%!][^\n]*", r"\1pass", source, flags=re.MULTILINE)


def cell_magic(source: str) -> str:
    """The name of the magic that a whole cell belongs to, or an empty string."""
    found = re.match(r"\s*%%(\w+)", source)
    return found[1] if found else ""


@functools.lru_cache(maxsize=512)
def statements(source: str) -> tuple[Statement, ...] | None:
    """The statements of a cell, or None where Python cannot parse them."""
    code = code_of(source)
    if code is None:
        return ()
    try:
        tree = parsed(code if len(code) <= MAX_PARSED else "(")
        lines = code.splitlines()
        return tuple(_statement(node, lines) for node in tree.body)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def _statement(node: ast.stmt, lines: list[str]) -> Statement:
    first = min([node.lineno, *(d.lineno for d in getattr(node, "decorator_list", ()))])
    source = "\n".join(lines[first - 1 : node.end_lineno])
    if node.col_offset and first == node.lineno:  # after a semicolon
        source = ast.unparse(node)
    binds, alters = set(), set()
    for part in _at_top_level(node):
        binds |= _bound_by(part)
        if isinstance(part, (ast.Attribute, ast.Subscript)) and not isinstance(part.ctx, ast.Load):
            alters.add(root(part))
    for part in ast.walk(node):
        if isinstance(part, ast.Global):
            binds |= set(part.names)
    return Statement(source, frozenset(binds), frozenset(alters), frozenset(_used(source)), node)


def _used(source: str) -> set[str]:
    """The names of the notebook that stand in a statement, none that are a function's own."""
    try:
        module = symtable.symtable(source, "", "exec")
    except SyntaxError:  # an `await` at the top level, say
        return set(re.findall(r"[A-Za-z_]\w*", source))
    used = {symbol.get_name() for symbol in module.get_symbols() if symbol.is_referenced()}
    tables = list(module.get_children())
    while tables:
        table = tables.pop()
        used |= {symbol.get_name() for symbol in table.get_symbols() if symbol.is_global()}
        tables += table.get_children()
    return used


def _at_top_level(node: ast.AST) -> Iterator[ast.AST]:
    """The node and what is in it, but for the insides of functions, classes and comprehensions."""
    yield node
    scopes = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda, ast.GeneratorExp,
              ast.ListComp, ast.SetComp, ast.DictComp)  # fmt: skip
    if not isinstance(node, scopes):
        for child in ast.iter_child_nodes(node):
            yield from _at_top_level(child)


def _bound_by(node: ast.AST) -> set[str]:
    match node:
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
            return {name}
        case ast.Name(id=name, ctx=ast.Store() | ast.Del()):
            return {name}
        case ast.Import(names=aliases) | ast.ImportFrom(names=aliases):
            return {(alias.asname or alias.name).partition(".")[0] for alias in aliases}
        case ast.ExceptHandler(name=str(name)) | ast.MatchAs(name=str(name)):
            return {name}
    return set()


def root(node: ast.AST) -> str:
    """The name with which a chain of attributes and items begins."""
    while isinstance(node, (ast.Attribute, ast.Subscript)):
        node = node.value
    return node.id if isinstance(node, ast.Name) else ""


def names_in(source: str) -> set[str]:
    """The names that stand in a cell."""
    found = statements(source)
    if found is None:
        return set(re.findall(r"[A-Za-z_]\w*", source))
    return {name for statement in found for name in statement.names}


def defining(wanted: Iterable[str], known: Collection[Statement]) -> list[Statement]:
    """Those of the statements that define the names, and what these name in turn, in order."""
    wanted, kept = set(wanted), set()
    while True:
        more = {
            i for i, s in enumerate(known) if i not in kept and (s.binds | s.alters) & wanted
        }  # fmt: skip
        if not more:
            return [s for i, s in enumerate(known) if i in kept]
        kept |= more
        wanted |= {name for i, s in enumerate(known) if i in more for name in s.names}


# Clean ground


@functools.cache
def released_ground(unit: str) -> tuple[Cell, ...]:
    """The cells that every exercise stands on: given ones and stubs, as they were handed out."""
    return tuple(
        cell
        for cell in released_cells(unit)
        if cell.role in ("given", "exercise") and not cell.skip
    )


@functools.cache
def given_statements(unit: str) -> tuple[Statement, ...]:
    """The statements of a unit's given cells."""
    given = (cell for cell in released_ground(unit) if cell.role == "given")
    return tuple(s for cell in given for s in statements(cell.source) or ())


@functools.cache
def given_names(unit: str) -> frozenset[str]:
    """The names that a unit's given cells define."""
    return frozenset(name for s in given_statements(unit) for name in s.binds)


def untouched(submission: Submission, exercise: Exercise) -> bool:
    """Whether an exercise is as it was handed out, or has no answer at all."""
    unit = submission.assignment.name
    stubs = {normal(c.source) for c in released_cells(unit) if c.exercise == exercise.id}
    return all(normal(cell.source) in stubs for cell in submission.answers(exercise.id))


CLASS = re.compile(r"^class\b", re.MULTILINE)


def again(provided: Iterable[Step], defined: Collection[str]) -> tuple[Step, ...]:
    """What goes in once more after the student's code, in case it answers several exercises.

    A class only does where the student's code has defined it: what inherits from the class that
    was there before should go on being of its kind.
    defined: the names that the student's code defines.
    """
    return tuple(
        step
        for step in provided
        if not CLASS.search(step[0]) or defined_names(step[0]) & set(defined)
    )


def steps_alone(
    submission: Submission, exercise: Exercise, provided: tuple[str, ...], runs_through: set[str]
) -> list[tuple[Step, ...]]:
    """What to run on clean ground before an exercise is asked, the cleanest first.

    The answer alone; with the student's own definitions that it names; with those, too, that
    replace what is given. Provided answers go in before the answer, which may use them as it
    runs, and again after it, in case its cell answers several exercises.
    runs_through: further exercises whose answers, the student's own, are run: what defines them.
    """
    unit, answers = submission.assignment, submission.answers(exercise.id)
    before = tuple((source, False) for source in provided)
    middle: list[Step] = []
    for cell in submission.cells:
        if cell.exercise in runs_through | {exercise.id} and cell.role in ("exercise", "given"):
            source = cell.source
            if cell.role == "exercise" and cell.exercise != exercise.id:
                source = definition_of(unit, unit[cell.exercise], source)
            middle.append((source, cell.role == "exercise"))
    named = {name for source, own in middle if own for name in names_in(source)}
    inside = {name for cell in answers for s in statements(cell.source) or () for name in s.binds}
    others = [
        statement
        for cell in submission.cells
        if cell.role in ("own", "exercise") and cell not in answers
        and not (cell.role == "exercise" and cell.exercise in runs_through)
        for statement in statements(cell.source) or ()
    ]  # fmt: skip
    replaced = given_names(unit.name) | BUILTINS
    grounds = []
    for known in (
        [],
        [s for s in others if not (s.binds | s.alters) & replaced],
        others,
    ):
        definitions = tuple((s.source, True) for s in defining(named - inside, known))
        own = {name for source, is_own in (*definitions, *middle) if is_own
               for name in defined_names(source)}  # fmt: skip
        steps = (*before, *definitions, *middle, *again(before, own))
        if steps not in grounds:
            grounds.append(steps)
    return grounds


def definition_of(unit: Assignment, exercise: Exercise, source: str) -> str:
    """What of an answer's cell defines the exercise's names, without what else it replaces; all
    of it where that is not known."""
    found = statements(source)
    if not exercise.names or found is None:
        return source
    asked = {
        name
        for cell in released_cells(unit.name)
        if cell.exercise == exercise.id
        for s in statements(cell.source) or ()
        for name in s.binds | s.alters
    }
    replaced = (given_names(unit.name) | BUILTINS) - asked
    kept = [s for s in found if not (s.binds | s.alters) & replaced]
    return "\n".join(s.source for s in defining(exercise.names, kept)) or source


# What spoils the ground


def spoilers(submission: Submission) -> list[str]:
    """What the student's cells do to names that others use: a clause for each cell."""
    unit = submission.assignment.name
    cells = [cell for cell in submission.cells if cell.role in ("own", "exercise")]
    modules = {
        name
        for cell in cells
        for s in statements(cell.source) or ()
        if isinstance(s.node, (ast.Import, ast.ImportFrom))
        for name in s.binds
    }
    asked = {name for exercise in submission.assignment.exercises for name in exercise.names}
    handed_out = {s.source for c in released_ground(unit) for s in statements(c.source) or ()}
    found = []
    for cell in cells:
        replaced: set[str] = set()
        others: dict[str, None] = {}
        for magic in RESET.findall(cell.source):
            others[f"`%{magic}` takes names away or replaces them"] = None
        for statement in statements(cell.source) or ():
            if statement.source in handed_out:
                continue
            replaced |= _replaced(statement, unit) - asked
            others |= dict.fromkeys(_altered(statement, _relied_on(unit) | modules))
        clauses = [f"{_listed(sorted(replaced))} replaced"] if replaced else []
        if clauses or others:
            found.append(f"{', '.join([*clauses, *others])} in {where(cell)}")
    return found


def _listed(names: list[str]) -> str:
    quoted = [f"`{name}`" for name in names[:4]]
    if len(names) > 4:
        quoted.append("others")
    return f"{' and '.join(quoted)} {'are' if len(quoted) > 1 else 'is'}"


def where(cell: Cell) -> str:
    """A cell as a student finds it."""
    if cell.role == "exercise":
        return f"the cell of `{cell.exercise}`"
    return f"your cell `{beginning(cell.source)}`"


def beginning(source: str) -> str:
    """The first words of a cell, on one line."""
    first = next((line for line in source.splitlines() if line.strip()), "")
    return textwrap.shorten(printable(first[:400]).replace("`", "'"), 50, placeholder=" ...")


def _replaced(statement: Statement, unit: str) -> set[str]:
    """The names that others use and that a statement gives another meaning."""
    node = statement.node
    if _imports_the_same(node, unit) or ast.dump(node) in _given_dumps(unit):
        return set()
    return set(statement.binds & (_relied_on(unit) | BUILTINS))


def _altered(statement: Statement, relied_on: Collection[str]) -> Iterator[str]:
    node = statement.node
    if isinstance(node, ast.ImportFrom) and node.names[0].name == "*":
        yield f"`from {printable(node.module or '.')[:40]} import *` replaces names"
    for name in sorted(statement.alters & {*relied_on, *BUILTINS}):
        yield f"a part of `{name}` is replaced"
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        called = node.value.func
        last = called.attr if isinstance(called, ast.Attribute) else root(called)
        if last in CHANGES_STATE:
            yield f"`{printable(ast.unparse(called)[:40])}` is called"


@functools.cache
def _relied_on(unit: str) -> frozenset[str]:
    """The given names on which anything else stands: functions, classes, modules, and what these
    name."""
    found: set[str] = set()
    for statement in given_statements(unit):
        if isinstance(statement.node, (ast.Import, ast.ImportFrom)):
            found |= statement.binds
        if isinstance(statement.node, (ast.FunctionDef, ast.ClassDef, ast.AsyncFunctionDef)):
            found |= statement.binds | statement.names
    return frozenset(found) & given_names(unit)


@functools.cache
def _given_dumps(unit: str) -> frozenset[str]:
    return frozenset(ast.dump(statement.node) for statement in given_statements(unit))


def _imports_the_same(node: ast.stmt, unit: str) -> bool:
    def imported(node: ast.AST) -> set[tuple[str, str, str]]:
        if not isinstance(node, (ast.Import, ast.ImportFrom)):
            return set()
        module = (node.module or "") if isinstance(node, ast.ImportFrom) else ""
        return {(module, alias.name, alias.asname or alias.name) for alias in node.names}

    given = {name for s in given_statements(unit) for name in imported(s.node)}
    return bool(imported(node)) and imported(node) <= given


# What asks for a person or a screen

ASKS = {
    "breakpoint": "is passed over",
    "set_trace": "is passed over",
    "post_mortem": "is passed over",
    "input": "gets an empty line",
    "getpass": "gets an empty line",
}
"""What becomes of calls that wait for a person, by the last part of their names."""
ON_SCREEN = re.compile(r"^[ \t]*%matplotlib[ \t]+(?!inline|agg|-)(\w+)", re.MULTILINE)


def asks(submission: Submission) -> list[str]:
    """What in the answers waits for a person or a screen, and what becomes of it: sentences."""
    found: dict[str, None] = {}
    for cell in submission.cells:
        if cell.role != "exercise":
            continue
        for backend in ON_SCREEN.findall(cell.source):
            found[
                f"`%matplotlib {backend[:20]}` in {where(cell)} wants a screen, and there is none "
                "in grading: figures are drawn without one."
            ] = None
        found_here = statements(cell.source) or ()
        own = {name for s in found_here for name in s.binds if not isinstance(s.node, ast.Import)}
        for node in (node for s in found_here for node in ast.walk(s.node)):
            if isinstance(node, ast.Call):
                called = node.func
                name = called.attr if isinstance(called, ast.Attribute) else root(called)
                if name in ASKS and not (name in own and isinstance(called, ast.Name)):
                    found[
                        f"`{name}()` in {where(cell)} waits for a person, and nobody is there in "
                        f"grading: it {ASKS[name]}. Take it out."
                    ] = None
    return list(found)
