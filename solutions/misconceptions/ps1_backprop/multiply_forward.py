# Wrong answers to `multiply_forward`, and what to say to whoever gave one.

# %% [markdown] id="no-recipe"
# The value is right, but the result does not remember how it was made. Without a recipe it is a
# leaf, and the walk ends there.

# %%
def multiply_forward(a, b):
    x = a.array if isinstance(a, Tensor) else a
    y = b.array if isinstance(b, Tensor) else b
    return Tensor(x * y)

# %%
def multiply_forward(a, b):
    tensors = [t for t in (a, b) if isinstance(t, Tensor)]
    arrays = [t.array if isinstance(t, Tensor) else t for t in (a, b)]
    return Tensor(np.multiply(*arrays), bool(grad_tracking_enabled and any(t.requires_grad for t in tensors)))

# %%
def multiply_forward(a, b):
    tensors = [t for t in (a, b) if isinstance(t, Tensor)]
    arrays = [t.array if isinstance(t, Tensor) else t for t in (a, b)]
    return Tensor(np.multiply(*arrays), any(t.requires_grad for t in tensors))

# %% [markdown] id="flag-not-set"
# The recipe is there, but the result does not say that it requires a gradient, so nobody will ever
# walk through it.

# %%
def multiply_forward(a, b):
    parents = {i: t for i, t in enumerate((a, b)) if isinstance(t, Tensor)}
    arrays = tuple(t.array if isinstance(t, Tensor) else t for t in (a, b))
    out = Tensor(np.multiply(*arrays))
    if grad_tracking_enabled and any(t.requires_grad for t in parents.values()):
        pass
        out.recipe = Recipe(np.multiply, arrays, {}, parents)
    return out

# %% [markdown] id="tracking-ignored"
# Recipes are written although tracking is off. Ask the switch, `grad_tracking_enabled`, at every
# call.

# %%
def multiply_forward(a, b):
    parents = {i: t for i, t in enumerate((a, b)) if isinstance(t, Tensor)}
    arrays = tuple(t.array if isinstance(t, Tensor) else t for t in (a, b))
    out = Tensor(np.multiply(*arrays))
    if any(t.requires_grad for t in parents.values()):
        out.requires_grad = True
        out.recipe = Recipe(np.multiply, arrays, {}, parents)
    return out

# %% [markdown] id="tracking-ignored-by-flag"
# While tracking is off, no recipe is written, and that is right. But the result still says that it
# requires a gradient.

# %%
def multiply_forward(a, b):
    parents = {i: t for i, t in enumerate((a, b)) if isinstance(t, Tensor)}
    arrays = tuple(t.array if isinstance(t, Tensor) else t for t in (a, b))
    out = Tensor(np.multiply(*arrays), any(t.requires_grad for t in parents.values()))
    if grad_tracking_enabled and out.requires_grad:
        out.recipe = Recipe(np.multiply, arrays, {}, parents)
    return out

# %% [markdown] id="all-instead-of-any"
# The result remembers only if *all* tensors require a gradient. One that does is enough: its
# gradient has to find the way through this product.

# %%
def multiply_forward(a, b):
    parents = {i: t for i, t in enumerate((a, b)) if isinstance(t, Tensor)}
    arrays = tuple(t.array if isinstance(t, Tensor) else t for t in (a, b))
    out = Tensor(np.multiply(*arrays))
    if grad_tracking_enabled and all(t.requires_grad for t in parents.values()):
        out.requires_grad = True
        out.recipe = Recipe(np.multiply, arrays, {}, parents)
    return out

# %% [markdown] id="first-decides"
# Only the first argument is asked whether it requires a gradient. The second may require one, too,
# and either may be a plain number.

# %%
def multiply_forward(a, b):
    parents = {i: t for i, t in enumerate((a, b)) if isinstance(t, Tensor)}
    arrays = tuple(t.array if isinstance(t, Tensor) else t for t in (a, b))
    out = Tensor(np.multiply(*arrays))
    if grad_tracking_enabled and isinstance(a, Tensor) and a.requires_grad:
        out.requires_grad = True
        out.recipe = Recipe(np.multiply, arrays, {}, parents)
    return out

