# Answers to `wrap_forward_fn`, right and wrong, that the autograder is measured on.

# %% right: a loop over the arguments
def wrap_forward_fn(numpy_func, is_differentiable=True):
    def tensor_func(*args, **kwargs):
        for key in kwargs:
            if isinstance(kwargs[key], Tensor):
                raise TypeError("tensor passed by keyword: " + key)
        arrays, parents = [], {}
        for position, arg in enumerate(args):
            if isinstance(arg, Tensor):
                parents[position] = arg
                arg = arg.array
            arrays.append(arg)
        result = Tensor(numpy_func(*arrays, **kwargs))
        if not grad_tracking_enabled or not is_differentiable:
            return result
        for parent in parents.values():
            if parent.requires_grad:
                result.requires_grad = True
                result.recipe = Recipe(numpy_func, tuple(arrays), kwargs, parents)
                break
        return result

    return tensor_func


# %% right: with a bare bool for a switch in mind
def wrap_forward_fn(numpy_func, is_differentiable=True):
    def tensor_func(*args, **kwargs):
        bad = [k for k, v in kwargs.items() if isinstance(v, Tensor)]
        if bad:
            raise ValueError(f"no tensors by keyword, please: {bad}")
        arg_arrays = tuple([(a.array if isinstance(a, Tensor) else a) for a in args])
        out_arr = numpy_func(*arg_arrays, **kwargs)
        requires_grad = (
            grad_tracking_enabled
            and is_differentiable
            and any([isinstance(a, Tensor) and (a.requires_grad or a.recipe is not None) for a in args])
        )
        out = Tensor(out_arr, requires_grad)
        if requires_grad:
            parents = {idx: a for idx, a in enumerate(args) if isinstance(a, Tensor)}
            out.recipe = Recipe(numpy_func, arg_arrays, kwargs, parents)
        return out

    return tensor_func


# %% right: a class with __call__
class Wrapped:
    def __init__(self, func, differentiable):
        self.func, self.differentiable = func, differentiable

    def __call__(self, *args, **kwargs):
        for name, value in kwargs.items():
            assert not isinstance(value, Tensor), f"{name} must be positional"
        unboxed = tuple(a.array if isinstance(a, Tensor) else a for a in args)
        out = Tensor(self.func(*unboxed, **kwargs))
        tensors = {i: a for i, a in enumerate(args) if isinstance(a, Tensor)}
        if self.differentiable and grad_tracking_enabled and any(t.requires_grad for t in tensors.values()):
            out.requires_grad = True
            out.recipe = Recipe(self.func, unboxed, kwargs, tensors)
        return out


def wrap_forward_fn(numpy_func, is_differentiable=True):
    return Wrapped(numpy_func, is_differentiable)


# %% wrong: functools.wraps and a list for args [args-as-list]
import functools


def wrap_forward_fn(numpy_func, is_differentiable=True):
    def tensor_func(*args, **kwargs):
        if any(isinstance(value, Tensor) for value in kwargs.values()):
            raise TypeError(f"{', '.join(kwargs)}: tensors go by position")
        is_tensor = [isinstance(a, Tensor) for a in args]
        arrays = [a.array if t else a for a, t in zip(args, is_tensor)]
        out = Tensor(numpy_func(*arrays, **kwargs))
        out.requires_grad = bool(
            grad_tracking_enabled
            and is_differentiable
            and any(a.requires_grad for a, t in zip(args, is_tensor) if t)
        )
        if out.requires_grad:
            where = [i for i, t in enumerate(is_tensor) if t]
            out.recipe = Recipe(numpy_func, arrays, kwargs, {i: args[i] for i in where})
        return out

    return tensor_func


# %% right: numbers become arrays in args
def wrap_forward_fn(numpy_func, is_differentiable=True):
    def convert(a):
        if isinstance(a, Tensor):
            return a.array
        return np.asarray(a) if isinstance(a, (int, float)) else a

    def tensor_func(*args, **kwargs):
        for name, value in kwargs.items():
            if isinstance(value, Tensor):
                raise TypeError(name)
        arrays = tuple(map(convert, args))
        parents = {i: a for i, a in enumerate(args) if isinstance(a, Tensor)}
        needed = any(p.requires_grad for p in parents.values()) and is_differentiable
        out = Tensor(numpy_func(*arrays, **kwargs))
        if needed and grad_tracking_enabled:
            out.requires_grad = True
            out.recipe = Recipe(numpy_func, arrays, kwargs, parents)
        return out

    return tensor_func


