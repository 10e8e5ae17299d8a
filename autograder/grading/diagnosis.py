"""Which mistake explains a wrong answer.

First the mistakes that the course knows for the exercise: one that behaves as the answer does on
every public case, in `fingerprints`, names the mistake. Then patterns that hold for any exercise,
the most telling first. Where nothing fits, nothing is said, but for the message of the case itself:
the line that raised an error, or the first number that is wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from autograder.course.model import Finding, Inputs
from autograder.grading.compare import RESULTS, UPSTREAM, Mismatch
from autograder.grading.fingerprints import CALLED_OTHERWISE, Behaviors, sign
from autograder.grading.relations import close, explained
from autograder.grading.results import Diagnosis
from autograder.inside.wire import Foreign
from autograder.sandbox.answers import Answer, Observed, Raised


@dataclass(frozen=True)
class Evidence:
    """What is known of one trial: what went in, what came out, and what is wrong with it.

    too_deep: its recursion ends on smaller inputs, and here goes deeper than Python lets it.
    remark: what the case's own checker has to say of an answer that passes.
    public: whether it is the instance of its case that students see.
    wrong: the names of all the observed values that are wrong.
    """

    case: str
    inputs: Inputs
    answer: Answer
    mismatch: Mismatch | None
    checked: bool
    too_deep: bool = False
    remark: Finding | None = None
    public: bool = True
    wrong: tuple[str, ...] = ()

    @property
    def error(self) -> Raised | None:
        """The error that the answer raised."""
        return self.answer if isinstance(self.answer, Raised) else None

    @property
    def passed(self) -> bool:
        return isinstance(self.answer, Observed) and self.mismatch is None

    @property
    def values(self) -> dict[str, Any]:
        """What was observed, by name."""
        found = self.answer.values if isinstance(self.answer, Observed) else None
        return found if isinstance(found, dict) else {}

    @property
    def finding(self) -> Finding | None:
        """What the case's own checker found wrong."""
        if self.mismatch is None or self.mismatch.kind != "checker":
            return None
        found: Finding = self.mismatch.got
        return found

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
        return got.real.astype(float) - before, expected.real.astype(float) - before


DEEP = 100
"""How many steps an input has, at least, in which a recursion that ends may go too deep."""


def find_too_deep(evidence: Sequence[Evidence]) -> list[Evidence]:
    """The evidence, marked where a recursion is too deep for Python, not without end."""

    def overflows(item: Evidence) -> bool:
        return item.error is not None and item.error.type == "RecursionError"

    endless = [item for item in evidence if overflows(item) and extent(item.inputs) < DEEP]
    ends = sum(item.passed for item in evidence) > len(endless)
    return [
        replace(item, too_deep=True)
        if ends and overflows(item) and extent(item.inputs) >= DEEP
        else item
        for item in evidence
    ]


def extent(value: Any) -> int:
    """The largest count in an input: a number, or how many parts something has."""
    if isinstance(value, dict):
        return max(len(value), *map(extent, value.values()), 0)
    if isinstance(value, (list, tuple)):
        return max(len(value), *map(extent, value), 0)
    return value if isinstance(value, int) else 0


def diagnose(
    evidence: Sequence[Evidence], known: Behaviors, ignored: Collection[str] = (), unit: str = ""
) -> Diagnosis | None:
    """The mistake behind an answer that does not pass, or None where nothing fits.

    known: the mistakes that the course knows for the exercise. ignored: the names of cases that
    are not looked at. unit: in whose names a hint speaks.
    """
    asked = [item for item in evidence if item.case not in ignored]
    failures = [item for item in asked if not item.passed]
    if not failures:
        return None
    public = [item for item in evidence if item.public]
    signs = [None if item.case in ignored else sign(item) for item in public]
    mistake = known.find(signs)
    if mistake is not None:
        return Diagnosis(mistake.id, mistake.hint)
    passes = [item for item in asked if item.passed]
    forgotten = REMEMBERS.explains(failures, passes)
    if forgotten:
        return Diagnosis(REMEMBERS.id, forgotten)
    findings = [item.finding for item in failures]
    if findings[0] is not None and 2 * findings.count(None) < len(findings):
        return Diagnosis(findings[0].id, findings[0].hint)
    with np.errstate(all="ignore"):
        hint = first_hint(PATTERNS, failures, passes, unit)
        part = known.find_part(signs) if hint is None else None
        if part is not None:
            return Diagnosis(part.id, part.hint)
        # where the cases fail in different ways, the one that is shown first may be plain by itself
        return (
            hint
            or related(failures, unit)
            or first_hint(PLAIN, failures[:1], passes, unit)
            or first_hint(WHERE, failures, passes, unit)
        )


