"""This grader inside nbgrader: `configure(c)` in an `nbgrader_config.py` is all that it takes.

`nbgrader autograde` converts each notebook twice. The first time, `SubmissionExporter` lays it out
as it was released, whatever the student has made of it; the second time, `GradeExercises` grades
it in place of `Execute` and writes the outcome into its cells, where nbgrader reads the scores.
"""

from __future__ import annotations

import contextlib
import functools
import glob
import json
import os
import secrets
import shutil
import stat
import sys
import warnings
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import nbformat
from nbconvert.exporters import NotebookExporter
from nbconvert.exporters.exporter import ResourcesDict
from nbconvert.preprocessors import ClearMetadataPreprocessor, CSSHTMLHeaderPreprocessor
from nbformat import NotebookNode
from nbgrader.api import Gradebook
from nbgrader.converters import Autograde
from nbgrader.converters.base import BaseConverter, NbGraderException
from nbgrader.preprocessors import (
    AssignLatePenalties,
    CheckCellMetadata,
    ClearOutput,
    DeduplicateIds,
    Execute,
    IgnorePattern,
    LimitOutput,
    NbGraderPreprocessor,
    OverwriteCells,
    OverwriteKernelspec,
    SaveAutoGrades,
)
from nbgrader.utils import parse_utc
from sqlalchemy.exc import SAWarning
from traitlets import Bool, Dict, Enum, Integer, TraitError, Unicode, default, validate

from autograder.authoring.build import put_scripts_on_path
from autograder.classroom.accommodations import (
    Accommodations,
    NoAccommodations,
    read_accommodations,
)
from autograder.classroom.journal import RESULTS, Results, Terms
from autograder.course.import_path import current_folder_last
from autograder.course.model import KNOWN_SEED, assignment
from autograder.course.text import digest, one_line
from autograder.grading.answer_key import ReferenceKey
from autograder.grading.grader import grade_steadily, refuse_linked
from autograder.grading.notebook_file import Unreadable
from autograder.grading.results import Report
from autograder.grading.submission import OtherNotebook, Submission, load, read
from autograder.platforms.nbgrader.collecting import SubmissionCollector, SubmissionExtractor
from autograder.platforms.nbgrader.feedback import (
    TEMPLATES,
    FeedbackExporter,
    GradesSoFar,
    harmless_markdown,
    see_all,
)
from autograder.platforms.nbgrader.gradebook import GradebookProblem, check_gradebook, check_release
from autograder.platforms.nbgrader.handed_in import of_units, take_in
from autograder.platforms.nbgrader.late import LatePolicy, grant_extension, time_of
from autograder.platforms.nbgrader.restored import restored_notebook
from autograder.reference.expected import NoReference
from autograder.reference.literate import check_id
from autograder.reference.released import (
    built_cell,
    released_document,
    released_in,
    released_units,
)
from autograder.reports.graded_cells import graded_cells
from autograder.sandbox.execution import CannotRun
from autograder.sandbox.limits import Limits
from autograder.sandbox.sandbox import CannotIsolate, shared_sandbox

MAX_MARK = 1000
TIMESTAMP = "timestamp.txt"


def configure(c: Any) -> None:
    """Sets an nbgrader configuration up so that this grader grades the units it knows.

    Notebooks that it does not know are executed as nbgrader does.
    """
    put_scripts_on_path()
    current_folder_last()
    # nbgrader's own queries make SQLAlchemy warn, several lines a student
    warnings.filterwarnings("ignore", category=SAWarning, module="nbgrader")
    sys.excepthook = say_how_to_go_on
    Autograde.init_notebooks = init_notebooks
    c.AssignLatePenalties.plugin_class = LatePolicy
    c.Autograde.exporter_class = SubmissionExporter
    c.Autograde.sanitize_preprocessors = [
        ClearOutput,
        DeduplicateIds,
        OverwriteKernelspec,
        OverwriteCells,
        CheckMetadata,
    ]
    c.Autograde.autograde_preprocessors = [
        GradeExercises,
        IgnorePattern,
        ClearMetadataPreprocessor,
        LimitOutput,
        SaveAutoGrades,
        SaveExtraCredit,
        AssignLatePenalties,
        CheckMetadata,
    ]
    c.GenerateAssignment.exporter_class = ReleaseExporter
    c.GenerateFeedback.exporter_class = FeedbackExporter
    c.GenerateFeedback.preprocessors = [GradesSoFar, CSSHTMLHeaderPreprocessor]
    c.ZipCollectApp.extractor_plugin = SubmissionExtractor
    c.ZipCollectApp.collector_plugin = SubmissionCollector
    # formgrader's page, where instructors see what students wrote
    c.HTMLExporter.filters = {"markdown2html": harmless_markdown}
    c.HTMLExporter.template_name = "workbook_formgrade"
    c.HTMLExporter.extra_template_basedirs = c.HTMLExporter.extra_template_paths = TEMPLATES


