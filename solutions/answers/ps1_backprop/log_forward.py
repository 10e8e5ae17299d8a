# Answers to `log_forward`, right and wrong, that the autograder is measured on.

# %% right: the flag first
def log_forward(x: Tensor) -> Tensor:
    requires_grad = grad_tracking_enabled and x.requires_grad
    out = Tensor(np.log(x.array), requires_grad)
    if requires_grad:
        out.recipe = Recipe(np.log, (x.array,), {}, {0: x})
    return out


# %% right: as one writes it with a bare bool for a switch
def log_forward(x: Tensor) -> Tensor:
    array = np.log(x.array)
    requires_grad = grad_tracking_enabled and (x.requires_grad or (x.recipe is not None))
    out = Tensor(array, requires_grad)
    if requires_grad:
        out.recipe = Recipe(func=np.log, args=(x.array,), kwargs={}, parents={0: x})
    else:
        out.recipe = None
    return out


# %% right: two returns
def log_forward(x: Tensor) -> Tensor:
    result = Tensor(np.log(x.array))
    if not grad_tracking_enabled or not x.requires_grad:
        return result
    result.requires_grad = True
    result.recipe = Recipe(np.log, args=tuple([x.array]), kwargs=dict(), parents=dict([(0, x)]))
    return result


# %% wrong: the flag set directly [switch-kept]
def log_forward(x):
    out = Tensor(np.log(x.array))
    out.requires_grad = grad_tracking_enabled and x.requires_grad
    if out.requires_grad:
        out.recipe = Recipe(np.log, (x.array,), {}, {0: x})
    return out


# %% right: the switch asked by name
def log_forward(x):
    keep = grad_tracking_enabled.enabled and x.requires_grad
    out = Tensor(np.log(x.array), requires_grad=keep)
    out.recipe = Recipe(np.log, (x.array,), {}, {0: x}) if keep else None
    return out


# %% wrong: the value only [no-recipe]
def log_forward(x):
    value = np.log(x.array)
    return Tensor(value)


# %% wrong: the flag without a recipe [no-recipe]
def log_forward(x):
    return Tensor(np.log(x.array), x.requires_grad)


# %% wrong: a recipe without the flag [flag-not-set]
def log_forward(x):
    result = Tensor(np.log(x.array))
    if x.requires_grad and grad_tracking_enabled:
        result.recipe = Recipe(np.log, (x.array,), {}, {0: x})
    return result


# %% wrong: switch not asked [tracking-ignored]
def log_forward(x):
    out = Tensor(np.log(x.array), x.requires_grad)
    if out.requires_grad:
        out.recipe = Recipe(np.log, (x.array,), {}, {0: x})
    return out


# %% wrong: switch asked for the recipe only [tracking-ignored-by-flag]
def log_forward(x):
    out = Tensor(np.log(x.array), x.requires_grad)
    if grad_tracking_enabled and out.requires_grad:
        out.recipe = Recipe(np.log, (x.array,), {}, {0: x})
    return out


# %% wrong: always [always-remembers]
def log_forward(x):
    out = Tensor(np.log(x.array), True)
    out.recipe = Recipe(np.log, (x.array,), {}, {0: x})
    return out


# %% wrong: recipe always, flag rightly [always-remembers]
def log_forward(x):
    out = Tensor(np.log(x.array), x.requires_grad and bool(grad_tracking_enabled))
    out.recipe = Recipe(np.log, (x.array,), {}, {0: x})
    return out


# %% wrong: leaves only [leaves-only]
def log_forward(x):
    out = Tensor(np.log(x.array))
    if grad_tracking_enabled and x.is_leaf and x.requires_grad:
        out.requires_grad = True
        out.recipe = Recipe(np.log, (x.array,), {}, {0: x})
    return out


# %% wrong: computed ones only [computed-only]
def log_forward(x):
    requires = bool(grad_tracking_enabled and x.recipe)
    out = Tensor(np.log(x.array), requires)
    if requires:
        out.recipe = Recipe(np.log, (x.array,), {}, {0: x})
    return out


# %% wrong: the tensor in args [tensor-in-args]
def log_forward(x):
    requires = grad_tracking_enabled and x.requires_grad
    out = Tensor(np.log(x.array), requires)
    if requires:
        out.recipe = Recipe(np.log, (x,), {}, {0: x})
    return out


# %% wrong: no tuple [args-not-a-tuple]
def log_forward(x):
    requires = grad_tracking_enabled and x.requires_grad
    out = Tensor(np.log(x.array), requires)
    if requires:
        out.recipe = Recipe(func=np.log, args=(x.array), kwargs={}, parents={0: x})
    return out


# %% wrong: the output in args [output-in-args]
def log_forward(x):
    requires = grad_tracking_enabled and x.requires_grad
    result = np.log(x.array)
    out = Tensor(result, requires)
    if requires:
        out.recipe = Recipe(np.log, (result,), {}, {0: x})
    return out


# %% wrong: parents as a list [parents-not-by-position]
def log_forward(x):
    requires = grad_tracking_enabled and x.requires_grad
    out = Tensor(np.log(x.array), requires)
    if requires:
        out.recipe = Recipe(np.log, (x.array,), {}, parents=[x])
    return out


# %% wrong: parents from 1 [parents-not-by-position]
def log_forward(x):
    requires = grad_tracking_enabled and x.requires_grad
    out = Tensor(np.log(x.array), requires)
    if requires:
        out.recipe = Recipe(np.log, (x.array,), {}, parents={1: x})
    return out


