"""`gradcheck`: a backward function against numerical gradients."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

EPSILON = 1e-5
RTOL, ATOL = 1e-4, 1e-6
SHOWN = 5
WEIGHTS = np.array([-2.0, -1.5, -1.25, -0.75, -0.5, 0.5, 0.75, 1.25, 1.5, 2.0])


def gradcheck(
    fn: Callable[..., Any], back_fn: Callable[..., Any], *args: Any, arg: int = 0, **kwargs: Any
) -> bool:
    """Compare a backward function with numerical gradients, and print where they differ.

    fn: the forward function, on arrays (np.exp, not exp): `fn(*args, **kwargs)`.
    back_fn: its backward function for argument number `arg`:
        `back_fn(grad_out, out, *args, **kwargs)`.
    args: arrays and whatever else the function takes. Floating-point arrays are used in float64.

    The loss is the sum of the outputs with fixed random weights, halves and quarters, which become
    `grad_out`; each entry of the argument is moved up and down by 1e-5 and the change of the loss
    is divided by the change of the entry (central differences). At a kink, such as a tie in
    `maximum`, this gives the mean of the slopes on both sides. Returns whether all entries agree;
    where they do not, `grad_out` is printed, too, so that an entry can be worked out by hand.
    """
    arguments = [_in_double_precision(argument) for argument in args]
    x = arguments[arg] if arg < len(arguments) else None
    if not (isinstance(x, np.ndarray) and x.dtype.kind == "f"):
        kind = f"an array of {x.dtype}" if isinstance(x, np.ndarray) else f"a {type(x).__name__}"
        got = f"got {kind}" if arg < len(arguments) else f"there are only {len(arguments)}"
        raise TypeError(
            f"gradcheck needs an array of floats as argument {arg}, and {got}. "
            "Choose another one with arg=..."
        )
    out = np.asarray(fn(*arguments, **kwargs))
    grad_out = np.random.default_rng(0).choice(WEIGHTS, out.shape)
    numerical = np.empty_like(x)
    for place in np.ndindex(x.shape):
        losses = []
        for change in (EPSILON, -EPSILON):
            moved = x.copy()
            moved[place] += change
            changed = [*arguments[:arg], moved, *arguments[arg + 1 :]]
            losses.append(float(np.sum(grad_out * fn(*changed, **kwargs))))
        numerical[place] = (losses[0] - losses[1]) / (2 * EPSILON)

    result = back_fn(grad_out, out, *arguments, **kwargs)
    if not isinstance(result, (np.ndarray, np.generic, float)):
        print(f"✘ The backward function returns a {type(result).__name__}, not an array.")
        return False
    result = np.asarray(result)
    if result.shape != x.shape:
        print(f"✘ The gradient has shape {result.shape}; the argument has shape {x.shape}.")
        _print_upstream(grad_out)
        return False
    wrong = ~np.isclose(result, numerical, rtol=RTOL, atol=ATOL)
    if not wrong.any():
        agree = "The only entry agrees" if x.size == 1 else f"All {x.size} entries agree"
        print(f"✔ {agree} with the numerical gradient.")
        return True
    print(f"✘ {int(wrong.sum())} of {x.size} entries differ from the numerical gradient:")
    beside = grad_out.shape == x.shape
    print(f"    {'place':<14}{'yours':>12}{'numerical':>12}{'  grad_out' if beside else ''}")
    for place in np.argwhere(wrong)[:SHOWN]:
        index = tuple(int(i) for i in place)
        line = f"    {index!s:<14}{result[index]:>12.5g}{numerical[index]:>12.5g}"
        print(line + (f"{grad_out[index]:>10.5g}" if beside else ""))
    if wrong.sum() > SHOWN:
        print(f"    and {int(wrong.sum()) - SHOWN} more")
    _print_upstream(grad_out)
    return False


def _print_upstream(grad_out: np.ndarray) -> None:
    start = "    with grad_out = "
    shown = np.array2string(
        grad_out, precision=2, floatmode="fixed", separator=", ", threshold=60, prefix=start
    )
    print(start + shown)


def _in_double_precision(value: Any) -> Any:
    """Floating-point arrays (and the arrays of tensors) in float64, everything else as it is."""
    value = getattr(value, "array", value)
    if isinstance(value, np.ndarray) and value.dtype.kind == "f":
        return value.astype(np.float64)
    return value
