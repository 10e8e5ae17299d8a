"""The reference of ps3_closures against independent oracles: HIPS autograd and PyTorch.

For every exercise, on the cases that grading draws: what the probe observes of the reference must
be what the oracle computes from the forward function alone.
"""

import importlib.util

import autograd
import autograd.numpy as anp
import numpy as np
import pytest

from autograder.course.model import Namespace, assignment
from autograder.course.units.ps3_closures import as_graph
from solutions import ps3_closures as reference
from tests import cases

UNIT = assignment("ps3_closures")
NAMES = vars(reference)

FORWARD = {
    "sub": lambda xp, i: lambda a, b: a - b,
    "mul": lambda xp, i: lambda a, b: a * b,
    "div": lambda xp, i: lambda a, b: a / b,
    "matmul": lambda xp, i: lambda a, b: a @ b,
    "log": lambda xp, i: xp.log,
    "exp": lambda xp, i: xp.exp,
    "sum": lambda xp, i: lambda a: xp.sum(a, **along(i)),
    "max": lambda xp, i: lambda a: xp.max(a, **along(i)),
}
"""For each operation, the forward function on arrays of `xp`, given a case's inputs."""

ELSEWHERE = ("ties", "tied", "nothing", "remembers")
"""Words in the names of cases that look at something else than one derivative."""


def along(inputs):
    return {name: inputs[name] for name in ("axis", "keepdims") if name in inputs}


def upstream(inputs):
    """All that comes from above, in one call or two."""
    return inputs["grad_out"] + inputs.get("grad_out_again", 0)


def numbers_of(inputs, name):
    """The numbers of a tensor when the operation is called."""
    return inputs[name] + inputs.get(f"step_{name}", np.float32(0))


def instances(*exercises, without=()):
    """The exercise and the inputs of each case of these."""
    return [
        pytest.param(name, *found.values, id=found.id)
        for name in exercises
        for found in cases.instances(UNIT, name, without=without)
    ]


def observed(exercise_id, inputs):
    return UNIT[exercise_id].probe(Namespace(NAMES), inputs)


def gradients(loss, arguments):
    return [autograd.grad(loss, k)(*arguments) for k in range(len(arguments))]


@pytest.mark.parametrize(
    ("exercise_id", "inputs"),
    instances(*FORWARD, without=ELSEWHERE),
)
def test_operations_agree_with_hips_autograd(exercise_id, inputs):
    got = observed(exercise_id, inputs)
    names = [name for name in ("a", "b") if name in inputs]
    arguments = [numbers_of(inputs, name).astype(float) for name in names]
    forward = FORWARD[exercise_id](anp, inputs)
    if inputs.get("_same"):
        once = forward
        forward = lambda a: once(a, a)  # noqa: E731
    np.testing.assert_allclose(got["output"], forward(*arguments), rtol=2e-5, atol=1e-6)
    if "grad_out" not in inputs:
        return
    expected = gradients(lambda *a: anp.sum(upstream(inputs) * forward(*a)), arguments)
    for name, gradient in zip(("a", "b"), expected, strict=False):
        if name not in inputs.get("_requires_grad", ("a", "b")):
            assert got[f"gradient of {name}"] is None
            continue
        gradient = gradient + inputs.get(f"{name}_grad", 0)
        assert got[f"gradient of {name}"].dtype == np.float32
        np.testing.assert_allclose(got[f"gradient of {name}"], gradient, rtol=2e-5, atol=5e-6)


@pytest.mark.parametrize(("exercise_id", "inputs"), instances("broadcast_grad_accumulate"))
def test_sums_over_stretched_dimensions_agree_with_hips_autograd(exercise_id, inputs):
    """The gradient of copying, by the oracle."""
    gradient = inputs["gradient"].astype(float)
    (expected,) = gradients(
        lambda x: anp.sum(gradient * (x + np.zeros(gradient.shape))),
        [inputs["tensor"].astype(float)],
    )
    got = observed(exercise_id, inputs)["result"]
    np.testing.assert_allclose(got, expected, rtol=1e-6)


@pytest.mark.parametrize(
    ("exercise_id", "inputs"), instances("backward", without=("order", "once", "nothing"))
)
def test_walks_agree_with_hips_autograd(exercise_id, inputs):
    names = list(inputs["leaves"])
    got, inputs = observed(exercise_id, inputs), as_graph(inputs)

    def loss(*leaves):
        values = dict(zip(names, leaves, strict=True))
        for child, parents in inputs["made_from"].items():
            factors = inputs["factors"][child]
            values[child] = sum(f * values[p] for f, p in zip(factors, parents, strict=True))
        return sum(anp.sum(values[result]) for result in inputs["results"])

    leaves = [inputs["leaves"][name].astype(float) for name in names]
    before = inputs.get("grads_before", {})
    for name, gradient in zip(names, gradients(loss, leaves), strict=True):
        if name in inputs.get("constants", ()):
            assert got[f"gradient of {name}"] is None
        elif name not in inputs["results"]:
            expected = gradient + before.get(name, 0)
            np.testing.assert_allclose(got[f"gradient of {name}"], expected, rtol=1e-5)


