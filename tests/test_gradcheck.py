"""gradcheck agrees with right backward functions and shows where wrong ones differ."""

import json
import re

import numpy as np
import pytest

from autograder.student.gradcheck import gradcheck
from solutions import ps2_mnist as ps2


@pytest.mark.parametrize(
    ("fn", "back_fn", "args", "options"),
    [
        (np.exp, ps2.exp_back, (np.array([0.5, -1.0], dtype=np.float32),), {}),
        (np.maximum, ps2.maximum_back1, (np.array([1.0, 2.0]), np.array([1.0, 3.0])), {"arg": 1}),
        (ps2._sum, ps2.sum_back, (np.arange(6.0).reshape(2, 3),), {"dim": 1}),
        (np.matmul, ps2.matmul2d_back0, (np.ones((2, 3)), np.arange(12.0).reshape(3, 4)), {}),
        (
            ps2._getitem,
            ps2.getitem_back,
            (np.ones((2, 3)), (np.array([0, 0]), np.array([1, 1]))),
            {},
        ),
        (np.exp, ps2.exp_back, (np.array(0.5),), {}),
    ],
)
def test_right_backward_functions_agree(fn, back_fn, args, options, capsys):
    assert gradcheck(fn, back_fn, *args, **options)
    assert re.search("agrees? with the numerical", capsys.readouterr().out)


def test_a_wrong_entry_is_shown_with_both_values(capsys):
    def wrong(grad_out, out, x):
        gradient = grad_out * out
        gradient[1] = 99.0
        return gradient

    assert not gradcheck(np.exp, wrong, np.array([0.5, 1.0, 2.0]))
    said = capsys.readouterr().out
    assert "1 of 3 entries differ" in said
    assert "(1,)" in said
    assert "99" in said
    upstream = json.loads(said.partition("with grad_out = ")[2])
    assert f"{upstream[1] * np.exp(1.0):.5g}" in said  # worked out by hand


@pytest.mark.parametrize(
    ("result", "sentence"),
    [(lambda x: x.sum(), "has shape ()"), (list, "returns a list"), (lambda x: None, "a NoneType")],
)
def test_what_is_no_gradient_is_said_plainly(result, sentence, capsys):
    assert not gradcheck(np.exp, lambda grad_out, out, x: result(x), np.ones(3))
    assert sentence in capsys.readouterr().out


def test_a_wrong_shape_is_shown_with_what_came_from_above(capsys):
    assert not gradcheck(np.exp, lambda grad_out, out, x: grad_out.sum(0), np.ones((2, 2)))
    printed = capsys.readouterr().out
    assert "has shape (2,); the argument has shape (2, 2)" in printed
    assert "with grad_out = [[" in printed


def test_the_inputs_are_not_changed():
    x = np.array([0.5, 1.0])
    gradcheck(np.exp, ps2.exp_back, x)
    np.testing.assert_array_equal(x, [0.5, 1.0])


def test_an_argument_that_is_no_array_of_floats_is_refused():
    with pytest.raises(TypeError, match="array of floats as argument 1"):
        gradcheck(ps2._getitem, ps2.getitem_back, np.ones(3), 1, arg=1)
