"""The engine of ps1_backprop: tensors, recipes, the order of the walk, backpropagation."""

import gc
import re
import weakref

import autograd.numpy as anp
import numpy as np
import pytest

from solutions.ps1_backprop import (
    BACK_FUNCS,
    BackwardFuncLookup,
    Node,
    NoGrad,
    Tensor,
    arange,
    backprop,
    empty,
    forward_and_back,
    grad_tracking_enabled,
    log,
    log_back,
    multiply,
    multiply_back0,
    multiply_back1,
    sorted_computational_graph,
    tensor,
    topological_sort,
    unbroadcast,
    wrap_forward_fn,
    zeros,
)
from tests.cases import vjp

# Tensor


def test_lists_of_floats_and_float64_arrays_become_float32():
    for source in ([1.0, 2.0], [[1.0], [2.5]], np.linspace(0, 1, 3), 0.5, np.float64(2.0)):
        assert Tensor(source).array.dtype == np.float32


@pytest.mark.parametrize("dtype", [np.float32, np.int64, np.uint8, np.bool_])
def test_an_array_that_needs_no_conversion_is_shared(dtype):
    array = np.ones(3, dtype=dtype)
    assert Tensor(array).array is array


def test_repr_shows_the_array_and_requires_grad_only_when_set():
    assert repr(Tensor([1.0, 2.0, 3.0])) == "Tensor(array([1., 2., 3.], dtype=float32))"
    assert (
        repr(Tensor([1.0, 2.0, 3.0], requires_grad=True))
        == "Tensor(array([1., 2., 3.], dtype=float32), requires_grad=True)"
    )


def test_shape_ndim_size_len_and_item():
    x = Tensor(np.zeros((2, 3)))
    assert (x.shape, x.ndim, x.size, len(x)) == ((2, 3), 2, 6, 2)
    assert Tensor([[7.0]]).item() == 7.0
    assert type(Tensor(3).item()) is int


def test_truth_is_that_of_the_only_element():
    assert Tensor(2.0)
    assert not Tensor([0.0])
    with pytest.raises(ValueError, match="ambiguous"):
        bool(Tensor([1.0, 2.0]))


def test_tensors_hash_by_identity():
    x, twin = Tensor([1.0]), Tensor([1.0])
    assert hash(x) != hash(twin)
    assert len({x, x, twin}) == 2


def test_constructors():
    assert empty(2, 3).shape == (2, 3)
    assert empty(2).array.dtype == np.float32
    assert np.array_equal(zeros(2, 1).array, np.zeros((2, 1)))
    assert zeros(1).array.dtype == np.float32
    assert np.array_equal(arange(0, 4).array, [0, 1, 2, 3])
    assert np.array_equal(arange(4).array, [0, 1, 2, 3])
    assert np.array_equal(arange(1, 7, 2).array, [1, 3, 5])
    assert arange(0, 4).array.dtype.kind == "i"
    assert tensor([1.0], requires_grad=True).requires_grad


def test_numpy_numbers_and_arrays_on_the_left_give_tensors():
    x = Tensor([1.0, 2.0], requires_grad=True)
    for left in (np.float32(2.0), np.array([2.0, 2.0], dtype=np.float32)):
        product = left * x
        assert isinstance(product, Tensor)
        assert product.requires_grad
        assert np.array_equal(product.array, [2.0, 4.0])


def test_a_numpy_function_called_on_a_tensor_is_refused():
    with pytest.raises(TypeError):
        np.exp(Tensor([1.0]))


# Backward functions


@pytest.mark.parametrize(
    ("shape", "original"),
    [
        ((2, 3), (2, 3)),
        ((2, 3), (3,)),
        ((2, 3), (1, 3)),
        ((2, 3), (2, 1)),
        ((4, 2, 3), (2, 1)),
        ((4, 2, 3), (1, 1, 1)),
        ((4, 2, 3), ()),
        ((), ()),
        ((1, 1), (1,)),
        ((0, 3), (3,)),
        ((0, 3), (1, 3)),
    ],
)
def test_unbroadcast_is_the_transpose_of_broadcasting(shape, original):
    rng = np.random.default_rng(0)
    grad, x = rng.normal(size=shape), rng.normal(size=original)
    result = unbroadcast(grad, x)
    assert result.shape == original
    # <broadcast(x), grad> = <x, unbroadcast(grad)>
    assert np.allclose((np.broadcast_to(x, shape) * grad).sum(), (x * result).sum())


