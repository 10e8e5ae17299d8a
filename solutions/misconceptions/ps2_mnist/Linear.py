# Mistakes in `Linear` that have a hint of their own, the more specific first.


# %% [markdown] id="attribute-unknown"
# Every case ends in an AttributeError, and its message says what lacks which attribute. An array
# that has no `array` should have become a Tensor before it becomes a Parameter; a layer that has
# no `_parameters` has not called `super().__init__()` first. What does yours say?

# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        bound = 1 / np.sqrt(in_features)
        self.weight = Parameter(np.random.uniform(-bound, bound, (out_features, in_features)))
        self.bias = Parameter(Tensor(np.random.uniform(-bound, bound, out_features))) if bias else None

    def forward(self, x):
        out = x @ self.weight.T
        return out if self.bias is None else out + self.bias

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


# %% [markdown] id="random-call-fails"
# The layer cannot even be made: a TypeError arises in `__init__`. A random generator takes the
# shape as one argument, a tuple, after the two bounds; a Tensor or a Parameter takes one array.
# Which call in the line that the error names gets more, or others, than it can take?

# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        bound = 1 / np.sqrt(in_features)
        self.weight = Parameter(Tensor(np.random.uniform(-bound, bound, out_features, in_features)))
        self.bias = Parameter(Tensor(np.random.uniform(-bound, bound, out_features))) if bias else None

    def forward(self, x):
        out = x @ self.weight.T
        return out if self.bias is None else out + self.bias

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


# %% [markdown] id="name-unknown-in-init"
# The layer cannot even be made: Python does not know a name in `__init__`, and the message says
# which. Nothing of PyTorch is at hand here; there are `np`, `Tensor` and `Parameter`, and the
# arguments `in_features`, `out_features` and `bias`.

# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        self.weight = Parameter(Tensor(torch_rand(out_features, in_features)))
        self.bias = Parameter(Tensor(np.random.uniform(-bound, bound, out_features))) if bias else None

    def forward(self, x):
        out = x @ self.weight.T
        return out if self.bias is None else out + self.bias

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


# %% [markdown] id="bounds-out-of-order"
# The layer cannot even be made: a ValueError arises in `__init__`, so read its message. If it
# speaks of low and high, a generator of whole numbers finds none between such small bounds: which
# kind of number should a weight be? If it speaks of shapes or sizes, count what is drawn and what
# it is laid out in.

# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        bound = 1 / np.sqrt(in_features)
        self.weight = Parameter(Tensor(np.random.randint(-bound, bound, (out_features, in_features))))
        self.bias = Parameter(Tensor(np.random.uniform(-bound, bound, out_features))) if bias else None

    def forward(self, x):
        out = x @ self.weight.T
        return out if self.bias is None else out + self.bias

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


# %% [markdown] id="init-not-independent"
# In your weight and bias the same numbers occur again and again. Between the two bounds every
# number should be possible, and each entry of either should be drawn on its own. Does your
# generator choose from a few given numbers, are too few drawn and then repeated, or does the bias
# take over entries of the weight?

# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        bound = 1 / np.sqrt(in_features)
        self.weight = Parameter(Tensor(np.random.choice([-bound, bound], (out_features, in_features))))
        self.bias = Parameter(Tensor(np.random.choice([-bound, bound], out_features))) if bias else None

    def forward(self, x):
        out = x @ self.weight.T
        return out if self.bias is None else out + self.bias

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


# %% [markdown] id="init-whole-numbers"
# Some of your initial values are whole numbers, and have the dtype of whole numbers. A weight is a
# floating-point number between the bounds, which for most layers are far closer together than -1
# and 1. What does your generator return?

# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        bound = 1 / np.sqrt(in_features)
        self.weight = Parameter(Tensor(np.random.randint(-1, 2, (out_features, in_features))))
        self.bias = Parameter(Tensor(np.random.randint(-1, 2, out_features))) if bias else None

    def forward(self, x):
        out = x @ self.weight.T
        return out if self.bias is None else out + self.bias

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        bound = 1 / np.sqrt(in_features)
        self.weight = Parameter(Tensor(np.random.randint(-1, 2, (out_features, in_features))))
        self.bias = Parameter(Tensor(np.random.uniform(-bound, bound, out_features))) if bias else None

    def forward(self, x):
        out = x @ self.weight.T
        return out if self.bias is None else out + self.bias

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        bound = 1 / np.sqrt(in_features)
        self.weight = Parameter(Tensor(np.random.uniform(-bound, bound, (out_features, in_features))))
        self.bias = Parameter(Tensor(np.zeros(out_features, dtype=int))) if bias else None

    def forward(self, x):
        out = x @ self.weight.T
        return out if self.bias is None else out + self.bias

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


# %% [markdown] id="init-not-random"
# The weights are random, but the biases of two fresh layers are exactly the same. Many networks do
# start their biases at zero; in this exercise they are drawn at random, within the same bounds as
# the weights. What goes into your bias?

# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        bound = 1 / np.sqrt(in_features)
        self.weight = Parameter(Tensor(np.random.uniform(-bound, bound, (out_features, in_features))))
        self.bias = Parameter(Tensor(np.zeros(out_features))) if bias else None

    def forward(self, x):
        out = x @ self.weight.T
        return out if self.bias is None else out + self.bias

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


# %% [markdown] id="init-scale-wrong"
# The weights are spread as they should be; the biases are spread evenly, too, but over an interval
# of another width. One bound is used for both, and it is the number of inputs that decides,
# although the bias has one entry for each output. Where does the bound of your bias come from?

# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        bound = 1 / np.sqrt(in_features)
        self.weight = Parameter(Tensor(np.random.uniform(-bound, bound, (out_features, in_features))))
        self.bias = Parameter(Tensor(np.random.uniform(-1, 1, out_features))) if bias else None

    def forward(self, x):
        out = x @ self.weight.T
        return out if self.bias is None else out + self.bias

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


# %% [markdown] id="init-not-symmetric"
# The weights are spread as they should be; the interval of the biases does not lie evenly around
# zero. The same bounds hold for both, one negative and one positive. What does the generator that
# you use for the bias return?

# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        bound = 1 / np.sqrt(in_features)
        self.weight = Parameter(Tensor(np.random.uniform(-bound, bound, (out_features, in_features))))
        self.bias = Parameter(Tensor(bound * np.random.rand(out_features))) if bias else None

    def forward(self, x):
        out = x @ self.weight.T
        return out if self.bias is None else out + self.bias

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


# %% [markdown] id="init-not-uniform"
# The weights are spread evenly, as they should be, but the biases are not. Between the bounds
# every value should be as likely as any other, for both. Which distribution do you draw the bias
# from?

# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        bound = 1 / np.sqrt(in_features)
        self.weight = Parameter(Tensor(np.random.uniform(-bound, bound, (out_features, in_features))))
        self.bias = Parameter(Tensor(bound * np.random.randn(out_features))) if bias else None

    def forward(self, x):
        out = x @ self.weight.T
        return out if self.bias is None else out + self.bias

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


# %% [markdown] id="weight-not-random"
# The biases are random, but the weights of two fresh layers are exactly the same. With equal
# weights all outputs would learn the same thing, as the text says. What goes into your weight:
# zeros, ones, evenly spaced numbers, or numbers drawn from a seed that you set yourself?

# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        bound = 1 / np.sqrt(in_features)
        self.weight = Parameter(Tensor(np.zeros((out_features, in_features))))
        self.bias = Parameter(Tensor(np.random.uniform(-bound, bound, out_features))) if bias else None

    def forward(self, x):
        out = x @ self.weight.T
        return out if self.bias is None else out + self.bias

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


# %% [markdown] id="scaled-in-forward"
# The bound belongs to the initial values alone. You draw the numbers from another range and
# multiply by the bound in `forward`, at every call. Whoever sets `weight` to a matrix expects the
# output to be made with just that matrix: which of your factors should have been used in
# `__init__`?

# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        self.weight = Parameter(Tensor(np.random.uniform(-1, 1, (out_features, in_features))))
        self.bias = Parameter(Tensor(np.random.uniform(-1, 1, out_features))) if bias else None

    def forward(self, x):
        bound = 1 / np.sqrt(self.in_features)
        out = bound * (x @ self.weight.T)
        return out if self.bias is None else out + self.bias

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        self.weight = Parameter(Tensor(np.random.uniform(-1, 1, (out_features, in_features))))
        self.bias = Parameter(Tensor(np.random.uniform(-1, 1, out_features))) if bias else None

    def forward(self, x):
        bound = 1 / np.sqrt(self.in_features)
        out = x @ self.weight.T
        return bound * (out if self.bias is None else out + self.bias)

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        bound = 1 / np.sqrt(in_features)
        self.weight = Parameter(Tensor(np.random.uniform(-1, 1, (out_features, in_features))))
        self.bias = Parameter(Tensor(np.random.uniform(-bound, bound, out_features))) if bias else None

    def forward(self, x):
        bound = 1 / np.sqrt(self.in_features)
        out = bound * (x @ self.weight.T)
        return out if self.bias is None else out + self.bias

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        bound = 1 / np.sqrt(in_features)
        self.weight = Parameter(Tensor(np.random.uniform(-1, 1, (out_features, in_features))))
        self.bias = Parameter(Tensor(np.random.uniform(-bound, bound, out_features))) if bias else None

    def forward(self, x):
        bound = 1 / np.sqrt(self.in_features)
        out = x @ self.weight.T
        return bound * (out if self.bias is None else out + self.bias)

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        bound = 1 / np.sqrt(in_features)
        self.weight = Parameter(Tensor(np.random.uniform(-bound, bound, (out_features, in_features))))
        self.bias = Parameter(Tensor(np.random.uniform(-bound, bound, out_features))) if bias else None

    def forward(self, x):
        bound = 1 / np.sqrt(self.in_features)
        out = bound * (x @ self.weight.T)
        return out if self.bias is None else out + self.bias

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        bound = 1 / np.sqrt(in_features)
        self.weight = Parameter(Tensor(np.random.uniform(-bound, bound, (out_features, in_features))))
        self.bias = Parameter(Tensor(np.random.uniform(-bound, bound, out_features))) if bias else None

    def forward(self, x):
        bound = 1 / np.sqrt(self.in_features)
        out = x @ self.weight.T
        return bound * (out if self.bias is None else out + self.bias)

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        bound = 1 / np.sqrt(in_features)
        self.weight = Parameter(Tensor(np.random.uniform(-bound, bound, (out_features, in_features))))
        self.bias = Parameter(Tensor(np.random.uniform(-bound, bound, out_features))) if bias else None

    def forward(self, x):
        out = x @ self.weight.T
        out = out / self.in_features
        return out if self.bias is None else out + self.bias

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


# %% [markdown] id="parameters-are-tensors"
# Your weight and your bias are no Parameters, so `Module` takes no note of them, `parameters()` is
# empty, and an optimiser would have nothing to move. The `requires_grad` of a Tensor is not
# enough. What turns a Tensor into something that a module recognises as its own?

# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        bound = 1 / np.sqrt(in_features)
        self.weight = Tensor(np.random.uniform(-bound, bound, (out_features, in_features)), requires_grad=True)
        self.bias = Tensor(np.random.uniform(-bound, bound, out_features), requires_grad=True) if bias else None

    def forward(self, x):
        out = x @ self.weight.T
        return out if self.bias is None else out + self.bias

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        bound = 1 / np.sqrt(in_features)
        self.weight = np.random.uniform(-bound, bound, (out_features, in_features))
        self.bias = np.random.uniform(-bound, bound, out_features) if bias else None

    def forward(self, x):
        out = x @ self.weight.T
        return out if self.bias is None else out + self.bias

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


# %% [markdown] id="weight-not-parameter"
# Your weight is no Parameter, but a plain Tensor or array, so `Module` takes no note of it and
# `parameters()` leaves it out: an optimiser would never move it. Compare with the line that makes
# your bias. What is done there that is missing here?

# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        bound = 1 / np.sqrt(in_features)
        self.weight = Tensor(np.random.uniform(-bound, bound, (out_features, in_features)), requires_grad=True)
        self.bias = Parameter(Tensor(np.random.uniform(-bound, bound, out_features))) if bias else None

    def forward(self, x):
        out = x @ self.weight.T
        return out if self.bias is None else out + self.bias

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        bound = 1 / np.sqrt(in_features)
        self.weight = np.random.uniform(-bound, bound, (out_features, in_features))
        self.bias = Parameter(Tensor(np.random.uniform(-bound, bound, out_features))) if bias else None

    def forward(self, x):
        out = x @ self.weight.T
        return out if self.bias is None else out + self.bias

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        bound = 1 / np.sqrt(in_features)
        self.weight = np.random.uniform(-bound, bound, (out_features, in_features))
        self.bias = Parameter(Tensor(np.random.uniform(-bound, bound, out_features))) if bias else None

    def forward(self, x):
        out = x @ Tensor(self.weight.T, requires_grad=True)
        return out if self.bias is None else out + self.bias

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


# %% [markdown] id="bias-not-parameter"
# Your bias is no Parameter, but a plain Tensor or array, so `Module` takes no note of it and
# `parameters()` leaves it out: an optimiser would never move it. Compare with the line that makes
# your weight. What is done there that is missing here?

# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        bound = 1 / np.sqrt(in_features)
        self.weight = Parameter(Tensor(np.random.uniform(-bound, bound, (out_features, in_features))))
        self.bias = Tensor(np.random.uniform(-bound, bound, out_features), requires_grad=True) if bias else None

    def forward(self, x):
        out = x @ self.weight.T
        return out if self.bias is None else out + self.bias

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        bound = 1 / np.sqrt(in_features)
        self.weight = Parameter(Tensor(np.random.uniform(-bound, bound, (out_features, in_features))))
        self.bias = np.random.uniform(-bound, bound, out_features) if bias else None

    def forward(self, x):
        out = x @ self.weight.T
        return out if self.bias is None else out + self.bias

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


# %% [markdown] id="parameter-without-grad"
# A Parameter of your layer does not require a gradient, so `backward` will leave nothing on it and
# it can never learn. A Parameter requires one unless it is told otherwise: what tells yours?

# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        bound = 1 / np.sqrt(in_features)
        weight = np.random.uniform(-bound, bound, (out_features, in_features))
        self.weight = Parameter(Tensor(weight), requires_grad=False)
        self.bias = Parameter(Tensor(np.random.uniform(-bound, bound, out_features)), requires_grad=False) if bias else None

    def forward(self, x):
        out = x @ self.weight.T
        return out if self.bias is None else out + self.bias

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        bound = 1 / np.sqrt(in_features)
        weight = np.random.uniform(-bound, bound, (out_features, in_features))
        self.weight = Parameter(Tensor(weight), requires_grad=False)
        self.bias = Parameter(Tensor(np.random.uniform(-bound, bound, out_features))) if bias else None

    def forward(self, x):
        out = x @ self.weight.T
        return out if self.bias is None else out + self.bias

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        bound = 1 / np.sqrt(in_features)
        self.weight = Parameter(Tensor(np.random.uniform(-bound, bound, (out_features, in_features))))
        self.bias = Parameter(Tensor(np.random.uniform(-bound, bound, out_features)), requires_grad=False) if bias else None

    def forward(self, x):
        out = x @ self.weight.T
        return out if self.bias is None else out + self.bias

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


# %% [markdown] id="attributes-renamed"
# A layer of yours has no `weight`, or no `bias`, or `forward` uses others. These two names are
# fixed: whoever reads or replaces `layer.weight` counts on it. Which names does your `__init__`
# assign to, and which of them does `forward` read?

# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        bound = 1 / np.sqrt(in_features)
        self.W = Parameter(Tensor(np.random.uniform(-bound, bound, (out_features, in_features))))
        self.b = Parameter(Tensor(np.random.uniform(-bound, bound, out_features))) if bias else None

    def forward(self, x):
        out = x @ self.W.T
        return out if self.b is None else out + self.b

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.b is not None}"
        )


# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        bound = 1 / np.sqrt(in_features)
        self.weights = Parameter(Tensor(np.random.uniform(-bound, bound, (out_features, in_features))))
        self.b = Parameter(Tensor(np.random.uniform(-bound, bound, out_features))) if bias else None

    def forward(self, x):
        out = x @ self.weights.T
        return out if self.b is None else out + self.b

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        bound = 1 / np.sqrt(in_features)
        self.weights = Parameter(Tensor(np.random.uniform(-bound, bound, (out_features, in_features))))
        self.bias = Parameter(Tensor(np.random.uniform(-bound, bound, out_features))) if bias else None

    def forward(self, x):
        out = x @ self.weights.T
        return out if self.bias is None else out + self.bias

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        bound = 1 / np.sqrt(in_features)
        self.weight = Parameter(Tensor(np.random.uniform(-bound, bound, (out_features, in_features))))
        self.b = Parameter(Tensor(np.random.uniform(-bound, bound, out_features))) if bias else None

    def forward(self, x):
        out = x @ self.weight.T
        return out if self.b is None else out + self.b

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


# %% [markdown] id="not-kept-on-self"
# Your layer has no attribute `weight`, or no attribute `bias`; the message says which. A name in
# `__init__` ends with `__init__`, unless it is put on the object. Are both made and stored where
# `forward`, and `Module`, can find them, under just these names?

# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        bound = 1 / np.sqrt(in_features)
        weight = Parameter(Tensor(np.random.uniform(-bound, bound, (out_features, in_features))))
        bias = Parameter(Tensor(np.random.uniform(-bound, bound, out_features))) if bias else None

    def forward(self, x):
        out = x @ self.weight.T
        return out if self.bias is None else out + self.bias

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        bound = 1 / np.sqrt(in_features)
        weight = Parameter(Tensor(np.random.uniform(-bound, bound, (out_features, in_features))))
        self.bias = Parameter(Tensor(np.random.uniform(-bound, bound, out_features))) if bias else None

    def forward(self, x):
        out = x @ self.weight.T
        return out if self.bias is None else out + self.bias

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


# %% [markdown] id="weight-shape-transposed"
# Your weight has the inputs first, (in_features, out_features). That is a layer, too, but here, as
# in PyTorch, the outputs come first, and whoever sets or reads `weight` relies on it. Which length
# comes first in the shape that you give the generator, and does `forward` fit the shape that is
# wanted?

# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        bound = 1 / np.sqrt(in_features)
        self.weight = Parameter(Tensor(np.random.uniform(-bound, bound, (in_features, out_features))))
        self.bias = Parameter(Tensor(np.random.uniform(-bound, bound, out_features))) if bias else None

    def forward(self, x):
        out = x @ self.weight
        return out if self.bias is None else out + self.bias

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        bound = 1 / np.sqrt(in_features)
        self.weight = Parameter(Tensor(np.random.uniform(-bound, bound, (in_features, out_features))))
        self.bias = Parameter(Tensor(np.random.uniform(-bound, bound, out_features))) if bias else None

    def forward(self, x):
        out = x @ self.weight.T
        return out if self.bias is None else out + self.bias

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        bound = 1 / np.sqrt(in_features)
        self.weight = Parameter(Tensor(np.random.uniform(-bound, bound, (in_features, out_features))))
        self.bias = Parameter(Tensor(np.random.uniform(-bound, bound, in_features))) if bias else None

    def forward(self, x):
        out = x @ self.weight
        return out if self.bias is None else out + self.bias

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        bound = 1 / np.sqrt(in_features)
        self.weight = Parameter(Tensor(np.random.uniform(-bound, bound, (in_features, out_features))))
        self.bias = Parameter(Tensor(np.random.uniform(-bound, bound, in_features))) if bias else None

    def forward(self, x):
        out = x @ self.weight.T
        return out if self.bias is None else out + self.bias

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


# %% [markdown] id="weight-wrong-shape"
# Your weight does not have one row for each output and one column for each input. Every output is
# a weighted sum of all inputs, with weights of its own: how many numbers is that for 3 inputs and
# 2 outputs, and in what shape? Look at what you give the generator as the shape.

# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        bound = 1 / np.sqrt(in_features)
        self.weight = Parameter(Tensor(np.random.uniform(-bound, bound)))
        self.bias = Parameter(Tensor(np.random.uniform(-bound, bound, out_features))) if bias else None

    def forward(self, x):
        out = x @ self.weight.T
        return out if self.bias is None else out + self.bias

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        bound = 1 / np.sqrt(in_features)
        self.weight = Parameter(Tensor(np.random.uniform(-bound, bound)))
        self.bias = Parameter(Tensor(np.random.uniform(-bound, bound))) if bias else None

    def forward(self, x):
        out = x @ self.weight.T
        return out if self.bias is None else out + self.bias

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        bound = 1 / np.sqrt(in_features)
        self.weight = Parameter(Tensor(np.random.uniform(-bound, bound, out_features)))
        self.bias = Parameter(Tensor(np.random.uniform(-bound, bound, out_features))) if bias else None

    def forward(self, x):
        out = x @ self.weight.T
        return out if self.bias is None else out + self.bias

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        bound = 1 / np.sqrt(in_features)
        self.weight = Parameter(Tensor(np.random.uniform(-bound, bound, in_features)))
        self.bias = Parameter(Tensor(np.random.uniform(-bound, bound, out_features))) if bias else None

    def forward(self, x):
        out = x @ self.weight.T
        return out if self.bias is None else out + self.bias

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        bound = 1 / np.sqrt(in_features)
        self.weight = Parameter(Tensor(np.random.uniform(-bound, bound, out_features * in_features)))
        self.bias = Parameter(Tensor(np.random.uniform(-bound, bound, out_features))) if bias else None

    def forward(self, x):
        out = x @ self.weight.T
        return out if self.bias is None else out + self.bias

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        bound = 1 / np.sqrt(in_features)
        self.weight = Parameter(Tensor(np.random.uniform(-bound, bound, (1, in_features))))
        self.bias = Parameter(Tensor(np.random.uniform(-bound, bound, out_features))) if bias else None

    def forward(self, x):
        out = x @ self.weight.T
        return out if self.bias is None else out + self.bias

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        bound = 1 / np.sqrt(in_features)
        self.weight = Parameter(Tensor(np.random.uniform(-bound, bound, (in_features, in_features))))
        self.bias = Parameter(Tensor(np.random.uniform(-bound, bound, out_features))) if bias else None

    def forward(self, x):
        out = x @ self.weight.T
        return out if self.bias is None else out + self.bias

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        bound = 1 / np.sqrt(in_features)
        self.weight = Parameter(Tensor(np.random.uniform(-bound, bound, (out_features, out_features))))
        self.bias = Parameter(Tensor(np.random.uniform(-bound, bound, out_features))) if bias else None

    def forward(self, x):
        out = x @ self.weight.T
        return out if self.bias is None else out + self.bias

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        bound = 1 / np.sqrt(in_features)
        self.weight = Parameter(Tensor(np.random.uniform(-bound, bound, (out_features, in_features + 1))))
        self.bias = Parameter(Tensor(np.random.uniform(-bound, bound, out_features))) if bias else None

    def forward(self, x):
        out = x @ self.weight.T
        return out if self.bias is None else out + self.bias

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        bound = 1 / np.sqrt(in_features)
        self.weight = Parameter(Tensor(np.random.uniform(-bound, bound, (out_features, 1))))
        self.bias = Parameter(Tensor(np.random.uniform(-bound, bound, out_features))) if bias else None

    def forward(self, x):
        out = x @ self.weight.T
        return out if self.bias is None else out + self.bias

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


# %% [markdown] id="bias-wrong-shape"
# Your bias does not have the shape (out_features,). It holds one number for each output, in a
# vector, which broadcasting then adds to every row of the batch. How many inputs there are does
# not matter to it: what shape do you give the generator?

# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        bound = 1 / np.sqrt(in_features)
        self.weight = Parameter(Tensor(np.random.uniform(-bound, bound, (out_features, in_features))))
        self.bias = Parameter(Tensor(np.random.uniform(-bound, bound, in_features))) if bias else None

    def forward(self, x):
        out = x @ self.weight.T
        return out if self.bias is None else out + self.bias

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        bound = 1 / np.sqrt(in_features)
        self.weight = Parameter(Tensor(np.random.uniform(-bound, bound, (out_features, in_features))))
        self.bias = Parameter(Tensor(np.random.uniform(-bound, bound, (1, out_features)))) if bias else None

    def forward(self, x):
        out = x @ self.weight.T
        return out if self.bias is None else out + self.bias

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        bound = 1 / np.sqrt(in_features)
        self.weight = Parameter(Tensor(np.random.uniform(-bound, bound, (out_features, in_features))))
        self.bias = Parameter(Tensor(np.random.uniform(-bound, bound, 1))) if bias else None

    def forward(self, x):
        out = x @ self.weight.T
        return out if self.bias is None else out + self.bias

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        bound = 1 / np.sqrt(in_features)
        self.weight = Parameter(Tensor(np.random.uniform(-bound, bound, (out_features, in_features))))
        self.bias = Parameter(Tensor(np.random.uniform(-bound, bound))) if bias else None

    def forward(self, x):
        out = x @ self.weight.T
        return out if self.bias is None else out + self.bias

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        bound = 1 / np.sqrt(in_features)
        self.weight = Parameter(Tensor(np.random.uniform(-bound, bound, (out_features, in_features))))
        self.bias = Parameter(Tensor(np.random.uniform(-bound, bound, (out_features, 1)))) if bias else None

    def forward(self, x):
        out = x @ self.weight.T
        return out if self.bias is None else out + self.bias

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        bound = 1 / np.sqrt(in_features)
        self.weight = Parameter(Tensor(np.random.uniform(-bound, bound, (out_features, in_features))))
        self.bias = Parameter(Tensor(np.random.uniform(-bound, bound, (out_features, in_features)))) if bias else None

    def forward(self, x):
        out = x @ self.weight.T
        return out if self.bias is None else out + self.bias

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        bound = 1 / np.sqrt(in_features)
        self.weight = Parameter(Tensor(np.random.uniform(-bound, bound, (out_features, in_features))))
        self.bias = Parameter(Tensor(np.random.uniform(-bound, bound, (1, in_features)))) if bias else None

    def forward(self, x):
        out = x @ self.weight.T
        return out if self.bias is None else out + self.bias

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        bound = 1 / np.sqrt(in_features)
        self.weight = Parameter(Tensor(np.random.uniform(-bound, bound, (out_features, in_features))))
        self.bias = Parameter(Tensor(np.random.uniform(-bound, bound, (1, 1)))) if bias else None

    def forward(self, x):
        out = x @ self.weight.T
        return out if self.bias is None else out + self.bias

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


# %% [markdown] id="extra-parameter"
# `parameters()` lists more than the weight and the bias. `Module` notes every Parameter that is
# assigned to an attribute, even the same one under a second name, and the optimiser will move each
# of them. What else of yours is a Parameter, and does `forward` use that instead of `weight` or
# `bias`?

# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        bound = 1 / np.sqrt(in_features)
        self.weight = Parameter(Tensor(np.random.uniform(-bound, bound, (out_features, in_features))))
        self.bias = Parameter(Tensor(np.random.uniform(-bound, bound, out_features))) if bias else None
        self.weight_t = Parameter(Tensor(self.weight.array.T))

    def forward(self, x):
        out = x @ self.weight_t
        return out if self.bias is None else out + self.bias

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        bound = 1 / np.sqrt(in_features)
        self.weight = Parameter(Tensor(np.random.uniform(-bound, bound, (out_features, in_features))))
        self.bias = Parameter(Tensor(np.random.uniform(-bound, bound, out_features))) if bias else None
        self.weight_t = Parameter(Tensor(self.weight.array.T))

    def forward(self, x):
        out = x @ self.weight.T
        return out if self.bias is None else out + self.bias

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        bound = 1 / np.sqrt(in_features)
        self.weight = Parameter(Tensor(np.random.uniform(-bound, bound, (out_features, in_features))))
        self.bias = Parameter(Tensor(np.random.uniform(-bound, bound, out_features))) if bias else None
        self.w = self.weight

    def forward(self, x):
        out = x @ self.weight.T
        return out if self.bias is None else out + self.bias

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        bound = 1 / np.sqrt(in_features)
        self.weight = Parameter(Tensor(np.random.uniform(-bound, bound, (out_features, in_features))))
        self.bias = Parameter(Tensor(np.random.uniform(-bound, bound, out_features))) if bias else None
        if bias:
            self.b = self.bias

    def forward(self, x):
        out = x @ self.weight.T
        return out if self.bias is None else out + self.bias

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        bound = 1 / np.sqrt(in_features)
        self.weight = Parameter(Tensor(np.random.uniform(-bound, bound, (out_features, in_features))))
        self.bias = Parameter(Tensor(np.random.uniform(-bound, bound, out_features))) if bias else None
        self.w = self.weight
        if bias:
            self.b = self.bias

    def forward(self, x):
        out = x @ self.weight.T
        return out if self.bias is None else out + self.bias

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        bound = 1 / np.sqrt(in_features)
        self.weight = Parameter(Tensor(np.random.uniform(-bound, bound, (out_features, in_features))))
        self.bias = Parameter(Tensor(np.random.uniform(-bound, bound, out_features))) if bias else None
        self.bound = Parameter(Tensor(bound))

    def forward(self, x):
        out = x @ self.weight.T
        return out if self.bias is None else out + self.bias

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


# %% [markdown] id="bias-ignored-when-false"
# A layer made with `bias=False` should have a `bias` of None and nothing else: no Parameter, no
# zeros, no False. Others look at `layer.bias` to learn whether there is one. What does your
# `__init__` assign in that case?

# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        bound = 1 / np.sqrt(in_features)
        self.weight = Parameter(Tensor(np.random.uniform(-bound, bound, (out_features, in_features))))
        self.bias = Parameter(Tensor(np.random.uniform(-bound, bound, out_features)))

    def forward(self, x):
        out = x @ self.weight.T
        return out if self.bias is None else out + self.bias

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        bound = 1 / np.sqrt(in_features)
        self.weight = Parameter(Tensor(np.random.uniform(-bound, bound, (out_features, in_features))))
        self.bias = bias and Parameter(Tensor(np.random.uniform(-bound, bound, out_features)))

    def forward(self, x):
        out = x @ self.weight.T
        return out if self.bias is False else out + self.bias

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        bound = 1 / np.sqrt(in_features)
        self.weight = Parameter(Tensor(np.random.uniform(-bound, bound, (out_features, in_features))))
        self.bias = Parameter(Tensor(np.random.uniform(-bound, bound, out_features))) if bias else Parameter(Tensor(0.0))

    def forward(self, x):
        out = x @ self.weight.T
        return out if self.bias is None else out + self.bias

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        bound = 1 / np.sqrt(in_features)
        self.weight = Parameter(Tensor(np.random.uniform(-bound, bound, (out_features, in_features))))
        self.bias = Parameter(Tensor(np.random.uniform(-bound, bound, out_features))) if bias else Parameter(Tensor(np.zeros(1)))

    def forward(self, x):
        out = x @ self.weight.T
        return out if self.bias is None else out + self.bias

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        bound = 1 / np.sqrt(in_features)
        self.weight = Parameter(Tensor(np.random.uniform(-bound, bound, (out_features, in_features))))
        self.bias = Parameter(Tensor(np.random.uniform(-bound, bound, out_features))) if bias else Parameter(Tensor(np.zeros(in_features)))

    def forward(self, x):
        out = x @ self.weight.T
        return out if self.bias is None else out + self.bias

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


# %% [markdown] id="bias-attribute-missing"
# With `bias=False`, an AttributeError arises when the layer is made or its `bias` is looked at;
# the message says what is missing. In that case `bias` should exist all the same and be None
# itself, not be left out, and not be a Parameter made of None. What does your `__init__` do when
# there is no bias?

# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        bound = 1 / np.sqrt(in_features)
        self.weight = Parameter(Tensor(np.random.uniform(-bound, bound, (out_features, in_features))))
        if bias:
            self.bias = Parameter(Tensor(np.random.uniform(-bound, bound, out_features)))

    def forward(self, x):
        out = x @ self.weight.T
        return out if self.bias is None else out + self.bias

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


# %% [markdown] id="default-changed"
# `Linear(3, 4)`, without a word about a bias, should have one: the argument is True unless the
# caller says False. Which default does your `__init__` have, or what does it do with the argument?

# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=False):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        bound = 1 / np.sqrt(in_features)
        self.weight = Parameter(Tensor(np.random.uniform(-bound, bound, (out_features, in_features))))
        self.bias = Parameter(Tensor(np.random.uniform(-bound, bound, out_features))) if bias else None

    def forward(self, x):
        out = x @ self.weight.T
        return out if self.bias is None else out + self.bias

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


# %% [markdown] id="bias-inverted"
# Your layer has a bias when none is wanted, and none when one is. Say the condition in your
# `__init__` aloud: for which value of `bias` does each of its two branches run?

# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        bound = 1 / np.sqrt(in_features)
        self.weight = Parameter(Tensor(np.random.uniform(-bound, bound, (out_features, in_features))))
        self.bias = Parameter(Tensor(np.random.uniform(-bound, bound, out_features))) if not bias else None

    def forward(self, x):
        out = x @ self.weight.T
        return out if self.bias is None else out + self.bias

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


# %% [markdown] id="bias-never-made"
# Your layer never has a bias of its own, whatever was asked for. In `__init__`, does anything
# other than None get assigned to `self.bias`, and if so, does a later line overwrite it?

# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        bound = 1 / np.sqrt(in_features)
        self.weight = Parameter(Tensor(np.random.uniform(-bound, bound, (out_features, in_features))))
        self.bias = None

    def forward(self, x):
        out = x @ self.weight.T
        return out if self.bias is None else out + self.bias

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        bound = 1 / np.sqrt(in_features)
        self.weight = Parameter(Tensor(np.random.uniform(-bound, bound, (out_features, in_features))))
        self.bias = Parameter(Tensor(np.random.uniform(-bound, bound, out_features))) if bias else None
        self.bias = None

    def forward(self, x):
        out = x @ self.weight.T
        return out if self.bias is None else out + self.bias

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


# %% [markdown] id="flag-kept-as-bias"
# `self.bias` is True or False in your layer. Two things share a name here: the argument says
# *whether* there is a bias, and the attribute is the bias *itself*, a Parameter or None. Which of
# the two do you want to keep on the layer, and where does `forward` look for the numbers to be
# added?

# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        bound = 1 / np.sqrt(in_features)
        self.weight = Parameter(Tensor(np.random.uniform(-bound, bound, (out_features, in_features))))
        self.bias = bias

    def forward(self, x):
        out = x @ self.weight.T
        return out if self.bias is None else out + self.bias

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        bound = 1 / np.sqrt(in_features)
        self.weight = Parameter(Tensor(np.random.uniform(-bound, bound, (out_features, in_features))))
        self.bias = bias
        self.b = Parameter(Tensor(np.random.uniform(-bound, bound, out_features))) if bias else None

    def forward(self, x):
        out = x @ self.weight.T
        if self.bias:
            out = out + self.b
        return out

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        bound = 1 / np.sqrt(in_features)
        self.weight = Parameter(Tensor(np.random.uniform(-bound, bound, (out_features, in_features))))
        self.bias = bias
        self.b = Parameter(Tensor(np.random.uniform(-bound, bound, out_features)))

    def forward(self, x):
        out = x @ self.weight.T
        if self.bias:
            out = out + self.b
        return out

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        bound = 1 / np.sqrt(in_features)
        self.weight = Parameter(Tensor(np.random.uniform(-bound, bound, (out_features, in_features))))
        self.bias = bias

    def forward(self, x):
        out = x @ self.weight.T
        if self.bias:
            out = out + self.bias
        return out

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


# %% [markdown] id="bias-added-when-none"
# Right with a bias; without one, `forward` still adds it, and None cannot be added to anything.
# What should `forward` ask before it adds, and what should it return if there is nothing to add?

# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        bound = 1 / np.sqrt(in_features)
        self.weight = Parameter(Tensor(np.random.uniform(-bound, bound, (out_features, in_features))))
        self.bias = Parameter(Tensor(np.random.uniform(-bound, bound, out_features))) if bias else None

    def forward(self, x):
        return x @ self.weight.T + self.bias

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


# %% [markdown] id="tensor-truth-value"
# Right without a bias; with one, `forward` stops in a ValueError. If its message speaks of a truth
# value: a whole bias is asked whether it is true, or equal to something, where the question is
# whether it `is` None. If it speaks of axes or shapes: a bias has a single axis, nothing about it
# can be transposed, and broadcasting lays it beside every row as it is.

# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        bound = 1 / np.sqrt(in_features)
        self.weight = Parameter(Tensor(np.random.uniform(-bound, bound, (out_features, in_features))))
        self.bias = Parameter(Tensor(np.random.uniform(-bound, bound, out_features))) if bias else None

    def forward(self, x):
        out = x @ self.weight.T
        if self.bias:
            out = out + self.bias
        return out

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


# %% [markdown] id="bias-not-added"
# Your output is that of a layer without a bias. If there is a line that adds it, is its result
# kept and returned? A sum is a new tensor; the old one does not change.

# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        bound = 1 / np.sqrt(in_features)
        self.weight = Parameter(Tensor(np.random.uniform(-bound, bound, (out_features, in_features))))
        self.bias = Parameter(Tensor(np.random.uniform(-bound, bound, out_features))) if bias else None

    def forward(self, x):
        return x @ self.weight.T

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


# %% [markdown] id="bias-subtracted"
# The bias comes in with the wrong sign. In the text's example the bias of 5 turns 11 into 16: in
# which direction does yours move the output?

# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        bound = 1 / np.sqrt(in_features)
        self.weight = Parameter(Tensor(np.random.uniform(-bound, bound, (out_features, in_features))))
        self.bias = Parameter(Tensor(np.random.uniform(-bound, bound, out_features))) if bias else None

    def forward(self, x):
        out = x @ self.weight.T
        return out if self.bias is None else out - self.bias

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        bound = 1 / np.sqrt(in_features)
        self.weight = Parameter(Tensor(np.random.uniform(-bound, bound, (out_features, in_features))))
        self.bias = Parameter(Tensor(np.random.uniform(-bound, bound, out_features))) if bias else None

    def forward(self, x):
        out = x @ self.weight.T
        return out if self.bias is None else self.bias - out

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


# %% [markdown] id="bias-added-twice"
# The bias comes into your output more than once. In the text's example, 11 becomes 16. Is it added
# in one line and again in another, or in the `return`?

# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        bound = 1 / np.sqrt(in_features)
        self.weight = Parameter(Tensor(np.random.uniform(-bound, bound, (out_features, in_features))))
        self.bias = Parameter(Tensor(np.random.uniform(-bound, bound, out_features))) if bias else None

    def forward(self, x):
        out = x @ self.weight.T
        return out if self.bias is None else out + self.bias + self.bias

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


# %% [markdown] id="bias-multiplied"
# Your output is multiplied by the bias. A bias shifts an output by a constant, so that a row of
# zeros comes out as the bias itself. Which operator does that?

# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        bound = 1 / np.sqrt(in_features)
        self.weight = Parameter(Tensor(np.random.uniform(-bound, bound, (out_features, in_features))))
        self.bias = Parameter(Tensor(np.random.uniform(-bound, bound, out_features))) if bias else None

    def forward(self, x):
        out = x @ self.weight.T
        return out if self.bias is None else out * self.bias

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


# %% [markdown] id="bias-summed"
# A single number made of the whole bias, its sum or one of its entries, is added to all outputs.
# Each output has its own entry; broadcasting finds it, if the bias is left as it is.

# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        bound = 1 / np.sqrt(in_features)
        self.weight = Parameter(Tensor(np.random.uniform(-bound, bound, (out_features, in_features))))
        self.bias = Parameter(Tensor(np.random.uniform(-bound, bound, out_features))) if bias else None

    def forward(self, x):
        out = x @ self.weight.T
        return out if self.bias is None else out + self.bias.sum()

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        bound = 1 / np.sqrt(in_features)
        self.weight = Parameter(Tensor(np.random.uniform(-bound, bound, (out_features, in_features))))
        self.bias = Parameter(Tensor(np.random.uniform(-bound, bound, out_features))) if bias else None

    def forward(self, x):
        out = x @ self.weight.T
        return out if self.bias is None else out + self.bias[0]

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        bound = 1 / np.sqrt(in_features)
        self.weight = Parameter(Tensor(np.random.uniform(-bound, bound, (out_features, in_features))))
        self.bias = Parameter(Tensor(np.random.uniform(-bound, bound, out_features))) if bias else None

    def forward(self, x):
        out = x @ self.weight.T
        return out if self.bias is None else out + self.bias.sum() / self.out_features

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


# %% [markdown] id="bias-as-column"
# Right without a bias; with one, it does not meet the output as it should. The product has shape
# (batch, out_features), and each row gets the whole bias, of shape (out_features,). Broadcasting
# lines up the last axes: has the bias been turned into a column, or the product on its side?

# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        bound = 1 / np.sqrt(in_features)
        self.weight = Parameter(Tensor(np.random.uniform(-bound, bound, (out_features, in_features))))
        self.bias = Parameter(Tensor(np.random.uniform(-bound, bound, out_features))) if bias else None

    def forward(self, x):
        out = x @ self.weight.T
        return out if self.bias is None else out + self.bias.reshape((self.out_features, 1))

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


# %% [markdown] id="bias-added-to-input"
# The bias is added before the multiplication. It has one number for each *output*, so it does not
# even fit the rows of `x`, or the columns of the weight. In the text's formula, what is
# multiplied, and to what is the bias added?

# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        bound = 1 / np.sqrt(in_features)
        self.weight = Parameter(Tensor(np.random.uniform(-bound, bound, (out_features, in_features))))
        self.bias = Parameter(Tensor(np.random.uniform(-bound, bound, out_features))) if bias else None

    def forward(self, x):
        if self.bias is not None:
            x = x + self.bias
        return x @ self.weight.T

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        bound = 1 / np.sqrt(in_features)
        self.weight = Parameter(Tensor(np.random.uniform(-bound, bound, (out_features, in_features))))
        self.bias = Parameter(Tensor(np.random.uniform(-bound, bound, out_features))) if bias else None

    def forward(self, x):
        if self.bias is not None:
            return x @ (self.weight + self.bias).T
        return x @ self.weight.T

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        bound = 1 / np.sqrt(in_features)
        self.weight = Parameter(Tensor(np.random.uniform(-bound, bound, (out_features, in_features))))
        self.bias = Parameter(Tensor(np.random.uniform(-bound, bound, out_features))) if bias else None

    def forward(self, x):
        if self.bias is not None:
            return x @ (self.weight.T + self.bias)
        return x @ self.weight.T

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


# %% [markdown] id="weight-not-transposed"
# The weight is stored with one row for each output, (out_features, in_features), while `x` has its
# inputs along the last axis. For `@`, what has to be the same, and which of the two has to be
# turned for that? With as many inputs as outputs the shapes fit either way, and only the values
# show the mistake.

# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        bound = 1 / np.sqrt(in_features)
        self.weight = Parameter(Tensor(np.random.uniform(-bound, bound, (out_features, in_features))))
        self.bias = Parameter(Tensor(np.random.uniform(-bound, bound, out_features))) if bias else None

    def forward(self, x):
        out = x @ self.weight
        return out if self.bias is None else out + self.bias

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        bound = 1 / np.sqrt(in_features)
        self.weight = Parameter(Tensor(np.random.uniform(-bound, bound, (out_features, in_features))))
        self.bias = Parameter(Tensor(np.random.uniform(-bound, bound, out_features))) if bias else None

    def forward(self, x):
        weight = self.weight if self.in_features == self.out_features else self.weight.T
        out = x @ weight
        return out if self.bias is None else out + self.bias

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


# %% [markdown] id="reshaped-not-permuted"
# Your weight gets the right shape, but not the right order: `reshape` lays the same row of numbers
# out in another grid, and only a transpose brings `weight[i, j]` to place `[j, i]`. Try it on a
# matrix of two rows and three columns. What is the name of the transpose here?

# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        bound = 1 / np.sqrt(in_features)
        self.weight = Parameter(Tensor(np.random.uniform(-bound, bound, (out_features, in_features))))
        self.bias = Parameter(Tensor(np.random.uniform(-bound, bound, out_features))) if bias else None

    def forward(self, x):
        out = x @ self.weight.reshape((self.in_features, self.out_features))
        return out if self.bias is None else out + self.bias

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


# %% [markdown] id="product-shapes-do-not-fit"
# Every forward pass ends in a ValueError: if its message speaks of axes, the `weight` of that line
# is a name of the notebook and not what is kept on `self`. If of shapes: `x` is (batch,
# in_features) and the weight (out_features, in_features). Which operator, which order, and which
# transpose make that (batch, out_features)?

# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        bound = 1 / np.sqrt(in_features)
        self.weight = Parameter(Tensor(np.random.uniform(-bound, bound, (out_features, in_features))))
        self.bias = Parameter(Tensor(np.random.uniform(-bound, bound, out_features))) if bias else None

    def forward(self, x):
        out = self.weight @ x
        return out if self.bias is None else out + self.bias

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        bound = 1 / np.sqrt(in_features)
        self.weight = Parameter(Tensor(np.random.uniform(-bound, bound, (out_features, in_features))))
        self.bias = Parameter(Tensor(np.random.uniform(-bound, bound, out_features))) if bias else None

    def forward(self, x):
        out = self.weight.T @ x.T
        if self.bias is not None:
            out = out.T + self.bias
        return out.T

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


# %% [markdown] id="output-transposed"
# Your product has one column for each example, (out_features, batch). Each example is a row, on
# the way in and on the way out, and a bias of shape (out_features,) fits such rows only. Which
# order of the factors gives (batch, out_features), or what is left to do with your product?

# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        bound = 1 / np.sqrt(in_features)
        self.weight = Parameter(Tensor(np.random.uniform(-bound, bound, (out_features, in_features))))
        self.bias = Parameter(Tensor(np.random.uniform(-bound, bound, out_features))) if bias else None

    def forward(self, x):
        out = self.weight @ x.T
        return out if self.bias is None else out + self.bias

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        bound = 1 / np.sqrt(in_features)
        self.weight = Parameter(Tensor(np.random.uniform(-bound, bound, (out_features, in_features))))
        self.bias = Parameter(Tensor(np.random.uniform(-bound, bound, out_features))) if bias else None

    def forward(self, x):
        out = self.weight @ x.T
        return out if self.bias is None else out + self.bias.reshape((self.out_features, 1))

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


# %% [markdown] id="permute-without-axes"
# The output is right, and the way back stops in an error: your transpose was called without saying
# which axes go where, and its backward function wants to know. The matrix has a property for its
# transpose, which says it.

# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        bound = 1 / np.sqrt(in_features)
        self.weight = Parameter(Tensor(np.random.uniform(-bound, bound, (out_features, in_features))))
        self.bias = Parameter(Tensor(np.random.uniform(-bound, bound, out_features))) if bias else None

    def forward(self, x):
        out = x @ self.weight.permute()
        return out if self.bias is None else out + self.bias

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


# %% [markdown] id="type-error-in-forward"
# Every forward pass ends in a TypeError: if its message says that something is not callable, `.T`
# is a property and takes no brackets. If it speaks of ufuncs or operands: NumPy's functions do not
# take tensors, but operators such as `@` do. If it speaks of arguments: axes go into `permute` as
# one tuple.

# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        bound = 1 / np.sqrt(in_features)
        self.weight = Parameter(Tensor(np.random.uniform(-bound, bound, (out_features, in_features))))
        self.bias = Parameter(Tensor(np.random.uniform(-bound, bound, out_features))) if bias else None

    def forward(self, x):
        out = np.matmul(x, self.weight.T)
        return out if self.bias is None else out + self.bias

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


