# Wrong answers to `getitem_back`, and what to say to whoever gave one.

# %% [markdown] id="wrong-at-repeats"
# Right, as long as every place is picked once. Where the index names a place several times, only
# the last of its gradients is left: indexing writes each place once, with `=` and with `+=` alike.
# In the text's second example the first place receives 10 and 20; what should become of the two?

# %%
def getitem_back(grad_out, out, x, index):
    grad_x = np.zeros_like(x)
    grad_x[coerce_index(index)] += grad_out
    return grad_x

# %% [markdown] id="repeats-averaged"
# Right, as long as every place is picked once. Where a place is picked twice, you return the
# average of its gradients; it influences the loss twice, so what becomes of the two?

# %%
def getitem_back(grad_out, out, x, index):
    grad_x, count = np.zeros_like(x), np.zeros_like(x)
    np.add.at(grad_x, coerce_index(index), grad_out)
    np.add.at(count, coerce_index(index), 1)
    return grad_x / np.maximum(count, 1)

# %% [markdown] id="repeats-compared"
# Right, as long as every place is picked once. Where a place is picked several times, you keep one
# of its gradients, the first, the largest or the smallest. Each of them is a way in which that
# place influences the loss, so what becomes of all of them?

# %%
def getitem_back(grad_out, out, x, index):
    grad_x = np.zeros_like(x)
    where = coerce_index(index)
    grad_x[where] = grad_out
    np.maximum.at(grad_x, where, grad_out)
    return grad_x

# %%
def getitem_back(grad_out, out, x, index):
    grad_x = np.zeros_like(x)
    where = coerce_index(index)
    grad_x[where] = grad_out
    np.minimum.at(grad_x, where, grad_out)
    return grad_x

# %%
def getitem_back(grad_out, out, x, index):
    grad_x = np.zeros_like(x)
    where = coerce_index(index)
    if isinstance(where, tuple) and np.ndim(where[0]) == 1:
        where, grad_out = tuple(i[::-1] for i in where), grad_out[::-1]
    grad_x[where] = grad_out
    return grad_x

# %% [markdown] id="negative-gradients-lost"
# Negative gradients never arrive: you keep the larger of the gradient and the 0 that you started
# from. A gradient has to reach its place whatever its sign, and several gradients for one place
# all count.

# %%
def getitem_back(grad_out, out, x, index):
    grad_x = np.zeros_like(x)
    np.maximum.at(grad_x, coerce_index(index), grad_out)
    return grad_x

# %% [markdown] id="repeats-and-tensors"
# Two things are left to do. Tensors in the index have to become arrays before NumPy sees them, and
# there is a function in the notebook for that. And where the index names a place several times,
# `=` and `+=` keep only the last of its gradients; what should become of the others?

# %%
def getitem_back(grad_out, out, x, index):
    grad_x = np.zeros_like(x)
    grad_x[index] = grad_out
    return grad_x

# %% [markdown] id="tensor-index-unhandled"
# Right for integers and arrays. The index may also be a tuple of *Tensors*, as in the second row
# of the table above, and NumPy does not know what to do with these. What does the notebook have to
# turn such an index into one that NumPy takes?

# %%
def getitem_back(grad_out, out, x, index):
    grad_x = np.zeros_like(x)
    np.add.at(grad_x, index, grad_out)
    return grad_x

# %%
def getitem_back(grad_out, out, x, index):
    grad_x = np.zeros_like(x)
    index = index.array if isinstance(index, Tensor) else index
    np.add.at(grad_x, index, grad_out)
    return grad_x

# %%
def getitem_back(grad_out, out, x, index):
    if isinstance(index, tuple):
        index = tuple(np.asarray(i) for i in index)
    grad_x = np.zeros_like(x)
    np.add.at(grad_x, index, grad_out)
    return grad_x

# %%
def getitem_back(grad_out, out, x, index):
    grad_x = np.zeros_like(x)
    if isinstance(index, int) or not isinstance(index[0], Tensor):
        np.add.at(grad_x, index, grad_out)
    return grad_x

