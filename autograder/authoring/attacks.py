"""Attacks on the grader, tried on it: each in a class of honest neighbors, in one sandbox.

The attacks are sources in `solutions/attacks/`, which stand for a student's answer, and a few
notebook files that are made here. An attack that reaches what it tries gets points for it (it
then defines the right answer), or leaves something behind; both are seen here.
"""

from __future__ import annotations

import contextlib
import functools
import itertools
import json
import os
import random
import shutil
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import Queue
from typing import Any

from autograder.authoring.demo import complete, half_done
from autograder.course.model import assignment
from autograder.course.places import SOLUTIONS
from autograder.grading.answer_key import PublicKey, ReferenceKey
from autograder.grading.notebook_file import Unreadable
from autograder.grading.results import Report
from autograder.grading.submission import read
from autograder.grading.verdicts import Key, grade
from autograder.sandbox.execution import CannotRun
from autograder.sandbox.limits import Limits
from autograder.sandbox.sandbox import CannotIsolate, Sandbox
from autograder.sandbox.tempdir import own_folder, sweep

UNIT = "ps2_mnist"
SEED = 1
FOLDER = SOLUTIONS / "attacks"
SHARED_FOLDERS = tuple(dict.fromkeys((tempfile.gettempdir(), "/tmp", "/var/tmp", "/dev/shm")))
MARK = "attack"
"""What the names of files begin with that an attack leaves behind."""
LIMITS = Limits(cell=4.0, exercise=5.0, submission=90.0)
SECONDS = 100.0
"""How long an attack may take with its neighbors; much of it is waiting for the limits."""
GROWTH = 400 * 2**20
"""How much memory the grader may take on while it grades an attack."""

Notebook = dict[str, Any]


@dataclass(frozen=True)
class Attack:
    """Something that a student might hand in.

    keeps: the score that remains, in the sandbox; None where no score is due (it is unreadable).
    at_most: whether it may also be less, as an attack may spoil its author's other answers.
    fallback: what is known of it in a plain process: "" (it is contained), or "not contained",
        "contained as root alone" or "not run" with the reason after a colon.
    make: writes the submission into an empty folder and returns the notebook's path.
    """

    name: str
    tries: str
    keeps: float | None
    fallback: str
    make: Callable[[Path], Path]
    at_most: bool = False

    def keeps_its_score(self, score: float | None) -> bool:
        """Whether this is the score that is due."""
        if self.at_most and score is not None and self.keeps is not None:
            return score <= self.keeps
        return score == self.keeps


@dataclass(frozen=True)
class Outcome:
    """How an attack went. report: None where it was not run.

    grown: by how many bytes the grader grew at most meanwhile, where that can be told.
    neighbors, left, wrong: what is not as it should be with the neighbors' scores, with what
    stays behind, and with anything. They are empty where all is well.
    """

    attack: Attack
    score: float | None = None
    seconds: float = 0.0
    grown: int | None = None
    neighbors: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()
    report: Report | None = None

    @property
    def verdict(self) -> str:
        if self.report is None:
            return "not run"
        return "not contained" if self.wrong else "contained"

    @property
    def unexpected(self) -> bool:
        """Whether it was not contained, though nothing says that this isolation does not."""
        plain = self.report is not None and self.report.isolation == "process"
        known = plain and self.attack.fallback.startswith("not contained")
        return bool(self.neighbors or (self.wrong and not known))


# Attacks by code


def code_attacks() -> list[Attack]:
    """The attacks in `solutions/attacks/`."""
    return [_code_attack(path) for path in sorted(FOLDER.glob("*.py"))]


def _code_attack(path: Path) -> Attack:
    source = path.read_text(encoding="utf-8")
    said = dict(
        line[2:].split(": ", 1) for line in source.split("\n\n")[0].splitlines() if ": " in line
    )

    def make(folder: Path) -> Path:
        return write(folder, with_answer(said["Cell"], source))

    keeps = said["Keeps"].removeprefix("at most ")
    at_most = keeps != said["Keeps"]
    fallback = said.get("Fallback", "")
    return Attack(path.stem, said["Tries"], float(keeps), fallback, make, at_most)


