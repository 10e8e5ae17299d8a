"""The trusted side: asks for arrays, compares them with what they should be, and scores."""

from __future__ import annotations

import dataclasses
import functools
import time
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from autograder.answer_key import CopiedKey, PublicKey, ReferenceKey, Trial
from autograder.compare import Mismatch, compare, modified, show_inputs, show_mismatch
from autograder.course import Assignment, Exercise
from autograder.diagnosis import Evidence, diagnose
from autograder.execution import FORKS, Answer, Execution, Request
from autograder.report import LATE, CaseResult, Diagnosis, ExerciseResult, Report
from autograder.sandbox import Limits, Sandbox
from autograder.submission import Submission

Key = PublicKey | ReferenceKey | CopiedKey


@dataclass(frozen=True)
class Origin:
    """Where an answer comes from, which is what to tell a student whose answer is not there.

    answered: whether the notebook has a cell that answers the exercise.
    cell_error: the error with which such a cell ended.
    in_notebook: the answer comes from a running notebook, whose cells are not known.
    """

    answered: bool = False
    cell_error: dict[str, Any] | None = None
    in_notebook: bool = False

    @classmethod
    def of(cls, exercise: Exercise, submission: Submission, errors: dict[str, Any]) -> Origin:
        """The origin of an answer in a submission, given the errors of the cells that were run."""
        cells = submission.answers(exercise.id)
        failed = [errors[cell.id] for cell in cells if cell.id in errors]
        return cls(bool(cells), failed[0] if failed else None)


def grade(
    submission: Submission,
    key: Key,
    only: Collection[str] | None = None,
    limits: Limits | None = None,
    sandbox: Sandbox | None = None,
    show: bool = False,
) -> Report:
    """Grades one submission against a key.

    only: ids of the exercises to report on; None is all.
    sandbox: where students' code runs, if not in the one that all share.
    show: whether the report has, for each cell, what Jupyter would show under it after a run.
    """
    started = time.monotonic()
    limits = limits or Limits()
    exercises = with_needs(submission.assignment, only)
    with Execution(submission.assignment.name, limits, sandbox) as execution:
        execution.run(submission.cells, show)
        judged = _judge_all(submission, key, exercises, execution)
        isolation = execution.isolation
    results = tuple(
        judged[exercise.id]
        for exercise in submission.assignment.exercises
        if only is None or exercise.id in only
    )
    return Report(
        assignment=submission.assignment.name,
        notebook=submission.notebook,
        max_score=float(sum(result.max_score for result in results if not result.bonus)),
        exercises=results,
        isolation=isolation,
        seconds=round(time.monotonic() - started, 3),
        notes=(*submission.notes, *_stopped(submission, execution.errors)),
        shown=execution.shown if show else {},
        errors=execution.errors if show else {},
    )


def _stopped(submission: Submission, errors: dict[str, Any]) -> list[str]:
    """What to say of cells, other than answers, that were stopped."""
    notes = []
    for cell in submission.cells:
        error = errors.get(cell.id, {})
        if error.get("lost") and cell.role != "exercise":
            begins = printable(cell.source, 40)
            whose = "A cell of your own" if cell.role == "own" else "A given cell"
            notes.append(f"{whose} was stopped ({begins}): {error['message']}.")
    return notes


def unreadable(notebook: str, reason: str, unit: str | None = None, points: float = 0) -> Report:
    """The report of a notebook that could not be graded."""
    return Report(assignment=unit, notebook=notebook, max_score=points, error=reason)


def with_needs(unit: Assignment, only: Collection[str] | None) -> list[Exercise]:
    """The exercises to try: those asked for, and those whose verdicts they wait for."""
    if only is None:
        return list(unit.exercises)
    wanted, frontier = set(), list(only)
    while frontier:
        exercise = unit[frontier.pop()]
        if exercise.id not in wanted:
            wanted.add(exercise.id)
            frontier += exercise.needs
    return [e for e in unit.exercises if e.id in wanted]


