# Answers to `Add`, right and wrong, that the autograder is measured on.


class Right(Function):
    @staticmethod
    def forward(ctx, a, b):
        ctx.save_for_backward(a, b)
        return output_of(a.data + b.data, a, b)

    @staticmethod
    def backward(ctx, grad):
        a, b = ctx.saved_tensors
        return Tensor(unbroadcast(grad.data, a.data)), Tensor(unbroadcast(grad.data, b.data))


# %% right: as the text suggests
class Add(Right):
    pass


# %% right: shapes on ctx
class Add(Right):
    @staticmethod
    def forward(ctx, a, b):
        ctx.shapes = a.shape, b.shape
        return output_of(a.data + b.data, a, b)

    @staticmethod
    def backward(ctx, grad):
        return tuple(Tensor(unbroadcast(grad.data, np.empty(shape))) for shape in ctx.shapes)


# %% right: axis by axis
class Add(Right):
    @staticmethod
    def backward(ctx, grad):
        found = []
        for tensor in ctx.saved_tensors:
            share = grad.data
            while share.ndim > len(tensor.shape):
                share = share.sum(axis=0)
            for axis, length in enumerate(tensor.shape):
                if length == 1:
                    share = share.sum(axis=axis, keepdims=True)
            found.append(Tensor(share))
        return found


# %% right: as in the course that this unit follows
class Add(Function):
    @staticmethod
    def forward(ctx, a, b):
        ctx.save_for_backward(a, b)
        requires_grad = a.requires_grad or b.requires_grad
        return tensor.Tensor(
            a.data + b.data, requires_grad=requires_grad, is_leaf=not requires_grad
        )

    @staticmethod
    def backward(ctx, grad_output):
        def undone(grad, shape):
            while len(grad.shape) != len(shape):
                grad = grad.sum(axis=0)
            for i in range(len(shape)):
                if grad.shape[i] != shape[i]:
                    grad = grad.sum(axis=i, keepdims=True)
            return tensor.Tensor(grad)

        a, b = ctx.saved_tensors
        return undone(grad_output.data, a.shape), undone(grad_output.data, b.shape)


# %% wrong: the shape of the result
class Add(Right):
    @staticmethod
    def backward(ctx, grad):
        return Tensor(grad.data), Tensor(grad.data)


# %% wrong: still refuses other shapes
class Add(Right):
    @staticmethod
    def forward(ctx, a, b):
        if a.shape != b.shape:
            raise ValueError("Add cannot broadcast yet")
        return Right.forward(ctx, a, b)


# %% wrong: the first is never broadcast
class Add(Right):
    @staticmethod
    def backward(ctx, grad):
        return Tensor(grad.data), Right.backward(ctx, grad)[1]


# %% wrong: the sum over the rows, always
class Add(Right):
    @staticmethod
    def backward(ctx, grad):
        return Tensor(grad.data), Tensor(grad.data.sum(axis=0))


# %% wrong: the mean instead of the sum
class Add(Right):
    @staticmethod
    def backward(ctx, grad):
        a, b = ctx.saved_tensors
        grad_b = unbroadcast(grad.data, b.data) * b.data.size / max(grad.data.size, 1)
        return Tensor(unbroadcast(grad.data, a.data)), Tensor(grad_b)


# %% wrong: new dimensions only
class Add(Right):
    @staticmethod
    def backward(ctx, grad):
        new = [tuple(range(grad.data.ndim - len(t.shape))) for t in ctx.saved_tensors]
        return tuple(Tensor(grad.data.sum(axis=axes)) for axes in new)


# %% wrong: the two gradients are swapped
class Add(Right):
    @staticmethod
    def backward(ctx, grad):
        return Right.backward(ctx, grad)[::-1]


# %% wrong: a dimension of length 1 is dropped
class Add(Right):
    @staticmethod
    def backward(ctx, grad):
        return tuple(Tensor(np.squeeze(share.data)) for share in Right.backward(ctx, grad))


# %% wrong: arrays instead of tensors
class Add(Right):
    @staticmethod
    def backward(ctx, grad):
        return tuple(share.data for share in Right.backward(ctx, grad))


# %% wrong: the result requires no gradient
class Add(Right):
    @staticmethod
    def forward(ctx, a, b):
        ctx.save_for_backward(a, b)
        return Tensor(a.data + b.data)


# %% wrong: subtracts
class Add(Right):
    @staticmethod
    def forward(ctx, a, b):
        ctx.save_for_backward(a, b)
        return output_of(a.data - b.data, a, b)


# %% wrong: hands on grad_output where nothing is broadcast
class Add(Function):
    @staticmethod
    def forward(ctx, a, b):
        ctx.save_for_backward(a, b)
        return output_of(a.data + b.data, a, b)

    @staticmethod
    def backward(ctx, grad_output):
        return tuple(
            grad_output
            if t.shape == grad_output.shape
            else Tensor(unbroadcast(grad_output.data, t.data))
            for t in ctx.saved_tensors
        )
