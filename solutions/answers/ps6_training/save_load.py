# Answers to `save_load`, right and wrong, that the autograder is measured on.

# %% right: by the names in the file
def save(self, path):
    np.savez(path, **self.state_dict())


def load(self, path):
    path = path if path.endswith(".npz") else path + ".npz"
    arrays = np.load(path)
    self.load_state_dict({name: arrays[name] for name in arrays.files})


# %% right: compressed
def save(self, path):
    np.savez_compressed(path, **self.state_dict())


def load(self, path):
    path = path if path.endswith(".npz") else path + ".npz"
    arrays = np.load(path)
    self.load_state_dict({name: arrays[name] for name in arrays.files})


# %% right: the ending is added on both sides
def save(self, path):
    path = path if path.endswith(".npz") else path + ".npz"
    np.savez(path, **self.state_dict())


def load(self, path):
    path = path if path.endswith(".npz") else path + ".npz"
    arrays = np.load(path)
    self.load_state_dict({name: arrays[name] for name in arrays.files})


# %% wrong: no ending [ending-forgotten]
def save(self, path):
    np.savez(path, **self.state_dict())


def load(self, path):
    arrays = np.load(path)
    self.load_state_dict({name: arrays[name] for name in arrays.files})


# %% wrong: always an ending [ending-twice]
def save(self, path):
    np.savez(path, **self.state_dict())


def load(self, path):
    path += ".npz"
    arrays = np.load(path)
    self.load_state_dict({name: arrays[name] for name in arrays.files})


# %% wrong: any dot
def save(self, path):
    np.savez(path, **self.state_dict())


def load(self, path):
    path = path if "." in path.rsplit("/")[-1] else path + ".npz"
    arrays = np.load(path)
    self.load_state_dict({name: arrays[name] for name in arrays.files})


# %% wrong: without names [without-names]
def save(self, path):
    np.savez(path, *self.state_dict().values())


def load(self, path):
    path = path if path.endswith(".npz") else path + ".npz"
    arrays = np.load(path)
    self.load_state_dict(dict(zip(self.state_dict(), arrays.values())))


# %% wrong: not loaded [not-loaded]
def save(self, path):
    np.savez(path, **self.state_dict())


def load(self, path):
    path = path if path.endswith(".npz") else path + ".npz"
    return dict(np.load(path))


# %% wrong: allows pickle in load
def save(self: Module, path: str) -> None:
    np.savez(path, **self.state_dict())


def load(self: Module, path: str) -> None:
    path = str(path)
    if not path.endswith(".npz"):
        path += ".npz"
    with np.load(path, allow_pickle=True) as file:
        self.load_state_dict(dict(file))


# %% right: ending added in load
def save(self: Module, path: str) -> None:
    np.savez(path, **self.state_dict())


def load(self: Module, path: str) -> None:
    path = str(path)
    if not path.endswith(".npz"):
        path += ".npz"
    with np.load(path, allow_pickle=False) as file:
        self.load_state_dict(dict(file))


# %% right: ending added in both
def _with_ending(path):
    path = str(path)
    return path if path.endswith(".npz") else path + ".npz"



def save(self: Module, path: str) -> None:
    arrays = self.state_dict()
    with open(_with_ending(path), "wb") as file:
        np.savez(file, **arrays)


def load(self: Module, path: str) -> None:
    with np.load(_with_ending(path), allow_pickle=False) as content:
        arrays = {name: content[name] for name in content.files}
    self.load_state_dict(arrays)


# %% right: compressed, path by pathlib
def save(self: Module, path: str) -> None:
    np.savez_compressed(str(path), **state_dict(self))


def load(self: Module, path: str) -> None:
    place = Path(path)
    if place.suffix != ".npz":
        place = place.with_name(place.name + ".npz")
    content = np.load(place)
    arrays = {}
    for name in content:
        arrays[name] = content[name]
    content.close()
    load_state_dict(self, arrays)


# %% wrong: load does not add the ending
def save(self: Module, path: str) -> None:
    np.savez(path, **self.state_dict())


def load(self: Module, path: str) -> None:
    with np.load(path) as file:
        self.load_state_dict(dict(file))


# %% wrong: the ending is always added in load
def save(self: Module, path: str) -> None:
    np.savez(path, **self.state_dict())


def load(self: Module, path: str) -> None:
    with np.load(path + ".npz") as file:
        self.load_state_dict(dict(file))


# %% wrong: pickle
def save(self: Module, path: str) -> None:
    import pickle

    with open(path, "wb") as file:
        pickle.dump(self.state_dict(), file)


def load(self: Module, path: str) -> None:
    import pickle

    with open(path, "rb") as file:
        self.load_state_dict(pickle.load(file))


# %% wrong: an ending after the last dot is exchanged: v1.0 becomes v1.npz in load
def save(self: Module, path: str) -> None:
    np.savez(path, **self.state_dict())


def load(self: Module, path: str) -> None:
    with np.load(str(Path(path).with_suffix(".npz"))) as file:
        self.load_state_dict(dict(file))


# %% wrong: the dictionary as one pickled object; ending missing in load
def save(self: Module, path: str) -> None:
    np.savez(path, state=self.state_dict())


def load(self: Module, path: str) -> None:
    with np.load(path, allow_pickle=True) as file:
        self.load_state_dict(file["state"].item())


# %% wrong: parameters only, loaded without a look whether they fit
def save(self: Module, path: str) -> None:
    np.savez(path, **{f"p{i}": p.data for i, p in enumerate(self.parameters())})


def load(self: Module, path: str) -> None:
    path = path if path.endswith(".npz") else path + ".npz"
    with np.load(path) as file:
        for i, p in enumerate(self.parameters()):
            p.data = file[f"p{i}"]

# %% wrong: pickle is allowed
def save(self, path):
    path = str(path) if str(path).endswith(".npz") else f"{path}.npz"
    np.savez(path, **self.state_dict())
def load(self, path):
    path = str(path) if str(path).endswith(".npz") else f"{path}.npz"
    with np.load(path, allow_pickle=True) as arrays:
        self.load_state_dict(dict(arrays))


# %% wrong: load without a look at shapes
def save(self, path):
    np.savez(path, **self.state_dict())


def load(self, path):
    with np.load(path if path.endswith(".npz") else path + ".npz", allow_pickle=False) as f:
        for k, t in named_tensors(self):
            t.data = f[k].copy()


# %% wrong: load takes what is there
def save(self, path):
    np.savez(path, **self.state_dict())


def load(self, path):
    with np.load(path if path.endswith(".npz") else path + ".npz", allow_pickle=False) as f:
        own = dict(named_tensors(self))
        for k in f.files:
            if k in own:
                own[k].data[...] = f[k].reshape(own[k].shape)


# %% wrong: only parameters that fit
def save(self, path):
    np.savez(path, **self.state_dict())


def load(self, path):
    with np.load(path if path.endswith(".npz") else path + ".npz", allow_pickle=False) as f:
        state = self.state_dict()
        state.update({k: f[k] for k in f.files if k in state and f[k].shape == state[k].shape})
        self.load_state_dict(state)
