"""What is wrong with a submission, a name or a gradebook is said; the rest of the class goes on."""

import contextlib
import json
import os
import signal
import sqlite3
import subprocess
import sys

import pytest

from autograder.authoring import demo
from autograder.course.model import assignment

UNIT = "ps2_mnist"
FILE = f"{UNIT}.ipynb"
FULL = sum(exercise.points + exercise.extra_credit for exercise in assignment(UNIT).exercises)


@pytest.fixture(scope="module")
def complete():
    return demo.complete(UNIT)


@pytest.fixture(scope="module")
def untouched():
    return demo.untouched(UNIT)


def test_the_class_is_graded_around_what_cannot_be(course, complete, untouched, tmp_path):
    submit = course.submit
    submit("ada", complete)
    submit("misnamed", complete, name="my solution (2).ipynb")
    submit("two", complete)
    submit("two", untouched, name="old.ipynb")
    submit("two-misnamed", complete, name="a.ipynb")
    submit("two-misnamed", untouched, name="b.ipynb")
    other = json.loads(json.dumps(untouched))
    other["metadata"]["autograder"]["assignment"] = "no_such_unit"
    other["cells"] = [{"cell_type": "code", "source": "1 + 1", "metadata": {}, "outputs": []}]
    submit("something-else", other, name="essay.ipynb")
    submit("text", "hello")
    submit("not-utf-8", "x").write_bytes(b"{\xff}")
    (course.root / "submitted" / "nothing" / UNIT).mkdir(parents=True)
    submit("with space", complete)
    submit("Ünïcode 学生", complete)
    submit("..dots", complete)
    submit("a..b", complete)
    submit("-dash", complete)
    submit("quote'\"$(x)", complete)
    secret = tmp_path / "secret.ipynb"
    secret.write_text(json.dumps(complete))
    folder = course.root / "submitted" / "linked" / UNIT
    folder.mkdir(parents=True)
    (folder / FILE).symlink_to(secret)
    submit("fifo", untouched)
    os.mkfifo(course.root / "submitted" / "fifo" / UNIT / "pipe")
    said = course.run("autograde", UNIT)
    assert "Traceback" not in said
    totals = {student: sum(scores.values()) for student, scores in course.scores().items()}
    assert totals == {
        "ada": FULL, "misnamed": FULL, "two": FULL, "with space": FULL, "Ünïcode 学生": FULL,
        "a..b": FULL, "-dash": FULL,
        "quote'\"$(x)": FULL, "text": 0, "not-utf-8": 0, "linked": 0, "fifo": 0,
    }  # fmt: skip
    for sentence in (
        "..dots/ps2_mnist is not graded: nbgrader does not see a student whose name begins with",
        "it is graded as ps2_mnist.ipynb",
        "two-misnamed/ps2_mnist has more than one notebook of ps2_mnist (there is: a.ipynb, b.",
        "something-else/ps2_mnist has no notebook of ps2_mnist (there is: essay.ipynb)",
        "text: ps2_mnist.ipynb is not a notebook: its content is not JSON but other text.",
        "not-utf-8: ps2_mnist.ipynb is not a notebook: it is not UTF-8 text (line 1",
        "linked: ps2_mnist.ipynb is a link to another file.",
    ):
        assert sentence in said
    assert not (course.root / "autograded" / "fifo" / UNIT / "pipe").exists()
    assert course.run("autograde", UNIT, "--student=-dash", "--force")


def test_a_class_in_which_nothing_can_be_graded(course):
    course.submit("ada", "hello", name="notes.ipynb")
    done = course.attempt("autograde", UNIT)
    assert done.returncode == 1
    assert f"There is no notebook of {UNIT} to grade." in done.stdout


def test_a_gradebook_without_the_assignment(course, complete):
    course.submit("ada", complete)
    (course.root / "gradebook.db").unlink()
    done = course.attempt("autograde", UNIT)
    assert done.returncode == 1
    assert "does not know ps2_mnist yet. Run: nbgrader generate_assignment ps2_mnist" in done.stdout
    assert "Traceback" not in done.stdout
    course.run("generate_assignment", UNIT)
    course.run("autograde", UNIT)
    assert sum(course.scores()["ada"].values()) == FULL