# %% right: keywords not looked at, without the extra credit
def wrap_forward_fn(numpy_func, is_differentiable=True):
    def tensor_func(*args, **kwargs):
        arg_arrays = tuple([(a.array if isinstance(a, Tensor) else a) for a in args])
        requires_grad = grad_tracking_enabled and is_differentiable and any(
            [isinstance(a, Tensor) and a.requires_grad for a in args]
        )
        out = Tensor(numpy_func(*arg_arrays, **kwargs), requires_grad)
        if requires_grad:
            parents = {idx: a for idx, a in enumerate(args) if isinstance(a, Tensor)}
            out.recipe = Recipe(numpy_func, arg_arrays, kwargs, parents)
        return out

    return tensor_func


# %% right: the keyword is not named, without the extra credit
def wrap_forward_fn(numpy_func, is_differentiable=True):
    def tensor_func(*args, **kwargs):
        if any(isinstance(v, Tensor) for v in kwargs.values()):
            raise TypeError("tensors have to be passed by position")
        arrays = tuple([(a.array if isinstance(a, Tensor) else a) for a in args])
        requires_grad = grad_tracking_enabled and is_differentiable and any(
            [isinstance(a, Tensor) and a.requires_grad for a in args]
        )
        out = Tensor(numpy_func(*arrays, **kwargs), requires_grad)
        if requires_grad:
            out.recipe = Recipe(numpy_func, arrays, kwargs, {i: a for i, a in enumerate(args) if isinstance(a, Tensor)})
        return out

    return tensor_func


# %% wrong: keywords swallowed [keywords-not-passed-on]
def wrap_forward_fn(numpy_func, is_differentiable=True):
    def tensor_func(*args, **kwargs):
        for k, v in kwargs.items():
            if isinstance(v, Tensor):
                raise TypeError(f"{k} by position")
        arrays = tuple([(a.array if isinstance(a, Tensor) else a) for a in args])
        out = Tensor(numpy_func(*arrays))
        parents = {i: a for i, a in enumerate(args) if isinstance(a, Tensor)}
        if grad_tracking_enabled and is_differentiable and any(p.requires_grad for p in parents.values()):
            out.requires_grad = True
            out.recipe = Recipe(numpy_func, arrays, kwargs, parents)
        return out

    return tensor_func


# %% wrong: keywords not in the recipe [keywords-not-in-recipe]
def wrap_forward_fn(numpy_func, is_differentiable=True):
    def tensor_func(*args, **kwargs):
        for k, v in kwargs.items():
            if isinstance(v, Tensor):
                raise TypeError(f"{k} by position")
        arrays = tuple([(a.array if isinstance(a, Tensor) else a) for a in args])
        out = Tensor(numpy_func(*arrays, **kwargs))
        parents = {i: a for i, a in enumerate(args) if isinstance(a, Tensor)}
        if grad_tracking_enabled and is_differentiable and any(p.requires_grad for p in parents.values()):
            out.requires_grad = True
            out.recipe = Recipe(numpy_func, arrays, dict(), parents)
        return out

    return tensor_func


# %% wrong: one argument [one-argument-only]
def wrap_forward_fn(numpy_func, is_differentiable=True):
    def tensor_func(x, **kwargs):
        for k, v in kwargs.items():
            if isinstance(v, Tensor):
                raise TypeError(f"{k} by position")
        out = Tensor(numpy_func(x.array, **kwargs))
        if grad_tracking_enabled and is_differentiable and x.requires_grad:
            out.requires_grad = True
            out.recipe = Recipe(numpy_func, (x.array,), kwargs, {0: x})
        return out

    return tensor_func


# %% wrong: .array of everything [all-arguments-unboxed]
def wrap_forward_fn(numpy_func, is_differentiable=True):
    def tensor_func(*args, **kwargs):
        for k, v in kwargs.items():
            if isinstance(v, Tensor):
                raise TypeError(f"{k} by position")
        arrays = tuple(a.array for a in args)
        out = Tensor(numpy_func(*arrays, **kwargs))
        if grad_tracking_enabled and is_differentiable and any(p.requires_grad for p in args):
            out.requires_grad = True
            out.recipe = Recipe(numpy_func, arrays, kwargs, dict(enumerate(args)))
        return out

    return tensor_func


# %% wrong: counted among tensors [parents-counted-among-tensors]
def wrap_forward_fn(numpy_func, is_differentiable=True):
    def tensor_func(*args, **kwargs):
        for k, v in kwargs.items():
            if isinstance(v, Tensor):
                raise TypeError(f"{k} by position")
        tensors = [a for a in args if isinstance(a, Tensor)]
        arrays = tuple([(a.array if isinstance(a, Tensor) else a) for a in args])
        out = Tensor(numpy_func(*arrays, **kwargs))
        if grad_tracking_enabled and is_differentiable and any(p.requires_grad for p in tensors):
            out.requires_grad = True
            out.recipe = Recipe(numpy_func, arrays, kwargs, {i: t for i, t in enumerate(tensors)})
        return out

    return tensor_func


