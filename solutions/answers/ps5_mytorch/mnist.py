# Answers to `mnist`, right and wrong, that the autograder is measured on.


# %% right: as the text suggests
def mnist(train_x, train_y, val_x, val_y):
    model = Sequential(Linear(784, 20), BatchNorm1d(20), ReLU(), Linear(20, 10))
    optimizer = SGD(model.parameters(), lr=0.1)
    return train(model, optimizer, CrossEntropyLoss(), train_x, train_y, val_x, val_y)


# %% right: with momentum, and a name for everything
def mnist(train_x, train_y, val_x, val_y):
    model = Sequential(Linear(784, 20), BatchNorm1d(20), ReLU(), Linear(20, 10))
    optimizer = SGD(model.parameters(), lr=0.1, momentum=0.9)
    criterion = CrossEntropyLoss()
    val_accuracies = train(
        model, optimizer, criterion, train_x, train_y, val_x, val_y, num_epochs=3
    )
    return val_accuracies


# %% right: by keyword
def mnist(train_x, train_y, val_x, val_y):
    model = Sequential(Linear(784, 20), BatchNorm1d(20), ReLU(), Linear(20, 10))
    optimizer = SGD(model.parameters(), lr=0.1)
    return train(
        model=model,
        optimizer=optimizer,
        criterion=CrossEntropyLoss(),
        train_x=train_x,
        train_y=train_y,
        val_x=val_x,
        val_y=val_y,
    )


# %% right: layers from a list
def mnist(train_x, train_y, val_x, val_y):
    layers = [Linear(784, 20), BatchNorm1d(20), ReLU(), Linear(20, 10)]
    model = Sequential(*layers)
    optimizer = SGD(model.parameters(), lr=0.1)
    return train(model, optimizer, CrossEntropyLoss(), train_x, train_y, val_x, val_y)


# %% wrong: without batch normalization
def mnist(train_x, train_y, val_x, val_y):
    model = Sequential(Linear(784, 20), ReLU(), Linear(20, 10))
    optimizer = SGD(model.parameters(), lr=0.1)
    return train(model, optimizer, CrossEntropyLoss(), train_x, train_y, val_x, val_y)


# %% wrong: another width
def mnist(train_x, train_y, val_x, val_y):
    model = Sequential(Linear(784, 30), BatchNorm1d(30), ReLU(), Linear(30, 10))
    optimizer = SGD(model.parameters(), lr=0.1)
    return train(model, optimizer, CrossEntropyLoss(), train_x, train_y, val_x, val_y)


# %% wrong: the layers in another order
def mnist(train_x, train_y, val_x, val_y):
    model = Sequential(Linear(784, 20), ReLU(), BatchNorm1d(20), Linear(20, 10))
    optimizer = SGD(model.parameters(), lr=0.1)
    return train(model, optimizer, CrossEntropyLoss(), train_x, train_y, val_x, val_y)


# %% wrong: a ReLU at the end
def mnist(train_x, train_y, val_x, val_y):
    model = Sequential(Linear(784, 20), BatchNorm1d(20), ReLU(), Linear(20, 10), ReLU())
    optimizer = SGD(model.parameters(), lr=0.1)
    return train(model, optimizer, CrossEntropyLoss(), train_x, train_y, val_x, val_y)


# %% wrong: features the wrong way round
def mnist(train_x, train_y, val_x, val_y):
    model = Sequential(Linear(20, 784), BatchNorm1d(20), ReLU(), Linear(20, 10))
    optimizer = SGD(model.parameters(), lr=0.1)
    return train(model, optimizer, CrossEntropyLoss(), train_x, train_y, val_x, val_y)


# %% wrong: the parameters of one layer
def mnist(train_x, train_y, val_x, val_y):
    model = Sequential(Linear(784, 20), BatchNorm1d(20), ReLU(), Linear(20, 10))
    optimizer = SGD(model[0].parameters(), lr=0.1)
    return train(model, optimizer, CrossEntropyLoss(), train_x, train_y, val_x, val_y)


# %% wrong: a learning rate below zero
def mnist(train_x, train_y, val_x, val_y):
    model = Sequential(Linear(784, 20), BatchNorm1d(20), ReLU(), Linear(20, 10))
    optimizer = SGD(model.parameters(), lr=-0.1)
    return train(model, optimizer, CrossEntropyLoss(), train_x, train_y, val_x, val_y)


# %% wrong: a list of layers
def mnist(train_x, train_y, val_x, val_y):
    model = [Linear(784, 20), BatchNorm1d(20), ReLU(), Linear(20, 10)]
    optimizer = SGD([], lr=0.1)
    return train(model, optimizer, CrossEntropyLoss(), train_x, train_y, val_x, val_y)


# %% wrong: the class for the loss
def mnist(train_x, train_y, val_x, val_y):
    model = Sequential(Linear(784, 20), BatchNorm1d(20), ReLU(), Linear(20, 10))
    optimizer = SGD(model.parameters(), lr=0.1)
    return train(model, optimizer, CrossEntropyLoss, train_x, train_y, val_x, val_y)


# %% wrong: nothing is returned
def mnist(train_x, train_y, val_x, val_y):
    model = Sequential(Linear(784, 20), BatchNorm1d(20), ReLU(), Linear(20, 10))
    optimizer = SGD(model.parameters(), lr=0.1)
    train(model, optimizer, CrossEntropyLoss(), train_x, train_y, val_x, val_y)


# %% wrong: training and validation swapped
def mnist(train_x, train_y, val_x, val_y):
    model = Sequential(Linear(784, 20), BatchNorm1d(20), ReLU(), Linear(20, 10))
    optimizer = SGD(model.parameters(), lr=0.1)
    return train(model, optimizer, CrossEntropyLoss(), val_x, val_y, train_x, train_y)


# %% wrong: never trains
def mnist(train_x, train_y, val_x, val_y):
    model = Sequential(Linear(784, 20), BatchNorm1d(20), ReLU(), Linear(20, 10))
    optimizer = SGD(model.parameters(), lr=0.1)
    return []


# %% wrong: the optimizer holds each parameter twice
def mnist(train_x, train_y, val_x, val_y):
    model = Sequential(Linear(784, 20), BatchNorm1d(20), ReLU(), Linear(20, 10))
    optimizer = SGD([*model.parameters(), *model.parameters()], lr=0.1)
    return train(model, optimizer, CrossEntropyLoss(), train_x, train_y, val_x, val_y)
