# Wrong answers to `arithmetic`, and what to say to whoever gave one.
# Rows that a cell does not register are right.

# %% [markdown] id="registrations-swapped"
# In `subtract` or in `true_divide`, what belongs to one input is registered for the other.
# Position 0 answers for `x`, the first argument, and position 1 for `y`; which of the two local
# derivatives belongs to which?

# %%
BACK_FUNCS.add_back_func(np.subtract, 1, lambda grad_out, out, x, y: unbroadcast(grad_out, x))
BACK_FUNCS.add_back_func(np.subtract, 0, lambda grad_out, out, x, y: unbroadcast(-grad_out, y))

# %%
BACK_FUNCS.add_back_func(
    np.true_divide, 1, lambda grad_out, out, x, y: unbroadcast(grad_out / y, x)
)
BACK_FUNCS.add_back_func(
    np.true_divide, 0, lambda grad_out, out, x, y: unbroadcast(-grad_out * x / y**2, y)
)

# %%
BACK_FUNCS.add_back_func(np.subtract, 1, lambda grad_out, out, x, y: unbroadcast(grad_out, x))
BACK_FUNCS.add_back_func(np.subtract, 0, lambda grad_out, out, x, y: unbroadcast(-grad_out, y))
BACK_FUNCS.add_back_func(
    np.true_divide, 1, lambda grad_out, out, x, y: unbroadcast(grad_out / y, x)
)
BACK_FUNCS.add_back_func(
    np.true_divide, 0, lambda grad_out, out, x, y: unbroadcast(-grad_out * x / y**2, y)
)

# %%
BACK_FUNCS.add_back_func(np.subtract, 0, lambda grad_out, out, x, y: unbroadcast(-grad_out, x))
BACK_FUNCS.add_back_func(np.subtract, 1, lambda grad_out, out, x, y: unbroadcast(grad_out, y))

# %%
BACK_FUNCS.add_back_func(
    np.true_divide, 0, lambda grad_out, out, x, y: unbroadcast(-grad_out * x / y**2, x)
)
BACK_FUNCS.add_back_func(
    np.true_divide, 1, lambda grad_out, out, x, y: unbroadcast(grad_out / y, y)
)

# %%
BACK_FUNCS.add_back_func(np.subtract, 0, lambda grad_out, out, x, y: unbroadcast(-grad_out, x))
BACK_FUNCS.add_back_func(np.subtract, 1, lambda grad_out, out, x, y: unbroadcast(grad_out, y))
BACK_FUNCS.add_back_func(
    np.true_divide, 0, lambda grad_out, out, x, y: unbroadcast(-grad_out * x / y**2, x)
)
BACK_FUNCS.add_back_func(
    np.true_divide, 1, lambda grad_out, out, x, y: unbroadcast(grad_out / y, y)
)

# %% [markdown] id="positions-from-one"
# Some rows are missing, and what stands at position 1 answers for `x`. Positions are counted as
# Python counts: 0 is the first argument, `x`, and 1 is the second, `y`; the row that was given
# shows it.

# %%
BACK_FUNCS.back_funcs.pop((np.subtract, 0), None)
BACK_FUNCS.back_funcs.pop((np.true_divide, 0), None)
BACK_FUNCS.add_back_func(np.subtract, 1, lambda grad_out, out, x, y: unbroadcast(grad_out, x))
BACK_FUNCS.add_back_func(
    np.true_divide, 1, lambda grad_out, out, x, y: unbroadcast(grad_out / y, x)
)

# %%
BACK_FUNCS.back_funcs.pop((np.subtract, 0), None)
BACK_FUNCS.back_funcs.pop((np.true_divide, 0), None)
BACK_FUNCS.add_back_func(np.add, 1, lambda grad_out, out, x, y: unbroadcast(grad_out, x))
BACK_FUNCS.add_back_func(np.subtract, 1, lambda grad_out, out, x, y: unbroadcast(grad_out, x))
BACK_FUNCS.add_back_func(
    np.true_divide, 1, lambda grad_out, out, x, y: unbroadcast(grad_out / y, x)
)

# %%
BACK_FUNCS.back_funcs.pop((np.subtract, 0), None)
BACK_FUNCS.add_back_func(np.subtract, 1, lambda grad_out, out, x, y: unbroadcast(grad_out, x))

# %%
BACK_FUNCS.back_funcs.pop((np.true_divide, 0), None)
BACK_FUNCS.add_back_func(
    np.true_divide, 1, lambda grad_out, out, x, y: unbroadcast(grad_out / y, x)
)

# %% [markdown] id="row-replaced"
# Some rows are missing, and others hold what belongs into these. The function and the position
# together name a place in the table, and whatever is registered there last replaces what was there
# before; so check, after copying a line, that both of them have been changed.

# %%
BACK_FUNCS.back_funcs.pop((np.true_divide, 1), None)
BACK_FUNCS.add_back_func(
    np.true_divide, 0, lambda grad_out, out, x, y: unbroadcast(-grad_out * x / y**2, y)
)

# %%
BACK_FUNCS.back_funcs.pop((np.subtract, 0), None)
BACK_FUNCS.back_funcs.pop((np.subtract, 1), None)
BACK_FUNCS.add_back_func(np.add, 1, lambda grad_out, out, x, y: unbroadcast(-grad_out, y))

# %%
BACK_FUNCS.back_funcs.pop((np.true_divide, 0), None)
BACK_FUNCS.back_funcs.pop((np.true_divide, 1), None)
BACK_FUNCS.add_back_func(np.subtract, 0, lambda grad_out, out, x, y: unbroadcast(grad_out / y, x))
BACK_FUNCS.add_back_func(
    np.subtract, 1, lambda grad_out, out, x, y: unbroadcast(-grad_out * x / y**2, y)
)

# %%
BACK_FUNCS.back_funcs.pop((np.true_divide, 0), None)
BACK_FUNCS.back_funcs.pop((np.true_divide, 1), None)
BACK_FUNCS.add_back_func(np.add, 0, lambda grad_out, out, x, y: unbroadcast(grad_out / y, x))
BACK_FUNCS.add_back_func(
    np.add, 1, lambda grad_out, out, x, y: unbroadcast(-grad_out * x / y**2, y)
)

# %%
BACK_FUNCS.back_funcs.pop((np.subtract, 0), None)
BACK_FUNCS.back_funcs.pop((np.subtract, 1), None)
BACK_FUNCS.back_funcs.pop((np.true_divide, 0), None)
BACK_FUNCS.back_funcs.pop((np.true_divide, 1), None)
BACK_FUNCS.add_back_func(np.add, 0, lambda grad_out, out, x, y: unbroadcast(grad_out / y, x))
BACK_FUNCS.add_back_func(
    np.add, 1, lambda grad_out, out, x, y: unbroadcast(-grad_out * x / y**2, y)
)

# %% [markdown] id="not-registered"
# Not all of the six rows are in the table. It is asked for NumPy's own functions, `np.add`,
# `np.subtract` and `np.true_divide`, each with position 0 and with position 1. Has a line been
# forgotten, registered for another function, or replaced by a later one with the same function and
# position?

# %%
BACK_FUNCS.back_funcs.pop((np.true_divide, 1), None)

# %%
BACK_FUNCS.back_funcs.pop((np.true_divide, 0), None)

# %%
BACK_FUNCS.back_funcs.pop((np.true_divide, 0), None)
BACK_FUNCS.back_funcs.pop((np.true_divide, 1), None)

# %%
BACK_FUNCS.back_funcs.pop((np.subtract, 1), None)

# %%
BACK_FUNCS.back_funcs.pop((np.subtract, 0), None)

# %%
BACK_FUNCS.back_funcs.pop((np.subtract, 0), None)
BACK_FUNCS.back_funcs.pop((np.subtract, 1), None)

# %%
BACK_FUNCS.back_funcs.pop((np.subtract, 0), None)
BACK_FUNCS.back_funcs.pop((np.subtract, 1), None)
BACK_FUNCS.back_funcs.pop((np.true_divide, 0), None)
BACK_FUNCS.back_funcs.pop((np.true_divide, 1), None)

# %%
BACK_FUNCS.back_funcs.pop((np.subtract, 1), None)
BACK_FUNCS.back_funcs.pop((np.true_divide, 1), None)

# %%
BACK_FUNCS.back_funcs.pop((np.subtract, 0), None)
BACK_FUNCS.back_funcs.pop((np.true_divide, 0), None)

# %%
BACK_FUNCS.back_funcs.pop((np.add, 1), None)

