"""The cases of ps3_closures, for any seed: each really holds the trap that it is named for."""

import functools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.course.model import assignment
from autograder.course.units.ps3_closures import GRAPHS, shared_out, topological
from autograder.grading.answer_key import PublicKey
from tests import cases
from tests.solved import answer_of, failing, results

UNIT = assignment("ps3_closures")
seeds = st.integers(0, 2**32)
drawn = functools.partial(cases.drawn, UNIT)
reference = functools.partial(answer_of, UNIT.name)
OPERATIONS = ("sub", "mul", "div", "matmul", "log", "exp", "sum", "max")


def named(exercises, *words):
    """Exercise and name of the cases in whose names all of the words occur."""
    return [
        (exercise, case.name)
        for exercise in exercises
        for case in UNIT[exercise].cases
        if all(word in case.name for word in words)
    ]


def arrays_in(value):
    """All arrays in a dict, a list, or a value."""
    if isinstance(value, np.ndarray):
        return [value]
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [array for part in parts for array in arrays_in(part)]


EVERY_CASE = [
    pytest.param(exercise, case, id=f"{exercise.id}: {case.name}")
    for exercise in UNIT.exercises
    for case in exercise.cases
]


@pytest.mark.parametrize(("exercise", "case"), EVERY_CASE)
@settings(max_examples=10)
@given(seed=seeds)
def test_inputs_are_small_arrays_of_float32_or_as_their_names_say(exercise, case, seed):
    inputs = case.draw(np.random.default_rng(seed))
    found = [a for name, value in inputs.items() if name != "targets" for a in arrays_in(value)]
    assert found
    whole = "whole numbers" in case.name
    assert sum(array.dtype == np.int64 for array in found) == whole
    for array in found:
        assert array.dtype in (np.float32, np.int64)
        assert np.isfinite(array).all()
        assert array.size <= 1_000


@pytest.mark.parametrize(
    ("exercise", "case"), named(OPERATIONS, "gradient") + named(OPERATIONS, "requires a gradient")
)
@settings(max_examples=20)
@given(seed=seeds)
def test_upstream_gradients_are_not_ones(exercise, case, seed):
    if "numbers of many kinds" in case:
        return  # zeros and ones are among them
    gradient = drawn(exercise, case, seed).get("grad_out", np.array([2.0]))
    assert not np.isin(gradient, [0.0, 1.0, -1.0]).any()


@pytest.mark.parametrize(("exercise", "case"), named(OPERATIONS, "that are there"))
@given(seed=seeds)
def test_gradients_that_are_there_already_are_not_zero(exercise, case, seed):
    inputs = drawn(exercise, case, seed)
    assert all((inputs[name] != 0).all() for name in inputs if name.endswith("_grad"))


@pytest.mark.parametrize(
    ("exercise", "case"), named(("sub", "mul", "div"), "gradients", "broadcast")
)
@given(seed=seeds)
def test_broadcast_cases_broadcast(exercise, case, seed):
    inputs = drawn(exercise, case, seed)
    shape = inputs["grad_out"].shape
    stretched = {name for name in ("a", "b") if inputs[name].shape != shape}
    expected = {"first": {"a"}, "second": {"b"}, "both": {"a", "b"}}
    assert stretched == next(names for word, names in expected.items() if word in case)
    assert inputs["a"].ndim == inputs["b"].ndim


@pytest.mark.parametrize(
    ("exercise", "case"),
    named(("broadcast_grad_accumulate", "matmul", "sum", "max"), "square"),
)
@given(seed=seeds)
def test_square_cases_are_square(exercise, case, seed):
    inputs = drawn(exercise, case, seed)
    shape = inputs.get("a", inputs.get("gradient")).shape
    assert len(set(shape)) == 1
    assert shape[0] > 1


@pytest.mark.parametrize(("exercise", "case"), named(("max",), "gradient, ties"))
@given(seed=seeds)
def test_ties_are_ties(exercise, case, seed):
    inputs = drawn(exercise, case, seed)
    largest = inputs["a"].max(axis=inputs["axis"], keepdims=True)
    tied = (inputs["a"] == largest).sum(axis=inputs["axis"])
    assert np.max(tied) > 1
    assert (inputs["a"] < largest).any()


@given(seed=seeds)
def test_three_of_three_are_tied(seed):
    a = drawn("max", "gradient, three of three tied", seed)["a"]
    assert a.shape[1] == 3
    assert (a == a.flat[0]).all()


@pytest.mark.parametrize(
    ("exercise", "case"),
    [c for c in named(("max",), "gradient") if "ties" not in c[1] and "three of" not in c[1]],
)
@given(seed=seeds)
def test_elsewhere_there_is_one_largest_number(exercise, case, seed):
    inputs = drawn(exercise, case, seed)
    if "axis" in inputs or "alone" in case:
        axis = inputs.get("axis")
        largest = inputs["a"].max(axis=axis, keepdims=True)
        assert ((inputs["a"] == largest).sum(axis=axis) == 1).all()


