"""draw_graph draws each tensor once, with what made it."""

import xml.etree.ElementTree as ElementTree

import numpy as np
import pytest

from autograder.graph import MAX_NODES, draw_graph
from solutions import ps2_mnist as ps2
from solutions.ps2_mnist import Parameter, Tensor

SVG = "{http://www.w3.org/2000/svg}"


def boxes(tensor):
    """The lines of text of each box."""
    root = ElementTree.fromstring(draw_graph(tensor)._repr_svg_())
    return [
        [text.text for text in group.findall(f"{SVG}text")]
        for group in root.iter(f"{SVG}g")
        if group.get("class") == "tensor"
    ]


def test_each_tensor_has_one_box_with_operation_and_shape():
    x = Tensor(np.ones((2, 3)), requires_grad=True)
    y = x * x + x
    drawn = sorted(lines[0] for lines in boxes(y.sum()))
    assert drawn == ["add", "leaf", "multiply", "sum"]
    assert ["multiply", "shape (2, 3)"] in boxes(y)


def test_gradient_norms_stand_where_there_are_gradients():
    x = Tensor([3.0, 4.0], requires_grad=True)
    (x * x).sum().backward()
    (leaf,) = [lines for lines in boxes((x * x).sum()) if lines[0] == "leaf"]
    assert leaf == ["leaf", "shape (2,)", "|grad| 10"]


def test_constants_leaves_and_parameters_are_told_apart():
    weight = Parameter(Tensor([2.0]))
    names = {lines[0] for lines in boxes(weight * Tensor([1.0]))}
    assert names == {"Parameter", "constant", "multiply"}


def test_a_whole_network_is_drawn():
    loss = ps2.cross_entropy(ps2.MLP()(Tensor(np.ones((2, 28, 28)))), Tensor(np.array([1, 2])))
    assert len(boxes(loss.sum())) > 20


def test_a_leaf_alone_is_a_picture():
    assert boxes(Tensor([1.0])) == [["constant", "shape (1,)"]]


def test_no_box_lies_on_another():
    x = Tensor([1.0, 2.0], requires_grad=True)
    root = ElementTree.fromstring(draw_graph((x * x.exp() - x.relu()).sum()).svg)
    places = [
        [float(box.get(name)) for name in ("x", "y", "width", "height")]
        for box in root.iter(f"{SVG}rect")
    ]
    for i, (x1, y1, w1, h1) in enumerate(places):
        for x2, y2, w2, h2 in places[:i]:
            assert x1 >= x2 + w2 or x2 >= x1 + w1 or y1 >= y2 + h2 or y2 >= y1 + h1


def test_what_is_no_tensor_is_refused():
    with pytest.raises(TypeError, match="not a ndarray"):
        draw_graph(np.ones(3))


def test_a_graph_too_large_to_read_is_refused():
    x = Tensor([1.0], requires_grad=True)
    for _ in range(MAX_NODES + 1):
        x = x * 1.0
    with pytest.raises(ValueError, match=f"more than {MAX_NODES} tensors"):
        draw_graph(x)


def test_names_are_escaped():
    class Odd(Tensor):
        pass

    Odd.__name__ = "<script>"
    assert "<script>" not in draw_graph(Odd([1.0])).svg
