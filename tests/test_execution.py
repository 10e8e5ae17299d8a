"""Running a submission's cells as Jupyter would, and what an accident costs."""

import sys

import numpy as np
import pytest

from autograder.course.cells import Cell
from autograder.sandbox.answers import Lost, Observed, Raised
from autograder.sandbox.bubblewrap import bubblewrap
from autograder.sandbox.execution import CannotRun, Execution, Request, _LostDuring
from autograder.sandbox.limits import Limits
from autograder.sandbox.sandbox import FORK_SERVER, Sandbox, WorkerLost
from autograder.sandbox.worker import Worker

UNIT = "ps2_mnist"
QUICK = Limits(cell=1.0, exercise=1.0, submission=60.0)

AS_IN_JUPYTER = {
    "a shell command": "found = !echo hello\nassert found == ['hello']",
    "a shell command on its own": "!true",
    "a shell command that fails": "!exit 3\nassert _exit_code == 3",
    "a shell command with a value": "value = 5\n!test {value} = 5\nassert _exit_code == 0",
    "a pool of processes": "import multiprocessing\n"
    "with multiprocessing.Pool() as pool:\n    assert pool.map(abs, [-1, 2]) == [1, 2]",
    "what processes share": "counter, rows = multiprocessing.Value('i'), multiprocessing.Queue()\n"
    "with counter.get_lock():\n    counter.value += 1\nrows.put(counter.value)\n"
    "assert rows.get() == 1",
    "memory by name": "from multiprocessing import shared_memory\n"
    "memory = shared_memory.SharedMemory(create=True, size=8)\nmemory.close()\nmemory.unlink()",
    "a lock on a file": "import fcntl\nwith open('locked', 'w') as file:\n"
    "    fcntl.flock(file, fcntl.LOCK_EX)\n    fcntl.lockf(file, fcntl.LOCK_UN)",
    "a database": "import sqlite3\nbase = sqlite3.connect('base')\n"
    "base.execute('create table t (a)')\nbase.commit()\nbase.close()",
    "a cell magic": "%%time\nmeasured = 1",
    "after a cell magic": "assert measured == 1",
    "a timed line": "%timeit -n1 -r1 1 + 1",
    "another language": "%%bash\necho hello > heard.txt",
    "after another language": "assert open('heard.txt').read() == 'hello\\n'",
    "a file written": "%%writefile beside.py\nanswer = 42",
    "a file imported": "import beside\nassert beside.answer == 42",
    "an extension": "%load_ext autoreload\n%autoreload 2",
    "the shell itself": "assert get_ipython().user_ns['measured'] == 1",
    "help": "len?",
    "the last value": "2 + 3",
    "the last value, named": "assert _ == 5",
    "display": "from IPython.display import HTML, display\ndisplay(HTML('<b>bold</b>'), [1, 2])",
    "await": "import asyncio\nwaited = await asyncio.sleep(0.001, result='waited')",
    "after await": "assert waited == 'waited'",
    "await in a comprehension": "async def one():\n    yield 1\n\n"
    "assert [i async for i in one()] == [1]",
    "a plot": "import matplotlib.pyplot as plt\nfigure, axes = plt.subplots()\n"
    "axes.plot([1, 2], [3, 4])\nplt.show()\nfigure.savefig('plot.png')",
    "a plot that nobody sees": "assert plt.get_backend().lower() == 'agg'",
    "inline plots": "%matplotlib inline\nplt.plot([1, 2])\nplt.show()",
    "a progress bar": "from tqdm.auto import tqdm\nassert list(tqdm(range(3))) == [0, 1, 2]",
    "a warning": "import warnings\nwarnings.warn('careful')",
    "the name of the program": "assert __name__ == '__main__'",
    "output closed": "import sys\nsys.stdout.close()",
    "print after that": "print('still here')",
    "another folder": "import os\nos.makedirs('inner')\nos.chdir('inner')",
    "the check of the course": "from autograder.student.check import checker\n"
    "check = checker('ps2_mnist')\nassert check('sum_back') is None",
}

