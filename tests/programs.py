"""The solutions run as programs."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def printed(module, **environment):
    """The lines that `python -m module` prints.

    With one thread for the matrices, which are small: several, on a busy machine, wait for each
    other most of the time.
    """
    inherited = {k: v for k, v in os.environ.items() if k != "AUTOGRAD_MNIST_DIR"}
    run = subprocess.run(
        [sys.executable, "-m", module],
        cwd=ROOT,
        env={**inherited, "MPLBACKEND": "Agg", "OPENBLAS_NUM_THREADS": "1", **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "Warning" not in run.stderr
    return run.stdout.splitlines()
