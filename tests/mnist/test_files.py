import gzip
import io
import os
import tracemalloc

import numpy as np
import pytest

from autograder.mnist.files import MNIST_FILES as FILES
from autograder.mnist.files import DamagedFile, DataError, IdxFile, read_file, read_files
from autograder.mnist.idx import encode_idx

KEY = "test_images"


@pytest.fixture
def content(tiny_mnist):
    return encode_idx(tiny_mnist[KEY])


@pytest.fixture
def plain(tmp_path, tiny_mnist):
    return tmp_path / FILES[KEY].name


@pytest.fixture
def compressed(tmp_path, tiny_mnist):
    return tmp_path / f"{FILES[KEY].name}.gz"


def flipped(content: bytes, bit: int) -> bytes:
    changed = bytearray(content)
    changed[bit // 8] ^= 1 << bit % 8
    return bytes(changed)


@pytest.mark.parametrize("is_compressed", [True, False])
def test_a_folder_may_hold_compressed_or_plain_files(
    tmp_path, tiny_mnist, write_mnist, is_compressed
):
    arrays = read_files(write_mnist(tmp_path, compressed=is_compressed), FILES)
    assert arrays.keys() == tiny_mnist.keys()
    for key, array in arrays.items():
        assert array.dtype == np.uint8
        np.testing.assert_array_equal(array, tiny_mnist[key])


def gzip_with_a_name(content: bytes) -> bytes:
    stream = io.BytesIO()
    with gzip.GzipFile("t10k.idx", "wb", 1, stream, mtime=1_000_000_000) as compressed_stream:
        compressed_stream.write(content)
    return stream.getvalue()


@pytest.mark.parametrize(
    "wrap",
    [
        lambda content: gzip.compress(content, 0),
        gzip_with_a_name,
        lambda content: gzip.compress(content[:100]) + gzip.compress(content[100:]),
        lambda content: content,
    ],
    ids=["stored", "name, time and level", "two members", "not compressed after all"],
)
def test_the_gzip_wrapping_may_differ(tmp_path, tiny_mnist, content, compressed, wrap):
    compressed.write_bytes(wrap(content))
    np.testing.assert_array_equal(read_file(tmp_path, FILES[KEY]), tiny_mnist[KEY])


def test_a_compressed_file_under_the_plain_name_is_read(tmp_path, tiny_mnist, content, plain):
    plain.write_bytes(gzip.compress(content))
    np.testing.assert_array_equal(read_file(tmp_path, FILES[KEY]), tiny_mnist[KEY])


def test_a_folder_under_the_plain_name_does_not_hide_the_compressed_file(
    tmp_path, tiny_mnist, content, plain, compressed
):
    plain.mkdir()
    compressed.write_bytes(gzip.compress(content))
    np.testing.assert_array_equal(read_file(tmp_path, FILES[KEY]), tiny_mnist[KEY])


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda content: b"", "is empty"),
        (lambda content: content[:-1], "is cut short"),
        (lambda content: content[:9], "is cut short in its header"),
        (lambda content: content + b"\0", "has more than"),
        (lambda content: flipped(content, 8 * 1000), "is not the original: its SHA-256 differs"),
        (lambda content: b"<html>Sign in</html>", "is not an IDX file"),
        (lambda content: encode_idx(np.zeros(3, np.uint8)), "does not hold an array of shape"),
        (lambda content: encode_idx(np.zeros((7, 28, 28), np.uint8)), "does not hold an array"),
    ],
    ids=["empty", "cut", "cut header", "longer", "bit flip", "a page", "labels", "other part"],
)
@pytest.mark.parametrize("is_compressed", [True, False])
def test_wrong_content_is_refused_by_name_and_reason(
    tmp_path, content, plain, compressed, spoil, words, is_compressed
):
    spoiled = spoil(content)
    path = compressed if is_compressed else plain
    path.write_bytes(gzip.compress(spoiled) if is_compressed else spoiled)
    with pytest.raises(DamagedFile, match=words) as raised:
        read_file(tmp_path, FILES[KEY])
    assert str(raised.value).startswith(f"{path} ")
    assert raised.value.path == path
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize("is_compressed", [True, False])
def test_a_file_cut_anywhere_is_refused(tmp_path, content, plain, compressed, is_compressed):
    whole = gzip.compress(content) if is_compressed else content
    path = compressed if is_compressed else plain
    for length in [*range(30), *range(30, len(whole), 97), len(whole) - 1]:
        path.write_bytes(whole[:length])
        with pytest.raises(DamagedFile):
            read_file(tmp_path, FILES[KEY])


def test_a_flipped_bit_never_changes_an_array_unseen(tmp_path, tiny_mnist, content, compressed):
    whole = gzip.compress(content)
    rng = np.random.default_rng(1)
    header_bits, body_bits = range(10 * 8), rng.integers(80, 8 * len(whole), 200)
    refused = 0
    for bit in [*header_bits, *body_bits.tolist()]:
        compressed.write_bytes(flipped(whole, bit))
        try:
            array = read_file(tmp_path, FILES[KEY])
        except DamagedFile:
            refused += 1
        else:  # Such as a bit of the header's time.
            np.testing.assert_array_equal(array, tiny_mnist[KEY])
    assert refused >= len(body_bits)


def test_a_missing_file_is_named(tmp_path, plain):
    with pytest.raises(DataError) as raised:
        read_file(tmp_path, FILES[KEY])
    assert str(raised.value) == f"{plain} (or .gz) is missing"


def test_a_path_through_a_file_is_an_error_of_ours(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(DataError, match=r"t10k-images-idx3-ubyte cannot be read \("):
        read_file(tmp_path / "file", FILES[KEY])


@pytest.mark.skipif(
    os.name != "posix" or os.geteuid() == 0, reason="every file can be read by this user"
)
def test_a_file_without_permission_is_named(tmp_path, content, plain):
    plain.write_bytes(content)
    plain.chmod(0)
    with pytest.raises(DataError, match=r"cannot be read \(Permission denied\)"):
        read_file(tmp_path, FILES[KEY])


def test_a_file_that_expands_without_end_does_not_fill_the_memory(tmp_path):
    (tmp_path / "bomb.gz").write_bytes(gzip.compress(bytes(100_000_000)))
    tracemalloc.start()
    try:
        with pytest.raises(DamagedFile):
            read_file(tmp_path, IdxFile("bomb", (1_000,), "0" * 64))
        assert tracemalloc.get_traced_memory()[1] < 5_000_000
    finally:
        tracemalloc.stop()
