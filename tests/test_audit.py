"""The grader measured on answers: right ones pass, wrong ones do not."""

import functools
import random
import re

import pytest

from autograder.authoring.audit import (
    Sample,
    collected_samples,
    equivalents,
    mutated_reference,
    try_samples,
)
from autograder.course.model import assignment, assignment_names
from autograder.grading.answer_key import ReferenceKey

UNIT = "ps2_mnist"
SEED = 20240229
MOST = 6
ONE_CHANGE = re.compile(r"line \d+: .* -> .*", re.DOTALL)
every_answer = pytest.mark.parametrize(
    ("unit", "exercise"),
    [
        (unit, exercise.id)
        for unit in assignment_names()
        for exercise in assignment(unit).exercises
        if not exercise.integration
    ],
)


@pytest.fixture(scope="module")
def key_for():
    """`key_for(unit)`: the instructor's key of a unit, made once."""
    return functools.cache(lambda unit: ReferenceKey(unit, SEED))


@pytest.fixture(scope="module")
def samples_of():
    """`samples_of(unit, exercise)`: the collected answers to an exercise."""
    read = functools.cache(collected_samples)
    return lambda unit, exercise: [s for s in read(unit) if s.exercise == exercise]


@every_answer
def test_collected_right_answers_pass_and_wrong_ones_do_not(unit, exercise, samples_of, key_for):
    """Some of them; `make audit` tries them all."""
    samples = samples_of(unit, exercise)
    random.Random(exercise).shuffle(samples)
    right = [sample for sample in samples if sample.right][:MOST]
    wrong = [sample for sample in samples if not sample.right][:MOST]
    surprises = [
        f"{'right' if sample.right else 'wrong'}: {sample.what}: {result.message}"
        for sample, result in try_samples(key_for(unit), [*right, *wrong])
        if sample.right != (result.status == "passed")
    ]
    assert surprises == []


@pytest.mark.parametrize("unit", assignment_names())
def test_mutants_that_are_called_right_are_mutants(unit):
    """Their lines are counted, so that a longer docstring makes others of them."""
    made = {(sample.exercise, sample.what) for sample in mutated_reference(unit)}
    first_order = {
        (exercise, change)
        for exercise, change in equivalents(unit)
        if ONE_CHANGE.fullmatch(change) and "; then " not in change
    }
    assert first_order - made == set()


@every_answer
def test_there_are_enough_answers_to_measure_on(unit, exercise, samples_of):
    mine = samples_of(unit, exercise)
    assert sum(sample.right for sample in mine) >= 4
    assert sum(not sample.right for sample in mine) >= 10
    assert len({sample.source for sample in mine}) == len(mine)


@pytest.mark.parametrize("source", ["", "pass", "1 / 0", "def f(:"], ids=repr)
@pytest.mark.parametrize("exercise", ["negative_back", "arithmetic", "SGD"])
def test_no_answer_is_no_right_answer(exercise, source, reference_key):
    ((_, result),) = try_samples(reference_key, [Sample(exercise, False, "nothing", source)])
    assert result.status != "passed"
    assert result.score == 0


def test_samples_are_read_with_verdict_title_and_mistake(tmp_path):
    (tmp_path / UNIT).mkdir()
    (tmp_path / UNIT / "relu.py").write_text(
        "# Answers.\n\n"
        "# %% right: as the text suggests\ndef relu(x):\n    return maximum(x, 0.0)\n\n"
        "# %% wrong: the derivative at 0 is 1 [one-at-zero]\ndef relu(x):\n    return x\n"
    )
    assert collected_samples(UNIT, tmp_path) == [
        Sample(
            "relu",
            True,
            "as the text suggests",
            "def relu(x):\n    return maximum(x, 0.0)",
        ),
        Sample(
            "relu",
            False,
            "the derivative at 0 is 1",
            "def relu(x):\n    return x",
            "one-at-zero",
        ),
    ]


def test_a_title_without_a_verdict_is_refused(tmp_path):
    (tmp_path / UNIT).mkdir()
    (tmp_path / UNIT / "relu.py").write_text("# %% perhaps\nx = 1\n")
    with pytest.raises(ValueError, match=r"relu\.py: the title 'perhaps' is neither right: nor"):
        collected_samples(UNIT, tmp_path)
