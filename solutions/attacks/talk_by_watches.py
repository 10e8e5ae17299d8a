# Tries: Hear from a neighbor by watching which files it opens, and which of them are in memory.
# Cell: negative_back
# Keeps: 35

import ctypes
import fcntl
import mmap
import os

libc, heard = ctypes.CDLL(None), []
if libc.inotify_init() >= 0 or libc.inotify_init1(0) >= 0:
    heard.append("inotify")
folder = os.open("/usr", os.O_RDONLY)
try:
    fcntl.fcntl(folder, fcntl.F_NOTIFY, fcntl.DN_ACCESS)
    heard.append("dnotify")
except OSError:
    pass
with open(os.__file__, "rb") as file:
    mapped = mmap.mmap(file.fileno(), 4096, access=mmap.ACCESS_COPY)
    address = ctypes.addressof(ctypes.c_char.from_buffer(mapped))
    if libc.mincore(ctypes.c_void_p(address), 4096, ctypes.create_string_buffer(1)) == 0:
        heard.append("mincore")
    try:
        if os.preadv(file.fileno(), [bytearray(10)], 0, os.RWF_NOWAIT):
            heard.append("preadv2")
    except OSError:
        pass
if heard:

    def negative_back(grad_out, out, x):
        return -grad_out
