"""From a submission to its score: accidents, and no cascade between exercises."""

import base64
import io
import json
import re

import numpy as np
import pytest

from autograder.authoring.audit import collected_samples
from autograder.course.model import assignment
from autograder.grading import verdicts as grading
from autograder.grading.answer_key import PublicKey, ReferenceKey
from autograder.grading.grader import Grader
from autograder.grading.verdicts import STARVED
from autograder.sandbox.limits import Limits
from autograder.sandbox.sandbox import Sandbox
from tests.solved import answer_of, failing, results

UNIT = assignment("ps2_mnist")
POINTS = {exercise.id: exercise.points + exercise.extra_credit for exercise in UNIT.exercises}
# The reference's MLP runs through all the others.
NOT_ON_THE_WAY = ("negative_back", "reshape_back", *(e.id for e in UNIT.exercises if e.bonus))
WITH_BONUS = sum(POINTS.values())
ANSWERED = [exercise for exercise in POINTS if exercise != "all_together"]
QUICK = Limits(cell=2.0, exercise=2.0, submission=60.0, memory=2**30)
ALL_PASS = f"All {len(UNIT['negative_back'].cases)} cases pass."
NEGATIVE = "def negative_back(grad_out, out, x):\n"


@pytest.fixture
def graded_with(grade, solved, with_source):
    """`graded_with(source, exercise)`: the self-check of a notebook in which only that answer
    is not the instructor's."""

    def graded(source, exercise="negative_back", **options):
        return grade(with_source(solved, exercise, source), limits=QUICK, **options)

    return graded


def of(report, exercise):
    return next(result for result in report.exercises if result.id == exercise)


def neighbors(report, *exercises):
    """The statuses of all exercises but these."""
    return {result.status for result in report.exercises if result.id not in exercises}


def lost_with(exercise):
    """The points that go with an exercise: its own, and all_together's where that needs it."""
    return POINTS[exercise] + (0 if exercise in NOT_ON_THE_WAY else POINTS["all_together"])


# A busy machine


@pytest.mark.parametrize("held_up", [0.0, 1000.0])
def test_what_was_stopped_on_a_busy_machine_is_not_settled(
    held_up, solved, with_source, reference_key, monkeypatch
):
    monkeypatch.setattr(Sandbox, "held_up", lambda self, number: held_up)
    notebook = with_source(solved, "negative_back", "while True:\n    pass")
    grader = Grader(lambda unit: reference_key, ["negative_back"], Limits(cell=0.3, exercise=0.3))
    graded = grader.grade(json.dumps(notebook).encode(), "it.ipynb")
    assert graded.report.exercises[0].status == "timeout"
    assert graded.settled == (held_up == 0.0)
    assert (STARVED in graded.report.notes) == (held_up > 0.0)


# No cascade


@pytest.mark.parametrize("exercise", ANSWERED)
def test_a_blank_exercise_costs_its_own_points_and_no_others(
    exercise, solved, released, reference_key, grade, with_source, source_of
):
    stub = source_of(released, exercise)
    report = grade(with_source(solved, exercise, stub), reference_key)
    assert of(report, exercise).status == "not_implemented"
    assert neighbors(report, exercise, "all_together") == {"passed"}
    assert report.score == WITH_BONUS - lost_with(exercise)


BONUS = [exercise.id for exercise in UNIT.exercises if exercise.bonus]


@pytest.mark.parametrize("leave_out", ["stub", "deleted"])
def test_bonus_exercises_that_are_left_out_cost_nothing(
    leave_out, solved, released, either_key, grade, with_source, with_cells, source_of
):
    notebook = solved
    for exercise in BONUS:
        if leave_out == "stub":
            notebook = with_source(notebook, exercise, source_of(released, exercise))
        else:
            notebook = with_cells(notebook, exercise)
    report = grade(notebook, either_key)
    extra = sum(exercise.extra_credit for exercise in UNIT.exercises if not exercise.bonus)
    assert (report.score, report.max_score, report.bonus) == (36.0 + extra, 36.0, extra)
    assert report.passed
    assert {r.id for r in report.exercises if r.left_out} == set(BONUS)


