"""Kills a grading run at random moments: `python benchmarks/kills.py`.

Grades a class into a gradebook undisturbed; then again and again, each time with one SIGKILL at a
random moment to the process that leads, to one that grades, or to the scheduler or a worker of a
cluster, after which the same command is run once more. Fails unless every result and every score
in the gradebook is the same.
"""

import argparse
import contextlib
import dataclasses
import os
import random
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil

from autograder.authoring.simulate import make_class
from autograder.classroom.journal import Journal, read_results

ROOT = Path(__file__).resolve().parent.parent
VICTIMS = ("lead", "grading process", "worker", "scheduler")
AUTOGRADER = str(Path(sys.executable).parent / "autograder")


def results(folder: Path, unit: str) -> list:
    """What was graded, without the times that it took and what the cells printed."""
    return [
        dataclasses.replace(r, report=dataclasses.replace(r.report, seconds=0.0), cells={})
        for r in read_results(folder / "graded" / unit)
    ]


def scores(folder: Path) -> bytes:
    """All scores in the gradebook, a line each."""
    with contextlib.closing(sqlite3.connect(folder / "gradebook.db")) as gradebook:
        rows = gradebook.execute(
            "SELECT student_id, base_cell.name, auto_score, manual_score, extra_credit, "
            "needs_manual_grade FROM grade "
            "JOIN base_cell ON base_cell.id = grade.cell_id "
            "JOIN submitted_notebook ON submitted_notebook.id = grade.notebook_id "
            "JOIN submitted_assignment "
            "ON submitted_assignment.id = submitted_notebook.assignment_id ORDER BY 1, 2"
        )
        return "\n".join(map(repr, rows)).encode()


def make_course(folder: Path, unit: str) -> None:
    """A course that has its assignment and has graded nothing."""
    shutil.copy(ROOT / "nbgrader_config.py", folder)
    command = [sys.executable, "-m", "nbgrader", "generate_assignment", unit]
    subprocess.run(command, cwd=folder, check=True, capture_output=True, env=environment())


def environment() -> dict[str, str]:
    return os.environ | {"AUTOGRADER_SEED": "7"}


def grade(folder: Path, unit: str, *options: str) -> subprocess.Popen:
    command = [AUTOGRADER, "autograde", unit, *options]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE}
    return subprocess.Popen(command, cwd=folder, env=environment(), **quiet)


def progress(folder: Path, unit: str) -> tuple[int, int]:
    """How many a run that was killed had graded, and how many stand in `autograded/`."""
    with Journal(folder / "graded" / unit) as journal:
        return len(journal), len(list(folder.glob("autograded/*")))


@contextlib.contextmanager
def cluster(folder: Path):
    """A scheduler and two workers over TCP: the address, and the processes by what they are."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    address = f"tcp://127.0.0.1:{port}"
    dask = [sys.executable, "-m", "dask"]
    quiet = {"cwd": folder, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    worker = [*dask, "worker", address, "--nworkers", "1", "--nthreads", "2", "--no-dashboard"]
    commands = {
        "scheduler": [*dask, "scheduler", "--host", "127.0.0.1", "--port", port, "--no-dashboard"],
        "worker": worker,
        "other worker": worker,
    }
    started = {}
    try:
        for name, command in commands.items():
            started[name] = subprocess.Popen(command, start_new_session=True, **quiet)
        yield address, started
    finally:
        for process in started.values():
            if process.returncode is None:  # afterwards, its id may be another process's
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()


def disturbed(
    folder: Path, unit: str, victim: str, moment: float, total: int, draw: random.Random
) -> str:
    """One run with a kill after some seconds, then the command again."""
    with contextlib.ExitStack() as stack:
        options: list[str] = ["--workers", "2"]
        started: dict = {}
        if victim in ("worker", "scheduler"):
            address, started = stack.enter_context(cluster(folder))
            options = ["--scheduler", address]
        run = grade(folder, unit, *options)
        with contextlib.suppress(subprocess.TimeoutExpired):
            run.wait(moment)
        if victim == "grading process":
            below = [p for p in psutil.Process(run.pid).children(recursive=True)
                     if "forkserver" in " ".join(p.cmdline()) and p.ppid() != run.pid]  # fmt: skip
            draw.choice(below or [run]).kill()
        elif victim == "lead":
            run.kill()
        else:
            os.killpg(started[victim].pid, signal.SIGKILL)
        run.communicate()
    graded, filled_in = progress(folder, unit)
    again = grade(folder, unit, "--workers", "2")
    _, said = again.communicate()
    if again.returncode:
        raise SystemExit(said.decode())
    return f"after {moment:.1f} s: {graded} of {total} graded, {filled_in} filled in, then again"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("unit", nargs="?", default="ps2_mnist")
    parser.add_argument("--students", type=int, default=300)
    parser.add_argument("--moments", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=VICTIMS, action="append", help="Kill only these.")
    options = parser.parse_args()
    draw = random.Random(options.seed)
    differing = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        paths = make_class(options.unit, folder / "submitted", options.students, options.seed)
        make_course(folder, options.unit)
        shutil.copy(folder / "gradebook.db", folder / "empty.db")
        started = time.monotonic()
        grade(folder, options.unit, "--workers", "2").communicate()
        seconds = time.monotonic() - started
        undisturbed = results(folder, options.unit), scores(folder)
        for moment in range(options.moments):
            shutil.rmtree(folder / "graded")
            shutil.rmtree(folder / "autograded")
            shutil.copy(folder / "empty.db", folder / "gradebook.db")
            victims = options.only or VICTIMS
            victim = victims[moment % len(victims)]
            after = seconds * draw.random()
            what = disturbed(folder, options.unit, victim, after, len(paths), draw)
            found = results(folder, options.unit), scores(folder)
            same = found == undisturbed
            for before, after in zip(undisturbed[0], found[0], strict=True):
                for one, other in zip(
                    before.report.exercises, after.report.exercises, strict=False
                ):
                    if one != other:
                        print(f"    {before.student} {one.id}: {one.status} {one.message!r}, then "
                              f"{other.status} {other.message!r}")  # fmt: skip
                if before.report.error != after.report.error:
                    print(f"    {before.student}: {before.report.error}, then {after.report.error}")
            differing += not same
            print(f"{moment + 1:3} {victim:16} {what}: {'the same' if same else 'DIFFERENT'}",
                  flush=True)  # fmt: skip
    if differing:
        raise SystemExit(f"{differing} runs have other results or scores than the undisturbed one.")


if __name__ == "__main__":
    main()
