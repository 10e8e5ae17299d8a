"""One class, graded in four ways: everybody gets the same points in each of them.

The class has the demo's students, hostile notebooks and broken files. A few of them run each time,
all forty by `make audit`.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile

import pytest

from autograder.authoring import demo
from autograder.authoring.attacks import UNIT, every_attack
from autograder.platforms.table import PLATFORMS
from tests.nbgrader_course import SEED, Course

FILE = f"{UNIT}.ipynb"
SIZE = 40
FEW = ("ben-half-done", "gus-unreadable", "file-altered-points")
SLOW = ("bomb", "channel", "crowd", "daemon", "device", "disk", "drain", "kill", "large", "link",
        "loop", "many", "memory", "MB", "much", "odd name", "output", "pipe", "priority", "stop",
        "talk", "thread", "100,000")  # fmt: skip
"""What takes a limit to end, or much room: these are tried by `make attacks`."""


def hostile():
    """The attacks that keep their score, whatever the machine does meanwhile; files first."""
    chosen = [
        attack
        for attack in every_attack()
        if not attack.at_most and not any(word in attack.name for word in SLOW)
    ]
    return sorted(chosen, key=lambda attack: not attack.name.startswith("file:"))


def student_of(attack):
    return re.sub(r"\W+", "-", attack.name)


@pytest.fixture(
    scope="module", params=[pytest.param(FEW, id="few"),
                            pytest.param((), id="forty", marks=pytest.mark.audit)],
)  # fmt: skip
def course(request, tmp_path_factory):
    """A course whose class has handed in: those that are named, or forty students."""
    course = Course(tmp_path_factory.mktemp("class") / "course")
    folder = course.root / "submitted"
    demo.make_class(UNIT, folder)
    for attack in hostile()[: SIZE - len(list(folder.iterdir()))]:
        place = folder / student_of(attack) / UNIT
        place.mkdir(parents=True)
        attack.make(place)
    for path in folder.iterdir():
        if request.param and path.name not in request.param:
            shutil.rmtree(path)
    return course


@pytest.fixture(scope="module")
def students(course):
    return sorted(path.name for path in (course.root / "submitted").iterdir())


@pytest.fixture(scope="module")
def points(course, students):
    """What `autograder grade` gives."""
    reports = course.root / "reports.json"
    course.attempt("autograder", "grade", "submitted", "--seed", SEED, "--json", reports)
    found = {}
    for report in json.loads(reports.read_text()):
        student = report["notebook"].split("/")[-3]
        found[student] = report["score"]
    assert sorted(found) == students
    return found


def platform(name, unpacked, arguments, environment=None):
    """Runs what a platform runs."""
    return subprocess.run(
        arguments,
        cwd=unpacked,
        env=os.environ | {"AUTOGRADER_PYTHON": sys.executable} | (environment or {}),
        capture_output=True,
        text=True,
        timeout=300,
    )


def test_the_class_is_mixed(points, request):
    assert len(set(points.values())) > 1
    assert 0 in points.values()


def test_nbgrader_gives_the_same(course, points):
    course.run("generate_assignment", UNIT)
    course.run("autograde", UNIT)
    found = {student: sum(cells.values()) for student, cells in course.scores().items()}
    assert found == pytest.approx(points, abs=0.005)


def test_gradescopes_package_gives_the_same(course, students, points, tmp_path):
    (package,) = PLATFORMS["gradescope"].package(UNIT, tmp_path, SEED, False)
    with zipfile.ZipFile(package) as archive:
        archive.extractall(tmp_path / "source")
    found = {}
    for student in students:
        results = tmp_path / f"{student}.json"
        done = platform(
            "gradescope", tmp_path,
            ["bash", tmp_path / "source" / "run_autograder",
             course.root / "submitted" / student / UNIT, results],
            {"AUTOGRADER_COURSE": str(tmp_path / "source" / "course")},
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        document = json.loads(results.read_text())
        found[student] = document["score"]
        assert sum(test["score"] for test in document["tests"]) == pytest.approx(found[student])
        assert document["tests"] or document["output"]
    assert found == pytest.approx(points, abs=0.005)


def test_autolabs_package_gives_the_same(course, students, points, tmp_path):
    PLATFORMS["autolab"].package(UNIT, tmp_path, SEED, False)
    found = {}
    for student in students:
        shutil.copy(course.root / "submitted" / student / UNIT / FILE, tmp_path / "handin.ipynb")
        done = platform("autolab", tmp_path, ["make", "--silent", "HANDIN=handin.ipynb"])
        assert done.returncode == 0, done.stderr
        *feedback, last = done.stdout.splitlines()
        assert feedback
        found[student] = sum(json.loads(last)["scores"].values())
        shutil.rmtree(tmp_path / "autograde")
    assert found == pytest.approx(points, abs=0.005)


def test_autolabs_archive_holds_the_reference_and_says_who_may_run_it(tmp_path):
    archive, _ = PLATFORMS["autolab"].package(UNIT, tmp_path, SEED, False)
    with tarfile.open(archive) as tar:
        assert tar.getmember("autograde/run").mode == 0o755
        assert f"autograde/course/solutions/{UNIT}.py" in tar.getnames()


def test_a_class_of_forty_can_be_had():
    assert len(demo.STUDENTS) + 1 + len(hostile()) >= SIZE
