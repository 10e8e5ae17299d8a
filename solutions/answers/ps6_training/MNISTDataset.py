# Answers to `MNISTDataset`, right and wrong, that the autograder is measured on.

# %% right: a method for one image
class MNISTDataset(Dataset):
    def __init__(self, image_filename, label_filename, transforms=None):
        self.images, self.labels = parse_mnist(image_filename, label_filename)
        self.transforms = transforms

    def one(self, row):
        image = row.reshape(28, 28, 1)
        for transform in self.transforms or ():
            image = transform(image)
        return image

    def __getitem__(self, index):
        if isinstance(index, slice):
            images = [self.one(row) for row in self.images[index]]
            return np.array(images) if images else np.zeros(
                (0, 28, 28, 1), np.float32
            ), self.labels[index]
        return self.one(self.images[index]), self.labels[index]

    def __len__(self):
        return len(self.labels)


# %% right: a list of numbers
class MNISTDataset(Dataset):
    def __init__(self, image_filename, label_filename, transforms=None):
        self.images, self.labels = parse_mnist(image_filename, label_filename)
        self.transforms = transforms

    def __getitem__(self, index):
        if isinstance(index, slice):
            pairs = [self[i] for i in range(*index.indices(len(self)))]
            if not pairs:
                return np.empty((0, 28, 28, 1), dtype=np.float32), np.empty(0, dtype=int)
            return np.stack([x for x, _ in pairs]), np.array([y for _, y in pairs])
        image = np.array(self.images[index], dtype=np.float32).reshape(28, 28, 1)
        for transform in self.transforms or []:
            image = transform(image)
        return image, int(self.labels[index])

    def __len__(self):
        return len(self.labels)


# %% right: shaped at the start
class MNISTDataset(Dataset):
    def __init__(self, image_filename, label_filename, transforms=None):
        self.images, self.labels = parse_mnist(image_filename, label_filename)
        self.transforms = transforms
        self.images = self.images.reshape(-1, 28, 28, 1)

    def one(self, row):
        image = row
        for transform in self.transforms or ():
            image = transform(image)
        return image

    def __getitem__(self, index):
        if isinstance(index, slice):
            images = [self.one(row) for row in self.images[index]]
            return np.array(images) if images else np.zeros(
                (0, 28, 28, 1), np.float32
            ), self.labels[index]
        return self.one(self.images[index]), self.labels[index]

    def __len__(self):
        return len(self.labels)


# %% wrong: slices without transforms [transforms-skipped-in-slices]
class MNISTDataset(Dataset):
    def __init__(self, image_filename, label_filename, transforms=None):
        self.images, self.labels = parse_mnist(image_filename, label_filename)
        self.transforms = transforms

    def one(self, row):
        image = row.reshape(28, 28, 1)
        for transform in self.transforms or ():
            image = transform(image)
        return image

    def __getitem__(self, index):
        if isinstance(index, slice):
            images = list(self.images[index].reshape(-1, 28, 28, 1))
            return np.array(images) if images else np.zeros(
                (0, 28, 28, 1), np.float32
            ), self.labels[index]
        return self.one(self.images[index]), self.labels[index]

    def __len__(self):
        return len(self.labels)


# %% wrong: no transforms [transforms-ignored]
class MNISTDataset(Dataset):
    def __init__(self, image_filename, label_filename, transforms=None):
        self.images, self.labels = parse_mnist(image_filename, label_filename)
        self.transforms = transforms

    def one(self, row):
        image = row.reshape(28, 28, 1)
        for transform in self.transforms or ():
            transform(image)
        return image

    def __getitem__(self, index):
        if isinstance(index, slice):
            images = [self.one(row) for row in self.images[index]]
            return np.array(images) if images else np.zeros(
                (0, 28, 28, 1), np.float32
            ), self.labels[index]
        return self.one(self.images[index]), self.labels[index]

    def __len__(self):
        return len(self.labels)


