"""The reference against independent oracles: HIPS autograd, central differences, PyTorch.

For every exercise, on the cases that grading draws: what the probe observes of the reference must
be what the oracle computes from the forward function alone.
"""

import importlib.util
from collections.abc import Callable
from itertools import islice
from typing import Any

import autograd
import autograd.numpy as anp
import numpy as np
import pytest

from autograder.course import Inputs, Namespace, assignment, drawn_instances, public_instance
from autograder.exercises import ps2_mnist as exercises
from solutions import ps2_mnist as reference

UNIT = assignment("ps2_mnist")
SEEDS = (0, 1, 2)
NAMES = {name: getattr(reference, name) for name in dir(reference)}


# The forward functions, written with the oracle's NumPy


def index_of(inputs: Inputs) -> Any:
    index = inputs["index"]
    return tuple(np.asarray(i) for i in index) if isinstance(index, tuple) else index


FORWARD: dict[str, Callable[[Any, Inputs], Callable]] = {
    "negative_back": lambda xp, i: lambda x: -x,
    "exp_back": lambda xp, i: lambda x: xp.exp(x),
    "reshape_back": lambda xp, i: lambda x: xp.reshape(x, i["new_shape"]),
    "permute_back": lambda xp, i: (
        lambda x: xp.transpose(x, [a % len(i["axes"]) for a in i["axes"]])
    ),
    "sum_back": lambda xp, i: lambda x: xp.sum(x, axis=i["dim"], keepdims=i["keepdim"]),
    "arithmetic": lambda xp, i: getattr(xp, i.get("_function", "add")),
    "getitem_back": lambda xp, i: lambda x: x[index_of(i)],
    "maximum_back": lambda xp, i: xp.maximum,
    "matmul2d_back": lambda xp, i: lambda x, y: x @ y,
}
"""For each exercise on backward functions, the forward function of the tensor arguments."""


def instances(exercise_id: str) -> list[Any]:
    exercise = UNIT[exercise_id]
    return [
        pytest.param(inputs, id=f"{exercise_id}-{case.name}-{k}")
        for case in exercise.cases
        for k, inputs in enumerate(
            [public_instance(exercise, case)]
            + [
                inputs
                for seed in SEEDS
                for inputs in islice(drawn_instances(exercise, case, seed), case.draws)
            ]
        )
    ]


def tensor_arguments(inputs: Inputs) -> tuple[list[Any], list[int]]:
    """The arguments of the forward function in float64, and which of them get a gradient."""
    names = [name for name in ("x", "y") if name in inputs]
    values = [
        inputs[n].astype(float) if isinstance(inputs[n], np.ndarray) else inputs[n] for n in names
    ]
    return values, list(inputs.get("_arguments", [inputs.get("_argument", 0)]))


def observed(exercise_id: str, inputs: Inputs) -> list[np.ndarray]:
    np.random.seed(0)
    result = UNIT[exercise_id].probe(Namespace(NAMES), inputs)
    return [np.asarray(value) for value in result.values()]


BACKWARD = [(name, param) for name in FORWARD for param in instances(name)]


@pytest.mark.parametrize(
    ("exercise_id", "inputs"),
    [pytest.param(name, *param.values, id=param.id) for name, param in BACKWARD],
)
def test_backward_functions_agree_with_hips_autograd(exercise_id, inputs):
    values, wanted = tensor_arguments(inputs)
    forward = FORWARD[exercise_id](anp, inputs)
    for got, argument in zip(observed(exercise_id, inputs), wanted, strict=True):
        vjp, _ = autograd.core.make_vjp(
            lambda z, a=argument: forward(*values[:a], z, *values[a + 1 :]), values[argument]
        )
        expected = vjp(inputs["grad_out"].astype(float))
        assert got.shape == np.shape(expected)
        np.testing.assert_allclose(got, expected, rtol=2e-5, atol=1e-6)


