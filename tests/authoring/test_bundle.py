"""What students are handed has no answer in it, and does what they are told it does."""

import io
import json
import re
import subprocess
import sys
import zipfile

import nbformat
import numpy as np
import pytest
from jupyter_client.manager import KernelManager
from nbclient import NotebookClient

from autograder.authoring import bundle
from autograder.course.model import KNOWN_SEED, assignment, assignment_names
from autograder.grading.answer_key import ReferenceKey
from autograder.grading.submission import parse
from autograder.inside import wire
from autograder.reference.mistakes import mistakes
from tests.conftest import ROOT

UNITS = ("ps1_backprop",)


@pytest.fixture(scope="module")
def handed_out(tmp_path_factory):
    folder = tmp_path_factory.mktemp("bundle") / "für alle"
    try:
        return bundle.make_bundle(folder, UNITS, ("colab", "codespaces", "binder"), "me/course")
    except bundle.NoBundle as reason:
        pytest.skip(f"packages cannot be had here: {reason}")


def everything(content):
    """All files in a zip, and in the archives in it, by path."""
    found = {}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            found[name] = archive.read(name)
            if zipfile.is_zipfile(io.BytesIO(found[name])):
                inner = everything(found[name])
                found |= {f"{name}/{path}": inside for path, inside in inner.items()}
    return found


ANSWER = re.compile(r"### BEGIN SOLUTION\n(.*?)### END", re.DOTALL)


def lines_of_answers():
    """The longer lines of the answers; short ones, and some, stand in what is given, too."""
    book = (ROOT / "solutions" / f"{UNITS[0]}.py").read_text(encoding="utf-8")
    given = ANSWER.sub("", book)
    lines = {line.strip() for answer in ANSWER.findall(book) for line in answer.splitlines()}
    return {line for line in lines if len(line) > 30 and line[0] not in '#"' and line not in given}


def test_no_line_of_an_answer_is_in_it(handed_out):
    files = everything(handed_out.read_bytes())
    assert any(path.endswith("reference/released/ps1_backprop.npz") for path in files)
    secrets = {line.encode() for line in lines_of_answers()}
    assert len(secrets) > 20
    found = {(path, s) for path, text in files.items() for s in secrets if s in text}
    assert found == set()


def test_no_line_of_a_mistake_is_in_it(handed_out):
    files = everything(handed_out.read_bytes())
    given = b"".join(files.values())
    unit = assignment(UNITS[0])
    found = [
        line
        for exercise in unit.exercises
        for mistake in mistakes(unit.name, exercise.id).singles()
        for line in map(str.strip, mistake.source.splitlines())
        if len(line) > 40 and "return" in line and line.encode() in given
    ]
    assert found == []


def test_no_expected_value_of_a_hidden_case_is_in_it(handed_out):
    files = everything(handed_out.read_bytes())
    given = b"".join(text for path, text in files.items() if path.endswith(".npy"))
    arrays = {True: [], False: []}
    key = ReferenceKey(UNITS[0], KNOWN_SEED)
    for exercise in key.assignment.exercises:
        for trial in key.trials(exercise):
            arrays[trial.public] += [
                value.tobytes()
                for value in wire.flatten(trial.expected)[1]
                if value.dtype == float and len(np.unique(value)) > 3
            ]
    assert len(arrays[True]) > 2
    assert len(arrays[False]) > 10
    public = set(arrays[True])
    assert any(value in given for value in public)
    assert [value for value in arrays[False] if value not in public and value in given] == []


def test_it_has_only_the_units_that_are_out_and_nothing_of_the_authors(handed_out):
    files = everything(handed_out.read_bytes())
    assert not [path for path in files if "solutions/" in path or "/authoring/" in path]
    assert not [path for path in files if re.search(r"released/ps[2-9]|notebooks/ps[2-9]", path)]


def test_every_requirement_has_a_hash(handed_out):
    files = everything(handed_out.read_bytes())
    text = next(files[p] for p in files if p.endswith("für alle/requirements.txt")).decode()
    pinned = re.findall(r"^[\w.\-]+==", text, re.MULTILINE)
    assert len(pinned) > 10
    blocks = re.split(r"^(?=\S)", text, flags=re.MULTILINE)[1:]
    assert [block for block in blocks if "--hash=sha256:" not in block] == []


def test_a_badge_for_each_place_opens_the_notebook_there(handed_out):
    page = everything(handed_out.read_bytes())["für alle/README.md"].decode()
    notebook = "notebooks/ps1_backprop/ps1_backprop.ipynb"
    for address in (
        f"https://colab.research.google.com/github/me/course/blob/HEAD/{notebook}",
        "https://codespaces.new/me/course",
        f"https://mybinder.org/v2/gh/me/course/HEAD?labpath={notebook}",
    ):
        assert f"]({address})" in page


