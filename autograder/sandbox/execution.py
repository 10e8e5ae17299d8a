"""Gets arrays out of a submission, whatever its code does: runs its cells, asks its probes."""

from __future__ import annotations

import functools
import threading
import time
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.course.cells import Cell
from autograder.course.model import Inputs
from autograder.course.status import Status
from autograder.inside import wire
from autograder.inside.outputs import KINDS, MAX_FIGURES, MAX_ITEMS
from autograder.inside.wire import identical
from autograder.sandbox.answers import (
    NO_ANSWER,
    Answer,
    Failure,
    Lost,
    Raised,
    parse_answer,
    parse_error,
    parse_texts,
)
from autograder.sandbox.limits import Limits
from autograder.sandbox.sandbox import FORK_SERVER, Sandbox, WorkerLost
from autograder.sandbox.turns import Stuck, Turn
from autograder.sandbox.worker import ENDED, Worker

FORKS = FORK_SERVER
START_PATIENCE = 20.0
"""Seconds, beyond an exercise's limit, that a worker may take to start."""
CASES_AT_THE_LIMIT = 3
"""How often the time for one case all cases of an exercise may take together."""
LEFT_RUNNING = 0.5
"""What share of its processes and memory a cell may still use after its end, once it matters."""
MAX_SHOWN = 32 * 2**20
"""How many bytes of what its cells show are kept of a submission."""
PNG = b"\x89PNG\r\n\x1a\n"
SEATS: threading.Semaphore | None = None
"""How many submissions may run at a time in this process, apart from those that wait for their
turn; None is any number."""
TURN_PATIENCE = 60.0
"""Seconds, beyond what two submissions may take, for which a submission waits for its turn."""
MAX_SOURCE = 2**20
"""How long a cell may be, in characters."""


@dataclass(frozen=True, eq=False)
class Request:
    """An exercise to probe. Two of them are equal if they are the same object.

    cases: the inputs of each.
    steps: what to run first: sources, and whether each is the student's.
    builds_on: the exercises that it runs through. Once one of them has taken too long, it is not
    asked for: it would take too long as well, and comes again with provided answers.
    level: how far down the provided answers reach that are among the steps; 0 is none.
    watch: exercises of which the answer says whether it runs through them.
    """

    exercise: str
    cases: list[Inputs]
    steps: tuple[tuple[str, bool], ...] = ()
    builds_on: frozenset[str] = frozenset()
    level: int = 0
    watch: tuple[str, ...] = ()


class CannotRun(Exception):
    """Students' code cannot be run on this machine; the message says why."""


