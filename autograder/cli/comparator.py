"""The process beside a student's kernel that holds the public expected values.

`python -m autograder.cli.comparator UNIT` answers {"check": exercise} with the inputs of the cases
to try and fingerprints of the given cells, then {"answers": ...} with the verdict, until its
input ends. {"check": None} is for all exercises.
"""

from __future__ import annotations

import html
import sys
from collections.abc import Callable
from typing import Any

from autograder.course.cells import normal
from autograder.course.model import Exercise
from autograder.course.status import Status
from autograder.course.text import digest
from autograder.grading.answer_key import PublicKey
from autograder.grading.verdicts import (
    Origin,
    explained,
    gather_all,
    judge_evidence,
    let_wait,
    request,
    with_needs,
)
from autograder.inside import wire
from autograder.reference.released import released_cells
from autograder.reports.terminal import as_text, ticks_as_text
from autograder.reports.verdict import render_ticks, render_verdict
from autograder.sandbox.answers import NO_ANSWER, Answer, Lost, parse_answer


def inputs_of(key: PublicKey, exercises: list[Exercise]) -> list[dict[str, Any]]:
    """What the kernel needs to try the exercises: inputs, and nothing that is expected."""
    asked = [request(key, exercise.id) for exercise in exercises]
    return [{"exercise": r.exercise, "cases": r.cases, "watch": list(r.watch)} for r in asked]


def verdict(
    key: PublicKey, exercises: list[Exercise], exercise_id: str | None, answers: Any
) -> dict[str, Any]:
    """The verdict on one exercise, from the answers to it and to what it needs; or on all."""
    came_back = {e.id: [parsed(found) for found in answers[e.id]] for e in exercises}
    evidence = {e.id: gather_all(e, key, came_back[e.id]) for e in exercises}
    origin = Origin(in_notebook=True)
    judged = {e.id: judge_evidence(e, key, evidence[e.id], origin) for e in exercises}
    if exercise_id is None:
        let_wait(exercises, judged, key, evidence)
        results = list(judged.values())
        text = ticks_as_text(results)
        shown = as_html(text, lambda: render_ticks(results))
        return {"passed": True, "brief": "", "text": text, "html": shown}
    asked = key.assignment[exercise_id]
    judged[asked.id] = explained(judged[asked.id], asked, key, evidence[asked.id], origin)
    let_wait(exercises, judged, key, evidence)
    result = judged[exercise_id]
    order = [e.id for e in key.assignment.exercises]
    following = next(iter(order[order.index(exercise_id) + 1 :]), None)
    text = as_text(result)
    return {
        "passed": result.status is Status.PASSED or result.left_out,
        "brief": f"{result.id}: {result.status.word}",
        "text": text,
        "html": as_html(text, lambda: render_verdict(result, following)),
    }


def parsed(found: Any) -> Answer:
    """An answer as the kernel sends it, which stops by itself what takes too long."""
    match found:
        case {"late": str(message)}:
            return Lost(Status.TIMEOUT, message)
    return parse_answer(found) or Lost(Status.CRASHED, NO_ANSWER)


def as_html(text: str, render: Callable[[], str]) -> str:
    """A text as HTML, rendered. Without jinja2, which comes with Jupyter, it stays as it is."""
    try:
        return render()
    except ModuleNotFoundError:
        return f"<pre>{html.escape(text)}</pre>"


def main() -> None:
    """Answers the kernel on standard output until standard input ends."""
    key = PublicKey(sys.argv[1])
    read = wire.exactly(sys.stdin.buffer)
    given = [
        digest(normal(cell.source).encode())
        for cell in released_cells(key.assignment.name)
        if cell.role == "given"
    ]

    def reply(value: Any) -> None:
        sys.stdout.buffer.write(wire.pack(value))
        sys.stdout.buffer.flush()

    chosen: tuple[str | None, list[Exercise]] = (None, [])
    while True:
        try:
            message = wire.unpack(read)
        except (EOFError, KeyboardInterrupt):
            return
        if "check" in message:
            asked = message["check"]
            chosen = asked, with_needs(key.assignment, None if asked is None else [asked])
            reply((inputs_of(key, chosen[1]), given))
        else:
            reply(verdict(key, chosen[1], chosen[0], message["answers"]))


if __name__ == "__main__":
    main()
