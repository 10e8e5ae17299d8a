"""From literate module to the instructor's notebook and the student's."""

import re
from collections import Counter

import jupytext
import nbformat
import pytest

from autograder import build
from autograder.build import BEGIN, END, BuildError, source_notebook
from autograder.course import assignment

UNIT = assignment("ps2_mnist")
# nbgrader knows no extra points on a cell, so a bonus exercise is worth 0 there
POINTS = {e.id: 0 if e.bonus else e.points for e in UNIT.exercises}
MODULE = (build.SOLUTIONS / f"{UNIT.name}.py").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def source():
    return source_notebook(UNIT.name)


@pytest.fixture
def built_from(monkeypatch):
    """`built_from(text)`: the instructor's notebook of a literate module with this text."""

    def built(text):
        module = jupytext.reads(text, fmt="py:percent")
        monkeypatch.setattr(build, "read_module", lambda unit: module)
        return source_notebook(UNIT.name)

    return built


def ids(notebook):
    """What identifies each cell, to Jupyter and to a gradebook."""
    return [
        (cell["id"], cell["metadata"].get("nbgrader", {}).get("grade_id"))
        for cell in notebook["cells"]
    ]


def marks(cell):
    return cell["metadata"].get("autograder", {})


def text_of(cell):
    return "".join(cell["source"])


def solution_lines():
    """The lines that stand between solution markers and nowhere outside of them."""
    inside, outside, within = set(), set(), False
    for line in MODULE.splitlines():
        if line.strip() in (BEGIN, END):
            within = line.strip() == BEGIN
        else:
            (inside if within else outside).add(line.strip())
    return {line for line in inside - outside if len(line) > 3 and not line.startswith("#")}


def test_the_source_notebook_is_valid_and_the_same_at_every_build(source):
    nbformat.validate(source)
    assert nbformat.writes(source_notebook(UNIT.name)) == nbformat.writes(source)


def test_cell_ids_and_grade_ids_are_unique(source):
    for column in zip(*ids(source), strict=True):
        counts = Counter(name for name in column if name is not None)
        assert set(counts.values()) == {1}


def test_cell_ids_and_grade_ids_are_the_same_in_every_build(source, released):
    """Of this build, and of that from which the committed notebook came."""
    assert ids(source) == ids(released)


def test_ids_of_cells_do_not_change_when_others_are_added_or_taken_away(source, built_from):
    first, last = MODULE.index("# %% [markdown]"), MODULE.rindex("# %%")
    added = "# %% [markdown]\n# ## Something entirely new\n\n"
    changed = built_from(MODULE[:first] + MODULE[first:last].rstrip() + f"\n\n{added}")
    before = ids(source)[: len(changed.cells) - 1]
    assert ids(changed)[:-1] == before
    assert ids(changed)[-1] == ("text-something-entirely-new", None)


def test_ids_of_exercises_are_what_the_gradebook_knows(source):
    grade_ids = {grade_id for _, grade_id in ids(source)}
    assert {f"check-{exercise}" for exercise in POINTS} <= grade_ids
    assert set(POINTS) - {"all_together"} <= grade_ids


def test_no_line_of_a_solution_is_in_the_released_notebook(released):
    secret = solution_lines()
    assert len(secret) > 30
    lines = {line.strip() for cell in released["cells"] for line in text_of(cell).splitlines()}
    assert sorted(secret & lines) == []
    everything = "\n".join(text_of(cell) for cell in released["cells"])
    assert [line for line in secret if len(line) > 25 and line in everything] == []


def test_no_marker_import_or_output_of_the_reference_is_in_the_released_notebook(released):
    everything = "\n".join(text_of(cell) for cell in released["cells"])
    assert BEGIN not in everything
    assert END not in everything
    assert not re.search(r"^\s*(from|import) solutions", everything, flags=re.MULTILINE)
    assert [cell["id"] for cell in released["cells"] if cell.get("outputs")] == []


@pytest.mark.parametrize("exercise", [e for e in POINTS if e != "all_together"])
def test_a_stub_keeps_its_docstring_and_says_where_to_write(exercise, released):
    (stub,) = [
        text_of(cell)
        for cell in released["cells"]
        if marks(cell) == {"role": "exercise", "exercise": exercise}
    ]
    assert "# YOUR CODE HERE" in stub
    assert "raise NotImplementedError()" in stub
    assert re.search(r'"""|^# ', stub, flags=re.MULTILINE)
    compile(stub, exercise, "exec")


def test_cells_are_locked_open_or_worth_points_by_their_role(released):
    for cell in released["cells"]:
        role, nbgrader = marks(cell).get("role"), cell["metadata"].get("nbgrader")
        if role == "exercise":
            assert (nbgrader["solution"], nbgrader["locked"], nbgrader["grade"]) == (
                True,
                False,
                False,
            )
        elif role in ("given", "check"):
            assert (nbgrader["solution"], nbgrader["locked"]) == (False, True)
        elif role == "essay":
            assert (nbgrader["solution"], nbgrader["grade"]) == (True, True)
        else:
            assert nbgrader is None
    worth = {
        marks(cell)["exercise"]: cell["metadata"]["nbgrader"]["points"]
        for cell in released["cells"]
        if cell["metadata"].get("nbgrader", {}).get("grade") and marks(cell)["role"] == "check"
    }
    assert worth == POINTS


