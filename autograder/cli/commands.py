"""The commands: `python grade.py` for students, `autograder` for instructors and maintainers."""

from __future__ import annotations

import contextlib
import errno
import importlib.util
import os
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeRemainingColumn,
    track,
)
from rich.text import Text

from autograder.classroom.accommodations import (
    Accommodations,
    NoAccommodations,
    read_accommodations,
)
from autograder.classroom.class_grading import Backend, ClassGrading, common_folder
from autograder.classroom.cluster import NoCluster, grade_on_cluster, work
from autograder.classroom.dispatch import Settings
from autograder.classroom.journal import RESULTS, Journal, JournalError, Results, read_results
from autograder.classroom.local import grade_in_processes
from autograder.course.import_path import leave_current_folder
from autograder.course.model import (
    KNOWN_SEED,
    UNGRADED,
    assignment,
    assignment_names,
    suggest,
    units_called,
)
from autograder.course.places import ROOT
from autograder.course.text import counted
from autograder.grading import packages
from autograder.grading.answer_key import PublicKey, ReferenceKey
from autograder.grading.archive import holds_notebook, is_archive_name, is_source
from autograder.grading.grader import Graded, Grader
from autograder.grading.notebook_file import Unreadable, is_notebook_name
from autograder.grading.own_engine import Engine, engine_of
from autograder.grading.results import Report
from autograder.grading.submission import MODULE, read
from autograder.grading.verdicts import Key
from autograder.reference.expected import NoReference
from autograder.reference.released import released_units
from autograder.reports.formats import FORMATS
from autograder.reports.terminal import points, show_class, show_report, show_summary, show_sums
from autograder.sandbox.limits import Limits
from autograder.sandbox.sandbox import (
    FORK_SERVER,
    WITHOUT_SANDBOX,
    CannotIsolate,
    Sandbox,
    shared_sandbox,
)
from autograder.version import VERSION

if TYPE_CHECKING:
    from autograder.platforms.nbgrader.changes import Change

ALL_PASSED, NOT_ALL_PASSED, NOTHING_GRADED = 0, 1, 2
INTERRUPTED = 130
DISK_FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", None)}
WATCH_SECONDS = 0.3
A_SCREENFUL = 60
"""How many notebooks are shown one by one."""
PIPE_WIDTH = 120
DEFAULT_LIMITS = Limits()
ON_CLUSTER = "bubblewrap"
"""The isolation where none is chosen: nobody sees what machines elsewhere would do without."""

FILES = click.Path(dir_okay=False, path_type=Path)
OUTPUT_OPTIONS = (
    *(
        click.option(f"--{name}", type=FILES, help=f"The same as --format {name}=FILE.")
        for name in FORMATS
    ),
    click.option(
        "--format",
        "--csv",
        "formats",
        multiple=True,
        metavar="NAME=FILE",
        callback=lambda _context, _option, values: [named_file(value) for value in values],
        help="Also write the report to a file: json, html, junit, canvas, moodle, github or "
        "classroom. May be repeated.",
    ),
)
CLASS_OPTIONS = (
    click.option(
        "--workers",
        type=click.IntRange(min=1),
        default=os.cpu_count() or 1,
        help="How many processes grade. Default: one a processor core.",
    ),
    click.option(
        "--scheduler",
        metavar="ADDRESS",
        help="Grade on the machines of a Dask cluster, such as tcp://10.0.0.5:8786.",
    ),
    click.option(
        "--results",
        "folder",
        type=click.Path(file_okay=False, path_type=Path),
        default=Path("graded"),
        show_default=True,
        help="Where the results of a class are kept. What stands there is not graded again.",
    ),
)
VERSION_OPTION = click.version_option(VERSION, message="autograd-workbook %(version)s")
EXERCISE_OPTION = click.option(
    "-e", "--exercise", "exercises", multiple=True, help="Only this exercise; may be repeated."
)

Decorator = Callable[[Any], Any]


@contextlib.contextmanager
def writing(place: Path) -> Iterator[None]:
    """Says what cannot be written there, in a sentence."""
    try:
        yield
    except OSError as error:
        reason = f"{error.filename or place} cannot be written: {error.strerror}."
        raise click.ClickException(reason) from None


class NothingGraded(click.ClickException):
    """Nothing could be graded; the message says why."""

    exit_code = NOTHING_GRADED


def with_options(*options: Decorator) -> Decorator:
    """Several click options as one decorator."""

    def decorate(command: Any) -> Any:
        for option in reversed(options):
            command = option(command)
        return command

    return decorate


class Output(Console):
    """Standard output, in color on a terminal and plain in a pipe."""

    def on_broken_pipe(self) -> None:
        raise OutputClosed  # rich would end in silence


class OutputClosed(Exception):
    """Nobody reads what is written, as after `| head -1`."""


def console() -> Console:
    """Standard output, in color on a terminal and plain in a pipe."""
    return Output(width=None if sys.stdout.isatty() else PIPE_WIDTH, highlight=False)


# What is to be graded


