# Tries: Mount a file system without a limit and fill it.
# Cell: negative_back
# Keeps: 35

import ctypes

libc = ctypes.CDLL(None)
libc.unshare(0x10000000 | 0x00020000)
mounted = libc.mount(b"tmpfs", b"/tmp", b"tmpfs", 0, None) == 0
if mounted:

    def negative_back(grad_out, out, x):
        return -grad_out
