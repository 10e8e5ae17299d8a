"""The folder of a process, and what becomes of it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.sandbox import tempdir as folders
from autograder.sandbox.tempdir import LOCK, PREFIX, own_folder, remove, sweep

pytestmark = pytest.mark.skipif(folders.fcntl is None, reason="needs locks of files")

OWNER = """
from autograder.sandbox.worker import bundle
from autograder.sandbox.tempdir import own_folder
bundle()
print(own_folder(), flush=True)
input()
"""


@pytest.fixture
def temporary(tmp_path, monkeypatch):
    """The folder for temporary files, empty, for this process and those that it starts."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    return tmp_path


@pytest.fixture
def owner(temporary):
    """A process and its folder, in which there are files."""
    process = subprocess.Popen(
        [sys.executable, "-c", OWNER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    folder = Path(process.stdout.readline().strip())
    assert folder.parent == temporary
    assert list(folder.rglob("worker.py"))
    yield process, folder
    process.kill()
    process.communicate()


def end(process, how):
    if how == "by itself":
        process.communicate("\n")
    else:
        process.kill()
        process.wait()


def test_a_process_that_ends_leaves_no_folder(owner):
    process, folder = owner
    end(process, "by itself")
    assert not folder.exists()


def test_the_folder_of_a_living_process_stays(owner):
    _, folder = owner
    assert sweep() == []
    assert list(folder.rglob("worker.py"))


def test_the_folder_of_a_killed_process_goes_with_the_next_start(owner, temporary):
    process, folder = owner
    end(process, "killed")
    assert folder.exists()
    subprocess.run([sys.executable, "-c", OWNER], input="\n", text=True, check=True)
    assert list(temporary.iterdir()) == []


def test_what_only_has_such_a_name_stays(temporary, tmp_path_factory):
    precious = tmp_path_factory.mktemp("precious")
    (precious / LOCK).touch()
    (temporary / f"{PREFIX}link").symlink_to(precious)
    (temporary / f"{PREFIX}file").touch()
    (temporary / f"{PREFIX}without-lock").mkdir()
    for name, make in (("pipe", os.mkfifo), ("folder", os.mkdir)):
        (temporary / f"{PREFIX}{name}-for-a-lock").mkdir()
        make(temporary / f"{PREFIX}{name}-for-a-lock" / LOCK)
    linked = temporary / f"{PREFIX}linked-lock"
    linked.mkdir()
    (linked / LOCK).symlink_to(precious / LOCK)
    open_to_all = temporary / f"{PREFIX}open-to-all"
    open_to_all.mkdir()
    open_to_all.chmod(0o777)
    (open_to_all / LOCK).touch()
    before = sorted(temporary.rglob("*"))
    assert sweep() == []
    assert sorted(temporary.rglob("*")) == before
    assert (precious / LOCK).exists()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="needs root")
def test_the_folder_of_another_user_stays(owner, temporary):
    process, folder = owner
    end(process, "killed")
    os.chown(folder, 62_000, 62_000)
    assert sweep() == []
    assert folder.exists()


def test_a_fork_has_a_folder_of_its_own():
    mine = own_folder()
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.write(writing, str(own_folder()).encode())
        folders.remove(str(own_folder()))
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as answer:
        theirs = Path(answer.read())
    os.waitpid(child, 0)
    assert theirs != mine
    assert mine.exists()
    assert not theirs.exists()


def test_others_may_enter_the_folder_but_not_list_it():
    assert own_folder().stat().st_mode & 0o777 == 0o711


def test_a_folder_is_removed_whatever_is_in_it(tmp_path):
    top = tmp_path / "top"
    top.mkdir()
    here = os.open(top, os.O_RDONLY)
    for _ in range(2000):
        os.mkdir("deep", dir_fd=here)
        inner = os.open("deep", os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = inner
    os.close(here)
    (top / "link").symlink_to(tmp_path)
    (top / "closed").mkdir(mode=0)
    remove(str(top))
    assert not top.exists()
    assert tmp_path.exists()


def test_removing_what_is_not_there_is_no_error(tmp_path):
    remove(str(tmp_path / "nothing"))
    assert list(tmp_path.iterdir()) == []
