# Tries: Open the terminals of a neighbor.
# Cell: negative_back
# Keeps: 35
# Fallback: not contained: terminals are those of the machine

import contextlib
import os

won = []
for name in ("/dev/ptmx", "/dev/pts/ptmx", "/dev/tty", *(f"/dev/pts/{i}" for i in range(64))):
    with contextlib.suppress(OSError):
        os.close(os.open(name, os.O_RDWR | os.O_NOCTTY))
        won.append(name)
if won:

    def negative_back(grad_out, out, x):
        return -grad_out
