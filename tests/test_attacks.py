"""What hostile submissions reach: nothing, behind walls."""

import json
import os
import subprocess
import sys
import threading

import pytest

from autograder import attacks
from autograder.answer_key import PublicKey, ReferenceKey
from autograder.attacks import (
    SEED,
    UNIT,
    Range,
    alive_after_kill,
    by_heart,
    every_attack,
    moments_of_kills,
    with_answer,
)
from autograder.course import assignment
from autograder.grading import grade
from autograder.sandbox import (
    REFUSED_PACKAGES,
    Limits,
    Sandbox,
    bubblewrap,
)
from autograder.submission import parse

pytestmark = pytest.mark.attack
walls = pytest.mark.skipif(bubblewrap() is None, reason="needs bubblewrap")
KILLS = 6


@pytest.fixture(scope="module")
def key():
    return ReferenceKey(UNIT, SEED)


@pytest.fixture(scope="module")
def place(key):
    with Range("bubblewrap", key) as one:
        yield one


@walls
@pytest.mark.parametrize("attack", every_attack(), ids=lambda attack: attack.name)
def test_an_attack_is_contained(attack, place):
    """Alone first, then with neighbours, so that what it leaves for the next one is found."""
    assert place.try_alone(attack).wrong == ()
    assert place.try_in_class(attack).wrong == ()


@walls
def test_an_attack_that_wins_would_be_seen(place):
    won = attacks.Attack(
        "won", "", 35, "", lambda folder: attacks.write(folder, with_answer("own", "x = 1"))
    )
    assert "score 36.0 instead of 35" in place.try_alone(won).wrong[0]


@walls
def test_a_process_that_is_left_would_be_seen(place):
    idle = place.sandbox.start(Limits())
    try:
        assert attacks.processes_left(place.sandbox, place._processes, seconds=0.2)
    finally:
        place.sandbox.stop(idle[0])
        idle[1].close()
    assert not attacks.processes_left(place.sandbox, place._processes)


# Answers for the public cases only


@pytest.mark.parametrize("exercise", ["negative_back", "exp_back"])
def test_answers_for_the_public_cases_pass_the_self_check_and_fail_grading(exercise, key):
    content = json.dumps(with_answer(exercise, by_heart(exercise))).encode()
    submission = parse(content, "by-heart.ipynb")
    only = {exercise}
    assert grade(submission, PublicKey(UNIT), only).score == assignment(UNIT)[exercise].points
    assert grade(submission, key, only).score == 0


# Packages that would compute the answers


@pytest.mark.parametrize("isolation", ["bubblewrap", "process"])
@pytest.mark.parametrize("package", REFUSED_PACKAGES)
def test_a_package_that_computes_gradients_is_refused_in_a_sentence(package, isolation, key):
    if isolation == "bubblewrap" and bubblewrap() is None:
        pytest.skip("needs bubblewrap")
    content = json.dumps(with_answer("negative_back", f"import {package}")).encode()
    submission = parse(content, "refused.ipynb")
    sandbox = sandbox_for(isolation)
    report = grade(submission, key, {"negative_back"}, sandbox=sandbox)
    assert f"{package} is not allowed here" in report.exercises[0].message


def test_which_packages_are_refused_can_be_chosen(monkeypatch, key):
    monkeypatch.setenv("AUTOGRADER_REFUSED", "json,csv")
    source = "try:\n    import csv\nexcept ImportError:\n    pass\nimport autograd"
    content = json.dumps(with_answer("negative_back", source)).encode()
    sandbox = Sandbox("process")
    try:
        report = grade(parse(content, "x.ipynb"), key, {"negative_back"}, sandbox=sandbox)
    finally:
        sandbox.close()
    assert "not allowed" not in report.exercises[0].message


_sandboxes = {}


def sandbox_for(isolation):
    if isolation not in _sandboxes:
        _sandboxes[isolation] = Sandbox(isolation)
    return _sandboxes[isolation]


# The grader's end


@walls
@pytest.mark.parametrize("moment", moments_of_kills(KILLS))
def test_a_grader_that_is_killed_leaves_no_worker(moment):
    assert alive_after_kill(moment) == []


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="needs root")
def test_a_worker_without_a_grader_would_be_seen():
    user = 61_999
    script = "import os, time; os.setuid(61999); print(os.getpid(), flush=True); time.sleep(60)"
    command = [sys.executable, "-c", script]
    under_us = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    starter = f"import subprocess; subprocess.Popen({command!r})"
    starting = subprocess.Popen([sys.executable, "-c", starter], stdout=subprocess.PIPE, text=True)
    orphan = int(starting.stdout.readline())
    starting.wait()
    try:
        assert int(under_us.stdout.readline()) == under_us.pid
        assert attacks._orphans_by({user}) == {orphan}
    finally:
        os.kill(orphan, 9)
        starting.stdout.close()
        under_us.kill()
        under_us.communicate()


@walls
def test_a_sandbox_that_is_started_from_a_thread_outlives_it(key):
    sandbox = Sandbox("bubblewrap")
    try:
        starter = threading.Thread(target=sandbox.warm_up)
        starter.start()
        starter.join()
        first = sandbox.first_process
        number, channel, _ = sandbox.start(Limits())
        channel.close()
        sandbox.stop(number)
        assert sandbox.first_process == first
    finally:
        sandbox.close()