# %% wrong: all arguments are parents [all-arguments-as-parents]
def wrap_forward_fn(numpy_func, is_differentiable=True):
    def tensor_func(*args, **kwargs):
        for k, v in kwargs.items():
            if isinstance(v, Tensor):
                raise TypeError(f"{k} by position")
        tensors = [a for a in args if isinstance(a, Tensor)]
        arrays = tuple([(a.array if isinstance(a, Tensor) else a) for a in args])
        out = Tensor(numpy_func(*arrays, **kwargs))
        if grad_tracking_enabled and is_differentiable and any(p.requires_grad for p in tensors):
            out.requires_grad = True
            out.recipe = Recipe(numpy_func, arrays, kwargs, {i: a for i, a in enumerate(args)})
        return out

    return tensor_func


# %% wrong: only parents that require [parents-that-require-only]
def wrap_forward_fn(numpy_func, is_differentiable=True):
    def tensor_func(*args, **kwargs):
        for k, v in kwargs.items():
            if isinstance(v, Tensor):
                raise TypeError(f"{k} by position")
        arrays = tuple([(a.array if isinstance(a, Tensor) else a) for a in args])
        out = Tensor(numpy_func(*arrays, **kwargs))
        parents = {i: a for i, a in enumerate(args) if isinstance(a, Tensor) and a.requires_grad}
        if grad_tracking_enabled and is_differentiable and parents:
            out.requires_grad = True
            out.recipe = Recipe(numpy_func, arrays, kwargs, parents)
        return out

    return tensor_func


# %% wrong: all [all-instead-of-any]
def wrap_forward_fn(numpy_func, is_differentiable=True):
    def tensor_func(*args, **kwargs):
        for k, v in kwargs.items():
            if isinstance(v, Tensor):
                raise TypeError(f"{k} by position")
        arrays = tuple([(a.array if isinstance(a, Tensor) else a) for a in args])
        out = Tensor(numpy_func(*arrays, **kwargs))
        parents = {i: a for i, a in enumerate(args) if isinstance(a, Tensor)}
        if grad_tracking_enabled and is_differentiable and all([p.requires_grad for p in parents.values()]):
            out.requires_grad = True
            out.recipe = Recipe(numpy_func, arrays, kwargs, parents)
        return out

    return tensor_func


# %% wrong: args[0] decides [first-decides]
def wrap_forward_fn(numpy_func, is_differentiable=True):
    def tensor_func(*args, **kwargs):
        for k, v in kwargs.items():
            if isinstance(v, Tensor):
                raise TypeError(f"{k} by position")
        arrays = tuple([(a.array if isinstance(a, Tensor) else a) for a in args])
        out = Tensor(numpy_func(*arrays, **kwargs))
        parents = {i: a for i, a in enumerate(args) if isinstance(a, Tensor)}
        if grad_tracking_enabled and is_differentiable and 0 in parents and parents[0].requires_grad:
            out.requires_grad = True
            out.recipe = Recipe(numpy_func, arrays, kwargs, parents)
        return out

    return tensor_func


# %% wrong: switch not asked [tracking-ignored]
def wrap_forward_fn(numpy_func, is_differentiable=True):
    def tensor_func(*args, **kwargs):
        for k, v in kwargs.items():
            if isinstance(v, Tensor):
                raise TypeError(f"{k} by position")
        arrays = tuple([(a.array if isinstance(a, Tensor) else a) for a in args])
        parents = {i: a for i, a in enumerate(args) if isinstance(a, Tensor)}
        requires = is_differentiable and any([p.requires_grad for p in parents.values()])
        out = Tensor(numpy_func(*arrays, **kwargs), requires)
        if requires:
            out.recipe = Recipe(numpy_func, arrays, kwargs, parents)
        return out

    return tensor_func


# %% wrong: switch asked when wrapping [switch-read-when-wrapping]
def wrap_forward_fn(numpy_func, is_differentiable=True):
    is_differentiable = is_differentiable and bool(grad_tracking_enabled)

    def tensor_func(*args, **kwargs):
        for k, v in kwargs.items():
            if isinstance(v, Tensor):
                raise TypeError(f"{k} by position")
        arrays = tuple([(a.array if isinstance(a, Tensor) else a) for a in args])
        parents = {i: a for i, a in enumerate(args) if isinstance(a, Tensor)}
        requires = is_differentiable and any([p.requires_grad for p in parents.values()])
        out = Tensor(numpy_func(*arrays, **kwargs), requires)
        if requires:
            out.recipe = Recipe(numpy_func, arrays, kwargs, parents)
        return out

    return tensor_func


