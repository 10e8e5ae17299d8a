# Answers to `topological_sort`, right and wrong, that the autograder is measured on.

# %% right: pairs of node and iterator on a stack
def topological_sort(node, get_children):
    order, open_nodes, finished = [], {node}, set()
    stack = [(node, iter(get_children(node)))]
    while stack:
        current, children = stack[-1]
        for child in children:
            if child in open_nodes:
                raise ValueError("The graph has a cycle.")
            if child not in finished:
                open_nodes.add(child)
                stack.append((child, iter(get_children(child))))
                break
        else:
            stack.pop()
            open_nodes.remove(current)
            finished.add(current)
            order.append(current)
    return order


# %% right: enter and leave marks
def topological_sort(node, get_children):
    result, state = [], {}
    todo = [("enter", node)]
    while todo:
        what, current = todo.pop()
        if what == "leave":
            state[current] = "done"
            result.append(current)
            continue
        if state.get(current) == "done":
            continue
        if state.get(current) == "open":
            raise ValueError("cycle")
        state[current] = "open"
        todo.append(("leave", current))
        for child in get_children(current):
            if state.get(child) == "open":
                raise ValueError("cycle")
            todo.append(("enter", child))
    return result


# %% right: counting parents, from the start
def topological_sort(node, get_children):
    children, todo = {}, [node]
    while todo:
        current = todo.pop()
        if current not in children:
            children[current] = list(get_children(current))
            todo += children[current]
    waiting = {n: 0 for n in children}
    for below in children.values():
        for child in below:
            waiting[child] += 1
    ready, order = [n for n in children if waiting[n] == 0], []
    while ready:
        current = ready.pop()
        order.append(current)
        for child in children[current]:
            waiting[child] -= 1
            if waiting[child] == 0:
                ready.append(child)
    if len(order) < len(children):
        raise ValueError("cycle")
    return order[::-1]


# %% right: the standard library's
from graphlib import TopologicalSorter


def topological_sort(node, get_children):
    graph, todo = {}, [node]
    while todo:
        current = todo.pop()
        if current not in graph:
            graph[current] = list(get_children(current))
            todo.extend(graph[current])
    return list(TopologicalSorter(graph).static_order())


# %% right: recursion with a higher limit
import sys


def topological_sort(node, get_children):
    sys.setrecursionlimit(100_000)
    result, perm, temp = [], set(), set()

    def visit(cur):
        if cur in perm:
            return
        if cur in temp:
            raise ValueError("Not a DAG!")
        temp.add(cur)
        for child in get_children(cur):
            visit(child)
        result.append(cur)
        perm.add(cur)
        temp.remove(cur)

    visit(node)
    return result


# %% right: an exception of another kind
class Cycle(Exception):
    pass


def topological_sort(node, get_children):
    order, colour = [], {}
    stack = [node]
    while stack:
        current = stack[-1]
        if colour.get(current) == "black":
            stack.pop()
            continue
        if colour.get(current) == "grey":
            stack.pop()
            colour[current] = "black"
            order += [current]
            continue
        colour[current] = "grey"
        for child in get_children(current):
            if colour.get(child) == "grey":
                raise Cycle
            if child not in colour:
                stack.append(child)
    return order


# %% wrong: recursion [recursion-too-deep]
def topological_sort(node, get_children):
    result = []
    perm = set()
    temp = set()

    def visit(cur):
        if cur in perm:
            return
        if cur in temp:
            raise ValueError("Not a DAG!")
        temp.add(cur)
        for next in get_children(cur):
            visit(next)
        result.append(cur)
        perm.add(cur)
        temp.remove(cur)

    visit(node)
    return result


# %% wrong: cycles not looked for, with a stack [cycle-unnoticed]
def topological_sort(node, get_children):
    order, seen, listed, stack = [], set(), set(), [node]
    while stack:
        current = stack[-1]
        if current not in seen:
            seen.add(current)
            stack += [child for child in get_children(current) if child not in seen]
        else:
            stack.pop()
            if current not in listed:
                listed.add(current)
                order.append(current)
    return order


# %% wrong: cycles not looked for, with recursion [cycle-unnoticed-and-deep]
def topological_sort(node, get_children):
    order = []
    visited = set()

    def dfs(n):
        visited.add(n)
        for c in get_children(n):
            if c not in visited:
                dfs(c)
        order.append(n)

    dfs(node)
    return order


# %% wrong: marked when finished only [cycle-without-end]
def topological_sort(node, get_children):
    order = []
    visited = set()

    def dfs(n):
        if n in visited:
            return
        for c in get_children(n):
            dfs(c)
        visited.add(n)
        order.append(n)

    dfs(node)
    return order


