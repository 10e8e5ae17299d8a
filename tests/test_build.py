"""From literate module to the instructor's notebook and the student's."""

import ast
import base64
import re
from collections import Counter

import jupytext
import nbformat
import numpy as np
import pytest
from nbgrader.preprocessors import ClearSolutions

from autograder.authoring import build
from autograder.course import places
from autograder.course.cells import syntax_tree
from autograder.course.model import assignment, assignment_names
from autograder.reference import literate
from autograder.reference.literate import BEGIN, END, BuildError, source_notebook
from autograder.reference.released import released_cells

UNIT = assignment("ps2_mnist")
# nbgrader knows no extra points on a cell, so a bonus exercise is worth 0 there
POINTS = {e.id: 0 if e.bonus else e.points for e in UNIT.exercises}
MODULE = (places.SOLUTIONS / f"{UNIT.name}.py").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def source():
    return source_notebook(UNIT.name)


@pytest.fixture
def built_from(monkeypatch):
    """`built_from(text)`: the instructor's notebook of a literate module with this text."""

    def built(text):
        module = jupytext.reads(text, fmt="py:percent")
        monkeypatch.setattr(literate, "read_module", lambda unit: module)
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
    *before, text, ticks = ids(source)
    assert ids(changed)[-2:] == [text, ticks]
    assert ids(changed)[-3] == ("text-something-entirely-new", None)
    assert ids(changed)[:-3] == before[: len(changed.cells) - 3]


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
    assert badge.count("●") == int(exercise.difficulty) + exercise.importance
    assert badge.count("◐") == (exercise.difficulty % 1 > 0)
    assert text.count("<details>") == text.count("</details>") >= 1
    assert "$" in text or exercise.integration


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
        (
            '# %% given="mlp"',
            '# %% [raw] mend="mlp"\n# pass\n\n# %% given="mlp"',
            "there is nothing to mend in mlp.",
        ),
        (
            '# %% exercise="relu"',
            '# %% [raw] mend="Linear"\n# pass\n\n# %% exercise="relu"',
            "cell Linear: there are lines below ### END SOLUTION",
        ),
        ("# ### ReLU", "# ### ReLU ![it](pictures/none.svg)", "no picture solutions/pictures/none"),
    ],
)
def test_a_module_that_cannot_be_built_is_refused_with_the_rule(found, put, sentence, built_from):
    assert found in MODULE
    with pytest.raises(BuildError) as caught:
        built_from(MODULE.replace(found, put))
    assert sentence in str(caught.value)


RELU = '# %% exercise="relu"'
FAULTY = '# %% [raw] mend="relu"\n#     return np.minimum(x, 0)\n\n'


def test_faulty_lines_stand_below_the_answer_that_mends_them(built_from):
    """So that they are what is left of it, below the line that says it is not written."""
    place = MODULE.index("# %%", MODULE.index(RELU) + 1)
    notebook = built_from(MODULE[:place] + FAULTY + MODULE[place:])
    (cell,) = [c for c in notebook.cells if c.id == "relu"]
    assert cell.source.splitlines()[-2:] == [f"    {END}", "    return np.minimum(x, 0)"]
    assert not any(c.cell_type == "raw" for c in notebook.cells)
    ClearSolutions().preprocess_cell(cell, {"language": "python"}, 0)
    assert cell.source.splitlines()[-2:] == [
        "    raise NotImplementedError()",
        "    return np.minimum(x, 0)",
    ]


def test_a_picture_is_put_into_the_cell_that_shows_it(built_from):
    shown = "# # Training on MNIST, from scratch\n#\n# ![A graph](pictures/perceptron.svg)\n"
    notebook = built_from(MODULE.replace("# # Training on MNIST, from scratch\n", shown, 1))
    cell = notebook.cells[0]
    assert "![A graph](attachment:perceptron.svg)" in cell.source
    picture = base64.b64decode(cell.attachments["perceptron.svg"]["image/svg+xml"])
    assert picture == (places.SOLUTIONS / "pictures" / "perceptron.svg").read_bytes()


