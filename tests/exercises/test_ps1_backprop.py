"""The cases of ps1_backprop, for any seed: each holds the trap that it is named for, and what is
expected is what HIPS autograd and a plain check of the order say."""

import functools
import itertools

import autograd
import autograd.numpy as anp
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.course.model import Namespace, assignment
from autograder.course.units import ps1_backprop as exercises
from solutions import ps1_backprop as reference
from tests import cases
from tests.cases import vjp

UNIT = assignment("ps1_backprop")
NAMES = vars(reference)
seeds = st.integers(0, 2**32)
drawn = functools.partial(cases.drawn, UNIT)
instances = functools.partial(cases.instances, UNIT)


def observed(exercise, inputs):
    return UNIT[exercise].probe(Namespace(NAMES), inputs)


# Backward functions


@pytest.mark.parametrize("inputs", instances("log_back"))
def test_log_back_agrees_with_autograd(inputs):
    expected = vjp(anp.log, 0, [inputs["x"]], inputs["grad_out"])
    np.testing.assert_allclose(observed("log_back", inputs)["result"], expected, rtol=1e-5)


@pytest.mark.parametrize("inputs", instances("unbroadcast"))
def test_unbroadcast_is_the_gradient_of_broadcasting(inputs):
    large, small = inputs["broadcasted"], inputs["original"]
    expected = vjp(lambda x: x + np.zeros(large.shape), 0, [small], large)
    result = observed("unbroadcast", inputs)["result"]
    assert np.shape(result) == small.shape
    np.testing.assert_allclose(result, expected, rtol=1e-5)


@pytest.mark.parametrize("inputs", instances("multiply_back"))
def test_multiply_back_agrees_with_autograd(inputs):
    values, argument = [inputs["x"], inputs["y"]], inputs["_argument"]
    expected = vjp(anp.multiply, argument, values, inputs["grad_out"])
    result = observed("multiply_back", inputs)["result"]
    assert np.shape(result) == np.shape(values[argument])
    np.testing.assert_allclose(result, expected, rtol=1e-5, atol=1e-5)


@pytest.mark.parametrize("inputs", instances("forward_and_back"))
def test_forward_and_back_agrees_with_autograd(inputs):
    arrays = [inputs[name] for name in "abc"]
    found = observed("forward_and_back", inputs)
    assert found.keys() == {f"gradient of {name}" for name in inputs.get("_gradients", "abc")}
    for name, gradient in found.items():
        number = "abc".index(name[-1])
        expected = vjp(lambda a, b, c: anp.log(a * b * anp.log(c)), number, arrays, 1.0)
        assert gradient.shape == arrays[number].shape
        np.testing.assert_allclose(gradient, expected, rtol=1e-4)


# Whole calculations

FUNCTIONS = {
    "log": anp.log,
    "multiply": anp.multiply,
    "add": anp.add,
    "scale": lambda x, factor: x * factor,
    "root": anp.sqrt,
    "mix": lambda x, y, z: 2 * x + 3 * y - z,
}


def gradients_by_autograd(inputs, ends):
    """For each leaf that wants one, the sum of its gradients over the walks."""
    wanted = [name for name in inputs["leaves"] if name not in inputs.get("constants", [])]
    leaves = {name: np.asarray(array, dtype=float) for name, array in inputs["leaves"].items()}

    def total(values):
        names = {**leaves, **dict(zip(wanted, values, strict=True))}
        for step in inputs["steps"] * inputs.get("times", 1):
            name, called, arguments, keywords = exercises.parse(step)
            values = [names[a] if a in names else float(a) for a in arguments]
            names[name] = FUNCTIONS[called](*values, **keywords)
        return sum(anp.sum(inputs.get("end_grad", 1.0) * names[end]) for end in ends)

    return dict(zip(wanted, autograd.grad(total)([leaves[n] for n in wanted]), strict=True))


@pytest.mark.parametrize(
    "inputs",
    [
        p
        for p in instances("backprop", seeds=(0,))
        if p.values[0].get("_look_at") is None and p.values[0].get("times", 1) == 1
    ],
)
def test_backprop_agrees_with_autograd(inputs):
    expected = gradients_by_autograd(inputs, inputs["backprop"])
    found = observed("backprop", inputs)
    if inputs.get("_same_end_grad"):
        np.testing.assert_array_equal(found.pop("end_grad afterwards"), inputs["end_grad"])
    assert found.keys() == {f"gradient of {name}" for name in expected}
    for name, wanted in expected.items():
        so_far = inputs.get("grads so far", {}).get(name, 0.0)
        gradient = found[f"gradient of {name}"]
        np.testing.assert_allclose(gradient, so_far + wanted, rtol=1e-4, atol=1e-5)


def test_two_hundred_changes_of_sign_change_nothing():
    inputs = drawn("backprop", "200 steps", 0)
    np.testing.assert_array_equal(observed("backprop", inputs)["gradient of a"], 1.0)


@pytest.mark.parametrize("inputs", instances("all_together"))
def test_all_together_agrees_with_autograd(inputs):
    expected = gradients_by_autograd(inputs, inputs["backward"])
    found = observed("all_together", inputs)
    for name, gradient in expected.items():
        np.testing.assert_allclose(found[f"gradient of {name}"], gradient, rtol=1e-4, atol=1e-5)
    if inputs.get("_by_hand"):
        for name in expected:
            by_hand = found[f"gradient of {name}, by hand"]
            np.testing.assert_allclose(by_hand, expected[name], rtol=1e-4)


# Orders

ORDERED = [
    pytest.param(exercise, case, id=f"{exercise}: {case.name}")
    for exercise in ("topological_sort", "sorted_computational_graph")
    for case in UNIT[exercise].cases
    if case.checker is not None
]