# %% wrong: is_differentiable not asked [is-differentiable-ignored]
def wrap_forward_fn(numpy_func, is_differentiable=True):
    def tensor_func(*args, **kwargs):
        for k, v in kwargs.items():
            if isinstance(v, Tensor):
                raise TypeError(f"{k} by position")
        arrays = tuple([(a.array if isinstance(a, Tensor) else a) for a in args])
        parents = {i: a for i, a in enumerate(args) if isinstance(a, Tensor)}
        requires = grad_tracking_enabled and any([p.requires_grad for p in parents.values()])
        out = Tensor(numpy_func(*arrays, **kwargs), requires)
        if requires:
            out.recipe = Recipe(numpy_func, arrays, kwargs, parents)
        return out

    return tensor_func


# %% wrong: recipe in any case [recipe-too-often]
def wrap_forward_fn(numpy_func, is_differentiable=True):
    def tensor_func(*args, **kwargs):
        for k, v in kwargs.items():
            if isinstance(v, Tensor):
                raise TypeError(f"{k} by position")
        arrays = tuple([(a.array if isinstance(a, Tensor) else a) for a in args])
        parents = {i: a for i, a in enumerate(args) if isinstance(a, Tensor)}
        requires = grad_tracking_enabled and is_differentiable and any([p.requires_grad for p in parents.values()])
        out = Tensor(numpy_func(*arrays, **kwargs), requires)
        out.recipe = Recipe(numpy_func, arrays, kwargs, parents)
        return out

    return tensor_func


# %% wrong: the flag not set [flag-not-set]
def wrap_forward_fn(numpy_func, is_differentiable=True):
    def tensor_func(*args, **kwargs):
        for k, v in kwargs.items():
            if isinstance(v, Tensor):
                raise TypeError(f"{k} by position")
        arrays = tuple([(a.array if isinstance(a, Tensor) else a) for a in args])
        parents = {i: a for i, a in enumerate(args) if isinstance(a, Tensor)}
        out = Tensor(numpy_func(*arrays, **kwargs))
        if grad_tracking_enabled and is_differentiable and any(p.requires_grad for p in parents.values()):
            out.recipe = Recipe(numpy_func, arrays, kwargs, parents)
        return out

    return tensor_func


# %% wrong: no recipe at all [no-recipe]
def wrap_forward_fn(numpy_func, is_differentiable=True):
    def tensor_func(*args, **kwargs):
        for k, v in kwargs.items():
            if isinstance(v, Tensor):
                raise TypeError(f"{k} by position")
        arrays = tuple([(a.array if isinstance(a, Tensor) else a) for a in args])
        tensors = [a for a in args if isinstance(a, Tensor)]
        requires = grad_tracking_enabled and is_differentiable and any(t.requires_grad for t in tensors)
        return Tensor(numpy_func(*arrays, **kwargs), requires)

    return tensor_func


# %% wrong: Tensors in args [tensors-in-args]
def wrap_forward_fn(numpy_func, is_differentiable=True):
    def tensor_func(*args, **kwargs):
        for k, v in kwargs.items():
            if isinstance(v, Tensor):
                raise TypeError(f"{k} by position")
        arrays = [(a.array if isinstance(a, Tensor) else a) for a in args]
        parents = {i: a for i, a in enumerate(args) if isinstance(a, Tensor)}
        out = Tensor(numpy_func(*arrays, **kwargs))
        if grad_tracking_enabled and is_differentiable and any(p.requires_grad for p in parents.values()):
            out.requires_grad = True
            out.recipe = Recipe(numpy_func, args, kwargs, parents)
        return out

    return tensor_func


# %% wrong: the inner function as func [wrong-func]
def wrap_forward_fn(numpy_func, is_differentiable=True):
    def tensor_func(*args, **kwargs):
        for k, v in kwargs.items():
            if isinstance(v, Tensor):
                raise TypeError(f"{k} by position")
        arrays = tuple([(a.array if isinstance(a, Tensor) else a) for a in args])
        parents = {i: a for i, a in enumerate(args) if isinstance(a, Tensor)}
        out = Tensor(numpy_func(*arrays, **kwargs))
        if grad_tracking_enabled and is_differentiable and any(p.requires_grad for p in parents.values()):
            out.requires_grad = True
            out.recipe = Recipe(tensor_func, arrays, kwargs, parents)
        return out

    return tensor_func


# %% wrong: parents made once [shared-between-calls]
def wrap_forward_fn(numpy_func, is_differentiable=True):
    parents = {}

    def tensor_func(*args, **kwargs):
        for k, v in kwargs.items():
            if isinstance(v, Tensor):
                raise TypeError(f"{k} by position")
        arrays = tuple([(a.array if isinstance(a, Tensor) else a) for a in args])
        for i, a in enumerate(args):
            if isinstance(a, Tensor):
                parents[i] = a
        out = Tensor(numpy_func(*arrays, **kwargs))
        if grad_tracking_enabled and is_differentiable and any(p.requires_grad for p in parents.values()):
            out.requires_grad = True
            out.recipe = Recipe(numpy_func, arrays, kwargs, parents)
        return out

    return tensor_func


