"""The table of exercises, the namespace that probes read, and the instances of cases."""

import numpy as np
import pytest

from autograder.course import draws
from autograder.course.model import (
    Case,
    Exercise,
    Namespace,
    NotDefined,
    assignment,
    assignment_names,
    hidden_instances,
    public_instance,
    suggest,
)

UNIT = assignment("ps2_mnist")
POINTS = {
    "negative_back": 1,
    "exp_back": 1,
    "reshape_back": 1,
    "permute_back": 2,
    "sum_back": 3,
    "arithmetic": 3,
    "getitem_back": 3,
    "maximum_back": 3,
    "relu": 1,
    "matmul2d_back": 3,
    "Linear": 4,
    "cross_entropy": 4,
    "SGD": 3,
    "all_together": 4,
}
BONUS = {
    "amax_back": 2,
    "log_softmax_back": 2,
    "stable_cross_entropy": 2,
    "matmul_back": 2,
    "MomentumSGD": 2,
    "Adam": 2,
    "save_versions": 3,
}


def test_exercises_and_points_are_those_of_the_course():
    assert {e.id: e.points for e in UNIT.exercises if not e.bonus} == POINTS
    assert {e.id: e.points for e in UNIT.exercises if e.bonus} == BONUS
    assert UNIT.max_score == 36.0


def test_an_unknown_exercise_is_answered_with_the_known_ones():
    with pytest.raises(KeyError, match=r"no exercise called 'sum_bakc'\. Did you mean sum_back"):
        UNIT["sum_bakc"]


def test_an_unknown_unit_is_answered_with_the_known_ones():
    with pytest.raises(KeyError, match=r"no unit called 'ps2'.*ps2_mnist"):
        assignment("ps2")


@pytest.mark.parametrize("read", [getattr, lambda names, name: names[name]], ids=["name", "key"])
def test_a_namespace_says_which_name_is_not_there(read):
    namespace = Namespace({"sum_back": np.sum})
    assert read(namespace, "sum_back") is np.sum
    with pytest.raises(NotDefined, match="`relu` is not defined") as caught:
        read(namespace, "relu")
    assert caught.value.name == "relu"


def exercise(*cases):
    return Exercise(
        id="one", points=1, difficulty=1, importance=1, minutes=(1, 2), names=("one",),
        probe=lambda ns, inputs: {}, cases=cases,
    )  # fmt: skip


def test_the_first_case_can_be_worked_out_by_hand_and_the_others_tell_axes_apart():
    def draw(rng):
        return {"x": draws.values(rng, draws.shape(rng, 2)), "grad_out": np.ones(())}

    one = exercise(Case("first", draw), Case("second", draw))
    first, second = (public_instance(one, case) for case in one.cases)
    assert first["x"].size == 3
    assert min(second["x"].shape) > 1
    # what is graded is drawn as ever
    graded = hidden_instances(one, one.cases[0], seed=1)
    assert min(min(next(graded)["x"].shape) for _ in range(10)) > 1
    np.testing.assert_array_equal(first["x"], public_instance(one, one.cases[0])["x"])


@pytest.mark.parametrize("inputs", [{"dim": 0}, {"axes": (1, 0)}, {"y": np.ones(7)}])
def test_a_length_that_matters_is_not_made_one(inputs):
    case = Case("first", lambda rng: {"x": draws.values(rng, draws.shape(rng, 2)), **inputs})
    assert min(public_instance(exercise(case), case)["x"].shape) > 1


LARGE = {
    ("ps4_functions", "MLP"),
    ("ps5_mytorch", "validate"),
    ("ps6_layers", "Dropout"),
    ("ps6_layers", "all_together"),
    ("ps6_tensors", "all_together"),
    ("ps6_training", "DataLoader"),
    ("ps6_training", "Trainer"),
    ("ps6_training", "conv"),
    ("ps6_training", "nn_conv"),
}
"""What is tried on images, on batches of them, or by its statistics."""


@pytest.mark.parametrize("unit", assignment_names())
def test_the_first_case_of_every_exercise_is_small(unit):
    for one in assignment(unit).exercises:
        if (unit, one.id) in LARGE:
            continue
        arrays = [
            v for v in public_instance(one, one.cases[0]).values() if isinstance(v, np.ndarray)
        ]
        assert max((array.size for array in arrays), default=0) <= 12


def test_a_name_that_nothing_has_is_answered_with_a_few_that_are_near():
    names = [exercise.id for exercise in UNIT.exercises]
    assert suggest("sum_bakc", names).startswith("Did you mean sum_back")
    assert len(suggest("back", names).split(" or ")) <= 3
    assert suggest("nosuch", names) == (
        "In the notebook, the name of each exercise stands under its heading."
    )
