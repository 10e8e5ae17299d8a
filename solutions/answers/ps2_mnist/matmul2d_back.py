# Answers to `matmul2d_back`, right and wrong, that the autograder is measured on.

# %% right: as the text suggests
def matmul2d_back0(grad_out: Arr, out: Arr, x: Arr, y: Arr) -> Arr:
    return grad_out @ y.T


def matmul2d_back1(grad_out: Arr, out: Arr, x: Arr, y: Arr) -> Arr:
    return x.T @ grad_out


# %% right: einsum
def matmul2d_back0(grad_out: Arr, out: Arr, x: Arr, y: Arr) -> Arr:
    return np.einsum("iq,jq->ij", grad_out, y)


def matmul2d_back1(grad_out: Arr, out: Arr, x: Arr, y: Arr) -> Arr:
    return np.einsum("pi,pj->ij", x, grad_out)


# %% right: tensordot
def matmul2d_back0(grad_out: Arr, out: Arr, x: Arr, y: Arr) -> Arr:
    return np.tensordot(grad_out, y, axes=(1, 1))


def matmul2d_back1(grad_out: Arr, out: Arr, x: Arr, y: Arr) -> Arr:
    return np.tensordot(x, grad_out, axes=(0, 0))


# %% right: the transpose of the product
def matmul2d_back0(grad_out: Arr, out: Arr, x: Arr, y: Arr) -> Arr:
    return (y @ grad_out.T).T


def matmul2d_back1(grad_out: Arr, out: Arr, x: Arr, y: Arr) -> Arr:
    return (grad_out.T @ x).T


# %% right: broadcast, multiply and sum
def matmul2d_back0(grad_out: Arr, out: Arr, x: Arr, y: Arr) -> Arr:
    return (grad_out[:, np.newaxis, :] * y[np.newaxis, :, :]).sum(axis=-1)


def matmul2d_back1(grad_out: Arr, out: Arr, x: Arr, y: Arr) -> Arr:
    return (x[:, :, np.newaxis] * grad_out[:, np.newaxis, :]).sum(axis=0)


# %% right: outer products added up, in place on an array of its own
def matmul2d_back0(grad_out: Arr, out: Arr, x: Arr, y: Arr) -> Arr:
    grad_x = np.zeros_like(x, dtype=grad_out.dtype)
    for column, row in zip(grad_out.T, y.T):
        grad_x += np.outer(column, row)
    return grad_x


def matmul2d_back1(grad_out: Arr, out: Arr, x: Arr, y: Arr) -> Arr:
    grad_y = np.zeros_like(y, dtype=grad_out.dtype)
    for row_of_x, row in zip(x, grad_out):
        grad_y += np.outer(row_of_x, row)
    return grad_y


# %% right: three loops in float64, cast back
def product(a, b):
    result = np.zeros((a.shape[0], b.shape[1]))
    for i in range(a.shape[0]):
        for j in range(b.shape[1]):
            for k in range(a.shape[1]):
                result[i, j] += float(a[i, k]) * float(b[k, j])
    return result


def matmul2d_back0(grad_out: Arr, out: Arr, x: Arr, y: Arr) -> Arr:
    return product(grad_out, np.swapaxes(y, 0, 1)).astype(grad_out.dtype)


def matmul2d_back1(grad_out: Arr, out: Arr, x: Arr, y: Arr) -> Arr:
    return product(np.swapaxes(x, 0, 1), grad_out).astype(grad_out.dtype)


# %% right: the first by the rule for the second
def matmul2d_back1(grad_out: Arr, out: Arr, x: Arr, y: Arr) -> Arr:
    return np.dot(np.transpose(x), grad_out)


def matmul2d_back0(grad_out: Arr, out: Arr, x: Arr, y: Arr) -> Arr:
    return matmul2d_back1(grad_out.T, out.T, y.T, x.T).T


# %% wrong: no transpose [transpose-missing]
def matmul2d_back0(grad_out: Arr, out: Arr, x: Arr, y: Arr) -> Arr:
    return grad_out @ y


def matmul2d_back1(grad_out: Arr, out: Arr, x: Arr, y: Arr) -> Arr:
    return x @ grad_out


