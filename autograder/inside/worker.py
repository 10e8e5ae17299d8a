"""The untrusted side: runs a student's cells, then the probes, and sends back arrays.

This process holds nothing worth stealing: no reference, no expected value, no other submission.
It imports only NumPy, IPython, the modules beside it, `course` and the probes, and it can
be lost at any moment.

The commands that it reads from its channel, and what it answers, stand with the methods that are
named in `Session.COMMANDS`.
"""

from __future__ import annotations

import contextlib
import functools
import os
import random
import sys
from collections.abc import Callable, Iterable
from typing import Any, BinaryIO

import numpy as np

from autograder.course import model as course
from autograder.inside import answers, wire
from autograder.inside.answers import answer, describe_error, is_own_cell
from autograder.inside.outputs import captured
from autograder.inside.shell import NobodyThere, WithoutScreen, _start_shell

REFUSED = "AUTOGRADER_REFUSED"
"""The environment variable that names the packages whose import is refused."""

# Bound before any student's code runs, so that an accidental `os.fork = ...` harms nobody.
_fork, _waitpid, _exit = getattr(os, "fork", None), getattr(os, "waitpid", None), os._exit


MAX_OUTPUT = wire.ANSWER[0] // 16  # a character takes up to 12 bytes in a frame


class Session:
    """One submission's life in this process: an IPython shell, its namespace, the channel."""

    COMMANDS = ("run", "probe")

    def __init__(
        self, outbound: BinaryIO, output_limit: int, in_fork: Callable[[], None] = lambda: None
    ):
        """in_fork: called first in each fork that is probed."""
        self.outbound, self.output_limit, self.in_fork = outbound, output_limit, in_fork
        self.shell = _start_shell()
        self.speaker = os.getpid()

    def send(self, value: Any) -> None:
        self.send_packed(wire.pack(value, wire.ANSWER))

    def send_packed(self, frame: bytes) -> None:
        if os.getpid() != self.speaker:  # a student's code has forked: one of the two goes on
            _exit(0)
        self.outbound.write(frame)
        self.outbound.flush()

    def run(self, cells: list[tuple[str, str, bool]], show: bool = False) -> None:
        """Runs cells `(id, source, whether it is the student's)` in order.

        Answers {"begin": id} and {"cell": id, "error": ... or None, "output": text} for each,
        then {"end": None}. "passed over" are magics that failed without stopping their cell. show:
        each cell's answer has "shown", too: what Jupyter would show
        under it, as the items of `CellOutputs`.
        """
        for cell_id, source, own in cells:
            self.send({"begin": cell_id})
            with captured(min(self.output_limit, MAX_OUTPUT)) as outputs:
                self.shell.outputs = outputs if show else None
                self.shell.passed_over = []
                error = self.run_cell(source, own)
                if show:
                    # a figure that cannot be drawn is no reason to grade differently
                    with contextlib.suppress(BaseException):
                        outputs.draw_figures()
            answer: dict[str, Any] = {"cell": cell_id, "error": error, "output": outputs.text()}
            answer["passed over"] = [str(magic)[:80] for magic in self.shell.passed_over[:10]]
            self.send(answer | {"shown": outputs.shown()} if show else answer)
        self.send({"end": None})

    def run_cell(self, source: str, own: bool) -> dict[str, Any] | None:
        """Runs one cell as Jupyter would, and returns its error, if any, described."""
        self.shell.compile.own = own
        self.shell.source = source
        try:
            result = self.shell.run_cell(source, store_history=False)
            error = result.error_before_exec or result.error_in_exec
            if self.shell.package is not None:
                self.shell.package.link()
        except BaseException as escaped:  # IPython lets some through, such as GeneratorExit
            error = escaped
        return describe_error(error, is_own_cell) if error is not None else None

    def probe(self, unit: str, requests: list[dict[str, Any]], fork: bool) -> None:
        """Probes exercises, all of them in one fork where the system has it.

        A request is {"exercise", "steps": [(source, whether it is the student's), ...], "cases":
        [inputs, ...], "watch": exercises}; the steps run before the cases. Answers
        {"begin": exercise}, and for each case {"exercise", "case": i, "observed" and "inputs" (as
        they are after the call), or "error"}, with "entered" where exercises are watched, then
        {"end": None or how the fork died}.
        """
        if not (fork and _fork and _waitpid):
            self.probe_here(unit, requests)
            self.send({"end": None})
            return
        child = _fork()
        if child == 0:
            try:
                self.in_fork()
                self.speaker = os.getpid()
                self.probe_here(unit, requests)
            finally:
                _exit(0)
        status = os.waitstatus_to_exitcode(_waitpid(child, 0)[1])
        self.send({"end": None if status == 0 else status})

    def probe_here(self, unit: str, requests: list[dict[str, Any]]) -> None:
        assignment = loaded(unit)
        for request in requests:
            exercise = assignment[request["exercise"]]
            with captured(self.output_limit):
                for source, own in request["steps"]:
                    self.run_cell(source, own)
            watch = [assignment[name] for name in request["watch"]]
            self.send({"begin": exercise.id})
            for i, inputs in enumerate(request["cases"]):

                def packed(found: dict[str, Any], i: int = i) -> bytes:
                    entry = {"exercise": exercise.id, "case": i, **found}  # noqa: B023
                    return wire.pack(entry, wire.ANSWER)

                names, limit = self.shell.user_ns, self.output_limit
                self.send_packed(answer(exercise, names, inputs, limit, is_own_cell, packed, watch))


class Refusal:
    """Refuses imports of packages, before Python looks for them."""

    def __init__(self, packages: Iterable[str]):
        self.packages = frozenset(packages)

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> None:
        if name.partition(".")[0] in self.packages:
            raise ImportError(
                f"{name} is not allowed here: the exercises are to be solved with NumPy alone"
            )


@functools.cache
def loaded(unit: str) -> course.Assignment:
    """The unit, which is not looked for again: a student's code may hold all files by then."""
    return course.assignment(unit)


def warm_up(units: list[str]) -> None:
    """Loads what every submission needs: the shell, and the probes of the units."""
    _start_shell()
    for unit in units:
        loaded(unit)


def lead_streams_nowhere() -> None:
    """From now on, standard input, output and error are the null device.

    Error is left as it is where AUTOGRADER_DEBUG is set.
    """
    null = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1) if os.environ.get("AUTOGRADER_DEBUG") else (0, 1, 2):
        os.dup2(null, descriptor)
    os.close(null)
    sys.stdin = NobodyThere()


def serve(
    inbound: BinaryIO,
    outbound: BinaryIO,
    output_limit: int,
    in_fork: Callable[[], None] = lambda: None,
) -> None:
    """Serves one submission until the other side closes the channel. in_fork: see Session."""
    answers.ACTIVE = True
    sys.meta_path.insert(0, WithoutScreen())
    sys.meta_path.insert(0, Refusal(os.environ.get(REFUSED, "").split(",")))
    random.seed(0)
    np.random.seed(0)
    read = wire.exactly(inbound)
    session = Session(outbound, output_limit, in_fork)
    session.send({"ready": None})
    while True:
        try:
            command = wire.unpack(read)
        except EOFError:
            return
        if command["do"] in Session.COMMANDS:
            getattr(session, command.pop("do"))(**command)


def main() -> None:
    """One submission in a process of its own, over standard input and output.

    This is how it goes where there are no Unix sockets and no forks (Windows).
    """
    inbound, outbound = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    lead_streams_nowhere()
    serve(inbound, outbound, int(sys.argv[-1]))
