# Tries: Send terminal escapes in the name of a type.
# Cell: negative_back
# Keeps: 35

def negative_back(grad_out, out, x):
    return type("\x1b[2J<b>\u202e", (), {})()
