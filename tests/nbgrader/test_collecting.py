"""`nbgrader zip_collect` on archives and names as learning platforms make them."""

import io
import json
import logging
import tarfile
import zipfile
from pathlib import Path

import pytest
from nbgrader.apps import ZipCollectApp

from autograder.authoring import demo
from autograder.platforms.nbgrader.collecting import Found, Student, students_of

UNIT = "ps2_mnist"
FILE = f"{UNIT}.ipynb"


def unzipped(notebook, name=FILE):
    """An archive with a notebook in it, as a student makes one."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(name, notebook)
        archive.writestr(f"__MACOSX/._{name}", "x")
    return packed.getvalue()


NOTEBOOK = json.dumps(demo.complete(UNIT))
OTHER = json.dumps(demo.untouched(UNIT))
FOREIGN = json.dumps(demo.complete("ps1_backprop"))
PAGE = "<!DOCTYPE html><title>Log in</title>"


@pytest.fixture
def collected(course, monkeypatch):
    """`collected(files)`: whom notebooks of a class archive are collected for, and what is said."""

    def collect(files, name="submissions.zip", *, students=()):
        folder = course.root / "downloaded" / UNIT / "archive"
        folder.mkdir(parents=True, exist_ok=True)
        with zipfile.ZipFile(folder / name, "w") as archive:
            for member, content in files.items():
                archive.writestr(member, content)
        with course.gradebook() as gradebook:
            for student in students:
                first, last = student.name.split()
                gradebook.add_student(
                    student.id, lms_user_id=student.lms_id, first_name=first, last_name=last
                )
        monkeypatch.chdir(course.root)
        monkeypatch.setenv("AUTOGRADER_GRADEBOOK", course.db_url)
        said = io.StringIO()
        app = ZipCollectApp()
        app.initialize([UNIT])
        app.log.addHandler(logging.StreamHandler(said))
        app.start()
        there = (course.root / "submitted").glob(f"*/{UNIT}/*.ipynb")
        return {path.parts[-3]: path.name for path in there}, said.getvalue()

    return collect


CLASSES = {
    "Moodle, a folder a student": (
        {
            f"Ada Lovelace_1234_assignsubmission_file_/{FILE}": NOTEBOOK,
            "Ada Lovelace_1234_assignsubmission_file_/._ps2_mnist.ipynb": "x",
            "Zoë O'Neil (2) [eve]_99_assignsubmission_file_/my work(1).IPYNB": NOTEBOOK,
            "Bo Li_5_assignsubmission_file_/.ipynb_checkpoints/ps2_mnist-checkpoint.ipynb": OTHER,
            "Bo Li_5_assignsubmission_file_/hw/Copy of ps2_mnist.ipynb": NOTEBOOK,
            "Kim_6_assignsubmission_onlinetext_/onlinetext.html": "<p>hi</p>",
        },
        {"Ada Lovelace", "Zoë O'Neil (2) [eve]", "Bo Li"},
    ),
    "Moodle, all in one": (
        {
            f"Ada Lovelace_1234_assignsubmission_file_{FILE}": NOTEBOOK,
            f"Ada Lovelace_77_assignsubmission_file_{FILE}": OTHER,
            f"__MACOSX/._Ada Lovelace_1234_assignsubmission_file_{FILE}": "x",
        },
        {"Ada Lovelace_1234", "Ada Lovelace_77"},
    ),
    "Canvas": (
        {
            f"lovelaceada_101_9001_{FILE}": NOTEBOOK,
            f"libo_LATE_102_9002_{FILE}": NOTEBOOK,
            f"smithjohn_103_9003_{FILE}": NOTEBOOK,
            f"smithjohn_104_9004_{FILE}": OTHER,
            "kim_105_9005_ps2_mnist-2.ipynb": NOTEBOOK,
            "lee_106_9006_hw.zip": unzipped(NOTEBOOK, "work/my.ipynb"),
        },
        {"lovelaceada", "libo", "smithjohn_103", "smithjohn_104", "kim", "lee"},
    ),
    "Blackboard": (
        {
            f"PS%202_ada_attempt_2026-11-20-10-00-00_{FILE}": OTHER,
            f"PS%202_ada_attempt_2026-11-21-10-00-00_{FILE}": NOTEBOOK,
            "PS%202_ada_attempt_2026-11-21-10-00-00.txt": "Name: Ada",
            "PS%202_bo_attempt_2026-11-21-11-00-00_PS2_MNIST.IPYNB": NOTEBOOK,
        },
        {"ada", "bo"},
    ),
    "Brightspace": (
        {f"123-456 - Ada Lovelace - Nov 20, 2026 300 PM/{FILE}": NOTEBOOK, "index.html": PAGE},
        {"Ada Lovelace"},
    ),
    "Sakai": (
        {f"ps2/Lovelace, Ada(ada1)/Submission attachment(s)/{FILE}": NOTEBOOK,
         f"ps2/Li, Bo(bo)/Submission attachment(s)/{FILE}": NOTEBOOK},
        {"ada1", "bo"},
    ),
    "Google Classroom": ({f"Ada Lovelace - {FILE}": NOTEBOOK, f"Bo Li - Copy of {FILE}": NOTEBOOK},
                         {"Ada Lovelace", "Bo Li"}),
    "folders": (
        {f"class/ada/{FILE}": NOTEBOOK, f"class/bo/{UNIT}/{FILE}": NOTEBOOK,
         f"class/kim/{FILE}.txt": NOTEBOOK, "class/kim/.DS_Store": "x"},
        {"ada", "bo", "kim"},
    ),
    "names": (
        {f"ada_{FILE}": NOTEBOOK, f"bo li_second_try_{FILE}": NOTEBOOK,
         "kim_ps2-mnist (3).ipynb": NOTEBOOK},
        {"ada", "bo li", "kim"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("platform", CLASSES)
def test_what_platforms_make_is_collected_for_the_right_students(platform, collected):
    files, students = CLASSES[platform]
    assert collected(files)[0] == dict.fromkeys(students, FILE)


def test_what_cannot_be_collected_is_said_and_the_others_are(collected):
    there, said = collected(
        {
            f"ada_1_2_{FILE}": NOTEBOOK,
            f"bo_2_3_{FILE}": FOREIGN,
            f"kim_3_4_{FILE}": PAGE,
            "lee_4_5_essay.ipynb": PAGE,
            "mo_5_6_a.ipynb": NOTEBOOK,
            "mo_5_7_b.ipynb": OTHER,
            f"nan_6_8_{FILE}": NOTEBOOK,
            f"nan_6_9_old {FILE}": OTHER,
            "oz_7_10_same.ipynb": NOTEBOOK,
            "oz_7_11_same2.ipynb": NOTEBOOK,
            FILE: NOTEBOOK,
            f"Copy of {FILE}": NOTEBOOK,
            f"._ada_1_2_{FILE}": "x",
            "pat_8_12_hw.zip": b"PK\3\4 no archive",
            f"../../escape_9_13_{FILE}": NOTEBOOK,
        }
    )
    assert there == dict.fromkeys(("ada", "kim", "nan", "oz", "escape"), FILE)
    for sentence in (
        f"bo_2_3_{FILE} is not collected: it is no notebook of {UNIT}, but of ps1_backprop.",
        "lee_4_5_essay.ipynb is not collected: lee_4_5_essay.ipynb is not a notebook: it is a web",
        "mo has handed in 2 different notebooks of ps2_mnist",
        f"/{FILE} is not collected: its name does not say who has handed it in.",
        f"/Copy of {FILE} is not collected: its name does not say who has handed it in.",
        "pat_8_12_hw.zip is damaged, or no archive",
    ):
        assert sentence in said


def test_students_of_the_gradebook_are_found_by_id_number_and_name(collected):
    roster = (Student("al1", "101", "Ada Lovelace"), Student("b_o", "102", "Bo Li"))
    there, _ = collected(
        {
            f"lovelacea_101_9001_{FILE}": NOTEBOOK,
            f"PS2_b_o_attempt_2026-11-21-11-00-00_{FILE}": NOTEBOOK,
        },
        students=roster,
    )
    assert there == dict.fromkeys(("al1", "b_o"), FILE)


def test_an_archive_a_student(course, collected):
    folder = course.root / "downloaded" / UNIT / "archive"
    (folder / "more").mkdir(parents=True)
    (folder / "bo.zip").write_bytes(unzipped(NOTEBOOK))
    (folder / "more" / f"kim_{FILE}").write_text(NOTEBOOK)
    with tarfile.open(folder / "lee.tar.gz", "w:gz") as archive:
        member = tarfile.TarInfo(f"hw/{FILE}")
        member.size = len(NOTEBOOK.encode())
        archive.addfile(member, io.BytesIO(NOTEBOOK.encode()))
    (folder / "mo.rar").write_bytes(b"Rar!")
    there, said = collected({f"work/{FILE}": NOTEBOOK}, "ada.zip")
    assert {"ada", "bo", "lee"} <= set(there)
    assert "mo.rar is not unpacked: unpack it here yourself." in said


def test_times_in_names_are_the_submissions_own(course, collected):
    with (course.root / "nbgrader_config.py").open("a") as config:
        config.write("\nc.SubmissionCollector.timezone = 'Europe/Berlin'\n")
    collected({f"PS2_ada_attempt_2026-07-20-10-00-00_{FILE}": NOTEBOOK})
    mark = course.root / "submitted" / "ada" / UNIT / "timestamp.txt"
    assert mark.read_text().startswith("2026-07-20 08:00:00")


def test_a_pattern_of_ones_own_is_used_alone(course, collected):
    with (course.root / "nbgrader_config.py").open("a") as config:
        config.write(
            "\nc.FileNameCollectorPlugin.named_regexp = "
            "r'.*/(?P<file_id>ps2_mnist)-by-(?P<student_id>\\w+)'\n"
        )
    there, _ = collected({"ps2_mnist-by-ada.ipynb": NOTEBOOK, f"bo_{FILE}": NOTEBOOK})
    assert there == {"ada": FILE}


def test_a_course_elsewhere_collects_and_grades_students_of_any_name(course, collected, new_course):
    (course.root / "nbgrader_config.py").write_text(
        "from autograder.platforms.nbgrader.preprocessor import configure\n"
        "c = get_config()\n"
        "c.CourseDirectory.course_id = 'autograd'\n"
        "c.CourseDirectory.source_directory = 'build/source'\n"
        "c.CourseDirectory.release_directory = 'notebooks'\n"
        "configure(c)\n"
    )
    names = ("a[b]", "Zoë (2)", "x y", "[x]", "q?")
    files = {f"{name}_{i}_{i}_{FILE}": OTHER for i, name in enumerate(names)}
    assert collected(files)[0] == dict.fromkeys(names, FILE)
    course.run("autograde", UNIT)
    assert set(course.scores()) == set(names)
    course.run("generate_feedback", UNIT)
    pages = (course.root / "feedback").glob(f"*/{UNIT}/{UNIT}.html")
    assert {page.parts[-3] for page in pages} == set(names)


def test_a_name_that_names_nobody_is_said_to_name_nobody():
    files = [Path(FILE), Path("a", f"._{FILE}"), Path(f" _1_2_{FILE}"), Path(f"..._1_2_{FILE}")]
    found = students_of(files, [UNIT])
    assert isinstance(found[files[1]], Found)
    assert all("does not say who" in found[files[i]] for i in (0, 2, 3))
