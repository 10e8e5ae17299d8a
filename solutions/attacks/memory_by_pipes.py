# Tries: Fill the kernel's memory through pipes and sockets.
# Cell: negative_back
# Keeps: 35

import os
import socket

kept = []
try:
    while True:
        kept.append(socket.socketpair())
        kept[-1][0].setblocking(False)
        try:
            while True:
                kept[-1][0].send(bytes(2**16))
        except BlockingIOError:
            pass
except OSError:
    pass
