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
import platform
import select
import signal
import socket
import struct
import sys
import time
import traceback
from typing import Any, NamedTuple

from autograder import worker

CLONE_NEWNS, CLONE_NEWCGROUP, CLONE_NEWUTS = 0x00020000, 0x02000000, 0x04000000
CLONE_NEWIPC, CLONE_NEWUSER, CLONE_NEWPID = 0x08000000, 0x10000000, 0x20000000
CLONE_NEWNET = 0x40000000
NAMESPACES = (
    CLONE_NEWUSER | CLONE_NEWPID | CLONE_NEWNS | CLONE_NEWIPC | CLONE_NEWNET | CLONE_NEWUTS
    | CLONE_NEWCGROUP
)  # fmt: skip
MS_RDONLY, MS_NOSUID, MS_NODEV, MS_NOEXEC = 1, 2, 4, 8
PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_SET_SECCOMP = 1, 4, 22
PR_CAPBSET_DROP, PR_SET_CHILD_SUBREAPER, PR_SET_NO_NEW_PRIVS = 24, 36, 38
CAPABILITY_VERSION = 0x20080522
PRIVATE_FOLDER = "/tmp"
WATCH_SECONDS = 0.2
BUSY = 2
"""How many threads of one submission may run at a moment without having to give way."""
LEAST_PRIORITY = 19
CHANNEL = 3

MACHINES = {"x86_64": (0, 0xC000003E, 56), "aarch64": (1, 0xC00000B7, 220)}
"""For each machine: its column below, its number in seccomp's terms, and that of `clone`."""

