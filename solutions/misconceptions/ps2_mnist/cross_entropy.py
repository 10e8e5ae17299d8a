# Mistakes in `cross_entropy` that have a hint of their own, the more specific first.


# %% [markdown] id="returns-none"
# Your function hands nothing back, so Python returns None. The losses may be there, in a name that
# ends with the function: is a `return` missing, or standing in a branch that is not reached?

# %%
def cross_entropy(logits, true_labels):
    rows = arange(0, len(logits))
    logprobs = logits - logits.exp().sum(dim=-1, keepdim=True).log()
    loss = -logprobs[rows, true_labels]


# %% [markdown] id="returns-array"
# What comes back is a NumPy array, and the network needs a Tensor: only a Tensor remembers how it
# was computed, so only from a Tensor can `backward` find its way to the logits. Where in your
# function do you leave the tensors for `.array`?

# %%
def cross_entropy(logits, true_labels):
    rows = arange(0, len(logits))
    logprobs = logits - logits.exp().sum(dim=-1, keepdim=True).log()
    return -logprobs.array[np.arange(len(logits)), true_labels.array]


# %% [markdown] id="returns-list"
# The losses come back in a Python list. A batch of any size can be indexed in one go, without a
# loop over its examples: which two tensors would name the row and the column of every entry you
# want?

# %%
def cross_entropy(logits, true_labels):
    logprobs = logits - logits.exp().sum(dim=-1, keepdim=True).log()
    return [-logprobs[i, int(true_labels.array[i])] for i in range(len(logits))]


# %% [markdown] id="returns-number"
# A plain Python number comes back: the whole batch has been boiled down to one value, and that
# value no longer knows where it came from. What is asked for is a Tensor with one loss for each
# example; where do you call `.item()` or `float`?

# %%
def cross_entropy(logits, true_labels):
    rows = arange(0, len(logits))
    logprobs = logits - logits.exp().sum(dim=-1, keepdim=True).log()
    return (-logprobs[rows, true_labels]).sum().item()


# %% [markdown] id="mean-instead-of-each"
# You return one number, the average over the batch. The training loop takes the average itself, so
# here each example of the batch keeps its own loss: what shape does that give for four examples?

# %%
def cross_entropy(logits, true_labels):
    rows = arange(0, len(logits))
    logprobs = logits - logits.exp().sum(dim=-1, keepdim=True).log()
    return -logprobs[rows, true_labels].sum() / len(logits)


# %%
def cross_entropy(logits, true_labels):
    rows = arange(0, len(logits))
    logprobs = logits - logits.exp().sum(dim=-1, keepdim=True).log()
    return (-logprobs[rows, true_labels]).sum(keepdim=True) / len(logits)


# %% [markdown] id="sum-instead-of-each"
# You return one number, the losses of the batch added up. Each example is to keep its own loss;
# the training loop adds them up later. Which of your sums runs over the examples rather than over
# the classes?

# %%
def cross_entropy(logits, true_labels):
    rows = arange(0, len(logits))
    logprobs = logits - logits.exp().sum(dim=-1, keepdim=True).log()
    return -logprobs[rows, true_labels].sum()


# %%
def cross_entropy(logits, true_labels):
    one_hot = Tensor(np.eye(logits.shape[1])[true_labels.array])
    logprobs = logits - logits.exp().sum(dim=-1, keepdim=True).log()
    return -(logprobs * one_hot).sum()


# %%
def cross_entropy(logits, true_labels):
    logprobs = logits - logits.exp().sum(dim=-1, keepdim=True).log()
    total = 0.0
    for i in range(len(logits)):
        total = total - logprobs[i, int(true_labels.array[i])]
    return total


# %%
def cross_entropy(logits, true_labels):
    rows = arange(0, len(logits))
    logprobs = logits - logits.exp().sum(dim=-1, keepdim=True).log()
    return (-logprobs[rows, true_labels]).sum(keepdim=True)


# %% [markdown] id="divided-by-batch"
# There is one loss for each example, as there should be, but each has been divided by the number
# of examples. The average is taken later, by the training loop. Is the loss of one image any
# smaller because others stand in the same batch?

# %%
def cross_entropy(logits, true_labels):
    rows = arange(0, len(logits))
    logprobs = logits - logits.exp().sum(dim=-1, keepdim=True).log()
    return -logprobs[rows, true_labels] / len(logits)


# %% [markdown] id="sign-flipped"
# Your losses are right but for their sign. A logarithm of a probability is never above zero, while
# a loss should be small where the network is right and large where it is wrong: compare with the
# example in the text, where 0.731 becomes 0.313.

# %%
def cross_entropy(logits, true_labels):
    rows = arange(0, len(logits))
    logprobs = logits - logits.exp().sum(dim=-1, keepdim=True).log()
    return logprobs[rows, true_labels]


# %% [markdown] id="no-class-picked"
# You return a number for every class of every example, shape (batch, classes). Only one of the
# classes in each row is the right one, and its number alone is the loss. How do `true_labels` pick
# it out, so that a vector remains?

# %%
def cross_entropy(logits, true_labels):
    rows = arange(0, len(logits))
    logprobs = logits - logits.exp().sum(dim=-1, keepdim=True).log()
    return -logprobs


# %%
def cross_entropy(logits, true_labels):
    rows = arange(0, len(logits))
    logprobs = logits - logits.exp().sum(dim=-1, keepdim=True).log()
    return logprobs


# %%
def cross_entropy(logits, true_labels):
    one_hot = Tensor(np.eye(logits.shape[1])[true_labels.array])
    logprobs = logits - logits.exp().sum(dim=-1, keepdim=True).log()
    return -(logprobs * one_hot)


# %%
def cross_entropy(logits, true_labels):
    rows = arange(0, len(logits))
    probs = logits.exp() / logits.exp().sum(dim=-1, keepdim=True)
    return probs


# %%
def cross_entropy(logits, true_labels):
    rows = arange(0, len(logits))
    probs = logits.exp() / logits.exp().sum(dim=-1, keepdim=True)
    return -probs


# %% [markdown] id="summed-over-batch"
# You add up along the batch, so there is one number for each class. The loss has one for each
# example, shape (batch,): along which axis should only a single entry be left?

# %%
def cross_entropy(logits, true_labels):
    one_hot = Tensor(np.eye(logits.shape[1])[true_labels.array])
    logprobs = logits - logits.exp().sum(dim=-1, keepdim=True).log()
    return -(logprobs * one_hot).sum(dim=0)