# %% wrong: decimals for labels [labels-as-decimals]
class MNISTDataset(Dataset):
    def __init__(self, image_filename, label_filename, transforms=None):
        self.images, self.labels = parse_mnist(image_filename, label_filename)
        self.transforms = transforms

    def one(self, row):
        image = row.reshape(28, 28, 1)
        for transform in self.transforms or ():
            image = transform(image)
        return image

    def __getitem__(self, index):
        if isinstance(index, slice):
            images = [self.one(row) for row in self.images[index]]
            return np.array(images) if images else np.zeros(
                (0, 28, 28, 1), np.float32
            ), self.labels[index].astype(np.float32)
        return self.one(self.images[index]), self.labels[index].astype(np.float32)

    def __len__(self):
        return len(self.labels)


# %% wrong: the number of pixels [length]
class MNISTDataset(Dataset):
    def __init__(self, image_filename, label_filename, transforms=None):
        self.images, self.labels = parse_mnist(image_filename, label_filename)
        self.transforms = transforms

    def one(self, row):
        image = row.reshape(28, 28, 1)
        for transform in self.transforms or ():
            image = transform(image)
        return image

    def __getitem__(self, index):
        if isinstance(index, slice):
            images = [self.one(row) for row in self.images[index]]
            return np.array(images) if images else np.zeros(
                (0, 28, 28, 1), np.float32
            ), self.labels[index]
        return self.one(self.images[index]), self.labels[index]

    def __len__(self):
        return self.images.size


# %% right: a method for one image
class MNISTDataset(Dataset):
    """The images and labels of MNIST's files."""

    def __init__(
        self,
        image_filename: str,
        label_filename: str,
        transforms: list[Callable[[np.ndarray], np.ndarray]] | None = None,
    ):
        self.images, self.labels = parse_mnist(image_filename, label_filename)
        self.transforms = transforms or []

    def _image(self, row):
        image = row.reshape(28, 28, 1)
        for transform in self.transforms:
            image = transform(image)
        return image

    def __getitem__(self, index: int | slice) -> tuple[np.ndarray, np.ndarray]:
        if isinstance(index, slice):
            rows = self.images[index]
            if len(rows) == 0:
                return rows.reshape(0, 28, 28, 1), self.labels[index]
            return np.stack([self._image(row.copy()) for row in rows]), self.labels[index]
        return self._image(self.images[index].copy()), self.labels[index]

    def __len__(self) -> int:
        return len(self.labels)


# %% right: pictures from the beginning, slices by indices
class MNISTDataset(Dataset):
    """The images and labels of MNIST's files."""

    def __init__(
        self,
        image_filename: str,
        label_filename: str,
        transforms: list[Callable[[np.ndarray], np.ndarray]] | None = None,
    ):
        rows, labels = parse_mnist(image_filename, label_filename)
        self.pictures = rows.reshape((len(rows), 28, 28, 1))
        self.labels = labels
        self.transforms = list(transforms) if transforms is not None else []

    def __len__(self) -> int:
        return self.pictures.shape[0]

    def __getitem__(self, index: int | slice) -> tuple[np.ndarray, np.ndarray]:
        if not isinstance(index, slice):
            picture = np.array(self.pictures[index])
            for f in self.transforms:
                picture = f(picture)
            return picture, self.labels[index]
        numbers = range(*index.indices(len(self)))
        if not numbers:
            return self.pictures[:0], self.labels[:0]
        return np.stack([self[i][0] for i in numbers]), self.labels[index]


# %% right: label as int, reduce
class MNISTDataset(Dataset):
    """The images and labels of MNIST's files."""

    def __init__(
        self,
        image_filename: str,
        label_filename: str,
        transforms: list[Callable[[np.ndarray], np.ndarray]] | None = None,
    ):
        self.x, self.y = parse_mnist(image_filename, label_filename)
        self.transforms = () if transforms is None else transforms

    def _prepared(self, i):
        from functools import reduce

        return reduce(lambda image, t: t(image), self.transforms, self.x[i].reshape(28, 28, 1).copy())

    def __getitem__(self, index: int | slice) -> tuple[np.ndarray, np.ndarray]:
        if isinstance(index, slice):
            chosen = np.arange(len(self))[index]
            images = [self._prepared(i) for i in chosen]
            images = np.stack(images) if images else np.empty((0, 28, 28, 1), np.float32)
            return images, self.y[chosen]
        return self._prepared(index), int(self.y[index])

    def __len__(self) -> int:
        return len(self.x)


