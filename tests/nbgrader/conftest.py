"""A course in a folder of its own, and nbgrader's commands in it, as an instructor types them."""

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NBGRADER = (sys.executable, "-m", "nbgrader")
SEED = 7


class Course:
    """A course's folder. `run` runs a command in it and returns what it printed."""

    def __init__(self, root: Path, db_url: str | None = None):
        self.root = root
        self.db_url = db_url or f"sqlite:///{root / 'gradebook.db'}"
        root.mkdir(parents=True, exist_ok=True)
        (root / "nbgrader_config.py").write_text((ROOT / "nbgrader_config.py").read_text())
        self.environment = os.environ | {
            "AUTOGRADER_GRADEBOOK": self.db_url,
            "AUTOGRADER_SEED": str(SEED),
            "HOME": str(root),
            "JUPYTER_CONFIG_DIR": str(root / ".jupyter"),
            "PYTHONPATH": str(ROOT),
            "XDG_DATA_HOME": str(root / ".local"),
        }

    def attempt(self, *arguments, **options):
        command = NBGRADER if arguments[0] != "autograder" else ()
        if arguments[0] == "autograder":
            command = (sys.executable, "-c", "from autograder.cli import main; main()")
            arguments = arguments[1:]
        return subprocess.run(
            [*command, *map(str, arguments)],
            cwd=options.pop("cwd", self.root),
            env=self.environment | options.pop("env", {}),
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
        """For each student, the points that grading has given for each check cell."""
        with self.gradebook() as gradebook:
            return {
                submission.student.id: {
                    grade.name: grade.auto_score
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
            found[student] = {f"check-{e['id']}": e["score"] for e in report["exercises"]}
        return found

    def exported(self, *arguments, to="grades.csv"):
        self.run("export", *arguments, f"--to={to}")
        with open(self.root / to, newline="", encoding="utf-8") as file:
            return list(csv.reader(file))


@pytest.fixture
def course(tmp_path):
    """A course whose assignment has been generated."""
    one = Course(tmp_path / "course")
    one.run("generate_assignment", "ps2_mnist")
    return one
