# Answers to `backward`, right and wrong, that the autograder is measured on.


# %% right: as the text suggests
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


# %% right: if not visited
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


# %% right: noted after its parents
def backward(x):
    topo, visited = [], set()

    def build_topo(t):
        for parent in t.parents:
            if parent not in visited:
                build_topo(parent)
        visited.add(t)
        topo.append(t)

    build_topo(x)
    x.grad = np.ones_like(x.array)
    for t in reversed(topo):
        if t.grad_fn is not None:
            t.grad_fn(t.grad)
    return topo


# %% right: the list itself says what was visited
def backward(x):
    topo = []

    def build_topo(node):
        if any(node is other for other in topo):
            return
        for parent in node.parents:
            build_topo(parent)
        topo.append(node)

    build_topo(x)
    x.grad = np.ones(x.shape, dtype=np.float32)
    for node in topo[::-1]:
        if node.grad_fn:
            node.grad_fn(node.grad)
    return topo


# %% right: nothing is returned, as in the course that this follows
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


# %% wrong: tensors without a gradient are left out [order-without-leaves]
def backward(x):
    topo, visited = [], set()

    def build_topo(t):
        if t in visited or not t.requires_grad:
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


# %% right: without recursion, counting children
def backward(x):
    children, stack, seen = {}, [x], {x}
    while stack:
        t = stack.pop()
        for parent in t.parents:
            children[parent] = children.get(parent, 0) + 1
            if parent not in seen:
                seen.add(parent)
                stack.append(parent)
    order, ready = [], [x]
    while ready:
        t = ready.pop()
        order.append(t)
        for parent in t.parents:
            children[parent] -= 1
            if children[parent] == 0:
                ready.append(parent)
    x.grad = np.ones_like(x.array)
    for t in order:
        if t.grad_fn is not None:
            t.grad_fn(t.grad)
    return order[::-1]


# %% right: a stack of tensors and marks
def backward(x):
    topo, visited, stack = [], set(), [(x, False)]
    while stack:
        t, done = stack.pop()
        if done:
            topo.append(t)
        elif t not in visited:
            visited.add(t)
            stack.append((t, True))
            stack.extend((parent, False) for parent in t.parents)
    x.grad = np.ones_like(x.array)
    for t in reversed(topo):
        if t.grad_fn is not None:
            t.grad_fn(t.grad)
    return topo


# %% wrong: ids in the set, leaves left out [order-without-leaves]
def backward(x):
    topo, visited = [], set()

    def build_topo(t):
        if id(t) in visited or t.grad_fn is None:
            return
        visited.add(id(t))
        for parent in t.parents:
            build_topo(parent)
        topo.append(t)

    build_topo(x)
    x.grad = np.ones_like(x.array)
    for t in reversed(topo):
        if t.grad_fn is not None:
            t.grad_fn(t.grad)
    return topo


# %% right: pops from the end of a copy
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
    x.grad = 0 * x.array + 1
    rest = list(topo)
    while rest:
        t = rest.pop()
        if t.grad_fn is not None:
            t.grad_fn(t.grad.copy())
    return tuple(topo)


# %% wrong: no first gradient [seed-missing]
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
    for node in reversed(topo):
        if node.grad_fn:
            node.grad_fn(node.grad)
    return topo


# %% wrong: zeros first [seed-missing]
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
    x.grad = np.zeros(x.shape)
    for node in reversed(topo):
        if node.grad_fn:
            node.grad_fn(node.grad)
    return topo


# %% wrong: the number one [seed-shape]
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
    for node in reversed(topo):
        if node.grad_fn:
            node.grad_fn(node.grad)
    return topo


# %% wrong: a 0-d one [seed-shape]
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
    x.grad = np.array(1.0, dtype=np.float32)
    for node in reversed(topo):
        if node.grad_fn:
            node.grad_fn(node.grad)
    return topo


# %% wrong: one in brackets [seed-shape]
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
    x.grad = np.array([1.0], dtype=np.float32)
    for node in reversed(topo):
        if node.grad_fn:
            node.grad_fn(node.grad)
    return topo


