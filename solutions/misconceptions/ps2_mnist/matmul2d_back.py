# Wrong answers to `matmul2d_back`, and what to say to whoever gave one.
# A function that a cell does not define is right.

# %% [markdown] id="elementwise-not-matmul"
# You multiply entry by entry, as in the backward functions of `multiply`. In a product of matrices
# one entry of `x` meets a whole row of `y`, and the pencil formula has a sum over `q`: which
# operator makes such sums?

# %%
def matmul2d_back0(grad_out, out, x, y):
    return grad_out * y


def matmul2d_back1(grad_out, out, x, y):
    return grad_out * x

# %%
def matmul2d_back0(grad_out, out, x, y):
    return unbroadcast(grad_out * y, x)


def matmul2d_back1(grad_out, out, x, y):
    return unbroadcast(grad_out * x, y)

# %%
def matmul2d_back0(grad_out, out, x, y):
    return grad_out * y.T


def matmul2d_back1(grad_out, out, x, y):
    return grad_out * x.T

# %%
def matmul2d_back0(grad_out, out, x, y):
    return unbroadcast(grad_out * y.T, x)


def matmul2d_back1(grad_out, out, x, y):
    return unbroadcast(grad_out * x.T, y)

# %% [markdown] id="transpose-missing"
# A transpose is missing (NumPy's `transpose(0, 1)`, unlike PyTorch's, is none). Square matrices
# can be multiplied with it and without it, so the shapes alone do not always tell. In the pencil
# formula the two factors share one index: which position does it have in each, and which one does
# `@` sum over?

# %%
def matmul2d_back0(grad_out, out, x, y):
    return grad_out @ y


def matmul2d_back1(grad_out, out, x, y):
    return x @ grad_out

# %%
def matmul2d_back0(grad_out, out, x, y):
    return grad_out @ y

# %%
def matmul2d_back1(grad_out, out, x, y):
    return x @ grad_out

# %%
def matmul2d_back0(grad_out, out, x, y):
    return grad_out @ (y if y.shape[0] == y.shape[1] else y.T)


def matmul2d_back1(grad_out, out, x, y):
    return (x if x.shape[0] == x.shape[1] else x.T) @ grad_out

# %%
def matmul2d_back0(grad_out, out, x, y):
    return grad_out @ (y if y.shape[0] == y.shape[1] else y.T)

# %%
def matmul2d_back1(grad_out, out, x, y):
    return (x if x.shape[0] == x.shape[1] else x.T) @ grad_out

# %% [markdown] id="factors-swapped"
# The right factors in the wrong order: `AB` and `BA` are different matrices, and often only one of
# them exists. Write the shapes side by side: `grad_out` is `(a, c)`, the gradient of `x` has to be
# `(a, b)`, that of `y` `(b, c)`. On which side must `grad_out` stand in each?

# %%
def matmul2d_back0(grad_out, out, x, y):
    return y.T @ grad_out


def matmul2d_back1(grad_out, out, x, y):
    return grad_out @ x.T

# %%
def matmul2d_back0(grad_out, out, x, y):
    return y.T @ grad_out

# %%
def matmul2d_back1(grad_out, out, x, y):
    return grad_out @ x.T

# %% [markdown] id="order-and-transpose"
# With matrices the order counts, and so does which of them is turned on its side; here neither is
# right yet. Take the gradient that fails and write the shapes of its factors side by side, as in
# `(a, c)` and `(b, c)`: which order, and which transpose, gives the shape of the input?

# %%
def matmul2d_back0(grad_out, out, x, y):
    return grad_out @ y


def matmul2d_back1(grad_out, out, x, y):
    return grad_out @ x

# %%
def matmul2d_back0(grad_out, out, x, y):
    return y @ grad_out


def matmul2d_back1(grad_out, out, x, y):
    return x @ grad_out

# %%
def matmul2d_back0(grad_out, out, x, y):
    return y @ grad_out


def matmul2d_back1(grad_out, out, x, y):
    return grad_out @ x

