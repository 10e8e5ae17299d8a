# Wrong answers to `sorted_computational_graph`, and what to say to whoever gave one.

# %% [markdown] id="not-reversed"
# All tensors are there, but the wrong way round: gradients flow from the end of the calculation to
# the leaves, so `tensor` comes first.

# %%
def sorted_computational_graph(tensor):
    def parents_of(t):
        return [] if t.recipe is None else list(t.recipe.parents.values())

    return topological_sort(tensor, parents_of)

# %%
def sorted_computational_graph(tensor):
    def parents_of(t):
        return [] if t.recipe is None else list(t.recipe.parents.values())

    return sorted(topological_sort(tensor, parents_of), key=lambda t: 0)

# %% [markdown] id="reverse-returns-none"
# `list.reverse()` turns a list round in place and returns None.

# %%
def sorted_computational_graph(tensor):
    def parents_of(t):
        return [] if t.recipe is None else list(t.recipe.parents.values())

    return topological_sort(tensor, parents_of).reverse()

# %%
def sorted_computational_graph(tensor):
    def parents_of(t):
        return [] if t.recipe is None else list(t.recipe.parents.values())

    topological_sort(tensor, parents_of)[::-1]

# %% [markdown] id="iterator-returned"
# What comes back is no list. `reversed` gives something to loop over once; `list(...)` around it,
# or `[::-1]`, makes a list.

# %%
def sorted_computational_graph(tensor):
    def parents_of(t):
        return [] if t.recipe is None else list(t.recipe.parents.values())

    return reversed(topological_sort(tensor, parents_of))

# %% [markdown] id="leaf-without-recipe"
# A leaf has no recipe: `recipe` is None there, and None has no `parents`. Leaves have an empty list
# of parents.

# %%
def sorted_computational_graph(tensor):
    def parents_of(t):
        return list(t.recipe.parents.values())

    return topological_sort(tensor, parents_of)[::-1]

# %%
def sorted_computational_graph(tensor):
    def parents_of(t):
        return t.recipe.parents.values()

    return topological_sort(tensor, parents_of)[::-1]

# %% [markdown] id="leaf-gives-none"
# For a leaf, your function that lists parents gives None, which cannot be looped over. An empty
# list is what "no parents" means.

# %%
def sorted_computational_graph(tensor):
    def parents_of(t):
        if t.recipe is not None:
            return list(t.recipe.parents.values())

    return topological_sort(tensor, parents_of)[::-1]

# %%
def sorted_computational_graph(tensor):
    def parents_of(t):
        return None if t.recipe is None else list(t.recipe.parents.values())

    return topological_sort(tensor, parents_of)[::-1]

# %% [markdown] id="positions-instead-of-tensors"
# `recipe.parents` is a dict. A loop over a dict gives its keys, which are positions here; the
# tensors are its values.

# %%
def sorted_computational_graph(tensor):
    def parents_of(t):
        return [] if t.recipe is None else list(t.recipe.parents)

    return topological_sort(tensor, parents_of)[::-1]

# %%
def sorted_computational_graph(tensor):
    def parents_of(t):
        return [] if t.recipe is None else t.recipe.parents.keys()

    return topological_sort(tensor, parents_of)[::-1]

# %%
def sorted_computational_graph(tensor):
    def parents_of(t):
        return [] if t.recipe is None else t.recipe.parents

    return topological_sort(tensor, parents_of)[::-1]

# %% [markdown] id="pairs-instead-of-tensors"
# `items()` gives pairs of position and tensor. The tensors alone are the `values()`.

# %%
def sorted_computational_graph(tensor):
    def parents_of(t):
        return [] if t.recipe is None else list(t.recipe.parents.items())

    return topological_sort(tensor, parents_of)[::-1]

# %% [markdown] id="arguments-instead-of-parents"
# `recipe.args` holds plain arrays and numbers. The tensors are in `recipe.parents`.

# %%
def sorted_computational_graph(tensor):
    def parents_of(t):
        return [] if t.recipe is None else list(t.recipe.args)

    return topological_sort(tensor, parents_of)[::-1]

# %%
def sorted_computational_graph(tensor):
    def parents_of(t):
        return [] if t.recipe is None else t.recipe.args

    return topological_sort(tensor, parents_of)[::-1]

# %% [markdown] id="constants-left-out"
# Tensors that require no gradient are missing. The list has everything that `tensor` was computed
# from.

# %%
def sorted_computational_graph(tensor):
    def parents_of(t):
        return [] if t.recipe is None else [p for p in t.recipe.parents.values() if p.requires_grad]

    return topological_sort(tensor, parents_of)[::-1]

# %% [markdown] id="leaves-left-out"
# The leaves are missing. They have no recipe, but they belong to the graph: it is for their
# gradients that the walk is made.