EXPRESSIONS = {
    "sigmoid": lambda x, i: 1 / (1 + anp.exp(-x)),
    "square": lambda x, i: x**2,
    "cube": lambda x, i: x**3,
    "polynomial": lambda x, i: 3 * x**2 + 2 * x + 1,
    "log-sum-exp of a vector": lambda x, i: anp.log(anp.sum(anp.exp(x))),
    "log-sum-exp along an axis": lambda x, i: anp.sum(anp.log(anp.sum(anp.exp(x), axis=1))),
    "distances to the largest": lambda x, i: anp.sum(
        (anp.max(x, axis=1, keepdims=True) - x) * i["weights"]
    ),
    "tanh of a product": lambda x, i: anp.tanh(anp.dot(x, i["weights"].T.astype(float))),
    "softmax and cross-entropy": lambda x, i: cross_entropy(x, i["targets"]),
}


def cross_entropy(logits, targets):
    picked = logits[np.arange(len(targets)), targets]
    return anp.mean(anp.log(anp.sum(anp.exp(logits), axis=1)) - picked)


together = instances("all_together")


@pytest.mark.parametrize(
    ("exercise_id", "inputs"), [p for p in together if "_expression" in p.values[1]]
)
def test_expressions_agree_with_hips_autograd(exercise_id, inputs):
    forward = EXPRESSIONS[inputs["_expression"]]
    x = inputs["x"].astype(float)
    (expected,) = gradients(lambda x: anp.sum(forward(x, inputs)), [x])
    got = observed(exercise_id, inputs)
    np.testing.assert_allclose(got["value"], forward(x, inputs), rtol=1e-4, atol=1e-5)
    np.testing.assert_allclose(got["gradient of x"], expected, rtol=1e-3, atol=1e-5)


@pytest.mark.parametrize(("exercise_id", "inputs"), [p for p in together if "sizes" in p.values[1]])
def test_training_agrees_with_hips_autograd(exercise_id, inputs):
    def loss(w1, b1, w2, b2, w3, b3):
        hidden = anp.tanh(inputs["x"].astype(float) @ w1 + b1)
        hidden = anp.tanh(hidden @ w2 + b2)
        return cross_entropy(hidden @ w3 + b3, inputs["targets"])

    parameters, losses = [p.astype(float) for p in inputs["parameters"]], []
    for _ in range(inputs["steps"]):
        losses.append(loss(*parameters))
        slopes = gradients(loss, parameters)
        parameters = [p - inputs["lr"] * g for p, g in zip(parameters, slopes, strict=True)]
    got = observed(exercise_id, inputs)
    np.testing.assert_allclose(got.pop("losses"), losses, rtol=1e-4)
    for value, expected in zip(got.values(), parameters, strict=True):
        np.testing.assert_allclose(value, expected, rtol=1e-3, atol=1e-4)


needs_torch = pytest.mark.skipif(
    importlib.util.find_spec("torch") is None, reason="PyTorch is not installed: make test-torch"
)


@needs_torch
@pytest.mark.parametrize(
    ("exercise_id", "inputs"),
    [p for p in instances(*FORWARD, without=ELSEWHERE) if "grad_out" in p.values[1]],
)
def test_operations_agree_with_pytorch(exercise_id, inputs):
    import torch

    wanted = inputs.get("_requires_grad", ("a", "b"))
    tensors = {
        name: torch.tensor(numbers_of(inputs, name), requires_grad=name in wanted)
        for name in ("a", "b")
        if name in inputs
    }
    for name, tensor in tensors.items():
        if f"{name}_grad" in inputs:
            tensor.grad = torch.tensor(inputs[f"{name}_grad"])
    arguments = list(tensors.values()) * (2 if inputs.get("_same") else 1)
    if exercise_id in ("sum", "max"):
        axis = inputs.get("axis")
        axis = tuple(range(inputs["a"].ndim)) if axis is None else axis
        reduce = torch.sum if exercise_id == "sum" else torch.amax
        out = reduce(*arguments, dim=axis, keepdim=inputs.get("keepdims", False))
    else:
        out = getattr(torch, exercise_id)(*arguments)
    out.backward(torch.tensor(upstream(inputs)))
    got = observed(exercise_id, inputs)
    for name in wanted:
        if name in tensors:
            np.testing.assert_allclose(
                got[f"gradient of {name}"], tensors[name].grad, rtol=2e-5, atol=1e-5
            )
