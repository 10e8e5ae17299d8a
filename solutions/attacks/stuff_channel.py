# Tries: Stop reading the channel, so that the grader's commands pile up.
# Cell: negative_back
# Keeps: 0

import os
import socket

socket.socket(fileno=os.dup(3)).shutdown(socket.SHUT_RD)
