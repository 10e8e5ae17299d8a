"""Reports as JUnit XML, for continuous integration: a suite a notebook, a test a case."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from autograder.course.status import Status
from autograder.grading.results import Report


def write_junit(reports: Sequence[Report], path: Path) -> None:
    """Writes the reports to a file."""
    from junitparser import Error, Failure, JUnitXml, Skipped, TestCase, TestSuite

    outcomes = {"failure": Failure, "error": Error, "skipped": Skipped}
    document = JUnitXml("autograder")
    for report in reports:
        suite = TestSuite(_clean(report.notebook))
        if report.error is not None:
            case = TestCase("reading the notebook", classname="submission")
            case.result = [Error(_clean(report.error))]
            suite.add_testcase(case)
        for result in report.exercises:
            for tried in result.cases:
                case = TestCase(_clean(tried.name), classname=result.id)
                if tried.status is not Status.PASSED:
                    extra = result.left_out or result.status is Status.PASSED
                    outcome = Skipped if extra else outcomes[tried.status.outcome]
                    sentence, _, details = _clean(tried.message).partition("\n")
                    entry = outcome(f"{tried.status}: {sentence}")
                    if details:
                        entry.text = details
                    case.result = [entry]
                suite.add_testcase(case)
        document.add_testsuite(suite)
    document.write(str(path), pretty=True)


def _clean(text: str) -> str:
    """The text without characters that XML cannot hold."""
    return "".join(
        c
        for c in text
        if c in "\t\n" or (c >= " " and not "\ud800" <= c <= "\udfff" and c < "\ufffe")
    )
