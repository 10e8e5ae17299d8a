# Wrong answers to `backprop`, and what to say to whoever gave one.

# %% [markdown] id="grad-overwritten"
# A leaf's gradient is replaced by that of the latest call. Gradients of several calls add up, as in
# PyTorch, until somebody clears them.

# %%
def backprop(end_node, end_grad=None):
    grads = {end_node: np.ones_like(end_node.array) if end_grad is None else end_grad.array}
    for node in sorted_computational_graph(end_node):
        if node not in grads:
            continue
        grad = grads.pop(node)
        if node.recipe is None:
            node.grad = Tensor(grad.copy())
            continue
        for position, parent in node.recipe.parents.items():
            if not parent.requires_grad:
                continue
            back = BACK_FUNCS.get_back_func(node.recipe.func, position)
            share = back(grad, node.array, *node.recipe.args, **node.recipe.kwargs)
            grads[parent] = grads[parent] + share if parent in grads else share

# %%
def backprop(end_node, end_grad=None):
    grads = {end_node: np.ones_like(end_node.array) if end_grad is None else end_grad.array}
    for node in sorted_computational_graph(end_node):
        if node not in grads:
            continue
        grad = grads.pop(node)
        if node.recipe is None:
            node.grad = Tensor(grad)
            continue
        for position, parent in node.recipe.parents.items():
            if not parent.requires_grad:
                continue
            back = BACK_FUNCS.get_back_func(node.recipe.func, position)
            share = back(grad, node.array, *node.recipe.args, **node.recipe.kwargs)
            grads[parent] = grads[parent] + share if parent in grads else share

# %% [markdown] id="shares-overwritten"
# A tensor that is used in several places gets a share of gradient from each, and only the last of
# them is left here. Shares that meet are added.

# %%
def backprop(end_node, end_grad=None):
    grads = {end_node: np.ones_like(end_node.array) if end_grad is None else end_grad.array}
    for node in sorted_computational_graph(end_node):
        if node not in grads:
            continue
        grad = grads.pop(node)
        if node.recipe is None:
            node.grad = Tensor(grad.copy() if node.grad is None else node.grad.array + grad)
            continue
        for position, parent in node.recipe.parents.items():
            if not parent.requires_grad:
                continue
            back = BACK_FUNCS.get_back_func(node.recipe.func, position)
            share = back(grad, node.array, *node.recipe.args, **node.recipe.kwargs)
            grads[parent] = share

# %% [markdown] id="first-share-kept"
# A tensor that is used in several places gets a share of gradient from each, and only the first of
# them is kept here. Shares that meet are added.

# %%
def backprop(end_node, end_grad=None):
    grads = {end_node: np.ones_like(end_node.array) if end_grad is None else end_grad.array}
    for node in sorted_computational_graph(end_node):
        if node not in grads:
            continue
        grad = grads.pop(node)
        if node.recipe is None:
            node.grad = Tensor(grad.copy() if node.grad is None else node.grad.array + grad)
            continue
        for position, parent in node.recipe.parents.items():
            if not parent.requires_grad:
                continue
            back = BACK_FUNCS.get_back_func(node.recipe.func, position)
            share = back(grad, node.array, *node.recipe.args, **node.recipe.kwargs)
            grads.setdefault(parent, share)

# %%
def backprop(end_node, end_grad=None):
    grads = {end_node: np.ones_like(end_node.array) if end_grad is None else end_grad.array}
    for node in sorted_computational_graph(end_node):
        if node not in grads:
            continue
        grad = grads.pop(node)
        if node.recipe is None:
            node.grad = Tensor(grad.copy() if node.grad is None else node.grad.array + grad)
            continue
        for position, parent in node.recipe.parents.items():
            if not parent.requires_grad:
                continue
            back = BACK_FUNCS.get_back_func(node.recipe.func, position)
            share = back(grad, node.array, *node.recipe.args, **node.recipe.kwargs)
            if parent not in grads:
                grads[parent] = share

# %% [markdown] id="adds-in-place"
# Right as long as each array belongs to one tensor only. But a backward function may hand the same
# array to two, and with `+=` what is added for one is added for the other as well. Add into a new
# array; and a leaf should keep a copy.

# %%
def backprop(end_node, end_grad=None):
    grads = {end_node: np.ones_like(end_node.array) if end_grad is None else end_grad.array}
    for node in sorted_computational_graph(end_node):
        if node not in grads:
            continue
        grad = grads.pop(node)
        if node.recipe is None:
            if node.grad is None:
                node.grad = Tensor(grad)
            else:
                node.grad.array += grad
            continue
        for position, parent in node.recipe.parents.items():
            if not parent.requires_grad:
                continue
            back = BACK_FUNCS.get_back_func(node.recipe.func, position)
            share = back(grad, node.array, *node.recipe.args, **node.recipe.kwargs)
            if parent in grads:
                grads[parent] += share
            else:
                grads[parent] = share

# %%
def backprop(end_node, end_grad=None):
    grads = {end_node: np.ones_like(end_node.array) if end_grad is None else end_grad.array}
    for node in sorted_computational_graph(end_node):
        if node not in grads:
            continue
        grad = grads.pop(node)
        if node.recipe is None:
            node.grad = Tensor(grad.copy() if node.grad is None else node.grad.array + grad)
            continue
        for position, parent in node.recipe.parents.items():
            if not parent.requires_grad:
                continue
            back = BACK_FUNCS.get_back_func(node.recipe.func, position)
            share = back(grad, node.array, *node.recipe.args, **node.recipe.kwargs)
            if parent in grads:
                grads[parent] += share
            else:
                grads[parent] = share

# %%
def backprop(end_node, end_grad=None):
    grads = {end_node: np.ones_like(end_node.array) if end_grad is None else end_grad.array}
    for node in sorted_computational_graph(end_node):
        if node not in grads:
            continue
        grad = grads.pop(node)
        if node.recipe is None:
            if node.grad is None:
                node.grad = Tensor(grad)
            else:
                node.grad.array += grad
            continue
        for position, parent in node.recipe.parents.items():
            if not parent.requires_grad:
                continue
            back = BACK_FUNCS.get_back_func(node.recipe.func, position)
            share = back(grad, node.array, *node.recipe.args, **node.recipe.kwargs)
            grads[parent] = grads[parent] + share if parent in grads else share

# %%
def backprop(end_node, end_grad=None):
    grads = {end_node: np.ones_like(end_node.array) if end_grad is None else end_grad.array}
    for node in sorted_computational_graph(end_node):
        if node not in grads:
            continue
        grad = grads.pop(node)
        if node.recipe is None:
            node.grad = Tensor(grad if node.grad is None else node.grad.array + grad)
            continue
        for position, parent in node.recipe.parents.items():
            if not parent.requires_grad:
                continue
            back = BACK_FUNCS.get_back_func(node.recipe.func, position)
            share = back(grad, node.array, *node.recipe.args, **node.recipe.kwargs)
            if parent in grads:
                grads[parent] += share
            else:
                grads[parent] = share

