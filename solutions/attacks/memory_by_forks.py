# Tries: Fill the memory from many processes, each within its own limit.
# Cell: negative_back
# Keeps: 35
# Fallback: not run: each process is limited there, but not all of them together

import os
import time

for _ in range(30):
    if os.fork() == 0:
        kept = []
        try:
            while True:
                kept.append(bytearray(b"x") * 2**24)
        except MemoryError:
            time.sleep(1000)
time.sleep(1000)
