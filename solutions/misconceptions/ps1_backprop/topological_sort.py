# Wrong answers to `topological_sort`, and what to say to whoever gave one.

# %% [markdown] id="recursion-too-deep"
# Right for all graphs that are not too deep. Here a call waits within a call for every step down,
# and Python ends that after about a thousand of them. A long calculation is deeper: keep the open
# nodes in a list of your own.

# %%
def topological_sort(node, get_children):
    order, finished, open_nodes = [], set(), set()

    def visit(current):
        if current in finished:
            return
        if current in open_nodes:
            raise ValueError("cycle")
        open_nodes.add(current)
        for child in get_children(current):
            visit(child)
        finished.add(current)
        open_nodes.discard(current)
        order.append(current)

    visit(node)
    return order

# %%
def topological_sort(node, get_children):
    order = []
    state = {}

    def visit(current):
        if state.get(current) == "done":
            return
        if state.get(current) == "open":
            raise ValueError("not a DAG")
        state[current] = "open"
        for child in get_children(current):
            visit(child)
        state[current] = "done"
        order.append(current)

    visit(node)
    return order

# %% [markdown] id="cycle-unnoticed"
# Right for graphs without a cycle. But where there is one, you return a list all the same. What
# distinguishes a node that is finished from one whose children you are still looking at?

# %%
def topological_sort(node, get_children):
    order, finished, unfinished, stack = [], set(), set(), [node]
    while stack:
        current = stack[-1]
        if current in finished:
            stack.pop()
        elif current in unfinished:
            stack.pop()
            unfinished.remove(current)
            finished.add(current)
            order.append(current)
        else:
            unfinished.add(current)
            for child in get_children(current):
                if child in unfinished:
                    continue
                if child not in finished:
                    stack.append(child)
    return order

# %% [markdown] id="cycle-unnoticed-and-deep"
# Two things are left. A cycle goes unnoticed: what distinguishes a node that is finished from one
# whose children are still being visited? And a call within a call for every step down ends after
# about a thousand of them.

# %%
def topological_sort(node, get_children):
    order, seen = [], set()

    def visit(current):
        if current in seen:
            return
        seen.add(current)
        for child in get_children(current):
            visit(child)
        order.append(current)

    visit(node)
    return order

# %% [markdown] id="cycle-without-end"
# Around a cycle this goes on for ever, until Python stops it. Notice when you come back to a node
# that you have not finished, and raise a ValueError.

# %%
def topological_sort(node, get_children):
    order, finished, open_nodes = [], set(), set()

    def visit(current):
        if current in finished:
            return
        for child in get_children(current):
            visit(child)
        finished.add(current)
        order.append(current)

    visit(node)
    return order

# %%
def topological_sort(node, get_children):
    order = []

    def visit(current):
        for child in get_children(current):
            if child not in order:
                visit(child)
        if current not in order:
            order.append(current)

    visit(node)
    return order

# %% [markdown] id="rejoining-taken-for-a-cycle"
# A node with two parents is taken for a cycle. Meeting a node again is a cycle only while its
# children are still being visited; once it is finished, it just has several parents. Where do you
# take your mark away again?

# %%
def topological_sort(node, get_children):
    order, seen = [], set()

    def visit(current):
        if current in seen:
            raise ValueError("cycle")
        seen.add(current)
        for child in get_children(current):
            visit(child)
        order.append(current)

    visit(node)
    return order

# %%
def topological_sort(node, get_children):
    order, finished, unfinished, stack = [], set(), set(), [node]
    while stack:
        current = stack[-1]
        if False:
            stack.pop()
        elif current in unfinished and current not in finished:
            stack.pop()
            finished.add(current)
            order.append(current)
        else:
            unfinished.add(current)
            for child in get_children(current):
                if child in unfinished or child in finished:
                    raise ValueError("cycle")
                if child not in finished:
                    stack.append(child)
    return order

# %% [markdown] id="same-child-twice-taken-for-a-cycle"
# A node that is a child of the same parent twice (as in `x * x`) is taken for a cycle. It is met
# again, but the first visit is over by then.

