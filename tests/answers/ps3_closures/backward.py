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


# %% right: tensors without a gradient are left out
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


# %% right: ids in the set, leaves left out
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