def related(failures: list[Evidence], unit: str) -> Diagnosis | None:
    """What the wrong numbers have to do with the right ones, in all that fails like the first."""
    first = failures[0].mismatch
    alike = [i for i in failures if first and i.mismatch and i.mismatch.name == first.name]
    found = explained([(*item.arrays, item.inputs) for item in alike if item.arrays is not None])
    return Diagnosis(found[0], in_names_of(unit, found[1])) if found else None


def first_hint(
    patterns: Sequence[Pattern], failures: list[Evidence], passes: list[Evidence], unit: str
) -> Diagnosis | None:
    """The hint of the first pattern that fits."""
    for pattern in patterns:
        hint = pattern.explains(failures, passes)
        if hint:
            return Diagnosis(pattern.id, in_names_of(unit, hint))
    return None


DATA = {"`.array`": "`.data`"}
NAMES = {
    "ps4_functions": DATA | {"`grad_out`": "`partial`"},
    "ps5_mytorch": DATA | {"`grad_out`": "`grad_output`"},
    "ps6_tensors": DATA | {"`grad_out`": "`out_grad`"},
    "ps6_layers": DATA | {"`grad_out`": "`out_grad`"},
    "ps6_training": DATA | {"`grad_out`": "`out_grad`"},
}
"""What units call what patterns speak of by the names of the first two."""


def in_names_of(unit: str, hint: str) -> str:
    """The hint of a pattern with the names that a unit has."""
    for name, own in NAMES.get(unit, {}).items():
        hint = hint.replace(name, own)
    return hint


# Patterns that hold for any exercise


Explains = Callable[[list[Evidence], list[Evidence]], str | None]


@dataclass(frozen=True)
class Pattern:
    """A mistake that shows in the arrays themselves.

    explains: from the trials that fail and those that pass, the hint, or None.
    """

    id: str
    explains: Explains


def each(test: Callable[[Evidence], bool], hint: str) -> Explains:
    """The hint, where the test holds for every failing trial."""
    return lambda failures, passes: hint if all(test(item) for item in failures) else None


def throughout(test: Callable[[Evidence], bool], hint: str) -> Explains:
    """The hint, where nothing passes and the test holds for every trial."""
    return lambda failures, passes: hint if not passes and all(map(test, failures)) else None


def each_array(test: Callable[[np.ndarray, np.ndarray, Inputs], bool], hint: str) -> Explains:
    """The hint, where the test of (got, expected, inputs) holds for every failing trial, and is
    put to at least one array with more than nothing in it."""

    def holds(item: Evidence) -> bool:
        return item.arrays is not None and bool(test(*item.arrays, item.inputs))

    def explains(failures: list[Evidence], passes: list[Evidence]) -> str | None:
        telling = any(item.arrays is not None and item.arrays[1].size for item in failures)
        return hint if telling and all(map(holds, failures)) else None

    return explains


def only_where(feature: Callable[[Inputs], bool], hint: str) -> Explains:
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


def only_in(mode: str, hint: str) -> Explains:
    """The hint, where all that fails is called after the mode, and nothing that passes is."""

    def explains(failures: list[Evidence], passes: list[Evidence]) -> str | None:
        failing = all(mode in item.case for item in failures)
        return hint if passes and failing and not any(mode in p.case for p in passes) else None

    return explains


def returns(*type_names: str) -> Callable[[Evidence], bool]:
    def test(item: Evidence) -> bool:
        if item.mismatch is None or item.mismatch.kind != "type":
            return False
        got = item.mismatch.got
        name = got.type_name if isinstance(got, Foreign) else type(got).__name__
        return name in type_names

    return test


def returns_none(item: Evidence) -> bool:
    """Whether what the answer hands back is None."""
    return item.mismatch is not None and item.mismatch.name in RESULTS and returns("NoneType")(item)


def mismatch_kind(kind: str) -> Callable[[Evidence], bool]:
    return lambda item: item.mismatch is not None and item.mismatch.kind == kind


def wrong_value(name: str) -> Callable[[Evidence], bool]:
    """Whether the observed value of that name is what is wrong."""
    return lambda item: item.mismatch is not None and item.mismatch.name == name


def raises(*types: str, saying: str = "") -> Callable[[Evidence], bool]:
    return lambda item: (
        item.error is not None
        and (not types or item.error.type in types)
        and saying in item.error.message
    )


def called_wrongly(item: Evidence) -> bool:
    """Whether the answer cannot be called as the stub can: none of its lines is reached."""
    if item.error is None or item.error.lines:
        return False
    return any(raises("TypeError", saying=words)(item) for words in CALLED_OTHERWISE)


def squeezed(got: np.ndarray, expected: np.ndarray, inputs: Inputs) -> bool:
    """Whether all is right but for axes of length 1, which are gone."""
    lengths = tuple(n for n in expected.shape if n != 1)
    lost = got.ndim < expected.ndim and tuple(n for n in got.shape if n != 1) == lengths
    return lost and close(got.reshape(expected.shape), expected)


