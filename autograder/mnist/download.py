"""MNIST from a cache folder, which pooch fills from the first mirror that serves the files.

pooch compares the hash of what a downloader has written before it moves that into the cache. The
downloader here writes the *uncompressed* file, so the hash does not depend on how a mirror
compresses, and nothing half-written or wrong is ever in the cache.

The rest is by hand, for pooch tries one address again but knows no mirrors, and has a limit for
each answer but none for the whole: without a network, looking names up may take minutes, and a
student waits ANSWER_SECONDS here.
"""

import functools
import io
import os
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import numpy as np

from autograder.mnist.files import (
    MNIST_FILES,
    DamagedFile,
    DataError,
    read_file,
    read_files,
    read_uncompressed,
)
from autograder.mnist.idx import idx_size

# Tried in this order. A file's URL is the mirror's, the file's name and ".gz".
MIRRORS = (
    "https://ossci-datasets.s3.amazonaws.com/mnist/",
    "https://storage.googleapis.com/cvdf-datasets/mnist/",
    "https://raw.githubusercontent.com/fgnt/mnist/master/",
)

ANSWER_SECONDS = 3.0  # for any mirror to answer at all: what a machine without a network waits
STALL_SECONDS = 5.0  # without a byte, until a download counts as stopped
DOWNLOAD_SECONDS = 60.0  # for all files together

# Why this session's one attempt to download failed.
_failure: str | None = None


def cached_or_downloaded() -> tuple[dict[str, np.ndarray], str]:
    """MNIST by the keys of MNIST_FILES (uint8), and the folder or mirror that it came from.

    Raises DataError, a clause that says why there is no MNIST, if the cache does not hold it and it
    cannot be downloaded. A damaged file in the cache is removed.
    """
    try:
        import pooch
    except ImportError:
        raise DataError("MNIST is not downloaded (the package pooch is not installed)") from None

    cache = os.environ.get("AUTOGRAD_MNIST_CACHE") or pooch.os_cache("autograd-workbook")
    cache = Path(os.path.abspath(os.path.expanduser(cache)))
    arrays, problems = _read_cache(cache)
    if not problems:
        return arrays, str(cache)
    lack = problems[0]
    if _is_set("AUTOGRAD_MNIST_OFFLINE"):
        raise DataError(f"{lack} and is not downloaded (AUTOGRAD_MNIST_OFFLINE is set)")
    try:
        with _writable(cache) as folder:
            mirror = _download_once(folder)
            return read_files(folder, MNIST_FILES), mirror
    except (DataError, OSError) as error:
        raise DataError(f"{lack} and could not be downloaded ({error})") from None


def _is_set(variable: str) -> bool:
    return os.environ.get(variable, "").strip().lower() not in ("", "0", "false", "no")


def _read_cache(cache: Path) -> tuple[dict[str, np.ndarray], list[DataError]]:
    """The arrays that the cache holds, and why it does not hold the others."""
    arrays, problems = {}, []
    for key, expected in MNIST_FILES.items():
        try:
            arrays[key] = read_file(cache, expected)
        except DataError as error:
            problems.append(error)
            if isinstance(error, DamagedFile):
                # Where that is not allowed, the file is passed over every time.
                with suppress(OSError):
                    error.path.unlink()
    return arrays, problems


