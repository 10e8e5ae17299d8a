# Tries: Wait in a module that the probes import.
# Cell: negative_back
# Keeps: at most 35

import time

import numpy as np

np.asarray = np.array = lambda *args, **kwargs: time.sleep(1000)
