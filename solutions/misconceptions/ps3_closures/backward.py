# %% [markdown] id="seed-missing"
# The walk starts with a gradient of zeros, so zeros arrive everywhere. How much does each number
# of the result change with itself?

# %%
def backward(x):
    topo, visited = [], set()

    def build_topo(t):
        if t in visited:
            return
        visited.add(t)
        for parent in t.parents:
            build_topo(parent)
        topo.append(t)

    build_topo(x)
    for t in reversed(topo):
        if t.grad_fn is not None:
            t.grad_fn(t.grad)
    return topo


# %%
def backward(x):
    topo, visited = [], set()

    def build_topo(t):
        if t in visited:
            return
        visited.add(t)
        for parent in t.parents:
            build_topo(parent)
        topo.append(t)

    build_topo(x)
    x.grad = np.zeros_like(x.array)
    for t in reversed(topo):
        if t.grad_fn is not None:
            t.grad_fn(t.grad)
    return topo


# %%
def backward(x):
    topo, visited = [], set()

    def build_topo(t):
        if t in visited:
            return
        visited.add(t)
        for parent in t.parents:
            build_topo(parent)
        topo.append(t)

    build_topo(x)
    x.zero_grad()
    for t in reversed(topo):
        if t.grad_fn is not None:
            t.grad_fn(t.grad)
    return topo


# %% [markdown] id="seed-shape"
# The first gradient has to be an array in the shape of the result; a single number goes wrong as
# soon as somebody looks at its shape.

# %%
def backward(x):
    topo, visited = [], set()

    def build_topo(t):
        if t in visited:
            return
        visited.add(t)
        for parent in t.parents:
            build_topo(parent)
        topo.append(t)

    build_topo(x)
    x.grad = 1.0
    for t in reversed(topo):
        if t.grad_fn is not None:
            t.grad_fn(t.grad)
    return topo


# %%
def backward(x):
    topo, visited = [], set()

    def build_topo(t):
        if t in visited:
            return
        visited.add(t)
        for parent in t.parents:
            build_topo(parent)
        topo.append(t)

    build_topo(x)
    x.grad = 1
    for t in reversed(topo):
        if t.grad_fn is not None:
            t.grad_fn(t.grad)
    return topo


# %%
def backward(x):
    topo, visited = [], set()

    def build_topo(t):
        if t in visited:
            return
        visited.add(t)
        for parent in t.parents:
            build_topo(parent)
        topo.append(t)

    build_topo(x)
    x.grad = np.ones(())
    for t in reversed(topo):
        if t.grad_fn is not None:
            t.grad_fn(t.grad)
    return topo


# %%
def backward(x):
    topo, visited = [], set()

    def build_topo(t):
        if t in visited:
            return
        visited.add(t)
        for parent in t.parents:
            build_topo(parent)
        topo.append(t)

    build_topo(x)
    x.grad = np.array(1.0)
    for t in reversed(topo):
        if t.grad_fn is not None:
            t.grad_fn(t.grad)
    return topo


# %%
def backward(x):
    topo, visited = [], set()

    def build_topo(t):
        if t in visited:
            return
        visited.add(t)
        for parent in t.parents:
            build_topo(parent)
        topo.append(t)

    build_topo(x)
    x.grad = np.ones(1)
    for t in reversed(topo):
        if t.grad_fn is not None:
            t.grad_fn(t.grad)
    return topo


# %%
def backward(x):
    topo, visited = [], set()

    def build_topo(t):
        if t in visited:
            return
        visited.add(t)
        for parent in t.parents:
            build_topo(parent)
        topo.append(t)

    build_topo(x)
    x.grad = np.array([1.0])
    for t in reversed(topo):
        if t.grad_fn is not None:
            t.grad_fn(t.grad)
    return topo


# %%
def backward(x):
    topo, visited = [], set()

    def build_topo(t):
        if t in visited:
            return
        visited.add(t)
        for parent in t.parents:
            build_topo(parent)
        topo.append(t)

    build_topo(x)
    x.grad = np.float32(1)
    for t in reversed(topo):
        if t.grad_fn is not None:
            t.grad_fn(t.grad)
    return topo


# %%
def backward(x):
    topo, visited = [], set()

    def build_topo(t):
        if t in visited:
            return
        visited.add(t)
        for parent in t.parents:
            build_topo(parent)
        topo.append(t)

    build_topo(x)
    x.grad = np.sum(np.ones_like(x.array))
    for t in reversed(topo):
        if t.grad_fn is not None:
            t.grad_fn(t.grad)
    return topo


# %%
def backward(x):
    topo, visited = [], set()

    def build_topo(t):
        if t in visited:
            return
        visited.add(t)
        for parent in t.parents:
            build_topo(parent)
        topo.append(t)

    build_topo(x)
    x.grad = np.ones((1, 1))
    for t in reversed(topo):
        if t.grad_fn is not None:
            t.grad_fn(t.grad)
    return topo


# %% [markdown] id="seed-values"
# The walk starts from the numbers of the result, or another array, where ones belong: each number
# of the result changes with itself at the rate 1.

# %%
def backward(x):
    topo, visited = [], set()

    def build_topo(t):
        if t in visited:
            return
        visited.add(t)
        for parent in t.parents:
            build_topo(parent)
        topo.append(t)

    build_topo(x)
    x.grad = x.array
    for t in reversed(topo):
        if t.grad_fn is not None:
            t.grad_fn(t.grad)
    return topo


