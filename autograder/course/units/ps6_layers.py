"""The exercises of `ps6_layers`: how each is tried, on which cases, and what it is worth."""

from __future__ import annotations

import math
from collections.abc import Callable
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
from autograder.course.units.ps6_tensors import BABYGRAD, IN_OPS

Rng = np.random.Generator
Drawn = Callable[[Rng], Inputs]
Shape = tuple[int, ...]


# Probes


def tensor(ns: Namespace, array: np.ndarray, requires_grad: bool = True) -> Any:
    """A tensor on a copy of an array, of its dtype."""
    return ns.Tensor(array, dtype=None, requires_grad=requires_grad)


def gradient(of: Any, what: str) -> np.ndarray:
    """The gradient that a tensor holds. Raises Rejected where it is none, or of another shape."""
    if not isinstance(of.grad, np.ndarray):
        raise Rejected(f"after backward(), {what} has no gradient")
    if of.grad.shape != of.data.shape:
        raise Rejected(f"the gradient of {what} has shape {of.grad.shape}, not {of.data.shape}")
    return of.grad


BUFFERS = ("running_mean", "running_var")


def prepared(ns: Namespace, layer: Any, inputs: Inputs) -> dict[str, Any]:
    """The layer's parameters and buffers, by name, after the given numbers were put into them.
    Raises Rejected for one that is missing, or of another class or size."""
    found = {}
    for name in ("weight", "bias", *BUFFERS):
        if name not in inputs:
            continue
        held = getattr(layer, name, None)
        kind = ns.Tensor if name in BUFFERS else ns.Parameter
        if not isinstance(held, kind):
            wanted = "Tensor" if name in BUFFERS else "Parameter"
            raise Rejected(f"`{name}` is of type {type(held).__name__}, and should be a {wanted}")
        if held.data.size != inputs[name].size:
            raise Rejected(f"`{name}` has shape {held.data.shape}, which is not as the text says")
        held.data = inputs[name].reshape(held.data.shape).copy()
        found[name] = held
    return found


def layer(name: str) -> Callable[[Namespace, Inputs], Observed]:
    """Probes a layer: what comes out of it, and the gradients that `grad_out` causes.

    settings: the arguments that it is made with. weight, bias and the buffers of BatchNorm1d: what
    it holds; with `_used`, it is called once before it holds that. then_x: what it is called with
    before. _eval: in evaluation mode. `_watched` looks at what is changed besides; `_start` at what
    a new layer holds.
    """

    def probe(ns: Namespace, inputs: Inputs) -> Observed:
        made = ns[inputs.get("layer", name)](*inputs.get("settings", ()))
        if inputs.get("_start"):
            return new_layer(ns, made, inputs)
        if inputs.get("_used"):
            made(tensor(ns, inputs["x"], False))
        held = prepared(ns, made, inputs)
        made.training = not inputs.get("_eval")
        x = tensor(ns, inputs["x"], not inputs.get("_constant"))
        if "then_x" in inputs:
            earlier = made(tensor(ns, inputs["then_x"]))
            if "_eval_then" in inputs:
                made.training = not made.training
        before = {key: value.data.copy() for key, value in held.items()}
        out = a_tensor(ns, made(x), "the layer's output")
        if inputs.get("_constant"):
            return {"output": out.data, "a gradient is wanted": bool(out.requires_grad)}
        if "grad_out" in inputs:
            out.backward(inputs["grad_out"].copy())
        if inputs.get("_watched"):
            return {
                "x afterwards": x.data,
                "what has changed": [
                    key
                    for key, array in before.items()
                    if key not in BUFFERS and not np.array_equal(array, held[key].data)
                ],
            }
        if inputs.get("_buffers"):
            kept = {key: a_tensor(ns, getattr(made, key), f"`{key}`") for key in BUFFERS}
            return {
                **{key: value.data for key, value in kept.items()},
                "averages that are less precise than x": [
                    key for key in BUFFERS if kept[key].data.dtype.itemsize < x.data.dtype.itemsize
                ],
                "a gradient is wanted of": [key for key in BUFFERS if kept[key].requires_grad],
                "parameters found": len(list(made.parameters())),
            }
        if "grad_out" not in inputs:
            observed = {"output": out.data}
            return observed | ({"output before": earlier.data} if "then_x" in inputs else {})
        observed = {"gradient of x": gradient(x, "x")}
        for key, value in held.items():
            if key not in BUFFERS:
                observed[f"gradient of {key}"] = gradient(value, key).reshape(inputs[key].shape)
        return observed

    return probe


def new_layer(ns: Namespace, made: Any, inputs: Inputs) -> Observed:
    """What a new layer holds; the weight of a second one beside it."""
    observed: Observed = {"parameters found": len(list(made.parameters()))}
    for key in inputs["_start"]:
        value = getattr(made, key, None)
        if value is not None:
            value = a_tensor(ns, value, f"`{key}`")
            observed[f"dtype of {key}"] = str(value.dtype)
        if not inputs.get("_dtypes"):
            flat = key == "bias" and value is not None
            observed[key] = value.data.reshape(-1) if flat else getattr(value, "data", None)
    if inputs.get("_random"):
        other = type(made)(*inputs["settings"])
        alike = np.array_equal(made.weight.data, other.weight.data)
        observed["two layers start alike"] = np.array(alike)
    return observed


def tree(ns: Namespace, inputs: Inputs) -> tuple[Any, dict[str, Any]]:
    """A module with parts as `inputs["tree"]` says, and the tensors in it by name."""
    tensors = {
        name: (ns.Tensor if name.startswith("plain") else ns.Parameter)(array)
        for name, array in inputs["numbers"].items()
    }
    shared: dict[str, Any] = {}

    def made(spec: Any) -> Any:
        match spec:
            case str() if spec in tensors:
                return tensors[spec]
            case {"module": parts, **others}:
                name = others.get("name")
                if name in shared:
                    return shared[name]
                module = ns.Module()
                for key, part in parts.items():
                    setattr(module, key, made(part))
                return shared.setdefault(name, module) if name else module
            case dict():
                return {key: made(part) for key, part in spec.items()}
            case list() | tuple():
                return type(spec)(map(made, spec))
        return spec

    return made(inputs["tree"]), tensors


def modules_in(ns: Namespace, value: Any, name: str) -> dict[str, Any]:
    """The modules in a value, by the path to each."""
    found = {}
    if isinstance(value, ns.Module):
        found[name], value = value, vars(value)
    if isinstance(value, (list, tuple)):
        value = dict(enumerate(value))
    if isinstance(value, dict):
        for key, part in value.items():
            found |= modules_in(ns, part, f"{name}.{key}")
    return found


