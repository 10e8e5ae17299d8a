# Wrong answers to `BackwardFuncLookup`, and what to say to whoever gave one.

# %% [markdown] id="position-ignored"
# The rows of a function overwrite each other: whatever the position, the one that was added last is
# found. The key needs both, the function and the position.

# %%
class BackwardFuncLookup:
    def __init__(self):
        self.rows = {}

    def add_back_func(self, forward_fn, arg_position, back_fn):
        self.rows[forward_fn] = back_fn

    def get_back_func(self, forward_fn, arg_position):
        return self.rows[forward_fn]

# %% [markdown] id="function-ignored"
# The rows of different functions overwrite each other. The key needs both, the function and the
# position.

# %%
class BackwardFuncLookup:
    def __init__(self):
        self.rows = {}

    def add_back_func(self, forward_fn, arg_position, back_fn):
        self.rows[arg_position] = back_fn

    def get_back_func(self, forward_fn, arg_position):
        return self.rows[arg_position]

# %% [markdown] id="missing-row-is-none"
# A row that is not there comes back as None, and the walk would go on with it until something breaks far
# away. Let the question end in a KeyError.

# %%
class BackwardFuncLookup:
    def __init__(self):
        self.rows = {}

    def add_back_func(self, forward_fn, arg_position, back_fn):
        self.rows[forward_fn, arg_position] = back_fn

    def get_back_func(self, forward_fn, arg_position):
        return self.rows.get((forward_fn, arg_position))

# %%
class BackwardFuncLookup:
    def __init__(self):
        self.rows = {}

    def add_back_func(self, forward_fn, arg_position, back_fn):
        self.rows[forward_fn, arg_position] = back_fn

    def get_back_func(self, forward_fn, arg_position):
        if (forward_fn, arg_position) in self.rows:
            return self.rows[forward_fn, arg_position]

# %%
class BackwardFuncLookup:
    def __init__(self):
        self.rows = {}

    def add_back_func(self, forward_fn, arg_position, back_fn):
        self.rows[forward_fn, arg_position] = back_fn

    def get_back_func(self, forward_fn, arg_position):
        try:
            return self.rows[forward_fn, arg_position]
        except KeyError:
            return None

# %% [markdown] id="another-error"
# A row that is not there should be a KeyError, and is another error here. Whoever asks has to be able to
# tell a missing row from a fault in the table.

# %%
class BackwardFuncLookup:
    def __init__(self):
        self.rows = {}

    def add_back_func(self, forward_fn, arg_position, back_fn):
        self.rows[forward_fn, arg_position] = back_fn

    def get_back_func(self, forward_fn, arg_position):
        if (forward_fn, arg_position) not in self.rows:
            raise ValueError('no such row')
        return self.rows[forward_fn, arg_position]

# %%
class BackwardFuncLookup:
    def __init__(self):
        self.rows = {}

    def add_back_func(self, forward_fn, arg_position, back_fn):
        self.rows[forward_fn, arg_position] = back_fn

    def get_back_func(self, forward_fn, arg_position):
        assert (forward_fn, arg_position) in self.rows
        return self.rows[forward_fn, arg_position]

# %%
class BackwardFuncLookup:
    def __init__(self):
        self.rows = {}

    def add_back_func(self, forward_fn, arg_position, back_fn):
        self.rows[forward_fn, arg_position] = back_fn

    def get_back_func(self, forward_fn, arg_position):
        if (forward_fn, arg_position) not in self.rows:
            raise Exception('not found')
        return self.rows[forward_fn, arg_position]

# %%
class BackwardFuncLookup:
    def __init__(self):
        self.rows = {}

    def add_back_func(self, forward_fn, arg_position, back_fn):
        self.rows[forward_fn, arg_position] = back_fn

    def get_back_func(self, forward_fn, arg_position):
        if (forward_fn, arg_position) not in self.rows:
            raise NameError('no such row')
        return self.rows[forward_fn, arg_position]

# %%
class BackwardFuncLookup:
    def __init__(self):
        self.rows = {}

    def add_back_func(self, forward_fn, arg_position, back_fn):
        self.rows[forward_fn, arg_position] = back_fn

    def get_back_func(self, forward_fn, arg_position):
        if (forward_fn, arg_position) not in self.rows:
            raise LookupError('no such row')
        return self.rows[forward_fn, arg_position]

# %% [markdown] id="shared-rows"
# All tables share their rows: what is added to one can be found in the others. A dictionary in the class
# body, or a global one, exists once. Make one in `__init__`.