# %%
def backward(x):
    topo, visited = [], set()

    def build_topo(t):
        if t in visited:
            return
        visited.add(t)
        for parent in t.parents:
            build_topo(parent)
        topo.append(t)

    build_topo(x)
    x.grad = x.array.copy()
    for t in reversed(topo):
        if t.grad_fn is not None:
            t.grad_fn(t.grad)
    return topo


# %%
def backward(x):
    topo, visited = [], set()

    def build_topo(t):
        if t in visited:
            return
        visited.add(t)
        for parent in t.parents:
            build_topo(parent)
        topo.append(t)

    build_topo(x)
    x.grad = 2 * np.ones_like(x.array)
    for t in reversed(topo):
        if t.grad_fn is not None:
            t.grad_fn(t.grad)
    return topo


# %%
def backward(x):
    topo, visited = [], set()

    def build_topo(t):
        if t in visited:
            return
        visited.add(t)
        for parent in t.parents:
            build_topo(parent)
        topo.append(t)

    build_topo(x)
    x.grad = -np.ones_like(x.array)
    for t in reversed(topo):
        if t.grad_fn is not None:
            t.grad_fn(t.grad)
    return topo


# %%
def backward(x):
    topo, visited = [], set()

    def build_topo(t):
        if t in visited:
            return
        visited.add(t)
        for parent in t.parents:
            build_topo(parent)
        topo.append(t)

    build_topo(x)
    x.grad = np.full_like(x.array, 1 / x.array.size)
    for t in reversed(topo):
        if t.grad_fn is not None:
            t.grad_fn(t.grad)
    return topo


# %% [markdown] id="seed-too-late"
# The first gradient is set after the walk, which has passed on zeros by then.

# %%
def backward(x):
    topo, visited = [], set()

    def build_topo(t):
        if t in visited:
            return
        visited.add(t)
        for parent in t.parents:
            build_topo(parent)
        topo.append(t)

    build_topo(x)
    for t in reversed(topo):
        if t.grad_fn is not None:
            t.grad_fn(t.grad)
    x.grad = np.ones_like(x.array)
    return topo


# %% [markdown] id="not-reversed"
# The walk goes from the leaves to the result. Gradients travel the other way: which end of the
# order has one to pass on at the start?

# %%
def backward(x):
    topo, visited = [], set()

    def build_topo(t):
        if t in visited:
            return
        visited.add(t)
        for parent in t.parents:
            build_topo(parent)
        topo.append(t)

    build_topo(x)
    x.grad = np.ones_like(x.array)
    for t in topo:
        if t.grad_fn is not None:
            t.grad_fn(t.grad)
    return topo


# %%
def backward(x):
    topo, visited = [], set()

    def build_topo(t):
        if t in visited:
            return
        visited.add(t)
        for parent in t.parents:
            build_topo(parent)
        topo.append(t)

    build_topo(x)
    x.grad = np.ones_like(x.array)
    for t in topo:
        if t.grad_fn is not None:
            t.grad_fn(t.grad)


# %% [markdown] id="appended-too-early"
# A tensor is appended before its parents, so the order runs from the result down, and then
# backwards the walk begins at a leaf. When may a tensor be appended?

# %%
def backward(x):
    topo, visited = [], set()

    def build_topo(t):
        if t in visited:
            return
        visited.add(t)
        topo.append(t)
        for parent in t.parents:
            build_topo(parent)

    build_topo(x)
    x.grad = np.ones_like(x.array)
    for t in reversed(topo):
        if t.grad_fn is not None:
            t.grad_fn(t.grad)
    return topo


# %%
def backward(x):
    topo, visited = [], set()

    def build_topo(t):
        if t not in visited:
            visited.add(t)
            topo.append(t)
            for parent in t.parents:
                build_topo(parent)

    build_topo(x)
    x.grad = np.ones_like(x.array)
    for t in reversed(topo):
        if t.grad_fn is not None:
            t.grad_fn(t.grad)


# %% [markdown] id="depth-first-walk"
# Right for a chain. Where ways meet again, a tensor passes its gradient on before all of it has
# arrived: you go down one way to its end before the others are begun. All parents have to be in
# the order before what was made from them.

# %%
def backward(x):
    topo, visited = [], set()

    def build_topo(t):
        if t in visited:
            return
        visited.add(t)
        topo.append(t)
        for parent in t.parents:
            build_topo(parent)

    build_topo(x)
    x.grad = np.ones_like(x.array)
    for t in topo:
        if t.grad_fn is not None:
            t.grad_fn(t.grad)
    return topo


# %%
def backward(x):
    topo, visited = [], set()

    def build_topo(t):
        if t in visited:
            return
        visited.add(t)
        topo.append(t)
        for parent in t.parents:
            build_topo(parent)

    build_topo(x)
    x.grad = np.ones_like(x.array)
    for t in topo:
        if t.grad_fn is not None:
            t.grad_fn(t.grad)


# %%
def backward(x):
    topo, visited = [], set()

    def build_topo(t):
        if t in visited:
            return
        visited.add(t)
        topo.append(t)
        for parent in reversed(t.parents):
            build_topo(parent)

    build_topo(x)
    x.grad = np.ones_like(x.array)
    for t in topo:
        if t.grad_fn is not None:
            t.grad_fn(t.grad)
    return topo


# %%
def backward(x):
    topo, visited = [], set()

    def build_topo(t):
        if t in visited:
            return
        visited.add(t)
        topo.append(t)
        for parent in t.parents:
            build_topo(parent)

    build_topo(x)
    x.grad = np.ones_like(x.array)
    for t in topo:
        if t.grad_fn is not None:
            t.grad_fn(t.grad)
    return topo[::-1]


