"""A package in a made-up layout of ps3_closures, as a student may have written it."""

import dataclasses
import io
import tarfile
import zipfile

from autograder.course.model import Layout, assignment
from autograder.course.units import ps3_closures as unit

UNIT = "ps3_closures"
LAYOUT = Layout(
    packages=("closures", "closuregrad"),
    names={
        "tensor.py": "Tensor ensure_tensor backward=Tensor.backward",
        "ops/elementwise.py": "add sub mul div exp log",
        "ops/reductions.py": "sum max",
        "ops/shapes.py": "broadcast_grad_accumulate matmul",
        "nn.py": "sigmoid tanh softmax Linear MLP cross_entropy_loss",
        "optim.py": "SGD",
    },
    beside=("hw/", "run.py"),
)
ASSIGNMENT = dataclasses.replace(assignment(UNIT), layout=LAYOUT)


def use_layout(monkeypatch):
    monkeypatch.setattr(unit, "ASSIGNMENT", ASSIGNMENT)


TENSOR = '''
"""Tensors."""
from typing import Callable

import numpy as np

from . import ops
from .order import sorted_graph as in_order


def ensure_tensor(x):
    return x if isinstance(x, Tensor) else Tensor(x)


class Tensor:
    __array_ufunc__ = None

    def __init__(
        self, array, requires_grad=False, parents=(), grad_fn: Callable = None, grad_fn_name=None
    ):
        self.array = np.array(array, dtype=np.float32)
        self.requires_grad = requires_grad
        self.grad = np.zeros_like(self.array) if requires_grad else None
        self.parents, self.grad_fn, self.grad_fn_name = parents, grad_fn, grad_fn_name

    def zero_grad(self):
        if self.requires_grad:
            self.grad = np.zeros_like(self.array)

    @property
    def shape(self):
        return self.array.shape

    def _forget(self, tensors):
        for tensor in tensors:
            if tensor.grad_fn is not None:
                tensor.zero_grad()

    def backward(self):
        order = in_order(self)
        self._forget(order)
        self.grad = np.ones_like(self.array)
        for tensor in reversed(order):
            if tensor.grad_fn is not None:
                tensor.grad_fn(tensor.grad)
        return order

    def __add__(self, other):
        return ops.add(self, ensure_tensor(other))

    def __radd__(self, other):
        return ops.add(ensure_tensor(other), self)

    def __sub__(self, other):
        return ops.sub(self, ensure_tensor(other))

    def __rsub__(self, other):
        return ops.sub(ensure_tensor(other), self)

    def __mul__(self, other):
        return ops.mul(self, ensure_tensor(other))

    def __rmul__(self, other):
        return ops.mul(ensure_tensor(other), self)

    def __truediv__(self, other):
        return ops.div(self, ensure_tensor(other))

    def __rtruediv__(self, other):
        return ops.div(ensure_tensor(other), self)

    def __matmul__(self, other):
        return ops.matmul(self, ensure_tensor(other))

    def __rmatmul__(self, other):
        return ops.matmul(ensure_tensor(other), self)

    def exp(self):
        return ops.exp(self)

    def log(self):
        return ops.log(self)

    def sum(self, axis=None, keepdims=False):
        return ops.reductions.sum(self, axis=axis, keepdims=keepdims)

    def max(self, axis=None, keepdims=False):
        return ops.reductions.max(self, axis=axis, keepdims=keepdims)
'''
ORDER = '''
"""The order of a graph: a module of one's own."""


def sorted_graph(x):
    order, seen, stack = [], set(), [(x, False)]
    while stack:
        tensor, done = stack.pop()
        if done:
            order.append(tensor)
        elif tensor not in seen:
            seen.add(tensor)
            stack.append((tensor, True))
            stack.extend((parent, False) for parent in tensor.parents)
    return order
'''
OPS = '''
"""Operations, here under one name."""
from . import reductions
from .elementwise import *
from .shapes import broadcast_grad_accumulate, matmul
'''
SHAPES = """
import numpy as np

import closures.tensor as T


def broadcast_grad_accumulate(tensor, gradient):
    for axis, length in enumerate(tensor.shape):
        if length == 1:
            gradient = gradient.sum(axis=axis, keepdims=True)
    return gradient


def matmul(a, b):
    wanted = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += grad_out @ np.swapaxes(b.array, -1, -2)
        if b.requires_grad:
            b.grad += np.swapaxes(a.array, -1, -2) @ grad_out

    return T.Tensor(
        a.array @ b.array, wanted, (a, b), backward if wanted else None, "<MatmulBackward>"
    )
"""
ELEMENTWISE = '''
import numpy as np

from .. import tensor as tensors
from .shapes import broadcast_grad_accumulate


def _operation(a, b, array, slopes, name):
    """A result, and how its gradient is shared out."""
    wanted = a.requires_grad or b.requires_grad

    def backward(grad_out):
        for parent, slope in zip((a, b), slopes()):
            if parent.requires_grad:
                parent.grad += broadcast_grad_accumulate(parent, grad_out * slope)

    return tensors.Tensor(array, wanted, (a, b), backward if wanted else None, name)


def add(a, b):
    return _operation(a, b, a.array + b.array, lambda: (1, 1), "<AddBackward>")


def sub(a, b):
    return _operation(a, b, a.array - b.array, lambda: (1, -1), "<SubBackward>")


def mul(a, b):
    return _operation(a, b, a.array * b.array, lambda: (b.array, a.array), "<MulBackward>")


def div(a, b):
    return _operation(
        a, b, a.array / b.array, lambda: (1 / b.array, -a.array / b.array**2), "<DivBackward>"
    )


def _of_one(a, array, slope, name):
    def backward(grad_out):
        if a.requires_grad:
            a.grad += grad_out * slope

    wanted = a.requires_grad
    return tensors.Tensor(array, wanted, (a,), backward if wanted else None, name)


def exp(a):
    result = np.exp(a.array)
    return _of_one(a, result, result, "<ExpBackward>")


def log(a):
    return _of_one(a, np.log(a.array), 1 / a.array, "<LogBackward>")
'''
REDUCTIONS = """
import numpy as np

import closures


def _made(a, array, share, name):
    wanted = a.requires_grad

    def backward(grad_out):
        a.grad += share(grad_out)

    return closures.Tensor(array, wanted, (a,), backward if wanted else None, name)


def _spread(grad_out, a, axis, keepdims):
    if axis is not None and not keepdims:
        grad_out = np.expand_dims(grad_out, axis)
    return np.broadcast_to(grad_out, a.shape)


def sum(a, axis=None, keepdims=False):
    array = a.array.sum(axis=axis, keepdims=keepdims)
    return _made(a, array, lambda g: _spread(g, a, axis, keepdims), "<SumBackward>")


def max(a, axis=None, keepdims=False):
    array = a.array.max(axis=axis, keepdims=keepdims)
    largest = a.array == a.array.max(axis=axis, keepdims=True)
    shares = largest / largest.sum(axis=axis, keepdims=True)
    return _made(a, array, lambda g: _spread(g, a, axis, keepdims) * shares, "<MaxBackward>")
"""
NN = """
import numpy as np

from closures import Tensor


def sigmoid(x):
    return 1 / (1 + (-1 * x).exp())


def tanh(x):
    up, down = x.exp(), (-1 * x).exp()
    return (up - down) / (up + down)


def softmax(x):
    powers = (x - x.max(axis=-1, keepdims=True)).exp()
    return powers / powers.sum(axis=1, keepdims=True)


class Linear:
    def __init__(self, in_features, out_features):
        bound = in_features**-0.5
        self.W = Tensor(np.random.uniform(-bound, bound, (in_features, out_features)), True)
        self.b = Tensor(np.random.uniform(-bound, bound, (1, out_features)), True)

    def forward(self, x):
        return x @ self.W + self.b

    def __call__(self, x):
        return self.forward(x)

    def parameters(self):
        return [self.W, self.b]


class MLP:
    def __init__(self, input_size, hidden_size, num_classes):
        self.fc1 = Linear(input_size, hidden_size)
        self.fc2 = Linear(hidden_size, hidden_size)
        self.fc3 = Linear(hidden_size, num_classes)

    def forward(self, x):
        return self.fc3(tanh(self.fc2(tanh(self.fc1(x)))))

    def parameters(self):
        return self.fc1.parameters() + self.fc2.parameters() + self.fc3.parameters()


def cross_entropy_loss(logits, targets):
    targets = np.asarray(targets)
    one_hot = np.eye(logits.shape[1])[targets]
    return -1 * (Tensor(one_hot) * (softmax(logits) + 1e-8).log()).sum() / len(targets)
"""
OPTIM = """
class SGD:
    def __init__(self, parameters, lr):
        self.parameters, self.lr = parameters, lr

    def step(self):
        for parameter in self.parameters:
            parameter.array -= self.lr * parameter.grad

    def zero_grad(self):
        for parameter in self.parameters:
            parameter.zero_grad()


if __name__ == "__main__":
    raise SystemExit("nothing to run")
"""
FILES = {
    "closures/__init__.py": "from closures.tensor import Tensor, ensure_tensor\n",
    "closures/tensor.py": TENSOR,
    "closures/order.py": ORDER,
    "closures/ops/__init__.py": OPS,
    "closures/ops/shapes.py": SHAPES,
    "closures/ops/elementwise.py": ELEMENTWISE,
    "closures/ops/reductions.py": REDUCTIONS,
    "closures/nn.py": NN,
    "closures/optim.py": OPTIM,
}


def edited(path, old, new):
    """The files with one change in one of them."""
    assert old in FILES[path]
    return FILES | {path: FILES[path].replace(old, new)}


def in_folder(files, folder):
    for path, source in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(source, encoding="utf-8")
    return folder


def zipped(files):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, source in files.items():
            archive.writestr(path, source)
    return content.getvalue()


def tarred(files, mode="w"):
    content = io.BytesIO()
    with tarfile.open(fileobj=content, mode=mode) as archive:
        for path, source in files.items():
            data = source.encode()
            member = tarfile.TarInfo(path)
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    return content.getvalue()
