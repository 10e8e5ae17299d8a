# Tries: Run for ever when modules, threads and the interpreter are taken down.
# Cell: negative_back
# Keeps: 35

import sys
import threading
import weakref


class Endless:
    def __del__(self):
        while True:
            pass


sys.modules["attack_teardown"] = Endless()
sys.attack = Endless()
threading._register_atexit(lambda: Endless())
weakref.finalize(Endless, lambda: Endless())
raise SystemExit
