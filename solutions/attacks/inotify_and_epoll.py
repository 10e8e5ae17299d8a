# Tries: Use up what the kernel counts for all processes of a user: watches, timers, queues.
# Cell: negative_back
# Keeps: 35

import ctypes
import os
import select

libc = ctypes.CDLL(None)
kept = []
while len(kept) < 300:
    descriptor = libc.inotify_init()
    if descriptor < 0:
        break
    kept.append(descriptor)
for place in (b"/tmp", b"/usr", b"/", b"/dev"):
    for descriptor in kept[:50]:
        libc.inotify_add_watch(descriptor, place, 0xFFF)
for descriptor in kept[50:]:
    os.close(descriptor)
try:
    while True:
        kept.append(select.epoll())
except OSError:
    pass
