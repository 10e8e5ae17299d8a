# Answers to `backprop`, right and wrong, that the autograder is measured on.

# %% right: in the words of the text
def backprop(end_node: Tensor, end_grad: Tensor | None = None) -> None:
    if end_grad is None:
        start = np.ones_like(end_node.array)
    else:
        start = end_grad.array
    grads = {end_node: start}
    for node in sorted_computational_graph(end_node):
        grad = grads.pop(node, None)
        if grad is None:
            continue
        if node.recipe is None:
            if node.requires_grad:
                old = 0 if node.grad is None else node.grad.array
                node.grad = Tensor(old + grad)
            continue
        for i, parent in node.recipe.parents.items():
            if not parent.requires_grad:
                continue
            f = BACK_FUNCS.get_back_func(node.recipe.func, i)
            share = f(grad, node.array, *node.recipe.args, **node.recipe.kwargs)
            if parent in grads:
                grads[parent] = grads[parent] + share
            else:
                grads[parent] = share


# %% right: constants are followed, but keep nothing
def backprop(end_node, end_grad=None):
    end_grad_arr = np.ones_like(end_node.array) if end_grad is None else end_grad.array
    grads = {end_node: end_grad_arr}
    for node in sorted_computational_graph(end_node):
        outgrad = grads.pop(node)
        if node.is_leaf:
            if node.requires_grad:
                if node.grad is None:
                    node.grad = Tensor(outgrad.copy())
                else:
                    node.grad = Tensor(node.grad.array + outgrad)
            continue
        for argnum, parent in node.recipe.parents.items():
            back_fn = BACK_FUNCS.get_back_func(node.recipe.func, argnum)
            in_grad = back_fn(outgrad, node.array, *node.recipe.args, **node.recipe.kwargs)
            if parent not in grads:
                grads[parent] = in_grad
            else:
                grads[parent] = grads[parent] + in_grad


# %% right: lists of shares, summed when it is their turn
def backprop(end_node, end_grad=None):
    shares = {id(end_node): [np.ones(end_node.shape) if end_grad is None else end_grad.array]}
    for node in sorted_computational_graph(end_node):
        if id(node) not in shares:
            continue
        grad = np.sum(np.stack(shares[id(node)]), axis=0)
        if node.recipe is None:
            node.grad = Tensor(grad if node.grad is None else grad + node.grad.array)
        else:
            recipe = node.recipe
            for position, parent in recipe.parents.items():
                if parent.requires_grad:
                    back = BACK_FUNCS.get_back_func(recipe.func, position)
                    share = back(grad, node.array, *recipe.args, **recipe.kwargs)
                    shares.setdefault(id(parent), []).append(share)


# %% right: arrays of zeros to add to
def backprop(end_node, end_grad=None):
    order = sorted_computational_graph(end_node)
    grads = {t: np.zeros(t.shape, dtype=np.float64) for t in order}
    grads[end_node] += 1.0 if end_grad is None else end_grad.array
    for node in order:
        if not node.requires_grad:
            continue
        grad = grads[node]
        if node.is_leaf:
            before = np.zeros(node.shape) if node.grad is None else node.grad.array
            node.grad = Tensor(before + grad)
            continue
        for position, parent in node.recipe.parents.items():
            if parent.requires_grad:
                back = BACK_FUNCS.get_back_func(node.recipe.func, position)
                grads[parent] += back(grad, node.array, *node.recipe.args, **node.recipe.kwargs)


# %% right: copies throughout, and then in place
def backprop(end_node, end_grad=None):
    grads = {end_node: np.array(np.ones_like(end_node.array) if end_grad is None else end_grad.array)}
    for node in sorted_computational_graph(end_node):
        if node not in grads:
            continue
        if node.recipe is None:
            if node.grad is None:
                node.grad = Tensor(grads[node].copy())
            else:
                node.grad.array += grads[node]
            continue
        for position, parent in node.recipe.parents.items():
            if parent.requires_grad:
                back = BACK_FUNCS.get_back_func(node.recipe.func, position)
                share = back(grads[node], node.array, *node.recipe.args, **node.recipe.kwargs)
                if parent in grads:
                    grads[parent] += share
                else:
                    grads[parent] = np.array(share)


# %% wrong: overwritten [grad-overwritten]
def backprop(end_node, end_grad=None):
    grads = {end_node: np.ones_like(end_node.array) if end_grad is None else end_grad.array}
    for node in sorted_computational_graph(end_node):
        grad = grads.pop(node, None)
        if grad is None:
            continue
        if node.recipe is None:
            node.grad = Tensor(np.copy(grad))
            continue
        for i, parent in node.recipe.parents.items():
            if parent.requires_grad:
                f = BACK_FUNCS.get_back_func(node.recipe.func, i)
                share = f(grad, node.array, *node.recipe.args, **node.recipe.kwargs)
                grads[parent] = grads[parent] + share if parent in grads else share


# %% wrong: shares overwritten [shares-overwritten]
def backprop(end_node, end_grad=None):
    grads = {end_node: np.ones_like(end_node.array) if end_grad is None else end_grad.array}
    for node in sorted_computational_graph(end_node):
        grad = grads.pop(node, None)
        if grad is None:
            continue
        if node.recipe is None:
            node.grad = Tensor(np.copy(grad) if node.grad is None else node.grad.array + grad)
            continue
        for i, parent in node.recipe.parents.items():
            if parent.requires_grad:
                f = BACK_FUNCS.get_back_func(node.recipe.func, i)
                grads[parent] = f(grad, node.array, *node.recipe.args, **node.recipe.kwargs)


