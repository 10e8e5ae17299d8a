# Answers to `matmul_back`, right and wrong, that the autograder is measured on.

# %% right: as the text suggests
def matmul_back0(grad_out: Arr, out: Arr, x: Arr, y: Arr) -> Arr:
    return unbroadcast(grad_out @ np.swapaxes(y, -1, -2), x)


def matmul_back1(grad_out: Arr, out: Arr, x: Arr, y: Arr) -> Arr:
    return unbroadcast(np.swapaxes(x, -1, -2) @ grad_out, y)


# %% right: np.matmul and moveaxis
def matmul_back0(grad_out: Arr, out: Arr, x: Arr, y: Arr) -> Arr:
    return unbroadcast(np.matmul(grad_out, np.moveaxis(y, -1, -2)), x)


def matmul_back1(grad_out: Arr, out: Arr, x: Arr, y: Arr) -> Arr:
    return unbroadcast(np.matmul(np.moveaxis(x, -2, -1), grad_out), y)


# %% right: einsum
def matmul_back0(grad_out: Arr, out: Arr, x: Arr, y: Arr) -> Arr:
    return unbroadcast(np.einsum('...ac,...bc->...ab', grad_out, y), x)


def matmul_back1(grad_out: Arr, out: Arr, x: Arr, y: Arr) -> Arr:
    return unbroadcast(np.einsum('...ab,...ac->...bc', x, grad_out), y)


# %% right: np.matrix_transpose
def matmul_back0(grad_out: Arr, out: Arr, x: Arr, y: Arr) -> Arr:
    return unbroadcast(grad_out @ np.matrix_transpose(y), x)


def matmul_back1(grad_out: Arr, out: Arr, x: Arr, y: Arr) -> Arr:
    return unbroadcast(np.matrix_transpose(x) @ grad_out, y)


# %% right: mT
def matmul_back0(grad_out: Arr, out: Arr, x: Arr, y: Arr) -> Arr:
    return unbroadcast(grad_out @ y.mT, x)


def matmul_back1(grad_out: Arr, out: Arr, x: Arr, y: Arr) -> Arr:
    return unbroadcast(x.mT @ grad_out, y)


# %% right: sums by hand
def sum_to(array, shape):
    while array.ndim > len(shape):
        array = array.sum(axis=0)
    for axis, length in enumerate(shape):
        if length == 1:
            array = array.sum(axis=axis, keepdims=True)
    return array


def matmul_back0(grad_out: Arr, out: Arr, x: Arr, y: Arr) -> Arr:
    return sum_to(grad_out @ np.swapaxes(y, -1, -2), x.shape)


def matmul_back1(grad_out: Arr, out: Arr, x: Arr, y: Arr) -> Arr:
    return sum_to(np.swapaxes(x, -1, -2) @ grad_out, y.shape)


# %% right: one product at a time
def matmul_back0(grad_out: Arr, out: Arr, x: Arr, y: Arr) -> Arr:
    full = np.stack([g @ b.T for g, b in zip(grad_out.reshape(-1, *grad_out.shape[-2:]), np.broadcast_to(y, (*grad_out.shape[:-2], *y.shape[-2:])).reshape(-1, *y.shape[-2:]))])
    return unbroadcast(full.reshape(*grad_out.shape[:-2], *x.shape[-2:]), x)


def matmul_back1(grad_out: Arr, out: Arr, x: Arr, y: Arr) -> Arr:
    return unbroadcast((np.swapaxes(grad_out, -1, -2) @ np.broadcast_to(x, (*grad_out.shape[:-2], *x.shape[-2:]))).swapaxes(-1, -2), y)


# %% wrong: no unbroadcast [not-unbroadcast]
def matmul_back0(grad_out: Arr, out: Arr, x: Arr, y: Arr) -> Arr:
    return np.einsum('...ac,...bc->...ab', grad_out, y)


def matmul_back1(grad_out: Arr, out: Arr, x: Arr, y: Arr) -> Arr:
    return np.einsum('...ab,...ac->...bc', x, grad_out)


# %% wrong: .T [all-axes-reversed]
def matmul_back0(grad_out: Arr, out: Arr, x: Arr, y: Arr) -> Arr:
    return unbroadcast(grad_out @ np.transpose(y), x)


