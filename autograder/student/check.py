"""`check("...")` in a notebook: the kernel computes, a process beside it knows the answers."""

from __future__ import annotations

import _thread
import atexit
import builtins
import linecache
import subprocess
import sys
import threading
from collections.abc import Callable
from typing import Any

from autograder.course.cells import normal
from autograder.course.import_path import safe_environment
from autograder.course.model import Exercise, Inputs, assignment
from autograder.course.text import digest
from autograder.inside import answers, wire
from autograder.student.gradcheck import gradcheck
from autograder.student.graph import draw_graph

__all__ = ["CheckFailed", "checker", "draw_graph", "gradcheck"]

OUTPUT_LIMIT = 64 * 2**10
CASE_SECONDS = 10.0
"""How long an answer may take for one case, whatever else the machine has to do."""
AGAIN = 0.5
"""Seconds after which an answer is interrupted again that has caught the interrupt."""
# Jupyter interrupts the kernel's whole group of processes. The comparator is not in it.
APART: dict[str, Any] = (
    {"creationflags": getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)}
    if sys.platform == "win32"
    else {"start_new_session": True}
)


class CheckFailed(AssertionError):
    """Raised by `check`, so that nbgrader's *Validate* and a grade without ours see it.

    In a notebook it shows its message and no traceback.
    """

    def _render_traceback_(self) -> list[str]:
        return str(self).splitlines()


def checker(unit: str) -> Callable[..., None]:
    """The `check` function of a unit. It works on the names of the notebook that calls it."""
    if answers.ACTIVE:  # the notebook is being graded, and this is not the place to check
        return lambda exercise_id=None: None
    comparator = _Comparator(unit)

    def check(exercise_id: str | None = None) -> None:
        """Try your answer to an exercise on its public cases.

        Shows what passed and the first case that did not: what went in, what came out and what
        should have. Raises CheckFailed if anything did not pass.

        `check()` tries all exercises, and lists them with a tick beside each that passes.
        """
        verdict = comparator.check(exercise_id, sys._getframe(1).f_globals)
        if verdict["text"]:
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


class TimeLimit:
    """While this is open, the main thread is interrupted once the seconds are over.

    Works on every system, and only for the main thread, in which Jupyter runs cells. Until it is
    closed, it interrupts again and again: an answer may catch the first of them.
    """

    def __init__(self, seconds: float):
        self.seconds, self.reached = seconds, False
        self._closed = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def _watch(self) -> None:
        wait = self.seconds
        while not self._closed.wait(wait):
            self.reached, wait = True, AGAIN
            _thread.interrupt_main()

    def __enter__(self) -> None:
        if threading.current_thread() is threading.main_thread():
            self._thread.start()

    def __exit__(self, *exc_info: object) -> None:
        if self._thread.ident is not None:
            self._closed.set()
            self._thread.join()


class _Comparator:
    """The process that holds the expected values. It ends when this one does."""

    def __init__(self, unit: str):
        self.unit = unit
        self.given: list[str] = []
        self.process: subprocess.Popen[bytes] | None = None
        self._start()
        atexit.register(self._stop)

    def _start(self) -> None:
        self.process = subprocess.Popen(
            # not the folder of the notebook, which may hold a module of any name
            [sys.executable, "-P", "-m", "autograder.cli.comparator", self.unit],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=safe_environment(),
            **APART,
        )

    def _stop(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.wait()

    def _exchange(self, value: Any) -> Any:
        if self.process is None or self.process.stdin is None or self.process.stdout is None:
            raise EOFError("there is no process")
        self.process.stdin.write(wire.pack(value))
        self.process.stdin.flush()
        return wire.unpack(wire.exactly(self.process.stdout))

    def _is_own(self, filename: str) -> bool:
        """Whether the code of a cell is not that of a given cell, as it was handed out."""
        source = normal("".join(linecache.getlines(filename)))
        return digest(source.encode()) not in self.given

    def _answer(
        self, exercise: Exercise, names: dict[str, Any], inputs: Inputs, watch: list[Exercise]
    ) -> dict[str, Any]:
        """What comes back for a case, or that nothing does within CASE_SECONDS."""
        limit = TimeLimit(CASE_SECONDS)
        try:
            with limit:
                found: dict[str, Any] = answers.answer(
                    exercise, names, inputs, OUTPUT_LIMIT, self._is_own, watch=watch
                )
                return found
        except KeyboardInterrupt as error:
            if not limit.reached:
                raise
            lines = answers.describe_error(error, self._is_own)["lines"]
            message = f"it took longer than {CASE_SECONDS:g} s"
            at = f" ({lines[-1]})" if lines else ""
            return {"late": message + at}

    def _interrupted(self, error: KeyboardInterrupt) -> KeyboardInterrupt:
        """The interrupt as a student sees it: where in their own code it came."""
        lines = answers.describe_error(error, self._is_own)["lines"]
        shown = KeyboardInterrupt("The check was interrupted.")
        text = [f"KeyboardInterrupt: {shown}", *(f"    {line}" for line in lines)]
        shown._render_traceback_ = lambda: text  # type: ignore[attr-defined]
        return shown

    def check(self, exercise_id: str | None, names: dict[str, Any]) -> dict[str, Any]:
        """Whether the exercise passes, and what to tell the student, as text and as HTML.

        Without an exercise: the list of all, with ticks.
        """
        unit = assignment(self.unit)
        if exercise_id is not None:
            try:
                unit[exercise_id]
            except KeyError as error:
                return _plain(str(error.args[0]))
        what = exercise_id or "The notebook"
        try:
            requests, self.given = self._exchange({"check": exercise_id})
            answers: dict[str, list[Any]] = {}
            late: set[str] = set()
            for request in requests:
                exercise = unit[request["exercise"]]
                watch = [unit[name] for name in request["watch"]]
                found = answers[exercise.id] = []
                # what runs through an endless answer would take as long
                for inputs in () if late & unit.below(exercise) else request["cases"]:
                    found.append(self._answer(exercise, names, inputs, watch))
                    if "late" in found[-1]:
                        late.add(exercise.id)
                        break
            try:
                wire.pack({"answers": answers})
            except wire.WireError:
                return _plain(f"{what} cannot be checked: its result is too large.")
            verdict: dict[str, Any] = self._exchange({"answers": answers})
        except (OSError, EOFError, wire.WireError, KeyboardInterrupt) as error:
            # what is in the pipes now may be half an exchange
            self._stop()
            self._start()
            if isinstance(error, KeyboardInterrupt):
                raise self._interrupted(error) from None
            return _plain(
                f"{what} could not be checked: the process that compares answers ended. "
                "It has been started again; run this cell once more."
            )
        return verdict


def _plain(sentence: str) -> dict[str, Any]:
    """No verdict, but why there is none: what is raised says it all."""
    return {"passed": False, "brief": sentence, "text": "", "html": ""}