def check_exercises(asked: Sequence[str]) -> None:
    """Raises a usage error for an exercise that no unit has, with the nearest names there are."""
    known = [exercise.id for unit in assignment_names() for exercise in assignment(unit).exercises]
    for name in asked:
        if name not in known:
            raise click.UsageError(f"No unit has an exercise called {name}. {suggest(name, known)}")


def notebooks_in(targets: Sequence[str]) -> list[Path]:
    """The submissions that the targets name: files, folders, names of units; none is every unit.

    In a folder these are its notebooks, modules that are called submitted.py, packages, and
    archives with one of these in them beside which there is none.
    """
    found: list[Path] = []
    for target in targets or released_units():
        path = Path(target)
        units = [] if path.exists() else units_called(target.rstrip("/"))
        if path.is_dir():
            found += submissions_in(path) or packages.targets(path) or [path]
        else:
            found += map(unit_notebook, units) if units else packages.targets(path) or [path]
    return list(dict.fromkeys(found))


def units_named(names: Sequence[str], otherwise: Callable[[], Iterable[str]]) -> list[str]:
    """The units that are asked for, by their names or those of assignments; without any, others.

    A name that stands for none is refused in a sentence.
    """
    try:
        asked = [unit for name in names for unit in units_called(name) or [assignment(name).name]]
    except KeyError as error:
        raise click.ClickException(str(error.args[0])) from None
    return list(dict.fromkeys(asked if names else otherwise()))


def buildable(names: Sequence[str]) -> list[str]:
    """The notebooks that are asked for, as `units_named`, those without a grade among them."""
    graded = [name for name in names if name not in UNGRADED]
    units = units_named(graded, assignment_names) if graded or not names else []
    return [*units, *(name for name in UNGRADED if name in names or not names)]


def linked_folders(folder: Path) -> list[Path]:
    """The links to folders in a folder, which are not followed, but named."""
    found = [Path(place, name) for place, names, _ in os.walk(folder) for name in names]
    return [path for path in found if path.is_symlink()]


def submissions_in(folder: Path) -> list[Path]:
    """What was handed in under a folder, without what macOS and Jupyter leave beside it.

    A student's folder for an assignment in which there is nothing of this is there itself.
    """
    files = sorted([folder, *folder.rglob("*")])
    found = [p for p in files if is_notebook_name(p.as_posix()) or p.name == MODULE]
    found = [p for p in found if not p.stem == p.parent.name in UNGRADED]
    for path in files:
        hidden = not is_source(f"{path.relative_to(folder).as_posix()}/x.py")
        if not hidden and packages.is_package_folder(path) and not {*path.parents} & {*found}:
            found.append(path)
    there = {parent for path in found for parent in path.parents}
    packed = [p for p in files if is_archive_name(p.name) and p.parent not in there]
    units = {path: packages.targets(path) for path in found if path.is_dir()}
    for path in packed:
        units[path] = packages.targets(path) or ([path] if holds_notebook(path) else [])
    found = [target for path in [*found, *packed] for target in units.get(path, [path])]
    there = {parent for path in found for parent in path.parents}
    names = {assignment(unit).folder for unit in assignment_names()}
    empty = [p for p in files if p.name in names and p.is_dir() and p not in there]
    found += [p for p in empty if not p.is_symlink() and p not in found]
    return sorted([*found, *linked_folders(folder)])


def unit_notebook(unit: str) -> Path:
    """Where a student works on a unit: under the current folder, else under the project's."""
    path = Path("notebooks") / assignment(unit).folder / f"{unit}.ipynb"
    return path if path.exists() or not (ROOT / path).exists() else ROOT / path


# Grading


def grade_all(
    paths: Sequence[Path],
    key_for: Callable[[str], Key],
    exercises: Sequence[str] = (),
    workers: int = 1,
    limits: Limits = DEFAULT_LIMITS,
    isolation: str = "auto",
    as_root: bool = False,
    engine: Engine | None = None,
) -> list[Report]:
    """The reports of a few notebooks, in their order, with a progress bar on a terminal.

    engine: answers of earlier units that stand in for what is given.
    Raises CannotIsolate where the isolation that is asked for is not to be had.
    """
    sandbox = shared_sandbox(isolation, as_root) if FORK_SERVER else None
    grader = Grader(key_for, exercises, limits, sandbox, engine=engine or {})
    progress = Console(stderr=True)
    if len(paths) == 1:
        with progress.status("Grading") if progress.is_terminal else contextlib.nullcontext():
            return [grader.grade_file(paths[0]).report]
    with ThreadPoolExecutor(max_workers=workers) as pool:
        graded: Iterable[Graded] = pool.map(grader.grade_file, paths)
        if progress.is_terminal:
            graded = track(graded, "Grading", len(paths), console=progress, transient=True)
        return [one.report for one in graded]


