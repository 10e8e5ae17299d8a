"""Which mistake explains a wrong answer.

First the misconceptions that the course knows for the exercise: each is a wrong implementation,
and one that behaves as the answer does on every case names the mistake. Then patterns that hold
for any exercise, the most telling first. Where nothing fits, nothing is said.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.compare import Mismatch, compare, identical, modified
from autograder.course import Exercise, Finding, Inputs
from autograder.report import Diagnosis
from autograder.wire import Foreign

Answer = dict[str, Any]


@dataclass(frozen=True)
class Misconception:
    """A known mistake, and how an answer that makes it behaves on each trial of the exercise.

    behaviour: how it does on each trial: {"right": True}, {"observed": ..., "spoils_input": ...},
        {"error": {"type": ..., "message": ...}}, or {"breaks": how} where a case has its own rule.
    """

    id: str
    hint: str
    behaviour: tuple[Answer, ...]


@dataclass(frozen=True)
class Evidence:
    """What is known of one trial: what went in, what came out, and what is wrong with it."""

    case: str
    inputs: Inputs
    answer: Answer
    mismatch: Mismatch | None
    ruled: bool

    @property
    def error(self) -> dict[str, Any] | None:
        error = self.answer.get("error")
        return error if isinstance(error, dict) else None

    @property
    def passed(self) -> bool:
        return self.error is None and self.mismatch is None

    @property
    def finding(self) -> Finding | None:
        """What the case's own rule found wrong."""
        if self.mismatch is None or self.mismatch.kind != "rule":
            return None
        return self.mismatch.got

    @property
    def arrays(self) -> tuple[np.ndarray, np.ndarray] | None:
        """What came out and what should have, where both are arrays of numbers.

        Of a gradient that was added to one that was there, `a_grad` of `gradient of a`, only
        what was added.
        """
        if self.mismatch is None:
            return None
        got, expected = self.mismatch.got, self.mismatch.expected
        if isinstance(got, (bool, int, float)):
            got = np.asarray(got)
        if not (isinstance(got, np.ndarray) and isinstance(expected, np.ndarray)):
            return None
        before = self.inputs.get(f"{self.mismatch.name.removeprefix('gradient of ')}_grad", 0.0)
        if np.shape(before) not in ((), got.shape):
            return None
        return got.astype(float) - before, expected.astype(float) - before


def diagnose(
    exercise: Exercise, evidence: Sequence[Evidence], misconceptions: Iterable[Misconception]
) -> Diagnosis | None:
    """The mistake behind an answer that does not pass, or None where nothing fits."""
    failures = [item for item in evidence if not item.passed]
    if not failures:
        return None
    alike = [m for m in misconceptions if _behaves_like(exercise, evidence, m.behaviour)]
    if alike:
        # an error of the same type may still come from another mistake
        closest = max(alike, key=lambda m: _says_the_same(evidence, m.behaviour))
        return Diagnosis(closest.id, closest.hint)
    findings = [item.finding for item in failures]
    if findings[0] is not None and None not in findings:
        return Diagnosis(findings[0].id, findings[0].hint)
    passes = [item for item in evidence if item.passed]
    with np.errstate(all="ignore"):
        for pattern in PATTERNS:
            hint = pattern.explains(failures, passes)
            if hint:
                return Diagnosis(pattern.id, hint)
    return None


def _behaves_like(
    exercise: Exercise, evidence: Sequence[Evidence], behaviour: Sequence[Answer]
) -> bool:
    return len(evidence) == len(behaviour) and all(
        _same_behaviour(exercise, item, known)
        for item, known in zip(evidence, behaviour, strict=True)
    )


def _says_the_same(evidence: Sequence[Evidence], behaviour: Sequence[Answer]) -> bool:
    """Whether the errors have the same messages, too."""
    return all(
        item.error is None or item.error.get("message") == known["error"]["message"]
        for item, known in zip(evidence, behaviour, strict=True)
    )


