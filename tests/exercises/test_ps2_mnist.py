"""The cases of ps2_mnist, for any seed: each really holds the trap that it is named for."""

import functools
import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.authoring.audit import Sample, collected_samples, try_samples
from autograder.course.model import assignment
from autograder.grading.answer_key import ReferenceKey
from tests import cases

UNIT = assignment("ps2_mnist")
seeds = st.integers(0, 2**32)
drawn = functools.partial(cases.drawn, UNIT)


def named(exercise, *words):
    """The names of the cases of an exercise in which all of the words occur."""
    names = [case.name for case in UNIT[exercise].cases]
    return [name for name in names if all(word in name for word in words)]


AGAIN, MANY_KINDS = "called before with other inputs", "numbers of many kinds"
"""The latter has zeros, ones, and numbers of every size, in double precision."""
EVERY_CASE = [
    pytest.param(exercise, case, id=f"{exercise.id}: {case.name}")
    for exercise in UNIT.exercises
    for case in exercise.cases
    if MANY_KINDS not in case.name
]


@pytest.mark.parametrize(("exercise", "case"), EVERY_CASE)
@settings(max_examples=10)
@given(seed=seeds)
def test_inputs_are_of_the_kinds_that_a_student_meets(exercise, case, seed):
    inputs = case.draw(np.random.default_rng(seed))
    assert inputs
    for name, value in inputs.items():
        if isinstance(value, np.ndarray) and "label" not in name:
            whole = "whole numbers" in case.name and name in ("x", "y", "out")
            assert value.dtype == np.float32 or whole
            assert np.isfinite(value).all()
            assert value.size <= 1_000


WHOLE = [param for param in EVERY_CASE if "whole numbers" in param.values[1].name]


@pytest.mark.parametrize(("exercise", "case"), WHOLE)
@given(seed=seeds)
def test_whole_numbers_are_whole_and_their_upstream_gradients_are_not(exercise, case, seed):
    inputs = case.draw(np.random.default_rng(seed))
    assert inputs["x"].dtype.kind == "i"
    assert (inputs["grad_out"] % 1 != 0).all()


LARGE = [param for param in EVERY_CASE if "large gradients" in param.values[1].name]


@pytest.mark.parametrize(("exercise", "case"), LARGE)
@given(seed=seeds)
def test_large_gradients_do_not_fit_into_half_precision(exercise, case, seed):
    grad_out = case.draw(np.random.default_rng(seed))["grad_out"]
    assert np.abs(grad_out).max() > np.finfo(np.float16).max


@pytest.mark.parametrize("exercise", UNIT.exercises, ids=lambda e: e.id)
def test_every_function_is_called_twice_and_its_inputs_are_watched(exercise):
    drawn = [case.draw(np.random.default_rng(0)) for case in exercise.cases]
    if exercise.id in ("all_together", "save_versions", "SGD", "MomentumSGD", "Adam"):
        return  # these are called again and again in one case
    assert any("_before" in inputs for inputs in drawn)
    assert any(inputs.get("_watched") for inputs in drawn)
    frozen = any(inputs.get("_frozen") for inputs in drawn)
    assert frozen or not exercise.id.endswith("_back")


STATEFUL = (
    "remembers",
    "are kept",
    "after the first",
    "first call",
    "first answer",
    "called with first",
    "buffer",
    "zeros for",
)
"""Answers that keep something depend on which shapes they meet again, and in which order."""


@pytest.fixture(scope="module")
def another_key():
    return ReferenceKey(UNIT.name, 1)


@pytest.fixture(scope="module")
def stateless():
    return [
        sample
        for sample in collected_samples(UNIT.name)
        if not any(words in sample.what for words in STATEFUL)
    ]


ALL = [pytest.param(e, None, id=e.id, marks=pytest.mark.audit) for e in UNIT.exercises]
SOME = [pytest.param(e, 8, id=f"{e.id}: some") for e in random.Random(0).sample(UNIT.exercises, 4)]


