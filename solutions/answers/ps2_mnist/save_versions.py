# Answers to `save_versions`, right and wrong, that the autograder is measured on.

# %% right: as the text suggests
def in_place(change: Any) -> Any:
    def new(x, *args, **kwargs):
        result = change(x, *args, **kwargs)
        x.version = x.version + 1
        return result

    return new


def save_versions(out):
    tensors = {**out.recipe.parents, "out": out}
    versions = {}
    for position, parent in out.recipe.parents.items():
        if parent.requires_grad:
            for place in READS[out.recipe.func, position]:
                if place in tensors:
                    versions[place] = tensors[place].version
    return versions


def check_versions(out):
    tensors = {**out.recipe.parents, "out": out}
    for place, version in out.saved_versions.items():
        if tensors[place].version != version:
            raise RuntimeError("changed in place")


# %% right: functools.wraps, and any()
import functools


def in_place(change):
    @functools.wraps(change)
    def counted(x, *args, **kwargs):
        x.version += 1
        return change(x, *args, **kwargs)

    return counted


def save_versions(out):
    tensors = {**out.recipe.parents, "out": out}
    versions = {}
    for position, parent in out.recipe.parents.items():
        if parent.requires_grad:
            for place in READS[out.recipe.func, position]:
                if place in tensors:
                    versions[place] = tensors[place].version
    return versions


def check_versions(out):
    def now(place):
        return out.version if place == "out" else out.recipe.parents[place].version

    if any(now(place) != version for place, version in out.saved_versions.items()):
        raise RuntimeError("a variable needed for gradient computation has been modified in place")


# %% right: a function from place to tensor
def in_place(change):
    def counted(x, *args, **kwargs):
        x.version += 1
        return change(x, *args, **kwargs)

    return counted


def at(out, place):
    return out if place == "out" else out.recipe.parents.get(place)


def save_versions(out):
    places = set()
    for position, parent in out.recipe.parents.items():
        if parent.requires_grad:
            places.update(READS[out.recipe.func, position])
    return {place: at(out, place).version for place in places if at(out, place) is not None}


def check_versions(out):
    changed = [p for p, v in out.saved_versions.items() if at(out, p).version != v]
    if changed:
        raise RuntimeError(f"changed in place: {changed}")


# %% right: READS.get, and a comparison of dictionaries
def in_place(change):
    def counted(x, *args, **kwargs):
        x.version += 1
        return change(x, *args, **kwargs)

    return counted


def save_versions(out):
    versions = {}
    for position in sorted(out.recipe.parents):
        if not out.recipe.parents[position].requires_grad:
            continue
        for place in READS.get((out.recipe.func, position), ()):
            if place == "out":
                versions["out"] = out.version
            elif place in out.recipe.parents:
                versions[place] = out.recipe.parents[place].version
    return versions


def check_versions(out):
    if save_versions(out) != out.saved_versions:
        raise RuntimeError("something that is needed was changed in place")


# %% right: a class for the new function
class in_place:
    def __init__(self, change):
        self.change = change

    def __call__(self, x, *args, **kwargs):
        x.version += 1
        return self.change(x, *args, **kwargs)


def save_versions(out):
    tensors = {**out.recipe.parents, "out": out}
    versions = {}
    for position, parent in out.recipe.parents.items():
        if parent.requires_grad:
            for place in READS[out.recipe.func, position]:
                if place in tensors:
                    versions[place] = tensors[place].version
    return versions


def check_versions(out):
    tensors = {**out.recipe.parents, "out": out}
    for place, version in out.saved_versions.items():
        if tensors[place].version != version:
            raise RuntimeError("changed in place")


# %% wrong: does not count [not-counted]
def in_place(change):
    return change


def save_versions(out):
    tensors = {**out.recipe.parents, "out": out}
    versions = {}
    for position, parent in out.recipe.parents.items():
        if parent.requires_grad:
            for place in READS[out.recipe.func, position]:
                if place in tensors:
                    versions[place] = tensors[place].version
    return versions


def check_versions(out):
    tensors = {**out.recipe.parents, "out": out}
    for place, version in out.saved_versions.items():
        if tensors[place].version != version:
            raise RuntimeError("changed in place")


# %% wrong: does not change [change-not-made]
def in_place(change):
    def counted(x, *args, **kwargs):
        x.version += 1
        return x

    return counted


