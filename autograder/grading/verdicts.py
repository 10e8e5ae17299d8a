"""The trusted side: asks for arrays, compares them with what they should be, and scores."""

from __future__ import annotations

import dataclasses
import functools
import itertools
import time
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from autograder.course.cells import Cell, defined_names
from autograder.course.model import Assignment, Exercise, Finding
from autograder.course.status import Status
from autograder.course.text import counted, one_line
from autograder.grading import ground
from autograder.grading.answer_key import CopiedKey, PublicKey, ReferenceKey, Trial
from autograder.grading.compare import (
    Mismatch,
    compare,
    modified,
    show_first,
    show_inputs,
    show_mismatch,
    wrong_names,
)
from autograder.grading.diagnosis import Evidence, diagnose, find_too_deep
from autograder.grading.ground import Step
from autograder.grading.packages import PackageSubmission
from autograder.grading.results import CaseResult, Diagnosis, ExerciseResult, Report
from autograder.grading.submission import Submission
from autograder.sandbox.answers import Answer, Failure, Lost, Observed, Raised
from autograder.sandbox.execution import FORKS, Execution, Request
from autograder.sandbox.limits import Limits
from autograder.sandbox.sandbox import Sandbox

Key = PublicKey | ReferenceKey | CopiedKey


@dataclass(frozen=True)
class Origin:
    """Where an answer comes from, which is what to tell a student whose answer is not there.

    answered: whether the notebook has a cell that answers the exercise.
    cell_error: the error with which such a cell ended.
    apart: the magic at the top of such a cell, if it keeps what the cell defines to itself.
    in_notebook: the answer comes from a running notebook, whose cells are not known.
    remark: what `Submission.remarks` says of it.
    word: what it stands in, a cell or a module.
    """

    answered: bool = False
    cell_error: Failure | None = None
    apart: str = ""
    in_notebook: bool = False
    remark: str | None = None
    word: str = "cell"

    @classmethod
    def of(cls, exercise: Exercise, submission: Submission, errors: dict[str, Failure]) -> Origin:
        """The origin of an answer in a submission, given the errors of the cells that were run."""
        cells = submission.answers(exercise.id)
        if exercise.integration and isinstance(submission, PackageSubmission):
            cells = submission.document  # without one of its modules, there is no package
        failed = [errors[cell.id] for cell in cells if cell.id in errors]
        if exercise.integration and not failed:  # without a class that is not written, nothing runs
            answers = (c for e in submission.assignment.exercises for c in submission.answers(e.id))
            ends = [errors[cell.id] for cell in answers if cell.id in errors]
            failed = [end for end in ends if _is_stub(end)]
        apart = [ground.cell_magic(c.source) for c in cells if ground.code_of(c.source) is None]
        return cls(
            bool(cells),
            failed[0] if failed else None,
            apart[0] if apart else "",
            remark=submission.remarks.get(exercise.id),
            word=submission.word,
        )


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
    unit = submission.assignment.name
    with Execution(unit, limits, sandbox, key.provides) as execution:
        execution.run(submission.cells, show)
        asked = [*ground.asks(submission), *_passed_over(submission, execution.passed_over)]
        rounds = _Rounds(submission, key, exercises, execution)
        judged = rounds.finished()
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
        notes=(
            *submission.notes,
            *asked,
            *_stopped(submission, rounds.errors, judged),
            *rounds.notes(),
            *([STARVED] if execution.starved else ()),
        ),
        shown=rounds.shown if show else {},
        errors=rounds.errors if show else {},
        starved=execution.starved,
    )


STARVED = (
    "Some of it was stopped after its time, of which it had little on a processor: the machine was "
    "busy. Grade it again when there is less to do."
)


def _passed_over(submission: Submission, found: dict[str, tuple[str, ...]]) -> list[str]:
    """What to say of magics that failed in answers without stopping their cells."""
    return [
        f"`{one_line(magic, 40)}` in {ground.where(cell)} does not work here and was passed over."
        for cell in submission.cells
        if cell.role == "exercise"
        for magic in found.get(cell.id, ())
    ]


