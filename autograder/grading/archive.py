"""The Python files in a folder, a zip or a tar archive. Nothing is written to a disk."""

from __future__ import annotations

import bz2
import io
import lzma
import os
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path, PurePosixPath

from autograder.course.text import brief
from autograder.grading.notebook_file import (
    MAX_BYTES,
    NOT_UNPACKED,
    Unreadable,
    has_many_files,
    is_notebook_name,
    ordinary,
)

MAX_FILES = 10_000
MAX_NAME = 500
MAX_SOURCES = 2**20
"""How many bytes of Python source an archive or a folder may have, all files together."""
SKIPPED = {"__MACOSX", "__pycache__", "node_modules", "site-packages"}
ENDINGS = (".zip", ".tar", ".tgz", ".tar.gz", ".tbz2", ".tar.bz2", ".txz", ".tar.xz")

Files = dict[str, bytes]


def is_archive_name(name: str) -> bool:
    """Whether a file is called like an archive that is looked into."""
    return name.lower().endswith(ENDINGS)


def is_source(path: str) -> bool:
    """Whether a file is Python source that somebody wrote, not what tools keep beside it."""
    parts = PurePosixPath(path).parts
    hidden = any(part in SKIPPED or part.startswith(".") for part in parts)
    return path.lower().endswith(".py") and not hidden


# Folders


def in_folder(folder: Path) -> Files:
    """The Python files below a folder, by path. Raises Unreadable, with a sentence."""
    found: Files = {}
    seen = room = 0
    for place, folders, files in os.walk(folder):
        if "pyvenv.cfg" in files:
            folders.clear()
            continue
        folders[:] = sorted(f for f in folders if f not in SKIPPED and not f.startswith("."))
        seen += len(files) + len(folders)
        if seen > MAX_FILES:
            raise Unreadable(
                f"{folder} has more than {MAX_FILES:,} files in it. Name the package's own folder."
            )
        for file in sorted(files):
            path = Path(place, file)
            name = path.relative_to(folder).as_posix()
            if is_source(name):
                found[name] = read_source(path)
                room += len(found[name])
                _refuse_long(room, str(folder))
    return found


def read_source(path: Path) -> bytes:
    """The bytes of a Python file. Raises Unreadable for what is a link: it may lead to the work of
    somebody else."""
    try:
        content = ordinary(path, MAX_SOURCES)
    except OSError as error:
        reason = "is a link to another file" if path.is_symlink() else f"({error.strerror})"
        raise Unreadable(f"{path} cannot be read: it {reason}. Hand in the file itself.") from None
    if content is None:
        raise Unreadable(f"{path} is not an ordinary file. Hand in the file itself.")
    return content


def _refuse_long(room: int, name: str) -> None:
    if room > MAX_SOURCES:
        raise Unreadable(
            f"{name} has more than {MAX_SOURCES >> 20} MB of Python source, which is not graded. "
            "Hand in the package alone."
        )


# Archives


def in_archive(content: bytes, name: str) -> Files | None:
    """The Python files in an archive, by path, or None of what is no archive or has a notebook.

    Raises Unreadable, with a sentence, for an archive that is damaged or not safe.
    """
    damaged = f"{name} is an archive that is damaged. Pack the folder again and hand that in."
    try:
        if content.startswith((b"PK\3\4", b"PK\5\6")):
            if has_many_files(content):
                raise Unreadable(f"{name} is an archive of too many files. Pack the package alone.")
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                return _chosen(name, _zipped(archive, name))
        unpacked = _decompressed(content, name)
        if unpacked[257:262] != b"ustar":
            return None
        with tarfile.open(fileobj=io.BytesIO(unpacked), mode="r:") as tar:
            return _chosen(name, _tarred(tar, name))
    except NOT_UNPACKED:
        raise Unreadable(damaged) from None


def parts(path: Path) -> list[Path]:
    """What is graded one by one of a zip archive, as paths below it: its notebooks, where there
    are several, or its only module, where there is none."""
    try:
        with _zip(path) as archive:
            names = [m.filename for m in archive.infolist() if not m.is_dir()][:MAX_FILES]
    except NOT_UNPACKED:
        return []
    notebooks = [name for name in names if is_notebook_name(name)]
    modules = [name for name in names if is_source(name)]
    chosen = notebooks if len(notebooks) > 1 else modules if not notebooks else []
    return [path / name for name in chosen] if chosen is notebooks or len(chosen) == 1 else []