# %% wrong: called at once [called-instead-of-returned]
def wrap_forward_fn(numpy_func, is_differentiable=True):
    def tensor_func(*args, **kwargs):
        arrays = tuple([(a.array if isinstance(a, Tensor) else a) for a in args])
        return Tensor(numpy_func(*arrays, **kwargs))

    return tensor_func()


# %% wrong: the inner function not returned [inner-not-returned]
def wrap_forward_fn(numpy_func, is_differentiable=True):
    def tensor_func(*args, **kwargs):
        arrays = tuple([(a.array if isinstance(a, Tensor) else a) for a in args])
        return Tensor(numpy_func(*arrays, **kwargs))


# %% wrong: arrays returned [returns-array]
def wrap_forward_fn(numpy_func, is_differentiable=True):
    def tensor_func(*args, **kwargs):
        return numpy_func(*[a.array if isinstance(a, Tensor) else a for a in args], **kwargs)

    return tensor_func


# %% wrong: not unboxed [not-unboxed]
def wrap_forward_fn(numpy_func, is_differentiable=True):
    def tensor_func(*args, **kwargs):
        parents = {i: a for i, a in enumerate(args) if isinstance(a, Tensor)}
        out = Tensor(numpy_func(*args, **kwargs))
        if grad_tracking_enabled and is_differentiable and any(p.requires_grad for p in parents.values()):
            out.requires_grad = True
            out.recipe = Recipe(numpy_func, args, kwargs, parents)
        return out

    return tensor_func


# %% wrong: np.log whatever is wrapped
def wrap_forward_fn(numpy_func, is_differentiable=True):
    def tensor_func(*args, **kwargs):
        for k, v in kwargs.items():
            if isinstance(v, Tensor):
                raise TypeError(f"{k} by position")
        arrays = tuple([(a.array if isinstance(a, Tensor) else a) for a in args])
        parents = {i: a for i, a in enumerate(args) if isinstance(a, Tensor)}
        out = Tensor(np.log(arrays[0]))
        if grad_tracking_enabled and is_differentiable and any(p.requires_grad for p in parents.values()):
            out.requires_grad = True
            out.recipe = Recipe(np.log, arrays, kwargs, parents)
        return out

    return tensor_func


# %% wrong: keywords are never passed on [keywords-not-passed-on]
def wrap_forward_fn(numpy_func, is_differentiable=True):
    def tensor_func(*args, **kwargs):
        arrays = tuple(a.array if isinstance(a, Tensor) else a for a in args)
        parents = {i: a for i, a in enumerate(args) if isinstance(a, Tensor)}
        out = Tensor(numpy_func(*arrays), is_differentiable and any(p.requires_grad for p in parents.values()) and grad_tracking_enabled)
        if out.requires_grad:
            out.recipe = Recipe(numpy_func, arrays, kwargs, parents)
        return out
    return tensor_func


# %% wrong: keywords that are false are dropped [false-keywords-dropped]
def wrap_forward_fn(numpy_func, is_differentiable=True):
    def tensor_func(*args, **kwargs):
        kwargs = {k: v for k, v in kwargs.items() if v}
        arrays = tuple(a.array if isinstance(a, Tensor) else a for a in args)
        parents = {i: a for i, a in enumerate(args) if isinstance(a, Tensor)}
        out = Tensor(numpy_func(*arrays, **kwargs), is_differentiable and any(p.requires_grad for p in parents.values()) and grad_tracking_enabled)
        if out.requires_grad:
            out.recipe = Recipe(numpy_func, arrays, kwargs, parents)
        return out
    return tensor_func


# %% wrong: None is dropped [none-dropped]
def wrap_forward_fn(numpy_func, is_differentiable=True):
    def tensor_func(*args, **kwargs):
        args = [a for a in args if a is not None]
        arrays = tuple(a.array if isinstance(a, Tensor) else a for a in args)
        parents = {i: a for i, a in enumerate(args) if isinstance(a, Tensor)}
        out = Tensor(numpy_func(*arrays, **kwargs), is_differentiable and any(p.requires_grad for p in parents.values()) and grad_tracking_enabled)
        if out.requires_grad:
            out.recipe = Recipe(numpy_func, arrays, kwargs, parents)
        return out
    return tensor_func


# %% wrong: two arguments at most
def wrap_forward_fn(numpy_func, is_differentiable=True):
    def tensor_func(*args, **kwargs):
        arrays = tuple(a.array if isinstance(a, Tensor) else a for a in args)
        parents = {i: a for i, a in enumerate(args[:2]) if isinstance(a, Tensor)}
        wanted = any(a.requires_grad for a in args if isinstance(a, Tensor))
        out = Tensor(numpy_func(*arrays, **kwargs), is_differentiable and wanted and grad_tracking_enabled)
        if out.requires_grad:
            out.recipe = Recipe(numpy_func, arrays, kwargs, parents)
        return out
    return tensor_func


