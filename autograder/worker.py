"""The untrusted side: runs a student's cells, then the probes, and sends back arrays.

This process holds nothing worth stealing: no reference, no expected value, no other submission.
It imports only NumPy, IPython, `wire`, `course`, `outputs` and the probes, and it can be lost at
any moment.

The commands that it reads from its channel, and what it answers, stand with the methods that are
named in `Session.COMMANDS`.
"""

from __future__ import annotations

import ast
import contextlib
import functools
import os
import random
import sys
import traceback
import warnings
from collections.abc import Callable, Iterable
from typing import Any, BinaryIO

import numpy as np

from autograder import course, wire
from autograder.outputs import CellOutputs, captured

ACTIVE = False
"""True in a worker. `check()` does nothing there."""

REFUSED = "AUTOGRADER_REFUSED"
"""The environment variable that names the packages whose import is refused."""

# Bound before any student's code runs, so that an accidental `os.fork = ...` harms nobody.
_fork, _waitpid, _exit = getattr(os, "fork", None), getattr(os, "waitpid", None), os._exit


MAX_OUTPUT = wire.ANSWER[0] // 16  # a character takes up to 12 bytes in a frame
CELL = "<cell "
OWN_CELL = "<cell of the student "


def is_own_cell(filename: str) -> bool:
    """Whether a file name is that of a student's cell, as this process names cells."""
    return filename.startswith(OWN_CELL)


def describe_error(
    error: BaseException, is_own: Callable[[str], bool] = lambda filename: True
) -> dict[str, Any]:
    """The error's type, message and the student's own lines that led to it.

    is_own: whether the code of a file (a cell has one, too) is the student's.
    "where" is the qualified name of the function in the notebook that raised it.
    """
    where = ""
    if isinstance(error, SyntaxError):
        lines = [f"line {error.lineno}: {(error.text or '').strip()}"]
        message = error.msg
    else:
        frames = [
            (frame.f_code.co_qualname, summary)
            for (frame, _), summary in zip(
                traceback.walk_tb(error.__traceback__),
                traceback.extract_tb(error.__traceback__),
                strict=True,
            )
            if CELL in summary.filename or "ipykernel" in summary.filename
        ]
        own = [at for _, at in frames if is_own(at.filename)][-3:]
        lines = [f"line {at.lineno}, in {at.name}: {at.line}" for at in own]
        where = frames[-1][0] if frames else ""
        message = error
    try:
        message = str(message or "")[:500]
    except BaseException:  # whatever its __str__ does, it is still an error
        message = ""
    return {
        "type": str(type(error).__name__)[:80],
        "message": message,
        "lines": [str(line)[:200] for line in lines],
        "where": str(where)[:200],
    }


def answer(
    exercise: Any,
    names: dict[str, Any],
    inputs: dict[str, Any],
    limit: int,
    is_own: Callable[[str], bool],
    finish: Callable[[dict[str, Any]], Any] | None = None,
) -> Any:
    """What the probe observes for one case: {"observed", "inputs" as they are now} or {"error"}.

    finish: makes of that what is returned, apart from anything that later calls may change.
    """
    finish = finish or _detached
    with captured(limit):
        try:
            observed = exercise.probe(course.Namespace(names), inputs)
            return finish({"observed": observed, "inputs": inputs})
        except wire.WireError:
            return finish({"error": too_large()})
        except BaseException as error:
            if isinstance(error, KeyboardInterrupt) and not ACTIVE:
                raise  # a student has interrupted the kernel
            return finish({"error": describe_error(error, is_own)})


def _detached(found: dict[str, Any]) -> dict[str, Any]:
    return wire.restore(*wire.flatten(found, wire.ANSWER[1]))


def too_large() -> dict[str, Any]:
    """The error of an answer that cannot be sent."""
    message = (
        f"the result is larger than {wire.ANSWER[1] >> 20} MB or has too many parts, which no "
        "case asks for"
    )
    return {"type": "Rejected", "message": message, "lines": [], "where": ""}


