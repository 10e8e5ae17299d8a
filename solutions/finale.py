# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
# ---

# %% [markdown]
# # Six engines, one digit
#
# You have built automatic differentiation several times. Each time the memory of a calculation lived
# somewhere else. Here the engines meet. You draw one digit, and
#
# - every engine reads it, with the same weights;
# - every engine says which pixels mattered, and the answers agree;
# - a slider follows that answer until a 3 has become an 8;
# - the engines race.
#
# Nothing here is graded, and nothing is left to write. Run all cells, and draw.
#
# ## Your engines
#
# This notebook reads those of the units, as you have saved them in the folders beside it, and runs their
# cells here, without checks and training. An engine takes part if it reads a digit as a calculation by hand
# does; for the others a line says what is missing. When you have finished another unit, save it and run this
# notebook again.

# %% given="imports"
import sys
import time
import tracemalloc
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from autograder.mnist import load_mnist
from autograder.mnist.reader import Reader, load_reader
from autograder.student.canvas import Board, packed
from autograder.student.notebook import NotLoaded, load_notebook

Arr = np.ndarray

# %% [markdown]
# ## One network, six ways to write it
#
# The network is small, so that we can look at all of it: 784 pixels, 96 neurons with ReLU, 10 scores.
#
# $$z = \operatorname{relu}(x W_1 + b_1)\, W_2 + b_2, \qquad L = -\log \operatorname{softmax}(z)_k .$$
#
# Its weights come with the course. It was trained on MNIST under heavy noise, for a reason that you will see
# below, and reads 97.5 % of the test images. By hand, in NumPy, it is this:


# %% given="by-hand"
@dataclass
class Reading:
    """What a network makes of an image.

    chances: shape (10,), one for each digit. loss: of being read as `digit`.
    gradient: of the loss with respect to the pixels, shape (28, 28).
    """

    chances: Arr
    digit: int
    loss: float
    gradient: Arr


def softmax(scores: Arr) -> Arr:
    """Probabilities from scores, along the last axis."""
    powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return powers / powers.sum(axis=-1, keepdims=True)


def by_hand(net: Reader, pixels: Arr, digit: int | None = None) -> Reading:
    """Read pixels, shape (28, 28), from 0 to 1. digit: what the loss takes as right; if there is
    none, what the network reads."""
    before = pixels.reshape(1, 784) @ net.w1 + net.b1
    chances = softmax(np.maximum(before, 0) @ net.w2 + net.b2)
    digit = int(chances.argmax()) if digit is None else digit
    error = chances - np.eye(10)[[digit]]
    gradient = (error @ net.w2.T * (before > 0)) @ net.w1.T
    return Reading(chances[0], digit, float(-np.log(chances[0, digit])), gradient.reshape(28, 28))


# %% [markdown]
# And this is how each unit says it. An `Engine` is three functions: one makes a tensor, one computes scores,
# one computes the loss. What a unit has built is taken from there.
#
# Two of them lack operations. `ps1_backprop` knows logarithms and products, so it gets four rows for its
# table; `ps3_closures` has no ReLU, so it gets a closure. That is all it takes.


# %% given="engines"
@dataclass
class Engine:
    """One way to compute the same network."""

    tensor: Callable[[Arr], Any]  # an array as a tensor that requires a gradient
    scores: Callable[[Any], Any]  # of pixels, a tensor of shape (1, 784)
    loss: Callable[[Any, int], Any]  # of scores, if the right digit is so


def ps1_backprop(names: dict[str, Any], net: Reader) -> Engine:
    """A table of backward functions, and recipes on tensors."""
    Tensor, wrap, table = (names[n] for n in ("Tensor", "wrap_forward_fn", "BACK_FUNCS"))

    def relu(x: Arr) -> Arr:
        return np.maximum(x, 0)

    def surprise(z: Arr, digit: int) -> Arr:
        return -np.log(softmax(z)[0, digit])

    # only position 0: nobody asks for the gradients of the weights
    table.add_back_func(np.matmul, 0, lambda grad_out, out, x, y: grad_out @ y.T)
    table.add_back_func(np.add, 0, lambda grad_out, out, x, y: grad_out)
    table.add_back_func(relu, 0, lambda grad_out, out, x: grad_out * (x > 0))
    table.add_back_func(
        surprise, 0, lambda grad_out, out, z, digit: grad_out * (softmax(z) - np.eye(10)[[digit]])
    )
    matmul, add, relu_, surprise_ = wrap(np.matmul), wrap(np.add), wrap(relu), wrap(surprise)
    return Engine(
        lambda array: Tensor(array, requires_grad=True),
        lambda x: add(matmul(relu_(add(matmul(x, net.w1), net.b1)), net.w2), net.b2),
        lambda z, digit: surprise_(z, digit),
    )