# %% right: added in place in the dict, without the extra credit
def backprop(end_node, end_grad=None):
    grads = {end_node: np.ones_like(end_node.array) if end_grad is None else end_grad.array}
    for node in sorted_computational_graph(end_node):
        if node not in grads:
            continue
        outgrad = grads.pop(node)
        if node.is_leaf:
            if node.grad is None:
                node.grad = Tensor(outgrad)
            else:
                node.grad.array += outgrad
            continue
        for argnum, parent in node.recipe.parents.items():
            if not parent.requires_grad:
                continue
            back_fn = BACK_FUNCS.get_back_func(node.recipe.func, argnum)
            in_grad = back_fn(outgrad, node.array, *node.recipe.args, **node.recipe.kwargs)
            if parent not in grads:
                grads[parent] = in_grad
            else:
                grads[parent] += in_grad


# %% wrong: end_grad ignored [end-grad-ignored]
def backprop(end_node, end_grad=None):
    grads = {end_node: np.ones(end_node.shape, dtype=np.float32)}
    for node in sorted_computational_graph(end_node):
        if node not in grads:
            continue
        grad = grads.pop(node)
        if node.recipe is None:
            node.grad = Tensor(np.copy(grad) if node.grad is None else node.grad.array + grad)
            continue
        for i, parent in node.recipe.parents.items():
            if parent.requires_grad:
                f = BACK_FUNCS.get_back_func(node.recipe.func, i)
                share = f(grad, node.array, *node.recipe.args, **node.recipe.kwargs)
                grads[parent] = grads[parent] + share if parent in grads else share


# %% wrong: end_grad required [end-grad-required]
def backprop(end_node, end_grad=None):
    grads = {}
    grads[end_node] = end_grad.array
    for node in sorted_computational_graph(end_node):
        if node not in grads:
            continue
        grad = grads.pop(node)
        if node.recipe is None:
            node.grad = Tensor(np.copy(grad) if node.grad is None else node.grad.array + grad)
            continue
        for i, parent in node.recipe.parents.items():
            if parent.requires_grad:
                f = BACK_FUNCS.get_back_func(node.recipe.func, i)
                share = f(grad, node.array, *node.recipe.args, **node.recipe.kwargs)
                grads[parent] = grads[parent] + share if parent in grads else share


# %% wrong: a Tensor goes into the backward functions [end-grad-tensor-passed-on]
def backprop(end_node, end_grad=None):
    if end_grad is None:
        end_grad = Tensor(np.ones_like(end_node.array))
    grads = {end_node: end_grad}
    for node in sorted_computational_graph(end_node):
        if node not in grads:
            continue
        grad = grads.pop(node)
        if node.recipe is None:
            node.grad = Tensor(np.copy(grad.array) if node.grad is None else node.grad.array + grad.array)
            continue
        for i, parent in node.recipe.parents.items():
            if parent.requires_grad:
                f = BACK_FUNCS.get_back_func(node.recipe.func, i)
                share = f(grad, node.array, *node.recipe.args, **node.recipe.kwargs)
                grads[parent] = grads[parent] + share if parent in grads else share


# %% wrong: kept on all [stored-on-everything]
def backprop(end_node, end_grad=None):
    grads = {end_node: np.ones_like(end_node.array) if end_grad is None else end_grad.array}
    for node in sorted_computational_graph(end_node):
        if node not in grads:
            continue
        grad = grads.pop(node)
        node.grad = Tensor(np.copy(grad) if node.grad is None else node.grad.array + grad)
        if node.recipe is None:
            continue
        for i, parent in node.recipe.parents.items():
            if parent.requires_grad:
                f = BACK_FUNCS.get_back_func(node.recipe.func, i)
                share = f(grad, node.array, *node.recipe.args, **node.recipe.kwargs)
                grads[parent] = grads[parent] + share if parent in grads else share


# %% wrong: constants, too [constants-get-gradients]
def backprop(end_node, end_grad=None):
    grads = {end_node: np.ones_like(end_node.array) if end_grad is None else end_grad.array}
    for node in sorted_computational_graph(end_node):
        grad = grads.pop(node)
        if node.recipe is None:
            node.grad = Tensor(np.copy(grad) if node.grad is None else node.grad.array + grad)
            continue
        for i, parent in node.recipe.parents.items():
            f = BACK_FUNCS.get_back_func(node.recipe.func, i)
            share = f(grad, node.array, *node.recipe.args, **node.recipe.kwargs)
            grads[parent] = grads[parent] + share if parent in grads else share


# %% wrong: constants not skipped [constants-not-skipped]
def backprop(end_node, end_grad=None):
    grads = {end_node: np.ones_like(end_node.array) if end_grad is None else end_grad.array}
    for node in sorted_computational_graph(end_node):
        grad = grads[node]
        if node.recipe is None:
            node.grad = Tensor(np.copy(grad) if node.grad is None else node.grad.array + grad)
            continue
        for i, parent in node.recipe.parents.items():
            if parent.requires_grad:
                f = BACK_FUNCS.get_back_func(node.recipe.func, i)
                share = f(grad, node.array, *node.recipe.args, **node.recipe.kwargs)
                grads[parent] = grads[parent] + share if parent in grads else share


