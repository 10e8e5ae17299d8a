# Tries: Run for ever in the destructor of the result.
# Cell: negative_back
# Keeps: 35

class Endless:
    def __del__(self):
        while True:
            pass


def negative_back(grad_out, out, x):
    return Endless()