def _judge_all(
    submission: Submission, key: Key, exercises: list[Exercise], execution: Execution
) -> dict[str, ExerciseResult]:
    """Results by exercise.

    First everything is asked for in one go, on the student's own code. What does not pass there
    may have been spoiled by what ran before it, so it is asked for again on its own, unless the
    system cannot fork. Where an exercise builds on others, passing counts if those pass, too;
    otherwise it is asked for last, on its own, with provided answers, so that no provided answer
    is ever near an exercise that still asks for it. Whatever comes back from there may carry a
    provided answer out, so it counts, but is not shown: what the student sees of such an exercise
    comes from the first round.
    """

    def again(exercise: Exercise) -> list[Answer]:
        steps = _steps(submission, key, exercise)
        asked = request(key, exercise.id)
        return execution.ask([dataclasses.replace(asked, steps=steps)])[exercise.id]

    def judge(exercise: Exercise, evidence: list[Evidence]) -> ExerciseResult:
        origin = Origin.of(exercise, submission, execution.errors)
        return judge_evidence(exercise, key, evidence, origin)

    judged: dict[str, ExerciseResult] = {}
    answers = execution.ask([request(key, exercise.id) for exercise in exercises])
    first = {e.id: gather_all(e, key, answers[e.id]) for e in exercises}
    plain = [e for e in exercises if not key.provided(e)]
    for exercise in plain:
        evidence = first[exercise.id]
        repeats = FORKS and len(plain) > 1
        wrong = any(item.mismatch is not None for item in evidence)
        result = None if repeats and wrong else judge(exercise, evidence)
        if result is None or (repeats and result.status == "error"):
            result = judge(exercise, gather_all(exercise, key, again(exercise)))
        judged[exercise.id] = result
    waiting = [e for e in exercises if key.provided(e)]
    helped = []
    for exercise in waiting:
        evidence = first[exercise.id]
        right = len(evidence) == len(key.trials(exercise)) and all(item.passed for item in evidence)
        builds_on = key.builds_on(exercise)
        if right and all(n in judged and judged[n].status == "passed" for n in builds_on):
            judged[exercise.id] = judge(exercise, evidence)
        else:
            helped.append(exercise)
    for exercise in helped:
        result = judge(exercise, gather_all(exercise, key, again(exercise)))
        shown: dict[str, CaseResult] = {}
        if all(judged[need].status == "passed" for need in exercise.needs if need in judged):
            origin = Origin.of(exercise, submission, execution.errors)
            for trial, item in zip(key.trials(exercise), first[exercise.id], strict=False):
                if trial.public:
                    status, message = judge_trial(exercise, trial, item, origin)
                    shown[trial.case.name] = CaseResult(trial.case.name, status, message, item)
        judged[exercise.id] = _discreet(result, shown)
    if not key.provides:
        let_wait(exercises, judged)
    blame_others(exercises, judged)
    return judged


def blame_others(exercises: list[Exercise], judged: dict[str, ExerciseResult]) -> None:
    """An exercise that runs through all the others is explained by those that do not pass."""
    for exercise in exercises:
        result = judged[exercise.id]
        broken = [need for need in exercise.needs if judged[need].status != "passed"]
        if exercise.alone and broken and result.status in ("failed", "error"):
            names = ", ".join(f"`{name}`" for name in broken)
            hint = (
                f"It runs through everything that you have written, and {names} "
                f"{'do' if len(broken) > 1 else 'does'} not pass alone yet. Begin there: this may "
                "then pass by itself."
            )
            judged[exercise.id] = dataclasses.replace(result, diagnosis=Diagnosis(BROKEN, hint))


BROKEN = "builds-on-what-fails"


@functools.lru_cache(maxsize=1024)
def request(key: Key, exercise_id: str) -> Request:
    """What asks for an exercise on the student's own code, made once for all submissions."""
    exercise = key.assignment[exercise_id]
    inputs = [trial.inputs for trial in key.trials(exercise)]
    return Request(exercise_id, inputs, builds_on=key.builds_on(exercise))


NOT_WRITTEN = "Not written yet."
WITH_HELP = {
    "failed": "It does not do what it should, with the reference's version of what it builds on.",
    "error": "It raises an error, with the reference's version of what it builds on.",
    "not_implemented": NOT_WRITTEN,
}
"""What is said of a case that was tried with provided answers, where nothing else can be said."""


def _discreet(result: ExerciseResult, shown: dict[str, CaseResult]) -> ExerciseResult:
    """The result without anything that came from a process with provided answers, but for the
    statuses. `shown`: how the student's own code did on the public instances."""
    cases = []
    for case in result.cases:
        own = shown.get(case.name)
        if own is not None and own.status == case.status:
            case = dataclasses.replace(case, message=own.message, evidence=own.evidence)
        elif not case.message.startswith(OF_ITS_CELL):
            message = WITH_HELP.get(case.status, case.message)
            case = dataclasses.replace(case, message=message, evidence=None)
        cases.append(case)
    passed = sum(case.status == "passed" for case in cases)
    message = _summary(result.status, tuple(cases), passed)
    return dataclasses.replace(result, cases=tuple(cases), message=message)


