"""The engine of ps6: against HIPS autograd in first and second derivatives, and the faults of the
course that it follows, each with the right value."""

import gc

import autograd
import autograd.numpy as anp
import numpy as np
import pytest
from autograd.scipy.special import logsumexp as anp_logsumexp

from solutions.ps6_tensors import (
    Tensor,
    derivative,
    divide,
    exp,
    hessian_vector_product,
    log,
    logsumexp,
    matmul,
    newton,
    power,
    power_scalar,
    relu,
    sigmoid,
    sqrt,
    summation,
    tanh,
    transpose,
)

SHAPES = [(3,), (2, 3), (), (0, 2), (1, 3, 1), (2, 1, 3, 2)]
PAIRS = [
    ((3,), (3,)), ((2, 3), (3,)), ((3,), (2, 3)), ((2, 1), (1, 3)), ((2, 3), ()), ((), (2, 3)),
    ((0, 3), (3,)), ((2, 3, 4), (3, 1)), ((1,), ()),
]  # fmt: skip
AXES = [None, 0, 1, -1, (1,), (0, 2), (-1, 0), (2, 1), (0, 1, 2)]
UNARY = {
    "exp": (exp, anp.exp),
    "log": (log, anp.log),
    "sqrt": (sqrt, anp.sqrt),
    "tanh": (tanh, anp.tanh),
    "sigmoid": (sigmoid, lambda a: 1 / (1 + anp.exp(-a))),
    "relu": (lambda a: relu(a - 1), lambda a: anp.maximum(a - 1, 0)),
    "a cube": (lambda a: a**3, lambda a: a**3),
    "a root of a power": (lambda a: a**-1.5, lambda a: a**-1.5),
    "numbers on the left": (lambda a: 2 / a - 3 * a + 2**a, lambda a: 2 / a - 3 * a + 2**a),
}
BINARY = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": lambda a, b: a / b,
    "**": lambda a, b: a**b,
}
PRODUCTS = [
    ((2, 3), (3, 4)), ((3,), (3,)), ((3,), (3, 4)), ((2, 3), (3,)), ((5, 2, 3), (3, 4)),
    ((2, 3), (5, 3, 4)), ((1, 2, 3), (5, 3, 4)), ((6, 1, 2, 3), (5, 3, 4)), ((3,), (5, 3, 4)),
    ((5, 2, 3), (3,)), ((0, 3), (3, 4)), ((2, 0), (0, 4)), ((4, 2, 3), (4, 3, 2)),
]  # fmt: skip


def agrees(f, g, *shapes):
    """f on tensors is g on arrays: output, gradients, and the gradients of these."""
    rng = np.random.default_rng(abs(hash(shapes)) % 2**32)
    arrays = [rng.uniform(0.5, 2.0, size=shape) for shape in shapes]
    weights = [rng.normal(size=shape) for shape in shapes]
    tensors = [Tensor(array, dtype=None, requires_grad=True) for array in arrays]
    out = f(*tensors)
    upstream = rng.normal(size=out.shape)
    np.testing.assert_allclose(out.data, g(*arrays), rtol=1e-12)

    def weighed(*arrays):
        return anp.sum(g(*arrays) * upstream)

    def slopes(*arrays):
        found = [autograd.grad(weighed, i)(*arrays) for i in range(len(arrays))]
        return sum(anp.sum(slope * v) for slope, v in zip(found, weights, strict=True))

    out.backward(upstream, create_graph=True)
    grads = [tensor.grad for tensor in tensors]
    for i, (grad, tensor) in enumerate(zip(grads, tensors, strict=True)):
        assert (grad.shape, grad.dtype) == (tensor.shape, np.float64)
        np.testing.assert_allclose(grad.data, autograd.grad(weighed, i)(*arrays), atol=1e-10)
        tensor.grad = None
    terms = [(g * Tensor(v, dtype=None)).sum() for g, v in zip(grads, weights, strict=True)]
    total = sum(terms[1:], terms[0])
    if total.requires_grad:
        total.backward()
    for i, tensor in enumerate(tensors):
        found = np.zeros(tensor.shape) if tensor.grad is None else tensor.grad
        np.testing.assert_allclose(found, autograd.grad(slopes, i)(*arrays), atol=1e-9)