# %% wrong: no transpose in the second [transpose-missing]
def matmul2d_back0(grad_out: Arr, out: Arr, x: Arr, y: Arr) -> Arr:
    return grad_out @ y.T


def matmul2d_back1(grad_out: Arr, out: Arr, x: Arr, y: Arr) -> Arr:
    return x @ grad_out


# %% wrong: transposes only where the shapes ask for it [transpose-missing]
def matmul2d_back0(grad_out: Arr, out: Arr, x: Arr, y: Arr) -> Arr:
    return grad_out @ (y if y.shape[0] == y.shape[1] else y.T)


def matmul2d_back1(grad_out: Arr, out: Arr, x: Arr, y: Arr) -> Arr:
    return (x if x.shape[0] == x.shape[1] else x.T) @ grad_out


# %% wrong: reshapes instead of transposing [reshaped-not-permuted]
def matmul2d_back0(grad_out: Arr, out: Arr, x: Arr, y: Arr) -> Arr:
    return grad_out @ y.reshape(y.shape[::-1])


def matmul2d_back1(grad_out: Arr, out: Arr, x: Arr, y: Arr) -> Arr:
    return x.reshape(x.shape[::-1]) @ grad_out


# %% wrong: the factors in the other order [factors-swapped]
def matmul2d_back0(grad_out: Arr, out: Arr, x: Arr, y: Arr) -> Arr:
    return y.T @ grad_out


def matmul2d_back1(grad_out: Arr, out: Arr, x: Arr, y: Arr) -> Arr:
    return grad_out @ x.T


# %% wrong: the second in the other order [factors-swapped]
def matmul2d_back0(grad_out: Arr, out: Arr, x: Arr, y: Arr) -> Arr:
    return grad_out @ y.T


def matmul2d_back1(grad_out: Arr, out: Arr, x: Arr, y: Arr) -> Arr:
    return grad_out @ x.T


# %% wrong: transposes the upstream gradient too [upstream-transposed]
def matmul2d_back0(grad_out: Arr, out: Arr, x: Arr, y: Arr) -> Arr:
    return grad_out.T @ y.T


def matmul2d_back1(grad_out: Arr, out: Arr, x: Arr, y: Arr) -> Arr:
    return x.T @ grad_out.T


# %% wrong: the transposes of the gradients [transposed]
def matmul2d_back0(grad_out: Arr, out: Arr, x: Arr, y: Arr) -> Arr:
    return y @ grad_out.T


def matmul2d_back1(grad_out: Arr, out: Arr, x: Arr, y: Arr) -> Arr:
    return grad_out.T @ x


# %% wrong: the two functions the other way round [functions-swapped]
def matmul2d_back0(grad_out: Arr, out: Arr, x: Arr, y: Arr) -> Arr:
    return x.T @ grad_out


def matmul2d_back1(grad_out: Arr, out: Arr, x: Arr, y: Arr) -> Arr:
    return grad_out @ y.T


# %% wrong: x and y confused [arguments-swapped]
def matmul2d_back0(grad_out: Arr, out: Arr, x: Arr, y: Arr) -> Arr:
    return grad_out @ x.T


def matmul2d_back1(grad_out: Arr, out: Arr, x: Arr, y: Arr) -> Arr:
    return y.T @ grad_out


# %% wrong: elementwise, as in multiply [elementwise-not-matmul]
def matmul2d_back0(grad_out: Arr, out: Arr, x: Arr, y: Arr) -> Arr:
    return unbroadcast(grad_out * y, x)


def matmul2d_back1(grad_out: Arr, out: Arr, x: Arr, y: Arr) -> Arr:
    return unbroadcast(grad_out * x, y)


# %% wrong: the sums of rows and columns, right for upstream gradients of ones [upstream-ignored]
def matmul2d_back0(grad_out: Arr, out: Arr, x: Arr, y: Arr) -> Arr:
    return np.broadcast_to(y.sum(axis=1), x.shape)


def matmul2d_back1(grad_out: Arr, out: Arr, x: Arr, y: Arr) -> Arr:
    return np.broadcast_to(x.sum(axis=0)[:, np.newaxis], y.shape)