# %%
def backward(x):
    topo, visited, stack = [], {x}, [x]
    while stack:
        t = stack.pop()
        topo.append(t)
        for parent in t.parents:
            if parent not in visited:
                visited.add(parent)
                stack.append(parent)
    x.grad = np.ones_like(x.array)
    for t in topo:
        if t.grad_fn is not None:
            t.grad_fn(t.grad)
    return topo[::-1]


# %%
def backward(x):
    topo, visited, stack = [], {x}, [x]
    while stack:
        t = stack.pop()
        topo.append(t)
        for parent in t.parents:
            if parent not in visited:
                visited.add(parent)
                stack.append(parent)
    x.grad = np.ones_like(x.array)
    for t in topo:
        if t.grad_fn is not None:
            t.grad_fn(t.grad)
    return topo


# %%
def backward(x):
    topo, visited, stack = [], set(), [x]
    while stack:
        t = stack.pop()
        if t in visited:
            continue
        visited.add(t)
        topo.append(t)
        stack.extend(t.parents)
    x.grad = np.ones_like(x.array)
    for t in topo:
        if t.grad_fn is not None:
            t.grad_fn(t.grad)
    return topo[::-1]


# %% [markdown] id="breadth-first-walk"
# Right for a chain. Going down level by level is not enough where a short way and a long one lead
# to the same tensor: it comes to its turn by the short way, while a share is still travelling on
# the long one.

# %%
def backward(x):
    topo, visited, queue = [], {x}, [x]
    while queue:
        t = queue.pop(0)
        topo.append(t)
        for parent in t.parents:
            if parent not in visited:
                visited.add(parent)
                queue.append(parent)
    x.grad = np.ones_like(x.array)
    for t in topo:
        if t.grad_fn is not None:
            t.grad_fn(t.grad)
    return topo[::-1]


# %%
def backward(x):
    topo, visited, queue = [], {x}, [x]
    while queue:
        t = queue.pop(0)
        topo.append(t)
        for parent in t.parents:
            if parent not in visited:
                visited.add(parent)
                queue.append(parent)
    x.grad = np.ones_like(x.array)
    for t in topo:
        if t.grad_fn is not None:
            t.grad_fn(t.grad)
    return topo


# %%
def backward(x):
    topo, visited, queue = [], {x}, [x]
    while queue:
        t = queue.pop(0)
        topo.append(t)
        for parent in t.parents:
            if parent not in visited:
                visited.add(parent)
                queue.append(parent)
    x.grad = np.ones_like(x.array)
    for t in topo:
        if t.grad_fn is not None:
            t.grad_fn(t.grad)


# %%
def backward(x):
    topo, visited, queue = [], {x}, [x]
    while queue:
        t = queue.pop(0)
        topo.append(t)
        for parent in reversed(t.parents):
            if parent not in visited:
                visited.add(parent)
                queue.append(parent)
    x.grad = np.ones_like(x.array)
    for t in topo:
        if t.grad_fn is not None:
            t.grad_fn(t.grad)
    return topo[::-1]


# %% [markdown] id="no-visited"
# Right as long as nothing is used twice. A tensor to which several ways lead is put into the
# order several times, and passes the same gradient on again and again. What should be noted about
# a tensor, and when?

# %%
def backward(x):
    topo, visited = [], set()

    def build_topo(t):
        for parent in t.parents:
            build_topo(parent)
        topo.append(t)

    build_topo(x)
    x.grad = np.ones_like(x.array)
    for t in reversed(topo):
        if t.grad_fn is not None:
            t.grad_fn(t.grad)
    return topo


# %%
def backward(x):
    topo, visited = [], set()

    def build_topo(t):
        for parent in t.parents:
            build_topo(parent)
        topo.append(t)

    build_topo(x)
    x.grad = np.ones_like(x.array)
    for t in reversed(topo):
        if t.grad_fn is not None:
            t.grad_fn(t.grad)


# %%
def backward(x):
    topo, visited = [], set()

    def build_topo(t):
        if t in visited:
            return
        for parent in t.parents:
            build_topo(parent)
        topo.append(t)

    build_topo(x)
    x.grad = np.ones_like(x.array)
    for t in reversed(topo):
        if t.grad_fn is not None:
            t.grad_fn(t.grad)
    return topo


# %%
def backward(x):
    topo, visited = [], set()

    def build_topo(t):
        for parent in t.parents:
            build_topo(parent)
        visited.add(t)
        topo.append(t)

    build_topo(x)
    x.grad = np.ones_like(x.array)
    for t in reversed(topo):
        if t.grad_fn is not None:
            t.grad_fn(t.grad)
    return topo


# %% [markdown] id="passes-on-at-once"
# Each tensor passes its gradient on as soon as something arrives, and so on for every way that
# leads to it. What has arrived earlier is then passed on a second time. First the order, then one
# walk through it.

# %%
def backward(x):
    x.grad = np.ones_like(x.array)

    def walk(t):
        if t.grad_fn is not None:
            t.grad_fn(t.grad)
        for parent in t.parents:
            walk(parent)

    walk(x)


# %%
def backward(x):
    x.grad = np.ones_like(x.array)
    topo = []

    def walk(t):
        topo.append(t)
        if t.grad_fn is not None:
            t.grad_fn(t.grad)
        for parent in t.parents:
            walk(parent)

    walk(x)
    return topo


# %%
def backward(x):
    x.grad = np.ones_like(x.array)
    stack = [x]
    while stack:
        t = stack.pop()
        if t.grad_fn is not None:
            t.grad_fn(t.grad)
        stack.extend(t.parents)


