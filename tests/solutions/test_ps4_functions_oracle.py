"""The reference of ps4_functions against independent oracles: HIPS autograd, central differences,
and PyTorch, on the cases that grading draws."""

import functools
import importlib.util

import autograd
import autograd.numpy as anp
import numpy as np
import pytest

from autograder.course.model import Namespace, assignment
from autograder.course.units.ps3_closures import as_graph
from solutions import ps4_functions as reference
from tests import cases

UNIT = assignment("ps4_functions")
NAMES = Namespace(vars(reference))
TENSORS = ("t1", "t2")
instances = functools.partial(cases.instances, UNIT, seeds=(0, 1))


def log_softmax(x):
    shifted = x - anp.max(x, axis=-1, keepdims=True)
    return shifted - anp.log(anp.sum(anp.exp(shifted), axis=-1, keepdims=True))


def relu(x):
    return anp.where(x > 0, x, 0.0)


FORWARD = {
    "Transpose": anp.transpose,
    "MatMul": anp.dot,
    "ReLU": relu,
    "Add": lambda a, b: a + b,
    "LogSoftmax": log_softmax,
    "Softmax": lambda x: anp.exp(log_softmax(x)),
}


def observed(exercise_id, inputs):
    return UNIT[exercise_id].probe(NAMES, inputs)


OPERATIONS = [
    pytest.param(name, *p.values, id=p.id)
    for name in FORWARD
    for p in instances(name)
    if p.values[0]["_look_at"] in ("output", "gradients", "surroundings")
]


@pytest.mark.parametrize(("name", "inputs"), OPERATIONS)
def test_operators_agree_with_hips_autograd(name, inputs):
    got = observed(name, inputs)
    arguments = [inputs[t].astype(float) for t in TENSORS if t in inputs]
    forward = FORWARD[name]
    if inputs.get("_same"):
        forward = lambda a: FORWARD[name](a, a)  # noqa: E731
    if "output" in got:
        np.testing.assert_allclose(got["output"], forward(*arguments), rtol=1e-4, atol=1e-4)
    if "partial" not in inputs:
        return
    upstream = inputs["partial"] + inputs.get("partial_again", 0)
    for k, t in enumerate(TENSORS[: len(arguments)]):
        if t not in inputs.get("_requires_grad", TENSORS):
            assert got[f"gradient of {t}"] is None
            continue
        slope = autograd.grad(lambda *a: anp.sum(upstream * forward(*a)), k)(*arguments)
        expected = slope + inputs.get(f"{t}_grad", 0)
        assert got[f"gradient of {t}"].dtype == np.float32
        size = np.abs(expected).max(initial=1.0)
        np.testing.assert_allclose(
            got[f"gradient of {t}"], expected, rtol=1e-3, atol=1e-4 * float(size)
        )


@pytest.mark.parametrize("inputs", instances("collapse"))
def test_collapsing_agrees_with_hips_autograd(inputs):
    partial = inputs["partial"].astype(float)
    repeat = lambda x: anp.sum(partial * (x + np.zeros(partial.shape)))  # noqa: E731
    expected = autograd.grad(repeat)(np.zeros(inputs["shape"]))
    np.testing.assert_allclose(observed("collapse", inputs)["result"], expected, rtol=1e-5)


WALKS = [p for p in instances("backward") if p.values[0]["_look_at"] in ("gradients",)]


@pytest.mark.parametrize("inputs", WALKS)
def test_walks_agree_with_hips_autograd(inputs):
    got, inputs = observed("backward", inputs), as_graph(inputs)
    names = list(inputs["leaves"])

    def loss(*leaves):
        values = dict(zip(names, leaves, strict=True))
        for child, parents in inputs["made_from"].items():
            factors = inputs["factors"][child]
            values[child] = sum(f * values[p] for f, p in zip(factors, parents, strict=True))
        return sum(anp.sum(values[result]) for result in inputs["results"])

    leaves = [inputs["leaves"][name].astype(float) for name in names]
    for k, name in enumerate(names):
        if name in inputs.get("constants", ()):
            continue
        expected = autograd.grad(loss, k)(*leaves) + inputs.get("grads_before", {}).get(name, 0)
        np.testing.assert_allclose(got[f"gradient of {name}"], expected, rtol=1e-4)


def cross_entropy(pred, target):
    return -anp.mean(log_softmax(pred)[np.arange(len(target)), target])


@pytest.mark.parametrize("inputs", instances("CrossEntropyLoss"))
def test_the_loss_agrees_with_hips_autograd(inputs):
    got, pred = observed("CrossEntropyLoss", inputs), inputs["pred"].astype(float)
    np.testing.assert_allclose(got["loss"], cross_entropy(pred, inputs["target"]), rtol=1e-4)
    if inputs.get("_requires_grad", True):
        expected = autograd.grad(cross_entropy)(pred, inputs["target"]) * inputs.get("partial", 1.0)
        np.testing.assert_allclose(got["gradient of pred"], expected, rtol=1e-3, atol=1e-5)


