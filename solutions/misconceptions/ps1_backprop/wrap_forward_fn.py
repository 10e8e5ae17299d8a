# Wrong answers to `wrap_forward_fn`, and what to say to whoever gave one.

# %% [markdown] id="tensor-by-keyword-unnoticed"
# All is right but for one thing: a tensor that is passed by keyword goes through unnoticed, and its
# gradient would be lost. Look at the values of `kwargs` before the call, and name the keyword in
# the error.

# %%
def wrap_forward_fn(numpy_func, is_differentiable=True):
    def tensor_func(*args, **kwargs):
        parents = {i: t for i, t in enumerate(args) if isinstance(t, Tensor)}
        arrays = tuple(t.array if isinstance(t, Tensor) else t for t in args)
        out = Tensor(numpy_func(*arrays, **kwargs))
        if grad_tracking_enabled and is_differentiable and any(t.requires_grad for t in parents.values()):
            out.requires_grad = True
            out.recipe = Recipe(numpy_func, arrays, kwargs, parents)
        return out

    return tensor_func

# %%
def wrap_forward_fn(numpy_func, is_differentiable=True):
    def tensor_func(*args, **kwargs):
        parents = {i: t for i, t in enumerate(args) if isinstance(t, Tensor)}
        arrays = tuple(t.array if isinstance(t, Tensor) else t for t in args)
        out = Tensor(numpy_func(*arrays, **{k: v.array if isinstance(v, Tensor) else v for k, v in kwargs.items()}))
        if grad_tracking_enabled and is_differentiable and any(t.requires_grad for t in parents.values()):
            out.requires_grad = True
            out.recipe = Recipe(numpy_func, arrays, kwargs, parents)
        return out

    return tensor_func

# %% [markdown] id="keyword-not-named"
# A tensor by keyword raises an error, and that is right. But whoever reads the message wants to
# know *which* keyword it was.

# %%
def wrap_forward_fn(numpy_func, is_differentiable=True):
    def tensor_func(*args, **kwargs):
        for name, value in kwargs.items():
            if isinstance(value, Tensor):
                raise TypeError("no tensors by keyword")
        parents = {i: t for i, t in enumerate(args) if isinstance(t, Tensor)}
        arrays = tuple(t.array if isinstance(t, Tensor) else t for t in args)
        out = Tensor(numpy_func(*arrays, **kwargs))
        if grad_tracking_enabled and is_differentiable and any(t.requires_grad for t in parents.values()):
            out.requires_grad = True
            out.recipe = Recipe(numpy_func, arrays, kwargs, parents)
        return out

    return tensor_func

# %%
def wrap_forward_fn(numpy_func, is_differentiable=True):
    def tensor_func(*args, **kwargs):
        for name, value in kwargs.items():
            if isinstance(value, Tensor):
                raise TypeError
        parents = {i: t for i, t in enumerate(args) if isinstance(t, Tensor)}
        arrays = tuple(t.array if isinstance(t, Tensor) else t for t in args)
        out = Tensor(numpy_func(*arrays, **kwargs))
        if grad_tracking_enabled and is_differentiable and any(t.requires_grad for t in parents.values()):
            out.requires_grad = True
            out.recipe = Recipe(numpy_func, arrays, kwargs, parents)
        return out

    return tensor_func

# %%
def wrap_forward_fn(numpy_func, is_differentiable=True):
    def tensor_func(*args, **kwargs):
        assert not any(isinstance(v, Tensor) for v in kwargs.values())
        parents = {i: t for i, t in enumerate(args) if isinstance(t, Tensor)}
        arrays = tuple(t.array if isinstance(t, Tensor) else t for t in args)
        out = Tensor(numpy_func(*arrays, **kwargs))
        if grad_tracking_enabled and is_differentiable and any(t.requires_grad for t in parents.values()):
            out.requires_grad = True
            out.recipe = Recipe(numpy_func, arrays, kwargs, parents)
        return out

    return tensor_func

# %% [markdown] id="error-after-the-call"
# The error for a tensor by keyword comes after the function has been called. Look at the keywords
# first.

# %%
def wrap_forward_fn(numpy_func, is_differentiable=True):
    def tensor_func(*args, **kwargs):
        parents = {i: t for i, t in enumerate(args) if isinstance(t, Tensor)}
        arrays = tuple(t.array if isinstance(t, Tensor) else t for t in args)
        out = Tensor(numpy_func(*arrays, **kwargs))
        for name, value in kwargs.items():
            if isinstance(value, Tensor):
                raise TypeError(f"{name} should be passed by position")
        if grad_tracking_enabled and is_differentiable and any(t.requires_grad for t in parents.values()):
            out.requires_grad = True
            out.recipe = Recipe(numpy_func, arrays, kwargs, parents)
        return out

    return tensor_func

# %% [markdown] id="keywords-not-passed-on"
# Keyword arguments do not reach the NumPy function. `tensor_func` has to hand on all that it gets,
# `*args` and `**kwargs`.

# %%
def wrap_forward_fn(numpy_func, is_differentiable=True):
    def tensor_func(*args, **kwargs):
        for name, value in kwargs.items():
            if isinstance(value, Tensor):
                raise TypeError(f"{name} should be passed by position")
        parents = {i: t for i, t in enumerate(args) if isinstance(t, Tensor)}
        arrays = tuple(t.array if isinstance(t, Tensor) else t for t in args)
        out = Tensor(numpy_func(*arrays))
        if grad_tracking_enabled and is_differentiable and any(t.requires_grad for t in parents.values()):
            out.requires_grad = True
            out.recipe = Recipe(numpy_func, arrays, kwargs, parents)
        return out

    return tensor_func

