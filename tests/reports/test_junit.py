"""Reports as JUnit XML: a suite a notebook, a test a case."""

import xml.etree.ElementTree as ET

import pytest

from autograder.course.status import Status
from autograder.reports.junit import write_junit


@pytest.fixture
def suites(tmp_path):
    """`suites(report, ...)`: the test suites of the file that is written."""

    def written(*reports):
        write_junit(reports, tmp_path / "out.xml")
        return ET.parse(tmp_path / "out.xml").getroot().findall("testsuite")

    return written


OUTCOMES = {
    "passed": None,
    "failed": "failure",
    "not_implemented": "failure",
    "missing": "failure",
    "error": "error",
    "timeout": "error",
    **dict.fromkeys(("crashed", "memory", "disk", "processes", "output"), "error"),
    "waiting": "skipped",
}


@pytest.mark.parametrize("status", Status)
def test_each_status_has_its_outcome(status, all_statuses, suites):
    (suite,) = suites(all_statuses)
    first, second = [c for c in suite if c.get("classname") == f"exercise_{status}"]
    assert (first.get("name"), list(first)) == ("first", [])
    assert second.get("name") == "second"
    assert [child.tag for child in second] == ([OUTCOMES[status]] if OUTCOMES[status] else [])
    if OUTCOMES[status]:
        assert second[0].get("message") == f"{status}: It is {status}."
        assert second[0].text.strip() == "x = [1]"


def test_suites_count_their_outcomes(all_statuses, suites):
    (suite,) = suites(all_statuses)
    counts = {name: suite.get(name) for name in ("name", "tests", "failures", "errors", "skipped")}
    assert counts == {
        "name": "hw.ipynb",
        "tests": "24",
        "failures": "3",
        "errors": "7",
        "skipped": "1",
    }


def test_a_notebook_that_could_not_be_graded_is_an_error(all_statuses, not_graded, suites):
    _, suite = suites(all_statuses, not_graded)
    (case,) = suite.findall("testcase")
    assert case.find("error").get("message") == not_graded.error


def test_what_xml_cannot_hold_is_left_out(nasty, suites):
    (suite,) = suites(nasty)
    assert suite.get("name").startswith("<script>alert(1)</script> [bold]&amp;[/bold]")
    failure = suite.find("testcase").find("failure")
    assert "<script>" in failure.get("message")
    assert not set("\x00\x1b\ufffe") & set(failure.get("message"))
