"""Submissions with provided answers do not run beside those that are still to run without."""

import json
import subprocess
import sys
import threading

import pytest

from autograder.authoring.attacks import SEED, UNIT
from autograder.authoring.demo import complete
from autograder.course.cells import Cell
from autograder.course.model import assignment_names
from autograder.course.status import Status
from autograder.grading.answer_key import PublicKey, ReferenceKey
from autograder.grading.submission import parse
from autograder.grading.verdicts import grade, level
from autograder.reference.literate import source_cells
from autograder.sandbox import turns
from autograder.sandbox.execution import Execution, Request
from autograder.sandbox.limits import Limits
from autograder.sandbox.turns import Stuck, Turn, turns_folder

pytestmark = pytest.mark.skipif(turns.fcntl is None, reason="needs locks on files")


@pytest.fixture
def turn(tmp_path):
    """`turn(level)`: a turn that has reached a level. All are ended with the test."""
    begun = []

    def begin(level=0, **options):
        begun.append(Turn(folder=tmp_path, **options))
        begun[-1].reach(level)
        return begun[-1]

    yield begin
    for one in begun:
        one.end()


@pytest.fixture
def later():
    """`later(function)`: a thread in which it has begun. All are waited for with the test."""
    threads = []

    def begin(function):
        threads.append(threading.Thread(target=function))
        threads[-1].start()
        return threads[-1]

    yield begin
    for thread in threads:
        thread.join(30)
        assert not thread.is_alive()


def test_any_number_run_side_by_side_on_their_own_answers(turn):
    assert [turn().level for _ in range(9)] == [0] * 9


def test_whoever_is_alone_goes_on_at_once(turn):
    one = turn()
    assert [one.reach(level) < 1.0 for level in (1, 2, 3)] == [True] * 3


@pytest.mark.parametrize(("above", "below"), [(1, 0), (2, 0), (2, 1), (3, 1)])
def test_nobody_goes_on_while_another_is_below(above, below, turn, later):
    came = []
    one, other = turn(), turn()
    if below:
        both = [later(lambda turn=turn: turn.reach(below)) for turn in (one, other)]
        for thread in both:
            thread.join()
    thread = later(lambda: (one.reach(above), came.append("went on")))
    while one.level != above:  # it waits, or is about to
        pass
    came.append("ended")
    other.end()
    thread.join()
    assert came == ["ended", "went on"]


def test_those_on_one_level_go_on_together(turn, later):
    one, other = turn(), turn()
    first = later(lambda: one.reach(1))
    other.reach(1)
    first.join()
    assert one.level == other.level == 1


def test_nobody_begins_beside_one_that_has_seen_a_provided_answer(turn, later, tmp_path):
    one, came = turn(1), []

    def begin():
        with Turn(folder=tmp_path):
            came.append("began")

    thread = later(begin)
    came.append("ended")
    one.end()
    thread.join()
    assert came == ["ended", "began"]


def test_others_may_begin_for_a_while_as_one_waits_to_go_on(turn, later, monkeypatch):
    waiting, below = turn(), turn()
    monkeypatch.setattr(turns, "DOOR_SECONDS", 1000.0)
    thread = later(lambda: waiting.reach(1))
    while waiting.level != 1:
        pass
    turn().end()  # though one waits
    monkeypatch.setattr(turns, "DOOR_SECONDS", 0.0)
    below.end()
    thread.join()
    with pytest.raises(Stuck, match="does not come to its end"):
        turn(patience=0.1)


def test_waiting_in_vain_has_an_end(turn):
    one, _ = turn(patience=0.1), turn()
    with pytest.raises(Stuck, match="does not come to its end"):
        one.reach(1)
    assert turn(patience=0.1).level == 0  # who has given up is in nobody's way


HOLD = """
import os, sys, time
from pathlib import Path
from autograder.sandbox.turns import Turn
turn = Turn(folder=Path(sys.argv[1]))
turn.reach(1)
print("holds", flush=True)
os.kill(os.getpid(), int(sys.argv[2])) if int(sys.argv[2]) else time.sleep(1000)
"""