@pytest.mark.parametrize("number", [2, 2.0, np.float32(2.0)])
def test_unbroadcast_to_a_number_sums_everything(number):
    result = unbroadcast(np.ones((2, 3), dtype=np.float32), number)
    assert result.shape == ()
    assert result == 6
    assert result.dtype == np.float32


def test_log_back_against_autograd():
    rng = np.random.default_rng(1)
    x, grad_out = rng.uniform(0.5, 2.0, (3, 4)), rng.normal(size=(3, 4))
    assert np.allclose(log_back(grad_out, np.log(x), x), vjp(anp.log, 0, (x,), grad_out))


@pytest.mark.parametrize("shapes", [((3,), (3,)), ((2, 3), (3,)), ((2, 1), (1, 3)), ((3,), ())])
def test_multiply_back_against_autograd(shapes):
    rng = np.random.default_rng(2)
    x, y = (rng.normal(size=shape) for shape in shapes)
    grad_out = rng.normal(size=(x * y).shape)
    for position, back in enumerate((multiply_back0, multiply_back1)):
        result = back(grad_out, x * y, x, y)
        assert result.shape == (x, y)[position].shape
        assert np.allclose(result, vjp(anp.multiply, position, (x, y), grad_out))


def test_multiply_back_takes_plain_numbers():
    grad_out, x = np.array([1.0, 2.0]), np.array([3.0, 4.0])
    assert np.array_equal(multiply_back0(grad_out, x * 2.0, x, 2.0), [2.0, 4.0])
    assert multiply_back1(grad_out, x * 2.0, x, 2.0) == 11.0
    assert multiply_back0(grad_out, 2.0 * x, 2.0, x) == 11.0


def test_forward_and_back_against_autograd():
    rng = np.random.default_rng(3)
    args = tuple(rng.uniform(1.5, 3.0, size) for size in [(2, 3), (3,), (2, 1)])

    def forward(a, b, c):
        return anp.log(a * b * anp.log(c))

    for position, grad in enumerate(forward_and_back(*args)):
        assert grad.shape == args[position].shape
        assert np.allclose(grad, vjp(forward, position, args, 1.0))


# The table


def test_lookup_finds_by_function_and_position_and_replaces():
    table = BackwardFuncLookup()
    table.add_back_func(np.multiply, 0, multiply_back0)
    table.add_back_func(np.multiply, 1, multiply_back0)
    table.add_back_func(np.multiply, 1, multiply_back1)
    assert table.get_back_func(np.multiply, 0) is multiply_back0
    assert table.get_back_func(np.multiply, 1) is multiply_back1


def test_lookup_of_a_missing_row_names_the_function_and_the_position():
    with pytest.raises(KeyError, match=re.escape("argument 1 of sqrt")):
        BACK_FUNCS.get_back_func(np.sqrt, 1)


# wrap_forward_fn


def test_a_recipe_holds_function_arrays_keywords_and_parents():
    x = Tensor([1.0, 2.0], requires_grad=True)
    y = multiply(3, x)
    assert y.recipe.func is np.multiply
    assert y.recipe.args[0] == 3
    assert y.recipe.args[1] is x.array
    assert y.recipe.kwargs == {}
    assert list(y.recipe.parents.items()) == [(1, x)]
    assert y.requires_grad
    assert not y.is_leaf
    assert x.is_leaf


def test_keyword_arguments_reach_the_function_and_the_recipe():
    total = wrap_forward_fn(np.sum)(Tensor([[1.0, 2.0]], requires_grad=True), axis=1)
    assert np.array_equal(total.array, [3.0])
    assert total.recipe.kwargs == {"axis": 1}


def test_no_recipe_unless_a_parent_requires_grad():
    out = multiply(Tensor([1.0]), Tensor([2.0]))
    assert out.recipe is None
    assert not out.requires_grad
    assert out.is_leaf