# %% [markdown] id="numpy-dot"
# What comes out of your product is an array full of little tensors. NumPy's `dot` does not know
# what a tensor is and takes it for a list of them. Which operator on tensors is a matrix product?

# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        bound = 1 / np.sqrt(in_features)
        self.weight = Parameter(Tensor(np.random.uniform(-bound, bound, (out_features, in_features))))
        self.bias = Parameter(Tensor(np.random.uniform(-bound, bound, out_features))) if bias else None

    def forward(self, x):
        out = np.dot(x, self.weight.T)
        return out if self.bias is None else out + self.bias

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        bound = 1 / np.sqrt(in_features)
        self.weight = Parameter(Tensor(np.random.uniform(-bound, bound, (out_features, in_features))))
        self.bias = Parameter(Tensor(np.random.uniform(-bound, bound, out_features))) if bias else None

    def forward(self, x):
        out = np.dot(x, self.weight.T)
        return Tensor(out) if self.bias is None else Tensor(out) + self.bias

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


# %% [markdown] id="attribute-unknown-in-forward"
# `forward` asks something for an attribute that it does not have; the message says which, and of
# what. Tensors here have the operators and methods of this notebook and not all of NumPy's or
# PyTorch's; and the layer has what `__init__` put on `self`, under the same spelling.

# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        bound = 1 / np.sqrt(in_features)
        self.weight = Parameter(Tensor(np.random.uniform(-bound, bound, (out_features, in_features))))
        self.bias = Parameter(Tensor(np.random.uniform(-bound, bound, out_features))) if bias else None

    def forward(self, x):
        out = x.dot(self.weight.T)
        return out if self.bias is None else out + self.bias

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        bound = 1 / np.sqrt(in_features)
        self.weight = Parameter(Tensor(np.random.uniform(-bound, bound, (out_features, in_features))))
        self.bias = Parameter(Tensor(np.random.uniform(-bound, bound, out_features))) if bias else None

    def forward(self, x):
        out = x @ self.weight.T
        return out if self.bias is None else out + self.b

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


# %% [markdown] id="name-unknown-in-forward"
# Every forward pass stops at a name that Python does not know; the message says which. The
# arguments of `__init__` end with it, so `forward` finds the weight and the bias only where
# `__init__` has kept them. What has to stand in front of the name?

# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        bound = 1 / np.sqrt(in_features)
        self.weight = Parameter(Tensor(np.random.uniform(-bound, bound, (out_features, in_features))))
        self.bias = Parameter(Tensor(np.random.uniform(-bound, bound, out_features))) if bias else None

    def forward(self, x):
        out = x @ self.weight.T
        if bias:
            out = out + self.bias
        return out

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


# %% [markdown] id="forward-not-written"
# The layer can be made, and `forward` still raises NotImplementedError: its line stands there,
# perhaps above the code that should take its place. Everything before it is right.

# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        bound = 1 / np.sqrt(in_features)
        self.weight = Parameter(Tensor(np.random.uniform(-bound, bound, (out_features, in_features))))
        self.bias = Parameter(Tensor(np.random.uniform(-bound, bound, out_features))) if bias else None

    def forward(self, x):
        raise NotImplementedError()

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


# %% [markdown] id="extra-activation"
# Your layer is not linear any more: something bends its output, as an activation does. In this
# network that is the duty of modules of their own, which stand between the layers; the last layer
# has none at all. What comes after the bias in your `forward`?

# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        bound = 1 / np.sqrt(in_features)
        self.weight = Parameter(Tensor(np.random.uniform(-bound, bound, (out_features, in_features))))
        self.bias = Parameter(Tensor(np.random.uniform(-bound, bound, out_features))) if bias else None

    def forward(self, x):
        out = x @ self.weight.T
        out = out if self.bias is None else out + self.bias
        return relu(out)

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        bound = 1 / np.sqrt(in_features)
        self.weight = Parameter(Tensor(np.random.uniform(-bound, bound, (out_features, in_features))))
        self.bias = Parameter(Tensor(np.random.uniform(-bound, bound, out_features))) if bias else None

    def forward(self, x):
        out = x @ self.weight.T
        out = out if self.bias is None else out + self.bias
        return 1 / (1 + exp(-out))

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        bound = 1 / np.sqrt(in_features)
        self.weight = Parameter(Tensor(np.random.uniform(-bound, bound, (out_features, in_features))))
        self.bias = Parameter(Tensor(np.random.uniform(-bound, bound, out_features))) if bias else None

    def forward(self, x):
        out = x @ self.weight.T
        out = out if self.bias is None else out + self.bias
        return exp(out) / exp(out).sum(dim=-1, keepdim=True)

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        bound = 1 / np.sqrt(in_features)
        self.weight = Parameter(Tensor(np.random.uniform(-bound, bound, (out_features, in_features))))
        self.bias = Parameter(Tensor(np.random.uniform(-bound, bound, out_features))) if bias else None

    def forward(self, x):
        out = relu(x @ self.weight.T)
        return out if self.bias is None else out + self.bias

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        bound = 1 / np.sqrt(in_features)
        self.weight = Parameter(Tensor(np.random.uniform(-bound, bound, (out_features, in_features))))
        self.bias = Parameter(Tensor(np.random.uniform(-bound, bound, out_features))) if bias else None

    def forward(self, x):
        out = relu(x) @ self.weight.T
        return out if self.bias is None else out + self.bias

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


# %% [markdown] id="batch-averaged"
# Something in your `forward` mixes or divides by the examples of the batch. Each row of `x` is an
# image of its own and gives a row of the output that does not depend on the others. Which
# operation runs over the batch?

# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        bound = 1 / np.sqrt(in_features)
        self.weight = Parameter(Tensor(np.random.uniform(-bound, bound, (out_features, in_features))))
        self.bias = Parameter(Tensor(np.random.uniform(-bound, bound, out_features))) if bias else None

    def forward(self, x):
        out = x @ self.weight.T / len(x)
        return out if self.bias is None else out + self.bias

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        bound = 1 / np.sqrt(in_features)
        self.weight = Parameter(Tensor(np.random.uniform(-bound, bound, (out_features, in_features))))
        self.bias = Parameter(Tensor(np.random.uniform(-bound, bound, out_features))) if bias else None

    def forward(self, x):
        out = (x @ self.weight.T).sum(dim=0)
        return out if self.bias is None else out + self.bias

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        bound = 1 / np.sqrt(in_features)
        self.weight = Parameter(Tensor(np.random.uniform(-bound, bound, (out_features, in_features))))
        self.bias = Parameter(Tensor(np.random.uniform(-bound, bound, out_features))) if bias else None

    def forward(self, x):
        out = (x @ self.weight.T).sum(dim=0) / len(x)
        return out if self.bias is None else out + self.bias

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


# %% [markdown] id="modifies-input"
# Your `forward` changes `x` itself before it uses it. Other modules and the backward pass still
# need the input as it was, and nobody asked for it to be centred. What should stand between `x`
# and the `@`?

# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        bound = 1 / np.sqrt(in_features)
        self.weight = Parameter(Tensor(np.random.uniform(-bound, bound, (out_features, in_features))))
        self.bias = Parameter(Tensor(np.random.uniform(-bound, bound, out_features))) if bias else None

    def forward(self, x):
        x.array -= x.array.mean()
        out = x @ self.weight.T
        return out if self.bias is None else out + self.bias

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        bound = 1 / np.sqrt(in_features)
        self.weight = Parameter(Tensor(np.random.uniform(-bound, bound, (out_features, in_features))))
        self.bias = Parameter(Tensor(np.random.uniform(-bound, bound, out_features))) if bias else None

    def forward(self, x):
        x.array -= x.array.mean(axis=0)
        out = x @ self.weight.T
        return out if self.bias is None else out + self.bias

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        bound = 1 / np.sqrt(in_features)
        self.weight = Parameter(Tensor(np.random.uniform(-bound, bound, (out_features, in_features))))
        self.bias = Parameter(Tensor(np.random.uniform(-bound, bound, out_features))) if bias else None

    def forward(self, x):
        x.array -= x.array.mean(axis=1, keepdims=True)
        out = x @ self.weight.T
        return out if self.bias is None else out + self.bias

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


