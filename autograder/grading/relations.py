"""What wrong numbers have to do with the right ones, and with what came in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.course.model import Inputs

Arrays = tuple[np.ndarray, np.ndarray, Inputs]
"""What came out, what should have, and what went in."""


@dataclass(frozen=True)
class Relation:
    """explains: from what came out, what should have and what went in, the hint, or None.
    reshapes: whether it says something of arrays of different shapes.
    """

    id: str
    explains: Callable[[np.ndarray, np.ndarray, Inputs], str | None]
    reshapes: bool = False


def close(one: np.ndarray, other: np.ndarray) -> bool:
    """Whether two arrays have one shape and nearly the same entries."""
    if one.shape != other.shape or not np.isfinite(one).all() or not np.isfinite(other).all():
        return False
    atol = 1e-6 * max(1.0, np.abs(other).max(initial=0.0))
    return bool(np.allclose(one, other, rtol=1e-4, atol=atol))


def explained(several: list[Arrays]) -> tuple[str, str] | None:
    """The id and the hint of the relation that holds for the first and for most of them."""
    with np.errstate(all="ignore"):
        several = [arrays for arrays in several if arrays[1].size and np.ptp(arrays[1]) > 0]
        for relation in RELATIONS:
            hints = [
                relation.explains(*arrays)
                if arrays[0].shape == arrays[1].shape or relation.reshapes
                else None
                for arrays in several
            ]
            if hints and hints[0] and 2 * hints.count(hints[0]) > len(hints):
                return relation.id, hints[0]
    return None


def _like(got: np.ndarray, inputs: Inputs) -> Iterator[tuple[str, np.ndarray]]:
    """The arrays that went in, stretched to the shape of what came out."""
    for name, value in inputs.items():
        if isinstance(value, np.ndarray) and value.dtype.kind in "fiu" and value.ndim <= got.ndim:
            try:
                array = np.broadcast_to(value.astype(float), got.shape)
            except ValueError:
                continue
            if np.ptp(np.abs(array)) > 0:
                yield name, array


def _factor(got: np.ndarray, expected: np.ndarray, inputs: Inputs) -> str | None:
    for name, value in _like(got, inputs):
        if close(got, expected * value):
            return (
                f"Every number is right but for a factor: `{name}` is multiplied once more than "
                "it should. Where does it come in?"
            )
        if close(got * value, expected) and value.all():
            return (
                f"Every number lacks a factor, `{name}`, or is divided by it. Which line of yours "
                f"should `{name}` come into?"
            )
    return None


def _term(got: np.ndarray, expected: np.ndarray, inputs: Inputs) -> str | None:
    for name, value in _like(got, inputs):
        for difference in (value, -value):
            if close(got - difference, expected):
                return (
                    f"Every number is off by just `{name}`: it is added or subtracted where it "
                    f"does not belong, or left out."
                )
    return None


def _as_it_came(got: np.ndarray, expected: np.ndarray, inputs: Inputs) -> str | None:
    for name, value in _like(got, inputs):
        if value.shape == np.shape(inputs[name]) and close(got, value):
            return (
                f"What comes out here is `{name}`, as it came in. What should have been done with "
                "it, and is the result of that kept?"
            )
    return None


def _zeros(got: np.ndarray, expected: np.ndarray, inputs: Inputs) -> str | None:
    return (
        None
        if got.any()
        else "Here are zeros throughout: nothing has arrived, or it was multiplied by zero or "
        "cleared afterwards. Which line should write something here, and is it reached?"
    )


def _one_number(got: np.ndarray, expected: np.ndarray, inputs: Inputs) -> str | None:
    return (
        "One number stands everywhere. Something is summed, averaged or looked for over all "
        "entries, where every row or every entry has a number of its own. Over which axis?"
        if got.size > 1 and np.ptp(got) <= 1e-6 * np.abs(got).max()
        else None
    )


MADE: dict[str, Callable[[np.ndarray], Any]] = {
    "the square": np.square,
    "the square root": np.sqrt,
    "the exponential": np.exp,
    "the logarithm": np.log,
    "one divided by that": np.reciprocal,
    "the absolute value": np.abs,
}


def _made_of_it(got: np.ndarray, expected: np.ndarray, inputs: Inputs) -> str | None:
    for name, function in MADE.items():
        if close(got, np.asarray(function(expected))):
            return (
                f"What comes out is {name} of what should. Which function stands there that does "
                "not belong, or which one is missing?"
            )
    return None


def _signs(got: np.ndarray, expected: np.ndarray, inputs: Inputs) -> str | None:
    return (
        "All numbers have the right size, and some the wrong sign. On what does the sign depend "
        "in your code?"
        if close(np.abs(got), np.abs(expected))
        else None
    )


def _over_an_axis(got: np.ndarray, expected: np.ndarray, inputs: Inputs) -> str | None:
    for axis in range(expected.ndim):
        for what, function in (("summed", np.sum), ("averaged", np.mean)):
            for kept in (False, True):
                if close(got, function(expected, axis=axis, keepdims=kept)):
                    return (
                        f"These are the right numbers, {what} over an axis that should have "
                        f"stayed. Which of your lines does that?"
                    )
    return None


def _by_the_row(got: np.ndarray, expected: np.ndarray, inputs: Inputs) -> str | None:
    """Whether every row, or every column, is off by a factor or an amount of its own."""
    for axis in range(expected.ndim):
        if expected.shape[axis] < 3 or expected.size == expected.shape[axis]:
            continue
        if not expected.any(axis=axis).all():
            continue
        factors = (got * expected).sum(axis, keepdims=True) / (expected**2).sum(axis, keepdims=True)
        amounts = (got - expected).mean(axis, keepdims=True)
        if close(got, expected * factors) and np.abs(factors).min() > 1e-6:
            return (
                "The numbers of a group are right in proportion, but each group has a factor of "
                "its own. What is multiplied or divided by there, and over which axis is it "
                "taken?"
            )
        if close(got, expected + amounts) and np.ptp(expected - expected.mean(axis, keepdims=True)):
            return (
                "The numbers of a group are all off by the same amount, each group by another. "
                "What is added or subtracted there, and over which axis is it taken?"
            )
    return None


def _some_rows(got: np.ndarray, expected: np.ndarray, inputs: Inputs) -> str | None:
    n = len(expected) if expected.ndim else 0
    if n < 4:
        return None
    right = [close(got[i], expected[i]) for i in range(n)]
    for place, at in (("first", 0), ("last", n - 1)):
        others = [one for i, one in enumerate(right) if i != at]
        if right[at] and not any(others):
            return (
                f"Only the {place} entry along the first axis is right. Are the others written at "
                "all, or over one another? Look at where a loop ends, and at the index."
            )
        if not right[at] and all(others):
            return (
                f"All is right but the {place} entry along the first axis. What does your code do "
                "with it that it does not do with the others?"
            )
    return None


def _in_another_shape(got: np.ndarray, expected: np.ndarray, inputs: Inputs) -> str | None:
    return (
        "All the right numbers, in the right order, and in another shape. Which line should give "
        "them theirs?"
        if got.shape != expected.shape
        and got.size == expected.size
        and close(got.ravel(), expected.ravel())
        else None
    )


RELATIONS = (
    Relation("zeros", _zeros),
    Relation("as-it-came", _as_it_came),
    Relation("factor-of-an-input", _factor),
    Relation("term-of-an-input", _term),
    Relation("another-function", _made_of_it),
    Relation("one-number", _one_number),
    Relation("signs", _signs),
    Relation("in-another-shape", _in_another_shape, reshapes=True),
    Relation("over-an-axis", _over_an_axis, reshapes=True),
    Relation("only-some-rows", _some_rows),
    Relation("by-the-row", _by_the_row),
)
"""The most telling first."""
