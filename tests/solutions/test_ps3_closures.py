"""The reference of ps3_closures: the outputs of the course that it follows, and the conventions."""

import gc
import weakref

import numpy as np
import pytest

from autograder.student.graph import draw_graph
from solutions import ps3_closures as ps3
from solutions.ps3_closures import Tensor

A = [[1, 2, 3], [4, 5, 6]]
ROW = [[8, 2, 5]]


def printed(value):
    return "\n".join(line.rstrip() for line in str(value).splitlines())


def made(numbers, operation):
    return f"tensor({numbers}, grad_fn=<{operation}>)"


# Printed outputs


@pytest.mark.parametrize(
    ("operation", "a", "b", "output", "grad_a", "grad_b"),
    [
        (
            lambda a, b: a + b, A, [[8, 2, 5], [2, 7, 3]],
            made("[[ 9.000  4.000  8.000]\n        [ 6.000 12.000  9.000]]", "AddBackward"),
            "[[1. 1. 1.]\n [1. 1. 1.]]", "[[1. 1. 1.]\n [1. 1. 1.]]",
        ),
        (
            lambda a, b: a + b, A, ROW,
            made("[[ 9.000  4.000  8.000]\n        [12.000  7.000 11.000]]", "AddBackward"),
            "[[1. 1. 1.]\n [1. 1. 1.]]", "[[2. 2. 2.]]",
        ),
        (
            lambda a, b: a - b, A, ROW,
            made("[[-7.000  0.000 -2.000]\n        [-4.000  3.000  1.000]]", "SubBackward"),
            "[[1. 1. 1.]\n [1. 1. 1.]]", "[[-2. -2. -2.]]",
        ),
        (
            lambda a, b: a * b, A, ROW,
            made("[[ 8.000  4.000 15.000]\n        [32.000 10.000 30.000]]", "MulBackward"),
            "[[8. 2. 5.]\n [8. 2. 5.]]", "[[5. 7. 9.]]",
        ),
        (
            lambda a, b: a / b, A, ROW,
            made("[[0.125 1.000 0.600]\n        [0.500 2.500 1.200]]", "DivBackward"),
            "[[0.125 0.5   0.2  ]\n [0.125 0.5   0.2  ]]",
            "[[-0.078125   -1.75       -0.35999998]]",
        ),
        (
            lambda a, b: a @ b, np.ones((2, 3)), np.full((3, 2), 2),
            made("[[6.000 6.000]\n        [6.000 6.000]]", "MatmulBackward"),
            "[[4. 4. 4.]\n [4. 4. 4.]]", "[[2. 2.]\n [2. 2.]\n [2. 2.]]",
        ),
    ],
    ids=["add", "add, broadcast", "sub", "mul", "div", "matmul"],
)  # fmt: skip
def test_operations_on_two_tensors_print_what_the_course_prints(
    operation, a, b, output, grad_a, grad_b
):
    a, b = Tensor(a, requires_grad=True), Tensor(b, requires_grad=True)
    out = operation(a, b)
    assert printed(out) == output
    out.grad_fn(np.ones_like(out.array))
    assert (printed(a.grad), printed(b.grad)) == (grad_a, grad_b)


