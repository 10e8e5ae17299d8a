"""SECURITY.md says what is so."""

import dataclasses
import re
from pathlib import Path

import pytest

from autograder.authoring.attacks import Attack, Outcome, every_attack
from autograder.authoring.attacks_table import BEGIN, END, in_markdown, replace_table
from autograder.grading.results import Report
from autograder.inside.kernel import REFUSED_CALLS
from autograder.sandbox.limits import Limits

PAGE = (Path(__file__).parents[1] / "SECURITY.md").read_text(encoding="utf-8")
UNITS = {"s": 1, "MB": 2**20, "GB": 2**30, "": 1}
ISOLATIONS = ("bubblewrap", "process")


def rows(isolation):
    """The table of an isolation: attack, what it tries, score, outcome, and what is known."""
    part = PAGE.split(BEGIN.format(isolation=isolation))[1].split(END)[0]
    lines = [line for line in part.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines[1:]]


@pytest.mark.parametrize("isolation", ISOLATIONS)
def test_the_tables_list_the_attacks_that_there_are(isolation):
    """`autograder attacks --markdown SECURITY.md` writes them."""
    listed = [(name, tries) for name, tries, *_ in rows(isolation)]
    assert listed == [(attack.name, attack.tries) for attack in every_attack()]


def test_everything_is_contained_behind_bubblewrap():
    assert {outcome for _, _, _, outcome in rows("bubblewrap")} == {"contained"}


def test_what_a_plain_process_does_not_contain_is_said_with_the_reason():
    known = {attack.name: attack.fallback for attack in every_attack()}
    for name, _, _, outcome, reason in rows("process"):
        assert reason == known[name]
        assert outcome == "contained" or reason.startswith(("not contained: ", "not run: "))


def test_the_limits_are_those_of_the_grader():
    found = dict(re.findall(r"^\| `(\w+)` \|.*\| ([\d,]+ ?\w*) \|$", PAGE, re.MULTILINE))
    said = {}
    for name, value in found.items():
        number, _, unit = value.replace(",", "").partition(" ")
        said[name] = int(number) * UNITS[unit]
    assert said == dataclasses.asdict(Limits())


def test_the_number_of_refused_calls_is_about_right():
    assert 35 <= len(REFUSED_CALLS) <= 50


# The writing of a table


def outcome(name="a", fallback="", **changes):
    attack = Attack(name, "Try.", 35, fallback, lambda folder: folder)
    return Outcome(attack, **{"score": 35, "report": Report("u", "n", 36), **changes})


def test_a_table_takes_the_place_of_the_last_one():
    begin = BEGIN.format(isolation="process")
    page = f"before\n{begin}old\n{END}after\n"
    new = replace_table(page, [outcome()], "process")
    assert new == replace_table(new, [outcome()], "process")
    assert new.startswith(f"before\n{begin}")
    assert new.endswith(f"{END}after\n")
    assert "old" not in new
    assert "| a | Try. | 35 | contained |" in new


def test_a_page_without_a_place_for_the_table_is_refused():
    with pytest.raises(ValueError, match="it has no lines"):
        replace_table("text", [outcome()], "process")


def test_a_table_counts_its_verdicts():
    outcomes = [outcome("a"), outcome("b", wrong=("x",)), outcome("c", report=None, score=None)]
    assert in_markdown(outcomes, "bubblewrap").startswith(
        "1 contained, 1 not contained, 1 not run."
    )


def test_what_is_known_not_to_be_contained_is_not_unexpected():
    plain = Report("u", "n", 36, isolation="process")
    wrong = {"wrong": ("x",), "report": plain}
    assert not outcome(fallback="not contained: why", **wrong).unexpected
    assert outcome(fallback="contained as root alone: why", **wrong).unexpected
    assert outcome(fallback="not contained: why", wrong=("x",)).unexpected
    assert outcome(fallback="not contained: why", neighbors=("y",), **wrong).unexpected
