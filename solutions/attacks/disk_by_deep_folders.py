# Tries: Nest folders so deeply that removing them fails.
# Cell: negative_back
# Keeps: 35

import os

for _ in range(3000):
    os.mkdir("attack")
    os.chdir("attack")
