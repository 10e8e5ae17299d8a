# Tries: Close every file descriptor, the channel included.
# Cell: negative_back
# Keeps: 35

import os

os.closerange(0, 256)
