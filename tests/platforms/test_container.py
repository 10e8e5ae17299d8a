"""Gradescope's package where Gradescope runs it: as root, in a root of its own, without namespaces.

The folders are those of its documentation. What runs there has the rights of root in a container,
and no sandbox around students' code: bubblewrap is not there.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from autograder.authoring import attacks
from autograder.authoring.attacks import UNIT, with_answer
from autograder.platforms.table import PLATFORMS

SEED = 482_913
RIGHTS = ("CHOWN", "DAC_OVERRIDE", "FOWNER", "FSETID", "KILL", "SETGID", "SETUID", "SETPCAP",
          "SYS_CHROOT", "AUDIT_WRITE", "MKNOD", "NET_BIND_SERVICE", "SETFCAP")  # fmt: skip
"""What root may do in a container of Docker, and nothing else."""
MATTER = ("become_root", "debugger", "forge_success", "import_reference",
          "import_reference_by_path", "kill_everything", "kill_parent", "patch_wire", "ptrace",
          "read_proc", "read_seed", "read_solutions", "stuff_channel", "walk_objects")  # fmt: skip
SEARCH = """
import os
from pathlib import Path

found = []
for place in ("/autograder/source", "/autograder/results", "/autograder/submission", "/proc"):
    for folder, _, names in os.walk(place):
        if folder.count("/") > 7 or "/sys/" in folder or "/task/" in folder:
            continue
        for name in names:
            path = os.path.join(folder, name)
            secret = "solutions" in path or name in ("run_autograder", "environ", "mem")
            mine = path.startswith((f"/proc/{os.getpid()}/", "/proc/self/", "/proc/thread-self/"))
            try:
                if secret and not mine and open(path, "rb").read(1):
                    found.append(path)
            except (OSError, ValueError):
                pass
for folder in ("/autograder/source", "/autograder/results", "/autograder/source/course/solutions"):
    try:
        Path(folder, "planted").write_text("x")
        found.append(folder)
    except OSError:
        pass
if found:

    def negative_back(grad_out, out, x):
        return -grad_out
"""

pytestmark = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0 or shutil.which("bwrap") is None,
    reason="a root of its own takes root, and bubblewrap",
)


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """`graded(notebook)`: the results.json that a notebook gets."""
    place = tmp_path_factory.mktemp("container")
    (package,) = PLATFORMS["gradescope"].package(UNIT, place, SEED, True)
    with zipfile.ZipFile(package) as archive:
        archive.extractall(place / "source")

    def run(notebook):
        for name in ("submission", "results"):
            shutil.rmtree(place / name, ignore_errors=True)
            (place / name).mkdir()
        (place / "submission" / f"{UNIT}.ipynb").write_text(json.dumps(notebook))
        done = subprocess.run(
            [*root_of_its_own(place), "bash", "/autograder/source/run_autograder"],
            capture_output=True, text=True, timeout=300,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        assert len(done.stdout) < 1000
        return json.loads((place / "results" / "results.json").read_text())

    return run


def root_of_its_own(place):
    """The command that makes a root with the system, this Python, and Gradescope's folders."""
    arguments = ["bwrap", "--unshare-pid", "--die-with-parent", "--cap-drop", "ALL"]
    for right in RIGHTS:
        arguments += ["--cap-add", f"CAP_{right}"]
    for folder in ("/usr", "/etc", "/bin", "/sbin", "/lib", "/lib64"):
        if Path(folder).is_symlink():
            arguments += ["--symlink", os.readlink(folder), folder]
        elif Path(folder).exists():
            arguments += ["--ro-bind", folder, folder]
    for folder in (*reversed(Path(sys.base_prefix).parents), Path("/opt"), Path("/autograder")):
        if folder not in (Path("/"), Path("/usr")):
            arguments += ["--perms", "0755", "--dir", str(folder)]
    if not sys.base_prefix.startswith("/usr"):
        arguments += ["--ro-bind", sys.base_prefix, sys.base_prefix]
    return [
        *arguments, "--ro-bind", sys.prefix, "/opt/autograder",
        "--ro-bind", os.devnull, shutil.which("bwrap"), "--proc", "/proc",
        "--dev", "/dev", "--perms", "1777", "--tmpfs", "/tmp",
        *(part for name in ("source", "submission", "results")
          for part in ("--bind", str(place / name), f"/autograder/{name}")),
        "--clearenv", "--setenv", "PATH", "/usr/bin:/bin", "--",
    ]  # fmt: skip


def test_an_honest_notebook_gets_its_points(graded):
    document = graded(attacks._solved())
    assert document["score"] == 36 + 15.25
    assert {test["status"] for test in document["tests"]} == {"passed"}


def test_nothing_of_the_grader_that_is_secret_can_be_read_or_written(graded):
    document = graded(with_answer("own", SEARCH)), graded(with_answer("negative_back", SEARCH))
    assert [one["score"] for one in document] == [36 + 15.25, 35 + 15.25]


@pytest.mark.attack
@pytest.mark.parametrize("name", MATTER)
def test_an_attack_gets_what_is_due(name, graded, tmp_path):
    (attack,) = (one for one in attacks.every_attack() if one.name == name)
    notebook = json.loads(attack.make(tmp_path).read_text())
    document = graded(notebook)
    points = sum(test["score"] - extra_credit(test) for test in document["tests"])
    # where an array is empty, no entry is wrong: one of eleven cases, of 1 point
    assert points <= max(attack.keeps, 35) + 0.09


def extra_credit(test):
    """What of a test's score is extra credit: all of it where the exercise is a bonus."""
    named = re.search(r"with ([\d.]+) of extra credit", test["name"])
    return test["score"] if not test["max_score"] else float(named[1]) if named else 0.0
