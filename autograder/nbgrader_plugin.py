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
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import nbformat
from nbconvert.exporters import NotebookExporter
from nbconvert.exporters.exporter import ResourcesDict
from nbconvert.preprocessors import ClearMetadataPreprocessor
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_output
from nbgrader.api import Gradebook
from nbgrader.converters.base import NbGraderException
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
from sqlalchemy.exc import SAWarning
from traitlets import Dict, Enum, Integer, TraitError, Unicode, default, validate

from autograder.answer_key import KNOWN_SEED, NoReference, ReferenceKey
from autograder.build import check_id, put_scripts_on_path
from autograder.course import assignment
from autograder.course_version import digest
from autograder.execution import CannotRun, plain_outputs
from autograder.feedback import TEMPLATES, FeedbackExporter, harmless_markdown
from autograder.gradebook import GradebookProblem, check_gradebook, check_release
from autograder.graded_cells import graded_cells, output_node
from autograder.grader import grade_steadily
from autograder.grading import printable
from autograder.journal import RESULTS, Results, Terms
from autograder.outputs import CellOutputs
from autograder.report import Report
from autograder.sandbox import CannotIsolate, Limits, shared_sandbox
from autograder.submission import (
    OtherNotebook,
    Submission,
    Unreadable,
    built_cell,
    load,
    read,
    released_document,
    released_notebook,
    released_units,
)

MAX_MARK = 1000


def configure(c: Any) -> None:
    """Sets an nbgrader configuration up so that this grader grades the units it knows.

    Notebooks that it does not know are executed as nbgrader does.
    """
    put_scripts_on_path()
    # nbgrader's own queries make SQLAlchemy warn, several lines a student
    warnings.filterwarnings("ignore", category=SAWarning, module="nbgrader")
    sys.excepthook = say_how_to_go_on
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
        unit = coursedir.assignment_id if coursedir else ""
        if unit in released_units():
            source = Path(coursedir.format_path(coursedir.source_directory, ".", unit))
            try:
                notebook = json.loads((source / f"{unit}.ipynb").read_text(encoding="utf-8"))
                check_release(coursedir, unit, notebook)
            except GradebookProblem as reason:
                self.log.error(str(reason))
                raise NbGraderException(str(reason)) from None


# What was handed in, laid out as it was released


class SubmissionExporter(NotebookExporter):
    """Reads a submission as `autograder grade` reads it, in whatever state it is."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        unit = self.parent.coursedir.assignment_id
        if unit in released_units():
            self.grader = GradeExercises(parent=self)
            self._stop_early(unit)
            adopt_misnamed(self.parent, unit)
            remove_unfinished(self.parent, unit)
            if self.grader.kept:
                remove_outdated(self.parent, unit, self.grader)
            # grading uses the notebook alone: what lies beside it is not even copied
            self.parent.coursedir.ignore = ["*"]

    def _stop_early(self, unit: str) -> None:
        """Raises NbGraderException, with a sentence in the log, where nothing can be graded."""
        try:
            self.grader.prepare(unit)
            check_gradebook(self.parent.coursedir, unit)
        except (CannotIsolate, CannotRun, NoReference, GradebookProblem, TraitError) as reason:
            self.log.error(str(reason))
            raise NbGraderException(str(reason)) from None

    def from_filename(
        self, filename: str, resources: Any = None, **kw: Any
    ) -> tuple[NotebookNode, Any]:
        unit = resources["nbgrader"]["notebook"]
        laid_out = any(isinstance(p, GradeExercises) for p in self._preprocessors)
        if unit not in released_units() or laid_out:
            return super().from_filename(filename, resources, **kw)
        student = resources["nbgrader"]["student"]
        self._keep_marks(Path(filename).parent, unit, student)
        resources["metadata"] = ResourcesDict(name=unit, path=str(Path(filename).parent))
        try:
            submission, error = read_unit(filename, unit), None
        except Unreadable as reason:
            submission = Submission(assignment(unit), unit, list(released_document(unit)))
            error = str(reason).replace(str(filename), Path(filename).name)
            self.log.warning("%s: %s It gets 0 points.", student, error)
        notebook = restored_notebook(submission, error)
        if self.grader.kept and error is None:
            notebook.metadata.autograder.key = self.grader.terms.key(load(Path(filename)))
        return self.from_notebook_node(notebook, resources, **kw)

    def _keep_marks(self, folder: Path, unit: str, student: str) -> None:
        """When it was handed in, which says whether a newer one has come, and the secret by which
        its feedback is found. What did not come through nbgrader's exchange gets its own."""
        coursedir = self.parent.coursedir
        target = Path(coursedir.format_path(coursedir.autograded_directory, student, unit))
        target.mkdir(parents=True, exist_ok=True)
        saved = datetime.fromtimestamp((folder / f"{unit}.ipynb").lstat().st_mtime, tz=UTC)
        marks = {
            "timestamp.txt": f"{saved:%Y-%m-%d %H:%M:%S.%f} UTC",
            "submission_secret.txt": secrets.token_urlsafe(),
        }
        for name, text in marks.items():
            source = folder / name
            if source.is_file() and not source.is_symlink():
                with open(source, encoding="utf-8", errors="replace") as file:
                    text = file.read(MAX_MARK)
            (target / name).write_text(text, encoding="utf-8")


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


