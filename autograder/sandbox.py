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
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from autograder import wire
from autograder.course import assignment_names

PACKAGE = Path(__file__).resolve().parent
DATA = PACKAGE.parent / "data"
# The whole of what a worker may import of this package.
UNTRUSTED = (
    "__init__.py",
    "course.py",
    "draws.py",
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
WARM = hasattr(os, "fork") and hasattr(socket, "AF_UNIX")
FIRST_USER, USERS = 62_000, 2_000
"""User ids that own nothing, for workers that are started by root."""
START_SECONDS = 30.0
BUNDLE_INSIDE = "/worker"
SYSTEM_FOLDERS = ("/usr", "/bin", "/lib", "/lib64", "/etc/alternatives", "/etc/ld.so.cache")


@dataclass(frozen=True)
class Limits:
    """What a submission may use: seconds, bytes, characters, counts."""

    cell: float = 20.0
    exercise: float = 10.0
    submission: float = 180.0
    memory: int = 2 * 2**30
    disk: int = 64 * 2**20
    processes: int = 64
    open_files: int = 256
    output: int = 64 * 2**10

    def by_system(self, walls: bool) -> dict[str, int]:
        """The limits that the system enforces, by their names in `resource`."""
        limits = {
            "RLIMIT_AS": self.memory,
            "RLIMIT_CORE": 0,
            "RLIMIT_CPU": int(self.submission) + 1,
            "RLIMIT_FSIZE": self.disk,
            "RLIMIT_NOFILE": self.open_files,
        }
        # without a user id of its own, a worker would count its user's other processes
        return limits | ({"RLIMIT_NPROC": self.processes} if walls else {})


class WorkerLost(Exception):
    """The worker cannot go on. `status` is what its exercise or cell gets."""

    def __init__(self, status: str, message: str):
        super().__init__(message)
        self.status = status


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
        self._process: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None
        self._ready = False

    def start(self, limits: Limits) -> tuple[int, socket.socket, str]:
        """A new worker: its number, the channel to it, and its folder, if it has one outside."""
        ours, theirs = socket.socketpair()
        folder = "" if self.walls else tempfile.mkdtemp(prefix="autograder-")
        if folder and self._user() is not None:
            os.chown(folder, self._user(), self._user())
        order = {
            "do": "start",
            "limits": limits.by_system(self.walls or self._user() is not None),
            "output": limits.output,
            "disk": limits.disk,
            "folder": folder,
        }
        try:
            with theirs:
                return self._ask(order, theirs.fileno())["pid"], ours, folder
        except WorkerLost:
            ours.close()
            shutil.rmtree(folder, ignore_errors=True) if folder else None
            raise

    def stop(self, pid: int) -> None:
        """Ends a worker and everything that it has started."""
        with contextlib.suppress(WorkerLost):
            self._ask({"do": "stop", "pid": pid})

    def _ask(self, order: dict[str, Any], *channels: int) -> dict[str, Any]:
        with self._lock:
            for _ in range(2):  # the warm process may have been lost with the last submission
                try:
                    if self._process is None or self._process.poll() is not None:
                        if order["do"] == "stop":
                            return {}
                        self._launch()
                    self._await_ready()
                    socket.send_fds(self._control, [json.dumps(order).encode()], list(channels))
                    answer = json.loads(self._control.recv(4096))
                    if answer.get("pid") != 0:
                        return answer
                except (OSError, ValueError):
                    pass
                self._end()
        raise WorkerLost("killed", "no process could be started for it")

    def _launch(self) -> None:
        self._control, theirs = socket.socketpair()
        self._control.settimeout(START_SECONDS)
        with theirs:
            self._process = subprocess.Popen(
                [
                    *self._walls(),
                    *python("warm", "-", BUNDLE_INSIDE if self.walls else bundle()),
                ],
                stdin=theirs,
                stdout=subprocess.DEVNULL,
                stderr=None if os.environ.get("AUTOGRADER_DEBUG") else subprocess.DEVNULL,
                cwd="/",
                env=environment("/tmp" if self.walls else tempfile.gettempdir()),
                start_new_session=True,
            )
        atexit.register(self.close)
        settings = {"units": assignment_names(), "walls": self.walls, "user": self._user()}
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

    def _user(self) -> int | None:
        """The user id for the workers, where this process may choose one."""
        if os.geteuid() != 0 or not (self.walls or readable_by_all(sys.prefix, sys.base_prefix)):
            return None
        return FIRST_USER + (os.getpid() * 7 + self._number) % USERS

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
        bound: list[Path] = []
        for place in map(Path, (*SYSTEM_FOLDERS, sys.base_prefix, sys.prefix, *site_packages())):
            if place.is_symlink() and place.parent == Path("/"):
                arguments += ["--symlink", os.readlink(place), str(place)]
            elif place.exists() and not any(place.is_relative_to(other) for other in bound):
                for folder in reversed(place.parents[:-1]):
                    arguments += ["--perms", "0755", "--dir", str(folder)]
                arguments += ["--ro-bind", str(place), str(place)]
                bound.append(place)
        return [
            *arguments, "--proc", "/proc", "--dev", "/dev", "--perms", "1777", "--tmpfs", "/tmp",
            "--ro-bind", bundle(), BUNDLE_INSIDE, "--",
        ]  # fmt: skip

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
        self, limits: Limits, deadline: float | None = None, sandbox: Sandbox | None = None
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
        self._closing = threading.Lock()
        self._closed = False
        self._frames: queue.Queue[Any] = queue.Queue(maxsize=32)
        if sandbox is not None:
            self.isolation = sandbox.isolation
            self._pid, self._channel, self._folder = sandbox.start(limits)
            self._outbound: BinaryIO = self._channel.makefile("wb")
            inbound: BinaryIO = self._channel.makefile("rb")
        else:
            self.isolation = "process"
            self._folder = tempfile.mkdtemp(prefix="autograder-")
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
        while True:
            try:
                self._frames.put(wire.unpack(read))
            except (EOFError, OSError, ValueError):
                self._frames.put(WorkerLost("killed", "the process ended"))
                return
            except wire.WireError as error:
                self._frames.put(WorkerLost("killed", f"its answer was no answer: {error}"))
                return

    def send(self, value: Any) -> None:
        """Sends a command. A process that is gone shows itself at the next `receive`."""
        with contextlib.suppress(OSError, ValueError):
            self._outbound.write(wire.pack(value))
            self._outbound.flush()

    def receive(self, seconds: float) -> Any:
        """The next frame's value, waiting for at most `seconds`."""
        remaining = self._deadline - time.monotonic()
        try:
            frame = self._frames.get(timeout=max(0.0, min(seconds, remaining)))
        except queue.Empty:
            frame = None
        if frame is None or (isinstance(frame, WorkerLost) and time.monotonic() > self._deadline):
            self.close()
            if seconds < remaining:
                raise WorkerLost("timeout", f"it took longer than {seconds:g} s")
            limit = self.limits.submission
            raise WorkerLost("timeout", f"the whole submission took longer than {limit:g} s")
        if isinstance(frame, WorkerLost):
            self.close()
            raise frame
        return frame

    def _kill(self) -> None:
        with self._closing:
            if self._closed:
                return
            self._closed = True
            if self.sandbox is not None:
                self.sandbox.stop(self._pid)
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
            shutil.rmtree(self._folder, ignore_errors=True)

    def __enter__(self) -> Worker:
        return self

    def __exit__(self, *exc_info: object) -> None:
        self.close()


def python(module: str, argument: str, folder: str) -> list[str]:
    """The command that runs `main` of a module of the bundle in `folder`, with one argument."""
    launch = LAUNCH.format(module=module)
    options = ["-s", "-S", "-B", "-P"]
    return [sys.executable, *options, "-c", launch, folder, *site_packages(), argument]


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
        "HOME": folder,
        "IPYTHONDIR": folder,
        "LANG": "C.UTF-8",
        "MPLBACKEND": "agg",
        "PYTHONHASHSEED": "0",
        "PYTHONUTF8": "1",
    }


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
    folder = Path(tempfile.mkdtemp(prefix="autograder-worker-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
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
    return tuple(path for path in sys.path if Path(path).name in ("site-packages", "dist-packages"))