ACCIDENTS = {
    "an endless loop": ("while True:\n    pass", "timeout"),
    "an endless wait": ("import time\ntime.sleep(1000)", "timeout"),
    "an endless await": ("import asyncio\nawait asyncio.sleep(1000)", "timeout"),
    "endless printing": ("while True:\n    print('x' * 10_000)", "timeout"),
    "os._exit": ("import os\nos._exit(0)", "crashed"),
    "a crash": ("import ctypes\nctypes.string_at(0)", "crashed"),
    "the channel closed": ("import os\nos.closerange(3, 100)", "crashed"),
    "an error": ("1 / 0", "ZeroDivisionError"),
    "a syntax error": ("def f(:\n    pass", "SyntaxError"),
    "sys.exit": ("import sys\nsys.exit(1)", "SystemExit"),
    "exit": ("exit", "SystemExit"),
    "quit": ("quit()", "SystemExit"),
    "input, again and again": ("while not input('Your name? '):\n    pass", "EOFError"),
    "endless recursion": ("def f():\n    return f()\n\nf()", "RecursionError"),
    "all the memory": ("taken = bytearray(10**12)", "MemoryError"),
    "an interrupt": ("raise KeyboardInterrupt", "KeyboardInterrupt"),
    "a magic that does not exist": ("%%no_such_magic\nSELECT 1 FROM x", "UsageError"),
}


def kind_of(failure):
    """The error's type, or the limit that was hit."""
    return failure.status if isinstance(failure, Lost) else failure.type


def own(sources):
    """Cells of the student's own, from sources by id."""
    return [Cell(name, "own", source) for name, source in sources.items()]


@pytest.fixture
def execution():
    """`execution(sources, limits)`: such cells, run. It is closed with the test."""
    opened = []

    def run(sources, limits=QUICK):
        opened.append(Execution(UNIT, limits))
        opened[-1].run(own(sources))
        return opened[-1]

    yield run
    for one in opened:
        one.close()


@pytest.fixture(scope="module")
def ran_as_in_jupyter():
    with Execution(UNIT, Limits()) as one:
        one.run(own(AS_IN_JUPYTER))
        return one.errors


@pytest.mark.parametrize("cell", AS_IN_JUPYTER)
def test_a_cell_runs_as_in_jupyter(cell, ran_as_in_jupyter):
    assert ran_as_in_jupyter.get(cell) is None


def test_cells_share_one_namespace_and_run_in_their_order(execution):
    found = execution({"a": "x = 1", "b": "x += 1", "c": "assert x == 2", "d": "assert x == 3"})
    assert found.errors.keys() == {"d"}


@pytest.mark.parametrize("accident", ACCIDENTS)
def test_an_accident_in_a_cell_costs_that_cell_only(accident, execution):
    source, kind = ACCIDENTS[accident]
    after = "assert x == 1\nraise LookupError('it has run')"
    found = execution({"before": "x = 1", "it": source, "after": after})
    errors = {name: kind_of(error) for name, error in found.errors.items()}
    assert errors == {"it": kind, "after": "LookupError"}


def test_a_cell_that_kills_its_parent_is_lost_at_most(execution):
    cells = {"it": "import os\nos.kill(os.getppid(), 9)", "after": "raise LookupError"}
    found = execution(cells)
    assert found.errors.keys() - {"it"} == {"after"}
    assert kind_of(found.errors["after"]) == "LookupError"


def test_a_process_that_a_cell_forks_costs_nothing(execution):
    """Both sides of the fork would go on with the cells below, and answer for each of them."""
    cells = {"a": "import os\nos.fork()", **{f"cell {i}": f"x{i} = {i}" for i in range(20)}}
    found = execution({**cells, "last": "assert x19 == 19"})
    assert found.errors.keys() <= {"a"}
    answers = found.ask([Request("negative_back", [inputs()])])["negative_back"]
    assert [kind_of(answer) for answer in answers] == ["NotDefined"]


