"""How fast the reference engine trains, next to backprop by hand and to other engines.

`python benchmarks/engine.py` prints two tables.

The first: five epochs of `ps2_mnist`'s network on MNIST (or on the small digits), for everyone the
same initial parameters, the same batches from the same loader, float32, plain SGD, each written as
its documentation suggests. Every run is a process of its own that trains on a few batches first,
and the engines take turns, round after round, so that a machine which gets slower meanwhile does
so for all. Seconds are wall-clock time of the training alone, without evaluation; peak memory is
that of the whole process, data and packages included. What is not installed is left out, and named.

The second: seconds for one step, forward and backward, while the network gets deeper, wider, or
the batch larger. Backprop visits each operation once, so a step per layer should cost the same in a
network of 200 layers as in one of 20.

On a busy machine `--threads 1` is steadier: the threads of NumPy's matrix products wait for one
another, and so for whatever else is running.
"""

from __future__ import annotations

import argparse
import importlib.util
import itertools
import json
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

Arr = np.ndarray
Layers = list[tuple[Arr, Arr]]
"""For each layer its weight (out, in) and bias (out,), float32. Between layers stands a ReLU."""

MNIST_SIZES = (784, 64, 64, 10)
MNIST_LR = 0.01  # that of the figures in docs/benchmarks.md
WARM_UP_BATCHES = 20
THREAD_VARIABLES = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


def initial_layers(sizes: tuple[int, ...], seed: int) -> Layers:
    """Layers that map sizes[0] numbers to sizes[1], and so on; uniform in ±1/sqrt(in)."""
    rng = np.random.default_rng(seed)
    layers = []
    for n_in, n_out in itertools.pairwise(sizes):
        bound = n_in**-0.5
        weight, bias = (rng.uniform(-bound, bound, shape) for shape in ((n_out, n_in), n_out))
        layers.append((weight.astype(np.float32), bias.astype(np.float32)))
    return layers


# The engines. Each trains the layers it is given: `step` moves them once, `logits` uses them.


class ByHand:
    """Backprop through these layers, worked out on paper, in NumPy and nothing else."""

    def __init__(self, layers: Layers, lr: float):
        self.layers, self.lr = layers, lr

    def logits(self, x: Arr) -> Arr:
        return self._forward(x)[-1]

    def _forward(self, x: Arr) -> list[Arr]:
        activations = [x]
        *hidden, (weight, bias) = self.layers
        for hidden_weight, hidden_bias in hidden:
            x = np.maximum(x @ hidden_weight.T + hidden_bias, 0)
            activations.append(x)
        return [*activations, x @ weight.T + bias]

    def step(self, x: Arr, labels: Arr) -> float:
        *activations, logits = self._forward(x)
        rows = np.arange(len(labels))
        exps = np.exp(logits)
        sums = exps.sum(axis=1, keepdims=True)
        loss = float((np.log(sums[:, 0]) - logits[rows, labels]).mean())

        grad = exps / sums
        grad[rows, labels] -= 1
        grad /= len(labels)
        changes = []
        for number in reversed(range(len(self.layers))):
            weight, _ = self.layers[number]
            activation = activations[number]
            changes.append((grad.T @ activation, grad.sum(axis=0)))
            if number > 0:
                grad = (grad @ weight) * (activation > 0)
        for (weight, bias), (grad_weight, grad_bias) in zip(
            self.layers, reversed(changes), strict=True
        ):
            weight -= self.lr * grad_weight
            bias -= self.lr * grad_bias
        return loss


