"""Turns: no submission runs with provided answers beside one that is still to run without them.

Two submissions that run at the same time can always tell each other something, be it by how busy
they keep the processors. So each has a level: 0 while it runs on its own answers alone, and beyond
that, how far down the provided answers reach that are near it. Whoever goes on to a level waits
until nobody on this machine is below it, and whoever begins waits until all are gone that have
seen a provided answer.

Levels are locks on files, which the system releases with the last breath of a grader, so that all
grading processes of a user on a machine take turns, whoever has started them.
"""

from __future__ import annotations

import contextlib
import os
import stat
import tempfile
import threading
import time
import weakref
from collections.abc import Callable, Iterator
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows, where nothing keeps submissions apart
    fcntl = None  # type: ignore[assignment]

FOLDER = "autograd-workbook-turns"
ORDER, CLOSED = "order", "closed"
"""Held while locks are looked at and taken; held by those whom nobody may join any more."""
DOOR_SECONDS = 10.0
"""How long others may still begin while a submission waits to go on."""
GLANCE_SECONDS = 0.02
STOPPED_SECONDS = 1.0
"""How often a waiting submission looks whether those whom it waits for are stopped; that takes
longer than a glance."""


class Stuck(Exception):
    """A submission does not get its turn; the message says why."""


class Turn:
    """A submission's turn, from its beginning to its end. Its processes live no longer.

    patience: seconds after which waiting is in vain. Raises Stuck then, as `reach` does.
    seats: how many may run at a time; whoever waits to go on gives up its seat meanwhile.
    """

    def __init__(
        self,
        patience: float = float("inf"),
        folder: Path | None = None,
        seats: threading.Semaphore | None = None,
    ):
        self.level, self.patience = 0, patience
        self._seats, self._seated = seats, False
        self._folder = folder or turns_folder()
        self._held: dict[str, int] = {}
        self._stopped: dict[str, tuple[float, bool]] = {}
        # one that nobody has ended must not hold up all others
        weakref.finalize(self, _close_all, self._held)
        with self._order_when(lambda: self._free(CLOSED)):
            self._hold("0")
        # not before: those who wait to go on need the seats of those who may not begin
        self._sit_down()

    def reach(self, level: int) -> float:
        """Goes on to a level once nobody is below it. Returns for how many seconds it waited."""
        if level <= self.level:
            return 0.0
        started = time.monotonic()
        self._stand_up()
        with self._order_when(lambda: True):
            self._hold(str(level))
            self._release(str(self.level))
            self.level = level

        def alone() -> bool:
            if time.monotonic() - started > DOOR_SECONDS:
                self._hold(CLOSED)
            return all(self._free(str(below)) for below in range(level))

        with self._order_when(alone):
            self._hold(CLOSED)
        self._sit_down()
        return time.monotonic() - started

    def end(self) -> None:
        """Lets the others go on."""
        self._stand_up()
        for name in list(self._held):
            self._release(name)

    def __enter__(self) -> Turn:
        return self

    def __exit__(self, *exc_info: object) -> None:
        self.end()

    @contextlib.contextmanager
    def _order_when(self, true: Callable[[], bool]) -> Iterator[None]:
        """Waits until something is true while nobody else takes or gives up a lock."""
        if fcntl is None:
            yield
            return
        until = time.monotonic() + self.patience
        while True:
            order = self._open(ORDER)
            try:
                fcntl.flock(order, fcntl.LOCK_EX)
                if true():
                    yield
                    return
            finally:
                os.close(order)
            if time.monotonic() > until:
                self.end()
                raise Stuck(
                    "another submission, on this machine and of this user, does not come to its "
                    "end: see whether a grader is stopped"
                )
            time.sleep(GLANCE_SECONDS)

    def _sit_down(self) -> None:
        if self._seats is not None:
            self._seats.acquire()
            self._seated = True

    def _stand_up(self) -> None:
        if self._seated and self._seats is not None:
            self._seats.release()
            self._seated = False

    def _open(self, name: str) -> int:
        return os.open(self._folder / name, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)

    def _hold(self, name: str) -> None:
        if fcntl is not None and name not in self._held:
            self._held[name] = self._open(name)
            fcntl.flock(self._held[name], fcntl.LOCK_SH)

    def _release(self, name: str) -> None:
        if name in self._held:
            os.close(self._held.pop(name))

    def _free(self, name: str) -> bool:
        """Whether nobody holds a lock."""
        descriptor = self._open(name)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            looked, stopped = self._stopped.get(name, (float("-inf"), False))
            if time.monotonic() - looked > STOPPED_SECONDS:
                looked, stopped = time.monotonic(), all_stopped(os.fstat(descriptor).st_ino)
                self._stopped[name] = looked, stopped
            return stopped
        finally:
            os.close(descriptor)
        return True


def _close_all(held: dict[str, int]) -> None:
    while held:
        os.close(held.popitem()[1])


def all_stopped(inode: int) -> bool:
    """Whether each process that holds a lock on a file is known to be stopped (Linux): it would
    hold it for ever, and whoever leads it has others grade what it had."""
    holders = set()
    with contextlib.suppress(OSError), open("/proc/locks") as locks:
        for line in locks:
            fields = line.split()  # number, kind, ADVISORY, READ or WRITE, process, file, ...
            if fields[1] == "FLOCK" and fields[5].endswith(f":{inode}"):
                holders.add(fields[4])
    return bool(holders) and all(map(is_stopped, holders))


def is_stopped(pid: str) -> bool:
    with contextlib.suppress(OSError), open(f"/proc/{pid}/stat") as file:
        return file.read().rpartition(")")[2].split()[0] == "T"
    return False


def turns_folder() -> Path:
    """Where the locks of this user on this machine are. Raises Stuck where it is not ours."""
    user = os.geteuid() if hasattr(os, "geteuid") else 0
    folder = Path(tempfile.gettempdir()) / f"{FOLDER}-{user}"
    with contextlib.suppress(FileExistsError):
        folder.mkdir(mode=0o700)
    seen = folder.lstat()
    if hasattr(os, "geteuid") and (seen.st_uid != user or stat.S_IMODE(seen.st_mode) != 0o700):
        raise Stuck(f"{folder} is not a folder of yours alone: remove it")
    return folder
