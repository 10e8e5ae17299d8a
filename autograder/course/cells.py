"""The cells of notebooks, and what their sources define."""

from __future__ import annotations

import ast
import re
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

LITERAL = re.compile(
    r"(?P<quotes>\"\"\"|''')(?:\\.|(?!(?P=quotes)).)*(?:(?P=quotes)|\Z)"
    r"|\"(?:\\.|[^\"\\\n])*\"?|'(?:\\.|[^'\\\n])*'?|\#[^\n]*",
    re.DOTALL,
)
"""Strings, also those without an end, and comments: any character may stand in them."""


def instructions(source: str) -> str:
    """The source without its comments, and without strings that have no code in them."""
    return LITERAL.sub(lambda m: m[0] if m[0][0] != "#" and "{" in m[0] else "", source)


@dataclass(frozen=True)
class Cell:
    """A cell of a released notebook, or of a student's.

    role: of code: given, exercise (the answer to one), check, or own (the student's); of prose:
    text, essay (an answer that a person grades), or own.
    exercise: the exercise that the cell belongs to, if any.
    skip: grading does not run it.
    kind: code, markdown or raw.
    outputs: what the notebook showed under a cell that grading does not run, as it was handed in.
    attachments: the pictures that were pasted into a text, as nbformat has them.
    """

    id: str
    role: str
    source: str
    exercise: str | None = None
    skip: bool = False
    kind: str = "code"
    outputs: Any = field(default=(), compare=False, repr=False)
    attachments: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)


def writable(text: str) -> str:
    """The text as UTF-8 can hold it: JSON can name halves of characters that it cannot."""
    return text.encode("utf-8", "replace").decode()


def normal(source: str) -> str:
    """The source without differences that do not matter: blank lines, trailing spaces."""
    return "\n".join(line.rstrip() for line in source.splitlines() if line.strip())


def defined_names(source: str, *, blocks_only: bool = False) -> set[str]:
    """The names that a cell defines at its top level. Works on what Python cannot parse, too.

    blocks_only: only those of functions and classes.
    """
    try:
        tree = parsed(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        blocks = set(re.findall(r"^(?:def|class)\s+(\w+)", source, flags=re.MULTILINE))
        assigned = set(re.findall(r"^(\w+)\s*=[^=]", source, flags=re.MULTILINE))
        return blocks if blocks_only else blocks | assigned
    names: set[str] = set()
    for node in tree.body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef, ast.AsyncFunctionDef)):
            names.add(node.name)
        elif blocks_only:
            continue
        elif isinstance(node, ast.Assign):
            names |= {t.id for target in node.targets for t in ast.walk(target)
                      if isinstance(t, ast.Name) and isinstance(t.ctx, ast.Store)}  # fmt: skip
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            names.add(node.target.id)
    return names


MAX_PARSED = 250_000
"""How many characters, those of comments and strings not counted, are parsed: a syntax tree is
hundreds of times as large as its text. A whole notebook as a module has less than half of that."""


def parsed(source: str) -> ast.Module:
    """The syntax tree of a source. Raises what `ast.parse` raises, and ValueError for a source that
    is too long."""
    if is_long(source):
        raise ValueError(f"more than {MAX_PARSED} characters")
    return syntax_tree(source)


def syntax_tree(source: str) -> ast.Module:
    """The same, of a source of any length. Python 3.11 counts the depth of trees for all threads
    together, so only one of them may make a tree at a time."""
    with _parsing:
        return ast.parse(source)


def is_long(source: str) -> bool:
    """Whether a source has more code than is parsed."""
    return len(source) > MAX_PARSED < len(instructions(source))


_parsing = threading.Lock()
"""Python 3.11 makes syntax trees in one thread at a time, or now and then raises SystemError."""