# %% [markdown] id="keywords-not-taken"
# The function that comes back does not take keyword arguments. Its parameters should be `*args,
# **kwargs`.

# %%
def wrap_forward_fn(numpy_func, is_differentiable=True):
    def tensor_func(*args):
        parents = {i: t for i, t in enumerate(args) if isinstance(t, Tensor)}
        arrays = tuple(t.array if isinstance(t, Tensor) else t for t in args)
        out = Tensor(numpy_func(*arrays))
        if grad_tracking_enabled and is_differentiable and any(t.requires_grad for t in parents.values()):
            out.requires_grad = True
            out.recipe = Recipe(numpy_func, arrays, {}, parents)
        return out

    return tensor_func

# %% [markdown] id="keywords-not-in-recipe"
# Keyword arguments reach the NumPy function, but not the recipe. The backward function is called
# with them, too.

# %%
def wrap_forward_fn(numpy_func, is_differentiable=True):
    def tensor_func(*args, **kwargs):
        for name, value in kwargs.items():
            if isinstance(value, Tensor):
                raise TypeError(f"{name} should be passed by position")
        parents = {i: t for i, t in enumerate(args) if isinstance(t, Tensor)}
        arrays = tuple(t.array if isinstance(t, Tensor) else t for t in args)
        out = Tensor(numpy_func(*arrays, **kwargs))
        if grad_tracking_enabled and is_differentiable and any(t.requires_grad for t in parents.values()):
            out.requires_grad = True
            out.recipe = Recipe(numpy_func, arrays, {}, parents)
        return out

    return tensor_func

# %% [markdown] id="one-argument-only"
# This works for functions of one argument. The functions that are wrapped may have any number of
# them: take `*args`.

# %%
def wrap_forward_fn(numpy_func, is_differentiable=True):
    def tensor_func(x, **kwargs):
        for name, value in kwargs.items():
            if isinstance(value, Tensor):
                raise TypeError(f"{name} should be passed by position")
        out = Tensor(numpy_func(x.array, **kwargs))
        if grad_tracking_enabled and is_differentiable and x.requires_grad:
            out.requires_grad = True
            out.recipe = Recipe(numpy_func, (x.array,), kwargs, {0: x})
        return out

    return tensor_func

# %%
def wrap_forward_fn(numpy_func, is_differentiable=True):
    def tensor_func(x, **kwargs):
        out = Tensor(numpy_func(x.array, **kwargs))
        if grad_tracking_enabled and is_differentiable and x.requires_grad:
            out.requires_grad = True
            out.recipe = Recipe(numpy_func, (x.array,), kwargs, {0: x})
        return out

    return tensor_func

# %% [markdown] id="all-arguments-unboxed"
# Every argument is asked for its `.array`. Some are plain numbers or tuples; these are passed on as
# they are.

# %%
def wrap_forward_fn(numpy_func, is_differentiable=True):
    def tensor_func(*args, **kwargs):
        for name, value in kwargs.items():
            if isinstance(value, Tensor):
                raise TypeError(f"{name} should be passed by position")
        parents = {i: t for i, t in enumerate(args) if isinstance(t, Tensor)}
        arrays = tuple(t.array for t in args)
        out = Tensor(numpy_func(*arrays, **kwargs))
        if grad_tracking_enabled and is_differentiable and any(t.requires_grad for t in parents.values()):
            out.requires_grad = True
            out.recipe = Recipe(numpy_func, arrays, kwargs, parents)
        return out

    return tensor_func

# %% [markdown] id="non-tensors-dropped"
# Arguments that are no tensors get lost on the way. Numbers and tuples are arguments of the NumPy
# function as well, in their places.

# %%
def wrap_forward_fn(numpy_func, is_differentiable=True):
    def tensor_func(*args, **kwargs):
        for name, value in kwargs.items():
            if isinstance(value, Tensor):
                raise TypeError(f"{name} should be passed by position")
        parents = {i: t for i, t in enumerate(args) if isinstance(t, Tensor)}
        arrays = tuple(t.array for t in args if isinstance(t, Tensor))
        out = Tensor(numpy_func(*arrays, **kwargs))
        if grad_tracking_enabled and is_differentiable and any(t.requires_grad for t in parents.values()):
            out.requires_grad = True
            out.recipe = Recipe(numpy_func, arrays, kwargs, parents)
        return out

    return tensor_func

# %% [markdown] id="everything-made-an-array"
# Arguments that are no tensors are turned into arrays. A tuple of axes has to stay a tuple; pass on
# what is no tensor as it is.

# %%
def wrap_forward_fn(numpy_func, is_differentiable=True):
    def tensor_func(*args, **kwargs):
        for name, value in kwargs.items():
            if isinstance(value, Tensor):
                raise TypeError(f"{name} should be passed by position")
        parents = {i: t for i, t in enumerate(args) if isinstance(t, Tensor)}
        arrays = tuple(t.array if isinstance(t, Tensor) else np.asarray(t) for t in args)
        out = Tensor(numpy_func(*arrays, **kwargs))
        if grad_tracking_enabled and is_differentiable and any(t.requires_grad for t in parents.values()):
            out.requires_grad = True
            out.recipe = Recipe(numpy_func, arrays, kwargs, parents)
        return out

    return tensor_func

# %% [markdown] id="parents-counted-among-tensors"
# The parents are numbered one by one. Their number should be the position among *all* arguments,
# since that is how the table finds the backward function.