# %%
def multiply_forward(a, b):
    parents = {i: t for i, t in enumerate((a, b)) if isinstance(t, Tensor)}
    arrays = tuple(t.array if isinstance(t, Tensor) else t for t in (a, b))
    out = Tensor(np.multiply(*arrays))
    if grad_tracking_enabled and a.requires_grad:
        out.requires_grad = True
        out.recipe = Recipe(np.multiply, arrays, {}, parents)
    return out

# %%
def multiply_forward(a, b):
    parents = {i: t for i, t in enumerate((a, b)) if isinstance(t, Tensor)}
    arrays = tuple(t.array if isinstance(t, Tensor) else t for t in (a, b))
    out = Tensor(np.multiply(*arrays))
    if grad_tracking_enabled and (a.requires_grad if isinstance(a, Tensor) else b.requires_grad):
        out.requires_grad = True
        out.recipe = Recipe(np.multiply, arrays, {}, parents)
    return out

# %% [markdown] id="second-decides"
# Only the second argument is asked whether it requires a gradient. The first may require one, too,
# and either may be a plain number.

# %%
def multiply_forward(a, b):
    parents = {i: t for i, t in enumerate((a, b)) if isinstance(t, Tensor)}
    arrays = tuple(t.array if isinstance(t, Tensor) else t for t in (a, b))
    out = Tensor(np.multiply(*arrays))
    if grad_tracking_enabled and isinstance(b, Tensor) and b.requires_grad:
        out.requires_grad = True
        out.recipe = Recipe(np.multiply, arrays, {}, parents)
    return out

# %%
def multiply_forward(a, b):
    parents = {i: t for i, t in enumerate((a, b)) if isinstance(t, Tensor)}
    arrays = tuple(t.array if isinstance(t, Tensor) else t for t in (a, b))
    out = Tensor(np.multiply(*arrays))
    if grad_tracking_enabled and b.requires_grad:
        out.requires_grad = True
        out.recipe = Recipe(np.multiply, arrays, {}, parents)
    return out

# %% [markdown] id="always-remembers"
# A recipe is written although nobody asked for a gradient. Write one only if one of the tensors
# requires a gradient and tracking is on.

# %%
def multiply_forward(a, b):
    parents = {i: t for i, t in enumerate((a, b)) if isinstance(t, Tensor)}
    arrays = tuple(t.array if isinstance(t, Tensor) else t for t in (a, b))
    out = Tensor(np.multiply(*arrays))
    if grad_tracking_enabled and True:
        out.requires_grad = True
        out.recipe = Recipe(np.multiply, arrays, {}, parents)
    return out

# %%
def multiply_forward(a, b):
    parents = {i: t for i, t in enumerate((a, b)) if isinstance(t, Tensor)}
    arrays = tuple(t.array if isinstance(t, Tensor) else t for t in (a, b))
    out = Tensor(np.multiply(*arrays))
    if True:
        out.requires_grad = True
        out.recipe = Recipe(np.multiply, arrays, {}, parents)
    return out

# %%
def multiply_forward(a, b):
    parents = {i: t for i, t in enumerate((a, b)) if isinstance(t, Tensor)}
    arrays = tuple(t.array if isinstance(t, Tensor) else t for t in (a, b))
    out = Tensor(np.multiply(*arrays))
    if grad_tracking_enabled and len(parents) > 0:
        out.requires_grad = True
        out.recipe = Recipe(np.multiply, arrays, {}, parents)
    return out

# %% [markdown] id="recipe-without-flag-asked"
# The result gets a recipe whether it requires a gradient or not. Where nobody will walk, a recipe
# only keeps old arrays alive.

# %%
def multiply_forward(a, b):
    parents = {i: t for i, t in enumerate((a, b)) if isinstance(t, Tensor)}
    arrays = tuple(t.array if isinstance(t, Tensor) else t for t in (a, b))
    out = Tensor(np.multiply(*arrays), bool(grad_tracking_enabled and any(t.requires_grad for t in parents.values())))
    out.recipe = Recipe(np.multiply, arrays, {}, parents)
    return out

# %% [markdown] id="parents-counted-among-tensors"
# The parents are numbered one by one. Their number should be the position among *all* arguments: in
# `3 * a` the tensor is argument 1, and the gradient for argument 1 needs `multiply_back1`.

