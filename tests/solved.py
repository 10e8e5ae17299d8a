"""The instructor's notebooks, some answers of them replaced, and how they are graded."""

import functools
import json

import nbformat

from autograder.grading import submission
from autograder.grading import verdicts as grading
from autograder.reference import literate
from autograder.sandbox.sandbox import FORK_SERVER, shared_sandbox


@functools.cache
def solved_text(unit):
    """The file of the instructor's notebook, in which every exercise is answered."""
    return nbformat.writes(literate.source_notebook(unit))


def solved_with(unit, sources=()):
    """The notebook with other sources in some cells, by their ids, or None: without the cell."""
    notebook = json.loads(solved_text(unit))
    for cell in notebook["cells"]:
        cell["source"] = dict(sources).get(cell["id"], cell["source"])
    notebook["cells"] = [cell for cell in notebook["cells"] if cell["source"] is not None]
    return notebook


def answer_of(unit, exercise):
    """The instructor's answer."""
    return next(c.source for c in literate.source_cells(unit) if c.id == exercise)


def sandbox_for(key):
    """As in the commands, there is no sandbox around a self-check; otherwise the usual one."""
    return shared_sandbox("process", as_root=True) if FORK_SERVER and not key.provides else None


def graded(notebook, key, unit=None, **options):
    """The report on a notebook."""
    parsed = submission.parse(json.dumps(notebook).encode(), "hw.ipynb", unit)
    return grading.grade(parsed, key, **{"sandbox": sandbox_for(key), **options})


def results(answers, key, **options):
    """By exercise, the results of a notebook in which all is right but these answers."""
    report = graded(solved_with(key.assignment.name, answers), key, **options)
    return {result.id: result for result in report.exercises}


def failing(result):
    """The names of the cases that do not pass."""
    return [case.name for case in result.cases if case.status != "passed"]
