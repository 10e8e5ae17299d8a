# Answers to `DataLoader`, right and wrong, that the autograder is measured on.


class Base:
    def __init__(self, dataset, batch_size=1, shuffle=False):
        self.dataset, self.batch_size, self.shuffle = dataset, batch_size, shuffle
    def __len__(self):
        return -(-len(self.dataset) // self.batch_size)


# %% right: labels as an array
class DataLoader:
    def __init__(self, dataset, batch_size=1, shuffle=False):
        self.dataset, self.batch_size, self.shuffle = dataset, batch_size, shuffle

    def __iter__(self):
        indices = np.arange(len(self.dataset))
        if self.shuffle:
            np.random.shuffle(indices)
        for start in range(0, len(indices), self.batch_size):
            pairs = [self.dataset[i] for i in indices[start : start + self.batch_size]]
            images, labels = zip(*pairs)
            yield Tensor(np.stack(images)), np.array(labels)

    def __len__(self):
        return (len(self.dataset) + self.batch_size - 1) // self.batch_size


# %% right: tensors of whole numbers
class DataLoader:
    def __init__(self, dataset, batch_size=1, shuffle=False):
        self.dataset, self.batch_size, self.shuffle = dataset, batch_size, shuffle

    def __iter__(self):
        indices = np.arange(len(self.dataset))
        if self.shuffle:
            np.random.shuffle(indices)
        for start in range(0, len(indices), self.batch_size):
            pairs = [self.dataset[i] for i in indices[start : start + self.batch_size]]
            images, labels = zip(*pairs)
            yield Tensor(np.stack(images)), Tensor(np.array(labels), dtype="int64")

    def __len__(self):
        return (len(self.dataset) + self.batch_size - 1) // self.batch_size


# %% right: an iterator of a list
class DataLoader:
    def __init__(self, dataset, batch_size=1, shuffle=False):
        self.dataset, self.batch_size, self.shuffle = dataset, batch_size, shuffle

    def __iter__(self):
        indices = np.arange(len(self.dataset))
        if self.shuffle:
            np.random.shuffle(indices)
        batches = []
        for start in range(0, len(indices), self.batch_size):
            pairs = [self.dataset[i] for i in indices[start : start + self.batch_size]]
            images, labels = zip(*pairs)
            batches.append((Tensor(np.stack(images)), np.array(labels)))
        return iter(batches)

    def __len__(self):
        return (len(self.dataset) + self.batch_size - 1) // self.batch_size


# %% wrong: its own iterator [one-position-for-all-loops]
class DataLoader:
    def __init__(self, dataset, batch_size=1, shuffle=False):
        self.dataset, self.batch_size, self.shuffle = dataset, batch_size, shuffle

    def __iter__(self):
        self.indices = np.arange(len(self.dataset))
        if self.shuffle:
            np.random.shuffle(self.indices)
        self.at = 0
        return self

    def __next__(self):
        if self.at >= len(self.indices):
            raise StopIteration
        chosen = self.indices[self.at : self.at + self.batch_size]
        self.at += self.batch_size
        images, labels = zip(*[self.dataset[i] for i in chosen])
        return Tensor(np.stack(images)), Tensor(np.stack(labels), dtype=int)

    def __len__(self):
        return (len(self.dataset) + self.batch_size - 1) // self.batch_size


# %% wrong: labels as decimals [labels-as-decimals]
class DataLoader:
    def __init__(self, dataset, batch_size=1, shuffle=False):
        self.dataset, self.batch_size, self.shuffle = dataset, batch_size, shuffle

    def __iter__(self):
        indices = np.arange(len(self.dataset))
        if self.shuffle:
            np.random.shuffle(indices)
        for start in range(0, len(indices), self.batch_size):
            pairs = [self.dataset[i] for i in indices[start : start + self.batch_size]]
            images, labels = zip(*pairs)
            yield Tensor(np.stack(images)), Tensor(np.array(labels))

    def __len__(self):
        return (len(self.dataset) + self.batch_size - 1) // self.batch_size


# %% wrong: rounded down [length-rounded-down]
class DataLoader:
    def __init__(self, dataset, batch_size=1, shuffle=False):
        self.dataset, self.batch_size, self.shuffle = dataset, batch_size, shuffle

    def __iter__(self):
        indices = np.arange(len(self.dataset))
        if self.shuffle:
            np.random.shuffle(indices)
        for start in range(0, len(indices), self.batch_size):
            pairs = [self.dataset[i] for i in indices[start : start + self.batch_size]]
            images, labels = zip(*pairs)
            yield Tensor(np.stack(images)), np.array(labels)

    def __len__(self):
        return (len(self.dataset)) // self.batch_size


# %% wrong: not shuffled [not-shuffled]
class DataLoader:
    def __init__(self, dataset, batch_size=1, shuffle=False):
        self.dataset, self.batch_size, self.shuffle = dataset, batch_size, shuffle

    def __iter__(self):
        indices = np.arange(len(self.dataset))
        if self.shuffle:
            pass
        for start in range(0, len(indices), self.batch_size):
            pairs = [self.dataset[i] for i in indices[start : start + self.batch_size]]
            images, labels = zip(*pairs)
            yield Tensor(np.stack(images)), np.array(labels)

    def __len__(self):
        return (len(self.dataset) + self.batch_size - 1) // self.batch_size


# %% wrong: always shuffled [always-shuffled]
class DataLoader:
    def __init__(self, dataset, batch_size=1, shuffle=False):
        self.dataset, self.batch_size, self.shuffle = dataset, batch_size, shuffle

    def __iter__(self):
        indices = np.arange(len(self.dataset))
        if True:
            np.random.shuffle(indices)
        for start in range(0, len(indices), self.batch_size):
            pairs = [self.dataset[i] for i in indices[start : start + self.batch_size]]
            images, labels = zip(*pairs)
            yield Tensor(np.stack(images)), np.array(labels)

    def __len__(self):
        return (len(self.dataset) + self.batch_size - 1) // self.batch_size


# %% wrong: asks the data set for slices, which it need not know
class DataLoader:
    """Walks through a data set in batches."""

    def __init__(self, dataset: Dataset, batch_size: int = 1, shuffle: bool = False):
        self.dataset = dataset
        self.batch_size = batch_size
        self.shuffle = shuffle

    def __iter__(self) -> Iterator[tuple[Tensor, ...]]:
        n = len(self.dataset)
        order = np.random.permutation(n) if self.shuffle else np.arange(n)
        for start in range(0, n, self.batch_size):
            if not self.shuffle:
                parts = self.dataset[start : start + self.batch_size]
                yield tuple(Tensor(part, dtype=None) for part in parts)
                continue
            examples = [self.dataset[int(i)] for i in order[start : start + self.batch_size]]
            yield tuple(Tensor(np.stack(part), dtype=None) for part in zip(*examples))

    def __len__(self) -> int:
        return -(-len(self.dataset) // self.batch_size)


# %% right: yield
class DataLoader:
    """Walks through a data set in batches."""

    def __init__(self, dataset: Dataset, batch_size: int = 1, shuffle: bool = False):
        self.dataset = dataset
        self.batch_size = batch_size
        self.shuffle = shuffle

    def __iter__(self) -> Iterator[tuple[Tensor, ...]]:
        n = len(self.dataset)
        order = np.random.permutation(n) if self.shuffle else np.arange(n)
        for start in range(0, n, self.batch_size):
            examples = [self.dataset[int(i)] for i in order[start : start + self.batch_size]]
            yield tuple(Tensor(np.stack(part), dtype=None) for part in zip(*examples))

    def __len__(self) -> int:
        return -(-len(self.dataset) // self.batch_size)


# %% right: generator expression, math.ceil
class DataLoader:
    """Walks through a data set in batches."""

    def __init__(self, dataset: Dataset, batch_size: int = 1, shuffle: bool = False):
        self.dataset = dataset
        self.batch_size = batch_size
        self.shuffle = shuffle

    def __len__(self) -> int:
        import math

        return math.ceil(len(self.dataset) / self.batch_size)

    def _batch(self, indices):
        columns = list(zip(*(self.dataset[i] for i in indices)))
        return tuple(Tensor(np.array(column), dtype=None) for column in columns)

    def __iter__(self) -> Iterator[tuple[Tensor, ...]]:
        order = list(range(len(self.dataset)))
        if self.shuffle:
            np.random.shuffle(order)
        size = self.batch_size
        return (self._batch(order[k * size : (k + 1) * size]) for k in range(len(self)))


# %% right: an iterator class of its own
class _Walk:
    def __init__(self, dataset, order, batch_size):
        self.dataset, self.order, self.batch_size = dataset, order, batch_size
        self.position = 0

    def __iter__(self):
        return self

    def __next__(self):
        if self.position >= len(self.order):
            raise StopIteration
        chosen = self.order[self.position : self.position + self.batch_size]
        self.position += self.batch_size
        examples = [self.dataset[k] for k in chosen]
        parts = []
        for j in range(len(examples[0])):
            parts.append(Tensor(np.stack([np.asarray(e[j]) for e in examples]), dtype=None))
        return tuple(parts)


class DataLoader:
    """Walks through a data set in batches."""

    def __init__(self, dataset: Dataset, batch_size: int = 1, shuffle: bool = False):
        self.dataset = dataset
        self.batch_size = batch_size
        self.shuffle = shuffle

    def __iter__(self) -> Iterator[tuple[Tensor, ...]]:
        n = len(self.dataset)
        order = np.random.permutation(n).tolist() if self.shuffle else list(range(n))
        return _Walk(self.dataset, order, self.batch_size)

    def __len__(self) -> int:
        full, rest = divmod(len(self.dataset), self.batch_size)
        return full + (rest > 0)


# %% wrong: labels become float32
class DataLoader:
    """Walks through a data set in batches."""

    def __init__(self, dataset: Dataset, batch_size: int = 1, shuffle: bool = False):
        self.dataset = dataset
        self.batch_size = batch_size
        self.shuffle = shuffle

    def __iter__(self) -> Iterator[tuple[Tensor, ...]]:
        n = len(self.dataset)
        order = np.random.permutation(n) if self.shuffle else np.arange(n)
        for start in range(0, n, self.batch_size):
            examples = [self.dataset[int(i)] for i in order[start : start + self.batch_size]]
            yield tuple(Tensor(np.stack(part)) for part in zip(*examples))

    def __len__(self) -> int:
        return -(-len(self.dataset) // self.batch_size)


# %% wrong: the last, shorter batch is left out
class DataLoader:
    """Walks through a data set in batches."""

    def __init__(self, dataset: Dataset, batch_size: int = 1, shuffle: bool = False):
        self.dataset = dataset
        self.batch_size = batch_size
        self.shuffle = shuffle

    def __iter__(self) -> Iterator[tuple[Tensor, ...]]:
        n = len(self.dataset)
        order = np.random.permutation(n) if self.shuffle else np.arange(n)
        for start in range(0, n - self.batch_size + 1, self.batch_size):
            examples = [self.dataset[int(i)] for i in order[start : start + self.batch_size]]
            yield tuple(Tensor(np.stack(part), dtype=None) for part in zip(*examples))

    def __len__(self) -> int:
        return len(self.dataset) // self.batch_size


# %% wrong: its own iterator: one position for all walks
class DataLoader:
    """Walks through a data set in batches."""

    def __init__(self, dataset: Dataset, batch_size: int = 1, shuffle: bool = False):
        self.dataset = dataset
        self.batch_size = batch_size
        self.shuffle = shuffle

    def __iter__(self) -> Iterator[tuple[Tensor, ...]]:
        n = len(self.dataset)
        self.order = np.random.permutation(n) if self.shuffle else np.arange(n)
        self.start = 0
        return self

    def __next__(self):
        if self.start >= len(self.order):
            raise StopIteration
        chosen = self.order[self.start : self.start + self.batch_size]
        self.start += self.batch_size
        examples = [self.dataset[int(i)] for i in chosen]
        return tuple(Tensor(np.stack(part), dtype=None) for part in zip(*examples))

    def __len__(self) -> int:
        return -(-len(self.dataset) // self.batch_size)


# %% wrong: shuffled once, and the same order in every walk
class DataLoader:
    """Walks through a data set in batches."""

    def __init__(self, dataset: Dataset, batch_size: int = 1, shuffle: bool = False):
        self.dataset = dataset
        self.batch_size = batch_size
        self.shuffle = shuffle

    def __iter__(self) -> Iterator[tuple[Tensor, ...]]:
        n = len(self.dataset)
        if not hasattr(self, "order"):
            self.order = np.random.permutation(n) if self.shuffle else np.arange(n)
        order = self.order
        for start in range(0, n, self.batch_size):
            examples = [self.dataset[int(i)] for i in order[start : start + self.batch_size]]
            yield tuple(Tensor(np.stack(part), dtype=None) for part in zip(*examples))

    def __len__(self) -> int:
        return -(-len(self.dataset) // self.batch_size)


# %% wrong: a generator of its own: np.random.seed has no effect; one batch too many in len
class DataLoader:
    """Walks through a data set in batches."""

    def __init__(self, dataset: Dataset, batch_size: int = 1, shuffle: bool = False):
        self.dataset = dataset
        self.batch_size = batch_size
        self.shuffle = shuffle

    def __iter__(self) -> Iterator[tuple[Tensor, ...]]:
        n = len(self.dataset)
        order = np.random.default_rng().permutation(n) if self.shuffle else np.arange(n)
        for start in range(0, n, self.batch_size):
            examples = [self.dataset[int(i)] for i in order[start : start + self.batch_size]]
            yield tuple(Tensor(np.stack(part), dtype=None) for part in zip(*examples))

    def __len__(self) -> int:
        return len(self.dataset) // self.batch_size + 1


# %% wrong: batches are pairs always, lists of arrays instead of tensors
class DataLoader:
    """Walks through a data set in batches."""

    def __init__(self, dataset: Dataset, batch_size: int = 1, shuffle: bool = False):
        self.dataset = dataset
        self.batch_size = batch_size
        self.shuffle = shuffle

    def __iter__(self) -> Iterator[tuple[Tensor, ...]]:
        n = len(self.dataset)
        order = np.random.permutation(n) if self.shuffle else np.arange(n)
        for start in range(0, n, self.batch_size):
            examples = [self.dataset[int(i)] for i in order[start : start + self.batch_size]]
            yield np.stack([e[0] for e in examples]), np.stack([e[1] for e in examples])

    def __len__(self) -> int:
        return -(-len(self.dataset) // self.batch_size)

# %% wrong: images that want a gradient
class DataLoader(Base):
    def __iter__(self):
        n = len(self.dataset)
        order = np.random.permutation(n) if self.shuffle else np.arange(n)
        for i in range(0, n, self.batch_size):
            x, y = zip(*[self.dataset[int(k)] for k in order[i : i + self.batch_size]])
            yield Tensor(np.stack(x), requires_grad=True), Tensor(np.stack(y), dtype=None)

# %% wrong: only batches are shuffled
class DataLoader(Base):
    def __iter__(self):
        n = len(self.dataset)
        starts = list(range(0, n, self.batch_size))
        if self.shuffle:
            np.random.shuffle(starts)
        for i in starts:
            x, y = zip(*[self.dataset[k] for k in range(i, min(n, i + self.batch_size))])
            yield Tensor(np.stack(x)), Tensor(np.stack(y), dtype=None)

# %% wrong: Python's own chance
import random
class DataLoader(Base):
    def __iter__(self):
        n = len(self.dataset)
        order = list(range(n))
        if self.shuffle:
            random.shuffle(order)
        for i in range(0, n, self.batch_size):
            x, y = zip(*[self.dataset[k] for k in order[i : i + self.batch_size]])
            yield Tensor(np.stack(x)), Tensor(np.stack(y), dtype=None)


# %% wrong: labels as a list
class DataLoader:
    def __init__(self, dataset, batch_size=1, shuffle=False):
        self.dataset = dataset
        self.batch_size = batch_size
        self.shuffle = shuffle

    def __iter__(self):
        n = len(self.dataset)
        order = np.random.permutation(n) if self.shuffle else np.arange(n)
        for s in range(0, n, self.batch_size):
            pairs = [self.dataset[int(i)] for i in order[s : s + self.batch_size]]
            yield Tensor(np.stack([x for x, _ in pairs])), [y for _, y in pairs]

    def __len__(self):
        return -(-len(self.dataset) // self.batch_size)


# %% wrong: labels require a gradient
class DataLoader:
    def __init__(self, dataset, batch_size=1, shuffle=False):
        self.dataset = dataset
        self.batch_size = batch_size
        self.shuffle = shuffle

    def __iter__(self):
        n = len(self.dataset)
        order = np.random.permutation(n) if self.shuffle else np.arange(n)
        for s in range(0, n, self.batch_size):
            pairs = [self.dataset[int(i)] for i in order[s : s + self.batch_size]]
            yield (
                Tensor(np.stack([x for x, _ in pairs])),
                Tensor(np.array([y for _, y in pairs]), dtype=None, requires_grad=True),
            )

    def __len__(self):
        return -(-len(self.dataset) // self.batch_size)


# %% wrong: labels of another dtype
class DataLoader:
    def __init__(self, dataset, batch_size=1, shuffle=False):
        self.dataset = dataset
        self.batch_size = batch_size
        self.shuffle = shuffle

    def __iter__(self):
        n = len(self.dataset)
        order = np.random.permutation(n) if self.shuffle else np.arange(n)
        for s in range(0, n, self.batch_size):
            pairs = [self.dataset[int(i)] for i in order[s : s + self.batch_size]]
            yield (
                Tensor(np.stack([x for x, _ in pairs])),
                Tensor(np.array([y for _, y in pairs]), dtype="int8"),
            )

    def __len__(self):
        return -(-len(self.dataset) // self.batch_size)


# %% wrong: keeps the batches of the first walk
class DataLoader:
    def __init__(self, dataset, batch_size=1, shuffle=False):
        self.dataset = dataset
        self.batch_size = batch_size
        self.shuffle = shuffle
        self.kept = {}

    def __iter__(self):
        n = len(self.dataset)
        order = np.random.permutation(n) if self.shuffle else np.arange(n)
        for s in range(0, n, self.batch_size):
            for i in order[s : s + self.batch_size]:
                if int(i) not in self.kept:
                    self.kept[int(i)] = self.dataset[int(i)]
            pairs = [self.kept[int(i)] for i in order[s : s + self.batch_size]]
            yield (
                Tensor(np.stack([x for x, _ in pairs])),
                Tensor(np.array([y for _, y in pairs]), dtype=None),
            )

    def __len__(self):
        return -(-len(self.dataset) // self.batch_size)
