"""Plain nbgrader, with no configuration of ours: the check cells run the public cases and raise."""

import json

import pytest

from autograder.authoring import demo

UNIT = "ps2_mnist"
STOCK = """
c = get_config()
c.CourseDirectory.course_id = "autograd"
c.CourseDirectory.source_directory = "build/source"
c.CourseDirectory.release_directory = "notebooks"
"""


@pytest.fixture
def stock(course):
    (course.root / "nbgrader_config.py").write_text(STOCK)
    return course


def without_training(notebook):
    """The training cells are long, and worth no points."""
    for cell in notebook["cells"]:
        if "skip-grading" in cell["metadata"].get("tags", ()):
            cell["source"] = ""
            cell["metadata"].pop("nbgrader", None)
    return notebook


def test_right_answers_get_their_points_and_wrong_ones_none(stock):
    stock.submit("ada", without_training(demo.complete(UNIT)))
    stock.submit("chen", without_training(demo.typical_mistakes(UNIT)))
    stock.submit("fay", without_training(demo.untouched(UNIT)))
    stock.run("autograde", UNIT)
    scores = stock.scores()
    assert sum(scores["ada"].values()) == 36
    assert sum(scores["fay"].values()) == 0
    assert scores["chen"]["check-permute_back"] == 0
    assert scores["chen"]["check-negative_back"] == 1
    path = stock.root / "autograded" / "chen" / UNIT / f"{UNIT}.ipynb"
    check = next(
        cell for cell in json.loads(path.read_text())["cells"] if cell["id"] == "check-permute_back"
    )
    kinds = [output["output_type"] for output in check["outputs"]]
    assert kinds == ["display_data", "error"]
