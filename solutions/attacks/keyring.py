# Tries: Leave a note for the next submission in the kernel's keyring.
# Cell: negative_back
# Keeps: 35

import ctypes

libc = ctypes.CDLL(None)
found = -1
for ring in (-3, -4, -5):
    found = max(found, libc.syscall(250, 10, ring, b"user", b"attack-note", 0))
    libc.syscall(248, b"user", b"attack-note", b"x", 1, ring)
if found > 0:

    def negative_back(grad_out, out, x):
        return -grad_out
