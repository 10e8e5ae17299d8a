"""Grades notebooks in several processes, each with a sandbox and a few notebooks at a time.

A process that dies or hangs costs a retry. Keys are made once, here, and sent to the processes.
"""

from __future__ import annotations

import contextlib
import dataclasses
import functools
import multiprocessing
import os
import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from typing import Any

from autograder.answer_key import CopiedKey, NoReference
from autograder.grader import Graded, Grader, NeedsKey
from autograder.grading import unreadable
from autograder.report import Report
from autograder.sandbox import Limits, Sandbox

IN_FLIGHT = 3
"""Notebooks at a time in a process: while one sleeps or loops, the others go on."""
ATTEMPTS = 4
PATIENCE = 60.0
"""Seconds, beyond the limit of a submission, after which a process is taken to hang."""


@dataclass(frozen=True)
class Task:
    """A notebook to grade: its place among all of them, its name, its bytes.

    only: the exercises to report on; none is all.
    """

    number: int
    notebook: str
    content: bytes = field(repr=False)
    only: tuple[str, ...] = ()


@dataclass(frozen=True)
class Settings:
    """What the graders of a run have in common."""

    limits: Limits = field(default_factory=Limits)
    isolation: str = "auto"
    exercises: tuple[str, ...] = ()
    cells: bool = False


KeyValues = Callable[[str], dict[str, Any]]
"""The values of a unit's answer key (`ReferenceKey.values`). May raise NoReference."""


class KeyRing:
    """The answer keys that a grading process has been sent."""

    def __init__(self) -> None:
        self._keys: dict[str, CopiedKey] = {}

    def add(self, unit: str, values: dict[str, Any]) -> None:
        self._keys[unit] = CopiedKey(unit, values)

    def __contains__(self, unit: str) -> bool:
        return unit in self._keys

    def __call__(self, unit: str) -> CopiedKey:
        if unit not in self._keys:
            raise NeedsKey(unit)
        return self._keys[unit]


def given_up(task: Task, reason: str) -> Graded:
    """What becomes of a notebook whose grading never comes to an end."""
    return Graded(unreadable(task.notebook, reason), settled=False)


def grader_for(keys: KeyRing, settings: Settings, sandbox: Sandbox) -> Grader:
    """A grader as the settings have it."""
    cells = None
    if settings.cells:
        from autograder.graded_cells import graded_cells as cells  # brings a template engine along
    return Grader(keys, settings.exercises, settings.limits, sandbox, cells)


# In a grading process


