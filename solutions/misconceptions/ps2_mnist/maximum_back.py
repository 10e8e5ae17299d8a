# Wrong answers to `maximum_back`, and what to say to whoever gave one.
# A function that a cell does not define is right.

# %% [markdown] id="ties-to-one"
# Right, except where `x` and `y` are equal: there one of your functions hands on the whole
# gradient and the other nothing. We agreed to treat both alike; what share does that leave for
# each?

# %%
def maximum_back0(grad_out, out, x, y):
    return unbroadcast(grad_out * (x >= y), x)


def maximum_back1(grad_out, out, x, y):
    return unbroadcast(grad_out * (x < y), y)

# %%
def maximum_back0(grad_out, out, x, y):
    return unbroadcast(grad_out * (x > y), x)


def maximum_back1(grad_out, out, x, y):
    return unbroadcast(grad_out * (x <= y), y)

# %% [markdown] id="ties-to-both"
# Right, except where `x` and `y` are equal: there each of them receives the whole gradient, so
# together they receive it twice. If both are one and the same number, by how much does the larger
# of the two grow when that number does?

# %%
def maximum_back0(grad_out, out, x, y):
    return unbroadcast(grad_out * (x >= y), x)


def maximum_back1(grad_out, out, x, y):
    return unbroadcast(grad_out * (y >= x), y)

# %% [markdown] id="ties-to-neither"
# Right, except where `x` and `y` are equal: there neither of them receives anything, and the
# gradient is lost. What share should each receive? (If you did think of ties, check that you look
# for them place by place, and that brackets or a whole-number division do not turn their term into
# nothing.)

# %%
def maximum_back0(grad_out, out, x, y):
    return unbroadcast(grad_out * (x > y), x)


def maximum_back1(grad_out, out, x, y):
    return unbroadcast(grad_out * (y > x), y)

# %% [markdown] id="tie-in-one-only"
# One of your two functions is right. The other does not split the gradient where `x` and `y` are
# equal; the same rule holds there, with the roles swapped.

# %%
def maximum_back0(grad_out, out, x, y):
    return unbroadcast(grad_out * (x > y), x)

# %%
def maximum_back0(grad_out, out, x, y):
    return unbroadcast(grad_out * (x >= y), x)

# %%
def maximum_back1(grad_out, out, x, y):
    return unbroadcast(grad_out * (x < y), y)

# %%
def maximum_back1(grad_out, out, x, y):
    return unbroadcast(grad_out * (x <= y), y)

# %% [markdown] id="tie-share-without-upstream"
# Where `x` and `y` are equal, you return one half, and not one half *of the gradient*. Does
# `grad_out` take part in every term? (Multiplication binds more tightly than addition, so it may
# be a matter of brackets.)

# %%
def maximum_back0(grad_out, out, x, y):
    return unbroadcast(grad_out * (x > y) + 0.5 * (x == y), x)


def maximum_back1(grad_out, out, x, y):
    return unbroadcast(grad_out * (x < y) + 0.5 * (x == y), y)

# %%
def maximum_back0(grad_out, out, x, y):
    return unbroadcast(grad_out * (x > y) + 0.5 * (x == y), x)

# %%
def maximum_back1(grad_out, out, x, y):
    return unbroadcast(grad_out * (x < y) + 0.5 * (x == y), y)

# %% [markdown] id="tie-added-to-winner"
# Right, except where `x` and `y` are equal: there you add a half to a share that is there already.
# A comparison such as `>=` counts a tie as a win; which comparison leaves the tie to the other
# term?

# %%
def maximum_back0(grad_out, out, x, y):
    return unbroadcast(grad_out * ((x >= y) + 0.5 * (x == y)), x)


def maximum_back1(grad_out, out, x, y):
    return unbroadcast(grad_out * ((x <= y) + 0.5 * (x == y)), y)

# %%
def maximum_back0(grad_out, out, x, y):
    return unbroadcast(grad_out * ((x >= y) + 0.5 * (x == y)), x)

# %%
def maximum_back1(grad_out, out, x, y):
    return unbroadcast(grad_out * ((x <= y) + 0.5 * (x == y)), y)

# %% [markdown] id="near-ties"
# Right, except where `x` and `y` are very nearly equal, but not quite. However small the
# difference is, the larger one wins; only numbers that are exactly equal make a tie.

# %%
def maximum_back0(grad_out, out, x, y):
    return unbroadcast(grad_out * np.where(np.isclose(x, y), 0.5, 1.0 * (x > y)), x)


def maximum_back1(grad_out, out, x, y):
    return unbroadcast(grad_out * np.where(np.isclose(x, y), 0.5, 1.0 * (x < y)), y)

# %%
def maximum_back0(grad_out, out, x, y):
    return unbroadcast(grad_out * ((x > y) + 0.5 * np.isclose(x, y)), x)