# %% wrong: return at the first leaf [walk-ends-at-first-leaf]
def backprop(end_node, end_grad=None):
    grads = {end_node: np.ones_like(end_node.array) if end_grad is None else end_grad.array}
    for node in sorted_computational_graph(end_node):
        if node not in grads:
            continue
        grad = grads.pop(node)
        if node.is_leaf:
            node.grad = Tensor(np.copy(grad) if node.grad is None else node.grad.array + grad)
            return
        for i, parent in node.recipe.parents.items():
            if parent.requires_grad:
                f = BACK_FUNCS.get_back_func(node.recipe.func, i)
                share = f(grad, node.array, *node.recipe.args, **node.recipe.kwargs)
                grads[parent] = grads[parent] + share if parent in grads else share


# %% wrong: a leaf has no recipe [leaf-not-stopped-at]
def backprop(end_node, end_grad=None):
    grads = {end_node: np.ones_like(end_node.array) if end_grad is None else end_grad.array}
    for node in sorted_computational_graph(end_node):
        if node not in grads:
            continue
        grad = grads.pop(node)
        if node.is_leaf:
            node.grad = Tensor(np.copy(grad) if node.grad is None else node.grad.array + grad)
        for i, parent in node.recipe.parents.items():
            if parent.requires_grad:
                f = BACK_FUNCS.get_back_func(node.recipe.func, i)
                share = f(grad, node.array, *node.recipe.args, **node.recipe.kwargs)
                grads[parent] = grads[parent] + share if parent in grads else share


# %% wrong: an array in grad [array-stored]
def backprop(end_node, end_grad=None):
    grads = {end_node: np.ones_like(end_node.array) if end_grad is None else end_grad.array}
    for node in sorted_computational_graph(end_node):
        if node not in grads:
            continue
        grad = grads.pop(node)
        if node.is_leaf:
            if node.grad is None:
                node.grad = np.copy(grad)
            else:
                node.grad = node.grad + grad
            continue
        for i, parent in node.recipe.parents.items():
            if parent.requires_grad:
                f = BACK_FUNCS.get_back_func(node.recipe.func, i)
                share = f(grad, node.array, *node.recipe.args, **node.recipe.kwargs)
                grads[parent] = grads[parent] + share if parent in grads else share


# %% wrong: Tensor plus array [array-added-to-tensor]
def backprop(end_node, end_grad=None):
    grads = {end_node: np.ones_like(end_node.array) if end_grad is None else end_grad.array}
    for node in sorted_computational_graph(end_node):
        if node not in grads:
            continue
        grad = grads.pop(node)
        if node.is_leaf:
            if node.grad is None:
                node.grad = Tensor(np.copy(grad))
            else:
                node.grad = node.grad + grad
            continue
        for i, parent in node.recipe.parents.items():
            if parent.requires_grad:
                f = BACK_FUNCS.get_back_func(node.recipe.func, i)
                share = f(grad, node.array, *node.recipe.args, **node.recipe.kwargs)
                grads[parent] = grads[parent] + share if parent in grads else share


# %% wrong: None plus array [none-added]
def backprop(end_node, end_grad=None):
    grads = {end_node: np.ones_like(end_node.array) if end_grad is None else end_grad.array}
    for node in sorted_computational_graph(end_node):
        if node not in grads:
            continue
        grad = grads.pop(node)
        if node.is_leaf:
            node.grad = Tensor(node.grad.array + grad)
            continue
        for i, parent in node.recipe.parents.items():
            if parent.requires_grad:
                f = BACK_FUNCS.get_back_func(node.recipe.func, i)
                share = f(grad, node.array, *node.recipe.args, **node.recipe.kwargs)
                grads[parent] = grads[parent] + share if parent in grads else share


# %% wrong: a queue instead of the order [order-not-topological]
def backprop(end_node, end_grad=None):
    grads = {end_node: np.ones_like(end_node.array) if end_grad is None else end_grad.array}
    queue, seen = [end_node], set()
    while queue:
        node = queue.pop(0)
        if node in seen:
            continue
        seen.add(node)
        grad = grads[node]
        if node.recipe is None:
            node.grad = Tensor(np.copy(grad) if node.grad is None else node.grad.array + grad)
            continue
        for i, parent in node.recipe.parents.items():
            if parent.requires_grad:
                f = BACK_FUNCS.get_back_func(node.recipe.func, i)
                share = f(grad, node.array, *node.recipe.args, **node.recipe.kwargs)
                grads[parent] = grads[parent] + share if parent in grads else share
                queue.append(parent)


# %% wrong: calls itself for every step [every-way-walked]
def backprop(end_node, end_grad=None):
    def walk(node, grad):
        if node.recipe is None:
            node.grad = Tensor(np.copy(grad) if node.grad is None else node.grad.array + grad)
            return
        for i, parent in node.recipe.parents.items():
            if parent.requires_grad:
                f = BACK_FUNCS.get_back_func(node.recipe.func, i)
                walk(parent, f(grad, node.array, *node.recipe.args, **node.recipe.kwargs))

    walk(end_node, np.ones_like(end_node.array) if end_grad is None else end_grad.array)


