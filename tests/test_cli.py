"""The commands as a user types them: `python grade.py`, `autograder grade`, `autograder build`."""

import contextlib
import json
import os
import re
import select
import shutil
import signal
import subprocess
import sys
import time
import xml.etree.ElementTree as ET
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from autograder.authoring import build
from autograder.cli import commands as cli
from autograder.cli.commands import notebooks_in
from autograder.course.model import assignment, assignment_names
from autograder.grading import answer_key
from autograder.grading.submission import read
from autograder.reference import literate
from autograder.version import VERSION
from tests.report_schema import assert_valid

ROOT = Path(__file__).parents[1]
GRADE = ROOT / "grade.py"
AUTOGRADER = ("-c", "from autograder.cli.commands import main; main()")
UNIT_NAMES = ", ".join(assignment_names())
EXERCISES = [exercise.id for exercise in assignment("ps2_mnist").exercises]
WRONG = "def exp_back(grad_out, out, x):\n    return grad_out * x"
CUT_OFF = '{"cells": [{"cell_type": "code", "sou'
EMPTY = {"metadata": {}, "nbformat": 4, "nbformat_minor": 5}


@pytest.fixture
def wrong(solved, with_source):
    """A notebook with one wrong answer."""
    return with_source(solved, "exp_back", WRONG)


@pytest.fixture
def module():
    """The source of a Python module that answers all of ps3_closures."""
    cells = [c for c in literate.source_cells("ps3_closures") if c.role == "exercise"]
    return "\n\n\n".join(["import numpy as np", *(cell.source for cell in cells)])


# Modules in place of notebooks


def test_a_module_is_checked_like_a_notebook(run, module, tmp_path):
    (tmp_path / "my_engine.py").write_text(module, encoding="utf-8")
    done = run(GRADE, "my_engine.py")
    assert done.returncode == 0
    assert "my_engine.py  (ps3_closures)" in done.stdout
    assert "100 of 100 points" in done.stdout


def test_modules_called_submitted_are_graded_in_a_folder_among_notebooks(
    run, module, solved, written, tmp_path
):
    written(solved, "class/ada/hw.ipynb")
    for name in ("ben/submitted.py", "ben/engine.py"):
        path = tmp_path / "class" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(module, encoding="utf-8")
    done = run(*AUTOGRADER, "grade", "class", "--seed", "3", "--json", "report.json")
    assert done.returncode == 0
    reports = json.loads((tmp_path / "report.json").read_text("utf-8"))
    assert_valid(reports)
    assert [(r["assignment"], Path(r["notebook"]).name) for r in reports] == [
        ("ps2_mnist", "hw.ipynb"),
        ("ps3_closures", "submitted.py"),
    ]
    assert all(r["score"] >= r["max_score"] for r in reports)


def test_a_module_of_another_kind_cannot_be_graded(run, tmp_path):
    (tmp_path / "setup.py").write_text("x = 1\n", encoding="utf-8")
    done = run(GRADE, "setup.py")
    assert done.returncode == 2
    assert "setup.py does not look like a module of any unit of this course" in done.stdout


# Exit codes


def test_exit_code_0_when_all_pass(run, solved, written):
    done = run(GRADE, written(solved))
    assert done.returncode == 0
    assert "36 of 36 points, +15.25 bonus" in done.stdout
    assert done.stderr == ""


def test_exit_code_1_when_not_all_pass(run, wrong, written):
    done = run(GRADE, written(wrong))
    assert done.returncode == 1
    assert re.search(r"✘ +exp_back +not yet right +\d+/\d+ cases", done.stdout)
    for row in ("grad_out = ", "yours = ", "expected = ", "difference = "):
        assert row in done.stdout
    assert "Traceback" not in done.stdout + done.stderr


def test_exit_code_2_when_nothing_could_be_graded(run):
    done = run(GRADE, "nowhere.ipynb")
    assert done.returncode == 2
    assert "nowhere.ipynb does not exist. Check the spelling of the path." in done.stdout


def test_exit_code_1_when_something_could_not_be_graded(run, solved, written):
    done = run(GRADE, "nowhere.ipynb", written(solved))
    assert done.returncode == 1
    assert "36 of 36 points, +15.25 bonus" in done.stdout


# Targets


