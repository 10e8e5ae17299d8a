# Tries: Leave a process behind, out of the fork that is being asked.
# Cell: negative_back
# Keeps: 35

import os
import time


def negative_back(grad_out, out, x):
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            time.sleep(1000)
        os._exit(0)
    return grad_out