def upstream_of(inputs: Inputs) -> np.ndarray | None:
    upstream = next((inputs[name] for name in UPSTREAM if name in inputs), None)
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
    summed: np.ndarray = array.sum(axis=stretched, keepdims=True)
    return summed


def not_unbroadcast(got: np.ndarray, expected: np.ndarray, inputs: Inputs) -> bool:
    upstream = upstream_of(inputs)
    if upstream is None or got.shape != upstream.shape or got.shape == expected.shape:
        return False
    summed = summed_to(got, expected.shape)
    return summed is not None and close(summed, expected)


def unlike(got: np.ndarray, expected: np.ndarray) -> np.ndarray:
    scale = 1e-6 * np.abs(expected).max(initial=0.0)
    different: np.ndarray = ~np.isclose(got, expected, rtol=1e-4, atol=scale)
    return different


def wrong_only_where(
    test: Callable[[np.ndarray, int], np.ndarray],
    got: np.ndarray,
    expected: np.ndarray,
    inputs: Inputs,
) -> bool:
    """Whether entries are wrong only where those of `x` compare so with zero; others are right."""
    x = inputs.get("x", inputs.get("a"))
    if not isinstance(x, np.ndarray) or not got.shape == expected.shape == x.shape:
        return False
    there = test(x, 0)
    return not there.all() and not np.any(unlike(got, expected) & ~there)


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


GRADIENT, SECOND = "gradient of ", "gradient of the gradients"
"""How the names of observed gradients begin, and of gradients of these."""
FACTORS = {"2 times": 2.0, "half of": 0.5, "-2 times": -2.0, "minus half of": -0.5,
           "3 times": 3.0, "a third of": 1 / 3, "4 times": 4.0, "a quarter of": 0.25,
           "10 times": 10.0, "a tenth of": 0.1}  # fmt: skip
"""Factors that are named. Others are not, since arrays may carry what a hint must not."""


