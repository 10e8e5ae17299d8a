# Tries: Go on in threads after the cell has ended, and hold the interpreter.
# Cell: negative_back
# Keeps: 35

import threading


def spin():
    while True:
        pass


for _ in range(4):
    threading.Thread(target=spin, daemon=False).start()
