"""A course in a folder of its own, and nbgrader's commands in it, as an instructor types them."""

import csv
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
NBGRADER = (
    sys.executable, "-c",
    "import runpy, autograder; runpy.run_module('nbgrader', run_name='__main__', alter_sys=True)",
)  # fmt: skip
"""`python -m nbgrader`, but for what autograder spares it at import."""
SEED = 7


class Course:
    """A course's folder. `run` runs a command in it and returns what it printed."""

    def __init__(self, root: Path, db_url: str | None = None):
        self.root = root
        self.db_url = db_url or f"sqlite:///{root / 'gradebook.db'}"
        root.mkdir(parents=True, exist_ok=True)
        exchange = f"c.Exchange.root = {str(root / 'exchange')!r}\n"
        (root / "exchange").mkdir(exist_ok=True)
        (root / "exchange").chmod(0o777)
        (root / "nbgrader_config.py").write_text(
            (ROOT / "nbgrader_config.py").read_text() + exchange
        )
        self.environment = os.environ | {
            "AUTOGRADER_GRADEBOOK": self.db_url,
            "AUTOGRADER_SEED": str(SEED),
            "HOME": str(root),
            "TZ": "UTC",
            "JUPYTER_CONFIG_DIR": str(root / ".jupyter"),
            "PYTHONPATH": str(ROOT),
            "XDG_DATA_HOME": str(root / ".local"),
        }

    def attempt(self, *arguments, as_student=None, **options):
        """Runs a command, for a student from a folder of theirs with the course's exchange."""
        if as_student is not None:
            config = Path(options["cwd"]) / "nbgrader_config.py"
            config.write_text(
                "c = get_config()\n"
                "c.CourseDirectory.course_id = 'autograd'\n"
                f"c.CourseDirectory.student_id = {as_student!r}\n"
                f"c.Exchange.root = {str(self.root / 'exchange')!r}\n"
                f"c.Exchange.cache = {str(options['cwd'] / 'cache')!r}\n"
            )
        command = NBGRADER if arguments[0] != "autograder" else ()
        if arguments[0] == "autograder":
            command = (sys.executable, "-c", "from autograder.cli.commands import main; main()")
            arguments = arguments[1:]
        return subprocess.run(
            [*command, *map(str, arguments)],
            cwd=options.pop("cwd", self.root),
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=600,
            **options,
        )

    def run(self, *arguments, **options):
        done = self.attempt(*arguments, **options)
        assert done.returncode == 0, done.stdout
        return done.stdout

    def submit(self, student, notebook, name="ps2_mnist.ipynb", unit="ps2_mnist"):
        """Puts a notebook (a dict, or any text) into the folder of what was handed in."""
        path = self.root / "submitted" / student / unit / name
        path.parent.mkdir(parents=True, exist_ok=True)
        text = notebook if isinstance(notebook, str) else json.dumps(notebook)
        path.write_text(text, encoding="utf-8")
        return path

    def gradebook(self):
        from nbgrader.api import Gradebook

        return Gradebook(self.db_url, "autograd")

    def scores(self, unit="ps2_mnist"):
        """For each student, the points that grading has given for each check cell, with bonuses."""
        with self.gradebook() as gradebook:
            return {
                submission.student.id: {
                    grade.name: grade.auto_score + (grade.extra_credit or 0)
                    for notebook in submission.notebooks
                    for grade in notebook.grades
                    if grade.name.startswith("check-")
                }
                for submission in gradebook.find_assignment(unit).submissions
            }

    def graded_directly(self, unit="ps2_mnist"):
        """The same, as `autograder grade` has it."""
        target = self.root / "direct.json"
        self.attempt("autograder", "grade", "submitted", "--seed", SEED, "--json", target)
        found = {}
        for report in json.loads(target.read_text()):
            student = Path(report["notebook"]).parts[-3]
            found[student] = {
                f"check-{e['id']}": e["score"] + e["extra_credit"] for e in report["exercises"]
            }
        return found

    def exported(self, *arguments, to="grades.csv"):
        self.run("export", *arguments, f"--to={to}")
        with open(self.root / to, newline="", encoding="utf-8") as file:
            return list(csv.reader(file))


@pytest.fixture(scope="session")
def root():
    """The project's own folder."""
    return ROOT


@pytest.fixture(scope="session")
def new_course():
    return Course


@pytest.fixture(scope="session")
def generated(tmp_path_factory):
    """The folder of a course whose assignment has been generated. Not to be changed."""
    one = Course(tmp_path_factory.mktemp("generated") / "course")
    one.run("generate_assignment", "ps2_mnist")
    return one.root


@pytest.fixture
def course(tmp_path, generated):
    """A course whose assignment has been generated."""
    shutil.copytree(generated, tmp_path / "course")
    return Course(tmp_path / "course")


@pytest.fixture(scope="session")
def postgresql(tmp_path_factory):
    """The address of a PostgreSQL server that runs for these tests, without a database's name."""
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: int(p.parts[-2]))
    if not programs:
        pytest.skip("PostgreSQL is not installed")
    # a server refuses to run as root
    as_user = {"user": "nobody", "group": "nogroup"} if os.geteuid() == 0 else {}
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))
    if as_user:
        shutil.chown(folder, **as_user)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]

    def call(program, *arguments):
        subprocess.run(
            [programs[-1] / program, *map(str, arguments)],
            cwd=folder, check=True, stdout=subprocess.DEVNULL, **as_user,
        )  # fmt: skip

    data = folder / "data"
    call("initdb", "--auth=trust", "--username=grader", "--no-sync", "-D", data)
    options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"
    call("pg_ctl", "start", "--wait", "-D", data, "-l", folder / "log", "-o", options)
    yield f"postgresql+psycopg://grader@127.0.0.1:{port}"
    call("pg_ctl", "stop", "--mode=immediate", "-D", data)
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def postgresql_gradebook(request, postgresql):
    """The address of a fresh gradebook on the server."""
    import psycopg

    name = f"gradebook{abs(hash(request.node.nodeid))}"
    with psycopg.connect(postgresql.replace("+psycopg", "") + "/postgres", autocommit=True) as to:
        to.execute(f"CREATE DATABASE {name}")
    return f"{postgresql}/{name}"


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def db_url(request):
    """The address of a fresh gradebook; None is the course's own file."""
    if request.param == "sqlite":
        return None
    return request.getfixturevalue("postgresql_gradebook")