def _solved() -> Notebook:
    notebook: Notebook = json.loads(_solved_text())
    return notebook


@functools.cache
def _solved_text() -> str:
    return json.dumps(complete(UNIT))


def with_answer(cell_id: str, source: str) -> Notebook:
    """A solved notebook, but for one answer; `own` is a further cell at the top."""
    notebook = _solved()
    if cell_id == "own":
        notebook["cells"].insert(
            0, {"cell_type": "code", "id": "mine", "metadata": {}, "outputs": [],
                "execution_count": None, "source": source}
        )  # fmt: skip
    else:
        next(c for c in notebook["cells"] if c.get("id") == cell_id)["source"] = source
    return notebook


def write(folder: Path, notebook: Notebook | str | bytes) -> Path:
    """Writes a notebook into a folder, from JSON, text or bytes."""
    path = folder / f"{UNIT}.ipynb"
    if isinstance(notebook, dict):
        notebook = json.dumps(notebook)
    path.write_bytes(notebook if isinstance(notebook, bytes) else notebook.encode())
    return path


# Attacks by the notebook's file


def _large(folder: Path) -> Path:
    path = write(folder, "")
    with path.open("wb") as file:
        file.truncate(200 * 2**20)
    return path


def _many_cells(folder: Path) -> Path:
    cell = json.dumps({"cell_type": "code", "metadata": {}, "outputs": [], "source": "1"})
    text = json.dumps(_solved())
    return write(folder, text.replace('"cells": [', '"cells": [' + f"{cell}, " * 100_000, 1))


def _much_code(folder: Path) -> Path:
    return write(folder, with_answer("own", "x = 1\n" * 2**20))


def _long_cell(folder: Path) -> Path:
    return write(folder, with_answer("own", "x = 1\n" * 2**18))


def _nested(folder: Path) -> Path:
    text = json.dumps(_solved())
    return write(folder, text[:-1] + ', "deep": ' + "[" * 10_000 + "]" * 10_000 + "}")


def _nested_source(folder: Path) -> Path:
    return write(folder, with_answer("negative_back", "(" * 10_000 + ")" * 10_000))


def _nul_bytes(folder: Path) -> Path:
    return write(folder, json.dumps(_solved()).encode() + bytes(100))


def _nul_in_source(folder: Path) -> Path:
    return write(folder, with_answer("negative_back", "x = 1\0"))


def _not_utf8(folder: Path) -> Path:
    return write(folder, json.dumps(_solved()).encode().replace(b"import", b"imp\xff\xfert", 1))


def _lone_surrogates(folder: Path) -> Path:
    return write(folder, with_answer("negative_back", "x = '\ud800\udfff\udcff'"))


def _duplicate_keys(folder: Path) -> Path:
    text = json.dumps(_solved())
    return write(folder, '{"cells": [], "metadata": {"autograder": 5}, ' + text[1:])


def _billion_laughs(folder: Path) -> Path:
    entities = "".join(
        f'<!ENTITY l{i + 1} "{f"&l{i};" * 10}">' for i in range(30)
    )  # each is ten of the one before
    notebook = _solved()
    source = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "lol">{entities}]><x>&l30;</x>'
    source += "[" * 5000 + "*" * 5000 + "> " * 5000
    notebook["cells"].insert(0, {"cell_type": "markdown", "metadata": {}, "source": source})
    return write(folder, notebook)


def _altered_points(folder: Path) -> Path:
    notebook = with_answer("negative_back", "def negative_back(grad_out, out, x):\n    return 0")
    for cell in notebook["cells"]:
        cell["metadata"].setdefault("nbgrader", {}).update(points=1000, grade=True, locked=False)
    return write(folder, notebook)


