# Tries: Hear from a neighbor by what the machine counts for all: memory, load, mounts.
# Cell: negative_back
# Keeps: 35
# Fallback: not contained: /proc tells everybody how busy the machine is

import contextlib
import ctypes
import os

libc, heard = ctypes.CDLL(None), []
if libc.sysinfo(ctypes.create_string_buffer(512)) == 0:
    heard.append("sysinfo")
with contextlib.suppress(OSError):
    heard.append(os.getloadavg())
for name in ("/proc/stat", "/proc/meminfo", "/proc/locks", "/proc/sys/fs/inode-nr", "/sys/kernel"):
    with contextlib.suppress(OSError):
        heard.append(os.stat(name))
if heard:

    def negative_back(grad_out, out, x):
        return -grad_out