def grade_class(
    paths: Sequence[Path], folder: Path, seed: int, settings: Settings, backend: Backend
) -> Sequence[Report]:
    """The reports of many notebooks, which stand in `folder` as they come, with a progress bar.

    Raises CannotIsolate, JournalError, and KeyboardInterrupt once everything has ended.
    """
    with Journal(folder) as journal:
        run = ClassGrading(paths, journal, seed, settings)
        started, done = time.monotonic(), 0
        try:
            with progress_bar("Grading", len(paths)) as advance:
                for done in run.run(backend):
                    advance(done)
        except KeyboardInterrupt:
            click.echo(
                f"Stopped. {done} of {len(paths)} notebooks are graded and kept in {folder}; the "
                "same command goes on from there.",
                err=True,
            )
            raise
        seconds = time.monotonic() - started
    fresh = len(paths) - run.reused
    before = f", {run.reused} had been graded before" if run.reused else ""
    if run.in_part:
        before += (
            f"; of {run.in_part}, only what a change of the course concerns: "
            f"{', '.join(sorted(run.changed))}"
        )
    count, rate = counted(fresh, "notebook"), f"{fresh / max(seconds, 0.01):.1f} a second"
    click.echo(
        f"{count} graded in {seconds:.0f} s ({rate}){before}. Results: {folder / RESULTS}",
        err=True,
    )
    return Results(folder)


@contextlib.contextmanager
def progress_bar(what: str, total: int) -> Iterator[Callable[[int], None]]:
    """A bar with count, rate and time left on a terminal, and nothing elsewhere."""
    output = Console(stderr=True)
    columns = (
        TextColumn(what),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=output, transient=True, disable=not output.is_terminal) as bar:
        task, started = bar.add_task("", total=total, rate=""), time.monotonic()

        def advance(done: int) -> None:
            rate = done / max(time.monotonic() - started, 0.01)
            bar.update(task, completed=done, rate=f"{rate:.1f} a second")

        yield advance


def all_formats() -> Mapping[str, Callable[[Sequence[Report], Path], None]]:
    """All formats of reports, those of platforms among them."""
    from autograder.platforms.table import FORMATS as platforms

    return FORMATS | platforms


def named_file(value: str) -> tuple[str, Path]:
    """A format and a file from `NAME=FILE`. Raises a usage error."""
    name, _, file = value.partition("=")
    if name not in all_formats():
        known = ", ".join(all_formats())
        raise click.BadParameter(f"There is no format {name!r}. The formats are: {known}.")
    if not file:
        raise click.BadParameter(f"It takes a name and a file, as in {name}=report.{name}.")
    return name, FILES.convert(file, None, None)


def write_files(
    reports: Sequence[Report], formats: Sequence[tuple[str, Path]], **named: Path | None
) -> None:
    """Writes the reports to the files that were asked for."""
    asked = [(name, path) for name, path in named.items() if path is not None]
    for name, path in [*asked, *formats]:
        try:
            all_formats()[name](reports, path)
        except OSError as error:
            raise click.ClickException(
                f"{error.filename} cannot be written: {error.strerror}. The report above is "
                "complete."
            ) from None
        except ModuleNotFoundError as error:
            raise click.ClickException(
                f"{path} cannot be written without the package {error.name}: "
                f"{sys.executable} -m pip install {error.name}"
            ) from None


def exit_code(reports: Sequence[Report]) -> int:
    """0: all passed; 1: graded, not all passed; 2: nothing could be graded."""
    if all(report.passed for report in reports):
        return ALL_PASSED
    return NOTHING_GRADED if all(r.error is not None for r in reports) else NOT_ALL_PASSED


# Commands