def ps2_mnist(names: dict[str, Any], net: Reader) -> Engine:
    """The same table, grown up."""
    Tensor, relu, cross_entropy = (names[n] for n in ("Tensor", "relu", "cross_entropy"))
    w1, b1, w2, b2 = map(Tensor, (net.w1, net.b1, net.w2, net.b2))
    return Engine(
        lambda array: Tensor(array, requires_grad=True),
        lambda x: relu(x @ w1 + b1) @ w2 + b2,
        lambda z, digit: cross_entropy(z, Tensor([digit])).sum(),
    )


def ps3_closures(names: dict[str, Any], net: Reader) -> Engine:
    """A closure on each result."""
    Tensor, soft = names["Tensor"], names["softmax"]
    w1, b1, w2, b2 = map(Tensor, (net.w1, net.b1, net.w2, net.b2))

    def relu(x: Any) -> Any:
        def backward(grad_out: Arr) -> None:
            x.grad += grad_out * (x.array > 0)

        return Tensor(np.maximum(x.array, 0), requires_grad=True, parents=(x,), grad_fn=backward)

    return Engine(
        lambda array: Tensor(array, requires_grad=True),
        lambda x: relu(x @ w1 + b1) @ w2 + b2,
        # the unit's loss adds 1e-8 to each chance, which shows where a chance is 1e-6
        lambda z, digit: -1 * (Tensor(np.eye(10)[[digit]]) * soft(z).log()).sum(),
    )


def ps4_functions(names: dict[str, Any], net: Reader) -> Engine:
    """An operator object for each call."""
    Tensor, cross_entropy = names["Tensor"], names["CrossEntropyLoss"]()
    w1, b1, w2, b2 = map(Tensor, (net.w1, net.b1, net.w2, net.b2))
    return Engine(
        lambda array: Tensor(array, requires_grad=True),
        lambda x: (x @ w1 + b1).relu() @ w2 + b2,
        lambda z, digit: cross_entropy(z, Tensor([digit])),
    )


def ps5_mytorch(names: dict[str, Any], net: Reader) -> Engine:
    """Nodes apart from tensors."""
    Tensor, Linear, cross_entropy = (names[n] for n in ("Tensor", "Linear", "cross_entropy"))
    first, relu, second = Linear(784, len(net.b1)), names["ReLU"](), Linear(len(net.b1), 10)
    first.weight, first.bias = Tensor(net.w1.T), Tensor(net.b1)
    second.weight, second.bias = Tensor(net.w2.T), Tensor(net.b2)
    return Engine(
        lambda array: Tensor(array, requires_grad=True),
        lambda x: second(relu(first(x))),
        lambda z, digit: cross_entropy(z, Tensor([digit])),
    )


def ps6_babygrad(names: dict[str, Any], net: Reader) -> Engine:
    """Gradients that are tensors, with graphs of their own."""
    Tensor, relu, logsumexp = (names[n] for n in ("Tensor", "relu", "logsumexp"))
    w1, b1, w2, b2 = map(Tensor, (net.w1, net.b1, net.w2, net.b2))
    return Engine(
        lambda array: Tensor(array, requires_grad=True),
        lambda x: relu(x @ w1 + b1) @ w2 + b2,
        lambda z, digit: logsumexp(z) - (z * np.eye(10, dtype="float32")[[digit]]).sum(),
    )


# %% [markdown]
# From here on all engines are treated alike.


