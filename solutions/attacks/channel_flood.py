# Tries: Send large frames on the channel without end.
# Cell: negative_back
# Keeps: 35

import os
import struct


def negative_back(grad_out, out, x):
    header = b'[{"t":[]},[["|i1",[16000000]]]]'
    while True:
        os.write(3, struct.pack(">IQ", len(header), 16_000_000) + header + bytes(16_000_000))