def test_several_accidents_cost_their_cells_only(execution):
    cells = {"loop": "while True: pass", "x": "x = 1", "exit": "import os; os._exit(1)", "y": "x"}
    assert execution(cells).errors.keys() == {"loop", "exit"}


def test_when_the_time_for_the_submission_is_over_all_that_is_left_is_late(execution):
    limits = Limits(cell=10.0, exercise=10.0, submission=2.0)
    found = execution({"a": "while True: pass", "b": "y = 2"}, limits)
    late = {name: error.message for name, error in found.errors.items()}
    assert late == dict.fromkeys("ab", "the whole submission took longer than 2 s")
    (answer,) = found.ask([Request("negative_back", [inputs()])])["negative_back"]
    assert kind_of(answer) == "timeout"


@pytest.mark.parametrize(
    "cell", [Cell("it", "check", "1 / 0"), Cell("it", "given", "1 / 0", skip=True)], ids=repr
)
def test_checks_and_cells_to_be_skipped_are_not_run(cell):
    with Execution(UNIT, QUICK) as one:
        one.run([cell, Cell("next", "own", "x")])
        assert one.errors.keys() == {"next"}


def test_more_than_a_frame_can_hold_costs_that_cell_only(execution):
    found = execution({"it": "#" + "x" * (9 * 2**20), "after": "assert False"})
    assert "after" in found.errors


# Probing


def inputs():
    x = np.float32([1.0, -2.0])
    return {"grad_out": np.float32([3.0, 5.0]), "out": -x, "x": x, "_watched": True}


RIGHT = "def {name}(grad_out, out, x):\n    return -grad_out"
EXERCISES = ("negative_back", "exp_back")


@pytest.fixture
def asked(execution):
    """`asked(body)`: the answers of negative_back, with that body, and of exp_back, which is
    right, each asked for twice."""

    def ask(body):
        indented = "\n    ".join(body.split("\n"))
        first = f"import numpy as np\ndef negative_back(grad_out, out, x):\n    {indented}"
        found = execution({"first": first, "second": RIGHT.format(name="exp_back")})
        return found.ask([Request(name, [inputs(), inputs()]) for name in EXERCISES])

    return ask


def observed(answers):
    return [answer.values["result"].tolist() for answer in answers]


def test_answers_come_back_in_order_with_the_inputs_as_they_are_now(asked):
    found = asked("grad_out *= 2\nreturn -grad_out")
    assert observed(found["negative_back"]) == [[-6.0, -10.0]] * 2
    assert [a.inputs["grad_out"].tolist() for a in found["negative_back"]] == [[6.0, 10.0]] * 2
    assert observed(found["exp_back"]) == [[-3.0, -5.0]] * 2


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("while True: pass", "timeout"),
        ("import os; os._exit(0)", "crashed"),
        ("import os; os._exit(7)", "crashed"),
        ("import os; os.kill(os.getpid(), 9)", "crashed"),
        ("import os; os.closerange(3, 100)", "crashed"),
        ("import builtins; builtins.len = builtins.isinstance = None", "crashed"),
    ],
)
def test_an_accident_in_an_answer_costs_that_exercise_only(body, kind, asked):
    found = asked(body)
    assert [kind_of(answer) for answer in found["negative_back"]] == [kind]
    assert observed(found["exp_back"]) == [[-3.0, -5.0]] * 2