# %% wrong: any node met again is a cycle [rejoining-taken-for-a-cycle]
def topological_sort(node, get_children):
    order = []
    visited = set()

    def dfs(n):
        if n in visited:
            raise ValueError("cycle")
        visited.add(n)
        for c in get_children(n):
            dfs(c)
        order.append(n)

    dfs(node)
    return order


# %% wrong: mark of open nodes never taken away [rejoining-taken-for-a-cycle]
def topological_sort(node, get_children):
    result, temp = [], set()

    def visit(cur):
        if cur in temp:
            raise ValueError("Not a DAG!")
        temp.add(cur)
        for child in get_children(cur):
            visit(child)
        result.append(cur)

    visit(node)
    return result


# %% wrong: no marks [nodes-repeated]
def topological_sort(node, get_children):
    result = []
    for child in get_children(node):
        result.extend(topological_sort(child, get_children))
    result.append(node)
    return result


# %% wrong: unique at the end, after going every way [expands-nodes-again-and-again]
def topological_sort(node, get_children):
    def walk(n, path):
        if n in path:
            raise ValueError("cycle")
        for child in get_children(n):
            yield from walk(child, [*path, n])
        yield n

    return list(dict.fromkeys(walk(node, [])))


# %% wrong: listed when met [listed-on-the-way-down]
def topological_sort(node, get_children):
    order = []

    def dfs(n):
        if n in order:
            return
        order.append(n)
        for c in get_children(n):
            dfs(c)

    dfs(node)
    return order


# %% wrong: breadth first, reversed [level-by-level]
def topological_sort(node, get_children):
    from collections import deque

    order, queue, seen = [], deque([node]), {node}
    while queue:
        current = queue.popleft()
        order.append(current)
        for child in get_children(current):
            if child not in seen:
                seen.add(child)
                queue.append(child)
    order.reverse()
    return order


# %% wrong: depth first as met, reversed [way-down-read-backwards]
def topological_sort(node, get_children):
    order, seen = [], set()

    def dfs(n):
        seen.add(n)
        order.append(n)
        for c in get_children(n):
            if c not in seen:
                dfs(c)

    dfs(node)
    return list(reversed(order))


# %% wrong: parents first [order-reversed]
def topological_sort(node, get_children):
    result, perm, temp = [], set(), set()

    def visit(cur):
        if cur in perm:
            return
        if cur in temp:
            raise ValueError("Not a DAG!")
        temp.add(cur)
        for child in get_children(cur):
            visit(child)
        result.insert(0, cur)
        perm.add(cur)
        temp.remove(cur)

    visit(node)
    return result


# %% wrong: without the start [start-missing]
def topological_sort(node, get_children):
    result, perm = [], set()

    def visit(cur):
        for child in get_children(cur):
            if child not in perm:
                perm.add(child)
                visit(child)
                result.append(child)

    visit(node)
    return result


# %% wrong: one step only [children-only]
def topological_sort(node, get_children):
    order = []
    for child in get_children(node):
        if child not in order:
            order.append(child)
    order.append(node)
    return order


# %% wrong: a set as default [remembers-earlier-calls]
def topological_sort(node, get_children, seen=set()):
    order = []
    if node in seen:
        return order
    seen.add(node)
    for child in get_children(node):
        order += topological_sort(child, get_children, seen)
    return order + [node]


# %% wrong: node.children [children-attribute-read]
def topological_sort(node, get_children):
    order = []
    visited = set()

    def dfs(n):
        visited.add(n)
        for c in n.children:
            if c not in visited:
                dfs(c)
        order.append(n)

    dfs(node)
    return order


# %% wrong: children popped from the graph's lists [graph-taken-apart]
def topological_sort(node, get_children):
    order, finished, open_nodes = [], set(), set()

    def visit(cur):
        if cur in finished:
            return
        if cur in open_nodes:
            raise ValueError("cycle")
        open_nodes.add(cur)
        below = get_children(cur)
        while len(below) > 0:
            visit(below.pop(0))
        open_nodes.remove(cur)
        finished.add(cur)
        order.append(cur)

    visit(node)
    return order


# %% wrong: a set returned [returns-a-set]
def topological_sort(node, get_children):
    seen = set()
    stack = [node]
    while stack:
        current = stack.pop()
        if current not in seen:
            seen.add(current)
            stack.extend(get_children(current))
    return seen


# %% wrong: nothing returned [returns-none]
def topological_sort(node, get_children):
    order, seen = [], set()

    def visit(n):
        if n not in seen:
            seen.add(n)
            for child in get_children(n):
                visit(child)
            order.append(n)

    visit(node)


# %% wrong: appended lists [nested-lists]
def topological_sort(node, get_children):
    order = []
    for child in get_children(node):
        order.append(topological_sort(child, get_children))
    return order + [node]


# %% wrong: a break after the first child [first-child-only]
def topological_sort(node, get_children):
    order = [node]
    for child in get_children(node):
        order = topological_sort(child, get_children) + order
        break
    return order
