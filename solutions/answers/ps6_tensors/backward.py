# Answers to `backward`, right and wrong, that the autograder is measured on.


# %% right: a stack with marks
def backward(tensor, grad=None, create_graph=False):
    if not tensor.requires_grad:
        raise RuntimeError("no gradient is required")
    order, seen = [], set()
    stack = [(tensor, False)]
    while stack:
        node, finished = stack.pop()
        if finished:
            order.append(node)
        elif id(node) not in seen:
            seen.add(id(node))
            stack.append((node, True))
            stack += [(parent, False) for parent in node._inputs if id(parent) not in seen]
    ledger = {
        id(tensor): _ensure_tensor(
            np.ones_like(tensor.data) if grad is None else grad, tensor.dtype
        )
    }
    for node in reversed(order):
        if id(node) not in ledger:
            continue
        out_grad = ledger[id(node)]
        mine = out_grad if create_graph else np.array(out_grad.data)
        node.grad = mine if node.grad is None else node.grad + mine
        if node._op:
            shares = node._op.backward(out_grad, node)
            shares = shares if isinstance(shares, tuple) else (shares,)
            for parent, share in zip(node._inputs, shares):
                if parent.requires_grad:
                    share = share if create_graph else share.detach()
                    known = ledger.get(id(parent))
                    ledger[id(parent)] = share if known is None else known + share


# %% right: counting who is still to come
def backward(tensor, grad=None, create_graph=False):
    if not tensor.requires_grad:
        raise RuntimeError("no gradient is required")
    waiting, stack, seen = {}, [tensor], set()
    while stack:
        node = stack.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        for parent in node._inputs:
            waiting[id(parent)] = waiting.get(id(parent), 0) + 1
            stack.append(parent)
    ledger = {
        id(tensor): _ensure_tensor(
            np.ones_like(tensor.data) if grad is None else grad, tensor.dtype
        )
    }
    ready = [tensor]
    while ready:
        node = ready.pop()
        out_grad = ledger.pop(id(node), None)
        if out_grad is not None and node.requires_grad:
            mine = out_grad if create_graph else out_grad.data.copy()
            node.grad = mine if node.grad is None else node.grad + mine
        shares = ()
        if node._op is not None:
            shares = node._op.backward(out_grad, node)
            shares = shares if isinstance(shares, tuple) else (shares,)
        for parent, share in zip(node._inputs, shares):
            if parent.requires_grad:
                share = share if create_graph else share.detach()
                ledger[id(parent)] = ledger[id(parent)] + share if id(parent) in ledger else share
            waiting[id(parent)] -= 1
            if not waiting[id(parent)]:
                ready.append(parent)


# %% right: lists of shares
def backward(tensor, grad=None, create_graph=False):
    if not tensor.requires_grad:
        raise RuntimeError("no gradient is required")
    order, seen = [], set()
    stack = [(tensor, False)]
    while stack:
        node, finished = stack.pop()
        if finished:
            order.append(node)
        elif id(node) not in seen:
            seen.add(id(node))
            stack.append((node, True))
            stack += [(parent, False) for parent in node._inputs if id(parent) not in seen]
    ledger = {
        id(tensor): [
            _ensure_tensor(np.ones_like(tensor.data) if grad is None else grad, tensor.dtype)
        ]
    }
    for node in reversed(order):
        if id(node) not in ledger:
            continue
        first, *others = ledger[id(node)]
        out_grad = sum(others, first)
        mine = out_grad if create_graph else np.array(out_grad.data)
        node.grad = mine if node.grad is None else node.grad + mine
        if node._op:
            shares = node._op.backward(out_grad, node)
            shares = shares if isinstance(shares, tuple) else (shares,)
            for parent, share in zip(node._inputs, shares):
                if parent.requires_grad:
                    share = share if create_graph else share.detach()
                    ledger.setdefault(id(parent), []).append(share)


