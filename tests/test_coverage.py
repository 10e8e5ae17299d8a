"""What inputs are like: each property is found where it is, and not where it is not."""

import dataclasses

import numpy as np
import pytest

from autograder.authoring.coverage import CALL, VALUE, allowed, covered, properties
from autograder.course.model import assignment, assignment_names

F4 = np.float32


@pytest.mark.parametrize(
    ("name", "has", "has_not"),
    [
        ("float32", np.ones(2, F4), np.ones(2)),
        ("float64", np.ones(2), np.ones(2, F4)),
        ("whole numbers", np.ones(2, int), np.ones(2)),
        ("bool", np.ones(2, bool), np.ones(2, int)),
        ("0-d", np.array(1.0), 1.0),
        ("4-d", np.ones((1, 2, 1, 3)), np.ones((2, 1, 3))),
        ("length 0", np.ones((2, 0)), np.ones((2, 1))),
        ("length 1", np.ones((2, 1)), np.ones(2)),
        ("equal lengths", np.ones((3, 3)), np.ones((3, 2))),
        ("negative", [np.ones(2), np.array([-1.0])], [np.ones(2)]),
        ("zeros", 0, np.array([0.5])),
        ("below 1", np.array([-0.5]), np.array([0.0, 1.0])),
        ("beyond float16", np.array([-7e4]), np.array([6e4])),
        ("repeats", np.array([1.0, 2.0, 1.0]), np.array([1.0, 2.0])),
        ("plain number", 2.5, True),
        ("negative axis", -1, 1),
        ("axes", (0, 2), (1,)),
        ("negative axes", (0, -2), (0, 2)),
        ("one axis in a tuple", (1,), 1),
        ("places", (np.array([1]), np.array([2])), (1, 2)),
        ("no places", (np.array([], int),), (np.array([1]),)),
        ("negative places", (np.array([0, -1]),), (np.array([0, 1]),)),
        (
            "repeated places",
            (np.array([1, 1]), np.array([2, 2])),
            (np.array([1, 1]), np.array([2, 0])),
        ),
    ],
)
def test_properties_of_values(name, has, has_not):
    assert VALUE[name](has)
    assert not VALUE[name](has_not)


@pytest.mark.parametrize(
    ("name", "has", "has_not"),
    [
        ("one array twice", {"_same": True}, {"_same": False}),
        ("called again", {"_before": {}}, {"x": 1}),
        ("called again", {"results": ("a", "a")}, {"results": ("a",)}),
        ("nothing else changed", {"_watched": True}, {"_look_at": "value"}),
        ("broadcast", {"x": np.ones(2), "y": np.ones(())}, {"x": np.ones(2), "out": np.ones(3)}),
        ("ties", {"x": np.ones(2), "y": np.ones(2)}, {"x": np.ones(2), "y": np.zeros(2)}),
        ("ties", {"x": np.ones((2, 2)), "dim": 1}, {"x": np.array([[1, 2], [1, 2]]), "dim": 1}),
    ],
)
def test_properties_of_calls(name, has, has_not):
    assert CALL[name](has)
    assert not CALL[name](has_not)


def test_marks_say_how_arrays_are_laid_out():
    matrix = np.ones((2, 2))
    assert {"Fortran order", "read-only"} <= properties({"x": matrix, "_frozen": True}, "x")
    assert "read-only" not in properties({"x": matrix, "_fortran": True}, "x")
    assert properties({"x": 1}, "dim") == {"left out"}


def test_a_property_that_no_case_has_is_a_gap_and_what_only_some_draws_have_does_not_count():
    unit = assignment("ps2_mnist")
    exercise = dataclasses.replace(
        unit["negative_back"], cases=unit["negative_back"].cases[:1], allows={"x": "2-d, 3-d"}
    )
    changed = dataclasses.replace(unit, exercises=(exercise,))
    (row,) = covered(changed, seed=1)
    assert row.met["2-d"] == 1
    assert row.gaps == ["3-d"]


def test_what_is_no_property_is_refused():
    exercise = dataclasses.replace(
        assignment("ps2_mnist")["negative_back"], allows={"x": "any shape, purple"}
    )
    with pytest.raises(ValueError, match="negative_back allows 'purple', which is no property"):
        allowed(exercise)


@pytest.mark.parametrize("unit", assignment_names())
def test_every_property_that_is_allowed_is_met_under_any_seed(unit):
    for row in covered(assignment(unit), seed=271828):
        assert not row.gaps, f"{row.exercise}, {row.argument}: {row.gaps}"
