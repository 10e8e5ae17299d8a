"""Grades a class: finds what is graded already, has the rest graded, keeps what comes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from autograder.answer_key import ReferenceKey
from autograder.grader import Graded, load_notebook
from autograder.grading import unreadable
from autograder.journal import (
    Journal,
    Result,
    Terms,
    course_version,
    digest,
    student_of,
    write_results,
)
from autograder.pool import KeyValues, Settings, Task
from autograder.sandbox import Sandbox
from autograder.submission import Unreadable

Backend = Callable[[Iterable[Task], KeyValues], Iterator[tuple[Task, Graded]]]
"""Grades tasks somewhere: in processes of this machine, or on a cluster."""


class ClassGrading:
    """One run over the notebooks of a class.

    seed: what the drawn cases come from. Raises CannotIsolate, as `Sandbox` does.
    """

    def __init__(self, paths: Sequence[Path], journal: Journal, seed: int, settings: Settings):
        self.paths, self.journal = paths, journal
        isolation = Sandbox(settings.isolation).isolation
        self.terms = Terms(seed, isolation, settings.limits, settings.cells)
        self.keys: list[str | None] = [None] * len(paths)
        self.unsettled: dict[int, Result] = {}
        self.reused = 0

    def run(self, backend: Backend) -> Iterator[int]:
        """Grades what is not in the journal yet. Gives the number of notebooks done, as it
        grows; at the end, the results are where `read_results` finds them."""
        done = 0
        ready: list[int] = []
        for task, graded in backend(self._tasks(ready), self._values_of):
            self._keep(task.number, task.notebook, task.content, graded)
            done += 1 + len(ready)
            ready.clear()
            yield done
        self.journal.sync()
        yield done + len(ready)
        write_results(self.journal.folder, self._in_order())

    def _values_of(self, unit: str) -> dict:
        return ReferenceKey(unit, self.terms.seed).values()

    def _tasks(self, ready: list[int]) -> Iterator[Task]:
        """The notebooks that are still to be graded. The numbers of the others go to `ready`."""
        for number, path in enumerate(self.paths):
            try:
                content = load_notebook(path)
            except Unreadable as reason:
                # nothing to recognise it by another time
                graded = Graded(unreadable(str(path), str(reason)), settled=False)
                self._keep(number, str(path), b"", graded)
                ready.append(number)
                continue
            key = self.terms.key(content)
            if self.journal.find(key) is None:
                yield Task(number, str(path), content)
            else:
                self.keys[number] = key
                self.reused += 1
                ready.append(number)

    def _keep(self, number: int, notebook: str, content: bytes, graded: Graded) -> None:
        unit = graded.report.assignment
        result = Result(
            key=self.terms.key(content),
            student=student_of(notebook),
            unit=unit,
            content=digest(content),
            course=course_version(unit),
            seed=self.terms.seed,
            answers=graded.answers,
            report=graded.report,
            cells=graded.cells,
        )
        if graded.settled:
            self.journal.add(result)
            self.keys[number] = result.key
        else:
            self.unsettled[number] = result

    def _in_order(self) -> Iterator[Result]:
        for number, path in enumerate(self.paths):
            if number in self.unsettled:
                yield self.unsettled[number]
            else:
                # the same notebook may have come from somebody else
                yield self.journal.find(self.keys[number]).handed_in_as(path)