def maximum_back1(grad_out, out, x, y):
    return unbroadcast(grad_out * ((x < y) + 0.5 * np.isclose(x, y)), y)

# %%
def maximum_back0(grad_out, out, x, y):
    return unbroadcast(grad_out * np.where(x > y, 1.0, 0.5 * np.isclose(x, y)), x)


def maximum_back1(grad_out, out, x, y):
    return unbroadcast(grad_out * np.where(x < y, 1.0, 0.5 * np.isclose(x, y)), y)

# %%
def maximum_back0(grad_out, out, x, y):
    return unbroadcast(grad_out * np.where(x < y, 0.0, np.where(np.isclose(x, y), 0.5, 1.0)), x)


def maximum_back1(grad_out, out, x, y):
    return unbroadcast(grad_out * np.where(x > y, 0.0, np.where(np.isclose(x, y), 0.5, 1.0)), y)

# %%
def maximum_back0(grad_out, out, x, y):
    return unbroadcast(grad_out * np.where(np.isclose(x, y), 0.5, 1.0 * (x > y)), x)

# %%
def maximum_back1(grad_out, out, x, y):
    return unbroadcast(grad_out * np.where(np.isclose(x, y), 0.5, 1.0 * (x < y)), y)

# %%
def maximum_back0(grad_out, out, x, y):
    return unbroadcast(grad_out * (0.5 + 0.5 * np.tanh(100 * (x - y))), x)


def maximum_back1(grad_out, out, x, y):
    return unbroadcast(grad_out * (0.5 - 0.5 * np.tanh(100 * (x - y))), y)

# %%
def maximum_back0(grad_out, out, x, y):
    return unbroadcast(grad_out * (0.5 + 0.5 * np.tanh(1000 * (x - y))), x)


def maximum_back1(grad_out, out, x, y):
    return unbroadcast(grad_out * (0.5 - 0.5 * np.tanh(1000 * (x - y))), y)

# %%
def maximum_back0(grad_out, out, x, y):
    return unbroadcast(grad_out * (0.5 + 0.5 * np.tanh(10000 * (x - y))), x)


def maximum_back1(grad_out, out, x, y):
    return unbroadcast(grad_out * (0.5 - 0.5 * np.tanh(10000 * (x - y))), y)

# %%
def maximum_back0(grad_out, out, x, y):
    return unbroadcast(grad_out / (1 + np.exp(-100 * (x - y))), x)


def maximum_back1(grad_out, out, x, y):
    return unbroadcast(grad_out / (1 + np.exp(-100 * (y - x))), y)

# %%
def maximum_back0(grad_out, out, x, y):
    return unbroadcast(grad_out / (1 + np.exp(-1000 * (x - y))), x)


def maximum_back1(grad_out, out, x, y):
    return unbroadcast(grad_out / (1 + np.exp(-1000 * (y - x))), y)

# %%
def maximum_back0(grad_out, out, x, y):
    return unbroadcast(grad_out / (1 + np.exp(-10000 * (x - y))), x)


def maximum_back1(grad_out, out, x, y):
    return unbroadcast(grad_out / (1 + np.exp(-10000 * (y - x))), y)

# %% [markdown] id="minimum-instead"
# The smaller of the two receives the gradient. The output follows the *larger* one: which way
# round must the comparison be in `maximum_back0`, and which way in `maximum_back1`?

# %%
def maximum_back0(grad_out, out, x, y):
    return unbroadcast(grad_out * ((x < y) + 0.5 * (x == y)), x)


def maximum_back1(grad_out, out, x, y):
    return unbroadcast(grad_out * ((x > y) + 0.5 * (x == y)), y)

# %%
def maximum_back0(grad_out, out, x, y):
    return unbroadcast(grad_out * (x < y), x)


def maximum_back1(grad_out, out, x, y):
    return unbroadcast(grad_out * (x > y), y)

# %%
def maximum_back0(grad_out, out, x, y):
    return unbroadcast(grad_out * (x <= y), x)


def maximum_back1(grad_out, out, x, y):
    return unbroadcast(grad_out * (y <= x), y)

# %%
def maximum_back0(grad_out, out, x, y):
    return unbroadcast(grad_out * (x <= y), x)


def maximum_back1(grad_out, out, x, y):
    return unbroadcast(grad_out * (x > y), y)

# %%
def maximum_back0(grad_out, out, x, y):
    return unbroadcast(grad_out * (x < y), x)


def maximum_back1(grad_out, out, x, y):
    return unbroadcast(grad_out * (x >= y), y)

# %% [markdown] id="second-same-as-first"
# `maximum_back0` is right; `maximum_back1` asks the same question again, whether `x` is the
# larger. For which of the two does it return the gradient, and when does that one win?

