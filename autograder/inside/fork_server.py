"""The fork server: loads what every submission needs, then forks a child for each.

No student's code runs in this process. It takes orders on a Unix socket, its standard input: to
start a child on a channel that comes with the order, and to stop one. Where the system allows it,
each child has namespaces of its own, so that it sees no other process, no network, and nothing
that an earlier child has written.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import select
import signal
import socket
import sys
import time
import traceback
from typing import Any

from autograder.inside import worker
from autograder.inside.kernel import (
    MS_BIND,
    MS_NODEV,
    MS_NOSUID,
    MS_RDONLY,
    NAMESPACES,
    PR_SET_CHILD_SUBREAPER,
    PR_SET_DUMPABLE,
    PR_SET_NO_NEW_PRIVS,
    PR_SET_PDEATHSIG,
    Kernel,
    become,
    limit_resources,
)
from autograder.inside.processes import Process, fair_share, processes, threads, waited

PRIVATE_FOLDER, SHARED_MEMORY = "/tmp", "/dev/shm"
WATCH_SECONDS = 0.2
BUSY = 2
"""How many threads of one submission may run at a moment without having to give way."""
LEAST_PRIORITY = 19
PROCESSORS = 8
"""On how many processors a child may run, so that a pool with a process for each of them is
within the limit on processes."""
CHANNEL = 3
Ended = tuple[str, str] | None
"""Why a child was ended: a `Status`, and a sentence without its end."""


def share_processors(number: int) -> None:
    """Keeps this process, the child of that number, on some of the processors (Linux)."""
    there = sorted(os.sched_getaffinity(0))
    if len(there) > PROCESSORS:
        first = number * PROCESSORS
        os.sched_setaffinity(0, {there[(first + i) % len(there)] for i in range(PROCESSORS)})


class ForkServer:
    """Starts children, watches them and stops them."""

    def __init__(self, isolated: bool):
        self.isolated = isolated
        self.kernel = Kernel() if sys.platform == "linux" else None
        self.children: dict[int, dict[str, Any]] = {}
        self.own_memory = 0
        if self.kernel:
            self.kernel.control(PR_SET_PDEATHSIG, signal.SIGKILL)
            self.kernel.control(PR_SET_NO_NEW_PRIVS, 1)
            # a process that has changed its user id may not write its maps otherwise; without
            # a sandbox, nobody else is to look into this one or to take its files
            self.kernel.control(PR_SET_DUMPABLE, 1 if isolated else 0)
            self.kernel.control(PR_SET_CHILD_SUBREAPER, 1)
            self.own_memory = processes()[os.getpid()].memory

    def start(self, channel: int, order: dict[str, Any]) -> bool:
        """Forks a child that serves the channel. Returns whether that went well.

        It is a child of this process, so that its id is not used again before it is stopped.
        """
        if self.kernel is None or not self.isolated:
            pid = os.fork()
            if pid == 0:
                self._live(channel, order, order["folder"])
        else:
            reading, writing = os.pipe()
            founder = os.fork()
            if founder == 0:
                os.close(reading)
                self._found_namespaces(self.kernel, channel, order, writing)
            os.close(writing)
            with os.fdopen(reading) as answer:
                pid = int(answer.read() or 0)
            os.waitpid(founder, 0)
        if pid:
            self.children[pid] = order
        return pid != 0

    def _found_namespaces(
        self, kernel: Kernel, channel: int, order: dict[str, Any], writing: int
    ) -> None:
        """The life of a process that makes the namespaces, leaves a child in them, and ends."""
        try:
            user, group = os.getuid(), os.getgid()
            kernel.unshare(NAMESPACES)
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
                plain = MS_NOSUID | MS_NODEV
                options = f"size={order['disk']},nr_inodes={order['files']},mode=700"
                kernel.make_read_only("/")
                kernel.mount("tmpfs", "/proc", plain | MS_RDONLY, "size=4k,mode=500")
                # one file system for both, so that one limit holds
                kernel.mount("tmpfs", SHARED_MEMORY, plain, options)
                os.mkdir(f"{SHARED_MEMORY}/tmp", 0o700)
                kernel.mount(f"{SHARED_MEMORY}/tmp", PRIVATE_FOLDER, MS_BIND)
                kernel.drop_capabilities()
                self._live(channel, order, PRIVATE_FOLDER)
            os.write(writing, str(pid).encode())
        except BaseException:
            _complain()
        finally:
            os._exit(0)

    def _live(self, channel: int, order: dict[str, Any], folder: str) -> None:
        """The life of a child, from the first to the last moment."""
        try:
            os.setsid()
            os.dup2(channel, CHANNEL, inheritable=False)
            os.closerange(CHANNEL + 1, 4096)
            worker.lead_streams_nowhere()
            if order["user"] is not None:
                become(order["user"])
            os.chdir(folder)
            os.environ.update(HOME=folder, IPYTHONDIR=folder, MPLCONFIGDIR=folder)
            limit_resources(order["limits"])
            if self.kernel:
                share_processors(order["number"])
                self._end_with(os.getppid())
                self.kernel.refuse_calls()
            with socket.socket(fileno=CHANNEL) as private:
                inbound, outbound = private.makefile("rb"), private.makefile("wb")
                pid = os.getpid()
                worker.serve(inbound, outbound, order["output"], lambda: self._end_with(pid))
        except BaseException:
            _complain()
        finally:
            os._exit(0)

    def _end_with(self, parent: int) -> None:
        """Has this process end when its parent does. A fork must ask again; in the sandbox all ends
        with the first process in there."""
        if self.kernel and not self.isolated:
            self.kernel.control(PR_SET_PDEATHSIG, signal.SIGKILL)
            if os.getppid() != parent:  # it ended before that was said
                os._exit(0)

    def close(self) -> None:
        """Ends all children, as the grader is gone."""
        for order in list(self.children.values()):
            self.stop(order["number"])

    def watch(self) -> None:
        """Ends the children that, with all that they have started, are too many or use too much.

        Those that keep several processors busy give way to the others.
        """
        if self.isolated and self.children:
            found = processes()
            for child, family in self._families(found).items():
                self._end_if_too_much(child, family, found, 1.0)
                tasks = [task for pid in family for task in threads(pid)]
                if sum(running for _, running in tasks) > BUSY:
                    for task, _ in tasks:
                        with contextlib.suppress(OSError):  # it has ended meanwhile
                            os.setpriority(os.PRIO_PROCESS, task, LEAST_PRIORITY)

    def check(self, number: int, share: float) -> Ended:
        """Ends a child that uses that share of its limits. Says why, if it is or was ended."""
        pid = self._pid(number)
        if not (self.isolated and pid):
            return None
        found = processes()
        self._end_if_too_much(pid, self._families(found)[pid], found, share)
        return self.children[pid].get("ended")

    def held_up(self, number: int) -> float:
        """Seconds, since last asked, for which a child could have run but had no processor.

        0 for one that keeps several processors busy: it stands in its own way.
        """
        pid = self._pid(number)
        if not (self.kernel and pid):
            return 0.0
        family = self._families(processes())[pid]
        tasks = [(pid, *task) for pid in family for task in threads(pid)]
        waits = {task: waited(pid, task) for pid, task, _ in tasks}
        before = self.children[pid].get("waits", {})
        self.children[pid]["waits"] = waits
        if sum(running for _, _, running in tasks) > BUSY:
            return 0.0
        return max((wait - before.get(task, 0.0) for task, wait in waits.items()), default=0.0)

    def _pid(self, number: int) -> int:
        return next((pid for pid, order in self.children.items() if order["number"] == number), 0)

    def _families(self, found: dict[int, Process]) -> dict[int, list[int]]:
        """The processes of each child: itself, and all that it has started."""
        families: dict[int, list[int]] = {pid: [] for pid in self.children}
        for pid in found:
            ancestor = pid
            for _ in found:  # not for ever: ids may be used again while they are read
                if ancestor in families or ancestor not in found:
                    break
                ancestor = found[ancestor].parent
            if ancestor in families:
                families[ancestor].append(pid)
        return families

    def _end_if_too_much(
        self, child: int, family: list[int], found: dict[int, Process], share: float
    ) -> None:
        order = self.children[child]
        most, memory = int(order["processes"] * share), order["memory"] * share
        # what a fork shares with this process is not its own
        used = sum(max(0, found[pid].memory - self.own_memory) for pid in family)
        if sum(found[pid].threads for pid in family) >= most:
            order["ended"] = "processes", f"it ran {most} or more processes and threads at once"
        elif used > memory and sum(map(fair_share, family)) > memory:
            order["ended"] = "memory", f"it used more than {memory / 2**30:.1f} GB of memory"
        if "ended" in order:
            os.kill(child, signal.SIGKILL)

    def stop(self, number: int) -> Ended:
        """Ends a child and everything that it has started. Says why, if it was ended before."""
        pid = self._pid(number)
        if not pid:
            return None
        order = self.children.pop(pid)
        if not self.isolated:
            with contextlib.suppress(ProcessLookupError):  # it may not lead its group yet
                os.killpg(pid, signal.SIGKILL)
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        if order["user"] is not None:
            end_user(order["user"])
        if not self.isolated:
            self._end_strays()
        return order.get("ended")

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


def end_user(user: int) -> None:
    """Ends all processes of a user id at once, so that none of them can fork in between."""
    pid = os.fork()
    if pid == 0:
        try:
            become(user)
            os.kill(-1, signal.SIGKILL)
        finally:
            os._exit(0)
    os.waitpid(pid, 0)


def _complain() -> None:
    """Says what went wrong, to a maintainer who asks for it."""
    if os.environ.get("AUTOGRADER_DEBUG"):
        traceback.print_exc()


def main() -> None:
    """Takes orders until the grader is gone."""
    control = socket.socket(fileno=os.dup(0))
    worker.lead_streams_nowhere()
    settings = json.loads(control.recv(4096))
    if settings["user"] is not None:
        become(settings["user"])
    os.environ[worker.REFUSED] = ",".join(settings["refused"])
    worker.warm_up(settings["units"])
    server = ForkServer(settings["isolated"])
    gc.collect()
    gc.freeze()  # what is loaded now is shared with every child, untouched by the collector
    control.sendall(json.dumps({"ready": True}).encode())
    watched = time.monotonic()
    while True:
        waiting = bool(select.select([control], [], [], WATCH_SECONDS)[0])
        if time.monotonic() - watched >= WATCH_SECONDS:
            server.watch()
            watched = time.monotonic()
        if not waiting:
            continue
        order, channels, _, _ = socket.recv_fds(control, 4096, 1)
        if not order:
            server.close()
            os._exit(0)
        order = json.loads(order)
        answer: dict[str, Any]
        if order["do"] == "start":
            answer = {"started": server.start(channels[0], order)}
        elif order["do"] == "check":
            answer = {"ended": server.check(order["number"], order["share"])}
        elif order["do"] == "held up":
            answer = {"seconds": server.held_up(order["number"])}
        else:
            answer = {"ended": server.stop(order["number"])}
        for channel in channels:
            os.close(channel)
        control.sendall(json.dumps(answer).encode())
