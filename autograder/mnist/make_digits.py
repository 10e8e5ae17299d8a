"""Makes the small set of digits in data/digits/ from scikit-learn's.

    python -m autograder.mnist.make_digits            write the files whose content differs
    python -m autograder.mnist.make_digits --check    write nothing; fail if any content differs

"Content" is the uncompressed bytes: another build of zlib may compress the same bytes differently.

scikit-learn's digits are 8x8 images of values 0..16: how much ink there is in each cell of a grid.
They are brought to MNIST's form the way MNIST's own images were made: 20x20 pixels, in a frame of
28x28 in which their center of mass is in the middle. All arithmetic is on integers, so that every
machine makes the same bytes.
"""

import argparse
import gzip
import hashlib
import sys
from pathlib import Path

import numpy as np

from autograder.mnist.files import DIGITS_FILES, DIGITS_FOLDER, read_uncompressed
from autograder.mnist.idx import encode_idx

CELLS, PIXELS, FRAME = 8, 20, 28
FULL_INK = 16
WEIGHT_UNIT = 2000


def cubic_weights() -> np.ndarray:
    """Catmull-Rom interpolation from cells to pixels: int64 (20, 8), in units of 1/2000.

    Beyond the border there is no ink. The kernel is the one of Keys, "Cubic convolution
    interpolation for digital image processing" (1981), with a = -1/2.
    """
    margin = 3
    weights = np.zeros((PIXELS, CELLS + 2 * margin), np.int64)
    for pixel in range(PIXELS):
        # The pixel's center, in cells, is (pixel + 1/2) * 8/20 - 1/2: tenths are exact.
        cell, t = divmod(4 * pixel - 3, 10)
        weights[pixel, cell - 1 + margin : cell + 3 + margin] = (
            -(t**3) + 20 * t**2 - 100 * t,
            3 * t**3 - 50 * t**2 + 2000,
            -3 * t**3 + 40 * t**2 + 100 * t,
            t**3 - 10 * t**2,
        )
    return weights[:, margin:-margin]


def enlarge(cells: np.ndarray) -> np.ndarray:
    """Images (n, 8, 8) of 0..16 as images (n, 20, 20) uint8 of 0..255.

    Up to a quarter of full ink is black and from three quarters on is white, which gives strokes
    with edges as sharp as MNIST's.
    """
    weights = cubic_weights()
    ink: np.ndarray = weights @ cells.astype(np.int64) @ weights.T
    full = FULL_INK * WEIGHT_UNIT**2
    shades: np.ndarray = np.clip((ink - full // 4) * 255 // (full // 2), 0, 255)
    return shades.astype(np.uint8)


def center(images: np.ndarray) -> np.ndarray:
    """Images (n, 20, 20) uint8 in frames (n, 28, 28), as near to centred by mass as they fit."""
    framed = np.zeros((len(images), FRAME, FRAME), np.uint8)
    for frame, image in zip(framed, images, strict=True):
        mass = image.astype(np.int64)
        top, left = (
            np.clip(FRAME // 2 - _rounded_mean(mass.sum(axis)), 0, FRAME - PIXELS)
            for axis in (1, 0)
        )
        frame[top : top + PIXELS, left : left + PIXELS] = image
    return framed


def _rounded_mean(mass: np.ndarray) -> int:
    """The mean position of `mass` (20,), rounded; pixel i reaches from i to i + 1."""
    doubled_moment, total = (mass * (2 * np.arange(PIXELS) + 1)).sum(), mass.sum()
    return int((doubled_moment + total) // (2 * total))


def make_digits() -> dict[str, np.ndarray]:
    """The arrays of the set by the keys of DIGITS_FILES, uint8.

    The test set is every fifth image, counted class by class, so that both parts have the classes
    in the same proportion; within each part the images keep scikit-learn's order.
    """
    from sklearn.datasets import load_digits

    digits = load_digits()
    labels = digits.target.astype(np.uint8)
    images = center(enlarge(digits.images))
    test = np.zeros(len(labels), bool)
    test[np.argsort(labels, kind="stable")[::5]] = True
    return {
        "train_images": images[~test],
        "train_labels": labels[~test],
        "test_images": images[test],
        "test_labels": labels[test],
    }


def _holds(path: Path, content: bytes) -> bool:
    try:
        with open(path, "rb") as stream:
            return read_uncompressed(stream, len(content)) == content
    except (OSError, ValueError):
        return False


def main(arguments: list[str] | None = None) -> int:
    """Writes, or with --check compares, the files; 0 if all is well, 1 if something differs."""
    parser = argparse.ArgumentParser(
        prog="python -m autograder.mnist.make_digits", description="Makes the small set of digits."
    )
    parser.add_argument("--check", action="store_true", help="write nothing, fail on a difference")
    check = parser.parse_args(arguments).check

    problems = []
    for key, array in make_digits().items():
        expected = DIGITS_FILES[key]
        path = DIGITS_FOLDER / f"{expected.name}.gz"
        content = encode_idx(array)
        if not _holds(path, content):
            if check:
                problems.append(f"{path} differs; run `python -m autograder.mnist.make_digits`.")
            else:
                _write(path, content)
                print(f"{path} written.")
        sha256 = hashlib.sha256(content).hexdigest()
        if (array.shape, sha256) != (expected.shape, expected.sha256):
            problems.append(
                f'In autograder/mnist/files.py, DIGITS_FILES["{key}"] must have shape '
                f"{array.shape} and sha256 {sha256}."
            )
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


def _write(path: Path, content: bytes) -> None:
    # No name and no time in the header: the same bytes and the same zlib give the same file.
    path.parent.mkdir(parents=True, exist_ok=True)
    with (
        open(path, "wb") as stream,
        gzip.GzipFile("", "wb", compresslevel=9, fileobj=stream, mtime=0) as compressed,
    ):
        compressed.write(content)


if __name__ == "__main__":
    sys.exit(main())
