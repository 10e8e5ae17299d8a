"""`pytest notebooks/ps2_mnist/ps2_mnist.ipynb`: one test a case, named after exercise and case.

Only notebooks that are named on the command line, or lie in a folder that is, are collected, and
of these only those of a unit of the course. Set AUTOGRADER_SEED to grade on drawn cases against
the reference instead of checking on the public ones.

A notebook's code runs in the sandbox, but pytest itself runs what lies beside a notebook, such as
`conftest.py` and what `pytest.ini` names. `--noconftest -c FILE` keeps it from that.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from autograder.grading.notebook_file import is_notebook_name


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Collects the notebooks of the course."""
    if not is_notebook_name(file_path.as_posix()):
        return None
    if not _asked_for(file_path, parent.config):
        return None
    return NotebookFile.from_parent(parent, path=file_path)


def _named(path: Path, config: pytest.Config) -> bool:
    return any(path == place for place in _places(config))


def _asked_for(path: Path, config: pytest.Config) -> bool:
    return any(path == place or place in path.parents for place in _places(config))


def _places(config: pytest.Config) -> list[Path]:
    """The files and folders that the command line names."""
    start = Path(config.invocation_params.dir)
    arguments = config.invocation_params.args
    return [(start / a.split("::")[0]).resolve() for a in arguments if not a.startswith("-")]


class NotebookFile(pytest.File):
    """A notebook; graded once, when its tests are collected."""

    def collect(self) -> Iterator[pytest.Item]:
        from autograder.grading.answer_key import PublicKey, ReferenceKey
        from autograder.grading.notebook_file import Unreadable
        from autograder.grading.submission import OtherNotebook, read
        from autograder.grading.verdicts import grade
        from autograder.sandbox.sandbox import FORK_SERVER, CannotIsolate, shared_sandbox

        try:
            submission = read(self.path)
        except OtherNotebook as reason:
            if _named(self.path, self.config):
                raise self.CollectError(str(reason)) from None
            return  # somebody else's, in a folder of ours
        except Unreadable as reason:
            raise self.CollectError(str(reason)) from None
        unit, seed = submission.assignment.name, os.environ.get("AUTOGRADER_SEED")
        if seed is not None and not seed.lstrip("-").isdecimal():
            raise self.CollectError(f"AUTOGRADER_SEED should be a whole number, not {seed!r}.")
        try:
            # a sandbox where there is one: whose notebook it is, nobody says
            sandbox = shared_sandbox(as_root=seed is None) if FORK_SERVER else None
        except CannotIsolate as reason:
            raise self.CollectError(str(reason)) from None
        key = PublicKey(unit) if seed is None else ReferenceKey(unit, int(seed))
        report = grade(submission, key, sandbox=sandbox)
        for result in report.exercises:
            for case in result.cases:
                name = f"{result.id}[{case.name}]"
                yield CaseItem.from_parent(self, name=name, exercise=result, case=case)


class CaseItem(pytest.Item):
    """One case of one exercise."""

    def __init__(self, *, exercise: Any, case: Any, **kwargs: Any):
        super().__init__(**kwargs)
        self.exercise, self.case = exercise, case

    def runtest(self) -> None:
        if self.case.status == "waiting":
            pytest.skip(self.case.message)
        if self.exercise.left_out:
            pytest.skip("A bonus that is not written yet.")
        if self.case.status != "passed" and self.exercise.status == "passed":
            pytest.skip(self.case.message)
        if self.case.status != "passed":
            raise CaseFailed(self.case.message)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        if isinstance(excinfo.value, CaseFailed):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, None, str]:
        return self.path, None, self.name


class CaseFailed(AssertionError):
    """A case that does not pass; the message is what a student reads."""
