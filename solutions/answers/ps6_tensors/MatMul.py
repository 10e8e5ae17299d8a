# Answers to `MatMul`, right and wrong, that the autograder is measured on.


# %% right: with operators
class MatMul(Function):
    def forward(self, a, b):
        return a @ b

    def backward(self, out_grad, node):
        a, b = node._inputs
        rows = a.reshape(1, -1) if a.ndim == 1 else a
        columns = b.reshape(-1, 1) if b.ndim == 1 else b
        if a.ndim == 1:
            out_grad = (
                out_grad.reshape(*out_grad.shape[:-1], 1, -1)
                if b.ndim > 1
                else out_grad.reshape(1, 1)
            )
        elif b.ndim == 1:
            out_grad = out_grad.reshape(*out_grad.shape, 1)
        return (
            unbroadcast(out_grad @ columns.T, rows).reshape(a.shape),
            unbroadcast(rows.T @ out_grad, columns).reshape(b.shape),
        )


# %% right: new axes by shapes
class MatMul(Function):
    def forward(self, a, b):
        return np.matmul(a, b)

    def backward(self, out_grad, node):
        a, b = node._inputs
        shape_a = (1, *a.shape) if a.ndim == 1 else a.shape
        shape_b = (*b.shape, 1) if b.ndim == 1 else b.shape
        batch = np.broadcast_shapes(shape_a[:-2], shape_b[:-2])
        grad = reshape(out_grad, (*batch, shape_a[-2], shape_b[-1]))
        a2, b2 = reshape(a, shape_a), reshape(b, shape_b)
        grad_a = unbroadcast(matmul(grad, transpose(b2, (-1, -2))), a2)
        grad_b = unbroadcast(matmul(transpose(a2, (-1, -2)), grad), b2)
        return reshape(grad_a, a.shape), reshape(grad_b, b.shape)


# %% right: asks who wants a gradient
class MatMul(Function):
    def forward(self, a, b):
        return a @ b

    def backward(self, out_grad, node):
        a, b = node._inputs
        rows = a.reshape(1, -1) if a.ndim == 1 else a
        columns = b.reshape(-1, 1) if b.ndim == 1 else b
        if a.ndim == 1:
            out_grad = (
                out_grad.reshape(*out_grad.shape[:-1], 1, -1)
                if b.ndim > 1
                else out_grad.reshape(1, 1)
            )
        elif b.ndim == 1:
            out_grad = out_grad.reshape(*out_grad.shape, 1)
        grad_a = grad_b = None
        if a.requires_grad:
            grad_a = reshape(unbroadcast(matmul(out_grad, transpose(columns)), rows), a.shape)
        if b.requires_grad:
            grad_b = reshape(unbroadcast(matmul(transpose(rows), out_grad), columns), b.shape)
        return grad_a, grad_b


# %% right: summed by hand
class MatMul(Function):
    def forward(self, a, b):
        return a @ b

    def backward(self, out_grad, node):
        a, b = node._inputs
        rows = a.reshape(1, -1) if a.ndim == 1 else a
        columns = b.reshape(-1, 1) if b.ndim == 1 else b
        if a.ndim == 1:
            out_grad = (
                out_grad.reshape(*out_grad.shape[:-1], 1, -1)
                if b.ndim > 1
                else out_grad.reshape(1, 1)
            )
        elif b.ndim == 1:
            out_grad = out_grad.reshape(*out_grad.shape, 1)
        grads = []
        for grad, x in ((out_grad @ columns.T, rows), (rows.T @ out_grad, columns)):
            extra = grad.ndim - x.ndim
            axes = (*range(extra), *(extra + i for i in range(x.ndim - 2) if x.shape[i] == 1))
            grads.append(summation(grad, axes))
        return reshape(grads[0], a.shape), reshape(grads[1], b.shape)


# %% wrong: as the course has it
class MatMul(Function):
    def forward(self, a, b):
        return a @ b

    def backward(self, out_grad, node):
        a, b = node._inputs
        grad_a = matmul(out_grad, transpose(b))
        grad_b = matmul(transpose(a), out_grad)
        while len(grad_a.shape) > len(a.shape):
            grad_a = summation(grad_a, axes=0)
        while len(grad_b.shape) > len(b.shape):
            grad_b = summation(grad_b, axes=0)
        return grad_a.reshape(a.shape), grad_b.reshape(b.shape)