# %%
def maximum_back1(grad_out, out, x, y):
    return unbroadcast(grad_out * ((x > y) + 0.5 * (x == y)), y)

# %%
def maximum_back1(grad_out, out, x, y):
    return unbroadcast(grad_out * ((x > y) + 0.5 * (x == y)), x)

# %%
def maximum_back1(grad_out, out, x, y):
    return unbroadcast(grad_out * (x > y), y)

# %%
def maximum_back1(grad_out, out, x, y):
    return unbroadcast(grad_out * (x >= y), y)

# %%
def maximum_back1(grad_out, out, x, y):
    return grad_out * ((x > y) + 0.5 * (x == y))

# %% [markdown] id="second-same-as-first-and-ties"
# `maximum_back1` asks the same question as `maximum_back0`, whether `x` is the larger, and at the
# next look both of them have the case to settle that `x` and `y` are equal. For which of the two
# does each function return the gradient, and when does that one win?

# %%
def maximum_back0(grad_out, out, x, y):
    return unbroadcast(grad_out * (x > y), x)


def maximum_back1(grad_out, out, x, y):
    return unbroadcast(grad_out * (x > y), y)

# %%
def maximum_back0(grad_out, out, x, y):
    return unbroadcast(grad_out * (x >= y), x)


def maximum_back1(grad_out, out, x, y):
    return unbroadcast(grad_out * (x >= y), y)

# %% [markdown] id="first-same-as-second"
# `maximum_back1` is right; `maximum_back0` asks the same question, whether `y` is the larger. For
# which of the two does it return the gradient, and when does that one win?

# %%
def maximum_back0(grad_out, out, x, y):
    return unbroadcast(grad_out * ((x < y) + 0.5 * (x == y)), x)

# %%
def maximum_back0(grad_out, out, x, y):
    return unbroadcast(grad_out * ((x < y) + 0.5 * (x == y)), y)

# %%
def maximum_back0(grad_out, out, x, y):
    return unbroadcast(grad_out * (x < y), x)

# %% [markdown] id="upstream-ignored"
# These are the shares alone, ones, zeros and perhaps halves. A share says how much of the gradient
# goes to `x` or to `y`; the gradient to be shared is in `grad_out`.

# %%
def maximum_back0(grad_out, out, x, y):
    return unbroadcast(((x > y) + 0.5 * (x == y)), x)


def maximum_back1(grad_out, out, x, y):
    return unbroadcast(((x < y) + 0.5 * (x == y)), y)

# %%
def maximum_back0(grad_out, out, x, y):
    return unbroadcast(1.0 * (x > y), x)


def maximum_back1(grad_out, out, x, y):
    return unbroadcast(1.0 * (x < y), y)

# %%
def maximum_back0(grad_out, out, x, y):
    return unbroadcast(1.0 * (x >= y), x)


def maximum_back1(grad_out, out, x, y):
    return unbroadcast(1.0 * (x <= y), y)

# %%
def maximum_back0(grad_out, out, x, y):
    return unbroadcast(1.0 * (x >= y), x)


def maximum_back1(grad_out, out, x, y):
    return unbroadcast(1.0 * (x < y), y)

# %%
def maximum_back0(grad_out, out, x, y):
    return unbroadcast(1.0 * (x > y), x)


def maximum_back1(grad_out, out, x, y):
    return unbroadcast(1.0 * (x <= y), y)

# %%
def maximum_back0(grad_out, out, x, y):
    return unbroadcast(x > y, x)


def maximum_back1(grad_out, out, x, y):
    return unbroadcast(x < y, y)

# %%
def maximum_back0(grad_out, out, x, y):
    return unbroadcast(x >= y, x)


def maximum_back1(grad_out, out, x, y):
    return unbroadcast(x <= y, y)

# %%
def maximum_back0(grad_out, out, x, y):
    return unbroadcast(x >= y, x)


def maximum_back1(grad_out, out, x, y):
    return unbroadcast(x < y, y)

# %%
def maximum_back0(grad_out, out, x, y):
    return unbroadcast(np.where(x > y, 1, 0), x)


def maximum_back1(grad_out, out, x, y):
    return unbroadcast(np.where(x < y, 1, 0), y)

# %%
def maximum_back0(grad_out, out, x, y):
    return unbroadcast(np.where(x >= y, 1, 0), x)


def maximum_back1(grad_out, out, x, y):
    return unbroadcast(np.where(x <= y, 1, 0), y)

# %%
def maximum_back0(grad_out, out, x, y):
    return ((x > y) + 0.5 * (x == y))


def maximum_back1(grad_out, out, x, y):
    return ((x < y) + 0.5 * (x == y))

# %%
def maximum_back0(grad_out, out, x, y):
    return x > y


def maximum_back1(grad_out, out, x, y):
    return y > x

