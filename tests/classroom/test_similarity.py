"""Near-identical submissions: which pairs are shown, and which are not."""

import random

import pytest

from autograder.classroom.similarity import normal_form, similar_pairs, without_comments

ANSWER = """
def sum_back(grad_out: Arr, out: Arr, x: Arr, dim=None, keepdim=False) -> Arr:
    '''My own words.'''
    # and some more
    kept = np.sum(x, axis=dim, keepdims=True).shape
    for position in np.ndindex(kept):
        pass
    return grad_out.reshape(kept) + np.zeros_like(x)
"""
DISGUISED = """
def sum_back(grad_out,out,x,dim = None,keepdim = False):
    the_shape : tuple = np.sum(x, axis=dim,
                               keepdims=True).shape   # mine
    for p in np.ndindex(the_shape): pass
    return (grad_out.reshape(the_shape) + np.zeros_like(x))
"""


def test_names_layout_comments_and_annotations_make_no_difference():
    assert normal_form(ANSWER) == normal_form(DISGUISED)


@pytest.mark.parametrize(
    "change",
    [
        ("np.zeros_like(x)", "np.ones_like(x)"),
        ("+ np", "- np"),
        ("keepdims=True", "keepdims=False"),
    ],
)
def test_what_the_code_does_makes_a_difference(change):
    assert normal_form(ANSWER) != normal_form(ANSWER.replace(*change))


def test_renaming_does_not_make_different_code_equal():
    swapped = "def f(a):\n    x = a + 1\n    y = x * a\n    return x"
    straight = "def f(a):\n    x = a + 1\n    y = x * a\n    return y"
    assert normal_form(swapped) != normal_form(straight)


def test_code_that_does_not_parse_is_compared_by_its_lines():
    assert normal_form("def f(:\n   return  1\n\n") == normal_form("def f(:\n  return 1")


def test_examples_carry_no_comments_and_no_docstrings():
    shown = without_comments("def f(x):\n    '''by Ada'''\n    # by Ada\n    return x  # Ada")
    assert shown == "def f(x):\n    return x"
    assert without_comments("def f(:  # by Ada") == ""


def written(draw, exercises, ways):
    return {exercise: f"way{draw.choice(ways)}" for exercise in exercises}


EXERCISES = [f"exercise{i}" for i in range(12)]


@pytest.fixture
def independent():
    """A class of 300 in which every answer is one of ten."""
    draw = random.Random(5)
    return [written(draw, EXERCISES, range(10)) for _ in range(300)]


def test_independent_students_are_not_paired(independent):
    assert similar_pairs(independent, {}) == []


def test_a_copy_is_found(independent):
    independent.append(dict(independent[17]))
    (pair,) = similar_pairs(independent, {})
    assert (pair.first, pair.second, pair.exercises) == (17, 300, tuple(sorted(EXERCISES)))


def test_a_copy_with_two_answers_changed_is_found(independent):
    independent.append(independent[17] | {"exercise3": "other", "exercise7": "other"})
    (pair,) = similar_pairs(independent, {})
    assert len(pair.exercises) == 10


def test_what_everybody_has_does_not_count():
    alike = [dict.fromkeys(EXERCISES, "the stub") for _ in range(50)]
    assert similar_pairs(alike, {}) == []
    two = [*alike, *(dict.fromkeys(EXERCISES, "the reference") for _ in range(2))]
    common = {exercise: ["the stub", "the reference"] for exercise in EXERCISES}
    assert similar_pairs(two, common) == []
    assert len(similar_pairs(two, {})) == 1


def test_nothing_in_common_is_no_pair():
    assert similar_pairs([], {}) == []
    assert similar_pairs([{}, {}], {}) == []