# %%
def backprop(end_node, end_grad=None):
    grads = {end_node: np.ones_like(end_node.array) if end_grad is None else end_grad.array}
    for node in sorted_computational_graph(end_node):
        if node not in grads:
            continue
        grad = grads.pop(node)
        if node.recipe is None:
            if node.grad is None:
                node.grad = Tensor(grad.copy())
            else:
                node.grad.array += grad
            continue
        for position, parent in node.recipe.parents.items():
            if not parent.requires_grad:
                continue
            back = BACK_FUNCS.get_back_func(node.recipe.func, position)
            share = back(grad, node.array, *node.recipe.args, **node.recipe.kwargs)
            if parent in grads:
                grads[parent] += share
            else:
                grads[parent] = share

# %% [markdown] id="end-grad-ignored"
# `end_grad` makes no difference: the walk always starts with ones. If it is given, it is the
# gradient to start with.

# %%
def backprop(end_node, end_grad=None):
    grads = {end_node: np.ones_like(end_node.array)}
    for node in sorted_computational_graph(end_node):
        if node not in grads:
            continue
        grad = grads.pop(node)
        if node.recipe is None:
            node.grad = Tensor(grad.copy() if node.grad is None else node.grad.array + grad)
            continue
        for position, parent in node.recipe.parents.items():
            if not parent.requires_grad:
                continue
            back = BACK_FUNCS.get_back_func(node.recipe.func, position)
            share = back(grad, node.array, *node.recipe.args, **node.recipe.kwargs)
            grads[parent] = grads[parent] + share if parent in grads else share

# %% [markdown] id="end-grad-required"
# Without `end_grad` there is nothing to start with. It is None then, and the walk starts with ones
# in the shape of the end node.

# %%
def backprop(end_node, end_grad=None):
    grads = {end_node: end_grad.array}
    for node in sorted_computational_graph(end_node):
        if node not in grads:
            continue
        grad = grads.pop(node)
        if node.recipe is None:
            node.grad = Tensor(grad.copy() if node.grad is None else node.grad.array + grad)
            continue
        for position, parent in node.recipe.parents.items():
            if not parent.requires_grad:
                continue
            back = BACK_FUNCS.get_back_func(node.recipe.func, position)
            share = back(grad, node.array, *node.recipe.args, **node.recipe.kwargs)
            grads[parent] = grads[parent] + share if parent in grads else share

# %%
def backprop(end_node, end_grad=None):
    grads = {end_node: Tensor(end_grad).array}
    for node in sorted_computational_graph(end_node):
        if node not in grads:
            continue
        grad = grads.pop(node)
        if node.recipe is None:
            node.grad = Tensor(grad.copy() if node.grad is None else node.grad.array + grad)
            continue
        for position, parent in node.recipe.parents.items():
            if not parent.requires_grad:
                continue
            back = BACK_FUNCS.get_back_func(node.recipe.func, position)
            share = back(grad, node.array, *node.recipe.args, **node.recipe.kwargs)
            grads[parent] = grads[parent] + share if parent in grads else share

# %% [markdown] id="starts-with-zeros"
# The walk starts with zeros, and all that follows from them is zero. How much does the end node
# change if it changes by 1?

# %%
def backprop(end_node, end_grad=None):
    grads = {end_node: np.zeros_like(end_node.array) if end_grad is None else end_grad.array}
    for node in sorted_computational_graph(end_node):
        if node not in grads:
            continue
        grad = grads.pop(node)
        if node.recipe is None:
            node.grad = Tensor(grad.copy() if node.grad is None else node.grad.array + grad)
            continue
        for position, parent in node.recipe.parents.items():
            if not parent.requires_grad:
                continue
            back = BACK_FUNCS.get_back_func(node.recipe.func, position)
            share = back(grad, node.array, *node.recipe.args, **node.recipe.kwargs)
            grads[parent] = grads[parent] + share if parent in grads else share

# %%
def backprop(end_node, end_grad=None):
    grads = {end_node: np.zeros_like(end_node.array)}
    for node in sorted_computational_graph(end_node):
        if node not in grads:
            continue
        grad = grads.pop(node)
        if node.recipe is None:
            node.grad = Tensor(grad.copy() if node.grad is None else node.grad.array + grad)
            continue
        for position, parent in node.recipe.parents.items():
            if not parent.requires_grad:
                continue
            back = BACK_FUNCS.get_back_func(node.recipe.func, position)
            share = back(grad, node.array, *node.recipe.args, **node.recipe.kwargs)
            grads[parent] = grads[parent] + share if parent in grads else share

# %% [markdown] id="starts-with-value"
# Without `end_grad` the walk starts with the values of the end node. It has to start with their
# gradient, which is one for each of them.

# %%
def backprop(end_node, end_grad=None):
    grads = {end_node: end_node.array if end_grad is None else end_grad.array}
    for node in sorted_computational_graph(end_node):
        if node not in grads:
            continue
        grad = grads.pop(node)
        if node.recipe is None:
            node.grad = Tensor(grad.copy() if node.grad is None else node.grad.array + grad)
            continue
        for position, parent in node.recipe.parents.items():
            if not parent.requires_grad:
                continue
            back = BACK_FUNCS.get_back_func(node.recipe.func, position)
            share = back(grad, node.array, *node.recipe.args, **node.recipe.kwargs)
            grads[parent] = grads[parent] + share if parent in grads else share

# %% [markdown] id="starts-with-one-number"
# Without `end_grad` the walk starts with a single number. The gradient of the end node has the
# shape of the end node.

# %%
def backprop(end_node, end_grad=None):
    grads = {end_node: np.array(1.0) if end_grad is None else end_grad.array}
    for node in sorted_computational_graph(end_node):
        if node not in grads:
            continue
        grad = grads.pop(node)
        if node.recipe is None:
            node.grad = Tensor(grad.copy() if node.grad is None else node.grad.array + grad)
            continue
        for position, parent in node.recipe.parents.items():
            if not parent.requires_grad:
                continue
            back = BACK_FUNCS.get_back_func(node.recipe.func, position)
            share = back(grad, node.array, *node.recipe.args, **node.recipe.kwargs)
            grads[parent] = grads[parent] + share if parent in grads else share

# %%
def backprop(end_node, end_grad=None):
    grads = {end_node: 1.0 if end_grad is None else end_grad.array}
    for node in sorted_computational_graph(end_node):
        if node not in grads:
            continue
        grad = grads.pop(node)
        if node.recipe is None:
            node.grad = Tensor(grad.copy() if node.grad is None else node.grad.array + grad)
            continue
        for position, parent in node.recipe.parents.items():
            if not parent.requires_grad:
                continue
            back = BACK_FUNCS.get_back_func(node.recipe.func, position)
            share = back(grad, node.array, *node.recipe.args, **node.recipe.kwargs)
            grads[parent] = grads[parent] + share if parent in grads else share

# %% [markdown] id="end-grad-tensor-passed-on"
# The backward functions get a Tensor for `grad_out`. They stand below the engine: start with the
# plain array that `end_grad` holds.

