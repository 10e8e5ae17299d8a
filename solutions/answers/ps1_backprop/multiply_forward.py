# Answers to `multiply_forward`, right and wrong, that the autograder is measured on.

# %% right: one argument after the other
def multiply_forward(a, b):
    args, parents, wanted = [], {}, False
    for i, arg in enumerate([a, b]):
        if isinstance(arg, Tensor):
            args.append(arg.array)
            parents[i] = arg
            wanted = wanted or arg.requires_grad
        else:
            args.append(arg)
    out = Tensor(np.multiply(*args), grad_tracking_enabled and wanted)
    if grad_tracking_enabled and wanted:
        out.recipe = Recipe(np.multiply, tuple(args), {}, parents)
    return out


# %% right: with a bare bool for a switch in mind
def multiply_forward(a, b):
    assert isinstance(a, Tensor) or isinstance(b, Tensor)
    arg_a = a.array if isinstance(a, Tensor) else a
    arg_b = b.array if isinstance(b, Tensor) else b
    out_arr = arg_a * arg_b
    assert isinstance(out_arr, np.ndarray)
    requires_grad = grad_tracking_enabled and any(
        isinstance(x, Tensor) and (x.requires_grad or x.recipe is not None) for x in (a, b)
    )
    out = Tensor(out_arr, requires_grad)
    if requires_grad:
        parents = {idx: arr for idx, arr in enumerate([a, b]) if isinstance(arr, Tensor)}
        out.recipe = Recipe(func=np.multiply, args=(arg_a, arg_b), kwargs={}, parents=parents)
    return out


# %% right: four cases
def multiply_forward(a, b):
    if isinstance(a, Tensor) and isinstance(b, Tensor):
        x, y, parents = a.array, b.array, {0: a, 1: b}
    elif isinstance(a, Tensor):
        x, y, parents = a.array, b, {0: a}
    else:
        x, y, parents = a, b.array, {1: b}
    out = Tensor(x * y)
    if grad_tracking_enabled and any([p.requires_grad for p in parents.values()]):
        out.requires_grad = True
        out.recipe = Recipe(np.multiply, (x, y), {}, parents)
    return out


# %% right: getattr
def multiply_forward(a, b):
    args = tuple(getattr(t, "array", t) for t in (a, b))
    out = Tensor(np.multiply(args[0], args[1]))
    keep = getattr(a, "requires_grad", False) or getattr(b, "requires_grad", False)
    if keep and grad_tracking_enabled:
        out.requires_grad = True
        out.recipe = Recipe(
            np.multiply, args, {}, {i: t for i, t in ((0, a), (1, b)) if hasattr(t, "array")}
        )
    return out


# %% right: numbers become arrays in args
def multiply_forward(a, b):
    args = tuple(t.array if isinstance(t, Tensor) else np.asarray(t) for t in (a, b))
    parents = {i: t for i, t in enumerate((a, b)) if isinstance(t, Tensor)}
    out = Tensor(args[0] * args[1])
    if grad_tracking_enabled and any(t.requires_grad for t in parents.values()):
        out.requires_grad, out.recipe = True, Recipe(np.multiply, args, {}, parents)
    return out


# %% wrong: the value only [no-recipe]
def multiply_forward(a, b):
    args = [t.array if isinstance(t, Tensor) else t for t in (a, b)]
    return Tensor(args[0] * args[1])


# %% wrong: the flag not set [flag-not-set]
def multiply_forward(a, b):
    args = tuple(t.array if isinstance(t, Tensor) else t for t in (a, b))
    parents = {i: t for i, t in enumerate((a, b)) if isinstance(t, Tensor)}
    out = Tensor(args[0] * args[1])
    if grad_tracking_enabled and any(t.requires_grad for t in parents.values()):
        out.recipe = Recipe(np.multiply, args, {}, parents)
    return out


# %% wrong: switch not asked [tracking-ignored]
def multiply_forward(a, b):
    args = tuple(t.array if isinstance(t, Tensor) else t for t in (a, b))
    parents = {i: t for i, t in enumerate((a, b)) if isinstance(t, Tensor)}
    requires_grad = any(t.requires_grad for t in parents.values())
    out = Tensor(args[0] * args[1], requires_grad)
    if requires_grad:
        out.recipe = Recipe(np.multiply, args, {}, parents)
    return out


