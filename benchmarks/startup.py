"""How long a self-check of one exercise takes, next to importing NumPy.

`python benchmarks/startup.py` prints the table.

The two commands alternate, so that a machine which gets slower meanwhile does so for both.
"""

import argparse
import statistics
import subprocess
import sys
import time
from pathlib import Path

from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).resolve().parent.parent
COMMANDS = {
    "python -c 'import numpy'": [sys.executable, "-c", "import numpy"],
    "python grade.py ps2_mnist -e negative_back": [
        sys.executable, "grade.py", "ps2_mnist", "-e", "negative_back",
    ],
}  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=15)
    runs = parser.parse_args().runs
    seconds: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for _ in range(runs + 1):
        for name, command in COMMANDS.items():
            start = time.perf_counter()
            subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, check=False)
            seconds[name].append(time.perf_counter() - start)
    table = Table(title=f"seconds, median of {runs} runs after one to warm up")
    table.add_column("command")
    table.add_column("median", justify="right")
    table.add_column("ratio", justify="right")
    medians = {name: statistics.median(times[1:]) for name, times in seconds.items()}
    unit = next(iter(medians.values()))
    for name, median in medians.items():
        table.add_row(name, f"{median:.3f}", f"{median / unit:.1f}")
    Console().print(table)


if __name__ == "__main__":
    main()