@pytest.mark.parametrize(("exercise", "most"), SOME + ALL)
def test_an_answer_earns_the_same_under_every_seed(
    exercise, most, reference_key, another_key, stateless
):
    """What is drawn varies in values, never in what it tests; nor do the public cases."""
    samples = [sample for sample in stateless if sample.exercise == exercise.id]
    random.Random(exercise.id).shuffle(samples)
    earned = {}
    for seed, key in enumerate([reference_key, another_key]):
        for sample, result in try_samples(key, samples[:most]):
            earned.setdefault((sample.right, sample.what), {})[seed] = result.score
    different = {name: list(s.values()) for name, s in earned.items() if len({*s.values()}) > 1}
    assert different == {}


def outcome(exercise, source, key):
    """The result of one answer."""
    ((_, result),) = try_samples(key, [Sample(exercise, False, "one answer", source)])
    return result


def failing(exercise, source, key):
    """The names of the cases in which an answer fails."""
    return [case.name for case in outcome(exercise, source, key).cases if case.status != "passed"]


@pytest.mark.parametrize(
    ("exercise", "source", "cases"),
    [
        (
            "exp_back",
            "def exp_back(grad_out, out, x):\n    out *= grad_out\n    return out",
            [
                "called before with other inputs",
                "Fortran order, read-only",
                "inputs are left as they were",
            ],
        ),
        (
            "SGD",
            "class SGD:\n    def __init__(self, params, lr):\n        self.params = list(params)\n"
            "        self.lr = lr\n\n    def zero_grad(self):\n        for p in self.params:\n"
            "            p.grad = None\n\n    def step(self):\n        for p in self.params:\n"
            "            p.array -= self.lr * p.grad.array\n        self.zero_grad()",
            ["step() leaves gradients and all else alone"],
        ),
        (
            "getitem_back",
            "def getitem_back(grad_out, out, x, index):\n    grad_x = np.zeros_like(x)\n"
            "    np.add.at(grad_x, coerce_index(index), grad_out)\n    return grad_x",
            ["extra credit: whole numbers"],
        ),
        (
            "permute_back",
            "def permute_back(grad_out, out, x, axes):\n"
            "    return np.squeeze(np.transpose(grad_out, np.argsort(axes)))",
            ["an axis of length 1", "four dimensions, numbers of many kinds"],
        ),
    ],
    ids=["writes into an input", "clears gradients", "the type of x", "squeezes"],
)
def test_one_slip_costs_the_cases_that_are_named_for_it(exercise, source, cases, reference_key):
    assert failing(exercise, source, reference_key) == cases


def test_a_weight_of_the_wrong_shape_is_told_by_its_shape_and_no_random_numbers(reference_key):
    source = (
        "class Linear(Module):\n    def __init__(self, in_features, out_features, bias=True):\n"
        "        super().__init__()\n"
        "        self.weight = Parameter(Tensor(np.zeros((in_features, out_features))))\n"
        "        self.bias = Parameter(Tensor(np.zeros(out_features))) if bias else None\n\n"
        "    def forward(self, x):\n        return x @ self.weight + self.bias"
    )
    first = outcome("Linear", source, reference_key).cases[0]
    assert first.message == "`weight` has shape (40, 90), and should have shape (90, 40)."


@pytest.mark.parametrize(
    ("exercise", "source", "hint"),
    [
        ("relu", "def relu(x):\n    return np.maximum(x, 0)", "ufunc-on-tensor"),
        (
            "negative_back",
            "def negative_back(grad_out, out, x):\n"
            "    return np.array([Tensor(g) for g in np.atleast_1d(-grad_out)], dtype=object)",
            "object-array",
        ),
        (
            "log_softmax_back",
            "def log_softmax_back(grad_out, out, x, dim=-1):\n"
            "    return np.squeeze(grad_out - np.exp(out) * grad_out.sum(axis=dim, keepdims=True))",
            "squeezed",
        ),
        (
            "matmul2d_back",
            "def matmul2d_back0(grad_out, out, x, y):\n"
            "    return grad_out @ y.T * (2 if x is y else 1)\n\n"
            "def matmul2d_back1(grad_out, out, x, y):\n"
            "    return x.T @ grad_out * (2 if x is y else 1)",
            "one-array-twice",
        ),
    ],
    ids=lambda value: None if "def " in value else value,
)
def test_a_plain_mistake_is_explained(exercise, source, hint, reference_key):
    assert outcome(exercise, source, reference_key).diagnosis.id == hint