# %%
def backward(x):
    x.grad = np.ones_like(x.array)
    queue = [x]
    while queue:
        t = queue.pop(0)
        if t.grad_fn is not None:
            t.grad_fn(t.grad)
        queue.extend(t.parents)


# %% [markdown] id="first-parent-only"
# Only one of a tensor's parents is followed. Where does your function leave the loop over the
# parents?

# %%
def backward(x):
    topo, visited = [], set()

    def build_topo(t):
        if t in visited:
            return
        visited.add(t)
        if t.parents:
            build_topo(t.parents[0])
        topo.append(t)

    build_topo(x)
    x.grad = np.ones_like(x.array)
    for t in reversed(topo):
        if t.grad_fn is not None:
            t.grad_fn(t.grad)
    return topo


# %%
def backward(x):
    topo, visited = [], set()

    def build_topo(t):
        if t in visited:
            return
        visited.add(t)
        for parent in t.parents:
            build_topo(parent)
            break
        topo.append(t)

    build_topo(x)
    x.grad = np.ones_like(x.array)
    for t in reversed(topo):
        if t.grad_fn is not None:
            t.grad_fn(t.grad)
    return topo


# %%
def backward(x):
    topo, visited = [], set()

    def build_topo(t):
        if t in visited:
            return
        visited.add(t)
        if t.parents:
            build_topo(t.parents[-1])
        topo.append(t)

    build_topo(x)
    x.grad = np.ones_like(x.array)
    for t in reversed(topo):
        if t.grad_fn is not None:
            t.grad_fn(t.grad)
    return topo


# %%
def backward(x):
    topo, visited = [], set()

    def build_topo(t):
        if t in visited:
            return
        visited.add(t)
        if len(t.parents) == 2:
            build_topo(t.parents[0])
            build_topo(t.parents[1])
        topo.append(t)

    build_topo(x)
    x.grad = np.ones_like(x.array)
    for t in reversed(topo):
        if t.grad_fn is not None:
            t.grad_fn(t.grad)
    return topo


# %% [markdown] id="appended-in-the-loop"
# Look at the indentation: a tensor is appended once for each of its parents, and a leaf, which
# has none, never.

# %%
def backward(x):
    topo, visited = [], set()

    def build_topo(t):
        if t in visited:
            return
        visited.add(t)
        for parent in t.parents:
            build_topo(parent)
            topo.append(t)

    build_topo(x)
    x.grad = np.ones_like(x.array)
    for t in reversed(topo):
        if t.grad_fn is not None:
            t.grad_fn(t.grad)
    return topo


# %%
def backward(x):
    topo, visited = [], set()

    def build_topo(t):
        if t in visited:
            return
        visited.add(t)
        for parent in t.parents:
            build_topo(parent)
            topo.append(parent)

    build_topo(x)
    x.grad = np.ones_like(x.array)
    for t in reversed(topo):
        if t.grad_fn is not None:
            t.grad_fn(t.grad)
    return topo


# %%
def backward(x):
    topo, visited = [], set()

    def build_topo(t):
        if t not in visited:
            visited.add(t)
            for parent in t.parents:
                build_topo(parent)
        topo.append(t)

    build_topo(x)
    x.grad = np.ones_like(x.array)
    for t in reversed(topo):
        if t.grad_fn is not None:
            t.grad_fn(t.grad)
    return topo


# %% [markdown] id="result-only"
# Only the result passes its gradient on, or only it and its own parents do. Everything in the
# graph has to, one after the other: does `build_topo` go on to the parents of the tensor that it
# is called with, and does it tell different tensors apart?

# %%
def backward(x):
    x.grad = np.ones_like(x.array)
    x.grad_fn(x.grad)


# %%
def backward(x):
    x.grad = np.ones_like(x.array)
    if x.grad_fn is not None:
        x.grad_fn(x.grad)
    return [*x.parents, x]


# %%
def backward(x):
    x.grad = np.ones_like(x.array)
    if x.grad_fn is not None:
        x.grad_fn(x.grad)


# %%
def backward(x):
    x.grad = np.ones_like(x.array)
    if x.grad_fn is not None:
        x.grad_fn(x.grad)
    for parent in x.parents:
        if parent.grad_fn is not None:
            parent.grad_fn(parent.grad)


# %%
def backward(x):
    x.grad = np.ones_like(x.array)
    while x.grad_fn is not None:
        x.grad_fn(x.grad)
        x = x.parents[0]


# %% [markdown] id="order-not-built"
# The order is empty, since nobody has called `build_topo` on the result, or it holds nothing. A
# function that is defined does nothing by itself.

# %%
def backward(x):
    topo, visited = [], set()

    def build_topo(t):
        if t in visited:
            return
        visited.add(t)
        for parent in t.parents:
            build_topo(parent)
        topo.append(t)

    x.grad = np.ones_like(x.array)
    for t in reversed(topo):
        if t.grad_fn is not None:
            t.grad_fn(t.grad)
    return topo


# %%
def backward(x):
    topo, visited = [], set()

    def build_topo(t):
        pass

    build_topo(x)
    x.grad = np.ones_like(x.array)
    for t in reversed(topo):
        if t.grad_fn is not None:
            t.grad_fn(t.grad)
    return topo


# %%
def backward(x):
    topo, visited = [], set()

    def build_topo(t):
        return

    build_topo(x)
    x.grad = np.ones_like(x.array)
    for t in reversed(topo):
        if t.grad_fn is not None:
            t.grad_fn(t.grad)
    return topo


# %% [markdown] id="walk-missing"
# The order is made, and nobody walks through it.

