# Answers to `getitem_back`, right and wrong, that the autograder is measured on.

# %% right: as the text suggests
def getitem_back(grad_out: Arr, out: Arr, x: Arr, index: Index):
    grad_x = np.zeros_like(x)
    np.add.at(grad_x, coerce_index(index), grad_out)
    return grad_x


# %% right: full_like, two assignments on one line
def getitem_back(grad_out: Arr, out: Arr, x: Arr, index: Index):
    grad_x, where = np.full_like(x, 0), coerce_index(index)
    np.add.at(grad_x, where, grad_out)
    return grad_x


# %% right: in float64
def getitem_back(grad_out: Arr, out: Arr, x: Arr, index: Index):
    grad_x = np.zeros(x.shape)
    np.add.at(grad_x, coerce_index(index), grad_out)
    return grad_x


# %% right: one coordinate at a time
def getitem_back(grad_out: Arr, out: Arr, x: Arr, index: Index):
    index = coerce_index(index)
    grad_x = np.zeros_like(x)
    if np.ndim(index) == 0 or all(np.ndim(i) == 0 for i in index):
        grad_x[index] = grad_out
        return grad_x
    for k, position in enumerate(zip(*index)):
        grad_x[position] += grad_out[k]
    return grad_x


# %% right: counts the flat positions with weights
def getitem_back(grad_out: Arr, out: Arr, x: Arr, index: Index):
    number = np.arange(x.size).reshape(x.shape)[coerce_index(index)]
    total = np.bincount(np.ravel(number), weights=np.ravel(grad_out), minlength=x.size)
    return total.astype(x.dtype).reshape(x.shape)


# %% right: a matrix of ones and zeros
def getitem_back(grad_out: Arr, out: Arr, x: Arr, index: Index):
    number = np.arange(x.size).reshape(x.shape)[coerce_index(index)]
    selection = np.equal.outer(np.ravel(number), np.arange(x.size)).astype(x.dtype)
    return (np.ravel(grad_out) @ selection).reshape(x.shape)


# %% right: asks of each element where it was read
def getitem_back(grad_out: Arr, out: Arr, x: Arr, index: Index):
    number = np.asarray(np.arange(x.size).reshape(x.shape)[coerce_index(index)])
    upstream = np.asarray(grad_out)
    grad_x = np.zeros_like(x)
    for k, position in enumerate(np.ndindex(x.shape)):
        grad_x[position] = upstream[number == k].sum()
    return grad_x


# %% right: through unique positions
def getitem_back(grad_out: Arr, out: Arr, x: Arr, index: Index):
    number = np.ravel(np.arange(x.size).reshape(x.shape)[coerce_index(index)])
    distinct, which = np.unique(number, return_inverse=True)
    totals = np.zeros(distinct.size, dtype=x.dtype)
    np.add.at(totals, np.ravel(which), np.ravel(grad_out))
    flat = np.zeros(x.size, dtype=x.dtype)
    flat[distinct] = totals
    return flat.reshape(x.shape)


# %% right: a case for each kind of index
def getitem_back(grad_out: Arr, out: Arr, x: Arr, index: Index):
    grad_x = x * 0
    if isinstance(index, tuple) and any(isinstance(i, Tensor) for i in index):
        index = tuple(i.array for i in index)
    if isinstance(index, tuple) and any(isinstance(i, np.ndarray) for i in index):
        np.add.at(grad_x, index, grad_out)
    else:
        grad_x[index] += grad_out
    return grad_x


# %% wrong: overwrites where an index repeats [wrong-at-repeats]
def getitem_back(grad_out: Arr, out: Arr, x: Arr, index: Index):
    grad_x = np.zeros_like(x)
    grad_x[coerce_index(index)] = grad_out
    return grad_x


# %% wrong: adds in place, which sees each position once [wrong-at-repeats]
def getitem_back(grad_out: Arr, out: Arr, x: Arr, index: Index):
    grad_x = np.zeros_like(x)
    grad_x[coerce_index(index)] += grad_out
    return grad_x


# %% wrong: averages where an index repeats [repeats-averaged]
def getitem_back(grad_out: Arr, out: Arr, x: Arr, index: Index):
    grad_x, count = np.zeros_like(x), np.zeros_like(x)
    np.add.at(grad_x, coerce_index(index), grad_out)
    np.add.at(count, coerce_index(index), 1)
    return grad_x / np.maximum(count, 1)


# %% wrong: keeps the largest where an index repeats [repeats-compared]
def getitem_back(grad_out: Arr, out: Arr, x: Arr, index: Index):
    grad_x = np.zeros_like(x)
    where = coerce_index(index)
    grad_x[where] = grad_out
    np.maximum.at(grad_x, where, grad_out)
    return grad_x


