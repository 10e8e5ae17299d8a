"""Draws the ingredients of cases: shapes, values that read well, upstream gradients."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

import numpy as np

Arr = np.ndarray
Rng = np.random.Generator


_small = ContextVar("small", default=False)


@contextmanager
def small() -> Iterator[None]:
    """While this is open, shapes of several dimensions are drawn from a length of 1 up."""
    token = _small.set(True)
    try:
        yield
    finally:
        _small.reset(token)


def shape(rng: Rng, ndim: int, low: int = 2) -> tuple[int, ...]:
    """`ndim` lengths from `low` up, all different, so that no axis can stand in for another."""
    if _small.get() and ndim > 1:
        low -= 1
    return tuple(int(n) for n in rng.permutation(np.arange(low, low + max(ndim, 3)))[:ndim])


def values(rng: Rng, shape: tuple[int, ...]) -> Arr:
    """Quarters between -4 and 4, float32: short to print and exact to add."""
    return np.asarray(rng.integers(-16, 17, size=shape) / 4, dtype=np.float32)


def values_and_zero(rng: Rng, shape: tuple[int, ...]) -> Arr:
    """Like `values`, with a zero among them for certain."""
    array = values(rng, shape)
    array.flat[array.size // 2] = 0.0
    return array


def nonzero(rng: Rng, shape: tuple[int, ...]) -> Arr:
    """Quarters between -4 and 4 without zero, float32. Neither one nor all of one sign."""
    magnitude = rng.integers(2, 17, size=shape) / 4
    magnitude = np.where(magnitude == 1.0, 1.25, magnitude)
    return np.asarray(magnitude * rng.choice([-1.0, 1.0], size=shape), dtype=np.float32)


def signed(rng: Rng, shape: tuple[int, ...]) -> Arr:
    """Quarters of different sizes, all above 1, as many negative as positive, float32.

    A single entry is negative, and so is one more of an odd number.
    """
    size = int(np.prod(shape))
    sizes = 5 + rng.permutation(size + 6)[:size]
    signs = rng.permutation(np.resize([-1.0, 1.0], size))
    return np.asarray((sizes / 4 * signs).reshape(shape), dtype=np.float32)


def wide(rng: Rng, shape: tuple[int, ...]) -> Arr:
    """Values of both signs from 10 to 1e6, float32, the first of them too large for float16."""
    array: Arr = 10.0 ** rng.uniform(1, 6, size=shape)
    array.flat[0] = rng.uniform(2e5, 1e6)
    return np.asarray(array * np.sign(signed(rng, shape)), dtype=np.float32)


def positive(rng: Rng, shape: tuple[int, ...]) -> Arr:
    """Quarters between 1/2 and 4 without one, float32."""
    return np.asarray(np.abs(nonzero(rng, shape)))


def magnitudes(rng: Rng, shape: tuple[int, ...]) -> Arr:
    """Values whose size runs from 1e-4 to 1e4, float32; large ones of both signs for certain."""
    array: Arr = 10.0 ** rng.uniform(-4, 4, size=shape) * rng.choice([-1.0, 1.0], size=shape)
    large = 10.0 ** rng.uniform(3, 4, size=2) * rng.permutation([-1.0, 1.0])
    array.flat[-2:] = large[: array.size]
    return array.astype(np.float32)


def assorted(rng: Rng, shape: tuple[int, ...]) -> Arr:
    """Values of both signs, float32; of six or more two are zero, two between -1 and 1, and two
    too large for float16."""
    array = signed(rng, shape)
    special = rng.permutation([0.0, 0.0, 0.25, -0.75, 2.0**17, -(2.0**18)])
    if array.size >= special.size:
        array.flat[: special.size] = special
    return array


def assorted_nonzero(rng: Rng, shape: tuple[int, ...]) -> Arr:
    """Like `assorted`, with 3/4 for zero."""
    array = assorted(rng, shape)
    return np.where(array == 0, np.float32(0.75), array)


def assorted_positive(rng: Rng, shape: tuple[int, ...]) -> Arr:
    """Like `assorted_nonzero`, without signs."""
    array: Arr = np.abs(assorted_nonzero(rng, shape))
    return array


def double(draw: Callable[[Rng, tuple[int, ...]], Arr]) -> Callable[[Rng, tuple[int, ...]], Arr]:
    """The same values in float64."""
    return lambda rng, shape: draw(rng, shape).astype(np.float64)


ASSORTED = (2, 1, 3, 2)
"""Four lengths, one of them 1 and two equal."""


def upstream(rng: Rng, shape: tuple[int, ...]) -> Arr:
    """An upstream gradient: both signs (from two entries on), no zeros, no ones, float32."""
    array = nonzero(rng, shape)
    if array.size > 1:
        flip = rng.choice([-1, 1])
        array.flat[0] = flip * abs(array.flat[0])
        array.flat[-1] = -flip * abs(array.flat[-1])
    return array


def cycle(rng: Rng, length: int) -> tuple[int, ...]:
    """A permutation of 0 … length-1 that is one cycle; not its own inverse from length 3 on."""
    order = rng.permutation(length)
    axes = np.empty(length, dtype=int)
    axes[order] = np.roll(order, -1)
    return tuple(int(axis) for axis in axes)


PAIRS: dict[str, Callable[[tuple[int, ...]], tuple[tuple[int, ...], tuple[int, ...]]]] = {
    "same": lambda s: (s, s),
    "prepended": lambda s: (s, s[-1:]),
    "stretched": lambda s: ((*s[:1], 1), s),
    "both": lambda s: ((s[0], 1), (1, s[1])),
    "0-d": lambda s: (s, ()),
}
"""How the shapes of two arguments relate: what is broadcast to what."""


def thin_shape(rng: Rng) -> tuple[int, ...]:
    """A 3-D shape with two dimensions of length 1 around one that is longer."""
    return (1, int(rng.integers(2, 5)), 1)


def elementwise(
    forward: Callable[..., Any],
    draw: Callable[..., Any],
    ndim: int,
    *,
    thin: bool = False,
    frozen: bool = False,
) -> Callable[[Rng], dict[str, Any]]:
    """Inputs for the backward function of an elementwise `forward` of one argument."""

    def inputs(rng: Rng) -> dict[str, Any]:
        x = draw(rng, thin_shape(rng) if thin else shape(rng, ndim))
        grad_out = upstream(rng, x.shape)
        marks = {"_frozen": True} if frozen else {}
        return {"grad_out": grad_out, "out": np.asarray(forward(x)), "x": x, **marks}

    return inputs