# %%
def backprop(end_node, end_grad=None):
    grads = {end_node: np.ones_like(end_node.array) if end_grad is None else end_grad}
    for node in sorted_computational_graph(end_node):
        if node not in grads:
            continue
        grad = grads.pop(node)
        if node.recipe is None:
            node.grad = Tensor(grad.copy() if node.grad is None else node.grad.array + grad)
            continue
        for position, parent in node.recipe.parents.items():
            if not parent.requires_grad:
                continue
            back = BACK_FUNCS.get_back_func(node.recipe.func, position)
            share = back(grad, node.array, *node.recipe.args, **node.recipe.kwargs)
            grads[parent] = grads[parent] + share if parent in grads else share

# %%
def backprop(end_node, end_grad=None):
    grads = {end_node: Tensor(np.ones_like(end_node.array)) if end_grad is None else end_grad}
    for node in sorted_computational_graph(end_node):
        if node not in grads:
            continue
        grad = grads.pop(node)
        if node.recipe is None:
            node.grad = Tensor(grad.copy() if node.grad is None else node.grad.array + grad)
            continue
        for position, parent in node.recipe.parents.items():
            if not parent.requires_grad:
                continue
            back = BACK_FUNCS.get_back_func(node.recipe.func, position)
            share = back(grad, node.array, *node.recipe.args, **node.recipe.kwargs)
            grads[parent] = grads[parent] + share if parent in grads else share

# %%
def backprop(end_node, end_grad=None):
    grads = {end_node: np.ones_like(end_node.array) if end_grad is None else end_grad}
    for node in sorted_computational_graph(end_node):
        if node not in grads:
            continue
        grad = grads.pop(node)
        if node.recipe is None:
            node.grad = Tensor(grad.array.copy() if node.grad is None else node.grad.array + grad.array)
            continue
        for position, parent in node.recipe.parents.items():
            if not parent.requires_grad:
                continue
            back = BACK_FUNCS.get_back_func(node.recipe.func, position)
            share = back(grad, node.array, *node.recipe.args, **node.recipe.kwargs)
            grads[parent] = grads[parent] + share if parent in grads else share

# %%
def backprop(end_node, end_grad=None):
    grads = {end_node: Tensor(np.ones_like(end_node.array)) if end_grad is None else end_grad}
    for node in sorted_computational_graph(end_node):
        if node not in grads:
            continue
        grad = grads.pop(node)
        if node.recipe is None:
            node.grad = Tensor(grad.array.copy() if node.grad is None else node.grad.array + grad.array)
            continue
        for position, parent in node.recipe.parents.items():
            if not parent.requires_grad:
                continue
            back = BACK_FUNCS.get_back_func(node.recipe.func, position)
            share = back(grad, node.array, *node.recipe.args, **node.recipe.kwargs)
            grads[parent] = grads[parent] + share if parent in grads else share

# %% [markdown] id="stored-on-everything"
# Every tensor keeps its gradient here, also those in the middle. Only leaves that require one do;
# for the others it is on its way through.

# %%
def backprop(end_node, end_grad=None):
    grads = {end_node: np.ones_like(end_node.array) if end_grad is None else end_grad.array}
    for node in sorted_computational_graph(end_node):
        if node not in grads:
            continue
        grad = grads.pop(node)
        if node.requires_grad:
            node.grad = Tensor(grad.copy() if node.grad is None else node.grad.array + grad)
        if node.recipe is None:
            pass
            continue
        for position, parent in node.recipe.parents.items():
            if not parent.requires_grad:
                continue
            back = BACK_FUNCS.get_back_func(node.recipe.func, position)
            share = back(grad, node.array, *node.recipe.args, **node.recipe.kwargs)
            grads[parent] = grads[parent] + share if parent in grads else share

# %%
def backprop(end_node, end_grad=None):
    grads = {end_node: np.ones_like(end_node.array) if end_grad is None else end_grad.array}
    for node in sorted_computational_graph(end_node):
        if node not in grads:
            continue
        grad = grads.pop(node)
        node.grad = Tensor(grad.copy() if node.grad is None else node.grad.array + grad)
        if node.recipe is None:
            pass
            continue
        for position, parent in node.recipe.parents.items():
            if not parent.requires_grad:
                continue
            back = BACK_FUNCS.get_back_func(node.recipe.func, position)
            share = back(grad, node.array, *node.recipe.args, **node.recipe.kwargs)
            grads[parent] = grads[parent] + share if parent in grads else share

# %% [markdown] id="constants-get-gradients"
# Constants get a gradient, too. Send one only to those that require it.

# %%
def backprop(end_node, end_grad=None):
    grads = {end_node: np.ones_like(end_node.array) if end_grad is None else end_grad.array}
    for node in sorted_computational_graph(end_node):
        if node not in grads:
            continue
        grad = grads.pop(node)
        if node.recipe is None:
            node.grad = Tensor(grad.copy() if node.grad is None else node.grad.array + grad)
            continue
        for position, parent in node.recipe.parents.items():
            back = BACK_FUNCS.get_back_func(node.recipe.func, position)
            share = back(grad, node.array, *node.recipe.args, **node.recipe.kwargs)
            grads[parent] = grads[parent] + share if parent in grads else share

# %% [markdown] id="stored-on-everything-and-constants"
# Every tensor keeps a gradient here, whether it wants one or not. Only *leaves* that *require* a
# gradient do.

# %%
def backprop(end_node, end_grad=None):
    grads = {end_node: np.ones_like(end_node.array) if end_grad is None else end_grad.array}
    for node in sorted_computational_graph(end_node):
        if node not in grads:
            continue
        grad = grads.pop(node)
        node.grad = Tensor(grad.copy() if node.grad is None else node.grad.array + grad)
        if node.recipe is None:
            pass
            continue
        for position, parent in node.recipe.parents.items():
            back = BACK_FUNCS.get_back_func(node.recipe.func, position)
            share = back(grad, node.array, *node.recipe.args, **node.recipe.kwargs)
            grads[parent] = grads[parent] + share if parent in grads else share

# %% [markdown] id="constants-not-skipped"
# Tensors that require no gradient are in the list as well, and nobody has sent them one. There is
# nothing in `grads` to take out for them.

# %%
def backprop(end_node, end_grad=None):
    grads = {end_node: np.ones_like(end_node.array) if end_grad is None else end_grad.array}
    for node in sorted_computational_graph(end_node):
        grad = grads.pop(node)
        if node.recipe is None:
            node.grad = Tensor(grad.copy() if node.grad is None else node.grad.array + grad)
            continue
        for position, parent in node.recipe.parents.items():
            if not parent.requires_grad:
                continue
            back = BACK_FUNCS.get_back_func(node.recipe.func, position)
            share = back(grad, node.array, *node.recipe.args, **node.recipe.kwargs)
            grads[parent] = grads[parent] + share if parent in grads else share

