"""Notebooks to grade, keys to grade them with, and ways to run the commands."""

import copy
import functools
import gc
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import hypothesis
import pytest
from nbformat.v4 import new_code_cell

from autograder.grading.answer_key import PublicKey, ReferenceKey
from autograder.reference import released as notebooks
from tests import solved as solved_notebooks
from tests.report_schema import assert_valid

pytest_plugins = ["tests.nbgrader_course"]

# One process a processor is enough; the threads of several would wait for each other. This is read
# where the processes begin that run tests side by side.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

# A shell that starts a command in the background makes it deaf to Ctrl-C, and all that it starts.
signal.signal(signal.SIGINT, signal.default_int_handler)

# Tests that run side by side take turns with nobody but themselves.
if worker := os.environ.get("PYTEST_XDIST_WORKER"):
    tempfile.tempdir = os.environ["TMPDIR"] = tempfile.mkdtemp(prefix=f"{worker}-")
UNIT = "ps2_mnist"
SEED = 20240229
ROOT = Path(__file__).parents[1]
LONG = ("docs", "nbgrader", "classroom", "test_units", "browser", "test_audit", "test_grading",
        "platforms", "solutions")  # fmt: skip
"""The folders of tests, and files, that take minutes, the longest first."""

# The same examples on every run and every machine, and nothing written beside them.
hypothesis.settings.register_profile("suite", derandomize=True, deadline=None, database=None)
hypothesis.settings.load_profile("suite")


def pytest_make_parametrize_id(config, val, argname):
    """Long sources make long names; a test is better known by the first words of them."""
    return ascii(" ".join(val.split())[:50])[1:-1] if isinstance(val, str) else None


def pytest_xdist_auto_num_workers():
    """One more than processors: many tests wait for a limit, or for a program to start."""
    return (os.cpu_count() or 1) + 1


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """The longest files first, so that none of them is left over at the end for one processor."""

    def place(item):
        names = {item.path.parent.name, item.path.stem}
        return next((i for i, name in enumerate(LONG) if name in names), len(LONG))

    items.sort(key=place)


def pytest_collection_finish():
    """What has been collected stays to the end, so that nothing looks through it for garbage."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def solved_bytes():
    return solved_notebooks.solved_text(UNIT).encode()


@pytest.fixture
def solved(solved_bytes):
    """The instructor's notebook: every exercise answered."""
    return json.loads(solved_bytes)


@pytest.fixture
def released():
    """The student's notebook as it is handed out."""
    return copy.deepcopy(notebooks.released_notebook(UNIT))


@pytest.fixture
def with_cells():
    """`with_cells(notebook, cell_id, *sources)`: a copy of the notebook in which code cells with
    these sources stand in place of the cell. The first of them keeps its id and metadata."""

    def replaced(notebook, cell_id, *sources):
        notebook = copy.deepcopy(notebook)
        place = [cell["id"] for cell in notebook["cells"]].index(cell_id)
        new = [dict(new_code_cell(source)) for source in sources]
        if new:
            new[0] = {**notebook["cells"][place], "source": sources[0]}
        notebook["cells"][place : place + 1] = new
        return notebook

    return replaced


@pytest.fixture
def with_source(with_cells):
    """`with_source(notebook, cell_id, source)`: a copy with the source of one cell replaced."""
    return lambda notebook, cell_id, source: with_cells(notebook, cell_id, source)


@pytest.fixture
def source_of():
    """`source_of(notebook, cell_id)`: the source of a cell as one string."""

    def found(notebook, cell_id):
        return next("".join(c["source"]) for c in notebook["cells"] if c["id"] == cell_id)

    return found


@pytest.fixture(scope="session")
def public_key():
    return PublicKey(UNIT)


@pytest.fixture(scope="session")
def reference_key():
    return ReferenceKey(UNIT, SEED)


@pytest.fixture(params=["public_key", "reference_key"])
def either_key(request):
    """The self-check's key, then the instructor's."""
    return request.getfixturevalue(request.param)


@pytest.fixture
def grade(public_key):
    """`grade(notebook, key=..., ...)`: the report on a notebook; a self-check unless told."""

    def graded(notebook, key=public_key, **options):
        report = solved_notebooks.graded(notebook, key, **options)
        assert_valid([report.to_dict()])
        return report

    return graded


@pytest.fixture
def written(tmp_path):
    """`written(notebook, name)`: the path of a file in the test's folder that holds a notebook."""

    def write(notebook, name="hw.ipynb"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(notebook), encoding="utf-8")
        return path

    return write


@pytest.fixture(scope="session")
def clean_environment():
    """The environment without what changes the commands under test."""
    ours = ("AUTOGRADER_", "PYTEST_", "PYTHON", "FORCE_COLOR", "COLUMNS")
    return {name: value for name, value in os.environ.items() if not name.startswith(ours)}


@pytest.fixture(scope="session")
def run_in(clean_environment):
    """`run_in(folder, *arguments)`: a finished `python ...` of its own, in that folder."""

    def finished(folder, *arguments, environment=None):
        return subprocess.run(
            [sys.executable, *map(str, arguments)],
            cwd=folder,
            env={**clean_environment, **(environment or {})},
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=120,
        )

    return finished


@pytest.fixture
def run(run_in, tmp_path):
    """`run(*arguments)`: a finished `python ...` of its own, in the test's folder."""
    return functools.partial(run_in, tmp_path)


@pytest.fixture
def course_copy(tmp_path):
    """A copy of what a student has of the course: no `solutions/`."""
    folder = tmp_path / "course"
    for name in ("autograder", "data", "notebooks"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "grade.py", folder)
    return folder