class ThisEngine:
    """The reference of `ps2_mnist`, driven by the notebook's own training step."""

    def __init__(self, layers: Layers, lr: float):
        from solutions import ps2_mnist as ps2

        class Network(ps2.Module):
            def __init__(self) -> None:
                super().__init__()
                self.depth = len(layers)
                for number, (weight, bias) in enumerate(layers):
                    layer = ps2.Linear(weight.shape[1], weight.shape[0])
                    layer.weight = ps2.Parameter(ps2.Tensor(weight))
                    layer.bias = ps2.Parameter(ps2.Tensor(bias))
                    setattr(self, f"linear{number}", layer)

            def forward(self, x: Any) -> Any:
                for number in range(self.depth - 1):
                    x = ps2.relu(getattr(self, f"linear{number}")(x))
                return getattr(self, f"linear{self.depth - 1}")(x)

        self.ps2, self.network = ps2, Network()
        self.optimizer = ps2.SGD(self.network.parameters(), lr)

    def logits(self, x: Arr) -> Arr:
        with self.ps2.NoGrad():
            return self.network(self.ps2.Tensor(x)).array

    def step(self, x: Arr, labels: Arr) -> float:
        return self.ps2.train_step(self.network, self.optimizer, x, labels)


class TensorOperations:
    """The reference of `ps6_tensors`, with plain SGD."""

    def __init__(self, layers: Layers, lr: float):
        from solutions import ps6_tensors as ps6

        self.ps6, self.lr = ps6, lr
        self.layers = [
            (ps6.Tensor(weight.T, requires_grad=True), ps6.Tensor(bias, requires_grad=True))
            for weight, bias in layers
        ]

    def _forward(self, x: Arr) -> Any:
        *hidden, (weight, bias) = self.layers
        out = self.ps6.Tensor(x)
        for hidden_weight, hidden_bias in hidden:
            out = self.ps6.relu(out @ hidden_weight + hidden_bias)
        return out @ weight + bias

    def logits(self, x: Arr) -> Arr:
        return self._forward(x).data

    def step(self, x: Arr, labels: Arr) -> float:
        scores = self._forward(x)
        one_hot = self.ps6.Tensor.one_hot(labels, scores.shape[1])
        losses = self.ps6.logsumexp(scores, axes=(1,)) - (scores * one_hot).sum(axes=(1,))
        loss = losses.sum() / len(labels)
        loss.backward()
        for layer in self.layers:
            for parameter in layer:
                parameter.data -= self.lr * parameter.grad
                parameter.grad = None
        return float(loss.data)


class Nodes:
    """The reference of `ps5_mytorch`, without batch normalization and momentum."""

    def __init__(self, layers: Layers, lr: float):
        from solutions import ps5_mytorch as ps5

        modules: list[Any] = []
        for weight, bias in layers:
            linear = ps5.Linear(weight.shape[1], weight.shape[0])
            linear.weight.data, linear.bias.data = weight.copy(), bias.copy()
            modules += [linear, ps5.ReLU()]
        self.tensor, self.network = ps5.Tensor, ps5.Sequential(*modules[:-1])
        self.optimizer = ps5.SGD(self.network.parameters(), lr)
        self.loss = ps5.CrossEntropyLoss()

    def logits(self, x: Arr) -> Arr:
        return self.network(self.tensor(x)).data

    def step(self, x: Arr, labels: Arr) -> float:
        self.optimizer.zero_grad()
        loss = self.loss(self.network(self.tensor(x)), self.tensor(labels))
        loss.backward()
        self.optimizer.step()
        return float(loss.data)


class OperatorObjects:
    """The reference of `ps4_functions`, with the notebook's own loss and optimizer."""

    def __init__(self, layers: Layers, lr: float):
        from solutions import ps4_functions as ps4

        class Network(ps4.Module):
            def __init__(self) -> None:
                super().__init__()
                self.layers = []
                for weight, bias in layers:
                    layer = ps4.Linear(weight.shape[1], weight.shape[0])
                    layer.weight = ps4.Tensor(weight, requires_grad=True)
                    layer.bias = ps4.Tensor(bias, requires_grad=True)
                    self.layers.append(layer)

            def __call__(self, x: Any) -> Any:
                *hidden, last = self.layers
                for layer in hidden:
                    x = layer(x).relu()
                return last(x)

        self.tensor, self.network, self.loss = ps4.Tensor, Network(), ps4.CrossEntropyLoss()
        self.optimizer = ps4.SGD(self.network.parameters(), lr)

    def logits(self, x: Arr) -> Arr:
        return self.network(self.tensor(x)).data

    def step(self, x: Arr, labels: Arr) -> float:
        loss = self.loss(self.network(self.tensor(x)), self.tensor(labels))
        loss.backward()
        self.optimizer.step()
        self.optimizer.zero_grad()
        return float(loss.data)


