"""Who has more time, from a table."""

import pytest

from autograder.classroom.accommodations import NoAccommodations, read_accommodations
from autograder.sandbox.limits import Limits

TABLE = """\
student,assignment,due,time
ada,,2026-12-08 23:59 UTC,2
ada,ps2_mnist,,3
ben,ps2_mnist,2026-12-09,

"""


@pytest.fixture
def granted(tmp_path):
    path = tmp_path / "accommodations.csv"
    path.write_text("\ufeff" + TABLE, encoding="utf-8")
    return read_accommodations(path)


def test_a_line_for_an_assignment_goes_before_one_for_all(granted):
    assert granted.time_for("ada", "ps2_mnist") == 3
    assert granted.time_for("ada", "ps1_backprop") == 2
    assert granted.time_for("ben", "ps2_mnist") == 1
    assert granted.due_for("ada", "ps2_mnist") == "2026-12-08 23:59 UTC"
    assert granted.due_for("ben", "ps1_backprop") is None


def test_without_a_file_nobody_has_more(tmp_path):
    assert read_accommodations(tmp_path / "none.csv").time_for("ada", None) == 1


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("name\nada\n", "should have the columns student, assignment, due, time"),
        ("student,time\n,2\n", "line 2: it names no student"),
        ("# more time\nstudent,time\n# ben?\n,2\n", "line 4: it names no student"),
        ("student,time\nada,soon\n", "time should be a number from 1 to 100, not 'soon'"),
    ],
)
def test_what_cannot_be_used_is_said(text, reason, tmp_path):
    path = tmp_path / "accommodations.csv"
    path.write_text(text)
    with pytest.raises(NoAccommodations, match=reason):
        read_accommodations(path)


def test_more_time_leaves_other_limits_as_they_are():
    limits = Limits(cell=1, exercise=2, submission=3)
    assert limits.times(1.0) is limits
    more = limits.times(2.0)
    assert (more.cell, more.exercise, more.submission) == (2, 4, 6)
    assert (more.memory, more.disk) == (limits.memory, limits.disk)