# %% wrong: keywords left out [keywords-not-passed]
def backprop(end_node, end_grad=None):
    grads = {end_node: np.ones_like(end_node.array) if end_grad is None else end_grad.array}
    for node in sorted_computational_graph(end_node):
        if node not in grads:
            continue
        grad = grads.pop(node)
        if node.is_leaf:
            node.grad = Tensor(np.copy(grad) if node.grad is None else node.grad.array + grad)
            continue
        for i, parent in node.recipe.parents.items():
            if parent.requires_grad:
                f = BACK_FUNCS.get_back_func(node.recipe.func, i)
                share = f(grad, node.array, *node.recipe.args)
                grads[parent] = grads[parent] + share if parent in grads else share


# %% wrong: output left out [arguments-not-passed]
def backprop(end_node, end_grad=None):
    grads = {end_node: np.ones_like(end_node.array) if end_grad is None else end_grad.array}
    for node in sorted_computational_graph(end_node):
        if node not in grads:
            continue
        grad = grads.pop(node)
        if node.is_leaf:
            node.grad = Tensor(np.copy(grad) if node.grad is None else node.grad.array + grad)
            continue
        for i, parent in node.recipe.parents.items():
            if parent.requires_grad:
                f = BACK_FUNCS.get_back_func(node.recipe.func, i)
                share = f(grad, *node.recipe.args, **node.recipe.kwargs)
                grads[parent] = grads[parent] + share if parent in grads else share


# %% wrong: the Tensor as output [output-tensor-passed]
def backprop(end_node, end_grad=None):
    grads = {end_node: np.ones_like(end_node.array) if end_grad is None else end_grad.array}
    for node in sorted_computational_graph(end_node):
        if node not in grads:
            continue
        grad = grads.pop(node)
        if node.is_leaf:
            node.grad = Tensor(np.copy(grad) if node.grad is None else node.grad.array + grad)
            continue
        for i, parent in node.recipe.parents.items():
            if parent.requires_grad:
                f = BACK_FUNCS.get_back_func(node.recipe.func, i)
                share = f(grad, node, *node.recipe.args, **node.recipe.kwargs)
                grads[parent] = grads[parent] + share if parent in grads else share


# %% wrong: counted among parents [position-counted-among-parents]
def backprop(end_node, end_grad=None):
    grads = {end_node: np.ones_like(end_node.array) if end_grad is None else end_grad.array}
    for node in sorted_computational_graph(end_node):
        if node not in grads:
            continue
        grad = grads.pop(node)
        if node.is_leaf:
            node.grad = Tensor(np.copy(grad) if node.grad is None else node.grad.array + grad)
            continue
        i = 0
        for parent in node.recipe.parents.values():
            if parent.requires_grad:
                f = BACK_FUNCS.get_back_func(node.recipe.func, i)
                share = f(grad, node.array, *node.recipe.args, **node.recipe.kwargs)
                grads[parent] = grads[parent] + share if parent in grads else share
            i += 1


# %% wrong: always position 0 [position-always-0]
def backprop(end_node, end_grad=None):
    grads = {end_node: np.ones_like(end_node.array) if end_grad is None else end_grad.array}
    for node in sorted_computational_graph(end_node):
        if node not in grads:
            continue
        grad = grads.pop(node)
        if node.is_leaf:
            node.grad = Tensor(np.copy(grad) if node.grad is None else node.grad.array + grad)
            continue
        f = BACK_FUNCS.get_back_func(node.recipe.func, 0)
        for parent in node.recipe.parents.values():
            if parent.requires_grad:
                share = f(grad, node.array, *node.recipe.args, **node.recipe.kwargs)
                grads[parent] = grads[parent] + share if parent in grads else share


# %% wrong: ones for every function [upstream-not-passed]
def backprop(end_node, end_grad=None):
    grads = {end_node: np.ones_like(end_node.array) if end_grad is None else end_grad.array}
    for node in sorted_computational_graph(end_node):
        if node not in grads:
            continue
        grad = grads.pop(node)
        if node.is_leaf:
            node.grad = Tensor(np.copy(grad) if node.grad is None else node.grad.array + grad)
            continue
        for i, parent in node.recipe.parents.items():
            if parent.requires_grad:
                f = BACK_FUNCS.get_back_func(node.recipe.func, i)
                share = f(np.ones(node.shape, "f4"), node.array, *node.recipe.args, **node.recipe.kwargs)
                grads[parent] = grads[parent] + share if parent in grads else share


# %% wrong: a leaf at the end does nothing [end-node-that-is-a-leaf]
def backprop(end_node, end_grad=None):
    if end_node.is_leaf:
        return
    grads = {end_node: np.ones_like(end_node.array) if end_grad is None else end_grad.array}
    for node in sorted_computational_graph(end_node):
        if node not in grads:
            continue
        grad = grads.pop(node)
        if node.is_leaf:
            node.grad = Tensor(np.copy(grad) if node.grad is None else node.grad.array + grad)
            continue
        for i, parent in node.recipe.parents.items():
            if parent.requires_grad:
                f = BACK_FUNCS.get_back_func(node.recipe.func, i)
                share = f(grad, node.array, *node.recipe.args, **node.recipe.kwargs)
                grads[parent] = grads[parent] + share if parent in grads else share


