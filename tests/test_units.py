"""What must hold for every unit of the course, whatever it teaches."""

from itertools import islice

import numpy as np
import pytest

from autograder.course.model import (
    Namespace,
    NotDefined,
    assignment,
    assignment_names,
    hidden_instances,
    public_instance,
)
from autograder.grading.answer_key import PublicKey, ReferenceKey
from autograder.inside.wire import identical
from autograder.reference import literate
from autograder.reference.mistakes import mistakes
from autograder.reference.released import released_notebook
from tests.solved import graded, solved_with

SEED = 20240229
UNITS = assignment_names()
every_unit = pytest.mark.parametrize("unit", UNITS)
every_exercise = pytest.mark.parametrize(
    ("unit", "exercise"),
    [pytest.param(u, e, id=f"{u}-{e.id}") for u in UNITS for e in assignment(u).exercises],
)
every_answer = pytest.mark.parametrize(
    ("unit", "exercise"),
    [
        pytest.param(u, e, id=f"{u}-{e.id}")
        for u in UNITS
        for e in assignment(u).exercises
        if not e.integration
    ],
)


@pytest.fixture(scope="module")
def keys():
    """`keys(unit, seed)`: the instructor's key of a unit; without a seed, the self-check's."""
    made = {}

    def key(unit, seed=None):
        if (unit, seed) not in made:
            made[unit, seed] = PublicKey(unit) if seed is None else ReferenceKey(unit, seed)
        return made[unit, seed]

    return key


def statuses(report, *besides):
    return {r.id: r.status for r in report.exercises if r.id not in besides}


LESS_IS_GIVEN = {
    ("ps4_functions", "Add"),
    ("ps4_functions", "LogSoftmax"),
    ("ps4_functions", "backward"),
    ("ps5_mytorch", "apply"),
    ("ps5_mytorch", "tensor_backward"),
    ("ps5_mytorch", "Add"),
    ("ps6_tensors", "backward"),
    ("ps6_training", "conv"),
    ("ps6_training", "nn_conv"),
}
"""Exercises of which given code has something less, or a method that calls the answer, so that they
are tried without a cell that answers them."""
NOT_RUN_THROUGH = {
    "ps4_functions": {"MLP"},
    "ps6_layers": {"xavier"},
    "ps6_tensors": {"derivative", "newton", "hessian_vector_product"},
}
"""By unit, what its last exercise does without."""
FEW_CASES = {("ps6_tensors", "all_together"): 2, ("ps6_training", "all_together"): 1}
either_seed = pytest.mark.parametrize("seed", [None, SEED], ids=["self-check", "grading"])


# Grading


@every_unit
@either_seed
def test_the_instructors_notebook_scores_everything(unit, seed, keys):
    report = graded(solved_with(unit), keys(unit, seed))
    assert set(statuses(report).values()) == {"passed"}
    bonus = sum(e.extra_credit + e.points * e.bonus for e in assignment(unit).exercises)
    assert report.score == report.max_score + bonus
    assert report.max_score == assignment(unit).max_score
    assert report.notes == ()


@every_unit
@either_seed
def test_the_untouched_notebook_scores_nothing(unit, seed, keys):
    report = graded(released_notebook(unit), keys(unit, seed))
    assert set(statuses(report).values()) == {"not_implemented"}
    assert {result.message for result in report.exercises} == {"Not written yet."}
    assert (report.score, report.max_score) == (0.0, assignment(unit).max_score)


def stub_of(unit, exercise):
    cells = released_notebook(unit)["cells"]
    return next("".join(c["source"]) for c in cells if c["id"] == exercise.id)


@every_answer
@pytest.mark.parametrize("gone", ["blank", "deleted"])
def test_an_exercise_that_is_not_there_costs_its_own_points_and_no_others(
    unit, exercise, gone, keys
):
    source = stub_of(unit, exercise) if gone == "blank" else None
    report = graded(solved_with(unit, {exercise.id: source}), keys(unit, SEED))
    alone = [e.id for e in assignment(unit).exercises if e.integration]
    found = statuses(report)
    expected = {"not_implemented" if gone == "blank" else "missing"}
    if gone == "deleted" and (unit, exercise.id) in LESS_IS_GIVEN:
        expected |= {"error", "failed"}
    assert found[exercise.id] in expected
    assert set(statuses(report, exercise.id, *alone).values()) == {"passed"}


