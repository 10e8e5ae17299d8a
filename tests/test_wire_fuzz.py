"""A worker that is wholly in the enemy's hands: whatever it sends, the grader stays whole.

`make fuzz` tries twenty times as much as `make test` does: AUTOGRADER_FUZZ is that factor.
"""

import contextlib
import dataclasses
import json
import os
import random
import socket
import struct
import threading
import time
import tracemalloc

import numpy as np
import pytest

from autograder.course.cells import Cell
from autograder.grading.answer_key import PublicKey
from autograder.grading.verdicts import Origin, judge_exercise
from autograder.inside import wire
from autograder.sandbox.answers import Observed, parse_answer
from autograder.sandbox.execution import CannotRun, Execution, Request
from autograder.sandbox.limits import Allowance, Limits, Overspent
from autograder.sandbox.sandbox import WorkerLost
from autograder.sandbox.worker import FRAMES_WAITING, Worker
from tests.frames import frame as by_hand

SEED = 20261120
FACTOR = int(os.environ.get("AUTOGRADER_FUZZ", "1"))
ROUNDS = 20 * FACTOR
FRAMES_A_ROUND = 5_000
"""ROUNDS * FRAMES_A_ROUND = 100,000 frames."""
JUDGED_A_ROUND, JUDGED_ROUNDS = 250, 2 * FACTOR
CONVERSATIONS = 40 * FACTOR
MEASURED = 4
"""In this many rounds memory is measured, which is slow."""
SMALL = Limits(cell=0.3, exercise=0.3, submission=20.0, answers=2**20)
UNIT = "ps2_mnist"

pytestmark = pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="needs Unix sockets")


def reading(content):
    place = 0

    def read(count):
        nonlocal place
        part = content[place : place + count]
        if len(part) < count:
            raise EOFError
        place += count
        return part

    return read


# unpack


def any_json(rng, depth=0):
    """A random JSON value of the sort that headers are made of, right and wrong."""
    kind = rng.randrange(8 if depth < 4 else 5)
    if kind == 0:
        return rng.choice([None, True, False, "", "a", "<f4", "\x1b[2J", "\ud800"])
    if kind == 1:
        return rng.choice([0, 1, -1, 7, 2**31, 2**63, -(2**70), 10**400])
    if kind == 2:
        return rng.choice([0.0, -1.5, 1e308, float("inf"), float("nan")])
    if kind == 3:
        return {"a": rng.choice([0, 1, -1, 99, True, None, "0", 2**40])}
    if kind == 4:
        return rng.choice([[], {}, {"x": "T" * 200}, {"x": 5}, {"t": {}}, {"l": 3}, {"d": []}])
    parts = [any_json(rng, depth + 1) for _ in range(rng.randrange(4))]
    if kind == 5:
        return {rng.choice("tlaxdz"): parts}
    if kind == 6:
        return {"d": {rng.choice(["begin", "case", "end", "x"]): part for part in parts}}
    return parts


def any_description(rng):
    code = rng.choice(
        ["<f4", "<f8", "|b1", "|i1", "<c16", "|O", "|V8", "<U9", ">f4", 5, None, ["<f4"]]
    )
    lengths = [0, 1, 2, 3, -1, True, 2**26, 2**40, 2**62, 10**30, "2", None, 1.0]
    shape = [rng.choice(lengths) for _ in range(rng.choice([0, 1, 1, 2, 3, 40]))]
    return rng.choice([[code, shape], [code, shape], [code], code, {"<f4": shape}, [code, "11"]])


def arbitrary_frame(rng, good):
    kind = rng.randrange(6)
    if kind == 0:
        return rng.randbytes(rng.randrange(80))
    if kind == 1:
        content = rng.randbytes(rng.randrange(60))
        return by_hand(content, rng.randbytes(rng.randrange(60)))
    if kind == 2:
        described = [any_description(rng) for _ in range(rng.randrange(3))]
        return by_hand([any_json(rng), described], rng.randbytes(rng.choice([0, 4, 8, 12, 48])))
    if kind == 3:
        return by_hand(any_json(rng), rng.randbytes(rng.randrange(20)))
    content = bytearray(rng.choice(good))
    for _ in range(rng.randrange(1, 5)):
        at = rng.randrange(len(content))
        change = rng.randrange(3)
        if change == 0:
            content[at] = rng.randrange(256)
        elif change == 1:
            del content[at : at + rng.randrange(9)]
        else:
            content[at:at] = rng.choice([b"[", b"]", b"{", b"9" * 50, b'"', b",", b"\0", b"\xff"])
        if not content:
            break
    return bytes(content)


