"""`nbgrader zip_collect` for archives and names as learning platforms make them.

The extractor unpacks what was downloaded, without what macOS and Jupyter leave beside notebooks.
The collector then looks at all files together, and says for each whose it is, or why nobody's.
"""

from __future__ import annotations

import contextlib
import gzip
import io
import os
import re
import stat
import tarfile
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import BinaryIO, NamedTuple
from zoneinfo import ZoneInfo

from nbgrader.api import Gradebook
from nbgrader.plugins import ExtractorPlugin, FileNameCollectorPlugin
from nbgrader.utils import find_all_notebooks
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError
from traitlets import Unicode

from autograder.course.text import digest, printable
from autograder.grading.notebook_file import (
    MAX_BYTES,
    NOT_UNPACKED,
    Unreadable,
    has_many_files,
    is_notebook_name,
)
from autograder.grading.submission import load, unit_of
from autograder.reference.released import released_in

ARCHIVE = re.compile(r"\.(zip|tar|tar\.gz|tgz|gz)$", re.IGNORECASE)
FOREIGN_ARCHIVE = re.compile(r"\.(7z|rar|xz|bz2|zst)$", re.IGNORECASE)

PLATFORMS = {
    "Moodle": r"(?P<name>.+)_\d+_assignsubmission_(?:file|onlinetext)_?(?P<file>.*)",
    "Blackboard": r"(?:.+_)?(?P<login>[^_]+)_attempt_(?P<time>\d{4}(?:-\d\d){5})(?:_(?P<file>.+))?",
    "Canvas": r"(?P<name>[^_]+)_(?:LATE_)?(?P<lms_id>\d+)_\d+_(?P<file>.+)",
    "Brightspace": r"\d+-\d+ - (?P<name>.+?) - .+",
    "Sakai": r"(?P<name>.+, .+)\((?P<login>[^()]+)\)",
    "Gradescope": r"(?P<name>submission_\d+)",
}
"""How platforms name what a student has handed in: a file, or the folder that it is in."""
NUMBER = re.compile(r"_(\d+)_(?:assignsubmission|\d+_)")


class Student(NamedTuple):
    """A student as the gradebook knows one."""

    id: str
    lms_id: str
    name: str


@dataclass
class Found:
    """A notebook that was handed in: whose it is, and of which unit.

    alone: what tells two students of one name apart. time: as its platform has written it.
    """

    path: Path
    student: str
    named: str
    alone: str = ""
    time: str = ""


# Unpacking


class SubmissionExtractor(ExtractorPlugin):
    """Unpacks what may be a submission: notebooks, and those in archives that students made."""

    def extract(self, archive_path: str, extracted_path: str) -> None:
        """Unpacks the files of one folder into another, for nbgrader."""
        if not self.unpack(Path(archive_path), Path(extracted_path)):
            self.log.warning("No notebooks found in %s", archive_path)

    def unpack(self, archive_path: Path, target: Path) -> int:
        """The same. Returns how many notebooks there are, each with the time of its file, or of
        its archive."""
        self.target, self.taken = target, 0
        for folder, folders, files in os.walk(archive_path):
            folders.sort()
            for name in sorted(files):
                path = Path(folder, name)
                inside = path.relative_to(archive_path)
                if not path.is_file() or path.is_symlink():
                    continue
                self.time = path.stat().st_mtime
                if ARCHIVE.search(name):
                    with path.open("rb") as file:
                        self._unpack(str(inside), file)
                elif FOREIGN_ARCHIVE.search(name):
                    self.log.warning("%s is not unpacked: unpack it here yourself.", inside)
                elif path.stat().st_size <= MAX_BYTES:
                    self._put(str(inside), path.read_bytes())
                else:
                    self._too_large(str(inside))
        return self.taken

    def _unpack(self, name: str, archive: BinaryIO, nested: bool = False) -> None:
        """Unpacks an archive, and those in it that students made, but none in these."""
        room = MAX_BYTES
        try:
            for member, read in members(name, archive):
                inside = f"{name}/{member}"
                if "__MACOSX" in member or member.rpartition("/")[2].startswith("._"):
                    continue
                if not is_notebook_name(_named(member)) and (nested or not ARCHIVE.search(member)):
                    continue
                part = read(min(room, MAX_BYTES) + 1)
                if len(part) > min(room, MAX_BYTES):
                    self._too_large(inside)
                    continue
                room -= len(part) if nested else 0
                if ARCHIVE.search(member) and part[:2] == b"PK" and has_many_files(part):
                    self.log.warning("%s has too many files: left out.", printable(inside))
                elif ARCHIVE.search(member):
                    self._unpack(inside, io.BytesIO(part), nested=True)
                else:
                    self._put(inside, part)
        except NOT_UNPACKED:
            self.log.warning("%s is damaged, or no archive: it is not unpacked.", printable(name))

    def _put(self, name: str, content: bytes) -> None:
        name = _named(name)
        if not is_notebook_name(name):
            return
        parts = [printable(part) for part in PurePosixPath(name.replace("\\", "/")).parts]
        path = self.target.joinpath(*(p for p in parts if p not in ("..", "/") and p[1:] != ":"))
        path = path.with_suffix(".ipynb")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("xb") as file:
                file.write(content)
            os.utime(path, (self.time, self.time))
            self.taken += 1
        except OSError as error:
            self.log.warning("%s cannot be unpacked: %s.", printable(name), error.strerror)

    def _too_large(self, name: str) -> None:
        self.log.warning("%s is larger than %s MB; left out.", printable(name), MAX_BYTES >> 20)