# %%
def wrap_forward_fn(numpy_func, is_differentiable=True):
    def tensor_func(*args, **kwargs):
        for name, value in kwargs.items():
            if isinstance(value, Tensor):
                raise TypeError(f"{name} should be passed by position")
        parents = dict(enumerate(t for t in args if isinstance(t, Tensor)))
        arrays = tuple(t.array if isinstance(t, Tensor) else t for t in args)
        out = Tensor(numpy_func(*arrays, **kwargs))
        if grad_tracking_enabled and is_differentiable and any(t.requires_grad for t in parents.values()):
            out.requires_grad = True
            out.recipe = Recipe(numpy_func, arrays, kwargs, parents)
        return out

    return tensor_func

# %% [markdown] id="first-parent-only"
# Only the first argument is entered as a parent. Any argument may be a tensor.

# %%
def wrap_forward_fn(numpy_func, is_differentiable=True):
    def tensor_func(*args, **kwargs):
        for name, value in kwargs.items():
            if isinstance(value, Tensor):
                raise TypeError(f"{name} should be passed by position")
        parents = {0: args[0]}
        arrays = tuple(t.array if isinstance(t, Tensor) else t for t in args)
        out = Tensor(numpy_func(*arrays, **kwargs))
        if grad_tracking_enabled and is_differentiable and any(t.requires_grad for t in args if isinstance(t, Tensor)):
            out.requires_grad = True
            out.recipe = Recipe(numpy_func, arrays, kwargs, parents)
        return out

    return tensor_func

# %%
def wrap_forward_fn(numpy_func, is_differentiable=True):
    def tensor_func(*args, **kwargs):
        for name, value in kwargs.items():
            if isinstance(value, Tensor):
                raise TypeError(f"{name} should be passed by position")
        parents = {0: args[0]} if isinstance(args[0], Tensor) else {}
        arrays = tuple(t.array if isinstance(t, Tensor) else t for t in args)
        out = Tensor(numpy_func(*arrays, **kwargs))
        if grad_tracking_enabled and is_differentiable and any(t.requires_grad for t in parents.values()):
            out.requires_grad = True
            out.recipe = Recipe(numpy_func, arrays, kwargs, parents)
        return out

    return tensor_func

# %% [markdown] id="all-arguments-as-parents"
# Plain numbers have been entered as parents. Only tensors are parents; numbers have no recipe and
# no place for a gradient.

# %%
def wrap_forward_fn(numpy_func, is_differentiable=True):
    def tensor_func(*args, **kwargs):
        for name, value in kwargs.items():
            if isinstance(value, Tensor):
                raise TypeError(f"{name} should be passed by position")
        parents = dict(enumerate(args))
        arrays = tuple(t.array if isinstance(t, Tensor) else t for t in args)
        out = Tensor(numpy_func(*arrays, **kwargs))
        if grad_tracking_enabled and is_differentiable and any(t.requires_grad for t in args if isinstance(t, Tensor)):
            out.requires_grad = True
            out.recipe = Recipe(numpy_func, arrays, kwargs, parents)
        return out

    return tensor_func

# %% [markdown] id="parents-that-require-only"
# A tensor that requires no gradient is missing among the parents. The recipe says how the result
# was made; whether to walk on is decided later.

# %%
def wrap_forward_fn(numpy_func, is_differentiable=True):
    def tensor_func(*args, **kwargs):
        for name, value in kwargs.items():
            if isinstance(value, Tensor):
                raise TypeError(f"{name} should be passed by position")
        parents = {i: t for i, t in enumerate(args) if isinstance(t, Tensor) and t.requires_grad}
        arrays = tuple(t.array if isinstance(t, Tensor) else t for t in args)
        out = Tensor(numpy_func(*arrays, **kwargs))
        if grad_tracking_enabled and is_differentiable and any(t.requires_grad for t in parents.values()):
            out.requires_grad = True
            out.recipe = Recipe(numpy_func, arrays, kwargs, parents)
        return out

    return tensor_func

# %% [markdown] id="all-instead-of-any"
# The result remembers only if *all* tensors require a gradient. One that does is enough.

# %%
def wrap_forward_fn(numpy_func, is_differentiable=True):
    def tensor_func(*args, **kwargs):
        for name, value in kwargs.items():
            if isinstance(value, Tensor):
                raise TypeError(f"{name} should be passed by position")
        parents = {i: t for i, t in enumerate(args) if isinstance(t, Tensor)}
        arrays = tuple(t.array if isinstance(t, Tensor) else t for t in args)
        out = Tensor(numpy_func(*arrays, **kwargs))
        if grad_tracking_enabled and is_differentiable and all(t.requires_grad for t in parents.values()):
            out.requires_grad = True
            out.recipe = Recipe(numpy_func, arrays, kwargs, parents)
        return out

    return tensor_func

# %% [markdown] id="first-decides"
# Only the first argument is asked whether it requires a gradient. Any tensor among the arguments
# may be the one that does.

# %%
def wrap_forward_fn(numpy_func, is_differentiable=True):
    def tensor_func(*args, **kwargs):
        for name, value in kwargs.items():
            if isinstance(value, Tensor):
                raise TypeError(f"{name} should be passed by position")
        parents = {i: t for i, t in enumerate(args) if isinstance(t, Tensor)}
        arrays = tuple(t.array if isinstance(t, Tensor) else t for t in args)
        out = Tensor(numpy_func(*arrays, **kwargs))
        if grad_tracking_enabled and is_differentiable and isinstance(args[0], Tensor) and args[0].requires_grad:
            out.requires_grad = True
            out.recipe = Recipe(numpy_func, arrays, kwargs, parents)
        return out

    return tensor_func