def test_a_bonus_exercise_adds_points_to_the_score_and_to_nothing_else(solved, either_key, grade):
    report = grade(solved, either_key, only=["amax_back", "exp_back"])
    assert (report.score, report.max_score, report.bonus) == (3.0, 1.0, 2.0)
    assert report.passed


def test_a_wrong_bonus_answer_loses_its_own_points_only(graded_with):
    report = graded_with("def amax_back(grad_out, out, x, dim=None, keepdim=False):\n    return x",
                         "amax_back")  # fmt: skip
    assert of(report, "amax_back").status == "failed"
    assert report.score - report.bonus == report.max_score
    assert not report.passed


def test_only_a_bonus_exercise_that_is_not_written_is_not_a_pass(released, either_key, grade):
    report = grade(released, either_key, only=["amax_back"])
    assert (report.score, report.max_score) == (0.0, 0.0)
    assert not report.passed


def test_a_wrong_answer_costs_no_other_exercise_either(solved, reference_key, grade, with_source):
    wrong = "def sum_back(grad_out, out, x, dim=None, keepdim=False):\n    return np.ones(x.shape)"
    report = grade(with_source(solved, "sum_back", wrong), reference_key)
    assert of(report, "sum_back").status == "failed"
    assert of(report, "cross_entropy").status == "passed"
    assert neighbors(report, "sum_back", "all_together") == {"passed"}
    assert of(report, "all_together").score < POINTS["all_together"]


def test_points_are_shared_out_over_the_cases(graded_with):
    report = graded_with(NEGATIVE + "    return -grad_out if x.ndim == 2 else grad_out")
    result = of(report, "negative_back")
    passed = [case.status for case in result.cases].count("passed")
    assert 0 < passed < len(result.cases)
    assert result.status == "failed"
    assert result.score == round(1 * passed / len(result.cases), 2)
    assert result.message.startswith(f"{passed} of {len(result.cases)} cases pass. ")


# Notebooks that were damaged


def without_metadata(notebook):
    for number, cell in enumerate(notebook["cells"]):
        cell |= {"metadata": {}, "id": f"cell-{number}"}
    return {**notebook, "metadata": {}}


def without_given_cells(notebook):
    cells = [cell for cell in notebook["cells"] if not cell["id"].startswith("given-")]
    return {**notebook, "cells": cells}


def with_given_cells_edited(notebook):
    for cell in notebook["cells"]:
        if cell["id"] in ("given-engine", "given-module"):
            cell["source"] = "Tensor = Module = None"
    return notebook


def with_every_answer_twice(notebook):
    cells = []
    for cell in notebook["cells"]:
        cells.append(cell)
        if cell["id"] in POINTS:
            cells.append({**cell, "id": f"{cell['id']}-again"})
    return {**notebook, "cells": cells}


def with_an_answer_in_two_cells(notebook):
    place = next(i for i, c in enumerate(notebook["cells"]) if c["id"] == "matmul2d_back")
    whole = "".join(notebook["cells"][place]["source"])
    cut = whole.index("def matmul2d_back1")
    second = {"cell_type": "code", "metadata": {}, "outputs": [], "source": whole[cut:]}
    notebook["cells"][place]["source"] = whole[:cut]
    notebook["cells"].insert(place + 1, second)
    return notebook


DAMAGE = {
    without_metadata: None,
    without_given_cells: "Given cells were missing and were put back: given-",
    with_given_cells_edited: "Given cells had been edited; the originals were used: given-engine,",
    with_every_answer_twice: None,
    with_an_answer_in_two_cells: "matmul2d_back is answered in 2 cells; all of them were run",
}


@pytest.mark.parametrize("damage", DAMAGE, ids=lambda damage: damage.__name__)
def test_damage_that_can_be_repaired_costs_nothing(damage, solved, either_key, grade):
    report = grade(damage(solved), either_key)
    assert report.score == WITH_BONUS
    if DAMAGE[damage] is None:
        assert report.notes == ()
    else:
        assert report.notes[0].startswith(DAMAGE[damage])


