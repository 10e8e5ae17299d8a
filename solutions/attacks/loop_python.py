# Tries: Run for ever in Python.
# Cell: negative_back
# Keeps: 35

while True:
    pass
