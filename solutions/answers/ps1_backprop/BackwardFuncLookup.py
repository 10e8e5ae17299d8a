# Answers to `BackwardFuncLookup`, right and wrong, that the autograder is measured on.

# %% right: a dict of pairs
class BackwardFuncLookup:
    def __init__(self) -> None:
        self._table = {}

    def add_back_func(self, forward_fn, arg_position, back_fn):
        key = (forward_fn, arg_position)
        self._table[key] = back_fn

    def get_back_func(self, forward_fn, arg_position):
        return self._table[(forward_fn, arg_position)]


# %% right: a dict of dicts
from collections import defaultdict


class BackwardFuncLookup:
    def __init__(self) -> None:
        self.back_funcs = defaultdict(dict)

    def add_back_func(self, forward_fn, arg_position, back_fn):
        self.back_funcs[forward_fn][arg_position] = back_fn

    def get_back_func(self, forward_fn, arg_position):
        return self.back_funcs[forward_fn][arg_position]


# %% right: setdefault
class BackwardFuncLookup:
    def __init__(self) -> None:
        self.by_position = {}

    def add_back_func(self, forward_fn, arg_position, back_fn):
        self.by_position.setdefault(arg_position, {})[forward_fn] = back_fn

    def get_back_func(self, forward_fn, arg_position):
        row = self.by_position.get(arg_position, {})
        if forward_fn not in row:
            raise KeyError(f"{forward_fn} has no backward function for {arg_position}")
        return row[forward_fn]


# %% right: a list of rows, searched from the end
class BackwardFuncLookup:
    def __init__(self) -> None:
        self.rows = []

    def add_back_func(self, forward_fn, arg_position, back_fn):
        self.rows.append((forward_fn, arg_position, back_fn))

    def get_back_func(self, forward_fn, arg_position):
        for fn, position, back in reversed(self.rows):
            if fn is forward_fn and position == arg_position:
                return back
        raise KeyError((forward_fn, arg_position))


# %% right: a subclass of dict
class BackwardFuncLookup(dict):
    def add_back_func(self, forward_fn, arg_position, back_fn):
        self[forward_fn, arg_position] = back_fn

    def get_back_func(self, forward_fn, arg_position):
        return self[forward_fn, arg_position]


# %% right: an error of its own kind
class NoBackwardFunction(KeyError):
    pass


class BackwardFuncLookup:
    def __init__(self) -> None:
        self.table: dict = dict()

    def add_back_func(self, forward_fn, arg_position, back_fn):
        self.table.update({(forward_fn, arg_position): back_fn})

    def get_back_func(self, forward_fn, arg_position):
        found = self.table.get((forward_fn, arg_position))
        if found is None:
            raise NoBackwardFunction(forward_fn)
        return found


# %% wrong: by function only [position-ignored]
class BackwardFuncLookup:
    def __init__(self):
        self.d = dict()

    def add_back_func(self, forward_fn, arg_position, back_fn):
        self.d[forward_fn] = back_fn

    def get_back_func(self, forward_fn, arg_position):
        return self.d[forward_fn]


# %% wrong: by position only [function-ignored]
class BackwardFuncLookup:
    def __init__(self):
        self.d = dict()

    def add_back_func(self, forward_fn, arg_position, back_fn):
        self.d[arg_position] = back_fn

    def get_back_func(self, forward_fn, arg_position):
        return self.d[arg_position]


# %% wrong: get [missing-row-is-none]
class BackwardFuncLookup:
    def __init__(self):
        self.d = {}

    def add_back_func(self, forward_fn, arg_position, back_fn):
        self.d[(forward_fn, arg_position)] = back_fn

    def get_back_func(self, forward_fn, arg_position):
        return self.d.get((forward_fn, arg_position), None)


# %% wrong: RuntimeError [another-error]
class BackwardFuncLookup:
    def __init__(self):
        self.d = {}

    def add_back_func(self, forward_fn, arg_position, back_fn):
        self.d[(forward_fn, arg_position)] = back_fn

    def get_back_func(self, forward_fn, arg_position):
        if (forward_fn, arg_position) not in self.d:
            raise ValueError("no backward function")
        return self.d[(forward_fn, arg_position)]


