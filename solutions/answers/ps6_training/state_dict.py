# Answers to `state_dict`, right and wrong, that the autograder is measured on.

# %% right: numpy() copies
def state_dict(self):
    return {name: tensor.numpy() for name, tensor in named_tensors(self)}


# %% right: its own walk
def state_dict(self):
    found = {}

    def visit(value, path):
        if isinstance(value, Tensor):
            found[path] = value.numpy()
        elif isinstance(value, (Module, dict)):
            for key, part in (value if isinstance(value, dict) else vars(value)).items():
                visit(part, f"{path}.{key}" if path else str(key))
        elif isinstance(value, (list, tuple)):
            for i, part in enumerate(value):
                visit(part, f"{path}.{i}")

    visit(self, "")
    return found


# %% right: np.array copies
def state_dict(self):
    found = {}
    for name, tensor in named_tensors(self):
        found[name] = np.array(tensor.data)
    return found


# %% right: a deep copy
def state_dict(self):
    import copy

    return {name: copy.deepcopy(tensor.data) for name, tensor in named_tensors(self)}


# %% wrong: references [not-copied]
def state_dict(self):
    return {name: tensor.data for name, tensor in named_tensors(self)}


# %% wrong: tensors [tensors-kept]
def state_dict(self):
    return dict(named_tensors(self))


# %% wrong: parameters only [parameters-only]
def state_dict(self):
    return {n: t.data.copy() for n, t in named_tensors(self) if isinstance(t, Parameter)}


# %% wrong: lists and dictionaries in lists are lost
def state_dict(self):
    found = {}
    for key, value in vars(self).items():
        if isinstance(value, Tensor):
            found[key] = value.numpy()
        elif isinstance(value, Module):
            found |= {f"{key}.{k}": v for k, v in state_dict(value).items()}
        elif isinstance(value, (list, tuple)):
            for i, item in enumerate(value):
                if isinstance(item, Module):
                    found |= {f"{key}.{i}.{k}": v for k, v in state_dict(item).items()}
    return found


# %% wrong: a list
def state_dict(self):
    return [tensor.numpy() for _, tensor in named_tensors(self)]


# %% wrong: its own names
def state_dict(self):
    found = {}

    def visit(value, path):
        if isinstance(value, Tensor):
            found[path] = value.numpy()
        elif isinstance(value, (Module, dict)):
            for key, part in (value if isinstance(value, dict) else vars(value)).items():
                visit(part, f"{path}.{key}" if path else str(key))
        elif isinstance(value, (list, tuple)):
            for i, part in enumerate(value):
                visit(part, f"{path}[{i}]")

    visit(self, "")
    return found


# %% wrong: numbers for names [numbered]
def state_dict(self):
    return {str(i): t.numpy() for i, (_, t) in enumerate(named_tensors(self))}


# %% wrong: gradients [gradients-for-numbers]
def state_dict(self):
    return {name: tensor.grad for name, tensor in named_tensors(self)}


# %% wrong: float32 for all
def state_dict(self: Module) -> dict[str, np.ndarray]:
    return {name: tensor.data.astype(np.float32) for name, tensor in named_tensors(self)}


# %% wrong: kept from the first call
def state_dict(self: Module) -> dict[str, np.ndarray]:
    if not hasattr(self, "_state"):
        self._state = {name: tensor.data for name, tensor in named_tensors(self)}
    return {name: array.copy() for name, array in self._state.items()}


# %% right: comprehension
def state_dict(self: Module) -> dict[str, np.ndarray]:
    return {name: tensor.data.copy() for name, tensor in named_tensors(self)}


# %% right: loop
def state_dict(self: Module) -> dict[str, np.ndarray]:
    found = {}
    for name, tensor in named_tensors(self):
        found[name] = tensor.numpy()
    return found


# %% right: zip
def state_dict(self: Module) -> dict[str, np.ndarray]:
    pairs = list(named_tensors(self))
    names = [name for name, _ in pairs]
    arrays = [np.array(tensor.data) for _, tensor in pairs]
    return dict(zip(names, arrays))


# %% wrong: the model's own arrays
def state_dict(self: Module) -> dict[str, np.ndarray]:
    return {name: tensor.data for name, tensor in named_tensors(self)}


# %% wrong: parameters only
def state_dict(self: Module) -> dict[str, np.ndarray]:
    return {name: tensor.data.copy() for name, tensor in named_tensors(self) if isinstance(tensor, Parameter)}


# %% wrong: tensors instead of arrays, parameters only
def state_dict(self: Module) -> dict[str, np.ndarray]:
    return {name: tensor.detach() for name, tensor in named_tensors(self) if tensor.requires_grad}


# %% wrong: a view, and names without the path
def state_dict(self: Module) -> dict[str, np.ndarray]:
    return {name.split(".")[-1]: tensor.data[...] for name, tensor in named_tensors(self)}


# %% wrong: kept from the first call
def state_dict(self):
    if not hasattr(self, "_state"):
        self._state = {}
    for k, t in named_tensors(self):
        if k not in self._state or not np.array_equal(self._state[k], t.data):
            self._state[k] = t.data.copy()
    return self._state