# %%
def backward(x):
    topo, visited = [], set()

    def build_topo(t):
        if t in visited:
            return
        visited.add(t)
        for parent in t.parents:
            build_topo(parent)
        topo.append(t)

    build_topo(x)
    x.grad = np.ones_like(x.array)
    return topo


# %%
def backward(x):
    topo, visited = [], set()

    def build_topo(t):
        if t in visited:
            return
        visited.add(t)
        for parent in t.parents:
            build_topo(parent)
        topo.append(t)

    build_topo(x)
    return topo


# %% [markdown] id="leaf-has-no-grad-fn"
# A leaf's `grad_fn` is None, which cannot be called. Neither can that of a tensor that requires
# no gradient.

# %%
def backward(x):
    topo, visited = [], set()

    def build_topo(t):
        if t in visited:
            return
        visited.add(t)
        for parent in t.parents:
            build_topo(parent)
        topo.append(t)

    build_topo(x)
    x.grad = np.ones_like(x.array)
    for t in reversed(topo):
        t.grad_fn(t.grad)
    return topo


# %% [markdown] id="ones-for-everybody"
# Every tensor passes on ones, in place of what has arrived at it. Its gradient is in its own
# `grad`.

# %%
def backward(x):
    topo, visited = [], set()

    def build_topo(t):
        if t in visited:
            return
        visited.add(t)
        for parent in t.parents:
            build_topo(parent)
        topo.append(t)

    build_topo(x)
    x.grad = np.ones_like(x.array)
    for t in reversed(topo):
        if t.grad_fn is not None:
            t.grad_fn(np.ones_like(t.array))
    return topo


# %%
def backward(x):
    topo, visited = [], set()

    def build_topo(t):
        if t in visited:
            return
        visited.add(t)
        for parent in t.parents:
            build_topo(parent)
        topo.append(t)

    build_topo(x)
    x.grad = np.ones_like(x.array)
    for t in reversed(topo):
        if t.grad_fn is not None:
            t.grad_fn(x.grad)
    return topo


# %%
def backward(x):
    topo, visited = [], set()

    def build_topo(t):
        if t in visited:
            return
        visited.add(t)
        for parent in t.parents:
            build_topo(parent)
        topo.append(t)

    build_topo(x)
    for t in reversed(topo):
        t.grad = np.ones_like(t.array)
        if t.grad_fn is not None:
            t.grad_fn(t.grad)
    return topo


# %%
def backward(x):
    topo, visited = [], set()

    def build_topo(t):
        if t in visited:
            return
        visited.add(t)
        for parent in t.parents:
            build_topo(parent)
        topo.append(t)

    build_topo(x)
    x.grad = np.ones_like(x.array)
    for t in reversed(topo):
        if t.grad_fn is not None:
            t.grad_fn(t.array)
    return topo


# %% [markdown] id="resets-gradients"
# Right for a fresh graph. But gradients that leaves hold already are wiped out: they are added
# to, until somebody calls `zero_grad`. That is how two results, or two batches, can share their
# leaves.

# %%
def backward(x):
    topo, visited = [], set()

    def build_topo(t):
        if t in visited:
            return
        visited.add(t)
        for parent in t.parents:
            build_topo(parent)
        topo.append(t)

    build_topo(x)
    for t in topo:
        t.zero_grad()
    x.grad = np.ones_like(x.array)
    for t in reversed(topo):
        if t.grad_fn is not None:
            t.grad_fn(t.grad)
    return topo


# %%
def backward(x):
    topo, visited = [], set()

    def build_topo(t):
        if t in visited:
            return
        visited.add(t)
        for parent in t.parents:
            build_topo(parent)
        topo.append(t)

    build_topo(x)
    for t in topo:
        if t.requires_grad:
            t.grad = np.zeros_like(t.array)
    x.grad = np.ones_like(x.array)
    for t in reversed(topo):
        if t.grad_fn is not None:
            t.grad_fn(t.grad)
    return topo


# %%
def backward(x):
    topo, visited = [], set()

    def build_topo(t):
        if t in visited:
            return
        visited.add(t)
        for parent in t.parents:
            build_topo(parent)
        topo.append(t)

    build_topo(x)
    for t in topo:
        t.grad = np.zeros_like(t.array)
    x.grad = np.ones_like(x.array)
    for t in reversed(topo):
        if t.grad_fn is not None:
            t.grad_fn(t.grad)
    return topo


# %%
def backward(x):
    topo, visited = [], set()

    def build_topo(t):
        if t in visited:
            return
        visited.add(t)
        t.zero_grad()
        for parent in t.parents:
            build_topo(parent)
        topo.append(t)

    build_topo(x)
    x.grad = np.ones_like(x.array)
    for t in reversed(topo):
        if t.grad_fn is not None:
            t.grad_fn(t.grad)
    return topo


# %%
def backward(x):
    topo, visited = [], set()

    def build_topo(t):
        if t in visited:
            return
        visited.add(t)
        for parent in t.parents:
            build_topo(parent)
        topo.append(t)

    build_topo(x)
    for t in topo:
        t.grad = np.zeros_like(t.array) if t.grad_fn is None else t.grad
    x.grad = np.ones_like(x.array)
    for t in reversed(topo):
        if t.grad_fn is not None:
            t.grad_fn(t.grad)
    return topo


# %% [markdown] id="gives-gradients-to-constants"
# A tensor that requires no gradient gets one. It should be left as it is: its `grad` stays None.

# %%
def backward(x):
    topo, visited = [], set()

    def build_topo(t):
        if t in visited:
            return
        visited.add(t)
        for parent in t.parents:
            build_topo(parent)
        topo.append(t)

    build_topo(x)
    for t in topo:
        if t.grad is None:
            t.grad = np.zeros_like(t.array)
    x.grad = np.ones_like(x.array)
    for t in reversed(topo):
        if t.grad_fn is not None:
            t.grad_fn(t.grad)
    return topo