@pytest.mark.parametrize("targets", [(), ("ps2_mnist",), ("notebooks",)], ids=repr)
def test_a_unit_a_folder_or_nothing_names_the_notebooks_of_the_course(targets, run_in, course_copy):
    done = run_in(course_copy, "grade.py", *targets)
    assert done.returncode == 1
    for unit in targets if targets == ("ps2_mnist",) else assignment_names():
        assert str(Path("notebooks", assignment(unit).folder, f"{unit}.ipynb")) in done.stdout
    assert "finale" not in done.stdout  # it has no exercises
    if targets == ("ps2_mnist",):
        assert "0 of 36 points" in done.stdout
        assert done.stdout.count("not written yet") == len(EXERCISES)


def test_notebooks_of_a_folder_are_graded_but_not_jupyters_checkpoints(run, solved, written):
    for name in ("work/a.ipynb", "work/deep/b.ipynb", "work/.ipynb_checkpoints/a-cp.ipynb"):
        written(solved, name)
    done = run(GRADE, "work", "-e", "relu", "--json", "out.json")
    assert done.returncode == 0
    assert done.stdout.count("1 of 1 points") == 2
    assert "checkpoints" not in done.stdout


def test_what_platforms_leave_in_a_folder_is_graded_or_passed_over(solved, written, tmp_path):
    packed = written(solved, "in_zip.ipynb")
    names = (
        "Ada_1_assignsubmission_file_/PS2_MNIST.IPYNB", "Bo [x] (2)/Copy of ps2_mnist.ipynb",
        "Bo [x] (2)/._Copy of ps2_mnist.ipynb", "__MACOSX/Ada/._ps2_mnist.ipynb",
    )  # fmt: skip
    for name in names:
        written(solved, f"class/{name}")
    for folder in ("Kim", "Bo [x] (2)"):
        (tmp_path / "class" / folder).mkdir(exist_ok=True)
        with zipfile.ZipFile(tmp_path / "class" / folder / "hw.zip", "w") as archive:
            archive.write(packed, "hw/a.ipynb")
    with zipfile.ZipFile(tmp_path / "class" / "data.zip", "w") as archive:
        archive.writestr("data.csv", "1")
    (tmp_path / "class" / "Lee").mkdir()
    shutil.copy(tmp_path / "class" / "data.zip", tmp_path / "class" / "Lee")
    found = notebooks_in([str(tmp_path / "class")])
    assert [str(path.relative_to(tmp_path / "class")) for path in found] == [
        *names[:2], "Kim/hw.zip",
    ]  # fmt: skip
    assert {read(path).assignment.name for path in found} == {"ps2_mnist"}


@pytest.mark.parametrize(
    ("target", "sentence"),
    [
        ("ps9", f"ps9 is neither a file, nor a folder, nor a unit. The units are: {UNIT_NAMES}."),
        ("empty", "empty has no notebook (.ipynb) in it."),
        ("a/b/c.ipynb", "c.ipynb does not exist. Check the spelling of the path."),
    ],
)
def test_a_target_that_is_none_is_said_plainly(target, sentence, run, tmp_path):
    (tmp_path / "empty").mkdir()
    done = run(GRADE, target)
    assert done.returncode == 2
    assert sentence in done.stdout


@pytest.mark.parametrize("name", ["my [draft].ipynb", "наука è.ipynb", "-e.ipynb", "a b'.ipynb"])
def test_a_notebook_may_have_any_name(name, run, solved, written):
    path = written(solved, name)
    done = run(GRADE, "-e", "relu", "--json", "out.json", "--", path.name)
    assert done.returncode == 0
    assert name in done.stdout
    (entry,) = json.loads(path.with_name("out.json").read_text("utf-8"))
    assert entry["notebook"] == name


def test_a_name_that_would_break_a_line_is_shown_on_one(run, solved, written):
    done = run(GRADE, written(solved, "two\n\x1b[31mlines.ipynb"), "-e", "relu")
    assert done.returncode == 0
    assert "\x1b" not in done.stdout
    assert "\nlines.ipynb" not in done.stdout


# What cannot be graded, and the notebooks beside it

BROKEN = {
    "not JSON": ("print('hello')", "its content is not JSON but Python source."),
    "cut off": (CUT_OFF, "its content is not JSON: it ends in the middle"),
    "empty": ("", "is not a notebook: it is empty."),
    "a list": ("[1, 2]", "is JSON, but no notebook: it should be an object with cells."),
    "no cells": ("{}", "is JSON, but no notebook: it has no list of cells."),
    "an old format, broken": ('{"nbformat": 2, "worksheets": [3]}', "an old notebook format that"),
    "another course": (json.dumps({**EMPTY, "cells": []}), "does not look like a notebook of any"),
}