# %% right: detached before it is handed on
def backward(tensor, grad=None, create_graph=False):
    if not tensor.requires_grad:
        raise RuntimeError("no gradient is required")
    order, seen = [], set()
    stack = [(tensor, False)]
    while stack:
        node, finished = stack.pop()
        if finished:
            order.append(node)
        elif id(node) not in seen:
            seen.add(id(node))
            stack.append((node, True))
            stack += [(parent, False) for parent in node._inputs if id(parent) not in seen]
    ledger = {
        id(tensor): _ensure_tensor(
            np.ones_like(tensor.data) if grad is None else grad, tensor.dtype
        )
    }
    for node in reversed(order):
        if id(node) not in ledger:
            continue
        out_grad = ledger[id(node)]
        out_grad = out_grad if create_graph else out_grad.detach()
        mine = out_grad if create_graph else np.array(out_grad.data)
        node.grad = mine if node.grad is None else node.grad + mine
        if node._op:
            shares = node._op.backward(out_grad, node)
            shares = shares if isinstance(shares, tuple) else (shares,)
            for parent, share in zip(node._inputs, shares):
                if parent.requires_grad:
                    known = ledger.get(id(parent))
                    ledger[id(parent)] = share if known is None else known + share


# %% wrong: recursive [recursion]
def backward(tensor, grad=None, create_graph=False):
    if not tensor.requires_grad:
        raise RuntimeError("no gradient is required")
    order, seen = [], set()

    def build(node):
        if id(node) not in seen:
            seen.add(id(node))
            for parent in node._inputs:
                build(parent)
            order.append(node)

    build(tensor)
    ledger = {
        id(tensor): _ensure_tensor(
            np.ones_like(tensor.data) if grad is None else grad, tensor.dtype
        )
    }
    for node in reversed(order):
        if id(node) not in ledger:
            continue
        out_grad = ledger[id(node)]
        mine = out_grad if create_graph else np.array(out_grad.data)
        node.grad = mine if node.grad is None else node.grad + mine
        if node._op:
            shares = node._op.backward(out_grad, node)
            shares = shares if isinstance(shares, tuple) else (shares,)
            for parent, share in zip(node._inputs, shares):
                if parent.requires_grad:
                    share = share if create_graph else share.detach()
                    known = ledger.get(id(parent))
                    ledger[id(parent)] = share if known is None else known + share


# %% wrong: the last share wins [overwritten]
def backward(tensor, grad=None, create_graph=False):
    if not tensor.requires_grad:
        raise RuntimeError("no gradient is required")
    order, seen = [], set()
    stack = [(tensor, False)]
    while stack:
        node, finished = stack.pop()
        if finished:
            order.append(node)
        elif id(node) not in seen:
            seen.add(id(node))
            stack.append((node, True))
            stack += [(parent, False) for parent in node._inputs if id(parent) not in seen]
    ledger = {
        id(tensor): _ensure_tensor(
            np.ones_like(tensor.data) if grad is None else grad, tensor.dtype
        )
    }
    for node in reversed(order):
        if id(node) not in ledger:
            continue
        out_grad = ledger[id(node)]
        mine = out_grad if create_graph else np.array(out_grad.data)
        node.grad = mine if node.grad is None else node.grad + mine
        if node._op:
            shares = node._op.backward(out_grad, node)
            shares = shares if isinstance(shares, tuple) else (shares,)
            for parent, share in zip(node._inputs, shares):
                if parent.requires_grad:
                    share = share if create_graph else share.detach()
                    known = ledger.get(id(parent))
                    ledger[id(parent)] = share


# %% wrong: .grad is replaced [grad-overwritten]
def backward(tensor, grad=None, create_graph=False):
    if not tensor.requires_grad:
        raise RuntimeError("no gradient is required")
    order, seen = [], set()
    stack = [(tensor, False)]
    while stack:
        node, finished = stack.pop()
        if finished:
            order.append(node)
        elif id(node) not in seen:
            seen.add(id(node))
            stack.append((node, True))
            stack += [(parent, False) for parent in node._inputs if id(parent) not in seen]
    ledger = {
        id(tensor): _ensure_tensor(
            np.ones_like(tensor.data) if grad is None else grad, tensor.dtype
        )
    }
    for node in reversed(order):
        if id(node) not in ledger:
            continue
        out_grad = ledger[id(node)]
        mine = out_grad if create_graph else np.array(out_grad.data)
        node.grad = mine
        if node._op:
            shares = node._op.backward(out_grad, node)
            shares = shares if isinstance(shares, tuple) else (shares,)
            for parent, share in zip(node._inputs, shares):
                if parent.requires_grad:
                    share = share if create_graph else share.detach()
                    known = ledger.get(id(parent))
                    ledger[id(parent)] = share if known is None else known + share


