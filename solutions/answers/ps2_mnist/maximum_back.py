# Answers to `maximum_back`, right and wrong, that the autograder is measured on.

# %% right: as the text suggests, a sum of booleans
def maximum_back0(grad_out: Arr, out: Arr, x: Arr, y: Arr):
    share = (x > y) + 0.5 * (x == y)
    return unbroadcast(grad_out * share, x)


def maximum_back1(grad_out: Arr, out: Arr, x: Arr, y: Arr):
    share = (x < y) + 0.5 * (x == y)
    return unbroadcast(grad_out * share, y)


# %% right: np.where
def maximum_back0(grad_out: Arr, out: Arr, x: Arr, y: Arr):
    half_or_none = np.where(x == y, grad_out / 2, 0)
    return unbroadcast(np.where(x > y, grad_out, half_or_none), x)


def maximum_back1(grad_out: Arr, out: Arr, x: Arr, y: Arr):
    half_or_none = np.where(x == y, grad_out / 2, 0)
    return unbroadcast(np.where(y > x, grad_out, half_or_none), y)


# %% right: np.heaviside
def maximum_back0(grad_out: Arr, out: Arr, x: Arr, y: Arr):
    return unbroadcast(grad_out * np.heaviside(x - y, 0.5), x)


def maximum_back1(grad_out: Arr, out: Arr, x: Arr, y: Arr):
    return unbroadcast(grad_out * np.heaviside(y - x, 0.5), y)


# %% right: the sign of the difference
def maximum_back0(grad_out: Arr, out: Arr, x: Arr, y: Arr):
    return unbroadcast(grad_out * (1 + np.sign(x - y)) / 2, x)


def maximum_back1(grad_out: Arr, out: Arr, x: Arr, y: Arr):
    return unbroadcast(grad_out * (1 - np.sign(x - y)) / 2, y)


# %% right: shared among those that equal out
def maximum_back0(grad_out: Arr, out: Arr, x: Arr, y: Arr):
    winners = 1 * (x == out) + 1 * (y == out)
    return unbroadcast(grad_out * (x == out) / winners, x)


def maximum_back1(grad_out: Arr, out: Arr, x: Arr, y: Arr):
    winners = 1 * (x == out) + 1 * (y == out)
    return unbroadcast(grad_out * (y == out) / winners, y)


# %% right: the mean of a strict and a lax comparison
def maximum_back0(grad_out: Arr, out: Arr, x: Arr, y: Arr):
    return unbroadcast(grad_out * np.mean([x > y, x >= y], axis=0), x)


def maximum_back1(grad_out: Arr, out: Arr, x: Arr, y: Arr):
    return unbroadcast(grad_out * np.mean([x < y, x <= y], axis=0), y)


# %% right: the second in terms of the first
def maximum_back0(grad_out: Arr, out: Arr, x: Arr, y: Arr):
    return unbroadcast(np.select([x > y, x == y], [grad_out, grad_out * 0.5], 0.0), x)


def maximum_back1(grad_out: Arr, out: Arr, x: Arr, y: Arr):
    return maximum_back0(grad_out, out, y, x)


# %% right: one gets what the other leaves
def share_of_first(x, y):
    return np.where(x == y, 0.5, np.greater(x, y))


def maximum_back0(grad_out: Arr, out: Arr, x: Arr, y: Arr):
    return unbroadcast(grad_out * share_of_first(x, y), x)


def maximum_back1(grad_out: Arr, out: Arr, x: Arr, y: Arr):
    return unbroadcast(grad_out - grad_out * share_of_first(x, y), y)


# %% right: in place on its own copy
def maximum_back0(grad_out: Arr, out: Arr, x: Arr, y: Arr):
    grad_x = np.array(grad_out)
    grad_x[x < y] = 0
    grad_x[x == y] *= 0.5
    return unbroadcast(grad_x, x)


def maximum_back1(grad_out: Arr, out: Arr, x: Arr, y: Arr):
    grad_y = np.array(grad_out)
    grad_y[x > y] = 0
    grad_y[x == y] *= 0.5
    return unbroadcast(grad_y, y)


# %% right: one element at a time, in float64
def shares(grad_out, mine, other):
    mine, other = np.broadcast_to(mine, grad_out.shape), np.broadcast_to(other, grad_out.shape)
    result = np.zeros(grad_out.shape)
    for position in np.ndindex(grad_out.shape):
        if mine[position] > other[position]:
            result[position] = grad_out[position]
        elif mine[position] == other[position]:
            result[position] = grad_out[position] / 2
    return result


