# Wrong answers to `multiply_back`, and what to say to whoever gave one.

# %% [markdown] id="own-argument"
# You multiply by the argument that the gradient is for. If `x` grows by a little, the product grows by
# that times the *other* one.

# %%
def multiply_back0(grad_out, out, x, y):
    return unbroadcast(grad_out * x, np.asarray(x))

def multiply_back1(grad_out, out, x, y):
    return unbroadcast(grad_out * y, np.asarray(y))

# %% [markdown] id="functions-swapped"
# Each of the two functions does the work of the other one. The number in the name is the position of
# the argument that the gradient is *for*.

# %%
def multiply_back0(grad_out, out, x, y):
    return unbroadcast(grad_out * x, np.asarray(y))

def multiply_back1(grad_out, out, x, y):
    return unbroadcast(grad_out * y, np.asarray(x))

# %% [markdown] id="not-unbroadcast"
# Your gradient has the shape of the output. Where an argument was broadcast it was used several times
# over, and the shares have to be added up until the shape is that of the argument.

# %%
def multiply_back0(grad_out, out, x, y):
    return grad_out * y

def multiply_back1(grad_out, out, x, y):
    return grad_out * x

# %% [markdown] id="second-not-unbroadcast"
# The first argument is right, also where it was broadcast. The second one can be broadcast as well.

# %%
def multiply_back0(grad_out, out, x, y):
    return unbroadcast(grad_out * y, np.asarray(x))

def multiply_back1(grad_out, out, x, y):
    return grad_out * x

# %% [markdown] id="unbroadcast-to-the-other"
# The product is right, but it is brought to the shape of the other argument. A gradient has the shape
# of what it is the gradient of.

# %%
def multiply_back0(grad_out, out, x, y):
    return unbroadcast(grad_out * y, np.asarray(y))

def multiply_back1(grad_out, out, x, y):
    return unbroadcast(grad_out * x, np.asarray(x))

# %% [markdown] id="second-like-first"
# The second function is a copy of the first one. In which places does it have to differ?

# %%
def multiply_back0(grad_out, out, x, y):
    return unbroadcast(grad_out * y, np.asarray(x))

multiply_back1 = multiply_back0

# %%
def multiply_back0(grad_out, out, x, y):
    return unbroadcast(grad_out * y, np.asarray(x))

def multiply_back1(grad_out, out, x, y):
    return unbroadcast(grad_out * x, np.asarray(x))

# %%
def multiply_back0(grad_out, out, x, y):
    return unbroadcast(grad_out * y, np.asarray(x))

def multiply_back1(grad_out, out, x, y):
    return unbroadcast(grad_out * y, np.asarray(y))

# %% [markdown] id="unbroadcast-too-early"
# The gradient is brought to the shape of the argument before it is multiplied. But each copy of the
# argument met another number of its partner, so the product comes first and the sum last.

# %%
def multiply_back0(grad_out, out, x, y):
    return unbroadcast(grad_out, np.asarray(x)) * y

def multiply_back1(grad_out, out, x, y):
    return unbroadcast(grad_out, np.asarray(y)) * x

# %% [markdown] id="upstream-ignored"
# This is the derivative of the product itself. The chain rule has a second factor: how much $L$ changes
# with the output, which is what `grad_out` holds.

# %%
def multiply_back0(grad_out, out, x, y):
    return unbroadcast(y * np.ones_like(grad_out), np.asarray(x))

def multiply_back1(grad_out, out, x, y):
    return unbroadcast(x * np.ones_like(grad_out), np.asarray(y))

# %%
def multiply_back0(grad_out, out, x, y):
    return y

def multiply_back1(grad_out, out, x, y):
    return x

# %%
def multiply_back0(grad_out, out, x, y):
    return np.broadcast_to(y, np.shape(x))

def multiply_back1(grad_out, out, x, y):
    return np.broadcast_to(x, np.shape(y))

# %%
def multiply_back0(grad_out, out, x, y):
    return unbroadcast(np.broadcast_to(y, np.shape(out)), np.asarray(x))

def multiply_back1(grad_out, out, x, y):
    return unbroadcast(np.broadcast_to(x, np.shape(out)), np.asarray(y))

# %%
def multiply_back0(grad_out, out, x, y):
    return unbroadcast(y, np.asarray(x))

def multiply_back1(grad_out, out, x, y):
    return unbroadcast(x, np.asarray(y))

# %% [markdown] id="output-instead"
# The output of the product has found its way into the gradient. The slope in one direction is the other
# argument alone.

# %%
def multiply_back0(grad_out, out, x, y):
    return unbroadcast(grad_out * out, np.asarray(x))