def _zip(path: Path) -> zipfile.ZipFile:
    """A zip archive, read at once. Raises BadZipFile for what is none, or too large."""
    content = ordinary(path, MAX_BYTES) or b""
    if len(content) > MAX_BYTES or has_many_files(content):
        raise zipfile.BadZipFile("too large")
    return zipfile.ZipFile(io.BytesIO(content))


def holds_notebook(path: Path) -> bool:
    """Whether a file is a zip archive with notebooks in it."""
    try:
        with _zip(path) as archive:
            return any(map(is_notebook_name, archive.namelist()))
    except NOT_UNPACKED:
        return False


def part(path: Path) -> bytes | None:
    """The content of a path below a zip archive, or None where it is below none.

    Raises Unreadable, with a sentence.
    """
    above = next((p for p in path.parents if is_archive_name(p.name) and p.is_file()), None)
    if above is None:
        return None
    name = path.relative_to(above).as_posix()
    damaged = f"{above} is an archive that is damaged. Pack the folder again and hand that in."
    try:
        with _zip(above) as archive:
            _refuse_unsafe(name, True, str(above))
            with archive.open(name) as file:
                content = file.read(MAX_BYTES + 1)
    except NOT_UNPACKED:
        raise Unreadable(damaged) from None
    if len(content) > MAX_BYTES:
        raise Unreadable(f"{path} is larger than {MAX_BYTES >> 20} MB. Clear its outputs first.")
    return content


def _decompressed(content: bytes, name: str) -> bytes:
    """What a gzip, bzip2 or xz file holds, and anything else as it is."""
    one: Callable[[bytes, int], bytes]
    if content.startswith(b"\x1f\x8b"):
        one = zlib.decompressobj(31).decompress
    elif content.startswith(b"BZh"):
        one = bz2.BZ2Decompressor().decompress
    elif content.startswith(b"\xfd7zXZ"):
        one = lzma.LZMADecompressor(memlimit=2 * MAX_BYTES).decompress
    else:
        return content
    unpacked = one(content, MAX_BYTES + 1)
    if len(unpacked) > MAX_BYTES:
        raise Unreadable(
            f"{name} is an archive of more than {MAX_BYTES >> 20} MB. Pack the package alone."
        )
    return unpacked


Member = tuple[str, Callable[[], bytes]]


def _zipped(archive: zipfile.ZipFile, name: str) -> Iterator[Member]:
    for member in archive.infolist():
        mode = member.external_attr >> 16
        plain = not stat.S_IFMT(mode) or stat.S_ISREG(mode) or stat.S_ISDIR(mode)
        _refuse_unsafe(member.filename, plain, name)
        if member.is_dir():
            continue
        if member.flag_bits & 1 and is_source(member.filename):
            raise Unreadable(f"{name} is an archive with a password. Pack it without one.")

        def read(member: zipfile.ZipInfo = member) -> bytes:
            with archive.open(member) as file:
                return file.read(MAX_SOURCES + 1)

        yield member.filename, read


def _tarred(archive: tarfile.TarFile, name: str) -> Iterator[Member]:
    for member in archive:
        _refuse_unsafe(member.name, member.isreg() or member.isdir(), name)
        if not member.isreg():
            continue

        def read(member: tarfile.TarInfo = member) -> bytes:
            file = archive.extractfile(member)
            return file.read(MAX_SOURCES + 1) if file is not None else b""

        yield member.name, read


def _chosen(name: str, members: Iterable[Member]) -> Files | None:
    """The Python files of an archive; None where it has a notebook."""
    found: Files = {}
    room = 0
    for count, (path, read) in enumerate(members):
        if count >= MAX_FILES:
            raise Unreadable(f"{name} is an archive of too many files. Pack the package alone.")
        if is_notebook_name(path):
            return None
        path = PurePosixPath(path).as_posix()
        if is_source(path):
            found[path] = read()
            room += len(found[path])
            _refuse_long(room, name)
    return found


def _refuse_unsafe(path: str, plain: bool, name: str) -> None:
    """Raises Unreadable for a member that would not stay in the folder to which it is unpacked."""
    parts = path.replace("\\", "/").split("/")
    shown = brief(path)
    if not plain:
        what = f"a link or a device ({shown})"
    elif parts[0] == "" or parts[0].endswith(":") or ".." in parts:
        what = f"a path that leads out of it ({shown})"
    elif len(path) > MAX_NAME:
        what = f"a name of {len(path):,} characters ({shown}...)"
    else:
        return
    raise Unreadable(
        f"{name} is an archive with {what} in it, and is not unpacked. Pack the package alone."
    )
