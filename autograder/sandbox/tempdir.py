"""A folder of this process's own, which outlasts it only until the next one starts.

A process that ends removes its folder. One that is killed cannot, so a lock in the folder says
whether its owner lives: the system releases it with the owner's last breath, and whoever makes the
next folder removes those of the dead.
"""

from __future__ import annotations

import atexit
import contextlib
import functools
import os
import shutil
import stat
import subprocess
import tempfile
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows; there a folder whose owner was killed stays
    fcntl = None  # type: ignore[assignment]

PREFIX, LOCK = "autograder-", "lock"
_held: list[int] = []
"""The descriptors of this process's locks, open as long as it lives. No program that it starts
gets them."""


def own_folder() -> Path:
    """The folder, which all may enter and none but this process's user may list."""
    return _own_folder(os.getpid())


@functools.cache
def _own_folder(pid: int) -> Path:
    """The same for a process id, as a fork is a process with a folder of its own."""
    sweep()
    while True:
        folder = Path(tempfile.mkdtemp(prefix=PREFIX))
        with contextlib.suppress(OSError):  # somebody sweeps, and did not see its owner yet
            (folder / LOCK).touch(mode=0o600)
            descriptor = _lock(folder)
            if descriptor is not None:
                _held.append(descriptor)
                folder.chmod(0o711)
                break
    atexit.register(_remove_own, folder, pid)
    return folder


def _remove_own(folder: Path, pid: int) -> None:
    if os.getpid() == pid:  # not in a fork that ends as this process would
        _remove_all(folder)


def _remove_all(folder: Path) -> None:
    """Removes such a folder, its lock last: what is left at any moment can be swept."""
    for entry in folder.iterdir():
        if entry.name != LOCK:
            remove(str(entry))
    remove(str(folder))


def _lock(folder: Path) -> int | None:
    """A descriptor that holds the lock of a folder, or None where another process holds it.

    Raises OSError where there is no such folder (any more), or it is not this user's.
    """
    if fcntl is None:
        return os.open(folder / LOCK, os.O_RDWR)
    seen = folder.lstat()
    if not stat.S_ISDIR(seen.st_mode) or seen.st_uid != os.geteuid() or seen.st_mode & 0o022:
        raise PermissionError(folder)
    descriptor = os.open(folder / LOCK, os.O_RDWR | os.O_NOFOLLOW | os.O_NONBLOCK)
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise PermissionError(folder)
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if not os.path.samestat(os.fstat(descriptor), (folder / LOCK).lstat()):
            raise FileNotFoundError(folder)
    except BlockingIOError:
        os.close(descriptor)
        return None
    except OSError:
        os.close(descriptor)
        raise
    return descriptor


def sweep() -> list[Path]:
    """Removes the folders of this user whose owners are dead, and returns them."""
    removed = []
    if fcntl is None:
        return removed
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        with contextlib.suppress(OSError):  # it is not one of ours, or somebody else sweeps
            descriptor = _lock(folder)
            if descriptor is not None:
                try:
                    _remove_all(folder)
                finally:
                    os.close(descriptor)
                removed.append(folder)
    return removed


def remove(folder: str) -> None:
    """Removes a folder, whatever a student's code has made of it."""
    try:
        shutil.rmtree(folder)
    except FileNotFoundError:
        pass
    except (OSError, RecursionError):  # no rights to it, or nested too deeply for Python
        for command in (["chmod", "-R", "u+rwX", folder], ["rm", "-rf", folder]):
            subprocess.run(command, stderr=subprocess.DEVNULL, check=False)