# %%
def topological_sort(node, get_children):
    order, finished, unfinished, stack = [], set(), set(), [node]
    while stack:
        current = stack[-1]
        if current in finished:
            stack.pop()
        elif current in unfinished:
            stack.pop()
            unfinished.remove(current)
            finished.add(current)
            order.append(current)
        else:
            unfinished.add(current)
            children = list(get_children(current))
            if len(set(children)) < len(children):
                raise ValueError("cycle")
            for child in children:
                if child in unfinished:
                    raise ValueError("cycle")
                if child not in finished:
                    stack.append(child)
    return order

# %% [markdown] id="nodes-repeated"
# A node that can be reached in several ways is listed several times. Remember which nodes you have
# dealt with, and turn back when you meet one again.

# %%
def topological_sort(node, get_children):
    order, path = [], []

    def visit(current):
        if current in path:
            raise ValueError("cycle")
        path.append(current)
        for child in get_children(current):
            visit(child)
        path.pop()
        order.append(current)

    visit(node)
    return order

# %%
def topological_sort(node, get_children):
    order = []

    def visit(current):
        for child in get_children(current):
            visit(child)
        order.append(current)

    visit(node)
    return order

# %%
def topological_sort(node, get_children):
    order = []
    for child in get_children(node):
        order += topological_sort(child, get_children)
    return [*order, node]

# %% [markdown] id="expands-nodes-again-and-again"
# The list is right in the end, but each node is gone through once for every way that leads to it.
# The number of ways doubles at each step; mark a node as finished, and do not ask for its children
# again.

# %%
def topological_sort(node, get_children):
    order, path = [], []

    def visit(current):
        if current in path:
            raise ValueError("cycle")
        path.append(current)
        for child in get_children(current):
            visit(child)
        path.pop()
        if current not in order:
            order.append(current)

    visit(node)
    return order

# %%
def topological_sort(node, get_children):
    order = []

    def visit(current, above):
        if current in above:
            raise ValueError("cycle")
        for child in get_children(current):
            visit(child, above + [current])
        if current not in order:
            order.append(current)

    visit(node, [])
    return order

# %%
def topological_sort(node, get_children):
    order = []
    for child in get_children(node):
        for below in topological_sort(child, get_children):
            if below not in order:
                order.append(below)
    return [*order, node]

# %% [markdown] id="listed-on-the-way-down"
# Each node is listed when it is met, before its children. It may be listed only when everything
# below it is in the list.

# %%
def topological_sort(node, get_children):
    order, seen = [], set()

    def visit(current):
        if current in seen:
            return
        seen.add(current)
        order.append(current)
        for child in get_children(current):
            visit(child)

    visit(node)
    return order

# %%
def topological_sort(node, get_children):
    order, finished, unfinished, stack = [], set(), set(), [node]
    while stack:
        current = stack[-1]
        if current in finished:
            stack.pop()
        elif current in unfinished:
            stack.pop()
            unfinished.remove(current)
            finished.add(current)
            pass
        else:
            unfinished.add(current)
            order.append(current)
            for child in get_children(current):
                if child in unfinished:
                    raise ValueError("cycle")
                if child not in finished:
                    stack.append(child)
    return order

# %%
def topological_sort(node, get_children):
    order, stack = [], [node]
    while stack:
        current = stack.pop()
        if current in order:
            continue
        order.append(current)
        stack.extend(get_children(current))
    return order

# %% [markdown] id="level-by-level"
# You go through the graph level by level and list nodes as they are met. A node that is reached
# over a short way and over a long one is then listed too early (or, read backwards, too late): it
# has to wait for the long one.

# %%
def topological_sort(node, get_children):
    order, queue = [], [node]
    while queue:
        current = queue.pop(0)
        if current in order:
            continue
        order.append(current)
        queue.extend(get_children(current))
    return order[::-1]

# %%
def topological_sort(node, get_children):
    order, queue = [node], [node]
    while queue:
        current = queue.pop(0)
        for child in get_children(current):
            if child not in order:
                order.append(child)
                queue.append(child)
    return order[::-1]

# %% [markdown] id="way-down-read-backwards"
# You list each node on the way down and turn the list round at the end. That is not the same as
# listing it on the way back up: where two ways meet again, a node may stand before something below
# it.

# %%
def topological_sort(node, get_children):
    order, seen = [], set()

    def visit(current):
        if current in seen:
            return
        seen.add(current)
        order.append(current)
        for child in get_children(current):
            visit(child)

    visit(node)
    return order[::-1]

