# Answers to `reshape_back`, right and wrong, that the autograder is measured on.

# %% right: as the text suggests
def reshape_back(grad_out: Arr, out: Arr, x: Arr, new_shape: tuple) -> Arr:
    return grad_out.reshape(x.shape)


# %% right: the function np.reshape
def reshape_back(grad_out: Arr, out: Arr, x: Arr, new_shape: tuple) -> Arr:
    return np.reshape(grad_out, x.shape)


# %% right: flattened on the way
def reshape_back(grad_out: Arr, out: Arr, x: Arr, new_shape: tuple) -> Arr:
    return np.ravel(grad_out).reshape(x.shape)


# %% right: copied through flat iterators
def reshape_back(grad_out: Arr, out: Arr, x: Arr, new_shape: tuple) -> Arr:
    grad_x = np.empty_like(x, dtype=grad_out.dtype)
    grad_x.flat = grad_out.flat
    return grad_x


# %% right: np.resize, which has nothing to repeat here
def reshape_back(grad_out: Arr, out: Arr, x: Arr, new_shape: tuple) -> Arr:
    return np.resize(grad_out, x.shape)


# %% right: one element at a time
def reshape_back(grad_out: Arr, out: Arr, x: Arr, new_shape: tuple) -> Arr:
    grad_x = np.zeros_like(x, dtype=grad_out.dtype)
    for there, here in zip(np.ndindex(x.shape), np.ndindex(grad_out.shape)):
        grad_x[there] = grad_out[here]
    return grad_x


# %% right: looks up where every element went
def reshape_back(grad_out: Arr, out: Arr, x: Arr, new_shape: tuple) -> Arr:
    number = np.arange(x.size).reshape(x.shape)
    return grad_out.reshape(-1)[number]


# %% right: scatters to where every element came from
def reshape_back(grad_out: Arr, out: Arr, x: Arr, new_shape: tuple) -> Arr:
    came_from = np.arange(x.size).reshape(x.shape).reshape(new_shape)
    flat = np.zeros(x.size)
    flat[came_from.ravel()] = grad_out.ravel()
    return flat.reshape(x.shape)


# %% right: a list on the way
def reshape_back(grad_out: Arr, out: Arr, x: Arr, new_shape: tuple) -> Arr:
    return np.array(list(grad_out.flat), dtype=grad_out.dtype).reshape(x.shape)


# %% wrong: reshapes to the new shape once more [shape-of-output]
def reshape_back(grad_out: Arr, out: Arr, x: Arr, new_shape: tuple) -> Arr:
    return np.reshape(grad_out, new_shape)


# %% wrong: hands the upstream gradient on [shape-of-output]
def reshape_back(grad_out: Arr, out: Arr, x: Arr, new_shape: tuple) -> Arr:
    return grad_out


# %% wrong: ones [upstream-ignored]
def reshape_back(grad_out: Arr, out: Arr, x: Arr, new_shape: tuple) -> Arr:
    return np.ones(x.shape)


# %% wrong: reshapes out [forward-again]
def reshape_back(grad_out: Arr, out: Arr, x: Arr, new_shape: tuple) -> Arr:
    return out.reshape(x.shape)


# %% wrong: multiplies by the input [multiplied-by-input]
def reshape_back(grad_out: Arr, out: Arr, x: Arr, new_shape: tuple) -> Arr:
    return grad_out.reshape(x.shape) * x


# %% wrong: the new shape reversed [reversed-shape]
def reshape_back(grad_out: Arr, out: Arr, x: Arr, new_shape: tuple) -> Arr:
    return grad_out.reshape(out.shape[::-1])


# %% wrong: transposes before reshaping [element-order]
def reshape_back(grad_out: Arr, out: Arr, x: Arr, new_shape: tuple) -> Arr:
    return grad_out.T.reshape(x.shape)


# %% wrong: the shape of x reversed, then transposed [element-order]
def reshape_back(grad_out: Arr, out: Arr, x: Arr, new_shape: tuple) -> Arr:
    return grad_out.reshape(x.shape[::-1]).T


# %% wrong: column by column [element-order]
def reshape_back(grad_out: Arr, out: Arr, x: Arr, new_shape: tuple) -> Arr:
    return np.reshape(grad_out, x.shape, order="F")


# %% wrong: in the order of memory, if that is Fortran's [element-order]
def reshape_back(grad_out: Arr, out: Arr, x: Arr, new_shape: tuple) -> Arr:
    return np.reshape(grad_out, x.shape, order="A")


# %% wrong: in the order of memory, whatever it is [element-order]
def reshape_back(grad_out: Arr, out: Arr, x: Arr, new_shape: tuple) -> Arr:
    return grad_out.ravel(order="K").reshape(x.shape)


# %% wrong: rows and the rest, for matrices only [matrices-only]
def reshape_back(grad_out: Arr, out: Arr, x: Arr, new_shape: tuple) -> Arr:
    return grad_out.reshape(len(x), -1)


# %% wrong: always images of 28 by 28 [fixed-lengths]
def reshape_back(grad_out: Arr, out: Arr, x: Arr, new_shape: tuple) -> Arr:
    return grad_out.reshape(-1, 28, 28)


