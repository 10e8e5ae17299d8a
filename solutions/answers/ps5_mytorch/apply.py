# Answers to `apply`, right and wrong, that the autograder is measured on.


def parent_of(arg):
    if not isinstance(arg, Tensor) or not arg.requires_grad:
        return None
    return AccumulateGrad(arg) if arg.is_leaf else arg.grad_fn


# %% right: a node for each use of a leaf
def function_apply(cls, *args):
    node = BackwardFunction(cls)
    out = cls.forward(node.ctx, *args)
    node.next_functions = [parent_of(arg) for arg in args]
    if out.requires_grad:
        out.grad_fn = node
    return out


# %% right: nodes of leaves are stored, what is no tensor is passed over
def function_apply(cls, *args):
    backward_function = BackwardFunction(cls)
    output_tensor = cls.forward(backward_function.ctx, *args)
    for arg in args:
        if type(arg).__name__ != "Tensor":
            continue
        if arg.requires_grad and arg.is_leaf and arg.grad_fn is None:
            arg.grad_fn = AccumulateGrad(arg)
        backward_function.next_functions.append(arg.grad_fn if arg.requires_grad else None)
    output_tensor.grad_fn = backward_function if output_tensor.requires_grad else None
    return output_tensor


# %% right: the node is stored in any case
def function_apply(cls, *args):
    node = BackwardFunction(cls)
    out = cls.forward(node.ctx, *args)
    for arg in args:
        node.next_functions.append(parent_of(arg))
    out.grad_fn = node
    return out


# %% right: three kinds of arguments, one after the other
def function_apply(cls, *args):
    node = BackwardFunction(cls)
    parents = []
    for arg in args:
        if not hasattr(arg, "requires_grad"):
            parents.append(None)
        elif arg.is_leaf and not arg.requires_grad:
            parents.append(None)
        elif arg.is_leaf:
            parents.append(AccumulateGrad(arg))
        else:
            parents.append(arg.grad_fn)
    result = cls.forward(node.ctx, *args)
    node.next_functions = parents
    if any(parent is not None for parent in parents):
        result.grad_fn = node
    return result


# %% wrong: no parents
def function_apply(cls, *args):
    node = BackwardFunction(cls)
    out = cls.forward(node.ctx, *args)
    if out.requires_grad:
        out.grad_fn = node
    return out


# %% wrong: the node is not stored
def function_apply(cls, *args):
    node = BackwardFunction(cls)
    out = cls.forward(node.ctx, *args)
    node.next_functions = [parent_of(arg) for arg in args]
    return out


# %% wrong: constants are left out
def function_apply(cls, *args):
    node = BackwardFunction(cls)
    out = cls.forward(node.ctx, *args)
    node.next_functions = [parent_of(arg) for arg in args if parent_of(arg) is not None]
    if out.requires_grad:
        out.grad_fn = node
    return out


# %% wrong: only grad_fn
def function_apply(cls, *args):
    node = BackwardFunction(cls)
    out = cls.forward(node.ctx, *args)
    node.next_functions = [arg.grad_fn if isinstance(arg, Tensor) else None for arg in args]
    if out.requires_grad:
        out.grad_fn = node
    return out


# %% wrong: constants get a node, too
def function_apply(cls, *args):
    node = BackwardFunction(cls)
    out = cls.forward(node.ctx, *args)
    for arg in args:
        if isinstance(arg, Tensor):
            node.next_functions.append(AccumulateGrad(arg) if arg.is_leaf else arg.grad_fn)
    if out.requires_grad:
        out.grad_fn = node
    return out


# %% wrong: every argument is taken for a leaf
def function_apply(cls, *args):
    node = BackwardFunction(cls)
    out = cls.forward(node.ctx, *args)
    for arg in args:
        wanted = isinstance(arg, Tensor) and arg.requires_grad
        node.next_functions.append(AccumulateGrad(arg) if wanted else None)
    if out.requires_grad:
        out.grad_fn = node
    return out


# %% wrong: all arguments are taken for tensors
def function_apply(cls, *args):
    node = BackwardFunction(cls)
    out = cls.forward(node.ctx, *args)
    for arg in args:
        if arg.requires_grad:
            node.next_functions.append(AccumulateGrad(arg) if arg.is_leaf else arg.grad_fn)
        else:
            node.next_functions.append(None)
    if out.requires_grad:
        out.grad_fn = node
    return out


# %% wrong: forward gets a context of its own
def function_apply(cls, *args):
    node = BackwardFunction(cls)
    out = cls.forward(ContextManager(), *args)
    node.next_functions = [parent_of(arg) for arg in args]
    if out.requires_grad:
        out.grad_fn = node
    return out