# %% wrong: .grad is changed in place
def backward(tensor, grad=None, create_graph=False):
    if not tensor.requires_grad:
        raise RuntimeError("no gradient is required")
    order, seen = [], set()
    stack = [(tensor, False)]
    while stack:
        node, finished = stack.pop()
        if finished:
            order.append(node)
        elif id(node) not in seen:
            seen.add(id(node))
            stack.append((node, True))
            stack += [(parent, False) for parent in node._inputs if id(parent) not in seen]
    ledger = {
        id(tensor): _ensure_tensor(
            np.ones_like(tensor.data) if grad is None else grad, tensor.dtype
        )
    }
    for node in reversed(order):
        if id(node) not in ledger:
            continue
        out_grad = ledger[id(node)]
        mine = out_grad if create_graph else np.array(out_grad.data)
        if node.grad is None:
            node.grad = out_grad if create_graph else out_grad.data
        else:
            node.grad += mine
        if node._op:
            shares = node._op.backward(out_grad, node)
            shares = shares if isinstance(shares, tuple) else (shares,)
            for parent, share in zip(node._inputs, shares):
                if parent.requires_grad:
                    share = share if create_graph else share.detach()
                    known = ledger.get(id(parent))
                    ledger[id(parent)] = share if known is None else known + share


# %% wrong: no error
def backward(tensor, grad=None, create_graph=False):
    order, seen, stack = [], set(), [(tensor, False)]
    while stack:
        node, finished = stack.pop()
        if finished:
            order.append(node)
        elif id(node) not in seen:
            seen.add(id(node))
            stack.append((node, True))
            stack += [(parent, False) for parent in node._inputs]
    ledger = {
        id(tensor): _ensure_tensor(
            np.ones_like(tensor.data) if grad is None else grad, tensor.dtype
        )
    }
    for node in reversed(order):
        if id(node) not in ledger:
            continue
        out_grad = ledger[id(node)]
        mine = out_grad if create_graph else np.array(out_grad.data)
        node.grad = mine if node.grad is None else node.grad + mine
        if node._op:
            shares = node._op.backward(out_grad, node)
            shares = shares if isinstance(shares, tuple) else (shares,)
            for parent, share in zip(node._inputs, shares):
                if parent.requires_grad:
                    share = share if create_graph else share.detach()
                    known = ledger.get(id(parent))
                    ledger[id(parent)] = share if known is None else known + share


# %% wrong: leaves only [leaves-only]
def backward(tensor, grad=None, create_graph=False):
    if not tensor.requires_grad:
        raise RuntimeError("no gradient is required")
    order, seen = [], set()
    stack = [(tensor, False)]
    while stack:
        node, finished = stack.pop()
        if finished:
            order.append(node)
        elif id(node) not in seen:
            seen.add(id(node))
            stack.append((node, True))
            stack += [(parent, False) for parent in node._inputs if id(parent) not in seen]
    ledger = {
        id(tensor): _ensure_tensor(
            np.ones_like(tensor.data) if grad is None else grad, tensor.dtype
        )
    }
    for node in reversed(order):
        if id(node) not in ledger:
            continue
        out_grad = ledger[id(node)]
        mine = out_grad if create_graph else np.array(out_grad.data)
        if node._op is None:
            node.grad = mine if node.grad is None else node.grad + mine
        if node._op:
            shares = node._op.backward(out_grad, node)
            shares = shares if isinstance(shares, tuple) else (shares,)
            for parent, share in zip(node._inputs, shares):
                if parent.requires_grad:
                    share = share if create_graph else share.detach()
                    known = ledger.get(id(parent))
                    ledger[id(parent)] = share if known is None else known + share


