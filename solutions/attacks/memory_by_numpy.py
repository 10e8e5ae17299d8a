# Tries: Fill the memory with arrays.
# Cell: negative_back
# Keeps: 35

import numpy as np

kept = []
while True:
    try:
        kept.append(np.ones(10**7))
    except MemoryError:
        pass
