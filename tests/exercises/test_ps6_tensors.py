"""The cases of ps6_tensors, for any seed: each really holds the trap that it is named for."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.course.model import Namespace, assignment
from autograder.course.units.ps6_tensors import OPERATIONS
from solutions import ps6_tensors

UNIT = assignment("ps6_tensors")
NAMES = Namespace(vars(ps6_tensors))
seeds = st.integers(0, 2**32)
CASES = [(exercise, case) for exercise in UNIT.exercises for case in exercise.cases]


def named(*words, exercises=OPERATIONS):
    """Exercise and case, for those in whose names all of the words occur."""
    found = [
        pytest.param(exercise, case, id=f"{exercise.id}: {case.name}")
        for exercise, case in CASES
        if exercise.id in exercises and all(word in case.name for word in words)
    ]
    assert found
    return found


def every(exercise, case):
    return pytest.param(exercise, case, id=f"{exercise.id}: {case.name}")


def test_the_points_are_those_of_the_course():
    assert UNIT.max_score == 40
    assert UNIT.folder == "ps6_babygrad"


@pytest.mark.parametrize(("exercise", "case"), named())
@settings(max_examples=5, deadline=None)
@given(seed=seeds)
def test_inputs_are_small_and_upstream_gradients_no_ones(exercise, case, seed):
    inputs = case.draw(np.random.default_rng(seed))
    arrays = [value for value in inputs.values() if isinstance(value, np.ndarray)]
    assert arrays
    assert all(array.size <= 200 and np.isfinite(array).all() for array in arrays)
    double = case.name == "float64"
    kinds = {array.dtype for array in arrays if array.dtype.kind == "f"}
    assert kinds <= {np.dtype(np.float64 if double else np.float32)}
    for name in ("grad_out", "v_a", "v_b"):
        assert not np.isin(inputs.get(name, np.array([2.0])), [0.0, 1.0]).any()


@pytest.mark.parametrize(("exercise", "case"), named("broadcast", exercises=("Div", "Pow")))
@settings(max_examples=10, deadline=None)
@given(seed=seeds)
def test_broadcast_cases_broadcast(exercise, case, seed):
    inputs = case.draw(np.random.default_rng(seed))
    assert inputs["a"].shape != inputs["b"].shape


@pytest.mark.parametrize(("exercise", "case"), named("a pair", exercises=("Transpose",)))
@settings(max_examples=10, deadline=None)
@given(seed=seeds)
def test_pairs_of_axes_are_no_orders(exercise, case, seed):
    inputs = case.draw(np.random.default_rng(seed))
    assert len(inputs["axes"]) == 2
    assert len(set(inputs["a"].shape)) == inputs["a"].ndim


@pytest.mark.parametrize(("exercise", "case"), named("zero", exercises=("PowerScalar", "Pow")))
@settings(max_examples=10, deadline=None)
@given(seed=seeds)
def test_bases_of_zero_are_there(exercise, case, seed):
    assert (case.draw(np.random.default_rng(seed))["a"] == 0).any()


@pytest.mark.parametrize(("exercise", "case"), [every(*pair) for pair in CASES])
@settings(max_examples=2, deadline=None)
@given(seed=seeds)
def test_the_reference_has_finite_answers(exercise, case, seed):
    observed = exercise.probe(NAMES, case.draw(np.random.default_rng(seed)))
    arrays = [value for value in observed.values() if isinstance(value, np.ndarray)]
    assert arrays or case.name != "output"
    assert all(np.isfinite(array).all() for array in arrays)


@pytest.mark.parametrize(("exercise", "case"), named("of the gradient"))
@settings(max_examples=5, deadline=None)
@given(seed=seeds)
def test_gradients_of_gradients_depend_on_something(exercise, case, seed):
    observed = exercise.probe(NAMES, case.draw(np.random.default_rng(seed)))
    assert any(value.any() for value in observed.values())
