"""Starts, limits and ends the processes that run students' code.

On Linux and macOS a warm process (`warm.py`) forks a child for each submission; on Linux, where
bubblewrap is installed, it lives behind walls: no network, and no file but the Python environment.
On Windows each submission gets a fresh process.
"""

from __future__ import annotations

import atexit
import contextlib
import functools
import itertools
import json
import os
import queue
import shutil
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from autograder import wire
from autograder.course import assignment_names
from autograder.own_folder import own_folder, remove
from autograder.worker import REFUSED

PACKAGE = Path(__file__).resolve().parent
DATA = PACKAGE.parent / "data"
# The whole of what a worker may import of this package.
UNTRUSTED = (
    "__init__.py",
    "course.py",
    "draws.py",
    "probes.py",
    "outputs.py",
    "wire.py",
    "worker.py",
    "warm.py",
    "notebook.py",
    "gradcheck.py",
    "graph.py",
    "exercises",
)
LAUNCH = (
    "import sys; sys.path[:0] = [sys.argv[1]]; sys.path += sys.argv[2:-1]; "
    "from autograder.{module} import main; main()"
)
PYTHON_OPTIONS = ("-s", "-S", "-B", "-P")
PACKAGE_FOLDERS = ("site-packages", "dist-packages")
WARM = hasattr(os, "fork") and hasattr(socket, "AF_UNIX")
FIRST_USER, USERS, SLOTS = 62_000, 2_000, 16
"""User ids that own nothing, for workers that are started by root."""
START_SECONDS = 30.0
FRAMES_WAITING = 4
STRETCH = 4.0
"""How much longer than its limit a cell or a case may take where others have the processors."""
NEGLIGIBLE = 0.02
"""Seconds of which nothing is said when no processor is free."""
ENDED = "the process ended, as it does after os._exit, a crash or a signal"
BUNDLE_INSIDE, PYTHON_INSIDE, PACKAGES_INSIDE = "/worker", "/python", "/packages"
"""Where things are behind the walls. Nothing there tells where they are on the machine."""
SYSTEM_FOLDERS = ("/usr", "/bin", "/lib", "/lib64", "/etc/alternatives", "/etc/ld.so.cache")


@dataclass(frozen=True)
class Limits:
    """What a submission may use: seconds, bytes, characters, counts.

    exercise: for one case; all cases together have three times that.
    cell and exercise leave out, up to three times as long, when no processor was free.
    processes: with threads; one that has reached three quarters of them is ended.
    answers: bytes that one exercise, or one cell, may send back.
    """

    cell: float = 10.0
    exercise: float = 5.0
    submission: float = 180.0
    memory: int = 2 * 2**30
    disk: int = 64 * 2**20
    files: int = 10_000
    processes: int = 32
    open_files: int = 256
    output: int = 64 * 2**10
    answers: int = 16 * 2**20

    def by_system(self, walls: bool) -> dict[str, int]:
        """The limits that the system enforces, by their names in `resource`."""
        limits = {
            "RLIMIT_AS": self.memory,
            "RLIMIT_CORE": 1,  # with 0 a dump may still be piped to a program of the system
            "RLIMIT_CPU": int(self.submission) + 1,
            "RLIMIT_FSIZE": self.disk,
            "RLIMIT_NOFILE": self.open_files,
        }
        # without a user id of its own, a worker would count its user's other processes
        return limits | ({"RLIMIT_NPROC": self.processes} if walls else {})


REFUSED_PACKAGES = (
    "autograd", "functorch", "jax", "jaxlib", "keras", "mxnet", "mygrad", "paddle", "tensorflow",
    "tinygrad", "torch",
)  # fmt: skip
"""What students' code may not import: it would compute the answers."""


def refused_packages() -> tuple[str, ...]:
    """The packages whose import is refused; AUTOGRADER_REFUSED names others, with commas."""
    chosen = os.environ.get(REFUSED)
    return REFUSED_PACKAGES if chosen is None else tuple(filter(None, chosen.split(",")))


class Overspent(Exception):
    """More was sent than is allowed; the message says how much that is."""


