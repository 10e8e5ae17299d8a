"""How long `check()` takes in a warm notebook: `python benchmarks/check.py`.

Starts a real Jupyter kernel in which a unit is solved, and times each check inside it, so that
what is measured is what a student waits for between pressing the keys and seeing the verdict,
but for the frontend's own drawing.
"""

import argparse
import json
from pathlib import Path

from jupyter_client.manager import run_kernel
from rich.console import Console
from rich.table import Table

from autograder.course.model import assignment
from autograder.reference.literate import source_notebook

ROOT = Path(__file__).resolve().parent.parent
TIMED = """
import json as _json, statistics as _statistics, time as _time
from IPython.utils.capture import capture_output as _captured
def _measure(exercise, runs):
    seconds = []
    for _ in range(runs):
        with _captured():
            start = _time.perf_counter()
            check(exercise)
            seconds.append(_time.perf_counter() - start)
    return [min(seconds), _statistics.median(seconds), max(seconds)]
"""


def run(client, code: str) -> str:
    """Runs code in the kernel and returns what it prints."""
    printed = []

    def keep(message):
        if message["header"]["msg_type"] == "stream":
            printed.append(message["content"]["text"])

    reply = client.execute_interactive(code, output_hook=keep, timeout=120)
    if reply["content"]["status"] != "ok":
        raise SystemExit(f"the kernel says: {reply['content'].get('evalue')}")
    return "".join(printed)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("unit", nargs="?", default="ps2_mnist")
    parser.add_argument("--runs", type=int, default=20)
    arguments = parser.parse_args()
    table = Table(title=f"check() in a warm kernel, {arguments.runs} runs, milliseconds")
    table.add_column("exercise")
    for column in ("minimum", "median", "maximum"):
        table.add_column(column, justify="right")
    with run_kernel(cwd=str(ROOT)) as client:
        for cell in source_notebook(arguments.unit).cells:
            if cell.cell_type == "code" and "skip" not in cell.metadata.autograder:
                run(client, cell.source)
        run(client, TIMED)
        for exercise in assignment(arguments.unit).exercises:
            code = f"print(_json.dumps(_measure({exercise.id!r}, {arguments.runs})))"
            times = json.loads(run(client, code))
            table.add_row(exercise.id, *(f"{1000 * seconds:.1f}" for seconds in times))
    Console().print(table)


if __name__ == "__main__":
    main()