# %%
def wrap_forward_fn(numpy_func, is_differentiable=True):
    def tensor_func(*args, **kwargs):
        for name, value in kwargs.items():
            if isinstance(value, Tensor):
                raise TypeError(f"{name} should be passed by position")
        parents = {i: t for i, t in enumerate(args) if isinstance(t, Tensor)}
        arrays = tuple(t.array if isinstance(t, Tensor) else t for t in args)
        out = Tensor(numpy_func(*arrays, **kwargs))
        if grad_tracking_enabled and is_differentiable and args[0].requires_grad:
            out.requires_grad = True
            out.recipe = Recipe(numpy_func, arrays, kwargs, parents)
        return out

    return tensor_func

# %%
def wrap_forward_fn(numpy_func, is_differentiable=True):
    def tensor_func(*args, **kwargs):
        for name, value in kwargs.items():
            if isinstance(value, Tensor):
                raise TypeError(f"{name} should be passed by position")
        parents = {i: t for i, t in enumerate(args) if isinstance(t, Tensor)}
        arrays = tuple(t.array if isinstance(t, Tensor) else t for t in args)
        out = Tensor(numpy_func(*arrays, **kwargs))
        if grad_tracking_enabled and is_differentiable and next(iter(parents.values())).requires_grad:
            out.requires_grad = True
            out.recipe = Recipe(numpy_func, arrays, kwargs, parents)
        return out

    return tensor_func

# %% [markdown] id="tracking-ignored"
# Recipes are written although tracking is off. Ask the switch, `grad_tracking_enabled`, at every
# call.

# %%
def wrap_forward_fn(numpy_func, is_differentiable=True):
    def tensor_func(*args, **kwargs):
        for name, value in kwargs.items():
            if isinstance(value, Tensor):
                raise TypeError(f"{name} should be passed by position")
        parents = {i: t for i, t in enumerate(args) if isinstance(t, Tensor)}
        arrays = tuple(t.array if isinstance(t, Tensor) else t for t in args)
        out = Tensor(numpy_func(*arrays, **kwargs))
        if is_differentiable and any(t.requires_grad for t in parents.values()):
            out.requires_grad = True
            out.recipe = Recipe(numpy_func, arrays, kwargs, parents)
        return out

    return tensor_func

# %% [markdown] id="switch-read-when-wrapping"
# The switch is read when the function is wrapped. What counts is its position at each *call*: ask
# it inside of `tensor_func`.

# %%
def wrap_forward_fn(numpy_func, is_differentiable=True):
    tracking = bool(grad_tracking_enabled)

    def tensor_func(*args, **kwargs):
        for name, value in kwargs.items():
            if isinstance(value, Tensor):
                raise TypeError(f"{name} should be passed by position")
        parents = {i: t for i, t in enumerate(args) if isinstance(t, Tensor)}
        arrays = tuple(t.array if isinstance(t, Tensor) else t for t in args)
        out = Tensor(numpy_func(*arrays, **kwargs))
        if tracking and is_differentiable and any(t.requires_grad for t in parents.values()):
            out.requires_grad = True
            out.recipe = Recipe(numpy_func, arrays, kwargs, parents)
        return out

    return tensor_func

# %%
def wrap_forward_fn(numpy_func, is_differentiable=True):
    remember = is_differentiable and bool(grad_tracking_enabled)

    def tensor_func(*args, **kwargs):
        for name, value in kwargs.items():
            if isinstance(value, Tensor):
                raise TypeError(f"{name} should be passed by position")
        parents = {i: t for i, t in enumerate(args) if isinstance(t, Tensor)}
        arrays = tuple(t.array if isinstance(t, Tensor) else t for t in args)
        out = Tensor(numpy_func(*arrays, **kwargs))
        if grad_tracking_enabled and remember and any(t.requires_grad for t in parents.values()):
            out.requires_grad = True
            out.recipe = Recipe(numpy_func, arrays, kwargs, parents)
        return out

    return tensor_func

# %% [markdown] id="is-differentiable-ignored"
# `is_differentiable=False` makes no difference. For such a function the result never requires a
# gradient.

# %%
def wrap_forward_fn(numpy_func, is_differentiable=True):
    def tensor_func(*args, **kwargs):
        for name, value in kwargs.items():
            if isinstance(value, Tensor):
                raise TypeError(f"{name} should be passed by position")
        parents = {i: t for i, t in enumerate(args) if isinstance(t, Tensor)}
        arrays = tuple(t.array if isinstance(t, Tensor) else t for t in args)
        out = Tensor(numpy_func(*arrays, **kwargs))
        if grad_tracking_enabled and any(t.requires_grad for t in parents.values()):
            out.requires_grad = True
            out.recipe = Recipe(numpy_func, arrays, kwargs, parents)
        return out

    return tensor_func

# %% [markdown] id="always-remembers"
# A recipe is written although nobody asked for a gradient. Write one only if a tensor among the
# arguments requires one, tracking is on, and the function is differentiable.

# %%
def wrap_forward_fn(numpy_func, is_differentiable=True):
    def tensor_func(*args, **kwargs):
        for name, value in kwargs.items():
            if isinstance(value, Tensor):
                raise TypeError(f"{name} should be passed by position")
        parents = {i: t for i, t in enumerate(args) if isinstance(t, Tensor)}
        arrays = tuple(t.array if isinstance(t, Tensor) else t for t in args)
        out = Tensor(numpy_func(*arrays, **kwargs))
        if True:
            out.requires_grad = True
            out.recipe = Recipe(numpy_func, arrays, kwargs, parents)
        return out

    return tensor_func

# %%
def wrap_forward_fn(numpy_func, is_differentiable=True):
    def tensor_func(*args, **kwargs):
        for name, value in kwargs.items():
            if isinstance(value, Tensor):
                raise TypeError(f"{name} should be passed by position")
        parents = {i: t for i, t in enumerate(args) if isinstance(t, Tensor)}
        arrays = tuple(t.array if isinstance(t, Tensor) else t for t in args)
        out = Tensor(numpy_func(*arrays, **kwargs))
        if grad_tracking_enabled and is_differentiable:
            out.requires_grad = True
            out.recipe = Recipe(numpy_func, arrays, kwargs, parents)
        return out

    return tensor_func

