"""No exercise pays for what other cells do to the ground that it stands on."""

import functools
import json
import random

import pytest
from nbformat.v4 import new_code_cell

from autograder.course.model import assignment, assignment_names
from autograder.grading import ground, submission
from autograder.grading.answer_key import PublicKey, ReferenceKey
from autograder.grading.verdicts import grade
from autograder.reference.released import released_cells
from autograder.sandbox.limits import Limits
from tests import solved
from tests.spoiled_ground import SPOILERS

UNITS = assignment_names()
POSITIONS = ("first", "between", "in an answer")
WAYS = [(unit, way, position) for unit in UNITS for way in SPOILERS for position in POSITIONS]
SAMPLE = random.Random(0).sample(WAYS, 10)


@functools.cache
def key_of(kind, unit):
    return PublicKey(unit) if kind == "self-check" else ReferenceKey(unit, 11)


def graded(notebook, unit, kind="grading"):
    return solved.graded(notebook, key_of(kind, unit), unit)


def spoiled(unit, source, position):
    """A solved notebook with the cell in it, and the exercise in whose cell it is, if any."""
    notebook = solved.solved_with(unit)
    exercises = [exercise.id for exercise in assignment(unit).exercises]
    ids = [cell["id"] for cell in notebook["cells"]]
    if position == "in an answer":
        cell = notebook["cells"][ids.index(exercises[0])]
        cell["source"] = "".join(cell["source"]) + "\n" + source
        return notebook, exercises[0]
    place = 0 if position == "first" else ids.index(exercises[len(exercises) // 2])
    notebook["cells"].insert(place, {**new_code_cell(source), "id": "spoiler"})
    return notebook, None


def losers(report):
    return {r.id: r.message for r in report.exercises if r.status != "passed"}


def assert_only_it_loses(unit, way, position, kind):
    notebook, spoiler = spoiled(unit, SPOILERS[way], position)
    assert losers(graded(notebook, unit, kind)).keys() <= {spoiler}


@pytest.mark.parametrize(("unit", "way", "position"), SAMPLE)
def test_a_spoiled_ground_costs_no_other_exercise(unit, way, position):
    assert_only_it_loses(unit, way, position, "grading")


@pytest.mark.attack
@pytest.mark.parametrize("kind", ["grading", "self-check"])
@pytest.mark.parametrize(("unit", "way", "position"), WAYS)
def test_no_way_to_spoil_the_ground_costs_another_exercise(unit, way, position, kind):
    assert_only_it_loses(unit, way, position, kind)


# Which definitions belong to an answer


def parsed_with(cells, unit="ps2_mnist"):
    """A solved notebook in which cells have other sources; those with other names are added at
    the top, the student's own."""
    notebook = solved.solved_with(unit)
    places = {cell["id"]: cell for cell in notebook["cells"]}
    for name, source in reversed(cells.items()):
        if name in places:
            places[name]["source"] = source
        else:
            notebook["cells"].insert(0, {**new_code_cell(source), "id": name})
    return submission.parse(json.dumps(notebook).encode(), "hw.ipynb", unit)


NEGATIVE = "def negative_back(grad_out, out, x):\n    return {}\n"


def steps_of(cells, exercise="negative_back"):
    parsed = parsed_with(cells)
    steps = ground.steps_alone(parsed, assignment("ps2_mnist")[exercise], (), set())
    return [[source for source, own in attempt if own] for attempt in steps]


def test_an_answer_that_names_nothing_of_the_students_is_tried_once():
    answer = NEGATIVE.format("-grad_out")
    assert steps_of({"negative_back": answer, "mine": "y = 3"}) == [[answer]]


def test_definitions_that_an_answer_names_come_along_with_what_they_name():
    answer = NEGATIVE.format("minus(grad_out)")
    own = (
        "import math as m\nsign = -m.floor(1.5)\nunused = 1 / 0\ndef minus(a):\n    return sign * a"
    )
    alone, with_them = steps_of({"negative_back": answer, "mine": own})
    assert alone == [answer]
    assert with_them == [
        "import math as m", "sign = -m.floor(1.5)", "def minus(a):\n    return sign * a", answer,
    ]  # fmt: skip


def test_definitions_that_replace_what_is_given_come_last():
    answer = NEGATIVE.format("np.negative(mine(grad_out))")
    own = "np = None\nmine = abs\nmine.__name__"
    attempts = steps_of({"negative_back": answer, "mine": own})
    assert attempts == [[answer], ["mine = abs", answer], ["np = None", "mine = abs", answer]]


def test_a_cell_to_play_with_is_not_run_but_what_it_defines_is_found():
    """ps2's bowl draws and trains, which takes longer than all exercises."""
    answer = NEGATIVE.format("minus(grad_out)")
    mine = "import matplotlib.pyplot as plt\ndef minus(a):\n    return -a"
    bowl = next(c.id for c in released_cells("ps2_mnist") if c.role == "own" and c.skip)
    cells = {"negative_back": answer, bowl: mine}
    (played,) = [c for c in parsed_with(cells).cells if c.source == mine]
    assert (played.role, played.skip) == ("own", True)
    assert steps_of(cells)[-1] == [mine.partition("\n")[2], answer]


def test_lines_for_the_shell_are_no_hindrance():
    answer = NEGATIVE.format("-grad_out") + "%time 1\n!ls\nnp = None"
    (found,) = [s for s in ground.statements(answer) if "negative_back" in s.binds]
    assert found.source == NEGATIVE.format("-grad_out").strip()
    assert ground.statements("%%bash\ndef f(): pass") == ()
    assert ground.statements("def f(:") is None


SPOILS = {
    "np = None": "`np` is replaced in your cell `np = None`",
    "sum, len = 1, 2": "`len` and `sum` are replaced in your cell `sum, len = 1, 2`",
    "def f():\n    global np\n    np = 1": "`np` is replaced in your cell `def f():`",
    "from numpy import *": "`from numpy import *` replaces names in your cell "
    "`from numpy import *`",
    "np.add = 1": "a part of `np` is replaced in your cell `np.add = 1`",
    "del Tensor.sum": "a part of `Tensor` is replaced in your cell `del Tensor.sum`",
    "np.seterr(all='raise')": "`np.seterr` is called in your cell `np.seterr(all='raise')`",
    "%reset -f": "`%reset` takes names away or replaces them in your cell `%reset -f`",
}
HARMLESS = (
    "import numpy as np", "x = Tensor([1.0])", "def mine(list, np=None):\n    sum = 3\n    sum",
    "[max for max in (1, 2)]", "print(np.add)", "y = np.ones(3)\ny[0] = 2",
)  # fmt: skip


@pytest.mark.parametrize("source", SPOILS)
def test_what_spoils_the_ground_is_named_with_its_cell(source):
    assert ground.spoilers(parsed_with({"mine": source})) == [SPOILS[source]]


@pytest.mark.parametrize("source", HARMLESS)
def test_what_spoils_nothing_is_not_named(source):
    assert ground.spoilers(parsed_with({"mine": source})) == []


@pytest.mark.parametrize("unit", UNITS)
def test_no_right_answer_is_taken_for_a_spoiler(unit):
    assert ground.spoilers(parsed_with({}, unit)) == []


# What the report says


def test_a_note_says_which_cell_spoiled_the_ground():
    notebook, _ = spoiled("ps2_mnist", "np = None", "between")
    report = graded(notebook, "ps2_mnist")
    assert report.notes == (
        "`np` is replaced in your cell `np = None`. What did not pass was tried without that, too.",
    )


def test_a_helper_is_there_on_clean_ground_for_who_names_it():
    """For an exercise that stands alone, and for one that is tried beside provided answers."""
    cells = {
        "spoiler": "np = None",
        "helper": "def minus(a):\n    return -a",
        "another": "def half_rectified(x):\n    return maximum(x, 0.0)",
        "negative_back": NEGATIVE.format("minus(grad_out)"),
        "relu": "def relu(x):\n    return half_rectified(x)",
    }
    parsed = parsed_with(cells)
    assert losers(grade(parsed, key_of("grading", "ps2_mnist"))) == {}


def test_a_wrong_answer_gets_no_point_on_clean_ground():
    wrong = {"spoiler": "np = None", "negative_back": NEGATIVE.format("grad_out")}
    report = grade(parsed_with(wrong), key_of("grading", "ps2_mnist"))
    assert losers(report).keys() == {"negative_back"}


ASKS = {
    "breakpoint()": "`breakpoint()` in the cell of `negative_back` waits for a person, and nobody "
    "is there in grading: it is passed over. Take it out.",
    "import pdb\npdb.set_trace()": "`set_trace()` in the cell of `negative_back` waits for",
    "import getpass\ngetpass.getpass()": "`getpass()` in the cell of `negative_back` waits for",
    "name = input('Your name? ')": "`input()` in the cell of `negative_back` waits for a person, "
    "and nobody is there in grading: it gets an empty line. Take it out.",
    "%matplotlib widget": "`%matplotlib widget` in the cell of `negative_back` wants a screen, and",
    "%matplotlib qt": "`%matplotlib qt` in the cell of `negative_back` wants a screen, and there",
    "import matplotlib\nmatplotlib.use('TkAgg')": "",
    "from matplotlib import pyplot\npyplot.switch_backend('qtagg')\npyplot.plot([1])": "",
    "%load_ext nothere": "`%load_ext nothere` in the cell of `negative_back` does not work here "
    "and was passed over.",
    "%config InlineBackend.no_such_format = 1": "",
    "%tensorboard --logdir x": "`%tensorboard --logdir x` in the cell of `negative_back` does not",
    "%%no_such_magic": "`%%no_such_magic` in the cell of `negative_back` does not work here and",
    "%timeit -n 1000000000 1 + 1": "",
}


@pytest.mark.parametrize("line", ASKS)
def test_what_asks_for_a_person_or_a_screen_costs_nothing_and_is_said(line):
    answer = f"{line}\n{NEGATIVE.format('-grad_out')}"
    report = grade(parsed_with({"negative_back": answer}), key_of("grading", "ps2_mnist"))
    assert losers(report) == {}
    assert "".join(report.notes).startswith(ASKS[line])


def test_a_breakpoint_in_a_function_is_passed_over():
    answer = NEGATIVE.format("-grad_out").replace("return", "breakpoint()\n    return")
    report = grade(parsed_with({"negative_back": answer}), key_of("grading", "ps2_mnist"))
    assert losers(report) == {}


@pytest.mark.parametrize("magic", ["timeit", "timeit -n 1000000000 -r 7", "writefile x.py"])
def test_a_cell_whose_magic_keeps_its_definitions_is_told_so(magic):
    answer = f"%%{magic}\n{NEGATIVE.format('-grad_out')}"
    report = grade(parsed_with({"negative_back": answer}), key_of("self-check", "ps2_mnist"))
    assert losers(report)["negative_back"].startswith(
        f"`negative_back` is not defined: `%%{magic.split()[0]}`, with which its cell begins, keeps"
    )


def test_a_given_cell_that_is_stopped_says_whose_code_it_calls():
    endless = "def sum_back(grad_out, out, x, dim=None, keepdim=False):\n    while True: pass"
    parsed, limits = parsed_with({"sum_back": endless}), Limits(cell=0.5, exercise=0.5)
    report = grade(parsed, key_of("grading", "ps2_mnist"), ["sum_back"], limits)
    note = report.notes[0]
    assert note.startswith("2 given cells were stopped (`safe_example()`, `left = Tensor([0, 1,")
    assert "`sum_back` takes too long alone, too; begin there." in note


DEEP = """
def topological_sort(node, get_children):
    order, done, open_nodes = [], set(), set()

    def visit(current):
        if current in done:
            return
        if current in open_nodes:
            raise ValueError("cycle")
        open_nodes.add(current)
        for child in get_children(current):
            visit(child)
        done.add(current)
        order.append(current)

    visit(node)
    return order
"""


def test_a_recursion_that_is_too_deep_is_told_from_one_without_end():
    found = {}
    for name, source in {
        "deep": DEEP,
        "endless": "def topological_sort(node, get_children):\n"
        "    return topological_sort(node, get_children)",
    }.items():
        parsed = parsed_with({"topological_sort": source}, "ps1_backprop")
        report = grade(parsed, key_of("grading", "ps1_backprop"), only=["topological_sort"])
        found[name] = report.exercises[0]
    assert found["deep"].first_failure.message.startswith(
        "It ends on short graphs, but here it nests more calls than Python allows, about a thousand"
    )
    assert found["deep"].diagnosis.id == "recursion-too-deep"
    assert (
        found["endless"].message
        == "It makes more nested calls than Python allows (RecursionError)."
    )
    assert found["endless"].diagnosis.id == "recursion-without-end"
