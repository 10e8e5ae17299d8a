"""What comes through the wall, parsed once, here; nothing behind it handles a worker's dicts.

Nothing is believed that a worker says of itself: that something was lost, and why, is known to the
side that has lost it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from autograder.course.status import Status
from autograder.course.text import one_line

MAX_LINES = 3
"""How many of the student's lines that led to an error are kept."""
NO_ANSWER = "its answer was no answer to the question"


@dataclass(frozen=True, eq=False)
class Observed:
    """What a probe observed in a case.

    values: whatever the wire carries; it is `compare` that looks into it.
    inputs: those of the case, as they were after the call.
    entered: the watched exercises whose code ran; None where none were watched.
    """

    values: Any
    inputs: Any
    entered: tuple[str, ...] | None = None


@dataclass(frozen=True)
class Raised:
    """The error with which a probe or a cell ended. Every text is one printable line.

    lines: those of the student's that led to it. where: the qualified name of the function in the
    notebook that raised it. entered: as in `Observed`.
    """

    type: str
    message: str = ""
    lines: tuple[str, ...] = ()
    where: str = ""
    entered: tuple[str, ...] | None = None


@dataclass(frozen=True)
class Lost:
    """That nothing came back: the limit that was hit, and a message that says it in words."""

    status: Status
    message: str
    entered: None = None


Answer = Observed | Raised | Lost
"""What came back for one case."""
Failure = Raised | Lost
"""How a cell ended that did not run to its end."""


def parse_answer(frame: Any) -> Observed | Raised | None:
    """The answer in a frame; None where there is none."""
    match frame:
        case {"error": error}:
            return parse_error(error, _entered(frame))
        case {"observed": values, "inputs": inputs}:
            return Observed(values, inputs, _entered(frame))
    return None


def parse_error(error: Any, entered: tuple[str, ...] | None = None) -> Raised | None:
    """The error that a worker describes; None where it is no description."""
    if not isinstance(error, dict):
        return None
    return Raised(
        _text(error.get("type"), 80) or "an error",
        _text(error.get("message"), 500),
        parse_texts(error.get("lines")),
        _text(error.get("where"), 200),
        entered,
    )


def parse_texts(texts: Any) -> tuple[str, ...]:
    """A few lines of text."""
    few = texts[:MAX_LINES] if isinstance(texts, list) else []
    return tuple(one_line(text, 200) for text in few if isinstance(text, str))


def _text(value: Any, limit: int) -> str:
    return one_line(value, limit) if isinstance(value, str) else ""


def _entered(frame: dict[str, Any]) -> tuple[str, ...] | None:
    match frame.get("entered"):
        case list(names):
            return tuple(name for name in names if isinstance(name, str))
    return None
