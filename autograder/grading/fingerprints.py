"""How known mistakes behave on public cases, and which of them an answer behaves like.

The table is made when the course is built, with the same probes, in the same sandbox and by the
same comparison as any student's answer, and stored with the course. An answer is found in it by a
fingerprint: what is exact about its behavior (statuses, types, shapes) is looked up, and numbers
are compared by their projections on two random directions, which tolerates rounding.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from autograder.grading.compare import modified
from autograder.inside.wire import Foreign
from autograder.sandbox.answers import Lost, Raised

RIGHT = "right"
CALLED_OTHERWISE = (
    "unexpected keyword argument",
    "positional argument",
    "multiple values for",
)
"""What Python says where a function is called with other arguments than it has."""
BARE = tuple(f"error {kind}Error" for kind in ("Type", "Attribute", "Value", "Index", "Name"))
"""Errors whose message has to agree as well, where nothing else does."""
PAIR = " + "
"""What stands between the ids of two mistakes that are made at once."""
PART_OF_MISTAKE, PART_OF_ANSWER = 1 / 2, 1 / 3
"""On how many of the cases that a mistake fails, and that an answer fails, they are the same."""
PRECISION = 1e-5
"""How far two projections of the same numbers may lie apart, relative to the sum of their terms."""


@dataclass(frozen=True)
class Sign:
    """How an answer behaves on one trial.

    kind: all that is exact about it. vector: two projections of its numbers, and the size of what
    was summed for them. message: of the error, which may tell two mistakes of one kind apart.
    """

    kind: str
    vector: tuple[float, float, float] = (0.0, 0.0, 0.0)
    message: str = ""


def sign(item: Any) -> Sign:
    """The sign of an answer on a trial, from the `Evidence` on it."""
    if item.passed:
        return Sign(RIGHT)
    if isinstance(item.answer, Lost):
        return Sign(f"error {item.answer.status}", message=item.answer.message)
    if isinstance(item.answer, Raised):
        kind, message = item.answer.type, item.answer.message
        if kind == "Rejected":
            kind = f"{kind} {message}"
        elif any(words in message for words in CALLED_OTHERWISE):
            kind = f"{kind} of the call"
        return Sign(f"error {kind}", message=message)
    if item.checked:  # random values: all that can be compared is how they break its checker
        return Sign(f"breaks {item.finding.id if item.finding else item.mismatch.sentence}")
    spoils = modified(item.inputs, item.answer.inputs) is not None
    exact, numbers = _taken_apart(item.answer.values)
    return Sign(f"{spoils} {json.dumps(exact)}", _projected(numbers))


def _taken_apart(value: Any) -> tuple[Any, list[np.ndarray]]:
    """A value's exact parts, as JSON, and its floating-point numbers."""
    numbers: list[np.ndarray] = []

    def walk(part: Any) -> Any:
        if isinstance(part, dict):
            return {str(key): walk(item) for key, item in part.items()}
        if isinstance(part, (list, tuple)):
            return [type(part).__name__, *map(walk, part)]
        if isinstance(part, Foreign):
            return ["is", part.type_name]
        if isinstance(part, (np.ndarray, np.generic)):
            array = np.asarray(part)
            if array.dtype.kind in "fc":
                flat = array.astype(complex).ravel().view(float)
                numbers.append(np.nan_to_num(flat, nan=0.0, posinf=0.0, neginf=0.0))
                odd = [int(test(flat).sum()) for test in (np.isnan, np.isposinf, np.isneginf)]
                name = "half" if array.dtype == np.float16 else array.dtype.kind
                return [name, list(array.shape), odd]
            return [array.dtype.kind, list(array.shape), array.ravel().tolist()]
        if isinstance(part, float):
            numbers.append(np.nan_to_num(np.array([part, 0.0])))
            return "float"
        return part

    return walk(value), numbers


@functools.lru_cache(maxsize=256)
def _directions(size: int) -> np.ndarray:
    rng = np.random.default_rng(0)
    signs: np.ndarray = rng.choice([-1.0, 1.0], size=(2, size))
    sizes: np.ndarray = rng.uniform(0.5, 1.5, size=(2, size))
    directions: np.ndarray = sizes * signs
    return directions


def _projected(numbers: list[np.ndarray]) -> tuple[float, float, float]:
    flat = np.concatenate([*numbers, np.zeros(0)])
    terms = _directions(flat.size) * np.clip(flat, -1e100, 1e100)
    first, second = terms.sum(axis=1)
    return float(first), float(second), float(np.abs(terms).sum())


@dataclass(frozen=True)
class Known:
    """A mistake and its signs, one a case."""

    id: str
    hint: str
    signs: tuple[Sign, ...]