# %% wrong: an assertion [another-error]
class BackwardFuncLookup:
    def __init__(self):
        self.d = {}

    def add_back_func(self, forward_fn, arg_position, back_fn):
        self.d[(forward_fn, arg_position)] = back_fn

    def get_back_func(self, forward_fn, arg_position):
        found = self.d.get((forward_fn, arg_position))
        assert found is not None
        return found


# %% wrong: in the class body [shared-rows]
class BackwardFuncLookup:
    table = {}

    def add_back_func(self, forward_fn, arg_position, back_fn):
        self.table[forward_fn, arg_position] = back_fn

    def get_back_func(self, forward_fn, arg_position):
        return self.table[forward_fn, arg_position]


# %% wrong: a default value [shared-rows]
class BackwardFuncLookup:
    def __init__(self, table={}):
        self.table = table

    def add_back_func(self, forward_fn, arg_position, back_fn):
        self.table[forward_fn, arg_position] = back_fn

    def get_back_func(self, forward_fn, arg_position):
        return self.table[forward_fn, arg_position]


# %% wrong: the first one stays [not-replaced]
class BackwardFuncLookup:
    def __init__(self):
        self.rows = []

    def add_back_func(self, forward_fn, arg_position, back_fn):
        self.rows += [(forward_fn, arg_position, back_fn)]

    def get_back_func(self, forward_fn, arg_position):
        for row in self.rows:
            if row[:2] == (forward_fn, arg_position):
                return row[2]
        raise KeyError(arg_position)


# %% wrong: refuses [refuses-to-replace]
class BackwardFuncLookup:
    def __init__(self):
        self.d = {}

    def add_back_func(self, forward_fn, arg_position, back_fn):
        if (forward_fn, arg_position) in self.d:
            raise ValueError("there is one already")
        self.d[forward_fn, arg_position] = back_fn

    def get_back_func(self, forward_fn, arg_position):
        return self.d[forward_fn, arg_position]


# %% wrong: inner dict made anew [function-forgotten-with-its-positions]
class BackwardFuncLookup:
    def __init__(self):
        self.d = {}

    def add_back_func(self, forward_fn, arg_position, back_fn):
        inner = {}
        inner[arg_position] = back_fn
        self.d[forward_fn] = inner

    def get_back_func(self, forward_fn, arg_position):
        return self.d[forward_fn][arg_position]


# %% wrong: by name [keyed-by-name]
class BackwardFuncLookup:
    def __init__(self):
        self.d = {}

    def add_back_func(self, forward_fn, arg_position, back_fn):
        self.d[forward_fn.__name__ + str(arg_position)] = back_fn

    def get_back_func(self, forward_fn, arg_position):
        return self.d[forward_fn.__name__ + str(arg_position)]


# %% wrong: called [called-instead-of-returned]
class BackwardFuncLookup:
    def __init__(self):
        self.d = {}

    def add_back_func(self, forward_fn, arg_position, back_fn):
        self.d[forward_fn, arg_position] = back_fn

    def get_back_func(self, forward_fn, arg_position):
        back = self.d[forward_fn, arg_position]
        return back()


# %% wrong: a list of them [returns-a-list]
class BackwardFuncLookup:
    def __init__(self):
        self.d = {}

    def add_back_func(self, forward_fn, arg_position, back_fn):
        self.d.setdefault((forward_fn, arg_position), []).append(back_fn)

    def get_back_func(self, forward_fn, arg_position):
        return self.d[forward_fn, arg_position]


# %% wrong: a local name [nothing-stored]
class BackwardFuncLookup:
    def __init__(self):
        self.d = {}

    def add_back_func(self, forward_fn, arg_position, back_fn):
        d = self.d.copy()
        d[forward_fn, arg_position] = back_fn

    def get_back_func(self, forward_fn, arg_position):
        return self.d[forward_fn, arg_position]


