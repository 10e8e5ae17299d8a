# Tries: End the process at some later moment, whoever is asked then.
# Cell: negative_back
# Keeps: at most 35

import os
import threading

threading.Timer(0.02, os._exit, (0,)).start()
