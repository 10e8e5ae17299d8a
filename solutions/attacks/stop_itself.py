# Tries: Stop itself and never go on.
# Cell: negative_back
# Keeps: 35

import os
import signal


def negative_back(grad_out, out, x):
    os.kill(os.getpid(), signal.SIGSTOP)


os.kill(os.getpid(), signal.SIGSTOP)
