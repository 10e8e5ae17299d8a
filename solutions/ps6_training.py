# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
# ---

# %% [markdown]
# # A small framework, 3: data, training and convolution
#
# The network is built and the optimizer can move it. Around them a framework has what makes the
# difference between an evening's experiment and something that can be used: data that comes in batches,
# models that survive a restart, a loop that can be interrupted. And it has convolution, the layer that
# made neural networks see. After this notebook you can
#
# - [ ] feed a network from files, in batches, shuffled, and get the same order again;
# - [ ] save a model, load it next week, and be told by name if it does not fit;
# - [ ] write convolution as a matrix product, and read 98.5% of MNIST's digits after three epochs.
#
# **What is given.** The engine of the first notebook of this assignment and the layers and optimizers of the
# second one, complete. You need not have done either.
#
# **What you build:**
#
# ```
#   seeing             Flip  Dilate  Conv  nn.Conv
#   ────────────────────────────────────────────────────────────────────────
#   training           Trainer.fit  Trainer.evaluate
#   ────────────────────────────────────────────────────────────────────────
#   keeping            state_dict  load_state_dict  save  load
#   ────────────────────────────────────────────────────────────────────────
#   feeding            MNISTDataset  DataLoader
# ```
#
# **How you know that it works.** Each exercise is followed by a cell like `check("DataLoader")`. It lists what passed
# and shows the first case that did not. `python grade.py ps6_training`, in a terminal in the folder of the course,
# checks the notebook as you saved it; `python grade.py ps6_babygrad` takes all three. All of these run
# through your other answers, and say which of them they wait for. In grading, a mistake in one exercise costs
# no points in another, except in `all_together`, which runs all of them.

# %% given="imports"
import gzip
import zipfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np

# %% [markdown]
# ## The engine and the layers
#
# The next two cells are long. They are the first two notebooks, to be looked into when you want to know
# something, and not to be read from top to bottom.
# %% given="engine" inline=true
from solutions.ps6_tensors import (  # noqa: F401
    Function,
    NDArray,
    ReLU,
    Sigmoid,
    Tanh,
    Tensor,
    add,
    add_scalar,
    broadcast_to,
    divide,
    divide_scalar,
    exp,
    log,
    logsumexp,
    matmul,
    mul_scalar,
    multiply,
    negate,
    power,
    power_scalar,
    reshape,
    sqrt,
    summation,
    transpose,
)

# %% given="demo-engine"
x = Tensor([1.0, 2.0], requires_grad=True)
(x * x * x).sum().backward()
x.grad  # 3 x²

# %% given="layers" inline=true
from solutions.ps6_layers import (  # noqa: F401
    SGD,
    Adam,
    BatchNorm1d,
    Flatten,
    Linear,
    Module,
    Optimizer,
    Parameter,
    Sequential,
    SoftmaxLoss,
    init,
    ops,
)

# %% [markdown]
# ### `ops` and `nn`
#
# A layer called `ReLU` stands beside an operation called `ReLU`, and you are going to write a `Conv` of each
# kind. In a package they would live in two modules. Here they have a second home, the operations in `ops`
# and the layers in `nn`, so that `ops.relu` and `nn.ReLU` work whatever is defined later.

# %% given="namespaces"
relu = ops.relu


class ReLU(Module):  # noqa: F811
    """max(0, x), elementwise."""

    def forward(self, x: Tensor) -> Tensor:
        return ops.relu(x)


nn = SimpleNamespace(
    BatchNorm1d=BatchNorm1d,
    Flatten=Flatten,
    Linear=Linear,
    Module=Module,
    Parameter=Parameter,
    ReLU=ReLU,
    Sequential=Sequential,
    SoftmaxLoss=SoftmaxLoss,
)

# %% [markdown] exercise="MNISTDataset"
# ## Feeding
#
# ### A data set
#
# A data set knows how many examples it has, and gives out any of them by its number. That is all that a loader
# asks of it, and it need not matter whether the examples stand in memory, on a disk or in another city. A data set
# may know slices besides, as yours does.
#
# ```
#   two files ──▶ MNISTDataset ──▶ DataLoader ──▶ images (64, 28, 28, 1), labels (64,) ──▶ the network
# ```
#
# `parse_mnist` is given. It reads MNIST's two files into one array of rows, `(n, 784)`, and one of labels,
# `(n,)`. Your data set makes pictures of the rows:
#
# ```
#   dataset[7]        image (28, 28, 1), float32       label, a whole number
#   dataset[2:5]      images (3, 28, 28, 1)            labels (3,)
# ```
#
# $$\text{image}_{ij} = \text{row}_{28 i + j}$$
#
# `transforms` is a list of functions. Each is given *one* image and returns one, and the next is given what it
# returned. They apply to every image that goes out, by whatever index it was asked for. A transform returns a new
# image, or a view, and leaves the numbers of the one that it was given alone. An empty slice gives images of shape
# (0, 28, 28, 1), whatever the transforms are.
#
# <details><summary>Hint 1: one image</summary>
#
# A row goes into shape, and then through every transform. Could both kinds of index use one method for
# that?
#
# </details>
# <details><summary>Hint 2: a slice</summary>
#
# `isinstance(index, slice)` tells the kinds apart. `np.stack` makes one array of a list of images. What
# does it do with an empty list?
#
# </details>


# %% given="parse-mnist"
def parse_mnist(image_filesname: str, label_filename: str) -> tuple[np.ndarray, np.ndarray]:
    """MNIST's files as images, (n, 784), float32 from 0 to 1, and labels, (n,), uint8.

    Both files are IDX, plain or compressed: a header of big-endian numbers, then bytes.
    """

    def content(name: str) -> bytes:
        whole = Path(name).read_bytes()
        return gzip.decompress(whole) if whole[:2] == b"\x1f\x8b" else whole

    images = np.frombuffer(content(image_filesname), np.uint8, offset=16)
    labels = np.frombuffer(content(label_filename), np.uint8, offset=8)
    return images.reshape(len(labels), -1).astype(np.float32) / 255, labels


class Dataset:
    """Examples that are asked for by number."""

    def __getitem__(self, index: int) -> Any:
        raise NotImplementedError

    def __len__(self) -> int:
        raise NotImplementedError


