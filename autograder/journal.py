"""Results on disk: a line of JSON for each submission, written as they come.

The journal is only ever added to, so that whatever ends the grading, what was graded stays: an
interrupted last line is ignored, and the next run grades what has no line yet. A line counts for
as long as the notebook, the course and the seed are those that it was written for.
"""

from __future__ import annotations

import contextlib
import dataclasses
import functools
import json
import os
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.course import assignment_names
from autograder.course_version import cells_version, course_version, digest
from autograder.report import Report
from autograder.sandbox import Limits

with contextlib.suppress(ImportError):  # Windows, where others' notebooks are not graded
    import fcntl

JOURNAL, RESULTS = "journal.jsonl", "results.jsonl"
SYNC_SECONDS = 1.0


class JournalError(Exception):
    """The journal cannot be used; the message says why and what to do."""


@dataclass(frozen=True)
class Terms:
    """What a result depends on, besides the notebook, and whether it has the cells' outputs."""

    seed: int
    isolation: str
    limits: Limits
    cells: bool = False

    def key(self, content: bytes) -> str:
        """The name under which the journal keeps the result of a notebook."""
        limits = dataclasses.astuple(self.limits)
        looks = cells_version() if self.cells else None
        parts = [digest(content), self.seed, self.isolation, limits, looks]
        return digest(json.dumps(parts).encode())


@dataclass(frozen=True)
class Result:
    """What the journal keeps of a submission.

    student: the name of the folder where nbgrader's layout has it, else the notebook's path.
    content: SHA-256 of the notebook's bytes.
    course, versions: of the course, and of each exercise (see `course_version`).
    answers: the student's code by exercise. cells: what stands under each cell, by its id, for
    who has asked for it.
    """

    key: str
    student: str
    unit: str | None
    content: str
    course: str
    seed: int
    answers: dict[str, str]
    report: Report
    cells: dict[str, list[Any]] = dataclasses.field(default_factory=dict)
    versions: dict[str, str] = dataclasses.field(default_factory=dict)

    @property
    def up_to_date(self) -> bool:
        """Whether the course is as it was."""
        return self.course == course_version(self.unit)

    def line(self) -> bytes:
        """The result as a line of JSON."""
        entry = {f.name: getattr(self, f.name) for f in dataclasses.fields(self)}
        entry["report"] = self.report.to_dict()
        return json.dumps(entry, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n"

    def handed_in_as(self, notebook: Path) -> Result:
        """The same result, for a notebook with the same content."""
        error = self.report.error
        if error is not None:
            error = error.replace(self.report.notebook, str(notebook))
        report = dataclasses.replace(self.report, notebook=str(notebook), error=error)
        return dataclasses.replace(self, student=student_of(notebook), report=report)

    @classmethod
    def from_line(cls, line: bytes) -> Result:
        """The result in a line. Raises ValueError where there is none."""
        try:
            entry = json.loads(line)
            return cls(**{**entry, "report": Report.from_dict(entry["report"])})
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError(f"not a line of results: {error}") from None


def student_of(notebook: str | Path) -> str:
    """Who has handed a notebook in: the folder in nbgrader's layout, else the path."""
    path = Path(notebook)
    if len(path.parts) >= 3 and path.parent.name in {path.stem, *assignment_names()}:
        return path.parent.parent.name
    return str(path)


class Journal:
    """The lines of a folder, by key. One process at a time may have it open.

    Raises JournalError where the folder cannot be used.
    """

    def __init__(self, folder: Path):
        self.folder, self.path = folder, folder / JOURNAL
        self._places: dict[str, tuple[int, int]] = {}
        self._synced = time.monotonic()
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            # answers, scores and the seed are nobody else's business
            self._file = os.fdopen(os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600), "r+b")
        except OSError as error:
            raise JournalError(f"{self.path} cannot be written: {error.strerror}.") from None
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            self._file.close()
            raise JournalError(
                f"Another grading run is writing to {folder}. Wait for it, or name another folder "
                "with --results."
            ) from None
        self._read()

    def _read(self) -> None:
        """Finds the lines that are there, and cuts off a last one that was interrupted."""
        end = 0
        for line in self._file:
            if not line.endswith(b"\n"):
                break
            with contextlib.suppress(ValueError, KeyError, TypeError):
                self._places[json.loads(line)["key"]] = (end, len(line))
            end += len(line)
        self._file.truncate(end)
        self._file.seek(end)

    def __len__(self) -> int:
        return len(self._places)

    def find(self, key: str) -> Result | None:
        """The latest result with a key, of whatever version of the course."""
        if key not in self._places:
            return None
        try:
            return Result.from_line(self._line(key))
        except ValueError:
            return None

    def _line(self, key: str) -> bytes:
        place, length = self._places[key]
        return os.pread(self._file.fileno(), length, place)

    def add(self, result: Result) -> None:
        """Writes a result down; about once a second, to the disk itself."""
        line = result.line()
        try:
            place = self._file.tell()
            self._file.write(line)
            self._file.flush()
            if time.monotonic() - self._synced > SYNC_SECONDS:
                self.sync()
        except OSError as error:
            raise JournalError(
                f"{self.path} cannot be written: {error.strerror}. What was graded so far is kept; "
                "make room, and the same command goes on from there."
            ) from None
        self._places[result.key] = (place, len(line))

    def sync(self) -> None:
        """Returns when all that was written is on the disk."""
        self._file.flush()
        os.fsync(self._file.fileno())
        self._synced = time.monotonic()

    def close(self) -> None:
        """Ends the writing."""
        with contextlib.suppress(OSError, ValueError):
            self.sync()
        self._file.close()

    def __enter__(self) -> Journal:
        return self

    def __exit__(self, *exc_info: object) -> None:
        self.close()


