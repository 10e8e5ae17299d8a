# Answers to `Trainer`, right and wrong, that the autograder is measured on.


class Base:
    def __init__(self, model, optimizer, loss_fn, train_loader, val_loader=None):
        self.model, self.optimizer, self.loss_fn = model, optimizer, loss_fn
        self.train_loader, self.val_loader = train_loader, val_loader
        self.history = {"loss": [], "val_acc": []}
    def fit(self, epochs):
        for epoch in range(epochs):
            self.model.train()
            for x, y in progress(self.train_loader, ""):
                self.optimizer.zero_grad()
                self.loss_fn(self.model(x if isinstance(x, Tensor) else Tensor(x)), y).backward()
                self.optimizer.step()
            if self.val_loader is not None:
                self.evaluate()
            print(epoch)
    def evaluate(self, loader=None):
        loader = self.val_loader if loader is None else loader
        if loader is None:
            return 0.0
        was = self.model.training
        self.model.eval()
        right = total = 0
        for x, y in loader:
            out = self.model(x if isinstance(x, Tensor) else Tensor(x)).data.argmax(axis=1)
            y = y.data if isinstance(y, Tensor) else np.asarray(y)
            right, total = right + int((out == y).sum()), total + len(y)
        if was:
            self.model.train()
        return right / total


# %% right: without extra credit
class Trainer:
    def __init__(self, model, optimizer, loss_fn, train_loader, val_loader=None):
        self.model, self.optimizer, self.loss_fn = model, optimizer, loss_fn
        self.train_loader, self.val_loader = train_loader, val_loader

    def fit(self, epochs):
        for epoch in range(epochs):
            self.model.train()
            total, count = 0.0, 0
            for x, y in self.train_loader:
                x = x if isinstance(x, Tensor) else Tensor(x)
                self.optimizer.zero_grad()
                loss = self.loss_fn(self.model(x), y)
                loss.backward()
                self.optimizer.step()
                total += float(loss.data)
                count += 1
            print(f"{epoch}: {total / count:.3f} {self.evaluate():.2%}")
        self.model.train()

    def evaluate(self, loader=None):
        loader = self.val_loader if loader is None else loader
        if loader is None:
            return 0.0
        before = self.model.training
        self.model.eval()
        right, total = 0, 0
        for x, y in loader:
            x = x if isinstance(x, Tensor) else Tensor(x)
            y = y.data if isinstance(y, Tensor) else y
            guesses = self.model(x).data.argmax(axis=1)
            right += (guesses == y).sum()
            total += len(y)
        if before:
            self.model.train()
        return right / total


# %% right: with a history and an end in peace
class Trainer:
    def __init__(self, model, optimizer, loss_fn, train_loader, val_loader=None):
        self.model, self.optimizer, self.loss_fn = model, optimizer, loss_fn
        self.train_loader, self.val_loader = train_loader, val_loader
        self.history, self.losses = {"loss": [], "val_acc": []}, []

    def fit(self, epochs):
        try:
            self._fit(epochs)
        except KeyboardInterrupt:
            self._note(None)
            self.model.train()

    def _note(self, accuracy):
        if self.losses:
            self.history["loss"].append(float(np.mean(self.losses)))
        if accuracy is not None:
            self.history["val_acc"].append(accuracy)
        self.losses = []

    def _fit(self, epochs):
        for epoch in range(epochs):
            self.model.train()
            total, count, self.losses = 0.0, 0, []
            for x, y in self.train_loader:
                x = x if isinstance(x, Tensor) else Tensor(x)
                self.optimizer.zero_grad()
                loss = self.loss_fn(self.model(x), y)
                loss.backward()
                self.optimizer.step()
                total += float(loss.data)
                count += 1
                self.losses.append(float(loss.data))
            self._note(self.evaluate() if self.val_loader is not None else None)
            print(epoch, total / count)
        self.model.train()

    def evaluate(self, loader=None):
        loader = self.val_loader if loader is None else loader
        if loader is None:
            return 0.0
        before = self.model.training
        self.model.eval()
        right, total = 0, 0
        for x, y in loader:
            x = x if isinstance(x, Tensor) else Tensor(x)
            y = y.data if isinstance(y, Tensor) else y
            guesses = self.model(x).data.argmax(axis=1)
            right += (guesses == y).sum()
            total += len(y)
        if before:
            self.model.train()
        return right / total