# %% wrong: takes the upstream gradient to be the same everywhere [upstream-averaged]
def matmul2d_back0(grad_out: Arr, out: Arr, x: Arr, y: Arr) -> Arr:
    return np.full_like(grad_out, grad_out.mean() if grad_out.size else 0) @ y.T


def matmul2d_back1(grad_out: Arr, out: Arr, x: Arr, y: Arr) -> Arr:
    return x.T @ np.full_like(grad_out, grad_out.mean() if grad_out.size else 0)


# %% wrong: the other factor's transpose alone [upstream-ignored]
def matmul2d_back0(grad_out: Arr, out: Arr, x: Arr, y: Arr) -> Arr:
    return y.T


def matmul2d_back1(grad_out: Arr, out: Arr, x: Arr, y: Arr) -> Arr:
    return x.T


# %% wrong: out where the upstream gradient belongs [out-for-upstream]
def matmul2d_back0(grad_out: Arr, out: Arr, x: Arr, y: Arr) -> Arr:
    return out @ y.T


def matmul2d_back1(grad_out: Arr, out: Arr, x: Arr, y: Arr) -> Arr:
    return x.T @ out


# %% wrong: divides by the number of rows [scaled]
def matmul2d_back0(grad_out: Arr, out: Arr, x: Arr, y: Arr) -> Arr:
    return grad_out @ y.T


def matmul2d_back1(grad_out: Arr, out: Arr, x: Arr, y: Arr) -> Arr:
    return x.T @ grad_out / max(len(x), 1)


# %% wrong: a minus sign [sign-flipped]
def matmul2d_back0(grad_out: Arr, out: Arr, x: Arr, y: Arr) -> Arr:
    return -grad_out @ y.T


def matmul2d_back1(grad_out: Arr, out: Arr, x: Arr, y: Arr) -> Arr:
    return -x.T @ grad_out


# %% wrong: the inverse instead of the transpose [inverse-not-transpose]
def matmul2d_back0(grad_out: Arr, out: Arr, x: Arr, y: Arr) -> Arr:
    return grad_out @ np.linalg.pinv(y)


def matmul2d_back1(grad_out: Arr, out: Arr, x: Arr, y: Arr) -> Arr:
    return np.linalg.pinv(x) @ grad_out


# %% wrong: only the first row of the batch [first-row-only]
def matmul2d_back0(grad_out: Arr, out: Arr, x: Arr, y: Arr) -> Arr:
    return grad_out @ y.T


def matmul2d_back1(grad_out: Arr, out: Arr, x: Arr, y: Arr) -> Arr:
    return x[:1].T @ grad_out[:1]


# %% wrong: drops dimensions of size 1 [wrong-shape]
def matmul2d_back0(grad_out: Arr, out: Arr, x: Arr, y: Arr) -> Arr:
    return np.squeeze(grad_out @ y.T)


def matmul2d_back1(grad_out: Arr, out: Arr, x: Arr, y: Arr) -> Arr:
    return np.squeeze(x.T @ grad_out)


# %% wrong: starts the sum from the first term, which may not exist [wrong-when-empty]
def matmul2d_back0(grad_out: Arr, out: Arr, x: Arr, y: Arr) -> Arr:
    grad_x = np.outer(grad_out[:, 0], y[:, 0])
    for k in range(1, y.shape[1]):
        grad_x = grad_x + np.outer(grad_out[:, k], y[:, k])
    return grad_x


def matmul2d_back1(grad_out: Arr, out: Arr, x: Arr, y: Arr) -> Arr:
    return x.T @ grad_out


# %% wrong: the gradient goes where y was [modifies-input]
def matmul2d_back0(grad_out: Arr, out: Arr, x: Arr, y: Arr) -> Arr:
    return grad_out @ y.T


def matmul2d_back1(grad_out: Arr, out: Arr, x: Arr, y: Arr) -> Arr:
    return np.matmul(x.T, grad_out, out=y)


# %% wrong: whole numbers [wrong-dtype]
def matmul2d_back0(grad_out: Arr, out: Arr, x: Arr, y: Arr) -> Arr:
    return (grad_out @ y.T).astype(int)


def matmul2d_back1(grad_out: Arr, out: Arr, x: Arr, y: Arr) -> Arr:
    return (x.T @ grad_out).astype(int)