# %%
def multiply_forward(a, b):
    parents = dict(enumerate(t for t in (a, b) if isinstance(t, Tensor)))
    arrays = tuple(t.array if isinstance(t, Tensor) else t for t in (a, b))
    out = Tensor(np.multiply(*arrays))
    if grad_tracking_enabled and any(t.requires_grad for t in parents.values()):
        out.requires_grad = True
        out.recipe = Recipe(np.multiply, arrays, {}, parents)
    return out

# %% [markdown] id="numbers-as-parents"
# Plain numbers have been entered as parents. A number has no recipe and no place for a gradient;
# only tensors are parents.

# %%
def multiply_forward(a, b):
    parents = {0: a, 1: b}
    arrays = tuple(t.array if isinstance(t, Tensor) else t for t in (a, b))
    out = Tensor(np.multiply(*arrays))
    if grad_tracking_enabled and any(t.requires_grad for t in (a, b) if isinstance(t, Tensor)):
        out.requires_grad = True
        out.recipe = Recipe(np.multiply, arrays, {}, parents)
    return out

# %%
def multiply_forward(a, b):
    parents = {i: t if isinstance(t, Tensor) else Tensor(t) for i, t in enumerate((a, b))}
    arrays = tuple(t.array if isinstance(t, Tensor) else t for t in (a, b))
    out = Tensor(np.multiply(*arrays))
    if grad_tracking_enabled and any(t.requires_grad for t in parents.values()):
        out.requires_grad = True
        out.recipe = Recipe(np.multiply, arrays, {}, parents)
    return out

# %% [markdown] id="parents-that-require-only"
# A tensor that requires no gradient is missing among the parents. The recipe says how the result
# was made, so all tensors among the arguments belong there; whether to walk on is decided later.

# %%
def multiply_forward(a, b):
    parents = {i: t for i, t in enumerate((a, b)) if isinstance(t, Tensor) and t.requires_grad}
    arrays = tuple(t.array if isinstance(t, Tensor) else t for t in (a, b))
    out = Tensor(np.multiply(*arrays))
    if grad_tracking_enabled and any(t.requires_grad for t in parents.values()):
        out.requires_grad = True
        out.recipe = Recipe(np.multiply, arrays, {}, parents)
    return out

# %% [markdown] id="one-parent-missing"
# One of the two tensors is missing among the parents.

# %%
def multiply_forward(a, b):
    parents = {0: a} if isinstance(a, Tensor) else {1: b}
    arrays = tuple(t.array if isinstance(t, Tensor) else t for t in (a, b))
    out = Tensor(np.multiply(*arrays))
    if grad_tracking_enabled and any(t.requires_grad for t in parents.values()):
        out.requires_grad = True
        out.recipe = Recipe(np.multiply, arrays, {}, parents)
    return out

# %%
def multiply_forward(a, b):
    parents = {1: b} if isinstance(b, Tensor) else {0: a}
    arrays = tuple(t.array if isinstance(t, Tensor) else t for t in (a, b))
    out = Tensor(np.multiply(*arrays))
    if grad_tracking_enabled and any(t.requires_grad for t in parents.values()):
        out.requires_grad = True
        out.recipe = Recipe(np.multiply, arrays, {}, parents)
    return out

# %%
def multiply_forward(a, b):
    parents = {i: t for i, t in [(0, a), (0, b)] if isinstance(t, Tensor)}
    arrays = tuple(t.array if isinstance(t, Tensor) else t for t in (a, b))
    out = Tensor(np.multiply(*arrays))
    if grad_tracking_enabled and any(t.requires_grad for t in parents.values()):
        out.requires_grad = True
        out.recipe = Recipe(np.multiply, arrays, {}, parents)
    return out

# %% [markdown] id="keyed-by-tensor"
# `parents` leads from a position to a tensor. You have it the other way round, so a tensor that
# stands in both positions is there only once.

# %%
def multiply_forward(a, b):
    parents = {t: i for i, t in enumerate((a, b)) if isinstance(t, Tensor)}
    arrays = tuple(t.array if isinstance(t, Tensor) else t for t in (a, b))
    out = Tensor(np.multiply(*arrays))
    if grad_tracking_enabled and any(t.requires_grad for t in parents):
        out.requires_grad = True
        out.recipe = Recipe(np.multiply, arrays, {}, parents)
    return out

