"""`load_mnist`: MNIST, or the small digits where MNIST cannot be had."""

import os
import sys
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from autograder.mnist.download import cached_or_downloaded
from autograder.mnist.files import DIGITS_FILES, DIGITS_FOLDER, MNIST_FILES, DataError, read_files


@dataclass(frozen=True, eq=False)
class MNIST:
    """Images (n, 28, 28) and labels (n,), all uint8: white (255) on black (0), digits 0 to 9.

    `source` is "digits" for the small set that ships with the course, else the folder or the
    mirror's URL that MNIST came from.
    """

    train_images: np.ndarray = field(repr=False)
    train_labels: np.ndarray = field(repr=False)
    test_images: np.ndarray = field(repr=False)
    test_labels: np.ndarray = field(repr=False)
    source: str


def load_mnist() -> MNIST:
    """MNIST: 60,000 images to train on, 10,000 to test; or 1,437 and 360 of the small digits.

    It is taken from the folder that AUTOGRAD_MNIST_DIR names; if that is not set, from the cache
    (AUTOGRAD_MNIST_CACHE names another folder for it); if it is not there, from the network, unless
    AUTOGRAD_MNIST_OFFLINE=1; and else the small digits are given, and a line on stderr says why.
    The arrays are new at every call and may be changed.

    Raises DataError if AUTOGRAD_MNIST_DIR is set and that folder does not hold MNIST, or if the
    small digits are not as they were shipped.
    """
    if folder := os.environ.get("AUTOGRAD_MNIST_DIR"):
        return _from_folder(Path(os.path.abspath(os.path.expanduser(folder))))
    try:
        arrays, source = cached_or_downloaded()
    except DataError as why:
        print(
            f"{why}, so these are the 1,797 small digits that ship with the course; for MNIST, put "
            "its four files into a folder and name that in AUTOGRAD_MNIST_DIR.",
            file=sys.stderr,
        )
        return _shipped_digits()
    return MNIST(**arrays, source=source)


def _from_folder(folder: Path) -> MNIST:
    advice = (
        "put MNIST's four files there, plain or .gz, or unset AUTOGRAD_MNIST_DIR to have them "
        "downloaded"
    )
    if not folder.is_dir():
        raise DataError(f"AUTOGRAD_MNIST_DIR names {folder}, which is not a folder; {advice}.")
    try:
        return MNIST(**read_files(folder, MNIST_FILES), source=str(folder))
    except DataError as error:
        raise DataError(f"{error}; {advice}.") from None


def _shipped_digits() -> MNIST:
    try:
        return MNIST(**read_files(DIGITS_FOLDER, DIGITS_FILES), source="digits")
    except DataError as error:
        raise DataError(
            f"{error}; run `python -m autograder.mnist.make_digits` to restore it."
        ) from None
