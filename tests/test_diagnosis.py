"""Diagnosis: patterns that hold for any exercise, and known mistakes."""

import numpy as np
import pytest

from autograder.compare import compare, modified
from autograder.course import assignment
from autograder.diagnosis import Evidence, Misconception, compare_any, diagnose, summed_to
from autograder.misconceptions import mistakes

UNIT = assignment("ps2_mnist")
EXERCISE = UNIT["exp_back"]


def evidence(inputs, got, expected, after=None, case="a case"):
    answer = {"observed": {"result": got}, "inputs": after or inputs}
    mismatch = compare(answer["observed"], {"result": expected}, 1e-4, 1e-6)
    return Evidence(case, inputs, answer, mismatch or modified(inputs, answer["inputs"]), False)


def inputs(*shape, **others):
    rng = np.random.default_rng(len(shape))
    return {
        "grad_out": rng.normal(size=shape) * 3,
        "out": rng.normal(size=shape),
        "x": rng.normal(size=shape),
        **others,
    }


@pytest.mark.parametrize(
    ("answer", "mistake"),
    [
        (lambda i: None, "returns-none"),
        (lambda i: (i["grad_out"] * i["out"]).tolist(), "returns-list"),
        (lambda i: -i["grad_out"] * i["out"], "sign-flipped"),
        (lambda i: i["out"], "upstream-ignored"),
        (lambda i: 2 * i["grad_out"] * i["out"], "scaled"),
        (lambda i: i["grad_out"] * i["out"] / i["x"].size, "scaled"),
        (lambda i: (i["grad_out"] * i["out"]).T, "transposed"),
        (lambda i: i["grad_out"] * i["out"] > 0, "wrong-dtype"),
        (lambda i: i["grad_out"] * i["out"] / 0, "not-finite"),
        (lambda i: np.flip(i["grad_out"] * i["out"], 0), "wrong-places"),
    ],
)
def test_patterns_name_the_mistake(answer, mistake):
    shapes = [(3, 4), (2, 5)]
    with np.errstate(all="ignore"):
        found = diagnose(
            EXERCISE,
            [
                evidence(i, answer(i), i["grad_out"] * i["out"])
                for i in (inputs(*shape) for shape in shapes)
            ],
            [],
        )
    assert found is not None
    assert found.id == mistake


def test_a_right_answer_has_no_diagnosis():
    i = inputs(2, 3)
    assert diagnose(EXERCISE, [evidence(i, i["x"], i["x"])], []) is None


def test_nothing_is_said_where_nothing_fits():
    rng = np.random.default_rng(0)
    items = [evidence(i, rng.normal(size=(3, 4)), i["x"]) for i in (inputs(3, 4), inputs(3, 4))]
    assert diagnose(EXERCISE, items, []) is None


def test_a_pattern_must_hold_in_every_failing_case():
    one, other = inputs(3, 4), inputs(2, 5)
    items = [evidence(one, -one["x"], one["x"]), evidence(other, other["out"], other["x"])]
    assert diagnose(EXERCISE, items, []) is None


def test_a_shared_feature_of_what_fails_is_named():
    fine, negative = inputs(3, 4, dim=1), inputs(3, 4, dim=-1)
    items = [evidence(fine, fine["x"], fine["x"]), evidence(negative, negative["out"], fine["x"])]
    assert diagnose(EXERCISE, items, []).id == "wrong-for-negative-axes"


def test_a_known_mistake_that_behaves_alike_on_every_case_comes_first():
    i = inputs(3, 4)
    known = Misconception("of-its-own", "A hint.", ({"observed": {"result": -i["x"]},
                                                     "spoils_input": False},))  # fmt: skip
    other = Misconception("another", "No.", ({"observed": {"result": i["x"] * 3},
                                              "spoils_input": False},))  # fmt: skip
    items = [evidence(i, -i["x"], i["x"])]
    assert diagnose(EXERCISE, items, [other, known]).id == "of-its-own"
    assert diagnose(EXERCISE, items, [other]).id == "sign-flipped"


def test_a_number_that_arrays_could_carry_is_not_named():
    """Hints go to students even where arrays must not."""
    items = [evidence(i, 0.7316 * i["x"], i["x"]) for i in (inputs(3, 4), inputs(2, 5))]
    found = diagnose(EXERCISE, items, [])
    assert found.id == "scaled"
    assert "0.73" not in found.hint


def test_hostile_arrays_are_compared_without_harm():
    nan = {"a": np.full(3, np.nan), "b": (np.ones(2), 1), "c": None}
    assert compare_any(nan, dict(nan), EXERCISE)
    assert not compare_any(nan, nan | {"b": (1, 1)}, EXERCISE)
    assert not compare_any("text", nan, EXERCISE)


def test_summing_back_to_a_shape():
    array = np.ones((2, 3, 4))
    assert summed_to(array, (3, 1)).shape == (3, 1)
    assert summed_to(array, (5,)) is None


@pytest.mark.parametrize("exercise", [e.id for e in UNIT.exercises if e.id != "all_together"])
def test_every_exercise_has_known_mistakes_with_hints(exercise):
    known = [mistake for mistake in mistakes("ps2_mnist") if mistake.exercise == exercise]
    assert len({mistake.id for mistake in known}) >= 6
    for mistake in known:
        assert len(mistake.hint) > 40
        assert "!" not in mistake.hint
        assert mistake.source.strip() not in mistake.hint
