"""The expected values: stored for the self-check, from the reference when grading."""

import numpy as np
import pytest

from autograder.authoring.audit import collected_samples, try_samples
from autograder.course.cells import defined_names
from autograder.course.model import Namespace, assignment, assignment_names
from autograder.course.places import RELEASED
from autograder.grading import answer_key
from autograder.grading.answer_key import ReferenceKey
from autograder.grading.compare import compare, modified
from autograder.grading.verdicts import level
from autograder.reference import expected
from autograder.reference.expected import NoReference, observe
from autograder.reference.literate import exercise_sources

UNIT = assignment("ps2_mnist")
every_exercise = pytest.mark.parametrize("exercise", UNIT.exercises, ids=lambda e: e.id)


def as_values(trials):
    return [(trial.case.name, trial.inputs, trial.expected, trial.public) for trial in trials]


@every_exercise
def test_the_stored_values_are_those_of_the_reference(exercise, public_key, reference_key):
    live = [trial for trial in reference_key.trials(exercise) if trial.public]
    for stored, fresh in zip(public_key.trials(exercise), live, strict=True):
        assert stored.case == fresh.case
        assert modified(stored.inputs, fresh.inputs) is None
        checker = stored.case.checker is not None
        assert (
            compare(
                fresh.expected, stored.expected, exercise.rtol, exercise.atol, entries=not checker
            )
            is None
        )


@every_exercise
def test_a_self_check_has_public_instances_only(exercise, public_key):
    trials = public_key.trials(exercise)
    assert [trial.case for trial in trials] == list(exercise.cases)
    assert all(trial.public for trial in trials)


@every_exercise
def test_grading_has_the_public_instance_of_each_case_and_drawn_ones(exercise, reference_key):
    trials = reference_key.trials(exercise)
    for case in exercise.cases:
        kinds = [trial.public for trial in trials if trial.case == case]
        assert kinds == [True] + [False] * case.draws


@every_exercise
def test_cases_are_the_same_for_a_seed_and_others_for_another(exercise, reference_key):
    same, other = (ReferenceKey(UNIT.name, reference_key.seed + i) for i in (0, 1))
    expected = as_values(reference_key.trials(exercise))
    np.testing.assert_equal(as_values(same.trials(exercise)), expected)
    with pytest.raises(AssertionError):
        np.testing.assert_equal(as_values(other.trials(exercise)), expected)


@every_exercise
def test_drawn_instances_of_a_case_differ_from_the_public_one(exercise, reference_key):
    """All but those that have hardly anything to draw, such as arrays without elements."""
    trials = reference_key.trials(exercise)
    repeated = 0
    for case in exercise.cases:
        public, *drawn = [trial.inputs for trial in trials if trial.case == case]
        repeated += all(modified(public, inputs) is None for inputs in drawn)
    assert repeated <= len(exercise.cases) // 4


@every_exercise
@pytest.mark.parametrize("seed", [1, 2**40])
def test_the_reference_has_finite_answers_for_any_seed(exercise, seed):
    trials = ReferenceKey(UNIT.name, seed).trials(exercise)
    arrays = [v for t in trials for v in t.expected.values() if isinstance(v, np.ndarray)]
    assert arrays or any(trial.expected for trial in trials)
    assert all(np.isfinite(array).all() for array in arrays)


def test_nothing_is_provided_in_a_self_check(public_key):
    assert {public_key.provided(exercise) for exercise in UNIT.exercises} == {()}


@every_exercise
def test_provided_answers_are_those_that_the_exercise_builds_on(exercise, reference_key):
    sources = exercise_sources(UNIT.name)
    provided = reference_key.provided(exercise)
    for other in (*exercise.requires, *exercise.may_use):
        assert exercise.integration or set(sources[other]) <= set(provided)
    assert {source for source in provided for other in sources if source in sources[other]} == set(
        provided
    )


