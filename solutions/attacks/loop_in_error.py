# Tries: Run for ever when the error that it raises is described.
# Cell: negative_back
# Keeps: 35

class Endless(Exception):
    def __str__(self):
        while True:
            pass


def negative_back(grad_out, out, x):
    raise Endless