def maximum_back0(grad_out: Arr, out: Arr, x: Arr, y: Arr):
    return unbroadcast(shares(np.asarray(grad_out), x, y), x)


def maximum_back1(grad_out: Arr, out: Arr, x: Arr, y: Arr):
    return unbroadcast(shares(np.asarray(grad_out), y, x), y)


# %% wrong: ties to the first argument [ties-to-one]
def maximum_back0(grad_out: Arr, out: Arr, x: Arr, y: Arr):
    return unbroadcast(grad_out * (x >= y), x)


def maximum_back1(grad_out: Arr, out: Arr, x: Arr, y: Arr):
    return unbroadcast(grad_out * (x < y), y)


# %% wrong: ties to the second argument [ties-to-one]
def maximum_back0(grad_out: Arr, out: Arr, x: Arr, y: Arr):
    return unbroadcast(grad_out * (x > y), x)


def maximum_back1(grad_out: Arr, out: Arr, x: Arr, y: Arr):
    return unbroadcast(grad_out * (x <= y), y)


# %% wrong: ties to both, in full [ties-to-both]
def maximum_back0(grad_out: Arr, out: Arr, x: Arr, y: Arr):
    return unbroadcast(grad_out * (x == out), x)


def maximum_back1(grad_out: Arr, out: Arr, x: Arr, y: Arr):
    return unbroadcast(grad_out * (y == out), y)


# %% wrong: ties to neither [ties-to-neither]
def maximum_back0(grad_out: Arr, out: Arr, x: Arr, y: Arr):
    return unbroadcast(np.where(x > y, grad_out, 0), x)


def maximum_back1(grad_out: Arr, out: Arr, x: Arr, y: Arr):
    return unbroadcast(np.where(y > x, grad_out, 0), y)


# %% wrong: splits ties for the first argument, not for the second [tie-in-one-only]
def maximum_back0(grad_out: Arr, out: Arr, x: Arr, y: Arr):
    return unbroadcast(grad_out * ((x > y) + 0.5 * (x == y)), x)


def maximum_back1(grad_out: Arr, out: Arr, x: Arr, y: Arr):
    return unbroadcast(grad_out * (x < y), y)


# %% wrong: splits only where everything ties [ties-to-neither]
def maximum_back0(grad_out: Arr, out: Arr, x: Arr, y: Arr):
    if np.array_equal(x, y):
        return grad_out / 2
    return unbroadcast(grad_out * (x > y), x)


def maximum_back1(grad_out: Arr, out: Arr, x: Arr, y: Arr):
    if np.array_equal(x, y):
        return grad_out / 2
    return unbroadcast(grad_out * (x < y), y)


# %% wrong: takes nearly equal for equal [near-ties]
def maximum_back0(grad_out: Arr, out: Arr, x: Arr, y: Arr):
    share = np.where(np.isclose(x, y), 0.5, 1.0 * (x > y))
    return unbroadcast(grad_out * share, x)


def maximum_back1(grad_out: Arr, out: Arr, x: Arr, y: Arr):
    share = np.where(np.isclose(x, y), 0.5, 1.0 * (x < y))
    return unbroadcast(grad_out * share, y)


# %% wrong: a steep but smooth step [near-ties]
def maximum_back0(grad_out: Arr, out: Arr, x: Arr, y: Arr):
    return unbroadcast(grad_out * (0.5 + 0.5 * np.tanh(1000 * (x - y))), x)


def maximum_back1(grad_out: Arr, out: Arr, x: Arr, y: Arr):
    return unbroadcast(grad_out * (0.5 - 0.5 * np.tanh(1000 * (x - y))), y)


# %% wrong: never unbroadcasts [not-unbroadcast]
def maximum_back0(grad_out: Arr, out: Arr, x: Arr, y: Arr):
    return grad_out * ((x > y) + 0.5 * (x == y))


def maximum_back1(grad_out: Arr, out: Arr, x: Arr, y: Arr):
    return grad_out * ((x < y) + 0.5 * (x == y))


# %% wrong: unbroadcasts the first only [not-unbroadcast]
def maximum_back0(grad_out: Arr, out: Arr, x: Arr, y: Arr):
    return unbroadcast(grad_out * ((x > y) + 0.5 * (x == y)), x)


def maximum_back1(grad_out: Arr, out: Arr, x: Arr, y: Arr):
    return grad_out * ((x < y) + 0.5 * (x == y))