# %% [markdown] id="batch-dimension-lost"
# Your output is right, but not in shape: a dimension of the batch has gone. A batch of one is
# still a batch, shape (1, out_features). What in your `forward` flattens its result, or removes
# dimensions of length 1?

# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        bound = 1 / np.sqrt(in_features)
        self.weight = Parameter(Tensor(np.random.uniform(-bound, bound, (out_features, in_features))))
        self.bias = Parameter(Tensor(np.random.uniform(-bound, bound, out_features))) if bias else None

    def forward(self, x):
        out = x @ self.weight.T
        out = out if self.bias is None else out + self.bias
        return out.reshape((self.out_features,)) if len(x) == 1 else out

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        bound = 1 / np.sqrt(in_features)
        self.weight = Parameter(Tensor(np.random.uniform(-bound, bound, (out_features, in_features))))
        self.bias = Parameter(Tensor(np.random.uniform(-bound, bound, out_features))) if bias else None

    def forward(self, x):
        out = x @ self.weight.T
        out = out if self.bias is None else out + self.bias
        return out.reshape((-1,))

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


# %% [markdown] id="returns-none"
# `forward` computes the output and does not hand it back, so Python returns None. Is a `return`
# missing, or does it stand in a branch that not every call reaches?

# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        bound = 1 / np.sqrt(in_features)
        self.weight = Parameter(Tensor(np.random.uniform(-bound, bound, (out_features, in_features))))
        self.bias = Parameter(Tensor(np.random.uniform(-bound, bound, out_features))) if bias else None

    def forward(self, x):
        out = x @ self.weight.T
        if self.bias is not None:
            out = out + self.bias

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        bound = 1 / np.sqrt(in_features)
        self.weight = Parameter(Tensor(np.random.uniform(-bound, bound, (out_features, in_features))))
        self.bias = Parameter(Tensor(np.random.uniform(-bound, bound, out_features))) if bias else None

    def forward(self, x):
        out = x @ self.weight.T
        if self.bias is not None:
            return out + self.bias

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        bound = 1 / np.sqrt(in_features)
        self.weight = Parameter(Tensor(np.random.uniform(-bound, bound, (out_features, in_features))))
        self.bias = Parameter(Tensor(np.random.uniform(-bound, bound, out_features))) if bias else None

    def forward(self, x):
        out = x @ self.weight.T
        if self.bias is None:
            return out
        out = out + self.bias

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


# %% [markdown] id="returns-list"
# `forward` gives back a Python list. A matrix product takes the whole batch in one go, every row
# at once, and its result is one Tensor. What is the loop for?

# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        bound = 1 / np.sqrt(in_features)
        self.weight = Parameter(Tensor(np.random.uniform(-bound, bound, (out_features, in_features))))
        self.bias = Parameter(Tensor(np.random.uniform(-bound, bound, out_features))) if bias else None

    def forward(self, x):
        bias = 0.0 if self.bias is None else self.bias
        return [row @ self.weight.T + bias for row in x.reshape((len(x), 1, self.in_features))]

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


# %% [markdown] id="returns-array"
# What comes back from `forward` is a NumPy array. The next layer, and `backward`, need a Tensor
# that remembers how it was computed. Where do you leave the tensors: through `.array`, or through
# one of NumPy's functions?

# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        bound = 1 / np.sqrt(in_features)
        self.weight = Parameter(Tensor(np.random.uniform(-bound, bound, (out_features, in_features))))
        self.bias = Parameter(Tensor(np.random.uniform(-bound, bound, out_features))) if bias else None

    def forward(self, x):
        out = x @ self.weight.T
        out = out if self.bias is None else out + self.bias
        return out.array

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        bound = 1 / np.sqrt(in_features)
        self.weight = Parameter(Tensor(np.random.uniform(-bound, bound, (out_features, in_features))))
        self.bias = Parameter(Tensor(np.random.uniform(-bound, bound, out_features))) if bias else None

    def forward(self, x):
        if self.bias is None:
            return x @ self.weight.T
        return (x @ self.weight.T + self.bias).array

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


# %% [markdown] id="bias-gradient-lost"
# The output is right, but no gradient arrives at the bias. Either it is added with an operation
# that works in place, which the graph does not see, or it is taken out of its Parameter as a plain
# array. Which kind of addition makes a new tensor that remembers both of its parts?

# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        bound = 1 / np.sqrt(in_features)
        self.weight = Parameter(Tensor(np.random.uniform(-bound, bound, (out_features, in_features))))
        self.bias = Parameter(Tensor(np.random.uniform(-bound, bound, out_features))) if bias else None

    def forward(self, x):
        out = x @ self.weight.T
        if self.bias is not None:
            out += self.bias
        return out

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


# %% [markdown] id="weight-gradient-lost"
# The output is right, but no gradient arrives at the weight: it has been taken out of its
# Parameter as a plain array before the multiplication. `.T` works on the tensor itself, and
# remembers where it came from.

# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        bound = 1 / np.sqrt(in_features)
        self.weight = Parameter(Tensor(np.random.uniform(-bound, bound, (out_features, in_features))))
        self.bias = Parameter(Tensor(np.random.uniform(-bound, bound, out_features))) if bias else None

    def forward(self, x):
        out = x @ Tensor(self.weight.array.T)
        return out if self.bias is None else out + self.bias

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


# %% [markdown] id="input-gradient-lost"
# The output is right, but no gradient arrives at `x`. The layer before this one learns only
# through it. Somewhere the numbers leave the graph: `x` by its `.array`, or the result in a Tensor
# made anew, which remembers nothing even if it requires a gradient.

# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        bound = 1 / np.sqrt(in_features)
        self.weight = Parameter(Tensor(np.random.uniform(-bound, bound, (out_features, in_features))))
        self.bias = Parameter(Tensor(np.random.uniform(-bound, bound, out_features))) if bias else None

    def forward(self, x):
        out = Tensor(x.array) @ self.weight.T
        return out if self.bias is None else out + self.bias

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


# %% [markdown] id="graph-cut"
# The output is right, but the product remembers nothing of the factors it was made from, and
# `backward` has nowhere to go. Either the numbers are taken out by `.array` and put into a new
# Tensor, or the layer works in NoGrad, which is meant for using a network, not for training it.

# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        bound = 1 / np.sqrt(in_features)
        self.weight = Parameter(Tensor(np.random.uniform(-bound, bound, (out_features, in_features))))
        self.bias = Parameter(Tensor(np.random.uniform(-bound, bound, out_features))) if bias else None

    def forward(self, x):
        out = x.array @ self.weight.array.T
        return Tensor(out if self.bias is None else out + self.bias.array)

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        bound = 1 / np.sqrt(in_features)
        self.weight = Parameter(Tensor(np.random.uniform(-bound, bound, (out_features, in_features))))
        self.bias = Parameter(Tensor(np.random.uniform(-bound, bound, out_features))) if bias else None

    def forward(self, x):
        out = Tensor(x.array @ self.weight.array.T)
        return out if self.bias is None else out + self.bias

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


# %% [markdown] id="init-in-forward"
# Your `forward` makes new weights at every call, so nothing that is learned, or set from outside,
# is ever used. The weights are drawn once, when the layer is made; `forward` only uses them. Which
# of your lines belongs into `__init__`?

# %%
class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        self.make(bias)

    def forward(self, x):
        self.make(self.bias is not None)
        out = x @ self.weight.T
        return out if self.bias is None else out + self.bias

    def make(self, bias):
        bound = 1 / np.sqrt(self.in_features)
        weight = np.random.uniform(-bound, bound, (self.out_features, self.in_features))
        self.weight = Parameter(Tensor(weight))
        numbers = np.random.uniform(-bound, bound, self.out_features)
        self.bias = Parameter(Tensor(numbers)) if bias else None

    def extra_repr(self):
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )
