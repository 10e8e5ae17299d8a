"""The exercises of `ps2_mnist`: how each is tried, on which cases, and what it is worth."""

from __future__ import annotations

import contextlib
import functools
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
    Namespace,
    NotDefined,
    Observed,
    Rejected,
)
from autograder.course.probes import a_tensor, backward, careful, freeze, gradient_of

Rng = np.random.Generator


# Probes


def registered(ns: Namespace, inputs: Inputs) -> Observed:
    """Probes what is registered for arguments of a NumPy function."""
    forward = getattr(np, inputs["_function"])
    arrays = {key: value for key, value in inputs.items() if not key.startswith("_")}
    if inputs.get("_frozen"):
        arrays = {key: freeze(value) for key, value in arrays.items()}
    if inputs.get("_same"):
        arrays["y"] = arrays["x"]  # one array as both arguments
    gradients = {}
    for argument in inputs["_arguments"]:
        try:
            function = ns.BACK_FUNCS.get_back_func(forward, argument)
        except KeyError:
            raise NotImplementedError(
                f"nothing is registered for np.{inputs['_function']}, argument {argument}"
            ) from None
        gradients[f"gradient of {'xy'[argument]}"] = function(*arrays.values())
    if inputs.get("_and_log"):
        functions = (np.add, np.subtract, np.true_divide)
        if not any(is_registered(ns, function, 1) for function in functions):
            raise NotImplementedError("nothing is registered")
        log_back = ns.BACK_FUNCS.get_back_func(np.log, 0)
        grad_out, _, x, _ = arrays.values()
        gradients["gradient of x in log(x)"] = log_back(grad_out[:, :1], np.log(abs(x)), x)
    return gradients


def is_registered(ns: Namespace, forward: Callable, argument: int) -> bool:
    """Whether the table has a row for an argument of a NumPy function."""
    try:
        ns.BACK_FUNCS.get_back_func(forward, argument)
    except KeyError:
        return False
    return True


def surroundings(ns: Namespace) -> dict[str, Any]:
    """What no answer has to change: rows of the table and attributes of the classes."""
    found: dict[str, Any] = {}
    for function, count in ((np.log, 1), (np.multiply, 2), (np.add, 2), (np.maximum, 2)):
        for argument in range(count):
            try:
                row = ns.BACK_FUNCS.get_back_func(function, argument)
            except Exception:  # nothing is registered there, or the table is broken
                row = None
            found[f"the row of np.{function.__name__}, argument {argument}"] = row
    for name in ("Tensor", "Parameter", "Module"):
        with contextlib.suppress(NotDefined):  # the notebook has not come to it yet
            attributes = vars(ns[name])
            found |= {f"{name}.{key}": attributes[key] for key in attributes if key[:2] != "__"}
    return found


def undisturbed(ns: Namespace, call: Callable[[], Observed]) -> Observed:
    """What the call observes, whether recipes are still written, and what else it has changed."""
    before = surroundings(ns)
    observed = call()
    after = surroundings(ns)
    changed = [k for k in before | after if before.get(k) is not after.get(k)]
    on = bool(ns.grad_tracking_enabled)  # an earlier case may have switched it off
    return {**observed, "recipes are written": on, "what else is changed": sorted(changed)}


def as_it_was(tensor: Any, name: str) -> Observed:
    """What an answer has to leave alone of a leaf that it reads."""
    return {
        f"{name} afterwards": tensor.array,
        f"{name}.requires_grad": bool(tensor.requires_grad),
        f"{name}.grad": None if tensor.grad is None else tensor.grad.array,
        f"{name}.recipe is None": tensor.recipe is None,
        f"other attributes of {name}": sorted(
            vars(tensor).keys() - {"array", "requires_grad", "grad", "recipe"}
        ),
    }


def with_a_gradient(ns: Namespace, *leaves: Any) -> None:
    """Gives them a gradient to begin with, which is nobody's to forget."""
    for leaf in leaves:
        leaf.grad = ns.Tensor(np.full(leaf.array.shape, 7.0))


def arithmetic(ns: Namespace) -> list[Any]:
    """The functions that are registered for addition, subtraction and division."""
    return [
        ns.BACK_FUNCS.get_back_func(forward, argument)
        for forward in (np.add, np.subtract, np.true_divide)
        for argument in (0, 1)
    ]


