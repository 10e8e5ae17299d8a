# Answers to `BatchNorm1d`, right and wrong, that the autograder is measured on.


class Total(Function):
    @staticmethod
    def forward(ctx, a):
        ctx.shape = a.shape
        return output_of(a.data.sum(axis=0), a)

    @staticmethod
    def backward(ctx, grad):
        return (Tensor(np.broadcast_to(grad.data, ctx.shape)),)


class Root(Function):
    @staticmethod
    def forward(ctx, a):
        ctx.root = np.sqrt(a.data)
        return output_of(ctx.root, a)

    @staticmethod
    def backward(ctx, grad):
        return (Tensor(grad.data / (2 * ctx.root)),)


class Base(Module):
    def __init__(self, num_features, eps=1e-5, momentum=0.1):
        super().__init__()
        self.num_features = num_features
        self.eps, self.momentum = Tensor([eps]), Tensor([momentum])
        self.gamma = Tensor(np.ones(num_features), requires_grad=True, is_parameter=True)
        self.beta = Tensor(np.zeros(num_features), requires_grad=True, is_parameter=True)
        self.running_mean = Tensor(np.zeros(num_features))
        self.running_var = Tensor(np.ones(num_features))

    def statistics(self, x):
        size = Tensor(float(x.shape[0]))
        mean = Total.apply(x) / size
        return mean, Total.apply((x - mean) * (x - mean)) / size

    def remember(self, mean, var):
        p = self.momentum.data
        self.running_mean = Tensor((1 - p) * self.running_mean.data + p * mean)
        self.running_var = Tensor((1 - p) * self.running_var.data + p * var)

    def output(self, x, mean, var):
        return self.gamma * ((x - mean) / Root.apply(var + self.eps)) + self.beta


# %% right: as the text suggests
class BatchNorm1d(Base):
    def forward(self, x):
        if not self.is_train:
            return self.output(x, self.running_mean, self.running_var)
        mean, var = self.statistics(x)
        self.remember(mean.data, x.data.var(axis=0, ddof=1))
        return self.output(x, mean, var)


# %% right: unbiased from biased
class BatchNorm1d(Base):
    def forward(self, x):
        if not self.is_train:
            return self.output(x, self.running_mean, self.running_var)
        mean, var = self.statistics(x)
        m = x.shape[0]
        self.remember(mean.data, var.data * m / (m - 1))
        return self.output(x, mean, var)


# %% right: written into the averages
class BatchNorm1d(Base):
    def forward(self, x):
        if self.is_train:
            mean, var = self.statistics(x)
            p = self.momentum.data
            self.running_mean.data += p * (mean.data - self.running_mean.data)
            self.running_var.data += p * (np.var(x.data, axis=0, ddof=1) - self.running_var.data)
        else:
            mean, var = self.running_mean, self.running_var
        return self.output(x, mean, var)


# %% right: one operation, differentiated by hand
class Whole(Function):
    @staticmethod
    def forward(ctx, x, gamma, beta, eps):
        deviation = np.sqrt(x.data.var(axis=0) + eps)
        ctx.hat, ctx.scale = (x.data - x.data.mean(axis=0)) / deviation, gamma.data / deviation
        return output_of(gamma.data * ctx.hat + beta.data, x, gamma, beta)

    @staticmethod
    def backward(ctx, grad):
        g, hat = grad.data, ctx.hat
        grad_x = ctx.scale * (g - g.mean(axis=0) - hat * (g * hat).mean(axis=0))
        return Tensor(grad_x), Tensor((g * hat).sum(axis=0)), Tensor(g.sum(axis=0)), None


class BatchNorm1d(Base):
    def forward(self, x):
        if not self.is_train:
            return self.output(x, self.running_mean, self.running_var)
        self.remember(x.data.mean(axis=0), x.data.var(axis=0, ddof=1))
        return Whole.apply(x, self.gamma, self.beta, self.eps.data)


# %% right: averages that stay in the graph
class BatchNorm1d(Base):
    def forward(self, x):
        if not self.is_train:
            return self.output(x, self.running_mean, self.running_var)
        mean, var = self.statistics(x)
        p = self.momentum
        size = Tensor(float(x.shape[0]))
        sigma = var * size / Tensor(x.shape[0] - 1.0)
        self.running_mean = (Tensor([1.0]) - p) * self.running_mean + p * mean
        self.running_var = (Tensor([1.0]) - p) * self.running_var + p * sigma
        return self.output(x, mean, var)


