# Tries: Fork, so that two processes answer from here on.
# Cell: negative_back
# Keeps: 35

import os

os.fork()