# %% [markdown] id="everything-taken-for-tensors"
# Right for Tensors; but the index may also hold integers or arrays, and these have no `.array`.
# Look at what `coerce_index` does with each part of an index, or just let it do the work.

# %%
def getitem_back(grad_out, out, x, index):
    grad_x = np.zeros_like(x)
    np.add.at(grad_x, tuple(i.array for i in index), grad_out)
    return grad_x

# %%
def getitem_back(grad_out, out, x, index):
    grad_x = np.zeros_like(x)
    if isinstance(index, tuple):
        index = tuple(i.array for i in index)
    np.add.at(grad_x, index, grad_out)
    return grad_x

# %% [markdown] id="integer-index-unhandled"
# `x[1]` arrives here with the index `1`: a bare integer, no tuple, so there is nothing in it to
# walk through or to take apart. Your code counts on a tuple.

# %%
def getitem_back(grad_out, out, x, index):
    grad_x = np.zeros_like(x)
    index = tuple(i.array if isinstance(i, Tensor) else i for i in index)
    np.add.at(grad_x, index, grad_out)
    return grad_x

# %%
def getitem_back(grad_out, out, x, index):
    grad_x = np.zeros_like(x)
    index = tuple(i.array if isinstance(i, Tensor) else i for i in index)
    grad_x[index] += grad_out
    return grad_x

# %%
def getitem_back(grad_out, out, x, index):
    grad_x = np.zeros_like(x)
    if isinstance(index[0], Tensor):
        index = tuple(i.array for i in index)
    np.add.at(grad_x, index, grad_out)
    return grad_x

# %% [markdown] id="integers-unhandled"
# Your code counts on a tuple of arrays, a list of places. The index may also be a single integer,
# as in `x[1]`, or a tuple of integers, as in `x[1, 2]`: what can then be looped over or measured
# with `len`, and what not?

# %%
def getitem_back(grad_out, out, x, index):
    grad_x = np.zeros_like(x)
    where = coerce_index(index)
    for k in range(len(where[0])):
        grad_x[tuple(i[k] for i in where)] += grad_out[k]
    return grad_x

# %%
def getitem_back(grad_out, out, x, index):
    grad_x = np.zeros_like(x)
    for position, g in zip(zip(*coerce_index(index)), grad_out):
        grad_x[position] += g
    return grad_x

# %%
def getitem_back(grad_out, out, x, index):
    grad_x = np.zeros_like(x)
    for k, position in enumerate(zip(*index)):
        grad_x[position] += grad_out[k]
    return grad_x

# %%
def getitem_back(grad_out, out, x, index):
    grad_x = np.zeros_like(x)
    where = coerce_index(index)
    for k in range(where[0].size):
        grad_x[tuple(i[k] for i in where)] += grad_out[k]
    return grad_x

# %%
def getitem_back(grad_out, out, x, index):
    grad_x = np.zeros_like(x)
    where = coerce_index(index)
    if isinstance(where, int):
        grad_x[where] = grad_out
        return grad_x
    for k in range(len(grad_out)):
        grad_x[tuple(i[k] for i in where)] += grad_out[k]
    return grad_x

# %%
def getitem_back(grad_out, out, x, index):
    grad_x = np.zeros_like(x)
    where = coerce_index(index)
    if isinstance(where, int):
        grad_x[where] = grad_out
        return grad_x
    for position, g in zip(zip(*where), grad_out):
        grad_x[position] += g
    return grad_x

# %% [markdown] id="two-coordinates-only"
# You take the index for two things, a row and a column. It may also be a single integer, as in
# `x[1]`, or a tuple of one part or of three: as many as you like, up to the number of dimensions
# of `x`.

# %%
def getitem_back(grad_out, out, x, index):
    grad_x = np.zeros_like(x)
    rows, columns = coerce_index(index)
    for k, (i, j) in enumerate(zip(rows, columns)):
        grad_x[i, j] += grad_out[k]
    return grad_x

