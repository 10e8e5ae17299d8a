# Tries: Read other processes' memory, environment and files in /proc.
# Cell: negative_back
# Keeps: 35
# Fallback: not run: the ids and commands of the machine's processes can be seen

import glob
import os

mine = {str(os.getpid()), "self", "thread-self"}
found = []
for place in glob.glob("/proc/*/environ") + glob.glob("/proc/*/maps") + glob.glob("/proc/*/cwd"):
    if place.split("/")[2] not in mine:
        try:
            found.append(os.listdir(place) if place.endswith("cwd") else open(place).read())
        except OSError:
            pass
if any(found):

    def negative_back(grad_out, out, x):
        return -grad_out
