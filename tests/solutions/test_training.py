"""The reference learns to read digits: MNIST, at two learning rates, and the small set."""

import base64
import gc
import io
import os
import re
import subprocess
import sys
import time
from pathlib import Path

import matplotlib.image
import nbformat
import numpy as np
import pytest
from nbconvert.preprocessors import ExecutePreprocessor

from autograder.reference.literate import source_notebook
from solutions import ps2_mnist as ps2
from solutions.ps1_backprop import BACK_FUNCS

ROOT = Path(__file__).parents[2]

needs_mnist = pytest.mark.skipif(
    "AUTOGRAD_MNIST_DIR" not in os.environ, reason="AUTOGRAD_MNIST_DIR does not name MNIST"
)


@pytest.fixture(scope="module")
def mnist():
    from autograder.mnist import load_mnist

    return load_mnist()


@pytest.fixture
def digits(monkeypatch, tmp_path):
    from autograder.mnist import load_mnist

    monkeypatch.delenv("AUTOGRAD_MNIST_DIR", raising=False)
    monkeypatch.setenv("AUTOGRAD_MNIST_CACHE", str(tmp_path))
    monkeypatch.setenv("AUTOGRAD_MNIST_OFFLINE", "1")
    digits = load_mnist()
    assert digits.source == "digits"
    return digits


def accuracy_after_training(mnist, seed, slower=1):
    """slower: by what the learning rate of the settings is divided."""
    settings = ps2.settings_for(mnist.source)
    np.random.seed(seed)
    model = ps2.MLP()
    optimizer = ps2.SGD(model.parameters(), settings.lr / slower)
    train_loader, test_loader = ps2.get_mnist(mnist, seed=seed)
    for epoch in range(settings.num_epochs):
        ps2.train(model, train_loader, optimizer, epoch)
    accuracies = []
    ps2.test(model, test_loader, accuracies)
    return accuracies[0]


@needs_mnist
@pytest.mark.parametrize("seed", range(3))
def test_mnist_in_5_epochs_passes_93_percent(mnist, seed):
    assert ps2.settings_for(mnist.source) == ps2.Settings(batch_size=512, num_epochs=5, lr=0.1)
    assert accuracy_after_training(mnist, seed) > 0.93


@needs_mnist
@pytest.mark.parametrize("seed", range(3))
def test_at_the_learning_rate_of_the_seed_mnist_reaches_86_to_90_percent(mnist, seed):
    assert 0.86 <= accuracy_after_training(mnist, seed, slower=10) <= 0.90


@pytest.mark.parametrize("seed", range(3))
def test_the_small_digits_in_20_epochs_pass_95_percent_in_30_seconds(digits, seed):
    assert ps2.settings_for(digits.source) == ps2.Settings(batch_size=32, num_epochs=20, lr=0.1)
    start = time.process_time()
    assert accuracy_after_training(digits, seed) > 0.95
    assert time.process_time() - start < 30


@needs_mnist
def test_the_command_line_prints_a_line_for_each_epoch():
    run = subprocess.run(
        [sys.executable, "-m", "solutions.ps2_mnist"],
        cwd=ROOT,
        env={**os.environ, "MPLBACKEND": "Agg"},
        capture_output=True,
        text=True,
        check=True,
    )
    lines = run.stdout.splitlines()
    assert lines[0::2][:5] == [f"Epoch: {epoch}" for epoch in range(5)]
    for line in lines[1:10:2]:
        assert re.fullmatch(
            r"Test set:  Avg loss: \d\.\d{3}, Accuracy: \d{4}/10000 \(\d\d\.\d%\)", line
        )
    assert re.fullmatch(r"Completed in \d+\.\d\ds", lines[-1])
    assert re.search(r"Train set: Avg loss: \d\.\d{3}: 100%.* 118/118 ", run.stderr)
    assert "Warning" not in run.stderr


# The notebook, run as it is read


FIGURES = {
    "given-show-data": 200,
    "text-after-check-SGD-2": 3,
    "given-plot": 3,
    "given-plot-both": 3,
    "given-confusion-plot": 10,
    "given-mistakes-plot": 50,
    "given-weights-plot": 1000,
    "given-weights-learned-plot": 1000,
    "text-after-given-weights-learned-plot": 3,
}
"""The cells that draw, and how many colours there are in their pictures at least."""


def executed(env, monkeypatch):
    """The notebook with the solutions, all its cells run by nbconvert in a kernel."""
    for name in ("AUTOGRAD_MNIST_DIR", "AUTOGRAD_MNIST_CACHE", "AUTOGRAD_MNIST_OFFLINE"):
        monkeypatch.delenv(name, raising=False)
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    notebook = source_notebook("ps2_mnist")
    runner = ExecutePreprocessor(timeout=300, kernel_name="python3")
    runner.preprocess(notebook, {"metadata": {"path": str(ROOT)}})
    return notebook


