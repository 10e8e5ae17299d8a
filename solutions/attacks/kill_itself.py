# Tries: Kill and stop itself.
# Cell: negative_back
# Keeps: 35

import os
import signal


def negative_back(grad_out, out, x):
    os.kill(os.getpid(), signal.SIGKILL)


os.kill(os.getpid(), signal.SIGKILL)
