# Answers to `Adam`, right and wrong, that the autograder is measured on.


class Base(Optimizer):
    def __init__(self, params, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8, weight_decay=0.0):
        super().__init__(params)
        self.lr, self.beta1, self.beta2, self.eps, self.weight_decay = lr, beta1, beta2, eps, weight_decay
        self.t, self.m, self.v, self.rate = 0, {}, {}, lr


# %% right: dictionaries
class Adam(Optimizer):
    def __init__(self, params, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8, weight_decay=0.0):
        super().__init__(params)
        self.lr, self.beta1, self.beta2 = lr, beta1, beta2
        self.eps, self.weight_decay = eps, weight_decay
        self.t, self.m, self.v = 0, {}, {}

    def step(self):
        self.t += 1
        for p in self.params:
            if p.grad is not None:
                g = p.grad
                if self.weight_decay > 0:
                    g = g + self.weight_decay * p.data
                m = self.m[p] = self.m.get(p, 0) * self.beta1 + (1 - self.beta1) * g
                v = self.v[p] = self.v.get(p, 0) * self.beta2 + (1 - self.beta2) * g**2
                m_hat = m / (1 - self.beta1**self.t)
                v_hat = v / (1 - self.beta2**self.t)
                p.data -= self.lr * m_hat / (v_hat**0.5 + self.eps)


# %% right: kept by id
class Adam(Optimizer):
    def __init__(self, params, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8, weight_decay=0.0):
        super().__init__(params)
        self.lr, self.beta1, self.beta2 = lr, beta1, beta2
        self.eps, self.weight_decay = eps, weight_decay
        self.t, self.m, self.v = 0, {}, {}

    def step(self):
        self.t += 1
        for p in self.params:
            if p.grad is not None:
                g = p.grad
                if self.weight_decay > 0:
                    g = g + self.weight_decay * p.data
                m = self.m[id(p)] = self.m.get(id(p), 0) * self.beta1 + (1 - self.beta1) * g
                v = self.v[id(p)] = self.v.get(id(p), 0) * self.beta2 + (1 - self.beta2) * g**2
                m_hat = m / (1 - self.beta1**self.t)
                v_hat = v / (1 - self.beta2**self.t)
                p.data -= self.lr * m_hat / (v_hat**0.5 + self.eps)


# %% right: on the parameters
class Adam(Optimizer):
    def __init__(self, params, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8, weight_decay=0.0):
        super().__init__(params)
        self.lr, self.beta1, self.beta2 = lr, beta1, beta2
        self.eps, self.weight_decay = eps, weight_decay
        self.t, self.m, self.v = 0, {}, {}

    def step(self):
        self.t += 1
        for i, p in enumerate(self.params):
            if p.grad is None:
                continue
            g = p.grad + self.weight_decay * p.data
            m, v = self.m.get(i, np.zeros_like(p.data)), self.v.get(i, np.zeros_like(p.data))
            self.m[i] = m = m + (1 - self.beta1) * (g - m)
            self.v[i] = v = v + (1 - self.beta2) * (g * g - v)
            rate = self.lr / (1 - self.beta1**self.t)
            p.data = p.data - rate * m / (np.sqrt(v / (1 - self.beta2**self.t)) + self.eps)


# %% wrong: no correction [no-correction]
class Adam(Optimizer):
    def __init__(self, params, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8, weight_decay=0.0):
        super().__init__(params)
        self.lr, self.beta1, self.beta2 = lr, beta1, beta2
        self.eps, self.weight_decay = eps, weight_decay
        self.t, self.m, self.v = 0, {}, {}

    def step(self):
        self.t += 1
        for p in self.params:
            if p.grad is not None:
                g = p.grad
                if self.weight_decay > 0:
                    g = g + self.weight_decay * p.data
                m = self.m[p] = self.m.get(p, 0) * self.beta1 + (1 - self.beta1) * g
                v = self.v[p] = self.v.get(p, 0) * self.beta2 + (1 - self.beta2) * g**2
                m_hat = m
                v_hat = v
                p.data -= self.lr * m_hat / (v_hat**0.5 + self.eps)


