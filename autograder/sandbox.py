"""Starts, limits and ends the processes that run students' code."""

from __future__ import annotations

import atexit
import contextlib
import functools
import os
import queue
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder import wire

PACKAGE = Path(__file__).resolve().parent
DATA = PACKAGE.parent / "data"
# The whole of what a worker may import of this package.
UNTRUSTED = (
    "__init__.py",
    "course.py",
    "draws.py",
    "wire.py",
    "worker.py",
    "notebook.py",
    "gradcheck.py",
    "graph.py",
    "exercises",
)
LAUNCH = (
    "import sys; sys.path[:0] = [sys.argv[1]]; sys.path += sys.argv[2:]; "
    "from autograder.worker import main; main()"
)


@dataclass(frozen=True)
class Limits:
    """What a submission may use: seconds, bytes, characters."""

    cell: float = 20.0
    exercise: float = 10.0
    submission: float = 180.0
    memory: int = 2 * 2**30
    output: int = 64 * 2**10


class WorkerLost(Exception):
    """The worker cannot go on. `status` is what its exercise or cell gets."""

    def __init__(self, status: str, message: str):
        super().__init__(message)
        self.status = status


class Worker:
    """A process that runs one submission's code, and the channel to it.

    `receive` raises WorkerLost when the worker ends, sends what is no frame, or is silent for
    too long; the process is gone by then.
    """

    isolation = "process"

    def __init__(self, limits: Limits, deadline: float | None = None):
        """`deadline`: a `time.monotonic()` after which the process is killed whatever it does."""
        self.limits = limits
        self.folder = tempfile.mkdtemp(prefix="autograder-")
        self.process = subprocess.Popen(
            [sys.executable, "-s", "-S", "-B", "-P", "-c", LAUNCH, bundle(), *site_packages()],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=self.folder,
            env=self._environment(),
            start_new_session=True,
        )
        self._frames: queue.Queue[Any] = queue.Queue(maxsize=32)
        threading.Thread(target=self._pump, daemon=True).start()
        seconds = limits.submission if deadline is None else max(0.0, deadline - time.monotonic())
        self._watchdog = threading.Timer(seconds, self._kill)
        self._watchdog.daemon = True
        self._watchdog.start()
        self._deadline = time.monotonic() + seconds
        self.send({"output": limits.output, "memory": limits.memory})

    def _environment(self) -> dict[str, str]:
        single = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
        kept = {
            name: os.environ[name]
            for name in ("PATH", "SYSTEMROOT", "TEMP", "TMP", "LD_LIBRARY_PATH")
            if name in os.environ
        }
        return {
            **kept,
            **single,
            "HOME": self.folder,
            "IPYTHONDIR": self.folder,
            "AUTOGRAD_MNIST_OFFLINE": "1",
            "LANG": "C.UTF-8",
            "MPLBACKEND": "agg",
            "PYTHONHASHSEED": "0",
            "PYTHONUTF8": "1",
        }

    def _pump(self) -> None:
        read = wire.exactly(self.process.stdout)
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
        # A process that is gone shows itself at the next `receive`.
        with contextlib.suppress(OSError, ValueError):
            self.process.stdin.write(wire.pack(value))
            self.process.stdin.flush()

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
            raise WorkerLost(
                "timeout",
                f"the whole submission took longer than {self.limits.submission:g} s",
            )
        if isinstance(frame, WorkerLost):
            self.close()
            raise frame
        return frame

    def _kill(self) -> None:
        with contextlib.suppress(OSError):
            if hasattr(os, "killpg"):
                os.killpg(self.process.pid, signal.SIGKILL)
            else:
                self.process.kill()

    def close(self) -> None:
        """Ends the process and all that it started in its session, and removes its folder."""
        self._watchdog.cancel()
        self._kill()
        self.process.wait()
        with contextlib.suppress(OSError):
            self.process.stdin.close()
        while True:  # lets the reading thread go on to the end
            try:
                self._frames.get_nowait()
            except queue.Empty:
                break
        shutil.rmtree(self.folder, ignore_errors=True)

    def __enter__(self) -> Worker:
        return self

    def __exit__(self, *exc_info: object) -> None:
        self.close()


@functools.cache
def bundle() -> str:
    """A folder that holds the untrusted part of this package and nothing else."""
    folder = Path(tempfile.mkdtemp(prefix="autograder-worker-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    for name in UNTRUSTED:
        source, target = PACKAGE / name, folder / "autograder" / name
        target.parent.mkdir(exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copyfile(source, target)
    if DATA.is_dir():
        shutil.copytree(DATA, folder / "data", ignore=shutil.ignore_patterns("__pycache__"))
    return str(folder)


@functools.cache
def site_packages() -> list[str]:
    """Where the installed libraries are. Their .pth files are not followed: an editable install
    of this project would bring the folder with `solutions/` in."""
    return [path for path in sys.path if Path(path).name in ("site-packages", "dist-packages")]
