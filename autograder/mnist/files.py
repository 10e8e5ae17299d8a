"""The four files of a data set: what they hold, and how they are read and checked."""

import gzip
import hashlib
import os
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import BinaryIO, NamedTuple

import numpy as np

from autograder.mnist.idx import decode_idx, idx_size

_GZIP_MAGIC = b"\x1f\x8b"


class DataError(RuntimeError):
    """A data file is missing or wrong; the message names it and says what to do."""


class DamagedFile(DataError):
    """The data file at `path` can be read but does not hold what it should."""

    def __init__(self, message: str, path: Path):
        super().__init__(message)
        self.path = path


class IdxFile(NamedTuple):
    """One file of a data set; `sha256` is that of the uncompressed file."""

    name: str
    shape: tuple[int, ...]
    sha256: str


# Keys: the fields of `MNIST`. Compression is no part of a file's identity: mirrors compress
# the same bytes differently.
MNIST_FILES = {
    "train_images": IdxFile(
        "train-images-idx3-ubyte",
        (60_000, 28, 28),
        "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
    ),
    "train_labels": IdxFile(
        "train-labels-idx1-ubyte",
        (60_000,),
        "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
    ),
    "test_images": IdxFile(
        "t10k-images-idx3-ubyte",
        (10_000, 28, 28),
        "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
    ),
    "test_labels": IdxFile(
        "t10k-labels-idx1-ubyte",
        (10_000,),
        "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2",
    ),
}

# `python -m autograder.mnist.make_digits` makes these, and says which entries change with them.
_BESIDE, _IN_CLONE = Path(__file__).parent / "digits", Path(__file__).parents[2] / "data" / "digits"
# In a clone they stand at its top; installed, and in a sandbox, beside this module.
DIGITS_FOLDER = _IN_CLONE if _IN_CLONE.is_dir() and not _BESIDE.is_dir() else _BESIDE
DIGITS_FILES = {
    "train_images": IdxFile(
        "train-images-idx3-ubyte",
        (1_437, 28, 28),
        "8915934253b411880676a6cf6b2921a36b41ccc4f6a8044d31c46acaaaaf04cd",
    ),
    "train_labels": IdxFile(
        "train-labels-idx1-ubyte",
        (1_437,),
        "d279e9b4e90c897bf9342de3de0d4cbc8eccebacfb3b0116cf4826c0c8d0be1d",
    ),
    "test_images": IdxFile(
        "t10k-images-idx3-ubyte",
        (360, 28, 28),
        "f373f207d8b3a54b79872da80f438d3681322fd89e9859dc74a5db266d592de7",
    ),
    "test_labels": IdxFile(
        "t10k-labels-idx1-ubyte",
        (360,),
        "a601a3ea5c22cf2b9a8b485f6331bb95473b1e6ea7825822080bf9222fa5e6e0",
    ),
}


def read_uncompressed(stream: BinaryIO, size: int) -> bytes:
    """The bytes of a plain or gzip-compressed file, at most `size + 1` of them.

    One byte too many is enough to see that a file is too long, and keeps a wrong file from filling
    the memory. Raises ValueError, with words that complete "the file ...", if gzip finds damage.
    """
    compressed = stream.read(2) == _GZIP_MAGIC
    stream.seek(0)
    if not compressed:
        return stream.read(size + 1)
    try:
        return gzip.GzipFile(fileobj=stream).read(size + 1)
    except EOFError:
        raise ValueError("is cut short: its gzip stream stops before its end") from None
    except (gzip.BadGzipFile, zlib.error):
        raise ValueError("is damaged: it cannot be decompressed") from None


def _existing_path(folder: Path, name: str) -> Path:
    plain, compressed = folder / name, folder / f"{name}.gz"
    # os.path, unlike pathlib, also answers for folders that may not be entered.
    return plain if os.path.isfile(plain) or not os.path.isfile(compressed) else compressed


def read_file(folder: Path, expected: IdxFile) -> np.ndarray:
    """One file of a data set, plain or compressed (name.gz): a uint8 array of its shape, writeable.

    Raises DataError, a clause that begins with the file's path, if the file is missing or cannot be
    read, and DamagedFile if it is cut short, corrupt or another file.
    """
    path = _existing_path(folder, expected.name)
    try:
        with open(path, "rb") as stream:
            content = read_uncompressed(stream, idx_size(expected.shape))
        array = decode_idx(content, expected.shape)
        if hashlib.sha256(content).hexdigest() != expected.sha256:
            raise ValueError("is not the original: its SHA-256 differs")
    except FileNotFoundError:
        raise DataError(f"{path} (or .gz) is missing") from None
    except OSError as error:
        raise DataError(f"{path} cannot be read ({error.strerror or error})") from None
    except ValueError as error:
        raise DamagedFile(f"{path} {error}", path) from None
    return array


def read_files(folder: Path, files: Mapping[str, IdxFile]) -> dict[str, np.ndarray]:
    """The files of a data set by their keys, each as `read_file` gives it. Raises DataError."""
    return {key: read_file(folder, expected) for key, expected in files.items()}