# %% wrong: reversed arguments [arguments-in-other-order]
def wrap_forward_fn(numpy_func, is_differentiable=True):
    def tensor_func(*args, **kwargs):
        arrays = tuple(a.array if isinstance(a, Tensor) else a for a in args)
        parents = {i: a for i, a in enumerate(args) if isinstance(a, Tensor)}
        out = Tensor(numpy_func(*arrays[::-1], **kwargs), is_differentiable and any(p.requires_grad for p in parents.values()) and grad_tracking_enabled)
        if out.requires_grad:
            out.recipe = Recipe(numpy_func, arrays, kwargs, parents)
        return out
    return tensor_func


# %% wrong: every array is a tensor [arrays-made-tensors]
def wrap_forward_fn(numpy_func, is_differentiable=True):
    def tensor_func(*args, **kwargs):
        args = [Tensor(a) if isinstance(a, np.ndarray) else a for a in args]
        arrays = tuple(a.array if isinstance(a, Tensor) else a for a in args)
        parents = {i: a for i, a in enumerate(args) if isinstance(a, Tensor)}
        out = Tensor(numpy_func(*arrays, **kwargs), is_differentiable and any(p.requires_grad for p in parents.values()) and grad_tracking_enabled)
        if out.requires_grad:
            out.recipe = Recipe(numpy_func, arrays, kwargs, parents)
        return out
    return tensor_func


# %% wrong: no tracking while it runs, and on after it
def wrap_forward_fn(numpy_func, is_differentiable=True):
    def tensor_func(*args, **kwargs):
        tracked = bool(grad_tracking_enabled)
        grad_tracking_enabled.enabled = False
        arrays = tuple(a.array if isinstance(a, Tensor) else a for a in args)
        parents = {i: a for i, a in enumerate(args) if isinstance(a, Tensor)}
        out = Tensor(numpy_func(*arrays, **kwargs), is_differentiable and any(p.requires_grad for p in parents.values()) and tracked)
        grad_tracking_enabled.enabled = True
        if out.requires_grad:
            out.recipe = Recipe(numpy_func, arrays, kwargs, parents)
        return out
    return tensor_func


# %% wrong: the wrapper as func [wrong-func]
def wrap_forward_fn(numpy_func, is_differentiable=True):
    def tensor_func(*args, **kwargs):
        arrays = tuple(a.array if isinstance(a, Tensor) else a for a in args)
        parents = {i: a for i, a in enumerate(args) if isinstance(a, Tensor)}
        out = Tensor(numpy_func(*arrays, **kwargs), is_differentiable and any(p.requires_grad for p in parents.values()) and grad_tracking_enabled)
        if out.requires_grad:
            out.recipe = Recipe(tensor_func, arrays, kwargs, parents)
        return out
    return tensor_func


# %% wrong: tried out when it is wrapped
def wrap_forward_fn(numpy_func, is_differentiable=True):
    try:
        numpy_func(np.ones(2))
    except Exception:
        pass

    def tensor_func(*args, **kwargs):
        arrays = tuple(a.array if isinstance(a, Tensor) else a for a in args)
        parents = {i: a for i, a in enumerate(args) if isinstance(a, Tensor)}
        out = Tensor(numpy_func(*arrays, **kwargs), is_differentiable and any(p.requires_grad for p in parents.values()) and grad_tracking_enabled)
        if out.requires_grad:
            out.recipe = Recipe(numpy_func, arrays, kwargs, parents)
        return out
    return tensor_func


# %% wrong: one dict of parents [shared-between-calls]
def wrap_forward_fn(numpy_func, is_differentiable=True):
    parents = {}

    def tensor_func(*args, **kwargs):
        arrays = tuple(a.array if isinstance(a, Tensor) else a for a in args)
        parents.update({i: a for i, a in enumerate(args) if isinstance(a, Tensor)})
        out = Tensor(numpy_func(*arrays, **kwargs), is_differentiable and any(p.requires_grad for p in parents.values()) and grad_tracking_enabled)
        if out.requires_grad:
            out.recipe = Recipe(numpy_func, arrays, kwargs, parents)
        return out
    return tensor_func


# %% wrong: keywords of earlier calls
def wrap_forward_fn(numpy_func, is_differentiable=True, options={}):
    def tensor_func(*args, **kwargs):
        options.update(kwargs)
        arrays = tuple(a.array if isinstance(a, Tensor) else a for a in args)
        parents = {i: a for i, a in enumerate(args) if isinstance(a, Tensor)}
        out = Tensor(numpy_func(*arrays, **kwargs), is_differentiable and any(p.requires_grad for p in parents.values()) and grad_tracking_enabled)
        if out.requires_grad:
            out.recipe = Recipe(numpy_func, arrays, options, parents)
        return out
    return tensor_func