def test_an_answer_cut_in_the_middle_of_a_function_costs_that_exercise_only(
    solved, reference_key, grade, with_cells, source_of
):
    whole = source_of(solved, "getitem_back")
    cut = whole.index("def ") + whole[whole.index("def ") :].index("\n")
    report = grade(with_cells(solved, "getitem_back", whole[:cut], whole[cut:]), reference_key)
    assert of(report, "getitem_back").status == "error"
    assert "SyntaxError" in of(report, "getitem_back").message
    assert neighbors(report, "getitem_back", "all_together") == {"passed"}


# Answers that misbehave: in the call, in the cell

IN_THE_CALL = {
    "prints megabytes": (
        "for _ in range(20_000): print('x' * 1_000)\n    return -grad_out",
        "passed",
        ALL_PASS,
    ),
    "loops for ever": ("while True: pass", "timeout", "Stopped: it took longer than 2 s."),
    "sleeps": ("import time; time.sleep(1e6)", "timeout", "Stopped: it took longer than 2 s."),
    "recurses without end": (
        "return negative_back(grad_out, out, x)",
        "error",
        "It makes more nested calls than Python allows (RecursionError).",
    ),
    "calls sys.exit": (
        "import sys; sys.exit()",
        "error",
        "It ends the program (sys.exit, exit or quit).",
    ),
    "calls os._exit": ("import os; os._exit(0)", "crashed", "Stopped: the process ended, as"),
    "crashes": ("import ctypes; ctypes.string_at(0)", "crashed", "Stopped: the process ended, as"),
    "calls input()": (
        "return -grad_out * float(input('sign? '))",
        "error",
        "It raises ValueError: could not convert string to float: ''",
    ),
    "allocates everything": (
        "return np.ones((10**6, 10**6))",
        "memory",
        "It needs more memory than there is (MemoryError).",
    ),
    "allocates bit by bit": (
        "taken = []\n    while True: taken.append(np.empty(10**7))",
        "memory",
        "It needs more memory than there is (MemoryError).",
    ),
    "fills the disk": (
        "raise OSError(28, 'No space left on device')",
        "disk",
        "It writes more than there is room for (OSError: [Errno 28]",
    ),
    "starts too many threads": (
        'raise RuntimeError("can\'t start new thread")',
        "processes",
        "It starts more processes or threads than it may (RuntimeError:",
    ),
    "returns more than can be sent": ("return np.zeros(2**23 + 1)", "failed", "larger than"),
    "returns a list without end": (
        "parts = [0]\n    for _ in range(40): parts = [parts] * 4\n    return parts",
        "failed",
        "has too many parts",
    ),
    "raises": ("return grad_out.negate()", "error", "It raises AttributeError: "),
    "raises what cannot be read": (
        "class Odd(Exception):\n        __str__ = None\n    raise Odd",
        "error",
        "It raises Odd",
    ),
    "raises what looks like a verdict": (
        "class timeout(Exception): pass\n    raise timeout('of mine')",
        "error",
        "It raises timeout: of mine",
    ),
    "colours its error": (
        "raise ValueError('\\x1b[31mred\\x1b[0m\\n' * 10_000)",
        "error",
        "It raises ValueError: ",
    ),
}

