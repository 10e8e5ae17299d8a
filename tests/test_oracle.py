"""The reference against independent oracles: HIPS autograd, central differences, PyTorch.

For every exercise, on the cases that grading draws: what the probe observes of the reference must
be what the oracle computes from the forward function alone.
"""

import functools
import importlib.util
import re
from collections.abc import Callable
from typing import Any

import autograd
import autograd.numpy as anp
import numpy as np
import pytest

from autograder.course.model import Inputs, Namespace, assignment
from autograder.course.units import ps2_mnist as exercises
from solutions import ps2_mnist as reference
from tests import cases

UNIT = assignment("ps2_mnist")
instances = functools.partial(cases.instances, UNIT)
NAMES = {name: getattr(reference, name) for name in dir(reference)}


# The forward functions, written with the oracle's NumPy


def index_of(inputs: Inputs) -> Any:
    index = inputs["index"]
    return tuple(np.asarray(i) for i in index) if isinstance(index, tuple) else index


def log_softmax(xp: Any, x: Any, dim: int) -> Any:
    shifted = x - np.max(getattr(x, "_value", x), axis=dim, keepdims=True)
    return shifted - xp.log(xp.sum(xp.exp(shifted), axis=dim, keepdims=True))


FORWARD: dict[str, Callable[[Any, Inputs], Callable]] = {
    "negative_back": lambda xp, i: lambda x: -x,
    "exp_back": lambda xp, i: lambda x: xp.exp(x),
    "reshape_back": lambda xp, i: lambda x: xp.reshape(x, i["new_shape"]),
    "permute_back": lambda xp, i: (
        lambda x: xp.transpose(x, [a % len(i["axes"]) for a in i["axes"]])
    ),
    "sum_back": lambda xp, i: (
        lambda x: xp.sum(x, axis=i.get("dim"), keepdims=i.get("keepdim", False))
    ),
    "arithmetic": lambda xp, i: (
        (lambda x: xp.log(abs(x))) if i["_function"] == "log" else getattr(xp, i["_function"])
    ),
    "getitem_back": lambda xp, i: lambda x: x[index_of(i)],
    "maximum_back": lambda xp, i: xp.maximum,
    "matmul2d_back": lambda xp, i: lambda x, y: x @ y,
    "amax_back": lambda xp, i: (
        lambda x: xp.max(x, axis=i.get("dim"), keepdims=i.get("keepdim", False))
    ),
    "log_softmax_back": lambda xp, i: lambda x: log_softmax(xp, x, i.get("dim", -1)),
    "matmul_back": lambda xp, i: xp.matmul,
}
"""For each exercise on backward functions, the forward function of the tensor arguments."""


def tensor_arguments(inputs: Inputs) -> tuple[list[Any], list[int]]:
    """The arguments of the forward function in float64, and which of them get a gradient."""
    names = [name for name in ("x", "y") if name in inputs]
    values = [
        inputs[n].astype(float) if isinstance(inputs[n], np.ndarray) else inputs[n] for n in names
    ]
    return values, list(inputs.get("_arguments", [inputs.get("_argument", 0)]))


def calls(exercise_id: str, inputs: Inputs) -> list[tuple[Inputs, dict[str, np.ndarray]]]:
    """The inputs of each call that a case makes, and what is observed of that call."""
    np.random.seed(0)
    observed = UNIT[exercise_id].probe(Namespace(NAMES), inputs)
    earlier, log = " of the call before", "gradient of x in log(x)"
    made = []
    if "_before" in inputs:
        before, first = inputs["_before"], next(n for n in inputs if not n.startswith("_"))
        for suffix, own in (
            (" in the same arrays", before),
            (f" with {first}{earlier}", inputs | {first: before.get(first)}),
            (earlier, before),
        ):
            found = {n: v for n, v in observed.items() if n.endswith(suffix)}
            observed = {n: v for n, v in observed.items() if n not in found}
            if found:
                made.append((own, {n.removesuffix(suffix): v for n, v in found.items()}))
    made.append((inputs, {n: v for n, v in observed.items() if n != log}))
    if log in observed:
        of_log = {"x": inputs["x"], "grad_out": inputs["grad_out"][:, :1], "_function": "log"}
        made.append((of_log, {log: observed[log]}))
    assert all(values for _, values in made)
    return [(own, {n: np.asarray(v) for n, v in values.items()}) for own, values in made]


