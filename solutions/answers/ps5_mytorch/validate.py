# Answers to `validate`, right and wrong, that the autograder is measured on.


# %% right: as the text suggests
def validate(model, val_x, val_y):
    was = model.is_train
    model.eval()
    correct = 0
    for start in range(0, len(val_x), BATCH_SIZE):
        scores = model(Tensor(val_x[start : start + BATCH_SIZE])).data
        correct += (scores.argmax(axis=1) == val_y[start : start + BATCH_SIZE]).sum()
    if was:
        model.train()
    return correct / len(val_x)


# %% right: as in the course that this unit follows
def validate(model, val_x, val_y):
    model.eval()
    order = np.random.permutation(len(val_x))
    val_x, val_y = val_x[order], val_y[order]
    batches = zip(
        np.vsplit(val_x, len(val_x) // BATCH_SIZE), np.split(val_y, len(val_y) // BATCH_SIZE)
    )
    num_correct = 0
    for batch_data, batch_labels in batches:
        out = model.forward(Tensor(batch_data))
        num_correct += (np.argmax(out.data, axis=1) == batch_labels).sum()
    return num_correct / len(val_x)


# %% right: training mode again
def validate(model, val_x, val_y):
    model.eval()
    correct = 0
    for start in range(0, len(val_x), BATCH_SIZE):
        scores = model(Tensor(val_x[start : start + BATCH_SIZE])).data
        correct += (scores.argmax(axis=1) == val_y[start : start + BATCH_SIZE]).sum()
    model.train()
    return float(correct) / len(val_y)


# %% right: in percent
def validate(model, val_x, val_y):
    model.eval()
    correct = 0
    for start in range(0, len(val_x), BATCH_SIZE):
        scores = model(Tensor(val_x[start : start + BATCH_SIZE])).data
        correct += (scores.argmax(axis=1) == val_y[start : start + BATCH_SIZE]).sum()
    model.train()
    return 100.0 * correct / len(val_y)


# %% wrong: in training mode
def validate(model, val_x, val_y):
    correct = 0
    for start in range(0, len(val_x), BATCH_SIZE):
        scores = model(Tensor(val_x[start : start + BATCH_SIZE])).data
        correct += (scores.argmax(axis=1) == val_y[start : start + BATCH_SIZE]).sum()
    return correct / len(val_x)


# %% wrong: the count
def validate(model, val_x, val_y):
    model.eval()
    correct = 0
    for start in range(0, len(val_x), BATCH_SIZE):
        scores = model(Tensor(val_x[start : start + BATCH_SIZE])).data
        correct += (scores.argmax(axis=1) == val_y[start : start + BATCH_SIZE]).sum()
    return float(correct)


# %% wrong: divided by the batch size
def validate(model, val_x, val_y):
    model.eval()
    correct = 0
    for start in range(0, len(val_x), BATCH_SIZE):
        scores = model(Tensor(val_x[start : start + BATCH_SIZE])).data
        correct += (scores.argmax(axis=1) == val_y[start : start + BATCH_SIZE]).sum()
    return correct / BATCH_SIZE


# %% wrong: the last batch alone
def validate(model, val_x, val_y):
    model.eval()
    correct = 0
    for start in range(0, len(val_x), BATCH_SIZE):
        scores = model(Tensor(val_x[start : start + BATCH_SIZE])).data
        correct = (scores.argmax(axis=1) == val_y[start : start + BATCH_SIZE]).sum()
    return correct / len(val_x)


# %% wrong: the first batch alone
def validate(model, val_x, val_y):
    model.eval()
    scores = model(Tensor(val_x[:BATCH_SIZE])).data
    return (scores.argmax(axis=1) == val_y[:BATCH_SIZE]).mean()


# %% wrong: the smallest score
def validate(model, val_x, val_y):
    model.eval()
    correct = 0
    for start in range(0, len(val_x), BATCH_SIZE):
        scores = model(Tensor(val_x[start : start + BATCH_SIZE])).data
        correct += (scores.argmin(axis=1) == val_y[start : start + BATCH_SIZE]).sum()
    return correct / len(val_x)


# %% wrong: the largest score of each class
def validate(model, val_x, val_y):
    model.eval()
    scores = model(Tensor(val_x[:BATCH_SIZE])).data
    return (scores.argmax(axis=0) == val_y[:10]).mean()


# %% wrong: the share of mistakes
def validate(model, val_x, val_y):
    model.eval()
    correct = 0
    for start in range(0, len(val_x), BATCH_SIZE):
        scores = model(Tensor(val_x[start : start + BATCH_SIZE])).data
        correct += (scores.argmax(axis=1) == val_y[start : start + BATCH_SIZE]).sum()
    return 1 - correct / len(val_x)


# %% wrong: images that require a gradient
def validate(model, val_x, val_y):
    model.eval()
    correct = 0
    for start in range(0, len(val_x), BATCH_SIZE):
        scores = model(Tensor(val_x[start : start + BATCH_SIZE], requires_grad=True)).data
        correct += (scores.argmax(axis=1) == val_y[start : start + BATCH_SIZE]).sum()
    return correct / len(val_x)


# %% wrong: all at once
def validate(model, val_x, val_y):
    model.eval()
    return (model(Tensor(val_x)).data.argmax(axis=1) == val_y).mean()


# %% wrong: shuffled apart
def validate(model, val_x, val_y):
    model.eval()
    val_y = np.random.permutation(val_y)
    correct = 0
    for start in range(0, len(val_x), BATCH_SIZE):
        scores = model(Tensor(val_x[start : start + BATCH_SIZE])).data
        correct += (scores.argmax(axis=1) == val_y[start : start + BATCH_SIZE]).sum()
    return correct / len(val_x)


# %% wrong: returns in the loop
def validate(model, val_x, val_y):
    model.eval()
    correct = 0
    for start in range(0, len(val_x), BATCH_SIZE):
        scores = model(Tensor(val_x[start : start + BATCH_SIZE])).data
        correct += (scores.argmax(axis=1) == val_y[start : start + BATCH_SIZE]).sum()
        return correct / len(val_x)

# %% wrong: only the outer module is switched
def validate(model, val_x, val_y):
    was, model.is_train = model.is_train, False
    right = 0
    for i in range(0, len(val_x), BATCH_SIZE):
        scores = model(Tensor(val_x[i : i + BATCH_SIZE])).data
        right += (scores.argmax(axis=1) == val_y[i : i + BATCH_SIZE]).sum()
    model.is_train = was
    return right / len(val_x)
