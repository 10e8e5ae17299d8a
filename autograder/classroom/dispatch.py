"""Hands the notebooks of a class out, and asks again for what does not come back.

Where they are graded is for a subclass to say: in processes of this machine (`local`), or on a
Dask cluster (`cluster`). Answer keys are made here, once, and sent to whoever turns out to need
them.
"""

from __future__ import annotations

import contextlib
import dataclasses
import functools
import queue
import time
from abc import ABC, abstractmethod
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from autograder.classroom.accommodations import Accommodations
from autograder.course.text import one_line
from autograder.grading.answer_key import CopiedKey
from autograder.grading.grader import Graded, Grader, NeedsKey
from autograder.grading.results import Report
from autograder.grading.verdicts import unreadable
from autograder.reference.expected import NoReference
from autograder.sandbox.limits import Limits
from autograder.sandbox.sandbox import Sandbox

ATTEMPTS = 4
AHEAD = 2
"""How many submissions at most a notebook waits for where it is graded."""
PATIENCE = 600.0
"""Seconds, beyond the limits of these, after which a notebook is taken to hang. Much of it may be
waiting for turns."""


@dataclass(frozen=True)
class Task:
    """A notebook to grade: its place among all of them, its name, its bytes.

    only: the exercises to report on; none is all. time: by how much the limits on seconds are
    multiplied.
    """

    number: int
    notebook: str
    content: bytes = field(repr=False)
    only: tuple[str, ...] = ()
    time: float = 1.0


@dataclass(frozen=True)
class Settings:
    """What the graders of a run have in common, and who has more time."""

    limits: Limits = field(default_factory=Limits)
    isolation: str = "auto"
    as_root: bool = False
    exercises: tuple[str, ...] = ()
    cells: bool = False
    accommodations: Accommodations = field(default_factory=Accommodations)


Key = tuple[str, dict[str, Any]]
"""A unit and the values of its answer key."""
KeyValues = Callable[[str], dict[str, Any]]
"""The values of a unit's answer key (`ReferenceKey.values`). May raise NoReference."""


class Desk:
    """Where a process grades: a grader, and the answer keys that it has been sent."""

    def __init__(self, settings: Settings, sandbox: Sandbox):
        cells = None
        if settings.cells:
            from autograder.reports.graded_cells import graded_cells  # brings a template engine

            cells = graded_cells
        self.keys: dict[str, CopiedKey] = {}
        self.grader = Grader(self._key, settings.exercises, settings.limits, sandbox, cells)

    def _key(self, unit: str) -> CopiedKey:
        if unit not in self.keys:
            raise NeedsKey(unit)
        return self.keys[unit]

    def grade(self, task: Task, key: Key | None) -> Graded | NeedsKey:
        """What becomes of a notebook. Its report is as it is stored, without arrays."""
        if key is not None and key[0] not in self.keys:
            self.keys[key[0]] = CopiedKey(*key)
        try:
            graded = self.grader.grade(task.content, task.notebook, task.only, task.time)
        except NeedsKey as needed:
            return needed
        return dataclasses.replace(graded, report=Report.from_dict(graded.report.to_dict()))


class Dispatcher(ABC):
    """One run over tasks. `run` gives what becomes of them, as it comes, in no order."""

    graders, lost = "process", "ended"
    """Words for those who grade, and for what they did if a task does not come back."""

    def __init__(self, tasks: Iterable[Task], values_of: KeyValues, settings: Settings):
        self.source, self.settings = iter(tasks), settings
        self.values_of = functools.cache(values_of)
        self.again: deque[Task] = deque()
        self.attempts: Counter[int] = Counter()
        self.under_way: dict[int, tuple[Task, float]] = {}
        self.come: queue.SimpleQueue[tuple[int, Graded | Exception]] = queue.SimpleQueue()
        """Where a backend puts what has come back: the number of the task, and what
        `Desk.grade` returned or raised, or EOFError where who graded it is gone."""

    @abstractmethod
    def room(self) -> int:
        """How many tasks may be under way now."""

    @abstractmethod
    def submit(self, task: Task, key: Key | None) -> None:
        """Has a task graded (see `Desk.grade`)."""

    @abstractmethod
    def abandon(self, task: Task) -> None:
        """Asks for nothing more where a task hangs."""

    @abstractmethod
    def close(self) -> None:
        """Ends what is under way."""

    def run(self) -> Iterator[tuple[Task, Graded]]:
        """What becomes of the tasks. Raises what the backend raises when it is gone."""
        while self._hand_out() or self.under_way:
            with contextlib.suppress(queue.Empty):
                yield from self._take(*self.come.get(timeout=1.0))
            for task, since in list(self.under_way.values()):
                longest = task.time * self.settings.limits.submission
                if time.monotonic() - since > (1 + AHEAD) * longest + PATIENCE:
                    self.abandon(task)
                    del self.under_way[task.number]
                    yield from self._retry(task, "did not come to an end")

    def _hand_out(self) -> bool:
        """Takes as many tasks as there is room for. Returns whether there are more."""
        for _ in range(self.room() - len(self.under_way)):
            task = self.again.popleft() if self.again else next(self.source, None)
            if task is None:
                return False
            self._ask(task)
        return True

    def _ask(self, task: Task, key: Key | None = None) -> None:
        self.under_way[task.number] = task, time.monotonic()
        self.submit(task, key)

    def _take(self, number: int, outcome: Graded | Exception) -> Iterator[tuple[Task, Graded]]:
        if number not in self.under_way:  # somebody else had it meanwhile
            return
        task, _ = self.under_way.pop(number)
        if isinstance(outcome, NeedsKey):
            try:
                self._ask(task, (outcome.unit, self.values_of(outcome.unit)))
            except NoReference as reason:
                yield task, given_up(task, str(reason))
        elif isinstance(outcome, Exception):
            failed = f"failed ({type(outcome).__name__}: {one_line(str(outcome), 200)})"
            yield from self._retry(task, self.lost if isinstance(outcome, EOFError) else failed)
        elif outcome.settled:
            yield task, outcome
        else:  # the grader is at fault, perhaps for want of room
            yield from self._retry(task, outcome)

    def _retry(self, task: Task, otherwise: Graded | str) -> Iterator[tuple[Task, Graded]]:
        """Puts a task back, a few times. After that, `otherwise` is what becomes of it, or what
        those who graded it did."""
        self.attempts[task.number] += 1
        if self.attempts[task.number] < ATTEMPTS:
            self.again.append(task)
        elif isinstance(otherwise, Graded):
            yield task, otherwise
        else:
            reason = (
                f"{task.notebook} could not be graded: {ATTEMPTS} times, the {self.graders} that "
                f"graded it {otherwise}. Grade it on its own to see more."
            )
            yield task, given_up(task, reason)


def given_up(task: Task, reason: str) -> Graded:
    """What becomes of a notebook whose grading never comes to an end."""
    return Graded(unreadable(task.notebook, reason), settled=False)
