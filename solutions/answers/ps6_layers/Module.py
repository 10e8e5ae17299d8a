# Answers to `Module`, right and wrong, that the autograder is measured on.

# %% right: two generators
class Module:
    def __init__(self):
        self.training = True

    def __call__(self, *args, **kwargs):
        return self.forward(*args, **kwargs)

    def forward(self, *args, **kwargs):
        raise NotImplementedError

    def everything(self, value):
        yield value
        if isinstance(value, Module):
            yield from self.everything(list(vars(value).values()))
        elif isinstance(value, dict):
            yield from self.everything(list(value.values()))
        elif isinstance(value, (list, tuple)):
            for part in value:
                yield from self.everything(part)

    def parameters(self):
        found = {id(v): v for v in self.everything(self) if isinstance(v, Parameter)}
        return list(found.values())

    def train(self, mode=True):
        for value in self.everything(self):
            if isinstance(value, Module):
                value.training = mode

    def eval(self):
        self.train(False)


# %% right: lists of what is inside
class Module:
    def __init__(self):
        self.training = True

    def __call__(self, *args, **kwargs):
        return self.forward(*args, **kwargs)

    def forward(self, *args, **kwargs):
        raise NotImplementedError

    def _inside(self, value):
        if isinstance(value, (Parameter, Module)):
            return [value]
        if isinstance(value, dict):
            value = value.values()
        elif not isinstance(value, (list, tuple)):
            return []
        return [x for v in value for x in self._inside(v)]

    def parameters(self):
        params = []
        for x in self._inside(self.__dict__):
            for p in [x] if isinstance(x, Parameter) else x.parameters():
                if all(p is not q for q in params):
                    params.append(p)
        return params

    def train(self):
        self.training = True
        for x in self._inside(self.__dict__):
            if isinstance(x, Module):
                x.train()

    def eval(self):
        self.training = False
        for x in self._inside(self.__dict__):
            if isinstance(x, Module):
                x.eval()


# %% right: a generator of parameters
class Module:
    def __init__(self):
        self.training = True

    def __call__(self, *args, **kwargs):
        return self.forward(*args, **kwargs)

    def forward(self, *args, **kwargs):
        raise NotImplementedError

    def parameters(self):
        seen, stack = set(), [self]
        while stack:
            value = stack.pop()
            if isinstance(value, Parameter) and id(value) not in seen:
                seen.add(id(value))
                yield value
            stack += _parts_of(value)

    def train(self):
        _set_mode(self, True)

    def eval(self):
        _set_mode(self, False)


def _parts_of(value):
    if isinstance(value, Module):
        return list(vars(value).values())
    if isinstance(value, dict):
        return list(value.values())
    return list(value) if isinstance(value, (list, tuple)) else []


def _set_mode(value, mode):
    if isinstance(value, Module):
        value.training = mode
    for part in _parts_of(value):
        _set_mode(part, mode)


# %% wrong: no parts
class Module:
    def __init__(self):
        self.training = True

    def __call__(self, *args, **kwargs):
        return self.forward(*args, **kwargs)

    def forward(self, *args, **kwargs):
        raise NotImplementedError

    def parameters(self):
        return [p for p in self.__dict__.values() if isinstance(p, Parameter)]

    def train(self):
        self.training = True

    def eval(self):
        self.training = False


# %% wrong: no lists [lists-passed-over]
class Module:
    def __init__(self):
        self.training = True

    def __call__(self, *args, **kwargs):
        return self.forward(*args, **kwargs)

    def forward(self, *args, **kwargs):
        raise NotImplementedError

    def parameters(self):
        found = []
        for value in vars(self).values():
            if isinstance(value, Parameter):
                found.append(value)
            elif isinstance(value, Module):
                found += value.parameters()
            elif isinstance(value, dict):
                for v in value.values():
                    found += v.parameters() if isinstance(v, Module) else []
        return list(dict.fromkeys(found))

    def _all(self, value, mode):
        if isinstance(value, Module):
            value.training, value = mode, vars(value)
        if isinstance(value, dict):
            value = list(value.values())
        for part in value if isinstance(value, (list, tuple)) else ():
            self._all(part, mode)

    def train(self):
        self._all(self, True)

    def eval(self):
        self._all(self, False)


