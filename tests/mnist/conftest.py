"""A tiny stand-in for MNIST, and an environment in which no test reaches the network."""

import gzip
import hashlib
import os
from pathlib import Path

import numpy as np
import pytest

import autograder.mnist.download
from autograder.mnist.files import MNIST_FILES, IdxFile
from autograder.mnist.idx import encode_idx

SEED = 20240229
REAL_MNIST = os.environ.get("AUTOGRAD_MNIST_DIR")


@pytest.fixture(autouse=True)
def fresh_session(monkeypatch, tmp_path):
    """As in a new process, with an empty cache, no mirrors and short time limits."""
    for variable in ("AUTOGRAD_MNIST_DIR", "AUTOGRAD_MNIST_OFFLINE"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("AUTOGRAD_MNIST_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setattr(autograder.mnist.download, "MIRRORS", ())
    monkeypatch.setattr(autograder.mnist.download, "ANSWER_SECONDS", 2.0)
    monkeypatch.setattr(autograder.mnist.download, "STALL_SECONDS", 1.0)
    monkeypatch.setattr(autograder.mnist.download, "_failure", None)


@pytest.fixture
def tiny_mnist(monkeypatch):
    """Random arrays in place of MNIST's, by their keys; MNIST_FILES expects them."""
    rng = np.random.default_rng(SEED)
    shapes = {
        "train_images": (7, 28, 28),
        "train_labels": (7,),
        "test_images": (3, 28, 28),
        "test_labels": (3,),
    }
    arrays = {key: rng.integers(0, 256, shape, np.uint8) for key, shape in shapes.items()}
    for key, array in arrays.items():
        sha256 = hashlib.sha256(encode_idx(array)).hexdigest()
        expected = IdxFile(MNIST_FILES[key].name, array.shape, sha256)
        monkeypatch.setitem(MNIST_FILES, key, expected)
    return arrays


@pytest.fixture
def write_mnist(tiny_mnist):
    """`write_mnist(folder, compressed=True)` puts the tiny MNIST into a folder."""

    def write(folder: Path, compressed: bool = True) -> Path:
        folder.mkdir(parents=True, exist_ok=True)
        for key, array in tiny_mnist.items():
            path = folder / MNIST_FILES[key].name
            if compressed:
                Path(f"{path}.gz").write_bytes(gzip.compress(encode_idx(array)))
            else:
                path.write_bytes(encode_idx(array))
        return folder

    return write


@pytest.fixture
def real_mnist():
    if not REAL_MNIST:
        pytest.skip("AUTOGRAD_MNIST_DIR is not set")
    return Path(REAL_MNIST).expanduser().absolute()