@pytest.mark.parametrize(
    ("operation", "a", "upstream", "output", "grad"),
    [
        (
            lambda a: a.log(), np.ones((2, 3)), np.ones((2, 3)),
            made("[[0.000 0.000 0.000]\n        [0.000 0.000 0.000]]", "LogBackward"),
            "[[1. 1. 1.]\n [1. 1. 1.]]",
        ),
        (
            lambda a: a.exp(), np.ones((2, 3)), np.ones((2, 3)),
            made("[[2.718 2.718 2.718]\n        [2.718 2.718 2.718]]", "ExpBackward"),
            "[[2.718282 2.718282 2.718282]\n [2.718282 2.718282 2.718282]]",
        ),
        (
            lambda a: a.sum(axis=1, keepdims=False), np.ones((2, 3)), np.array([1, 2]),
            made("[3.000 3.000]", "SumBackward"),
            "[[1. 1. 1.]\n [2. 2. 2.]]",
        ),
        (
            lambda a: a.max(axis=1, keepdims=False), [[1, 2, 3], [6, 4, 0]], np.array([1, 2]),
            made("[3.000 6.000]", "MaxBackward"),
            "[[0. 0. 1.]\n [2. 0. 0.]]",
        ),
    ],
    ids=["log", "exp", "sum", "max"],
)  # fmt: skip
def test_operations_on_one_tensor_print_what_the_course_prints(
    operation, a, upstream, output, grad
):
    a = Tensor(a, requires_grad=True)
    out = operation(a)
    assert printed(out) == output
    out.grad_fn(upstream)
    assert printed(a.grad) == grad


def test_broadcast_grad_accumulate_prints_what_the_course_prints():
    summed = ps3.broadcast_grad_accumulate(Tensor([[1, 2, 3]]), np.array([[1, 4, 7], [2, 1, 6]]))
    assert printed(summed) == "[[ 3  5 13]]"
    assert summed.shape == (1, 3)


def test_the_sigmoid_prints_what_the_course_prints():
    x = Tensor([[1, 2, 3], [6, 4, 0]], requires_grad=True)
    output = 1 / (1 + (-1 * x).exp())
    output.backward()
    assert printed(x.grad) == (
        "[[0.19661194 0.10499357 0.04517666]\n [0.00246651 0.01766271 0.25      ]]"
    )
    assert printed(output.array * (1 - output.array)) == (
        "[[0.19661193 0.10499363 0.04517666]\n [0.00246647 0.01766273 0.25      ]]"
    )


def test_parents_print_as_leaves():
    out = Tensor(A, requires_grad=True) + Tensor(ROW, requires_grad=True)
    assert printed(out.parents) == (
        "(tensor([[1.000 2.000 3.000]\n        [4.000 5.000 6.000]], requires_grad=True), "
        "tensor([[8.000 2.000 5.000]], requires_grad=True))"
    )
    assert printed(Tensor(2.5)) == "tensor(2.500)"


# What the tests of the course ask for


@pytest.mark.parametrize(
    ("shape", "times"),
    [((4, 12), 1), ((4, 1), 12), ((1, 1), 48), ((4, 1, 6, 1, 1), 144)],
)
def test_broadcast_grad_accumulate_counts_uses(shape, times):
    stretched = {2: (4, 12), 5: (4, 12, 6, 2, 6)}[len(shape)]
    summed = ps3.broadcast_grad_accumulate(np.ones(shape), np.ones(stretched))
    np.testing.assert_array_equal(summed, np.full(shape, times))


@pytest.mark.parametrize("reduce", ["sum", "max"])
@pytest.mark.parametrize(
    ("axis", "keepdims", "upstream"),
    [(1, False, [1, 2]), (1, True, [[1], [2]]), (None, False, [2]), (None, True, [[2]])],
)
def test_upstream_gradients_of_a_reduction_may_be_lists_of_the_same_numbers(
    reduce, axis, keepdims, upstream
):
    """For a whole array the course passes an array of shape (1,) where the result has ()."""
    a = Tensor([[1, 3, 2], [4, 2, 7]], requires_grad=True)
    getattr(a, reduce)(axis=axis, keepdims=keepdims).grad_fn(np.array(upstream))
    rows = np.broadcast_to(np.reshape(upstream, (-1, 1)), (2, 3))
    kept = np.ones((2, 3)) if reduce == "sum" else a.array == a.array.max(axis, keepdims=True)
    np.testing.assert_array_equal(a.grad, rows * kept)


