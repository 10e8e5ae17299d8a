# Answers to `Softmax`, right and wrong, that the autograder is measured on.

# %% right: as the text suggests
class Softmax(Function):
    def forward(self, t1):
        self.save_for_backward(t1)
        x = np.exp(t1.data - t1.data.max(axis=-1, keepdims=True))
        self.out = x / x.sum(axis=-1, keepdims=True)
        return self.out
    def backward(self, partial):
        (p1,) = self.parents
        if p1.requires_grad:
            p1.grad += self.out * (partial - (partial * self.out).sum(axis=-1, keepdims=True))

# %% right: by the logarithm
class Softmax(Function):
    def forward(self, t1):
        self.save_for_backward(t1)
        x = t1.data
        self.out = np.exp(x - np.logaddexp.reduce(x, axis=-1, keepdims=True))
        return self.out
    def backward(self, partial):
        (p1,) = self.parents
        if p1.requires_grad:
            p1.grad += self.out * (partial - (partial * self.out).sum(axis=-1, keepdims=True))

# %% right: multiplied out
class Softmax(Function):
    def forward(self, t1):
        self.save_for_backward(t1)
        x = np.exp(t1.data - t1.data.max(axis=-1, keepdims=True))
        self.out = x / x.sum(axis=-1, keepdims=True)
        return self.out
    def backward(self, partial):
        (p1,) = self.parents
        if p1.requires_grad:
            g = partial * self.out
            p1.grad = p1.grad + g - self.out * g.sum(axis=-1, keepdims=True)

# %% right: einsum
class Softmax(Function):
    def forward(self, t1):
        self.save_for_backward(t1)
        x = np.exp(t1.data - t1.data.max(axis=-1, keepdims=True))
        self.out = x / x.sum(axis=-1, keepdims=True)
        return self.out
    def backward(self, partial):
        (p1,) = self.parents
        if p1.requires_grad:
            p1.grad += self.out * (partial - np.einsum("...i,...i->...", partial, self.out)[..., None])

# %% wrong: not stable [not-stable]
class Softmax(Function):
    def forward(self, t1):
        self.save_for_backward(t1)
        x = np.exp(t1.data)
        self.out = x / x.sum(axis=-1, keepdims=True)
        return self.out
    def backward(self, partial):
        (p1,) = self.parents
        if p1.requires_grad:
            p1.grad += self.out * (partial - (partial * self.out).sum(axis=-1, keepdims=True))

# %% wrong: over everything [other-axis]
class Softmax(Function):
    def forward(self, t1):
        self.save_for_backward(t1)
        x = np.exp(t1.data - t1.data.max(axis=-1, keepdims=True))
        self.out = x / x.sum()
        return self.out
    def backward(self, partial):
        (p1,) = self.parents
        if p1.requires_grad:
            p1.grad += self.out * (partial - (partial * self.out).sum(axis=-1, keepdims=True))

# %% wrong: the diagonal only [each-by-itself]
class Softmax(Function):
    def forward(self, t1):
        self.save_for_backward(t1)
        x = np.exp(t1.data - t1.data.max(axis=-1, keepdims=True))
        self.out = x / x.sum(axis=-1, keepdims=True)
        return self.out
    def backward(self, partial):
        (p1,) = self.parents
        if p1.requires_grad:
            p1.grad += partial * self.out * (1 - self.out)

# %% wrong: no sum [each-by-itself]
class Softmax(Function):
    def forward(self, t1):
        self.save_for_backward(t1)
        x = np.exp(t1.data - t1.data.max(axis=-1, keepdims=True))
        self.out = x / x.sum(axis=-1, keepdims=True)
        return self.out
    def backward(self, partial):
        (p1,) = self.parents
        if p1.requires_grad:
            p1.grad += partial * self.out

# %% wrong: the gradient of the logarithm [gradient-of-logarithm]
class Softmax(Function):
    def forward(self, t1):
        self.save_for_backward(t1)
        x = np.exp(t1.data - t1.data.max(axis=-1, keepdims=True))
        self.out = x / x.sum(axis=-1, keepdims=True)
        return self.out
    def backward(self, partial):
        (p1,) = self.parents
        if p1.requires_grad:
            p1.grad += partial - self.out * partial.sum(axis=-1, keepdims=True)