def module(ns: Namespace, inputs: Inputs) -> Observed:
    """Probes Module on a tree: the parameters that are found, or the modes after some calls."""
    root, tensors = tree(ns, inputs)
    if "calls" not in inputs:
        names = {id(value): name for name, value in tensors.items()}
        found = list(root.parameters())
        again = list(root.parameters())
        return {
            "parameters": sorted(names.get(id(value), "something else") for value in found),
            "the next call finds the same": list(map(id, found)) == list(map(id, again)),
            "numbers": [value.data for name, value in tensors.items()],
        }
    list(root.parameters())  # a stub has no modes, either
    modules = modules_in(ns, root, "root")
    for path, mode in inputs["calls"]:
        getattr(modules[path], mode)()
    return {f"{path}.training": bool(part.training) for path, part in modules.items()}


def initializer(ns: Namespace, inputs: Inputs) -> Observed:
    """Probes a function that draws starting values: what it draws, and how it should be spread."""
    draw, arguments = ns[inputs["function"]], dict(inputs["arguments"])
    if "refused" in inputs:
        try:
            draw(**arguments)
        except ValueError as error:
            return {"refused": True, "it is named": inputs["refused"] in str(error)}
        raise Rejected(f"{inputs['refused']!r} is no nonlinearity, and it is accepted")
    drawn, other = (a_tensor(ns, draw(**arguments), "what is drawn") for _ in range(2))
    return {
        "drawn": drawn.data,
        "dtype": str(drawn.dtype),
        "a gradient is wanted": bool(drawn.requires_grad),
        "the next call draws the same": np.array(np.array_equal(drawn.data, other.data)),
        "standard deviation": np.array(inputs["deviation"]),
    }


def sequence(ns: Namespace, inputs: Inputs) -> Observed:
    """Probes Sequential on modules made by hand, each of which is x * factor + term."""

    class Scale(ns.Module):
        def __init__(self, factor: np.ndarray, term: np.ndarray):
            super().__init__()
            self.factor, self.term = ns.Parameter(factor), ns.Parameter(term)

        def forward(self, x: Any) -> Any:
            return x * self.factor + self.term

    pairs = list(zip(inputs["factors"], inputs["terms"], strict=True))
    parts = [Scale(*pair) for pair in pairs]
    if inputs.get("_repeated"):
        parts.append(parts[0])
    if inputs.get("_nested"):
        parts = [parts[0], ns.Sequential(*parts[1:])]
    made = ns.Sequential(*parts)
    x = tensor(ns, inputs["x"])
    look_at = inputs["_look_at"]
    if look_at == "parts":
        made.eval()
        return {
            "parameters found": len(list(made.parameters())),
            "modules in training mode": sum(part.training for part in parts),
            "modules in their order": [
                next((i for i, part in enumerate(parts) if part is module), None)
                for module in made.modules
            ],
        }
    if look_at == "twice":
        made(tensor(ns, 2 * inputs["x"]))
    out = a_tensor(ns, made(x), "the output")
    if look_at in ("output", "twice"):
        return {"output": out.data, "x afterwards": x.data}
    out.backward(inputs["grad_out"].copy())
    observed = {"gradient of x": gradient(x, "x")}
    for i, part in enumerate(parts if not inputs.get("_nested") else parts[:1]):
        observed[f"gradient of factor {i}"] = gradient(part.factor, "a parameter")
    return observed


def dropout(ns: Namespace, inputs: Inputs) -> Observed:
    """Probes Dropout: two calls on the same numbers, and the gradient of the first."""
    made = ns.Dropout(*inputs["settings"])
    made.training = not inputs.get("_eval")
    if inputs.get("_constant"):
        out = a_tensor(ns, made(tensor(ns, inputs["x"], False)), "the output")
        return {"a gradient is wanted": bool(out.requires_grad)}
    x = tensor(ns, inputs["x"])
    if "calls" in inputs:
        kept = [
            bool(a_tensor(ns, made(x), "the output").data.any()) for _ in range(inputs["calls"])
        ]
        return {"kept in some calls": any(kept), "dropped in some calls": not all(kept)}
    out, other = a_tensor(ns, made(x), "the output"), a_tensor(ns, made(x), "the output")
    out.backward(inputs["grad_out"].copy())
    observed = {"output": out.data, "gradient of x": gradient(x, "x")}
    if inputs.get("_exact"):
        return observed | {"x afterwards": x.data, "p": np.array(made.p)}
    kept = (other.data != 0).astype(np.float32)
    return observed | {
        "kept by the next call": kept,
        "x": inputs["x"],
        "grad_out": inputs["grad_out"],
        "p": np.array(inputs["settings"][0] if inputs["settings"] else 0.5),
    }


def loss(ns: Namespace, inputs: Inputs) -> Observed:
    """Probes SoftmaxLoss; labels: as an array, or as a tensor of whole numbers or of decimals."""
    logits = tensor(ns, inputs["logits"], not inputs.get("_constant"))
    labels = inputs["labels"].copy()
    if inputs.get("_labels") == "tensor":
        labels = tensor(ns, labels, False)
    elif inputs.get("_labels") == "decimals":
        labels = ns.Tensor(labels)
    loss_of = ns.SoftmaxLoss()
    loss_of.training = not inputs.get("_eval")
    if "then_logits" in inputs:
        loss_of(tensor(ns, inputs["then_logits"]), inputs["then_labels"])
    out = a_tensor(ns, loss_of(logits, labels), "the loss")
    if inputs.get("_constant"):
        return {"loss": out.data, "a gradient is wanted": bool(out.requires_grad)}
    if "grad_out" not in inputs:
        return {"loss": out.data}
    out.backward(inputs["grad_out"].copy())
    return {
        "gradient of logits": gradient(logits, "logits"),
        "logits afterwards": logits.data,
        "labels afterwards": labels.data if isinstance(labels, ns.Tensor) else labels,
    }


def optimizer(name: str) -> Callable[[Namespace, Inputs], Observed]:
    """Probes an optimizer: some steps on given gradients, None for a parameter without one."""

    def probe(ns: Namespace, inputs: Inputs) -> Observed:
        parameters = [ns.Parameter(a, dtype=str(a.dtype)) for a in inputs["parameters"]]
        made = ns[name](parameters, **inputs["settings"])
        another = None
        if inputs.get("_another"):
            others = [ns.Parameter(2 * a, dtype=str(a.dtype)) for a in inputs["parameters"]]
            another = ns[name](others, **inputs["settings"])
        left_alone = True
        for step, gradients in enumerate(inputs["gradients"]):
            if step and "lr_later" in inputs:
                made.lr = inputs["lr_later"]
            if another is not None:
                for parameter, array in zip(others, gradients, strict=True):
                    parameter.grad = -array
                another.step()
            given = [None if array is None else array.copy() for array in gradients]
            for parameter, array in zip(parameters, given, strict=True):
                parameter.grad = array
            made.step()
            left_alone = left_alone and all(
                parameter.grad is array and (array is None or np.array_equal(array, original))
                for parameter, array, original in zip(parameters, given, gradients, strict=True)
            )
        if inputs.get("_watched"):
            return {
                "gradients are left alone": left_alone,
                "parameters require a gradient": [p.requires_grad for p in parameters],
                "parameters are leaves": [p._op is None for p in parameters],
            }
        return {f"parameter {i}": value.data for i, value in enumerate(parameters)} | {
            "parameters that have lost digits": [
                i
                for i, (value, array) in enumerate(
                    zip(parameters, inputs["parameters"], strict=True)
                )
                if value.data.dtype.itemsize < array.dtype.itemsize
            ]
        }

    return probe