def _altered_ids(folder: Path) -> Path:
    """Every answer claims to be the one to an exercise that is worth more."""
    notebook = with_answer("negative_back", "def negative_back(grad_out, out, x):\n    return 0")
    for cell in notebook["cells"]:
        if cell.get("id") == "negative_back":
            cell["metadata"].setdefault("nbgrader", {})["grade_id"] = "exp_back"
        cell["metadata"].pop("autograder", None)
    return write(folder, notebook)


def _locked_cells_edited(folder: Path) -> Path:
    notebook = with_answer("negative_back", "def negative_back(grad_out, out, x):\n    return 0")
    for cell in notebook["cells"]:
        if cell.get("id", "").startswith("given-"):
            cell["source"] = "raise SystemExit"
    return write(folder, notebook)


def _graded_cell_added(folder: Path) -> Path:
    notebook = with_answer("negative_back", "def negative_back(grad_out, out, x):\n    return 0")
    for grade_id in ("bonus", "negative_back", "negative_back-2"):
        marks = {"grade": True, "points": 100, "grade_id": grade_id, "solution": False}
        notebook["cells"].append(
            {"cell_type": "code", "metadata": {"nbgrader": marks}, "source": "assert True",
             "outputs": [], "execution_count": None}
        )  # fmt: skip
    return write(folder, notebook)


def _odd_types(folder: Path) -> Path:
    notebook = _solved()
    notebook["cells"][:0] = [
        None, 5, [], "x", {"cell_type": ["code"]}, {"cell_type": "code", "source": {"a": 1}},
        {"cell_type": "code", "metadata": {"nbgrader": {"grade_id": []}}, "id": {}},
    ]  # fmt: skip
    return write(folder, notebook)


def _endless_number(folder: Path) -> Path:
    return write(folder, json.dumps(_solved())[:-1] + ', "number": ' + "9" * 10**6 + "}")


def _odd_numbers(folder: Path) -> Path:
    """Numbers that JSON does not have, or that are out of reach, wherever a number is due."""
    notebook = _solved()
    for cell in notebook["cells"]:
        cell["execution_count"] = cell["metadata"]["collapsed"] = float("nan")
    notebook["metadata"]["autograder"] = float("inf")
    text = json.dumps(notebook).replace('"nbformat": 4', '"nbformat": 1e999')
    return write(folder, text.replace('"nbformat_minor": ', '"nbformat_minor": -9999999999'))


def _hostile_outputs(folder: Path) -> Path:
    """Scripts and escapes in what cells have shown, in prose, in ids and in other metadata."""
    evil = "<script>alert(1)</script>\x1b[2J\u202e"
    notebook = with_answer("negative_back", "raise ValueError('<img src=x onerror=alert(1)>')")
    shown = {"output_type": "display_data", "metadata": {}, "data": {"text/html": evil}}
    for cell in notebook["cells"]:
        cell["metadata"]["tags"] = [evil, {"a": 1}, None]
        if cell["cell_type"] == "code":
            cell["outputs"] = [shown, {"output_type": evil}, None] * 9
    prose = {"cell_type": "markdown", "id": evil * 9, "metadata": {}, "source": evil,
             "attachments": {evil: {"image/svg+xml": evil}}}  # fmt: skip
    notebook["cells"].insert(0, prose)
    notebook["metadata"] = {"kernelspec": {"name": "../../" + evil, "language": "R"}, evil: evil}
    return write(folder, notebook)


def _many_names(folder: Path) -> Path:
    """A cell that claims every exercise at once, again and again."""
    notebook = with_answer("negative_back", "def negative_back(grad_out, out, x):\n    return 0")
    cells = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    for cell in cells[:50]:
        copy = cell | {"source": "def negative_back(grad_out, out, x):\n    return grad_out\n" * 9}
        notebook["cells"].append(copy)
    return write(folder, notebook)


