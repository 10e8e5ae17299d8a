# Answers to `MLP`, right and wrong, that the autograder is measured on.

# %% right: as the text suggests
class MLP(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc1 = nn.Linear(784, 64)
        self.fc2 = nn.Linear(64, 32)
        self.fc3 = nn.Linear(32, 10)
    def __call__(self, x):
        x = self.fc1(x).relu()
        x = self.fc2(x).relu()
        return self.fc3(x)

# %% right: layers in a list
class MLP(nn.Module):
    def __init__(self):
        super().__init__()
        sizes = [784, 100, 50, 10]
        self.layers = [nn.Linear(a, b) for a, b in zip(sizes, sizes[1:])]
    def __call__(self, x):
        for layer in self.layers[:-1]:
            x = layer(x).relu()
        return self.layers[-1](x)

# %% right: three hidden layers
class MLP(nn.Module):
    def __init__(self):
        super().__init__()
        self.a, self.b = nn.Linear(784, 40), nn.Linear(40, 40)
        self.c, self.d = nn.Linear(40, 20), nn.Linear(20, 10)
    def __call__(self, x):
        return self.d(self.c(self.b(self.a(x).relu()).relu()).relu())

# %% right: the last layer is made first
class MLP(nn.Module):
    def __init__(self):
        super().__init__()
        self.out = Linear(32, 10)
        self.hidden = [Linear(784, 32), Linear(32, 32)]
    def __call__(self, x):
        for layer in self.hidden:
            x = layer(x).relu()
        return self.out(x)

# %% right: one expression
class MLP(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc1 = nn.Linear(784, 64)
        self.fc2 = nn.Linear(64, 32)
        self.fc3 = nn.Linear(32, 10)
    def __call__(self, x):
        return self.fc3(self.fc2(self.fc1(x).relu()).relu())

# %% wrong: no ReLU at all
class MLP(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc1 = nn.Linear(784, 64)
        self.fc2 = nn.Linear(64, 32)
        self.fc3 = nn.Linear(32, 10)
    def __call__(self, x):
        return self.fc3(self.fc2(self.fc1(x)))

# %% wrong: one ReLU is missing
class MLP(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc1 = nn.Linear(784, 64)
        self.fc2 = nn.Linear(64, 32)
        self.fc3 = nn.Linear(32, 10)
    def __call__(self, x):
        x = self.fc1(x).relu()
        x = self.fc2(x)
        return self.fc3(x)

# %% wrong: ReLU behind the last layer
class MLP(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc1 = nn.Linear(784, 64)
        self.fc2 = nn.Linear(64, 32)
        self.fc3 = nn.Linear(32, 10)
    def __call__(self, x):
        x = self.fc1(x).relu()
        x = self.fc2(x).relu()
        return self.fc3(x).relu()

# %% wrong: one hidden layer
class MLP(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc1 = nn.Linear(784, 64)
        self.fc2 = nn.Linear(64, 10)
    def __call__(self, x):
        return self.fc2(self.fc1(x).relu())

# %% wrong: layers are made in each call
class MLP(nn.Module):
    def __init__(self):
        super().__init__()
    def __call__(self, x):
        x = nn.Linear(784, 64)(x).relu()
        x = nn.Linear(64, 32)(x).relu()
        return nn.Linear(32, 10)(x)

# %% wrong: a layer is skipped
class MLP(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc1 = nn.Linear(784, 64)
        self.fc2 = nn.Linear(64, 64)
        self.fc3 = nn.Linear(64, 10)
    def __call__(self, x):
        return self.fc3(self.fc1(x).relu())

# %% wrong: sizes do not meet
class MLP(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc1 = nn.Linear(784, 64)
        self.fc2 = nn.Linear(64, 32)
        self.fc3 = nn.Linear(64, 10)
    def __call__(self, x):
        x = self.fc1(x).relu()
        x = self.fc2(x).relu()
        return self.fc3(x)

# %% wrong: nothing is returned
class MLP(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc1 = nn.Linear(784, 64)
        self.fc2 = nn.Linear(64, 32)
        self.fc3 = nn.Linear(32, 10)
    def __call__(self, x):
        x = self.fc1(x).relu()
        x = self.fc2(x).relu()
        self.fc3(x)

# %% wrong: probabilities
class MLP(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc1 = nn.Linear(784, 64)
        self.fc2 = nn.Linear(64, 32)
        self.fc3 = nn.Linear(32, 10)
    def __call__(self, x):
        x = self.fc1(x).relu()
        x = self.fc2(x).relu()
        return self.fc3(x).log_softmax().exp()

# %% wrong: the graph is cut
class MLP(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc1 = nn.Linear(784, 64)
        self.fc2 = nn.Linear(64, 32)
        self.fc3 = nn.Linear(32, 10)
    def __call__(self, x):
        x = self.fc1(x).relu()
        x = Tensor(self.fc2(x).relu().data)
        return self.fc3(x)

# %% wrong: nine scores [other-output]
class MLP(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc1 = nn.Linear(784, 64)
        self.fc2 = nn.Linear(64, 32)
        self.fc3 = nn.Linear(32, 9)
    def __call__(self, x):
        x = self.fc1(x).relu()
        x = self.fc2(x).relu()
        return self.fc3(x)

# %% wrong: the image is not flat [other-input]
class MLP(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc1 = nn.Linear(28, 64)
        self.fc2 = nn.Linear(64, 32)
        self.fc3 = nn.Linear(32, 10)
    def __call__(self, x):
        x = self.fc1(x).relu()
        x = self.fc2(x).relu()
        return self.fc3(x)

# %% wrong: layers in a dictionary, where parameters() does not look [layers-not-found]
class MLP(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = {"a": nn.Linear(784, 32), "b": nn.Linear(32, 16), "c": nn.Linear(16, 10)}
    def __call__(self, x):
        return self.layers["c"](self.layers["b"](self.layers["a"](x).relu()).relu())

# %% wrong: weights that do not learn
class MLP(nn.Module):
    def __init__(self):
        super().__init__()
        self.a, self.b, self.c = nn.Linear(784, 32), nn.Linear(32, 16), nn.Linear(16, 10)
        self.b.weight.requires_grad = False
    def __call__(self, x):
        return self.c(self.b(self.a(x).relu()).relu())

# %% wrong: a residual
class MLP(nn.Module):
    def __init__(self):
        super().__init__()
        self.a, self.b, self.c = nn.Linear(784, 32), nn.Linear(32, 32), nn.Linear(32, 10)
    def __call__(self, x):
        x = self.a(x).relu()
        return self.c(x + self.b(x).relu())

# %% wrong: normalized [softmax-in-the-network]
class MLP(nn.Module):
    def __init__(self):
        super().__init__()
        self.a, self.b, self.c = nn.Linear(784, 32), nn.Linear(32, 16), nn.Linear(16, 10)
    def __call__(self, x):
        return self.c(self.b(self.a(x).relu()).relu()).log_softmax()

# %% right: a tuple, and a property
class MLP(nn.Module):
    def __init__(self, *sizes):
        super().__init__()
        sizes = (784, *(sizes or (40, 30)), 10)
        self.parts = tuple(Linear(a, b) for a, b in zip(sizes, sizes[1:]))
    def __call__(self, x):
        from functools import reduce
        return self.parts[-1](reduce(lambda x, layer: layer(x).relu(), self.parts[:-1], x))

# %% right: a module of its own
class Hidden(nn.Module):
    def __init__(self, a, b):
        super().__init__()
        self.linear = nn.Linear(a, b)
    def __call__(self, x):
        return self.linear(x).relu()


class MLP(nn.Module):
    def __init__(self):
        super().__init__()
        self.body = [Hidden(784, 32), Hidden(32, 16)]
        self.head = nn.Linear(16, 10)
    def __call__(self, x):
        for part in self.body:
            x = part(x)
        return self.head(x)

# %% wrong: forward in place of call [base-class-runs]
class MLP(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc1 = nn.Linear(784, 64)
        self.fc2 = nn.Linear(64, 32)
        self.fc3 = nn.Linear(32, 10)

    def forward(self, x):
        x = self.fc1(x).relu()
        x = self.fc2(x).relu()
        return self.fc3(x)
