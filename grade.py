"""Check your own notebooks: `python grade.py`, `python grade.py --help`."""

import sys

if not getattr(sys.flags, "safe_path", False):
    del sys.path[0]  # this folder, where a file like signal.py would hide Python's own

import importlib.util
import subprocess
from pathlib import Path

HERE = Path(__file__).resolve().parent
ENVIRONMENT = HERE / ".venv"
PYTHON = ENVIRONMENT / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")

try:
    beside = HERE / "autograder" / "__init__.py"
    if beside.exists():
        spec = importlib.util.spec_from_file_location("autograder", beside)
        sys.modules["autograder"] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules["autograder"])
    from autograder.cli.commands import main_self_check
except ImportError as error:
    # Not installed for this Python; `make` has made an environment where it is.
    if PYTHON.exists() and Path(sys.prefix).resolve() != ENVIRONMENT.resolve():
        sys.exit(subprocess.run([str(PYTHON), *sys.argv]).returncode)
    what = "-r requirements.txt" if (HERE / "requirements.txt").exists() else "-e ."
    sys.exit(
        f"The package {error.name} is not installed for this Python. "
        f"In this folder, type: python -m pip install {what}"
    )

if __name__ == "__main__":
    main_self_check()