# %%
def multiply_forward(a, b):
    parents = {i: t for t, i in {t: i for i, t in enumerate((a, b)) if isinstance(t, Tensor)}.items()}
    arrays = tuple(t.array if isinstance(t, Tensor) else t for t in (a, b))
    out = Tensor(np.multiply(*arrays))
    if grad_tracking_enabled and any(t.requires_grad for t in parents.values()):
        out.requires_grad = True
        out.recipe = Recipe(np.multiply, arrays, {}, parents)
    return out

# %%
def multiply_forward(a, b):
    parents = [t for t in (a, b) if isinstance(t, Tensor)]
    arrays = tuple(t.array if isinstance(t, Tensor) else t for t in (a, b))
    out = Tensor(np.multiply(*arrays))
    if grad_tracking_enabled and any(t.requires_grad for t in parents):
        out.requires_grad = True
        out.recipe = Recipe(np.multiply, arrays, {}, parents)
    return out

# %% [markdown] id="tensors-in-args"
# `args` holds Tensors. Backward functions stand below the engine and get plain arrays: put the
# arrays there, and the tensors into `parents`.

# %%
def multiply_forward(a, b):
    parents = {i: t for i, t in enumerate((a, b)) if isinstance(t, Tensor)}
    arrays = tuple(t.array if isinstance(t, Tensor) else t for t in (a, b))
    out = Tensor(np.multiply(*arrays))
    if grad_tracking_enabled and any(t.requires_grad for t in parents.values()):
        out.requires_grad = True
        out.recipe = Recipe(np.multiply, (a, b), {}, parents)
    return out

# %% [markdown] id="numbers-not-in-args"
# Only the tensors' arrays are in `args`. The backward functions get *all* arguments of the call, so
# numbers belong there, too, in their places.

# %%
def multiply_forward(a, b):
    parents = {i: t for i, t in enumerate((a, b)) if isinstance(t, Tensor)}
    arrays = tuple(t.array if isinstance(t, Tensor) else t for t in (a, b))
    out = Tensor(np.multiply(*arrays))
    if grad_tracking_enabled and any(t.requires_grad for t in parents.values()):
        out.requires_grad = True
        out.recipe = Recipe(np.multiply, tuple(t.array for t in parents.values()), {}, parents)
    return out

# %% [markdown] id="arrays-as-parents"
# `parents` holds plain arrays. The walk has to get from here to the tensors themselves, which know
# their own recipes.

# %%
def multiply_forward(a, b):
    parents = {i: t for i, t in enumerate((a, b)) if isinstance(t, Tensor)}
    arrays = tuple(t.array if isinstance(t, Tensor) else t for t in (a, b))
    out = Tensor(np.multiply(*arrays))
    if grad_tracking_enabled and any(t.requires_grad for t in parents.values()):
        out.requires_grad = True
        out.recipe = Recipe(np.multiply, arrays, {}, {i: t.array for i, t in parents.items()})
    return out

# %%
def multiply_forward(a, b):
    parents = {i: t for i, t in enumerate((a, b)) if isinstance(t, Tensor)}
    arrays = tuple(t.array if isinstance(t, Tensor) else t for t in (a, b))
    out = Tensor(np.multiply(*arrays))
    if grad_tracking_enabled and any(t.requires_grad for t in parents.values()):
        out.requires_grad = True
        out.recipe = Recipe(np.multiply, arrays, {}, dict(enumerate(arrays)))
    return out

# %% [markdown] id="number-unhandled"
# Right for two tensors. Either argument may also be a plain number, which has no `.array` and no
# `.requires_grad`.

# %%
def multiply_forward(a, b):
    out = Tensor(a.array * b.array)
    if grad_tracking_enabled and (a.requires_grad or b.requires_grad):
        out.requires_grad = True
        out.recipe = Recipe(np.multiply, (a.array, b.array), {}, {0: a, 1: b})
    return out