IN_THE_CELL = {
    "has a syntax error": (
        "def negative_back(grad_out, out, x)\n    return -grad_out",
        "error",
        "Its cell raises SyntaxError: expected ':'.",
    ),
    "has a tab too many": (
        f"{NEGATIVE}    y = 1\n\treturn -grad_out",
        "error",
        "Its cell raises TabError: ",
    ),
    "prints megabytes": (
        f"for _ in range(20_000): print('x' * 1_000)\n{NEGATIVE}    return -grad_out",
        "passed",
        ALL_PASS,
    ),
    "loops for ever": (
        f"{NEGATIVE}    return -grad_out\n\nwhile True: pass",
        "timeout",
        "Its cell was stopped: it took longer than 2 s.",
    ),
    "recurses without end": (
        "def f(): return f()\nf()",
        "error",
        "Its cell makes more nested calls than Python allows (RecursionError).",
    ),
    "calls sys.exit": (
        "import sys\nsys.exit(0)",
        "error",
        "Its cell ends the program (sys.exit, exit or quit).",
    ),
    "calls os._exit": (
        "import os\nos._exit(0)",
        "crashed",
        "Its cell was stopped: the process ended, as",
    ),
    "calls input()": (
        "while input('sign? ') != '-': pass",
        "error",
        "Its cell asks for input(), and nobody is there to answer.",
    ),
    "allocates everything": (
        "taken = bytearray(10**13)",
        "memory",
        "Its cell needs more memory than there is (MemoryError).",
    ),
    "imports what is not there": (
        "import not_installed_anywhere",
        "error",
        "Its cell raises ModuleNotFoundError: No module named 'not_installed_anywhere'.",
    ),
    "defines another name": (
        "def negative_bakc(grad_out, out, x):\n    return -grad_out",
        "error",
        "`negative_back` is not defined after the notebook has run.",
    ),
    "deletes its answer": (
        f"{NEGATIVE}    return -grad_out\ndel negative_back",
        "error",
        "`negative_back` is not defined after the notebook has run.",
    ),
    "is empty": ("", "error", "`negative_back` is not defined after the notebook has run."),
    "defines no function": ("negative_back = 3", "error", "It raises TypeError: 'int' object"),
}

OF_ANOTHER_TYPE = {
    "None": ("-grad_out", "The result is None (is a `return` missing?)"),
    "a Tensor": ("return Tensor(-grad_out)", "The result is a Tensor (the NumPy array is inside"),
    "a list": ("return list(-np.atleast_1d(grad_out))", "The result is a list, where a NumPy"),
    "an object array": (
        "return np.array(-grad_out, dtype=object)[None]",
        "The result is an array of dtype object",
    ),
    "a matrix": ("return np.matrix([[1.0]])", "The result is of type matrix"),
    "a string": ("return 'minus'", "The result is a str"),
    "a generator": ("return (-g for g in np.ravel(grad_out))", "The result is of type generator"),
    "a subclass that is equal to everything": (
        "class Same(np.ndarray):\n        __eq__ = lambda self, other: True\n"
        "    return np.asarray(-grad_out).view(Same)",
        "The result is of type Same",
    ),
    "a large integer": ("return 10**5_000", "The result is an integer of more than 64 bits"),
    "NaN": ("return -grad_out * np.nan", "NaN or infinite entries where there should be none"),
    "another shape": ("return (-grad_out)[None]", "The result has shape (1, "),
    "integers": ("return (-grad_out).astype(int)", "The result has dtype int64, and should"),
    "its input, spoiled": (
        "return np.negative(grad_out, out=grad_out)",
        "It changes its input `grad_out` in place",
    ),
}


@pytest.mark.parametrize("name", IN_THE_CALL)
def test_an_answer_that_misbehaves_costs_that_exercise_only(name, graded_with):
    body, status, sentence = IN_THE_CALL[name]
    report = graded_with(f"{NEGATIVE}    {body}")
    result = of(report, "negative_back")
    assert (result.status, neighbors(report, "negative_back")) == (status, {"passed"})
    assert sentence in result.message
    assert "\x1b" not in json.dumps(report.to_dict(), ensure_ascii=False)
    assert report.score == WITH_BONUS - 1 + result.score


@pytest.mark.parametrize("name", IN_THE_CELL)
def test_a_cell_that_misbehaves_costs_that_exercise_only(name, graded_with):
    source, status, sentence = IN_THE_CELL[name]
    report = graded_with(source)
    result = of(report, "negative_back")
    assert (result.status, neighbors(report, "negative_back")) == (status, {"passed"})
    assert result.message.startswith(sentence)
    assert report.score == WITH_BONUS - 1 + result.score


