"""`load_notebook`: what a student has built in another notebook, as names to use in this one."""

from __future__ import annotations

import ast
import contextlib
import io
import json
import sys
import traceback
import types
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

CELL = "<{unit}: {cell}>"
"""What the code of a cell is called in tracebacks."""
DEFINITIONS = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


class NotLoaded(Exception):
    """A notebook cannot be loaded; the message is a sentence without its end, for a student."""


@dataclass(frozen=True)
class LoadedNotebook:
    """The names that the cells of a notebook define.

    errors: by cell, what went wrong in it; the cells after it were run all the same.
    """

    unit: str
    names: dict[str, Any] = field(repr=False)
    errors: dict[str, Exception] = field(default_factory=dict)

    def reason(self, error: Exception) -> str:
        """What an error says about the student's code, as a part of a sentence."""
        if self.errors and (isinstance(error, NameError) or not self._cells(error)):
            error = next(iter(self.errors.values()))  # what came first
        cells = self._cells(error)
        if isinstance(error, KeyError) and not cells:
            return f"`{error.args[0]}` is not defined"
        cell = f"`{cells[-1]}`" if cells else "it"
        if isinstance(error, NotImplementedError):
            return f"{cell} is not written yet"
        lines = str(error).strip().splitlines()
        what = f"{type(error).__name__}: {lines[0]}" if lines else type(error).__name__
        return f"{cell} stops with {what}"

    def _cells(self, error: Exception) -> list[str]:
        """The cells that an error passed through, outermost first."""
        before, after = CELL.format(unit=self.unit, cell="\n").split("\n")
        names = [frame.filename for frame in traceback.extract_tb(error.__traceback__)]
        return [n.removeprefix(before).removesuffix(after) for n in names if n.startswith(before)]


def load_notebook(path: Path) -> LoadedNotebook:
    """Runs the cells of a unit's notebook, as it is on disk, in a namespace of its own.

    Left out are checks, what trains and plots, and, of cells that a student has added, all but
    definitions. What the cells print is not shown. Raises NotLoaded.
    """
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        cells = [cell for cell in content["cells"] if cell["cell_type"] == "code"]
        sources = [(cell, "".join(cell["source"])) for cell in cells]
    except OSError:
        raise NotLoaded(f"there is no {path.as_posix()}") from None
    except (ValueError, KeyError, TypeError):
        raise NotLoaded(f"{path.as_posix()} is not a notebook") from None
    module = types.ModuleType(f"notebook {path.stem}")
    sys.modules[module.__name__] = module  # where dataclasses look
    loaded = LoadedNotebook(path.stem, vars(module))
    for number, (cell, source) in enumerate(sources, start=1):
        metadata = cell.get("metadata", {})
        role = metadata.get("autograder", {}).get("role", "own")
        if role == "check" or "skip-grading" in metadata.get("tags", []):
            continue
        name = cell.get("id", str(number))
        try:
            tree = ast.parse(source)
            if role == "own":
                tree.body = [part for part in tree.body if isinstance(part, DEFINITIONS)]
            code = compile(tree, CELL.format(unit=path.stem, cell=name), "exec")
            with contextlib.redirect_stdout(io.StringIO()):
                exec(code, loaded.names)
        except Exception as error:
            if role != "own":
                loaded.errors[name] = error
    return loaded
