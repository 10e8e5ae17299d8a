# Tries: Overflow the stack of C before the first exercise.
# Cell: own
# Keeps: 36

import sys

sys.setrecursionlimit(10**9)


def deeper(value):
    return deeper([value])


deeper([])