# %% wrong: transforms are forgotten for slices
class MNISTDataset(Dataset):
    """The images and labels of MNIST's files."""

    def __init__(
        self,
        image_filename: str,
        label_filename: str,
        transforms: list[Callable[[np.ndarray], np.ndarray]] | None = None,
    ):
        self.images, self.labels = parse_mnist(image_filename, label_filename)
        self.transforms = transforms or []

    def _image(self, row):
        image = row.reshape(28, 28, 1)
        for transform in self.transforms:
            image = transform(image)
        return image

    def __getitem__(self, index: int | slice) -> tuple[np.ndarray, np.ndarray]:
        if isinstance(index, slice):
            rows = self.images[index]
            if len(rows) == 0:
                return rows.reshape(0, 28, 28, 1), self.labels[index]
            return rows.reshape(-1, 28, 28, 1), self.labels[index]
        return self._image(self.images[index].copy()), self.labels[index]

    def __len__(self) -> int:
        return len(self.labels)


# %% wrong: the transforms are given a whole batch at once
class MNISTDataset(Dataset):
    """The images and labels of MNIST's files."""

    def __init__(
        self,
        image_filename: str,
        label_filename: str,
        transforms: list[Callable[[np.ndarray], np.ndarray]] | None = None,
    ):
        self.images, self.labels = parse_mnist(image_filename, label_filename)
        self.transforms = transforms or []

    def _image(self, row):
        image = row.reshape(28, 28, 1) if row.ndim == 1 else row.reshape(-1, 28, 28, 1)
        for transform in self.transforms:
            image = transform(image)
        return image

    def __getitem__(self, index: int | slice) -> tuple[np.ndarray, np.ndarray]:
        if isinstance(index, slice):
            rows = self.images[index]
            if len(rows) == 0:
                return rows.reshape(0, 28, 28, 1), self.labels[index]
            return self._image(rows), self.labels[index]
        return self._image(self.images[index].copy()), self.labels[index]

    def __len__(self) -> int:
        return len(self.labels)


# %% wrong: an empty slice fails
class MNISTDataset(Dataset):
    """The images and labels of MNIST's files."""

    def __init__(
        self,
        image_filename: str,
        label_filename: str,
        transforms: list[Callable[[np.ndarray], np.ndarray]] | None = None,
    ):
        self.images, self.labels = parse_mnist(image_filename, label_filename)
        self.transforms = transforms or []

    def _image(self, row):
        image = row.reshape(28, 28, 1)
        for transform in self.transforms:
            image = transform(image)
        return image

    def __getitem__(self, index: int | slice) -> tuple[np.ndarray, np.ndarray]:
        if isinstance(index, slice):
            rows = self.images[index]
            return np.stack([self._image(row.copy()) for row in rows]), self.labels[index]
        return self._image(self.images[index].copy()), self.labels[index]

    def __len__(self) -> int:
        return len(self.labels)


# %% wrong: only the last transform is applied; None fails
class MNISTDataset(Dataset):
    """The images and labels of MNIST's files."""

    def __init__(
        self,
        image_filename: str,
        label_filename: str,
        transforms: list[Callable[[np.ndarray], np.ndarray]] | None = None,
    ):
        self.images, self.labels = parse_mnist(image_filename, label_filename)
        self.transforms = transforms

    def _image(self, row):
        image = row.reshape(28, 28, 1)
        for transform in self.transforms:
            image = transform(row.reshape(28, 28, 1))
        return image

    def __getitem__(self, index: int | slice) -> tuple[np.ndarray, np.ndarray]:
        if isinstance(index, slice):
            rows = self.images[index]
            if len(rows) == 0:
                return rows.reshape(0, 28, 28, 1), self.labels[index]
            return np.stack([self._image(row.copy()) for row in rows]), self.labels[index]
        return self._image(self.images[index].copy()), self.labels[index]

    def __len__(self) -> int:
        return len(self.labels)


