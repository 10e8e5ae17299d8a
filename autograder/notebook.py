"""`check` in a notebook."""

def checker(unit):
    return lambda exercise: None
