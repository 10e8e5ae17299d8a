"""Cuts a Python module into its top-level statements, each of which can be run like a cell."""

from __future__ import annotations

import itertools
import re

from autograder.course.cells import parsed

MAIN_GUARD = re.compile(r"if\s+__name__\b")
DEFINITION = re.compile(r"(@|(async\s+def|def|class|if)\b)")


def statements(source: str) -> list[str]:
    """The statements of a module, as `numbered_statements` has them."""
    return [statement for _, statement in numbered_statements(source)]


def numbered_statements(source: str) -> list[tuple[int, str]]:
    """The statements of a module, in order, with their decorators and the comments after them,
    each with the number of its first line.

    What stands under `if __name__ == "__main__":` is left out, as it is when a module is imported.
    Where Python cannot parse the module, it is cut before every function, class and `if`, so that
    a mistake in one of them leaves the others whole.
    """
    lines = source.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    cuts = [*_starts("\n".join(lines), lines), len(lines)]
    chunks = [(start + 1, "\n".join(lines[start:end])) for start, end in itertools.pairwise(cuts)]
    return [(line, chunk) for line, chunk in chunks if not MAIN_GUARD.match(chunk)]


def _starts(source: str, lines: list[str]) -> list[int]:
    """The numbers of the lines, from 0 up, on which statements begin."""
    try:
        body = parsed(source).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return [0] + [
            number
            for number, line in enumerate(lines)
            if number and DEFINITION.match(line) and not lines[number - 1].startswith("@")
        ]
    starts, end = [], 0
    for node in body:
        decorators = getattr(node, "decorator_list", [])
        first = min([node.lineno, *(decorator.lineno for decorator in decorators)])
        if first > end:  # and not after a semicolon
            starts.append(first - 1)
        end = node.end_lineno or first
    return starts