# %%
def backprop(end_node, end_grad=None):
    grads = {end_node: np.ones_like(end_node.array) if end_grad is None else end_grad.array}
    for node in sorted_computational_graph(end_node):
        grad = grads[node]
        if node.recipe is None:
            node.grad = Tensor(grad.copy() if node.grad is None else node.grad.array + grad)
            continue
        for position, parent in node.recipe.parents.items():
            if not parent.requires_grad:
                continue
            back = BACK_FUNCS.get_back_func(node.recipe.func, position)
            share = back(grad, node.array, *node.recipe.args, **node.recipe.kwargs)
            grads[parent] = grads[parent] + share if parent in grads else share

# %% [markdown] id="leaf-not-stopped-at"
# A leaf has no recipe, so there is nothing to walk on to: the loop over its parents fails. Stop at
# a leaf and go on with the next tensor.

# %%
def backprop(end_node, end_grad=None):
    grads = {end_node: np.ones_like(end_node.array) if end_grad is None else end_grad.array}
    for node in sorted_computational_graph(end_node):
        if node not in grads:
            continue
        grad = grads.pop(node)
        if node.recipe is None:
            node.grad = Tensor(grad.copy() if node.grad is None else node.grad.array + grad)
        for position, parent in node.recipe.parents.items():
            if not parent.requires_grad:
                continue
            back = BACK_FUNCS.get_back_func(node.recipe.func, position)
            share = back(grad, node.array, *node.recipe.args, **node.recipe.kwargs)
            grads[parent] = grads[parent] + share if parent in grads else share

# %%
def backprop(end_node, end_grad=None):
    grads = {end_node: np.ones_like(end_node.array) if end_grad is None else end_grad.array}
    for node in sorted_computational_graph(end_node):
        if node not in grads:
            continue
        grad = grads.pop(node)
        if False:
            pass
            continue
        for position, parent in node.recipe.parents.items():
            if not parent.requires_grad:
                continue
            back = BACK_FUNCS.get_back_func(node.recipe.func, position)
            share = back(grad, node.array, *node.recipe.args, **node.recipe.kwargs)
            grads[parent] = grads[parent] + share if parent in grads else share

# %%
def backprop(end_node, end_grad=None):
    grads = {end_node: np.ones_like(end_node.array) if end_grad is None else end_grad.array}
    for node in sorted_computational_graph(end_node):
        if node not in grads:
            continue
        grad = grads.pop(node)
        if node.is_leaf and node.requires_grad and False:
            pass
            continue
        for position, parent in node.recipe.parents.items():
            if not parent.requires_grad:
                continue
            back = BACK_FUNCS.get_back_func(node.recipe.func, position)
            share = back(grad, node.array, *node.recipe.args, **node.recipe.kwargs)
            grads[parent] = grads[parent] + share if parent in grads else share

# %% [markdown] id="never-stored"
# Gradients arrive at the leaves and are not kept: `grad` stays None there.

# %%
def backprop(end_node, end_grad=None):
    grads = {end_node: np.ones_like(end_node.array) if end_grad is None else end_grad.array}
    for node in sorted_computational_graph(end_node):
        if node not in grads:
            continue
        grad = grads.pop(node)
        if node.recipe is None:
            pass
            continue
        for position, parent in node.recipe.parents.items():
            if not parent.requires_grad:
                continue
            back = BACK_FUNCS.get_back_func(node.recipe.func, position)
            share = back(grad, node.array, *node.recipe.args, **node.recipe.kwargs)
            grads[parent] = grads[parent] + share if parent in grads else share

# %%
def backprop(end_node, end_grad=None):
    grads = {end_node: np.ones_like(end_node.array) if end_grad is None else end_grad.array}
    for node in sorted_computational_graph(end_node):
        if node not in grads:
            continue
        grad = grads.pop(node)
        if node.recipe is None:
            grads[node] = grad
            continue
        for position, parent in node.recipe.parents.items():
            if not parent.requires_grad:
                continue
            back = BACK_FUNCS.get_back_func(node.recipe.func, position)
            share = back(grad, node.array, *node.recipe.args, **node.recipe.kwargs)
            grads[parent] = grads[parent] + share if parent in grads else share

# %%
def backprop(end_node, end_grad=None):
    grads = {end_node: np.ones_like(end_node.array) if end_grad is None else end_grad.array}
    for node in sorted_computational_graph(end_node):
        if node not in grads:
            continue
        grad = grads.pop(node)
        if node.recipe is None:
            node.gradient = Tensor(grad)
            continue
        for position, parent in node.recipe.parents.items():
            if not parent.requires_grad:
                continue
            back = BACK_FUNCS.get_back_func(node.recipe.func, position)
            share = back(grad, node.array, *node.recipe.args, **node.recipe.kwargs)
            grads[parent] = grads[parent] + share if parent in grads else share

# %% [markdown] id="walk-ends-at-first-leaf"
# The walk ends at the first leaf. Others may still wait for their gradients: `continue` goes on
# with the next tensor, `return` and `break` end it all.

# %%
def backprop(end_node, end_grad=None):
    grads = {end_node: np.ones_like(end_node.array) if end_grad is None else end_grad.array}
    for node in sorted_computational_graph(end_node):
        if node not in grads:
            continue
        grad = grads.pop(node)
        if node.recipe is None:
            node.grad = Tensor(grad.copy() if node.grad is None else node.grad.array + grad)
            return
        for position, parent in node.recipe.parents.items():
            if not parent.requires_grad:
                continue
            back = BACK_FUNCS.get_back_func(node.recipe.func, position)
            share = back(grad, node.array, *node.recipe.args, **node.recipe.kwargs)
            grads[parent] = grads[parent] + share if parent in grads else share

# %%
def backprop(end_node, end_grad=None):
    grads = {end_node: np.ones_like(end_node.array) if end_grad is None else end_grad.array}
    for node in sorted_computational_graph(end_node):
        if node not in grads:
            continue
        grad = grads.pop(node)
        if node.recipe is None:
            node.grad = Tensor(grad.copy() if node.grad is None else node.grad.array + grad)
            break
        for position, parent in node.recipe.parents.items():
            if not parent.requires_grad:
                continue
            back = BACK_FUNCS.get_back_func(node.recipe.func, position)
            share = back(grad, node.array, *node.recipe.args, **node.recipe.kwargs)
            grads[parent] = grads[parent] + share if parent in grads else share

# %% [markdown] id="walk-ends-at-first-constant"
# The walk ends at the first tensor that has no gradient. Constants are in the list as well; others
# behind them may still wait.

# %%
def backprop(end_node, end_grad=None):
    grads = {end_node: np.ones_like(end_node.array) if end_grad is None else end_grad.array}
    for node in sorted_computational_graph(end_node):
        if node not in grads:
            break
        grad = grads.pop(node)
        if node.recipe is None:
            node.grad = Tensor(grad.copy() if node.grad is None else node.grad.array + grad)
            continue
        for position, parent in node.recipe.parents.items():
            if not parent.requires_grad:
                continue
            back = BACK_FUNCS.get_back_func(node.recipe.func, position)
            share = back(grad, node.array, *node.recipe.args, **node.recipe.kwargs)
            grads[parent] = grads[parent] + share if parent in grads else share