# %% given="read"
def numbers(tensor: Any) -> Arr:
    """The array in a tensor of any engine, or in what is an array already."""
    return np.asarray(getattr(tensor, "array", getattr(tensor, "data", tensor)))


def read(engine: Engine, pixels: Arr, digit: int | None = None) -> Reading:
    """As `by_hand`, on an engine."""
    x = engine.tensor(pixels.reshape(1, 784))
    scores = engine.scores(x)
    digit = int(numbers(scores).argmax()) if digit is None else digit
    loss = engine.loss(scores, digit)
    loss.backward()
    gradient = numbers(x.grad).reshape(28, 28)
    return Reading(softmax(numbers(scores))[0], digit, float(numbers(loss)), gradient)


def difference(a: Reading, b: Reading) -> tuple[float, float]:
    """How far two readings are apart: in the chances, and in the gradient."""
    apart = np.abs(a.chances - b.chances).max(), np.abs(a.gradient - b.gradient).max()
    return float(apart[0]), float(apart[1])


UNITS = {
    "ps1_backprop": ps1_backprop,
    "ps2_mnist": ps2_mnist,
    "ps3_closures": ps3_closures,
    "ps4_functions": ps4_functions,
    "ps5_mytorch": ps5_mytorch,
    "ps6_babygrad": ps6_babygrad,
}
NOTEBOOKS = {name: name for name in UNITS} | {"ps6_babygrad": "ps6_tensors"}


def load_engines(folder: Path, net: Reader, pixels: Arr) -> dict[str, Engine]:
    """The engines, by unit, that read an image as `by_hand` does. Says what the others lack."""
    right, engines = by_hand(net, pixels, 8), {}
    for name, build in UNITS.items():
        try:
            notebook = load_notebook(folder / name / f"{NOTEBOOKS[name]}.ipynb")
        except NotLoaded as error:
            print(f"{name} is left out: {error}.")
            continue
        try:
            engine = build(notebook.names, net)
            apart = difference(read(engine, pixels, 8), right)
            if max(apart) < 1e-4:
                engines[name] = engine
            elif apart[0] >= 1e-4:
                print(f"{name} is left out: its bars are not those of a calculation by hand.")
            else:
                print(f"{name} is left out: its gradient is not that of a calculation by hand.")
        except Exception as error:
            print(f"{name} is left out: {notebook.reason(error)}.")
    return engines


# %% [markdown]
# A digit of the test images, a 3, stands in until you draw one of your own.

# %% given="load"
if __name__ == "__main__":
    net = load_reader()
    mnist = load_mnist()
    threes = mnist.test_images[mnist.test_labels == 3] / 255
    start = max(threes, key=lambda image: by_hand(net, image).chances[3])
    engines = load_engines(Path(".."), net, start)
    print(f"{len(engines)} of {len(UNITS)} engines take part: {', '.join(engines) or 'none yet'}.")

# %% [markdown]
# ## As MNIST was made
#
# A network knows only what it was shown. MNIST's digits were all made alike: cut out, scaled to fit into 20
# by 20 pixels with the proportions kept, and put into 28 by 28 pixels so that their center of mass is in the
# middle. A drawing in the corner of a canvas looks like nothing that the network has ever seen. So yours is
# treated in the same way.
#
# To scale, each new pixel takes the mean of what it covers. That is linear, so it is one matrix for the rows
# and one for the columns.


# %% given="as-mnist"
def coverage(old: int, new: int) -> Arr:
    """Shape (new, old): which share of each new pixel is covered by each old one."""
    edges, cells = np.arange(new + 1) * (old / new), np.arange(old)
    left, right = np.maximum(edges[:-1, None], cells), np.minimum(edges[1:, None], cells + 1)
    return np.maximum(right - left, 0) * (new / old)


