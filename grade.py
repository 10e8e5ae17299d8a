"""Check your own notebooks: `python grade.py`, `python grade.py --help`."""

import subprocess
import sys
from pathlib import Path

ENVIRONMENT = Path(__file__).resolve().parent / ".venv"
PYTHON = ENVIRONMENT / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")

try:
    from autograder.cli import main_self_check
except ImportError as error:
    # Not installed for this Python; `make` has made an environment where it is.
    if PYTHON.exists() and Path(sys.prefix).resolve() != ENVIRONMENT.resolve():
        sys.exit(subprocess.run([str(PYTHON), *sys.argv]).returncode)
    sys.exit(
        f"The package {error.name} is not installed for this Python. "
        "In this folder, type: python -m pip install -e ."
    )

if __name__ == "__main__":
    main_self_check()