# %% wrong: a dict as default [remembers-earlier-calls]
def backprop(end_node, end_grad=None, grads={}):
    grads[end_node] = np.ones_like(end_node.array) if end_grad is None else end_grad.array
    for node in sorted_computational_graph(end_node):
        if node not in grads:
            continue
        grad = grads[node]
        if node.is_leaf:
            node.grad = Tensor(np.copy(grad) if node.grad is None else node.grad.array + grad)
            continue
        for i, parent in node.recipe.parents.items():
            if parent.requires_grad:
                f = BACK_FUNCS.get_back_func(node.recipe.func, i)
                share = f(grad, node.array, *node.recipe.args, **node.recipe.kwargs)
                grads[parent] = grads[parent] + share if parent in grads else share


# %% wrong: from the leaves [walk-from-the-leaves]
def backprop(end_node, end_grad=None):
    grads = {end_node: np.ones_like(end_node.array) if end_grad is None else end_grad.array}
    for node in list(reversed(sorted_computational_graph(end_node))):
        grad = grads.pop(node, None)
        if grad is None:
            continue
        if node.is_leaf:
            node.grad = Tensor(np.copy(grad) if node.grad is None else node.grad.array + grad)
            continue
        for i, parent in node.recipe.parents.items():
            if parent.requires_grad:
                f = BACK_FUNCS.get_back_func(node.recipe.func, i)
                share = f(grad, node.array, *node.recipe.args, **node.recipe.kwargs)
                grads[parent] = grads[parent] + share if parent in grads else share


# %% wrong: nothing stored [never-stored]
def backprop(end_node, end_grad=None):
    grads = {end_node: np.ones_like(end_node.array) if end_grad is None else end_grad.array}
    for node in sorted_computational_graph(end_node):
        if node not in grads or node.is_leaf:
            continue
        grad = grads.pop(node)
        for i, parent in node.recipe.parents.items():
            if parent.requires_grad:
                f = BACK_FUNCS.get_back_func(node.recipe.func, i)
                share = f(grad, node.array, *node.recipe.args, **node.recipe.kwargs)
                grads[parent] = grads[parent] + share if parent in grads else share


# %% wrong: if end_grad [end-grad-asked-for-truth]
def backprop(end_node, end_grad=None):
    grads = {end_node: end_grad.array if end_grad else np.ones_like(end_node.array)}
    for node in sorted_computational_graph(end_node):
        if node not in grads:
            continue
        g = grads.pop(node)
        if node.recipe is None:
            node.grad = Tensor(g if node.grad is None else node.grad.array + g)
            continue
        for i, p in node.recipe.parents.items():
            if p.requires_grad:
                back = BACK_FUNCS.get_back_func(node.recipe.func, i)
                share = back(g, node.array, *node.recipe.args, **node.recipe.kwargs)
                grads[p] = grads[p] + share if p in grads else share


# %% wrong: or [end-grad-asked-for-truth]
def backprop(end_node, end_grad=None):
    start = end_grad is not None and end_grad.array.any()
    grads = {end_node: end_grad.array if start else np.ones_like(end_node.array)}
    for node in sorted_computational_graph(end_node):
        if node not in grads:
            continue
        g = grads.pop(node)
        if node.recipe is None:
            node.grad = Tensor(g if node.grad is None else node.grad.array + g)
            continue
        for i, p in node.recipe.parents.items():
            if p.requires_grad:
                back = BACK_FUNCS.get_back_func(node.recipe.func, i)
                share = back(g, node.array, *node.recipe.args, **node.recipe.kwargs)
                grads[p] = grads[p] + share if p in grads else share


# %% wrong: arguments rebuilt from parents [arguments-from-parents]
def backprop(end_node, end_grad=None):
    grads = {end_node: np.ones_like(end_node.array) if end_grad is None else end_grad.array}
    for node in sorted_computational_graph(end_node):
        if node not in grads:
            continue
        g = grads.pop(node)
        if node.recipe is None:
            node.grad = Tensor(g if node.grad is None else node.grad.array + g)
            continue
        for i, p in node.recipe.parents.items():
            if p.requires_grad:
                back = BACK_FUNCS.get_back_func(node.recipe.func, i)
                arrays = [q.array for q in node.recipe.parents.values()]
                share = back(g, node.array, *arrays, **node.recipe.kwargs)
                grads[p] = grads[p] + share if p in grads else share


# %% wrong: recipes are used up
def backprop(end_node, end_grad=None):
    grads = {end_node: np.ones_like(end_node.array) if end_grad is None else end_grad.array}
    for node in sorted_computational_graph(end_node):
        if node not in grads:
            continue
        g = grads.pop(node)
        if node.recipe is None:
            node.grad = Tensor(g if node.grad is None else node.grad.array + g)
            continue
        for i, p in node.recipe.parents.items():
            if p.requires_grad:
                back = BACK_FUNCS.get_back_func(node.recipe.func, i)
                share = back(g, node.array, *node.recipe.args, **node.recipe.kwargs)
                grads[p] = grads[p] + share if p in grads else share
        if node is not end_node:
            node.recipe.kwargs.clear()


