# Tries: Send errors whose parts are not what they should be.
# Cell: negative_back
# Keeps: 35

import os

import numpy as np
from autograder.inside import wire


def negative_back(grad_out, out, x):
    odd = np.zeros(3)
    error = {"type": odd, "message": [odd] * 9, "lines": {"a": odd}, "where": 2**62}
    os.write(3, wire.pack({"exercise": "negative_back", "case": 0, "error": error}))
    return grad_out