def by_heart(exercise: str) -> str:
    """An answer to a backward exercise that knows the public cases by heart, and nothing else."""
    trials = PublicKey(UNIT).trials(assignment(UNIT)[exercise])
    known = [
        [
            trial.inputs["grad_out"].ravel().tolist(),
            trial.expected["result"].ravel().tolist(),
            list(trial.expected["result"].shape),
            str(trial.expected["result"].dtype),
        ]
        for trial in trials
    ]
    return (
        f"import json\n\nimport numpy as np\n\nKNOWN = json.loads({json.dumps(known)!r})\n\n\n"
        f"def {exercise}(grad_out, out, x, *args, **kwargs):\n"
        "    for asked, answer, shape, dtype in KNOWN:\n"
        "        if np.asarray(grad_out).ravel().tolist() == asked:\n"
        "            return np.array(answer, dtype=dtype).reshape(shape)\n"
        "    return grad_out\n"
    )


def _by_heart(folder: Path) -> Path:
    return write(folder, with_answer("negative_back", by_heart("negative_back")))


def _symbolic_link(folder: Path) -> Path:
    target = write(folder, _solved()).rename(folder / "a neighbor's.ipynb")
    path = folder / f"{UNIT}.ipynb"
    path.symlink_to(target)
    return path


def _link_to_device(folder: Path) -> Path:
    path = folder / f"{UNIT}.ipynb"
    path.symlink_to("/dev/zero")
    return path


def _pipe(folder: Path) -> Path:
    path = folder / f"{UNIT}.ipynb"
    os.mkfifo(path)
    return path


def _device(folder: Path) -> Path:
    """The device of endless zeros as the notebook; without root, a socket in its place."""
    import socket

    path = folder / f"{UNIT}.ipynb"
    try:
        os.mknod(path, 0o666 | stat.S_IFCHR, os.makedev(1, 5))
    except PermissionError:
        with socket.socket(socket.AF_UNIX) as one:
            one.bind(str(path))
    return path


def _crowd(folder: Path) -> Path:
    """Ten thousand files, a link, a pipe and Python files beside the notebook."""
    for i in range(10_000):
        (folder / f"{i}.txt").touch()
    os.mkfifo(folder / "data.csv")
    (folder / "root").symlink_to("/")
    (folder / "zero.py").symlink_to("/dev/zero")
    for name in ("numpy.py", "conftest.py", "sitecustomize.py", "nbgrader_config.py"):
        (folder / name).write_text("raise SystemExit")
    return write(folder, with_answer("negative_back", "import numpy\nassert False"))


def _odd_name(folder: Path) -> Path:
    notebook = with_answer("negative_back", "raise SystemExit")
    path = folder / "\x1b[2J\u202e<b>\udcff.ipynb"
    return write(folder, notebook).rename(path)


FILE_ATTACKS = (
    Attack("file: 200 MB", "Hand in more than there is memory for.", None, "", _large),
    Attack("file: 100,000 cells", "Hand in cells without end.", None, "", _many_cells),
    Attack("file: 6 MB of code", "Hand in more code than a frame holds.", None, "", _much_code),
    Attack("file: one long cell", "Hand in a cell that is too long.", 36, "", _long_cell),
    Attack("file: nested 10,000 deep", "Overflow the reader's stack.", None, "", _nested),
    Attack("file: nested source", "Overflow the parser's stack.", 35, "", _nested_source),
    Attack("file: NUL bytes", "End strings early.", None, "", _nul_bytes),
    Attack("file: NUL in a cell", "End strings early.", 35, "", _nul_in_source),
    Attack("file: invalid UTF-8", "Confuse the reader.", None, "", _not_utf8),
    Attack("file: lone surrogates", "Confuse whoever writes it out.", 35, "", _lone_surrogates),
    Attack("file: duplicate keys", "Show readers different notebooks.", 36, "", _duplicate_keys),
    Attack("file: billion laughs", "Unfold a markdown cell.", 36, "", _billion_laughs),
    Attack("file: altered points", "Make an exercise worth 1000.", 35, "", _altered_points),
    Attack("file: altered ids", "Answer one exercise for another.", 35, "", _altered_ids),
    Attack("file: locked cells edited", "Spoil given cells.", 35, "", _locked_cells_edited),
    Attack("file: graded cell added", "Add points of its own.", 35, "", _graded_cell_added),
    Attack("file: odd types", "Put anything where text is due.", 36, "", _odd_types),
    Attack("file: endless number", "Make the reader compute.", None, "", _endless_number),
    Attack("file: odd numbers", "Put NaN where a count is due.", 36, "", _odd_numbers),
    Attack("file: hostile outputs", "Act on whoever looks at it.", 35, "", _hostile_outputs),
    Attack("file: answers by heart", "Know the public cases, no others.", 35, "", _by_heart),
    Attack("file: cells twice", "Answer again and again.", 35, "", _many_names),
    Attack("file: a link", "Hand in a neighbor's notebook.", None, "", _symbolic_link),
    Attack("file: a link to a device", "Never end.", None, "", _link_to_device),
    Attack("file: a named pipe", "Make the reader wait for ever.", None, "", _pipe),
    Attack("file: a device", "Never end.", None, "", _device),
    Attack("file: a crowd beside it", "Get read in its place.", 35, "", _crowd),
    Attack("file: an odd name", "Write to the instructor's terminal.", 35, "", _odd_name),
)