# %% wrong: no powers [powers-missing]
class Adam(Optimizer):
    def __init__(self, params, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8, weight_decay=0.0):
        super().__init__(params)
        self.lr, self.beta1, self.beta2 = lr, beta1, beta2
        self.eps, self.weight_decay = eps, weight_decay
        self.t, self.m, self.v = 0, {}, {}

    def step(self):
        self.t += 1
        for p in self.params:
            if p.grad is not None:
                g = p.grad
                if self.weight_decay > 0:
                    g = g + self.weight_decay * p.data
                m = self.m[p] = self.m.get(p, 0) * self.beta1 + (1 - self.beta1) * g
                v = self.v[p] = self.v.get(p, 0) * self.beta2 + (1 - self.beta2) * g**2
                m_hat = m / (1 - self.beta1)
                v_hat = v / (1 - self.beta2)
                p.data -= self.lr * m_hat / (v_hat**0.5 + self.eps)


# %% wrong: no root [root-missing]
class Adam(Optimizer):
    def __init__(self, params, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8, weight_decay=0.0):
        super().__init__(params)
        self.lr, self.beta1, self.beta2 = lr, beta1, beta2
        self.eps, self.weight_decay = eps, weight_decay
        self.t, self.m, self.v = 0, {}, {}

    def step(self):
        self.t += 1
        for p in self.params:
            if p.grad is not None:
                g = p.grad
                if self.weight_decay > 0:
                    g = g + self.weight_decay * p.data
                m = self.m[p] = self.m.get(p, 0) * self.beta1 + (1 - self.beta1) * g
                v = self.v[p] = self.v.get(p, 0) * self.beta2 + (1 - self.beta2) * g**2
                m_hat = m / (1 - self.beta1**self.t)
                v_hat = v / (1 - self.beta2**self.t)
                p.data -= self.lr * m_hat / (v_hat + self.eps)


# %% wrong: eps inside [eps-inside]
class Adam(Optimizer):
    def __init__(self, params, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8, weight_decay=0.0):
        super().__init__(params)
        self.lr, self.beta1, self.beta2 = lr, beta1, beta2
        self.eps, self.weight_decay = eps, weight_decay
        self.t, self.m, self.v = 0, {}, {}

    def step(self):
        self.t += 1
        for p in self.params:
            if p.grad is not None:
                g = p.grad
                if self.weight_decay > 0:
                    g = g + self.weight_decay * p.data
                m = self.m[p] = self.m.get(p, 0) * self.beta1 + (1 - self.beta1) * g
                v = self.v[p] = self.v.get(p, 0) * self.beta2 + (1 - self.beta2) * g**2
                m_hat = m / (1 - self.beta1**self.t)
                v_hat = v / (1 - self.beta2**self.t)
                p.data -= self.lr * m_hat / (v_hat + self.eps) ** 0.5


# %% wrong: a parameter whose gradient is zero stays where it is, although its average goes on
class Adam(Optimizer):
    """Adam (Kingma and Ba, 2015), with weight decay as in torch.optim.Adam."""

    def __init__(
        self,
        params: Iterable[Parameter],
        lr: float = 0.001,
        beta1: float = 0.9,
        beta2: float = 0.999,
        eps: float = 1e-8,
        weight_decay: float = 0.0,
    ):
        super().__init__(params)
        self.lr = lr
        self.beta1 = beta1
        self.beta2 = beta2
        self.eps = eps
        self.weight_decay = weight_decay
        self.t = 0
        self.m: dict[Parameter, np.ndarray] = {}
        self.v: dict[Parameter, np.ndarray] = {}

    def step(self) -> None:
        """Move every parameter that has a gradient; gradients are left as they are."""
        self.t += 1
        for p in self.params:
            if p.grad is None or not p.grad.any():
                continue
            g = p.grad + self.weight_decay * p.data
            m = self.m[p] = self.beta1 * self.m.get(p, 0) + (1 - self.beta1) * g
            v = self.v[p] = self.beta2 * self.v.get(p, 0) + (1 - self.beta2) * g**2
            m_hat = m / (1 - self.beta1**self.t)
            v_hat = v / (1 - self.beta2**self.t)
            p.data -= self.lr * m_hat / (np.sqrt(v_hat) + self.eps)


