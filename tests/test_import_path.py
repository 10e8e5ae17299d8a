"""What lies beside a notebook is never imported, read as a setting or run by a trusted process."""

import contextlib
import importlib.metadata
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.course import import_path

ROOT = Path(__file__).parents[1]
UNIT = "ps1_backprop"
STUDENTS = ("ada", "ben")
PROGRAMS = Path(sys.executable).parent
# Every module there is: Python's own, the installed ones and ours.
MODULES = sorted(
    name
    for name in (
        *sys.stdlib_module_names, *importlib.metadata.packages_distributions(), "solutions", "data"
    )
    if name.isidentifier()
)  # fmt: skip
SETTINGS = ("conftest", "jupyter_config", "sitecustomize", "usercustomize", "ipython_config")
COURSE_SETTINGS = ("nbgrader_config",)
STARTUP = ".ipython/profile_default/startup"
FILES = {
    "pytest.ini": "[pytest]\npythonpath = .\n",
    "pyproject.toml": "[tool.pytest.ini_options]\npythonpath = ['.']\n",
    ".env": "PYTHONPATH=.\n",
    "matplotlibrc": "backend: module://antigravity\n",
}
SCRIPTS = ("bwrap", "alembic", "chmod", "rm", "python", "python3")


@pytest.fixture
def marker(tmp_path):
    """A file that exists once something that was planted has run."""
    return tmp_path / "marker"


@pytest.fixture
def plant(marker):
    """`plant(folder, settings)`: puts files of every name that might be run into a folder."""

    def planted(folder, settings=(*SETTINGS, *COURSE_SETTINGS)):
        note = f"open({str(marker)!r}, 'a').write(__file__ + '\\n')\nraise ImportError(__file__)\n"
        folder.mkdir(parents=True, exist_ok=True)
        for name in (*MODULES, *settings):
            (folder / f"{name}.py").write_text(note)
        for package in ("autograder", "solutions", "data", "numpy"):
            (folder / package).mkdir()
            (folder / package / "__init__.py").write_text(note)
        (folder / STARTUP).mkdir(parents=True)
        (folder / STARTUP / "00-first.py").write_text(note)
        for name, content in FILES.items():
            (folder / name).write_text(content)
        for name in SCRIPTS:
            (folder / name).write_text(f"#!/bin/sh\necho $0 >> {marker}\nexit 1\n")
            (folder / name).chmod(0o755)
        return folder

    return planted


@pytest.fixture
def handed_in(tmp_path, plant):
    """A folder with submissions of three students, planted on every floor.

    None can be read: they go through all processes, and no answer key has to be made.
    """
    folder = plant(tmp_path / "submitted")
    for student in STUDENTS:
        (plant(folder / student / UNIT) / f"{UNIT}.ipynb").write_text("{}")
    released = ROOT / "autograder" / "reference" / "released" / f"{UNIT}.ipynb"
    (folder.parent / "released.ipynb").write_bytes(released.read_bytes())
    return folder


@pytest.fixture
def typed(clean_environment):
    """`typed(folder, program, *arguments)`: a finished program of this environment."""

    def finished(folder, program, *arguments, **environment):
        return subprocess.run(
            [PROGRAMS / program, *map(str, arguments)],
            cwd=folder,
            # a path that begins with the current folder is the user's, and not for us to follow
            env={**clean_environment, "PATH": f".:{os.environ['PATH']}", **environment},
            capture_output=True,
            text=True,
            timeout=120,
        )

    return finished


def test_the_planted_files_would_be_found(plant, tmp_path, typed, marker):
    plant(tmp_path / "work")
    typed(tmp_path / "work", "python", "-c", "import antigravity")
    assert marker.exists()


@pytest.mark.parametrize(
    "arguments",
    [
        (".",),
        (".", "--isolation=process", "--as-root"),
        ("../released.ipynb", "-e", "log_back", "--html=report.html"),
    ],
)
def test_autograder_grade_in_the_folder_of_submissions(arguments, handed_in, typed, marker):
    done = typed(handed_in, "autograder", "grade", *arguments)
    assert done.returncode == (1 if "-e" in arguments else 2)
    assert "Traceback" not in done.stderr
    assert not marker.exists()


def test_the_pages_of_a_class(handed_in, typed, marker):
    typed(handed_in, "autograder", "grade", ".")
    done = typed(handed_in, "autograder", "report")
    assert (done.returncode, done.stderr) == (0, "")
    assert not marker.exists()