def _stopped(
    submission: Submission, errors: dict[str, Failure], judged: dict[str, ExerciseResult]
) -> list[str]:
    """What to say of cells, other than answers, that were stopped."""
    stopped: dict[tuple[str, str, str], list[str]] = {}
    endless = [
        name
        for name, result in judged.items()
        if result.status is Status.TIMEOUT and not submission.assignment[name].integration
    ]
    for cell in submission.cells:
        error = errors.get(cell.id)
        if isinstance(error, Lost) and cell.role != "exercise":
            whose = (
                (f"A {submission.word} of your own", "own")
                if cell.role == "own"
                else ("A given cell", "given")
            )
            message = f"{error.message}."
            if cell.role != "own" and endless and error.status is Status.TIMEOUT:
                calls = [name for name in endless if name in ground.names_in(cell.source)]
                names = ", ".join(f"`{name}`" for name in calls or endless)
                message += (
                    f" It calls your {names}; begin there."
                    if calls
                    else f" It runs code of yours, of which {names} "
                    f"{'take' if len(endless) > 1 else 'takes'} too long alone, too; begin there."
                )
            stopped.setdefault((*whose, message), []).append(ground.beginning(cell.source))
    return [
        f"{one} was stopped (`{cells[0]}`): {message}"
        if len(cells) == 1
        else f"{len(cells)} {whose} {submission.word}s were stopped (`{cells[0]}`, `{cells[1]}`"
        f"{', ...' if len(cells) > 2 else ''}): {message}"
        for (one, whose, message), cells in stopped.items()
    ]


def unreadable(notebook: str, reason: str, unit: str | None = None, points: float = 0) -> Report:
    """The report of a notebook that could not be graded."""
    return Report(assignment=unit, notebook=notebook, max_score=points, error=reason)


def with_needs(unit: Assignment, only: Collection[str] | None) -> list[Exercise]:
    """The exercises to try: those asked for, and those whose verdicts they wait for."""
    if only is None:
        return list(unit.exercises)
    wanted = unit.running(only)
    return [e for e in unit.exercises if e.id in wanted]