# %%
def getitem_back(grad_out, out, x, index):
    grad_x = np.zeros_like(x)
    rows, columns = coerce_index(index)
    np.add.at(grad_x, (rows, columns), grad_out)
    return grad_x

# %%
def getitem_back(grad_out, out, x, index):
    grad_x = np.zeros_like(x)
    where = coerce_index(index)
    np.add.at(grad_x, (where[0], where[1]), grad_out)
    return grad_x

# %%
def getitem_back(grad_out, out, x, index):
    grad_x = np.zeros_like(x)
    where = coerce_index(index)
    if isinstance(where, int):
        grad_x[where] = grad_out
    else:
        np.add.at(grad_x, (where[0], where[1]), grad_out)
    return grad_x

# %%
def getitem_back(grad_out, out, x, index):
    grad_x = np.zeros_like(x)
    where = coerce_index(index)
    grad_x[where[0], where[1]] += grad_out
    return grad_x

# %%
def getitem_back(grad_out, out, x, index):
    grad_x = np.zeros_like(x)
    where = coerce_index(index)
    for k in range(len(where[0])):
        grad_x[where[0][k], where[1][k]] += grad_out[k]
    return grad_x

# %%
def getitem_back(grad_out, out, x, index):
    grad_x = np.zeros_like(x)
    where = coerce_index(index)
    for i, j, g in zip(where[0], where[1], grad_out):
        grad_x[i, j] += g
    return grad_x

# %%
def getitem_back(grad_out, out, x, index):
    grad_x = np.zeros_like(x)
    where = coerce_index(index)
    if isinstance(where, tuple) and np.ndim(where[0]) == 1:
        for i, j, g in zip(where[0], where[1], grad_out):
            grad_x[i, j] += g
    else:
        grad_x[where] = grad_out
    return grad_x

# %%
def getitem_back(grad_out, out, x, index):
    grad_x = np.zeros_like(x)
    where = coerce_index(index)
    if isinstance(where, tuple) and np.ndim(where[0]) == 1:
        rows, columns = where
        np.add.at(grad_x, (rows, columns), grad_out)
    else:
        grad_x[where] = grad_out
    return grad_x

# %% [markdown] id="array-index-unhandled"
# Right for integers and tuples of integers. In the second kind of index each part of the tuple is
# an array (or a Tensor), a list of coordinates, and several places are picked at once.

# %%
def getitem_back(grad_out, out, x, index):
    grad_x = np.zeros_like(x)
    wanted = index if isinstance(index, tuple) else (index,)
    wanted = tuple(int(i) % n for i, n in zip(wanted, x.shape))
    grad_x[wanted] = grad_out
    return grad_x

# %%
def getitem_back(grad_out, out, x, index):
    grad_x = np.zeros_like(x)
    if isinstance(index, int) or all(isinstance(i, int) for i in index):
        grad_x[index] = grad_out
    return grad_x

# %% [markdown] id="tuple-as-list"
# To NumPy a tuple and a list (or an array) are different indices: `x[1, 2]` is one place, `x[[1,
# 2]]` is two rows. What reaches NumPy in your code is not the tuple with all its parts. Is it
# turned into a list or an array on the way, wrapped once more, or taken apart?

# %%
def getitem_back(grad_out, out, x, index):
    grad_x = np.zeros_like(x)
    where = coerce_index(index)
    if isinstance(where, tuple) and all(isinstance(i, int) for i in where):
        where = list(where)
    np.add.at(grad_x, where, grad_out)
    return grad_x

# %%
def getitem_back(grad_out, out, x, index):
    grad_x = np.zeros_like(x)
    where = coerce_index(index)
    if isinstance(where, tuple):
        where = list(where)
    np.add.at(grad_x, where, grad_out)
    return grad_x

# %%
def getitem_back(grad_out, out, x, index):
    grad_x = np.zeros_like(x)
    where = coerce_index(index)
    if isinstance(where, tuple):
        where = list(where)
    grad_x[where] += grad_out
    return grad_x

