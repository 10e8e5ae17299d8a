"""Results as platforms read them, from reports; and a package that grades as its platform would."""

import csv
import json
import os
import shutil
import subprocess
import sys
import zipfile

import click
import pytest

from autograder.cli.commands import grade_all, notebooks_in, state, write_hand_in
from autograder.course.model import assignment
from autograder.grading.answer_key import PublicKey
from autograder.grading.grader import load_notebook as read_bytes
from autograder.grading.results import CaseResult, Diagnosis, ExerciseResult, Report, added_up
from autograder.platforms.package import of_unit
from autograder.platforms.table import FORMATS, PLATFORMS
from autograder.platforms.tables import by_student
from tests.conftest import ROOT

UNIT = "ps1_backprop"


def exercise(name, status="failed", score=1.0, **more):
    case = CaseResult("a case", status, "Wrong <b>here</b>." if status != "passed" else "")
    hint = Diagnosis("x", "Look at `x` & y.") if status == "failed" else None
    return ExerciseResult(name, status, score, 2.0, "0 of 1 cases pass.", (case,), hint, **more)


def report(path, *exercises, unit=UNIT, **more):
    return Report(unit, path, 40.0, exercises, **more)


@pytest.fixture
def reports():
    return [
        report("class/ada/ps1.ipynb", exercise("log_back", "passed", 2.0, extra_credit=0.5)),
        report("class/ben/ps1.ipynb", exercise("log_back", "failed", 1.0)),
        report("class/=1+1/ps1.ipynb", exercise("log_back", "passed", 2.0)),
        report("class/eve/broken.ipynb", unit=None, error="It is a web page."),
    ]


def written(format, reports, path):
    FORMATS[format](reports, path)
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("format", ["canvas", "moodle"])
def test_a_table_has_a_row_for_each_student_and_no_formula(format, reports, tmp_path):
    rows = list(csv.reader(written(format, reports, tmp_path / "grades.csv").splitlines()))
    named = {row[0]: row[-1] for row in rows}
    assert (named["ada"], named["ben"], named["'=1+1"]) == ("2.5", "1", "2")
    assert "eve" not in named


def test_the_better_of_two_notebooks_counts_in_a_table(tmp_path):
    two = [report(f"c/ada/{n}.ipynb", exercise("log_back", score=n)) for n in (1.0, 2.0)]
    other = report("c/ben/1.ipynb", exercise("log_back", score=1.0))
    assert "ada,2" in written("moodle", [*two, other], tmp_path / "grades.csv")


@pytest.mark.parametrize("name", ["gradescope", "autolab", "prairielearn"])
def test_every_platform_gets_the_points_of_the_report(name, reports, tmp_path):
    PLATFORMS[name].write(UNIT, reports[:1], tmp_path / "out", False)
    text = (tmp_path / "out").read_text(encoding="utf-8")
    if name == "autolab":
        scores = json.loads(text.splitlines()[-1])["scores"]
        assert {name: points for name, points in scores.items() if points} == {"log_back": 2.5}
        assert list(scores) == [one.id for one in assignment(UNIT).exercises]
        return
    document = json.loads(text)
    assert document["score"] == {"gradescope": 2.5, "prairielearn": 2.5 / 40}[name]
    (test,) = document["tests"]
    assert test.get("score", test.get("points")) == 2.5


def test_gradescope_shows_grading_after_the_due_date_unless_told_otherwise(reports, tmp_path):
    shown = []
    for show_hidden in (False, True):
        PLATFORMS["gradescope"].write(UNIT, reports[:1], tmp_path / "out", show_hidden)
        (test,) = json.loads((tmp_path / "out").read_text())["tests"]
        shown.append(test["visibility"])
    assert shown == ["after_due_date", "visible"]


def test_a_submission_that_cannot_be_read_says_why(reports, tmp_path):
    PLATFORMS["gradescope"].write(UNIT, reports[3:], tmp_path / "out", False)
    document = json.loads((tmp_path / "out").read_text())
    assert document["score"] == 0
    assert document["output"] == "It is a web page."


def test_workflow_commands_hold_no_line_break_and_no_separator(tmp_path):
    wrong = report("a:b,c/ps1.ipynb", exercise("log_back", "failed", 1.0))
    command, *table = written("github", [wrong], tmp_path / "out").splitlines()
    assert command == (
        "::error file=a%3Ab%2Cc/ps1.ipynb,line=1,title=log_back%3A not yet right::"
        "0 of 1 cases pass.%0ALook at `x` & y."
    )
    assert "| `log_back` | ✘ not yet right | 1 / 2 |" in table


def test_another_units_notebook_counts_nothing_and_the_better_of_two_copies_counts():
    copies = [report(f"{n}.ipynb", exercise("log_back", score=n)) for n in (2.0, 1.0)]
    other = report("other.ipynb", exercise("exp_back", score=2.0), unit="ps2_mnist")
    assert of_unit(UNIT, [*copies, other]) == copies[:1]
    (nothing,) = of_unit(UNIT, [other])
    assert nothing.error == "There is nothing of ps1_backprop in what was handed in."


@pytest.mark.parametrize(
    "part", ["ps6_layers.ipynb", "handin.zip/ps6_layers.ipynb", "babygrad/ps6_layers"]
)
def test_a_class_of_one_has_that_students_name(part):
    paths = [f"submitted/ada/ps6_babygrad/{part}", "submitted/ada/ps6_babygrad/ps6_tensors.ipynb"]
    units = ("ps6_layers", "ps6_tensors")
    reports = [Report(unit, path, 1.0) for unit, path in zip(units, paths, strict=True)]
    assert by_student(reports) == (["ps6_babygrad"], {"ada": {"ps6_babygrad": 0.0}})


