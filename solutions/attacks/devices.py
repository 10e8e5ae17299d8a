# Tries: Make devices and read raw disks.
# Cell: negative_back
# Keeps: 35
# Fallback: not contained: devices that every user of the machine may open are in reach

import os
import stat

found = []
for name in ("/dev/mem", "/dev/kmsg", "/dev/vda", "/dev/sda", "/dev/kvm", "/dev/fuse"):
    try:
        os.close(os.open(name, os.O_RDONLY | os.O_NONBLOCK))
        found.append(name)
    except OSError:
        pass
try:
    os.mknod("attack-device", 0o600 | stat.S_IFBLK, os.makedev(8, 0))
    found.append("mknod")
except OSError:
    pass
if found:

    def negative_back(grad_out, out, x):
        return -grad_out