@click.command(name="grade.py", context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("targets", nargs=-1, metavar="[TARGET ...]")
@with_options(EXERCISE_OPTION, *OUTPUT_OPTIONS)
@VERSION_OPTION
@click.option("--watch", is_flag=True, help="Grade again whenever a notebook is saved.")
@click.option("--all", "everything", is_flag=True, help="Show every mistake in full.")
@click.option("--hand-in", type=FILES, help="Also write what you hand in: one zip.")
@click.option(
    "--own-engine",
    "engines",
    multiple=True,
    metavar="UNIT",
    help="Use your answers of an earlier unit, where they pass, for what later units give.",
)
def self_check(
    targets: tuple[str, ...],
    exercises: tuple[str, ...],
    watch: bool,
    everything: bool,
    hand_in: Path | None,
    engines: tuple[str, ...],
    **outputs: Any,
) -> None:
    """Check your own notebooks on the public cases.

    TARGET is a notebook, a Python module with the same functions, a folder, an archive, or the name
    of a unit; without one, every unit is checked. A folder or an archive may hold a package, where
    a unit takes one.
    """
    check_exercises(exercises)
    key_for = cache(PublicKey)
    engine = own_engine(engines, key_for)

    def check(paths: Sequence[Path]) -> list[Report]:
        # one's own code needs no sandbox around it, and may want files that a sandbox would hide
        reports = grade_all(
            paths, key_for, exercises, isolation="process", as_root=True, engine=engine
        )
        out = console()
        for report in reports:
            show_report(report, out, everything)
            out.print()
        show_sums(reports, out)
        write_files(reports, **outputs)
        return reports

    paths = notebooks_in(targets)
    reports = check(paths)
    if hand_in is not None:
        write_hand_in(paths, reports, hand_in)
    if watch:
        reports = _watch(paths, reports, check)
    sys.exit(exit_code(reports))


def own_engine(targets: Sequence[str], key_for: Callable[[str], Key]) -> Engine:
    """The answers that pass in notebooks of one's own. Raises a usage error where one is none."""
    engine: dict[tuple[str, ...], str] = {}
    for path in notebooks_in(targets) if targets else ():
        try:
            submission = read(path)
        except Unreadable as reason:
            raise click.UsageError(str(reason)) from None
        (report,) = grade_all([path], key_for, isolation="process", as_root=True)
        engine |= engine_of(submission, report)
    return engine


def write_hand_in(paths: Sequence[Path], reports: Sequence[Report], target: Path) -> None:
    """Writes what was checked, and could be read, to a zip, and says what is in it."""
    readable = [(p, r) for p, r in zip(paths, reports, strict=True) if r.error is None]
    if not readable:
        raise click.ClickException(f"{target} was not written: there is nothing to hand in.")
    files = {on_disk(path) for path, _ in readable}
    for path in files:
        if is_archive_name(path.name) and path.is_file():
            raise click.ClickException(f"{target} was not written: hand in {path} as it is.")
    root = Path(os.path.commonpath([path.resolve().parent for path in files]))
    try:
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            for path in sorted(files):
                below = sorted(path.rglob("*.py")) if path.is_dir() else [path]
                for file in below:
                    archive.write(file, file.resolve().relative_to(root))
    except OSError as error:
        raise click.ClickException(f"{target} cannot be written: {error.strerror}.") from None
    click.echo(f"{target} is what you hand in. In it:")
    for path, report in readable:
        open_ones = [e.id for e in report.exercises if not e.status.written and not e.bonus]
        said = f"not answered yet: {', '.join(open_ones)}" if open_ones else "all answered"
        click.echo(f"  {path.name}: {said}")


def _watch(
    paths: Sequence[Path],
    reports: Sequence[Report],
    check: Callable[[Sequence[Path]], Sequence[Report]],
) -> list[Report]:
    """Checks notebooks again whenever they are saved. Returns the latest report of each."""
    latest = dict(zip(paths, reports, strict=True))
    states = {path: state(path) for path in paths}
    click.echo("Watching for changes. Press Ctrl-C to stop.")
    with contextlib.suppress(KeyboardInterrupt):
        while True:
            time.sleep(WATCH_SECONDS)
            saved = [path for path in paths if states[path] != state(path)]
            states |= {path: state(path) for path in saved}
            if saved:
                latest.update(zip(saved, check(saved), strict=True))
    return list(latest.values())


def on_disk(path: Path) -> Path:
    """The file or the folder that a path leads to, or that it names a part of."""
    return next((place for place in (path, *path.parents) if place.exists()), path)


def state(path: Path) -> list[tuple[Path, int, int]]:
    """What changes when a notebook, or a file of a package, is saved, comes or goes."""
    place, found = on_disk(path), []
    for file in sorted(place.rglob("*.py")) if place.is_dir() else [place]:
        with contextlib.suppress(OSError):  # it goes at this moment
            status = file.stat()
            found.append((file, status.st_mtime_ns, status.st_size))
    return found


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@VERSION_OPTION
@click.pass_context
def autograder(context: click.Context) -> None:
    """Build the course and grade submissions."""
    if context.invoked_subcommand != "check" and importlib.util.find_spec("jupytext") is None:
        raise click.ClickException(
            "These commands need more packages than a student has. To check your own notebook: "
            "autograder check NOTEBOOK. To grade others', in the course's folder: "
            f"{sys.executable} -m pip install -e '.[instructor]'"
        )


@autograder.command(name="grade")
@click.argument("targets", nargs=-1, required=True, metavar="TARGET ...")
@with_options(EXERCISE_OPTION, *OUTPUT_OPTIONS)
@click.option(
    "--seed",
    type=int,
    default=KNOWN_SEED,
    show_default=True,
    envvar="AUTOGRADER_SEED",
    help="What the cases are drawn from. Keep yours to yourself.",
)
@with_options(*CLASS_OPTIONS)
@click.option(
    "--isolation",
    type=click.Choice(["auto", "bubblewrap", "process"]),
    default="auto",
    show_default=True,
    help="The sandbox around students' code; auto takes the strongest there is.",
)
@click.option(
    "--as-root", is_flag=True, help="Run students' code as root where it can run as nobody else."
)
@click.option(
    "--accommodations",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Who has more time: a table with the columns student, assignment, due, time.",
)
def grade_command(
    targets: tuple[str, ...],
    exercises: tuple[str, ...],
    seed: int,
    workers: int,
    scheduler: str | None,
    folder: Path,
    isolation: str,
    as_root: bool,
    accommodations: Path | None,
    **outputs: Any,
) -> None:
    """Grade submissions against the reference, on the public cases and on drawn ones.

    TARGET is a notebook, a Python module with the same functions, a folder of notebooks (and of
    modules called submitted.py), or the name of a unit. Needs `solutions/`.
    """
    check_exercises(exercises)
    if seed == KNOWN_SEED:
        click.echo(
            f"Note: the seed is {KNOWN_SEED}, which everybody knows. Choose your own with --seed "
            "or AUTOGRADER_SEED.",
            err=True,
        )
    paths = notebooks_in(targets)
    with tempfile.TemporaryDirectory() as passing:
        try:
            if scheduler and isolation == "auto":
                isolation = ON_CLUSTER
            warn_without_sandbox(isolation, as_root, scheduler)
            reports: Sequence[Report]
            if len(paths) == 1 and not (scheduler or accommodations):
                keys = reference_keys(seed)
                reports = grade_all(paths, keys, exercises, 1, DEFAULT_LIMITS, isolation, as_root)
            else:
                more = read_accommodations(accommodations) if accommodations else Accommodations()
                settings = Settings(DEFAULT_LIMITS, isolation, as_root, exercises, False, more)
                backend = class_backend(settings, workers, scheduler)
                # the results of some exercises are not those of the submission
                kept = Path(passing) if exercises else folder
                reports = grade_class(paths, kept, seed, settings, backend)
        except (CannotIsolate, JournalError, NoAccommodations, NoCluster) as reason:
            raise NothingGraded(str(reason)) from None
        except KeyboardInterrupt:
            sys.exit(INTERRUPTED)
        show_grading(reports)
        write_files(reports, **outputs)
        sys.exit(exit_code(reports))


def class_backend(settings: Settings, workers: int, scheduler: str | None) -> Backend:
    """Where a class is graded."""
    if scheduler:
        return partial(grade_on_cluster, settings=settings, scheduler=scheduler)
    return partial(grade_in_processes, settings=settings, count=workers)


@autograder.command(name="autograde")
@click.argument("units", nargs=-1, required=True, metavar="UNIT ...")
@with_options(*CLASS_OPTIONS)
@click.option("--dry-run", is_flag=True, help="Only say who would gain or lose what.")
def autograde_command(
    units: tuple[str, ...], workers: int, scheduler: str | None, folder: Path, dry_run: bool
) -> None:
    """Do what `nbgrader autograde UNIT` does, on many cores or machines.

    Grades what is in nbgrader's folder `submitted/`, then fills in `autograded/` and the
    gradebook: all notebooks of the assignment that UNIT belongs to. The seed, the limits and the
    isolation are those of nbgrader_config.py. With --dry-run, the gradebook stays as it is.
    """
    from autograder.platforms.nbgrader.autograde import AutogradeCourse, NoCourse
    from autograder.platforms.nbgrader.gradebook import GradebookProblem

    try:
        for name in dict.fromkeys(assignment(unit).folder for unit in units_named(units, list)):
            kept = folder / name
            course = AutogradeCourse(name, kept, ON_CLUSTER if scheduler else "auto")
            paths, settings = course.notebooks(), course.settings
            warn_without_sandbox(settings.isolation, settings.as_root, scheduler)
            backend = class_backend(settings, workers, scheduler)
            reports = grade_class(paths, kept, course.grader.seed, settings, backend)
            if dry_run:
                show_changes(course.changes(reports))
                continue
            with progress_bar("Filling in", len(paths)) as advance:
                course.fill_in(advance)
            show_summary(reports, console())
    except (CannotIsolate, GradebookProblem, JournalError, NoAccommodations, NoCluster,
            NoCourse) as reason:  # fmt: skip
        raise click.ClickException(str(reason)) from None
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)


