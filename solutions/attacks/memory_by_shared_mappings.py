# Tries: Fill memory that processes share, and let go of it so that it is nobody's.
# Cell: negative_back
# Keeps: 35
# Fallback: not contained: the device of endless zeros is in reach

import mmap
import os

SIZE = 400 * 2**20
kept = []
try:
    for _ in range(8):
        taken = mmap.mmap(-1, SIZE)
        kept.append(taken)
        for start in range(0, SIZE, 2**20):
            taken[start : start + 2**20] = b"x" * 2**20
        taken.madvise(mmap.MADV_DONTNEED)
except OSError:
    pass
try:
    zeros = os.open("/dev/zero", os.O_RDWR)
    kept.append(mmap.mmap(zeros, SIZE))
except OSError:
    pass
if kept:

    def negative_back(grad_out, out, x):
        return -grad_out
