# Mistakes that show when everything runs together. Each cell redefines what a later cell of a
# student's may have replaced by accident.

# %% [markdown] id="relu-passes-all"
# The losses are those of a network whose relu lets every gradient through, also where its input
# was negative. Which backward function is in the table for `np.maximum` by the end of the
# notebook?

# %%
BACK_FUNCS.add_back_func(np.maximum, 0, lambda grad_out, out, x, y: unbroadcast(grad_out, x))


# %% [markdown] id="steps-go-uphill"
# The loss rises where it should fall, by as much: each step goes along the gradient, and should
# go against it.

# %%
def _uphill(self):
    for p in self.params:
        p.array += self.lr * p.grad.array


SGD.step = _uphill


# %% [markdown] id="gradients-pile-up"
# The first step is right and the later ones are too long, as if each gradient still held the
# earlier ones. What does `zero_grad` do by the end of the notebook?

# %%
SGD.zero_grad = lambda self: None


# %% [markdown] id="nothing-moves"
# The loss stays the same from step to step: no parameter moves. Does `step` change the very
# tensors that the network holds?

# %%
SGD.step = lambda self: None


# %% [markdown] id="steps-too-long"
# The direction of each step is right and its length is twice what it should be. Is the learning
# rate, or the whole step, applied twice?

# %%
def _twice(self):
    for p in self.params:
        p.array -= 2 * self.lr * p.grad.array


SGD.step = _twice


# %% [markdown] id="loss-without-log"
# The loss of an example is minus the probability of its label, where it should be minus the
# logarithm of that.

# %%
def cross_entropy(logits, true_labels):
    exps = logits.exp()
    return -(exps / exps.sum(1, keepdim=True))[arange(0, len(logits)), true_labels]


# %% [markdown] id="loss-sign"
# The loss has the right size and the wrong sign, so that training makes the network worse.

# %%
_loss = cross_entropy


def cross_entropy(logits, true_labels):
    return -_loss(logits, true_labels)


# %% [markdown] id="bias-forgotten"
# The losses are those of layers that multiply by their weight and do not add their bias.

# %%
Linear.forward = lambda self, x: x @ self.weight.permute((1, 0))


# %% [markdown] id="exp-gradient-lost"
# The forward pass is right; the gradients are those of an `exp` that passes on what it receives
# as it is.

# %%
BACK_FUNCS.add_back_func(np.exp, 0, lambda grad_out, out, x: grad_out)


# %% [markdown] id="sum-gradient-divided"
# The forward pass is right; the gradient of `sum` is divided by the number of entries, which
# would be right for a mean.

# %%
_sum_gradient = BACK_FUNCS.get_back_func(_sum, 0)
BACK_FUNCS.add_back_func(
    _sum, 0, lambda grad_out, out, x, **kwargs: _sum_gradient(grad_out, out, x, **kwargs) / x.size
)


# %% [markdown] id="index-gradient-lost"
# The forward pass is right; no gradient comes back through indexing, so that the loss does not
# learn from the labels.

# %%
BACK_FUNCS.add_back_func(_getitem, 0, lambda grad_out, out, x, index: np.zeros_like(x))


# %% [markdown] id="matmul-gradient-lost"
# The forward pass is right; the second factor of matrix products receives no gradient, so that no
# weight moves.

# %%
BACK_FUNCS.add_back_func(_matmul2d, 1, lambda grad_out, out, x, y: np.zeros_like(y))
