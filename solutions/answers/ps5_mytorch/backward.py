# Answers to `backward`, right and wrong, that the autograder is measured on.


# %% right: as the text suggests
def backward(grad_fn, grad_of_outputs):
    gradients = grad_fn.apply(grad_of_outputs)
    if gradients is not None:
        for parent, gradient in zip(grad_fn.next_functions, gradients):
            if parent is not None:
                backward(parent, gradient)


# %% right: the end comes first
def backward(grad_fn, grad_of_outputs):
    if grad_fn is None:
        return
    new_grad = grad_fn.apply(grad_of_outputs)
    if new_grad is None:
        return
    for i in range(len(grad_fn.next_functions)):
        backward(grad_fn.next_functions[i], new_grad[i])


# %% right: the kind of the node decides
def backward(grad_fn, grad_of_outputs):
    if isinstance(grad_fn, AccumulateGrad):
        grad_fn.apply(grad_of_outputs)
    elif isinstance(grad_fn, BackwardFunction):
        shares = grad_fn.apply(grad_of_outputs)
        if isinstance(shares, Tensor):
            shares = (shares,)
        for number, parent in enumerate(grad_fn.next_functions):
            if parent:
                backward(parent, shares[number])


# %% right: with a list of what is to be done
def backward(grad_fn, grad_of_outputs):
    todo = [(grad_fn, grad_of_outputs)]
    while todo:
        node, gradient = todo.pop()
        shares = node.apply(gradient) or ()
        if isinstance(shares, Tensor):
            shares = [shares]
        todo += [(p, g) for p, g in zip(node.next_functions, shares) if p is not None]


# %% wrong: does not go on
def backward(grad_fn, grad_of_outputs):
    grad_fn.apply(grad_of_outputs)


# %% wrong: only the first parent
def backward(grad_fn, grad_of_outputs):
    gradients = grad_fn.apply(grad_of_outputs)
    if gradients is not None and grad_fn.next_functions[0] is not None:
        backward(grad_fn.next_functions[0], gradients[0])


# %% wrong: what arrived is handed on
def backward(grad_fn, grad_of_outputs):
    grad_fn.apply(grad_of_outputs)
    for parent in grad_fn.next_functions:
        if parent is not None:
            backward(parent, grad_of_outputs)


# %% wrong: constants are not passed over
def backward(grad_fn, grad_of_outputs):
    gradients = grad_fn.apply(grad_of_outputs)
    if gradients is not None:
        for parent, gradient in zip(grad_fn.next_functions, gradients):
            backward(parent, gradient)


# %% wrong: leaves are asked for gradients
def backward(grad_fn, grad_of_outputs):
    gradients = grad_fn.apply(grad_of_outputs)
    for parent, gradient in zip(grad_fn.next_functions, gradients):
        if parent is not None:
            backward(parent, gradient)


# %% wrong: as many gradients as parents
def backward(grad_fn, grad_of_outputs):
    gradients = grad_fn.apply(grad_of_outputs)
    if gradients is not None:
        for parent, gradient in zip(grad_fn.next_functions, gradients, strict=True):
            if parent is not None:
                backward(parent, gradient)


# %% wrong: ends at the first constant
def backward(grad_fn, grad_of_outputs):
    gradients = grad_fn.apply(grad_of_outputs)
    if gradients is not None:
        for parent, gradient in zip(grad_fn.next_functions, gradients):
            if parent is None:
                return
            backward(parent, gradient)


# %% wrong: returns after the first parent
def backward(grad_fn, grad_of_outputs):
    gradients = grad_fn.apply(grad_of_outputs)
    if gradients is not None:
        for parent, gradient in zip(grad_fn.next_functions, gradients):
            if parent is not None:
                return backward(parent, gradient)


# %% wrong: visits a node once, with the first share
def backward(grad_fn, grad_of_outputs, seen=None):
    seen = set() if seen is None else seen
    if grad_fn is None or grad_fn in seen:
        return
    seen.add(grad_fn)
    gradients = grad_fn.apply(grad_of_outputs)
    for parent, gradient in zip(grad_fn.next_functions, gradients or ()):
        backward(parent, gradient, seen)


