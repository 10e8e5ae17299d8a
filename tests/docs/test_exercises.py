"""docs/exercises.md is what the notebooks hold, and every exercise has every part."""

import pytest

from autograder.authoring import overview
from autograder.course.model import assignment, assignment_names

TEXT = """### Doubling

Twice as much is twice as steep. More of it below.

```
  x = 2     y = 4
  and on
  and on
```

$$y =
  2 |x|$$

<details><summary>Hint 1: a factor</summary>
What times `x`?
</details>
"""


def test_the_page_is_what_the_notebooks_hold():
    assert overview.write(check=True) == []


@pytest.mark.parametrize("unit", assignment_names())
def test_every_exercise_of_a_unit_is_in_the_table(unit):
    named = [row.exercise for row in overview.rows(unit)]
    assert named == [f"`{exercise.id}`" for exercise in assignment(unit).exercises]


@pytest.mark.parametrize("unit", assignment_names())
def test_no_field_is_empty(unit):
    assert {row.exercise: row.missing for row in overview.rows(unit) if row.missing} == {}


def test_the_parts_of_a_text_are_found():
    row = overview.row("ps2_mnist", "exp_back", TEXT, "")
    assert row.why == "Twice as much is twice as steep."
    assert row.example == "`x = 2  y = 4`<br>`and on`"
    assert row.formula == r"$y = 2 \|x\|$"
    assert row.hints == "a factor"
    assert row.missing == ["picture"]


def test_a_picture_may_be_that_of_the_section():
    section = "## Part\n\n![Curves](pictures/slopes.svg)"
    assert "slopes.svg" in overview.row("ps2_mnist", "exp_back", TEXT, section).picture