@dataclass(frozen=True)
class Behaviors:
    """The mistakes known for an exercise, by how they behave.

    made_from: a fingerprint of what the table was made from.
    """

    known: tuple[Known, ...]
    made_from: str = ""
    _by_kind: dict[tuple[str, ...], list[Known]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        for known in self.known:
            kinds = tuple(s.kind for s in known.signs)
            self._by_kind.setdefault(kinds, []).append(known)

    def find(self, signs: Sequence[Sign | None]) -> Known | None:
        """The mistake that behaves like this, of several the one whose errors say the same.

        None stands for a case that is not looked at.
        """
        looked_at = {i: one for i, one in enumerate(signs) if one is not None}
        kinds = tuple(one.kind for one in looked_at.values())
        if set(kinds) <= {RIGHT}:
            return None
        candidates = (
            self._by_kind.get(kinds, ())
            if len(kinds) == len(signs)
            else (k for k in self.known if tuple(k.signs[i].kind for i in looked_at) == kinds)
        )
        found = [
            known
            for known in candidates
            if all(_same_numbers(known.signs[i], one) for i, one in looked_at.items())
        ]

        def agreement(known: Known) -> int:
            return sum(known.signs[i].message == one.message for i, one in looked_at.items())

        mistake = max(found, key=agreement, default=None)
        errors = [one for one in looked_at.values() if one.kind != RIGHT]
        if all(one.kind.startswith(BARE) and not one.vector[2] for one in errors):
            # an error by itself says little of what led to it
            return (
                mistake if mistake and agreement(mistake) > len(looked_at) - len(errors) else None
            )
        return mistake

    def find_part(self, signs: Sequence[Sign | None]) -> Known | None:
        """The mistake that shows in a part of the cases, where another hides it in the rest.

        It fails on no case that this passes, and on half of its cases the numbers are the same.
        What several mistakes look like says little of each.
        """
        failing = {i: one for i, one in enumerate(signs) if one is not None and one.kind != RIGHT}
        passing = [i for i, one in enumerate(signs) if one is not None and one.kind == RIGHT]
        telling = {i: one for i, one in failing.items() if one.vector[2] > 0}
        shared: dict[int, set[str]] = {i: set() for i in telling}
        found = []
        for known in self.known:
            if PAIR in known.id:
                continue
            same = [
                i
                for i, one in telling.items()
                if known.signs[i].kind == one.kind and _same_numbers(known.signs[i], one)
            ]
            for i in same:
                shared[i].add(known.id)
            wrong = sum(known.signs[i].kind != RIGHT for i in failing)
            if (
                len(same) >= max(PART_OF_MISTAKE * wrong, PART_OF_ANSWER * len(failing), 1)
                and all(known.signs[i].kind == RIGHT for i in passing)
            ):  # fmt: skip
                found.append((known, same, wrong))
        weighed = [
            (sum(1 / len(shared[i]) for i in same), -wrong, known) for known, same, wrong in found
        ]
        best = max(weighed, key=lambda one: one[:2], default=None)
        return best[2] if best is not None and best[0] >= 1 else None

    def to_plain(self) -> dict[str, Any]:
        """The table as arrays and plain values, for storing."""
        kinds = {s.kind: None for k in self.known for s in k.signs}
        messages = {s.message: None for k in self.known for s in k.signs}
        of_kind = {kind: i for i, kind in enumerate(kinds)}
        of_message = {message: i for i, message in enumerate(messages)}
        return {
            "made_from": self.made_from,
            "ids": [known.id for known in self.known],
            "hints": {known.id: known.hint for known in self.known},
            "kinds": list(kinds),
            "messages": list(messages),
            "kind": np.array([[of_kind[s.kind] for s in k.signs] for k in self.known], np.int32),
            "message": np.array(
                [[of_message[s.message] for s in k.signs] for k in self.known], np.int32
            ),
            "vector": np.array([[s.vector for s in k.signs] for k in self.known], np.float64),
        }

    @classmethod
    def from_plain(cls, stored: dict[str, Any]) -> Behaviors:
        """The table that `to_plain` has written."""
        return cls(
            tuple(
                Known(
                    name,
                    stored["hints"][name],
                    tuple(
                        Sign(stored["kinds"][kind], tuple(vector), stored["messages"][message])
                        for kind, vector, message in zip(*columns, strict=True)
                    ),
                )
                for name, *columns in zip(
                    stored["ids"],
                    stored["kind"],
                    stored["vector"].tolist(),
                    stored["message"],
                    strict=True,
                )
            ),
            stored["made_from"],
        )


def alike(one: Sequence[Sign], other: Sequence[Sign]) -> bool:
    """Whether two behaviors are the same, the messages of errors included."""
    return all(
        (a.kind, a.message) == (b.kind, b.message) and _same_numbers(a, b)
        for a, b in zip(one, other, strict=True)
    )


def _same_numbers(one: Sign, other: Sign) -> bool:
    size = max(one.vector[2], other.vector[2])
    return all(
        abs(a - b) <= PRECISION * size + 1e-12
        for a, b in zip(one.vector, other.vector, strict=True)
    )
