"""What a probe observes of an answer, and errors as plain values."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Sequence
from typing import Any

from autograder.course import model as course
from autograder.inside import wire
from autograder.inside.calls import entered
from autograder.inside.outputs import captured

ACTIVE = False
"""True in a worker. `check()` does nothing there."""
CELL = "<cell "
OWN_CELL = "<cell of the student "


def is_own_cell(filename: str) -> bool:
    """Whether a file name is that of a student's cell, as this process names cells."""
    return filename.startswith(OWN_CELL)


def _of(filename: str | None) -> str:
    """The file of a module in a submission, as what comes before the number of a line."""
    file = (filename or "").removeprefix(OWN_CELL)
    return f"{file[:-1]}, " if file.endswith(".py>") else ""


def describe_error(
    error: BaseException, is_own: Callable[[str], bool] = lambda filename: True
) -> dict[str, Any]:
    """The error's type, message and the student's own lines that led to it.

    is_own: whether the code of a file (a cell has one, too) is the student's.
    "where" is the qualified name of the function in the notebook that raised it.
    """
    where = ""
    if isinstance(error, SyntaxError):
        lines = [f"{_of(error.filename)}line {error.lineno}: {(error.text or '').strip()}"]
        said: object = error.msg
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
        lines = [f"{_of(at.filename)}line {at.lineno}, in {at.name}: {at.line}" for at in own]
        where = frames[-1][0] if frames else ""
        said = error
    try:
        message = str(said or "")[:500]
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
    watch: Sequence[course.Exercise] = (),
) -> Any:
    """What the probe observes for one case: {"observed", "inputs" as they are now} or {"error"}.

    finish: makes of that what is returned, apart from anything that later calls may change.
    watch: other exercises. Which of them the answer runs through is returned, too, as "entered".
    """
    finish = finish or _detached
    namespace = course.Namespace(names)
    seen: set[str] = set()

    def finished(found: dict[str, Any]) -> Any:
        return finish(found | {"entered": sorted(seen)} if watch else found)

    with captured(limit):
        try:
            with entered(watch, namespace, seen):
                observed = exercise.probe(namespace, inputs)
            return finished({"observed": observed, "inputs": inputs})
        except wire.WireError:
            return finished({"error": too_large()})
        except BaseException as error:
            if isinstance(error, KeyboardInterrupt) and not ACTIVE:
                raise  # a student has interrupted the kernel
            return finished({"error": describe_error(error, is_own)})


def _detached(found: dict[str, Any]) -> dict[str, Any]:
    apart: dict[str, Any] = wire.restore(*wire.flatten(found, wire.ANSWER[1]))
    return apart


def too_large() -> dict[str, Any]:
    """The error of an answer that cannot be sent."""
    message = (
        f"the result is larger than {wire.ANSWER[1] >> 20} MB or has too many parts, which no "
        "case asks for"
    )
    return {"type": "Rejected", "message": message, "lines": [], "where": ""}