# %% wrong: the gradients in reverse order
def backward(grad_fn, grad_of_outputs):
    gradients = grad_fn.apply(grad_of_outputs)
    if gradients is not None:
        for parent, gradient in zip(grad_fn.next_functions, gradients[::-1]):
            if parent is not None:
                backward(parent, gradient)


# %% wrong: stores the gradients itself, too
def backward(grad_fn, grad_of_outputs):
    if isinstance(grad_fn, AccumulateGrad):
        grad_fn.variable.grad = grad_of_outputs
        return
    gradients = grad_fn.apply(grad_of_outputs)
    for parent, gradient in zip(grad_fn.next_functions, gradients):
        if parent is not None:
            backward(parent, gradient)

# %% wrong: the graph is cut off behind the walk
def backward(grad_fn, grad_of_outputs):
    gradients = grad_fn.apply(grad_of_outputs)
    parents, grad_fn.next_functions = grad_fn.next_functions, []
    for parent, gradient in zip(parents, gradients or ()):
        if parent is not None:
            backward(parent, gradient)

# %% wrong: zeros are not handed on
def backward(grad_fn, grad_of_outputs):
    gradients = grad_fn.apply(grad_of_outputs)
    for parent, gradient in zip(grad_fn.next_functions, gradients or ()):
        if parent is not None and gradient.data.any():
            backward(parent, gradient)

# %% wrong: old gradients are forgotten
def backward(grad_fn, grad_of_outputs, first=True):
    if first:
        stack = [grad_fn]
        while stack:
            node = stack.pop()
            if hasattr(node, "variable"):
                node.variable.grad = None
            stack += [n for n in node.next_functions if n is not None]
    gradients = grad_fn.apply(grad_of_outputs)
    for parent, gradient in zip(grad_fn.next_functions, gradients or ()):
        if parent is not None:
            backward(parent, gradient, False)


# %% wrong: calls apply twice
def backward(grad_fn, grad_of_outputs):
    if grad_fn is None:
        return
    if isinstance(grad_fn, AccumulateGrad):
        grad_fn.apply(grad_of_outputs)
        return
    if grad_fn.apply(grad_of_outputs) is None:
        return
    grads = grad_fn.apply(grad_of_outputs)
    if not isinstance(grads, tuple):
        grads = (grads,)
    for p, g in zip(grad_fn.next_functions, grads):
        if p is not None:
            backward(p, g)


# %% wrong: walks twice and halves
def backward(grad_fn, grad_of_outputs):
    half = Tensor(grad_of_outputs.data / 2)

    def walk(n, g):
        out = n.apply(g)
        if out is None:
            return
        if not isinstance(out, tuple):
            out = (out,)
        for p, s in zip(n.next_functions, out):
            if p is not None:
                walk(p, s)

    walk(grad_fn, half)
    walk(grad_fn, half)


# %% wrong: empties ctx on the way
def backward(grad_fn, grad_of_outputs):
    out = grad_fn.apply(grad_of_outputs)
    if out is None:
        return
    if not isinstance(out, tuple):
        out = (out,)
    for p, s in zip(grad_fn.next_functions, out):
        if p is not None:
            backward(p, s)
    if hasattr(grad_fn, "ctx"):
        grad_fn.ctx.saved_tensors = []


# %% right: topological order with sums
from collections import defaultdict


def backward(grad_fn, grad_of_outputs):
    order, seen = [], set()

    def visit(n):
        stack = [(n, iter(n.next_functions))]
        seen.add(n)
        while stack:
            node, it = stack[-1]
            for p in it:
                if p is not None and p not in seen:
                    seen.add(p)
                    stack.append((p, iter(p.next_functions)))
                    break
            else:
                order.append(node)
                stack.pop()

    visit(grad_fn)
    acc = {grad_fn: grad_of_outputs}
    for node in reversed(order):
        if node not in acc:
            continue
        got = node.apply(acc[node])
        if got is None:
            continue
        got = got if isinstance(got, tuple) else (got,)
        for p, g in zip(node.next_functions, got):
            if p is None or g is None:
                continue
            acc[p] = Tensor(acc[p].data + g.data) if p in acc else g