# %% wrong: matrices only
class MatMul(Function):
    def forward(self, a, b):
        return a @ b

    def backward(self, out_grad, node):
        a, b = node._inputs
        grad_a = matmul(out_grad, transpose(b))
        grad_b = matmul(transpose(a), out_grad)
        return grad_a, grad_b


# %% wrong: no transpose
class MatMul(Function):
    def forward(self, a, b):
        return a @ b

    def backward(self, out_grad, node):
        a, b = node._inputs
        return matmul(out_grad, b), matmul(a, out_grad)


# %% wrong: in the wrong order
class MatMul(Function):
    def forward(self, a, b):
        return a @ b

    def backward(self, out_grad, node):
        a, b = node._inputs
        return matmul(transpose(b), out_grad), matmul(out_grad, transpose(a))


# %% wrong: swapped
class MatMul(Function):
    def forward(self, a, b):
        return a @ b

    def backward(self, out_grad, node):
        a, b = node._inputs
        grad_a = matmul(out_grad, transpose(b))
        grad_b = matmul(transpose(a), out_grad)
        return grad_b, grad_a


# %% wrong: number by number
class MatMul(Function):
    def forward(self, a, b):
        return a @ b

    def backward(self, out_grad, node):
        a, b = node._inputs
        return out_grad * b, out_grad * a


# %% wrong: the first alone
class MatMul(Function):
    def forward(self, a, b):
        return a @ b

    def backward(self, out_grad, node):
        a, b = node._inputs
        grad_a = matmul(out_grad, transpose(b))
        grad_b = matmul(transpose(a), out_grad)
        return grad_a, b * 0


# %% wrong: the numbers leave the graph
class MatMul(Function):
    def forward(self, a, b):
        return a @ b

    def backward(self, out_grad, node):
        a, b = node._inputs
        g = out_grad.data
        return Tensor(g @ np.swapaxes(b.data, -1, -2)), Tensor(np.swapaxes(a.data, -1, -2) @ g)


# %% wrong: arrays
class MatMul(Function):
    def forward(self, a, b):
        return a @ b

    def backward(self, out_grad, node):
        a, b = node._inputs
        grad_a = matmul(out_grad, transpose(b))
        grad_b = matmul(transpose(a), out_grad)
        return grad_a.data, grad_b.data


# %% wrong: a sign
class MatMul(Function):
    def forward(self, a, b):
        return a @ b

    def backward(self, out_grad, node):
        a, b = node._inputs
        grad_a = matmul(out_grad, transpose(b))
        grad_b = matmul(transpose(a), out_grad)
        return grad_a, -grad_b


# %% wrong: np.dot
class MatMul(Function):
    def forward(self, a, b):
        return np.dot(a, b)

    def backward(self, out_grad, node):
        a, b = node._inputs
        grad_a = matmul(out_grad, transpose(b))
        grad_b = matmul(transpose(a), out_grad)
        return grad_a, grad_b

# %% right: vectors by an axis more
class MatMul(Function):
    def forward(self, a, b):
        self.shapes = a.shape, b.shape
        return a @ b
    def backward(self, out_grad, node):
        a, b = node._inputs
        A = a if a.ndim > 1 else reshape(a, (1, a.shape[0]))
        B = b if b.ndim > 1 else reshape(b, (b.shape[0], 1))
        shape = list(out_grad.shape)
        if b.ndim == 1:
            shape.append(1)
        if a.ndim == 1:
            shape.insert(len(shape) - 1, 1)
        g = reshape(out_grad, tuple(shape))
        return tuple(
            reshape(unbroadcast(f(), full), t.shape) if t.requires_grad else None
            for t, full, f in ((a, A, lambda: matmul(g, transpose(B))), (b, B, lambda: matmul(transpose(A), g)))
        )

# %% wrong: numbers taken out of a tensor [numbers-without-a-past]
class MatMul(Function):
    def forward(self, a, b):
        return a @ b

    def backward(self, out_grad, node):
        a, b = node._inputs
        ma = reshape(a, (1, a.shape[0])) if a.ndim == 1 else a
        mb = reshape(b, (b.shape[0], 1)) if b.ndim == 1 else b
        shape = np.matmul(ma.data, mb.data).shape
        g = reshape(out_grad, shape)
        ga = gb = None
        if a.requires_grad:
            ga = reshape(unbroadcast(matmul(g, Tensor(np.swapaxes(mb.data, -1, -2))), ma), a.shape)
        if b.requires_grad:
            gb = reshape(unbroadcast(matmul(transpose(ma), g), mb), b.shape)
        return ga, gb