# %%
def topological_sort(node, get_children):
    order, stack = [], [node]
    while stack:
        current = stack.pop()
        if current in order:
            continue
        order.append(current)
        stack.extend(get_children(current))
    return order[::-1]

# %% [markdown] id="order-reversed"
# The order is right, but the wrong way round: children come first here, and the node to start from
# comes last.

# %%
def topological_sort(node, get_children):
    order, finished, unfinished, stack = [], set(), set(), [node]
    while stack:
        current = stack[-1]
        if current in finished:
            stack.pop()
        elif current in unfinished:
            stack.pop()
            unfinished.remove(current)
            finished.add(current)
            order.append(current)
        else:
            unfinished.add(current)
            for child in get_children(current):
                if child in unfinished:
                    raise ValueError("cycle")
                if child not in finished:
                    stack.append(child)
    return order[::-1]

# %%
def topological_sort(node, get_children):
    order, finished, open_nodes = [], set(), set()

    def visit(current):
        if current in finished:
            return
        if current in open_nodes:
            raise ValueError("cycle")
        open_nodes.add(current)
        for child in get_children(current):
            visit(child)
        finished.add(current)
        open_nodes.discard(current)
        order.append(current)

    visit(node)
    return order[::-1]

# %%
def topological_sort(node, get_children):
    order, finished, open_nodes = [], set(), set()

    def visit(current):
        if current in finished:
            return
        if current in open_nodes:
            raise ValueError("cycle")
        open_nodes.add(current)
        for child in get_children(current):
            visit(child)
        finished.add(current)
        open_nodes.discard(current)
        order.insert(0, current)

    visit(node)
    return order

# %%
def topological_sort(node, get_children):
    order, finished, open_nodes = [], set(), set()

    def visit(current):
        if current in finished:
            return
        if current in open_nodes:
            raise ValueError("cycle")
        open_nodes.add(current)
        for child in get_children(current):
            visit(child)
        finished.add(current)
        open_nodes.discard(current)
        order.append(current)

    visit(node)
    order.reverse()
    return order

# %% [markdown] id="start-missing"
# The node to start from is missing. It belongs to the list as well, at the very end.

# %%
def topological_sort(node, get_children):
    order, finished, unfinished, stack = [], set(), set(), [node]
    while stack:
        current = stack[-1]
        if current in finished:
            stack.pop()
        elif current in unfinished:
            stack.pop()
            unfinished.remove(current)
            finished.add(current)
            order.append(current)
        else:
            unfinished.add(current)
            for child in get_children(current):
                if child in unfinished:
                    raise ValueError("cycle")
                if child not in finished:
                    stack.append(child)
    return order[:-1]

# %%
def topological_sort(node, get_children):
    order, finished, open_nodes = [], set(), set()

    def visit(current):
        if current in finished:
            return
        if current in open_nodes:
            raise ValueError("cycle")
        open_nodes.add(current)
        for child in get_children(current):
            visit(child)
        finished.add(current)
        open_nodes.discard(current)
        order.append(current)

    visit(node)
    return order[:-1]

# %%
def topological_sort(node, get_children):
    order, finished, open_nodes = [], set(), set()

    def visit(current):
        if current in finished:
            return
        if current in open_nodes:
            raise ValueError("cycle")
        open_nodes.add(current)
        for child in get_children(current):
            visit(child)
            if child not in finished:
                order.append(child)
                finished.add(child)

    visit(node)
    return order

# %% [markdown] id="children-only"
# Only the children of the first node are listed, not what lies below them.

# %%
def topological_sort(node, get_children):
    return [*get_children(node), node]

# %%
def topological_sort(node, get_children):
    return list(get_children(node))

# %% [markdown] id="leaves-missing"
# Nodes without children are missing. They belong to the list as well, before all others.

# %%
def topological_sort(node, get_children):
    order, finished, unfinished, stack = [], set(), set(), [node]
    while stack:
        current = stack[-1]
        if current in finished:
            stack.pop()
        elif current in unfinished:
            stack.pop()
            unfinished.remove(current)
            finished.add(current)
            order += [current] if get_children(current) else []
        else:
            unfinished.add(current)
            for child in get_children(current):
                if child in unfinished:
                    raise ValueError("cycle")
                if child not in finished:
                    stack.append(child)
    return order

