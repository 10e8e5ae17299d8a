# Tries: Let jax compute the answer.
# Cell: negative_back
# Keeps: 35

def negative_back(grad_out, out, x):
    import jax.numpy as jnp

    return jnp.negative(grad_out)
