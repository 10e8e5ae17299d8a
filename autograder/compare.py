"""Compares what a probe observed with what it should have been."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.course import Inputs, Observed
from autograder.wire import Foreign

KINDS = {"b": "boolean", "i": "integer", "u": "integer", "f": "floating-point", "c": "complex"}
PLAIN = (bool, int, float, str, type(None))
SHOWN_CHARACTERS = 900
SHOWN_ENTRIES = {0: 1, 1: 24, 2: 24}
SHOWN_ENTRIES_BEYOND = 6


@dataclass(frozen=True)
class Mismatch:
    """One way in which an answer is wrong.

    kind: type, shape, dtype, finite, value, modified, or rule (the case's own comparison).
    name: which of the observed values (or inputs, for modified).
    sentence: what is wrong, without any expected value.
    """

    kind: str
    name: str
    sentence: str
    got: Any = None
    expected: Any = None


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
    if not isinstance(observed, dict) or set(observed) != set(expected):
        return Mismatch("type", "", "the probe's answer is not what the probe computes")
    for name, value in expected.items():
        mismatch = _compare_value(name, observed[name], value, rtol, atol, entries)
        if mismatch:
            return mismatch
    return None


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


def identical(one: Any, other: Any) -> bool:
    """Whether two plain values are the same, arrays by dtype, shape and bytes."""
    arrays = [isinstance(value, (np.ndarray, np.generic)) for value in (one, other)]
    if any(arrays):
        if not all(arrays):
            return False
        a, b = np.asarray(one), np.asarray(other)
        return a.dtype == b.dtype and a.shape == b.shape and a.tobytes() == b.tobytes()
    if type(one) is not type(other):
        return False
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(identical(one[k], other[k]) for k in one)
    if isinstance(one, (list, tuple)):
        return len(one) == len(other) and all(map(identical, one, other))
    return one == other


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
        return Mismatch(
            "type",
            name,
            f"{_called(name)} is {describe_type(got)}, where a NumPy array of shape "
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
    if KINDS[got.dtype.kind] != KINDS[expected.dtype.kind] or (
        got.dtype == np.float16 and expected.dtype != np.float16
    ):
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
            count = int((~np.isfinite(got) & finite).sum())
            return Mismatch(
                "finite",
                name,
                f"{_called(name)} has {count} NaN or infinite entries where there should be none"
                if count
                else f"{_called(name)} is finite where it should not be",
                got,
                expected,
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
        return Mismatch("value", name, f"{_called(name)}: {what}", got, expected)
    return None


def _called(name: str) -> str:
    return "the result" if name == "result" else f"`{name}`"


def describe_type(value: Any) -> str:
    """What kind of thing a value is, for a student."""
    if value is None:
        return "None (is a `return` missing?)"
    if isinstance(value, Foreign):
        if value.type_name in ("Tensor", "Parameter"):
            return f"a {value.type_name} (its `.array` is the NumPy array)"
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


def show(value: Any) -> str:
    """A value as short text: small arrays whole, large ones abridged, one line where it fits."""
    if isinstance(value, (np.ndarray, np.generic)):
        array = np.asarray(value)
        text = np.array2string(
            array, precision=4, suppress_small=True, separator=", ", threshold=60, edgeitems=2
        )
        text = f"{text}  shape {array.shape}, {array.dtype}"
    elif isinstance(value, Foreign):
        text = f"<{value.type_name}>"
    elif isinstance(value, (list, tuple)) and any(not isinstance(v, PLAIN) for v in value):
        text = "; ".join(show(v) for v in value)
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
    elif mismatch.kind != "rule":
        rows += [("yours", mismatch.got), ("expected", mismatch.expected)]
        if mismatch.kind == "value" and isinstance(mismatch.expected, np.ndarray):
            got, expected = np.asarray(mismatch.got), mismatch.expected
            if expected.dtype.kind in "iufc":
                rows.append(("difference", got - expected))
    return _table(rows)


def brief_rows(inputs: Inputs) -> list[tuple[str, Any]]:
    """The inputs that are not marks for the probe; of large ones only the upstream gradient."""
    return [
        (name, value if name in ("grad_out", "end_grad") else _brief(value))
        for name, value in inputs.items()
        if not name.startswith("_")
    ]


def _table(rows: list[tuple[str, Any]]) -> str:
    width = max((len(name) for name, _ in rows), default=0)
    indent = " " * (width + 3)
    return "\n".join(
        f"{name:>{width}} = {show(value)}".replace("\n", f"\n{indent}") for name, value in rows
    )