def show_changes(changes: Sequence[Change]) -> None:
    """Who would gain or lose what, a line an exercise, and how many students that are."""
    totals: dict[str, float] = {}
    for change in changes:
        before = "not graded yet" if change.before is None else points(change.before)
        hand = ", the rest is by hand" if change.by_hand else ""
        click.echo(
            f"{change.student}: {change.exercise} {before} -> {points(change.after)} "
            f"({change.difference:+g}{hand})"
        )
        totals[change.student] = totals.get(change.student, 0.0) + change.difference
    gain, lose = (sum(sign * total > 0 for total in totals.values()) for sign in (1, -1))
    click.echo(
        f"{counted(gain, 'student')} would gain points, {counted(lose, 'student')} would lose "
        "some. The gradebook is as it was."
    )


def warn_without_sandbox(isolation: str, as_root: bool, scheduler: str | None = None) -> None:
    """Says, before students' code runs, that no sandbox is around it. Raises CannotIsolate."""
    if scheduler:  # it does not run here
        warning = WITHOUT_SANDBOX if isolation == "process" else ""
    else:
        warning = Sandbox(isolation, as_root).warning if FORK_SERVER else WITHOUT_SANDBOX
    if warning:
        click.echo(f"Warning: {warning}", err=True)


def show_grading(reports: Sequence[Report]) -> None:
    """The reports in the terminal."""
    out = console()
    if len(reports) == 1:
        show_report(reports[0], out)
    elif len(reports) <= A_SCREENFUL:
        show_class(reports, out, common_folder([Path(report.notebook) for report in reports]))
        show_sums(reports, out)
    else:
        show_summary(reports, out)
        out.print("\nPages with all of it: autograder report")


