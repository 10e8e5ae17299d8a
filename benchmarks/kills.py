"""Kills a grading run at random moments: `python benchmarks/kills.py`.

Grades a class undisturbed; then again and again, each time with one SIGKILL at a random moment to
the process that leads, to one that grades, or to the scheduler or a worker of a cluster, after
which the same command is run once more. Fails unless every result is the same.
"""

import argparse
import contextlib
import dataclasses
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil

from autograder.journal import read_results
from autograder.simulate import make_class

VICTIMS = ("lead", "grading process", "worker", "scheduler")
AUTOGRADER = str(Path(sys.executable).parent / "autograder")


def results(folder: Path) -> list:
    """What was graded, without the times that it took."""
    return [
        dataclasses.replace(r, report=dataclasses.replace(r.report, seconds=0.0))
        for r in read_results(folder / "graded")
    ]


def grade(folder: Path, *options: str) -> subprocess.Popen:
    command = [AUTOGRADER, "grade", "submitted", "--seed", "7", *options]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE}
    return subprocess.Popen(command, cwd=folder, **quiet)


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


def disturbed(folder: Path, victim: str, share: float, total: int, draw: random.Random) -> str:
    """One run with a kill once a share of the class is graded, then the command again."""
    journal = folder / "graded" / "journal.jsonl"
    with contextlib.ExitStack() as stack:
        options: list[str] = ["--workers", "2"]
        started: dict = {}
        if victim in ("worker", "scheduler"):
            address, started = stack.enter_context(cluster(folder))
            options = ["--scheduler", address]
        run = grade(folder, *options)
        while run.poll() is None:
            if journal.exists() and journal.read_bytes().count(b"\n") >= share * total:
                break
            time.sleep(0.01)
        kept = journal.read_bytes().count(b"\n") if journal.exists() else 0
        if victim == "lead":
            run.kill()
        elif victim == "grading process":
            below = [p for p in psutil.Process(run.pid).children(recursive=True)
                     if "forkserver" in " ".join(p.cmdline()) and p.ppid() != run.pid]  # fmt: skip
            if below:
                draw.choice(below).kill()
        else:
            os.killpg(started[victim].pid, signal.SIGKILL)
        _, said = run.communicate()
        if run.returncode in (0, 1) and victim == "scheduler" and b"is gone" not in said:
            said = b"it was done"
    if not (folder / "graded" / "results.jsonl").exists():
        run = grade(folder, "--workers", "2")
        run.communicate()
    return f"killed with {kept} of {total} graded"


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
        grade(folder, "--workers", "2").communicate()
        undisturbed = results(folder)
        for moment in range(options.moments):
            shutil.rmtree(folder / "graded")
            victims = options.only or VICTIMS
            victim = victims[moment % len(victims)]
            what = disturbed(folder, victim, draw.random() * 0.95, len(paths), draw)
            found = results(folder)
            same = found == undisturbed
            for before, after in zip(undisturbed, found, strict=True):
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
        raise SystemExit(f"{differing} runs have other results than the undisturbed one.")


if __name__ == "__main__":
    main()
