"""What wrong numbers have to do with the right ones, and with what came in."""

import numpy as np
import pytest

from autograder.grading.relations import explained

RNG = np.random.default_rng(0)
SEVERAL = [
    {"x": RNG.normal(size=shape), "row": RNG.normal(size=shape[1:])} for shape in ((4, 3), (5, 6))
]
RIGHT = [RNG.normal(size=i["x"].shape) for i in SEVERAL]


@pytest.mark.parametrize(
    ("wrong", "relation"),
    [
        (lambda right, i: 0 * right, "zeros"),
        (lambda right, i: i["x"], "as-it-came"),
        (lambda right, i: right * i["x"], "factor-of-an-input"),
        (lambda right, i: right / i["row"], "factor-of-an-input"),
        (lambda right, i: right - i["row"], "term-of-an-input"),
        (lambda right, i: np.exp(right), "another-function"),
        (lambda right, i: np.full_like(right, 0.7), "one-number"),
        (lambda right, i: right * np.where(i["x"] > 0, 1, -1), "signs"),
        (lambda right, i: right.sum(axis=1), "over-an-axis"),
        (lambda right, i: right.mean(axis=0, keepdims=True), "over-an-axis"),
        (lambda right, i: right.ravel(), "in-another-shape"),
        (lambda right, i: np.vstack([right[:1], right[1:] ** 3]), "only-some-rows"),
        (lambda right, i: np.vstack([right[:-1], right[-1:] ** 3]), "only-some-rows"),
        (lambda right, i: right * np.arange(2, 2 + len(right))[:, None], "by-the-row"),
        (lambda right, i: right + np.arange(2, 2 + len(right))[:, None], "by-the-row"),
    ],
)
def test_the_relation_is_named(wrong, relation):
    arrays = [(wrong(r, i), r, i) for r, i in zip(RIGHT, SEVERAL, strict=True)]
    assert explained(arrays)[0] == relation


def test_numbers_that_have_nothing_to_do_with_the_right_ones_have_no_relation():
    arrays = [(RNG.normal(size=r.shape), r, i) for r, i in zip(RIGHT, SEVERAL, strict=True)]
    assert explained(arrays) is None


def test_a_relation_has_to_hold_in_most_cases():
    arrays = [(r * i["x"] ** n, r, i) for n, r, i in zip((1, 3), RIGHT, SEVERAL, strict=True)]
    assert explained(arrays) is None
