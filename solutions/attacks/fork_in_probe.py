# Tries: Fork when it is called, so that two processes answer from here on.
# Cell: negative_back
# Keeps: 35

import os


def negative_back(grad_out, out, x):
    os.fork()
    return grad_out