@pytest.mark.parametrize("name", OF_ANOTHER_TYPE)
def test_an_answer_that_is_no_array_of_the_kind_is_told_what_it_is(name, graded_with):
    body, sentence = OF_ANOTHER_TYPE[name]
    report = graded_with(f"{NEGATIVE}    {body}", only=["negative_back"])
    (result,) = report.exercises
    assert result.status in ("failed", "error")  # where what it changes is read-only
    assert any(sentence in case.message for case in result.cases)


@pytest.mark.parametrize(
    ("exercise", "source"),
    [
        ("SGD", "class SGD:\n    def __init__(self, params, lr):\n        while True: pass"),
        ("getitem_back", "def getitem_back(grad_out, out, x, key):\n    while True: pass"),
    ],
)
def test_an_endless_answer_costs_that_exercise_only(
    exercise, source, solved, reference_key, grade, with_source
):
    """Whether it is graded with provided answers, or others run through it."""
    limits = Limits(cell=1.0, exercise=1.0, submission=120.0)
    report = grade(with_source(solved, exercise, source), reference_key, limits=limits)
    assert of(report, exercise).status == "timeout"
    assert neighbors(report, exercise, "all_together") == {"passed"}


def test_a_cell_of_the_students_own_that_fails_costs_nothing(solved, grade, with_cells, source_of):
    kept = [source_of(solved, "exp_back"), "1 / 0", "while True: pass", "import os; os._exit(3)"]
    assert grade(with_cells(solved, "exp_back", *kept), limits=QUICK).score == WITH_BONUS


def test_a_helper_in_a_cell_of_the_students_own_is_there_when_it_is_needed(
    solved, either_key, grade, with_cells
):
    """For an exercise that is probed alone, and for one that is probed with provided answers."""
    notebook = with_cells(solved, "exp_back", "def times(a, b):\n    return a * b")
    place = [cell["id"] for cell in notebook["cells"]].index("given-exp-tensor")
    answer = "def exp_back(grad_out, out, x):\n    return times(grad_out, out)"
    notebook["cells"].insert(
        place, {"cell_type": "code", "metadata": {}, "id": "moved", "source": answer}
    )
    helper = "def half_rectified(x):\n    return maximum(x, 0.0)"
    notebook = with_cells(notebook, "relu", helper, "def relu(x):\n    return half_rectified(x)")
    assert grade(notebook, either_key).score == WITH_BONUS


def test_what_one_answer_spoils_costs_no_other(graded_with):
    """The first exercise takes the names of others away, and a function of NumPy."""
    spoil = "global exp_back, sum_back\n    exp_back = sum_back = np.negative = None\n"
    report = graded_with(f"{NEGATIVE}    {spoil}    return -grad_out")
    assert neighbors(report) == {"passed"}


def test_a_result_may_be_a_view_of_an_input(graded_with):
    source = "def reshape_back(grad_out, out, x, new_shape):\n    return grad_out.reshape(x.shape)"
    assert of(graded_with(source, "reshape_back"), "reshape_back").status == "passed"


def test_a_submission_has_a_time_limit_of_its_own(solved, grade, with_source):
    notebook = with_source(solved, "exp_back", "while True: pass")
    notebook = with_source(notebook, "sum_back", "while True: pass")
    report = grade(notebook, limits=Limits(cell=1.5, exercise=1.5, submission=2.0))
    assert {"timeout"} <= neighbors(report) <= {"timeout", "waiting"}
    assert of(report, "SGD").message == "Stopped: the whole submission took longer than 2 s."
    assert report.score == 0


# The self-check waits, grading provides


def test_a_self_check_waits_for_what_the_answer_runs_through(
    solved, released, grade, with_source, source_of
):
    report = grade(with_source(solved, "sum_back", source_of(released, "sum_back")))
    waiting = of(report, "cross_entropy")
    assert waiting.status == "waiting"
    assert waiting.message == "Waiting for sum_back: the answer runs through it."
    assert waiting.score == 0
    assert {case.status for case in waiting.cases} <= {"waiting", "passed"}
    everything = of(report, "all_together")
    assert everything.message.startswith("Waiting for sum_back: ")
    waiting = ("cross_entropy", "stable_cross_entropy", "all_together")
    assert neighbors(report, "sum_back", *waiting) == {"passed"}