@given(seed=seeds)
def test_what_is_nearly_tied_is_close_and_not_equal(seed):
    a = drawn("max", "gradient, nearly tied", seed)["a"]
    assert np.isclose(a, a.max()).all()
    assert (a != a.max()).any()


@given(seed=seeds)
def test_negative_numbers_are_negative(seed):
    assert (drawn("max", "gradient, negative numbers", seed)["a"] < 0).all()


@given(seed=seeds)
def test_where_the_largest_is_zero_all_else_is_negative(seed):
    a = drawn("max", "gradient, the largest is zero", seed)["a"]
    assert ((a == 0).sum(axis=1) == 1).all()
    assert (a <= 0).all()


@pytest.mark.parametrize(("exercise", "case"), named(OPERATIONS, ""))
def test_what_is_drawn_varies_in_values_and_never_in_what_it_tests(exercise, case):
    """Dimensions, lengths of 0 and 1, axes and flags are the same under every seed."""

    def kind(seed):
        inputs = drawn(exercise, case, seed)
        return {
            name: (value.dtype, [min(n, 2) for n in value.shape], value.min(initial=0) < 0)
            if isinstance(value, np.ndarray)
            else value
            for name, value in inputs.items()
        }

    first = kind(0)
    assert all(kind(seed) == first for seed in range(1, 30))


@pytest.mark.parametrize(("exercise", "case"), named(OPERATIONS, "another call in between"))
@given(seed=seeds)
def test_what_goes_through_in_between_has_another_shape(exercise, case, seed):
    inputs = drawn(exercise, case, seed)
    for name in ("a", "b"):
        if name in inputs:
            assert inputs[name].shape != inputs[f"then_{name}"].shape
    assert "axis" not in inputs or inputs["axis"] != inputs["then_axis"]


@pytest.mark.parametrize("name", GRAPHS)
def test_parents_are_made_before_their_children(name):
    made = []
    for child, parents in GRAPHS[name].items():
        assert all(p in made or p not in GRAPHS[name] for p in parents)
        made.append(child)


@pytest.mark.parametrize("name", ["a short and a long way", "a long and a short way"])
def test_two_ways_to_the_same_tensor_differ_in_length(name):
    made_from = GRAPHS[name]

    def lengths(tensor, to):
        if tensor == to:
            return {0}
        return {n + 1 for parent in made_from.get(tensor, []) for n in lengths(parent, to)}

    assert len(lengths(list(made_from)[-1], "b")) > 1


def observed(order):
    names = "abcd"
    places = [-2 if order.count(n) > 1 else order.find(n) for n in names]
    return {
        "returned": np.array(True),
        "position in the order": np.array(places),
        "parent and child": np.array([(0, 1), (0, 2), (1, 3), (2, 3)]),
        "computed": np.array([False, True, True, True]),
    }


@pytest.mark.parametrize(
    ("order", "finding"),
    [
        ("abcd", None), ("acbd", None), ("bcd", "order-without-leaves"),
        ("dcba", "order-reversed"),
        ("abdc", "order-not-topological"), ("bacd", "order-not-topological"),
        ("abc", "order-incomplete"), ("", "order-incomplete"), ("abacd", "order-repeats"),
    ],
)  # fmt: skip
def test_the_rule_for_an_order_says_what_is_wrong_with_it(order, finding):
    found = topological(observed(order), observed("abcd"))
    assert (found and found.id) == finding


def test_an_order_that_is_not_returned_is_that_of_the_calls_and_needs_no_leaves():
    found = observed("bcd") | {"returned": np.array(False)}
    assert topological(found, observed("abcd")) is None


def shared(gradient):
    """[3, 3, 1] and [2, 5, 5], reduced along the rows, with 2 and -4 from above."""
    return {
        "gradient of a": np.array(gradient, dtype=np.float32),
        "largest": np.array([[True, True, False], [False, True, True]]),
        "upstream": np.array([[2.0] * 3, [-4.0] * 3]),
        "reduced to": np.array([[0] * 3, [1] * 3]),
    }


@pytest.mark.parametrize(
    ("gradient", "finding"),
    [
        ([[1, 1, 0], [0, -2, -2]], None),
        ([[2, 0, 0], [0, 0, -4]], None),
        ([[0.5, 1.5, 0], [0, -3, -1]], None),
        ([[2, 2, 0], [0, -4, -4]], "ties-whole-to-each"),
        ([[1, 1, 0], [0, -4, -4]], "ties-do-not-add-up"),
        ([[3, -1, 0], [0, -2, -2]], "ties-do-not-add-up"),
        ([[0.5, 0.5, 0], [0, -1, -1]], "ties-do-not-add-up"),
        ([[0, 0, 0], [0, 0, 0]], "ties-do-not-add-up"),
        ([[1, 0.5, 0.5], [0, -2, -2]], "ties-not-the-largest"),
        ([[-1, -1, 0], [0, 2, 2]], "ties-do-not-add-up"),
    ],
)
def test_ties_may_share_in_any_way_that_adds_up_without_negative_shares(gradient, finding):
    found = shared_out(shared(gradient), shared([[1, 1, 0], [0, -2, -2]]))
    assert (found and found.id) == finding
    assert found is None or found.remark == (finding == "ties-whole-to-each")


