"""The last notebook: with all engines, with some, with none; and what becomes of a drawing."""

import base64
import itertools
import json

import nbformat
import numpy as np
import pytest
from nbclient import NotebookClient

from autograder.authoring.build import NOTEBOOKS, notebook_in, write_source
from autograder.course.model import assignment_names
from autograder.mnist.reader import load_reader
from autograder.reference.literate import source_notebook
from autograder.student.canvas import SIDE, Board
from solutions import finale

NET = load_reader()


@pytest.fixture(scope="module")
def answered(tmp_path_factory):
    """A folder with the notebooks of all units, answered."""
    folder = tmp_path_factory.mktemp("answered")
    for unit in assignment_names():
        write_source(unit, folder)
    return folder


@pytest.fixture(scope="module")
def digit():
    """A 3, drawn with a thick pen."""
    y, x = np.mgrid[:SIDE, :SIDE]
    strokes = np.zeros((SIDE, SIDE), bool)
    for top in (45, 90):
        ring = np.abs(np.hypot(x - 70, y - top) - 22) < 6
        strokes |= ring & ((x > 68) | (np.abs(y - 67.5) > 28))
    return finale.as_mnist(strokes * 1.0)


@pytest.fixture
def changed(answered, tmp_path):
    """`changed(unit, old, new)`: a folder with that notebook alone, in which a text is replaced."""

    def change(unit, old, new):
        notebook = nbformat.read(notebook_in(answered, unit), as_version=4)
        assert any(old in cell.source for cell in notebook.cells)
        for cell in notebook.cells:
            cell.source = cell.source.replace(old, new)
        path = notebook_in(tmp_path, unit)
        path.parent.mkdir()
        nbformat.write(notebook, path)
        return tmp_path

    return change


def said(capsys, name):
    (line,) = [line for line in capsys.readouterr().out.splitlines() if line.startswith(name)]
    return line


# The engines


def test_all_engines_read_as_a_calculation_by_hand_does(answered, digit, capsys):
    engines = finale.load_engines(answered, NET, digit)
    assert list(engines) == list(finale.UNITS)
    assert capsys.readouterr().out == ""
    for target in (None, 3, 8, 0):
        right = finale.by_hand(NET, digit, target)
        for engine in engines.values():
            found = finale.read(engine, digit, target)
            assert max(finale.difference(found, right)) < 1e-5
            assert found.digit == right.digit
            assert found.loss == pytest.approx(right.loss, rel=1e-3, abs=1e-6)


def test_the_gradient_by_hand_is_the_numerical_one(digit):
    rng = np.random.default_rng(0)
    net = type(NET)(**{name: array.astype(float) for name, array in vars(NET).items()})
    pixels, direction = rng.random((28, 28)), rng.normal(size=(28, 28))
    losses = [finale.by_hand(net, pixels + s * 1e-6 * direction, 8).loss for s in (1, -1)]
    slope = (finale.by_hand(net, pixels, 8).gradient * direction).sum()
    assert (losses[0] - losses[1]) / 2e-6 == pytest.approx(slope, rel=1e-5)


def test_what_is_not_written_yet_is_left_out_with_its_name(digit, capsys):
    assert finale.load_engines(NOTEBOOKS, NET, digit) == {}
    lines = capsys.readouterr().out.splitlines()
    assert [line.split(" is left out: ")[0] for line in lines] == list(finale.UNITS)
    assert all(line.endswith("` is not written yet.") for line in lines)


def test_a_notebook_that_is_not_there_is_named(tmp_path, digit, capsys):
    assert finale.load_engines(tmp_path, NET, digit) == {}
    assert said(capsys, "ps3").startswith("ps3_closures is left out: there is no ")


def test_what_is_no_notebook_is_said_so(tmp_path, digit, capsys):
    path = notebook_in(tmp_path, "ps3_closures")
    path.parent.mkdir()
    for text in ("", "[]", '{"cells": 3}'):
        path.write_text(text)
        assert finale.load_engines(tmp_path, NET, digit) == {}
        assert said(capsys, "ps3").endswith("ps3_closures.ipynb is not a notebook.")


@pytest.mark.parametrize(
    ("unit", "old", "new", "sentence"),
    [
        (
            "ps4_functions", "p1.grad += partial * (p1.data > 0)", "p1.grad += partial",
            "its gradient is not that of a calculation by hand",
        ),
        (
            "ps4_functions", "return np.maximum(t1.data, 0)", "return t1.data",
            "its bars are not those of a calculation by hand",
        ),
        (
            "ps4_functions", "return np.maximum(t1.data, 0)", "return np.max(t1)",
            "`ReLU` stops with ",
        ),
        ("ps4_functions", "class ReLU", "class Relu", "name 'ReLU' is not defined"),
        ("ps2_mnist", "def relu(", "def rely(", "name 'relu' is not defined"),
    ],
)  # fmt: skip
def test_a_mistake_costs_that_engine_and_says_where(
    unit, old, new, sentence, changed, digit, capsys
):
    assert finale.load_engines(changed(unit, old, new), NET, digit) == {}
    assert sentence in said(capsys, unit)


