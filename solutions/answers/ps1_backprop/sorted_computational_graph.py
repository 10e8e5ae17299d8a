# Answers to `sorted_computational_graph`, right and wrong, that the autograder is measured on.

# %% right: a lambda and reversed
def sorted_computational_graph(tensor):
    order = topological_sort(
        tensor, lambda t: list(t.recipe.parents.values()) if t.recipe is not None else []
    )
    return list(reversed(order))


# %% right: an if
def sorted_computational_graph(tensor: Tensor) -> list[Tensor]:
    def get_parents(tensor: Tensor) -> list[Tensor]:
        if tensor.recipe is None:
            return []
        return list(tensor.recipe.parents.values())

    return topological_sort(tensor, get_parents)[::-1]


# %% right: is_leaf, and reversed in place
def sorted_computational_graph(tensor):
    def parents(t):
        return () if t.is_leaf else tuple(t.recipe.parents.values())

    order = topological_sort(tensor, parents)
    order.reverse()
    return order


# %% right: a walk of its own
def sorted_computational_graph(tensor):
    order, seen = [], set()

    def visit(t):
        if t in seen:
            return
        seen.add(t)
        if t.recipe is not None:
            for position in sorted(t.recipe.parents):
                visit(t.recipe.parents[position])
        order.insert(0, t)

    visit(tensor)
    return order


# %% right: each parent once
def sorted_computational_graph(tensor):
    def parents(t):
        return [] if t.recipe is None else [*{id(p): p for p in t.recipe.parents.values()}.values()]

    return [t for t in topological_sort(tensor, parents)][::-1]


# %% wrong: not turned round [not-reversed]
def sorted_computational_graph(tensor):
    def parents(t):
        return [] if t.recipe is None else list(t.recipe.parents.values())

    return list(topological_sort(tensor, parents))


# %% wrong: reverse() [reverse-returns-none]
def sorted_computational_graph(tensor):
    def parents(t):
        return [] if t.recipe is None else list(t.recipe.parents.values())

    order = topological_sort(tensor, parents)
    return order.reverse()


# %% wrong: an iterator [iterator-returned]
def sorted_computational_graph(tensor):
    def parents(t):
        return [] if t.recipe is None else list(t.recipe.parents.values())

    order = topological_sort(tensor, parents)
    return reversed(order)


# %% wrong: no case for leaves [leaf-without-recipe]
def sorted_computational_graph(tensor):
    return topological_sort(tensor, lambda t: list(t.recipe.parents.values()))[::-1]


# %% wrong: None for leaves [leaf-gives-none]
def sorted_computational_graph(tensor):
    def parents(t):
        if t.recipe:
            return list(t.recipe.parents.values())

    return topological_sort(tensor, parents)[::-1]


# %% wrong: the dict itself [positions-instead-of-tensors]
def sorted_computational_graph(tensor):
    def parents(t):
        if t.recipe is None:
            return []
        return list(t.recipe.parents)

    return topological_sort(tensor, parents)[::-1]


# %% wrong: items [pairs-instead-of-tensors]
def sorted_computational_graph(tensor):
    def parents(t):
        if t.recipe is None:
            return []
        return [pair for pair in t.recipe.parents.items()]

    return topological_sort(tensor, parents)[::-1]


# %% wrong: args [arguments-instead-of-parents]
def sorted_computational_graph(tensor):
    def parents(t):
        if t.recipe is None:
            return []
        return list(t.recipe.args)

    return topological_sort(tensor, parents)[::-1]


# %% wrong: constants left out [constants-left-out]
def sorted_computational_graph(tensor):
    def parents(t):
        if t.recipe is None:
            return []
        return [p for p in t.recipe.parents.values() if p.requires_grad]

    return topological_sort(tensor, parents)[::-1]


# %% wrong: leaves left out [leaves-left-out]
def sorted_computational_graph(tensor):
    def parents(t):
        if t.recipe is None:
            return []
        return [p for p in t.recipe.parents.values() if not p.is_leaf]

    return topological_sort(tensor, parents)[::-1]


# %% wrong: one parent [first-parent-only]
def sorted_computational_graph(tensor):
    def parents(t):
        if t.recipe is None:
            return []
        return [next(iter(t.recipe.parents.values()))]

    return topological_sort(tensor, parents)[::-1]


# %% wrong: itself left out [tensor-itself-left-out]
def sorted_computational_graph(tensor):
    def parents(t):
        return [] if t.recipe is None else list(t.recipe.parents.values())

    return [t for t in topological_sort(tensor, parents)[::-1] if t is not tensor]


# %% wrong: one step [parents-only]
def sorted_computational_graph(tensor):
    order = [tensor]
    if tensor.recipe:
        for parent in tensor.recipe.parents.values():
            if parent not in order:
                order.append(parent)
    return order


