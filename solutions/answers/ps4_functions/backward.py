# Answers to `backward`, right and wrong, that the autograder is measured on.

# %% right: by recursion, as in the course
def backward(self, retain_graph=False):
    topo, visited = [], set()
    def build_topo(t):
        if t in visited:
            return
        visited.add(t)
        if t.fn is not None:
            for parent in t.fn.parents:
                build_topo(parent)
        topo.append(t)
    build_topo(self)
    self.grad = np.ones_like(self.data)
    for t in reversed(topo):
        if t.fn is not None:
            t.fn.backward(t.grad)
    if not retain_graph:
        for t in topo:
            t.fn = None
Tensor.backward = backward

# %% right: freed on the way
def backward(self, retain_graph=False):
    topo, visited = [], set()
    def build_topo(t):
        if t in visited:
            return
        visited.add(t)
        if t.fn is not None:
            for parent in t.fn.parents:
                build_topo(parent)
        topo.append(t)
    build_topo(self)
    self.grad = np.ones_like(self.data)
    for t in reversed(topo):
        if t.fn is not None:
            t.fn.backward(t.grad)
            if not retain_graph:
                t.fn = None
Tensor.backward = backward

# %% right: counting children
def backward(self, retain_graph=False):
    order, waiting, stack = [], {}, [self]
    seen = {self}
    while stack:
        t = stack.pop()
        for parent in t.fn.parents if t.fn else ():
            waiting[parent] = waiting.get(parent, 0) + 1
            if parent not in seen:
                seen.add(parent)
                stack.append(parent)
    ready = [self]
    while ready:
        t = ready.pop()
        order.append(t)
        for parent in t.fn.parents if t.fn else ():
            waiting[parent] -= 1
            if waiting[parent] == 0:
                ready.append(parent)
    for t in order:
        if t.fn:
            t.zero_grad()
    self.grad = np.ones_like(self.data)
    for t in order:
        if t.fn:
            t.fn.backward(t.grad)
    if not retain_graph:
        for t in order:
            if t.fn:
                t.fn = FREED
Tensor.backward = backward

# %% right: parents forgotten instead of operators
def backward(self, retain_graph=False):
    topo, visited = [], set()
    def build_topo(t):
        if t in visited:
            return
        visited.add(t)
        if t.fn is not None:
            for parent in t.fn.parents:
                build_topo(parent)
        topo.append(t)
    build_topo(self)
    self.grad = np.ones_like(self.data)
    for t in reversed(topo):
        if t.fn is not None:
            t.fn.backward(t.grad)
    if not retain_graph:
        for t in topo:
            if t.fn is not None:
                t.fn.parents = ()
Tensor.backward = backward

# %% right: known by id
def backward(self, retain_graph=False):
    topo, visited = [], set()
    def build_topo(t):
        if id(t) in visited:
            return
        visited.add(id(t))
        if t.fn is not None:
            for parent in t.fn.parents:
                build_topo(parent)
        topo.append(t)
    build_topo(self)
    self.grad = np.ones_like(self.data)
    for t in reversed(topo):
        if t.fn is not None:
            t.fn.backward(t.grad)
    if not retain_graph:
        for t in topo:
            t.fn = None
Tensor.backward = backward

# %% wrong: no seed [seed-missing]
def backward(self, retain_graph=False):
    topo, visited = [], set()
    def build_topo(t):
        if t in visited:
            return
        visited.add(t)
        if t.fn is not None:
            for parent in t.fn.parents:
                build_topo(parent)
        topo.append(t)
    build_topo(self)
    for t in reversed(topo):
        if t.fn is not None:
            t.fn.backward(t.grad)
    if not retain_graph:
        for t in topo:
            t.fn = None
Tensor.backward = backward

# %% wrong: from the leaves [not-reversed]
def backward(self, retain_graph=False):
    topo, visited = [], set()
    def build_topo(t):
        if t in visited:
            return
        visited.add(t)
        if t.fn is not None:
            for parent in t.fn.parents:
                build_topo(parent)
        topo.append(t)
    build_topo(self)
    self.grad = np.ones_like(self.data)
    for t in topo:
        if t.fn is not None:
            t.fn.backward(t.grad)
    if not retain_graph:
        for t in topo:
            t.fn = None
Tensor.backward = backward