def test_no_recipe_for_a_function_that_is_not_differentiable():
    out = wrap_forward_fn(np.sign, is_differentiable=False)(Tensor([1.0], requires_grad=True))
    assert out.recipe is None
    assert not out.requires_grad


def test_a_tensor_by_keyword_gets_a_plain_message():
    with pytest.raises(TypeError, match="pass the tensor for `x` by position"):
        wrap_forward_fn(lambda x: x)(x=Tensor([1.0]))


# Order


def sort(node):
    return topological_sort(node, lambda n: n.children)


def test_topological_sort_of_a_chain_ends_with_the_node_itself():
    first = Node()
    second = Node(first)
    third = Node(second)
    assert sort(third) == [first, second, third]


def test_topological_sort_of_a_graph_that_branches_and_rejoins_lists_each_node_once():
    bottom = Node()
    left, right = Node(bottom), Node(bottom)
    top = Node(left, right, bottom, left)
    order = sort(top)
    assert sorted(map(id, order)) == sorted(map(id, [bottom, left, right, top]))
    for node in order:
        assert all(order.index(child) < order.index(node) for child in node.children)


def test_topological_sort_of_random_graphs_puts_children_first():
    rng = np.random.default_rng(4)
    for _ in range(50):
        nodes = []
        for _ in range(12):
            chosen = rng.integers(0, len(nodes), rng.integers(0, 4)) if nodes else []
            nodes.append(Node(*(nodes[i] for i in chosen)))
        order = sort(nodes[-1])
        place = {node: i for i, node in enumerate(order)}
        assert len(place) == len(order)
        assert order[-1] is nodes[-1]
        assert all(place[child] < place[node] for node in order for child in node.children)


@pytest.mark.parametrize("length", [1, 2, 5])
def test_topological_sort_raises_on_a_cycle(length):
    nodes = [Node() for _ in range(length)]
    for i, node in enumerate(nodes):
        node.children = [Node(), nodes[(i + 1) % length]]
    with pytest.raises(ValueError, match="cycle"):
        sort(Node(nodes[0]))


def test_topological_sort_of_a_deep_chain():
    node = Node()
    for _ in range(10_000):
        node = Node(node)
    assert len(sort(node)) == 10_001


def test_sorted_computational_graph_starts_with_the_tensor_and_puts_parents_later():
    a = Tensor([1.0], requires_grad=True)
    b = Tensor([2.0], requires_grad=True)
    c = Tensor([3.0], requires_grad=True)
    d = a * b
    e = c.log()
    f = d * e
    g = f.log()
    order = sorted_computational_graph(g)
    assert order[0] is g
    assert set(order) == {a, b, c, d, e, f, g}
    place = {node: i for i, node in enumerate(order)}
    for child, parents in {g: [f], f: [d, e], d: [a, b], e: [c]}.items():
        assert all(place[child] < place[parent] for parent in parents)


# Backpropagation


def test_gradients_of_a_tangled_expression_against_autograd():
    rng = np.random.default_rng(5)
    a, b = rng.uniform(1.5, 3.0, (2, 3)), rng.uniform(1.5, 3.0, (3,))

    def tangle(a, b, log):
        c = a * b
        d = log(c) * c * 2.0
        return log(d * a * log(b) * c)

    x, y = Tensor(a, requires_grad=True), Tensor(b, requires_grad=True)
    tangle(x, y, log).backward()
    for leaf, position in ((x, 0), (y, 1)):
        expected = vjp(lambda a, b: tangle(a, b, anp.log), position, (a, b), 1.0)
        assert leaf.grad.shape == leaf.shape
        assert leaf.grad.array.dtype == np.float32
        assert np.allclose(leaf.grad.array, expected, rtol=1e-5)


def test_a_leaf_used_twice_accumulates():
    x = Tensor([1.0, 2.0], requires_grad=True)
    (x * x * x).backward()
    assert np.allclose(x.grad.array, [3.0, 12.0])


def test_backward_called_again_accumulates_and_leaves_the_earlier_gradient_alone():
    x = Tensor([1.0, 2.0], requires_grad=True)
    y = x * 3.0
    y.backward()
    first = x.grad
    y.backward()
    assert np.array_equal(first.array, [3.0, 3.0])
    assert np.array_equal(x.grad.array, [6.0, 6.0])