def wave(shape: Shape, frequency: float) -> np.ndarray:
    """Irregular values between -1 and 1, float32, the same on every machine."""
    return np.sin(frequency * np.arange(1, 1 + math.prod(shape)) ** 1.3).reshape(shape).astype("f4")


def set_to_waves(parameters: list[Any], frequency: float) -> None:
    """Puts irregular numbers of a fitting size into parameters."""
    for number, parameter in enumerate(parameters):
        shape, dtype = parameter.data.shape, parameter.data.dtype
        waves = wave(shape, frequency + number) * np.float32(max(shape) ** -0.5)
        parameter.data = waves.astype(dtype)


def all_together(ns: Namespace, inputs: Inputs) -> Observed:
    """Trains a network from given starting values for some steps, then uses it."""
    model = ns.Sequential(
        ns.Flatten(),
        ns.Linear(12, 8),
        {"batch": ns.BatchNorm1d, "layer": ns.LayerNorm1d}[inputs["norm"]](8),
        ns[inputs["activation"]](),
        ns.Dropout(0.0),
        ns.Linear(8, 5),
        ns.Sequential(ns.Tanh(), ns.Linear(5, 3)),
    )
    parameters = list(model.parameters())
    set_to_waves(parameters, inputs["frequency"])
    trained = ns[inputs["optimizer"]](parameters, **inputs["settings"])
    loss_of, losses = ns.SoftmaxLoss(), []
    for _ in range(inputs["steps"]):
        trained.zero_grad()
        out = loss_of(model(ns.Tensor(inputs["x"])), inputs["labels"].copy())
        out.backward()
        trained.step()
        losses.append(float(out.data))
    model.eval()
    logits = model(ns.Tensor(inputs["x"]))
    return {
        "parameters": len(parameters),
        "losses": np.array(losses),
        "logits in evaluation mode": a_tensor(ns, logits, "the output").data,
        "last parameter": parameters[-1].data.reshape(1, -1),  # a bias, which may be (out,)
    }


# Rules

FALSE_ALARM = 1e-10
"""How often, at most, each of the tests below fails an answer that is right."""


def deviation_allowed(n: int) -> float:
    """How far an empirical distribution function of n independent draws may be from the true one,
    by the Dvoretzky-Kiefer-Wolfowitz inequality; or a mean of n draws from 0 and 1 from its
    expectation, by Hoeffding's. Either is farther with probability FALSE_ALARM at most."""
    return math.sqrt(math.log(2 / FALSE_ALARM) / (2 * n))


def spread_like(kind: str) -> Callable[[Observed, Observed], Finding | None]:
    """Whether draws look uniform or normal, with mean 0 and the expected standard deviation.

    Of 4,000 normal draws, all are within 2.5 deviations with a probability of 2e-22; of as many
    uniform ones, none is in the outer fiftieth with a probability of 1e-35.
    """

    def checker(observed: Observed, expected: Observed) -> Finding | None:
        drawn = np.sort(observed["drawn"].astype(float), axis=None)
        std = float(expected["standard deviation"])
        if observed["the next call draws the same"]:
            return Finding(
                "init-not-random",
                "two calls draw the same numbers",
                "Every layer should start somewhere else. Where does chance come in?",
            )
        if np.unique(drawn).size < 0.9 * drawn.size:
            return Finding(
                "init-not-independent",
                "the same numbers occur again and again",
                "Every entry should be drawn by itself. What is the shape of what you draw?",
            )
        limit = 3**0.5 * std
        inside = 0.98 * limit < float(np.abs(drawn).max()) <= limit * (1 + 1e-5)
        wide = bool(np.abs(drawn).max() > 2.5 * std)
        fits = inside if kind == "uniform" else wide
        if fits and distance(drawn, kind, std) <= deviation_allowed(drawn.size):
            return None
        if abs(drawn.mean()) > 0.3 * drawn.std():
            return Finding(
                "init-not-centered",
                f"the numbers run from {drawn[0]:.4f} to {drawn[-1]:.4f}",
                "They should lie evenly around zero. What are `low` and `high`, or `mean`?",
            )
        if distance(drawn, kind, float(drawn.std())) <= deviation_allowed(drawn.size):
            return Finding(
                "init-scale-wrong",
                f"the standard deviation is {drawn.std():.4f}, where {std:.4f} is wanted",
                "The distribution has the right form and the wrong width. Which of the two fans "
                "stand in the formula, with which factor, and where is the root?",
            )
        return Finding(
            "init-form-wrong",
            f"the numbers do not look {kind}",
            "Their size may be right, their distribution is not. Which of `rand` and `randn` "
            "is meant?",
        )

    return checker


def distance(drawn: np.ndarray, kind: str, std: float) -> float:
    """How far the distribution function of sorted draws is from that of a kind, mean 0."""
    if kind == "uniform":
        below = np.clip((drawn / (3**0.5 * std) + 1) / 2, 0, 1)
    else:
        below = np.array([0.5 + 0.5 * math.erf(x / (std * 2**0.5)) for x in drawn])
    steps = np.arange(drawn.size + 1) / drawn.size
    return float(max(np.max(steps[1:] - below), np.max(below - steps[:-1])))


