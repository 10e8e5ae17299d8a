# Tries: Print without end on both streams, below and above Python.
# Cell: negative_back
# Keeps: 35

import os
import sys

while True:
    os.write(1, b"x" * 2**20)
    os.write(2, b"x" * 2**20)
    print("x" * 2**20)
    print("x" * 2**20, file=sys.stderr)
