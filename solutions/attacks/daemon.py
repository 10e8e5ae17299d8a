# Tries: Leave a process behind that is nobody's child.
# Cell: negative_back
# Keeps: 35

import os
import time

if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        os.closerange(0, 256)
        time.sleep(1000)
    os._exit(0)
os.wait()