def _same_behaviour(exercise: Exercise, item: Evidence, known: Answer) -> bool:
    if item.error is not None or "error" in known:
        known_error = known.get("error")
        if item.error is None or known_error is None:
            return False
        kind = known_error["type"]
        return item.error.get("type") == kind and (
            kind != "Rejected" or item.error.get("message") == known_error["message"]
        )
    if item.ruled:  # random values: all that can be compared is how they break the rule
        breaks = item.mismatch and (item.finding.id if item.finding else item.mismatch.sentence)
        return breaks == known["breaks"]
    if "right" in known:
        return item.passed
    spoils_input = modified(item.inputs, item.answer.get("inputs")) is not None
    if spoils_input != known["spoils_input"]:
        return False
    return compare_any(item.answer["observed"], known["observed"], exercise)


def compare_any(one: Any, other: Any, exercise: Exercise) -> bool:
    """Whether two observations agree, of whatever types their values are."""
    if not isinstance(one, dict) or one.keys() != other.keys():
        return False
    arrays = {name: value for name, value in other.items() if isinstance(value, np.ndarray)}
    return all(
        identical(one[name], value) for name, value in other.items() if name not in arrays
    ) and (
        compare({name: one[name] for name in arrays}, arrays, exercise.rtol, exercise.atol) is None
    )


# Patterns that hold for any exercise


@dataclass(frozen=True)
class Pattern:
    """A mistake that shows in the arrays themselves.

    explains: from the trials that fail and those that pass, the hint, or None.
    """

    id: str
    explains: Callable[[list[Evidence], list[Evidence]], str | None]


def each(test: Callable[[Evidence], bool], hint: str) -> Callable:
    """The hint, where the test holds for every failing trial."""
    return lambda failures, passes: hint if all(test(item) for item in failures) else None


def each_array(test: Callable[[np.ndarray, np.ndarray, Inputs], bool], hint: str) -> Callable:
    """The hint, where the test of (got, expected, inputs) holds for every failing trial, and is
    put to at least one array with more than nothing in it."""

    def holds(item: Evidence) -> bool:
        return item.arrays is not None and bool(test(*item.arrays, item.inputs))

    def explains(failures: list[Evidence], passes: list[Evidence]) -> str | None:
        telling = any(item.arrays is not None and item.arrays[1].size for item in failures)
        return hint if telling and all(map(holds, failures)) else None

    return explains


def only_where(feature: Callable[[Inputs], bool], hint: str) -> Callable:
    """The hint, where all that fails has the feature, and all that passes lacks it."""

    def explains(failures: list[Evidence], passes: list[Evidence]) -> str | None:
        return (
            hint
            if passes
            and all(feature(item.inputs) for item in failures)
            and not any(feature(item.inputs) for item in passes)
            else None
        )

    return explains


def returns(*type_names: str) -> Callable[[Evidence], bool]:
    def test(item: Evidence) -> bool:
        if item.mismatch is None or item.mismatch.kind != "type":
            return False
        got = item.mismatch.got
        name = got.type_name if isinstance(got, Foreign) else type(got).__name__
        return name in type_names

    return test


def mismatch_kind(kind: str) -> Callable[[Evidence], bool]:
    return lambda item: item.mismatch is not None and item.mismatch.kind == kind


def wrong_value(name: str) -> Callable[[Evidence], bool]:
    """Whether the observed value of that name is what is wrong."""
    return lambda item: item.mismatch is not None and item.mismatch.name == name


def raises(*types: str, saying: str = "") -> Callable[[Evidence], bool]:
    return lambda item: (
        item.error is not None
        and (not types or item.error.get("type") in types)
        and saying in str(item.error.get("message"))
    )


def called_wrongly(item: Evidence) -> bool:
    """Whether the answer cannot be called as the stub can: none of its lines is reached."""
    complaints = ("unexpected keyword argument", "positional argument", "multiple values for")
    return any(raises("TypeError", saying=words)(item) for words in complaints) and not (
        item.error.get("lines")
    )


