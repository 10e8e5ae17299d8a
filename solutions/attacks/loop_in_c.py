# Tries: Run for ever in one call of C, which no Python signal handler interrupts.
# Cell: negative_back
# Keeps: 35

sum(iter(int, 1))