# %%
def cross_entropy(logits, true_labels):
    logprobs = logits - logits.exp().sum(dim=-1, keepdim=True).log()
    return -logprobs.sum(dim=0)


# %% [markdown] id="sums-over-classes"
# More classes than the right one go into your loss: you add up log-probabilities along each row.
# The loss of an example looks at a single entry of its row. Which one, and which of your
# operations lets the others in?

# %%
def cross_entropy(logits, true_labels):
    rows = arange(0, len(logits))
    logprobs = logits - logits.exp().sum(dim=-1, keepdim=True).log()
    return -logprobs.sum(dim=-1)


# %%
def cross_entropy(logits, true_labels):
    rows = arange(0, len(logits))
    logprobs = logits - logits.exp().sum(dim=-1, keepdim=True).log()
    return logprobs.sum(dim=-1)


# %%
def cross_entropy(logits, true_labels):
    others = Tensor(1 - np.eye(logits.shape[1])[true_labels.array])
    logprobs = logits - logits.exp().sum(dim=-1, keepdim=True).log()
    return -(logprobs * others).sum(dim=-1)


# %%
def cross_entropy(logits, true_labels):
    others = Tensor(1 - np.eye(logits.shape[1])[true_labels.array])
    logprobs = logits - logits.exp().sum(dim=-1, keepdim=True).log()
    return (logprobs * others).sum(dim=-1)


# %%
def cross_entropy(logits, true_labels):
    classes = logits.shape[1]
    logprobs = logits - logits.exp().sum(dim=-1, keepdim=True).log()
    return -logprobs.sum(dim=-1) / classes


# %% [markdown] id="wrong-shape"
# The losses are right, but they stand in a column or a row, with a dimension of length 1 beside
# that of the batch. A vector of shape (batch,) is asked for: which of your operations adds such a
# dimension, or keeps one that is no longer needed?

# %%
def cross_entropy(logits, true_labels):
    rows = arange(0, len(logits))
    logprobs = logits - logits.exp().sum(dim=-1, keepdim=True).log()
    return (-logprobs[rows, true_labels]).reshape((1, len(logits)))


# %%
def cross_entropy(logits, true_labels):
    one_hot = Tensor(np.eye(logits.shape[1])[true_labels.array])
    logprobs = logits - logits.exp().sum(dim=-1, keepdim=True).log()
    return -(logprobs * one_hot).sum(dim=-1, keepdim=True)


# %%
def cross_entropy(logits, true_labels):
    rows = arange(0, len(logits))
    logprobs = logits - logits.exp().sum(dim=-1, keepdim=True).log()
    return (-logprobs[rows, true_labels]).reshape((len(logits), 1))


# %%
def cross_entropy(logits, true_labels):
    rows = arange(0, len(logits))
    picked = logits[rows, true_labels].reshape((len(logits), 1))
    return logits.exp().sum(dim=-1, keepdim=True).log() - picked


# %% [markdown] id="single-example-flattened"
# Right for a batch of several examples; for a batch of a single one the loss has lost its
# dimension and comes back with shape (). One example gives one loss, in a vector of length 1. What
# in your code removes dimensions of length 1, or treats a batch of one differently?

# %%
def cross_entropy(logits, true_labels):
    rows = arange(0, len(logits))
    logprobs = logits - logits.exp().sum(dim=-1, keepdim=True).log()
    losses = -logprobs[rows, true_labels]
    return losses.reshape(()) if len(logits) == 1 else losses


# %% [markdown] id="keepdim-in-the-difference"
# Your result has shape (batch, batch). Somewhere a column of shape (batch, 1) meets a vector of
# shape (batch,), and NumPy combines each entry of the one with each of the other. Write down the
# shapes of your two terms: with one number for each example, both should be (batch,).

# %%
def cross_entropy(logits, true_labels):
    rows = arange(0, len(logits))
    log_normaliser = logits.exp().sum(dim=-1, keepdim=True).log()
    return log_normaliser - logits[rows, true_labels]


# %%
def cross_entropy(logits, true_labels):
    rows = arange(0, len(logits))
    picked = logits[rows, true_labels]
    return -(picked.exp() / logits.exp().sum(dim=-1, keepdim=True)).log()


# %% [markdown] id="keepdim-missing"
# A single example passes, a batch of several ends in a ValueError. If it speaks of shapes: a
# (batch, classes) array meets one of shape (batch,), and NumPy lines up the last axes; what does
# `keepdim` do to your sum? If it speaks of a scalar or a truth value, something is made for a
# single number only.

# %%
def cross_entropy(logits, true_labels):
    rows = arange(0, len(logits))
    logprobs = logits - logits.exp().sum(dim=-1).log()
    return -logprobs[rows, true_labels]


# %% [markdown] id="index-not-paired"
# You pick every labelled column from every row, so (batch, batch) numbers come out. From row 0
# only the column `true_labels[0]` is wanted, from row 1 only `true_labels[1]`. A slice or a single
# array crosses all with all; which kind of index goes through rows and columns hand in hand?

# %%
def cross_entropy(logits, true_labels):
    logprobs = logits - logits.exp().sum(dim=-1, keepdim=True).log()
    return -logprobs[:, true_labels]


# %%
def cross_entropy(logits, true_labels):
    logprobs = logits - logits.exp().sum(dim=-1, keepdim=True).log()
    return -logprobs.T[(true_labels,)]


# %%
def cross_entropy(logits, true_labels):
    log_normaliser = logits.exp().sum(dim=-1).log()
    return log_normaliser - logits[:, true_labels]


# %%
def cross_entropy(logits, true_labels):
    log_normaliser = logits.exp().sum(dim=-1, keepdim=True).log()
    return log_normaliser - logits[:, true_labels]


# %%
def cross_entropy(logits, true_labels):
    logprobs = logits - logits.exp().sum(dim=-1, keepdim=True).log()
    return logprobs[:, true_labels]


# %% [markdown] id="labels-pick-rows"
# The labels alone serve as your index, and a single index picks from the first axis: you get whole
# rows, those of the examples with these numbers. A label is the number of a class, so it should
# choose along the other axis. What should choose the row?

# %%
def cross_entropy(logits, true_labels):
    logprobs = logits - logits.exp().sum(dim=-1, keepdim=True).log()
    return -logprobs[true_labels]


# %%
def cross_entropy(logits, true_labels):
    logprobs = logits - logits.exp().sum(dim=-1, keepdim=True).log()
    return logprobs[true_labels]


