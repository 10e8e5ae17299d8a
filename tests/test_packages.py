"""Packages that are handed in instead of notebooks: how they are found, run and judged."""

import dataclasses
import functools
import io
import json
import os
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path

import hypothesis
import hypothesis.strategies as st
import pytest

from autograder.authoring.export import export, exported
from autograder.classroom.journal import student_of
from autograder.cli import commands
from autograder.course.model import Layout
from autograder.course.units import ps1_backprop
from autograder.grading import archive, packages
from autograder.grading.answer_key import PublicKey, ReferenceKey
from autograder.grading.grader import Grader, load_notebook
from autograder.grading.notebook_file import Unreadable
from autograder.reference import literate
from autograder.sandbox.limits import Limits
from tests import closures_package as package
from tests.closures_package import (
    ASSIGNMENT,
    ELEMENTWISE,
    FILES,
    UNIT,
    edited,
    in_folder,
    tarred,
    zipped,
)
from tests.solved import sandbox_for

FULL = sum(exercise.points + exercise.extra_credit for exercise in ASSIGNMENT.exercises)
either = pytest.mark.parametrize("kind", ["self-check", "grading"])


@pytest.fixture(autouse=True)
def _layout(monkeypatch):
    package.use_layout(monkeypatch)


@pytest.fixture(scope="module")
def keys():
    return {"self-check": PublicKey(UNIT), "grading": ReferenceKey(UNIT, 3)}


@pytest.fixture
def graded(keys, tmp_path):
    """`graded(files or path, kind)`: the report on a package; a self-check unless told."""

    def report(files, kind="self-check", **options):
        if isinstance(files, dict):
            files = in_folder(files, tmp_path / "mine")
        grader = Grader(lambda unit: keys[kind], sandbox=sandbox_for(keys[kind]), **options)
        return grader.grade_file(Path(files)).report

    return report


def losers(report):
    assert report.error is None
    return {r.id: r.status for r in report.exercises if r.status != "passed"}


def message(report, exercise):
    return next(r for r in report.exercises if r.id == exercise).first_failure.message


def without_name(report):
    """A report without what differs between two that should be alike."""
    return {k: v for k, v in report.to_dict().items() if k not in ("notebook", "seconds")}


# Verdicts


@either
def test_a_package_scores_everything(kind, graded):
    report = graded(FILES, kind)
    assert report.score == FULL
    assert report.notes == ()


@either
def test_a_function_that_python_cannot_parse_costs_its_own_points(kind, graded):
    report = graded(edited("closures/ops/elementwise.py", "def log(", "def log(("), kind)
    assert losers(report).keys() == {"log", "all_together"}
    assert message(report, "log").splitlines()[0].startswith("Its module raises SyntaxError")
    line = ELEMENTWISE.split("def log(")[0].count("\n") + 1
    assert f"closures/ops/elementwise.py, line {line}: def log((a):" in message(report, "log")
    if kind == "grading":
        assert losers(report)["all_together"] == "error"


def test_a_method_that_python_cannot_parse_costs_its_own_points(graded):
    files = edited("closures/tensor.py", "order = in_order(self)", "order = in_order(self")
    assert losers(graded(files, "grading")).keys() == {"backward", "all_together"}


def test_a_file_that_is_missing_costs_what_stands_in_it(graded):
    files = {path: code for path, code in FILES.items() if "reductions" not in path}
    report = graded(files, "grading")
    assert losers(report).keys() == {"sum", "max", "all_together"}
    assert message(report, "sum") == "There is no module that defines sum."


def test_a_wrong_function_costs_its_own_points_whatever_runs_through_it(graded):
    files = edited("closures/ops/shapes.py", "if length == 1", "if length == 2")
    report = graded(files, "grading")
    assert losers(report).keys() == {"broadcast_grad_accumulate", "all_together"}


def test_a_wrong_method_gets_a_message_with_its_file(graded):
    report = graded(edited("closures/tensor.py", "reversed(order)", "reversed(order, 1)"))
    assert "closures/tensor.py, line 43, in backward" in message(report, "backward")


@pytest.mark.parametrize(
    "spoiler",
    ["import sys\nsys.exit()\n", "import torch\n", "1 / 0\n", "import numpy as np\nnp.exp = None\n",
     "from closures.nowhere import anything\n", "def exec(x): pass\nint = str\n"],
)  # fmt: skip
def test_what_a_module_does_as_it_is_imported_costs_no_exercise(spoiler, graded):
    files = edited("closures/ops/reductions.py", "\nimport numpy", f"\n{spoiler}import numpy")
    assert losers(graded(files, "grading")).keys() <= {"all_together"}


