# Wrong answers to `log_forward`, and what to say to whoever gave one.

# %% [markdown] id="no-recipe"
# The value is right and the result says that it requires a gradient, but it does not remember how
# it was made. Without a recipe it is a leaf, and the walk ends there.

# %%
def log_forward(x):
    return Tensor(np.log(x.array), requires_grad=bool(grad_tracking_enabled and x.requires_grad))

# %%
def log_forward(x):
    return Tensor(np.log(x.array))

# %%
def log_forward(x):
    return Tensor(np.log(x.array), requires_grad=x.requires_grad)

# %%
def log_forward(x):
    return Tensor(np.log(x.array), requires_grad=True)

# %% [markdown] id="flag-not-set"
# The recipe is there, but the result does not say that it requires a gradient, so nobody will ever
# walk through it. What was computed from a tensor that requires one requires one itself.

# %%
def log_forward(x):
    out = Tensor(np.log(x.array))
    if grad_tracking_enabled and x.requires_grad:
        pass
        out.recipe = Recipe(np.log, (x.array,), {}, {0: x})
    return out

# %% [markdown] id="tracking-ignored"
# Recipes are written although tracking is off. Ask the switch, `grad_tracking_enabled`, at every
# call.

# %%
def log_forward(x):
    out = Tensor(np.log(x.array))
    if x.requires_grad:
        out.requires_grad = True
        out.recipe = Recipe(np.log, (x.array,), {}, {0: x})
    return out

# %% [markdown] id="tracking-ignored-by-flag"
# While tracking is off, no recipe is written, and that is right. But the result still says that it
# requires a gradient.

# %%
def log_forward(x):
    out = Tensor(np.log(x.array), requires_grad=x.requires_grad)
    if grad_tracking_enabled and x.requires_grad:
        out.recipe = Recipe(np.log, (x.array,), {}, {0: x})
    return out

# %% [markdown] id="always-remembers"
# A recipe is written although nobody asked for a gradient. It keeps the array and the parent alive
# for nothing; write one only if `x` requires a gradient and tracking is on.

# %%
def log_forward(x):
    out = Tensor(np.log(x.array))
    if True:
        out.requires_grad = True
        out.recipe = Recipe(np.log, (x.array,), {}, {0: x})
    return out

# %%
def log_forward(x):
    out = Tensor(np.log(x.array))
    if grad_tracking_enabled:
        out.requires_grad = True
        out.recipe = Recipe(np.log, (x.array,), {}, {0: x})
    return out

# %%
def log_forward(x):
    out = Tensor(np.log(x.array), requires_grad=bool(grad_tracking_enabled and x.requires_grad))
    out.recipe = Recipe(np.log, (x.array,), {}, {0: x})
    return out

# %%
def log_forward(x):
    out = Tensor(np.log(x.array), requires_grad=x.requires_grad)
    out.recipe = Recipe(np.log, (x.array,), {}, {0: x})
    return out

# %%
def log_forward(x):
    out = Tensor(np.log(x.array))
    if grad_tracking_enabled or x.requires_grad:
        out.requires_grad = True
        out.recipe = Recipe(np.log, (x.array,), {}, {0: x})
    return out

# %%
def log_forward(x):
    out = Tensor(np.log(x.array))
    if x.requires_grad or x.is_leaf:
        out.requires_grad = True
        out.recipe = Recipe(np.log, (x.array,), {}, {0: x})
    return out

# %% [markdown] id="leaves-only"
# Right for a leaf. But `x` may have been computed itself, and then it requires a gradient as well;
# the chain must not end there.

# %%
def log_forward(x):
    out = Tensor(np.log(x.array))
    if grad_tracking_enabled and x.requires_grad and x.is_leaf:
        out.requires_grad = True
        out.recipe = Recipe(np.log, (x.array,), {}, {0: x})
    return out

# %%
def log_forward(x):
    out = Tensor(np.log(x.array))
    if grad_tracking_enabled and x.requires_grad and x.recipe is None:
        out.requires_grad = True
        out.recipe = Recipe(np.log, (x.array,), {}, {0: x})
    return out

# %% [markdown] id="computed-only"
# A recipe is written only if `x` was computed itself. A leaf that requires a gradient is where the
# chain begins.

# %%
def log_forward(x):
    out = Tensor(np.log(x.array))
    if grad_tracking_enabled and x.recipe is not None:
        out.requires_grad = True
        out.recipe = Recipe(np.log, (x.array,), {}, {0: x})
    return out

