"""The process that runs students' code: what it can reach, use and leave behind."""

import os
import select
import sys
import time
from pathlib import Path

import pytest

from autograder.sandbox import UNTRUSTED, Limits, Worker, WorkerLost, bundle

ROOT = Path(__file__).parents[1]
NOT_FOR_STUDENTS = (
    "solutions",
    "solutions.ps2_mnist",
    "autograder.grading",
    "autograder.answer_key",
    "autograder.audit",
    "autograder.build",
    "autograder.cli",
    "autograder.compare",
    "autograder.comparator",
    "autograder.execution",
    "autograder.submission",
    "autograder.reports",
)


@pytest.fixture
def running():
    """`running(source, **limits)`: a worker in which a cell of the student's has begun to run.

    All workers are ended with the test.
    """
    started = []

    def start(source, **limits):
        one = Worker(Limits(**limits))
        started.append(one)
        assert one.receive(30) == {"ready": None}
        one.send({"do": "run", "cells": [("cell", source, True)]})
        assert one.receive(30) == {"begin": "cell"}
        return one

    yield start
    for one in started:
        one.close()


@pytest.fixture
def after(running):
    """`after(source, **limits)`: what a new worker says at the end of such a cell."""
    return lambda source, **limits: running(source, **limits).receive(30)


def test_a_cell_that_runs_has_no_error_and_its_output_comes_back(after):
    expected = {"cell": "cell", "error": None, "output": "hello\n"}
    assert after("print('hello')") == expected


@pytest.mark.parametrize("module", NOT_FOR_STUDENTS)
def test_what_is_not_for_students_cannot_be_imported(module, after):
    error = after(f"import {module}")["error"]
    assert error["type"] == "ModuleNotFoundError"


def test_the_path_for_imports_does_not_lead_to_the_course(after):
    found = after("import sys, os\nprint([os.path.realpath(p) for p in sys.path])")["output"]
    assert repr(str(ROOT)) not in found


@pytest.mark.parametrize("package", ["numpy", "matplotlib", "tqdm.auto", "data", "IPython"])
def test_what_the_course_uses_can_be_imported(package, after):
    assert after(f"import {package}")["error"] is None


def test_the_bundle_holds_the_untrusted_modules_and_nothing_else():
    folder = Path(bundle())
    assert {path.name for path in folder.iterdir()} == {"autograder", "data"}
    assert {path.name for path in (folder / "autograder").iterdir()} == set(UNTRUSTED)
    assert list(folder.rglob("*.np[yz]")) == []


def test_the_graders_environment_is_not_passed_on(after, monkeypatch):
    monkeypatch.setenv("AUTOGRADER_SEED", "271828")
    monkeypatch.setenv("A_TOKEN", "swordfish")
    found = after("import os\nprint(dict(os.environ))")["output"]
    assert "271828" not in found
    assert "swordfish" not in found


def test_work_is_done_in_a_folder_of_its_own_that_is_removed(running):
    write = "import os\n_ = open('written.txt', 'w').write('x')\nprint(os.getcwd())"
    workers = [running(write), running(write)]
    folders = [Path(one.receive(30)["output"].strip()) for one in workers]
    assert folders[0] != folders[1]
    assert all((folder / "written.txt").exists() for folder in folders)
    for one in workers:
        one.close()
    assert not any(folder.exists() for folder in folders)


@pytest.mark.parametrize("size", [10, 100_000])
def test_output_is_kept_up_to_the_limit(size, after):
    output = after(f"print('x' * {size}, end='')", output=500)["output"]
    assert output == "x" * min(size, 500)


def test_memory_is_limited(after):
    error = after("taken = bytearray(600 * 2**20)", memory=500 * 2**20)["error"]
    assert error["type"] == "MemoryError"


