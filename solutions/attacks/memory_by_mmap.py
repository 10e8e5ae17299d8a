# Tries: Fill the memory with anonymous mappings.
# Cell: negative_back
# Keeps: 35

import mmap

kept = []
while True:
    try:
        kept.append(mmap.mmap(-1, 2**26))
        kept[-1].write(b"x" * 2**26)
    except (MemoryError, OSError):
        pass
