# Cells that redefine something at the end of a notebook in which every exercise is answered. They
# stand for answers to `all_together`, which has no cell of its own.

# %% right: nothing is changed
pass

# %% right: another way to multiply matrices, registered anew
BACK_FUNCS.add_back_func(_matmul2d, 0, lambda grad_out, out, x, y: np.einsum("ij,kj->ik", grad_out, y))
BACK_FUNCS.add_back_func(_matmul2d, 1, lambda grad_out, out, x, y: np.einsum("ik,ij->kj", x, grad_out))

# %% right: a layer that adds its bias by hand
class Linear(Module):
    def __init__(self, in_features: int, out_features: int, bias: bool = True):
        super().__init__()
        bound = in_features**-0.5
        self.in_features, self.out_features = in_features, out_features
        self.weight = Parameter(Tensor(np.random.uniform(-bound, bound, (out_features, in_features))))
        self.bias = Parameter(Tensor(np.random.uniform(-bound, bound, (out_features,))))

    def forward(self, x: Tensor) -> Tensor:
        return self.bias + x @ self.weight.permute((1, 0))

    def extra_repr(self) -> str:
        return f"in_features={self.in_features}, out_features={self.out_features}, bias=True"

# %% right: a loss that shifts the logits first
def cross_entropy(logits: Tensor, true_labels: Tensor) -> Tensor:
    shifted = logits - Tensor(logits.array.max(axis=1, keepdims=True))
    return shifted.exp().sum(1).log() - shifted[arange(0, len(shifted)), true_labels]

# %% right: in-place steps on the arrays
class SGD:
    def __init__(self, params: Iterable[Parameter], lr: float):
        self.params, self.lr = list(params), lr

    def zero_grad(self) -> None:
        for p in self.params:
            p.grad = None

    def step(self) -> None:
        for p in self.params:
            p.array -= self.lr * p.grad.array

# %% wrong: the second factor of a matrix product gets no gradient to speak of [matmul-gradient-lost]
BACK_FUNCS.add_back_func(_matmul2d, 1, lambda grad_out, out, x, y: np.zeros_like(y))

# %% wrong: relu lets every gradient through [relu-passes-all]
BACK_FUNCS.add_back_func(np.maximum, 0, lambda grad_out, out, x, y: unbroadcast(grad_out, x))

# %% wrong: the gradient of an index forgets repeated ones, and the rest [index-gradient-lost]
BACK_FUNCS.add_back_func(_getitem, 0, lambda grad_out, out, x, index: np.zeros_like(x))

# %% wrong: steps go uphill [steps-go-uphill]
class SGD:
    def __init__(self, params: Iterable[Parameter], lr: float):
        self.params, self.lr = list(params), lr

    def zero_grad(self) -> None:
        for p in self.params:
            p.grad = None

    def step(self) -> None:
        for p in self.params:
            p.array += self.lr * p.grad.array

# %% wrong: gradients are never forgotten [gradients-pile-up]
SGD.zero_grad = lambda self: None

# %% wrong: gradients are forgotten before the step [nothing-moves]
class SGD(SGD):
    def step(self) -> None:
        pass

# %% wrong: the learning rate is applied twice [steps-too-long]
class SGD(SGD):
    def step(self) -> None:
        super().step()
        super().step()

# %% wrong: the loss is the probability, without its logarithm [loss-without-log]
def cross_entropy(logits: Tensor, true_labels: Tensor) -> Tensor:
    probabilities = logits.exp() / logits.exp().sum(1, keepdim=True)
    return -probabilities[arange(0, len(logits)), true_labels]

# %% wrong: the loss has the wrong sign [loss-sign]
_right = cross_entropy
def cross_entropy(logits: Tensor, true_labels: Tensor) -> Tensor:
    return -_right(logits, true_labels)

# %% wrong: the layer forgets its bias [bias-forgotten]
class Linear(Linear):
    def forward(self, x: Tensor) -> Tensor:
        return x @ self.weight.permute((1, 0))

# %% wrong: the gradient of exp is that of the identity [exp-gradient-lost]
BACK_FUNCS.add_back_func(np.exp, 0, lambda grad_out, out, x: grad_out)

# %% wrong: the gradient of a sum is its mean's [sum-gradient-divided]
_sum_right = BACK_FUNCS.get_back_func(_sum, 0)
BACK_FUNCS.add_back_func(
    _sum, 0, lambda grad_out, out, x, **kwargs: _sum_right(grad_out, out, x, **kwargs) / x.size
)


# %% wrong: relu writes into what it gets [relu-passes-all]
def relu(x):
    np.maximum(x.array, 0.0, out=x.array)
    return x * 1.0


# %% wrong: the loss without the sum of the exponentials in the graph
def cross_entropy(logits, true_labels):
    normalizer = Tensor(np.log(np.exp(logits.array).sum(-1)))
    return normalizer - logits[arange(0, len(logits)), true_labels]
