"""What Linux tells of running processes: their families, threads, memory and waits.

By hand: psutil does not tell how long a thread has waited for a processor or how much memory a
process has swapped out of what it shares, and reads several files where one has all that is asked
for here five times a second. A student's installation and the sandbox need not have it.
"""

from __future__ import annotations

import contextlib
import os
from typing import NamedTuple


class Process(NamedTuple):
    """A running process: its parent's id, its threads, and the bytes of memory it has in use."""

    parent: int
    threads: int
    memory: int


def processes() -> dict[int, Process]:
    """The running processes that can be seen, by id (Linux)."""
    found, page = {}, os.sysconf("SC_PAGE_SIZE")
    for name in os.listdir("/proc"):
        if name.isdecimal():
            with contextlib.suppress(OSError), open(f"/proc/{name}/stat", "rb") as file:
                # the name of the program, in brackets, may hold anything
                fields = file.read().rpartition(b")")[2].split()
                found[int(name)] = Process(int(fields[1]), int(fields[17]), int(fields[21]) * page)
    return found


def threads(pid: int) -> list[tuple[int, bool]]:
    """The threads of a process, and whether each is running or ready to (Linux)."""
    found = []
    with contextlib.suppress(OSError):
        for name in os.listdir(f"/proc/{pid}/task"):
            with open(f"/proc/{pid}/task/{name}/stat", "rb") as file:
                found.append((int(name), file.read().rpartition(b")")[2].split()[0] == b"R"))
    return found


def waited(pid: int, task: int) -> float:
    """Seconds that a thread was ready to run and did not, as others did (Linux)."""
    with contextlib.suppress(OSError), open(f"/proc/{pid}/task/{task}/schedstat") as file:
        return int(file.read().split()[1]) / 1e9
    return 0.0


def fair_share(pid: int) -> int:
    """The bytes of memory that a process uses, its share of what it has in common with others."""
    used = 0
    with contextlib.suppress(OSError), open(f"/proc/{pid}/smaps_rollup") as file:
        for line in file:
            if line.startswith("Pss:"):
                used += int(line.split()[1]) * 1024
            elif line.startswith("SwapPss:"):
                return used + int(line.split()[1]) * 1024
    return 2**40  # it does not let itself be looked into