# %%
def backprop(end_node, end_grad=None):
    grads = {end_node: np.ones_like(end_node.array) if end_grad is None else end_grad.array}
    for node in sorted_computational_graph(end_node):
        if node not in grads:
            return
        grad = grads.pop(node)
        if node.recipe is None:
            node.grad = Tensor(grad.copy() if node.grad is None else node.grad.array + grad)
            continue
        for position, parent in node.recipe.parents.items():
            if not parent.requires_grad:
                continue
            back = BACK_FUNCS.get_back_func(node.recipe.func, position)
            share = back(grad, node.array, *node.recipe.args, **node.recipe.kwargs)
            grads[parent] = grads[parent] + share if parent in grads else share

# %%
def backprop(end_node, end_grad=None):
    grads = {end_node: np.ones_like(end_node.array) if end_grad is None else end_grad.array}
    for node in sorted_computational_graph(end_node):
        if node not in grads:
            continue
        grad = grads.pop(node)
        if node.recipe is None:
            node.grad = Tensor(grad.copy() if node.grad is None else node.grad.array + grad)
            continue
        for position, parent in node.recipe.parents.items():
            if not parent.requires_grad:
                break
            back = BACK_FUNCS.get_back_func(node.recipe.func, position)
            share = back(grad, node.array, *node.recipe.args, **node.recipe.kwargs)
            grads[parent] = grads[parent] + share if parent in grads else share

# %% [markdown] id="array-stored"
# `grad` of a leaf holds a plain array. It should be a Tensor, as `array` and `grad` of a tensor are
# two different kinds of thing.

# %%
def backprop(end_node, end_grad=None):
    grads = {end_node: np.ones_like(end_node.array) if end_grad is None else end_grad.array}
    for node in sorted_computational_graph(end_node):
        if node not in grads:
            continue
        grad = grads.pop(node)
        if node.recipe is None:
            node.grad = grad.copy() if node.grad is None else node.grad + grad
            continue
        for position, parent in node.recipe.parents.items():
            if not parent.requires_grad:
                continue
            back = BACK_FUNCS.get_back_func(node.recipe.func, position)
            share = back(grad, node.array, *node.recipe.args, **node.recipe.kwargs)
            grads[parent] = grads[parent] + share if parent in grads else share

# %% [markdown] id="array-added-to-tensor"
# The first gradient is stored well, but adding the second one fails: `node.grad` is a Tensor and
# cannot be added to an array as yet. Add arrays, and box the sum.

# %%
def backprop(end_node, end_grad=None):
    grads = {end_node: np.ones_like(end_node.array) if end_grad is None else end_grad.array}
    for node in sorted_computational_graph(end_node):
        if node not in grads:
            continue
        grad = grads.pop(node)
        if node.recipe is None:
            node.grad = Tensor(grad) if node.grad is None else node.grad + grad
            continue
        for position, parent in node.recipe.parents.items():
            if not parent.requires_grad:
                continue
            back = BACK_FUNCS.get_back_func(node.recipe.func, position)
            share = back(grad, node.array, *node.recipe.args, **node.recipe.kwargs)
            grads[parent] = grads[parent] + share if parent in grads else share

# %%
def backprop(end_node, end_grad=None):
    grads = {end_node: np.ones_like(end_node.array) if end_grad is None else end_grad.array}
    for node in sorted_computational_graph(end_node):
        if node not in grads:
            continue
        grad = grads.pop(node)
        if node.recipe is None:
            node.grad = Tensor(grad) if node.grad is None else node.grad + Tensor(grad)
            continue
        for position, parent in node.recipe.parents.items():
            if not parent.requires_grad:
                continue
            back = BACK_FUNCS.get_back_func(node.recipe.func, position)
            share = back(grad, node.array, *node.recipe.args, **node.recipe.kwargs)
            grads[parent] = grads[parent] + share if parent in grads else share

# %% [markdown] id="none-added"
# A leaf's gradient is None until there is one, and nothing can be added to None.

# %%
def backprop(end_node, end_grad=None):
    grads = {end_node: np.ones_like(end_node.array) if end_grad is None else end_grad.array}
    for node in sorted_computational_graph(end_node):
        if node not in grads:
            continue
        grad = grads.pop(node)
        if node.recipe is None:
            node.grad = Tensor(node.grad.array + grad)
            continue
        for position, parent in node.recipe.parents.items():
            if not parent.requires_grad:
                continue
            back = BACK_FUNCS.get_back_func(node.recipe.func, position)
            share = back(grad, node.array, *node.recipe.args, **node.recipe.kwargs)
            grads[parent] = grads[parent] + share if parent in grads else share

# %%
def backprop(end_node, end_grad=None):
    grads = {end_node: np.ones_like(end_node.array) if end_grad is None else end_grad.array}
    for node in sorted_computational_graph(end_node):
        if node not in grads:
            continue
        grad = grads.pop(node)
        if node.recipe is None:
            node.grad.array += grad
            continue
        for position, parent in node.recipe.parents.items():
            if not parent.requires_grad:
                continue
            back = BACK_FUNCS.get_back_func(node.recipe.func, position)
            share = back(grad, node.array, *node.recipe.args, **node.recipe.kwargs)
            grads[parent] = grads[parent] + share if parent in grads else share

# %% [markdown] id="order-not-topological"
# Some tensors pass their gradient on before it is complete. Where two ways meet again, a tensor has
# to wait for both: go through the graph in the order of `sorted_computational_graph`.

# %%
def backprop(end_node, end_grad=None):
    grads = {end_node: np.ones_like(end_node.array) if end_grad is None else end_grad.array}
    queue = [end_node]
    while queue:
        node = queue.pop(0)
        if node not in grads:
            continue
        grad = grads.pop(node)
        if node.recipe is None:
            node.grad = Tensor(grad.copy()) if node.grad is None else Tensor(node.grad.array + grad)
            continue
        for position, parent in node.recipe.parents.items():
            if parent.requires_grad:
                back = BACK_FUNCS.get_back_func(node.recipe.func, position)
                share = back(grad, node.array, *node.recipe.args, **node.recipe.kwargs)
                grads[parent] = share
                queue.append(parent)

# %%
def backprop(end_node, end_grad=None):
    grads = {end_node: np.ones_like(end_node.array) if end_grad is None else end_grad.array}
    order = [end_node]
    for node in order:
        for parent in node.recipe.parents.values() if node.recipe else ():
            if parent not in order:
                order.append(parent)
    for node in order:
        if node not in grads:
            continue
        grad = grads.pop(node)
        if node.recipe is None:
            node.grad = Tensor(grad.copy()) if node.grad is None else Tensor(node.grad.array + grad)
            continue
        for position, parent in node.recipe.parents.items():
            if parent.requires_grad:
                back = BACK_FUNCS.get_back_func(node.recipe.func, position)
                share = back(grad, node.array, *node.recipe.args, **node.recipe.kwargs)
                grads[parent] = grads[parent] + share if parent in grads else share

# %% [markdown] id="recursion-too-deep"
# Right, but one call waits within another for every step of the calculation, and Python ends that
# after about a thousand. The sorted list gives you the order already; a loop over it is enough.

