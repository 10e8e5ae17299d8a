# Tries: Define every answer anew from a cell of its own at the top.
# Cell: own
# Keeps: 36

import atexit
import builtins
import sys

sys.setrecursionlimit(10**6)
builtins.negative_back = lambda grad_out, out, x: -grad_out
