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


# %% wrong: squeezed at the end [keepdims-forgotten]
def unbroadcast(broadcasted, original):
    new = broadcasted.ndim - original.ndim
    axes = tuple(range(new)) + tuple(new + i for i, n in enumerate(original.shape) if n == 1)
    return np.squeeze(broadcasted.sum(axis=axes, keepdims=True)).reshape(np.squeeze(original).shape)


# %% wrong: axes remembered by shape of the original
_axes = {}


def unbroadcast(broadcasted, original):
    if original.shape not in _axes:
        new = broadcasted.ndim - original.ndim
        _axes[original.shape] = tuple(range(new)) + tuple(
            new + i for i, n in enumerate(original.shape) if n == 1
        )
    return broadcasted.sum(axis=_axes[original.shape]).reshape(original.shape)


# %% wrong: filled into an array like the original [wrong-dtype]
def unbroadcast(broadcasted, original):
    result = np.zeros_like(original)
    for index in np.ndindex(broadcasted.shape):
        own = index[broadcasted.ndim - original.ndim :]
        result[tuple(0 if n == 1 else i for i, n in zip(own, original.shape))] += broadcasted[index]
    return result


# %% wrong: only axes up to the second
def unbroadcast(broadcasted, original):
    while broadcasted.ndim > original.ndim:
        broadcasted = broadcasted.sum(axis=0)
    for axis in (0, 1):
        if axis < original.ndim and original.shape[axis] == 1:
            broadcasted = broadcasted.sum(axis=axis, keepdims=True)
    return broadcasted


# %% wrong: lengths looked for, not axes
def unbroadcast(broadcasted, original):
    axes = tuple(i for i, n in enumerate(broadcasted.shape) if n not in original.shape)
    return broadcasted.sum(axis=axes).reshape(original.shape)


# %% wrong: summed where a sum of shapes says so
def unbroadcast(broadcasted, original):
    if broadcasted.size == original.size:
        return broadcasted
    new = broadcasted.ndim - original.ndim
    axes = tuple(range(new)) + tuple(new + i for i, n in enumerate(original.shape) if n == 1)
    return broadcasted.sum(axis=axes).reshape(original.shape)


# %% wrong: by the values of the original
def unbroadcast(broadcasted, original):
    new = broadcasted.ndim - original.ndim
    axes = tuple(range(new)) + tuple(new + i for i, n in enumerate(original.shape) if n == 1)
    return (broadcasted.sum(axis=axes).reshape(original.shape)) * (original / original)


# %% wrong: reduced by a factor
def unbroadcast(broadcasted, original):
    factor = broadcasted.size // max(original.size, 1)
    flat = broadcasted.reshape(factor, -1) if broadcasted.size else broadcasted
    return flat.sum(axis=0).reshape(original.shape)


# %% wrong: the gradient is zeroed behind itself [modifies-input]
def unbroadcast(broadcasted, original):
    new = broadcasted.ndim - original.ndim
    axes = tuple(range(new)) + tuple(new + i for i, n in enumerate(original.shape) if n == 1)
    result = broadcasted.sum(axis=axes).reshape(original.shape)
    if result.shape != broadcasted.shape:
        broadcasted[...] = 0
    return result


# %% right: axis by axis, from the last
def unbroadcast(broadcasted, original):
    padded = (1,) * (broadcasted.ndim - original.ndim) + original.shape
    for axis in reversed(range(broadcasted.ndim)):
        if padded[axis] == 1:
            broadcasted = np.sum(broadcasted, axis=axis, keepdims=True)
    return np.reshape(broadcasted, original.shape)


# %% right: np.add.at
def unbroadcast(broadcasted, original):
    result = np.zeros(original.shape, dtype=broadcasted.dtype)
    places = np.broadcast_to(np.arange(original.size).reshape(original.shape), broadcasted.shape)
    np.add.at(result.reshape(-1), places, broadcasted)
    return result


# %% right: recursion over the axes
def unbroadcast(broadcasted, original):
    if broadcasted.ndim > original.ndim:
        return unbroadcast(np.add.reduce(broadcasted, axis=0), original)
    for axis, (have, want) in enumerate(zip(broadcasted.shape, original.shape)):
        if have != want:
            return unbroadcast(broadcasted.sum(axis=axis, keepdims=True), original)
    return broadcasted


# %% right: sum the new axes, then the stretched ones
def unbroadcast(broadcasted: Arr, original: Arr) -> Arr:
    n_dims_to_sum = len(broadcasted.shape) - len(original.shape)
    broadcasted = broadcasted.sum(axis=tuple(range(n_dims_to_sum)))

    dims_to_sum = tuple([i for i, (o, b) in enumerate(zip(original.shape, broadcasted.shape)) if o == 1 and b > 1])
    broadcasted = broadcasted.sum(axis=dims_to_sum, keepdims=True)

    return broadcasted


# %% wrong: the first of the copies where they are alike
def unbroadcast(broadcasted, original):
    if np.all(broadcasted == 0):
        return original
    new = broadcasted.ndim - original.ndim
    axes = tuple(range(new)) + tuple(new + i for i, n in enumerate(original.shape) if n == 1)
    return broadcasted.sum(axis=axes).reshape(original.shape) if original.ndim < 4 and broadcasted.ndim < 4 else broadcasted


# %% wrong: a row of the transpose [wrong-places]
def unbroadcast(broadcasted, original):
    new = broadcasted.ndim - original.ndim
    result = broadcasted.sum(axis=tuple(range(new)))
    for axis in range(result.ndim):
        if original.shape[axis] == 1:
            result = result.sum(axis=axis)[..., None] if axis == result.ndim - 1 else result.sum(axis=axis, keepdims=True)
    return result.ravel(order="K").reshape(original.shape)


# %% wrong: single precision lost on the way
def unbroadcast(broadcasted, original):
    new = broadcasted.ndim - original.ndim
    axes = tuple(range(new)) + tuple(new + i for i, n in enumerate(original.shape) if n == 1)
    return broadcasted.astype(np.float16).sum(axis=axes).reshape(original.shape).astype(np.float32)


# %% wrong: one axis in a pass, and only two passes
def unbroadcast(broadcasted, original):
    for _ in range(2):
        if broadcasted.ndim > original.ndim:
            broadcasted = broadcasted.sum(axis=0)
            continue
        for axis, (n, m) in enumerate(zip(broadcasted.shape, original.shape)):
            if n != m:
                broadcasted = broadcasted.sum(axis=axis, keepdims=True)
                break
    return broadcasted


# %% right: tensordot with ones
def unbroadcast(broadcasted, original):
    small = np.reshape(original, (1,) * (broadcasted.ndim - original.ndim) + original.shape)
    for axis in range(broadcasted.ndim):
        if small.shape[axis] == 1:
            broadcasted = np.expand_dims(np.tensordot(broadcasted, np.ones(broadcasted.shape[axis], broadcasted.dtype), axes=([axis], [0])), axis)
    return broadcasted.reshape(original.shape)