# %% wrong: the image has no channel axis, the label is a float
class MNISTDataset(Dataset):
    """The images and labels of MNIST's files."""

    def __init__(
        self,
        image_filename: str,
        label_filename: str,
        transforms: list[Callable[[np.ndarray], np.ndarray]] | None = None,
    ):
        self.images, self.labels = parse_mnist(image_filename, label_filename)
        self.labels = self.labels.astype(np.float32)
        self.transforms = transforms or []

    def _image(self, row):
        image = row.reshape(28, 28)
        for transform in self.transforms:
            image = transform(image)
        return image

    def __getitem__(self, index: int | slice) -> tuple[np.ndarray, np.ndarray]:
        if isinstance(index, slice):
            rows = self.images[index]
            if len(rows) == 0:
                return rows.reshape(0, 28, 28, 1), self.labels[index]
            return np.stack([self._image(row.copy()) for row in rows]), self.labels[index]
        return self._image(self.images[index].copy()), self.labels[index]

    def __len__(self) -> int:
        return len(self.labels)


# %% wrong: the step of a slice is not looked at
class MNISTDataset(Dataset):
    """The images and labels of MNIST's files."""

    def __init__(
        self,
        image_filename: str,
        label_filename: str,
        transforms: list[Callable[[np.ndarray], np.ndarray]] | None = None,
    ):
        rows, labels = parse_mnist(image_filename, label_filename)
        self.pictures = rows.reshape((len(rows), 28, 28, 1))
        self.labels = labels
        self.transforms = list(transforms) if transforms is not None else []

    def __len__(self) -> int:
        return self.pictures.shape[0]

    def __getitem__(self, index: int | slice) -> tuple[np.ndarray, np.ndarray]:
        if not isinstance(index, slice):
            picture = np.array(self.pictures[index])
            for f in self.transforms:
                picture = f(picture)
            return picture, self.labels[index]
        numbers = range(*index.indices(len(self))[:2])
        if not numbers:
            return self.pictures[:0], self.labels[:0]
        return np.stack([self[i][0] for i in numbers]), self.labels[numbers.start : numbers.stop]

# %% wrong: transformed once, at the start
class MNISTDataset(Dataset):
    def __init__(self, image_filename, label_filename, transforms=None):
        rows, self.labels = parse_mnist(image_filesname=image_filename, label_filename=label_filename)
        self.images = []
        for row in rows:
            image = row.reshape(28, 28, 1)
            for t in transforms or []:
                image = t(image)
            self.images.append(image)
    def __getitem__(self, index):
        if isinstance(index, slice):
            found = self.images[index]
            return (np.stack(found) if found else np.zeros((0, 28, 28, 1), np.float32)), self.labels[index]
        return self.images[index], self.labels[index]
    def __len__(self):
        return len(self.labels)

# %% wrong: transforms are used up
class MNISTDataset(Dataset):
    def __init__(self, image_filename, label_filename, transforms=None):
        self.images, self.labels = parse_mnist(image_filesname=image_filename, label_filename=label_filename)
        self.transforms = iter(transforms or [])
    def __getitem__(self, index):
        images = self.images[index].reshape(-1, 28, 28, 1)
        for t in self.transforms:
            if len(images):
                images = np.stack([t(i) for i in images])
        return (images if isinstance(index, slice) else images[0]), self.labels[index]
    def __len__(self):
        return len(self.labels)

