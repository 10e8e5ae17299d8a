# Answers to `broadcast_grad_accumulate`, right and wrong, that the autograder is measured on.


# %% right: as the text suggests
def broadcast_grad_accumulate(tensor, gradient):
    stretched = tuple(i for i, n in enumerate(tensor.shape) if n == 1)
    return gradient.sum(axis=stretched, keepdims=True)


# %% right: a loop with one sum an axis
def broadcast_grad_accumulate(tensor, gradient):
    for i in range(len(tensor.shape)):
        if tensor.shape[i] == 1 and gradient.shape[i] != 1:
            gradient = gradient.sum(axis=i, keepdims=True)
    return gradient


# %% right: where the lengths differ
def broadcast_grad_accumulate(tensor, gradient):
    axes = tuple(i for i, (n, g) in enumerate(zip(tensor.shape, gradient.shape)) if n != g)
    return np.sum(gradient, axis=axes, keepdims=True)


# %% right: sums, then restores the shape
def broadcast_grad_accumulate(tensor, gradient):
    axes = tuple(i for i, n in enumerate(tensor.shape) if n == 1)
    return gradient.sum(axis=axes).reshape(tensor.shape)


# %% right: into zeros, one number at a time
def broadcast_grad_accumulate(tensor, gradient):
    total = np.zeros(tensor.shape)
    for place in np.ndindex(gradient.shape):
        total[tuple(0 if n == 1 else i for i, n in zip(place, tensor.shape))] += gradient[place]
    return total


# %% right: np.add.reduce, early return
def broadcast_grad_accumulate(tensor, gradient):
    if gradient.shape == tensor.shape:
        return gradient
    for axis in range(gradient.ndim):
        if tensor.shape[axis] == 1:
            gradient = np.add.reduce(gradient, axis=axis, keepdims=True)
    return gradient


# %% right: np.where on the shapes
def broadcast_grad_accumulate(tensor, gradient):
    axes = np.where(np.array(tensor.shape) < np.array(gradient.shape))[0]
    return gradient.sum(axis=tuple(axes), keepdims=True)


# %% right: the last axis first
def broadcast_grad_accumulate(tensor, gradient):
    for axis in reversed(range(len(gradient.shape))):
        if tensor.shape[axis] != gradient.shape[axis]:
            gradient = np.expand_dims(gradient.sum(axis), axis)
    assert gradient.shape == tensor.shape
    return gradient


# %% right: an einsum
def broadcast_grad_accumulate(tensor, gradient):
    letters = 'abcdefgh'[: gradient.ndim]
    kept = ''.join(c for c, n in zip(letters, tensor.shape) if n != 1)
    return np.einsum(f'{letters}->{kept}', gradient).reshape(tensor.shape)


# %% right: recursive
def broadcast_grad_accumulate(tensor, gradient):
    for i, n in enumerate(tensor.shape):
        if n < gradient.shape[i]:
            return broadcast_grad_accumulate(tensor, gradient.sum(i, keepdims=True))
    return gradient


# %% wrong: nothing is done [no-reduction]
def broadcast_grad_accumulate(tensor, gradient):
    grad = gradient
    return grad


# %% wrong: a sum that is thrown away [no-reduction]
def broadcast_grad_accumulate(tensor, gradient):
    for i, n in enumerate(tensor.shape):
        if n == 1:
            gradient.sum(axis=i, keepdims=True)
    return gradient


# %% wrong: no keepdims, one tuple [keepdims-missing]
def broadcast_grad_accumulate(tensor, gradient):
    axes = tuple(i for i in range(len(tensor.shape)) if tensor.shape[i] == 1)
    return np.sum(gradient, axis=axes)


# %% wrong: no keepdims, in a loop [keepdims-missing]
def broadcast_grad_accumulate(tensor, gradient):
    for i in range(len(tensor.shape)):
        if tensor.shape[i] == 1 and gradient.shape[i] > 1:
            gradient = np.sum(gradient, axis=i)
    return gradient


# %% wrong: sums the rows always [only-rows]
def broadcast_grad_accumulate(tensor, gradient):
    return np.sum(gradient, 0, keepdims=True)


# %% wrong: sums the rows of a row [only-rows]
def broadcast_grad_accumulate(tensor, gradient):
    return gradient if tensor.shape[0] != 1 else np.sum(gradient, axis=0, keepdims=True)


# %% wrong: sums the rows where shapes differ [only-rows]
def broadcast_grad_accumulate(tensor, gradient):
    if gradient.shape == tensor.shape:
        return gradient
    return gradient.sum(0, keepdims=True)