@pytest.mark.filterwarnings("ignore:Output seems independent")
@pytest.mark.parametrize("name", UNARY)
def test_functions_of_one_tensor(name):
    for shape in SHAPES:
        agrees(*UNARY[name], shape)


@pytest.mark.filterwarnings("ignore:Output seems independent")
@pytest.mark.parametrize("name", BINARY)
def test_functions_of_two_tensors_broadcast(name):
    for shapes in PAIRS:
        agrees(BINARY[name], BINARY[name], *shapes)


@pytest.mark.filterwarnings("ignore:Output seems independent")
@pytest.mark.parametrize("axes", AXES, ids=str)
def test_reductions(axes):
    agrees(lambda a: a.sum(axes), lambda a: anp.sum(a, axis=axes), (2, 3, 4))
    agrees(lambda a: logsumexp(a, axes), lambda a: anp_logsumexp(a, axis=axes), (2, 3, 4))


@pytest.mark.parametrize("shapes", PRODUCTS, ids=str)
def test_matrix_products(shapes):
    agrees(matmul, anp.matmul, *shapes)


def test_gradients_agree_with_central_differences():
    rng = np.random.default_rng(0)
    x, step = rng.uniform(0.5, 2, size=(3, 4)), 1e-5
    w = rng.normal(size=(4, 2))

    def f(x):
        x = Tensor(x, dtype=None, requires_grad=True)
        out = logsumexp(tanh(x @ Tensor(w, dtype=None)) / sqrt(x.sum((1,)).reshape(3, 1)), (1,))
        return x, (out * sigmoid(out)).sum()

    tensor, out = f(x)
    out.backward()
    for place in np.ndindex(x.shape):
        moved = step * (np.indices(x.shape) == np.reshape(place, (2, 1, 1))).all(axis=0)
        numerical = (f(x + moved)[1].data - f(x - moved)[1].data) / (2 * step)
        np.testing.assert_allclose(tensor.grad[place], numerical, rtol=1e-6)


# The faults of the course that this one follows


@pytest.mark.parametrize("pair", [(0, 2), (2, 0), (-1, 0), (1, 2), (3, 1)], ids=str)
def test_a_pair_of_axes_is_its_own_inverse(pair):
    x = Tensor(np.arange(120).reshape(2, 3, 4, 5), requires_grad=True)
    y = transpose(x, pair)
    upstream = np.random.default_rng(0).normal(size=y.shape).astype(np.float32)
    y.backward(upstream)
    np.testing.assert_array_equal(x.grad, np.swapaxes(upstream, *pair))


@pytest.mark.parametrize("make", [Tensor.ones, Tensor.zeros, Tensor.rand, Tensor.randn,
                                  Tensor.randb, Tensor.empty, Tensor.constant])  # fmt: skip
def test_factories_take_shapes_either_way_and_dtypes_and_want_no_gradient(make):
    for shape in ((2, 3), ((2, 3),)):
        assert make(*shape).shape == (2, 3)
    assert make().shape == ()
    assert make(2, dtype="float64").dtype == np.float64
    assert not make(2).requires_grad
    assert make(2, requires_grad=True).requires_grad


def test_one_hot_refuses_what_is_no_class():
    np.testing.assert_array_equal(Tensor.one_hot([2, 0], 3).data, [[0, 0, 1], [1, 0, 0]])
    for indices in ([3], [-1]):
        with pytest.raises(ValueError, match="classes are 0 to 2"):
            Tensor.one_hot(indices, 3)


def test_logsumexp_of_everything_and_of_large_numbers():
    x = Tensor(np.full((2, 3, 4), 1e4), requires_grad=True)
    y = logsumexp(x)
    y.backward()
    np.testing.assert_allclose(y.data, 1e4 + np.log(24))
    np.testing.assert_allclose(x.grad, 1 / 24, rtol=1e-5)
    assert logsumexp(Tensor([-np.inf, -np.inf])).data == -np.inf