# %% right: counts by lists
class Trainer:
    def __init__(self, model, optimizer, loss_fn, train_loader, val_loader=None):
        self.model, self.optimizer, self.loss_fn = model, optimizer, loss_fn
        self.train_loader, self.val_loader = train_loader, val_loader

    def fit(self, epochs):
        for epoch in range(epochs):
            self.model.train()
            total, count = 0.0, 0
            for x, y in self.train_loader:
                x = x if isinstance(x, Tensor) else Tensor(x)
                self.optimizer.zero_grad()
                loss = self.loss_fn(self.model(x), y)
                loss.backward()
                self.optimizer.step()
                total += float(loss.data)
                count += 1
            print(f"{epoch}: {total / count:.3f} {self.evaluate():.2%}")
        self.model.train()

    def evaluate(self, loader=None):
        loader = self.val_loader if loader is None else loader
        if loader is None:
            return 0.0
        before = self.model.training
        self.model.eval()
        hits = []
        for x, y in loader:
            x = x if isinstance(x, Tensor) else Tensor(x)
            y = y.data if isinstance(y, Tensor) else y
            guesses = self.model(x).data.argmax(axis=1)
            hits += list(guesses == y)
        if before:
            self.model.train()
        return float(np.mean(hits))


# %% wrong: left in evaluation mode [left-in-evaluation-mode]
class Trainer:
    def __init__(self, model, optimizer, loss_fn, train_loader, val_loader=None):
        self.model, self.optimizer, self.loss_fn = model, optimizer, loss_fn
        self.train_loader, self.val_loader = train_loader, val_loader

    def fit(self, epochs):
        for epoch in range(epochs):
            self.model.train()
            total, count = 0.0, 0
            for x, y in self.train_loader:
                x = x if isinstance(x, Tensor) else Tensor(x)
                self.optimizer.zero_grad()
                loss = self.loss_fn(self.model(x), y)
                loss.backward()
                self.optimizer.step()
                total += float(loss.data)
                count += 1
            print(f"{epoch}: {total / count:.3f} {self.evaluate():.2%}")

    def evaluate(self, loader=None):
        loader = self.val_loader if loader is None else loader
        if loader is None:
            return 0.0
        before = self.model.training
        self.model.eval()
        right, total = 0, 0
        for x, y in loader:
            x = x if isinstance(x, Tensor) else Tensor(x)
            y = y.data if isinstance(y, Tensor) else y
            guesses = self.model(x).data.argmax(axis=1)
            right += (guesses == y).sum()
            total += len(y)
        return right / total


# %% wrong: no zero_grad [gradients-not-forgotten]
class Trainer:
    def __init__(self, model, optimizer, loss_fn, train_loader, val_loader=None):
        self.model, self.optimizer, self.loss_fn = model, optimizer, loss_fn
        self.train_loader, self.val_loader = train_loader, val_loader

    def fit(self, epochs):
        for epoch in range(epochs):
            self.model.train()
            total, count = 0.0, 0
            for x, y in self.train_loader:
                x = x if isinstance(x, Tensor) else Tensor(x)
                loss = self.loss_fn(self.model(x), y)
                loss.backward()
                self.optimizer.step()
                total += float(loss.data)
                count += 1
            print(f"{epoch}: {total / count:.3f} {self.evaluate():.2%}")
        self.model.train()

    def evaluate(self, loader=None):
        loader = self.val_loader if loader is None else loader
        if loader is None:
            return 0.0
        before = self.model.training
        self.model.eval()
        right, total = 0, 0
        for x, y in loader:
            x = x if isinstance(x, Tensor) else Tensor(x)
            y = y.data if isinstance(y, Tensor) else y
            guesses = self.model(x).data.argmax(axis=1)
            right += (guesses == y).sum()
            total += len(y)
        if before:
            self.model.train()
        return right / total


