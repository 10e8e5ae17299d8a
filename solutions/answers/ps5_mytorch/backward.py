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