class Allowance:
    """The bytes that a worker may send back until it is renewed."""

    UNFOLDED = 8
    """What a header comes to in memory, as a multiple of its length."""

    def __init__(self, whole: int):
        self.whole = self.left = whole
        self._lock = threading.Lock()

    def spend(self, header: int, arrays: int) -> None:
        """Takes what a frame comes to from what is left. Raises Overspent where it is more."""
        with self._lock:
            self.left -= self.UNFOLDED * header + arrays
            if self.left < 0:
                raise Overspent(f"it sent back more than {self.whole / 2**20:.0f} MB")

    def renew(self) -> None:
        with self._lock:
            self.left = self.whole


class WorkerLost(Exception):
    """The worker cannot go on. `status` is what its exercise or cell gets.

    late: it was ended for what it used, which may have begun in an earlier cell.
    """

    def __init__(self, status: str, message: str, late: bool = False):
        super().__init__(message)
        self.status, self.late = status, late


class CannotIsolate(Exception):
    """The isolation that was asked for is not to be had here; the message says why."""


@functools.cache
def bubblewrap() -> str | None:
    """The path of a bubblewrap that works here, or None."""
    path = shutil.which("bwrap") if sys.platform == "linux" else None
    if path is None:
        return None
    trial = [path, "--unshare-all", "--ro-bind", "/", "/", "--proc", "/proc", "true"]
    done = subprocess.run(trial, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    return path if done.returncode == 0 else None


class Sandbox:
    """A place where workers run: a warm process, restarted when it is lost.

    isolation: "bubblewrap", "process", or "auto" for the strongest that there is. Raises
    CannotIsolate where bubblewrap is asked for and does not work.
    """

    _numbers = itertools.count()

    def __init__(self, isolation: str = "auto"):
        if isolation == "bubblewrap" and bubblewrap() is None:
            raise CannotIsolate(
                "bubblewrap does not work on this machine: install it (Debian and Ubuntu: "
                "apt-get install bubblewrap) and allow user namespaces, or use "
                "--isolation=process."
            )
        self.walls = isolation != "process" and bubblewrap() is not None
        self.isolation = "bubblewrap" if self.walls else "process"
        self._number = next(self._numbers)
        self._lock = threading.Lock()
        self._workers = itertools.count(1)
        self._slots_lock = threading.Lock()
        self._slots: dict[int, int] = {}
        self._process: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None
        self._ready = False

    def start(self, limits: Limits) -> tuple[int, socket.socket, str]:
        """A new worker: its number, the channel to it, and its folder, if it has one outside."""
        ours, theirs = socket.socketpair()
        folder = "" if self.walls else tempfile.mkdtemp(dir=own_folder())
        number = next(self._workers)
        user = None if self.walls else self._user(self._take_slot(number))
        if folder and user is not None:
            os.chown(folder, user, user)
        order = {
            "do": "start",
            "number": number,
            "limits": limits.by_system(self.walls or user is not None),
            "output": limits.output,
            "disk": limits.disk,
            "files": limits.files,
            "memory": limits.memory,
            "processes": limits.processes * 3 // 4,
            "folder": folder,
            "user": user,
        }
        try:
            with theirs:
                self._ask(order, theirs.fileno())
        except WorkerLost:
            ours.close()
            self._slots.pop(number, None)
            if folder:
                remove(folder)
            raise
        return number, ours, folder

    def stop(self, number: int) -> str:
        """Ends a worker and everything that it has started. Says why, if it was ended before."""
        try:
            return self._ask({"do": "stop", "number": number}).get("ended", "")
        except WorkerLost:
            return ""
        finally:
            self._slots.pop(number, None)

    def check(self, number: int, share: float) -> str:
        """Ends a worker that uses that share of its limits now. Says why, if it is or was ended."""
        try:
            return self._ask({"do": "check", "number": number, "share": share}).get("ended", "")
        except WorkerLost:
            return ""

    def held_up(self, number: int) -> float:
        """Seconds, since last asked, for which a worker could have run but had no processor.

        0 where the system does not tell.
        """
        try:
            return self._ask({"do": "held up", "number": number}).get("seconds", 0.0)
        except WorkerLost:
            return 0.0

    def _take_slot(self, number: int) -> int:
        """A small number that no other worker of this sandbox has now."""
        with self._slots_lock:
            taken = set(self._slots.copy().values())
            self._slots[number] = next(i for i in itertools.count() if i not in taken)
            return self._slots[number]

    def _ask(self, order: dict[str, Any], *channels: int) -> dict[str, Any]:
        with self._lock:
            for _ in range(2):  # the warm process may have been lost with the last submission
                try:
                    if self._process is None or self._process.poll() is not None:
                        if order["do"] != "start":
                            return {}
                        self._launch()
                    self._await_ready()
                    socket.send_fds(self._control, [json.dumps(order).encode()], list(channels))
                    answer = json.loads(self._control.recv(4096))
                    if answer.get("started") is not False:
                        return answer
                except (OSError, ValueError):
                    pass
                self._end()
        raise WorkerLost("killed", "no process could be started for it")

    def _launch(self) -> None:
        self._control, theirs = socket.socketpair()
        self._control.settimeout(START_SECONDS)
        with theirs:
            command = (
                [*self._walls(), *python_inside("warm", "-")]
                if self.walls
                else python("warm", "-", bundle())
            )
            self._process = launch(
                command,
                stdin=theirs,
                stdout=subprocess.DEVNULL,
                stderr=None if os.environ.get("AUTOGRADER_DEBUG") else subprocess.DEVNULL,
                cwd="/",
                env=environment_inside() if self.walls else environment(tempfile.gettempdir()),
                start_new_session=True,
            )
        atexit.register(self.close)
        settings = {
            "units": assignment_names(),
            "walls": self.walls,
            "user": self._user() if self.walls else None,
            "refused": refused_packages(),
        }
        self._control.sendall(json.dumps(settings).encode())
        self._ready = False

    def _await_ready(self) -> None:
        if not self._ready:
            self._ready = json.loads(self._control.recv(4096))["ready"]

    def warm_up(self) -> None:
        """Starts the warm process, which gets ready while the caller does something else."""
        with self._lock, contextlib.suppress(OSError):
            if self._process is None:
                self._launch()

    def _user(self, slot: int = 0) -> int | None:
        """The user id for a worker, where this process may choose one.

        Behind walls one is enough for all of them, as none can see another.
        """
        if os.geteuid() != 0 or not (self.walls or readable_by_all(sys.prefix, sys.base_prefix)):
            return None
        return FIRST_USER + ((os.getpid() + self._number) * SLOTS + slot) % USERS

    def users(self) -> set[int | None]:
        """The user ids of its workers; behind walls without root, None; else none at all."""
        if self.walls:
            return {self._user()}
        return {self._user(slot) for slot in range(SLOTS)} - {None}

    def lives(self) -> Any:
        """Something that stays the same for as long as the warm process lives."""
        process = self._process
        return process.pid if process is not None and process.poll() is None else None

    @property
    def first_process(self) -> int:
        """The process under which its processes are, or 0."""
        return self._process.pid if self._process is not None else 0

    def _walls(self) -> list[str]:
        if not self.walls:
            return []
        arguments = [
            bubblewrap(), "--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts",
            "--unshare-cgroup-try", "--die-with-parent", "--hostname", "worker",
            "--cap-drop", "ALL",
        ]  # fmt: skip
        if self._user() is None:
            arguments += ["--unshare-user"]
        else:  # root needs no user namespace, but the right to stop being root
            arguments += ["--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID"]
        for place in map(Path, SYSTEM_FOLDERS):
            if place.is_symlink() and place.parent == Path("/"):
                arguments += ["--symlink", os.readlink(place), str(place)]
            elif place.exists():
                arguments += bind(place, place)
        for outside, inside in python_places().items():
            arguments += bind(outside, inside)
        arguments += [
            "--proc", "/proc", "--dev", "/dev", "--perms", "1777", "--tmpfs", "/tmp",
            "--ro-bind", bundle(), BUNDLE_INSIDE,
        ]  # fmt: skip
        for hidden in to_hide():
            if hidden.is_dir():
                place = str(inside_of(hidden))
                arguments += ["--perms", "0000", "--tmpfs", place, "--remount-ro", place]
            else:
                arguments += ["--ro-bind", os.devnull, str(inside_of(hidden))]
        return [*arguments, "--remount-ro", "/dev", "--remount-ro", "/", "--"]

    def _end(self) -> None:
        if self._process is not None:
            with contextlib.suppress(OSError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
            self._control.close()
            self._process = None

    def close(self) -> None:
        """Ends the warm process and all workers."""
        with self._lock:
            self._end()


@functools.cache
def shared_sandbox(isolation: str = "auto") -> Sandbox:
    """The sandbox of this process for an isolation, already warming up."""
    sandbox = Sandbox(isolation)
    sandbox.warm_up()
    return sandbox


class Worker:
    """One submission's process, and the channel to it.

    `receive` raises WorkerLost when the worker ends, sends what is no frame, or is silent for
    too long; the process is gone by then.
    """

    def __init__(
        self,
        limits: Limits,
        deadline: float | None = None,
        sandbox: Sandbox | None = None,
    ):
        """deadline: a `time.monotonic()` after which the process is killed whatever it does.

        sandbox: where it runs, if not in the one that all share. Where there are no forks, it
        runs in a fresh process without one.
        """
        if deadline is None:
            deadline = time.monotonic() + limits.submission
        if sandbox is None and WARM:
            sandbox = shared_sandbox()
        self.limits, self.sandbox = limits, sandbox
        self._deadline = deadline
        self._held_up = 0.0
        self._closing = threading.Lock()
        self._closed = False
        self._ended = ""
        self.allowance = Allowance(limits.answers)
        self._frames: queue.Queue[Any] = queue.Queue(maxsize=FRAMES_WAITING)
        if sandbox is not None:
            self.isolation = sandbox.isolation
            self._number, self._channel, self._folder = sandbox.start(limits)
            # a worker that does not read must not hold up the grader
            patience = struct.pack("@ll", max(1, round(limits.exercise)), 0)
            self._channel.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, patience)
            self._outbound: BinaryIO = self._channel.makefile("wb")
            inbound: BinaryIO = self._channel.makefile("rb")
        else:
            self.isolation = "process"
            self._folder = tempfile.mkdtemp(dir=own_folder())
            self._process = subprocess.Popen(
                python("worker", str(limits.output), bundle()),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                cwd=self._folder,
                env=environment(self._folder),
            )
            self._outbound, inbound = self._process.stdin, self._process.stdout
        threading.Thread(target=self._pump, args=(inbound,), daemon=True).start()
        self._watchdog = threading.Timer(max(0.0, deadline - time.monotonic()), self._kill)
        self._watchdog.daemon = True
        self._watchdog.start()

    def _pump(self, inbound: BinaryIO) -> None:
        read = wire.exactly(inbound)
        while not self._closed:
            try:
                frame = wire.unpack(read, wire.ANSWER, self.allowance.spend)
            except Overspent as limit:
                frame = WorkerLost("killed", str(limit))
            except (EOFError, OSError, ValueError):
                frame = WorkerLost("killed", ENDED)
            except wire.WireError as error:
                frame = WorkerLost("killed", f"its answer was no answer: {error}")
            except Exception as error:  # whatever it sent, this thread must not end in silence
                kind = type(error).__name__
                frame = WorkerLost("killed", f"its answer was no answer ({kind})")
            self._frames.put(frame)
            if isinstance(frame, WorkerLost):
                return

    def send(self, value: Any) -> None:
        """Sends a command. A process that is gone shows itself at the next `receive`."""
        self.send_packed(wire.pack(value))

    def send_packed(self, frame: bytes) -> None:
        """Sends a command that is a frame already."""
        with contextlib.suppress(OSError, ValueError):
            self._outbound.write(frame)
            self._outbound.flush()

    def clock(self) -> float:
        """Seconds, not counting those of which it is known that no processor was free."""
        return time.monotonic() - self._held_up

    def receive(self, seconds: float, limit: float | None = None) -> Any:
        """The next frame's value, waiting for at most `seconds`, which are left of a `limit`."""
        limit = limit or seconds
        frame = self._next_frame(seconds, (STRETCH - 1) * limit)
        late = time.monotonic() >= self._deadline
        if frame is None or (isinstance(frame, WorkerLost) and late):
            self.close()
            if not late:
                raise WorkerLost("timeout", f"it took longer than {limit:g} s")
            limit = self.limits.submission
            raise WorkerLost("timeout", f"the whole submission took longer than {limit:g} s")
        if isinstance(frame, WorkerLost):
            self.close()
            raise WorkerLost("killed", self._ended, late=True) if self._ended else frame
        return frame

    def _next_frame(self, seconds: float, patience: float) -> Any:
        """The next frame, or None if there is none for so many seconds.

        patience: for how much longer to wait if meanwhile others had the processors.
        """
        while True:
            remaining = self._deadline - time.monotonic()
            with contextlib.suppress(queue.Empty):
                return self._frames.get(timeout=max(0.0, min(seconds, remaining)))
            held_up = self.sandbox.held_up(self._number) if self.sandbox is not None else 0.0
            seconds = min(held_up, patience)
            if seconds < NEGLIGIBLE or time.monotonic() >= self._deadline:
                return None
            patience -= seconds
            self._held_up += seconds

    def check(self, share: float) -> None:
        """Raises WorkerLost if the worker uses that share of its processes or memory now."""
        why = self.sandbox.check(self._number, share) if self.sandbox is not None else ""
        if why:
            self.close()
            raise WorkerLost("killed", why, late=True)

    def _kill(self) -> None:
        with self._closing:
            if self._closed:
                return
            self._closed = True
            if self.sandbox is not None:
                self._ended = self.sandbox.stop(self._number)
                with contextlib.suppress(OSError):
                    self._channel.shutdown(socket.SHUT_RDWR)
            else:
                self._process.kill()
                self._process.wait()

    def close(self) -> None:
        """Ends the process and all that it started, and removes its folder."""
        self._watchdog.cancel()
        self._kill()
        with contextlib.suppress(OSError, ValueError):
            self._outbound.close()
        while True:  # lets the reading thread go on to the end
            try:
                self._frames.get_nowait()
            except queue.Empty:
                break
        if self.sandbox is not None:
            self._channel.close()
        if self._folder:
            remove(self._folder)

    def __enter__(self) -> Worker:
        return self

    def __exit__(self, *exc_info: object) -> None:
        self.close()


def python(module: str, argument: str, folder: str) -> list[str]:
    """The command that runs `main` of a module of the bundle in `folder`, with one argument."""
    launch = LAUNCH.format(module=module)
    return [sys.executable, *PYTHON_OPTIONS, "-c", launch, folder, *site_packages(), argument]


def bind(outside: Path, inside: Path) -> list[str]:
    """What tells bubblewrap to show a file or folder, read-only, in folders that all can enter."""
    entered = [["--perms", "0755", "--dir", str(folder)] for folder in inside.parents[-2::-1]]
    return [*itertools.chain(*entered), "--ro-bind", str(outside), str(inside)]


def python_inside(module: str, argument: str) -> list[str]:
    """The same command behind the walls."""
    launch = LAUNCH.format(module=module)
    executable = inside_of(Path(sys.executable).resolve())
    packages = [str(inside_of(Path(folder))) for folder in site_packages()]
    return [
        str(executable), *PYTHON_OPTIONS, "-c", launch, BUNDLE_INSIDE, *packages, argument
    ]  # fmt: skip


@functools.cache
def python_places() -> dict[Path, Path]:
    """The folders of the Python environment, and where they are behind the walls."""
    places: dict[Path, Path] = {}
    for folder, name in (
        (Path(sys.base_prefix).resolve(), PYTHON_INSIDE),
        *((Path(path), f"{PACKAGES_INSIDE}/{i}") for i, path in enumerate(site_packages())),
    ):
        above = [*map(Path, SYSTEM_FOLDERS), *places]
        if not any(folder.is_relative_to(other) for other in above):
            places[folder] = Path(name)
    return places


def inside_of(path: Path) -> Path:
    """Where a file of the Python environment is behind the walls."""
    for outside, inside in python_places().items():
        if path.is_relative_to(outside):
            return inside / path.relative_to(outside)
    return path


def to_hide() -> list[Path]:
    """What of the Python environment is covered behind the walls: packages that are refused, what
    an editable install says of the folder with `solutions/`, and installed packages not in use."""
    refused, used = refused_packages(), {Path(folder) for folder in site_packages()}
    libraries = Path(sys.base_prefix).resolve() / "lib"
    found = {place for name in PACKAGE_FOLDERS for place in libraries.glob(f"python3*/{name}")}
    inside = [
        path
        for folder in used
        for path in folder.iterdir()
        if path.name.partition("-")[0].partition(".")[0].lower() in refused
        or "autograd_workbook" in path.name
    ]
    return sorted([*(found - used), *inside])


def environment(folder: str) -> dict[str, str]:
    """The whole environment of a process that runs students' code."""
    single = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    kept = {
        name: os.environ[name]
        for name in ("PATH", "SYSTEMROOT", "TEMP", "TMP", "LD_LIBRARY_PATH", "AUTOGRADER_DEBUG")
        if name in os.environ
    }
    return {
        **kept,
        **single,
        "AUTOGRAD_MNIST_OFFLINE": "1",
        REFUSED: ",".join(refused_packages()),
        "HOME": folder,
        "IPYTHONDIR": folder,
        "LANG": "C.UTF-8",
        "MPLBACKEND": "agg",
        "PYTHONHASHSEED": "0",
        "PYTHONUTF8": "1",
    }


def environment_inside() -> dict[str, str]:
    """The same behind the walls, where the places of the machine are not known."""
    libraries = {"LD_LIBRARY_PATH": str(inside_of(Path(sys.base_prefix).resolve() / "lib"))}
    return {**environment("/tmp"), **libraries, "PATH": "/usr/local/bin:/usr/bin:/bin"}


def launch(command: list[str], **options: Any) -> subprocess.Popen[bytes]:
    """Starts a process from a thread that lives as long as this process does.

    bubblewrap ends with the thread that has started it, which may be one of a pool.
    """
    started: Future[subprocess.Popen[bytes]] = Future()
    _launcher(os.getpid()).put((started, command, options))
    return started.result()


@functools.cache
def _launcher(pid: int) -> queue.SimpleQueue[Any]:
    """The queue of such a thread of this process (a fork has none of its own yet)."""
    orders: queue.SimpleQueue[Any] = queue.SimpleQueue()

    def serve() -> None:
        while True:
            started, command, options = orders.get()
            try:
                started.set_result(subprocess.Popen(command, **options))
            except BaseException as error:
                started.set_exception(error)

    threading.Thread(target=serve, daemon=True, name="autograder-launcher").start()
    return orders


def readable_by_all(*folders: str) -> bool:
    """Whether users who own nothing can enter the folders."""
    return all(
        place.stat().st_mode & 0o005 == 0o005
        for folder in folders
        for place in (Path(folder), *Path(folder).parents)
    )


@functools.cache
def bundle() -> str:
    """A folder that holds the untrusted part of this package and nothing else."""
    folder = Path(tempfile.mkdtemp(dir=own_folder()))
    folder.chmod(0o755)
    skip = shutil.ignore_patterns("__pycache__")
    for name in UNTRUSTED:
        source, target = PACKAGE / name, folder / "autograder" / name
        target.parent.mkdir(exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, ignore=skip)
        else:
            shutil.copyfile(source, target)
    if DATA.is_dir():
        shutil.copytree(DATA, folder / "data", ignore=skip)
    return str(folder)


@functools.cache
def site_packages() -> tuple[str, ...]:
    """Where the installed libraries are. Their .pth files are not followed: an editable install
    of this project would bring the folder with `solutions/` in."""
    return tuple(path for path in sys.path if Path(path).name in PACKAGE_FOLDERS)
