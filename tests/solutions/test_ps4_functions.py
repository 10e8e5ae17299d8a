"""The reference of ps4_functions: the faults of the course that it follows, mended; conventions."""

import gc
import os
import re
import weakref

import numpy as np
import pytest

from autograder.student.graph import draw_graph
from solutions import ps4_functions as ps4
from solutions.ps4_functions import Tensor, nn, ops
from tests.programs import printed


def leaf(numbers):
    return Tensor(numbers, requires_grad=True)


# What the course's listings get wrong


def test_an_array_times_a_tensor_is_a_tensor():
    x = leaf([1.0, 2.0])
    y = np.array([3.0, 4.0]) * x
    assert isinstance(y, Tensor)
    assert y.data.tolist() == [3.0, 8.0]
    y.sum().backward()
    assert x.grad.tolist() == [3.0, 4.0]


def test_labels_that_are_float32_count_as_classes():
    loss = nn.CrossEntropyLoss()(leaf([[7, 7], [9, 0]]), Tensor([1, 0]))
    assert loss.shape == ()
    assert float(loss.data) == pytest.approx(0.3466, abs=1e-3)


def test_the_loss_grows_with_the_error():
    losses = [nn.CrossEntropyLoss()(Tensor([[0, -s]]), Tensor([1])).data for s in (0, 1, 5, 20)]
    assert losses == sorted(losses)
    assert losses[0] == pytest.approx(np.log(2))


def test_a_walk_twice_does_not_hand_on_what_the_first_one_left():
    a = leaf(3.0)
    b = 2 * a
    first, second = b * b, 3 * b
    first.backward(retain_graph=True)
    second.backward()
    assert a.grad == 24 + 6


def test_gradients_of_leaves_accumulate_over_walks_and_those_in_the_middle_do_not():
    a = leaf(3.0)
    b = a * a
    c = b * b
    for walks in (1, 2, 3):
        c.backward(retain_graph=True)
        assert a.grad == walks * 108
        assert b.grad == 18


def test_a_second_walk_without_retain_graph_says_what_to_do():
    a = leaf([1.0, 2.0])
    loss = (a * a).sum()
    loss.backward()
    with pytest.raises(RuntimeError, match=r"retain_graph=True"):
        loss.backward()
    assert a.grad.tolist() == [2.0, 4.0]


def test_what_shares_a_tensor_with_a_graph_that_is_gone_says_so_too():
    b = 2 * leaf(1.0)
    (b * b).backward()
    with pytest.raises(RuntimeError, match="freed"):
        (b + 1).backward()


def test_a_freed_graph_dies_and_a_kept_one_lives():
    for retain in (False, True):
        a = leaf(1.0)
        b = a.exp()
        alive, loss = weakref.ref(b), b * 2
        del b
        loss.backward(retain_graph=retain)
        gc.collect()
        assert (alive() is not None) == retain


def test_where_nothing_requires_a_gradient_no_parent_is_kept():
    a = Tensor([1.0])
    alive, out = weakref.ref(a), a + 1
    assert out.fn is None
    assert out.grad is None
    del a
    assert alive() is None


def test_shapes_that_the_course_lists_are_added_where_they_go_together():
    one, other = leaf(np.ones((3, 5, 7, 5, 2))), leaf(np.ones((5, 7, 1, 1)))
    (one + other).backward()
    assert other.grad.shape == (5, 7, 1, 1)
    assert (other.grad == 3 * 5 * 2).all()
    with pytest.raises(ValueError, match="broadcast"):
        leaf(np.ones((5, 7, 10))) + leaf(np.ones((5, 7, 10, 3, 2)))


def test_softmax_of_large_scores_is_finite():
    x = leaf([[1000.0, 0.0]])
    out = Tensor.comm(ops.Softmax(), x)
    assert out.data.tolist() == [[1.0, 0.0]]
    assert np.isfinite(x.log_softmax().data).all()


# Conventions


def test_the_slope_of_relu_at_zero_is_zero():
    x = leaf([0.0, -0.0, 1e-30])
    x.relu().backward()
    assert x.grad.tolist() == [0.0, 0.0, 1.0]


def test_ties_of_a_maximum_share_evenly():
    x = leaf([2.0, 2.0, 1.0])
    x.max().backward()
    assert x.grad.tolist() == [0.5, 0.5, 0.0]


def test_only_a_matrix_has_a_transpose():
    assert Tensor(np.ones((2, 3))).T.shape == (3, 2)
    for shape in ((), (2,), (2, 3, 4)):
        with pytest.raises(AssertionError, match="matrix"):
            _ = Tensor(np.ones(shape)).T


def test_walks_go_through_deep_graphs():
    x = y = leaf(1.0)
    for _ in range(5000):
        y = y + 0
    y.backward()
    assert x.grad == 1


def test_names_of_the_notebook_are_found_as_in_modules():
    assert nn.Linear is ps4.Linear
    with pytest.raises(AttributeError, match="Conv2d"):
        _ = nn.Conv2d


def test_parameters_are_found_however_deep_and_once():
    class Two(nn.Module):
        def __init__(self):
            super().__init__()
            self.layers = [nn.Linear(2, 3), nn.Linear(3, 2)]
            self.again = self.layers[0]
            self.scale = Tensor(2.0)

    assert [p.shape for p in Two().parameters()] == [(3, 2), (3,), (2, 3), (2,)]


def test_a_graph_is_drawn_by_its_operators():
    text = draw_graph((leaf([1.0]) * leaf([2.0])).relu()).svg
    assert "ReLU" in text
    assert "Mul" in text


# Training

EPOCH = re.compile(
    r"Epoch (\d+)/\d+ \| train loss [\d.]+ \| test loss [\d.]+ \| test accuracy (.+) %"
)


def accuracies(**environment):
    """The test accuracy after each epoch that the module prints, in percent."""
    lines = printed("solutions.ps4_functions", **environment)
    return [float(match[2]) for match in map(EPOCH.fullmatch, lines) if match]


@pytest.mark.skipif("AUTOGRAD_MNIST_DIR" not in os.environ, reason="AUTOGRAD_MNIST_DIR is not set")
def test_mnist_passes_95_percent_in_5_epochs():
    found = accuracies(AUTOGRAD_MNIST_DIR=os.environ["AUTOGRAD_MNIST_DIR"])
    assert len(found) == 5
    assert found[-1] >= 95


def test_the_small_digits_pass_95_percent_in_5_epochs(tmp_path):
    found = accuracies(AUTOGRAD_MNIST_OFFLINE="1", AUTOGRAD_MNIST_CACHE=str(tmp_path))
    assert len(found) == 5
    assert found[-1] >= 95
