"""The protocol between the grader and a process that runs student code."""

import io
import struct
import tracemalloc

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from autograder.inside import wire
from autograder.inside.wire import identical
from tests.frames import frame

DTYPES = ("?", "i1", "u1", "<i2", "<i4", "<i8", "<u8", "<f2", "<f4", "<f8", "<c8", "<c16")
arrays = st.sampled_from(DTYPES).flatmap(
    lambda code: hnp.arrays(code, hnp.array_shapes(min_dims=0, max_dims=4, min_side=0))
)
plain = (
    st.none()
    | st.booleans()
    | st.integers(-(2**63) + 1, 2**63 - 1)
    | st.floats(allow_nan=False)
    | st.text()
)
values = st.recursive(
    plain | arrays,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.lists(inner, max_size=4).map(tuple)
        | st.dictionaries(st.text(max_size=8), inner, max_size=4)
    ),
    max_leaves=12,
)
json_values = st.recursive(
    plain | st.floats() | st.just("\ud800"),
    lambda inner: (
        st.lists(inner, max_size=5)
        | st.dictionaries(st.sampled_from("atldx?"), inner, max_size=2)
        | st.tuples(st.sampled_from(DTYPES), st.lists(st.integers(-2, 2**70), max_size=4))
    ),
    max_leaves=20,
)


def unpack(content):
    return wire.unpack(wire.exactly(io.BytesIO(content)))


def outcome_and_peak(content):
    """What reading the bytes comes to, and how many bytes it took at the most."""
    tracemalloc.start()
    try:
        outcome = unpack(content)
    except (wire.WireError, EOFError) as error:
        outcome = type(error)
    finally:
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    return outcome, peak


def refused_or_a_value(outcome):
    """Whether it is one of the two errors, or a value that crosses unchanged."""
    return isinstance(outcome, type) or repr(unpack(wire.pack(outcome))) == repr(outcome)


def test_what_is_too_large_is_refused_before_it_is_copied():
    large = np.broadcast_to(np.float64(1.0), (2**40,))
    with pytest.raises(wire.WireError):
        wire.flatten([np.zeros(3), large], 2**20)
    assert len(wire.flatten([np.zeros(3), np.zeros(3)], 48)[1]) == 2


@given(values)
def test_what_is_packed_comes_back_the_same(value):
    assert identical(unpack(wire.pack(value)), value)


@given(st.lists(values, max_size=4))
def test_frames_that_follow_each_other_are_read_in_order(sent):
    read = wire.exactly(io.BytesIO(b"".join(map(wire.pack, sent))))
    assert identical([wire.unpack(read) for _ in sent], sent)
    with pytest.raises(EOFError):
        wire.unpack(read)


@given(arrays)
def test_an_array_that_came_over_is_writable_and_in_the_order_of_this_machine(array):
    received = unpack(wire.pack(array))
    assert received.flags.writeable
    assert received.dtype.isnative
    assert received.flags.c_contiguous


@pytest.mark.parametrize(
    "array",
    [
        np.arange(6, dtype=">f4").reshape(2, 3),
        np.asfortranarray(np.arange(6.0).reshape(2, 3)),
        np.arange(12.0)[::-2],
        np.broadcast_to(np.float32(1.5), (2, 3)),
    ],
    ids=["big-endian", "Fortran order", "negative strides", "broadcast"],
)
def test_values_cross_whatever_the_layout(array):
    np.testing.assert_array_equal(unpack(wire.pack(array)), array)


@pytest.mark.parametrize("scalar", [np.float32(1.5), np.int64(3), np.bool_(True)], ids=repr)
def test_a_numpy_scalar_crosses_as_a_0d_array(scalar):
    received = unpack(wire.pack(scalar))
    assert isinstance(received, np.ndarray)
    assert received.shape == ()
    assert received.dtype == scalar.dtype
    assert received == scalar


class Tensor:
    """Stands for whatever class a student's answer may be of."""


class Masked(np.ndarray):
    """An array that could answer for itself."""


class Text(str):
    """A string that could answer for itself."""