# %%
def wrap_forward_fn(numpy_func, is_differentiable=True):
    def tensor_func(*args, **kwargs):
        for name, value in kwargs.items():
            if isinstance(value, Tensor):
                raise TypeError(f"{name} should be passed by position")
        parents = {i: t for i, t in enumerate(args) if isinstance(t, Tensor)}
        arrays = tuple(t.array if isinstance(t, Tensor) else t for t in args)
        out = Tensor(numpy_func(*arrays, **kwargs))
        if is_differentiable:
            out.requires_grad = True
            out.recipe = Recipe(numpy_func, arrays, kwargs, parents)
        return out

    return tensor_func

# %%
def wrap_forward_fn(numpy_func, is_differentiable=True):
    def tensor_func(*args, **kwargs):
        for name, value in kwargs.items():
            if isinstance(value, Tensor):
                raise TypeError(f"{name} should be passed by position")
        parents = {i: t for i, t in enumerate(args) if isinstance(t, Tensor)}
        arrays = tuple(t.array if isinstance(t, Tensor) else t for t in args)
        out = Tensor(numpy_func(*arrays, **kwargs))
        if grad_tracking_enabled:
            out.requires_grad = True
            out.recipe = Recipe(numpy_func, arrays, kwargs, parents)
        return out

    return tensor_func

# %%
def wrap_forward_fn(numpy_func, is_differentiable=True):
    def tensor_func(*args, **kwargs):
        for name, value in kwargs.items():
            if isinstance(value, Tensor):
                raise TypeError(f"{name} should be passed by position")
        parents = {i: t for i, t in enumerate(args) if isinstance(t, Tensor)}
        arrays = tuple(t.array if isinstance(t, Tensor) else t for t in args)
        out = Tensor(numpy_func(*arrays, **kwargs))
        if grad_tracking_enabled and is_differentiable and parents:
            out.requires_grad = True
            out.recipe = Recipe(numpy_func, arrays, kwargs, parents)
        return out

    return tensor_func

# %% [markdown] id="flag-too-often"
# Recipes are written when they should be, but the result says in more cases than that that it
# requires a gradient.

# %%
def wrap_forward_fn(numpy_func, is_differentiable=True):
    def tensor_func(*args, **kwargs):
        for name, value in kwargs.items():
            if isinstance(value, Tensor):
                raise TypeError(f"{name} should be passed by position")
        parents = {i: t for i, t in enumerate(args) if isinstance(t, Tensor)}
        arrays = tuple(t.array if isinstance(t, Tensor) else t for t in args)
        out = Tensor(numpy_func(*arrays, **kwargs), requires_grad=any(t.requires_grad for t in parents.values()))
        if grad_tracking_enabled and is_differentiable and any(t.requires_grad for t in parents.values()):
            out.requires_grad = True
            out.recipe = Recipe(numpy_func, arrays, kwargs, parents)
        return out

    return tensor_func

# %%
def wrap_forward_fn(numpy_func, is_differentiable=True):
    def tensor_func(*args, **kwargs):
        for name, value in kwargs.items():
            if isinstance(value, Tensor):
                raise TypeError(f"{name} should be passed by position")
        parents = {i: t for i, t in enumerate(args) if isinstance(t, Tensor)}
        arrays = tuple(t.array if isinstance(t, Tensor) else t for t in args)
        out = Tensor(numpy_func(*arrays, **kwargs), requires_grad=is_differentiable and any(t.requires_grad for t in parents.values()))
        if grad_tracking_enabled and is_differentiable and any(t.requires_grad for t in parents.values()):
            out.requires_grad = True
            out.recipe = Recipe(numpy_func, arrays, kwargs, parents)
        return out

    return tensor_func

# %%
def wrap_forward_fn(numpy_func, is_differentiable=True):
    def tensor_func(*args, **kwargs):
        for name, value in kwargs.items():
            if isinstance(value, Tensor):
                raise TypeError(f"{name} should be passed by position")
        parents = {i: t for i, t in enumerate(args) if isinstance(t, Tensor)}
        arrays = tuple(t.array if isinstance(t, Tensor) else t for t in args)
        out = Tensor(numpy_func(*arrays, **kwargs), requires_grad=is_differentiable)
        if grad_tracking_enabled and is_differentiable and any(t.requires_grad for t in parents.values()):
            out.requires_grad = True
            out.recipe = Recipe(numpy_func, arrays, kwargs, parents)
        return out

    return tensor_func

# %% [markdown] id="recipe-too-often"
# The result says rightly whether it requires a gradient, but it gets a recipe in any case. A recipe
# that nobody will walk keeps old arrays alive.

# %%
def wrap_forward_fn(numpy_func, is_differentiable=True):
    def tensor_func(*args, **kwargs):
        for name, value in kwargs.items():
            if isinstance(value, Tensor):
                raise TypeError(f"{name} should be passed by position")
        parents = {i: t for i, t in enumerate(args) if isinstance(t, Tensor)}
        arrays = tuple(t.array if isinstance(t, Tensor) else t for t in args)
        wanted = any(t.requires_grad for t in parents.values())
        out = Tensor(numpy_func(*arrays, **kwargs), bool(grad_tracking_enabled and is_differentiable and wanted))
        out.recipe = Recipe(numpy_func, arrays, kwargs, parents)
        return out

    return tensor_func

