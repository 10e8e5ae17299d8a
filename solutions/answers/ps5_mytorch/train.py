# Answers to `train`, right and wrong, that the autograder is measured on.


# %% right: as the text suggests
def train(model, optimizer, criterion, train_x, train_y, val_x, val_y, num_epochs=3):
    accuracies = []
    for _ in range(num_epochs):
        order = np.random.permutation(len(train_x))
        for number, start in enumerate(range(0, len(train_x), BATCH_SIZE)):
            batch = order[start : start + BATCH_SIZE]
            model.train()
            optimizer.zero_grad()
            loss = criterion(model(Tensor(train_x[batch])), Tensor(train_y[batch]))
            loss.backward()
            optimizer.step()
            if number % 100 == 0:
                accuracies.append(validate(model, val_x, val_y))
    return accuracies


# %% right: after every hundredth batch
def train(model, optimizer, criterion, train_x, train_y, val_x, val_y, num_epochs=3):
    accuracies = []
    for _ in range(num_epochs):
        order = np.random.permutation(len(train_x))
        for number, start in enumerate(range(0, len(train_x), BATCH_SIZE)):
            batch = order[start : start + BATCH_SIZE]
            model.train()
            optimizer.zero_grad()
            loss = criterion(model(Tensor(train_x[batch])), Tensor(train_y[batch]))
            loss.backward()
            optimizer.step()
            if (number + 1) % 100 == 0:
                accuracies.append(validate(model, val_x, val_y))
    return accuracies