@pytest.fixture(scope="module")
def class_with_broken_notebooks(run_in, solved_bytes, tmp_path_factory):
    """What `python grade.py` says and writes on broken notebooks with right ones between them."""
    folder = tmp_path_factory.mktemp("class")
    targets = []
    for name, (content, _) in BROKEN.items():
        (folder / f"{name}.ipynb").write_text(content)
        targets.append(f"{name}.ipynb")
    (folder / "right.ipynb").write_bytes(solved_bytes)
    targets = ["nowhere.ipynb", *targets[:3], "right.ipynb", *targets[3:], "right.ipynb"]
    files = ("--json", "out.json", "--html", "out.html", "--junit", "out.xml")
    done = run_in(folder, GRADE, *targets, *files)
    return done, json.loads((folder / "out.json").read_text("utf-8")), folder


@pytest.mark.parametrize("name", ["nowhere", *BROKEN])
def test_a_notebook_that_cannot_be_graded_is_said_plainly(name, class_with_broken_notebooks):
    done, entries, _ = class_with_broken_notebooks
    sentence = BROKEN[name][1] if name in BROKEN else "does not exist. Check the spelling"
    (line,) = [line for line in done.stdout.splitlines() if line.startswith(f"✘ {name}.ipynb ")]
    assert sentence in line
    (entry,) = [entry for entry in entries if entry["notebook"] == f"{name}.ipynb"]
    assert sentence in entry["error"]
    assert (entry["score"], entry["exercises"]) == (0, [])


def test_the_notebooks_beside_it_are_graded(class_with_broken_notebooks):
    done, entries, folder = class_with_broken_notebooks
    assert done.returncode == 1
    assert "Traceback" not in done.stdout + done.stderr
    (right,) = [entry for entry in entries if entry["notebook"] == "right.ipynb"]
    assert right["score"] == 51.25
    assert len(entries) == len(BROKEN) + 2
    assert len(ET.parse(folder / "out.xml").getroot().findall("testsuite")) == len(entries)
    page = (folder / "out.html").read_text("utf-8")
    assert all(name in page for name in BROKEN)


# One exercise


def test_one_exercise_is_graded_alone(run, wrong, written):
    done = run(GRADE, written(wrong), "-e", "relu", "--exercise", "sum_back")
    assert done.returncode == 0
    assert "4 of 4 points" in done.stdout
    assert "exp_back" not in done.stdout


def test_an_unknown_exercise_is_answered_with_the_nearest_ones(run, solved, written):
    done = run(GRADE, written(solved), "-e", "sum_bakc")
    assert done.returncode == 2
    assert "No unit has an exercise called sum_bakc. Did you mean sum_back" in done.stderr


def test_an_unknown_exercise_among_known_ones_is_not_passed_over(run, solved, written):
    done = run(GRADE, written(solved), "-e", "sum_back", "-e", "sum_bakc")
    assert "sum_bakc" in done.stdout + done.stderr


# Reports in files, in pipes, on terminals


def test_the_json_report_has_the_documented_format(run, wrong, written, tmp_path):
    path = written(wrong)
    assert run(GRADE, path, "--json", "out.json").returncode == 1
    report = json.loads((tmp_path / "out.json").read_text("utf-8"))
    assert_valid(report)
    assert isinstance(report, list)
    (entry,) = report
    assert {key: type(value) for key, value in entry.items()} == {
        "schema_version": int,
        "assignment": str,
        "notebook": str,
        "score": float,
        "max_score": float,
        "isolation": str,
        "seconds": float,
        "exercises": list,
        # beyond the documented keys: why a notebook was not graded, what was repaired
        "error": type(None),
        "notes": list,
    }
    assert entry["schema_version"] == 2
    assert (entry["assignment"], entry["max_score"]) == ("ps2_mnist", 36.0)
    assert entry["notebook"] == str(path)
    assert [exercise["id"] for exercise in entry["exercises"]] == EXERCISES
    earned = sum(e["score"] + e["extra_credit"] for e in entry["exercises"])
    assert entry["score"] == round(earned, 2)
    for exercise in entry["exercises"]:
        assert list(exercise) == [
            "id", "status", "bonus", "score", "max_score", "extra_credit", "message",
            "diagnosis", "cases",
        ]  # fmt: skip
        diagnosis = exercise["diagnosis"]
        assert diagnosis is None or list(diagnosis) == ["id", "hint"]
        for case in exercise["cases"]:
            assert list(case) == ["name", "status", "message"]
            assert {type(value) for value in case.values()} == {str}
    failed = {e["id"]: e["status"] for e in entry["exercises"] if e["status"] != "passed"}
    assert failed["exp_back"] == "failed"
    waiting = {"cross_entropy", "all_together", "stable_cross_entropy"}
    assert set(failed) == {"exp_back", *waiting}