# %%
def cross_entropy(logits, true_labels):
    log_normaliser = logits.exp().sum(dim=-1).log()
    return log_normaliser - logits[true_labels]


# %%
def cross_entropy(logits, true_labels):
    log_normaliser = logits.exp().sum(dim=-1, keepdim=True).log()
    return log_normaliser - logits[true_labels]


# %% [markdown] id="one-row-for-all"
# You pick the labelled columns from one and the same row. Each example has a row of its own in the
# logits, and its label says which column of that row counts: how many row numbers do you need for
# a batch of four?

# %%
def cross_entropy(logits, true_labels):
    rows = arange(0, len(logits))
    logprobs = logits - logits.exp().sum(dim=-1, keepdim=True).log()
    return -logprobs[0, true_labels]


# %%
def cross_entropy(logits, true_labels):
    return logits.exp().sum(dim=-1).log() - logits[0, true_labels]


# %%
def cross_entropy(logits, true_labels):
    log_normaliser = logits.exp().sum(dim=-1, keepdim=True).log()
    return log_normaliser - logits[0, true_labels]


# %%
def cross_entropy(logits, true_labels):
    rows = arange(0, len(logits))
    probs = logits.exp() / logits.exp().sum(dim=-1, keepdim=True)
    return -probs[-1, true_labels].log()


# %% [markdown] id="coordinates-swapped"
# Rows and columns have changed places in your index. The logits have shape (batch, classes), so
# the first coordinate numbers the examples and the second the classes. Which of your two tensors
# holds which?

# %%
def cross_entropy(logits, true_labels):
    rows = arange(0, len(logits))
    logprobs = logits - logits.exp().sum(dim=-1, keepdim=True).log()
    return -logprobs[true_labels, rows]


# %%
def cross_entropy(logits, true_labels):
    rows = arange(0, len(logits))
    log_normaliser = logits.exp().sum(dim=-1).log()
    return log_normaliser - logits[true_labels, rows]


# %%
def cross_entropy(logits, true_labels):
    rows = arange(0, len(logits))
    logprobs = logits - logits.exp().sum(dim=-1, keepdim=True).log()
    return logprobs[true_labels, rows]


# %% [markdown] id="index-does-not-fit"
# Every case ends in an IndexError: if its message speaks of shapes or of a size, your row numbers
# do not fit the examples: how many are there, and from which number on are they counted? If it
# says that indices must be integers, something else serves as an index: a list where a tuple
# belongs, or the scores themselves. Which argument of the function is which?

# %%
def cross_entropy(logits, true_labels):
    logprobs = logits - logits.exp().sum(dim=-1, keepdim=True).log()
    return -logprobs[arange(0, 10), true_labels]


# %% [markdown] id="hard-coded-shape"
# Every case ends in a ValueError, even that of a single example. If its message speaks of shapes:
# batch and classes differ from call to call, and neither needs to be 10. Is there a length written
# out in your code, or a length taken from the wrong axis, that `logits.shape` should provide?

# %%
def cross_entropy(logits, true_labels):
    one_hot = Tensor(np.eye(10)[true_labels.array])
    logprobs = logits - logits.exp().sum(dim=-1, keepdim=True).log()
    return -(logprobs * one_hot).sum(dim=-1)


# %% [markdown] id="labels-not-one-hot"
# You multiply by the labels as if each were a row of zeros with a single one in it. They are whole
# numbers, the column in which the right class stands, so with label 0 nothing would be left at
# all. How do you get at an entry whose column you know?

# %%
def cross_entropy(logits, true_labels):
    logprobs = logits - logits.exp().sum(dim=-1, keepdim=True).log()
    return -(true_labels * logprobs).sum(dim=-1)


# %%
def cross_entropy(logits, true_labels):
    logprobs = logits - logits.exp().sum(dim=-1, keepdim=True).log()
    return -(logprobs * true_labels).sum()


# %%
def cross_entropy(logits, true_labels):
    return logits.exp().sum(dim=-1).log() - (logits * true_labels).sum(dim=-1)


# %%
def cross_entropy(logits, true_labels):
    return logits.exp().sum(dim=-1).log() - logits * true_labels


# %%
def cross_entropy(logits, true_labels):
    logprobs = logits - logits.exp().sum(dim=-1, keepdim=True).log()
    return -(true_labels * logprobs)


# %%
def cross_entropy(logits, true_labels):
    logprobs = logits - logits.exp().sum(dim=-1, keepdim=True).log()
    return -(logprobs * true_labels.reshape((len(logits), 1))).sum(dim=-1)


# %%
def cross_entropy(logits, true_labels):
    rows = arange(0, len(logits))
    logprobs = logits - logits.exp().sum(dim=-1, keepdim=True).log()
    return -(logprobs[rows, true_labels] * true_labels)


# %% [markdown] id="wrong-class"
# The loss you compute is that of some class, but not of the right one for each example. For row i
# the column is `true_labels[i]`, counted from 0: the class that the network prefers does not
# enter, and each example has a label of its own. Which columns do you take?

# %%
def cross_entropy(logits, true_labels):
    rows = arange(0, len(logits))
    logprobs = logits - logits.exp().sum(dim=-1, keepdim=True).log()
    return -logprobs[rows, logits.argmax(dim=1)]


# %%
def cross_entropy(logits, true_labels):
    rows = arange(0, len(logits))
    logprobs = logits - logits.exp().sum(dim=-1, keepdim=True).log()
    return -logprobs[rows, Tensor(true_labels.array - 1)]


# %%
def cross_entropy(logits, true_labels):
    rows = arange(0, len(logits))
    logprobs = logits - logits.exp().sum(dim=-1, keepdim=True).log()
    return -logprobs[rows, Tensor(true_labels.array + 1)]


# %%
def cross_entropy(logits, true_labels):
    rows = arange(0, len(logits))
    logprobs = logits - logits.exp().sum(dim=-1, keepdim=True).log()
    return -logprobs[rows, Tensor(np.full(len(logits), true_labels.array[0]))]


# %%
def cross_entropy(logits, true_labels):
    rows = arange(0, len(logits))
    logprobs = logits - logits.exp().sum(dim=-1, keepdim=True).log()
    return -logprobs[rows, Tensor(np.full(len(logits), true_labels.array[-1]))]


# %%
def cross_entropy(logits, true_labels):
    rows = arange(0, len(logits))
    logprobs = logits - logits.exp().sum(dim=-1, keepdim=True).log()
    return -logprobs[rows, Tensor(np.zeros(len(logits), dtype=int))]


