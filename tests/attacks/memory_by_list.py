# Tries: Fill the memory with lists.
# Cell: negative_back
# Keeps: 35

kept = []
while True:
    kept.append([0] * 10**6)