RIGHT_BUT_NOT_DEEP = """def topological_sort(node, get_children):
    done, under_way, order = set(), set(), []

    def visit(this):
        if this in under_way:
            raise ValueError("a cycle")
        if this not in done:
            under_way.add(this)
            for child in get_children(this):
                visit(child)
            under_way.remove(this)
            done.add(this)
            order.append(this)

    visit(node)
    return order"""
NOT_REVERSED = """def sorted_computational_graph(tensor):
    def get_parents(t):
        return list(t.recipe.parents.values()) if t.recipe else []

    return topological_sort(tensor, get_parents)"""


def test_a_case_waits_only_for_what_fails_on_what_it_needs():
    answers = {"topological_sort": RIGHT_BUT_NOT_DEEP, "sorted_computational_graph": NOT_REVERSED}
    exercises = ("topological_sort", "sorted_computational_graph", "backprop")
    found = results(answers, PublicKey("ps1_backprop"), only=exercises)
    assert failing(found["topological_sort"]) == ["extra credit, a list of 5000 nodes"]
    own = found["sorted_computational_graph"]
    assert own.status == "failed"
    assert {case.status for case in own.cases} == {"passed", "failed"}
    assert own.diagnosis.id == "not-reversed"
    assert found["backprop"].message == (
        "Waiting for sorted_computational_graph: the answer runs through it."
    )


def test_only_the_cases_that_need_what_fails_wait():
    """The walk is right but for `end_grad`; what takes a logarithm cannot be judged yet."""
    right = answer_of("ps1_backprop", "backprop")
    wrong = right.replace("else end_grad.array", "else end_grad")
    multiplied = "def log_back(grad_out, out, x):\n    return grad_out * x"
    answers = {"log_back": multiplied, "backprop": wrong}
    found = results(answers, PublicKey("ps1_backprop"), only=["log_back", "backprop"])["backprop"]
    waiting = {case.name for case in found.cases if case.status == "waiting"}
    assert {"a chain", "branches that rejoin", "broadcast"} <= waiting
    assert waiting.isdisjoint({"one multiplication", "end_grad at a leaf", "end_grad is zero"})
    assert found.status in ("failed", "error")
    assert 0 < found.score < found.max_score
    assert found.first_failure.status != "waiting"
    assert "Waiting" not in found.message


def test_an_answer_that_never_calls_what_it_could_does_not_wait_for_it():
    answers = {
        "unbroadcast": "def unbroadcast(broadcasted, original):\n    return broadcasted",
        "multiply_back": (
            "def multiply_back0(grad_out, out, x, y):\n    return grad_out * x\n\n"
            "def multiply_back1(grad_out, out, x, y):\n    return grad_out * y"
        ),
    }
    found = results(answers, PublicKey("ps1_backprop"), only=["unbroadcast", "multiply_back"])
    result = found["multiply_back"]
    assert result.status == "failed"
    assert "Waiting" not in result.message


def test_what_is_not_there_at_all_is_waited_for():
    answers = {"exp_back": "def exponential_back(grad_out, out, x):\n    return grad_out * out"}
    found = results(answers, PublicKey("ps2_mnist"), only=["exp_back", "cross_entropy"])
    result = found["cross_entropy"]
    assert result.message == "Waiting for exp_back: the answer runs through it."


def test_an_unwritten_exercise_does_not_wait(solved, released, grade, with_source, source_of):
    notebook = with_source(solved, "sum_back", source_of(released, "sum_back"))
    notebook = with_source(notebook, "cross_entropy", source_of(released, "cross_entropy"))
    assert of(grade(notebook), "cross_entropy").status == "not_implemented"


