"""What hostile submissions reach: nothing, in the sandbox."""

import contextlib
import json
import os
import subprocess
import sys
import threading

import pytest

from autograder.authoring import attacks
from autograder.authoring.attacks import (
    SEED,
    UNIT,
    Range,
    alive_after_kill,
    by_heart,
    every_attack,
    moments_of_kills,
    with_answer,
)
from autograder.course.model import assignment
from autograder.grading.answer_key import PublicKey, ReferenceKey
from autograder.grading.submission import parse
from autograder.grading.verdicts import grade
from autograder.sandbox.bubblewrap import bubblewrap
from autograder.sandbox.limits import REFUSED_PACKAGES, Limits
from autograder.sandbox.sandbox import Sandbox
from autograder.sandbox.worker import Worker

pytestmark = pytest.mark.attack
sandboxed = pytest.mark.skipif(bubblewrap() is None, reason="needs bubblewrap")
KILLS = 6


@pytest.fixture(scope="module")
def key():
    return ReferenceKey(UNIT, SEED)


@pytest.fixture(scope="module")
def place(key):
    with Range("bubblewrap", key) as one:
        yield one


@sandboxed
@pytest.mark.parametrize("attack", every_attack(), ids=lambda attack: attack.name)
def test_an_attack_is_contained(attack, place):
    """Alone first, then with neighbors, so that what it leaves for the next one is found."""
    assert place.try_alone(attack).wrong == ()
    assert place.try_in_class(attack).wrong == ()


@sandboxed
def test_an_attack_that_wins_would_be_seen(place):
    won = attacks.Attack(
        "won", "", 35, "", lambda folder: attacks.write(folder, with_answer("own", "x = 1"))
    )
    assert "score 36.0 instead of 35" in place.try_alone(won).wrong[0]


@sandboxed
def test_a_process_that_is_left_would_be_seen(place):
    idle = place.sandbox.start(Limits())
    try:
        assert attacks.processes_left(place.sandbox, place._processes, seconds=0.2)
    finally:
        place.sandbox.stop(idle[0])
        idle[1].close()
    assert not attacks.processes_left(place.sandbox, place._processes)


# Two that live at the same time

LOCK = "import fcntl, os, struct\nfile = os.open(os.path.realpath(os.__file__), os.O_RDONLY)\n"
CHANNELS = {
    "a lock on a part of a file": (
        LOCK + "fcntl.lockf(file, fcntl.LOCK_SH | fcntl.LOCK_NB, 1, 7)",
        LOCK + "asked = struct.pack('hhqqi4x', fcntl.F_WRLCK, 0, 7, 1, 0)\n"
        "heard = fcntl.fcntl(file, fcntl.F_GETLK, asked)[0] == fcntl.F_RDLCK",
    ),
    "a lock on an open file": (
        LOCK + "fcntl.fcntl(file, 37, struct.pack('hhqqi4x', fcntl.F_RDLCK, 0, 7, 1, 0))",
        LOCK + "asked = struct.pack('hhqqi4x', fcntl.F_WRLCK, 0, 7, 1, 0)\n"
        "heard = fcntl.fcntl(file, 36, asked)[0] == fcntl.F_RDLCK",
    ),
    "a lock on a file": (
        LOCK + "fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)",
        LOCK + "try:\n    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)\n"
        "except BlockingIOError:\n    heard = True",
    ),
    "a terminal": (
        "import os\nterminal = os.openpty()",
        "import os\nheard = any(os.path.exists(f'/dev/pts/{i}') for i in range(64))",
    ),
    "the times of a device": (
        "import os\nos.utime('/dev/null')\n",
        "import os, time\nheard = time.time() - os.stat('/dev/null').st_mtime < 5",
    ),
    "when a file was read": (
        "import os\nopen(os.__file__).read()\nos.listdir('/usr')",
        "import os, time\nplaces = [os.__file__, '/usr']\n"
        "heard = any(time.time() - os.stat(place).st_atime < 5 for place in places)",
    ),
    "shared memory": (
        "from multiprocessing import shared_memory\n"
        "memory = shared_memory.SharedMemory('said', create=True, size=8)",
        "from multiprocessing import shared_memory\n"
        "heard = bool(shared_memory.SharedMemory('said'))",
    ),
    "a file": (
        "open('/tmp/said', 'w').close()\nopen('/dev/shm/said', 'w').close()",
        "import os\nheard = os.path.exists('/tmp/said') or os.path.exists('/dev/shm/said')",
    ),
    "a socket without a name": (
        "import socket\none = socket.socket(socket.AF_UNIX)\none.bind('\\0said')\none.listen()",
        "import socket\nsocket.socket(socket.AF_UNIX).connect('\\0said')\nheard = True",
    ),
    "a socket of the machine's": (
        "import socket\none = socket.socket(socket.AF_INET)\none.bind(('127.0.0.1', 7007))\n"
        "one.listen()",
        "import socket\nsocket.create_connection(('127.0.0.1', 7007), 1)\nheard = True",
    ),
    "a socket between machines": (
        "import socket\none = socket.socket(socket.AF_VSOCK)\none.bind((1, 7007))\none.listen()",
        "import socket\none = socket.socket(socket.AF_VSOCK)\none.connect((1, 7007))\nheard = True",
    ),
    "the name of the machine": (
        "import socket\nsocket.sethostname('said')",
        "import socket\nheard = socket.gethostname() == 'said'",
    ),
}
"""For each way to talk: what a submission does, and how another hears of it meanwhile."""