# %% wrong: calls matmul, which makes a Tensor [returns-tensor]
def matmul2d_back0(grad_out: Arr, out: Arr, x: Arr, y: Arr) -> Arr:
    return matmul(grad_out, y.T)


def matmul2d_back1(grad_out: Arr, out: Arr, x: Arr, y: Arr) -> Arr:
    return matmul(x.T, grad_out)


# %% wrong: lists [returns-list]
def matmul2d_back0(grad_out: Arr, out: Arr, x: Arr, y: Arr) -> Arr:
    return [[float(np.dot(g, row)) for row in y] for g in grad_out]


def matmul2d_back1(grad_out: Arr, out: Arr, x: Arr, y: Arr) -> Arr:
    return [[float(np.dot(column, g)) for g in grad_out.T] for column in x.T]


# %% wrong: no return in either [returns-none]
def matmul2d_back0(grad_out: Arr, out: Arr, x: Arr, y: Arr) -> Arr:
    grad_x = grad_out @ y.T


def matmul2d_back1(grad_out: Arr, out: Arr, x: Arr, y: Arr) -> Arr:
    grad_y = x.T @ grad_out


# %% wrong: drops lengths of one [wrong-shape]
def matmul2d_back0(grad_out, out, x, y):
    return np.squeeze(grad_out @ y.T)


def matmul2d_back1(grad_out, out, x, y):
    return np.squeeze(x.T @ grad_out)


# %% wrong: drops a single row [squeezed]
def matmul2d_back0(grad_out, out, x, y):
    result = grad_out @ y.T
    return result[0] if len(result) == 1 else result


def matmul2d_back1(grad_out, out, x, y):
    return x.T @ grad_out


# %% wrong: the mean over the batch [scaled]
def matmul2d_back0(grad_out, out, x, y):
    return grad_out @ y.T


def matmul2d_back1(grad_out, out, x, y):
    return x.T @ grad_out / len(x)


# %% wrong: the transposes are kept
_transposes = {}


def matmul2d_back0(grad_out, out, x, y):
    return grad_out @ _transposes.setdefault(("y", y.shape), y.T)


def matmul2d_back1(grad_out, out, x, y):
    return _transposes.setdefault(("x", x.shape), x.T) @ grad_out


# %% wrong: a square is symmetric [transpose-missing]
def matmul2d_back0(grad_out, out, x, y):
    return grad_out @ (y if y.shape[0] == y.shape[1] == grad_out.shape[1] else y.T)


def matmul2d_back1(grad_out, out, x, y):
    return x.T @ grad_out


# %% wrong: one matrix twice gets both shares [one-array-twice]
def matmul2d_back0(grad_out, out, x, y):
    if x is y:
        return grad_out @ y.T + x.T @ grad_out
    return grad_out @ y.T


def matmul2d_back1(grad_out, out, x, y):
    if x is y:
        return grad_out @ y.T + x.T @ grad_out
    return x.T @ grad_out


# %% right: tensordot
def matmul2d_back0(grad_out, out, x, y):
    return np.tensordot(grad_out, y, axes=([1], [1]))


def matmul2d_back1(grad_out, out, x, y):
    return np.tensordot(x, grad_out, axes=([0], [0]))


# %% right: np.dot and np.transpose
def matmul2d_back0(grad_out, out, x, y):
    return np.dot(grad_out, np.transpose(y))


def matmul2d_back1(grad_out, out, x, y):
    return np.dot(np.transpose(x), grad_out)


# %% wrong: outer products added up, in place on an array of its own, in the dtype of x [cast-in-place]
def matmul2d_back0(grad_out: Arr, out: Arr, x: Arr, y: Arr) -> Arr:
    grad_x = np.zeros_like(x)
    for column, row in zip(grad_out.T, y.T):
        grad_x += np.outer(column, row)
    return grad_x


def matmul2d_back1(grad_out: Arr, out: Arr, x: Arr, y: Arr) -> Arr:
    grad_y = np.zeros_like(y)
    for row_of_x, row in zip(x, grad_out):
        grad_y += np.outer(row_of_x, row)
    return grad_y
