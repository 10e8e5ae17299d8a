"""`check("...")` in a notebook: the kernel computes, a process beside it knows the answers."""

from __future__ import annotations

import atexit
import builtins
import html
import linecache
import subprocess
import sys
from collections.abc import Callable
from typing import Any

from autograder import wire, worker
from autograder.course import assignment
from autograder.gradcheck import gradcheck
from autograder.graph import draw_graph

__all__ = ["CheckFailed", "checker", "draw_graph", "gradcheck"]

OUTPUT_LIMIT = 64 * 2**10


class CheckFailed(AssertionError):
    """Raised by `check` so that *Run All* and nbgrader's *Validate* stop there.

    In a notebook it shows its message and no traceback.
    """

    def _render_traceback_(self) -> list[str]:
        return str(self).splitlines()


def checker(unit: str) -> Callable[[str], None]:
    """The `check` function of a unit. It works on the names of the notebook that calls it."""
    if worker.ACTIVE:  # the notebook is being graded, and this is not the place to check
        return lambda exercise_id: None
    comparator = _Comparator(unit)

    def check(exercise_id: str) -> None:
        """Try your answer to an exercise on its public cases.

        Shows what passed and the first case that did not: what went in, what came out and what
        should have. Raises CheckFailed if anything did not pass.
        """
        verdict = comparator.check(exercise_id, sys._getframe(1).f_globals)
        show(verdict)
        if not verdict["passed"]:
            raise CheckFailed(verdict["brief"])

    return check


def show(verdict: dict[str, Any]) -> None:
    """Displays a verdict: as HTML where the frontend can, else as text."""
    if "get_ipython" in vars(builtins):
        from IPython.display import display

        display({"text/html": verdict["html"], "text/plain": verdict["text"]}, raw=True)
    else:
        print(verdict["text"])


class _Comparator:
    """The process that holds the expected values. It ends when this one does."""

    def __init__(self, unit: str):
        self.unit = unit
        self.process: subprocess.Popen[bytes] | None = None
        self._start()
        atexit.register(self._stop)

    def _start(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "autograder.comparator", self.unit],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )

    def _stop(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.wait()

    def _exchange(self, value: Any) -> Any:
        frame = wire.pack(value)
        self.process.stdin.write(frame)
        self.process.stdin.flush()
        return wire.unpack(wire.exactly(self.process.stdout))

    def _is_own(self, filename: str) -> bool:
        """Whether the code of a cell is not that of a given cell, as it was handed out."""
        from autograder.submission import normal, released_cells  # not there in a worker

        source = normal("".join(linecache.getlines(filename)))
        return all(
            normal(c.source) != source for c in released_cells(self.unit) if c.role == "given"
        )

    def check(self, exercise_id: str, names: dict[str, Any]) -> dict[str, Any]:
        """Whether the exercise passes, and what to tell the student, as text and as HTML."""
        unit = assignment(self.unit)
        try:
            unit[exercise_id]
        except KeyError as error:
            return _plain(str(error.args[0]))
        try:
            requests = self._exchange({"check": exercise_id})
            answers = {
                request["exercise"]: [
                    worker.answer(
                        unit[request["exercise"]], names, inputs, OUTPUT_LIMIT, self._is_own
                    )
                    for inputs in request["cases"]
                ]
                for request in requests
            }
            try:
                wire.pack({"answers": answers})
            except wire.WireError:
                return _plain(f"{exercise_id} cannot be checked: its result is too large.")
            verdict = self._exchange({"answers": answers})
        except (OSError, EOFError, wire.WireError, KeyboardInterrupt) as error:
            # what is in the pipes now may be half an exchange
            self._stop()
            self._start()
            if isinstance(error, KeyboardInterrupt):
                raise
            return _plain(
                f"{exercise_id} could not be checked: the process that compares answers ended. "
                "It has been started again; run this cell once more."
            )
        return verdict


def _plain(sentence: str) -> dict[str, Any]:
    return {
        "passed": False,
        "brief": "not checked",
        "text": sentence,
        "html": f"<div>{html.escape(sentence)}</div>",
    }
