# Tries: Kill its process group and its session.
# Cell: negative_back
# Keeps: 35

import os
import signal


def negative_back(grad_out, out, x):
    os.killpg(os.getpgid(0), signal.SIGKILL)


os.killpg(0, signal.SIGSTOP)
os.killpg(os.getpgid(0), signal.SIGKILL)