def say_how_to_go_on(kind: type[BaseException], error: BaseException, *rest: Any) -> None:
    """What an uncaught error prints: after Ctrl-C a sentence, else what Python prints."""
    if kind is KeyboardInterrupt:
        sys.stderr.write("Interrupted. Run the same command again: it does what is missing.\n")
    else:
        sys.__excepthook__(kind, error, *rest)


class ReleaseExporter(NotebookExporter):
    """Generates an assignment, unless the gradebook could not take it: nbgrader would remove what
    has been released before it finds out."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        coursedir = getattr(self.parent, "coursedir", None)
        if coursedir is None:
            return
        name = coursedir.assignment_id
        for unit in released_in(name):
            source = Path(coursedir.format_path(coursedir.source_directory, ".", name))
            try:
                notebook = json.loads((source / f"{unit}.ipynb").read_text(encoding="utf-8"))
                check_release(coursedir, unit, notebook)
            except GradebookProblem as reason:
                self.log.error(str(reason))
                raise NbGraderException(str(reason)) from None


# What was handed in, laid out as it was released


def init_notebooks(converter: Autograde) -> None:
    """nbgrader's own, once what was handed in has the names that it looks for."""
    units = released_in(converter.coursedir.assignment_id)
    if units:
        take_in(converter.coursedir, units, converter.log)
    BaseConverter.init_notebooks(converter)


class SubmissionExporter(NotebookExporter):
    """Reads a submission as `autograder grade` reads it, in whatever state it is."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        converter: Any = self.parent
        self.coursedir = coursedir = converter.coursedir
        units = released_in(coursedir.assignment_id)
        see_all(converter)
        if units:
            self.grader = GradeExercises(parent=self)
            self._stop_early(units)
            coursedir.get_existing_timestamp = functools.partial(existing_timestamp, coursedir)
            leave_out(converter, units)
            remove_unfinished(converter)
            kept = self.grader.kept
            if kept:
                remove_outdated(converter, self.grader, kept)
            # grading uses the notebook alone: what lies beside it is not even copied
            coursedir.ignore = ["*"]

    def _stop_early(self, units: Sequence[str]) -> None:
        """Raises NbGraderException, with a sentence in the log, where nothing can be graded."""
        try:
            self.grader.prepare(units)
            for unit in units:
                check_gradebook(self.coursedir, unit)
        except (CannotIsolate, CannotRun, NoAccommodations, NoReference, GradebookProblem,
                TraitError) as reason:  # fmt: skip
            self.log.error(str(reason))
            raise NbGraderException(str(reason)) from None

    def from_filename(
        self, filename: str, resources: Any = None, **kw: Any
    ) -> tuple[NotebookNode, Any]:
        unit = resources["nbgrader"]["notebook"]
        laid_out = any(isinstance(p, GradeExercises) for p in self._preprocessors)
        converted: tuple[NotebookNode, Any]
        if unit not in released_units() or laid_out:
            converted = super().from_filename(filename, resources, **kw)
            return converted
        student = resources["nbgrader"]["student"]
        self._keep_marks(Path(filename).parent, student)
        resources["metadata"] = ResourcesDict(name=unit, path=str(Path(filename).parent))
        try:
            refuse_linked(Path(filename), Path(filename).parents[2])
            submission, error = read_unit(filename, unit), None
        except Unreadable as reason:
            submission = Submission(assignment(unit), unit, list(released_document(unit)))
            error = str(reason).replace(str(filename), Path(filename).name)
            self.log.warning("%s: %s It gets 0 points.", student, error)
        notebook = restored_notebook(submission, error)
        if self.grader.kept and error is None:
            time = self.grader.time_for(student, resources["nbgrader"]["assignment"])
            notebook.metadata.autograder.key = self.grader.terms.key(load(Path(filename)), time)
        converted = self.from_notebook_node(notebook, resources, **kw)
        return converted

    def _keep_marks(self, folder: Path, student: str) -> None:
        """When it was handed in, which says whether a newer one has come, and the secret by which
        its feedback is found. What did not come through nbgrader's exchange gets its own."""
        target = graded_folder(self.coursedir, student)
        target.mkdir(parents=True, exist_ok=True)
        latest = max(path.lstat().st_mtime for path in folder.glob("*.ipynb"))
        saved = datetime.fromtimestamp(latest, tz=UTC)
        marks = {
            TIMESTAMP: f"{saved:%Y-%m-%d %H:%M:%S.%f} UTC",
            "submission_secret.txt": secrets.token_urlsafe(),
        }
        for name, text in marks.items():
            source = folder / name
            if source.is_file() and not source.is_symlink():
                with open(source, encoding="utf-8", errors="replace") as file:
                    found = file.read(MAX_MARK)
                if name != TIMESTAMP or parsed_time(found):
                    text = found
            (target / name).write_text(text, encoding="utf-8")


