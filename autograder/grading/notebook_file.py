"""The notebook in a file's bytes, or a sentence that says what the file is instead.

What can be read without a guess is read, with a note: another encoding that names itself, a
notebook that something follows, an archive or a JSON document with a single notebook in it.
"""

from __future__ import annotations

import ast
import io
import itertools
import json
import lzma
import os
import re
import stat
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from autograder.course.cells import parsed
from autograder.course.text import brief, few

MAX_BYTES = 50 * 2**20
MAX_DIRECTORY = 2**20
"""How long the directory of an archive may be, in bytes: some ten thousand files."""
MAX_DEPTH = 5
"""How deep a notebook may stand in another JSON document."""
MAX_VALUES = 100_000

NOT_UNPACKED = (zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError, struct.error,
                EOFError, OSError, ValueError, LookupError, NotImplementedError, RuntimeError,
                OverflowError)  # fmt: skip
"""What Python's readers of archives raise where one is damaged."""

SIGNATURES = (
    (b"%PDF", "a PDF document"),
    (b"\x89PNG", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"GIF8", "a picture (GIF)"),
    (b"BM", "a picture (BMP)"),
    (b"{\\rtf", "a document of a word processor (RTF)"),
    (b"\xd0\xcf\x11\xe0", "a document of an old office program"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a Windows program"),
    (b"bplist", "a macOS property list, such as a bookmark"),
    (b"\x00\x05\x16\x07", "what macOS keeps beside a file, not the file itself"),
    (b"\x93NUMPY", "a NumPy array"),
    (b"\x89HDF", "an HDF5 file"),
    (b"SQLite format 3", "an SQLite database"),
)
"""How files begin that are no text."""

OFFICE = {"word/": "a Word document", "xl/": "an Excel workbook", "ppt/": "a PowerPoint file",
          "META-INF/manifest.xml": "an OpenDocument file"}  # fmt: skip

KINDS = {".ipynb": "a notebook", ".py": "Python source"}
"""What is read, by how the names of such files end."""

BEGINNINGS = (
    (r"version https://git-lfs", "a Git LFS pointer, which stands for a file in another place. Run "
     "git lfs pull, and hand in the notebook itself"),
    (r"\[InternetShortcut\]", "a shortcut to a web page. Hand in the notebook that it leads to"),
    (r"(From: |MIME-Version:|Content-Type:|HTTP/\d)", "a web page or a mail as a browser saved it. "
     "Download the notebook itself"),
    (r"(---|# ---)\n#?\s*jupyter:", "a notebook as text (jupytext). Hand in the .ipynb file"),
    (r"\\documentclass|%%? *!?TEX", "a LaTeX document. Hand in the .ipynb file"),
)  # fmt: skip
"""How texts begin that are something else, and what to do."""

TITLE = re.compile(r"<title[^>]*>([^<]{1,200})", re.IGNORECASE)
CONFLICT = re.compile(r"^(<{7}|={7}|>{7})(?=[ \r\n]|$)", re.MULTILINE)
QUOTES = re.compile("[\u201c\u201d\u201e\u00ab\u00bb\u2018\u2019]")


class Unreadable(Exception):
    """A submission that cannot be graded; the message says why and what to do."""


def notebook_in(content: bytes, name: str) -> tuple[dict[str, Any], list[str]]:
    """The notebook in a file, of whatever version, and notes on how it was read.

    name: what messages call it. Raises Unreadable, with a sentence.
    """
    content, notes = _unpacked(content, name, ".ipynb")
    text, said = _decoded(content, name, ".ipynb")
    notes += said
    document, said = _json(text, name)
    notebook, found = _notebook(document, name)
    return notebook, [*notes, *said, *found]


def source_in(content: bytes, name: str) -> tuple[str, list[str]]:
    """The Python source in a file, and notes on how it was read. Raises Unreadable."""
    content, notes = _unpacked(content, name, ".py")
    text, said = _decoded(content, name, ".py")
    if text[:200].lstrip().startswith("{") and '"cells"' in text:
        raise Unreadable(f"{name} is a notebook. Hand it in with a name that ends in .ipynb.")
    if _is_page(text):
        raise Unreadable(f"{name} is not Python source: {_page(text)}")
    return text, notes + said


def ordinary(path: str | Path, limit: int) -> bytes | None:
    """The first bytes of a file, one more than may be, or None of what is no ordinary file.

    Raises OSError (ELOOP) for a symbolic link: it may lead to the work of somebody else.
    """
    options = ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY")
    descriptor = os.open(path, os.O_RDONLY | sum(getattr(os, name, 0) for name in options))
    with os.fdopen(descriptor, "rb") as file:
        return file.read(limit + 1) if stat.S_ISREG(os.fstat(descriptor).st_mode) else None


def is_notebook_name(name: str) -> bool:
    """Whether a file, or a member of an archive, is called like a notebook that somebody made:
    not like what macOS and Jupyter leave beside it."""
    *folders, last = name.replace("\\", "/").split("/")
    hidden = {"__MACOSX", ".ipynb_checkpoints"} & set(folders)
    return last.lower().endswith(".ipynb") and not last.startswith("._") and not hidden


# What is packed


def _unpacked(content: bytes, name: str, ending: str) -> tuple[bytes, list[str]]:
    """The content, or that of the only file of its kind in an archive."""
    if not content.strip(b"\0 \t\r\n"):
        what = "it holds nothing but zeros" if b"\0" in content else "it is empty"
        raise Unreadable(
            f"{name} is not {KINDS[ending]}: {what}. Saving or copying it has failed; save it and "
            "hand it in again."
        )
    if content.startswith((b"PK\3\4", b"PK\5\6")):
        inner, member = _from_zip(content, name, ending)
        _refuse_packed(inner, f"{name} ({member})", ending)
        return inner, [f"It was read from a zip archive, in which it is called {member}."]
    if content.startswith(b"\x1f\x8b"):
        try:
            inner = zlib.decompressobj(31).decompress(content, MAX_BYTES + 1)
        except zlib.error:
            raise Unreadable(
                f"{name} is a gzip archive that is damaged. Hand in the notebook itself."
            ) from None
        if len(inner) > MAX_BYTES:
            raise Unreadable(f"{name} is a gzip archive of more than {MAX_BYTES >> 20} MB.")
        _refuse_packed(inner, name, ending)
        return inner, ["It was read from a gzip archive."]
    _refuse_other(content, name, ending)
    return content, []


def _refuse_packed(content: bytes, name: str, ending: str) -> None:
    if content.startswith((b"PK\3\4", b"PK\5\6", b"\x1f\x8b")):
        raise Unreadable(f"{name} is an archive in an archive. Hand in the notebook itself.")
    _refuse_other(content, name, ending)


def _refuse_other(content: bytes, name: str, ending: str) -> None:
    """Raises Unreadable for files that begin like something else than text."""
    kind = next((kind for begin, kind in SIGNATURES if content.startswith(begin)), None)
    if content[257:262] == b"ustar":
        kind = "a tar archive"
    if kind == "a picture (BMP)" and b"\0" not in content[:64]:
        kind = None  # a text may begin so, too
    if kind == "a Windows program" and b"\0" not in content[:256]:
        kind = None
    if kind:
        raise Unreadable(
            f"{name} is not {KINDS[ending]}: it is {kind}. Hand in the {ending} file itself."
        )


def _from_zip(content: bytes, name: str, ending: str) -> tuple[bytes, str]:
    """The content and the name of the only notebook in a zip archive. Raises Unreadable.

    Nothing is written to a disk, and no more is unpacked than may be handed in.
    """
    if b"PK\5\6" not in content[-66_000:]:
        raise Unreadable(f"{name} is a zip archive that was cut off. Hand in the notebook itself.")
    if has_many_files(content):
        raise Unreadable(f"{name} is a zip archive of too many files. Hand in the notebook itself.")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            files = [
                m for m in members if not m.is_dir() and not stat.S_ISLNK(m.external_attr >> 16)
            ]
            wanted = [m for m in files if _is_wanted(m.filename, ending)]
            if len(wanted) != 1:
                raise Unreadable(f"{name} is {_archive(files, wanted)}")
            (member,) = wanted
            if member.flag_bits & 1:
                raise Unreadable(f"{name} is a zip archive with a password. Hand in the notebook.")
            if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                raise zipfile.BadZipFile("compressed in an unusual way")
            with archive.open(member) as file:
                inner = file.read(MAX_BYTES + 1)
    except NOT_UNPACKED:
        raise Unreadable(
            f"{name} is a zip archive that is damaged. Hand in the notebook itself."
        ) from None
    if len(inner) > MAX_BYTES:
        raise Unreadable(
            f"{name} is a zip archive whose notebook is larger than {MAX_BYTES >> 20} MB. Clear "
            "its outputs and try again."
        )
    return inner, brief(member.filename)


def has_many_files(archive: bytes) -> bool:
    """Whether the directory of a zip archive is longer than is read."""
    end = archive.rfind(b"PK\5\6", -66_000)
    length = int.from_bytes(archive[end + 12 : end + 16], "little")
    return end >= 0 and (length > MAX_DIRECTORY or b"PK\6\7" in archive[max(0, end - 20) : end])


def _is_wanted(member: str, ending: str) -> bool:
    if ending == ".ipynb":
        return is_notebook_name(member)
    return member.lower().endswith(ending) and "__MACOSX" not in member


def _archive(files: list[zipfile.ZipInfo], wanted: list[zipfile.ZipInfo]) -> str:
    """What an archive is that has not exactly one notebook in it."""
    names = [member.filename for member in files]
    for part, kind in OFFICE.items():
        if any(member.startswith(part) for member in names):
            return f"{kind}, not a notebook. Hand in the .ipynb file itself."
    if wanted:
        listed = few([brief(member.filename) for member in wanted])
        return (
            f"a zip archive with {len(wanted)} notebooks in it ({listed}). Hand in the one that "
            "is to be graded."
        )
    inside = f" ({few([brief(member) for member in names])})" if names else ""
    return f"a zip archive without a notebook in it{inside}. Hand in the notebook itself."


# What is text


def _decoded(content: bytes, name: str, ending: str) -> tuple[str, list[str]]:
    """The text of a file in UTF-8, or in another encoding of Unicode that it names itself."""
    encoding = json.detect_encoding(content)
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        if not encoding.startswith("utf-8"):
            raise Unreadable(
                f"{name} is not {KINDS[ending]}: it looks like {encoding.upper()} text, but is "
                "damaged. Save it again as UTF-8."
            ) from None
        line = content.count(b"\n", 0, error.start) + 1
        raise Unreadable(
            f"{name} is not {KINDS[ending]}: it is not UTF-8 text (line {line} has the byte "
            f"0x{content[error.start]:02X}). Save it again from Jupyter, or as UTF-8."
        ) from None
    if encoding.startswith("utf-8"):
        return text, []
    return text, [f"It was read as {encoding[:6].upper()} text; notebooks are saved as UTF-8."]


def _json(text: str, name: str) -> tuple[Any, list[str]]:
    """The JSON value with which a text begins."""
    start = len(text) - len(text.lstrip("\ufeff \t\r\n"))
    decoder = json.JSONDecoder()
    try:
        value, end = decoder.raw_decode(text, start)
    except RecursionError:
        raise Unreadable(
            f"{name} is not a notebook: its content is not JSON that can be read: it is nested "
            "too deeply."
        ) from None
    except ValueError as error:
        at = getattr(error, "pos", 0)
        raise Unreadable(f"{name} is not a notebook: {_what_it_is(text, at, error)}") from None
    rest = text[end:].strip("\ufeff\0 \t\r\n")
    if not rest:
        return value, []
    if not _is_notebook(value):
        raise Unreadable(f"{name} is not a notebook: {_what_it_is(text, end, None)}")
    marked = _conflicts(text[end:])
    if marked or ('"cells"' in rest and '"cell_type"' in rest):
        line = text.count("\n", 0, end) + 1
        raise Unreadable(
            f"{name} holds more than one notebook: a second one begins after line {line}. Hand in "
            "a file with the right one alone."
        )
    many = f"{len(rest):,} characters" if len(rest) > 1 else "1 character"
    return value, [f"What follows the end of the notebook was left out ({many})."]


def _what_it_is(text: str, at: int, error: ValueError | None) -> str:
    """What a text is that is not JSON. at: where reading it ended."""
    head = text[:2000].lstrip("\ufeff \t\r\n")
    marked = _conflicts(text)
    if marked:
        return (
            f"it has merge-conflict markers ({marked}). Choose one side of each, delete the "
            "markers, and open it in Jupyter before you hand it in again."
        )
    if _is_page(text):
        return _page(text)
    for begin, kind in BEGINNINGS:
        if re.match(begin, head):
            return f"it is {kind}."
    line = text.count("\n", 0, at) + 1
    if not head.startswith(("{", "[")):
        if _is_python(text):
            return (
                "its content is not JSON but Python source. Hand in the .ipynb file, or this one "
                "with a name that ends in .py."
            )
        return (
            "its content is not JSON but other text. Open the notebook in Jupyter, save it, and "
            "hand that file in."
        )
    if QUOTES.match(text, at) or (at and QUOTES.match(text, at - 1)):
        return (
            f'its content is not JSON: line {line} has a typographic quotation mark where " '
            "belongs. An editor has changed the file; hand in what Jupyter saved."
        )
    ends = at >= len(text.rstrip()) - 1 or str(error).startswith("Unterminated string")
    if ends:
        return (
            f"its content is not JSON: it ends in the middle, in line {line}. It was cut off while "
            "it was saved or uploaded: restore it from a checkpoint or hand it in again."
        )
    return (
        f"its content is not JSON: line {line} is not as Jupyter writes it. Something has changed "
        "the file by hand: restore it from a checkpoint or hand it in again."
    )


def _conflicts(text: str) -> str:
    """The lines that merge-conflict markers enclose, or nothing where there are none."""
    if "<<<<<<<" not in text or ">>>>>>>" not in text:
        return ""
    spans, start = [], None
    lines, at = 1, 0
    for mark in CONFLICT.finditer(text):
        lines, at = lines + text.count("\n", at, mark.start()), mark.start()
        if mark[1][0] == "<" and start is None:
            start = lines
        elif mark[1][0] == ">" and start is not None:
            spans.append(f"lines {start} to {lines}")
            start = None
    return few(spans)


def _is_page(text: str) -> bool:
    head = text[:1000].lstrip("\ufeff \t\r\n").lower()
    return head.startswith(("<!doctype", "<html", "<head", "<?xml", "<script", "<svg", "<!--"))


def _page(text: str) -> str:
    """What to say of HTML and XML."""
    if re.search(r"jp-Notebook|class=\"(cell|jp-Cell)|nbconvert", text[:200_000]):
        return "it is a notebook that was exported as a web page. Hand in the .ipynb file."
    if text.lstrip("\ufeff \t\r\n").startswith("<?xml"):
        return "it is an XML file, such as a website's error. Download the notebook again."
    title = TITLE.search(text[:20_000])
    called = f" ({brief(' '.join(title[1].split()))})" if title and title[1].strip() else ""
    return (
        f"it is a web page{called}: the download was a login page or a page about the notebook, "
        "not the file. Download the .ipynb file itself."
    )


def _is_python(text: str) -> bool:
    """Whether a text is Python source, and not just a few words."""
    lines = re.findall(r"^(?:import|from|def|class|@)\s*\w", text, flags=re.MULTILINE)
    try:
        body = parsed(text).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return len(lines) > 1
    return any(not isinstance(node, ast.Expr) or isinstance(node.value, ast.Call) for node in body)


# What is JSON


def _notebook(document: Any, name: str) -> tuple[dict[str, Any], list[str]]:
    """The notebook that a JSON document is, or the only one that stands in it."""
    if _is_notebook(document):
        return document, []
    inside = list(itertools.islice(_notebooks_in(document), 2))
    if len(inside) == 1:
        return inside[0], ["It was read from a JSON document of another tool that it stands in."]
    if inside:
        raise Unreadable(f"{name} is JSON with several notebooks in it. Hand in the right one.")
    if not isinstance(document, dict):
        raise Unreadable(f"{name} is JSON, but no notebook: it should be an object with cells.")
    if "cells" in document or "nbformat" in document:
        raise Unreadable(f"{name} is JSON, but no notebook: it has no list of cells.")
    told = document.get("message") or document.get("error") or document.get("detail")
    if isinstance(told, str):
        raise Unreadable(
            f"{name} is no notebook but the answer of a website: {brief(told)} Download the "
            "notebook again."
        )
    if "doc_id" in document or "paragraphs" in document:
        kind = "a Zeppelin notebook" if "paragraphs" in document else "a shortcut to Google Drive"
        raise Unreadable(f"{name} is {kind}. Download the notebook as an .ipynb file.")
    raise Unreadable(f"{name} is JSON, but no notebook: it has no list of cells.")


def _is_notebook(value: Any) -> bool:
    if not isinstance(value, dict):
        return False
    old = value.get("nbformat") in (1, 2, 3) and "cells" not in value
    return old or isinstance(value.get("cells"), list) or isinstance(value.get("worksheets"), list)


def _notebooks_in(document: Any) -> Iterator[dict[str, Any]]:
    """The notebooks in a JSON document, also those that stand in it as text."""
    layer = [document]
    for _ in range(MAX_DEPTH):
        following: list[Any] = []
        for value in layer[:MAX_VALUES]:
            if isinstance(value, str) and value.lstrip()[:1] == "{" and '"cell' in value:
                try:
                    value = json.loads(value)
                except (ValueError, RecursionError):
                    continue
            if _is_notebook(value) and value is not document:
                yield value
            elif isinstance(value, dict):
                following += value.values()
            elif isinstance(value, list):
                following += value
        layer = following