def multiply_back1(grad_out, out, x, y):
    return unbroadcast(grad_out * out, np.asarray(y))

# %% [markdown] id="sum-rule"
# That is the gradient of a sum: it passes through unchanged. In a product, how far the result moves
# depends on how large the other argument is.

# %%
def multiply_back0(grad_out, out, x, y):
    return unbroadcast(grad_out, np.asarray(x))

def multiply_back1(grad_out, out, x, y):
    return unbroadcast(grad_out, np.asarray(y))

# %% [markdown] id="divides"
# Going backwards through a product does not mean to divide. How much does $x \cdot y$ change if `x`
# grows by 1?

# %%
def multiply_back0(grad_out, out, x, y):
    return unbroadcast(grad_out / y, np.asarray(x))

def multiply_back1(grad_out, out, x, y):
    return unbroadcast(grad_out / x, np.asarray(y))

# %% [markdown] id="both-returned"
# Both gradients come back at once. Each of the two functions returns one array, that for the argument
# whose number it bears.

# %%
def multiply_back0(grad_out, out, x, y):
    return unbroadcast(grad_out * y, np.asarray(x)), unbroadcast(grad_out * x, np.asarray(y))

multiply_back1 = multiply_back0

# %% [markdown] id="python-number-unhandled"
# Right for two arrays. One of the arguments may also be a plain Python number, which has no shape and
# no array methods.

# %%
def multiply_back0(grad_out, out, x, y):
    result = grad_out * y
    return result if result.shape == x.shape else unbroadcast(result, x)

def multiply_back1(grad_out, out, x, y):
    result = grad_out * x
    return result if result.shape == y.shape else unbroadcast(result, y)

# %%
def multiply_back0(grad_out, out, x, y):
    if x.shape != y.shape:
        return unbroadcast(grad_out * y, x)
    return grad_out * y

def multiply_back1(grad_out, out, x, y):
    if x.shape != y.shape:
        return unbroadcast(grad_out * x, y)
    return grad_out * x

# %% [markdown] id="number-has-no-gradient"
# Right, except where the argument in question is itself a plain number. It has a gradient, too: a 0-d
# array in which everything is summed.

# %%
def multiply_back0(grad_out, out, x, y):
    return unbroadcast(grad_out * y, x) if isinstance(x, np.ndarray) else grad_out * y

def multiply_back1(grad_out, out, x, y):
    return unbroadcast(grad_out * x, y) if isinstance(y, np.ndarray) else grad_out * x

# %%
def multiply_back0(grad_out, out, x, y):
    return unbroadcast(grad_out * y, x) if isinstance(x, np.ndarray) else None

def multiply_back1(grad_out, out, x, y):
    return unbroadcast(grad_out * x, y) if isinstance(y, np.ndarray) else None

# %%
def multiply_back0(grad_out, out, x, y):
    return unbroadcast(grad_out * y, x) if isinstance(x, np.ndarray) else np.asarray(0.0)

def multiply_back1(grad_out, out, x, y):
    return unbroadcast(grad_out * x, y) if isinstance(y, np.ndarray) else np.asarray(0.0)

# %% [markdown] id="matrix-product"
# This is the rule for a matrix product. Here the arrays are multiplied element by element, so nothing
# is transposed and there is no `@`.

# %%
def multiply_back0(grad_out, out, x, y):
    return grad_out @ np.transpose(y)

def multiply_back1(grad_out, out, x, y):
    return np.transpose(x) @ grad_out

# %%
def multiply_back0(grad_out, out, x, y):
    return grad_out @ y.T

def multiply_back1(grad_out, out, x, y):
    return x.T @ grad_out

# %%
def multiply_back0(grad_out, out, x, y):
    return unbroadcast(grad_out @ y.T, x)

def multiply_back1(grad_out, out, x, y):
    return unbroadcast(x.T @ grad_out, y)

# %% [markdown] id="sign-flipped"
# The numbers are right but for their sign. If `x` grows and `y` is positive, does the product grow or
# shrink?

# %%
def multiply_back0(grad_out, out, x, y):
    return unbroadcast(-grad_out * y, np.asarray(x))

def multiply_back1(grad_out, out, x, y):
    return unbroadcast(-grad_out * x, np.asarray(y))

# %% [markdown] id="modifies-input"
# An array that came in is not the same afterwards. Other operations hold the same array and still need
# it: make a new one instead of writing into it. Watch for `*=` and for `out=`.

# %%
def multiply_back0(grad_out, out, x, y):
    grad_out *= y
    return unbroadcast(grad_out, np.asarray(x))

def multiply_back1(grad_out, out, x, y):
    grad_out *= x
    return unbroadcast(grad_out, np.asarray(y))
