"""The only thing that crosses between the grader and a process that runs student code.

A frame is: the length of a JSON header (4 bytes, big endian), the length of the arrays' bytes
(8 bytes, big endian), the header, the bytes. The header holds the value with each array replaced
by its number, and each array's dtype and shape. Nothing is executed on reading, and no size is
believed before it has been compared with a limit.
"""

from __future__ import annotations

import functools
import json
import struct
from collections.abc import Callable
from dataclasses import dataclass
from typing import IO, Any

import numpy as np

_LENGTHS = struct.Struct(">IQ")
_DTYPES = {
    np.dtype(code).str: (np.dtype(code), np.dtype(code).newbyteorder("="))
    for code in ("?", "b", "B", "<i2", "<u2", "<i4", "<u4", "<i8", "<u8",
                 "<f2", "<f4", "<f8", "<c8", "<c16")
}  # fmt: skip
"""By its name in a frame, a dtype as it crosses and as it is on this machine."""
_PLAIN, _TEXT = frozenset({type(None), bool, str, float}), frozenset({str})

MAX_HEADER = 8 * 2**20
MAX_ARRAYS = 64 * 2**20
MAX_DEPTH = 24
MAX_NODES = 100_000
MAX_DIMENSIONS = 32
MAX_COUNT = 10_000
ANSWER = (2**20, 4 * 2**20)
"""Limits of the header and the arrays of a frame from a process that runs students' code."""


class WireError(Exception):
    """What arrived is not a frame of this protocol."""


@dataclass(frozen=True)
class Foreign:
    """Stands for a value that does not cross: only the name of its type does."""

    type_name: str


def flatten(value: Any, max_arrays: int | None = None) -> tuple[Any, list[np.ndarray]]:
    """The value as JSON, with arrays replaced by their numbers in the returned list.

    Tuples, lists, dicts with string keys, None, bools, ints, floats and strings keep their type.
    NumPy scalars cross as 0-d arrays. Anything else becomes a `Foreign`. Raises WireError for a
    value of more than MAX_NODES parts, or whose arrays have more than max_arrays bytes.
    """
    arrays: list[np.ndarray] = []
    nodes, size = 1, 0

    def count(parts: int) -> None:
        nonlocal nodes
        nodes += parts
        if nodes > MAX_NODES:
            raise WireError("the value has too many parts")

    def walk(item: Any, depth: int) -> Any:
        nonlocal size
        kind = type(item)
        if kind in _PLAIN:
            return item
        if kind is int:
            return item if abs(item) < 2**63 else {"x": "an integer of more than 64 bits"}
        if depth < MAX_DEPTH:
            if kind is tuple or kind is list:
                count(len(item))
                tag = "t" if kind is tuple else "l"
                return {tag: [walk(i, depth + 1) for i in item]}
            if kind is dict and _TEXT.issuperset(map(type, item)):
                count(len(item))
                return {
                    "d": {
                        key: i if type(i) in _PLAIN else walk(i, depth + 1)
                        for key, i in item.items()
                    }
                }
        if kind is np.ndarray or isinstance(item, np.generic):
            little = _crossing(item.dtype)
            if little is not None:
                size += item.nbytes
                if max_arrays is not None and size > max_arrays:
                    raise WireError("the value is too large to send")
                arrays.append(np.array(item, dtype=little, order="C", copy=True))
                return {"a": len(arrays) - 1}
            return {"x": f"an array of dtype {item.dtype.name}"}
        if kind is Foreign:
            return {"x": item.type_name}
        return {"x": kind.__name__}

    return walk(value, 0), arrays


@functools.lru_cache(maxsize=64)
def _crossing(dtype: np.dtype) -> np.dtype | None:
    """The dtype, little-endian, if arrays of it cross."""
    little = dtype.newbyteorder("<") if dtype.kind in "iufc" else dtype
    return little if little.str in _DTYPES else None