def starts_well(observed: Observed, expected: Observed) -> Finding | None:
    """Whether the weight of a new Linear starts at a size that neither explodes nor dies out, and
    the bias near zero: Xavier, Kaiming and PyTorch's own start all pass.

    Of 2,400 draws the estimated deviation is off by less than a fifth.
    """
    weight = observed["weight"].astype(float)
    size = float(weight.std()) * weight.shape[0] ** 0.5
    if observed["two layers start alike"]:
        return Finding(
            "linear-not-random",
            "two layers start with the same weight",
            "Every layer should start somewhere else. Where does chance come in?",
        )
    if not 0.4 < size < 2.0:
        return Finding(
            "linear-start-size",
            f"the weight starts with standard deviation {weight.std():.3f}, for "
            f"{weight.shape[0]} inputs",
            "Each output is a sum over all inputs. How large should a weight be, so that the sum "
            "is as large as an input? You have written a function for that.",
        )
    if abs(weight.mean()) > 0.3 * weight.std():
        return Finding(
            "linear-not-centered",
            "the weight does not start around zero",
            "Weights of one sign add up. Which interval do you draw from?",
        )
    if np.abs(observed["bias"]).max() > 2 * weight.shape[0] ** -0.5:
        return Finding(
            "linear-bias-large",
            "the bias starts far from zero",
            "Nothing speaks for one output over another yet. Where should a bias begin?",
        )
    return None


def dropped(observed: Observed, expected: Observed) -> Finding | None:
    """Whether entries are dropped with probability p, each by itself, anew at every call, and what
    is kept is scaled. Each of the four counts is of independent draws, and Hoeffding's inequality
    bounds how far it may be off."""
    x, p = expected["x"], float(expected["p"])
    out, kept, later = (
        observed["output"],
        observed["output"] != 0,
        observed["kept by the next call"],
    )
    half, across = len(kept) // 2, kept.shape[1] // 2
    rate = float(kept.mean())
    alike = rate**2 + (1 - rate) ** 2
    unsure = 2 * deviation_allowed(kept.size)  # of `alike`, as far as the rate is

    def off(agreement: np.ndarray) -> bool:
        difference = abs(float(agreement.mean()) - alike)
        return difference > deviation_allowed(agreement.size) + unsure

    if off(kept[:half] == kept[half : 2 * half]) or off(
        kept[:, :across] == kept[:, across : 2 * across]
    ):
        return Finding(
            "dropout-not-independent",
            "rows or columns are dropped as a whole",
            "Each number should be dropped by itself. What is the shape of your mask?",
        )
    if abs(rate - (1 - p)) > deviation_allowed(kept.size):
        return Finding(
            "dropout-rate",
            f"{1 - rate:.0%} of the numbers are dropped, where p is {p}",
            "p is the probability that a number is dropped. Which probability does the mask want?",
        )
    if off(kept == (later != 0)):
        return Finding(
            "dropout-not-fresh",
            "the next call drops the same numbers",
            "The mask should be drawn anew at every call. Where do you make it?",
        )
    if not np.allclose(out[kept], x[kept] / (1 - p), rtol=1e-4):
        return Finding(
            "dropout-scale",
            "what is kept does not have the right size",
            "The expected value of each output should be its input. By what is it divided?",
        )
    if not np.allclose(observed["gradient of x"], expected["grad_out"] * kept / (1 - p), rtol=1e-4):
        return Finding(
            "dropout-gradient",
            "the gradient does not take the same way as the numbers",
            "Where a number was dropped, no gradient passes; elsewhere it is scaled likewise. Is "
            "your output made by operations on tensors?",
        )
    return None


# Draws


def numbers(rng: Rng, shape: Shape) -> np.ndarray:
    return draws.signed(rng, shape)


def through(
    ndim: int = 2, draw: Callable[[Rng, Shape], np.ndarray] = numbers, **marks: Any
) -> Drawn:
    """x, and where `grad_out` is asked for an upstream gradient of its shape."""

    def inputs(rng: Rng) -> Inputs:
        shape = marks.get("shape") or draws.shape(rng, ndim)
        x = draw(rng, shape)
        found: Inputs = {"x": x}
        if out := marks.get("out", shape) if marks.get("back") else None:
            found["grad_out"] = draws.upstream(rng, out)
        hidden = {key: value for key, value in marks.items() if key not in ("shape", "back", "out")}
        return found | hidden

    return inputs


def large_and_zero(rng: Rng, shape: Shape) -> np.ndarray:
    """Numbers of both signs whose exponentials overflow, and zeros between them."""
    array = numbers(rng, shape) * np.float32(100)
    array.flat[::3] = 0.0
    return array


def after_another(drawn: Drawn) -> Drawn:
    """The same, after a call with another batch."""

    def inputs(rng: Rng) -> Inputs:
        found = drawn(rng)
        x = found["x"]
        return found | {"then_x": numbers(rng, (len(x) + 2, *x.shape[1:]))}

    return inputs


def affine(n: int | None = None, *, bias: bool = True, back: bool = False, **marks: Any) -> Drawn:
    """x, weight and bias of a Linear."""

    def inputs(rng: Rng) -> Inputs:
        batch, n_in, n_out = marks.get("lengths") or draws.shape(rng, 3)
        batch = batch if n is None else n
        found: Inputs = {
            "settings": (n_in, n_out, bias),
            "weight": numbers(rng, (n_in, n_out)),
            "x": numbers(rng, (batch, n_in)),
        }
        if bias:
            found["bias"] = numbers(rng, (n_out,))
        if back:
            found["grad_out"] = draws.upstream(rng, (batch, n_out))
        return found | {key: value for key, value in marks.items() if key != "lengths"}

    return inputs


def normalized(
    shape: Shape | None = None,
    draw: Callable[[Rng, Shape], np.ndarray] = numbers,
    *,
    settings: tuple[float, ...] = (),
    back: bool = False,
    buffers: bool = False,
    **marks: Any,
) -> Drawn:
    """x, weight and bias of a normalizing layer, and the buffers of one that has them."""

    def inputs(rng: Rng) -> Inputs:
        x = draw(rng, shape or draws.shape(rng, 2, 3))
        dim = x.shape[1]
        found: Inputs = {
            "settings": (dim, *settings),
            "weight": numbers(rng, (dim,)),
            "bias": numbers(rng, (dim,)),
            "x": x,
        }
        if back:
            found["grad_out"] = draws.upstream(rng, x.shape)
        if buffers:
            found["running_mean"] = numbers(rng, (dim,))
            found["running_var"] = draws.positive(rng, (dim,))
        return found | marks

    return inputs


def in_double_precision(rng: Rng) -> Inputs:
    """A batch for a BatchNorm1d of float64."""
    found = normalized(draw=draws.double(numbers), buffers=True, _buffers=True)(rng)
    doubled = {key: found[key].astype(float) for key in ("weight", "bias", *BUFFERS)}
    return found | doubled | {"settings": (*found["settings"], 1e-5, 0.1, None, "float64")}


def far_away(rng: Rng, shape: Shape) -> np.ndarray:
    """Numbers whose mean is large beside their spread."""
    return np.asarray(numbers(rng, shape) + 64, dtype=np.float32)


def equal_rows(rng: Rng, shape: Shape) -> np.ndarray:
    """Rows of equal numbers, others in each row."""
    return np.repeat(numbers(rng, (shape[0], 1)), shape[1], axis=1)