# %% wrong: zero_grad at the end [gradients-forgotten-too-late]
class Trainer:
    def __init__(self, model, optimizer, loss_fn, train_loader, val_loader=None):
        self.model, self.optimizer, self.loss_fn = model, optimizer, loss_fn
        self.train_loader, self.val_loader = train_loader, val_loader

    def fit(self, epochs):
        for epoch in range(epochs):
            self.model.train()
            total, count = 0.0, 0
            for x, y in self.train_loader:
                x = x if isinstance(x, Tensor) else Tensor(x)
                loss = self.loss_fn(self.model(x), y)
                loss.backward()
                self.optimizer.step()
                self.optimizer.zero_grad()
                total += float(loss.data)
                count += 1
            print(f"{epoch}: {total / count:.3f} {self.evaluate():.2%}")
        self.model.train()

    def evaluate(self, loader=None):
        loader = self.val_loader if loader is None else loader
        if loader is None:
            return 0.0
        before = self.model.training
        self.model.eval()
        right, total = 0, 0
        for x, y in loader:
            x = x if isinstance(x, Tensor) else Tensor(x)
            y = y.data if isinstance(y, Tensor) else y
            guesses = self.model(x).data.argmax(axis=1)
            right += (guesses == y).sum()
            total += len(y)
        if before:
            self.model.train()
        return right / total


# %% wrong: zero_grad before the step [gradients-forgotten-too-early]
class Trainer:
    def __init__(self, model, optimizer, loss_fn, train_loader, val_loader=None):
        self.model, self.optimizer, self.loss_fn = model, optimizer, loss_fn
        self.train_loader, self.val_loader = train_loader, val_loader

    def fit(self, epochs):
        for epoch in range(epochs):
            self.model.train()
            total, count = 0.0, 0
            for x, y in self.train_loader:
                x = x if isinstance(x, Tensor) else Tensor(x)
                loss = self.loss_fn(self.model(x), y)
                loss.backward()
                self.optimizer.zero_grad()
                self.optimizer.step()
                total += float(loss.data)
                count += 1
            print(f"{epoch}: {total / count:.3f} {self.evaluate():.2%}")
        self.model.train()

    def evaluate(self, loader=None):
        loader = self.val_loader if loader is None else loader
        if loader is None:
            return 0.0
        before = self.model.training
        self.model.eval()
        right, total = 0, 0
        for x, y in loader:
            x = x if isinstance(x, Tensor) else Tensor(x)
            y = y.data if isinstance(y, Tensor) else y
            guesses = self.model(x).data.argmax(axis=1)
            right += (guesses == y).sum()
            total += len(y)
        if before:
            self.model.train()
        return right / total


# %% right: with history and interruption
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
        losses = []
        try:
            for epoch in range(epochs):
                self.model.train()
                losses = []
                for images, labels in progress(self.train_loader, f"Epoch {epoch + 1}"):
                    self.optimizer.zero_grad()
                    loss = self.loss_fn(self.model(_ensure_tensor(images)), labels)
                    loss.backward()
                    self.optimizer.step()
                    losses.append(float(loss.data))
                text = f"Epoch {epoch + 1}/{epochs}"
                accuracy = None
                if self.val_loader is not None:
                    accuracy = self.evaluate()
                    text += f" | accuracy {accuracy:.2%}"
                if losses:
                    self.history["loss"].append(float(np.mean(losses)))
                    text += f" | loss {self.history['loss'][-1]:.4f}"
                losses = []
                if accuracy is not None:
                    self.history["val_acc"].append(accuracy)
                print(text)
        except KeyboardInterrupt:
            if losses:
                self.history["loss"].append(float(np.mean(losses)))
                print(f"interrupted, loss {self.history['loss'][-1]:.4f}")
        finally:
            self.model.train()

    def evaluate(self, loader: Iterable[Any] | None = None) -> float:
        loader = self.val_loader if loader is None else loader
        if loader is None:
            return 0.0
        before = self.model.training
        self.model.eval()
        right = total = 0
        try:
            for images, labels in loader:
                guesses = self.model(_ensure_tensor(images)).data.argmax(axis=1)
                labels = labels.data if isinstance(labels, Tensor) else np.asarray(labels)
                right += int((guesses == labels).sum())
                total += len(labels)
        finally:
            if before:
                self.model.train()
        return right / total if total else 0.0