# %%
def cross_entropy(logits, true_labels):
    rows = arange(0, len(logits))
    logprobs = logits - logits.exp().sum(dim=-1, keepdim=True).log()
    return -logprobs[rows, Tensor(true_labels.array[::-1])]


# %%
def cross_entropy(logits, true_labels):
    rows = arange(0, len(logits))
    logprobs = logits - logits.exp().sum(dim=-1, keepdim=True).log()
    return -logprobs[rows, Tensor(np.sort(true_labels.array))]


# %% [markdown] id="not-normalised"
# Your loss is made of the picked logits alone. A logit is a raw score and says nothing by itself:
# 2.0 is a good score among 1.0 and 0.0, and a bad one among 7.0 and 9.0. Where do the scores of
# the other classes come in?

# %%
def cross_entropy(logits, true_labels):
    rows = arange(0, len(logits))
    return -logits[rows, true_labels]


# %%
def cross_entropy(logits, true_labels):
    rows = arange(0, len(logits))
    return logits[rows, true_labels]


# %%
def cross_entropy(logits, true_labels):
    rows = arange(0, len(logits))
    return -logits[rows, true_labels].log()


# %%
def cross_entropy(logits, true_labels):
    rows = arange(0, len(logits))
    return -logits[rows, true_labels].exp()


# %%
def cross_entropy(logits, true_labels):
    rows = arange(0, len(logits))
    return logits[rows, true_labels].exp()


# %% [markdown] id="true-logit-missing"
# Your result is the logarithm of the normaliser, and the right class never enters into it: the
# loss is the same whatever `true_labels` says. Of the two terms in the text's formula, which one
# is missing, or lost because its result is not used?

# %%
def cross_entropy(logits, true_labels):
    return logits.exp().sum(dim=-1).log()


# %%
def cross_entropy(logits, true_labels):
    return -logits.exp().sum(dim=-1).log()


# %% [markdown] id="true-logit-exponentiated"
# You subtract the exponential of the right logit from the logarithm of the normaliser. One lives
# on the scale of scores and logarithms, the other does not. The logarithm of a quotient is a
# difference of two logarithms: what is the logarithm of an exponential?

# %%
def cross_entropy(logits, true_labels):
    rows = arange(0, len(logits))
    return logits.exp().sum(dim=-1).log() - logits[rows, true_labels].exp()


# %% [markdown] id="normaliser-added"
# The two terms are both there, but with the same sign. A higher score for the right class should
# lower the loss, a higher score for any other class should raise it. Which sign does that give to
# each term?

# %%
def cross_entropy(logits, true_labels):
    rows = arange(0, len(logits))
    return logits.exp().sum(dim=-1).log() + logits[rows, true_labels]


# %%
def cross_entropy(logits, true_labels):
    rows = arange(0, len(logits))
    return -(logits.exp().sum(dim=-1).log() + logits[rows, true_labels])


# %% [markdown] id="normaliser-log-missing"
# You subtract the sum of the exponentials itself from the logits. The logits live on the scale of
# logarithms, the sum of exponentials does not: what has to happen to it before the two can be
# compared? The logarithm of a quotient is a difference of what?

# %%
def cross_entropy(logits, true_labels):
    rows = arange(0, len(logits))
    logprobs = logits - logits.exp().sum(dim=-1, keepdim=True)
    return -logprobs[rows, true_labels]


# %%
def cross_entropy(logits, true_labels):
    rows = arange(0, len(logits))
    logprobs = logits - logits.exp().sum(dim=-1, keepdim=True)
    return logprobs[rows, true_labels]


# %%
def cross_entropy(logits, true_labels):
    rows = arange(0, len(logits))
    return (logits.exp() - logits.exp().sum(dim=-1, keepdim=True))[rows, true_labels]


# %%
def cross_entropy(logits, true_labels):
    rows = arange(0, len(logits))
    return logits[rows, true_labels] / logits.exp().sum(dim=-1)


# %%
def cross_entropy(logits, true_labels):
    rows = arange(0, len(logits))
    return -logits[rows, true_labels] / logits.exp().sum(dim=-1)


# %%
def cross_entropy(logits, true_labels):
    rows = arange(0, len(logits))
    logprobs = logits - logits.exp().sum(dim=-1, keepdim=True)
    return logprobs[rows, true_labels].exp()


# %% [markdown] id="no-log"
# Your loss is made of the probability of the right class without a logarithm. Such a loss cannot
# grow beyond 1, however sure and wrong the network is; in the text's example, 0.269 should cost
# 1.313. What turns a probability into a surprise?

# %%
def cross_entropy(logits, true_labels):
    rows = arange(0, len(logits))
    probs = logits.exp() / logits.exp().sum(dim=-1, keepdim=True)
    return 1 - probs[rows, true_labels]


# %%
def cross_entropy(logits, true_labels):
    rows = arange(0, len(logits))
    probs = logits.exp() / logits.exp().sum(dim=-1, keepdim=True)
    return -probs[rows, true_labels]


# %%
def cross_entropy(logits, true_labels):
    rows = arange(0, len(logits))
    probs = logits.exp() / logits.exp().sum(dim=-1, keepdim=True)
    return probs[rows, true_labels]


# %% [markdown] id="inverse-probability"
# Your loss is one over the probability of the right class: a sure and right answer costs 1 and not
# nothing. In the text's example, 0.731 should become 0.313. Is a logarithm missing, or is it
# undone by an exponential at the end?

# %%
def cross_entropy(logits, true_labels):
    rows = arange(0, len(logits))
    probs = logits.exp() / logits.exp().sum(dim=-1, keepdim=True)
    return 1 / probs[rows, true_labels]


# %% [markdown] id="log-twice"
# A logarithm is taken twice. What the normalised difference of logits gives is a log-probability
# already, a number below zero, and there is no logarithm of such a number. Follow one entry and
# ask after each line: is this a score, a probability, or the logarithm of one?

# %%
def cross_entropy(logits, true_labels):
    rows = arange(0, len(logits))
    logprobs = logits - logits.exp().sum(dim=-1, keepdim=True).log()
    return -logprobs[rows, true_labels].log()


# %%
def cross_entropy(logits, true_labels):
    rows = arange(0, len(logits))
    logprobs = logits - logits.exp().sum(dim=-1, keepdim=True).log()
    return -(-logprobs[rows, true_labels]).log()