# %% wrong: its own values [seed-values]
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
    x.grad = 1 * x.array
    for node in reversed(topo):
        if node.grad_fn:
            node.grad_fn(node.grad)
    return topo


# %% wrong: a mean [seed-values]
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
    x.grad = np.ones_like(x.array) / x.array.size
    for node in reversed(topo):
        if node.grad_fn:
            node.grad_fn(node.grad)
    return topo


# %% wrong: the first gradient at the end [seed-too-late]
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
    for node in reversed(topo):
        if node.grad_fn:
            node.grad_fn(node.grad)
    x.grad = np.ones(x.shape)
    return topo


# %% wrong: not reversed [not-reversed]
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
    for node in topo:
        if node.grad_fn:
            node.grad_fn(node.grad)
    return topo


# %% wrong: append before the parents [appended-too-early]
def backward(x):
    topo, visited = [], set()

    def build_topo(t):
        if t not in visited:
            topo.append(t)
            visited.add(t)
            for parent in t.parents:
                build_topo(parent)

    build_topo(x)
    x.grad = np.ones_like(x.array)
    for node in reversed(topo):
        if node.grad_fn:
            node.grad_fn(node.grad)
    return topo


# %% wrong: append before the parents, not reversed [depth-first-walk]
def backward(x):
    topo, visited = [], set()

    def build_topo(t):
        if t not in visited:
            topo.append(t)
            visited.add(t)
            for parent in t.parents:
                build_topo(parent)

    build_topo(x)
    x.grad = np.ones_like(x.array)
    for node in topo:
        if node.grad_fn:
            node.grad_fn(node.grad)
    return topo


# %% wrong: a stack [depth-first-walk]
def backward(x):
    x.grad = np.ones_like(x.array)
    order, stack, seen = [], [x], {x}
    while stack:
        node = stack.pop()
        order.append(node)
        for p in node.parents:
            if p not in seen:
                seen.add(p)
                stack.append(p)
    for node in order:
        if node.grad_fn:
            node.grad_fn(node.grad)
    return list(reversed(order))


# %% wrong: a queue [breadth-first-walk]
def backward(x):
    from collections import deque
    x.grad = np.ones_like(x.array)
    order, queue, seen = [], deque([x]), {x}
    while queue:
        node = queue.popleft()
        order.append(node)
        for p in node.parents:
            if p not in seen:
                seen.add(p)
                queue.append(p)
    for node in order:
        if node.grad_fn:
            node.grad_fn(node.grad)
    return list(reversed(order))


# %% wrong: nothing is noted [no-visited]
def backward(x):
    topo = []

    def build_topo(t):
        for p in t.parents:
            build_topo(p)
        topo.append(t)

    build_topo(x)
    x.grad = np.ones_like(x.array)
    for node in reversed(topo):
        if node.grad_fn:
            node.grad_fn(node.grad)
    return topo


# %% wrong: asked, never noted [no-visited]
def backward(x):
    topo, visited = [], set()

    def build_topo(t):
        if t not in visited:
            for p in t.parents:
                build_topo(p)
            topo.append(t)

    build_topo(x)
    x.grad = np.ones_like(x.array)
    for node in reversed(topo):
        if node.grad_fn:
            node.grad_fn(node.grad)
    return topo


# %% wrong: passes on while walking [passes-on-at-once]
def backward(x):
    x.grad = np.ones(x.shape)

    def go(node):
        if node.grad_fn:
            node.grad_fn(node.grad)
        for p in node.parents:
            go(p)

    go(x)


# %% wrong: the first parent only [first-parent-only]
def backward(x):
    topo, visited = [], set()

    def build_topo(t):
        if t not in visited:
            visited.add(t)
            for p in t.parents[:1]:
                build_topo(p)
            topo.append(t)

    build_topo(x)
    x.grad = np.ones_like(x.array)
    for node in reversed(topo):
        if node.grad_fn:
            node.grad_fn(node.grad)
    return topo