# %%
BACK_FUNCS.back_funcs.pop((np.add, 1), None)
BACK_FUNCS.back_funcs.pop((np.subtract, 1), None)
BACK_FUNCS.back_funcs.pop((np.true_divide, 1), None)

# %%
BACK_FUNCS.back_funcs.pop((np.subtract, 1), None)
BACK_FUNCS.back_funcs.pop((np.true_divide, 0), None)
BACK_FUNCS.back_funcs.pop((np.true_divide, 1), None)

# %%
BACK_FUNCS.back_funcs.pop((np.add, 1), None)
BACK_FUNCS.back_funcs.pop((np.true_divide, 0), None)
BACK_FUNCS.back_funcs.pop((np.true_divide, 1), None)

# %% [markdown] id="subtract-sign-missing"
# All is right but for one sign, in `subtract`. If `y` grows a little, does `x - y` grow or shrink?
# In the table of the text, which of the numbers is negative?

# %%
BACK_FUNCS.add_back_func(np.subtract, 1, lambda grad_out, out, x, y: unbroadcast(grad_out, y))

# %% [markdown] id="divide-sign-missing"
# All is right but for one sign, in `true_divide`. Take positive numbers: if `y` grows a little,
# does `x / y` grow or shrink? In the table of the text, which of the numbers are negative?

# %%
BACK_FUNCS.add_back_func(
    np.true_divide, 1, lambda grad_out, out, x, y: unbroadcast(grad_out * x / y**2, y)
)

# %% [markdown] id="signs-missing"
# All is right but for two signs, one in `subtract` and one in `true_divide`. If `y` grows a
# little, does `x - y` grow or shrink? And `x / y`, for positive numbers?

# %%
BACK_FUNCS.add_back_func(np.subtract, 1, lambda grad_out, out, x, y: unbroadcast(grad_out, y))
BACK_FUNCS.add_back_func(
    np.true_divide, 1, lambda grad_out, out, x, y: unbroadcast(grad_out * x / y**2, y)
)

# %% [markdown] id="subtract-both-negative"
# Both gradients of `subtract` have a minus. If `x` grows a little, does `x - y` grow or shrink?

# %%
BACK_FUNCS.add_back_func(np.subtract, 0, lambda grad_out, out, x, y: unbroadcast(-grad_out, x))

# %% [markdown] id="late-binding"
# In `add` the gradient of `y` comes with a minus, as if it were that of `subtract`. If you
# register in a loop: a `lambda` looks up its names when it is called, not when it is made, so
# after the loop all of them see the last value. How can each of them keep its own?

# %%
BACK_FUNCS.add_back_func(np.add, 1, lambda grad_out, out, x, y: unbroadcast(-grad_out, y))

# %% [markdown] id="all-rows-alike"
# Several of your rows compute the same thing, that of the last turn of a loop. A `lambda` that is
# made in a loop looks up its names when it is called, not when it is made, so all of them see the
# values of the last turn. How can each of them keep its own?

# %%
BACK_FUNCS.add_back_func(
    np.add, 0, lambda grad_out, out, x, y: unbroadcast(-grad_out * x / y**2, y)
)
BACK_FUNCS.add_back_func(
    np.add, 1, lambda grad_out, out, x, y: unbroadcast(-grad_out * x / y**2, y)
)
BACK_FUNCS.add_back_func(
    np.subtract, 0, lambda grad_out, out, x, y: unbroadcast(-grad_out * x / y**2, y)
)
BACK_FUNCS.add_back_func(
    np.subtract, 1, lambda grad_out, out, x, y: unbroadcast(-grad_out * x / y**2, y)
)
BACK_FUNCS.add_back_func(
    np.true_divide, 0, lambda grad_out, out, x, y: unbroadcast(-grad_out * x / y**2, y)
)
BACK_FUNCS.add_back_func(
    np.true_divide, 1, lambda grad_out, out, x, y: unbroadcast(-grad_out * x / y**2, y)
)

# %%
BACK_FUNCS.add_back_func(np.add, 0, lambda grad_out, out, x, y: unbroadcast(-grad_out, y))
BACK_FUNCS.add_back_func(np.add, 1, lambda grad_out, out, x, y: unbroadcast(-grad_out, y))
BACK_FUNCS.add_back_func(np.subtract, 0, lambda grad_out, out, x, y: unbroadcast(-grad_out, y))
BACK_FUNCS.add_back_func(np.subtract, 1, lambda grad_out, out, x, y: unbroadcast(-grad_out, y))

# %%
BACK_FUNCS.add_back_func(
    np.add, 0, lambda grad_out, out, x, y: unbroadcast(-grad_out * x / y**2, x)
)
BACK_FUNCS.add_back_func(
    np.add, 1, lambda grad_out, out, x, y: unbroadcast(-grad_out * x / y**2, y)
)
BACK_FUNCS.add_back_func(
    np.subtract, 0, lambda grad_out, out, x, y: unbroadcast(-grad_out * x / y**2, x)
)
BACK_FUNCS.add_back_func(
    np.subtract, 1, lambda grad_out, out, x, y: unbroadcast(-grad_out * x / y**2, y)
)
BACK_FUNCS.add_back_func(
    np.true_divide, 0, lambda grad_out, out, x, y: unbroadcast(-grad_out * x / y**2, x)
)
BACK_FUNCS.add_back_func(
    np.true_divide, 1, lambda grad_out, out, x, y: unbroadcast(-grad_out * x / y**2, y)
)

# %% [markdown] id="missing-factor"
# The gradient of the denominator does not depend on `x`, and it should: with `x = 6` and `y = 2`
# the answer is -15, with `x = 0` nothing would change at all. Which factor is missing?

# %%
BACK_FUNCS.add_back_func(
    np.true_divide, 1, lambda grad_out, out, x, y: unbroadcast(-grad_out / y**2, y)
)

# %%
BACK_FUNCS.add_back_func(
    np.true_divide, 1, lambda grad_out, out, x, y: unbroadcast(grad_out / y**2, y)
)

# %%
BACK_FUNCS.add_back_func(np.subtract, 1, lambda grad_out, out, x, y: unbroadcast(grad_out, y))
BACK_FUNCS.add_back_func(
    np.true_divide, 1, lambda grad_out, out, x, y: unbroadcast(grad_out / y**2, y)
)

# %% [markdown] id="denominator-not-squared"
# The gradient of the denominator is divided by `y` one time too few. With `x = 6`, `y = 2` and
# `grad_out = 10` it should be -15; what does your row give? Mind that `out` is `x / y`, so one
# division is in it already.

# %%
BACK_FUNCS.add_back_func(
    np.true_divide, 1, lambda grad_out, out, x, y: unbroadcast(-grad_out * x / y, y)
)

# %%
BACK_FUNCS.add_back_func(
    np.true_divide, 1, lambda grad_out, out, x, y: unbroadcast(grad_out * x / y, y)
)

# %%
BACK_FUNCS.add_back_func(np.subtract, 1, lambda grad_out, out, x, y: unbroadcast(grad_out, y))
BACK_FUNCS.add_back_func(
    np.true_divide, 1, lambda grad_out, out, x, y: unbroadcast(grad_out * x / y, y)
)

# %% [markdown] id="divided-too-often"
# The gradient of the denominator is divided by `y` one time too many. If you use `out`, remember
# that it is `x / y`: one division is in it already.

# %%
BACK_FUNCS.add_back_func(
    np.true_divide, 1, lambda grad_out, out, x, y: unbroadcast(-grad_out * out / y**2, y)
)

# %%
BACK_FUNCS.add_back_func(
    np.true_divide, 1, lambda grad_out, out, x, y: unbroadcast(grad_out * out / y**2, y)
)

# %% [markdown] id="doubled-not-squared"
# The gradient of the denominator has a factor of 2 where a square belongs: `y * 2` is not `y**2`,
# though for `y = 2` the two agree. (And `a / y * 2` divides first and multiplies then.)

# %%
BACK_FUNCS.add_back_func(
    np.true_divide, 1, lambda grad_out, out, x, y: unbroadcast(-grad_out * x / y * 2, y)
)

# %%
BACK_FUNCS.add_back_func(
    np.true_divide, 1, lambda grad_out, out, x, y: unbroadcast(-grad_out * x / (y * 2), y)
)

# %%
BACK_FUNCS.add_back_func(
    np.true_divide, 1, lambda grad_out, out, x, y: unbroadcast(grad_out * x / (y * 2), y)
)

# %% [markdown] id="quotient-squared"
# In the gradient of the denominator the whole quotient `x / y` is squared. With `x = 6` and `y =
# 2`, which of the two numbers is squared in 6/4?