@pytest.mark.parametrize("end", ["killed", "stopped"])
@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_graders_that_are_gone_or_stopped_are_in_nobodys_way(end, turn, tmp_path):
    signal = {"killed": 0, "stopped": 19}[end]
    command = [sys.executable, "-c", HOLD, str(tmp_path), str(signal)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as other:
        try:
            assert other.stdout.readline() == "holds\n"
            if end == "killed":
                with pytest.raises(Stuck):  # as long as it lives
                    turn(patience=0.1)
                other.kill()
                other.wait()
            assert turn(patience=30.0).level == 0
        finally:
            other.kill()


def test_a_folder_that_others_may_enter_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(turns.tempfile, "gettempdir", lambda: str(tmp_path))
    folder = turns_folder()
    assert turns_folder() == folder
    folder.chmod(0o777)
    with pytest.raises(Stuck, match="remove it"):
        turns_folder()


# In grading


@pytest.fixture(scope="module")
def key():
    return ReferenceKey(UNIT, SEED)


@pytest.mark.parametrize("unit", assignment_names())
def test_no_answer_is_provided_to_who_is_asked_on_its_own_level_or_below(unit):
    key = ReferenceKey(unit, SEED)
    answers = {cell.source: cell.id for cell in source_cells(unit) if cell.role == "exercise"}
    for exercise in key.assignment.exercises:
        own = level(key, exercise.id)
        provided = [answers[source] for source in key.provided(exercise) if source in answers]
        assert bool(provided) == (own > 0)
        assert all(level(key, other) < own for other in provided)


def test_a_self_check_has_no_levels():
    key = PublicKey(UNIT)
    assert {level(key, exercise.id) for exercise in key.assignment.exercises} == {0}


@pytest.fixture
def spoiled():
    """A submission in which what others build on is wrong."""
    notebook = complete(UNIT)
    for cell in notebook["cells"]:
        if cell.get("id") in ("maximum_back", "negative_back"):
            cell["source"] = f"def {cell['id']}(grad_out, out, x, *args):\n    return 2 * grad_out"
    return parse(json.dumps(notebook).encode(), "spoiled.ipynb")


def test_a_submission_waits_for_others_before_it_gets_provided_answers(
    spoiled, key, later, tmp_path, monkeypatch
):
    monkeypatch.setattr("autograder.sandbox.turns.turns_folder", lambda: tmp_path)
    came, asked, reaches = [], Execution._ask_once, threading.Event()
    reach = Turn.reach

    def recorded(self, requests, answers):
        came.append(max(request.level for request in requests))
        return asked(self, requests, answers)

    def announced(self, level):
        reaches.set()
        return reach(self, level)

    monkeypatch.setattr(Execution, "_ask_once", recorded)
    monkeypatch.setattr(Turn, "reach", announced)
    other = Turn()
    reports = []
    thread = later(lambda: reports.append(grade(spoiled, key, {"relu", "save_versions"})))
    assert reaches.wait(60)
    assert set(came) == {0}
    came.append("ended")
    other.end()
    thread.join()
    after = came[came.index("ended") + 1 :]
    assert after == sorted(after)
    assert after[0] > 0
    assert {result.id: result.status for result in reports[0].exercises}["relu"] == "passed"


# Seats


def test_who_waits_to_go_on_gives_up_its_seat(turn, later):
    seats = threading.Semaphore(1)
    one, came = turn(seats=seats), []

    def second():
        other = turn(seats=seats)  # sits down once the first one waits
        came.append("began")
        other.end()

    thread = later(second)
    one.reach(1)
    came.append("went on")
    one.end()
    thread.join()
    assert sorted(came) == ["began", "went on"]
    assert seats.acquire(blocking=False)


@pytest.fixture
def begun(tmp_path, monkeypatch):
    """The turns that begin in a test."""
    monkeypatch.setattr("autograder.sandbox.turns.turns_folder", lambda: tmp_path)
    begun, begin = [], Turn.__init__

    def counted(self, *args, **options):
        begun.append(self)
        begin(self, *args, **options)

    monkeypatch.setattr(Turn, "__init__", counted)
    return begun


ENDLESS = Cell("it", "own", "def negative_back(*args):\n    while True: pass")
NEGATIVE = Request("negative_back", [{"grad_out": 1.0, "out": 1.0, "x": 1.0}])
needs_forks = pytest.mark.skipif(not hasattr(turns.os, "fork"), reason="needs forks")


@needs_forks
def test_an_endless_answer_steps_aside_before_it_is_tried_again(begun):
    with Execution(UNIT, Limits(exercise=0.5), provides=True) as one:
        one.run([ENDLESS])
        answers = one.ask([NEGATIVE])
    assert answers["negative_back"][0].status is Status.TIMEOUT
    assert len(begun) == 3
    assert not any(turn._held for turn in begun)


@needs_forks
def test_nothing_steps_aside_that_runs_beside_another_process_of_its_submission(begun):
    with Execution(UNIT, Limits(exercise=0.5), provides=True) as one:
        other = one.another()
        other.run([ENDLESS])
        answers = other.ask([NEGATIVE])
        assert list(begun) == [one.turn] == [other.turn]
        assert one.turn._held
    assert answers["negative_back"][0].status is Status.TIMEOUT
    assert not begun[0]._held