# %%
def getitem_back(grad_out, out, x, index):
    grad_x = np.zeros_like(x)
    index = [i.array if isinstance(i, Tensor) else i for i in index]
    np.add.at(grad_x, index, grad_out)
    return grad_x

# %%
def getitem_back(grad_out, out, x, index):
    grad_x = np.zeros_like(x)
    np.add.at(grad_x, np.array(coerce_index(index)), grad_out)
    return grad_x

# %%
def getitem_back(grad_out, out, x, index):
    grad_x = np.zeros_like(x)
    np.add.at(grad_x, (coerce_index(index),), grad_out)
    return grad_x

# %%
def getitem_back(grad_out, out, x, index):
    grad_x = np.zeros_like(x)
    np.add.at(grad_x, list(coerce_index(index)), grad_out)
    return grad_x

# %% [markdown] id="parts-one-after-the-other"
# You take the parts of the index one after the other, as if each of them were a place (or
# several). They belong together: the first part holds the rows, the second the columns, and only
# all of them together name a place.

# %%
def getitem_back(grad_out, out, x, index):
    grad_x = np.zeros_like(x)
    for i, g in zip(coerce_index(index), grad_out):
        grad_x[i] += g
    return grad_x

# %%
def getitem_back(grad_out, out, x, index):
    grad_x = np.zeros_like(x)
    for k, i in enumerate(coerce_index(index)):
        grad_x[i] += grad_out[k]
    return grad_x

# %%
def getitem_back(grad_out, out, x, index):
    grad_x = np.zeros_like(x)
    for k, i in enumerate(index):
        grad_x[i] += grad_out[k]
    return grad_x

# %%
def getitem_back(grad_out, out, x, index):
    grad_x = np.zeros_like(x)
    for i in coerce_index(index):
        grad_x[i] += grad_out
    return grad_x

# %%
def getitem_back(grad_out, out, x, index):
    grad_x = np.zeros_like(x)
    for i in coerce_index(index):
        np.add.at(grad_x, i, grad_out)
    return grad_x

# %%
def getitem_back(grad_out, out, x, index):
    grad_x = np.zeros_like(x)
    where = coerce_index(index)
    for i in where if isinstance(where, tuple) else (where,):
        np.add.at(grad_x, i, grad_out)
    return grad_x

# %%
def getitem_back(grad_out, out, x, index):
    grad_x = np.zeros_like(x)
    where = coerce_index(index)
    for i in where if isinstance(where, tuple) else (where,):
        grad_x[i] += grad_out
    return grad_x

# %% [markdown] id="index-not-paired"
# You combine every row number with every column number. The arrays of an index are read in
# parallel: the first entries of all of them name one place, the second entries the next.

# %%
def getitem_back(grad_out, out, x, index):
    grad_x = np.zeros_like(x)
    where = coerce_index(index)
    if isinstance(where, tuple) and all(isinstance(i, np.ndarray) for i in where):
        where = np.ix_(*where)
    np.add.at(grad_x, where, grad_out)
    return grad_x

# %%
def getitem_back(grad_out, out, x, index):
    grad_x = np.zeros_like(x)
    where = coerce_index(index)
    if isinstance(where, tuple) and all(isinstance(i, np.ndarray) for i in where):
        where = np.ix_(*where)
    grad_x[where] += grad_out
    return grad_x

# %%
def getitem_back(grad_out, out, x, index):
    grad_x = np.zeros_like(x)
    where = coerce_index(index)
    if isinstance(where, tuple) and np.ndim(where[0]) == 1 and len(where) == 2:
        for i in where[0]:
            for k, j in enumerate(where[1]):
                grad_x[i, j] += grad_out[k]
    else:
        np.add.at(grad_x, where, grad_out)
    return grad_x