def test_a_module_without_an_end_costs_no_exercise(graded):
    files = FILES | {"closures/order.py": FILES["closures/order.py"] + "\nwhile True:\n    pass\n"}
    report = graded(files, "grading", limits=Limits(cell=1.0, exercise=2.0))
    assert losers(report).keys() <= {"all_together"}


@pytest.mark.parametrize("note", [True, False], ids=["imported again", "not imported again"])
def test_an_answer_is_found_in_a_file_of_ones_own(note, graded):
    source = FILES["closures/ops/shapes.py"]
    start = source.index("def matmul")
    files = FILES | {
        "closures/ops/shapes.py": source[:start] + ("from .own import matmul\n" if note else ""),
        "closures/ops/own.py": "import numpy as np\nimport closures.tensor as T\n" + source[start:],
        "closures/ops/__init__.py": FILES["closures/ops/__init__.py"].replace(
            "broadcast_grad_accumulate, matmul", "broadcast_grad_accumulate\nfrom .own import *"
        ),
    }
    assert graded(files).score == FULL


def test_a_package_may_have_another_of_its_names(graded):
    files = {
        path.replace("closures", "closuregrad"): code.replace("closures", "closuregrad")
        for path, code in FILES.items()
    }
    assert graded(files).score == FULL


def test_helpers_of_the_same_name_do_not_meet_on_clean_ground(graded):
    """Both files have a `_made`, and one function cannot be parsed, so that nothing is imported."""
    elementwise = FILES["closures/ops/elementwise.py"].replace("_operation", "_made")
    files = FILES | {"closures/ops/elementwise.py": elementwise.replace("def log(", "def log((")}
    assert losers(graded(files, "grading")).keys() == {"log", "all_together"}


@either
def test_verdicts_are_those_of_the_same_answers_in_cells(kind, keys, graded):
    """One right answer differs, one is wrong, one raises an error, one is left out."""
    changes = [
        ("sub", "-grad_out", "grad_out"),
        ("exp", "np.exp(a.array)", "np.exp(a.arrays)"),
        ("log", "def log(", "def logarithm("),
        ("broadcast_grad_accumulate", "keepdims=True", "keepdims=False"),
    ]
    notebook = json.loads(json.dumps(literate.source_notebook(UNIT)))
    files = exported(UNIT)
    for cell in notebook["cells"]:
        for exercise, old, new in changes:
            if cell["id"] == exercise:
                before = "".join(cell["source"])
                assert before.count(old) == 1
                cell["source"] = before.replace(old, new)
                body = [line for line in before.splitlines() if "### " not in line]
                changed = [line for line in cell["source"].splitlines() if "### " not in line]
                first = next(i for i, line in enumerate(body) if line.startswith("def "))
                for path in files:
                    files[path] = files[path].replace(body[first], changed[first])
                    for a, b in zip(body, changed, strict=True):
                        if a != b and exercise != "log":
                            files[path] = files[path].replace(a, b, 1 if exercise == "sub" else -1)
    grader = Grader(lambda unit: keys[kind], sandbox=sandbox_for(keys[kind]))
    in_cells = grader.grade(json.dumps(notebook).encode(), "hw.ipynb").report
    in_package = graded(files, kind)

    def cases(report):
        return {r.id: [c.status for c in r.cases] for r in report.exercises if r.id != "log"}

    assert losers(in_cells)["sub"] == "failed"
    assert {**losers(in_package), "log": "", "all_together": ""} == {
        **losers(in_cells), "log": "", "all_together": "",
    }  # fmt: skip
    assert [r.score for r in in_package.exercises] == [r.score for r in in_cells.exercises]
    for exercise, statuses in cases(in_cells).items():
        if exercise != "all_together":
            assert cases(in_package)[exercise] == statuses


def test_no_step_has_the_answer_under_test(keys, tmp_path):
    content = load_notebook(in_folder(FILES, tmp_path / "mine"))
    submission, key = packages.parse(content, "mine"), keys["grading"]
    sources = literate.exercise_sources(UNIT)
    for exercise in ASSIGNMENT.exercises:
        provided = key.provided(exercise)
        steps = [submission.steps_with(provided)]
        steps += submission.steps_alone(exercise, provided, set())
        told = "\n".join(source for some in steps for source, _ in some)
        assert not any(source in told for source in sources[exercise.id])
        assert all(source in told for source in provided)


# Folders and archives