REFUSED_CALLS = {
    # new namespaces would bring back rights that have been given up, such as mounting
    "unshare": (272, 97), "setns": (308, 268), "mount": (165, 40), "umount2": (166, 39),
    "pivot_root": (155, 41), "chroot": (161, 51), "open_tree": (428, 428),
    "move_mount": (429, 429), "fsopen": (430, 430), "mount_setattr": (442, 442),
    # other processes
    "ptrace": (101, 117), "process_vm_readv": (310, 270), "process_vm_writev": (311, 271),
    "kcmp": (312, 272), "pidfd_getfd": (438, 438),
    # memory that no limit counts, and keys that outlive the process
    "memfd_create": (319, 279), "memfd_secret": (447, 447), "shmget": (29, 194),
    "msgget": (68, 186), "semget": (64, 190), "add_key": (248, 217),
    "request_key": (249, 218), "keyctl": (250, 219),
    # large parts of the kernel that no notebook needs
    "bpf": (321, 280), "perf_event_open": (298, 241), "userfaultfd": (323, 282),
    "io_uring_setup": (425, 425), "fanotify_init": (300, 262), "syslog": (103, 116),
}  # fmt: skip
CLONE3 = 435


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

    def mount(self, kind: str, place: str, flags: int, options: str) -> None:
        name = kind.encode()
        self._checked(self.libc.mount(name, place.encode(), name, flags, options.encode()))

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

    def refuse_calls(self) -> None:
        """From now on the kernel answers this process's REFUSED_CALLS with an error (seccomp)."""
        if platform.machine() not in MACHINES:
            return
        program = seccomp_filter(*MACHINES[platform.machine()])
        code = ctypes.create_string_buffer(program, len(program))
        # struct sock_fprog: how many instructions, and where they are
        described = struct.pack("@HP", len(program) // 8, ctypes.addressof(code))
        self._checked(self.libc.prctl(PR_SET_SECCOMP, 2, described, 0, 0))


def seccomp_filter(column: int, machine: int, clone: int) -> bytes:
    """A filter in the kernel's own small language: `if equal, go n instructions on`."""
    load, equal, at_least, any_bit, answer = 0x20, 0x15, 0x35, 0x45, 0x06
    call, architecture, first_argument = 0, 4, 16
    allow, refuse, unknown = 0x7FFF0000, 0x00050001, 0x00050026  # EPERM, ENOSYS
    refused = [numbers[column] for numbers in REFUSED_CALLS.values()]
    steps = [
        (load, 0, 0, architecture), (equal, 1, 0, machine), (answer, 0, 0, refuse),
        (load, 0, 0, call), (at_least, 0, 1, 0x40000000), (answer, 0, 0, refuse),
        # glibc falls back on `clone`, whose flags can be looked at
        (equal, 0, 1, CLONE3), (answer, 0, 0, unknown),
    ]  # fmt: skip
    for number in refused:
        steps += [(equal, 0, 1, number), (answer, 0, 0, refuse)]
    steps += [
        (equal, 0, 3, clone), (load, 0, 0, first_argument), (any_bit, 0, 1, NAMESPACES),
        (answer, 0, 0, refuse), (answer, 0, 0, allow),
    ]  # fmt: skip
    return b"".join(struct.pack("HBBI", *step) for step in steps)


def limit_resources(limits: dict[str, int]) -> None:
    """Sets the limits that the system knows, by their names in `resource`, as far as it lets us."""
    import resource

    for name, value in limits.items():
        with contextlib.suppress(AttributeError, ValueError, OSError):
            resource.setrlimit(getattr(resource, name), (value, value))


class Nursery:
    """Starts children, watches them and stops them."""

    def __init__(self, walls: bool):
        self.walls = walls
        self.kernel = Kernel() if sys.platform == "linux" else None
        self.children: dict[int, dict[str, Any]] = {}
        self.own_memory = 0
        if self.kernel:
            self.kernel.control(PR_SET_PDEATHSIG, signal.SIGKILL)
            self.kernel.control(PR_SET_NO_NEW_PRIVS, 1)
            # a process that has changed its user id may not write its maps otherwise; without
            # walls, nobody else is to look into this one or to take its files
            self.kernel.control(PR_SET_DUMPABLE, 1 if walls else 0)
            self.kernel.control(PR_SET_CHILD_SUBREAPER, 1)
            self.own_memory = processes()[os.getpid()].memory

    def start(self, channel: int, order: dict[str, Any]) -> bool:
        """Forks a child that serves the channel. Returns whether that went well.

        It is a child of this process, so that its id is not used again before it is stopped.
        """
        if not self.walls:
            pid = os.fork()
            if pid == 0:
                self._live(channel, order, order["folder"])
        else:
            reading, writing = os.pipe()
            founder = os.fork()
            if founder == 0:
                os.close(reading)
                self._found_namespaces(channel, order, writing)
            os.close(writing)
            with os.fdopen(reading) as answer:
                pid = int(answer.read() or 0)
            os.waitpid(founder, 0)
        if pid:
            self.children[pid] = order
        return pid != 0

    def _found_namespaces(self, channel: int, order: dict[str, Any], writing: int) -> None:
        """The life of a process that makes the namespaces, leaves a child in them, and ends."""
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
                plain = MS_NOSUID | MS_NODEV
                options = f"size={order['disk']},nr_inodes={order['files']},mode=700"
                self.kernel.mount("tmpfs", "/proc", plain | MS_RDONLY, "size=4k,mode=500")
                self.kernel.mount("tmpfs", PRIVATE_FOLDER, plain, options)
                self.kernel.drop_capabilities()
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
                if not self.walls:  # behind walls all ends with the first process in there
                    self.kernel.control(PR_SET_PDEATHSIG, signal.SIGKILL)
                self.kernel.refuse_calls()
            with socket.socket(fileno=CHANNEL) as private:
                inbound, outbound = private.makefile("rb"), private.makefile("wb")
                worker.serve(inbound, outbound, order["output"])
        except BaseException:
            _complain()
        finally:
            os._exit(0)

    def watch(self) -> None:
        """Ends the children that, with all that they have started, are too many or use too much.

        Those that keep several processors busy give way to the others.
        """
        if self.walls and self.children:
            found = processes()
            for child, family in self._families(found).items():
                self._end_if_too_much(child, family, found, 1.0)
                tasks = [task for pid in family for task in threads(pid)]
                if sum(running for _, running in tasks) > BUSY:
                    for task, _ in tasks:
                        with contextlib.suppress(OSError):  # it has ended meanwhile
                            os.setpriority(os.PRIO_PROCESS, task, LEAST_PRIORITY)

    def check(self, number: int, share: float) -> str:
        """Ends a child that uses that share of its limits. Says why, if it is or was ended."""
        pid = self._pid(number)
        if not (self.walls and pid):
            return ""
        found = processes()
        self._end_if_too_much(pid, self._families(found)[pid], found, share)
        return self.children[pid].get("ended", "")

    def held_up(self, number: int) -> float:
        """Seconds, since last asked, for which a child could have run but had no processor."""
        pid = self._pid(number)
        if not (self.kernel and pid):
            return 0.0
        family = self._families(processes())[pid]
        waits = {task: waited(pid, task) for pid in family for task, _ in threads(pid)}
        before = self.children[pid].get("waits", {})
        self.children[pid]["waits"] = waits
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
            order["ended"] = f"it ran {most} or more processes and threads at once"
        elif used > memory and sum(map(fair_share, family)) > memory:
            order["ended"] = f"it used more than {memory / 2**30:.1f} GB of memory"
        if "ended" in order:
            os.kill(child, signal.SIGKILL)

    def stop(self, number: int) -> str:
        """Ends a child and everything that it has started. Says why, if it was ended before."""
        pid = self._pid(number)
        if not pid:
            return ""
        order = self.children.pop(pid)
        if not self.walls:
            with contextlib.suppress(ProcessLookupError):  # it may not lead its group yet
                os.killpg(pid, signal.SIGKILL)
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        if order["user"] is not None:
            end_user(order["user"])
        if not self.walls:
            self._end_strays()
        return order.get("ended", "")

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


class Process(NamedTuple):
    """A running process: its parent's id, its threads, and the bytes of memory it has in use."""

    parent: int
    threads: int
    memory: int


def processes() -> dict[int, Process]:
    """The running processes that can be seen, by id (Linux)."""
    found, page = {}, os.sysconf("SC_PAGE_SIZE")
    for name in os.listdir("/proc"):
        if name.isdecimal():
            with contextlib.suppress(OSError), open(f"/proc/{name}/stat", "rb") as file:
                # the name of the program, in brackets, may hold anything
                fields = file.read().rpartition(b")")[2].split()
                found[int(name)] = Process(int(fields[1]), int(fields[17]), int(fields[21]) * page)
    return found


def threads(pid: int) -> list[tuple[int, bool]]:
    """The threads of a process, and whether each is running or ready to (Linux)."""
    found = []
    with contextlib.suppress(OSError):
        for name in os.listdir(f"/proc/{pid}/task"):
            with open(f"/proc/{pid}/task/{name}/stat", "rb") as file:
                found.append((int(name), file.read().rpartition(b")")[2].split()[0] == b"R"))
    return found


def waited(pid: int, task: int) -> float:
    """Seconds that a thread was ready to run and did not, as others did (Linux)."""
    with contextlib.suppress(OSError), open(f"/proc/{pid}/task/{task}/schedstat") as file:
        return int(file.read().split()[1]) / 1e9
    return 0.0


def fair_share(pid: int) -> int:
    """The bytes of memory that a process uses, its share of what it has in common with others."""
    with contextlib.suppress(OSError), open(f"/proc/{pid}/smaps_rollup") as file:
        for line in file:
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    return 2**40  # it does not let itself be looked into


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
    os.environ[worker.REFUSED] = ",".join(settings["refused"])
    worker.warm_up(settings["units"])
    nursery = Nursery(settings["walls"])
    gc.collect()
    gc.freeze()  # what is loaded now is shared with every child, untouched by the collector
    control.sendall(json.dumps({"ready": True}).encode())
    watched = time.monotonic()
    while True:
        waiting = bool(select.select([control], [], [], WATCH_SECONDS)[0])
        if time.monotonic() - watched >= WATCH_SECONDS:
            nursery.watch()
            watched = time.monotonic()
        if not waiting:
            continue
        order, channels, _, _ = socket.recv_fds(control, 4096, 1)
        if not order:
            os._exit(0)
        order = json.loads(order)
        if order["do"] == "start":
            answer = {"started": nursery.start(channels[0], order)}
        elif order["do"] == "check":
            answer = {"ended": nursery.check(order["number"], order["share"])}
        elif order["do"] == "held up":
            answer = {"seconds": nursery.held_up(order["number"])}
        else:
            answer = {"ended": nursery.stop(order["number"])}
        for channel in channels:
            os.close(channel)
        control.sendall(json.dumps(answer).encode())
