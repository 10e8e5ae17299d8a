# Tries: Return a value that has a million parts.
# Cell: negative_back
# Keeps: 35

def negative_back(grad_out, out, x):
    return [[] for _ in range(10**6)]
