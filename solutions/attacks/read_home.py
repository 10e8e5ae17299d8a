# Tries: Read the home folder, keys and passwords.
# Cell: negative_back
# Keeps: 35
# Fallback: not run: what every user of the machine may read can be read

import os
from pathlib import Path

found = []
for place in ("/etc/shadow", "/root/.ssh", "/root/.bashrc", "/home", "~/.ssh", "~/.netrc"):
    path = Path(os.path.expanduser(place))
    try:
        found += list(path.iterdir()) if path.is_dir() else [path.read_text()]
    except (OSError, UnicodeDecodeError):
        pass
if found:

    def negative_back(grad_out, out, x):
        return -grad_out