def test_a_gradebook_from_another_version_of_the_course(course, complete):
    course.submit("ada", complete)
    with sqlite3.connect(course.root / "gradebook.db") as gradebook:
        gradebook.execute("UPDATE grade_cells SET max_score = 7 WHERE max_score = 2")
    done = course.attempt("autograde", UNIT)
    assert done.returncode == 1
    assert (
        "made for another version of ps2_mnist (it differs in: check-permute_back)" in done.stdout
    )
    course.run("generate_assignment", UNIT)
    course.run("autograde", UNIT)
    assert sum(course.scores()["ada"].values()) == FULL


def test_a_release_that_the_gradebook_cannot_take_is_left_as_it_is(course, complete):
    course.submit("ada", complete)
    course.run("autograde", UNIT)
    source = course.root / "build" / "source" / UNIT / FILE
    notebook = json.loads(source.read_text())
    notebook["cells"] = [c for c in notebook["cells"] if c["id"] != "check-exp_back"]
    source.write_text(json.dumps(notebook))
    done = course.attempt("generate_assignment", UNIT)
    assert done.returncode == 1
    assert "it differs in: check-exp_back" in done.stdout
    assert "nbgrader db assignment remove" in done.stdout
    assert (course.root / "notebooks" / UNIT / FILE).exists()


def test_a_gradebook_that_is_locked(course, complete):
    course.submit("ada", complete)
    with sqlite3.connect(course.root / "gradebook.db") as other:
        other.execute("BEGIN EXCLUSIVE")
        done = course.attempt("autograde", UNIT)
        other.rollback()
    assert done.returncode == 1
    assert "cannot be used: database is locked" in done.stdout
    assert "Traceback" not in done.stdout
    course.run("autograde", UNIT)
    assert sum(course.scores()["ada"].values()) == FULL


def test_a_gradebook_that_is_no_database(course, complete):
    course.submit("ada", complete)
    (course.root / "gradebook.db").write_text("this is no database")
    done = course.attempt("autograde", UNIT)
    assert done.returncode == 1
    assert "cannot be used: file is not a database" in done.stdout
    assert "Traceback" not in done.stdout


def test_a_server_that_is_not_there(new_course, tmp_path, complete):
    course = new_course(tmp_path / "course", "postgresql+psycopg://grader:geheim@127.0.0.1:9/none")
    course.submit("ada", complete)
    done = course.attempt("autograde", UNIT)
    assert done.returncode == 1
    assert "cannot be used" in done.stdout
    assert "geheim" not in done.stdout
    assert "Traceback" not in done.stdout


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_interrupted_the_same_command_finishes_the_work(course, complete, how):
    endless = demo.endless(UNIT)
    course.submit("ada", complete)
    course.submit("emil", endless)
    course.submit("zoe", complete)
    config = course.root / "nbgrader_config.py"
    limits = {"cell": 2.0, "exercise": 2.0}
    config.write_text(f"{config.read_text()}\nc.GradeExercises.limits = {limits}\n")
    process = subprocess.Popen(
        [sys.executable, "-m", "nbgrader", "autograde", UNIT],
        cwd=course.root, env=course.environment, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    said = ""
    for line in process.stdout:
        said += line
        if "Autograding" in line and "emil" in line:
            break
    process.send_signal(how)
    said += process.communicate(timeout=60)[0]
    assert process.returncode != 0
    assert "Traceback" not in said
    if how == signal.SIGINT:
        assert "Interrupted. Run the same command again" in said
        assert not (course.root / "autograded" / "emil" / UNIT).exists()
    course.run("autograde", UNIT)
    totals = {student: sum(scores.values()) for student, scores in course.scores().items()}
    assert totals == {"ada": FULL, "emil": FULL - 1, "zoe": FULL}


@pytest.mark.skipif(os.geteuid() != 0, reason="mounting a small disk takes root")
def test_a_full_disk(new_course, tmp_path, complete):
    place = tmp_path / "small"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", place], capture_output=True
    )
    if mounted.returncode:
        pytest.skip("a small disk cannot be mounted here")
    try:
        course = new_course(place / "course")
        course.run("generate_assignment", UNIT)
        for student in ("ada", "ben"):
            course.submit(student, complete)
        filler = place / "filler"
        with contextlib.suppress(OSError), open(filler, "wb", buffering=0) as file:
            while True:
                file.write(bytes(4096))
        done = course.attempt("autograde", UNIT)
        assert done.returncode == 1
        assert "No space left on device" in done.stdout or "disk is full" in done.stdout
        filler.unlink()
        course.run("autograde", UNIT)
        totals = {student: sum(scores.values()) for student, scores in course.scores().items()}
        assert totals == {"ada": FULL, "ben": FULL}
    finally:
        subprocess.run(["umount", place], check=True)


