"""Where students' code runs: a fork server behind bubblewrap, restarted when it is lost."""

from __future__ import annotations

import atexit
import contextlib
import functools
import itertools
import json
import os
import queue
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from concurrent.futures import Future
from pathlib import Path
from typing import Any, NamedTuple

from autograder.course.model import assignment_names
from autograder.course.status import Status
from autograder.sandbox.bubblewrap import (
    BUNDLE_INSIDE,
    SYSTEM_FOLDERS,
    bind,
    bubblewrap,
    bundle,
    environment,
    environment_inside,
    inside_of,
    python,
    python_inside,
    python_places,
    to_hide,
)
from autograder.sandbox.limits import Limits, refused_packages
from autograder.sandbox.tempdir import own_folder, remove

FORK_SERVER = hasattr(os, "fork") and hasattr(socket, "AF_UNIX")
FIRST_USER, USERS, SLOTS = 62_000, 2_000, 16
"""User ids that own nothing, for workers that are started by root."""
START_SECONDS = 30.0
DEVICES = ("/dev/null", "/dev/random", "/dev/urandom")
"""No terminals, of which the machine has a limited number, and no /dev/zero, which is memory that
no limit counts."""
WITHOUT_SANDBOX = (
    "Students' code runs without a sandbox around it (isolation: process). Where bubblewrap is "
    "installed it is kept from your files and the network."
)


class WorkerLost(Exception):
    """The worker cannot go on. `status` is what its exercise or cell gets.

    late: it was ended for what it used, which may have begun in an earlier cell.
    starved: its time ran out, but it had no processor for most of it, however long it was given.
    """

    def __init__(self, status: str, message: str, late: bool = False, starved: bool = False):
        super().__init__(message)
        self.status, self.late, self.starved = Status(status), late, starved


class CannotIsolate(Exception):
    """The isolation that was asked for is not to be had here; the message says why."""


class ForkServer(NamedTuple):
    """A fork server, and the channel over which it is told what to do."""

    process: subprocess.Popen[bytes]
    control: socket.socket


