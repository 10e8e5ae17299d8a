"""What bubblewrap shows of this machine to students' code, and where."""

from __future__ import annotations

import functools
import itertools
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from autograder.course.places import PACKAGE
from autograder.inside.worker import REFUSED
from autograder.mnist.files import DIGITS_FOLDER
from autograder.sandbox.limits import refused_packages
from autograder.sandbox.tempdir import own_folder

# The whole of what a worker may import of this package.
MOUNTED = ("__init__.py", "course", "student", "inside", "mnist")
LAUNCH = (
    "import sys; sys.path[:0] = [sys.argv[1]]; sys.path += sys.argv[2:-1]; "
    "from autograder.inside.{module} import main; main()"
)
PYTHON_OPTIONS = ("-s", "-S", "-B", "-P")
PACKAGE_FOLDERS = ("site-packages", "dist-packages")
BUNDLE_INSIDE, PYTHON_INSIDE, PACKAGES_INSIDE = "/worker", "/python", "/packages"
"""Where things are in the sandbox. Nothing there tells where they are on the machine."""
SYSTEM_FOLDERS = ("/usr", "/bin", "/lib", "/lib64", "/etc/alternatives", "/etc/ld.so.cache")


@functools.cache
def bubblewrap() -> str | None:
    """The path of a bubblewrap that works here, or None."""
    path = shutil.which("bwrap") if sys.platform == "linux" else None
    if path is None:
        return None
    trial = [path, "--unshare-all", "--ro-bind", "/", "/", "--proc", "/proc", "true"]
    done = subprocess.run(trial, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    return path if done.returncode == 0 else None


def python(module: str, argument: str, folder: str) -> list[str]:
    """The command that runs `main` of a module of the bundle in `folder`, with one argument."""
    launch = LAUNCH.format(module=module)
    return [sys.executable, *PYTHON_OPTIONS, "-c", launch, folder, *site_packages(), argument]


def bind(outside: Path, inside: Path) -> list[str]:
    """What tells bubblewrap to show a file or folder, read-only, in folders that all can enter."""
    entered = [["--perms", "0755", "--dir", str(folder)] for folder in inside.parents[-2::-1]]
    return [*itertools.chain(*entered), "--ro-bind", str(outside), str(inside)]


def python_inside(module: str, argument: str) -> list[str]:
    """The same command in the sandbox."""
    launch = LAUNCH.format(module=module)
    executable = inside_of(Path(sys.executable).resolve())
    packages = [str(inside_of(Path(folder))) for folder in site_packages()]
    return [
        str(executable), *PYTHON_OPTIONS, "-c", launch, BUNDLE_INSIDE, *packages, argument
    ]  # fmt: skip


@functools.cache
def python_places() -> dict[Path, Path]:
    """The folders of the Python environment, and where they are in the sandbox."""
    places: dict[Path, Path] = {}
    for folder, name in (
        (Path(sys.base_prefix).resolve(), PYTHON_INSIDE),
        *((Path(path), f"{PACKAGES_INSIDE}/{i}") for i, path in enumerate(site_packages())),
    ):
        above = [*map(Path, SYSTEM_FOLDERS), *places]
        if not any(folder.is_relative_to(other) for other in above):
            places[folder] = Path(name)
    return places


def inside_of(path: Path) -> Path:
    """Where a file of the Python environment is in the sandbox."""
    for outside, inside in python_places().items():
        if path.is_relative_to(outside):
            return inside / path.relative_to(outside)
    return path


def to_hide() -> list[Path]:
    """What of the Python environment is covered in the sandbox: packages that are refused, what
    an editable install says of the folder with `solutions/`, and installed packages not in use."""
    refused, used = refused_packages(), {Path(folder) for folder in site_packages()}
    libraries = Path(sys.base_prefix).resolve() / "lib"
    found = {place for name in PACKAGE_FOLDERS for place in libraries.glob(f"python3*/{name}")}
    inside = [
        path
        for folder in used
        for path in folder.iterdir()
        if path.name.partition("-")[0].partition(".")[0].lower() in refused
        or "autograd_workbook" in path.name
    ]
    return sorted([*(found - used), *inside])


def environment(folder: str) -> dict[str, str]:
    """The whole environment of a process that runs students' code."""
    single = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    kept = {
        name: os.environ[name]
        for name in ("PATH", "SYSTEMROOT", "TEMP", "TMP", "LD_LIBRARY_PATH", "AUTOGRADER_DEBUG")
        if name in os.environ
    }
    return {
        **kept,
        **single,
        "AUTOGRAD_MNIST_OFFLINE": "1",
        REFUSED: ",".join(refused_packages()),
        "HOME": folder,
        "IPYTHONDIR": folder,
        "LANG": "C.UTF-8",
        "MPLBACKEND": "agg",
        "PYTHONHASHSEED": "0",
        "PYTHONUTF8": "1",
    }


def environment_inside() -> dict[str, str]:
    """The same in the sandbox, where the places of the machine are not known."""
    libraries = {"LD_LIBRARY_PATH": str(inside_of(Path(sys.base_prefix).resolve() / "lib"))}
    return {**environment("/tmp"), **libraries, "PATH": "/usr/local/bin:/usr/bin:/bin"}


@functools.cache
def bundle() -> str:
    """A folder that holds the untrusted part of this package and nothing else."""
    folder = Path(tempfile.mkdtemp(dir=own_folder()))
    folder.chmod(0o755)
    skip = shutil.ignore_patterns("__pycache__", "*.npz")  # weights are not for graded code
    for name in MOUNTED:
        source, target = PACKAGE / name, folder / "autograder" / name
        target.parent.mkdir(exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, ignore=skip)
        else:
            shutil.copyfile(source, target)
    digits = folder / "autograder" / "mnist" / "digits"
    if not digits.exists():  # in a clone they stand elsewhere
        shutil.copytree(DIGITS_FOLDER, digits)
    return str(folder)


@functools.cache
def site_packages() -> tuple[str, ...]:
    """Where the installed libraries are. Their .pth files are not followed: an editable install
    of this project would bring the folder with `solutions/` in."""
    return tuple(path for path in sys.path if Path(path).name in PACKAGE_FOLDERS)