# %% wrong: every tensor [plain-tensors-found]
class Module:
    def __init__(self):
        self.training = True

    def __call__(self, *args, **kwargs):
        return self.forward(*args, **kwargs)

    def forward(self, *args, **kwargs):
        raise NotImplementedError

    def _all(self, value):
        if isinstance(value, (Tensor, Module)):
            yield value
        if isinstance(value, Module):
            value = vars(value)
        if isinstance(value, dict):
            value = list(value.values())
        for part in value if isinstance(value, (list, tuple)) else ():
            yield from self._all(part)

    def parameters(self):
        return list(dict.fromkeys(v for v in self._all(self) if isinstance(v, Tensor)))

    def train(self):
        for v in self._all(self):
            if isinstance(v, Module):
                v.training = True

    def eval(self):
        for v in self._all(self):
            if isinstance(v, Module):
                v.training = False


# %% wrong: shared ones twice, and no mode inside
class Module:
    def __init__(self):
        self.training = True

    def __call__(self, *args, **kwargs):
        return self.forward(*args, **kwargs)

    def forward(self, *args, **kwargs):
        raise NotImplementedError

    def _all(self, value):
        if isinstance(value, Parameter):
            return [value]
        if isinstance(value, Module):
            value = vars(value)
        if isinstance(value, dict):
            value = list(value.values())
        return sum(map(self._all, value), []) if isinstance(value, (list, tuple)) else []

    def parameters(self):
        return self._all(self)

    def train(self):
        self.training = True

    def eval(self):
        self.training = False


# %% right: generator over any value
class Module:
    """The base class of all networks and parts of networks."""

    training: bool

    def __init__(self) -> None:
        self.training = True

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self.forward(*args, **kwargs)

    def forward(self, *args: Any, **kwargs: Any) -> Any:
        raise NotImplementedError(f"{type(self).__name__} needs a method `forward`")

    def _walk(self, value):
        if isinstance(value, Parameter):
            yield value
        elif isinstance(value, Module):
            yield value
            yield from self._walk(vars(value))
        elif isinstance(value, dict):
            for v in value.values():
                yield from self._walk(v)
        elif isinstance(value, (list, tuple)):
            for v in value:
                yield from self._walk(v)

    def parameters(self) -> list[Parameter]:
        found = []
        for value in self._walk(self):
            if isinstance(value, Parameter) and not any(value is p for p in found):
                found.append(value)
        return found

    def train(self) -> None:
        for value in self._walk(self):
            if isinstance(value, Module):
                value.training = True

    def eval(self) -> None:
        for value in self._walk(self):
            if isinstance(value, Module):
                value.training = False


# %% right: two lists filled by one function
class Module:
    """The base class of all networks and parts of networks."""

    training: bool

    def __init__(self) -> None:
        self.training = True

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self.forward(*args, **kwargs)

    def forward(self, *args: Any, **kwargs: Any) -> Any:
        raise NotImplementedError(f"{type(self).__name__} needs a method `forward`")

    def _collect(self):
        params, modules = {}, {}

        def look(value):
            if isinstance(value, Parameter):
                params.setdefault(id(value), value)
            elif isinstance(value, Module):
                if id(value) in modules:
                    return
                modules[id(value)] = value
                look(vars(value))
            elif isinstance(value, dict):
                for v in list(value.values()):
                    look(v)
            elif isinstance(value, (list, tuple)):
                for v in value:
                    look(v)

        look(self)
        return list(params.values()), list(modules.values())

    def parameters(self) -> list[Parameter]:
        return self._collect()[0]

    def _set(self, flag: bool) -> None:
        for module in self._collect()[1]:
            module.training = flag

    def train(self) -> None:
        self._set(True)

    def eval(self) -> None:
        self._set(False)


# %% right: children as a list, modules ask modules
class Module:
    """The base class of all networks and parts of networks."""

    training: bool

    def __init__(self) -> None:
        self.training = True

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self.forward(*args, **kwargs)

    def forward(self, *args: Any, **kwargs: Any) -> Any:
        raise NotImplementedError(f"{type(self).__name__} needs a method `forward`")

    @staticmethod
    def _flat(value):
        if isinstance(value, dict):
            value = tuple(value.values())
        if isinstance(value, (list, tuple)):
            return [leaf for part in value for leaf in Module._flat(part)]
        return [value]

    def parameters(self) -> list[Parameter]:
        all_found: dict[Parameter, None] = {}
        for leaf in self._flat(self.__dict__):
            if isinstance(leaf, Parameter):
                all_found[leaf] = None
            elif isinstance(leaf, Module):
                all_found.update(dict.fromkeys(leaf.parameters()))
        return list(all_found)

    def train(self) -> None:
        self.training = True
        for leaf in self._flat(self.__dict__):
            if isinstance(leaf, Module):
                leaf.train()

    def eval(self) -> None:
        self.training = False
        for leaf in self._flat(self.__dict__):
            if isinstance(leaf, Module):
                leaf.eval()