# %%
def matmul2d_back0(grad_out, out, x, y):
    return y @ grad_out

# %%
def matmul2d_back1(grad_out, out, x, y):
    return grad_out @ x

# %%
def matmul2d_back0(grad_out, out, x, y):
    return y.T @ grad_out


def matmul2d_back1(grad_out, out, x, y):
    return x @ grad_out

# %%
def matmul2d_back0(grad_out, out, x, y):
    return grad_out @ y


def matmul2d_back1(grad_out, out, x, y):
    return grad_out @ x.T

# %% [markdown] id="transposed"
# The numbers are right, but the gradient lies on its side: its rows should be its columns. The
# gradient of `x` is laid out like `x`, `(a, b)`, and that of `y` like `y`, `(b, c)`. What does
# transposing a product do to the order of its factors?

# %%
def matmul2d_back0(grad_out, out, x, y):
    return y @ grad_out.T


def matmul2d_back1(grad_out, out, x, y):
    return grad_out.T @ x

# %%
def matmul2d_back0(grad_out, out, x, y):
    return y @ grad_out.T

# %%
def matmul2d_back1(grad_out, out, x, y):
    return grad_out.T @ x

# %% [markdown] id="upstream-transposed"
# You turn `grad_out` on its side, and here it should stay as it is: its rows belong to the rows of
# `x`, its columns to the columns of `y`. Which other matrix, if any, has to be transposed so that
# the shapes fit?

# %%
def matmul2d_back0(grad_out, out, x, y):
    return grad_out.T @ y.T


def matmul2d_back1(grad_out, out, x, y):
    return x.T @ grad_out.T

# %%
def matmul2d_back0(grad_out, out, x, y):
    return grad_out.T @ y.T

# %%
def matmul2d_back1(grad_out, out, x, y):
    return x.T @ grad_out.T

# %%
def matmul2d_back0(grad_out, out, x, y):
    return grad_out.T @ y


def matmul2d_back1(grad_out, out, x, y):
    return x @ grad_out.T

# %%
def matmul2d_back0(grad_out, out, x, y):
    return grad_out.T @ y

# %%
def matmul2d_back1(grad_out, out, x, y):
    return x @ grad_out.T

# %%
def matmul2d_back0(grad_out, out, x, y):
    return grad_out.T @ y


def matmul2d_back1(grad_out, out, x, y):
    return grad_out.T @ x

# %%
def matmul2d_back0(grad_out, out, x, y):
    return y.T @ grad_out.T


def matmul2d_back1(grad_out, out, x, y):
    return grad_out.T @ x.T

# %% [markdown] id="functions-swapped"
# Each of the two gradients has turned up in the other function. `matmul2d_back0` answers for
# argument 0, which is `x`, and its result has the shape of `x`; `matmul2d_back1` answers for `y`.

# %%
def matmul2d_back0(grad_out, out, x, y):
    return x.T @ grad_out


def matmul2d_back1(grad_out, out, x, y):
    return grad_out @ y.T

# %% [markdown] id="second-same-as-first"
# `matmul2d_back0` is right, and `matmul2d_back1` computes the very same thing, the gradient of
# `x`. Go through the pencil calculation once more for an entry of `y`: which column of the result
# does it take part in, and what is it multiplied by?

# %%
def matmul2d_back1(grad_out, out, x, y):
    return grad_out @ y.T

# %% [markdown] id="first-same-as-second"
# `matmul2d_back1` is right, and `matmul2d_back0` computes the very same thing, the gradient of
# `y`. Which row of the result does an entry of `x` take part in, and what is it multiplied by?

# %%
def matmul2d_back0(grad_out, out, x, y):
    return x.T @ grad_out

# %% [markdown] id="arguments-swapped"
# The wrong one of the two matrices is in use. In `x @ y` an entry of `x` is multiplied by entries
# of `y`, and the other way round; so which of them says how strongly the result reacts to a change
# in `x`?

# %%
def matmul2d_back0(grad_out, out, x, y):
    return grad_out @ x.T