def matmul_back1(grad_out: Arr, out: Arr, x: Arr, y: Arr) -> Arr:
    return unbroadcast(np.transpose(x) @ grad_out, y)


# %% wrong: as for two matrices [all-axes-reversed]
def matmul_back0(grad_out: Arr, out: Arr, x: Arr, y: Arr) -> Arr:
    return matmul2d_back0(grad_out, out, x, y)


def matmul_back1(grad_out: Arr, out: Arr, x: Arr, y: Arr) -> Arr:
    return matmul2d_back1(grad_out, out, x, y)


# %% wrong: no transpose [transpose-missing]
def matmul_back0(grad_out: Arr, out: Arr, x: Arr, y: Arr) -> Arr:
    return unbroadcast(np.matmul(grad_out, y), x)


def matmul_back1(grad_out: Arr, out: Arr, x: Arr, y: Arr) -> Arr:
    return unbroadcast(np.matmul(x, grad_out), y)


# %% wrong: the gradient transposed [gradient-transposed]
def matmul_back0(grad_out: Arr, out: Arr, x: Arr, y: Arr) -> Arr:
    return unbroadcast(grad_out.swapaxes(-2, -1) @ y, x)


def matmul_back1(grad_out: Arr, out: Arr, x: Arr, y: Arr) -> Arr:
    return unbroadcast(x @ grad_out.swapaxes(-2, -1), y)


# %% wrong: wrong order [order-turned]
def matmul_back0(grad_out: Arr, out: Arr, x: Arr, y: Arr) -> Arr:
    return unbroadcast(y.mT @ grad_out, x)


def matmul_back1(grad_out: Arr, out: Arr, x: Arr, y: Arr) -> Arr:
    return unbroadcast(grad_out @ x.mT, y)


# %% wrong: functions exchanged [arguments-swapped]
def matmul_back0(grad_out: Arr, out: Arr, x: Arr, y: Arr) -> Arr:
    return unbroadcast(x.mT @ grad_out, y)


def matmul_back1(grad_out: Arr, out: Arr, x: Arr, y: Arr) -> Arr:
    return unbroadcast(grad_out @ y.mT, x)


# %% wrong: summed to the other's shape [unbroadcast-to-the-other]
def matmul_back0(grad_out: Arr, out: Arr, x: Arr, y: Arr) -> Arr:
    return unbroadcast(grad_out @ y.mT, y)


def matmul_back1(grad_out: Arr, out: Arr, x: Arr, y: Arr) -> Arr:
    return unbroadcast(x.mT @ grad_out, x)


# %% wrong: all batches summed first [unbroadcast-too-early]
def matmul_back0(grad_out: Arr, out: Arr, x: Arr, y: Arr) -> Arr:
    front = tuple(range(grad_out.ndim - 2))
    return unbroadcast(grad_out.sum(axis=front) @ y.mT, x)


def matmul_back1(grad_out: Arr, out: Arr, x: Arr, y: Arr) -> Arr:
    front = tuple(range(grad_out.ndim - 2))
    return unbroadcast(x.mT @ grad_out.sum(axis=front), y)


