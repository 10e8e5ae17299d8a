"""The table of exercises, the namespace that probes read, and the instances of cases."""

import numpy as np
import pytest

from autograder.course import (
    Namespace,
    NotDefined,
    assignment,
    assignment_names,
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


def test_the_unit_is_listed():
    assert "ps2_mnist" in assignment_names()


def test_exercises_and_points_are_those_of_the_course():
    assert {exercise.id: exercise.points for exercise in UNIT.exercises} == POINTS
    assert UNIT.max_score == 36.0


def test_an_unknown_exercise_is_answered_with_the_known_ones():
    with pytest.raises(KeyError, match=r"no exercise called 'sum_bakc'.*sum_back, arithmetic"):
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