# %%
def maximum_back0(grad_out, out, x, y):
    return x >= y


def maximum_back1(grad_out, out, x, y):
    return y >= x

# %%
def maximum_back0(grad_out, out, x, y):
    return 1.0 * (x > y)


def maximum_back1(grad_out, out, x, y):
    return 1.0 * (y > x)

# %%
def maximum_back1(grad_out, out, x, y):
    return unbroadcast(((x < y) + 0.5 * (x == y)), y)

# %%
def maximum_back0(grad_out, out, x, y):
    return unbroadcast(((x > y) + 0.5 * (x == y)), x)

# %% [markdown] id="local-derivative-ignored"
# The whole gradient goes to both, as in `add`. But where `x` is the smaller one, the output does
# not move when `x` does; what should `x` receive there? (If you do compare the two, do it place by
# place, not once for the whole array.)

# %%
def maximum_back0(grad_out, out, x, y):
    return unbroadcast(grad_out, x)


def maximum_back1(grad_out, out, x, y):
    return unbroadcast(grad_out, y)

# %%
def maximum_back0(grad_out, out, x, y):
    return grad_out


def maximum_back1(grad_out, out, x, y):
    return grad_out

# %% [markdown] id="loser-gets-half"
# The loser receives half of the gradient. There are three situations, not two: larger, equal and
# smaller. What does `x` receive in the last one?

# %%
def maximum_back0(grad_out, out, x, y):
    return unbroadcast(np.where(x > y, grad_out, 0.5 * grad_out), x)


def maximum_back1(grad_out, out, x, y):
    return unbroadcast(np.where(y > x, grad_out, 0.5 * grad_out), y)

# %% [markdown] id="loser-gets-all"
# Ties are split, but apart from them the loser receives as much as the winner. If `x` is the
# smaller one, does the output move when `x` moves a little?

# %%
def maximum_back0(grad_out, out, x, y):
    return unbroadcast(np.where(x == y, 0.5 * grad_out, grad_out), x)


def maximum_back1(grad_out, out, x, y):
    return unbroadcast(np.where(x == y, 0.5 * grad_out, grad_out), y)

# %% [markdown] id="loser-negative"
# The loser receives the gradient with a minus. If `x` is the smaller one and grows a little, does
# the output grow, shrink or stay?

# %%
def maximum_back0(grad_out, out, x, y):
    return unbroadcast(grad_out * np.sign(x - y), x)


def maximum_back1(grad_out, out, x, y):
    return unbroadcast(grad_out * np.sign(y - x), y)

# %%
def maximum_back0(grad_out, out, x, y):
    return unbroadcast(np.where(x > y, grad_out, -grad_out), x)


def maximum_back1(grad_out, out, x, y):
    return unbroadcast(np.where(y > x, grad_out, -grad_out), y)

# %% [markdown] id="half-to-all"
# Each receives half of the gradient everywhere, whoever wins. Halves are for ties only; where one
# of the two is larger, the output moves with that one alone.

# %%
def maximum_back0(grad_out, out, x, y):
    return unbroadcast(0.5 * grad_out, x)


def maximum_back1(grad_out, out, x, y):
    return unbroadcast(0.5 * grad_out, y)

# %% [markdown] id="winner-halved"
# The winner receives only half of the gradient. It is in a tie that the gradient is shared; where
# one of the two is larger, the output moves exactly as that one does.

# %%
def maximum_back0(grad_out, out, x, y):
    return unbroadcast(0.5 * grad_out * (x >= y), x)


def maximum_back1(grad_out, out, x, y):
    return unbroadcast(0.5 * grad_out * (y >= x), y)

# %%
def maximum_back0(grad_out, out, x, y):
    return unbroadcast(0.5 * grad_out * (x > y), x)


def maximum_back1(grad_out, out, x, y):
    return unbroadcast(0.5 * grad_out * (y > x), y)

# %%
def maximum_back0(grad_out, out, x, y):
    return unbroadcast(grad_out * (0.5 * (x > y) + (x == y)), x)


def maximum_back1(grad_out, out, x, y):
    return unbroadcast(grad_out * (0.5 * (y > x) + (x == y)), y)

# %% [markdown] id="only-ties"
# Only ties send anything back. Where one of the two is larger, that one receives the whole
# gradient.

# %%
def maximum_back0(grad_out, out, x, y):
    return unbroadcast(0.5 * grad_out * (x == y), x)


def maximum_back1(grad_out, out, x, y):
    return unbroadcast(0.5 * grad_out * (x == y), y)

# %%
def maximum_back0(grad_out, out, x, y):
    return unbroadcast(grad_out * (x == y), x)


def maximum_back1(grad_out, out, x, y):
    return unbroadcast(grad_out * (x == y), y)