def graded_folder(coursedir: Any, student: str) -> Path:
    """Where a student's graded notebooks of the assignment are."""
    graded = coursedir.autograded_directory
    return Path(coursedir.format_path(graded, student, coursedir.assignment_id))


def parsed_time(text: str) -> datetime | None:
    """The time that a timestamp.txt holds, in UTC, or None if it holds none."""
    try:
        return parse_utc(text.strip()[:MAX_MARK]) if text.strip() else None
    except (ValueError, OverflowError, TypeError, AttributeError):
        return None


def existing_timestamp(coursedir: Any, folder: str) -> datetime | None:
    """When a submission was handed in, in place of nbgrader's own, which ends where it cannot tell.

    A file that holds no time is passed over, with a warning.
    """
    path = Path(folder) / TIMESTAMP
    if not os.path.lexists(path):
        return None
    try:
        found = parsed_time(load(path).decode("utf-8", "replace"))
    except Unreadable:
        found = None
    if found is None:
        coursedir.log.warning(
            "%s holds no time, so it is passed over. The submission is graded.",
            one_line(str(path), 200),
        )
    return found


def read_unit(path: str | Path, unit: str) -> Submission:
    """The submission in a file that should hold a unit's notebook. Raises Unreadable."""
    try:
        submission = read(path)
    except OtherNotebook:
        submission = read(path, unit)
    if submission.assignment.name != unit:
        raise Unreadable(
            f"{Path(path).name} is a notebook of {submission.assignment.name}, not of {unit}."
        )
    return submission


def leave_out(converter: Any, units: Sequence[str]) -> None:
    """Has nbgrader convert the notebooks of units, and no others that lie beside them."""
    coursedir = converter.coursedir
    submitted, name = coursedir.submitted_directory, coursedir.assignment_id
    if coursedir.student_id == "*":
        for hidden in glob.glob(coursedir.format_path(submitted, ".*", name)):
            converter.log.warning(
                "%s is not graded: nbgrader does not see a student whose name begins with a dot. "
                "Rename the folder.", hidden,
            )  # fmt: skip
    asked = {Path(name) for names in converter.assignments.values() for name in names}
    for folder in list(converter.assignments):
        wanted = [path for path in of_units(Path(folder), units, converter.log) if path in asked]
        if wanted:
            converter.assignments[folder] = [str(path) for path in wanted]
        else:
            del converter.assignments[folder]
    if not converter.assignments:
        reason = f"There is no notebook of {name} to grade."
        converter.log.error(reason)
        raise NbGraderException(reason)


def remove_unfinished(converter: Any) -> None:
    """Removes what a run that was cut off (killed, or without power) has left half done, which
    nbgrader would take for done: it makes a file read-only when it has finished with it."""
    finished = int(str(converter.permissions), 8)
    if finished & stat.S_IWUSR:
        return
    for folder, notebooks in converter.assignments.items():
        student = Path(folder).parent.name
        graded = graded_folder(converter.coursedir, student)
        done = [graded / Path(name).name for name in notebooks]
        if graded.exists() and not all(
            path.exists() and stat.S_IMODE(path.stat().st_mode) == finished for path in done
        ):
            converter.log.warning(
                "%s was cut off while it was graded; it is graded again.", student
            )
            shutil.rmtree(graded)