# %%
def cross_entropy(logits, true_labels):
    rows = arange(0, len(logits))
    logprobs = logits - logits.exp().sum(dim=-1, keepdim=True).log()
    return logprobs[rows, true_labels].log()


# %%
def cross_entropy(logits, true_labels):
    rows = arange(0, len(logits))
    return logits.exp().sum(dim=-1).log().log() - logits[rows, true_labels]


# %% [markdown] id="logarithm-of-a-logit"
# The logarithm of a raw logit enters your loss, and for a negative logit there is none. Either you
# form a probability and one of its two parts has lost its `exp`, or you form the difference of two
# logarithms and one of its terms needs no `log` any more. Which of the two is your plan?

# %%
def cross_entropy(logits, true_labels):
    rows = arange(0, len(logits))
    return logits.exp().sum(dim=-1).log() - logits[rows, true_labels].log()


# %%
def cross_entropy(logits, true_labels):
    rows = arange(0, len(logits))
    log_normaliser = logits.exp().sum(dim=-1, keepdim=True).log()
    return -(logits.log() - log_normaliser)[rows, true_labels]


# %%
def cross_entropy(logits, true_labels):
    rows = arange(0, len(logits))
    probs = logits / logits.exp().sum(dim=-1, keepdim=True)
    return -probs[rows, true_labels].log()


# %%
def cross_entropy(logits, true_labels):
    rows = arange(0, len(logits))
    return logits[rows, true_labels].log() - logits.exp().sum(dim=-1).log()


# %% [markdown] id="softmax-twice"
# The softmax is applied twice: probabilities, all between 0 and 1, are treated as if they were raw
# scores and normalised once more. The differences between the classes nearly vanish that way.
# Which of your lines takes the output of a softmax for logits?

# %%
def cross_entropy(logits, true_labels):
    probs = logits.exp() / logits.exp().sum(dim=-1, keepdim=True)
    logprobs = probs - probs.exp().sum(dim=-1, keepdim=True).log()
    return -logprobs[arange(0, len(logits)), true_labels]


# %%
def cross_entropy(logits, true_labels):
    probs = logits.exp() / logits.exp().sum(dim=-1, keepdim=True)
    probs = probs.exp() / probs.exp().sum(dim=-1, keepdim=True)
    return probs[arange(0, len(logits)), true_labels].log()


# %%
def cross_entropy(logits, true_labels):
    scores = logits.exp()
    logprobs = scores - scores.exp().sum(dim=-1, keepdim=True).log()
    return -logprobs[arange(0, len(logits)), true_labels]


# %%
def cross_entropy(logits, true_labels):
    probs = logits.exp() / logits.exp().sum(dim=-1, keepdim=True)
    return probs.exp().sum(dim=-1).log() - logits[arange(0, len(logits)), true_labels]


# %%
def cross_entropy(logits, true_labels):
    probs = logits.exp() / logits.exp().sum(dim=-1, keepdim=True)
    return logits.exp().sum(dim=-1).log() - probs[arange(0, len(logits)), true_labels]


# %% [markdown] id="no-exp"
# Your normaliser is made of the logits, not of their exponentials. Scores may be negative and may
# even add up to zero, so they cannot be shares of a whole. Each score has to be made positive by
# itself, before the sum is taken: is `exp` missing, undone by a `log`, or applied after the sum?

# %%
def cross_entropy(logits, true_labels):
    rows = arange(0, len(logits))
    probs = logits / logits.sum(dim=-1, keepdim=True)
    return -probs[rows, true_labels].log()


# %%
def cross_entropy(logits, true_labels):
    rows = arange(0, len(logits))
    probs = logits / logits.sum(dim=-1, keepdim=True)
    return -probs[rows, true_labels]


# %%
def cross_entropy(logits, true_labels):
    rows = arange(0, len(logits))
    logprobs = logits - logits.sum(dim=-1, keepdim=True).log()
    return -logprobs[rows, true_labels]


# %%
def cross_entropy(logits, true_labels):
    rows = arange(0, len(logits))
    logprobs = logits - logits.sum(dim=-1, keepdim=True)
    return -logprobs[rows, true_labels]


# %%
def cross_entropy(logits, true_labels):
    rows = arange(0, len(logits))
    logprobs = logits.log() - logits.sum(dim=-1, keepdim=True).log()
    return -logprobs[rows, true_labels]


# %%
def cross_entropy(logits, true_labels):
    rows = arange(0, len(logits))
    probs = logits.exp() / logits.sum(dim=-1, keepdim=True)
    return -probs[rows, true_labels].log()


# %%
def cross_entropy(logits, true_labels):
    rows = arange(0, len(logits))
    squares = logits * logits
    probs = squares / squares.sum(dim=-1, keepdim=True)
    return -probs[rows, true_labels].log()


# %%
def cross_entropy(logits, true_labels):
    rows = arange(0, len(logits))
    squares = logits * logits + 1e-6
    probs = squares / squares.sum(dim=-1, keepdim=True)
    return -probs[rows, true_labels].log()


# %% [markdown] id="wrong-axis-normalised"
# Your normaliser runs over the wrong axis, or over the whole batch. The probabilities of one
# example, which are the entries of one row, should add up to 1; the other examples of the batch
# have no part in it. Along which axis do the classes lie?

# %%
def cross_entropy(logits, true_labels):
    rows = arange(0, len(logits))
    logprobs = logits - logits.exp().sum(dim=0, keepdim=True).log()
    return -logprobs[rows, true_labels]


# %%
def cross_entropy(logits, true_labels):
    rows = arange(0, len(logits))
    logprobs = logits - logits.exp().sum().log()
    return -logprobs[rows, true_labels]


# %%
def cross_entropy(logits, true_labels):
    rows = arange(0, len(logits))
    probs = logits.exp() / logits.exp().sum(dim=0, keepdim=True)
    return -probs[rows, true_labels].log()


# %%
def cross_entropy(logits, true_labels):
    rows = arange(0, len(logits))
    return logits.exp().sum(dim=0).log() - logits[rows, true_labels]


# %%
def cross_entropy(logits, true_labels):
    rows = arange(0, len(logits))
    logprobs = logits - logits.exp().sum(dim=0, keepdim=True).log()
    return logprobs[rows, true_labels]


# %%
def cross_entropy(logits, true_labels):
    rows = arange(0, len(logits))
    logprobs = logits - logits.exp().sum().log()
    return logprobs[rows, true_labels]


# %% [markdown] id="normaliser-averaged"
# You average the exponentials over the classes, where their sum is asked for. With the average,
# the probabilities of a row add up to the number of classes. What should they add up to?

