"""Grading over a real Dask scheduler and worker processes, some of which are killed."""

import contextlib
import dataclasses
import os
import random
import signal
import socket
import subprocess
import sys
import time

import pytest

from autograder.authoring.simulate import make_class
from autograder.classroom.class_grading import ClassGrading
from autograder.classroom.cluster import Cluster, NoCluster, grade_on_cluster
from autograder.classroom.dispatch import Settings, Task
from autograder.classroom.journal import Journal, read_results
from autograder.classroom.local import grade_in_processes
from autograder.grading.answer_key import ReferenceKey
from autograder.sandbox.limits import Limits

pytest.importorskip("distributed")
UNIT, SEED = "ps2_mnist", 12
SETTINGS = Settings(Limits(cell=5.0, exercise=5.0))


@pytest.fixture(scope="module")
def paths(tmp_path_factory):
    """Some students, none of whom waits for a time limit."""
    made = make_class(UNIT, tmp_path_factory.mktemp("class"), 14, seed=8)
    return [path for path in made if "sleep" not in path.read_text("utf-8")]


@pytest.fixture(scope="module")
def values():
    made = {UNIT: ReferenceKey(UNIT, SEED).values()}
    return made.__getitem__


def graded(folder, paths, values, backend):
    with Journal(folder) as journal:
        run = ClassGrading(paths, journal, SEED, SETTINGS)
        for _ in run.run(lambda tasks, _: backend(tasks, values)):
            pass
    return [
        dataclasses.replace(r, report=dataclasses.replace(r.report, seconds=0.0))
        for r in read_results(folder)
    ]


@pytest.fixture(scope="module")
def undisturbed(paths, values, tmp_path_factory):
    def local(tasks, values):
        return grade_in_processes(tasks, values, SETTINGS, 2)

    return graded(tmp_path_factory.mktemp("undisturbed"), paths, values, local)


class OwnCluster:
    """A scheduler and workers, each a process of its own, over TCP on this machine."""

    def __init__(self, stack, folder):
        self.stack, self.folder = stack, folder
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.address = f"tcp://127.0.0.1:{self.port}"
        self.workers = []
        self.start_scheduler()

    def start(self, *command):
        with (self.folder / "log").open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", *command], cwd=self.folder, stdout=log, stderr=log,
                start_new_session=True,
            )  # fmt: skip
        self.stack.callback(self.end, process)
        return process

    def end(self, process):
        if process.returncode is None:  # afterwards, its id may be another process's
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    def start_scheduler(self):
        options = ("--host", "127.0.0.1", "--port", str(self.port), "--no-dashboard")
        self.scheduler = self.start("dask", "scheduler", *options)

    def start_worker(self):
        options = ("--nworkers", "1", "--nthreads", "2", "--no-dashboard", "--no-nanny")
        worker = self.start("dask", "worker", self.address, *options)
        self.workers.append(worker)
        return worker


@pytest.fixture
def cluster(tmp_path_factory):
    with contextlib.ExitStack() as stack:
        yield OwnCluster(stack, tmp_path_factory.mktemp("cluster"))


def test_a_cluster_gives_the_same_results(paths, values, undisturbed, cluster, tmp_path):
    cluster.start_worker()

    def backend(tasks, values):
        return grade_on_cluster(tasks, values, SETTINGS, cluster.address)

    assert graded(tmp_path, paths, values, backend) == undisturbed


def test_workers_that_die_cost_no_result(paths, values, undisturbed, cluster, tmp_path):
    draw = random.Random(SEED)
    cluster.start_worker()
    cluster.start_worker()

    def disturbed(tasks, values):
        graded = grade_on_cluster(tasks, values, SETTINGS, cluster.address)
        for number, outcome in enumerate(graded):
            if number in (2, 7, 11):
                victim = cluster.workers.pop(draw.randrange(len(cluster.workers)))
                cluster.end(victim)
                cluster.start_worker()
            yield outcome

    assert graded(tmp_path, paths, values, disturbed) == undisturbed


def test_a_scheduler_that_dies_leaves_what_was_graded(
    paths, values, undisturbed, cluster, tmp_path
):
    cluster.start_worker()

    def disturbed(tasks, values):
        graded = grade_on_cluster(tasks, values, SETTINGS, cluster.address)
        for number, outcome in enumerate(graded):
            if number == 5:
                cluster.end(cluster.scheduler)
            yield outcome

    with pytest.raises(NoCluster, match="is gone"):
        graded(tmp_path, paths, values, disturbed)
    with Journal(tmp_path) as journal:
        assert 5 <= len(journal) < len(paths)
    fresh = []

    def again(tasks, values):
        cluster.start_scheduler()
        cluster.start_worker()
        for outcome in grade_on_cluster(tasks, values, SETTINGS, cluster.address):
            fresh.append(outcome)
            yield outcome

    assert graded(tmp_path, paths, values, again) == undisturbed
    assert len(fresh) < len(paths)


def test_no_scheduler_is_a_sentence(monkeypatch, values):
    monkeypatch.setattr("autograder.classroom.cluster.WAIT_SECONDS", 0.5)
    with pytest.raises(NoCluster, match="There is no Dask scheduler at"):
        list(grade_on_cluster([], values, SETTINGS, "tcp://127.0.0.1:1"))


def test_no_workers_is_a_sentence(monkeypatch, values, cluster):
    monkeypatch.setattr("autograder.classroom.cluster.WAIT_SECONDS", 20.0)
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            socket.create_connection(("127.0.0.1", cluster.port), 1).close()
            break
        except OSError:
            time.sleep(0.05)
    monkeypatch.setattr("autograder.classroom.cluster.WAIT_SECONDS", 3.0)
    with pytest.raises(NoCluster, match="autograder worker tcp://"):
        list(grade_on_cluster([], values, SETTINGS, cluster.address))


def test_a_worker_that_hangs_costs_no_result(paths, values, undisturbed, cluster, tmp_path):
    cluster.start_worker()
    cluster.start_worker()

    def disturbed(tasks, values):
        from distributed import Client

        client = Client(cluster.address, set_as_default=False)
        with contextlib.closing(Cluster(tasks, values, SETTINGS, client)) as run:
            for number, outcome in enumerate(run.run()):
                if number == 3:
                    victim, pid = next(iter(client.run(os.getpid).items()))
                    asked = client.processing()[victim]
                    os.kill(pid, signal.SIGSTOP)
                    for task, future in run.futures.items():
                        if future.key in asked:  # as if all this had been a long time ago
                            run.under_way[task] = run.under_way[task][0], float("-inf")
                yield outcome

    assert graded(tmp_path, paths, values, disturbed) == undisturbed


def test_a_worker_grades_each_run_with_the_keys_of_that_run(paths, values, cluster):
    """And not with those of an earlier run under another seed."""
    cluster.start_worker()
    other = ReferenceKey(UNIT, SEED + 1).values()
    sent = []

    def counted(unit):
        sent.append(unit)
        return values(unit) if len(sent) == 1 else other

    tasks = [Task(0, str(paths[0]), paths[0].read_bytes())]
    for _ in range(2):
        list(grade_on_cluster(tasks, counted, SETTINGS, cluster.address))
    assert sent == [UNIT, UNIT]
