"""What the probes of several units share: pure backward functions, and tensors that come back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.course.model import Inputs, Namespace, Observed, Rejected


def backward(name: str) -> Callable[[Namespace, Inputs], Observed]:
    """Probes one pure backward function, arrays in, array out.

    The inputs are passed in their order, `grad_out` and `out` first; those whose names stand in
    `_keywords` by keyword. `_argument` picks between `name` + "0" and `name` + "1",
    `_frozen` makes the arrays read-only and Fortran-ordered, and `_same` passes x for y.
    """

    def probe(ns: Namespace, inputs: Inputs) -> Observed:
        function = ns[f"{name}{inputs.get('_argument', '')}"]
        return {"result": _call(function, ns, inputs)}

    return probe


def careful(
    probe: Callable[[Namespace, Inputs], Observed],
) -> Callable[[Namespace, Inputs], Observed]:
    """A probe that gives each slip one case of its own.

    It lends copies of the inputs, so that an answer which writes into them is wrong where they
    are `_watched`, and nowhere else. `_before` holds the inputs of an earlier call: what was
    observed of it is observed when the later one is over, so nothing may be kept in between. Where
    the first arguments have the same shape, the earlier one is tried among the later others. Where
    all arrays have, the earlier numbers are then written into the arrays of the
    later call, as training does with parameters, and tried there.
    """

    def tried(ns: Namespace, inputs: Inputs) -> Observed:
        lent = inputs if inputs.get("_watched") else copied(inputs)
        if "_before" not in lent:
            return probe(ns, lent)
        before = lent.pop("_before")
        earlier, later = probe(ns, before), probe(ns, lent)
        first = next(name for name in lent if not name.startswith("_"))
        mixed = (
            probe(ns, lent | {first: inputs["_before"][first].copy()})
            if np.shape(lent[first]) == np.shape(inputs["_before"][first])
            else {}
        )
        observed = {
            **later,
            **{f"{name} of the call before": value for name, value in earlier.items()},
            **{f"{name} with {first} of the call before": v for name, v in mixed.items()},
        }
        kept = {name: as_it_is(value) for name, value in observed.items()}
        if not write_into(lent, inputs["_before"]):
            return observed
        once_more = probe(ns, lent)
        return kept | {f"{name} in the same arrays": v for name, v in once_more.items()}

    return tried


def copied(value: Any) -> Any:
    """Inputs of a case, or one of them, with arrays of their own.

    They are plain values, for which `copy.deepcopy` takes several times as long.
    """
    kind = type(value)
    if kind is np.ndarray:
        return value.copy(order="K")
    if kind is dict:
        return {key: copied(item) for key, item in value.items()}
    if kind is list or kind is tuple:
        return kind(map(copied, value))
    return value


def as_it_is(value: Any) -> Any:
    """An array apart from anything that changes later; what is no array as it is."""
    return value.copy() if type(value) is np.ndarray else value


def write_into(inputs: Inputs, numbers: Inputs) -> bool:
    """Whether all arrays of the inputs have the shapes and kinds of those in `numbers`, which are
    written into them then."""
    arrays = {name: value for name, value in inputs.items() if isinstance(value, np.ndarray)}
    kinds = {name: (value.shape, value.dtype) for name, value in arrays.items()}
    others = {n: (v.shape, v.dtype) for n, v in numbers.items() if isinstance(v, np.ndarray)}
    plain = {name: value for name, value in inputs.items() if name not in arrays}
    if kinds != others or any(repr(numbers.get(n, v)) != repr(v) for n, v in plain.items()):
        return False
    for name, array in arrays.items():
        array[...] = numbers[name]
    return True


def _call(function: Callable[..., Any], ns: Namespace, inputs: Inputs) -> Any:
    shown = {key: value for key, value in inputs.items() if not key.startswith("_")}
    if inputs.get("_frozen"):
        shown = {key: freeze(value) for key, value in shown.items()}
    if inputs.get("_index_of_tensors"):
        shown["index"] = tuple(ns.Tensor(part) for part in shown["index"])
    if inputs.get("_same"):
        shown["y"] = shown["x"]  # one array as both arguments
    keywords = {key: shown.pop(key) for key in inputs.get("_keywords", ())}
    return function(*shown.values(), **keywords)


def freeze(value: Any) -> Any:
    """An array as a read-only copy in Fortran order; what is no array as it is."""
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
    array: np.ndarray = a_tensor(ns, grad, f"the gradient of {what}").array
    return array