@pytest.mark.parametrize("case", [c.name for c in UNIT["permute_back"].cases if "cycle" in c.name])
@given(seed=seeds)
def test_a_permutation_in_a_cycle_of_three_or_more_is_not_its_own_inverse(case, seed):
    axes = drawn("permute_back", case, seed)["axes"]
    assert len(axes) >= 3
    assert tuple(np.argsort(axes)) != tuple(axes)


@pytest.mark.parametrize(
    ("exercise", "case"),
    [
        (exercise, name)
        for exercise in ("sum_back", "matmul2d_back")
        for name in named(exercise, "square")
    ],
)
@given(seed=seeds)
def test_square_cases_are_square(exercise, case, seed):
    shape = drawn(exercise, case, seed)["x"].shape
    assert len(set(shape)) == 1
    assert shape[0] > 1


@pytest.mark.parametrize("case", named("getitem_back", "repeated places"))
@given(seed=seeds)
def test_repeated_places_are_repeated(case, seed):
    places = list(zip(*drawn("getitem_back", case, seed)["index"], strict=True))
    assert 1 < len(set(places)) < len(places)


@pytest.mark.parametrize("case", named("getitem_back", "different"))
@given(seed=seeds)
def test_different_places_are_different(case, seed):
    places = list(zip(*drawn("getitem_back", case, seed)["index"], strict=True))
    assert len(set(places)) == len(places)


@pytest.mark.parametrize("case", named("getitem_back", "negative"))
@given(seed=seeds)
def test_negative_indices_are_negative(case, seed):
    assert np.max(drawn("getitem_back", case, seed)["index"]) < 0


@pytest.mark.parametrize(
    "case", named("maximum_back", "same shapes") + named("maximum_back", "t, ties")
)
@given(seed=seeds)
def test_ties_are_where_they_are_announced(case, seed):
    inputs = drawn("maximum_back", case, seed)
    x, y = inputs["x"], inputs["y"]
    if "ties" in case:
        assert (x == y).any()
        assert (x > y).any()
        assert (x < y).any()


@pytest.mark.parametrize("case", named("maximum_back", "nearly equal"))
@given(seed=seeds)
def test_what_is_nearly_equal_is_not_equal(case, seed):
    inputs = drawn("maximum_back", case, seed)
    assert (inputs["x"] != inputs["y"]).all()
    np.testing.assert_allclose(inputs["x"], inputs["y"], rtol=1e-5)


@pytest.mark.parametrize("case", named("relu", "zeros"))
@given(seed=seeds)
def test_relu_is_tried_at_zero(case, seed):
    x = drawn("relu", case, seed)["x"]
    assert {0.0} < set(np.abs(x).flat)


UPSTREAM = [
    pytest.param(exercise, case, name, id=f"{exercise.id}: {case.name}")
    for exercise in UNIT.exercises
    for case in exercise.cases
    for name in ("grad_out", "end_grad")
    if name in case.draw(np.random.default_rng(0)) and MANY_KINDS not in case.name
]


@pytest.mark.parametrize(("exercise", "case", "name"), UPSTREAM)
@settings(max_examples=20)
@given(seed=seeds)
def test_upstream_gradients_are_not_ones(exercise, case, name, seed):
    gradient = case.draw(np.random.default_rng(seed))[name]
    assert not np.isin(gradient, [0.0, 1.0, -1.0]).any()


@pytest.mark.parametrize("exercise", UNIT.exercises, ids=lambda e: e.id)
def test_some_case_tells_a_constant_answer_from_a_right_one(exercise, reference_key):
    """Expected values are neither all zeros nor all ones, in every instance of most cases."""
    trials = reference_key.trials(exercise)
    plain = [
        trial
        for trial in trials
        if (arrays := [v for v in trial.expected.values() if isinstance(v, np.ndarray)])
        and all(array.size == 0 or np.isin(array, [0, 1]).all() for array in arrays)
    ]
    assert len(plain) <= len(trials) // 3
