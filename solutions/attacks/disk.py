# Tries: Fill every folder that it can write to.
# Cell: negative_back
# Keeps: 35
# Fallback: not contained: each file is limited, but not all of them together

import os

for folder in ("/tmp", "/var/tmp", "/dev/shm", "/dev", "/run", "/", os.getcwd(), "/worker"):
    try:
        with open(os.path.join(folder, f"attack-{os.getpid()}"), "wb") as file:
            for _ in range(200):
                file.write(bytes(2**20))
    except OSError:
        pass