def scaled(failures: list[Evidence], passes: list[Evidence]) -> str | None:
    factors = [factor for item in failures if (factor := constant_factor(item)) is not None]
    if len(factors) < len(failures):
        return None
    if np.ptp(factors) < 1e-3 * abs(factors[0]):
        names = (name for name, value in FACTORS.items() if abs(factors[0] - value) < 1e-3)
        return (
            f"Every entry is {next(names, 'the same number of times')} what it should be. Look for "
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


def has_whole_upstream(inputs: Inputs) -> bool:
    upstream = inputs.get("grad_out")
    return isinstance(upstream, np.ndarray) and upstream.dtype.kind in "iu"


def is_walked_again(inputs: Inputs) -> bool:
    results = inputs.get("results", ())
    return len(set(results)) < len(results)


def has_steps(inputs: Inputs) -> bool:
    """Whether an optimizer takes several steps."""
    return any(len(inputs.get(name) or ()) > 1 for name in ("gradients", "grads"))


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


def axis_word(failures: list[Evidence]) -> str:
    """What the exercise calls a dimension."""
    return "axis" if any("axis" in item.inputs for item in failures) else "dim"


def shapes_differ(inputs: Inputs) -> bool:
    pairs = (map(inputs.get, names) for names in (("x", "y"), ("a", "b"), ("t1", "t2")))
    return any(
        isinstance(x, np.ndarray) and isinstance(y, np.ndarray) and x.shape != y.shape
        for x, y in pairs
    )


def is_scalar_case(inputs: Inputs) -> bool:
    return np.ndim(inputs.get("x", ())) == 0 and isinstance(inputs.get("x"), np.ndarray)


def is_frozen(inputs: Inputs) -> bool:
    return bool(inputs.get("_frozen"))


def is_empty(inputs: Inputs) -> bool:
    return any(isinstance(v, np.ndarray) and v.size == 0 for v in inputs.values())


def has_number(inputs: Inputs) -> bool:
    return any(isinstance(inputs.get(name), (int, float)) for name in ("x", "y"))


REMEMBERS = Pattern(
    "remembers-earlier-calls",
    only_where(
        lambda inputs: bool(inputs.get("_again") or inputs.get("_after_a_cycle")),
        "Right the first time, and not the next: something is kept from the call before. What a "
        "call works with has to be made anew inside the function, also what a default value holds.",
    ),
)


KINDS = (
    Pattern(
        "returns-none",
        throughout(
            returns_none,
            "Your function computes something but hands nothing back: Python returns None where "
            "there is no `return`. NumPy methods that work in place return None as well.",
        ),
    ),
    Pattern(
        "returns-none-at-times",
        each(
            returns_none,
            "What comes back here is None, and elsewhere it is not. Which way through your code "
            "does this case take, and what stands at the end of it?",
        ),
    ),
    Pattern(
        "nothing-arrives",
        each(
            returns("NoneType"),
            "Here is None where an array should be: nothing has arrived. Follow the way to it from "
            "the start. Which step leaves it out in this case?",
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
        "object-array",
        each(
            returns("an array of dtype object"),
            "NumPy has made an array of Python objects: a Tensor, a list or None has been left "
            "inside. Take the numbers out of it (`.array`) before NumPy gets it.",
        ),
    ),
    Pattern(
        "none-for-a-tensor",
        each(
            raises("Rejected", saying="is None, and should be a Tensor"),
            "None comes back where a Tensor belongs. Which way through your code does this case "
            "take, and what does it hand back at its end?",
        ),
    ),
    Pattern(
        "not-a-tensor",
        each(
            raises("Rejected", saying="should be a Tensor"),
            "A Tensor has to come back, and something else does. NumPy's functions, and whatever "
            "works on `.array`, give arrays, which do not remember what they were computed from.",
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
)
"""What shows in a single case: that something else than an array comes back, or none at all."""


def second_order_alone(item: Evidence) -> bool:
    """Whether a gradient is right, and does not know how it was computed."""
    return raises("Rejected", saying="does not know how it was computed")(item) or (
        item.mismatch is not None
        and item.mismatch.name.startswith((SECOND, "dtype of the gradient"))
    )


SHAPES_AND_VALUES = (
    Pattern(
        "numbers-without-a-past",
        each(
            second_order_alone,
            "The first derivative is right, and a second one is not: on the way its numbers leave "
            "the graph. Which line of your backward pass takes an array out of a tensor, or makes "
            "a new tensor of one?",
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
            lambda item: (
                mismatch_kind("finite")(item)
                and item.arrays is not None
                and not np.isfinite(item.arrays[0]).all()
            ),
            "There is a NaN or an infinity where a plain number belongs. Which of your "
            "operations is not defined for these inputs: a division by zero, a logarithm, an "
            "exponential that is too large?",
        ),
    ),
    Pattern(
        "parents-no-tuple",
        each(
            lambda item: (
                wrong_value("parents")(item)
                and item.mismatch is not None
                and not isinstance(item.mismatch.got, (tuple, list))
            ),
            "All is right but `parents`: it should be a tuple, of one parent too. What makes a "
            "tuple is the comma: `(a,)` is one, and `(a)` is just `a` in brackets.",
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
        "changes-surroundings",
        each(
            wrong_value("what else has changed"),
            "The numbers are right, but on the way something changes that others still need: what "
            "it is stands above. Make new arrays instead of writing into those that are there, "
            "and leave alone what is not yours to set.",
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
        "squeezed",
        each_array(
            squeezed,
            "The right numbers, but an axis of length 1 is gone: (3, 1) is not (3,). What drops "
            "such axes, as `np.squeeze` does?",
        ),
    ),
    Pattern(
        "one-array-twice",
        only_where(
            lambda inputs: bool(inputs.get("_same")) and "out" in inputs,
            "Right, except where one and the same array is both arguments. The engine adds up what "
            "your functions return for the first argument and for the second, so each still "
            "answers for its own.",
        ),
    ),
    Pattern(
        "kept-from-before",
        only_where(
            lambda inputs: "_before" in inputs,
            "Right when it is called for the first time, and wrong when it has been called with "
            "other inputs before. Something is kept from one call to the next: a variable outside "
            "of the function, an attribute, or a default argument that is changed.",
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
    Pattern(
        "wrong-for-whole-upstream",
        only_where(
            has_whole_upstream,
            "Right, except for an upstream gradient of whole numbers. What is made in its image, "
            "by `np.zeros_like`, `.astype(grad_out.dtype)` or in place, holds whole numbers only, "
            "and drops what stands behind the point.",
        ),
    ),
    Pattern(
        "used-up-by-a-call",
        only_where(
            lambda inputs: "grad_out_again" in inputs,
            "Right the first time that the backward function is called, and not the second. "
            "Something that it remembers is changed, or used up, by the first call.",
        ),
    ),
    Pattern(
        "kept-from-the-call-before",
        only_where(
            lambda inputs: "step_a" in inputs or "then_a" in inputs,
            "Right the first time that the function is called. Something of that call is kept, "
            "and used again in the next one, whose numbers are others.",
        ),
    ),
    Pattern(
        "wrong-for-a-tensor-with-itself",
        only_where(
            lambda inputs: bool(inputs.get("_same")),
            "Right for two different tensors. Both arguments may also be one and the same, and "
            "then it receives both shares.",
        ),
    ),
    Pattern(
        "wrong-when-walked-again",
        only_where(
            is_walked_again,
            "Right the first time that it is called on a result, and not the second. What does it "
            "keep from one walk to the next? And what if the result holds a gradient already?",
        ),
    ),
    Pattern(
        "wrong-from-the-second-step",
        only_where(
            has_steps,
            "The first step is right, and those after it are not. What is remembered from one step "
            "to the next: is it kept, does it belong to one parameter alone, and is it what the "
            "formula remembers?",
        ),
    ),
    Pattern(
        "wrong-in-evaluation",
        only_in(
            "evaluation",
            "Right in training, and wrong in evaluation mode. What should the layer do in another "
            "way there, and which attribute tells it the mode?",
        ),
    ),
    Pattern(
        "wrong-in-training",
        only_in(
            "training",
            "Right in evaluation mode, and wrong in training. What should happen there besides, "
            "and which attribute tells the mode?",
        ),
    ),
    Pattern("scaled", scaled),
    Pattern(
        "wrong-where-negative",
        each_array(
            lambda got, expected, inputs: wrong_only_where(np.less, got, expected, inputs),
            "Right, except where `x` is negative.",
        ),
    ),
    Pattern(
        "wrong-where-positive",
        each_array(
            lambda got, expected, inputs: wrong_only_where(np.greater, got, expected, inputs),
            "Right, except where `x` is positive.",
        ),
    ),
    Pattern(
        "wrong-where-zero",
        each_array(
            lambda got, expected, inputs: wrong_only_where(np.equal, got, expected, inputs),
            "Right, except where `x` is zero.",
        ),
    ),
    Pattern(
        "shifted",
        each_array(
            lambda got, expected, inputs: (
                got.shape == expected.shape
                and got.size > 1
                and close(got - got.flat[0], expected - expected.flat[0])
                and float(np.ptp(expected)) > 0
            ),
            "Every entry is off by the same amount: something is added or subtracted that does not "
            "belong there, or left out.",
        ),
    ),
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
        lambda failures, passes: only_where(
            has_tuple_axis,
            f"Right for a single one. `{axis_word(failures)}` may be a tuple of several, too.",
        )(failures, passes),
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
                and (upstream := upstream_of(inputs)) is not None
                and got.shape == upstream.shape
            ),
            "The result has the shape of the output, as `grad_out` has. A gradient always has "
            "the shape of what it is the gradient of: here, of the input.",
        ),
    ),
    Pattern(
        "recursion-too-deep",
        each(
            lambda item: item.too_deep,
            "Right for short graphs. For a deep one, each call waits within another, and Python "
            "stops at about a thousand of them. A loop with a list of what is still to be done "
            "has no such limit.",
        ),
    ),
)


def base_class_runs(item: Evidence) -> bool:
    """Whether a given method, which only says that there is none, runs in a student's place."""
    error = item.error
    return error is not None and error.type == "NotImplementedError" and not error.lines


def names_of(item: Evidence) -> tuple[str, ...]:
    """The names of the observed values that are wrong, of those that there should be."""
    if item.wrong or item.mismatch is None or item.mismatch.kind == "parts":
        return item.wrong
    return (item.mismatch.name,)


def gradient_alone(failures: list[Evidence], passes: list[Evidence]) -> str | None:
    """That all is right but gradients, and of which one, if it is mostly the same."""
    if any("leaves" in item.inputs for item in failures):  # a walk has no formula
        return None
    of_gradients = [
        names
        for names in map(names_of, failures)
        if names and all(n.startswith(GRADIENT) and not n.startswith(SECOND) for n in names)
    ]
    asked = [i for i in (*failures, *passes) if any(n.startswith(GRADIENT) for n in i.values)]
    if 3 * len(of_gradients) < 2 * len(failures) or 2 * len(of_gradients) < len(asked):
        return None
    alone = [names[0] for names in of_gradients if len(names) == 1]
    name = max(alone, key=alone.count, default="")
    others = {n for i in asked for n in i.values if n.startswith(GRADIENT)} - {name}
    if 3 * alone.count(name) < 2 * len(of_gradients) or not others:
        return (
            "What is computed forward is right; the gradients are not. Take the formula of the "
            "text for a single number, and follow it through your backward pass: which factor or "
            "sum of it is missing, or stands there twice?"
        )
    called = f"`{name.removeprefix(GRADIENT)}`"
    return (
        f"All is right but the gradient of {called}. How much does the result change if {called} "
        "grows a little? Compare that formula with your line for it, factor by factor."
    )


def value_alone(failures: list[Evidence], passes: list[Evidence]) -> str | None:
    """That one thing is wrong wherever it is looked at, and nothing else is."""
    wrong = {names_of(item) for item in failures}
    name = next(iter(wrong))[:1]
    others = {n for item in (*failures, *passes) for n in item.values} - {*name}
    if len(wrong) > 1 or wrong != {name} or not name or not name[0] or not others:
        return None
    if name[0].startswith(GRADIENT) or failures[0].inputs.keys() & {"leaves"}:
        return None
    return (
        f"All is right but `{name[0]}`. Which line of yours makes it, from what, and is it reached "
        "in this case?"
    )


def another_shape(failures: list[Evidence], passes: list[Evidence]) -> str | None:
    """That it is the shape of something that is wrong, mostly."""
    shapes = [mismatch_kind("shape")(item) for item in failures]
    return (
        f"`{failures[0].mismatch.name}` has another shape than it should. Which line decides on "
        f"its lengths and their order, and what turns the one shape into the other?"
        if failures[0].mismatch and shapes[0] and 2 * shapes.count(True) >= len(shapes)
        else None
    )


def single_case(failures: list[Evidence], passes: list[Evidence]) -> str | None:
    """That there is one kind of case that is not right, where its name says what it is about."""
    failing = dict.fromkeys(item.case for item in failures)
    others = {item.case for item in passes} - failing.keys()
    return (
        f"Right, except here: {' / '.join(failing)}. What is different in this case, and which "
        f"line of yours has to do with that?"
        if 3 * len(failing) <= len(others) and len(failing) <= 3
        else None
    )


def result_itself(failures: list[Evidence], passes: list[Evidence]) -> str | None:
    """That the forward pass is wrong, before any gradient."""
    every = {name for item in (*failures, *passes) for name in item.values}
    first = failures[0].mismatch
    return (
        f"The forward pass is wrong already: look at `{first.name}` before you look at any "
        f"gradient. Work out the small example of the text by hand, line by line. Where does your "
        f"code differ?"
        if first
        and first.name in ("output", "loss", "value", "scores")
        and any(name.startswith("gradient of ") for name in every)
        else None
    )


def does_not_hold(failures: list[Evidence], passes: list[Evidence]) -> str | None:
    """That something which is asked is not so, where the question says what it is about."""
    first = failures[0].mismatch
    return (
        f"This should hold, and does not: {first.name}. Which line of yours is to see to it?"
        if first and first.expected is True and " " in first.name
        else None
    )


def mostly_where(feature: Callable[[Inputs], bool], hint: str) -> Explains:
    """The hint, where nearly all that fails has the feature, and what passes hardly has."""

    def explains(failures: list[Evidence], passes: list[Evidence]) -> str | None:
        failing, passing = (
            [feature(item.inputs) for item in several] for several in (failures, passes)
        )
        return (
            hint
            if failing[0] and failing.count(True) >= 0.8 * len(failing) and not all(passing)
            and 2 * passing.count(True) <= len(passing)
            else None
        )  # fmt: skip

    return explains


def ways_meet(inputs: Inputs) -> bool:
    """Whether a tensor of a graph went into more than one other, or twice into one."""
    parents = [name for names in inputs.get("made_from", {}).values() for name in names]
    return len(set(parents)) < len(parents)


WAYS_MEET = (
    "Right along a chain. Where a tensor was used in several places, ways meet again, and each "
    "brings a share. Is a tensor asked before all of its shares are there, and are they added up?"
)


def said(types: str, *sayings: str) -> Callable[[Evidence], bool]:
    """Whether an error of one of these types says one of these things; without any, whatever."""
    tests = [raises(*types.split(), saying=saying) for saying in sayings or ("",)]
    return lambda item: any(test(item) for test in tests)


ERRORS = (
    ("own-assert", said("AssertionError"),
     "An `assert` in your code does not hold. Write down both of its "
     "sides for this case: which of your lines before it should have made them agree?"),
    ("truth-value-of-array", said("ValueError", "truth value"),
     "An `if`, `and`, `or` or `not` asks whether a whole array is true, and NumPy cannot "
     "say: some entries are, others are not. Decide entry by entry, with comparisons that "
     "are arrays themselves."),
    ("returns-none", said("Rejected", "returns a NoneType"),
     "Your function hands nothing back: Python returns None where there is no `return`."),
    ("gradient-of-another-shape", said("Rejected", "the gradient of"),
     "A gradient has the shape of what it is the gradient of, and here it has not. On which axis "
     "is it too long or too short, or do the axes stand in another order? Which step decides on "
     "that?"),
    ("made-in-another-shape", said("Rejected", "has shape"),
     "Something has another shape than the text says. Which line makes it, and in which order do "
     "its lengths stand there?"),
    ("another-kind", said("Rejected", "should be", "should return"),
     "Something of another kind is here than is wanted: what it is, and what it should be, stands "
     "above. Which line makes it, and what turns the one into the other?"),
    ("taken-apart", said("ValueError", "values to unpack"),
     "Something is taken apart into a number of names, and has another number of parts. How many "
     "has it, and how many does the text say? It may be what your function returns."),
    ("not-an-iterator", said("TypeError", "non-iterator"),
     "`__iter__` has to give an iterator, and gives something else. A function with `yield` in it "
     "makes one at every call; what does `return` do in yours?"),
    ("not-a-mapping", said("TypeError", "must be a mapping"),
     "Behind `**` stands something that is no dictionary. Is it a method that was named and not "
     "called?"),
    ("no-such-file", said("FileNotFoundError"),
     "A file is looked for under a name that nothing was written to. Compare the two names to the "
     "last letter: who adds the ending, and who does not?"),
    ("list-as-dictionary", said("TypeError", "indices must be integers or slices, not str"),
     "A list is asked for something by its name, as only a dictionary can be. Is it a list of the "
     "names alone, without what belongs to them?"),
    ("no-tensor-handed-on", said("TypeError", "should be a Tensor", "takes tensors"),
     "Something other than a Tensor is handed on; what it is, the message says. Is it an array, "
     "which has to be wrapped, several at once, or a method that was named and not called?"),
    ("power-sign", said("TypeError", "bitwise_xor", "for ^"),
     "`^` is no power in Python, but works on bits. What does Python write for a power?"),
    ("argument-of-another-kind", said("TypeError", "argument must be", "not 'function'"),
     "A function gets an argument of another kind than it wants. Compare the call with that "
     "function's first line: what comes first, and what next?"),
    ("array-as-number",
     said("TypeError", "0-dimensional arrays", "size-1 arrays", "length-1 arrays"),
     "`int()` or `float()` makes one number of one number, and gets a whole array. Which method "
     "of an array changes the type of all its entries?"),
    ("base-class-runs", base_class_runs,
     "The method of the base class runs, which only says that there is none: yours is not found. "
     "Has it the name that the stub gives it, and does it stand inside of the class?"),
    ("method-not-called", said("TypeError AttributeError", "'method'", "'function' object",
                               "'builtin_function_or_method'"),
     "A method or a function is named here and not called: without brackets after it, it is just "
     "the function. Which name in this line lacks them?"),
    ("class-for-an-object", said("TypeError AttributeError", "type object '", "'type' object",
                                 "takes no arguments", "argument: 'self'"),
     "A class stands where an object of it belongs, or one is made where a method of the class "
     "should be called. What makes an object of a class, and is one wanted here?"),
    ("ufunc-on-tensor", said("TypeError", "does not support ufuncs"),
     "A NumPy function, or an operator with an array on its left, meets a Tensor. NumPy works on "
     "arrays and writes no recipes: use the function of the same name for tensors, without `np.` "
     "before it, or in a backward function the Tensor's `.array`."),
    ("tensor-as-array", said("TypeError AttributeError ValueError", "'Tensor' object", "'Tensor'",
                             "of type Tensor", "type Tensor ", "not Tensor"),
     "A Tensor stands where an array or a number belongs, or a name after its dot is "
     "misspelled. Its numbers are in `.array`, its lengths in `.shape`; what else it has, its "
     "class says."),
    ("list-as-array", said("AttributeError", "'list' object has no", "'tuple' object has no"),
     "A list or tuple of several things stands where one of them belongs, or an array. What takes "
     "one out: an index, or a comma on the left, as in `(a,) = ...`? And `np.array` makes an "
     "array of all."),
    ("none-used", said("TypeError AttributeError", "NoneType"),
     "Something is None where your code stops. A function without `return` gives None, and so does "
     "an attribute that has not been set yet, such as the gradient of a tensor."),
    ("array-as-object", said("AttributeError", "'numpy.ndarray' object has no attribute",
                             "'numpy.float32' object has no attribute",
                             "'numpy.float64' object has no attribute"),
     "What comes in here is a plain NumPy array, which has no such attribute. What it offers are "
     "the names of NumPy: print `dir(x)`, or look for a function in `np.`."),
    ("no-tensor", said("AttributeError", "no attribute 'array'", "no attribute 'requires_grad'"),
     "A function that wants tensors is given something else. A name that is defined in this "
     "notebook hides Python's own of that name, such as `sum` or `max`, wherever it is "
     "used; on arrays it is NumPy's that is wanted, with `np.` before it."),
    ("number-as-array", said("AttributeError TypeError", "'float' object", "'int' object",
                             "'bool' object"),
     "A plain Python number is used as if it were an array, a list or a function. It has no shape, "
     "no entries and no methods of an array; `np.asarray` makes an array of it."),
    ("other-attribute", said("AttributeError"),
     "The object has no attribute of that name. Print its type where your code stops: is it what "
     "you think it is, and is the name spelled as in its class?"),
    ("name-unknown", said("NameError"),
     "No such name is known where your code uses it. Is it misspelled, is it defined only inside "
     "another function, or in a cell that has not run?"),
    ("read-before-set", said("UnboundLocalError"),
     "A variable is read before it has a value: on the way that this case takes, no line has set "
     "it. A name that is assigned anywhere in a function is local to all of it."),
    ("not-a-function", said("TypeError", "is not callable"),
     "Something is called that is no function: parentheses follow an attribute or an object, a "
     "variable has taken a function's name, or an operator is missing before a parenthesis."),
    ("axes-as-list", said("TypeError", "'list' object cannot be interpreted as an integer"),
     "NumPy takes several axes, or the lengths of a shape, as a tuple; here it gets a list."),
    ("lengths-in-a-tuple", said("TypeError", "'tuple' object cannot be interpreted as an integer"),
     "Lengths or axes are wanted one by one, and come in a tuple. What unpacks a tuple into the "
     "arguments of a call?"),
    ("needs-integer", said("TypeError IndexError", "cannot be interpreted as an integer",
                           "only integer", "must be integers",
                           "sequence of integers"),
     "A length, an axis or an index has to be an integer, and something else stands there. `/` "
     "makes floats even of integers; `//` does not."),
    ("arguments-renamed", called_wrongly,
     "The engine calls your function with the names and the order of arguments that the "
     "stub has. Put its first line back as it was handed out."),
    ("wrong-call", said("TypeError", "unexpected keyword argument", "positional argument",
                        "multiple values for argument", "required argument"),
     "A function is called with arguments that it does not take. Compare them with the first line "
     "of that function: how many there are, in which order, and with which names."),
    ("operands", said("TypeError", "unsupported operand", "not supported between",
                      "bad operand", "can't multiply", "can only concatenate"),
     "An operator stands between two things that it cannot combine. Print their types where your "
     "code stops: which of them is not what you meant?"),
    ("not-a-sequence", said("TypeError", "not subscriptable", "not iterable", "has no len",
                            "cannot unpack", "unhashable", "item assignment"),
     "Your code loops over, indexes or unpacks something that does not allow it. Print it where "
     "the code stops: what is it for this case?"),
    ("cast-in-place", said("", "Cannot cast ufunc"),
     "An operator such as `+=` writes floats into an array of integers. `a = a + b` makes a new "
     "array, of the type that is needed."),
    ("ragged", said("ValueError", "inhomogeneous", "setting an array element with a sequence"),
     "Pieces of unequal shape, or something that is no number, are put into one array. Print the "
     "shapes of the pieces."),
    ("index-out-of-range", said("IndexError"),
     "An index reaches past the end, or there are more indices than dimensions. Compare it with "
     "the shape, or the length, of what is indexed; a 0-d array cannot be indexed at all."),
    ("key-unknown", said("KeyError"),
     "A dict, or a table, has no such entry. Which keys are in it at this point, and should this "
     "one have been put there earlier, or left out?"),
    ("division-by-zero", said("ZeroDivisionError FloatingPointError"),
     "There is a division by zero, or another operation that is not defined for these numbers. "
     "Which of the inputs are zero, or how did a count become zero?"),
    ("too-large", said("OverflowError"),
     "A number is larger than its type can hold. Is something raised to a power, or are arguments "
     "of `exp` larger than they should be?"),
    ("recursion-without-end", said("RecursionError"),
     "A function calls itself, directly or by way of another, and nothing stops it. Which input "
     "needs no further call, and does each call come nearer to it? A name that is the same as that "
     "of NumPy's function may lead back to your own."),
    ("no-such-axis", said("AxisError", "out of bounds"),
     "Your code names an axis that an array does not have. How many axes does the array have in "
     "this case, and which numbers have they?"),
    ("shapes-do-not-fit",
     said("ValueError AxisError", "broadcast", "mismatch", "reshape", "axes", "axis", "dimension",
          "size", "not aligned", "same shape", "window shape"),
     "Two shapes that do not fit meet where your code stops. Which shape should each array have "
     "there, and which line gave one of them another?"),
)  # fmt: skip
"""What errors say, the most telling first: an id, a test, and the hint. These explain a single case
as well, where others fail in another way."""

PLAIN = (*KINDS, *(Pattern(name, each(test, hint)) for name, test, hint in ERRORS))
WHERE = (
    Pattern("gradient-alone", gradient_alone),
    Pattern("wrong-where-ways-meet", mostly_where(ways_meet, WAYS_MEET)),
    Pattern("another-shape", another_shape),
    Pattern("result-itself", result_itself),
    Pattern("value-alone", value_alone),
    Pattern("does-not-hold", does_not_hold),
    Pattern("single-case", single_case),
)
"""What is right and what is not, where nothing says why."""
PATTERNS = (*KINDS, *SHAPES_AND_VALUES, *PLAIN[len(KINDS) :])