def test_points_are_the_weights_of_the_course_scaled_to_100():
    weights = {
        "broadcast_grad_accumulate": 20, "sub": 6, "mul": 6, "div": 6, "matmul": 3, "log": 3,
        "exp": 3, "sum": 15, "max": 16, "backward": 24, "all_together": 24,
    }  # fmt: skip
    exact = {name: 100 * weight / 126 for name, weight in weights.items()}
    assert sum(weights.values()) == 126
    assert UNIT.max_score == 100
    assert {e.id for e in UNIT.exercises} == set(weights)
    assert all(abs(e.points - exact[e.id]) < 1 for e in UNIT.exercises)


# Grading


NO_SUM = {"broadcast_grad_accumulate": "def broadcast_grad_accumulate(t, g):\n    return g"}


def test_a_wrong_sum_over_stretched_axes_costs_no_points_elsewhere(key):
    found = results(NO_SUM, key)
    assert found.pop("broadcast_grad_accumulate").status == "failed"
    assert found.pop("all_together").status != "passed"
    assert {r.status for r in found.values()} == {"passed"}


def test_in_a_self_check_what_builds_on_a_wrong_sum_waits_for_it():
    found = results(NO_SUM, PublicKey(UNIT.name))
    assert {id for id, r in found.items() if r.status == "waiting"} == {
        "sub", "mul", "div", "all_together",
    }  # fmt: skip
    assert {id for id, r in found.items() if r.status == "failed"} == set(NO_SUM)


def test_a_backward_that_returns_no_order_passes(key):
    """In the course that this unit follows, it need not."""
    found = results({"backward": reference("backward").replace("return topo", "")}, key)
    assert found["backward"].status == "passed"


def test_a_backward_that_does_not_clear_misses_extra_credit_and_nothing_else(key):
    source = reference("backward").replace("tensor.zero_grad()", "pass")
    found = results({"backward": source}, key)["backward"]
    assert found.status == "passed"
    assert failing(found) == ["extra credit, two results that share a tensor"]
    assert "Extra credit, two results that share a tensor" in found.message


@pytest.mark.parametrize("graded", [True, False], ids=["grading", "self-check"])
def test_the_whole_gradient_to_each_of_several_ties_passes_with_a_remark(key, graded):
    source = reference("max").replace("largest / largest.sum(axis=axis, keepdims=True)", "largest")
    found = results({"max": source}, key if graded else PublicKey(UNIT.name))
    assert found["max"].score == UNIT["max"].points
    (remark,) = found["max"].remarks
    assert remark.startswith("Of several largest numbers each receives the whole gradient.")
    assert found["sum"].remarks == ()


@pytest.mark.parametrize(
    ("exercise", "before", "after", "hint"),
    [
        ("log", "parents=(a,)", "parents=(a)", "parents-no-tuple"),
        ("sum", "parents=(a,)", "parents=(a)", "parents-no-tuple"),
        ("mul", "parents=(a, b)", "parents=(a,)", "parents-wrong"),
        ("mul", "parents=(a, b)", "parents=(b, a)", "parents-wrong"),
        ("div", "parents=(a, b)", "parents=(a, b, a)", "parents-wrong"),
        ("exp", "backward if a.requires_grad else None", "backward", None),
    ],
)
def test_a_slip_in_what_a_result_remembers_costs_a_case(key, exercise, before, after, hint):
    source = reference(exercise)
    assert before in source
    found = results({exercise: source.replace(before, after)}, key)[exercise]
    assert len(failing(found)) == 1
    assert hint in (None, found.diagnosis.id)


def test_parents_in_a_list_pass_with_a_remark(key):
    source = reference("sub").replace("parents=(a, b)", "parents=[a, b]")
    found = results({"sub": source}, key)["sub"]
    assert found.status == "passed"
    assert found.remarks[0].startswith("`parents` is a list.")


def test_an_operation_that_fails_costs_no_points_but_its_own(key):
    broken = {name: f"def {name}(*args, **kwargs):\n    return 1 / 0" for name in OPERATIONS}
    found = results(broken, key)
    assert {id for id, r in found.items() if r.status == "error"} == {*OPERATIONS, "all_together"}
    assert found["backward"].status == found["broadcast_grad_accumulate"].status == "passed"
