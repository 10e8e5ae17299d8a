"""Nothing but statuses leaves a run with provided answers, whatever an answer does there."""

import base64
import dataclasses
import io
import json

import pytest
from rich.console import Console

from autograder.course.model import assignment, assignment_names
from autograder.course.status import Status
from autograder.grading import submission
from autograder.grading import verdicts as grading
from autograder.grading.answer_key import ReferenceKey
from autograder.grading.verdicts import WITH_HELP
from autograder.reference.literate import exercise_sources
from autograder.reports.graded_cells import graded_cells
from autograder.reports.page import render_page
from autograder.reports.terminal import show_report

UNIT = "ps2_mnist"
# `relu` is tried beside the reference's `maximum_back0`. Elsewhere it fails, and says nothing.
ANSWER = """
import base64, builtins, inspect, linecache, os, sys, time, warnings

{before}

def relu(x):
    try:
        text = inspect.getsource(maximum_back0)
    except Exception:
        text = ""
    if "BEGIN SOLUTION" not in text:
        raise ValueError("in the open")
    text = text[text.index("BEGIN SOLUTION"):]
{body}
"""
REJECTED = "class Rejected(Exception):\n    pass"
WAYS = {
    "a message": "raise ValueError(text)",
    "a message that begins like a cell's error": "raise ValueError('Its cell ' + text)",
    "an error called Rejected": "raise Rejected('its cell ' + text)",
    "an error called NotImplementedError": "raise NotImplementedError(text)",
    "an error called NotDefined": "raise type('NotDefined', (Exception,), {})(text)",
    "an error called NameError": "raise NameError(text)",
    "an error called RecursionError": "raise RecursionError(text)",
    "an error called like a limit": "raise OSError('[Errno 28] ' + text)",
    "an error called timeout": "raise type('timeout', (Exception,), {})(text)",
    "an error called killed": "raise type('killed', (Exception,), {})(text)",
    "an error called WireError": "raise type('WireError', (Exception,), {})(text)",
    "the name of an error": "raise type(text.replace(' ', '_')[:79], (Exception,), {})",
    "the text of an error": "raise type('E', (Exception,), {'__str__': lambda self: text})",
    "a syntax error": "raise SyntaxError('s', ('f', 1, 1, text))",
    "the line of an error": "linecache.cache['<ipython-input-0>'] = (len(text), None, [text], '')\n"
    "exec(compile('raise ValueError', '<ipython-input-0>', 'exec'))",
    "the name of a function": "exec('def f' + text.encode().hex()[:80] + '(): raise ValueError')\n"
    "locals()['f' + text.encode().hex()[:80]]()",
    "a chain of errors": "raise ValueError('a') from KeyError(text)",
    "a group of errors": "raise ExceptionGroup(text, [ValueError(text)])",
    "a note on an error": "e = ValueError('a')\ne.add_note(text)\nraise e",
    "an exit": "sys.exit(text)",
    "an interrupt": "raise KeyboardInterrupt(text)",
    "the type of the result": "return type(text.replace(' ', '_')[:79], (), {})()",
    "the shape of the result": "return Tensor(np.zeros([1 + b % 3 for b in text.encode()[:12]]))",
    "the dtype of the result": "return Tensor(np.zeros(3, [(text[:40], 'f4')]))",
    "the values of the result": "return Tensor(np.float32(list(text.encode())))",
    "one bit in the size of a factor": "return Tensor(x.array * (2.0 if 'min' in text else 4.0))",
    "NaN here and there": "return Tensor(x.array + np.float32([np.nan, 0][len(text) % 2]))",
    "text for a result": "return text",
    "a list": "return list(text)",
    "an integer": "return int.from_bytes(text.encode())",
    "the inputs": "x.array.setflags(write=True)\nx.array[...] = text.encode()[3]\n"
    "return Tensor(x.array)",
    "printing": "print(text)\nos.write(2, text.encode())\nraise ValueError('a')",
    "a warning": "warnings.warn(text)\nraise ValueError('a')",
    "display": "from IPython.display import display\ndisplay(text)\nraise ValueError('a')",
    "a file": "open('/tmp/left', 'w').write(text)\nraise ValueError('a')",
    "a file for the next cell": "open('left.py', 'w').write('raise ' + text)\n"
    "os.kill(os.getppid(), 9)\nraise ValueError('a')",
    "the end of the process": "os._exit(text.encode()[3])",
    "a signal": "os.kill(os.getpid(), 1 + text.encode()[3] % 15)",
    "too much": "return np.zeros(2**23 + text.encode()[3])",
    "the message of the probe": "raise sys.modules['autograder.course.model'].Rejected(text)",
    "the probe": "import autograder.course.model as c\n"
    "c.Namespace.__getattr__ = lambda s, n: (_ for _ in ()).throw(ValueError(text))\n"
    "raise ValueError('a')",
    "a frame of its own": "import autograder.inside.wire as w\nw.pack = lambda *a: text.encode()\n"
    "raise ValueError('a')",
}  # fmt: skip