def close(one: np.ndarray, other: np.ndarray) -> bool:
    """Whether two arrays have one shape and nearly the same entries."""
    if one.shape != other.shape or not np.isfinite(one).all() or not np.isfinite(other).all():
        return False
    atol = 1e-6 * max(1.0, np.abs(other).max(initial=0.0))
    return bool(np.allclose(one, other, rtol=1e-4, atol=atol))


def upstream_of(inputs: Inputs) -> np.ndarray | None:
    upstream = inputs.get("grad_out", inputs.get("end_grad"))
    return upstream.astype(float) if isinstance(upstream, np.ndarray) else None


def ignores_upstream(got: np.ndarray, expected: np.ndarray, inputs: Inputs) -> bool:
    upstream = upstream_of(inputs)
    if upstream is None or upstream.shape != got.shape or got.shape != expected.shape:
        return False
    return close(got * upstream, expected) and not close(got, expected)


def broadcastable(*arrays: np.ndarray) -> bool:
    try:
        np.broadcast_shapes(*(array.shape for array in arrays))
    except ValueError:
        return False
    return True


def summed_to(array: np.ndarray, shape: tuple[int, ...]) -> np.ndarray | None:
    """The array summed over the dimensions that broadcasting from `shape` adds or stretches."""
    try:
        if np.broadcast_shapes(array.shape, shape) != array.shape:
            return None
    except ValueError:
        return None
    leading = array.ndim - len(shape)
    array = array.sum(axis=tuple(range(leading)))
    stretched = tuple(i for i, n in enumerate(shape) if n == 1 and array.shape[i] != 1)
    return array.sum(axis=stretched, keepdims=True)


def not_unbroadcast(got: np.ndarray, expected: np.ndarray, inputs: Inputs) -> bool:
    upstream = upstream_of(inputs)
    if upstream is None or got.shape != upstream.shape or got.shape == expected.shape:
        return False
    summed = summed_to(got, expected.shape)
    return summed is not None and close(summed, expected)


def unlike(got: np.ndarray, expected: np.ndarray) -> np.ndarray:
    scale = 1e-6 * np.abs(expected).max(initial=0.0)
    return ~np.isclose(got, expected, rtol=1e-4, atol=scale)


def wrong_at_ties_only(got: np.ndarray, expected: np.ndarray, inputs: Inputs) -> bool:
    if got.shape != expected.shape or "x" not in inputs:
        return False
    x, y = np.asarray(inputs["x"]), np.asarray(inputs.get("y", 0.0))
    if not broadcastable(x, y):
        return False
    share = summed_to((x == y).astype(float), expected.shape)
    return share is not None and not np.any(unlike(got, expected) & (share == 0))


def wrong_at_repeats_only(got: np.ndarray, expected: np.ndarray, inputs: Inputs) -> bool:
    index = inputs.get("index")
    if got.shape != expected.shape or not isinstance(index, tuple) or not index:
        return False
    if not all(isinstance(part, np.ndarray) for part in index):
        return False
    hits = np.zeros(expected.shape)
    np.add.at(hits, index, 1)
    return not np.any(unlike(got, expected) & (hits < 2))


def constant_factor(item: Evidence) -> float | None:
    """The number by which the right array has been multiplied, if that is all that is wrong."""
    if item.arrays is None:
        return None
    got, expected = item.arrays
    if got.shape != expected.shape or not np.abs(expected).max(initial=0.0) > 0:
        return None
    factor = float((got * expected).sum() / (expected * expected).sum())
    if abs(factor) < 1e-6 or abs(factor - 1) < 1e-3 or abs(factor + 1) < 1e-3:
        return None
    return factor if close(got, factor * expected) else None


FACTORS = {"2": 2.0, "half": 0.5, "-2": -2.0, "minus half": -0.5, "3": 3.0, "a third": 1 / 3,
           "4": 4.0, "a quarter": 0.25, "10": 10.0, "a tenth": 0.1}  # fmt: skip
