"""Grades a class: finds what is graded already, has the rest graded, keeps what comes."""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from autograder.classroom.dispatch import KeyValues, Settings, Task
from autograder.classroom.journal import (
    Journal,
    Result,
    Terms,
    handed_in,
    student_of,
    write_results,
)
from autograder.course.model import assignment
from autograder.course.text import digest
from autograder.grading.answer_key import ReferenceKey
from autograder.grading.grader import Graded, load_notebook, refuse_linked
from autograder.grading.notebook_file import Unreadable
from autograder.grading.results import Report
from autograder.grading.verdicts import unreadable
from autograder.reference.course_version import changed_exercises, course_version, exercise_versions
from autograder.sandbox.sandbox import Sandbox

Backend = Callable[[Iterable[Task], KeyValues], Iterator[tuple[Task, Graded]]]
"""Grades tasks somewhere: in processes of this machine, or on a cluster."""


class ClassGrading:
    """One run over the notebooks of a class.

    seed: what the drawn cases come from. Raises CannotIsolate, as `Sandbox` does.

    reused: how many notebooks had been graded before. in_part: of how many only some exercises
    are graded again, as nothing else has changed in the course; these are in `changed`.
    """

    def __init__(self, paths: Sequence[Path], journal: Journal, seed: int, settings: Settings):
        self.paths, self.journal = paths, journal
        isolation = Sandbox(settings.isolation, as_root=True).isolation  # nothing runs in it
        self.terms = Terms(seed, isolation, settings.limits, settings.cells)
        self.keys: dict[int, str] = {}
        self.unsettled: dict[int, Result] = {}
        self.reused = self.in_part = 0
        self.common = common_folder(paths)
        self.accommodations = settings.accommodations
        self.changed: set[str] = set()

    def run(self, backend: Backend) -> Iterator[int]:
        """Grades what is not in the journal yet. Gives the number of notebooks done, as it
        grows; at the end, the results are where `read_results` finds them."""
        done = 0
        ready: list[int] = []
        for task, graded in backend(self._tasks(ready), self._values_of):
            self._keep(task, graded)
            done += 1 + len(ready)
            ready.clear()
            yield done
        yield done + len(ready)
        write_results(self.journal.folder, self._in_order())

    def _values_of(self, unit: str) -> dict[str, Any]:
        return ReferenceKey(unit, self.terms.seed).values()

    def _tasks(self, ready: list[int]) -> Iterator[Task]:
        """The notebooks that are still to be graded. The numbers of the others go to `ready`."""
        for number, path in enumerate(self.paths):
            try:
                if self.common is not None:
                    refuse_linked(path, self.common)
                content = load_notebook(path)
            except Unreadable as reason:
                # nothing to recognize it by another time
                graded = Graded(unreadable(str(path), str(reason)), settled=False)
                self._keep(Task(number, str(path), b""), graded)
                ready.append(number)
                continue
            time = self.accommodations.time_for(student_of(path), handed_in(path).parent.name)
            key = self.terms.key(content, time)
            changed = self._changed(key)
            if changed is None:
                yield Task(number, str(path), content, time=time)
            elif changed:
                self.in_part += 1
                self.changed |= changed
                yield Task(number, str(path), content, tuple(sorted(changed)), time)
            else:
                self.keys[number] = key
                self.reused += 1
                ready.append(number)

    def _changed(self, key: str) -> frozenset[str] | None:
        """The exercises for which the result with a key is none any more; None is all of them."""
        kept = self.journal.find(key)
        if kept is None:
            return None
        if kept.up_to_date:
            return frozenset()
        if kept.unit is None or kept.report.error is not None:
            return None
        changed = changed_exercises(kept.unit, kept.versions)
        if changed == frozenset():
            report = in_order(kept.report)
            self.journal.add(dataclasses.replace(kept, report=report, **versions(kept.report)))
        return changed

    def _keep(self, task: Task, graded: Graded) -> None:
        key, report, cells = self.terms.key(task.content, task.time), graded.report, graded.cells
        if task.only and report.error is None:
            kept = self.journal[key]
            report, cells = in_order(report, kept.report), kept.cells | cells
        result = Result(
            key=key,
            student=student_of(task.notebook),
            unit=report.assignment,
            content=digest(task.content),
            seed=self.terms.seed,
            answers=graded.answers,
            report=report,
            cells=cells,
            **versions(report),
        )
        if graded.settled:
            self.journal.add(result)
            self.keys[task.number] = result.key
        else:
            self.unsettled[task.number] = result

    def _in_order(self) -> Iterator[Result]:
        for number, path in enumerate(self.paths):
            if number in self.unsettled:
                yield self.unsettled[number]
            else:
                # the same notebook may have come from somebody else
                yield self.journal[self.keys[number]].handed_in_as(path)


def common_folder(paths: Sequence[Path]) -> Path | None:
    """The folder that all the paths lie in, if they are written alike."""
    if not paths or len({path.is_absolute() for path in paths}) > 1:
        return None
    return Path(os.path.commonpath([path.parent for path in paths]))


def versions(report: Report) -> dict[str, Any]:
    """What a result says of the course as it is now."""
    unit = report.assignment
    known = report.error is None and unit is not None
    return {"course": course_version(unit), "versions": exercise_versions(unit) if known else {}}


def in_order(report: Report, otherwise: Report | None = None) -> Report:
    """A report on all exercises of its unit, if it has one, as that is now.

    otherwise: where the results stand that the report does not have.
    """
    if report.assignment is None:
        return report
    results = {
        result.id: result for result in (*(otherwise or report).exercises, *report.exercises)
    }
    exercises = tuple(results[exercise.id] for exercise in assignment(report.assignment).exercises)
    points = float(sum(result.max_score for result in exercises if not result.bonus))
    return dataclasses.replace(report, exercises=exercises, max_score=points)
