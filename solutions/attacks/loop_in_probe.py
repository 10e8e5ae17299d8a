# Tries: Run for ever when it is called.
# Cell: negative_back
# Keeps: 35

def negative_back(grad_out, out, x):
    while True:
        pass