def save_versions(out):
    tensors = {**out.recipe.parents, "out": out}
    versions = {}
    for position, parent in out.recipe.parents.items():
        if parent.requires_grad:
            for place in READS[out.recipe.func, position]:
                if place in tensors:
                    versions[place] = tensors[place].version
    return versions


def check_versions(out):
    tensors = {**out.recipe.parents, "out": out}
    for place, version in out.saved_versions.items():
        if tensors[place].version != version:
            raise RuntimeError("changed in place")


# %% wrong: returns nothing [nothing-returned]
def in_place(change):
    def counted(x, *args, **kwargs):
        change(x, *args, **kwargs)
        x.version += 1

    return counted


def save_versions(out):
    tensors = {**out.recipe.parents, "out": out}
    versions = {}
    for position, parent in out.recipe.parents.items():
        if parent.requires_grad:
            for place in READS[out.recipe.func, position]:
                if place in tensors:
                    versions[place] = tensors[place].version
    return versions


def check_versions(out):
    tensors = {**out.recipe.parents, "out": out}
    for place, version in out.saved_versions.items():
        if tensors[place].version != version:
            raise RuntimeError("changed in place")


# %% wrong: no keywords [arguments-dropped]
def in_place(change):
    def new(x, *others):
        x.version += 1
        return change(x, *others)

    return new


def save_versions(out):
    tensors = {**out.recipe.parents, "out": out}
    versions = {}
    for position, parent in out.recipe.parents.items():
        if parent.requires_grad:
            for place in READS[out.recipe.func, position]:
                if place in tensors:
                    versions[place] = tensors[place].version
    return versions


def check_versions(out):
    tensors = {**out.recipe.parents, "out": out}
    for place, version in out.saved_versions.items():
        if tensors[place].version != version:
            raise RuntimeError("changed in place")


# %% wrong: one counter for all [counts-for-the-class]
def in_place(change):
    def counted(x, *args, **kwargs):
        type(x).version += 1
        return change(x, *args, **kwargs)

    return counted


def save_versions(out):
    tensors = {**out.recipe.parents, "out": out}
    versions = {}
    for position, parent in out.recipe.parents.items():
        if parent.requires_grad:
            for place in READS[out.recipe.func, position]:
                if place in tensors:
                    versions[place] = tensors[place].version
    return versions


def check_versions(out):
    tensors = {**out.recipe.parents, "out": out}
    for place, version in out.saved_versions.items():
        if tensors[place].version != version:
            raise RuntimeError("changed in place")


# %% wrong: a flag [sets-version-to-one]
def in_place(change):
    def counted(x, *args, **kwargs):
        x.version = max(x.version, 1)
        return change(x, *args, **kwargs)

    return counted


def save_versions(out):
    tensors = {**out.recipe.parents, "out": out}
    versions = {}
    for position, parent in out.recipe.parents.items():
        if parent.requires_grad:
            for place in READS[out.recipe.func, position]:
                if place in tensors:
                    versions[place] = tensors[place].version
    return versions


def check_versions(out):
    tensors = {**out.recipe.parents, "out": out}
    for place, version in out.saved_versions.items():
        if tensors[place].version != version:
            raise RuntimeError("changed in place")


# %% wrong: everything noted [saves-everything]
def in_place(change):
    def counted(x, *args, **kwargs):
        x.version += 1
        return change(x, *args, **kwargs)

    return counted


def save_versions(out):
    versions = {i: p.version for i, p in out.recipe.parents.items()}
    versions["out"] = out.version
    return versions


def check_versions(out):
    tensors = {**out.recipe.parents, "out": out}
    for place, version in out.saved_versions.items():
        if tensors[place].version != version:
            raise RuntimeError("changed in place")


# %% wrong: all arguments noted [saves-all-parents]
def in_place(change):
    def counted(x, *args, **kwargs):
        x.version += 1
        return change(x, *args, **kwargs)

    return counted


def save_versions(out):
    versions = {}
    for i, p in out.recipe.parents.items():
        versions[i] = p.version
    return versions


def check_versions(out):
    tensors = {**out.recipe.parents, "out": out}
    for place, version in out.saved_versions.items():
        if tensors[place].version != version:
            raise RuntimeError("changed in place")


# %% wrong: for whoever wants it or not [requires-grad-ignored]
def in_place(change):
    def counted(x, *args, **kwargs):
        x.version += 1
        return change(x, *args, **kwargs)

    return counted