# %%
def multiply_forward(a, b):
    out = Tensor(a.array * b.array)
    out.requires_grad = bool(grad_tracking_enabled and (a.requires_grad or b.requires_grad))
    if out.requires_grad:
        out.recipe = Recipe(np.multiply, (a.array, b.array), {}, {0: a, 1: b})
    return out

# %% [markdown] id="second-number-only"
# Right if the second argument is a number. The first one may be a number as well, as in `3 * a`.

# %%
def multiply_forward(a, b):
    y, parents = (b.array, {0: a, 1: b}) if isinstance(b, Tensor) else (b, {0: a})
    out = Tensor(a.array * y)
    if grad_tracking_enabled and any(t.requires_grad for t in parents.values()):
        out.requires_grad = True
        out.recipe = Recipe(np.multiply, (a.array, y), {}, parents)
    return out

# %% [markdown] id="arguments-reordered"
# The tensor has been moved to the front. The recipe tells how the function was called, so each
# argument keeps its place.

# %%
def multiply_forward(a, b):
    if not isinstance(a, Tensor):
        a, b = b, a
    parents = {i: t for i, t in enumerate((a, b)) if isinstance(t, Tensor)}
    arrays = tuple(t.array if isinstance(t, Tensor) else t for t in (a, b))
    out = Tensor(np.multiply(*arrays))
    if grad_tracking_enabled and any(t.requires_grad for t in parents.values()):
        out.requires_grad = True
        out.recipe = Recipe(np.multiply, arrays, {}, parents)
    return out

# %% [markdown] id="wrong-func"
# `func` is what the table of backward functions is asked for, and its row is called `np.multiply`.

# %%
def multiply_forward(a, b):
    parents = {i: t for i, t in enumerate((a, b)) if isinstance(t, Tensor)}
    arrays = tuple(t.array if isinstance(t, Tensor) else t for t in (a, b))
    out = Tensor(np.multiply(*arrays))
    if grad_tracking_enabled and any(t.requires_grad for t in parents.values()):
        out.requires_grad = True
        out.recipe = Recipe(multiply_forward, arrays, {}, parents)
    return out

# %%
def multiply_forward(a, b):
    parents = {i: t for i, t in enumerate((a, b)) if isinstance(t, Tensor)}
    arrays = tuple(t.array if isinstance(t, Tensor) else t for t in (a, b))
    out = Tensor(np.multiply(*arrays))
    if grad_tracking_enabled and any(t.requires_grad for t in parents.values()):
        out.requires_grad = True
        out.recipe = Recipe(np.log, arrays, {}, parents)
    return out

# %%
def multiply_forward(a, b):
    parents = {i: t for i, t in enumerate((a, b)) if isinstance(t, Tensor)}
    arrays = tuple(t.array if isinstance(t, Tensor) else t for t in (a, b))
    out = Tensor(np.multiply(*arrays))
    if grad_tracking_enabled and any(t.requires_grad for t in parents.values()):
        out.requires_grad = True
        out.recipe = Recipe(multiply_back0, arrays, {}, parents)
    return out

# %%
def multiply_forward(a, b):
    parents = {i: t for i, t in enumerate((a, b)) if isinstance(t, Tensor)}
    arrays = tuple(t.array if isinstance(t, Tensor) else t for t in (a, b))
    out = Tensor(np.multiply(*arrays))
    if grad_tracking_enabled and any(t.requires_grad for t in parents.values()):
        out.requires_grad = True
        out.recipe = Recipe('multiply', arrays, {}, parents)
    return out

# %% [markdown] id="leaves-only"
# Right for leaves. But an argument may have been computed itself, and then it requires a gradient
# as well; the chain must not end there.

# %%
def multiply_forward(a, b):
    parents = {i: t for i, t in enumerate((a, b)) if isinstance(t, Tensor)}
    arrays = tuple(t.array if isinstance(t, Tensor) else t for t in (a, b))
    out = Tensor(np.multiply(*arrays))
    if grad_tracking_enabled and any(t.requires_grad and t.is_leaf for t in parents.values()):
        out.requires_grad = True
        out.recipe = Recipe(np.multiply, arrays, {}, parents)
    return out

