"""Downloads from a server on this machine; the first part of a path says how it behaves."""

import gzip
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import numpy as np
import pytest

import autograder.mnist.download
from autograder.mnist import load_mnist
from autograder.mnist.files import MNIST_FILES, read_files
from autograder.mnist.idx import encode_idx

ROOT = Path(__file__).parents[2]
NAMES = {expected.name for expected in MNIST_FILES.values()}
BIG = "train-images-idx3-ubyte"


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *arguments):
        pass

    def do_HEAD(self):
        self.server.asked.append(self.path)
        _, behaviour, name = self.path.split("/")
        if behaviour == "silent":
            self.server.over.wait(10)
            self.close_connection = True
            return
        found = behaviour != "missing" and name in self.server.packed
        self.send_response(200 if found else 404)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def do_GET(self):
        self.server.asked.append(self.path)
        _, behaviour, name = self.path.split("/")
        packed = self.server.packed[name]
        is_big = name == f"{BIG}.gz"
        if behaviour == "refuses":
            self.send_error(503)
            return
        body = {
            "truncated": packed[: len(packed) // 2],
            "wrong": gzip.compress(b"another file"),
            "page": b"<html>Sign in to the network</html>",
            "flipped": packed[:-20] + bytes([packed[-20] ^ 4]) + packed[-19:],
            "plain": gzip.decompress(packed),
        }.get(behaviour, packed)
        self.send_response(200)
        if behaviour == "encoded":
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.close_connection = True
        if behaviour == "breaks" and is_big:
            self.wfile.write(body[: len(body) // 2])
        elif behaviour == "stalls" and is_big:
            self.wfile.write(body[: len(body) // 2])
            self.server.over.wait(10)
        elif behaviour == "drips":
            for byte in body[:40]:  # Two seconds.
                self.wfile.write(bytes([byte]))
                if self.server.over.wait(0.05):
                    break
        else:
            self.wfile.write(body)


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request, client_address):
        pass  # A client that gave up.


@contextmanager
def serving(packed: dict[str, bytes]) -> Iterator[Server]:
    server = Server(("127.0.0.1", 0), Handler)
    server.packed, server.asked, server.over = packed, [], threading.Event()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        server.over.set()
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture
def server(tiny_mnist):
    packed = {
        f"{MNIST_FILES[key].name}.gz": gzip.compress(encode_idx(array), 1)
        for key, array in tiny_mnist.items()
    }
    with serving(packed) as server:
        yield server


@pytest.fixture
def mirrors(server, monkeypatch):
    """`mirrors("breaks", "good")` makes those two the mirrors; returns their URLs."""

    def use(*behaviours: str) -> tuple[str, ...]:
        urls = tuple(f"http://127.0.0.1:{server.server_port}/{each}/" for each in behaviours)
        monkeypatch.setattr(autograder.mnist.download, "MIRRORS", urls)
        return urls

    return use


@pytest.fixture
def cache(tmp_path):
    return tmp_path / "cache"


def names_in(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()} if folder.is_dir() else set()


def downloads(server) -> list[str]:
    """The paths of the GET requests, without the questions to /…/t10k-labels that precede them."""
    return [path for path in server.asked if BIG in path]


def assert_holds(mnist, arrays):
    for key, array in arrays.items():
        np.testing.assert_array_equal(getattr(mnist, key), array)


def test_mnist_is_downloaded_into_the_cache(mirrors, cache, tiny_mnist, capsys):
    (url,) = mirrors("good")
    mnist = load_mnist()
    assert_holds(mnist, tiny_mnist)
    assert mnist.source == url
    assert names_in(cache) == NAMES
    output, errors = capsys.readouterr()
    assert output == ""
    assert errors == f"Downloading MNIST (11 MB) from {url} to {cache}.\n"


def test_the_next_call_reads_the_cache_and_asks_no_one(mirrors, server, cache, tiny_mnist, capsys):
    mirrors("good")
    load_mnist()
    server.asked.clear()
    capsys.readouterr()
    mnist = load_mnist()
    assert_holds(mnist, tiny_mnist)
    assert mnist.source == str(cache)
    assert server.asked == []
    assert capsys.readouterr() == ("", "")


def test_the_cache_may_have_spaces_and_a_tilde_in_its_name(
    mirrors, monkeypatch, tmp_path, tiny_mnist
):
    mirrors("good")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    monkeypatch.setenv("AUTOGRAD_MNIST_CACHE", "~/my caches/mnist é")
    assert_holds(load_mnist(), tiny_mnist)
    assert load_mnist().source == str(tmp_path / "my caches" / "mnist é")


@pytest.mark.parametrize("behaviour", ["plain", "encoded"])
def test_a_mirror_may_hand_out_the_files_uncompressed(mirrors, tiny_mnist, behaviour):
    mirrors(behaviour)
    assert_holds(load_mnist(), tiny_mnist)


BAD = {
    "missing": "no mirror offered it within 2 seconds",
    "silent": "no mirror offered it within 2 seconds",
    "refuses": f"{BIG}.gz answered with status 503",
    "truncated": f"{BIG}.gz is cut short, damaged or another file",
    "wrong": f"{BIG}.gz is cut short, damaged or another file",
    "page": f"{BIG}.gz is cut short, damaged or another file",
    "flipped": f"{BIG}.gz is cut short, damaged or another file",
    "breaks": f"{BIG}.gz stopped half-way",
    "stalls": f"{BIG}.gz stopped half-way",
}


@pytest.mark.parametrize("behaviour", BAD)
def test_a_failed_download_leaves_nothing_and_gives_the_digits_with_the_reason(
    mirrors, cache, capsys, behaviour
):
    mirrors(behaviour)
    start = time.perf_counter()
    mnist = load_mnist()
    assert time.perf_counter() - start < 15
    assert mnist.source == "digits"
    assert len(mnist.train_images) == 1_437
    assert names_in(cache) == set()
    lines = capsys.readouterr().err.splitlines()
    reasons = [line for line in lines if not line.startswith("Downloading MNIST")]
    assert len(reasons) == 1
    assert "could not be downloaded" in reasons[0]
    assert BAD[behaviour] in reasons[0]


@pytest.mark.parametrize("behaviour", BAD)
def test_after_a_bad_mirror_the_next_one_is_tried(mirrors, cache, tiny_mnist, behaviour):
    _, good = mirrors(behaviour, "good")
    mnist = load_mnist()
    assert_holds(mnist, tiny_mnist)
    assert mnist.source == good
    assert names_in(cache) == NAMES


def test_the_mirrors_are_tried_in_their_order(mirrors, server):
    mirrors("wrong", "breaks", "good", "plain")
    load_mnist()
    asked = [path.split("/")[1] for path in downloads(server)]
    assert asked == ["wrong", "breaks", "good"]


def test_what_went_wrong_is_said_of_every_mirror(mirrors, capsys):
    first, second = mirrors("wrong", "breaks")
    load_mnist()
    reason = capsys.readouterr().err.splitlines()[-1]
    assert f"{first}{BIG}.gz is cut short" in reason
    assert f"{second}{BIG}.gz stopped half-way" in reason


def test_silent_mirrors_cost_the_time_of_one(mirrors):
    mirrors(*["silent"] * 6)
    start = time.perf_counter()
    assert load_mnist().source == "digits"
    assert time.perf_counter() - start < 15


def test_a_machine_without_a_network_falls_back_at_once(monkeypatch):
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    urls = (f"http://127.0.0.1:{port}/mnist/", "http://mirror.invalid/mnist/")
    monkeypatch.setattr(autograder.mnist.download, "MIRRORS", urls)
    start = time.perf_counter()
    assert load_mnist().source == "digits"
    assert time.perf_counter() - start < 15


def test_a_name_that_is_looked_up_for_ever_does_not_hold_up_the_fallback(monkeypatch):
    over = threading.Event()
    monkeypatch.setattr(autograder.mnist.download, "MIRRORS", ("http://mirror.example/mnist/",))
    monkeypatch.setattr(socket, "getaddrinfo", lambda *arguments, **options: over.wait(10))
    start = time.perf_counter()
    assert load_mnist().source == "digits"
    assert time.perf_counter() - start < 15
    over.set()


def test_a_mirror_that_drips_is_left_when_the_time_is_up(mirrors, monkeypatch, cache, capsys):
    monkeypatch.setattr(autograder.mnist.download, "DOWNLOAD_SECONDS", 0.5)
    mirrors("drips")
    start = time.perf_counter()
    assert load_mnist().source == "digits"
    assert time.perf_counter() - start < 15
    assert names_in(cache) == set()
    assert f"{BIG}.gz was not complete after 0.5 seconds" in capsys.readouterr().err


def test_there_is_one_attempt_in_a_session(mirrors, server, capsys):
    mirrors("breaks")
    load_mnist()
    first = capsys.readouterr().err.splitlines()[-1]
    server.asked.clear()
    mirrors("good")
    assert load_mnist().source == "digits"
    assert server.asked == []
    assert capsys.readouterr().err.splitlines() == [first]


def test_files_that_arrived_whole_are_kept_for_the_next_session(
    mirrors, server, cache, monkeypatch, tiny_mnist
):
    labels = server.packed.pop("t10k-images-idx3-ubyte.gz")
    server.packed["t10k-images-idx3-ubyte.gz"] = labels[:100]
    mirrors("good")
    assert load_mnist().source == "digits"
    assert names_in(cache) == {BIG, "train-labels-idx1-ubyte"}
    server.packed["t10k-images-idx3-ubyte.gz"] = labels
    server.asked.clear()
    monkeypatch.setattr(autograder.mnist.download, "_failure", None)
    assert_holds(load_mnist(), tiny_mnist)
    assert downloads(server) == []


# Offline


@pytest.mark.parametrize("value", ["1", "true", "YES"])
def test_offline_nothing_is_asked_for(mirrors, server, monkeypatch, capsys, value):
    mirrors("good")
    monkeypatch.setenv("AUTOGRAD_MNIST_OFFLINE", value)
    assert load_mnist().source == "digits"
    assert server.asked == []
    errors = capsys.readouterr().err
    assert errors.count("\n") == 1
    assert "is not downloaded (AUTOGRAD_MNIST_OFFLINE is set)" in errors


@pytest.mark.parametrize("value", ["", "0", "false", "No"])
def test_offline_may_be_switched_off(mirrors, monkeypatch, tiny_mnist, value):
    mirrors("good")
    monkeypatch.setenv("AUTOGRAD_MNIST_OFFLINE", value)
    assert_holds(load_mnist(), tiny_mnist)


def test_offline_the_cache_is_used(monkeypatch, cache, write_mnist, tiny_mnist):
    write_mnist(cache)
    monkeypatch.setenv("AUTOGRAD_MNIST_OFFLINE", "1")
    mnist = load_mnist()
    assert_holds(mnist, tiny_mnist)
    assert mnist.source == str(cache)


# The cache


SPOIL = {
    "cut": lambda path: path.write_bytes(path.read_bytes()[:-1]),
    "empty": lambda path: path.write_bytes(b""),
    "wrong": lambda path: path.write_bytes(b"something else"),
    "bit flip": lambda path: path.write_bytes(path.read_bytes()[:-1] + b"\0"),
}


@pytest.mark.parametrize("spoil", SPOIL.values(), ids=SPOIL)
def test_a_damaged_file_in_the_cache_is_downloaded_again(
    mirrors, cache, write_mnist, tiny_mnist, spoil
):
    (url,) = mirrors("good")
    spoil(write_mnist(cache, compressed=False) / BIG)
    mnist = load_mnist()
    assert_holds(mnist, tiny_mnist)
    assert mnist.source == url
    assert load_mnist().source == str(cache)


@pytest.mark.parametrize("spoil", SPOIL.values(), ids=SPOIL)
def test_damaged_files_in_the_cache_are_removed_and_named_when_there_is_no_network(
    cache, write_mnist, capsys, spoil
):
    write_mnist(cache, compressed=False)
    spoil(cache / BIG)
    spoil(cache / "t10k-images-idx3-ubyte")
    assert load_mnist().source == "digits"
    assert names_in(cache) == {"train-labels-idx1-ubyte", "t10k-labels-idx1-ubyte"}
    errors = capsys.readouterr().err
    assert errors.startswith(f"{cache / BIG} is ")
    assert errors.count("\n") == 1


def test_a_cache_that_cannot_be_made_costs_only_the_next_download(
    mirrors, monkeypatch, tmp_path, tiny_mnist
):
    (url,) = mirrors("good")
    (tmp_path / "file").touch()
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(autograder.mnist.download.tempfile, "tempdir", str(temporary))
    monkeypatch.setenv("AUTOGRAD_MNIST_CACHE", str(tmp_path / "file" / "cache"))
    mnist = load_mnist()
    assert_holds(mnist, tiny_mnist)
    assert mnist.source == url
    assert names_in(temporary) == set()


def test_nowhere_to_write_gives_the_digits(mirrors, monkeypatch, tmp_path, capsys):
    mirrors("good")
    (tmp_path / "file").touch()
    monkeypatch.setattr(autograder.mnist.download.tempfile, "tempdir", str(tmp_path / "nowhere"))
    monkeypatch.setenv("AUTOGRAD_MNIST_CACHE", str(tmp_path / "file" / "cache"))
    assert load_mnist().source == "digits"
    assert "could not be downloaded" in capsys.readouterr().err


def test_a_full_disk_is_reported_and_leaves_nothing(mirrors, monkeypatch, cache, capsys):
    mirrors("good")

    def no_space(self, content):
        with open(self, "wb") as stream:
            stream.write(content[:10])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", no_space)
    assert load_mnist().source == "digits"
    assert names_in(cache) == set()
    assert "could not be stored (No space left on device)" in capsys.readouterr().err


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="this user may write anywhere")
def test_a_filled_cache_needs_no_write_access(cache, write_mnist, tiny_mnist):
    write_mnist(cache)
    cache.chmod(0o500)
    try:
        assert_holds(load_mnist(), tiny_mnist)
    finally:
        cache.chmod(0o700)


def test_the_default_cache_is_the_systems(monkeypatch, tmp_path, write_mnist):
    import pooch

    monkeypatch.delenv("AUTOGRAD_MNIST_CACHE")
    monkeypatch.setattr(pooch, "os_cache", lambda project: tmp_path / project)
    folder = write_mnist(tmp_path / "autograd-workbook")
    assert load_mnist().source == str(folder)


def test_without_pooch_the_digits_are_given(monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "pooch", None)
    assert load_mnist().source == "digits"
    assert "the package pooch is not installed" in capsys.readouterr().err


def test_several_processes_may_fill_the_cache_at_the_same_time(server, cache):
    program = (
        "import sys\n"
        "from autograder.mnist import download, load_mnist\n"
        "from autograder.mnist.files import *\n"
        "download.MIRRORS = (sys.argv[1],)\n"
        "for key, line in zip(MNIST_FILES, sys.argv[2:]):\n"
        "    count, sha256 = line.split()\n"
        "    name, shape, _ = MNIST_FILES[key]\n"
        "    MNIST_FILES[key] = IdxFile(name, (int(count), *shape[1:]), sha256)\n"
        "print(load_mnist().source)\n"
    )
    url = f"http://127.0.0.1:{server.server_port}/good/"
    lines = [f"{each.shape[0]} {each.sha256}" for each in MNIST_FILES.values()]
    command = [sys.executable, "-c", program, url, *lines]
    running = [
        subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        for _ in range(3)
    ]
    sources = [process.communicate(timeout=30)[0].decode().strip() for process in running]
    assert set(sources) <= {url, str(cache)}
    assert names_in(cache) == NAMES


# MNIST itself


def test_mnist_itself_is_downloaded_once_and_then_read_from_the_cache(
    real_mnist, monkeypatch, cache
):
    monkeypatch.setattr(
        autograder.mnist.download, "ANSWER_SECONDS", 30.0
    )  # the machine may be busy
    arrays = read_files(real_mnist, MNIST_FILES)
    packed = {
        f"{MNIST_FILES[key].name}.gz": gzip.compress(encode_idx(array), 1)
        for key, array in arrays.items()
    }
    with serving(packed) as server:
        url = f"http://127.0.0.1:{server.server_port}/good/"
        monkeypatch.setattr(autograder.mnist.download, "MIRRORS", (url,))
        assert load_mnist().source == url
    assert names_in(cache) == NAMES
    mnist = load_mnist()
    assert mnist.source == str(cache)
    assert_holds(mnist, arrays)
