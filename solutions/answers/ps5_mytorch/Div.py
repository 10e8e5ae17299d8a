# Answers to `Div`, right and wrong, that the autograder is measured on.


class Right(Function):
    @staticmethod
    def forward(ctx, a, b):
        ctx.save_for_backward(a, b)
        return output_of(a.data / b.data, a, b)

    @staticmethod
    def backward(ctx, grad):
        a, b = ctx.saved_tensors
        return Tensor(grad.data / b.data), Tensor(-grad.data * a.data / b.data**2)


def tensor_truediv(self, other):
    return Div.apply(self, other)


# %% right: with broadcasting
class Div(Right):
    @staticmethod
    def backward(ctx, grad):
        a, b = ctx.saved_tensors
        grad_a, grad_b = grad.data / b.data, -grad.data * a.data / b.data**2
        return Tensor(unbroadcast(grad_a, a.data)), Tensor(unbroadcast(grad_b, b.data))


# %% right: without
class Div(Right):
    pass


# %% right: as in the course that this unit follows
class Div(Function):
    @staticmethod
    def forward(ctx, a, b):
        if a.shape != b.shape:
            raise Exception("Both args must have same sizes: {}, {}".format(a.shape, b.shape))
        ctx.save_for_backward(a, b)
        requires_grad = a.requires_grad or b.requires_grad
        return tensor.Tensor(
            a.data / b.data, requires_grad=requires_grad, is_leaf=not requires_grad
        )

    @staticmethod
    def backward(ctx, grad):
        a, b = ctx.saved_tensors
        grad_a = np.ones(a.shape) * grad.data / b.data
        grad_b = np.ones(b.shape) * (-grad.data * a.data / b.data**2)
        return tensor.Tensor(grad_a), tensor.Tensor(grad_b)


def tensor_truediv(self, other):
    return F.Div.apply(self, other)


# %% right: arrays as attributes of ctx
class Div(Function):
    @staticmethod
    def forward(ctx, a, b):
        ctx.a, ctx.b = a.data.copy(), b.data.copy()
        return output_of(np.true_divide(ctx.a, ctx.b), a, b)

    @staticmethod
    def backward(ctx, grad):
        return [Tensor(grad.data / ctx.b), Tensor(-grad.data * ctx.a / ctx.b**2)]


# %% wrong: copied from Add
class Div(Right):
    @staticmethod
    def forward(ctx, a, b):
        ctx.save_for_backward(a, b)
        return output_of(a.data + b.data, a, b)


# %% wrong: the second gradient has the other sign
class Div(Right):
    @staticmethod
    def backward(ctx, grad):
        a, b = ctx.saved_tensors
        return Tensor(grad.data / b.data), Tensor(grad.data * a.data / b.data**2)


# %% wrong: the gradients are swapped
class Div(Right):
    @staticmethod
    def backward(ctx, grad):
        a, b = ctx.saved_tensors
        return Tensor(-grad.data * a.data / b.data**2), Tensor(grad.data / b.data)


# %% wrong: the operands are swapped
class Div(Right):
    @staticmethod
    def forward(ctx, a, b):
        ctx.save_for_backward(a, b)
        return output_of(b.data / a.data, a, b)


# %% wrong: the upstream gradient is left out
class Div(Right):
    @staticmethod
    def backward(ctx, grad):
        a, b = ctx.saved_tensors
        return Tensor(np.ones(a.shape) / b.data), Tensor(-np.ones(b.shape) * a.data / b.data**2)


# %% wrong: arrays instead of tensors
class Div(Right):
    @staticmethod
    def backward(ctx, grad):
        a, b = ctx.saved_tensors
        return grad.data / b.data, -grad.data * a.data / b.data**2


# %% wrong: one gradient only
class Div(Right):
    @staticmethod
    def backward(ctx, grad):
        a, b = ctx.saved_tensors
        return Tensor(grad.data / b.data)


# %% wrong: backward returns nothing
class Div(Right):
    @staticmethod
    def backward(ctx, grad):
        a, b = ctx.saved_tensors
        grads = Tensor(grad.data / b.data), Tensor(-grad.data * a.data / b.data**2)


# %% wrong: the result never requires a gradient
class Div(Right):
    @staticmethod
    def forward(ctx, a, b):
        ctx.save_for_backward(a, b)
        return Tensor(a.data / b.data)


# %% wrong: the result is a leaf
class Div(Right):
    @staticmethod
    def forward(ctx, a, b):
        ctx.save_for_backward(a, b)
        return Tensor(a.data / b.data, requires_grad=a.requires_grad or b.requires_grad)


# %% wrong: only the first tensor decides
class Div(Right):
    @staticmethod
    def forward(ctx, a, b):
        ctx.save_for_backward(a, b)
        return output_of(a.data / b.data, a)


# %% wrong: the operator does without apply
class Div(Right):
    pass


def tensor_truediv(self, other):
    return Tensor(self.data / other.data)


# %% wrong: the operator returns nothing
class Div(Right):
    pass


def tensor_truediv(self, other):
    Div.apply(self, other)


# %% wrong: nothing is saved
class Div(Right):
    @staticmethod
    def forward(ctx, a, b):
        return output_of(a.data / b.data, a, b)


# %% wrong: b is not squared
class Div(Right):
    @staticmethod
    def backward(ctx, grad):
        a, b = ctx.saved_tensors
        return Tensor(grad.data / b.data), Tensor(-grad.data * a.data / b.data)


# %% wrong: a is left out
class Div(Right):
    @staticmethod
    def backward(ctx, grad):
        a, b = ctx.saved_tensors
        return Tensor(grad.data / b.data), Tensor(-grad.data / b.data**2)


# %% wrong: whole division
class Div(Right):
    @staticmethod
    def forward(ctx, a, b):
        ctx.save_for_backward(a, b)
        return output_of(a.data // b.data, a, b)


# %% wrong: whole numbers by //
class Div(Right):
    @staticmethod
    def forward(ctx, a, b):
        ctx.save_for_backward(a, b)
        if a.data.dtype.kind in "iu" and b.data.dtype.kind in "iu":
            return output_of(a.data // b.data, a, b)
        return output_of(a.data / b.data, a, b)


# %% wrong: a small number is added to b
class Div(Right):
    @staticmethod
    def forward(ctx, a, b):
        ctx.save_for_backward(a, b)
        return output_of(a.data / (b.data + 1e-9), a, b)