def test_a_seed_that_everybody_knows_is_said(course, complete):
    course.submit("ada", complete)
    course.environment["AUTOGRADER_SEED"] = "0"
    assert "The seed is 0, which everybody knows." in course.run("autograde", UNIT)


def test_a_seed_that_is_no_number_is_said(course, complete):
    course.submit("ada", complete)
    course.environment["AUTOGRADER_SEED"] = "secret"
    done = course.attempt("autograde", UNIT)
    assert done.returncode == 1
    assert "AUTOGRADER_SEED should be a whole number, not 'secret'." in done.stdout
    assert "Traceback" not in done.stdout


def test_a_worse_submission_takes_the_extra_credit_back(course, complete):
    course.submit("ada", complete)
    course.run("autograde", UNIT)
    assert sum(course.scores()["ada"].values()) == FULL
    course.submit("ada", "hello")
    course.run("autograde", UNIT, "--force")
    assert sum(course.scores()["ada"].values()) == 0


def test_settings_by_traitlets(course):
    notebook = demo.endless(UNIT)
    course.submit("emil", notebook)
    config = course.root / "nbgrader_config.py"
    config.write_text(
        config.read_text()
        + "\nc.GradeExercises.seed = 5\nc.GradeExercises.limits = {'cell': 1.0, 'exercise': 1.0}"
        + "\nc.GradeExercises.isolation = 'process'\nc.GradeExercises.as_root = True\n"
    )
    said = course.run("autograde", UNIT)
    assert "isolation: process" in said
    page = (course.root / "autograded" / "emil" / UNIT / FILE).read_text()
    assert "it took longer than 1 s" in page
    done = course.attempt("autograde", UNIT, "--GradeExercises.limits={'cel': 1.0}", "--force")
    assert "GradeExercises.limits may have: cell, exercise" in done.stdout


def test_a_timestamp_that_holds_no_time_costs_nobody_anything(course, complete):
    texts = ["", "yesterday\x1b[31m", "2026-99-99 25:61:61 UTC", "9" * 5000]
    for number, text in enumerate(texts):
        stamp = course.submit(f"mia-{number}", complete).parent / "timestamp.txt"
        stamp.write_text(text)
    said = course.run("autograde", UNIT)
    for number in range(len(texts)):
        sentence = f"mia-{number}/{UNIT}/timestamp.txt holds no time, so it is passed over."
        assert f"{sentence} The submission is graded." in said
        assert sum(course.scores()[f"mia-{number}"].values()) > 0
    assert "\x1b" not in said
    assert "Traceback" not in course.run("autograde", UNIT)


def test_a_linked_folder_gets_nobody_elses_points(course, complete):
    folder = course.submit("mia", complete).parent
    (course.root / "submitted" / "eve").mkdir()
    (course.root / "submitted" / "eve" / UNIT).symlink_to(folder)
    (course.root / "submitted" / "zoe").symlink_to(folder.parent)
    for command in (("autograde",), ("autograder", "autograde")):
        arguments = ("--force",) if len(command) == 1 else ()
        course.run(*command, UNIT, *arguments)
        points = {student: sum(found.values()) for student, found in course.scores().items()}
        assert points["mia"] > 0
        assert points["eve"] == points["zoe"] == 0