# %%
def cross_entropy(logits, true_labels):
    rows = arange(0, len(logits))
    normaliser = logits.exp().sum(dim=-1) / logits.shape[1]
    return normaliser.log() - logits[rows, true_labels]


# %% [markdown] id="normaliser-without-true-class"
# You set the right class against all the others. The probability of a class is its share of the
# whole, and the whole includes the class itself; without it, the loss of a sure and right answer
# even falls below zero. Over which classes does the sum in the text run?

# %%
def cross_entropy(logits, true_labels):
    rows = arange(0, len(logits))
    true_logits = logits[rows, true_labels]
    others = logits.exp().sum(dim=-1) - true_logits.exp()
    return others.log() - true_logits


# %%
def cross_entropy(logits, true_labels):
    rows = arange(0, len(logits))
    probs = logits.exp() / logits.exp().sum(dim=-1, keepdim=True)
    picked = probs[rows, true_labels]
    return -(picked / (1 - picked)).log()


# %% [markdown] id="shift-not-undone"
# You subtract the largest logit in one of the two terms only. Taking it off all the scores of a
# row changes no probability, but then both terms have to be made from the shifted scores, or the
# shift must be added back. In which of your terms is the old `logits` still in use?

# %%
def cross_entropy(logits, true_labels):
    largest = Tensor(logits.array.max(axis=-1, keepdims=True))
    log_normaliser = (logits - largest).exp().sum(dim=-1).log()
    return log_normaliser - logits[arange(0, len(logits)), true_labels]


# %%
def cross_entropy(logits, true_labels):
    largest = Tensor(logits.array.max(axis=-1, keepdims=True))
    picked = (logits - largest)[arange(0, len(logits)), true_labels]
    return logits.exp().sum(dim=-1).log() - picked


# %%
def cross_entropy(logits, true_labels):
    largest = float(logits.array.max())
    log_normaliser = (logits - largest).exp().sum(dim=-1).log()
    return log_normaliser - logits[arange(0, len(logits)), true_labels]


# %% [markdown] id="squared-error"
# You measure squared distances between the probabilities and the truth. That is a loss too, but
# another one: it never exceeds 2, and hardly moves where the network is sure and wrong. Here the
# question is how surprised the network is by the right class.

# %%
def cross_entropy(logits, true_labels):
    one_hot = Tensor(np.eye(logits.shape[1])[true_labels.array])
    probs = logits.exp() / logits.exp().sum(dim=-1, keepdim=True)
    errors = probs - one_hot
    return (errors * errors).sum(dim=-1)


# %%
def cross_entropy(logits, true_labels):
    one_hot = Tensor(np.eye(logits.shape[1])[true_labels.array])
    probs = logits.exp() / logits.exp().sum(dim=-1, keepdim=True)
    errors = probs - one_hot
    return (errors * errors).sum(dim=-1) / 2


# %%
def cross_entropy(logits, true_labels):
    one_hot = Tensor(np.eye(logits.shape[1])[true_labels.array])
    probs = logits.exp() / logits.exp().sum(dim=-1, keepdim=True)
    errors = probs - one_hot
    return (errors * errors).sum(dim=-1) / logits.shape[1]


# %%
def cross_entropy(logits, true_labels):
    one_hot = Tensor(np.eye(logits.shape[1])[true_labels.array])
    errors = logits - one_hot
    return (errors * errors).sum(dim=-1)


# %%
def cross_entropy(logits, true_labels):
    rows = arange(0, len(logits))
    probs = logits.exp() / logits.exp().sum(dim=-1, keepdim=True)
    misses = 1 - probs[rows, true_labels]
    return misses * misses


# %% [markdown] id="weighted-by-own-probability"
# You weight log-probabilities by the probabilities of the network itself. That measures how
# undecided the network is, while the loss asks what the right class, which is certain, costs. With
# which weight does the logarithm of its probability count?

# %%
def cross_entropy(logits, true_labels):
    rows = arange(0, len(logits))
    logprobs = logits - logits.exp().sum(dim=-1, keepdim=True).log()
    picked = logprobs[rows, true_labels]
    return -(picked * picked.exp())


# %%
def cross_entropy(logits, true_labels):
    rows = arange(0, len(logits))
    probs = logits.exp() / logits.exp().sum(dim=-1, keepdim=True)
    picked = probs[rows, true_labels]
    return -(picked * picked.log())


# %%
def cross_entropy(logits, true_labels):
    rows = arange(0, len(logits))
    probs = logits.exp() / logits.exp().sum(dim=-1, keepdim=True)
    return -(probs * probs.log()).sum(dim=-1)


# %%
def cross_entropy(logits, true_labels):
    logprobs = logits - logits.exp().sum(dim=-1, keepdim=True).log()
    return -(logprobs * logprobs.exp()).sum(dim=-1)


# %%
def cross_entropy(logits, true_labels):
    rows = arange(0, len(logits))
    logprobs = logits - logits.exp().sum(dim=-1, keepdim=True).log()
    picked = logprobs[rows, true_labels]
    return -((1 - picked.exp()) * picked)


# %%
def cross_entropy(logits, true_labels):
    rows = arange(0, len(logits))
    probs = logits.exp() / logits.exp().sum(dim=-1, keepdim=True)
    picked = probs[rows, true_labels]
    return -(picked.exp() * picked.log())


# %% [markdown] id="classes-judged-separately"
# You judge a class by itself, as a yes-or-no question, the way it is done with two outcomes and a
# single score. Here the classes compete: the softmax already gives one probability to each, and
# only that of the right class counts. Is there a place for a sum over yes and no?

# %%
def cross_entropy(logits, true_labels):
    rows = arange(0, len(logits))
    return log(1 + exp(-logits[rows, true_labels]))


# %%
def cross_entropy(logits, true_labels):
    one_hot = Tensor(np.eye(logits.shape[1])[true_labels.array])
    probs = logits.exp() / logits.exp().sum(dim=-1, keepdim=True)
    return -(one_hot * probs.log() + (1 - one_hot) * (1 - probs).log()).sum(dim=-1)


# %%
def cross_entropy(logits, true_labels):
    one_hot = Tensor(np.eye(logits.shape[1])[true_labels.array])
    probs = 1 / (1 + exp(-logits))
    return -(one_hot * probs.log() + (1 - one_hot) * (1 - probs).log()).sum(dim=-1)