def _named(name: str) -> str:
    """A file's name without what browsers append to that of a notebook."""
    return re.sub(r"\.ipynb\.(json|txt|download)$", ".ipynb", name, flags=re.IGNORECASE)


def members(name: str, file: BinaryIO) -> Iterator[tuple[str, Callable[[int], bytes]]]:
    """The files in an archive: their names, and what reads so many bytes of each."""
    if zipfile.is_zipfile(file):
        with zipfile.ZipFile(file) as archive:
            for member in archive.infolist():
                if not member.is_dir() and not stat.S_ISLNK(member.external_attr >> 16):
                    with archive.open(member) as opened:
                        yield member.filename.replace("\\", "/"), opened.read
    elif re.search(r"(?<!\.tar)\.gz$", name, re.IGNORECASE):
        with gzip.open(file) as opened:
            yield PurePosixPath(name).name[: -len(".gz")], opened.read
    else:
        file.seek(0)
        with tarfile.open(fileobj=file) as tar:
            for entry in tar:
                content = tar.extractfile(entry) if entry.isfile() else None
                if content is not None:
                    yield entry.name, content.read


# Whose it is


class SubmissionCollector(FileNameCollectorPlugin):
    """Says of each file whose it is. With `named_regexp` set, the names are read by it alone."""

    timezone = Unicode(
        "UTC", help="The time zone of the times in Blackboard's file names: Europe/Berlin."
    ).tag(config=True)

    plan: dict[Path, dict[str, str]] | None = None

    def collect(self, submitted_file: str) -> dict[str, str] | None:
        """Whose a file is, for nbgrader; None where it is nobody's."""
        if self.named_regexp:
            named: dict[str, str] | None = super().collect(submitted_file)
            return named
        if self.plan is None:
            self.plan = self._planned()
        return self.plan.get(Path(submitted_file))

    def _planned(self) -> dict[Path, dict[str, str]]:
        app, coursedir = self.parent, self.parent.coursedir
        name = coursedir.assignment_id
        root = Path(app._format_collect_path(app.extracted_directory))
        released = coursedir.format_path(coursedir.release_directory, ".", name)
        units = released_in(name)
        notebooks = units or [
            file.removesuffix(".ipynb") for file in sorted(find_all_notebooks(released))
        ]
        files = sorted(path.relative_to(root) for path in root.rglob("*.ipynb") if path.is_file())
        people = students_of(files, {name, *notebooks}, self._roster())
        by_place: dict[tuple[str, str], list[Found]] = defaultdict(list)
        for path, found in people.items():
            where = printable(str(path))
            if isinstance(found, str):
                self.log.warning("%s is not collected: %s", where, found)
                continue
            notebook, reason = notebook_of(root / path, found.named, notebooks, units)
            if notebook is None:
                self.log.warning("%s is not collected: %s", where, reason)
                continue
            by_place[found.student, notebook].append(found)
        planned = {}
        for (student, notebook), several in by_place.items():
            chosen = one_of(several, notebook, root)
            if chosen is None:
                names = ", ".join(printable(str(found.path)) for found in several[:4])
                self.log.warning(
                    "%s has handed in %s different notebooks of %s (%s), so none is collected. "
                    "Delete all but the right one, and collect again.",
                    student, len(several), notebook, names,
                )  # fmt: skip
                continue
            planned[root / chosen.path] = {"student_id": student, "file_id": notebook}
            with contextlib.suppress(ValueError):  # no time, or none that there is
                time = datetime.strptime(chosen.time, "%Y-%m-%d-%H-%M-%S")
                there = time.replace(tzinfo=ZoneInfo(self.timezone)).astimezone(UTC)
                planned[root / chosen.path]["timestamp"] = f"{there:%Y-%m-%d %H:%M:%S} UTC"
        return planned

    def _roster(self) -> list[Student]:
        """The students whom the gradebook knows, if there is one."""
        coursedir = self.parent.coursedir
        url = make_url(coursedir.db_url)
        if url.get_backend_name() == "sqlite" and not Path(url.database or "").exists():
            return []
        try:
            with Gradebook(coursedir.db_url, coursedir.course_id) as gradebook:
                return [
                    Student(s.id, s.lms_user_id or "", f"{s.first_name or ''} {s.last_name or ''}")
                    for s in gradebook.students
                ]
        except (SQLAlchemyError, OSError) as error:
            self.log.warning("The gradebook cannot be asked who the students are: %s", error)
            return []