def reference_keys(seed: int) -> Callable[[str], Key]:
    """Answer keys by unit, each made once, with all its expected values."""
    from threading import Lock

    keys: dict[str, Key] = {}
    lock = Lock()

    def key_for(unit: str) -> Key:
        with lock:
            if unit not in keys:
                key = ReferenceKey(unit, seed)
                for exercise in key.assignment.exercises:
                    key.trials(exercise)
                keys[unit] = key
            return keys[unit]

    return key_for


@autograder.command(name="demo")
@click.argument("units", nargs=-1, metavar="[UNIT ...]")
def demo_command(units: tuple[str, ...]) -> None:
    """Grade a small class, made on the spot: right, wrong, half done, broken."""
    from autograder.authoring.demo import make_class

    folder, out = Path("build") / "demo", console()
    limits = Limits(cell=5.0, exercise=5.0)
    workers = os.cpu_count() or 1
    try:
        classes = {unit: make_class(unit, folder) for unit in units_named(units, assignment_names)}
    except NoReference as error:
        raise click.ClickException(str(error.args[0])) from None
    everything: list[Report] = []
    for unit, paths in classes.items():
        keys = reference_keys(seed=1)
        reports = grade_all(paths, keys, workers=workers, limits=limits, as_root=True)
        out.print(f"{unit}: {assignment(unit).title}\n")
        show_class(reports, out, folder)
        out.print()
        everything += reports
    show_sums(everything, out)
    out.print(f"The submissions are in {folder}. One of them in full:")
    out.print(f"  .venv/bin/autograder grade {paths[2]}")


@autograder.command(name="worker")
@click.argument("scheduler", metavar="ADDRESS")
@click.option(
    "--processes",
    type=click.IntRange(min=1),
    default=os.cpu_count() or 1,
    help="How many processes grade. Default: one a processor core.",
)
def worker_command(scheduler: str, processes: int) -> None:
    """Grade on this machine for the Dask scheduler at ADDRESS, until it is gone.

    The same as `dask worker ADDRESS`, with numbers that fit.
    """
    try:
        work(scheduler, processes)
    except NoCluster as reason:
        raise click.ClickException(str(reason)) from None


@autograder.command(name="simulate")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--students", type=click.IntRange(min=1), default=200, show_default=True)
@click.option("--seed", type=int, default=1, show_default=True, help="What the class is made from.")
@click.option("--unit", "units", multiple=True, help="Only this unit; may be repeated.")
def simulate_command(folder: Path, students: int, seed: int, units: tuple[str, ...]) -> None:
    """Make up a plausible class in FOLDER, as nbgrader lays submissions out.

    Right, wrong in known ways, half done, broken, slow, copied; the same class for the same seed.
    """
    from autograder.authoring.simulate import make_class

    try:
        with writing(folder):
            for unit in units_named(units, released_units):
                make_class(unit, folder, students, seed)
    except NoReference as error:
        raise click.ClickException(str(error.args[0])) from None
    click.echo(f"The submissions of {students} students are in {folder}. To grade them:")
    click.echo(f"  autograder grade {folder}")


@autograder.command(name="report")
@click.option(
    "--results",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("graded"),
    show_default=True,
    help="Where `autograder grade` has kept them.",
)
@click.option(
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where the pages go. Default: the folder `pages` beside the results.",
)
@click.option("--names", is_flag=True, help="Name the students. Without it, they are numbered.")
def report_command(folder: Path, output: Path | None, names: bool) -> None:
    """Show the class that was graded last: static pages with figures, one a submission.

    Points, exercises, the commonest mistakes, limits hit, submissions that could not be read, and
    some that are nearly the same. The pages need no network, and can be printed.
    """
    from autograder.classroom.pages import write_class_pages

    output = output or folder / "pages"
    try:
        with writing(output):
            pages = write_class_pages(partial(read_results, folder), output, names)
    except JournalError as reason:
        raise click.ClickException(str(reason)) from None
    click.echo(f"{pages} pages. Begin with {output / 'index.html'}")


@autograder.command(name="audit")
@click.argument("units", nargs=-1, metavar="[UNIT ...]")
@click.option("--seed", type=int, default=0, show_default=True, help="What cases are drawn from.")
@click.option("--workers", type=click.IntRange(min=1), default=os.cpu_count() or 1)
@with_options(EXERCISE_OPTION)
@click.option("--coverage", is_flag=True, help="What the cases' inputs are like, instead.")
@click.option("--second-order", is_flag=True, help="A sample of larger changes, instead.")
def audit_command(
    units: tuple[str, ...],
    seed: int,
    workers: int,
    exercises: tuple[str, ...],
    coverage: bool,
    second_order: bool,
) -> None:
    """Measure the grader: right answers, wrong ones, and mutants of the reference.

    Fails if a right answer fails, or if a wrong one or a mutant passes. With --coverage, fails if
    no case has inputs of a kind that the docstring of its exercise allows.
    """
    from autograder.authoring.audit import audit
    from autograder.authoring.audit_table import show_audit, show_coverage
    from autograder.authoring.coverage import covered

    check_exercises(exercises)
    clean, out = True, console()
    asked = units_named(units, assignment_names)
    if coverage:
        for unit in asked:
            rows = covered(assignment(unit), seed, exercises)
            if rows:
                show_coverage(unit, rows, out)
            clean = clean and not any(row.gaps for row in rows)
        if not clean:
            raise click.ClickException("No case has inputs of the kinds that are listed above.")
        return
    for unit in asked:
        try:
            tallies = audit(unit, seed, workers, exercises, second_order=second_order)
        except (NoReference, ValueError) as error:
            raise click.ClickException(str(error.args[0])) from None
        if tallies:
            out.print(f"{unit}\n")
            show_audit(tallies, out)
            out.print()
        clean = clean and all(tally.clean for tally in tallies.values())
    if not clean:
        raise click.ClickException("The grader has given wrong verdicts; they are listed above.")


