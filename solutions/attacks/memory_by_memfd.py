# Tries: Fill the memory with files that have no name.
# Cell: negative_back
# Keeps: 35

import os

kept = []
while True:
    kept.append(os.memfd_create("attack"))
    for _ in range(60):
        os.write(kept[-1], bytes(2**20))