def remove_outdated(converter: Any, grader: GradeExercises, kept: Results) -> None:
    """Removes what has come out otherwise than it stands in the folder of what is graded, which
    nbgrader would keep."""
    handed_in = (Path(name) for names in converter.assignments.values() for name in names)
    for path in handed_in:
        graded = graded_folder(converter.coursedir, path.parents[1].name)
        with contextlib.suppress(Unreadable, FileNotFoundError):
            time = grader.time_for(path.parents[1].name, path.parent.name)
            known = kept.with_key(grader.terms.key(load(path), time))
            text = (graded / path.name).read_text(encoding="utf-8")
            marks = json.loads(text)["metadata"]["autograder"]
            fresh = known and known.report.error is None and outcome(known.report, known.cells)
            if fresh and marks.get("outcome") != fresh:
                shutil.rmtree(graded)


def laid_out_submission(notebook: NotebookNode, unit: str) -> Submission:
    """The submission in a notebook that `restored_notebook` has made."""
    document = [built_cell(cell) for cell in notebook.cells]
    marks = notebook.metadata.autograder
    return Submission(assignment(unit), unit, document, list(marks.notes), dict(marks.remarks))


# Grading


class GradeExercises(Execute):
    """Grades a notebook's exercises in place of running its check cells beside its answers.

    A check cell gets the verdict as HTML and text, and its points as the result that nbgrader
    reads; the student's own cells get what they show after a run.
    """

    seed = Integer(help="What the cases are drawn from. Keep yours to yourself.").tag(config=True)
    isolation = Enum(
        ("auto", "bubblewrap", "process"),
        "auto",
        help="The sandbox around students' code; auto takes the strongest there is.",
    ).tag(config=True)
    as_root = Bool(help="Run students' code as root where it can run as nobody else.").tag(
        config=True
    )
    limits = Dict(
        help="What a submission may use, as in autograder.sandbox.limits.Limits: {'cell': 20.0}"
    ).tag(config=True)

    results = Unicode(
        help="A folder with results of `autograder autograde`: what is there is not graded again."
    ).tag(config=True)

    accommodations = Unicode(
        "accommodations.csv",
        help="Who has more time: a file in the course's folder, with the columns student, "
        "assignment, due and time.",
    ).tag(config=True)

    @functools.cached_property
    def granted(self) -> Accommodations:
        """Who has more time. Raises NoAccommodations."""
        found = read_accommodations(Path(self.coursedir_root, self.accommodations))
        for due in found.due_dates:
            time_of(due)
        return found

    @property
    def coursedir_root(self) -> str:
        """The course's folder; the current one where this belongs to no course."""
        above = self.parent
        while above is not None and not hasattr(above, "coursedir"):
            above = above.parent
        return above.coursedir.root if above is not None else "."

    def time_for(self, student: str, name: str) -> float:
        """By how much a student's limits on seconds are multiplied in an assignment."""
        return self.granted.time_for(student, name)

    @property
    def kept(self) -> Results | None:
        """What is in the folder `results`."""
        if not self.results:
            return None
        file = Path(self.results) / RESULTS
        return kept_results(file.parent, file.stat().st_mtime_ns) if file.exists() else None

    @property
    def terms(self) -> Terms:
        """What results depend on."""
        isolation = shared_sandbox(self.isolation, self.as_root).isolation
        return Terms(self.seed, isolation, Limits(**self.limits), cells=True)

    @default("seed")
    def _default_seed(self) -> int:
        text = os.environ.get("AUTOGRADER_SEED") or str(KNOWN_SEED)
        try:
            return int(text)
        except ValueError:
            raise TraitError(f"AUTOGRADER_SEED should be a whole number, not {text!r}.") from None

    @validate("limits")
    def _validate_limits(self, proposal: Any) -> dict[str, Any]:
        limits: dict[str, Any] = proposal["value"]
        try:
            Limits(**limits)
        except TypeError:
            known = ", ".join(Limits.__dataclass_fields__)
            raise TraitError(f"GradeExercises.limits may have: {known}.") from None
        return limits

    def prepare(self, units: Sequence[str]) -> None:
        """Makes ready what all submissions share.

        Raises NoReference, CannotIsolate, CannotRun or NoAccommodations where nothing can be
        graded.
        """
        sandbox = shared_sandbox(self.isolation, self.as_root)
        _ = self.granted
        for unit in units:
            answer_key(unit, self.seed)
        if self.seed == KNOWN_SEED:
            self.log.warning(
                "The seed is %s, which everybody knows. Set c.GradeExercises.seed or "
                "AUTOGRADER_SEED to one of your own.",
                KNOWN_SEED,
            )
        if sandbox.warning:
            self.log.warning(sandbox.warning)

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        where = resources["nbgrader"]
        unit, student, name = where["notebook"], where["student"], where["assignment"]
        due = self.granted.due_for(student, name)
        if due is not None:
            grant_extension(where["db_url"], name, student, due)
        if unit not in released_units():
            executed: tuple[NotebookNode, dict[str, Any]] = super().preprocess(nb, resources)
            return executed
        error = nb.metadata.autograder.error
        if error is None:
            submission = laid_out_submission(nb, unit)
            limits = Limits(**self.limits).times(self.time_for(student, name))
            key = nb.metadata.autograder.pop("key", "")
            report, cells = self._graded(submission, key, limits)
        else:
            report = Report(assignment=unit, notebook=unit, max_score=0, error=error)
            cells = graded_cells([built_cell(cell) for cell in nb.cells], report)
        fill_in(nb, report, cells)
        score = f"{report.score:g}" if error is None else "0 (it could not be read)"
        self.log.info("%s: %s points", student, score)
        return nb, resources

    def _graded(
        self, submission: Submission, key: str, limits: Limits
    ) -> tuple[Report, dict[str, list[Any]]]:
        """The report on a submission and what stands under its cells, from `results` if it is
        there. key: that of the notebook as it was handed in."""
        known = self.kept.with_key(key) if self.kept else None
        unit = submission.assignment.name
        if known and known.report.error is None and known.up_to_date:
            return known.report, known.cells
        report = grade_steadily(
            submission,
            answer_key(unit, self.seed),
            limits=limits,
            sandbox=shared_sandbox(self.isolation, self.as_root),
            show=True,
        )
        return report, graded_cells(submission.document, report)