@contextmanager
def _writable(folder: Path) -> Iterator[Path]:
    """The folder, made if need be; or, where that is not allowed, a temporary one."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        tempfile.TemporaryFile(dir=folder).close()
    except OSError:
        with tempfile.TemporaryDirectory(prefix="mnist-") as temporary:
            yield Path(temporary)
    else:
        yield folder


def _download_once(folder: Path) -> str:
    """Downloads as `_download` does; raises at once if that has failed before in this session."""
    global _failure
    if _failure is None:
        try:
            return _download(folder)
        except DataError as error:
            _failure = str(error)
    raise DataError(_failure)


def _download(folder: Path) -> str:
    """Puts the files of MNIST that `folder` lacks into it; the mirror that had the last of them.

    Raises DataError, which says what went wrong with each mirror.
    """
    import pooch

    deadline = time.monotonic() + DOWNLOAD_SECONDS
    problems = []
    for mirror in _answering(MIRRORS):
        print(f"Downloading MNIST (11 MB) from {mirror} to {folder}.", file=sys.stderr)
        try:
            for expected in MNIST_FILES.values():
                url = f"{mirror}{expected.name}.gz"
                size = idx_size(expected.shape)
                with _quiet(pooch.get_logger()):
                    pooch.retrieve(
                        url,
                        known_hash=expected.sha256,
                        fname=expected.name,
                        path=folder,
                        downloader=functools.partial(_fetch, size=size, deadline=deadline),
                    )
            return mirror
        except (OSError, ValueError) as error:
            problems.append(f"{url} {_what_went_wrong(error)}")
    raise DataError(
        ", ".join(problems) or f"no mirror offered it within {ANSWER_SECONDS:g} seconds"
    )


def _answering(mirrors: tuple[str, ...]) -> Iterator[str]:
    """The mirrors, in their order, that say within ANSWER_SECONDS that they have MNIST.

    All are asked at the same time, in threads: looking up a name can take much longer than any
    time limit of a connection.
    """
    from pooch import HTTPDownloader

    ask = functools.partial(
        HTTPDownloader(timeout=ANSWER_SECONDS), output_file=None, pooch=None, check_only=True
    )
    name = MNIST_FILES["test_labels"].name
    deadline = time.monotonic() + ANSWER_SECONDS
    answers = {mirror: _in_background(ask, f"{mirror}{name}.gz") for mirror in mirrors}
    for mirror, answer in answers.items():
        try:
            answers_yes = answer.result(timeout=max(0.0, deadline - time.monotonic()))
        except (OSError, ValueError):
            continue
        if answers_yes:
            yield mirror


def _fetch(url: str, output_file: str, pooch: object, *, size: int, deadline: float) -> None:
    """A downloader for pooch that writes what it gets uncompressed, at most `size + 1` bytes.

    It waits until `deadline` (of time.monotonic) at most, however slowly the bytes come in: no
    limit of a connection covers that. Raises TimeoutError then, ValueError if gzip finds
    damage, and what pooch's own downloader raises.
    """
    from pooch import HTTPDownloader

    download = HTTPDownloader(timeout=(ANSWER_SECONDS, STALL_SECONDS), chunk_size=1 << 16)
    received = io.BytesIO()
    try:
        running = _in_background(download, url, received, pooch)
        running.result(timeout=max(0.0, deadline - time.monotonic()))
        received.seek(0)
        content = read_uncompressed(received, size)
    finally:
        received.close()  # An abandoned download ends at its next write.
    Path(output_file).write_bytes(content)


def _in_background(call: Callable[..., Any], *arguments: Any) -> Future[Any]:
    """The future result of a call in a thread that, unlike an executor's, may outlive its use."""
    future: Future[Any] = Future()

    def run() -> None:
        try:
            future.set_result(call(*arguments))
        except Exception as error:
            future.set_exception(error)

    threading.Thread(target=run, daemon=True).start()
    return future


def _what_went_wrong(error: Exception) -> str:
    """Words that complete "the URL ..."."""
    import requests

    if isinstance(error, requests.HTTPError) and error.response is not None:
        return f"answered with status {error.response.status_code}"
    if isinstance(error, requests.RequestException):
        return "stopped half-way"
    if isinstance(error, TimeoutError):
        return f"was not complete after {DOWNLOAD_SECONDS:g} seconds"
    if isinstance(error, OSError):
        return f"could not be stored ({error.strerror or error})"
    return "is cut short, damaged or another file"


@contextmanager
def _quiet(logger: Any) -> Iterator[None]:
    level = logger.level
    logger.setLevel("WARNING")
    try:
        yield
    finally:
        logger.setLevel(level)
