"""Whether one seed gives one report, and all seeds give the same verdicts.

`python benchmarks/determinism.py` grades one submission many times with one seed and counts the
different reports, then grades every collected answer with many seeds and counts the answers whose
verdict is not the same for all of them.
"""

import argparse
import json
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from itertools import groupby

from rich.console import Console
from rich.progress import track

from autograder.authoring.audit import collected_samples, try_samples
from autograder.authoring.demo import typical_mistakes
from autograder.grading.answer_key import ReferenceKey
from autograder.grading.submission import parse
from autograder.grading.verdicts import grade
from autograder.sandbox.sandbox import FORK_SERVER, shared_sandbox


def reports(unit: str, seed: int, times: int, workers: int) -> set[str]:
    """The different reports of one submission, as JSON without the seconds."""
    content = json.dumps(typical_mistakes(unit)).encode()
    key = ReferenceKey(unit, seed)

    def one(_: int) -> str:
        report = grade(parse(content, "submission"), key).to_dict()
        return json.dumps(report | {"seconds": 0})

    with ThreadPoolExecutor(workers) as pool:
        return set(track(pool.map(one, range(times)), "gradings", times, transient=True))


def verdicts(unit: str, seeds: int, workers: int) -> dict[tuple[str, str], set[bool]]:
    """For each collected answer the verdicts that it got, over the seeds."""
    samples = collected_samples(unit)
    seen: dict[tuple[str, str], set[bool]] = defaultdict(set)

    def one(seed: int) -> list[tuple[tuple[str, str], bool]]:
        key = ReferenceKey(unit, seed)
        found = []
        for _, group in groupby(samples, key=lambda sample: sample.exercise):
            for sample, result in try_samples(key, group):
                found.append(((sample.exercise, sample.source), result.status == "passed"))
        return found

    with ThreadPoolExecutor(workers) as pool:
        for found in track(pool.map(one, range(seeds)), "seeds", seeds, transient=True):
            for name, passed in found:
                seen[name].add(passed)
    return seen


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("unit", nargs="?", default="ps2_mnist")
    parser.add_argument("--gradings", type=int, default=1000)
    parser.add_argument("--seeds", type=int, default=50)
    parser.add_argument("--workers", type=int, default=2)
    arguments = parser.parse_args()
    console = Console()
    if FORK_SERVER:
        shared_sandbox()  # started here, since it ends with the thread that starts it
    different = reports(arguments.unit, 1, arguments.gradings, arguments.workers)
    console.print(f"{arguments.gradings} gradings of one submission: {len(different)} report(s)")
    seen = verdicts(arguments.unit, arguments.seeds, arguments.workers)
    unsteady = [name for name, passed in seen.items() if len(passed) > 1]
    console.print(
        f"{len(seen)} answers under {arguments.seeds} seeds: "
        f"{len(unsteady)} with different verdicts"
    )
    for exercise, source in unsteady:
        console.print(f"\n{exercise}:\n{source}", markup=False)


if __name__ == "__main__":
    main()
