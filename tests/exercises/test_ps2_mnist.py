"""The cases of ps2_mnist, for any seed: each really holds the trap that it is named for."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.course import Namespace, assignment

UNIT = assignment("ps2_mnist")
seeds = st.integers(0, 2**32)


def drawn(exercise, case_name, seed):
    """The inputs of the case of that name, drawn from a seed."""
    (case,) = [case for case in UNIT[exercise].cases if case.name == case_name]
    return case.draw(np.random.default_rng(seed))


def named(exercise, *words):
    """The names of the cases of an exercise in which all of the words occur."""
    names = [case.name for case in UNIT[exercise].cases]
    return [name for name in names if all(word in name for word in words)]


EVERY_CASE = [
    pytest.param(exercise, case, id=f"{exercise.id}: {case.name}")
    for exercise in UNIT.exercises
    for case in exercise.cases
]


@pytest.mark.parametrize(("exercise", "case"), EVERY_CASE)
@settings(max_examples=10)
@given(seed=seeds)
def test_inputs_are_of_the_kinds_that_a_student_meets(exercise, case, seed):
    inputs = case.draw(np.random.default_rng(seed))
    assert inputs
    for name, value in inputs.items():
        if isinstance(value, np.ndarray) and name != "true_labels" and "label" not in name:
            assert value.dtype == np.float32
            assert np.isfinite(value).all()
            assert value.size <= 1_000


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
    if name in case.draw(np.random.default_rng(0))
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


def test_probes_ask_for_the_names_of_their_exercise_first():
    """With an empty notebook each probe says what it misses, and nothing else goes wrong."""
    for exercise in UNIT.exercises:
        for case in exercise.cases:
            with pytest.raises(Exception, match="is not defined") as caught:
                exercise.probe(Namespace({}), case.draw(np.random.default_rng(0)))
            assert type(caught.value).__name__ == "NotDefined"