# %% right: get with 0
class Adam(Optimizer):
    """Adam (Kingma and Ba, 2015), with weight decay as in torch.optim.Adam."""

    def __init__(
        self,
        params: Iterable[Parameter],
        lr: float = 0.001,
        beta1: float = 0.9,
        beta2: float = 0.999,
        eps: float = 1e-8,
        weight_decay: float = 0.0,
    ):
        super().__init__(params)
        self.lr = lr
        self.beta1 = beta1
        self.beta2 = beta2
        self.eps = eps
        self.weight_decay = weight_decay
        self.t = 0
        self.m: dict[Parameter, np.ndarray] = {}
        self.v: dict[Parameter, np.ndarray] = {}

    def step(self) -> None:
        """Move every parameter that has a gradient; gradients are left as they are."""
        self.t += 1
        for p in self.params:
            if p.grad is None:
                continue
            g = p.grad + self.weight_decay * p.data
            m = self.m[p] = self.beta1 * self.m.get(p, 0) + (1 - self.beta1) * g
            v = self.v[p] = self.beta2 * self.v.get(p, 0) + (1 - self.beta2) * g**2
            m_hat = m / (1 - self.beta1**self.t)
            v_hat = v / (1 - self.beta2**self.t)
            p.data -= self.lr * m_hat / (np.sqrt(v_hat) + self.eps)


# %% right: zeros first, averages in place
class Adam(Optimizer):
    """Adam (Kingma and Ba, 2015), with weight decay as in torch.optim.Adam."""

    def __init__(
        self,
        params: Iterable[Parameter],
        lr: float = 0.001,
        beta1: float = 0.9,
        beta2: float = 0.999,
        eps: float = 1e-8,
        weight_decay: float = 0.0,
    ):
        super().__init__(params)
        self.lr = lr
        self.beta1 = beta1
        self.beta2 = beta2
        self.eps = eps
        self.weight_decay = weight_decay
        self.t = 0
        self.m: dict[Parameter, np.ndarray] = {}
        self.v: dict[Parameter, np.ndarray] = {}

    def step(self) -> None:
        """Move every parameter that has a gradient; gradients are left as they are."""
        self.t = self.t + 1
        c1, c2 = 1 - self.beta1**self.t, 1 - self.beta2**self.t
        for param in self.params:
            if param.grad is not None:
                grad = np.array(param.grad)
                if self.weight_decay:
                    grad += self.weight_decay * param.data
                if param not in self.m:
                    self.m[param] = np.zeros_like(param.data)
                    self.v[param] = np.zeros_like(param.data)
                m, v = self.m[param], self.v[param]
                m *= self.beta1
                m += (1 - self.beta1) * grad
                v *= self.beta2
                v += (1 - self.beta2) * grad * grad
                param.data = param.data - self.lr * (m / c1) / (np.sqrt(v / c2) + self.eps)


# %% right: a helper for the average
class Adam(Optimizer):
    """Adam (Kingma and Ba, 2015), with weight decay as in torch.optim.Adam."""

    def __init__(
        self,
        params: Iterable[Parameter],
        lr: float = 0.001,
        beta1: float = 0.9,
        beta2: float = 0.999,
        eps: float = 1e-8,
        weight_decay: float = 0.0,
    ):
        super().__init__(params)
        self.lr = lr
        self.beta1 = beta1
        self.beta2 = beta2
        self.eps = eps
        self.weight_decay = weight_decay
        self.t = 0
        self.m: dict[Parameter, np.ndarray] = {}
        self.v: dict[Parameter, np.ndarray] = {}

    def step(self) -> None:
        """Move every parameter that has a gradient; gradients are left as they are."""
        self.t += 1
        for param in filter(lambda p: p.grad is not None, self.params):
            grad = param.grad
            if self.weight_decay != 0:
                grad = grad + self.weight_decay * param.data
            first = self._average(self.m, param, grad, self.beta1)
            second = self._average(self.v, param, np.square(grad), self.beta2)
            param.data = param.data - self.lr * first / (second**0.5 + self.eps)

    def _average(self, kept, param, value, beta):
        before = kept.get(param, np.zeros_like(value))
        kept[param] = before + (1 - beta) * (value - before)
        return kept[param] / (1 - beta**self.t)


# %% wrong: no correction of the averages
class Adam(Optimizer):
    """Adam (Kingma and Ba, 2015), with weight decay as in torch.optim.Adam."""

    def __init__(
        self,
        params: Iterable[Parameter],
        lr: float = 0.001,
        beta1: float = 0.9,
        beta2: float = 0.999,
        eps: float = 1e-8,
        weight_decay: float = 0.0,
    ):
        super().__init__(params)
        self.lr = lr
        self.beta1 = beta1
        self.beta2 = beta2
        self.eps = eps
        self.weight_decay = weight_decay
        self.t = 0
        self.m: dict[Parameter, np.ndarray] = {}
        self.v: dict[Parameter, np.ndarray] = {}

    def step(self) -> None:
        """Move every parameter that has a gradient; gradients are left as they are."""
        self.t += 1
        for p in self.params:
            if p.grad is None:
                continue
            g = p.grad + self.weight_decay * p.data
            m = self.m[p] = self.beta1 * self.m.get(p, 0) + (1 - self.beta1) * g
            v = self.v[p] = self.beta2 * self.v.get(p, 0) + (1 - self.beta2) * g**2
            m_hat = m
            v_hat = v
            p.data -= self.lr * m_hat / (np.sqrt(v_hat) + self.eps)


