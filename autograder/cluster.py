"""Grades notebooks on many machines, through Dask distributed.

Notebooks and answer keys travel as values; every worker starts sandboxes of its own. A worker
that dies, hangs or is cut off costs a retry. What only the lead may know (the journal, the seed,
the reference) stays with it.
"""

from __future__ import annotations

import contextlib
import importlib.util
import itertools
import os
import platform
import queue
import sys
import threading
import time
from collections import deque
from collections.abc import Iterable, Iterator
from typing import Any

from autograder.answer_key import NoReference
from autograder.course_version import course_version
from autograder.grader import Graded, NeedsKey
from autograder.pool import (
    ATTEMPTS,
    IN_FLIGHT,
    PATIENCE,
    KeyRing,
    KeyValues,
    Settings,
    Task,
    given_up,
    grader_for,
    stripped,
)
from autograder.sandbox import shared_sandbox

WAIT_SECONDS = 60.0
"""How long the lead waits for a scheduler, and for the first worker."""
NOT_INSTALLED = "Grading on a cluster needs Dask: pip install 'autograd-workbook[cluster]'"
AHEAD = 2
"""Notebooks that wait at a worker for each that it is grading."""


class NoCluster(Exception):
    """The cluster cannot be used, or has gone; the message says what to do."""


# On a worker

_keys = KeyRing()
_first = threading.Lock()


class OtherVersion(Exception):
    """A worker's copy of the course is not that of the lead."""


def grade_task(
    task: Task, settings: Settings, version: str, unit: str | None, values: Any
) -> Graded | str:
    """What becomes of a notebook, or the name of the unit whose key it turns out to need.

    Raises OtherVersion.
    """
    with _first:
        if course_version(None) != version:
            raise OtherVersion(platform.node())
        if unit is not None and unit not in _keys:
            _keys.add(unit, values)
        sandbox = shared_sandbox(settings.isolation)
    grader = grader_for(_keys, settings, sandbox)
    try:
        return stripped(grader.grade(task.content, task.notebook, task.only))
    except NeedsKey as needed:
        return needed.unit


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
    with contextlib.closing(Lead(client, scheduler, tasks, values_of, settings)) as lead:
        yield from lead.run()