def students_of(
    files: Iterable[Path], notebooks: Iterable[str], roster: Iterable[Student] = ()
) -> dict[Path, Found | str]:
    """Of each file whose it is, or a sentence where its name does not say.

    files: relative to the folder in which the downloads were unpacked, each archive in a folder of
    its own. notebooks: what the assignment's notebooks are called.
    """
    files, known = list(files), list(roster)
    first = {path.parts[0] for path in files}
    common = _common(files)
    found: dict[Path, Found | str] = {}
    for path in files:
        parts = path.parts[common:]
        if len(first) > 1 and ARCHIVE.search(parts[0]) and len(parts) > 1:
            alone = ARCHIVE.sub("", parts[0])
            parts = (alone, *parts[1:]) if not _match(parts[0]) else parts
        found[path] = _whose(path, parts, notebooks, known)
    namesakes: dict[str, set[str]] = defaultdict(set)
    for one in found.values():
        if isinstance(one, Found) and one.alone:
            namesakes[one.student].add(one.alone)
    for one in found.values():
        if isinstance(one, Found) and len(namesakes[one.student]) > 1:
            one.student = f"{one.student}_{one.alone}"
    return found


def _common(files: list[Path]) -> int:
    """How many folders all files have in common, which name no student."""
    count = 0
    while files and all(len(path.parts) > count + 1 for path in files):
        here = {path.parts[count] for path in files}
        below = {path.parts[count + 1] for path in files}
        archive = count == 0 and all(map(ARCHIVE.search, here))
        if len(here) > 1 or _match(*here) or not (archive or len(below) > 1):
            break
        count += 1
    return count


def _match(part: str) -> re.Match[str] | None:
    """How a platform has named a file or a folder, if it has."""
    matches = (re.fullmatch(pattern, part) for pattern in PLATFORMS.values())
    return next((match for match in matches if match), None)