# %% [markdown] id="flag-not-set"
# The recipe is there, but the result does not say that it requires a gradient, so nobody will ever
# walk through it.

# %%
def wrap_forward_fn(numpy_func, is_differentiable=True):
    def tensor_func(*args, **kwargs):
        for name, value in kwargs.items():
            if isinstance(value, Tensor):
                raise TypeError(f"{name} should be passed by position")
        parents = {i: t for i, t in enumerate(args) if isinstance(t, Tensor)}
        arrays = tuple(t.array if isinstance(t, Tensor) else t for t in args)
        out = Tensor(numpy_func(*arrays, **kwargs))
        if grad_tracking_enabled and is_differentiable and any(t.requires_grad for t in parents.values()):
            pass
            out.recipe = Recipe(numpy_func, arrays, kwargs, parents)
        return out

    return tensor_func

# %% [markdown] id="no-recipe"
# The value is right, but the result does not remember how it was made. Without a recipe it is a
# leaf, and the walk ends there.

# %%
def wrap_forward_fn(numpy_func, is_differentiable=True):
    def tensor_func(*args, **kwargs):
        for name, value in kwargs.items():
            if isinstance(value, Tensor):
                raise TypeError(f"{name} should be passed by position")
        parents = {i: t for i, t in enumerate(args) if isinstance(t, Tensor)}
        arrays = tuple(t.array if isinstance(t, Tensor) else t for t in args)
        out = Tensor(numpy_func(*arrays, **kwargs))
        if grad_tracking_enabled and is_differentiable and any(t.requires_grad for t in parents.values()):
            out.requires_grad = True
            out.recipe = None
        return out

    return tensor_func

# %%
def wrap_forward_fn(numpy_func, is_differentiable=True):
    def tensor_func(*args, **kwargs):
        for name, value in kwargs.items():
            if isinstance(value, Tensor):
                raise TypeError(f"{name} should be passed by position")
        parents = {i: t for i, t in enumerate(args) if isinstance(t, Tensor)}
        arrays = tuple(t.array if isinstance(t, Tensor) else t for t in args)
        out = Tensor(numpy_func(*arrays, **kwargs))
        if False:
            out.requires_grad = True
            out.recipe = Recipe(numpy_func, arrays, kwargs, parents)
        return out

    return tensor_func

# %% [markdown] id="leaves-only"
# Right for leaves. But an argument may have been computed itself, and then it requires a gradient
# as well.

# %%
def wrap_forward_fn(numpy_func, is_differentiable=True):
    def tensor_func(*args, **kwargs):
        for name, value in kwargs.items():
            if isinstance(value, Tensor):
                raise TypeError(f"{name} should be passed by position")
        parents = {i: t for i, t in enumerate(args) if isinstance(t, Tensor)}
        arrays = tuple(t.array if isinstance(t, Tensor) else t for t in args)
        out = Tensor(numpy_func(*arrays, **kwargs))
        if grad_tracking_enabled and is_differentiable and any(t.requires_grad and t.is_leaf for t in parents.values()):
            out.requires_grad = True
            out.recipe = Recipe(numpy_func, arrays, kwargs, parents)
        return out

    return tensor_func

# %% [markdown] id="computed-only"
# A recipe is written only if an argument was computed itself. A leaf that requires a gradient is
# where the chain begins.

# %%
def wrap_forward_fn(numpy_func, is_differentiable=True):
    def tensor_func(*args, **kwargs):
        for name, value in kwargs.items():
            if isinstance(value, Tensor):
                raise TypeError(f"{name} should be passed by position")
        parents = {i: t for i, t in enumerate(args) if isinstance(t, Tensor)}
        arrays = tuple(t.array if isinstance(t, Tensor) else t for t in args)
        out = Tensor(numpy_func(*arrays, **kwargs))
        if grad_tracking_enabled and is_differentiable and any(t.recipe is not None for t in parents.values()):
            out.requires_grad = True
            out.recipe = Recipe(numpy_func, arrays, kwargs, parents)
        return out

    return tensor_func

# %% [markdown] id="tensors-in-args"
# `args` of the recipe holds Tensors. Backward functions stand below the engine and get plain
# arrays.

# %%
def wrap_forward_fn(numpy_func, is_differentiable=True):
    def tensor_func(*args, **kwargs):
        for name, value in kwargs.items():
            if isinstance(value, Tensor):
                raise TypeError(f"{name} should be passed by position")
        parents = {i: t for i, t in enumerate(args) if isinstance(t, Tensor)}
        arrays = tuple(t.array if isinstance(t, Tensor) else t for t in args)
        out = Tensor(numpy_func(*arrays, **kwargs))
        if grad_tracking_enabled and is_differentiable and any(t.requires_grad for t in parents.values()):
            out.requires_grad = True
            out.recipe = Recipe(numpy_func, args, kwargs, parents)
        return out

    return tensor_func

# %% [markdown] id="arrays-as-parents"
# `parents` holds plain arrays. The walk has to get from here to the tensors themselves, which know
# their own recipes.

# %%
def wrap_forward_fn(numpy_func, is_differentiable=True):
    def tensor_func(*args, **kwargs):
        for name, value in kwargs.items():
            if isinstance(value, Tensor):
                raise TypeError(f"{name} should be passed by position")
        parents = {i: t for i, t in enumerate(args) if isinstance(t, Tensor)}
        arrays = tuple(t.array if isinstance(t, Tensor) else t for t in args)
        out = Tensor(numpy_func(*arrays, **kwargs))
        if grad_tracking_enabled and is_differentiable and any(t.requires_grad for t in parents.values()):
            out.requires_grad = True
            out.recipe = Recipe(numpy_func, arrays, kwargs, {i: t.array for i, t in parents.items()})
        return out

    return tensor_func

