# Answers to `Sub`, right and wrong, that the autograder is measured on.


class Right(Function):
    @staticmethod
    def forward(ctx, a, b):
        ctx.save_for_backward(a, b)
        return output_of(a.data - b.data, a, b)

    @staticmethod
    def backward(ctx, grad):
        a, b = ctx.saved_tensors
        return Tensor(grad.data), Tensor(-grad.data)


def tensor_sub(self, other):
    return Sub.apply(self, other)


# %% right: with broadcasting
class Sub(Right):
    @staticmethod
    def backward(ctx, grad):
        a, b = ctx.saved_tensors
        grad_a, grad_b = grad.data, -grad.data
        return Tensor(unbroadcast(grad_a, a.data)), Tensor(unbroadcast(grad_b, b.data))


# %% right: without
class Sub(Right):
    pass


# %% right: as in the course that this unit follows
class Sub(Function):
    @staticmethod
    def forward(ctx, a, b):
        if a.shape != b.shape:
            raise Exception("Both args must have same sizes: {}, {}".format(a.shape, b.shape))
        ctx.save_for_backward(a, b)
        requires_grad = a.requires_grad or b.requires_grad
        return tensor.Tensor(
            a.data - b.data, requires_grad=requires_grad, is_leaf=not requires_grad
        )

    @staticmethod
    def backward(ctx, grad):
        a, b = ctx.saved_tensors
        grad_a = np.ones(a.shape) * grad.data
        grad_b = np.ones(b.shape) * (-grad.data)
        return tensor.Tensor(grad_a), tensor.Tensor(grad_b)


def tensor_sub(self, other):
    return F.Sub.apply(self, other)


# %% right: arrays as attributes of ctx
class Sub(Function):
    @staticmethod
    def forward(ctx, a, b):
        ctx.a, ctx.b = a.data.copy(), b.data.copy()
        return output_of(np.subtract(ctx.a, ctx.b), a, b)

    @staticmethod
    def backward(ctx, grad):
        return [Tensor(grad.data), Tensor(-grad.data)]


# %% wrong: copied from Add
class Sub(Right):
    @staticmethod
    def forward(ctx, a, b):
        ctx.save_for_backward(a, b)
        return output_of(a.data + b.data, a, b)


# %% wrong: the second gradient has the other sign
class Sub(Right):
    @staticmethod
    def backward(ctx, grad):
        a, b = ctx.saved_tensors
        return Tensor(grad.data), Tensor(grad.data)


# %% wrong: the gradients are swapped
class Sub(Right):
    @staticmethod
    def backward(ctx, grad):
        a, b = ctx.saved_tensors
        return Tensor(-grad.data), Tensor(grad.data)


# %% wrong: the operands are swapped
class Sub(Right):
    @staticmethod
    def forward(ctx, a, b):
        ctx.save_for_backward(a, b)
        return output_of(b.data - a.data, a, b)


# %% wrong: the upstream gradient is left out
class Sub(Right):
    @staticmethod
    def backward(ctx, grad):
        a, b = ctx.saved_tensors
        return Tensor(np.ones(a.shape)), Tensor(-np.ones(b.shape))


# %% wrong: arrays instead of tensors
class Sub(Right):
    @staticmethod
    def backward(ctx, grad):
        a, b = ctx.saved_tensors
        return grad.data, -grad.data


# %% wrong: one gradient only
class Sub(Right):
    @staticmethod
    def backward(ctx, grad):
        a, b = ctx.saved_tensors
        return Tensor(grad.data)


# %% wrong: backward returns nothing
class Sub(Right):
    @staticmethod
    def backward(ctx, grad):
        a, b = ctx.saved_tensors
        grads = Tensor(grad.data), Tensor(-grad.data)


# %% wrong: the result never requires a gradient
class Sub(Right):
    @staticmethod
    def forward(ctx, a, b):
        ctx.save_for_backward(a, b)
        return Tensor(a.data - b.data)


# %% wrong: the result is a leaf
class Sub(Right):
    @staticmethod
    def forward(ctx, a, b):
        ctx.save_for_backward(a, b)
        return Tensor(a.data - b.data, requires_grad=a.requires_grad or b.requires_grad)


# %% wrong: only the first tensor decides
class Sub(Right):
    @staticmethod
    def forward(ctx, a, b):
        ctx.save_for_backward(a, b)
        return output_of(a.data - b.data, a)


# %% wrong: the operator does without apply
class Sub(Right):
    pass


def tensor_sub(self, other):
    return Tensor(self.data - other.data)


# %% wrong: the operator returns nothing
class Sub(Right):
    pass


def tensor_sub(self, other):
    Sub.apply(self, other)


# %% wrong: hands on grad_output itself
class Sub(Function):
    @staticmethod
    def forward(ctx, a, b):
        ctx.save_for_backward(a, b)
        return output_of(a.data - b.data, a, b)

    @staticmethod
    def backward(ctx, grad_output):
        a, b = ctx.saved_tensors
        return grad_output, Tensor(unbroadcast(-grad_output.data, b.data))


def tensor_sub(self, other):
    return Sub.apply(self, other)