# %%
def log_forward(x):
    out = Tensor(np.log(x.array))
    if grad_tracking_enabled and not x.is_leaf:
        out.requires_grad = True
        out.recipe = Recipe(np.log, (x.array,), {}, {0: x})
    return out

# %% [markdown] id="tensor-in-args"
# `args` holds the Tensor itself. Backward functions stand below the engine and get plain arrays:
# put `x.array` there, and the tensor into `parents`.

# %%
def log_forward(x):
    out = Tensor(np.log(x.array))
    if grad_tracking_enabled and x.requires_grad:
        out.requires_grad = True
        out.recipe = Recipe(np.log, (x,), {}, {0: x})
    return out

# %% [markdown] id="args-not-a-tuple"
# `args` is a tuple of arguments, also when there is only one. Parentheses alone do not make a
# tuple; the comma does.

# %%
def log_forward(x):
    out = Tensor(np.log(x.array))
    if grad_tracking_enabled and x.requires_grad:
        out.requires_grad = True
        out.recipe = Recipe(np.log, (x.array), {}, {0: x})
    return out

# %%
def log_forward(x):
    out = Tensor(np.log(x.array))
    if grad_tracking_enabled and x.requires_grad:
        out.requires_grad = True
        out.recipe = Recipe(np.log, x.array, {}, {0: x})
    return out

# %% [markdown] id="output-in-args"
# `args` holds what came out. The derivative is taken at what went *in*.

# %%
def log_forward(x):
    out = Tensor(np.log(x.array))
    if grad_tracking_enabled and x.requires_grad:
        out.requires_grad = True
        out.recipe = Recipe(np.log, (out.array,), {}, {0: x})
    return out

# %% [markdown] id="array-as-parent"
# `parents` holds the plain array. The walk has to get from here to the tensor itself, which knows
# its own recipe and has a place for its gradient.

# %%
def log_forward(x):
    out = Tensor(np.log(x.array))
    if grad_tracking_enabled and x.requires_grad:
        out.requires_grad = True
        out.recipe = Recipe(np.log, (x.array,), {}, {0: x.array})
    return out

# %% [markdown] id="parent-is-a-copy"
# The parent is a new Tensor around the same array. Its gradient would never reach `x`; keep `x`
# itself.

# %%
def log_forward(x):
    out = Tensor(np.log(x.array))
    if grad_tracking_enabled and x.requires_grad:
        out.requires_grad = True
        out.recipe = Recipe(np.log, (x.array,), {}, {0: Tensor(x.array, requires_grad=True)})
    return out

# %% [markdown] id="parents-not-by-position"
# `parents` is a dict that leads from the position of an argument to the tensor there. The first
# argument has position 0.

# %%
def log_forward(x):
    out = Tensor(np.log(x.array))
    if grad_tracking_enabled and x.requires_grad:
        out.requires_grad = True
        out.recipe = Recipe(np.log, (x.array,), {}, [x])
    return out

# %%
def log_forward(x):
    out = Tensor(np.log(x.array))
    if grad_tracking_enabled and x.requires_grad:
        out.requires_grad = True
        out.recipe = Recipe(np.log, (x.array,), {}, {x: 0})
    return out

# %%
def log_forward(x):
    out = Tensor(np.log(x.array))
    if grad_tracking_enabled and x.requires_grad:
        out.requires_grad = True
        out.recipe = Recipe(np.log, (x.array,), {}, {1: x})
    return out

# %%
def log_forward(x):
    out = Tensor(np.log(x.array))
    if grad_tracking_enabled and x.requires_grad:
        out.requires_grad = True
        out.recipe = Recipe(np.log, (x.array,), {}, {'x': x})
    return out

# %%
def log_forward(x):
    out = Tensor(np.log(x.array))
    if grad_tracking_enabled and x.requires_grad:
        out.requires_grad = True
        out.recipe = Recipe(np.log, (x.array,), {}, x)
    return out

# %%
def log_forward(x):
    out = Tensor(np.log(x.array))
    if grad_tracking_enabled and x.requires_grad:
        out.requires_grad = True
        out.recipe = Recipe(np.log, (x.array,), {}, (x,))
    return out

# %%
def log_forward(x):
    out = Tensor(np.log(x.array))
    if grad_tracking_enabled and x.requires_grad:
        out.requires_grad = True
        out.recipe = Recipe(np.log, (x.array,), {}, {x})
    return out

# %% [markdown] id="no-parents"
# The recipe has no parents, so the walk has nowhere to go from here.