# %%
def wrap_forward_fn(numpy_func, is_differentiable=True):
    def tensor_func(*args, **kwargs):
        for name, value in kwargs.items():
            if isinstance(value, Tensor):
                raise TypeError(f"{name} should be passed by position")
        parents = {i: t for i, t in enumerate(args) if isinstance(t, Tensor)}
        arrays = tuple(t.array if isinstance(t, Tensor) else t for t in args)
        out = Tensor(numpy_func(*arrays, **kwargs))
        if grad_tracking_enabled and is_differentiable and any(t.requires_grad for t in parents.values()):
            out.requires_grad = True
            out.recipe = Recipe(numpy_func, arrays, kwargs, dict(enumerate(arrays)))
        return out

    return tensor_func

# %% [markdown] id="wrong-func"
# `func` in the recipe should be the NumPy function that was wrapped: it is what the table of
# backward functions is asked for.

# %%
def wrap_forward_fn(numpy_func, is_differentiable=True):
    def tensor_func(*args, **kwargs):
        for name, value in kwargs.items():
            if isinstance(value, Tensor):
                raise TypeError(f"{name} should be passed by position")
        parents = {i: t for i, t in enumerate(args) if isinstance(t, Tensor)}
        arrays = tuple(t.array if isinstance(t, Tensor) else t for t in args)
        out = Tensor(numpy_func(*arrays, **kwargs))
        if grad_tracking_enabled and is_differentiable and any(t.requires_grad for t in parents.values()):
            out.requires_grad = True
            out.recipe = Recipe(tensor_func, arrays, kwargs, parents)
        return out

    return tensor_func

# %%
def wrap_forward_fn(numpy_func, is_differentiable=True):
    def tensor_func(*args, **kwargs):
        for name, value in kwargs.items():
            if isinstance(value, Tensor):
                raise TypeError(f"{name} should be passed by position")
        parents = {i: t for i, t in enumerate(args) if isinstance(t, Tensor)}
        arrays = tuple(t.array if isinstance(t, Tensor) else t for t in args)
        out = Tensor(numpy_func(*arrays, **kwargs))
        if grad_tracking_enabled and is_differentiable and any(t.requires_grad for t in parents.values()):
            out.requires_grad = True
            out.recipe = Recipe(numpy_func.__name__, arrays, kwargs, parents)
        return out

    return tensor_func

# %%
def wrap_forward_fn(numpy_func, is_differentiable=True):
    def tensor_func(*args, **kwargs):
        for name, value in kwargs.items():
            if isinstance(value, Tensor):
                raise TypeError(f"{name} should be passed by position")
        parents = {i: t for i, t in enumerate(args) if isinstance(t, Tensor)}
        arrays = tuple(t.array if isinstance(t, Tensor) else t for t in args)
        out = Tensor(numpy_func(*arrays, **kwargs))
        if grad_tracking_enabled and is_differentiable and any(t.requires_grad for t in parents.values()):
            out.requires_grad = True
            out.recipe = Recipe(wrap_forward_fn, arrays, kwargs, parents)
        return out

    return tensor_func

# %% [markdown] id="shared-between-calls"
# What one call has written down changes with the next. `parents` or `arrays` is made once, outside
# of `tensor_func`, and all calls share it.

# %%
def wrap_forward_fn(numpy_func, is_differentiable=True):
    parents = {}

    def tensor_func(*args, **kwargs):
        for name, value in kwargs.items():
            if isinstance(value, Tensor):
                raise TypeError(f"{name} should be passed by position")
        parents.clear()
        parents.update({i: t for i, t in enumerate(args) if isinstance(t, Tensor)})
        arrays = tuple(t.array if isinstance(t, Tensor) else t for t in args)
        out = Tensor(numpy_func(*arrays, **kwargs))
        if grad_tracking_enabled and is_differentiable and any(t.requires_grad for t in parents.values()):
            out.requires_grad = True
            out.recipe = Recipe(numpy_func, arrays, kwargs, parents)
        return out

    return tensor_func

# %%
def wrap_forward_fn(numpy_func, is_differentiable=True):
    parents = {}

    def tensor_func(*args, **kwargs):
        for name, value in kwargs.items():
            if isinstance(value, Tensor):
                raise TypeError(f"{name} should be passed by position")
        for i, t in enumerate(args):
            if isinstance(t, Tensor):
                parents[i] = t
        arrays = tuple(t.array if isinstance(t, Tensor) else t for t in args)
        out = Tensor(numpy_func(*arrays, **kwargs))
        if grad_tracking_enabled and is_differentiable and any(t.requires_grad for t in parents.values()):
            out.requires_grad = True
            out.recipe = Recipe(numpy_func, arrays, kwargs, parents)
        return out

    return tensor_func

# %% [markdown] id="shared-between-functions"
# What was said of one wrapped function holds for all of them: it is kept in a global name. Each
# call of `wrap_forward_fn` has arguments of its own, and the inner function can see them.

# %%
def wrap_forward_fn(numpy_func, is_differentiable=True):
    global _numpy_func, _is_differentiable
    _numpy_func, _is_differentiable = numpy_func, is_differentiable

    def tensor_func(*args, **kwargs):
        for name, value in kwargs.items():
            if isinstance(value, Tensor):
                raise TypeError(f"{name} should be passed by position")
        parents = {i: t for i, t in enumerate(args) if isinstance(t, Tensor)}
        arrays = tuple(t.array if isinstance(t, Tensor) else t for t in args)
        out = Tensor(_numpy_func(*arrays, **kwargs))
        if grad_tracking_enabled and _is_differentiable and any(t.requires_grad for t in parents.values()):
            out.requires_grad = True
            out.recipe = Recipe(_numpy_func, arrays, kwargs, parents)
        return out

    return tensor_func

