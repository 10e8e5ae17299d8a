"""What a submission may use."""

from __future__ import annotations

import dataclasses
import os
import threading
from dataclasses import dataclass

from autograder.inside.worker import REFUSED

PENDING_SIGNALS = 1024


@dataclass(frozen=True)
class Limits:
    """What a submission may use: seconds, bytes, characters, counts.

    exercise: for one case; all cases together have three times that.
    cell and exercise leave out, up to three times as long, when no processor was free.
    processes: with threads; one that has reached three quarters of them is ended.
    answers: bytes that one exercise, or one cell, may send back.
    """

    cell: float = 10.0
    exercise: float = 5.0
    submission: float = 180.0
    memory: int = 2 * 2**30
    disk: int = 64 * 2**20
    files: int = 10_000
    processes: int = 32
    open_files: int = 256
    output: int = 64 * 2**10
    answers: int = 16 * 2**20

    def times(self, factor: float) -> Limits:
        """The same, with so many times the seconds."""
        names = ("cell", "exercise", "submission")
        seconds = {name: getattr(self, name) * factor for name in names}
        return self if factor == 1.0 else dataclasses.replace(self, **seconds)

    def by_system(self, isolated: bool) -> dict[str, int]:
        """The limits that the system enforces, by their names in `resource`."""
        limits = {
            "RLIMIT_AS": self.memory,
            "RLIMIT_CORE": 1,  # with 0 a dump may still be piped to a program of the system
            "RLIMIT_CPU": int(self.submission) + 1,
            "RLIMIT_FSIZE": self.disk,
            "RLIMIT_MEMLOCK": 0,
            "RLIMIT_MSGQUEUE": 0,
            "RLIMIT_NOFILE": self.open_files,
            "RLIMIT_SIGPENDING": PENDING_SIGNALS,
        }
        # without a user id of its own, a worker would count its user's other processes
        return limits | ({"RLIMIT_NPROC": self.processes} if isolated else {})


REFUSED_PACKAGES = (
    "autograd", "functorch", "jax", "jaxlib", "keras", "mxnet", "mygrad", "paddle", "tensorflow",
    "tinygrad", "torch",
)  # fmt: skip
"""What students' code may not import: it would compute the answers."""


def refused_packages() -> tuple[str, ...]:
    """The packages whose import is refused; AUTOGRADER_REFUSED names others, with commas."""
    chosen = os.environ.get(REFUSED)
    return REFUSED_PACKAGES if chosen is None else tuple(filter(None, chosen.split(",")))


class Overspent(Exception):
    """More was sent than is allowed; the message says how much that is."""


class Allowance:
    """The bytes that a worker may send back until it is renewed."""

    UNFOLDED = 8
    """What a header comes to in memory, as a multiple of its length."""

    def __init__(self, whole: int):
        self.whole = self.left = whole
        self._lock = threading.Lock()

    def spend(self, header: int, arrays: int) -> None:
        """Takes what a frame comes to from what is left. Raises Overspent where it is more."""
        with self._lock:
            self.left -= self.UNFOLDED * header + arrays
            if self.left < 0:
                raise Overspent(f"it sent back more than {self.whole / 2**20:.0f} MB")

    def renew(self) -> None:
        with self._lock:
            self.left = self.whole
