"""The commands: `python grade.py` for students, `autograder` for instructors and maintainers."""

from __future__ import annotations

import contextlib
import difflib
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache, partial
from pathlib import Path

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

from autograder.answer_key import KNOWN_SEED, ROOT, NoReference, PublicKey, ReferenceKey
from autograder.class_grading import Backend, ClassGrading
from autograder.cluster import NoCluster, grade_on_cluster, work
from autograder.course import assignment, assignment_names
from autograder.grader import Graded, Grader
from autograder.grading import Key
from autograder.journal import RESULTS, Journal, JournalError, Results, read_results
from autograder.pool import Settings, grade_in_processes
from autograder.report import Report, counted
from autograder.reports.terminal import show_class, show_report, show_summary
from autograder.sandbox import WARM, CannotIsolate, Limits, shared_sandbox
from autograder.submission import MODULE, released_units

ALL_PASSED, NOT_ALL_PASSED, NOTHING_GRADED = 0, 1, 2
INTERRUPTED = 130
A_SCREENFUL = 60
"""How many notebooks are shown one by one."""
PIPE_WIDTH = 120
DEFAULT_LIMITS = Limits()

FILES = click.Path(dir_okay=False, path_type=Path)
OUTPUT_OPTIONS = (
    click.option("--json", "json_file", type=FILES, help="Also write the report as JSON."),
    click.option("--html", "html_file", type=FILES, help="Also write the report as a page."),
    click.option("--junit", "junit_file", type=FILES, help="Also write it as JUnit XML."),
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
EXERCISE_OPTION = click.option(
    "-e", "--exercise", "exercises", multiple=True, help="Only this exercise; may be repeated."
)


def with_options(*options: Callable) -> Callable:
    """Several click options as one decorator."""

    def decorate(command: Callable) -> Callable:
        for option in reversed(options):
            command = option(command)
        return command

    return decorate


def console() -> Console:
    """Standard output, in colour on a terminal and plain in a pipe."""
    return Console(width=None if sys.stdout.isatty() else PIPE_WIDTH, highlight=False)


# What is to be graded


def check_exercises(asked: Sequence[str]) -> None:
    """Raises a usage error for an exercise that no unit has, with the nearest names there are."""
    known = [exercise.id for unit in assignment_names() for exercise in assignment(unit).exercises]
    for name in asked:
        if name not in known:
            near = difflib.get_close_matches(name, known, n=3) or known
            raise click.UsageError(
                f"No unit has an exercise called {name}. Did you mean: {', '.join(near)}?"
            )


def notebooks_in(targets: Sequence[str]) -> list[Path]:
    """The submissions that the targets name: files, folders, names of units; none is every unit.

    In a folder these are its notebooks, and modules that are called submitted.py.
    """
    found: list[Path] = []
    for target in targets or released_units():
        path = Path(target)
        if path.is_dir():
            inside = sorted([*path.rglob("*.ipynb"), *path.rglob(MODULE)])
            found += [p for p in inside if ".ipynb_checkpoints" not in p.parts] or [path]
        elif not path.exists() and target.rstrip("/") in assignment_names():
            found.append(unit_notebook(target.rstrip("/")))
        else:
            found.append(path)
    return list(dict.fromkeys(found))


def unit_notebook(unit: str) -> Path:
    """Where a student works on a unit: under the current folder, else under the project's."""
    path = Path("notebooks") / unit / f"{unit}.ipynb"
    return path if path.exists() or not (ROOT / path).exists() else ROOT / path


# Grading


def grade_all(
    paths: Sequence[Path],
    key_for: Callable[[str], Key],
    exercises: Sequence[str] = (),
    workers: int = 1,
    limits: Limits = DEFAULT_LIMITS,
    isolation: str = "auto",
) -> list[Report]:
    """The reports of a few notebooks, in their order, with a progress bar on a terminal.

    Raises CannotIsolate where the isolation that is asked for is not to be had.
    """
    sandbox = shared_sandbox(isolation) if WARM else None
    grader = Grader(key_for, exercises, limits, sandbox)
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


def common_folder(paths: Sequence[Path]) -> Path | None:
    """The folder that all the paths lie in, if they are written alike."""
    if len({path.is_absolute() for path in paths}) > 1:
        return None
    return Path(os.path.commonpath([path.parent for path in paths]))


def write_files(
    reports: Sequence[Report], json_file: Path | None, html_file: Path | None, junit: Path | None
) -> None:
    """Writes the reports to the files that were asked for."""
    try:
        if json_file:
            from autograder.reports.json_file import write_json

            write_json(reports, json_file)
        if html_file:
            from autograder.reports.page import write_page

            write_page(reports, html_file)
        if junit:
            from autograder.reports.junit import write_junit

            write_junit(reports, junit)
    except OSError as error:
        raise click.ClickException(
            f"{error.filename} cannot be written: {error.strerror}. The report above is complete."
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
@click.option("--watch", is_flag=True, help="Grade again whenever a notebook is saved.")
def self_check(
    targets: tuple[str, ...],
    exercises: tuple[str, ...],
    json_file: Path | None,
    html_file: Path | None,
    junit_file: Path | None,
    watch: bool,
) -> None:
    """Check your own notebooks on the public cases.

    TARGET is a notebook, a Python module with the same functions, a folder, or the name of a unit;
    without one, every unit is checked.
    """
    check_exercises(exercises)
    key_for = cache(PublicKey)

    def check(paths: Sequence[Path]) -> list[Report]:
        # one's own code needs no walls around it, and may want files that walls would hide
        reports = grade_all(paths, key_for, exercises, isolation="process")
        out = console()
        for report in reports:
            show_report(report, out)
            out.print()
        write_files(reports, json_file, html_file, junit_file)
        return reports

    paths = notebooks_in(targets)
    reports = check(paths)
    if watch:
        reports = _watch(paths, reports, check)
    sys.exit(exit_code(reports))


def _watch(
    paths: Sequence[Path],
    reports: Sequence[Report],
    check: Callable[[Sequence[Path]], Sequence[Report]],
) -> list[Report]:
    """Checks notebooks again whenever they are saved. Returns the latest report of each."""
    from watchfiles import watch

    watched = {path.resolve(): path for path in paths}
    latest = dict(zip(paths, reports, strict=True))
    folders = {path.parent for path in watched if path.parent.is_dir()}
    click.echo("Watching for changes. Press Ctrl-C to stop.")
    for changes in watch(*folders, raise_interrupt=False):
        changed = {Path(changed).resolve() for _, changed in changes}
        saved = [path for resolved, path in watched.items() if resolved in changed]
        if saved:
            latest.update(zip(saved, check(saved), strict=True))
    return list(latest.values())


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def autograder() -> None:
    """Build the course and grade submissions."""


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
    help="The walls around students' code; auto takes the strongest there are.",
)
def grade_command(
    targets: tuple[str, ...],
    exercises: tuple[str, ...],
    json_file: Path | None,
    html_file: Path | None,
    junit_file: Path | None,
    seed: int,
    workers: int,
    scheduler: str | None,
    folder: Path,
    isolation: str,
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
            if len(paths) == 1 and not scheduler:
                keys = reference_keys(seed)
                reports = grade_all(paths, keys, exercises, isolation=isolation)
            else:
                settings = Settings(DEFAULT_LIMITS, isolation, exercises)
                backend = class_backend(settings, workers, scheduler)
                # the results of some exercises are not those of the submission
                kept = Path(passing) if exercises else folder
                reports = grade_class(paths, kept, seed, settings, backend)
        except (CannotIsolate, JournalError, NoCluster) as reason:
            raise click.ClickException(str(reason)) from None
        except KeyboardInterrupt:
            sys.exit(INTERRUPTED)
        show_grading(reports, isolation)
        write_files(reports, json_file, html_file, junit_file)
        sys.exit(exit_code(reports))


def class_backend(settings: Settings, workers: int, scheduler: str | None) -> Backend:
    """Where a class is graded."""
    if scheduler:
        return partial(grade_on_cluster, settings=settings, scheduler=scheduler)
    return partial(grade_in_processes, settings=settings, count=workers)


@autograder.command(name="autograde")
@click.argument("units", nargs=-1, required=True, metavar="UNIT ...")
@with_options(*CLASS_OPTIONS)
def autograde_command(
    units: tuple[str, ...], workers: int, scheduler: str | None, folder: Path
) -> None:
    """Do what `nbgrader autograde UNIT` does, on many cores or machines.

    Grades what is in nbgrader's folder `submitted/`, then fills in `autograded/` and the
    gradebook. The seed, the limits and the isolation are those of nbgrader_config.py.
    """
    from autograder.autograde import AutogradeCourse, NoCourse
    from autograder.gradebook import GradebookProblem

    try:
        for unit in units:
            assignment(unit)
            kept = folder / unit
            course = AutogradeCourse(unit, kept)
            paths, settings = course.notebooks(), course.settings
            backend = class_backend(settings, workers, scheduler)
            reports = grade_class(paths, kept, course.grader.seed, settings, backend)
            with progress_bar("Filling in", len(paths)) as advance:
                course.fill_in(advance)
            show_summary(reports, console())
    except (CannotIsolate, GradebookProblem, JournalError, NoCluster, NoCourse) as reason:
        raise click.ClickException(str(reason)) from None
    except KeyError as error:
        raise click.ClickException(str(error.args[0])) from None
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)


def show_grading(reports: Sequence[Report], isolation: str) -> None:
    """The reports in the terminal, and what is to be said of how they came about."""
    if any(report.isolation == "process" for report in reports):
        click.echo(
            "Warning: graded without walls around the students' code (isolation: process). Where "
            "bubblewrap is installed it is kept from your files and the network.",
            err=True,
        )
        if os.name == "posix" and os.geteuid() == 0 and not shared_sandbox(isolation).users():
            click.echo(
                "Warning: it ran as root, because other users may not read this Python.", err=True
            )
    out = console()
    if len(reports) == 1:
        show_report(reports[0], out)
    elif len(reports) <= A_SCREENFUL:
        show_class(reports, out, common_folder([Path(report.notebook) for report in reports]))
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
    from autograder.demo import make_class

    folder, out = Path("build") / "demo", console()
    limits = Limits(cell=5.0, exercise=5.0)
    workers = os.cpu_count() or 1
    for unit in units or assignment_names():
        try:
            paths = make_class(unit, folder)
        except (NoReference, KeyError) as error:
            raise click.ClickException(str(error.args[0])) from None
        reports = grade_all(paths, reference_keys(seed=1), workers=workers, limits=limits)
        out.print(f"{unit}: {assignment(unit).title}\n")
        show_class(reports, out, folder)
        out.print()
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
    from autograder.simulate import make_class

    try:
        for unit in units or released_units():
            make_class(unit, folder, students, seed)
    except (NoReference, KeyError) as error:
        raise click.ClickException(str(error.args[0])) from None
    except OSError as error:
        raise click.ClickException(
            f"{error.filename or folder} cannot be written: {error.strerror}."
        ) from None
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
    from autograder.reports.class_pages import write_class_pages

    output = output or folder / "pages"
    try:
        pages = write_class_pages(partial(read_results, folder), output, names)
    except JournalError as reason:
        raise click.ClickException(str(reason)) from None
    except OSError as error:
        raise click.ClickException(
            f"{error.filename or output} cannot be written: {error.strerror}."
        ) from None
    click.echo(f"{pages} pages. Begin with {output / 'index.html'}")


@autograder.command(name="audit")
@click.argument("units", nargs=-1, metavar="[UNIT ...]")
@click.option("--seed", type=int, default=0, show_default=True, help="What cases are drawn from.")
@click.option("--workers", type=click.IntRange(min=1), default=os.cpu_count() or 1)
@with_options(EXERCISE_OPTION)
def audit_command(
    units: tuple[str, ...], seed: int, workers: int, exercises: tuple[str, ...]
) -> None:
    """Measure the grader: right answers, wrong ones, and mutants of the reference.

    Fails if a right answer fails, or if a wrong one or a mutant passes.
    """
    from autograder.audit import audit
    from autograder.reports.audit_table import show_audit

    check_exercises(exercises)
    clean, out = True, console()
    for unit in units or assignment_names():
        try:
            tallies = audit(unit, seed, workers, exercises)
        except (NoReference, KeyError, ValueError) as error:
            raise click.ClickException(str(error.args[0])) from None
        if tallies:
            out.print(f"{unit}\n")
            show_audit(tallies, out)
            out.print()
        clean = clean and all(tally.clean for tally in tallies.values())
    if not clean:
        raise click.ClickException("The grader has given wrong verdicts; they are listed above.")


@autograder.command(name="attacks")
@click.option(
    "--isolation",
    type=click.Choice(["auto", "bubblewrap", "process"]),
    default="auto",
    show_default=True,
    help="The walls around students' code; auto takes the strongest there are.",
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
    from autograder.attacks import alive_after_kill, every_attack, moments_of_kills, try_all
    from autograder.reports.attacks_table import replace_table, show_attacks

    if only and markdown:
        raise click.UsageError("The table in a page is of all attacks: leave -o out.")
    chosen = [attack for attack in every_attack() if not only or attack.name in only]
    if not chosen:
        raise click.ClickException("There is no such attack; they are in tests/attacks/.")
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


@autograder.command(name="build")
@click.argument("units", nargs=-1, metavar="[UNIT ...]")
@click.option("--check", is_flag=True, help="Change nothing; fail if something is stale.")
@click.option(
    "--source",
    type=click.Path(file_okay=False, path_type=Path),
    help="Only write the instructor's notebooks there: nbgrader's source folder of a course.",
)
def build_command(units: tuple[str, ...], check: bool, source: Path | None) -> None:
    """Make notebooks/ and the public expected values from solutions/."""
    from autograder.build import BuildError, build, write_source

    stale: list[str] = []
    for unit in units or assignment_names():
        try:
            assignment(unit)
            if source is not None:
                click.echo(f"written: {write_source(unit, source)}")
                continue
            stale += build(unit, check)
        except (BuildError, NoReference, KeyError) as error:
            raise click.ClickException(str(error.args[0])) from None
    for path in stale:
        click.echo(f"{'stale' if check else 'written'}: {path}")
    if not stale and source is None:
        click.echo("Everything is up to date.")
    elif check:
        raise click.ClickException("Run `autograder build` and commit what it writes.")


def run(command: click.Command) -> None:
    """Runs a command so that no traceback of ours reaches a user."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        command()
    except Exception as error:
        if os.environ.get("AUTOGRADER_DEBUG"):
            raise
        Console(stderr=True).print(
            Text(
                f"The grader itself failed ({type(error).__name__}: {error}). "
                "Set AUTOGRADER_DEBUG=1 to see where, and please report it."
            )
        )
        sys.exit(NOTHING_GRADED)


def main() -> None:
    """The `autograder` command."""
    run(autograder)


def main_self_check() -> None:
    """`python grade.py`."""
    run(self_check)
