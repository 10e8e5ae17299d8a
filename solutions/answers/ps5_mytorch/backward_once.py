# Answers to `backward_once`, right and wrong, that the autograder is measured on.


def reachable(grad_fn):
    """All nodes behind one, and how often each stands among next_functions."""
    nodes, counts = [grad_fn], {grad_fn: 0}
    for node in nodes:
        for parent in node.next_functions:
            if parent is not None:
                if parent not in counts:
                    counts[parent] = 0
                    nodes.append(parent)
                counts[parent] += 1
    return nodes, counts


def in_order(grad_fn):
    """All nodes behind one, each before those that it hands gradients to."""
    _, counts = reachable(grad_fn)
    order = [grad_fn]
    for node in order:
        for parent in node.next_functions:
            if parent is not None:
                counts[parent] -= 1
                if not counts[parent]:
                    order.append(parent)
    return order


# %% right: in topological order
def backward_once(grad_fn, grad_of_outputs):
    sums = {grad_fn: grad_of_outputs.data}
    for node in in_order(grad_fn):
        if node in sums:
            shares = node.apply(Tensor(sums.pop(node))) or ()
            for parent, share in zip(node.next_functions, shares):
                if parent is not None and share is not None:
                    sums[parent] = sums.get(parent, 0) + share.data


# %% right: waits until all shares have come in
def backward_once(grad_fn, grad_of_outputs):
    _, waiting = reachable(grad_fn)
    sums, ready = {grad_fn: grad_of_outputs.data}, [grad_fn]
    while ready:
        node = ready.pop(0)
        shares = node.apply(Tensor(sums[node])) if node in sums else None
        for k, parent in enumerate(node.next_functions):
            if parent is None:
                continue
            waiting[parent] -= 1
            if shares is not None and shares[k] is not None:
                sums[parent] = sums.get(parent, 0) + shares[k].data
            if waiting[parent] == 0:
                ready.append(parent)


# %% right: sums kept by the id of a node
def backward_once(grad_fn, grad_of_outputs):
    shares_of = {id(grad_fn): [grad_of_outputs.data]}
    for node in in_order(grad_fn):
        arrived = shares_of.get(id(node))
        if not arrived:
            continue
        gradients = node.apply(Tensor(sum(arrived)))
        for parent, gradient in zip(node.next_functions, gradients or []):
            if parent is not None and gradient is not None:
                shares_of.setdefault(id(parent), []).append(gradient.data)


# %% right: leaves last
def backward_once(grad_fn, grad_of_outputs):
    sums, leaves = {grad_fn: grad_of_outputs}, {}
    for node in in_order(grad_fn):
        if node not in sums:
            continue
        if isinstance(node, AccumulateGrad):
            leaves[node] = sums[node]
            continue
        for parent, gradient in zip(node.next_functions, node.apply(sums[node])):
            if parent is not None and gradient is not None:
                old = sums.get(parent)
                sums[parent] = Tensor(gradient.data if old is None else old.data + gradient.data)
    for node, gradient in leaves.items():
        node.apply(gradient)


# %% wrong: share by share
def backward_once(grad_fn, grad_of_outputs):
    for parent, gradient in zip(grad_fn.next_functions, grad_fn.apply(grad_of_outputs) or ()):
        if parent is not None:
            backward_once(parent, gradient)


# %% wrong: the first share alone
def backward_once(grad_fn, grad_of_outputs):
    seen, todo = {grad_fn}, [(grad_fn, grad_of_outputs)]
    while todo:
        node, gradient = todo.pop()
        for parent, share in zip(node.next_functions, node.apply(gradient) or ()):
            if parent is not None and share is not None and parent not in seen:
                seen.add(parent)
                todo.append((parent, share))


# %% wrong: the last share alone
def backward_once(grad_fn, grad_of_outputs):
    sums = {grad_fn: grad_of_outputs.data}
    for node in in_order(grad_fn):
        if node in sums:
            for parent, share in zip(node.next_functions, node.apply(Tensor(sums[node])) or ()):
                if parent is not None and share is not None:
                    sums[parent] = share.data


# %% wrong: in the order in which nodes are found
def backward_once(grad_fn, grad_of_outputs):
    sums = {grad_fn: grad_of_outputs.data}
    for node in reachable(grad_fn)[0]:
        if node in sums:
            for parent, share in zip(node.next_functions, node.apply(Tensor(sums[node])) or ()):
                if parent is not None and share is not None:
                    sums[parent] = sums.get(parent, 0) + share.data