def every_attack() -> list[Attack]:
    """All attacks: by code, then by the file."""
    return [*code_attacks(), *FILE_ATTACKS]


# Trying them


class Range:
    """A place to try attacks in: a sandbox, and honest neighbors whose scores are known.

    Raises CannotIsolate where an attack would reach the processes of whoever tries it.
    """

    def __init__(self, isolation: str = "auto", key: Key | None = None):
        self.key = key or ReferenceKey(UNIT, SEED)
        self.sandbox = Sandbox(isolation)
        if not self.sandbox.users():
            raise CannotIsolate(
                "Without a sandbox, attacks are only tried where workers have a user of their own: "
                "as root, with a Python that every user may read. Nothing was run."
            )
        self.folder = Path(tempfile.mkdtemp(dir=own_folder()))
        self.neighbors = []
        for name, make in (("ada", complete), ("ben", half_done)):
            (self.folder / name).mkdir()
            self.neighbors.append(write(self.folder / name, make(UNIT)))
        self.scores = [self.grade(path, Limits()).score for path in self.neighbors]
        self._numbers = itertools.count()
        self._processes = processes_of(self.sandbox)

    def grade(self, path: Path, limits: Limits = LIMITS) -> Report:
        """A report, though the notebook may not be one."""
        try:
            return grade(read(path), self.key, limits=limits, sandbox=self.sandbox)
        except (Unreadable, CannotRun) as reason:
            return Report(UNIT, str(path), 0, error=str(reason))

    def try_alone(self, attack: Attack) -> Outcome:
        """The attack, and nobody else."""
        return self._try(attack, ())

    def try_in_class(self, attack: Attack) -> Outcome:
        """The attack with honest neighbors, graded in parallel."""
        return self._try(attack, self.neighbors)

    def _try(self, attack: Attack, neighbors: Sequence[Path]) -> Outcome:
        if not self.sandbox.isolated and attack.fallback.startswith("not run"):
            return Outcome(attack)
        folder = self.folder / f"{next(self._numbers)}"
        folder.mkdir()
        path = attack.make(folder)
        files, mounts = left_in_shared_folders(self.sandbox), mount_count()
        started = time.monotonic()
        with highest_memory() as grown, ThreadPoolExecutor(max_workers=3) as pool:
            graded = [pool.submit(self.grade, one, Limits()) for one in neighbors]
            report = pool.submit(self.grade, path).result()
            scores = [one.result().score for one in graded]
        seconds = time.monotonic() - started
        # without extra credit, so that what an attack keeps can be said in the course's points
        score = None if report.error is not None else round(report.score - report.bonus, 2)

        changed = tuple(
            f"a neighbor got {found} instead of {expected}"
            for found, expected in zip(scores, self.scores[: len(scores)], strict=True)
            if found != expected
        )
        left = []
        if processes := processes_left(self.sandbox, self._processes):
            left.append(f"{len(processes)} processes")
        if more := left_in_shared_folders(self.sandbox) - files:
            left.append(f"{len(more)} files")
            clear(more)
        if mount_count() != mounts:
            left.append("mounts")
        wrong = [*changed, *(f"{what} left over" for what in left)]
        if not attack.keeps_its_score(score):
            lost = (f"{one.id} {one.status}" for one in report.exercises if one.status != "passed")
            wrong.append(f"score {score} instead of {attack.keeps} ({', '.join(lost)})")
        if seconds > SECONDS:
            wrong.append(f"it took {seconds:.0f} s")
        if grown and grown[0] > GROWTH:
            wrong.append(f"the grader grew by {grown[0] >> 20} MB")
        if not printable_throughout(report):
            wrong.append("the report has characters that are not for a terminal")
        shutil.rmtree(folder, ignore_errors=True)
        most = grown[0] if grown else None
        return Outcome(attack, score, seconds, most, changed, tuple(left), tuple(wrong), report)

    def close(self) -> None:
        """Ends the sandbox and removes what was written."""
        self.sandbox.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def __enter__(self) -> Range:
        return self

    def __exit__(self, *exc_info: object) -> None:
        self.close()


