"""Hostile notebooks through `nbgrader autograde`: the scores that grading them directly gives."""

import shutil
from pathlib import Path

import pytest

from autograder.authoring.attacks import UNIT, every_attack
from autograder.grading.answer_key import ReferenceKey
from autograder.grading.notebook_file import Unreadable
from autograder.grading.submission import read
from autograder.grading.verdicts import grade
from autograder.sandbox.bubblewrap import bubblewrap
from autograder.sandbox.limits import Limits

pytestmark = [
    pytest.mark.attack,
    pytest.mark.skipif(bubblewrap() is None, reason="needs bubblewrap"),
]
LIMITS = {"cell": 2.0, "exercise": 2.0, "submission": 30.0}
SHARES = 4
SEED = 7
"""The fixture's."""


@pytest.mark.parametrize("share", range(SHARES))
def test_the_gradebook_has_the_scores_of_direct_grading(course, share):
    attacks = every_attack()[share::SHARES]
    config = course.root / "nbgrader_config.py"
    config.write_text(f"{config.read_text()}\nc.GradeExercises.limits = {LIMITS!r}\n")
    key = ReferenceKey(UNIT, SEED)
    expected = {}
    for attack in attacks:
        folder = course.root / "submitted" / attack.name / UNIT
        folder.mkdir(parents=True)
        path = attack.make(folder)
        if path.name != f"{UNIT}.ipynb":
            path = path.rename(folder / f"{UNIT}.ipynb")
        try:
            report = grade(read(path), key, limits=Limits(**LIMITS))
            expected[attack.name] = {f"check-{e.id}": e.score for e in report.exercises}
        except Unreadable:
            expected[attack.name] = 0
    said = course.run("autograde", UNIT)
    assert "Traceback" not in said
    scores = course.scores()
    assert set(scores) == set(expected)
    for attack in attacks:
        found, due = scores[attack.name], expected[attack.name]
        if due == 0:
            due = dict.fromkeys(found, 0)
        if attack.at_most:  # how much it spoils for its author depends on the moment
            counted = [found[f"check-{e.id}"] for e in key.assignment.exercises if not e.bonus]
            assert sum(counted) <= attack.keeps, attack.name
        else:
            assert found == due, attack.name
    pages = Path(course.root / "autograded")
    for page in pages.rglob("*.ipynb"):
        assert str(course.root) not in page.read_text()
    shutil.rmtree(course.root / "submitted")
