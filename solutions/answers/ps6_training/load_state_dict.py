# Answers to `load_state_dict`, right and wrong, that the autograder is measured on.

# %% right: sets
def load_state_dict(self, state_dict):
    mine = dict(named_tensors(self))
    missing = sorted(mine.keys() - state_dict.keys())
    unexpected = sorted(state_dict.keys() - mine.keys())
    shapes = [k for k in mine.keys() & state_dict.keys() if mine[k].shape != state_dict[k].shape]
    if missing or unexpected or shapes:
        raise ValueError(f"missing {missing}, unexpected {unexpected}, of another shape {shapes}")
    for name, tensor in mine.items():
        tensor.data = state_dict[name].astype(tensor.dtype)


# %% right: a KeyError
def load_state_dict(self, state_dict):
    mine = dict(named_tensors(self))
    missing = sorted(mine.keys() - state_dict.keys())
    unexpected = sorted(state_dict.keys() - mine.keys())
    shapes = [k for k in mine.keys() & state_dict.keys() if mine[k].shape != state_dict[k].shape]
    if missing or unexpected or shapes:
        raise KeyError(f"missing {missing}, unexpected {unexpected}, of another shape {shapes}")
    for name, tensor in mine.items():
        tensor.data = state_dict[name].astype(tensor.dtype)


# %% right: as PyTorch
def load_state_dict(self, state_dict):
    mine = dict(named_tensors(self))
    missing = sorted(mine.keys() - state_dict.keys())
    unexpected = sorted(state_dict.keys() - mine.keys())
    shapes = [k for k in mine.keys() & state_dict.keys() if mine[k].shape != state_dict[k].shape]
    if missing or unexpected or shapes:
        raise RuntimeError(f"missing {missing}, unexpected {unexpected}, of another shape {shapes}")
    for name, tensor in mine.items():
        tensor.data[...] = state_dict[name]


# %% wrong: missing keys are silent [missing-passed-over]
def load_state_dict(self, state_dict):
    mine = dict(named_tensors(self))
    missing = sorted(mine.keys() - state_dict.keys())
    unexpected = sorted(state_dict.keys() - mine.keys())
    shapes = [k for k in mine.keys() & state_dict.keys() if mine[k].shape != state_dict[k].shape]
    if unexpected or shapes:
        raise ValueError(f"missing {missing}, unexpected {unexpected}, of another shape {shapes}")
    for name, tensor in mine.items():
        if name in state_dict:
            tensor.data = state_dict[name].astype(tensor.dtype)


# %% wrong: unexpected keys are silent [unexpected-passed-over]
def load_state_dict(self, state_dict):
    mine = dict(named_tensors(self))
    missing = sorted(mine.keys() - state_dict.keys())
    unexpected = []
    shapes = [k for k in mine.keys() & state_dict.keys() if mine[k].shape != state_dict[k].shape]
    if missing or unexpected or shapes:
        raise ValueError(f"missing {missing}, unexpected {unexpected}, of another shape {shapes}")
    for name, tensor in mine.items():
        tensor.data = state_dict[name].astype(tensor.dtype)


# %% wrong: sizes instead of shapes [shape-passed-over]
def load_state_dict(self, state_dict):
    mine = dict(named_tensors(self))
    missing = sorted(mine.keys() - state_dict.keys())
    unexpected = sorted(state_dict.keys() - mine.keys())
    shapes = [k for k in mine.keys() & state_dict.keys() if mine[k].size != state_dict[k].size]
    if missing or unexpected or shapes:
        raise ValueError(f"missing {missing}, unexpected {unexpected}, of another shape {shapes}")
    for name, tensor in mine.items():
        tensor.data = state_dict[name].astype(tensor.dtype)


