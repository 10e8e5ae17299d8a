# Tries: Leave its folder by way of `..` and links.
# Cell: negative_back
# Keeps: 35
# Fallback: not contained: the machine's folders are in sight

import os

os.symlink("/", "attack-root")
found = []
for place in ("..", "../..", "../../..", "attack-root/proc/1", "attack-root/var/lib"):
    try:
        found += [name for name in os.listdir(place) if name in
                  ("solutions", "gradebook.db", "submitted", "environ", "dpkg")]
    except OSError:
        pass
if found:

    def negative_back(grad_out, out, x):
        return -grad_out
