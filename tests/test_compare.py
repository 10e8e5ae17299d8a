"""The comparison of what came back with what should have, and what a student reads of it."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from autograder.grading.compare import (
    Mismatch,
    compare,
    describe_type,
    modified,
    show,
    show_first,
    show_inputs,
)
from autograder.grading.compare import show_mismatch as shown
from autograder.inside.wire import Foreign, identical

RTOL, ATOL = 1e-4, 1e-6
WANTED = np.array([[1.0, -2.0, 3.0], [0.5, 0.25, 1000.0]], dtype=np.float32)
NONE = np.zeros((2, 0), dtype=np.float32)

from_the_wire = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**64 - 1)
    | st.floats()
    | st.text(max_size=5)
    | st.builds(Foreign, st.text(max_size=5))
    | st.sampled_from(["?", "i1", "<u8", "<f2", "<f4", "<f8", "<c8"]).flatmap(
        lambda code: hnp.arrays(code, st.sampled_from([(), (0,), (3,), (2, 3), (1, 2, 3)]))
    ),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=6,
)


def check(got, expected=WANTED, **options):
    return compare({"result": got}, {"result": expected}, RTOL, ATOL, **options)


@pytest.mark.parametrize(
    ("got", "expected"),
    [
        (WANTED.copy(), WANTED),
        (WANTED.astype(np.float64), WANTED),
        (WANTED * np.float32(1 + RTOL / 2), WANTED),
        (WANTED + np.float32(ATOL * 1000 / 2), WANTED),
        (np.asfortranarray(WANTED), WANTED),
        (NONE.copy(), NONE),
        (np.array(2.0, dtype=np.float32), np.float32(2.0)),
        (2.0, np.array(2.0)),
        (np.array([np.nan, np.inf]), np.array([np.nan, np.inf])),
        (np.array([1, 2], dtype=np.uint8), np.array([1, 2])),
        (True, True),
        (None, None),
        ([(2, 3), (4,)], [(2, 3), (4,)]),
    ],
    ids=[
        "equal", "float64", "within rtol", "within atol of the largest", "Fortran order", "empty",
        "0-d", "number for 0-d", "NaN and inf where wanted", "another integer dtype",
        "bool", "None", "list",
    ],
)  # fmt: skip
def test_right_values_are_right(got, expected):
    assert check(got, expected) is None


@pytest.mark.parametrize(
    ("got", "kind", "sentence"),
    [
        (None, "type", "the result is None (is a `return` missing?), where a NumPy array of"),
        (WANTED.tolist(), "type", "the result is a list, where"),
        ((WANTED,), "type", "the result is a tuple, where"),
        ({}, "type", "the result is a dict, where"),
        ("abc", "type", "the result is a str, where"),
        (7, "type", "the result is the number 7, where"),
        (Foreign("Tensor"), "type", "a Tensor (the NumPy array is inside it), where"),
        (Foreign("Parameter"), "type", "a Parameter (the NumPy array is inside it), where"),
        (Foreign("generator"), "type", "of type generator, where"),
        (Foreign("an array of dtype object"), "type", "is an array of dtype object, where"),
        (WANTED.T, "shape", "has shape (3, 2), and should have (2, 3)"),
        (WANTED[None], "shape", "has shape (1, 2, 3), and should have (2, 3)"),
        (np.array(1.0), "shape", "has shape (), and should have (2, 3)"),
        (WANTED.astype(int), "dtype", "has dtype int64, and should have float32"),
        (WANTED.astype(np.float16), "dtype", "has dtype float16, and should have float32"),
        (WANTED.astype(complex), "dtype", "has dtype complex128, and should have float32"),
        (WANTED > 0, "dtype", "has dtype bool, and should have float32"),
        (WANTED * np.float32([1, np.nan, 1]), "finite", "has 2 NaN or infinite entries"),
        (np.full_like(WANTED, np.inf), "finite", "has 6 NaN or infinite entries"),
        (-WANTED, "value", "the result: 6 of 6 entries are wrong"),
        (WANTED + np.float32([[0.1, 0, 0], [0, 0, 0]]), "value", "1 of 6 entries are wrong"),
        (WANTED * np.float32(1 + 20 * RTOL), "value", "entries are wrong"),
    ],
)
def test_each_kind_of_wrong_answer_has_a_sentence_of_its_own(got, kind, sentence):
    mismatch = check(got)
    assert mismatch.kind == kind
    assert mismatch.name == "result"
    assert sentence in mismatch.sentence


@pytest.mark.parametrize(
    ("got", "expected", "sentence"),
    [
        (np.array(3.0), np.float32(2.0), "its value is wrong"),
        (2, np.float32(2.0), "has dtype int64, and should have float32"),
        (0.0, np.array(np.inf), "is finite where it should not be"),
        (np.array([-np.inf]), np.array([np.inf]), "its value is wrong"),
        (np.array([1, 3]), np.array([1, 2]), "1 of 2 entries are wrong"),
        (np.zeros((0, 2), dtype=np.float32), NONE, "has shape (0, 2), and should have (2, 0)"),
        (1, True, "is not what it should be"),
        ([(2, 3)], [(3, 2)], "is not what it should be"),
        (np.array(None, dtype=float), None, "is not what it should be"),
    ],
)
def test_numbers_empty_arrays_and_plain_values_are_compared_too(got, expected, sentence):
    assert sentence in check(got, expected).sentence


def test_the_name_of_what_is_wrong_is_said():
    expected = {"output": np.ones(2), "gradient of x": np.ones(2)}
    observed = {"output": np.ones(2), "gradient of x": np.zeros(2)}
    mismatch = compare(observed, expected, RTOL, ATOL)
    assert mismatch.name == "gradient of x"
    assert mismatch.sentence.startswith("`gradient of x`")


@pytest.mark.parametrize("observed", [None, [], {}, {"other": WANTED}, Foreign("dict")], ids=repr)
def test_an_answer_without_the_values_that_were_asked_for_is_wrong(observed):
    assert compare(observed, {"result": WANTED}, RTOL, ATOL).kind == "parts"


def test_without_entries_arrays_are_compared_by_shape_and_finiteness():
    assert check(-WANTED, entries=False) is None
    assert check(WANTED.T, entries=False).kind == "shape"
    assert check(WANTED * np.nan, entries=False).kind == "finite"


@given(st.dictionaries(st.sampled_from(["result", "x"]), from_the_wire), from_the_wire)
def test_whatever_comes_over_the_wire_gets_a_sentence(observed, other):
    for answer in (observed, other, {"result": other}):
        mismatch = compare(answer, {"result": WANTED}, RTOL, ATOL)
        assert mismatch is None or mismatch.sentence
        if mismatch is not None:
            assert shown(mismatch, {"x": WANTED, "dim": None})


@given(
    hnp.arrays("f4", (2, 3), elements=st.floats(1, 10, width=32)),
    hnp.arrays("f4", (2, 3), elements=st.floats(-10, -1, width=32)),
)
def test_a_sentence_gives_no_expected_value_away(got, expected):
    """In grading, sentences about drawn cases reach the student."""
    digits = {f"{value:g}" for value in expected.flat}
    assert not [word for word in check(got, expected).sentence.split() if word in digits]


@pytest.mark.parametrize(
    ("before", "after", "changed"),
    [
        ({"x": WANTED, "dim": 1}, {"x": WANTED.copy(), "dim": 1}, None),
        ({"x": np.array([np.nan])}, {"x": np.array([np.nan])}, None),
        ({"x": np.float32(1)}, {"x": np.array(1, dtype=np.float32)}, None),
        ({"x": WANTED, "dim": 1}, {"x": WANTED + 1, "dim": 1}, "x"),
        ({"x": WANTED}, {"x": WANTED.astype(float)}, "x"),
        ({"x": WANTED}, {"x": WANTED.T}, "x"),
        ({"x": WANTED}, {}, "x"),
        ({"x": np.array([0.0])}, {"x": np.array([-0.0])}, "x"),
        ({"index": (np.array([1, 2]),)}, {"index": (np.array([2, 1]),)}, "index"),
        ({"gradients": [[WANTED]]}, {"gradients": [[-WANTED]]}, "gradients"),
        ({"x": WANTED}, None, ""),
        ({"x": WANTED}, Foreign("dict"), ""),
    ],
)
def test_inputs_that_a_call_changed_are_found(before, after, changed):
    mismatch = modified(before, after)
    assert (mismatch and mismatch.name) == changed
    assert mismatch is None or mismatch.kind == "modified"


@given(from_the_wire)
def test_a_value_is_identical_to_itself_and_to_nothing_around_it(value):
    assert identical([value], [value]) or value != value
    assert not identical(value, [value])


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "None"),
        (Foreign("Tensor"), "a Tensor (the NumPy array is inside it)"),
        (Foreign("an integer of more than 64 bits"), "an integer of more than 64 bits"),
        (Foreign("matrix"), "of type matrix"),
        (2.5, "the number 2.5"),
        (True, "the number True"),
        ([], "a list"),
    ],
)
def test_a_type_is_described_in_words(value, words):
    assert describe_type(value) == words


def test_arrays_in_lists_have_a_label_each():
    """As in optimizers: parameters, and the gradients of several steps."""
    a, b = np.array([1.0, 2.0]), np.array(3.0)
    text = show_inputs({"parameters": [a, b], "gradients": [[a], [b]], "lr": 0.5, "dims": (0, 1)})
    labels = [line.split(" = ")[0].strip() for line in text.splitlines()]
    assert labels == [
        "parameters[0]", "parameters[1]", "gradients[0][0]", "gradients[1][0]", "lr", "dims",
    ]  # fmt: skip
    assert ";" not in text
    many = show_inputs({"parameters": [b] * 1_000})
    assert len(many.splitlines()) < 30
    assert many.splitlines()[-1].endswith("parameters = and so on")


@pytest.mark.parametrize(
    ("got", "expected", "words"),
    [
        (
            [[1.0, 2.0], [3.0, 4.0]],
            [[1.0, 2.0], [3.5, 4.5]],
            ", the first at [1, 0]: 3, which should be 3.5",
        ),
        ([1.0, np.nan], [1.0, 2.0], ", the first at [1]: nan, which should be 2"),
        ([True, True], [True, False], ", the first at [1]: True, which should be False"),
        (1.0, 2.0, ""),
        ([1.0, 2.0], [[1.0, 2.0]], ""),
    ],
)
def test_the_first_entry_that_is_wrong_is_pointed_at(got, expected, words):
    mismatch = check(np.array(got), np.array(expected))
    assert show_first(mismatch) == words


def test_a_small_array_is_shown_whole_with_shape_and_dtype():
    text = show(np.arange(6, dtype=np.float32).reshape(2, 3))
    assert all(f"{number}." in text for number in range(6))
    assert text.endswith("shape (2, 3), float32")


@given(from_the_wire)
def test_what_is_shown_is_never_long(value):
    assert len(show(value)) < 1_000


@pytest.mark.parametrize("size", [10**3, 10**6])
def test_a_large_array_is_shown_abridged(size):
    assert len(show(np.linspace(0, 1, size))) < 1_000


@pytest.mark.parametrize("shape", [(4,) * 10, (2,) * 20, (3,) * 12, (1,) * 32])
def test_of_many_dimensions_no_more_is_printed_than_is_shown(shape, monkeypatch):
    printed = []
    monkeypatch.setattr(
        "autograder.grading.compare._written", lambda array: printed.append(array) or "entries"
    )
    assert show(np.zeros(shape)) == f"entries{' in a row' * (shape[0] > 1)}  shape {shape}, float64"
    (array,) = printed
    assert math.prod(min(length, 5) for length in array.shape) <= 3_000


def test_of_a_list_of_many_arrays_few_are_shown():
    text = show([np.zeros(1)] * 10_000)
    assert text.count("shape") < 50
    assert text.endswith(", …]")


def test_a_mismatch_is_shown_with_what_went_in_came_out_and_should_have():
    inputs = {"grad_out": np.float32([5.0]), "dim": 1, "_keywords": ("dim",)}
    mismatch = check(np.float32([1.5, 2.0]), np.float32([1.0, 2.0]))
    rows = dict(line.split(" = ", 1) for line in shown(mismatch, inputs).splitlines())
    assert {name.strip(): text.split("  shape")[0] for name, text in rows.items()} == {
        "grad_out": "[5.]",
        "dim": "1",
        "yours": "[1.5, 2. ]",
        "expected": "[1., 2.]",
        "difference": "[0.5, 0. ]",
    }


def test_a_spoiled_input_is_shown_before_and_after():
    mismatch = modified({"x": np.float32([1.0])}, {"x": np.float32([-7.0])})
    text = shown(mismatch, {"x": np.float32([1.0])})
    assert "x = [1.]" in text
    assert "x after = [-7.]" in text
    assert "expected" not in text


def test_a_rule_of_a_case_is_shown_without_its_arrays():
    text = shown(Mismatch("checker", "", "values are too large"), {"in_features": 40})
    assert text == "in_features = 40"


def test_an_array_that_would_take_a_page_is_shown_in_a_row():
    text = show(np.zeros((3, 28, 28, 1)))
    assert text.endswith("in a row  shape (3, 28, 28, 1), float64")
    assert text.count("\n") == 0
    assert show(np.zeros((3, 4, 2))).count("\n") == 13
