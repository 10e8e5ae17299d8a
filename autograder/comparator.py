"""The process beside a student's kernel that holds the public expected values.

`python -m autograder.comparator UNIT` answers {"check": exercise} with the inputs of the cases
to try, then {"answers": ...} with the verdict, until its input ends.
"""

from __future__ import annotations

import io
import sys
from typing import Any

from rich.console import Console

from autograder import wire
from autograder.answer_key import PublicKey
from autograder.course import Exercise
from autograder.grading import Origin, judge_exercise, let_wait, with_needs
from autograder.report import ExerciseResult, worth
from autograder.reports.terminal import STYLES, show_failure
from autograder.reports.verdict import render_verdict


def inputs_of(key: PublicKey, exercises: list[Exercise]) -> list[dict[str, Any]]:
    """What the kernel needs to try the exercises: inputs, and nothing that is expected."""
    return [
        {"exercise": e.id, "cases": [trial.inputs for trial in key.trials(e)]} for e in exercises
    ]


def verdict(key: PublicKey, exercises: list[Exercise], exercise_id: str, answers: Any) -> Any:
    """The verdict on one exercise, from the answers to it and to what it needs."""
    judged = {
        e.id: judge_exercise(e, key, answers[e.id], Origin(in_notebook=True)) for e in exercises
    }
    let_wait(exercises, judged)
    result = judged[exercise_id]
    order = [e.id for e in key.assignment.exercises]
    following = order[order.index(exercise_id) + 1 :]
    return {
        "passed": result.status == "passed" or result.left_out,
        "brief": f"{result.id}: {STYLES[result.status][1]}",
        "text": as_text(result),
        "html": render_verdict(result, following[0] if following else None),
    }


def as_text(result: ExerciseResult) -> str:
    """The verdict as a student reads it under the check cell."""
    mark, word, _ = STYLES[result.status]
    if result.status == "passed":
        reward = worth(result.max_score, result.bonus)
        return f"{mark} {result.id}: {result.message[0].lower()}{result.message[1:-1]} ({reward})"
    if result.status == "not_implemented" or result.left_out:
        return f"{mark} {result.id}: {word}" + (" (a bonus)" if result.bonus else "")
    stream = io.StringIO()
    show_failure(result, Console(file=stream, width=100, no_color=True))
    return stream.getvalue().strip("\n")


def main() -> None:
    """Answers the kernel on standard output until standard input ends."""
    key = PublicKey(sys.argv[1])
    read = wire.exactly(sys.stdin.buffer)

    def reply(value: Any) -> None:
        sys.stdout.buffer.write(wire.pack(value))
        sys.stdout.buffer.flush()

    chosen: tuple[str, list[Exercise]] = ("", [])
    while True:
        try:
            message = wire.unpack(read)
        except (EOFError, KeyboardInterrupt):
            return
        if "check" in message:
            chosen = message["check"], with_needs(key.assignment, [message["check"]])
            reply(inputs_of(key, chosen[1]))
        else:
            reply(verdict(key, chosen[1], chosen[0], message["answers"]))


if __name__ == "__main__":
    main()