class Autograd:
    """HIPS autograd."""

    def __init__(self, layers: Layers, lr: float):
        import autograd.numpy as anp
        from autograd import value_and_grad

        def logits(layers: Layers, x: Arr) -> Arr:
            *hidden, (weight, bias) = layers
            for hidden_weight, hidden_bias in hidden:
                x = anp.maximum(anp.dot(x, hidden_weight.T) + hidden_bias, 0)
            return anp.dot(x, weight.T) + bias

        def loss(layers: Layers, x: Arr, labels: Arr) -> Arr:
            scores = logits(layers, x)
            log_sums = anp.log(anp.sum(anp.exp(scores), axis=1))
            return anp.mean(log_sums - scores[np.arange(len(labels)), labels])

        self.layers, self.lr = layers, lr
        self._logits, self._value_and_grad = logits, value_and_grad(loss)

    def logits(self, x: Arr) -> Arr:
        return self._logits(self.layers, x)

    def step(self, x: Arr, labels: Arr) -> float:
        loss, grads = self._value_and_grad(self.layers, x, labels)
        for layer, grad in zip(self.layers, grads, strict=True):
            for parameter, change in zip(layer, grad, strict=True):
                parameter -= self.lr * change
        return float(loss)


class MyGrad:
    """MyGrad, with its own loss, and its memory guarding off, as its documentation advises."""

    def __init__(self, layers: Layers, lr: float):
        import mygrad
        from mygrad.nnet.losses import softmax_crossentropy

        mygrad.turn_memory_guarding_off()
        self.mygrad, self.loss, self.lr = mygrad, softmax_crossentropy, lr
        self.layers = [tuple(mygrad.tensor(p, copy=False) for p in layer) for layer in layers]

    def _forward(self, x: Arr) -> Any:
        *hidden, (weight, bias) = self.layers
        for hidden_weight, hidden_bias in hidden:
            x = self.mygrad.maximum(self.mygrad.matmul(x, hidden_weight.T) + hidden_bias, 0)
        return self.mygrad.matmul(x, weight.T) + bias

    def logits(self, x: Arr) -> Arr:
        with self.mygrad.no_autodiff:
            return np.asarray(self._forward(x))

    def step(self, x: Arr, labels: Arr) -> float:
        loss = self.loss(self._forward(x), labels)
        loss.backward()
        for layer in self.layers:
            for parameter in layer:
                parameter.data -= self.lr * parameter.grad
        return loss.item()


class PyTorch:
    """PyTorch on the CPU, not compiled."""

    def __init__(self, layers: Layers, lr: float):
        import torch

        modules: list[Any] = []
        for weight, bias in layers:
            linear = torch.nn.Linear(weight.shape[1], weight.shape[0])
            linear.weight = torch.nn.Parameter(torch.from_numpy(weight))
            linear.bias = torch.nn.Parameter(torch.from_numpy(bias))
            modules += [linear, torch.nn.ReLU()]
        self.torch, self.network = torch, torch.nn.Sequential(*modules[:-1])
        self.optimizer = torch.optim.SGD(self.network.parameters(), lr=lr)
        self.loss = torch.nn.CrossEntropyLoss()

    def logits(self, x: Arr) -> Arr:
        with self.torch.no_grad():
            return self.network(self.torch.from_numpy(x)).numpy()

    def step(self, x: Arr, labels: Arr) -> float:
        self.optimizer.zero_grad()
        output = self.network(self.torch.from_numpy(x))
        loss = self.loss(output, self.torch.from_numpy(labels))
        loss.backward()
        self.optimizer.step()
        return loss.item()


@dataclass(frozen=True)
class Contestant:
    """An engine of the comparison. package: what it needs beyond NumPy, as it is imported."""

    name: str
    engine: Callable[[Layers, float], Any]
    package: str = "numpy"

    @property
    def installed(self) -> bool:
        return importlib.util.find_spec(self.package) is not None