class Results(Sequence[Report]):
    """The reports of a finished run, read from the disk when they are asked for."""

    def __init__(self, folder: Path):
        self.path = folder / RESULTS
        self._places = [0]
        with self.path.open("rb") as file:
            for line in file:
                self._places.append(self._places[-1] + len(line))

    def __len__(self) -> int:
        return len(self._places) - 1

    def __getitem__(self, number: Any) -> Any:
        if isinstance(number, slice):
            return [self[i] for i in range(*number.indices(len(self)))]
        number = range(len(self))[number]
        return self.result(number).report

    def result(self, number: int) -> Result:
        """All that is kept of a notebook."""
        with self.path.open("rb") as file:
            file.seek(self._places[number])
            return Result.from_line(file.readline())

    def with_key(self, key: str) -> Result | None:
        """The result of any notebook that was graded under a key (see `Terms`)."""
        number = self._numbers.get(key)
        return None if number is None else self.result(number)

    @functools.cached_property
    def _numbers(self) -> dict[str, int]:
        """The place of a notebook with each key."""
        with self.path.open("rb") as file:
            return {json.loads(line)["key"]: number for number, line in enumerate(file)}

    def __iter__(self) -> Iterator[Report]:
        return (result.report for result in read_results(self.path.parent))


def read_results(folder: Path) -> Iterator[Result]:
    """The results of the last run that came to its end, in the order of the notebooks.

    Raises JournalError where there is none.
    """
    try:
        with (folder / RESULTS).open("rb") as file:
            for line in file:
                yield Result.from_line(line)
    except FileNotFoundError:
        raise JournalError(
            f"There are no results in {folder}. First: autograder grade submitted/"
        ) from None
    except (OSError, ValueError) as error:
        raise JournalError(f"{folder / RESULTS} cannot be read: {error}.") from None


def write_results(folder: Path, results: Iterable[Result]) -> None:
    """Puts the results of a run where `read_results` finds them, all of them or none."""
    unfinished = folder / f"{RESULTS}.part"
    try:
        with os.fdopen(
            os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb"
        ) as file:
            for result in results:
                file.write(result.line())
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(folder / RESULTS)
    except OSError as error:
        raise JournalError(
            f"{unfinished} cannot be written: {error.strerror}. What was graded is kept; make "
            "room, and the same command goes on from there."
        ) from None