# %% wrong: remembers the biased variance
class BatchNorm1d(Base):
    def forward(self, x):
        if not self.is_train:
            return self.output(x, self.running_mean, self.running_var)
        mean, var = self.statistics(x)
        self.remember(mean.data, var.data)
        return self.output(x, mean, var)


# %% wrong: normalizes with the unbiased variance
class BatchNorm1d(Base):
    def forward(self, x):
        if not self.is_train:
            return self.output(x, self.running_mean, self.running_var)
        mean, var = self.statistics(x)
        self.remember(mean.data, x.data.var(axis=0, ddof=1))
        return self.output(x, mean, Tensor(x.data.var(axis=0, ddof=1)))


# %% wrong: momentum weighs the old average
class BatchNorm1d(Base):
    def forward(self, x):
        if not self.is_train:
            return self.output(x, self.running_mean, self.running_var)
        mean, var = self.statistics(x)
        p = 1 - self.momentum.data
        self.running_mean = Tensor((1 - p) * self.running_mean.data + p * mean.data)
        self.running_var = Tensor((1 - p) * self.running_var.data + p * x.data.var(axis=0, ddof=1))
        return self.output(x, mean, var)


# %% wrong: no evaluation mode
class BatchNorm1d(Base):
    def forward(self, x):
        mean, var = self.statistics(x)
        self.remember(mean.data, x.data.var(axis=0, ddof=1))
        return self.output(x, mean, var)


# %% wrong: learns in evaluation, too
class BatchNorm1d(Base):
    def forward(self, x):
        mean, var = self.statistics(x)
        self.remember(mean.data, x.data.var(axis=0))
        if self.is_train:
            return self.output(x, mean, var)
        return self.output(x, self.running_mean, self.running_var)


# %% wrong: normalizes with the running averages in training
class BatchNorm1d(Base):
    def forward(self, x):
        if not self.is_train:
            return self.output(x, self.running_mean, self.running_var)
        mean, var = self.statistics(x)
        self.remember(mean.data, x.data.var(axis=0, ddof=1))
        return self.output(x, self.running_mean, self.running_var)


# %% wrong: mean and variance are constants
class BatchNorm1d(Base):
    def forward(self, x):
        if not self.is_train:
            return self.output(x, self.running_mean, self.running_var)
        mean, var = Tensor(x.data.mean(axis=0)), Tensor(x.data.var(axis=0))
        self.remember(mean.data, x.data.var(axis=0, ddof=1))
        return self.output(x, mean, var)


# %% wrong: the variance is a constant
class BatchNorm1d(Base):
    def forward(self, x):
        if not self.is_train:
            return self.output(x, self.running_mean, self.running_var)
        mean, var = self.statistics(x)
        self.remember(mean.data, x.data.var(axis=0, ddof=1))
        return self.output(x, mean, Tensor(var.data))


# %% wrong: averages are not kept
class BatchNorm1d(Base):
    def forward(self, x):
        if not self.is_train:
            return self.output(x, self.running_mean, self.running_var)
        mean, var = self.statistics(x)
        pass
        return self.output(x, mean, var)


# %% wrong: without gamma and beta
class BatchNorm1d(Base):
    def forward(self, x):
        if not self.is_train:
            return self.output(x, self.running_mean, self.running_var)
        mean, var = self.statistics(x)
        self.remember(mean.data, x.data.var(axis=0, ddof=1))
        return (x - mean) / Root.apply(var + self.eps)


# %% wrong: divided by the variance
class BatchNorm1d(Base):
    def forward(self, x):
        if not self.is_train:
            return self.output(x, self.running_mean, self.running_var)
        mean, var = self.statistics(x)
        self.remember(mean.data, x.data.var(axis=0, ddof=1))
        return self.gamma * ((x - mean) / (var + self.eps)) + self.beta


# %% wrong: over each example
class BatchNorm1d(Base):
    def forward(self, x):
        if not self.is_train:
            return self.output(x, self.running_mean, self.running_var)
        size = Tensor(float(x.shape[1]))
        mean = Total.apply(x.T()) / size
        xt = x.T() - mean
        var = Total.apply(xt * xt) / size
        self.remember(mean.data.mean(), var.data.mean())
        return self.gamma * (xt / Root.apply(var + self.eps)).T() + self.beta