def _steps(submission: Submission, key: Key, exercise: Exercise) -> tuple[tuple[str, bool], ...]:
    """The cells to run before a probe with provided answers.

    The answers go in before the student's cells, which may use them as they run, and again
    after them, in case one of those cells answers several exercises.
    """
    provided = key.provided(exercise)
    if not provided:
        return ()
    answers = [(cell.source, True) for cell in submission.answers(exercise.id)]
    given = [(cell.source, False) for cell in submission.belongings(exercise.id)]
    before = after = [(source, False) for source in provided]
    return (*before, *answers, *given, *after)


def judge_exercise(
    exercise: Exercise, key: Key, answers: list[Answer], origin: Origin
) -> ExerciseResult:
    """The result of an exercise from what came back for its trials."""
    return judge_evidence(exercise, key, gather_all(exercise, key, answers), origin)


def judge_evidence(
    exercise: Exercise, key: Key, evidence: list[Evidence], origin: Origin
) -> ExerciseResult:
    """The result of an exercise from what is known of its trials, in their order."""
    trials = key.trials(exercise)
    by_case: dict[str, CaseResult] = {}
    lost: tuple[str, str] | None = None
    for number, trial in enumerate(trials):
        name = trial.case.name
        if number < len(evidence):
            item = evidence[number]
            # one verdict a case is enough, but for the loss that ends them all
            if name in by_case and by_case[name].status != "passed" and not item.error:
                continue
            status, message = judge_trial(exercise, trial, item, origin)
            if status in LATE:
                lost = (status, message)
        else:
            status, message = lost or ("killed", "it did not come back")
        if name not in by_case or by_case[name].status == "passed":
            public = trial.public and status in ("failed", "error")
            by_case[name] = CaseResult(name, status, message, evidence[number] if public else None)
    cases = tuple(by_case[case.name] for case in exercise.cases)
    passed = sum(case.status == "passed" for case in cases)
    status = _overall(cases)
    diagnosis = None
    if status in ("failed", "error") and len(evidence) == len(trials) and not origin.cell_error:
        diagnosis = diagnose(exercise, evidence, key.misconceptions(exercise))
    return ExerciseResult(
        id=exercise.id,
        status=status,
        score=round(exercise.points * passed / len(cases), 2),
        max_score=float(exercise.points),
        message=_summary(status, cases, passed),
        cases=cases,
        diagnosis=diagnosis,
        bonus=exercise.bonus,
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
        return NOT_WRITTEN
    first = next(case for case in cases if case.status != "passed")
    reason, *others = [case.message.split("\n", 1)[0] for case in cases if case.message]
    if passed == 0 and all(other == reason for other in others):
        return reason
    return f"{passed} of {len(cases)} cases pass. {first.name}: {reason}"


def gather_all(exercise: Exercise, key: Key, answers: list[Answer]) -> list[Evidence]:
    """What is known of the trials whose answers are there."""
    trials = key.trials(exercise)[: len(answers)]
    return [gather(exercise, trial, answer) for trial, answer in zip(trials, answers, strict=True)]


def gather(exercise: Exercise, trial: Trial, answer: Answer) -> Evidence:
    """What is known of a trial once its answer is there."""
    mismatch = None if "error" in answer else judge_arrays(exercise, trial, answer)
    return Evidence(
        trial.case.name, trial.inputs, answer, mismatch, ruled=trial.case.rule is not None
    )


def judge_trial(
    exercise: Exercise, trial: Trial, item: Evidence, origin: Origin
) -> tuple[str, str]:
    """Status and message of one instance of a case."""
    if "error" in item.answer:
        status, message = _judge_error(exercise, item.answer["error"], origin)
        if status == "error" and trial.public and origin.cell_error is None:
            message += f"\n{show_inputs(trial.inputs)}"
        return status, message
    if item.mismatch is None:
        return "passed", ""
    sentence = item.mismatch.sentence
    if trial.public:
        shown = show_mismatch(item.mismatch, trial.inputs)
        return "failed", f"{sentence[0].upper()}{sentence[1:]}.\n{shown}"
    return "failed", (
        f"It is right on the example that you can see, but not on others of the kind: {sentence}."
    )


def judge_arrays(exercise: Exercise, trial: Trial, answer: Answer) -> Mismatch | None:
    """What is wrong with the arrays that came back, or None."""
    observed, rule = answer.get("observed"), trial.case.rule
    wrong = compare(observed, trial.expected, exercise.rtol, exercise.atol, entries=rule is None)
    if wrong is None and rule is not None:
        found = rule(observed, trial.expected)
        wrong = Mismatch("rule", "", found.sentence, found) if found else None
    # arrays that are right but were made by spoiling an input are wrong all the same
    return wrong or modified(trial.inputs, answer.get("inputs"))


def _judge_error(exercise: Exercise, error: Any, origin: Origin) -> tuple[str, str]:
    kind, message, lines, where = _read_error(error)
    if error.get("lost"):
        return kind, f"Stopped: {message}."
    if kind == "Rejected":
        return "failed", f"{message[:1].upper()}{message[1:]}."
    if kind in ("NotDefined", "NotImplementedError") and origin.cell_error is not None:
        cell_kind, cell_message, cell_lines, _ = _read_error(origin.cell_error)
        if origin.cell_error.get("lost"):
            return cell_kind, f"Its cell was stopped: {cell_message}."
        if cell_kind != "NotImplementedError":
            return "error", _error_sentence(OF_ITS_CELL, cell_kind, cell_message, cell_lines)
    absent = not (origin.answered or origin.in_notebook or exercise.alone)
    if absent and kind in ("NotDefined", "NotImplementedError"):
        what = f"defines {' and '.join(exercise.names)}" if exercise.names else "answers it"
        return "missing", f"There is no cell that {what}."
    if kind == "NotImplementedError":
        inside = where if where and where.split(".")[0] not in exercise.names else ""
        reason = message or (f"{inside} raises NotImplementedError" if inside else "")
        return "not_implemented", f"{NOT_WRITTEN[:-1]}: {reason}." if reason else NOT_WRITTEN
    if kind == "NotDefined":
        if origin.in_notebook:
            return "missing", f"{message}: run the cell that defines it first."
        return "error", f"{message} after the notebook has run."
    return "error", _error_sentence("It", kind, message, lines)


OF_ITS_CELL = "Its cell"
PLAIN_ERRORS = {
    "EOFError": "asks for input(), and nobody is there to answer",
    "SystemExit": "ends the program (sys.exit, exit or quit)",
    "KeyboardInterrupt": "raises KeyboardInterrupt",
    "RecursionError": "calls itself without end (RecursionError)",
    "MemoryError": "needs more memory than there is (MemoryError)",
}
"""What an error comes to, where its own name and message say it badly."""


LIMIT_ERRORS = {
    "[Errno 11]": "starts more processes or threads than it may",
    "can't start new thread": "starts more processes or threads than it may",
    "[Errno 24]": "opens more files at a time than it may",
    "[Errno 27]": "writes a larger file than it may",
    "[Errno 28]": "writes more than there is room for",
}
"""The same for how the messages of errors begin with which the system enforces a limit."""


def _error_sentence(subject: str, kind: str, message: str, lines: list[str]) -> str:
    raised = kind + (f": {message}" if message else "")
    limit = next((said for begin, said in LIMIT_ERRORS.items() if message.startswith(begin)), "")
    said = f"{limit} ({raised})" if limit else PLAIN_ERRORS.get(kind) or f"raises {raised}"
    return "\n".join([f"{subject} {said}".rstrip(".") + ".", *(f"    {line}" for line in lines)])


def _read_error(error: Any) -> tuple[str, str, list[str], str]:
    """Type, message, lines and place of an error as it came from the worker: it may be anything."""
    if not isinstance(error, dict):
        return "killed", "its answer was no answer to the question", [], ""
    lines = error.get("lines")

    def text(key: str, limit: int) -> str:
        return printable(error[key], limit) if isinstance(error.get(key), str) else ""

    return (
        text("type", 80) or "an error",
        text("message", 500),
        [printable(line, 200) for line in lines[:3] if isinstance(line, str)]
        if isinstance(lines, list)
        else [],
        text("where", 200),
    )


def printable(text: str, limit: int) -> str:
    """Text from a student's process as one safe line: no control characters, not too long."""
    line = " ".join(text[: 4 * limit].split())
    return "".join(c for c in line if c.isprintable())[:limit]


def let_wait(exercises: list[Exercise], judged: dict[str, ExerciseResult]) -> None:
    """In a self-check nothing is provided, so an exercise may have to wait for others."""
    for exercise in exercises:
        result = judged[exercise.id]
        unmet = [need for need in exercise.needs if judged[need].status != "passed"]
        if result.status == "passed" or not unmet:
            continue
        unwritten = (
            result.first_failure.message == NOT_WRITTEN
            if exercise.names
            else all(judged[need].status == "not_implemented" for need in exercise.needs)
        )
        if unwritten or result.status == "missing":
            continue
        message = f"Waiting for {', '.join(unmet)}: the answer runs through " + (
            "them." if len(unmet) > 1 else "it."
        )
        judged[exercise.id] = ExerciseResult(
            id=exercise.id,
            status="waiting",
            score=0.0,
            max_score=result.max_score,
            bonus=result.bonus,
            message=message,
            cases=tuple(
                CaseResult(case.name, case.status)
                if case.status == "passed"
                else CaseResult(case.name, "waiting", message)
                for case in result.cases
            ),
        )