def equal_columns(rng: Rng, shape: Shape) -> np.ndarray:
    """Columns of equal numbers, others in each column."""
    return np.repeat(numbers(rng, (1, shape[1])), shape[0], axis=0)


def tree_of(spec: Any, **marks: Any) -> Drawn:
    """A tree of modules, with numbers for each of the tensors that it names."""

    def names(part: Any) -> list[str]:
        if isinstance(part, str):
            return [part] if part.startswith(("p", "plain")) else []
        parts = part.values() if isinstance(part, dict) else part
        return (
            [name for inner in parts for name in names(inner)]
            if isinstance(parts, (list, tuple, type({}.values())))
            else []
        )

    found = list(dict.fromkeys(names(spec)))

    def inputs(rng: Rng) -> Inputs:
        same = numbers(rng, draws.shape(rng, 2))
        arrays = {
            name: same.copy() if marks.get("equal") else numbers(rng, draws.shape(rng, 1 + i % 2))
            for i, name in enumerate(found)
        }
        shown = {key: value for key, value in marks.items() if key != "equal"}
        return {"numbers": arrays, "tree": spec, **shown}

    return inputs


def inside(**parts: Any) -> dict[str, Any]:
    """The description of a module with these parts."""
    return {"module": parts}


LEAF = inside(weight="p1", bias="p2")
OTHER = inside(weight="p3")
DEEP = inside(first=LEAF, blocks=[OTHER, inside(inner=(inside(scale="p4"),))], size=3, label="one")
MIXED = inside(
    blocks=[inside(), inside(deep=inside())],
    pair=(inside(), [inside()]),
    named={"one": inside(), "more": [{"two": inside()}]},
)


def drawn_by(function: str, variance: Callable[..., float], **arguments: Any) -> Drawn:
    """A call of an initializer, and the standard deviation that its draws should have."""

    def inputs(rng: Rng) -> Inputs:
        fan_in, fan_out = ((20, 200), (200, 20))[int(rng.integers(2))]
        found = {"fan_in": fan_in, "fan_out": fan_out, **arguments}
        if arguments.get("shape") is not None:
            found |= {"fan_in": 45, "fan_out": 405}
        known = {key: found[key] for key in ("fan_in", "fan_out")}
        return {
            "function": function,
            "arguments": found,
            "deviation": math.sqrt(variance(**known)),
        }

    return inputs


def glorot(gain: float = 1.0) -> Callable[..., float]:
    return lambda fan_in, fan_out: gain**2 * 2 / (fan_in + fan_out)


def he(gain: float = 2**0.5) -> Callable[..., float]:
    return lambda fan_in, fan_out: gain**2 / fan_in


KERNEL = (3, 3, 20, 25)


def initialized(prefix: str, cases: list[tuple[str, Callable[..., float], dict[str, Any]]]):
    """The cases of both functions of a pair."""
    return tuple(
        Case(
            f"{prefix}_{kind}{', ' if name else ''}{name}",
            drawn_by(f"{prefix}_{kind}", variance, **arguments),
            draws=2,
            checker=spread_like(kind),
        )
        for kind in ("uniform", "normal")
        for name, variance, arguments in cases
    )


def in_a_row(count: int, **marks: Any) -> Drawn:
    """Modules in a row that do not commute."""

    def inputs(rng: Rng) -> Inputs:
        x = numbers(rng, draws.shape(rng, 2))
        back = {"grad_out": draws.upstream(rng, x.shape)}
        return {
            "x": x,
            "factors": [numbers(rng, x.shape) for _ in range(count)],
            "terms": [numbers(rng, x.shape) for _ in range(count)],
            **(back if marks["_look_at"] == "gradients" else {}),
            **marks,
        }

    return inputs


def many(*settings: float, shape: Shape = (30, 100), **marks: Any) -> Drawn:
    """So many numbers that chance evens out, none of which is 0."""

    def inputs(rng: Rng) -> Inputs:
        x = draws.nonzero(rng, shape)
        return {"settings": settings, "x": x, "grad_out": draws.nonzero(rng, shape), **marks}

    return inputs


def scored(
    draw: Callable[[Rng, Shape], np.ndarray] = numbers,
    *,
    shape: Shape | None = None,
    back: bool = False,
    again: int | None = None,
    **marks: Any,
) -> Drawn:
    """Logits and labels. again: a batch of so many more comes first."""

    def inputs(rng: Rng) -> Inputs:
        n, classes = shape or draws.shape(rng, 2, 3)
        found: Inputs = {
            "logits": draw(rng, (n, classes)),
            "labels": rng.permutation(np.arange(n) % classes),
        }
        if back:
            found["grad_out"] = np.asarray(rng.choice([1.5, -2.5, 3.0]), dtype=np.float32)
        if again is not None:
            found["then_logits"] = numbers(rng, (n + again, classes))
            found["then_labels"] = (np.resize(found["labels"], n + again) + 1) % classes
        return found | marks

    return inputs


def large(rng: Rng, shape: Shape) -> np.ndarray:
    """Numbers whose exponentials overflow, apart by a few."""
    return np.asarray(numbers(rng, shape) + 1000 * rng.choice([-1, 1]), dtype=np.float32)


def moved(
    steps: int,
    *,
    settings: dict[str, float] | None = None,
    scale: float = 1.0,
    some: bool = False,
    alike: bool = False,
    then_zero: bool = False,
    double: bool = False,
    draw: Callable[[Rng, Shape], np.ndarray] = numbers,
    **marks: Any,
) -> Drawn:
    """Parameters, gradients for each of some steps, and settings. double: in float64."""

    def inputs(rng: Rng) -> Inputs:
        shapes = [(2, 3)] * 3 if alike else [draws.shape(rng, 2), draws.shape(rng, 1), ()]
        gradients = [
            [np.asarray(draw(rng, shape) * np.float32(scale)) for shape in shapes]
            for _ in range(steps)
        ]
        dtype = np.float64 if double else np.float32
        gradients = [[array.astype(dtype) for array in step] for step in gradients]
        if then_zero:
            gradients[1:] = [[0 * array for array in step] for step in gradients[1:]]
        if some:
            gradients = [[step[0], None, step[2]] for step in gradients]
        return {
            "parameters": [numbers(rng, shape).astype(dtype) for shape in shapes],
            "gradients": gradients,
            "settings": {"lr": float(rng.integers(1, 8)) / 16, **(settings or {})},
            **marks,
        }

    return inputs


BETAS = {"beta1": 0.75, "beta2": 0.875}
DECAY = {"weight_decay": 0.25}