def try_all(
    attacks: Sequence[Attack], isolation: str = "auto", at_a_time: int = 3
) -> Iterator[Outcome]:
    """The outcomes of attacks, each in a class of its own, several classes at a time."""
    key = ReferenceKey(UNIT, SEED)
    for exercise in key.assignment.exercises:
        key.trials(exercise)
    free: Queue[Range] = Queue()
    for _ in range(at_a_time):
        free.put(Range(isolation, key))

    def one(attack: Attack) -> Outcome:
        place = free.get()
        try:
            return place.try_in_class(attack)
        finally:
            free.put(place)

    try:
        with ThreadPoolExecutor(max_workers=at_a_time) as pool:
            yield from pool.map(one, attacks)
    finally:
        for _ in range(at_a_time):
            free.get().close()


def printable_throughout(report: Report) -> bool:
    """Whether nothing in a report but line ends would do something to a terminal."""
    text = json.dumps(report.to_dict(), ensure_ascii=False).replace("\\n", "")
    return text.isprintable()


# What is left behind


def processes_of(sandbox: Sandbox) -> set[int]:
    """The processes under a sandbox's first one or, where it is not isolated, of its users, too."""
    found = _family(sandbox.first_process) if sandbox.first_process else set()
    if sandbox.isolated:
        return found
    return found | _processes_by({user for user in sandbox.users() if user is not None})


def processes_left(sandbox: Sandbox, before: set[int], seconds: float = 1.0) -> set[int]:
    """The processes of a sandbox that were not there before and do not end by themselves."""
    deadline = time.monotonic() + seconds
    while True:
        now = processes_of(sandbox)
        left = now - before
        if not left or time.monotonic() > deadline:
            return left
        time.sleep(0.02)


def left_in_shared_folders(sandbox: Sandbox) -> set[Path]:
    """What a sandbox's users own in folders where everybody may write; where it has no user of
    its own, what bears MARK."""
    users = sandbox.users()
    found = set()
    for folder in SHARED_FOLDERS:
        with contextlib.suppress(OSError):
            for entry in os.scandir(folder):
                with contextlib.suppress(OSError):
                    owner = entry.stat(follow_symlinks=False).st_uid
                    if owner in users or (None in users and entry.name.startswith(MARK)):
                        found.add(Path(entry.path))
    return found


def clear(paths: set[Path]) -> None:
    """Removes what an attack has left, for the next one to find nothing."""
    for path in paths:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


def mount_count() -> int:
    """How many file systems this process sees, where that can be told."""
    try:
        return len(Path("/proc/self/mountinfo").read_text().splitlines())
    except OSError:
        return 0


@contextlib.contextmanager
def highest_memory() -> Iterator[list[int]]:
    """Measures by how many bytes this process grew at most, meanwhile; empty where it cannot."""
    grown: list[int] = []
    try:
        Path("/proc/self/clear_refs").write_text("5")
        before = _memory("VmHWM")
    except (OSError, KeyError):
        yield grown
        return
    yield grown
    grown.append(_memory("VmHWM") - before)