# %% wrong: array as a parent [array-as-parent]
def log_forward(x):
    requires = grad_tracking_enabled and x.requires_grad
    out = Tensor(np.log(x.array), requires)
    if requires:
        out.recipe = Recipe(np.log, (x.array,), {}, {0: x.array})
    return out


# %% wrong: no parents [no-parents]
def log_forward(x):
    requires = grad_tracking_enabled and x.requires_grad
    out = Tensor(np.log(x.array), requires)
    if requires:
        out.recipe = Recipe(np.log, (x.array,), {}, dict())
    return out


# %% wrong: the backward function as func [wrong-func]
def log_forward(x):
    requires = grad_tracking_enabled and x.requires_grad
    out = Tensor(np.log(x.array), requires)
    if requires:
        out.recipe = Recipe(log_back, (x.array,), {}, {0: x})
    return out


# %% wrong: kwargs None [kwargs-none]
def log_forward(x):
    requires = grad_tracking_enabled and x.requires_grad
    out = Tensor(np.log(x.array), requires)
    if requires:
        out.recipe = Recipe(np.log, (x.array,), None, {0: x})
    return out


# %% wrong: an array returned [returns-array]
def log_forward(x):
    return np.log(x.array)


# %% wrong: log of the tensor [log-of-tensor]
def log_forward(x):
    out = Tensor(np.log(x), x.requires_grad)
    if out.requires_grad:
        out.recipe = Recipe(np.log, (x.array,), {}, {0: x})
    return out


# %% wrong: in place [modifies-input]
def log_forward(x):
    np.log(x.array, out=x.array)
    return x


# %% wrong: nothing returned [returns-none]
def log_forward(x):
    requires = grad_tracking_enabled and x.requires_grad
    out = Tensor(np.log(x.array), requires)
    if requires:
        out.recipe = Recipe(np.log, (x.array,), {}, {0: x})


# %% wrong: the switch is asked whether it is True [no-recipe]
def log_forward(x):
    requires_grad = x.requires_grad and grad_tracking_enabled is True
    out = Tensor(np.log(x.array), requires_grad)
    if requires_grad:
        out.recipe = Recipe(np.log, (x.array,), {}, {0: x})
    return out


# %% wrong: the switch is turned on
def log_forward(x):
    out = Tensor(np.log(x.array))
    if grad_tracking_enabled and x.requires_grad:
        out.requires_grad = True
        out.recipe = Recipe(np.log, (x.array,), {}, {0: x})
    grad_tracking_enabled.enabled = True
    return out


# %% wrong: the gradient of x is begun
def log_forward(x):
    out = Tensor(np.log(x.array), grad_tracking_enabled and x.requires_grad)
    if out.requires_grad:
        if x.grad is None:
            x.grad = Tensor(np.zeros_like(x.array))
        out.recipe = Recipe(np.log, (x.array,), {}, {0: x})
    return out


# %% wrong: one recipe for all calls [remembers-earlier-calls]
_parents = {}


def log_forward(x):
    out = Tensor(np.log(x.array), grad_tracking_enabled and x.requires_grad)
    if out.requires_grad:
        _parents[0] = x
        out.recipe = Recipe(np.log, (x.array,), {}, _parents)
    return out


# %% wrong: a copy of x with everything on it
import copy


def log_forward(x):
    out = copy.copy(x)
    out.array = np.log(x.array)
    out.recipe = None
    out.requires_grad = bool(grad_tracking_enabled and x.requires_grad)
    if out.requires_grad:
        out.recipe = Recipe(np.log, (x.array,), {}, {0: x})
    return out


# %% wrong: kept from zero [afraid-of-zero]
def log_forward(x):
    out = Tensor(np.log(x.array + 1e-7), grad_tracking_enabled and x.requires_grad)
    if out.requires_grad:
        out.recipe = Recipe(np.log, (x.array,), {}, {0: x})
    return out


# %% wrong: x gets the recipe, too
def log_forward(x):
    out = Tensor(np.log(x.array), grad_tracking_enabled and x.requires_grad)
    if out.requires_grad:
        out.recipe = Recipe(np.log, (x.array,), {}, {0: x})
        x.child = out
    return out


# %% wrong: positions as text
def log_forward(x):
    out = Tensor(np.log(x.array), grad_tracking_enabled and x.requires_grad)
    if out.requires_grad:
        out.recipe = Recipe(np.log, (x.array,), {}, {"0": x})
    return out


# %% wrong: the flag is a number
def log_forward(x):
    out = Tensor(np.log(x.array))
    out.requires_grad = int(bool(grad_tracking_enabled)) * int(x.requires_grad)
    if out.requires_grad:
        out.recipe = Recipe(np.log, (x.array,), {}, {0: x})
    return out


# %% wrong: the output in args, through a name that is used again [output-in-args]
def log_forward(x):
    array = x.array
    array = np.log(array)
    out = Tensor(array, grad_tracking_enabled and x.requires_grad)
    if out.requires_grad:
        out.recipe = Recipe(np.log, (array,), {}, {0: x})
    return out


# %% right: early return
def log_forward(x):
    out = Tensor(np.log(x.array))
    if not grad_tracking_enabled or not x.requires_grad:
        return out
    out.requires_grad, out.recipe = True, Recipe(np.log, (x.array,), dict(), {0: x})
    return out


# %% right: by keyword, and the recipe by an expression
def log_forward(x: Tensor) -> Tensor:
    tracked = bool(grad_tracking_enabled) and x.requires_grad
    result = Tensor(array=np.log(x.array), requires_grad=tracked)
    result.recipe = Recipe(func=np.log, args=tuple([x.array]), kwargs={}, parents=dict([(0, x)])) if tracked else None
    return result