# %% wrong: unbroadcasts both to the first argument [not-unbroadcast]
def maximum_back0(grad_out: Arr, out: Arr, x: Arr, y: Arr):
    return unbroadcast(grad_out * ((x > y) + 0.5 * (x == y)), x)


def maximum_back1(grad_out: Arr, out: Arr, x: Arr, y: Arr):
    return unbroadcast(grad_out * ((x < y) + 0.5 * (x == y)), x)


# %% wrong: unbroadcasts the upstream gradient before multiplying [unbroadcast-too-early]
def maximum_back0(grad_out: Arr, out: Arr, x: Arr, y: Arr):
    return unbroadcast(grad_out, x) * ((x > y) + 0.5 * (x == y))


def maximum_back1(grad_out: Arr, out: Arr, x: Arr, y: Arr):
    return unbroadcast(grad_out, y) * ((x < y) + 0.5 * (x == y))


# %% wrong: unbroadcasts the two factors apart [unbroadcast-factors-separately]
def maximum_back0(grad_out: Arr, out: Arr, x: Arr, y: Arr):
    return unbroadcast(grad_out, x) * unbroadcast((x > y) + 0.5 * (x == y), x)


def maximum_back1(grad_out: Arr, out: Arr, x: Arr, y: Arr):
    return unbroadcast(grad_out, y) * unbroadcast((x < y) + 0.5 * (x == y), y)


# %% wrong: sums the leading dimensions only [stretched-dimension-kept]
def sum_leading(grad, like):
    return grad.sum(axis=tuple(range(grad.ndim - like.ndim)))


def maximum_back0(grad_out: Arr, out: Arr, x: Arr, y: Arr):
    return sum_leading(np.asarray(grad_out * ((x > y) + 0.5 * (x == y))), x)


def maximum_back1(grad_out: Arr, out: Arr, x: Arr, y: Arr):
    return sum_leading(np.asarray(grad_out * ((x < y) + 0.5 * (x == y))), y)


# %% wrong: averages over the broadcast copies [broadcast-copies-lost]
def average(grad, like):
    return unbroadcast(grad, like) * max(like.size, 1) / max(grad.size, 1)


def maximum_back0(grad_out: Arr, out: Arr, x: Arr, y: Arr):
    return average(grad_out * ((x > y) + 0.5 * (x == y)), x)


def maximum_back1(grad_out: Arr, out: Arr, x: Arr, y: Arr):
    return average(grad_out * ((x < y) + 0.5 * (x == y)), y)


# %% wrong: half of everything [scaled]
def maximum_back0(grad_out: Arr, out: Arr, x: Arr, y: Arr):
    return unbroadcast(grad_out * ((x > y) + 0.5 * (x == y)) / 2, x)


def maximum_back1(grad_out: Arr, out: Arr, x: Arr, y: Arr):
    return unbroadcast(grad_out * ((x < y) + 0.5 * (x == y)) / 2, y)


# %% wrong: the two functions the other way round [minimum-instead]
def maximum_back0(grad_out: Arr, out: Arr, x: Arr, y: Arr):
    return unbroadcast(grad_out * ((x < y) + 0.5 * (x == y)), x)


def maximum_back1(grad_out: Arr, out: Arr, x: Arr, y: Arr):
    return unbroadcast(grad_out * ((x > y) + 0.5 * (x == y)), y)


# %% wrong: the second copied from the first, the comparison left as it was [second-same-as-first]
def maximum_back0(grad_out: Arr, out: Arr, x: Arr, y: Arr):
    return unbroadcast(grad_out * ((x > y) + 0.5 * (x == y)), x)


def maximum_back1(grad_out: Arr, out: Arr, x: Arr, y: Arr):
    return unbroadcast(grad_out * ((x > y) + 0.5 * (x == y)), y)


# %% wrong: compares the arrays as wholes [whole-array-comparison]
def maximum_back0(grad_out: Arr, out: Arr, x: Arr, y: Arr):
    if np.all(x > y):
        return unbroadcast(grad_out, x)
    if np.all(x == y):
        return unbroadcast(grad_out / 2, x)
    return np.zeros_like(x)


def maximum_back1(grad_out: Arr, out: Arr, x: Arr, y: Arr):
    if np.all(x < y):
        return unbroadcast(grad_out, y)
    if np.all(x == y):
        return unbroadcast(grad_out / 2, y)
    return np.zeros_like(y)


