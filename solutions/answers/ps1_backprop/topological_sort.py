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


# %% wrong: an exception of another kind [error-of-another-kind]
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


# %% right: recursion, without the extra credit
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


# %% wrong: cycles not looked for, with recursion [cycle-unnoticed]
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


# %% wrong: RuntimeError [error-of-another-kind]
def topological_sort(node, get_children):
    result, done, path = [], set(), set()

    def visit(n):
        if n in done:
            return
        if n in path:
            raise RuntimeError("there is a cycle")
        path.add(n)
        for c in get_children(n):
            visit(c)
        path.discard(n)
        done.add(n)
        result.append(n)

    visit(node)
    return result


# %% wrong: None on a cycle [cycle-unnoticed]
def topological_sort(node, get_children):
    result, done, path = [], set(), set()

    def visit(n):
        if n in done:
            return True
        if n in path:
            return False
        path.add(n)
        for c in get_children(n):
            if not visit(c):
                return False
        path.discard(n)
        done.add(n)
        result.append(n)
        return True

    return result if visit(node) else None


# %% wrong: only direct loops back to the start
def topological_sort(node, get_children):
    result, done = [], set()

    def visit(n):
        done.add(n)
        for c in get_children(n):
            if c is node:
                raise ValueError("cycle")
            if c not in done:
                visit(c)
        result.append(n)

    visit(node)
    return result


# %% wrong: a node's parent only is looked at
def topological_sort(node, get_children):
    result, done = [], set()

    def visit(n, above):
        done.add(n)
        for c in get_children(n):
            if c is above or c is n:
                raise ValueError("cycle")
            if c not in done:
                visit(c, n)
        result.append(n)

    visit(node, None)
    return result


# %% wrong: a depth of fifty is a cycle
def topological_sort(node, get_children):
    result, done = [], set()

    def visit(n, depth):
        if depth > 50:
            raise ValueError("cycle")
        for c in get_children(n):
            if c not in done:
                visit(c, depth + 1)
        if n not in done:
            done.add(n)
            result.append(n)

    visit(node, 0)
    return result


# %% wrong: finished nodes kept from call to call [remembers-earlier-calls]
_done = set()


def topological_sort(node, get_children):
    result, path = [], set()

    def visit(n):
        if n in _done:
            return
        if n in path:
            raise ValueError("cycle")
        path.add(n)
        for c in get_children(n):
            visit(c)
        path.discard(n)
        _done.add(n)
        result.append(n)

    visit(node)
    return result


# %% wrong: open nodes kept after a cycle
_path = set()


def topological_sort(node, get_children):
    result, done = [], set()

    def visit(n):
        if n in done:
            return
        if n in _path:
            raise ValueError("cycle")
        _path.add(n)
        for c in get_children(n):
            visit(c)
        _path.discard(n)
        done.add(n)
        result.append(n)

    visit(node)
    return result


# %% wrong: marks on the nodes
def topological_sort(node, get_children):
    result = []

    def visit(n):
        mark = n.__dict__.get("mark")
        if mark == 2:
            return
        if mark == 1:
            raise ValueError("cycle")
        n.mark = 1
        for c in get_children(n):
            visit(c)
        n.mark = 2
        result.append(n)

    visit(node)
    for n in result:
        del n.mark
    return result


# %% wrong: the children's lists are sorted in place [graph-taken-apart]
def topological_sort(node, get_children):
    result, done, path = [], set(), set()

    def visit(n):
        if n in done:
            return
        if n in path:
            raise ValueError("cycle")
        path.add(n)
        children = get_children(n)
        while children:
            visit(children.pop(0))
        path.discard(n)
        done.add(n)
        result.append(n)

    visit(node)
    return result


# %% wrong: or means the first that is true [falsy-node-skipped]
def topological_sort(node, get_children):
    result, done, path = [], set(), set()

    def visit(n):
        if n in done:
            return
        if n in path:
            raise ValueError("cycle")
        path.add(n)
        for c in filter(None, get_children(n)):
            visit(c)
        path.discard(n)
        done.add(n)
        result.append(n)

    visit(node)
    return result


# %% wrong: lists put together [only-lists-of-children]
def topological_sort(node, get_children):
    order, seen, todo = [], set(), [node]
    parents_left, children = {node: 0}, {}
    while todo:
        n = todo.pop()
        if n in seen:
            continue
        seen.add(n)
        children[n] = get_children(n)
        todo = todo + children[n]
    for n in seen:
        for c in children[n]:
            parents_left[c] = parents_left.get(c, 0) + 1
    ready = [node] if not parents_left[node] else []
    while ready:
        n = ready.pop()
        order.append(n)
        for c in children[n]:
            parents_left[c] -= 1
            if not parents_left[c]:
                ready.append(c)
    if len(order) != len(seen):
        raise ValueError("cycle")
    return order[::-1]