# %% wrong: the tensors themselves as parents
def function_apply(cls, *args):
    node = BackwardFunction(cls)
    out = cls.forward(node.ctx, *args)
    node.next_functions = list(args)
    if out.requires_grad:
        out.grad_fn = node
    return out


# %% wrong: nothing is returned
def function_apply(cls, *args):
    node = BackwardFunction(cls)
    out = cls.forward(node.ctx, *args)
    node.next_functions = [parent_of(arg) for arg in args]
    out.grad_fn = node


# %% wrong: the parents in reverse order
def function_apply(cls, *args):
    node = BackwardFunction(cls)
    out = cls.forward(node.ctx, *args)
    node.next_functions = [parent_of(arg) for arg in reversed(args)]
    if out.requires_grad:
        out.grad_fn = node
    return out


# %% wrong: the node of the result goes to the arguments
def function_apply(cls, *args):
    node = BackwardFunction(cls)
    out = cls.forward(node.ctx, *args)
    for arg in args:
        if isinstance(arg, Tensor) and arg.requires_grad:
            arg.grad_fn = node
    out.grad_fn = node
    return out

# %% wrong: one node for each operation
def function_apply(cls, *args):
    node = cls.__dict__.get("node") or BackwardFunction(cls)
    cls.node = node
    node.next_functions = []
    output = cls.forward(node.ctx, *args)
    for arg in args:
        if not isinstance(arg, Tensor) or not arg.requires_grad:
            node.next_functions.append(None)
        else:
            node.next_functions.append(AccumulateGrad(arg) if arg.is_leaf else arg.grad_fn)
    if output.requires_grad:
        output.grad_fn = node
    return output

# %% wrong: parents that are gone through once
def function_apply(cls, *args):
    node = BackwardFunction(cls)
    output = cls.forward(node.ctx, *args)
    def parent(arg):
        if not isinstance(arg, Tensor) or not arg.requires_grad:
            return None
        return AccumulateGrad(arg) if arg.is_leaf else arg.grad_fn
    node.next_functions = map(parent, args)
    if output.requires_grad:
        output.grad_fn = node
    return output

# %% wrong: parents once each
def function_apply(cls, *args):
    node = BackwardFunction(cls)
    output = cls.forward(node.ctx, *args)
    for arg in dict.fromkeys(args):
        if not isinstance(arg, Tensor) or not arg.requires_grad:
            node.next_functions.append(None)
        else:
            node.next_functions.append(AccumulateGrad(arg) if arg.is_leaf else arg.grad_fn)
    if output.requires_grad:
        output.grad_fn = node
    return output

# %% right: a comprehension
def function_apply(cls, *args):
    node = BackwardFunction(cls)
    out = cls.forward(node.ctx, *args)
    node.next_functions = [
        None if not getattr(t, "requires_grad", False) else t.grad_fn or AccumulateGrad(t) for t in args
    ]
    out.grad_fn = node if out.requires_grad else None
    return out


# %% wrong: the name of the function is lost
def function_apply(cls, *args):
    node = BackwardFunction(Function)
    node._forward_cls = cls
    out = cls.forward(node.ctx, *args)
    for a in args:
        if not isinstance(a, Tensor) or not a.requires_grad:
            node.next_functions.append(None)
        elif a.is_leaf:
            node.next_functions.append(AccumulateGrad(a))
        else:
            node.next_functions.append(a.grad_fn)
    if out.requires_grad:
        out.grad_fn = node
    return out


# %% wrong: gives every leaf its node, constants too
def function_apply(cls, *args):
    node = BackwardFunction(cls)
    out = cls.forward(node.ctx, *args)
    for a in args:
        if isinstance(a, Tensor) and a.grad_fn is None:
            a.grad_fn = AccumulateGrad(a)
        if not isinstance(a, Tensor) or not a.requires_grad:
            node.next_functions.append(None)
        else:
            node.next_functions.append(a.grad_fn)
    if out.requires_grad:
        out.grad_fn = node
    return out


# %% right: a tuple of parents
def function_apply(cls, *args):
    node = BackwardFunction(cls)
    out = cls.forward(node.ctx, *args)
    node.next_functions = tuple(
        (AccumulateGrad(t) if t.is_leaf else t.grad_fn) if t.requires_grad else None
        for t in args
        if isinstance(t, Tensor)
    )
    if out.requires_grad:
        out.grad_fn = node
    return out