# %% wrong: sums the columns always [only-columns]
def broadcast_grad_accumulate(tensor, gradient):
    return np.sum(gradient, -1, keepdims=True)


# %% wrong: sums the columns of a column [only-columns]
def broadcast_grad_accumulate(tensor, gradient):
    return gradient if tensor.shape[-1] != 1 else np.sum(gradient, axis=-1, keepdims=True)


# %% wrong: two axes only [first-two-axes-only]
def broadcast_grad_accumulate(tensor, gradient):
    for i in range(2):
        if tensor.shape[i] == 1:
            gradient = gradient.sum(axis=i, keepdims=True)
    return gradient


# %% wrong: first and last axis [first-two-axes-only]
def broadcast_grad_accumulate(tensor, gradient):
    for i in (0, -1):
        if tensor.shape[i] == 1:
            gradient = np.sum(gradient, axis=i, keepdims=True)
    return gradient


# %% wrong: returns inside the loop [stops-after-one-axis]
def broadcast_grad_accumulate(tensor, gradient):
    for i in range(len(tensor.shape)):
        if tensor.shape[i] == 1:
            gradient = gradient.sum(axis=i, keepdims=True)
            break
    return gradient


# %% wrong: the last axis found [stops-after-one-axis]
def broadcast_grad_accumulate(tensor, gradient):
    result = gradient
    for i in range(len(tensor.shape)):
        if tensor.shape[i] == 1:
            result = np.sum(gradient, axis=i, keepdims=True)
    return result


# %% wrong: index of the first 1 [stops-after-one-axis]
def broadcast_grad_accumulate(tensor, gradient):
    shape = list(tensor.shape)
    return gradient.sum(axis=shape.index(1), keepdims=True) if 1 in shape else gradient


# %% wrong: the axes that were not stretched [wrong-axes]
def broadcast_grad_accumulate(tensor, gradient):
    for i in range(len(tensor.shape)):
        if tensor.shape[i] != 1:
            gradient = gradient.sum(axis=i, keepdims=True)
    return gradient


# %% wrong: lengths of 1 in the gradient [no-reduction]
def broadcast_grad_accumulate(tensor, gradient):
    for i in range(len(gradient.shape)):
        if gradient.shape[i] == 1:
            gradient = gradient.sum(axis=i, keepdims=True)
    return gradient


# %% wrong: lengths taken for axes [only-columns]
def broadcast_grad_accumulate(tensor, gradient):
    for n in tensor.shape:
        if n == 1:
            gradient = gradient.sum(axis=n, keepdims=True)
    return gradient


# %% wrong: sums everything [sums-everything]
def broadcast_grad_accumulate(tensor, gradient):
    return np.sum(gradient, keepdims=True)


# %% wrong: sums everything where shapes differ [sums-everything]
def broadcast_grad_accumulate(tensor, gradient):
    return gradient if gradient.shape == tensor.shape else gradient.sum(keepdims=True)


# %% wrong: a single number [sums-everything]
def broadcast_grad_accumulate(tensor, gradient):
    return np.sum(gradient)


# %% wrong: the total everywhere [sums-everything]
def broadcast_grad_accumulate(tensor, gradient):
    return np.ones(tensor.shape) * gradient.sum()


# %% wrong: means [averages]
def broadcast_grad_accumulate(tensor, gradient):
    for i, n in enumerate(tensor.shape):
        if n == 1:
            gradient = gradient.mean(axis=i, keepdims=True)
    return gradient


# %% wrong: maxima [averages]
def broadcast_grad_accumulate(tensor, gradient):
    for i, n in enumerate(tensor.shape):
        if n == 1:
            gradient = gradient.max(axis=i, keepdims=True)
    return gradient


# %% wrong: first shares [takes-the-first]
def broadcast_grad_accumulate(tensor, gradient):
    for i, n in enumerate(tensor.shape):
        if n == 1:
            gradient = np.take(gradient, [0], axis=i)
    return gradient


# %% wrong: slices [takes-the-first]
def broadcast_grad_accumulate(tensor, gradient):
    return gradient[tuple(slice(n) for n in tensor.shape)]


# %% wrong: reshapes [reshapes]
def broadcast_grad_accumulate(tensor, gradient):
    return np.reshape(gradient, tensor.shape)


# %% wrong: broadcasts the wrong way [reshapes]
def broadcast_grad_accumulate(tensor, gradient):
    return np.array(np.broadcast_to(gradient, tensor.shape))


# %% wrong: resizes [reshapes]
def broadcast_grad_accumulate(tensor, gradient):
    return np.resize(gradient, tensor.shape)


# %% wrong: zeros [returns-tensor-shape-only]
def broadcast_grad_accumulate(tensor, gradient):
    return np.zeros_like(tensor.array)


