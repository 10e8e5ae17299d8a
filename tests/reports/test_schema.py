"""The JSON Schema of reports, which docs/report.md is about."""

import json
from pathlib import Path

import jsonschema
import pytest

from autograder.course.status import Status
from autograder.grading.results import SCHEMA_VERSION, Report
from tests.report_schema import SCHEMA, assert_valid

PAGE = Path(__file__).parents[2] / "docs" / "report.md"


def test_the_schema_is_one_and_names_every_status():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$defs"]["report"]["properties"]["schema_version"] == {"const": SCHEMA_VERSION}
    assert [one["const"] for one in SCHEMA["$defs"]["status"]["oneOf"]] == [*Status]
    assert all(one["description"] for one in SCHEMA["$defs"]["status"]["oneOf"])


def test_reports_are_as_the_schema_says(all_statuses, not_graded, nasty):
    assert_valid([report.to_dict() for report in (all_statuses, not_graded, nasty)])
    assert_valid([])


def test_what_a_report_never_has_is_refused(all_statuses):
    for change in ({"schema_version": 1}, {"seed": 5}, {"score": "all"}, {"exercises": [{}]}):
        with pytest.raises(jsonschema.ValidationError):
            assert_valid([all_statuses.to_dict() | change])


def test_the_example_on_the_page_is_valid():
    (example,) = [part.split("```")[0] for part in PAGE.read_text("utf-8").split("```json\n")[1:]]
    assert_valid(json.loads(example))


def test_results_of_the_version_before_can_still_be_read(all_statuses):
    entry = json.loads(json.dumps(all_statuses.to_dict()))
    entry["exercises"][0]["status"] = entry["exercises"][0]["cases"][0]["status"] = "killed"
    result = Report.from_dict(entry).exercises[0]
    assert (result.status, result.cases[0].status) == (Status.CRASHED, Status.CRASHED)