# %% wrong: constants get a gradient, too
def backward(tensor, grad=None, create_graph=False):
    if not tensor.requires_grad:
        raise RuntimeError("no gradient is required")
    order, seen = [], set()
    stack = [(tensor, False)]
    while stack:
        node, finished = stack.pop()
        if finished:
            order.append(node)
        elif id(node) not in seen:
            seen.add(id(node))
            stack.append((node, True))
            stack += [(parent, False) for parent in node._inputs if id(parent) not in seen]
    ledger = {
        id(tensor): _ensure_tensor(
            np.ones_like(tensor.data) if grad is None else grad, tensor.dtype
        )
    }
    for node in reversed(order):
        if id(node) not in ledger:
            continue
        out_grad = ledger[id(node)]
        mine = out_grad if create_graph else np.array(out_grad.data)
        node.grad = mine if node.grad is None else node.grad + mine
        if node._op:
            shares = node._op.backward(out_grad, node)
            shares = shares if isinstance(shares, tuple) else (shares,)
            for parent, share in zip(node._inputs, shares):
                if share is not None:
                    share = share if create_graph else share.detach()
                    known = ledger.get(id(parent))
                    ledger[id(parent)] = share if known is None else known + share


# %% wrong: always a graph
def backward(tensor, grad=None, create_graph=False):
    if not tensor.requires_grad:
        raise RuntimeError("no gradient is required")
    order, seen = [], set()
    stack = [(tensor, False)]
    while stack:
        node, finished = stack.pop()
        if finished:
            order.append(node)
        elif id(node) not in seen:
            seen.add(id(node))
            stack.append((node, True))
            stack += [(parent, False) for parent in node._inputs if id(parent) not in seen]
    ledger = {
        id(tensor): _ensure_tensor(
            np.ones_like(tensor.data) if grad is None else grad, tensor.dtype
        )
    }
    for node in reversed(order):
        if id(node) not in ledger:
            continue
        out_grad = ledger[id(node)]
        mine = out_grad
        node.grad = mine if node.grad is None else node.grad + mine
        if node._op:
            shares = node._op.backward(out_grad, node)
            shares = shares if isinstance(shares, tuple) else (shares,)
            for parent, share in zip(node._inputs, shares):
                if parent.requires_grad:
                    share = share
                    known = ledger.get(id(parent))
                    ledger[id(parent)] = share if known is None else known + share


# %% wrong: never a graph [graph-cut]
def backward(tensor, grad=None, create_graph=False):
    if not tensor.requires_grad:
        raise RuntimeError("no gradient is required")
    order, seen = [], set()
    stack = [(tensor, False)]
    while stack:
        node, finished = stack.pop()
        if finished:
            order.append(node)
        elif id(node) not in seen:
            seen.add(id(node))
            stack.append((node, True))
            stack += [(parent, False) for parent in node._inputs if id(parent) not in seen]
    ledger = {
        id(tensor): _ensure_tensor(
            np.ones_like(tensor.data) if grad is None else grad, tensor.dtype
        )
    }
    for node in reversed(order):
        if id(node) not in ledger:
            continue
        out_grad = ledger[id(node)]
        mine = out_grad if create_graph else np.array(out_grad.data)
        node.grad = mine if node.grad is None else node.grad + mine
        if node._op:
            shares = node._op.backward(out_grad, node)
            shares = shares if isinstance(shares, tuple) else (shares,)
            for parent, share in zip(node._inputs, shares):
                if parent.requires_grad:
                    share = share.detach()
                    known = ledger.get(id(parent))
                    ledger[id(parent)] = share if known is None else known + share


# %% wrong: the upstream gradient is ignored [grad-ignored]
def backward(tensor, grad=None, create_graph=False):
    if not tensor.requires_grad:
        raise RuntimeError("no gradient is required")
    order, seen = [], set()
    stack = [(tensor, False)]
    while stack:
        node, finished = stack.pop()
        if finished:
            order.append(node)
        elif id(node) not in seen:
            seen.add(id(node))
            stack.append((node, True))
            stack += [(parent, False) for parent in node._inputs if id(parent) not in seen]
    ledger = {id(tensor): _ensure_tensor(np.ones_like(tensor.data), tensor.dtype)}
    for node in reversed(order):
        if id(node) not in ledger:
            continue
        out_grad = ledger[id(node)]
        mine = out_grad if create_graph else np.array(out_grad.data)
        node.grad = mine if node.grad is None else node.grad + mine
        if node._op:
            shares = node._op.backward(out_grad, node)
            shares = shares if isinstance(shares, tuple) else (shares,)
            for parent, share in zip(node._inputs, shares):
                if parent.requires_grad:
                    share = share if create_graph else share.detach()
                    known = ledger.get(id(parent))
                    ledger[id(parent)] = share if known is None else known + share