def save_versions(out):
    tensors = {**out.recipe.parents, "out": out}
    versions = {}
    for position, parent in out.recipe.parents.items():
        if True:
            for place in READS[out.recipe.func, position]:
                if place in tensors:
                    versions[place] = tensors[place].version
    return versions


def check_versions(out):
    tensors = {**out.recipe.parents, "out": out}
    for place, version in out.saved_versions.items():
        if tensors[place].version != version:
            raise RuntimeError("changed in place")


# %% wrong: asks the tensor that is read [asks-the-wrong-tensor]
def in_place(change):
    def counted(x, *args, **kwargs):
        x.version += 1
        return change(x, *args, **kwargs)

    return counted


def save_versions(out):
    tensors = {**out.recipe.parents, "out": out}
    versions = {}
    for position, parent in out.recipe.parents.items():
        if True:
            for place in READS[out.recipe.func, position]:
                if place in tensors and tensors[place].requires_grad:
                    versions[place] = tensors[place].version
    return versions


def check_versions(out):
    tensors = {**out.recipe.parents, "out": out}
    for place, version in out.saved_versions.items():
        if tensors[place].version != version:
            raise RuntimeError("changed in place")


# %% wrong: its own place [own-place-saved]
def in_place(change):
    def counted(x, *args, **kwargs):
        x.version += 1
        return change(x, *args, **kwargs)

    return counted


def save_versions(out):
    versions = {}
    for i, p in out.recipe.parents.items():
        for place in READS[out.recipe.func, i]:
            if p.requires_grad:
                versions[i] = p.version
    return versions


def check_versions(out):
    tensors = {**out.recipe.parents, "out": out}
    for place, version in out.saved_versions.items():
        if tensors[place].version != version:
            raise RuntimeError("changed in place")


# %% wrong: the parent's version [version-of-the-parent]
def in_place(change):
    def counted(x, *args, **kwargs):
        x.version += 1
        return change(x, *args, **kwargs)

    return counted


def save_versions(out):
    tensors = {**out.recipe.parents, "out": out}
    versions = {}
    for position, parent in out.recipe.parents.items():
        if parent.requires_grad:
            for place in READS[out.recipe.func, position]:
                if place in tensors:
                    versions[place] = parent.version
    return versions


def check_versions(out):
    tensors = {**out.recipe.parents, "out": out}
    for place, version in out.saved_versions.items():
        if tensors[place].version != version:
            raise RuntimeError("changed in place")


# %% wrong: the output left out [output-never-saved]
def in_place(change):
    def counted(x, *args, **kwargs):
        x.version += 1
        return change(x, *args, **kwargs)

    return counted


def save_versions(out):
    tensors = {**out.recipe.parents, "out": out}
    versions = {}
    for position, parent in out.recipe.parents.items():
        if parent.requires_grad:
            for place in READS[out.recipe.func, position]:
                if place in out.recipe.parents:
                    versions[place] = tensors[place].version
    return versions


def check_versions(out):
    tensors = {**out.recipe.parents, "out": out}
    for place, version in out.saved_versions.items():
        if tensors[place].version != version:
            raise RuntimeError("changed in place")


# %% wrong: argument 0 [only-first-argument]
def in_place(change):
    def counted(x, *args, **kwargs):
        x.version += 1
        return change(x, *args, **kwargs)

    return counted


def save_versions(out):
    tensors = {**out.recipe.parents, "out": out}
    versions = {}
    for position, parent in out.recipe.parents.items():
        if parent.requires_grad and position == 0:
            for place in READS[out.recipe.func, position]:
                if place in tensors:
                    versions[place] = tensors[place].version
    return versions


def check_versions(out):
    tensors = {**out.recipe.parents, "out": out}
    for place, version in out.saved_versions.items():
        if tensors[place].version != version:
            raise RuntimeError("changed in place")


# %% wrong: begun anew [last-argument-only]
def in_place(change):
    def counted(x, *args, **kwargs):
        x.version += 1
        return change(x, *args, **kwargs)

    return counted


def save_versions(out):
    tensors = {**out.recipe.parents, "out": out}
    for position, parent in out.recipe.parents.items():
        versions = {}
        if parent.requires_grad:
            for place in READS[out.recipe.func, position]:
                if place in tensors:
                    versions[place] = tensors[place].version
    return versions


def check_versions(out):
    tensors = {**out.recipe.parents, "out": out}
    for place, version in out.saved_versions.items():
        if tensors[place].version != version:
            raise RuntimeError("changed in place")