class Session:
    """One submission's life in this process: an IPython shell, its namespace, the channel."""

    COMMANDS = ("run", "probe")

    def __init__(self, outbound: BinaryIO, output_limit: int):
        self.outbound, self.output_limit = outbound, output_limit
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
        then {"end": None}. show: each cell's answer has "shown", too: what Jupyter would show
        under it, as the items of `CellOutputs`.
        """
        for cell_id, source, own in cells:
            self.send({"begin": cell_id})
            with captured(min(self.output_limit, MAX_OUTPUT)) as outputs:
                self.shell.outputs = outputs if show else None
                error = self.run_cell(source, own)
                if show:
                    # a figure that cannot be drawn is no reason to grade differently
                    with contextlib.suppress(BaseException):
                        outputs.draw_figures()
            answer = {"cell": cell_id, "error": error, "output": outputs.text()}
            self.send(answer | {"shown": outputs.shown()} if show else answer)
        self.send({"end": None})

    def run_cell(self, source: str, own: bool) -> dict[str, Any] | None:
        """Runs one cell as Jupyter would, and returns its error, if any, described."""
        self.shell.compile.own = own
        self.shell.source = source
        try:
            result = self.shell.run_cell(source, store_history=False)
            error = result.error_before_exec or result.error_in_exec
        except BaseException as escaped:  # IPython lets some through, such as GeneratorExit
            error = escaped
        return describe_error(error, is_own_cell) if error is not None else None

    def probe(self, unit: str, requests: list[dict[str, Any]], fork: bool) -> None:
        """Probes exercises, all of them in one fork where the system has it.

        A request is {"exercise", "steps": [(source, whether it is the student's), ...], "cases":
        [inputs, ...]}; the steps run before the cases. Answers {"begin": exercise, "case": i} and
        {"exercise", "case": i, "observed" and "inputs" (after the call), or "error"} for each,
        then {"end": None or how the fork died}.
        """
        if not (fork and _fork):
            self.probe_here(unit, requests)
            self.send({"end": None})
            return
        child = _fork()
        if child == 0:
            try:
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
            for i, inputs in enumerate(request["cases"]):
                self.send({"begin": exercise.id, "case": i})

                def packed(found: dict[str, Any], i: int = i) -> bytes:
                    entry = {"exercise": exercise.id, "case": i, **found}  # noqa: B023
                    return wire.pack(entry, wire.ANSWER)

                names, limit = self.shell.user_ns, self.output_limit
                self.send_packed(answer(exercise, names, inputs, limit, is_own_cell, packed))


def is_python(source: str) -> bool:
    """Whether Python can parse the source, which has no magic in it then."""
    try:
        with warnings.catch_warnings(action="ignore"):
            ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True


@functools.cache
def _start_shell() -> Any:
    from IPython.core.compilerop import CachingCompiler
    from IPython.core.displayhook import DisplayHook
    from IPython.core.displaypub import DisplayPublisher
    from IPython.core.interactiveshell import InteractiveShell
    from traitlets import Type
    from traitlets.config import Config

    class CellCompiler(CachingCompiler):
        """Names the code of a cell after whose it is."""

        own = True

        def get_code_name(self, *args: Any) -> str:
            name = super().get_code_name(*args)
            return (OWN_CELL if self.own else CELL) + name[1:]

    class Hook(DisplayHook):
        """Adds the value of a cell's last line to its outputs."""

        def quiet(self) -> bool:
            return self.semicolon_at_end_of_expression(self.shell.source)

        def write_output_prompt(self) -> None:
            pass

        def write_format_data(self, format_dict: dict[str, Any], md_dict: Any = None) -> None:
            if self.shell.outputs is not None:
                self.shell.outputs.add_formats("result", format_dict)

        def finish_displayhook(self) -> None:
            pass

    class Publisher(DisplayPublisher):
        """Adds what a cell displays to its outputs."""

        def publish(self, data: dict[str, Any], *args: Any, **kwargs: Any) -> None:
            if self.shell.outputs is not None:
                self.shell.outputs.add_formats("display", data)

        def clear_output(self, wait: bool = False) -> None:
            if self.shell.outputs is not None:
                self.shell.outputs.clear()

    class GradingShell(InteractiveShell):
        """A shell without anybody in front of it. Errors travel as data; none is printed."""

        outputs: CellOutputs | None = None
        source = ""
        displayhook_class = Type(Hook)
        display_pub_class = Type(Publisher)

        def transform_cell(self, raw_cell: str) -> str:
            # What Python can parse, IPython leaves as it is, after much looking. A single line
            # may be one of its words all the same, such as `exit`.
            if "\n" in raw_cell.strip() and is_python(raw_cell):
                return raw_cell if raw_cell.endswith("\n") else f"{raw_cell}\n"
            return super().transform_cell(raw_cell)

        def should_run_async(self, raw_cell: str, **kwargs: Any) -> bool:
            awaits = "await" in raw_cell or "async" in raw_cell
            return awaits and super().should_run_async(raw_cell, **kwargs)

        def showtraceback(self, *args: Any, **kwargs: Any) -> None:
            pass

        def showsyntaxerror(self, *args: Any, **kwargs: Any) -> None:
            pass

        def enable_gui(self, gui: str | None = None) -> None:
            pass

        def ask_exit(self) -> None:
            raise SystemExit

        def _tee(self, channel: str) -> contextlib.AbstractContextManager[None]:
            """IPython keeps a copy of all that is printed, without a limit. Not here."""
            return contextlib.nullcontext()

    config = Config()
    config.HistoryManager.enabled = False
    config.InteractiveShell.colors = "nocolor"
    shell = GradingShell.instance(config=config)
    shell.compile = CellCompiler()
    shell.display_formatter.active_types = ["text/plain", "image/png"]
    # figures are shown all the same, once their cell has run
    warnings.filterwarnings("ignore", message="FigureCanvasAgg is non-interactive")
    sys.path.append("")  # what a cell writes beside the notebook can be imported
    return shell


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
    sys.stdin = open(os.devnull)  # noqa: SIM115 (stays open as long as the process)


def serve(inbound: BinaryIO, outbound: BinaryIO, output_limit: int) -> None:
    """Serves one submission until the other side closes the channel."""
    global ACTIVE
    ACTIVE = True
    sys.meta_path.insert(0, Refusal(os.environ.get(REFUSED, "").split(",")))
    random.seed(0)
    np.random.seed(0)
    read = wire.exactly(inbound)
    session = Session(outbound, output_limit)
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