@contextlib.contextmanager
def live(sandbox, source):
    """What a submission says at the end of a cell, while it goes on to live."""
    with Worker(Limits(), sandbox=sandbox) as one:
        assert one.receive(30) == {"ready": None}
        one.send({"do": "run", "cells": [("cell", source, True)]})
        assert one.receive(30) == {"begin": "cell"}
        yield one.receive(30)


@sandboxed
@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize("apart", [False, True], ids=["one sandbox", "two sandboxes"])
def test_two_live_submissions_do_not_hear_each_other(channel, apart, place):
    writer, reader = CHANNELS[channel]
    reader = f"heard = False\n{reader}\nprint('heard' if heard else 'nothing')"
    other = Sandbox("bubblewrap") if apart else place.sandbox
    try:
        with live(place.sandbox, writer), live(other, reader) as said:
            assert "heard" not in said["output"]
    finally:
        if apart:
            other.close()


@sandboxed
def test_what_is_the_submissions_own_is_heard_within_it(place):
    """So it is the sandbox that keeps two of them from hearing each other."""
    for channel in ("shared memory", "a file", "a socket without a name"):
        writer, reader = CHANNELS[channel]
        with live(place.sandbox, f"{writer}\n{reader}\nprint(heard)") as said:
            assert said["output"] == "True\n"


@sandboxed
@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_no_memory_is_shared_with_the_process_that_forks(place):
    number, channel, _ = place.sandbox.start(Limits())
    try:
        for pid in attacks.processes_of(place.sandbox):
            with contextlib.suppress(OSError), open(f"/proc/{pid}/maps") as maps:
                kinds = [line.split() for line in maps]
                assert not [
                    fields for fields in kinds if fields[1][1] == "w" and fields[1][3] == "s"
                ]
    finally:
        place.sandbox.stop(number)
        channel.close()


DRAINS = {
    "terminals": "import os\nkept = []\nwhile True:\n    kept.append(os.openpty())",
    "pipes": "import fcntl, os\nkept = []\nfor _ in range(12):\n    if os.fork() == 0:\n"
    "        while True:\n            try:\n                kept.append(os.pipe())\n"
    "            except OSError:\n                os.read(os.pipe()[0], 1)",
    "signals": "import ctypes, os, signal\nsignal.pthread_sigmask(signal.SIG_BLOCK, [40])\n"
    "while ctypes.CDLL(None).sigqueue(os.getpid(), 40, 0) == 0:\n    pass",
    "watches": "import ctypes\nlibc = ctypes.CDLL(None)\n"
    "kept = [libc.inotify_init() for _ in range(200)]",
    "descriptors under way": "import array, socket\none, other = socket.socketpair()\n"
    "one.setblocking(False)\nwhile True:\n    socket.send_fds(one, [b'x'], [0] * 250)",
}
HONEST = """
import fcntl, multiprocessing, os, sqlite3, subprocess, threading
!echo hello
assert subprocess.run(["true"]).returncode == 0
with multiprocessing.Pool(2) as pool:
    assert pool.map(abs, [-1, 2]) == [1, 2]
with open("mine", "w") as file:
    fcntl.flock(file, fcntl.LOCK_EX)
base = sqlite3.connect("base")
base.execute("create table t (a)")
base.commit()
"""


@sandboxed
@pytest.mark.parametrize("drain", DRAINS)
def test_what_one_uses_up_its_neighbor_still_has(drain, place):
    with live(place.sandbox, DRAINS[drain]), live(place.sandbox, HONEST) as said:
        assert (said["error"], said["output"]) == (None, "hello\n")


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
    sandbox = Sandbox("process", as_root=True)
    try:
        report = grade(parse(content, "x.ipynb"), key, {"negative_back"}, sandbox=sandbox)
    finally:
        sandbox.close()
    assert "not allowed" not in report.exercises[0].message


_sandboxes = {}


def sandbox_for(isolation):
    if isolation not in _sandboxes:
        _sandboxes[isolation] = Sandbox(isolation, as_root=True)
    return _sandboxes[isolation]


# The grader's end


@sandboxed
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


@sandboxed
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
