# Tries: Have a library of its own loaded by whatever is started next, and a start-up file run.
# Cell: negative_back
# Keeps: 35

import os

with open("attack-startup.py", "w") as file:
    file.write("raise SystemExit\n")
os.environ.update(
    LD_PRELOAD=os.path.abspath("attack.so"), LD_LIBRARY_PATH=os.getcwd(), PYTHONPATH=os.getcwd(),
    PYTHONSTARTUP=os.path.abspath("attack-startup.py"), BASH_ENV=os.path.abspath("attack-startup.py"),
    PATH=os.getcwd(), OMP_NUM_THREADS="64", AUTOGRADER_REFUSED="numpy", AUTOGRADER_DEBUG="1",
)  # fmt: skip
for name in ("wire.py", "numpy.py", "json.py", "traceback.py", "linecache.py", "bwrap", "sh"):
    with open(name, "w") as file:
        file.write("raise SystemExit\n")
    os.chmod(name, 0o755)