@pytest.mark.parametrize(
    ("exercise_id", "inputs"),
    [
        pytest.param(name, *param.values, id=param.id)
        for name, param in BACKWARD
        if "nearly equal" not in param.id and "many magnitudes" not in param.id
    ],
)
def test_backward_functions_agree_with_central_differences_in_double_precision(exercise_id, inputs):
    double = {
        name: value.astype(float)
        if isinstance(value, np.ndarray) and value.dtype == "f4"
        else value
        for name, value in inputs.items()
    }
    values, wanted = tensor_arguments(double)
    forward = FORWARD[exercise_id](np, double)
    direction_of = np.random.default_rng(5)
    for got, argument in zip(observed(exercise_id, double), wanted, strict=True):
        x = values[argument]
        direction, step = direction_of.standard_normal(x.shape), 1e-6

        def loss(z, a=argument):
            return np.sum(double["grad_out"] * forward(*values[:a], z, *values[a + 1 :]))

        slope = (loss(x + step * direction) - loss(x - step * direction)) / (2 * step)
        along = np.sum(got * direction)
        scale = np.sum(np.abs(got * direction)) + 1.0
        assert abs(slope - along) < 1e-6 * scale + 1e-7


def gradients_by_autograd(loss: Callable, arguments: list[np.ndarray]) -> list[np.ndarray]:
    doubles = [np.asarray(a, dtype=float) for a in arguments]
    return [autograd.grad(loss, k)(*doubles) for k in range(len(doubles))]


@pytest.mark.parametrize("inputs", instances("relu"))
def test_relu_agrees_with_hips_autograd(inputs):
    values = observed("relu", inputs)
    np.testing.assert_allclose(values[0], np.maximum(inputs["x"], 0))
    if inputs.get("_requires_grad", True):
        (expected,) = gradients_by_autograd(
            lambda x: anp.sum(inputs["end_grad"] * anp.maximum(x, 0.0)), [inputs["x"]]
        )
        np.testing.assert_allclose(values[1], expected, rtol=1e-6)


@pytest.mark.parametrize(
    "inputs", [p for p in instances("Linear") if p.values[0]["_probe"] == "forward"]
)
def test_linear_agrees_with_hips_autograd(inputs):
    arguments = [inputs["x"], inputs["weight"]] + (
        [] if inputs["bias"] is None else [inputs["bias"]]
    )

    def forward(x, weight, bias=0.0):
        return x @ weight.T + bias

    got = observed("Linear", inputs)
    if "end_grad" not in inputs:
        np.testing.assert_allclose(got[0], forward(*arguments), rtol=1e-5, atol=1e-5)
        return
    expected = gradients_by_autograd(
        lambda *args: anp.sum(inputs["end_grad"] * forward(*args)), arguments
    )
    for one, other in zip(got, expected, strict=True):
        np.testing.assert_allclose(one, other, rtol=1e-5, atol=1e-5)


def cross_entropy(logits: Any, labels: np.ndarray, xp: Any = anp) -> Any:
    return xp.log(xp.sum(xp.exp(logits), axis=1)) - logits[np.arange(len(labels)), labels]


@pytest.mark.parametrize("inputs", instances("cross_entropy"))
def test_cross_entropy_agrees_with_hips_autograd(inputs):
    (got,) = observed("cross_entropy", inputs)
    labels = inputs["true_labels"]
    if "end_grad" not in inputs:
        expected = cross_entropy(inputs["logits"].astype(float), labels)
    else:
        (expected,) = gradients_by_autograd(
            lambda z: anp.sum(inputs["end_grad"] * cross_entropy(z, labels)), [inputs["logits"]]
        )
    np.testing.assert_allclose(got, expected, rtol=2e-5, atol=2e-6)


@pytest.mark.parametrize(
    "inputs", [p for p in instances("SGD") if p.values[0]["_look_at"] in ("step", "in place")]
)
def test_sgd_moves_parameters_by_the_learning_rate_times_the_gradient(inputs):
    expected = [array.astype(float) for array in inputs["parameters"]]
    for gradients in inputs["gradients"]:
        expected = [p - inputs["lr"] * g for p, g in zip(expected, gradients, strict=True)]
    for got, wanted in zip(observed("SGD", inputs), expected, strict=True):
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
    importlib.util.find_spec("torch") is None, reason="PyTorch is not installed"
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