def one_call(exercise_id: str, inputs: Inputs) -> dict[str, np.ndarray]:
    """What is observed of a case that makes one call."""
    ((_, observed),) = calls(exercise_id, inputs)
    return observed


BACKWARD = [(name, param) for name in FORWARD for param in instances(name)]


@pytest.mark.parametrize(
    ("exercise_id", "inputs"),
    [pytest.param(name, *param.values, id=param.id) for name, param in BACKWARD],
)
def test_backward_functions_agree_with_hips_autograd(exercise_id, inputs):
    for own, observed in calls(exercise_id, inputs):
        values, wanted = tensor_arguments(own)
        forward = FORWARD[exercise_id](anp, own)
        for got, argument in zip(observed.values(), wanted, strict=True):
            vjp, _ = autograd.core.make_vjp(
                lambda z, a=argument, forward=forward, values=values: forward(
                    *values[:a], z, *values[a + 1 :]
                ),
                values[argument],
            )
            expected = vjp(own["grad_out"].astype(float))
            assert got.shape == np.shape(expected)
            np.testing.assert_allclose(got, expected, rtol=2e-5, atol=1e-6)


@pytest.mark.parametrize(
    ("exercise_id", "inputs"),
    [
        pytest.param(name, *param.values, id=param.id)
        for name, param in BACKWARD
        if "nearly equal" not in param.id
        and "of many kinds" not in param.id
        and "many magnitudes" not in param.id
        and not ("amax_back" in param.id and re.search("ties|tied", param.id))  # a step breaks it
    ],
)
def test_backward_functions_agree_with_central_differences_in_double_precision(exercise_id, inputs):
    direction_of = np.random.default_rng(5)
    for own, observed in calls(exercise_id, in_double_precision(inputs)):
        values, wanted = tensor_arguments(own)
        forward = FORWARD[exercise_id](np, own)
        for got, argument in zip(observed.values(), wanted, strict=True):
            x = values[argument]
            direction, step = direction_of.standard_normal(np.shape(x)), 1e-6

            def loss(z, a=argument, own=own, forward=forward, values=values):
                return np.sum(own["grad_out"] * forward(*values[:a], z, *values[a + 1 :]))

            slope = (loss(x + step * direction) - loss(x - step * direction)) / (2 * step)
            along = np.sum(got * direction)
            scale = np.sum(np.abs(got * direction)) + 1.0
            assert abs(slope - along) < 1e-6 * scale + 1e-7


def in_double_precision(inputs: Inputs) -> Inputs:
    def double(value: Any) -> Any:
        if isinstance(value, dict):
            return in_double_precision(value)
        is_single = isinstance(value, np.ndarray) and value.dtype == "f4"
        return value.astype(float) if is_single else value

    return {name: double(value) for name, value in inputs.items()}


def gradients_by_autograd(loss: Callable, arguments: list[np.ndarray]) -> list[np.ndarray]:
    doubles = [np.asarray(a, dtype=float) for a in arguments]
    return [autograd.grad(loss, k)(*doubles) for k in range(len(doubles))]


@pytest.mark.parametrize("inputs", instances("relu"))
def test_relu_agrees_with_hips_autograd(inputs):
    def forward(x):
        once = anp.maximum(x, 0.0)
        return anp.maximum(3 * x, 0.0) * once if inputs.get("_inside") else once

    for own, observed in calls("relu", inputs):
        np.testing.assert_allclose(next(iter(observed.values())), forward(own["x"]), rtol=1e-6)
        if own.get("_requires_grad", True) and not own.get("_watched"):
            (expected,) = gradients_by_autograd(
                lambda x, own=own: anp.sum(own["end_grad"] * forward(x)), [own["x"]]
            )
            np.testing.assert_allclose(observed["gradient of x"], expected, rtol=1e-6)


@pytest.mark.parametrize(
    "inputs", [p for p in instances("Linear") if p.values[0]["_probe"] == "forward"]
)
def test_linear_agrees_with_hips_autograd(inputs):
    def forward(x, weight, bias=0.0):
        return x @ weight.T + bias

    for own, observed in calls("Linear", inputs):
        arguments = [own[name] for name in ("x", "weight", "bias") if own[name] is not None]
        if "end_grad" not in own:
            expected = forward(*arguments)
            np.testing.assert_allclose(observed["output"], expected, rtol=1e-5, atol=1e-5)
            continue
        expected = gradients_by_autograd(
            lambda *args, own=own: anp.sum(own["end_grad"] * forward(*args)), arguments
        )
        for one, other in zip(observed.values(), expected, strict=True):
            np.testing.assert_allclose(one, other, rtol=1e-5, atol=1e-5)