# %%
class BackwardFuncLookup:
    rows = {}

    def __init__(self):
        pass

    def add_back_func(self, forward_fn, arg_position, back_fn):
        self.rows[forward_fn, arg_position] = back_fn

    def get_back_func(self, forward_fn, arg_position):
        return self.rows[forward_fn, arg_position]

# %% [markdown] id="not-replaced"
# A row that is added a second time should replace the first. Here the first one stays.

# %%
class BackwardFuncLookup:
    def __init__(self):
        self.rows = {}

    def add_back_func(self, forward_fn, arg_position, back_fn):
        self.rows.setdefault((forward_fn, arg_position), back_fn)

    def get_back_func(self, forward_fn, arg_position):
        return self.rows[forward_fn, arg_position]

# %%
class BackwardFuncLookup:
    def __init__(self):
        self.rows = {}

    def add_back_func(self, forward_fn, arg_position, back_fn):
        if (forward_fn, arg_position) not in self.rows:
            self.rows[forward_fn, arg_position] = back_fn

    def get_back_func(self, forward_fn, arg_position):
        return self.rows[forward_fn, arg_position]

# %%
class BackwardFuncLookup:
    def __init__(self):
        self.rows = []

    def add_back_func(self, forward_fn, arg_position, back_fn):
        self.rows.append((forward_fn, arg_position, back_fn))

    def get_back_func(self, forward_fn, arg_position):
        for fn, position, back in self.rows:
            if fn is forward_fn and position == arg_position:
                return back
        raise KeyError(forward_fn)

# %% [markdown] id="refuses-to-replace"
# Adding a row a second time is an error here. In a notebook cells run again and again, so it should
# replace the first.

# %%
class BackwardFuncLookup:
    def __init__(self):
        self.rows = {}

    def add_back_func(self, forward_fn, arg_position, back_fn):
        if (forward_fn, arg_position) in self.rows:
            raise ValueError('registered already')
        self.rows[forward_fn, arg_position] = back_fn

    def get_back_func(self, forward_fn, arg_position):
        return self.rows[forward_fn, arg_position]

# %%
class BackwardFuncLookup:
    def __init__(self):
        self.rows = {}

    def add_back_func(self, forward_fn, arg_position, back_fn):
        if (forward_fn, arg_position) in self.rows:
            raise KeyError('registered already')
        self.rows[forward_fn, arg_position] = back_fn

    def get_back_func(self, forward_fn, arg_position):
        return self.rows[forward_fn, arg_position]

# %%
class BackwardFuncLookup:
    def __init__(self):
        self.rows = {}

    def add_back_func(self, forward_fn, arg_position, back_fn):
        assert (forward_fn, arg_position) not in self.rows
        self.rows[forward_fn, arg_position] = back_fn

    def get_back_func(self, forward_fn, arg_position):
        return self.rows[forward_fn, arg_position]

# %% [markdown] id="function-forgotten-with-its-positions"
# When a second position of a function is added, the first is lost: a fresh inner dictionary takes the
# place of the one that was there.

# %%
class BackwardFuncLookup:
    def __init__(self):
        self.rows = {}

    def add_back_func(self, forward_fn, arg_position, back_fn):
        self.rows[forward_fn] = {arg_position: back_fn}

    def get_back_func(self, forward_fn, arg_position):
        return self.rows[forward_fn][arg_position]

# %% [markdown] id="keyed-by-name"
# Functions are told apart by their names here, and two functions may have the same one (every lambda is
# called `<lambda>`). The function itself can be a key.

# %%
class BackwardFuncLookup:
    def __init__(self):
        self.rows = {}

    def add_back_func(self, forward_fn, arg_position, back_fn):
        self.rows[forward_fn.__name__, arg_position] = back_fn

    def get_back_func(self, forward_fn, arg_position):
        return self.rows[forward_fn.__name__, arg_position]

# %%
class BackwardFuncLookup:
    def __init__(self):
        self.rows = {}

    def add_back_func(self, forward_fn, arg_position, back_fn):
        self.rows[f'{forward_fn.__name__}{arg_position}'] = back_fn

    def get_back_func(self, forward_fn, arg_position):
        return self.rows[f'{forward_fn.__name__}{arg_position}']

# %% [markdown] id="called-instead-of-returned"
# The backward function is called, where it should only be stored or handed out. Without parentheses it
# is a value like any other.

# %%
class BackwardFuncLookup:
    def __init__(self):
        self.rows = {}

    def add_back_func(self, forward_fn, arg_position, back_fn):
        self.rows[forward_fn, arg_position] = back_fn

    def get_back_func(self, forward_fn, arg_position):
        return self.rows[forward_fn, arg_position]()