def trained(norm: str, optimizer: str, activation: str, **settings: float) -> Drawn:
    def inputs(rng: Rng) -> Inputs:
        return {
            "x": numbers(rng, (6, 2, 6)) / 4,
            "labels": rng.permutation(np.arange(6) % 3),
            "frequency": float(rng.uniform(1, 2)),
            "norm": norm,
            "optimizer": optimizer,
            "activation": activation,
            "settings": settings,
            "steps": 4,
        }

    return inputs


WATCHED = "inputs are left as they were"
AGAIN = "called before with another batch"
ANY = "float32, negative, positive"

EXERCISES = (
    Exercise(
        id="Module",
        points=4,
        difficulty=3,
        importance=4,
        minutes=(20, 30),
        names=("Module",),
        probe=module,
        allows={"numbers": "float32, 1-d, 2-d, negative, positive"},
        cases=(
            Case("its own parameters", tree_of(LEAF)),
            Case("a module inside", tree_of(inside(first=LEAF, second=OTHER))),
            Case("modules in a list", tree_of(inside(blocks=[LEAF, OTHER]))),
            Case("modules in a tuple", tree_of(inside(blocks=(LEAF, OTHER)))),
            Case("modules in a dictionary", tree_of(inside(blocks={"a": LEAF, "b": OTHER}))),
            Case("parameters in a list", tree_of(inside(weights=["p1", "p2"], bias="p3"))),
            Case("lists in lists", tree_of(inside(blocks=[[LEAF], (OTHER, ["p4"])]))),
            Case(
                "dictionaries in lists, and the other way round",
                tree_of(inside(blocks=[{"a": LEAF}], named={"b": [OTHER, "p4"], "c": {"d": "p5"}})),
            ),
            Case("deep inside", tree_of(DEEP)),
            Case("a parameter that two modules share", tree_of(inside(one=LEAF, other=LEAF))),
            Case("different parameters with equal numbers", tree_of(DEEP, equal=True)),
            Case("plain tensors", tree_of(inside(weight="p1", mean="plain", more=["plain2"]))),
            Case("nothing to learn", tree_of(inside(size=3, label="one", nothing=None))),
            Case("eval()", tree_of(inside(first=LEAF), calls=(("root", "eval"),))),
            Case("eval() reaches every module", tree_of(MIXED, calls=(("root", "eval"),))),
            Case(
                "train() after eval()",
                tree_of(MIXED, calls=(("root", "eval"), ("root", "train"))),
            ),
            Case(
                "eval() of a part",
                tree_of(inside(one=LEAF, two=OTHER), calls=(("root.one", "eval"),)),
            ),
            Case("a new module trains", tree_of(inside(one=LEAF), calls=())),
        ),
    ),
    Exercise(
        id="activations",
        points=3,
        difficulty=1,
        importance=3,
        minutes=(5, 15),
        names=("ReLU", "Tanh", "Sigmoid", "Flatten"),
        probe=layer("ReLU"),
        requires=("Module",),
        allows={
            "x": f"{ANY}, float64, 1-d, 2-d, 3-d, 4-d, length 0, length 1",
            "call": "nothing else changed, called again",
        },
        atol=1e-5,  # the hyperbolic tangent made of the sigmoid loses digits where it is flat
        cases=(
            *(
                case
                for name in ("ReLU", "Tanh", "Sigmoid")
                for case in (
                    Case(f"{name}, output", through(2, layer=name)),
                    Case(f"{name}, gradient", through(2, layer=name, back=True)),
                    Case(f"{name}, output, large numbers", through(2, large_and_zero, layer=name)),
                    Case(f"{name}, in evaluation mode", through(2, layer=name, _eval=True)),
                    Case(f"{name}, {AGAIN}", after_another(through(2, layer=name))),
                    Case(f"{name}, {WATCHED}", through(2, layer=name, _watched=True)),
                )
            ),
            Case("ReLU, gradient at zero", through(2, large_and_zero, layer="ReLU", back=True)),
            Case("Flatten, images", through(4, layer="Flatten")),
            Case("Flatten, images in evaluation mode", through(4, layer="Flatten", _eval=True)),
            Case("Flatten, rows", through(2, layer="Flatten")),
            Case("Flatten, one number each", through(1, layer="Flatten")),
            Case("Flatten, one example", through(layer="Flatten", shape=(1, 2, 3))),
            Case("Flatten, no examples", through(layer="Flatten", shape=(0, 2, 3))),
            Case(
                "Flatten, gradient",
                through(layer="Flatten", shape=(3, 2, 4), back=True, out=(3, 8)),
            ),
            Case(f"Flatten, {AGAIN}", after_another(through(3, layer="Flatten"))),
            Case(
                "Tanh, float64",
                lambda rng: {"layer": "Tanh", "x": numbers(rng, (2, 3)).astype(float)},
            ),
            Case("Sigmoid, a constant", through(2, layer="Sigmoid", _constant=True)),
        ),
    ),
    Exercise(
        id="xavier",
        points=3,
        difficulty=2,
        importance=3,
        minutes=(15, 20),
        names=("xavier_uniform", "xavier_normal"),
        probe=initializer,
        cases=initialized(
            "xavier",
            [
                ("", glorot(), {}),
                ("gain=2", glorot(2.0), {"gain": 2.0}),
                ("a shape", glorot(), {"shape": KERNEL}),
                (
                    "float64, a gradient wanted",
                    glorot(),
                    {"dtype": "float64", "requires_grad": True, "device": "cpu"},
                ),
            ],
        ),
    ),
    Exercise(
        id="kaiming",
        points=3,
        difficulty=2,
        importance=4,
        minutes=(10, 20),
        names=("kaiming_uniform", "kaiming_normal"),
        probe=initializer,
        cases=(
            *initialized(
                "kaiming",
                [
                    ("", he(), {}),
                    ("tanh", he(5 / 3), {"nonlinearity": "tanh"}),
                    ("linear", he(1.0), {"nonlinearity": "linear"}),
                    ("sigmoid", he(1.0), {"nonlinearity": "sigmoid"}),
                    ("a shape", he(), {"shape": KERNEL}),
                    (
                        "float64, a gradient wanted",
                        he(),
                        {"dtype": "float64", "requires_grad": True, "device": "cpu"},
                    ),
                ],
            ),
            *(
                Case(
                    f"kaiming_{kind}, a nonlinearity that is not in the table",
                    lambda rng, kind=kind: {
                        "function": f"kaiming_{kind}",
                        "arguments": {"fan_in": 3, "fan_out": 2, "nonlinearity": "softplus"},
                        "refused": "softplus",
                    },
                )
                for kind in ("uniform", "normal")
            ),
        ),
    ),
    Exercise(
        id="Linear",
        points=3,
        difficulty=2,
        importance=5,
        minutes=(10, 15),
        names=("Linear",),
        probe=layer("Linear"),
        requires=("Module", "kaiming"),
        may_use=("xavier",),
        allows={
            "x": f"{ANY}, 2-d, length 0, length 1",
            "weight, bias": ANY,
            "call": "called again, nothing else changed",
        },
        cases=(
            Case("output", affine()),
            Case("output, as many inputs as outputs", affine(lengths=(2, 3, 3))),
            Case("output without a bias", affine(bias=False)),
            Case("output, one example", affine(1)),
            Case("output, no examples", affine(0)),
            Case("output, in evaluation mode", affine(_eval=True)),
            Case("gradients", affine(back=True)),
            Case("gradients without a bias", affine(bias=False, back=True)),
            Case("output, the parameters have moved", affine(_used=True)),
            Case(f"output, {AGAIN}", after_another(affine())),
            Case(WATCHED, affine(_watched=True)),
            Case(
                "where it starts",
                lambda rng: {
                    "settings": (200, 12),
                    "_start": ("weight", "bias"),
                    "_random": True,
                },
                checker=starts_well,
            ),
            Case(
                "without a bias, bias is None",
                lambda rng: {"settings": (1, 1, False), "_start": ("bias",)},
            ),
            Case(
                "float64",
                lambda rng: {
                    "settings": (2, 3, True, None, "float64"),
                    "_start": ("weight", "bias"),
                    "_dtypes": True,
                },
            ),
        ),
    ),
    Exercise(
        id="Sequential",
        points=2,
        difficulty=1,
        importance=4,
        minutes=(5, 10),
        names=("Sequential",),
        probe=sequence,
        requires=("Module",),
        allows={"x": f"{ANY}, 2-d"},
        cases=(
            Case("two modules", in_a_row(2, _look_at="output")),
            Case("three modules", in_a_row(3, _look_at="output")),
            Case("one inside another", in_a_row(3, _look_at="output", _nested=True)),
            Case("one module twice", in_a_row(2, _look_at="output", _repeated=True)),
            Case("no modules", in_a_row(0, _look_at="output")),
            Case("called twice", in_a_row(3, _look_at="twice")),
            Case("gradients", in_a_row(3, _look_at="gradients")),
            Case("gradients, one module twice", in_a_row(2, _look_at="gradients", _repeated=True)),
            Case("its modules are found", in_a_row(2, _look_at="parts")),
        ),
    ),
    Exercise(
        id="Dropout",
        points=4,
        difficulty=2.5,
        importance=3,
        minutes=(15, 20),
        names=("Dropout",),
        probe=dropout,
        requires=("Module",),
        allows={"x, grad_out": f"{ANY}, 2-d, 3-d, 4-d"},
        cases=(
            Case("in training, p=0.5", many(0.5), draws=2, checker=dropped),
            Case("in training, p=0.2", many(0.2), draws=2, checker=dropped),
            Case("in training, p=0.8", many(0.8), draws=2, checker=dropped),
            Case("in training, p left out", many(), draws=2, checker=dropped),
            Case("in training, images", many(0.4, shape=(20, 6, 5, 5)), draws=2, checker=dropped),
            # it is not the same every time, but once in 10^12 times
            Case("in training, one number, 40 times", many(0.5, shape=(1, 1), calls=40), draws=1),
            Case("in evaluation mode", many(0.5, shape=(2, 3), _eval=True, _exact=True)),
            Case("in training, p=0", many(0.0, shape=(4, 2, 3), _exact=True)),
            Case("in training, a constant", many(0.5, shape=(2, 3), _constant=True)),
            Case("extra credit, p=1", many(1.0, shape=(2, 3), _exact=True), bonus=0.5),
        ),
    ),
    Exercise(
        id="LayerNorm1d",
        points=4,
        difficulty=3,
        importance=4,
        minutes=(20, 30),
        names=("LayerNorm1d",),
        probe=layer("LayerNorm1d"),
        requires=("Module",),
        rtol=1e-3,
        atol=1e-4,
        allows={
            "x": f"{ANY}, 2-d, length 0, length 1, equal lengths",
            "weight, bias": ANY,
            "call": "called again, nothing else changed",
        },
        cases=(
            Case("output", normalized()),
            Case("output, as many examples as features", normalized((4, 4))),
            Case("output, one example", normalized((1, 5))),
            Case("output, one feature", normalized((4, 1))),
            Case("output, no examples", normalized((0, 3))),
            Case("output, equal features", normalized((3, 4), equal_rows)),
            Case("output, far from zero", normalized((3, 4), far_away)),
            Case("output, a large eps", normalized((3, 4), settings=(2.0,))),
            Case("gradients", normalized(back=True)),
            Case("gradients, as many examples as features", normalized((4, 4), back=True)),
            Case("gradients, a large eps", normalized((3, 4), settings=(2.0,), back=True)),
            Case(f"output, {AGAIN}", after_another(normalized())),
            Case("output, in evaluation mode", normalized(_eval=True)),
            Case(WATCHED, normalized(_watched=True)),
            Case(
                "where it starts",
                lambda rng: {
                    "settings": (int(rng.integers(2, 6)),),
                    "_start": ("weight", "bias"),
                },
            ),
        ),
    ),
    Exercise(
        id="BatchNorm1d",
        points=5,
        difficulty=3.5,
        importance=4,
        minutes=(25, 40),
        names=("BatchNorm1d",),
        probe=layer("BatchNorm1d"),
        requires=("Module",),
        rtol=1e-3,
        atol=1e-4,
        allows={
            "x": f"{ANY}, 2-d, length 1, equal lengths",
            "weight, bias, running_mean": ANY,
            "call": "called again, nothing else changed",
        },
        cases=(
            Case("output in training", normalized()),
            Case("output in training, as many examples as features", normalized((4, 4))),
            Case("output in training, one example", normalized((1, 3))),
            Case("output in training, one feature", normalized((4, 1))),
            Case("output in training, equal examples", normalized((4, 3), equal_columns)),
            Case("output in training, a large eps", normalized((4, 3), settings=(2.0,))),
            Case("gradients in training", normalized(back=True)),
            Case("gradients in training, as many examples", normalized((4, 4), back=True)),
            Case("running averages after a batch", normalized(buffers=True, _buffers=True)),
            Case(
                "running averages after two batches",
                after_another(normalized(buffers=True, _buffers=True)),
            ),
            Case(
                "running averages, another momentum",
                normalized(settings=(1e-5, 0.25), buffers=True, _buffers=True),
            ),
            Case("running averages, float64", in_double_precision),
            Case(
                "running averages, a large eps",
                normalized(settings=(2.0,), buffers=True, _buffers=True),
            ),
            Case("output in evaluation mode", normalized(buffers=True, _eval=True)),
            Case(
                "output in evaluation mode, one example",
                normalized((1, 3), buffers=True, _eval=True),
            ),
            Case(
                "output in evaluation mode, a large eps",
                normalized(settings=(2.0,), buffers=True, _eval=True),
            ),
            Case("gradients in evaluation mode", normalized(buffers=True, _eval=True, back=True)),
            Case(
                "running averages in evaluation mode",
                normalized(buffers=True, _eval=True, _buffers=True),
            ),
            Case(
                "output in evaluation mode, after training",
                after_another(normalized(buffers=True, _eval_then=True)),
            ),
            Case(
                "output in training, after evaluation",
                after_another(normalized(buffers=True, _eval=True, _eval_then=True)),
            ),
            Case(WATCHED, normalized(_watched=True)),
            Case(
                "where it starts",
                lambda rng: {
                    "settings": (int(rng.integers(2, 6)),),
                    "_start": ("weight", "bias", "running_mean", "running_var"),
                },
            ),
            Case(
                "where it starts, float64",
                lambda rng: {
                    "settings": (3, 1e-5, 0.1, None, "float64"),
                    "_start": ("weight", "bias", "running_mean", "running_var"),
                },
            ),
        ),
    ),
    Exercise(
        id="SoftmaxLoss",
        points=4,
        difficulty=2.5,
        importance=5,
        minutes=(15, 20),
        names=("SoftmaxLoss",),
        probe=loss,
        requires=("Module",),
        rtol=1e-3,
        atol=1e-5,
        allows={
            "logits": f"{ANY}, float64, 2-d, length 1, equal lengths",
            "labels": "whole numbers, repeats",
            "call": "called again",
        },
        cases=(
            Case("loss", scored()),
            Case("loss, two classes", scored(shape=(3, 2))),
            Case("loss, as many examples as classes", scored(shape=(3, 3))),
            Case("loss, a dozen classes", scored(shape=(12, 12))),
            Case("loss, one example", scored(shape=(1, 4))),
            Case("loss, one class", scored(shape=(3, 1))),
            Case("loss, large logits", scored(large)),
            Case("loss, labels in a tensor", scored(_labels="tensor")),
            Case("loss, labels in a tensor of decimals", scored(_labels="decimals")),
            Case("loss, float64", scored(draws.double(numbers))),
            Case(f"loss, {AGAIN}", scored(again=1)),
            Case("loss, called before with as large a batch", scored(again=0)),
            Case("loss, in evaluation mode", scored(_eval=True)),
            Case("loss, constant logits", scored(_constant=True)),
            Case("gradient", scored(back=True)),
            Case("gradient, as many examples as classes", scored(shape=(3, 3), back=True)),
            Case("gradient, large logits", scored(large, back=True)),
            Case("gradient, labels in a tensor", scored(back=True, _labels="tensor", shape=(5, 3))),
        ),
    ),
    Exercise(
        id="SGD",
        points=2,
        difficulty=1,
        importance=3,
        minutes=(3, 8),
        names=("SGD",),
        probe=optimizer("SGD"),
        allows={
            "parameters, gradients": f"{ANY}, 0-d, 1-d, 2-d",
            "call": "called again, nothing else changed",
        },
        cases=(
            Case("one step", moved(1)),
            Case("two steps", moved(2)),
            Case("a parameter without a gradient", moved(2, some=True)),
            Case("zeros among the gradients", moved(2, draw=draws.values_and_zero)),
            Case("another learning rate from the second step on", moved(2, lr_later=0.5)),
            Case("float64", moved(2, double=True)),
            Case("two optimizers in turn", moved(2, _another=True)),
            Case("gradients are left alone", moved(2, _watched=True)),
        ),
    ),
    Exercise(
        id="Adam",
        points=5,
        difficulty=3,
        importance=5,
        minutes=(20, 30),
        names=("Adam",),
        probe=optimizer("Adam"),
        allows={
            "parameters, gradients": f"{ANY}, 0-d, 1-d, 2-d",
            "call": "called again, nothing else changed",
        },
        cases=(
            Case("one step", moved(1)),
            Case("two steps", moved(2, settings=BETAS)),
            Case("five steps", moved(5, settings=BETAS)),
            Case("three steps, the betas left out", moved(3)),
            Case("small gradients, a large eps", moved(2, scale=2**-8, settings={"eps": 0.0625})),
            Case("gradients of zero", moved(2, scale=0.0, settings=BETAS)),
            Case(
                "gradients of zero from the second step on",
                moved(3, then_zero=True, settings=BETAS),
            ),
            Case("weight decay, one step", moved(1, settings=DECAY | {"eps": 1.0})),
            Case("weight decay, three steps", moved(3, settings=DECAY | BETAS)),
            Case("parameters of one shape", moved(3, alike=True, settings=BETAS)),
            Case("a parameter without a gradient", moved(2, some=True, settings=BETAS | DECAY)),
            Case(
                "another learning rate from the second step on",
                moved(3, lr_later=0.5, settings=BETAS),
            ),
            Case("float64", moved(2, double=True, settings=BETAS)),
            Case("two optimizers in turn", moved(3, _another=True, settings=BETAS)),
            Case("gradients are left alone", moved(2, _watched=True, settings=DECAY)),
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
            "Module",
            "activations",
            "kaiming",
            "Linear",
            "Sequential",
            "Dropout",
            "LayerNorm1d",
            "BatchNorm1d",
            "SoftmaxLoss",
            "SGD",
            "Adam",
        ),
        integration=True,
        rtol=1e-2,
        atol=1e-3,
        cases=(
            Case("BatchNorm1d, ReLU, Adam", trained("batch", "Adam", "ReLU", lr=0.01)),
            Case("LayerNorm1d, Sigmoid, SGD", trained("layer", "SGD", "Sigmoid", lr=0.5)),
            Case(
                "LayerNorm1d, Tanh, Adam with weight decay",
                trained("layer", "Adam", "Tanh", lr=0.02, weight_decay=0.1),
            ),
        ),
    ),
)

PACKAGE = Layout(
    packages=BABYGRAD,
    names={
        "tensor.py": "Tensor",
        "ops.py": "ops=. Function " + IN_OPS,
        "init.py": "init=. xavier_uniform xavier_normal kaiming_uniform kaiming_normal",
        "nn.py": "Parameter Module ReLU Tanh Sigmoid Flatten Linear Sequential Dropout LayerNorm1d "
        "BatchNorm1d SoftmaxLoss",
        "optim.py": "Optimizer SGD Adam",
    },
)

ASSIGNMENT = Assignment(
    name="ps6_layers",
    title="A small framework, 2: layers, initialization and optimizers",
    exercises=EXERCISES,
    part_of="ps6_babygrad",
    layout=PACKAGE,
)