@pytest.mark.parametrize(
    ("expression", "gradient"),
    [
        (lambda x: x * x, lambda x: 2 * x),
        (lambda x: x * x * x, lambda x: 3 * x**2),
        (lambda x: 3 * (x * x) + 2 * x + 1, lambda x: 6 * x + 2),
        (lambda x: 2 - x, lambda x: -np.ones_like(x)),
        (lambda x: x.exp().sum().log(), lambda x: np.exp(x) / np.exp(x).sum()),
        (
            lambda x: x.exp().sum(axis=1).log().sum(),
            lambda x: np.exp(x) / np.exp(x).sum(axis=1, keepdims=True),
        ),
        (lambda x: np.ones((3, 2)) @ x, lambda x: np.full_like(x, 3)),
        (lambda x: np.full((2, 3), 4.0) * x, lambda x: np.full_like(x, 4)),
    ],
    ids=[
        "square",
        "cube",
        "polynomial",
        "2 - x",
        "log-sum-exp",
        "log-sum-exp, axis",
        "array @ x",
        "array * x",
    ],
)
def test_backward_differentiates_expressions(expression, gradient):
    x = Tensor([[1.0, -2.0, 3.0], [0.5, -1.0, 2.0]], requires_grad=True)
    expression(x).backward()
    np.testing.assert_allclose(x.grad, gradient(x.array), rtol=1e-4)


# Conventions


def test_numbers_are_float32_and_copied():
    numbers = np.arange(3)
    tensor = Tensor(numbers, requires_grad=True)
    numbers[0] = 9
    assert tensor.array.dtype == tensor.grad.dtype == np.float32
    np.testing.assert_array_equal(tensor.array, [0, 1, 2])
    np.testing.assert_array_equal(tensor.grad, np.zeros(3))


def test_gradients_stay_float32_whatever_comes_from_above():
    a = Tensor(A, requires_grad=True)
    (a / 3).grad_fn(np.ones((2, 3), dtype=np.float64))
    assert a.grad.dtype == np.float32


def test_tied_largest_numbers_share_the_gradient_evenly():
    a = Tensor([5, 5, 1], requires_grad=True)
    a.max().grad_fn(np.array(2.0))
    np.testing.assert_array_equal(a.grad, [1, 1, 0])


def test_two_losses_that_share_a_tensor_add_up():
    x = Tensor(3.0, requires_grad=True)
    a = 2 * x
    first, second = a * a, 3 * a
    first.backward()
    assert float(x.grad) == 24
    second.backward()
    assert float(x.grad) == 30
    second.backward()
    assert float(x.grad) == 36


def test_a_chain_may_be_longer_than_python_calls_deep():
    x = Tensor(1.0, requires_grad=True)
    out = x
    for _ in range(20_000):
        out = out + 1
    assert len(out.backward()) == 40_001
    assert float(x.grad) == 1


def test_whole_numbers_have_gradients_that_are_none():
    x = Tensor(np.array([1, 2]), requires_grad=True)
    (x / 4).sum().backward()
    np.testing.assert_array_equal(x.grad, [0.25, 0.25])


def test_nothing_is_remembered_where_no_gradient_is_wanted():
    out = Tensor(A) * Tensor(ROW)
    assert (out.requires_grad, out.grad, out.grad_fn) == (False, None, None)
    assert repr(out).endswith("30.000]])")


def test_zero_grad_starts_again():
    a = Tensor(A, requires_grad=True)
    (a * a).backward()
    a.zero_grad()
    np.testing.assert_array_equal(a.grad, np.zeros((2, 3)))
    constant = Tensor(1)
    constant.zero_grad()
    assert constant.grad is None


def test_backward_returns_parents_first():
    x = Tensor(2.0, requires_grad=True)
    a = x * 2
    b = a + 3
    c = b / 4
    d = a + c
    order = d.backward()
    places = {id(tensor): place for place, tensor in enumerate(order)}
    for tensor in order:
        assert all(places[id(p)] < places[id(tensor)] for p in tensor.parents)
    assert order[-1] is d
    assert len(order) == 8
    assert [float(t.grad) for t in (d, c, b, a, x)] == [1.0, 1.0, 0.25, 1.25, 2.5]