# %% wrong: ones [returns-tensor-shape-only]
def broadcast_grad_accumulate(tensor, gradient):
    return np.ones_like(tensor.array)


# %% wrong: adds to the tensor and returns nothing [returns-nothing]
def broadcast_grad_accumulate(tensor, gradient):
    axes = tuple(i for i, n in enumerate(tensor.shape) if n == 1)
    tensor.grad = tensor.grad + gradient.sum(axis=axes, keepdims=True)


# %% wrong: no return [returns-nothing]
def broadcast_grad_accumulate(tensor, gradient):
    for i, n in enumerate(tensor.shape):
        if n == 1:
            gradient = gradient.sum(axis=i, keepdims=True)


# %% wrong: returns where shapes differ [returns-nothing]
def broadcast_grad_accumulate(tensor, gradient):
    if tensor.shape != gradient.shape:
        for i, n in enumerate(tensor.shape):
            if n == 1:
                gradient = gradient.sum(axis=i, keepdims=True)
        return gradient


# %% wrong: a Tensor [returns-tensor]
def broadcast_grad_accumulate(tensor, gradient):
    axes = tuple(i for i, n in enumerate(tensor.shape) if n == 1)
    return Tensor(gradient.sum(axis=axes, keepdims=True))


# %% wrong: all but the last axis [off-by-one]
def broadcast_grad_accumulate(tensor, gradient):
    for i in range(0, len(tensor.shape) - 1):
        if tensor.shape[i] == 1:
            gradient = np.sum(gradient, axis=i, keepdims=True)
    return gradient


# %% wrong: all but the first axis [off-by-one]
def broadcast_grad_accumulate(tensor, gradient):
    for i, n in enumerate(tensor.shape[1:], start=1):
        if n == 1:
            gradient = np.sum(gradient, axis=i, keepdims=True)
    return gradient


# %% wrong: one axis further [off-by-one]
def broadcast_grad_accumulate(tensor, gradient):
    for i, n in enumerate(tensor.shape, start=1):
        if n == 1:
            gradient = np.sum(gradient, axis=i, keepdims=True)
    return gradient


# %% wrong: a list of axes [axes-as-list]
def broadcast_grad_accumulate(tensor, gradient):
    axes = []
    for i, n in enumerate(tensor.shape):
        if n == 1:
            axes.append(i)
    return gradient.sum(axis=axes, keepdims=True)


# %% wrong: None where there is no axis [empty-axes-sum-all]
def broadcast_grad_accumulate(tensor, gradient):
    axes = tuple(i for i, n in enumerate(tensor.shape) if n == 1)
    return gradient.sum(axis=axes if axes else None, keepdims=True)


# %% wrong: minus [sign-flipped]
def broadcast_grad_accumulate(tensor, gradient):
    for i, n in enumerate(tensor.shape):
        if n == 1:
            gradient = gradient.sum(axis=i, keepdims=True)
    return -gradient


# %% wrong: the transpose [sorts-or-flips-axes]
def broadcast_grad_accumulate(tensor, gradient):
    for i, n in enumerate(tensor.shape):
        if n == 1:
            gradient = gradient.sum(axis=i, keepdims=True)
    return gradient.T


# %% wrong: clears the gradient [writes-into-gradient]
def broadcast_grad_accumulate(tensor, gradient):
    axes = tuple(i for i, n in enumerate(tensor.shape) if n == 1)
    total = gradient.sum(axis=axes, keepdims=True)
    gradient *= 0
    return total


# %% wrong: Python's sum [no-tensor]
def broadcast_grad_accumulate(tensor, gradient):
    for i, n in enumerate(tensor.shape):
        if n == 1:
            rows = np.moveaxis(gradient, i, 0)
            gradient = np.expand_dims(sum(row for row in rows), i)
    return gradient


# %% wrong: Python's max [no-tensor]
def broadcast_grad_accumulate(tensor, gradient):
    for i in range(max(len(gradient.shape), 1)):
        if tensor.shape[i] == 1:
            gradient = gradient.sum(axis=i, keepdims=True)
    return gradient


# %% wrong: loops over the tensor [tensor-as-array]
def broadcast_grad_accumulate(tensor, gradient):
    for i, n in enumerate(tensor):
        if n == 1:
            gradient = gradient.sum(axis=i, keepdims=True)
    return gradient


# %% wrong: ndim of the tensor [tensor-as-array]
def broadcast_grad_accumulate(tensor, gradient):
    return gradient.sum(axis=tuple(i for i in range(tensor.ndim) if tensor.shape[i] == 1), keepdims=True)


