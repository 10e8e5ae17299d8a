"""docs/instructors.md, followed from its first command to its last by somebody who has a clone."""

import csv
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from autograder.authoring import demo

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "instructors.md"
UNIT = "ps2_mnist"
NOT_RUN = {
    "python3 -m venv .venv": "the tests run in such an environment",
    ". .venv/bin/activate": "the test's environment comes first on the path",
    'python -m pip install -e ".[instructor,postgresql]"': "installed, and downloads",
    "sudo apt-get install bubblewrap": "changes the machine",
    "autograder bundle handout --unit ps2_mnist": "downloads; test_bundle.py makes a bundle",
    "jupyter lab": "runs until it is stopped; tests/browser/test_formgrader.py starts it",
}


def blocks():
    """The page's code blocks: (language, text)."""
    return re.findall(r"^```(\w+)\n(.*?)^```$", PAGE.read_text(), re.MULTILINE | re.DOTALL)


def commands():
    found = [line for kind, text in blocks() if kind == "console" for line in text.splitlines()]
    assert all(line.startswith("$ ") for line in found)
    return [line[2:] for line in found]


def script():
    """The page as a shell script: it types the commands, and writes the files."""
    lines = ["set -e"]
    for kind, text in blocks():
        if kind in ("python", "csv"):
            path, _, content = text.partition("\n")
            path = path.removeprefix("# ").replace("~", "$HOME")
            lines += [f'mkdir -p "$(dirname {path})"', f"cat >> {path} <<'END'\n{content}END"]
        else:
            for line in text.splitlines():
                command = line.removeprefix("$ ")
                if command not in NOT_RUN:
                    lines += [f"cat <<'END'\n=== {command}\nEND", command]
    return "\n".join(lines)


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """An instructor's home, with the submissions that were downloaded and an exchange."""
    home = tmp_path_factory.mktemp("home")
    (home / "exchange").mkdir()
    (home / "exchange").chmod(0o777)
    (home / ".jupyter").mkdir()
    (home / ".jupyter" / "nbgrader_config.py").write_text(
        f"c = get_config()\nc.Exchange.root = {str(home / 'exchange')!r}\n"
    )
    handed_in = home / "autograd-2026" / "submitted" / "kim" / UNIT / f"{UNIT}.ipynb"
    handed_in.parent.mkdir(parents=True)
    handed_in.write_text(json.dumps(demo.half_done(UNIT)))
    (home / "Downloads").mkdir()
    with zipfile.ZipFile(home / "Downloads" / "submissions.zip", "w") as archive:
        archive.writestr(f"kim_late_771_{UNIT}.ipynb", json.dumps(demo.half_done(UNIT)))
    return home


@pytest.fixture(scope="module")
def followed(home, postgresql):
    """The clone, and what the commands printed."""
    clone = home / "clone"
    ignore = shutil.ignore_patterns("__pycache__")
    for name in ("autograder", "data", "notebooks", "solutions"):
        shutil.copytree(ROOT / name, clone / name, ignore=ignore)
    shutil.copy(ROOT / "nbgrader_config.py", clone)
    server, _, port = postgresql.rpartition(":")
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin"))[-1]
    environment = os.environ | {
        "HOME": str(home),
        "JUPYTER_CONFIG_DIR": str(home / ".jupyter"),
        "PATH": os.pathsep.join(
            [str(Path(sys.executable).parent), str(programs), os.environ["PATH"]]
        ),
        "PGHOST": server.rpartition("@")[2],
        "PGPORT": port,
        "PGUSER": "grader",
        "PYTHONPATH": str(clone),
        "TZ": "UTC",
        "XDG_DATA_HOME": str(home / ".local"),
    }
    done = subprocess.run(
        ["bash", "-c", script()],
        cwd=clone, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        timeout=2400,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-4000:]
    return clone, done.stdout


def test_every_command_runs_but_those_with_a_reason():
    assert set(NOT_RUN) < set(commands())
    assert len(commands()) > 6 * len(NOT_RUN)


def test_every_code_block_is_a_command_or_a_file():
    assert {kind for kind, _ in blocks()} == {"console", "python", "csv"}
    files = [(kind, text) for kind, text in blocks() if kind != "console"]
    assert all(re.match(rf"# \S+\.{kind[:2]}", text) for kind, text in files if kind != "csv")
    assert all(re.match(r"# \S+\.csv\n", text) for kind, text in files if kind == "csv")


def test_nothing_ends_in_a_traceback(followed):
    _, said = followed
    assert "Traceback" not in said
    assert "The seed is" not in said.partition("AUTOGRADER_SEED=")[2]


def test_the_whole_class_is_graded_with_feedback(followed):
    clone, _ = followed
    students = {path.name for path in (clone / "submitted").iterdir()}
    assert students >= {*demo.STUDENTS, demo.UNREADABLE, "kim"}
    assert len(students) == len(demo.STUDENTS) + 3
    for student in students:
        page = clone / "feedback" / student / UNIT / f"{UNIT}.html"
        assert re.search(r"</b> of \d+ points", page.read_text())


def test_the_exports_hold_everybodys_points(followed):
    clone, _ = followed

    def read(name):
        with open(clone / name, newline="", encoding="utf-8") as file:
            return list(csv.reader(file))

    canvas = {row[3]: row for row in read("canvas.csv")[2:]}
    assert canvas["chen-typical-mistakes"][:2] == ["Li, Chen", "17"]
    assert float(canvas["ada-complete"][-1]) > float(canvas["ben-half-done"][-1]) > 0
    moodle = {row[0]: row for row in read("moodle.csv")[1:]}
    assert {name: row[-1] for name, row in moodle.items()} == {
        name: row[-1] for name, row in canvas.items()
    }
    assert len(read("grades.csv")) == 1 + len(canvas)


def test_a_course_elsewhere_has_its_assignment(followed, home):
    course = home / "autograd-2026"
    made = json.loads((course / "release" / UNIT / f"{UNIT}.ipynb").read_text())
    assert made == json.loads((ROOT / "notebooks" / UNIT / f"{UNIT}.ipynb").read_text())


def test_a_correction_reaches_a_course_elsewhere(followed, home):
    assert (home / "autograd-2026" / "feedback" / "kim" / UNIT / f"{UNIT}.html").exists()


def test_a_student_gets_the_feedback_from_the_exchange(followed, home):
    assert list((home / "work" / UNIT / "feedback").rglob(f"{UNIT}.html"))