def cross_entropy(logits: Any, labels: np.ndarray, xp: Any = anp) -> Any:
    return xp.log(xp.sum(xp.exp(logits), axis=1)) - logits[np.arange(len(labels)), labels]


@pytest.mark.parametrize("inputs", instances("cross_entropy"))
def test_cross_entropy_agrees_with_hips_autograd(inputs):
    for own, observed in calls("cross_entropy", inputs):
        logits, labels = own["logits"], own["true_labels"]
        if "end_grad" not in own:
            got, expected = observed["loss"], cross_entropy(logits.astype(float), labels)
        else:
            got = observed["gradient of logits"]
            (expected,) = gradients_by_autograd(
                lambda z, own=own: anp.sum(own["end_grad"] * cross_entropy(z, own["true_labels"])),
                [logits],
            )
        np.testing.assert_allclose(got, expected, rtol=2e-5, atol=2e-6)


def learning_rates(inputs: Inputs) -> list[float]:
    """The learning rate of each step."""
    later = inputs.get("lr_later", inputs["lr"])
    return [inputs["lr"], *[later] * (len(inputs["gradients"]) - 1)]


@pytest.mark.parametrize(
    "inputs", [p for p in instances("SGD") if p.values[0]["_look_at"] in ("step", "in place")]
)
def test_sgd_moves_parameters_by_the_learning_rate_times_the_gradient(inputs):
    expected = [array.astype(float) for array in inputs["parameters"]]
    for rate, gradients in zip(learning_rates(inputs), inputs["gradients"], strict=True):
        expected = [p - rate * g for p, g in zip(expected, gradients, strict=True)]
    for got, wanted in zip(one_call("SGD", inputs).values(), expected, strict=True):
        np.testing.assert_allclose(got, wanted, rtol=1e-5, atol=1e-5)


@pytest.mark.parametrize("inputs", instances("all_together"))
def test_training_agrees_with_hips_autograd(inputs):
    shapes = [(shape, n_in) for n_out, n_in in exercises.SIZES.values()
              for shape in ((n_out, n_in), (n_out,))]  # fmt: skip
    parameters = [
        exercises.wave(shape, inputs["frequency"] + number).astype(float) * n_in**-0.5
        for number, (shape, n_in) in enumerate(shapes, start=1)
    ]
    images = exercises.wave((len(inputs["labels"]), 784), inputs["frequency"]).astype(float)

    def loss(w1, b1, w2, b2, w3, b3):
        hidden = anp.maximum(images @ w1.T + b1, 0.0)
        hidden = anp.maximum(hidden @ w2.T + b2, 0.0)
        return anp.mean(cross_entropy(hidden @ w3.T + b3, inputs["labels"]))

    losses, first = [], None
    for _ in range(inputs["steps"]):
        losses.append(loss(*parameters))
        gradients = [autograd.grad(loss, k)(*parameters) for k in range(6)]
        first = first or gradients
        parameters = [p - inputs["lr"] * g for p, g in zip(parameters, gradients, strict=True)]
    names = [f"{layer}.{kind}" for layer in exercises.SIZES for kind in ("weight", "bias")]
    got = UNIT["all_together"].probe(Namespace(NAMES), inputs)
    if not inputs["_gradients_of"]:
        np.testing.assert_allclose(got["losses"], losses, rtol=1e-4)
        for name, value in zip(names, parameters, strict=True):
            if "bias" in name:
                np.testing.assert_allclose(
                    got[f"{name} after training"], value, rtol=1e-3, atol=1e-5
                )
        return
    for name in inputs["_gradients_of"]:
        gradient = first[names.index(name)]
        if gradient.ndim == 1:
            np.testing.assert_allclose(got[f"gradient of {name}"], gradient, rtol=1e-3, atol=1e-5)
        else:
            by_output = gradient @ exercises.wave((gradient.shape[1],), 2.0)
            np.testing.assert_allclose(
                got[f"gradient of {name}, by output"], by_output, rtol=1e-3, atol=1e-4
            )