def adopt_misnamed(converter: Any, unit: str) -> None:
    """Gives a notebook of the unit that was handed in under another name the name it should have.

    What was handed in stays. A folder without a notebook of the unit is left out, with a warning.
    """
    coursedir = converter.coursedir
    if coursedir.student_id == "*":
        for hidden in glob.glob(coursedir.format_path(coursedir.submitted_directory, ".*", unit)):
            converter.log.warning(
                "%s is not graded: nbgrader does not see a student whose name begins with a dot. "
                "Rename the folder.", hidden,
            )  # fmt: skip
    for folder, notebooks in list(converter.assignments.items()):
        wanted = Path(folder) / f"{unit}.ipynb"
        if any(Path(name) == wanted for name in notebooks):
            continue
        found = [path for path in map(Path, notebooks) if is_of(path, unit)]
        names = ", ".join(sorted(printable(Path(name).name, 80) for name in notebooks))
        if len(found) == 1:
            shutil.copy2(found[0], wanted)  # with the time when it was handed in
            converter.assignments[folder] = [str(wanted)]
            converter.log.warning("%s has %s; it is graded as %s.", folder, names, wanted.name)
        else:
            several = "more than one notebook" if found else "no notebook"
            del converter.assignments[folder]
            converter.log.warning(
                "%s has %s of %s (there is: %s), so it is not graded. "
                "Rename the right one to %s and autograde again.",
                folder, several, unit, names, wanted.name,
            )  # fmt: skip
    if not converter.assignments:
        reason = f"There is no notebook of {unit} to grade."
        converter.log.error(reason)
        raise NbGraderException(reason)


def remove_unfinished(converter: Any, unit: str) -> None:
    """Removes what a run that was cut off (killed, or without power) has left half done, which
    nbgrader would take for done: it makes a file read-only when it has finished with it."""
    finished = int(str(converter.permissions), 8)
    if finished & stat.S_IWUSR:
        return
    coursedir = converter.coursedir
    for folder in converter.assignments:
        student = Path(folder).parent.name
        graded = Path(coursedir.format_path(coursedir.autograded_directory, student, unit))
        notebook = graded / f"{unit}.ipynb"
        if graded.exists() and not (
            notebook.exists() and stat.S_IMODE(notebook.stat().st_mode) == finished
        ):
            converter.log.warning(
                "%s was cut off while it was graded; it is graded again.", student
            )
            shutil.rmtree(graded)


def remove_outdated(converter: Any, unit: str, grader: GradeExercises) -> None:
    """Removes what has come out otherwise than it stands in the folder of what is graded, which
    nbgrader would keep."""
    coursedir = converter.coursedir
    for folder in converter.assignments:
        student = Path(folder).parent.name
        graded = Path(coursedir.format_path(coursedir.autograded_directory, student, unit))
        notebook = graded / f"{unit}.ipynb"
        with contextlib.suppress(Unreadable, FileNotFoundError):
            known = grader.kept.with_key(grader.terms.key(load(Path(folder) / notebook.name)))
            marks = json.loads(notebook.read_text(encoding="utf-8"))["metadata"]["autograder"]
            fresh = known and known.report.error is None and outcome(known.report, known.cells)
            if fresh and marks.get("outcome") != fresh:
                shutil.rmtree(graded)


def is_of(path: Path, unit: str) -> bool:
    """Whether a file is a notebook of the unit."""
    try:
        return read(path).assignment.name == unit
    except Unreadable:
        return False


def restored_notebook(submission: Submission, error: str | None = None) -> NotebookNode:
    """The submission as a notebook: nbgrader's metadata as released, the student's own cells, and
    no outputs but those of cells that grading does not run.

    error: why the notebook could not be read; everything in it gets 0.
    """
    unit = submission.assignment.name
    released = {cell["id"]: cell for cell in released_notebook(unit)["cells"]}
    notebook = nbformat.from_dict(released_notebook(unit) | {"cells": []})
    notebook.metadata.autograder.update(notes=submission.notes, error=error)
    for cell in submission.document:
        new = new_code_cell if cell.kind == "code" else new_markdown_cell
        metadata = released.get(cell.id, {}).get("metadata") or {
            "autograder": {"role": cell.role, "exercise": cell.exercise}
        }
        node = new(cell.source, id=cell.id, metadata=nbformat.from_dict(metadata))
        if cell.kind == "code" and cell.outputs:
            # nbgrader clears outputs next; `fill_in` puts these back
            node.metadata.autograder.handed_in = outputs_as_handed_in(cell.outputs)
        notebook.cells.append(node)
    return notebook