"""Factors that are named. Others are not, since arrays may carry what a hint must not."""


def scaled(failures: list[Evidence], passes: list[Evidence]) -> str | None:
    factors = [constant_factor(item) for item in failures]
    if any(factor is None for factor in factors):
        return None
    if np.ptp(factors) < 1e-3 * abs(factors[0]):
        names = (name for name, value in FACTORS.items() if abs(factors[0] - value) < 1e-3)
        return (
            f"Every entry is {next(names, 'the same number of')} times what it should be. Look for "
            "a factor that does not belong there, or one that is missing."
        )
    lengths = []
    for item, factor in zip(failures, factors, strict=True):
        arrays = [v for v in item.inputs.values() if isinstance(v, np.ndarray)]
        sizes = [a.size for a in arrays if a.size]
        counts = {n for a in arrays for n in a.shape} | {a / b for a in sizes for b in (1, *sizes)}
        lengths.append(any(abs(1 / factor - n) < 1e-2 or abs(factor - n) < 1e-2 for n in counts))
    if all(lengths):
        return (
            "The direction is right, but every entry is off by a number of elements: something "
            "is averaged where it should be summed, or counted several times."
        )
    return None


def has_negative_axis(inputs: Inputs) -> bool:
    numbers = []
    for name in ("dim", "axes", "axis", "index"):
        value = inputs.get(name)
        for part in value if isinstance(value, tuple) else (value,):
            if isinstance(part, np.ndarray):
                numbers += part.ravel().tolist()
            elif isinstance(part, int):
                numbers.append(part)
    return any(number < 0 for number in numbers)


def has_tuple_axis(inputs: Inputs) -> bool:
    return isinstance(inputs.get("dim", inputs.get("axis")), tuple)


def shapes_differ(inputs: Inputs) -> bool:
    x, y = inputs.get("x"), inputs.get("y")
    return isinstance(x, np.ndarray) and isinstance(y, np.ndarray) and x.shape != y.shape


def is_scalar_case(inputs: Inputs) -> bool:
    return np.ndim(inputs.get("x", ())) == 0 and isinstance(inputs.get("x"), np.ndarray)


def is_frozen(inputs: Inputs) -> bool:
    return bool(inputs.get("_frozen"))


def is_empty(inputs: Inputs) -> bool:
    return any(isinstance(v, np.ndarray) and v.size == 0 for v in inputs.values())


def has_number(inputs: Inputs) -> bool:
    return any(isinstance(inputs.get(name), (int, float)) for name in ("x", "y"))


def is_square(inputs: Inputs) -> bool:
    x = inputs.get("x")
    return isinstance(x, np.ndarray) and x.ndim > 1 and len(set(x.shape)) == 1


