"""docs/adding_an_exercise.md, followed in a copy of the project."""

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "adding_an_exercise.md").read_text()
UNIT, EXERCISE = "ps2_mnist", "sqrt_back"
PLACE = re.compile(r"# (?P<path>[\w/.]+)(?:, (?P<side>after|before): (?P<line>.*))?\n\n?")


def blocks():
    """The page's code blocks: (language, text)."""
    return re.findall(r"^```(\w+)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


def insert(root, text):
    """Puts a block where its first line says: a file of its own, or beside a line of a file."""
    place = PLACE.match(text)
    path, block = root / place["path"], text[place.end() :]
    if not place["side"]:
        assert not path.exists()
        path.write_text(block)
        return
    content = path.read_text()
    line = next(line for line in content.splitlines(True) if place["line"] in line)
    assert content.count(line) == 1
    if place["side"] == "after":
        content = content.replace(line, f"{line}\n{block}")
    else:
        # the block is an Exercise: it goes before the one that the line is in
        opening = content.rindex("    Exercise(\n", 0, content.index(line))
        content = content[:opening] + block + content[opening:]
    path.write_text(content)


class Project:
    """A copy of the project, in which commands run."""

    def __init__(self, root):
        self.root = root
        ignore = shutil.ignore_patterns("__pycache__")
        for name in ("autograder", "data", "notebooks", "solutions"):
            shutil.copytree(ROOT / name, root / name, ignore=ignore)

    def run(self, *command):
        scripts = str(Path(sys.executable).parent)
        environment = os.environ | {
            "PATH": os.pathsep.join([scripts, os.environ["PATH"]]),
            "PYTHONPATH": str(self.root),
        }
        done = subprocess.run(
            list(map(str, command)), cwd=self.root, env=environment, text=True, timeout=600,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        return done.returncode, done.stdout

    def notebook(self):
        path = self.root / "notebooks" / UNIT / f"{UNIT}.ipynb"
        return json.loads(path.read_text())

    def grade(self, answer=None):
        """What grading says of the exercise, with this answer or with the stub."""
        notebook = self.notebook()
        if answer is not None:
            cell = next(cell for cell in notebook["cells"] if cell["id"] == EXERCISE)
            cell["source"] = answer
        path, report = self.root / "work.ipynb", self.root / "report.json"
        path.write_text(json.dumps(notebook))
        _, said = self.run("autograder", "grade", path, "-e", EXERCISE, "--json", report)
        assert report.exists(), said
        (result,) = json.loads(report.read_text())[0]["exercises"]
        return result


@pytest.fixture(scope="module")
def followed(tmp_path_factory):
    """The project after the page's steps, and what its commands printed."""
    project, said = Project(tmp_path_factory.mktemp("project") / "clone"), []
    for kind, text in blocks():
        if kind != "console":
            insert(project.root, text)
        else:
            for line in text.splitlines():
                code, printed = project.run("bash", "-c", line.removeprefix("$ "))
                assert code == 0, printed
                said.append(printed)
    return project, said


def answers(kind):
    """The page's collected answers of a kind: right or wrong."""
    (text,) = (text for _, text in blocks() if text.startswith("# solutions/answers"))
    return re.findall(rf"# %% {kind}: .*\n((?:.+\n|\n(?!\n))+)", text)


def test_the_notebook_has_its_text_its_stub_and_its_check(followed):
    project, _ = followed
    cells = {cell["id"]: "".join(cell["source"]) for cell in project.notebook()["cells"]}
    assert "1 point" in cells[f"text-{EXERCISE}"]
    assert "NotImplementedError" in cells[EXERCISE]
    assert "grad_out / (2" not in cells[EXERCISE]
    assert cells[f"check-{EXERCISE}"] == f'check("{EXERCISE}")'
    order = list(cells)
    assert order.index("check-exp_back") < order.index(EXERCISE) < order.index("reshape_back")


def test_full_marks_for_the_reference_and_none_for_the_stub(followed):
    project, _ = followed
    for answer in answers("right")[:1]:
        result = project.grade(answer)
        assert (result["status"], result["score"], result["max_score"]) == ("passed", 1.0, 1.0)
    result = project.grade()
    assert (result["status"], result["score"]) == ("not_implemented", 0.0)


def test_a_known_mistake_gets_its_hint(followed):
    project, _ = followed
    result = project.grade(answers("wrong")[0])
    assert result["status"] == "failed"
    assert result["diagnosis"]["id"] == "upstream-ignored"
    assert "chain rule" in result["diagnosis"]["hint"]


def test_the_audit_finds_every_answer_judged_right(followed):
    _, said = followed
    row = next(line for line in said[-1].splitlines() if line.split()[:1] == [EXERCISE])
    _, right, failed, wrong, survived, mutants, _, mutants_survived, *_ = row.split()
    assert (right, failed, wrong, survived) == ("4", "0", "10", "0")
    assert int(mutants) > 0
    assert mutants_survived == "0"
    assert row.split()[-2:] == ["100%", "0"], said[-1]


def test_most_explanations_come_from_the_family():
    (text,) = (text for kind, text in blocks() if kind == "toml")
    own = tomllib.loads(text)
    assert len(text.splitlines()) <= 15
    titles = [line for _, text in blocks() for line in text.splitlines() if "# %% wrong" in line]
    mistakes = {re.search(r"\[(.+)\]$", title)[1] for title in titles}
    assert len(mistakes - set(own)) >= 7