@pytest.mark.parametrize("wrap", [np.array, Tensor])
def test_end_grad_may_be_an_array_or_a_tensor(wrap):
    x = Tensor([1.0, 2.0], requires_grad=True)
    (x * 3.0).backward(end_grad=wrap([10.0, 100.0]))
    assert np.array_equal(x.grad.array, [30.0, 300.0])


def test_without_end_grad_the_gradient_is_that_of_the_sum():
    x = Tensor([[1.0, 2.0], [3.0, 4.0]], requires_grad=True)
    backprop(x * x)
    assert np.array_equal(x.grad.array, 2 * x.array)


def test_only_leaves_that_require_grad_get_one():
    x, y = Tensor([1.0], requires_grad=True), Tensor([2.0])
    middle = x * y
    end = middle.log()
    end.backward()
    assert np.allclose(x.grad.array, [1.0])
    assert isinstance(x.grad, Tensor)
    assert x.grad.recipe is None
    assert not x.grad.requires_grad
    assert y.grad is None
    assert middle.grad is None
    assert end.grad is None


def test_no_gradient_is_worked_out_for_what_does_not_require_one():
    x, y = Tensor([1.0], requires_grad=True), Tensor([2.0])
    asked = []
    table_row = BACK_FUNCS.get_back_func(np.multiply, 1)
    BACK_FUNCS.add_back_func(np.multiply, 1, lambda *args: asked.append(args))
    try:
        (x * y).backward()
    finally:
        BACK_FUNCS.add_back_func(np.multiply, 1, table_row)
    assert not asked


def test_a_number_as_an_argument_has_no_gradient():
    x = Tensor([1, 2, 3], requires_grad=True)
    (2 * (x * 2)).backward(end_grad=np.array([1.0, 1.0, 1.0]))
    assert np.array_equal(x.grad.array, [4.0, 4.0, 4.0])


def test_backward_on_a_leaf_gives_end_grad_itself_as_a_copy():
    x = Tensor([1.0, 2.0], requires_grad=True)
    end_grad = np.array([5.0, 6.0], dtype=np.float32)
    x.backward(end_grad)
    assert np.array_equal(x.grad.array, [5.0, 6.0])
    assert not np.shares_memory(x.grad.array, end_grad)


def test_backward_without_anything_to_differentiate_says_so():
    with pytest.raises(RuntimeError, match="does not require grad"):
        (Tensor([1.0]) * 2).backward()


def test_an_integer_tensor_has_a_float_gradient():
    x = Tensor([1, 2], requires_grad=True)
    (x * 0.5).backward()
    assert np.array_equal(x.grad.array, [0.5, 0.5])
    assert x.grad.array.dtype == np.float32


def test_a_chain_of_10000_operations():
    x = Tensor([1.0], requires_grad=True)
    y = x
    for _ in range(10_000):
        y = y * 1.0
    y.backward()
    assert x.grad.item() == 1.0
    del y  # freeing a deep graph must not overflow the stack either


def test_a_graph_dies_with_its_last_tensor():
    gc.disable()
    try:
        x = Tensor([1.0], requires_grad=True)
        middle = x * 2.0
        end = middle.log()
        end.backward()
        watched = [weakref.ref(middle), weakref.ref(end)]
        del middle, end
        assert [ref() for ref in watched] == [None, None]
    finally:
        gc.enable()


# NoGrad


def test_nograd_writes_no_recipes_and_restores_the_switch():
    x = Tensor([1.0], requires_grad=True)
    with NoGrad():
        assert not grad_tracking_enabled
        with NoGrad():
            assert not grad_tracking_enabled
        assert not grad_tracking_enabled
        out = x * 2
        assert out.recipe is None
        assert not out.requires_grad
    assert grad_tracking_enabled
    assert (x * 2).recipe is not None


def test_nograd_restores_the_switch_after_an_exception():
    with pytest.raises(ZeroDivisionError), NoGrad():
        _ = 1 / 0
    assert grad_tracking_enabled