# %%
def getitem_back(grad_out, out, x, index):
    grad_x = np.zeros_like(x)
    where = coerce_index(index)
    if isinstance(where, tuple) and np.ndim(where[0]) == 1 and len(where) == 2:
        for k, i in enumerate(where[0]):
            for j in where[1]:
                grad_x[i, j] += grad_out[k]
    else:
        np.add.at(grad_x, where, grad_out)
    return grad_x

# %%
def getitem_back(grad_out, out, x, index):
    grad_x = np.zeros_like(x)
    where = coerce_index(index)
    if isinstance(where, tuple) and len(where) == 2:
        for i in np.atleast_1d(where[0]):
            for k, j in enumerate(np.atleast_1d(where[1])):
                grad_x[i, j] += np.atleast_1d(grad_out)[k]
    else:
        np.add.at(grad_x, where, grad_out)
    return grad_x

# %% [markdown] id="first-coordinate-only"
# You use only one part of the index: the gradients go to whole rows (or to places of the wrong
# dimension) instead of single places. What do the other parts of the tuple say?

# %%
def getitem_back(grad_out, out, x, index):
    grad_x = np.zeros_like(x)
    where = coerce_index(index)
    if isinstance(where, tuple):
        where = where[0]
    np.add.at(grad_x, where, grad_out)
    return grad_x

# %%
def getitem_back(grad_out, out, x, index):
    grad_x = np.zeros_like(x)
    np.add.at(grad_x, coerce_index(index)[0], grad_out)
    return grad_x

# %%
def getitem_back(grad_out, out, x, index):
    grad_x = np.zeros_like(x)
    where = coerce_index(index)
    if isinstance(where, tuple):
        where = where[-1]
    np.add.at(grad_x, where, grad_out)
    return grad_x

# %%
def getitem_back(grad_out, out, x, index):
    grad_x = np.zeros_like(x)
    where = coerce_index(index)
    if isinstance(where, tuple):
        where = where[0]
    grad_x[where] += grad_out
    return grad_x

# %% [markdown] id="coordinates-swapped"
# Columns and rows have changed places. The first part of the index counts along the first
# dimension, the rows, the second along the next; the array of zeros and the index have to agree
# about that.

# %%
def getitem_back(grad_out, out, x, index):
    grad_x = np.zeros_like(x)
    where = coerce_index(index)
    if isinstance(where, tuple):
        where = where[::-1]
    np.add.at(grad_x, where, grad_out)
    return grad_x

# %%
def getitem_back(grad_out, out, x, index):
    grad_x = np.zeros_like(x.T)
    np.add.at(grad_x, coerce_index(index), grad_out)
    return grad_x.T

# %%
def getitem_back(grad_out, out, x, index):
    grad_x = np.zeros(x.shape[::-1])
    np.add.at(grad_x, coerce_index(index), grad_out)
    return grad_x

# %%
def getitem_back(grad_out, out, x, index):
    grad_x = np.zeros_like(x)
    where = coerce_index(index)
    if isinstance(where, tuple) and len(where) == 2:
        where = (where[1], where[0])
    np.add.at(grad_x, where, grad_out)
    return grad_x

# %%
def getitem_back(grad_out, out, x, index):
    grad_x = np.zeros_like(x)
    where = coerce_index(index)
    np.add.at(grad_x, (where[1], where[0]), grad_out)
    return grad_x

# %% [markdown] id="chained-indexing"
# You index in steps, first with one part of the index and then, into the result, with the next.
# With arrays the first step makes a *copy*, and it holds whole rows; the parts of an index have to
# be used together, in a single pair of brackets.

# %%
def getitem_back(grad_out, out, x, index):
    grad_x = np.zeros_like(x)
    where = coerce_index(index)
    if not isinstance(where, tuple):
        where = (where,)
    part = grad_x
    for i in where[:-1]:
        part = part[i]
    part[where[-1]] += grad_out
    return grad_x

# %%
def getitem_back(grad_out, out, x, index):
    grad_x = np.zeros_like(x)
    where = coerce_index(index)
    if not isinstance(where, tuple):
        where = (where,)
    part = grad_x
    for i in where[:-1]:
        part = part[i]
    np.add.at(part, where[-1], grad_out)
    return grad_x

