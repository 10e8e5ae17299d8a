"""The cases of ps6_layers and ps6_training: their rules, and that each holds its trap."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.course.model import assignment
from autograder.course.units import ps6_layers, ps6_training
from autograder.course.units.ps6_layers import FALSE_ALARM, dropped, spread_like
from autograder.course.units.ps6_layers import starts_well as linear_starts_well
from autograder.course.units.ps6_training import CONVOLUTIONS
from autograder.course.units.ps6_training import starts_well as conv_starts_well
from autograder.grading.answer_key import ReferenceKey
from tests.cases import drawn
from tests.conftest import SEED
from tests.solved import answer_of, results

LAYERS, TRAINING = assignment("ps6_layers"), assignment("ps6_training")
seeds = st.integers(0, 2**32)


# Distributions


def observed(numbers, std=0.5, same=False):
    return {
        "drawn": numbers.astype(np.float32),
        "the next call draws the same": np.array(same),
        "standard deviation": np.array(std),
    }


DRAWS = {
    "uniform": lambda rng, std: rng.uniform(-(3**0.5) * std, 3**0.5 * std, 4000),
    "normal": lambda rng, std: rng.normal(0, std, 4000),
}


@pytest.mark.parametrize("kind", DRAWS)
@settings(max_examples=200)
@given(seed=seeds)
def test_right_draws_pass(kind, seed):
    found = observed(DRAWS[kind](np.random.default_rng(seed), 0.5))
    assert spread_like(kind)(found, found) is None


@pytest.mark.parametrize("kind", DRAWS)
@pytest.mark.parametrize(
    ("wrong", "finding"),
    [
        (lambda x: x * 2**0.5, "init-scale-wrong"),
        (lambda x: x / 2**0.5, "init-scale-wrong"),
        (lambda x: x + 0.5, "init-not-centered"),
        (lambda x: np.full(x.shape, x[0]), "init-not-independent"),
        (lambda x: np.sign(x) * np.abs(x) ** 0.5 * 0.7, "init-form-wrong"),
    ],
)
@settings(max_examples=20)
@given(seed=seeds)
def test_wrong_draws_are_told_apart(kind, wrong, finding, seed):
    found = observed(wrong(DRAWS[kind](np.random.default_rng(seed), 0.5)))
    assert spread_like(kind)(found, found).id == finding


@settings(max_examples=20)
@given(seed=seeds)
def test_even_and_normal_draws_of_one_size_are_told_apart(seed):
    for kind, other in (("uniform", "normal"), ("normal", "uniform")):
        found = observed(DRAWS[other](np.random.default_rng(seed), 0.5))
        assert spread_like(kind)(found, found).id == "init-form-wrong"


def test_draws_that_are_the_same_twice_are_not_random():
    found = observed(DRAWS["normal"](np.random.default_rng(0), 0.5), same=True)
    assert spread_like("normal")(found, found).id == "init-not-random"


def test_the_rate_of_false_alarms_is_what_it_says():
    n = 4000
    allowed = ps6_layers.deviation_allowed(n)
    assert math.isclose(2 * math.exp(-2 * n * allowed**2), FALSE_ALARM)
    within = math.erf(2.5 / 2**0.5)  # the share of normal numbers within 2.5 deviations
    assert within**n < 1e-21


# Starting values


def new(std, shape=(48, 50), bias=0.0, mean=0.0):
    weight = np.random.default_rng(1).normal(mean, std, shape)
    return {
        "weight": weight,
        "bias": np.full(shape[-1], bias),
        "two layers start alike": np.array(False),
    }


@pytest.mark.parametrize("std", [(1 / (3 * 48)) ** 0.5, (2 / 98) ** 0.5, (2 / 48) ** 0.5])
def test_usual_starts_of_linear_pass(std):
    assert linear_starts_well(new(std), {}) is None


@pytest.mark.parametrize(
    ("found", "finding"),
    [
        (new(1.0), "linear-start-size"),
        (new(0.0), "linear-start-size"),
        (new(0.2, bias=1.0), "linear-bias-large"),
        (new(0.2, mean=0.2), "linear-not-centered"),
        (new(0.2) | {"two layers start alike": np.array(True)}, "linear-not-random"),
    ],
)
def test_other_starts_of_linear_are_told_apart(found, finding):
    assert linear_starts_well(found, {}).id == finding


def test_kernels_start_by_the_size_of_their_windows():
    shape = (5, 5, 8, 16)
    right = new((2 / 200) ** 0.5, shape)
    spread = {"bias": np.linspace(-1, 1, right["bias"].size) / 200**0.5}
    assert conv_starts_well(right | spread, {}) is None
    assert conv_starts_well(right, {}).id == "conv-bias-not-spread"
    assert conv_starts_well(new((2 / 8) ** 0.5, shape), {}).id == "conv-start-size"
    assert conv_starts_well(new(0.1, shape, bias=1.0), {}).id == "conv-bias-large"


# Dropout


def dropout(seed, p, mask=None, scale=None, fresh=True):
    """What is observed of a dropout that keeps by `mask(rng, shape)`."""
    rng, shape = np.random.default_rng(seed), (30, 100)
    keep = mask or (lambda rng, shape: rng.random(shape) >= p)
    x, grad_out = rng.uniform(1, 2, (2, *shape))
    kept = np.broadcast_to(keep(rng, shape), shape)
    later = np.broadcast_to(keep(rng, shape), shape) if fresh else kept
    factor = 1 / (1 - p) if scale is None else scale
    return {
        "output": x * kept * factor,
        "gradient of x": grad_out * kept * factor,
        "kept by the next call": later.astype(float),
        "x": x,
        "grad_out": grad_out,
        "p": np.array(p),
    }


@settings(max_examples=200)
@given(seed=seeds, p=st.sampled_from([0.2, 0.4, 0.5, 0.8]))
def test_right_dropout_passes(seed, p):
    found = dropout(seed, p)
    assert dropped(found, found) is None


@pytest.mark.parametrize(
    ("p", "wrong", "finding"),
    [
        (0.2, {"mask": lambda rng, shape: rng.random(shape) < 0.2}, "dropout-rate"),
        (0.5, {"mask": lambda rng, shape: rng.random(shape) < 0.6}, "dropout-rate"),
        (0.5, {"scale": 1.0}, "dropout-scale"),
        (0.5, {"fresh": False}, "dropout-not-fresh"),
    ],
)
@settings(max_examples=20)
@given(seed=seeds)
def test_wrong_dropout_is_told_apart(p, wrong, finding, seed):
    found = dropout(seed, p, **wrong)
    assert dropped(found, found).id == finding


@pytest.mark.parametrize("shape", [(30, 1), (1, 100)], ids=["rows", "columns"])
def test_rows_and_columns_that_are_dropped_as_a_whole_are_seen(shape):
    exactly_half = np.arange(max(shape)).reshape(shape) % 2 == 0
    found = dropout(
        0, 0.5, mask=lambda rng, _: rng.permutation(exactly_half.ravel()).reshape(shape)
    )
    assert dropped(found, found).id == "dropout-not-independent"


def test_a_gradient_that_goes_another_way_is_seen():
    found = dropout(0, 0.5)
    found["gradient of x"] = found["grad_out"]
    assert dropped(found, found).id == "dropout-gradient"


# Traps


def test_convolutions_are_of_all_kinds():
    sizes = {
        name: (image, kernel, *rest, *(1, 0)[len(rest) :])
        for name, (image, kernel, *rest) in CONVOLUTIONS
    }
    left = {n: [(i + 2 * p - k) % s for i, k in zip(image, kernel, strict=True)]
            for n, (image, kernel, s, p) in sizes.items()}  # fmt: skip
    assert all(any(left[name]) for name in left if "does not divide" in name)
    assert all(p > max(k) for n, (_, k, _, p) in sizes.items() if "padding larger" in n)
    assert any(image[0] != image[1] for image, *_ in sizes.values())
    assert any(kernel[0] != kernel[1] for _, kernel, *_ in sizes.values())
    assert all(s > max(k) for n, (_, k, s, _) in sizes.items() if "larger than the kernel" in n and
               "stride" in n)  # fmt: skip


@given(seed=seeds)
def test_the_fans_of_an_initializer_are_far_apart(seed):
    fans = drawn(LAYERS, "xavier", "xavier_uniform", seed)["arguments"]
    low, high = sorted([fans["fan_in"], fans["fan_out"]])
    assert high >= 4 * low


def test_a_validation_has_a_short_batch():
    inputs = drawn(TRAINING, "Trainer", "evaluate")
    assert len(inputs["val_x"]) % 3
    assert len(inputs["x"]) % 4


@pytest.mark.parametrize("unit", [LAYERS, TRAINING], ids=lambda unit: unit.name)
def test_points_of_the_unit(unit):
    assert unit.max_score == {"ps6_layers": 45, "ps6_training": 35}[unit.name]
    assert unit.folder == "ps6_babygrad"
    assert [e.id for e in unit.exercises if e.integration] == ["all_together"]


def test_pictures_differ_from_each_other():
    images = ps6_training.pictures(5, 9)
    assert len({image.tobytes() for image in images}) == 9


# Answers that the text allows


def test_a_bias_without_a_batch_axis_passes_everything():
    linear = answer_of("ps6_layers", "Linear").replace("zeros(1, out_feat", "zeros(out_feat")
    found = results({"Linear": linear}, ReferenceKey("ps6_layers", SEED))
    assert [name for name, result in found.items() if result.status != "passed"] == []
