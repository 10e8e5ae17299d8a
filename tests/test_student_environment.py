"""A student's installation: what `dependencies` in pyproject.toml names, and what these bring.

The environment is a fresh one in which the installed packages of that set are links, so nothing is
downloaded and nothing else can be imported.
"""

import json
import subprocess
import sys
import sysconfig
import tomllib
import venv
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
STUDENTS = {"click", "ipython", "matplotlib", "nbformat", "numpy", "pooch", "rich", "tqdm"}
MOST_PACKAGES = 60


def with_what_they_bring(requirements):
    """The installed distributions by name that the requirements lead to."""
    found, waiting = {}, [Requirement(one) for one in requirements]
    while waiting:
        needed = waiting.pop()
        name = needed.name.lower().replace("_", "-")
        if name in found or (needed.marker and not needed.marker.evaluate({"extra": ""})):
            continue
        try:
            found[name] = distribution(needed.name)
        except PackageNotFoundError:  # for another system
            continue
        waiting += [Requirement(one) for one in found[name].requires or ()]
    return found


@pytest.fixture(scope="module")
def student(tmp_path_factory):
    """`student(*arguments)`: a finished `python ...` of that environment, without `solutions/`."""
    folder = tmp_path_factory.mktemp("student")
    venv.create(folder / "env", symlinks=sys.platform != "win32")
    python = next(iter([*folder.glob("env/bin/python"), *folder.glob("env/Scripts/python.exe")]))
    paths = {"base": str(folder / "env"), "platbase": str(folder / "env")}
    place = Path(sysconfig.get_path("purelib", vars=paths))
    for one in with_what_they_bring(PROJECT["dependencies"]).values():
        for file in one.files or ():
            top = file.parts[0]
            if top != ".." and top != "__pycache__" and not (place / top).exists():
                (place / top).symlink_to(one.locate_file(top))
    course = folder / "course"
    course.mkdir()
    for name in ("autograder", "data", "notebooks", "grade.py"):
        (course / name).symlink_to(ROOT / name)
    (place / "course.pth").write_text(str(course))

    def run(*arguments):
        return subprocess.run(
            [python, *arguments], cwd=course, capture_output=True, encoding="utf-8", timeout=300
        )

    return run


def test_students_need_eight_packages_and_what_these_bring():
    assert {Requirement(one).name for one in PROJECT["dependencies"]} == STUDENTS
    assert len(with_what_they_bring(PROJECT["dependencies"])) <= MOST_PACKAGES


def test_dev_is_all_of_it():
    extras = PROJECT["optional-dependencies"]
    (own,) = [Requirement(one) for one in extras["dev"] if one.startswith(PROJECT["name"])]
    assert own.extras == {"instructor", "authoring", "postgresql", "cluster"}


def test_nothing_else_can_be_imported(student):
    for name in ("jupytext", "nbgrader", "nbconvert", "jinja2", "markupsafe", "sqlalchemy"):
        assert f"No module named '{name}'" in student("-c", f"import {name}").stderr


def test_a_whole_notebook_is_checked(student, solved, written, tmp_path):
    done = student("grade.py", written(solved), "--json", tmp_path / "out.json")
    assert (done.returncode, done.stderr) == (0, "")
    (report,) = json.loads((tmp_path / "out.json").read_text("utf-8"))
    assert report["score"] > report["max_score"] == 36


CHECK = """
import numpy as np
from autograder.student.check import CheckFailed, checker
check = checker("ps2_mnist")
def exp_back(grad_out, out, x):
    return {answer}
try:
    check("exp_back")
except CheckFailed as failed:
    print("failed:", failed)
"""


def test_check_works(student):
    right, wrong = (student("-c", CHECK.format(answer=f"grad_out * {by}")) for by in ("out", "x"))
    assert (right.returncode, right.stderr, wrong.stderr) == (0, "", "")
    assert "exp_back: all" in right.stdout
    assert "failed: exp_back: not yet right" in wrong.stdout


def test_graphs_can_be_drawn_and_digits_be_loaded(student):
    code = (
        "from autograder.student.graph import draw_graph; from autograder.mnist import load_mnist"
    )
    assert student("-c", code).stderr == ""


@pytest.mark.parametrize(("option", "package"), [("--html", "jinja2"), ("--junit", "junitparser")])
def test_a_format_that_needs_more_says_so(option, package, student, tmp_path):
    done = student("grade.py", "ps2_mnist", "-e", "relu", option, tmp_path / "out")
    assert "0 of 1 points" in done.stdout
    assert f"cannot be written without the package {package}" in done.stderr
    assert "Traceback" not in done.stderr


def test_what_instructors_do_says_what_to_install(student):
    done = student("-c", "from autograder.cli.commands import main; main()", "grade", "ps2_mnist")
    assert done.returncode != 0
    assert "[instructor]" in done.stderr