# %% wrong: position two is one [second-position-for-all-others]
def backprop(end_node, end_grad=None):
    grads = {end_node: np.ones_like(end_node.array) if end_grad is None else end_grad.array}
    for node in sorted_computational_graph(end_node):
        if node not in grads:
            continue
        g = grads.pop(node)
        if node.recipe is None:
            node.grad = Tensor(g if node.grad is None else node.grad.array + g)
            continue
        for i, p in node.recipe.parents.items():
            if p.requires_grad:
                back = BACK_FUNCS.get_back_func(node.recipe.func, min(i, 1))
                share = back(g, node.array, *node.recipe.args, **node.recipe.kwargs)
                grads[p] = grads[p] + share if p in grads else share


# %% wrong: a parent at two positions once [one-position-for-a-tensor-used-twice]
def backprop(end_node, end_grad=None):
    grads = {end_node: np.ones_like(end_node.array) if end_grad is None else end_grad.array}
    for node in sorted_computational_graph(end_node):
        if node not in grads:
            continue
        g = grads.pop(node)
        if node.recipe is None:
            node.grad = Tensor(g if node.grad is None else node.grad.array + g)
            continue
        where = {p: i for i, p in node.recipe.parents.items()}
        for p, i in where.items():
            if p.requires_grad:
                back = BACK_FUNCS.get_back_func(node.recipe.func, i)
                share = back(g, node.array, *node.recipe.args, **node.recipe.kwargs)
                grads[p] = grads[p] + share if p in grads else share


# %% wrong: every way is walked [every-way-walked]
def backprop(end_node, end_grad=None):
    g = np.ones_like(end_node.array) if end_grad is None else end_grad.array
    if end_node.recipe is None:
        if end_node.requires_grad:
            end_node.grad = Tensor(np.array(g) if end_node.grad is None else end_node.grad.array + g)
        return
    recipe = end_node.recipe
    for i, p in recipe.parents.items():
        if p.requires_grad:
            back = BACK_FUNCS.get_back_func(recipe.func, i)
            backprop(p, Tensor(back(g, end_node.array, *recipe.args, **recipe.kwargs)))


# %% wrong: keywords are left out where there are some already [keywords-not-passed]
def backprop(end_node, end_grad=None):
    grads = {end_node: np.ones_like(end_node.array) if end_grad is None else end_grad.array}
    for node in sorted_computational_graph(end_node):
        if node not in grads:
            continue
        g = grads.pop(node)
        if node.recipe is None:
            node.grad = Tensor(g if node.grad is None else node.grad.array + g)
            continue
        for i, p in node.recipe.parents.items():
            if p.requires_grad:
                back = BACK_FUNCS.get_back_func(node.recipe.func, i)
                share = back(g, node.array, *node.recipe.args)
                grads[p] = grads[p] + share if p in grads else share


# %% wrong: old gradients are thrown away first [grad-overwritten]
def backprop(end_node, end_grad=None):
    order = sorted_computational_graph(end_node)
    for node in order:
        node.grad = None
    grads = {end_node: np.ones_like(end_node.array) if end_grad is None else end_grad.array}
    for node in order:
        if node not in grads:
            continue
        g = grads.pop(node)
        if node.recipe is None:
            node.grad = Tensor(g if node.grad is None else node.grad.array + g)
            continue
        for i, p in node.recipe.parents.items():
            if p.requires_grad:
                back = BACK_FUNCS.get_back_func(node.recipe.func, i)
                share = back(g, node.array, *node.recipe.args, **node.recipe.kwargs)
                grads[p] = grads[p] + share if p in grads else share


# %% wrong: the switch is left off
def backprop(end_node, end_grad=None):
    grad_tracking_enabled.enabled = False
    grads = {end_node: np.ones_like(end_node.array) if end_grad is None else end_grad.array}
    for node in sorted_computational_graph(end_node):
        if node not in grads:
            continue
        g = grads.pop(node)
        if node.recipe is None:
            node.grad = Tensor(g if node.grad is None else node.grad.array + g)
            continue
        for i, p in node.recipe.parents.items():
            if p.requires_grad:
                back = BACK_FUNCS.get_back_func(node.recipe.func, i)
                share = back(g, node.array, *node.recipe.args, **node.recipe.kwargs)
                grads[p] = grads[p] + share if p in grads else share


# %% wrong: gradients of zero go no further, and the tensor's array is used up [zero-gradients-skipped]
def backprop(end_node, end_grad=None):
    grads = {end_node: np.ones_like(end_node.array) if end_grad is None else end_grad.array}
    for node in sorted_computational_graph(end_node):
        if node not in grads:
            continue
        g = grads.pop(node)
        if not np.any(g):
            continue
        if node.recipe is None:
            node.grad = Tensor(g if node.grad is None else node.grad.array + g)
            continue
        for i, p in node.recipe.parents.items():
            if p.requires_grad:
                back = BACK_FUNCS.get_back_func(node.recipe.func, i)
                share = back(g, node.array, *node.recipe.args, **node.recipe.kwargs)
                grads[p] = grads[p] + share if p in grads else share


# %% wrong: rows are registered anew
def backprop(end_node, end_grad=None):
    grads = {end_node: np.ones_like(end_node.array) if end_grad is None else end_grad.array}
    for node in sorted_computational_graph(end_node):
        if node not in grads:
            continue
        g = grads.pop(node)
        if node.recipe is None:
            node.grad = Tensor(g if node.grad is None else node.grad.array + g)
            continue
        for i, p in node.recipe.parents.items():
            if p.requires_grad:
                back = BACK_FUNCS.get_back_func(node.recipe.func, i)
                share = back(g, node.array, *node.recipe.args, **node.recipe.kwargs)
                grads[p] = grads[p] + share if p in grads else share
            BACK_FUNCS.add_back_func(node.recipe.func, i, lambda *args, **kwargs: args[0])