# %% wrong: as deep as Python's calls
def backward_once(grad_fn, grad_of_outputs):
    order = []

    def visit(node):
        if node is not None and node not in order:
            for parent in node.next_functions:
                visit(parent)
            order.append(node)

    visit(grad_fn)
    sums = {grad_fn: grad_of_outputs.data}
    for node in reversed(order):
        if node in sums:
            for parent, share in zip(node.next_functions, node.apply(Tensor(sums[node])) or ()):
                if parent is not None and share is not None:
                    sums[parent] = sums.get(parent, 0) + share.data


# %% wrong: a sum over the wrong parents
def backward_once(grad_fn, grad_of_outputs):
    sums = {grad_fn: grad_of_outputs.data}
    for node in in_order(grad_fn):
        if node in sums:
            for parent, share in zip(
                node.next_functions[::-1], node.apply(Tensor(sums[node])) or ()
            ):
                if parent is not None and share is not None:
                    sums[parent] = sums.get(parent, 0) + share.data


# %% wrong: a parent without a share is never done
def backward_once(grad_fn, grad_of_outputs):
    _, waiting = reachable(grad_fn)
    sums, ready = {grad_fn: grad_of_outputs.data}, [grad_fn]
    while ready:
        node = ready.pop()
        for parent, share in zip(node.next_functions, node.apply(Tensor(sums[node])) or ()):
            if parent is not None and share is not None:
                sums[parent] = sums.get(parent, 0) + share.data
                waiting[parent] -= 1
                if waiting[parent] == 0:
                    ready.append(parent)


# %% wrong: what arrives first is changed in place
def backward_once(grad_fn, grad_of_outputs):
    sums = {grad_fn: grad_of_outputs}
    for node in in_order(grad_fn):
        if node in sums:
            sums[node].data *= 2
            for parent, share in zip(node.next_functions, node.apply(sums[node]) or ()):
                if parent is not None and share is not None:
                    sums[parent] = Tensor(sums.get(parent, Tensor(0.0)).data + share.data)


# %% wrong: without leaves
def backward_once(grad_fn, grad_of_outputs):
    sums = {grad_fn: grad_of_outputs.data}
    for node in in_order(grad_fn):
        if node in sums and isinstance(node, BackwardFunction):
            for parent, share in zip(node.next_functions, node.apply(Tensor(sums[node]))):
                if parent is not None and share is not None:
                    sums[parent] = sums.get(parent, 0) + share.data


# %% wrong: the first node only
def backward_once(grad_fn, grad_of_outputs):
    for parent, share in zip(grad_fn.next_functions, grad_fn.apply(grad_of_outputs) or ()):
        if parent is not None and share is not None:
            parent.apply(share)


# %% wrong: zeros for a node without a share
from collections import Counter


def backward_once(grad_fn, grad_of_outputs):
    indeg, seen, q = Counter(), {grad_fn}, [grad_fn]
    while q:
        n = q.pop()
        for p in n.next_functions:
            if p is not None:
                indeg[p] += 1
                if p not in seen:
                    seen.add(p)
                    q.append(p)
    sums, ready = {grad_fn: grad_of_outputs}, [grad_fn]
    while ready:
        n = ready.pop()
        g = sums.get(n)
        out = n.apply(g)
        if isinstance(out, Tensor):
            out = (out,)
        for i, p in enumerate(n.next_functions):
            if p is None:
                continue
            s = out[i] if out[i] is not None else Tensor(np.zeros(g.shape))
            sums[p] = s if p not in sums else Tensor(sums[p].data + s.data)
            indeg[p] -= 1
            if indeg[p] == 0:
                ready.append(p)


# %% right: graphlib
from graphlib import TopologicalSorter


def backward_once(grad_fn, grad_of_outputs):
    children = {grad_fn: set()}
    todo = [grad_fn]
    while todo:
        n = todo.pop()
        for p in filter(None, n.next_functions):
            if p not in children:
                children[p] = set()
                todo.append(p)
            children[p].add(n)
    total = {grad_fn: grad_of_outputs}
    for n in TopologicalSorter(children).static_order():
        if n not in total:
            continue
        out = n.apply(total.pop(n))
        if out is None:
            continue
        for p, g in zip(n.next_functions, out if isinstance(out, tuple) else (out,)):
            if p is not None and g is not None:
                total[p] = Tensor(total[p].data + g.data) if p in total else g
