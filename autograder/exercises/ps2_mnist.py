"""The exercises of `ps2_mnist`: how each is tried, on which cases, and what it is worth."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import numpy as np

from autograder import draws
from autograder.course import (
    Assignment,
    Case,
    Exercise,
    Finding,
    Inputs,
    Namespace,
    Observed,
    Rejected,
)
from autograder.probes import a_tensor, backward, gradient_of

Rng = np.random.Generator


# Probes


def registered(ns: Namespace, inputs: Inputs) -> Observed:
    """Probes what is registered for both arguments of a NumPy function."""
    forward = getattr(np, inputs["_function"])
    arrays = {key: value for key, value in inputs.items() if not key.startswith("_")}
    gradients = {}
    for argument in inputs["_arguments"]:
        try:
            function = ns.BACK_FUNCS.get_back_func(forward, argument)
        except KeyError:
            raise NotImplementedError(
                f"nothing is registered for np.{inputs['_function']}, argument {argument}"
            ) from None
        gradients[f"gradient of {'xy'[argument]}"] = function(*arrays.values())
    return gradients


def relu(ns: Namespace, inputs: Inputs) -> Observed:
    wanted = inputs.get("_requires_grad", True)
    x = ns.Tensor(inputs["x"], requires_grad=wanted)
    out = a_tensor(ns, ns.relu(x), "relu(x)")
    if not wanted:
        required = bool(x.requires_grad or out.requires_grad)
        return {"relu(x)": out.array, "a gradient is required": required}
    out.backward(ns.Tensor(inputs["end_grad"]))
    return {"relu(x)": out.array, "gradient of x": gradient_of(ns, x, "x")}


def linear_initial(ns: Namespace, inputs: Inputs) -> Observed:
    """Two fresh layers: what they hold before anything is done with them."""
    layers = [ns.Linear(inputs["in_features"], inputs["out_features"]) for _ in range(2)]
    name = inputs["_parameter"]
    found = [getattr(layer, name) for layer in layers]
    for parameter in found:
        if not isinstance(parameter, ns.Parameter):
            raise Rejected(
                f"`{name}` is of type {type(parameter).__name__}, and should be a Parameter"
            )
    other = "bias" if name == "weight" else "weight"
    return {
        "requires_grad": bool(found[0].requires_grad),
        name: found[0].array,
        f"{name} of another layer": found[1].array,
        other: a_tensor(ns, getattr(layers[0], other), f"`{other}`").array,
    }


def uniform_within(observed: Observed, expected: Observed, in_features: int) -> Finding | None:
    """Whether the entries look uniform in ±1/sqrt(in_features), and if not, how they do.

    By the Dvoretzky-Kiefer-Wolfowitz inequality (with Massart's constant) the empirical
    distribution of n uniform draws is nowhere further than e from the true one but with
    probability 2 exp(-2 n e^2); e is chosen to make that 1e-10.
    """
    first, other = [value for value in observed.values() if isinstance(value, np.ndarray)][:2]
    bound = in_features**-0.5
    drawn = np.sort(first.astype(float), axis=None)
    lowest, highest, largest = drawn[0], drawn[-1], float(np.abs(drawn).max())
    spread = f"the values run from {lowest:.4f} to {highest:.4f}"
    wanted = f"[{-bound:.4f}, {bound:.4f}]"
    if np.array_equal(first, other):
        return Finding(
            "init-not-random",
            "two layers start with the very same values",
            "Every layer should start somewhere else. If all start alike, nothing tells their "
            "neurons apart; where does chance come into your initial values?",
        )
    repeated = np.unique(drawn).size < 0.5 * drawn.size
    if repeated or np.isin(observed["bias"], observed["weight"]).mean() > 0.5:
        return Finding(
            "init-not-independent",
            "the same numbers occur again and again",
            "Every entry of the weight and of the bias should be drawn on its own. What is the "
            "shape of what you draw?",
        )
    allowed = np.sqrt(np.log(2 / 1e-10) / (2 * drawn.size))
    if largest <= bound * (1 + 1e-5) and distance_from_uniform(drawn, -bound, bound) <= allowed:
        return None
    if abs(highest + lowest) > 0.4 * largest:
        return Finding(
            "init-not-symmetric",
            f"{spread}, where {wanted} is wanted",
            "The interval should lie evenly around zero. What does your generator return: "
            "numbers between -1 and 1, or between 0 and 1?",
        )
    if distance_from_uniform(drawn, -largest, largest) <= allowed:
        return Finding(
            "init-scale-wrong",
            f"{spread}, where {wanted} is wanted",
            "The values are spread evenly, but over an interval of the wrong width. The bound "
            "is one over the square root of the number of inputs.",
        )
    return Finding(
        "init-not-uniform",
        f"{spread}, and they are not spread evenly over {wanted}",
        "Between the bounds every value should be equally likely. Which distribution do you "
        "draw from?",
    )


def distance_from_uniform(drawn: np.ndarray, low: float, high: float) -> float:
    """The largest distance of the sorted values' distribution function from the uniform one."""
    below = np.clip((drawn - low) / (high - low), 0, 1)
    steps = np.arange(drawn.size + 1) / drawn.size
    return float(max(np.max(steps[1:] - below), np.max(below - steps[:-1])))


def linear_forward(ns: Namespace, inputs: Inputs) -> Observed:
    """The layer with given parameters: its output, and the gradients of all that goes in."""
    np.random.seed(0)  # an answer that draws anew at every call does so alike each time
    out_features, in_features = inputs["weight"].shape
    bias = inputs["bias"]
    layer = ns.Linear(in_features, out_features, bias=bias is not None)
    layer.weight = ns.Parameter(ns.Tensor(inputs["weight"]))
    if bias is not None:
        layer.bias = ns.Parameter(ns.Tensor(bias))
    elif layer.bias is not None:
        raise Rejected("with bias=False, `bias` should be None")
    x = ns.Tensor(inputs["x"], requires_grad=True)
    out = a_tensor(ns, layer(x), "the layer's output")
    if "end_grad" not in inputs:
        return {"output": out.array}
    out.backward(ns.Tensor(inputs["end_grad"]))
    leaves = {"x": x, "weight": layer.weight} | ({} if bias is None else {"bias": layer.bias})
    return {f"gradient of {name}": gradient_of(ns, leaf, name) for name, leaf in leaves.items()}


def linear_parameters(ns: Namespace, inputs: Inputs) -> Observed:
    layer = ns.Linear(inputs["in_features"], inputs["out_features"], bias=inputs["bias"])
    return {
        "shapes of parameters()": sorted(tuple(p.array.shape) for p in layer.parameters()),
        "repr": layer.extra_repr(),
    }


def linear(ns: Namespace, inputs: Inputs) -> Observed:
    probes = {
        "initial": linear_initial,
        "forward": linear_forward,
        "parameters": linear_parameters,
    }
    return probes[inputs["_probe"]](ns, inputs)


def cross_entropy(ns: Namespace, inputs: Inputs, function: str = "cross_entropy") -> Observed:
    logits = ns.Tensor(inputs["logits"], requires_grad=True)
    labels = ns.Tensor(inputs["true_labels"])
    loss = a_tensor(ns, ns[function](logits, labels), "the loss")
    if "end_grad" not in inputs:
        return {"loss": loss.array}
    loss.backward(ns.Tensor(inputs["end_grad"]))
    return {"gradient of logits": gradient_of(ns, logits, "logits")}


def sgd(ns: Namespace, inputs: Inputs) -> Observed:
    """A few steps on given gradients. The model's side of the parameters is what is looked at."""
    storages = [array.copy() for array in inputs["parameters"]]
    parameters = [ns.Parameter(ns.Tensor(array)) for array in storages]
    optimizer = ns.SGD((p for p in parameters), inputs["lr"])
    grads_after_zero = 0
    for gradients in inputs["gradients"]:
        for parameter, gradient in zip(parameters, gradients, strict=True):
            parameter.grad = ns.Tensor(gradient.copy())
        optimizer.step()
        kept = [gradient_of(ns, parameter, "a parameter") for parameter in parameters]
        if inputs["_look_at"] == "zero_grad":
            optimizer.zero_grad()
            grads_after_zero += len([p for p in parameters if p.grad is not None])
    observed: Observed = {
        "step": {f"parameter {i}": p.array for i, p in enumerate(parameters)},
        "in place": {f"storage of parameter {i}": array for i, array in enumerate(storages)},
        "zero_grad": {
            "gradients that are not None after zero_grad()": grads_after_zero,
            **{f"parameter {i} after zero_grad()": p.array for i, p in enumerate(parameters)},
        },
        "graph": {
            "gradients are tracked after step()": bool(ns.grad_tracking_enabled),
            "parameters that have a recipe": sum(p.recipe is not None for p in parameters),
            "parameters that require a gradient": sum(bool(p.requires_grad) for p in parameters),
            **{f"gradient {i} after step()": grad for i, grad in enumerate(kept)},
        },
    }
    return observed[inputs["_look_at"]]


def optimiser(name: str) -> Callable[[Namespace, Inputs], Observed]:
    """Probes an optimiser with a memory: some steps on given gradients, with given settings."""

    def probe(ns: Namespace, inputs: Inputs) -> Observed:
        storages = [array.copy() for array in inputs["parameters"]]
        parameters = [ns.Parameter(ns.Tensor(array)) for array in storages]
        optimizer = ns[name]((p for p in parameters), inputs["lr"], **inputs["settings"])
        for gradients in inputs["gradients"]:
            for parameter, gradient in zip(parameters, gradients, strict=True):
                parameter.grad = ns.Tensor(gradient.copy())
            optimizer.step()
        kept = [gradient_of(ns, parameter, "a parameter") for parameter in parameters]
        observed: Observed = {
            "step": {f"parameter {i}": p.array for i, p in enumerate(parameters)},
            "in place": {f"storage of parameter {i}": array for i, array in enumerate(storages)},
            "graph": {
                "gradients are tracked after step()": bool(ns.grad_tracking_enabled),
                "parameters that have a recipe": sum(p.recipe is not None for p in parameters),
                **{f"gradient {i} after step()": grad for i, grad in enumerate(kept)},
            },
        }
        return observed[inputs["_look_at"]]

    return probe


EXPRESSIONS: dict[str, Callable[[dict[str, Callable], Any, Any], tuple[Any, Any]]] = {
    "x * y": lambda f, x, y: (x, f["multiply"](x, y)),
    "x * x": lambda f, x, y: (x, f["multiply"](x, x)),
    "x / y": lambda f, x, y: (x, f["true_divide"](x, y)),
    "x + y": lambda f, x, y: (x, f["add"](x, y)),
    "log(x)": lambda f, x, y: (x, f["log"](x)),
    "exp(x)": lambda f, x, y: (x, f["exp"](x)),
    "2 * x": lambda f, x, y: (x, f["multiply"](2.0, x)),
    "x / 2": lambda f, x, y: (x, f["true_divide"](x, 2.0)),
    "2 / x": lambda f, x, y: (x, f["true_divide"](2.0, x)),
    "(x * y) + y": lambda f, x, y: (m := f["multiply"](x, y), f["add"](m, y)),
    "exp(x) * y": lambda f, x, y: (m := f["exp"](x), f["multiply"](m, y)),
    "exp(x) + y": lambda f, x, y: (m := f["exp"](x), f["add"](m, y)),
}
"""What is computed of two tensors: the tensor in the middle, if there is one, and the last one."""


def versions(ns: Namespace, inputs: Inputs) -> Observed:
    """In-place changes before and after an expression is computed, and what comes of them."""
    look_at = inputs["_look_at"]
    functions = {
        name: ns.versioned(ns[name]) for name in ("multiply", "true_divide", "add", "exp", "log")
    }
    add_, sub_ = ns.in_place(ns.add_), ns.in_place(ns.sub_)
    x, y = (
        ns.Tensor(inputs[name].copy(), requires_grad=name in inputs["_wanted"]) for name in "xy"
    )
    if look_at == "counter":
        results = [add_(x, y), sub_(x, y, alpha=3.0), sub_(x, 0.5)]
        a_tensor(ns, results[-1], "what the in-place function returns")
        return {
            "version of x after three changes": x.version,
            "version of y": y.version,
            "version of a new tensor": ns.Tensor([1.0]).version,
            "x afterwards": x.array,
            "x is returned each time": all(result is x for result in results),
        }
    for name in inputs["_before"]:
        add_({"x": x, "y": y}[name], 0.25)
    middle, end = EXPRESSIONS[inputs["expression"]](functions, x, y)
    if look_at == "saved":
        saved = end.saved_versions
        if not isinstance(saved, dict):
            kind = type(saved).__name__
            raise Rejected(f"save_versions(out) is of type {kind}, and should be a dictionary")
        return {"saved versions": sorted(f"{place}: {number}" for place, number in saved.items())}
    for name in inputs["changed"]:
        sub_({"x": x, "y": y, "middle": middle, "end": end}[name], 0.25)
    try:
        ns.checked_backward(end, ns.Tensor(inputs["end_grad"]))
    except NotImplementedError:
        raise
    except RuntimeError:
        if look_at == "refused":
            return {"the backward pass is refused": True}
        raise Rejected(
            "the backward pass is refused, although nothing that it reads was changed"
        ) from None
    if look_at == "refused":
        return {"the backward pass is refused": False}
    wanted = {"x": x, "y": y}
    return {f"gradient of {n}": gradient_of(ns, wanted[n], n) for n in inputs["_wanted"]}


SIZES = {"linear1": (64, 784), "linear2": (64, 64), "output": (10, 64)}


def wave(shape: tuple[int, ...], frequency: float) -> np.ndarray:
    """Irregular values between -1 and 1, float32, the same on every machine."""
    return np.sin(frequency * np.arange(1, 1 + np.prod(shape)) ** 1.3).reshape(shape).astype("f4")


def all_together(ns: Namespace, inputs: Inputs) -> Observed:
    """The MLP from given parameters: some steps of training, on nobody's code but one's own.

    The large gradients are looked at along one direction on either side.
    """
    model, frequency = ns.MLP(), inputs["frequency"]
    leaves = {}
    for layer, (n_out, n_in) in SIZES.items():
        for name, shape in (("weight", (n_out, n_in)), ("bias", (n_out,))):
            leaf = leaves[f"{layer}.{name}"] = getattr(getattr(model, layer), name)
            if leaf.array.shape != shape:
                raise Rejected(
                    f"{layer}.{name} has shape {leaf.array.shape}, and should have {shape}"
                )
            leaf.array[...] = wave(shape, frequency + len(leaves)) * n_in**-0.5
    optimizer = ns.SGD(model.parameters(), inputs["lr"])
    labels = ns.Tensor(inputs["labels"].copy())
    images = ns.Tensor(wave((len(inputs["labels"]), 1, 28, 28), frequency))
    losses, observed = [], {}
    for step in range(inputs["steps"]):
        optimizer.zero_grad()
        loss = ns.cross_entropy(model(images), labels).sum() / len(inputs["labels"])
        loss.backward()
        losses.append(np.asarray(loss.array, dtype=np.float32).reshape(()))
        if step == 0:
            for name in inputs["_gradients_of"]:
                gradient = gradient_of(ns, leaves[name], name)
                if gradient.ndim == 2:
                    n_out, n_in = gradient.shape
                    observed[f"gradient of {name}, by output"] = gradient @ wave((n_in,), 2.0)
                    observed[f"gradient of {name}, by input"] = wave((n_out,), 3.0) @ gradient
                else:
                    observed[f"gradient of {name}"] = gradient.copy()
        optimizer.step()
    if inputs["_gradients_of"]:
        return observed
    return {
        "losses": np.stack(losses),
        **{f"{name} after training": leaf.array for name, leaf in leaves.items() if "bias" in name},
    }


# Draws


def small(rng: Rng, shape: tuple[int, ...]) -> np.ndarray:
    """Quarters between -1.5 and 1.5 whose exponentials stay short to print."""
    return np.asarray(rng.integers(-6, 7, size=shape) / 4, dtype=np.float32)


def spread(rng: Rng, shape: tuple[int, ...]) -> np.ndarray:
    """Exponents over many magnitudes, none that overflows."""
    return np.asarray(rng.uniform(-12, 12, size=shape), dtype=np.float32)


def any_shape(ndim: int) -> Callable[[Rng], tuple[int, ...]]:
    return lambda rng: draws.shape(rng, ndim)


def reshapes(
    shape: Callable[[Rng], tuple[int, ...]],
    new: Callable[[tuple[int, ...]], tuple[int, ...]],
    *,
    frozen: bool = False,
):
    """Inputs for reshaping an array of a drawn shape; `new` gives the new shape from the old."""

    def inputs(rng: Rng) -> Inputs:
        x = draws.values(rng, shape(rng))
        new_shape = new(x.shape)
        out = x.reshape(new_shape)
        marks = {"_frozen": True} if frozen else {}
        return {
            "grad_out": draws.upstream(rng, out.shape),
            "out": out.copy(),
            "x": x,
            "new_shape": new_shape,
            **marks,
        }

    return inputs


def permutes(
    ndim: int,
    axes_of: Callable[[Rng, int], tuple[int, ...]],
    *,
    square: bool = False,
    low: int = 2,
    **marks: Any,
):
    def inputs(rng: Rng) -> Inputs:
        shape = (int(rng.integers(2, 4)),) * ndim if square else draws.shape(rng, ndim, low)
        x = draws.values(rng, shape)
        axes = axes_of(rng, ndim)
        out = np.transpose(x, axes).copy()
        grad_out = draws.upstream(rng, out.shape)
        return {"grad_out": grad_out, "out": out, "x": x, "axes": axes, **marks}

    return inputs


def negative_axes(rng: Rng, ndim: int) -> tuple[int, ...]:
    return tuple(axis - ndim for axis in draws.cycle(rng, ndim))


def sums(
    ndim: int,
    dim_of: Callable[[Rng, int], Any],
    keepdim: bool,
    *,
    square: bool = False,
    lengths: tuple[int, ...] | None = None,
    **marks: Any,
):
    def inputs(rng: Rng) -> Inputs:
        shape = (int(rng.integers(2, 5)),) * ndim if square else draws.shape(rng, ndim)
        x = draws.values(rng, lengths or shape)
        dim = dim_of(rng, ndim)
        out = np.asarray(np.sum(x, axis=dim, keepdims=keepdim))
        return {
            "grad_out": draws.upstream(rng, out.shape),
            "out": out,
            "x": x,
            "dim": dim,
            "keepdim": keepdim,
            "_keywords": ("dim", "keepdim"),
            **marks,
        }

    return inputs


def axis(number: int) -> Callable[[Rng, int], int]:
    return lambda rng, ndim: number


def some_axes(count: int, negative: bool = False) -> Callable[[Rng, int], tuple[int, ...]]:
    """`count` different axes, from the last to the first, and not just the first ones."""

    def dim_of(rng: Rng, ndim: int) -> tuple[int, ...]:
        while True:
            axes = tuple(sorted((int(a) for a in rng.permutation(ndim)[:count]), reverse=True))
            if set(axes) != set(range(count)):
                return tuple(a - ndim for a in axes) if negative else axes

    return dim_of


def binary(function: str, relation: str, *, swap: bool = False, zeros: bool = False):
    """Inputs for both backward functions of a NumPy function of two arguments."""

    def inputs(rng: Rng) -> Inputs:
        shape_x, shape_y = draws.PAIRS[relation](draws.shape(rng, 2))
        if swap:
            shape_x, shape_y = shape_y, shape_x
        x, y = draws.nonzero(rng, shape_x), draws.nonzero(rng, shape_y)
        if zeros:
            x.flat[::2] = 0.0
        out = np.asarray(getattr(np, function)(x, y))
        return {
            "grad_out": draws.upstream(rng, out.shape),
            "out": out,
            "x": x,
            "y": y,
            "_function": function,
            "_arguments": (0, 1),
        }

    return inputs


def with_number(function: str, tensor_argument: int, kind: type):
    """One argument is an array, the other a Python number; only the array has a gradient."""

    def inputs(rng: Rng) -> Inputs:
        array = draws.nonzero(rng, draws.shape(rng, 2))
        number = kind(rng.integers(2, 6)) + (0.5 if kind is float else 0)
        x, y = (array, number) if tensor_argument == 0 else (number, array)
        out = getattr(np, function)(x, y)
        return {
            "grad_out": draws.upstream(rng, out.shape),
            "out": out,
            "x": x,
            "y": y,
            "_function": function,
            "_arguments": (tensor_argument,),
        }

    return inputs


def maxima(relation: str, argument: int, *, ties: bool = False, swap: bool = False, **marks: Any):
    def inputs(rng: Rng) -> Inputs:
        shape_x, shape_y = draws.PAIRS[relation](draws.shape(rng, 2))
        if swap:
            shape_x, shape_y = shape_y, shape_x
        x = draws.values(rng, shape_x)
        y = draws.values(rng, shape_y)
        if ties:
            x, y = np.round(x / 2), np.round(y / 2)
            full = np.broadcast_shapes(shape_x, shape_y)
            if relation == "same":
                # at least one entry of each kind: tied, larger, smaller
                y = np.where(rng.random(full) < 0.4, x, y)
                y.flat[0], y.flat[1], y.flat[2] = x.flat[0], x.flat[1] + 1, x.flat[2] - 1
        x, y = x.astype(np.float32), y.astype(np.float32)
        out = np.asarray(np.maximum(x, y))
        return {
            "grad_out": draws.upstream(rng, out.shape),
            "out": out,
            "x": x,
            "y": y,
            "_argument": argument,
            **marks,
        }

    return inputs


def near_ties(argument: int):
    """Entries that differ by a few parts in ten million: close, and no ties."""

    def inputs(rng: Rng) -> Inputs:
        x = draws.nonzero(rng, draws.shape(rng, 2))
        y = x.copy()
        y.flat[::2] = np.nextafter(y.flat[::2], np.float32(9.0))
        y.flat[1::2] = np.nextafter(y.flat[1::2], np.float32(-9.0))
        return {
            "grad_out": draws.upstream(rng, x.shape),
            "out": np.maximum(x, y),
            "x": x,
            "y": y,
            "_argument": argument,
        }

    return inputs


def maximum_with_float(rng: Rng) -> Inputs:
    x = np.round(draws.values(rng, draws.shape(rng, 2)))
    x.flat[0], x.flat[1], x.flat[2] = 0.0, 1.5, -1.5
    out = np.maximum(x, np.float32(0.0))
    return {
        "grad_out": draws.upstream(rng, out.shape),
        "out": out,
        "x": x,
        "y": 0.0,
        "_argument": 0,
    }


def matmuls(
    argument: int,
    *,
    square: bool = False,
    outer: tuple[int | None, int | None] = (None, None),
    **marks: Any,
):
    """Inputs for (m, k) @ (k, n); `outer` fixes m and n."""

    def inputs(rng: Rng) -> Inputs:
        m, k, n = (int(rng.integers(2, 5)),) * 3 if square else draws.shape(rng, 3)
        m, n = (m if outer[0] is None else outer[0]), (n if outer[1] is None else outer[1])
        x, y = draws.values(rng, (m, k)), draws.values(rng, (k, n))
        grad_out = draws.upstream(rng, (m, n))
        return {"grad_out": grad_out, "out": x @ y, "x": x, "y": y, "_argument": argument, **marks}

    return inputs


def indices(ndim: int, index_of: Callable[[Rng, tuple[int, ...]], Any], **marks: Any):
    def inputs(rng: Rng) -> Inputs:
        x = draws.values(rng, draws.shape(rng, ndim))
        index = index_of(rng, x.shape)
        out = np.array(x[index])
        grad_out = draws.upstream(rng, out.shape)
        return {"grad_out": grad_out, "out": out, "x": x, "index": index, **marks}

    return inputs


def an_integer(rng: Rng, shape: tuple[int, ...]) -> int:
    return int(rng.integers(1, shape[0]))


def a_negative_integer(rng: Rng, shape: tuple[int, ...]) -> int:
    return -int(rng.integers(1, shape[0]))


def integers(rng: Rng, shape: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(int(rng.integers(1, length)) for length in shape)


def leading_integers(rng: Rng, shape: tuple[int, ...]) -> tuple[int, ...]:
    return integers(rng, shape[:-1])


def coordinates(repeats: bool, negative: bool = False):
    """A tuple of 1-D integer arrays, one for each dimension, with or without repeated places."""

    def index_of(rng: Rng, shape: tuple[int, ...]) -> tuple[np.ndarray, ...]:
        size = int(np.prod(shape))
        places = rng.choice(size, size=min(4, size), replace=False)
        if repeats:
            places = rng.permutation(np.concatenate([places[:2], places[:2], places[:1]]))
        arrays = np.unravel_index(places, shape)
        if negative:
            arrays = [a - n for a, n in zip(arrays, shape, strict=True)]
        return tuple(np.asarray(a, dtype=np.int64) for a in arrays)

    return index_of


def rows(rng: Rng, shape: tuple[int, ...]) -> tuple[np.ndarray, ...]:
    """One 1-D array in a tuple: it picks rows of an array of several dimensions, one twice."""
    picked = rng.integers(0, shape[0], size=4)
    picked[-1] = picked[0]
    return (picked.astype(np.int64),)


def relu_inputs(ndim: int, with_zeros: bool, draw: Callable = draws.nonzero, **marks: Any):
    def inputs(rng: Rng) -> Inputs:
        x = draw(rng, draws.shape(rng, ndim))
        if with_zeros:
            x.flat[0], x.flat[x.size // 2] = 0.0, -0.0
        elif x.size > 1:
            x.flat[0], x.flat[1] = 1.5, -2.5
        return {"x": x, "end_grad": draws.upstream(rng, x.shape), **marks}

    return inputs


def layer_inputs(*, bias: bool, grads: bool, square: bool = False, one_row: bool = False):
    def inputs(rng: Rng) -> Inputs:
        batch, n_in, n_out = draws.shape(rng, 3)
        if one_row:
            batch = 1
        if square:
            n_out = n_in
        weight = draws.values(rng, (n_out, n_in))
        weight[0, -1] = -weight[-1, 0] + 0.5  # not symmetric where it is square
        drawn: Inputs = {
            "weight": weight,
            "bias": draws.nonzero(rng, (n_out,)) if bias else None,
            "x": draws.values(rng, (batch, n_in)),
        }
        if grads:
            drawn["end_grad"] = draws.upstream(rng, (batch, n_out))
        return {**drawn, "_probe": "forward"}

    return inputs


def initial(parameter: str, in_features: int, out_features: int) -> Case:
    return Case(
        f"{parameter}: a Parameter, uniform in ±1/sqrt(in_features)",
        lambda rng: {
            "in_features": in_features,
            "out_features": out_features,
            "_parameter": parameter,
            "_probe": "initial",
        },
        draws=2,
        rule=functools.partial(uniform_within, in_features=in_features),
    )


def layer_sizes(bias: bool):
    def inputs(rng: Rng) -> Inputs:
        n_in, n_out = draws.shape(rng, 2, 3)
        return {
            "in_features": n_in,
            "out_features": n_out,
            "bias": bias,
            "_probe": "parameters",
        }

    return inputs


def classified(batch_of: Callable[[Rng], int], grads: bool, scale: float = 1.0):
    def inputs(rng: Rng) -> Inputs:
        batch, classes = batch_of(rng), int(rng.integers(3, 6))
        if batch == classes:
            classes += 1
        logits = draws.values(rng, (batch, classes)) * np.float32(scale)
        labels = rng.integers(0, classes, size=batch)
        # one loss at least is not close to 0, where only rounding would be left to compare
        labels[0] = rng.choice(np.delete(np.arange(classes), logits[0].argmax()))
        drawn: Inputs = {"logits": logits, "true_labels": labels}
        if grads:
            drawn["end_grad"] = draws.upstream(rng, (batch,))
        return drawn

    return inputs


def a_few(rng: Rng) -> int:
    return int(rng.integers(2, 7))


def one(rng: Rng) -> int:
    return 1


def optimised(steps: int, look_at: str):
    def inputs(rng: Rng) -> Inputs:
        shapes = [draws.shape(rng, 2), draws.shape(rng, 1), ()]
        return {
            "parameters": [draws.values(rng, shape) for shape in shapes],
            "gradients": [[draws.nonzero(rng, shape) for shape in shapes] for _ in range(steps)],
            "lr": float(rng.integers(1, 8)) / 16,
            "_look_at": look_at,
        }

    return inputs


def training(steps: int, gradients_of: tuple[str, ...]):
    def inputs(rng: Rng) -> Inputs:
        return {
            "labels": rng.integers(0, 10, size=6),
            "steps": steps,
            "lr": 0.125,
            "frequency": float(rng.integers(40, 400)) / 16,
            "_gradients_of": gradients_of,
        }

    return inputs


def largest(
    ndim: int,
    dim_of: Callable[[Rng, int], Any],
    keepdim: bool,
    *,
    ties: bool = False,
    square: bool = False,
    **marks: Any,
):
    """Inputs for the largest along axes. Without `ties` all entries differ."""

    def inputs(rng: Rng) -> Inputs:
        shape = (int(rng.integers(2, 5)),) * ndim if square else draws.shape(rng, ndim)
        size = int(np.prod(shape))
        x = (rng.permutation(size) - size // 2).reshape(shape) / np.float32(2)
        x = x.astype(np.float32)
        if ties:  # at most two values below the largest, so that many rows are tied
            x = rng.integers(0, 2, size=shape).astype(np.float32) - 3
            x.flat[:2] = x.flat[-2:] = -1
        dim = dim_of(rng, ndim)
        out = np.asarray(np.max(x, axis=dim, keepdims=keepdim))
        return {
            "grad_out": draws.upstream(rng, out.shape),
            "out": out,
            "x": x,
            "dim": dim,
            "keepdim": keepdim,
            "_keywords": ("dim", "keepdim"),
            **marks,
        }

    return inputs


def log_softmaxes(ndim: int, dim: int, *, square: bool = False, scale: float = 1.0, **marks: Any):
    def inputs(rng: Rng) -> Inputs:
        shape = (int(rng.integers(2, 5)),) * ndim if square else draws.shape(rng, ndim)
        x = small(rng, shape) * np.float32(scale)
        shifted = x - x.max(axis=dim, keepdims=True)
        out = shifted - np.log(np.exp(shifted).sum(axis=dim, keepdims=True))
        grad_out = draws.upstream(rng, shape)
        return {"grad_out": grad_out, "out": out, "x": x, "dim": dim, **marks}

    return inputs


def default_axis(draw: Callable[[Rng], Inputs]) -> Callable[[Rng], Inputs]:
    """The same inputs without `dim`."""
    return lambda rng: {name: value for name, value in draw(rng).items() if name != "dim"}


def large_logits(kind: str, grads: bool):
    """Logits whose exponentials overflow, or all vanish, in float32."""

    def inputs(rng: Rng) -> Inputs:
        drawn = classified(a_few, grads)(rng)
        logits = drawn["logits"]
        if kind == "large":
            logits += np.float32(200.0)
        elif kind == "far apart":
            logits *= np.float32(100.0)
        elif kind == "very negative":
            logits -= np.float32(300.0)
        elif kind == "each its own size":
            sizes = np.linspace(-900.0, 900.0, len(logits), dtype=np.float32)
            logits += sizes[:, None]
        return drawn

    return inputs


COUNTING: dict[str, tuple[tuple[int, ...], tuple[int, ...]]] = {
    "none": ((), ()),
    "same": ((2,), (2,)),
    "two": ((3, 2), (3, 2)),
    "prepended": ((4, 3), (3,)),
    "prepended to none": ((3,), ()),
    "stretched": ((3, 1), (3, 2)),
    "both": ((3, 1), (1, 2)),
}
"""The axes in front of two batches of matrices."""


def batched_matmuls(relation: str, argument: int, *, swap: bool = False, square: bool = False,
                    **marks: Any):  # fmt: skip
    def inputs(rng: Rng) -> Inputs:
        a, b, c = (int(rng.integers(2, 4)),) * 3 if square else draws.shape(rng, 3)
        front = COUNTING[relation][::-1] if swap else COUNTING[relation]
        x, y = draws.values(rng, (*front[0], a, b)), draws.values(rng, (*front[1], b, c))
        out = x @ y
        grad_out = draws.upstream(rng, out.shape)
        return {"grad_out": grad_out, "out": out, "x": x, "y": y, "_argument": argument, **marks}

    return inputs


def remembered(steps: int, look_at: str = "step", scale: float = 1.0, **settings: Any):
    """Inputs for an optimiser with a memory; callables among the settings are drawn from."""

    def inputs(rng: Rng) -> Inputs:
        drawn = optimised(steps, look_at)(rng)
        drawn["gradients"] = [[g * np.float32(scale) for g in row] for row in drawn["gradients"]]
        chosen = {name: draw(rng) for name, draw in settings.items()}
        return {**drawn, "settings": chosen}

    return inputs


def sixteenths(low: int, high: int) -> Callable[[Rng], float]:
    return lambda rng: float(rng.integers(low, high)) / 16


def two_shares(rng: Rng) -> tuple[float, float]:
    """Two different shares for moving averages, the first of them the smaller one."""
    return float(rng.integers(3, 8)) / 16, float(rng.integers(9, 14)) / 16


def changes(
    expression: str, changed: str = "", wanted: str = "xy", before: str = "", look_at: str = ""
):
    """An expression, the tensors that are changed after it, and those that want a gradient."""

    def inputs(rng: Rng) -> Inputs:
        shape = draws.shape(rng, 1)
        return {
            "expression": expression,
            "x": draws.positive(rng, shape),
            "y": draws.positive(rng, shape),
            "changed": tuple(changed.split()),
            "end_grad": draws.upstream(rng, shape),
            "_wanted": tuple(wanted),
            "_before": tuple(before),
            "_look_at": look_at,
        }

    return inputs


refused = functools.partial(changes, look_at="refused")
allowed = functools.partial(changes, look_at="gradients")
saved = functools.partial(changes, look_at="saved")


# The exercises

EXERCISES = (
    Exercise(
        id="negative_back",
        points=1,
        difficulty=1,
        importance=1,
        minutes=(3, 5),
        names=("negative_back",),
        probe=backward("negative_back"),
        cases=(
            Case("2-D array", draws.elementwise(np.negative, draws.values_and_zero, 2)),
            Case("3-D array", draws.elementwise(np.negative, draws.values, 3)),
            Case("0-d array", draws.elementwise(np.negative, draws.nonzero, 0)),
            Case(
                "dimensions of length 1",
                draws.elementwise(np.negative, draws.nonzero, 3, thin=True),
            ),
            Case(
                "read-only input, Fortran order",
                draws.elementwise(np.negative, draws.magnitudes, 2, frozen=True),
            ),
        ),
    ),
    Exercise(
        id="exp_back",
        points=1,
        difficulty=1,
        importance=2,
        minutes=(5, 10),
        names=("exp_back",),
        probe=backward("exp_back"),
        cases=(
            Case("2-D array", draws.elementwise(np.exp, small, 2)),
            Case("values of many magnitudes", draws.elementwise(np.exp, spread, 3)),
            Case("0-d array", draws.elementwise(np.exp, small, 0)),
            Case("dimensions of length 1", draws.elementwise(np.exp, small, 3, thin=True)),
            Case(
                "read-only input, Fortran order", draws.elementwise(np.exp, small, 2, frozen=True)
            ),
        ),
    ),
    Exercise(
        id="reshape_back",
        points=1,
        difficulty=2,
        importance=1,
        minutes=(5, 10),
        names=("reshape_back",),
        probe=backward("reshape_back"),
        cases=(
            Case("2-D to 1-D", reshapes(any_shape(2), lambda shape: (int(np.prod(shape)),))),
            Case("1-D to 2-D", reshapes(any_shape(1), lambda shape: (shape[0], 1))),
            Case("new_shape with -1", reshapes(any_shape(3), lambda shape: (-1, shape[1]))),
            Case("the transpose's shape", reshapes(any_shape(2), lambda shape: shape[::-1])),
            Case("dimensions of length 1", reshapes(draws.thin_shape, lambda shape: (shape[1],))),
            Case("0-d to 1-D", reshapes(lambda rng: (), lambda shape: (1,))),
            Case("no elements", reshapes(lambda rng: (2, 0, 3), lambda shape: (0, 6))),
            Case(
                "read-only input, Fortran order",
                reshapes(any_shape(3), lambda shape: (shape[0] * shape[1], shape[2]), frozen=True),
            ),
        ),
    ),
    Exercise(
        id="permute_back",
        points=2,
        difficulty=3,
        importance=1,
        minutes=(5, 10),
        names=("permute_back",),
        probe=backward("permute_back"),
        cases=(
            Case("2-D transpose", permutes(2, draws.cycle)),
            Case("three axes in a cycle", permutes(3, draws.cycle)),
            Case("three axes in a cycle, equal lengths", permutes(3, draws.cycle, square=True)),
            Case("four axes in a cycle", permutes(4, draws.cycle)),
            Case("an axis of length 1", permutes(3, draws.cycle, low=1)),
            Case("axes that stay in place", permutes(3, lambda rng, ndim: (0, 1, 2))),
            Case("negative axes, by keyword", permutes(3, negative_axes, _keywords=("axes",))),
            Case("five axes, read-only", permutes(5, draws.cycle, _frozen=True)),
        ),
    ),
    Exercise(
        id="sum_back",
        points=3,
        difficulty=3,
        importance=2,
        minutes=(20, 30),
        names=("sum_back",),
        probe=backward("sum_back"),
        cases=(
            Case("dim=None, keepdim=False", sums(2, lambda rng, ndim: None, False)),
            Case("dim=None, keepdim=True", sums(3, lambda rng, ndim: None, True)),
            Case("dim=0, keepdim=False", sums(2, axis(0), False)),
            Case("dim=1, keepdim=False", sums(2, axis(1), False)),
            Case("dim=1, keepdim=False, square", sums(2, axis(1), False, square=True)),
            Case("dim=0, keepdim=False, square", sums(2, axis(0), False, square=True)),
            Case("dim=1, keepdim=True", sums(3, axis(1), True)),
            Case("dim=-1, keepdim=False", sums(3, axis(-1), False)),
            Case("tuple of axes, keepdim=False", sums(3, some_axes(2), False)),
            Case("negative tuple of axes, keepdim=False", sums(4, some_axes(2, True), False)),
            Case("axes of length 1 and 0", sums(3, axis(1), False, lengths=(3, 0, 1))),
            Case("1-D to 0-d, read-only", sums(1, axis(0), False, _frozen=True)),
        ),
    ),
    Exercise(
        id="arithmetic",
        points=3,
        difficulty=3,
        importance=2,
        minutes=(10, 15),
        names=(),
        probe=registered,
        cases=(
            Case("add", binary("add", "same")),
            Case("add, broadcast", binary("add", "prepended")),
            Case("subtract", binary("subtract", "same")),
            Case("subtract, broadcast", binary("subtract", "both")),
            Case("subtract, number - array", with_number("subtract", 1, float)),
            Case("true_divide", binary("true_divide", "same")),
            Case("true_divide, zeros divided", binary("true_divide", "same", zeros=True)),
            Case("true_divide, broadcast", binary("true_divide", "both")),
            Case("true_divide, 0-d divisor", binary("true_divide", "0-d")),
            Case("true_divide, array / integer", with_number("true_divide", 0, int)),
            Case("true_divide, number / array", with_number("true_divide", 1, float)),
            Case("add, first argument broadcast", binary("add", "prepended", swap=True)),
            Case("add, stretched dimension", binary("add", "stretched", swap=True)),
            Case("subtract, first argument stretched", binary("subtract", "stretched")),
        ),
    ),
    Exercise(
        id="getitem_back",
        points=3,
        difficulty=3,
        importance=3,
        minutes=(15, 20),
        names=("getitem_back",),
        probe=backward("getitem_back"),
        cases=(
            Case("an integer", indices(2, an_integer)),
            Case("a negative integer", indices(2, a_negative_integer)),
            Case("a tuple of integers", indices(2, integers)),
            Case("fewer integers than dimensions", indices(3, leading_integers)),
            Case("arrays, all places different", indices(2, coordinates(False))),
            Case("arrays, repeated places", indices(2, coordinates(True))),
            Case("one array, repeated rows", indices(2, rows)),
            Case("Tensors, repeated places", indices(2, coordinates(True), _index_of_tensors=True)),
            Case(
                "negative coordinates, repeated places, read-only",
                indices(3, coordinates(True, negative=True), _frozen=True),
            ),
        ),
    ),
    Exercise(
        id="maximum_back",
        points=3,
        difficulty=3,
        importance=2,
        minutes=(10, 15),
        names=("maximum_back0", "maximum_back1"),
        probe=backward("maximum_back"),
        cases=(
            Case("first argument, same shapes", maxima("same", 0)),
            Case("second argument, same shapes", maxima("same", 1)),
            Case("first argument, ties", maxima("same", 0, ties=True)),
            Case("second argument, ties", maxima("same", 1, ties=True)),
            Case("first argument, stretched", maxima("stretched", 0, ties=True)),
            Case("second argument, prepended", maxima("prepended", 1, ties=True)),
            Case("first argument, both broadcast", maxima("both", 0)),
            Case("second argument, 0-d", maxima("0-d", 1)),
            Case("first argument, against the number 0.0", maximum_with_float),
            Case("first argument, nearly equal", near_ties(0)),
            Case("second argument, nearly equal", near_ties(1)),
        ),
    ),
    Exercise(
        id="relu",
        points=1,
        difficulty=1,
        importance=1,
        minutes=(3, 5),
        names=("relu",),
        probe=relu,
        needs=("maximum_back",),
        may_use=("arithmetic", "negative_back", "getitem_back"),
        cases=(
            Case("1-D tensor", relu_inputs(1, with_zeros=False)),
            Case("2-D tensor", relu_inputs(2, with_zeros=False)),
            Case("zeros", relu_inputs(2, with_zeros=True)),
            Case("values of many magnitudes", relu_inputs(2, False, draws.magnitudes)),
            Case("0-d tensor", relu_inputs(0, with_zeros=False)),
            Case("no gradient wanted", relu_inputs(1, False, _requires_grad=False)),
        ),
    ),
    Exercise(
        id="matmul2d_back",
        points=3,
        difficulty=3,
        importance=3,
        minutes=(20, 25),
        names=("matmul2d_back0", "matmul2d_back1"),
        probe=backward("matmul2d_back"),
        cases=(
            Case("first argument", matmuls(0)),
            Case("second argument", matmuls(1)),
            Case("first argument, square", matmuls(0, square=True)),
            Case("second argument, square", matmuls(1, square=True)),
            Case("first argument, row times column", matmuls(0, outer=(1, 1), _frozen=True)),
            Case("second argument, row times column", matmuls(1, outer=(1, 1), _frozen=True)),
            Case("first argument, y without columns", matmuls(0, outer=(None, 0))),
            Case("second argument, x without rows", matmuls(1, outer=(0, None))),
        ),
    ),
    Exercise(
        id="Linear",
        points=4,
        difficulty=3,
        importance=4,
        minutes=(20, 25),
        names=("Linear",),
        probe=linear,
        needs=("permute_back", "arithmetic", "matmul2d_back"),
        may_use=("negative_back", "sum_back", "reshape_back"),
        cases=(
            initial("weight", 40, 90),
            initial("bias", 4, 900),
            Case("output", layer_inputs(bias=True, grads=False)),
            Case("output, square weight", layer_inputs(bias=True, grads=False, square=True)),
            Case("output, batch of one", layer_inputs(bias=True, grads=False, one_row=True)),
            Case("output, bias=False", layer_inputs(bias=False, grads=False)),
            Case("gradients", layer_inputs(bias=True, grads=True)),
            Case("gradients, bias=False", layer_inputs(bias=False, grads=True)),
            Case("parameters()", layer_sizes(True)),
            Case("parameters(), bias=False", layer_sizes(False)),
        ),
    ),
    Exercise(
        id="cross_entropy",
        points=4,
        difficulty=2.5,
        importance=3,
        minutes=(10, 15),
        names=("cross_entropy",),
        probe=cross_entropy,
        needs=("negative_back", "exp_back", "sum_back", "arithmetic", "getitem_back"),
        may_use=("reshape_back", "permute_back", "maximum_back", "matmul2d_back"),
        atol=4e-6,  # the logarithm of a probability near 1 keeps few of its digits
        cases=(
            Case("loss of each example", classified(a_few, grads=False)),
            Case("loss, one example", classified(one, grads=False)),
            Case("loss, logits far apart", classified(a_few, grads=False, scale=4.0)),
            Case("gradient of the logits", classified(a_few, grads=True)),
            Case("gradient, one example", classified(one, grads=True)),
        ),
    ),
    Exercise(
        id="SGD",
        points=3,
        difficulty=3,
        importance=3,
        minutes=(10, 20),
        names=("SGD",),
        probe=sgd,
        may_use=("negative_back", "arithmetic"),
        cases=(
            Case("one step", optimised(1, "step")),
            Case("three steps", optimised(3, "step")),
            Case("step() works in place", optimised(2, "in place")),
            Case("step() leaves gradients and graph alone", optimised(1, "graph")),
            Case("zero_grad()", optimised(2, "zero_grad")),
        ),
    ),
    Exercise(
        id="all_together",
        points=4,
        difficulty=2,
        importance=5,
        minutes=(5, 20),
        names=(),
        probe=all_together,
        needs=(
            "reshape_back",
            "permute_back",
            "sum_back",
            "arithmetic",
            "getitem_back",
            "maximum_back",
            "matmul2d_back",
            "negative_back",
            "exp_back",
            "relu",
            "Linear",
            "cross_entropy",
            "SGD",
        ),
        alone=True,
        rtol=1e-3,
        atol=1e-4,
        cases=(
            Case("loss over five steps", training(5, ()), draws=1),
            Case(
                "gradients of every layer",
                training(1, ("linear2.weight", "output.weight", *(f"{n}.bias" for n in SIZES))),
                draws=1,
            ),
            Case("gradient of the first layer", training(1, ("linear1.weight",)), draws=1),
        ),
    ),
    Exercise(
        id="amax_back",
        points=2,
        difficulty=3,
        importance=2,
        minutes=(10, 20),
        names=("amax_back",),
        probe=backward("amax_back"),
        bonus=True,
        cases=(
            Case("dim=None, keepdim=False", largest(2, lambda rng, ndim: None, False)),
            Case("dim=None, ties", largest(2, lambda rng, ndim: None, False, ties=True)),
            Case(
                "dim=None, keepdim=True, ties", largest(3, lambda rng, ndim: None, True, ties=True)
            ),
            Case("dim=0, keepdim=False", largest(2, axis(0), False)),
            Case("dim=1, keepdim=False", largest(2, axis(1), False)),
            Case("dim=1, keepdim=False, ties", largest(2, axis(1), False, ties=True)),
            Case("dim=1, square", largest(2, axis(1), False, square=True)),
            Case("dim=0, square, ties", largest(2, axis(0), False, square=True, ties=True)),
            Case("dim=1, keepdim=True", largest(3, axis(1), True)),
            Case("dim=-1, keepdim=False", largest(3, axis(-1), False)),
            Case("tuple of axes, ties", largest(3, some_axes(2), False, ties=True)),
            Case("negative tuple of axes", largest(4, some_axes(2, True), False)),
            Case("1-D to 0-d, read-only", largest(1, axis(0), False, _frozen=True)),
        ),
    ),
    Exercise(
        id="log_softmax_back",
        points=2,
        difficulty=3,
        importance=3,
        minutes=(15, 25),
        names=("log_softmax_back",),
        probe=backward("log_softmax_back"),
        bonus=True,
        cases=(
            Case("dim=1", log_softmaxes(2, 1)),
            Case("dim=0", log_softmaxes(2, 0)),
            Case("dim=1, square", log_softmaxes(2, 1, square=True)),
            Case("dim=0, square", log_softmaxes(2, 0, square=True)),
            Case("dim=-2", log_softmaxes(3, -2)),
            Case("one dimension", log_softmaxes(1, 0)),
            Case("the default dim", default_axis(log_softmaxes(3, -1))),
            Case("large values", log_softmaxes(2, 1, scale=100.0)),
            Case("read-only, Fortran order", log_softmaxes(2, 1, _frozen=True)),
        ),
    ),
    Exercise(
        id="stable_cross_entropy",
        points=2,
        difficulty=3,
        importance=4,
        minutes=(10, 20),
        names=("stable_cross_entropy",),
        probe=functools.partial(cross_entropy, function="stable_cross_entropy"),
        needs=("negative_back", "exp_back", "sum_back", "arithmetic", "getitem_back"),
        may_use=(
            "reshape_back",
            "permute_back",
            "maximum_back",
            "matmul2d_back",
            "cross_entropy",
            "amax_back",
            "log_softmax_back",
        ),
        bonus=True,
        rtol=1e-3,  # adding a large shift back costs digits, and is as good
        atol=1e-4,
        cases=(
            Case("loss of each example", classified(a_few, grads=False)),
            Case("loss, one example", classified(one, grads=False)),
            Case("loss, large logits", large_logits("large", False)),
            Case("loss, logits far apart", large_logits("far apart", False)),
            Case("loss, very negative logits", large_logits("very negative", False)),
            Case("loss, each example of its own size", large_logits("each its own size", False)),
            Case("gradient of the logits", classified(a_few, grads=True)),
            Case("gradient, large logits", large_logits("large", True)),
            Case("gradient, logits far apart", large_logits("far apart", True)),
            Case("gradient, each example of its own size", large_logits("each its own size", True)),
        ),
    ),
    Exercise(
        id="matmul_back",
        points=2,
        difficulty=3,
        importance=3,
        minutes=(15, 25),
        names=("matmul_back0", "matmul_back1"),
        probe=backward("matmul_back"),
        bonus=True,
        cases=(
            Case("first argument, two matrices", batched_matmuls("none", 0)),
            Case("second argument, two matrices", batched_matmuls("none", 1)),
            Case("first argument, same batches", batched_matmuls("same", 0)),
            Case("second argument, same batches", batched_matmuls("same", 1)),
            Case("first argument, two counting axes", batched_matmuls("two", 0)),
            Case("second argument, square", batched_matmuls("two", 1, square=True)),
            Case("first argument, square", batched_matmuls("two", 0, square=True)),
            Case("second argument, used by every batch", batched_matmuls("prepended to none", 1)),
            Case(
                "first argument, used by every batch",
                batched_matmuls("prepended to none", 0, swap=True),
            ),
            Case("second argument, fewer axes", batched_matmuls("prepended", 1)),
            Case("first argument, an axis stretched", batched_matmuls("stretched", 0)),
            Case("second argument, an axis stretched", batched_matmuls("stretched", 1, swap=True)),
            Case("first argument, both stretched", batched_matmuls("both", 0)),
            Case("second argument, both stretched", batched_matmuls("both", 1, _frozen=True)),
        ),
    ),
    Exercise(
        id="MomentumSGD",
        points=2,
        difficulty=3,
        importance=3,
        minutes=(15, 20),
        names=("MomentumSGD",),
        probe=optimiser("MomentumSGD"),
        may_use=("negative_back", "arithmetic"),
        bonus=True,
        cases=(
            Case("neither, two steps", remembered(2)),
            Case("momentum, one step", remembered(1, momentum=sixteenths(4, 15))),
            Case("momentum, three steps", remembered(3, momentum=sixteenths(4, 15))),
            Case("weight decay, one step", remembered(1, weight_decay=sixteenths(2, 8))),
            Case("weight decay, two steps", remembered(2, weight_decay=sixteenths(2, 8))),
            Case(
                "both, three steps",
                remembered(3, momentum=sixteenths(4, 15), weight_decay=sixteenths(2, 8)),
            ),
            Case(
                "step() works in place",
                remembered(
                    2, "in place", momentum=sixteenths(4, 15), weight_decay=sixteenths(2, 8)
                ),
            ),
            Case(
                "step() leaves gradients and graph alone",
                remembered(2, "graph", momentum=sixteenths(4, 15), weight_decay=sixteenths(2, 8)),
            ),
        ),
    ),
    Exercise(
        id="Adam",
        points=2,
        difficulty=3,
        importance=4,
        minutes=(20, 30),
        names=("Adam",),
        probe=optimiser("Adam"),
        may_use=("negative_back", "arithmetic"),
        bonus=True,
        cases=(
            Case("one step", remembered(1, betas=two_shares)),
            Case("two steps", remembered(2, betas=two_shares)),
            Case("five steps", remembered(5, betas=two_shares)),
            Case("three steps, the default betas", remembered(3)),
            Case(
                "three steps, small gradients, large eps",
                remembered(3, scale=2.0**-6, betas=two_shares, eps=sixteenths(1, 8)),
            ),
            Case("step() works in place", remembered(2, "in place", betas=two_shares)),
            Case(
                "step() leaves gradients and graph alone",
                remembered(2, "graph", betas=two_shares),
            ),
        ),
    ),
    Exercise(
        id="save_versions",
        points=3,
        difficulty=4,
        importance=2,
        minutes=(30, 45),
        names=("in_place", "save_versions", "check_versions"),
        probe=versions,
        needs=("exp_back", "arithmetic"),
        bonus=True,
        cases=(
            Case("in_place() counts", changes("x * y", look_at="counter")),
            Case("saved for x * y", saved("x * y")),
            Case("saved for x * y, x changed before", saved("x * y", before="xx")),
            Case("saved for x * y, x wants no gradient", saved("x * y", wanted="y")),
            Case("saved for x + y", saved("x + y")),
            Case("saved for x / y", saved("x / y", before="y")),
            Case("saved for x / y, y wants no gradient", saved("x / y", wanted="x")),
            Case("saved for exp(x)", saved("exp(x)", before="x", wanted="x")),
            Case("saved for 2 * x", saved("2 * x", wanted="x")),
            Case("saved for x / 2", saved("x / 2", wanted="x")),
            Case("saved for 2 / x", saved("2 / x", wanted="x", before="x")),
            Case("refused: a factor changed", refused("x * y", "x")),
            Case("refused: the other factor changed", refused("x * y", "y")),
            Case("refused: changed twice", refused("x * x", "x x", wanted="x")),
            Case("refused: changed before and after", refused("log(x)", "x", "x", before="x")),
            Case("refused: the result of exp changed", refused("exp(x)", "end", wanted="x")),
            Case("refused: in the middle", refused("exp(x) * y", "middle")),
            Case("refused: deep in the graph", refused("(x * y) + y", "x")),
            Case("allowed: nothing changed", allowed("x / y")),
            Case("allowed: changed before its use", allowed("x * y", before="xy")),
            Case("allowed: terms of a sum changed", allowed("exp(x) + y", "x y")),
            Case("allowed: the result of a product changed", allowed("x * y", "end")),
            Case("allowed: read for no gradient", allowed("x * y", "y", wanted="y")),
        ),
    ),
)


ASSIGNMENT = Assignment(
    name="ps2_mnist",
    title="Training on MNIST from scratch",
    exercises=EXERCISES,
)