class _Rounds:
    """One submission, asked until it is known what each exercise earns, in two rounds.

    In the open round nothing is provided. Everything is asked for in one go on the notebook as it
    ran; what does not pass may have been spoiled by what was asked before it, so it is asked for
    again on its own; and then on clean ground, where nothing of the student's has run but its
    answer and the definitions that this names. The best counts. Where an exercise builds on
    others, passing counts if those pass, too.

    Otherwise it is asked for in the closed round, on the same grounds with provided answers. This
    comes last, and in the order in which exercises need each other, so that no provided answer is
    ever near an exercise that still asks for it. All that leaves it are statuses (`closed`); what
    a student sees besides comes from the open round.
    """

    def __init__(
        self, submission: Submission, key: Key, exercises: list[Exercise], execution: Execution
    ):
        self.submission, self.key, self.exercises = submission, key, exercises
        self.execution = execution
        self.errors = execution.errors
        self.evidence: dict[int, tuple[ExerciseResult, list[Evidence]]] = {}
        self.spoilers: list[str] = []
        self.rescued: list[str] = []
        self.opened = self._open()
        # what the cells did before any process held a provided answer
        self.errors, self.shown = dict(execution.errors), dict(execution.shown)
        self.judged = self._judge()

    @functools.cached_property
    def _clean(self) -> Execution:
        """A worker in which only what was handed out has run."""
        execution = self.execution.another()
        execution.run(list(self._ground) if FORKS else [])
        return execution

    @property
    def _ground(self) -> tuple[Cell, ...]:
        return ground.released_ground(self.submission.assignment.name)

    def _ask(
        self, execution: Execution, exercise: Exercise, steps: tuple[Step, ...], reach: int = 0
    ) -> Answers:
        """reach: how far down the provided answers go that are among the steps."""
        if execution is not self.execution and not FORKS:
            steps = (*((cell.source, False) for cell in self._ground), *steps)
        asked = dataclasses.replace(request(self.key, exercise.id), steps=steps, level=reach)
        return execution.ask([asked])[exercise.id]

    def _cleanly(self, exercise: Exercise, provided: tuple[str, ...] = ()) -> Iterator[Answers]:
        """What comes back on clean ground, the cleanest first."""
        needs = set() if provided else self._runs_through(exercise)
        reach = level(self.key, exercise.id) if provided else 0
        if isinstance(self.submission, PackageSubmission):
            grounds = self.submission.steps_alone(exercise, provided, needs)
        else:
            grounds = ground.steps_alone(self.submission, exercise, provided, needs)
        for steps in grounds:
            yield self._ask(self._clean, exercise, steps, reach)

    def _runs_through(self, exercise: Exercise) -> set[str]:
        """The exercises whose answers, the student's own, this one may run through."""
        unit = self.submission.assignment
        if exercise.integration:
            return {other.id for other in unit.exercises}
        return set(unit.below(exercise))

    # the open round

    def _open(self) -> dict[str, ExerciseResult]:
        asked = self.execution.ask([request(self.key, e.id) for e in self.exercises])
        opened = {e.id: self._result(e, asked[e.id]) for e in self.exercises}
        wrong = [e for e in self.exercises if not _whole(opened[e.id])]
        wrong = [e for e in wrong if e.integration or not ground.untouched(self.submission, e)]
        wrong.sort(key=lambda e: e.integration)
        if wrong:
            self.spoilers = ground.spoilers(self.submission)
        for exercise in wrong:
            alone = len(self.exercises) == 1 or any(isinstance(a, Lost) for a in asked[exercise.id])
            if FORKS and not alone and self._stands(exercise, opened):
                result = self._result(exercise, self._ask(self.execution, exercise, ()))
                opened[exercise.id] = max(result, opened[exercise.id], key=_score)
            if self._worth_trying_cleanly(exercise, opened):
                self._try_cleanly(exercise, opened)
        return opened

    def _stands(self, exercise: Exercise, opened: dict[str, ExerciseResult]) -> bool:
        """Whether all that an exercise needs passes, without which nothing is said of it that is
        not provided for."""
        needs = [opened[need] for need in exercise.requires if need in opened]
        return all(need.status is Status.PASSED for need in needs)

    def _worth_trying_cleanly(self, exercise: Exercise, opened: dict[str, ExerciseResult]) -> bool:
        if _whole(opened[exercise.id]):
            return False
        if self.spoilers or self.rescued:
            return True
        if exercise.integration:  # what it needs may yet pass with provided answers
            needs = [n for n in self.exercises if n.id in exercise.requires]
            return not any(
                ground.untouched(self.submission, need)
                if self.key.provided(need)
                else opened[need.id].status is not Status.PASSED
                for need in needs
            )
        if self.key.provided(exercise):
            return False  # it is, in the closed round
        return self._stands(exercise, opened)

    def _try_cleanly(self, exercise: Exercise, opened: dict[str, ExerciseResult]) -> None:
        before = opened[exercise.id]
        for answers in self._cleanly(exercise):
            result = self._result(exercise, answers)
            best = opened[exercise.id]
            if _score(result) > _score(best) or (self.spoilers and _score(result) == _score(best)):
                opened[exercise.id] = result
            if result.status is Status.PASSED:
                break
        if _score(opened[exercise.id]) > _score(before):
            self.rescued.append(exercise.id)

    def _result(self, exercise: Exercise, answers: Answers) -> ExerciseResult:
        evidence = gather_all(exercise, self.key, answers)
        result = judge_evidence(exercise, self.key, evidence, self._origin(exercise), show=False)
        self.evidence[id(result)] = (result, evidence)
        return result

    def _explained(self, exercise: Exercise) -> ExerciseResult:
        """What the open round has shown, with the arrays and the mistake behind it. This takes its
        time, so it is left until nothing more is asked for."""
        evidence = self.evidence[id(self.opened[exercise.id])][1]
        return judge_known(exercise, self.key, evidence, self._origin(exercise))

    def _origin(self, exercise: Exercise) -> Origin:
        return Origin.of(exercise, self.submission, self.errors)

    # the closed round

    def _judge(self) -> dict[str, ExerciseResult]:
        judged: dict[str, ExerciseResult] = {}
        helped = []
        for exercise in self.exercises:
            result = self.opened[exercise.id]
            builds_on = self.key.builds_on(exercise)
            own = [judged[n].status for n in builds_on if n in judged]
            stands = len(own) == len(builds_on) and set(own) <= {Status.PASSED}
            if not self.key.provided(exercise) or (_whole(result) and stands):
                judged[exercise.id] = result
            else:
                helped.append(exercise)
        opened = list(judged)
        # only statuses are added to what is known of an exercise from here on
        for exercise in sorted(helped, key=lambda e: level(self.key, e.id)):
            judged[exercise.id] = self._discreet(exercise, self._closed(exercise), judged)
        for name in opened:
            judged[name] = self._explained(self.submission.assignment[name])
        return judged

    def _closed(self, exercise: Exercise) -> Statuses:
        """How an exercise does with provided answers: the status of each case.

        This is the only place at which anything arrives from a process that holds provided
        answers, and nothing but statuses leaves it.
        """
        provided = self.key.provided(exercise)
        best: Statuses = ()
        tries = itertools.chain(
            [
                self._ask(
                    self.execution,
                    exercise,
                    _steps(self.submission, provided, exercise),
                    level(self.key, exercise.id),
                )
            ],
            ()
            if ground.untouched(self.submission, exercise)
            else self._cleanly(exercise, provided),
        )
        for answers in tries:
            evidence = gather_all(exercise, self.key, answers)
            origin = self._origin(exercise)
            result = judge_evidence(exercise, self.key, evidence, origin, show=False)
            statuses = tuple(case.status for case in result.cases)
            if not best or statuses.count(Status.PASSED) > best.count(Status.PASSED):
                best = statuses
            if set(statuses) == {Status.PASSED}:
                break
        return best

    def _discreet(
        self, exercise: Exercise, statuses: Statuses, judged: dict[str, ExerciseResult]
    ) -> ExerciseResult:
        """The result from statuses alone, explained by what the open round has shown."""
        opened = self._explained(exercise)
        stands = all(judged[n].status is Status.PASSED for n in exercise.requires if n in judged)
        origin = self._origin(exercise)
        cases = []
        for case, own, status in zip(exercise.cases, opened.cases, statuses, strict=True):
            message, evidence = _with_help(exercise, status, origin), None
            if stands and own.status == status:
                message, evidence = own.message, own.evidence
            cases.append(CaseResult(case.name, status, message, evidence))
        alike = stands and tuple(case.status for case in opened.cases) == statuses
        return _scored(exercise, tuple(cases), opened.diagnosis if alike else None)

    def finished(self) -> dict[str, ExerciseResult]:
        """The results by exercise."""
        if isinstance(self.key, PublicKey):
            evidence = {e.id: self.evidence[id(self.opened[e.id])][1] for e in self.exercises}
            let_wait(self.exercises, self.judged, self.key, evidence)
        blame_others(self.exercises, self.judged)
        return self.judged

    def notes(self) -> list[str]:
        """What to say of the ground that the student's cells leave to others."""
        if self.spoilers:
            few = "; ".join(self.spoilers[:MAX_SPOILERS])
            more = len(self.spoilers) - MAX_SPOILERS
            few += (
                f"; and more in {counted(more, f'other {self.submission.word}')}"
                if more > 0
                else ""
            )
            return [f"{few[:1].upper()}{few[1:]}. What did not pass was tried without that, too."]
        if self.rescued:
            names = ", ".join(self.rescued)
            stand = "stand" if len(self.rescued) > 1 else "stands"
            they_do = "they do" if len(self.rescued) > 1 else "it does"
            return [
                f"Something in other {self.submission.word}s of yours changes what {names} {stand} "
                f"on, or cannot be imported. What counts is how {they_do} without that."
                if isinstance(self.submission, PackageSubmission)
                else f"Something in other cells of yours changes what {names} {stand} on. What "
                f"counts is how {they_do} without them."
            ]
        return []