# %%
def topological_sort(node, get_children):
    order, finished, open_nodes = [], set(), set()

    def visit(current):
        if current in finished:
            return
        if current in open_nodes:
            raise ValueError("cycle")
        open_nodes.add(current)
        for child in get_children(current):
            visit(child)
        finished.add(current)
        open_nodes.discard(current)
        order.extend([current] if get_children(current) else [])

    visit(node)
    return order

# %% [markdown] id="first-child-only"
# Of each node only one child is followed. Is there a `return` within the loop, or a `break`?

# %%
def topological_sort(node, get_children):
    order, seen = [], set()
    while node is not None:
        if node in seen:
            raise ValueError("cycle")
        seen.add(node)
        order.append(node)
        children = get_children(node)
        node = children[0] if children else None
    return order[::-1]

# %%
def topological_sort(node, get_children):
    for child in get_children(node):
        return [*topological_sort(child, get_children), node]
    return [node]

# %% [markdown] id="remembers-earlier-calls"
# The first call is right, and the next one returns too little or too much: something that should
# begin anew with each call lives on. A list or set as a default value is made once, and so is a
# global one.

# %%
def topological_sort(node, get_children, finished=set()):
    order, unfinished, stack = [], set(), [node]
    while stack:
        current = stack[-1]
        if current in finished:
            stack.pop()
        elif current in unfinished:
            stack.pop()
            unfinished.remove(current)
            finished.add(current)
            order.append(current)
        else:
            unfinished.add(current)
            for child in get_children(current):
                if child in unfinished:
                    raise ValueError("cycle")
                if child not in finished:
                    stack.append(child)
    return order

# %%
def topological_sort(node, get_children, order=[], finished=set(), open_nodes=set()):
    if node in finished:
        return order
    if node in open_nodes:
        raise ValueError("cycle")
    open_nodes.add(node)
    for child in get_children(node):
        topological_sort(child, get_children, order, finished, open_nodes)
    finished.add(node)
    open_nodes.remove(node)
    order.append(node)
    return order

# %%
def topological_sort(node, get_children, finished=set()):
    order = []

    def visit(current):
        if current in finished:
            return
        finished.add(current)
        for child in get_children(current):
            visit(child)
        order.append(current)

    visit(node)
    return order

# %% [markdown] id="children-attribute-read"
# `node.children` is read instead of calling `get_children(node)`. The function has to work for
# graphs of any kind, whose nodes may have no such attribute: soon they will be tensors.

# %%
def topological_sort(node, get_children):
    order, finished, unfinished, stack = [], set(), set(), [node]
    while stack:
        current = stack[-1]
        if current in finished:
            stack.pop()
        elif current in unfinished:
            stack.pop()
            unfinished.remove(current)
            finished.add(current)
            order.append(current)
        else:
            unfinished.add(current)
            for child in current.children:
                if child in unfinished:
                    raise ValueError("cycle")
                if child not in finished:
                    stack.append(child)
    return order

# %%
def topological_sort(node, get_children):
    order, finished, open_nodes = [], set(), set()

    def visit(current):
        if current in finished:
            return
        if current in open_nodes:
            raise ValueError("cycle")
        open_nodes.add(current)
        for child in current.children:
            visit(child)
        open_nodes.remove(current)
        finished.add(current)
        order.append(current)

    visit(node)
    return order

# %%
def topological_sort(node, get_children):
    order, seen = [], set()

    def visit(current):
        if current in seen:
            return
        seen.add(current)
        for child in current.children:
            visit(child)
        order.append(current)

    visit(node)
    return order

# %% [markdown] id="graph-taken-apart"
# The lists of children are not what they were before the call. They belong to the graph; work on a
# copy.

# %%
def topological_sort(node, get_children):
    order, finished, unfinished, stack = [], set(), set(), [node]
    while stack:
        current = stack[-1]
        if current in finished:
            stack.pop()
        elif current in unfinished:
            stack.pop()
            unfinished.remove(current)
            finished.add(current)
            order.append(current)
        else:
            unfinished.add(current)
            children = get_children(current)
            while children:
                child = children.pop()
                if child in unfinished:
                    raise ValueError("cycle")
                if child not in finished:
                    stack.append(child)
    return order