# %%
def cross_entropy(logits, true_labels):
    rows = arange(0, len(logits))
    probs = logits.exp() / logits.exp().sum(dim=-1, keepdim=True)
    return -(1 - probs[rows, true_labels]).log()


# %% [markdown] id="hard-maximum"
# You compare the right class with the winner alone. That comes close where one class stands out,
# but the runners-up have exponentials too, and a loss of exactly 0 for the winner would stop all
# learning. Which function of the whole row takes the place of its largest entry?

# %%
def cross_entropy(logits, true_labels):
    rows = arange(0, len(logits))
    largest = logits[rows, logits.argmax(dim=1)]
    return largest - logits[rows, true_labels]


# %%
def cross_entropy(logits, true_labels):
    rows = arange(0, len(logits))
    largest = Tensor(logits.array.max(axis=-1))
    return largest - logits[rows, true_labels]


# %% [markdown] id="epsilon-added"
# A small number is added inside your logarithm, to be safe from a logarithm of zero. It puts a
# ceiling on the loss: the surer and more wrong the network is, the more of its loss, and of its
# gradient, gets lost. The text has a form of the loss in which no quotient is formed and no such
# number is needed.

# %%
def cross_entropy(logits, true_labels):
    rows = arange(0, len(logits))
    probs = logits.exp() / logits.exp().sum(dim=-1, keepdim=True)
    return -(probs[rows, true_labels] + 1e-1).log()


# %%
def cross_entropy(logits, true_labels):
    rows = arange(0, len(logits))
    probs = logits.exp() / logits.exp().sum(dim=-1, keepdim=True)
    return -(probs[rows, true_labels] + 1e-2).log()


# %%
def cross_entropy(logits, true_labels):
    rows = arange(0, len(logits))
    probs = logits.exp() / logits.exp().sum(dim=-1, keepdim=True)
    return -(probs[rows, true_labels] + 1e-3).log()


# %%
def cross_entropy(logits, true_labels):
    rows = arange(0, len(logits))
    probs = logits.exp() / logits.exp().sum(dim=-1, keepdim=True)
    return -(probs[rows, true_labels] + 1e-4).log()


# %%
def cross_entropy(logits, true_labels):
    rows = arange(0, len(logits))
    probs = logits.exp() / logits.exp().sum(dim=-1, keepdim=True)
    return -(probs[rows, true_labels] + 1e-5).log()


# %%
def cross_entropy(logits, true_labels):
    rows = arange(0, len(logits))
    probs = logits.exp() / logits.exp().sum(dim=-1, keepdim=True)
    return -(probs[rows, true_labels] + 1e-6).log()


# %%
def cross_entropy(logits, true_labels):
    rows = arange(0, len(logits))
    probs = logits.exp() / logits.exp().sum(dim=-1, keepdim=True)
    return -(probs[rows, true_labels] + 1e-7).log()


# %%
def cross_entropy(logits, true_labels):
    rows = arange(0, len(logits))
    probs = logits.exp() / logits.exp().sum(dim=-1, keepdim=True)
    return -(probs[rows, true_labels] + 1e-8).log()


# %%
def cross_entropy(logits, true_labels):
    rows = arange(0, len(logits))
    probs = logits.exp() / logits.exp().sum(dim=-1, keepdim=True)
    return -(probs[rows, true_labels] + 1e-9).log()


# %%
def cross_entropy(logits, true_labels):
    rows = arange(0, len(logits))
    probs = logits.exp() / logits.exp().sum(dim=-1, keepdim=True)
    return -(probs[rows, true_labels] + 1e-10).log()


# %%
def cross_entropy(logits, true_labels):
    rows = arange(0, len(logits))
    probs = logits.exp() / logits.exp().sum(dim=-1, keepdim=True)
    return -(probs[rows, true_labels] + 1e-12).log()


# %%
def cross_entropy(logits, true_labels):
    rows = arange(0, len(logits))
    probs = logits.exp() / (logits.exp().sum(dim=-1, keepdim=True) + 1e-2)
    return -probs[rows, true_labels].log()


# %%
def cross_entropy(logits, true_labels):
    rows = arange(0, len(logits))
    probs = logits.exp() / (logits.exp().sum(dim=-1, keepdim=True) + 1e-3)
    return -probs[rows, true_labels].log()


# %%
def cross_entropy(logits, true_labels):
    rows = arange(0, len(logits))
    probs = logits.exp() / (logits.exp().sum(dim=-1, keepdim=True) + 1)
    return -probs[rows, true_labels].log()


# %% [markdown] id="clipped"
# Probabilities below some bound are lifted to that bound before the logarithm is taken. It is just
# there, where the network is sure and wrong, that the loss should be large, and that the gradient
# should say so. What would the loss be without the bound?

# %%
def cross_entropy(logits, true_labels):
    rows = arange(0, len(logits))
    probs = logits.exp() / logits.exp().sum(dim=-1, keepdim=True)
    return -maximum(probs[rows, true_labels], 1e-1).log()


# %%
def cross_entropy(logits, true_labels):
    rows = arange(0, len(logits))
    probs = logits.exp() / logits.exp().sum(dim=-1, keepdim=True)
    return -maximum(probs[rows, true_labels], 1e-2).log()


# %%
def cross_entropy(logits, true_labels):
    rows = arange(0, len(logits))
    probs = logits.exp() / logits.exp().sum(dim=-1, keepdim=True)
    return -maximum(probs[rows, true_labels], 1e-3).log()


# %%
def cross_entropy(logits, true_labels):
    rows = arange(0, len(logits))
    probs = logits.exp() / logits.exp().sum(dim=-1, keepdim=True)
    return -maximum(probs[rows, true_labels], 1e-4).log()


# %%
def cross_entropy(logits, true_labels):
    rows = arange(0, len(logits))
    probs = logits.exp() / logits.exp().sum(dim=-1, keepdim=True)
    return -maximum(probs[rows, true_labels], 1e-5).log()


# %%
def cross_entropy(logits, true_labels):
    rows = arange(0, len(logits))
    probs = logits.exp() / logits.exp().sum(dim=-1, keepdim=True)
    return -maximum(probs[rows, true_labels], 1e-6).log()


# %%
def cross_entropy(logits, true_labels):
    rows = arange(0, len(logits))
    probs = logits.exp() / logits.exp().sum(dim=-1, keepdim=True)
    return -maximum(probs[rows, true_labels], 1e-7).log()


# %%
def cross_entropy(logits, true_labels):
    rows = arange(0, len(logits))
    probs = logits.exp() / logits.exp().sum(dim=-1, keepdim=True)
    return -maximum(probs[rows, true_labels], 1e-8).log()


