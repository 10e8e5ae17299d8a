"""How fast convolution by im2col is, next to the direct loop and to PyTorch.

`python benchmarks/convolution.py` prints milliseconds for one call forward and one forward and
back, for the layers of `ps6_training`'s network and a wider one, float32. The direct loop goes
through all windows in Python, and through nothing else: the images of a batch and all channels are
one product. Those who run take turns, and the median counts. PyTorch runs if it is installed.
"""

from __future__ import annotations

import argparse
import importlib.util
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.table import Table

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from solutions.ps6_training import Tensor, conv

Arr = np.ndarray
Run = Callable[[], object]
LAYERS = (
    ("28×28, 1 to 16 channels, 5×5, stride 2", (28, 1, 16, 5, 2, 2)),
    ("14×14, 16 to 32 channels, 5×5, stride 2", (14, 16, 32, 5, 2, 2)),
    ("28×28, 16 to 32 channels, 3×3", (28, 16, 32, 3, 1, 1)),
)
"""Length of a side, channels, size of the kernel, stride, padding."""


def direct(images: Arr, kernels: Arr, stride: int, padding: int) -> Arr:
    """The convolution of images, (n, h, w, c), with kernels, (k, k, c, d), window by window."""
    images = np.pad(images, ((0, 0), (padding, padding), (padding, padding), (0, 0)))
    size = len(kernels)
    length = (images.shape[1] - size) // stride + 1
    out = np.empty((len(images), length, length, kernels.shape[3]), dtype=images.dtype)
    for i, j in np.ndindex(length, length):
        window = images[:, i * stride : i * stride + size, j * stride : j * stride + size]
        out[:, i, j] = np.tensordot(window, kernels, 3)
    return out


def direct_back(images: Arr, kernels: Arr, stride: int, padding: int) -> tuple[Arr, Arr]:
    """Both gradients of the sum of `direct`'s result, after that result."""
    grad_out = np.ones_like(direct(images, kernels, stride, padding))
    padded = np.pad(images, ((0, 0), (padding, padding), (padding, padding), (0, 0)))
    grad_images, grad_kernels = np.zeros_like(padded), np.zeros_like(kernels)
    size = len(kernels)
    for i, j in np.ndindex(grad_out.shape[1:3]):
        rows = slice(i * stride, i * stride + size)
        columns = slice(j * stride, j * stride + size)
        grad_images[:, rows, columns] += np.tensordot(grad_out[:, i, j], kernels, (1, 3))
        grad_kernels += np.tensordot(padded[:, rows, columns], grad_out[:, i, j], (0, 0))
    end = padded.shape[1] - padding
    return grad_images[:, padding:end, padding:end], grad_kernels


def runs(images: Arr, kernels: Arr, stride: int, padding: int) -> dict[str, tuple[Run, Run]]:
    """By name: one call forward, and one forward and back."""
    found: dict[str, tuple[Run, Run]] = {}
    leaves = [Tensor(array, requires_grad=True) for array in (images, kernels)]
    found["im2col"] = (
        lambda: conv(*leaves, stride, padding),
        lambda: conv(*leaves, stride, padding).sum().backward(),
    )
    found["direct loop"] = (
        lambda: direct(images, kernels, stride, padding),
        lambda: direct_back(images, kernels, stride, padding),
    )
    if importlib.util.find_spec("torch"):
        import torch

        x = torch.tensor(images.transpose(0, 3, 1, 2).copy(), requires_grad=True)
        w = torch.tensor(kernels.transpose(3, 2, 0, 1).copy(), requires_grad=True)
        apply = torch.nn.functional.conv2d
        found["PyTorch"] = (
            lambda: apply(x, w, stride=stride, padding=padding),
            lambda: apply(x, w, stride=stride, padding=padding).sum().backward(),
        )
    return found


def measured(candidates: dict[str, Run], rounds: int) -> dict[str, float]:
    """The median of their milliseconds; they take turns."""
    taken: dict[str, list[float]] = {name: [] for name in candidates}
    for _ in range(rounds + 1):
        for name, run in candidates.items():
            start = time.perf_counter()
            run()
            taken[name].append(1e3 * (time.perf_counter() - start))
    return {name: statistics.median(times[1:]) for name, times in taken.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--batch", type=int, default=64)
    parser.add_argument("--rounds", type=int, default=7)
    options = parser.parse_args()
    rng = np.random.default_rng(0)
    table = Table(title=f"milliseconds, {options.batch} images, median of {options.rounds}")
    for column in ("layer", "", "im2col", "direct loop", "PyTorch"):
        table.add_column(column)
    for label, (side, before, after, size, stride, padding) in LAYERS:
        images = rng.normal(size=(options.batch, side, side, before)).astype(np.float32)
        kernels = rng.normal(size=(size, size, before, after)).astype(np.float32)
        both = runs(images, kernels, stride, padding)
        for part, what in enumerate(("forward", "and back")):
            found = measured({name: pair[part] for name, pair in both.items()}, options.rounds)
            shown = [
                f"{found[name]:.1f}" if name in found else "not installed"
                for name in ("im2col", "direct loop", "PyTorch")
            ]
            table.add_row(label if part == 0 else "", what, *shown)
    Console().print(table)


if __name__ == "__main__":
    main()