# %% wrong: switch asked for the recipe only [tracking-ignored-by-flag]
def multiply_forward(a, b):
    args = tuple(t.array if isinstance(t, Tensor) else t for t in (a, b))
    parents = {i: t for i, t in enumerate((a, b)) if isinstance(t, Tensor)}
    requires_grad = any(t.requires_grad for t in parents.values())
    out = Tensor(args[0] * args[1], requires_grad)
    if requires_grad and grad_tracking_enabled:
        out.recipe = Recipe(np.multiply, args, {}, parents)
    return out


# %% wrong: all [all-instead-of-any]
def multiply_forward(a, b):
    args = tuple(t.array if isinstance(t, Tensor) else t for t in (a, b))
    parents = {i: t for i, t in enumerate((a, b)) if isinstance(t, Tensor)}
    requires_grad = grad_tracking_enabled and all([t.requires_grad for t in parents.values()])
    out = Tensor(args[0] * args[1], requires_grad)
    if requires_grad:
        out.recipe = Recipe(np.multiply, args, {}, parents)
    return out


# %% wrong: a decides [first-decides]
def multiply_forward(a, b):
    args = tuple(t.array if isinstance(t, Tensor) else t for t in (a, b))
    parents = {i: t for i, t in enumerate((a, b)) if isinstance(t, Tensor)}
    requires_grad = grad_tracking_enabled and a.requires_grad
    out = Tensor(args[0] * args[1], requires_grad)
    if requires_grad:
        out.recipe = Recipe(np.multiply, args, {}, parents)
    return out


# %% wrong: recipe always [recipe-without-flag-asked]
def multiply_forward(a, b):
    args = tuple(t.array if isinstance(t, Tensor) else t for t in (a, b))
    parents = {i: t for i, t in enumerate((a, b)) if isinstance(t, Tensor)}
    requires_grad = grad_tracking_enabled and any(t.requires_grad for t in parents.values())
    out = Tensor(args[0] * args[1], requires_grad)
    out.recipe = Recipe(np.multiply, args, {}, parents)
    return out


# %% wrong: always [always-remembers]
def multiply_forward(a, b):
    args = tuple(t.array if isinstance(t, Tensor) else t for t in (a, b))
    parents = {i: t for i, t in enumerate((a, b)) if isinstance(t, Tensor)}
    out = Tensor(args[0] * args[1], True)
    out.recipe = Recipe(np.multiply, args, {}, parents)
    return out


# %% wrong: counted among tensors [parents-counted-among-tensors]
def multiply_forward(a, b):
    tensors = [t for t in (a, b) if isinstance(t, Tensor)]
    args = tuple(t.array if isinstance(t, Tensor) else t for t in (a, b))
    requires_grad = grad_tracking_enabled and any(t.requires_grad for t in tensors)
    out = Tensor(args[0] * args[1], requires_grad)
    if requires_grad:
        out.recipe = Recipe(np.multiply, args, {}, {i: t for i, t in enumerate(tensors)})
    return out


# %% wrong: numbers as parents [numbers-as-parents]
def multiply_forward(a, b):
    tensors = [t for t in (a, b) if isinstance(t, Tensor)]
    args = tuple(t.array if isinstance(t, Tensor) else t for t in (a, b))
    requires_grad = grad_tracking_enabled and any(t.requires_grad for t in tensors)
    out = Tensor(args[0] * args[1], requires_grad)
    if requires_grad:
        out.recipe = Recipe(np.multiply, args, {}, {i: t for i, t in enumerate((a, b))})
    return out


# %% wrong: only parents that require [parents-that-require-only]
def multiply_forward(a, b):
    parents = {}
    for i, t in enumerate((a, b)):
        if isinstance(t, Tensor) and t.requires_grad:
            parents[i] = t
    args = tuple(t.array if isinstance(t, Tensor) else t for t in (a, b))
    out = Tensor(args[0] * args[1], bool(parents) and bool(grad_tracking_enabled))
    if out.requires_grad:
        out.recipe = Recipe(np.multiply, args, {}, parents)
    return out


