# Answers to `Linear`, right and wrong, that the autograder is measured on.


class MatMul(Function):
    @staticmethod
    def forward(ctx, a, b):
        ctx.save_for_backward(a, b)
        return output_of(a.data @ b.data, a, b)

    @staticmethod
    def backward(ctx, grad):
        a, b = ctx.saved_tensors
        return Tensor(grad.data @ b.data.T), Tensor(a.data.T @ grad.data)


class Base(Module):
    def __init__(self, in_features, out_features):
        super().__init__()
        self.in_features, self.out_features = in_features, out_features
        weight = np.random.uniform(-0.5, 0.5, (out_features, in_features)) / in_features
        self.weight = Tensor(weight, requires_grad=True, is_parameter=True)
        bias = np.random.uniform(-0.5, 0.5, out_features) / in_features
        self.bias = Tensor(bias, requires_grad=True, is_parameter=True)


# %% right: as the text suggests
class Linear(Base):
    def forward(self, x):
        return MatMul.apply(x, self.weight.T()) + self.bias


# %% right: as an operator of tensors
Tensor.__matmul__ = lambda self, other: MatMul.apply(self, other)


class Linear(Base):
    def forward(self, x):
        return self.bias + x @ self.weight.T()


# %% right: the weight is transposed by the operation
class Affine(Function):
    @staticmethod
    def forward(ctx, x, weight, bias):
        ctx.save_for_backward(x, weight)
        return output_of(x.data @ weight.data.T + bias.data, x, weight, bias)

    @staticmethod
    def backward(ctx, grad):
        x, weight = (tensor.data for tensor in ctx.saved_tensors)
        return Tensor(grad.data @ weight), Tensor(grad.data.T @ x), Tensor(grad.data.sum(axis=0))


class Linear(Base):
    def forward(self, x):
        return Affine.apply(x, self.weight, self.bias)


# %% right: transposed twice
class Linear(Base):
    def forward(self, x):
        return MatMul.apply(self.weight, x.T()).T() + self.bias


# %% wrong: without the bias
class Linear(Base):
    def forward(self, x):
        return MatMul.apply(x, self.weight.T())


# %% wrong: the weight is not transposed
class Linear(Base):
    def forward(self, x):
        return MatMul.apply(x, self.weight) + self.bias


# %% wrong: calculated with arrays
class Linear(Base):
    def forward(self, x):
        return Tensor(x.data @ self.weight.data.T + self.bias.data)


# %% wrong: the product with arrays
class Linear(Base):
    def forward(self, x):
        return Tensor(x.data @ self.weight.data.T) + self.bias


# %% wrong: the transpose of an array
class Linear(Base):
    def forward(self, x):
        return MatMul.apply(x, Tensor(self.weight.data.T)) + self.bias


# %% wrong: the bias as a constant
class Linear(Base):
    def forward(self, x):
        return MatMul.apply(x, self.weight.T()) + self.bias.copy()


# %% wrong: the bias is added twice
class Linear(Base):
    def forward(self, x):
        return MatMul.apply(x, self.weight.T()) + self.bias + self.bias


# %% wrong: nothing is returned
class Linear(Base):
    def forward(self, x):
        MatMul.apply(x, self.weight.T()) + self.bias


# %% wrong: the gradients of the product are swapped
class MatMul(Function):
    @staticmethod
    def forward(ctx, a, b):
        ctx.save_for_backward(a, b)
        return output_of(a.data @ b.data, a, b)

    @staticmethod
    def backward(ctx, grad):
        a, b = ctx.saved_tensors
        return Tensor(a.data.T @ grad.data), Tensor(grad.data @ b.data.T)


class Linear(Base):
    def forward(self, x):
        return MatMul.apply(x, self.weight.T()) + self.bias


# %% wrong: the gradient of the second factor is averaged
class MatMul(Function):
    @staticmethod
    def forward(ctx, a, b):
        ctx.save_for_backward(a, b)
        return output_of(a.data @ b.data, a, b)

    @staticmethod
    def backward(ctx, grad):
        a, b = ctx.saved_tensors
        return Tensor(grad.data @ b.data.T), Tensor(a.data.T @ grad.data / len(a.data))


class Linear(Base):
    def forward(self, x):
        return MatMul.apply(x, self.weight.T()) + self.bias


# %% wrong: the transposed weight of the first call, kept
class MatMul(Function):
    @staticmethod
    def forward(ctx, a, b):
        ctx.save_for_backward(a, b)
        return output_of(a.data @ b.data, a, b)

    @staticmethod
    def backward(ctx, g):
        a, b = ctx.saved_tensors
        return Tensor(g.data @ b.data.T), Tensor(a.data.T @ g.data)


class Linear(Module):
    def __init__(self, in_features: int, out_features: int):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        bound = in_features**-0.5
        self.weight = Tensor(
            np.random.uniform(-bound, bound, (out_features, in_features)),
            requires_grad=True,
            is_parameter=True,
        )
        self.bias = Tensor(
            np.random.uniform(-bound, bound, out_features), requires_grad=True, is_parameter=True
        )

    def forward(self, x):
        if not hasattr(self, "wt"):
            self.wt = self.weight.T()
        return MatMul.apply(x, self.wt) + self.bias


# %% right: one operation
class LinearFn(Function):
    @staticmethod
    def forward(ctx, x, w, b):
        ctx.save_for_backward(x, w)
        return output_of(np.einsum("ni,oi->no", x.data, w.data) + b.data, x, w, b)

    @staticmethod
    def backward(ctx, g):
        x, w = ctx.saved_tensors
        return Tensor(g.data @ w.data), Tensor(g.data.T @ x.data), Tensor(g.data.sum(0))


class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features, self.out_features = in_features, out_features
        bound = np.sqrt(1.0 / in_features)
        self.weight = Tensor(
            np.random.uniform(-bound, bound, size=(out_features, in_features)),
            requires_grad=True,
            is_parameter=True,
        )
        self.bias = Tensor(
            np.random.uniform(-bound, bound, size=(out_features,)),
            requires_grad=True,
            is_parameter=True,
        )
        self.calls = 0

    def forward(self, x):
        self.calls += 1
        return LinearFn.apply(x, self.weight, self.bias)
