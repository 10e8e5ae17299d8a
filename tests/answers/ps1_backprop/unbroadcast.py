# Answers to `unbroadcast`, right and wrong, that the autograder is measured on.

# %% right: new axes first, then stretched ones
def unbroadcast(broadcasted: Arr, original: Arr) -> Arr:
    n_new = broadcasted.ndim - original.ndim
    result = broadcasted.sum(axis=tuple(range(n_new)))
    stretched = tuple(i for i, (a, b) in enumerate(zip(original.shape, result.shape)) if a == 1 and b > 1)
    return result.sum(axis=stretched, keepdims=True)


# %% right: a loop over new axes, a loop over stretched ones
def unbroadcast(broadcasted: Arr, original: Arr) -> Arr:
    result = broadcasted
    while result.ndim > original.ndim:
        result = result.sum(axis=0)
    for axis, length in enumerate(original.shape):
        if length == 1:
            result = result.sum(axis=axis, keepdims=True)
    return result


# %% right: axes from the right, then a reshape
def unbroadcast(broadcasted: Arr, original: Arr) -> Arr:
    axes = []
    for k in range(1, broadcasted.ndim + 1):
        if k > original.ndim or original.shape[-k] != broadcasted.shape[-k]:
            axes.append(-k)
    return broadcasted.sum(axis=tuple(axes)).reshape(original.shape)


# %% right: the shape padded with ones
def unbroadcast(broadcasted: Arr, original: Arr) -> Arr:
    padded = (1,) * (broadcasted.ndim - original.ndim) + original.shape
    axes = tuple(np.flatnonzero(np.array(padded) != np.array(broadcasted.shape)))
    return broadcasted.sum(axis=axes, keepdims=True).reshape(original.shape)


# %% right: counted with indices
def unbroadcast(broadcasted: Arr, original: Arr) -> Arr:
    where = np.broadcast_to(np.arange(original.size).reshape(original.shape), broadcasted.shape)
    sums = np.bincount(where.ravel(), weights=broadcasted.ravel(), minlength=original.size)
    return sums.astype(broadcasted.dtype).reshape(original.shape)


# %% right: np.add.at
def unbroadcast(broadcasted: Arr, original: Arr) -> Arr:
    result = np.zeros(original.size)
    where = np.broadcast_to(np.arange(original.size).reshape(original.shape), broadcasted.shape)
    np.add.at(result, where, broadcasted)
    return result.reshape(original.shape)


# %% right: as the course's text would have it, for plain numbers as well
def unbroadcast(broadcasted: Arr, original) -> Arr:
    shape = getattr(original, "shape", ())
    lead = len(broadcasted.shape) - len(shape)
    axes = tuple(range(lead)) + tuple(
        lead + i for i in range(len(shape)) if broadcasted.shape[lead + i] != shape[i]
    )
    out = broadcasted.sum(axis=axes, keepdims=True)
    return out.squeeze(axis=tuple(range(lead)))


# %% wrong: stretched axes forgotten [stretched-not-summed]
def unbroadcast(broadcasted: Arr, original: Arr) -> Arr:
    result = broadcasted
    for _ in range(broadcasted.ndim - original.ndim):
        result = result.sum(0)
    return result


# %% wrong: new axes forgotten [new-axes-not-summed]
def unbroadcast(broadcasted: Arr, original: Arr) -> Arr:
    result = broadcasted
    for axis in range(original.ndim):
        if original.shape[axis] == 1:
            result = result.sum(axis, keepdims=True)
    return result


# %% wrong: no keepdims [keepdims-forgotten]
def unbroadcast(broadcasted: Arr, original: Arr) -> Arr:
    new = broadcasted.ndim - original.ndim
    axes = list(range(new)) + [new + i for i, n in enumerate(original.shape) if n == 1]
    return broadcasted.sum(axis=tuple(axes))


# %% wrong: keepdims everywhere [new-axes-kept]
def unbroadcast(broadcasted: Arr, original: Arr) -> Arr:
    new = broadcasted.ndim - original.ndim
    axes = list(range(new)) + [new + i for i, n in enumerate(original.shape) if n == 1]
    return np.sum(broadcasted, axis=tuple(axes), keepdims=True)


# %% wrong: new axes looked for at the end [new-axes-at-the-end]
def unbroadcast(broadcasted: Arr, original: Arr) -> Arr:
    result = broadcasted
    while result.ndim > original.ndim:
        result = result.sum(axis=result.ndim - 1)
    for axis, n in enumerate(original.shape):
        if n == 1 and result.shape[axis] != 1:
            result = result.sum(axis=axis, keepdims=True)
    return result


# %% wrong: shapes compared from the left [shapes-compared-from-the-left]
def unbroadcast(broadcasted: Arr, original: Arr) -> Arr:
    result = broadcasted
    for axis, n in enumerate(original.shape):
        if n == 1 and broadcasted.shape[axis] > 1:
            result = result.sum(axis=axis, keepdims=True)
    new = tuple(range(broadcasted.ndim - original.ndim))
    return result.sum(axis=new)