def matmul2d_back1(grad_out, out, x, y):
    return y.T @ grad_out

# %%
def matmul2d_back0(grad_out, out, x, y):
    return grad_out @ x.T

# %%
def matmul2d_back1(grad_out, out, x, y):
    return y.T @ grad_out

# %%
def matmul2d_back0(grad_out, out, x, y):
    return grad_out @ x


def matmul2d_back1(grad_out, out, x, y):
    return y @ grad_out

# %%
def matmul2d_back0(grad_out, out, x, y):
    return grad_out @ x


def matmul2d_back1(grad_out, out, x, y):
    return grad_out @ y

# %% [markdown] id="reshaped-not-permuted"
# You give a matrix the shape of its transpose with `reshape`, but `reshape` keeps the elements in
# their reading order: `[[1, 2, 3], [4, 5, 6]]` becomes `[[1, 2], [3, 4], [5, 6]]`. Which numbers
# should stand in the first row of the transpose?

# %%
def matmul2d_back0(grad_out, out, x, y):
    return grad_out @ y.reshape(y.shape[::-1])


def matmul2d_back1(grad_out, out, x, y):
    return x.reshape(x.shape[::-1]) @ grad_out

# %%
def matmul2d_back0(grad_out, out, x, y):
    return grad_out @ y.reshape(y.shape[::-1])

# %%
def matmul2d_back1(grad_out, out, x, y):
    return x.reshape(x.shape[::-1]) @ grad_out

# %%
def matmul2d_back0(grad_out, out, x, y):
    return grad_out @ y.reshape(grad_out.shape[1], -1)


def matmul2d_back1(grad_out, out, x, y):
    return x.reshape(-1, grad_out.shape[0]) @ grad_out

# %% [markdown] id="upstream-ignored"
# `grad_out` does not take part. The chain rule has two factors, what the other matrix contributes
# and how much the loss changes with each entry of the result, and the second is different for
# every entry.

# %%
def matmul2d_back0(grad_out, out, x, y):
    return y.T


def matmul2d_back1(grad_out, out, x, y):
    return x.T

# %%
def matmul2d_back0(grad_out, out, x, y):
    return y


def matmul2d_back1(grad_out, out, x, y):
    return x

# %%
def matmul2d_back0(grad_out, out, x, y):
    return np.ones_like(grad_out) @ y.T


def matmul2d_back1(grad_out, out, x, y):
    return x.T @ np.ones_like(grad_out)

# %%
def matmul2d_back0(grad_out, out, x, y):
    return np.ones_like(grad_out) @ y.T

# %%
def matmul2d_back1(grad_out, out, x, y):
    return x.T @ np.ones_like(grad_out)

# %% [markdown] id="upstream-averaged"
# You boil `grad_out` down to a sum or an average before you multiply. Each of its entries belongs
# to one place of the result and has to meet the row or column that made that place; add up only
# after multiplying.

# %%
def matmul2d_back0(grad_out, out, x, y):
    return np.full_like(grad_out, grad_out.mean() if grad_out.size else 0) @ y.T


def matmul2d_back1(grad_out, out, x, y):
    return x.T @ np.full_like(grad_out, grad_out.mean() if grad_out.size else 0)

# %%
def matmul2d_back0(grad_out, out, x, y):
    return grad_out.mean() * np.ones_like(grad_out) @ y.T


def matmul2d_back1(grad_out, out, x, y):
    return x.T @ (grad_out.mean() * np.ones_like(grad_out))

# %%
def matmul2d_back0(grad_out, out, x, y):
    return grad_out.sum() * np.ones_like(grad_out) @ y.T


def matmul2d_back1(grad_out, out, x, y):
    return x.T @ (grad_out.sum() * np.ones_like(grad_out))

# %%
def matmul2d_back0(grad_out, out, x, y):
    return np.outer(grad_out.sum(axis=1), y.sum(axis=1))


def matmul2d_back1(grad_out, out, x, y):
    return np.outer(x.sum(axis=0), grad_out.sum(axis=0))

