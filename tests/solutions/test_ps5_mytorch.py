"""The reference of ps5_mytorch: its walkthrough, oracles, and faults of the course it follows."""

import gc
import os
import re
import weakref

import autograd.numpy as anp
import numpy as np
import pytest
from autograd import grad

from solutions import ps5_mytorch as ps5
from solutions.ps5_mytorch import Tensor
from tests.programs import printed

RNG = np.random.default_rng(5)


def gradients(out, upstream, *tensors):
    """The gradients of tensors after a walk back from out."""
    ps5.backward(out.grad_fn, Tensor(upstream))
    return [tensor.grad.data for tensor in tensors]


def close(found, expected):
    for mine, oracle in zip(found, expected, strict=True):
        assert mine.dtype == np.float64
        np.testing.assert_allclose(mine, oracle, rtol=1e-10, atol=1e-12)


def test_the_calculation_of_the_text():
    a, b, c = Tensor(3.0, requires_grad=True), Tensor(4.0), Tensor(2.0, requires_grad=True)
    d = a * b + a
    e = (d + c) + Tensor(3.0)
    e.backward()
    assert (e.data, a.grad.data, b.grad, c.grad.data, d.grad) == (20, 5, None, 1, None)


def test_the_nodes_of_the_calculation():
    a, b = Tensor(3.0, requires_grad=True), Tensor(4.0)
    product = a * b
    node = (product + a).grad_fn
    assert (node.function_name, product.grad_fn.function_name) == ("Add", "Mul")
    assert node.next_functions[0] is product.grad_fn
    leaf, constant = product.grad_fn.next_functions
    assert leaf is node.next_functions[1]
    assert (leaf.function_name, leaf.variable, leaf.next_functions) == ("AccumulateGrad", a, [])
    assert constant is None


def test_a_tensor_may_die_while_its_graph_lives():
    a = Tensor([1.0, 2.0], requires_grad=True)
    product = a * a
    dead = weakref.ref(product)
    out = product + a
    del product
    gc.collect()
    assert dead() is None
    out.backward()
    assert a.grad.data.tolist() == [3.0, 5.0]


SHAPES = [((2, 3), (2, 3)), ((5, 3), (3,)), ((5, 1), (1, 3)), ((), (2, 3)), ((0, 3), (1, 3))]


@pytest.mark.parametrize("shapes", SHAPES)
@pytest.mark.parametrize("sign", ["+", "-", "*", "/"])
def test_operators_agree_with_hips_autograd(sign, shapes):
    arrays = [RNG.uniform(1, 2, shape) for shape in shapes]
    tensors = [Tensor(array, requires_grad=True) for array in arrays]
    operator = eval(f"lambda a, b: a {sign} b")
    out = operator(*tensors)
    upstream = RNG.normal(size=out.shape)

    def loss(a, b):
        return anp.sum(upstream * operator(a, b))

    close(gradients(out, upstream, *tensors), [grad(loss, i)(*arrays) for i in (0, 1)])


def normalized(x, gamma, beta, eps=1e-5):
    mean = anp.mean(x, axis=0)
    return gamma * (x - mean) / anp.sqrt(anp.mean((x - mean) ** 2, axis=0) + eps) + beta


def test_batch_normalization_agrees_with_hips_autograd():
    arrays = [RNG.normal(size=(6, 3)), RNG.normal(size=3), RNG.normal(size=3)]
    layer, x = ps5.BatchNorm1d(3), Tensor(arrays[0], requires_grad=True)
    layer.gamma.data, layer.beta.data = arrays[1:]
    out, upstream = layer(x), RNG.normal(size=(6, 3))
    close([out.data], [normalized(*arrays)])

    def loss(*args):
        return anp.sum(upstream * normalized(*args))

    expected = [grad(loss, i)(*arrays) for i in range(3)]
    close(gradients(out, upstream, x, layer.gamma, layer.beta), expected)


def test_two_variances_one_to_normalize_with_and_one_to_remember():
    layer, x = ps5.BatchNorm1d(1, eps=0.0, momentum=0.5), np.array([[3.0], [7.0]])
    assert layer(Tensor(x)).data.tolist() == [[-1.0], [1.0]]  # divided by the root of 4
    assert layer.running_mean.data.tolist() == [2.5]
    assert layer.running_var.data.tolist() == [0.5 * 1 + 0.5 * 8]


def test_the_variance_of_one_example_is_refused_in_training_alone():
    layer = ps5.BatchNorm1d(2)
    with pytest.raises(ValueError, match="more than one"):
        layer(Tensor([[1.0, 2.0]]))
    layer.eval()
    assert np.isfinite(layer(Tensor([[1.0, 2.0]])).data).all()