Answers = list[Answer]
Statuses = tuple[Status, ...]
MAX_SPOILERS = 4


def _is_stub(end: Failure | None) -> bool:
    """Whether a cell ended as one does that nobody has written anything into."""
    return isinstance(end, Raised) and end.type == "NotImplementedError"


def _is_wrong(status: Status, item: Evidence, origin: Origin) -> bool:
    """Whether there is an answer that does not pass, and that was not stopped."""
    stopped = isinstance(item.answer, Lost) or isinstance(origin.cell_error, Lost)
    return status.written and status is not Status.PASSED and not (status.limit and stopped)


def _whole(result: ExerciseResult) -> bool:
    """Whether nothing is left to earn, extra credit included."""
    return all(case.status is Status.PASSED for case in result.cases)


def _score(result: ExerciseResult) -> int:
    return sum(case.status is Status.PASSED for case in result.cases)


def blame_others(exercises: list[Exercise], judged: dict[str, ExerciseResult]) -> None:
    """An exercise that runs through all the others is explained by those that do not pass."""
    for exercise in exercises:
        result = judged[exercise.id]
        broken = [need for need in exercise.requires if judged[need].status is not Status.PASSED]
        if exercise.integration and broken and result.status in (Status.FAILED, Status.ERROR):
            names = ", ".join(f"`{name}`" for name in broken)
            hint = (
                f"It runs through everything that you have written, and {names} "
                f"{'do' if len(broken) > 1 else 'does'} not pass alone yet. Begin there: this may "
                "then pass by itself."
            )
            judged[exercise.id] = dataclasses.replace(result, diagnosis=Diagnosis(BROKEN, hint))


BROKEN = "builds-on-what-fails"


@functools.lru_cache(maxsize=1024)
def level(key: Key, exercise_id: str) -> int:
    """How far down the answers reach that are provided to an exercise: 0 where none is, else one
    more than for any of these. So, nobody who is asked on a level needs what is near another."""
    builds_on = key.builds_on(key.assignment[exercise_id])
    return max((1 + level(key, other) for other in builds_on), default=0)