def as_mnist(drawing: Arr) -> Arr:
    """A drawing of any size, 0 for paper and 1 for ink, as MNIST would have it: shape (28, 28)."""
    frame = np.zeros((28, 28))
    if not drawing.any():
        return frame
    rows, columns = (np.flatnonzero(drawing.any(axis=axis)) for axis in (1, 0))
    box = drawing[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    height, width = (max(1, round(length * 20 / max(box.shape))) for length in box.shape)
    small = coverage(box.shape[0], height) @ box @ coverage(box.shape[1], width).T
    middle = [
        small.sum(axis=1 - k) @ (np.arange(small.shape[k]) + 0.5) / small.sum() for k in (0, 1)
    ]
    top, left = (
        min(max(round(14 - m), 0), 28 - n) for m, n in zip(middle, small.shape, strict=True)
    )
    frame[top : top + height, left : left + width] = small
    return frame


# %% [markdown]
# ## Draw
#
# The canvas takes a mouse, a finger or a pen. With the keyboard: move the pen by the arrow keys, put it down
# and lift it by Space, clear by Delete. Each row of bars is one engine, each bar one digit; the tallest is
# what was read.


# %% given="desk"
class Desk:
    """The digit that is looked at, and what the engines make of it."""

    def __init__(self, engines: dict[str, Engine], net: Reader, pixels: Arr, caption: str):
        """engines: where there are none, the calculation by hand takes their place."""
        self.readers = {
            name: lambda pixels, digit=None, engine=engine: read(engine, pixels, digit)
            for name, engine in engines.items()
        } or {"by hand": lambda pixels, digit=None: by_hand(net, pixels, digit)}
        self.pixels, self.caption, self.target = pixels, caption, 8

    def drawn(self, drawing: Arr) -> dict[str, Any]:
        """Somebody has drawn."""
        self.pixels, self.caption = as_mnist(drawing), "your digit, as MNIST was made"
        return self.view()

    def aimed(self, target: int) -> dict[str, Any]:
        """Somebody wants it to become another digit."""
        self.target = target
        return self.view()

    def readings(self) -> dict[str, Reading]:
        """By engine, what it reads."""
        return {name: reader(self.pixels) for name, reader in self.readers.items()}

    def view(self) -> dict[str, Any]:
        """What the panels show."""
        readings = self.readings()
        name, first = next(iter(readings.items()))
        target = self.target if self.target != first.digit else 3 if first.digit == 8 else 8
        apart = [difference(first, other) for other in readings.values()]
        chances, gradients = (max(column) for column in zip(*apart, strict=True))
        agreement = (
            f"{len(readings)} engines: the bars differ by {chances:.0e} at most, the gradients of "
            f"the pixels by {gradients:.0e}."
        )
        return {
            "image": packed(self.pixels, 1),
            "caption": self.caption,
            "digit": first.digit,
            "engines": [
                {"name": name, "chances": reading.chances.tolist()}
                for name, reading in readings.items()
            ],
            "agreement": agreement if len(readings) > 1 else "",
            "gradient": packed(first.gradient, float(np.abs(first.gradient).max())),
            "walk": {
                "name": name,
                "target": target,
                "frames": [
                    {"step": step, "image": packed(image, 1), "chances": chances.tolist()}
                    for step, image, chances in walk(self.readers[name], self.pixels, target)
                ],
            },
            "text": "\n".join(
                f"{name:14} reads {reading.digit}: " + " ".join(f"{c:.3f}" for c in reading.chances)
                for name, reading in readings.items()
            ),
        }


def walk(
    reader: Callable[..., Reading], pixels: Arr, target: int, steps: int = 36, length: float = 0.3
) -> list[tuple[int, Arr, Arr]]:
    """Steps down the gradient of the loss, from an image toward a digit.

    length: of each step, as the root of the sum of squares over all pixels.
    Returns, for each step, its number, the image and the chances of the digits there.
    """
    frames = []
    for step in range(steps + 1):
        reading = reader(pixels, target)
        frames.append((step, pixels, reading.chances))
        size = float(np.linalg.norm(reading.gradient)) or 1.0
        pixels = np.clip(pixels - length * reading.gradient / size, 0, 1)
    return frames


# %% given="draw"
if __name__ == "__main__":
    desk = Desk(engines, net, start, "a 3 of the test images")
    board = Board(desk.view(), desk.drawn, desk.aimed)
    board.show("draw")

# %% [markdown]
# The rows are the same. The engines compute the same function, and a function has one gradient, whoever
# keeps the books. What is left of a difference is rounding: most of them calculate in float32.
#
# ## Which ink made it think so
#
# In training, the loss is a function of the weights, and the image is given. Turn that round: hold the
# weights, and ask for the gradient with respect to the *pixels*. For an engine it makes no difference. A leaf
# is a leaf, and here the image is the one with `requires_grad`.
#
# Each pixel then says how the loss would change if it were a little brighter.

# %% given="gradient"
if __name__ == "__main__":
    board.show("gradient")

# %% [markdown]
# Draw a 7 with a bar through it, and one without, and look at where the bar would be.
#
# This picture is the reason for the noise in training. A network that has to read through noise looks at
# whole strokes. One that is trained on clean images reads as well, but its gradient is largest at the border:
# there is never any ink, so training has left those weights as they happened to be.
#
# ## From 3 to 8
#
# A gradient is right for a small step only. So take one against it, and ask again. This is gradient descent
# as in training, but now the image learns. The first engine above computes $g$ for each step:
#
# $$x \leftarrow \operatorname{clip}\Bigl(x - 0.3\, \frac{g}{\lVert g \rVert},\; 0,\; 1\Bigr),
#   \qquad g = \frac{\partial L}{\partial x} .$$
#
# Move the slider, or choose another digit to become.

# %% given="walk"
if __name__ == "__main__":
    board.show("walk")

# %% [markdown]
# The network is convinced before you are. After some ten steps it is sure of an 8 in what you still take for
# a 3. Such an image is an **adversarial example**, and you have made it with an engine of your own. Only
# further along do the open sides of the 3 close.
#
# ## The race
#
# What do the six designs cost? Each engine is measured here, on this machine, in your own version:
#
# - **lines**: how many lines of the unit's code ran to read one digit and walk back;
# - **µs**: time for an operation, forward and backward, in a chain of 100 products of two numbers;
# - **memory**: for an operation, in a chain of 100 products of 10,000 numbers, in multiples of the 40 kB that
#   10,000 numbers take as float32;
# - **twice**: what happens if `backward` is called twice on the same result;
# - **second**: whether the derivative of the derivative of $x^3$ at 3 comes out as 18.


# %% given="race"
def lines_run(unit: str, run: Callable[[], Any]) -> int:
    """How many lines the functions of a unit's notebook have that are called in a run."""
    called = set()

    def profile(frame: Any, event: str, arg: Any) -> None:
        if event == "call" and frame.f_code.co_filename.startswith(f"<{unit}: "):
            called.add(frame.f_code)

    sys.setprofile(profile)
    try:
        run()
    finally:
        sys.setprofile(None)
    return len({(c.co_filename, line) for c in called for *_, line in c.co_lines() if line})


def chain(engine: Engine, size: int, length: int) -> Any:
    """Multiply `length` times by numbers near 1, and walk back. Returns the result."""
    out = engine.tensor(np.ones(size or ()))
    factor = engine.tensor(np.full(size or (), 1.001))
    for _ in range(length):
        out = out * factor
    out.backward()
    return out


def microseconds(engine: Engine, length: int = 100) -> float:
    """Time for an operation, forward and backward: the best of 50 runs."""
    times = []
    for _ in range(50):
        begin = time.perf_counter()
        chain(engine, 0, length)
        times.append(time.perf_counter() - begin)
    return 1e6 * min(times) / length


def memory(engine: Engine, length: int = 100, size: int = 10_000) -> float:
    """The most memory that is held at a time, for an operation, in arrays of float32."""
    tracemalloc.start()
    try:
        chain(engine, size, length)
        return tracemalloc.get_traced_memory()[1] / length / (4 * size)
    finally:
        tracemalloc.stop()


def walked_twice(engine: Engine) -> str:
    """What a second walk does to the gradient of x to the fourth, by two products, at 3."""
    x = engine.tensor(np.array(3.0))
    square = x * x
    out = square * square
    out.backward()
    try:
        out.backward()
    except Exception as error:
        return f"refuses ({type(error).__name__})"
    found = float(numbers(x.grad))
    return "adds up, 2 · 108" if found == 216 else f"goes wrong: {found:g} for 2 · 108"


def second_derivative(engine: Engine) -> str:
    """Whether the gradient of x to the third, at 3, can be differentiated again."""
    x = engine.tensor(np.array(3.0))
    out = x * x * x
    try:
        out.backward(create_graph=True)
    except TypeError:  # backward knows no such thing
        return "no"
    slope, x.grad = x.grad, None
    slope.backward()
    return f"yes: {float(numbers(x.grad)):g}"


def race(engines: dict[str, Engine], pixels: Arr) -> str:
    """A table of what each engine costs and can do, in Markdown."""
    rows = ["| engine | lines | µs | memory | twice | second |", "|---|--:|--:|--:|---|---|"]
    for name, engine in engines.items():
        lines = lines_run(NOTEBOOKS[name], lambda engine=engine: read(engine, pixels))
        rows.append(
            f"| `{name}` | {lines} | {microseconds(engine):.1f} | {memory(engine):.1f} "
            f"| {walked_twice(engine)} | {second_derivative(engine)} |"
        )
    return "\n".join(rows)


# %% given="race-here"
if __name__ == "__main__":
    from IPython.display import Markdown, display

    display(Markdown(race(engines, start) if engines else "No engine takes part yet."))

# %% [markdown]
# - **Time** depends little on the design. Most of it is Python's own work for each call, which does not grow
#   with the arrays. So an engine in Python needs few and large operations, and PyTorch's is written in C++.
# - **Memory** depends on it a lot. The result of each operation is one array. Where every tensor in the middle
#   has a `.grad`, that is a second one, until the graph is gone; a dict in the walk can let each gradient go
#   when it has been handed on. `ps5_mytorch` notes copies, which are safe from changes in place, and keeps
#   float64, so that everything counts twice.
# - **Twice** is a decision: to add up, or to refuse because the graph has been freed. Only a wrong number is
#   wrong, and it comes where tensors in the middle keep what the first walk left.
# - **Second** derivatives cannot be added later. Backward functions have to be made of tensor operations
#   from the first one on.
#
# ## Operations of one's own
#
# | engine | a new operation is | it remembers by |
# |---|---|---|
# | `ps1_backprop`, `ps2_mnist` | a NumPy function, and a row of the table for each argument | the recipe: all its arguments |
# | `ps3_closures` | a function with a function inside | the closure: whatever the inner one mentions |
# | `ps4_functions` | a class, one object for each call | attributes on `self` |
# | `ps5_mytorch` | a class that nobody instantiates, with two static methods | `ctx` |
# | `ps6_babygrad` | a class whose `backward` takes and returns tensors | the node's inputs, and `self` |
#
# ## What PyTorch calls it
#
# None of the engines is PyTorch's, and each of them has parts of it.
#
# | you built | in | in PyTorch |
# |---|---|---|
# | `BACK_FUNCS`, the table | ps1, ps2 | `derivatives.yaml`, from which the C++ of all backward nodes is generated |
# | `Recipe` | ps1 | the saved variables of a node, such as `grad_fn._saved_self` |
# | `grad_tracking_enabled`, `NoGrad` | ps1, ps2 | `torch.is_grad_enabled()`, `torch.no_grad()` |
# | `unbroadcast`, `collapse` | all | `sum_to_size` |
# | a closure that waits for a gradient | ps3 | a hook: `tensor.register_hook(function)` |
# | `backward(retain_graph=False)` | ps4 | the same, word for word |
# | `Function.apply`, `ctx` | ps5 | `torch.autograd.Function` |
# | `AccumulateGrad`, `next_functions` | ps5 | the same names |
# | counting what is still to come | ps5 | `dependencies_` in `engine.cpp` |
# | `create_graph=True` | ps6 | the same, and `torch.func.hessian` on top of it |
# | `Module`, `state_dict`, `Trainer` | ps6 | `torch.nn.Module`, `state_dict`; the loop is left to you |
#
# ## Where to go from here
#
# - Read *Autograd mechanics* in PyTorch's documentation. You know all its words.
# - In forward mode, derivatives travel along with the numbers, and nothing has to be remembered. What would
#   the heat map cost there?
# - Train a network that the walk from 3 to 8 does not fool. That is an open problem.