@pytest.mark.parametrize(("exercise", "case"), ORDERED)
@settings(max_examples=20)
@given(seed=seeds)
def test_the_reference_lists_children_and_parents_in_order(exercise, case, seed):
    found = observed(exercise, case.draw(np.random.default_rng(seed)))
    graph = found["children"]
    places = dict(zip(graph, found["place of each node"].tolist(), strict=True))
    assert sorted(places.values()) == list(range(int(found["entries"])))
    for node, children in graph.items():
        for child in children:
            assert (places[child] < places[node]) == (exercise == "topological_sort")


def test_every_order_that_is_right_passes_and_no_other():
    checker = exercises.in_order(children_first=True)
    graph = {"a": ["b", "c"], "b": ["d"], "c": ["d"], "d": []}
    expected = {"children": graph}
    accepted = set()
    for order in itertools.permutations(graph):
        places = np.array([order.index(name) for name in graph])
        found = {"place of each node": places, "entries": np.asarray(4), **expected}
        if checker(found, expected) is None:
            accepted.add("".join(order))
    assert accepted == {"dbca", "dcba"}


@pytest.mark.parametrize(
    ("places", "entries", "found"),
    [
        ([-1, 2, 1, 0], 3, "start-missing"),
        ([2, 1, 0, -1], 3, "ends-missing"),
        ([2, 0, 1, -1], 3, "ends-missing"),
        ([1, -1, 0, -1], 2, "no-further-than-one-step"),
        ([5, 1, 3, 0], 6, "nodes-repeated"),
        ([0, 1, 2, 3], 4, "order-reversed"),
        ([3, 0, 2, 1], 4, "order-not-topological"),
    ],
)
def test_what_is_wrong_with_an_order_is_named(places, entries, found):
    graph = {"a": ["b", "c"], "b": ["d"], "c": ["d"], "d": []}
    answer = {"place of each node": np.array(places), "entries": np.asarray(entries)}
    finding = exercises.in_order(children_first=True)(answer, {"children": graph})
    assert finding.id == found


@given(seed=seeds)
def test_no_order_of_names_is_an_order_of_the_nodes_by_accident(seed):
    """Graphs are renamed, and over a few seeds neither names nor their reverse sort them."""
    sorted_by_name = []
    for offset in range(6):
        graph = drawn("topological_sort", "linked list", seed + offset)["graph"]
        sorted_by_name.append(list(graph) in (sorted(graph), sorted(graph, reverse=True)))
    assert not all(sorted_by_name)


@given(seed=seeds)
def test_any_graph_has_no_cycle_and_can_be_reached_from_its_start(seed):
    inputs = drawn("topological_sort", "any graph", seed)
    graph, reached, todo = inputs["graph"], set(), [inputs["start"]]
    while todo:
        node = todo.pop()
        if node not in reached:
            reached.add(node)
            todo += graph[node]
    assert reached == set(graph)
    assert any(sum(node in below for below in graph.values()) > 1 for node in graph)


def test_a_walk_that_goes_every_way_is_stopped_before_it_takes_long():
    def every_way(node, get_children):
        return [n for c in get_children(node) for n in every_way(c, get_children)] + [node]

    inputs = drawn("topological_sort", "many ways to the same node", 0)
    names = {**NAMES, "topological_sort": every_way}
    with pytest.raises(exercises.Rejected, match="get_children has been called"):
        UNIT["topological_sort"].probe(Namespace(names), inputs)


# Draws


@pytest.mark.parametrize(
    ("case", "ndims"),
    [("one new axis", (2, 1)), ("two new axes", (3, 1)), ("to a 0-d array", (2, 0))],
)
@given(seed=seeds)
def test_new_axes_are_in_front(case, ndims, seed):
    inputs = drawn("unbroadcast", case, seed)
    assert (inputs["broadcasted"].ndim, inputs["original"].ndim) == ndims
    np.broadcast_to(inputs["original"], inputs["broadcasted"].shape)


LOGARITHMS = [
    pytest.param(exercise, case, id=f"{exercise}: {case.name}")
    for exercise in ("forward_and_back", "backprop", "all_together")
    for case in UNIT[exercise].cases
]


@pytest.mark.parametrize(("exercise", "case"), LOGARITHMS)
@settings(max_examples=20, deadline=None)
@given(seed=seeds)
def test_no_logarithm_of_what_is_not_positive(exercise, case, seed):
    found = observed(exercise, case.draw(np.random.default_rng(seed)))
    for value in found.values():
        if isinstance(value, np.ndarray):
            assert np.isfinite(value).all()


@pytest.mark.parametrize("case", [case.name for case in UNIT["BackwardFuncLookup"].cases])
@given(seed=seeds)
def test_a_script_for_the_table_ends_in_a_question(case, seed):
    inputs = drawn("BackwardFuncLookup", case, seed)
    assert inputs["script"][-1].startswith("get_back_func(")
    answers = observed("BackwardFuncLookup", inputs)["answers"]
    assert len(answers) == sum(line.startswith("get") for line in inputs["script"])


# Probes


def test_probes_leave_the_engines_switch_as_it_was():
    for exercise in ("log_forward", "multiply_forward", "wrap_forward_fn"):
        for case in UNIT[exercise].cases:
            observed(exercise, case.draw(np.random.default_rng(0)))
            assert reference.grad_tracking_enabled


def test_an_answer_that_was_written_for_a_bare_bool_keeps_its_tensors_without_gradient():
    """`switch and wanted` is the switch itself while it is off, and it will be on again."""
    with reference.NoGrad():
        out = reference.Tensor([1.0], reference.grad_tracking_enabled and True)
    assert out.requires_grad is False