# %% wrong: depth first [depth-first-walk]
def backward(self, retain_graph=False):
    topo, visited = [], set()
    def walk(t):
        if t not in visited and t.fn is not None:
            visited.add(t)
            topo.append(t)
            for parent in t.fn.parents:
                walk(parent)
    walk(self)
    self.grad = np.ones_like(self.data)
    for t in topo:
        t.fn.backward(t.grad)
    if not retain_graph:
        for t in topo:
            t.fn = None
Tensor.backward = backward

# %% wrong: no memory of what was seen [repeats]
def backward(self, retain_graph=False):
    topo, visited = [], set()
    def build_topo(t):
        if t in visited:
            return
        if t.fn is not None:
            for parent in t.fn.parents:
                build_topo(parent)
        topo.append(t)
    build_topo(self)
    self.grad = np.ones_like(self.data)
    for t in reversed(topo):
        if t.fn is not None:
            t.fn.backward(t.grad)
    if not retain_graph:
        for t in topo:
            t.fn = None
Tensor.backward = backward

# %% wrong: without an order
def backward(self, retain_graph=False):
    self.grad = np.ones_like(self.data)
    def walk(t):
        if t.fn is not None:
            t.fn.backward(t.grad)
            for parent in t.fn.parents:
                walk(parent)
    walk(self)
    if not retain_graph:
        self.fn = None
Tensor.backward = backward

# %% wrong: leaves are called [leaf-has-no-operator]
def backward(self, retain_graph=False):
    topo, visited = [], set()
    def build_topo(t):
        if t in visited:
            return
        visited.add(t)
        if t.fn is not None:
            for parent in t.fn.parents:
                build_topo(parent)
        topo.append(t)
    build_topo(self)
    self.grad = np.ones_like(self.data)
    for t in reversed(topo):
        t.fn.backward(t.grad)
    if not retain_graph:
        for t in topo:
            t.fn = None
Tensor.backward = backward

# %% wrong: never freed [never-freed]
def backward(self, retain_graph=False):
    topo, visited = [], set()
    def build_topo(t):
        if t in visited:
            return
        visited.add(t)
        if t.fn is not None:
            for parent in t.fn.parents:
                build_topo(parent)
        topo.append(t)
    build_topo(self)
    self.grad = np.ones_like(self.data)
    for t in reversed(topo):
        if t.fn is not None:
            t.fn.backward(t.grad)
Tensor.backward = backward

# %% wrong: always freed [always-freed]
def backward(self, retain_graph=False):
    topo, visited = [], set()
    def build_topo(t):
        if t in visited:
            return
        visited.add(t)
        if t.fn is not None:
            for parent in t.fn.parents:
                build_topo(parent)
        topo.append(t)
    build_topo(self)
    self.grad = np.ones_like(self.data)
    for t in reversed(topo):
        if t.fn is not None:
            t.fn.backward(t.grad)
    for t in topo:
        t.fn = None
Tensor.backward = backward

# %% wrong: freed the wrong way round [freed-the-wrong-way]
def backward(self, retain_graph=False):
    topo, visited = [], set()
    def build_topo(t):
        if t in visited:
            return
        visited.add(t)
        if t.fn is not None:
            for parent in t.fn.parents:
                build_topo(parent)
        topo.append(t)
    build_topo(self)
    self.grad = np.ones_like(self.data)
    for t in reversed(topo):
        if t.fn is not None:
            t.fn.backward(t.grad)
    if retain_graph:
        for t in topo:
            t.fn = None
Tensor.backward = backward

# %% wrong: the first parent only [first-parent-only]
def backward(self, retain_graph=False):
    topo, visited = [], set()
    def build_topo(t):
        if t in visited:
            return
        visited.add(t)
        if t.fn is not None:
            for parent in t.fn.parents[:1]:
                build_topo(parent)
        topo.append(t)
    build_topo(self)
    self.grad = np.ones_like(self.data)
    for t in reversed(topo):
        if t.fn is not None:
            t.fn.backward(t.grad)
    if not retain_graph:
        for t in topo:
            t.fn = None
Tensor.backward = backward

# %% wrong: leaves forget [leaves-cleared]
def backward(self, retain_graph=False):
    topo, visited = [], set()
    def build_topo(t):
        if t in visited:
            return
        visited.add(t)
        if t.fn is not None:
            for parent in t.fn.parents:
                build_topo(parent)
        topo.append(t)
    build_topo(self)
    for t in topo:
        t.zero_grad()
    self.grad = np.ones_like(self.data)
    for t in reversed(topo):
        if t.fn is not None:
            t.fn.backward(t.grad)
    if not retain_graph:
        for t in topo:
            t.fn = None