def test_imports_from_another_unit_become_the_source_of_what_they_name():
    inlined = set()
    text = literate.inline_imports("from solutions.ps1_backprop import unbroadcast", inlined)
    assert "def unbroadcast(" in text
    assert "solutions" not in text
    assert BEGIN not in text
    assert "unbroadcast" in inlined
    names = {}
    exec(compile(text, "inlined", "exec"), names)
    assert callable(names["unbroadcast"])


def test_nothing_is_brought_in_because_a_variable_has_its_name():
    text = literate.inline_imports("from solutions.ps1_backprop import backprop, Tensor", set())
    assert not re.search(r"^[a-z] = ", text, flags=re.MULTILINE)


def test_what_was_brought_in_once_is_not_brought_in_again():
    inlined = set()
    literate.inline_imports("from solutions.ps1_backprop import unbroadcast", inlined)
    again = literate.inline_imports("from solutions.ps1_backprop import Tensor", inlined)
    assert "def unbroadcast(" not in again
    assert "class Tensor" in again


def test_a_name_that_the_other_unit_does_not_define_is_refused():
    with pytest.raises(BuildError, match=r"solutions\.ps1_backprop does not define 'Tenser'"):
        literate.inline_imports("from solutions.ps1_backprop import Tenser", set())


@pytest.mark.parametrize(
    ("filled", "shown"),
    [
        (0, "0 of 5 ○○○○○"),
        (2, "2 of 5 ●●○○○"),
        (2.5, "2.5 of 5 ●●◐○○"),
        (5, "5 of 5 ●●●●●"),
    ],
)
def test_a_difficulty_is_a_number_and_as_many_dots(filled, shown):
    assert literate.rating(filled) == shown


def test_a_notebook_without_exercises_has_no_checks_and_no_expected_values():
    assert build.build("finale", check=True) == []
    assert not (places.RELEASED / "finale.ipynb").exists()
    cells = source_notebook("finale").cells
    assert {marks(cell).get("role") for cell in cells} == {None, "given"}
    assert "check(" not in "".join(cell.source for cell in cells)


# Expected values on other machines


STORED = {
    "cases": {"a case": (np.float32([1, 1000]), {"grad": np.ones(3)})},
    "others": [("a", 0.5, None)],
}


def stored(**changes):
    return {**STORED, **changes}


@pytest.mark.parametrize(
    "other",
    [
        stored(),
        stored(cases={"a case": (np.float32([1, 1000.01]), {"grad": np.ones(3)})}),
        stored(cases={"a case": (np.float32([1 + 1e-6, 1000]), {"grad": np.ones(3) - 1e-9})}),
        stored(others=[("a", 0.5 + 1e-9, None)]),
    ],
)  # fmt: skip
def test_stored_values_may_differ_within_the_tolerance_of_verdicts(other):
    assert build.alike(STORED, other, 1e-4, 1e-6)


@pytest.mark.parametrize(
    "other",
    [
        stored(cases={"a case": (np.float32([1, 1001]), {"grad": np.ones(3)})}),
        stored(cases={"a case": (np.float64([1, 1000]), {"grad": np.ones(3)})}),
        stored(cases={"a case": (np.float32([1, 1000]), {"grad": np.ones((3, 1))})}),
        stored(cases={"a case": (np.float32([1, 1000]), {"gradient": np.ones(3)})}),
        stored(cases={"a case": [np.float32([1, 1000]), {"grad": np.ones(3)}]}),
        stored(cases={}),
        stored(others=[("b", 0.5, None)]),
        stored(others=[("a", 0.5, 0)]),
    ],
)  # fmt: skip
def test_stored_values_of_another_structure_are_stale(other):
    assert not build.alike(STORED, other, 1e-4, 1e-6)


@pytest.mark.parametrize("unit", [name for name in assignment_names() if name != "ps2_mnist"])
def test_no_cell_ends_with_a_string_that_prints_itself(unit):
    last = {
        cell.id: syntax_tree(cell.source).body[-1]
        for cell in released_cells(unit)
        if cell.source.strip()
    }
    bare = [
        cell
        for cell, node in last.items()
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    ]
    assert bare == []
