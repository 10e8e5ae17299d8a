"""The reference learns to read digits: MNIST with the seed's settings, and the small set."""

import os
import re
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from solutions import ps2_mnist as ps2

ROOT = Path(__file__).parents[2]

needs_mnist = pytest.mark.skipif(
    "AUTOGRAD_MNIST_DIR" not in os.environ, reason="AUTOGRAD_MNIST_DIR does not name MNIST"
)


@pytest.fixture(scope="module")
def mnist():
    from data import load_mnist

    return load_mnist()


@pytest.fixture
def digits(monkeypatch, tmp_path):
    from data import load_mnist

    monkeypatch.delenv("AUTOGRAD_MNIST_DIR", raising=False)
    monkeypatch.setenv("AUTOGRAD_MNIST_CACHE", str(tmp_path))
    monkeypatch.setenv("AUTOGRAD_MNIST_OFFLINE", "1")
    digits = load_mnist()
    assert digits.source == "digits"
    return digits


def accuracy_after_training(mnist, seed):
    settings = ps2.settings_for(mnist.source)
    np.random.seed(seed)
    model = ps2.MLP()
    optimizer = ps2.SGD(model.parameters(), settings.lr)
    train_loader, test_loader = ps2.get_mnist(mnist, seed=seed)
    for epoch in range(settings.num_epochs):
        ps2.train(model, train_loader, optimizer, epoch)
    accuracies = []
    ps2.test(model, test_loader, accuracies)
    return accuracies[0]


@needs_mnist
@pytest.mark.parametrize("seed", range(5))
def test_mnist_in_5_epochs_reaches_86_to_90_percent(mnist, seed):
    assert ps2.settings_for(mnist.source) == ps2.Settings(batch_size=512, num_epochs=5, lr=0.01)
    assert 0.86 <= accuracy_after_training(mnist, seed) <= 0.90


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
