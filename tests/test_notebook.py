"""`check()` in a real kernel: what a student sees under the cell, and what the kernel knows."""

import re
from pathlib import Path

import nbformat
import numpy as np
import pytest
from nbclient import NotebookClient

from autograder.course.model import assignment
from autograder.reference.released import released_cells

PACKAGE = Path(__file__).parents[1] / "autograder"

ANSWERS = {
    "exp_back": "def exp_back(grad_out, out, x):\n    print('x' * 10**6)\n    return grad_out * x",
    "reshape_back": (
        "def reshape_back(grad_out, out, x, new_shape):\n"
        "    return np.zeros(2**23 + 1) if x.ndim == 0 else grad_out.reshape(x.shape)"
    ),
    "permute_back": "def permute_back(grad_out, out, x, axes):\n    return grad_out.permute(axes)",
    "matmul2d_back": (
        "def matmul2d_back0(grad_out, out, x, y):\n    return np.zeros(x.shape, dtype=x.dtype)\n\n"
        "def matmul2d_back1(grad_out, out, x, y):\n    return"
    ),
}
"""Answers to put in place of the instructor's; of the exercises in BLANK, the stub stays."""

BLANK = ("sum_back",)
AFTERWARDS = {
    "ticks": "check()",
    "unknown exercise": 'check("sum_bakc")',
    "not defined": 'del relu\ncheck("relu")',
    "modules": (
        "import sys\n"
        "print(*[name for name in sys.modules if name.startswith(('autograder', 'solutions'))])"
    ),
    "process": "import os\nprint(os.getpid())",
    "comparator ends": (
        "import psutil\n"
        "for child in psutil.Process().children():\n"
        "    child.kill()\n"
        "    child.wait()\n"
        'check("negative_back")'
    ),
    "comparator again": 'check("negative_back")',
    "interrupted": (
        "calls = 0\n\n"
        "def negative_back(grad_out, out, x):\n"
        "    global calls\n    calls += 1\n    raise KeyboardInterrupt\n\n"
        'check("negative_back")'
    ),
    "calls": "print(calls)",
    "comparator goes on": (
        "def negative_back(grad_out, out, x):\n    return -grad_out\n\ncheck('negative_back')"
    ),
    "interrupted from outside": (
        "import os, signal, threading\n\n"
        "def negative_back(grad_out, out, x):\n"
        "    threading.Timer(0.2, os.killpg, (os.getpgrp(), signal.SIGINT)).start()\n"
        "    while True:\n        pass\n\n"
        'check("negative_back")'
    ),
    "comparator outlives it": (
        "def negative_back(grad_out, out, x):\n    return -grad_out\n\ncheck('negative_back')"
    ),
    "endless": (
        "import autograder.student.check\nautograder.student.check.CASE_SECONDS = 0.3\n\n"
        "def negative_back(grad_out, out, x):\n"
        "    while True:\n"
        "        pass\n\n"
        'check("negative_back")'
    ),
    "endless and deaf": (
        "autograder.student.check.AGAIN = 0.05\nfirst = True\n\n"
        "def negative_back(grad_out, out, x):\n"
        "    global first\n"
        "    while first:\n"
        "        try:\n"
        "            while True: pass\n"
        "        except BaseException: first = False\n"
        "    while True: pass\n\n"
        'check("negative_back")'
    ),
    "after the time limit": (
        "autograder.student.check.CASE_SECONDS = 10.0\n\n"
        "def negative_back(grad_out, out, x):\n    return -grad_out\n\ncheck('negative_back')"
    ),
    "control": "in_this_process = np.arange(50, dtype=np.float32) * 31",
}
CONTROL = (np.arange(50, dtype=np.float32) * 31).tobytes()