def test_cells_of_ones_own_are_not_run_but_for_their_definitions(changed, digit, capsys):
    added = "def mine(x):\n    return x.relu()\n\nraise SystemExit(mine)"
    folder = changed(
        "ps4_functions", "x = Tensor([[1.0, 2.0], [3.0, 4.0]]", f"{added}\nx = Tensor("
    )
    path = notebook_in(folder, "ps4_functions")
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        cell.source = cell.source.split("\nx = Tensor(")[0] if added in cell.source else cell.source
    nbformat.write(notebook, path)
    assert list(finale.load_engines(folder, NET, digit)) == ["ps4_functions"]


# From a drawing to an image


@pytest.mark.parametrize(("old", "new"), [(140, 20), (7, 20), (20, 20), (31, 3), (1, 4)])
def test_each_new_pixel_is_a_mean_of_old_ones(old, new):
    weights = finale.coverage(old, new)
    assert weights.shape == (new, old)
    np.testing.assert_allclose(weights.sum(axis=1), 1)
    np.testing.assert_allclose(weights.sum(axis=0), new / old)


@pytest.mark.parametrize("seed", range(20))
def test_a_drawing_fits_its_box_and_has_its_mass_in_the_middle(seed):
    rng = np.random.default_rng(seed)
    drawing = np.zeros((SIDE, SIDE))
    height, width = rng.integers(1, 100, size=2)
    top, left = rng.integers(0, SIDE - 100, size=2)
    drawing[top : top + height, left : left + width] = rng.random((height, width)) + 0.01
    image = finale.as_mnist(drawing)
    rows, columns = np.nonzero(image)
    sizes = np.ptp(rows) + 1, np.ptp(columns) + 1
    assert max(sizes) == 20
    for coordinate in np.mgrid[:28, :28]:
        assert abs((coordinate * image).sum() / image.sum() + 0.5 - 14) <= 0.5
    elsewhere = np.roll(drawing, (3, -2), axis=(0, 1))
    if not (drawing[-3:].any() or drawing[:, :2].any()):
        np.testing.assert_array_equal(finale.as_mnist(elsewhere), image)


def test_nothing_drawn_is_an_empty_image():
    assert not finale.as_mnist(np.zeros((SIDE, SIDE))).any()


def test_the_walk_arrives(digit):
    frames = finale.walk(lambda pixels, target: finale.by_hand(NET, pixels, target), digit, 8)
    assert frames[0][2].argmax() == 3
    assert frames[-1][2].argmax() == 8
    steps = [np.linalg.norm(b[1] - a[1]) for a, b in itertools.pairwise(frames)]
    assert max(steps) <= 0.3 + 1e-6
    assert all(image.min() >= 0 and image.max() <= 1 for _, image, _ in frames)


# The panels


@pytest.fixture
def board(digit):
    desk = finale.Desk({}, NET, digit, "a </script> 3")
    return Board(desk.view(), desk.drawn, desk.aimed)


def sent(drawing):
    return {"drawing": base64.b64encode(drawing.astype(np.uint8).tobytes()).decode()}


def test_without_an_engine_the_calculation_by_hand_is_shown(board):
    assert [row["name"] for row in board.view["engines"]] == ["by hand"]
    assert (board.view["digit"], board.view["walk"]["target"]) == (3, 8)


def test_the_board_answers_what_is_drawn_and_where_to_go(board):
    stroke = np.zeros((SIDE, SIDE))
    stroke[20:120, 64:76] = 255
    view = board.answer(sent(stroke))
    assert view["digit"] == 1
    assert json.loads(json.dumps(view)) == view
    assert board.answer({"aim": 2})["walk"]["target"] == 2
    assert board.answer({"aim": 1})["walk"]["target"] == 8
    assert "ValueError" in board.answer({"drawing": "AAAA"})["error"]


def test_nothing_in_a_page_ends_its_script_too_early(board, capsys, monkeypatch):
    shown = []
    monkeypatch.setattr("IPython.display.display", lambda data, raw: shown.append(data))
    for panel in ("draw", "gradient", "walk"):
        board.show(panel)
    assert [page["text/html"].count("</script>") for page in shown] == [1, 1, 1]
    assert shown[0]["text/plain"].startswith("by hand")
    with pytest.raises(ValueError, match="there is no panel 'paint'"):
        board.show("paint")


# Run all


@pytest.mark.parametrize("which", ["answered", "as handed out"])
def test_the_notebook_runs_from_top_to_bottom(which, answered, tmp_path, monkeypatch):
    monkeypatch.delenv("AUTOGRAD_MNIST_DIR", raising=False)
    monkeypatch.setenv("AUTOGRAD_MNIST_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("AUTOGRAD_MNIST_OFFLINE", "1")
    folder = (answered if which == "answered" else NOTEBOOKS) / "ps1_backprop"
    notebook = source_notebook("finale")
    NotebookClient(
        notebook, timeout=600, kernel_name="python3", resources={"metadata": {"path": str(folder)}}
    ).execute()
    outputs = {cell.id: cell.get("outputs", []) for cell in notebook.cells}
    (table,) = outputs["given-race-here"]
    if which == "answered":
        rows = table.data["text/markdown"].splitlines()[2:]
        assert [row.split("`")[1] for row in rows] == list(finale.UNITS)
        assert [row.split("|")[6].strip() for row in rows] == ["no"] * 5 + ["yes: 18"]
        assert not [row for row in rows if "wrong" in row]
    else:
        assert table.data["text/markdown"] == "No engine takes part yet."