# %% right: split into an epoch and a report
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

    def _epoch(self, title, losses):
        self.model.train()
        for x, y in progress(self.train_loader, title):
            self.optimizer.zero_grad()
            x = x if isinstance(x, Tensor) else Tensor(x)
            loss = self.loss_fn(self.model(x), y)
            loss.backward()
            self.optimizer.step()
            losses.append(loss.data.item())

    def fit(self, epochs: int) -> None:
        stopped = False
        for epoch in range(1, epochs + 1):
            losses: list[float] = []
            accuracy = None
            try:
                self._epoch(f"{epoch}/{epochs}", losses)
                if self.val_loader is not None:
                    accuracy = self.evaluate(self.val_loader)
            except KeyboardInterrupt:
                stopped = True
            mean = sum(losses) / len(losses) if losses else float("nan")
            if losses:
                self.history["loss"].append(mean)
            if accuracy is not None:
                self.history["val_acc"].append(accuracy)
            print(f"Epoch {epoch}: loss {mean:.4f}, accuracy {accuracy}")
            if stopped:
                break
        self.model.train()

    def evaluate(self, loader: Iterable[Any] | None = None) -> float:
        if loader is None:
            loader = self.val_loader
        if loader is None:
            return 0.0
        was_training = self.model.training
        self.model.eval()
        hits = []
        try:
            for x, y in loader:
                logits = self.model(x if isinstance(x, Tensor) else Tensor(x)).numpy()
                y = y.numpy() if isinstance(y, Tensor) else np.array(y)
                hits.extend((np.argmax(logits, axis=-1) == y).tolist())
        finally:
            self.model.train() if was_training else self.model.eval()
        return sum(hits) / len(hits) if hits else 0.0


# %% wrong: evaluate leaves the model in evaluation mode
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
        for epoch in range(epochs):
            self.model.train()
            for batch in progress(self.train_loader, "training"):
                images, labels = batch
                self.optimizer.zero_grad()
                logits = self.model(_ensure_tensor(images))
                loss = self.loss_fn(logits, labels)
                loss.backward()
                self.optimizer.step()
            if self.val_loader is None:
                print(f"Epoch {epoch + 1} of {epochs}")
            else:
                print(f"Epoch {epoch + 1} of {epochs}: {self.evaluate():.1%} correct")
        self.model.train()

    def evaluate(self, loader: Iterable[Any] | None = None) -> float:
        if loader is None:
            if self.val_loader is None:
                return 0.0
            loader = self.val_loader
        mode = self.model.training
        self.model.eval()
        n_right, n = 0, 0
        for images, labels in loader:
            logits = self.model(_ensure_tensor(images))
            right = np.argmax(logits.data, axis=1) == _ensure_tensor(labels, dtype=None).data
            n_right, n = n_right + np.count_nonzero(right), n + len(right)
        return n_right / n if n else 0.0


# %% wrong: the mean of the batches' accuracies: a shorter last batch counts too much; labels must be tensors
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
        for epoch in range(epochs):
            self.model.train()
            for batch in progress(self.train_loader, "training"):
                images, labels = batch
                self.optimizer.zero_grad()
                logits = self.model(_ensure_tensor(images))
                loss = self.loss_fn(logits, labels)
                loss.backward()
                self.optimizer.step()
            if self.val_loader is None:
                print(f"Epoch {epoch + 1} of {epochs}")
            else:
                print(f"Epoch {epoch + 1} of {epochs}: {self.evaluate():.1%} correct")
        self.model.train()

    def evaluate(self, loader: Iterable[Any] | None = None) -> float:
        if loader is None:
            if self.val_loader is None:
                return 0.0
            loader = self.val_loader
        mode = self.model.training
        self.model.eval()
        n_right, n = 0, 0
        for images, labels in loader:
            logits = self.model(_ensure_tensor(images))
            right = np.argmax(logits.data, axis=1) == labels.data
            n_right, n = n_right + np.mean(right), n + 1
        if mode:
            self.model.train()
        return n_right / n if n else 0.0


# %% wrong: gradients are never forgotten
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
        for epoch in range(epochs):
            self.model.train()
            for batch in progress(self.train_loader, "training"):
                images, labels = batch
                logits = self.model(_ensure_tensor(images))
                loss = self.loss_fn(logits, labels)
                loss.backward()
                self.optimizer.step()
            if self.val_loader is None:
                print(f"Epoch {epoch + 1} of {epochs}")
            else:
                print(f"Epoch {epoch + 1} of {epochs}: {self.evaluate():.1%} correct")
        self.model.train()

    def evaluate(self, loader: Iterable[Any] | None = None) -> float:
        if loader is None:
            if self.val_loader is None:
                return 0.0
            loader = self.val_loader
        mode = self.model.training
        self.model.eval()
        n_right, n = 0, 0
        for images, labels in loader:
            logits = self.model(_ensure_tensor(images))
            right = np.argmax(logits.data, axis=1) == _ensure_tensor(labels, dtype=None).data
            n_right, n = n_right + np.count_nonzero(right), n + len(right)
        if mode:
            self.model.train()
        return n_right / n if n else 0.0