# %% wrong: corrected averages are written back
class Adam(Optimizer):
    """Adam (Kingma and Ba, 2015), with weight decay as in torch.optim.Adam."""

    def __init__(
        self,
        params: Iterable[Parameter],
        lr: float = 0.001,
        beta1: float = 0.9,
        beta2: float = 0.999,
        eps: float = 1e-8,
        weight_decay: float = 0.0,
    ):
        super().__init__(params)
        self.lr = lr
        self.beta1 = beta1
        self.beta2 = beta2
        self.eps = eps
        self.weight_decay = weight_decay
        self.t = 0
        self.m: dict[Parameter, np.ndarray] = {}
        self.v: dict[Parameter, np.ndarray] = {}

    def step(self) -> None:
        """Move every parameter that has a gradient; gradients are left as they are."""
        self.t += 1
        for p in self.params:
            if p.grad is None:
                continue
            g = p.grad + self.weight_decay * p.data
            m = self.m[p] = self.beta1 * self.m.get(p, 0) + (1 - self.beta1) * g
            v = self.v[p] = self.beta2 * self.v.get(p, 0) + (1 - self.beta2) * g**2
            m_hat = self.m[p] = m / (1 - self.beta1**self.t)
            v_hat = self.v[p] = v / (1 - self.beta2**self.t)
            p.data -= self.lr * m_hat / (np.sqrt(v_hat) + self.eps)


# %% wrong: weight decay changes the gradient in place
class Adam(Optimizer):
    """Adam (Kingma and Ba, 2015), with weight decay as in torch.optim.Adam."""

    def __init__(
        self,
        params: Iterable[Parameter],
        lr: float = 0.001,
        beta1: float = 0.9,
        beta2: float = 0.999,
        eps: float = 1e-8,
        weight_decay: float = 0.0,
    ):
        super().__init__(params)
        self.lr = lr
        self.beta1 = beta1
        self.beta2 = beta2
        self.eps = eps
        self.weight_decay = weight_decay
        self.t = 0
        self.m: dict[Parameter, np.ndarray] = {}
        self.v: dict[Parameter, np.ndarray] = {}

    def step(self) -> None:
        """Move every parameter that has a gradient; gradients are left as they are."""
        self.t += 1
        for p in self.params:
            if p.grad is None:
                continue
            g = p.grad
            g += self.weight_decay * p.data
            m = self.m[p] = self.beta1 * self.m.get(p, 0) + (1 - self.beta1) * g
            v = self.v[p] = self.beta2 * self.v.get(p, 0) + (1 - self.beta2) * g**2
            m_hat = m / (1 - self.beta1**self.t)
            v_hat = v / (1 - self.beta2**self.t)
            p.data -= self.lr * m_hat / (np.sqrt(v_hat) + self.eps)


# %% wrong: t counts parameters, not steps
class Adam(Optimizer):
    """Adam (Kingma and Ba, 2015), with weight decay as in torch.optim.Adam."""

    def __init__(
        self,
        params: Iterable[Parameter],
        lr: float = 0.001,
        beta1: float = 0.9,
        beta2: float = 0.999,
        eps: float = 1e-8,
        weight_decay: float = 0.0,
    ):
        super().__init__(params)
        self.lr = lr
        self.beta1 = beta1
        self.beta2 = beta2
        self.eps = eps
        self.weight_decay = weight_decay
        self.t = 0
        self.m: dict[Parameter, np.ndarray] = {}
        self.v: dict[Parameter, np.ndarray] = {}

    def step(self) -> None:
        """Move every parameter that has a gradient; gradients are left as they are."""
        for p in self.params:
            if p.grad is None:
                continue
            self.t += 1
            g = p.grad + self.weight_decay * p.data
            m = self.m[p] = self.beta1 * self.m.get(p, 0) + (1 - self.beta1) * g
            v = self.v[p] = self.beta2 * self.v.get(p, 0) + (1 - self.beta2) * g**2
            m_hat = m / (1 - self.beta1**self.t)
            v_hat = v / (1 - self.beta2**self.t)
            p.data -= self.lr * m_hat / (np.sqrt(v_hat) + self.eps)