def test_batch_normalization_does_not_decorrelate():
    x = RNG.normal(size=(50, 1)) @ np.array([[1.0, 2.0]]) + RNG.normal(size=(50, 2))
    before, after = (np.corrcoef(a.T)[0, 1] for a in (x, ps5.BatchNorm1d(2)(Tensor(x)).data))
    assert after == pytest.approx(before, abs=1e-3)
    assert abs(after) > 0.5


@pytest.mark.parametrize("scale", [1.0, 1000.0])
def test_cross_entropy_and_its_gradient_with_one_over_n(scale):
    x, labels = scale * RNG.normal(size=(5, 3)), np.array([0, 2, 1, 1, 0])
    predicted = Tensor(x, requires_grad=True)
    loss = ps5.cross_entropy(predicted, Tensor(labels))

    def by_hips(x):
        largest = anp.max(x, axis=1, keepdims=True)
        log_sum = largest + anp.log(anp.sum(anp.exp(x - largest), axis=1, keepdims=True))
        return anp.mean((log_sum - x)[np.arange(5), labels])

    assert loss.shape == ()
    close([loss.data], [by_hips(x)])
    close(gradients(loss, np.array(1.0), predicted), [grad(by_hips)(x)])


def test_a_walk_share_by_share_takes_a_call_for_each_way():
    assert ps5.count_calls(ps5.backward, ps5.doubled(10)) == 2**11 - 1


def test_a_walk_that_waits_takes_a_call_for_each_node():
    assert ps5.count_calls(ps5.backward_once, ps5.doubled(20)) == 21


def test_a_walk_that_waits_goes_as_deep_as_the_graph():
    y = Tensor(1.0, requires_grad=True)
    for _ in range(3000):
        y = y + Tensor(1.0)
    assert ps5.count_calls(ps5.backward_once, y) == 3001


def test_both_walks_agree_on_a_network():
    model = ps5.Sequential(ps5.Linear(4, 3), ps5.BatchNorm1d(3), ps5.ReLU(), ps5.Linear(3, 2))
    x, labels = Tensor(RNG.normal(size=(6, 4))), Tensor(np.array([0, 1, 1, 0, 1, 0]))
    found = []
    for walk in (ps5.backward, ps5.backward_once):
        ps5.SGD(model.parameters()).zero_grad()
        walk(ps5.cross_entropy(model(x), labels).grad_fn, Tensor(1.0))
        found.append([parameter.grad.data for parameter in model.parameters()])
    close(*found)


def test_averages_go_on_moving_after_a_validation():
    layer = ps5.BatchNorm1d(2)
    model = ps5.Sequential(layer, ps5.Linear(2, 2))
    x, y = np.tile([4.0, -2.0], (300, 1)), np.arange(300) % 2
    optimizer = ps5.SGD(model.parameters())
    ps5.train(model, optimizer, ps5.CrossEntropyLoss(), x, y, x, y, num_epochs=2)
    np.testing.assert_allclose(layer.running_mean.data, (1 - 0.9**6) * x[0])
    assert model.is_train


def test_momentum_takes_the_two_steps_of_the_text():
    weight = Tensor([8.0], requires_grad=True, is_parameter=True)
    optimizer, found = ps5.SGD([weight], lr=0.1, momentum=0.5), []
    for _ in range(2):
        weight.grad = Tensor([10.0])
        optimizer.step()
        found.append(weight.data.item())
    assert found == [7.0, 5.5]


@pytest.mark.parametrize("momentum", [0.0, 0.5])
def test_a_step_keeps_the_dtype_of_a_parameter(momentum):
    weight = Tensor(np.float32([8.0]), requires_grad=True, is_parameter=True)
    weight.grad = Tensor(np.float64([10.0]))
    ps5.SGD([weight], lr=0.1, momentum=momentum).step()
    assert weight.data.dtype == np.float32


def test_pasted_answers_find_the_names_of_modules():
    assert ps5.F.Mul is ps5.Mul
    assert ps5.tensor.Tensor is Tensor
    assert issubclass(ps5.F.ReLU, ps5.Function)
    assert issubclass(ps5.ReLU, ps5.Module)
    with pytest.raises(AttributeError, match="no Nothing"):
        ps5.F.Nothing  # noqa: B018


def trained(**environment):
    """The last line that `python -m solutions.ps5_mytorch` prints, as a percentage."""
    lines = printed("solutions.ps5_mytorch", **environment)
    return float(re.fullmatch(r"Final Test Accuracy: ([\d.]+)%", lines[-1])[1])


@pytest.mark.skipif("AUTOGRAD_MNIST_DIR" not in os.environ, reason="MNIST is not named")
def test_mnist_passes_93_percent_in_3_epochs():
    assert trained(AUTOGRAD_MNIST_DIR=os.environ["AUTOGRAD_MNIST_DIR"]) >= 93


def test_the_small_digits_pass_93_percent_in_20_epochs(tmp_path):
    assert trained(AUTOGRAD_MNIST_OFFLINE="1", AUTOGRAD_MNIST_CACHE=str(tmp_path)) >= 93
