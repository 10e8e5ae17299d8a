"""How fast a class is graded, and nbgrader's own `autograde`: `python benchmarks/class_grading.py`.

Makes a class up, grades the first tenth of it and then all of it, and has a sample of the same
notebooks graded by nbgrader with no configuration of ours. Whoever waits for a time limit is left
out of the sample (nbgrader waits 30 s for each such cell), but not of the class. Rates are of the
clock; the processor's time is given as well, as it depends less on what else the machine does.
"""

import argparse
import contextlib
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import psutil
from nbgrader.api import Gradebook
from rich.console import Console
from rich.table import Table

from autograder.authoring.build import put_scripts_on_path, write_source
from autograder.authoring.simulate import make_class
from autograder.classroom.journal import read_results
from autograder.grading.answer_key import PublicKey
from autograder.grading.grader import Grader
from autograder.sandbox.sandbox import shared_sandbox

CORES_ELSEWHERE, CLASS_ELSEWHERE = 64, 50_000


@dataclass
class Measured:
    """A command that has been run: seconds by the clock, seconds of processors, peak bytes of the
    process that leads and of the largest that grades."""

    clock: float
    processor: float
    lead: int
    grading: int


def started_by(process: psutil.Process) -> str:
    """The name of a process's parent, if that is still there."""
    parent = process.parent()
    return parent.name() if parent is not None else ""


def peak(process: psutil.Process) -> int:
    """The most memory that a process has had so far, in bytes (Linux)."""
    status = Path(f"/proc/{process.pid}/status")
    with contextlib.suppress(OSError):
        for line in status.read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    return 0


def measure(command: list[str], folder: Path) -> Measured:
    """Runs a command of this environment and watches it and what it starts."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.monotonic()
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    process = psutil.Popen(command, cwd=folder, **quiet)
    lead = grading = 0
    spent: dict[int, float] = {}
    while process.poll() is None:
        with contextlib.suppress(psutil.Error):
            lead = max(lead, peak(process))
            for child in process.children(recursive=True):
                with contextlib.suppress(psutil.Error):
                    line, times = " ".join(child.cmdline()), child.cpu_times()
                    if "forkserver" in line:
                        grading = max(grading, peak(child))
                        spent[child.pid] = times.user + times.system
                    elif "autograder.inside.fork_server" in line and started_by(child) == "bwrap":
                        # it has waited for those that ran the notebooks
                        reaped = times.children_user + times.children_system
                        spent[child.pid] = times.user + times.system + reaped
        time.sleep(0.2)
    clock = time.monotonic() - started
    if process.returncode not in (0, 1):
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    waited = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Measured(clock, waited + sum(spent.values()), lead, grading)


def stock(unit: str, paths: list[Path], folder: Path) -> tuple[Measured, dict]:
    """nbgrader's own autograde on copies of the notebooks: what it took, and which exercises got
    their points, by student."""
    write_source(unit, folder / "source")
    for path in paths:
        shutil.copytree(path.parents[1], folder / "submitted" / path.parts[-3])
    (folder / "nbgrader_config.py").write_text("c = get_config()\n")
    command = [sys.executable, "-m", "nbgrader"]
    quiet = {"cwd": folder, "capture_output": True, "check": True}
    subprocess.run([*command, "generate_assignment", unit], **quiet)
    took = measure([*command, "autograde", unit, "--log-level=CRITICAL"], folder)
    verdicts = {}
    with Gradebook(f"sqlite:///{folder / 'gradebook.db'}") as gradebook:
        for path in paths:
            student = path.parts[-3]
            notebook = gradebook.find_submission_notebook(unit, unit, student)
            verdicts[student] = {
                grade.name.removeprefix("check-"): grade.auto_score == grade.max_score
                for grade in notebook.grades
                if grade.name.startswith("check-")
            }
    return took, verdicts


def waits(path: Path) -> bool:
    text = path.read_text("utf-8")
    return "time.sleep" in text or "while True" in text


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("unit", nargs="?", default="ps2_mnist")
    parser.add_argument("--students", type=int, default=2000)
    parser.add_argument("--sample", type=int, default=30)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    out = Console(width=110, highlight=False)
    put_scripts_on_path()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        paths = make_class(
            options.unit, folder / "all" / "submitted", options.students, options.seed
        )
        few = folder / "few" / "submitted"
        for path in paths[: options.students // 10]:
            shutil.copytree(path.parents[1], few / path.parts[-3])
        runs = {}
        for size in ("few", "all"):
            command = [
                str(Path(sys.executable).parent / "autograder"), "grade", "submitted",
                "--seed", "7", "--workers", str(options.workers),
            ]  # fmt: skip
            runs[size] = measure(command, folder / size)
        chosen = random.Random(options.seed).sample(
            [path for path in paths if not waits(path)], options.sample
        )
        took, verdicts = stock(options.unit, chosen, folder / "stock")
        ours = {r.student: r.report for r in read_results(folder / "all" / "graded")}
        agreement(out, options.unit, chosen, verdicts)
    counts = {"few": options.students // 10, "all": options.students}
    table = Table(title=f"{options.unit}, {options.workers} workers", box=None, padding=(0, 2))
    table.add_column("")
    for column in ("notebooks", "seconds", "a second", "ms each", "CPU ms each", "MB lead",
                   "MB grading"):  # fmt: skip
        table.add_column(column, justify="right")
    for label, run, count in (
        ("autograder grade", runs["few"], counts["few"]),
        ("autograder grade", runs["all"], counts["all"]),
        ("nbgrader autograde", took, options.sample),
    ):
        table.add_row(
            label, str(count), f"{run.clock:.1f}", f"{count / run.clock:.2f}",
            f"{1000 * run.clock / count:.0f}", f"{1000 * run.processor / count:.0f}",
            f"{run.lead / 2**20:.0f}", f"{run.grading / 2**20:.0f}" if run.grading else "",
        )  # fmt: skip
    out.print(table)
    whole = runs["all"]
    ratio = (options.students / whole.clock) / (options.sample / took.clock)
    spent = (took.processor / options.sample) / (whole.processor / options.students)
    out.print(
        f"\nTimes nbgrader's rate: {ratio:.1f}. Of its processor time a notebook: 1/{spent:.1f}."
    )
    failed = sum(report.error is not None for report in ours.values())
    out.print(f"{failed} of the {options.students} could not be read, as was intended.")
    each = whole.clock * options.workers / options.students
    minutes = CLASS_ELSEWHERE * each / CORES_ELSEWHERE / 60
    out.print(
        f"{CLASS_ELSEWHERE} notebooks on {CORES_ELSEWHERE} such cores: {CLASS_ELSEWHERE} x "
        f"{each:.3f} s / {CORES_ELSEWHERE} = {minutes:.1f} minutes."
    )


def agreement(out: Console, unit: str, paths: list[Path], verdicts: dict) -> None:
    """Compares with nbgrader where the two ask the same: the public cases, on the student's own
    code, which is what the check cells do."""
    grader = Grader(PublicKey, sandbox=shared_sandbox())
    same = total = 0
    for path in paths:
        student = path.parts[-3]
        report = grader.grade_file(path).report
        for result in report.exercises:
            expected = verdicts[student].get(result.id)
            if expected is None or result.bonus:  # nbgrader gives 0 of 0 points for a bonus
                continue
            total += 1
            if expected == (result.status == "passed"):
                same += 1
            else:
                out.print(f"{student} {result.id}: here {result.status}, nbgrader {expected}")
    out.print(f"Verdicts on the public cases: {same} of {total} the same.")


if __name__ == "__main__":
    main()