def laid_out_submission(notebook: NotebookNode, unit: str) -> Submission:
    """The submission in a notebook that `restored_notebook` has made."""
    document = [built_cell(cell) for cell in notebook.cells]
    notes = list(notebook.metadata.autograder.notes)
    return Submission(assignment(unit), unit, document, notes)


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
        help="The walls around students' code; auto takes the strongest there are.",
    ).tag(config=True)
    limits = Dict(
        help="What a submission may use, as in autograder.sandbox.Limits: {'cell': 20.0}"
    ).tag(config=True)

    results = Unicode(
        help="A folder with results of `autograder autograde`: what is there is not graded again."
    ).tag(config=True)

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
        isolation = shared_sandbox(self.isolation).isolation
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
        try:
            Limits(**proposal["value"])
        except TypeError:
            known = ", ".join(Limits.__dataclass_fields__)
            raise TraitError(f"GradeExercises.limits may have: {known}.") from None
        return proposal["value"]

    def prepare(self, unit: str) -> None:
        """Makes ready what all submissions share.

        Raises NoReference, CannotIsolate or CannotRun where nothing can be graded.
        """
        sandbox = shared_sandbox(self.isolation)
        answer_key(unit, self.seed)
        if self.seed == KNOWN_SEED:
            self.log.warning(
                "The seed is %s, which everybody knows. Set c.GradeExercises.seed or "
                "AUTOGRADER_SEED to one of your own.",
                KNOWN_SEED,
            )
        if not sandbox.walls:
            self.log.warning(
                "Students' code runs without walls around it (isolation: process). Where "
                "bubblewrap is installed it is kept from your files and the network."
            )

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        unit = resources["nbgrader"]["notebook"]
        if unit not in released_units():
            return super().preprocess(nb, resources)
        error = nb.metadata.autograder.error
        if error is None:
            submission = laid_out_submission(nb, unit)
            report, cells = self._graded(submission, nb.metadata.autograder.pop("key", ""))
        else:
            report = Report(assignment=unit, notebook=unit, max_score=0, error=error)
            cells = graded_cells([built_cell(cell) for cell in nb.cells], report)
        fill_in(nb, report, cells)
        score = f"{report.score:g}" if error is None else "0 (it could not be read)"
        self.log.info("%s: %s points", resources["nbgrader"]["student"], score)
        return nb, resources

    def _graded(self, submission: Submission, key: str) -> tuple[Report, dict[str, list[Any]]]:
        """The report on a submission and what stands under its cells, from `results` if it is
        there. key: that of the notebook as it was handed in."""
        known = self.kept.with_key(key) if self.kept else None
        unit = submission.assignment.name
        if known and known.report.error is None and known.up_to_date:
            return known.report, known.cells
        report = grade_steadily(
            submission,
            answer_key(unit, self.seed),
            limits=Limits(**self.limits),
            sandbox=shared_sandbox(self.isolation),
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
        return super().preprocess(nb, resources)


class SaveExtraCredit(NbGraderPreprocessor):
    """Saves the points of bonus exercises as extra credit: to nbgrader their cells are worth 0."""

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        where = resources["nbgrader"]
        if where["notebook"] in released_units():
            earned = nb.metadata.autograder.extra_credit
            place = (where["notebook"], where["assignment"], where["student"])
            with Gradebook(where["db_url"]) as gradebook:
                for exercise in assignment(where["notebook"]).exercises:
                    if exercise.bonus:  # also one that only an earlier submission had
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
        check_id(result.id): result.score for result in report.exercises if result.bonus
    }
    notebook.metadata.autograder.outcome = outcome(report, outputs)
    for node in notebook.cells:
        if node.cell_type == "code":
            handed_in = node.metadata.get("autograder", {}).pop("handed_in", [])
            node.outputs = nbformat.from_dict(outputs.get(node.id, handed_in))


def outcome(report: Report, outputs: Mapping[str, list[Any]]) -> str:
    """A fingerprint of all that grading writes into a notebook."""
    points = [[result.id, result.score] for result in report.exercises]
    return digest(json.dumps([points, outputs], sort_keys=True).encode("utf-8", "backslashreplace"))


def in_one_piece(text: Any) -> str:
    """Text as notebooks hold it: a string, or a list of its lines."""
    lines = text if isinstance(text, list) else [text]
    return "".join(line for line in lines if isinstance(line, str))


AS_HANDED_IN = "As handed in; grading does not run this cell."


def outputs_as_handed_in(outputs: Any) -> list[Any]:
    """The outputs in a student's file, as far as they are text and PNG, under a line that says
    whose they are."""
    found = CellOutputs(limit=2**16)
    for output in outputs if isinstance(outputs, list) else ():
        if not isinstance(output, dict):
            continue
        text, data = output.get("text"), output.get("data")
        if output.get("output_type") == "stream":
            kind = "stderr" if output.get("name") == "stderr" else "stdout"
            found.add(kind, in_one_piece(text))
        elif isinstance(data, dict):
            names = ("text/plain", "image/png")
            found.add_formats("display", {name: in_one_piece(data.get(name)) for name in names})
    nodes = [output_node(item) for item in plain_outputs(found.shown())]
    said = {"text/plain": AS_HANDED_IN, "text/html": f"<p><i>{AS_HANDED_IN}</i></p>"}
    return [new_output("display_data", data=said), *nodes] if nodes else []