# %% wrong: mean over everything
class BatchNorm1d(Base):
    def forward(self, x):
        if not self.is_train:
            return self.output(x, self.running_mean, self.running_var)
        mean = Tensor(x.data.mean())
        var = Tensor(x.data.var())
        self.remember(mean.data, x.data.var(axis=0, ddof=1))
        return self.output(x, mean, var)


# %% wrong: eps after the root
class BatchNorm1d(Base):
    def forward(self, x):
        if not self.is_train:
            return self.output(x, self.running_mean, self.running_var)
        mean, var = self.statistics(x)
        self.remember(mean.data, x.data.var(axis=0, ddof=1))
        return self.gamma * ((x - mean) / (Root.apply(var) + self.eps)) + self.beta


# %% wrong: without eps
class BatchNorm1d(Base):
    def forward(self, x):
        if not self.is_train:
            return self.output(x, self.running_mean, self.running_var)
        mean, var = self.statistics(x)
        self.remember(mean.data, x.data.var(axis=0, ddof=1))
        return self.gamma * ((x - mean) / Root.apply(var)) + self.beta


# %% wrong: only the last batch is remembered
class BatchNorm1d(Base):
    def forward(self, x):
        if not self.is_train:
            return self.output(x, self.running_mean, self.running_var)
        mean, var = self.statistics(x)
        self.running_mean = Tensor(mean.data)
        self.running_var = Tensor(x.data.var(axis=0, ddof=1))
        return self.output(x, mean, var)


# %% wrong: calculated with arrays
class BatchNorm1d(Base):
    def forward(self, x):
        if not self.is_train:
            return self.output(x, self.running_mean, self.running_var)
        mean, var = self.statistics(x)
        self.remember(mean.data, x.data.var(axis=0, ddof=1))
        return Tensor(self.output(x, mean, var).data)


# %% right: one operation, its gradient worked out by hand
class BatchNormFn(Function):
    @staticmethod
    def forward(ctx, x, gamma, beta, eps):
        mu, var = x.data.mean(0), x.data.var(0)
        ctx.inv = 1 / np.sqrt(var + eps)
        ctx.xhat = (x.data - mu) * ctx.inv
        ctx.g = gamma.data.copy()
        return output_of(ctx.g * ctx.xhat + beta.data, x, gamma, beta)

    @staticmethod
    def backward(ctx, grad_output):
        g = grad_output.data
        m = len(g)
        dxhat = g * ctx.g
        dx = ctx.inv / m * (m * dxhat - dxhat.sum(0) - ctx.xhat * (dxhat * ctx.xhat).sum(0))
        return Tensor(dx), Tensor((g * ctx.xhat).sum(0)), Tensor(g.sum(0)), None


class Affine(Function):
    @staticmethod
    def forward(ctx, x, gamma, beta, mean, std):
        ctx.xhat, ctx.k = (x.data - mean) / std, gamma.data / std
        return output_of(ctx.xhat * gamma.data + beta.data, x, gamma, beta)

    @staticmethod
    def backward(ctx, g):
        return (
            Tensor(g.data * ctx.k),
            Tensor((g.data * ctx.xhat).sum(0)),
            Tensor(g.data.sum(0)),
            None,
            None,
        )


class BatchNorm1d(Module):
    def __init__(self, num_features, eps=1e-5, momentum=0.1):
        super().__init__()
        self.num_features = num_features
        self.eps = Tensor(np.array([eps]))
        self.momentum = Tensor(np.array([momentum]))
        self.gamma = Tensor(np.ones((num_features,)), requires_grad=True, is_parameter=True)
        self.beta = Tensor(np.zeros((num_features,)), requires_grad=True, is_parameter=True)
        self.running_mean = Tensor(np.zeros(num_features))
        self.running_var = Tensor(np.ones(num_features))

    def __call__(self, x):
        return self.forward(x)

    def forward(self, x):
        eps = float(self.eps.data[0])
        p = float(self.momentum.data[0])
        if not self.is_train:
            return Affine.apply(
                x,
                self.gamma,
                self.beta,
                self.running_mean.data,
                np.sqrt(self.running_var.data + eps),
            )
        if len(x.data) < 2:
            raise ValueError("batch of one")
        self.running_mean = Tensor((1 - p) * self.running_mean.data + p * x.data.mean(axis=0))
        self.running_var = Tensor((1 - p) * self.running_var.data + p * x.data.var(axis=0, ddof=1))
        return BatchNormFn.apply(x, self.gamma, self.beta, eps)
