"""What a file is that should be a notebook, and what can be read of it without a guess."""

import base64
import gzip
import io
import json
import stat
import tarfile
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.grading.notebook_file import MAX_BYTES, Unreadable, notebook_in, source_in

NOTEBOOK = {"cells": [], "metadata": {"title": "é“"}, "nbformat": 4, "nbformat_minor": 5}
TEXT = json.dumps(NOTEBOOK, indent=1, ensure_ascii=False)


def zipped(*members, **options):
    """A zip archive of (name, content) pairs."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", **options) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return packed.getvalue()


def linked():
    """An archive in which the notebook is a symbolic link."""
    link = zipfile.ZipInfo("ps2_mnist.ipynb")
    link.create_system, link.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    return zipped((link, "/etc/passwd"))


def tarred():
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as archive:
        member = tarfile.TarInfo("ps2_mnist.ipynb")
        member.size = len(TEXT.encode())
        archive.addfile(member, io.BytesIO(TEXT.encode()))
    return packed.getvalue()


def encrypted():
    """Its only member is marked as encrypted."""
    content = bytearray(zipped(("a.ipynb", TEXT)))
    content[6] |= 1
    content[content.index(b"PK\1\2") + 8] |= 1
    return bytes(content)


def many_files():
    return zipped(*((f"{'x' * 200}/{number}", "") for number in range(5000)))


# Read, with a note


READ = {
    "UTF-16": (TEXT.encode("utf-16"), "It was read as UTF-16 text"),
    "UTF-16, big end first": (b"\xfe\xff" + TEXT.encode("utf-16-be"), "as UTF-16 text"),
    "UTF-16 without a mark": (TEXT.encode("utf-16-le"), "It was read as UTF-16 text"),
    "UTF-32": (TEXT.encode("utf-32"), "It was read as UTF-32 text"),
    "UTF-8 with a mark": (b"\xef\xbb\xbf" + TEXT.encode(), None),
    "two marks": (b"\xef\xbb\xbf\xef\xbb\xbf" + TEXT.encode(), None),
    "zeros at its end": (TEXT.encode() + bytes(512), None),
    "a brace more": (f"{TEXT}}}".encode(), "left out (1 character)"),
    "the end once more": (f'{TEXT}\n "nbformat": 4\n}}\n'.encode(), "characters)"),
    "a log below": (f"{TEXT}\nSaved. Bye.\n".encode(), "left out (11 characters)"),
    "a zip archive": (zipped(("ps2.ipynb", TEXT)), "a zip archive, in which it is called ps2.ip"),
    "a zip of a folder": (
        zipped(("hw/", ""), ("hw/my.IPYNB", TEXT), ("hw/plot.png", "x"),
               ("__MACOSX/hw/._my.ipynb", "x"), ("hw/.ipynb_checkpoints/my-checkpoint.ipynb", "x")),
        "it is called hw/my.IPYNB",
    ),
    "a zip with a name that leads outside": (zipped(("../../hw.ipynb", TEXT)), "../../hw.ipynb"),
    "a zip of UTF-16": (zipped(("hw.ipynb", TEXT.encode("utf-16"))), "zip archive"),
    "gzip": (gzip.compress(TEXT.encode()), "It was read from a gzip archive."),
    "Jupyter's own API": (
        json.dumps({"name": "hw.ipynb", "type": "notebook", "content": NOTEBOOK}).encode(),
        "a JSON document of another tool",
    ),
    "a list of one": (json.dumps([NOTEBOOK]).encode(), "a JSON document of another tool"),
    "JSON as text": (json.dumps({"files": {"hw": {"content": TEXT}}}).encode(), "another tool"),
    "JSON as text alone": (json.dumps(TEXT).encode(), "a JSON document of another tool"),
}  # fmt: skip


@pytest.mark.parametrize("name", READ)
def test_what_can_be_read_without_a_guess_is_read(name):
    content, said = READ[name]
    notebook, notes = notebook_in(content, "hw.ipynb")
    assert notebook == NOTEBOOK
    if said is None:
        assert notes == []
    else:
        assert said in " ".join(notes)


# Refused, with a sentence


CONFLICT = TEXT.replace(
    ' "nbformat": 4,', '<<<<<<< HEAD\n "nbformat": 4,\n=======\n "nbformat": 3,\n>>>>>>> main'
)
PAGE = "<!DOCTYPE html>\n<html><head><title>Log in\n to Canvas</title></head></html>"

REFUSED = {
    "nothing": (b"", "it is empty."),
    "blanks": (b" \n\t", "it is empty."),
    "zeros": (bytes(4096), "it holds nothing but zeros."),
    "a login page": (PAGE.encode(), "it is a web page (Log in to Canvas): the download was"),
    "a page in UTF-16": (PAGE.encode("utf-16"), "it is a web page"),
    "a page after blanks": (f"\n\n  {PAGE.lower()}".encode(), "it is a web page"),
    "an exported page": (
        b'<html><body class="jp-Notebook"></body></html>',
        "it is a notebook that was exported as a web page. Hand in the .ipynb file.",
    ),
    "XML": (b"<?xml version='1.0'?><Error><Code>AccessDenied</Code></Error>", "an XML file"),
    "a web archive": (b"From: <Saved by Blink>\nContent-Type: x", "as a browser saved it"),
    "a shortcut": (b"[InternetShortcut]\nURL=https://x", "a shortcut to a web page."),
    "Git LFS": (
        b"version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 1\n",
        "a Git LFS pointer",
    ),
    "a merge conflict": (CONFLICT.encode(), "merge-conflict markers (lines 6 to 10)."),
    "several conflicts": (
        (CONFLICT + CONFLICT).encode(), "(lines 6 to 10, lines 17 to 21)",
    ),
    "a conflict of whole files": (
        f"<<<<<<< HEAD\n{TEXT}\n=======\n{TEXT}\n>>>>>>> main\n".encode(),
        "merge-conflict markers (lines 1 to ",
    ),
    "two notebooks": (f"{TEXT}\n{json.dumps({'cells': [{'cell_type': 'raw'}]})}".encode(),
                      "more than one notebook: a second one begins after line 8"),
    "two notebooks in JSON": (json.dumps([NOTEBOOK, NOTEBOOK]).encode(), "several notebooks in it"),
    "two notebooks in a zip": (
        zipped(("a.ipynb", TEXT), ("b.ipynb", TEXT)),
        "a zip archive with 2 notebooks in it (a.ipynb, b.ipynb). Hand in the one",
    ),
    "a zip without a notebook": (zipped(("a.py", "x"), ("b.txt", "")), "without a notebook in it"),
    "an empty zip": (zipped(), "a zip archive without a notebook in it."),
    "a zip in a zip": (zipped(("a.ipynb", zipped(("a.ipynb", TEXT)))), "an archive in an archive"),
    "a gzip in a gzip": (gzip.compress(gzip.compress(b"x")), "an archive in an archive"),
    "a page in a zip": (zipped(("a.ipynb", PAGE)), "it is a web page"),
    "a link in a zip": (linked(), "without a notebook in it"),
    "a zip with a password": (encrypted(), "a zip archive with a password"),
    "a zip that was cut off": (zipped(("a.ipynb", TEXT))[:-30], "a zip archive that was cut off"),
    "a zip that is damaged": (
        zipped(("a.ipynb", TEXT)).replace(b"nbformat", b"NBformat"), "archive that is damaged",
    ),
    "a zip of thousands of files": (many_files(), "a zip archive of too many files"),
    "a zip bomb": (
        zipped(("a.ipynb", bytes(MAX_BYTES + 1)), compression=zipfile.ZIP_DEFLATED),
        "a zip archive whose notebook is larger than 50 MB",
    ),
    "a gzip bomb": (gzip.compress(bytes(MAX_BYTES + 1)), "a gzip archive of more than 50 MB"),
    "a damaged gzip": (b"\x1f\x8b\x08garbage", "a gzip archive that is damaged"),
    "tar": (tarred(), "it is a tar archive."),
    "tar.gz": (gzip.compress(tarred()), "it is a tar archive."),
    "7z": (b"7z\xbc\xaf\x27\x1c" + bytes(9), "it is a 7z archive."),
    "Word": (zipped(("word/document.xml", "x")), "is a Word document, not a notebook."),
    "Excel": (zipped(("xl/workbook.xml", "x")), "is an Excel workbook, not a notebook."),
    "PDF": (b"%PDF-1.7\n", "it is a PDF document."),
    "PNG": (b"\x89PNG\r\n\x1a\n", "it is a picture (PNG)."),
    "JPEG": (b"\xff\xd8\xff\xe0", "it is a picture (JPEG)."),
    "RTF": (rb"{\rtf1\ansi{\fonttbl}}", "a document of a word processor (RTF)."),
    "AppleDouble": (b"\x00\x05\x16\x07\x00\x02", "what macOS keeps beside a file"),
    "Python": (b"import numpy as np\n\ndef f(x):\n    return x\n", "is not JSON but Python source"),
    "Python with a mistake": (b"def f(x)\n  pass\ndef g(x):\n  pass\n", "but Python source"),
    "words": (b"My answer is that the gradients add up.", "is not JSON but other text."),
    "jupytext": (b"---\njupyter:\n  jupytext:\n", "a notebook as text (jupytext)"),
    "LaTeX": (rb"\documentclass{article}", "a LaTeX document"),
    "Latin-1": (TEXT.encode("cp1252"), "it is not UTF-8 text (line 4 has the byte 0xE9)"),
    "typographic quotes": (
        TEXT.replace('"', "\u201d").encode(), "line 2 has a typographic quotation mark where",
    ),
    "cut off": (TEXT[:-20].encode(), "it ends in the middle, in line"),
    "cut off in a string": (TEXT[: TEXT.index("nbf") + 1].encode(), "It was cut off while it was"),
    "edited by hand": (TEXT.replace("4,", "4,,").encode(), "line 6 is not as Jupyter writes it"),
    "an error of a website": (
        b'{"message": "Not Found", "documentation_url": "x"}',
        "is no notebook but the answer of a website: Not Found",
    ),
    "Google Drive": (b'{"url": "https://x", "doc_id": "1"}', "a shortcut to Google Drive."),
    "Zeppelin": (b'{"paragraphs": [], "name": "x"}', "a Zeppelin notebook."),
    "a number": (b"3", "it should be an object with cells"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_notebook_is_called_what_it_is(name):
    content, sentence = REFUSED[name]
    with pytest.raises(Unreadable) as caught:
        notebook_in(content, "hw.ipynb")
    said = str(caught.value)
    assert sentence in said
    assert said.startswith("hw.ipynb ")
    assert said.endswith(".")
    assert said.isprintable()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (PAGE.encode(), "is not Python source: it is a web page"),
        (TEXT.encode(), "is a notebook. Hand it in with a name that ends in .ipynb."),
        (b"x = '\xe9'", "is not Python source: it is not UTF-8 text (line 1 has the byte 0xE9)"),
        (b"%PDF-1.7", "it is a PDF document"),
    ],
)
def test_a_module_that_is_none_is_called_what_it_is(content, sentence):
    with pytest.raises(Unreadable) as caught:
        source_in(content, "submitted.py")
    assert sentence in str(caught.value)


@pytest.mark.parametrize("pack", [lambda c: c, lambda c: zipped(("hw.py", c)), gzip.compress])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-8-sig"])
def test_a_module_is_read_like_a_notebook(pack, encoding):
    assert source_in(pack("x = 'é'\n".encode(encoding)), "submitted.py")[0] == "x = 'é'\n"


def told(content):
    """The notebook in a file, or the reason why there is none."""
    try:
        return notebook_in(content, "hw.ipynb")[0]
    except Unreadable as reason:
        return str(reason)


@given(st.binary(max_size=300), st.sampled_from([*READ, *REFUSED]), st.integers(0, 400))
def test_any_bytes_are_a_notebook_or_refused_in_a_sentence(noise, name, place):
    content = ({**READ, **REFUSED}[name][0])[:100_000]
    for damaged in (noise, content[:place] + noise + content[place:], content[:-place] + noise):
        said = told(damaged)
        assert isinstance(said, dict) or "\n" not in said


def test_a_name_in_an_archive_is_shown_on_one_line():
    name = base64.b64encode(b"x" * 300).decode() + "\x1b[2J\n.ipynb"
    _, (note,) = notebook_in(zipped((name, TEXT)), "hw.ipynb")
    assert note.isprintable()
    assert len(note) < 200