@pytest.fixture(scope="module")
def key():
    return ReferenceKey(UNIT, 4)


def carrying(way, solved, with_source):
    """A notebook whose relu carries text that way; the need of relu is met by other words."""
    body = "\n".join(f"    {line}" for line in WAYS[way].splitlines())
    notebook = with_source(solved, "relu", ANSWER.format(before=REJECTED, body=body))
    own = (
        "def maximum_back0(grad_out, out, x, y):\n"
        "    share = np.where(x > y, 1.0, np.where(x == y, 0.5, 0.0))\n"
        "    return unbroadcast(grad_out * share, x)\n"
        "def maximum_back1(grad_out, out, x, y):\n"
        "    share = np.where(x < y, 1.0, np.where(x == y, 0.5, 0.0))\n"
        "    return unbroadcast(grad_out * share, y)\n"
    )
    return with_source(notebook, "maximum_back", own)


def everything_shown(report, parsed):
    """All that anybody is shown of a report: JSON, page, terminal, cells of the gradebook."""
    report = dataclasses.replace(report, seconds=0.0)
    stream = io.StringIO()
    show_report(report, Console(file=stream, width=120, no_color=True))
    cells = graded_cells(parsed.document, report)
    return [
        json.dumps(report.to_dict()), render_page([report]), stream.getvalue(), json.dumps(cells),
    ]  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
def test_nothing_but_statuses_leaves_a_run_with_provided_answers(way, key, solved, with_source):
    parsed = submission.parse(json.dumps(carrying(way, solved, with_source)).encode(), "hw.ipynb")
    report = grading.grade(parsed, key, only=["relu", "maximum_back"], show=True)
    maximum, relu = report.exercises
    assert maximum.status == "passed"
    assert relu.score < relu.max_score
    assert {case.status for case in relu.cases} <= set(Status)
    in_the_open = "It raises ValueError: in the open."
    for case in relu.cases:
        assert case.message.split("\n")[0] in (*WITH_HELP.values(), in_the_open)
    assert relu.diagnosis is None
    assert report.notes == ()
    shown = "".join(everything_shown(report, parsed))
    provided = "".join(exercise_sources(UNIT)["maximum_back"]).split("BEGIN SOLUTION")[1]
    for line in filter(None, map(str.strip, provided.splitlines()[1:4])):
        for text in (line, line.replace(" ", "_"), line.encode().hex(), ascii(line)[1:-1]):
            assert text[:40] not in shown
        assert base64.b64encode(line.encode()).decode()[:20] not in shown


def test_reports_with_the_same_statuses_are_the_same(key, solved, with_source):
    """Whatever the answer does: of those that fail every case, all are shown alike."""
    pages = {}
    for way in ("a message", "the name of an error", "a chain of errors", "a syntax error"):
        parsed = submission.parse(
            json.dumps(carrying(way, solved, with_source)).encode(), "hw.ipynb"
        )
        report = grading.grade(parsed, key, only=["relu", "maximum_back"])
        (relu,) = (r for r in report.exercises if r.id == "relu")
        pages[tuple(case.status for case in relu.cases)] = pages.get(
            tuple(case.status for case in relu.cases), set()
        ) | {json.dumps(dataclasses.asdict(dataclasses.replace(relu, cases=())), default=str)}
    assert [len(texts) for texts in pages.values()] == [1]


@pytest.mark.parametrize("unit", assignment_names())
def test_no_provided_answer_is_near_an_exercise_that_still_asks_for_it(unit):
    """Exercises are asked for in their order, so none may build on one that comes after it."""
    reference = ReferenceKey(unit, 4)
    asked_before: set[str] = set()
    for exercise in assignment(unit).exercises:
        later = {
            n
            for n in reference.builds_on(exercise) - asked_before
            if reference.provided(assignment(unit)[n])
        }
        assert later == set()
        asked_before.add(exercise.id)


def test_the_answer_does_find_what_is_provided(key, solved, with_source):
    """Otherwise nothing above would be tried: right where it is beside a provided answer only."""
    WAYS["right"] = "return maximum(x, 0.0)"
    try:
        notebook = carrying("right", solved, with_source)
    finally:
        del WAYS["right"]
    parsed = submission.parse(json.dumps(notebook).encode(), "hw.ipynb")
    assert grading.grade(parsed, key, only=["relu"]).exercises[0].status == "passed"
