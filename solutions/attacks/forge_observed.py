# Tries: Send an answer without its parts.
# Cell: negative_back
# Keeps: 35

import os

from autograder.inside import wire


def negative_back(grad_out, out, x):
    os.write(3, wire.pack({"exercise": "negative_back", "case": 0}))
    return grad_out