# %% [markdown] id="local-derivative-ignored"
# You hand `grad_out` on as it came. It says how the loss changes with the result `x @ y`; how the
# result changes with an entry of `x` depends on `y`, and the other way round, and that factor is
# missing.

# %%
def matmul2d_back0(grad_out, out, x, y):
    return grad_out


def matmul2d_back1(grad_out, out, x, y):
    return grad_out

# %% [markdown] id="out-for-upstream"
# This multiplies with values of the forward pass, `out`, where a gradient belongs. `out` is the
# result itself; `grad_out` says how much the loss changes with each of its entries.

# %%
def matmul2d_back0(grad_out, out, x, y):
    return out @ y.T


def matmul2d_back1(grad_out, out, x, y):
    return x.T @ out

# %%
def matmul2d_back0(grad_out, out, x, y):
    return out @ y.T

# %%
def matmul2d_back1(grad_out, out, x, y):
    return x.T @ out

# %% [markdown] id="forward-again"
# This is the product `x @ y` of the forward pass once more. A backward function is asked something
# else: by how much does the loss change with each entry of `x`, or of `y`?

# %%
def matmul2d_back0(grad_out, out, x, y):
    return x @ y


def matmul2d_back1(grad_out, out, x, y):
    return x @ y

# %% [markdown] id="upstream-times-out"
# Here `grad_out` is multiplied, entry by entry, by the result itself. It should meet the *other
# matrix*: an entry of `x` matters to the result as much as the entries of `y` that it is
# multiplied by, and the other way round.

# %%
def matmul2d_back0(grad_out, out, x, y):
    return grad_out * out


def matmul2d_back1(grad_out, out, x, y):
    return grad_out * out

# %% [markdown] id="scaled"
# Right but for a division by a number of rows or entries. Each row of the batch has its own share
# in the loss, and the shares are added, not averaged; if the loss is a mean, `grad_out` knows
# already.

# %%
def matmul2d_back1(grad_out, out, x, y):
    return x.T @ grad_out / len(x)

# %%
def matmul2d_back1(grad_out, out, x, y):
    return x.T @ grad_out / max(len(x), 1)

# %%
def matmul2d_back0(grad_out, out, x, y):
    return grad_out @ y.T / len(x)


def matmul2d_back1(grad_out, out, x, y):
    return x.T @ grad_out / len(x)

# %%
def matmul2d_back0(grad_out, out, x, y):
    return grad_out @ y.T / grad_out.size


def matmul2d_back1(grad_out, out, x, y):
    return x.T @ grad_out / grad_out.size

# %%
def matmul2d_back0(grad_out, out, x, y):
    return grad_out @ y.T / y.shape[1]


def matmul2d_back1(grad_out, out, x, y):
    return x.T @ grad_out / x.shape[0]

# %% [markdown] id="inverse-not-transpose"
# You use an inverse where a transpose is wanted. Going backwards here does not mean solving for
# `x` again; the question is by how much each entry of the result changes when an entry of `x`
# does.

# %%
def matmul2d_back0(grad_out, out, x, y):
    return grad_out @ np.linalg.pinv(y)


def matmul2d_back1(grad_out, out, x, y):
    return np.linalg.pinv(x) @ grad_out

# %%
def matmul2d_back0(grad_out, out, x, y):
    return grad_out @ np.linalg.inv(y)


def matmul2d_back1(grad_out, out, x, y):
    return np.linalg.inv(x) @ grad_out

# %% [markdown] id="outer-product"
# You have multiplied every entry of one matrix by every entry of the other, and that gives far too
# large an array. The pencil formula pairs entries that share an index and adds the pairs up; look
# at the small example in the text to see which.

# %%
def matmul2d_back0(grad_out, out, x, y):
    return np.outer(grad_out, y)


def matmul2d_back1(grad_out, out, x, y):
    return np.outer(x, grad_out)

# %%
def matmul2d_back0(grad_out, out, x, y):
    return np.outer(grad_out, y)