def _whose(
    path: Path, parts: tuple[str, ...], notebooks: Iterable[str], roster: list[Student]
) -> Found | str:
    for part in parts:
        if match := _match(part):
            marks = {name: value or "" for name, value in match.groupdict().items()}
            number = NUMBER.search(part)
            named = PurePosixPath(marks.get("file") or parts[-1]).name
            named = named if named.lower().endswith(".ipynb") else parts[-1]
            alone = number[1] if number and not marks.get("login") else ""
            student = _in_roster(marks, part, roster)
            alone = "" if student in {s.id for s in roster if s.lms_id == alone} else alone
            return _checked(Found(path, student, named, alone, marks.get("time", "")))
    names = {_plain(name) for name in notebooks}
    folders = [part for part in parts[:-1] if _plain(part) not in names]
    if folders:
        return _checked(Found(path, folders[0], parts[-1]))
    for name in notebooks:
        pattern = r"(?P<name>.+?)(?:_| - )(?:.*[_ -])?" + re.sub(r"[_\W]+", r"[_\\W]*", name) + ".*"
        if match := re.fullmatch(pattern, parts[-1], re.IGNORECASE):
            stem = parts[-1][: match.end("name")]
            ids = [s.id for s in roster if parts[-1].startswith((f"{s.id}_", f"{s.id} - "))]
            student = max(ids, key=len) if ids else stem
            if not re.match(r"(copy of|copie de|kopie von)\b", student, re.IGNORECASE):
                return _checked(Found(path, student, parts[-1][len(student) :].lstrip("_- ")))
    return "its name does not say who has handed it in. Put it into a folder of the student's name."


def _in_roster(marks: Mapping[str, str], part: str, roster: list[Student]) -> str:
    """The student whom a platform's name means, by the gradebook's id where that is known."""
    if login := marks.get("login"):
        before = part.partition("_attempt_")[0]
        known = [s.id for s in roster if before.endswith(f"_{s.id}") or before == s.id]
        return max(known, key=len, default=login)
    by_number = [s.id for s in roster if s.lms_id and s.lms_id == marks.get("lms_id")]
    name = marks["name"].strip()
    ids = [s.id for s in roster if s.id == name]
    by_name = [s.id for s in roster if s.name.strip() and _plain(name) in _spellings(s.name)]
    for found in (by_number, ids, by_name):
        if len(found) == 1:
            return found[0]
    return name


def _spellings(name: str) -> set[str]:
    first, _, last = name.partition(" ")
    return {_plain(first + last), _plain(last + first)}


def _checked(found: Found) -> Found | str:
    found.student = " ".join(found.student.split())
    if not found.student or found.student.startswith("."):
        return "its name does not say who has handed it in. Rename it."
    return found


def _plain(name: str) -> str:
    return re.sub(r"[\W_]+", "", name.lower())


def notebook_of(
    path: Path, named: str, notebooks: Iterable[str], units: Iterable[str]
) -> tuple[str | None, str]:
    """Which of an assignment's notebooks a file is: by what is in it for units of this course, else
    by its name. None, and a sentence, where it is none of them."""
    by_name = max((n for n in notebooks if _plain(n) in _plain(named)), key=len, default=None)
    if units:
        try:
            content = unit_of(load(path), path.name)
        except Unreadable as reason:
            content = by_name
            said = str(reason).replace(str(path), path.name)
        else:
            of = " or ".join(units)
            said = f"it is no notebook of {of}" + (f", but of {content}." if content else ".")
            content = by_name if content is None else content
        return (content, "") if content is not None and content in units else (None, said)
    if by_name:
        return by_name, ""
    return None, f"its name has none of the assignment's notebooks in it ({', '.join(notebooks)})."


def one_of(several: list[Found], notebook: str, root: Path) -> Found | None:
    """Of what one student has handed in, the latest; else what is named as it should be, or is the
    same as all the others. None where that is not one."""
    if all(found.time for found in several):
        latest = max(found.time for found in several)
        several = [found for found in several if found.time == latest]
    contents = {digest((root / found.path).read_bytes()): found for found in reversed(several)}
    named = [found for found in several if found.named.lower() == f"{notebook}.ipynb".lower()]
    if len(contents) == 1:
        return named[0] if named else several[0]
    return named[0] if len(named) == 1 else None
