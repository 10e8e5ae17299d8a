"""The processes that run students' code: what they can reach, use and leave behind."""

import contextlib
import os
import socket
import subprocess
import sys
import time
import uuid
from pathlib import Path

import pytest

from autograder.sandbox.bubblewrap import MOUNTED, bubblewrap, bundle
from autograder.sandbox.limits import Limits
from autograder.sandbox.sandbox import FORK_SERVER, CannotIsolate, Sandbox, WorkerLost
from autograder.sandbox.worker import STRETCH, Worker

ROOT = Path(__file__).parents[1]
NOT_FOR_STUDENTS = (
    "solutions",
    "solutions.ps2_mnist",
    "autograder.grading.verdicts",
    "autograder.grading.answer_key",
    "autograder.authoring.audit",
    "autograder.authoring.build",
    "autograder.cli.commands",
    "autograder.grading.compare",
    "autograder.cli.comparator",
    "autograder.sandbox.execution",
    "autograder.grading.submission",
    "autograder.reports",
)


pytestmark = pytest.mark.skipif(not FORK_SERVER, reason="needs forks and Unix sockets")
linux_only = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")


@pytest.fixture(scope="module", params=["process", "bubblewrap"])
def sandbox(request):
    """A sandbox of each kind, as far as this machine has them."""
    if request.param == "bubblewrap" and bubblewrap() is None:
        pytest.skip("bubblewrap does not work on this machine")
    one = Sandbox(request.param, as_root=True)
    yield one
    one.close()


@pytest.fixture
def running(sandbox):
    """`running(source, **limits)`: a worker in which a cell of the student's has begun to run.

    All workers are ended with the test.
    """
    started = []

    def start(source, **limits):
        one = Worker(Limits(**limits), sandbox=sandbox)
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
    expected = {"cell": "cell", "error": None, "output": "hello\n", "passed over": []}
    assert after("print('hello')") == expected


@pytest.mark.parametrize("module", NOT_FOR_STUDENTS)
def test_what_is_not_for_students_cannot_be_imported(module, after):
    error = after(f"import {module}")["error"]
    assert error["type"] == "ModuleNotFoundError"


def test_the_path_for_imports_does_not_lead_to_the_course(after):
    found = after("import sys, os\nprint([os.path.realpath(p) for p in sys.path])")["output"]
    assert repr(str(ROOT)) not in found


@pytest.mark.parametrize(
    "package", ["numpy", "matplotlib", "tqdm.auto", "autograder.mnist", "IPython"]
)
def test_what_the_course_uses_can_be_imported(package, after):
    assert after(f"import {package}")["error"] is None


def test_the_bundle_holds_the_untrusted_modules_and_nothing_else():
    folder = Path(bundle())
    assert {path.name for path in folder.iterdir()} == {"autograder"}
    assert {path.name for path in (folder / "autograder").iterdir()} == set(MOUNTED)
    assert list(folder.rglob("*.np[yz]")) == []


def test_the_graders_environment_is_not_passed_on(after, monkeypatch):
    monkeypatch.setenv("AUTOGRADER_SEED", "271828")
    monkeypatch.setenv("A_TOKEN", "swordfish")
    found = after("import os\nprint(dict(os.environ))")["output"]
    assert "271828" not in found
    assert "swordfish" not in found


def test_each_worker_finds_an_empty_folder_of_its_own(running):
    write = "import os\nassert os.listdir() == []\n_ = open('written.txt', 'w').write('x')"
    workers = [running(write), running(write)]
    assert [one.receive(30)["error"] for one in workers] == [None, None]
    workers[0].close()
    assert running(write).receive(30)["error"] is None


def test_the_folder_of_a_worker_is_removed(running):
    one = running("import os\nprint(os.getcwd())\nopen('written.txt', 'w').close()")
    folder = Path(one.receive(30)["output"].strip())
    one.close()
    assert not (folder / "written.txt").exists()


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
        ("import sys\nsys.stdin.read(1)[0]", "IndexError"),
        ("import sys\nsys.exit(3)", "SystemExit"),
        ("exit", "SystemExit"),
        ("raise KeyboardInterrupt", "KeyboardInterrupt"),
        ("raise GeneratorExit", "GeneratorExit"),
        ("def f(): f()\nf()", "RecursionError"),
        ("def f(\n", "SyntaxError"),
        ("\tif 1:\n        2", "IndentationError"),
        ("x = '\ud800'", "UnicodeEncodeError"),
    ],
)
def test_what_ends_a_cell_is_described(source, expected, after):
    frame = after(source)
    assert frame["cell"] == "cell"
    assert frame["error"]["type"] == expected


def test_a_magic_that_is_not_there_is_passed_over_and_the_rest_runs(after):
    frame = after("%no_such_magic\nprint('hello')")
    assert (frame["error"], frame["output"]) == (None, "hello\n")
    assert [magic.strip() for magic in frame["passed over"]] == ["%no_such_magic"]