def test_a_graph_is_let_go_with_its_result():
    x = Tensor(np.ones((4, 4)), requires_grad=True)
    out = (x @ x).exp().sum()
    middle = weakref.ref(out.parents[0])
    out.backward()
    del out
    gc.collect()
    assert middle() is None


def test_the_graph_of_an_expression_can_be_drawn():
    a, b = Tensor(A, requires_grad=True), Tensor(ROW)
    out = (a * b).sum()
    out.backward()
    svg = draw_graph(out).svg
    for words in ("&lt;SumBackward&gt;", "&lt;MulBackward&gt;", ">leaf<", ">constant<"):
        assert words in svg
    assert svg.count('class="tensor"') == 4


# What is given


def test_softmax_is_stable_and_sums_to_one():
    p = ps3.softmax(Tensor([[1000.0, 999.0, 0.0], [1.0, 1.0, 1.0]])).array
    np.testing.assert_allclose(p.sum(axis=1), 1, rtol=1e-6)
    np.testing.assert_allclose(p[1], 1 / 3, rtol=1e-6)


def test_cross_entropy_of_the_example():
    logits = Tensor([[2.0, 1.0, 0.1]], requires_grad=True)
    loss = ps3.cross_entropy_loss(logits, np.array([0]))
    np.testing.assert_allclose(loss.array, 0.417, atol=5e-4)
    loss.backward()
    np.testing.assert_allclose(logits.grad, [[0.659 - 1, 0.242, 0.099]], atol=1e-3)
    np.testing.assert_allclose(ps3.cross_entropy_loss(logits, Tensor([0])).array, loss.array)


@pytest.mark.parametrize("shape", [(3, 1), (1, 3), (2,), ()])
def test_cross_entropy_wants_one_label_for_each_row(shape):
    logits, labels = Tensor(np.zeros((3, 4))), np.zeros(shape, dtype=int)
    for targets in (labels, Tensor(labels)):
        with pytest.raises(ValueError, match=r"targets has shape .*, and should have \(3,\)"):
            ps3.cross_entropy_loss(logits, targets)
    assert ps3.cross_entropy_loss(logits, [0, 1, 2]).shape == ()


def test_tanh_is_numpys():
    x = Tensor(np.linspace(-3, 3, 7), requires_grad=True)
    out = ps3.tanh(x)
    np.testing.assert_allclose(out.array, np.tanh(x.array), rtol=1e-5)
    out.backward()
    np.testing.assert_allclose(x.grad, 1 - np.tanh(x.array) ** 2, rtol=1e-3, atol=1e-5)


def test_linear_starts_within_its_bounds():
    np.random.seed(0)
    layer = ps3.Linear(16, 500)
    assert (layer.W.shape, layer.b.shape) == ((16, 500), (1, 500))
    for parameter in layer.parameters():
        assert parameter.requires_grad
        assert 0.24 < np.abs(parameter.array).max() <= 0.25
    assert layer(Tensor(np.ones((3, 16)))).shape == (3, 500)


def test_sgd_steps_in_place():
    p = Tensor([3.0], requires_grad=True)
    storage = p.array
    p.grad[:] = 5.0
    optimizer = ps3.SGD([p], lr=0.1)
    optimizer.step()
    optimizer.zero_grad()
    assert p.array is storage
    np.testing.assert_allclose(p.array, [2.5])
    np.testing.assert_array_equal(p.grad, [0.0])


def test_a_parameter_that_two_layers_share_is_moved_once():
    p, q = (Tensor([3.0], requires_grad=True) for _ in range(2))
    for parameter in (p, q):
        parameter.grad[:] = 5.0
    ps3.SGD([p, q, p], lr=0.1).step()
    np.testing.assert_allclose([p.array, q.array], [[2.5], [2.5]])
