"""What cases are drawn from, for any seed."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.course import draws

seeds = st.integers(0, 2**32)
dimensions = st.integers(0, 4)
ARRAYS = ("values", "nonzero", "positive", "magnitudes", "upstream")


@given(seeds, dimensions, st.integers(1, 4))
def test_no_axis_of_a_shape_can_stand_in_for_another(seed, ndim, low):
    shape = draws.shape(np.random.default_rng(seed), ndim, low)
    assert len(shape) == len(set(shape)) == ndim
    assert all(length >= low for length in shape)


@pytest.mark.parametrize("name", ARRAYS)
@given(seed=seeds, ndim=dimensions)
def test_arrays_are_float32_and_the_same_for_the_same_seed(name, seed, ndim):
    drawn = [
        getattr(draws, name)(rng, draws.shape(rng, ndim))
        for rng in (np.random.default_rng(seed), np.random.default_rng(seed))
    ]
    assert drawn[0].dtype == np.float32
    assert drawn[0].ndim == ndim
    np.testing.assert_array_equal(*drawn)


@pytest.mark.parametrize("name", ["values", "nonzero", "positive", "upstream"])
@given(seed=seeds)
def test_values_to_be_read_are_quarters_up_to_four(name, seed):
    drawn = getattr(draws, name)(np.random.default_rng(seed), (3, 4))
    np.testing.assert_array_equal(drawn * 4, np.round(drawn * 4))
    assert np.abs(drawn).max() <= 4


@pytest.mark.parametrize("name", ["nonzero", "positive", "upstream"])
@given(seed=seeds)
def test_no_entry_is_one_or_zero(name, seed):
    drawn = getattr(draws, name)(np.random.default_rng(seed), (3, 4))
    assert not np.isin(np.abs(drawn), [0.0, 1.0]).any()


@given(seeds)
def test_upstream_gradients_have_both_signs(seed):
    drawn = draws.upstream(np.random.default_rng(seed), (2, 3))
    assert set(np.sign(drawn).flat) == {-1.0, 1.0}


@given(seeds)
def test_positive_values_are_positive(seed):
    assert draws.positive(np.random.default_rng(seed), (3, 4)).min() > 0


@given(seeds)
def test_magnitudes_stay_between_their_bounds(seed):
    drawn = np.abs(draws.magnitudes(np.random.default_rng(seed), (50,)))
    assert drawn.min() >= 0.99e-4
    assert drawn.max() <= 1.01e4


def test_magnitudes_are_of_many_sizes():
    drawn = np.abs(draws.magnitudes(np.random.default_rng(0), (200,)))
    assert drawn.min() < 1e-3
    assert drawn.max() > 1e3


@given(seeds, st.integers(2, 6))
def test_a_cycle_comes_back_after_as_many_steps_as_it_has_axes(seed, length):
    axes = draws.cycle(np.random.default_rng(seed), length)
    axis, visited = 0, []
    for _ in range(length):
        axis = axes[axis]
        visited.append(axis)
    assert sorted(visited) == list(range(length))
    assert visited[-1] == 0


@given(seeds, st.integers(3, 6))
def test_a_cycle_of_three_or_more_is_not_its_own_inverse(seed, length):
    axes = draws.cycle(np.random.default_rng(seed), length)
    assert tuple(np.argsort(axes)) != axes