# %%
BACK_FUNCS.add_back_func(
    np.true_divide, 1, lambda grad_out, out, x, y: unbroadcast(-grad_out * out**2, y)
)

# %%
BACK_FUNCS.add_back_func(
    np.true_divide, 1, lambda grad_out, out, x, y: unbroadcast(grad_out * out**2, y)
)

# %% [markdown] id="same-for-both"
# The denominator gets the gradient of the numerator, with or without a minus. `x / y` reacts to
# its two inputs in different ways: what happens to it if `y` grows, and does that depend on how
# large `x` is?

# %%
BACK_FUNCS.add_back_func(
    np.true_divide, 1, lambda grad_out, out, x, y: unbroadcast(grad_out / y, y)
)

# %%
BACK_FUNCS.add_back_func(
    np.true_divide, 1, lambda grad_out, out, x, y: unbroadcast(-grad_out / y, y)
)

# %% [markdown] id="arguments-swapped"
# In your division `x` and `y` have changed roles: it is divided by `x`, the numerator. With `x =
# 6`, `y = 2` and `grad_out = 10` the gradients are 5 and -15; what does your row give?

# %%
BACK_FUNCS.add_back_func(
    np.true_divide, 0, lambda grad_out, out, x, y: unbroadcast(grad_out / x, x)
)
BACK_FUNCS.add_back_func(
    np.true_divide, 1, lambda grad_out, out, x, y: unbroadcast(-grad_out * y / x**2, y)
)

# %%
BACK_FUNCS.add_back_func(
    np.true_divide, 0, lambda grad_out, out, x, y: unbroadcast(grad_out / x, x)
)

# %%
BACK_FUNCS.add_back_func(
    np.true_divide, 1, lambda grad_out, out, x, y: unbroadcast(-grad_out * y / x**2, y)
)

# %%
BACK_FUNCS.add_back_func(
    np.true_divide, 1, lambda grad_out, out, x, y: unbroadcast(grad_out * y / x**2, y)
)

# %%
BACK_FUNCS.add_back_func(
    np.true_divide, 0, lambda grad_out, out, x, y: unbroadcast(grad_out / x, x)
)
BACK_FUNCS.add_back_func(
    np.true_divide, 1, lambda grad_out, out, x, y: unbroadcast(grad_out * y / x**2, y)
)

# %%
BACK_FUNCS.add_back_func(
    np.true_divide, 1, lambda grad_out, out, x, y: unbroadcast(-grad_out / x, y)
)

# %%
BACK_FUNCS.add_back_func(
    np.true_divide, 1, lambda grad_out, out, x, y: unbroadcast(grad_out / x, y)
)

# %% [markdown] id="numerator-kept"
# The gradient of the numerator contains `x` itself. If `x` grows by 1, by how much does `x / y`
# grow, and does it matter where `x` started?

# %%
BACK_FUNCS.add_back_func(
    np.true_divide, 0, lambda grad_out, out, x, y: unbroadcast(grad_out * x / y, x)
)

# %%
BACK_FUNCS.add_back_func(
    np.true_divide, 0, lambda grad_out, out, x, y: unbroadcast(grad_out * x / y**2, x)
)

# %%
BACK_FUNCS.add_back_func(
    np.true_divide, 0, lambda grad_out, out, x, y: unbroadcast(grad_out * x, x)
)

# %% [markdown] id="denominator-squared"
# The gradient of the numerator is divided by `y` one time too many. If `x` grows by 1, by how much
# does `x / y` grow? For `y = 2` the local derivative is 1/2.

# %%
BACK_FUNCS.add_back_func(
    np.true_divide, 0, lambda grad_out, out, x, y: unbroadcast(grad_out / y**2, x)
)

# %% [markdown] id="local-derivative-ignored"
# In `true_divide` the gradient is handed on as it came, as in `add` or `subtract`. If `x` grows by
# 1, `x / y` grows by less, or by more: it depends on `y`. In the table of the text 10 becomes 5
# for `x` and -15 for `y`.

# %%
BACK_FUNCS.add_back_func(np.true_divide, 0, lambda grad_out, out, x, y: unbroadcast(grad_out, x))

# %%
BACK_FUNCS.add_back_func(np.true_divide, 0, lambda grad_out, out, x, y: unbroadcast(grad_out, x))
BACK_FUNCS.add_back_func(np.true_divide, 1, lambda grad_out, out, x, y: unbroadcast(grad_out, y))

# %%
BACK_FUNCS.add_back_func(np.true_divide, 0, lambda grad_out, out, x, y: unbroadcast(grad_out, x))
BACK_FUNCS.add_back_func(np.true_divide, 1, lambda grad_out, out, x, y: unbroadcast(-grad_out, y))

# %%
BACK_FUNCS.add_back_func(np.true_divide, 1, lambda grad_out, out, x, y: unbroadcast(-grad_out, y))

# %%
BACK_FUNCS.add_back_func(np.true_divide, 1, lambda grad_out, out, x, y: unbroadcast(grad_out, y))

# %%
BACK_FUNCS.add_back_func(np.subtract, 1, lambda grad_out, out, x, y: unbroadcast(grad_out, y))
BACK_FUNCS.add_back_func(np.true_divide, 0, lambda grad_out, out, x, y: unbroadcast(grad_out, x))
BACK_FUNCS.add_back_func(np.true_divide, 1, lambda grad_out, out, x, y: unbroadcast(grad_out, y))

# %% [markdown] id="divide-as-multiply"
# Your rows for `true_divide` multiply, as those of `multiply` do. With `x = 6` and `y = 2`, by how
# much does `x / y` grow if `x` grows by 1: by 2, or by one half? And what does a larger `y` do to
# the quotient?

# %%
BACK_FUNCS.add_back_func(
    np.true_divide, 0, lambda grad_out, out, x, y: unbroadcast(grad_out * y, x)
)
BACK_FUNCS.add_back_func(
    np.true_divide, 1, lambda grad_out, out, x, y: unbroadcast(-grad_out * x, y)
)

# %%
BACK_FUNCS.add_back_func(
    np.true_divide, 0, lambda grad_out, out, x, y: unbroadcast(grad_out * y, x)
)
BACK_FUNCS.add_back_func(
    np.true_divide, 1, lambda grad_out, out, x, y: unbroadcast(grad_out * x, y)
)

# %%
BACK_FUNCS.add_back_func(
    np.true_divide, 0, lambda grad_out, out, x, y: unbroadcast(grad_out * y, x)
)

# %%
BACK_FUNCS.add_back_func(
    np.true_divide, 1, lambda grad_out, out, x, y: unbroadcast(-grad_out * x * y**2, y)
)

# %% [markdown] id="denominator-missing"
# In the gradient of the denominator nothing is left of a division: it is as large for a large `y`
# as for a small one. With `x = 6`, `y = 2` and `grad_out = 10` it should be -15; if you do divide,
# work out by hand in which order Python takes something like `a / y * y`.

# %%
BACK_FUNCS.add_back_func(
    np.true_divide, 1, lambda grad_out, out, x, y: unbroadcast(-grad_out * x, y)
)

# %%
BACK_FUNCS.add_back_func(
    np.true_divide, 1, lambda grad_out, out, x, y: unbroadcast(grad_out * x, y)
)

# %% [markdown] id="sum-as-multiply"
# In `add` or `subtract` you multiply the gradient by one of the inputs, as in `multiply`. In a sum
# each input has its own term: if `y` grows by 1, by how much does `x + y` grow, and does it matter
# how large the two are?

# %%
BACK_FUNCS.add_back_func(np.add, 1, lambda grad_out, out, x, y: unbroadcast(grad_out * x, y))
BACK_FUNCS.add_back_func(np.subtract, 0, lambda grad_out, out, x, y: unbroadcast(grad_out * y, x))
BACK_FUNCS.add_back_func(np.subtract, 1, lambda grad_out, out, x, y: unbroadcast(-grad_out * x, y))

# %%
BACK_FUNCS.add_back_func(np.add, 1, lambda grad_out, out, x, y: unbroadcast(grad_out * x, y))

# %%
BACK_FUNCS.add_back_func(np.add, 1, lambda grad_out, out, x, y: unbroadcast(grad_out * y, y))

# %%
BACK_FUNCS.add_back_func(np.subtract, 0, lambda grad_out, out, x, y: unbroadcast(grad_out * y, x))
BACK_FUNCS.add_back_func(np.subtract, 1, lambda grad_out, out, x, y: unbroadcast(-grad_out * x, y))

