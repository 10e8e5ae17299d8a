# Tries: Return an array of a class that is equal to everything.
# Cell: negative_back
# Keeps: 35

import numpy as np


class Liar(np.ndarray):
    def __eq__(self, other):
        return np.True_

    def tobytes(self, *args):
        return b""

    def astype(self, *args, **kwargs):
        return self

    def __array_finalize__(self, other):
        raise SystemExit

    def __array_ufunc__(self, *args, **kwargs):
        return np.True_


def negative_back(grad_out, out, x):
    return np.asarray(grad_out).view(Liar)
