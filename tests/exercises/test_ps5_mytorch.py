"""The cases of ps5_mytorch, for any seed: each really holds the trap that it is named for."""

import functools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.course.model import Namespace, Rejected, assignment
from autograder.course.units.ps5_mytorch import applied, in_double, share_or_percent
from solutions import ps5_mytorch as reference
from tests import cases

UNIT = assignment("ps5_mytorch")
seeds = st.integers(0, 2**32)
drawn = functools.partial(cases.drawn, UNIT)
EVERY_CASE = [
    pytest.param(exercise, case, id=f"{exercise.id}: {case.name}")
    for exercise in UNIT.exercises
    for case in exercise.cases
]


def names_with(**replaced):
    """The reference's names, some of them replaced."""
    return Namespace({**vars(reference), **replaced})


def test_a_hundred_points_are_full_and_fifteen_are_on_top():
    assert UNIT.max_score == 100
    assert sum(exercise.points for exercise in UNIT.exercises if exercise.bonus) == 15
    assert [exercise.id for exercise in UNIT.exercises if exercise.integration] == ["all_together"]


@pytest.mark.parametrize(("exercise", "case"), EVERY_CASE)
@settings(max_examples=5)
@given(seed=seeds)
def test_inputs_are_finite_and_small(exercise, case, seed):
    for value in case.draw(np.random.default_rng(seed)).values():
        for array in value if isinstance(value, list) else [value]:
            if isinstance(array, np.ndarray):
                assert np.isfinite(array).all()
                assert array.size <= 1_300


@pytest.mark.parametrize("name", ["first is", "both are"])
@given(seed=seeds)
def test_what_is_broadcast_is_broadcast(name, seed):
    inputs = drawn("Mul", f"extra credit, the {name} broadcast".replace("the both", "both"), seed)
    shape = inputs["grad_out"].shape
    assert inputs["a"].shape != shape
    assert (inputs["b"].shape != shape) == (name == "both are")


@given(seed=seeds)
def test_zeros_are_at_the_kink(seed):
    assert (drawn("ReLU", "gradient at zero", seed)["x"] == 0).any()


@given(seed=seeds)
def test_a_constant_comes_first(seed):
    inputs = drawn("backward", "a constant comes first", seed)
    assert inputs["constants"] == ("k",)
    assert inputs["made_from"]["c"][0] == "k"


@pytest.mark.parametrize("name", ["loss, large scores", "loss, very negative scores"])
@given(seed=seeds)
def test_large_scores_overflow_or_vanish(name, seed):
    with np.errstate(over="ignore"):
        powers = np.exp(drawn("cross_entropy", name, seed)["predicted"])
    assert (np.isinf(powers) | (powers == 0)).all()


@given(seed=seeds)
def test_one_column_does_not_vary(seed):
    x = drawn("BatchNorm1d", "training, a column of equal numbers", seed)["x"]
    assert np.ptp(x[:, 0]) == 0


@pytest.mark.parametrize("share", [0.25, 25.0])
def test_a_share_may_be_told_in_percent(share):
    expected = {"accuracy": np.array(0.25)}
    assert share_or_percent({"accuracy": np.array(share)}, expected) is None
    assert share_or_percent({"accuracy": np.array(0.5)}, expected).id == "accuracy-wrong"


def test_digits_are_counted():
    expected = {"output": np.array([1 / 3])}
    single = {"output": np.array([1 / 3], dtype=np.float32)}
    assert in_double(expected, expected) is None
    assert in_double(single, expected).id == "single-precision"
    assert in_double({"output": np.array([0.5])}, expected).id == "value-wrong"


def test_apply_is_put_back():
    names = names_with()
    before = vars(reference.Function)["apply"]
    with pytest.raises(ZeroDivisionError), applied(names):
        raise ZeroDivisionError
    assert vars(reference.Function)["apply"] is before


def test_an_operator_that_makes_no_node_is_told_so():
    def tensor_sub(self, other):
        return reference.Tensor(self.data - other.data)

    own = reference.Tensor.__sub__
    reference.Tensor.__sub__ = tensor_sub
    try:
        with pytest.raises(Rejected, match=r"does not call Sub\.apply"):
            UNIT["Sub"].probe(names_with(), drawn("Sub", "the operator", 0))
    finally:
        reference.Tensor.__sub__ = own


@pytest.mark.parametrize("stays", [True, False])
def test_the_training_loop_may_rely_on_nobody_for_its_mode(stays):
    """The reference trains in training mode, also after a validation that leaves another one."""
    inputs = {**drawn("train", "in training mode", 0), "_stays": stays}
    assert UNIT["train"].probe(names_with(), inputs) == {"always in training mode": True}