LIKE_GITHUB = {f"mine-main/{path}": code for path, code in FILES.items()}
CLUTTER = {
    "__MACOSX/closures/._tensor.py": "\0",
    "closures/.hidden.py": "(",
    "closures/__pycache__/tensor.py": "(",
    "README.md": "closures",
    "hw/notes.txt": "",
}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("hw.zip", zipped(FILES)),
        ("hw.zip", zipped(LIKE_GITHUB)),
        ("hw.zip", zipped(CLUTTER | FILES)),
        ("hw.zip", zipped({k.removeprefix("closures/"): v for k, v in FILES.items()})),
        ("hw.tar", tarred({f"./{path}": code for path, code in FILES.items()})),
        ("hw.tgz", tarred(LIKE_GITHUB, "w:gz")),
        ("hw.tar.bz2", tarred(FILES, "w:bz2")),
        ("hw.tar.xz", tarred(FILES, "w:xz")),
    ],
    ids=["zip", "zip in a folder", "zip with clutter", "zip of the inside", "tar", "tgz", "bz2",
         "xz"],
)  # fmt: skip
def test_a_folder_and_archives_hold_the_same(name, content, tmp_path):
    path = tmp_path / name
    path.write_bytes(content)
    folder = in_folder(FILES, tmp_path / "mine")
    assert load_notebook(path) == load_notebook(folder) == load_notebook(folder / "closures")
    assert packages.targets(path) == [path]


def test_an_archive_gets_the_verdicts_of_the_folder(graded, tmp_path):
    files = edited("closures/ops/shapes.py", "if length == 1", "if length == 2")
    (tmp_path / "hw.tar").write_bytes(tarred(files))
    (tmp_path / "hw.zip").write_bytes(zipped(files))
    in_tar, in_zip = graded(tmp_path / "hw.tar", "grading"), graded(tmp_path / "hw.zip", "grading")
    assert without_name(in_tar) == without_name(in_zip) == without_name(graded(files, "grading"))


def test_files_beside_the_package_are_part_of_it(tmp_path):
    files = FILES | {"hw/train.py": "x = 1\n", "run.py": "y = 2\n", "other.py": "z = 3\n"}
    content = json.loads(load_notebook(in_folder(files, tmp_path) / "closures"))
    assert set(content["files"]) == set(FILES) | {"hw/train.py", "run.py"}


def test_a_file_that_is_no_text_is_left_out_and_named(graded, tmp_path):
    folder = in_folder(FILES, tmp_path / "mine")
    (folder / "closures/nn.py").write_bytes(b"x = '\xff\xfe'\n")
    report = graded(folder)
    assert report.notes[0] == "closures/nn.py was left out: it is not text in UTF-8."
    assert losers(report) == {}


def member(name, kind, target="closures/tensor.py"):
    content = io.BytesIO(tarred(FILES))
    with tarfile.open(fileobj=content, mode="a") as tar:
        added = tarfile.TarInfo(name)
        added.type, added.linkname = kind, target
        tar.addfile(added)
    return content.getvalue()


def linked_zip():
    content = io.BytesIO(zipped(FILES))
    with zipfile.ZipFile(content, "a") as zipped_files:
        link = zipfile.ZipInfo("closures/link.py")
        link.external_attr = 0o120777 << 16
        zipped_files.writestr(link, "/etc/passwd")
    return content.getvalue()