TOGETHER = instances("all_together")
EXPRESSIONS = {
    "a layer": lambda x, i: relu(anp.dot(x, i["weights"].T) + i["bias"]),
    "a bias from the left": lambda x, i: i["bias"] + anp.dot(x, i["weights"].T),
    "a matrix with itself": lambda x, i: (
        relu(anp.dot(x, x.T)) + anp.sum(x, axis=1)
    ),
    "a sigmoid": lambda x, i: 1 / (1 + anp.exp(-x)),
    "a softmax by its logarithm": lambda x, i: anp.exp(log_softmax(x)) * i["weights"],
    "distances to the largest": lambda x, i: (
        (anp.max(x, axis=1, keepdims=True) - x) / x.size
    ),
    "a tensor in many places": lambda x, i: (
        x * x + relu(x) + (2 - x) * log_softmax(x)
    ),
}  # fmt: skip


@pytest.mark.parametrize("inputs", [p for p in TOGETHER if "_expression" in p.values[0]])
def test_expressions_agree_with_hips_autograd(inputs):
    inputs = {k: v.astype(float) if isinstance(v, np.ndarray) else v for k, v in inputs.items()}
    forward = EXPRESSIONS[inputs["_expression"]]
    expected = autograd.grad(lambda x: anp.sum(forward(x, inputs)))(inputs["x"])
    got = observed("all_together", inputs)
    np.testing.assert_allclose(
        np.sum(got["value"]), np.sum(forward(inputs["x"], inputs)), rtol=1e-4
    )
    np.testing.assert_allclose(got["gradient of x"], expected, rtol=1e-3, atol=1e-4)


@pytest.mark.parametrize("inputs", [p for p in TOGETHER if "parameters" in p.values[0]])
def test_training_agrees_with_hips_autograd(inputs):
    def loss(parameters):
        x = inputs["x"].astype(float)
        for k in (0, 2, 4):
            x = anp.dot(x, parameters[k].T) + parameters[k + 1]
            x = relu(x) if k < 4 else x
        return cross_entropy(x, inputs["target"])

    parameters, losses = [p.astype(float) for p in inputs["parameters"]], []
    buffers = [0.0] * len(parameters)
    for _ in range(inputs["steps"]):
        losses.append(loss(parameters))
        slopes = autograd.grad(loss)(parameters)
        buffers = [0.9 * b + g for b, g in zip(buffers, slopes, strict=True)]
        parameters = [
            p - inputs["lr"] * (g + 0.9 * b)
            for p, g, b in zip(parameters, slopes, buffers, strict=True)
        ]
    got = observed("all_together", inputs)
    np.testing.assert_allclose(got.pop("losses"), losses, rtol=1e-3)
    for value, expected in zip(got.values(), parameters, strict=True):
        np.testing.assert_allclose(value, expected, rtol=1e-3, atol=1e-4)


GIVEN = {
    "Neg": lambda x: -x,
    "Exp": lambda x: x.exp(),
    "Log": lambda x: (x * x + 1).log(),
    "Mul": lambda x: x * x.sum(axis=0) + 2 * x,
    "Div": lambda x: x / (x * x + 1).sum(axis=1, keepdims=True) + 1 / (x * x + 1),
    "Sum": lambda x: x.sum(axis=(0, -1), keepdims=True) * x,
    "Mean": lambda x: x.mean(axis=-1, keepdims=True) * x.mean(),
    "Max": lambda x: x.max(axis=1, keepdims=True) * x + x.max(),
}


@pytest.mark.parametrize("name", GIVEN)
def test_given_operators_agree_with_central_differences(name):
    rng = np.random.default_rng(7)
    numbers, h = rng.permutation(6).reshape(2, 3) / 4 - 0.6, 1e-2
    weights = rng.normal(size=GIVEN[name](reference.Tensor(numbers)).shape)

    def value(numbers):
        return float(np.sum(weights * GIVEN[name](reference.Tensor(numbers)).data.astype(float)))

    x = reference.Tensor(numbers, requires_grad=True)
    (GIVEN[name](x) * weights).sum().backward()
    for place in np.ndindex(numbers.shape):
        step = np.zeros_like(numbers)
        step[place] = h
        slope = (value(numbers + step) - value(numbers - step)) / (2 * h)
        assert x.grad[place] == pytest.approx(slope, abs=5e-3)


needs_torch = pytest.mark.skipif(
    importlib.util.find_spec("torch") is None, reason="PyTorch is not installed: make test-torch"
)


@needs_torch
@pytest.mark.parametrize("name", ["SGD", "Adagrad", "Adam"])
def test_optimizers_agree_with_pytorch(name):
    import torch

    rng = np.random.default_rng(3)
    start, gradients = rng.normal(size=(3, 2)), rng.normal(size=(5, 3, 2))
    settings = {"lr": 0.125} | ({"momentum": 0.9, "nesterov": True} if name == "SGD" else {})
    ours, theirs = reference.Tensor(start, requires_grad=True), torch.tensor(start)
    optimizer = getattr(reference, name)([ours], **settings)
    other = getattr(torch.optim, name)([theirs], **settings)
    for gradient in gradients:
        ours.grad, theirs.grad = gradient.astype(np.float32), torch.tensor(gradient)
        optimizer.step()
        other.step()
    np.testing.assert_allclose(ours.data, theirs.numpy(), rtol=1e-4, atol=1e-6)