def test_reports_as_a_page_and_as_junit_are_written_too(run, wrong, written, tmp_path):
    done = run(GRADE, written(wrong), "--html", "out.html", "--junit", "out.xml")
    assert done.returncode == 1
    assert "<!doctype html>" in (tmp_path / "out.html").read_text("utf-8").lower()
    suite = ET.parse(tmp_path / "out.xml").getroot().find("testsuite")
    assert {case.get("classname") for case in suite.iter("testcase")} == set(EXERCISES)


def test_formats_are_chosen_by_name_too(run, solved, written, tmp_path):
    formats = ("--format", "html=a.html", "--format", "junit=a.xml", "--format", "json=a=b.json")
    assert run(GRADE, written(solved), "-e", "relu", *formats).returncode == 0
    assert_valid(json.loads((tmp_path / "a=b.json").read_text("utf-8")))
    assert (tmp_path / "a.html").exists()
    assert (tmp_path / "a.xml").exists()


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("xml=out.xml", "no format 'xml'. The formats are: json, html, junit, github,"),
        ("json", "as in json=report.json."),
    ],
)
def test_a_format_that_does_not_exist_is_said_before_grading(value, said, run, solved, written):
    done = run(GRADE, written(solved), "--format", value)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in " ".join(done.stderr.split())


def test_a_file_that_cannot_be_written_is_said_plainly(run, solved, written):
    done = run(GRADE, written(solved), "-e", "relu", "--json", "no/such/folder/out.json")
    assert done.returncode != 0
    assert "no/such/folder/out.json cannot be written" in done.stderr
    assert "1 of 1 points" in done.stdout


def test_a_pipe_gets_plain_text(run, wrong, written):
    done = run(GRADE, written(wrong), written(wrong, "b.ipynb"))
    assert "\x1b" not in done.stdout + done.stderr
    assert max(map(len, done.stdout.splitlines())) < 400


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="needs a pseudo-terminal")
def test_a_terminal_gets_colour_and_a_progress_bar(wrong, written, clean_environment):
    paths = [written(wrong), written(wrong, "b.ipynb")]
    terminal, end = os.openpty()
    environment = {**clean_environment, "TERM": "xterm-256color"}
    environment.pop("NO_COLOR", None)
    process = subprocess.Popen(
        [sys.executable, GRADE, *paths, "-e", "exp_back"],
        stdout=end,
        stderr=end,
        env=environment,
    )
    os.close(end)
    shown = b""
    with contextlib.suppress(OSError):  # the other end has closed
        while part := os.read(terminal, 10_000):
            shown += part
    os.close(terminal)
    assert process.wait(60) == 1
    assert b"\x1b[" in shown
    assert b"Grading" in shown


# What a student has


def test_a_self_check_works_without_solutions(run_in, course_copy, solved, wrong):
    work = course_copy / "notebooks" / "ps2_mnist" / "ps2_mnist.ipynb"
    assert not list(course_copy.rglob("solutions"))
    for notebook, code in ((solved, 0), (wrong, 1)):
        work.write_text(json.dumps(notebook), encoding="utf-8")
        done = run_in(course_copy, "grade.py", "ps2_mnist")
        assert (done.returncode, done.stderr) == (code, "")


@pytest.mark.parametrize("command", ["grade", "build", "demo", "package"])
def test_what_needs_solutions_says_so_without_them(command, run_in, course_copy):
    targets = {"grade": ["notebooks"], "package": ["gradescope", "ps2_mnist", "out"]}
    target = targets.get(command, ["ps2_mnist"])
    done = run_in(course_copy, *AUTOGRADER, command, *target)
    said = done.stdout + done.stderr
    assert done.returncode != 0
    assert "solutions" in said
    assert "Traceback" not in said
    assert "The grader itself failed" not in said


def test_help_names_every_option(run):
    done = run(GRADE, "--help")
    assert done.returncode == 0
    for option in ("TARGET", "-e", "--json", "--html", "--junit", "--watch"):
        assert option in done.stdout


