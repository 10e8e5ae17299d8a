# Wrong answers to `log_back`, and what to say to whoever gave one.

# %% [markdown] id="upstream-ignored"
# This is how steep the logarithm is at `x`. The chain rule has a second factor: how much $L$ changes
# with the output, which is what came in as `grad_out`.

# %%
def log_back(grad_out, out, x):
    return 1 / x

# %%
def log_back(grad_out, out, x):
    return np.ones_like(out) / x

# %% [markdown] id="multiplied-instead"
# You multiply where the slope of the logarithm would divide. Is the logarithm steep or flat where `x`
# is large?

# %%
def log_back(grad_out, out, x):
    return grad_out * x

# %% [markdown] id="divided-by-output"
# The slope of the logarithm depends on the place `x` at which it is taken, and not on the value that
# comes out there. (For the exponential it is the other way round.)

# %%
def log_back(grad_out, out, x):
    return grad_out / out

# %%
def log_back(grad_out, out, x):
    return grad_out / np.log(x)

# %% [markdown] id="forward-again"
# This works out the logarithm again, on the way forward. Here its *derivative* is wanted: how fast does
# it rise at `x`?

# %%
def log_back(grad_out, out, x):
    return grad_out * out

# %%
def log_back(grad_out, out, x):
    return grad_out * np.log(x)

# %%
def log_back(grad_out, out, x):
    return np.log(x)

# %%
def log_back(grad_out, out, x):
    return np.log(grad_out)

# %% [markdown] id="upside-down"
# The two numbers of your fraction have changed places. Try the example: with `x = 2` and
# `grad_out = 10` the answer is 5.

# %%
def log_back(grad_out, out, x):
    return x / grad_out

# %% [markdown] id="exponential-instead"
# Something here undoes the logarithm, as you would to solve an equation. Going backwards through a
# function means to multiply by its slope, not to apply its inverse.

# %%
def log_back(grad_out, out, x):
    return np.exp(grad_out)

# %%
def log_back(grad_out, out, x):
    return grad_out * np.exp(out)

# %%
def log_back(grad_out, out, x):
    return grad_out * np.exp(x)

# %%
def log_back(grad_out, out, x):
    return grad_out / np.exp(x)

# %% [markdown] id="derivative-twice"
# That is the derivative of $1/x$, one derivative too far. What is the slope of the logarithm itself?

# %%
def log_back(grad_out, out, x):
    return grad_out / x**2

# %%
def log_back(grad_out, out, x):
    return -grad_out / x**2

# %% [markdown] id="other-base"
# Every entry is off by one and the same factor, which belongs to logarithms of another base. NumPy's
# `log` is the natural one.

# %%
def log_back(grad_out, out, x):
    return grad_out / (x * np.log(10))

# %%
def log_back(grad_out, out, x):
    return grad_out / (x * np.log(2))

# %% [markdown] id="sign-flipped"
# The numbers are right but for their sign. If `x` grows a little, does its logarithm grow or shrink?

# %%
def log_back(grad_out, out, x):
    return -grad_out / x

# %% [markdown] id="summed-to-a-number"
# The gradient has to have the shape of `x`, one number for each element. Here they have been added up,
# or averaged, into one.

# %%
def log_back(grad_out, out, x):
    return np.sum(grad_out / x)

# %%
def log_back(grad_out, out, x):
    return np.mean(grad_out / x)

# %% [markdown] id="modifies-input"
# An array that came in is not the same afterwards. Other operations hold the same array and still need
# it: make a new one instead of writing into it. Watch for `/=` and for `out=`.

# %%
def log_back(grad_out, out, x):
    grad_out /= x
    return grad_out

# %% [markdown] id="integer-division"
# `//` divides and throws away what stands behind the point. Gradients need the fraction, too.

# %%
def log_back(grad_out, out, x):
    return grad_out // x

# %% [markdown] id="afraid-of-zero"
# A small number has been added below the fraction, so the result is no longer the derivative where `x`
# is small. Nobody takes the logarithm of zero here; divide by `x` itself.

# %%
def log_back(grad_out, out, x):
    return grad_out / (x + 1e-3)

# %%
def log_back(grad_out, out, x):
    return grad_out / np.maximum(x, 1e-2)

# %%
def log_back(grad_out, out, x):
    return grad_out / (x + 1)