# %% wrong: keyed by the tensor [keyed-by-tensor]
def multiply_forward(a, b):
    positions = {t: i for i, t in enumerate((a, b)) if isinstance(t, Tensor)}
    args = tuple(t.array if isinstance(t, Tensor) else t for t in (a, b))
    requires_grad = grad_tracking_enabled and any(t.requires_grad for t in positions)
    out = Tensor(args[0] * args[1], requires_grad)
    if requires_grad:
        out.recipe = Recipe(np.multiply, args, {}, {i: t for t, i in positions.items()})
    return out


# %% wrong: Tensors in args [tensors-in-args]
def multiply_forward(a, b):
    args = tuple(t.array if isinstance(t, Tensor) else t for t in (a, b))
    parents = {i: t for i, t in enumerate((a, b)) if isinstance(t, Tensor)}
    requires_grad = grad_tracking_enabled and any(t.requires_grad for t in parents.values())
    out = Tensor(args[0] * args[1], requires_grad)
    if requires_grad:
        out.recipe = Recipe(np.multiply, (a, b), {}, parents)
    return out


# %% wrong: arrays as parents [arrays-as-parents]
def multiply_forward(a, b):
    args = tuple(t.array if isinstance(t, Tensor) else t for t in (a, b))
    tensors = [t for t in (a, b) if isinstance(t, Tensor)]
    requires_grad = grad_tracking_enabled and any(t.requires_grad for t in tensors)
    out = Tensor(args[0] * args[1], requires_grad)
    if requires_grad:
        out.recipe = Recipe(np.multiply, args, {}, {i: x for i, x in enumerate(args)})
    return out


# %% wrong: no numbers [number-unhandled]
def multiply_forward(a, b):
    requires_grad = grad_tracking_enabled and (a.requires_grad or b.requires_grad)
    out = Tensor(a.array * b.array, requires_grad)
    if requires_grad:
        out.recipe = Recipe(np.multiply, (a.array, b.array), {}, {0: a, 1: b})
    return out


# %% wrong: no number in the first place [second-number-only]
def multiply_forward(a, b):
    if isinstance(b, Tensor):
        y, parents = b.array, {0: a, 1: b}
        wanted = a.requires_grad or b.requires_grad
    else:
        y, parents = b, {0: a}
        wanted = a.requires_grad
    out = Tensor(a.array * y)
    if grad_tracking_enabled and wanted:
        out.requires_grad = True
        out.recipe = Recipe(np.multiply, (a.array, y), {}, parents)
    return out


# %% wrong: the tensor moved to the front [arguments-reordered]
def multiply_forward(a, b):
    if isinstance(b, Tensor) and not isinstance(a, Tensor):
        return multiply_forward(b, a)
    y = b.array if isinstance(b, Tensor) else b
    parents = {0: a, 1: b} if isinstance(b, Tensor) else {0: a}
    out = Tensor(a.array * y)
    if grad_tracking_enabled and any(t.requires_grad for t in parents.values()):
        out.requires_grad = True
        out.recipe = Recipe(np.multiply, (a.array, y), {}, parents)
    return out


# %% wrong: itself as func [wrong-func]
def multiply_forward(a, b):
    args = tuple(t.array if isinstance(t, Tensor) else t for t in (a, b))
    parents = {i: t for i, t in enumerate((a, b)) if isinstance(t, Tensor)}
    requires_grad = grad_tracking_enabled and any(t.requires_grad for t in parents.values())
    out = Tensor(args[0] * args[1], requires_grad)
    if requires_grad:
        out.recipe = Recipe(multiply_forward, args, {}, parents)
    return out


# %% wrong: leaves only [leaves-only]
def multiply_forward(a, b):
    args = tuple(t.array if isinstance(t, Tensor) else t for t in (a, b))
    parents = {i: t for i, t in enumerate((a, b)) if isinstance(t, Tensor)}
    requires_grad = grad_tracking_enabled and any(t.is_leaf and t.requires_grad for t in parents.values())
    out = Tensor(args[0] * args[1], requires_grad)
    if requires_grad:
        out.recipe = Recipe(np.multiply, args, {}, parents)
    return out


