"""A class graded in several processes: the same results, whatever is killed on the way."""

import contextlib
import dataclasses
import json
import os
import random
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from autograder.authoring.simulate import make_class
from autograder.classroom.class_grading import ClassGrading
from autograder.classroom.dispatch import Settings
from autograder.classroom.journal import Journal, read_results
from autograder.classroom.local import Processes, grade_in_processes
from autograder.grading.answer_key import ReferenceKey
from autograder.grading.grader import Grader
from autograder.sandbox.limits import Limits

ROOT = Path(__file__).parents[2]
UNIT, SEED = "ps2_mnist", 11
SETTINGS = Settings(Limits(cell=5.0, exercise=5.0))


@pytest.fixture(scope="module")
def paths(tmp_path_factory):
    """Some students, none of whom waits for a time limit."""
    folder = tmp_path_factory.mktemp("class") / "submitted"
    paths = make_class(UNIT, folder, 16, seed=3)
    unreadable = folder / "nobody" / UNIT / f"{UNIT}.ipynb"
    unreadable.parent.mkdir(parents=True)
    unreadable.write_text("no notebook at all")
    return [path for path in paths if "sleep" not in path.read_text("utf-8")] + [unreadable]


@pytest.fixture(scope="module")
def values():
    """The values of the unit's key, computed once for this module."""
    made = {UNIT: ReferenceKey(UNIT, SEED).values()}
    return made.__getitem__


def graded(folder, paths, values, backend=grade_in_processes, **options):
    """The results of a run, and how many of them were there before."""
    with Journal(folder) as journal:
        run = ClassGrading(paths, journal, SEED, SETTINGS)
        run._values_of = values
        for _ in run.run(lambda tasks, _: backend(tasks, values, SETTINGS, 2, **options)):
            pass
    return [timeless(result) for result in read_results(folder)], run.reused


def timeless(result):
    return dataclasses.replace(result, report=dataclasses.replace(result.report, seconds=0.0))


@pytest.fixture(scope="module")
def undisturbed(paths, values, tmp_path_factory):
    return graded(tmp_path_factory.mktemp("undisturbed"), paths, values)[0]


def test_every_notebook_has_a_result_in_the_order_of_the_notebooks(paths, undisturbed):
    assert [result.report.notebook for result in undisturbed] == [str(path) for path in paths]
    assert [result.student for result in undisturbed] == [path.parts[-3] for path in paths]
    assert undisturbed[-1].report.error is not None


def test_a_class_is_graded_as_each_notebook_is_on_its_own(paths, undisturbed):
    grader = Grader(lambda unit: ReferenceKey(unit, SEED), limits=SETTINGS.limits)
    for path, result in list(zip(paths, undisturbed, strict=True))[::4]:
        alone = dataclasses.replace(grader.grade_file(path).report, seconds=0.0)
        assert alone.to_dict() == result.report.to_dict()


def test_what_is_graded_is_not_graded_again(paths, values, undisturbed, tmp_path):
    def none(tasks, *_):
        assert list(tasks) == []
        return iter(())

    first, _ = graded(tmp_path, paths, values)
    again, reused = graded(tmp_path, paths, values, none)
    assert first == again == undisturbed
    assert reused == len(paths)


def test_one_more_submission_is_all_that_is_graded(paths, values, tmp_path):
    seen = []

    def counting(tasks, *rest):
        for task, outcome in grade_in_processes(tasks, *rest):
            seen.append(task.notebook)
            yield task, outcome

    graded(tmp_path, paths[:5], values)
    _, reused = graded(tmp_path, paths[:6], values, counting)
    assert (seen, reused) == ([str(paths[5])], 5)


def test_a_changed_notebook_is_graded_again(paths, values, tmp_path):
    notebook = json.loads(paths[0].read_text("utf-8"))
    for cell in notebook["cells"]:
        if cell["metadata"].get("autograder", {}).get("role") == "exercise":
            cell["source"] = "pass"
    changed = tmp_path / "submitted" / "ada" / UNIT / f"{UNIT}.ipynb"
    changed.parent.mkdir(parents=True)
    changed.write_bytes(paths[0].read_bytes())
    before, _ = graded(tmp_path / "graded", [changed], values)
    changed.write_text(json.dumps(notebook), encoding="utf-8")
    after, reused = graded(tmp_path / "graded", [changed], values)
    assert reused == 0
    assert after[0].report.score == 0 < before[0].report.score


def test_killed_grading_processes_cost_no_result(paths, values, undisturbed, tmp_path):
    draw = random.Random(SEED)

    def disturbed(tasks, values, settings, count):
        with contextlib.closing(Processes(tasks, values, settings, count)) as pool:
            for number, outcome in enumerate(pool.run()):
                if number in (2, 6, 10):
                    os.kill(draw.choice(pool.processes).process.pid, signal.SIGKILL)
                yield outcome

    assert graded(tmp_path, paths, values, disturbed)[0] == undisturbed


def test_a_killed_warm_process_costs_no_result(paths, values, undisturbed, tmp_path):
    def disturbed(tasks, values, settings, count):
        with contextlib.closing(Processes(tasks, values, settings, count)) as pool:
            for number, outcome in enumerate(pool.run()):
                if number == 6:
                    leader = psutil.Process(pool.processes[0].process.pid)
                    for child in leader.children():
                        child.kill()
                yield outcome

    assert graded(tmp_path, paths, values, disturbed)[0] == undisturbed


