"""The cases of ps4_functions, for any seed, its own rules, and what slips cost."""

import functools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.course.model import assignment
from autograder.course.units.ps4_functions import (
    ADDED,
    REPEATED,
    layers_and_bends,
    parameter_values,
)
from autograder.grading.answer_key import PublicKey
from tests import cases
from tests.solved import answer_of, failing, results

UNIT = assignment("ps4_functions")
seeds = st.integers(0, 2**32)
drawn = functools.partial(cases.drawn, UNIT)
reference = functools.partial(answer_of, UNIT.name)


def test_points_are_those_of_the_course():
    points = {e.id: e.points for e in UNIT.exercises}
    assert points.pop("collapse") + points.pop("Add") == 6
    assert points == {
        "Transpose": 2, "MatMul": 4, "ReLU": 2, "LogSoftmax": 5, "backward": 6,
        "CrossEntropyLoss": 3, "MLP": 4, "all_together": 4, "Softmax": 2, "Adagrad": 2, "Adam": 2,
    }  # fmt: skip
    assert UNIT.max_score == 36
    assert sum(e.points for e in UNIT.exercises if e.bonus) == 6


@pytest.mark.parametrize("name", REPEATED)
@given(seed=seeds)
def test_what_is_collapsed_was_broadcast(name, seed):
    inputs = drawn("collapse", name, seed)
    assert np.broadcast_shapes(inputs["shape"], inputs["partial"].shape) == inputs["partial"].shape
    assert (inputs["shape"] == inputs["partial"].shape) == ("nothing" in name)


@pytest.mark.parametrize("name", ADDED)
@given(seed=seeds)
def test_terms_are_broadcast_as_their_names_say(name, seed):
    inputs = drawn("Add", f"gradients, {name}", seed)
    shape = inputs["partial"].shape
    repeated = [t for t in ("t1", "t2") if inputs[t].shape != shape]
    words = {"both": ["t1", "t2"], "first": ["t1"], "second": ["t2"]}
    assert repeated == next((found for word, found in words.items() if word in name), [])


@pytest.mark.parametrize("case", ["at zero, output", "at zero", "nothing but zeros"])
@given(seed=seeds)
def test_there_are_zeros_where_the_slope_of_relu_is_chosen(case, seed):
    assert (drawn("ReLU", case, seed)["t1"] == 0).any()


@pytest.mark.parametrize("exercise", ["LogSoftmax", "Softmax"])
@settings(max_examples=20)
@given(seed=seeds)
def test_large_scores_overflow_and_low_ones_vanish_without_the_trick(exercise, seed):
    with np.errstate(over="ignore", divide="ignore"):
        assert np.isinf(np.exp(drawn(exercise, "large scores", seed)["t1"])).all()
        assert not np.exp(drawn(exercise, "scores far below zero", seed)["t1"]).any()
        apart = drawn(exercise, "rows that are far apart", seed)["t1"]
        assert not np.exp(apart - apart.max()).any(axis=-1).all()


@given(seed=seeds)
def test_every_batch_has_the_first_class_and_the_last(seed):
    inputs = drawn("CrossEntropyLoss", "a batch", seed)
    assert {0, inputs["pred"].shape[1] - 1} <= set(inputs["target"].tolist())


SIZES = [(784, 5), (5, 4), (4, 10)]


def network(bends, sizes=SIZES, order=(0, 1, 2)):
    """What the probe of a network observes: layers in an order, ReLU behind the first so many."""
    shapes = [s for k in order for s in (sizes[k][::-1], sizes[k][1:])]
    values = [parameter_values(s, k, 3.0) for k, s in enumerate(shapes)]
    x = start = np.random.default_rng(0).normal(size=(2, 784)).astype(np.float32)
    for number in range(len(sizes)):
        place = 2 * order.index(number)
        x = x @ values[place].T + values[place + 1]
        x = np.maximum(x, 0) if number < bends else x
    described = np.zeros((16, 2))
    for row, shape in zip(described, shapes, strict=False):
        row[: len(shape)] = shape
    return {
        "scores": x, "shapes of the parameters": described, "x": start, "frequency": np.float64(3),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("made", "finding"),
    [
        (network(2), None),
        (network(2, order=(2, 0, 1)), None),
        (network(3, [*SIZES[:2], (4, 4), (4, 10)], (0, 1, 2, 3)), None),
        (network(3), "relu-after-the-last"),
        (network(1), "relu-missing"),
        (network(0), "relu-missing"),
        (network(1, [(784, 5), (5, 10)], (0, 1)), "too-few-layers"),
        (network(2) | {"scores": np.ones((2, 10), np.float32)}, "other-network"),
    ],
)
def test_the_rule_of_networks_knows_where_relu_stands(made, finding):
    found = layers_and_bends(made, made)
    assert (found and found.id) == finding