BOMB = {"closures/tensor.py": " " * (40 * 2**20)}
MANY = {f"closures/f{number}.py": "" for number in range(archive.MAX_FILES + 1)}
UNSAFE = {
    "absolute path in a tar": ("hw.tar", tarred(FILES | {"/etc/x.py": ""}), "a path that leads"),
    "absolute path in a zip": ("hw.zip", zipped(FILES | {"/etc/x.py": ""}), "a path that leads"),
    "a drive": ("hw.zip", zipped(FILES | {"C:/x.py": ""}), "a path that leads"),
    "dots in a tar": ("hw.tar", tarred(FILES | {"closures/../../x.py": ""}), "a path that leads"),
    "dots in a zip": ("hw.zip", zipped(FILES | {"closures/../../x.py": ""}), "a path that leads"),
    "backslashes": ("hw.zip", zipped(FILES | {"..\\x.py": ""}), "a path that leads"),
    "a link in a tar": ("hw.tar", member("closures/l.py", tarfile.SYMTYPE, "/etc"), "a link or a"),
    "a hard link": ("hw.tar", member("closures/l.py", tarfile.LNKTYPE), "a link or a device"),
    "a device": ("hw.tar", member("closures/null", tarfile.CHRTYPE), "a link or a device"),
    "a link in a zip": ("hw.zip", linked_zip(), "a link or a device"),
    "a bomb in a zip": ("hw.zip", zipped(BOMB), "more than 1 MB"),
    "a bomb in a tar": ("hw.tgz", tarred(BOMB, "w:gz"), "more than 1 MB"),
    "a larger bomb": ("hw.tar.xz", tarred({"closures/big.bin": "0" * (60 * 2**20)}, "w:xz"),
                      "more than 50 MB"),
    "many files": ("hw.tgz", tarred(MANY, "w:gz"), "too many files"),
    "many files in a zip": ("hw.zip", zipped(MANY), "too many files"),
    "a long name": ("hw.tar", tarred(FILES | {"x" * 900 + ".py": ""}), "a name of 903 characters"),
    "cut off": ("hw.tar", tarred(FILES)[:3000], "damaged"),
    "cut off, gzip": ("hw.tgz", tarred(FILES, "w:gz")[:900] + b"\0" * 50, "damaged"),
    "two packages": ("hw.zip", zipped(LIKE_GITHUB | {k.replace("main", "old"): v for k, v in
                     LIKE_GITHUB.items()}), "more than one such package"),
}  # fmt: skip


@pytest.mark.parametrize("case", UNSAFE)
def test_an_unsafe_archive_costs_a_sentence(case, tmp_path, graded):
    name, content, said = UNSAFE[case]
    (tmp_path / name).write_bytes(content)
    report = graded(tmp_path / name)
    assert report.error.startswith(str(tmp_path / name))
    assert said in report.error
    assert report.error.count("\n") == 0
    assert {path.name for path in tmp_path.iterdir()} == {name}


SOUND = {
    "hw.zip": zipped({"a/hw.ipynb": "{}", "b/hw.ipynb": "{}", "x.py": "x = 1"}),
    "hw.tgz": tarred({"closures/x.py": "x = 1"}, "w:gz"),
    "hw.tar": tarred({"closures/x.py": "x = 1"}),
    "hw.tar.xz": tarred({"closures/x.py": "x = 1"}, "w:xz"),
    "hw.tar.bz2": tarred({"closures/x.py": "x = 1"}, "w:bz2"),
}


@hypothesis.given(
    st.sampled_from(sorted(SOUND)), st.floats(0, 1), st.binary(max_size=12), st.booleans()
)
@hypothesis.example("hw.zip", 0.0, zipped({"x.py": ""}).replace(b"x.py", b"\0.py"), False)
@hypothesis.settings(max_examples=400)
def test_any_bytes_are_an_archive_or_refused_in_a_sentence(name, place, noise, over):
    content = SOUND[name]
    start = int(place * len(content))
    damaged = content[:start] + noise + content[start + over * len(noise) :]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(damaged)
        archive.holds_notebook(path)
        parts = [*archive.parts(path), path / "x.py"]
        for read in [functools.partial(archive.in_archive, damaged, name)] + [
            functools.partial(archive.part, part) for part in parts
        ]:
            assert "\n" not in refusal(read)


def refusal(read):
    """Why something cannot be read, or nothing where it can be."""
    try:
        read()
    except Unreadable as reason:
        return str(reason)
    return ""


@pytest.mark.parametrize("inside", ["", "x = (", "    pass\n  x", "\tdef f(self:"])
def test_a_class_that_python_cannot_parse_costs_its_exercises_only(inside, graded):
    report = graded(FILES | {"closures/tensor.py": f"class Tensor:\n{inside}\n"})
    assert report.error is None
    assert 0 < report.score < FULL


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes")
def test_nobody_waits_for_a_named_pipe_that_is_called_like_an_archive(tmp_path):
    os.mkfifo(tmp_path / "hw.zip")
    assert archive.parts(tmp_path / "hw.zip") == []
    assert not archive.holds_notebook(tmp_path / "hw.zip")


def test_a_link_in_a_folder_is_not_followed(tmp_path, graded):
    folder = in_folder(FILES, tmp_path / "mine")
    (tmp_path / "secret.py").write_text("SECRET = 1")
    (folder / "closures/order.py").unlink()
    (folder / "closures/order.py").symlink_to(tmp_path / "secret.py")
    assert "is a link to another file" in graded(folder).error


def test_an_environment_in_the_folder_is_not_read(tmp_path):
    folder = in_folder(FILES, tmp_path / "mine")
    in_folder({"env/lib/x.py": "", "env/pyvenv.cfg": ""}, folder)
    assert set(json.loads(load_notebook(folder))["files"]) == set(FILES)


