"""The reference of ps3_closures learns to read digits: MNIST, and the small set."""

import os
import re

import pytest

from tests.programs import printed

EPOCH = re.compile(
    r"Epoch (\d+)/(\d+) \| Train Loss: (\d\.\d{4}) \| Val Loss: (\d\.\d{4}) \| "
    r"Test Acc: (\d+\.\d\d)%"
)

needs_mnist = pytest.mark.skipif(
    "AUTOGRAD_MNIST_DIR" not in os.environ, reason="AUTOGRAD_MNIST_DIR does not name MNIST"
)


def check(lines, sizes, epochs):
    """The lines are those of the course, and the last one says more than 95 %."""
    train_size, test_size = sizes
    assert lines[:4] == [
        f"Training set: ({train_size}, 784)",
        f"Test set: ({test_size}, 784)",
        "",
        "Training...",
    ]
    found = [EPOCH.fullmatch(line) for line in lines[4 : 4 + epochs]]
    assert [match and match.group(1, 2) for match in found] == [
        (str(epoch), str(epochs)) for epoch in range(1, epochs + 1)
    ]
    losses = [float(match[3]) for match in found]
    assert losses[-1] < losses[0] / 3
    assert lines[4 + epochs : -1] == ["", "Final evaluation..."]
    assert lines[-1] == f"Final Test Accuracy: {found[-1][5]}%"
    assert float(found[-1][5]) > 95


@needs_mnist
def test_mnist_passes_95_percent_in_5_epochs():
    lines = printed("solutions.ps3_closures", AUTOGRAD_MNIST_DIR=os.environ["AUTOGRAD_MNIST_DIR"])
    check(lines, (60_000, 10_000), epochs=5)


def test_the_small_digits_pass_95_percent_in_20_epochs(tmp_path):
    lines = printed(
        "solutions.ps3_closures", AUTOGRAD_MNIST_OFFLINE="1", AUTOGRAD_MNIST_CACHE=str(tmp_path)
    )
    check(lines, (1_437, 360), epochs=20)