# %% wrong: shared arrays [not-copied]
def load_state_dict(self, state_dict):
    mine = dict(named_tensors(self))
    missing = sorted(mine.keys() - state_dict.keys())
    unexpected = sorted(state_dict.keys() - mine.keys())
    shapes = [k for k in mine.keys() & state_dict.keys() if mine[k].shape != state_dict[k].shape]
    if missing or unexpected or shapes:
        raise ValueError(f"missing {missing}, unexpected {unexpected}, of another shape {shapes}")
    for name, tensor in mine.items():
        tensor.data = state_dict[name]


# %% wrong: no names [not-named]
def load_state_dict(self, state_dict):
    mine = dict(named_tensors(self))
    missing = sorted(mine.keys() - state_dict.keys())
    unexpected = sorted(state_dict.keys() - mine.keys())
    shapes = [k for k in mine.keys() & state_dict.keys() if mine[k].shape != state_dict[k].shape]
    if missing or unexpected or shapes:
        raise ValueError("it does not fit")
    for name, tensor in mine.items():
        tensor.data = state_dict[name].astype(tensor.dtype)


# %% right: differences of sets
def load_state_dict(self: Module, state_dict: dict[str, np.ndarray]) -> None:
    own = dict(named_tensors(self))
    missing = own.keys() - state_dict.keys()
    unexpected = state_dict.keys() - own.keys()
    shapes = {k for k in own.keys() & state_dict.keys() if own[k].shape != np.shape(state_dict[k])}
    if missing or unexpected or shapes:
        raise ValueError(
            f"missing: {sorted(missing)}, unexpected: {sorted(unexpected)}, shape: {sorted(shapes)}"
        )
    for name, tensor in own.items():
        tensor.data = np.array(state_dict[name], dtype=tensor.dtype)


# %% right: list of complaints
def load_state_dict(self: Module, state_dict: dict[str, np.ndarray]) -> None:
    tensors = dict(named_tensors(self))
    complaints = []
    for name, tensor in tensors.items():
        if name not in state_dict:
            complaints.append(f"{name} is missing")
        elif np.asarray(state_dict[name]).shape != tensor.shape:
            complaints.append(f"{name} should have shape {tensor.shape}")
    complaints += [f"{name} is unexpected" for name in state_dict if name not in tensors]
    if complaints:
        raise ValueError("; ".join(complaints))
    for name in tensors:
        tensors[name].data = state_dict[name].astype(tensors[name].dtype, copy=True)


# %% right: new arrays first, then assigned
def load_state_dict(self: Module, state_dict: dict[str, np.ndarray]) -> None:
    wrong, new = [], []
    names = set()
    for name, tensor in named_tensors(self):
        names.add(name)
        array = state_dict.get(name)
        if array is None or tuple(array.shape) != tensor.data.shape:
            wrong.append(name)
        else:
            new.append((tensor, np.array(array, dtype=tensor.data.dtype)))
    wrong.extend(set(state_dict).difference(names))
    if len(wrong) > 0:
        raise ValueError("these do not fit: " + ", ".join(wrong))
    for tensor, array in new:
        tensor.data = array


# %% wrong: the model uses the dictionary's arrays, in their dtype
def load_state_dict(self: Module, state_dict: dict[str, np.ndarray]) -> None:
    own = dict(named_tensors(self))
    missing = own.keys() - state_dict.keys()
    unexpected = state_dict.keys() - own.keys()
    shapes = {k for k in own.keys() & state_dict.keys() if own[k].shape != np.shape(state_dict[k])}
    if missing or unexpected or shapes:
        raise ValueError(
            f"missing: {sorted(missing)}, unexpected: {sorted(unexpected)}, shape: {sorted(shapes)}"
        )
    for name, tensor in own.items():
        tensor.data = state_dict[name]


# %% wrong: raises at the first that does not fit, with half of the model changed
def load_state_dict(self: Module, state_dict: dict[str, np.ndarray]) -> None:
    own = dict(named_tensors(self))
    for name, tensor in own.items():
        if name not in state_dict:
            raise ValueError(f"{name} is missing")
        if state_dict[name].shape != tensor.shape:
            raise ValueError(f"{name} has another shape")
        tensor.data = np.array(state_dict[name], dtype=tensor.dtype)
    for name in state_dict:
        if name not in own:
            raise ValueError(f"{name} is unexpected")