def test_who_asks_for_input_gets_an_empty_line(after):
    frame = after("print([input('?')])")
    assert frame["error"] is None
    assert frame["output"].endswith("['']\n")


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


def test_silence_beyond_a_time_limit_is_a_timeout(running):
    one = running("while True: pass")
    with pytest.raises(WorkerLost, match=r"it took longer than 0\.2 s") as caught:
        one.receive(0.2)
    assert caught.value.status == "timeout"


def test_time_without_a_processor_is_not_counted(running, sandbox, monkeypatch):
    one = running("import time; time.sleep(1.5)")
    monkeypatch.setattr(sandbox, "held_up", lambda number: 1.0)
    before = one.clock()
    assert one.receive(1.0)["error"] is None
    assert one.clock() - before < 1.0


def test_time_without_a_processor_is_counted_at_last(running, sandbox, monkeypatch):
    monkeypatch.setattr(sandbox, "held_up", lambda number: 1000.0)
    one, started = running("while True: pass"), time.monotonic()
    with pytest.raises(WorkerLost, match=r"it took longer than 0\.2 s"):
        one.receive(0.2)
    assert time.monotonic() - started >= 0.2 * STRETCH


@linux_only
def test_who_gets_no_processor_is_held_up_and_who_sleeps_is_not(running, sandbox):
    burn = [sys.executable, "-c", "while True: pass"]
    many = range(4 * os.cpu_count())
    with contextlib.ExitStack() as stack:
        for _ in many:
            # Linux shares the processors out by session first
            other = stack.enter_context(subprocess.Popen(burn, start_new_session=True))
            stack.callback(other.kill)
        busy, asleep = running("while True: pass"), running("import time; time.sleep(1000)")
        for one in (busy, asleep):  # what was waited for until they ran
            sandbox.held_up(one._number)
        held_up = slept = 0.0
        until = time.monotonic() + 60
        while held_up < 1.0 and time.monotonic() < until:
            time.sleep(0.1)
            held_up += sandbox.held_up(busy._number)
            slept += sandbox.held_up(asleep._number)
    assert held_up >= 1.0
    assert slept < 0.5


def test_the_time_for_a_submission_ends_though_every_part_keeps_its_limit(running):
    one = running("while True: pass", submission=1.5)
    with pytest.raises(WorkerLost, match=r"the whole submission took longer than 1\.5 s") as caught:
        one.receive(30)
    assert caught.value.status == "timeout"


def test_a_deadline_holds_from_the_start(sandbox):
    started = time.monotonic()
    with Worker(Limits(), started + 1.0, sandbox) as one:
        assert one.receive(30) == {"ready": None}
        with pytest.raises(WorkerLost, match="the whole submission took longer"):
            one.receive(30)
    assert 1.0 <= time.monotonic() - started < 10


@pytest.mark.parametrize(
    "source",
    [
        "import os\nos._exit(0)",
        "import ctypes\nctypes.string_at(0)",
        "import os\nos.closerange(3, 100)\nos._exit(1)",
    ],
)
def test_a_process_that_ends_itself_is_lost_and_the_next_one_lives(source, running):
    with pytest.raises(WorkerLost, match="the process ended") as caught:
        running(source).receive(30)
    assert caught.value.status == "crashed"
    assert running("print('alive')").receive(30)["output"] == "alive\n"


def test_a_worker_that_kills_its_parent_costs_the_next_one_nothing(running):
    one = running("import os, signal\nos.kill(os.getppid(), signal.SIGKILL)")
    with contextlib.suppress(WorkerLost):
        one.receive(30)
    assert running("print('alive')").receive(30)["output"] == "alive\n"


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
    assert caught.value.status == "crashed"


def commands():
    """The command lines of all processes."""
    found = set()
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            found.add(path.read_bytes().replace(b"\0", b" ").strip().decode("utf-8", "replace"))
        except OSError:  # it has ended meanwhile
            continue
    return found


@linux_only
@pytest.mark.parametrize("escape", [False, True], ids=["in its session", "in another session"])
def test_what_a_worker_started_ends_with_it(escape, running):
    mark = uuid.uuid4().hex
    one = running(
        "import subprocess\n"
        f"command = ['sh', '-c', 'echo ready; sleep 60; echo {mark}']\n"
        f"child = subprocess.Popen(command, stdout=-1, start_new_session={escape})\n"
        "assert child.stdout.readline() == b'ready\\n'"
    )
    assert one.receive(30)["error"] is None
    assert any(mark in command for command in commands())
    one.close()
    assert not any(mark in command for command in commands())