def test_both_commands_say_which_version_they_are(run):
    asked = (GRADE, "--version"), (*AUTOGRADER, "--version")
    assert {run(*one).stdout for one in asked} == {f"autograd-workbook {VERSION}\n"}
    assert f"version: {VERSION}\n" in (ROOT / "CITATION.cff").read_text("utf-8")
    assert f"## {VERSION}" in (ROOT / "CHANGELOG.md").read_text("utf-8")


# --watch


class Watched:
    """A running `python grade.py --watch`, and what it has said so far."""

    def __init__(self, command, environment):
        self.process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=environment
        )
        self.said = b""

    def listen(self, seconds):
        """Reads what is said within so many seconds; False where there was nothing."""
        if not select.select([self.process.stdout], [], [], seconds)[0]:
            return False
        part = os.read(self.process.stdout.fileno(), 10_000)
        self.said += part
        return bool(part)

    def until(self, words, prompt=lambda: None, seconds=30):
        """Listens until the words are said, and does something whenever there is silence."""
        deadline = time.monotonic() + seconds
        while words not in self.said.decode("utf-8", "ignore"):
            assert time.monotonic() < deadline, self.said.decode("utf-8", "ignore")
            if not self.listen(0.5):
                prompt()


@pytest.mark.skipif(sys.platform == "win32", reason="sends Ctrl-C as a signal")
@pytest.mark.parametrize("target", ["hw.ipynb", "."])
def test_watching_grades_again_on_saving_and_ends_on_ctrl_c(
    target, solved, wrong, written, tmp_path, clean_environment
):
    written(wrong)
    command = [sys.executable, GRADE, tmp_path / target, "-e", "exp_back", "--watch"]
    watched = Watched(command, clean_environment)
    try:
        watched.until("Watching for changes")
        assert "0.09 of 1 points" in watched.said.decode()
        # A save that comes before the watch has begun goes unseen, so save again in silence.
        watched.until("1 of 1 points", prompt=lambda: written(solved))
        watched.process.send_signal(signal.SIGINT)
        while watched.listen(60):
            pass
        assert watched.process.wait(60) in (0, 1)
        assert b"Traceback" not in watched.said
    finally:
        watched.process.kill()
        watched.process.wait()


# The instructor's commands


def test_grading_draws_cases_from_the_seed(run, solved, written, with_source, tmp_path):
    """The answer is right on some inputs only, so that the report depends on what is drawn."""
    sometimes = "def exp_back(grad_out, out, x):\n    return grad_out * out * (x.sum() < 0)"
    path = written(with_source(solved, "exp_back", sometimes))
    entries = []
    for seed in (5, 6):
        arguments = ("grade", path, "-e", "exp_back", "--seed", seed, "--json", "out.json")
        assert run(*AUTOGRADER, *arguments).returncode == 1
        (entry,) = json.loads((tmp_path / "out.json").read_text("utf-8"))
        entries.append({**entry, "seconds": 0})
    assert entries[0] != entries[1]


def test_a_class_is_a_line_a_notebook(run, solved, wrong, written):
    written(solved, "class/ada/ps2_mnist.ipynb")
    written(wrong, "class/ben/ps2_mnist.ipynb")
    (written(wrong, "class/eve/ps2_mnist.ipynb")).write_text(CUT_OFF)
    done = run(*AUTOGRADER, "grade", "class", "--workers", 2)
    assert done.returncode == 1
    lines = {name: line for line in done.stdout.splitlines() for name in ("ada", "ben", "eve")
             if f"{name}{os.sep}" in line}  # fmt: skip
    assert "36 / 36 +15.25 bonus" in lines["ada"]
    assert "exp_back" in lines["ben"]
    assert "–" in lines["eve"]


@pytest.mark.parametrize("workers", ["0", "-1", "many"])
def test_an_option_out_of_range_is_refused(workers, run, solved, written):
    done = run(*AUTOGRADER, "grade", written(solved), "--workers", workers)
    assert done.returncode == 2
    assert "Invalid value for '--workers'" in done.stderr