# %% right: as in the course that this unit follows
def train(model, optimizer, criterion, train_x, train_y, val_x, val_y, num_epochs=3):
    val_accuracies = []
    model.train()
    for epoch in range(num_epochs):
        together = np.hstack([train_x, train_y[:, None]])
        np.random.shuffle(together)
        for i, batch in enumerate(np.array_split(together, -(-len(together) // BATCH_SIZE))):
            optimizer.zero_grad()
            out = model.forward(Tensor(batch[:, :-1]))
            loss = criterion(out, Tensor(batch[:, -1].astype(int)))
            loss.backward()
            optimizer.step()
            if i % 100 == 0:
                val_accuracies.append(validate(model, val_x, val_y))
                model.train()
    return val_accuracies


# %% right: cleared after the step
def train(model, optimizer, criterion, train_x, train_y, val_x, val_y, num_epochs=3):
    accuracies = []
    optimizer.zero_grad()
    for _ in range(num_epochs):
        order = np.random.permutation(len(train_x))
        for number, start in enumerate(range(0, len(train_x), BATCH_SIZE)):
            batch = order[start : start + BATCH_SIZE]
            model.train()
            loss = criterion(model(Tensor(train_x[batch])), Tensor(train_y[batch]))
            loss.backward()
            optimizer.step()
            optimizer.zero_grad()
            if number % 100 == 0:
                accuracies.append(validate(model, val_x, val_y))
    return accuracies


# %% wrong: in the order of the array
def train(model, optimizer, criterion, train_x, train_y, val_x, val_y, num_epochs=3):
    accuracies = []
    for _ in range(num_epochs):
        order = np.arange(len(train_x))
        for number, start in enumerate(range(0, len(train_x), BATCH_SIZE)):
            batch = order[start : start + BATCH_SIZE]
            model.train()
            optimizer.zero_grad()
            loss = criterion(model(Tensor(train_x[batch])), Tensor(train_y[batch]))
            loss.backward()
            optimizer.step()
            if number % 100 == 0:
                accuracies.append(validate(model, val_x, val_y))
    return accuracies


# %% wrong: images and labels shuffled apart
def train(model, optimizer, criterion, train_x, train_y, val_x, val_y, num_epochs=3):
    accuracies = []
    for _ in range(num_epochs):
        order = np.random.permutation(len(train_x))
        for number, start in enumerate(range(0, len(train_x), BATCH_SIZE)):
            batch = order[start : start + BATCH_SIZE]
            model.train()
            optimizer.zero_grad()
            loss = criterion(
                model(Tensor(train_x[batch])), Tensor(np.random.permutation(train_y)[batch])
            )
            loss.backward()
            optimizer.step()
            if number % 100 == 0:
                accuracies.append(validate(model, val_x, val_y))
    return accuracies


# %% wrong: one order for all epochs
def train(model, optimizer, criterion, train_x, train_y, val_x, val_y, num_epochs=3):
    accuracies, fixed = [], np.random.permutation(len(train_x))
    for _ in range(num_epochs):
        order = fixed
        for number, start in enumerate(range(0, len(train_x), BATCH_SIZE)):
            batch = order[start : start + BATCH_SIZE]
            model.train()
            optimizer.zero_grad()
            loss = criterion(model(Tensor(train_x[batch])), Tensor(train_y[batch]))
            loss.backward()
            optimizer.step()
            if number % 100 == 0:
                accuracies.append(validate(model, val_x, val_y))
    return accuracies


# %% wrong: gradients are never cleared
def train(model, optimizer, criterion, train_x, train_y, val_x, val_y, num_epochs=3):
    accuracies = []
    for _ in range(num_epochs):
        order = np.random.permutation(len(train_x))
        for number, start in enumerate(range(0, len(train_x), BATCH_SIZE)):
            batch = order[start : start + BATCH_SIZE]
            model.train()
            loss = criterion(model(Tensor(train_x[batch])), Tensor(train_y[batch]))
            loss.backward()
            optimizer.step()
            if number % 100 == 0:
                accuracies.append(validate(model, val_x, val_y))
    return accuracies


# %% wrong: cleared before the step
def train(model, optimizer, criterion, train_x, train_y, val_x, val_y, num_epochs=3):
    accuracies = []
    for _ in range(num_epochs):
        order = np.random.permutation(len(train_x))
        for number, start in enumerate(range(0, len(train_x), BATCH_SIZE)):
            batch = order[start : start + BATCH_SIZE]
            model.train()
            loss = criterion(model(Tensor(train_x[batch])), Tensor(train_y[batch]))
            loss.backward()
            optimizer.zero_grad()
            optimizer.step()
            if number % 100 == 0:
                accuracies.append(validate(model, val_x, val_y))
    return accuracies


# %% wrong: never a step
def train(model, optimizer, criterion, train_x, train_y, val_x, val_y, num_epochs=3):
    accuracies = []
    for _ in range(num_epochs):
        order = np.random.permutation(len(train_x))
        for number, start in enumerate(range(0, len(train_x), BATCH_SIZE)):
            batch = order[start : start + BATCH_SIZE]
            model.train()
            optimizer.zero_grad()
            loss = criterion(model(Tensor(train_x[batch])), Tensor(train_y[batch]))
            loss.backward()
            if number % 100 == 0:
                accuracies.append(validate(model, val_x, val_y))
    return accuracies


# %% wrong: never a walk back
def train(model, optimizer, criterion, train_x, train_y, val_x, val_y, num_epochs=3):
    accuracies = []
    for _ in range(num_epochs):
        order = np.random.permutation(len(train_x))
        for number, start in enumerate(range(0, len(train_x), BATCH_SIZE)):
            batch = order[start : start + BATCH_SIZE]
            model.train()
            optimizer.zero_grad()
            loss = criterion(model(Tensor(train_x[batch])), Tensor(train_y[batch]))
            optimizer.step()
            if number % 100 == 0:
                accuracies.append(validate(model, val_x, val_y))
    return accuracies


# %% wrong: the step before the walk
def train(model, optimizer, criterion, train_x, train_y, val_x, val_y, num_epochs=3):
    accuracies = []
    for _ in range(num_epochs):
        order = np.random.permutation(len(train_x))
        for number, start in enumerate(range(0, len(train_x), BATCH_SIZE)):
            batch = order[start : start + BATCH_SIZE]
            model.train()
            optimizer.zero_grad()
            loss = criterion(model(Tensor(train_x[batch])), Tensor(train_y[batch]))
            optimizer.step()
            loss.backward()
            if number % 100 == 0:
                accuracies.append(validate(model, val_x, val_y))
    return accuracies


# %% wrong: in evaluation mode
def train(model, optimizer, criterion, train_x, train_y, val_x, val_y, num_epochs=3):
    accuracies = []
    for _ in range(num_epochs):
        order = np.random.permutation(len(train_x))
        for number, start in enumerate(range(0, len(train_x), BATCH_SIZE)):
            batch = order[start : start + BATCH_SIZE]
            model.eval()
            optimizer.zero_grad()
            loss = criterion(model(Tensor(train_x[batch])), Tensor(train_y[batch]))
            loss.backward()
            optimizer.step()
            if number % 100 == 0:
                accuracies.append(validate(model, val_x, val_y))
    return accuracies


# %% wrong: images that require a gradient
def train(model, optimizer, criterion, train_x, train_y, val_x, val_y, num_epochs=3):
    accuracies = []
    for _ in range(num_epochs):
        order = np.random.permutation(len(train_x))
        for number, start in enumerate(range(0, len(train_x), BATCH_SIZE)):
            batch = order[start : start + BATCH_SIZE]
            model.train()
            optimizer.zero_grad()
            loss = criterion(
                model(Tensor(train_x[batch], requires_grad=True)), Tensor(train_y[batch])
            )
            loss.backward()
            optimizer.step()
            if number % 100 == 0:
                accuracies.append(validate(model, val_x, val_y))
    return accuracies


# %% wrong: validation after every batch
def train(model, optimizer, criterion, train_x, train_y, val_x, val_y, num_epochs=3):
    accuracies = []
    for _ in range(num_epochs):
        order = np.random.permutation(len(train_x))
        for number, start in enumerate(range(0, len(train_x), BATCH_SIZE)):
            batch = order[start : start + BATCH_SIZE]
            model.train()
            optimizer.zero_grad()
            loss = criterion(model(Tensor(train_x[batch])), Tensor(train_y[batch]))
            loss.backward()
            optimizer.step()
            accuracies.append(validate(model, val_x, val_y))
    return accuracies


# %% wrong: validation once an epoch
def train(model, optimizer, criterion, train_x, train_y, val_x, val_y, num_epochs=3):
    accuracies = []
    for _ in range(num_epochs):
        order = np.random.permutation(len(train_x))
        for number, start in enumerate(range(0, len(train_x), BATCH_SIZE)):
            batch = order[start : start + BATCH_SIZE]
            model.train()
            optimizer.zero_grad()
            loss = criterion(model(Tensor(train_x[batch])), Tensor(train_y[batch]))
            loss.backward()
            optimizer.step()
        accuracies.append(validate(model, val_x, val_y))
    return accuracies


# %% wrong: validation on the training images
def train(model, optimizer, criterion, train_x, train_y, val_x, val_y, num_epochs=3):
    accuracies = []
    for _ in range(num_epochs):
        order = np.random.permutation(len(train_x))
        for number, start in enumerate(range(0, len(train_x), BATCH_SIZE)):
            batch = order[start : start + BATCH_SIZE]
            model.train()
            optimizer.zero_grad()
            loss = criterion(model(Tensor(train_x[batch])), Tensor(train_y[batch]))
            loss.backward()
            optimizer.step()
            if number % 100 == 0:
                accuracies.append(validate(model, train_x, train_y))
    return accuracies


# %% wrong: the last accuracy alone
def train(model, optimizer, criterion, train_x, train_y, val_x, val_y, num_epochs=3):
    accuracies = []
    for _ in range(num_epochs):
        order = np.random.permutation(len(train_x))
        for number, start in enumerate(range(0, len(train_x), BATCH_SIZE)):
            batch = order[start : start + BATCH_SIZE]
            model.train()
            optimizer.zero_grad()
            loss = criterion(model(Tensor(train_x[batch])), Tensor(train_y[batch]))
            loss.backward()
            optimizer.step()
            if number % 100 == 0:
                accuracies.append(validate(model, val_x, val_y))
    return accuracies[-1]


# %% wrong: a new list in each epoch
def train(model, optimizer, criterion, train_x, train_y, val_x, val_y, num_epochs=3):
    accuracies = []
    for _ in range(num_epochs):
        order, accuracies = np.random.permutation(len(train_x)), []
        for number, start in enumerate(range(0, len(train_x), BATCH_SIZE)):
            batch = order[start : start + BATCH_SIZE]
            model.train()
            optimizer.zero_grad()
            loss = criterion(model(Tensor(train_x[batch])), Tensor(train_y[batch]))
            loss.backward()
            optimizer.step()
            if number % 100 == 0:
                accuracies.append(validate(model, val_x, val_y))
    return accuracies


# %% wrong: three epochs, whatever is asked for
def train(model, optimizer, criterion, train_x, train_y, val_x, val_y, num_epochs=3):
    accuracies = []
    for _ in range(3):
        order = np.random.permutation(len(train_x))
        for number, start in enumerate(range(0, len(train_x), BATCH_SIZE)):
            batch = order[start : start + BATCH_SIZE]
            model.train()
            optimizer.zero_grad()
            loss = criterion(model(Tensor(train_x[batch])), Tensor(train_y[batch]))
            loss.backward()
            optimizer.step()
            if number % 100 == 0:
                accuracies.append(validate(model, val_x, val_y))
    return accuracies


# %% wrong: the first batch again and again
def train(model, optimizer, criterion, train_x, train_y, val_x, val_y, num_epochs=3):
    accuracies = []
    for _ in range(num_epochs):
        order = np.random.permutation(len(train_x))
        for number, start in enumerate(range(0, len(train_x), BATCH_SIZE)):
            batch = order[:BATCH_SIZE]
            model.train()
            optimizer.zero_grad()
            loss = criterion(model(Tensor(train_x[batch])), Tensor(train_y[batch]))
            loss.backward()
            optimizer.step()
            if number % 100 == 0:
                accuracies.append(validate(model, val_x, val_y))
    return accuracies


# %% wrong: nothing is returned
def train(model, optimizer, criterion, train_x, train_y, val_x, val_y, num_epochs=3):
    accuracies = []
    for _ in range(num_epochs):
        order = np.random.permutation(len(train_x))
        for number, start in enumerate(range(0, len(train_x), BATCH_SIZE)):
            batch = order[start : start + BATCH_SIZE]
            model.train()
            optimizer.zero_grad()
            loss = criterion(model(Tensor(train_x[batch])), Tensor(train_y[batch]))
            loss.backward()
            optimizer.step()
            if number % 100 == 0:
                accuracies.append(validate(model, val_x, val_y))

# %% wrong: the arrays themselves are shuffled
def train(model, optimizer, criterion, train_x, train_y, val_x, val_y, num_epochs=3):
    found = []
    model.train()
    for _ in range(num_epochs):
        order = np.random.permutation(len(train_x))
        train_x[:], train_y[:] = train_x[order], train_y[order]
        for n, i in enumerate(range(0, len(order), BATCH_SIZE)):
            optimizer.zero_grad()
            criterion(model(Tensor(train_x[i : i + BATCH_SIZE])), Tensor(train_y[i : i + BATCH_SIZE])).backward()
            optimizer.step()
            if n % 100 == 0:
                found.append(validate(model, val_x, val_y))
    return found

# %% wrong: batches are drawn with repeats
def train(model, optimizer, criterion, train_x, train_y, val_x, val_y, num_epochs=3):
    found = []
    model.train()
    for _ in range(num_epochs):
        for n in range(len(train_x) // BATCH_SIZE):
            batch = np.random.randint(0, len(train_x), BATCH_SIZE)
            optimizer.zero_grad()
            criterion(model(Tensor(train_x[batch])), Tensor(train_y[batch])).backward()
            optimizer.step()
            if n % 100 == 0:
                found.append(validate(model, val_x, val_y))
    return found

# %% wrong: batches are counted on over epochs
def train(model, optimizer, criterion, train_x, train_y, val_x, val_y, num_epochs=3):
    found, n = [], 0
    model.train()
    for _ in range(num_epochs):
        order = np.random.permutation(len(train_x))
        for i in range(0, len(order), BATCH_SIZE):
            batch = order[i : i + BATCH_SIZE]
            optimizer.zero_grad()
            criterion(model(Tensor(train_x[batch])), Tensor(train_y[batch])).backward()
            optimizer.step()
            if n % 100 == 0:
                found.append(validate(model, val_x, val_y))
            n += 1
    return found


# %% wrong: orders that repeat every other epoch
def train(model, optimizer, criterion, train_x, train_y, val_x, val_y, num_epochs=3):
    history = []
    for epoch in range(num_epochs):
        model.train()
        order = np.random.default_rng(epoch % 2).permutation(len(train_x))
        for b, i in enumerate(range(0, len(order), BATCH_SIZE)):
            idx = order[i : i + BATCH_SIZE]
            optimizer.zero_grad()
            criterion(model(Tensor(train_x[idx])), Tensor(train_y[idx])).backward()
            optimizer.step()
            if b % 100 == 0:
                history.append(validate(model, val_x, val_y))
                model.train()
    return history
