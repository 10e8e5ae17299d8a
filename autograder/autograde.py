"""What `nbgrader autograde` does, with the grading itself on many cores or machines.

Two steps: the notebooks are graded as `autograder grade` does, into a folder of results; then
nbgrader's own converter fills in notebooks and gradebook from there. Whatever ends either step,
the same command goes on from where it was.
"""

from __future__ import annotations

import glob
import logging
import os
from collections.abc import Callable
from pathlib import Path

from nbgrader.apps.autogradeapp import AutogradeApp
from nbgrader.converters import Autograde
from nbgrader.converters.base import NbGraderException

from autograder.gradebook import check_gradebook, one_connection
from autograder.nbgrader_plugin import GradeExercises, SubmissionExporter
from autograder.pool import Settings
from autograder.sandbox import Limits


class NoCourse(Exception):
    """nbgrader is not set up for this grader here; the message says what to do."""


class Converter(Autograde):
    """nbgrader's own, with one transaction a submission.

    advance: called with the number of submissions that are in the gradebook.
    """

    def fill_in(self, advance: Callable[[int], None]) -> None:
        """Raises NbGraderException where something was left out."""
        self.advance, self.count = advance, 0
        with one_connection(self.coursedir) as self.transaction:
            self.start()

    def run_pre_convert_hook(self) -> None:
        self.transaction.rollback()  # what a submission has left that came to nothing
        super().run_pre_convert_hook()

    def set_permissions(self, *where: str) -> None:
        # files that are read-only are finished, also in the gradebook: see `remove_unfinished`
        self.transaction.commit()
        super().set_permissions(*where)
        self.count += 1
        self.advance(self.count)


class AutogradeCourse:
    """A unit in nbgrader's course in the current folder.

    results: the folder where results are kept. Raises NoCourse, and GradebookProblem where the
    gradebook cannot take the unit.
    """

    def __init__(self, unit: str, results: Path):
        self.app = AutogradeApp(log_level=logging.WARNING)
        self.app.initialize([])
        if self.app.config.Autograde.get("exporter_class") is not SubmissionExporter:
            raise NoCourse(
                "nbgrader is not set up for this grader here. Go to the course's folder, whose "
                "nbgrader_config.py calls autograder.nbgrader_plugin.configure(c)."
            )
        self.app.config.GradeExercises.results = str(results.resolve())
        self.directory = self.app.coursedir
        self.directory.assignment_id = self.unit = unit
        self.grader = GradeExercises(parent=self.app)
        check_gradebook(self.directory, unit)

    @property
    def settings(self) -> Settings:
        """How its notebooks are to be graded."""
        limits = Limits(**self.grader.limits)
        return Settings(limits, self.grader.isolation, cells=True)

    def notebooks(self) -> list[Path]:
        """What has been handed in. Raises NoCourse where there is nothing."""
        submitted = self.directory.submitted_directory
        folders = self.directory.format_path(submitted, self.directory.student_id, self.unit)
        found: list[Path] = []
        for folder in sorted(map(Path, glob.glob(folders))):
            named = folder / f"{self.unit}.ipynb"
            found += [named] if named.exists() else sorted(folder.glob("*.ipynb"))
        if not found:
            raise NoCourse(f"There is no notebook of {self.unit} in {submitted}/ to grade.")
        return [Path(os.path.relpath(path)) for path in found]

    def fill_in(self, advance: Callable[[int], None]) -> None:
        """Brings what has changed into `autograded/` and the gradebook.

        advance: called with the number of submissions done, as it grows. Raises NoCourse where
        something was left out; nbgrader has then said what.
        """
        try:
            Converter(coursedir=self.directory, parent=self.app).fill_in(advance)
        except NbGraderException as reason:
            raise NoCourse(f"Not everything is in the gradebook: {reason}") from None
