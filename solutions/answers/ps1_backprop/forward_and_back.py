# Answers to `forward_and_back`, right and wrong, that the autograder is measured on.

# %% right: with other names
def forward_and_back(a: Arr, b: Arr, c: Arr) -> tuple[Arr, Arr, Arr]:
    ab = a * b
    logc = np.log(c)
    prod = ab * logc
    final = np.log(prod)
    g_final = np.ones(np.shape(final))
    g_prod = log_back(g_final, final, prod)
    g_ab, g_logc = multiply_back0(g_prod, prod, ab, logc), multiply_back1(g_prod, prod, ab, logc)
    return multiply_back0(g_ab, ab, a, b), multiply_back1(g_ab, ab, a, b), log_back(g_logc, logc, c)


# %% right: the branch of c first
def forward_and_back(a, b, c):
    d, e = np.multiply(a, b), np.log(c)
    f = np.multiply(d, e)
    g = np.log(f)
    df = log_back(np.ones_like(g), g, f)
    dc = log_back(multiply_back1(df, f, d, e), e, c)
    dd = multiply_back0(df, f, d, e)
    db = multiply_back1(dd, d, a, b)
    da = multiply_back0(dd, d, a, b)
    return da, db, dc


# %% right: formulas and unbroadcast
def forward_and_back(a, b, c):
    ones = np.ones(np.broadcast_shapes(a.shape, b.shape, c.shape))
    return unbroadcast(ones / a, a), unbroadcast(ones / b, b), unbroadcast(ones / (c * np.log(c)), c)


# %% right: a list
def forward_and_back(a, b, c):
    d = a * b
    e = np.log(c)
    f = d * e
    grads = {"f": 1.0 / f}
    grads["d"] = multiply_back0(grads["f"], f, d, e)
    grads["e"] = multiply_back1(grads["f"], f, d, e)
    grads["a"] = multiply_back0(grads["d"], d, a, b)
    grads["b"] = multiply_back1(grads["d"], d, a, b)
    grads["c"] = log_back(grads["e"], e, c)
    return [grads[name] for name in "abc"]


# %% right: the other argument's function, with arguments swapped
def forward_and_back(a, b, c):
    d = a * b
    e = np.log(c)
    f = d * e
    g = np.log(f)
    dg_df = log_back(np.ones_like(g), g, f)
    dg_de = multiply_back0(dg_df, f, e, d)
    dg_dd = multiply_back1(dg_df, f, e, d)
    return multiply_back1(dg_dd, d, b, a), multiply_back0(dg_dd, d, b, a), log_back(dg_de, e, c)


# %% wrong: log of c forgotten on the way back [log-of-c-skipped]
def forward_and_back(a, b, c):
    d = a * b
    e = np.log(c)
    f = d * e
    g = np.log(f)
    df = log_back(np.ones_like(g), g, f)
    dd = multiply_back0(df, f, d, e)
    dc = multiply_back1(df, f, d, e)
    return multiply_back0(dd, d, a, b), multiply_back1(dd, d, a, b), dc


# %% wrong: starts with g [starts-with-output]
def forward_and_back(a, b, c):
    d = a * b
    e = np.log(c)
    f = d * e
    g = np.log(f)
    df = log_back(g, g, f)
    dd = multiply_back0(df, f, d, e)
    de = multiply_back1(df, f, d, e)
    da = multiply_back0(dd, d, a, b)
    db = multiply_back1(dd, d, a, b)
    dc = log_back(de, e, c)
    return da, db, dc


# %% wrong: starts with zeros [starts-with-zeros]
def forward_and_back(a, b, c):
    d = a * b
    e = np.log(c)
    f = d * e
    g = np.log(f)
    df = log_back(np.full_like(g, 0), g, f)
    dd = multiply_back0(df, f, d, e)
    de = multiply_back1(df, f, d, e)
    return multiply_back0(dd, d, a, b), multiply_back1(dd, d, a, b), log_back(de, e, c)


# %% wrong: the last log left out on the way back [last-log-skipped]
def forward_and_back(a, b, c):
    d = a * b
    e = np.log(c)
    f = d * e
    df = np.ones_like(f)
    dd = multiply_back0(df, f, d, e)
    de = multiply_back1(df, f, d, e)
    return multiply_back0(dd, d, a, b), multiply_back1(dd, d, a, b), log_back(de, e, c)


# %% wrong: out and x swapped in the last log [wrong-point-of-log]
def forward_and_back(a, b, c):
    d = a * b
    e = np.log(c)
    f = d * e
    g = np.log(f)
    df = log_back(np.ones(g.shape), f, g)
    dd, de = multiply_back0(df, f, d, e), multiply_back1(df, f, d, e)
    return multiply_back0(dd, d, a, b), multiply_back1(dd, d, a, b), log_back(de, e, c)


# %% wrong: out and x swapped in the first log [wrong-point-of-log]
def forward_and_back(a, b, c):
    d = a * b
    e = np.log(c)
    f = d * e
    g = np.log(f)
    df = log_back(np.ones(g.shape), g, f)
    dd, de = multiply_back0(df, f, d, e), multiply_back1(df, f, d, e)
    return multiply_back0(dd, d, a, b), multiply_back1(dd, d, a, b), log_back(de, c, e)