# %%
def getitem_back(grad_out, out, x, index):
    grad_x = np.zeros_like(x)
    where = coerce_index(index)
    if isinstance(where, int):
        grad_x[where] += grad_out
    else:
        grad_x[where[0]][where[1]] += grad_out
    return grad_x

# %%
def getitem_back(grad_out, out, x, index):
    grad_x = np.zeros_like(x)
    where = coerce_index(index)
    grad_x[where[0]][where[1]] += grad_out
    return grad_x

# %%
def getitem_back(grad_out, out, x, index):
    grad_x = np.zeros_like(x)
    where = coerce_index(index)
    part = grad_x
    for i in where if isinstance(where, tuple) else (where,):
        part = part[i]
    part += grad_out
    return grad_x

# %% [markdown] id="flat-positions"
# The gradients end up in the first few places, because the index is read as positions in the
# flattened array. An index counts along the dimensions of `x`: `x[1]` is the second row, not the
# second number.

# %%
def getitem_back(grad_out, out, x, index):
    grad_x = np.zeros_like(x)
    np.put(grad_x, coerce_index(index), grad_out)
    return grad_x

# %%
def getitem_back(grad_out, out, x, index):
    grad_x = np.zeros_like(x)
    grad_x.flat[coerce_index(index)] = grad_out
    return grad_x

# %% [markdown] id="zeros-in-one-dimension"
# Your zeros have a single dimension, and the index counts along the dimensions of `x`. Start from
# an array that has the shape of `x` itself; then the index fits as it is.

# %%
def getitem_back(grad_out, out, x, index):
    grad_x = np.zeros(x.size, dtype=x.dtype)
    np.add.at(grad_x, coerce_index(index), grad_out)
    return grad_x.reshape(x.shape)

# %% [markdown] id="matched-by-value"
# You look for the places whose *value* was picked. Two places may hold the same number, and then
# the wrong one receives a gradient too; the index says which places were meant.

# %%
def getitem_back(grad_out, out, x, index):
    grad_x = np.zeros_like(x)
    for value, gradient in zip(np.ravel(out), np.ravel(grad_out)):
        grad_x[x == value] += gradient
    return grad_x

# %%
def getitem_back(grad_out, out, x, index):
    grad_x = np.zeros_like(x)
    for value, gradient in zip(np.ravel(out), np.ravel(grad_out)):
        grad_x[x == value] = gradient
    return grad_x

# %%
def getitem_back(grad_out, out, x, index):
    return np.where(np.isin(x, out), 1.0, 0.0)

# %%
def getitem_back(grad_out, out, x, index):
    return np.where(np.isin(x, out), grad_out.sum(), 0.0)

# %% [markdown] id="upstream-ignored"
# You mark the places that were picked, with ones or counts. What belongs there is how much the
# loss changes with each picked element, and that is in `grad_out`.

# %%
def getitem_back(grad_out, out, x, index):
    grad_x = np.zeros_like(x)
    np.add.at(grad_x, coerce_index(index), 1)
    return grad_x

# %%
def getitem_back(grad_out, out, x, index):
    grad_x = np.zeros_like(x)
    grad_x[coerce_index(index)] = 1
    return grad_x

# %%
def getitem_back(grad_out, out, x, index):
    grad_x = np.zeros_like(x)
    grad_x[index] = 1
    return grad_x

# %% [markdown] id="mask-times-upstream"
# You mark the picked places and multiply the marks by `grad_out`. But `grad_out` has the shape of
# what was *picked*, so its entries do not lie next to the places they belong to. Each of them has
# to be carried to its own place.

# %%
def getitem_back(grad_out, out, x, index):
    mask = np.zeros_like(x)
    mask[coerce_index(index)] = 1
    return mask * grad_out

# %%
def getitem_back(grad_out, out, x, index):
    mask = np.zeros_like(x)
    np.add.at(mask, coerce_index(index), 1)
    return mask * grad_out

