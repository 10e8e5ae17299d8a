# Tries: Kill every process that it may.
# Cell: negative_back
# Keeps: 35
# Fallback: contained as root alone: else its user's other processes are in its reach

import os
import signal


if os.getuid() >= 60_000 or os.getpid() < 3:  # nobody's user, or a world of its own
    os.kill(-1, signal.SIGSTOP)
    os.kill(-1, signal.SIGKILL)