@functools.lru_cache(maxsize=1024)
def request(key: Key, exercise_id: str) -> Request:
    """What asks for an exercise on the student's own code, made once for all submissions."""
    exercise = key.assignment[exercise_id]
    inputs = [trial.inputs for trial in key.trials(exercise)]
    watch = (
        ()
        if key.provides or exercise.integration
        else tuple(sorted(key.assignment.below(exercise)))
    )
    return Request(exercise_id, inputs, builds_on=key.builds_on(exercise), watch=watch)


NOT_WRITTEN = "Not written yet."
WITH_REFERENCE = "with the reference's version of what it builds on"
WITH_HELP = {
    **{status: f"Stopped: {status.word}, {WITH_REFERENCE}." for status in Status if status.limit},
    Status.PASSED: "",
    Status.FAILED: f"It does not do what it should, {WITH_REFERENCE}.",
    Status.ERROR: f"It raises an error, {WITH_REFERENCE}.",
    Status.NOT_IMPLEMENTED: NOT_WRITTEN,
    Status.TIMEOUT: f"Stopped: it takes too long, {WITH_REFERENCE}.",
}
"""What is said of a case that was tried with provided answers, where nothing else can be said."""


def _with_help(exercise: Exercise, status: Status, origin: Origin) -> str:
    """What is said of a case of which nothing is known but its status, and its cell."""
    if status is Status.MISSING:
        return _no_cell(exercise, origin)
    if status is Status.ERROR and origin.cell_error is not None:
        return _of_its_cell(origin.cell_error, origin.word)[1]
    return WITH_HELP[status]


def _steps(
    submission: Submission, provided: tuple[str, ...], exercise: Exercise
) -> tuple[Step, ...]:
    """The cells to run before a probe with provided answers, in the notebook as it ran.

    The answers go in before the student's cells, which may use them as they run, and again
    after them, as `ground.again` has it.
    """
    if isinstance(submission, PackageSubmission):
        return submission.steps_with(provided)
    answers = [(cell.source, True) for cell in submission.answers(exercise.id)]
    given = [(cell.source, False) for cell in submission.belongings(exercise.id)]
    before = [(source, False) for source in provided]
    own = {name for source, _ in answers for name in defined_names(source)}
    return (*before, *answers, *given, *ground.again(before, own))


def judge_exercise(
    exercise: Exercise, key: Key, answers: list[Answer], origin: Origin
) -> ExerciseResult:
    """The result of an exercise from what came back for its trials."""
    return judge_known(exercise, key, gather_all(exercise, key, answers), origin)


def judge_known(
    exercise: Exercise, key: Key, evidence: list[Evidence], origin: Origin
) -> ExerciseResult:
    """The result of an exercise from what is known of its trials, in their order."""
    result = judge_evidence(exercise, key, evidence, origin)
    return explained(result, exercise, key, evidence, origin)


def judge_evidence(
    exercise: Exercise, key: Key, evidence: list[Evidence], origin: Origin, show: bool = True
) -> ExerciseResult:
    """The result of an exercise from what is known of its trials, in their order, unexplained.

    show: whether messages show arrays. Writing these takes longer than all the rest.
    """
    trials = key.trials(exercise)
    by_case: dict[str, CaseResult] = {}
    lost: tuple[Status, str] | None = None
    for number, trial in enumerate(trials):
        name = trial.case.name
        if number < len(evidence):
            item = evidence[number]
            # one verdict a case is enough, but for the loss that ends them all
            if (
                name in by_case
                and by_case[name].status is not Status.PASSED
                and isinstance(item.answer, Observed)
            ):
                continue
            status, message = judge_trial(exercise, trial, item, origin, show)
            if status.limit:
                lost = (status, message)
        else:
            status, message = lost or (Status.CRASHED, "it did not come back")
        if name not in by_case or by_case[name].status is Status.PASSED:
            if status is Status.PASSED and name in by_case:
                message = by_case[name].message or message
            shown = evidence[number] if trial.public and number < len(evidence) else None
            if not (shown and _is_wrong(status, shown, origin)):
                shown = None
            by_case[name] = CaseResult(name, status, message, shown)
    cases = tuple(by_case[case.name] for case in exercise.cases)
    return _scored(exercise, cases, None)


def explained(
    result: ExerciseResult,
    exercise: Exercise,
    key: Key,
    evidence: Sequence[Evidence],
    origin: Origin,
) -> ExerciseResult:
    """The result with the mistake behind it, where that is known."""
    passed = result.status is Status.PASSED
    # of an answer that passes, a hint says what the extra credit that it misses is about
    ignored = {case.name for case in exercise.cases if case.bonus and not passed}
    whole = len(evidence) > max(
        i for i, trial in enumerate(key.trials(exercise)) if trial.case.name not in ignored
    )
    lost = result.status.limit and any(isinstance(item.answer, Lost) for item in evidence)
    answered = result.status.written and result.status is not Status.WAITING
    if lost or not answered or not whole or origin.cell_error:
        return result
    found = diagnose(evidence, key.mistakes(exercise), ignored, key.assignment.name)
    return dataclasses.replace(result, diagnosis=found)