# %% wrong: only the last row [forgets-earlier-rows]
class BackwardFuncLookup:
    def add_back_func(self, forward_fn, arg_position, back_fn):
        self.d = {(forward_fn, arg_position): back_fn}

    def get_back_func(self, forward_fn, arg_position):
        return getattr(self, "d", {})[forward_fn, arg_position]


# %% wrong: no return [nothing-returned]
class BackwardFuncLookup:
    def __init__(self):
        self.d = {}

    def add_back_func(self, forward_fn, arg_position, back_fn):
        self.d[forward_fn, arg_position] = back_fn

    def get_back_func(self, forward_fn, arg_position):
        back_fn = self.d[forward_fn, arg_position]


# %% wrong: None for a missing position [missing-function-only]
class BackwardFuncLookup:
    def __init__(self):
        self.d = {}

    def add_back_func(self, forward_fn, arg_position, back_fn):
        if forward_fn not in self.d:
            self.d[forward_fn] = {}
        self.d[forward_fn][arg_position] = back_fn

    def get_back_func(self, forward_fn, arg_position):
        rows = self.d[forward_fn]
        if arg_position in rows:
            return rows[arg_position]


# %% wrong: a list by position, as long as it happens to be
class BackwardFuncLookup:
    def __init__(self):
        self.d = {}

    def add_back_func(self, forward_fn, arg_position, back_fn):
        self.d.setdefault(forward_fn, []).append(back_fn)

    def get_back_func(self, forward_fn, arg_position):
        return self.d[forward_fn][arg_position]


# %% wrong: a row is taken out when it is asked for
class BackwardFuncLookup:
    def __init__(self):
        self.rows = {}

    def add_back_func(self, forward_fn, arg_position, back_fn):
        self.rows[forward_fn, arg_position] = back_fn

    def get_back_func(self, forward_fn, arg_position):
        return self.rows.pop((forward_fn, arg_position))


# %% wrong: position zero or not
class BackwardFuncLookup:
    def __init__(self):
        self.first, self.others = {}, {}

    def add_back_func(self, forward_fn, arg_position, back_fn):
        (self.others if arg_position else self.first)[forward_fn] = back_fn

    def get_back_func(self, forward_fn, arg_position):
        return (self.others if arg_position else self.first)[forward_fn]


# %% wrong: None is filled in on a miss
class BackwardFuncLookup:
    def __init__(self):
        self.rows = {}

    def add_back_func(self, forward_fn, arg_position, back_fn):
        self.rows[forward_fn, arg_position] = back_fn

    def get_back_func(self, forward_fn, arg_position):
        key = forward_fn, arg_position
        if key not in self.rows:
            self.rows[key] = None
            raise KeyError(key)
        return self.rows[key]


# %% wrong: the other way round
class BackwardFuncLookup:
    def __init__(self):
        self.rows = {}

    def add_back_func(self, forward_fn, arg_position, back_fn):
        self.rows[back_fn] = (forward_fn, arg_position)

    def get_back_func(self, forward_fn, arg_position):
        for back_fn, place in self.rows.items():
            if place == (forward_fn, arg_position):
                return back_fn
        raise KeyError(forward_fn)


# %% wrong: a list by position
class BackwardFuncLookup:
    def __init__(self):
        self.rows = {}

    def add_back_func(self, forward_fn, arg_position, back_fn):
        self.rows.setdefault(forward_fn, []).insert(arg_position, back_fn)

    def get_back_func(self, forward_fn, arg_position):
        try:
            return self.rows[forward_fn][arg_position]
        except IndexError:
            raise KeyError(forward_fn) from None


# %% wrong: rows of the class [shared-rows]
class BackwardFuncLookup:
    rows = {}

    def add_back_func(self, forward_fn, arg_position, back_fn):
        type(self).rows[forward_fn, arg_position] = back_fn

    def get_back_func(self, forward_fn, arg_position):
        return self.rows[forward_fn, arg_position]


