# Tries: End the process with success.
# Cell: negative_back
# Keeps: 35

import os

os._exit(0)
