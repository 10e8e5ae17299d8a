# Tries: Start threads without end.
# Cell: negative_back
# Keeps: 35

import threading
import time

while True:
    try:
        threading.Thread(target=time.sleep, args=(1000,)).start()
    except RuntimeError:
        pass