# %%
def getitem_back(grad_out, out, x, index):
    mask = np.zeros_like(x)
    mask[index] = 1
    return mask * grad_out

# %%
def getitem_back(grad_out, out, x, index):
    mask = np.zeros(x.shape, dtype=bool)
    mask[coerce_index(index)] = True
    return np.where(mask, grad_out, 0.0)

# %% [markdown] id="upstream-summed"
# Every picked place receives the sum (or the average) of all of `grad_out`. Each output was taken
# from one place, and its gradient belongs there and nowhere else.

# %%
def getitem_back(grad_out, out, x, index):
    grad_x = np.zeros_like(x)
    np.add.at(grad_x, coerce_index(index), np.sum(grad_out))
    return grad_x

# %%
def getitem_back(grad_out, out, x, index):
    grad_x = np.zeros_like(x)
    grad_x[coerce_index(index)] = np.sum(grad_out)
    return grad_x

# %%
def getitem_back(grad_out, out, x, index):
    grad_x = np.zeros_like(x)
    np.add.at(grad_x, coerce_index(index), np.mean(grad_out))
    return grad_x

# %% [markdown] id="upstream-indexed"
# You index `grad_out` with `index`. `grad_out` has the shape of what was picked already: its first
# entry belongs to the first picked place, and so on. Which array has the shape of `x`, so that the
# index fits?

# %%
def getitem_back(grad_out, out, x, index):
    grad_x = np.zeros_like(x)
    where = coerce_index(index)
    np.add.at(grad_x, where, grad_out[where])
    return grad_x

# %%
def getitem_back(grad_out, out, x, index):
    grad_x = np.zeros_like(x)
    where = coerce_index(index)
    grad_x[where] = grad_out[where]
    return grad_x

# %%
def getitem_back(grad_out, out, x, index):
    return grad_out[coerce_index(index)]

# %%
def getitem_back(grad_out, out, x, index):
    grad_x = np.zeros_like(grad_out)
    where = coerce_index(index)
    grad_x[where] = grad_out[where]
    return grad_x

# %% [markdown] id="out-for-upstream"
# You put values of `x` where gradients belong. `out` holds the numbers that were picked; how much
# the loss changes with each of them is in `grad_out`.

# %%
def getitem_back(grad_out, out, x, index):
    grad_x = np.zeros_like(x)
    np.add.at(grad_x, coerce_index(index), out)
    return grad_x

# %%
def getitem_back(grad_out, out, x, index):
    grad_x = np.zeros_like(x)
    grad_x[coerce_index(index)] = out
    return grad_x

# %% [markdown] id="forward-again"
# This is `x[index]`, the forward pass once more. Going back means the opposite: start from an
# array with the shape of `x`, and put the entries of `grad_out` where the picked elements came
# from.

# %%
def getitem_back(grad_out, out, x, index):
    return x[coerce_index(index)]

# %%
def getitem_back(grad_out, out, x, index):
    return out

# %%
def getitem_back(grad_out, out, x, index):
    return x[index]

# %% [markdown] id="picked-times-upstream"
# You multiply `grad_out` by the picked values, and the result has their shape. Going back means to
# start from an array with the shape of `x` and to put the entries of `grad_out`, as they are,
# where the picked elements came from.

# %%
def getitem_back(grad_out, out, x, index):
    return grad_out * x[coerce_index(index)]

# %%
def getitem_back(grad_out, out, x, index):
    return grad_out * x[index]

# %% [markdown] id="output-shape"
# You hand `grad_out` on as it came, in the shape of what was picked. The gradient of `x` has the
# shape of `x`: which array should you start from, and where in it do the entries of `grad_out`
# belong?

# %%
def getitem_back(grad_out, out, x, index):
    return grad_out

# %% [markdown] id="zeros-like-output"
# You start from zeros in the shape of the output, and the index does not fit into these: it counts
# along the dimensions of `x`. Whose shape does the gradient of `x` have?