def relu(ns: Namespace, inputs: Inputs) -> Observed:
    wanted = inputs.get("_requires_grad", True)
    x = ns.Tensor(inputs["x"], requires_grad=wanted)
    if inputs.get("_watched"):
        with_a_gradient(ns, x)
        return undisturbed(
            ns,
            lambda: {"relu(x)": a_tensor(ns, ns.relu(x), "relu(x)").array, **as_it_was(x, "x")},
        )
    if inputs.get("_inside"):
        x.array *= -1
        ns.relu(x)  # the same tensor while it held other numbers
        x.array *= -1
        tripled = x * 3.0
        out = a_tensor(ns, ns.relu(tripled), "relu(x * 3)") * ns.relu(x)
        out.backward(ns.Tensor(inputs["end_grad"]))
        return {"relu(x * 3) * relu(x)": out.array, "gradient of x": gradient_of(ns, x, "x")}
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
    rows = (inputs["out_features"],)
    shape = rows if name == "bias" else (*rows, inputs["in_features"])
    for parameter in found:
        if not isinstance(parameter, ns.Parameter):
            raise Rejected(
                f"`{name}` is of type {type(parameter).__name__}, and should be a Parameter"
            )
        if parameter.array.shape != shape:  # random numbers beside others would not say so
            raise Rejected(
                f"`{name}` has shape {parameter.array.shape}, and should have shape {shape}"
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


def layer_with(ns: Namespace, inputs: Inputs) -> Any:
    """A layer that holds the given parameters."""
    out_features, in_features = inputs["weight"].shape
    bias = inputs["bias"]
    layer = ns.Linear(in_features, out_features, bias=bias is not None)
    layer.weight = ns.Parameter(ns.Tensor(inputs["weight"]))
    if bias is not None:
        layer.bias = ns.Parameter(ns.Tensor(bias))
    elif layer.bias is not None:
        raise Rejected("with bias=False, `bias` should be None")
    return layer


def linear_forward(ns: Namespace, inputs: Inputs) -> Observed:
    """The layer with given parameters: its output, and the gradients of all that goes in."""
    np.random.seed(0)  # an answer that draws anew at every call does so alike each time
    bias = inputs["bias"]
    layer = layer_with(ns, inputs)
    x = ns.Tensor(inputs["x"], requires_grad=True)
    if inputs.get("_watched"):
        leaves = {"x": x, "weight": layer.weight, "bias": layer.bias}
        with_a_gradient(ns, *leaves.values())

        def forward() -> Observed:
            output = a_tensor(ns, layer(x), "the layer's output").array
            after = [as_it_was(leaf, name) for name, leaf in leaves.items()]
            return {"output": output} | after[0] | after[1] | after[2]

        return undisturbed(ns, forward)
    if inputs.get("_two"):
        other = ns.Linear(*inputs["weight"].shape)  # of other lengths
        if layer.weight is other.weight or layer.bias is other.bias:
            raise Rejected("two layers share a parameter")
        a_tensor(ns, other(ns.Tensor(inputs["other_x"])), "the other layer's output")
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
    loss_of = ns[function]
    wanted = not inputs.get("_no_grad")
    logits = ns.Tensor(inputs["logits"], requires_grad=wanted)
    labels = ns.Tensor(inputs["true_labels"])
    if inputs.get("_watched"):
        with_a_gradient(ns, logits, labels)

        def call() -> Observed:
            loss = a_tensor(ns, loss_of(logits, labels), "the loss").array
            return {"loss": loss, **as_it_was(logits, "logits"), **as_it_was(labels, "labels")}

        return undisturbed(ns, call)
    if inputs.get("_moved"):  # the same tensors while they held other numbers
        logits.array *= -1
        loss_of(logits, labels)
        logits.array *= -1
    loss = a_tensor(ns, loss_of(logits, labels), "the loss")
    if not wanted:
        return {"loss": loss.array, "a gradient is required": bool(loss.requires_grad)}
    if "end_grad" not in inputs:
        return {"loss": loss.array}
    loss.backward(ns.Tensor(inputs["end_grad"]))
    return {"gradient of logits": gradient_of(ns, logits, "logits")}


def optimizer(name: str) -> Callable[[Namespace, Inputs], Observed]:
    """Probes an optimizer: some steps on given gradients, with given settings.

    The model's side of the parameters is what is looked at.
    """

    def probe(ns: Namespace, inputs: Inputs) -> Observed:
        storages = [array.copy() for array in inputs["parameters"]]
        parameters = [ns.Parameter(ns.Tensor(array)) for array in storages]
        make, lr, settings = ns[name], inputs["lr"], inputs.get("settings", {})
        look_at = inputs["_look_at"]
        handed = list(parameters)
        made = make(handed if look_at == "graph" else iter(handed), lr, **settings)
        others: list[Any] = []
        if look_at == "another":
            others = [ns.Parameter(ns.Tensor(2.0 * array)) for array in storages[:-1]]
            another = make(iter(others), lr / 2, **settings)

        def give(receivers: list[Any], gradients: list[np.ndarray]) -> list[Any]:
            for receiver, gradient in zip(receivers, gradients, strict=False):
                receiver.grad = ns.Tensor(gradient.copy())
            return [receiver.grad for receiver in receivers]

        if look_at == "zero_grad":
            give(parameters, inputs["gradients"][0])
            made.zero_grad()
            left = [len([p for p in parameters if p.grad is not None])]
            made.zero_grad()  # where there is nothing left to forget
            give(parameters, inputs["gradients"][0])
            made.zero_grad()
            left += [len([p for p in parameters if p.grad is not None])]
            return {
                "gradients that are not None after zero_grad()": left[0],
                "gradients that are not None after zero_grad(), the next time": left[1],
                **{f"parameter {i} after zero_grad()": p.array for i, p in enumerate(parameters)},
            }

        def steps() -> Observed:
            for number, gradients in enumerate(inputs["gradients"]):
                if number and "lr_later" in inputs:
                    made.lr = inputs["lr_later"]
                if others:
                    give(others, gradients)
                    another.step()
                grads = give(parameters, gradients)
                made.step()
            kept = [p.grad is grad for p, grad in zip(parameters, grads, strict=True)]
            return {
                "gradients that step() leaves where they are": sum(kept),
                "gradients that are None after step()": sum(p.grad is None for p in parameters),
                **{f"gradient {i} after step()": grad.array for i, grad in enumerate(grads)},
            }

        if look_at != "graph":
            steps()
            where = storages if look_at == "in place" else [p.array for p in parameters]
            what = "storage of parameter" if look_at == "in place" else "parameter"
            seen = {f"{what} {i}": array for i, array in enumerate(where)}
            return seen | {f"the other's parameter {i}": p.array for i, p in enumerate(others)}
        return {
            **undisturbed(ns, steps),
            "parameters that have a recipe": sum(p.recipe is not None for p in parameters),
            "parameters that require a gradient": sum(bool(p.requires_grad) for p in parameters),
            "the list handed in is as it was": len(handed) == len(parameters)
            and all(one is other for one, other in zip(handed, parameters, strict=True)),
        }

    return probe


EXPRESSIONS: dict[str, Callable[[dict[str, Callable], Any, Any], tuple[Any, Any]]] = {
    "x * y": lambda f, x, y: (x, f["multiply"](x, y)),
    "x * x": lambda f, x, y: (x, f["multiply"](x, x)),
    "x / y": lambda f, x, y: (x, f["true_divide"](x, y)),
    "y / x": lambda f, x, y: (y, f["true_divide"](y, x)),
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


def as_saved(saved: Any) -> list[str]:
    """What save_versions returned, in order, if it is a dictionary. Raises Rejected otherwise."""
    if not isinstance(saved, dict):
        kind = type(saved).__name__
        raise Rejected(f"save_versions(out) is of type {kind}, and should be a dictionary")
    return sorted(f"{place!r}: {number!r}" for place, number in saved.items())


def versions(ns: Namespace, inputs: Inputs) -> Observed:
    """In-place changes before and after an expression is computed, and what comes of them."""
    look_at = inputs["_look_at"]
    if look_at == "any change":  # a function of one's own, which returns what it likes
        changed = ns.in_place(lambda tensor, by, *, times=1: tensor.array.__imul__(by**times).sum())
        x = ns.Tensor(inputs["x"], requires_grad="x" in inputs["_wanted"])
        x.grad = grad = ns.Tensor(np.ones(x.array.shape))
        returned = [changed(x, 2.0), changed(x, by=2.0, times=2)]
        if not all(map(np.isscalar, returned)):
            raise Rejected("what in_place() makes returns something else than `change` does")
        return {
            "returned": np.array(returned),
            "the gradient of x is left alone": x.grad is grad,
            "version": x.version,
            "x afterwards": x.array,
        }
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
            "x.requires_grad": bool(x.requires_grad),
        }
    for name in inputs["_changed_before"]:
        add_({"x": x, "y": y}[name], 0.25)
    if look_at == "twice":  # what is saved of one result is not that of another
        first = functions["multiply"](x, y)
        add_(y, 0.5)
        second = functions["multiply"](x, y)
        second.grad = grad = ns.Tensor(np.ones(second.array.shape))
        ns.save_versions(second)
        ns.check_versions(second)
        return {
            "the gradient of the second is left alone": second.grad is grad,
            "saved of the first": as_saved(first.saved_versions),
            "saved of the second": as_saved(second.saved_versions),
            "saved again of the first": as_saved(ns.save_versions(first)),
        }
    middle, end = EXPRESSIONS[inputs["expression"]](functions, x, y)
    if look_at == "saved":
        return {"saved versions": as_saved(end.saved_versions)}
    if look_at == "refused" and inputs.get("_checked_before"):
        ns.check_versions(end)  # nothing has been changed yet
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
    if look_at in ("refused", "allowed"):
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
    """Quarters between -1.5 and 1.5, none 0, whose exponentials stay short to print. The first is
    below 0, and of two or more the last is above."""
    array = np.asarray(rng.integers(1, 7, size=shape) / 4, dtype=np.float32)
    array *= rng.choice([-1, 1], size=shape).astype(np.float32)
    array.flat[:1] = -np.abs(array.flat[:1])
    if array.size > 1:
        array.flat[-1] = np.abs(array.flat[-1])
    return array


def whole(rng: Rng, shape: tuple[int, ...]) -> np.ndarray:
    """Whole numbers of different sizes, both signs, int64."""
    return np.asarray(draws.signed(rng, shape) * 4, dtype=np.int64)


def eighths(rng: Rng, shape: tuple[int, ...]) -> np.ndarray:
    """Upstream gradients: odd numbers of eighths, both signs, never the value of anything else."""
    return np.asarray(draws.signed(rng, shape) + np.float32(0.125))


def plain(rng: Rng, shape: tuple[int, ...]) -> np.ndarray:
    """Quarters of different sizes, both signs."""
    return draws.signed(rng, shape)


def watched(draw: Callable[[Rng], Inputs]) -> Callable[[Rng], Inputs]:
    """The same inputs, and what is changed of them is seen."""
    return lambda rng: {**draw(rng), "_watched": True}


def again(first: Callable[[Rng], Inputs], then: Callable[[Rng], Inputs]):
    """The second inputs, tried after the first ones."""
    return lambda rng: {"_before": first(rng), **then(rng)}


def same(forward: Callable, draw: Callable[[Rng], Inputs]) -> Callable[[Rng], Inputs]:
    """The same inputs with one array as both arguments."""

    def inputs(rng: Rng) -> Inputs:
        drawn = draw(rng)
        x = drawn["x"]
        return {**drawn, "out": forward(x, x), "y": x.copy(), "_same": True}

    return inputs


def relabeled(draw: Callable[[Rng], Inputs]) -> Callable[[Rng], Inputs]:
    """The same inputs, tried after the same logits with other labels."""

    def inputs(rng: Rng) -> Inputs:
        drawn = draw(rng)
        others = (drawn["true_labels"] + 1) % drawn["logits"].shape[1]
        return {"_before": {**drawn, "true_labels": others}, **drawn, "_moved": True}

    return inputs


def few(rng: Rng, shape: tuple[int, ...]) -> np.ndarray:
    """Whole numbers between -3 and 3, none 0, the first below it."""
    array = np.asarray(rng.integers(1, 4, size=shape) * rng.choice([-1, 1], size=shape))
    array.flat[:1] = -2
    return array


def element(
    forward: Callable,
    ndim: int,
    *,
    draw: Callable = plain,
    upstream: Callable = eighths,
    thin: bool = False,
    zero: bool = False,
    lengths: tuple[int, ...] | None = None,
    **marks: Any,
):
    """Inputs for the backward function of an elementwise `forward` of one argument."""

    def inputs(rng: Rng) -> Inputs:
        x = draw(rng, lengths or (draws.thin_shape(rng) if thin else draws.shape(rng, ndim)))
        if zero:
            x.flat[x.size // 2] = 0.0
        out = np.asarray(forward(x))
        return {"grad_out": upstream(rng, x.shape), "out": out, "x": x, **marks}

    return inputs


WATCHED = "inputs are left as they were"
AGAIN = "called before with other inputs"
MANY = "four dimensions, numbers of many kinds"
SAME = "one array as both arguments"


def spread(rng: Rng, shape: tuple[int, ...]) -> np.ndarray:
    """Exponents over many magnitudes, none that overflows."""
    return np.asarray(rng.uniform(-12, 12, size=shape), dtype=np.float32)


def reshapes(
    shape: tuple[int, ...],
    new_shape: tuple[int, ...],
    *,
    draw: Callable = plain,
    upstream: Callable = eighths,
    **marks: Any,
):
    """Inputs for reshaping. Many have twelve elements, so that no shape stands in for another."""

    def inputs(rng: Rng) -> Inputs:
        x = draw(rng, shape)
        out = x.reshape(new_shape)
        return {
            "grad_out": upstream(rng, out.shape),
            "out": out.copy(),
            "x": x,
            "new_shape": new_shape,
            **marks,
        }

    return inputs


def permutes(
    axes: tuple[int, ...] | None,
    *,
    equal: bool = False,
    one: int | None = None,
    lengths: tuple[int, ...] | None = None,
    draw: Callable = plain,
    upstream: Callable = eighths,
    **marks: Any,
):
    """Inputs for permuting by `axes`, or by a drawn cycle of five. `one`: which length is 1."""

    def inputs(rng: Rng) -> Inputs:
        order = axes or draws.cycle(rng, 5)
        alike = (int(rng.integers(2, 4)),) * len(order) if equal else None
        shape = lengths or alike or draws.shape(rng, len(order))
        if one is not None:
            shape = (*shape[:one], 1, *shape[one + 1 :])
        x = draw(rng, shape)
        out = np.transpose(x, order).copy()
        return {
            "grad_out": upstream(rng, out.shape), "out": out, "x": x, "axes": order, **marks
        }  # fmt: skip

    return inputs


def sums(
    ndim: int,
    dim: int | tuple[int, ...] | None,
    keepdim: bool,
    *,
    square: bool = False,
    lengths: tuple[int, ...] | None = None,
    draw: Callable = plain,
    upstream: Callable = eighths,
    **marks: Any,
):
    def inputs(rng: Rng) -> Inputs:
        shape = (int(rng.integers(2, 5)),) * ndim if square else draws.shape(rng, ndim)
        x = draw(rng, lengths or shape)
        out = np.asarray(np.sum(x, axis=dim, keepdims=keepdim))
        return {
            "grad_out": upstream(rng, out.shape),
            "out": out,
            "x": x,
            "dim": dim,
            "keepdim": keepdim,
            "_keywords": ("dim", "keepdim"),
            **marks,
        }

    return inputs


def without(draw: Callable[[Rng], Inputs], *names: str) -> Callable[[Rng], Inputs]:
    """The same inputs with the defaults in the place of these arguments."""

    def inputs(rng: Rng) -> Inputs:
        drawn = draw(rng)
        keywords = tuple(k for k in drawn.get("_keywords", ()) if k not in names)
        return {k: v for k, v in drawn.items() if k not in names} | {"_keywords": keywords}

    return inputs


def binary(
    function: str,
    relation: str,
    *,
    ndim: int = 2,
    swap: bool = False,
    zeros: bool = False,
    lengths: tuple[int, ...] | None = None,
    draw: Callable = plain,
    draw_y: Callable = plain,
    upstream: Callable = eighths,
    **marks: Any,
):
    """Inputs for both backward functions of a NumPy function of two arguments."""

    def inputs(rng: Rng) -> Inputs:
        shape_x, shape_y = draws.PAIRS[relation](lengths or draws.shape(rng, ndim))
        if swap:
            shape_x, shape_y = shape_y, shape_x
        x, y = draw(rng, shape_x), draw_y(rng, shape_y)
        if zeros:
            x.flat[::2] = 0.0
        out = np.asarray(getattr(np, function)(x, y))
        return {
            "grad_out": upstream(rng, out.shape),
            "out": out,
            "x": x,
            "y": y,
            "_function": function,
            "_arguments": (0, 1),
            **marks,
        }

    return inputs


def with_number(function: str, tensor_argument: int, kind: type):
    """One argument is an array, the other a Python number; only the array has a gradient."""

    def inputs(rng: Rng) -> Inputs:
        array = plain(rng, draws.shape(rng, 2))
        number = kind(rng.integers(2, 6)) + (0.5 if kind is float else 0)
        x, y = (array, number) if tensor_argument == 0 else (number, array)
        out = getattr(np, function)(x, y)
        return {
            "grad_out": eighths(rng, out.shape),
            "out": out,
            "x": x,
            "y": y,
            "_function": function,
            "_arguments": (tensor_argument,),
        }

    return inputs


def maxima(
    relation: str,
    argument: int,
    *,
    ties: bool = False,
    ndim: int = 2,
    lengths: tuple[int, ...] | None = None,
    dtype: type = np.float32,
    upstream: Callable = eighths,
    **marks: Any,
):
    """Inputs for maximum, with larger and smaller entries for certain.

    Without `ties` none are equal; with them the first and the last of x and y are, and a
    positive zero and a negative one, where shapes are the same.
    """

    def inputs(rng: Rng) -> Inputs:
        shape_x, shape_y = draws.PAIRS[relation](lengths or draws.shape(rng, ndim))
        x, y = 8 * draws.signed(rng, shape_x), 8 * draws.signed(rng, shape_y)
        if relation == "same" and x.size > 2:
            x.flat[1], x.flat[2] = abs(x.flat[1]), -abs(x.flat[2])
            y.flat[1], y.flat[2] = -x.flat[1], -x.flat[2]
        y += np.float32(1)  # odd, and x is even
        if ties:
            y.flat[0], y.flat[-1] = x.flat[0], x.flat[-1]
            if relation == "same":
                x.flat[3], y.flat[3] = 0.0, -0.0
        x, y = x.astype(dtype), y.astype(dtype)
        if dtype is np.float32:
            x, y = np.asarray(x / 4), np.asarray(y / 4)
        out = np.asarray(np.maximum(x, y))
        return {
            "grad_out": upstream(rng, out.shape),
            "out": out,
            "x": x,
            "y": y,
            "_argument": argument,
            **marks,
        }

    return inputs


def assorted_maxima(argument: int, **marks: Any):
    """The same numbers of many kinds in both, in other places but for some."""

    def inputs(rng: Rng) -> Inputs:
        x = draws.assorted(rng, draws.ASSORTED)
        y = x.copy()
        y.flat[1:] = rng.permutation(y.flat[1:])
        return {
            "grad_out": draws.double(draws.assorted)(rng, x.shape),
            "out": np.maximum(x, y),
            "x": x,
            "y": y,
            "_argument": argument,
            **marks,
        }

    return inputs


def near_ties(argument: int):
    """Entries that differ by a few parts in ten million: close, and no ties."""

    def inputs(rng: Rng) -> Inputs:
        x = plain(rng, draws.shape(rng, 2))
        y = x.copy()
        y.flat[::2] = np.nextafter(y.flat[::2], np.float32(9e9))
        y.flat[1::2] = np.nextafter(y.flat[1::2], np.float32(-9e9))
        return {
            "grad_out": eighths(rng, x.shape),
            "out": np.maximum(x, y),
            "x": x,
            "y": y,
            "_argument": argument,
        }

    return inputs


def maximum_with_number(number_is: int, argument: int):
    """One argument is an array, the other the number 0.0; the gradient is that of `argument`."""

    def inputs(rng: Rng) -> Inputs:
        array = plain(rng, draws.shape(rng, 2))
        array.flat[0], array.flat[1], array.flat[2] = 0.0, 1.75, -1.75
        x, y = (0.0, array) if number_is == 0 else (array, 0.0)
        out = np.maximum(array, np.float32(0.0))
        return {
            "grad_out": eighths(rng, out.shape),
            "out": out,
            "x": x,
            "y": y,
            "_argument": argument,
        }

    return inputs


def matmuls(
    argument: int,
    *,
    square: bool = False,
    lengths: tuple[int | None, int | None, int | None] = (None, None, None),
    draw: Callable = plain,
    upstream: Callable = eighths,
    **marks: Any,
):
    """Inputs for (m, k) @ (k, n); `lengths` fixes some of m, k and n."""

    def inputs(rng: Rng) -> Inputs:
        drawn = (int(rng.integers(2, 5)),) * 3 if square else draws.shape(rng, 3)
        m, k, n = (d if fixed is None else fixed for d, fixed in zip(drawn, lengths, strict=True))
        x, y = draw(rng, (m, k)), draw(rng, (k, n))
        grad_out = upstream(rng, (m, n))
        return {"grad_out": grad_out, "out": x @ y, "x": x, "y": y, "_argument": argument, **marks}

    return inputs


def indices(
    ndim: int,
    index_of: Callable[[Rng, tuple[int, ...]], Any],
    *,
    lengths: tuple[int, ...] | None = None,
    draw: Callable = plain,
    upstream: Callable = eighths,
    **marks: Any,
):
    """Inputs for indexing. Each value of x stands in several places."""

    def inputs(rng: Rng) -> Inputs:
        x = np.resize(draw(rng, (2,)), lengths or draws.shape(rng, ndim, 3 if ndim > 1 else 4))
        index = index_of(rng, x.shape)
        out = np.array(x[index])
        return {"grad_out": upstream(rng, out.shape), "out": out, "x": x, "index": index, **marks}

    return inputs


def at(*places: int) -> Callable[[Rng, tuple[int, ...]], Any]:
    """The integer, or the tuple of integers."""
    return lambda rng, shape: places[0] if len(places) == 1 else places


def in_a_tuple(rng: Rng, shape: tuple[int, ...]) -> tuple[int]:
    """A tuple of one integer."""
    return (1,)


def coordinates(repeats: bool, negative: bool = False, kind: type = np.int64):
    """A tuple of 1-D integer arrays, one for each dimension, with or without repeated places."""

    def index_of(rng: Rng, shape: tuple[int, ...]) -> tuple[np.ndarray, ...]:
        size = int(np.prod(shape))
        places = rng.choice(size, size=min(5, size), replace=False)
        if repeats:
            places = rng.permutation(np.concatenate([places[:2], places[:2], places[:1]]))
        arrays = np.unravel_index(places, shape)
        if negative:
            arrays = [a - n for a, n in zip(arrays, shape, strict=True)]
        return tuple(np.asarray(a, dtype=kind) for a in arrays)

    return index_of


def signs_mixed(rng: Rng, shape: tuple[int, ...]) -> tuple[np.ndarray, ...]:
    """Coordinates that name a place once from the front and once from the back."""
    return tuple(np.array([n - 1, -1, 0, -n], dtype=np.int64) for n in shape)


def rows(rng: Rng, shape: tuple[int, ...]) -> tuple[np.ndarray, ...]:
    """One 1-D array in a tuple: it picks rows of an array of several dimensions, one twice."""
    picked = rng.permutation(np.append(np.arange(shape[0]), rng.integers(shape[0])))
    return (picked.astype(np.int64),)


def nothing(rng: Rng, shape: tuple[int, ...]) -> tuple[np.ndarray, ...]:
    """Coordinates of no place at all."""
    return tuple(np.array([], dtype=np.int64) for _ in shape)


def relu_inputs(
    ndim: int, with_zeros: bool = False, draw: Callable = plain, *,
    lengths: tuple[int, ...] | None = None, **marks: Any,
):  # fmt: skip
    def inputs(rng: Rng) -> Inputs:
        x = draw(rng, lengths or draws.shape(rng, ndim))
        if with_zeros:
            x.flat[0], x.flat[x.size // 2] = 0.0, -0.0
        return {"x": x, "end_grad": eighths(rng, x.shape), **marks}

    return inputs


def layer_inputs(
    *,
    bias: bool,
    grads: bool,
    square: bool = False,
    lengths: tuple[int | None, int | None, int | None] = (None, None, None),
    draw: Callable = plain,
    **marks: Any,
):
    """Inputs for a layer; `lengths` fixes some of batch, in and out."""

    def inputs(rng: Rng) -> Inputs:
        fixed = zip(draws.shape(rng, 3), lengths, strict=True)
        batch, n_in, n_out = (drawn if n is None else n for drawn, n in fixed)
        if square:
            n_out = n_in
        drawn: Inputs = {
            "weight": plain(rng, (n_out, n_in)),  # all different: not symmetric where it is square
            "bias": plain(rng, (n_out,)) if bias else None,
            "x": draw(rng, (batch, n_in)),
        }
        if grads:
            drawn["end_grad"] = eighths(rng, (batch, n_out))
        if marks.get("_two"):
            drawn["other_x"] = plain(rng, (batch, n_out))
        return {**drawn, "_probe": "forward", **marks}

    return inputs


def initial(parameter: str, in_features: int, out_features: int) -> Case:
    return Case(
        f"{parameter}: a Parameter, uniform in ±1/sqrt({in_features})",
        lambda rng: {
            "in_features": in_features,
            "out_features": out_features,
            "_parameter": parameter,
            "_probe": "initial",
        },
        draws=2,
        checker=functools.partial(uniform_within, in_features=in_features),
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


def classified(
    batch_of: Callable[[Rng], int],
    grads: bool,
    *,
    square: bool = False,
    apart: bool = False,
    repeated: bool = False,
    kind: type = np.int64,
    **marks: Any,
):
    """Logits whose probabilities are all above two percent, or, `apart`, partly far below one."""

    def inputs(rng: Rng) -> Inputs:
        batch, classes = batch_of(rng), int(rng.integers(3, 6))
        if square:
            batch = classes
        elif batch == classes:
            classes += 1
        logits = np.asarray(rng.integers(-4, 5, size=(batch, classes)) / 4, dtype=np.float32)
        if apart:
            logits *= 4
            logits[0] = rng.permutation(np.linspace(-5, 5, classes, dtype=np.float32))
        labels = rng.integers(0, classes, size=batch).astype(kind)
        # one loss at least is not close to 0, where only rounding would be left to compare
        if logits[0].argmin() == 0:
            logits[0] = logits[0, ::-1]
            logits[0, 0] += 0.125
        labels[0] = logits[0].argmin()
        labels[1:2] = labels[0] - 1  # they are neither all alike nor in order
        if repeated:
            labels[2:], logits[1, 1] = 0, 0.0
        drawn: Inputs = {"logits": logits, "true_labels": labels}
        if grads:
            drawn["end_grad"] = eighths(rng, (batch,))
        return {**drawn, **marks}

    return inputs


def five(rng: Rng) -> int:
    return 5


def a_few(rng: Rng) -> int:
    return int(rng.integers(2, 7))


def one(rng: Rng) -> int:
    return 1


def optimized(
    steps: int,
    look_at: str = "step",
    *,
    alike: bool = False,
    lr_changes: bool = False,
    zeros: bool = False,
    many: bool = False,
    scale: float = 1.0,
    **settings: Any,
):
    """Inputs for an optimizer; callables among the settings are drawn from."""

    def inputs(rng: Rng) -> Inputs:
        shapes = [draws.shape(rng, 2), draws.shape(rng, 1), ()]
        if alike:
            shapes = [shapes[1], shapes[1], shapes[1]]
        if many:
            shapes = [(2, 1, 3), (0, 2), *shapes]
        values = draws.assorted if many else draws.signed
        gradients = [
            [np.float32(scale) * values(rng, shape) for shape in shapes] for _ in range(steps)
        ]
        if zeros:
            for row in gradients:
                row[0].flat[:2] = 0.0
        drawn: Inputs = {
            "parameters": [values(rng, shape) for shape in shapes],
            "gradients": [[np.asarray(g) for g in row] for row in gradients],
            "lr": float(rng.integers(1, 8)) / 16,
            "_look_at": look_at,
        }
        if lr_changes:
            drawn["lr_later"] = drawn["lr"] / 4
        if settings:
            drawn["settings"] = {name: draw(rng) for name, draw in settings.items()}
        return drawn

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
    dim: int | tuple[int, ...] | None,
    keepdim: bool,
    *,
    ties: int = 0,
    near: bool = False,
    square: bool = False,
    lengths: tuple[int, ...] | None = None,
    draw: Callable = plain,
    upstream: Callable = eighths,
    **marks: Any,
):
    """Inputs for the largest along axes. Without `ties` all entries differ.

    With two the first row (or whatever one largest is taken of) has its largest at both ends, with
    three also beside its first, and the other rows have theirs once. `near`: all entries are
    nearly equal.
    """

    def inputs(rng: Rng) -> Inputs:
        shape = (int(rng.integers(2, 5)),) * ndim if square else draws.shape(rng, ndim, 3)
        x = draw(rng, lengths or shape)
        axes = {a % ndim for a in ((dim,) if isinstance(dim, int) else dim or range(ndim))}

        def group(place: int) -> np.ndarray:
            return x[tuple(slice(None) if a in axes else place for a in range(ndim))]

        if ties:
            first = group(0)
            first.flat[[0, -1, 1][:ties]] = first.max() + 1
        if near:
            x[...] = 7 + 2e-6 * rng.permutation(x.size).reshape(x.shape)
        out = np.asarray(np.max(x, axis=dim, keepdims=keepdim))
        return {
            "grad_out": upstream(rng, out.shape),
            "out": out,
            "x": x,
            "dim": dim,
            "keepdim": keepdim,
            "_keywords": ("dim", "keepdim"),
            **marks,
        }

    return inputs


def log_softmaxes(
    ndim: int,
    dim: int,
    *,
    square: bool = False,
    scale: float = 1.0,
    lengths: tuple[int, ...] | None = None,
    draw: Callable = small,
    upstream: Callable = eighths,
    **marks: Any,
):
    def inputs(rng: Rng) -> Inputs:
        shape = (int(rng.integers(2, 5)),) * ndim if square else draws.shape(rng, ndim)
        x = draw(rng, lengths or shape) * np.float32(scale)
        shifted = x - x.max(axis=dim, keepdims=True)
        out = shifted - np.log(np.exp(shifted).sum(axis=dim, keepdims=True))
        return {"grad_out": upstream(rng, x.shape), "out": out, "x": x, "dim": dim, **marks}

    return inputs


def large_logits(kind: str, grads: bool):
    """Logits whose exponentials overflow, or all vanish, in float32."""

    def inputs(rng: Rng) -> Inputs:
        drawn = classified(a_few, grads)(rng)
        logits = drawn["logits"]
        if kind == "large":
            logits += np.float32(200.0)
        elif kind == "far apart":  # where each example has a largest of the same size
            others = np.linspace(-60, -30, logits.shape[1] - 1)
            logits[...] = rng.permuted(np.tile([*others, 100.0], (len(logits), 1)), axis=1)
            logits[0, ::-1].sort()
            drawn["true_labels"][:2] = np.array([1, 0])[: len(logits)] + len(logits[0]) - 2
        elif kind == "very negative":
            logits -= np.float32(300.0)
        elif kind == "each its own size":
            sizes = np.linspace(-900.0, 900.0, len(logits), dtype=np.float32)
            logits += sizes[:, None]
        return drawn

    return inputs


COUNTING: dict[str, tuple[tuple[int, ...], tuple[int, ...]]] = {
    "none": ((), ()),
    "one": ((1,), (1,)),
    "same": ((2,), (2,)),
    "two": ((3, 2), (3, 2)),
    "prepended": ((4, 3), (3,)),
    "prepended to none": ((3,), ()),
    "stretched": ((3, 1), (3, 2)),
    "both": ((3, 1), (1, 2)),
}
"""The axes in front of two batches of matrices."""


def batched_matmuls(
    relation: str,
    argument: int,
    *,
    swap: bool = False,
    square: bool = False,
    lengths: tuple[int, int, int] | None = None,
    draw: Callable = plain,
    upstream: Callable = eighths,
    **marks: Any,
):
    def inputs(rng: Rng) -> Inputs:
        a, b, c = (int(rng.integers(2, 4)),) * 3 if square else lengths or draws.shape(rng, 3)
        front = COUNTING[relation][::-1] if swap else COUNTING[relation]
        x, y = draw(rng, (*front[0], a, b)), draw(rng, (*front[1], b, c))
        out = x @ y
        grad_out = upstream(rng, out.shape)
        return {"grad_out": grad_out, "out": out, "x": x, "y": y, "_argument": argument, **marks}

    return inputs


def sixteenths(low: int, high: int) -> Callable[[Rng], float]:
    return lambda rng: float(rng.integers(low, high)) / 16


def two_shares(rng: Rng) -> tuple[float, float]:
    """Two different shares for moving averages, the first of them the smaller one."""
    return float(rng.integers(3, 8)) / 16, float(rng.integers(9, 14)) / 16


def changes(
    expression: str,
    changed: str = "",
    wanted: str = "xy",
    before: str = "",
    look_at: str = "",
    **marks: Any,
):
    """An expression, the tensors that are changed after it, and those that want a gradient."""

    def inputs(rng: Rng) -> Inputs:
        shape = draws.shape(rng, 1)
        return {
            "expression": expression,
            "x": draws.positive(rng, shape),
            "y": draws.positive(rng, shape),
            "changed": tuple(changed.split()),
            "end_grad": eighths(rng, shape),
            "_wanted": tuple(wanted),
            "_changed_before": tuple(before),
            "_look_at": look_at,
            **marks,
        }

    return inputs


refused = functools.partial(changes, look_at="refused")
allowed = functools.partial(changes, look_at="gradients")
saved = functools.partial(changes, look_at="saved")


both = {"momentum": sixteenths(4, 15), "weight_decay": sixteenths(2, 8)}


# The exercises

FLOATS = "float32, float64, any shape, any number, any memory"
MATRICES = "float32, 2-d, length 0, length 1, equal lengths, any number, any memory"
LOGITS = "float32, 2-d, length 1, equal lengths, any sign, below 1, repeats"
TRAINED = "float32, 0-d, 1-d, 2-d, 3-d, length 0, length 1, any sign, below 1, beyond float16"
SOME_AXES = "1-d, 2-d, 3-d, 4-d, length 0, length 1, equal lengths"
ARRAYS = "float32, whole numbers, any shape, any number, any memory"
"""What the docstrings of most exercises allow arrays to be."""

EXERCISES = (
    Exercise(
        id="negative_back",
        points=1,
        difficulty=1,
        importance=1,
        minutes=(3, 5),
        names=("negative_back",),
        probe=careful(backward("negative_back")),
        allows={
            "grad_out": FLOATS,
            "x": ARRAYS,
            "call": "pure",
        },
        cases=(
            Case("2-D array, with a zero", element(np.negative, 2, zero=True)),
            Case("3-D array", element(np.negative, 3)),
            Case("0-d array", element(np.negative, 0)),
            Case("dimensions of length 1", element(np.negative, 3, thin=True)),
            Case("large gradients", element(np.negative, 2, upstream=draws.wide)),
            Case("no elements", element(np.negative, 2, lengths=(0, 3))),
            Case(
                AGAIN,
                again(element(np.negative, 1, lengths=(4,)), element(np.negative, 1, lengths=(4,))),
            ),
            Case("Fortran order, read-only", element(np.negative, 2, _frozen=True)),
            Case(WATCHED, watched(element(np.negative, 2))),
            Case("whole numbers", element(np.negative, 2, draw=whole)),
            Case(
                MANY,
                element(
                    np.negative,
                    4,
                    lengths=draws.ASSORTED,
                    draw=draws.assorted,
                    upstream=draws.double(draws.assorted),
                ),
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
        probe=careful(backward("exp_back")),
        allows={
            "grad_out": FLOATS,
            "x": ARRAYS.replace("any number", "any sign, below 1, repeats"),
            "call": "pure",
        },
        cases=(
            Case("2-D array, with a zero", element(np.exp, 2, draw=small, zero=True)),
            Case("3-D array, results of many magnitudes", element(np.exp, 3, draw=spread)),
            Case("0-d array", element(np.exp, 0, draw=small)),
            Case("dimensions of length 1", element(np.exp, 3, draw=small, thin=True)),
            Case("large gradients", element(np.exp, 2, draw=small, upstream=draws.wide)),
            Case("no elements", element(np.exp, 2, draw=small, lengths=(0, 3))),
            Case(
                AGAIN,
                again(
                    element(np.exp, 2, draw=small, lengths=(2, 3)),
                    element(np.exp, 2, draw=spread, lengths=(2, 3)),
                ),
            ),
            Case("Fortran order, read-only", element(np.exp, 2, draw=small, _frozen=True)),
            Case(WATCHED, watched(element(np.exp, 2, draw=small))),
            Case("whole numbers", element(np.exp, 1, draw=few)),
            Case(
                MANY,
                element(
                    np.exp,
                    4,
                    lengths=draws.ASSORTED,
                    draw=small,
                    upstream=draws.double(draws.assorted),
                ),
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
        probe=careful(backward("reshape_back")),
        allows={
            "grad_out": FLOATS,
            "x": ARRAYS,
            "call": "pure",
        },
        cases=(
            Case("2-D to 1-D", reshapes((3, 4), (12,))),
            Case("1-D to 2-D", reshapes((12,), (4, 3))),
            Case("new_shape with -1", reshapes((2, 3, 2), (-1, 3))),
            Case("the transpose's shape", reshapes((2, 6), (6, 2))),
            Case("dimensions of length 1", reshapes((1, 4, 1), (4,))),
            Case("0-d to 1-D", reshapes((), (1,))),
            Case("no elements", reshapes((2, 0, 3), (0, 6))),
            Case("large gradients", reshapes((4, 3), (-1,), upstream=draws.wide)),
            Case(AGAIN, again(reshapes((6, 2), (12,)), reshapes((3, 4), (12,)))),
            Case("Fortran order, read-only", reshapes((3, 2, 4), (6, 4), _frozen=True)),
            Case(WATCHED, watched(reshapes((3, 4), (-1,)))),
            Case("whole numbers", reshapes((3, 4), (-1,), draw=whole)),
            Case(
                MANY,
                reshapes(
                    draws.ASSORTED,
                    (1, 3, 2, 2),
                    draw=draws.assorted,
                    upstream=draws.double(draws.assorted),
                ),
            ),
            Case("1-D to 0-d", reshapes((1,), ())),
            Case("1-D to 3-D", reshapes((12,), (2, 3, 2))),
            Case(
                f"{AGAIN} of the same shape",
                again(reshapes((3, 4), (12,)), reshapes((3, 4), (12,))),
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
        probe=careful(backward("permute_back")),
        allows={
            "grad_out": FLOATS.replace("any shape", SOME_AXES),
            "x": ARRAYS.replace("any shape", SOME_AXES),
            "axes": "axes, negative axes, one axis in a tuple",
            "call": "pure",
        },
        cases=(
            Case("2-D transpose", permutes((1, 0))),
            Case("three axes in a cycle", permutes((1, 2, 0))),
            Case("three axes in a cycle, the other way", permutes((2, 0, 1))),
            Case("three axes in a cycle, equal lengths", permutes((1, 2, 0), equal=True)),
            Case("four axes in a cycle", permutes((2, 3, 1, 0))),
            Case("an axis of length 1", permutes((2, 0, 1), one=1)),
            Case("an axis of length 0", permutes((1, 2, 0), lengths=(2, 0, 3))),
            Case("axes that stay in place", permutes((0, 1, 2))),
            Case("negative axes, by keyword", permutes((-1, -3, -2), _keywords=("axes",))),
            Case("large gradients", permutes((1, 2, 0), upstream=draws.wide)),
            Case(
                AGAIN,
                again(
                    permutes((1, 2, 0), lengths=(2, 3, 4)), permutes((2, 0, 1), lengths=(4, 2, 3))
                ),
            ),
            Case("five axes in a cycle, Fortran order, read-only", permutes(None, _frozen=True)),
            Case(WATCHED, watched(permutes((1, 2, 0)))),
            Case("whole numbers", permutes((1, 2, 0), draw=whole)),
            Case(
                MANY,
                permutes(
                    (2, 0, 3, 1),
                    lengths=draws.ASSORTED,
                    draw=draws.assorted,
                    upstream=draws.double(draws.assorted),
                ),
            ),
            Case("one dimension", permutes((0,))),
            Case(
                f"{AGAIN} of the same shape",
                again(permutes((1, 0), lengths=(2, 3)), permutes((1, 0), lengths=(2, 3))),
            ),
        ),
    ),
    Exercise(
        id="sum_back",
        points=3,
        difficulty=3,
        importance=2,
        minutes=(20, 30),
        names=("sum_back",),
        probe=careful(backward("sum_back")),
        allows={
            "grad_out": FLOATS,
            "x": ARRAYS,
            "dim": "any axes",
            "keepdim": "left out, true, false",
            "call": "pure",
        },
        cases=(
            Case("dim=None, keepdim=False", sums(2, None, False)),
            Case("dim=None, keepdim=True", sums(3, None, True)),
            Case("dim=0, keepdim=False", sums(2, 0, False)),
            Case("dim=1, keepdim=False", sums(2, 1, False)),
            Case("dim=1, keepdim=False, square", sums(2, 1, False, square=True)),
            Case("dim=0, keepdim=False, square", sums(2, 0, False, square=True)),
            Case("dim=1, keepdim=True", sums(3, 1, True)),
            Case("dim=-1, keepdim=False", sums(3, -1, False)),
            Case("tuple of axes, keepdim=False", sums(3, (2, 0), False)),
            Case("tuple of axes, keepdim=True", sums(3, (2, 0), True)),
            Case("negative tuple of axes, keepdim=False", sums(4, (-1, -3), False)),
            Case(
                "the defaults of dim and keepdim", without(sums(2, None, False), "dim", "keepdim")
            ),
            Case("axes of length 1 and 0", sums(3, 1, False, lengths=(3, 0, 1))),
            Case("axes of length 1, one of them summed", sums(3, 1, False, lengths=(1, 3, 1))),
            Case("large gradients", sums(2, 1, False, upstream=draws.wide)),
            Case(
                AGAIN,
                again(sums(2, 0, False, lengths=(2, 2)), sums(3, (0, 2), False, lengths=(2, 3, 4))),
            ),
            Case("1-D to 0-d, read-only", sums(1, 0, False, _frozen=True)),
            Case(WATCHED, watched(sums(2, 1, False))),
            Case("whole numbers", sums(2, 1, False, draw=whole)),
            Case(
                MANY,
                sums(
                    4,
                    (0, 1),
                    True,
                    lengths=draws.ASSORTED,
                    draw=draws.assorted,
                    upstream=draws.double(draws.assorted),
                    _frozen=True,
                ),
            ),
            Case("one axis in a tuple", sums(3, (1,), False)),
            Case("0-d array", sums(0, None, False)),
            Case("an axis of length 0 that stays", sums(3, 1, False, lengths=(0, 3, 1))),
            Case(
                f"{AGAIN} of the same shape",
                again(sums(2, 1, False, lengths=(2, 3)), sums(2, 1, False, lengths=(2, 3))),
            ),
        ),
    ),
    Exercise(
        id="arithmetic",
        points=3,
        difficulty=3,
        importance=2,
        minutes=(10, 15),
        names=(),
        probe=careful(registered),
        registers=arithmetic,
        allows={
            "grad_out": FLOATS,
            "x, y": f"{ARRAYS}, plain number",
            "call": "pure, broadcast, one array twice",
        },
        cases=(
            Case("add", binary("add", "same")),
            Case("add, broadcast", binary("add", "prepended")),
            Case("add, first argument broadcast", binary("add", "prepended", swap=True)),
            Case("add, stretched dimension", binary("add", "stretched", swap=True)),
            Case("subtract", binary("subtract", "same")),
            Case("subtract, broadcast", binary("subtract", "both")),
            Case("subtract, number - array", with_number("subtract", 1, float)),
            Case("subtract, first argument stretched", binary("subtract", "stretched")),
            Case("true_divide", binary("true_divide", "same", ndim=3)),
            Case("true_divide, zeros divided", binary("true_divide", "same", zeros=True)),
            Case("true_divide, broadcast", binary("true_divide", "both")),
            Case("true_divide, 0-d divisor", binary("true_divide", "0-d")),
            Case("true_divide, array / integer", with_number("true_divide", 0, int)),
            Case("true_divide, number / array", with_number("true_divide", 1, float)),
            Case("true_divide, whole numbers divided", binary("true_divide", "same", draw=whole)),
            Case(
                "subtract, whole numbers",
                binary("subtract", "same", draw=whole, draw_y=whole),
            ),
            Case("subtract, large gradients", binary("subtract", "same", upstream=draws.wide)),
            Case(f"true_divide, {SAME}", same(np.true_divide, binary("true_divide", "same"))),
            Case(
                "true_divide, called before with other inputs",
                again(
                    binary("true_divide", "both", lengths=(2, 3)),
                    binary("true_divide", "same", lengths=(2, 3)),
                ),
            ),
            Case(f"add, {WATCHED}", watched(binary("add", "both"))),
            Case(f"subtract, {WATCHED}", watched(binary("subtract", "same"))),
            Case(f"true_divide, {WATCHED}", watched(binary("true_divide", "same"))),
            Case("multiply and log as before", binary("multiply", "both", _and_log=True)),
            Case(
                f"add, {MANY}",
                binary(
                    "add",
                    "same",
                    lengths=draws.ASSORTED,
                    draw=draws.assorted,
                    draw_y=draws.assorted,
                    upstream=draws.double(draws.assorted),
                    _frozen=True,
                ),
            ),
            Case(
                f"true_divide, {MANY}",
                binary(
                    "true_divide",
                    "same",
                    lengths=draws.ASSORTED,
                    draw=draws.assorted,
                    draw_y=draws.assorted_nonzero,
                    upstream=draws.double(draws.assorted),
                    _frozen=True,
                ),
            ),
            Case("subtract, 0-d arrays", binary("subtract", "same", ndim=0)),
            Case("add, one dimension", binary("add", "same", ndim=1)),
            Case("subtract, no elements", binary("subtract", "same", lengths=(0, 3))),
        ),
    ),
    Exercise(
        id="getitem_back",
        points=3,
        difficulty=3,
        importance=3,
        minutes=(15, 20),
        names=("getitem_back",),
        probe=careful(backward("getitem_back")),
        allows={
            "grad_out": FLOATS,
            "x": "float32, whole numbers, 1-d, 2-d, 3-d, 4-d, length 1, repeats, any memory",
            "index": "axis, negative axis, axes, negative axes, one axis in a tuple, any place",
            "call": "pure",
        },
        cases=(
            Case("an integer", indices(2, at(1))),
            Case("the integer 0", indices(2, at(0))),
            Case("a negative integer", indices(2, at(-2))),
            Case("a tuple of integers", indices(2, at(1, 2))),
            Case("a tuple of negative integers", indices(2, at(-2, -1))),
            Case("fewer integers than dimensions", indices(3, at(2, 1))),
            Case("one dimension, repeated places", indices(1, coordinates(True))),
            Case("arrays, all places different", indices(2, coordinates(False))),
            Case("arrays, repeated places", indices(2, coordinates(True))),
            Case("arrays, negative coordinates", indices(2, coordinates(True, negative=True))),
            Case("arrays, one place from the front and from the back", indices(2, signs_mixed)),
            Case("one array, repeated rows", indices(2, rows)),
            Case("Tensors, repeated places", indices(2, coordinates(True), _index_of_tensors=True)),
            Case("arrays that pick nothing", indices(2, nothing)),
            Case("large gradients", indices(2, coordinates(True), upstream=draws.wide)),
            Case(AGAIN, again(indices(2, coordinates(True)), indices(2, coordinates(True)))),
            Case(
                "three dimensions, Fortran order, read-only",
                indices(3, coordinates(True, kind=np.int32), _frozen=True),
            ),
            Case(
                WATCHED,
                watched(indices(2, coordinates(True, negative=True), _index_of_tensors=True)),
            ),
            Case(
                MANY,
                indices(
                    4,
                    rows,
                    lengths=(3, 1, 2, 2),
                    upstream=draws.double(draws.assorted),
                    _frozen=True,
                ),
            ),
            Case("a tuple of one integer", indices(4, in_a_tuple)),
            Case(
                f"{AGAIN} of the same shape",
                again(indices(2, at(1, 2), lengths=(3, 4)), indices(2, at(1, 2), lengths=(3, 4))),
            ),
            Case(
                "extra credit: whole numbers",
                indices(2, coordinates(True), draw=whole),
                bonus=0.25,
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
        probe=careful(backward("maximum_back")),
        allows={
            "grad_out": FLOATS,
            "x, y": f"{ARRAYS}, plain number",
            "call": "pure, broadcast, one array twice, ties",
        },
        cases=(
            Case("first argument, same shapes", maxima("same", 0)),
            Case("second argument, same shapes", maxima("same", 1)),
            Case("first argument, three dimensions", maxima("same", 0, ndim=3)),
            Case("first argument, stretched", maxima("stretched", 0)),
            Case("second argument, prepended", maxima("prepended", 1)),
            Case("first argument, both broadcast", maxima("both", 0)),
            Case("second argument, 0-d", maxima("0-d", 1)),
            Case("first argument, whole numbers", maxima("same", 0, dtype=np.int64)),
            Case("second argument, whole numbers", maxima("same", 1, dtype=np.int64)),
            Case("second argument, large gradients", maxima("same", 1, upstream=draws.wide)),
            Case("second argument, no elements", maxima("same", 1, lengths=(0, 3))),
            Case("first argument, nearly equal", near_ties(0)),
            Case("second argument, nearly equal", near_ties(1)),
            Case("first argument, ties", maxima("same", 0, ties=True)),
            Case("second argument, ties", maxima("same", 1, ties=True)),
            Case("first argument, stretched, ties", maxima("stretched", 0, ties=True)),
            Case("second argument, prepended, ties", maxima("prepended", 1, ties=True)),
            Case(
                "second argument, ties of whole numbers",
                maxima("same", 1, ties=True, dtype=np.int64),
            ),
            Case(f"first argument, {SAME}", same(np.maximum, maxima("same", 0))),
            Case(f"second argument, {SAME}", same(np.maximum, maxima("same", 1))),
            Case("first argument, against a number", maximum_with_number(1, 0)),
            Case("second argument, against a number", maximum_with_number(0, 1)),
            Case("first argument, itself a number", maximum_with_number(0, 0)),
            Case("second argument, itself a number", maximum_with_number(1, 1)),
            Case(
                AGAIN, again(maxima("same", 0, lengths=(2, 3)), maxima("same", 0, lengths=(2, 3)))
            ),
            Case("first argument, Fortran order, read-only", maxima("both", 0, _frozen=True)),
            Case(f"first argument, {WATCHED}", watched(maxima("same", 0, ties=True))),
            Case(f"second argument, {WATCHED}", watched(maxima("same", 1, ties=True))),
            Case(f"first argument, {MANY}", assorted_maxima(0)),
            Case(f"second argument, {MANY}", assorted_maxima(1)),
            Case("second argument, 0-d arrays", maxima("same", 1, ndim=0)),
            Case("first argument, one dimension", maxima("same", 0, ndim=1)),
            Case(
                f"second argument, {AGAIN}",
                again(maxima("same", 1, lengths=(2, 3)), maxima("same", 1, lengths=(2, 3))),
            ),
        ),
    ),
    Exercise(
        id="relu",
        points=1,
        difficulty=1,
        importance=1,
        minutes=(3, 5),
        names=("relu",),
        probe=careful(relu),
        requires=("maximum_back",),
        may_use=("arithmetic", "negative_back", "getitem_back"),
        allows={
            "x": "float32, any shape, any number",
            "call": "pure",
        },
        cases=(
            Case("1-D tensor", relu_inputs(1)),
            Case("2-D tensor", relu_inputs(2)),
            Case("3-D tensor", relu_inputs(3)),
            Case(
                "4-D tensor, numbers of many kinds",
                relu_inputs(4, False, draws.assorted, lengths=draws.ASSORTED),
            ),
            Case("zeros", relu_inputs(2, with_zeros=True)),
            Case("values of many magnitudes", relu_inputs(2, False, draws.magnitudes)),
            Case("values too large for float16", relu_inputs(2, False, draws.wide)),
            Case("0-d tensor", relu_inputs(0)),
            Case("no elements", relu_inputs(2, lengths=(0, 3))),
            Case("of a tensor with a recipe, and once more", relu_inputs(2, _inside=True)),
            Case("no gradient wanted", relu_inputs(1, _requires_grad=False)),
            Case(AGAIN, again(relu_inputs(1, lengths=(4,)), relu_inputs(1, lengths=(4,)))),
            Case("x and all else are left as they were", watched(relu_inputs(2))),
        ),
    ),
    Exercise(
        id="matmul2d_back",
        points=3,
        difficulty=3,
        importance=3,
        minutes=(20, 25),
        names=("matmul2d_back0", "matmul2d_back1"),
        probe=careful(backward("matmul2d_back")),
        allows={
            "grad_out, x, y": MATRICES,
            "x, y": "whole numbers",
            "call": "pure, one array twice",
        },
        cases=(
            Case("first argument", matmuls(0)),
            Case("second argument", matmuls(1)),
            Case("first argument, square", matmuls(0, square=True)),
            Case("second argument, square", matmuls(1, square=True)),
            Case("first argument, row times column", matmuls(0, lengths=(1, None, 1))),
            Case("second argument, row times column", matmuls(1, lengths=(1, None, 1))),
            Case("first argument, column times row", matmuls(0, lengths=(None, 1, None))),
            Case("second argument, column times row", matmuls(1, lengths=(None, 1, None))),
            Case("first argument, y without columns", matmuls(0, lengths=(None, None, 0))),
            Case("second argument, x without rows", matmuls(1, lengths=(0, None, None))),
            Case("second argument, large gradients", matmuls(1, upstream=draws.wide)),
            Case(f"first argument, {SAME}", same(np.matmul, matmuls(0, square=True))),
            Case(f"second argument, {SAME}", same(np.matmul, matmuls(1, square=True))),
            Case(
                f"first argument, {AGAIN}",
                again(matmuls(0, lengths=(2, 3, 4)), matmuls(0, lengths=(2, 3, 4))),
            ),
            Case(
                f"second argument, {AGAIN}",
                again(matmuls(1, lengths=(2, 3, 4)), matmuls(1, lengths=(2, 3, 4))),
            ),
            Case("first argument, Fortran order, read-only", matmuls(0, _frozen=True)),
            Case(f"first argument, {WATCHED}", watched(matmuls(0, square=True))),
            Case(f"second argument, {WATCHED}", watched(matmuls(1, square=True))),
            Case("whole numbers", matmuls(0, draw=whole)),
            Case(
                "first argument, numbers of many kinds",
                matmuls(0, lengths=(3, 3, 4), draw=draws.assorted, upstream=draws.assorted),
            ),
            Case(
                "second argument, numbers of many kinds",
                matmuls(1, lengths=(3, 3, 4), draw=draws.assorted, upstream=draws.assorted),
            ),
        ),
    ),
    Exercise(
        id="Linear",
        points=4,
        difficulty=3,
        importance=4,
        minutes=(20, 25),
        names=("Linear",),
        probe=careful(linear),
        requires=("permute_back", "arithmetic", "matmul2d_back"),
        may_use=("negative_back", "sum_back", "reshape_back"),
        allows={
            "x": "float32, 2-d, length 0, length 1, any number",
            "bias": "float32, None",
            "call": "pure",
        },
        cases=(
            initial("weight", 40, 90),
            initial("weight", 9, 300),
            initial("bias", 4, 900),
            initial("bias", 25, 900),
            Case("output", layer_inputs(bias=True, grads=False)),
            Case("output, square weight", layer_inputs(bias=True, grads=False, square=True)),
            Case(
                "output, batch of one",
                layer_inputs(bias=True, grads=False, lengths=(1, None, None)),
            ),
            Case(
                "output, one input and one output",
                layer_inputs(bias=True, grads=False, lengths=(None, 1, 1)),
            ),
            Case("output, bias=False", layer_inputs(bias=False, grads=False)),
            Case("output, another layer besides", layer_inputs(bias=True, grads=False, _two=True)),
            Case("gradients", layer_inputs(bias=True, grads=True)),
            Case(
                "gradients, one output",
                layer_inputs(bias=True, grads=True, lengths=(None, None, 1)),
            ),
            Case("gradients, bias=False", layer_inputs(bias=False, grads=True)),
            Case(
                "gradients, called before with another batch",
                again(
                    layer_inputs(bias=True, grads=True, lengths=(2, 3, 4)),
                    layer_inputs(bias=True, grads=True, lengths=(5, 3, 4)),
                ),
            ),
            Case(
                "forward() leaves all else as it was", watched(layer_inputs(bias=True, grads=False))
            ),
            Case("parameters()", layer_sizes(True)),
            Case("parameters(), bias=False", layer_sizes(False)),
            Case(
                "output, no examples", layer_inputs(bias=True, grads=False, lengths=(0, None, None))
            ),
            Case(
                "gradients, numbers of many kinds",
                layer_inputs(bias=True, grads=True, lengths=(3, 4, 2), draw=draws.assorted),
            ),
        ),
    ),
    Exercise(
        id="cross_entropy",
        points=4,
        difficulty=2.5,
        importance=3,
        minutes=(10, 15),
        names=("cross_entropy",),
        probe=careful(cross_entropy),
        requires=("negative_back", "exp_back", "sum_back", "arithmetic", "getitem_back"),
        may_use=("reshape_back", "permute_back", "maximum_back", "matmul2d_back"),
        atol=4e-6,  # the logarithm of a probability near 1 keeps few of its digits
        allows={
            "logits": LOGITS,
            "true_labels": "whole numbers, 1-d, zeros, repeats",
            "call": "pure",
        },
        cases=(
            Case("loss of each example", classified(a_few, grads=False)),
            Case("loss, one example", classified(one, grads=False)),
            Case("loss, as many examples as classes", classified(a_few, False, square=True)),
            Case("loss, logits far apart", classified(a_few, grads=False, apart=True)),
            Case(
                "loss, labels of uint8, some repeated",
                classified(five, grads=False, kind=np.uint8, repeated=True),
            ),
            Case("loss, no gradient wanted", classified(a_few, grads=False, _no_grad=True)),
            Case("gradient of the logits", classified(a_few, grads=True)),
            Case("gradient, one example", classified(one, grads=True)),
            Case("gradient, as many examples as classes", classified(a_few, True, square=True)),
            Case(
                f"gradient, {AGAIN}",
                again(classified(one, grads=True), classified(a_few, grads=True)),
            ),
            Case(
                "gradient, called before with other labels",
                relabeled(classified(a_few, grads=True)),
            ),
            Case(
                "logits, labels and all else are left as they were",
                watched(classified(a_few, grads=False)),
            ),
        ),
    ),
    Exercise(
        id="SGD",
        points=3,
        difficulty=3,
        importance=3,
        minutes=(10, 20),
        names=("SGD",),
        probe=careful(optimizer("SGD")),
        may_use=("negative_back", "arithmetic"),
        allows={
            "parameters, gradients": TRAINED,
            "call": "pure",
        },
        cases=(
            Case("one step", optimized(1)),
            Case("three steps", optimized(3)),
            Case("parameters of one shape", optimized(2, alike=True)),
            Case("another learning rate from the second step on", optimized(2, lr_changes=True)),
            Case("two optimizers in turn", optimized(2, "another")),
            Case("step() works in place", optimized(2, "in place")),
            Case("step() leaves gradients and all else alone", optimized(1, "graph")),
            Case("zero_grad()", optimized(1, "zero_grad")),
            Case("zero_grad(), parameters of one shape", optimized(1, "zero_grad", alike=True)),
            Case("parameters of all shapes, numbers of many kinds", optimized(2, many=True)),
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
        requires=(
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
        integration=True,
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
        probe=careful(backward("amax_back")),
        bonus=True,
        allows={
            "grad_out": FLOATS,
            "x": ARRAYS,
            "dim": "any axes",
            "keepdim": "left out, true, false",
            "call": "pure, ties",
        },
        cases=(
            Case("dim=None, keepdim=False", largest(2, None, False)),
            Case("dim=0, keepdim=False", largest(2, 0, False)),
            Case("dim=1, keepdim=False", largest(2, 1, False)),
            Case("dim=1, square", largest(2, 1, False, square=True)),
            Case("dim=1, keepdim=True", largest(3, 1, True)),
            Case("dim=-1, keepdim=False", largest(3, -1, False)),
            Case("tuple of axes", largest(3, (2, 0), False)),
            Case("negative tuple of axes", largest(4, (-1, -3), False)),
            Case(
                "the defaults of dim and keepdim",
                without(largest(2, None, False), "dim", "keepdim"),
            ),
            Case("axes of length 1", largest(3, 1, False, lengths=(1, 3, 1))),
            Case("whole numbers", largest(2, 1, False, draw=whole)),
            Case("nearly equal", largest(2, 1, False, near=True)),
            Case("dim=None, ties", largest(2, None, False, ties=3)),
            Case("dim=None, keepdim=True, ties", largest(3, None, True, ties=3)),
            Case("dim=0, three tied", largest(2, 0, False, ties=3)),
            Case("dim=1, keepdim=False, ties", largest(2, 1, False, ties=2)),
            Case("dim=0, square, ties", largest(2, 0, False, square=True, ties=2)),
            Case("tuple of axes, ties", largest(3, (2, 0), False, ties=2)),
            Case("dim=1, ties of whole numbers", largest(2, 1, False, ties=2, draw=whole)),
            Case(AGAIN, again(largest(2, 0, False, square=True), largest(3, 1, False, ties=2))),
            Case("1-D to 0-d, read-only", largest(1, 0, False, _frozen=True)),
            Case(WATCHED, watched(largest(2, 1, False))),
            Case(
                MANY,
                largest(
                    4,
                    (0, 1),
                    True,
                    lengths=draws.ASSORTED,
                    draw=draws.assorted,
                    upstream=draws.double(draws.assorted),
                    _frozen=True,
                ),
            ),
            Case("one axis in a tuple", largest(3, (1,), False)),
            Case("0-d array", largest(0, None, False)),
            Case("an axis of length 0 that stays", largest(2, 1, False, lengths=(0, 3))),
            Case(
                f"{AGAIN} of the same shape",
                again(largest(2, 1, False, lengths=(2, 3)), largest(2, 1, False, lengths=(2, 3))),
            ),
        ),
    ),
    Exercise(
        id="log_softmax_back",
        points=2,
        difficulty=3,
        importance=3,
        minutes=(15, 25),
        names=("log_softmax_back",),
        probe=careful(backward("log_softmax_back")),
        bonus=True,
        allows={
            "grad_out": FLOATS.replace("any shape", SOME_AXES),
            "x": "float32, 1-d, 2-d, 3-d, 4-d, length 1, equal lengths, any number, any memory",
            "dim": "left out, axis, negative axis",
            "call": "pure",
        },
        cases=(
            Case("dim=1", log_softmaxes(2, 1)),
            Case("dim=0", log_softmaxes(2, 0)),
            Case("dim=1, square", log_softmaxes(2, 1, square=True)),
            Case("dim=0, square", log_softmaxes(2, 0, square=True)),
            Case("dim=-2", log_softmaxes(3, -2)),
            Case("one dimension", log_softmaxes(1, 0)),
            Case("an axis of length 1", log_softmaxes(3, 2, lengths=(1, 3, 4))),
            Case("the default dim", without(log_softmaxes(3, -1), "dim")),
            Case("large values", log_softmaxes(2, 1, scale=100.0)),
            Case("large gradients", log_softmaxes(2, 1, upstream=draws.wide)),
            Case(
                AGAIN,
                again(log_softmaxes(2, 1, lengths=(3, 3)), log_softmaxes(2, 0, lengths=(3, 3))),
            ),
            Case("Fortran order, read-only", log_softmaxes(2, 1, _frozen=True)),
            Case(WATCHED, watched(log_softmaxes(2, 1))),
            Case(
                MANY,
                log_softmaxes(
                    4,
                    2,
                    lengths=draws.ASSORTED,
                    draw=draws.assorted,
                    upstream=draws.double(draws.assorted),
                ),
            ),
            Case("an axis of length 0 that stays", log_softmaxes(2, 1, lengths=(0, 3))),
            Case(
                f"{AGAIN} of the same shape",
                again(log_softmaxes(2, 1, lengths=(2, 3)), log_softmaxes(2, 1, lengths=(2, 3))),
            ),
        ),
    ),
    Exercise(
        id="stable_cross_entropy",
        points=2,
        difficulty=3,
        importance=4,
        minutes=(10, 20),
        names=("stable_cross_entropy",),
        probe=careful(functools.partial(cross_entropy, function="stable_cross_entropy")),
        requires=("negative_back", "exp_back", "sum_back", "arithmetic", "getitem_back"),
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
        allows={
            "logits": LOGITS,
            "true_labels": "whole numbers, 1-d, zeros, repeats",
            "call": "pure",
        },
        cases=(
            Case("loss of each example", classified(a_few, grads=False)),
            Case("loss, one example", classified(one, grads=False)),
            Case("loss, as many examples as classes", classified(a_few, False, square=True)),
            Case(
                "loss, no gradient wanted",
                classified(five, grads=False, repeated=True, _no_grad=True),
            ),
            Case("loss, large logits", large_logits("large", False)),
            Case("loss, logits far apart", large_logits("far apart", False)),
            Case("loss, very negative logits", large_logits("very negative", False)),
            Case("loss, each example of its own size", large_logits("each its own size", False)),
            Case("gradient of the logits", classified(a_few, grads=True)),
            Case("gradient, as many examples as classes", classified(a_few, True, square=True)),
            Case("gradient, large logits", large_logits("large", True)),
            Case("gradient, logits far apart", large_logits("far apart", True)),
            Case("gradient, each example of its own size", large_logits("each its own size", True)),
            Case(
                f"gradient, {AGAIN}",
                again(large_logits("large", True), classified(one, grads=True)),
            ),
            Case(
                "gradient, called before with other labels",
                relabeled(classified(a_few, grads=True)),
            ),
            Case(
                "logits, labels and all else are left as they were",
                watched(classified(a_few, grads=False)),
            ),
        ),
    ),
    Exercise(
        id="matmul_back",
        points=2,
        difficulty=3,
        importance=3,
        minutes=(15, 25),
        names=("matmul_back0", "matmul_back1"),
        probe=careful(backward("matmul_back")),
        bonus=True,
        allows={
            "grad_out, x, y": MATRICES.replace("length 0", "3-d, 4-d"),
            "x, y": "whole numbers",
            "call": "pure, broadcast, one array twice",
        },
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
            Case("first argument, y used by every batch", batched_matmuls("prepended to none", 0)),
            Case(
                "second argument, x used by every batch",
                batched_matmuls("prepended to none", 1, swap=True),
            ),
            Case("second argument, fewer axes", batched_matmuls("prepended", 1)),
            Case("first argument, an axis stretched", batched_matmuls("stretched", 0)),
            Case("second argument, an axis stretched", batched_matmuls("stretched", 1, swap=True)),
            Case("first argument, both stretched", batched_matmuls("both", 0)),
            Case("second argument, both stretched", batched_matmuls("both", 1)),
            Case(
                "first argument, batches of one, row times column",
                batched_matmuls("one", 0, lengths=(1, 3, 1)),
            ),
            Case(
                "second argument, batches of one, row times column",
                batched_matmuls("one", 1, lengths=(1, 3, 1)),
            ),
            Case(
                "first argument, large gradients", batched_matmuls("same", 0, upstream=draws.wide)
            ),
            Case(
                f"second argument, {SAME}", same(np.matmul, batched_matmuls("same", 1, square=True))
            ),
            Case(
                f"first argument, {AGAIN}",
                again(batched_matmuls("both", 0), batched_matmuls("same", 0)),
            ),
            Case("second argument, read-only", batched_matmuls("both", 1, _frozen=True)),
            Case(f"first argument, {WATCHED}", watched(batched_matmuls("same", 0, square=True))),
            Case(f"second argument, {WATCHED}", watched(batched_matmuls("same", 1, square=True))),
            Case("whole numbers", batched_matmuls("same", 1, draw=whole)),
            Case(
                "first argument, numbers of many kinds",
                batched_matmuls("two", 0, draw=draws.assorted, upstream=draws.assorted),
            ),
            Case(
                "second argument, numbers of many kinds",
                batched_matmuls("two", 1, draw=draws.assorted, upstream=draws.assorted),
            ),
            Case(
                "second argument, called before with other inputs",
                again(
                    batched_matmuls("same", 1, lengths=(2, 3, 4)),
                    batched_matmuls("same", 1, lengths=(2, 3, 4)),
                ),
            ),
            Case(
                "first argument, called before, same shapes",
                again(
                    batched_matmuls("same", 0, lengths=(2, 3, 4)),
                    batched_matmuls("same", 0, lengths=(2, 3, 4)),
                ),
            ),
        ),
    ),
    Exercise(
        id="MomentumSGD",
        points=2,
        difficulty=3,
        importance=3,
        minutes=(15, 20),
        names=("MomentumSGD",),
        probe=careful(optimizer("MomentumSGD")),
        may_use=("negative_back", "arithmetic"),
        bonus=True,
        allows={
            "parameters, gradients": TRAINED,
            "call": "pure",
        },
        cases=(
            Case("neither, two steps", optimized(2)),
            Case("momentum, one step", optimized(1, momentum=sixteenths(4, 15))),
            Case("momentum, three steps", optimized(3, momentum=sixteenths(4, 15))),
            Case("weight decay, one step", optimized(1, weight_decay=sixteenths(2, 8))),
            Case("weight decay, two steps", optimized(2, weight_decay=sixteenths(2, 8))),
            Case("both, three steps", optimized(3, **both)),
            Case("parameters of one shape", optimized(3, alike=True, **both)),
            Case(
                "another learning rate from the second step on",
                optimized(3, lr_changes=True, **both),
            ),
            Case("two optimizers in turn", optimized(2, "another", **both)),
            Case("step() works in place", optimized(2, "in place", **both)),
            Case("step() leaves gradients and all else alone", optimized(2, "graph", **both)),
            Case(
                "parameters of all shapes, numbers of many kinds", optimized(2, many=True, **both)
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
        probe=careful(optimizer("Adam")),
        may_use=("negative_back", "arithmetic"),
        bonus=True,
        allows={
            "parameters, gradients": TRAINED,
            "call": "pure",
        },
        cases=(
            Case("one step", optimized(1, betas=two_shares)),
            Case("two steps", optimized(2, betas=two_shares)),
            Case("five steps", optimized(5, betas=two_shares)),
            Case("three steps, the default betas", optimized(3)),
            Case(
                "three steps, small gradients, large eps",
                optimized(3, scale=2.0**-6, betas=two_shares, eps=sixteenths(1, 8)),
            ),
            Case("two steps, gradients of zero", optimized(2, betas=two_shares, zeros=True)),
            Case("parameters of one shape", optimized(3, alike=True, betas=two_shares)),
            Case(
                "another learning rate from the second step on",
                optimized(3, lr_changes=True, betas=two_shares),
            ),
            Case("two optimizers in turn", optimized(2, "another", betas=two_shares)),
            Case("step() works in place", optimized(2, "in place", betas=two_shares)),
            Case(
                "step() leaves gradients and all else alone",
                optimized(2, "graph", betas=two_shares),
            ),
            Case(
                "parameters of all shapes, numbers of many kinds",
                optimized(2, many=True, betas=two_shares),
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
        probe=careful(versions),
        requires=("exp_back", "arithmetic"),
        bonus=True,
        cases=(
            Case("in_place() counts", changes("x * y", look_at="counter")),
            Case(
                "in_place() counts for a constant",
                changes("x * y", wanted="y", look_at="counter"),
            ),
            Case("in_place() of any function", changes("x * y", look_at="any change")),
            Case("saved of two results", changes("x * y", look_at="twice")),
            Case("saved for x * y", saved("x * y")),
            Case("saved for x * y, x changed before", saved("x * y", before="xx")),
            Case("saved for x * y, x wants no gradient", saved("x * y", wanted="y")),
            Case("saved for x + y", saved("x + y")),
            Case("saved for x / y", saved("x / y", before="y")),
            Case("saved for x / y, y wants no gradient", saved("x / y", wanted="x")),
            Case("saved for exp(x)", saved("exp(x)", before="x", wanted="x")),
            Case("saved for 2 * x", saved("2 * x", wanted="x")),
            Case("saved for y / x, x wants no gradient", saved("y / x", wanted="y", before="x")),
            Case("saved for x / 2", saved("x / 2", wanted="x")),
            Case("saved for 2 / x", saved("2 / x", wanted="x", before="x")),
            Case("refused: a factor changed", refused("x * y", "x")),
            Case("refused: the other factor changed", refused("x * y", "y")),
            Case("refused: a constant factor changed", refused("x * y", "x", wanted="y")),
            Case("refused: a constant divisor changed", refused("y / x", "x", wanted="y")),
            Case("refused: changed twice", refused("x * x", "x x", wanted="x")),
            Case("refused: changed before and after", refused("log(x)", "x", "x", before="x")),
            Case("refused: the result of exp changed", refused("exp(x)", "end", wanted="x")),
            Case(
                "refused: changed after a check that passed",
                refused("x * y", "x", _checked_before=True),
            ),
            Case("refused: in the middle", refused("exp(x) * y", "middle")),
            Case("refused: deep in the graph", refused("(x * y) + y", "x")),
            Case("allowed: nothing changed", allowed("x / y")),
            Case("allowed: changed before its use", allowed("x * y", before="xy")),
            # a right exp_back may read the input as well as the output, so no gradient is asked for
            Case(
                "allowed: terms of a sum changed",
                changes("exp(x) + y", "x y", look_at="allowed"),
            ),
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