def test_a_worker_that_cannot_be_started_is_lost(monkeypatch):
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with pytest.raises(WorkerLost, match="no process could be started"):
        Worker(Limits(), sandbox=Sandbox("process", as_root=True))


# What the sandbox keeps out


behind_walls = pytest.mark.parametrize("sandbox", ["bubblewrap"], indirect=True)


@behind_walls
@pytest.mark.parametrize(
    "path",
    [
        ROOT / "solutions" / "ps2_mnist.py",
        ROOT / "autograder" / "reference" / "released" / "ps2_mnist.npz",
        ROOT / "grade.py",
        Path(__file__),
        Path("/etc/passwd"),
    ],
    ids=lambda path: path.name,
)
def test_files_of_the_course_and_the_grader_are_out_of_reach(path, after):
    assert path.exists()
    source = f"import os\nprint(os.path.exists({str(path)!r}))"
    assert after(source)["output"] == "False\n"


@behind_walls
def test_the_graders_temporary_files_are_out_of_reach(after, tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("expected values")
    assert after(f"open({str(secret)!r})")["error"]["type"] == "FileNotFoundError"


@behind_walls
def test_nothing_that_can_be_imported_leads_to_the_reference(after):
    source = f"import sys\nsys.path.insert(0, {str(ROOT)!r})\nimport solutions.ps2_mnist"
    assert after(source)["error"]["type"] == "ModuleNotFoundError"


@behind_walls
def test_the_network_is_out_of_reach(after):
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        socket.create_connection(("127.0.0.1", port), timeout=5).close()
        source = f"import socket\nsocket.create_connection(('127.0.0.1', {port}), timeout=5)"
        assert after(source)["error"]["type"] in ("ConnectionRefusedError", "OSError")


@behind_walls
def test_other_processes_are_out_of_sight(after):
    source = "import os\nprint([name for name in os.listdir('/proc') if name.isdigit()])"
    frame = after(source)
    assert frame["output"] == "[]\n" or frame["error"]["type"] == "PermissionError"


@behind_walls
@pytest.mark.parametrize("folder", ["/", "/usr", sys.prefix])
def test_nothing_outside_of_its_folder_can_be_written(folder, after):
    path = Path(folder, "written-by-a-student.txt")
    kinds = ("OSError", "PermissionError", "FileNotFoundError")
    assert after(f"open({str(path)!r}, 'w')")["error"]["type"] in kinds
    assert not path.exists()


@behind_walls
def test_who_keeps_many_processors_busy_gives_way(running):
    """Its processes get the least priority, and cannot get another one back."""
    one = running(
        "import os, time\n"
        "for _ in range(6):\n    if os.fork() == 0:\n        while True: pass\n"
        "while os.getpriority(os.PRIO_PROCESS, 0) != 19: time.sleep(0.01)\n"
        "os.setpriority(os.PRIO_PROCESS, 0, 0)"
    )
    assert one.receive(30)["error"]["type"] == "PermissionError"


@behind_walls
def test_who_computes_alone_does_not_give_way(running):
    one = running(
        "import os, time\nstarted = time.monotonic()\n"
        "while time.monotonic() < started + 1: pass\n"
        "print(os.getpriority(os.PRIO_PROCESS, 0))"
    )
    assert one.receive(30)["output"] == "0\n"


def test_without_bubblewrap_it_cannot_be_asked_for(monkeypatch):
    monkeypatch.setattr("autograder.sandbox.sandbox.bubblewrap", lambda: None)
    with pytest.raises(CannotIsolate, match="bubblewrap does not work on this machine: install it"):
        Sandbox("bubblewrap")
    assert Sandbox("auto", as_root=True).isolation == "process"


@pytest.mark.skipif(os.geteuid() != 0, reason="root alone is refused")
def test_as_root_in_a_closed_environment_is_refused_unless_insisted(tmp_path):
    """The usual container: there is no bubblewrap, and no other user may enter Python's folder."""
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    program = (
        "import sys\n"
        f"sys.prefix = {str(closed)!r}\n"
        "from autograder.cli.commands import main\n"
        "main()\n"
    )
    notebook = ROOT / "notebooks" / "ps1_backprop" / "ps1_backprop.ipynb"
    command = [sys.executable, "-P", "-c", program, "grade", notebook, "--isolation", "process"]
    options = {
        "env": os.environ | {"PYTHONPATH": str(ROOT)}, "text": True, "capture_output": True,
    }  # fmt: skip
    refused = subprocess.run([*command, "-e", "log_back"], cwd=tmp_path, **options)
    assert refused.returncode == 2
    assert "Students' code would run as root" in refused.stderr
    assert "--as-root insists" in refused.stderr
    insisted = subprocess.run([*command, "-e", "log_back", "--as-root"], cwd=tmp_path, **options)
    assert "not written yet" in insisted.stdout
    assert "It runs as root" in insisted.stderr