# %%
def cross_entropy(logits, true_labels):
    rows = arange(0, len(logits))
    probs = logits.exp() / logits.exp().sum(dim=-1, keepdim=True)
    return -maximum(probs[rows, true_labels], 1e-9).log()


# %%
def cross_entropy(logits, true_labels):
    rows = arange(0, len(logits))
    probs = logits.exp() / logits.exp().sum(dim=-1, keepdim=True)
    return -maximum(probs[rows, true_labels], 1e-10).log()


# %%
def cross_entropy(logits, true_labels):
    rows = arange(0, len(logits))
    probs = logits.exp() / logits.exp().sum(dim=-1, keepdim=True)
    return -maximum(probs[rows, true_labels], 1e-12).log()


# %%
def cross_entropy(logits, true_labels):
    rows = arange(0, len(logits))
    logprobs = logits - logits.exp().sum(dim=-1, keepdim=True).log()
    return -maximum(logprobs[rows, true_labels], -10.0)


# %% [markdown] id="modifies-input"
# The logits are not the same after your function has run: an operation works in place, such as
# `-=` on a tensor or on its array. The graph does not see such a change, and still needs the
# logits as they were for the way back. Which line should make something new instead?

# %%
def cross_entropy(logits, true_labels):
    rows = arange(0, len(logits))
    logits.array -= logits.array.max(axis=-1, keepdims=True)
    return logits.exp().sum(dim=-1).log() - logits[rows, true_labels]


# %%
def cross_entropy(logits, true_labels):
    rows = arange(0, len(logits))
    logits -= logits.exp().sum(dim=-1, keepdim=True).log()
    return -logits[rows, true_labels]


# %%
def cross_entropy(logits, true_labels):
    rows = arange(0, len(logits))
    np.exp(logits.array, out=logits.array)
    return -(logits / logits.sum(dim=-1, keepdim=True))[rows, true_labels].log()


# %% [markdown] id="normaliser-not-in-graph"
# The losses are right, but the gradient reaches only the logit of the right class: the normaliser
# is a constant to your graph. Raising any score of a row raises the normaliser, and the gradient
# has to say so. Which step of it is done in NoGrad or on `.array`, or is left out of a backward
# function?

# %%
def cross_entropy(logits, true_labels):
    with NoGrad():
        log_normaliser = logits.exp().sum(dim=-1).log()
    return log_normaliser - logits[arange(0, len(logits)), true_labels]


# %% [markdown] id="true-logit-not-in-graph"
# The losses are right, and so is the part of the gradient that comes through the normaliser. What
# is missing is the part of the right class itself: picking its logit has to be remembered by the
# graph, too. Is it taken from `.array`, inside NoGrad, or left out of a backward function of your
# own?

# %%
def cross_entropy(logits, true_labels):
    picked = logits.array[np.arange(len(logits)), true_labels.array]
    return logits.exp().sum(dim=-1).log() - Tensor(picked)


# %% [markdown] id="graph-cut"
# The losses are right, but no gradient arrives at the logits. Somewhere the numbers leave the
# graph: through `.array`, through a NumPy function, inside NoGrad, or into a Tensor made anew.
# Each step from the logits to the loss should be an operation on tensors; `exp`, `sum`, `log` and
# indexing all are.

# %%
def cross_entropy(logits, true_labels):
    array, labels = logits.array, true_labels.array
    logprobs = array - np.log(np.exp(array).sum(axis=1, keepdims=True))
    return Tensor(-logprobs[np.arange(len(labels)), labels])


# %%
def cross_entropy(logits, true_labels):
    array, labels = logits.array, true_labels.array
    logprobs = array - np.log(np.exp(array).sum(axis=1, keepdims=True))
    return Tensor(-logprobs[np.arange(len(labels)), labels], requires_grad=True)


# %% [markdown] id="upstream-ignored"
# The losses are right, and the gradient of the loss by itself is too, but what comes from above is
# left out. Each example's row has to be weighted with its own entry of `grad_out`, whose shape is
# (batch,). How does a vector get to stand beside the rows?

# %%
def _cross_entropy(logits, labels):
    rows = np.arange(len(labels))
    return np.log(np.exp(logits).sum(axis=1)) - logits[rows, labels]


def _cross_entropy_back(grad_out, out, logits, labels):
    probs = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    probs[np.arange(len(labels)), labels] -= 1
    return probs


BACK_FUNCS.add_back_func(_cross_entropy, 0, _cross_entropy_back)
cross_entropy = wrap_forward_fn(_cross_entropy)


# %%
def _cross_entropy(logits, labels):
    rows = np.arange(len(labels))
    return np.log(np.exp(logits).sum(axis=1)) - logits[rows, labels]


def _cross_entropy_back(grad_out, out, logits, labels):
    probs = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    probs[np.arange(len(labels)), labels] -= 1
    return probs / len(labels)


BACK_FUNCS.add_back_func(_cross_entropy, 0, _cross_entropy_back)
cross_entropy = wrap_forward_fn(_cross_entropy)


# %% [markdown] id="keyword-or-numpy-function"
# Every case ends in a TypeError, so read its message. If it speaks of an unexpected keyword: the
# tensors' methods use PyTorch's names, not NumPy's, for the axis and for keeping it. If it speaks
# of ufuncs or operands: NumPy's functions do not take tensors, but the tensors have methods of the
# same names.

# %%
def cross_entropy(logits, true_labels):
    rows = arange(0, len(logits))
    logprobs = logits - logits.exp().sum(axis=-1, keepdims=True).log()
    return -logprobs[rows, true_labels]


# %% [markdown] id="method-unknown"
# Something is asked for an attribute that it does not have; the message says which, and of what.
# Your `Tensor` has only the methods that this notebook gave it, `exp`, `log`, `sum`, indexing and
# the operators among them, and not the many others of PyTorch's tensors or NumPy's arrays.

# %%
def cross_entropy(logits, true_labels):
    rows = arange(0, len(logits))
    return -logits.log_softmax(dim=-1)[rows, true_labels]


# %% [markdown] id="name-unknown"
# Python does not know a name in your function; the message says which. Nothing of PyTorch is at
# hand here, and a softmax exists only if you write one: the text builds the loss from `exp`,
# `sum`, `log` and an index.

# %%
def cross_entropy(logits, true_labels):
    rows = arange(0, len(logits))
    return -F_log_softmax(logits)[rows, true_labels]