class CheckMetadata(CheckCellMetadata):
    """Checks nbgrader's marks in notebooks that `SubmissionExporter` has not laid out itself.

    It takes longer than all the rest of a conversion.
    """

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        if resources["nbgrader"]["notebook"] in released_units():
            return nb, resources
        checked: tuple[NotebookNode, dict[str, Any]] = super().preprocess(nb, resources)
        return checked


class SaveExtraCredit(NbGraderPreprocessor):
    """Saves extra credit: the points of bonus exercises, whose cells are worth 0 to nbgrader, and
    those of bonus cases."""

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        where = resources["nbgrader"]
        if where["notebook"] in released_units():
            earned = nb.metadata.autograder.extra_credit
            place = (where["notebook"], where["assignment"], where["student"])
            with Gradebook(where["db_url"]) as gradebook:
                for exercise in assignment(where["notebook"]).exercises:
                    if (
                        exercise.bonus or exercise.extra_credit
                    ):  # also one that only an earlier submission had
                        cell = check_id(exercise.id)
                        credit = earned.get(cell, 0.0)
                        gradebook.find_grade(cell, *place).extra_credit = credit
                gradebook.db.commit()
        return nb, resources


@functools.cache
def answer_key(unit: str, seed: int) -> ReferenceKey:
    """The answer key of a unit, made once a run."""
    return ReferenceKey(unit, seed)


@functools.lru_cache(maxsize=8)
def kept_results(folder: Path, changed: int) -> Results:
    """The results in a folder, read once for each time that they have `changed`."""
    return Results(folder)


def fill_in(notebook: NotebookNode, report: Report, outputs: Mapping[str, list[Any]]) -> None:
    """Writes the outcome of grading into the cells of a laid-out notebook.

    outputs: what stands under each cell, as `graded_cells` has it.
    """
    notebook.metadata.autograder.extra_credit = {
        check_id(result.id): result.extra_credit + result.score * result.bonus
        for result in report.exercises
    }
    notebook.metadata.autograder.outcome = outcome(report, outputs)
    for node in notebook.cells:
        if node.cell_type == "code":
            handed_in = node.metadata.get("autograder", {}).pop("handed_in", [])
            node.outputs = nbformat.from_dict(outputs.get(node.id, handed_in))


def outcome(report: Report, outputs: Mapping[str, list[Any]]) -> str:
    """A fingerprint of all that grading writes into a notebook."""
    points = [[result.id, result.score, result.extra_credit] for result in report.exercises]
    return digest(json.dumps([points, outputs], sort_keys=True).encode("utf-8", "backslashreplace"))
