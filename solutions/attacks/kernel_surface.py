# Tries: Reach parts of the kernel that no notebook needs.
# Cell: negative_back
# Keeps: 35

import ctypes
import platform

libc = ctypes.CDLL(None, use_errno=True)
CALLS = {
    "x86_64": {
        "userfaultfd": (323, 1), "io_uring_setup": (425, 8), "bpf": (321, 0), "memfd_create": (319,),
        "perf_event_open": (298,), "add_key": (248,), "keyctl": (250, 0, -3, 0), "semget": (64, 0, 9, 0o1600),
        "shmget": (29, 0, 4096, 0o1600), "msgget": (68, 0, 0o1600), "fanotify_init": (300, 0x200, 0),
        "kexec_load": (246,), "init_module": (175,), "swapon": (167,), "syslog": (103, 2),
        "open_by_handle_at": (304,), "quotactl": (179,), "reboot": (169,), "setns": (308, 0, 0),
        "pidfd_getfd": (438, 0, 0, 0), "move_pages": (279, 1, 0), "clock_settime": (227, 0),
        "landlock_create_ruleset": (444, 0, 0, 1), "mbind": (237,), "memfd_secret": (447, 0),
    },
}  # fmt: skip
buffer = ctypes.create_string_buffer(4096)
won = []
for name, (number, *arguments) in CALLS.get(platform.machine(), {}).items():
    given = [ctypes.c_long(argument) for argument in arguments]
    given += [buffer] * (5 - len(given))
    if libc.syscall(ctypes.c_long(number), *given) >= 0:
        won.append(name)
if set(won) - {"landlock_create_ruleset"}:

    def negative_back(grad_out, out, x):
        return -grad_out