def _scored(
    exercise: Exercise, cases: tuple[CaseResult, ...], diagnosis: Diagnosis | None
) -> ExerciseResult:
    counted = _counted(exercise, cases)
    passed = sum(case.status is Status.PASSED for case in counted)
    status = _overall(counted)
    return ExerciseResult(
        id=exercise.id,
        status=status,
        score=round(exercise.points * passed / len(counted), 2),
        max_score=float(exercise.points),
        message=_summary(exercise, status, cases),
        cases=cases,
        diagnosis=diagnosis,
        bonus=exercise.bonus,
        extra_credit=float(
            sum(
                case.bonus
                for case, result in zip(exercise.cases, cases, strict=True)
                if result.status is Status.PASSED
            )
        ),
    )


def _counted(exercise: Exercise, cases: tuple[CaseResult, ...]) -> tuple[CaseResult, ...]:
    """The results of those cases that an answer has to pass: all but the bonus ones."""
    return tuple(r for case, r in zip(exercise.cases, cases, strict=True) if not case.bonus)


def _overall(cases: tuple[CaseResult, ...]) -> Status:
    statuses = [case.status for case in cases if case.status not in (Status.PASSED, Status.WAITING)]
    if not statuses:
        return Status.PASSED
    if len(statuses) < len(cases) and statuses[0] is Status.NOT_IMPLEMENTED:
        return Status.FAILED
    return statuses[0]


def _summary(exercise: Exercise, status: Status, cases: tuple[CaseResult, ...]) -> str:
    counted = _counted(exercise, cases)
    failed = [case for case in counted if case.status is not Status.PASSED]
    if status is Status.PASSED:
        message = f"All {len(counted)} cases pass." if len(counted) > 1 else "It passes."
        without = [case for case in cases if case.status is not Status.PASSED]
        if without:
            message += f" {_sentence_case(without[0].name)}: {_first_line(without[0])}"
        return message
    if status is Status.NOT_IMPLEMENTED:
        return NOT_WRITTEN
    wrong = [case for case in failed if case.status is not Status.WAITING]
    reason = next((_first_line(case) for case in wrong if case.message), "")
    if len(failed) == len(counted) and all(_first_line(case) == reason for case in wrong):
        return reason
    passed = len(counted) - len(failed)
    return f"{passed} of {len(counted)} cases pass. {(wrong or failed)[0].name}: {reason}"


def _first_line(case: CaseResult) -> str:
    return case.message.split("\n", 1)[0]


def _sentence_case(text: str) -> str:
    return text[:1].upper() + text[1:]


def gather_all(exercise: Exercise, key: Key, answers: list[Answer]) -> list[Evidence]:
    """What is known of the trials whose answers are there."""
    trials = key.trials(exercise)[: len(answers)]
    return find_too_deep(
        [gather(exercise, trial, answer) for trial, answer in zip(trials, answers, strict=True)]
    )


def gather(exercise: Exercise, trial: Trial, answer: Answer) -> Evidence:
    """What is known of a trial once its answer is there."""
    found = judge_arrays(exercise, trial, answer) if isinstance(answer, Observed) else None
    mismatch, remark = (None, found) if isinstance(found, Finding) else (found, None)
    checked = trial.case.checker is not None
    wrong = (
        wrong_names(answer.values, trial.expected, exercise.rtol, exercise.atol)
        if isinstance(answer, Observed) and mismatch and not checked
        else ()
    )
    return Evidence(
        trial.case.name,
        trial.inputs,
        answer,
        mismatch,
        checked,
        remark=remark,
        public=trial.public,
        wrong=wrong,
    )


def judge_trial(
    exercise: Exercise, trial: Trial, item: Evidence, origin: Origin, show: bool = True
) -> tuple[Status, str]:
    """Status and message of one instance of a case. show: whether the message shows arrays."""
    if not isinstance(item.answer, Observed):
        error = item.answer
        if item.too_deep and isinstance(error, Raised):
            error = dataclasses.replace(error, type=TOO_DEEP)
        status, message = _judge_error(exercise, error, origin)
        wrong = _is_wrong(status, item, origin) and status is not Status.FAILED
        if show and wrong and trial.public and origin.cell_error is None:
            message += f"\n{show_inputs(trial.inputs)}"
        return status, message
    if item.mismatch is None:
        return Status.PASSED, f"{item.remark.sentence} {item.remark.hint}" if item.remark else ""
    sentence = item.mismatch.sentence
    if trial.public and show:
        shown = show_mismatch(item.mismatch, trial.inputs)
        first = show_first(item.mismatch)
        return Status.FAILED, f"{capitalized(sentence, exercise)}{first}.\n{shown}"
    if trial.public:
        return Status.FAILED, f"{capitalized(sentence, exercise)}."
    return Status.FAILED, (
        f"It is right on the example that you can see, but not on others of the kind: {sentence}."
    )