# %% wrong: adds to the tensor's gradient and returns that
def broadcast_grad_accumulate(tensor, gradient):
    axes = tuple(i for i, n in enumerate(tensor.shape) if n == 1)
    tensor.grad += gradient.sum(axis=axes, keepdims=True)
    return tensor.grad


# %% wrong: adds to the tensor's gradient on the way [changes-surroundings]
def broadcast_grad_accumulate(tensor, gradient):
    axes = tuple(i for i, n in enumerate(tensor.shape) if n == 1)
    summed = gradient.sum(axis=axes, keepdims=True)
    tensor.grad = tensor.grad + summed
    return summed


# %% wrong: clears the tensor's gradient on the way [changes-surroundings]
def broadcast_grad_accumulate(tensor, gradient):
    axes = tuple(i for i, n in enumerate(tensor.shape) if n == 1)
    tensor.zero_grad()
    return gradient.sum(axis=axes, keepdims=True)


# %% wrong: begins with the tensor's numbers
def broadcast_grad_accumulate(tensor, gradient):
    axes = tuple(i for i, n in enumerate(tensor.shape) if n == 1)
    return tensor.array + gradient.sum(axis=axes, keepdims=True)


# %% wrong: sums into the gradient itself [writes-into-gradient]
def broadcast_grad_accumulate(tensor, gradient):
    axes = tuple(i for i, n in enumerate(tensor.shape) if n == 1)
    for axis in axes:
        gradient[...] = gradient.sum(axis=axis, keepdims=True)
    return gradient[tuple(slice(0, n) for n in tensor.shape)]


# %% wrong: one place of the gradient gets it all [writes-into-gradient]
def broadcast_grad_accumulate(tensor, gradient):
    axes = tuple(i for i, n in enumerate(tensor.shape) if n == 1)
    for axis in axes:
        first = (slice(None),) * axis + (slice(0, 1),)
        gradient[first] = gradient.sum(axis=axis, keepdims=True)
        gradient = gradient[first]
    return gradient


# %% wrong: everything in front is folded
def broadcast_grad_accumulate(tensor, gradient):
    return gradient.reshape(-1, *tensor.shape).sum(axis=0)


# %% wrong: axes kept from the first call
AXES = []


def broadcast_grad_accumulate(tensor, gradient):
    if not AXES:
        AXES.extend(i for i, n in enumerate(tensor.shape) if n == 1)
    return gradient.sum(axis=tuple(AXES), keepdims=True)


# %% wrong: stops after one axis [stops-after-one-axis]
def broadcast_grad_accumulate(tensor, gradient):
    for i, n in enumerate(tensor.shape):
        if n == 1 and gradient.shape[i] != 1:
            gradient = gradient.sum(axis=i, keepdims=True)
            break
    return gradient


# %% wrong: squeezed at the end [keepdims-missing]
def broadcast_grad_accumulate(tensor, gradient):
    axes = tuple(i for i, n in enumerate(tensor.shape) if n == 1)
    return np.squeeze(gradient.sum(axis=axes, keepdims=True))


# %% wrong: as booleans when it can be
def broadcast_grad_accumulate(tensor, gradient):
    axes = tuple(i for i, n in enumerate(tensor.shape) if n == 1)
    return gradient.sum(axis=axes, keepdims=True).astype(int)


# %% wrong: two dimensions only [first-two-axes-only]
def broadcast_grad_accumulate(tensor, gradient):
    if tensor.shape[0] == 1:
        gradient = gradient.sum(axis=0, keepdims=True)
    if tensor.shape[1] == 1:
        gradient = gradient.sum(axis=1, keepdims=True)
    return gradient


# %% wrong: cut to the shape [takes-the-first]
def broadcast_grad_accumulate(tensor, gradient):
    return gradient[tuple(slice(0, n) for n in tensor.shape)]


# %% right: where the lengths differ
def broadcast_grad_accumulate(tensor, gradient):
    for i, (n, m) in enumerate(zip(tensor.shape, gradient.shape)):
        if n != m:
            gradient = np.add.reduce(gradient, axis=i, keepdims=True)
    return gradient


# %% right: a loop over the places
def broadcast_grad_accumulate(tensor, gradient):
    summed = np.zeros(tensor.shape)
    for place in np.ndindex(gradient.shape):
        summed[tuple(0 if n == 1 else i for i, n in zip(place, tensor.shape))] += gradient[place]
    return summed


# %% right: np.add.at on zeros
def broadcast_grad_accumulate(tensor, gradient):
    summed = np.zeros(tensor.shape)
    index = tuple(i if n > 1 else 0 * i for i, n in zip(np.indices(gradient.shape), tensor.shape))
    np.add.at(summed, index, gradient)
    return summed