# %% [markdown] id="clears-intermediate-gradients"
# Gradients that have arrived are thrown away after they were passed on. Every tensor keeps its
# own.

# %%
def backward(x):
    topo, visited = [], set()

    def build_topo(t):
        if t in visited:
            return
        visited.add(t)
        for parent in t.parents:
            build_topo(parent)
        topo.append(t)

    build_topo(x)
    x.grad = np.ones_like(x.array)
    for t in reversed(topo):
        if t.grad_fn is not None:
            t.grad_fn(t.grad)
            t.grad = None
    return topo


# %%
def backward(x):
    topo, visited = [], set()

    def build_topo(t):
        if t in visited:
            return
        visited.add(t)
        for parent in t.parents:
            build_topo(parent)
        topo.append(t)

    build_topo(x)
    x.grad = np.ones_like(x.array)
    for t in reversed(topo):
        if t.grad_fn is not None:
            t.grad_fn(t.grad)
            t.zero_grad()
    return topo


# %%
def backward(x):
    topo, visited = [], set()

    def build_topo(t):
        if t in visited:
            return
        visited.add(t)
        for parent in t.parents:
            build_topo(parent)
        topo.append(t)

    build_topo(x)
    x.grad = np.ones_like(x.array)
    for t in reversed(topo):
        if t.grad_fn is not None:
            t.grad_fn(t.grad)
            t.grad = np.zeros_like(t.array)
    return topo


# %% [markdown] id="result-missing"
# The result itself is left out of the order, so nobody begins.

# %%
def backward(x):
    topo, visited = [], set()

    def build_topo(t):
        if t in visited:
            return
        visited.add(t)
        for parent in t.parents:
            build_topo(parent)
        topo.append(t)

    for parent in x.parents:
        build_topo(parent)
    x.grad = np.ones_like(x.array)
    for t in reversed(topo):
        if t.grad_fn is not None:
            t.grad_fn(t.grad)
    return topo


# %%
def backward(x):
    topo, visited = [], set()

    def build_topo(t):
        if t in visited:
            return
        visited.add(t)
        for parent in t.parents:
            build_topo(parent)
        topo.append(t)

    build_topo(x)
    x.grad = np.ones_like(x.array)
    for t in reversed(topo[:-1]):
        if t.grad_fn is not None:
            t.grad_fn(t.grad)
    return topo


# %% [markdown] id="result-twice"
# The result passes its gradient on before the walk, and once more in it.

# %%
def backward(x):
    topo, visited = [], set()

    def build_topo(t):
        if t in visited:
            return
        visited.add(t)
        for parent in t.parents:
            build_topo(parent)
        topo.append(t)

    build_topo(x)
    x.grad = np.ones_like(x.array)
    x.grad_fn and x.grad_fn(x.grad)
    for t in reversed(topo):
        if t.grad_fn is not None:
            t.grad_fn(t.grad)
    return topo


# %%
def backward(x):
    topo, visited = [], set()

    def build_topo(t):
        if t in visited:
            return
        visited.add(t)
        for parent in t.parents:
            build_topo(parent)
        topo.append(t)

    build_topo(x)
    x.grad = np.ones_like(x.array)
    for t in reversed(topo):
        if t.grad_fn is not None:
            t.grad_fn(t.grad)
    x.grad_fn and x.grad_fn(x.grad)
    return topo


# %% [markdown] id="returns-reversed"
# The gradients are right, but the order is returned from the result to the leaves. Parents come
# first in it; `topo.reverse()` turns the list itself around.

# %%
def backward(x):
    topo, visited = [], set()

    def build_topo(t):
        if t in visited:
            return
        visited.add(t)
        for parent in t.parents:
            build_topo(parent)
        topo.append(t)

    build_topo(x)
    x.grad = np.ones_like(x.array)
    for t in reversed(topo):
        if t.grad_fn is not None:
            t.grad_fn(t.grad)
    return topo[::-1]


# %%
def backward(x):
    topo, visited = [], set()

    def build_topo(t):
        if t in visited:
            return
        visited.add(t)
        for parent in t.parents:
            build_topo(parent)
        topo.append(t)

    build_topo(x)
    x.grad = np.ones_like(x.array)
    for t in reversed(topo):
        if t.grad_fn is not None:
            t.grad_fn(t.grad)
    return list(reversed(topo))


# %%
def backward(x):
    topo, visited = [], set()

    def build_topo(t):
        if t in visited:
            return
        visited.add(t)
        for parent in t.parents:
            build_topo(parent)
        topo.append(t)

    build_topo(x)
    x.grad = np.ones_like(x.array)
    topo.reverse()
    for t in topo:
        if t.grad_fn is not None:
            t.grad_fn(t.grad)
    return topo


# %% [markdown] id="returns-something-else"
# The gradients are right, but what is returned is not the list of tensors in their order.

# %%
def backward(x):
    topo, visited = [], set()

    def build_topo(t):
        if t in visited:
            return
        visited.add(t)
        for parent in t.parents:
            build_topo(parent)
        topo.append(t)

    build_topo(x)
    x.grad = np.ones_like(x.array)
    for t in reversed(topo):
        if t.grad_fn is not None:
            t.grad_fn(t.grad)
    return x.grad