# %% wrong: positions swapped at a * b [positions-swapped]
def forward_and_back(a, b, c):
    d = a * b
    e = np.log(c)
    f = d * e
    g = np.log(f)
    df = log_back(np.ones(g.shape), g, f)
    dd, de = multiply_back0(df, f, d, e), multiply_back1(df, f, d, e)
    return multiply_back1(dd, d, a, b), multiply_back0(dd, d, a, b), log_back(de, e, c)


# %% wrong: position 0 for both at d * e [same-position-twice]
def forward_and_back(a, b, c):
    d = a * b
    e = np.log(c)
    f = d * e
    g = np.log(f)
    df = log_back(np.ones(g.shape), g, f)
    dd, de = multiply_back0(df, f, d, e), multiply_back0(df, f, d, e)
    return multiply_back0(dd, d, a, b), multiply_back1(dd, d, a, b), log_back(de, e, c)


# %% wrong: gradient of f used for a and b [wrong-upstream]
def forward_and_back(a, b, c):
    d = a * b
    e = np.log(c)
    f = d * e
    g = np.log(f)
    df = log_back(np.ones(g.shape), g, f)
    de = multiply_back1(df, f, d, e)
    return multiply_back0(df, d, a, b), multiply_back1(df, d, a, b), log_back(de, e, c)


# %% wrong: gradient of f used for c [wrong-upstream]
def forward_and_back(a, b, c):
    d = a * b
    e = np.log(c)
    f = d * e
    g = np.log(f)
    df = log_back(np.ones(g.shape), g, f)
    dd = multiply_back0(df, f, d, e)
    return multiply_back0(dd, d, a, b), multiply_back1(dd, d, a, b), log_back(df, e, c)


# %% wrong: in the order of the walk [returned-in-other-order]
def forward_and_back(a, b, c):
    d = a * b
    e = np.log(c)
    f = d * e
    g = np.log(f)
    df = log_back(np.ones(g.shape), g, f)
    dd, de = multiply_back0(df, f, d, e), multiply_back1(df, f, d, e)
    dc = log_back(de, e, c)
    db = multiply_back1(dd, d, a, b)
    da = multiply_back0(dd, d, a, b)
    return dc, db, da


# %% wrong: g returned as well [value-returned-too]
def forward_and_back(a, b, c):
    d = a * b
    e = np.log(c)
    f = d * e
    g = np.log(f)
    df = log_back(np.ones(g.shape), g, f)
    dd, de = multiply_back0(df, f, d, e), multiply_back1(df, f, d, e)
    return g, multiply_back0(dd, d, a, b), multiply_back1(dd, d, a, b), log_back(de, e, c)


# %% wrong: a dict [not-a-tuple]
def forward_and_back(a, b, c):
    d = a * b
    e = np.log(c)
    f = d * e
    g = np.log(f)
    df = log_back(np.ones(g.shape), g, f)
    dd, de = multiply_back0(df, f, d, e), multiply_back1(df, f, d, e)
    return dict(da=multiply_back0(dd, d, a, b), db=multiply_back1(dd, d, a, b), dc=log_back(de, e, c))


# %% wrong: the value only [not-a-tuple]
def forward_and_back(a, b, c):
    return np.log(a * b * np.log(c))


# %% wrong: formulas without sums [sums-of-parts-forgotten]
def forward_and_back(a, b, c):
    da = a**-1.0
    db = b**-1.0
    dc = 1 / (np.log(c) * c)
    return da, db, dc


# %% wrong: formulas in the shape of g [not-unbroadcast]
def forward_and_back(a, b, c):
    g = np.log(a * b * np.log(c))
    ones = np.ones_like(g)
    return ones / a, ones / b, ones / c / np.log(c)


# %% wrong: c without its log [log-not-in-product]
def forward_and_back(a, b, c):
    d = a * b
    f = d * c
    g = np.log(f)
    df = log_back(np.ones_like(g), g, f)
    dd, dc = multiply_back0(df, f, d, c), multiply_back1(df, f, d, c)
    da, db = multiply_back0(dd, d, a, b), multiply_back1(dd, d, a, b)
    return da, db, dc


# %% wrong: nothing returned [not-a-tuple]
def forward_and_back(a, b, c):
    d = a * b
    e = np.log(c)
    f = d * e
    g = np.log(f)


# %% wrong: e added instead of multiplied
def forward_and_back(a, b, c):
    d = a * b
    e = np.log(c)
    f = d + e
    g = np.log(f)
    df = log_back(np.ones_like(g), g, f)
    dd, de = unbroadcast(df, d), unbroadcast(df, e)
    return multiply_back0(dd, d, a, b), multiply_back1(dd, d, a, b), log_back(de, e, c)


# %% wrong: log of the absolute value
def forward_and_back(a, b, c):
    d, e = a * b, np.abs(np.log(c))
    f = d * e
    g = np.log(f)
    dg_df = log_back(np.ones_like(g), g, f)
    dg_dd = multiply_back0(dg_df, f, d, e)
    dg_de = multiply_back1(dg_df, f, d, e)
    return multiply_back0(dg_dd, d, a, b), multiply_back1(dg_dd, d, a, b), log_back(dg_de, e, c)


