import numpy as np
import pytest

from autograder.mnist.idx import decode_idx, encode_idx, idx_size

# Written by hand: two images of 1x3.
CONTENT = bytes([0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 3, 10, 20, 30, 40, 50, 60])
ARRAY = np.array([[[10, 20, 30]], [[40, 50, 60]]], np.uint8)


def test_encoding_gives_the_bytes_of_the_format():
    assert encode_idx(ARRAY) == CONTENT


def test_decoding_gives_the_array_of_the_bytes():
    decoded = decode_idx(CONTENT, (2, 1, 3))
    assert decoded.dtype == np.uint8
    np.testing.assert_array_equal(decoded, ARRAY)


@pytest.mark.parametrize("shape", [(0,), (1,), (300,), (70_000,), (2, 28, 28), (3, 0, 5)])
def test_an_array_survives_the_round_trip(shape):
    array = np.random.default_rng(0).integers(0, 256, shape, np.uint8)
    content = encode_idx(array)
    assert len(content) == idx_size(shape)
    np.testing.assert_array_equal(decode_idx(content, shape), array)


def test_a_transposed_array_is_encoded_in_its_own_order():
    array = np.arange(6, dtype=np.uint8).reshape(2, 3).T
    np.testing.assert_array_equal(decode_idx(encode_idx(array), (3, 2)), array)


def test_a_decoded_array_may_be_changed():
    decoded = decode_idx(CONTENT, (2, 1, 3))
    decoded += 1
    assert decoded[0, 0, 0] == 11
    assert CONTENT[16] == 10


@pytest.mark.parametrize(
    ("content", "shape", "words"),
    [
        (b"", (2, 1, 3), "is empty"),
        (b"<html>not found</html>", (2, 1, 3), "is not an IDX file"),
        (bytes([0, 0, 13]) + CONTENT[3:], (2, 1, 3), "is not an IDX file of unsigned bytes"),
        (CONTENT[:10], (2, 1, 3), "is cut short in its header"),
        (CONTENT, (2, 1, 4), r"does not hold an array of shape \(2, 1, 4\)"),
        (CONTENT, (6,), r"does not hold an array of shape \(6,\)"),
        (CONTENT[:-1], (2, 1, 3), "is cut short: it has 21 of 22 bytes"),
        (CONTENT + b"\0", (2, 1, 3), "has more than its 22 bytes"),
    ],
)
def test_other_content_is_refused_with_the_reason(content, shape, words):
    with pytest.raises(ValueError, match=words):
        decode_idx(content, shape)