def test_the_first_cell_installs_the_wheel_and_is_not_run_in_grading(handed_out):
    files = everything(handed_out.read_bytes())
    notebook = files["für alle/notebooks/ps1_backprop/ps1_backprop.ipynb"]
    first = json.loads(notebook)["cells"][0]["source"]
    (wheel,) = (path.split("/")[1] for path in files if path.endswith(".whl"))
    assert f"%pip install --quiet https://github.com/me/course/raw/HEAD/{wheel}" in first
    (cell,) = (c for c in parse(notebook, "a.ipynb").cells if "%pip" in c.source)
    assert cell.skip


# Installed


def uv(*arguments, cwd=None):
    command = [sys.executable, "-m", "uv", *map(str, arguments)]
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def unpacked(handed_out, tmp_path_factory):
    """The bundle, unpacked on a path with a space and an umlaut, in an environment of its own."""
    folder = tmp_path_factory.mktemp("Ordner für alle")
    with zipfile.ZipFile(handed_out) as archive:
        archive.extractall(folder)
    folder /= "für alle"
    uv("venv", "--quiet", "--python", sys.executable, folder / ".venv")
    return folder


def run_in_kernel(folder, *sources):
    """What cells show in a kernel of the folder's environment, one after the other."""
    kernel = KernelManager(kernel_name="python3")
    kernel.kernel_spec.argv[0] = str(folder / ".venv" / "bin" / "python")
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(s) for s in sources])
    NotebookClient(notebook, km=kernel, timeout=300).execute(cwd=str(folder))
    return [json.dumps(cell.outputs, ensure_ascii=False) for cell in notebook.cells]


SETUP = 'from autograder.student.check import checker\ncheck = checker("ps1_backprop")'
RIGHT = "def log_back(grad_out, out, x):\n    return grad_out / x"
CHECK = 'check("log_back")'


@pytest.mark.audit
def test_the_cell_for_colab_is_enough_in_an_environment_without_anything(unpacked):
    uv("pip", "install", "--quiet", "--python", unpacked / ".venv", "ipykernel", "pip")
    (wheel,) = unpacked.glob("*.whl")
    cell = bundle.UPLOADED.format(wheel=wheel.name)
    assert "cases pass" in run_in_kernel(unpacked, cell, SETUP, RIGHT, CHECK)[-1]


@pytest.mark.audit
def test_installed_it_checks_grades_and_hands_in(unpacked):
    environment = unpacked / ".venv"
    uv("pip", "install", "--quiet", "--python", environment, "-r", "requirements.txt", cwd=unpacked)
    python = environment / "bin" / "python"
    done = subprocess.run(
        [python, "grade.py", "--hand-in", "handin.zip"],
        cwd=unpacked, capture_output=True, text=True,
    )  # fmt: skip
    assert (done.returncode, "ps1_backprop.ipynb: not answered yet: log_back" in done.stdout) == (
        1, True,
    ), done.stderr  # fmt: skip
    with zipfile.ZipFile(unpacked / "handin.zip") as archive:
        assert archive.namelist() == ["ps1_backprop.ipynb"]
    done = subprocess.run(
        [environment / "bin" / "autograder", "grade", "handin.zip"],
        cwd=unpacked, capture_output=True, text=True,
    )  # fmt: skip
    assert "To check your own notebook: autograder check NOTEBOOK." in done.stderr
    done = subprocess.run(
        [environment / "bin" / "autograder", "check", "handin.zip", "--format",
         "github=summary.md"],
        cwd=unpacked, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 1, done.stderr
    assert "| `log_back` |" in (unpacked / "summary.md").read_text()


def test_a_folder_with_something_in_it_is_left_alone(tmp_path):
    (tmp_path / "mine").write_text("x")
    with pytest.raises(bundle.NoBundle, match="is not empty"):
        bundle.make_bundle(tmp_path, UNITS)


def test_what_the_last_notebook_needs_is_in_the_wheel(handed_out):
    files = everything(handed_out.read_bytes())
    for needed in ("student/canvas.js", "student/notebook.py", "mnist/reader.npz"):
        assert any(path.endswith(f".whl/autograder/{needed}") for path in files)


@pytest.mark.parametrize(("units", "has"), [(UNITS, False), (assignment_names(), True)])
def test_the_last_notebook_comes_with_the_last_unit(units, has, tmp_path, monkeypatch):
    monkeypatch.setattr(bundle, "_wheel", lambda folder, units: folder / "course.whl")
    monkeypatch.setattr(bundle, "_requirements", lambda wheel, target: None)
    bundle.make_bundle(tmp_path / "course", units)
    notebook = tmp_path / "course" / "notebooks" / "finale" / "finale.ipynb"
    assert notebook.exists() == has