# %%
def backprop(end_node, end_grad=None):
    grad = np.ones_like(end_node.array) if end_grad is None else end_grad.array
    if end_node.recipe is None:
        if end_node.requires_grad:
            end_node.grad = Tensor(grad.copy() if end_node.grad is None else end_node.grad.array + grad)
        return
    recipe = end_node.recipe
    for position, parent in recipe.parents.items():
        if parent.requires_grad:
            back = BACK_FUNCS.get_back_func(recipe.func, position)
            backprop(parent, Tensor(back(grad, end_node.array, *recipe.args, **recipe.kwargs)))

# %% [markdown] id="walk-from-the-leaves"
# The list is gone through the wrong way round. Gradients start at the end node; the leaves come
# last.

# %%
def backprop(end_node, end_grad=None):
    grads = {end_node: np.ones_like(end_node.array) if end_grad is None else end_grad.array}
    for node in sorted_computational_graph(end_node)[::-1]:
        if node not in grads:
            continue
        grad = grads.pop(node)
        if node.recipe is None:
            node.grad = Tensor(grad.copy() if node.grad is None else node.grad.array + grad)
            continue
        for position, parent in node.recipe.parents.items():
            if not parent.requires_grad:
                continue
            back = BACK_FUNCS.get_back_func(node.recipe.func, position)
            share = back(grad, node.array, *node.recipe.args, **node.recipe.kwargs)
            grads[parent] = grads[parent] + share if parent in grads else share

# %%
def backprop(end_node, end_grad=None):
    grads = {end_node: np.ones_like(end_node.array) if end_grad is None else end_grad.array}
    for node in reversed(sorted_computational_graph(end_node)):
        if node not in grads:
            continue
        grad = grads.pop(node)
        if node.recipe is None:
            node.grad = Tensor(grad.copy() if node.grad is None else node.grad.array + grad)
            continue
        for position, parent in node.recipe.parents.items():
            if not parent.requires_grad:
                continue
            back = BACK_FUNCS.get_back_func(node.recipe.func, position)
            share = back(grad, node.array, *node.recipe.args, **node.recipe.kwargs)
            grads[parent] = grads[parent] + share if parent in grads else share

# %% [markdown] id="keywords-not-passed"
# Backward functions are called without the keyword arguments of the forward call. What the forward
# function got, its backward function gets, too.

# %%
def backprop(end_node, end_grad=None):
    grads = {end_node: np.ones_like(end_node.array) if end_grad is None else end_grad.array}
    for node in sorted_computational_graph(end_node):
        if node not in grads:
            continue
        grad = grads.pop(node)
        if node.recipe is None:
            node.grad = Tensor(grad.copy() if node.grad is None else node.grad.array + grad)
            continue
        for position, parent in node.recipe.parents.items():
            if not parent.requires_grad:
                continue
            back = BACK_FUNCS.get_back_func(node.recipe.func, position)
            share = back(grad, node.array, *node.recipe.args)
            grads[parent] = grads[parent] + share if parent in grads else share

# %% [markdown] id="arguments-not-passed"
# Backward functions are called with too few or other arguments. They take the gradient of the
# output, the output, and then all that the forward function was called with.

# %%
def backprop(end_node, end_grad=None):
    grads = {end_node: np.ones_like(end_node.array) if end_grad is None else end_grad.array}
    for node in sorted_computational_graph(end_node):
        if node not in grads:
            continue
        grad = grads.pop(node)
        if node.recipe is None:
            node.grad = Tensor(grad.copy() if node.grad is None else node.grad.array + grad)
            continue
        for position, parent in node.recipe.parents.items():
            if not parent.requires_grad:
                continue
            back = BACK_FUNCS.get_back_func(node.recipe.func, position)
            share = back(grad, node.array)
            grads[parent] = grads[parent] + share if parent in grads else share

# %%
def backprop(end_node, end_grad=None):
    grads = {end_node: np.ones_like(end_node.array) if end_grad is None else end_grad.array}
    for node in sorted_computational_graph(end_node):
        if node not in grads:
            continue
        grad = grads.pop(node)
        if node.recipe is None:
            node.grad = Tensor(grad.copy() if node.grad is None else node.grad.array + grad)
            continue
        for position, parent in node.recipe.parents.items():
            if not parent.requires_grad:
                continue
            back = BACK_FUNCS.get_back_func(node.recipe.func, position)
            share = back(grad, *node.recipe.args, **node.recipe.kwargs)
            grads[parent] = grads[parent] + share if parent in grads else share

# %%
def backprop(end_node, end_grad=None):
    grads = {end_node: np.ones_like(end_node.array) if end_grad is None else end_grad.array}
    for node in sorted_computational_graph(end_node):
        if node not in grads:
            continue
        grad = grads.pop(node)
        if node.recipe is None:
            node.grad = Tensor(grad.copy() if node.grad is None else node.grad.array + grad)
            continue
        for position, parent in node.recipe.parents.items():
            if not parent.requires_grad:
                continue
            back = BACK_FUNCS.get_back_func(node.recipe.func, position)
            share = back(grad, node.array, node.recipe.args, **node.recipe.kwargs)
            grads[parent] = grads[parent] + share if parent in grads else share

# %%
def backprop(end_node, end_grad=None):
    grads = {end_node: np.ones_like(end_node.array) if end_grad is None else end_grad.array}
    for node in sorted_computational_graph(end_node):
        if node not in grads:
            continue
        grad = grads.pop(node)
        if node.recipe is None:
            node.grad = Tensor(grad.copy() if node.grad is None else node.grad.array + grad)
            continue
        for position, parent in node.recipe.parents.items():
            if not parent.requires_grad:
                continue
            back = BACK_FUNCS.get_back_func(node.recipe.func, position)
            share = back(grad, node.array, parent.array)
            grads[parent] = grads[parent] + share if parent in grads else share

# %%
def backprop(end_node, end_grad=None):
    grads = {end_node: np.ones_like(end_node.array) if end_grad is None else end_grad.array}
    for node in sorted_computational_graph(end_node):
        if node not in grads:
            continue
        grad = grads.pop(node)
        if node.recipe is None:
            node.grad = Tensor(grad.copy() if node.grad is None else node.grad.array + grad)
            continue
        for position, parent in node.recipe.parents.items():
            if not parent.requires_grad:
                continue
            back = BACK_FUNCS.get_back_func(node.recipe.func, position)
            share = back(grad)
            grads[parent] = grads[parent] + share if parent in grads else share

# %% [markdown] id="output-tensor-passed"
# Backward functions are called with a Tensor where they take arrays: the output is `node.array`.

# %%
def backprop(end_node, end_grad=None):
    grads = {end_node: np.ones_like(end_node.array) if end_grad is None else end_grad.array}
    for node in sorted_computational_graph(end_node):
        if node not in grads:
            continue
        grad = grads.pop(node)
        if node.recipe is None:
            node.grad = Tensor(grad.copy() if node.grad is None else node.grad.array + grad)
            continue
        for position, parent in node.recipe.parents.items():
            if not parent.requires_grad:
                continue
            back = BACK_FUNCS.get_back_func(node.recipe.func, position)
            share = back(grad, node, *node.recipe.args, **node.recipe.kwargs)
            grads[parent] = grads[parent] + share if parent in grads else share

