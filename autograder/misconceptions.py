"""The mistakes that a unit's exercises are known for, and how answers that make them behave.

They stand in `solutions/misconceptions/<unit>/<exercise>.py`, percent scripts: a markdown cell
with the key `id` holds the hint, and the code cell after it a wrong answer. Further code cells
before the next hint are other ways to make the same mistake.
"""

from __future__ import annotations

import contextlib
import copy
import functools
import sys
import types
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import jupytext
import numpy as np

from autograder import wire
from autograder.build import ROOT, SKIP_TAG, source_notebook
from autograder.compare import compare, modified
from autograder.course import Exercise, Inputs, Namespace, NotDefined
from autograder.diagnosis import Answer, Misconception

FOLDER = ROOT / "solutions" / "misconceptions"


@dataclass(frozen=True)
class Mistake:
    """A wrong answer to an exercise, with the hint that helps whoever gave it."""

    exercise: str
    id: str
    hint: str
    source: str


@functools.cache
def mistakes(unit: str) -> tuple[Mistake, ...]:
    """The known mistakes of a unit, in the order in which they are tried; none is fine."""
    found = []
    for path in sorted((FOLDER / unit).glob("*.py")):
        name = hint = None
        for cell in jupytext.reads(path.read_text(encoding="utf-8"), fmt="py:percent").cells:
            if cell.cell_type == "markdown":
                name, hint = cell.metadata.get("id"), " ".join(cell.source.split())
            elif name is not None:
                found.append(Mistake(path.stem, name, hint, cell.source))
    return tuple(found)


class Scratch:
    """A namespace of its own that holds a whole unit, to try wrong answers in."""

    def __init__(self, unit: str):
        self.unit = unit
        module = types.ModuleType(f"scratch_of_{unit}")
        sys.modules[module.__name__] = module  # where dataclasses look themselves up
        self.names: dict[str, Any] = vars(module)
        self.cells = [cell for cell in source_notebook(unit).cells if cell.cell_type == "code"]
        self._run_all()

    def _run_all(self) -> None:
        for cell in self.cells:
            runs = cell.metadata.autograder["role"] in ("given", "exercise")
            if runs and SKIP_TAG not in cell.metadata.get("tags", []):
                self._run(cell.source)

    def _run(self, source: str) -> None:
        exec(compile(source, "<scratch>", "exec"), self.names)

    def behaviour(
        self, exercise: Exercise, source: str, trials: Sequence[tuple[Inputs, Any, Any]]
    ) -> tuple[Answer, ...]:
        """How an answer behaves on trials (inputs, expected values, rule or None).

        The reference's answer is back in its place afterwards.
        """
        own = [c for c in self.cells if c.metadata.autograder.get("exercise") == exercise.id]
        given = [c.source for c in own if c.metadata.autograder["role"] == "given"]
        answers = [c.source for c in own if c.metadata.autograder["role"] == "exercise"]
        try:
            self._run(source)
            for text in given:
                with contextlib.suppress(Exception):  # it may run into the wrong answer
                    self._run(text)
            return tuple(
                self._try(exercise, inputs, expected, rule) for inputs, expected, rule in trials
            )
        finally:
            for text in (*answers, *given):
                self._run(text)
            if not (answers or given):  # a mistake in all of it together may have replaced anything
                self._run_all()

    def _try(self, exercise: Exercise, inputs: Inputs, expected: Any, rule: Any) -> Answer:
        before = copy.deepcopy(inputs)
        np.random.seed(0)
        try:
            with np.errstate(all="ignore"), warnings.catch_warnings(action="ignore"):
                observed = exercise.probe(Namespace(self.names), inputs := copy.deepcopy(inputs))
            observed = wire.restore(*wire.flatten(observed))
        except RecursionError:  # Python's own words depend on who called, and how deep
            return {"error": {"type": "RecursionError", "message": "calls itself without end"}}
        except Exception as error:
            message = error.name if isinstance(error, NotDefined) else str(error)
            return {"error": {"type": type(error).__name__, "message": message[:500]}}
        if rule is not None:
            wrong = compare(observed, expected, exercise.rtol, exercise.atol, entries=False)
            found = rule(observed, expected) if wrong is None else None
            return {"breaks": wrong.sentence if wrong else found.id if found else None}
        spoils_input = modified(before, inputs) is not None
        if not spoils_input and compare(observed, expected, exercise.rtol, exercise.atol) is None:
            return {"right": True}
        return {"observed": observed, "spoils_input": spoils_input}


def behaviours(scratch: Scratch, exercise: Exercise, trials: Sequence[Any]) -> list[Misconception]:
    """The misconceptions of an exercise, with how each behaves on the trials."""
    tried = [(trial.inputs, trial.expected, trial.case.rule) for trial in trials]
    return [
        Misconception(mistake.id, mistake.hint, scratch.behaviour(exercise, mistake.source, tried))
        for mistake in mistakes(scratch.unit)
        if mistake.exercise == exercise.id
    ]