class Execution:
    """One submission being run. An accident costs the cell or the exercise in which it happens.

    A worker that is lost is replaced: the cells run again, but for the one that lost it. What
    takes too long is tried once more, as the machine may have been busy; `starved` says whether
    it still was, so that the outcome may be another one later.
    """

    def __init__(
        self,
        unit: str,
        limits: Limits,
        sandbox: Sandbox | None = None,
        provides: bool = False,
        beside: Execution | None = None,
    ):
        """provides: whether it, or another submission meanwhile, gets provided answers to run
        with; then they take turns. beside: one of the same submission, with which it shares its
        time and its turn."""
        self.unit, self.limits = unit, limits
        self.sandbox = sandbox
        self._first = beside or self
        self._turn = self._take_turn() if provides and beside is None else None
        self.deadline: float = beside.deadline if beside else time.monotonic() + limits.submission
        self.cells: list[Cell] = []
        self._others: list[Execution] = []
        self.errors: dict[str, Failure] = {}
        self.shown: dict[str, list[dict[str, Any]]] = {}
        self.passed_over: dict[str, tuple[str, ...]] = {}
        self.lost: set[str] = set()
        self._careful = False
        self._room_for_shown = MAX_SHOWN
        self._failed_starts = 0
        self._ready = self._untouched = False
        self._again: set[str] = set()
        self._slow = False
        self.starved = False
        try:
            self._start_worker()
        except BaseException:
            if beside is None:
                self._end_turn()
            raise

    def _take_turn(self) -> Turn:
        try:
            return Turn(2 * self.limits.submission + TURN_PATIENCE, seats=SEATS)
        except Stuck as reason:
            raise CannotRun(f"It does not get its turn: {reason}.") from None

    def _reach(self, level: int) -> None:
        """Waits until it may run with provided answers that reach so far. That costs no time."""
        turn = self.turn
        if turn is None or level <= turn.level:
            return
        all_of_it = [self._first, *self._first._others]
        for execution in all_of_it:
            execution.worker.stop_clock()
        waited = self._wait_for(turn, level)
        for execution in all_of_it:
            execution.deadline += waited
            execution.worker.start_clock(execution.deadline)

    def _wait_for(self, turn: Turn, level: int) -> float:
        try:
            return turn.reach(level)
        except Stuck as reason:
            raise CannotRun(f"It does not get its turn: {reason}.") from None

    def _end_turn(self) -> None:
        if self.turn is not None:
            self.turn.end()

    @property
    def turn(self) -> Turn | None:
        """The turn of the submission, the same for all that run beside each other."""
        return self._first._turn

    @property
    def isolation(self) -> str:
        return self.worker.isolation

    def another(self) -> Execution:
        """One for the same submission, in which none of its cells has run; closed with this one."""
        self._others.append(Execution(self.unit, self.limits, self.sandbox, beside=self))
        return self._others[-1]

    def run(self, cells: list[Cell], show: bool = False) -> None:
        """Runs the cells that grading runs. What went wrong in each is in `errors` afterwards.

        Magics that failed without stopping their cell are in `passed_over`.

        show: what Jupyter would show under each is in `shown`, as `plain_outputs` returns it.
        """
        self.show = show
        self.cells = [cell for cell in cells if cell.role != "check" and not cell.skip]
        for cell in self.cells:
            if len(cell.source) > MAX_SOURCE:
                self.lost.add(cell.id)
                message = f"it is longer than {MAX_SOURCE >> 20} million characters"
                self.errors[cell.id] = Raised("TooLong", message)
        while not self._run_once():
            self._replace_worker()

    def _run_once(self) -> bool:
        cells = [
            (cell.id, cell.source, cell.role in ("exercise", "own"))
            for cell in self.cells
            if cell.id not in self.lost
        ]
        current: str | None = None
        finished: set[str] = set()
        try:
            if not self._ready:
                self.worker.receive(self.limits.exercise + START_PATIENCE)
                self._ready = True
            self.worker.send({"do": "run", "cells": cells, "show": self.show})
            for cell_id, _, own in cells:
                current = current or cell_id
                self.worker.allowance.renew()
                self._expect({"begin": cell_id}, self.limits.cell)
                current = cell_id
                match self.worker.receive(self.limits.cell):
                    case {
                        "cell": str(ended), "error": dict() | None as error, **rest
                    } if ended == cell_id:  # fmt: skip
                        finished.add(cell_id)
                        self._keep(cell_id, parse_error(error), rest.get("shown"))
                        self.passed_over[cell_id] = parse_texts(rest.get("passed over"))
                    case _:
                        raise self._nonsense()
                if own and self._careful:
                    self.worker.check(LEFT_RUNNING)
            self._expect({"end": None}, self.limits.cell)
            self._untouched = True
            return True
        except WorkerLost as loss:
            # before a cell has begun, there is none to blame
            if (not self._ready or current is None) and not self._out_of_time():
                self._failed_starts += 1
                if self._failed_starts > 2:
                    raise CannotRun(
                        f"The process that runs students' code does not start: {loss}."
                    ) from None
                return False
            late = self._out_of_time()
            if loss.late and not self._careful and not late:
                self._careful = True  # it may have begun in an earlier cell: look after each now
                return False
            slow = loss.status is Status.TIMEOUT and not late
            if slow and current is not None and current not in self._again:
                self._again.add(current)
                self._slow = True
                return False
            self._slow = loss.status is Status.TIMEOUT
            self._first.starved |= loss.starved
            for cell_id, _, _ in cells:
                if cell_id == current or (late and cell_id not in finished):
                    self.lost.add(cell_id)
                    self.errors[cell_id] = Lost(loss.status, str(loss))
            return late

    def _keep(self, cell_id: str, error: Raised | None, shown: Any) -> None:
        """Keeps how a cell ended, and what it showed as long as there is room."""
        self.errors.pop(cell_id, None)
        if error is not None:
            self.errors[cell_id] = error
        if self.show:
            self.shown[cell_id] = []
            for item in plain_outputs(shown):
                self._room_for_shown -= len(item["text"]) + len(item["png"] or b"")
                if self._room_for_shown >= 0:
                    self.shown[cell_id].append(item)

    def _out_of_time(self) -> bool:
        return time.monotonic() >= self.deadline

    def _expect(self, due: dict[str, Any], seconds: float) -> None:
        """Receives the one frame that is due now."""
        if not identical(self.worker.receive(seconds), due):
            raise self._nonsense()

    def _nonsense(self) -> WorkerLost:
        self.worker.close()
        return WorkerLost(Status.CRASHED, NO_ANSWER)

    def _replace_worker(self) -> None:
        self.worker.close()
        if self._slow:
            self._step_aside()
        self._start_worker()

    def _step_aside(self) -> None:
        """Lets those go on who wait for this submission, where it has no process now."""
        self._slow = False
        if self._turn is not None and not self._others:
            level, started = self._turn.level, time.monotonic()
            self._turn.end()
            self._turn = self._take_turn()
            self._wait_for(self._turn, level)
            self.deadline += time.monotonic() - started

    def _start_worker(self) -> None:
        try:
            self.worker: Worker = Worker(self.limits, self.deadline, self.sandbox)
        except WorkerLost as loss:
            raise CannotRun(
                f"The process that runs students' code does not start: {loss}."
            ) from None
        self._ready = False

    def ask(self, requests: list[Request]) -> dict[str, list[Answer]]:
        """Probes the exercises, in one fork where the system forks, and returns what came back.

        For each exercise, a list with an answer for each case up to and including the one in
        which the worker was lost, if it was; an empty one where it builds on what took too long.
        Only what is asked first of a new worker, whose cells have left nothing large running, is
        to blame for its loss; any other exercise may pay for something before it, and is asked
        again. What has taken too long is asked again alone before it is to blame for that.
        """
        answers: dict[str, list[Answer]] = {request.exercise: [] for request in requests}
        pending = list(requests)
        self._reach(max((request.level for request in requests), default=0))
        slow: set[str] = set()
        while pending:
            if self._out_of_time():
                for request in pending:
                    answers[request.exercise] = [_late(self.limits)]
                break
            first, self._untouched = self._untouched, False
            asked = pending[:1] if pending[0].exercise in slow else pending
            try:
                current = self._ask_once(asked, answers)
                if current is None:
                    pending = pending[len(asked) :]
                    continue
                loss = WorkerLost(Status.CRASHED, ENDED)
                worker_lost = False
            except _LostDuring as lost:
                current, loss, worker_lost = lost.exercise, lost.loss, True
            position = [request.exercise for request in pending].index(current)
            complete = len(answers[current]) == len(pending[position].cases)
            sure = current in slow if loss.status is Status.TIMEOUT else self._careful
            to_blame = (first and position == 0 and sure) or self._out_of_time()
            if loss.status is Status.TIMEOUT:
                slow.add(current)
                self._slow = True
            self._careful = self._careful or loss.status is not Status.TIMEOUT
            if (worker_lost or not to_blame) and not self._out_of_time():
                self._replace_worker()
                while not self._run_once():
                    self._replace_worker()
            if to_blame and not complete:
                self._first.starved |= loss.starved
                answers[current].append(Lost(loss.status, str(loss)))
            if to_blame or complete:
                pending = pending[position + 1 :]
                if not complete and loss.status is Status.TIMEOUT:
                    pending = [request for request in pending if current not in request.builds_on]
            else:
                answers[current] = []
                pending = pending[position:]
        return answers

    def _ask_once(self, pending: list[Request], answers: dict[str, list[Answer]]) -> str | None:
        """Returns the exercise in which a fork died, or None if all went well."""
        current = pending[0].exercise
        self.worker.send_packed(probe_frame(self.unit, tuple(pending)))
        limit = self.limits.exercise
        try:
            for exercise, cases in ((r.exercise, range(len(r.cases))) for r in pending):
                self.worker.allowance.renew()
                until = self.worker.clock() + CASES_AT_THE_LIMIT * limit
                frame = self.worker.receive(limit, limit)
                if _is_end(frame):  # the fork has died
                    return current
                current = exercise
                if not identical(frame, {"begin": exercise}):
                    raise self._nonsense()
                for i in cases:
                    frame = self.worker.receive(min(limit, until - self.worker.clock()), limit)
                    if _is_end(frame):
                        return current
                    answers[exercise].append(self._answer(frame, exercise, i))
            if not _is_end(self.worker.receive(self.limits.exercise)):
                raise self._nonsense()
            return None
        except WorkerLost as loss:
            raise _LostDuring(current, loss) from None

    def _answer(self, frame: Any, exercise: str, number: int) -> Answer:
        """The answer to a case in a frame."""
        match frame:
            case {"exercise": str(of), "case": int(i)} if (of, i) == (exercise, number):
                found = parse_answer(frame)
                if found is not None:
                    return found
        raise self._nonsense()

    def close(self) -> None:
        try:
            self.worker.close()
            for other in self._others:
                other.close()
        finally:
            if self._first is self:
                self._end_turn()

    def __enter__(self) -> Execution:
        return self

    def __exit__(self, *exc_info: object) -> None:
        self.close()