# %% [markdown] id="position-always-0"
# The backward function for argument 0 is used for every argument. Each position has one of its own,
# and `parents` is a dict by position.

# %%
def backprop(end_node, end_grad=None):
    grads = {end_node: np.ones_like(end_node.array) if end_grad is None else end_grad.array}
    for node in sorted_computational_graph(end_node):
        if node not in grads:
            continue
        grad = grads.pop(node)
        if node.recipe is None:
            node.grad = Tensor(grad.copy() if node.grad is None else node.grad.array + grad)
            continue
        for position, parent in node.recipe.parents.items():
            if not parent.requires_grad:
                continue
            back = BACK_FUNCS.get_back_func(node.recipe.func, 0)
            share = back(grad, node.array, *node.recipe.args, **node.recipe.kwargs)
            grads[parent] = grads[parent] + share if parent in grads else share

# %% [markdown] id="position-counted-among-parents"
# The parents are counted one by one. If there is a number among the arguments, that count is not
# the position: `parents` holds positions as its keys.

# %%
def backprop(end_node, end_grad=None):
    grads = {end_node: np.ones_like(end_node.array) if end_grad is None else end_grad.array}
    for node in sorted_computational_graph(end_node):
        if node not in grads:
            continue
        grad = grads.pop(node)
        if node.recipe is None:
            node.grad = Tensor(grad.copy() if node.grad is None else node.grad.array + grad)
            continue
        for position, parent in enumerate(node.recipe.parents.values()):
            if not parent.requires_grad:
                continue
            back = BACK_FUNCS.get_back_func(node.recipe.func, position)
            share = back(grad, node.array, *node.recipe.args, **node.recipe.kwargs)
            grads[parent] = grads[parent] + share if parent in grads else share

# %% [markdown] id="first-parent-only"
# Only one parent of each tensor gets a gradient. There may be several.

# %%
def backprop(end_node, end_grad=None):
    grads = {end_node: np.ones_like(end_node.array) if end_grad is None else end_grad.array}
    for node in sorted_computational_graph(end_node):
        if node not in grads:
            continue
        grad = grads.pop(node)
        if node.recipe is None:
            node.grad = Tensor(grad.copy() if node.grad is None else node.grad.array + grad)
            continue
        for position, parent in node.recipe.parents.items():
            if not parent.requires_grad:
                continue
            back = BACK_FUNCS.get_back_func(node.recipe.func, position)
            share = back(grad, node.array, *node.recipe.args, **node.recipe.kwargs)
            grads[parent] = grads[parent] + share if parent in grads else share
            break

# %%
def backprop(end_node, end_grad=None):
    grads = {end_node: np.ones_like(end_node.array) if end_grad is None else end_grad.array}
    for node in sorted_computational_graph(end_node):
        if node not in grads:
            continue
        grad = grads.pop(node)
        if node.recipe is None:
            node.grad = Tensor(grad.copy() if node.grad is None else node.grad.array + grad)
            continue
        for position, parent in list(node.recipe.parents.items())[:1]:
            if not parent.requires_grad:
                continue
            back = BACK_FUNCS.get_back_func(node.recipe.func, position)
            share = back(grad, node.array, *node.recipe.args, **node.recipe.kwargs)
            grads[parent] = grads[parent] + share if parent in grads else share

# %% [markdown] id="parents-function-looked-up"
# The table is asked for the function of the parent's recipe. It is the function that made *this*
# tensor whose derivative is needed.

# %%
def backprop(end_node, end_grad=None):
    grads = {end_node: np.ones_like(end_node.array) if end_grad is None else end_grad.array}
    for node in sorted_computational_graph(end_node):
        if node not in grads:
            continue
        grad = grads.pop(node)
        if node.recipe is None:
            node.grad = Tensor(grad.copy() if node.grad is None else node.grad.array + grad)
            continue
        for position, parent in node.recipe.parents.items():
            if not parent.requires_grad:
                continue
            back = BACK_FUNCS.get_back_func(parent.recipe.func, position)
            share = back(grad, node.array, *node.recipe.args, **node.recipe.kwargs)
            grads[parent] = grads[parent] + share if parent in grads else share

# %% [markdown] id="upstream-not-passed"
# Every backward function gets ones for `grad_out`. It should get the gradient of the tensor whose
# turn it is.

# %%
def backprop(end_node, end_grad=None):
    grads = {end_node: np.ones_like(end_node.array) if end_grad is None else end_grad.array}
    for node in sorted_computational_graph(end_node):
        if node not in grads:
            continue
        grad = grads.pop(node)
        if node.recipe is None:
            node.grad = Tensor(grad.copy() if node.grad is None else node.grad.array + grad)
            continue
        for position, parent in node.recipe.parents.items():
            if not parent.requires_grad:
                continue
            back = BACK_FUNCS.get_back_func(node.recipe.func, position)
            share = back(np.ones_like(node.array), node.array, *node.recipe.args, **node.recipe.kwargs)
            grads[parent] = grads[parent] + share if parent in grads else share

# %% [markdown] id="end-grad-passed-everywhere"
# Every backward function gets the gradient of the end node for `grad_out`. It should get that of
# the tensor whose turn it is.

# %%
def backprop(end_node, end_grad=None):
    start = np.ones_like(end_node.array) if end_grad is None else end_grad.array
    grads = {end_node: start}
    for node in sorted_computational_graph(end_node):
        if node not in grads:
            continue
        grad = grads.pop(node)
        if node.recipe is None:
            node.grad = Tensor(grad.copy() if node.grad is None else node.grad.array + grad)
            continue
        for position, parent in node.recipe.parents.items():
            if not parent.requires_grad:
                continue
            back = BACK_FUNCS.get_back_func(node.recipe.func, position)
            share = back(start, node.array, *node.recipe.args, **node.recipe.kwargs)
            grads[parent] = grads[parent] + share if parent in grads else share

# %% [markdown] id="multiplied-by-upstream-again"
# The shares are multiplied by the gradient of the output once more. The backward functions do that
# already.

# %%
def backprop(end_node, end_grad=None):
    grads = {end_node: np.ones_like(end_node.array) if end_grad is None else end_grad.array}
    for node in sorted_computational_graph(end_node):
        if node not in grads:
            continue
        grad = grads.pop(node)
        if node.recipe is None:
            node.grad = Tensor(grad.copy() if node.grad is None else node.grad.array + grad)
            continue
        for position, parent in node.recipe.parents.items():
            if not parent.requires_grad:
                continue
            back = BACK_FUNCS.get_back_func(node.recipe.func, position)
            share = grad * back(grad, node.array, *node.recipe.args, **node.recipe.kwargs)
            grads[parent] = grads[parent] + share if parent in grads else share

# %% [markdown] id="shares-multiplied"
# Shares that meet are multiplied. A tensor that is used twice influences the result in two ways,
# and the two add up.

