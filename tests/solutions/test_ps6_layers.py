"""The reference of ps6_layers: against HIPS autograd and PyTorch, and what its course got wrong."""

import autograd.numpy as anp
import numpy as np
import pytest
from autograd import elementwise_grad

from solutions import ps6_layers as ps6
from solutions.ps6_layers import Parameter, Sequential, Tensor, init, ops

RNG = np.random.default_rng(6)


def run(layer, x, upstream, **held):
    """The output and the gradient of x, in float64, with given numbers in the layer."""
    for name, numbers in held.items():
        getattr(layer, name).data = numbers
    x = Tensor(x, dtype=None, requires_grad=True)
    out = layer(x)
    out.backward(upstream)
    return out.data, x.grad


def layer_norm(x, weight, bias, axis):
    mean = anp.mean(x, axis=axis, keepdims=True)
    variance = anp.mean((x - mean) ** 2, axis=axis, keepdims=True)
    return weight * (x - mean) / anp.sqrt(variance + 1e-5) + bias


@pytest.mark.parametrize(("kind", "axis"), [("LayerNorm1d", 1), ("BatchNorm1d", 0)])
@pytest.mark.parametrize("shape", [(6, 4), (4, 4), (5, 2)])
def test_normalization_is_what_hips_autograd_makes_of_its_formula(kind, axis, shape):
    x, upstream = RNG.normal(size=shape), RNG.normal(size=shape)
    weight, bias = RNG.normal(size=(2, shape[1]))
    out, grad = run(getattr(ps6, kind)(shape[1]), x, upstream, weight=weight, bias=bias)
    np.testing.assert_allclose(out, layer_norm(x, weight, bias, axis), rtol=1e-10)
    expected = elementwise_grad(lambda x: upstream * layer_norm(x, weight, bias, axis))(x)
    np.testing.assert_allclose(grad, expected, rtol=1e-8, atol=1e-10)


@pytest.mark.parametrize("scale", [1.0, 1000.0])
def test_the_loss_is_what_hips_autograd_makes_of_its_formula(scale):
    logits, labels = scale * RNG.normal(size=(5, 3)), np.array([0, 2, 1, 2, 0])

    def loss(z):
        shifted = z - anp.max(z, axis=1, keepdims=True)
        sums = anp.log(anp.sum(anp.exp(shifted), axis=1))
        return anp.mean(sums - shifted[anp.arange(5), labels])

    tensor = Tensor(logits, dtype=None, requires_grad=True)
    out = ps6.SoftmaxLoss()(tensor, labels)
    out.backward()
    assert out.shape == ()
    assert np.isclose(out.data, loss(logits), rtol=1e-10)
    np.testing.assert_allclose(tensor.grad, elementwise_grad(loss)(logits), rtol=1e-8, atol=1e-12)


@pytest.mark.parametrize("kind", ["LayerNorm1d", "BatchNorm1d"])
def test_gradients_through_normalization_can_be_differentiated_again(kind):
    layer, numbers, e = getattr(ps6, kind)(3), RNG.normal(size=(4, 3)), 1e-5

    def slope(at, create_graph=False):
        x = Tensor(at, dtype=None, requires_grad=True)
        ((layer(x) * upstream) ** 2).sum().backward(create_graph=create_graph)
        return x

    upstream = Tensor(RNG.normal(size=(4, 3)), dtype=None)
    x = slope(numbers, create_graph=True)
    first, x.grad = x.grad, None
    (first * first).sum().backward()
    step = np.zeros((4, 3))
    step[1, 2] = e
    expected = (slope(numbers + step).grad ** 2).sum() - (slope(numbers - step).grad ** 2).sum()
    assert np.isclose(x.grad[1, 2], expected / (2 * e), rtol=1e-4)


def test_the_running_averages_follow_the_batches_with_the_biased_variance():
    layer, mean, var = ps6.BatchNorm1d(3, momentum=0.25), np.zeros(3), np.ones(3)
    for n in (4, 7, 1):
        x = RNG.normal(size=(n, 3))
        layer(Tensor(x, dtype=None))
        mean, var = 0.75 * mean + 0.25 * x.mean(axis=0), 0.75 * var + 0.25 * x.var(axis=0)
    np.testing.assert_allclose(layer.running_mean.data, mean, rtol=1e-6)
    np.testing.assert_allclose(layer.running_var.data, var, rtol=1e-6)


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("kind", ["LayerNorm1d", "BatchNorm1d", "ReLU", "Tanh", "Sigmoid"])
def test_layers_keep_the_dtype_of_what_they_are_given(kind, dtype):
    layer = getattr(ps6, kind)(*([3] if "Norm" in kind else []))
    assert layer(Tensor(RNG.normal(size=(2, 3)), dtype=dtype)).dtype == dtype


