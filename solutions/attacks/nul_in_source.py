# Tries: Put characters into the source that end strings in C.
# Cell: negative_back
# Keeps: 35

def negative_back(grad_out, out, x):
    return grad_out


exec('x = 1\x00')
