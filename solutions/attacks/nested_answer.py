# Tries: Return lists nested in themselves.
# Cell: negative_back
# Keeps: 35

def negative_back(grad_out, out, x):
    nested = []
    nested.append(nested)
    return nested