# What the course that it follows gets wrong


@pytest.mark.parametrize("nonlinearity", ["linear", "sigmoid", "tanh", "relu"])
def test_kaiming_looks_at_the_nonlinearity(nonlinearity):
    np.random.seed(0)
    for draw in (ps6.kaiming_uniform, ps6.kaiming_normal):
        weight = draw(100, 400, nonlinearity=nonlinearity)
        assert np.isclose(weight.data.std(), ps6.GAINS[nonlinearity] / 10, rtol=0.02)


def test_linear_starts_with_weights_that_keep_the_size_of_numbers():
    np.random.seed(0)
    layers = [part for _ in range(20) for part in (ps6.Linear(200, 200), ps6.ReLU())]
    out = Sequential(*layers)(Tensor(RNG.normal(size=(100, 200))))
    assert 0.2 < out.data.std() < 5


@pytest.mark.parametrize("draw", [init.rand, init.randn])
def test_an_initializer_takes_a_device_and_a_dtype(draw):
    assert draw(2, 3, device="cpu", dtype="float64").dtype == np.float64


def test_masks_and_running_averages_require_no_gradient():
    x = Tensor(np.ones((4, 3)))
    assert not ps6.Dropout(0.5)(x).requires_grad
    layer = ps6.BatchNorm1d(3)
    layer(x)
    for running in (layer.running_mean, layer.running_var):
        assert not running.requires_grad
        assert not isinstance(running, Parameter)
        assert not running._inputs


def test_operations_do_not_become_layers_of_the_same_name():
    x = Tensor([-1.0, 2.0], requires_grad=True)
    ops.relu(x).backward()
    assert issubclass(ops.ReLU, ps6.Function)
    assert issubclass(ps6.ReLU, ps6.Module)
    assert x.grad.tolist() == [0.0, 1.0]


def test_adam_moves_by_the_learning_rate_first_whatever_the_gradient():
    parameter = Parameter([1.0, 1.0, 1.0])
    parameter.grad = np.array([1e-3, -50.0, 7.0], dtype=np.float32)
    ps6.Adam([parameter], lr=0.1).step()
    np.testing.assert_allclose(parameter.data, [0.9, 1.1, 0.9], rtol=1e-4)


def test_adam_is_pytorchs():
    torch = pytest.importorskip("torch")
    start, settings = RNG.normal(size=(3, 2)), {"lr": 0.05, "weight_decay": 0.1}
    theirs = torch.nn.Parameter(torch.tensor(start))
    ours = Parameter(Tensor(start, dtype=None))
    one = ps6.Adam([ours], **settings)
    other = torch.optim.Adam([theirs], **settings)
    for _ in range(10):
        gradient = RNG.normal(size=(3, 2))
        ours.grad, theirs.grad = gradient.copy(), torch.tensor(gradient)
        one.step()
        other.step()
    np.testing.assert_allclose(ours.data, theirs.detach().numpy(), rtol=1e-8)


def test_a_network_of_all_layers_learns():
    np.random.seed(1)
    x = RNG.normal(size=(64, 5)).astype(np.float32)
    y = (x[:, 0] * x[:, 1] > 0).astype(int)
    model = Sequential(
        ps6.Linear(5, 32),
        ps6.LayerNorm1d(32),
        ps6.Tanh(),
        ps6.Linear(32, 16),
        ps6.BatchNorm1d(16),
        ps6.ReLU(),
        ps6.Dropout(0.1),
        ps6.Linear(16, 2),
    )
    optimizer = ps6.Adam(model.parameters(), lr=0.01)
    for _ in range(150):
        optimizer.zero_grad()
        ps6.SoftmaxLoss()(model(Tensor(x)), y).backward()
        optimizer.step()
    model.eval()
    assert (model(Tensor(x)).data.argmax(axis=1) == y).mean() > 0.95
