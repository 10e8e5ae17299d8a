# Answers to `collapse`, right and wrong, that the autograder is measured on.

# %% right: all axes at once
def collapse(partial, shape):
    added = partial.ndim - len(shape)
    axes = tuple(range(added)) + tuple(i + added for i, n in enumerate(shape) if n == 1)
    return np.sum(partial, axis=axes).reshape(shape)

# %% right: one axis after the other
def collapse(partial, shape):
    while partial.ndim > len(shape):
        partial = partial.sum(0)
    for i, n in enumerate(shape):
        if n == 1:
            partial = partial.sum(i, keepdims=True)
    return partial

# %% right: the shape filled up in front
def collapse(partial, shape):
    full = (1,) * (partial.ndim - len(shape)) + tuple(shape)
    axes = tuple(i for i, n in enumerate(full) if n == 1)
    return np.reshape(np.sum(partial, axis=axes), shape)

# %% right: only where lengths differ
def collapse(partial, shape):
    full = (1,) * (partial.ndim - len(shape)) + tuple(shape)
    for i, (n, m) in enumerate(zip(full, partial.shape)):
        if n != m:
            partial = np.add.reduce(partial, axis=i, keepdims=True)
    return partial.reshape(shape)

# %% right: from the end
def collapse(partial, shape):
    if partial.shape == tuple(shape):
        return partial
    while partial.ndim > len(shape):
        partial = partial.sum(axis=0)
    for k in range(1, len(shape) + 1):
        if shape[-k] == 1:
            partial = np.sum(partial, axis=-k, keepdims=True)
    return partial

# %% wrong: rows only [one-axis-only]
def collapse(partial, shape):
    return partial.sum(axis=0) if partial.ndim > len(shape) else partial

# %% wrong: always the first axis [one-axis-only]
def collapse(partial, shape):
    return partial.sum(axis=0).reshape(shape)

# %% wrong: axes that were added only [added-axes-only]
def collapse(partial, shape):
    return partial.sum(axis=tuple(range(partial.ndim - len(shape))))

# %% wrong: lengths of 1 only [stretched-axes-only]
def collapse(partial, shape):
    axes = tuple(i for i, n in enumerate(shape) if n == 1)
    return partial.sum(axis=axes, keepdims=True)

# %% wrong: a mean [averaged]
def collapse(partial, shape):
    added = partial.ndim - len(shape)
    axes = tuple(range(added)) + tuple(i + added for i, n in enumerate(shape) if n == 1)
    return np.mean(partial, axis=axes).reshape(shape)

# %% wrong: everything in one number [everything-summed]
def collapse(partial, shape):
    return np.full(shape, partial.sum())

# %% wrong: compared from the left [wrong-end]
def collapse(partial, shape):
    axes = tuple(i for i in range(partial.ndim) if i >= len(shape) or shape[i] == 1)
    return partial.sum(axis=axes).reshape(shape)

# %% wrong: lengths of 1 are dropped [length-one-dropped]
def collapse(partial, shape):
    added = partial.ndim - len(shape)
    axes = tuple(range(added)) + tuple(i + added for i, n in enumerate(shape) if n == 1)
    return partial.sum(axis=axes)

# %% wrong: reshaped [only-reshaped]
def collapse(partial, shape):
    return partial.reshape(shape)

# %% wrong: as it is [only-reshaped]
def collapse(partial, shape):
    return partial

# %% wrong: the first of the copies [first-rows-kept]
def collapse(partial, shape):
    while partial.ndim > len(shape):
        partial = partial[0]
    return partial

# %% wrong: matrices only
def collapse(partial, shape):
    if partial.shape == tuple(shape):
        return partial
    if shape in ((), (1,), (1, 1)):
        return partial.sum().reshape(shape)
    axis = 1 if len(shape) == 2 and shape[1] == 1 else 0
    return partial.sum(axis=axis).reshape(shape)

# %% wrong: sizes are compared
def collapse(partial, shape):
    if partial.size == np.prod(shape):
        return partial
    added = partial.ndim - len(shape)
    partial = partial.sum(axis=tuple(range(added)))
    return partial.sum(axis=tuple(i for i, n in enumerate(shape) if n == 1), keepdims=True)

# %% wrong: at most two axes are added
def collapse(partial, shape):
    for _ in range(2):
        if partial.ndim > len(shape):
            partial = partial.sum(axis=0)
    for i, n in enumerate(shape):
        if n == 1 and partial.shape[i] > 1:
            partial = partial.sum(axis=i, keepdims=True)
    return partial

# %% right: einsum
def collapse(partial, shape):
    letters = "abcdefgh"[: partial.ndim]
    added = partial.ndim - len(shape)
    kept = "".join(c for c, n in zip(letters[added:], shape) if n != 1)
    return np.einsum(f"{letters}->{kept}", partial).reshape(shape)

# %% right: numbers are added where they came from
def collapse(partial, shape):
    out = np.zeros(shape, partial.dtype)
    places = np.broadcast_to(np.arange(out.size).reshape(shape), partial.shape)
    np.add.at(out.reshape(-1), places.ravel(), partial.ravel())
    return out

# %% right: recursion
def collapse(partial, shape):
    if partial.ndim > len(shape):
        return collapse(np.add.reduce(partial), shape)
    for axis, (n, m) in enumerate(zip(partial.shape, shape)):
        if n != m:
            return collapse(np.add.reduce(partial, axis, keepdims=True), shape)
    return partial

# %% wrong: sums everything if shapes differ [one-number]
def collapse(partial, shape):
    if partial.shape == shape:
        return partial
    return partial.sum() * np.ones(shape)
