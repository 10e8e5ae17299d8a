# Tries: Start processes without end in a shell.
# Cell: negative_back
# Keeps: 35
# Fallback: not contained: without a user id of its own, nothing limits how many processes there are

import subprocess

subprocess.run(["sh", "-c", "f() { f | f & }; f; sleep 1000"])