# %% wrong: shared parameters are listed twice
class Module:
    """The base class of all networks and parts of networks."""

    training: bool

    def __init__(self) -> None:
        self.training = True

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self.forward(*args, **kwargs)

    def forward(self, *args: Any, **kwargs: Any) -> Any:
        raise NotImplementedError(f"{type(self).__name__} needs a method `forward`")

    def _walk(self, value):
        if isinstance(value, Parameter):
            yield value
        elif isinstance(value, Module):
            yield value
            yield from self._walk(vars(value))
        elif isinstance(value, dict):
            for v in value.values():
                yield from self._walk(v)
        elif isinstance(value, (list, tuple)):
            for v in value:
                yield from self._walk(v)

    def parameters(self) -> list[Parameter]:
        found = []
        for value in self._walk(self):
            if isinstance(value, Parameter):
                found.append(value)
        return found

    def train(self) -> None:
        for value in self._walk(self):
            if isinstance(value, Module):
                value.training = True

    def eval(self) -> None:
        for value in self._walk(self):
            if isinstance(value, Module):
                value.training = False


# %% wrong: dictionaries are passed over (all but that of a module)
class Module:
    """The base class of all networks and parts of networks."""

    training: bool

    def __init__(self) -> None:
        self.training = True

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self.forward(*args, **kwargs)

    def forward(self, *args: Any, **kwargs: Any) -> Any:
        raise NotImplementedError(f"{type(self).__name__} needs a method `forward`")

    def _walk(self, value):
        if isinstance(value, Parameter):
            yield value
        elif isinstance(value, Module):
            yield value
            yield from self._walk(list(vars(value).values()))
        elif isinstance(value, (list, tuple)):
            for v in value:
                yield from self._walk(v)

    def parameters(self) -> list[Parameter]:
        found = []
        for value in self._walk(self):
            if isinstance(value, Parameter) and not any(value is p for p in found):
                found.append(value)
        return found

    def train(self) -> None:
        for value in self._walk(self):
            if isinstance(value, Module):
                value.training = True

    def eval(self) -> None:
        for value in self._walk(self):
            if isinstance(value, Module):
                value.training = False


# %% wrong: equal numbers are taken for the same parameter
class Module:
    """The base class of all networks and parts of networks."""

    training: bool

    def __init__(self) -> None:
        self.training = True

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self.forward(*args, **kwargs)

    def forward(self, *args: Any, **kwargs: Any) -> Any:
        raise NotImplementedError(f"{type(self).__name__} needs a method `forward`")

    def _walk(self, value):
        if isinstance(value, Parameter):
            yield value
        elif isinstance(value, Module):
            yield value
            yield from self._walk(vars(value))
        elif isinstance(value, dict):
            for v in value.values():
                yield from self._walk(v)
        elif isinstance(value, (list, tuple)):
            for v in value:
                yield from self._walk(v)

    def parameters(self) -> list[Parameter]:
        found = []
        for value in self._walk(self):
            if isinstance(value, Parameter) and not any(np.array_equal(value.data, p.data) for p in found):
                found.append(value)
        return found

    def train(self) -> None:
        for value in self._walk(self):
            if isinstance(value, Module):
                value.training = True

    def eval(self) -> None:
        for value in self._walk(self):
            if isinstance(value, Module):
                value.training = False


# %% wrong: plain tensors are listed, too; tuples are not looked into
class Module:
    """The base class of all networks and parts of networks."""

    training: bool

    def __init__(self) -> None:
        self.training = True

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self.forward(*args, **kwargs)

    def forward(self, *args: Any, **kwargs: Any) -> Any:
        raise NotImplementedError(f"{type(self).__name__} needs a method `forward`")

    def _walk(self, value):
        if isinstance(value, Tensor):
            yield value
        elif isinstance(value, Module):
            yield value
            yield from self._walk(vars(value))
        elif isinstance(value, dict):
            for v in value.values():
                yield from self._walk(v)
        elif isinstance(value, list):
            for v in value:
                yield from self._walk(v)

    def parameters(self) -> list[Parameter]:
        found = []
        for value in self._walk(self):
            if isinstance(value, Tensor) and not any(value is p for p in found):
                found.append(value)
        return found

    def train(self) -> None:
        for value in self._walk(self):
            if isinstance(value, Module):
                value.training = True

    def eval(self) -> None:
        for value in self._walk(self):
            if isinstance(value, Module):
                value.training = False