@pytest.fixture
def built(monkeypatch, course_copy):
    """`built(*arguments)`: `autograder build` on a copy of the course, which is up to date.

    What it builds is made of little things here; that the real ones are up to date, `make test`
    asks first.
    """
    released = course_copy / "autograder" / "reference" / "released"
    notebook = (released / "ps2_mnist.ipynb").read_text("utf-8")

    values = (released / "ps2_mnist.npz").read_bytes()
    monkeypatch.setattr(cli, "assignment_names", lambda: ["ps2_mnist"])
    monkeypatch.setattr(build, "release_notebook", lambda unit: notebook)
    monkeypatch.setattr(answer_key, "public_trials", lambda unit: {})
    monkeypatch.setattr("autograder.authoring.tabulate.tabulate", lambda unit, trials: {})
    monkeypatch.setattr(build, "save_public", lambda path, *made_of: path.write_bytes(values))
    monkeypatch.setattr(build, "ROOT", course_copy)
    monkeypatch.setattr(build, "NOTEBOOKS", course_copy / "notebooks")
    monkeypatch.setattr(build, "RELEASED", released)
    return lambda *arguments: CliRunner().invoke(cli.autograder, ["build", *arguments])


UNITS = Path("notebooks", "ps2_mnist")
RELEASED = Path("autograder", "reference", "released")
STALE = {
    "a notebook edited by hand": (UNITS / "ps2_mnist.ipynb", lambda path: path.write_text("{}")),
    "a notebook deleted": (UNITS / "ps2_mnist.ipynb", Path.unlink),
    "values deleted": (RELEASED / "ps2_mnist.npz", Path.unlink),
    "other values": (
        RELEASED / "ps2_mnist.npz",
        lambda path: shutil.copy(path.with_name("ps1_backprop.npz"), path),
    ),
}


@pytest.mark.parametrize("name", STALE)
def test_a_stale_file_is_found_and_built_again(name, built, course_copy):
    path, spoil = STALE[name]
    file = course_copy / path
    assert built("--check").output == "Everything is up to date.\n"

    spoil(file)
    spoiled = file.read_bytes() if file.exists() else None
    check = built("--check")
    assert check.exit_code == 1
    assert f"stale: {path}\n" in check.output
    assert "Run `autograder build` and commit what it writes." in check.output
    assert (file.read_bytes() if file.exists() else None) == spoiled

    done = built("ps2_mnist")
    assert (done.exit_code, done.output) == (0, f"written: {path}\n")
    assert built("--check").exit_code == 0


def test_a_unit_that_does_not_exist_is_not_built(built):
    done = built("ps9")
    assert done.exit_code == 1
    assert f"There is no unit called 'ps9'. The units are: {UNIT_NAMES}." in done.output


# Links among submissions


@pytest.mark.parametrize("targets", [["submitted"], ["submitted/*/*/*.ipynb"]])
def test_a_folder_that_is_a_link_gets_nobody_elses_points(targets, run, solved, written, tmp_path):
    one = written(solved, "submitted/ada/ps2_mnist/ps2_mnist.ipynb").parent
    written({"cells": []}, "submitted/ben/ps2_mnist/ps2_mnist.ipynb")
    (tmp_path / "submitted" / "eve").mkdir()
    (tmp_path / "submitted" / "eve" / "ps2_mnist").symlink_to(one)
    (tmp_path / "submitted" / "zoe").symlink_to(one.parent)
    paths = [str(p) for t in targets for p in sorted(tmp_path.glob(t))]
    done = run(*AUTOGRADER, "grade", *paths, "-e", "relu", "--json", "all.json")
    reports = json.loads((tmp_path / "all.json").read_text())
    assert_valid(reports)
    refused = [r for r in reports if "is a link to another folder" in (r["error"] or "")]
    assert {name for r in refused for name in ("eve", "zoe") if name in r["notebook"]} == {
        "eve",
        "zoe",
    }
    assert all(r["score"] == 0 for r in refused)
    assert "Traceback" not in done.stderr


# Output that cannot be written


@pytest.mark.parametrize(
    ("redirection", "sentence"),
    [
        ("> /dev/full", "The output cannot be written: No space left on device. Make room, then"),
        ("| (exec <&-)", "The output was closed before all of it was written."),
        (">&-", ""),
    ],
)
def test_output_that_cannot_be_written_is_a_sentence(redirection, sentence, written, released):
    command = f"'{sys.executable}' '{ROOT / 'grade.py'}' '{written(released)}' {redirection}"
    script = f"set -o pipefail; {command}"
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, timeout=120)
    said = " ".join(done.stderr.split())
    assert done.returncode == (2 if sentence else 1)
    assert said.startswith(sentence)
    assert "The grader itself failed" not in said
    assert "Traceback" not in said
    assert "ignored" not in said
