# Answers to `tensor_backward`, right and wrong, that the autograder is measured on.


# %% right: as the text suggests
def tensor_backward(self):
    backward(self.grad_fn, Tensor(np.ones(self.shape)))


# %% right: with the method of Tensor
def tensor_backward(self):
    backward(self.grad_fn, Tensor.ones(*self.shape))


# %% right: ones like the data
def tensor_backward(self):
    gradient = Tensor(np.ones_like(self.data, dtype=float))
    return backward(self.grad_fn, gradient)


# %% right: as in the course that this unit follows
def tensor_backward(self):
    autograd_engine.backward(self.grad_fn, tensor.Tensor(np.ones(self.data.shape)))


# %% wrong: a single 1
def tensor_backward(self):
    backward(self.grad_fn, Tensor(1.0))


# %% wrong: an array
def tensor_backward(self):
    backward(self.grad_fn, np.ones(self.shape))


# %% wrong: the data
def tensor_backward(self):
    backward(self.grad_fn, Tensor(self.data))


# %% wrong: zeros
def tensor_backward(self):
    backward(self.grad_fn, Tensor.zeros(*self.shape))


# %% wrong: its own gradient
def tensor_backward(self):
    backward(self.grad_fn, self.grad)


# %% wrong: the tensor for its node
def tensor_backward(self):
    backward(self, Tensor(np.ones(self.shape)))


# %% wrong: only the node's own step
def tensor_backward(self):
    self.grad_fn.apply(Tensor(np.ones(self.shape)) + Tensor(np.ones(self.shape)))


# %% wrong: the arguments swapped
def tensor_backward(self):
    backward(Tensor(np.ones(self.shape)), self.grad_fn)


# %% wrong: keeps a gradient
def tensor_backward(self):
    self.grad = Tensor(np.ones(self.shape))
    backward(self.grad_fn, self.grad)


# %% wrong: one dimension too many
def tensor_backward(self):
    backward(self.grad_fn, Tensor([np.ones(self.shape)]))


# %% wrong: float32
def tensor_backward(self):
    backward(self.grad_fn, Tensor(np.ones(self.shape, dtype=np.float32)))