# %% wrong: eval reaches direct children only; train forgets itself
class Module:
    """The base class of all networks and parts of networks."""

    training: bool

    def __init__(self) -> None:
        self.training = True

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self.forward(*args, **kwargs)

    def forward(self, *args: Any, **kwargs: Any) -> Any:
        raise NotImplementedError(f"{type(self).__name__} needs a method `forward`")

    @staticmethod
    def _flat(value):
        if isinstance(value, dict):
            value = tuple(value.values())
        if isinstance(value, (list, tuple)):
            return [leaf for part in value for leaf in Module._flat(part)]
        return [value]

    def parameters(self) -> list[Parameter]:
        all_found: dict[Parameter, None] = {}
        for leaf in self._flat(self.__dict__):
            if isinstance(leaf, Parameter):
                all_found[leaf] = None
            elif isinstance(leaf, Module):
                all_found.update(dict.fromkeys(leaf.parameters()))
        return list(all_found)

    def train(self) -> None:
        for leaf in self._flat(self.__dict__):
            if isinstance(leaf, Module):
                leaf.train()

    def eval(self) -> None:
        self.training = False
        for leaf in self._flat(self.__dict__):
            if isinstance(leaf, Module):
                leaf.training = False


# %% wrong: found once and kept: later assignments are not seen
class Module:
    """The base class of all networks and parts of networks."""

    training: bool

    def __init__(self) -> None:
        self.training = True

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self.forward(*args, **kwargs)

    def forward(self, *args: Any, **kwargs: Any) -> Any:
        raise NotImplementedError(f"{type(self).__name__} needs a method `forward`")

    def _collect(self):
        if getattr(self, "_known", None) is not None:
            return self._known
        params, modules = {}, {}

        def look(value):
            if isinstance(value, Parameter):
                params.setdefault(id(value), value)
            elif isinstance(value, Module):
                if id(value) in modules:
                    return
                modules[id(value)] = value
                look(vars(value))
            elif isinstance(value, dict):
                for v in list(value.values()):
                    look(v)
            elif isinstance(value, (list, tuple)):
                for v in value:
                    look(v)

        look(self)
        self._known = list(params.values()), list(modules.values())
        return self._known

    def parameters(self) -> list[Parameter]:
        return self._collect()[0]

    def _set(self, flag: bool) -> None:
        for module in self._collect()[1]:
            module.training = flag

    def train(self) -> None:
        self._set(True)

    def eval(self) -> None:
        self._set(False)

# %% wrong: dictionaries of modules only
class Module:
    def __init__(self):
        self.training = True
    def __call__(self, *args, **kwargs):
        return self.forward(*args, **kwargs)
    def _all(self, values):
        for v in values:
            if isinstance(v, (Parameter, Module)):
                yield v
            if isinstance(v, Module):
                yield from self._all(vars(v).values())
            elif isinstance(v, (list, tuple)):
                yield from self._all(v)
            elif isinstance(v, dict):
                yield from self._all(w for w in v.values() if isinstance(w, Module))
    def parameters(self):
        return list(dict.fromkeys(p for p in self._all([self]) if isinstance(p, Parameter)))
    def train(self):
        for m in self._all([self]):
            if isinstance(m, Module):
                m.training = True
    def eval(self):
        for m in self._all([self]):
            if isinstance(m, Module):
                m.training = False

# %% wrong: eval does not look into lists in lists
class Module:
    def __init__(self):
        self.training = True
    def __call__(self, *args, **kwargs):
        return self.forward(*args, **kwargs)
    def _all(self, v):
        if isinstance(v, (Parameter, Module)):
            yield v
        for w in vars(v).values() if isinstance(v, Module) else v.values() if isinstance(v, dict) else v if isinstance(v, (list, tuple)) else ():
            yield from self._all(w)
    def parameters(self):
        return list(dict.fromkeys(p for p in self._all(self) if isinstance(p, Parameter)))
    def _set(self, mode):
        self.training = mode
        for v in vars(self).values():
            for w in v.values() if isinstance(v, dict) else v if isinstance(v, (list, tuple)) else [v]:
                if isinstance(w, Module):
                    w._set(mode)
    def train(self):
        self._set(True)
    def eval(self):
        self._set(False)

# %% wrong: what was seen is remembered from call to call
class Module:
    def __init__(self):
        self.training = True
    def __call__(self, *args, **kwargs):
        return self.forward(*args, **kwargs)
    def _all(self, v, seen):
        if isinstance(v, (Parameter, Module)) and v not in seen:
            seen[v] = True
        for w in vars(v).values() if isinstance(v, Module) else v.values() if isinstance(v, dict) else v if isinstance(v, (list, tuple)) else ():
            self._all(w, seen)
        return seen
    def parameters(self, seen={}):
        return [p for p in self._all(self, seen) if isinstance(p, Parameter)]
    def train(self):
        for m in self._all(self, {}):
            m.training = True
    def eval(self):
        for m in self._all(self, {}):
            m.training = False