# %%
def sorted_computational_graph(tensor):
    def parents_of(t):
        return [] if t.recipe is None else [p for p in t.recipe.parents.values() if p.recipe is not None]

    return topological_sort(tensor, parents_of)[::-1]

# %%
def sorted_computational_graph(tensor):
    def parents_of(t):
        return [] if t.recipe is None else list(t.recipe.parents.values())

    return [t for t in topological_sort(tensor, parents_of)[::-1] if t.recipe is not None]

# %% [markdown] id="first-parent-only"
# Of each tensor only one parent is followed. There may be several.

# %%
def sorted_computational_graph(tensor):
    def parents_of(t):
        return [] if t.recipe is None else list(t.recipe.parents.values())[:1]

    return topological_sort(tensor, parents_of)[::-1]

# %%
def sorted_computational_graph(tensor):
    def parents_of(t):
        return [] if t.recipe is None else [t.recipe.parents[0]]

    return topological_sort(tensor, parents_of)[::-1]

# %%
def sorted_computational_graph(tensor):
    def parents_of(t):
        return [] if t.recipe is None else [p for i, p in t.recipe.parents.items() if i == 0]

    return topological_sort(tensor, parents_of)[::-1]

# %% [markdown] id="tensor-itself-left-out"
# `tensor` itself is missing. It comes first: the walk starts there.

# %%
def sorted_computational_graph(tensor):
    def parents_of(t):
        return [] if t.recipe is None else list(t.recipe.parents.values())

    return topological_sort(tensor, parents_of)[-2::-1]

# %%
def sorted_computational_graph(tensor):
    def parents_of(t):
        return [] if t.recipe is None else list(t.recipe.parents.values())

    return topological_sort(tensor, parents_of)[:-1][::-1]

# %% [markdown] id="parents-only"
# Only the parents of `tensor` are listed. The graph goes on: their parents belong to it as well,
# and so on.

# %%
def sorted_computational_graph(tensor):
    return [tensor] + ([] if tensor.recipe is None else list(dict.fromkeys(tensor.recipe.parents.values())))

# %%
def sorted_computational_graph(tensor):
    return [tensor] + ([] if tensor.recipe is None else list(tensor.recipe.parents.values()))

# %%
def sorted_computational_graph(tensor):
    return [tensor]

# %% [markdown] id="children-attribute-read"
# A tensor has no attribute `children` or `parents`. What it was made from is in its recipe.

# %%
def sorted_computational_graph(tensor):
    return topological_sort(tensor, get_children)[::-1]

# %%
def sorted_computational_graph(tensor):
    return topological_sort(tensor, lambda t: t.parents)[::-1]

# %%
def sorted_computational_graph(tensor):
    return topological_sort(tensor, lambda t: list(t.parents.values()) if t.recipe else [])[::-1]

# %% [markdown] id="level-by-level"
# You walk through the graph yourself, level by level, and list tensors as they are met. A tensor
# that is reached over a short way and over a long one comes too early then. `topological_sort`
# takes care of that.

# %%
def sorted_computational_graph(tensor):
    order = [tensor]
    for t in order:
        for p in (t.recipe.parents.values() if t.recipe else ()):
            if p not in order:
                order.append(p)
    return order

# %% [markdown] id="depth-first-as-met"
# You walk through the graph yourself and list tensors as they are met. A tensor that is used twice
# comes too early then: before something that was computed from it. `topological_sort` takes care of
# that.

# %%
def sorted_computational_graph(tensor):
    order = []

    def visit(t):
        if t in order:
            return
        order.append(t)
        for p in (t.recipe.parents.values() if t.recipe else ()):
            visit(p)

    visit(tensor)
    return order

# %% [markdown] id="tensors-repeated"
# A tensor that is used several times is listed several times. It is one tensor, and takes its turn
# once.

# %%
def sorted_computational_graph(tensor):
    order = [tensor]
    for t in order:
        order.extend(t.recipe.parents.values() if t.recipe else ())
    return order

# %% [markdown] id="arrays-returned"
# The list holds arrays. It is the tensors themselves that are needed, with their recipes.

# %%
def sorted_computational_graph(tensor):
    def parents_of(t):
        return [] if t.recipe is None else list(t.recipe.parents.values())

    return [t.array for t in topological_sort(tensor, parents_of)[::-1]]

# %% [markdown] id="called-instead-of-passed"
# The function that lists the parents is called, where it should be passed on: without parentheses.

# %%
def sorted_computational_graph(tensor):
    def parents_of(t):
        return [] if t.recipe is None else list(t.recipe.parents.values())

    return topological_sort(tensor, parents_of(tensor))[::-1]