# %% [markdown] id="forward-again"
# What comes back are values of `x` and `y`, as in the forward pass. A backward function is asked
# for something else: how much of `grad_out` goes to each of them?

# %%
def maximum_back0(grad_out, out, x, y):
    return unbroadcast(np.where(x > y, x, 0), x)


def maximum_back1(grad_out, out, x, y):
    return unbroadcast(np.where(y > x, y, 0), y)

# %%
def maximum_back0(grad_out, out, x, y):
    return unbroadcast(np.where(x >= y, x, 0), x)


def maximum_back1(grad_out, out, x, y):
    return unbroadcast(np.where(y >= x, y, 0), y)

# %%
def maximum_back0(grad_out, out, x, y):
    return unbroadcast(x * (x > y), x)


def maximum_back1(grad_out, out, x, y):
    return unbroadcast(y * (y > x), y)

# %%
def maximum_back0(grad_out, out, x, y):
    return np.maximum(x, y)


def maximum_back1(grad_out, out, x, y):
    return np.maximum(x, y)

# %%
def maximum_back0(grad_out, out, x, y):
    return out


def maximum_back1(grad_out, out, x, y):
    return out

# %% [markdown] id="wrong-derivative"
# The gradient is multiplied by one of the numbers that were compared. Where `x` wins, the output
# *is* `x`, so by how much does it grow when `x` grows a little? Does that depend on how large `x`
# is?

# %%
def maximum_back0(grad_out, out, x, y):
    return unbroadcast(grad_out * out * ((x > y) + 0.5 * (x == y)), x)


def maximum_back1(grad_out, out, x, y):
    return unbroadcast(grad_out * out * ((x < y) + 0.5 * (x == y)), y)

# %%
def maximum_back0(grad_out, out, x, y):
    return unbroadcast(grad_out * out * (x > y), x)


def maximum_back1(grad_out, out, x, y):
    return unbroadcast(grad_out * out * (x < y), y)

# %%
def maximum_back0(grad_out, out, x, y):
    return unbroadcast(grad_out * out * (x >= y), x)


def maximum_back1(grad_out, out, x, y):
    return unbroadcast(grad_out * out * (x <= y), y)

# %%
def maximum_back0(grad_out, out, x, y):
    return unbroadcast(grad_out * out * (x >= y), x)


def maximum_back1(grad_out, out, x, y):
    return unbroadcast(grad_out * out * (x < y), y)

# %%
def maximum_back0(grad_out, out, x, y):
    return unbroadcast(grad_out * out, x)


def maximum_back1(grad_out, out, x, y):
    return unbroadcast(grad_out * out, y)

# %%
def maximum_back0(grad_out, out, x, y):
    return grad_out * out


def maximum_back1(grad_out, out, x, y):
    return grad_out * out

# %%
def maximum_back0(grad_out, out, x, y):
    return unbroadcast(grad_out * y, x)


def maximum_back1(grad_out, out, x, y):
    return unbroadcast(grad_out * x, y)

# %% [markdown] id="compares-absolute-values"
# You compare sizes without their signs. -3 is smaller than 1, and `maximum` picks the 1.

# %%
def maximum_back0(grad_out, out, x, y):
    return unbroadcast(grad_out * ((np.abs(x) > np.abs(y)) + 0.5 * (np.abs(x) == np.abs(y))), x)


def maximum_back1(grad_out, out, x, y):
    return unbroadcast(grad_out * ((np.abs(x) < np.abs(y)) + 0.5 * (np.abs(x) == np.abs(y))), y)

# %%
def maximum_back0(grad_out, out, x, y):
    return unbroadcast(grad_out * (np.abs(x) > np.abs(y)), x)


def maximum_back1(grad_out, out, x, y):
    return unbroadcast(grad_out * (np.abs(x) < np.abs(y)), y)

# %% [markdown] id="compared-with-zero"
# You compare with 0, as relu will. `maximum` compares `x` with `y`, and either may be negative.

# %%
def maximum_back0(grad_out, out, x, y):
    return unbroadcast(grad_out * ((x > 0) + 0.5 * (x == 0)), x)


def maximum_back1(grad_out, out, x, y):
    return unbroadcast(grad_out * ((y > 0) + 0.5 * (y == 0)), y)

# %%
def maximum_back0(grad_out, out, x, y):
    return unbroadcast(grad_out * (x > 0), x)


def maximum_back1(grad_out, out, x, y):
    return unbroadcast(grad_out * (y > 0), y)

# %%
def maximum_back0(grad_out, out, x, y):
    return unbroadcast(grad_out * (out > 0), x)


def maximum_back1(grad_out, out, x, y):
    return unbroadcast(grad_out * (out > 0), y)

# %% [markdown] id="gradient-compared"
# You cut off negative gradients. Who wins depends on `x` and `y` alone; the sign of `grad_out` has
# no say in it, and a negative gradient is passed on like any other.

