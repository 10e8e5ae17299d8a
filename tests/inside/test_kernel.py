"""The numbers of system calls that are written by hand are those of libseccomp."""

import ctypes
import ctypes.util

import pytest

from autograder.inside.kernel import BY_ARGUMENT, CLONE3, IDLE_CALLS, MACHINES, REFUSED_CALLS

NUMBERS = REFUSED_CALLS | IDLE_CALLS | BY_ARGUMENT | {"clone3": (CLONE3, CLONE3)}
UNKNOWN = -1
ABSENT = {("inotify_init", "aarch64")}
"""There, the number is that of its successor, which is refused as well."""


@pytest.fixture(scope="module")
def libseccomp():
    try:
        return ctypes.CDLL("libseccomp.so.2")
    except OSError:
        pytest.skip("libseccomp is not installed")


@pytest.mark.parametrize("machine", MACHINES)
@pytest.mark.parametrize("name", NUMBERS)
def test_a_system_call_has_the_number_that_libseccomp_knows(name, machine, libseccomp):
    column, architecture = MACHINES[machine]
    found = libseccomp.seccomp_syscall_resolve_name_arch(architecture, name.encode())
    if found == UNKNOWN:
        pytest.skip(f"this libseccomp does not know {name}")
    if (name, machine) in ABSENT:
        assert found < 0
    else:
        assert found == NUMBERS[name][column]