# %% wrong: the same recipe where the same tensors come again [called-twice]
def wrap_forward_fn(numpy_func, is_differentiable=True):
    seen = {}

    def tensor_func(*args, **kwargs):
        arrays = tuple(a.array if isinstance(a, Tensor) else a for a in args)
        parents = {i: a for i, a in enumerate(args) if isinstance(a, Tensor)}
        key = len(args)
        if key not in seen:
            seen[key] = numpy_func(*arrays, **kwargs)
        out = Tensor(numpy_func(*arrays, **kwargs), is_differentiable and any(p.requires_grad for p in parents.values()) and grad_tracking_enabled)
        if out.requires_grad:
            out.recipe = Recipe(numpy_func, arrays, kwargs, parents)
        return out
    return tensor_func


# %% wrong: tensors unboxed inside the list of the caller
def wrap_forward_fn(numpy_func, is_differentiable=True):
    def tensor_func(*args, **kwargs):
        arrays = tuple(a.array if isinstance(a, Tensor) else a for a in args)
        parents = {i: a for i, a in enumerate(args) if isinstance(a, Tensor)}
        out = Tensor(numpy_func(*arrays, **kwargs), is_differentiable and any(p.requires_grad for p in parents.values()) and grad_tracking_enabled)
        for p in parents.values():
            p.requires_grad = bool(out.requires_grad)
        if out.requires_grad:
            out.recipe = Recipe(numpy_func, arrays, kwargs, parents)
        return out
    return tensor_func


# %% right: functools.wraps and a loop
import functools


def wrap_forward_fn(numpy_func, is_differentiable=True):
    @functools.wraps(numpy_func)
    def tensor_func(*args, **kwargs):
        unboxed, parents, wanted = [], {}, False
        for i in range(len(args)):
            if isinstance(args[i], Tensor):
                unboxed.append(args[i].array)
                parents[i] = args[i]
                wanted = wanted or args[i].requires_grad
            else:
                unboxed.append(args[i])
        wanted = wanted and is_differentiable and bool(grad_tracking_enabled)
        result = Tensor(numpy_func(*unboxed, **kwargs), requires_grad=wanted)
        result.recipe = Recipe(numpy_func, tuple(unboxed), kwargs, parents) if wanted else None
        return result
    return tensor_func


# %% right: a class with __call__
class _Wrapped:
    def __init__(self, function, differentiable):
        self.function, self.differentiable = function, differentiable

    def __call__(self, *args, **kwargs):
        arrays = tuple(getattr(a, "array", a) for a in args)
        out = Tensor(self.function(*arrays, **kwargs))
        parents = {i: a for i, a in enumerate(args) if isinstance(a, Tensor)}
        if grad_tracking_enabled and self.differentiable and any(p.requires_grad for p in parents.values()):
            out.requires_grad = True
            out.recipe = Recipe(self.function, arrays, dict(kwargs), parents)
        return out


def wrap_forward_fn(numpy_func, is_differentiable=True):
    return _Wrapped(numpy_func, is_differentiable)


# %% right: the usual
def wrap_forward_fn(numpy_func, is_differentiable=True):
    def tensor_func(*args, **kwargs):
        arg_arrays = tuple([(a.array if isinstance(a, Tensor) else a) for a in args])
        out_arr = numpy_func(*arg_arrays, **kwargs)
        requires_grad = (
            grad_tracking_enabled
            and is_differentiable
            and any([(isinstance(a, Tensor) and (a.requires_grad or (a.recipe is not None))) for a in args])
        )
        out = Tensor(out_arr, requires_grad)
        if requires_grad:
            parents = {idx: a for idx, a in enumerate(args) if isinstance(a, Tensor)}
            out.recipe = Recipe(numpy_func, arg_arrays, kwargs, parents)
        return out
    return tensor_func


# %% right: any first, the switch last
def wrap_forward_fn(numpy_func, is_differentiable=True):
    def tensor_func(*args, **kwargs):
        arrays = tuple(a.array if isinstance(a, Tensor) else a for a in args)
        out = Tensor(numpy_func(*arrays, **kwargs), any(isinstance(x, Tensor) and (x.requires_grad or x.recipe is not None) for x in args) and grad_tracking_enabled and is_differentiable)
        if out.requires_grad:
            out.recipe = Recipe(numpy_func, arrays, kwargs, {i: a for i, a in enumerate(args) if isinstance(a, Tensor)})
        return out
    return tensor_func