# %% wrong: matrix product [matrix-product]
def multiply_forward(a, b):
    args = tuple(t.array if isinstance(t, Tensor) else t for t in (a, b))
    parents = {i: t for i, t in enumerate((a, b)) if isinstance(t, Tensor)}
    requires_grad = grad_tracking_enabled and any(t.requires_grad for t in parents.values())
    out = Tensor(np.matmul(args[0], args[1]), requires_grad)
    if requires_grad:
        out.recipe = Recipe(np.multiply, args, {}, parents)
    return out


# %% wrong: an array returned [returns-array]
def multiply_forward(a, b):
    a = a.array if isinstance(a, Tensor) else a
    b = b.array if isinstance(b, Tensor) else b
    return np.multiply(a, b)


# %% wrong: nothing returned [returns-none]
def multiply_forward(a, b):
    args = tuple(t.array if isinstance(t, Tensor) else t for t in (a, b))
    out = Tensor(args[0] * args[1])


# %% wrong: adds [adds]
def multiply_forward(a, b):
    args = tuple(t.array if isinstance(t, Tensor) else t for t in (a, b))
    parents = {i: t for i, t in enumerate((a, b)) if isinstance(t, Tensor)}
    requires_grad = grad_tracking_enabled and any(t.requires_grad for t in parents.values())
    out = Tensor(np.add(*args), requires_grad)
    if requires_grad:
        out.recipe = Recipe(np.multiply, args, {}, parents)
    return out


# %% wrong: a parent once only
def multiply_forward(a, b):
    arrays = tuple(t.array if isinstance(t, Tensor) else t for t in (a, b))
    parents = {}
    for i, t in enumerate((a, b)):
        if isinstance(t, Tensor) and t not in parents.values():
            parents[i] = t
    out = Tensor(np.multiply(*arrays), grad_tracking_enabled and any(t.requires_grad for t in parents.values()))
    if out.requires_grad:
        out.recipe = Recipe(np.multiply, arrays, {}, parents)
    return out


# %% wrong: added when it is the same
def multiply_forward(a, b):
    arrays = tuple(t.array if isinstance(t, Tensor) else t for t in (a, b))
    parents = {i: t for i, t in enumerate((a, b)) if isinstance(t, Tensor)}
    out = Tensor(arrays[0] ** 2 if a is b else np.multiply(*arrays), grad_tracking_enabled and any(t.requires_grad for t in parents.values()))
    if out.requires_grad:
        out.recipe = Recipe(np.square if a is b else np.multiply, arrays, {}, parents)
    return out


# %% wrong: numbers made tensors, and parents [numbers-as-parents]
def multiply_forward(a, b):
    a, b = (t if isinstance(t, Tensor) else Tensor(t) for t in (a, b))
    out = Tensor(a.array * b.array, grad_tracking_enabled and (a.requires_grad or b.requires_grad))
    if out.requires_grad:
        out.recipe = Recipe(np.multiply, (a.array, b.array), {}, {0: a, 1: b})
    return out


# %% wrong: ints are no numbers [only-one-kind-of-number]
def multiply_forward(a, b):
    arrays = tuple(t if isinstance(t, float) else t.array for t in (a, b))
    parents = {i: t for i, t in enumerate((a, b)) if isinstance(t, Tensor)}
    out = Tensor(np.multiply(*arrays), grad_tracking_enabled and any(t.requires_grad for t in parents.values()))
    if out.requires_grad:
        out.recipe = Recipe(np.multiply, arrays, {}, parents)
    return out


# %% wrong: truth instead of type [zero-taken-for-nothing]
def multiply_forward(a, b):
    arrays = tuple(t.array if isinstance(t, Tensor) else t for t in (a, b))
    if not isinstance(b, Tensor) and not b:
        return Tensor(np.zeros_like(a.array))
    parents = {i: t for i, t in enumerate((a, b)) if isinstance(t, Tensor)}
    out = Tensor(np.multiply(*arrays), grad_tracking_enabled and any(t.requires_grad for t in parents.values()))
    if out.requires_grad:
        out.recipe = Recipe(np.multiply, arrays, {}, parents)
    return out


