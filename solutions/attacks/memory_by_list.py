# Tries: Fill the memory with lists.
# Cell: negative_back
# Keeps: 35

kept = []
while True:
    try:
        kept.append([0] * 10**6)
    except MemoryError:
        pass