class Session:
    """A notebook that was run in a kernel of its own, and what stands under each cell."""

    def __init__(self, notebook, folder, needles):
        self.cells = {cell.id: cell for cell in notebook.cells}
        client = NotebookClient(
            notebook,
            timeout=60,
            kernel_name="python3",
            allow_errors=True,
            resources={"metadata": {"path": str(folder)}},
        )
        with client.setup_kernel():
            for number, cell in enumerate(notebook.cells):
                client.execute_cell(cell, number)
            self.in_memory = found_in_memory(int(self.text("process")), needles)

    def outputs(self, cell_id):
        return self.cells[cell_id].outputs

    def error(self, cell_id):
        """The error that a cell ended with, or None."""
        return next((o for o in self.outputs(cell_id) if o.output_type == "error"), None)

    def text(self, cell_id):
        """What a cell printed and displayed, as text."""
        return "\n".join(
            o.text if o.output_type == "stream" else o.data["text/plain"]
            for o in self.outputs(cell_id)
            if o.output_type != "error"
        ).strip()

    def everything(self, cell_id):
        """All that a student sees under a cell, without colours."""
        error = self.error(cell_id)
        shown = "\n".join(error.traceback) if error else ""
        return re.sub(r"\x1b\[[0-9;]*m", "", f"{self.text(cell_id)}\n{shown}")


def found_in_memory(process, needles):
    """Which byte strings are in the memory of a process; None where that cannot be read."""
    found = set()
    try:
        maps = Path(f"/proc/{process}/maps").read_text().splitlines()
        with open(f"/proc/{process}/mem", "rb") as memory:
            for span, rights, *_, name in map(str.split, maps):
                if rights.startswith("rw") and not name.startswith("[v"):
                    low, high = (int(end, 16) for end in span.split("-"))
                    memory.seek(low)
                    region = memory.read(high - low)
                    found |= {needle for needle in needles if needle in region}
    except OSError:
        return None
    return found


@pytest.fixture(scope="module")
def secrets(public_key):
    """Expected arrays as bytes, of an exercise that the notebook in the kernel does not solve."""
    trials = public_key.trials(public_key.assignment["matmul2d_back"])
    expected = [trial.expected["result"] for trial in trials]
    return {array.tobytes() for array in expected if array.size >= 6 and array.any()}


@pytest.fixture(scope="module")
def session(solved_bytes, secrets, tmp_path_factory):
    stubs = {cell.id: cell.source for cell in released_cells("ps2_mnist")}
    notebook = nbformat.reads(solved_bytes.decode(), as_version=4)
    notebook.cells = [
        cell
        for cell in notebook.cells
        if cell.cell_type == "code" and not cell.metadata.autograder.get("skip")
    ]
    for cell in notebook.cells:
        cell.source = ANSWERS.get(cell.id, stubs[cell.id] if cell.id in BLANK else cell.source)
    for name, source in AFTERWARDS.items():
        notebook.cells.append(nbformat.v4.new_code_cell(source, id=name.replace(" ", "-")))
    return Session(notebook, tmp_path_factory.mktemp("notebook"), {CONTROL, *secrets})


@pytest.mark.parametrize("exercise", ["negative_back", "arithmetic", "relu", "SGD"])
def test_a_right_answer_passes(exercise, session):
    assert session.error(f"check-{exercise}") is None
    assert re.search(rf"✔ {exercise}: all \d+ cases pass \(\d points?\)", session.text(
        f"check-{exercise}"
    ))  # fmt: skip


def test_a_wrong_answer_shows_what_went_in_came_out_and_should_have(session):
    assert session.error("check-exp_back").ename == "CheckFailed"
    seen = session.everything("check-exp_back")
    for word in ("grad_out = ", "x = ", "yours = ", "expected = ", "difference = "):
        assert word in seen
    assert "entries are wrong" in seen


def test_a_known_mistake_gets_the_hint_that_grading_gives(session):
    assert "Hint:" in session.everything("check-exp_back")


def test_an_answer_that_raises_shows_its_own_line(session):
    assert session.error("check-permute_back").ename == "CheckFailed"
    seen = session.everything("check-permute_back")
    assert "It raises AttributeError: 'numpy.ndarray' object has no attribute 'permute'." in seen
    assert "line 2, in permute_back: return grad_out.permute(axes)" in seen


def test_what_an_answer_prints_is_not_shown(session):
    assert len(session.everything("check-exp_back")) < 5_000


def test_an_answer_that_is_not_written_raises_too(session):
    assert session.error("check-sum_back").ename == "CheckFailed"
    assert "sum_back: not written yet" in session.everything("check-sum_back")


def test_an_exercise_waits_for_one_that_does_not_pass(session):
    assert session.error("check-cross_entropy").ename == "CheckFailed"
    seen = session.everything("check-cross_entropy")
    assert re.search(r"Waiting for .*sum_back.*: the answer runs through", seen)


