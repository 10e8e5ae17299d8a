# Answers to `Sequential`, right and wrong, that the autograder is measured on.


class Base(Module):
    def __init__(self, *layers):
        super().__init__()
        self.layers = layers
        for number, layer in enumerate(layers):
            self.add_module(str(number), layer)

    def __iter__(self):
        yield from self.layers

    def __getitem__(self, index):
        return self.layers[index]


# %% right: as the text suggests
class Sequential(Base):
    def forward(self, x):
        for layer in self.layers:
            x = layer(x)
        return x


# %% right: by number
class Sequential(Base):
    def forward(self, x):
        out = x
        for i in range(len(self.layers)):
            out = self.layers[i].forward(out)
        return out


# %% right: itself as an iterator
class Sequential(Base):
    def forward(self, x):
        for layer in self:
            x = layer.forward(x)
        return x


# %% right: reduced
class Sequential(Base):
    def forward(self, x):
        import functools

        return functools.reduce(lambda value, layer: layer(value), self.layers, x)


# %% wrong: every layer gets the first input
class Sequential(Base):
    def forward(self, x):
        for layer in self.layers:
            out = layer(x)
        return out


# %% wrong: in reverse order
class Sequential(Base):
    def forward(self, x):
        for layer in reversed(self.layers):
            x = layer(x)
        return x


# %% wrong: returns after the first layer
class Sequential(Base):
    def forward(self, x):
        for layer in self.layers:
            x = layer(x)
            return x
        return x


# %% wrong: the last layer is left out
class Sequential(Base):
    def forward(self, x):
        for layer in self.layers[:-1]:
            x = layer(x)
        return x


# %% wrong: returns nothing
class Sequential(Base):
    def forward(self, x):
        for layer in self.layers:
            x = layer(x)


# %% wrong: a list of all outputs
class Sequential(Base):
    def forward(self, x):
        return [x := layer(x) for layer in self.layers]


# %% wrong: the first layer twice
class Sequential(Base):
    def forward(self, x):
        x = self.layers[0](x)
        for layer in self.layers:
            x = layer(x)
        return x


# %% wrong: the sum of the outputs
class Sequential(Base):
    def forward(self, x):
        return Tensor(sum(layer(x).data for layer in self.layers))


# %% wrong: needs a layer
class Sequential(Base):
    def forward(self, x):
        x = self.layers[0](x)
        for layer in self.layers[1:]:
            x = layer(x)
        return x


# %% wrong: keeps its place between calls
class Sequential(Base):
    def forward(self, x):
        self.rest = getattr(self, "rest", list(self.layers))
        while self.rest:
            x = self.rest.pop(0)(x)
        return x


# %% wrong: iterates over submodules
class Sequential(Module):
    def __init__(self, *layers):
        super().__init__()
        self.layers = layers
        for i, l in enumerate(layers):
            self.add_module(str(i), l)

    def __iter__(self):
        yield from self.layers

    def __getitem__(self, i):
        return self.layers[i]

    def forward(self, x):
        for name in sorted(self._submodules):
            x = self._submodules[name](x)
        return x
