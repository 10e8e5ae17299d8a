"""The commands of pages for students and of docs/platforms.md, typed one by one in a fresh copy."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.authoring import demo

ROOT = Path(__file__).parents[2]
NOT_RUN = {
    "python -m venv .venv": "the tests run in such an environment",
    ". .venv/bin/activate": "the test's environment comes first on the path",
    "python -m pip install -e .": "installed",
    "python -m pip install jupyterlab": "downloads",
    "python -m pip install -r requirements.txt": "in a bundle, as test_bundle.py does",
    "jupyter lab": "runs until it is stopped",
}
OFFLINE = "uv pip did not work"


def commands(page):
    """The lines of a page's console blocks, without what is said beside them."""
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    blocks = re.findall(r"^```console\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    lines = [line for block in blocks for line in block.splitlines()]
    assert all(line.startswith("$ ") for line in lines)
    return [line[2:].split("  #")[0].strip() for line in lines]


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    """A copy of the course on a path with a space and an umlaut, with a class that handed in."""
    folder = tmp_path_factory.mktemp("copy") / "Kurs für alle"
    ignore = shutil.ignore_patterns("__pycache__")
    for name in ("autograder", "data", "notebooks", "solutions"):
        shutil.copytree(ROOT / name, folder / name, ignore=ignore)
    for name in ("LICENSE", "README.md", "grade.py", "pyproject.toml"):
        shutil.copy(ROOT / name, folder)
    shutil.copy(
        ROOT / "notebooks" / "ps1_backprop" / "ps1_backprop.ipynb", folder / "my_copy.ipynb"
    )
    for student, notebook in {
        "ada": demo.half_done("ps1_backprop"),
        "=1+1": demo.untouched("ps1_backprop"),
    }.items():
        path = folder / "submitted" / student / "ps1_backprop" / "ps1_backprop.ipynb"
        path.parent.mkdir(parents=True)
        path.write_text(json.dumps(notebook))
    programs = folder / "programs"
    programs.mkdir()
    (programs / "autograder").write_text(
        f"#!/bin/sh\nexec '{sys.executable}' -P -c "
        "'from autograder.cli.commands import main; main()' \"$@\"\n"
    )
    (programs / "autograder").chmod(0o755)
    return folder


def test_what_is_not_typed_stands_on_a_page():
    assert set(NOT_RUN) <= {*commands("students.md"), *commands("platforms.md")}


@pytest.mark.parametrize("page", ["students.md", "platforms.md"])
def test_every_command_of_a_page_does_what_it_should(page, copy):
    environment = os.environ | {
        "PATH": os.pathsep.join(
            [str(copy / "programs"), str(Path(sys.executable).parent), os.environ["PATH"]]
        ),
        "PYTHONPATH": str(copy),
    }
    typed = [command for command in commands(page) if command not in NOT_RUN]
    assert len(typed) > 4
    for command in typed:
        done = subprocess.run(
            ["bash", "-c", command], cwd=copy, env=environment, capture_output=True, text=True,
            timeout=900,
        )  # fmt: skip
        if OFFLINE in done.stderr:
            continue
        checks = "grade" in command.split()[1] or command.startswith("autograder grade")
        assert done.returncode in ((0, 1) if checks else (0,)), (command, done.stderr)
        assert "Traceback" not in done.stderr


def test_what_the_page_on_platforms_makes_is_there(copy):
    for name in ("gradescope/autograder.zip", "autolab/autograde.tar", "autolab/Makefile",
                 "prairielearn/grader.zip", "student-repository/.github/workflows/check.yml",
                 "handin.zip", "canvas.csv", "moodle.csv"):  # fmt: skip
        assert (copy / name).exists(), name
    assert "'=1+1" in (copy / "canvas.csv").read_text()
