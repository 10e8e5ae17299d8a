# Tries: Return arrays that are too large for the grader.
# Cell: negative_back
# Keeps: 35

import numpy as np


def negative_back(grad_out, out, x):
    return np.ones(2**25, dtype=np.float64)
