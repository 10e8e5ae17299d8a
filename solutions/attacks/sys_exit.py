# Tries: Leave with SystemExit, with a strange code.
# Cell: negative_back
# Keeps: 35

import sys

sys.exit("\x1b[2Jdone")