def test_grading_never_waits(solved, released, grade, reference_key, with_source, source_of):
    for exercise in ("sum_back", "matmul2d_back", "maximum_back"):
        solved = with_source(solved, exercise, source_of(released, exercise))
    report = grade(solved, reference_key)
    assert "waiting" not in neighbors(report)
    assert {of(report, e).status for e in ("relu", "Linear", "cross_entropy")} == {"passed"}


@pytest.mark.parametrize("exercise", ["relu", "Linear", "all_together"])
def test_one_exercise_alone_gets_the_verdict_that_it_gets_among_all(
    exercise, solved, released, either_key, grade, with_source, source_of
):
    notebook = with_source(solved, "maximum_back", source_of(released, "maximum_back"))
    (alone,) = grade(notebook, either_key, only=[exercise]).exercises
    assert alone == of(grade(notebook, either_key), exercise)


def test_chosen_exercises_are_reported_on_in_their_order(solved, grade):
    report = grade(solved, only=["relu", "sum_back"])
    assert [result.id for result in report.exercises] == ["sum_back", "relu"]
    assert (report.score, report.max_score) == (4.0, 4.0)


# Same in, same out; nothing learnt by heart; nothing given away


def test_one_submission_and_seed_give_one_report(grade, solved, with_source):
    """Also where values are drawn at random, and where answers are wrong."""
    notebook = with_source(solved, "exp_back", "def exp_back(grad_out, out, x):\n    return x")
    notebook = with_source(notebook, "negative_back", f"{NEGATIVE}    return np.random.rand(3)")
    reports = [grade(notebook, ReferenceKey("ps2_mnist", 99)).to_dict() for _ in range(2)]
    for report in reports:
        assert report.pop("seconds") >= 0
    assert json.dumps(reports[0]) == json.dumps(reports[1])


BY_HEART = (
    "negative_back", "exp_back", "reshape_back", "permute_back", "sum_back", "getitem_back",
    "maximum_back", "matmul2d_back",
)  # fmt: skip


def learnt_by_heart(key, exercise):
    """An answer that knows the public cases: expected values by the bytes of what goes in."""
    stored = {}
    calls = [(trial.inputs, trial.expected["result"]) for trial in key.trials(exercise)]
    calls += [
        (trial.inputs["_before"], trial.expected["result of the call before"])
        for trial in key.trials(exercise)
        if "_before" in trial.inputs
    ]
    for inputs, result in calls:
        arrays = [inputs[name] for name in ("grad_out", "out", "x")]
        name = f"{exercise.id}{inputs.get('_argument', '')}"
        known = b"|".join([name.encode(), *(np.asarray(a).tobytes() for a in arrays)]).hex()
        stored[known] = result
    file = io.BytesIO()
    np.savez_compressed(file, **stored)
    functions = "\n".join(
        f"def {name}(*args, **kwargs): return recall(b'{name}', args)" for name in exercise.names
    )
    return (
        "import base64, io\n"
        f"stored_{exercise.id} = dict(np.load(io.BytesIO(base64.b64decode("
        f"'{base64.b64encode(file.getvalue()).decode()}'))))\n"
        "def recall(name, args):\n"
        "    key = b'|'.join([name, *(np.asarray(a).tobytes() for a in args[:3])]).hex()\n"
        "    for table in [v for n, v in list(globals().items()) if n.startswith('stored_')]:\n"
        "        if key in table: return table[key]\n"
        "    return np.asarray(args[0])\n"
        f"{functions}"
    )


def test_answers_learnt_by_heart_pass_the_self_check_and_fail_grading(
    solved, public_key, reference_key, grade, with_source
):
    for exercise in BY_HEART:
        solved = with_source(solved, exercise, learnt_by_heart(public_key, UNIT[exercise]))
    checked = grade(solved, only=BY_HEART)
    assert {result.id: result.message for result in checked.exercises if result.score == 0} == {}
    assert checked.score > 0.9 * checked.max_score  # an array that is called again is another
    graded = grade(solved, reference_key, only=BY_HEART)
    assert neighbors(graded) == {"failed"}
    assert graded.score < 0.2 * graded.max_score
    for result in graded.exercises:
        assert result.first_failure.message.startswith(
            "It is right on the example that you can see, but not on others of the kind: "
        )


