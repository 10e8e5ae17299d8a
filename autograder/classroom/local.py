"""Grades notebooks in processes of this machine, each with a sandbox and a few at a time.

By hand, as libraries of process pools give a process one task at a time, and most of what a
submission takes is waiting: for its own process, for a limit, for its turn. Dask's LocalCluster
has threads, but listens on a port of which every user of the machine can make it run code.
"""

from __future__ import annotations

import contextlib
import functools
import multiprocessing
import os
import signal
import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.connection import Connection
from typing import Any

from autograder.classroom.dispatch import Desk, Dispatcher, Key, KeyValues, Settings, Task
from autograder.course.import_path import leave_current_folder
from autograder.grading.grader import Graded
from autograder.sandbox import execution
from autograder.sandbox.sandbox import Sandbox

IN_FLIGHT = 3
"""Notebooks at a time in a process: while one sleeps or loops, the others go on."""
AT_HAND = 8
"""Notebooks that a process has, with those that wait for their turn."""


def grade_in_processes(
    tasks: Iterable[Task], values_of: KeyValues, settings: Settings, count: int
) -> Iterator[tuple[Task, Graded]]:
    """What becomes of the tasks, as it comes, in no order. `count`: how many processes at most.

    Raises CannotIsolate.
    """
    Sandbox(settings.isolation, settings.as_root)  # before there are processes that cannot have it
    with contextlib.closing(Processes(tasks, values_of, settings, count)) as processes:
        yield from processes.run()


def serve(connection: Connection, settings: Settings) -> None:
    """The life of a grading process: takes tasks, sends what became of them."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that leads
    leave_current_folder()
    execution.SEATS = threading.Semaphore(IN_FLIGHT)
    sandbox, sending = Sandbox(settings.isolation, settings.as_root), threading.Lock()
    sandbox.warm_up()
    desk = Desk(settings, sandbox)

    def grade(task: Task, key: Key | None) -> None:
        outcome = desk.grade(task, key)
        with sending, contextlib.suppress(OSError):
            connection.send((task.number, outcome))

    threads = ThreadPoolExecutor(AT_HAND)
    with contextlib.suppress(EOFError, OSError):
        while True:
            threads.submit(grade, *connection.recv())
    sandbox.close()
    os._exit(0)  # whoever led is gone; nobody waits for what is being graded


class Process:
    """A grading process, seen from outside, and the numbers of the tasks that it has."""

    def __init__(self, settings: Settings, come: Any):
        """come: the queue for what comes back (see `Dispatcher`)."""
        self.connection, theirs = _context().Pipe()
        self.process = _context().Process(target=serve, args=(theirs, settings), daemon=True)
        self.process.start()
        theirs.close()
        self.come, self.has, self.gone = come, set[int](), False
        self.lock = threading.Lock()
        self.sender = ThreadPoolExecutor(1)  # a process that hangs does not take what is sent
        threading.Thread(target=self._listen, daemon=True).start()

    def give(self, task: Task, key: Key | None) -> None:
        with self.lock:
            self.has.add(task.number)
            if self.gone:
                self.come.put((task.number, EOFError()))
        self.sender.submit(self.connection.send, (task, key))

    def _listen(self) -> None:
        with contextlib.suppress(EOFError, OSError):
            while True:
                number, outcome = self.connection.recv()
                self.has.discard(number)
                self.come.put((number, outcome))
        with self.lock:
            self.gone = True
            for number in self.has:
                self.come.put((number, EOFError()))

    def kill(self) -> None:
        self.process.kill()
        self.process.join()


class Processes(Dispatcher):
    """Has notebooks graded in up to `count` processes, which are started as they are needed."""

    def __init__(self, tasks: Iterable[Task], values_of: KeyValues, settings: Settings, count: int):
        super().__init__(tasks, values_of, settings)
        self.count, self.processes = count, list[Process]()

    def room(self) -> int:
        return self.count * AT_HAND

    def submit(self, task: Task, key: Key | None) -> None:
        self.processes = [process for process in self.processes if not process.gone]
        emptiest = min(self.processes, key=lambda process: len(process.has), default=None)
        if emptiest is None or (emptiest.has and len(self.processes) < self.count):
            emptiest = Process(self.settings, self.come)
            self.processes.append(emptiest)
        emptiest.give(task, key)

    def abandon(self, task: Task) -> None:
        for process in self.processes:
            if task.number in process.has:
                process.has.remove(task.number)
                process.kill()

    def close(self) -> None:
        for process in self.processes:
            process.kill()


@functools.cache
def _context() -> Any:
    # not a plain fork: this process has threads, and much that the others need not have
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])
    return context