def check_executed(notebook):
    """No error, no warning, and a picture that is not empty from each cell that draws one."""
    outputs = [(cell.id, out) for cell in notebook.cells for out in cell.get("outputs", [])]
    assert not [(name, out.evalue) for name, out in outputs if out.output_type == "error"]
    printed = [(name, out) for name, out in outputs if out.output_type == "stream"]
    assert not [(name, out.text) for name, out in printed if "warning" in out.text.lower()]
    pictures = {
        name: re.fullmatch(r'<img .*alt="([^"]+)" src="data:image/png;base64,([^"]+)">', html)
        for name, out in outputs
        if (html := out.get("data", {}).get("text/html", "")).startswith("<img ")
    }
    assert not any("image/png" in out.get("data", {}) for _, out in outputs)  # without description
    assert all(len(found[1]) > 30 for found in pictures.values())
    drawn = {
        name: matplotlib.image.imread(io.BytesIO(base64.b64decode(found[2])))
        for name, found in pictures.items()
    }
    assert set(drawn) == set(FIGURES)
    for name, picture in drawn.items():
        colours = np.unique(picture.reshape(-1, picture.shape[-1]), axis=0)
        assert min(picture.shape[:2]) > 100, name
        assert len(colours) > FIGURES[name], name
    bars = "".join(out.text for name, out in printed if name == "given-train-mlp")
    lines = [out.data.get("text/plain", "") for name, out in outputs if "data" in out]
    assert any(re.match(r"Train set: Avg loss: \d\.\d{3}: 100%", line) for line in lines)
    assert nbformat.validate(notebook) is None
    return bars


def test_the_notebook_runs_on_the_small_digits_and_draws_every_figure(monkeypatch, tmp_path):
    offline = {"AUTOGRAD_MNIST_CACHE": str(tmp_path), "AUTOGRAD_MNIST_OFFLINE": "1"}
    bars = check_executed(executed(offline, monkeypatch))
    assert bars.count("/360 (") == 20


@needs_mnist
def test_the_notebook_runs_on_mnist_and_draws_every_figure(monkeypatch):
    folder = {"AUTOGRAD_MNIST_DIR": os.environ["AUTOGRAD_MNIST_DIR"]}
    bars = check_executed(executed(folder, monkeypatch))
    assert bars.count("/10000 (") == 5


def test_a_confusion_matrix_counts_each_image_in_the_row_of_its_class():
    counts = ps2.confusion_matrix(np.array([0, 2, 2, 1, 2]), np.array([0, 1, 1, 1, 2]), 3)
    assert counts.tolist() == [[1, 0, 0], [0, 1, 0], [0, 2, 1]]


# Memory


def small_network():
    np.random.seed(0)
    linear1, linear2 = ps2.Linear(6, 5), ps2.Linear(5, 3)

    class Network(ps2.Module):
        def __init__(self):
            super().__init__()
            self.linear1, self.linear2 = linear1, linear2

        def forward(self, x):
            return self.linear2(ps2.relu(self.linear1(x)))

    network = Network()
    rng = np.random.default_rng(0)
    return network, rng.standard_normal((4, 6)).astype("f4"), rng.integers(0, 3, 4)


def test_10000_steps_leave_nothing_behind_even_without_the_garbage_collector():
    network, data, labels = small_network()
    optimizer = ps2.SGD(network.parameters(), lr=0.01)

    def train(steps):
        for _ in range(steps):
            ps2.train_step(network, optimizer, data, labels)
        return sys.getallocatedblocks(), len(gc.get_objects())

    gc.collect()
    gc.disable()
    try:
        blocks, objects = train(2_000)  # until Python's own caches are full
        blocks_later, objects_later = train(10_000)
    finally:
        gc.enable()
    assert blocks_later - blocks < 100  # a single block left by each step would be 10,000
    assert objects_later - objects < 100


def test_a_training_step_makes_no_gradient_array_that_nobody_needs(monkeypatch):
    network, data, labels = small_network()
    made = []
    for (function, position), back in list(BACK_FUNCS.back_funcs.items()):

        def watched(grad_out, out, *args, back=back, place=(function.__name__, position), **kwargs):
            made.append((place, np.shape(args[place[1]])))
            return back(grad_out, out, *args, **kwargs)

        monkeypatch.setitem(BACK_FUNCS.back_funcs, (function, position), watched)
    images = ps2.Tensor(data)
    loss = ps2.cross_entropy(network(images), ps2.Tensor(labels)).sum() / len(labels)
    loss.backward()
    # two layers: both weights, but of the inputs only that of the second layer
    assert [shape for place, shape in made if place == ("_matmul2d", 1)] == [(5, 3), (6, 5)]
    assert [shape for place, shape in made if place == ("_matmul2d", 0)] == [(4, 5)]
    assert images.grad is None
    # numbers, and the constant 0 of relu, have no gradient either
    assert [place for place, _ in made if place in (("maximum", 1), ("divide", 1))] == []


def test_nothing_but_the_leaves_keeps_a_gradient():
    network, data, labels = small_network()
    images = ps2.Tensor(data)
    hidden = ps2.relu(network.linear1(images))
    loss = ps2.cross_entropy(network.linear2(hidden), ps2.Tensor(labels)).sum()
    loss.backward()
    kept = [node for node in ps2.sorted_computational_graph(loss) if node.grad is not None]
    assert {id(node) for node in kept} == {id(p) for p in network.parameters()}


@pytest.mark.parametrize("operation", [lambda y, one: y * one, lambda y, one: one + y * 0.5])
def test_a_chain_of_10000_operations_on_a_network_of_tensors(operation):
    x = ps2.Tensor([1.0, 2.0], requires_grad=True)
    one = ps2.Tensor([1.0, 1.0], requires_grad=True)
    y = x
    for _ in range(10_000):
        y = operation(y, one)
    y.sum().backward()
    assert np.isfinite(x.grad.array).all()
    assert np.isfinite(one.grad.array).all()
    del y  # and the graph is freed without recursion, too