# %% wrong: get_children of nodes [children-attribute-read]
def sorted_computational_graph(tensor):
    order = topological_sort(tensor, get_children)
    return order[::-1]


# %% wrong: level by level [level-by-level]
def sorted_computational_graph(tensor):
    order, queue = [], [tensor]
    while queue:
        t = queue.pop(0)
        if t in order:
            continue
        order.append(t)
        if t.recipe is not None:
            queue += t.recipe.parents.values()
    return order


# %% wrong: as met [depth-first-as-met]
def sorted_computational_graph(tensor):
    order, seen = [], set()

    def visit(t):
        if t in seen:
            return
        seen.add(t)
        order.append(t)
        if t.recipe is not None:
            for p in t.recipe.parents.values():
                visit(p)

    visit(tensor)
    return order


# %% wrong: repeated [tensors-repeated]
def sorted_computational_graph(tensor):
    order = [tensor]
    if tensor.recipe is not None:
        for parent in tensor.recipe.parents.values():
            order += sorted_computational_graph(parent)
    return order


# %% wrong: parents called [called-instead-of-passed]
def sorted_computational_graph(tensor):
    def parents(t):
        return [] if t.recipe is None else list(t.recipe.parents.values())

    return topological_sort(tensor, parents(tensor))[::-1]


# %% wrong: arrays [arrays-returned]
def sorted_computational_graph(tensor):
    def parents(t):
        return [] if t.recipe is None else list(t.recipe.parents.values())

    return [t.array for t in topological_sort(tensor, parents)][::-1]


# %% wrong: the first two parents
def sorted_computational_graph(tensor):
    def get_parents(t):
        if t.recipe is None:
            return []
        return [t.recipe.parents[i] for i in (0, 1) if i in t.recipe.parents]

    return topological_sort(tensor, get_parents)[::-1]


# %% wrong: parents counted on from zero
def sorted_computational_graph(tensor):
    def get_parents(t):
        found, i = [], 0
        while t.recipe is not None and i in t.recipe.parents:
            found.append(t.recipe.parents[i])
            i += 1
        return found

    return topological_sort(tensor, get_parents)[::-1]


# %% wrong: tensors that are true
def sorted_computational_graph(tensor):
    def get_parents(t):
        return [p for p in t.recipe.parents.values() if p] if t.recipe else []

    return topological_sort(tensor, get_parents)[::-1]


# %% wrong: parents taken out
def sorted_computational_graph(tensor):
    def get_parents(t):
        found = []
        if t.recipe is not None:
            for i in list(t.recipe.parents):
                found.append(t.recipe.parents.pop(i))
        return found

    return topological_sort(tensor, get_parents)[::-1]


# %% wrong: recipes cleared behind the walk
def sorted_computational_graph(tensor):
    def get_parents(t):
        return [] if t.recipe is None else list(t.recipe.parents.values())

    order = topological_sort(tensor, get_parents)[::-1]
    for t in order:
        t.recipe = None
    return order


# %% wrong: a leaf alone gives an empty list [start-missing]
def sorted_computational_graph(tensor):
    if tensor.recipe is None:
        return []

    def get_parents(t):
        return [] if t.recipe is None else list(t.recipe.parents.values())

    return topological_sort(tensor, get_parents)[::-1]


# %% wrong: those that require a gradient
def sorted_computational_graph(tensor):
    def get_parents(t):
        return [] if t.recipe is None else list(t.recipe.parents.values())

    return [t for t in topological_sort(tensor, get_parents)[::-1] if t.requires_grad]


# %% wrong: reversed object
def sorted_computational_graph(tensor):
    def get_parents(t):
        return [] if t.recipe is None else list(t.recipe.parents.values())

    return tuple(reversed(topological_sort(tensor, get_parents)))


# %% wrong: gradients cleared on the way
def sorted_computational_graph(tensor):
    def get_parents(t):
        return [] if t.recipe is None else list(t.recipe.parents.values())

    order = topological_sort(tensor, get_parents)[::-1]
    for t in order:
        t.visited = True
    return order


# %% right: a lambda and reverse
def sorted_computational_graph(tensor):
    order = topological_sort(tensor, lambda t: [] if t.recipe is None else [*t.recipe.parents.values()])
    order.reverse()
    return order


# %% right: a walk of its own
def sorted_computational_graph(tensor):
    seen, order = set(), []

    def visit(t):
        seen.add(id(t))
        if t.recipe is not None:
            for p in t.recipe.parents.values():
                if id(p) not in seen:
                    visit(p)
        order.insert(0, t)

    visit(tensor)
    return order


# %% right: the usual
def sorted_computational_graph(tensor):
    def get_parents(tensor):
        if tensor.recipe is None:
            return []
        return list(tensor.recipe.parents.values())
    return topological_sort(tensor, get_parents)[::-1]
