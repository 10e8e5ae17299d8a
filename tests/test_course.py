"""The table of exercises, the namespace that probes read, and the instances of cases."""

from itertools import islice

import numpy as np
import pytest

from autograder.course import (
    Namespace,
    NotDefined,
    assignment,
    assignment_names,
    drawn_instances,
    public_instance,
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
every_exercise = pytest.mark.parametrize("exercise", UNIT.exercises, ids=lambda e: e.id)


def test_the_unit_is_listed():
    assert "ps2_mnist" in assignment_names()


def test_exercises_and_points_are_those_of_the_course():
    assert {e.id: e.points for e in UNIT.exercises if not e.bonus} == POINTS
    assert {e.id: e.points for e in UNIT.exercises if e.bonus} == BONUS
    assert UNIT.max_score == 36.0


def test_an_unknown_exercise_is_answered_with_the_known_ones():
    with pytest.raises(KeyError, match=r"no exercise called 'sum_bakc'.*sum_back, arithmetic"):
        UNIT["sum_bakc"]


def test_an_unknown_unit_is_answered_with_the_known_ones():
    with pytest.raises(KeyError, match=r"no unit called 'ps2'.*ps2_mnist"):
        assignment("ps2")


@every_exercise
def test_cases_of_an_exercise_have_names_of_their_own(exercise):
    names = [case.name for case in exercise.cases]
    assert len(names) >= 3
    assert len(set(names)) == len(names)


@every_exercise
def test_what_an_exercise_builds_on_comes_before_it(exercise):
    order = [e.id for e in UNIT.exercises]
    needed = [*exercise.needs, *exercise.may_use]
    assert set(needed) <= set(order) - {exercise.id}
    assert all(order.index(need) < order.index(exercise.id) for need in exercise.needs)


def test_only_all_together_stands_alone_and_it_needs_all_the_others():
    assert [e.id for e in UNIT.exercises if e.alone] == ["all_together"]
    assert set(UNIT["all_together"].needs) == set(POINTS) - {"all_together"}


@pytest.mark.parametrize("read", [getattr, lambda names, name: names[name]], ids=["name", "key"])
def test_a_namespace_says_which_name_is_not_there(read):
    namespace = Namespace({"sum_back": np.sum})
    assert read(namespace, "sum_back") is np.sum
    with pytest.raises(NotDefined, match="`relu` is not defined") as caught:
        read(namespace, "relu")
    assert caught.value.name == "relu"


@every_exercise
def test_the_public_instance_is_the_same_on_every_run(exercise, public_key):
    """The stored instances were drawn by another process, on another day."""
    stored = public_key.trials(exercise)
    for case, trial in zip(exercise.cases, stored, strict=True):
        np.testing.assert_equal(public_instance(exercise, case), trial.inputs)


@every_exercise
def test_instances_are_drawn_from_the_seed_alone(exercise):
    drawn = [
        [list(islice(drawn_instances(exercise, case, seed), 3)) for case in exercise.cases]
        for seed in (7, 7, 8)
    ]
    np.testing.assert_equal(drawn[0], drawn[1])
    with pytest.raises(AssertionError):
        np.testing.assert_equal(drawn[0], drawn[2])
