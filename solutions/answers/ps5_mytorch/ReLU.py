# Answers to `ReLU`, right and wrong, that the autograder is measured on.


class Right(Function):
    @staticmethod
    def forward(ctx, a):
        ctx.save_for_backward(a)
        return output_of(np.maximum(a.data, 0), a)

    @staticmethod
    def backward(ctx, grad):
        return (Tensor(grad.data * (ctx.saved_tensors[0].data > 0)),)


class ReLU(Module):
    def forward(self, x):
        return Operation.apply(x)


# %% right: as the text suggests
class Operation(Right):
    pass


# %% right: where
class Operation(Function):
    @staticmethod
    def forward(ctx, a):
        ctx.mask = a.data > 0
        return output_of(np.where(ctx.mask, a.data, 0.0), a)

    @staticmethod
    def backward(ctx, grad):
        return Tensor(np.where(ctx.mask, grad.data, 0.0))


# %% right: two classes of one name
class ReLU(Function):
    @staticmethod
    def forward(ctx, a):
        ctx.save_for_backward(a)
        requires_grad = a.requires_grad
        return tensor.Tensor(
            np.where(a.data > 0, a.data, 0), requires_grad=requires_grad, is_leaf=not requires_grad
        )

    @staticmethod
    def backward(ctx, grad_output):
        a = ctx.saved_tensors[0]
        return tensor.Tensor(np.where(a.data > 0, 1, 0) * grad_output.data), None


F.ReLU = ReLU


class ReLU(Module):
    def __init__(self):
        super().__init__()

    def forward(self, x):
        return F.ReLU.apply(x)


# %% right: a product with a mask
class ReLU(Module):
    def forward(self, x):
        return x * Tensor((x.data > 0).astype(float))


# %% wrong: the slope at zero is 1
class Operation(Right):
    @staticmethod
    def backward(ctx, grad):
        return (Tensor(grad.data * (ctx.saved_tensors[0].data >= 0)),)


# %% wrong: the slope at zero is a half
class Operation(Right):
    @staticmethod
    def backward(ctx, grad):
        return (Tensor(grad.data * np.heaviside(ctx.saved_tensors[0].data, 0.5)),)


# %% wrong: the gradient passes unchanged
class Operation(Right):
    @staticmethod
    def backward(ctx, grad):
        return (Tensor(grad.data),)


# %% wrong: the sign of the gradient decides
class Operation(Right):
    @staticmethod
    def backward(ctx, grad):
        return (Tensor(np.maximum(grad.data, 0)),)


# %% wrong: the upstream gradient is left out
class Operation(Right):
    @staticmethod
    def backward(ctx, grad):
        return (Tensor((ctx.saved_tensors[0].data > 0).astype(float)),)


# %% wrong: multiplied by the values
class Operation(Right):
    @staticmethod
    def backward(ctx, grad):
        return (Tensor(grad.data * np.maximum(ctx.saved_tensors[0].data, 0)),)


# %% wrong: the negative ones pass
class Operation(Right):
    @staticmethod
    def forward(ctx, a):
        ctx.save_for_backward(a)
        return output_of(np.minimum(a.data, 0), a)


# %% wrong: the absolute value
class Operation(Right):
    @staticmethod
    def forward(ctx, a):
        ctx.save_for_backward(a)
        return output_of(np.abs(a.data), a)


# %% wrong: leaky
class Operation(Right):
    @staticmethod
    def forward(ctx, a):
        ctx.save_for_backward(a)
        return output_of(np.where(a.data > 0, a.data, 0.01 * a.data), a)


# %% wrong: the layer works on arrays
class ReLU(Module):
    def forward(self, x):
        return Tensor(np.maximum(x.data, 0))


# %% wrong: the layer returns nothing
class Operation(Right):
    pass


class ReLU(Module):
    def forward(self, x):
        Operation.apply(x)


# %% wrong: the input is changed
class Operation(Right):
    @staticmethod
    def forward(ctx, a):
        a.data[a.data < 0] = 0
        ctx.save_for_backward(a)
        return output_of(-a.data, a)


# %% wrong: an array for a gradient
class Operation(Right):
    @staticmethod
    def backward(ctx, grad):
        return (grad.data * (ctx.saved_tensors[0].data > 0),)

# %% wrong: no comma [list-as-array]
class ReLU(Function):
    @staticmethod
    def forward(ctx, a):
        ctx.save_for_backward(a)
        return Tensor(np.maximum(a.data, 0), requires_grad=a.requires_grad, is_leaf=not a.requires_grad)

    @staticmethod
    def backward(ctx, grad_output):
        a = ctx.saved_tensors
        return (Tensor(grad_output.data * (a.data > 0)),)


F.ReLU = ReLU


class ReLU(Module):
    def forward(self, x):
        return F.ReLU.apply(x)

# %% wrong: the largest of all [another-shape]
class ReLU(Function):
    @staticmethod
    def forward(ctx, a):
        ctx.save_for_backward(a)
        return Tensor(np.max(a.data, 0), requires_grad=a.requires_grad, is_leaf=not a.requires_grad)

    @staticmethod
    def backward(ctx, grad_output):
        (a,) = ctx.saved_tensors
        return (Tensor(grad_output.data * (a.data > 0)),)


F.ReLU = ReLU


class ReLU(Module):
    def forward(self, x):
        return F.ReLU.apply(x)
