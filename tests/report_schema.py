"""The JSON Schema of reports, for whichever test has some at hand."""

import json
from importlib.resources import files

import jsonschema

SCHEMA = json.loads((files("autograder.reports") / "report.schema.json").read_text("utf-8"))


def assert_valid(reports):
    """Fails where a list of reports, as `json` reads them, is not what the schema says."""
    jsonschema.validate(reports, SCHEMA, jsonschema.Draft202012Validator)