# %%
def multiply_forward(a, b):
    parents = {i: t for i, t in enumerate((a, b)) if isinstance(t, Tensor)}
    arrays = tuple(t.array if isinstance(t, Tensor) else t for t in (a, b))
    out = Tensor(np.multiply(*arrays))
    if grad_tracking_enabled and any(t.requires_grad and t.recipe is None for t in parents.values()):
        out.requires_grad = True
        out.recipe = Recipe(np.multiply, arrays, {}, parents)
    return out

# %% [markdown] id="computed-only"
# A recipe is written only if an argument was computed itself. A leaf that requires a gradient is
# where the chain begins.

# %%
def multiply_forward(a, b):
    parents = {i: t for i, t in enumerate((a, b)) if isinstance(t, Tensor)}
    arrays = tuple(t.array if isinstance(t, Tensor) else t for t in (a, b))
    out = Tensor(np.multiply(*arrays))
    if grad_tracking_enabled and any(t.recipe is not None for t in parents.values()):
        out.requires_grad = True
        out.recipe = Recipe(np.multiply, arrays, {}, parents)
    return out

# %% [markdown] id="matrix-product"
# `@` is the matrix product. Here the numbers are multiplied element by element, with broadcasting.

# %%
def multiply_forward(a, b):
    parents = {i: t for i, t in enumerate((a, b)) if isinstance(t, Tensor)}
    arrays = tuple(t.array if isinstance(t, Tensor) else t for t in (a, b))
    out = Tensor(arrays[0] @ arrays[1])
    if grad_tracking_enabled and any(t.requires_grad for t in parents.values()):
        out.requires_grad = True
        out.recipe = Recipe(np.multiply, arrays, {}, parents)
    return out

# %% [markdown] id="adds"
# The two are added here; they should be multiplied, number by number.

# %%
def multiply_forward(a, b):
    parents = {i: t for i, t in enumerate((a, b)) if isinstance(t, Tensor)}
    arrays = tuple(t.array if isinstance(t, Tensor) else t for t in (a, b))
    out = Tensor(arrays[0] + arrays[1])
    if grad_tracking_enabled and any(t.requires_grad for t in parents.values()):
        out.requires_grad = True
        out.recipe = Recipe(np.multiply, arrays, {}, parents)
    return out

# %% [markdown] id="returns-array"
# A plain array comes back. The result has to be a Tensor, or there is nothing to attach a recipe
# to.

# %%
def multiply_forward(a, b):
    x = a.array if isinstance(a, Tensor) else a
    y = b.array if isinstance(b, Tensor) else b
    return x * y

# %%
def multiply_forward(a, b):
    return a.array * b.array

# %% [markdown] id="returns-none"
# The result is None. Is there a `return`, for all the ways through the function?

# %%
def multiply_forward(a, b):
    parents = {i: t for i, t in enumerate((a, b)) if isinstance(t, Tensor)}
    arrays = tuple(t.array if isinstance(t, Tensor) else t for t in (a, b))
    out = Tensor(np.multiply(*arrays))
    if grad_tracking_enabled and any(t.requires_grad for t in parents.values()):
        out.requires_grad = True
        out.recipe = Recipe(np.multiply, arrays, {}, parents)
    pass

# %%
def multiply_forward(a, b):
    parents = {i: t for i, t in enumerate((a, b)) if isinstance(t, Tensor)}
    arrays = tuple(t.array if isinstance(t, Tensor) else t for t in (a, b))
    out = Tensor(np.multiply(*arrays))
    if grad_tracking_enabled and any(t.requires_grad for t in parents.values()):
        out.requires_grad = True
        out.recipe = Recipe(np.multiply, arrays, {}, parents)
        return out

# %% [markdown] id="modifies-input"
# The numbers of one of the tensors have been overwritten. The derivative needs them as they were.

# %%
def multiply_forward(a, b):
    parents = {i: t for i, t in enumerate((a, b)) if isinstance(t, Tensor)}
    arrays = tuple(t.array if isinstance(t, Tensor) else t for t in (a, b))
    x = arrays[0]
    x *= arrays[1]
    out = Tensor(x)
    if grad_tracking_enabled and any(t.requires_grad for t in parents.values()):
        out.requires_grad = True
        out.recipe = Recipe(np.multiply, arrays, {}, parents)
    return out
