"""Small changes to an answer, each of which should make it wrong.

A mutant is the source with one thing changed: an operator, a sign, a factor dropped, arguments
swapped, a number off by one, a name taken for another, a statement left out.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterator
from dataclasses import dataclass

OPERATORS: dict[type[ast.operator], tuple[type[ast.operator], ...]] = {
    ast.Add: (ast.Sub, ast.Mult),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.Div, ast.Add),
    ast.Div: (ast.Mult, ast.FloorDiv),
    ast.MatMult: (ast.Mult,),
    ast.Pow: (ast.Mult,),
}
COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Gt: (ast.Lt, ast.GtE),
    ast.Lt: (ast.Gt, ast.LtE),
    ast.GtE: (ast.Gt,),
    ast.LtE: (ast.Lt,),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
}


@dataclass(frozen=True)
class Mutant:
    """A changed answer. `change` says what was changed, as `line N: before -> after`."""

    change: str
    source: str


def mutants(source: str) -> list[Mutant]:
    """All mutants of the functions, methods and lambdas in a source, each different."""
    tree = ast.parse(source)
    seen, found = {ast.unparse(tree)}, []
    for path, node in _changeable(tree):
        for replacement in _replacements(node, _names_around(tree, path)):
            mutated = copy.deepcopy(tree)
            _replace(mutated, path, replacement)
            text = ast.unparse(ast.fix_missing_locations(mutated))
            if text not in seen:
                seen.add(text)
                after = " ".join(ast.unparse(replacement).split()) if replacement else "(nothing)"
                before = " ".join(ast.unparse(node).split())
                found.append(Mutant(f"line {node.lineno}: {before} -> {after}", text))
    return found


Path = tuple[tuple[str, int | None], ...]


def _changeable(tree: ast.AST) -> Iterator[tuple[Path, ast.expr | ast.stmt]]:
    """The nodes inside function bodies, with the way to each from the root."""

    def walk(node: ast.AST, path: Path, inside: bool) -> Iterator[tuple[Path, ast.expr | ast.stmt]]:
        for name, value in ast.iter_fields(node):
            if name in ("annotation", "returns", "decorator_list", "args", "keywords") and (
                isinstance(node, (ast.FunctionDef, ast.ClassDef, ast.AnnAssign, ast.Lambda))
            ):
                continue
            body = inside or (isinstance(node, (ast.FunctionDef, ast.Lambda)) and name == "body")
            children = value if isinstance(value, list) else [value]
            for i, child in enumerate(children):
                if not isinstance(child, ast.AST):
                    continue
                step = (name, i if isinstance(value, list) else None)
                docstring = isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant)
                if docstring:
                    continue
                if body and isinstance(child, (ast.expr, ast.stmt)):
                    yield (*path, step), child
                yield from walk(child, (*path, step), body)

    yield from walk(tree, (), False)


def _names_around(tree: ast.AST, path: Path) -> list[str]:
    """The parameters of the innermost function around a place."""
    node, names = tree, []
    for name, i in path:
        if isinstance(node, (ast.FunctionDef, ast.Lambda)):
            names = [a.arg for a in node.args.args if a.arg != "self"]
        value = getattr(node, name)
        node = value if i is None else value[i]
    return names


def _replace(tree: ast.AST, path: Path, replacement: ast.AST | None) -> None:
    node = tree
    for name, i in path[:-1]:
        value = getattr(node, name)
        node = value if i is None else value[i]
    name, i = path[-1]
    replacement = ast.Pass() if replacement is None else copy.deepcopy(replacement)
    if i is None:
        setattr(node, name, replacement)
    else:
        getattr(node, name)[i] = replacement


def _replacements(node: ast.AST, names: list[str]) -> Iterator[ast.AST | None]:
    """What may stand in a node's place; None is nothing."""
    match node:
        case ast.BinOp(left=left, op=operator, right=right):
            for other in OPERATORS.get(type(operator), ()):
                yield ast.BinOp(left, other(), right)
            if not isinstance(operator, (ast.Add, ast.Mult)):
                yield ast.BinOp(right, operator, left)
            yield left
            yield right
        case (
            ast.UnaryOp(op=ast.USub(), operand=operand) | ast.UnaryOp(op=ast.Not(), operand=operand)
        ):
            yield operand
        case ast.Compare(left=left, ops=[comparison], comparators=[right]):
            for opposite in COMPARISONS.get(type(comparison), ()):
                yield ast.Compare(left, [opposite()], [right])
        case ast.BoolOp(op=connective, values=values):
            yield ast.BoolOp(ast.Or() if isinstance(connective, ast.And) else ast.And(), values)
            yield from values
        case ast.Constant(value=bool(value)):
            yield ast.Constant(not value)
        case ast.Constant(value=int(value) | float(value)):
            for number in (value + 1, value - 1, -value):
                yield ast.Constant(number)
        case ast.Call(func=function, args=arguments, keywords=keywords):
            yield ast.BinOp(ast.Constant(2), ast.Mult(), node)
            if len(arguments) > 1:
                swapped = [arguments[1], arguments[0], *arguments[2:]]
                yield ast.Call(function, swapped, keywords)
            for i in range(len(keywords)):
                yield ast.Call(function, arguments, keywords[:i] + keywords[i + 1 :])
            if arguments:
                yield arguments[0]
            elif isinstance(function, ast.Attribute):
                yield function.value
        case ast.Attribute(value=value, attr="T"):
            yield value
        case ast.Name(id=name, ctx=ast.Load()) if name in names:
            for another in names:
                if another != name:
                    yield ast.Name(another, ast.Load())
            yield ast.UnaryOp(ast.USub(), node)
        case ast.IfExp(body=body, orelse=orelse):
            yield body
            yield orelse
        case ast.If(body=body, orelse=orelse):
            for value in (True, False):
                yield ast.If(ast.Constant(value), body, orelse)
        case ast.Return(value=ast.expr() as value):
            yield ast.Return(ast.UnaryOp(ast.USub(), value))
            yield ast.Return(ast.BinOp(ast.Constant(2), ast.Mult(), value))
            yield ast.Return(ast.BinOp(value, ast.Add(), ast.Constant(1)))
        case ast.Tuple(elts=[first, second, *others], ctx=ast.Load()):
            yield ast.Tuple([second, first, *others], ast.Load())
        case ast.Assign() | ast.AugAssign() | ast.Expr():
            yield None
            if isinstance(node, ast.AugAssign):
                for other in OPERATORS.get(type(node.op), ()):
                    yield ast.AugAssign(node.target, other(), node.value)
        case ast.With(body=body):
            yield ast.If(ast.Constant(True), body, [])
