# Tries: Write garbage on the channel of the results.
# Cell: negative_back
# Keeps: 35

import os

for descriptor in range(3, 256):
    try:
        os.write(descriptor, os.urandom(10_000))
    except OSError:
        pass