# %%
def getitem_back(grad_out, out, x, index):
    grad_x = np.zeros_like(out)
    np.add.at(grad_x, coerce_index(index), grad_out)
    return grad_x

# %%
def getitem_back(grad_out, out, x, index):
    grad_x = np.zeros_like(out)
    grad_x[coerce_index(index)] += grad_out
    return grad_x

# %%
def getitem_back(grad_out, out, x, index):
    grad_x = np.zeros(grad_out.shape)
    grad_x[index] = grad_out
    return grad_x

# %% [markdown] id="starts-from-wrong-values"
# The picked places are dealt with, but the others are not zero. What was not picked cannot
# influence the loss; what did you start from?

# %%
def getitem_back(grad_out, out, x, index):
    grad_x = np.ones_like(x)
    np.add.at(grad_x, coerce_index(index), grad_out)
    return grad_x

# %%
def getitem_back(grad_out, out, x, index):
    grad_x = x.copy()
    np.add.at(grad_x, coerce_index(index), grad_out)
    return grad_x

# %%
def getitem_back(grad_out, out, x, index):
    grad_x = np.ones_like(x)
    grad_x[coerce_index(index)] = grad_out
    return grad_x

# %%
def getitem_back(grad_out, out, x, index):
    grad_x = x.copy()
    grad_x[coerce_index(index)] = grad_out
    return grad_x

# %%
def getitem_back(grad_out, out, x, index):
    grad_x = x.copy()
    grad_x[coerce_index(index)] += grad_out
    return grad_x

# %%
def getitem_back(grad_out, out, x, index):
    grad_x = np.ones_like(x)
    grad_x[coerce_index(index)] += grad_out
    return grad_x

# %%
def getitem_back(grad_out, out, x, index):
    grad_x = x.copy()
    grad_x[index] = grad_out
    return grad_x

# %% [markdown] id="modifies-input"
# You write into `x` itself. Other operations hold the same array and still need it as it was; make
# a new array with its shape instead. Which numbers should it start with?

# %%
def getitem_back(grad_out, out, x, index):
    np.add.at(x, coerce_index(index), grad_out)
    return x

# %%
def getitem_back(grad_out, out, x, index):
    x[coerce_index(index)] = grad_out
    return x

# %%
def getitem_back(grad_out, out, x, index):
    x[coerce_index(index)] += grad_out
    return x

# %%
def getitem_back(grad_out, out, x, index):
    x[index] = grad_out
    return x

# %%
def getitem_back(grad_out, out, x, index):
    x.fill(0)
    np.add.at(x, coerce_index(index), grad_out)
    return x

# %%
def getitem_back(grad_out, out, x, index):
    x[...] = 0
    x[coerce_index(index)] = grad_out
    return x

# %% [markdown] id="wrong-derivative"
# The right places, but each gradient is multiplied by the number that was picked. Picking an
# element hands it on unchanged: if it grows by a little, by how much does the output grow?

# %%
def getitem_back(grad_out, out, x, index):
    grad_x = np.zeros_like(x)
    np.add.at(grad_x, coerce_index(index), grad_out * out)
    return grad_x

# %%
def getitem_back(grad_out, out, x, index):
    grad_x = np.zeros_like(x)
    grad_x[coerce_index(index)] = grad_out * out
    return grad_x

# %% [markdown] id="all-zero"
# All that comes out is zero. The zeros are a good start; but what is added goes into a copy, or
# nowhere. Indexing with arrays, as on the right-hand side of `=`, makes a new array that knows
# nothing of the old.

# %%
def getitem_back(grad_out, out, x, index):
    return np.zeros_like(x)

# %% [markdown] id="scaled"
# Every gradient is divided by the number of elements that were picked. Each of them influences the
# loss in full; if the loss is an average, `grad_out` knows already.

# %%
def getitem_back(grad_out, out, x, index):
    grad_x = np.zeros_like(x)
    np.add.at(grad_x, coerce_index(index), grad_out / np.size(grad_out))
    return grad_x
