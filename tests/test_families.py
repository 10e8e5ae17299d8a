"""Families of mistakes, made in right answers of the kinds that they are for."""

import pytest

from autograder.reference.mistakes import (
    FOLDER,
    edited,
    fitted,
    parsed_edits,
    plain,
    read_file,
)

BACKWARD = (
    "def exp_back(grad_out, out, x):\n    return grad_out * out",
    "def log_back(grad_out, out, x):\n    return grad_out / x",
    "def sqrt_back(grad_out, out, x):\n    return grad_out / (2 * out)",
    "def negative_back(grad_out, out, x):\n    return -grad_out",
    "def square_back(grad_out, out, x):\n    return 2 * x * grad_out",
)
BROADCASTING = (
    """
def multiply_back0(grad_out, out, x, y):
    return unbroadcast(grad_out * y, x)

def multiply_back1(grad_out, out, x, y):
    return unbroadcast(grad_out * x, y)
""",
    """
class Mul(Function):
    def forward(self, t1, t2):
        self.save_for_backward(t1, t2)
        return t1.data * t2.data

    def backward(self, partial):
        t1, t2 = self.parents
        if t1.requires_grad:
            t1.grad += collapse(partial * t2.data, t1.shape)
        if t2.requires_grad:
            t2.grad += collapse(partial * t1.data, t2.shape)
""",
)
CLOSURES = (
    """
def mul(a, b):
    requires_grad = a.requires_grad or b.requires_grad

    def backward(grad_out):
        if a.requires_grad:
            a.grad += broadcast_grad_accumulate(a, grad_out * b.array)
        if b.requires_grad:
            b.grad += broadcast_grad_accumulate(b, grad_out * a.array)

    return Tensor(
        a.array * b.array,
        requires_grad=requires_grad,
        parents=(a, b),
        grad_fn=backward if requires_grad else None,
        grad_fn_name="<MulBackward>",
    )
""",
    """
def exp(a):
    def backward(grad_out):
        a.grad += grad_out * np.exp(a.array)

    return Tensor(
        np.exp(a.array),
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<ExpBackward>",
    )
""",
    """
def sum(a, axis=None, keepdims=False):
    kept = a.array.sum(axis=axis, keepdims=True)
    output = a.array.sum(axis=axis, keepdims=keepdims)

    def backward(grad_out):
        a.grad += np.broadcast_to(grad_out.reshape(kept.shape), a.shape)

    return Tensor(
        output,
        requires_grad=a.requires_grad,
        parents=(a,),
        grad_fn=backward if a.requires_grad else None,
        grad_fn_name="<SumBackward>",
    )
""",
)
OPERATORS = (
    BROADCASTING[1],
    """
class ReLU(Function):
    def forward(self, t1):
        self.save_for_backward(t1)
        self.mask = t1.data > 0
        return np.maximum(0, t1.data)

    def backward(self, partial):
        (t1,) = self.parents
        if t1.requires_grad:
            t1.grad += partial * self.mask

def relu(self):
    return Tensor.comm(ops.ReLU(), self)
""",
    """
class Sum(Function):
    def __init__(self, axis=None):
        self.axis = axis

    def forward(self, t1):
        self.save_for_backward(t1)
        return np.exp(t1.data).sum(axis=self.axis)
""",
)
REDUCTIONS = (
    """
def sum_back(grad_out, out, x, dim=None, keepdim=False):
    if dim is not None and not keepdim:
        grad_out = np.expand_dims(grad_out, dim)
    return np.broadcast_to(grad_out, x.shape)
""",
    CLOSURES[2],
    """
class Summation(Function):
    def __init__(self, axes=None):
        self.axes = axes

    def forward(self, a):
        return a.sum(axis=self.axes)

    def backward(self, out_grad, node):
        (a,) = node._inputs
        if self.axes is None:
            axes = tuple(range(a.ndim))
        else:
            axes = [axis % a.ndim for axis in np.atleast_1d(self.axes)]
        shape = [1 if axis in axes else n for axis, n in enumerate(a.shape)]
        for axis in sorted(axes):
            out_grad = np.expand_dims(out_grad, axis)
        axes = [axis if axis >= 0 else axis + a.ndim for axis in axes]
        axes = [axis + a.ndim if axis < 0 else axis for axis in axes]
        return broadcast_to(reshape(out_grad, shape), a.shape)
""",
)
OPTIMIZERS = (
    """
class SGD:
    def __init__(self, params, lr=0.01, momentum=0.0):
        self.params = list(params)
        self.lr = lr
        self.momentum = momentum
        self.b = [np.zeros_like(p.data) for p in self.params]

    def zero_grad(self):
        for p in self.params:
            p.grad = None

    def step(self):
        for i, p in enumerate(self.params):
            if p.grad is not None:
                self.b[i] = self.momentum * self.b[i] - self.lr * p.grad.data
                p.data = p.data - self.lr * self.b[i]
""",
    """
class Plain:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr

    def zero_grad(self):
        for p in self.params:
            p.grad = np.zeros_like(p.array)

    def step(self):
        for p in self.params:
            if p.grad is None:
                continue
            p.array -= self.lr * p.grad.array
""",
    """
class Tensors:
    def step(self):
        for p in self.params:
            if p.grad is not None:
                p -= p.grad * self.lr
""",
    """
class Adam(Optimizer):
    def __init__(self, params, lr, momentum):
        super().__init__(params, lr)
        self.momentum = momentum
        self.m = self.zeros()
        self.t = 0

    def step(self):
        self.t += 1
        for p, m in zip(self.params, self.m):
            g = p.grad.array + self.decay * p.array
            m *= self.momentum
            m += g
            m[...] = self.momentum * m + g
            p.array -= self.lr * m / (1 - 0.9**self.t)
""",
)
MODULES = (
    """
class Linear(Module):
    def __init__(self, in_features, out_features):
        super().__init__()
        self.weight = Parameter(Tensor(np.zeros((out_features, in_features))))
        self.bias = Tensor(np.zeros(out_features), requires_grad=True, is_parameter=True)

    def forward(self, x):
        return x @ self.weight.T + self.bias
""",
    """
class Sequential(Module):
    def __init__(self, *layers):
        super().__init__()
        self.layers = layers
        for name, layer in enumerate(layers):
            self.add_module(str(name), layer)
        self.add_parameter("scale", Parameter(np.ones(1)))
        self.first = Linear(2, 3)

    def forward(self, x):
        for layer in self.layers:
            x = layer(x)
        if self.is_train:
            return dropout(x)
        if not self.training:
            return x
        return x
""",
)
FUNCTIONS = (
    """
class Mul(Function):
    @staticmethod
    def forward(ctx, a, b):
        ctx.save_for_backward(a, b)
        ctx.shape = a.shape
        requires_grad = a.requires_grad or b.requires_grad
        c = Tensor(a.data * b.data, requires_grad=requires_grad, is_leaf=not requires_grad)
        return c

    @staticmethod
    def backward(ctx, grad_output):
        a, b = ctx.saved_tensors
        grad_a = unbroadcast(grad_output.data * b.data, a.shape)
        grad_b = unbroadcast(-grad_output.data * a.data, b.shape)
        return Tensor(grad_a), Tensor(grad_b)
""",
    """
class ReLU(Function):
    @staticmethod
    def forward(ctx, a):
        ctx.save_for_backward(a)
        return Tensor(np.maximum(a.data, 0), requires_grad=a.requires_grad)

    @staticmethod
    def backward(ctx, grad_output):
        (a,) = ctx.saved_tensors
        return Tensor(grad_output.data * (a.data > 0))
""",
)
DIFFERENTIABLE = (
    """
class Div(Function):
    def forward(self, a, b):
        return a / b

    def backward(self, out_grad, node):
        a, b = node._inputs
        return divide(out_grad, b), negate(out_grad * a / (b * b))
""",
    """
class Exp(Function):
    def __init__(self, scale):
        self.scale = scale

    def forward(self, a):
        return np.exp(a)

    def backward(self, out_grad, node):
        return out_grad * node * self.scale
""",
    """
class Log(Function):
    def backward(self, out_grad, node):
        grad = -out_grad * 2
        return multiply(out_grad, node._inputs[0])
""",
    """
class Power(Function):
    def backward(self, out_grad, node):
        a = node._inputs[0]
        return multiply(out_grad, a)
""",
)
ANSWERS = {
    "accumulating": (*CLOSURES, *OPERATORS),
    "backward": BACKWARD,
    "broadcasting": (*BROADCASTING, CLOSURES[0]),
    "closures": CLOSURES,
    "differentiable": DIFFERENTIABLE,
    "functions": FUNCTIONS,
    "modules": MODULES,
    "operators": OPERATORS,
    "optimizers": OPTIMIZERS,
    "reductions": REDUCTIONS,
}
"""For each family, right answers of its kind, in the forms of all units."""


def family(name):
    return read_file(FOLDER / "families" / f"{name}.toml")


def test_every_family_has_answers():
    assert {path.stem for path in (FOLDER / "families").glob("*.toml")} == set(ANSWERS)


@pytest.mark.parametrize(
    ("name", "mistake"),
    [
        (name, mistake)
        for name in ANSWERS
        for mistake in family(name)
        if mistake not in ("names", "alone")
    ],
)
def test_every_edit_fits_an_answer_of_its_kind(name, mistake):
    entry, names = family(name)[mistake], family(name).get("names", {})
    for edit in entry["edits"]:
        made = [
            source
            for answer in map(plain, ANSWERS[name])
            for fit in fitted({"names": names, mistake: entry | {"edits": [edit]}}, answer).values()
            for alternative in parsed_edits(fit["edits"])
            for source in edited(answer, alternative)
        ]
        assert made, f"{edit} fits no answer"


@pytest.mark.parametrize("name", ANSWERS)
def test_hints_are_short_and_name_things_as_the_answer_does(name):
    for answer in map(plain, ANSWERS[name]):
        for entry in fitted(family(name), answer).values():
            assert len(entry["hint"].split()) <= 60
            assert "{" not in entry["hint"]