# %% wrong: the end keeps its gradient
def backprop(end_node, end_grad=None):
    end_node.grad = Tensor(np.ones_like(end_node.array)) if end_grad is None else end_grad
    grads = {end_node: end_node.grad.array}
    end_node.grad = end_node.grad if end_node.recipe is not None else None
    for node in sorted_computational_graph(end_node):
        if node not in grads:
            continue
        g = grads.pop(node)
        if node.recipe is None:
            node.grad = Tensor(g if node.grad is None else node.grad.array + g)
            continue
        for i, p in node.recipe.parents.items():
            if p.requires_grad:
                back = BACK_FUNCS.get_back_func(node.recipe.func, i)
                share = back(g, node.array, *node.recipe.args, **node.recipe.kwargs)
                grads[p] = grads[p] + share if p in grads else share


# %% right: a defaultdict of zeros
from collections import defaultdict


def backprop(end_node, end_grad=None):
    grads = defaultdict(float)
    grads[end_node] = np.ones(end_node.shape) if end_grad is None else end_grad.array
    for node in sorted_computational_graph(end_node):
        if not node.requires_grad:
            continue
        g = grads[node]
        if node.is_leaf:
            node.grad = Tensor(g + (0 if node.grad is None else node.grad.array))
            continue
        for i, p in node.recipe.parents.items():
            if p.requires_grad:
                back = BACK_FUNCS.get_back_func(node.recipe.func, i)
                grads[p] = grads[p] + back(g, node.array, *node.recipe.args, **node.recipe.kwargs)


# %% right: as published, in place throughout
def backprop(end_node, end_grad=None):
    end_grad_arr = np.ones_like(end_node.array) if end_grad is None else end_grad.array
    grads = {end_node: end_grad_arr}
    for node in sorted_computational_graph(end_node):
        outgrad = grads.pop(node)
        if node.is_leaf:
            if node.requires_grad:
                if node.grad is None:
                    node.grad = Tensor(outgrad)
                else:
                    node.grad.array += outgrad
            continue
        for argnum, parent in node.recipe.parents.items():
            back_fn = BACK_FUNCS.get_back_func(node.recipe.func, argnum)
            in_grad = back_fn(outgrad, node.array, *node.recipe.args, **node.recipe.kwargs)
            if parent not in grads:
                grads[parent] = in_grad
            else:
                grads[parent] += in_grad


# %% right: in place in both
def backprop(end_node, end_grad=None):
    end_grad_arr = np.ones_like(end_node.array) if end_grad is None else end_grad.array
    grads = {end_node: end_grad_arr}
    for node in sorted_computational_graph(end_node):
        outgrad = grads.pop(node)
        if node.is_leaf and node.requires_grad:
            if node.grad is None:
                node.grad = Tensor(outgrad)
            else:
                node.grad.array += outgrad
        if node.is_leaf:
            continue
        for argnum, parent in node.recipe.parents.items():
            back_fn = BACK_FUNCS.get_back_func(node.recipe.func, argnum)
            in_grad = back_fn(outgrad, node.array, *node.recipe.args, **node.recipe.kwargs)
            if parent not in grads:
                grads[parent] = in_grad
            else:
                grads[parent] += in_grad


# %% right: in place in the dict only
def backprop(end_node, end_grad=None):
    end_grad_arr = np.ones_like(end_node.array) if end_grad is None else end_grad.array
    grads = {end_node: end_grad_arr}
    for node in sorted_computational_graph(end_node):
        outgrad = grads.pop(node)
        if node.is_leaf:
            if node.requires_grad:
                node.grad = Tensor(outgrad) if node.grad is None else Tensor(node.grad.array + outgrad)
            continue
        for argnum, parent in node.recipe.parents.items():
            back_fn = BACK_FUNCS.get_back_func(node.recipe.func, argnum)
            in_grad = back_fn(outgrad, node.array, *node.recipe.args, **node.recipe.kwargs)
            if parent not in grads:
                grads[parent] = in_grad
            else:
                grads[parent] += in_grad


# %% right: in place in the leaf only
def backprop(end_node, end_grad=None):
    end_grad_arr = np.ones_like(end_node.array) if end_grad is None else end_grad.array
    grads = {end_node: end_grad_arr}
    for node in sorted_computational_graph(end_node):
        outgrad = grads.pop(node)
        if node.is_leaf:
            if node.requires_grad:
                if node.grad is None:
                    node.grad = Tensor(outgrad)
                else:
                    node.grad.array += outgrad
            continue
        for argnum, parent in node.recipe.parents.items():
            back_fn = BACK_FUNCS.get_back_func(node.recipe.func, argnum)
            in_grad = back_fn(outgrad, node.array, *node.recipe.args, **node.recipe.kwargs)
            grads[parent] = grads[parent] + in_grad if parent in grads else in_grad


