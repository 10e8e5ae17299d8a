# Tries: Let a timer write tracebacks on the channel, whoever is asked then.
# Cell: negative_back
# Keeps: at most 35

import faulthandler

faulthandler.dump_traceback_later(0.05, repeat=True, file=3)