# %% wrong: leaves Tensors in the index [tensor-index-unhandled]
def getitem_back(grad_out: Arr, out: Arr, x: Arr, index: Index):
    grad_x = np.zeros_like(x)
    np.add.at(grad_x, index, grad_out)
    return grad_x


# %% wrong: takes every index for a tuple of Tensors [everything-taken-for-tensors]
def getitem_back(grad_out: Arr, out: Arr, x: Arr, index: Index):
    grad_x = np.zeros_like(x)
    np.add.at(grad_x, tuple(i.array for i in index), grad_out)
    return grad_x


# %% wrong: takes every index for a tuple of coordinates [integers-unhandled]
def getitem_back(grad_out: Arr, out: Arr, x: Arr, index: Index):
    grad_x = np.zeros_like(x)
    where = coerce_index(index)
    for k in range(len(where[0])):
        grad_x[tuple(i[k] for i in where)] += grad_out[k]
    return grad_x


# %% wrong: two coordinate arrays, always [two-coordinates-only]
def getitem_back(grad_out: Arr, out: Arr, x: Arr, index: Index):
    grad_x = np.zeros_like(x)
    rows, columns = coerce_index(index)
    for k, (i, j) in enumerate(zip(rows, columns)):
        grad_x[i, j] += grad_out[k]
    return grad_x


# %% wrong: integers and tuples of integers only [array-index-unhandled]
def getitem_back(grad_out: Arr, out: Arr, x: Arr, index: Index):
    grad_x = np.zeros_like(x)
    for position in np.ndindex(x.shape):
        start = position if isinstance(index, tuple) else position[:1]
        wanted = index if isinstance(index, tuple) else (index,)
        wanted = tuple(int(i) % n for i, n in zip(wanted, x.shape))
        if start[: len(wanted)] == wanted:
            grad_x[position] = np.asarray(grad_out)[position[len(wanted) :]]
    return grad_x


# %% wrong: a list of integers in the place of a tuple [tuple-as-list]
def getitem_back(grad_out: Arr, out: Arr, x: Arr, index: Index):
    grad_x = np.zeros_like(x)
    where = coerce_index(index)
    if isinstance(where, tuple) and all(isinstance(i, int) for i in where):
        where = list(where)
    np.add.at(grad_x, where, grad_out)
    return grad_x


# %% wrong: rows by columns instead of pairs [index-not-paired]
def getitem_back(grad_out: Arr, out: Arr, x: Arr, index: Index):
    grad_x = np.zeros_like(x)
    where = coerce_index(index)
    if isinstance(where, tuple) and all(isinstance(i, np.ndarray) for i in where):
        where = np.ix_(*where)
    np.add.at(grad_x, where, grad_out)
    return grad_x


# %% wrong: only the first coordinate [first-coordinate-only]
def getitem_back(grad_out: Arr, out: Arr, x: Arr, index: Index):
    grad_x = np.zeros_like(x)
    where = coerce_index(index)
    if isinstance(where, tuple):
        where = where[0]
    np.add.at(grad_x, where, grad_out)
    return grad_x


# %% wrong: columns before rows [coordinates-swapped]
def getitem_back(grad_out: Arr, out: Arr, x: Arr, index: Index):
    grad_x = np.zeros_like(x)
    where = coerce_index(index)
    if isinstance(where, tuple):
        where = where[::-1]
    np.add.at(grad_x, where, grad_out)
    return grad_x


# %% wrong: indexes row after row, the last time into a copy [chained-indexing]
def getitem_back(grad_out: Arr, out: Arr, x: Arr, index: Index):
    grad_x = np.zeros_like(x)
    where = coerce_index(index)
    if not isinstance(where, tuple):
        where = (where,)
    part = grad_x
    for i in where[:-1]:
        part = part[i]
    part[where[-1]] += grad_out
    return grad_x


# %% wrong: looks for the position counted from the front [wrong-for-negative-axes]
def getitem_back(grad_out: Arr, out: Arr, x: Arr, index: Index):
    where = coerce_index(index)
    if not isinstance(where, tuple):
        where = (where,)
    upstream = np.asarray(grad_out)
    if all(np.ndim(i) == 0 for i in where):
        upstream = upstream[np.newaxis]
    columns = [np.atleast_1d(i) for i in where]
    grad_x = np.zeros_like(x)
    for k in range(len(columns[0]) if columns else 1):
        for position in np.ndindex(x.shape[: len(columns)]):
            if position == tuple(int(c[k]) for c in columns):
                grad_x[position] += upstream[k]
    return grad_x