# %%
BACK_FUNCS.add_back_func(np.add, 1, lambda grad_out, out, x, y: unbroadcast(grad_out * y, y))
BACK_FUNCS.add_back_func(np.subtract, 0, lambda grad_out, out, x, y: unbroadcast(grad_out * x, x))
BACK_FUNCS.add_back_func(np.subtract, 1, lambda grad_out, out, x, y: unbroadcast(-grad_out * y, y))

# %%
BACK_FUNCS.add_back_func(np.subtract, 0, lambda grad_out, out, x, y: unbroadcast(grad_out * x, x))
BACK_FUNCS.add_back_func(np.subtract, 1, lambda grad_out, out, x, y: unbroadcast(-grad_out * y, y))

# %%
BACK_FUNCS.add_back_func(np.add, 1, lambda grad_out, out, x, y: unbroadcast(grad_out * x, y))
BACK_FUNCS.add_back_func(np.subtract, 0, lambda grad_out, out, x, y: unbroadcast(grad_out * y, x))
BACK_FUNCS.add_back_func(np.subtract, 1, lambda grad_out, out, x, y: unbroadcast(grad_out * x, y))

# %% [markdown] id="upstream-ignored"
# One of your rows returns the local derivative alone. The chain rule has a second factor, the same
# in every row: how much the loss changes with the output.

# %%
BACK_FUNCS.add_back_func(
    np.true_divide, 0, lambda grad_out, out, x, y: unbroadcast(np.ones_like(out) / y, x)
)
BACK_FUNCS.add_back_func(np.true_divide, 1, lambda grad_out, out, x, y: unbroadcast(-x / y**2, y))

# %%
BACK_FUNCS.add_back_func(np.true_divide, 0, lambda grad_out, out, x, y: unbroadcast(1 / y, x))
BACK_FUNCS.add_back_func(np.true_divide, 1, lambda grad_out, out, x, y: unbroadcast(-x / y**2, y))

# %%
BACK_FUNCS.add_back_func(np.true_divide, 0, lambda grad_out, out, x, y: unbroadcast(1 / y, x))

# %%
BACK_FUNCS.add_back_func(
    np.true_divide, 0, lambda grad_out, out, x, y: unbroadcast(np.ones_like(out) / y, x)
)

# %%
BACK_FUNCS.add_back_func(np.true_divide, 1, lambda grad_out, out, x, y: unbroadcast(-x / y**2, y))

# %%
BACK_FUNCS.add_back_func(np.true_divide, 1, lambda grad_out, out, x, y: unbroadcast(x / y**2, y))

# %%
BACK_FUNCS.add_back_func(
    np.subtract, 1, lambda grad_out, out, x, y: unbroadcast(-np.ones_like(out), y)
)

# %%
BACK_FUNCS.add_back_func(np.add, 1, lambda grad_out, out, x, y: unbroadcast(np.ones_like(out), y))

# %%
BACK_FUNCS.add_back_func(np.add, 1, lambda grad_out, out, x, y: unbroadcast(np.ones_like(out), y))
BACK_FUNCS.add_back_func(
    np.subtract, 0, lambda grad_out, out, x, y: unbroadcast(np.ones_like(out), x)
)
BACK_FUNCS.add_back_func(
    np.subtract, 1, lambda grad_out, out, x, y: unbroadcast(-np.ones_like(out), y)
)

# %%
BACK_FUNCS.add_back_func(np.add, 1, lambda grad_out, out, x, y: unbroadcast(np.ones_like(out), y))
BACK_FUNCS.add_back_func(
    np.subtract, 0, lambda grad_out, out, x, y: unbroadcast(np.ones_like(out), x)
)
BACK_FUNCS.add_back_func(
    np.subtract, 1, lambda grad_out, out, x, y: unbroadcast(-np.ones_like(out), y)
)
BACK_FUNCS.add_back_func(
    np.true_divide, 0, lambda grad_out, out, x, y: unbroadcast(np.ones_like(out) / y, x)
)
BACK_FUNCS.add_back_func(np.true_divide, 1, lambda grad_out, out, x, y: unbroadcast(-x / y**2, y))

# %%
BACK_FUNCS.add_back_func(np.add, 1, lambda grad_out, out, x, y: unbroadcast(np.ones_like(out), y))
BACK_FUNCS.add_back_func(
    np.subtract, 0, lambda grad_out, out, x, y: unbroadcast(np.ones_like(out), x)
)
BACK_FUNCS.add_back_func(
    np.subtract, 1, lambda grad_out, out, x, y: unbroadcast(-np.ones_like(out), y)
)
BACK_FUNCS.add_back_func(np.true_divide, 0, lambda grad_out, out, x, y: unbroadcast(1 / y, x))
BACK_FUNCS.add_back_func(np.true_divide, 1, lambda grad_out, out, x, y: unbroadcast(-x / y**2, y))

# %% [markdown] id="out-for-upstream"
# One of your rows starts from `out`, the result, where the gradient belongs. Look at the names and
# their order: `grad_out` comes first, `out` second.

# %%
BACK_FUNCS.add_back_func(np.add, 1, lambda grad_out, out, x, y: unbroadcast(out, y))
BACK_FUNCS.add_back_func(np.subtract, 0, lambda grad_out, out, x, y: unbroadcast(out, x))
BACK_FUNCS.add_back_func(np.subtract, 1, lambda grad_out, out, x, y: unbroadcast(-out, y))
BACK_FUNCS.add_back_func(np.true_divide, 0, lambda grad_out, out, x, y: unbroadcast(out / y, x))
BACK_FUNCS.add_back_func(
    np.true_divide, 1, lambda grad_out, out, x, y: unbroadcast(-out * x / y**2, y)
)

# %%
BACK_FUNCS.add_back_func(np.add, 0, lambda grad_out, out, x, y: unbroadcast(out, x))
BACK_FUNCS.add_back_func(np.add, 1, lambda grad_out, out, x, y: unbroadcast(out, y))
BACK_FUNCS.add_back_func(np.subtract, 0, lambda grad_out, out, x, y: unbroadcast(out, x))
BACK_FUNCS.add_back_func(np.subtract, 1, lambda grad_out, out, x, y: unbroadcast(-out, y))
BACK_FUNCS.add_back_func(np.true_divide, 0, lambda grad_out, out, x, y: unbroadcast(out / y, x))
BACK_FUNCS.add_back_func(
    np.true_divide, 1, lambda grad_out, out, x, y: unbroadcast(-out * x / y**2, y)
)

# %%
BACK_FUNCS.add_back_func(np.add, 1, lambda grad_out, out, x, y: unbroadcast(out, y))

# %%
BACK_FUNCS.add_back_func(np.subtract, 0, lambda grad_out, out, x, y: unbroadcast(out, x))
BACK_FUNCS.add_back_func(np.subtract, 1, lambda grad_out, out, x, y: unbroadcast(-out, y))

# %%
BACK_FUNCS.add_back_func(np.subtract, 1, lambda grad_out, out, x, y: unbroadcast(-out, y))

# %%
BACK_FUNCS.add_back_func(np.true_divide, 0, lambda grad_out, out, x, y: unbroadcast(out / y, x))
BACK_FUNCS.add_back_func(
    np.true_divide, 1, lambda grad_out, out, x, y: unbroadcast(-out * x / y**2, y)
)

# %%
BACK_FUNCS.add_back_func(np.true_divide, 0, lambda grad_out, out, x, y: unbroadcast(out / y, x))

# %%
BACK_FUNCS.add_back_func(
    np.true_divide, 1, lambda grad_out, out, x, y: unbroadcast(-out * x / y**2, y)
)

# %% [markdown] id="inputs-swapped"
# In your functions `x` and `y` have changed roles: what is called `y` there is the first input.
# The engine passes `grad_out`, `out` and then the inputs in the order in which the operation had
# them, whatever names you give them.

# %%
BACK_FUNCS.add_back_func(np.add, 0, lambda grad_out, out, x, y: unbroadcast(grad_out, y))
BACK_FUNCS.add_back_func(np.add, 1, lambda grad_out, out, x, y: unbroadcast(grad_out, x))
BACK_FUNCS.add_back_func(np.subtract, 0, lambda grad_out, out, x, y: unbroadcast(grad_out, y))
BACK_FUNCS.add_back_func(np.subtract, 1, lambda grad_out, out, x, y: unbroadcast(-grad_out, x))
BACK_FUNCS.add_back_func(
    np.true_divide, 0, lambda grad_out, out, x, y: unbroadcast(grad_out / x, y)
)
BACK_FUNCS.add_back_func(
    np.true_divide, 1, lambda grad_out, out, x, y: unbroadcast(-grad_out * y / x**2, x)
)