# %% wrong: returns in the loop [first-parent-only]
def backward(x):
    topo, visited = [], set()

    def build_topo(t):
        if t not in visited:
            visited.add(t)
            if t.parents:
                build_topo(t.parents[0])
            topo.append(t)

    build_topo(x)
    x.grad = np.ones_like(x.array)
    for node in reversed(topo):
        if node.grad_fn:
            node.grad_fn(node.grad)
    return topo


# %% wrong: append in the loop [appended-in-the-loop]
def backward(x):
    topo, visited = [], set()

    def build_topo(t):
        if t not in visited:
            visited.add(t)
            for p in t.parents:
                build_topo(p)
                topo.append(t)

    build_topo(x)
    x.grad = np.ones_like(x.array)
    for node in reversed(topo):
        if node.grad_fn:
            node.grad_fn(node.grad)
    return topo


# %% wrong: append outside the condition [appended-in-the-loop]
def backward(x):
    topo, visited = [], set()

    def build_topo(t):
        if t not in visited:
            visited.add(t)
            for p in t.parents:
                build_topo(p)
        topo.append(t)

    build_topo(x)
    x.grad = np.ones_like(x.array)
    for node in reversed(topo):
        if node.grad_fn:
            node.grad_fn(node.grad)
    return topo


# %% wrong: the result only [result-only]
def backward(x):
    x.grad = np.ones_like(x.array)
    if x.grad_fn:
        x.grad_fn(x.grad)


# %% wrong: two levels [result-only]
def backward(x):
    x.grad = np.ones_like(x.array)
    if x.grad_fn:
        x.grad_fn(x.grad)
    for p in x.parents:
        if p.grad_fn:
            p.grad_fn(p.grad)


# %% wrong: build_topo is not called [order-not-built]
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
    for node in reversed(topo):
        if node.grad_fn:
            node.grad_fn(node.grad)
    return topo


# %% wrong: no walk [walk-missing]
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


# %% wrong: calls what is None [leaf-has-no-grad-fn]
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
    for node in topo[::-1]:
        node.grad_fn(node.grad)
    return topo


# %% wrong: ones at every tensor [ones-for-everybody]
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
    for node in reversed(topo):
        if node.grad_fn:
            node.grad_fn(np.ones(node.shape))
    return topo


# %% wrong: the result's gradient at every tensor [ones-for-everybody]
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
    for node in reversed(topo):
        if node.grad_fn:
            node.grad_fn(x.grad)
    return topo


# %% wrong: everything reset [resets-gradients]
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
    for node in topo:
        node.zero_grad()
    x.grad = np.ones(x.shape)
    for node in reversed(topo):
        if node.grad_fn:
            node.grad_fn(node.grad)
    return topo


# %% wrong: everything set to zeros [resets-gradients]
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
    for node in topo:
        node.grad = np.zeros(node.shape)
    x.grad = np.ones(x.shape)
    for node in reversed(topo):
        if node.grad_fn:
            node.grad_fn(node.grad)
    return topo


# %% wrong: gradients for constants [gives-gradients-to-constants]
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
    x.grad = np.ones(x.shape)
    for node in topo:
        if node.grad is None:
            node.grad = np.zeros(node.shape)
    for node in reversed(topo):
        if node.grad_fn:
            node.grad_fn(node.grad)
    return topo


# %% wrong: gradients are let go [clears-intermediate-gradients]
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
    for node in reversed(topo):
        if node.grad_fn:
            node.grad_fn(node.grad)
            node.grad = None
    return topo


# %% wrong: gradients are zeroed [clears-intermediate-gradients]
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
    for node in reversed(topo):
        if node.grad_fn:
            node.grad_fn(node.grad)
            node.zero_grad()
    return topo


# %% wrong: begins below the result [result-missing]
def backward(x):
    topo, visited = [], set()

    def build_topo(t):
        if t in visited:
            return
        visited.add(t)
        for parent in t.parents:
            build_topo(parent)
        topo.append(t)

    for p in x.parents:
        build_topo(p)
    x.grad = np.ones_like(x.array)
    for node in reversed(topo):
        if node.grad_fn:
            node.grad_fn(node.grad)
    return topo


