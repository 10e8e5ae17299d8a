"""What `nbgrader autograde` does, with the grading itself on many cores or machines.

Two steps: the notebooks are graded as `autograder grade` does, into a folder of results; then
nbgrader's own converter fills in notebooks and gradebook from there. Whatever ends either step,
the same command goes on from where it was.
"""

from __future__ import annotations

import glob
import logging
import os
from collections.abc import Callable, Iterable
from pathlib import Path

from nbgrader.apps.autogradeapp import AutogradeApp
from nbgrader.converters import Autograde
from nbgrader.converters.base import NbGraderException

from autograder.classroom.dispatch import Settings
from autograder.course.import_path import current_folder_last
from autograder.course.model import units_in
from autograder.grading.results import Report
from autograder.platforms.nbgrader.changes import Change, changes
from autograder.platforms.nbgrader.gradebook import check_gradebook, one_connection
from autograder.platforms.nbgrader.handed_in import of_units, take_in
from autograder.platforms.nbgrader.preprocessor import (
    GradeExercises,
    SubmissionExporter,
)
from autograder.sandbox.limits import Limits


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


class App(AutogradeApp):
    """nbgrader's own, which takes no module from the course's folder that is installed."""

    def init_syspath(self) -> None:
        super().init_syspath()
        current_folder_last()


class AutogradeCourse:
    """An assignment in nbgrader's course in the current folder.

    results: the folder where results are kept. isolation: where the course does not choose one.
    Raises NoCourse, and GradebookProblem where the gradebook cannot take one of its units.
    """

    def __init__(self, name: str, results: Path, isolation: str = "auto"):
        self.app = App(log_level=logging.WARNING)
        self.app.initialize([])
        if self.app.config.Autograde.get("exporter_class") is not SubmissionExporter:
            raise NoCourse(
                "nbgrader is not set up for this grader here. Go to the course's folder, whose "
                "nbgrader_config.py calls autograder.platforms.nbgrader.preprocessor.configure(c)."
            )
        self.app.config.GradeExercises.results = str(results.resolve())
        self.directory = self.app.coursedir
        self.directory.assignment_id = self.name = name
        self.grader = GradeExercises(parent=self.app)
        if self.grader.isolation == "auto":
            self.grader.isolation = self.app.config.GradeExercises.isolation = isolation
        for unit in units_in(name):
            check_gradebook(self.directory, unit)

    @property
    def settings(self) -> Settings:
        """How its notebooks are to be graded."""
        limits = Limits(**self.grader.limits)
        granted = self.grader.granted
        return Settings(limits, self.grader.isolation, self.grader.as_root, (), True, granted)

    def notebooks(self) -> list[Path]:
        """What has been handed in. Raises NoCourse where there is nothing."""
        submitted, units = self.directory.submitted_directory, units_in(self.name)
        take_in(self.directory, units, self.app.log)
        folders = self.directory.format_path(submitted, self.directory.student_id, self.name)
        found: list[Path] = []
        for folder in sorted(map(Path, glob.glob(folders))):
            found += of_units(folder, units, self.app.log)
        if not found:
            raise NoCourse(f"There is no notebook of {self.name} in {submitted}/ to grade.")
        return [Path(os.path.relpath(path)) for path in found]

    def changes(self, reports: Iterable[Report]) -> list[Change]:
        """What `fill_in` would change in the gradebook."""
        return changes(self.directory, self.name, reports)

    def fill_in(self, advance: Callable[[int], None]) -> None:
        """Brings what has changed into `autograded/` and the gradebook.

        advance: called with the number of submissions done, as it grows. Raises NoCourse where
        something was left out; nbgrader has then said what.
        """
        try:
            Converter(coursedir=self.directory, parent=self.app).fill_in(advance)
        except NbGraderException as reason:
            raise NoCourse(f"Not everything is in the gradebook: {reason}") from None