# %% wrong: unexpected names are passed over
def load_state_dict(self: Module, state_dict: dict[str, np.ndarray]) -> None:
    own = dict(named_tensors(self))
    missing = own.keys() - state_dict.keys()
    unexpected = state_dict.keys() - own.keys()
    shapes = {k for k in own.keys() & state_dict.keys() if own[k].shape != np.shape(state_dict[k])}
    if missing or shapes:
        raise ValueError(
            f"missing: {sorted(missing)}, unexpected: {sorted(unexpected)}, shape: {sorted(shapes)}"
        )
    for name, tensor in own.items():
        tensor.data = np.array(state_dict[name], dtype=tensor.dtype)


# %% wrong: an array that can be broadcast is taken
def load_state_dict(self: Module, state_dict: dict[str, np.ndarray]) -> None:
    own = dict(named_tensors(self))
    missing = own.keys() - state_dict.keys()
    unexpected = state_dict.keys() - own.keys()
    shapes = {k for k in own.keys() & state_dict.keys() if own[k].size % max(np.size(state_dict[k]), 1)}
    if missing or unexpected or shapes:
        raise ValueError(
            f"missing: {sorted(missing)}, unexpected: {sorted(unexpected)}, shape: {sorted(shapes)}"
        )
    for name, tensor in own.items():
        tensor.data = np.broadcast_to(state_dict[name], tensor.shape).astype(tensor.dtype)


# %% wrong: a KeyError, which names one kind only
def load_state_dict(self: Module, state_dict: dict[str, np.ndarray]) -> None:
    own = dict(named_tensors(self))
    missing = own.keys() - state_dict.keys()
    unexpected = state_dict.keys() - own.keys()
    shapes = {k for k in own.keys() & state_dict.keys() if own[k].shape != np.shape(state_dict[k])}
    if missing or unexpected or shapes:
        raise KeyError(f"{sorted(missing or unexpected or shapes)}")
    for name, tensor in own.items():
        tensor.data = np.array(state_dict[name], dtype=tensor.dtype)


# %% wrong: keeps an array that has the right dtype: shared with the dictionary
def load_state_dict(self: Module, state_dict: dict[str, np.ndarray]) -> None:
    own = dict(named_tensors(self))
    missing = own.keys() - state_dict.keys()
    unexpected = state_dict.keys() - own.keys()
    shapes = {k for k in own.keys() & state_dict.keys() if own[k].shape != np.shape(state_dict[k])}
    if missing or unexpected or shapes:
        raise ValueError(
            f"missing: {sorted(missing)}, unexpected: {sorted(unexpected)}, shape: {sorted(shapes)}"
        )
    for name, tensor in own.items():
        tensor.data = np.asarray(state_dict[name], dtype=tensor.dtype)

# %% wrong: unexpected keys are found at the end
def load_state_dict(self, state_dict):
    tensors = dict(named_tensors(self))
    bad = [n for n in tensors if n not in state_dict or np.shape(state_dict[n]) != tensors[n].shape]
    extra = [n for n in state_dict if n not in tensors]
    if bad:
        raise ValueError(", ".join(bad + extra))
    for n, t in tensors.items():
        t.data = np.array(state_dict[n], dtype=t.dtype)
    if extra:
        raise ValueError(", ".join(extra))

# %% wrong: what is there is taken over before a key is missed
def load_state_dict(self, state_dict):
    tensors = dict(named_tensors(self))
    bad = [n for n in state_dict if n not in tensors or np.shape(state_dict[n]) != tensors[n].shape]
    missing = [n for n in tensors if n not in state_dict]
    if bad:
        raise ValueError(", ".join(bad + missing))
    for n, t in tensors.items():
        if n in state_dict:
            t.data = np.array(state_dict[n], dtype=t.dtype)
    if missing:
        raise ValueError(", ".join(missing))
