"""Finds submissions that agree in more than chance explains: to look at, not a verdict.

Answers are compared in a normal form, in which names of variables, comments, docstrings, type
annotations and layout make no difference. What many write says little: an answer that one student
in four gives counts as two coin tosses, and what the course itself gives away counts as nothing.
"""

from __future__ import annotations

import ast
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

CHANCE = 0.01
"""How many pairs as similar as a pair that is shown a class whose answers are independent has."""
SHARED = 0.6
"""How much of what is particular about each of the two they must have in common."""


@dataclass(frozen=True)
class Pair:
    """Two submissions, by their places, and the exercises that they answer alike.

    bits: how particular what they share is: the logarithm, to base 2, of how rare it is.
    """

    first: int
    second: int
    exercises: tuple[str, ...]
    bits: float


class Normal(ast.NodeTransformer):
    """Takes away from code what makes no difference to what it does."""

    def __init__(self) -> None:
        self.names: dict[str, str] = {}

    def _body(self, body: list[ast.stmt]) -> list[ast.stmt]:
        kept = [
            statement
            for statement in body
            if not (isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant))
            and not isinstance(statement, ast.Pass)
        ]
        return kept or [ast.Pass()]

    def visit_Module(self, node: Any) -> Any:
        node.body = self._body(node.body)
        self.generic_visit(node)
        return node

    visit_ClassDef = visit_Module

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.FunctionDef:
        node.returns, node.body = None, self._body(node.body)
        before = self.names
        self.names = dict(before)
        # the arguments are the exercise's; other names are numbered as they come
        for inner in ast.walk(node):
            if isinstance(inner, ast.Name) and isinstance(inner.ctx, ast.Store):
                self.names.setdefault(inner.id, f"name{len(self.names)}")
        for argument in ast.walk(node.args):
            if isinstance(argument, ast.arg):
                argument.annotation = None
                self.names.pop(argument.arg, None)
        self.generic_visit(node)
        self.names = before
        return node

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.stmt:
        self.generic_visit(node)
        if node.value is None:
            return node
        return ast.copy_location(ast.Assign([node.target], node.value), node)

    def visit_Name(self, node: ast.Name) -> ast.Name:
        return ast.copy_location(ast.Name(self.names.get(node.id, node.id), node.ctx), node)


def without_comments(source: str) -> str:
    """The code as Python's own printer writes it: no comments, no docstrings. What Python cannot
    parse is left out."""
    try:
        tree = ast.parse(source)
        for node in ast.walk(tree):
            if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef)):
                node.body = Normal()._body(node.body)
        return ast.unparse(tree)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return ""


def normal_form(source: str) -> str:
    """The code without what makes no difference, or its lines, where Python cannot parse it."""
    try:
        tree = Normal().visit(ast.parse(source))
        return ast.unparse(ast.fix_missing_locations(tree))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return "\n".join(" ".join(line.split()) for line in source.splitlines() if line.strip())


def similar_pairs(
    submissions: Sequence[Mapping[str, str]], common: Mapping[str, Iterable[str]]
) -> list[Pair]:
    """The pairs that have much in common, those with most first.

    submissions: for each, the answers by exercise, in normal form.
    common: by exercise, what everybody may have, in normal form: the stub, the reference's answer.
    """
    exercises = sorted({exercise for answers in submissions for exercise in answers})
    count = len(submissions)
    codes = np.full((len(exercises), count), -1)
    weights = np.zeros((len(exercises), count))
    for e, exercise in enumerate(exercises):
        ignored = {"", *common.get(exercise, ())}
        found = [answers.get(exercise, "") for answers in submissions]
        frequency = Counter(form for form in found if form not in ignored)
        numbers = {form: number for number, form in enumerate(frequency)}
        for i, form in enumerate(found):
            if form in frequency:
                codes[e, i] = numbers[form]
                weights[e, i] = math.log2(count / frequency[form])
    totals = weights.sum(axis=0)
    enough = math.log2(max(count, 2) ** 2 / 2 / CHANCE)
    # the more choices of exercises there are for two to agree in, the likelier one of them is
    choices = np.log2([math.comb(len(exercises), k) for k in range(len(exercises) + 1)])
    pairs = []
    for i in range(count):
        if totals[i] < enough:
            continue
        same = (codes[:, i, None] == codes[:, i + 1 :]) & (codes[:, i, None] >= 0)
        shared = (same * weights[:, i, None]).sum(axis=0)
        others = totals[i + 1 :]
        for j in np.flatnonzero(
            (shared >= enough + choices[same.sum(axis=0)])
            & (shared >= SHARED * np.maximum(totals[i], others))
        ):
            alike = tuple(exercises[e] for e in np.flatnonzero(same[:, j]))
            pairs.append(Pair(i, i + 1 + int(j), alike, round(float(shared[j]), 1)))
    return sorted(pairs, key=lambda pair: (-pair.bits, pair.first, pair.second))