# %% wrong: numbers, too [numbers-have-no-version]
def in_place(change):
    def counted(x, *args, **kwargs):
        x.version += 1
        return change(x, *args, **kwargs)

    return counted


def save_versions(out):
    tensors = {**out.recipe.parents, "out": out}
    versions = {}
    for position, parent in out.recipe.parents.items():
        if parent.requires_grad:
            for place in READS[out.recipe.func, position]:
                versions[place] = tensors[place].version
    return versions


def check_versions(out):
    tensors = {**out.recipe.parents, "out": out}
    for place, version in out.saved_versions.items():
        if tensors[place].version != version:
            raise RuntimeError("changed in place")


# %% wrong: the check does nothing [never-refused]
def in_place(change):
    def counted(x, *args, **kwargs):
        x.version += 1
        return change(x, *args, **kwargs)

    return counted


def save_versions(out):
    tensors = {**out.recipe.parents, "out": out}
    versions = {}
    for position, parent in out.recipe.parents.items():
        if parent.requires_grad:
            for place in READS[out.recipe.func, position]:
                if place in tensors:
                    versions[place] = tensors[place].version
    return versions


def check_versions(out):
    tensors = {**out.recipe.parents, "out": out}
    for place, version in out.saved_versions.items():
        if tensors[place].version != version:
            RuntimeError("changed in place")


# %% wrong: the check returns a bool [never-refused]
def in_place(change):
    def counted(x, *args, **kwargs):
        x.version += 1
        return change(x, *args, **kwargs)

    return counted


def save_versions(out):
    tensors = {**out.recipe.parents, "out": out}
    versions = {}
    for position, parent in out.recipe.parents.items():
        if parent.requires_grad:
            for place in READS[out.recipe.func, position]:
                if place in tensors:
                    versions[place] = tensors[place].version
    return versions


def check_versions(out):
    tensors = {**out.recipe.parents, "out": out}
    return all(tensors[p].version == v for p, v in out.saved_versions.items())


# %% wrong: refuses what is as it was [always-refused]
def in_place(change):
    def counted(x, *args, **kwargs):
        x.version += 1
        return change(x, *args, **kwargs)

    return counted


def save_versions(out):
    tensors = {**out.recipe.parents, "out": out}
    versions = {}
    for position, parent in out.recipe.parents.items():
        if parent.requires_grad:
            for place in READS[out.recipe.func, position]:
                if place in tensors:
                    versions[place] = tensors[place].version
    return versions


def check_versions(out):
    tensors = {**out.recipe.parents, "out": out}
    for place, version in out.saved_versions.items():
        if tensors[place].version == version:
            raise RuntimeError("changed in place")


# %% wrong: refuses what was ever changed [only-newer-than-zero]
def in_place(change):
    def counted(x, *args, **kwargs):
        x.version += 1
        return change(x, *args, **kwargs)

    return counted


def save_versions(out):
    tensors = {**out.recipe.parents, "out": out}
    versions = {}
    for position, parent in out.recipe.parents.items():
        if parent.requires_grad:
            for place in READS[out.recipe.func, position]:
                if place in tensors:
                    versions[place] = tensors[place].version
    return versions


def check_versions(out):
    tensors = {**out.recipe.parents, "out": out}
    for place, version in out.saved_versions.items():
        if tensors[place].version:
            raise RuntimeError("changed in place")


# %% wrong: checks what was not noted [checks-everything]
def in_place(change):
    def counted(x, *args, **kwargs):
        x.version += 1
        return change(x, *args, **kwargs)

    return counted


def save_versions(out):
    tensors = {**out.recipe.parents, "out": out}
    versions = {}
    for position, parent in out.recipe.parents.items():
        if parent.requires_grad:
            for place in READS[out.recipe.func, position]:
                if place in tensors:
                    versions[place] = tensors[place].version
    return versions


def check_versions(out):
    for place, tensor in [*out.recipe.parents.items(), ("out", out)]:
        if out.saved_versions.get(place, 0) != tensor.version:
            raise RuntimeError("changed")


# %% wrong: the output not checked [output-not-checked]
def in_place(change):
    def counted(x, *args, **kwargs):
        x.version += 1
        return change(x, *args, **kwargs)

    return counted


def save_versions(out):
    tensors = {**out.recipe.parents, "out": out}
    versions = {}
    for position, parent in out.recipe.parents.items():
        if parent.requires_grad:
            for place in READS[out.recipe.func, position]:
                if place in tensors:
                    versions[place] = tensors[place].version
    return versions


