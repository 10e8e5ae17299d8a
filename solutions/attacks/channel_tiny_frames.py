# Tries: Send small frames on the channel without end.
# Cell: negative_back
# Keeps: 35

import os
import struct


def negative_back(grad_out, out, x):
    header = b'[{"d":{"begin":"negative_back"}},[]]'
    frames = (struct.pack(">IQ", len(header), 0) + header) * 1000
    while True:
        os.write(3, frames)