# %%
def log_forward(x):
    out = Tensor(np.log(x.array))
    if grad_tracking_enabled and x.requires_grad:
        out.requires_grad = True
        out.recipe = Recipe(np.log, (x.array,), {}, {})
    return out

# %% [markdown] id="result-is-its-own-parent"
# The result is entered as its own parent. The parent is the tensor that it was made *from*.

# %%
def log_forward(x):
    out = Tensor(np.log(x.array))
    if grad_tracking_enabled and x.requires_grad:
        out.requires_grad = True
        out.recipe = Recipe(np.log, (x.array,), {}, {0: out})
    return out

# %% [markdown] id="wrong-func"
# `func` is what the table of backward functions is asked for, and its row is called `np.log`: the
# NumPy function, not yours, not a backward function, and not a name.

# %%
def log_forward(x):
    out = Tensor(np.log(x.array))
    if grad_tracking_enabled and x.requires_grad:
        out.requires_grad = True
        out.recipe = Recipe(log_forward, (x.array,), {}, {0: x})
    return out

# %%
def log_forward(x):
    out = Tensor(np.log(x.array))
    if grad_tracking_enabled and x.requires_grad:
        out.requires_grad = True
        out.recipe = Recipe(log_back, (x.array,), {}, {0: x})
    return out

# %%
def log_forward(x):
    out = Tensor(np.log(x.array))
    if grad_tracking_enabled and x.requires_grad:
        out.requires_grad = True
        out.recipe = Recipe('log', (x.array,), {}, {0: x})
    return out

# %%
def log_forward(x):
    out = Tensor(np.log(x.array))
    if grad_tracking_enabled and x.requires_grad:
        out.requires_grad = True
        out.recipe = Recipe(log, (x.array,), {}, {0: x})
    return out

# %% [markdown] id="kwargs-none"
# There are no keyword arguments, but `kwargs` still has to be a dict: an empty one.

# %%
def log_forward(x):
    out = Tensor(np.log(x.array))
    if grad_tracking_enabled and x.requires_grad:
        out.requires_grad = True
        out.recipe = Recipe(np.log, (x.array,), None, {0: x})
    return out

# %%
def log_forward(x):
    out = Tensor(np.log(x.array))
    if grad_tracking_enabled and x.requires_grad:
        out.requires_grad = True
        out.recipe = Recipe(np.log, (x.array,), (), {0: x})
    return out

# %%
def log_forward(x):
    out = Tensor(np.log(x.array))
    if grad_tracking_enabled and x.requires_grad:
        out.requires_grad = True
        out.recipe = Recipe(np.log, (x.array,), [], {0: x})
    return out

# %% [markdown] id="recipe-on-input"
# The recipe has been written on `x`, which is now its own parent. It belongs to the result.

# %%
def log_forward(x):
    out = Tensor(np.log(x.array))
    if grad_tracking_enabled and x.requires_grad:
        out.requires_grad = True
        x.recipe = Recipe(np.log, (x.array,), {}, {0: x})
    return out

# %% [markdown] id="returns-array"
# A plain array comes back. The result has to be a Tensor, or there is nothing to attach a recipe
# to.

# %%
def log_forward(x):
    return np.log(x.array)

# %% [markdown] id="log-of-tensor"
# `np.log` is called on the Tensor, and NumPy does not know what that is. Take the array out first.

# %%
def log_forward(x):
    return Tensor(np.log(x))

# %% [markdown] id="modifies-input"
# The numbers of `x` itself have been overwritten. The derivative needs them as they were.

# %%
def log_forward(x):
    out = Tensor(np.log(x.array, out=x.array))
    if grad_tracking_enabled and x.requires_grad:
        out.requires_grad = True
        out.recipe = Recipe(np.log, (x.array,), {}, {0: x})
    return out

# %%
def log_forward(x):
    x.array = np.log(x.array)
    return x

# %%
def log_forward(x):
    x.array[...] = np.log(x.array)
    return x

# %% [markdown] id="returns-none"
# The result is None. Is there a `return`, for all the ways through the function?

# %%
def log_forward(x):
    out = Tensor(np.log(x.array))
    if grad_tracking_enabled and x.requires_grad:
        out.requires_grad = True
        out.recipe = Recipe(np.log, (x.array,), {}, {0: x})
    pass

# %%
def log_forward(x):
    out = Tensor(np.log(x.array))
    if grad_tracking_enabled and x.requires_grad:
        out.requires_grad = True
        out.recipe = Recipe(np.log, (x.array,), {}, {0: x})
        return out