# %% wrong: ones of float32 [float32-start]
def backward(tensor, grad=None, create_graph=False):
    if not tensor.requires_grad:
        raise RuntimeError("no gradient is required")
    order, seen = [], set()
    stack = [(tensor, False)]
    while stack:
        node, finished = stack.pop()
        if finished:
            order.append(node)
        elif id(node) not in seen:
            seen.add(id(node))
            stack.append((node, True))
            stack += [(parent, False) for parent in node._inputs if id(parent) not in seen]
    ledger = {id(tensor): _ensure_tensor(np.ones_like(tensor.data) if grad is None else grad)}
    for node in reversed(order):
        if id(node) not in ledger:
            continue
        out_grad = ledger[id(node)]
        mine = out_grad if create_graph else np.array(out_grad.data)
        node.grad = mine if node.grad is None else node.grad + mine
        if node._op:
            shares = node._op.backward(out_grad, node)
            shares = shares if isinstance(shares, tuple) else (shares,)
            for parent, share in zip(node._inputs, shares):
                if parent.requires_grad:
                    share = share if create_graph else share.detach()
                    known = ledger.get(id(parent))
                    ledger[id(parent)] = share if known is None else known + share


# %% wrong: what .grad holds is handed on
def backward(tensor, grad=None, create_graph=False):
    if not tensor.requires_grad:
        raise RuntimeError("no gradient is required")
    order, seen = [], set()
    stack = [(tensor, False)]
    while stack:
        node, finished = stack.pop()
        if finished:
            order.append(node)
        elif id(node) not in seen:
            seen.add(id(node))
            stack.append((node, True))
            stack += [(parent, False) for parent in node._inputs if id(parent) not in seen]
    ledger = {
        id(tensor): _ensure_tensor(
            np.ones_like(tensor.data) if grad is None else grad, tensor.dtype
        )
    }
    for node in reversed(order):
        if id(node) not in ledger:
            continue
        out_grad = ledger[id(node)]
        mine = out_grad if create_graph else np.array(out_grad.data)
        node.grad = mine if node.grad is None else node.grad + mine
        if node._op:
            shares = node._op.backward(
                node.grad if create_graph else Tensor(node.grad, dtype=None), node
            )
            shares = shares if isinstance(shares, tuple) else (shares,)
            for parent, share in zip(node._inputs, shares):
                if parent.requires_grad:
                    share = share if create_graph else share.detach()
                    known = ledger.get(id(parent))
                    ledger[id(parent)] = share if known is None else known + share


# %% wrong: in the order of a queue
def backward(tensor, grad=None, create_graph=False):
    if not tensor.requires_grad:
        raise RuntimeError("no gradient is required")
    order, seen = [tensor], {id(tensor)}
    for node in order:
        for parent in node._inputs:
            if id(parent) not in seen:
                seen.add(id(parent))
                order.append(parent)
    order = order[::-1]
    ledger = {
        id(tensor): _ensure_tensor(
            np.ones_like(tensor.data) if grad is None else grad, tensor.dtype
        )
    }
    for node in reversed(order):
        if id(node) not in ledger:
            continue
        out_grad = ledger[id(node)]
        mine = out_grad if create_graph else np.array(out_grad.data)
        node.grad = mine if node.grad is None else node.grad + mine
        if node._op:
            shares = node._op.backward(out_grad, node)
            shares = shares if isinstance(shares, tuple) else (shares,)
            for parent, share in zip(node._inputs, shares):
                if parent.requires_grad:
                    share = share if create_graph else share.detach()
                    known = ledger.get(id(parent))
                    ledger[id(parent)] = share if known is None else known + share

