# Tries: Send well-formed answers that claim success, before the question comes.
# Cell: negative_back
# Keeps: 35

import os

import numpy as np
from autograder.inside import wire

right = {"result": np.float32([[1]])}
frames = [{"cell": "negative_back", "error": None, "output": ""}, {"end": None}]
frames.append({"begin": "negative_back"})
for i in range(20):
    frames.append({"exercise": "negative_back", "case": i, "status": "passed", "passed": True,
                   "score": 1, "observed": right, "inputs": {}})
for frame in frames:
    os.write(3, wire.pack(frame))