# %% wrong: an if with arrays [truth-value-of-array]
def maximum_back0(grad_out: Arr, out: Arr, x: Arr, y: Arr):
    if x > y:
        return unbroadcast(grad_out, x)
    return unbroadcast(0.5 * grad_out if x == y else 0 * grad_out, x)


def maximum_back1(grad_out: Arr, out: Arr, x: Arr, y: Arr):
    if x < y:
        return unbroadcast(grad_out, y)
    return unbroadcast(0.5 * grad_out if x == y else 0 * grad_out, y)


# %% wrong: asks a Python number for its shape [python-number-unhandled]
def maximum_back0(grad_out: Arr, out: Arr, x: Arr, y: Arr):
    grad_x = grad_out * ((x > y) + 0.5 * (x == y))
    return unbroadcast(grad_x, x) if x.shape != y.shape else grad_x


def maximum_back1(grad_out: Arr, out: Arr, x: Arr, y: Arr):
    grad_y = grad_out * ((x < y) + 0.5 * (x == y))
    return unbroadcast(grad_y, y) if x.shape != y.shape else grad_y


# %% wrong: the local derivatives alone [upstream-ignored]
def maximum_back0(grad_out: Arr, out: Arr, x: Arr, y: Arr):
    return unbroadcast((x > y) + 0.5 * (x == y), x)


def maximum_back1(grad_out: Arr, out: Arr, x: Arr, y: Arr):
    return unbroadcast((x < y) + 0.5 * (x == y), y)


# %% wrong: multiplies by the larger value [wrong-derivative]
def maximum_back0(grad_out: Arr, out: Arr, x: Arr, y: Arr):
    return unbroadcast(grad_out * out * ((x > y) + 0.5 * (x == y)), x)


def maximum_back1(grad_out: Arr, out: Arr, x: Arr, y: Arr):
    return unbroadcast(grad_out * out * ((x < y) + 0.5 * (x == y)), y)


# %% wrong: compares absolute values [compares-absolute-values]
def maximum_back0(grad_out: Arr, out: Arr, x: Arr, y: Arr):
    x_, y_ = np.abs(x), np.abs(y)
    return unbroadcast(grad_out * ((x_ > y_) + 0.5 * (x_ == y_)), x)


def maximum_back1(grad_out: Arr, out: Arr, x: Arr, y: Arr):
    x_, y_ = np.abs(x), np.abs(y)
    return unbroadcast(grad_out * ((x_ < y_) + 0.5 * (x_ == y_)), y)


# %% wrong: the second with a minus, as in subtract [sign-flipped]
def maximum_back0(grad_out: Arr, out: Arr, x: Arr, y: Arr):
    return unbroadcast(grad_out * ((x > y) + 0.5 * (x == y)), x)


def maximum_back1(grad_out: Arr, out: Arr, x: Arr, y: Arr):
    return unbroadcast(-grad_out * ((x < y) + 0.5 * (x == y)), y)


# %% wrong: clears and halves the upstream gradient in place [modifies-input]
def maximum_back0(grad_out: Arr, out: Arr, x: Arr, y: Arr):
    grad_out[x < y] = 0
    grad_out[x == y] *= 0.5
    return unbroadcast(grad_out, x)


def maximum_back1(grad_out: Arr, out: Arr, x: Arr, y: Arr):
    grad_out[x > y] = 0
    grad_out[x == y] *= 0.5
    return unbroadcast(grad_out, y)


# %% wrong: whole numbers [wrong-dtype]
def maximum_back0(grad_out: Arr, out: Arr, x: Arr, y: Arr):
    return unbroadcast(grad_out * ((x > y) + 0.5 * (x == y)), x).astype(int)


def maximum_back1(grad_out: Arr, out: Arr, x: Arr, y: Arr):
    return unbroadcast(grad_out * ((x < y) + 0.5 * (x == y)), y).astype(int)


# %% wrong: Tensors [returns-tensor]
def maximum_back0(grad_out: Arr, out: Arr, x: Arr, y: Arr):
    return Tensor(unbroadcast(grad_out * ((x > y) + 0.5 * (x == y)), x))


def maximum_back1(grad_out: Arr, out: Arr, x: Arr, y: Arr):
    return Tensor(unbroadcast(grad_out * ((x < y) + 0.5 * (x == y)), y))


# %% wrong: lists [returns-list]
def maximum_back0(grad_out: Arr, out: Arr, x: Arr, y: Arr):
    return unbroadcast(grad_out * ((x > y) + 0.5 * (x == y)), x).tolist()


