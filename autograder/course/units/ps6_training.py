"""The exercises of `ps6_training`: how each is tried, on which cases, and what it is worth."""

from __future__ import annotations

import contextlib
import functools
import inspect
import io
import itertools
import operator
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

from autograder.course import draws
from autograder.course.model import (
    Assignment,
    Case,
    Exercise,
    Finding,
    Inputs,
    Layout,
    Namespace,
    Observed,
    Rejected,
)
from autograder.course.probes import a_tensor
from autograder.course.units.ps6_layers import gradient, numbers, set_to_waves, tensor, wave
from autograder.course.units.ps6_tensors import BABYGRAD, IN_OPS

Rng = np.random.Generator
Drawn = Callable[[Rng], Inputs]
Shape = tuple[int, ...]


# Probes


def idx(array: np.ndarray) -> bytes:
    """An IDX file of unsigned bytes."""
    lengths = b"".join(int(n).to_bytes(4, "big") for n in array.shape)
    return bytes([0, 0, 8, array.ndim]) + lengths + array.astype(np.uint8).tobytes()


def data_set(ns: Namespace, images: np.ndarray, labels: np.ndarray, transforms: Any) -> Any:
    """An MNISTDataset of images, (n, 28, 28), that were written to files before."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / name for name in ("images", "labels")]
        for path, array in zip(paths, (images, labels), strict=True):
            path.write_bytes(idx(array))
        names = [str(path) for path in paths]
        return (
            ns.MNISTDataset(*names) if transforms is None else ns.MNISTDataset(*names, transforms)
        )


TRANSFORMS: dict[str, Callable[[np.ndarray], np.ndarray]] = {
    "channels first": lambda image: image.transpose(2, 0, 1),
    "corner": lambda image: image[:20, :24],
    "upside down": lambda image: image[::-1],
    "doubled": lambda image: image * 2,
    "noise": lambda image: image + np.random.random(image.shape).astype("f4"),
}


def pictures(seed: int, n: int) -> np.ndarray:
    """Images of 28 by 28 bytes with a few bright pixels, from a few numbers."""
    images = np.zeros((n, 28, 28), dtype=np.uint8)
    places = np.arange(n)
    for k in range(6):
        images[places, (seed + 5 * k + places) % 28, (3 * seed + 7 * k + 2 * places) % 28] = 40 * k
    return images


def examples(ns: Namespace, inputs: Inputs) -> Observed:
    """Probes MNISTDataset: its length, or what stands at an index."""
    labels = inputs["labels"]
    chosen = inputs["transforms"]
    transforms = None if chosen is None else [TRANSFORMS[name] for name in chosen]
    made = data_set(ns, pictures(inputs["seed"], len(labels)), labels, transforms)
    if "index" not in inputs:
        return {"length": len(made)}
    index = slice(*inputs["index"]) if isinstance(inputs["index"], tuple) else inputs["index"]
    if inputs.get("_noise"):
        return {"other noise": not np.array_equal(made[index][0], made[index][0])}
    if inputs.get("_again"):
        made[index]
    image, label = made[index]
    image, label = (part.data if isinstance(part, ns.Tensor) else part for part in (image, label))
    return {"image": np.asarray(image), "dtype": str(image.dtype), "label": as_integers(label)}


def as_integers(labels: Any) -> np.ndarray:
    """Labels as int64. Raises Rejected for decimals."""
    array = np.asarray(labels)
    if array.dtype.kind not in "iu":
        raise Rejected(f"the labels are of dtype {array.dtype}, and should be whole numbers")
    return array.astype(np.int64)


class Numbered:
    """A data set that knows examples by number, and no slices."""

    def __init__(self, images: np.ndarray, labels: np.ndarray):
        self.images, self.labels = images, labels

    def __getitem__(self, i: int) -> tuple[np.ndarray, np.ndarray]:
        return self.images[operator.index(i)], self.labels[i]

    def __len__(self) -> int:
        return len(self.images)


def loader(ns: Namespace, inputs: Inputs) -> Observed:
    """Probes DataLoader: the batches of a walk, of two at once, of several shuffled ones."""
    made_of = Numbered(inputs["images"], inputs["labels"])
    made = ns.DataLoader(made_of, **inputs["settings"])

    def batch(pair: Any) -> tuple[np.ndarray, np.ndarray]:
        images, labels = pair
        labels = labels.data if isinstance(labels, ns.Tensor) else labels
        if not isinstance(labels, np.ndarray):
            raise Rejected(f"a batch of labels is a {type(labels).__name__}, and no tensor")
        return a_tensor(ns, images, "a batch of images").data, as_integers(labels)

    look_at = inputs["_look_at"]
    if look_at == "length":
        return {"length": len(made)}
    if look_at == "flags":
        images, labels = next(iter(made))
        images = a_tensor(ns, images, "a batch of images")
        flags = [images.requires_grad, getattr(labels, "requires_grad", False)]
        return {"a gradient is wanted": any(flags), "dtype of the labels": str(labels.dtype)}
    if look_at == "nested":
        pairs = [
            (int(batch(one)[1][0]), int(batch(other)[1][0]))
            for one in itertools.islice(made, 20)
            for other in itertools.islice(made, 20)
        ]
        return {"first label of the outer and of the inner batch": np.array(pairs)}
    if look_at == "shuffled":
        walks, in_a_row = [], True
        for seed in (inputs["seed"], None, inputs["seed"]):
            if seed is not None:
                np.random.seed(seed)
                made = ns.DataLoader(made_of, **inputs["settings"])
            found = [batch(pair) for pair in made]
            walks.append(np.concatenate([labels for _, labels in found]))
            in_a_row = in_a_row and all((np.diff(y) == 1).all() for _, y in found)
            fits = all(np.array_equal(inputs["images"][y, 0], x[:, 0]) for x, y in found)
        first, second, third = walks
        return {
            "every example comes once": np.array_equal(np.sort(first), inputs["labels"]),
            "images and labels belong together": fits,
            "neighbors come apart": not in_a_row,
            "the order is another one": not np.array_equal(first, inputs["labels"]),
            "the next walk has another order": not np.array_equal(first, second),
            "the same seed gives the same order": np.array_equal(first, third),
        }
    if look_at == "left early":
        next(iter(made))
    if look_at == "another walk":
        for pair in made:
            batch(pair)
        made_of.images = -made_of.images
    observed: Observed = {}
    for number, pair in enumerate(made):
        images, labels = batch(pair)
        observed |= {f"images of batch {number}": images, f"labels of batch {number}": labels}
    return observed or {"batches": 0}


def some_model(ns: Namespace, frequency: float, build: str = "plain") -> Any:
    """A model with tensors of all kinds, on known numbers."""
    parts = [ns.Linear(4, 3), ns.BatchNorm1d(3), ns.Linear(3, 2, bias=False)]
    model = ns.Module() if build == "nested" else ns.Sequential(*parts)
    if build == "nested":
        model.first, model.rest, model.scale = parts[0], [parts[1], parts[2]], ns.Parameter([1.0])
        model.named = {"extra": ns.Linear(2, 1)}
        model.pairs = [[ns.Linear(1, 2)], ns.Tensor([2.0, 3.0])]
        model.exact, model.label = ns.Parameter([4.0], dtype="float64"), "one"
    held = [value for _, value in ns.named_tensors(model)]
    set_to_waves(held, frequency)
    return model


def held_by(ns: Namespace, model: Any) -> Observed:
    return {f"{name} of the model": value.data.copy() for name, value in ns.named_tensors(model)}


def train_a_little(ns: Namespace, model: Any) -> None:
    """Changes the numbers of a model in place, as optimizers do."""
    for _, value in ns.named_tensors(model):
        value.data -= 1


def kept(ns: Namespace, inputs: Inputs) -> Observed:
    """Probes state_dict on a model that goes on training."""
    model = some_model(ns, inputs["frequency"], inputs["build"])
    if inputs["_look_at"] == "again":
        first = ns.state_dict(model)
        before = {name: array.copy() for name, array in first.items()}
        set_to_waves([value for _, value in ns.named_tensors(model)], inputs["frequency"] + 10)
    found = ns.state_dict(model)
    if not isinstance(found, dict):
        raise Rejected(f"it returns a {type(found).__name__}, and should return a dictionary")
    for name, array in found.items():
        if not isinstance(array, np.ndarray):
            raise Rejected(f"{name} is of type {type(array).__name__}, and should be an array")
    if inputs["_look_at"] == "names":
        return {"names": sorted(found)}
    if inputs["_look_at"] == "later":
        train_a_little(ns, model)
    elif inputs["_look_at"] == "model":
        for array in found.values():
            array[...] = 7
        return held_by(ns, model)
    if inputs["_look_at"] == "dtypes":
        return {f"dtype of {name}": str(found[name].dtype) for name in sorted(found)}
    if inputs["_look_at"] == "again":
        same = all(np.array_equal(array, first[name]) for name, array in before.items())
        return {name: found[name] for name in sorted(found)} | {"the first is as it was": same}
    return {name: found[name] for name in sorted(found)}


def taken_over(ns: Namespace, inputs: Inputs) -> Observed:
    """Probes load_state_dict: the model afterwards, or what is said of keys that do not fit."""
    model = some_model(ns, inputs["frequency"], inputs["build"])
    other = some_model(ns, inputs["frequency"] + 10, inputs["build"])
    state = {name: value.data.copy() for name, value in ns.named_tensors(other)}
    look_at = inputs["_look_at"]
    if look_at == "float64":
        state = {name: array.astype(float) for name, array in state.items()}
    for name, change in inputs.get("changes", {}).items():
        if change is None:
            del state[name]
        else:
            state[name] = change
    if "changes" in inputs:
        before = held_by(ns, model)
        try:
            ns.load_state_dict(model, state)
        except NotImplementedError:  # a RuntimeError, too
            raise
        except (ValueError, KeyError, RuntimeError) as error:
            unnamed = [name for name in inputs["changes"] if name not in str(error)]
            now = held_by(ns, model)
            same = all(np.array_equal(array, now[name]) for name, array in before.items())
            if look_at == "unchanged":
                return {"the model is as it was": same}
            return {"refused": True, "not named": unnamed}
        raise Rejected(f"{', '.join(inputs['changes'])} does not fit, and nothing is said")
    tensors = [id(value) for _, value in ns.named_tensors(model)]
    ns.load_state_dict(model, state)
    if look_at == "later":
        train_a_little(ns, model)
        return dict(state)
    if look_at == "dictionary":
        for array in state.values():
            array[...] = 7
    observed = held_by(ns, model)
    return observed | {
        "its tensors are the same": tensors == [id(value) for _, value in ns.named_tensors(model)],
        "dtypes": sorted({str(value.dtype) for _, value in ns.named_tensors(model)}),
    }


def files(ns: Namespace, inputs: Inputs) -> Observed:
    """Probes save and load on a file."""
    model = some_model(ns, inputs["frequency"], inputs["build"])
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / inputs["name"])
        ns.save(model, path)
        written = sorted(file.name for file in Path(folder).iterdir())
        if inputs["_look_at"] == "file":
            if written != [inputs["written"]]:
                raise Rejected(f"it writes {written}, and should write {inputs['written']}")
            try:
                with np.load(Path(folder) / written[0], allow_pickle=False) as stored:
                    return {name: stored[name] for name in sorted(stored.files)}
            except ValueError:
                raise Rejected("the file is no .npz of plain arrays") from None
        other = some_model(ns, inputs["frequency"] + 10, inputs["build"])
        if inputs["_look_at"] == "written by hand":
            np.savez(path, **{name: value.data + 1 for name, value in ns.named_tensors(model)})
        if inputs["_look_at"] == "needs pickle":
            np.savez(path, **{name: v.data.astype(object) for name, v in ns.named_tensors(model)})
            try:
                ns.load(other, path)
            except ValueError:
                return {"refused": True}
            raise Rejected("the file needs pickle to be read, and it is read")
        if inputs["_look_at"] == "of another model":
            state = {name: value.data + 1 for name, value in ns.named_tensors(model)}
            state |= inputs["changes"]
            np.savez(path, **{name: array for name, array in state.items() if array is not None})
            before = held_by(ns, other)
            try:
                ns.load(other, path)
            except NotImplementedError:  # a RuntimeError, too
                raise
            except (ValueError, KeyError, RuntimeError):
                now = held_by(ns, other)
                same = all(np.array_equal(array, now[name]) for name, array in before.items())
                return {"the model is as it was": same}
            raise Rejected("the file is of another model, and it is loaded without an error")
        ns.load(other, path)
    return held_by(ns, other)


def watched_parts(ns: Namespace, inputs: Inputs, log: list[str]) -> tuple[Any, Any, Any]:
    """A model, an optimizer and a loss that note when they are called, and in which mode."""

    class Watched(ns.Sequential):
        def forward(self, x: Any) -> Any:
            if not isinstance(x, ns.Tensor):
                raise Rejected("the model is given an array, and should be given a tensor")
            log.append("train" if self.modules[-1].training else "eval")
            return super().forward(x)

    model = Watched(ns.Linear(4, 5), ns.BatchNorm1d(5), ns.Linear(5, 3))
    set_to_waves(list(model.parameters()), inputs["frequency"])
    optimizer = ns.SGD(model.parameters(), lr=0.25)
    return model, optimizer, ns.SoftmaxLoss()


def batches(ns: Namespace, x: np.ndarray, y: np.ndarray, size: int, kind: str) -> list[Any]:
    """Pairs of images and labels, as tensors or as arrays."""
    found = []
    for start in range(0, len(x), size):
        images, labels = x[start : start + size].copy(), y[start : start + size].copy()
        if kind == "tensors":
            found.append((ns.Tensor(images), tensor(ns, labels, False)))
        else:
            found.append((images, labels))
    return found


class Stopped:
    """A loader during which somebody presses the stop button."""

    def __init__(self, pairs: list[Any], after: int):
        self.pairs, self.left = pairs, after

    def __iter__(self) -> Iterator[Any]:
        for pair in self.pairs:
            if self.left == 0:
                raise KeyboardInterrupt
            self.left -= 1
            yield pair

    def __len__(self) -> int:
        return len(self.pairs)


def trainer(ns: Namespace, inputs: Inputs) -> Observed:
    """Probes Trainer: parameters after training, accuracies, modes, the history."""
    log: list[str] = []
    model, optimizer, loss_fn = watched_parts(ns, inputs, log)
    look_at, kind = inputs["_look_at"], inputs.get("kind", "tensors")
    pairs: Any = batches(ns, inputs["x"], inputs["y"], 4, kind)
    others = batches(ns, inputs["val_x"], inputs["val_y"], 3, kind)
    if "stop_after" in inputs:
        pairs = Stopped(pairs, inputs["stop_after"])
    made = ns.Trainer(model, optimizer, loss_fn, pairs, others if inputs.get("val", True) else None)
    quiet = contextlib.redirect_stderr(io.StringIO())  # the bar
    with quiet, contextlib.redirect_stdout(io.StringIO()) as printed:
        if look_at == "accuracy":
            mode = inputs["mode"]
            getattr(model, mode)()
            loader = None if inputs.get("loader") is None else pairs
            found = made.evaluate() if loader is None else made.evaluate(loader)
            return {
                "accuracy": np.array(float(found)),
                "modes while it measures": sorted(set(log)),
                "mode afterwards": bool(model.training),
                "running averages": model.modules[1].running_mean.data,
                "parameters are left alone": all(p.grad is None for p in model.parameters()),
            }
        if "stale" in inputs:  # gradients that somebody has left behind
            for parameter in model.parameters():
                parameter.grad = np.ones_like(parameter.data)
        if look_at == "mode":
            model.eval()
        try:
            for _ in range(inputs.get("times", 1)):
                made.fit(inputs["epochs"])
        except KeyboardInterrupt:
            raise Rejected("the interruption is passed on, and should end the training") from None
    if look_at == "mode":
        return {"modes of the calls": log, "mode afterwards": bool(model.training)}
    if look_at == "lines":
        return {"something is printed": bool(printed.getvalue().strip())}
    if look_at == "history":
        history = made.history
        return {key: np.array(history[key], dtype=float) for key in ("loss", "val_acc")}
    return {f"parameter {i}": value.data for i, value in enumerate(model.parameters())}


def elementary(name: str) -> Callable[[Namespace, Inputs], Observed]:
    """Probes Flip or Dilate: what comes out, its gradient, the gradient of that."""

    def probe(ns: Namespace, inputs: Inputs) -> Observed:
        def made() -> Any:
            return ns[name](*inputs["settings"])

        x = tensor(ns, inputs["x"])
        if "then_x" in inputs:
            made()(tensor(ns, inputs["then_x"]))
        out = a_tensor(ns, made()(x), "the result")
        if "grad_out" not in inputs:
            return {"output": out.data, "dtype": str(out.dtype), "x afterwards": x.data}
        if not inputs.get("_twice"):
            out.backward(inputs["grad_out"].copy())
            found = gradient(x, "x")
            return {"gradient of x": found, "dtype": str(found.dtype)}
        (out * out).backward(inputs["grad_out"].copy(), create_graph=True)
        slope = a_tensor(ns, x.grad, "the gradient")
        x.grad = None
        (slope * slope).sum().backward()
        return {"gradient of the squared gradient": gradient(x, "x")}

    return probe


@contextlib.contextmanager
def under_its_name(operation: type) -> Iterator[None]:
    """Lets `Conv` stand for the operation whenever one of its methods runs, as when its own cell
    ran. The layer of that name comes after it, and has the name everywhere else."""
    methods = {name: f for name, f in vars(operation).items() if inspect.isfunction(f)}

    def named(method: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(method)
        def call(*args: Any, **keywords: Any) -> Any:
            names = getattr(method, "__globals__", {})
            later = names.get("Conv")
            names["Conv"] = operation
            try:
                return method(*args, **keywords)
            finally:
                names["Conv"] = later

        return call

    for name, method in methods.items():
        setattr(operation, name, named(method))
    try:
        yield
    finally:
        for name, method in methods.items():
            setattr(operation, name, method)


def convolution(ns: Namespace, inputs: Inputs) -> Observed:
    """Probes the operation Conv on images and kernels."""
    with under_its_name(ns.ops.Conv):
        return convolved(ns, inputs)


def convolved(ns: Namespace, inputs: Inputs) -> Observed:
    """What the operation Conv makes of images and kernels."""

    def made(settings: dict[str, int]) -> Any:
        return ns.ops.Conv(**settings)

    wanted = inputs.get("_requires_grad", ("images", "kernels"))
    tensors = {name: tensor(ns, inputs[name], name in wanted) for name in ("images", "kernels")}
    if "then_images" in inputs:
        made(inputs["settings"])(ns.Tensor(inputs["then_images"]), tensors["kernels"])
    out = a_tensor(ns, made(inputs["settings"])(*tensors.values()), "the result")
    if "grad_out" not in inputs:
        return {"output": out.data, "dtype": str(out.dtype)}
    out.backward(inputs["grad_out"].copy(), create_graph=bool(inputs.get("_twice")))
    if not inputs.get("_twice"):
        found = {f"gradient of {name}": gradient(tensors[name], name) for name in wanted}
        return {
            **found,
            "dtypes": sorted({str(array.dtype) for array in found.values()}),
            **{f"{name} afterwards": value.data for name, value in tensors.items()},
        }
    slopes = [a_tensor(ns, value.grad, "the gradient") for value in tensors.values()]
    for value in tensors.values():
        value.grad = None
    sum((slope * slope).sum() for slope in slopes).backward()
    return {
        f"gradient of the squared gradients, {name}": gradient(value, name)
        for name, value in tensors.items()
    }


def conv_layer(ns: Namespace, inputs: Inputs) -> Observed:
    """Probes nn.Conv: what it holds at the start, or what it does with given kernels."""
    with under_its_name(ns.ops.Conv):
        return layer_of_kernels(ns, inputs)


def layer_of_kernels(ns: Namespace, inputs: Inputs) -> Observed:
    """What the layer nn.Conv holds or does."""
    make = ns.nn.Conv
    made = make(*inputs["settings"])
    if inputs.get("_dtypes"):
        return {f"dtype of {key}": str(getattr(made, key).dtype) for key in ("weight", "bias")}
    if inputs.get("_start"):
        other = make(*inputs["settings"])
        return {
            "weight": made.weight.data,
            "bias": None if made.bias is None else made.bias.data.reshape(-1),
            "parameters found": len(list(made.parameters())),
            "two layers start alike": np.array(np.array_equal(made.weight.data, other.weight.data)),
            "dtypes": sorted({str(value.dtype) for value in made.parameters()}),
        }
    for name in ("weight", "bias"):
        if name in inputs:
            held = getattr(made, name)
            if not isinstance(held, ns.Parameter):
                raise Rejected(f"`{name}` is no Parameter")
            if held.data.size != inputs[name].size:
                raise Rejected(f"`{name}` has shape {held.data.shape}")
            held.data = inputs[name].reshape(held.data.shape).copy()
    made.training = not inputs.get("_eval")
    x = tensor(ns, inputs["x"])
    if "then_x" in inputs:
        made(tensor(ns, inputs["then_x"]))
    out = a_tensor(ns, made(x), "the layer's output")
    if "grad_out" not in inputs:
        return {"output": out.data, "x afterwards": x.data}
    out.backward(inputs["grad_out"].copy())
    return {"gradient of x": gradient(x, "x")} | {
        f"gradient of {name}": gradient(getattr(made, name), name).reshape(inputs[name].shape)
        for name in ("weight", "bias")
        if name in inputs
    }


def all_together(ns: Namespace, inputs: Inputs) -> Observed:
    """Feeds, trains, saves, loads and measures a small convolutional network."""
    labels = inputs["labels"]
    made_of = data_set(
        ns, pictures(inputs["seed"], len(labels)), labels, [TRANSFORMS["channels first"]]
    )

    def build() -> Any:
        model = ns.nn.Sequential(
            ns.nn.Conv(1, 2, 3, stride=3),
            ns.nn.ReLU(),
            ns.nn.Conv(2, 3, 5, stride=4),
            ns.nn.Flatten(),
            ns.nn.BatchNorm1d(27),
            ns.nn.Linear(27, 3),
        )
        set_to_waves(list(model.parameters()), inputs["frequency"])
        return model

    model, copy = build(), build()
    train, test = ns.DataLoader(made_of, 4), ns.DataLoader(made_of, 5)
    optimizer = ns.SGD(model.parameters(), lr=0.05)
    made = ns.Trainer(model, optimizer, ns.nn.SoftmaxLoss(), train, test)
    quiet = contextlib.redirect_stderr(io.StringIO())  # the bar
    with (
        quiet,
        contextlib.redirect_stdout(io.StringIO()),
        tempfile.TemporaryDirectory() as folder,
    ):
        made.fit(2)
        model.save(str(Path(folder) / "model"))
        copy.load(str(Path(folder) / "model"))
        accuracy = made.evaluate()
    model.eval()
    copy.eval()
    x = ns.Tensor(wave((2, 1, 28, 28), inputs["frequency"]))
    return {
        "accuracy": np.array(float(accuracy)),
        "logits": a_tensor(ns, model(x), "the output").data,
        "logits of the copy": a_tensor(ns, copy(x), "the output").data,
        "last parameter": list(model.parameters())[-1].data,
    }


# Rules


def starts_well(observed: Observed, expected: Observed) -> Finding | None:
    """Whether kernels start at a size that neither explodes nor dies out, around zero. Of 32,000
    draws the estimated deviation is off by less than a fifth."""
    weight = observed["weight"].astype(float)
    fan_in = weight.shape[0] * weight.shape[1] * weight.shape[2]
    size = float(weight.std()) * fan_in**0.5
    if observed["two layers start alike"]:
        return Finding(
            "conv-not-random",
            "two layers start with the same kernels",
            "Every layer should start somewhere else. Where does chance come in?",
        )
    if not 0.4 < size < 2.0 or abs(weight.mean()) > 0.3 * weight.std():
        return Finding(
            "conv-start-size",
            f"the kernels start with standard deviation {weight.std():.3f}, for sums of {fan_in}",
            "Each output is a sum over a whole window, all channels of it. What is `fan_in`?",
        )
    bias = observed["bias"].astype(float) * fan_in**0.5
    if np.abs(bias).max() > 1.001:
        return Finding(
            "conv-bias-large",
            "the bias starts far from zero",
            "Its bound is one over the square root of `fan_in`.",
        )
    if min(bias.max(), -bias.min()) < 0.25:  # by chance, once in 10^8 times
        return Finding(
            "conv-bias-not-spread",
            f"the bias runs from {observed['bias'].min():.4f} to {observed['bias'].max():.4f}",
            "It should be spread evenly over both sides of zero. What are `low` and `high`?",
        )
    return None


# Draws


def stored(
    index: Any = None, transforms: tuple[str, ...] | None = None, n: int = 7, **marks: Any
) -> Drawn:
    """Files of n images, and an index: a number, or what makes a slice."""

    def inputs(rng: Rng) -> Inputs:
        labels = rng.permutation(np.arange(n) + 2) % 10
        found: Inputs = {
            "seed": int(rng.integers(100)),
            "labels": labels,
            "transforms": transforms,
        }
        return found | marks if index is None else found | {"index": index, **marks}

    return inputs


def walk(n: int, look_at: str = "batches", **settings: Any) -> Drawn:
    """n examples, each of which holds its label in its first place."""

    def inputs(rng: Rng) -> Inputs:
        images = numbers(rng, (n, 3))
        labels = np.arange(n) if look_at == "shuffled" else rng.permutation(n + 3)[:n]
        return {
            "images": images,
            "labels": labels,
            "settings": settings,
            "seed": int(rng.integers(1000)),
            "_look_at": look_at,
        }

    return inputs


def model_of(build: str, look_at: str, **marks: Any) -> Drawn:
    return lambda rng: {
        "frequency": float(rng.uniform(1, 2)),
        "build": build,
        "_look_at": look_at,
        **marks,
    }


def unfit(look_at: str = "named", **changes: Any) -> Drawn:
    """A dictionary in which some keys do not fit."""
    named = {name.replace("__", "."): change for name, change in changes.items()}
    return model_of("plain", look_at, changes=named)


def of_another(**changes: Any) -> Drawn:
    """A file from which some arrays of the model differ in name or shape."""
    named = {name.replace("__", "."): change for name, change in changes.items()}
    return model_of("plain", "of another model", name="m.npz", changes=named)


def fitted(look_at: str = "parameters", epochs: int = 2, **marks: Any) -> Drawn:
    """Examples to train on and to measure with; the last batch of either is short."""

    def inputs(rng: Rng) -> Inputs:
        return {
            "x": numbers(rng, (10, 4)) / 4,
            "y": rng.permutation(np.arange(10) % 3),
            "val_x": numbers(rng, (8, 4)) / 4,
            "val_y": rng.permutation(np.arange(8) % 3),
            "frequency": float(rng.uniform(1, 2)),
            "epochs": epochs,
            "_look_at": look_at,
            **marks,
        }

    return inputs


def on(
    shape: Shape,
    *settings: Any,
    out: Shape | None = None,
    kind: type = np.float32,
    **marks: Any,
) -> Drawn:
    """x, and an upstream gradient if the shape of the result is given."""

    def inputs(rng: Rng) -> Inputs:
        back = {} if out is None else {"grad_out": draws.upstream(rng, out).astype(kind)}
        return {"x": numbers(rng, shape).astype(kind), "settings": settings, **back, **marks}

    return inputs


def flips(shape: Shape, axes: Any, *, back: bool = False, **marks: Any) -> Drawn:
    return on(shape, axes, out=shape if back else None, **marks)


def dilates(
    shape: Shape, axes: tuple[int, ...], by: int, *, back: bool = False, **marks: Any
) -> Drawn:
    out = list(shape)
    for axis in axes:
        out[axis] += max(out[axis] - 1, 0) * by
    return on(shape, axes, by, out=tuple(out) if back else None, **marks)


def images(
    image: tuple[int, int],
    kernel: tuple[int, int],
    stride: int = 1,
    padding: int = 0,
    *,
    n: int = 2,
    channels: tuple[int, int] = (2, 3),
    back: bool = False,
    draw: Callable[[Rng, Shape], np.ndarray] = numbers,
    **marks: Any,
) -> Drawn:
    """Images, kernels, and an upstream gradient where gradients are looked at."""

    def inputs(rng: Rng) -> Inputs:
        found: Inputs = {
            "images": draw(rng, (n, *image, channels[0])),
            "kernels": draw(rng, (*kernel, *channels)),
            "settings": {"stride": stride, "padding": padding},
        }
        if back:
            out = [
                (length + 2 * padding - size) // stride + 1
                for length, size in zip(image, kernel, strict=True)
            ]
            upstream = draws.upstream(rng, (n, *out, channels[1]))
            found["grad_out"] = upstream.astype(found["images"].dtype)
        return found | marks

    return inputs


CONVOLUTIONS: tuple[tuple[str, tuple[Any, ...]], ...] = (
    ("square", ((4, 4), (3, 3))),
    ("an image that is not square", ((4, 6), (3, 3))),
    ("a kernel that is not square", ((5, 5), (2, 3))),
    ("padding", ((4, 5), (3, 3), 1, 1)),
    ("padding as large as the kernel", ((3, 4), (3, 3), 1, 3)),
    ("padding larger than the kernel", ((3, 4), (2, 2), 1, 4)),
    ("stride 2", ((5, 7), (3, 3), 2)),
    ("stride 2, which does not divide", ((6, 8), (3, 3), 2)),
    ("stride 3, which does not divide, padding", ((6, 7), (3, 2), 3, 1)),
    ("stride 4, larger than the kernel", ((7, 9), (2, 2), 4)),
    ("stride and padding larger than the kernel", ((4, 5), (1, 1), 5, 2)),
    ("a kernel of one pixel", ((3, 2), (1, 1))),
    ("a kernel as large as the image", ((3, 4), (3, 4))),
)


def layered(
    image: tuple[int, int],
    *settings: Any,
    back: bool = False,
    bias: bool = True,
    then: bool = False,
    **marks: Any,
) -> Drawn:
    """Images with their channels first, and what a layer of those settings holds."""

    def inputs(rng: Rng) -> Inputs:
        before, after, size, stride = settings[:4]
        size, stride = (v[0] if isinstance(v, tuple) else v for v in (size, stride))
        found: Inputs = {
            "settings": (*settings[:4], bias),
            "x": numbers(rng, (2, before, *image)),
            "weight": numbers(rng, (size, size, before, after)),
        }
        if bias:
            found["bias"] = numbers(rng, (after,))
        if back:
            out = [(n + 2 * ((size - 1) // 2) - size) // stride + 1 for n in image]
            found["grad_out"] = draws.upstream(rng, (2, after, *out))
        if then:
            found["then_x"] = numbers(rng, (3, before, *image))
        return found | marks

    return inputs


ANY = "float32, negative, positive"
EDGES = f"{ANY}, 4-d, length 1, equal lengths"

EXERCISES = (
    Exercise(
        id="MNISTDataset",
        points=3,
        difficulty=2,
        importance=3,
        minutes=(15, 25),
        names=("MNISTDataset",),
        probe=examples,
        allows={"index": "axis, negative axis, left out"},
        cases=(
            Case("one example", stored(2)),
            Case("the last example", stored(-1)),
            Case("the length", stored()),
            Case("a slice", stored((1, 5))),
            Case("a slice with a step", stored((6, 1, -2))),
            Case("an empty slice", stored((3, 3))),
            Case("one example, a transform", stored(3, ("channels first",))),
            Case("one example, two transforms", stored(3, ("doubled", "corner"))),
            Case("a slice, a transform", stored((1, 4), ("channels first",))),
            Case("a slice, two transforms", stored((2, 6), ("corner", "upside down"))),
            Case("an empty slice, a transform", stored((3, 3), ("doubled",))),
            Case("one example, asked for again", stored(2, ("doubled",), _again=True)),
            Case("a slice, asked for again", stored((2, 5), ("doubled",), _again=True)),
            Case("a transform that adds noise", stored(4, ("noise",), _noise=True)),
        ),
    ),
    Exercise(
        id="DataLoader",
        points=4,
        difficulty=3,
        importance=4,
        minutes=(20, 30),
        names=("DataLoader",),
        probe=loader,
        allows={"images": f"{ANY}, length 0, length 1, 2-d", "labels": "whole numbers"},
        cases=(
            Case("batches of equal size", walk(6, batch_size=3)),
            Case("a short last batch", walk(7, batch_size=3)),
            Case("one example a batch", walk(3)),
            Case("one batch larger than the data set", walk(7, batch_size=9)),
            Case("one example", walk(1, batch_size=2)),
            Case("no examples", walk(0, batch_size=2)),
            Case(
                "nothing requires a gradient, labels keep their dtype",
                walk(3, "flags", batch_size=2),
            ),
            Case("the number of batches", walk(7, "length", batch_size=3)),
            Case("the number of batches, no remainder", walk(6, "length", batch_size=3)),
            Case("after a loop that was left early", walk(5, "left early", batch_size=2)),
            Case("a loop inside a loop", walk(5, "nested", batch_size=2)),
            Case("another walk, other images", walk(5, "another walk", batch_size=2)),
            Case("shuffled", walk(40, "shuffled", batch_size=7, shuffle=True)),
        ),
    ),
    Exercise(
        id="state_dict",
        points=3,
        difficulty=2,
        importance=4,
        minutes=(10, 15),
        names=("state_dict",),
        probe=kept,
        cases=(
            Case("names", model_of("plain", "names")),
            Case("values", model_of("plain", "values")),
            Case("the model goes on training", model_of("plain", "later")),
            Case("the dictionary is changed", model_of("plain", "model")),
            Case("a second call, after other numbers", model_of("plain", "again")),
            Case("dtypes", model_of("nested", "dtypes")),
            Case("names, parts of many kinds", model_of("nested", "names")),
            Case("values, parts of many kinds", model_of("nested", "values")),
        ),
    ),
    Exercise(
        id="load_state_dict",
        points=3,
        difficulty=3,
        importance=4,
        minutes=(15, 25),
        names=("load_state_dict",),
        probe=taken_over,
        may_use=("state_dict",),
        cases=(
            Case("values", model_of("plain", "values")),
            Case("values, parts of many kinds", model_of("nested", "values")),
            Case("the model goes on training", model_of("plain", "later")),
            Case("the dictionary is changed", model_of("plain", "dictionary")),
            Case("arrays of float64", model_of("plain", "float64")),
            Case("a missing key", unfit(modules__1__weight=None)),
            Case("two missing keys", unfit(modules__0__bias=None, modules__1__running_var=None)),
            Case("an unexpected key", unfit(modules__9__weight=np.zeros(3, np.float32))),
            Case("another shape", unfit(modules__0__weight=np.zeros((3, 4), np.float32))),
            Case(
                "another shape, which could be broadcast",
                unfit(modules__1__bias=np.zeros((1, 3), np.float32)),
            ),
            Case(
                "all at once",
                unfit(
                    modules__0__bias=None,
                    modules__7__bias=np.zeros(2, np.float32),
                    modules__2__weight=np.zeros((2, 2), np.float32),
                ),
            ),
            Case(
                "the model stays as it was",
                unfit("unchanged", modules__2__weight=np.zeros((2, 2), np.float32)),
            ),
            Case(
                "the model stays as it was, an unexpected key",
                unfit("unchanged", modules__9__weight=np.zeros(3, np.float32)),
            ),
            Case(
                "the model stays as it was, a missing key",
                unfit("unchanged", modules__2__weight=None),
            ),
        ),
    ),
    Exercise(
        id="save_load",
        points=2,
        difficulty=2,
        importance=3,
        minutes=(10, 15),
        names=("save", "load"),
        probe=files,
        requires=("state_dict", "load_state_dict"),
        cases=(
            Case("the file", model_of("plain", "file", name="m.npz", written="m.npz")),
            Case("there and back", model_of("plain", "back", name="m.npz")),
            Case("there and back, parts of many kinds", model_of("nested", "back", name="m.npz")),
            Case("a name without an ending", model_of("plain", "back", name="model")),
            Case("a name with another dot", model_of("plain", "back", name="model.v2")),
            Case(
                "the file of a name without an ending",
                model_of("plain", "file", name="model", written="model.npz"),
            ),
            Case("a file from elsewhere", model_of("plain", "written by hand", name="m.npz")),
            Case("a file that needs pickle", model_of("plain", "needs pickle", name="m.npz")),
            Case("a file that lacks an array", of_another(modules__1__bias=None)),
            Case("a file with an array too many", of_another(modules__9__bias=wave((3,), 1.0))),
            Case("a file with another shape", of_another(modules__0__weight=wave((3, 4), 1.0))),
        ),
    ),
    Exercise(
        id="Trainer",
        points=4,
        difficulty=3,
        importance=4,
        minutes=(25, 40),
        names=("Trainer",),
        probe=trainer,
        rtol=1e-3,
        atol=1e-4,
        allows={"x, val_x": f"{ANY}, 2-d", "y, val_y": "whole numbers, repeats"},
        cases=(
            Case("fit, one epoch", fitted(epochs=1, val=False)),
            Case("fit, two epochs", fitted(val=False)),
            Case("fit, with a validation", fitted()),
            Case("fit, called twice", fitted(epochs=1, times=2)),
            Case("fit, batches of arrays", fitted(kind="arrays")),
            Case("fit, gradients left over from before", fitted(epochs=1, stale=True)),
            Case("fit, modes", fitted("mode")),
            Case("fit, modes without a validation", fitted("mode", val=False)),
            Case("fit, something is printed", fitted("lines")),
            Case("evaluate", fitted("accuracy", mode="train")),
            Case("evaluate, a model in evaluation mode", fitted("accuracy", mode="eval")),
            Case("evaluate, another loader", fitted("accuracy", mode="train", loader="train")),
            Case("evaluate, batches of arrays", fitted("accuracy", mode="train", kind="arrays")),
            Case("evaluate, no loader", fitted("accuracy", mode="train", val=False)),
            Case("extra credit, the history", fitted("history"), bonus=0.25),
            Case(
                "extra credit, the history without a validation",
                fitted("history", val=False),
                bonus=0.25,
            ),
            Case(
                "extra credit, an interruption in the second epoch",
                fitted(stop_after=4),
                bonus=0.5,
            ),
            Case(
                "extra credit, the history of an interruption",
                fitted("history", stop_after=4),
                bonus=0.25,
            ),
            Case(
                "extra credit, the history of an interruption before any batch",
                fitted("history", stop_after=3),
                bonus=0.25,
            ),
        ),
    ),
    Exercise(
        id="Flip",
        points=2,
        difficulty=1,
        importance=2,
        minutes=(5, 10),
        names=("Flip",),
        probe=elementary("Flip"),
        allows={
            "x": f"{ANY}, float64, 1-d, 2-d, 3-d, 4-d, length 1",
            "grad_out": f"{ANY}, 2-d, 3-d, 4-d, length 1",
        },
        cases=(
            Case("one dimension", flips((3,), (0,))),
            Case("a number for an axis", flips((2, 3), 1)),
            Case("a number for an axis, 0", flips((2, 3), 0)),
            Case("two axes", flips((2, 3, 4), (0, 2))),
            Case("negative axes", flips((2, 3, 4), (-1, 0))),
            Case("all axes", flips((2, 3, 4), None)),
            Case("float64", lambda rng: {"x": np.arange(6.0).reshape(2, 3), "settings": ((1,),)}),
            Case("gradient", flips((2, 3), (1,), back=True)),
            Case("gradient, two axes", flips((3, 2, 4), (0, 2), back=True)),
            Case("gradient, negative axes", flips((2, 3, 2, 1), (-3, 0), back=True)),
            Case("gradient, axis 0", flips((2, 3), 0, back=True)),
            Case("gradient, all axes", flips((2, 3), None, back=True)),
            Case("gradient, float64", flips((2, 3), (1,), back=True, kind=float)),
            Case("gradient of a gradient", flips((2, 3), (1,), back=True, _twice=True)),
        ),
    ),
    Exercise(
        id="Dilate",
        points=2,
        difficulty=2.5,
        importance=2,
        minutes=(10, 20),
        names=("Dilate",),
        probe=elementary("Dilate"),
        allows={
            "x": f"{ANY}, float64, 1-d, 2-d, 3-d, 4-d, length 0, length 1",
            "grad_out": f"{ANY}, 1-d, 2-d, 3-d, 4-d, length 0",
        },
        cases=(
            Case("one dimension", dilates((3,), (0,), 1)),
            Case("one of two axes", dilates((2, 3), (0,), 2)),
            Case("two axes", dilates((2, 3, 4, 2), (1, 2), 1)),
            Case("negative axes", dilates((2, 3, 2), (-1, -2), 2)),
            Case("nothing between", dilates((2, 3), (0, 1), 0)),
            Case("one number", dilates((1, 3), (0,), 2)),
            Case("no numbers", dilates((0, 3), (0,), 2)),
            Case("float64", lambda rng: {"x": np.arange(6.0).reshape(2, 3), "settings": ((1,), 1)}),
            Case("gradient", dilates((3,), (0,), 1, back=True)),
            Case("gradient, two axes", dilates((2, 3, 4, 2), (1, 2), 2, back=True)),
            Case("gradient, negative axes", dilates((2, 3, 2), (-1, -2), 1, back=True)),
            Case("gradient, nothing between", dilates((2, 3), (0,), 0, back=True)),
            Case("gradient, no numbers", dilates((0, 3), (0,), 2, back=True)),
            Case("gradient, float64", dilates((2, 3), (1,), 1, back=True, kind=float)),
            Case("gradient of a gradient", dilates((2, 3), (1,), 1, back=True, _twice=True)),
        ),
    ),
    Exercise(
        id="conv",
        points=6,
        difficulty=5,
        importance=5,
        minutes=(60, 90),
        names=(),
        registers=lambda ns: [ns.ops.Conv],
        probe=convolution,
        requires=("Flip", "Dilate"),
        rtol=1e-3,
        atol=1e-5,
        allows={
            "images": f"{EDGES}, length 0",
            "kernels, grad_out": EDGES,
            "call": "called again",
        },
        cases=(
            *(Case(f"output, {name}", images(*sizes)) for name, sizes in CONVOLUTIONS),
            Case("output, one image, one channel", images((3, 3), (2, 2), n=1, channels=(1, 1))),
            Case("output, no images", images((3, 3), (2, 2), n=0)),
            Case("output, float64", images((4, 3), (2, 2), draw=draws.double(numbers))),
            *(Case(f"gradients, {n}", images(*sizes, back=True)) for n, sizes in CONVOLUTIONS),
            Case(
                "gradients, float64", images((4, 3), (2, 2), back=True, draw=draws.double(numbers))
            ),
            Case(
                "gradients, one image, one channel",
                images((3, 3), (2, 2), n=1, channels=(1, 1), back=True),
            ),
            Case(
                "gradients, images of the batch and channels are as many",
                images((4, 4), (2, 2), n=3, channels=(3, 3), back=True),
            ),
            Case(
                "gradient of the kernels alone",
                images((4, 4), (3, 3), back=True, _requires_grad=("kernels",)),
            ),
            Case(
                "gradient of the images alone",
                images((4, 4), (3, 3), back=True, _requires_grad=("images",)),
            ),
            Case(
                "gradients, called before with other images",
                lambda rng: (
                    images((4, 5), (3, 2), 2, 1, back=True)(rng)
                    | {"then_images": numbers(rng, (1, 6, 6, 2))}
                ),
            ),
            Case(
                "gradients of gradients",
                images((4, 5), (2, 2), 2, 1, n=1, back=True, _twice=True),
            ),
        ),
    ),
    Exercise(
        id="nn_conv",
        points=3,
        difficulty=2.5,
        importance=4,
        minutes=(15, 25),
        names=("Conv",),
        probe=conv_layer,
        requires=("conv", "Flip", "Dilate"),
        rtol=1e-3,
        atol=1e-5,
        allows={"x": f"{ANY}, 4-d", "weight, bias": ANY},
        cases=(
            Case("output", layered((4, 4), 2, 3, 3, 1)),
            Case("output, an image that is not square", layered((4, 6), 2, 3, 3, 1)),
            Case("output, a kernel of size 5", layered((5, 4), 1, 2, 5, 1)),
            Case("output, a kernel of size 2", layered((4, 5), 1, 2, 2, 1)),
            Case("output, stride 2", layered((6, 5), 2, 3, 3, 2)),
            Case("output, pairs for numbers", layered((6, 5), 2, 3, (3, 3), (2, 2))),
            Case("output, in evaluation mode", layered((4, 4), 2, 3, 3, 1, _eval=True)),
            Case(
                "output, called before with another batch", layered((4, 4), 2, 3, 3, 1, then=True)
            ),
            Case("output without a bias", layered((4, 4), 2, 3, 3, 1, bias=False)),
            Case("gradients", layered((4, 5), 2, 3, 3, 1, back=True)),
            Case("gradients, stride 2", layered((6, 4), 2, 3, 3, 2, back=True)),
            Case(
                "where it starts",
                lambda rng: {"settings": (64, 56, 3), "_start": True},
                checker=starts_well,
            ),
            Case(
                "float64",
                lambda rng: {
                    "settings": (1, 2, 3, 1, True, None, "float64"),
                    "_dtypes": True,
                },
            ),
        ),
    ),
    Exercise(
        id="all_together",
        points=3,
        difficulty=2,
        importance=5,
        minutes=(5, 15),
        names=(),
        probe=all_together,
        requires=(
            "MNISTDataset",
            "DataLoader",
            "state_dict",
            "load_state_dict",
            "save_load",
            "Trainer",
            "Flip",
            "Dilate",
            "conv",
            "nn_conv",
        ),
        integration=True,
        rtol=1e-2,
        atol=1e-3,
        cases=(
            Case(
                "a small convolutional network",
                lambda rng: {
                    "seed": int(rng.integers(100)),
                    "labels": rng.permutation(np.arange(9) % 3),
                    "frequency": float(rng.uniform(1, 2)),
                },
            ),
        ),
    ),
)

PACKAGE = Layout(
    packages=BABYGRAD,
    names={
        "tensor.py": "Tensor",
        "ops.py": "ops=. Function Flip flip Dilate dilate " + IN_OPS,
        "init.py": "init=.",
        "nn.py": "nn=. Parameter Module ReLU Flatten Linear Sequential BatchNorm1d SoftmaxLoss "
        "state_dict=Module.state_dict load_state_dict=Module.load_state_dict save=Module.save "
        "load=Module.load",
        "optim.py": "Optimizer SGD Adam",
        "data.py": "parse_mnist Dataset MNISTDataset DataLoader",
        "trainer.py": "Trainer",
    },
    besides={"conv": "ops.py:Conv ops.py:conv", "nn_conv": "nn.py:Conv"},
)

ASSIGNMENT = Assignment(
    name="ps6_training",
    title="A small framework, 3: data, training and convolution",
    exercises=EXERCISES,
    part_of="ps6_babygrad",
    layout=PACKAGE,
)
