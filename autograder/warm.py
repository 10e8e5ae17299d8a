"""The warm process: loads what every submission needs, then forks a child for each.

No student's code runs in this process. It takes orders on a Unix socket, its standard input: to
start a child on a channel that comes with the order, and to stop one. Where the system allows it,
each child has namespaces of its own, so that it sees no other process, no network, and nothing
that an earlier child has written.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import json
import os
import signal
import socket
import sys
import traceback
from typing import Any

from autograder import worker

CLONE_NEWNS, CLONE_NEWCGROUP, CLONE_NEWUTS = 0x00020000, 0x02000000, 0x04000000
CLONE_NEWIPC, CLONE_NEWUSER, CLONE_NEWPID = 0x08000000, 0x10000000, 0x20000000
CLONE_NEWNET = 0x40000000
NAMESPACES = (
    CLONE_NEWUSER | CLONE_NEWPID | CLONE_NEWNS | CLONE_NEWIPC | CLONE_NEWNET | CLONE_NEWUTS
    | CLONE_NEWCGROUP
)  # fmt: skip
PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_SET_CHILD_SUBREAPER, PR_SET_NO_NEW_PRIVS = 1, 4, 36, 38
PR_CAPBSET_DROP, CAPABILITY_VERSION = 24, 0x20080522
PRIVATE_FOLDER = "/tmp"


class Kernel:
    """The few system calls that Python 3.11 does not offer."""

    def __init__(self) -> None:
        self.libc = ctypes.CDLL(None, use_errno=True)

    def _checked(self, result: int) -> None:
        if result != 0:
            code = ctypes.get_errno()
            raise OSError(code, os.strerror(code))

    def unshare(self, flags: int) -> None:
        self._checked(self.libc.unshare(flags))

    def mount(self, kind: str, place: str, options: str = "") -> None:
        name = kind.encode()
        self._checked(self.libc.mount(name, place.encode(), name, 0, options.encode() or None))

    def control(self, option: int, value: int) -> None:
        self._checked(self.libc.prctl(option, value, 0, 0, 0))

    def drop_capabilities(self) -> None:
        """Gives up what the founder of a user namespace may do in it, such as unmounting."""
        for capability in range(64):
            with contextlib.suppress(OSError):  # the kernel knows fewer
                self.control(PR_CAPBSET_DROP, capability)
        header = (ctypes.c_uint32 * 2)(CAPABILITY_VERSION, 0)
        nothing = (ctypes.c_uint32 * 6)()
        self._checked(self.libc.capset(header, nothing))


def limit_resources(limits: dict[str, int]) -> None:
    """Sets the limits that the system knows, by their names in `resource`, as far as it lets us."""
    import resource

    for name, value in limits.items():
        with contextlib.suppress(AttributeError, ValueError, OSError):
            resource.setrlimit(getattr(resource, name), (value, value))


class Nursery:
    """Starts children and stops them."""

    def __init__(self, walls: bool):
        self.walls = walls
        self.kernel = Kernel() if sys.platform == "linux" else None
        self.children: dict[int, int] = {}
        if self.kernel:
            self.kernel.control(PR_SET_PDEATHSIG, signal.SIGKILL)
            self.kernel.control(PR_SET_NO_NEW_PRIVS, 1)
            # a process that has changed its user id may not write its maps otherwise
            self.kernel.control(PR_SET_DUMPABLE, 1)
            self.kernel.control(PR_SET_CHILD_SUBREAPER, 1)

    def start(self, channel: int, order: dict[str, Any]) -> int:
        """Forks a child that serves the channel. Returns its process id as seen from here."""
        if not self.walls:
            pid = os.fork()
            if pid == 0:
                self._live(channel, order, order["folder"])
            self.children[pid] = pid
            return pid
        reading, writing = os.pipe()
        middle = os.fork()
        if middle == 0:
            self._found_namespaces(channel, order, writing)
        os.close(writing)
        with os.fdopen(reading) as answer:
            pid = int(answer.read() or 0)
        if pid:
            self.children[pid] = middle
        return pid

    def _found_namespaces(self, channel: int, order: dict[str, Any], writing: int) -> None:
        """The life of the process between: it makes the namespaces and waits for the child."""
        try:
            user, group = os.getuid(), os.getgid()
            self.kernel.unshare(NAMESPACES)
            for name, content in (
                ("setgroups", "deny"),
                ("uid_map", f"{user} {user} 1"),
                ("gid_map", f"{group} {group} 1"),
            ):
                with open(f"/proc/self/{name}", "w") as file:
                    file.write(content)
            pid = os.fork()
            if pid == 0:
                os.close(writing)
                # a process sees others in /proc; there is no other way to hide it from inside
                self.kernel.mount("tmpfs", "/proc", "size=4k,mode=500")
                self.kernel.mount("tmpfs", PRIVATE_FOLDER, f"size={order['disk']},mode=700")
                self.kernel.drop_capabilities()
                self._live(channel, order, PRIVATE_FOLDER)
            os.write(writing, str(pid).encode())
            os.close(writing)
            os.close(channel)
            os.waitpid(pid, 0)
        except BaseException:
            _complain()
        finally:
            os._exit(0)

    def _live(self, channel: int, order: dict[str, Any], folder: str) -> None:
        """The life of a child, from the first to the last moment."""
        try:
            os.setsid()
            if self.kernel:
                self.kernel.control(PR_SET_PDEATHSIG, signal.SIGKILL)
            os.dup2(channel, 3)
            os.closerange(4, 4096)
            worker.lead_streams_nowhere()
            os.chdir(folder)
            os.environ.update(HOME=folder, IPYTHONDIR=folder, MPLCONFIGDIR=folder)
            limit_resources(order["limits"])
            with socket.socket(fileno=3) as private:
                inbound, outbound = private.makefile("rb"), private.makefile("wb")
                worker.serve(inbound, outbound, order["output"])
        except BaseException:
            _complain()
        finally:
            os._exit(0)

    def stop(self, pid: int) -> None:
        """Ends a child and everything that it has started."""
        middle = self.children.pop(pid, None)
        if middle is None:
            return
        with contextlib.suppress(ProcessLookupError):
            if not self.walls:
                os.killpg(pid, signal.SIGKILL)
            os.kill(pid, signal.SIGKILL)
        with contextlib.suppress(ChildProcessError):
            os.waitpid(middle, 0)
        if not self.walls:
            self._end_strays()

    def _end_strays(self) -> None:
        """Ends what a child left behind under another session; it has become a child of ours."""
        with contextlib.suppress(OSError):
            for _ in range(1000):
                with open(f"/proc/self/task/{os.getpid()}/children") as file:
                    strays = {int(pid) for pid in file.read().split()} - set(self.children)
                if not strays:
                    return
                for pid in strays:
                    with contextlib.suppress(ProcessLookupError):
                        os.kill(pid, signal.SIGKILL)
                    with contextlib.suppress(ChildProcessError):
                        os.waitpid(pid, 0)


def _complain() -> None:
    """Says what went wrong, to a maintainer who asks for it."""
    if os.environ.get("AUTOGRADER_DEBUG"):
        traceback.print_exc()


def become(user: int) -> None:
    """Gives up root's rights for those of a user id that owns nothing."""
    os.setgroups([])
    os.setresgid(user, user, user)
    os.setresuid(user, user, user)


def main() -> None:
    """Takes orders until the grader is gone."""
    control = socket.socket(fileno=os.dup(0))
    worker.lead_streams_nowhere()
    settings = json.loads(control.recv(4096))
    if settings["user"] is not None:
        become(settings["user"])
    worker.warm_up(settings["units"])
    nursery = Nursery(settings["walls"])
    gc.collect()
    gc.freeze()  # what is loaded now is shared with every child, untouched by the collector
    control.sendall(json.dumps({"ready": True}).encode())
    while True:
        order, channels, _, _ = socket.recv_fds(control, 4096, 1)
        if not order:
            os._exit(0)
        order = json.loads(order)
        if order["do"] == "start":
            answer = {"pid": nursery.start(channels[0], order)}
        else:
            nursery.stop(order["pid"])
            answer = {"stopped": order["pid"]}
        for channel in channels:
            os.close(channel)
        control.sendall(json.dumps(answer).encode())
