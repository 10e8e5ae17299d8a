# Tries: Fill the file system with files in which there is nothing.
# Cell: negative_back
# Keeps: 35
# Fallback: not contained: nothing counts files there

made = 0
try:
    for i in range(200_000):
        open(f"attack-{i}", "w").close()
        made += 1
except OSError:
    pass
if made > 100_000:

    def negative_back(grad_out, out, x):
        return -grad_out