def probe_frame(unit: str, requests: tuple[Request, ...]) -> bytes:
    """The command that asks for exercises; kept where it may be the same for many submissions."""
    same_for_many = not any(request.steps for request in requests)
    return (_kept_frame if same_for_many else _frame)(unit, requests)


def _frame(unit: str, requests: tuple[Request, ...]) -> bytes:
    return wire.pack(
        {
            "do": "probe",
            "unit": unit,
            "fork": FORKS,
            "requests": [
                {
                    "exercise": r.exercise,
                    "steps": list(r.steps),
                    "cases": r.cases,
                    "watch": list(r.watch),
                }
                for r in requests
            ],
        }
    )


_kept_frame = functools.lru_cache(maxsize=64)(_frame)


def _is_end(frame: Any) -> bool:
    return isinstance(frame, dict) and "end" in frame


def plain_outputs(shown: Any) -> list[dict[str, Any]]:
    """What a cell showed, as it came from a worker, with nothing in it but what belongs there.

    Dicts with "kind" (one of `outputs.KINDS`), "text", and "png" (bytes, or None).
    """
    found = []
    for item in shown[:MAX_ITEMS] if isinstance(shown, list) else ():
        match item:
            case {"kind": str(kind), "text": str(text), "png": np.ndarray() | None as png}:
                image = None
                if png is not None and png.dtype == np.uint8 and png.ndim == 1:
                    image = png[:MAX_FIGURES].tobytes()
                if image is not None and not image.startswith(PNG):
                    image = None
                if kind in KINDS:
                    found.append({"kind": kind, "text": as_on_screen(text), "png": image})
    return found


def as_on_screen(text: str) -> str:
    """The text without control characters; of a line written over, what stood there last."""
    lines = (line.rstrip("\r").rpartition("\r")[2] for line in text.split("\n"))
    return "\n".join("".join(c for c in line if c.isprintable() or c == "\t") for line in lines)


class _LostDuring(Exception):
    def __init__(self, exercise: str, loss: WorkerLost):
        super().__init__(str(loss))
        self.exercise, self.loss = exercise, loss


def _late(limits: Limits) -> Answer:
    message = f"the whole submission took longer than {limits.submission:g} s"
    return Lost(Status.TIMEOUT, message)
