# Tries: Find the gradebook and other students' notebooks.
# Cell: negative_back
# Keeps: 35
# Fallback: not contained: what other users may read on the machine can be read (`chmod go-rx` helps)

import os
from pathlib import Path

here = [Path.cwd(), *map(Path, __import__("sys").path), Path("/work"), Path("/home"), Path("/root")]
found = []
for start in {parent for place in here for parent in (place, *place.parents)}:
    for pattern in ("gradebook.db", "*/gradebook.db", "submitted/*", "*/submitted/*"):
        try:
            found += [path for path in start.glob(pattern) if os.access(path, os.R_OK)]
        except OSError:
            pass
if found:

    def negative_back(grad_out, out, x):
        return -grad_out