# %%
def backprop(end_node, end_grad=None):
    grads = {end_node: np.ones_like(end_node.array) if end_grad is None else end_grad.array}
    for node in sorted_computational_graph(end_node):
        if node not in grads:
            continue
        grad = grads.pop(node)
        if node.recipe is None:
            node.grad = Tensor(grad.copy() if node.grad is None else node.grad.array + grad)
            continue
        for position, parent in node.recipe.parents.items():
            if not parent.requires_grad:
                continue
            back = BACK_FUNCS.get_back_func(node.recipe.func, position)
            share = back(grad, node.array, *node.recipe.args, **node.recipe.kwargs)
            grads[parent] = grads[parent] * share if parent in grads else share

# %% [markdown] id="end-node-that-is-a-leaf"
# Right, except when the end node is a leaf itself. Then its gradient is `end_grad`, and it is
# stored as for any leaf.

# %%
def backprop(end_node, end_grad=None):
    if end_node.recipe is None:
        return
    grads = {end_node: np.ones_like(end_node.array) if end_grad is None else end_grad.array}
    for node in sorted_computational_graph(end_node):
        if node not in grads:
            continue
        grad = grads.pop(node)
        if node.recipe is None:
            node.grad = Tensor(grad.copy() if node.grad is None else node.grad.array + grad)
            continue
        for position, parent in node.recipe.parents.items():
            if not parent.requires_grad:
                continue
            back = BACK_FUNCS.get_back_func(node.recipe.func, position)
            share = back(grad, node.array, *node.recipe.args, **node.recipe.kwargs)
            grads[parent] = grads[parent] + share if parent in grads else share

# %%
def backprop(end_node, end_grad=None):
    assert end_node.recipe is not None
    grads = {end_node: np.ones_like(end_node.array) if end_grad is None else end_grad.array}
    for node in sorted_computational_graph(end_node):
        if node not in grads:
            continue
        grad = grads.pop(node)
        if node.recipe is None:
            node.grad = Tensor(grad.copy() if node.grad is None else node.grad.array + grad)
            continue
        for position, parent in node.recipe.parents.items():
            if not parent.requires_grad:
                continue
            back = BACK_FUNCS.get_back_func(node.recipe.func, position)
            share = back(grad, node.array, *node.recipe.args, **node.recipe.kwargs)
            grads[parent] = grads[parent] + share if parent in grads else share

# %%
def backprop(end_node, end_grad=None):
    if end_node.recipe is None:
        raise RuntimeError('nothing to do')
    grads = {end_node: np.ones_like(end_node.array) if end_grad is None else end_grad.array}
    for node in sorted_computational_graph(end_node):
        if node not in grads:
            continue
        grad = grads.pop(node)
        if node.recipe is None:
            node.grad = Tensor(grad.copy() if node.grad is None else node.grad.array + grad)
            continue
        for position, parent in node.recipe.parents.items():
            if not parent.requires_grad:
                continue
            back = BACK_FUNCS.get_back_func(node.recipe.func, position)
            share = back(grad, node.array, *node.recipe.args, **node.recipe.kwargs)
            grads[parent] = grads[parent] + share if parent in grads else share

# %% [markdown] id="pushed-into-grad-at-once"
# Every share goes into the parent's `grad` at once, and tensors in the middle keep theirs. A second
# walk over the same tensors then starts with what the first has left behind. Keep gradients that
# are under way in a dict of this call.

# %%
def backprop(end_node, end_grad=None):
    end_node.grad = Tensor(np.ones_like(end_node.array) if end_grad is None else end_grad.array.copy())
    for node in sorted_computational_graph(end_node):
        if node.recipe is None:
            continue
        for position, parent in node.recipe.parents.items():
            if parent.requires_grad:
                back = BACK_FUNCS.get_back_func(node.recipe.func, position)
                share = back(node.grad.array, node.array, *node.recipe.args, **node.recipe.kwargs)
                parent.grad = Tensor(share.copy() if parent.grad is None else parent.grad.array + share)

# %%
def backprop(end_node, end_grad=None):
    end_node.grad = Tensor(np.ones_like(end_node.array)) if end_grad is None else end_grad
    for node in sorted_computational_graph(end_node):
        if node.recipe is None:
            continue
        for position, parent in node.recipe.parents.items():
            if parent.requires_grad:
                back = BACK_FUNCS.get_back_func(node.recipe.func, position)
                share = back(node.grad.array, node.array, *node.recipe.args, **node.recipe.kwargs)
                parent.grad = Tensor(share if parent.grad is None else parent.grad.array + share)

# %% [markdown] id="remembers-earlier-calls"
# The first call is right, and a later one finds gradients that the earlier has left behind. Begin
# each call with a dict of its own, and take gradients out when they have been passed on.

# %%
def backprop(end_node, end_grad=None, grads={}):
    grads[end_node] = np.ones_like(end_node.array) if end_grad is None else end_grad.array
    for node in sorted_computational_graph(end_node):
        if node not in grads:
            continue
        grad = grads[node]
        if node.recipe is None:
            node.grad = Tensor(grad.copy() if node.grad is None else node.grad.array + grad)
            continue
        for position, parent in node.recipe.parents.items():
            if not parent.requires_grad:
                continue
            back = BACK_FUNCS.get_back_func(node.recipe.func, position)
            share = back(grad, node.array, *node.recipe.args, **node.recipe.kwargs)
            grads[parent] = grads[parent] + share if parent in grads else share

# %%
_grads = {}

def backprop(end_node, end_grad=None):
    grads = _grads
    grads[end_node] = np.ones_like(end_node.array) if end_grad is None else end_grad.array
    for node in sorted_computational_graph(end_node):
        if node not in grads:
            continue
        grad = grads[node]
        if node.recipe is None:
            node.grad = Tensor(grad.copy() if node.grad is None else node.grad.array + grad)
            continue
        for position, parent in node.recipe.parents.items():
            if not parent.requires_grad:
                continue
            back = BACK_FUNCS.get_back_func(node.recipe.func, position)
            share = back(grad, node.array, *node.recipe.args, **node.recipe.kwargs)
            grads[parent] = grads[parent] + share if parent in grads else share

# %% [markdown] id="leaf-array-changed"
# The leaves themselves have moved: their values are not the same afterwards. Here gradients are
# worked out; what to do with them is somebody else's decision.

# %%
def backprop(end_node, end_grad=None):
    grads = {end_node: np.ones_like(end_node.array) if end_grad is None else end_grad.array}
    for node in sorted_computational_graph(end_node):
        if node not in grads:
            continue
        grad = grads.pop(node)
        if node.recipe is None:
            node.grad = Tensor(grad.copy() if node.grad is None else node.grad.array + grad)
            node.array -= grad
            continue
        for position, parent in node.recipe.parents.items():
            if not parent.requires_grad:
                continue
            back = BACK_FUNCS.get_back_func(node.recipe.func, position)
            share = back(grad, node.array, *node.recipe.args, **node.recipe.kwargs)
            grads[parent] = grads[parent] + share if parent in grads else share