# %% wrong: flat [flattened]
def reshape_back(grad_out: Arr, out: Arr, x: Arr, new_shape: tuple) -> Arr:
    return grad_out.reshape(x.size)


# %% wrong: drops dimensions of size 1 [squeezed]
def reshape_back(grad_out: Arr, out: Arr, x: Arr, new_shape: tuple) -> Arr:
    return grad_out.reshape(x.shape).squeeze()


# %% wrong: broadcasts instead of reshaping [shapes-do-not-fit]
def reshape_back(grad_out: Arr, out: Arr, x: Arr, new_shape: tuple) -> Arr:
    return np.broadcast_to(grad_out, x.shape)


# %% wrong: unpacks a shape that may be empty [unpacked-shape]
def reshape_back(grad_out: Arr, out: Arr, x: Arr, new_shape: tuple) -> Arr:
    return grad_out.reshape(*x.shape)


# %% wrong: leaves the last size to NumPy, which cannot tell with no elements [length-left-open]
def reshape_back(grad_out: Arr, out: Arr, x: Arr, new_shape: tuple) -> Arr:
    if x.ndim == 0:
        return grad_out.reshape(())
    return grad_out.reshape(x.shape[:-1] + (-1,))


# %% wrong: gives the upstream gradient another shape in place [modifies-input]
def reshape_back(grad_out: Arr, out: Arr, x: Arr, new_shape: tuple) -> Arr:
    grad_out.resize(x.shape, refcheck=False)
    return grad_out


# %% wrong: writes the gradient into the input [modifies-input]
def reshape_back(grad_out: Arr, out: Arr, x: Arr, new_shape: tuple) -> Arr:
    x.flat = grad_out.ravel()
    return x


# %% wrong: a minus sign [sign-flipped]
def reshape_back(grad_out: Arr, out: Arr, x: Arr, new_shape: tuple) -> Arr:
    return -grad_out.reshape(x.shape)


# %% wrong: averages over the elements [scaled]
def reshape_back(grad_out: Arr, out: Arr, x: Arr, new_shape: tuple) -> Arr:
    return grad_out.reshape(x.shape) / max(x.size, 1)


# %% wrong: whole numbers [wrong-dtype]
def reshape_back(grad_out: Arr, out: Arr, x: Arr, new_shape: tuple) -> Arr:
    grad_x = np.zeros(x.shape, dtype=int)
    grad_x[...] = grad_out.reshape(x.shape)
    return grad_x


# %% wrong: calls reshape, which makes a Tensor [returns-tensor]
def reshape_back(grad_out: Arr, out: Arr, x: Arr, new_shape: tuple) -> Arr:
    return reshape(grad_out, x.shape)


# %% wrong: a list [returns-list]
def reshape_back(grad_out: Arr, out: Arr, x: Arr, new_shape: tuple) -> Arr:
    return grad_out.reshape(x.shape).tolist()


# %% wrong: returns the shape instead of the gradient [returns-shape]
def reshape_back(grad_out: Arr, out: Arr, x: Arr, new_shape: tuple) -> Arr:
    return x.shape


# %% wrong: no return [returns-none]
def reshape_back(grad_out: Arr, out: Arr, x: Arr, new_shape: tuple) -> Arr:
    grad_out.reshape(x.shape)


# %% wrong: np.resize to the new shape [np-resize]
def reshape_back(grad_out, out, x, new_shape):
    return np.resize(grad_out, new_shape)


# %% wrong: the method resize, which returns nothing [np-resize]
def reshape_back(grad_out, out, x, new_shape):
    return grad_out.resize(x.shape)


# %% wrong: sets the shape [modifies-input]
def reshape_back(grad_out, out, x, new_shape):
    grad_out.shape = x.shape
    return grad_out


# %% wrong: the length of x and the rest [matrices-only]
def reshape_back(grad_out, out, x, new_shape):
    return grad_out.reshape(len(x), -1)


# %% wrong: keeps the shape of the first call
_shape_of_x = []


def reshape_back(grad_out, out, x, new_shape):
    if not _shape_of_x:
        _shape_of_x.append(x.shape)
    if np.prod(_shape_of_x[0]) == x.size:
        return grad_out.reshape(_shape_of_x[0])
    return grad_out.reshape(x.shape)


# %% right: view of a copy
def reshape_back(grad_out, out, x, new_shape):
    result = grad_out.copy()
    return result.reshape(*x.shape) if x.ndim else result.reshape(())


# %% right: order spelled out
def reshape_back(grad_out, out, x, new_shape):
    return grad_out.reshape(x.shape, order="C")


# %% wrong: copied through flat iterators, in the dtype of x [wrong-dtype]
def reshape_back(grad_out: Arr, out: Arr, x: Arr, new_shape: tuple) -> Arr:
    grad_x = np.empty_like(x)
    grad_x.flat = grad_out.flat
    return grad_x


# %% wrong: one element at a time, in the dtype of x [wrong-dtype]
def reshape_back(grad_out: Arr, out: Arr, x: Arr, new_shape: tuple) -> Arr:
    grad_x = np.zeros_like(x)
    for there, here in zip(np.ndindex(x.shape), np.ndindex(grad_out.shape)):
        grad_x[there] = grad_out[here]
    return grad_x
