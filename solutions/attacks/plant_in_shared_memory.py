# Tries: Leave something for the next submission in shared memory or a queue.
# Cell: negative_back
# Keeps: 35
# Fallback: not contained: /dev/shm is that of the machine

import os
from multiprocessing import shared_memory

found = []
try:
    found.append(shared_memory.SharedMemory("attack-plant"))
except OSError:
    try:
        shared_memory.SharedMemory("attack-plant", create=True, size=8)
    except OSError:
        pass
if found:

    def negative_back(grad_out, out, x):
        return -grad_out