@pytest.mark.parametrize(
    ("value", "name"),
    [
        (Tensor(), "Tensor"),
        (Tensor, "type"),
        (np.zeros(2).view(Masked), "Masked"),
        (np.ma.masked_array([1.0]), "MaskedArray"),
        (np.array([None, 1]), "an array of dtype object"),
        (np.array(["a"]), "an array of dtype str32"),
        (np.zeros(2, dtype="datetime64[s]"), "an array of dtype datetime64[s]"),
        (np.zeros(2, dtype=[("x", "f4")]), "an array of dtype void32"),
        (Text("a"), "Text"),
        ({1, 2}, "set"),
        (b"abc", "bytes"),
        ({1: 2}, "dict"),
        (1j, "complex"),
        (2**63, "an integer of more than 64 bits"),
        (len, "builtin_function_or_method"),
        ((i for i in ()), "generator"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_of_anything_else_only_the_name_of_the_type_crosses(value, name):
    assert unpack(wire.pack({"result": value})) == {"result": wire.Foreign(name)}


def test_a_list_that_holds_itself_crosses_up_to_a_depth():
    endless = []
    endless.append(endless)
    received, depth = unpack(wire.pack(endless)), 0
    while isinstance(received, list):
        (received,), depth = received, depth + 1
    assert received == wire.Foreign("list")
    assert depth == wire.MAX_DEPTH


@pytest.mark.parametrize(("limit", "value"), [("MAX_ARRAYS", np.zeros(9)), ("MAX_HEADER", "a" * 9)])
def test_what_is_larger_than_the_limit_is_not_sent(limit, value, monkeypatch):
    monkeypatch.setattr(wire, limit, 8)
    with pytest.raises(wire.WireError, match="too large to send"):
        wire.pack(value)


@given(st.binary(max_size=200))
def test_arbitrary_bytes_are_refused(content):
    outcome, peak = outcome_and_peak(content)
    assert isinstance(outcome, type)
    assert peak < 2**20


@given(
    values,
    st.lists(st.tuples(st.floats(0, 1), st.sampled_from(["flip", "drop", "add"])), min_size=1),
    st.integers(1, 255),
)
def test_a_spoiled_frame_is_refused_or_still_a_value(value, changes, byte):
    content = bytearray(wire.pack(value))
    for place, change in changes:
        at = int(place * (len(content) - 1))
        if change == "flip" and content:
            content[at] ^= byte
        elif change == "drop":
            del content[at : at + byte]
        else:
            content[at:at] = bytes([byte])
    outcome, peak = outcome_and_peak(bytes(content))
    assert refused_or_a_value(outcome)
    assert peak < 2**20 + 100 * len(content)


@given(json_values, json_values, st.binary(max_size=64))
def test_a_header_of_any_json_is_refused_or_still_a_value(skeleton, described, body):
    for header in (skeleton, [skeleton, described]):
        outcome, peak = outcome_and_peak(frame(header, body))
        assert refused_or_a_value(outcome)
        assert peak < 2**20


@pytest.mark.parametrize(
    "content",
    [
        frame([None, []], header_length=2**32 - 1),
        frame([None, []], body_length=2**64 - 1),
        frame([None, []], b"left over"),
        frame([None]),
        frame(b"[null, []"),
        frame(b"\xff\xfe"),
        frame(b"[" * 100_000),
        frame(b"[" + b"1" * 5_000 + b", []]"),
        frame([{"l": [0] * wire.MAX_NODES}, []]),
        frame([{"a": 0}, [["<f4", [2**40]]]]),
        frame([{"a": 0}, [["<f4", [2**20] * 32]]]),
        frame([{"a": 0}, [["<f4", [0, *[2**26] * 5]]]]),
        frame([{"a": 0}, [["<f4", [1] * 40]]], b"1234"),
        frame([{"a": 0}, [["<f4", [-1]]]], b"1234"),
        frame([{"a": 0}, [["<f4", [True]]]], b"1234"),
        frame([{"a": 0}, [["<f4", "11"]]], b"1234"),
        frame([{"a": 0}, [["|O", [1]]]], b"12345678"),
        frame([{"a": 0}, [["|V8", [1]]]], b"12345678"),
        frame([{"a": 0}, [[["<f4"], [1]]]], b"1234"),
        frame([{"a": 0}, [["<f4", [2]]]], b"1234"),
        frame([{"a": -1}, [["<f4", [1]]]], b"1234"),
        frame([{"a": False}, [["<f4", [1]]]], b"1234"),
        frame([{"a": 0, "t": []}, [["<f4", [1]]]], b"1234"),
        frame([{"python/object": "os.system"}, []]),
        frame([[1, 2], []]),
        frame([{"x": 3}, []]),
    ],
    ids=lambda content: repr(content[12:50]),
)
def test_a_forged_frame_is_refused_without_being_believed(content):
    outcome, peak = outcome_and_peak(content)
    assert outcome is wire.WireError
    assert peak < 2**24


@pytest.mark.parametrize("claimed", [2**32 - 1, 2**63], ids=["4 GB", "8 EB"])
def test_a_claimed_length_is_compared_with_a_limit_before_anything_is_read(claimed):
    asked = []

    def read(count):
        asked.append(count)
        return struct.pack(">IQ", 10, claimed)

    with pytest.raises(wire.WireError, match="larger than the limit"):
        wire.unpack(read)
    assert asked == [12]


def test_a_number_of_more_than_64_bits_is_refused():
    """`pack` never sends one, and no array can hold it."""
    with pytest.raises(wire.WireError):
        unpack(frame([2**64, []]))


def test_a_stream_that_ends_within_a_frame_is_an_end():
    content = wire.pack(np.zeros(5))
    for length in range(len(content)):
        with pytest.raises(EOFError):
            unpack(content[:length])


def test_a_foreign_name_is_cut_short():
    assert len(unpack(frame([{"x": "a" * 10_000}, []])).type_name) <= 80
