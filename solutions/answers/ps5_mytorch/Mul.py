# Answers to `Mul`, right and wrong, that the autograder is measured on.


class Right(Function):
    @staticmethod
    def forward(ctx, a, b):
        ctx.save_for_backward(a, b)
        return output_of(a.data * b.data, a, b)

    @staticmethod
    def backward(ctx, grad):
        a, b = ctx.saved_tensors
        return Tensor(grad.data * b.data), Tensor(grad.data * a.data)


def tensor_mul(self, other):
    return Mul.apply(self, other)


# %% right: with broadcasting
class Mul(Right):
    @staticmethod
    def backward(ctx, grad):
        a, b = ctx.saved_tensors
        grad_a, grad_b = grad.data * b.data, grad.data * a.data
        return Tensor(unbroadcast(grad_a, a.data)), Tensor(unbroadcast(grad_b, b.data))


# %% right: without
class Mul(Right):
    pass


# %% right: as in the course that this unit follows
class Mul(Function):
    @staticmethod
    def forward(ctx, a, b):
        if a.shape != b.shape:
            raise Exception("Both args must have same sizes: {}, {}".format(a.shape, b.shape))
        ctx.save_for_backward(a, b)
        requires_grad = a.requires_grad or b.requires_grad
        return tensor.Tensor(
            a.data * b.data, requires_grad=requires_grad, is_leaf=not requires_grad
        )

    @staticmethod
    def backward(ctx, grad):
        a, b = ctx.saved_tensors
        grad_a = np.ones(a.shape) * grad.data * b.data
        grad_b = np.ones(b.shape) * (grad.data * a.data)
        return tensor.Tensor(grad_a), tensor.Tensor(grad_b)


def tensor_mul(self, other):
    return F.Mul.apply(self, other)


# %% right: arrays as attributes of ctx
class Mul(Function):
    @staticmethod
    def forward(ctx, a, b):
        ctx.a, ctx.b = a.data.copy(), b.data.copy()
        return output_of(np.multiply(ctx.a, ctx.b), a, b)

    @staticmethod
    def backward(ctx, grad):
        return [Tensor(grad.data * ctx.b), Tensor(grad.data * ctx.a)]


# %% wrong: copied from Add
class Mul(Right):
    @staticmethod
    def forward(ctx, a, b):
        ctx.save_for_backward(a, b)
        return output_of(a.data + b.data, a, b)


# %% wrong: the second gradient has the other sign
class Mul(Right):
    @staticmethod
    def backward(ctx, grad):
        a, b = ctx.saved_tensors
        return Tensor(grad.data * b.data), Tensor(-grad.data * a.data)


# %% wrong: the gradients are swapped
class Mul(Right):
    @staticmethod
    def backward(ctx, grad):
        a, b = ctx.saved_tensors
        return Tensor(grad.data * a.data), Tensor(grad.data * b.data)


# %% wrong: a square
class Mul(Right):
    @staticmethod
    def forward(ctx, a, b):
        ctx.save_for_backward(a, b)
        return output_of(a.data * a.data, a, b)


# %% wrong: the upstream gradient is left out
class Mul(Right):
    @staticmethod
    def backward(ctx, grad):
        a, b = ctx.saved_tensors
        return Tensor(np.ones(a.shape) * b.data), Tensor(np.ones(b.shape) * a.data)


# %% wrong: arrays instead of tensors
class Mul(Right):
    @staticmethod
    def backward(ctx, grad):
        a, b = ctx.saved_tensors
        return grad.data * b.data, grad.data * a.data


# %% wrong: one gradient only
class Mul(Right):
    @staticmethod
    def backward(ctx, grad):
        a, b = ctx.saved_tensors
        return Tensor(grad.data * b.data)


# %% wrong: backward returns nothing
class Mul(Right):
    @staticmethod
    def backward(ctx, grad):
        a, b = ctx.saved_tensors
        grads = Tensor(grad.data * b.data), Tensor(grad.data * a.data)


# %% wrong: the result never requires a gradient
class Mul(Right):
    @staticmethod
    def forward(ctx, a, b):
        ctx.save_for_backward(a, b)
        return Tensor(a.data * b.data)


# %% wrong: the result is a leaf
class Mul(Right):
    @staticmethod
    def forward(ctx, a, b):
        ctx.save_for_backward(a, b)
        return Tensor(a.data * b.data, requires_grad=a.requires_grad or b.requires_grad)


# %% wrong: only the first tensor decides
class Mul(Right):
    @staticmethod
    def forward(ctx, a, b):
        ctx.save_for_backward(a, b)
        return output_of(a.data * b.data, a)


# %% wrong: the operator does without apply
class Mul(Right):
    pass


def tensor_mul(self, other):
    return Tensor(self.data * other.data)


# %% wrong: the operator returns nothing
class Mul(Right):
    pass


def tensor_mul(self, other):
    Mul.apply(self, other)


# %% wrong: nothing is saved
class Mul(Right):
    @staticmethod
    def forward(ctx, a, b):
        return output_of(a.data * b.data, a, b)


# %% wrong: the upstream gradient is changed
class Mul(Right):
    @staticmethod
    def backward(ctx, grad):
        a, b = ctx.saved_tensors
        grad_b = Tensor(grad.data * a.data)
        grad.data *= b.data
        return grad, grad_b


# %% wrong: in single precision
class Mul(Right):
    @staticmethod
    def backward(ctx, grad):
        a, b = ctx.saved_tensors
        grad_a = (grad.data * b.data).astype(np.float32)
        return Tensor(grad_a), Tensor(grad.data * a.data)

# %% wrong: only what requires a gradient is saved
class Mul(Function):
    @staticmethod
    def forward(ctx, a, b):
        ctx.save_for_backward(*(t for t in (a, b) if t.requires_grad))
        return output_of(a.data * b.data, a, b)
    @staticmethod
    def backward(ctx, grad_output):
        a, b = ctx.saved_tensors
        return Tensor(grad_output.data * b.data), Tensor(grad_output.data * a.data)

# %% wrong: the output divided by the other
class Mul(Function):
    @staticmethod
    def forward(ctx, a, b):
        ctx.save_for_backward(a, b)
        ctx.out = a.data * b.data
        return output_of(ctx.out, a, b)
    @staticmethod
    def backward(ctx, grad_output):
        a, b = ctx.saved_tensors
        return Tensor(grad_output.data * ctx.out / a.data), Tensor(grad_output.data * ctx.out / b.data)


# %% wrong: rounds to float32
class Mul(Right):
    @staticmethod
    def forward(ctx, a, b):
        ctx.save_for_backward(a, b)
        return output_of(np.float32(a.data) * np.float32(b.data), a, b)
