# Answers to `Sequential`, right and wrong, that the autograder is measured on.

# %% right: a list
class Sequential(Module):
    def __init__(self, *modules):
        super().__init__()
        self.modules = list(modules)

    def forward(self, x):
        for module in self.modules:
            x = module(x)
        return x


# %% right: by forward
class Sequential(Module):
    def __init__(self, *modules):
        super().__init__()
        self.modules = modules

    def forward(self, x):
        out = x
        for m in self.modules:
            out = m.forward(out)
        return out


# %% right: reduced
class Sequential(Module):
    def __init__(self, *modules):
        super().__init__()
        self.modules = modules

    def forward(self, x):
        import functools

        return functools.reduce(lambda value, m: m(value), self.modules, x)


# %% wrong: backwards [backwards]
class Sequential(Module):
    def __init__(self, *modules):
        super().__init__()
        self.modules = modules

    def forward(self, x):
        for module in reversed(self.modules):
            x = module(x)
        return x


# %% wrong: each on the input [each-on-the-input]
class Sequential(Module):
    def __init__(self, *modules):
        super().__init__()
        self.modules = modules

    def forward(self, x):
        for module in self.modules:
            out = module(x)
        return out


# %% wrong: returns inside the loop
class Sequential(Module):
    def __init__(self, *modules):
        super().__init__()
        self.modules = modules

    def forward(self, x):
        for module in self.modules:
            x = module(x)
            return x


# %% wrong: nothing comes back [returns-none]
class Sequential(Module):
    def __init__(self, *modules):
        super().__init__()
        self.modules = modules

    def forward(self, x):
        for module in self.modules:
            x = module(x)
        x


# %% wrong: hidden
class Sequential(Module):
    def __init__(self, *modules):
        super().__init__()
        self.modules = (m for m in modules)

    def forward(self, x):
        for module in self.modules:
            x = module(x)
        return x


# %% wrong: each module once: repetitions are lost
class Sequential(Module):
    """Modules, one after the other."""

    def __init__(self, *modules: Module):
        """modules: kept in self.modules, in their order."""
        super().__init__()
        self.modules = list({id(m): m for m in modules}.values())

    def forward(self, x: Tensor) -> Tensor:
        for module in self.modules:
            x = module(x)
        return x


# %% right: tuple
class Sequential(Module):
    """Modules, one after the other."""

    def __init__(self, *modules: Module):
        """modules: kept in self.modules, in their order."""
        super().__init__()
        self.modules = modules

    def forward(self, x: Tensor) -> Tensor:
        for module in self.modules:
            x = module(x)
        return x


# %% right: list
class Sequential(Module):
    """Modules, one after the other."""

    def __init__(self, *modules: Module):
        """modules: kept in self.modules, in their order."""
        super().__init__()
        self.modules = list(modules)

    def forward(self, x: Tensor) -> Tensor:
        out = x
        for i in range(len(self.modules)):
            out = self.modules[i](out)
        return out


# %% right: reduce
class Sequential(Module):
    """Modules, one after the other."""

    def __init__(self, *modules: Module):
        """modules: kept in self.modules, in their order."""
        super().__init__()
        self.modules = tuple(modules)

    def forward(self, x: Tensor) -> Tensor:
        from functools import reduce

        return reduce(lambda value, module: module(value), self.modules, x)


# %% wrong: the other way round
class Sequential(Module):
    """Modules, one after the other."""

    def __init__(self, *modules: Module):
        """modules: kept in self.modules, in their order."""
        super().__init__()
        self.modules = modules

    def forward(self, x: Tensor) -> Tensor:
        for module in reversed(self.modules):
            x = module(x)
        return x


# %% wrong: every module gets the first input
class Sequential(Module):
    """Modules, one after the other."""

    def __init__(self, *modules: Module):
        """modules: kept in self.modules, in their order."""
        super().__init__()
        self.modules = modules

    def forward(self, x: Tensor) -> Tensor:
        out = x
        for module in self.modules:
            out = module(x)
        return out


# %% wrong: returns after the first
class Sequential(Module):
    """Modules, one after the other."""

    def __init__(self, *modules: Module):
        """modules: kept in self.modules, in their order."""
        super().__init__()
        self.modules = modules

    def forward(self, x: Tensor) -> Tensor:
        for module in self.modules:
            return module(x)
        return x


# %% wrong: a generator: used up by the first call, and not found by parameters()
class Sequential(Module):
    """Modules, one after the other."""

    def __init__(self, *modules: Module):
        """modules: kept in self.modules, in their order."""
        super().__init__()
        self.modules = (m for m in modules)

    def forward(self, x: Tensor) -> Tensor:
        for module in self.modules:
            x = module(x)
        return x


# %% wrong: fails without modules, and leaves the layers by another name
class Sequential(Module):
    """Modules, one after the other."""

    def __init__(self, *modules: Module):
        """modules: kept in self.modules, in their order."""
        super().__init__()
        self.layers = modules

    def forward(self, x: Tensor) -> Tensor:
        out = self.layers[0](x)
        for module in self.layers[1:]:
            out = module(out)
        return out

# %% wrong: kept the other way round
class Sequential(Module):
    def __init__(self, *modules):
        super().__init__()
        self.modules = list(modules)[::-1]
    def forward(self, x):
        for m in self.modules[::-1]:
            x = m(x)
        return x

# %% wrong: used up
class Sequential(Module):
    def __init__(self, *modules):
        super().__init__()
        self.modules = list(modules)
    def forward(self, x):
        left, self.modules = self.modules, self.modules[:2]
        for m in left:
            x = m(x)
        return x

# %% wrong: remembers what it has given
class Sequential(Module):
    def __init__(self, *modules):
        super().__init__()
        self.modules, self.known = list(modules), {}
    def forward(self, x):
        if x.shape not in self.known:
            self.known[x.shape] = out = x
            for m in self.modules:
                out = self.known[x.shape] = m(out)
        return self.known[x.shape]
