"""Results on disk: a SQLite database, into which they go as they come, and what a run exports.

Whatever ends the grading, what was graded stays, and the next run grades what is not there yet. A
result counts for as long as the notebook, the course and the seed are those that it is for. A
finished run exports its results as lines of JSON, in the order of the notebooks: these are what
everything else reads, and no later run changes them until it is finished.
"""

from __future__ import annotations

import contextlib
import dataclasses
import functools
import itertools
import json
import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.course.model import assignment, assignment_names
from autograder.course.text import digest
from autograder.grading.archive import is_archive_name
from autograder.grading.results import Report
from autograder.reference.course_version import cells_version, course_version
from autograder.sandbox.limits import Limits

JOURNAL, RESULTS = "journal.db", "results.jsonl"
VERSION = 1
"""Of the database's layout."""
OTHERWISE = "Remove it, and everything is graded again, or name another folder with --results."
PROBLEMS = {
    sqlite3.SQLITE_BUSY: "Another grading run is writing to {path.parent}. Wait for it, or name "
    "another folder with --results.",
    sqlite3.SQLITE_NOTADB: "{path} is not a journal of this grader. " + OTHERWISE,
    sqlite3.SQLITE_CORRUPT: "{path} is damaged. " + OTHERWISE,
    sqlite3.SQLITE_READONLY: "{path} cannot be written: it is read-only.",
    sqlite3.SQLITE_CANTOPEN: "{path} cannot be written: {error}.",
}
"""What is said where SQLite reports an error, by its code."""
NO_ROOM = (
    "{path} cannot be written: {error}. What was graded so far is kept; make room, and the same "
    "command goes on from there."
)


class JournalError(Exception):
    """The journal cannot be used; the message says why and what to do."""


@dataclass(frozen=True)
class Terms:
    """What a result depends on, besides the notebook, and whether it has the cells' outputs."""

    seed: int
    isolation: str
    limits: Limits
    cells: bool = False

    def key(self, content: bytes, time: float = 1.0) -> str:
        """The name under which the journal keeps the result of a notebook.

        time: by how much the student's limits on seconds are multiplied.
        """
        limits = dataclasses.astuple(self.limits.times(time))
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


def handed_in(notebook: str | Path) -> Path:
    """What was handed in: a notebook, or the archive or the package that it is a part of."""
    path = Path(notebook)
    archive = next((above for above in path.parents if is_archive_name(above.name)), None)
    return archive or (path.parent if path.name in assignment_names() else path)


def student_of(notebook: str | Path) -> str:
    """Who has handed a notebook in: the folder in nbgrader's layout, else the path."""
    path = handed_in(notebook)
    folders = {path.stem, *(assignment(unit).folder for unit in assignment_names())}
    if len(path.parts) >= 3 and path.parent.name in folders:
        return path.parent.parent.name
    return str(path)


class Journal:
    """The results in a folder, by key. One process at a time may have it open.

    Raises JournalError where the folder cannot be used, or no longer.
    """

    def __init__(self, folder: Path):
        self.folder, self.path = folder, folder / JOURNAL
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            # answers, scores and the seed are nobody else's business
            os.close(os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600))
        except OSError as error:
            raise JournalError(f"{self.path} cannot be written: {error.strerror}.") from None
        self._database = sqlite3.connect(self.path, timeout=0.0, isolation_level=None)
        try:
            self._ask("PRAGMA locking_mode = EXCLUSIVE")
            self._ask("PRAGMA journal_mode = WAL")
            self._ask("PRAGMA synchronous = NORMAL")
            self._ask("BEGIN EXCLUSIVE")
            version = self._ask("PRAGMA user_version")[0][0]
            if version not in (0, VERSION):
                raise JournalError(f"{self.path} is of another version of the grader. {OTHERWISE}")
            self._ask("CREATE TABLE IF NOT EXISTS results (key TEXT PRIMARY KEY, result BLOB)")
            self._ask(f"PRAGMA user_version = {VERSION}")
            self._ask("COMMIT")
        except JournalError:
            self._database.close()
            raise

    def _ask(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        try:
            return self._database.execute(statement, values).fetchall()
        except sqlite3.Error as error:
            said = PROBLEMS.get(error.sqlite_errorcode & 0xFF, NO_ROOM)
            raise JournalError(said.format(path=self.path, error=error)) from None

    def __len__(self) -> int:
        return int(self._ask("SELECT count(*) FROM results")[0][0])

    def find(self, key: str) -> Result | None:
        """The latest result with a key, of whatever version of the course."""
        for (line,) in self._ask("SELECT result FROM results WHERE key = ?", key):
            with contextlib.suppress(ValueError):
                return Result.from_line(line)
        return None

    def __getitem__(self, key: str) -> Result:
        """The same, of a key that has been found. Raises JournalError where it is gone."""
        found = self.find(key)
        if found is None:
            raise JournalError(PROBLEMS[sqlite3.SQLITE_CORRUPT].format(path=self.path))
        return found

    def add(self, result: Result) -> None:
        """Keeps a result, in place of an earlier one with its key."""
        self._ask("INSERT OR REPLACE INTO results VALUES (?, ?)", result.key, result.line())

    def close(self) -> None:
        """Ends the writing."""
        self._database.close()

    def __enter__(self) -> Journal:
        return self

    def __exit__(self, *exc_info: object) -> None:
        self.close()


class Results(Sequence[Report]):
    """The reports of a finished run, read from the disk when they are asked for."""

    def __init__(self, folder: Path):
        self.path = folder / RESULTS
        with self.path.open("rb") as file:
            self._places = list(itertools.accumulate(map(len, file), initial=0))

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
