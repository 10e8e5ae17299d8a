"""`nbgrader autograde` with this grader, against stock nbgrader, on the same notebooks.

`python benchmarks/nbgrader_autograde.py` makes a small class, grades it both ways by turns and
prints seconds a submission: the time of the command less that of one which finds nothing to do.
The training cells, which stock nbgrader would run, are left out of the notebooks.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from rich.console import Console
from rich.progress import track
from rich.table import Table

from autograder.authoring import demo

ROOT = Path(__file__).resolve().parents[1]
MAKERS = (demo.complete, demo.half_done, demo.typical_mistakes, demo.careless, demo.untouched)
STOCK = """
c = get_config()
c.CourseDirectory.course_id = "autograd"
c.CourseDirectory.source_directory = "build/source"
c.CourseDirectory.release_directory = "notebooks"
"""


def make_course(folder: Path, config: str, unit: str, students: int) -> None:
    """A course's folder with its assignment generated and a class's notebooks handed in."""
    from autograder.authoring.build import write_source

    folder.mkdir()
    (folder / "nbgrader_config.py").write_text(config)
    source = write_source(unit, folder / "build" / "source")
    source.write_text(json.dumps(without_training(json.loads(source.read_text()))))
    nbgrader(folder, "generate_assignment", unit)
    notebooks = [json.dumps(without_training(make(unit))) for make in MAKERS]
    for i in range(students):
        path = folder / "submitted" / f"student{i}" / unit / f"{unit}.ipynb"
        path.parent.mkdir(parents=True)
        path.write_text(notebooks[i % len(notebooks)])


def without_training(notebook: dict) -> dict:
    """The notebook with nothing in the cells that grading does not run."""
    for cell in notebook["cells"]:
        if "skip-grading" in cell["metadata"].get("tags", ()):
            cell["source"] = ""
    return notebook


def nbgrader(folder: Path, *arguments: str) -> float:
    """Runs a command of nbgrader's, and returns the seconds that it took."""
    environment = os.environ | {"PYTHONPATH": str(ROOT), "AUTOGRADER_SEED": "1"}
    environment.pop("AUTOGRADER_GRADEBOOK", None)
    environment["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    started = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "nbgrader", *arguments],
        cwd=folder, env=environment, check=True, capture_output=True,
    )  # fmt: skip
    return time.perf_counter() - started


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("unit", nargs="?", default="ps2_mnist")
    parser.add_argument("--students", type=int, default=10)
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        courses = {"stock": Path(place) / "stock", "this grader": Path(place) / "ours"}
        ours = (ROOT / "nbgrader_config.py").read_text()
        make_course(courses["stock"], STOCK, options.unit, options.students)
        make_course(courses["this grader"], ours, options.unit, options.students)
        seconds: dict[str, list[float]] = {name: [] for name in courses}
        for _ in track(range(options.runs), "runs", transient=True):
            for name, folder in courses.items():
                shutil.rmtree(folder / "autograded", ignore_errors=True)
                whole = nbgrader(folder, "autograde", options.unit)
                idle = nbgrader(folder, "autograde", options.unit)
                seconds[name].append((whole - idle) / options.students)
    table = Table(box=None, padding=(0, 2))
    for heading in ("nbgrader autograde", "s a submission, median", "least", "most", "ratio"):
        table.add_column(heading, justify="left" if heading.startswith("nb") else "right")
    base = statistics.median(seconds["stock"])
    for name, found in seconds.items():
        median = statistics.median(found)
        row = (f"{median:.3f}", f"{min(found):.3f}", f"{max(found):.3f}", f"{base / median:.1f}x")
        table.add_row(name, *row)
    Console().print(table)


if __name__ == "__main__":
    main()
