"""IDX, the format in which MNIST is published.

A file is two zero bytes, a type code (8: unsigned bytes), the number of dimensions, each dimension
as a big-endian 32-bit integer, then the values, the last dimension varying fastest. The format is
described on the MNIST page, http://yann.lecun.com/exdb/mnist/.
"""

import numpy as np

_UINT8 = 0x08


def _header(shape: tuple[int, ...]) -> bytes:
    return bytes([0, 0, _UINT8, len(shape)]) + np.array(shape, ">u4").tobytes()


def idx_size(shape: tuple[int, ...]) -> int:
    """Bytes of the IDX file that holds an array of this shape."""
    return len(_header(shape)) + int(np.prod(shape, dtype=np.int64))


def encode_idx(array: np.ndarray) -> bytes:
    """The IDX file that holds `array`, a uint8 array of any shape."""
    return _header(array.shape) + np.ascontiguousarray(array, np.uint8).tobytes()


def decode_idx(content: bytes, shape: tuple[int, ...]) -> np.ndarray:
    """The array in an IDX file: uint8, of the given shape, writeable.

    Raises ValueError, with words that complete "the file ...", if it holds anything else.
    """
    if not content:
        raise ValueError("is empty")
    if content[:3] != bytes([0, 0, _UINT8]):
        raise ValueError("is not an IDX file of unsigned bytes")
    header = _header(shape)
    if not header.startswith(content[: len(header)]):
        raise ValueError(f"does not hold an array of shape {shape}")
    if len(content) < len(header):
        raise ValueError("is cut short in its header")
    if len(content) < idx_size(shape):
        raise ValueError(f"is cut short: it has {len(content):,} of {idx_size(shape):,} bytes")
    if len(content) > idx_size(shape):
        raise ValueError(f"has more than its {idx_size(shape):,} bytes")
    return np.frombuffer(content, np.uint8, offset=len(header)).reshape(shape).copy()