# %% wrong: training mode only before the first epoch, and evaluation leaves its mode: dropout is off from then on
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
        self.model.train()
        for epoch in range(epochs):
            for batch in progress(self.train_loader, "training"):
                images, labels = batch
                self.optimizer.zero_grad()
                logits = self.model(_ensure_tensor(images))
                loss = self.loss_fn(logits, labels)
                loss.backward()
                self.optimizer.step()
            if self.val_loader is None:
                print(f"Epoch {epoch + 1} of {epochs}")
            else:
                print(f"Epoch {epoch + 1} of {epochs}: {self.evaluate():.1%} correct")
        self.model.train()

    def evaluate(self, loader: Iterable[Any] | None = None) -> float:
        if loader is None:
            if self.val_loader is None:
                return 0.0
            loader = self.val_loader
        mode = self.model.training
        self.model.eval()
        n_right, n = 0, 0
        for images, labels in loader:
            logits = self.model(_ensure_tensor(images))
            right = np.argmax(logits.data, axis=1) == _ensure_tensor(labels, dtype=None).data
            n_right, n = n_right + np.count_nonzero(right), n + len(right)
        return n_right / n if n else 0.0


# %% wrong: evaluate always leaves the model in training mode, and measures with dropout
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
        for epoch in range(epochs):
            self.model.train()
            for batch in progress(self.train_loader, "training"):
                images, labels = batch
                self.optimizer.zero_grad()
                logits = self.model(_ensure_tensor(images))
                loss = self.loss_fn(logits, labels)
                loss.backward()
                self.optimizer.step()
            if self.val_loader is None:
                print(f"Epoch {epoch + 1} of {epochs}")
            else:
                print(f"Epoch {epoch + 1} of {epochs}: {self.evaluate():.1%} correct")
        self.model.train()

    def evaluate(self, loader: Iterable[Any] | None = None) -> float:
        if loader is None:
            if self.val_loader is None:
                return 0.0
            loader = self.val_loader
        mode = self.model.training
        n_right, n = 0, 0
        for images, labels in loader:
            logits = self.model(_ensure_tensor(images))
            right = np.argmax(logits.data, axis=1) == _ensure_tensor(labels, dtype=None).data
            n_right, n = n_right + np.count_nonzero(right), n + len(right)
        self.model.train()
        return n_right / n if n else 0.0


# %% wrong: evaluate always takes val_loader
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
        for epoch in range(epochs):
            self.model.train()
            for batch in progress(self.train_loader, "training"):
                images, labels = batch
                self.optimizer.zero_grad()
                logits = self.model(_ensure_tensor(images))
                loss = self.loss_fn(logits, labels)
                loss.backward()
                self.optimizer.step()
            if self.val_loader is None:
                print(f"Epoch {epoch + 1} of {epochs}")
            else:
                print(f"Epoch {epoch + 1} of {epochs}: {self.evaluate():.1%} correct")
        self.model.train()

    def evaluate(self, loader: Iterable[Any] | None = None) -> float:
        loader = self.val_loader
        if loader is None:
            return 0.0
        mode = self.model.training
        self.model.eval()
        n_right, n = 0, 0
        for images, labels in loader:
            logits = self.model(_ensure_tensor(images))
            right = np.argmax(logits.data, axis=1) == _ensure_tensor(labels, dtype=None).data
            n_right, n = n_right + np.count_nonzero(right), n + len(right)
        if mode:
            self.model.train()
        return n_right / n if n else 0.0

# %% wrong: epochs are counted over calls
class Trainer(Base):
    done = 0
    def fit(self, epochs):
        while self.done < epochs:
            self.done += 1
            self.model.train()
            for x, y in progress(self.train_loader, ""):
                self.optimizer.zero_grad()
                self.loss_fn(self.model(x if isinstance(x, Tensor) else Tensor(x)), y).backward()
                self.optimizer.step()
            if self.val_loader is not None:
                self.evaluate()
            print(self.done)

# %% wrong: measured on the training data
class Trainer(Base):
    def evaluate(self, loader=None):
        return super().evaluate(self.train_loader if loader is None else loader)