# %% wrong: the result goes twice [result-twice]
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
    x.grad = np.ones(x.shape)
    if x.grad_fn:
        x.grad_fn(x.grad)
    for node in reversed(topo):
        if node.grad_fn:
            node.grad_fn(node.grad)
    return topo


# %% wrong: returns it reversed [returns-reversed]
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
    for node in reversed(topo):
        if node.grad_fn:
            node.grad_fn(node.grad)
    return topo[::-1]


# %% wrong: reverses the list [returns-reversed]
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
    for node in topo:
        if node.grad_fn:
            node.grad_fn(node.grad)
    return topo


# %% wrong: returns the gradient [returns-something-else]
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
    for node in reversed(topo):
        if node.grad_fn:
            node.grad_fn(node.grad)
    return x.grad


# %% wrong: returns the set [returns-something-else]
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
    for node in reversed(topo):
        if node.grad_fn:
            node.grad_fn(node.grad)
    return visited


# %% wrong: returns gradients [returns-something-else]
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
    for node in reversed(topo):
        if node.grad_fn:
            node.grad_fn(node.grad)
    return [node.grad for node in topo]


# %% wrong: returns the result only [returns-part]
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
    for node in reversed(topo):
        if node.grad_fn:
            node.grad_fn(node.grad)
    return [x]


# %% wrong: returns an empty list [returns-part]
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
    for node in reversed(topo):
        if node.grad_fn:
            node.grad_fn(node.grad)
    return []


# %% wrong: shapes are noted [result-only]
def backward(x):
    topo, visited = [], set()

    def build_topo(t):
        if t.shape not in visited:
            visited.add(t.shape)
            for p in t.parents:
                build_topo(p)
            topo.append(t)

    build_topo(x)
    x.grad = np.ones_like(x.array)
    for node in reversed(topo):
        if node.grad_fn:
            node.grad_fn(node.grad)
    return topo


# %% wrong: names are noted [result-only]
def backward(x):
    topo, visited = [], set()

    def build_topo(t):
        if t.grad_fn_name not in visited:
            visited.add(t.grad_fn_name)
            for p in t.parents:
                build_topo(p)
            topo.append(t)

    build_topo(x)
    x.grad = np.ones_like(x.array)
    for node in reversed(topo):
        if node.grad_fn:
            node.grad_fn(node.grad)
    return topo


# %% wrong: parents are noted [visited-by-parents]
def backward(x):
    topo, visited = [], set()

    def build_topo(t):
        if t.parents not in visited:
            visited.add(t.parents)
            for p in t.parents:
                build_topo(p)
            topo.append(t)

    build_topo(x)
    x.grad = np.ones_like(x.array)
    for node in reversed(topo):
        if node.grad_fn:
            node.grad_fn(node.grad)
    return topo


# %% wrong: the inner name is the outer one [result-only]
def backward(x):
    topo, visited = [], set()

    def build_topo(t):
        if x not in visited:
            visited.add(x)
            for p in x.parents:
                build_topo(p)
            topo.append(x)

    build_topo(x)
    x.grad = np.ones_like(x.array)
    for node in reversed(topo):
        if node.grad_fn:
            node.grad_fn(node.grad)
    return topo


# %% wrong: grad_fn without its gradient [grad-fn-without-gradient]
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
    for node in reversed(topo):
        if node.grad_fn:
            node.grad_fn()
    return topo


# %% wrong: backward of the parents [calls-backward-of-parents]
def backward(x):
    x.grad = np.ones_like(x.array)
    if x.grad_fn:
        x.grad_fn(x.grad)
    for p in x.parents:
        p.backward()


# %% wrong: the result's parents again and again [result-only]
def backward(x):
    topo, visited = [], set()

    def build_topo(t):
        if t not in visited:
            visited.add(t)
            for p in x.parents:
                build_topo(p)
            topo.append(t)

    build_topo(x)
    x.grad = np.ones_like(x.array)
    for node in reversed(topo):
        if node.grad_fn:
            node.grad_fn(node.grad)
    return topo


