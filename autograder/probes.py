"""What the probes of several units share: pure backward functions, and tensors that come back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.course import Inputs, Namespace, Observed, Rejected


def backward(name: str) -> Callable[[Namespace, Inputs], Observed]:
    """Probes one pure backward function, arrays in, array out.

    The inputs are passed in their order, `grad_out` and `out` first; those whose names stand in
    `_keywords` by keyword. `_argument` picks between `name` + "0" and `name` + "1", and
    `_frozen` makes the arrays read-only and Fortran-ordered.
    """

    def probe(ns: Namespace, inputs: Inputs) -> Observed:
        function = ns[f"{name}{inputs.get('_argument', '')}"]
        return {"result": _call(function, ns, inputs)}

    return probe


def _call(function: Callable, ns: Namespace, inputs: Inputs) -> Any:
    shown = {key: value for key, value in inputs.items() if not key.startswith("_")}
    if inputs.get("_frozen"):
        shown = {key: _freeze(value) for key, value in shown.items()}
    if inputs.get("_index_of_tensors"):
        shown["index"] = tuple(ns.Tensor(part) for part in shown["index"])
    keywords = {key: shown.pop(key) for key in inputs.get("_keywords", ())}
    return function(*shown.values(), **keywords)


def _freeze(value: Any) -> Any:
    if not isinstance(value, np.ndarray):
        return value
    frozen = np.array(value, order="F", copy=True)
    frozen.setflags(write=False)
    return frozen


def a_tensor(ns: Namespace, value: Any, what: str) -> Any:
    """The value, if it is a Tensor. Raises Rejected otherwise."""
    if isinstance(value, ns.Tensor):
        return value
    kind = "None" if value is None else f"of type {type(value).__name__}"
    raise Rejected(f"{what} is {kind}, and should be a Tensor")


def gradient_of(ns: Namespace, tensor: Any, what: str) -> np.ndarray:
    """The array of a tensor's gradient. Raises Rejected where there is none."""
    grad = tensor.grad
    if grad is None:
        raise Rejected(f"after backward(), {what} has no gradient")
    return a_tensor(ns, grad, f"the gradient of {what}").array