def check_versions(out):
    for place, tensor in out.recipe.parents.items():
        if out.saved_versions.get(place, tensor.version) != tensor.version:
            raise RuntimeError("changed")


# %% wrong: a return in the loop [first-place-only]
def in_place(change):
    def counted(x, *args, **kwargs):
        x.version += 1
        return change(x, *args, **kwargs)

    return counted


def save_versions(out):
    tensors = {**out.recipe.parents, "out": out}
    versions = {}
    for position, parent in out.recipe.parents.items():
        if parent.requires_grad:
            for place in READS[out.recipe.func, position]:
                if place in tensors:
                    versions[place] = tensors[place].version
    return versions


def check_versions(out):
    tensors = {**out.recipe.parents, "out": out}
    for place, version in out.saved_versions.items():
        if tensors[place].version == version:
            return
        raise RuntimeError("changed")


# %% wrong: ValueError [another-error]
def in_place(change):
    def counted(x, *args, **kwargs):
        x.version += 1
        return change(x, *args, **kwargs)

    return counted


def save_versions(out):
    tensors = {**out.recipe.parents, "out": out}
    versions = {}
    for position, parent in out.recipe.parents.items():
        if parent.requires_grad:
            for place in READS[out.recipe.func, position]:
                if place in tensors:
                    versions[place] = tensors[place].version
    return versions


def check_versions(out):
    tensors = {**out.recipe.parents, "out": out}
    for place, version in out.saved_versions.items():
        if tensors[place].version != version:
            raise ValueError(f"{place} was changed")


# %% wrong: only later versions, by one
def in_place(change):
    def counted(x, *args, **kwargs):
        x.version += 1
        return change(x, *args, **kwargs)

    return counted


def save_versions(out):
    tensors = {**out.recipe.parents, "out": out}
    versions = {}
    for position, parent in out.recipe.parents.items():
        if parent.requires_grad:
            for place in READS[out.recipe.func, position]:
                if place in tensors:
                    versions[place] = tensors[place].version
    return versions


def check_versions(out):
    tensors = {**out.recipe.parents, "out": out}
    for place, version in out.saved_versions.items():
        if tensors[place].version == version + 1:
            raise RuntimeError("changed in place")


# %% wrong: counts only what requires a gradient [constants-not-counted]
def in_place(change):
    def counted(x, *args, **kwargs):
        if x.requires_grad:
            x.version += 1
        return change(x, *args, **kwargs)

    return counted


def save_versions(out):
    tensors = {**out.recipe.parents, "out": out}
    return {
        place: tensors[place].version
        for position, parent in out.recipe.parents.items()
        if parent.requires_grad
        for place in READS[out.recipe.func, position]
        if place in tensors
    }


def check_versions(out):
    tensors = {**out.recipe.parents, "out": out}
    for place, version in out.saved_versions.items():
        if tensors[place].version != version:
            raise RuntimeError("changed in place")


# %% wrong: saves only tensors that require a gradient [constants-not-counted]
def in_place(change):
    def counted(x, *args, **kwargs):
        x.version += 1
        return change(x, *args, **kwargs)

    return counted


def save_versions(out):
    tensors = {**out.recipe.parents, "out": out}
    return {
        place: tensors[place].version
        for position, parent in out.recipe.parents.items()
        if parent.requires_grad
        for place in READS[out.recipe.func, position]
        if place in tensors and tensors[place].requires_grad
    }


def check_versions(out):
    tensors = {**out.recipe.parents, "out": out}
    for place, version in out.saved_versions.items():
        if tensors[place].version != version:
            raise RuntimeError("changed in place")


# %% wrong: checks only tensors that require a gradient [constants-not-counted]
def in_place(change):
    def counted(x, *args, **kwargs):
        x.version += 1
        return change(x, *args, **kwargs)

    return counted


def save_versions(out):
    tensors = {**out.recipe.parents, "out": out}
    return {
        place: tensors[place].version
        for position, parent in out.recipe.parents.items()
        if parent.requires_grad
        for place in READS[out.recipe.func, position]
        if place in tensors
    }


def check_versions(out):
    tensors = {**out.recipe.parents, "out": out}
    for place, version in out.saved_versions.items():
        if tensors[place].requires_grad and tensors[place].version != version:
            raise RuntimeError("changed")


# %% wrong: one dictionary for all
def in_place(change):
    def counted(x, *args, **kwargs):
        x.version += 1
        return change(x, *args, **kwargs)

    return counted


