"""Compares what a probe observed with what it should have been."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.course.model import Inputs, Observed
from autograder.inside.wire import Foreign, identical

KINDS = {"b": "boolean", "i": "integer", "u": "integer", "f": "floating-point", "c": "complex"}
PLAIN = (bool, int, float, str, type(None))
SHOWN_CHARACTERS = 900
PRINTED_ENTRIES = 1_000
"""How many entries of an array are printed before the text is cut."""
PRINTED_LINES = 20
"""How many lines the entries of an array may take, before they are printed in a row."""
SHOWN_PARTS = 20
"""How many parts of a list of arrays are shown."""
EDGE = 2
"""How many entries are shown at each end of what is abridged."""
SHOWN_ENTRIES = {0: 1, 1: 24, 2: 24}
SHOWN_ENTRIES_BEYOND = 6


@dataclass(frozen=True)
class Mismatch:
    """One way in which an answer is wrong.

    kind: parts (of what is observed), type, shape, dtype, finite, value, modified, or checker (the
    case's own comparison).
    name: which of the observed values (or inputs, for modified).
    sentence: what is wrong, without any expected value.
    first: where the first wrong entry of an array stands.
    """

    kind: str
    name: str
    sentence: str
    got: Any = None
    expected: Any = None
    first: tuple[int, ...] | None = None


def compare(
    observed: Any,
    expected: Observed,
    rtol: float,
    atol: float,
    *,
    entries: bool = True,
) -> Mismatch | None:
    """The first difference between two dicts of values, or None.

    `rtol` is relative to each entry, `atol` to the largest entry of the expected array. Without
    `entries`, arrays are compared by type, shape and finiteness alone.
    """
    if not isinstance(observed, dict):
        return Mismatch("parts", "", "what comes of it is not what should")
    for name in (name for name in expected if name not in observed):
        return Mismatch("parts", name, f"there is no {_called(name)}")
    for name in (name for name in observed if name not in expected):
        return Mismatch("parts", str(name), f"there is {_called(str(name))}, and should be none")
    for name, value in expected.items():
        mismatch = _compare_value(name, observed[name], value, rtol, atol, entries)
        if mismatch:
            return mismatch
    return None


def wrong_names(observed: Any, expected: Observed, rtol: float, atol: float) -> tuple[str, ...]:
    """The names of all values that differ."""
    return tuple(
        name
        for name, value in expected.items()
        if isinstance(observed, dict)
        and (
            name not in observed
            or _compare_value(name, observed[name], value, rtol, atol, entries=True)
        )
    )


def modified(before: Inputs, after: Any) -> Mismatch | None:
    """The first input that the call changed, or None."""
    if not isinstance(after, dict):
        return Mismatch("modified", "", "the inputs did not come back")
    for name, value in before.items():
        if not identical(value, after.get(name)):
            return Mismatch(
                "modified",
                name,
                f"it changes its input `{name}` in place; other operations still need that "
                "array as it was",
                after.get(name),
                value,
            )
    return None


def _compare_value(
    name: str, got: Any, expected: Any, rtol: float, atol: float, entries: bool
) -> Mismatch | None:
    if not isinstance(expected, (np.ndarray, np.generic)):
        if identical(expected, got):
            return None
        return Mismatch("value", name, f"{_called(name)} is not what it should be", got, expected)
    expected = np.asarray(expected)
    if isinstance(got, (bool, int, float)) and expected.ndim == 0:
        got = np.asarray(got)
    if not isinstance(got, np.ndarray):
        forgotten = " (is a `return` missing?)" if got is None and name in RESULTS else ""
        return Mismatch(
            "type",
            name,
            f"{_called(name)} is {describe_type(got)}{forgotten}, where a NumPy array of shape "
            f"{expected.shape} is expected",
            got,
            expected,
        )
    if got.shape != expected.shape:
        return Mismatch(
            "shape",
            name,
            f"{_called(name)} has shape {got.shape}, and should have {expected.shape}",
            got,
            expected,
        )
    if got.dtype == expected.dtype and got.tobytes() == expected.tobytes():
        return None
    # where all is zero, whole numbers say the same: np.bincount counts nothing in them
    nothing = got.dtype.kind in "iu" and not got.any() and not expected.any()
    other_kind = KINDS[got.dtype.kind] != KINDS[expected.dtype.kind] and not nothing
    if other_kind or (got.dtype == np.float16 and expected.dtype != np.float16):
        return Mismatch(
            "dtype",
            name,
            f"{_called(name)} has dtype {got.dtype}, and should have {expected.dtype}",
            got,
            expected,
        )
    if expected.dtype.kind not in "fc":
        wrong = (got != expected) & entries
    else:
        finite = np.isfinite(expected)
        if not np.array_equal(finite, np.isfinite(got)):
            unlike = np.isfinite(got) != finite
            first = tuple(map(int, np.argwhere(unlike)[0]))
            count = int((unlike & finite).sum())
            return Mismatch(
                "finite",
                name,
                f"{_called(name)} has {count} NaN or infinite entries where there should be none"
                if count
                else f"{_called(name)} is finite where it should not be",
                got,
                expected,
                first,
            )
        scale = float(np.abs(expected[finite]).max(initial=0.0))
        close = np.isclose(got, expected, rtol=rtol, atol=atol * scale, equal_nan=True)
        wrong = ~close & entries
    if wrong.any():
        number = int(wrong.sum())
        what = (
            "its value is wrong"
            if wrong.size == 1
            else f"{number} of {wrong.size} entries are wrong"
        )
        first = tuple(map(int, np.argwhere(wrong)[0]))
        return Mismatch("value", name, f"{_called(name)}: {what}", got, expected, first)
    return None


RESULTS = ("result", "output")
"""What probes call the value that a function returns."""


def _called(name: str) -> str:
    return "the result" if name == "result" else f"`{name}`"


def describe_type(value: Any) -> str:
    """What kind of thing a value is, for a student."""
    if value is None:
        return "None"
    if isinstance(value, Foreign):
        if value.type_name in ("Tensor", "Parameter"):
            return f"a {value.type_name} (the NumPy array is inside it)"
        article = "" if value.type_name.startswith("an ") else "of type "
        return f"{article}{value.type_name}"
    if isinstance(value, (bool, int, float)):
        return f"the number {value}"
    article = "an" if type(value).__name__[0] in "aeiou" else "a"
    return f"{article} {type(value).__name__}"


class _Brief(str):
    """Stands for an array that is not written out."""

    __repr__ = str.__str__


def _brief(value: Any) -> Any:
    if isinstance(value, np.ndarray) and value.size > SHOWN_ENTRIES.get(
        value.ndim, SHOWN_ENTRIES_BEYOND
    ):
        return _Brief(f"an array of shape {value.shape}, {value.dtype}")
    if isinstance(value, (list, tuple)):
        return type(value)(_brief(item) for item in value)
    return value


def _written(array: np.ndarray) -> str:
    """An array as NumPy prints it, abridged where it is long."""
    return np.array2string(
        array, precision=4, suppress_small=True, separator=", ", threshold=60, edgeitems=EDGE
    )


def show(value: Any) -> str:
    """A value as short text: small arrays whole, large ones abridged, one line where it fits."""
    if isinstance(value, (np.ndarray, np.generic)):
        array = np.asarray(value)
        # each axis is abridged on its own, so that many of them still come to many entries
        entries = math.prod(min(length, 2 * EDGE) for length in array.shape)
        written = _written(array) if entries <= PRINTED_ENTRIES else ""
        if not written or written.count("\n") > PRINTED_LINES:
            written = f"{_written(array.reshape(-1))} in a row"
        text = f"{written}  shape {array.shape}, {array.dtype}"
    elif isinstance(value, Foreign):
        text = f"<{value.type_name}>"
    elif isinstance(value, (list, tuple)) and any(not isinstance(v, PLAIN) for v in value):
        parts = ", ".join(map(show, value[:SHOWN_PARTS]))
        text = f"[{parts}{', …' if len(value) > SHOWN_PARTS else ''}]"
    else:
        text = repr(value)
    return text if len(text) <= SHOWN_CHARACTERS else text[:SHOWN_CHARACTERS] + " …"


def show_inputs(inputs: Inputs) -> str:
    """What went in, for a case whose values are public."""
    return _table(brief_rows(inputs))


def show_mismatch(mismatch: Mismatch, inputs: Inputs) -> str:
    """What went in, what came out and what should have, for a case whose values are public."""
    rows = brief_rows(inputs)
    if mismatch.kind == "modified":
        rows = [(mismatch.name, mismatch.expected), (f"{mismatch.name} after", mismatch.got)]
    elif mismatch.kind != "checker":
        rows += [*labeled("yours", mismatch.got), *labeled("expected", mismatch.expected)]
        if mismatch.kind == "value" and isinstance(mismatch.expected, np.ndarray):
            got, expected = np.asarray(mismatch.got), mismatch.expected
            if expected.dtype.kind in "iufc":
                with np.errstate(invalid="ignore"):  # infinity less infinity
                    rows.append(("difference", got - expected))
    return _table(rows)


def show_first(mismatch: Mismatch) -> str:
    """Where the first wrong entry stands, and what stands there, for a public case."""
    if not mismatch.first:
        return ""
    got, expected = (np.asarray(a)[mismatch.first] for a in (mismatch.got, mismatch.expected))
    index = ", ".join(map(str, mismatch.first))
    return f", the first at [{index}]: {_number(got)}, which should be {_number(expected)}"


def _number(entry: Any) -> str:
    return str(entry) if entry.dtype.kind == "b" else f"{entry + 0:.4g}"


UPSTREAM = ("grad_out", "end_grad", "partial")
"""What the units call the upstream gradient among a case's inputs."""


def brief_rows(inputs: Inputs) -> list[tuple[str, Any]]:
    """The inputs that are not marks for the probe; of large ones only the upstream gradient."""
    return [
        (label, item if name in UPSTREAM else _brief(item))
        for name, value in inputs.items()
        if not name.startswith("_")
        for label, item in labeled(name, value)
    ]


def labeled(name: str, value: Any) -> list[tuple[str, Any]]:
    """The value under its name; each part of a list or dict of arrays under a name of its own."""
    if not _holds_array(value) or not isinstance(value, (list, tuple, dict)):
        return [(name, value)]
    parts = value.items() if isinstance(value, dict) else enumerate(value)
    rows: list[tuple[str, Any]] = []
    for key, part in parts:
        if len(rows) >= SHOWN_PARTS:
            return [*rows, (name, _Brief("and so on"))]
        rows += labeled(f"{name}[{key!r}]", part)
    return rows


def _holds_array(value: Any) -> bool:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, (list, tuple)):
        return any(map(_holds_array, value))
    return isinstance(value, (np.ndarray, np.generic))


def _table(rows: list[tuple[str, Any]]) -> str:
    width = max((len(name) for name, _ in rows), default=0)
    indent = " " * (width + 3)
    return "\n".join(
        f"{name:>{width}} = {show(value)}".replace("\n", f"\n{indent}") for name, value in rows
    )