# Conventions, against PyTorch


needs_torch = pytest.mark.skipif(
    importlib.util.find_spec("torch") is None, reason="PyTorch is not installed: make test-torch"
)


@needs_torch
def test_conventions_are_those_of_pytorch():
    import torch

    x = torch.tensor([1.0, 2.0, 3.0], requires_grad=True)
    y = torch.tensor([1.0, 3.0, 2.0], requires_grad=True)
    torch.maximum(x, y).sum().backward()
    ones = np.ones(3, np.float32)
    a, b = x.detach().numpy(), y.detach().numpy()
    np.testing.assert_allclose(reference.maximum_back0(ones, None, a, b), x.grad)
    np.testing.assert_allclose(reference.maximum_back1(ones, None, a, b), y.grad)

    logits = np.random.default_rng(0).standard_normal((4, 5)).astype(np.float32)
    labels = np.array([0, 4, 2, 2])
    ours = reference.cross_entropy(reference.Tensor(logits), reference.Tensor(labels)).array
    theirs = torch.nn.functional.cross_entropy(
        torch.tensor(logits), torch.tensor(labels), reduction="none"
    )
    np.testing.assert_allclose(ours, theirs, rtol=1e-5)


@needs_torch
def test_linear_starts_and_computes_as_in_pytorch():
    import torch

    layer = reference.Linear(30, 20)
    theirs = torch.nn.Linear(30, 20)
    assert layer.weight.shape == tuple(theirs.weight.shape)
    assert layer.bias.shape == tuple(theirs.bias.shape)
    assert abs(float(theirs.weight.abs().max()) - np.abs(layer.weight.array).max()) < 0.02


# The bonus exercises


@pytest.mark.parametrize("inputs", instances("stable_cross_entropy"))
def test_stable_cross_entropy_agrees_with_double_precision(inputs):
    for own, observed in calls("stable_cross_entropy", inputs):
        logits, labels = own["logits"].astype(float), own["true_labels"]
        shifted = logits - logits.max(axis=1, keepdims=True)
        if "end_grad" not in own:
            got, expected = observed["loss"], cross_entropy(shifted, labels, np)
        else:
            softmax = np.exp(shifted) / np.exp(shifted).sum(axis=1, keepdims=True)
            softmax[np.arange(len(labels)), labels] -= 1
            got, expected = observed["gradient of logits"], own["end_grad"][:, None] * softmax
        np.testing.assert_allclose(got, expected, rtol=2e-5, atol=2e-6)


def adam(p: np.ndarray, gradients: list[np.ndarray], rates: list[float], **settings: Any) -> Any:
    """Adam as the paper's algorithm 1 has it, the averages written out as sums. In float64."""
    (beta1, beta2), eps = settings.get("betas", (0.9, 0.999)), settings.get("eps", 1e-8)
    for t, lr in enumerate(rates, start=1):
        seen = list(enumerate(gradients[:t], start=1))
        mean = (1 - beta1) * np.sum([beta1 ** (t - i) * g for i, g in seen], axis=0)
        square = (1 - beta2) * np.sum([beta2 ** (t - i) * g**2 for i, g in seen], axis=0)
        root = np.sqrt(square / (1 - beta2**t))
        p = p - lr * (mean / (1 - beta1**t)) / (root + eps)
    return p


def momentum(
    p: np.ndarray, gradients: list[np.ndarray], rates: list[float], **settings: Any
) -> Any:
    """SGD with momentum and weight decay, the velocity written out as a sum. In float64."""
    decayed: list[np.ndarray] = []
    for lr, gradient in zip(rates, gradients, strict=True):
        decayed.append(gradient + settings.get("weight_decay", 0.0) * p)
        kept = settings.get("momentum", 0.0)
        p = p - lr * np.sum([kept**i * g for i, g in enumerate(reversed(decayed))], axis=0)
    return p


@pytest.mark.parametrize(
    ("exercise_id", "oracle", "inputs"),
    [
        pytest.param(name, oracle, *param.values, id=param.id)
        for name, oracle in (("MomentumSGD", momentum), ("Adam", adam))
        for param in instances(name)
        if param.values[0]["_look_at"] in ("step", "in place")
    ],
)
def test_optimizers_with_a_memory_follow_their_formulas(exercise_id, oracle, inputs):
    for i, got in enumerate(one_call(exercise_id, inputs).values()):
        gradients = [row[i].astype(float) for row in inputs["gradients"]]
        start = inputs["parameters"][i].astype(float)
        expected = oracle(start, gradients, learning_rates(inputs), **inputs.get("settings", {}))
        np.testing.assert_allclose(got, expected, rtol=1e-4, atol=1e-5)


