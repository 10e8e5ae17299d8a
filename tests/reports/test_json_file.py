"""Reports as JSON: a list, one entry a notebook."""

import json

from autograder.reports.json_file import write_json


def test_reports_come_back_as_they_are_documented(all_statuses, not_graded, tmp_path):
    write_json([all_statuses, not_graded], tmp_path / "out.json")
    graded, refused = json.loads((tmp_path / "out.json").read_text("utf-8"))
    assert graded == all_statuses.to_dict()
    assert graded["notes"] == ["A cell was restored."]
    failed = next(e for e in graded["exercises"] if e["status"] == "failed")
    assert failed == {
        "id": "exercise_failed",
        "status": "failed",
        "bonus": False,
        "score": 0.5,
        "max_score": 1.0,
        "extra_credit": 0.0,
        "message": "1 of 2 cases pass: failed.",
        "diagnosis": {"id": "a-mistake", "hint": "Look at the sign."},
        "cases": [
            {"name": "first", "status": "passed", "message": ""},
            {"name": "second", "status": "failed", "message": "It is failed.\nx = [1]"},
        ],
    }
    assert refused["assignment"] is None
    assert refused["error"] == "cut.ipynb is not a notebook: it is cut off."
    assert refused["exercises"] == []


def test_diagnosis_is_null_where_nothing_is_known(all_statuses, tmp_path):
    write_json([all_statuses], tmp_path / "out.json")
    (entry,) = json.loads((tmp_path / "out.json").read_text("utf-8"))
    known = {e["status"]: e["diagnosis"] for e in entry["exercises"]}
    assert [status for status, diagnosis in known.items() if diagnosis] == ["failed"]


def test_no_reports_are_an_empty_list(tmp_path):
    write_json([], tmp_path / "out.json")
    assert json.loads((tmp_path / "out.json").read_text("utf-8")) == []


def test_text_is_kept_as_it_is(nasty, tmp_path):
    write_json([nasty], tmp_path / "out.json")
    (entry,) = json.loads((tmp_path / "out.json").read_text("utf-8"))
    assert entry == nasty.to_dict()