# %% wrong: np.ravel_multi_index, which refuses negative numbers [wrong-for-negative-axes]
def getitem_back(grad_out: Arr, out: Arr, x: Arr, index: Index):
    where = coerce_index(index)
    if not isinstance(where, tuple):
        where = (where,)
    lengths = x.shape[: len(where)]
    rest = x.shape[len(where) :]
    grad_x = np.zeros((int(np.prod(lengths)),) + rest, dtype=x.dtype)
    np.add.at(grad_x, np.ravel_multi_index(where, lengths) if where else 0, grad_out)
    return grad_x.reshape(x.shape)


# %% wrong: looks for the values instead of the positions [matched-by-value]
def getitem_back(grad_out: Arr, out: Arr, x: Arr, index: Index):
    grad_x = np.zeros_like(x)
    for value, gradient in zip(np.ravel(out), np.ravel(grad_out)):
        grad_x[x == value] += gradient
    return grad_x


# %% wrong: adds ones [upstream-ignored]
def getitem_back(grad_out: Arr, out: Arr, x: Arr, index: Index):
    grad_x = np.zeros_like(x)
    np.add.at(grad_x, coerce_index(index), 1)
    return grad_x


# %% wrong: adds the sum of the upstream gradient everywhere [upstream-summed]
def getitem_back(grad_out: Arr, out: Arr, x: Arr, index: Index):
    grad_x = np.zeros_like(x)
    np.add.at(grad_x, coerce_index(index), np.sum(grad_out))
    return grad_x


# %% wrong: scatters out instead of the upstream gradient [out-for-upstream]
def getitem_back(grad_out: Arr, out: Arr, x: Arr, index: Index):
    grad_x = np.zeros_like(x)
    np.add.at(grad_x, coerce_index(index), out)
    return grad_x


# %% wrong: indexes once more [forward-again]
def getitem_back(grad_out: Arr, out: Arr, x: Arr, index: Index):
    return x[coerce_index(index)]


# %% wrong: hands the upstream gradient on [output-shape]
def getitem_back(grad_out: Arr, out: Arr, x: Arr, index: Index):
    return grad_out


# %% wrong: zeros of the output's shape [zeros-like-output]
def getitem_back(grad_out: Arr, out: Arr, x: Arr, index: Index):
    grad_x = np.zeros_like(out)
    np.add.at(grad_x, coerce_index(index), grad_out)
    return grad_x


# %% wrong: starts from ones [starts-from-wrong-values]
def getitem_back(grad_out: Arr, out: Arr, x: Arr, index: Index):
    grad_x = np.ones_like(x)
    np.add.at(grad_x, coerce_index(index), grad_out)
    return grad_x


# %% wrong: starts from a copy of x [starts-from-wrong-values]
def getitem_back(grad_out: Arr, out: Arr, x: Arr, index: Index):
    grad_x = x.copy()
    np.add.at(grad_x, coerce_index(index), grad_out)
    return grad_x


# %% wrong: adds to x itself [modifies-input]
def getitem_back(grad_out: Arr, out: Arr, x: Arr, index: Index):
    np.add.at(x, coerce_index(index), grad_out)
    return x


# %% wrong: clears x to save an array [modifies-input]
def getitem_back(grad_out: Arr, out: Arr, x: Arr, index: Index):
    x.fill(0)
    np.add.at(x, coerce_index(index), grad_out)
    return x


# %% wrong: a minus sign [sign-flipped]
def getitem_back(grad_out: Arr, out: Arr, x: Arr, index: Index):
    grad_x = np.zeros_like(x)
    np.subtract.at(grad_x, coerce_index(index), grad_out)
    return grad_x


# %% wrong: multiplies by the input [multiplied-by-input]
def getitem_back(grad_out: Arr, out: Arr, x: Arr, index: Index):
    grad_x = np.zeros_like(x)
    np.add.at(grad_x, coerce_index(index), grad_out)
    return grad_x * x


# %% wrong: divides by the number of elements read [scaled]
def getitem_back(grad_out: Arr, out: Arr, x: Arr, index: Index):
    grad_x = np.zeros_like(x)
    np.add.at(grad_x, coerce_index(index), grad_out / max(np.size(grad_out), 1))
    return grad_x


# %% wrong: zeros of the transposed shape [transposed]
def getitem_back(grad_out: Arr, out: Arr, x: Arr, index: Index):
    grad_x = np.zeros(x.shape[::-1])
    np.add.at(grad_x.T, coerce_index(index), grad_out)
    return grad_x