def serve(connection: Connection, settings: Settings) -> None:
    """The life of a grading process: takes tasks and keys, sends what became of them."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that leads
    keys, sending = KeyRing(), threading.Lock()
    sandbox = Sandbox(settings.isolation)
    sandbox.warm_up()
    grader = grader_for(keys, settings, sandbox)

    def work(task: Task) -> None:
        try:
            outcome: Graded | str = grader.grade(task.content, task.notebook, task.only)
        except NeedsKey as needed:
            outcome = needed.unit
        with sending, contextlib.suppress(OSError):
            connection.send((task.number, stripped(outcome)))

    with ThreadPoolExecutor(IN_FLIGHT) as threads:
        while True:
            try:
                order = connection.recv()
            except (EOFError, OSError):
                sandbox.close()
                os._exit(0)  # whoever led is gone; nobody waits for what is being graded
            if isinstance(order, Task):
                threads.submit(work, order)
            else:
                keys.add(*order)


def stripped(outcome: Graded | str) -> Graded | str:
    """What goes to another process: the report as it is stored, without the arrays it rests on."""
    if isinstance(outcome, str):
        return outcome
    return dataclasses.replace(outcome, report=Report.from_dict(outcome.report.to_dict()))


# In the process that leads


class Process:
    """A grading process, seen from outside, and the tasks that it has."""

    def __init__(self, settings: Settings):
        context = _context()
        self.connection, theirs = context.Pipe()
        self.process = context.Process(target=serve, args=(theirs, settings), daemon=True)
        self.process.start()
        theirs.close()
        self.tasks: dict[int, tuple[Task, float]] = {}
        self.units: set[str] = set()

    def give(self, task: Task) -> None:
        """Raises OSError if the process is gone."""
        self.tasks[task.number] = (task, time.monotonic())
        self.connection.send(task)

    def kill(self) -> None:
        self.process.kill()
        self.process.join()
        self.connection.close()


@functools.cache
def _context() -> Any:
    # not a plain fork: this process has threads, and much that the others need not have
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["autograder.pool"])
    return context


def grade_in_processes(
    tasks: Iterable[Task], values_of: KeyValues, settings: Settings, count: int
) -> Iterator[tuple[Task, Graded]]:
    """What becomes of the tasks, as it comes, in no order. `count`: how many processes."""
    pool = Pool(tasks, values_of, settings, count)
    try:
        yield from pool.run()
    finally:
        pool.close()


class Pool:
    """Processes that share the tasks out."""

    def __init__(self, tasks: Iterable[Task], values_of: KeyValues, settings: Settings, count: int):
        self.source, self.values_of, self.settings = iter(tasks), values_of, settings
        self.again: deque[Task] = deque()
        self.attempts: dict[int, int] = {}
        self.values: dict[str, dict[str, Any]] = {}
        self.processes = [Process(settings) for _ in range(count)]

    def run(self) -> Iterator[tuple[Task, Graded]]:
        """What becomes of the tasks."""
        hanging = self.settings.limits.submission + PATIENCE
        while True:
            yield from self._hand_out()
            if not any(process.tasks for process in self.processes):
                return
            by_connection = {process.connection: process for process in self.processes}
            for connection in wait(list(by_connection), timeout=1.0):
                process = by_connection[connection]
                try:
                    number, outcome = connection.recv()
                except (EOFError, OSError):
                    yield from self._replace(process, "ended")
                    continue
                task, _ = process.tasks.pop(number)
                if isinstance(outcome, str):
                    yield from self._send_key(process, outcome, task)
                elif outcome.settled:
                    yield task, outcome
                else:  # the grader is at fault, perhaps for want of room
                    yield from self._retry(task, outcome)
            for process in list(self.processes):
                started = [moment for _, moment in process.tasks.values()]
                if started and time.monotonic() - min(started) > hanging:
                    yield from self._replace(process, "did not come to an end")

    def _hand_out(self) -> Iterator[tuple[Task, Graded]]:
        """Gives every process as many tasks as it may have, the emptiest first."""
        for load in range(IN_FLIGHT):
            for process in list(self.processes):
                if len(process.tasks) > load:
                    continue
                task = self.again.popleft() if self.again else next(self.source, None)
                if task is None:
                    return
                try:
                    process.give(task)
                except OSError:
                    yield from self._replace(process, "ended")

    def _send_key(self, process: Process, unit: str, task: Task) -> Iterator[tuple[Task, Graded]]:
        """Gives a process the key that a task has turned out to need, and the task once more."""
        try:
            if unit not in self.values:
                self.values[unit] = self.values_of(unit)
            if unit not in process.units:
                process.connection.send((unit, self.values[unit]))
                process.units.add(unit)
            process.give(task)
        except NoReference as reason:
            yield task, given_up(task, str(reason))
        except OSError:
            process.tasks[task.number] = (task, time.monotonic())
            yield from self._replace(process, "ended")

    def _replace(self, process: Process, what: str) -> Iterator[tuple[Task, Graded]]:
        """Puts a new process in the place of one that is lost; its tasks are for others."""
        process.kill()
        self.processes[self.processes.index(process)] = Process(self.settings)
        for task, _ in process.tasks.values():
            reason = (
                f"{task.notebook} could not be graded: {ATTEMPTS} times, the process that graded "
                f"it {what}. Grade it on its own to see more."
            )
            yield from self._retry(task, given_up(task, reason))

    def _retry(self, task: Task, otherwise: Graded) -> Iterator[tuple[Task, Graded]]:
        """Puts a task back, a few times; after that, `otherwise` is what becomes of it."""
        self.attempts[task.number] = self.attempts.get(task.number, 0) + 1
        if self.attempts[task.number] < ATTEMPTS:
            self.again.append(task)
        else:
            yield task, otherwise

    def close(self) -> None:
        """Ends all processes."""
        for process in self.processes:
            process.kill()