def test_a_grading_process_that_hangs_costs_no_result(paths, values, undisturbed, tmp_path):
    def disturbed(tasks, values, settings, count):
        with contextlib.closing(Processes(tasks, values, settings, count)) as pool:
            for number, outcome in enumerate(pool.run()):
                if number == 4:
                    stopped = max(pool.processes, key=lambda process: len(process.has))
                    os.kill(stopped.process.pid, signal.SIGSTOP)
                    for task in list(stopped.has):  # as if all this had been a long time ago
                        pool.under_way[task] = pool.under_way[task][0], float("-inf")
                yield outcome

    assert graded(tmp_path, paths, values, disturbed)[0] == undisturbed


RUN = """
import sys
from autograder.classroom.journal import Journal
from autograder.cli.commands import main

add = Journal.add


def told(journal, result):
    add(journal, result)
    print("kept", flush=True)


if __name__ == "__main__":
    Journal.add = told
    sys.argv = ["autograder", "grade", *sys.argv[1:]]
    main()
"""


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT], ids=["SIGKILL", "Ctrl-C"])
def test_a_run_that_was_ended_goes_on_where_it_was(how, paths, undisturbed, tmp_path, run_in):
    submitted = paths[0].parents[2]
    command = [submitted, "--seed", SEED, "--workers", "2", "--results", tmp_path / "graded"]
    script = tmp_path / "grade.py"
    script.write_text(RUN)
    ended = subprocess.Popen(
        [sys.executable, str(script), *map(str, command)],
        cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert [ended.stdout.readline() for _ in range(5)] == ["kept\n"] * 5
    started = psutil.Process(ended.pid).children(recursive=True)
    ended.send_signal(how)
    _, said = ended.communicate(timeout=60)
    with Journal(tmp_path / "graded") as journal:
        kept = len(journal)
    assert 5 <= kept < len(paths)
    if how == signal.SIGINT:
        assert ended.returncode == 130
        assert "the same command goes on from there" in said
        assert "Traceback" not in said
    _, alive = psutil.wait_procs(started, timeout=20)
    assert alive == []
    again = run_in(tmp_path, script, *command)
    assert again.returncode == 1, again.stderr
    assert f"{kept} had been graded before" in again.stderr
    listed = {r.student: r.report.score for r in read_results(tmp_path / "graded")}
    assert {r.student: r.report.score for r in undisturbed}.items() <= listed.items()


# A correction of the course

GRADE = """
import sys
from pathlib import Path
from autograder.classroom.class_grading import ClassGrading
from autograder.classroom.journal import Journal
from autograder.classroom.dispatch import Settings
from autograder.classroom.local import grade_in_processes

if __name__ == "__main__":
    paths, settings = sorted(Path("submitted").rglob("*.ipynb")), Settings(cells=True)
    with Journal(Path(sys.argv[1])) as journal:
        run = ClassGrading(paths, journal, 11, settings)
        for _ in run.run(lambda tasks, values: grade_in_processes(tasks, values, settings, 2)):
            pass
    print(run.reused, run.in_part, *sorted(run.changed))
"""


@pytest.fixture
def course(paths, tmp_path):
    """`course(folder)`: what a run says, in a copy of the course and with results in a folder."""
    for name in ("autograder", "solutions", "data"):
        shutil.copytree(ROOT / name, tmp_path / name)
    for path in [*paths[:7], paths[-1]]:
        target = tmp_path / "submitted" / path.relative_to(path.parents[2])
        target.parent.mkdir(parents=True)
        shutil.copy(path, target)
    (tmp_path / "grade_class.py").write_text(GRADE)

    def run(folder):
        command = [sys.executable, "grade_class.py", folder]
        environment = os.environ | {"PYTHONPATH": str(tmp_path)}
        done = subprocess.run(
            command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        results = [timeless(result) for result in read_results(tmp_path / folder)]
        return done.stdout.split(), results

    run.folder = tmp_path
    return run


def test_after_a_correction_only_what_it_concerns_is_graded_again(course):
    """And all comes out as if it had been graded for the first time."""
    table = course.folder / "autograder" / "course" / "units" / f"{UNIT}.py"
    text = table.read_text(encoding="utf-8")
    said, before = course("graded")
    assert said == ["0", "0"]

    table.write_text(text + "# no change\n", encoding="utf-8")
    said, same = course("graded")
    assert said == [str(len(before) - 1), "0"]  # what cannot be read is not known to be the same
    assert [r.report for r in same] == [r.report for r in before]

    for old, new in (
        ('id="SGD",\n        points=3', 'id="SGD",\n        points=5'),
        ('            Case("zero_grad()", optimized(1, "zero_grad")),\n', ""),
    ):
        assert text.count(old) == 1
        text = text.replace(old, new)
    table.write_text(text, encoding="utf-8")
    said, corrected = course("graded")
    assert said == ["0", str(len(before) - 1), "SGD", "all_together"]
    _, anew = course("anew")
    assert corrected == anew
    for one, other in zip(before, corrected, strict=True):
        for was, now in zip(one.report.exercises, other.report.exercises, strict=True):
            assert was == now or now.id in ("SGD", "all_together")
        assert other.report.error or other.report.max_score == one.report.max_score + 2