# %% wrong: the code of the function as key
class BackwardFuncLookup:
    def __init__(self):
        self.rows = {}

    def add_back_func(self, forward_fn, arg_position, back_fn):
        self.rows[forward_fn.__code__, arg_position] = back_fn

    def get_back_func(self, forward_fn, arg_position):
        return self.rows[forward_fn.__code__, arg_position]


# %% wrong: LookupError [another-error]
class BackwardFuncLookup:
    def __init__(self):
        self.rows = []

    def add_back_func(self, forward_fn, arg_position, back_fn):
        self.rows.append((forward_fn, arg_position, back_fn))

    def get_back_func(self, forward_fn, arg_position):
        for f, i, back_fn in reversed(self.rows):
            if f is forward_fn and i == arg_position:
                return back_fn
        raise LookupError("no such row")


# %% right: a list, searched from the end
class BackwardFuncLookup:
    def __init__(self):
        self.rows = []

    def add_back_func(self, forward_fn, arg_position, back_fn):
        self.rows.append((forward_fn, arg_position, back_fn))

    def get_back_func(self, forward_fn, arg_position):
        for f, i, back_fn in reversed(self.rows):
            if f is forward_fn and i == arg_position:
                return back_fn
        raise KeyError(f"nothing for {forward_fn.__name__}, {arg_position}")


# %% right: a subclass of dict
class BackwardFuncLookup(dict):
    def add_back_func(self, forward_fn, arg_position, back_fn):
        self[(forward_fn, arg_position)] = back_fn

    def get_back_func(self, forward_fn, arg_position):
        return self[(forward_fn, arg_position)]


# %% right: a dict of dicts
class BackwardFuncLookup:
    def __init__(self) -> None:
        from collections import defaultdict
        self.back_funcs = defaultdict(dict)

    def add_back_func(self, forward_fn, arg_position, back_fn):
        self.back_funcs[forward_fn][arg_position] = back_fn

    def get_back_func(self, forward_fn, arg_position):
        return self.back_funcs[forward_fn][arg_position]


# %% wrong: rows written down as text
class BackwardFuncLookup:
    def __init__(self):
        self.rows = {}

    def add_back_func(self, forward_fn, arg_position, back_fn):
        self.rows[f"{forward_fn} {arg_position}".split(" at ")[0]] = back_fn

    def get_back_func(self, forward_fn, arg_position):
        return self.rows[f"{forward_fn} {arg_position}".split(" at ")[0]]


# %% wrong: a default argument that is shared [shared-rows]
class BackwardFuncLookup:
    def __init__(self, rows={}):
        self.rows = rows

    def add_back_func(self, forward_fn, arg_position, back_fn):
        self.rows[forward_fn, arg_position] = back_fn

    def get_back_func(self, forward_fn, arg_position):
        return self.rows[forward_fn, arg_position]


# %% wrong: negative positions, from the end
class BackwardFuncLookup:
    def __init__(self):
        self.rows = {}

    def add_back_func(self, forward_fn, arg_position, back_fn):
        row = self.rows.setdefault(forward_fn, [])
        row.extend([None] * (arg_position + 1 - len(row)))
        row[arg_position] = back_fn

    def get_back_func(self, forward_fn, arg_position):
        if forward_fn not in self.rows or arg_position >= len(self.rows[forward_fn]):
            raise KeyError(forward_fn)
        return self.rows[forward_fn][arg_position]


# %% wrong: attributes on the forward function [shared-rows]
class BackwardFuncLookup:
    def add_back_func(self, forward_fn, arg_position, back_fn):
        if not hasattr(forward_fn, "back"):
            forward_fn.back = {}
        forward_fn.back[arg_position] = back_fn

    def get_back_func(self, forward_fn, arg_position):
        return getattr(forward_fn, "back", {})[arg_position]


# %% wrong: a wrapper around the backward function
class BackwardFuncLookup:
    def __init__(self):
        self.rows = {}

    def add_back_func(self, forward_fn, arg_position, back_fn):
        self.rows[forward_fn, arg_position] = lambda *args, **kwargs: back_fn(*args, **kwargs)

    def get_back_func(self, forward_fn, arg_position):
        return self.rows[forward_fn, arg_position]