@every_exercise
def test_provided_answers_never_include_the_exercise_under_test(exercise, reference_key):
    provided = reference_key.provided(exercise)
    assert not set(provided) & set(exercise_sources(UNIT.name)[exercise.id])
    names = set().union(*(defined_names(source) for source in provided))
    assert not names & set(exercise.names)


@pytest.mark.parametrize("unit", assignment_names())
def test_no_provided_answer_goes_to_a_process_that_is_still_asked_for_it(unit):
    """Exercises without provided answers are asked first, the others level by level: what helps
    one of them has been asked for before."""
    key = ReferenceKey(unit, 1)
    sources = {name: set(cells) for name, cells in exercise_sources(unit).items()}
    later = [e for e in key.assignment.exercises if key.provided(e)]
    later.sort(key=lambda exercise: level(key, exercise.id))
    for i, exercise in enumerate(later):
        for other in later[i:]:
            assert not sources[other.id] & set(key.provided(exercise)), (exercise.id, other.id)


def test_nothing_is_provided_to_all_together(reference_key):
    assert reference_key.provided(UNIT["all_together"]) == ()


def test_without_solutions_grading_says_what_to_use_instead(monkeypatch, tmp_path):
    monkeypatch.setattr(expected, "SOLUTIONS", tmp_path)
    with pytest.raises(NoReference, match=r"ps2_mnist\.py is not there.*python grade\.py"):
        ReferenceKey(UNIT.name, 1)


def test_the_stored_values_need_no_pickle():
    with np.load(RELEASED / "ps2_mnist.npz", allow_pickle=False) as stored:
        kinds = {stored[name].dtype.kind for name in stored.files}
    assert kinds <= set("biufU")


def test_what_a_probe_observes_is_apart_from_what_changes_later():
    kept = []

    def double(grad_out, out, x):
        kept.append(x)
        return x

    inputs = {name: np.ones(2, dtype=np.float32) for name in ("grad_out", "out", "x")}
    observed = observe(UNIT["negative_back"], Namespace({"negative_back": double}), inputs)
    kept[0][:] = 7.0
    assert observed["result"].tolist() == [1.0, 1.0]
    assert inputs["x"].tolist() == [1.0, 1.0]


@every_exercise
def test_a_case_has_as_many_drawn_instances_as_it_says(exercise, reference_key):
    trials = reference_key.trials(exercise)
    for case in exercise.cases:
        assert sum(t.case == case and not t.public for t in trials) == case.draws >= 1


def test_equal_entries_stay_equal_when_they_are_nudged_and_in_order():
    values = np.random.default_rng(0).normal(size=300).astype(np.float32)
    inputs = {"x": np.concatenate([values, values]), "i": np.arange(3), "n": 2.5}
    nudged = answer_key.nudged(inputs)
    np.testing.assert_array_equal(nudged["x"][:300], nudged["x"][300:])
    np.testing.assert_array_equal(np.argsort(nudged["x"][:300]), np.argsort(values))
    change = np.abs(nudged["x"] / inputs["x"] - 1)
    assert 0 < change.max() < 2 * answer_key.NUDGE
    assert nudged["x"].dtype == np.float32
    np.testing.assert_equal((nudged["i"], nudged["n"]), (inputs["i"], inputs["n"]))
    inside = answer_key.nudged({"rows": [(values, np.float32(-0.25))]})["rows"][0]
    np.testing.assert_array_equal(inside[0], nudged["x"][:300])
    assert inside[1] != -0.25
    assert inside[1].dtype == np.float32


@pytest.mark.parametrize(
    ("seed", "exercise"), [(14, "arithmetic"), (34, "cross_entropy"), (167, "Adam")]
)
def test_right_answers_that_round_differently_pass(seed, exercise):
    """With these seeds, large terms nearly cancel in what is drawn first."""
    right = [s for s in collected_samples("ps2_mnist") if s.exercise == exercise and s.right]
    verdicts = {s.what: r.status for s, r in try_samples(ReferenceKey("ps2_mnist", seed), right)}
    assert verdicts == dict.fromkeys(verdicts, "passed")
    assert len(verdicts) >= 4
