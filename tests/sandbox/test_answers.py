"""Parsing what comes through the wall."""

import numpy as np
import pytest

from autograder.inside.wire import Foreign
from autograder.sandbox.answers import Observed, Raised, parse_answer, parse_error


def test_an_observation_is_taken_as_it_came():
    frame = {"observed": {"result": np.ones(2)}, "inputs": {}, "entered": ["exp_back", 3]}
    found = parse_answer(frame)
    assert isinstance(found, Observed)
    assert found.values is frame["observed"]
    assert found.entered == ("exp_back",)


@pytest.mark.parametrize(
    "frame", [None, 3, {}, {"observed": 1}, {"error": None}, {"error": "late"}, Foreign("dict")]
)
def test_what_is_no_answer_is_none(frame):
    assert parse_answer(frame) is None


def test_texts_of_an_error_are_short_printable_lines():
    lines = ["line 1\x1b[2J", 7, "x" * 900, "y", "z"]
    error = parse_error({"type": "Odd\n" * 99, "message": "a\r\nb\x07", "lines": lines})
    assert error == Raised(("Odd " * 99)[:80], "a b", ("line 1[2J", "x" * 200))


def test_an_error_that_says_nothing_is_an_error():
    assert parse_error({"type": 3, "message": [], "lines": {}, "where": Foreign("str")}) == Raised(
        "an error"
    )


def test_a_worker_cannot_say_that_it_was_stopped():
    assert parse_answer({"error": {"lost": True, "type": "timeout"}}) == Raised("timeout")
    assert parse_answer({"late": "it took longer than 5 s"}) is None