# %% wrong: whole numbers [wrong-dtype]
def getitem_back(grad_out: Arr, out: Arr, x: Arr, index: Index):
    grad_x = np.zeros(x.shape, dtype=int)
    np.add.at(grad_x, coerce_index(index), np.asarray(grad_out).astype(int))
    return grad_x


# %% wrong: a Tensor [returns-tensor]
def getitem_back(grad_out: Arr, out: Arr, x: Arr, index: Index):
    grad_x = np.zeros_like(x)
    np.add.at(grad_x, coerce_index(index), grad_out)
    return Tensor(grad_x)


# %% wrong: a list [returns-list]
def getitem_back(grad_out: Arr, out: Arr, x: Arr, index: Index):
    grad_x = np.zeros_like(x)
    np.add.at(grad_x, coerce_index(index), grad_out)
    return list(grad_x)


# %% wrong: returns what np.add.at returns, which is nothing [returns-none]
def getitem_back(grad_out: Arr, out: Arr, x: Arr, index: Index):
    return np.add.at(np.zeros_like(x), coerce_index(index), grad_out)


# %% wrong: np.put counts in the flattened array
def getitem_back(grad_out, out, x, index):
    grad_x = np.zeros(x.shape, grad_out.dtype)
    where = coerce_index(index)
    if isinstance(where, tuple) and np.ndim(where[0]):
        flat = np.ravel_multi_index(where, x.shape) if len(where) == x.ndim else where[0]
        np.put(grad_x, flat, grad_out)
    else:
        grad_x[where] = grad_out
    return grad_x


# %% wrong: bincount with coordinates that may be negative
def getitem_back(grad_out, out, x, index):
    where = coerce_index(index)
    grad_x = np.zeros(x.shape, grad_out.dtype)
    if isinstance(where, tuple) and np.ndim(where[0]) and len(where) == x.ndim:
        flat = np.ravel_multi_index(where, x.shape, mode="clip")
        return np.bincount(flat, grad_out, x.size).reshape(x.shape)
    np.add.at(grad_x, where, grad_out)
    return grad_x


# %% wrong: zero is no index
def getitem_back(grad_out, out, x, index):
    grad_x = np.zeros(x.shape, grad_out.dtype)
    if index:
        np.add.at(grad_x, coerce_index(index), grad_out)
    return grad_x


# %% wrong: counts the index of the Tensors from the front, for good [modifies-input]
def getitem_back(grad_out, out, x, index):
    grad_x = np.zeros(x.shape, grad_out.dtype)
    if isinstance(index, tuple):
        for i, length in zip(index, x.shape):
            if isinstance(i, Tensor):
                i.array[i.array < 0] += length
    np.add.at(grad_x, coerce_index(index), grad_out)
    return grad_x


# %% wrong: one array of zeros for all calls
_zeros = {}


def getitem_back(grad_out, out, x, index):
    if x.shape not in _zeros:
        _zeros[x.shape] = np.zeros(x.shape, np.float32)
    np.add.at(_zeros[x.shape], coerce_index(index), grad_out)
    return _zeros[x.shape]


# %% wrong: starts from x less x, and adds once [wrong-at-repeats]
def getitem_back(grad_out, out, x, index):
    grad_x = x - x
    grad_x[coerce_index(index)] += grad_out
    return grad_x


# %% wrong: indexes one axis after the other
def getitem_back(grad_out, out, x, index):
    grad_x = np.zeros(x.shape, grad_out.dtype)
    index = coerce_index(index)
    if isinstance(index, tuple) and len(index) == 2:
        for k, (i, j) in enumerate(zip(np.atleast_1d(index[0]), np.atleast_1d(index[1]))):
            grad_x[i][j] = grad_out if np.ndim(grad_out) == 0 else grad_out[k]
        return grad_x
    np.add.at(grad_x, index, grad_out)
    return grad_x


# %% right: a sparse product with ones and zeros
def getitem_back(grad_out, out, x, index):
    numbers = np.arange(x.size).reshape(x.shape)[coerce_index(index)]
    picks = np.asarray(numbers).ravel()[:, None] == np.arange(x.size)
    return (np.asarray(grad_out).ravel() @ picks).reshape(x.shape)


# %% right: np.add.at by keyword order, numpy zeros in float64
def getitem_back(grad_out, out, x, index):
    result = np.zeros(x.shape)
    places = coerce_index(index)
    np.add.at(result, places, grad_out)
    return result


# %% right: as the course it comes from has it
def getitem_back(grad_out: Arr, out: Arr, x: Arr, index: Index):
    new_grad_out = np.full_like(x, 0)
    np.add.at(new_grad_out, coerce_index(index), grad_out)
    return new_grad_out