def restore(skeleton: Any, arrays: list[np.ndarray]) -> Any:
    """The inverse of `flatten`. Raises WireError for anything that `flatten` does not make."""
    nodes, used = 1, 0

    def count(parts: int, depth: int) -> None:
        nonlocal nodes
        nodes += parts
        if nodes > MAX_NODES or depth >= MAX_DEPTH:
            raise WireError("the value is nested too deeply or has too many parts")

    def walk(item: Any, depth: int) -> Any:
        nonlocal used
        kind = type(item)
        if kind in _PLAIN:
            return item
        if kind is int:
            if abs(item) >= 2**63:
                raise WireError("the value has an integer of more than 64 bits")
            return item
        if kind is not dict or len(item) != 1:
            raise WireError("the header has a part that is not of this protocol")
        ((tag, content),) = item.items()
        # each array has one place, in their order: a small frame cannot stand for a large value
        if tag == "a" and type(content) is int and content == used < len(arrays):
            used += 1
            return arrays[content]
        if tag in ("t", "l") and type(content) is list:
            count(len(content), depth)
            parts = [walk(i, depth + 1) for i in content]
            return tuple(parts) if tag == "t" else parts
        if tag == "d" and type(content) is dict:
            count(len(content), depth)
            return {
                key: i if type(i) in _PLAIN else walk(i, depth + 1) for key, i in content.items()
            }
        if tag == "x" and type(content) is str:
            return Foreign("".join(c for c in content[:80] if c.isprintable()))
        raise WireError("the header has a part that is not of this protocol")

    return walk(skeleton, 0)


def pack(value: Any, limits: tuple[int, int] | None = None) -> bytes:
    """A frame that holds the value. Raises WireError for one that is larger than the limits."""
    max_header, max_arrays = limits or (MAX_HEADER, MAX_ARRAYS)
    skeleton, arrays = flatten(value, max_arrays)
    described = [[array.dtype.str, list(array.shape)] for array in arrays]
    header = json.dumps([skeleton, described]).encode()
    body = b"".join(array.tobytes() for array in arrays)
    if len(header) > max_header or len(body) > max_arrays:
        raise WireError("the value is too large to send")
    return _LENGTHS.pack(len(header), len(body)) + header + body


def unpack(
    read: Callable[[int], bytes],
    limits: tuple[int, int] | None = None,
    spend: Callable[[int, int], None] | None = None,
) -> Any:
    """The value of the next frame. `read(n)` returns exactly n bytes or raises EOFError.

    spend: is told the lengths of the header and the arrays before they are read, and may raise.

    Raises WireError for what is no frame, or is larger than the limits.
    """
    max_header, max_arrays = limits or (MAX_HEADER, MAX_ARRAYS)
    header_length, body_length = _LENGTHS.unpack(read(_LENGTHS.size))
    if header_length > max_header or body_length > max_arrays:
        raise WireError("a frame is larger than the limit")
    if spend is not None:
        spend(header_length, body_length)
    header, body = read(header_length), memoryview(read(body_length))
    try:
        skeleton, described = json.loads(header)
        arrays: list[np.ndarray] = []
        position = 0
        for code, shape in described:
            (dtype, native), count = _DTYPES[code], 1
            if len(shape) > MAX_DIMENSIONS or len(arrays) >= MAX_COUNT:
                raise WireError("there are too many arrays, or dimensions of one")
            for length in shape:
                if type(length) is not int or not 0 <= length <= MAX_ARRAYS:
                    raise WireError("an array has an impossible shape")
                count *= length
            end = position + count * dtype.itemsize
            if end > len(body):
                raise WireError("an array is longer than its frame")
            # a writable array of its own, in the machine's byte order
            flat = np.frombuffer(body[position:end], dtype).astype(native)
            arrays.append(flat.reshape(shape))
            position = end
        if position != len(body):
            raise WireError("a frame has bytes that belong to no array")
        return restore(skeleton, arrays)
    except WireError:
        raise
    except (ValueError, TypeError, KeyError, RecursionError, UnicodeError, MemoryError) as error:
        raise WireError(f"a frame cannot be read ({type(error).__name__})") from None


def exactly(stream: IO[bytes]) -> Callable[[int], bytes]:
    """A `read` for `unpack` over a blocking binary stream."""

    def read(count: int) -> bytes:
        parts = []
        while count:
            part = stream.read(count)
            if not part:
                raise EOFError("the other side has ended")
            parts.append(part)
            count -= len(part)
        return b"".join(parts)

    return read


def identical(one: Any, other: Any) -> bool:
    """Whether two plain values are the same, arrays by dtype, shape and bytes."""
    if isinstance(one, (np.ndarray, np.generic)):
        if not isinstance(other, (np.ndarray, np.generic)):
            return False
        a, b = np.asarray(one), np.asarray(other)
        return a.dtype == b.dtype and a.shape == b.shape and a.tobytes() == b.tobytes()
    if type(one) is not type(other):
        return False
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(identical(one[k], other[k]) for k in one)
    if isinstance(one, (list, tuple)):
        return len(one) == len(other) and all(map(identical, one, other))
    return bool(one == other)
