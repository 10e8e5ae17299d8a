# Tries: Wait for ever in the debugger, which waits for somebody to type.
# Cell: negative_back
# Keeps: 35

import pdb


def negative_back(grad_out, out, x):
    try:
        pdb.set_trace()
    except BaseException:
        pass
    breakpoint()
    return grad_out