# %%
BACK_FUNCS.add_back_func(np.add, 1, lambda grad_out, out, x, y: unbroadcast(grad_out, x))
BACK_FUNCS.add_back_func(np.subtract, 0, lambda grad_out, out, x, y: unbroadcast(grad_out, y))
BACK_FUNCS.add_back_func(np.subtract, 1, lambda grad_out, out, x, y: unbroadcast(-grad_out, x))
BACK_FUNCS.add_back_func(
    np.true_divide, 0, lambda grad_out, out, x, y: unbroadcast(grad_out / x, y)
)
BACK_FUNCS.add_back_func(
    np.true_divide, 1, lambda grad_out, out, x, y: unbroadcast(-grad_out * y / x**2, x)
)

# %% [markdown] id="floor-division"
# `//` cuts off everything behind the point, also for numbers that are not whole, so `7.5 // 2` is
# 3. Which operator divides exactly?

# %%
BACK_FUNCS.add_back_func(
    np.true_divide, 0, lambda grad_out, out, x, y: unbroadcast(grad_out // y, x)
)
BACK_FUNCS.add_back_func(
    np.true_divide, 1, lambda grad_out, out, x, y: unbroadcast(-grad_out * x // y**2, y)
)

# %%
BACK_FUNCS.add_back_func(
    np.true_divide, 0, lambda grad_out, out, x, y: unbroadcast(grad_out // y, x)
)

# %%
BACK_FUNCS.add_back_func(
    np.true_divide, 1, lambda grad_out, out, x, y: unbroadcast(-grad_out * x // y**2, y)
)

# %%
BACK_FUNCS.add_back_func(
    np.true_divide, 1, lambda grad_out, out, x, y: unbroadcast(-grad_out * out // y, y)
)

# %%
BACK_FUNCS.add_back_func(
    np.true_divide, 0, lambda grad_out, out, x, y: unbroadcast(grad_out // y, x)
)
BACK_FUNCS.add_back_func(
    np.true_divide, 1, lambda grad_out, out, x, y: unbroadcast(-grad_out * out // y, y)
)

# %%
BACK_FUNCS.add_back_func(
    np.true_divide, 0, lambda grad_out, out, x, y: unbroadcast(grad_out * (1 // y), x)
)

# %% [markdown] id="integer-division"
# Right, except where `y` is a plain integer, as in `loss / 4`. Something in your row for position
# 0 stays with whole numbers there, and one quarter as a whole number is 0.

# %%
BACK_FUNCS.add_back_func(
    np.true_divide, 0, lambda grad_out, out, x, y: unbroadcast(grad_out * np.reciprocal(y), x)
)

# %% [markdown] id="not-unbroadcast"
# Right without broadcasting. With it, your gradients keep the shape of the output: a bias of shape
# `(64,)` would get a gradient of shape `(512, 64)`. Each of its numbers is used 512 times; what
# does that mean for its gradient, and what does the given row do that yours do not?

# %%
BACK_FUNCS.add_back_func(np.add, 0, lambda grad_out, out, x, y: grad_out)
BACK_FUNCS.add_back_func(np.add, 1, lambda grad_out, out, x, y: grad_out)
BACK_FUNCS.add_back_func(np.subtract, 0, lambda grad_out, out, x, y: grad_out)
BACK_FUNCS.add_back_func(np.subtract, 1, lambda grad_out, out, x, y: -grad_out)
BACK_FUNCS.add_back_func(np.true_divide, 0, lambda grad_out, out, x, y: grad_out / y)
BACK_FUNCS.add_back_func(np.true_divide, 1, lambda grad_out, out, x, y: -grad_out * x / y**2)

# %%
BACK_FUNCS.add_back_func(np.add, 1, lambda grad_out, out, x, y: grad_out)
BACK_FUNCS.add_back_func(np.subtract, 0, lambda grad_out, out, x, y: grad_out)
BACK_FUNCS.add_back_func(np.subtract, 1, lambda grad_out, out, x, y: -grad_out)
BACK_FUNCS.add_back_func(np.true_divide, 0, lambda grad_out, out, x, y: grad_out / y)
BACK_FUNCS.add_back_func(np.true_divide, 1, lambda grad_out, out, x, y: -grad_out * x / y**2)

# %%
BACK_FUNCS.add_back_func(np.add, 1, lambda grad_out, out, x, y: grad_out)
BACK_FUNCS.add_back_func(np.subtract, 1, lambda grad_out, out, x, y: -grad_out)
BACK_FUNCS.add_back_func(np.true_divide, 1, lambda grad_out, out, x, y: -grad_out * x / y**2)

# %%
BACK_FUNCS.add_back_func(np.true_divide, 0, lambda grad_out, out, x, y: grad_out / y)
BACK_FUNCS.add_back_func(np.true_divide, 1, lambda grad_out, out, x, y: -grad_out * x / y**2)

# %%
BACK_FUNCS.add_back_func(np.subtract, 0, lambda grad_out, out, x, y: grad_out)
BACK_FUNCS.add_back_func(np.subtract, 1, lambda grad_out, out, x, y: -grad_out)
BACK_FUNCS.add_back_func(np.true_divide, 0, lambda grad_out, out, x, y: grad_out / y)
BACK_FUNCS.add_back_func(np.true_divide, 1, lambda grad_out, out, x, y: -grad_out * x / y**2)

# %% [markdown] id="not-unbroadcast-and-signs"
# Two things are left to do. Some gradients keep the shape of the output, where an input was
# stretched by broadcasting; the given row shows what is missing. And a sign: if `y` grows, what
# happens to `x - y`, and to `x / y` for positive numbers?

# %%
BACK_FUNCS.add_back_func(np.add, 0, lambda grad_out, out, x, y: grad_out)
BACK_FUNCS.add_back_func(np.add, 1, lambda grad_out, out, x, y: grad_out)
BACK_FUNCS.add_back_func(np.subtract, 0, lambda grad_out, out, x, y: grad_out)
BACK_FUNCS.add_back_func(np.subtract, 1, lambda grad_out, out, x, y: grad_out)
BACK_FUNCS.add_back_func(np.true_divide, 0, lambda grad_out, out, x, y: grad_out / y)
BACK_FUNCS.add_back_func(np.true_divide, 1, lambda grad_out, out, x, y: -grad_out * x / y**2)

# %%
BACK_FUNCS.add_back_func(np.add, 1, lambda grad_out, out, x, y: grad_out)
BACK_FUNCS.add_back_func(np.subtract, 0, lambda grad_out, out, x, y: grad_out)
BACK_FUNCS.add_back_func(np.subtract, 1, lambda grad_out, out, x, y: grad_out)
BACK_FUNCS.add_back_func(np.true_divide, 0, lambda grad_out, out, x, y: grad_out / y)
BACK_FUNCS.add_back_func(np.true_divide, 1, lambda grad_out, out, x, y: -grad_out * x / y**2)

# %%
BACK_FUNCS.add_back_func(np.add, 0, lambda grad_out, out, x, y: grad_out)
BACK_FUNCS.add_back_func(np.add, 1, lambda grad_out, out, x, y: grad_out)
BACK_FUNCS.add_back_func(np.subtract, 0, lambda grad_out, out, x, y: grad_out)
BACK_FUNCS.add_back_func(np.subtract, 1, lambda grad_out, out, x, y: grad_out)
BACK_FUNCS.add_back_func(np.true_divide, 0, lambda grad_out, out, x, y: grad_out / y)
BACK_FUNCS.add_back_func(np.true_divide, 1, lambda grad_out, out, x, y: grad_out * x / y**2)

# %%
BACK_FUNCS.add_back_func(np.add, 1, lambda grad_out, out, x, y: grad_out)
BACK_FUNCS.add_back_func(np.subtract, 0, lambda grad_out, out, x, y: grad_out)
BACK_FUNCS.add_back_func(np.subtract, 1, lambda grad_out, out, x, y: grad_out)
BACK_FUNCS.add_back_func(np.true_divide, 0, lambda grad_out, out, x, y: grad_out / y)
BACK_FUNCS.add_back_func(np.true_divide, 1, lambda grad_out, out, x, y: grad_out * x / y**2)

# %%
BACK_FUNCS.add_back_func(np.add, 0, lambda grad_out, out, x, y: grad_out)
BACK_FUNCS.add_back_func(np.add, 1, lambda grad_out, out, x, y: grad_out)
BACK_FUNCS.add_back_func(np.subtract, 0, lambda grad_out, out, x, y: grad_out)
BACK_FUNCS.add_back_func(np.subtract, 1, lambda grad_out, out, x, y: -grad_out)
BACK_FUNCS.add_back_func(np.true_divide, 0, lambda grad_out, out, x, y: grad_out / y)
BACK_FUNCS.add_back_func(np.true_divide, 1, lambda grad_out, out, x, y: grad_out * x / y**2)

# %%
BACK_FUNCS.add_back_func(np.add, 1, lambda grad_out, out, x, y: grad_out)
BACK_FUNCS.add_back_func(np.subtract, 0, lambda grad_out, out, x, y: grad_out)
BACK_FUNCS.add_back_func(np.subtract, 1, lambda grad_out, out, x, y: -grad_out)
BACK_FUNCS.add_back_func(np.true_divide, 0, lambda grad_out, out, x, y: grad_out / y)
BACK_FUNCS.add_back_func(np.true_divide, 1, lambda grad_out, out, x, y: grad_out * x / y**2)

# %% [markdown] id="unbroadcast-to-wrong-argument"
# Right without broadcasting. With it, a gradient comes back in the shape of the other argument:
# the second argument of `unbroadcast` says whose shape is wanted. Which is it in the rows for
# position 0, and which in those for position 1?

# %%
BACK_FUNCS.add_back_func(np.add, 1, lambda grad_out, out, x, y: unbroadcast(grad_out, x))
BACK_FUNCS.add_back_func(np.subtract, 1, lambda grad_out, out, x, y: unbroadcast(-grad_out, x))
BACK_FUNCS.add_back_func(
    np.true_divide, 1, lambda grad_out, out, x, y: unbroadcast(-grad_out * x / y**2, x)
)

# %%
BACK_FUNCS.add_back_func(np.add, 1, lambda grad_out, out, x, y: unbroadcast(grad_out, x))

# %%
BACK_FUNCS.add_back_func(np.subtract, 1, lambda grad_out, out, x, y: unbroadcast(-grad_out, x))

# %%
BACK_FUNCS.add_back_func(
    np.true_divide, 1, lambda grad_out, out, x, y: unbroadcast(-grad_out * x / y**2, x)
)

# %%
BACK_FUNCS.add_back_func(np.subtract, 1, lambda grad_out, out, x, y: unbroadcast(-grad_out, x))
BACK_FUNCS.add_back_func(
    np.true_divide, 1, lambda grad_out, out, x, y: unbroadcast(-grad_out * x / y**2, x)
)

# %%
BACK_FUNCS.add_back_func(np.add, 1, lambda grad_out, out, x, y: unbroadcast(grad_out, x))
BACK_FUNCS.add_back_func(np.subtract, 1, lambda grad_out, out, x, y: unbroadcast(-grad_out, x))

# %%
BACK_FUNCS.add_back_func(np.subtract, 0, lambda grad_out, out, x, y: unbroadcast(grad_out, y))

# %%
BACK_FUNCS.add_back_func(
    np.true_divide, 0, lambda grad_out, out, x, y: unbroadcast(grad_out / y, y)
)

# %%
BACK_FUNCS.add_back_func(np.subtract, 0, lambda grad_out, out, x, y: unbroadcast(grad_out, y))
BACK_FUNCS.add_back_func(
    np.true_divide, 0, lambda grad_out, out, x, y: unbroadcast(grad_out / y, y)
)

# %%
BACK_FUNCS.add_back_func(np.add, 0, lambda grad_out, out, x, y: unbroadcast(grad_out, y))
BACK_FUNCS.add_back_func(np.subtract, 0, lambda grad_out, out, x, y: unbroadcast(grad_out, y))

# %%
BACK_FUNCS.add_back_func(np.add, 0, lambda grad_out, out, x, y: unbroadcast(grad_out, y))
BACK_FUNCS.add_back_func(np.subtract, 0, lambda grad_out, out, x, y: unbroadcast(grad_out, y))
BACK_FUNCS.add_back_func(
    np.true_divide, 0, lambda grad_out, out, x, y: unbroadcast(grad_out / y, y)
)

# %%
BACK_FUNCS.add_back_func(np.subtract, 0, lambda grad_out, out, x, y: unbroadcast(grad_out, y))
BACK_FUNCS.add_back_func(np.subtract, 1, lambda grad_out, out, x, y: unbroadcast(-grad_out, x))

# %%
BACK_FUNCS.add_back_func(
    np.true_divide, 0, lambda grad_out, out, x, y: unbroadcast(grad_out / y, y)
)
BACK_FUNCS.add_back_func(
    np.true_divide, 1, lambda grad_out, out, x, y: unbroadcast(-grad_out * x / y**2, x)
)

# %%
BACK_FUNCS.add_back_func(np.subtract, 0, lambda grad_out, out, x, y: unbroadcast(grad_out, y))
BACK_FUNCS.add_back_func(np.subtract, 1, lambda grad_out, out, x, y: unbroadcast(-grad_out, x))
BACK_FUNCS.add_back_func(
    np.true_divide, 0, lambda grad_out, out, x, y: unbroadcast(grad_out / y, y)
)
BACK_FUNCS.add_back_func(
    np.true_divide, 1, lambda grad_out, out, x, y: unbroadcast(-grad_out * x / y**2, x)
)

# %%
BACK_FUNCS.add_back_func(np.add, 1, lambda grad_out, out, x, y: unbroadcast(grad_out, x))
BACK_FUNCS.add_back_func(
    np.true_divide, 1, lambda grad_out, out, x, y: unbroadcast(-grad_out * x / y**2, x)
)

# %% [markdown] id="unbroadcast-arguments-swapped"
# What comes back is one of the inputs. `unbroadcast` takes first the array that is to be summed
# up, the gradient, and then the input whose shape it should get; yours are the other way round.

# %%
BACK_FUNCS.add_back_func(np.add, 1, lambda grad_out, out, x, y: unbroadcast(y, grad_out))
BACK_FUNCS.add_back_func(np.subtract, 0, lambda grad_out, out, x, y: unbroadcast(x, grad_out))
BACK_FUNCS.add_back_func(np.subtract, 1, lambda grad_out, out, x, y: unbroadcast(y, -grad_out))
BACK_FUNCS.add_back_func(
    np.true_divide, 0, lambda grad_out, out, x, y: unbroadcast(x, grad_out / y)
)
BACK_FUNCS.add_back_func(
    np.true_divide, 1, lambda grad_out, out, x, y: unbroadcast(y, -grad_out * x / y**2)
)

# %%
BACK_FUNCS.add_back_func(np.add, 0, lambda grad_out, out, x, y: unbroadcast(x, grad_out))
BACK_FUNCS.add_back_func(np.add, 1, lambda grad_out, out, x, y: unbroadcast(y, grad_out))
BACK_FUNCS.add_back_func(np.subtract, 0, lambda grad_out, out, x, y: unbroadcast(x, grad_out))
BACK_FUNCS.add_back_func(np.subtract, 1, lambda grad_out, out, x, y: unbroadcast(y, -grad_out))
BACK_FUNCS.add_back_func(
    np.true_divide, 0, lambda grad_out, out, x, y: unbroadcast(x, grad_out / y)
)
BACK_FUNCS.add_back_func(
    np.true_divide, 1, lambda grad_out, out, x, y: unbroadcast(y, -grad_out * x / y**2)
)

# %%
BACK_FUNCS.add_back_func(np.add, 1, lambda grad_out, out, x, y: unbroadcast(y, grad_out))

# %%
BACK_FUNCS.add_back_func(np.subtract, 0, lambda grad_out, out, x, y: unbroadcast(x, grad_out))
BACK_FUNCS.add_back_func(np.subtract, 1, lambda grad_out, out, x, y: unbroadcast(y, -grad_out))

# %%
BACK_FUNCS.add_back_func(np.subtract, 1, lambda grad_out, out, x, y: unbroadcast(y, -grad_out))

# %%
BACK_FUNCS.add_back_func(
    np.true_divide, 0, lambda grad_out, out, x, y: unbroadcast(x, grad_out / y)
)
BACK_FUNCS.add_back_func(
    np.true_divide, 1, lambda grad_out, out, x, y: unbroadcast(y, -grad_out * x / y**2)
)

# %%
BACK_FUNCS.add_back_func(
    np.true_divide, 0, lambda grad_out, out, x, y: unbroadcast(x, grad_out / y)
)

# %%
BACK_FUNCS.add_back_func(
    np.true_divide, 1, lambda grad_out, out, x, y: unbroadcast(y, -grad_out * x / y**2)
)

# %%
BACK_FUNCS.add_back_func(np.subtract, 1, lambda grad_out, out, x, y: -unbroadcast(y, grad_out))

# %% [markdown] id="unbroadcast-too-early"
# In `true_divide` you bring `grad_out` back to the shape of the input first, and calculate
# afterwards with the other input, which has another shape. The local derivative has the shape of
# the *output*; so what comes first, and what comes last?

# %%
BACK_FUNCS.add_back_func(
    np.true_divide, 0, lambda grad_out, out, x, y: unbroadcast(grad_out, x) / y
)
BACK_FUNCS.add_back_func(
    np.true_divide, 1, lambda grad_out, out, x, y: -unbroadcast(grad_out, y) * x / y**2
)

# %%
BACK_FUNCS.add_back_func(
    np.true_divide, 0, lambda grad_out, out, x, y: unbroadcast(grad_out, x) / y
)

# %%
BACK_FUNCS.add_back_func(
    np.true_divide, 1, lambda grad_out, out, x, y: -unbroadcast(grad_out, y) * x / y**2
)

# %% [markdown] id="unbroadcast-factors-separately"
# Right without broadcasting. With it, `grad_out` is added up before it has met the local
# derivative, and a sum of products is not the product of two sums. In which shape do the two
# belong together, entry by entry?

# %%
BACK_FUNCS.add_back_func(
    np.true_divide, 1, lambda grad_out, out, x, y: unbroadcast(grad_out, y) * unbroadcast(-x / y**2, y)
)

# %%
BACK_FUNCS.add_back_func(
    np.true_divide, 0, lambda grad_out, out, x, y: unbroadcast(unbroadcast(grad_out, x) / y, x)
)
BACK_FUNCS.add_back_func(
    np.true_divide, 1, lambda grad_out, out, x, y: unbroadcast(grad_out, y) * unbroadcast(-x / y**2, y)
)

# %%
BACK_FUNCS.add_back_func(
    np.true_divide, 0, lambda grad_out, out, x, y: unbroadcast(unbroadcast(grad_out, x) / y, x)
)

# %%
BACK_FUNCS.add_back_func(
    np.true_divide, 0, lambda grad_out, out, x, y: unbroadcast(grad_out, x) / y
)
BACK_FUNCS.add_back_func(
    np.true_divide, 1, lambda grad_out, out, x, y: unbroadcast(grad_out, y) * unbroadcast(-x / y**2, y)
)

# %%
BACK_FUNCS.add_back_func(
    np.true_divide, 0, lambda grad_out, out, x, y: unbroadcast(grad_out, x) * unbroadcast(1 / y, x)
)
BACK_FUNCS.add_back_func(
    np.true_divide, 1, lambda grad_out, out, x, y: unbroadcast(grad_out, y) * unbroadcast(-x / y**2, y)
)

# %%
BACK_FUNCS.add_back_func(
    np.true_divide, 0, lambda grad_out, out, x, y: unbroadcast(grad_out, x) * unbroadcast(1 / y, x)
)

# %% [markdown] id="unbroadcast-leading-only"
# Dimensions that broadcasting put in front are summed away; dimensions that it stretched from
# length 1 are not. In `(3, 1) - (3, 4)` each number of the first array is used four times; what
# happens to the four gradients?

# %%
def sum_in_front(grad, like):
    return grad.sum(axis=tuple(range(grad.ndim - np.ndim(like))))


BACK_FUNCS.add_back_func(np.add, 0, lambda grad_out, out, x, y: sum_in_front(grad_out, x))
BACK_FUNCS.add_back_func(np.add, 1, lambda grad_out, out, x, y: sum_in_front(grad_out, y))
BACK_FUNCS.add_back_func(np.subtract, 0, lambda grad_out, out, x, y: sum_in_front(grad_out, x))
BACK_FUNCS.add_back_func(np.subtract, 1, lambda grad_out, out, x, y: sum_in_front(-grad_out, y))
BACK_FUNCS.add_back_func(
    np.true_divide, 0, lambda grad_out, out, x, y: sum_in_front(grad_out / y, x)
)
BACK_FUNCS.add_back_func(
    np.true_divide, 1, lambda grad_out, out, x, y: sum_in_front(-grad_out * x / y**2, y)
)

# %%
def sum_in_front(grad, like):
    return grad.sum(axis=tuple(range(grad.ndim - np.ndim(like))))


BACK_FUNCS.add_back_func(np.add, 1, lambda grad_out, out, x, y: sum_in_front(grad_out, y))
BACK_FUNCS.add_back_func(np.subtract, 0, lambda grad_out, out, x, y: sum_in_front(grad_out, x))
BACK_FUNCS.add_back_func(np.subtract, 1, lambda grad_out, out, x, y: sum_in_front(-grad_out, y))
BACK_FUNCS.add_back_func(
    np.true_divide, 0, lambda grad_out, out, x, y: sum_in_front(grad_out / y, x)
)
BACK_FUNCS.add_back_func(
    np.true_divide, 1, lambda grad_out, out, x, y: sum_in_front(-grad_out * x / y**2, y)
)

# %% [markdown] id="unbroadcast-stretched-only"
# Dimensions that broadcasting stretched from length 1 are summed; dimensions that it put in front
# are not. A bias of shape `(64,)` has one dimension, and so has its gradient.

# %%
def sum_stretched(grad, like):
    for axis, length in enumerate(np.shape(like)):
        if length == 1:
            grad = grad.sum(axis=axis, keepdims=True)
    return grad


BACK_FUNCS.add_back_func(np.add, 0, lambda grad_out, out, x, y: sum_stretched(grad_out, x))
BACK_FUNCS.add_back_func(np.add, 1, lambda grad_out, out, x, y: sum_stretched(grad_out, y))
BACK_FUNCS.add_back_func(np.subtract, 0, lambda grad_out, out, x, y: sum_stretched(grad_out, x))
BACK_FUNCS.add_back_func(np.subtract, 1, lambda grad_out, out, x, y: sum_stretched(-grad_out, y))
BACK_FUNCS.add_back_func(
    np.true_divide, 0, lambda grad_out, out, x, y: sum_stretched(grad_out / y, x)
)
BACK_FUNCS.add_back_func(
    np.true_divide, 1, lambda grad_out, out, x, y: sum_stretched(-grad_out * x / y**2, y)
)

# %%
def sum_stretched(grad, like):
    for axis, length in enumerate(np.shape(like)):
        if length == 1:
            grad = grad.sum(axis=axis, keepdims=True)
    return grad


BACK_FUNCS.add_back_func(np.add, 1, lambda grad_out, out, x, y: sum_stretched(grad_out, y))
BACK_FUNCS.add_back_func(np.subtract, 0, lambda grad_out, out, x, y: sum_stretched(grad_out, x))
BACK_FUNCS.add_back_func(np.subtract, 1, lambda grad_out, out, x, y: sum_stretched(-grad_out, y))
BACK_FUNCS.add_back_func(
    np.true_divide, 0, lambda grad_out, out, x, y: sum_stretched(grad_out / y, x)
)
BACK_FUNCS.add_back_func(
    np.true_divide, 1, lambda grad_out, out, x, y: sum_stretched(-grad_out * x / y**2, y)
)

# %% [markdown] id="always-summed"
# You add up the gradient even where nothing was broadcast, and always in the same way. Whether
# there is anything to add up, and over which dimensions, depends on the shapes; which function of
# the notebook looks at them?

# %%
BACK_FUNCS.add_back_func(np.add, 1, lambda grad_out, out, x, y: grad_out.sum(axis=0))

# %%
BACK_FUNCS.add_back_func(np.add, 1, lambda grad_out, out, x, y: grad_out.sum(axis=0))
BACK_FUNCS.add_back_func(np.subtract, 1, lambda grad_out, out, x, y: (-grad_out).sum(axis=0))

# %%
BACK_FUNCS.add_back_func(np.add, 1, lambda grad_out, out, x, y: grad_out.sum(axis=0))
BACK_FUNCS.add_back_func(np.subtract, 1, lambda grad_out, out, x, y: (-grad_out).sum(axis=0))
BACK_FUNCS.add_back_func(
    np.true_divide, 1, lambda grad_out, out, x, y: (-grad_out * x / y**2).sum(axis=0)
)

# %%
BACK_FUNCS.add_back_func(
    np.add, 1, lambda grad_out, out, x, y: grad_out.sum(axis=0, keepdims=True)
)

# %%
BACK_FUNCS.add_back_func(
    np.add, 1, lambda grad_out, out, x, y: grad_out.sum(axis=0, keepdims=True)
)
BACK_FUNCS.add_back_func(
    np.subtract, 1, lambda grad_out, out, x, y: (-grad_out).sum(axis=0, keepdims=True)
)

# %%
BACK_FUNCS.add_back_func(
    np.add, 1, lambda grad_out, out, x, y: grad_out.sum(axis=0, keepdims=True)
)
BACK_FUNCS.add_back_func(
    np.subtract, 1, lambda grad_out, out, x, y: (-grad_out).sum(axis=0, keepdims=True)
)
BACK_FUNCS.add_back_func(
    np.true_divide, 1, lambda grad_out, out, x, y: (-grad_out * x / y**2).sum(axis=0, keepdims=True)
)

# %%
BACK_FUNCS.add_back_func(np.add, 1, lambda grad_out, out, x, y: np.sum(grad_out))

# %%
BACK_FUNCS.add_back_func(np.add, 1, lambda grad_out, out, x, y: np.sum(grad_out))
BACK_FUNCS.add_back_func(np.subtract, 1, lambda grad_out, out, x, y: np.sum(-grad_out))

# %%
BACK_FUNCS.add_back_func(np.add, 1, lambda grad_out, out, x, y: np.sum(grad_out))
BACK_FUNCS.add_back_func(np.subtract, 1, lambda grad_out, out, x, y: np.sum(-grad_out))
BACK_FUNCS.add_back_func(
    np.true_divide, 1, lambda grad_out, out, x, y: np.sum(-grad_out * x / y**2)
)

# %%
BACK_FUNCS.add_back_func(np.add, 1, lambda grad_out, out, x, y: np.sum(grad_out))
BACK_FUNCS.add_back_func(np.subtract, 0, lambda grad_out, out, x, y: np.sum(grad_out))
BACK_FUNCS.add_back_func(np.subtract, 1, lambda grad_out, out, x, y: np.sum(-grad_out))
BACK_FUNCS.add_back_func(np.true_divide, 0, lambda grad_out, out, x, y: np.sum(grad_out / y))
BACK_FUNCS.add_back_func(
    np.true_divide, 1, lambda grad_out, out, x, y: np.sum(-grad_out * x / y**2)
)

# %% [markdown] id="broadcast-copies-averaged"
# Where broadcasting made copies of a number, you take the average of their gradients. The number
# influences the loss through each of its copies, in full; so what becomes of the gradients?

# %%
def average(grad, like):
    return unbroadcast(grad, like) * np.size(like) / np.size(grad)


BACK_FUNCS.add_back_func(np.add, 0, lambda grad_out, out, x, y: average(grad_out, x))
BACK_FUNCS.add_back_func(np.add, 1, lambda grad_out, out, x, y: average(grad_out, y))
BACK_FUNCS.add_back_func(np.subtract, 0, lambda grad_out, out, x, y: average(grad_out, x))
BACK_FUNCS.add_back_func(np.subtract, 1, lambda grad_out, out, x, y: average(-grad_out, y))
BACK_FUNCS.add_back_func(np.true_divide, 0, lambda grad_out, out, x, y: average(grad_out / y, x))
BACK_FUNCS.add_back_func(
    np.true_divide, 1, lambda grad_out, out, x, y: average(-grad_out * x / y**2, y)
)

# %%
def average(grad, like):
    return unbroadcast(grad, like) * np.size(like) / np.size(grad)


BACK_FUNCS.add_back_func(np.add, 1, lambda grad_out, out, x, y: average(grad_out, y))
BACK_FUNCS.add_back_func(np.subtract, 0, lambda grad_out, out, x, y: average(grad_out, x))
BACK_FUNCS.add_back_func(np.subtract, 1, lambda grad_out, out, x, y: average(-grad_out, y))
BACK_FUNCS.add_back_func(np.true_divide, 0, lambda grad_out, out, x, y: average(grad_out / y, x))
BACK_FUNCS.add_back_func(
    np.true_divide, 1, lambda grad_out, out, x, y: average(-grad_out * x / y**2, y)
)

# %% [markdown] id="python-number-unhandled"
# Right for two arrays. The other input may also be a plain Python number, as in `loss / 4` or `1 -
# x`, and a number has neither a `shape` or `dtype` nor the methods of arrays.

# %%
BACK_FUNCS.add_back_func(
    np.true_divide, 0, lambda grad_out, out, x, y: unbroadcast(grad_out / y.astype(grad_out.dtype), x)
)

# %%
BACK_FUNCS.add_back_func(
    np.subtract, 1, lambda grad_out, out, x, y: unbroadcast(-grad_out * np.ones(x.shape), y)
)

# %%
BACK_FUNCS.add_back_func(
    np.true_divide, 1, lambda grad_out, out, x, y: unbroadcast(-grad_out * x.astype(grad_out.dtype) / y**2, y)
)

# %%
BACK_FUNCS.add_back_func(
    np.subtract, 1, lambda grad_out, out, x, y: unbroadcast(-grad_out * np.ones(x.shape), y)
)
BACK_FUNCS.add_back_func(
    np.true_divide, 1, lambda grad_out, out, x, y: unbroadcast(-grad_out * x.astype(grad_out.dtype) / y**2, y)
)

# %%
BACK_FUNCS.add_back_func(
    np.true_divide, 0, lambda grad_out, out, x, y: unbroadcast(grad_out / y.astype(grad_out.dtype), x)
)
BACK_FUNCS.add_back_func(
    np.true_divide, 1, lambda grad_out, out, x, y: unbroadcast(-grad_out * x.astype(grad_out.dtype) / y**2, y)
)

# %%
BACK_FUNCS.add_back_func(
    np.subtract, 1, lambda grad_out, out, x, y: unbroadcast(-grad_out * np.ones(x.shape), y)
)
BACK_FUNCS.add_back_func(
    np.true_divide, 0, lambda grad_out, out, x, y: unbroadcast(grad_out / y.astype(grad_out.dtype), x)
)
BACK_FUNCS.add_back_func(
    np.true_divide, 1, lambda grad_out, out, x, y: unbroadcast(-grad_out * x.astype(grad_out.dtype) / y**2, y)
)

# %% [markdown] id="modifies-input"
# You change `grad_out` itself. Both inputs are answered for with the same array, and other
# operations may hold it too, so whoever looks at it later finds other numbers. Make a new array:
# watch for operators such as `*=`, and for `out=`.

# %%
def negated(grad_out, out, x, y):
    grad_out *= -1
    return unbroadcast(grad_out, y)


BACK_FUNCS.add_back_func(np.subtract, 1, negated)

# %%
def of_numerator(grad_out, out, x, y):
    grad_out /= y
    return unbroadcast(grad_out, x)


BACK_FUNCS.add_back_func(np.true_divide, 0, of_numerator)

# %%
def of_denominator(grad_out, out, x, y):
    grad_out *= -x / y**2
    return unbroadcast(grad_out, y)


BACK_FUNCS.add_back_func(np.true_divide, 1, of_denominator)

# %%
def negated(grad_out, out, x, y):
    grad_out *= -1
    return unbroadcast(grad_out, y)


def of_denominator(grad_out, out, x, y):
    grad_out *= -x / y**2
    return unbroadcast(grad_out, y)


BACK_FUNCS.add_back_func(np.subtract, 1, negated)
BACK_FUNCS.add_back_func(np.true_divide, 1, of_denominator)

# %%
def of_numerator(grad_out, out, x, y):
    grad_out /= y
    return unbroadcast(grad_out, x)


def of_denominator(grad_out, out, x, y):
    grad_out *= -x / y**2
    return unbroadcast(grad_out, y)


BACK_FUNCS.add_back_func(np.true_divide, 0, of_numerator)
BACK_FUNCS.add_back_func(np.true_divide, 1, of_denominator)

# %%
def negated(grad_out, out, x, y):
    grad_out *= -1
    return unbroadcast(grad_out, y)


def of_numerator(grad_out, out, x, y):
    grad_out /= y
    return unbroadcast(grad_out, x)


def of_denominator(grad_out, out, x, y):
    grad_out *= -x / y**2
    return unbroadcast(grad_out, y)


BACK_FUNCS.add_back_func(np.subtract, 1, negated)
BACK_FUNCS.add_back_func(np.true_divide, 0, of_numerator)
BACK_FUNCS.add_back_func(np.true_divide, 1, of_denominator)