# %%
def backward(x):
    topo, visited = [], set()

    def build_topo(t):
        if t in visited:
            return
        visited.add(t)
        for parent in t.parents:
            build_topo(parent)
        topo.append(t)

    build_topo(x)
    x.grad = np.ones_like(x.array)
    for t in reversed(topo):
        if t.grad_fn is not None:
            t.grad_fn(t.grad)
    return x


# %%
def backward(x):
    topo, visited = [], set()

    def build_topo(t):
        if t in visited:
            return
        visited.add(t)
        for parent in t.parents:
            build_topo(parent)
        topo.append(t)

    build_topo(x)
    x.grad = np.ones_like(x.array)
    for t in reversed(topo):
        if t.grad_fn is not None:
            t.grad_fn(t.grad)
    return visited


# %%
def backward(x):
    topo, visited = [], set()

    def build_topo(t):
        if t in visited:
            return
        visited.add(t)
        for parent in t.parents:
            build_topo(parent)
        topo.append(t)

    build_topo(x)
    x.grad = np.ones_like(x.array)
    for t in reversed(topo):
        if t.grad_fn is not None:
            t.grad_fn(t.grad)
    return reversed(topo)


# %%
def backward(x):
    topo, visited = [], set()

    def build_topo(t):
        if t in visited:
            return
        visited.add(t)
        for parent in t.parents:
            build_topo(parent)
        topo.append(t)

    build_topo(x)
    x.grad = np.ones_like(x.array)
    for t in reversed(topo):
        if t.grad_fn is not None:
            t.grad_fn(t.grad)
    return [t.grad for t in topo]


# %%
def backward(x):
    topo, visited = [], set()

    def build_topo(t):
        if t in visited:
            return
        visited.add(t)
        for parent in t.parents:
            build_topo(parent)
        topo.append(t)

    build_topo(x)
    x.grad = np.ones_like(x.array)
    for t in reversed(topo):
        if t.grad_fn is not None:
            t.grad_fn(t.grad)
    return [t.array for t in topo]


# %%
def backward(x):
    topo, visited = [], set()

    def build_topo(t):
        if t in visited:
            return
        visited.add(t)
        for parent in t.parents:
            build_topo(parent)
        topo.append(t)

    build_topo(x)
    x.grad = np.ones_like(x.array)
    for t in reversed(topo):
        if t.grad_fn is not None:
            t.grad_fn(t.grad)
    return True


# %%
def backward(x):
    topo, visited = [], set()

    def build_topo(t):
        if t in visited:
            return
        visited.add(t)
        for parent in t.parents:
            build_topo(parent)
        topo.append(t)

    build_topo(x)
    x.grad = np.ones_like(x.array)
    for t in reversed(topo):
        if t.grad_fn is not None:
            t.grad_fn(t.grad)
    return build_topo


# %%
def backward(x):
    topo, visited = [], set()

    def build_topo(t):
        if t in visited:
            return
        visited.add(t)
        for parent in t.parents:
            build_topo(parent)
        topo.append(t)

    build_topo(x)
    x.grad = np.ones_like(x.array)
    for t in reversed(topo):
        if t.grad_fn is not None:
            t.grad_fn(t.grad)
    return len(topo)


# %%
def backward(x):
    topo, visited = [], set()

    def build_topo(t):
        if t in visited:
            return
        visited.add(t)
        for parent in t.parents:
            build_topo(parent)
        topo.append(t)

    build_topo(x)
    x.grad = np.ones_like(x.array)
    for t in reversed(topo):
        if t.grad_fn is not None:
            t.grad_fn(t.grad)
    return {t: t.grad for t in topo}


# %%
def backward(x):
    topo, visited = [], set()

    def build_topo(t):
        if t in visited:
            return
        visited.add(t)
        for parent in t.parents:
            build_topo(parent)
        topo.append(t)

    build_topo(x)
    x.grad = np.ones_like(x.array)
    for t in reversed(topo):
        if t.grad_fn is not None:
            t.grad_fn(t.grad)
    return topo, visited


# %%
def backward(x):
    topo, visited = [], set()

    def build_topo(t):
        if t in visited:
            return
        visited.add(t)
        for parent in t.parents:
            build_topo(parent)
        topo.append(t)

    build_topo(x)
    x.grad = np.ones_like(x.array)
    for t in reversed(topo):
        if t.grad_fn is not None:
            t.grad_fn(t.grad)
    return [t.grad_fn_name for t in topo]


# %% [markdown] id="returns-part"
# The gradients are right, but tensors are missing from the order that is returned.

# %%
def backward(x):
    topo, visited = [], set()

    def build_topo(t):
        if t in visited:
            return
        visited.add(t)
        for parent in t.parents:
            build_topo(parent)
        topo.append(t)

    build_topo(x)
    x.grad = np.ones_like(x.array)
    for t in reversed(topo):
        if t.grad_fn is not None:
            t.grad_fn(t.grad)
    return topo[-1:]


# %%
def backward(x):
    topo, visited = [], set()

    def build_topo(t):
        if t in visited:
            return
        visited.add(t)
        for parent in t.parents:
            build_topo(parent)
        topo.append(t)

    build_topo(x)
    x.grad = np.ones_like(x.array)
    for t in reversed(topo):
        if t.grad_fn is not None:
            t.grad_fn(t.grad)
    return [x]


# %%
def backward(x):
    topo, visited = [], set()

    def build_topo(t):
        if t in visited:
            return
        visited.add(t)
        for parent in t.parents:
            build_topo(parent)
        topo.append(t)

    build_topo(x)
    x.grad = np.ones_like(x.array)
    for t in reversed(topo):
        if t.grad_fn is not None:
            t.grad_fn(t.grad)
    return []