# %% exercise="MNISTDataset"
class MNISTDataset(Dataset):
    """The images and labels of MNIST's files."""

    def __init__(
        self,
        image_filename: str,
        label_filename: str,
        transforms: list[Callable[[np.ndarray], np.ndarray]] | None = None,
    ):
        """transforms: each is given one image, (28, 28, 1), or what the one before returned."""
        ### BEGIN SOLUTION
        self.images, self.labels = parse_mnist(
            image_filesname=image_filename, label_filename=label_filename
        )
        self.transforms = transforms or []
        ### END SOLUTION

    def __getitem__(self, index: int | slice) -> tuple[np.ndarray, np.ndarray]:
        """An image, (28, 28, 1) unless a transform changes it, and its label, a whole number;
        of a slice, an array of images and an array of labels."""
        ### BEGIN SOLUTION
        images = self.images[index].reshape(-1, 28, 28, 1)
        for transform in self.transforms:
            if len(images):
                images = np.stack([transform(image) for image in images])
        labels = np.array(self.labels[index])
        return (images, labels) if isinstance(index, slice) else (images[0], labels)
        ### END SOLUTION

    def __len__(self) -> int:
        """The number of examples."""
        ### BEGIN SOLUTION
        return len(self.images)
        ### END SOLUTION


# %% [markdown] exercise="DataLoader"
# ### Batches
#
# A loader walks through a data set in batches. Ten examples in batches of four, not shuffled:
#
# ```
#   0 1 2 3     4 5 6 7     8 9
# ```
#
# For $n$ examples in batches of $b$,
#
# $$\text{number of batches} = \lceil n / b \rceil .$$
#
# The last one may be shorter, and nothing is left out. With `shuffle`, every walk has a new order, drawn
# from NumPy's generator, so that `np.random.seed` makes it come again. Ask the data set for one number at a
# time: not every data set knows slices.
#
# Two things are easy to get wrong. A loader that is its own iterator has one position only, and two loops over it
# interfere:
#
# ```python
# for images, labels in loader:
#     for others, _ in loader:      # would use up the batches of the outer loop
#         ...
# ```
#
# And labels are whole numbers: as `float32`, in which a tensor holds its numbers unless told otherwise, they can
# no longer be used as an index.
#
# <details><summary>Hint 1: a loop of its own</summary>
#
# A function with `yield` in it makes a new iterator at every call. If `__iter__` is such a function, who
# needs `__next__`?
#
# </details>
# <details><summary>Hint 2: from examples to a batch</summary>
#
# `zip(*pairs)` turns a list of pairs into two. What makes one array of each?
#
# </details>
# <details><summary>Hint 3: whole numbers</summary>
#
# `Tensor(array)` is float32. What does `dtype=None` keep?
#
# </details>