# %% wrong: a tensor's old grad goes into the walk
def backprop(end_node, end_grad=None):
    grads = {end_node: np.ones_like(end_node.array) if end_grad is None else end_grad.array}
    for node in sorted_computational_graph(end_node):
        if node not in grads:
            continue
        g = grads.pop(node)
        if node.grad is not None:
            g = g + node.grad.array
        if node.recipe is None:
            node.grad = Tensor(g if node.grad is None else node.grad.array + g)
            continue
        for i, p in node.recipe.parents.items():
            if p.requires_grad:
                back = BACK_FUNCS.get_back_func(node.recipe.func, i)
                share = back(g, node.array, *node.recipe.args, **node.recipe.kwargs)
                grads[p] = grads[p] + share if p in grads else share


# %% wrong: recipes taken off behind the walk
def backprop(end_node, end_grad=None):
    grads = {end_node: np.ones_like(end_node.array) if end_grad is None else end_grad.array}
    for node in sorted_computational_graph(end_node):
        if node not in grads:
            continue
        g = grads.pop(node)
        if node.recipe is None:
            node.grad = Tensor(g if node.grad is None else node.grad.array + g)
            continue
        for i, p in node.recipe.parents.items():
            if p.requires_grad:
                back = BACK_FUNCS.get_back_func(node.recipe.func, i)
                share = back(g, node.array, *node.recipe.args, **node.recipe.kwargs)
                grads[p] = grads[p] + share if p in grads else share
        node.recipe = None


# %% wrong: grads kept from walk to walk [remembers-earlier-calls]
_grads = {}


def backprop(end_node, end_grad=None):
    _grads[end_node] = np.ones_like(end_node.array) if end_grad is None else end_grad.array
    for node in sorted_computational_graph(end_node):
        if node not in _grads:
            continue
        g = _grads[node]
        if node.recipe is None:
            node.grad = Tensor(g if node.grad is None else node.grad.array + g)
            continue
        for i, p in node.recipe.parents.items():
            if p.requires_grad:
                back = BACK_FUNCS.get_back_func(node.recipe.func, i)
                share = back(g, node.array, *node.recipe.args, **node.recipe.kwargs)
                _grads[p] = _grads[p] + share if p in _grads else share


# %% wrong: keyed by shape
def backprop(end_node, end_grad=None):
    grads = {end_node: np.ones_like(end_node.array) if end_grad is None else end_grad.array}
    for node in sorted_computational_graph(end_node):
        if node not in grads:
            continue
        g = grads.pop(node)
        if node.recipe is None:
            node.grad = Tensor(g if node.grad is None else node.grad.array + g)
            continue
        done = set()
        for i, p in node.recipe.parents.items():
            if p.requires_grad and p not in done:
                done.add(p)
                back = BACK_FUNCS.get_back_func(node.recipe.func, i)
                share = back(g, node.array, *node.recipe.args, **node.recipe.kwargs)
                count = sum(q is p for q in node.recipe.parents.values())
                grads[p] = grads[p] + count * share if p in grads else count * share


# %% wrong: a mean for a sum at the end
def backprop(end_node, end_grad=None):
    start = np.ones_like(end_node.array) / max(end_node.size, 1)
    grads = {end_node: start if end_grad is None else end_grad.array}
    for node in sorted_computational_graph(end_node):
        if node not in grads:
            continue
        g = grads.pop(node)
        if node.recipe is None:
            node.grad = Tensor(g if node.grad is None else node.grad.array + g)
            continue
        for i, p in node.recipe.parents.items():
            if p.requires_grad:
                back = BACK_FUNCS.get_back_func(node.recipe.func, i)
                share = back(g, node.array, *node.recipe.args, **node.recipe.kwargs)
                grads[p] = grads[p] + share if p in grads else share


# %% wrong: constants lose their values
def backprop(end_node, end_grad=None):
    grads = {end_node: np.ones_like(end_node.array) if end_grad is None else end_grad.array}
    order = sorted_computational_graph(end_node)
    for node in order:
        if node not in grads:
            continue
        g = grads.pop(node)
        if node.recipe is None:
            node.grad = Tensor(g if node.grad is None else node.grad.array + g)
            continue
        for i, p in node.recipe.parents.items():
            if p.requires_grad:
                back = BACK_FUNCS.get_back_func(node.recipe.func, i)
                share = back(g, node.array, *node.recipe.args, **node.recipe.kwargs)
                grads[p] = grads[p] + share if p in grads else share
    for node in order:
        if node.recipe is not None and node is not end_node:
            node.array = np.zeros_like(node.array)


# %% right: two dicts and a stack of the order
def backprop(end_node, end_grad=None):
    incoming = {}
    incoming[id(end_node)] = [end_grad.array if end_grad is not None else np.ones(end_node.shape)]
    for tensor in sorted_computational_graph(end_node):
        shares = incoming.pop(id(tensor), [])
        if not shares:
            continue
        total = shares[0]
        for share in shares[1:]:
            total = total + share
        if tensor.is_leaf:
            before = tensor.grad
            tensor.grad = Tensor(np.array(total)) if before is None else Tensor(before.array + total)
        else:
            r = tensor.recipe
            for place in r.parents:
                if r.parents[place].requires_grad:
                    f = BACK_FUNCS.get_back_func(r.func, place)
                    incoming.setdefault(id(r.parents[place]), []).append(f(total, tensor.array, *r.args, **r.kwargs))