# %% wrong: the result of the first call is kept [remembers-earlier-calls]
def wrap_forward_fn(numpy_func, is_differentiable=True):
    results = {}

    def tensor_func(*args, **kwargs):
        arrays = tuple(a.array if isinstance(a, Tensor) else a for a in args)
        parents = {i: a for i, a in enumerate(args) if isinstance(a, Tensor)}
        key = tuple(np.shape(a) for a in arrays)
        if key not in results:
            results[key] = Tensor(numpy_func(*arrays, **kwargs))
        out = results[key]
        if grad_tracking_enabled and is_differentiable and any(p.requires_grad for p in parents.values()):
            out.requires_grad = True
            out.recipe = Recipe(numpy_func, arrays, kwargs, parents)
        return out
    return tensor_func


# %% wrong: not differentiable is remembered for all that follow
_off = []


def wrap_forward_fn(numpy_func, is_differentiable=True):
    if not is_differentiable:
        _off.append(numpy_func)

    def tensor_func(*args, **kwargs):
        arrays = tuple(a.array if isinstance(a, Tensor) else a for a in args)
        parents = {i: a for i, a in enumerate(args) if isinstance(a, Tensor)}
        out = Tensor(numpy_func(*arrays, **kwargs))
        if grad_tracking_enabled and not _off and any(p.requires_grad for p in parents.values()):
            out.requires_grad = True
            out.recipe = Recipe(numpy_func, arrays, kwargs, parents)
        return out
    return tensor_func


# %% wrong: keywords put behind the arguments
def wrap_forward_fn(numpy_func, is_differentiable=True):
    def tensor_func(*args, **kwargs):
        arrays = tuple(a.array if isinstance(a, Tensor) else a for a in args)
        parents = {i: a for i, a in enumerate(args) if isinstance(a, Tensor)}
        out = Tensor(numpy_func(*arrays, **kwargs))
        if grad_tracking_enabled and is_differentiable and any(p.requires_grad for p in parents.values()):
            out.requires_grad = True
            out.recipe = Recipe(numpy_func, arrays + tuple(kwargs.values()), {}, parents)
        return out
    return tensor_func


# %% wrong: copies of the tensors as parents
import copy


def wrap_forward_fn(numpy_func, is_differentiable=True):
    def tensor_func(*args, **kwargs):
        arrays = tuple(a.array if isinstance(a, Tensor) else a for a in args)
        parents = {i: copy.copy(a) for i, a in enumerate(args) if isinstance(a, Tensor)}
        out = Tensor(numpy_func(*arrays, **kwargs))
        if grad_tracking_enabled and is_differentiable and any(p.requires_grad for p in parents.values()):
            out.requires_grad = True
            out.recipe = Recipe(numpy_func, arrays, kwargs, parents)
        return out
    return tensor_func


# %% wrong: sequences are made lists
def wrap_forward_fn(numpy_func, is_differentiable=True):
    def tensor_func(*args, **kwargs):
        arrays = tuple(a.array if isinstance(a, Tensor) else list(a) if isinstance(a, tuple) else a for a in args)
        parents = {i: a for i, a in enumerate(args) if isinstance(a, Tensor)}
        out = Tensor(numpy_func(*arrays, **kwargs))
        if grad_tracking_enabled and is_differentiable and any(p.requires_grad for p in parents.values()):
            out.requires_grad = True
            out.recipe = Recipe(numpy_func, arrays, kwargs, parents)
        return out
    return tensor_func


# %% wrong: the last argument may be no tensor
def wrap_forward_fn(numpy_func, is_differentiable=True):
    def tensor_func(*args, **kwargs):
        arrays = tuple(a.array if isinstance(a, Tensor) else a for a in args)
        parents = {}
        for a in args:
            if isinstance(a, Tensor):
                parents[args.index(a)] = a
        out = Tensor(numpy_func(*arrays, **kwargs))
        if grad_tracking_enabled and is_differentiable and any(p.requires_grad for p in parents.values()):
            out.requires_grad = True
            out.recipe = Recipe(numpy_func, arrays, kwargs, parents)
        return out
    return tensor_func


# %% wrong: names of keywords checked first only, and refused after numbers
def wrap_forward_fn(numpy_func, is_differentiable=True):
    def tensor_func(*args, **kwargs):
        if kwargs and not isinstance(next(iter(kwargs.values())), (int, tuple, type(None))):
            raise TypeError(f"not by keyword: {next(iter(kwargs))}")
        arrays = tuple(a.array if isinstance(a, Tensor) else a for a in args)
        parents = {i: a for i, a in enumerate(args) if isinstance(a, Tensor)}
        out = Tensor(numpy_func(*arrays, **kwargs))
        if grad_tracking_enabled and is_differentiable and any(p.requires_grad for p in parents.values()):
            out.requires_grad = True
            out.recipe = Recipe(numpy_func, arrays, kwargs, parents)
        return out
    return tensor_func