@pytest.mark.parametrize("exercise", UNIT.exercises, ids=lambda e: e.id)
def test_a_check_follows_the_last_cell_of_its_exercise(exercise, released):
    mine = [c for c in released["cells"] if marks(c).get("exercise") == exercise.id]
    assert text_of(mine[-1]) == f'check("{exercise.id}")'
    assert [marks(cell)["role"] for cell in mine].count("check") == 1


@pytest.mark.parametrize("exercise", UNIT.exercises, ids=lambda e: e.id)
def test_the_text_of_an_exercise_shows_its_record_and_folded_hints(exercise, released):
    (text,) = [
        text_of(cell)
        for cell in released["cells"]
        if marks(cell) == {"role": "text", "exercise": exercise.id}
    ]
    heading, blank, badge, *_ = text.splitlines()
    low, high = exercise.minutes
    assert heading.startswith("### ")
    assert blank == ""
    assert f"{exercise.points:g} {'bonus ' * exercise.bonus}point" in badge
    assert f"{low} to {high} minutes" in badge
    assert badge.count("🔴") == int(exercise.difficulty)
    assert badge.count("🟠") == (exercise.difficulty % 1 > 0)
    assert badge.count("🔵") == exercise.importance
    assert text.count("<details>") == text.count("</details>") >= 1
    assert "$" in text or exercise.alone


def test_the_module_and_its_notebook_are_the_same_text():
    notebook = jupytext.reads(MODULE, fmt="py:percent")
    again = jupytext.reads(jupytext.writes(notebook, fmt="py:percent"), fmt="py:percent")
    assert [(c.cell_type, c.source) for c in again.cells] == [
        (c.cell_type, c.source) for c in notebook.cells
    ]
    for cell in notebook.cells:
        for line in cell.source.splitlines():
            assert line in MODULE


def test_cells_that_grading_skips_are_marked(source):
    skipped = [cell for cell in source.cells if marks(cell).get("skip")]
    assert skipped
    assert all("skip-grading" in cell.metadata["tags"] for cell in skipped)


def test_the_instructors_notebook_is_written_where_nbgrader_looks(tmp_path):
    path = build.write_source(UNIT.name, tmp_path)
    assert path == tmp_path / UNIT.name / f"{UNIT.name}.ipynb"
    assert ids(nbformat.read(path, as_version=4)) == ids(source_notebook(UNIT.name))


@pytest.mark.parametrize(
    ("found", "put", "sentence"),
    [
        (BEGIN, "# the answer", "it needs ### BEGIN SOLUTION and ### END SOLUTION around the"),
        ('# %% exercise="relu"', "# %%", "neither `exercise=`, `given=` nor `own=`"),
        ('exercise="relu"', 'exercise="rely"', "ps2_mnist has no exercise called 'rely'"),
        ('given="mlp"', 'given="no-grad"', "two cells are called 'given-no-grad'"),
        ("# ### ReLU", "# ReLU", "should begin with a heading"),
        ('exercise="SGD"', 'own="true"', "has no cell for: SGD."),
    ],
)
def test_a_module_that_cannot_be_built_is_refused_with_the_rule(found, put, sentence, built_from):
    assert found in MODULE
    with pytest.raises(BuildError) as caught:
        built_from(MODULE.replace(found, put))
    assert sentence in str(caught.value)


def test_imports_from_another_unit_become_the_source_of_what_they_name():
    inlined = set()
    text = build.inline_imports("from solutions.ps1_backprop import unbroadcast", inlined)
    assert "def unbroadcast(" in text
    assert "solutions" not in text
    assert BEGIN not in text
    assert "unbroadcast" in inlined
    names = {}
    exec(compile(text, "inlined", "exec"), names)
    assert callable(names["unbroadcast"])


def test_what_was_brought_in_once_is_not_brought_in_again():
    inlined = set()
    build.inline_imports("from solutions.ps1_backprop import unbroadcast", inlined)
    again = build.inline_imports("from solutions.ps1_backprop import Tensor", inlined)
    assert "def unbroadcast(" not in again
    assert "class Tensor" in again


def test_a_name_that_the_other_unit_does_not_define_is_refused():
    with pytest.raises(BuildError, match=r"solutions\.ps1_backprop does not define 'Tenser'"):
        build.inline_imports("from solutions.ps1_backprop import Tenser", set())


@pytest.mark.parametrize(
    ("filled", "shown"),
    [(0, "⚪⚪⚪⚪⚪"), (2, "🔴🔴⚪⚪⚪"), (2.5, "🔴🔴🟠⚪⚪"), (5, "🔴🔴🔴🔴🔴")],
)
def test_a_difficulty_is_shown_as_five_dots(filled, shown):
    assert build.dots(filled, "🔴", "🟠") == shown