Tensor.backward = backward

# %% wrong: the gradient of the result for all [gradient-of-result-everywhere]
def backward(self, retain_graph=False):
    topo, visited = [], set()
    def build_topo(t):
        if t in visited:
            return
        visited.add(t)
        if t.fn is not None:
            for parent in t.fn.parents:
                build_topo(parent)
        topo.append(t)
    build_topo(self)
    self.grad = np.ones_like(self.data)
    for t in reversed(topo):
        if t.fn is not None:
            t.fn.backward(self.grad)
    if not retain_graph:
        for t in topo:
            t.fn = None
Tensor.backward = backward

# %% wrong: a single one for the seed [seed-shape]
def backward(self, retain_graph=False):
    topo, visited = [], set()
    def build_topo(t):
        if t in visited:
            return
        visited.add(t)
        if t.fn is not None:
            for parent in t.fn.parents:
                build_topo(parent)
        topo.append(t)
    build_topo(self)
    self.grad = 1.0
    for t in reversed(topo):
        if t.fn is not None:
            t.fn.backward(t.grad)
    if not retain_graph:
        for t in topo:
            t.fn = None
Tensor.backward = backward

# %% wrong: by the numbers they hold [seen-by-numbers]
def backward(self, retain_graph=False):
    topo, visited = [], set()
    def build_topo(t):
        if t.data.tobytes() in visited:
            return
        visited.add(t.data.tobytes())
        if t.fn is not None:
            for parent in t.fn.parents:
                build_topo(parent)
        topo.append(t)
    build_topo(self)
    self.grad = np.ones_like(self.data)
    for t in reversed(topo):
        if t.fn is not None:
            t.fn.backward(t.grad)
    if not retain_graph:
        for t in topo:
            t.fn = None
Tensor.backward = backward

# %% wrong: only the operator of the result is freed
def backward(self, retain_graph=False):
    order, seen = [], set()
    def visit(t):
        if t.fn is not None and t not in seen:
            seen.add(t)
            for p in t.fn.parents:
                visit(p)
            order.append(t)
    visit(self)
    self.grad = np.ones_like(self.data)
    for t in reversed(order):
        t.fn.backward(t.grad)
    if not retain_graph:
        self.fn = None


Tensor.backward = backward

# %% wrong: constants get a gradient of zeros
def backward(self, retain_graph=False):
    order, seen = [], set()
    def visit(t):
        if t in seen:
            return
        seen.add(t)
        if t.grad is None:
            t.grad = np.zeros_like(t.data)
        if t.fn is not None:
            for p in t.fn.parents:
                visit(p)
            order.append(t)
    visit(self)
    self.grad = np.ones_like(self.data)
    for t in reversed(order):
        t.fn.backward(t.grad)
    if not retain_graph:
        for t in order:
            t.fn = None


Tensor.backward = backward

# %% right: Kahn, counting uses
def backward(self, retain_graph=False):
    uses, stack, seen = {}, [self], {id(self)}
    while stack:
        t = stack.pop()
        for p in t.fn.parents if t.fn else ():
            uses[id(p)] = uses.get(id(p), 0) + 1
            if id(p) not in seen:
                seen.add(id(p))
                stack.append(p)
                if p.fn:
                    p.grad = np.zeros_like(p.data)
    self.grad = np.ones(self.shape)
    ready = [self]
    while ready:
        t = ready.pop()
        if t.fn is None:
            continue
        t.fn.backward(t.grad)
        for p in t.fn.parents:
            uses[id(p)] -= 1
            if not uses[id(p)]:
                ready.append(p)
        if not retain_graph:
            t.fn = FREED


Tensor.backward = backward

# %% right: depths
def backward(self, retain_graph=False):
    depth, layer, n = {}, {self: None}, 0
    while layer:
        nxt = {}
        for t in layer:
            depth[t] = n
            if t.fn is not None:
                nxt.update(dict.fromkeys(t.fn.parents))
        layer, n = nxt, n + 1
    self.grad = np.ones_like(self.data)
    made = sorted((t for t in depth if t.fn is not None), key=depth.get)
    for t in made:
        t.fn.backward(t.grad)
    if not retain_graph:
        for t in made:
            t.fn.parents = ()
            t.fn = None


Tensor.backward = backward