PATTERNS = (
    Pattern(
        "returns-none",
        each(
            returns("NoneType"),
            "Your function computes something but hands nothing back: Python returns None where "
            "there is no `return`. NumPy methods that work in place return None as well.",
        ),
    ),
    Pattern(
        "returns-tensor",
        each(
            returns("Tensor", "Parameter"),
            "Backward functions stand below the engine: plain arrays come in and plain arrays go "
            "out. Something in yours wraps its result in a Tensor.",
        ),
    ),
    Pattern(
        "returns-list",
        each(
            returns("list", "tuple", "dict", "generator"),
            "The numbers may be right, but they come back in a Python container. The engine "
            "needs one NumPy array.",
        ),
    ),
    Pattern(
        "returns-other",
        each(
            lambda item: mismatch_kind("type")(item),
            "The engine needs one plain NumPy array, and gets something else back.",
        ),
    ),
    Pattern(
        "modifies-input",
        each(
            lambda item: (
                mismatch_kind("modified")(item) or raises("ValueError", saying="read-only")(item)
            ),
            "An array that came in is not the same afterwards. Other operations hold the same "
            "array and still need it: make a new one instead of writing into it. Watch for "
            "operators such as *= and for the `out=` argument.",
        ),
    ),
    Pattern(
        "graph-cut",
        each(
            lambda item: (
                raises("Rejected", saying="has no gradient")(item)
                or raises("RuntimeError", saying="grad")(item)
            ),
            "The gradient does not arrive: the chain of recipes from the result back to the "
            "input is broken. Every step has to be an operation on tensors; taking `.array` out "
            "and wrapping the result again forgets where it came from.",
        ),
    ),
    Pattern(
        "wrong-dtype",
        each(
            mismatch_kind("dtype"),
            "Look at the dtype of what you return. Comparisons give booleans, integers stay "
            "integers, and a gradient has to be a floating-point array.",
        ),
    ),
    Pattern(
        "not-finite",
        each(
            mismatch_kind("finite"),
            "There is a NaN or an infinity where a plain number belongs. Which of your "
            "operations is not defined for these inputs: a division by zero, a logarithm, an "
            "exponential that is too large?",
        ),
    ),
    Pattern(
        "parents-wrong",
        each(
            wrong_value("parents"),
            "All is right but the parents that the result remembers. They are the tensors that it "
            "was computed from, those themselves and no copies, in the order of the arguments; "
            "walking back, they are all there is to go by.",
        ),
    ),
    Pattern(
        "name-wrong",
        each(
            wrong_value("grad_fn_name"),
            "All is right but `grad_fn_name`. It is for people who print a tensor: letter for "
            "letter as the text says, with the pointed brackets.",
        ),
    ),
    Pattern(
        "sign-flipped",
        each_array(
            lambda got, expected, inputs: close(got, -expected),
            "The numbers are right but for their sign. If the input grows a little, does the "
            "output grow or shrink?",
        ),
    ),
    Pattern(
        "upstream-ignored",
        each_array(
            ignores_upstream,
            "This is the derivative of the function itself. The chain rule has a second factor: "
            "how much the loss changes with the output, which is what `grad_out` holds.",
        ),
    ),
    Pattern(
        "transposed",
        each_array(
            lambda got, expected, inputs: got.ndim > 1 and close(got.T, expected),
            "The right numbers, but rows and columns have changed places. The gradient has the "
            "shape of the input, entry for entry.",
        ),
    ),
    Pattern(
        "not-unbroadcast",
        each_array(
            not_unbroadcast,
            "Your gradient has the shape of the output. An input that was broadcast was used "
            "several times over, and each use sends back a share: these have to be added up "
            "until the shape is that of the input.",
        ),
    ),
    Pattern(
        "wrong-at-ties",
        each_array(
            wrong_at_ties_only,
            "Right everywhere, except where the two arguments are equal. What share of the "
            "gradient should each get there, if both are to be treated alike?",
        ),
    ),
    Pattern(
        "wrong-at-repeats",
        each_array(
            wrong_at_repeats_only,
            "Right everywhere, except where the same place is read more than once. Such a place "
            "has several copies of itself in the output. What happens to all but the last one "
            "of their gradients in your code?",
        ),
    ),
    Pattern("scaled", scaled),
    Pattern(
        "wrong-for-negative-axes",
        only_where(
            has_negative_axis,
            "Right as long as positions are counted from the front. Counted from the back, as "
            "in -1 for the last, they go wrong.",
        ),
    ),
    Pattern(
        "wrong-for-tuple-axes",
        only_where(
            has_tuple_axis,
            "Right for a single dimension. `dim` may be a tuple of several, too.",
        ),
    ),
    Pattern(
        "python-number-unhandled",
        only_where(
            has_number,
            "Right for two arrays. One of the arguments may also be a plain Python number, "
            "which has no shape and no array methods.",
        ),
    ),
    Pattern(
        "wrong-when-broadcast",
        only_where(
            shapes_differ,
            "Right when both arguments have the same shape. Look at what happens when one of "
            "them is broadcast: which shape must the gradient of each have?",
        ),
    ),
    Pattern(
        "wrong-for-0-d",
        only_where(
            is_scalar_case,
            "Right, except for arrays without dimensions. Their shape is (), they hold one "
            "number, and they cannot be indexed or looped over.",
        ),
    ),
    Pattern(
        "wrong-when-empty",
        only_where(
            is_empty,
            "Right, except when there are no elements along some dimension. The gradient still "
            "has a shape then.",
        ),
    ),
    Pattern(
        "element-order",
        only_where(
            is_frozen,
            "Right, except when the array lies in memory in another order (its transpose would "
            "be the contiguous one). The order of the elements is a matter of their indices, "
            "not of memory.",
        ),
    ),
    Pattern(
        "wrong-places",
        each_array(
            lambda got, expected, inputs: (
                got.shape == expected.shape
                and got.size > 1
                and close(np.sort(got, axis=None), np.sort(expected, axis=None))
            ),
            "All the right numbers are there, and the shape is right, but they stand in the "
            "wrong places. Follow one entry from the input to the output and back.",
        ),
    ),
    Pattern(
        "shape-of-output",
        each_array(
            lambda got, expected, inputs: (
                got.shape != expected.shape
                and upstream_of(inputs) is not None
                and got.shape == upstream_of(inputs).shape
            ),
            "The result has the shape of the output, as `grad_out` has. A gradient always has "
            "the shape of what it is the gradient of: here, of the input.",
        ),
    ),
    Pattern(
        "truth-value-of-array",
        each(
            raises("ValueError", saying="truth value"),
            "An `if`, `and`, `or` or `not` asks whether a whole array is true, and NumPy cannot "
            "say: some entries are, others are not. Decide entry by entry, with comparisons that "
            "are arrays themselves.",
        ),
    ),
    Pattern(
        "own-assert",
        each(
            raises("AssertionError"),
            "An `assert` in your code does not hold, in the line above. Write down both of its "
            "sides for this case: which of your lines before it should have made them agree?",
        ),
    ),
    Pattern(
        "tensor-as-array",
        each(
            raises("TypeError", "AttributeError", saying="'Tensor' object"),
            "A Tensor is used as if it were an array or a list. Its numbers are in `.array`, its "
            "lengths in `.shape`, and it can do no more than its class says.",
        ),
    ),
    Pattern(
        "no-tensor",
        each(
            lambda item: (
                raises("AttributeError", saying="no attribute 'array'")(item)
                or raises("AttributeError", saying="no attribute 'requires_grad'")(item)
            ),
            "A function that wants tensors is given something else. A name that is defined in this "
            "notebook hides Python's own of that name, such as `sum` or `max`, wherever it is "
            "used; on arrays it is NumPy's that is wanted, with `np.` before it.",
        ),
    ),
    Pattern(
        "axes-as-list",
        each(
            raises("TypeError", saying="'list' object cannot be interpreted as an integer"),
            "NumPy takes several axes, or the lengths of a shape, as a tuple; here it gets a list.",
        ),
    ),
    Pattern(
        "arguments-renamed",
        each(
            lambda item: (
                raises("TypeError", saying="unexpected keyword argument")(item)
                or raises("TypeError", saying="positional argument")(item)
                or raises("TypeError", saying="multiple values for argument")(item)
            ),
            "The engine calls your function with the names and the order of arguments that the "
            "stub has. Put its first line back as it was handed out.",
        ),
    ),
    Pattern(
        "shapes-do-not-fit",
        each(
            lambda item: (
                raises("ValueError", saying="broadcast")(item)
                or raises("ValueError", saying="mismatch")(item)
                or raises("ValueError", saying="reshape")(item)
                or raises("ValueError", saying="axes")(item)
                or raises("AxisError")(item)
            ),
            "Two shapes that do not fit meet in the line above. Write down, for this case, the "
            "shape of each array in that line and the shape that the result must have.",
        ),
    ),
)