# %% wrong: recursion through grad_fn [passes-on-at-once]
def backward(x):
    x.grad = np.ones_like(x.array)
    def go(t):
        if t.grad_fn:
            t.grad_fn(t.grad)
            for p in t.parents:
                go(p)
    go(x)


# %% wrong: visited, pre-order, forward loop [depth-first-walk]
def backward(x):
    seen = []
    def build_topo(t):
        if t not in seen:
            seen.append(t)
            for p in t.parents:
                build_topo(p)
    build_topo(x)
    x.grad = np.ones_like(x.array)
    for t in seen:
        if t.grad_fn:
            t.grad_fn(t.grad)
    return seen


# %% wrong: seen, passes on when visited [depth-first-walk]
def backward(x):
    seen = set()
    x.grad = np.ones_like(x.array)
    def go(t):
        if t in seen:
            return
        seen.add(t)
        if t.grad_fn:
            t.grad_fn(t.grad)
        for p in t.parents:
            go(p)
    go(x)


# %% wrong: post-order execution [not-reversed]
def backward(x):
    seen = set()
    x.grad = np.ones_like(x.array)
    def go(t):
        if t in seen:
            return
        seen.add(t)
        for p in t.parents:
            go(p)
        if t.grad_fn:
            t.grad_fn(t.grad)
    go(x)


# %% wrong: adds ones [seed-shape]
def backward(x):
    topo, seen = [], set()
    def build_topo(t):
        if t in seen:
            return
        seen.add(t)
        for p in t.parents:
            build_topo(p)
        topo.append(t)
    build_topo(x)
    x.grad = np.sum(np.ones_like(x.array))
    for t in topo[::-1]:
        if t.grad_fn:
            t.grad_fn(t.grad)
    return topo


# %% wrong: extends with parents' lists without visited [no-visited]
def backward(x):
    def build_topo(t):
        out = []
        for p in t.parents:
            out += build_topo(p)
        return out + [t]
    topo = build_topo(x)
    x.grad = np.ones_like(x.array)
    for t in reversed(topo):
        if t.grad_fn:
            t.grad_fn(t.grad)
    return topo


# %% wrong: calls parents' grad_fn with x's grad [ones-for-everybody]
def backward(x):
    topo, seen = [], set()
    def build_topo(t):
        if t in seen:
            return
        seen.add(t)
        for p in t.parents:
            build_topo(p)
        topo.append(t)
    build_topo(x)
    g = np.ones_like(x.array)
    x.grad = g
    for t in reversed(topo):
        if t.grad_fn:
            t.grad_fn(g)
    return topo


# %% right: clears what was computed, calls itself
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
        if t.parents:
            t.zero_grad()
    x.grad = np.ones_like(x.array)
    for t in reversed(topo):
        if t.grad_fn is not None:
            t.grad_fn(t.grad)
    return topo


# %% right: clears by hand, computed constants too
def backward(x):
    topo, visited, stack = [], set(), [(x, False)]
    while stack:
        t, done = stack.pop()
        if done:
            topo.append(t)
            if t.parents:
                t.grad = np.zeros_like(t.array)
        elif t not in visited:
            visited.add(t)
            stack.append((t, True))
            stack.extend((parent, False) for parent in t.parents)
    x.grad = np.ones(x.shape)
    for t in topo[::-1]:
        if t.grad_fn is not None:
            t.grad_fn(t.grad)
    return topo


# %% wrong: visited is remembered for ever [wrong-when-walked-again]
def backward(x, visited=set()):
    topo = []

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


# %% wrong: a list that is never emptied [list-kept-between-walks]
def backward(x, topo=[]):
    visited = set(topo)

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


# %% wrong: adds ones where others are [wrong-when-walked-again]
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
    x.grad = x.grad + np.ones_like(x.array)
    for t in reversed(topo):
        if t.grad_fn is not None:
            t.grad_fn(t.grad)
    return topo