def test_an_archive_with_a_notebook_is_read_as_a_notebook(tmp_path):
    content = zipped(FILES | {"hw.ipynb": "{}"})
    (tmp_path / "hw.zip").write_bytes(content)
    assert load_notebook(tmp_path / "hw.zip") == content


def test_what_only_looks_like_a_package_says_what_is_wrong():
    with pytest.raises(Unreadable, match="is not a package that can be read"):
        packages.parse(packages.PACKED + b"1}", "hw.ipynb")


# A class


def test_submissions_of_all_forms_are_found_in_a_class(tmp_path):
    in_folder(FILES, tmp_path / "ann" / UNIT)
    in_folder(LIKE_GITHUB, tmp_path / "bob" / UNIT)
    for student, name, content in [
        ("cyd", "hw.tar", tarred(FILES)), ("dan", "hw.zip", zipped(FILES)),
        ("eve", "other.zip", zipped({"a.py": ""})),
    ]:  # fmt: skip
        folder = tmp_path / student / UNIT
        folder.mkdir(parents=True)
        (folder / name).write_bytes(content)
    (tmp_path / "fay" / UNIT).mkdir(parents=True)
    (tmp_path / "fay" / UNIT / "essay.docx").write_bytes(b"PK")
    (tmp_path / "ann" / UNIT / "old.zip").write_bytes(zipped(FILES))
    found = commands.notebooks_in([str(tmp_path)])
    assert [path.relative_to(tmp_path).as_posix() for path in found] == [
        f"ann/{UNIT}/closures", f"bob/{UNIT}/mine-main/closures", f"cyd/{UNIT}/hw.tar",
        f"dan/{UNIT}/hw.zip", f"eve/{UNIT}/other.zip/a.py", f"fay/{UNIT}",
    ]  # fmt: skip
    assert student_of(found[0]) == "ann"
    assert student_of(found[4]) == "eve"
    with pytest.raises(Unreadable, match=r"fay/\w+ has no notebook \(.ipynb\) in it"):
        load_notebook(found[5])


@pytest.mark.parametrize("form", ["hw.tar", "mine"])
def test_a_package_of_several_units_is_graded_for_each(form, tmp_path, monkeypatch, graded):
    other = Layout(packages=("closures",), names={"tensor.py": "unbroadcast"})
    unit = dataclasses.replace(ps1_backprop.ASSIGNMENT, layout=other)
    monkeypatch.setattr(ps1_backprop, "ASSIGNMENT", unit)
    path = tmp_path / form
    if form == "mine":
        in_folder(FILES, path)
    else:
        path.write_bytes(tarred(FILES))
    found = commands.notebooks_in([str(path)])
    assert [target.name for target in found] == ["ps1_backprop", UNIT]
    assert graded(found[1]).score == FULL
    assert packages.parse(load_notebook(found[0]), "mine").assignment.name == "ps1_backprop"
    assert "Name the one to grade" in graded(path).error


def test_the_command_takes_an_archive(tmp_path, monkeypatch):
    path = tmp_path / "hw.tar"
    path.write_bytes(tarred(FILES))
    with pytest.raises(SystemExit) as ended:
        commands.self_check.main([str(path), "--json", str(tmp_path / "r.json")])
    assert ended.value.code == commands.ALL_PASSED
    (report,) = json.loads((tmp_path / "r.json").read_text())
    assert (report["assignment"], report["score"]) == (UNIT, 100.0 + FULL - ASSIGNMENT.max_score)


# The reference as a package


def test_the_exported_reference_scores_everything(tmp_path, graded):
    export(UNIT, tmp_path / "mine")
    assert graded(tmp_path / "mine", "grading").score == FULL


@pytest.mark.parametrize("module", ["tensor", "ops.elementwise", "ops.reductions", "nn", "optim"])
def test_each_module_of_the_exported_reference_can_be_imported_first(module, tmp_path):
    export(UNIT, tmp_path)
    code = f"import closures.{module}\nfrom closures.tensor import Tensor\nprint((Tensor([2]) * 3))"
    out = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True)
    assert out.stdout == "tensor([6.000])\n", out.stderr


def test_a_package_without_answers_scores_nothing(graded):
    files = {
        path: code
        for path, code in FILES.items()
        if path in ("closures/nn.py", "closures/optim.py")
    }
    report = graded(files)
    assert report.score == 0
    assert set(losers(report).values()) <= {"missing", "error", "not_implemented", "waiting"}