# %% wrong: a plus [signs]
class Softmax(Function):
    def forward(self, t1):
        self.save_for_backward(t1)
        x = np.exp(t1.data - t1.data.max(axis=-1, keepdims=True))
        self.out = x / x.sum(axis=-1, keepdims=True)
        return self.out
    def backward(self, partial):
        (p1,) = self.parents
        if p1.requires_grad:
            p1.grad += self.out * (partial + (partial * self.out).sum(axis=-1, keepdims=True))

# %% wrong: assigned
class Softmax(Function):
    def forward(self, t1):
        self.save_for_backward(t1)
        x = np.exp(t1.data - t1.data.max(axis=-1, keepdims=True))
        self.out = x / x.sum(axis=-1, keepdims=True)
        return self.out
    def backward(self, partial):
        (p1,) = self.parents
        if p1.requires_grad:
            p1.grad = self.out * (partial - (partial * self.out).sum(axis=-1, keepdims=True))

# %% wrong: axis 1
class Softmax(Function):
    def forward(self, t1):
        self.save_for_backward(t1)
        x = np.exp(t1.data - t1.data.max(axis=1, keepdims=True))
        self.out = x / x.sum(axis=1, keepdims=True)
        return self.out
    def backward(self, partial):
        (p1,) = self.parents
        if p1.requires_grad:
            p1.grad += self.out * (partial - (partial * self.out).sum(axis=1, keepdims=True))

# %% wrong: one maximum for all [not-stable]
class Softmax(Function):
    def forward(self, t1):
        self.save_for_backward(t1)
        x = np.exp(t1.data - t1.data.max())
        self.out = x / x.sum(axis=-1, keepdims=True)
        return self.out
    def backward(self, partial):
        (p1,) = self.parents
        if p1.requires_grad:
            p1.grad += self.out * (partial - (partial * self.out).sum(axis=-1, keepdims=True))

# %% wrong: no gradient is asked for
class Softmax(Function):
    def forward(self, t1):
        self.save_for_backward(t1)
        x = np.exp(t1.data - t1.data.max(axis=-1, keepdims=True))
        self.out = x / x.sum(axis=-1, keepdims=True)
        return self.out
    def backward(self, partial):
        (p1,) = self.parents
        p1.grad += self.out * (partial - (partial * self.out).sum(axis=-1, keepdims=True))

# %% wrong: nothing saved
class Softmax(Function):
    def forward(self, t1):
        return np.exp(t1.data) / np.exp(t1.data).sum()
    def backward(self, partial):
        (p1,) = self.parents
        if p1.requires_grad:
            p1.grad += self.out * (partial - (partial * self.out).sum(axis=-1, keepdims=True))

# %% right: the square of slopes
class Softmax(Function):
    """Probabilities from scores, along the last axis."""

    def forward(self, t1: Tensor) -> Arr:
        self.save_for_backward(t1)
        powers = np.exp(t1.data - t1.data.max(axis=-1, keepdims=True))
        self.out = powers / powers.sum(axis=-1, keepdims=True)
        return self.out

    def backward(self, partial: Arr) -> None:
        (p1,) = self.parents
        if p1.requires_grad:
            s = self.out
            square = np.eye(s.shape[-1]) * s[..., None] - s[..., :, None] * s[..., None, :]
            p1.grad += np.einsum('...i,...ij->...j', partial, square)

# %% wrong: input for the output [gradient-alone]
class Softmax(Function):
    def forward(self, t1):
        self.save_for_backward(t1)
        e = np.exp(t1.data - t1.data.max(axis=-1, keepdims=True))
        self.out = e / e.sum(axis=-1, keepdims=True)
        return self.out

    def backward(self, partial):
        (p1,) = self.parents
        if p1.requires_grad:
            s = p1.data
            p1.grad += s * (partial - (partial * s).sum(axis=-1, keepdims=True))