@autograder.command(name="bundle")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--unit", "units", multiple=True, help="Only this unit; may be repeated.")
@click.option("--colab", is_flag=True, help="With a first cell for Google Colab.")
@click.option("--codespaces", is_flag=True, help="With a container for GitHub Codespaces.")
@click.option("--binder", is_flag=True, help="With the file that Binder reads.")
@click.option(
    "--repository",
    default="",
    metavar="OWNER/NAME",
    help="Where you will put it on GitHub: the page gets badges that open it there.",
)
def bundle_command(folder: Path, units: tuple[str, ...], repository: str, **places: bool) -> None:
    """Make what students are handed: a folder, and a zip, without any answer.

    Hand out the units that are out: later ones give answers of earlier ones as given code.
    """
    from autograder.authoring.bundle import NoBundle, make_bundle

    try:
        chosen = units_named(units, released_units)
        asked = [name for name, wanted in places.items() if wanted]
        with writing(folder):
            archive = make_bundle(folder, chosen, asked, repository)
    except NoBundle as error:
        raise click.ClickException(str(error.args[0])) from None
    click.echo(f"{archive}: {', '.join(chosen)} ({archive.stat().st_size / 1e6:.1f} MB)")


@autograder.command(name="package")
@click.argument("platform")
@click.argument("unit")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--seed",
    type=int,
    default=KNOWN_SEED,
    envvar="AUTOGRADER_SEED",
    help="What the hidden cases are drawn from. Keep yours to yourself.",
)
@click.option("--show-hidden", is_flag=True, help="Show students at once what grading says.")
def package_command(platform: str, unit: str, folder: Path, seed: int, show_hidden: bool) -> None:
    """Make what a PLATFORM needs to grade UNIT: gradescope, autolab, prairielearn or github."""
    from autograder.platforms.table import PLATFORMS

    if platform not in PLATFORMS:
        known = ", ".join(PLATFORMS)
        raise click.ClickException(
            f"There is no platform {platform!r}. The platforms are: {known}."
        )
    units_named([unit], list)
    try:
        with writing(folder):
            folder.mkdir(parents=True, exist_ok=True)
            for path in PLATFORMS[platform].package(unit, folder, seed, show_hidden):
                click.echo(f"written: {path}")
    except NoReference as reason:
        raise click.ClickException(str(reason)) from None


@autograder.command(name="deliver", hidden=True)
@click.argument("platform")
@click.argument("unit")
@click.argument("submission", type=click.Path(path_type=Path))
@click.argument("output", type=FILES)
@click.option("--seed", type=int, default=KNOWN_SEED, envvar="AUTOGRADER_SEED")
@click.option("--show-hidden", is_flag=True)
def deliver_command(
    platform: str, unit: str, submission: Path, output: Path, seed: int, show_hidden: bool
) -> None:
    """Grade one submission and write what a platform reads. The packages run it."""
    from autograder.platforms.package import of_unit
    from autograder.platforms.table import PLATFORMS

    write = PLATFORMS[platform].write
    if write is None:
        raise click.ClickException(
            f"{platform} reads a format of reports: --format {platform}=FILE."
        )
    try:
        reports = grade_all(notebooks_in([str(submission)]), reference_keys(seed))
    except CannotIsolate as reason:
        raise click.ClickException(str(reason)) from None
    write(unit, of_unit(unit, reports), output, show_hidden)