def test_what_runs_through_an_endless_answer_is_not_waited_for(execution):
    """It comes again with provided answers."""
    found = execution(
        {
            "first": "def negative_back(grad_out, out, x):\n    while True: pass",
            "second": "def exp_back(*args):\n    return negative_back(*args)",
        }
    )
    requests = [
        Request("negative_back", [inputs()] * 2),
        Request("exp_back", [inputs()] * 2, builds_on=frozenset({"negative_back"})),
    ]
    answers = found.ask(requests)
    assert [kind_of(answer) for answer in answers["negative_back"]] == ["timeout"]
    assert answers["exp_back"] == []


@pytest.mark.skipif(not FORK_SERVER, reason="needs forks and Unix sockets")
def test_time_without_a_processor_counts_neither_for_a_case_nor_for_all(execution, monkeypatch):
    monkeypatch.setattr(Sandbox, "held_up", lambda self, number: 0.6)
    body = "    import time\n    time.sleep(0.8)\n    return -grad_out"
    source = f"def negative_back(grad_out, out, x):\n{body}"
    found = execution({"it": source}, Limits(exercise=0.5))
    answers = found.ask([Request("negative_back", [inputs()] * 5)])["negative_back"]
    assert observed(answers) == [[-3.0, -5.0]] * 5


@pytest.fixture
def slow(monkeypatch):
    """`slow(exercise, times)`: so often, that exercise takes too long, as on a busy machine.
    Returns the lists of exercises that are asked for at a time, as they come."""
    left, asked_for, ask_once = {}, [], Execution._ask_once

    def ask(self, pending, answers):
        ids = [request.exercise for request in pending]
        asked_for.append(ids)
        for exercise in left.keys() & set(ids):
            if left[exercise]:
                left[exercise] -= 1
                for other in ids[: ids.index(exercise)]:
                    (request,) = (r for r in pending if r.exercise == other)
                    ask_once(self, [request], answers)
                raise _LostDuring(exercise, WorkerLost("timeout", "it took long", starved=True))
        return ask_once(self, pending, answers)

    def set_up(exercise, times):
        left[exercise] = times
        return asked_for

    monkeypatch.setattr(Execution, "_ask_once", ask)
    return set_up


@pytest.mark.parametrize("exercise", EXERCISES)
def test_what_is_slow_once_is_asked_again_alone(exercise, slow, asked):
    asked_for = slow(exercise, 1)
    found = asked("return -grad_out")
    assert [observed(found[name]) for name in EXERCISES] == [[[-3.0, -5.0]] * 2] * 2
    assert [exercise] in asked_for


def test_what_is_slow_again_and_again_is_to_blame_and_others_are_not(slow, execution):
    slow("negative_back", 2)
    sources = {name: RIGHT.format(name=name) for name in EXERCISES}
    one = execution(sources)
    found = one.ask([Request(name, [inputs()]) for name in EXERCISES])
    assert kind_of(found["negative_back"][0]) == "timeout"
    assert observed(found["exp_back"]) == [[-3.0, -5.0]]
    assert one.starved


def test_an_endless_loop_on_an_idle_machine_is_settled(execution, monkeypatch):
    monkeypatch.setattr(Sandbox, "held_up", lambda self, number: 0.0)
    one = execution({"it": "def negative_back(*args):\n    while True: pass"})
    found = one.ask([Request("negative_back", [inputs()])])
    assert kind_of(found["negative_back"][0]) == "timeout"
    assert not one.starved


@pytest.mark.skipif(not FORK_SERVER, reason="needs forks and Unix sockets")
def test_an_endless_loop_on_a_busy_machine_may_have_another_outcome(execution, monkeypatch):
    monkeypatch.setattr(Sandbox, "held_up", lambda self, number: 1000.0)
    quick = Limits(cell=0.3, exercise=0.3)
    one = execution({"cell": "while True: pass"}, quick)
    assert kind_of(one.errors["cell"]) == "timeout"
    assert one.starved


