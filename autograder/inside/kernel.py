"""The few system calls that Python 3.11 does not offer, and what the kernel refuses a sandbox.

The filter is written by hand, so that a machine without libseccomp has no weaker sandbox. A test
compares the numbers of the calls with those that libseccomp knows.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import os
import platform
import struct
from collections.abc import Iterable

CLONE_NEWNS, CLONE_NEWCGROUP, CLONE_NEWUTS = 0x00020000, 0x02000000, 0x04000000
CLONE_NEWIPC, CLONE_NEWUSER, CLONE_NEWPID = 0x08000000, 0x10000000, 0x20000000
CLONE_NEWNET = 0x40000000
NAMESPACES = (
    CLONE_NEWUSER | CLONE_NEWPID | CLONE_NEWNS | CLONE_NEWIPC | CLONE_NEWNET | CLONE_NEWUTS
    | CLONE_NEWCGROUP
)  # fmt: skip
MS_RDONLY, MS_NOSUID, MS_NODEV, MS_BIND = 1, 2, 4, 4096
MOUNT_SETATTR, AT_FDCWD, AT_RECURSIVE, MOUNT_ATTR_RDONLY = 442, -100, 0x8000, 1
PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_SET_SECCOMP = 1, 4, 22
PR_CAPBSET_DROP, PR_SET_CHILD_SUBREAPER, PR_SET_NO_NEW_PRIVS = 24, 36, 38
CAPABILITY_VERSION = 0x20080522
MACHINES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}
"""For each machine: its column below, and its number in seccomp's terms."""

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
    # what others do with files that all can read, and what the whole machine does
    "inotify_init": (253, 26), "inotify_init1": (294, 26), "inotify_add_watch": (254, 27),
    "mincore": (27, 232), "cachestat": (451, 451), "preadv2": (327, 286), "sysinfo": (99, 179),
    "statmount": (457, 457), "listmount": (458, 458),
    # what the machine, or a user of it, has a limited number of
    "mq_open": (240, 180), "io_setup": (206, 0),
    # large parts of the kernel that no notebook needs
    "bpf": (321, 280), "perf_event_open": (298, 241), "userfaultfd": (323, 282),
    "io_uring_setup": (425, 425), "fanotify_init": (300, 262), "syslog": (103, 116),
}  # fmt: skip
IDLE_CALLS = {"flock": (73, 32), "fadvise64": (221, 223), "readahead": (187, 213)}
"""What succeeds and does nothing. A lock on a file that all can read would be seen by others; a
child is alone with its own files, so that there is nobody to keep out."""
BY_ARGUMENT = {
    "socket": (41, 198), "fcntl": (72, 25), "madvise": (28, 233), "mmap": (9, 222),
    "clone": (56, 220),
}  # fmt: skip
"""What is refused, or does nothing, depending on an argument (see `seccomp_filter`)."""
FAMILIES = (1, 2, 10)
"""The families of sockets: Unix, IPv4, IPv6. Others, such as vsock, have no namespaces."""
IDLE_FCNTL = (6, 7, 37, 38)
"""Commands of fcntl that succeed and do nothing: F_SETLK, F_SETLKW, and those for open files."""
REFUSED_FCNTL = (5, 36, 1024, 1025, 1026, 1031)
"""Those that are refused: F_GETLK, F_OFD_GETLK, leases, F_NOTIFY, larger pipes."""
REFUSED_MADVISE = (20, 21)
"""Out into the swap space (MADV_COLD, MADV_PAGEOUT), where memory would not be counted."""
MAP_SHARED, MAP_ANONYMOUS = 0x01, 0x20
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

    def mount(self, kind: str, place: str, flags: int, options: str = "") -> None:
        """kind: of file system; with MS_BIND, the folder to be seen at `place`, too."""
        name = kind.encode()
        self._checked(self.libc.mount(name, place.encode(), name, flags, options.encode()))

    def make_read_only(self, place: str) -> None:
        """Whatever is mounted there and below is read-only, devices' times included.

        Nothing happens before Linux 5.12, which cannot do that.
        """
        attributes = (ctypes.c_uint64 * 4)(MOUNT_ATTR_RDONLY)
        self.libc.syscall(MOUNT_SETATTR, AT_FDCWD, place.encode(), AT_RECURSIVE, attributes, 32)

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


def seccomp_filter(column: int, machine: int) -> bytes:
    """A filter in the kernel's own small language: `if equal, go n instructions on`."""
    load, equal, at_least, any_bit, answer = 0x20, 0x15, 0x35, 0x45, 0x06
    call, architecture, arguments = 0, 4, range(16, 64, 8)
    allow, error = (answer, 0, 0, 0x7FFF0000), 0x00050000
    idle, refuse = (answer, 0, 0, error), (answer, 0, 0, error | errno.EPERM)
    unknown = (answer, 0, 0, error | errno.ENOSYS)
    no_family = (answer, 0, 0, error | errno.EAFNOSUPPORT)

    def where(values: Iterable[int], then: tuple[int, ...]) -> list[tuple[int, ...]]:
        return [step for value in values for step in ((equal, 0, 1, value), then)]

    by_argument: dict[str, list[tuple[int, ...]]] = {
        "socket": [
            (load, 0, 0, arguments[0]), *where(FAMILIES, allow), no_family,
        ],
        "fcntl": [
            (load, 0, 0, arguments[1]), *where(IDLE_FCNTL, idle),
            *where(REFUSED_FCNTL, refuse), allow,
        ],
        "madvise": [
            (load, 0, 0, arguments[2]), *where(REFUSED_MADVISE, refuse), allow,
        ],
        "mmap": [  # of such memory, what has been put aside is not counted
            (load, 0, 0, arguments[3]), (any_bit, 0, 2, MAP_ANONYMOUS),
            (any_bit, 0, 1, MAP_SHARED), refuse, allow,
        ],
        "clone": [
            (load, 0, 0, arguments[0]), (any_bit, 0, 1, NAMESPACES), refuse, allow,
        ],
    }  # fmt: skip
    steps = [
        (load, 0, 0, architecture), (equal, 1, 0, machine), refuse,
        (load, 0, 0, call), (at_least, 0, 1, 0x40000000), refuse,
        # glibc falls back on `clone`, whose flags can be looked at
        *where((CLONE3,), unknown),
        *where((numbers[column] for numbers in REFUSED_CALLS.values()), refuse),
        *where((numbers[column] for numbers in IDLE_CALLS.values()), idle),
    ]  # fmt: skip
    for name, then in by_argument.items():
        steps += [(equal, 0, len(then), BY_ARGUMENT[name][column]), *then]
    return b"".join(struct.pack("HBBI", *step) for step in [*steps, allow])


def limit_resources(limits: dict[str, int]) -> None:
    """Sets the limits that the system knows, by their names in `resource`, as far as it lets us."""
    import resource

    for name, value in limits.items():
        with contextlib.suppress(AttributeError, ValueError, OSError):
            resource.setrlimit(getattr(resource, name), (value, value))


def become(user: int) -> None:
    """Gives up root's rights for those of a user id that owns nothing."""
    os.setgroups([])
    os.setresgid(user, user, user)
    os.setresuid(user, user, user)