def judge_arrays(exercise: Exercise, trial: Trial, answer: Observed) -> Mismatch | Finding | None:
    """What is wrong with the arrays that came back, or a remark on them, or None."""
    observed, checker, found = answer.values, trial.case.checker, None
    wrong = compare(observed, trial.expected, exercise.rtol, exercise.atol, entries=checker is None)
    if wrong is None and checker is not None:
        found = checker(observed, trial.expected)
        if found and not found.remark:
            wrong = Mismatch("checker", "", found.sentence, found)
    # arrays that are right but were made by spoiling an input are wrong all the same
    return wrong or modified(trial.inputs, answer.inputs) or found


def capitalized(sentence: str, exercise: Exercise) -> str:
    """The sentence with a capital letter, unless it begins with a name, as `get_children` is."""
    first = sentence.split(" ", 1)[0]
    is_name = not first.isalpha() or first in exercise.names
    return sentence if is_name else f"{sentence[:1].upper()}{sentence[1:]}"


def _judge_error(exercise: Exercise, error: Failure, origin: Origin) -> tuple[Status, str]:
    cell_error = origin.cell_error
    if isinstance(error, Lost):
        return error.status, f"Stopped: {error.message}."
    if isinstance(cell_error, Lost):  # nothing that it defines is there
        return _of_its_cell(cell_error, origin.word)
    kind, message, where = error.type, error.message, error.where
    if _is_stub(cell_error):
        kind, message = "NotImplementedError", ""
    if kind == "Rejected":
        return Status.FAILED, f"{capitalized(message, exercise)}."
    absent_name = kind == "NameError" and any(f"'{name}'" in message for name in exercise.names)
    undefined = kind in ("NotDefined", "NotImplementedError") or absent_name
    if undefined and cell_error and not _is_stub(cell_error):
        unparsed = cell_error.type in ("SyntaxError", "IndentationError", "ValueError")
        if unparsed and origin.remark:
            return Status.ERROR, origin.remark
        return _of_its_cell(cell_error, origin.word)
    absent = not (origin.answered or origin.in_notebook or exercise.integration)
    if absent and undefined:
        return Status.MISSING, origin.remark or _no_cell(exercise, origin)
    if kind == "NotImplementedError" and origin.remark:
        return Status.NOT_IMPLEMENTED, origin.remark
    if kind == "NotImplementedError":
        inside = where if where and where.split(".")[0] not in exercise.names else ""
        reason = message or (f"{inside} raises NotImplementedError" if inside else "")
        return Status.NOT_IMPLEMENTED, f"{NOT_WRITTEN[:-1]}: {reason}." if reason else NOT_WRITTEN
    if kind == "NotDefined":
        if origin.in_notebook:
            return (
                Status.MISSING,
                f"{message}: run the cell of {exercise.id} first, with your answer in it.",
            )
        if origin.apart:
            return Status.ERROR, (
                f"{message}: `%%{one_line(origin.apart, 40)}`, with which its cell begins, keeps "
                "what the cell defines to itself, in Jupyter too. Take that line out."
            )
        return Status.ERROR, f"{message} after the notebook has run."
    return _of_error("It", error)


def _of_its_cell(error: Failure, word: str) -> tuple[Status, str]:
    """The status and the message of an exercise whose cell ended with an error."""
    if isinstance(error, Lost):
        return error.status, f"Its {word} was stopped: {error.message}."
    return _of_error(f"Its {word}", error)


def _no_cell(exercise: Exercise, origin: Origin) -> str:
    what = f"defines {' and '.join(exercise.names)}" if exercise.names else "answers it"
    return f"There is no {origin.word} that {what}."


TOO_DEEP = "too deep"
PLAIN_ERRORS = {
    TOO_DEEP: "ends on short graphs, but here it nests more calls than Python allows, about a "
    "thousand (RecursionError)",
    "EOFError": "asks for input(), and nobody is there to answer",
    "SystemExit": "ends the program (sys.exit, exit or quit)",
    "KeyboardInterrupt": "raises KeyboardInterrupt",
    "RecursionError": "makes more nested calls than Python allows (RecursionError)",
    "MemoryError": "needs more memory than there is (MemoryError)",
}
"""What an error comes to, where its own name and message say it badly."""