@pytest.mark.parametrize("shape", [(-3, 2), (10**6, 10**6), (2.0**40, 1), (np.nan, 2), (np.inf, 2)])
def test_the_rule_of_networks_makes_no_array_of_any_size_that_an_answer_names(shape):
    made = network(2)
    made["shapes of the parameters"][0] = shape
    assert layers_and_bends(made, made).id == "layers-not-found"


# Grading


@pytest.fixture(scope="module")
def stub():
    """`stub(exercise)`: what students get of it."""
    from autograder.reference.released import released_cells

    return {c.exercise: c.source for c in released_cells(UNIT.name) if c.role == "exercise"}.get


def test_a_wrong_collapse_costs_no_points_elsewhere(key):
    found = results({"collapse": "def collapse(partial, shape):\n    return partial"}, key)
    assert found.pop("collapse").status == "failed"
    assert found.pop("all_together").status != "passed"
    assert {r.status for r in found.values()} == {"passed"}


def test_what_is_to_be_mended_is_not_written_as_it_is_handed_out(key, stub):
    source = stub("CrossEntropyLoss")
    assert "t1.data" in source
    assert "astype" not in source
    found = results({"CrossEntropyLoss": source}, key)["CrossEntropyLoss"]
    assert found.status == "not_implemented"
    assert found.score == 0


MENDED = [
    ("t1.data", "pred.data", "name-not-mended"),
    ("labels = target.data", "labels = target.data.astype(int)", "labels-not-whole"),
    ("(one_hot", "(-one_hot", "sign-not-mended"),
]


def test_what_is_mended_in_place_passes_and_what_is_left_is_named(stub):
    started = stub("CrossEntropyLoss").replace("raise NotImplementedError()", "")
    mended = started
    for before, after, _ in MENDED:
        assert mended.count(before) == 1
        mended = mended.replace(before, after)
    public = PublicKey(UNIT.name)
    assert results({"CrossEntropyLoss": mended}, public)["CrossEntropyLoss"].status == "passed"
    for before, after, left in MENDED:
        source = mended.replace(after, before)
        found = results({"CrossEntropyLoss": source}, public)["CrossEntropyLoss"]
        assert found.diagnosis.id == left


@pytest.mark.parametrize(
    ("before", "after", "missing"),
    [
        ("tensor.zero_grad()", "pass", ["two results that share a tensor"]),
        (
            "tensor.fn = FREED",
            "tensor.fn = None",
            ["a graph that was freed", "a graph of which a part was freed"],
        ),
    ],
)
def test_what_goes_beyond_the_course_is_extra_credit(key, before, after, missing):
    source = reference("backward").replace(before, after)
    found = results({"backward": source}, key)["backward"]
    assert found.status == "passed"
    assert failing(found) == [f"extra credit, {name}" for name in missing]
    lost = len(missing) * (2 if len(missing) == 1 else 0.5)
    assert found.score + found.extra_credit == 6 + 4 - lost


METHODS = {
    "Transpose": "Tensor.T = property(transposed)",
    "ReLU": "Tensor.relu = relu",
    "LogSoftmax": "Tensor.log_softmax = log_softmax",
    "backward": "Tensor.backward = backward",
}


def test_what_tensors_do_with_a_broken_answer_costs_no_points_but_its_own(key):
    """Methods of Tensor are provided, too, where an exercise needs them."""
    broken = {
        name: f"{reference(name)}\n\n\n{wiring.split(' = ')[0]} = property(lambda self: 1 / 0)"
        for name, wiring in METHODS.items()
    }
    found = results(broken, key)
    failed = {id for id, r in found.items() if r.status != "passed"}
    assert failed == {*METHODS, "all_together"}
