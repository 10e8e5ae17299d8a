import gzip
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

import autograder.mnist.make_digits
from autograder.mnist.files import DIGITS_FILES, DIGITS_FOLDER, IdxFile
from autograder.mnist.make_digits import cubic_weights, enlarge, main

pytest.importorskip("sklearn")
ROOT = Path(__file__).parents[2]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder in place of data/digits."""
    monkeypatch.setattr(autograder.mnist.make_digits, "DIGITS_FOLDER", tmp_path)
    return tmp_path


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.glob("*.gz")}


def test_the_shipped_files_are_what_the_script_makes():
    ran = subprocess.run(
        [sys.executable, "-m", "autograder.mnist.make_digits", "--check"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")


def test_making_them_again_gives_the_same_files_bit_for_bit(folder):
    assert main([]) == 0
    made = contents(folder)
    for path in folder.glob("*.gz"):
        path.unlink()
    assert main([]) == 0
    assert contents(folder) == made
    shipped = contents(DIGITS_FOLDER)
    assert {name: gzip.decompress(packed) for name, packed in made.items()} == {
        name: gzip.decompress(packed) for name, packed in shipped.items()
    }


def test_the_files_carry_no_name_and_no_time(folder):
    main([])
    for packed in contents(folder).values():
        assert packed[3] == 0
        assert packed[4:8] == bytes(4)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda path: path.unlink(),
        lambda path: path.write_bytes(path.read_bytes()[:-9]),
        lambda path: path.write_bytes(gzip.compress(b"something else")),
        lambda path: path.write_bytes(gzip.compress(gzip.decompress(path.read_bytes()) + b"\0")),
    ],
    ids=["missing", "cut", "wrong", "longer"],
)
def test_the_check_fails_on_a_different_file_and_leaves_it_alone(folder, capsys, spoil):
    main([])
    path = folder / "train-labels-idx1-ubyte.gz"
    spoil(path)
    before = contents(folder)
    capsys.readouterr()
    assert main(["--check"]) == 1
    assert (
        capsys.readouterr().err
        == f"{path} differs; run `python -m autograder.mnist.make_digits`.\n"
    )
    assert contents(folder) == before
    assert main([]) == 0
    assert main(["--check"]) == 0


def test_another_compression_of_the_same_bytes_is_no_difference(folder):
    main([])
    path = folder / "t10k-images-idx3-ubyte.gz"
    repacked = gzip.compress(gzip.decompress(path.read_bytes()), 1)
    path.write_bytes(repacked)
    assert main(["--check"]) == 0
    assert main([]) == 0
    assert path.read_bytes() == repacked


def test_a_hash_that_is_out_of_date_is_named_with_the_right_one(folder, monkeypatch, capsys):
    right = DIGITS_FILES["test_labels"]
    monkeypatch.setitem(DIGITS_FILES, "test_labels", IdxFile(right.name, right.shape, "0" * 64))
    assert main([]) == 1
    errors = capsys.readouterr().err
    assert 'DIGITS_FILES["test_labels"]' in errors
    assert right.sha256 in errors


def test_interpolation_keeps_a_constant_away_from_the_border():
    np.testing.assert_array_equal(cubic_weights().sum(axis=1)[4:-4], 2000)


def test_interpolation_is_symmetric():
    weights = cubic_weights()
    np.testing.assert_array_equal(weights, weights[::-1, ::-1])


def test_interpolation_keeps_a_straight_line_away_from_the_border():
    line = cubic_weights() @ np.arange(8)
    np.testing.assert_array_equal(line[4:-4], 200 * (4 * np.arange(20) - 3)[4:-4])


def test_full_ink_is_white_and_no_ink_is_black():
    cells = np.zeros((1, 8, 8))
    cells[:, :, 4:] = 16
    large = enlarge(cells)[0]
    assert (large[5:-5, :7] == 0).all()
    assert (large[5:-5, 13:-3] == 255).all()