LIMIT_ERRORS = {
    "[Errno 11]": (Status.PROCESSES, "starts more processes or threads than it may"),
    "can't start new thread": (Status.PROCESSES, "starts more processes or threads than it may"),
    "[Errno 24]": (Status.ERROR, "opens more files at a time than it may"),
    "[Errno 27]": (Status.DISK, "writes a larger file than it may"),
    "[Errno 28]": (Status.DISK, "writes more than there is room for"),
}
"""The same for how the messages of errors begin with which the system enforces a limit."""


def _of_error(subject: str, error: Raised) -> tuple[Status, str]:
    """The status and the message of what ended with an error."""
    kind, message = error.type, error.message
    raised = kind + (f": {message}" if message else "")
    limits = (limit for begin, limit in LIMIT_ERRORS.items() if message.startswith(begin))
    status, limit = next(limits, (Status.ERROR, ""))
    if kind == "MemoryError":
        status = Status.MEMORY
    said = f"{limit} ({raised})" if limit else PLAIN_ERRORS.get(kind) or f"raises {raised}"
    lines = [f"{subject} {said}".rstrip(".") + ".", *(f"    {line}" for line in error.lines)]
    return status, "\n".join(lines)


def let_wait(
    exercises: list[Exercise],
    judged: dict[str, ExerciseResult],
    key: PublicKey,
    evidence: Mapping[str, list[Evidence]],
) -> None:
    """In a self-check nothing is provided, so a case may have to wait for another exercise.

    It waits where the answer has been seen to run through that exercise, which fails on something
    that the case needs. Where it does not, the mistake is the answer's own, and is shown.
    """
    unit = key.assignment
    for exercise in exercises:
        result, items = judged[exercise.id], evidence[exercise.id]
        broken = {
            other.id: {
                case.name for case in judged[other.id].cases if case.status is not Status.PASSED
            }
            for other in exercises
            if other.id in unit.below(exercise) and judged[other.id].status is not Status.PASSED
        }
        if (
            not broken
            or result.status in (Status.PASSED, Status.MISSING)
            or _unwritten(exercise, judged)
        ):
            continue
        affected = {name: key.affected(exercise, unit[name], broken[name]) for name in broken}
        cases = []
        for case, item in itertools.zip_longest(result.cases, items):
            through = _run_through(exercise, item, broken)
            causes = [name for name in through if case.name in affected[name]]
            roots = [name for name in causes if judged[name].status is not Status.WAITING] or causes
            if case.status is not Status.PASSED and roots:
                what = "them" if len(roots) > 1 else "it"
                message = f"Waiting for {', '.join(roots)}: the answer runs through {what}."
                case = CaseResult(case.name, Status.WAITING, message)
            cases.append(case)
        judged[exercise.id] = _waiting(exercise, key, result, tuple(cases), items)


def _unwritten(exercise: Exercise, judged: dict[str, ExerciseResult]) -> bool:
    failure = judged[exercise.id].first_failure
    if exercise.names:
        return failure is not None and failure.message == NOT_WRITTEN
    return all(judged[need].status is Status.NOT_IMPLEMENTED for need in exercise.requires)


def _run_through(exercise: Exercise, item: Evidence | None, others: Iterable[str]) -> list[str]:
    """Which other exercises the answer has run through in a case. Where that is not known, or
    they are not there at all, those that the usual answer needs."""
    entered = item.answer.entered if item else None
    if entered is None:
        return [name for name in others if name in exercise.requires]
    absent = [name.removesuffix("?") for name in entered if name.endswith("?")]
    return [n for n in others if n in entered or (n in absent and n in exercise.requires)]


def _waiting(
    exercise: Exercise,
    key: PublicKey,
    result: ExerciseResult,
    cases: tuple[CaseResult, ...],
    items: list[Evidence],
) -> ExerciseResult:
    """The result, with some of its cases waiting; the whole of it where no mistake is its own."""
    waits = [case.status is Status.WAITING for case in cases]
    if not any(waits):
        return result
    if all(wait or case.status is Status.PASSED for wait, case in zip(waits, cases, strict=True)):
        message = next(case.message for case in cases if case.status is Status.WAITING)
        return dataclasses.replace(
            result, status=Status.WAITING, score=0.0, message=message, cases=cases, diagnosis=None
        )
    result = _scored(exercise, cases, None)
    if result.status in (Status.FAILED, Status.ERROR) and len(items) == len(cases):
        waiting = {case.name for case in cases if case.status is Status.WAITING}
        found = diagnose(items, key.mistakes(exercise), waiting, key.assignment.name)
        result = dataclasses.replace(result, diagnosis=found)
    return result