@pytest.mark.parametrize("folder", [".", f"ada/{UNIT}"])
def test_grade_py_by_its_path(folder, handed_in, typed, marker):
    target = handed_in.parent / "released.ipynb"
    done = typed(handed_in / folder, "python", ROOT / "grade.py", target)
    assert (done.returncode, done.stderr) == (1, "")
    assert not marker.exists()


def test_files_beside_grade_py(course_copy, typed, marker):
    note = f"open({str(marker)!r}, 'a').write(__file__ + '\\n')\nraise ImportError(__file__)\n"
    for name in MODULES:
        if name not in ("autograder", "data"):  # these are folders there
            (course_copy / f"{name}.py").write_text(note)
    done = typed(course_copy, "python", "grade.py", UNIT)
    assert (done.returncode, done.stderr) == (1, "")
    assert not marker.exists()


def test_the_comparator_beside_a_kernel(handed_in, typed, marker):
    program = (
        "import os; from autograder.student import check; os.chdir('work')\n"
        f"check.checker('{UNIT}')('log_back')"
    )
    (handed_in.parent / "work").symlink_to(handed_in / "ada" / UNIT)
    done = typed(handed_in.parent, "python", "-P", "-c", program)
    assert done.stderr.splitlines()[-1].startswith("autograder.student.check.CheckFailed: log_back")
    assert not marker.exists()


def test_a_cluster_whose_worker_starts_among_submissions(handed_in, typed, marker, tmp_path):
    pytest.importorskip("distributed")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"tcp://127.0.0.1:{port}"  # worker and lead wait until it is there
    scheduler = (PROGRAMS / "dask", "scheduler", "--host=127.0.0.1", f"--port={port}")
    with running(*scheduler, "--no-dashboard", cwd=tmp_path):
        worker = (PROGRAMS / "autograder", "worker", address, "--processes=1")
        with running(*worker, cwd=handed_in / "ada" / UNIT):
            done = typed(handed_in, "autograder", "grade", ".", f"--scheduler={address}",
                         "--isolation=process", "--as-root")  # fmt: skip
    assert done.returncode == 2, done.stderr
    assert not marker.exists()


@contextlib.contextmanager
def running(*command, cwd):
    """A program that is interrupted at the end."""
    null = subprocess.DEVNULL
    process = subprocess.Popen(command, cwd=cwd, stdout=null, stderr=null, start_new_session=True)
    try:
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)


@pytest.mark.parametrize("command", [("autograder", "autograde"), ("nbgrader", "autograde")])
def test_a_course_with_submissions(command, new_course, plant, tmp_path, marker):
    course = new_course(tmp_path / "course")
    course.run("generate_assignment", UNIT)
    for student in STUDENTS:
        plant(course.root / "submitted" / student / UNIT)
        course.submit(student, "{}", unit=UNIT, name=f"{UNIT}.ipynb")
    plant(course.root / "submitted")
    if command[0] == "autograder":  # nbgrader alone looks in the course's folder first
        for name in {*MODULES} - {"autograder"}:
            note = f"open({str(marker)!r}, 'a').write(__file__)\nraise ImportError(__file__)\n"
            (course.root / f"{name}.py").write_text(note)
    done = subprocess.run(
        [PROGRAMS / command[0], command[1], UNIT],
        cwd=course.root,
        env={k: v for k, v in course.environment.items() if k != "PYTHONPATH"},
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    assert set(course.scores(UNIT)) == set(STUDENTS)
    assert not marker.exists()


def test_pytest_as_the_page_says(handed_in, typed, marker):
    empty = handed_in.parent / "empty.ini"
    empty.write_text("[pytest]\n")
    target = handed_in / "ada" / UNIT / "hw.ipynb"
    target.write_bytes((handed_in.parent / "released.ipynb").read_bytes())
    options = ("--noconftest", f"-c{empty}", f"--rootdir={handed_in.parent}")
    done = typed(handed_in.parent, "pytest", "-p", "no:cacheprovider", *options, target)
    assert done.returncode == 1
    assert " failed" in done.stdout
    assert not marker.exists()


def test_the_path_loses_what_depends_on_the_current_folder(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", ["", ".", "lib", str(tmp_path), "/usr/lib"])
    for name in ("PATH", "PYTHONPATH"):
        monkeypatch.setenv(name, os.pathsep.join(["", ".", "bin", "/usr/bin"]))
    monkeypatch.delenv("PYTHONSAFEPATH", raising=False)
    monkeypatch.setattr(os, "environ", dict(os.environ))
    import_path.leave_current_folder()
    assert sys.path == ["/usr/lib"]
    assert os.environ["PATH"] == os.environ["PYTHONPATH"] == "/usr/bin"
    assert os.environ["PYTHONSAFEPATH"] == "1"