# %% wrong: clipped
def forward_and_back(a, b, c):
    d, e = a * b, np.log(np.maximum(c, 1.0))
    f = d * e
    g = np.log(f)
    dg_df = log_back(np.ones_like(g), g, f)
    dg_dd = multiply_back0(dg_df, f, d, e)
    dg_de = multiply_back1(dg_df, f, d, e)
    return multiply_back0(dg_dd, d, a, b), multiply_back1(dg_dd, d, a, b), log_back(dg_de, e, c)


# %% wrong: one array, one gradient
def forward_and_back(a, b, c):
    d, e = a * b, np.log(c)
    f = d * e
    g = np.log(f)
    dg_df = log_back(np.ones_like(g), g, f)
    dg_dd = multiply_back0(dg_df, f, d, e)
    dg_de = multiply_back1(dg_df, f, d, e)
    grads = {}
    grads[id(a)] = multiply_back0(dg_dd, d, a, b)
    grads[id(b)] = grads.get(id(b), 0) + multiply_back1(dg_dd, d, a, b)
    grads[id(c)] = log_back(dg_de, e, c)
    return grads[id(a)], grads[id(b)], grads[id(c)]


# %% wrong: formulas that broadcast nothing back [sums-of-parts-forgotten]
def forward_and_back(a, b, c):
    return 1 / a, 1 / b, 1 / (c * np.log(c))


# %% right: the ones of the shape of a, which are broadcast
def forward_and_back(a, b, c):
    d, e = a * b, np.log(c)
    f = d * e
    g = np.log(f)
    dg_df = log_back(np.ones_like(a), g, f)
    dg_dd = multiply_back0(dg_df, f, d, e)
    dg_de = multiply_back1(dg_df, f, d, e)
    return multiply_back0(dg_dd, d, a, b), multiply_back1(dg_dd, d, a, b), log_back(dg_de, e, c)


# %% wrong: a and c change places in the end [returned-in-other-order]
def forward_and_back(a, b, c):
    d, e = a * b, np.log(c)
    f = d * e
    g = np.log(f)
    dg_df = log_back(np.ones_like(g), g, f)
    dg_dd = multiply_back0(dg_df, f, d, e)
    dg_de = multiply_back1(dg_df, f, d, e)
    return log_back(dg_de, e, c), multiply_back1(dg_dd, d, a, b), multiply_back0(dg_dd, d, a, b)


# %% wrong: c is logged in place [modifies-input]
def forward_and_back(a, b, c):
    d = a * b
    before = c.copy()
    e = np.log(c, out=c)
    f = d * e
    g = np.log(f)
    dg_df = log_back(np.ones_like(g), g, f)
    dg_dd = multiply_back0(dg_df, f, d, e)
    dg_de = multiply_back1(dg_df, f, d, e)
    return multiply_back0(dg_dd, d, a, b), multiply_back1(dg_dd, d, a, b), log_back(dg_de, e, before)


# %% wrong: e where c belongs, in the last line [wrong-point-of-log]
def forward_and_back(a, b, c):
    d, e = a * b, np.log(c)
    f = d * e
    g = np.log(f)
    dg_df = log_back(np.ones_like(g), g, f)
    dg_dd = multiply_back0(dg_df, f, d, e)
    dg_de = multiply_back1(dg_df, f, d, e)
    return multiply_back0(dg_dd, d, a, b), multiply_back1(dg_dd, d, a, b), log_back(dg_de, c, e)


# %% right: all by formula
def forward_and_back(a, b, c):
    full = np.ones_like(a * b * np.log(c))
    return unbroadcast(full / a, a), unbroadcast(full / b, b), unbroadcast(full / c / np.log(c), c)


# %% right: a dict of values and gradients
def forward_and_back(a, b, c):
    v = {"d": a * b, "e": np.log(c)}
    v["f"] = v["d"] * v["e"]
    v["g"] = np.log(v["f"])
    back = {"f": log_back(np.ones(v["g"].shape), v["g"], v["f"])}
    back["d"] = multiply_back0(back["f"], v["f"], v["d"], v["e"])
    back["e"] = multiply_back1(back["f"], v["f"], v["d"], v["e"])
    return (
        multiply_back0(back["d"], v["d"], a, b),
        multiply_back1(back["d"], v["d"], a, b),
        log_back(back["e"], v["e"], c),
    )


# %% right: by keyword
def forward_and_back(a, b, c):
    d = a * b
    e = np.log(c)
    f = d * e
    g = np.log(f)
    final_grad_out = np.ones_like(g)
    dg_df = log_back(grad_out=final_grad_out, out=g, x=f)
    dg_dd = multiply_back0(dg_df, f, d, e)
    dg_de = multiply_back1(dg_df, f, d, e)
    dg_da = multiply_back0(dg_dd, d, a, b)
    dg_db = multiply_back1(dg_dd, d, a, b)
    dg_dc = log_back(dg_de, e, c)
    return (dg_da, dg_db, dg_dc)