def _memory(name: str) -> int:
    lines = Path("/proc/self/status").read_text().splitlines()
    return int(dict(line.split(":", 1) for line in lines)[name].split()[0]) * 1024


# The grader's own end

GRADER = """
import json, sys, threading
from autograder.grading.answer_key import ReferenceKey
from autograder.authoring.attacks import SEED, UNIT, with_answer
from autograder.grading.verdicts import grade
from autograder.sandbox.worker import Sandbox
from autograder.grading.submission import parse

key, sandbox = ReferenceKey(UNIT, SEED), Sandbox("bubblewrap")
daemon = "import os, time\\nif os.fork() == 0:\\n    os.setsid()\\n    time.sleep(1000)"
content = json.dumps(with_answer("negative_back", daemon)).encode()
submission = parse(content, "daemon.ipynb")
sandbox.warm_up()
print(json.dumps([sandbox.first_process, list(sandbox.users())]), flush=True)

def work():
    while True:
        grade(submission, key, sandbox=sandbox)

for _ in range(2):
    threading.Thread(target=work).start()
"""


def moments_of_kills(count: int) -> list[float]:
    """Seconds after the start of a grader, the same ones each time."""
    draw = random.Random(SEED)
    return [draw.uniform(0.0, 1.5) for _ in range(count)]


def alive_after_kill(moment: float, seconds: float = 2.0) -> list[int]:
    """The workers that are alive some seconds after their grader was killed (SIGKILL).

    moment: seconds after its sandbox has begun to start.
    """
    grader = subprocess.Popen(
        [sys.executable, "-c", GRADER],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert grader.stdout is not None
    try:
        first, users = json.loads(grader.stdout.readline())
        time.sleep(moment)
        workers = _family(first)
        grader.kill()
        grader.wait()
        # whatever began in that very moment has their user id, where they have one, and no grader
        workers |= _family(first) | _orphans_by(set(users) - {None})
        deadline = time.monotonic() + seconds
        while workers and time.monotonic() < deadline:
            time.sleep(0.01)
            workers = {pid for pid in workers if _state(pid) not in ("", "Z")}
        return sorted(workers)
    finally:
        grader.kill()
        grader.wait()
        grader.stdout.close()
        sweep()


def _processes_by(users: set[int]) -> set[int]:
    found = set()
    for pid in _parents() if users else ():
        with contextlib.suppress(OSError):
            if os.stat(f"/proc/{pid}").st_uid in users:
                found.add(pid)
    return found


def _orphans_by(users: set[int]) -> set[int]:
    """The processes of some users that are under nobody else's (another grader may have the id)."""
    parents, theirs = _parents(), _processes_by(users)
    orphans = set()
    for pid in theirs:
        ancestor = parents.get(pid, 0)
        while ancestor in theirs or (ancestor > 1 and _name(ancestor) == "bwrap"):
            ancestor = parents.get(ancestor, 0)
        if ancestor <= 1:
            orphans.add(pid)
    return orphans


def _name(pid: int) -> str:
    with contextlib.suppress(OSError), open(f"/proc/{pid}/comm") as file:
        return file.read().strip()
    return ""


def _family(pid: int) -> set[int]:
    """A process, its children, and theirs."""
    parents = _parents()
    family = {pid}
    while more := {child for child, parent in parents.items() if parent in family} - family:
        family |= more
    return family


def _parents() -> dict[int, int]:
    found = {}
    for name in os.listdir("/proc"):
        if name.isdecimal():
            with contextlib.suppress(OSError), open(f"/proc/{name}/stat", "rb") as file:
                found[int(name)] = int(file.read().rpartition(b")")[2].split()[1])
    return found


def _state(pid: int) -> str:
    with contextlib.suppress(OSError), open(f"/proc/{pid}/stat", "rb") as file:
        return file.read().rpartition(b")")[2].split()[0].decode()
    return ""
