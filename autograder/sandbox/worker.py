"""One submission's process, as the trusted side sees it: the channel to it, its limits, its end."""

from __future__ import annotations

import contextlib
import queue
import socket
import struct
import subprocess
import tempfile
import threading
import time
from typing import IO, Any

from autograder.course.status import Status
from autograder.inside import wire
from autograder.sandbox.bubblewrap import bundle, environment, python
from autograder.sandbox.limits import Allowance, Limits, Overspent
from autograder.sandbox.sandbox import FORK_SERVER, Sandbox, WorkerLost, shared_sandbox
from autograder.sandbox.tempdir import own_folder, remove

FRAMES_WAITING = 4
STRETCH = 4.0
"""How much longer than its limit a cell or a case may take where others have the processors."""
NEGLIGIBLE = 0.02
"""Seconds of which nothing is said when no processor is free."""
ENDED = "the process ended, as it does after os._exit, a crash or a signal"


class Worker:
    """One submission's process, and the channel to it.

    `receive` raises WorkerLost when the worker ends, sends what is no frame, or is silent for
    too long; the process is gone by then.
    """

    def __init__(
        self,
        limits: Limits,
        deadline: float | None = None,
        sandbox: Sandbox | None = None,
    ):
        """deadline: a `time.monotonic()` after which the process is killed whatever it does.

        sandbox: where it runs, if not in the one that all share. Where there are no forks, it
        runs in a fresh process without one.
        """
        if deadline is None:
            deadline = time.monotonic() + limits.submission
        if sandbox is None and FORK_SERVER:
            sandbox = shared_sandbox()
        self.limits, self.sandbox = limits, sandbox
        self._held_up, self._starved = 0.0, False
        self._closing = threading.Lock()
        self._closed = False
        self._ended: WorkerLost | None = None
        self.allowance = Allowance(limits.answers)
        self._frames: queue.Queue[Any] = queue.Queue(maxsize=FRAMES_WAITING)
        if sandbox is not None:
            self.isolation = sandbox.isolation
            self._number, self._channel, self._folder = sandbox.start(limits)
            # a worker that does not read must not hold up the grader
            patience = struct.pack("@ll", max(1, round(limits.exercise)), 0)
            self._channel.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, patience)
            self._outbound: IO[bytes] = self._channel.makefile("wb")
            inbound: IO[bytes] = self._channel.makefile("rb")
        else:
            self.isolation = "process"
            self._folder = tempfile.mkdtemp(dir=own_folder())
            self._process = subprocess.Popen(
                python("worker", str(limits.output), bundle()),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                cwd=self._folder,
                env=environment(self._folder),
            )
            assert self._process.stdin is not None
            assert self._process.stdout is not None
            self._outbound, inbound = self._process.stdin, self._process.stdout
        threading.Thread(target=self._pump, args=(inbound,), daemon=True).start()
        self.start_clock(deadline)

    def start_clock(self, deadline: float) -> None:
        """From now on, the process is killed once `time.monotonic()` has come to a deadline."""
        self._deadline = deadline
        self._watchdog = threading.Timer(max(0.0, deadline - time.monotonic()), self._kill)
        self._watchdog.daemon = True
        self._watchdog.start()

    def stop_clock(self) -> None:
        """From now on, no deadline ends the process."""
        self._watchdog.cancel()

    def _pump(self, inbound: IO[bytes]) -> None:
        read = wire.exactly(inbound)
        while not self._closed:
            try:
                frame = wire.unpack(read, wire.ANSWER, self.allowance.spend)
            except Overspent as limit:
                frame = WorkerLost(Status.OUTPUT, str(limit))
            except (EOFError, OSError, ValueError):
                frame = WorkerLost(Status.CRASHED, ENDED)
            except wire.WireError as error:
                frame = WorkerLost(Status.CRASHED, f"its answer was no answer: {error}")
            except Exception as error:  # whatever it sent, this thread must not end in silence
                kind = type(error).__name__
                frame = WorkerLost(Status.CRASHED, f"its answer was no answer ({kind})")
            self._frames.put(frame)
            if isinstance(frame, WorkerLost):
                return

    def send(self, value: Any) -> None:
        """Sends a command. A process that is gone shows itself at the next `receive`."""
        self.send_packed(wire.pack(value))

    def send_packed(self, frame: bytes) -> None:
        """Sends a command that is a frame already."""
        with contextlib.suppress(OSError, ValueError):
            self._outbound.write(frame)
            self._outbound.flush()

    def clock(self) -> float:
        """Seconds, not counting those of which it is known that no processor was free."""
        return time.monotonic() - self._held_up

    def receive(self, seconds: float, limit: float | None = None) -> Any:
        """The next frame's value, waiting for at most `seconds`, which are left of a `limit`."""
        limit = limit or seconds
        frame = self._next_frame(seconds, (STRETCH - 1) * limit)
        late = time.monotonic() >= self._deadline
        if frame is None or (isinstance(frame, WorkerLost) and late):
            self.close()
            if not late:
                message = f"it took longer than {limit:g} s"
                raise WorkerLost(Status.TIMEOUT, message, starved=self._starved)
            limit = self.limits.submission
            message = f"the whole submission took longer than {limit:g} s"
            raise WorkerLost(Status.TIMEOUT, message, starved=self._held_up > limit / STRETCH)
        if isinstance(frame, WorkerLost):
            self.close()
            raise self._ended or frame
        return frame

    def _next_frame(self, seconds: float, patience: float) -> Any:
        """The next frame, or None if there is none for so many seconds.

        patience: for how much longer to wait if meanwhile others had the processors.
        """
        while True:
            remaining = self._deadline - time.monotonic()
            with contextlib.suppress(queue.Empty):
                return self._frames.get(timeout=max(0.0, min(seconds, remaining)))
            held_up = self.sandbox.held_up(self._number) if self.sandbox is not None else 0.0
            seconds = min(held_up, patience)
            self._starved = held_up >= NEGLIGIBLE > patience
            if seconds < NEGLIGIBLE or time.monotonic() >= self._deadline:
                return None
            patience -= seconds
            self._held_up += seconds

    def check(self, share: float) -> None:
        """Raises WorkerLost if the worker uses that share of its processes or memory now."""
        loss = self.sandbox.check(self._number, share) if self.sandbox is not None else None
        if loss is not None:
            self.close()
            raise loss

    def _kill(self) -> None:
        with self._closing:
            if self._closed:
                return
            self._closed = True
            if self.sandbox is not None:
                self._ended = self.sandbox.stop(self._number)
                with contextlib.suppress(OSError):
                    self._channel.shutdown(socket.SHUT_RDWR)
            else:
                self._process.kill()
                self._process.wait()

    def close(self) -> None:
        """Ends the process and all that it started, and removes its folder."""
        self._watchdog.cancel()
        self._kill()
        with contextlib.suppress(OSError, ValueError):
            self._outbound.close()
        while True:  # lets the reading thread go on to the end
            try:
                self._frames.get_nowait()
            except queue.Empty:
                break
        if self.sandbox is not None:
            self._channel.close()
        if self._folder:
            remove(self._folder)

    def __enter__(self) -> Worker:
        return self

    def __exit__(self, *exc_info: object) -> None:
        self.close()
