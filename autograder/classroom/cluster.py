"""Grades notebooks on many machines, through Dask distributed.

Notebooks and answer keys travel as values; every worker starts sandboxes of its own. The journal
and the seed stay with the lead; answer keys, with the reference's answers to what others build on,
go to the workers.
"""

from __future__ import annotations

import contextlib
import functools
import importlib.util
import os
import platform
import sys
import threading
import time
import uuid
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

from autograder.classroom.dispatch import (
    AHEAD,
    Desk,
    Dispatcher,
    Key,
    KeyValues,
    Settings,
    Task,
)
from autograder.classroom.local import IN_FLIGHT
from autograder.grading.grader import Graded, NeedsKey
from autograder.reference.course_version import course_version
from autograder.sandbox.sandbox import CannotIsolate, shared_sandbox

WAIT_SECONDS = 60.0
"""How long the lead waits for a scheduler, and for the first worker."""
NOT_INSTALLED = "Grading on a cluster needs Dask: pip install 'autograd-workbook[cluster]'"


class NoCluster(Exception):
    """The cluster cannot be used, or has gone; the message says what to do."""


# On a worker

_first = threading.Lock()


@functools.lru_cache(maxsize=4)
def desk(run: str, settings: Settings, version: str) -> Desk:
    """The desk of this worker for a run. Raises NoCluster where it would not grade as the lead."""
    if course_version(None) != version:
        raise NoCluster(
            f"The worker on {platform.node()} has another version of the course or of the "
            "grader. Install there what is installed here."
        )
    try:
        return Desk(settings, shared_sandbox(settings.isolation, settings.as_root))
    except CannotIsolate as reason:
        raise NoCluster(f"The worker on {platform.node()}: {reason}") from None


def grade_task(
    task: Task, key: Key | None, run: str, settings: Settings, version: str
) -> Graded | NeedsKey:
    """As `Desk.grade`. Raises NoCluster."""
    with _first:
        found = desk(run, settings, version)
    return found.grade(task, key)


# At the lead


def grade_on_cluster(
    tasks: Iterable[Task], values_of: KeyValues, settings: Settings, scheduler: str
) -> Iterator[tuple[Task, Graded]]:
    """What becomes of the tasks, as it comes, in no order.

    scheduler: the address of a Dask scheduler. Raises NoCluster.
    """
    try:
        from distributed import Client
    except ImportError:
        raise NoCluster(NOT_INSTALLED) from None
    try:
        client = Client(scheduler, timeout=WAIT_SECONDS, set_as_default=False)
    except (OSError, TimeoutError, ValueError) as error:
        raise NoCluster(f"There is no Dask scheduler at {scheduler} ({error}).") from None
    with contextlib.closing(Cluster(tasks, values_of, settings, client)) as cluster:
        try:
            yield from cluster.run()
        except Exception:
            cluster.check()
            raise


class Cluster(Dispatcher):
    """Has notebooks graded by the workers of a Dask cluster, which may come and go."""

    graders, lost = "worker", "was lost"

    def __init__(
        self, tasks: Iterable[Task], values_of: KeyValues, settings: Settings, client: Any
    ):
        super().__init__(tasks, values_of, settings)
        self.client = client
        self.terms = (uuid.uuid4().hex, settings, course_version(None))
        self.futures: dict[int, Any] = {}
        self.hanging: set[str] = set()

    def check(self) -> None:
        """Raises NoCluster where the scheduler is gone."""
        if self.client.status != "running":
            raise NoCluster(
                f"The scheduler at {self.address} is gone. What was graded is kept; with a new "
                "one, the same command goes on from there."
            )

    @property
    def address(self) -> str:
        address: str = self.client.scheduler.address
        return address

    def healthy(self) -> dict[str, int]:
        """The workers, with the number of their threads, without those that hang."""
        workers = self.client.nthreads()
        return {name: n for name, n in workers.items() if name not in self.hanging}

    def room(self) -> int:
        deadline = time.monotonic() + WAIT_SECONDS
        while True:
            self.check()
            threads = sum(self.healthy().values())
            if threads or self.under_way:
                return threads * AHEAD
            if time.monotonic() > deadline:
                raise NoCluster(
                    f"The scheduler at {self.address} has no workers. Start some: "
                    f"autograder worker {self.address}"
                )
            time.sleep(0.2)

    def submit(self, task: Task, key: Key | None) -> None:
        workers = list(self.healthy()) if self.hanging else None
        future = self.client.submit(
            grade_task, task, key, *self.terms, key=f"grade-{uuid.uuid4()}", pure=False,
            workers=workers,
        )  # fmt: skip
        self.futures[task.number] = future
        future.add_done_callback(partial(self._done, task.number))

    def _done(self, number: int, future: Any) -> None:
        from distributed import CancelledError, KilledWorker

        if number in self.futures and self.futures[number] is future:  # it was not abandoned
            del self.futures[number]  # with its result, as far as Dask goes
            try:
                self.come.put((number, future.result()))
            except (CancelledError, KilledWorker):
                self.come.put((number, EOFError()))
            except Exception as error:
                self.come.put((number, error))

    def _take(self, number: int, outcome: Graded | Exception) -> Iterator[tuple[Task, Graded]]:
        if isinstance(outcome, NoCluster):
            raise outcome
        return super()._take(number, outcome)

    def abandon(self, task: Task) -> None:
        future = self.futures.pop(task.number)
        # the scheduler takes its time to see that a worker hangs
        asked = self.client.processing().items()
        self.hanging |= {worker for worker, keys in asked if future.key in keys}
        future.cancel(force=True)

    def close(self) -> None:
        """Leaves the cluster to others."""
        with contextlib.suppress(Exception):
            self.client.cancel(list(self.futures.values()), force=True)
        with contextlib.suppress(Exception):
            self.client.close(timeout=5)


def work(scheduler: str, processes: int) -> None:
    """Becomes Dask's own worker for a scheduler, until that is gone. Raises NoCluster."""
    if importlib.util.find_spec("distributed") is None:
        raise NoCluster(NOT_INSTALLED)
    arguments = [
        "-P", "-m", "dask", "worker", scheduler,
        "--nworkers", str(processes), "--nthreads", str(IN_FLIGHT),
        "--no-dashboard", "--death-timeout", str(int(WAIT_SECONDS)),
    ]  # fmt: skip
    os.execv(sys.executable, [sys.executable, *arguments])