def maximum_back1(grad_out: Arr, out: Arr, x: Arr, y: Arr):
    return unbroadcast(grad_out * ((x < y) + 0.5 * (x == y)), y).tolist()


# %% wrong: the second without a return [returns-none]
def maximum_back0(grad_out: Arr, out: Arr, x: Arr, y: Arr):
    return unbroadcast(grad_out * ((x > y) + 0.5 * (x == y)), x)


def maximum_back1(grad_out: Arr, out: Arr, x: Arr, y: Arr):
    unbroadcast(grad_out * ((x < y) + 0.5 * (x == y)), y)


# %% wrong: the type of the input [wrong-dtype]
def maximum_back0(grad_out, out, x, y):
    share = (x > y) + 0.5 * (x == y)
    return unbroadcast((grad_out * share).astype(np.asarray(x).dtype), x)


def maximum_back1(grad_out, out, x, y):
    share = (x < y) + 0.5 * (x == y)
    return unbroadcast((grad_out * share).astype(np.asarray(y).dtype), y)


# %% wrong: counts on an array for the first argument
def maximum_back0(grad_out, out, x, y):
    share = (x > y) + 0.5 * (x == y)
    grad = grad_out * share
    while grad.ndim > x.ndim:
        grad = grad.sum(axis=0)
    return unbroadcast(grad, x)


def maximum_back1(grad_out, out, x, y):
    share = (x < y) + 0.5 * (x == y)
    return unbroadcast(grad_out * share, y)


# %% wrong: one array twice gets all of it [one-array-twice]
def maximum_back0(grad_out, out, x, y):
    if x is y:
        return grad_out
    return unbroadcast(grad_out * ((x > y) + 0.5 * (x == y)), x)


def maximum_back1(grad_out, out, x, y):
    if x is y:
        return grad_out
    return unbroadcast(grad_out * ((x < y) + 0.5 * (x == y)), y)


# %% wrong: the mask of the first call
_masks = {}


def maximum_back0(grad_out, out, x, y):
    key = np.shape(x), np.shape(y), 0
    mask = _masks.setdefault(key, (x > y) + 0.5 * (x == y))
    return unbroadcast(grad_out * mask, x)


def maximum_back1(grad_out, out, x, y):
    key = np.shape(x), np.shape(y), 1
    mask = _masks.setdefault(key, (x < y) + 0.5 * (x == y))
    return unbroadcast(grad_out * mask, y)


# %% wrong: whole numbers for the half [wrong-at-ties]
def maximum_back0(grad_out, out, x, y):
    share = np.zeros_like(x - y)
    share[x > y] = 1
    share[x == y] = 0.5
    return unbroadcast(grad_out * share, x)


def maximum_back1(grad_out, out, x, y):
    share = np.zeros_like(x - y)
    share[x < y] = 1
    share[x == y] = 0.5
    return unbroadcast(grad_out * share, y)


# %% wrong: a third at a tie [wrong-at-ties]
def maximum_back0(grad_out, out, x, y):
    return unbroadcast(grad_out * np.where(x == y, 1 / 3, x > y), x)


def maximum_back1(grad_out, out, x, y):
    return unbroadcast(grad_out * np.where(x == y, 2 / 3, y > x), y)


# %% wrong: half precision comparison [near-ties]
def maximum_back0(grad_out, out, x, y):
    a, b = np.float16(x), np.float16(y)
    return unbroadcast(grad_out * ((a > b) + 0.5 * (a == b)), x)


def maximum_back1(grad_out, out, x, y):
    a, b = np.float16(x), np.float16(y)
    return unbroadcast(grad_out * ((a < b) + 0.5 * (a == b)), y)


# %% right: half of one plus the sign
def maximum_back0(grad_out, out, x, y):
    return unbroadcast(0.5 * grad_out * (np.sign(np.subtract(x, y)) + 1), x)


def maximum_back1(grad_out, out, x, y):
    return unbroadcast(0.5 * grad_out * (np.sign(np.subtract(y, x)) + 1), y)


# %% right: nested where
def maximum_back0(grad_out, out, x, y):
    weight = np.where(x > y, 1.0, np.where(x < y, 0.0, 0.5))
    return unbroadcast(weight * grad_out, x)


def maximum_back1(grad_out, out, x, y):
    weight = np.where(y > x, 1.0, np.where(y < x, 0.0, 0.5))
    return unbroadcast(weight * grad_out, y)