# %% wrong: two parents at most [two-parents-only]
def backward(x):
    topo, visited = [], set()

    def build_topo(t):
        if t in visited:
            return
        visited.add(t)
        for parent in t.parents[:2]:
            build_topo(parent)
        topo.append(t)

    build_topo(x)
    x.grad = np.ones_like(x.array)
    for t in reversed(topo):
        if t.grad_fn is not None:
            t.grad_fn(t.grad)
    return topo


# %% wrong: the first and the last parent [parents-left-out]
def backward(x):
    topo, visited = [], set()

    def build_topo(t):
        if t in visited:
            return
        visited.add(t)
        for parent in {t.parents[0], t.parents[-1]} if t.parents else ():
            build_topo(parent)
        topo.append(t)

    build_topo(x)
    x.grad = np.ones_like(x.array)
    for t in reversed(topo):
        if t.grad_fn is not None:
            t.grad_fn(t.grad)
    return topo


# %% wrong: equal numbers are one tensor [equal-numbers-are-one]
def backward(x):
    topo, visited = [], set()

    def build_topo(t):
        if any(np.array_equal(t.array, v.array) for v in visited):
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


# %% wrong: bytes and names are noted [equal-numbers-are-one]
def backward(x):
    topo, visited = [], set()

    def build_topo(t):
        if (t.array.tobytes(), t.grad_fn_name) in visited:
            return
        visited.add((t.array.tobytes(), t.grad_fn_name))
        for parent in t.parents:
            build_topo(parent)
        topo.append(t)

    build_topo(x)
    x.grad = np.ones_like(x.array)
    for t in reversed(topo):
        if t.grad_fn is not None:
            t.grad_fn(t.grad)
    return topo


# %% wrong: the graph is taken apart [changes-surroundings]
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
    for t in topo:
        t.parents = ()
    return topo


# %% wrong: the functions are let go
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
            t.grad_fn = None
    return topo


# %% wrong: everybody requires a gradient
def backward(x):
    topo, visited = [], set()

    def build_topo(t):
        if t in visited:
            return
        visited.add(t)
        for parent in t.parents:
            build_topo(parent)
        t.requires_grad = True
        topo.append(t)

    build_topo(x)
    x.grad = np.ones_like(x.array)
    for t in reversed(topo):
        if t.grad_fn is not None:
            t.grad_fn(t.grad)
    return topo


# %% wrong: an iterator comes back
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
    return iter(topo)


# %% wrong: leaves are left out of the list [order-without-leaves]
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
    return [t for t in topo if t.parents]


# %% wrong: constants are left out of the list [order-without-leaves]
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
    return [t for t in topo if t.requires_grad]


# %% wrong: clipped on the way
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
            t.grad_fn(np.clip(t.grad, -1, 1))
    return topo


# %% wrong: averaged over the children
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
    count = {}
    for t in topo:
        for parent in t.parents:
            count[parent] = count.get(parent, 0) + 1
    x.grad = np.ones_like(x.array)
    for t in reversed(topo):
        if t.grad_fn is not None:
            t.grad_fn(t.grad / count.get(t, 1))
    return topo


# %% wrong: sorted by the shortest way [breadth-first-walk]
def backward(x):
    level, queue = {x: 0}, [x]
    for t in queue:
        for parent in t.parents:
            if parent not in level:
                level[parent] = level[t] + 1
                queue.append(parent)
    topo = sorted(queue, key=lambda t: -level[t])
    x.grad = np.ones_like(x.array)
    for t in reversed(topo):
        if t.grad_fn is not None:
            t.grad_fn(t.grad)
    return topo


# %% wrong: only where something has arrived [wrong-when-walked-again]
def backward(x):
    topo, visited = [], set()

    def build_topo(t):
        if t in visited or t.grad is not None and t.grad.any():
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


# %% wrong: one sum for a start [seed-values]
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
    x.grad = np.ones_like(x.array) / x.array.size
    for t in reversed(topo):
        if t.grad_fn is not None:
            t.grad_fn(t.grad)
    return topo