# %% wrong: eps under the root; a pull past the averages as in AdamW
class Adam(Optimizer):
    """Adam (Kingma and Ba, 2015), with weight decay as in torch.optim.Adam."""

    def __init__(
        self,
        params: Iterable[Parameter],
        lr: float = 0.001,
        beta1: float = 0.9,
        beta2: float = 0.999,
        eps: float = 1e-8,
        weight_decay: float = 0.0,
    ):
        super().__init__(params)
        self.lr = lr
        self.beta1 = beta1
        self.beta2 = beta2
        self.eps = eps
        self.weight_decay = weight_decay
        self.t = 0
        self.m: dict[Parameter, np.ndarray] = {}
        self.v: dict[Parameter, np.ndarray] = {}

    def step(self) -> None:
        """Move every parameter that has a gradient; gradients are left as they are."""
        self.t += 1
        for p in self.params:
            if p.grad is None:
                continue
            g = p.grad
            m = self.m[p] = self.beta1 * self.m.get(p, 0) + (1 - self.beta1) * g
            v = self.v[p] = self.beta2 * self.v.get(p, 0) + (1 - self.beta2) * g**2
            m_hat = m / (1 - self.beta1**self.t)
            v_hat = v / (1 - self.beta2**self.t)
            p.data -= self.lr * self.weight_decay * p.data
            p.data -= self.lr * m_hat / np.sqrt(v_hat + self.eps)


# %% wrong: averages by shape of the parameter: shared by parameters of one shape; None not skipped
class Adam(Optimizer):
    """Adam (Kingma and Ba, 2015), with weight decay as in torch.optim.Adam."""

    def __init__(
        self,
        params: Iterable[Parameter],
        lr: float = 0.001,
        beta1: float = 0.9,
        beta2: float = 0.999,
        eps: float = 1e-8,
        weight_decay: float = 0.0,
    ):
        super().__init__(params)
        self.lr = lr
        self.beta1 = beta1
        self.beta2 = beta2
        self.eps = eps
        self.weight_decay = weight_decay
        self.t = 0
        self.m: dict[Parameter, np.ndarray] = {}
        self.v: dict[Parameter, np.ndarray] = {}

    def step(self) -> None:
        """Move every parameter that has a gradient; gradients are left as they are."""
        self.t += 1
        for p in self.params:
            if p.grad is None and self.t > 1:
                continue
            g = p.grad + self.weight_decay * p.data
            m = self.m[p.shape] = self.beta1 * self.m.get(p.shape, 0) + (1 - self.beta1) * g
            v = self.v[p.shape] = self.beta2 * self.v.get(p.shape, 0) + (1 - self.beta2) * g**2
            m_hat = m / (1 - self.beta1**self.t)
            v_hat = v / (1 - self.beta2**self.t)
            p.data -= self.lr * m_hat / (np.sqrt(v_hat) + self.eps)

# %% wrong: in single precision
class Adam(Base):
    def step(self):
        self.t += 1
        for p in self.params:
            if p.grad is None:
                continue
            g = p.grad + self.weight_decay * p.data
            self.m[p] = m = self.beta1 * self.m.get(p, 0) + (1 - self.beta1) * g
            self.v[p] = v = self.beta2 * self.v.get(p, 0) + (1 - self.beta2) * g**2
            m, v = m / (1 - self.beta1**self.t), v / (1 - self.beta2**self.t)
            p.data = (p.data - self.lr * m / (np.sqrt(v) + self.eps)).astype(np.float32)

# %% wrong: weight decay in the first average only
class Adam(Base):
    def step(self):
        self.t += 1
        for p in self.params:
            if p.grad is None:
                continue
            g = p.grad + self.weight_decay * p.data
            self.m[p] = m = self.beta1 * self.m.get(p, 0) + (1 - self.beta1) * g
            self.v[p] = v = self.beta2 * self.v.get(p, 0) + (1 - self.beta2) * p.grad**2
            m, v = m / (1 - self.beta1**self.t), v / (1 - self.beta2**self.t)
            p.data = p.data - self.lr * m / (np.sqrt(v) + self.eps)
