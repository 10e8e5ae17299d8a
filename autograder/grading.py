"""The trusted side: asks for arrays, compares them with what they should be, and scores."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection
from typing import Any

from autograder.answer_key import PublicKey, ReferenceKey, Trial
from autograder.compare import Mismatch, compare, modified, show_mismatch
from autograder.course import Exercise
from autograder.execution import FORKS, Answer, Execution, Request
from autograder.report import CaseResult, ExerciseResult, Report
from autograder.sandbox import Limits
from autograder.submission import Submission

Key = PublicKey | ReferenceKey


def grade(
    submission: Submission,
    key: Key,
    only: Collection[str] | None = None,
    limits: Limits | None = None,
    on_result: Callable[[ExerciseResult], None] | None = None,
) -> Report:
    """Grades one submission against a key.

    only: ids of the exercises to report on; None is all.
    on_result: called with each result of the report, as the report lists them.
    """
    started = time.monotonic()
    limits = limits or Limits()
    exercises = _with_needs(submission, only)
    with Execution(submission.assignment.name, limits) as execution:
        execution.run(submission.cells)
        judged = _judge_all(submission, key, exercises, execution)
        isolation = execution.isolation
    results = tuple(
        judged[exercise.id]
        for exercise in submission.assignment.exercises
        if only is None or exercise.id in only
    )
    for result in results:
        if on_result:
            on_result(result)
    return Report(
        assignment=submission.assignment.name,
        notebook=submission.notebook,
        max_score=sum(result.max_score for result in results),
        exercises=results,
        isolation=isolation,
        seconds=round(time.monotonic() - started, 3),
        notes=tuple(submission.notes),
    )


def unreadable(notebook: str, reason: str, unit: str | None = None, points: float = 0) -> Report:
    """The report of a notebook that could not be graded."""
    return Report(assignment=unit, notebook=notebook, max_score=points, error=reason)


def _with_needs(submission: Submission, only: Collection[str] | None) -> list[Exercise]:
    """The exercises to try: those asked for, and those whose verdicts they wait for."""
    if only is None:
        return list(submission.assignment.exercises)
    wanted, frontier = set(), list(only)
    while frontier:
        exercise = submission.assignment[frontier.pop()]
        if exercise.id not in wanted:
            wanted.add(exercise.id)
            frontier += exercise.needs
    return [e for e in submission.assignment.exercises if e.id in wanted]


def _judge_all(
    submission: Submission, key: Key, exercises: list[Exercise], execution: Execution
) -> dict[str, ExerciseResult]:
    """Results by exercise.

    First everything is asked for in one go, on the student's own code. What does not pass there
    may have been spoiled by what ran before it, so it is asked for again on its own, unless the
    system cannot fork. What comes with provided answers is asked for last, each on its own, so
    that no provided answer is ever near an exercise that still asks for it.
    """

    def requests(chosen: list[Exercise]) -> list[Request]:
        return [
            Request(
                exercise.id,
                [trial.inputs for trial in key.trials(exercise)],
                _steps(submission, key, exercise),
            )
            for exercise in chosen
        ]

    def judge(exercise: Exercise, answers: list[Answer]) -> ExerciseResult:
        return judge_exercise(exercise, key.trials(exercise), answers, submission, execution.errors)

    plain = [e for e in exercises if not key.provided(e)]
    judged = {}
    answers = execution.ask(requests(plain))
    for exercise in plain:
        result = judge(exercise, answers[exercise.id])
        if FORKS and len(plain) > 1 and result.status in ("failed", "error", "killed"):
            again = execution.ask(requests([exercise]))
            result = judge(exercise, again[exercise.id])
        judged[exercise.id] = result
    for exercise in exercises:
        if key.provided(exercise):
            answers = execution.ask(requests([exercise]))
            judged[exercise.id] = judge(exercise, answers[exercise.id])
    if not key.provides:
        _let_wait(submission, exercises, judged)
    return judged


def _steps(submission: Submission, key: Key, exercise: Exercise) -> tuple[str, ...]:
    """The cells to run before a probe with provided answers.

    The answers go in before the student's cells, which may use them as they run, and again
    after them, in case one of those cells answers several exercises.
    """
    provided = key.provided(exercise)
    if not provided:
        return ()
    own = [cell.source for cell in submission.answers(exercise.id)]
    given = [cell.source for cell in submission.belongings(exercise.id)]
    return (*provided, *own, *given, *provided)


def judge_exercise(
    exercise: Exercise,
    trials: list[Trial],
    answers: list[Answer],
    submission: Submission,
    cell_errors: dict[str, dict[str, Any]],
) -> ExerciseResult:
    """The result of an exercise from what came back for its trials."""
    by_case: dict[str, CaseResult] = {}
    lost: tuple[str, str] | None = None
    for number, trial in enumerate(trials):
        if number < len(answers):
            status, message = judge_trial(exercise, trial, answers[number], submission, cell_errors)
            if status in ("timeout", "killed"):
                lost = (status, message)
        else:
            status, message = lost or ("killed", "it did not come back")
        name = trial.case.name
        if name not in by_case or by_case[name].status == "passed":
            by_case[name] = CaseResult(name, status, message)
    cases = tuple(by_case[case.name] for case in exercise.cases)
    passed = sum(case.status == "passed" for case in cases)
    status = _overall(cases)
    return ExerciseResult(
        id=exercise.id,
        status=status,
        score=round(exercise.points * passed / len(cases), 2),
        max_score=float(exercise.points),
        message=_summary(status, cases, passed),
        cases=cases,
    )


def _overall(cases: tuple[CaseResult, ...]) -> str:
    statuses = [case.status for case in cases if case.status != "passed"]
    if not statuses:
        return "passed"
    if len(statuses) < len(cases) and statuses[0] == "not_implemented":
        return "failed"
    return statuses[0]


def _summary(status: str, cases: tuple[CaseResult, ...], passed: int) -> str:
    if status == "passed":
        return f"All {len(cases)} cases pass." if len(cases) > 1 else "It passes."
    if status == "not_implemented":
        return "Not written yet."
    first = next(case for case in cases if case.status != "passed")
    reason = first.message.split("\n", 1)[0]
    if len({case.message for case in cases}) == 1 and passed == 0:
        return reason
    return f"{passed} of {len(cases)} cases pass. {first.name}: {reason}"


def judge_trial(
    exercise: Exercise,
    trial: Trial,
    answer: Answer,
    submission: Submission,
    cell_errors: dict[str, dict[str, Any]],
) -> tuple[str, str]:
    """Status and message of one instance of a case."""
    if "error" in answer:
        return _judge_error(exercise, answer["error"], submission, cell_errors)
    mismatch = judge_arrays(exercise, trial, answer)
    if mismatch is None:
        return "passed", ""
    if trial.public:
        sentence = mismatch.sentence[0].upper() + mismatch.sentence[1:]
        return "failed", f"{sentence}.\n{show_mismatch(mismatch, trial.inputs)}"
    return "failed", (
        f"It is right on the example that you can see, but not on others of the kind: "
        f"{mismatch.sentence}."
    )


def judge_arrays(exercise: Exercise, trial: Trial, answer: Answer) -> Mismatch | None:
    """What is wrong with the arrays that came back, or None."""
    observed = answer.get("observed")
    if trial.case.compare is None:
        wrong = compare(observed, trial.expected, exercise.rtol, exercise.atol)
    else:
        wrong = compare(observed, trial.expected, exercise.rtol, exercise.atol, entries=False)
        if wrong is None:
            sentence = trial.case.compare(observed, trial.expected)
            wrong = Mismatch("rule", "", sentence) if sentence else None
    # arrays that are right but were made by spoiling an input are wrong all the same
    return wrong or modified(trial.inputs, answer.get("inputs"))


def _judge_error(
    exercise: Exercise,
    error: Any,
    submission: Submission,
    cell_errors: dict[str, dict[str, Any]],
) -> tuple[str, str]:
    kind, message, lines = _read_error(error)
    if kind in ("timeout", "killed"):
        return kind, f"Stopped: {message}."
    if kind == "Rejected":
        return "failed", f"{message[:1].upper()}{message[1:]}."
    if kind in ("NotDefined", "NotImplementedError"):
        answers = submission.answers(exercise.id)
        own_error = next((cell_errors[c.id] for c in answers if c.id in cell_errors), None)
        if own_error is not None and _read_error(own_error)[0] != "NotImplementedError":
            cell_kind, cell_message, cell_lines = _read_error(own_error)
            if cell_kind in ("timeout", "killed"):
                return cell_kind, f"Its cell was stopped: {cell_message}."
            return "error", _error_sentence("Its cell stops with", cell_kind, cell_message, cell_lines)
        if kind == "NotImplementedError":
            return "not_implemented", "Not written yet." if not message else (
                f"Not written yet: {message}."
            )
        if exercise.names and not answers:
            return "missing", f"There is no cell that defines {' and '.join(exercise.names)}."
        return "error", f"`{message}` is not defined after the notebook has run."
    return "error", _error_sentence("It raises", kind, message, lines)


def _error_sentence(opening: str, kind: str, message: str, lines: list[str]) -> str:
    sentence = f"{opening} {kind}" + (f": {message}" if message else "")
    return "\n".join([sentence.rstrip(".") + ".", *(f"    {line}" for line in lines)])


def _read_error(error: Any) -> tuple[str, str, list[str]]:
    """Type, message and lines of an error as it came from the worker: anything may be there."""
    if not isinstance(error, dict):
        return "killed", "its answer was no answer to the question", []
    kind, message, lines = error.get("type"), error.get("message"), error.get("lines")
    return (
        printable(kind, 80) if isinstance(kind, str) else "an error",
        printable(message, 500) if isinstance(message, str) else "",
        [printable(line, 200) for line in lines[:3] if isinstance(line, str)]
        if isinstance(lines, list)
        else [],
    )


def printable(text: str, limit: int) -> str:
    """Text from a student's process as one safe line: no control characters, not too long."""
    line = " ".join(text[: 4 * limit].split())
    return "".join(c for c in line if c.isprintable())[:limit]


def _let_wait(
    submission: Submission, exercises: list[Exercise], judged: dict[str, ExerciseResult]
) -> None:
    """In a self-check nothing is provided, so an exercise may have to wait for others."""
    for exercise in exercises:
        result = judged[exercise.id]
        unmet = [need for need in exercise.needs if judged[need].status != "passed"]
        if result.status == "passed" or not unmet:
            continue
        if submission.untouched(exercise.id) or (
            not exercise.names
            and all(judged[need].status == "not_implemented" for need in exercise.needs)
        ):
            continue
        message = f"Waiting for {', '.join(unmet)}: the answer runs through " + (
            "them." if len(unmet) > 1 else "it."
        )
        judged[exercise.id] = ExerciseResult(
            id=exercise.id,
            status="waiting",
            score=0.0,
            max_score=result.max_score,
            message=message,
            cases=tuple(
                CaseResult(case.name, case.status)
                if case.status == "passed"
                else CaseResult(case.name, "waiting", message)
                for case in result.cases
            ),
        )
