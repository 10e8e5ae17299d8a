"""draw_graph draws each tensor once, with what made it."""

import xml.etree.ElementTree as ElementTree

import numpy as np
import pytest

from autograder.student.graph import MAX_NODES, draw_graph
from solutions import ps2_mnist as ps2
from solutions import ps5_mytorch as ps5
from solutions.ps2_mnist import Parameter, Tensor

SVG = "{http://www.w3.org/2000/svg}"


def boxes(tensor, **names):
    """The lines of text of each box."""
    root = ElementTree.fromstring(draw_graph(tensor, names).svg)
    return [
        [text.text for text in group.findall(f"{SVG}text")]
        for group in root.iter(f"{SVG}g")
        if group.get("class") == "tensor"
    ]


def test_each_tensor_has_one_box_with_operation_and_shape():
    x = Tensor(np.ones((2, 4)), requires_grad=True)
    y = x * x + x
    drawn = sorted(lines[0] for lines in boxes(y.sum()))
    assert drawn == ["add", "leaf", "multiply", "sum"]
    assert ["multiply", "shape (2, 4)"] in boxes(y)


def test_small_arrays_have_their_values_and_gradients():
    x = Tensor([[3.0, 4.0], [0.5, -0.0]], requires_grad=True)
    (x * x).sum().backward()
    (leaf,) = [lines for lines in boxes((x * x).sum()) if lines[0] == "leaf"]
    assert leaf == [
        "leaf", "value [[3, 4],", "       [0.5, 0]]", "grad  [[6, 8],", "       [1, 0]]"
    ]  # fmt: skip


def test_gradients_of_large_arrays_have_their_norm():
    x = Tensor(np.full(16, 2.0), requires_grad=True)
    (x * x).sum().backward()
    (leaf,) = [lines for lines in boxes((x * x).sum()) if lines[0] == "leaf"]
    assert leaf == ["leaf", "shape (16,)", "|grad| 16"]


def test_tensors_have_their_first_name_and_not_one_of_the_shell():
    x = Tensor([1.0], requires_grad=True)
    y = x.exp()
    names = {lines[0] for lines in boxes(y, _7=x, x=x, also=x, _=y)}
    assert names == {"x: leaf", "exp"}


def test_names_are_those_of_the_notebook_that_draws():
    cell = "x = Tensor([1.0], requires_grad=True)\ny = x.exp()\ndrawing = draw_graph(y)"
    notebook = {"Tensor": Tensor, "draw_graph": draw_graph}
    exec(cell, notebook)
    assert "y: exp of x" in notebook["drawing"].words


def test_a_tensor_of_ps5_gives_its_name_value_and_gradient_to_its_node():
    a = ps5.Tensor(np.array([2.0, 3.0]), requires_grad=True)
    b = a + a
    c = b * ps5.Tensor(np.array([1.0, 2.0]))
    assert ["b: Add", "value [4, 6]"] in boxes(c, a=a, b=b)


def test_inputs_stand_left_of_what_is_made_from_them():
    x = Tensor([1.0, 2.0], requires_grad=True)
    root = ElementTree.fromstring(draw_graph((x * x.exp()).sum(), {"x": x}).svg)
    left = {
        group.find(f"{SVG}text").text: float(group.find(f"{SVG}rect").get("x"))
        for group in root.iter(f"{SVG}g")
    }
    assert left["x: leaf"] < left["exp"] < left["multiply"] < left["sum"]


def test_a_graph_can_be_read_in_words():
    x = Tensor([1.0, 2.0], requires_grad=True)
    loss = (x * x.exp()).sum()
    drawing = draw_graph(loss, {"x": x, "loss": loss})
    assert drawing.words.splitlines() == [
        "Computational graph of loss, 4 tensors:",
        "x: leaf, value [1, 2]",
        "(2): exp of x, value [2.718, 7.389]",
        "(3): multiply of x and (2), value [2.718, 14.78]",
        "loss: sum of (3), value 17.5",
    ]
    root = ElementTree.fromstring(drawing.svg)
    assert root.get("role") == "img"
    assert root.find(f"{SVG}title").text == "Computational graph of loss, 4 tensors"
    assert root.find(f"{SVG}desc").text in drawing.words
    assert drawing._repr_mimebundle_()["text/plain"] == repr(drawing) == drawing.words


def test_a_wide_graph_can_be_scrolled_with_the_keyboard():
    x = short = Tensor([1.0], requires_grad=True)
    for _ in range(20):
        x = x.log() + 1.0
    assert 'tabindex="0"' in draw_graph(x)._repr_mimebundle_()["text/html"]
    assert "tabindex" not in draw_graph(short)._repr_mimebundle_()["text/html"]


def test_constants_leaves_and_parameters_are_told_apart():
    weight = Parameter(Tensor([2.0]))
    names = {lines[0] for lines in boxes(weight * Tensor([1.0]))}
    assert names == {"Parameter", "constant", "multiply"}


def test_a_whole_network_is_drawn():
    loss = ps2.cross_entropy(ps2.MLP()(Tensor(np.ones((2, 28, 28)))), Tensor(np.array([1, 2])))
    assert len(boxes(loss.sum())) > 20


def test_a_leaf_alone_is_a_picture():
    assert boxes(Tensor([1.0])) == [["constant", "value [1]"]]


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
