"""Changes to an answer that are more than one token: two tokens, a statement moved or dropped,
state that is kept, a side effect on the way out. `second_order` takes a seeded sample of them."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator

import numpy as np

from autograder.authoring.mutants import Mutant, mutants

Rng = np.random.Generator
Change = tuple[str, str]
"""What is changed, and the source after it."""

EFFECTS: dict[str, tuple[str, ...]] = {
    "Arr": ("{0} *= 2", "{0}[...] = 0"),
    "np.ndarray": ("{0} *= 2", "{0}[...] = 0"),
    "Tensor": (
        "{0}.array *= 2",
        "{0}.array = {0}.array + 1",
        "{0}.requires_grad = not {0}.requires_grad",
        "{0}.grad = None",
        "{0}.touched = True",
    ),
}
"""What may be done to an argument on the way out, by its annotation."""

KEYS = {
    "nothing, so that all calls get the first result": "()",
    "the shapes of its arguments": (
        "(tuple(str(getattr(a, 'shape', a)) for a in args), "
        "tuple(str(getattr(a, 'shape', a)) for a in kwargs.values()))"
    ),
    "the identity of its arguments": "(tuple(map(id, args)), repr(kwargs))",
    "its first argument alone": "str(getattr(args[0], 'array', args[0]))",
}
"""By what a function's results may be kept, and the key that says so."""

KEEPING = """
_kept = {{}}
def _keeping(function):
    def keeping(*args, **kwargs):
        key = {key}
        if key not in _kept:
            _kept[key] = (function(*args, **kwargs), args)
        return _kept[key][0]
    return keeping
{name} = _keeping({name})
"""


def second_order(source: str, rng: Rng, size: int, known: Collection[str] = ()) -> list[Mutant]:
    """A sample of at most `size` changes, of each of the four kinds as many as there are enough.

    known: changes of one token after which an answer is still right; none is one of two.
    """
    kinds = [
        _shuffled(rng, list(kind(ast.parse(source))))
        for kind in (moved_or_dropped, state_added, effects_added)
    ]
    kinds.append(list(two_tokens(source, rng, size, known)))
    found = {ast.unparse(ast.parse(source)): ""}
    while any(kinds) and len(found) <= size:
        for kind in filter(None, kinds):
            change, text = kind.pop()
            found.setdefault(text, change)
    return [Mutant(change, text) for text, change in found.items() if change][:size]


def _shuffled(rng: Rng, changes: list[Change]) -> list[Change]:
    return [changes[i] for i in rng.permutation(len(changes))]


def two_tokens(source: str, rng: Rng, size: int, known: Collection[str] = ()) -> Iterator[Change]:
    """Up to `size` mutants of mutants: no mutant of the source itself among them."""
    single = mutants(source)
    done = {mutant.source for mutant in single} | {ast.unparse(ast.parse(source))}
    right = {_without_line(change) for change in known}
    single = [m for m in single if _without_line(m.change) not in right]
    for _ in range(size if single else 0):
        first = single[rng.integers(len(single))]
        second = [
            m
            for m in mutants(first.source)
            if m.source not in done
            and _without_line(m.change) not in right
            and not _undoes(_without_line(m.change), _without_line(first.change))
        ]
        if second:
            then = second[rng.integers(len(second))]
            done.add(then.source)
            yield f"{first.change}; then {_without_line(then.change)}", then.source


def _undoes(second: str, first: str) -> bool:
    """Whether it changes what the first has put there, or one sign after another."""
    before, after = second.split(" -> ", 1)
    put = first.split(" -> ", 1)[1].removeprefix("return ")
    return (
        before.removeprefix("return ") == put
        or (put.startswith("2 * ") and second == "2 -> 1")
        or (put.endswith(" + 1") and second == "1 -> 0")
        or (_is_sign(before, after) and _is_sign(*first.split(" -> ", 1)))
    )


def _is_sign(before: str, after: str) -> bool:
    plain = str.maketrans("", "", "() ")
    before, after = (text.removeprefix("return ").translate(plain) for text in (before, after))
    return f"-{before}" == after or f"-{after}" == before


def _without_line(change: str) -> str:
    return change.split(": ", 1)[-1]