@autograder.command(name="attacks")
@click.option(
    "--isolation",
    type=click.Choice(["auto", "bubblewrap", "process"]),
    default="auto",
    show_default=True,
    help="The sandbox around students' code; auto takes the strongest there is.",
)
@click.option("-o", "--only", multiple=True, help="Only this attack; may be repeated.")
@click.option("--kills", type=int, default=0, help="Kill so many graders at random moments, too.")
@click.option(
    "--markdown",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Replace the table in this page, which is SECURITY.md.",
)
def attacks_command(
    isolation: str, only: tuple[str, ...], kills: int, markdown: Path | None
) -> None:
    """Attack the grader as hostile submissions would, and show what holds.

    Fails if an attack is not contained, but for those of which it is known that a plain process
    does not contain them. Needs `solutions/`; takes a minute or two.
    """
    from autograder.authoring.attacks import (
        alive_after_kill,
        every_attack,
        moments_of_kills,
        try_all,
    )
    from autograder.authoring.attacks_table import replace_table, show_attacks

    if only and markdown:
        raise click.UsageError("The table in a page is of all attacks: leave -o out.")
    chosen = [attack for attack in every_attack() if not only or attack.name in only]
    if not chosen:
        raise click.ClickException("There is no such attack; they are in solutions/attacks/.")
    try:
        outcomes = list(
            track(
                try_all(chosen, isolation),
                "Attacking",
                len(chosen),
                console=Console(stderr=True),
                transient=True,
            )
        )
    except (CannotIsolate, NoReference) as reason:
        raise click.ClickException(str(reason)) from None
    show_attacks(outcomes, console())
    if kills and isolation != "process":
        survivors = sum(len(alive_after_kill(moment)) for moment in moments_of_kills(kills))
        click.echo(f"{kills} graders killed at random moments: {survivors} workers left 2 s later.")
        if survivors:
            raise click.ClickException("Workers have outlived their grader.")
    if markdown is not None:
        used = next(o.report.isolation for o in outcomes if o.report and o.report.isolation)
        page = markdown.read_text(encoding="utf-8")
        try:
            markdown.write_text(replace_table(page, outcomes, used), encoding="utf-8")
        except ValueError as reason:
            raise click.ClickException(f"{markdown} cannot hold the table: {reason}.") from None
    if any(outcome.unexpected for outcome in outcomes):
        raise click.ClickException("Not every attack was contained; see above.")


autograder.add_command(self_check, "check")


@autograder.command(name="export")
@click.argument("unit")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--stubs", is_flag=True, help="Without the answers: what students begin with.")
def export_command(unit: str, folder: Path, stubs: bool) -> None:
    """Write the reference of UNIT into FOLDER as a package, in the form of the course it is from.

    For trying the reference on that course's own tests.
    """
    from autograder.authoring.export import export
    from autograder.reference.literate import BuildError

    try:
        blank = [exercise.id for exercise in assignment(unit).exercises] if stubs else []
        with writing(folder):
            written = export(unit, folder, blank)
    except (BuildError, NoReference, KeyError) as error:
        raise click.ClickException(str(error.args[0])) from None
    click.echo(f"{len(written)} files in {folder}.")


@autograder.command(name="build")
@click.argument("units", nargs=-1, metavar="[UNIT ...]")
@click.option("--check", is_flag=True, help="Change nothing; fail if something is stale.")
@click.option(
    "--source",
    type=click.Path(file_okay=False, path_type=Path),
    help="Only write the instructor's notebooks there: nbgrader's source folder of a course.",
)
@click.option(
    "--solutions",
    type=click.Path(file_okay=False, path_type=Path),
    help="Only write notebooks with the answers there, to hand out after the deadline.",
)
def build_command(
    units: tuple[str, ...], check: bool, source: Path | None, solutions: Path | None
) -> None:
    """Make notebooks/, the public expected values and docs/exercises.md from solutions/.

    Units, and `finale`, which has no exercises.
    """
    from autograder.authoring import overview
    from autograder.authoring.answers import write_answers
    from autograder.authoring.build import build, write_source
    from autograder.reference.literate import BuildError

    stale: list[str] = []
    chosen = [
        (write, to) for write, to in ((write_source, source), (write_answers, solutions)) if to
    ]
    try:
        for unit in buildable(units):
            for write, folder in chosen:
                with writing(folder):
                    click.echo(f"written: {write(unit, folder)}")
            if chosen:
                continue
            stale += build(unit, check)
        if not chosen:
            stale += overview.write(check)
    except (BuildError, NoReference) as error:
        raise click.ClickException(str(error.args[0])) from None
    for path in stale:
        click.echo(f"{'stale' if check else 'written'}: {path}")
    if not stale and not chosen:
        click.echo("Everything is up to date.")
    elif check:
        raise click.ClickException("Run `autograder build` and commit what it writes.")


def run(command: click.Command) -> None:
    """Runs a command so that no traceback of ours reaches a user."""
    leave_current_folder()
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed, as by >&-
            setattr(sys, name, open(os.devnull, "w"))  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        command()
    except Exception as error:
        if os.environ.get("AUTOGRADER_DEBUG"):
            raise
        with contextlib.suppress(OSError):  # standard error may be what cannot be written
            Console(stderr=True).print(Text(last_words(error)))
        with contextlib.suppress(OSError, ValueError):  # what is left to write goes nowhere
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(NOTHING_GRADED)


def last_words(error: Exception) -> str:
    """What a user is told of an error that ends a command."""
    if isinstance(error, OutputClosed):
        return "The output was closed before all of it was written."
    if isinstance(error, OSError) and error.errno in DISK_FULL:
        return (
            f"{error.filename or 'The output'} cannot be written: {error.strerror}. Make room, "
            "then run the same command again."
        )
    return (
        f"The grader itself failed ({type(error).__name__}: {error}). "
        "Set AUTOGRADER_DEBUG=1 to see where, and please report it."
    )


def main() -> None:
    """The `autograder` command."""
    run(autograder)


def main_self_check() -> None:
    """`python grade.py`."""
    run(self_check)