# %% wrong: constants are made to require one
def multiply_forward(a, b):
    arrays = tuple(t.array if isinstance(t, Tensor) else t for t in (a, b))
    parents = {i: t for i, t in enumerate((a, b)) if isinstance(t, Tensor)}
    wanted = any(t.requires_grad for t in parents.values())
    out = Tensor(np.multiply(*arrays), grad_tracking_enabled and wanted)
    if out.requires_grad:
        for t in parents.values():
            t.requires_grad = True
        out.recipe = Recipe(np.multiply, arrays, {}, parents)
    return out


# %% wrong: in place
def multiply_forward(a, b):
    arrays = tuple(t.array if isinstance(t, Tensor) else t for t in (a, b))
    parents = {i: t for i, t in enumerate((a, b)) if isinstance(t, Tensor)}
    before = arrays[0].copy() if isinstance(a, Tensor) else a
    out = Tensor(np.multiply(*arrays), grad_tracking_enabled and any(t.requires_grad for t in parents.values()))
    if isinstance(a, Tensor):
        a.array = a.array * 1.0 + 0.5
    if out.requires_grad:
        out.recipe = Recipe(np.multiply, (before, arrays[1]), {}, parents)
    return out


# %% wrong: float numbers are rounded to whole ones
def multiply_forward(a, b):
    arrays = tuple(t.array if isinstance(t, Tensor) else int(t) for t in (a, b))
    parents = {i: t for i, t in enumerate((a, b)) if isinstance(t, Tensor)}
    out = Tensor(np.multiply(*arrays), grad_tracking_enabled and any(t.requires_grad for t in parents.values()))
    if out.requires_grad:
        out.recipe = Recipe(np.multiply, arrays, {}, parents)
    return out


# %% wrong: the switch object, when nothing is wanted [switch-kept]
def multiply_forward(a, b):
    arrays = tuple(t.array if isinstance(t, Tensor) else t for t in (a, b))
    parents = {i: t for i, t in enumerate((a, b)) if isinstance(t, Tensor)}
    out = Tensor(np.multiply(*arrays))
    out.requires_grad = any(t.requires_grad for t in parents.values()) and grad_tracking_enabled
    if out.requires_grad:
        out.recipe = Recipe(np.multiply, arrays, {}, parents)
    return out


# %% right: four ways
def multiply_forward(a, b):
    parents = {}
    x, y = a, b
    if isinstance(a, Tensor):
        parents[0], x = a, a.array
    if isinstance(b, Tensor):
        parents[1], y = b, b.array
    product = Tensor(x * y)
    if grad_tracking_enabled:
        for parent in parents.values():
            if parent.requires_grad:
                product.requires_grad = True
                product.recipe = Recipe(np.multiply, (x, y), {}, parents)
    return product


# %% right: getattr
def multiply_forward(a, b):
    args = tuple(getattr(t, "array", t) for t in (a, b))
    wanted = [getattr(t, "requires_grad", False) for t in (a, b)]
    out = Tensor(np.multiply(*args), requires_grad=any(wanted) and grad_tracking_enabled)
    if out.requires_grad:
        out.recipe = Recipe(np.multiply, args, {}, {i: t for i, t in enumerate([a, b]) if isinstance(t, Tensor)})
    return out


# %% right: asserts at the start
def multiply_forward(a, b):
    assert isinstance(a, Tensor) or isinstance(b, Tensor)
    arg_a = a.array if isinstance(a, Tensor) else a
    arg_b = b.array if isinstance(b, Tensor) else b
    out_arr = arg_a * arg_b
    assert isinstance(out_arr, np.ndarray)
    requires_grad = grad_tracking_enabled and any(
        [(isinstance(x, Tensor) and (x.requires_grad or (x.recipe is not None))) for x in (a, b)]
    )
    out = Tensor(out_arr, requires_grad)
    if requires_grad:
        parents = {idx: arr for idx, arr in enumerate([a, b]) if isinstance(arr, Tensor)}
        out.recipe = Recipe(np.multiply, (arg_a, arg_b), {}, parents)
    return out