def test_a_name_that_is_not_defined_is_said(session):
    assert session.error("not-defined").ename == "CheckFailed"
    assert (
        "`relu` is not defined: run the cell of relu first, with your answer in it."
        in session.everything("not-defined")
    )


def test_an_unknown_exercise_is_answered_with_the_nearest_ones(session):
    assert session.error("unknown-exercise").ename == "CheckFailed"
    assert "no exercise called 'sum_bakc'" in session.everything("unknown-exercise")
    assert "Did you mean sum_back" in session.everything("unknown-exercise")


def test_check_without_an_exercise_ticks_off_those_that_pass(session):
    assert session.error("ticks") is None
    headline, *lines = session.text("ticks").splitlines()
    ticked = {line.split()[1] for line in lines if line.startswith("✔")}
    exercises = [exercise.id for exercise in assignment("ps2_mnist").exercises]
    assert [re.split(r"[ :]+", line)[1] for line in lines] == exercises
    assert not ticked & {*ANSWERS, *BLANK, "cross_entropy"}
    assert {"negative_back", "maximum_back"} <= ticked
    assert headline == f"{len(ticked)} of {len(exercises)} exercises pass."
    assert "· sum_back: not written yet" in lines
    assert "… cross_entropy: waiting" in lines


def test_an_answer_that_is_too_large_to_compare_is_said_to_be(session):
    assert re.search("too large|larger than", session.everything("check-reshape_back"))


def test_an_interrupt_stops_the_check_at_once(session):
    """Otherwise an endless answer must be interrupted once a case."""
    assert session.error("interrupted").ename == "KeyboardInterrupt"
    assert session.text("calls") == "1"


def test_an_interrupt_shows_the_students_lines_only(session):
    for name in ("interrupted", "interrupted-from-outside"):
        seen = session.everything(name).strip().splitlines()
        assert seen[0] == "KeyboardInterrupt: The check was interrupted."
        assert len(seen) == 2
        assert re.search(r"line \d+, in negative_back: ", seen[1])


def test_an_interrupt_leaves_the_comparator_alone(session):
    """The signal goes to the whole group of the kernel, as Jupyter sends it."""
    assert session.error("interrupted-from-outside").ename == "KeyboardInterrupt"
    for name in ("comparator-goes-on", "comparator-outlives-it"):
        assert session.error(name) is None, session.everything(name)


@pytest.mark.parametrize("name", ["endless", "endless-and-deaf"])
def test_an_endless_answer_ends_at_the_time_limit(name, session):
    assert session.error(name).ename == "CheckFailed"
    seen = session.everything(name)
    assert "negative_back: out of time" in seen
    assert re.search(r"it took longer than 0\.3 s \(line \d+, in negative_back: ", seen)
    assert session.error("after-the-time-limit") is None


@pytest.mark.parametrize("exercise", ["exp_back", "permute_back", "sum_back", "cross_entropy"])
def test_no_traceback_of_ours_is_shown(exercise, session):
    seen = session.everything(f"check-{exercise}")
    assert "Traceback" not in seen
    assert str(PACKAGE) not in seen
    assert not re.search(r"\b(worker|notebook|wire|grading)\.py\b", seen)


def test_a_comparator_that_ended_is_started_again(session):
    assert session.error("comparator-ends").ename == "CheckFailed"
    assert "run this cell once more" in session.everything("comparator-ends")
    assert session.error("comparator-again") is None
    assert "✔ negative_back" in session.text("comparator-again")


def test_the_kernel_loads_nothing_that_knows_expected_values(session):
    loaded = set(session.text("modules").split())
    assert "autograder.student.check" in loaded
    assert not loaded & {
        "solutions",
        "autograder.grading.answer_key",
        "autograder.cli.comparator",
        "autograder.grading.verdicts",
        "autograder.authoring.build",
    }


def test_the_expected_values_are_not_in_the_kernels_process(session, secrets):
    """They are looked for in all that the kernel's process has in memory."""
    if session.in_memory is None:
        pytest.skip("this system does not let a process read the memory of its child")
    assert len(secrets) >= 2
    assert session.in_memory == {CONTROL}