# %% wrong: the upstream gradient is doubled in place [clears-intermediate-gradients]
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
            t.grad *= 0
    return topo


# %% wrong: leaves are cleared, too [resets-gradients]
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


# %% wrong: one array of zeros for all
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
    zeros = np.zeros_like(x.array)
    for t in topo:
        if t.grad_fn is not None:
            t.grad = zeros
    x.grad = np.ones_like(x.array)
    for t in reversed(topo):
        if t.grad_fn is not None:
            t.grad_fn(t.grad)
    return topo


# %% wrong: numbers are changed in the end [changes-surroundings]
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
    for t in topo:
        if t.requires_grad and not t.parents:
            t.array -= 0.1 * t.grad
    return topo


# %% wrong: no further than twenty steps
def backward(x):
    topo, visited = [], set()

    def build_topo(t, depth=0):
        if t in visited or depth > 20:
            return
        visited.add(t)
        for parent in t.parents:
            build_topo(parent, depth + 1)
        topo.append(t)

    build_topo(x)
    x.grad = np.ones_like(x.array)
    for t in reversed(topo):
        if t.grad_fn is not None:
            t.grad_fn(t.grad)
    return topo


# %% wrong: the same parent is skipped the second time
def backward(x):
    topo, visited = [], set()
    calls = []

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
        if t.grad_fn is not None and t.grad_fn not in calls[-1:]:
            calls.append(t.grad_fn)
            t.grad_fn(t.grad if len(t.parents) < 4 else t.grad / 2)
    return topo


# %% right: levels by the longest way
def max_of(numbers):
    return int(np.max(numbers)) if numbers else 0


def backward(x):
    level = {}

    def depth(t):
        if t not in level:
            level[t] = 1 + max_of([depth(parent) for parent in t.parents])
        return level[t]

    depth(x)
    topo = sorted(level, key=level.get)
    x.grad = np.ones_like(x.array)
    for t in reversed(topo):
        if t.grad_fn is not None:
            t.grad_fn(t.grad)
    return topo


# %% right: parents as a set
def backward(x):
    topo, visited = [], set()

    def build_topo(t):
        if t in visited:
            return
        visited.add(t)
        for parent in set(t.parents):
            build_topo(parent)
        topo.append(t)

    build_topo(x)
    x.grad = np.ones_like(x.array)
    for t in reversed(topo):
        if t.grad_fn is not None:
            t.grad_fn(t.grad)
    return topo


# %% right: a generator that calls itself
def backward(x):
    seen = set()

    def walk(t):
        if id(t) not in seen:
            seen.add(id(t))
            for parent in t.parents:
                yield from walk(parent)
            yield t

    topo = list(walk(x))
    x.grad = np.ones_like(x.array)
    for t in topo[::-1]:
        if callable(t.grad_fn):
            t.grad_fn(t.grad.copy())
    return topo


# %% right: as many rounds as are needed
def backward(x):
    graph, frontier = {x}, [x]
    while frontier:
        frontier = [p for t in frontier for p in t.parents if p not in graph]
        graph.update(frontier)
    topo = []
    done = set()
    while len(topo) < len(graph):
        ready = [t for t in graph - done if all(p in done for p in t.parents)]
        topo += ready
        done.update(ready)
    x.grad = np.ones_like(x.array)
    for t in reversed(topo):
        if t.grad_fn is not None:
            t.grad_fn(t.grad)
    return topo


# %% right: the first gradient is set before the order is made, and nothing comes back
def backward(x):
    x.grad = np.ones_like(x.array)
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


# %% right: clears as it goes down
def backward(x):
    topo, visited = [], set()

    def build_topo(t):
        if t in visited:
            return
        visited.add(t)
        if t.grad_fn is not None:
            t.grad = np.zeros(t.shape, dtype=np.float32)
        for parent in t.parents:
            build_topo(parent)
        topo.append(t)

    build_topo(x)
    x.grad = np.ones_like(x.array)
    for t in reversed(topo):
        if t.grad_fn is not None:
            t.grad_fn(t.grad)
    return topo