# %%
def topological_sort(node, get_children):
    order, finished, open_nodes = [], set(), set()

    def visit(current):
        if current in finished:
            return
        if current in open_nodes:
            raise ValueError("cycle")
        open_nodes.add(current)
        children = get_children(current)
        while children:
            visit(children.pop())
        open_nodes.remove(current)
        finished.add(current)
        order.append(current)

    visit(node)
    return order

# %% [markdown] id="returns-a-set"
# A set has no order. Collect the nodes in a list.

# %%
def topological_sort(node, get_children):
    order, finished, unfinished, stack = [], set(), set(), [node]
    while stack:
        current = stack[-1]
        if current in finished:
            stack.pop()
        elif current in unfinished:
            stack.pop()
            unfinished.remove(current)
            finished.add(current)
            order.append(current)
        else:
            unfinished.add(current)
            for child in get_children(current):
                if child in unfinished:
                    raise ValueError("cycle")
                if child not in finished:
                    stack.append(child)
    return set(order)

# %%
def topological_sort(node, get_children):
    order, finished, open_nodes = [], set(), set()

    def visit(current):
        if current in finished:
            return
        if current in open_nodes:
            raise ValueError("cycle")
        open_nodes.add(current)
        for child in get_children(current):
            visit(child)
        finished.add(current)
        open_nodes.discard(current)
        order.append(current)

    visit(node)
    return set(order)

# %%
def topological_sort(node, get_children):
    order, finished, open_nodes = [], set(), set()

    def visit(current):
        if current in finished:
            return
        if current in open_nodes:
            raise ValueError("cycle")
        open_nodes.add(current)
        for child in get_children(current):
            visit(child)
        finished.add(current)
        open_nodes.discard(current)
        order.append(current)

    visit(node)
    return finished

# %%
def topological_sort(node, get_children):
    seen, stack = set(), [node]
    while stack:
        current = stack.pop()
        if current not in seen:
            seen.add(current)
            stack += get_children(current)
    return seen

# %%
def topological_sort(node, get_children):
    seen = set()

    def visit(current):
        if current in seen:
            return
        seen.add(current)
        for child in get_children(current):
            visit(child)

    visit(node)
    return seen

# %% [markdown] id="returns-none"
# The result is None. Is there a `return`? Methods that change a list, such as `reverse` and
# `append`, return None as well.

# %%
def topological_sort(node, get_children):
    order, finished, unfinished, stack = [], set(), set(), [node]
    while stack:
        current = stack[-1]
        if current in finished:
            stack.pop()
        elif current in unfinished:
            stack.pop()
            unfinished.remove(current)
            finished.add(current)
            order.append(current)
        else:
            unfinished.add(current)
            for child in get_children(current):
                if child in unfinished:
                    raise ValueError("cycle")
                if child not in finished:
                    stack.append(child)
    pass

# %%
def topological_sort(node, get_children):
    order, finished, open_nodes = [], set(), set()

    def visit(current):
        if current in finished:
            return
        if current in open_nodes:
            raise ValueError("cycle")
        open_nodes.add(current)
        for child in get_children(current):
            visit(child)
        finished.add(current)
        open_nodes.discard(current)
        order.append(current)

    visit(node)
    return order.reverse()

# %%
def topological_sort(node, get_children):
    order = []

    def visit(current):
        for child in get_children(current):
            visit(child)
        order.append(current)

    return visit(node)

# %%
def topological_sort(node, get_children):
    order, seen = [], set()

    def visit(current):
        if current in seen:
            return
        seen.add(current)
        for child in get_children(current):
            visit(child)
        order.append(current)

    visit(node)

# %%
def topological_sort(node, get_children):
    order, seen, stack = [], set(), [node]
    while stack:
        current = stack.pop()
        if current not in seen:
            seen.add(current)
            order.append(current)
            stack += get_children(current)
    order.reverse()

# %% [markdown] id="nested-lists"
# There are lists within the list. `append` puts a list in as one thing; `extend` or `+=` takes over
# its elements.

# %%
def topological_sort(node, get_children):
    order = []
    for child in get_children(node):
        order.append(topological_sort(child, get_children))
    order.append(node)
    return order