def test_files_are_limited(after):
    frame = after("with open('large', 'wb') as f:\n    f.truncate(2**30)")
    assert frame["error"]["type"] == "OSError"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("input('?')", "EOFError"),
        ("import sys\nsys.stdin.read(1)[0]", "IndexError"),
        ("import sys\nsys.exit(3)", "SystemExit"),
        ("exit", "SystemExit"),
        ("raise KeyboardInterrupt", "KeyboardInterrupt"),
        ("raise GeneratorExit", "GeneratorExit"),
        ("def f(): f()\nf()", "RecursionError"),
        ("def f(\n", "SyntaxError"),
        ("\tif 1:\n        2", "IndentationError"),
        ("%no_such_magic", "UsageError"),
        ("x = '\ud800'", "UnicodeEncodeError"),
    ],
)
def test_what_ends_a_cell_is_described(source, expected, after):
    frame = after(source)
    assert frame["cell"] == "cell"
    assert frame["error"]["type"] == expected


def test_an_error_comes_with_the_students_own_lines_and_no_others(after):
    error = after("def half(x):\n    return x / np.zero\n\nimport numpy as np\nhalf(1)")["error"]
    assert error["lines"] == [
        "line 5, in <module>: half(1)",
        "line 2, in half: return x / np.zero",
    ]
    assert error["where"] == "half"


@pytest.mark.parametrize("body", ["raise SystemExit", "return 3", "return '?' * 10**6"])
def test_an_error_that_cannot_be_read_is_still_an_error(body, after):
    frame = after(f"class Odd(Exception):\n    def __str__(self):\n        {body}\n\nraise Odd")
    assert frame["error"]["type"] == "Odd"
    assert len(frame["error"]["message"]) <= 500


def test_silence_beyond_a_time_limit_ends_the_worker(running):
    one = running("while True: pass")
    with pytest.raises(WorkerLost, match=r"it took longer than 0\.2 s") as caught:
        one.receive(0.2)
    assert caught.value.status == "timeout"
    assert one.process.poll() is not None


def test_the_time_for_a_submission_ends_though_every_part_keeps_its_limit(running):
    one = running("while True: pass", submission=1.0)
    with pytest.raises(WorkerLost, match="the whole submission took longer than 1 s") as caught:
        one.receive(30)
    assert caught.value.status == "timeout"


def test_a_deadline_holds_though_nobody_waits():
    started = time.monotonic()
    with Worker(Limits(), deadline=started + 0.2) as one:
        one.process.wait(timeout=20)
        assert time.monotonic() - started >= 0.2


@pytest.mark.parametrize(
    "source",
    [
        "import os\nos._exit(0)",
        "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)",
        "import ctypes\nctypes.string_at(0)",
        "import os\nos.closerange(3, 100)\nos._exit(1)",
    ],
)
def test_a_process_that_ends_itself_is_lost(source, after):
    with pytest.raises(WorkerLost, match="the process ended") as caught:
        after(source)
    assert caught.value.status == "killed"


def test_noise_on_the_channel_is_no_answer(after):
    noise = (
        "import os\n"
        "for descriptor in range(3, 30):\n"
        "    try:\n"
        "        os.write(descriptor, b'\\xff' * 100)\n"
        "    except OSError:\n"
        "        pass"
    )
    with pytest.raises(WorkerLost, match="its answer was no answer") as caught:
        after(noise)
    assert caught.value.status == "killed"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_what_a_worker_started_ends_with_it(running, tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reading = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    start = f"import subprocess\nsubprocess.Popen(['sleep', '60'], stdout=open({str(pipe)!r}, 'w'))"
    one = running(start)
    assert one.receive(30)["error"] is None
    assert select.select([reading], [], [], 0)[0] == []  # somebody holds the other end
    one.close()
    assert select.select([reading], [], [], 10)[0] == [reading]
    assert os.read(reading, 1) == b""
    os.close(reading)


def test_a_python_that_does_not_start_is_a_lost_worker(monkeypatch):
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with Worker(Limits()) as one, pytest.raises(WorkerLost, match="the process ended"):
        one.receive(30)