def save_versions(out):
    tensors = {**out.recipe.parents, "out": out}
    _all = save_versions.__dict__.setdefault("saved", {})
    _all.clear()
    for position, parent in out.recipe.parents.items():
        if parent.requires_grad:
            for place in READS[out.recipe.func, position]:
                if place in tensors:
                    _all[place] = tensors[place].version
    return _all


def check_versions(out):
    tensors = {**out.recipe.parents, "out": out}
    for place, version in out.saved_versions.items():
        if tensors[place].version != version:
            raise RuntimeError("changed in place")


# %% wrong: always returns the tensor
def in_place(change):
    def counted(x, *args, **kwargs):
        x.version += 1
        change(x, *args, **kwargs)
        return x

    return counted


def save_versions(out):
    tensors = {**out.recipe.parents, "out": out}
    return {
        place: tensors[place].version
        for position, parent in out.recipe.parents.items()
        if parent.requires_grad
        for place in READS[out.recipe.func, position]
        if place in tensors
    }


def check_versions(out):
    tensors = {**out.recipe.parents, "out": out}
    for place, version in out.saved_versions.items():
        if tensors[place].version != version:
            raise RuntimeError("changed in place")


# %% wrong: versions as text
def in_place(change):
    def counted(x, *args, **kwargs):
        x.version += 1
        return change(x, *args, **kwargs)

    return counted


def save_versions(out):
    tensors = {**out.recipe.parents, "out": out}
    return {
        place: str(tensors[place].version)
        for position, parent in out.recipe.parents.items()
        if parent.requires_grad
        for place in READS[out.recipe.func, position]
        if place in tensors
    }


def check_versions(out):
    tensors = {**out.recipe.parents, "out": out}
    for place, version in out.saved_versions.items():
        if tensors[place].version != version:
            raise RuntimeError("changed in place")


# %% wrong: makes what is changed a constant
def in_place(change):
    def counted(x, *args, **kwargs):
        x.version += 1
        x.requires_grad = False
        return change(x, *args, **kwargs)

    return counted


def save_versions(out):
    tensors = {**out.recipe.parents, "out": out}
    return {
        place: tensors[place].version
        for position, parent in out.recipe.parents.items()
        if parent.requires_grad
        for place in READS[out.recipe.func, position]
        if place in tensors
    }


def check_versions(out):
    tensors = {**out.recipe.parents, "out": out}
    for place, version in out.saved_versions.items():
        if tensors[place].version != version:
            raise RuntimeError("changed in place")


# %% wrong: two arguments [arguments-renamed]
def in_place(change):
    def counted(x, other, alpha=1.0):
        x.version += 1
        return change(x, other, alpha)

    return counted


def save_versions(out):
    tensors = {**out.recipe.parents, "out": out}
    return {
        place: tensors[place].version
        for position, parent in out.recipe.parents.items()
        if parent.requires_grad
        for place in READS[out.recipe.func, position]
        if place in tensors
    }


def check_versions(out):
    tensors = {**out.recipe.parents, "out": out}
    for place, version in out.saved_versions.items():
        if tensors[place].version != version:
            raise RuntimeError("changed in place")


# %% right: with any and a name
def in_place(change):
    def counted(x, *args, **kwargs):
        x.version += 1
        return change(x, *args, **kwargs)

    return counted


def save_versions(out):
    tensors = {**out.recipe.parents, "out": out}
    return {
        place: tensors[place].version
        for position, parent in out.recipe.parents.items()
        if parent.requires_grad
        for place in READS[out.recipe.func, position]
        if place in tensors
    }


def check_versions(out):
    tensors = dict(out.recipe.parents)
    tensors["out"] = out
    if any(tensors[k].version != v for k, v in out.saved_versions.items()):
        raise RuntimeError("modified by an in-place operation")


# %% right: counts after the change
def in_place(change):
    def counted(*args, **kwargs):
        result = change(*args, **kwargs)
        args[0].version += 1
        return result

    return counted


def save_versions(out):
    tensors = {**out.recipe.parents, "out": out}
    return {
        place: tensors[place].version
        for position, parent in out.recipe.parents.items()
        if parent.requires_grad
        for place in READS[out.recipe.func, position]
        if place in tensors
    }


def check_versions(out):
    tensors = {**out.recipe.parents, "out": out}
    for place, version in out.saved_versions.items():
        if tensors[place].version != version:
            raise RuntimeError("changed in place")