@needs_torch
@pytest.mark.parametrize(
    ("name", "exercise_id"), [("SGD", "MomentumSGD"), ("Adam", "Adam")], ids=["momentum", "Adam"]
)
def test_optimizers_move_as_those_of_pytorch(name, exercise_id):
    import torch

    for param in instances(exercise_id):
        (inputs,) = param.values
        if inputs["_look_at"] != "step":
            continue
        parameters = [torch.nn.Parameter(torch.tensor(array)) for array in inputs["parameters"]]
        make = getattr(torch.optim, name)
        optimizer = make(parameters, lr=inputs["lr"], **inputs.get("settings", {}))
        for rate, gradients in zip(learning_rates(inputs), inputs["gradients"], strict=True):
            optimizer.param_groups[0]["lr"] = rate
            for parameter, gradient in zip(parameters, gradients, strict=True):
                parameter.grad = torch.tensor(gradient)
            optimizer.step()
        for got, wanted in zip(one_call(exercise_id, inputs).values(), parameters, strict=True):
            np.testing.assert_allclose(got, wanted.detach().numpy(), rtol=1e-4, atol=1e-5)


@needs_torch
def test_the_largest_along_axes_shares_ties_as_pytorch_does():
    import torch

    for param in instances("amax_back"):
        (inputs,) = param.values
        for own, observed in calls("amax_back", inputs):
            x = torch.tensor(own["x"].astype(float), requires_grad=True)
            dim = tuple(range(x.ndim)) if own.get("dim") is None else own["dim"]
            out = x.amax(dim, keepdim=own.get("keepdim", False))
            out.backward(torch.tensor(own["grad_out"]).reshape(out.shape))
            np.testing.assert_allclose(observed["result"], x.grad, rtol=1e-6)


VERSIONS = [p.values[0] for p in instances("save_versions")]


@pytest.mark.parametrize(
    "inputs", [inputs for inputs in VERSIONS if inputs["_look_at"] in ("refused", "gradients")]
)
def test_changes_in_place_are_refused_where_they_would_spoil_a_gradient(inputs):
    """Without the check: is any gradient other than if nothing had been changed?"""

    def gradients(changed):
        names = {**NAMES, "save_versions": lambda out: {}, "check_versions": lambda out: None}
        names |= {"versioned": lambda f: f, "in_place": lambda f: f}
        names["checked_backward"] = lambda end, grad: end.backward(grad)
        tried = {**inputs, "changed": changed, "_look_at": "gradients"}
        return [
            np.asarray(v) for v in UNIT["save_versions"].probe(Namespace(names), tried).values()
        ]

    clean, changed = gradients(()), gradients(inputs["changed"])
    spoiled = not all(np.allclose(a, b) for a, b in zip(clean, changed, strict=True))
    assert spoiled == (inputs["_look_at"] == "refused")


@needs_torch
@pytest.mark.parametrize(
    "inputs", [inputs for inputs in VERSIONS if inputs["_look_at"] in ("refused", "gradients")]
)
def test_changes_in_place_are_refused_where_pytorch_refuses_them(inputs):
    import torch

    leaves = {n: torch.tensor(inputs[n], requires_grad=n in inputs["_wanted"]) for n in "xy"}
    functions = {
        "multiply": lambda a, b: a * b,
        "true_divide": lambda a, b: a / b,
        "add": torch.add,
        "exp": torch.exp,
        "log": torch.log,
    }
    with torch.no_grad():
        for name in inputs["_before"]:
            leaves[name].add_(0.25)
    middle, end = exercises.EXPRESSIONS[inputs["expression"]](functions, leaves["x"], leaves["y"])
    with torch.no_grad():
        for name in inputs["changed"]:
            {**leaves, "middle": middle, "end": end}[name].sub_(0.25)
    if inputs["_look_at"] == "refused":
        with pytest.raises(RuntimeError, match="modified by an inplace operation"):
            end.backward(torch.tensor(inputs["end_grad"]))
    else:
        end.backward(torch.tensor(inputs["end_grad"]))