def test_of_two_notebooks_of_one_unit_the_better_is_added_up():
    reports = [
        report(f"hw/{n}.ipynb", exercise("Linear", score=n), unit="ps6_layers") for n in (1.0, 2.0)
    ]
    other = report("hw/other.ipynb", exercise("Tanh", score=1.0), unit="ps6_tensors")
    (together,) = added_up([*reports, other])
    assert (together.notebooks, together.score) == (2, 3.0)


@pytest.fixture(scope="module")
def handed_in(tmp_path_factory):
    """A folder with an answer and stubs, as one file that is handed in."""
    folder = tmp_path_factory.mktemp("handed in")
    notebook = json.loads((ROOT / "notebooks" / UNIT / f"{UNIT}.ipynb").read_text())
    for cell in notebook["cells"]:
        if cell["id"] == "log_back":
            cell["source"] = "def log_back(grad_out, out, x):\n    return grad_out / x\n"
    (folder / "mine.ipynb").write_text(json.dumps(notebook))
    done = subprocess.run(
        [sys.executable, ROOT / "grade.py", "mine.ipynb", "--hand-in", "handin.zip"],
        cwd=folder, capture_output=True, text=True,
    )  # fmt: skip
    assert "mine.ipynb: not answered yet: unbroadcast, " in done.stdout, done.stderr
    return folder / "handin.zip"


def test_what_is_handed_in_is_graded_like_the_notebook(handed_in):
    with zipfile.ZipFile(handed_in) as archive:
        assert archive.namelist() == ["mine.ipynb"]
    (graded,) = grade_all([handed_in], PublicKey, as_root=True)
    assert graded.score == 1


def test_gradescopes_package_grades_what_is_handed_in(handed_in, tmp_path):
    (package,) = PLATFORMS["gradescope"].package(UNIT, tmp_path, 5, True)
    source, submission = tmp_path / "source", tmp_path / "submission"
    with zipfile.ZipFile(package) as archive:
        archive.extractall(source)
    submission.mkdir()
    (submission / "handin.zip").write_bytes(handed_in.read_bytes())
    places = {"AUTOGRADER_COURSE": str(source / "course"), "AUTOGRADER_PYTHON": sys.executable}
    done = subprocess.run(
        ["bash", source / "run_autograder", submission, tmp_path / "results.json"],
        env=os.environ | places, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    document = json.loads((tmp_path / "results.json").read_text())
    assert document["score"] == 1
    assert (source / "course" / "solutions").stat().st_mode & 0o077 == 0


def test_the_help_names_every_format():
    said = subprocess.run(
        [sys.executable, ROOT / "grade.py", "--help"], capture_output=True, text=True
    ).stdout
    assert [name for name in FORMATS if name not in said] == []


def test_several_notebooks_are_handed_in_as_one_file_that_is_graded(tmp_path):
    units = ("ps6_tensors", "ps6_layers", "ps6_training")
    folder = tmp_path / "notebooks" / "ps6_babygrad"
    shutil.copytree(ROOT / "notebooks" / "ps6_babygrad", folder)
    reports = [Report(unit, str(folder / f"{unit}.ipynb"), 1.0) for unit in units]
    target = tmp_path / "submitted" / "ada" / "handin.zip"
    target.parent.mkdir(parents=True)
    write_hand_in([folder / f"{unit}.ipynb" for unit in units], reports, target)
    inside = [target / f"{unit}.ipynb" for unit in sorted(units)]
    assert notebooks_in([str(target)]) == inside
    assert notebooks_in([str(tmp_path / "submitted")]) == inside
    for path in inside:
        assert read_bytes(path) == (folder / path.name).read_bytes()


def test_a_package_of_several_units_is_handed_in_and_watched(tmp_path):
    package = tmp_path / "babygrad"
    package.mkdir()
    (package / "nn.py").write_text("")
    part, target = package / "ps6_layers", tmp_path / "handin.zip"
    before = state(part)
    write_hand_in([part], [Report("ps6_layers", str(part), 1.0)], target)
    with zipfile.ZipFile(target) as archive:
        assert archive.namelist() == ["babygrad/nn.py"]
    (package / "optim.py").write_text("")
    assert state(part) != before
    inside = target / "ps6_layers"
    with pytest.raises(click.ClickException, match=r"hand in .*handin\.zip as it is"):
        write_hand_in([inside], [Report("ps6_layers", str(inside), 1.0)], tmp_path / "other.zip")


def test_a_zip_with_a_module_is_graded_and_one_that_is_no_zip_says_so(tmp_path):
    path = tmp_path / "handin.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("work/mine.py", "def log_back(grad_out, out, x):\n    return grad_out / x")
    (target,) = notebooks_in([str(path)])
    (graded,) = grade_all([target], PublicKey, as_root=True)
    assert (graded.assignment, graded.score) == (UNIT, 1)
    path.write_bytes(b"PK\3\4 and nothing else")
    (graded,) = grade_all(notebooks_in([str(path)]), PublicKey, as_root=True)
    assert graded.error.endswith(
        "is an archive that is damaged. Pack the folder again and hand that in."
    )