# %% wrong: what was transformed is kept
class MNISTDataset(Dataset):
    def __init__(self, image_filename, label_filename, transforms=None):
        self.images, self.labels = parse_mnist(image_filesname=image_filename, label_filename=label_filename)
        self.images = self.images.reshape(-1, 28, 28, 1)
        self.transforms = transforms or []
    def __getitem__(self, index):
        images = self.images[index] if isinstance(index, slice) else self.images[index][None]
        for t in self.transforms:
            if len(images):
                new = np.stack([t(i) for i in images])
                if new.shape == images.shape:
                    images[...] = new
                else:
                    images = new
        return (images if isinstance(index, slice) else images[0]), self.labels[index]
    def __len__(self):
        return len(self.labels)

# %% right: lists
class MNISTDataset(Dataset):
    def __init__(self, image_filename, label_filename, transforms=None):
        rows, labels = parse_mnist(image_filesname=image_filename, label_filename=label_filename)
        self.pairs = [(row.reshape(28, 28, 1), int(label)) for row, label in zip(rows, labels)]
        self.transforms = list(transforms or ())
    def __getitem__(self, index):
        if not isinstance(index, slice):
            image, label = self.pairs[index]
            for t in self.transforms:
                image = t(image)
            return image, label
        found = [self[i] for i in range(len(self))[index]]
        if not found:
            return np.empty((0, 28, 28, 1), np.float32), np.empty(0, int)
        images, labels = zip(*found)
        return np.array(images), np.array(labels)
    def __len__(self):
        return len(self.pairs)

# %% wrong: transforms in reverse order
class MNISTDataset(Dataset):
    """The images and labels of MNIST's files."""

    def __init__(
        self,
        image_filename: str,
        label_filename: str,
        transforms: list[Callable[[np.ndarray], np.ndarray]] | None = None,
    ):
        """transforms: each is given one image, (28, 28, 1), or what the one before returned."""
        images, self.labels = parse_mnist(image_filename, label_filename)
        self.images = images.reshape(-1, 28, 28, 1)
        self.transforms = list(transforms or [])

    def __getitem__(self, index: int | slice) -> tuple[np.ndarray, np.ndarray]:
        """An image, (28, 28, 1) unless a transform changes it, and its label, a whole number;
        of a slice, an array of images and an array of labels."""
        if isinstance(index, slice):
            rows = range(len(self))[index]
            if not len(rows):
                return np.zeros((0, 28, 28, 1), np.float32), self.labels[index]
            return np.stack([self[i][0] for i in rows]), self.labels[index]
        image = self.images[index]
        for transform in reversed(self.transforms):
            image = transform(image)
        return image, self.labels[index]

    def __len__(self) -> int:
        """The number of examples."""
        return len(self.labels)

# %% wrong: not reshaped [in-another-shape]
class MNISTDataset(Dataset):
    def __init__(self, image_filename, label_filename, transforms=None):
        self.images, self.labels = parse_mnist(image_filename, label_filename)
        self.transforms = transforms or []

    def picture(self, row):
        image = row
        for t in self.transforms:
            image = t(image)
        return image

    def __getitem__(self, index):
        if isinstance(index, slice):
            rows = self.images[index]
            if len(rows) == 0:
                return np.zeros((0, 28, 28, 1), np.float32), self.labels[index]
            return np.stack([self.picture(r) for r in rows]), self.labels[index]
        return self.picture(self.images[index]), self.labels[index]

    def __len__(self):
        return len(self.labels)

# %% wrong: list not an array [list-as-array]
class MNISTDataset(Dataset):
    def __init__(self, image_filename, label_filename, transforms=None):
        self.images, self.labels = parse_mnist(image_filename, label_filename)
        self.transforms = transforms or []

    def picture(self, row):
        image = row.reshape(28, 28, 1)
        for t in self.transforms:
            image = t(image)
        return image

    def __getitem__(self, index):
        if isinstance(index, slice):
            rows = self.images[index]
            if len(rows) == 0:
                return np.zeros((0, 28, 28, 1), np.float32), self.labels[index]
            return [self.picture(r) for r in rows], self.labels[index]
        return self.picture(self.images[index]), self.labels[index]

    def __len__(self):
        return len(self.labels)
