# Tries: Find the channel of a neighbor and write on it.
# Cell: negative_back
# Keeps: 35

import glob
import os
import socket

reached = []
for name in ("attack-channel", "\0attack-channel"):
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as one:
        try:
            one.sendto(b"x", name)
            reached.append(name)
        except OSError:
            pass
for place in glob.glob("/proc/[0-9]*/fd/*"):
    if not place.startswith(f"/proc/{os.getpid()}/"):
        try:
            reached.append(os.write(os.open(place, os.O_WRONLY | os.O_NONBLOCK), b"x"))
        except OSError:
            pass
if reached:

    def negative_back(grad_out, out, x):
        return -grad_out
