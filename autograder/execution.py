"""Gets arrays out of a submission, whatever its code does: runs its cells, asks its probes."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any

from autograder.course import Inputs
from autograder.sandbox import WARM, Limits, Sandbox, Worker, WorkerLost
from autograder.submission import Cell

Answer = dict[str, Any]
"""What came back for one case: "observed" and "inputs", or "error" with type, message, lines;
the type is `timeout` or `killed` where nothing came back."""

FORKS = WARM


@dataclass(frozen=True)
class Request:
    """An exercise to probe.

    cases: the inputs of each.
    steps: what to run first: sources, and whether each is the student's.
    """

    exercise: str
    cases: list[Inputs]
    steps: tuple[tuple[str, bool], ...] = ()


class CannotRun(Exception):
    """Students' code cannot be run on this machine; the message says why."""


class Execution:
    """One submission being run. An accident costs the cell or the exercise in which it happens.

    A worker that is lost is replaced: the cells run again, but for the one that lost it.
    """

    def __init__(self, unit: str, limits: Limits, sandbox: Sandbox | None = None):
        self.unit, self.limits = unit, limits
        self.sandbox = sandbox
        self.deadline = time.monotonic() + limits.submission
        self.cells: list[Cell] = []
        self.errors: dict[str, dict[str, Any]] = {}
        self.lost: set[str] = set()
        self.worker = Worker(limits, self.deadline, sandbox)
        self._ready = False
        self._failed_starts = 0

    @property
    def isolation(self) -> str:
        return self.worker.isolation

    def run(self, cells: list[Cell]) -> None:
        """Runs the cells that grading runs. What went wrong in each is in `errors` afterwards."""
        self.cells = [cell for cell in cells if cell.role != "check" and not cell.skip]
        while not self._run_once():
            self._replace_worker()

    def _run_once(self) -> bool:
        cells = [
            (cell.id, cell.source, cell.role in ("exercise", "own"))
            for cell in self.cells
            if cell.id not in self.lost
        ]
        current, finished = None, set()
        try:
            if not self._ready:
                self.worker.receive(self.limits.exercise + 20)
                self._ready = True
            self.worker.send({"do": "run", "cells": cells})
            while True:
                frame = self.worker.receive(self.limits.cell)
                match frame:
                    case {"begin": str(cell_id)}:
                        current = cell_id
                    case {"cell": str(cell_id), "error": dict() | None as error}:
                        finished.add(cell_id)
                        self.errors.pop(cell_id, None)
                        if error is not None:
                            self.errors[cell_id] = error
                    case {"end": _}:
                        return True
                    case _:
                        raise self._nonsense()
        except WorkerLost as loss:
            if not self._ready and not self._out_of_time():
                self._failed_starts += 1
                if self._failed_starts > 2:
                    raise CannotRun(
                        f"The process that runs students' code does not start: {loss}."
                    ) from None
                return False
            late = self._out_of_time()
            for cell_id, _, _ in cells:
                if cell_id == current or (late and cell_id not in finished):
                    self.lost.add(cell_id)
                    self.errors[cell_id] = {
                        "type": loss.status, "message": str(loss), "lines": [],
                    }  # fmt: skip
            return late

    def _out_of_time(self) -> bool:
        return time.monotonic() >= self.deadline

    def _nonsense(self) -> WorkerLost:
        self.worker.close()
        return WorkerLost("killed", "its answer was no answer to the question")

    def _replace_worker(self) -> None:
        self.worker.close()
        self.worker = Worker(self.limits, self.deadline, self.sandbox)
        self._ready = False

    def ask(self, requests: list[Request]) -> dict[str, list[Answer]]:
        """Probes the exercises, in one fork where the system forks, and returns what came back.

        For each exercise, a list with an answer for each case up to and including the one in
        which the worker was lost, if it was.
        """
        answers: dict[str, list[Answer]] = {request.exercise: [] for request in requests}
        pending = list(requests)
        while pending:
            current = pending[0].exercise
            if self._out_of_time():
                for request in pending:
                    answers[request.exercise].append(_late(self.limits))
                break
            try:
                current = self._ask_once(pending, answers)
                if current is None:
                    break
                loss = WorkerLost("killed", "the process ended")
            except _LostDuring as lost:
                current, loss = lost.exercise, lost.loss
                if not self._out_of_time():
                    self._replace_worker()
                    while not self._run_once():
                        self._replace_worker()
            answers[current].append(
                {"error": {"type": loss.status, "message": str(loss), "lines": []}}
            )
            position = [request.exercise for request in pending].index(current)
            pending = pending[position + 1 :]
        return answers

    def _ask_once(self, pending: list[Request], answers: dict[str, list[Answer]]) -> str | None:
        """Returns the exercise in which a fork died, or None if all went well."""
        current = pending[0].exercise
        sizes = {request.exercise: len(request.cases) for request in pending}
        self.worker.send(
            {
                "do": "probe",
                "unit": self.unit,
                "fork": FORKS,
                "requests": [
                    {"exercise": r.exercise, "steps": list(r.steps), "cases": r.cases}
                    for r in pending
                ],
            }
        )
        try:
            while True:
                frame = self.worker.receive(self.limits.exercise)
                match frame:
                    case {"begin": str(exercise), "case": int()} if exercise in sizes:
                        current = exercise
                    case {"exercise": str(exercise), "case": int(i)} if (
                        exercise in sizes and i == len(answers[exercise]) < sizes[exercise]
                    ):
                        answers[exercise].append(frame)
                    case {"end": status}:
                        complete = all(len(answers[e]) == n for e, n in sizes.items())
                        return None if status is None and complete else current
                    case _:
                        raise self._nonsense()
        except WorkerLost as loss:
            raise _LostDuring(current, loss) from None

    def close(self) -> None:
        self.worker.close()

    def __enter__(self) -> Execution:
        return self

    def __exit__(self, *exc_info: object) -> None:
        self.close()


class _LostDuring(Exception):
    def __init__(self, exercise: str, loss: WorkerLost):
        super().__init__(str(loss))
        self.exercise, self.loss = exercise, loss


def _late(limits: Limits) -> Answer:
    message = f"the whole submission took longer than {limits.submission:g} s"
    return {"error": {"type": "timeout", "message": message, "lines": []}}