# %%
def maximum_back0(grad_out, out, x, y):
    return unbroadcast(np.maximum(grad_out, 0) * ((x > y) + 0.5 * (x == y)), x)


def maximum_back1(grad_out, out, x, y):
    return unbroadcast(np.maximum(grad_out, 0) * ((x < y) + 0.5 * (x == y)), y)

# %%
def maximum_back0(grad_out, out, x, y):
    return unbroadcast(np.maximum(grad_out, 0) * (x > y), x)


def maximum_back1(grad_out, out, x, y):
    return unbroadcast(np.maximum(grad_out, 0) * (x < y), y)

# %%
def maximum_back0(grad_out, out, x, y):
    return unbroadcast(np.maximum(grad_out, 0), x)


def maximum_back1(grad_out, out, x, y):
    return unbroadcast(np.maximum(grad_out, 0), y)

# %% [markdown] id="filled-with-values"
# Where one of the two loses, you put the other's value in the place of its gradient. Values and
# gradients are different things: what does the loser receive?

# %%
def maximum_back0(grad_out, out, x, y):
    return unbroadcast(np.where(x > y, grad_out, y), x)


def maximum_back1(grad_out, out, x, y):
    return unbroadcast(np.where(y > x, grad_out, x), y)

# %%
def maximum_back0(grad_out, out, x, y):
    return unbroadcast(np.where(x > y, grad_out, x), x)


def maximum_back1(grad_out, out, x, y):
    return unbroadcast(np.where(y > x, grad_out, y), y)

# %%
def maximum_back0(grad_out, out, x, y):
    return unbroadcast(np.where(x > y, grad_out, np.where(x == y, 0.5 * grad_out, y)), x)


def maximum_back1(grad_out, out, x, y):
    return unbroadcast(np.where(y > x, grad_out, np.where(x == y, 0.5 * grad_out, x)), y)

# %% [markdown] id="mask-indexing"
# `grad_out[x > y]` picks the entries where `x` wins and drops the others, so the shape is lost.
# The losers need an entry as well; which number?

# %%
def maximum_back0(grad_out, out, x, y):
    return grad_out[x > y]


def maximum_back1(grad_out, out, x, y):
    return grad_out[y > x]

# %%
def maximum_back0(grad_out, out, x, y):
    return unbroadcast(grad_out[x > y], x)


def maximum_back1(grad_out, out, x, y):
    return unbroadcast(grad_out[y > x], y)

# %%
def maximum_back0(grad_out, out, x, y):
    return grad_out[x >= y]


def maximum_back1(grad_out, out, x, y):
    return grad_out[y >= x]

# %% [markdown] id="not-unbroadcast"
# Right without broadcasting. With it, your gradient keeps the shape of the output, where the shape
# of the input is owed: `x` in `maximum_back0`, `y` in `maximum_back1`. Is `unbroadcast` there in
# both, and does it get the right one of the two as its second argument?

# %%
def maximum_back0(grad_out, out, x, y):
    return grad_out * ((x > y) + 0.5 * (x == y))


def maximum_back1(grad_out, out, x, y):
    return grad_out * ((x < y) + 0.5 * (x == y))

# %%
def maximum_back1(grad_out, out, x, y):
    return grad_out * ((x < y) + 0.5 * (x == y))

# %% [markdown] id="not-unbroadcast-and-ties"
# Two things are left to do. Where broadcasting stretched an input, its gradient has to be brought
# back to the shape of that input; and where `x` and `y` are equal, the gradient is to be shared
# evenly.

# %%
def maximum_back0(grad_out, out, x, y):
    return grad_out * (x > y)


def maximum_back1(grad_out, out, x, y):
    return grad_out * (x < y)

# %%
def maximum_back0(grad_out, out, x, y):
    return grad_out * (x >= y)


def maximum_back1(grad_out, out, x, y):
    return grad_out * (x <= y)

# %%
def maximum_back0(grad_out, out, x, y):
    return grad_out * (x >= y)


def maximum_back1(grad_out, out, x, y):
    return grad_out * (x < y)

# %%
def maximum_back0(grad_out, out, x, y):
    return grad_out * (x > y)


def maximum_back1(grad_out, out, x, y):
    return grad_out * (x <= y)

# %% [markdown] id="unbroadcast-to-wrong-argument"
# The gradient comes back in the shape of the other argument. `maximum_back0` returns the gradient
# of `x`, `maximum_back1` that of `y`: whose shape does each of them owe?

# %%
def maximum_back0(grad_out, out, x, y):
    return unbroadcast(grad_out * ((x > y) + 0.5 * (x == y)), y)


def maximum_back1(grad_out, out, x, y):
    return unbroadcast(grad_out * ((x < y) + 0.5 * (x == y)), x)