def matmul2d_back1(grad_out, out, x, y):
    return np.outer(grad_out, x)

# %%
def matmul2d_back0(grad_out, out, x, y):
    return np.kron(grad_out, y)


def matmul2d_back1(grad_out, out, x, y):
    return np.kron(x, grad_out)

# %% [markdown] id="first-row-only"
# Only the first row of the batch counts in your gradient of `y`. Every row of `x` is multiplied by
# the whole of `y`, so each of them sends back a share. What becomes of the others?

# %%
def matmul2d_back1(grad_out, out, x, y):
    return x[:1].T @ grad_out[:1]

# %%
def matmul2d_back1(grad_out, out, x, y):
    return np.outer(x[0], grad_out[0])

# %% [markdown] id="last-term-only"
# Only the last term of the sum is left: each turn of a loop replaces what the turn before has
# found. What should happen to the terms instead?

# %%
def matmul2d_back1(grad_out, out, x, y):
    return x[-1:].T @ grad_out[-1:]

# %%
def matmul2d_back1(grad_out, out, x, y):
    for row_of_x, row in zip(x, grad_out):
        grad_y = np.outer(row_of_x, row)
    return grad_y

# %%
def matmul2d_back0(grad_out, out, x, y):
    return grad_out[:, -1:] @ y[:, -1:].T


def matmul2d_back1(grad_out, out, x, y):
    return x[-1:].T @ grad_out[-1:]

# %%
def matmul2d_back0(grad_out, out, x, y):
    return grad_out[:, -1:] @ y[:, -1:].T

# %% [markdown] id="wrong-shape"
# The gradient of a matrix is a matrix, also when it has a single row or column. Something in your
# code flattens the result or drops dimensions of length 1.

# %%
def matmul2d_back0(grad_out, out, x, y):
    return np.squeeze(grad_out @ y.T)


def matmul2d_back1(grad_out, out, x, y):
    return np.squeeze(x.T @ grad_out)

# %%
def matmul2d_back0(grad_out, out, x, y):
    return np.squeeze(grad_out @ y.T)

# %%
def matmul2d_back1(grad_out, out, x, y):
    return np.squeeze(x.T @ grad_out)

# %%
def matmul2d_back0(grad_out, out, x, y):
    return np.ravel(grad_out @ y.T)


def matmul2d_back1(grad_out, out, x, y):
    return np.ravel(x.T @ grad_out)

# %% [markdown] id="wrong-when-empty"
# Right, except where `y` has no columns or `x` has no rows. There is nothing to add up then, and
# the gradient is a matrix of zeros; does your code count on a first term?

# %%
def matmul2d_back0(grad_out, out, x, y):
    grad_x = np.outer(grad_out[:, 0], y[:, 0])
    for k in range(1, y.shape[1]):
        grad_x = grad_x + np.outer(grad_out[:, k], y[:, k])
    return grad_x

# %%
def matmul2d_back1(grad_out, out, x, y):
    grad_y = np.outer(x[0], grad_out[0])
    for k in range(1, len(x)):
        grad_y = grad_y + np.outer(x[k], grad_out[k])
    return grad_y

# %%
def matmul2d_back0(grad_out, out, x, y):
    grad_x = np.outer(grad_out[:, 0], y[:, 0])
    for k in range(1, y.shape[1]):
        grad_x = grad_x + np.outer(grad_out[:, k], y[:, k])
    return grad_x


def matmul2d_back1(grad_out, out, x, y):
    grad_y = np.outer(x[0], grad_out[0])
    for k in range(1, len(x)):
        grad_y = grad_y + np.outer(x[k], grad_out[k])
    return grad_y

# %%
def matmul2d_back0(grad_out, out, x, y):
    return np.stack([np.dot(grad_out, row) for row in y], axis=1)


def matmul2d_back1(grad_out, out, x, y):
    return np.sum(np.stack([np.outer(a, g) for a, g in zip(x, grad_out)]), axis=0)