# %% wrong: averaged [mean-over-batches]
def matmul_back0(grad_out: Arr, out: Arr, x: Arr, y: Arr) -> Arr:
    full = grad_out @ y.mT
    return unbroadcast(full, x) / (full.size // x.size)


def matmul_back1(grad_out: Arr, out: Arr, x: Arr, y: Arr) -> Arr:
    full = x.mT @ grad_out
    return unbroadcast(full, y) / (full.size // y.size)


# %% wrong: axes in front only [new-axes-only]
def matmul_back0(grad_out: Arr, out: Arr, x: Arr, y: Arr) -> Arr:
    g = grad_out @ y.mT
    while g.ndim > x.ndim:
        g = g.sum(axis=0)
    return g


def matmul_back1(grad_out: Arr, out: Arr, x: Arr, y: Arr) -> Arr:
    g = x.mT @ grad_out
    while g.ndim > y.ndim:
        g = g.sum(axis=0)
    return g


# %% wrong: reshape for a transpose [reshaped-instead-of-transposed]
def matmul_back0(grad_out: Arr, out: Arr, x: Arr, y: Arr) -> Arr:
    b, c = y.shape[-2:]
    return unbroadcast(grad_out @ y.reshape(*y.shape[:-2], c, b), x)


def matmul_back1(grad_out: Arr, out: Arr, x: Arr, y: Arr) -> Arr:
    a, b = x.shape[-2:]
    return unbroadcast(x.reshape(*x.shape[:-2], b, a) @ grad_out, y)


# %% wrong: element by element [elementwise-product]
def matmul_back0(grad_out: Arr, out: Arr, x: Arr, y: Arr) -> Arr:
    return unbroadcast(np.multiply(grad_out, y), x)


def matmul_back1(grad_out: Arr, out: Arr, x: Arr, y: Arr) -> Arr:
    return unbroadcast(np.multiply(grad_out, x), y)


# %% wrong: without upstream [upstream-ignored]
def matmul_back0(grad_out: Arr, out: Arr, x: Arr, y: Arr) -> Arr:
    return unbroadcast(np.ones(out.shape, np.float32) @ y.mT, x)


def matmul_back1(grad_out: Arr, out: Arr, x: Arr, y: Arr) -> Arr:
    return unbroadcast(x.mT @ np.ones(out.shape, np.float32), y)


# %% wrong: np.dot [np-dot]
def matmul_back0(grad_out: Arr, out: Arr, x: Arr, y: Arr) -> Arr:
    return unbroadcast(np.dot(grad_out, y.mT), x)


def matmul_back1(grad_out: Arr, out: Arr, x: Arr, y: Arr) -> Arr:
    return unbroadcast(np.dot(x.mT, grad_out), y)


# %% wrong: nothing returned [returns-none]
def matmul_back0(grad_out: Arr, out: Arr, x: Arr, y: Arr) -> Arr:
    unbroadcast(grad_out @ y.mT, x)


def matmul_back1(grad_out: Arr, out: Arr, x: Arr, y: Arr) -> Arr:
    unbroadcast(x.mT @ grad_out, y)


# %% wrong: sign [sign-flipped]
def matmul_back0(grad_out: Arr, out: Arr, x: Arr, y: Arr) -> Arr:
    return -unbroadcast(grad_out @ y.mT, x)


def matmul_back1(grad_out: Arr, out: Arr, x: Arr, y: Arr) -> Arr:
    return -unbroadcast(x.mT @ grad_out, y)


# %% wrong: the first is right, the second not unbroadcast
def matmul_back0(grad_out: Arr, out: Arr, x: Arr, y: Arr) -> Arr:
    return unbroadcast(grad_out @ y.mT, x)


def matmul_back1(grad_out: Arr, out: Arr, x: Arr, y: Arr) -> Arr:
    return x.mT @ grad_out


# %% wrong: drops lengths of one [squeezed]
def matmul_back0(grad_out, out, x, y):
    return np.squeeze(unbroadcast(grad_out @ np.swapaxes(y, -1, -2), x))


def matmul_back1(grad_out, out, x, y):
    return np.squeeze(unbroadcast(np.swapaxes(x, -1, -2) @ grad_out, y))


# %% wrong: einsum for three dimensions
def matmul_back0(grad_out, out, x, y):
    if grad_out.ndim == 3:
        return unbroadcast(np.einsum("nac,nbc->nab", grad_out, y), x)
    return unbroadcast(grad_out @ np.swapaxes(y, -1, -2), x)


def matmul_back1(grad_out, out, x, y):
    if grad_out.ndim == 3:
        return unbroadcast(np.einsum("nab,nac->nbc", x, grad_out), y)
    return unbroadcast(np.swapaxes(x, -1, -2) @ grad_out, y)


# %% wrong: unbroadcasts only where the number of axes differs [new-axes-only]
def matmul_back0(grad_out, out, x, y):
    grad = grad_out @ np.swapaxes(y, -1, -2)
    return unbroadcast(grad, x) if grad.ndim != x.ndim else grad


def matmul_back1(grad_out, out, x, y):
    grad = np.swapaxes(x, -1, -2) @ grad_out
    return unbroadcast(grad, y) if grad.ndim != y.ndim else grad


# %% right: einsum with dots
def matmul_back0(grad_out, out, x, y):
    return unbroadcast(np.einsum("...ac,...bc->...ab", grad_out, y), x)


def matmul_back1(grad_out, out, x, y):
    return unbroadcast(np.einsum("...ab,...ac->...bc", x, grad_out), y)