@pytest.mark.parametrize(("times", "errors"), [(1, {}), (2, {"one": "timeout"})])
def test_a_cell_that_is_slow_runs_again_before_it_is_to_blame(
    times, errors, execution, monkeypatch
):
    receive, left = Worker.receive, [times]

    def slow(self, *args):
        frame = receive(self, *args)
        if isinstance(frame, dict) and frame.get("cell") == "one" and left[0]:
            left[0] -= 1
            raise WorkerLost("timeout", "it took long")
        return frame

    monkeypatch.setattr(Worker, "receive", slow)
    one = execution({"one": "x = 1", "two": "y = 2"})
    assert {name: kind_of(error) for name, error in one.errors.items()} == errors


LEFT_RUNNING = {
    "processes": "for _ in range({count}):\n    if os.fork() == 0:\n        time.sleep(1000)",
    "threads": "for _ in range({count}):\n"
    "    threading.Thread(target=time.sleep, args=(1000,), daemon=True).start()",
}


@pytest.mark.skipif(bubblewrap() is None, reason="needs bubblewrap")
@pytest.mark.parametrize("left", LEFT_RUNNING)
@pytest.mark.parametrize("count", [20, 22, 23, 30])
def test_a_cell_that_leaves_much_running_is_the_one_to_pay_for_it(left, count, execution):
    """However many there are, no exercise and no other cell does."""
    source = "import os, threading, time\n" + LEFT_RUNNING[left].format(count=count)
    found = execution({"it": source, "right": RIGHT.format(name="exp_back")})
    answers = found.ask([Request("exp_back", [inputs(), inputs()])])["exp_back"]
    assert observed(answers) == [[-3.0, -5.0]] * 2
    assert found.errors.keys() <= {"it"}
    for error in found.errors.values():
        assert "processes and threads at once" in error.message


@pytest.mark.parametrize(
    "trap",
    ["os._exit(0)", "os.kill(os.getpid(), 9)", "time.sleep(1000)", "os.closerange(3, 100)"],
)
def test_an_answer_that_sets_a_trap_for_the_next_one_costs_itself_at_most(trap, asked):
    """The exercise in which the trap snaps is asked again where nothing was asked before."""
    found = asked(f"import os, time\nglobal exp_back\nexp_back = lambda *_: {trap}\nreturn out")
    assert observed(found["exp_back"]) == [[-3.0, -5.0]] * 2


def test_an_answer_that_forks_costs_that_exercise_at_most(asked):
    found = asked("import os\nos.fork()\nreturn -grad_out")
    assert observed(found["exp_back"]) == [[-3.0, -5.0]] * 2


def test_steps_run_before_an_exercise_and_are_gone_after_it(execution):
    found = execution({"it": RIGHT.format(name="exp_back")})
    step = (RIGHT.format(name="negative_back"), True)
    first = found.ask([Request("negative_back", [inputs()], (step,))])
    assert observed(first["negative_back"]) == [[-3.0, -5.0]]
    (second,) = found.ask([Request("negative_back", [inputs()])])["negative_back"]
    assert kind_of(second) == "NotDefined"


def test_what_one_exercise_spoils_is_whole_again_for_the_next_request(asked, execution):
    spoil = "global exp_back\nexp_back = None\nreturn -grad_out"
    assert isinstance(asked(spoil)["exp_back"][0], Raised)
    source = f"def negative_back(grad_out, out, x):\n    {spoil.replace(chr(10), chr(10) + '    ')}"
    found = execution({"first": source, "second": RIGHT.format(name="exp_back")})
    assert isinstance(
        found.ask([Request("negative_back", [inputs()])])["negative_back"][0], Observed
    )
    assert isinstance(found.ask([Request("exp_back", [inputs()])])["exp_back"][0], Observed)


def test_a_machine_on_which_no_process_starts_is_said_plainly(monkeypatch):
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with (
        pytest.raises(CannotRun, match="The process that runs students' code does not start"),
        Execution(UNIT, QUICK, Sandbox("process", as_root=True)) as one,
    ):
        one.run(own({"a": "x = 1"}))