def test_a_power_of_a_negative_base_with_a_constant_exponent():
    a = Tensor([-2.0, 0.0, 3.0], requires_grad=True)
    power(a, Tensor([2.0, 2.0, 2.0])).sum().backward()
    np.testing.assert_array_equal(a.grad, [-4, 0, 6])


def test_relu_of_minus_infinity_is_zero():
    x = Tensor([-np.inf, 0.0, 2.0], requires_grad=True)
    y = relu(x)
    y.sum().backward()
    np.testing.assert_array_equal(y.data, [0, 0, 2])
    np.testing.assert_array_equal(x.grad, [0, 0, 1])


def test_a_graph_may_be_deep():
    x = Tensor(1.0, requires_grad=True)
    y = x
    for _ in range(5_000):
        y = y + 0.5
    y.backward()
    assert x.grad == 1


def test_gradients_are_detached_unless_a_graph_is_asked_for():
    x = Tensor([3.0], requires_grad=True)
    (x * x).backward()
    assert type(x.grad) is np.ndarray
    x.grad = None
    (x * x).backward(create_graph=True)
    assert isinstance(x.grad, Tensor)
    assert x.grad.requires_grad


def test_float64_is_kept_and_float32_is_not_widened():
    for dtype in ("float32", "float64"):
        x = Tensor([0.1, 0.2], dtype=dtype, requires_grad=True)
        y = ((x * 0.1 + np.float64(2.0)) / 3 - [1, 2] + np.ones(2)) ** 2
        y.sum().backward()
        assert (y.dtype, x.grad.dtype) == (dtype, dtype)


def test_two_walks_add_up_without_handing_on_twice():
    x = Tensor(3.0, requires_grad=True)
    a = x * 2
    (a * a).backward()
    (a * 3).backward()
    assert x.grad == 24 + 6


def test_memory_stays_flat_over_many_steps():
    w = Tensor(np.ones((4, 4)), requires_grad=True)
    x = Tensor(np.ones((2, 4)))

    def left(steps):
        for _ in range(steps):
            w.grad = None
            (tanh(x @ w) ** 2).sum().backward()
            w.data -= 1e-3 * w.grad
        return sum(isinstance(thing, Tensor) for thing in gc.get_objects())

    gc.collect()
    gc.disable()  # nothing is left to it
    try:
        assert left(10) == left(10_000)
    finally:
        gc.enable()


# Gradients of gradients


def test_derivatives_are_those_of_the_formulas():
    x = np.linspace(-1.5, 1.5, 7)
    formulas = [np.tanh(x), 1 - np.tanh(x) ** 2, -2 * np.tanh(x) * (1 - np.tanh(x) ** 2)]
    for n, formula in enumerate(formulas):
        np.testing.assert_allclose(derivative(tanh, x, n), formula, atol=1e-12)
    for n, factor in enumerate((1, 5, 20, 60, 120, 120, 0)):
        expected = factor * x ** max(5 - n, 0)
        np.testing.assert_allclose(derivative(lambda x: x**5, x, n), expected, atol=1e-12)
    assert derivative(lambda x: power_scalar(x, 2), [0.0], 3) == 0


def test_newtons_method_doubles_the_digits():
    found = [float(newton(lambda x: exp(x) - x * 2, 0.0, steps)) for steps in range(1, 6)]
    np.testing.assert_allclose(found, [1, 0.735759, 0.694042, 0.693148, 0.693147], atol=1e-6)
    exact = newton(lambda x: exp(x) - x * 2, np.float64(0.0), 6)
    assert abs(exact - np.log(2)) < 1e-15


def test_a_hessian_times_a_vector_agrees_with_differences_of_gradients():
    rng = np.random.default_rng(0)
    a, x, v = rng.normal(size=(3, 4, 4))

    def f(x):
        return logsumexp(divide(tanh(x @ Tensor(a, dtype=None)), 1 + x * x)) + summation(x**3)

    def slope(x):
        x = Tensor(x, dtype=None, requires_grad=True)
        f(x).backward()
        return x.grad

    numerical = (slope(x + 1e-5 * v) - slope(x - 1e-5 * v)) / 2e-5
    np.testing.assert_allclose(hessian_vector_product(f, x, v), numerical, rtol=1e-6, atol=1e-8)
