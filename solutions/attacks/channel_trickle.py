# Tries: Send a frame that never ends, a byte at a time.
# Cell: negative_back
# Keeps: 35

import os
import struct
import time


def negative_back(grad_out, out, x):
    os.write(3, struct.pack(">IQ", 2**20, 0))
    while True:
        os.write(3, b"[")
        time.sleep(0.01)