# %% wrong: zero is taken for none
def backward(tensor, grad=None, create_graph=False):
    if not tensor.requires_grad:
        raise RuntimeError("nothing to walk back to")
    order, seen, path = [], {id(tensor)}, [(tensor, iter(tensor._inputs))]
    while path:
        node, inputs = path[-1]
        for p in inputs:
            if p.requires_grad and id(p) not in seen:
                seen.add(id(p))
                path.append((p, iter(p._inputs)))
                break
        else:
            order.append(node)
            path.pop()
    start = np.ones_like(tensor.data) if grad is None or not np.any(getattr(grad, 'data', grad)) else grad
    ledger = {id(tensor): start if isinstance(start, Tensor) else Tensor(start, dtype=tensor.dtype)}
    for node in reversed(order):
        g = ledger.pop(id(node))
        share = g if create_graph else g.data.copy()
        node.grad = share if node.grad is None else node.grad + share
        if node._op is None:
            continue
        grads = node._op.backward(g, node)
        grads = grads if isinstance(grads, tuple) else (grads,)
        for p, share in zip(node._inputs, grads):
            if p.requires_grad:
                share = share if create_graph else share.detach()
                ledger[id(p)] = ledger[id(p)] + share if id(p) in ledger else share

# %% wrong: overwritten with create_graph
def backward(tensor, grad=None, create_graph=False):
    if not tensor.requires_grad:
        raise RuntimeError("nothing to walk back to")
    order, seen, path = [], {id(tensor)}, [(tensor, iter(tensor._inputs))]
    while path:
        node, inputs = path[-1]
        for p in inputs:
            if p.requires_grad and id(p) not in seen:
                seen.add(id(p))
                path.append((p, iter(p._inputs)))
                break
        else:
            order.append(node)
            path.pop()
    start = np.ones_like(tensor.data) if grad is None else grad
    ledger = {id(tensor): start if isinstance(start, Tensor) else Tensor(start, dtype=tensor.dtype)}
    for node in reversed(order):
        g = ledger.pop(id(node))
        share = g if create_graph else g.data.copy()
        node.grad = share if node.grad is None or create_graph else node.grad + share
        if node._op is None:
            continue
        grads = node._op.backward(g, node)
        grads = grads if isinstance(grads, tuple) else (grads,)
        for p, share in zip(node._inputs, grads):
            if p.requires_grad:
                share = share if create_graph else share.detach()
                ledger[id(p)] = ledger[id(p)] + share if id(p) in ledger else share

# %% wrong: the upstream gradient itself
def backward(tensor, grad=None, create_graph=False):
    if not tensor.requires_grad:
        raise RuntimeError("nothing to walk back to")
    order, seen, path = [], {id(tensor)}, [(tensor, iter(tensor._inputs))]
    while path:
        node, inputs = path[-1]
        for p in inputs:
            if p.requires_grad and id(p) not in seen:
                seen.add(id(p))
                path.append((p, iter(p._inputs)))
                break
        else:
            order.append(node)
            path.pop()
    start = np.ones_like(tensor.data) if grad is None else grad
    ledger = {id(tensor): start if isinstance(start, Tensor) else Tensor._result(np.asarray(start, dtype=tensor.dtype))}
    for node in reversed(order):
        g = ledger.pop(id(node))
        share = g if create_graph else g.data
        node.grad = share if node.grad is None else node.grad + share
        if node._op is None:
            continue
        grads = node._op.backward(g, node)
        grads = grads if isinstance(grads, tuple) else (grads,)
        for p, share in zip(node._inputs, grads):
            if p.requires_grad:
                share = share if create_graph else share.detach()
                ledger[id(p)] = ledger[id(p)] + share if id(p) in ledger else share

# %% right: detached once only
def backward(tensor, grad=None, create_graph=False):
    if not tensor.requires_grad:
        raise RuntimeError("nothing to walk back to")
    order, seen, path = [], {id(tensor)}, [(tensor, iter(tensor._inputs))]
    while path:
        node, inputs = path[-1]
        for p in inputs:
            if p.requires_grad and id(p) not in seen:
                seen.add(id(p))
                path.append((p, iter(p._inputs)))
                break
        else:
            order.append(node)
            path.pop()
    start = np.ones_like(tensor.data) if grad is None else grad
    ledger = {id(tensor): start if isinstance(start, Tensor) else Tensor(start, dtype=tensor.dtype)}
    for node in reversed(order):
        g = ledger.pop(id(node))
        share = g if create_graph else g.data.copy()
        node.grad = share if node.grad is None else node.grad + share
        if node._op is None:
            continue
        grads = node._op.backward(g, node)
        grads = grads if isinstance(grads, tuple) else (grads,)
        for p, share in zip(node._inputs, grads):
            if p.requires_grad:
                ledger[id(p)] = ledger[id(p)] + share if id(p) in ledger else share