CONTESTANTS = {
    "hand": Contestant("NumPy by hand", ByHand),
    "this": Contestant("this engine", ThisEngine),
    "tensors": Contestant("ps6_tensors", TensorOperations),
    "functions": Contestant("ps4_functions", OperatorObjects),
    "nodes": Contestant("ps5_mytorch", Nodes),
    "autograd": Contestant("HIPS autograd", Autograd, "autograd"),
    "mygrad": Contestant("MyGrad", MyGrad, "mygrad"),
    "torch": Contestant("PyTorch, CPU", PyTorch, "torch"),
}


# Five epochs, each in a process of its own


def train(contestant: Contestant, seed: int) -> dict[str, Any]:
    """Trains once in this process. Returns seconds, accuracy, memory in MiB, and the data."""
    from autograder.mnist import load_mnist
    from solutions import ps2_mnist as ps2

    mnist = load_mnist()
    settings = ps2.settings_for(mnist.source)
    lr = settings.lr if mnist.source == "digits" else MNIST_LR
    train_loader, test_loader = ps2.get_mnist(mnist, seed=seed)

    warm = contestant.engine(initial_layers(MNIST_SIZES, seed + 1), lr)
    for batch, labels in batches(train_loader.images[: WARM_UP_BATCHES * settings.batch_size],
                                 train_loader.labels, settings.batch_size):  # fmt: skip
        warm.step(batch, labels)

    engine = contestant.engine(initial_layers(MNIST_SIZES, seed), lr)
    start = time.perf_counter()
    for _ in range(settings.num_epochs):
        for images, labels in train_loader:
            engine.step(images.reshape(len(images), -1), labels.astype(np.int64))
    seconds = time.perf_counter() - start

    right = sum(
        int((engine.logits(images.reshape(len(images), -1)).argmax(axis=1) == labels).sum())
        for images, labels in test_loader
    )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {
        "seconds": seconds,
        "accuracy": right / len(test_loader.labels),
        "mebibytes": peak / (2**20 if sys.platform == "darwin" else 2**10),
        "data": "the small digits" if mnist.source == "digits" else "MNIST",
        "settings": [settings.num_epochs, settings.batch_size, lr],
    }


def batches(images: Arr, labels: Arr, size: int):
    """The images in their order, flattened, with labels as int64."""
    for start in range(0, len(images), size):
        batch = slice(start, start + size)
        yield images[batch].reshape(-1, MNIST_SIZES[0]), labels[batch].astype(np.int64)


