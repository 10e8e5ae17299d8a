"""Cells that change the ground on which all other cells stand."""
# ruff: noqa: E501

SPOILERS = {
    "np is None": "np = None",
    "np is another module": "import random as np",
    "np is a part of itself": "np = np.random",
    "a name like a built-in": "list = [1, 2]; sum = 0; max = 3; tuple = ()",
    "len and isinstance": "def len(x):\n    return 0\n\n\ndef isinstance(x, kind):\n    return False",
    "built-ins in their module": "import builtins\nbuiltins.sum = builtins.zip = None",
    "the built-in range": "__builtins__.range = lambda *a: iter(())",
    "built-ins of the cells": "__builtins__ = {}",
    "a star import": "from numpy import *\nfrom math import *",
    "an attribute of NumPy": "np.add = np.sum = np.reshape = np.zeros = np.log = None",
    "a function of NumPy": "import numpy\nnumpy.exp = numpy.multiply = lambda *a, **k: 1",
    "a method of all arrays, hidden": "np.ndarray = list",
    "NumPy's errors": "np.seterr(all='raise')",
    "NumPy's error handler": "np.seterrcall(lambda *a: 1 / 0)\nnp.seterr(all='call')",
    "NumPy's printing": "np.set_printoptions(precision=1, threshold=2, edgeitems=1)",
    "NumPy's dtypes": "np.float32 = np.float64 = np.int64 = int",
    "random state": "import random\nnp.random.seed(1)\nrandom.seed(1)",
    "no random numbers": "np.random.seed = np.random.rand = np.random.default_rng = None",
    "a module that is gone": "import sys\nsys.modules['numpy'] = None",
    "a module replaced": "import sys, types\nsys.modules['math'] = types.ModuleType('math')",
    "all modules gone": "import sys\nsys.modules.clear()",
    "warnings as errors": "import warnings\nwarnings.simplefilter('error')",
    "warnings replaced": "import warnings\nwarnings.warn = warnings.filterwarnings = None",
    "the locale": "import locale\nlocale.setlocale(locale.LC_ALL, 'C')\nlocale.getlocale = None",
    "the folder": "import os\nos.makedirs('other', exist_ok=True)\nos.chdir('other')\nos.chdir = None",
    "the folder, gone": "import os, shutil\nos.makedirs('gone')\nos.chdir('gone')\nos.rmdir('../gone')",
    "the environment": "import os\nos.environ.clear()\nos.environ['MPLBACKEND'] = 'nothing'",
    "matplotlib": "import matplotlib\nmatplotlib.rcParams['backend'] = 'svg'\n"
    "matplotlib.pyplot = None",
    "no plots": "import matplotlib.pyplot as plt\nplt.show = plt.plot = plt.subplots = None",
    "a low recursion limit": "import sys\nsys.setrecursionlimit(60)",
    "the garbage collector": "import gc\ngc.set_threshold(1)\ngc.callbacks.append(lambda *a: 1 / 0)",
    "signal handlers": "import signal\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\n"
    "signal.signal(signal.SIGCHLD, signal.SIG_IGN)",
    "a trace": "import sys\n\n\ndef trace(*a):\n    raise ValueError('traced')\n\n\n"
    "sys.settrace(trace)\nsys.setprofile(trace)",
    "the main module": "import sys\nfor name in list(vars(sys.modules['__main__'])):\n"
    "    if not name.startswith('_'):\n        del vars(sys.modules['__main__'])[name]",
    "everything deleted": "%reset -f",
    "the globals emptied": "for name in list(globals()):\n"
    "    if name[0] != '_' and name != 'get_ipython':\n        del globals()[name]",
    "the shell": "get_ipython().run_cell = None",
    "the shell's compiler": "get_ipython().compile = get_ipython().transform_cell = None",
    "the shell's names": "get_ipython().user_ns = {}",
    "a transformer": "get_ipython().ast_transformers.append(None)\n"
    "get_ipython().input_transformers_post.append(lambda lines: ['1 / 0'])",
    "printing": "print = None\nimport sys\nsys.stdout = sys.stderr = None",
    "the probes": "import sys\nfor name, module in list(sys.modules.items()):\n"
    "    if name.startswith('autograder.course.units'):\n        module.__dict__.clear()",
    "a class of one's own": "class Tensor:\n    pass\n\n\nclass Module:\n    pass",
    "an attribute of a class": "Tensor.__init__ = Tensor.__repr__ = Tensor.shape = None",
    "a row of the table": "BACK_FUNCS.back_funcs = {}\nBACK_FUNCS = None",
    "threads": "import threading\nthreading.Thread = threading.Lock = None",
    "the clock": "import time\ntime.time = time.perf_counter = time.monotonic = None",
    "the standard library": "import functools, operator, itertools, typing\n"
    "functools.partial = functools.wraps = operator.mul = itertools.count = None",
    "copies": "import copy, dataclasses\ncopy.copy = copy.deepcopy = dataclasses.dataclass = None",
    "an exit hook": "import atexit\natexit.register(lambda: 1 / 0)",
}  # fmt: skip