# %%
class BackwardFuncLookup:
    def __init__(self):
        self.rows = {}

    def add_back_func(self, forward_fn, arg_position, back_fn):
        self.rows[forward_fn, arg_position] = back_fn()

    def get_back_func(self, forward_fn, arg_position):
        return self.rows[forward_fn, arg_position]

# %%
class BackwardFuncLookup:
    def __init__(self):
        self.rows = {}

    def add_back_func(self, forward_fn, arg_position, back_fn):
        self.rows[forward_fn(), arg_position] = back_fn

    def get_back_func(self, forward_fn, arg_position):
        return self.rows[forward_fn(), arg_position]

# %% [markdown] id="returns-a-list"
# What comes back is not the backward function but a container with it, or all rows of the function. The
# walk wants to call it.

# %%
class BackwardFuncLookup:
    def __init__(self):
        self.rows = {}

    def add_back_func(self, forward_fn, arg_position, back_fn):
        self.rows.setdefault((forward_fn, arg_position), []).append(back_fn)

    def get_back_func(self, forward_fn, arg_position):
        return self.rows[forward_fn, arg_position]

# %%
class BackwardFuncLookup:
    def __init__(self):
        self.rows = {}

    def add_back_func(self, forward_fn, arg_position, back_fn):
        self.rows.setdefault(forward_fn, {})[arg_position] = back_fn

    def get_back_func(self, forward_fn, arg_position):
        return self.rows[forward_fn]

# %% [markdown] id="nothing-stored"
# Nothing is found again. Does `add_back_func` keep what it gets, on `self`, where `get_back_func` looks?

# %%
class BackwardFuncLookup:
    def __init__(self):
        self.rows = {}

    def add_back_func(self, forward_fn, arg_position, back_fn):
        pass

    def get_back_func(self, forward_fn, arg_position):
        return self.rows[forward_fn, arg_position]

# %%
class BackwardFuncLookup:
    def __init__(self):
        self.rows = {}

    def add_back_func(self, forward_fn, arg_position, back_fn):
        rows = {}
        rows[forward_fn, arg_position] = back_fn

    def get_back_func(self, forward_fn, arg_position):
        return self.rows[forward_fn, arg_position]

# %%
class BackwardFuncLookup:
    def __init__(self):
        self.rows = {}

    def add_back_func(self, forward_fn, arg_position, back_fn):
        self.rows[arg_position, forward_fn] = back_fn

    def get_back_func(self, forward_fn, arg_position):
        return self.rows[forward_fn, arg_position]

# %%
class BackwardFuncLookup:
    def __init__(self):
        self.rows = {}

    def add_back_func(self, forward_fn, arg_position, back_fn):
        self.rows = {}

    def get_back_func(self, forward_fn, arg_position):
        return self.rows[forward_fn, arg_position]

# %% [markdown] id="forgets-earlier-rows"
# Only the row that was added last is still there. Adding a row must leave the others alone.

# %%
class BackwardFuncLookup:
    def __init__(self):
        self.rows = {}

    def add_back_func(self, forward_fn, arg_position, back_fn):
        self.rows = {(forward_fn, arg_position): back_fn}

    def get_back_func(self, forward_fn, arg_position):
        return self.rows[forward_fn, arg_position]

# %% [markdown] id="nothing-returned"
# `get_back_func` finds the row but does not hand it back. Is there a `return`?

# %%
class BackwardFuncLookup:
    def __init__(self):
        self.rows = {}

    def add_back_func(self, forward_fn, arg_position, back_fn):
        self.rows[forward_fn, arg_position] = back_fn

    def get_back_func(self, forward_fn, arg_position):
        self.rows[forward_fn, arg_position]

# %% [markdown] id="missing-function-only"
# An unknown function is a KeyError, but an unknown position of a known function is not.

# %%
class BackwardFuncLookup:
    def __init__(self):
        self.rows = {}

    def add_back_func(self, forward_fn, arg_position, back_fn):
        self.rows.setdefault(forward_fn, {})[arg_position] = back_fn

    def get_back_func(self, forward_fn, arg_position):
        return self.rows[forward_fn].get(arg_position)

# %%
class BackwardFuncLookup:
    def __init__(self):
        self.rows = {}

    def add_back_func(self, forward_fn, arg_position, back_fn):
        self.rows.setdefault(forward_fn, [None] * 9)[arg_position] = back_fn

    def get_back_func(self, forward_fn, arg_position):
        return self.rows[forward_fn][arg_position]
