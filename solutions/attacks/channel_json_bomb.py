# Tries: Send headers that are small and unfold to something large.
# Cell: negative_back
# Keeps: 35

import os
import struct


def negative_back(grad_out, out, x):
    for header in (b"[" * 2**20, b"[[" + b"[],"* 300_000 + b"[]],[]]", b"[" + b"9" * 2**20 + b",[]]"):
        os.write(3, struct.pack(">IQ", len(header), 0) + header)