# %%
def maximum_back0(grad_out, out, x, y):
    return unbroadcast(grad_out * ((x > y) + 0.5 * (x == y)), y)

# %% [markdown] id="unbroadcast-too-early"
# You bring `grad_out` back to the shape of the input first and multiply afterwards. But who wins
# is decided place by place in the shape of the *output*, so the product has to be formed there;
# when can the adding up begin?

# %%
def maximum_back0(grad_out, out, x, y):
    return unbroadcast(grad_out, x) * ((x > y) + 0.5 * (x == y))


def maximum_back1(grad_out, out, x, y):
    return unbroadcast(grad_out, y) * ((x < y) + 0.5 * (x == y))

# %%
def maximum_back0(grad_out, out, x, y):
    return unbroadcast(grad_out, x) * ((x > y) + 0.5 * (x == y))

# %%
def maximum_back1(grad_out, out, x, y):
    return unbroadcast(grad_out, y) * ((x < y) + 0.5 * (x == y))

# %%
def maximum_back0(grad_out, out, x, y):
    return unbroadcast(grad_out, x) * (x > y)


def maximum_back1(grad_out, out, x, y):
    return unbroadcast(grad_out, y) * (x < y)

# %%
def maximum_back0(grad_out, out, x, y):
    return np.where(x > y, unbroadcast(grad_out, x), 0)


def maximum_back1(grad_out, out, x, y):
    return np.where(y > x, unbroadcast(grad_out, y), 0)

# %% [markdown] id="unbroadcast-factors-separately"
# Right without broadcasting. With it, you add up `grad_out` before it has met the shares: a sum of
# products is not the product of two sums. In which shape do `grad_out` and the shares belong
# together, entry by entry?

# %%
def maximum_back0(grad_out, out, x, y):
    return unbroadcast(grad_out, x) * unbroadcast(((x > y) + 0.5 * (x == y)), x)


def maximum_back1(grad_out, out, x, y):
    return unbroadcast(grad_out, y) * unbroadcast(((x < y) + 0.5 * (x == y)), y)

# %%
def maximum_back0(grad_out, out, x, y):
    return unbroadcast(grad_out, x) * unbroadcast(((x > y) + 0.5 * (x == y)), x)

# %%
def maximum_back1(grad_out, out, x, y):
    return unbroadcast(grad_out, y) * unbroadcast(((x < y) + 0.5 * (x == y)), y)

# %% [markdown] id="stretched-dimension-kept"
# `maximum_back0` keeps the shape of the output where broadcasting has stretched `x` from length 1.
# An `x` of shape `(3, 1)` against a `y` of shape `(3, 4)` is used four times in each row: what
# should become of the four shares, and does whatever you call to add up shares look at such
# dimensions, too?

# %%
def maximum_back0(grad_out, out, x, y):
    return grad_out * ((x > y) + 0.5 * (x == y))

# %%
def maximum_back0(grad_out, out, x, y):
    grad = np.asarray(grad_out * ((x > y) + 0.5 * (x == y)))
    return grad.sum(axis=tuple(range(grad.ndim - np.ndim(x))))


def maximum_back1(grad_out, out, x, y):
    grad = np.asarray(grad_out * ((x < y) + 0.5 * (x == y)))
    return grad.sum(axis=tuple(range(grad.ndim - np.ndim(y))))

# %% [markdown] id="broadcast-copies-lost"
# The shape is that of the input, but where broadcasting made several copies of a number, only one
# of their gradients is left, or their average. The number influences the loss through each of its
# copies, so what should become of their gradients?

# %%
def maximum_back0(grad_out, out, x, y):
    grad = np.asarray(grad_out * ((x > y) + 0.5 * (x == y)))
    while grad.ndim > np.ndim(x):
        grad = grad[0]
    for axis, length in enumerate(np.shape(x)):
        if length == 1:
            grad = grad.take([0], axis=axis)
    return grad


def maximum_back1(grad_out, out, x, y):
    grad = np.asarray(grad_out * ((x < y) + 0.5 * (x == y)))
    while grad.ndim > np.ndim(y):
        grad = grad[0]
    for axis, length in enumerate(np.shape(y)):
        if length == 1:
            grad = grad.take([0], axis=axis)
    return grad

# %%
def maximum_back0(grad_out, out, x, y):
    grad = np.asarray(grad_out * ((x > y) + 0.5 * (x == y)))
    while grad.ndim > np.ndim(x):
        grad = grad[-1]
    for axis, length in enumerate(np.shape(x)):
        if length == 1:
            grad = grad.take([-1], axis=axis)
    return grad


def maximum_back1(grad_out, out, x, y):
    grad = np.asarray(grad_out * ((x < y) + 0.5 * (x == y)))
    while grad.ndim > np.ndim(y):
        grad = grad[-1]
    for axis, length in enumerate(np.shape(y)):
        if length == 1:
            grad = grad.take([-1], axis=axis)
    return grad

