"""Where the trusted processes look for code: never in the current folder, which may be a student's.

A file `signal.py` that was handed in would else be imported, with the rights of whoever grades.
"""

from __future__ import annotations

import importlib.util
import os
import sys
from pathlib import Path
from types import ModuleType


def safe_environment() -> dict[str, str]:
    """This process's environment, for one that finds no code by way of the current folder."""
    environment = dict(os.environ, PYTHONSAFEPATH="1")
    for name in ("PATH", "PYTHONPATH"):
        places = environment.pop(name, "").split(os.pathsep)
        if kept := os.pathsep.join(filter(os.path.isabs, places)):
            environment[name] = kept
    return environment


def leave_current_folder() -> None:
    """From now on, neither this process nor one that it starts finds modules or programs by way of
    the current folder."""
    here = os.getcwd()
    sys.path[:] = [place for place in sys.path if os.path.isabs(place) and place != here]
    # multiprocessing starts Python with -c and passes no option on
    environment = safe_environment()
    os.environ.pop("PYTHONPATH", None)
    os.environ.update(environment)


def current_folder_last() -> None:
    """What nbgrader has put first on the path, the current folder, hides nothing that is installed.

    It stays, as the course's folder may hold plugins.
    """
    here = os.getcwd()
    if here in sys.path:
        sys.path[:] = [*(place for place in sys.path if place != here), here]


def package_in(folder: Path, name: str) -> ModuleType:
    """The package `name` in a folder, which need not be on the path and is not put there."""
    if name not in sys.modules:
        init = folder / name / "__init__.py"
        spec = importlib.util.spec_from_file_location(
            name, init, submodule_search_locations=[str(init.parent)]
        )
        if spec is None or spec.loader is None:
            raise ImportError(f"{init} cannot be imported.")
        package = importlib.util.module_from_spec(spec)
        sys.modules[name] = package
        spec.loader.exec_module(package)
    return sys.modules[name]