# %% wrong: mean over copies [averaged]
def unbroadcast(broadcasted: Arr, original: Arr) -> Arr:
    new = broadcasted.ndim - original.ndim
    axes = tuple(range(new)) + tuple(new + i for i, n in enumerate(original.shape) if n == 1)
    return np.mean(broadcasted, axis=axes).reshape(original.shape)


# %% wrong: the first copy [one-copy-taken]
def unbroadcast(broadcasted: Arr, original: Arr) -> Arr:
    result = broadcasted
    while result.ndim > original.ndim:
        result = result[0]
    return result[tuple(slice(0, n) for n in original.shape)]


# %% wrong: everything summed [everything-summed]
def unbroadcast(broadcasted: Arr, original: Arr) -> Arr:
    return np.asarray(broadcasted.sum())


# %% wrong: everything summed, then copied [everything-summed]
def unbroadcast(broadcasted: Arr, original: Arr) -> Arr:
    return np.ones_like(original) * np.sum(broadcasted)


# %% wrong: a reshape [only-reshaped]
def unbroadcast(broadcasted: Arr, original: Arr) -> Arr:
    return np.reshape(broadcasted, original.shape)


# %% wrong: handed back [broadcast-once-more]
def unbroadcast(broadcasted: Arr, original: Arr) -> Arr:
    return np.array(broadcasted)


# %% wrong: axes counted up while they vanish [axes-shift-while-summing]
def unbroadcast(broadcasted: Arr, original: Arr) -> Arr:
    result = broadcasted
    n = broadcasted.ndim - original.ndim
    for i in range(n):
        result = np.sum(result, axis=i)
    for i, length in enumerate(original.shape):
        if length == 1 and result.shape[i] > 1:
            result = np.sum(result, axis=i, keepdims=True)
    return result


# %% wrong: if instead of while [one-new-axis-only]
def unbroadcast(broadcasted: Arr, original: Arr) -> Arr:
    result = broadcasted
    if len(result.shape) != len(original.shape):
        result = result.sum(axis=0)
    stretched = tuple(i for i, n in enumerate(original.shape) if n == 1 and result.shape[i] != 1)
    return result.sum(axis=stretched, keepdims=True)


# %% wrong: the first stretched axis only [one-stretched-axis-only]
def unbroadcast(broadcasted: Arr, original: Arr) -> Arr:
    result = broadcasted.sum(axis=tuple(range(broadcasted.ndim - original.ndim)))
    for i, n in enumerate(original.shape):
        if n == 1 and result.shape[i] > 1:
            result = result.sum(axis=i, keepdims=True)
            break
    return result


# %% wrong: new or stretched, not both [either-new-or-stretched]
def unbroadcast(broadcasted: Arr, original: Arr) -> Arr:
    difference = broadcasted.ndim - original.ndim
    if difference == 0:
        axes = tuple(i for i, n in enumerate(original.shape) if n == 1)
        return broadcasted.sum(axis=axes, keepdims=True)
    else:
        return broadcasted.sum(axis=tuple(range(difference)))


# %% wrong: 0-d handed back [zero-d-forgotten]
def unbroadcast(broadcasted: Arr, original: Arr) -> Arr:
    if original.shape == ():
        return broadcasted
    result = broadcasted
    while result.ndim > original.ndim:
        result = result.sum(axis=0)
    for i, n in enumerate(original.shape):
        if n == 1:
            result = result.sum(axis=i, keepdims=True)
    return result


# %% wrong: squeezed at the end [keepdims-forgotten]
def unbroadcast(broadcasted: Arr, original: Arr) -> Arr:
    padded = (1,) * (broadcasted.ndim - original.ndim) + original.shape
    axes = tuple(i for i, n in enumerate(padded) if n == 1)
    return np.squeeze(broadcasted.sum(axis=axes, keepdims=True))


# %% wrong: times original [multiplied-by-original]
def unbroadcast(broadcasted: Arr, original: Arr) -> Arr:
    padded = (1,) * (broadcasted.ndim - original.ndim) + original.shape
    axes = tuple(i for i, n in enumerate(padded) if n == 1)
    return original * broadcasted.sum(axis=axes).reshape(original.shape)


# %% wrong: nothing returned [returns-none]
def unbroadcast(broadcasted: Arr, original: Arr) -> Arr:
    result = broadcasted
    while result.ndim > original.ndim:
        result = result.sum(axis=0)


# %% wrong: products instead of sums
def unbroadcast(broadcasted: Arr, original: Arr) -> Arr:
    padded = (1,) * (broadcasted.ndim - original.ndim) + original.shape
    axes = tuple(i for i, n in enumerate(padded) if n == 1)
    return broadcasted.prod(axis=axes).reshape(original.shape)


# %% wrong: a minus sign [sign-flipped]
def unbroadcast(broadcasted: Arr, original: Arr) -> Arr:
    padded = (1,) * (broadcasted.ndim - original.ndim) + original.shape
    axes = tuple(i for i, n in enumerate(padded) if n == 1)
    return -broadcasted.sum(axis=axes).reshape(original.shape)