# %%
def wrap_forward_fn(numpy_func, is_differentiable=True):
    wrap_forward_fn.is_differentiable = is_differentiable

    def tensor_func(*args, **kwargs):
        for name, value in kwargs.items():
            if isinstance(value, Tensor):
                raise TypeError(f"{name} should be passed by position")
        parents = {i: t for i, t in enumerate(args) if isinstance(t, Tensor)}
        arrays = tuple(t.array if isinstance(t, Tensor) else t for t in args)
        out = Tensor(numpy_func(*arrays, **kwargs))
        if grad_tracking_enabled and wrap_forward_fn.is_differentiable and any(t.requires_grad for t in parents.values()):
            out.requires_grad = True
            out.recipe = Recipe(numpy_func, arrays, kwargs, parents)
        return out

    return tensor_func

# %% [markdown] id="called-instead-of-returned"
# `wrap_forward_fn` calls the inner function instead of handing it back. It returns a *function*,
# which somebody else will call later.

# %%
def wrap_forward_fn(numpy_func, is_differentiable=True):
    def tensor_func(*args, **kwargs):
        for name, value in kwargs.items():
            if isinstance(value, Tensor):
                raise TypeError(f"{name} should be passed by position")
        parents = {i: t for i, t in enumerate(args) if isinstance(t, Tensor)}
        arrays = tuple(t.array if isinstance(t, Tensor) else t for t in args)
        out = Tensor(numpy_func(*arrays, **kwargs))
        if grad_tracking_enabled and is_differentiable and any(t.requires_grad for t in parents.values()):
            out.requires_grad = True
            out.recipe = Recipe(numpy_func, arrays, kwargs, parents)
        return out

    return tensor_func()

# %%
def wrap_forward_fn(numpy_func, is_differentiable=True):
    def tensor_func(*args, **kwargs):
        for name, value in kwargs.items():
            if isinstance(value, Tensor):
                raise TypeError(f"{name} should be passed by position")
        parents = {i: t for i, t in enumerate(args) if isinstance(t, Tensor)}
        arrays = tuple(t.array if isinstance(t, Tensor) else t for t in args)
        out = Tensor(numpy_func(*arrays, **kwargs))
        if grad_tracking_enabled and is_differentiable and any(t.requires_grad for t in parents.values()):
            out.requires_grad = True
            out.recipe = Recipe(numpy_func, arrays, kwargs, parents)
        return out

    return tensor_func(numpy_func)

# %% [markdown] id="inner-not-returned"
# `wrap_forward_fn` returns None: the inner function is made and then forgotten.

# %%
def wrap_forward_fn(numpy_func, is_differentiable=True):
    def tensor_func(*args, **kwargs):
        for name, value in kwargs.items():
            if isinstance(value, Tensor):
                raise TypeError(f"{name} should be passed by position")
        parents = {i: t for i, t in enumerate(args) if isinstance(t, Tensor)}
        arrays = tuple(t.array if isinstance(t, Tensor) else t for t in args)
        out = Tensor(numpy_func(*arrays, **kwargs))
        if grad_tracking_enabled and is_differentiable and any(t.requires_grad for t in parents.values()):
            out.requires_grad = True
            out.recipe = Recipe(numpy_func, arrays, kwargs, parents)
        return out

    pass

# %% [markdown] id="result-not-returned"
# The inner function returns None. Is there a `return`, for all the ways through it?

# %%
def wrap_forward_fn(numpy_func, is_differentiable=True):
    def tensor_func(*args, **kwargs):
        for name, value in kwargs.items():
            if isinstance(value, Tensor):
                raise TypeError(f"{name} should be passed by position")
        parents = {i: t for i, t in enumerate(args) if isinstance(t, Tensor)}
        arrays = tuple(t.array if isinstance(t, Tensor) else t for t in args)
        out = Tensor(numpy_func(*arrays, **kwargs))
        if grad_tracking_enabled and is_differentiable and any(t.requires_grad for t in parents.values()):
            out.requires_grad = True
            out.recipe = Recipe(numpy_func, arrays, kwargs, parents)
        pass

    return tensor_func

# %% [markdown] id="returns-array"
# A plain array comes back. The result has to be boxed again, in a new Tensor.

# %%
def wrap_forward_fn(numpy_func, is_differentiable=True):
    def tensor_func(*args, **kwargs):
        arrays = tuple(t.array if isinstance(t, Tensor) else t for t in args)
        return numpy_func(*arrays, **kwargs)

    return tensor_func

# %% [markdown] id="not-unboxed"
# The NumPy function is called with Tensors, which it does not know. Take the arrays out first.

# %%
def wrap_forward_fn(numpy_func, is_differentiable=True):
    def tensor_func(*args, **kwargs):
        for name, value in kwargs.items():
            if isinstance(value, Tensor):
                raise TypeError(f"{name} should be passed by position")
        parents = {i: t for i, t in enumerate(args) if isinstance(t, Tensor)}
        arrays = tuple(t.array if isinstance(t, Tensor) else t for t in args)
        out = Tensor(numpy_func(*args, **kwargs))
        if grad_tracking_enabled and is_differentiable and any(t.requires_grad for t in parents.values()):
            out.requires_grad = True
            out.recipe = Recipe(numpy_func, arrays, kwargs, parents)
        return out

    return tensor_func

# %%
def wrap_forward_fn(numpy_func, is_differentiable=True):
    def tensor_func(*args, **kwargs):
        return Tensor(numpy_func(*args, **kwargs))

    return tensor_func