def trained_apart(key: str, seed: int) -> dict[str, Any]:
    """What `train` returns, from a process of its own."""
    command = [sys.executable, __file__, "--train", key, "--seed", str(seed)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SystemExit(f"{CONTESTANTS[key].name} has failed:\n{done.stderr}")
    return json.loads(done.stdout.splitlines()[-1])


def show_training(console: Console, runs: int) -> None:
    """The first table."""
    taking_part = [key for key, contestant in CONTESTANTS.items() if contestant.installed]
    results: dict[str, list[dict[str, Any]]] = {key: [] for key in taking_part}
    for seed in range(runs):
        for turn in range(len(taking_part)):  # another one begins each round
            key = taking_part[(turn + seed) % len(taking_part)]
            results[key].append(trained_apart(key, seed))
    epochs, size, lr = results["this"][0]["settings"]
    data = results["this"][0]["data"]
    table = Table(
        title=f"{epochs} epochs on {data}, batches of {size}, learning rate {lr}, "
        f"{'-'.join(map(str, MNIST_SIZES))}, float32; median of {runs} runs"
    )
    for column in ("", "seconds", "ratio", "ratios of the rounds", "accuracy", "peak memory, MiB"):
        table.add_column(column, justify="left" if column == "" else "right")
    by_hand = [result["seconds"] for result in results["hand"]]
    for key in taking_part:
        seconds = [result["seconds"] for result in results[key]]
        ratios = [one / hand for one, hand in zip(seconds, by_hand, strict=True)]
        accuracies = [result["accuracy"] for result in results[key]]
        table.add_row(
            CONTESTANTS[key].name,
            f"{statistics.median(seconds):.2f}",
            f"{statistics.median(ratios):.2f}",
            f"{min(ratios):.2f} to {max(ratios):.2f}",
            f"{min(accuracies):.1%} to {max(accuracies):.1%}",
            f"{statistics.median(r['mebibytes'] for r in results[key]):.0f}",
        )
    console.print(table)
    for contestant in CONTESTANTS.values():
        if not contestant.installed:
            console.print(f"{contestant.name} is not installed, so it is left out.")


# How a step grows


GROWTH = {
    "depth": [(n, (64,) * n + (10,), 128) for n in (2, 5, 10, 20, 50, 100, 200)],
    "width": [(n, (64, n, n, 10), 128) for n in (32, 64, 128, 256, 512, 1024)],
    "batch": [(n, (64, 64, 64, 10), n) for n in (32, 128, 512, 2048, 8192)],
}
"""What grows: for each size the sizes of the layers, and the batch."""


def step_seconds(engines: list[Any], x: Arr, labels: Arr, runs: int) -> list[float]:
    """The median seconds of a step of each engine; they take turns."""
    seconds: list[list[float]] = [[] for _ in engines]
    for run in range(runs + 2):
        for engine, times in zip(engines, seconds, strict=True):
            start = time.perf_counter()
            engine.step(x, labels)
            if run >= 2:  # after two to warm up
                times.append(time.perf_counter() - start)
    return [statistics.median(times) for times in seconds]


def show_growth(console: Console, runs: int) -> None:
    """The second table."""
    table = Table(title=f"one step, milliseconds, median of {runs}")
    for column in ("", "size", "by hand", "this engine", "ratio", "this engine, microseconds per"):
        table.add_column(column, justify="left" if column == "" else "right")
    rng = np.random.default_rng(0)
    unit = {"depth": "layer", "width": "1,000 weights", "batch": "example"}
    for what, rows in GROWTH.items():
        for size, sizes, batch in rows:
            x = rng.standard_normal((batch, sizes[0])).astype(np.float32)
            labels = rng.integers(0, sizes[-1], batch)
            engines = [make(initial_layers(sizes, 0), 1e-3) for make in (ByHand, ThisEngine)]
            hand, this = step_seconds(engines, x, labels, runs)
            weights = sum(a * b for a, b in itertools.pairwise(sizes)) / 1000
            count = {"depth": len(sizes) - 1, "width": weights, "batch": batch}[what]
            table.add_row(
                what,
                str(size),
                f"{1e3 * hand:.2f}",
                f"{1e3 * this:.2f}",
                f"{this / hand:.2f}",
                f"{unit[what]}: {1e6 * this / count:.1f}",
            )
        table.add_section()
    console.print(table)
    console.print(
        f"A chain of 10,000 multiplications, forward and backward: {chain_seconds(10_000):.3f} s; "
        f"of 100,000: {chain_seconds(100_000):.3f} s."
    )


def chain_seconds(length: int) -> float:
    """Seconds for y = x * 1 * 1 * ... and its backward pass."""
    from solutions.ps2_mnist import Tensor

    start = time.perf_counter()
    y = Tensor([1.0], requires_grad=True)
    for _ in range(length):
        y = y * 1.0
    y.backward()
    del y
    return time.perf_counter() - start


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=5, help="rounds of training (5)")
    parser.add_argument("--threads", type=int, help="of matrix products (as many as cores)")
    parser.add_argument("--train", choices=CONTESTANTS, help="train once and print JSON")
    parser.add_argument("--growth", action="store_true", help="print the second table alone")
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    console = Console(width=None if sys.stdout.isatty() else 120, highlight=False)
    if arguments.train:
        print(json.dumps(train(CONTESTANTS[arguments.train], arguments.seed)))
    elif arguments.growth:
        show_growth(console, runs=20)
    else:
        if arguments.threads:  # read when NumPy and PyTorch are imported, so: by the children
            for variable in THREAD_VARIABLES:
                os.environ[variable] = str(arguments.threads)
        show_training(console, arguments.runs)
        sys.stdout.flush()
        subprocess.run([sys.executable, __file__, "--growth"], cwd=ROOT, check=True)


if __name__ == "__main__":
    main()