# %% wrong: a tuple comes back
def topological_sort(node, get_children):
    result, done, path = [], set(), set()

    def visit(n):
        if n in done:
            return
        if n in path:
            raise ValueError("cycle")
        path.add(n)
        for c in get_children(n):
            visit(c)
        path.discard(n)
        done.add(n)
        result.append(n)

    visit(node)
    return tuple(result)


# %% wrong: the same child twice is a cycle [same-child-twice-taken-for-a-cycle]
def topological_sort(node, get_children):
    result, done, path = [], set(), set()

    def visit(n):
        if n in done:
            return
        if n in path:
            raise ValueError("cycle")
        path.add(n)
        children = list(get_children(n))
        if len(set(children)) < len(children):
            raise ValueError("cycle")
        for c in children:
            visit(c)
        path.discard(n)
        done.add(n)
        result.append(n)

    visit(node)
    return result


# %% right: generators that yield from each other
def topological_sort(node, get_children):
    done, path = set(), set()

    def below(n):
        if n in path:
            raise ValueError("cycle")
        if n in done:
            return
        path.add(n)
        for c in get_children(n):
            yield from below(c)
        path.remove(n)
        done.add(n)
        yield n

    return list(below(node))


# %% right: colors in a dict
def topological_sort(node, get_children):
    WHITE, GREY, BLACK = 0, 1, 2
    color, result = {}, []

    def visit(n):
        color[n] = GREY
        for c in get_children(n):
            if color.get(c, WHITE) == GREY:
                raise ValueError("not a DAG")
            if color.get(c, WHITE) == WHITE:
                visit(c)
        color[n] = BLACK
        result.append(n)

    visit(node)
    return result


# %% right: two lists, and slow
def topological_sort(node, get_children):
    result, path = [], []

    def visit(n):
        if n in result:
            return
        if n in path:
            raise ValueError
        path.append(n)
        for c in get_children(n):
            visit(c)
        result.append(path.pop())

    visit(node)
    return result


# %% wrong: equal names are one node
def topological_sort(node, get_children):
    result, done, path = [], [], []

    def visit(n):
        if any(vars(n) == vars(m) for m in done):
            return
        if n in path:
            raise ValueError("cycle")
        path.append(n)
        for c in get_children(n):
            visit(c)
        path.remove(n)
        done.append(n)
        result.append(n)

    visit(node)
    return result


# %% wrong: cycles by the number of steps
def topological_sort(node, get_children):
    result, done = [], set()

    def visit(n, path):
        if len(path) > 15 and n in path:
            raise ValueError("cycle")
        if n in path[-15:]:
            return
        for c in get_children(n):
            if c not in done:
                visit(c, path + [n])
        if n not in done:
            done.add(n)
            result.append(n)

    visit(node, [])
    return result


# %% wrong: the start twice is allowed
def topological_sort(node, get_children):
    result, done, path = [], set(), set()

    def visit(n):
        if n in done or (n is node and path):
            return
        if n in path:
            raise ValueError("cycle")
        path.add(n)
        for c in get_children(n):
            visit(c)
        path.discard(n)
        done.add(n)
        result.append(n)

    visit(node)
    return result


# %% wrong: ValueError as a result [cycle-unnoticed]
def topological_sort(node, get_children):
    result, done, path = [], set(), set()

    def visit(n):
        if n in done:
            return None
        if n in path:
            return ValueError("cycle")
        path.add(n)
        for c in get_children(n):
            error = visit(c)
            if error is not None:
                return error
        path.discard(n)
        done.add(n)
        result.append(n)

    return visit(node) or result


# %% right: by levels from below
def topological_sort(node, get_children):
    children, todo = {}, [node]
    while todo:
        n = todo.pop()
        if n not in children:
            children[n] = set(get_children(n))
            todo.extend(children[n])
    order, placed = [], set()
    while len(order) < len(children):
        ready = [n for n, below in children.items() if n not in placed and below <= placed]
        if not ready:
            raise ValueError("cycle")
        order.extend(ready)
        placed.update(ready)
    return order


# %% right: a class that keeps the state
class _Sorter:
    def __init__(self, get_children):
        self.get_children, self.order, self.state = get_children, [], {}

    def visit(self, n):
        state = self.state.get(n)
        if state == "open":
            raise ValueError(f"{n} is below itself")
        if state is None:
            self.state[n] = "open"
            for c in self.get_children(n):
                self.visit(c)
            self.state[n] = "done"
            self.order.append(n)


def topological_sort(node, get_children):
    sorter = _Sorter(get_children)
    sorter.visit(node)
    return sorter.order