# %%
def maximum_back0(grad_out, out, x, y):
    grad = np.asarray(grad_out * ((x > y) + 0.5 * (x == y)))
    while grad.ndim > np.ndim(x):
        grad = grad.mean(axis=0)
    for axis, length in enumerate(np.shape(x)):
        if length == 1:
            grad = grad.mean(axis=axis, keepdims=True)
    return grad


def maximum_back1(grad_out, out, x, y):
    grad = np.asarray(grad_out * ((x < y) + 0.5 * (x == y)))
    while grad.ndim > np.ndim(y):
        grad = grad.mean(axis=0)
    for axis, length in enumerate(np.shape(y)):
        if length == 1:
            grad = grad.mean(axis=axis, keepdims=True)
    return grad

# %% [markdown] id="whole-array-comparison"
# You decide once for the whole array: all of it wins, or none of it. The winner is found place by
# place, and in one array there are both; what does `x > y` look like if you print it?

# %%
def maximum_back0(grad_out, out, x, y):
    if np.all(x > y):
        return unbroadcast(grad_out, x)
    if np.all(x == y):
        return unbroadcast(0.5 * grad_out, x)
    return np.zeros_like(x)


def maximum_back1(grad_out, out, x, y):
    if np.all(x < y):
        return unbroadcast(grad_out, y)
    if np.all(x == y):
        return unbroadcast(0.5 * grad_out, y)
    return np.zeros_like(y)

# %%
def maximum_back0(grad_out, out, x, y):
    if np.any(x > y):
        return unbroadcast(grad_out, x)
    if np.any(x == y):
        return unbroadcast(0.5 * grad_out, x)
    return np.zeros_like(x)


def maximum_back1(grad_out, out, x, y):
    if np.any(x < y):
        return unbroadcast(grad_out, y)
    if np.any(x == y):
        return unbroadcast(0.5 * grad_out, y)
    return np.zeros_like(y)

# %%
def maximum_back0(grad_out, out, x, y):
    if np.max(x) > np.max(y):
        return unbroadcast(grad_out, x)
    if np.max(x) == np.max(y):
        return unbroadcast(0.5 * grad_out, x)
    return np.zeros_like(x)


def maximum_back1(grad_out, out, x, y):
    if np.max(x) < np.max(y):
        return unbroadcast(grad_out, y)
    if np.max(x) == np.max(y):
        return unbroadcast(0.5 * grad_out, y)
    return np.zeros_like(y)

# %%
def maximum_back0(grad_out, out, x, y):
    if np.sum(x) > np.sum(y):
        return unbroadcast(grad_out, x)
    if np.sum(x) == np.sum(y):
        return unbroadcast(0.5 * grad_out, x)
    return np.zeros_like(x)


def maximum_back1(grad_out, out, x, y):
    if np.sum(x) < np.sum(y):
        return unbroadcast(grad_out, y)
    if np.sum(x) == np.sum(y):
        return unbroadcast(0.5 * grad_out, y)
    return np.zeros_like(y)

# %% [markdown] id="modifies-input"
# You write into `grad_out`. Other operations hold the same array and still need it as it was;
# `maximum_back1` is the first of them. Work on a new array, and look at operators such as `*=` and
# at assignments to `grad_out[...]`.

# %%
def maximum_back0(grad_out, out, x, y):
    grad_out[x < y] = 0
    grad_out[x == y] *= 0.5
    return unbroadcast(grad_out, x)


def maximum_back1(grad_out, out, x, y):
    grad_out[x > y] = 0
    grad_out[x == y] *= 0.5
    return unbroadcast(grad_out, y)

# %%
def maximum_back0(grad_out, out, x, y):
    grad_out[x < y] = 0
    return unbroadcast(grad_out, x)


def maximum_back1(grad_out, out, x, y):
    grad_out[x > y] = 0
    return unbroadcast(grad_out, y)

# %%
def maximum_back0(grad_out, out, x, y):
    grad_out[x <= y] = 0
    return unbroadcast(grad_out, x)


def maximum_back1(grad_out, out, x, y):
    grad_out[x >= y] = 0
    return unbroadcast(grad_out, y)

# %%
def maximum_back0(grad_out, out, x, y):
    grad_out[x < y] = 0
    return unbroadcast(grad_out, x)


def maximum_back1(grad_out, out, x, y):
    grad_out[x >= y] = 0
    return unbroadcast(grad_out, y)

# %%
def maximum_back0(grad_out, out, x, y):
    grad_out[x <= y] = 0
    return unbroadcast(grad_out, x)


def maximum_back1(grad_out, out, x, y):
    grad_out[x > y] = 0
    return unbroadcast(grad_out, y)