def good_frames():
    values = [
        {"begin": "negative_back"},
        {"exercise": "negative_back", "case": 0, "observed": {"result": np.float32([[1, 2]])}},
        {"cell": "a", "error": {"type": "E", "message": "m", "lines": ["x"]}, "output": "o"},
        {"end": None},
        [(1, 2.5), {"a": [np.arange(3), np.float64(2.0)]}, "text", None, True, wire.Foreign("T")],
    ]
    return [wire.pack(value) for value in values]


@pytest.mark.parametrize("number", range(ROUNDS))
def test_arbitrary_frames_are_values_or_refused(number):
    rng, good, values = random.Random(SEED + number), good_frames(), 0
    if number < MEASURED:
        tracemalloc.start()
    try:
        for _ in range(FRAMES_A_ROUND):
            content = arbitrary_frame(rng, good)
            try:
                wire.pack(wire.unpack(reading(content), wire.ANSWER))
                values += 1
            except (wire.WireError, EOFError):
                pass
        _, peak = tracemalloc.get_traced_memory()  # nothing where it is not measured
    finally:
        tracemalloc.stop()
    assert 0 < values < FRAMES_A_ROUND
    assert peak < 2**23


LARGEST = wire.ANSWER[0]
BOMBS = {
    "nested": b"[" * LARGEST,
    "many lists": b"[" + b"[]," * (LARGEST // 3 - 2) + b"[]]",
    "many objects": b'[{"l":[' + b'{"t":[]},' * (LARGEST // 9 - 9) + b"0]},[]]",
    "many arrays": b"[0,[" + b'["<f4",[0]],' * (LARGEST // 12 - 9) + b"0]]",
    "digits": b"[" + b"9" * (LARGEST - 9) + b",[]]",
    "exponent": b"[1e999999999,[]]",
    "one key many times": b'[{"d":{' + b'"a":1,' * (LARGEST // 6 - 9) + b'"a":1}},[]]',
    "a long string": b'["' + b"a" * (LARGEST - 9) + b'",[]]',
    "escapes": b'["' + b"\\u0000" * (LARGEST // 6 - 9) + b'",[]]',
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_bomb_in_a_header_costs_little_memory_and_time(bomb):
    tracemalloc.start()
    started = time.thread_time()
    try:
        with contextlib.suppress(wire.WireError):
            wire.unpack(reading(by_hand(BOMBS[bomb])), wire.ANSWER)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 64 * 2**20
    assert time.thread_time() - started < 10


@pytest.mark.parametrize(
    "sizes", [(wire.ANSWER[0] + 1, 0), (2, wire.ANSWER[1] + 1), (2**32 - 1, 2**64 - 1)]
)
def test_a_frame_that_is_too_large_is_refused_before_it_is_read(sizes):
    asked = []

    def read(count):
        asked.append(count)
        return struct.pack(">IQ", *sizes)

    with pytest.raises(wire.WireError):
        wire.unpack(read, wire.ANSWER)
    assert len(asked) == 1


def test_one_array_cannot_stand_for_many():
    many = {"l": [{"a": 0}] * 1000}
    with pytest.raises(wire.WireError):
        wire.unpack(reading(by_hand([many, [["|i1", [8]]]], bytes(8))))


# The reading side of a worker and of an execution


class Enemy:
    """A sandbox whose workers do what a function does with the other end of the channel."""

    isolation = "enemy"

    def __init__(self, act):
        self.act, self.threads, self.stopped = act, [], 0

    def check(self, number, share):
        return None

    def held_up(self, number):
        return 0.0

    def start(self, limits):
        ours, theirs = socket.socketpair()

        def live():
            with theirs, contextlib.suppress(OSError):
                self.act(theirs)

        self.threads.append(threading.Thread(target=live, daemon=True))
        self.threads[-1].start()
        return len(self.threads), ours, ""

    def stop(self, number):
        self.stopped += 1
        return None


READY = wire.pack({"ready": None})


def forever(content):
    def act(channel):
        channel.sendall(READY)
        while True:
            channel.sendall(content)

    return act


def once(content):
    def act(channel):
        channel.sendall(READY + content)
        while channel.recv(2**16):
            pass

    return act


def trickle(channel):
    channel.sendall(READY + struct.pack(">IQ", 1000, 0))
    while True:
        channel.sendall(b"[")
        time.sleep(0.005)


def deaf(channel):
    """Never reads, and says nothing."""
    channel.sendall(READY)
    time.sleep(3)


ENEMIES = {
    "silence": once(b""),
    "never ready": lambda channel: time.sleep(3),
    "deaf": deaf,
    "ends at once": lambda channel: channel.sendall(READY),
    "ends in a frame": lambda channel: channel.sendall(READY + wire.pack("x" * 99)[:50]),
    "random bytes": forever(random.Random(SEED).randbytes(10_000)),
    "zeros": forever(bytes(10_000)),
    "tiny frames": forever(wire.pack(None) * 500),
    "begins": forever(wire.pack({"begin": "a"}) * 100),
    "begins of cases": forever(wire.pack({"begin": "negative_back"}) * 100),
    "readies": forever(READY * 100),
    "large frames": forever(wire.pack(np.zeros(2**21, np.int8))),
    "a claim of 8 EB": once(struct.pack(">IQ", 2, 2**63)),
    "nested": forever(by_hand(b"[" * 100_000)),
    "trickle": trickle,
    "two answers at once": once(
        wire.pack({"begin": "a"}) + wire.pack({"cell": "a", "error": None, "output": ""}) * 2
    ),
    "arrays for text": once(
        wire.pack({"begin": "a"})
        + wire.pack({"cell": "a", "error": {"type": np.zeros(3), "lines": {"a": 1}}, "output": 5})
        + wire.pack({"end": np.zeros(3)})
    ),
    "an end of arrays": forever(wire.pack({"end": np.zeros(3)})),
}


def threads_of_pumps():
    return [t for t in threading.enumerate() if "_pump" in t.name]


@pytest.mark.parametrize("enemy", ENEMIES)
def test_no_enemy_holds_up_or_breaks_an_execution(enemy, monkeypatch):
    """It ends within the limits, in a verdict, with little memory and no thread left behind."""
    monkeypatch.setattr("autograder.sandbox.execution.START_PATIENCE", 0.3)
    place = Enemy(ENEMIES[enemy])
    large = np.zeros((500, 500), np.float32)  # more than a socket holds
    limits = Limits(cell=0.2, exercise=0.2, submission=1.0, answers=2**22)
    tracemalloc.start()
    started = time.monotonic()
    answers = None
    try:
        try:
            with Execution(UNIT, limits, place) as one:
                one.run([Cell("a", "own", "x = 1"), Cell("b", "own", "x = 2")])
                answers = one.ask([Request("negative_back", [{"x": large}] * 3)])
        except CannotRun:
            pass
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert time.monotonic() - started < 20
    assert peak < 64 * 2**20
    assert place.stopped == len(place.threads)
    assert answers is None or not any(
        isinstance(answer, Observed) for answer in answers["negative_back"]
    )
    deadline = time.monotonic() + 2
    while threads_of_pumps() and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not threads_of_pumps()


def test_frames_that_nobody_asked_for_wait_outside_of_the_grader():
    sent = []

    def act(channel):
        frame = wire.pack(np.zeros(10_000, np.int8))
        while True:
            channel.sendall(frame)
            sent.append(len(frame))

    with Worker(Limits(), sandbox=Enemy(act)) as one:
        time.sleep(0.3)
        assert one._frames.qsize() == FRAMES_WAITING
        assert sum(sent) < 2**21


def received_until_lost(frame):
    """How many such frames come back, and how the worker is lost."""
    with Worker(SMALL, sandbox=Enemy(forever(frame))) as one:
        one.receive(20)
        for count in range(10_000):
            try:
                one.receive(20)
            except WorkerLost as loss:
                return count, f"{loss.status}: {loss}"


def test_what_is_sent_back_is_limited():
    count, message = received_until_lost(wire.pack(np.zeros(100_000, np.int8)))
    assert (count, message) == (SMALL.answers // 100_000, "output: it sent back more than 1 MB")


def test_headers_count_for_what_they_unfold_to():
    frame = wire.pack([[] for _ in range(1000)])
    count, message = received_until_lost(frame)
    assert (count, message) == (
        SMALL.answers // (8 * (len(frame) - 12)),
        "output: it sent back more than 1 MB",
    )


def test_what_is_sent_back_for_one_exercise_is_not_counted_for_the_next():
    one = Allowance(100)
    one.spend(2, 60)
    one.renew()
    one.spend(2, 60)
    with pytest.raises(Overspent):
        one.spend(2, 60)


@pytest.mark.filterwarnings("ignore:Casting complex values")
@pytest.mark.parametrize("number", range(JUDGED_ROUNDS))
def test_random_frames_in_place_of_answers_break_nothing(number):
    """Frames that are values, as answers to all cases each, judged like any others."""
    key = PublicKey(UNIT)
    rng = random.Random(SEED + number)
    judged = 0
    for _ in range(JUDGED_A_ROUND):
        exercise = rng.choice(key.assignment.exercises)
        observed = rng.choice([hostile(rng), {"result": hostile(rng)}])
        inputs = rng.choice([hostile(rng), {"grad_out": hostile(rng), "x": hostile(rng)}])
        frames = [{"observed": observed, "inputs": inputs} for _ in key.trials(exercise)]
        answers = [parse_answer(frame) for frame in wire.unpack(reading(wire.pack(frames)))]
        assert_no_points(judge_exercise(exercise, key, answers, Origin()))
        judged += 1
    assert judged == JUDGED_A_ROUND


def assert_no_points(result):
    assert result.score == 0
    for text in (result.message, *(case.message for case in result.cases)):
        assert all(line.isprintable() for line in text.splitlines())
    json.dumps(dataclasses.asdict(dataclasses.replace(result, cases=(), diagnosis=None)))


# A worker that says almost what it should


def due(command):
    """The frames that are due for a command, with nothing right in the answers."""
    if command["do"] == "run":
        for cell, _, _ in command["cells"]:
            yield {"begin": cell}
            yield {"cell": cell, "error": None, "output": ""}
    else:
        for request in command["requests"]:
            yield {"begin": request["exercise"]}
            for i, inputs in enumerate(request["cases"]):
                yield {"exercise": request["exercise"], "case": i, "observed": {}, "inputs": inputs}
    yield {"end": None}


KEYS = ("begin", "case", "cell", "error", "exercise", "observed", "inputs", "end", "output",
        "shown", "score", "passed", "\x1b[2J", "")  # fmt: skip


def changed(frame, rng):
    """A frame with one thing in it that should not be, as bytes."""
    kind = rng.randrange(8)
    if kind == 0:
        frame = frame | {"case": rng.choice([-1, 0, 1, 2**62, True, 0.0, "0", None])}
    elif kind == 1:
        frame = frame | {rng.choice(KEYS): hostile(rng)}
    elif kind == 2:
        frame = {key: value for key, value in frame.items() if rng.randrange(2)}
    elif kind == 3:
        frame = frame | {"exercise": "exp_back", "begin": "exp_back"}
    elif kind == 4:
        large = np.zeros(rng.choice([0, 1, 2**20]), rng.choice(["i1", "f4"]))
        frame = frame | {rng.choice(["observed", "inputs", "error"]): {"result": large}}
    elif kind == 5:
        error = {rng.choice(["type", "message", "lines", "where", "lost"]): hostile(rng)}
        frame = frame | {"error": error | {"type": "timeout", "message": "\x1b[2J" * 9}}
    elif kind == 6:
        shown = {"kind": "display", "text": "\x1b[2J", "png": np.zeros(2**16, np.uint8)}
        frame = frame | {"shown": rng.choice([[shown] * 9, shown, hostile(rng)])}
    else:
        return arbitrary_frame(rng, [wire.pack(frame)])
    return wire.pack(frame)


def to_the_end(act):
    """The same, and nothing is amiss when the grader hangs up."""

    def ended(channel):
        with contextlib.suppress(EOFError):
            act(channel)

    return ended


def almost_honest(number):
    """Does what a worker does, but for a change in some of its frames."""

    def act(channel):
        rng = random.Random(f"{SEED} {number}")
        read = wire.exactly(channel.makefile("rb"))
        channel.sendall(READY)
        while True:
            honest = list(due(wire.unpack(read)))
            frames = [wire.pack(frame) for frame in honest]
            for _ in range(rng.randrange(4)):
                at = rng.randrange(len(frames))
                what = rng.randrange(6)
                if what == 0:
                    frames.insert(at, frames[rng.randrange(len(frames))])
                elif what == 1 and len(frames) > 1:
                    del frames[at]
                else:
                    frames[at] = changed(honest[min(at, len(honest) - 1)], rng)
            channel.sendall(b"".join(frames))

    return to_the_end(act)


@pytest.mark.parametrize("goodbye", [{"end": 1}, {"end": None}, {"begin": "x"}, None])
def test_who_is_lost_after_all_answers_has_given_them_all(goodbye):
    """Each probe is answered for its first exercise, and then comes something else or nothing."""

    def act(channel):
        read = wire.exactly(channel.makefile("rb"))
        channel.sendall(READY)
        while True:
            command = wire.unpack(read)
            if command["do"] == "probe":
                command["requests"] = command["requests"][:1]
            *frames, _ = due(command) if command["do"] == "probe" else (*due(command), None)
            channel.sendall(b"".join(wire.pack(frame) for frame in frames))
            if command["do"] == "probe":
                if goodbye is None:
                    return
                channel.sendall(wire.pack(goodbye))

    requests = [Request(name, [{"x": np.zeros(2)}] * 3) for name in ("a", "b", "c")]
    with Execution(UNIT, Limits(), Enemy(to_the_end(act))) as one:
        one.run([])
        answers = one.ask(requests)
    assert {
        name: [isinstance(answer, Observed) for answer in given] for name, given in answers.items()
    } == (dict.fromkeys("abc", [True] * 3))


@pytest.mark.filterwarnings("ignore:Casting complex values")
@pytest.mark.parametrize("number", range(CONVERSATIONS))
def test_a_worker_that_answers_almost_as_it_should_gets_no_points(number, monkeypatch):
    monkeypatch.setattr("autograder.sandbox.execution.START_PATIENCE", 5.0)
    key = PublicKey(UNIT)
    exercises = random.Random(SEED + number).sample(key.assignment.exercises, 4)
    requests = [Request(e.id, [trial.inputs for trial in key.trials(e)]) for e in exercises]
    limits = Limits(cell=0.1, exercise=0.1, submission=2.0)
    try:
        with Execution(UNIT, limits, Enemy(almost_honest(number))) as one:
            one.run([Cell("a", "own", "x = 1"), Cell("b", "own", "x = 2")], show=True)
            answers = one.ask(requests)
    except CannotRun:
        return
    for exercise in exercises:
        assert len(answers[exercise.id]) <= len(key.trials(exercise))
        assert_no_points(judge_exercise(exercise, key, answers[exercise.id], Origin()))
    shown = [item for items in one.shown.values() for item in items]
    assert all(line.isprintable() for item in shown for line in item["text"].splitlines())
    assert all(error.message.isprintable() for error in one.errors.values())


def hostile(rng, depth=0):
    dtypes = ["?", "i1", "u8", "f2", "f4", "f8", "c8", "c16"]
    shapes = [(), (0,), (1,), (3, 2), (2, 3), (1, 1, 1), (0, 5), (4, 1), (200,)]
    kind = rng.randrange(7 if depth < 3 else 4)
    if kind == 0:
        with np.errstate(all="ignore"):
            values = np.random.default_rng(rng.randrange(99)).normal(size=rng.choice(shapes)) * 9
            return values.astype(rng.choice(dtypes))
    if kind == 1:
        return np.full(rng.choice(shapes), rng.choice([np.nan, np.inf, 0, 1e300]))
    if kind == 2:
        return rng.choice([None, True, 0, -(2**62), 1e308, float("nan"), "\x1b[2J", "\u202e"])
    if kind == 3:
        return wire.Foreign(rng.choice(["Tensor", "\x1b[2J<b>", "", "an array of dtype x"]))
    parts = [hostile(rng, depth + 1) for _ in range(rng.randrange(4))]
    return [parts, tuple(parts), {str(i): part for i, part in enumerate(parts)}][kind - 4]


def test_the_channel_of_a_worker_is_not_passed_on_to_what_it_starts():
    with Worker(Limits()) as one:
        one.receive(30)
        source = (
            "import os\nos.system('ls -l /proc/self/fd > listed 2>/dev/null')\n"
            "print('inherited', os.get_inheritable(3))"
        )
        one.send({"do": "run", "cells": [("a", source, True)]})
        one.receive(10)
        assert one.receive(10)["output"] == "inherited False\n"


def test_the_limits_are_those_of_the_grader():
    assert Limits().answers >= wire.ANSWER[1]
