"""A student's answers of an earlier unit in the place of what a later one gives."""

import json
import subprocess
import sys

import pytest

from autograder.authoring import demo
from autograder.cli.commands import grade_all
from autograder.grading.answer_key import PublicKey
from autograder.grading.own_engine import engine_of, with_engine
from autograder.grading.submission import parse
from tests.conftest import ROOT

RIGHT = """\
def helper(x):
    return 1 / x


def log_back(grad_out, out, x):
    return grad_out * helper(x)
"""
WRONG = """\
def multiply_back0(grad_out, out, x, y):
    return x


def multiply_back1(grad_out, out, x, y):
    return 0
"""


@pytest.fixture(scope="module")
def first():
    """A notebook of ps1_backprop with a right answer and a wrong one."""
    notebook = demo.untouched("ps1_backprop")
    for cell in notebook["cells"]:
        cell["source"] = {"log_back": RIGHT, "multiply_back": WRONG}.get(cell["id"], cell["source"])
    return notebook


@pytest.fixture(scope="module")
def engine(first, tmp_path_factory):
    path = tmp_path_factory.mktemp("own") / "ps1_backprop.ipynb"
    path.write_text(json.dumps(first))
    (report,) = grade_all([path], PublicKey, as_root=True)
    return engine_of(parse(path.read_bytes(), "mine.ipynb"), report)


def test_what_passes_is_taken_with_what_it_uses(engine):
    assert list(engine) == [("log_back",)]
    assert "def helper" in engine["log_back",]


def test_it_stands_in_for_what_is_given(engine):
    later = parse(json.dumps(demo.untouched("ps2_mnist")).encode(), "later.ipynb")
    changed = with_engine(later, engine)
    names = {"np": __import__("numpy")}
    (given,) = (c for c in changed.cells if "def log_back" in c.source and c.role == "given")
    for cell in changed.cells:
        if cell.role == "given" and cell.id in ("given-imports", given.id):
            exec(cell.source, names)
    assert names["log_back"](6.0, None, 2.0) == 3.0
    assert "helper" in names
    assert changed.notes[-1] == "Your own answers stand in for what is given: log_back."
    assert with_engine(later, {}) is later


def test_the_command_takes_it(first, tmp_path):
    (tmp_path / "first.ipynb").write_text(json.dumps(first))
    (tmp_path / "later.ipynb").write_text(json.dumps(demo.untouched("ps2_mnist")))
    done = subprocess.run(
        [sys.executable, ROOT / "grade.py", "later.ipynb", "--own-engine", "first.ipynb",
         "-e", "negative_back"],
        cwd=tmp_path, capture_output=True, text=True,
    )  # fmt: skip
    assert "Your own answers stand in for what is given: log_back." in done.stdout, done.stderr
