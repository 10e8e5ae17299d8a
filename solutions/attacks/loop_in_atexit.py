# Tries: Run for ever when the process ends.
# Cell: negative_back
# Keeps: 35

import atexit
import time

atexit.register(time.sleep, 1000)
raise SystemExit