# The record


@every_unit
def test_ids_of_exercises_are_different(unit):
    ids = [exercise.id for exercise in assignment(unit).exercises]
    assert len(set(ids)) == len(ids)


@every_unit
def test_one_exercise_stands_alone_and_it_needs_all_the_others(unit):
    exercises = assignment(unit).exercises
    (alone,) = [e for e in exercises if e.integration]
    others = {e.id for e in exercises if not e.bonus} - {alone.id}
    bonus = {e.id for e in exercises if e.bonus}
    assert set(alone.requires) - bonus == others - NOT_RUN_THROUGH.get(unit, set())


@every_exercise
def test_cases_of_an_exercise_have_names_of_their_own(unit, exercise):
    names = [case.name for case in exercise.cases]
    assert len(names) >= FEW_CASES.get((unit, exercise.id), 3)
    assert len(set(names)) == len(names)


@every_exercise
def test_what_an_exercise_builds_on_comes_before_it(unit, exercise):
    order = [e.id for e in assignment(unit).exercises]
    assert set(exercise.may_use) <= set(order) - {exercise.id}
    assert all(order.index(need) < order.index(exercise.id) for need in exercise.requires)


@every_exercise
def test_the_public_instance_is_the_same_on_every_run(unit, exercise, keys):
    """The stored instances were drawn by another process, on another day."""
    for trial in keys(unit).trials(exercise):
        assert_same(public_instance(exercise, trial.case), trial.inputs)


@every_exercise
def test_with_an_empty_notebook_a_probe_says_what_it_misses(unit, exercise):
    for case in exercise.cases:
        with pytest.raises(NotDefined, match="is not defined"):
            exercise.probe(Namespace({}), case.draw(np.random.default_rng(0)))


@every_exercise
@pytest.mark.parametrize("number", [0, -1, 1e30])
def test_a_checker_takes_any_numbers(unit, exercise, number, keys):
    """What it is asked about comes from the student's process: only kinds and shapes are sure."""
    for trial in keys(unit, SEED).trials(exercise):
        odd = {
            name: np.full_like(value, number)
            if isinstance(value, (np.ndarray, np.generic)) and value.dtype.kind == "f"
            else value
            for name, value in trial.expected.items()
        }
        if trial.case.checker is not None and odd:
            found = trial.case.checker(odd, trial.expected)
            assert found is None or found.sentence


@every_exercise
def test_instances_are_drawn_from_the_seed_alone(unit, exercise):
    drawn = [
        [list(islice(hidden_instances(exercise, case, seed), 3)) for case in exercise.cases]
        for seed in (7, 7, 8)
    ]
    assert_same(drawn[0], drawn[1])
    with pytest.raises(AssertionError):
        assert_same(drawn[0], drawn[2])


def assert_same(one, other):
    assert identical(one, other)


# The notebook, and what is said about mistakes


@every_answer
def test_the_text_of_an_exercise_has_folded_hints_and_its_stub_says_where_to_write(unit, exercise):
    cells = released_notebook(unit)["cells"]
    text = next("".join(c["source"]) for c in cells if c["id"] == f"text-{exercise.id}")
    assert text.count("<details>") == text.count("</details>") >= 2
    assert "# YOUR CODE HERE" in stub_of(unit, exercise)


@every_unit
def test_no_answer_is_in_the_released_notebook(unit):
    everything = "\n".join("".join(c["source"]) for c in released_notebook(unit)["cells"])
    assert literate.BEGIN not in everything
    assert literate.END not in everything
    assert "solutions" not in everything


@every_answer
def test_many_mistakes_are_known_and_each_has_a_hint(unit, exercise):
    hints = {entry.id: entry.hint for entry in mistakes(unit, exercise.id).entries}
    assert len(hints) >= 6
    assert len(set(hints.values())) == len(hints)
    assert all(len(hint) > 40 for hint in hints.values())