def test_no_value_of_a_drawn_case_is_shown(solved, reference_key, grade, with_source):
    """Right on the public example, wrong on the drawn ones: their arrays are not the student's."""
    (first, *_) = reference_key.trials(UNIT["exp_back"])
    source = (
        "def exp_back(grad_out, out, x):\n"
        f"    known = x.tobytes() == bytes.fromhex('{first.inputs['x'].tobytes().hex()}')\n"
        "    return grad_out * out if known else grad_out * 0"
    )
    notebook = with_source(solved, "exp_back", source)
    case = of(grade(notebook, reference_key, only=["exp_back"]), "exp_back").cases[0]
    assert case.message.startswith("It is right on the example that you can see, but not on")
    assert "\n" not in case.message
    assert "yours" not in case.message


SMUGGLED = {
    "an error's message": "raise ValueError(source)",
    "an error's type": "raise type(source.replace(' ', '_'), (Exception,), {})",
    "a line of an error": (
        "import linecache\n"
        "        linecache.cache['<ipython-input-0>'] = (len(source), None, [source], '')\n"
        "        exec(compile('raise ValueError', '<ipython-input-0>', 'exec'))"
    ),
    "an array": "return Tensor(np.frombuffer(source.encode(), dtype=np.uint8).astype(np.float32))",
}


@pytest.mark.parametrize("channel", SMUGGLED)
def test_a_provided_answer_does_not_leave_with_the_report(
    channel, solved, reference_key, grade, with_source, source_of
):
    """relu is probed beside the reference's maximum_back, which the report must not carry out."""
    secret = source_of(solved, "maximum_back").split("### BEGIN SOLUTION\n")[1].split("\n")[0]
    answer = (
        "import inspect\n"
        "def relu(x):\n"
        "    source = inspect.getsource(maximum_back0)\n"
        "    source = source.split('### BEGIN SOLUTION\\n')[-1].split('\\n')[0].strip()[:60]\n"
        "    if x.array.ndim:\n"
        f"        {SMUGGLED[channel]}"
    )
    # the student's own maximum_back is right, and written in other words
    own = next(s for s in collected_samples("ps2_mnist") if s.right and "where" in s.source
               and s.exercise == "maximum_back")  # fmt: skip
    notebook = with_source(with_source(solved, "relu", answer), "maximum_back", own.source)
    report = grade(notebook, reference_key, only=["relu"])
    text = json.dumps(report.to_dict(), ensure_ascii=False)
    secret = secret.strip()[:60]
    assert report.exercises[0].score < 1
    assert secret not in text
    assert secret.replace(" ", "_") not in text
    numbers = [float(number) for number in re.findall(r"(\d+)\.", text)]
    codes = list(map(float, secret[:12].encode()))
    assert not any(
        numbers[i : i + len(codes)] == codes for i in range(len(numbers) - len(codes) + 1)
    )


def test_what_runs_through_everything_is_explained_by_what_does_not_pass(
    grade, solved, with_source, reference_key
):
    wrong = "def exp_back(grad_out, out, x):\n    return grad_out * x"
    report = grade(with_source(solved, "exp_back", wrong), reference_key)
    result = {r.id: r for r in report.exercises}["all_together"]
    assert result.status == "failed"
    assert result.diagnosis.id == "builds-on-what-fails"
    assert "`exp_back` does not pass alone yet" in result.diagnosis.hint


@pytest.mark.parametrize(
    ("sentence", "begins"),
    [
        ("the result has shape (2,)", "The result"),
        ("get_children has been called twice", "get_children has"),
        ("relu(x) is None", "relu(x) is"),
        ("relu is None", "relu is"),
        ("`x` is wrong", "`x` is"),
        ("", ""),
    ],
)
def test_a_sentence_begins_with_a_capital_unless_with_a_name(sentence, begins):
    assert grading.capitalized(sentence, UNIT["relu"]).startswith(begins)