# %% exercise="DataLoader"
class DataLoader:
    """Walks through a data set in batches."""

    def __init__(self, dataset: Dataset, batch_size: int = 1, shuffle: bool = False):
        self.dataset = dataset
        self.batch_size = batch_size
        self.shuffle = shuffle

    def __iter__(self) -> Iterator[tuple[Tensor, ...]]:
        """Batches: pairs of tensors, images and labels, with the examples along a new first axis.
        Labels keep their dtype, and nothing requires a gradient. Every call begins a walk of its
        own, which asks the data set anew."""
        ### BEGIN SOLUTION
        n = len(self.dataset)
        order = np.random.permutation(n) if self.shuffle else np.arange(n)
        for start in range(0, n, self.batch_size):
            examples = [self.dataset[int(i)] for i in order[start : start + self.batch_size]]
            yield tuple(Tensor(np.stack(part), dtype=None) for part in zip(*examples, strict=True))
        ### END SOLUTION

    def __len__(self) -> int:
        """The number of batches in a walk."""
        ### BEGIN SOLUTION
        return -(-len(self.dataset) // self.batch_size)
        ### END SOLUTION


# %% [markdown] exercise="state_dict"
# ## Keeping
#
# ### state_dict
#
# All that a model has learned is a handful of arrays. To keep them, each gets a name, which is the path to it:
#
# ```
#   Sequential                        modules.0.weight         (784, 20)
#   ├── Linear(784, 20)               modules.0.bias           (1, 20)
#   └── BatchNorm1d(20)               modules.1.weight         (20,)
#                                     modules.1.bias           (20,)
#                                     modules.1.running_mean   (20,)
#                                     modules.1.running_var    (20,)
# ```
#
# Each array is one that the optimizer moves, or that a layer remembers:
#
# $$\theta = \{ \text{path}_1 : W_1, \ \text{path}_2 : W_2, \ \dots \}$$
#
# The walk is given this time: `named_tensors(module)` gives out every name and tensor, those that are not
# parameters, too. Without its running averages a saved BatchNorm would wake up without memory.
#
# What is easily forgotten: the arrays of a model change with every step of training. What was kept has to stay as it
# was.
#
# <details><summary>Hint 1: yesterday's model</summary>
#
# `param.data -= ...` changes an array in place, for everybody who holds it. Who should not see that, and
# what do they need?
#
# </details>
# <details><summary>Hint 2: names</summary>
#
# `named_tensors` gives out pairs. What does a dict make of them, and what of each tensor is to be kept?
#
# </details>


# %% given="named-tensors"
def named_tensors(value: Any, name: str = "") -> Iterator[tuple[str, Tensor]]:
    """Every tensor in a module, list, tuple or dictionary, at any depth, with the path to it."""
    if isinstance(value, Tensor):
        yield name, value
        return
    if isinstance(value, Module):
        value = vars(value)
    if isinstance(value, (list, tuple)):
        value = dict(enumerate(value))
    if isinstance(value, dict):
        for key, part in value.items():
            yield from named_tensors(part, f"{name}.{key}" if name else str(key))


# %% exercise="state_dict"
def state_dict(self: Module) -> dict[str, np.ndarray]:
    """Every tensor of a module, parameters and others, by name: arrays that nobody else changes."""
    ### BEGIN SOLUTION
    return {name: tensor.data.copy() for name, tensor in named_tensors(self)}
    ### END SOLUTION


# %% given="state-dict-method" of="state_dict"
Module.state_dict = state_dict

# %% [markdown] exercise="load_state_dict"
# ### load_state_dict
#
# The way back. A model of the same build takes over the numbers. If the build is not the same, it should say
# so, since half a model reads no digits:
#
# - a tensor of the model that the dictionary lacks is **missing**;
# - a name in the dictionary that the model does not have is **unexpected**;
# - an array of another shape does not fit, even if it could be broadcast.
#
# ```
#   model        weight (784, 20), bias (1, 20)
#   dictionary   weight (784, 10), gamma (20,)      ValueError: weight has another shape, bias is missing, gamma unexpected
# ```
#
# $$\text{missing} = M \setminus D, \qquad \text{unexpected} = D \setminus M$$
#
# for the names $M$ of the model and $D$ of the dictionary. In each case a `ValueError` names all those keys, and the model
# stays as it was. So first look, then change.
#
# <details><summary>Hint 1: differences of sets</summary>
#
# The keys of a dictionary behave like a set, with `-` between them. Which difference is what is missing,
# and which is unexpected?
#
# </details>
# <details><summary>Hint 2: arrays of its own</summary>
#
# The model will go on training. Should the dictionary see it?
#
# </details>


# %% exercise="load_state_dict"
def load_state_dict(self: Module, state_dict: dict[str, np.ndarray]) -> None:
    """Copies the arrays into the tensors of those names, in the tensors' dtype.

    Raises ValueError (KeyError or RuntimeError will do), which names every key that is missing,
    unexpected or of another shape, and changes nothing then.
    """
    ### BEGIN SOLUTION
    tensors = dict(named_tensors(self))
    problems = [f"missing: {name}" for name in tensors if name not in state_dict]
    problems += [f"unexpected: {name}" for name in state_dict if name not in tensors]
    problems += [
        f"{name} has shape {np.shape(state_dict[name])}, and should have {tensor.shape}"
        for name, tensor in tensors.items()
        if name in state_dict and np.shape(state_dict[name]) != tensor.shape
    ]
    if problems:
        raise ValueError("; ".join(problems))
    for name, tensor in tensors.items():
        tensor.data = np.array(state_dict[name], dtype=tensor.dtype)
    ### END SOLUTION


# %% given="load-state-dict-method" of="load_state_dict"
Module.load_state_dict = load_state_dict

# %% [markdown] exercise="save_load"
# ### Files
#
# A model that is lost with the kernel was trained for one evening only. NumPy has a file format for named arrays, `.npz`:
#
# ```
#   save(model, "digits.npz")     load(other, "digits.npz")     other gives the same scores as model
# ```
#
# $$\text{load}(\text{save}(\theta)) = \theta$$
#
# It holds numbers and nothing else. Many frameworks save with
# Python's `pickle` instead. A pickle is a program: whoever loads it runs it, and a model from the internet may
# do what it likes with your files. `np.load` with `allow_pickle=False` raises a `ValueError` for a file that
# needs pickle, and so does your `load`.
#
# <details><summary>Hint 1: names as keywords</summary>
#
# `np.savez` fails for a tensor that stands in `self.file` alone, since `file` is its own argument. An
# `.npz` is a zip of `.npy` files, and `zipfile` takes any name. How does a dictionary become
# such an archive?
#
# </details>
# <details><summary>Hint 2: a name without an ending</summary>
#
# Asked for `model`, `np.savez` writes `model.npz`. Where does `np.load` look?
#
# </details>


# %% exercise="save_load"
def save(self: Module, path: str) -> None:
    """Write the module's state_dict to an .npz file. The ending is added where it is missing."""
    ### BEGIN SOLUTION
    path = str(path)
    with zipfile.ZipFile(path if path.endswith(".npz") else f"{path}.npz", "w") as archive:
        for name, array in self.state_dict().items():
            with archive.open(f"{name}.npy", "w", force_zip64=True) as entry:
                np.save(entry, array)
    ### END SOLUTION


def load(self: Module, path: str) -> None:
    """Read what save wrote to the same path, without pickle, and load it into the module.

    The arrays of another model are refused, as load_state_dict does it.
    """
    ### BEGIN SOLUTION
    path = str(path)
    with np.load(path if path.endswith(".npz") else f"{path}.npz", allow_pickle=False) as arrays:
        self.load_state_dict(dict(arrays))
    ### END SOLUTION


# %% given="save-load-methods" of="save_load"
Module.save, Module.load = save, load

# %% [markdown] exercise="Trainer"
# ## Training
#
# ### A trainer
#
# You have written the five lines of a step of training often enough. Here they move into a class, with all
# that belongs around them. For each epoch, `fit`
#
# 1. puts the model into training mode and walks through `train_loader`: forget the old gradients, predict,
#    measure, walk back, move;
# 2. measures the accuracy on `val_loader`, if there is one, by `evaluate`;
# 3. prints a line.
#
# ```
#   train() ──▶ train_loader, batch by batch ──▶ eval() ──▶ val_loader ──▶ a line
#      ▲                                                                     │
#      └──────────────────────────── next epoch ─────────────────────────────┘
# ```
#
# With two batches of losses 0.4 and 0.2 an epoch has the mean loss 0.3. The accuracy over $N$ images is
#
# $$\frac1N \sum_n \bigl[\arg\max_i s_{ni} = y_n\bigr] .$$
#
# `evaluate` looks at the model in *evaluation* mode: without dropout, with the running averages of BatchNorm. It
# hands the model back in the mode in which it found it. A trainer that forgets this switches off dropout
# after the first validation, and nobody notices. All parts of a model are in one mode, that of `model.training`, and
# a loader has at least one batch.
#
# **For extra credit**, `fit` appends the mean loss of each epoch to `self.history["loss"]` and, where there is
# a `val_loader`, the accuracy to `self.history["val_acc"]`. And it lets itself be interrupted: the stop button of the notebook raises
# `KeyboardInterrupt` wherever the loop happens to be. `fit` then returns as if it were done. What was learned up to
# there is in the model. An epoch that was cut short counts, too, if it had any batch: the mean loss of its batches
# goes into the history, and no accuracy is measured. No further epoch begins.
#
# `progress(loader, title)` is given. It gives out the batches of the loader and shows a bar meanwhile.
#
# <details><summary>Hint 1: batches</summary>
#
# A batch is a pair of images and labels. Either may be a tensor or an array. Which of the two does a
# model want, and which a comparison?
#
# </details>
# <details><summary>Hint 2: the average accuracy</summary>
#
# The last batch may be shorter, so its average must not count as much. What do you count instead, and
# when do you divide?
#
# </details>
# <details><summary>Hint 3: interruption</summary>
#
# `try: ... except KeyboardInterrupt: ...` around the loop over epochs. Where do the losses of the current epoch
# have to live, so that they can still be counted then?
#
# </details>


# %% given="progress"
def progress(loader: Iterable[Any], title: str) -> Iterable[Any]:
    """The batches of a loader, with a bar that shows how far it is."""
    from autograder.student.progress import progress_bar

    return progress_bar(loader, title, leave=False)


# %% exercise="Trainer"
class Trainer:
    """Trains a model and measures how well it does."""

    def __init__(
        self,
        model: Module,
        optimizer: Optimizer,
        loss_fn: Callable[[Tensor, Any], Tensor],
        train_loader: Iterable[Any],
        val_loader: Iterable[Any] | None = None,
    ):
        """loss_fn: of logits and labels. Loaders: pairs of images and labels."""
        self.model = model
        self.optimizer = optimizer
        self.loss_fn = loss_fn
        self.train_loader = train_loader
        self.val_loader = val_loader
        self.history: dict[str, list[float]] = {"loss": [], "val_acc": []}

    def fit(self, epochs: int) -> None:
        """Train for some epochs; a line is printed after each. The model is left in training mode.

        For extra credit: the history is kept, and an interruption ends the training in peace.
        """
        ### BEGIN SOLUTION
        losses: list[float] = []
        try:
            for epoch in range(epochs):
                self.model.train()
                for x, y in progress(self.train_loader, f"Epoch {epoch + 1}/{epochs}"):
                    self.optimizer.zero_grad()
                    loss = self.loss_fn(self.model(x if isinstance(x, Tensor) else Tensor(x)), y)
                    loss.backward()
                    self.optimizer.step()
                    losses.append(float(loss.data))
                line = f"Epoch {epoch + 1}/{epochs} | loss {np.mean(losses):.4f}"
                self.history["loss"].append(float(np.mean(losses)))
                losses = []
                if self.val_loader is not None:
                    self.history["val_acc"].append(self.evaluate())
                    line += f" | accuracy {self.history['val_acc'][-1]:.2%}"
                print(line)
        except KeyboardInterrupt:
            self.model.train()
            if losses:
                self.history["loss"].append(float(np.mean(losses)))
            print("Interrupted. The model keeps what it has learned so far.")
        ### END SOLUTION

    def evaluate(self, loader: Iterable[Any] | None = None) -> float:
        """The share of images that the model reads correctly in evaluation mode, from 0 to 1.

        loader: val_loader where there is none; and where that is missing, too, the result is 0.0.
        The model is left in the mode in which it was.
        """
        ### BEGIN SOLUTION
        loader = self.val_loader if loader is None else loader
        if loader is None:
            return 0.0
        was_training = self.model.training
        self.model.eval()
        right = total = 0
        try:
            for x, y in loader:
                logits = self.model(x if isinstance(x, Tensor) else Tensor(x)).data
                labels = y.data if isinstance(y, Tensor) else np.asarray(y)
                right += int((logits.argmax(axis=1) == labels).sum())
                total += len(labels)
        finally:
            if was_training:
                self.model.train()
        return right / total
        ### END SOLUTION


# %% [markdown] exercise="Flip"
# ## Seeing
#
# A linear layer sees 784 unrelated numbers. Shuffle the pixels of all images in the same way, and it would
# learn as well. A convolution knows what is beside what: it looks at a small window, with the same few
# weights everywhere.
#
# In this part images have their channels last, $(N, H, W, C)$, so that what is in a window lies together
# in memory. Kernels have shape $(K_H, K_W, C_\text{in}, C_\text{out})$.
#
# ### Flip
#
# Two small operations first, which the backward pass of the convolution needs. Since this engine's gradients are made
# of tensor operations, a gradient that wants to be turned around needs an operation that turns.
#
# ```
#   flip([1, 2, 3], axes=(0,)) = [3, 2, 1]
#
#   forward   a b c  ──▶  c b a          backward   u v w  ──▶  w v u
# ```
#
# $$y_i = x_{n - 1 - i}: \qquad \frac{\partial L}{\partial x_i} = \frac{\partial L}{\partial y_{n - 1 - i}} .$$
#
# <details><summary>Hint 1: and backward</summary>
#
# If the output stands the other way around, how does its gradient stand?
#
# </details>
# <details><summary>Hint 2: the same axes</summary>
#
# Turning around twice changes nothing. Which operation undoes a flip over `self.axes`?
#
# </details>


# %% exercise="Flip"
class Flip(Function):
    """Turns the order along some axes round.

    axes: one axis, a tuple of several, or None for all; they may be negative.
    """

    def __init__(self, axes: int | tuple[int, ...] | None = None):
        self.axes = axes

    def forward(self, a: NDArray) -> NDArray:
        ### BEGIN SOLUTION
        return np.flip(a, self.axes)
        ### END SOLUTION

    def backward(self, out_grad: Tensor, node: Tensor) -> Tensor:
        ### BEGIN SOLUTION
        return flip(out_grad, self.axes)
        ### END SOLUTION


# %% given="flip" of="Flip"
def flip(a: Tensor, axes: int | tuple[int, ...] | None = None) -> Tensor:
    """a with the order along the axes reversed."""
    return Flip(axes)(a)


ops.Flip, ops.flip = Flip, flip

# %% [markdown] exercise="Dilate"
# ### Dilate
#
# A convolution with a stride jumps over places. On the way back they have to be put in again, as zeros
# between neighbors:
#
# ```
#   dilate([1, 2, 3], axes=(0,), dilation=1) = [1, 0, 2, 0, 3]
#   dilate([1, 2, 3], axes=(0,), dilation=2) = [1, 0, 0, 2, 0, 0, 3]
# ```
#
# ![Left, a window of 3 by 3 takes four places on an image of 5 by 5, two apart, and gives a b c d. Right, the gradient a b c d
# is dilated to 3 by 3 with zeros in between, padded by 2, and convolved with stride 1 to the gradient of the
# image.](pictures/ps6_dilate.svg)
#
# With $d$ for `dilation`,
#
# $$y_{(d + 1)\, i} = x_i \quad \text{and all other } y_k = 0 .$$
#
# No zeros come before the first and none after the last: a length of $n$ becomes $n + (n - 1) \cdot d$.
# The zeros come from nowhere, so the gradient leaves them out again. It has to be a tensor, made by
# operations; `Undilate` is given for that.
#
# <details><summary>Hint 1: every other place</summary>
#
# `out[::2] = a` writes to every second place. For several axes an index is a tuple of slices. Which slice
# leaves an axis as it is?
#
# </details>
# <details><summary>Hint 2: a length of zero</summary>
#
# Three numbers have two gaps, and one has none. How many has an axis without numbers, and what does the
# formula say?
#
# </details>


# %% given="undilate"
def every(ndim: int, axes: tuple[int, ...], step: int) -> tuple[slice, ...]:
    """An index that takes every `step`-th place along some axes, and everything along others."""
    chosen = {axis % ndim for axis in axes}
    return tuple(slice(None, None, step if axis in chosen else None) for axis in range(ndim))


class Undilate(Function):
    """Takes out what Dilate has put in."""

    def __init__(self, axes: tuple[int, ...], dilation: int):
        self.axes = axes
        self.dilation = dilation

    def forward(self, a):
        return a[every(a.ndim, self.axes, self.dilation + 1)]

    def backward(self, out_grad, node):
        return dilate(out_grad, self.axes, self.dilation)


def undilate(a: Tensor, axes: tuple[int, ...], dilation: int) -> Tensor:
    """a without the places between those that dilate has kept."""
    return Undilate(axes, dilation)(a)


# %% exercise="Dilate"
class Dilate(Function):
    """Puts `dilation` zeros between neighbors along some axes, which may be negative."""

    def __init__(self, axes: tuple[int, ...], dilation: int):
        self.axes = axes
        self.dilation = dilation

    def forward(self, a: NDArray) -> NDArray:
        ### BEGIN SOLUTION
        shape = list(a.shape)
        for axis in self.axes:
            shape[axis] += max(shape[axis] - 1, 0) * self.dilation
        out = np.zeros(shape, dtype=a.dtype)
        out[every(a.ndim, self.axes, self.dilation + 1)] = a
        return out
        ### END SOLUTION

    def backward(self, out_grad: Tensor, node: Tensor) -> Tensor:
        ### BEGIN SOLUTION
        return undilate(out_grad, self.axes, self.dilation)
        ### END SOLUTION


# %% given="dilate" of="Dilate"
def dilate(a: Tensor, axes: tuple[int, ...], dilation: int = 1) -> Tensor:
    """a with zeros between neighbors along the axes."""
    return Dilate(axes, dilation)(a)


ops.Dilate, ops.dilate = Dilate, dilate

# %% [markdown] exercise="conv"
# ### Convolution
#
# Lay the kernel on the image, multiply what lies on top of each other, add it all up: one number of the output.
# Move the kernel by `stride`, and do it again.
#
# ```
#   image          kernel        output
#   1 2 3          1 0           1+5  2+6        6  8
#   4 5 6          0 1           4+8  5+9   =   12 14
#   7 8 9
# ```
#
# With `padding` $p$ the image gets $p$ zeros on each side first. A length of $H$ becomes
#
# $$H_\text{out} = \Bigl\lfloor \frac{H + 2p - K}{s} \Bigr\rfloor + 1 .$$
#
# ![Each window of 2 by 2 of an image of 3 by 3 becomes a row of a matrix of 4 by 4. That matrix times the kernel as a column
# gives 6, 8, 12, 14, reshaped to 2 by 2.](pictures/ps6_im2col.svg)
#
# **As a matrix product.** A loop over all windows is slow in Python. But a window is a row of $K_H K_W C_\text{in}$
# numbers, and a kernel is a column of as many. Write all windows below each other, all kernels beside each
# other, and one product does it all. This is called *im2col*. `np.lib.stride_tricks.as_strided` and
# `sliding_window_view` show all windows of an array without copying any number.
#
# **Backward.** Each number $y$ of the output is a sum of products of an image's number and a kernel's number.
# The gradient of the image is the convolution of the output's gradient with the flipped kernel, and that of the
# kernel is the convolution of the image with the output's gradient:
#
# | | what is convolved | with | channels that are summed |
# |---|---|---|---|
# | image | gradient, dilated by the stride, padded by $K - 1$ | kernel, flipped in both directions | output channels |
# | kernel | image, padded by $p$ | gradient, dilated by the stride | examples of the batch |
#
# **The edges** are where most convolutions are wrong.
#
# - If the stride does not divide $H + 2p - K$, some $r$ rows and columns of the padded image at the end were in no
#   window. Their gradient is zero; and the kernel's gradient comes out larger than the kernel, by
#   these $r$.
# - Of the image's gradient, the part that belongs to the padding is cut off again.
# - Images and kernels need not be square.
#
# **The name.** The next exercise defines a layer that is called `Conv`, too, and takes the name over. Where you need
# the convolution inside `backward`, call `conv(...)` or `ops.Conv(...)`. `Conv(...)` works only until then, and the
# network at the end fails with a `TypeError`.
#
# `pad` is given. `pad(a, [(before, after), ...])` puts zeros around a tensor, and with *negative* numbers cuts
# off. (Its own gradient is `pad` with all signs changed.)
#
# <details><summary>Hint 1: the shape of all windows</summary>
#
# A window needs two axes for its place, two for rows and columns within it, and the channels. Which of
# these move by `stride` in the image, and how far is that in memory?
#
# </details>
# <details><summary>Hint 2: the right axes in the right place</summary>
#
# For the gradient of the kernel, the image's batch plays the part of the channels. Which axes must change
# places before, and which after, so that input channels come first in the result?
#
# </details>
# <details><summary>Hint 3: padding in one go</summary>
#
# Padding the gradient by $K - 1$ and cutting off $p$ later is the same as padding by how much? That may
# be negative. And how many rows did the stride leave over at the end?
#
# </details>


# %% given="pad"
class Pad(Function):
    """Puts zeros around an array; negative widths cut off."""

    def __init__(self, widths: list[tuple[int, int]]):
        """widths: for each axis, how much before and how much after."""
        self.widths = widths

    def forward(self, a):
        out = np.pad(a, [(max(before, 0), max(after, 0)) for before, after in self.widths])
        starts = [max(-before, 0) for before, _ in self.widths]
        ends = [n - max(-after, 0) for n, (_, after) in zip(out.shape, self.widths, strict=True)]
        return out[tuple(map(slice, starts, ends))]

    def backward(self, out_grad, node):
        return pad(out_grad, [(-before, -after) for before, after in self.widths])


def pad(a: Tensor, widths: list[tuple[int, int]]) -> Tensor:
    """a with zeros before and after it along each axis, or with as many numbers cut off."""
    return Pad(widths)(a)


# %% exercise="conv"
class Conv(Function):
    """The convolution (strictly speaking, the cross-correlation) of images with kernels."""

    def __init__(self, stride: int = 1, padding: int = 0):
        """stride: how far the window moves, in both directions.
        padding: how many zeros there are on each of the four sides of an image; any number."""
        self.stride = stride
        self.padding = padding

    def forward(self, A: NDArray, B: NDArray) -> NDArray:
        """A: images, shape (N, H, W, C_in). B: kernels, shape (K_H, K_W, C_in, C_out).

        Returns shape (N, H_out, W_out, C_out). The kernel is no larger than the padded image.
        """
        ### BEGIN SOLUTION
        p, s = self.padding, self.stride
        A = np.pad(A, ((0, 0), (p, p), (p, p), (0, 0)))
        kernel_height, kernel_width, channels, kernels = B.shape
        windows = np.lib.stride_tricks.sliding_window_view(
            A, (kernel_height, kernel_width), axis=(1, 2)
        )[:, ::s, ::s].transpose(0, 1, 2, 4, 5, 3)
        n, height, width = windows.shape[:3]
        size = kernel_height * kernel_width * channels
        rows = windows.reshape(n * height * width, size)
        return (rows @ B.reshape(size, kernels)).reshape(n, height, width, kernels)
        ### END SOLUTION

    def backward(self, out_grad: Tensor, node: Tensor) -> tuple[Tensor | None, Tensor | None]:
        """The gradients with respect to the images and to the kernels; None where none is wanted."""
        ### BEGIN SOLUTION
        a, b = node._inputs
        p, s = self.padding, self.stride
        (_, *lengths, _), kernel = a.shape, b.shape[:2]
        left = [(n + 2 * p - k) % s for n, k in zip(lengths, kernel, strict=True)]
        spread = dilate(out_grad, (1, 2), s - 1)

        grad_a = grad_b = None
        if a.requires_grad:
            around = [(k - 1 - p, k - 1 - p + r) for k, r in zip(kernel, left, strict=True)]
            flipped = flip(transpose(b, (2, 3)), (0, 1))
            grad_a = conv(pad(spread, [(0, 0), *around, (0, 0)]), flipped)
        if b.requires_grad:
            images = transpose(a, (3, 1, 2, 0))  # channels, height, width, batch
            kernels = transpose(spread, (1, 2, 0, 3))  # height, width, batch, kernels
            grad_b = transpose(conv(images, kernels, padding=p), (1, 2, 0, 3))
            grad_b = pad(grad_b, [*((0, -r) for r in left), (0, 0), (0, 0)])
        return grad_a, grad_b
        ### END SOLUTION


# %% given="conv" of="conv"
ops.Conv = Conv


def conv(a: Tensor, b: Tensor, stride: int = 1, padding: int = 0) -> Tensor:
    """The convolution of images, (N, H, W, C_in), with kernels, (K_H, K_W, C_in, C_out)."""
    return ops.Conv(stride=stride, padding=padding)(a, b)


ops.conv = conv

# %% [markdown] exercise="nn_conv"
# ### nn.Conv
#
# The layer around the operation: it keeps the kernels and a bias, chooses the padding so that with stride 1
# the image keeps its size, and takes images in the order that most of the world uses, channels first.
#
# ```
#   (N, C_in, H, W)  →  (N, H, W, C_in)  →  convolution, bias  →  (N, C_out, H_out, W_out)
# ```
#
# The kernels start from `init.kaiming_uniform`. Each output is a sum over a whole window. That gives
# `fan_in` $= n_\text{in}$ (`fan_out` takes no part in the formula), and the range over which the bias is spread evenly:
#
# $$n_\text{in} = K \cdot K \cdot C_\text{in}, \qquad
#   |b| \le \frac{1}{\sqrt{n_\text{in}}} .$$
#
# <details><summary>Hint 1: the right size</summary>
#
# With a kernel of size 3, one more row on each side keeps the size; with 5, two more. What is it for size
# $K$?
#
# </details>
# <details><summary>Hint 2: moving axes</summary>
#
# `transpose` takes a permutation of all axes, or swaps a pair. Where do the channels stand for `conv`,
# and where does your caller want them?
#
# </details>


# %% exercise="nn_conv"
class Conv(Module):
    """A convolution with a bias, for images with their channels first."""

    def __init__(
        self,
        in_channels: int,
        out_channels: int,
        kernel_size: int,
        stride: int = 1,
        bias: bool = True,
        device: Any = None,
        dtype: str = "float32",
    ):
        """Make self.weight, shape (kernel_size, kernel_size, in_channels, out_channels), and
        self.bias, shape (out_channels,), or None; and self.padding, (kernel_size - 1) // 2.

        kernel_size and stride may be pairs of equal numbers. device: has no effect.
        """
        super().__init__()
        self.in_channels = in_channels
        self.out_channels = out_channels
        self.kernel_size = kernel_size[0] if isinstance(kernel_size, tuple) else kernel_size
        self.stride = stride[0] if isinstance(stride, tuple) else stride
        ### BEGIN SOLUTION
        k = self.kernel_size
        self.padding = (k - 1) // 2
        fan_in = k * k * in_channels
        self.weight = Parameter(
            init.kaiming_uniform(
                fan_in, k * k * out_channels, shape=(k, k, in_channels, out_channels), dtype=dtype
            )
        )
        self.bias = None
        if bias:
            bound = fan_in**-0.5
            self.bias = Parameter(init.rand(out_channels, low=-bound, high=bound, dtype=dtype))
        ### END SOLUTION

    def forward(self, x: Tensor) -> Tensor:
        """x: shape (N, in_channels, H, W). Returns shape (N, out_channels, H_out, W_out)."""
        ### BEGIN SOLUTION
        out = ops.conv(ops.transpose(x, (0, 2, 3, 1)), self.weight, self.stride, self.padding)
        if self.bias is not None:
            out = out + self.bias
        return ops.transpose(out, (0, 3, 1, 2))
        ### END SOLUTION


# %% given="nn-conv" of="nn_conv"
nn.Conv = Conv

# %% [markdown] exercise="all_together"
# ### All of it together
#
# There is nothing to write here. A small convolutional network is fed from files, trained, saved, loaded into
# another one and measured, on your code and yours alone.
#
# If every check above is green and this one is not, look for what the small checks cannot see: a class of the
# same name in a cell of your own, or an older version that is still in use. *Restart and run all* settles the
# latter.
#
# On shapes, for a batch of two images:
#
# ```
#   (2, 1, 28, 28) ──▶ Conv ──▶ (2, 4, 14, 14) ──▶ Flatten ──▶ (2, 784) ──▶ Linear ──▶ (2, 10)
# ```
#
# A model and what was saved and loaded agree: $f_\theta(x) = f_{\text{load}(\text{save}(\theta))}(x)$.
#
# <details><summary>Hint 1: piece by piece</summary>
#
# Send one batch from your loader through the network, layer by layer. After which layer are shape or
# dtype not what you expect?
#
# </details>
# <details><summary>Hint 2: before and after</summary>
#
# Measure the model, save it, load it into a new one, and measure that. If the two differ, which tensor was not
# kept?
#
# </details>

# %% [markdown]
# ## Reading digits
#
# ### The files
#
# If MNIST can neither be found nor downloaded, a small set of 1,797 digits stands in. A transform puts the
# channels first, as `nn.Conv` wants them.


# %% given="files"
def mnist_files(folder: Path) -> dict[str, tuple[str, str]]:
    """Writes the images and labels of "train" and "test" into a folder, and says where."""
    from autograder.mnist import load_mnist
    from autograder.mnist.idx import encode_idx

    mnist = load_mnist()
    found = {}
    for part in ("train", "test"):
        paths = tuple(str(folder / f"{part}-{kind}.idx") for kind in ("images", "labels"))
        for path, kind in zip(paths, ("images", "labels"), strict=True):
            Path(path).write_bytes(encode_idx(getattr(mnist, f"{part}_{kind}")))
        found[part] = paths
    return found


def channels_first(image: np.ndarray) -> np.ndarray:
    """image: shape (height, width, channels). Returns shape (channels, height, width)."""
    return image.transpose(2, 0, 1)


# %% given="network"
def convolutional_net() -> Module:
    """Two convolutions, each of which halves the image, and a linear layer."""
    return nn.Sequential(
        nn.Conv(1, 16, 5, stride=2),
        nn.ReLU(),
        nn.Conv(16, 32, 5, stride=2),
        nn.ReLU(),
        nn.Flatten(),
        nn.Linear(32 * 7 * 7, 10),
    )


# %% given="train-conv" tags=["skip-grading"]
if __name__ == "__main__":
    import tempfile
    import time

    with tempfile.TemporaryDirectory() as folder:
        parts = mnist_files(Path(folder))
        sets = {part: MNISTDataset(*paths, [channels_first]) for part, paths in parts.items()}
    train_loader = DataLoader(sets["train"], batch_size=64, shuffle=True)
    test_loader = DataLoader(sets["test"], batch_size=500)

    np.random.seed(0)
    model = convolutional_net()
    first_kernels = model.modules[0].weight.data.copy()  # to see later what training has changed
    optimizer = Adam(model.parameters(), lr=0.002)
    trainer = Trainer(model, optimizer, nn.SoftmaxLoss(), train_loader, test_loader)
    start = time.time()
    trainer.fit(3 if len(sets["train"]) > 10_000 else 10)
    print(f"Completed in {time.time() - start:.0f} s")

# %% [markdown]
# On MNIST it prints this:
#
# ```
# Epoch 1/3 | loss 0.1585 | accuracy 98.13%
# Epoch 2/3 | loss 0.0550 | accuracy 98.72%
# Epoch 3/3 | loss 0.0391 | accuracy 98.82%
# ```
#
# The same kernels look everywhere, so that 28,938 parameters read better than the 270,346 of the second notebook's
# network.

# %% given="pictures" inline=true
from solutions.ps1_backprop import show
from solutions.ps2_mnist import confusion_matrix, plot_confusion, show_images


# %% given="plot-history"
def plot_history(history: dict[str, list[float]]) -> None:
    """Draw the loss and the accuracy over the epochs, and the loss that guessing costs."""
    import matplotlib.pyplot as plt

    _, axes = plt.subplots(figsize=(6, 3.5))
    epochs = np.arange(1, len(history["loss"]) + 1)
    axes.plot(epochs, history["loss"], marker="o", label="training loss")
    axes.axhline(np.log(10), color="gray", linestyle="--", label="guessing: log 10")
    axes.set_xlabel("Epoch")
    axes.set_xticks(epochs)
    axes.set_ylabel("Loss")
    axes.set_ylim(bottom=0)
    measured = axes.twinx()
    measured.plot(
        epochs[: len(history["val_acc"])], history["val_acc"], "k^:", label="test accuracy"
    )
    measured.set_ylabel("Accuracy")
    measured.set_ylim(0.9, 1)
    axes.figure.legend(loc="center right", bbox_to_anchor=(0.88, 0.6))


# %% given="plot" tags=["skip-grading"]
if "get_ipython" in globals():  # in a notebook
    plot_history(trainer.history)
    losses, accuracies = trainer.history["loss"], trainer.history["val_acc"]
    show(
        f"The training loss by epoch, from {losses[0]:.2f} to {losses[-1]:.2f}, where guessing costs "
        f"2.30, and the accuracy on the test set, at last {accuracies[-1]:.2%}."
    )

# %% [markdown]
# ### What the first layer looks for
#
# The first layer has 16 kernels of 5 by 5 weights, each of which is a small picture: red where ink raises the
# output, blue where it lowers it. On the left as they started, on the right after training. Look for edges: red
# on one side, blue on the other.


# %% given="kernels"
def plot_kernels(before: np.ndarray, after: np.ndarray) -> None:
    """Draw the kernels of a first layer, (height, width, 1, n), before and after training."""
    import matplotlib.pyplot as plt

    limit = float(np.abs(np.concatenate([before, after])).max())
    figure = plt.figure(figsize=(9, 4.4))
    for part, kernels, title in zip(
        figure.subfigures(1, 2), (before, after), ("before", "after"), strict=True
    ):
        part.suptitle(title)
        for axis, kernel in zip(part.subplots(4, 4).flat, kernels[:, :, 0].T, strict=False):
            axis.imshow(kernel.T, cmap="RdBu_r", vmin=-limit, vmax=limit)
            axis.axis("off")


# %% given="kernels-here" tags=["skip-grading"]
if "get_ipython" in globals():  # in a notebook
    plot_kernels(first_kernels, model.modules[0].weight.data)
    show("The 16 kernels of the first layer, as noise before training, and after it.")

# %% [markdown]
# ### What convolution does to one digit
#
# One digit, and what each of the 16 kernels makes of it, after ReLU. Every picture is 14 by 14, since the window
# moves by two pixels. Some have kept the upper edges of strokes, some the lower ones, some what leans to the
# right. The next layer looks for combinations of these.


# %% given="one-digit"
def plot_one_digit(model: Module, image: np.ndarray) -> None:
    """Draw an image, (1, height, width), and what the first convolution and ReLU make of it."""
    import matplotlib.pyplot as plt

    convolution, activation = model.modules[:2]
    maps = activation(convolution(Tensor(image[None]))).data[0]
    figure = plt.figure(figsize=(9, 4.4))
    left, right = figure.subfigures(1, 2)
    axis = left.subplots()
    axis.imshow(image[0], cmap="gray")
    axis.axis("off")
    for axis, picture in zip(right.subplots(4, 4).flat, maps, strict=False):
        axis.imshow(picture, cmap="gray", vmin=0, vmax=float(maps.max()))
        axis.axis("off")


# %% given="one-digit-here" tags=["skip-grading"]
if "get_ipython" in globals():  # in a notebook
    plot_one_digit(model, sets["test"][0][0])
    show(f"An image of a {sets['test'][0][1]}, and beside it what each of 16 kernels makes of it.")

# %% [markdown]
# ### What it mixes up

# %% given="confusion-here" tags=["skip-grading"]
if "get_ipython" in globals():  # in a notebook
    model.eval()
    pairs = [(model(x).data, y.data) for x, y in test_loader]
    scores, labels = (np.concatenate(part) for part in zip(*pairs, strict=True))
    guesses = scores.argmax(axis=1)
    counts = confusion_matrix(labels, guesses)
    plot_confusion(counts)
    show(f"A confusion matrix: {np.trace(counts)} of {counts.sum()} images are on the diagonal.")

# %% [markdown]
# The mistakes of which it was surest: what it was read as, with the probability, and the truth.

# %% given="surest-here" tags=["skip-grading"]
if "get_ipython" in globals():  # in a notebook
    exps = np.exp(scores - scores.max(axis=1, keepdims=True))
    sureness = exps.max(axis=1) / exps.sum(axis=1)
    wrong = np.flatnonzero(guesses != labels)
    surest = wrong[np.argsort(-sureness[wrong])][:18]
    show_images(
        np.stack([sets["test"][i][0][0] for i in surest]),
        [f"{guesses[i]} ({sureness[i]:.0%})\nis {labels[i]}" for i in surest],
        columns=9,
    )
    show("Digits that were misread, each with what it was read as, how surely, and what it is.")

# %% [markdown]
# ## Where you are now
#
# You have a whole small framework: tensors, operations whose gradients can be differentiated again, layers, starting
# values, optimizers, data, files, a trainer, and convolution. These are the engines of the course:
#
# | unit | where the backward rule is | where the graph is | who accumulates | the new idea | what only it can do |
# |---|---|---|---|---|---|
# | `ps1`, `ps2` | a table, by function and position | a recipe on the tensor | a dict in the walk; leaves at the end | look-up | swap a derivative at run time |
# | `ps3` | a closure on the result | `parents` | `+=` into `.grad` of every tensor | no table | an operation in three lines |
# | `ps4` | a method of an operator object | `fn` on the tensor, `parents` on the object | `+=` by the object | forward and backward side by side | configure an operation; `retain_graph` |
# | `ps5` | static `backward(ctx, grad)` | nodes apart from tensors | one kind of node | `Function.apply` | operations of one's own; a tensor may die while its graph lives |
# | `ps6` | `backward` made of tensor operations | `_op`, `_inputs` | a ledger of tensors | the gradient is a graph, too | second derivatives; a whole framework |
#
# | here | in PyTorch |
# |---|---|
# | `Dataset`, `DataLoader` | the same names in `torch.utils.data`, with processes that read ahead |
# | `state_dict`, `load_state_dict` | the same, and `strict=False` for those who want silence |
# | `save`, `load`, as `.npz` | `torch.save`, a pickle; `safetensors`, numbers alone |
# | `Trainer` | not there; Lightning and others have one |
# | `Conv`, images with channels last | `Conv2d`, channels first, and a choice of algorithms besides im2col |
#
# Save the notebook and run `python grade.py ps6_babygrad` once more: it takes all three notebooks. One more is left,
# `notebooks/finale/finale.ipynb`, for no points. You draw a digit there, and all the engines that you built read it.