def _functions(tree: ast.Module) -> Iterator[ast.FunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def _where(node: ast.stmt) -> str:
    text = " ".join(ast.unparse(node).split())
    return f"line {node.lineno}: {text if len(text) <= 60 else text[:57] + '...'}"


def moved_or_dropped(tree: ast.Module) -> Iterator[Change]:
    """A statement dropped, put behind the next one, or put behind the block that it ends."""
    for function in _functions(tree):
        for node in ast.walk(function):
            for name in ("body", "orelse"):
                block = getattr(node, name, None)
                if isinstance(block, list) and not isinstance(node, ast.ClassDef):
                    yield from _moved_or_dropped(tree, block)


def _moved_or_dropped(tree: ast.Module, block: list[ast.stmt]) -> Iterator[Change]:
    before = list(block)
    for i, statement in enumerate(before):
        if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
            continue
        rest, where = before[i + 1 :], _where(statement)
        block[:] = [*before[:i], *rest] or [ast.Pass()]
        yield f"{where}, dropped", ast.unparse(tree)
        if rest and not _independent(statement, rest[0]):
            block[:] = [*before[:i], rest[0], statement, *rest[1:]]
            yield f"{where}, after the next statement", ast.unparse(tree)
        inner = getattr(statement, "body", None)
        if isinstance(inner, list) and not isinstance(statement, (ast.FunctionDef, ast.ClassDef)):
            last = inner.pop()
            inner += [] if inner else [ast.Pass()]
            block[:] = [*before[: i + 1], last, *rest]
            yield f"{_where(last)}, after its block", ast.unparse(tree)
            inner[:] = [s for s in inner if not isinstance(s, ast.Pass)] + [last]
        block[:] = before


Plain = ast.Assign | ast.AugAssign | ast.AnnAssign | ast.Expr | ast.FunctionDef


def _independent(one: ast.stmt, other: ast.stmt) -> bool:
    """Whether two plain statements name nothing in common that one of them changes. What a function
    names it reads later, when it is called."""
    if not (isinstance(one, Plain) and isinstance(other, Plain)):
        return False
    if isinstance(other, ast.FunctionDef):
        return other.name not in _named(one)
    return not (_changed(one) & _named(other) or _changed(other) & _named(one))


def _named(statement: ast.stmt) -> set[str]:
    return {node.id for node in ast.walk(statement) if isinstance(node, ast.Name)}


def _changed(statement: Plain) -> set[str]:
    """The names that a plain statement sets, or on whose objects it may set something."""
    if isinstance(statement, ast.FunctionDef):
        return {statement.name}
    if isinstance(statement, ast.Expr):
        return _named(statement)
    targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
    return {n.id for target in targets for n in ast.walk(target) if isinstance(n, ast.Name)}


def state_added(tree: ast.Module) -> Iterator[Change]:
    """A value that is kept from the first time, an empty container that becomes a mutable default,
    or a function whose results are kept by what they do not depend on alone."""
    for function in _functions(tree):
        for node in ast.walk(function):
            if not isinstance(node, (ast.Assign, ast.Return)) or node.value is None:
                continue
            value, where = node.value, _where(node)
            kept = ast.Call(
                ast.Attribute(ast.Name("_kept", ast.Load()), "setdefault", ast.Load()),
                [ast.Constant(node.lineno), value],
                [],
            )
            node.value = kept
            yield f"{where}, kept from the first time", "_kept = {}\n" + ast.unparse(tree)
            if isinstance(node, ast.Assign) and _starts_empty(value):
                function.args.kwonlyargs.append(ast.arg("_started"))
                function.args.kw_defaults.append(value)
                node.value = ast.Name("_started", ast.Load())
                yield f"{where}, as a mutable default", ast.unparse(tree)
                function.args.kwonlyargs.pop()
                function.args.kw_defaults.pop()
            node.value = value
    for statement in tree.body:
        if isinstance(statement, ast.FunctionDef):
            for by, key in KEYS.items():
                below = KEEPING.format(key=key, name=statement.name)
                yield f"{statement.name}: kept by {by}", ast.unparse(tree) + below


def _starts_empty(value: ast.expr) -> bool:
    return ast.unparse(value) in ("[]", "{}", "set()", "list()", "dict()")


def effects_added(tree: ast.Module) -> Iterator[Change]:
    """An argument that is written into, or is given another attribute, when all is done."""
    for function in _functions(tree):
        body = list(function.body)
        for argument in function.args.args:
            kind = ast.unparse(argument.annotation) if argument.annotation else ""
            for effect in EFFECTS.get(kind.strip("'").split(" | ")[0], ()):
                done = effect.format(argument.arg)
                function.body = [ast.Try(body, [], [], ast.parse(done).body)]
                text = ast.unparse(ast.fix_missing_locations(tree))
                yield f"{function.name}: {done} on the way out", text
        function.body = body