class Sandbox:
    """A place where workers run: a fork server, restarted when it is lost.

    isolation: "bubblewrap", "process", or "auto" for the strongest that there is. as_root: whether
    it may run as root where it cannot be anybody else. Raises CannotIsolate where what is asked
    for is not to be had.
    """

    _numbers = itertools.count()

    def __init__(self, isolation: str = "auto", as_root: bool = False):
        if isolation == "bubblewrap" and bubblewrap() is None:
            raise CannotIsolate(
                "bubblewrap does not work on this machine: install it (Debian and Ubuntu: "
                "apt-get install bubblewrap) and allow user namespaces, or use "
                "--isolation=process."
            )
        self._bubblewrap = bubblewrap() if isolation != "process" else None
        self.isolated = self._bubblewrap is not None
        self.isolation = "bubblewrap" if self.isolated else "process"
        self._number = next(self._numbers)
        self._lock = threading.Lock()
        self._workers = itertools.count(1)
        self._slots_lock = threading.Lock()
        self._slots: dict[int, int] = {}
        self._server: ForkServer | None = None
        self._ready = False
        if self.runs_as_root and not as_root:
            raise CannotIsolate(
                "Students' code would run as root: there is no sandbox around it (isolation: "
                f"process), and no other user may enter {closed_to_others()}. Install bubblewrap, "
                "grade as another user, or put Python where all may read it. --as-root insists; in "
                "nbgrader_config.py, c.GradeExercises.as_root = True."
            )

    @property
    def runs_as_root(self) -> bool:
        """Whether what students' code may do here is what root may do."""
        root = hasattr(os, "geteuid") and os.geteuid() == 0
        return root and not self.isolated and self._user() is None

    @property
    def warning(self) -> str:
        """What is to be said before students' code runs here: a sentence or two, or nothing."""
        if self.isolated:
            return ""
        as_root = f" It runs as root: no other user may enter {closed_to_others()}."
        return WITHOUT_SANDBOX + (as_root if self.runs_as_root else "")

    def start(self, limits: Limits) -> tuple[int, socket.socket, str]:
        """A new worker: its number, the channel to it, and its folder, if it has one outside."""
        ours, theirs = socket.socketpair()
        folder = "" if self.isolated else tempfile.mkdtemp(dir=own_folder())
        number = next(self._workers)
        user = None if self.isolated else self._user(self._take_slot(number))
        if folder and user is not None:
            os.chown(folder, user, user)
        order = {
            "do": "start",
            "number": number,
            "limits": limits.by_system(self.isolated or user is not None),
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

    def stop(self, number: int) -> WorkerLost | None:
        """Ends a worker and everything that it has started. Says why, if it was ended before."""
        try:
            return _ended(self._ask({"do": "stop", "number": number}))
        except WorkerLost:
            return None
        finally:
            self._slots.pop(number, None)

    def check(self, number: int, share: float) -> WorkerLost | None:
        """Ends a worker that uses that share of its limits now. Says why, if it is or was ended."""
        try:
            return _ended(self._ask({"do": "check", "number": number, "share": share}))
        except WorkerLost:
            return None

    def held_up(self, number: int) -> float:
        """Seconds, since last asked, for which a worker could have run but had no processor.

        0 where the system does not tell.
        """
        try:
            seconds: float = self._ask({"do": "held up", "number": number}).get("seconds", 0.0)
            return seconds
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
            for _ in range(2):  # the fork server may have been lost with the last submission
                try:
                    server = self._server
                    if server is None or server.process.poll() is not None:
                        if order["do"] != "start":
                            return {}
                        server = self._launch()
                    control = server.control
                    self._await_ready(control)
                    socket.send_fds(control, [json.dumps(order).encode()], list(channels))
                    answer: dict[str, Any] = json.loads(control.recv(4096))
                    if answer.get("started") is not False:
                        return answer
                except (OSError, ValueError):
                    pass
                self._end()
        raise WorkerLost(Status.CRASHED, "no process could be started for it")

    def _launch(self) -> ForkServer:
        control, theirs = socket.socketpair()
        control.settimeout(START_SECONDS)
        with theirs:
            command = (
                [*self._enclosed(self._bubblewrap), *python_inside("fork_server", "-")]
                if self._bubblewrap is not None
                else python("fork_server", "-", bundle())
            )
            process = launch(
                command,
                stdin=theirs,
                stdout=subprocess.DEVNULL,
                stderr=None if os.environ.get("AUTOGRADER_DEBUG") else subprocess.DEVNULL,
                cwd="/",
                env=environment_inside() if self.isolated else environment(tempfile.gettempdir()),
                start_new_session=True,
            )
        self._server = ForkServer(process, control)
        atexit.register(self.close)
        settings = {
            "units": assignment_names(),
            "isolated": self.isolated,
            "user": self._user() if self.isolated else None,
            "refused": refused_packages(),
        }
        control.sendall(json.dumps(settings).encode())
        self._ready = False
        return self._server

    def _await_ready(self, control: socket.socket) -> None:
        if not self._ready:
            self._ready = json.loads(control.recv(4096))["ready"]

    def warm_up(self) -> None:
        """Starts the fork server, which gets ready while the caller does something else."""
        with self._lock, contextlib.suppress(OSError):
            if self._server is None:
                self._launch()

    def _user(self, slot: int = 0) -> int | None:
        """The user id for a worker, where this process may choose one.

        In the sandbox one is enough for all of them, as none can see another.
        """
        if os.geteuid() != 0 or not (self.isolated or closed_to_others() is None):
            return None
        return FIRST_USER + ((os.getpid() + self._number) * SLOTS + slot) % USERS

    def users(self) -> set[int | None]:
        """The user ids of its workers; in the sandbox without root, None; else none at all."""
        if self.isolated:
            return {self._user()}
        return {self._user(slot) for slot in range(SLOTS)} - {None}

    def lives(self) -> Any:
        """Something that stays the same for as long as the fork server lives."""
        server = self._server
        return server.process.pid if server is not None and server.process.poll() is None else None

    @property
    def first_process(self) -> int:
        """The process under which its processes are, or 0."""
        return self._server.process.pid if self._server is not None else 0

    def _enclosed(self, bubblewrap: str) -> list[str]:
        """The command that puts another one into the sandbox."""
        arguments = [
            bubblewrap, "--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts",
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
            "--proc", "/proc", "--perms", "1777", "--tmpfs", "/tmp",
            "--perms", "0755", "--dir", "/dev", "--perms", "0755", "--dir", "/dev/shm",
            *itertools.chain(*(["--dev-bind", device, device] for device in DEVICES)),
            "--ro-bind", bundle(), BUNDLE_INSIDE,
        ]  # fmt: skip
        for hidden in to_hide():
            if hidden.is_dir():
                at = str(inside_of(hidden))
                arguments += ["--perms", "0000", "--tmpfs", at, "--remount-ro", at]
            else:
                arguments += ["--ro-bind", os.devnull, str(inside_of(hidden))]
        return [*arguments, "--remount-ro", "/", "--"]

    def _end(self) -> None:
        if self._server is not None:
            process, control = self._server
            with contextlib.suppress(OSError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            control.close()
            self._server = None

    def close(self) -> None:
        """Ends the fork server and all workers."""
        with self._lock:
            self._end()


def _ended(answer: dict[str, Any]) -> WorkerLost | None:
    """Why a worker was ended, from the fork server's answer."""
    if not answer.get("ended"):
        return None
    status, message = answer["ended"]
    return WorkerLost(Status(status), message, late=True)


@functools.cache
def shared_sandbox(isolation: str = "auto", as_root: bool = False) -> Sandbox:
    """The sandbox of this process for an isolation, already warming up. Raises CannotIsolate."""
    sandbox = Sandbox(isolation, as_root)
    sandbox.warm_up()
    return sandbox


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


def closed_to_others() -> Path | None:
    """The folder that keeps users who own nothing from using this Python, or None."""
    return next(
        (
            place
            for folder in (Path(sys.prefix), Path(sys.base_prefix))
            for place, need in (*((p, 0o001) for p in folder.parents[::-1]), (folder, 0o005))
            if place.stat().st_mode & need != need
        ),
        None,
    )