class Lead:
    """Keeps the workers of a cluster busy, and asks again for what does not come back."""

    def __init__(
        self,
        client: Any,
        scheduler: str,
        tasks: Iterable[Task],
        values_of: KeyValues,
        settings: Settings,
    ):
        self.client, self.scheduler = client, scheduler
        self.source, self.values_of, self.settings = iter(tasks), values_of, settings
        self.again: deque[Task] = deque()
        self.attempts: dict[int, int] = {}
        self.asked: dict[Any, tuple[Task, float]] = {}
        self.keys: dict[str, Any] = {}
        self.hanging: set[str] = set()
        self.numbers = itertools.count()
        self.come: queue.SimpleQueue[Any] = queue.SimpleQueue()

    def run(self) -> Iterator[tuple[Task, Graded]]:
        """What becomes of the tasks."""
        while True:
            self._hand_out()
            if not self.asked:
                return
            yield from self._collect()
            yield from self._give_up_waiting()

    def _slots(self) -> int:
        """How many notebooks may be under way at once."""
        deadline = time.monotonic() + WAIT_SECONDS
        while True:
            self._check()
            threads = sum(self._healthy().values())
            if threads:
                return threads * AHEAD
            if self.asked:
                return 0
            if time.monotonic() > deadline:
                raise NoCluster(
                    f"The scheduler at {self.scheduler} has no workers. Start some: "
                    f"autograder worker {self.scheduler}"
                )
            time.sleep(0.2)

    def _healthy(self) -> dict[str, int]:
        """The workers, with the number of their threads, without those that hang."""
        with self._lost_is_no_cluster():
            workers = self.client.nthreads()
        return {name: n for name, n in workers.items() if name not in self.hanging}

    def _check(self) -> None:
        if self.client.status != "running":
            raise NoCluster(
                f"The scheduler at {self.scheduler} is gone. What was graded is kept; with a new "
                "one, the same command goes on from there."
            )

    def _hand_out(self) -> None:
        free = self._slots() - len(self.asked)
        for _ in range(free):
            task = self.again.popleft() if self.again else next(self.source, None)
            if task is None:
                return
            self._ask(task, None)

    def _ask(self, task: Task, unit: str | None) -> None:
        with self._lost_is_no_cluster():
            future = self.client.submit(
                grade_task,
                task,
                self.settings,
                course_version(None),
                unit,
                self.keys.get(unit),
                key=f"grade-{task.number}-{next(self.numbers)}",
                pure=False,
                workers=list(self._healthy()) if self.hanging else None,
            )
        self.asked[future] = (task, time.monotonic())
        future.add_done_callback(self.come.put)

    def _collect(self) -> Iterator[tuple[Task, Graded]]:
        """What has come back by now, or comes within a moment."""
        come = []
        with contextlib.suppress(queue.Empty):
            come.append(self.come.get(timeout=1.0))
            while True:
                come.append(self.come.get_nowait())
        for future in come:
            if future not in self.asked:
                continue
            task, _ = self.asked.pop(future)
            outcome: Any = None
            try:
                outcome = future.result(timeout=WAIT_SECONDS)
            except OtherVersion as machine:
                raise NoCluster(
                    f"The worker on {machine} has another version of the course or of the grader. "
                    "Install there what is installed here."
                ) from None
            except Exception:  # the worker was lost too often, or at this very moment
                self._check()
            if isinstance(outcome, Graded):
                # where the grader is at fault, another worker may do better
                yield from self._retry(task, outcome) if not outcome.settled else [(task, outcome)]
            elif isinstance(outcome, str):
                yield from self._send_key(task, outcome)
            else:
                yield from self._retry(task, self._lost(task, "was lost"))

    def _send_key(self, task: Task, unit: str) -> Iterator[tuple[Task, Graded]]:
        try:
            if unit not in self.keys:
                self.keys[unit] = self.values_of(unit)
            self._ask(task, unit)
        except NoReference as reason:
            yield task, given_up(task, str(reason))

    def _give_up_waiting(self) -> Iterator[tuple[Task, Graded]]:
        """Asks others for what has been under way for longer than it can take."""
        patience = (1 + AHEAD) * self.settings.limits.submission + PATIENCE
        for future, (task, since) in list(self.asked.items()):
            if time.monotonic() - since > patience:
                del self.asked[future]
                with self._lost_is_no_cluster():
                    # the scheduler takes its time to see that a worker hangs
                    self.hanging |= {
                        worker
                        for worker, keys in self.client.processing().items()
                        if future.key in keys
                    }
                with self._lost_is_no_cluster():
                    future.cancel(force=True)
                yield from self._retry(task, self._lost(task, "did not come to an end"))

    def _retry(self, task: Task, otherwise: Graded) -> Iterator[tuple[Task, Graded]]:
        """Puts a task back, a few times; after that, `otherwise` is what becomes of it."""
        self.attempts[task.number] = self.attempts.get(task.number, 0) + 1
        if self.attempts[task.number] < ATTEMPTS:
            self.again.append(task)
        else:
            yield task, otherwise

    def _lost(self, task: Task, what: str) -> Graded:
        return given_up(
            task,
            f"{task.notebook} could not be graded: {ATTEMPTS} times, the worker that graded it "
            f"{what}. Grade it on its own to see more.",
        )

    @contextlib.contextmanager
    def _lost_is_no_cluster(self) -> Iterator[None]:
        """Turns what Dask raises when the scheduler is gone into NoCluster."""
        try:
            yield
        except (NoCluster, NoReference, TimeoutError):
            raise
        except Exception:
            self._check()
            raise

    def close(self) -> None:
        """Leaves the cluster to others."""
        with contextlib.suppress(Exception):
            self.client.cancel(list(self.asked), force=True)
        with contextlib.suppress(Exception):
            self.client.close(timeout=5)


def work(scheduler: str, processes: int) -> None:
    """Becomes Dask's own worker for a scheduler, until that is gone. Raises NoCluster."""
    if importlib.util.find_spec("distributed") is None:
        raise NoCluster(NOT_INSTALLED)
    arguments = [
        "-m", "dask", "worker", scheduler,
        "--nworkers", str(processes), "--nthreads", str(IN_FLIGHT),
        "--no-dashboard", "--death-timeout", str(int(WAIT_SECONDS)),
    ]  # fmt: skip
    os.execv(sys.executable, [sys.executable, *arguments])