# %%
def backward(x):
    topo, visited = [], set()

    def build_topo(t):
        if t in visited:
            return
        visited.add(t)
        for parent in t.parents:
            build_topo(parent)
        topo.append(t)

    build_topo(x)
    x.grad = np.ones_like(x.array)
    for t in reversed(topo):
        if t.grad_fn is not None:
            t.grad_fn(t.grad)
    return topo[:-1]


# %%
def backward(x):
    topo, visited = [], set()

    def build_topo(t):
        if t in visited:
            return
        visited.add(t)
        for parent in t.parents:
            build_topo(parent)
        topo.append(t)

    build_topo(x)
    x.grad = np.ones_like(x.array)
    for t in reversed(topo):
        if t.grad_fn is not None:
            t.grad_fn(t.grad)
    return [t for t in topo if t.grad_fn is None]


# %%
def backward(x):
    topo, visited = [], set()

    def build_topo(t):
        if t in visited:
            return
        visited.add(t)
        for parent in t.parents:
            build_topo(parent)
        topo.append(t)

    build_topo(x)
    x.grad = np.ones_like(x.array)
    for t in reversed(topo):
        if t.grad_fn is not None:
            t.grad_fn(t.grad)
    topo.clear()
    return topo


# %%
def backward(x):
    topo, visited = [], set()

    def build_topo(t):
        if t in visited:
            return
        visited.add(t)
        for parent in t.parents:
            build_topo(parent)
        topo.append(t)

    build_topo(x)
    x.grad = np.ones_like(x.array)
    for t in reversed(topo):
        if t.grad_fn is not None:
            t.grad_fn(t.grad)
    return list(x.parents)


# %% [markdown] id="visited-by-parents"
# Tensors are taken for visited that are not: two of them may have the same parents, or none, and
# be different tensors all the same. Keep the tensors themselves in the set.

# %%
def backward(x):
    topo, visited = [], set()

    def build_topo(t):
        if t.parents in visited:
            return
        visited.add(t.parents)
        for parent in t.parents:
            build_topo(parent)
        topo.append(t)

    build_topo(x)
    x.grad = np.ones_like(x.array)
    for t in reversed(topo):
        if t.grad_fn is not None:
            t.grad_fn(t.grad)
    return topo


# %% [markdown] id="grad-fn-without-gradient"
# `grad_fn` is called without the gradient that it is to pass on, or with too much.

# %%
def backward(x):
    topo, visited = [], set()

    def build_topo(t):
        if t in visited:
            return
        visited.add(t)
        for parent in t.parents:
            build_topo(parent)
        topo.append(t)

    build_topo(x)
    x.grad = np.ones_like(x.array)
    for t in reversed(topo):
        if t.grad_fn is not None:
            t.grad_fn()
    return topo


# %%
def backward(x):
    topo, visited = [], set()

    def build_topo(t):
        if t in visited:
            return
        visited.add(t)
        for parent in t.parents:
            build_topo(parent)
        topo.append(t)

    build_topo(x)
    x.grad = np.ones_like(x.array)
    for t in reversed(topo):
        if t.grad_fn is not None:
            t.grad_fn(t, t.grad)
    return topo


# %%
def backward(x):
    topo, visited = [], set()

    def build_topo(t):
        if t in visited:
            return
        visited.add(t)
        for parent in t.parents:
            build_topo(parent)
        topo.append(t)

    build_topo(x)
    x.grad = np.ones_like(x.array)
    for t in reversed(topo):
        if t.grad_fn is not None:
            t.grad_fn(t.grad, t.parents)
    return topo


# %% [markdown] id="calls-backward-of-parents"
# `backward` is called for the parents, which starts from ones again at each of them. Inside, it
# is only `grad_fn` that passes on what has arrived.

# %%
def backward(x):
    x.grad = np.ones_like(x.array)
    if x.grad_fn is not None:
        x.grad_fn(x.grad)
    for parent in x.parents:
        backward(parent)


# %%
def backward(x):
    x.grad = np.ones_like(x.array)
    if x.grad_fn is not None:
        x.grad_fn(x.grad)
    for parent in x.parents:
        parent.backward()


# %%
def backward(x):
    if x.grad is None:
        return
    x.grad = np.ones_like(x.array)
    if x.grad_fn is not None:
        x.grad_fn(x.grad)
    for parent in x.parents:
        backward(parent)


# %%
def backward(x):
    topo, visited = [], set()

    def build_topo(t):
        if t in visited:
            return
        visited.add(t)
        for parent in t.parents:
            build_topo(parent)
        topo.append(t)

    build_topo(x)
    x.grad = np.ones_like(x.array)
    for t in reversed(topo):
        if t.grad_fn is not None:
            t.backward()
    return topo


# %% [markdown] id="inner-name-hides-tensor"
# A tensor is looked for under the wrong name: in your inner function, which `x` is meant, the one
# that comes in or the result?

# %%
def backward(x):
    topo, visited = [], set()

    def build_topo(t):
        if x in visited:
            return
        visited.add(x)
        for parent in x.parents:
            build_topo(parent)
        topo.append(x)

    build_topo(x)
    x.grad = np.ones_like(x.array)
    for t in reversed(topo):
        if t.grad_fn is not None:
            t.grad_fn(t.grad)
    return topo


# %%
def backward(x):
    topo, visited = [], set()

    def build_topo(t):
        if t in visited:
            return
        visited.add(t)
        for parent in t.parents:
            build_topo(parent)
        topo.append(x)

    build_topo(x)
    x.grad = np.ones_like(x.array)
    for t in reversed(topo):
        if t.grad_fn is not None:
            t.grad_fn(t.grad)
    return topo
